//! [`Viewport`]: which part of the world a map pane shows.

use super::{BBox, LonLat, MAX_LAT, WorldPoint, lon_lat_from_world, world_from_lon_lat};

/// Width of the world at zoom 0, in CSS pixels (the convention of web maps with 256 px tiles).
const WORLD_PX: f64 = 256.0;
/// Least zoom.
const MIN_ZOOM: f64 = 0.0;
/// Greatest zoom: about 0.3 m a pixel, finer than any source.
const MAX_ZOOM: f64 = 18.0;

/// A point of the pane in CSS pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScreenPoint {
    /// Pixels from the left edge.
    pub x: f64,
    /// Pixels from the top edge.
    pub y: f64,
}

/// Centre and zoom of a map, and the size of its pane in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// Centre of the pane.
    pub center: LonLat,
    /// Zoom: the world is `256 * 2^zoom` px wide.
    pub zoom: f64,
    /// Width of the pane in px, at least 1.
    pub width: f64,
    /// Height of the pane in px, at least 1.
    pub height: f64,
}

impl Viewport {
    /// The viewport of this size that shows the whole box, with `padding` px free on each side.
    pub fn fitting(bbox: BBox, width: f64, height: f64, padding: f64) -> Viewport {
        let (width, height) = (width.max(1.0), height.max(1.0));
        let nw = world_from_lon_lat(LonLat {
            lon: bbox.west,
            lat: bbox.north,
        });
        let se = world_from_lon_lat(LonLat {
            lon: bbox.east,
            lat: bbox.south,
        });
        let free = |size: f64| (size - 2.0 * padding).max(1.0);
        let scale_px = (free(width) / (se.x - nw.x).max(1e-9)).min(free(height) / (se.y - nw.y).max(1e-9));
        let center = lon_lat_from_world(WorldPoint {
            x: f64::midpoint(nw.x, se.x),
            y: f64::midpoint(nw.y, se.y),
        });
        Viewport {
            center,
            zoom: (scale_px / WORLD_PX).log2().clamp(MIN_ZOOM, MAX_ZOOM),
            width,
            height,
        }
    }

    /// The viewport of this size that shows the whole box in what is free of it: `[left, top, right, bottom]` px are
    /// covered.
    pub fn fitting_beside(
        bbox: BBox,
        width: f64,
        height: f64,
        [left, top, right, bottom]: [f64; 4],
    ) -> Viewport {
        let free = [(width - left - right).max(1.0), (height - top - bottom).max(1.0)];
        let fitted = Viewport::fitting(bbox, free[0], free[1], 0.0);
        // The middle of the box comes to the middle of what is free.
        let (dx, dy) = ((left - right) / 2.0, (top - bottom) / 2.0);
        let view = Viewport {
            width: width.max(1.0),
            height: height.max(1.0),
            ..fitted
        };
        view.panned(dx, dy)
    }

    /// Pixels per unit of the projected world.
    pub fn scale_px(self) -> f64 {
        WORLD_PX * self.zoom.exp2()
    }

    /// Where a point of the world falls in the pane.
    pub fn screen_from_world(self, p: WorldPoint) -> ScreenPoint {
        let (center, scale) = (world_from_lon_lat(self.center), self.scale_px());
        ScreenPoint {
            x: (p.x - center.x) * scale + self.width / 2.0,
            y: (p.y - center.y) * scale + self.height / 2.0,
        }
    }

    /// Which point of the world a point of the pane shows.
    pub fn world_from_screen(self, p: ScreenPoint) -> WorldPoint {
        let (center, scale) = (world_from_lon_lat(self.center), self.scale_px());
        WorldPoint {
            x: center.x + (p.x - self.width / 2.0) / scale,
            y: center.y + (p.y - self.height / 2.0) / scale,
        }
    }

    /// Which point of the Earth a point of the pane shows.
    pub fn lon_lat_from_screen(self, p: ScreenPoint) -> LonLat {
        lon_lat_from_world(self.world_from_screen(p))
    }

    /// Where a point of the Earth falls in the pane.
    pub fn screen_from_lon_lat(self, p: LonLat) -> ScreenPoint {
        self.screen_from_world(world_from_lon_lat(p))
    }

    /// Moved so that what was at the pane's origin is at `(dx, dy)`.
    #[must_use]
    pub fn panned(self, dx: f64, dy: f64) -> Viewport {
        let center = ScreenPoint {
            x: self.width / 2.0 - dx,
            y: self.height / 2.0 - dy,
        };
        Viewport {
            center: self.lon_lat_from_screen(center),
            ..self
        }
    }

    /// Zoomed by `delta` levels about a point of the pane, which keeps its place.
    #[must_use]
    pub fn zoomed_about(self, delta: f64, anchor: ScreenPoint) -> Viewport {
        let fixed = self.world_from_screen(anchor);
        let zoomed = Viewport {
            zoom: (self.zoom + delta).clamp(MIN_ZOOM, MAX_ZOOM),
            ..self
        };
        let now = zoomed.screen_from_world(fixed);
        zoomed.panned(anchor.x - now.x, anchor.y - now.y)
    }

    /// The same, so that nothing is ever lost: not smaller than what shows the whole world in the lesser of the pane's
    /// sides, and with no more room beyond the edges of the world than is needed for that.
    #[must_use]
    pub fn kept_on_globe(self) -> Viewport {
        let least = (self.width.min(self.height) / WORLD_PX).log2();
        let zoom = self.zoom.max(least.min(MAX_ZOOM)).clamp(MIN_ZOOM, MAX_ZOOM);
        let zoomed = Viewport { zoom, ..self };
        let center = world_from_lon_lat(LonLat {
            lon: self.center.lon.clamp(-180.0, 180.0),
            lat: self.center.lat.clamp(-MAX_LAT, MAX_LAT),
        });
        let kept = |at: f64, side: f64| {
            let half = side / 2.0 / zoomed.scale_px();
            if half >= 0.5 {
                0.5
            } else {
                at.clamp(half, 1.0 - half)
            }
        };
        let kept = WorldPoint {
            x: kept(center.x, self.width),
            y: kept(center.y, self.height),
        };
        // What is inside stays as it is, to the last bit.
        if kept == center && self.center.lon.abs() <= 180.0 && self.center.lat.abs() <= MAX_LAT {
            return zoomed;
        }
        Viewport {
            center: lon_lat_from_world(kept),
            ..zoomed
        }
    }

    /// The box of the Earth that the pane shows.
    pub fn bbox(self) -> BBox {
        let nw = self.lon_lat_from_screen(ScreenPoint { x: 0.0, y: 0.0 });
        let se = self.lon_lat_from_screen(ScreenPoint {
            x: self.width,
            y: self.height,
        });
        BBox {
            west: nw.lon,
            south: se.lat,
            east: se.lon,
            north: nw.lat,
        }
    }

    /// Kilometres per pixel at the centre of the pane.
    pub fn km_per_px(self) -> f64 {
        40_075.016_686 * self.center.lat.to_radians().cos() / self.scale_px()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn viewport() -> impl Strategy<Value = Viewport> {
        (-150.0..150.0f64, -70.0..70.0f64, 6.0..16.0f64).prop_map(|(lon, lat, zoom)| Viewport {
            center: LonLat { lon, lat },
            zoom,
            width: 872.0,
            height: 584.0,
        })
    }

    proptest! {
        #[test]
        fn a_box_fits_beside_what_covers_the_pane(
            west in -60.0..60.0f64, south in -50.0..50.0f64, size in (0.05..20.0f64, 0.05..15.0f64),
            pane in (300.0..1_600.0f64, 300.0..1_200.0f64), covered in prop::array::uniform4(0.0..140.0f64),
        ) {
            let bbox = BBox { west, south, east: west + size.0, north: south + size.1 };
            let v = Viewport::fitting_beside(bbox, pane.0, pane.1, covered);
            let at = |lon, lat| v.screen_from_world(world_from_lon_lat(LonLat { lon, lat }));
            let (nw, se) = (at(bbox.west, bbox.north), at(bbox.east, bbox.south));
            let [left, top, right, bottom] = covered;
            prop_assert!(nw.x >= left - 1e-6 && se.x <= pane.0 - right + 1e-6, "{nw:?} {se:?}");
            prop_assert!(nw.y >= top - 1e-6 && se.y <= pane.1 - bottom + 1e-6, "{nw:?} {se:?}");
        }

        #[test]
        fn screen_round_trips(v in viewport(), x in 0.0..872.0f64, y in 0.0..584.0f64) {
            let back = v.screen_from_world(v.world_from_screen(ScreenPoint { x, y }));
            prop_assert!((back.x - x).abs() < 1e-3 && (back.y - y).abs() < 1e-3);
        }

        #[test]
        fn zoom_keeps_the_anchor(v in viewport(), delta in -2.0..2.0f64, x in 0.0..872.0f64, y in 0.0..584.0f64) {
            let anchor = ScreenPoint { x, y };
            let before = v.world_from_screen(anchor);
            let after = v.zoomed_about(delta, anchor).world_from_screen(anchor);
            prop_assert!((before.x - after.x).abs() < 1e-9 && (before.y - after.y).abs() < 1e-9);
        }
    }

    proptest! {
        #[test]
        fn the_pane_never_leaves_the_globe(
            lon in -400.0..400.0f64, lat in -100.0..100.0f64, zoom in -3.0..20.0f64,
            width in 100.0..2_000.0f64, height in 100.0..1_500.0f64,
        ) {
            let v = Viewport { center: LonLat { lon, lat }, zoom, width, height }.kept_on_globe();
            let (nw, se) = (v.world_from_screen(ScreenPoint::default()), v.world_from_screen(ScreenPoint { x: width, y: height }));
            for (from, to, side) in [(nw.x, se.x, width), (nw.y, se.y, height)] {
                let world_px = v.scale_px();
                if world_px >= side {
                    prop_assert!(from >= -1e-9 && to <= 1.0 + 1e-9, "{from} {to}");
                } else {
                    prop_assert!((from + to - 1.0).abs() < 1e-9, "{from} {to}");
                }
            }
            prop_assert!(v.scale_px() >= width.min(height) - 1e-6);
            let again = v.kept_on_globe();
            prop_assert!((again.center.lon - v.center.lon).abs() < 1e-9 && (again.center.lat - v.center.lat).abs() < 1e-9);
        }
    }

    #[test]
    fn the_opening_view_fits() {
        let bbox = BBox::from_array([36.0, 35.15, 37.3, 36.3]).expect("a box");
        let shown = Viewport::fitting(bbox, 872.0, 584.0, 0.0).bbox();
        assert!(shown.west <= 36.0 && shown.east >= 37.3 && shown.south <= 35.1501 && shown.north >= 36.2999);
    }
}

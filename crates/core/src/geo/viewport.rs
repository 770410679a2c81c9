//! [`Viewport`]: which part of the world a map pane shows.

use super::{BBox, LonLat, WorldPoint, lon_lat_from_world, world_from_lon_lat};

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

    #[test]
    fn the_opening_view_fits() {
        let bbox = BBox::from_array([36.0, 35.15, 37.3, 36.3]).expect("a box");
        let shown = Viewport::fitting(bbox, 872.0, 584.0, 0.0).bbox();
        assert!(shown.west <= 36.0 && shown.east >= 37.3 && shown.south <= 35.1501 && shown.north >= 36.2999);
    }
}

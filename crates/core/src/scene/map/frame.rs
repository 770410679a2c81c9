//! [`Frame`]: the plane that marks and labels are placed on; and [`ZoomStep`].

use crate::geo::{Rect, ScreenPoint, Viewport, WorldPoint, world_from_lon_lat};

/// Steps of clustering and labelling to a level of zoom.
const STEPS_PER_LEVEL: f64 = 2.0;
/// The origin of a frame is a corner of a grid of this width: panning moves the origin seldom, and coordinates stay
/// small enough for the single precision that browsers draw with.
const ORIGIN_GRID_PX: f64 = 4096.0;
/// The reach of a basemap is a multiple of this.
const REACH_GRID_PX: f64 = 512.0;
/// How far beyond the planes elements are kept: greater than any symbol's radius.
const KEPT_BEYOND_PX: f64 = 32.0;

/// Zoom in half levels: who is in a cluster and where a label stands changes only between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZoomStep(i16);

impl ZoomStep {
    /// The step that a zoom belongs to: the last one not above it.
    pub fn of(zoom: f64) -> ZoomStep {
        ZoomStep((zoom * STEPS_PER_LEVEL + 1e-6).floor() as i16)
    }

    /// Its least zoom.
    pub fn zoom(self) -> f64 {
        f64::from(self.0) / STEPS_PER_LEVEL
    }

    /// Pixels per unit of the projected world at its least zoom.
    pub fn scale_px(self) -> f64 {
        256.0 * self.zoom().exp2()
    }

    /// How much larger the scale is at the end of the step.
    pub fn growth() -> f64 {
        (1.0 / STEPS_PER_LEVEL).exp2()
    }
}

/// A point of a frame in tenths of a px: moves that cannot be seen touch nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LayerPoint {
    /// To the right of the origin.
    pub x: i32,
    /// Down from the origin.
    pub y: i32,
}

impl LayerPoint {
    /// In px.
    pub fn px(self) -> [f64; 2] {
        [f64::from(self.x) / 10.0, f64::from(self.y) / 10.0]
    }
}

/// A plane at one zoom with an origin near the pane. Panning moves the whole plane; only zooming moves points on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    scale_px: f64,
    origin: WorldPoint,
}

impl Frame {
    /// The frame of a viewport.
    pub fn of(viewport: Viewport) -> Frame {
        Frame::at_scale(viewport, viewport.scale_px())
    }

    /// The frame of this scale that lies around a viewport.
    pub fn at_scale(viewport: Viewport, scale_px: f64) -> Frame {
        let center = world_from_lon_lat(viewport.center);
        let grid = ORIGIN_GRID_PX / scale_px;
        Frame {
            scale_px,
            origin: WorldPoint {
                x: (center.x / grid).round() * grid,
                y: (center.y / grid).round() * grid,
            },
        }
    }

    /// Pixels per unit of the projected world.
    pub fn scale_px(self) -> f64 {
        self.scale_px
    }

    /// Where a point falls on the plane.
    pub fn layer_point(self, p: WorldPoint) -> LayerPoint {
        let [x, y] = self.px(p);
        LayerPoint {
            x: (x * 10.0).round() as i32,
            y: (y * 10.0).round() as i32,
        }
    }

    /// Where a point falls on the plane, in px.
    pub fn px(self, p: WorldPoint) -> [f64; 2] {
        [
            (p.x - self.origin.x) * self.scale_px,
            (p.y - self.origin.y) * self.scale_px,
        ]
    }

    /// Where the plane's origin falls in the pane.
    pub fn origin_on_screen(self, viewport: Viewport) -> ScreenPoint {
        viewport.screen_from_world(self.origin)
    }

    /// What a basemap of this frame must reach, in px of the frame, wherever a pane of this size is panned to before
    /// the frame changes.
    pub fn reach(self, viewport: Viewport) -> Rect {
        let size = viewport.width.max(viewport.height);
        let rounded = (size / REACH_GRID_PX).ceil() * REACH_GRID_PX + 2.0 * PLANE_MARGIN_PX;
        Rect::around(
            0.0,
            0.0,
            ORIGIN_GRID_PX + rounded + 64.0,
            ORIGIN_GRID_PX + rounded + 64.0,
        )
    }
}

/// The part of the world, in its units, whose marks and labels are kept as elements: what the planes show, and the
/// symbols that reach into it. A pan within the margin keeps the planes, and so the elements; one beyond it brings those
/// of a strip.
pub fn kept_box(viewport: Viewport) -> Rect {
    let beyond = PLANE_MARGIN_PX + KEPT_BEYOND_PX;
    let corner = |x: f64, y: f64| viewport.world_from_screen(ScreenPoint { x, y });
    let first = corner(-beyond, -beyond);
    let last = corner(viewport.width + beyond, viewport.height + beyond);
    Rect {
        x0: first.x,
        y0: first.y,
        x1: last.x,
        y1: last.y,
    }
}

/// How far beyond the pane its planes are painted, in px, on each side: so far a hand moves them with nothing painted
/// anew. The style sheet has the same number.
pub const PLANE_MARGIN_PX: f64 = 256.0;
/// While zooming, what is painted is stretched up to so many times, or to its inverse: a press of a button, and more.
const MOST_STRETCH: f64 = 2.85;

/// True if what is painted for `base` can be moved, and while zooming stretched, to show `now`.
pub fn is_within_plane(base: Viewport, now: Viewport, is_zooming: bool) -> bool {
    let (shift, stretch) = plane_shift(base, now);
    let is_same_size =
        base.width.to_bits() == now.width.to_bits() && base.height.to_bits() == now.height.to_bits();
    let is_near = shift.x.abs() <= PLANE_MARGIN_PX && shift.y.abs() <= PLANE_MARGIN_PX;
    let is_same_zoom = base.zoom.to_bits() == now.zoom.to_bits();
    let may_stretch = is_zooming && (1.0 / MOST_STRETCH..=MOST_STRETCH).contains(&stretch);
    is_same_size && if is_same_zoom { is_near } else { may_stretch }
}

/// Of the margin, so much is used before what lies beyond it is made.
const MARGIN_PART: f64 = 0.5;

/// True if a hand has moved what is painted for `base` far enough towards its margin that what lies beyond is needed soon.
pub fn is_near_margin(base: Viewport, now: Viewport) -> bool {
    let (shift, _) = plane_shift(base, now);
    shift.x.abs().max(shift.y.abs()) > PLANE_MARGIN_PX * MARGIN_PART
}

/// Where the upper left corner of a pane painted for `base` goes to show `now`, and how much it is stretched about it.
pub fn plane_shift(base: Viewport, now: Viewport) -> (ScreenPoint, f64) {
    let corner = base.world_from_screen(ScreenPoint::default());
    (now.screen_from_world(corner), now.scale_px() / base.scale_px())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LonLat;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_plane_that_is_moved_shows_every_point_where_it_is(lon in -120.0..120.0f64, lat in -60.0..60.0f64, zoom in 3.0..16.0f64, by in -1.0..1.0f64, dx in -300.0..300.0f64, dy in -300.0..300.0f64, x in 0.0..872.0f64, y in 0.0..584.0f64) {
            let base = Viewport { center: LonLat { lon, lat }, zoom, width: 872.0, height: 584.0 };
            let moved = base.lon_lat_from_screen(ScreenPoint { x: 436.0 + dx, y: 292.0 + dy });
            let now = Viewport { center: moved, zoom: zoom + by, ..base };
            let (shift, stretch) = plane_shift(base, now);
            let at = now.screen_from_world(base.world_from_screen(ScreenPoint { x, y }));
            prop_assert!((shift.x + x * stretch - at.x).abs() < 0.01 && (shift.y + y * stretch - at.y).abs() < 0.01);
            // Moved only: as long as all of the pane is painted.
            let panned = Viewport { zoom, ..now };
            let is_painted = dx.abs().max(dy.abs()) <= PLANE_MARGIN_PX;
            prop_assume!((dx.abs().max(dy.abs()) - PLANE_MARGIN_PX).abs() > 0.01);
            prop_assert_eq!(is_within_plane(base, panned, false), is_painted);
            // What lies beyond is made before it is needed.
            prop_assert!(is_painted || is_near_margin(base, panned));
            prop_assert!(!is_near_margin(base, base));
            prop_assert!(is_within_plane(base, base, false));
            prop_assert!(by == 0.0 || !is_within_plane(base, now, false));
        }

        #[test]
        fn frame_and_viewport_agree(lon in -150.0..150.0f64, lat in -70.0..70.0f64, zoom in 3.0..18.0f64, dx in -400.0..400.0f64, dy in -300.0..300.0f64) {
            let viewport = Viewport { center: LonLat { lon, lat }, zoom, width: 872.0, height: 584.0 };
            let frame = Frame::of(viewport);
            let screen = ScreenPoint { x: 436.0 + dx, y: 292.0 + dy };
            let world = viewport.world_from_screen(screen);
            let (origin, at) = (frame.origin_on_screen(viewport), frame.layer_point(world).px());
            prop_assert!((origin.x + at[0] - screen.x).abs() < 0.06 && (origin.y + at[1] - screen.y).abs() < 0.06);
            prop_assert!(frame.reach(viewport).contains(at[0], at[1]));
            prop_assert!(kept_box(viewport).contains(world.x, world.y));
        }
    }
}

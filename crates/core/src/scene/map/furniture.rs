//! [`Furniture`]: what stands still over the map (buttons, fields, the key, the foot): no name runs under it, and chips
//! stand beside it.

use super::{Edge, PlacedLabel};
use crate::geo::{Rect, Viewport};

/// Boxes are measured to so many px, outwards: what grows by a letter moves nothing.
const GRID_PX: f64 = 4.0;
/// How far a name's halo reaches.
const HALO_PX: f64 = 2.5;
/// What takes more than this share of the pane's width at its foot has chips above it, not beside it.
const WIDE: f64 = 0.45;

/// The parts of the pane that something stands on, in px.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Furniture {
    boxes: Vec<Rect>,
}

impl Furniture {
    /// What stands on these boxes; empty ones are nothing.
    pub fn new(boxes: impl IntoIterator<Item = Rect>) -> Furniture {
        let down = |px: f64| (px / GRID_PX).floor() * GRID_PX;
        let up = |px: f64| (px / GRID_PX).ceil() * GRID_PX;
        let boxes = boxes.into_iter().filter(|b| b.x1 > b.x0 && b.y1 > b.y0);
        let boxes = boxes.map(|b| Rect {
            x0: down(b.x0),
            y0: down(b.y0),
            x1: up(b.x1),
            y1: up(b.y1),
        });
        Furniture {
            boxes: boxes.collect(),
        }
    }

    /// True if nothing stands anywhere.
    pub fn is_empty(&self) -> bool {
        self.boxes.is_empty()
    }

    /// True if a part of a name would lie under it.
    pub fn covers(&self, label: &PlacedLabel, viewport: Viewport) -> bool {
        let at = viewport.screen_from_world(label.at);
        let area = label.area([at.x, at.y]).grown(HALO_PX);
        self.boxes.iter().any(|taken| taken.overlaps(area))
    }

    /// How far above the pane's lower edge chips stand: above what is too wide to stand beside, if it lies within `band` px.
    pub(super) fn lift(&self, viewport: Viewport, band: f64) -> f64 {
        let is_wide = |b: &&Rect| b.x1 - b.x0 > WIDE * viewport.width && b.y1 > viewport.height - band;
        let wide = self.boxes.iter().filter(is_wide);
        // Half of the pane at most: what is higher is no foot.
        wide.map(|b| viewport.height - b.y0)
            .filter(|lift| *lift < viewport.height / 2.0)
            .fold(0.0, f64::max)
    }

    /// What is left, along an edge, of a strip of the pane, between `from` and `to`, `gap` px beside all that stands there.
    pub(super) fn left(&self, strip: Rect, edge: Edge, (from, to): (f64, f64), gap: f64) -> (f64, f64) {
        let is_level = matches!(edge, Edge::Top | Edge::Bottom);
        let middle = if is_level {
            f64::midpoint(strip.x0, strip.x1)
        } else {
            f64::midpoint(strip.y0, strip.y1)
        };
        let there = self.boxes.iter().filter(|b| b.overlaps(strip));
        there.fold((from, to), |(from, to), b| {
            let (start, end) = if is_level { (b.x0, b.x1) } else { (b.y0, b.y1) };
            if f64::midpoint(start, end) < middle {
                (from.max(end + gap), to)
            } else {
                (from, to.min(start - gap))
            }
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::layout::tests::places;
    use super::super::{
        Grouping, LabelScript, MarkLayout, POINTER_DISTANCE_PX, Side, ZoomStep, place_labels,
    };
    use super::*;
    use crate::geo::LonLat;
    use crate::state::{Lang, MapNames};
    use proptest::prelude::*;

    /// A pane with things in its corners, as the page has them, in either direction of reading.
    pub(in super::super) fn furnished() -> impl Strategy<Value = (Viewport, Vec<Rect>)> {
        let pane = (340.0..1400.0f64, 300.0..900.0f64, 6.0..12.0f64, any::<bool>());
        let sizes = prop::collection::vec((0.1..1.0f64, 0.1..1.0f64), 5);
        (pane, sizes).prop_map(|((width, height, zoom, mirrored), sizes)| {
            let viewport = Viewport {
                center: LonLat { lon: 36.5, lat: 35.5 },
                zoom,
                width,
                height,
            };
            let boxed = |x: f64, y: f64, w: f64, h: f64| {
                let x = if mirrored { width - x - w } else { x };
                Rect {
                    x0: x,
                    y0: y,
                    x1: x + w,
                    y1: y + h,
                }
            };
            let free = height - 200.0;
            let [find, list, buttons, key, foot] = [0, 1, 2, 3, 4].map(|i: usize| sizes[i]);
            let foot_width = (60.0 + foot.0 * (width - 180.0)).min(width - 16.0);
            let boxes = vec![
                boxed(12.0, 12.0, 100.0 + find.0 * 60.0, 44.0),
                boxed(12.0, 62.0, 60.0 + list.0 * 120.0, 20.0 + list.1 * 0.2 * free),
                boxed(width - 56.0, 12.0, 44.0, 30.0 + buttons.1 * 0.7 * free),
                boxed(
                    12.0,
                    height - 12.0 - (30.0 + key.1 * 0.4 * free),
                    70.0,
                    30.0 + key.1 * 0.4 * free,
                ),
                boxed(width - 8.0 - foot_width, height - 38.0, foot_width, 32.0),
            ];
            (viewport, boxes)
        })
    }

    proptest! {
        #[test]
        fn no_name_runs_under_what_stands_on_the_map((viewport, boxes) in furnished(), places in places(), arabic: bool, both: bool) {
            let layout = MarkLayout::new(&places, ZoomStep::of(viewport.zoom), Grouping { distance_px: POINTER_DISTANCE_PX });
            let lang = if arabic { Lang::Ar } else { Lang::En };
            let names = if both { MapNames::Both } else { MapNames::Page };
            let placed = place_labels(&[], &places, &layout, &[], LabelScript::of(names, lang));
            let furniture = Furniture::new(boxes.iter().copied());
            for label in &placed {
                let at = viewport.screen_from_world(label.at);
                let (x, y) = (at.x + label.dx, at.y + label.dy);
                let lines = if label.second.is_some() { 2.0 } else { 1.0 };
                let (w, h) = (label.width_px, lines * label.kind.size_px());
                let text = match label.side {
                    Side::Right => Rect { x0: x, x1: x + w, y0: y - h / 2.0, y1: y + h / 2.0 },
                    Side::Left => Rect { x0: x - w, x1: x, y0: y - h / 2.0, y1: y + h / 2.0 },
                    _ => Rect::around(x, y, w, h),
                };
                let is_under = boxes.iter().any(|taken| taken.overlaps(text));
                let is_far = boxes.iter().all(|taken| !taken.grown(24.0).overlaps(text));
                prop_assert!(!is_under || furniture.covers(label, viewport), "{label:?}");
                prop_assert!(!is_far || !furniture.covers(label, viewport), "{label:?} has room");
            }
        }
    }

    #[test]
    fn what_is_not_shown_takes_no_room() {
        assert_eq!(Furniture::new([Rect::default()]), Furniture::default());
    }
}

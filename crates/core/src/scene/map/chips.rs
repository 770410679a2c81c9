//! Chips at the edge of the pane: places with events that lie outside it.

use super::text_width::text_width;
use crate::geo::{Rect, Viewport, WorldPoint};

/// Height of a chip.
pub const CHIP_HEIGHT_PX: f64 = 28.0;
/// Room between a chip and the pane's edge, and between chips.
const GAP_PX: f64 = 6.0;
/// Room inside a chip beside its text, the arrow included.
const PADDING_PX: f64 = 38.0;
/// Font size in a chip.
const FONT_PX: f64 = 13.0;

/// An edge of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// The upper one.
    Top,
    /// The right one.
    Right,
    /// The lower one.
    Bottom,
    /// The left one.
    Left,
}

/// A mark outside the pane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outside {
    /// Its number.
    pub mark: u32,
    /// Where it is.
    pub at: WorldPoint,
}

/// A chip.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    /// Which edge it stands at.
    pub edge: Edge,
    /// Its box in the pane, in px.
    pub area: Rect,
    /// Direction to what it stands for, in eighths of a turn clockwise from east.
    pub direction: u8,
    /// What it says.
    pub text: String,
    /// The marks it stands for, by number.
    pub marks: Vec<u32>,
}

/// Where chips may stand along each edge: what of the pane is taken by other things, in px from the corners.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Margins {
    /// Free from this distance below the upper edge on the left, and above the lower.
    pub left: (f64, f64),
    /// The same on the right.
    pub right: (f64, f64),
    /// Free from this distance right of the left edge at the top, and left of the right.
    pub top: (f64, f64),
    /// The same at the bottom.
    pub bottom: (f64, f64),
    /// How far above the lower edge its chips stand.
    pub lift: f64,
}

struct Group {
    along: f64,
    marks: Vec<Outside>,
    text: String,
    width: f64,
}

/// The chips of a viewport. No two overlap; every mark outside is in exactly one. `say` writes the text of a chip that
/// stands for these marks, by number.
pub fn edge_chips(
    viewport: Viewport,
    outside: &[Outside],
    margins: Margins,
    say: &dyn Fn(&[u32]) -> String,
) -> Vec<Chip> {
    let mut chips = Vec::new();
    for edge in [Edge::Top, Edge::Right, Edge::Bottom, Edge::Left] {
        let range = range(edge, viewport, margins);
        let mut groups: Vec<Group> = outside
            .iter()
            .filter_map(|o| {
                let (its, along) = exit(viewport, o.at)?;
                (its == edge).then(|| group(vec![*o], along, range, edge, say))
            })
            .collect();
        crate::sort::by(&mut groups, |a, b| {
            a.along
                .total_cmp(&b.along)
                .then_with(|| a.marks[0].mark.cmp(&b.marks[0].mark))
        });
        let mut kept: Vec<Group> = Vec::new();
        for next in groups {
            let mut next = next;
            // Joining moves the middle, so it may reach the one before.
            while let Some(last) = kept.last() {
                if next.along - last.along >= f64::midpoint(extent(&next, edge), extent(last, edge)) + GAP_PX
                {
                    break;
                }
                let Some(mut last) = kept.pop() else { break };
                let (a, b) = (last.marks.len() as f64, next.marks.len() as f64);
                let along = (last.along * a + next.along * b) / (a + b);
                last.marks.append(&mut next.marks);
                next = group(last.marks, along, range, edge, say);
            }
            kept.push(next);
        }
        chips.extend(kept.into_iter().map(|g| chip(g, edge, viewport, margins.lift)));
    }
    chips
}

/// How far a chip reaches along its edge.
fn extent(group: &Group, edge: Edge) -> f64 {
    match edge {
        Edge::Top | Edge::Bottom => group.width,
        Edge::Left | Edge::Right => CHIP_HEIGHT_PX,
    }
}

fn group(
    marks: Vec<Outside>,
    along: f64,
    range: (f64, f64),
    edge: Edge,
    say: &dyn Fn(&[u32]) -> String,
) -> Group {
    let numbers: Vec<u32> = marks.iter().map(|o| o.mark).collect();
    let text = say(&numbers);
    let width = text_width(&text, FONT_PX) + PADDING_PX;
    let mut made = Group {
        along,
        marks,
        text,
        width,
    };
    let half = extent(&made, edge) / 2.0;
    let (from, to) = (range.0 + half, range.1 - half);
    made.along = if from <= to {
        along.clamp(from, to)
    } else {
        f64::midpoint(from, to)
    };
    made
}

/// Where along an edge chips may stand. Corners belong to the upper and lower edge.
fn range(edge: Edge, viewport: Viewport, margins: Margins) -> (f64, f64) {
    let ((before, after), size, corner) = match edge {
        Edge::Top => (margins.top, viewport.width, GAP_PX),
        Edge::Bottom => (margins.bottom, viewport.width, GAP_PX),
        Edge::Left => (margins.left, viewport.height, CHIP_HEIGHT_PX + 2.0 * GAP_PX),
        Edge::Right => (margins.right, viewport.height, CHIP_HEIGHT_PX + 2.0 * GAP_PX),
    };
    let lift = if matches!(edge, Edge::Left | Edge::Right) {
        margins.lift
    } else {
        0.0
    };
    (corner.max(before), size - lift - corner.max(after))
}

/// The edge that the line from the middle of the pane to the point crosses, and where; `None` if the point is inside.
fn exit(viewport: Viewport, at: WorldPoint) -> Option<(Edge, f64)> {
    let point = viewport.screen_from_world(at);
    let (w, h) = (viewport.width, viewport.height);
    if (0.0..=w).contains(&point.x) && (0.0..=h).contains(&point.y) {
        return None;
    }
    let (dx, dy) = (point.x - w / 2.0, point.y - h / 2.0);
    if dx.abs() * h > dy.abs() * w {
        let along = h / 2.0 + dy * (w / 2.0) / dx.abs();
        Some((if dx > 0.0 { Edge::Right } else { Edge::Left }, along))
    } else {
        let along = w / 2.0 + dx * (h / 2.0) / dy.abs();
        Some((if dy > 0.0 { Edge::Bottom } else { Edge::Top }, along))
    }
}

fn chip(group: Group, edge: Edge, viewport: Viewport, lift: f64) -> Chip {
    let half = CHIP_HEIGHT_PX / 2.0 + GAP_PX;
    let (x, y) = match edge {
        Edge::Top => (group.along, half),
        Edge::Bottom => (group.along, viewport.height - lift - half),
        Edge::Left => (GAP_PX + group.width / 2.0, group.along),
        Edge::Right => (viewport.width - GAP_PX - group.width / 2.0, group.along),
    };
    let share = 1.0 / group.marks.len() as f64;
    let target = group.marks.iter().fold((0.0, 0.0), |sum, outside| {
        let at = viewport.screen_from_world(outside.at);
        (sum.0 + at.x * share, sum.1 + at.y * share)
    });
    let turn = (target.1 - y).atan2(target.0 - x) / std::f64::consts::TAU * 8.0;
    Chip {
        edge,
        area: Rect::around(x, y, group.width, CHIP_HEIGHT_PX),
        direction: (turn.round() as i32).rem_euclid(8) as u8,
        text: group.text,
        marks: group.marks.iter().map(|o| o.mark).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{LonLat, world_from_lon_lat};
    use proptest::prelude::*;

    fn viewport() -> Viewport {
        Viewport {
            center: LonLat { lon: 36.6, lat: 35.7 },
            zoom: 8.8,
            width: 872.0,
            height: 584.0,
        }
    }

    proptest! {
        #[test]
        fn chips_do_not_overlap_and_lose_nothing(points in prop::collection::vec((20.0..60.0f64, 20.0..50.0f64), 0..60)) {
            let outside: Vec<Outside> = points.iter().zip(0..).map(|(&(lon, lat), mark)| Outside {
                mark,
                at: world_from_lon_lat(LonLat { lon, lat }),
            }).filter(|o| exit(viewport(), o.at).is_some()).collect();
            let say = |marks: &[u32]| if marks.len() == 1 { "Tehran 2".to_owned() } else { format!("{} places: 7", marks.len()) };
            let chips = edge_chips(viewport(), &outside, Margins { left: (60.0, 190.0), lift: 40.0, ..Margins::default() }, &say);
            let mut seen: Vec<u32> = chips.iter().flat_map(|c| c.marks.clone()).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, outside.iter().map(|o| o.mark).collect::<Vec<_>>());
            let pane = Rect { x0: 0.0, y0: 0.0, x1: 872.0, y1: 584.0 };
            for (i, a) in chips.iter().enumerate() {
                prop_assert!(pane.contains(a.area.x0, a.area.y0) && pane.contains(a.area.x1, a.area.y1));
                for b in &chips[..i] {
                    prop_assert!(!a.area.overlaps(b.area), "{:?} {:?}", a, b);
                }
            }
        }
    }

    #[test]
    fn tehran_lies_to_the_east() {
        let at = world_from_lon_lat(LonLat { lon: 51.4, lat: 35.7 });
        let chips = edge_chips(
            viewport(),
            &[Outside { mark: 4, at }],
            Margins::default(),
            &|_| "Tehran 2".to_owned(),
        );
        assert_eq!(chips.len(), 1);
        assert_eq!((chips[0].edge, chips[0].direction), (Edge::Right, 0));
        assert_eq!(chips[0].marks, [4]);
    }
}

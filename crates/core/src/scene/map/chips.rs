//! Chips at the edge of the pane: places with events that lie outside it.

use super::text_width::text_width;
use super::{Furniture, pairs_together};
use crate::geo::{Rect, ScreenPoint, Viewport, WorldPoint};
use crate::query::Pair;

/// Height of a chip.
pub const CHIP_HEIGHT_PX: f64 = 28.0;
/// Room between a chip and the pane's edge, and between chips.
const GAP_PX: f64 = 6.0;
/// Room inside a chip beside its text, the arrow included.
const PADDING_PX: f64 = 38.0;
/// Font size in a chip.
const FONT_PX: f64 = 13.0;
/// Longer words end in dots.
const MOST_WIDE_PX: f64 = 220.0;
/// Below the upper edge and above the lower, so much is theirs.
const BAND_PX: f64 = CHIP_HEIGHT_PX + 2.0 * GAP_PX;

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

/// What a mark, or several together, stand for.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MarkSum {
    /// Events definitely in the window.
    pub definite: u32,
    /// Events only possibly in the window.
    pub possible: u32,
    /// How many places have events.
    pub places: u32,
    /// The selected and the compared dates, if any are compared.
    pub compared: Option<Pair>,
}

impl MarkSum {
    /// Both added up: an event that both count is counted twice ([`super::Board::across`] takes that away).
    pub(super) fn and(self, other: MarkSum) -> MarkSum {
        MarkSum {
            definite: self.definite + other.definite,
            possible: self.possible + other.possible,
            places: self.places + other.places,
            compared: pairs_together(self.compared, other.compared),
        }
    }
}

/// A mark outside the pane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outside {
    /// Its number.
    pub mark: u32,
    /// Where it is.
    pub at: WorldPoint,
    /// What it stands for.
    pub sum: MarkSum,
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
    /// What they add up to.
    pub sum: MarkSum,
}

/// Marks that leave the pane so near each other along an edge share a chip in any case: chips are wider and higher. So
/// thousands of marks cost no more than their sum.
const BUCKET_PX: f64 = 32.0;

/// Marks that share a chip.
#[derive(Default)]
struct Group {
    /// Where along the edge, in the mean.
    along: f64,
    /// Where they are in the pane's px, added up.
    target: (f64, f64),
    marks: Vec<u32>,
    sum: MarkSum,
    /// The same with each event once.
    told: MarkSum,
    text: String,
    width: f64,
}

/// What chips are told of marks.
pub trait ChipWords {
    /// What these marks, by number, stand for together, each event once, of the sum of what each stands for.
    fn once(&self, marks: &[u32], sum: MarkSum) -> MarkSum;
    /// The text of a chip that stands for these marks, which come to this.
    fn text(&self, marks: &[u32], sum: MarkSum) -> String;
}

impl Group {
    fn join(&mut self, mut other: Group) {
        let (a, b) = (self.marks.len() as f64, other.marks.len() as f64);
        self.along = (self.along * a + other.along * b) / (a + b);
        self.target = (self.target.0 + other.target.0, self.target.1 + other.target.1);
        self.marks.append(&mut other.marks);
        self.sum = self.sum.and(other.sum);
    }

    /// Writes what it says, and puts it where that has room.
    fn word(&mut self, edge: Edge, room: &Room, words: &dyn ChipWords) {
        self.told = words.once(&self.marks, self.sum);
        self.text = words.text(&self.marks, self.told);
        self.width = (text_width(&self.text, FONT_PX) + PADDING_PX).min(MOST_WIDE_PX);
        let range = room.range(edge, self.width);
        if matches!(edge, Edge::Top | Edge::Bottom) {
            self.width = self.width.min((range.1 - range.0).max(PADDING_PX));
        }
        let half = extent(self, edge) / 2.0;
        let (from, to) = (range.0 + half, range.1 - half);
        self.along = if from <= to {
            self.along.clamp(from, to)
        } else {
            f64::midpoint(from, to)
        };
    }
}

/// The chips of a viewport. No two overlap; every mark outside is in exactly one.
pub fn edge_chips(
    viewport: Viewport,
    outside: &[Outside],
    furniture: &Furniture,
    words: &dyn ChipWords,
) -> Vec<Chip> {
    let mut edges: [Vec<Group>; 4] = Default::default();
    for o in outside {
        let Some(Exit { edge, along, at }) = exit(viewport, o.at) else {
            continue;
        };
        let Some(buckets) = edges.get_mut(edge as usize) else {
            continue;
        };
        let bucket = (along / BUCKET_PX).max(0.0) as usize;
        if buckets.len() <= bucket {
            buckets.resize_with(bucket + 1, Group::default);
        }
        if let Some(group) = buckets.get_mut(bucket) {
            group.join(Group {
                along,
                target: (at.x, at.y),
                marks: vec![o.mark],
                sum: o.sum,
                ..Group::default()
            });
        }
    }
    let room = Room {
        viewport,
        furniture,
        lift: furniture.lift(viewport, BAND_PX),
    };
    let mut chips = Vec::new();
    for (edge, groups) in [Edge::Top, Edge::Right, Edge::Bottom, Edge::Left]
        .into_iter()
        .zip(edges)
    {
        let mut kept: Vec<Group> = Vec::new();
        for mut next in groups.into_iter().filter(|group| !group.marks.is_empty()) {
            next.word(edge, &room, words);
            // Joining moves the middle, so it may reach the one before.
            while let Some(last) = kept.last() {
                if next.along - last.along >= f64::midpoint(extent(&next, edge), extent(last, edge)) + GAP_PX
                {
                    break;
                }
                let Some(mut last) = kept.pop() else { break };
                last.join(next);
                next = last;
                next.word(edge, &room, words);
            }
            kept.push(next);
        }
        chips.extend(kept.into_iter().map(|g| chip(g, edge, viewport, room.lift)));
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

/// The room that chips have.
struct Room<'a> {
    viewport: Viewport,
    furniture: &'a Furniture,
    /// How far above the lower edge its chips stand.
    lift: f64,
}

impl Room<'_> {
    /// Where along an edge chips of a width may stand. Corners belong to the upper and lower edge.
    fn range(&self, edge: Edge, width: f64) -> (f64, f64) {
        let (w, h) = (self.viewport.width, self.viewport.height - self.lift);
        let across = width + 2.0 * GAP_PX;
        let (x0, x1, y0, y1) = match edge {
            Edge::Top => (0.0, w, 0.0, BAND_PX),
            Edge::Bottom => (0.0, w, h - BAND_PX, h),
            Edge::Left => (0.0, across, 0.0, h),
            Edge::Right => (w - across, w, 0.0, h),
        };
        let all = match edge {
            Edge::Top | Edge::Bottom => (GAP_PX, w - GAP_PX),
            Edge::Left | Edge::Right => (BAND_PX, h - BAND_PX),
        };
        self.furniture.left(Rect { x0, y0, x1, y1 }, edge, all, GAP_PX)
    }
}

/// Where the line from the middle of the pane to a point leaves it.
struct Exit {
    edge: Edge,
    /// How far along the edge.
    along: f64,
    /// The point itself.
    at: ScreenPoint,
}

/// The edge that the line from the middle of the pane to the point crosses; `None` if the point is inside.
fn exit(viewport: Viewport, at: WorldPoint) -> Option<Exit> {
    let at = viewport.screen_from_world(at);
    let (w, h) = (viewport.width, viewport.height);
    if (0.0..=w).contains(&at.x) && (0.0..=h).contains(&at.y) {
        return None;
    }
    let (dx, dy) = (at.x - w / 2.0, at.y - h / 2.0);
    let (edge, along) = if dx.abs() * h > dy.abs() * w {
        let along = h / 2.0 + dy * (w / 2.0) / dx.abs();
        (if dx > 0.0 { Edge::Right } else { Edge::Left }, along)
    } else {
        let along = w / 2.0 + dx * (h / 2.0) / dy.abs();
        (if dy > 0.0 { Edge::Bottom } else { Edge::Top }, along)
    };
    Some(Exit { edge, along, at })
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
    let target = (group.target.0 * share, group.target.1 * share);
    let turn = (target.1 - y).atan2(target.0 - x) / std::f64::consts::TAU * 8.0;
    Chip {
        edge,
        area: Rect::around(x, y, group.width, CHIP_HEIGHT_PX),
        direction: (turn.round() as i32).rem_euclid(8) as u8,
        text: group.text,
        marks: group.marks,
        sum: group.told,
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

    fn one(definite: u32) -> MarkSum {
        MarkSum {
            definite,
            places: 1,
            ..MarkSum::default()
        }
    }

    /// Counts one event that all marks share.
    struct Words;

    impl ChipWords for Words {
        fn once(&self, marks: &[u32], sum: MarkSum) -> MarkSum {
            MarkSum {
                definite: sum.definite + 1 - marks.len() as u32,
                ..sum
            }
        }

        fn text(&self, _: &[u32], sum: MarkSum) -> String {
            match sum.places {
                1 => format!("Tehran {}", sum.definite),
                n => format!("{n} places: {}", sum.definite),
            }
        }
    }

    proptest! {
        #[test]
        fn chips_do_not_overlap_and_lose_nothing(points in prop::collection::vec((20.0..60.0f64, 20.0..50.0f64, 1u32..90), 0..300)) {
            let outside: Vec<Outside> = points.iter().zip(0..).map(|(&(lon, lat, events), mark)| Outside {
                mark,
                at: world_from_lon_lat(LonLat { lon, lat }),
                sum: one(events),
            }).filter(|o| exit(viewport(), o.at).is_some()).collect();
            let chips = edge_chips(viewport(), &outside, &Furniture::default(), &Words);
            let mut seen: Vec<u32> = chips.iter().flat_map(|c| c.marks.clone()).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, outside.iter().map(|o| o.mark).collect::<Vec<_>>());
            for chip in &chips {
                let own = outside.iter().filter(|o| chip.marks.contains(&o.mark));
                let sum = own.fold(MarkSum::default(), |sum, o| sum.and(o.sum));
                prop_assert_eq!(chip.sum, Words.once(&chip.marks, sum));
                prop_assert_eq!(&chip.text, &Words.text(&chip.marks, chip.sum));
            }
            let pane = Rect { x0: 0.0, y0: 0.0, x1: 872.0, y1: 584.0 };
            for (i, a) in chips.iter().enumerate() {
                prop_assert!(pane.contains(a.area.x0, a.area.y0) && pane.contains(a.area.x1, a.area.y1));
                for b in &chips[..i] {
                    prop_assert!(!a.area.overlaps(b.area), "{:?} {:?}", a, b);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn chips_stand_beside_what_stands_on_the_map(
            (viewport, boxes) in super::super::furniture::tests::furnished(),
            points in prop::collection::vec((20.0..60.0f64, 20.0..50.0f64, 1u32..90), 0..100),
        ) {
            let outside: Vec<Outside> = points.iter().zip(0..).map(|(&(lon, lat, events), mark)| Outside {
                mark,
                at: world_from_lon_lat(LonLat { lon, lat }),
                sum: one(events),
            }).filter(|o| exit(viewport, o.at).is_some()).collect();
            let chips = edge_chips(viewport, &outside, &Furniture::new(boxes.iter().copied()), &Words);
            for (i, chip) in chips.iter().enumerate() {
                for taken in &boxes {
                    prop_assert!(!taken.overlaps(chip.area), "{:?} on {:?} in {:?}", chip, taken, viewport);
                }
                for other in &chips[..i] {
                    prop_assert!(!chip.area.overlaps(other.area), "{:?} {:?}", chip, other);
                }
            }
        }
    }

    #[test]
    fn tehran_lies_to_the_east() {
        let at = world_from_lon_lat(LonLat { lon: 51.4, lat: 35.7 });
        let outside = Outside {
            mark: 4,
            at,
            sum: one(2),
        };
        let chips = edge_chips(viewport(), &[outside], &Furniture::default(), &Words);
        assert_eq!(chips.len(), 1);
        assert_eq!((chips[0].edge, chips[0].direction), (Edge::Right, 0));
        assert_eq!(
            (chips[0].marks.as_slice(), chips[0].text.as_str()),
            (&[4][..], "Tehran 2")
        );
    }
}

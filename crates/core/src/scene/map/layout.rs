//! [`MarkLayout`]: which places share a mark at a step of zoom, and where marks stand.
//!
//! Depends on places and zoom only, never on the window or a filter, so that scrubbing creates and removes nothing and
//! panning never regroups. Linear in the number of places.

use super::grid::Grid;
use super::{MapPlace, SymbolScale, ZoomStep};
use crate::geo::{WorldPoint, world_from_lon_lat};
use std::f64::consts::TAU;

/// Least distance between marks that a pointer can tell apart, in px (WCAG 2.2, 2.5.8).
pub const POINTER_DISTANCE_PX: f64 = 24.0;
/// The same for a finger.
pub const TOUCH_DISTANCE_PX: f64 = 44.0;

/// A badge keeps this many times the least distance: large symbols beside it are not covered.
const BADGE_ROOM: f64 = 1.4;

/// Marks that a square of [`CROWD_TILE_PX`] may hold before places are joined over a wider distance: more can neither be
/// read nor drawn in a frame.
const CROWD: f64 = 90.0;
/// Side of that square, in px.
const CROWD_TILE_PX: f64 = 512.0;
/// The distance is widened so many times at most.
const MOST_WIDENING: f64 = 2.0;

/// Farthest corner of a symbol of radius 1: half a square's diagonal. (A triangle's tip is too thin to hide much.)
const CORNER: f64 = 1.2534;
/// So much of a symbol's middle is never hidden.
const SEEN_PX: f64 = 3.0;
/// The corner of the greatest symbol, and that.
const LARGEST_PX: f64 = 28.0 * CORNER + SEEN_PX;

/// How places are joined into marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grouping {
    /// Places nearer than this share a mark, in px at the least zoom of the step. 0: every place has its own.
    pub distance_px: f64,
}

/// A mark: a place, or several near ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// The place it stands at, by index: the one with the most events of all time.
    pub anchor: u32,
    /// Where it stands while more than one of its places has events.
    pub at: WorldPoint,
    /// A badge of areas.
    pub is_area: bool,
    /// Events of all time.
    pub events: u32,
    /// Groups that ever occur: bit `g` for group `g`.
    pub groups: u8,
    first: u32,
    len: u32,
}

/// The marks of a step of zoom, those with the most events first: drawn in this order, small ones end on top.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkLayout {
    step: ZoomStep,
    grouping: Grouping,
    marks: Vec<Mark>,
    members: Vec<u32>,
    mark_of: Vec<Option<u32>>,
    /// Where each place's mark may stand when the place is the only one of it with events.
    own_position: Vec<Option<WorldPoint>>,
    scale: SymbolScale,
    /// What each place can count for at most, of all time.
    weights: Vec<u32>,
}

impl MarkLayout {
    /// Joins places for a step of zoom. Sizes allow for all time's events at once.
    pub fn new(places: &[MapPlace], step: ZoomStep, grouping: Grouping) -> MarkLayout {
        let px = |p: &MapPlace| {
            let w = world_from_lon_lat(p.lon_lat?);
            Some([w.x * step.scale_px(), w.y * step.scale_px()])
        };
        let mut order: Vec<u32> = (0..places.len() as u32)
            .filter(|i| places.get(*i as usize).is_some_and(MapPlace::is_drawn))
            .collect();
        crate::sort::by(&mut order, |a, b| {
            let (a, b) = (&places[*a as usize], &places[*b as usize]);
            (b.events, b.population)
                .cmp(&(a.events, a.population))
                .then_with(|| a.id.cmp(&b.id))
        });
        // Points and areas never share a mark.
        let [points, areas] = [false, true].map(|areas| {
            let located = order.iter().filter_map(|&i| {
                let place = &places[i as usize];
                (place.is_area == areas).then_some((i, px(place)?))
            });
            located.collect::<Vec<_>>()
        });
        let mut reach = grouping.distance_px;
        let mut groups = join(&points, reach, false);
        let widened = reach * crowding(&groups).sqrt().clamp(1.0, MOST_WIDENING);
        if widened > reach {
            reach = widened;
            groups = join(&points, reach, false);
        }
        groups.extend(join(&areas, reach, true));
        move_badges_aside(&mut groups, reach);
        crate::sort::by_key(&mut groups, |g| std::cmp::Reverse(g.events(places)));

        let mut layout = MarkLayout {
            step,
            grouping,
            marks: Vec::with_capacity(groups.len()),
            members: Vec::with_capacity(order.len()),
            mark_of: vec![None; places.len()],
            own_position: own_positions(&groups, places.len(), step, reach),
            scale: SymbolScale::for_peak(0),
            weights: places.iter().map(|p| p.events).collect(),
        };
        for group in &groups {
            let number = layout.marks.len() as u32;
            let first = layout.members.len() as u32;
            for &(i, _) in &group.members {
                layout.members.push(i);
                layout.mark_of[i as usize] = Some(number);
            }
            layout.marks.push(Mark {
                anchor: group.members[0].0,
                at: world(group.at, step),
                is_area: group.is_area,
                events: group.events(places),
                groups: group
                    .members
                    .iter()
                    .fold(0, |mask, (i, _)| mask | places[*i as usize].groups),
                first,
                len: group.members.len() as u32,
            });
        }
        layout.scale = layout.scale_for_weights();
        layout
    }

    /// The marks, in the order in which they are drawn.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The places of a mark, by index; the anchor first, the others by their weight.
    pub fn members(&self, mark: &Mark) -> &[u32] {
        let first = mark.first as usize;
        self.members
            .get(first..first + mark.len as usize)
            .unwrap_or_default()
    }

    /// The mark of a place, both by index; `None` if the place is not drawn.
    pub fn mark_of(&self, place: u32) -> Option<u32> {
        self.mark_of.get(place as usize).copied().flatten()
    }

    /// Where the mark stands if `place` is the only one of it with events: at the place itself, unless that would be
    /// too close to where another mark may stand.
    pub fn position_for(&self, mark: &Mark, place: u32) -> WorldPoint {
        let own = self.own_position.get(place as usize).copied().flatten();
        own.unwrap_or(mark.at)
    }

    /// The same marks, sized by something else than events: what each place can count for at most.
    #[must_use]
    pub fn sized_by(&self, weights: Vec<u32>) -> MarkLayout {
        let mut layout = MarkLayout {
            weights,
            ..self.clone()
        };
        layout.scale = layout.scale_for_weights();
        layout
    }

    /// The scale on which no symbol is larger than the greatest radius, and of two neighbours the smaller, which is on
    /// top, does not hide the middle of the larger one.
    fn scale_for_weights(&self) -> SymbolScale {
        let circles = || (0..).zip(&self.marks).filter(|(_, mark)| !mark.is_area);
        let peak = circles()
            .map(|(_, mark)| self.weight_of(self.members(mark)))
            .max();
        let scale = SymbolScale::for_peak(peak.unwrap_or(0));
        if self.grouping.distance_px <= 0.0 {
            return scale;
        }
        // Only large ones reach the middle of another: as one mark, and each place of it alone.
        let least = (self.grouping.distance_px - SEEN_PX) / CORNER;
        let (mut at, mut of) = (Grid::new(LARGEST_PX), Vec::new());
        let mut add = |number: u32, weight: u32, point: WorldPoint| {
            if scale.radius(weight).px() > least {
                at.insert([point.x, point.y].map(|part| part * self.step.scale_px()));
                of.push((number, weight));
            }
        };
        for (number, mark) in circles() {
            let members = self.members(mark);
            add(number, self.weight_of(members), mark.at);
            for i in members.iter().filter(|_| members.len() > 1) {
                add(number, self.weight_of(&[*i]), self.position_for(mark, *i));
            }
        }
        at.pairs(LARGEST_PX)
            .into_iter()
            .fold(scale, |scale, (a, b, distance)| {
                match (of.get(a as usize), of.get(b as usize)) {
                    (Some((one, weight)), Some((other, most))) if one != other => {
                        scale.at_most(*weight.min(most), (distance - SEEN_PX).max(1.0) / CORNER)
                    }
                    _ => scale,
                }
            })
    }

    fn weight_of(&self, members: &[u32]) -> u32 {
        let weights = members.iter().filter_map(|i| self.weights.get(*i as usize));
        weights.fold(0, |sum, weight| sum.saturating_add(*weight))
    }

    /// The greatest radius, in px, that the symbol of some places may ever have.
    pub fn radius_of(&self, members: &[u32]) -> f64 {
        self.scale.radius_or_least(self.weight_of(members)).px()
    }

    /// The sizes of symbols.
    pub fn scale(&self) -> SymbolScale {
        self.scale
    }

    /// The step of zoom it is for.
    pub fn step(&self) -> ZoomStep {
        self.step
    }
}

/// Places that share a mark, in px of the step.
struct Group {
    members: Vec<(u32, [f64; 2])>,
    at: [f64; 2],
    is_area: bool,
}

impl Group {
    fn events(&self, places: &[MapPlace]) -> u32 {
        self.members.iter().map(|(i, _)| places[*i as usize].events).sum()
    }
}

fn world(px: [f64; 2], step: ZoomStep) -> WorldPoint {
    WorldPoint {
        x: px[0] / step.scale_px(),
        y: px[1] / step.scale_px(),
    }
}

/// Greedy: by weight, a place becomes an anchor if no anchor is nearer than `reach`; every other joins the nearest.
fn join(located: &[(u32, [f64; 2])], reach: f64, is_area: bool) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut anchors = Grid::new(reach.max(1.0));
    let mut rest = Vec::new();
    for &(i, at) in located {
        if anchors.nearest(at, reach).is_some() {
            rest.push((i, at));
        } else {
            anchors.insert(at);
            groups.push(Group {
                members: vec![(i, at)],
                at,
                is_area,
            });
        }
    }
    for (i, at) in rest {
        if let Some((number, _)) = anchors.nearest(at, reach)
            && let Some(group) = groups.get_mut(number as usize)
        {
            group.members.push((i, at));
        }
    }
    groups
}

/// The marks of the fullest square, in units of what a square may hold.
fn crowding(groups: &[Group]) -> f64 {
    let mut squares: Vec<[i64; 2]> = groups
        .iter()
        .map(|group| group.at.map(|px| (px / CROWD_TILE_PX).floor() as i64))
        .collect();
    crate::sort::ascending(&mut squares);
    let fullest = squares.chunk_by(|a, b| a == b).map(<[_]>::len).max().unwrap_or(0);
    fullest as f64 / CROWD
}

/// A badge stands for an area: it may move. It goes to the nearest spot that is clear of all marks.
fn move_badges_aside(groups: &mut [Group], reach: f64) {
    if reach <= 0.0 {
        return;
    }
    let mut taken = Grid::new(reach);
    for group in groups.iter().filter(|g| !g.is_area) {
        taken.insert(group.at);
    }
    for group in groups.iter_mut().filter(|g| g.is_area) {
        let at = group.at;
        // A ring that lies beyond every mark is free, so the search ends.
        let spots = (0..).flat_map(|ring: u32| {
            let (radius, count) = (f64::from(ring) * reach / 2.0, (ring * 6).max(1));
            (0..count).map(move |k| {
                let turn = TAU * f64::from(k) / f64::from(count);
                [at[0] + radius * turn.cos(), at[1] + radius * turn.sin()]
            })
        });
        for spot in spots {
            if taken.nearest(spot, reach * BADGE_ROOM).is_none() {
                group.at = spot;
                break;
            }
        }
        taken.insert(group.at);
    }
}

/// Which places may stand for themselves: a mark with one active place is drawn at that place if no other mark can then
/// be nearer than `reach`.
fn own_positions(groups: &[Group], places: usize, step: ZoomStep, reach: f64) -> Vec<Option<WorldPoint>> {
    let mut own = vec![None; places];
    let mut taken = Grid::new(reach.max(1.0));
    let mut owner: Vec<usize> = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        taken.insert(group.at);
        owner.push(number);
    }
    for (number, group) in groups.iter().enumerate().filter(|(_, g)| !g.is_area) {
        for &(i, at) in &group.members {
            if !taken.any(at, reach, |n| owner.get(n as usize) != Some(&number)) {
                own[i as usize] = Some(world(at, step));
                taken.insert(at);
                owner.push(number);
            }
        }
    }
    own
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::geo::LonLat;
    use proptest::prelude::*;

    pub(in super::super) fn place(code: u32, lon: f64, lat: f64, events: u32) -> MapPlace {
        MapPlace {
            code,
            id: format!("p{code}"),
            name: format!("Place {code}"),
            name_ar: String::new(),
            lon_lat: LonLat::new(lon, lat),
            is_area: false,
            has_outline: false,
            population: 0,
            events,
            groups: 1,
            ever_near: false,
        }
    }

    pub(in super::super) fn places() -> impl Strategy<Value = Vec<MapPlace>> {
        prop::collection::vec(
            (35.0..38.0f64, 34.0..37.0f64, 0u32..50, prop::bool::weighted(0.1)),
            0..120,
        )
        .prop_map(|rows| {
            let made = rows
                .into_iter()
                .enumerate()
                .map(|(i, (lon, lat, events, area))| MapPlace {
                    is_area: area,
                    has_outline: area,
                    ..place(i as u32, lon, lat, events)
                });
            made.collect()
        })
    }

    const GROUPING: Grouping = Grouping {
        distance_px: POINTER_DISTANCE_PX,
    };

    fn px(p: WorldPoint, step: ZoomStep) -> [f64; 2] {
        [p.x * step.scale_px(), p.y * step.scale_px()]
    }

    proptest! {
        #[test]
        fn every_place_is_in_one_mark_and_counts_are_conserved(places in places(), zoom in 3.0..14.0f64) {
            let layout = MarkLayout::new(&places, ZoomStep::of(zoom), GROUPING);
            let mut seen: Vec<u32> = layout.marks().iter().flat_map(|m| layout.members(m)).copied().collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..places.len() as u32).collect::<Vec<_>>());
            let events: u32 = layout.marks().iter().map(|m| m.events).sum();
            prop_assert_eq!(events, places.iter().map(|p| p.events).sum::<u32>());
            for (number, mark) in layout.marks().iter().enumerate() {
                prop_assert!(layout.members(mark).contains(&mark.anchor));
                for &i in layout.members(mark) {
                    prop_assert_eq!(layout.mark_of(i), Some(number as u32));
                    prop_assert_eq!(places[i as usize].is_area, mark.is_area);
                }
            }
        }

        #[test]
        fn marks_never_come_too_close_whichever_places_have_events(places in places(), zoom in 3.0..14.0f64, pick in prop::collection::vec(0usize..100, 120)) {
            let step = ZoomStep::of(zoom);
            let layout = MarkLayout::new(&places, step, GROUPING);
            let anchors: Vec<_> = layout.marks().iter().map(|m| px(m.at, step)).collect();
            let alone: Vec<_> = layout.marks().iter().zip(&pick).map(|(m, k)| {
                let members = layout.members(m);
                px(layout.position_for(m, members[k % members.len()]), step)
            }).collect();
            for (i, a) in anchors.iter().enumerate() {
                for j in 0..i {
                    for (a, b) in [(a, &anchors[j]), (a, &alone[j]), (&alone[i], &anchors[j]), (&alone[i], &alone[j])] {
                        prop_assert!((a[0] - b[0]).hypot(a[1] - b[1]) >= POINTER_DISTANCE_PX - 1e-6);
                    }
                }
            }
        }

        #[test]
        fn the_order_of_places_does_not_matter(places in places(), zoom in 3.0..14.0f64) {
            let step = ZoomStep::of(zoom);
            let names = |places: &[MapPlace]| {
                let layout = MarkLayout::new(places, step, GROUPING);
                let mut marks: Vec<Vec<u32>> = layout.marks().iter().map(|m| {
                    let mut codes: Vec<u32> = layout.members(m).iter().map(|i| places[*i as usize].code).collect();
                    codes.sort_unstable();
                    codes
                }).collect();
                marks.sort();
                marks
            };
            let mut reversed = places.clone();
            reversed.reverse();
            prop_assert_eq!(names(&places), names(&reversed));
        }
    }

    #[test]
    fn a_crowd_of_places_is_joined_over_a_wider_distance() {
        let places: Vec<MapPlace> = (0..2_500)
            .map(|i| {
                place(
                    i,
                    36.0 + f64::from(i % 50) * 0.04,
                    35.0 + f64::from(i / 50) * 0.032,
                    1 + i % 7,
                )
            })
            .collect();
        let step = ZoomStep::of(9.0);
        let layout = MarkLayout::new(&places, step, GROUPING);
        let groups = |layout: &MarkLayout| -> Vec<Group> {
            let group = |m: &Mark| Group {
                members: Vec::new(),
                at: px(m.at, step),
                is_area: false,
            };
            layout.marks().iter().map(group).collect()
        };
        assert!(crowding(&groups(&layout)) < 1.4, "{} marks", layout.marks().len());
        assert_eq!(
            layout.marks().iter().map(|m| m.events).sum::<u32>(),
            places.iter().map(|p| p.events).sum::<u32>()
        );
    }

    #[test]
    fn without_grouping_every_place_has_its_mark() {
        let places = [place(0, 36.0, 35.0, 1), place(1, 36.0, 35.0, 2)];
        let layout = MarkLayout::new(&places, ZoomStep::of(8.0), Grouping { distance_px: 0.0 });
        assert_eq!(layout.marks().len(), 2);
        assert_eq!(layout.marks()[0].anchor, 1);
    }
}

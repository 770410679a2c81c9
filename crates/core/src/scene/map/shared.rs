//! [`SharedEvent`]: an event at several places. Each of them counts it; a mark that holds several of them counts it once.

use super::{GroupCounts, PlaceCounts};
use std::sync::Arc;

/// An event that is said to have happened at several places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedEvent {
    /// Its row in the event table.
    pub row: u32,
    /// Its places, by their codes in the event table.
    pub places: Vec<u32>,
    /// The group of its kind.
    pub group: usize,
}

/// Tells of a row whether it is definitely in the present window; `None` if it is not in it, or does not pass the filters.
pub type IsShown<'a> = dyn Fn(u32) -> Option<bool> + 'a;

/// What marks would count more than once.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    events: Arc<[SharedEvent]>,
    /// Event, by index; mark; places of the event that the mark holds beyond the first.
    together: Vec<(u32, u32, u32)>,
    /// By mark; few.
    counts: Vec<(u32, GroupCounts)>,
}

impl Repeats {
    /// Takes over the events of a source, if they are others. True if they are.
    pub(super) fn take(&mut self, events: Arc<[SharedEvent]>) -> bool {
        let is_other = !Arc::ptr_eq(&self.events, &events) && *self.events != *events;
        self.events = events;
        is_other
    }

    /// Finds which marks hold several places of an event; `mark_of` gives the mark of a place, by its code.
    pub(super) fn gather(&mut self, mark_of: &dyn Fn(u32) -> Option<u32>) {
        self.together.clear();
        self.counts.clear();
        for (event, i) in self.events.iter().zip(0..) {
            let mut marks: Vec<u32> = event.places.iter().filter_map(|code| mark_of(*code)).collect();
            crate::sort::ascending(&mut marks);
            let runs = marks.chunk_by(|a, b| a == b).filter(|run| run.len() > 1);
            self.together
                .extend(runs.filter_map(|run| Some((i, *run.first()?, run.len() as u32 - 1))));
        }
    }

    /// Counts anew; the marks for which that changes something.
    pub(super) fn count(&mut self, source: &dyn PlaceCounts) -> Vec<u32> {
        if self.together.is_empty() && self.counts.is_empty() {
            return Vec::new();
        }
        let mut now: Vec<(u32, GroupCounts)> = Vec::new();
        source.read_shown(&mut |is_definite| {
            for &(event, mark, more) in &self.together {
                let Some(event) = self.events.get(event as usize) else {
                    continue;
                };
                let Some(is_definite) = is_definite(event.row) else {
                    continue;
                };
                let at = now.iter().position(|(its, _)| *its == mark).unwrap_or_else(|| {
                    now.push((mark, GroupCounts::default()));
                    now.len() - 1
                });
                let Some((_, counts)) = now.get_mut(at) else {
                    continue;
                };
                let groups = if is_definite {
                    &mut counts.definite
                } else {
                    &mut counts.possible
                };
                if let Some(n) = groups.get_mut(event.group) {
                    *n += more;
                }
            }
        });
        let before = std::mem::replace(&mut self.counts, now);
        let of =
            |all: &[(u32, GroupCounts)], mark: u32| all.iter().find(|(its, _)| *its == mark).map(|(_, c)| *c);
        let marks = before.iter().chain(&self.counts).map(|(mark, _)| *mark);
        marks
            .filter(|mark| of(&before, *mark) != of(&self.counts, *mark))
            .collect()
    }

    /// What a mark counts, once each, of what its places count together.
    pub(super) fn without(&self, mark: u32, mut together: GroupCounts) -> GroupCounts {
        if let Some((_, more)) = self.counts.iter().find(|(its, _)| *its == mark) {
            let pairs = [
                (&mut together.definite, &more.definite),
                (&mut together.possible, &more.possible),
            ];
            for (all, more) in pairs {
                for (n, more) in all.iter_mut().zip(more) {
                    *n = n.saturating_sub(*more);
                }
            }
        }
        together
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::place;
    use super::super::{
        Board, Frame, GroupStyle, Grouping, MapPlace, MarkLayout, POINTER_DISTANCE_PX, Shape, ZoomStep,
    };
    use super::*;
    use crate::geo::{LonLat, Viewport};
    use proptest::prelude::*;

    /// Events with their places and whether they are definite; `None` for those not in the dates.
    struct Told(Vec<(Vec<u32>, Option<bool>)>);

    impl PlaceCounts for Told {
        fn counts(&self, place: u32, out: &mut GroupCounts) {
            for (places, is_definite) in &self.0 {
                let n = u32::from(places.contains(&place));
                match is_definite {
                    Some(true) => out.definite[1] += n,
                    Some(false) => out.possible[1] += n,
                    None => {}
                }
            }
        }

        fn shared(&self) -> Arc<[SharedEvent]> {
            let shared = (0..).zip(&self.0).filter(|(_, (places, _))| places.len() > 1);
            shared
                .map(|(row, (places, _))| SharedEvent {
                    row,
                    places: places.clone(),
                    group: 1,
                })
                .collect()
        }

        fn read_shown(&self, read: &mut dyn FnMut(&IsShown)) {
            read(&|row| self.0[row as usize].1);
        }
    }

    fn told(shown: &[(Vec<u32>, Option<bool>)]) -> Told {
        let distinct = shown.iter().map(|(places, is_definite)| {
            let mut places = places.clone();
            places.sort_unstable();
            places.dedup();
            (places, *is_definite)
        });
        Told(distinct.collect())
    }

    fn events() -> impl Strategy<Value = Vec<(Vec<u32>, Option<bool>)>> {
        prop::collection::vec(
            (
                prop::collection::vec(0u32..30, 1..5),
                prop::option::of(any::<bool>()),
            ),
            0..40,
        )
    }

    proptest! {
        #[test]
        fn a_mark_counts_every_event_once(
            at in prop::collection::vec((35.9..37.0f64, 35.0..36.0f64), 30),
            zooms in (4.0..11.0f64, 4.0..11.0f64),
            first in events(),
            shown in prop::collection::vec(prop::option::of(any::<bool>()), 40),
        ) {
            let places: Arc<[MapPlace]> = at.iter().zip(0..).map(|((lon, lat), i)| place(i, *lon, *lat, 9)).collect();
            let styles: Arc<[GroupStyle]> = (0..2u8).map(|slot| GroupStyle { name: String::new(), shape: Shape::Circle, slot }).collect();
            let layout = |zoom: f64| Arc::new(MarkLayout::new(&places, ZoomStep::of(zoom), Grouping { distance_px: POINTER_DISTANCE_PX }));
            let first = told(&first);
            let mut board = Board::new(Arc::clone(&places), Arc::clone(&styles), layout(zooms.0));
            board.update_all(&first);
            // Other dates, then another zoom.
            let second = Told(first.0.iter().zip(&shown).map(|((places, _), now)| (places.clone(), *now)).collect());
            let all: Vec<u32> = (0..30).collect();
            board.update(&all, &second);
            board.show(layout(zooms.1));
            board.count_shared(&second);
            let frame = Frame::of(Viewport { center: LonLat { lon: 36.5, lat: 35.5 }, zoom: zooms.1, width: 800.0, height: 600.0 });
            for (number, mark) in (0..).zip(board.layout().marks().to_vec()) {
                let members = board.layout().members(&mark);
                let of = |definite: bool| second.0.iter().filter(|(places, is)| *is == Some(definite) && places.iter().any(|p| members.contains(p))).count() as u32;
                let state = board.state(number, frame);
                prop_assert_eq!((state.definite, state.possible), (of(true), of(false)));
                prop_assert_eq!(board.mark_counts(number).all_definite(), of(true));
                prop_assert_eq!(board.sum_of(number).map_or(0, |sum| sum.definite), of(true));
            }
        }
    }
}

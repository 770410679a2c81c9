//! [`SharedEvent`]: an event at several places. Each of them counts it; a mark that holds several of them counts it once.

use super::{GroupCounts, MarkSum, PlaceCounts};
use crate::query::{EventCount, Pair};
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

/// Whether a row is definitely in some dates; `None` if it is not in them, or does not pass the filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// In the selected dates.
    pub selected: Option<bool>,
    /// In the compared ones, if any are compared.
    pub compared: Option<bool>,
}

/// Tells of a row in which dates it is.
pub type IsShown<'a> = dyn Fn(u32) -> Shown + 'a;

/// What somebody would count more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct More {
    /// In the selected dates, by group.
    selected: GroupCounts,
    /// In the compared dates.
    compared: EventCount,
}

impl More {
    fn add(&mut self, group: usize, shown: Shown, more: u32) {
        if let Some(is_definite) = shown.selected {
            let of = &mut self.selected;
            let groups = if is_definite {
                &mut of.definite
            } else {
                &mut of.possible
            };
            if let Some(n) = groups.get_mut(group) {
                *n += more;
            }
        }
        match shown.compared {
            Some(true) => self.compared.definite += more,
            Some(false) => self.compared.possible += more,
            None => {}
        }
    }

    fn of_pair(&self, mut pair: Pair) -> Pair {
        let selected = EventCount {
            definite: self.selected.all_definite(),
            possible: self.selected.all_possible(),
        };
        for (of, more) in [(&mut pair.a, selected), (&mut pair.b, self.compared)] {
            of.definite = of.definite.saturating_sub(more.definite);
            of.possible = of.possible.saturating_sub(more.possible);
        }
        pair
    }
}

/// What marks would count more than once.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    events: Arc<[SharedEvent]>,
    /// Event, by index; mark; places of the event that the mark holds beyond the first.
    together: Vec<(u32, u32, u32)>,
    /// Event, by index, and each of its marks, if they are several.
    apart: Vec<(u32, u32)>,
    /// By mark; few.
    counts: Vec<(u32, More)>,
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
        self.apart.clear();
        self.counts.clear();
        for (event, i) in self.events.iter().zip(0..) {
            let mut marks: Vec<u32> = event.places.iter().filter_map(|code| mark_of(*code)).collect();
            crate::sort::ascending(&mut marks);
            let runs = marks.chunk_by(|a, b| a == b).filter(|run| run.len() > 1);
            self.together
                .extend(runs.filter_map(|run| Some((i, *run.first()?, run.len() as u32 - 1))));
            marks.dedup();
            if marks.len() > 1 {
                self.apart.extend(marks.iter().map(|mark| (i, *mark)));
            }
        }
    }

    /// Counts anew; the marks for which that changes something.
    pub(super) fn count(&mut self, source: &dyn PlaceCounts) -> Vec<u32> {
        if self.together.is_empty() && self.counts.is_empty() {
            return Vec::new();
        }
        let mut now: Vec<(u32, More)> = Vec::new();
        source.read_shown(&mut |is_shown| {
            for &(event, mark, more) in &self.together {
                let Some(event) = self.events.get(event as usize) else {
                    continue;
                };
                let shown = is_shown(event.row);
                if shown == Shown::default() {
                    continue;
                }
                let at = now.iter().position(|(its, _)| *its == mark).unwrap_or_else(|| {
                    now.push((mark, More::default()));
                    now.len() - 1
                });
                if let Some((_, counts)) = now.get_mut(at) {
                    counts.add(event.group, shown, more);
                }
            }
        });
        let before = std::mem::replace(&mut self.counts, now);
        let of = |all: &[(u32, More)], mark: u32| all.iter().find(|(its, _)| *its == mark).map(|(_, c)| *c);
        let marks = before.iter().chain(&self.counts).map(|(mark, _)| *mark);
        marks
            .filter(|mark| of(&before, *mark) != of(&self.counts, *mark))
            .collect()
    }

    /// What a mark counts, once each, of what its places count together.
    pub(super) fn without(&self, mark: u32, mut together: GroupCounts) -> GroupCounts {
        if let Some((_, more)) = self.counts.iter().find(|(its, _)| *its == mark) {
            let pairs = [
                (&mut together.definite, &more.selected.definite),
                (&mut together.possible, &more.selected.possible),
            ];
            for (all, more) in pairs {
                for (n, more) in all.iter_mut().zip(more) {
                    *n = n.saturating_sub(*more);
                }
            }
        }
        together
    }

    /// The same of the selected and the compared dates.
    pub(super) fn pair_without(&self, mark: u32, pair: Option<Pair>) -> Option<Pair> {
        let more = self.counts.iter().find(|(its, _)| *its == mark);
        more.map_or(pair, |(_, more)| pair.map(|pair| more.of_pair(pair)))
    }

    /// What several marks count, once each, of the sum of what each counts.
    pub(super) fn across(&self, marks: &[u32], mut sum: MarkSum, source: &dyn PlaceCounts) -> MarkSum {
        if self.apart.is_empty() || marks.len() < 2 {
            return sum;
        }
        let mut marks = marks.to_vec();
        crate::sort::ascending(&mut marks);
        let mut more = More::default();
        source.read_shown(&mut |is_shown| {
            for run in self.apart.chunk_by(|a, b| a.0 == b.0) {
                let held = run.iter().filter(|(_, mark)| marks.binary_search(mark).is_ok());
                let held = held.count() as u32;
                let event = run
                    .first()
                    .and_then(|(event, _)| self.events.get(*event as usize));
                if let Some(event) = event.filter(|_| held > 1) {
                    more.add(event.group, is_shown(event.row), held - 1);
                }
            }
        });
        sum.definite = sum.definite.saturating_sub(more.selected.all_definite());
        sum.possible = sum.possible.saturating_sub(more.selected.all_possible());
        sum.compared = sum.compared.map(|pair| more.of_pair(pair));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::place;
    use super::super::{
        Beside, Board, Frame, GroupStyle, Grouping, MapPlace, MarkLayout, POINTER_DISTANCE_PX, Shape,
        ZoomStep,
    };
    use super::*;
    use crate::geo::{LonLat, Viewport};
    use proptest::prelude::*;

    /// Events with their places, and whether they are definite in the selected dates and in the compared ones; `None`
    /// for those not in them.
    struct Told(Vec<(Vec<u32>, Shown)>);

    impl PlaceCounts for Told {
        fn counts(&self, place: u32, out: &mut GroupCounts) {
            for (places, shown) in &self.0 {
                let n = u32::from(places.contains(&place));
                match shown.selected {
                    Some(true) => out.definite[1] += n,
                    Some(false) => out.possible[1] += n,
                    None => {}
                }
            }
        }

        fn beside(&self, place: u32) -> Beside {
            Beside {
                pair: Some(self.pair(&[place])),
                fade: 0,
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

    impl Told {
        /// The events at some of these places, each once.
        fn pair(&self, members: &[u32]) -> Pair {
            let own = self
                .0
                .iter()
                .filter(|(places, _)| places.iter().any(|p| members.contains(p)));
            let own: Vec<Shown> = own.map(|(_, shown)| *shown).collect();
            let count = |of: fn(&Shown) -> Option<bool>| {
                let n = |is: bool| own.iter().filter(|shown| of(shown) == Some(is)).count() as u32;
                EventCount {
                    definite: n(true),
                    possible: n(false),
                }
            };
            Pair {
                a: count(|shown| shown.selected),
                b: count(|shown| shown.compared),
                days_a: 3,
                days_b: 5,
            }
        }
    }

    fn told(events: &[(Vec<u32>, Shown)]) -> Told {
        let distinct = events.iter().map(|(places, shown)| {
            let mut places = places.clone();
            places.sort_unstable();
            places.dedup();
            (places, *shown)
        });
        Told(distinct.collect())
    }

    fn shown() -> impl Strategy<Value = Shown> {
        let in_dates = || prop::option::of(any::<bool>());
        (in_dates(), in_dates()).prop_map(|(selected, compared)| Shown { selected, compared })
    }

    fn events() -> impl Strategy<Value = Vec<(Vec<u32>, Shown)>> {
        prop::collection::vec((prop::collection::vec(0u32..30, 1..5), shown()), 0..40)
    }

    proptest! {
        #[test]
        fn a_mark_counts_every_event_once(
            at in prop::collection::vec((35.9..37.0f64, 35.0..36.0f64), 30),
            zooms in (4.0..11.0f64, 4.0..11.0f64),
            first in events(),
            shown in prop::collection::vec(shown(), 40),
            together in prop::collection::vec(any::<bool>(), 30),
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
                let pair = second.pair(members);
                let state = board.state(number, frame);
                prop_assert_eq!((state.definite, state.possible), (pair.a.definite, pair.a.possible));
                prop_assert_eq!(board.mark_counts(number).all_definite(), pair.a.definite);
                if let Some(sum) = board.sum_of(number) {
                    prop_assert_eq!((sum.definite, sum.compared), (pair.a.definite, Some(pair)));
                    prop_assert_eq!(state.compared, Some(pair));
                }
            }
            // Several marks together, as a chip holds them, in any order.
            let marks = (0..30u32).rev().zip(&together).filter(|(number, on)| **on && board.sum_of(*number).is_some());
            let marks: Vec<u32> = marks.map(|(number, _)| number).collect();
            let sums = marks.iter().filter_map(|number| board.sum_of(*number));
            if let Some(sum) = sums.reduce(MarkSum::and) {
                let members = marks.iter().filter_map(|number| board.layout().marks().get(*number as usize));
                let members: Vec<u32> = members.flat_map(|mark| board.layout().members(mark).to_vec()).collect();
                let (pair, sum) = (second.pair(&members), board.across(&marks, sum, &second));
                prop_assert_eq!((sum.definite, sum.possible, sum.compared), (pair.a.definite, pair.a.possible, Some(pair)));
            }
        }
    }
}

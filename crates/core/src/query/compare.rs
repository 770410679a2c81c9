//! [`Comparison`]: two spans of dates side by side, place by place, by the day.

use super::engine::QueryEngine;
use crate::table::Dim;
use crate::time::Membership;

/// A number of events: those surely in a window, and those that may fall in it besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EventCount {
    /// Definitely in the window.
    pub definite: u32,
    /// Possibly but not definitely in it.
    pub possible: u32,
}

impl EventCount {
    /// Both.
    pub fn most(self) -> u32 {
        self.definite + self.possible
    }
}

/// How the second number stands to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// None in the first dates, some in the second.
    New,
    /// More a day.
    More,
    /// As many a day.
    Same,
    /// Fewer a day.
    Fewer,
    /// Some in the first dates, none in the second.
    Gone,
}

impl Change {
    /// In the order of the legend.
    pub const ALL: [Change; 5] = [
        Change::New,
        Change::More,
        Change::Same,
        Change::Fewer,
        Change::Gone,
    ];

    /// A sign for it, so that it is told by more than a word or a colour.
    pub fn sign(self) -> &'static str {
        match self {
            Change::New => "✚",
            Change::More => "▲",
            Change::Same => "=",
            Change::Fewer => "▼",
            Change::Gone => "✕",
        }
    }
}

/// The events of the first and of the second dates, and how many days these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pair {
    /// In the first dates: the selected ones.
    pub a: EventCount,
    /// In the second: the compared ones.
    pub b: EventCount,
    /// Days of the first.
    pub days_a: u32,
    /// Days of the second.
    pub days_b: u32,
}

impl Pair {
    /// How the second stands to the first, a day, counting all that may be in them; `None` if there is nothing in either.
    pub fn change(self) -> Option<Change> {
        let (a, b) = (self.a.most(), self.b.most());
        match (a, b) {
            (0, 0) => None,
            (0, _) => Some(Change::New),
            (_, 0) => Some(Change::Gone),
            _ => Some(match self.weighed(b, a) {
                std::cmp::Ordering::Less => Change::Fewer,
                std::cmp::Ordering::Equal => Change::Same,
                std::cmp::Ordering::Greater => Change::More,
            }),
        }
    }

    /// True if the change is the same whichever of their possible days events happened on.
    pub fn is_certain(self) -> bool {
        use std::cmp::Ordering;
        match self.change() {
            None => true,
            Some(Change::New) => self.b.definite > 0,
            Some(Change::Gone) => self.a.definite > 0,
            Some(Change::More) => self.weighed(self.b.definite, self.a.most()) == Ordering::Greater,
            Some(Change::Fewer) => self.weighed(self.b.most(), self.a.definite) == Ordering::Less,
            Some(Change::Same) => self.a.possible == 0 && self.b.possible == 0,
        }
    }

    /// Events a day in the first dates: definite, and all.
    pub fn per_day_a(self) -> (f64, f64) {
        per_day(self.a, self.days_a)
    }

    /// Events a day in the second dates.
    pub fn per_day_b(self) -> (f64, f64) {
        per_day(self.b, self.days_b)
    }

    /// The least and the greatest difference, second less first, in events a day.
    pub fn difference_per_day(self) -> (f64, f64) {
        let ((a_low, a_high), (b_low, b_high)) = (self.per_day_a(), self.per_day_b());
        (b_low - a_high, b_high - a_low)
    }

    /// How many events apart the two are: the longer brought to the length of the shorter, both with all that may be in
    /// them, so that it is never more than a report tells of. What differs at all is at least one event apart.
    pub fn events_apart(self) -> u32 {
        let (days_a, days_b) = (u64::from(self.days_a.max(1)), u64::from(self.days_b.max(1)));
        let (a, b) = (
            u64::from(self.a.most()) * days_b,
            u64::from(self.b.most()) * days_a,
        );
        let (apart, longer) = (a.abs_diff(b), days_a.max(days_b));
        let rounded = (apart + longer / 2) / longer;
        u32::try_from(rounded)
            .unwrap_or(u32::MAX)
            .max(u32::from(apart > 0))
    }

    /// A number of the second dates against one of the first, a day: whole numbers, so that equal rates are equal.
    fn weighed(self, b: u32, a: u32) -> std::cmp::Ordering {
        (u64::from(b) * u64::from(self.days_a.max(1))).cmp(&(u64::from(a) * u64::from(self.days_b.max(1))))
    }
}

fn per_day(count: EventCount, days: u32) -> (f64, f64) {
    let days = f64::from(days.max(1));
    (f64::from(count.definite) / days, f64::from(count.most()) / days)
}

/// A place and its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparedPlace {
    /// Code of the place.
    pub place: u32,
    /// Its events.
    pub pair: Pair,
}

/// Two spans of dates, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Places with an event in either, the greatest difference a day first.
    pub places: Vec<ComparedPlace>,
}

impl QueryEngine {
    /// Events of a place, all kinds.
    pub fn count_at(&self, place: u32) -> EventCount {
        EventCount {
            definite: self.definite(place).iter().sum(),
            possible: self.possible(place).iter().sum(),
        }
    }

    /// The window of this engine against that of another on the same table: O(places x kinds).
    pub fn compared_with(&self, other: &QueryEngine) -> Comparison {
        let days = |engine: &QueryEngine| engine.window().len_days().unsigned_abs();
        let pair = |a, b| Pair {
            a,
            b,
            days_a: days(self),
            days_b: days(other),
        };
        let mut places: Vec<ComparedPlace> = (0..self.table().places().len() as u32)
            .map(|place| ComparedPlace {
                place,
                pair: pair(self.count_at(place), other.count_at(place)),
            })
            .filter(|row| row.pair.change().is_some())
            .collect();
        places.sort_by(|x, y| {
            let weight = |row: &ComparedPlace| {
                let (low, high) = row.pair.difference_per_day();
                (low + high).abs()
            };
            weight(y).total_cmp(&weight(x)).then(x.place.cmp(&y.place))
        });
        Comparison { places }
    }

    /// The last day of the window on which each place has, or may have, an event that passes the filters: O(rows in the
    /// window + span rows). `None` for a place without one.
    pub fn latest_days(&self) -> Vec<Option<i32>> {
        let mut latest = vec![None; self.table.places().len()];
        let mut seen = |row: u32, day: i32| {
            if self.passes(row) {
                for place in self.table.codes(Dim::Mark, row) {
                    if let Some(last) = latest.get_mut(place as usize) {
                        *last = (*last).max(Some(day));
                    }
                }
            }
        };
        for row in self.day_rows.clone() {
            seen(row, self.table.times.day_of(row));
        }
        let start = self.table.span_rows().start;
        for (span, state) in (0..).zip(self.span_states.as_slice()) {
            if *state != Membership::Out {
                let end = self.table.times.span_end[span as usize].min(self.window.end().0);
                seen(start + span, end - 1);
            }
        }
        latest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Overlap, Slot};
    use crate::table::{RowTime, TableBuilder};
    use crate::time::{Day, Extent, TimeWindow};
    use proptest::prelude::*;

    fn pair(a: (u32, u32), days_a: u32, b: (u32, u32), days_b: u32) -> Pair {
        let tally = |(definite, possible)| EventCount { definite, possible };
        Pair {
            a: tally(a),
            b: tally(b),
            days_a,
            days_b,
        }
    }

    #[test]
    fn unequal_dates_compare_by_the_day() {
        // Ten in thirty days are fewer than five in seven.
        let more = pair((10, 0), 30, (5, 0), 7);
        assert_eq!((more.change(), more.is_certain()), (Some(Change::More), true));
        let same = pair((10, 0), 30, (1, 0), 3);
        assert_eq!(same.change(), Some(Change::Same));
        assert_eq!(pair((0, 0), 30, (0, 1), 3).change(), Some(Change::New));
        assert!(!pair((0, 0), 30, (0, 1), 3).is_certain());
        assert_eq!(pair((1, 0), 30, (0, 0), 3).change(), Some(Change::Gone));
        assert_eq!(pair((0, 0), 30, (0, 0), 3).change(), None);
        // Ten in thirty days are two or three in seven.
        assert_eq!((more.events_apart(), same.events_apart()), (3, 0));
        assert_eq!(pair((0, 0), 30, (1, 0), 365).events_apart(), 1);
        assert_eq!(pair((0, 0), 365, (5, 0), 7).events_apart(), 5);
        assert_eq!(pair((3, 1), 30, (0, 0), 30).events_apart(), 4);
        // Four against three to five: nobody knows.
        let unclear = pair((4, 0), 10, (3, 2), 10);
        assert_eq!(
            (unclear.change(), unclear.is_certain()),
            (Some(Change::More), false)
        );
        let (low, high) = unclear.difference_per_day();
        assert!((low + 0.1).abs() < 1e-9 && (high - 0.1).abs() < 1e-9);
    }

    /// Days, places and whether they are filtered away.
    fn rows() -> impl Strategy<Value = Vec<(i32, i32, u32, bool)>> {
        prop::collection::vec((0i32..60, 1i32..20, 0u32..4, any::<bool>()), 0..40)
    }

    fn engine(rows: &[(i32, i32, u32, bool)]) -> QueryEngine {
        let mut builder = TableBuilder::new();
        for &(first, len, place, is_clash) in rows {
            let days = [TimeWindow::new(Day(first), Day(first + len))];
            let time = if len == 1 {
                RowTime::Day(Day(first))
            } else {
                RowTime::Spans(&days, Extent::Within)
            };
            builder.row(time, 0);
            builder.value(Dim::Kind, if is_clash { b"clash" } else { b"shelling" });
            builder.value(Dim::Mark, format!("place {place}").as_bytes());
        }
        QueryEngine::new(builder.finish().expect("a table").into())
    }

    proptest! {
        #[test]
        fn each_place_is_compared_by_what_each_window_holds(
            rows in rows(), a in (0i32..60, 1i32..30), b in (0i32..60, 1i32..30), rule in prop::sample::select(Overlap::ALL.to_vec()),
        ) {
            let window = |(first, len): (i32, i32)| TimeWindow::new(Day(first), Day(first + len));
            let mut first = engine(&rows);
            first.set_filter(Slot::Dim(Dim::Kind), Some(crate::query::Filter::AnyOf(crate::query::CodeSet::of([0]))));
            first.set_overlap(rule);
            let mut second = first.clone();
            first.set_window(window(a));
            second.set_window(window(b));
            let compared = first.compared_with(&second);
            for place in 0..first.table().places().len() as u32 {
                let row = compared.places.iter().find(|row| row.place == place);
                let counts = (first.count_at(place), second.count_at(place));
                prop_assert_eq!(row.map_or((EventCount::default(), EventCount::default()), |r| (r.pair.a, r.pair.b)), counts);
            }
            // With the two exchanged, everything is the other way round.
            let turned = second.compared_with(&first);
            for row in &compared.places {
                let back = turned.places.iter().find(|r| r.place == row.place).expect("in both");
                let opposite = match row.pair.change().expect("only places with events") {
                    Change::New => Change::Gone,
                    Change::More => Change::Fewer,
                    Change::Same => Change::Same,
                    Change::Fewer => Change::More,
                    Change::Gone => Change::New,
                };
                prop_assert_eq!(back.pair.change(), Some(opposite));
                prop_assert_eq!(back.pair.is_certain(), row.pair.is_certain());
                prop_assert_eq!(row.pair.events_apart() == 0, row.pair.change() == Some(Change::Same));
                prop_assert_eq!(row.pair.events_apart(), back.pair.events_apart());
                prop_assert!(row.pair.events_apart() <= row.pair.a.most().max(row.pair.b.most()));
                let ((low, high), (back_low, back_high)) = (row.pair.difference_per_day(), back.pair.difference_per_day());
                prop_assert!((low + back_high).abs() < 1e-9 && (high + back_low).abs() < 1e-9);
            }
        }

        #[test]
        fn a_certain_change_holds_for_every_case(a in (0u32..9, 0u32..5), b in (0u32..9, 0u32..5), days in (1u32..40, 1u32..40)) {
            let all = pair(a, days.0, b, days.1);
            if all.change().is_some() && all.is_certain() {
                for x in a.0..=a.0 + a.1 {
                    for y in b.0..=b.0 + b.1 {
                        let case = pair((x, 0), days.0, (y, 0), days.1);
                        let change = case.change().expect("some are certain");
                        let expected = all.change().expect("checked");
                        let side = |change| match change {
                            Change::New | Change::More => 1,
                            Change::Same => 0,
                            Change::Fewer | Change::Gone => -1,
                        };
                        prop_assert_eq!(side(change), side(expected));
                    }
                }
            }
        }

        #[test]
        fn the_latest_day_of_a_place_is_in_the_window(rows in rows(), first in 0i32..60, len in 1i32..30) {
            let mut engine = engine(&rows);
            let window = TimeWindow::new(Day(first), Day(first + len));
            engine.set_window(window);
            for (place, latest) in (0..).zip(engine.latest_days()) {
                prop_assert_eq!(latest.is_some(), engine.count_at(place).most() > 0);
                prop_assert!(latest.is_none_or(|day| window.contains(Day(day))));
            }
        }
    }
}

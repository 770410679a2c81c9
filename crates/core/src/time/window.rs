//! [`TimeWindow`]: the span of days that the user selects.

use super::Day;

/// A span of days, half open: `first` is in it, `end` is not. May be empty, never reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeWindow {
    first: Day,
    end: Day,
}

impl TimeWindow {
    /// Every day.
    pub const ALL: TimeWindow = TimeWindow {
        first: Day::MIN,
        end: Day::MAX,
    };

    /// From `first` up to but not including `end`; empty at `first` if `end` is not later.
    pub fn new(first: Day, end: Day) -> Self {
        TimeWindow {
            first,
            end: end.max(first),
        }
    }

    /// From `first` to `last`, both included, in whichever order they are given.
    pub fn from_days(first: Day, last: Day) -> Self {
        let (first, last) = if first <= last {
            (first, last)
        } else {
            (last, first)
        };
        TimeWindow {
            first,
            end: last.plus(1),
        }
    }

    /// The first day.
    pub fn first(self) -> Day {
        self.first
    }

    /// The day after the last one.
    pub fn end(self) -> Day {
        self.end
    }

    /// The last day (the day before `first` if empty).
    pub fn last(self) -> Day {
        self.end.plus(-1)
    }

    /// Number of days.
    pub fn len_days(self) -> i32 {
        self.end.0.saturating_sub(self.first.0)
    }

    /// True if no day is in it.
    pub fn is_empty(self) -> bool {
        self.first == self.end
    }

    /// True if `day` is in it.
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day < self.end
    }

    /// The days in both; empty if there are none.
    #[must_use]
    pub fn intersection(self, other: TimeWindow) -> TimeWindow {
        TimeWindow::new(self.first.max(other.first), self.end.min(other.end))
    }

    /// Moved by `days`, of the same length, and kept inside `bounds` where it fits.
    #[must_use]
    pub fn shifted_within(self, days: i32, bounds: TimeWindow) -> TimeWindow {
        let len = self.len_days();
        let first = self
            .first
            .plus(days)
            .0
            .min(bounds.end.0.saturating_sub(len))
            .max(bounds.first.0);
        TimeWindow::new(Day(first), Day(first.saturating_add(len)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_ends_are_included_when_given_as_days() {
        let w = TimeWindow::from_days(Day(10), Day(5));
        assert_eq!((w.first(), w.last(), w.len_days()), (Day(5), Day(10), 6));
        assert!(w.contains(Day(10)) && !w.contains(Day(11)));
    }

    proptest! {
        #[test]
        fn shifting_keeps_length_and_bounds(a in 0i32..1000, len in 0i32..500, by in -3000i32..3000) {
            let bounds = TimeWindow::new(Day(0), Day(2000));
            let w = TimeWindow::new(Day(a), Day(a + len)).shifted_within(by, bounds);
            prop_assert_eq!(w.len_days(), len);
            prop_assert_eq!(w.intersection(bounds), w);
        }
    }
}

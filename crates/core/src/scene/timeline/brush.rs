//! The brush: what a drag or a key does to the window.

use crate::time::{Day, Granularity, TimeWindow};

/// An end of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Its first day.
    First,
    /// Its last day.
    Last,
}

/// What a hand has taken hold of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grip {
    /// An end of the window.
    Edge(Edge),
    /// The whole window.
    Whole,
    /// Empty ground: a new window is drawn.
    New,
}

/// A drag under way: what was taken, where, and the window at that moment. Each position of the hand gives a window from
/// these alone, so that a drag forth and back ends where it began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drag {
    /// What was taken.
    pub grip: Grip,
    /// The window when it was taken.
    pub from: TimeWindow,
    /// Where it was taken, in days from 1970-01-01 with fractions.
    pub at: f64,
}

impl Drag {
    /// The window when the hand is at `position`. Its ends snap to boundaries of a unit; [`Granularity::Day`] is free.
    pub fn window_at(self, position: f64, snap: Granularity, all: TimeWindow) -> TimeWindow {
        let by = position - self.at;
        match self.grip {
            Grip::Edge(Edge::First) => {
                let first = snap.nearest(f64::from(self.from.first().0) + by);
                TimeWindow::new(
                    Day(first
                        .0
                        .clamp(all.first().0, self.from.last().0.max(all.first().0))),
                    self.from.end(),
                )
            }
            Grip::Edge(Edge::Last) => {
                let end = snap.nearest(f64::from(self.from.end().0) + by);
                let least = self.from.first().plus(1);
                TimeWindow::new(
                    self.from.first(),
                    Day(end.0.clamp(least.0, all.end().0.max(least.0))),
                )
            }
            Grip::Whole => {
                let first = snap.nearest(f64::from(self.from.first().0) + by);
                self.from
                    .shifted_within(first.0.saturating_sub(self.from.first().0), all)
            }
            Grip::New => {
                let (a, b) = (self.at.min(position), self.at.max(position));
                let first = snap.floor(Day(a.floor() as i32));
                let end = snap.ceil(Day(b.ceil() as i32)).max(first.plus(1));
                at_least_a_day(TimeWindow::new(first, end), all)
            }
        }
    }
}

/// The part of a window inside all time; the nearest day if there is none.
fn at_least_a_day(window: TimeWindow, all: TimeWindow) -> TimeWindow {
    let inside = window.intersection(all);
    if !inside.is_empty() {
        return inside;
    }
    let day = Day(window
        .first()
        .0
        .clamp(all.first().0, all.last().0.max(all.first().0)));
    TimeWindow::from_days(day, day)
}

/// The window after a key has moved one of its ends by `steps` units.
pub fn key_step(
    window: TimeWindow,
    edge: Edge,
    steps: i32,
    unit: Granularity,
    all: TimeWindow,
) -> TimeWindow {
    match edge {
        Edge::First => {
            let first = unit.step(window.first(), steps);
            TimeWindow::new(
                Day(first.0.clamp(all.first().0, window.last().0.max(all.first().0))),
                window.end(),
            )
        }
        Edge::Last => {
            let end = unit.step(window.end(), steps);
            let least = window.first().plus(1);
            TimeWindow::new(
                window.first(),
                Day(end.0.clamp(least.0, all.end().0.max(least.0))),
            )
        }
    }
}

/// The window after a key has moved it as a whole by `steps` units. A window that is a whole number of calendar units
/// stays one (September becomes October, 30 days become 31); any other keeps its length.
pub fn moved_window(window: TimeWindow, steps: i32, unit: Granularity, all: TimeWindow) -> TimeWindow {
    let is_aligned = unit.floor(window.first()) == window.first() && unit.floor(window.end()) == window.end();
    if is_aligned {
        let moved = TimeWindow::new(unit.step(window.first(), steps), unit.step(window.end(), steps));
        if moved.intersection(all) == moved && !moved.is_empty() {
            return moved;
        }
    }
    let first = unit.step(window.first(), steps);
    window.shifted_within(first.0.saturating_sub(window.first().0), all)
}

/// The window that shows the event on `day`: of the same length, beginning with that day. A window of more than half of
/// all time could not move, so it becomes that one day.
pub fn next_window(window: TimeWindow, day: Day, all: TimeWindow) -> TimeWindow {
    if window.len_days() > all.len_days() / 2 {
        return at_least_a_day(TimeWindow::from_days(day, day), all);
    }
    window.shifted_within(day.0.saturating_sub(window.first().0), all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).expect("a date")
    }

    fn days(first: &str, last: &str) -> TimeWindow {
        TimeWindow::from_days(day(first), day(last))
    }

    fn any_unit() -> impl Strategy<Value = Granularity> {
        prop::sample::select(Granularity::ALL.to_vec())
    }

    fn any_grip() -> impl Strategy<Value = Grip> {
        prop::sample::select(vec![
            Grip::Edge(Edge::First),
            Grip::Edge(Edge::Last),
            Grip::Whole,
            Grip::New,
        ])
    }

    #[test]
    fn drags_of_each_kind() {
        let all = days("2017-12-01", "2022-01-31");
        let from = days("2018-09-01", "2018-09-30");
        let at = f64::from(day("2018-09-15").0);
        let drag = |grip, snap, by: f64| {
            let w = Drag { grip, from, at }.window_at(at + by, snap, all);
            format!("{}/{}", w.first(), w.last())
        };
        assert_eq!(
            drag(Grip::Edge(Edge::First), Granularity::Day, 3.4),
            "2018-09-04/2018-09-30"
        );
        assert_eq!(
            drag(Grip::Edge(Edge::First), Granularity::Day, 90.0),
            "2018-09-30/2018-09-30"
        );
        assert_eq!(
            drag(Grip::Edge(Edge::Last), Granularity::Month, 20.0),
            "2018-09-01/2018-10-31"
        );
        assert_eq!(
            drag(Grip::Whole, Granularity::Day, -10.2),
            "2018-08-22/2018-09-20"
        );
        assert_eq!(drag(Grip::Whole, Granularity::Day, 1e7), "2022-01-02/2022-01-31");
        assert_eq!(drag(Grip::New, Granularity::Day, 2.5), "2018-09-15/2018-09-17");
        assert_eq!(drag(Grip::New, Granularity::Week, 2.5), "2018-09-10/2018-09-23");
    }

    #[test]
    fn whole_months_stay_whole_months() {
        let all = days("2017-12-01", "2022-01-31");
        let moved = moved_window(days("2018-09-01", "2018-09-30"), 1, Granularity::Month, all);
        assert_eq!(moved, days("2018-10-01", "2018-10-31"));
        let moved = moved_window(days("2018-09-03", "2018-09-09"), -1, Granularity::Day, all);
        assert_eq!(moved, days("2018-09-02", "2018-09-08"));
    }

    #[test]
    fn the_next_event_begins_the_window() {
        let all = days("2017-12-01", "2022-01-31");
        let week = days("2018-09-01", "2018-09-07");
        assert_eq!(
            next_window(week, day("2018-09-04"), all),
            days("2018-09-04", "2018-09-10")
        );
        assert_eq!(
            next_window(all, day("2018-09-04"), all),
            days("2018-09-04", "2018-09-04")
        );
    }

    proptest! {
        #[test]
        fn a_drag_leaves_a_window_of_days(grip in any_grip(), unit in any_unit(), a in 0i32..1500, len in 1i32..400,
                                          at in -100.0f64..1700.0, to in -4000.0f64..6000.0) {
            let all = TimeWindow::new(Day(0), Day(1500));
            let from = TimeWindow::new(Day(a), Day(a + len)).intersection(all);
            let drag = Drag { grip, from, at };
            let window = drag.window_at(to, unit, all);
            prop_assert!(!window.is_empty());
            prop_assert_eq!(window.intersection(all), window);
            match grip {
                Grip::Whole => prop_assert_eq!(window.len_days(), from.len_days()),
                Grip::Edge(Edge::First) => prop_assert_eq!(window.end(), from.end()),
                Grip::Edge(Edge::Last) => prop_assert_eq!(window.first(), from.first()),
                Grip::New => {}
            }
            if grip != Grip::New {
                // Free of snapping, a hand that comes back brings the window back.
                prop_assert_eq!(drag.window_at(at, Granularity::Day, all), from);
            }
        }

        #[test]
        fn keys_leave_a_window_of_days(unit in any_unit(), a in 0i32..1500, len in 1i32..400, steps in -30i32..30) {
            let all = TimeWindow::new(Day(0), Day(1500));
            let from = TimeWindow::new(Day(a), Day(a + len)).intersection(all);
            for window in [
                key_step(from, Edge::First, steps, unit, all),
                key_step(from, Edge::Last, steps, unit, all),
                moved_window(from, steps, unit, all),
            ] {
                prop_assert!(!window.is_empty());
                prop_assert_eq!(window.intersection(all), window);
            }
        }
    }
}

//! The brush: what a drag or a key does to the window.

use super::Span;
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

/// What lies under a hand at `x` on a strip where the window is drawn at `span`. Near an end it is that end; a window too
/// narrow to have a middle is taken as a whole. `movable` is false for a window that fills the strip: there a new one is
/// drawn.
pub fn grip_at(x: f64, span: Span, rtl: bool, reach_px: f64, movable: bool) -> Grip {
    let (left, right) = if rtl {
        (Edge::Last, Edge::First)
    } else {
        (Edge::First, Edge::Last)
    };
    let is_wide = span.width >= 4.0 * reach_px;
    let inner = if is_wide { reach_px } else { 0.0 };
    if x < span.x - reach_px || x > span.right() + reach_px {
        Grip::New
    } else if x < span.x + inner && is_wide {
        Grip::Edge(left)
    } else if x > span.right() - inner && is_wide {
        Grip::Edge(right)
    } else if movable {
        Grip::Whole
    } else {
        Grip::New
    }
}

/// The window of the same length about a position.
pub fn centered_window(window: TimeWindow, position: f64, all: TimeWindow) -> TimeWindow {
    let middle = f64::from(window.first().0) + f64::from(window.len_days()) / 2.0;
    window.shifted_within((position - middle).round() as i32, all)
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

/// The window after dates were typed for one of its ends; `None` if they lie outside all time. A span gives both ends. An
/// end that would lie beyond the other takes it along: the window becomes what was typed.
pub fn typed_window(
    window: TimeWindow,
    edge: Edge,
    days: TimeWindow,
    is_span: bool,
    all: TimeWindow,
) -> Option<TimeWindow> {
    let inside = days.intersection(all);
    if inside.is_empty() {
        return None;
    }
    Some(match edge {
        _ if is_span => inside,
        Edge::First if inside.first() <= window.last() => {
            TimeWindow::from_days(inside.first(), window.last())
        }
        Edge::Last if inside.last() >= window.first() => TimeWindow::from_days(window.first(), inside.last()),
        Edge::First | Edge::Last => inside,
    })
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
    fn what_lies_under_the_hand() {
        let span = Span {
            x: 100.0,
            width: 80.0,
        };
        let at = |x, rtl| grip_at(x, span, rtl, 8.0, true);
        assert_eq!(at(95.0, false), Grip::Edge(Edge::First));
        assert_eq!(at(95.0, true), Grip::Edge(Edge::Last));
        assert_eq!(at(185.0, false), Grip::Edge(Edge::Last));
        assert_eq!(at(140.0, false), Grip::Whole);
        assert_eq!(grip_at(140.0, span, false, 8.0, false), Grip::New);
        assert_eq!(at(60.0, false), Grip::New);
        // A sliver is taken as a whole.
        assert_eq!(
            grip_at(104.0, Span { x: 100.0, width: 3.0 }, false, 8.0, true),
            Grip::Whole
        );
        let all = TimeWindow::new(Day(0), Day(100));
        let moved = centered_window(TimeWindow::new(Day(0), Day(10)), 50.0, all);
        assert_eq!(moved, TimeWindow::new(Day(45), Day(55)));
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
    fn typed_dates_take_the_other_end_along() {
        let all = days("2017-12-01", "2022-01-31");
        let window = days("2018-09-01", "2018-09-30");
        let typed = |edge, days, span| typed_window(window, edge, days, span, all);
        let march = days("2019-03-01", "2019-03-31");
        assert_eq!(
            typed(Edge::Last, march, false),
            Some(days("2018-09-01", "2019-03-31"))
        );
        assert_eq!(typed(Edge::First, march, false), Some(march));
        assert_eq!(typed(Edge::Last, march, true), Some(march));
        assert_eq!(typed(Edge::First, days("1990-01-01", "1990-12-31"), false), None);
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

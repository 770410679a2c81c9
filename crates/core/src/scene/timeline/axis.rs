//! The detail axis: which days it shows, and how it follows the window.

use crate::time::{Day, TimeWindow};

/// The shortest axis.
pub const MIN_AXIS_DAYS: i32 = 10;
/// The axis that is chosen for a window is at least this long.
const MIN_SURROUNDINGS_DAYS: i32 = 42;
/// The axis that is chosen for a window is this many times as long.
const SURROUNDINGS_FACTOR: i32 = 3;
/// A window that takes less than this part of the axis is too small to work with.
const LEAST_PART: i32 = 16;

/// The axis chosen for a window: the window in the middle, as much again on either side, inside all time.
pub fn surroundings(window: TimeWindow, all: TimeWindow) -> TimeWindow {
    let days = window
        .len_days()
        .saturating_mul(SURROUNDINGS_FACTOR)
        .max(MIN_SURROUNDINGS_DAYS)
        .min(all.len_days());
    let first = window.first().plus(-(days - window.len_days()) / 2);
    TimeWindow::new(first, first.plus(days)).shifted_within(0, all)
}

/// The axis after the window has changed.
///
/// An axis that shows the window well stays. Otherwise it moves as little as it must, or, where the window does not fit,
/// lies far off or would be too small to work with, is chosen anew. While a hand drags (`dragging`) it never zooms in.
pub fn following(axis: TimeWindow, window: TimeWindow, all: TimeWindow, dragging: bool) -> TimeWindow {
    let axis = axis.shifted_within(0, all).intersection(all);
    let too_small = window.len_days().saturating_mul(LEAST_PART) < axis.len_days();
    let is_far = window.intersection(axis).is_empty();
    if !dragging && (is_far || too_small && axis.len_days() > MIN_SURROUNDINGS_DAYS) {
        return surroundings(window, all);
    }
    if window.intersection(axis) == window {
        return axis;
    }
    if window.len_days() > axis.len_days() {
        return if dragging {
            window
        } else {
            surroundings(window, all)
        };
    }
    // A little beyond the window's end, so that its handle does not lie on the edge.
    let margin = ((axis.len_days() - window.len_days()) / 2).min(axis.len_days() / 20 + 1);
    let by = if window.first() < axis.first() {
        window.first().0 - axis.first().0 - margin
    } else {
        window.end().0 - axis.end().0 + margin
    };
    axis.shifted_within(by, all)
}

/// The nearest axis to these days that there can be.
pub fn axis_within(days: TimeWindow, all: TimeWindow) -> TimeWindow {
    let most = all.len_days().max(1);
    let len = days.len_days().clamp(MIN_AXIS_DAYS.min(most), most);
    TimeWindow::new(days.first(), days.first().plus(len)).shifted_within(0, all)
}

/// The axis zoomed about a position (days from 1970-01-01) that keeps its place; `factor` above 1 shows more days.
pub fn zoomed(axis: TimeWindow, factor: f64, about: f64, all: TimeWindow) -> TimeWindow {
    let len = f64::from(axis.len_days());
    let least = f64::from(MIN_AXIS_DAYS.min(all.len_days()));
    let new_len = (len * factor).round().clamp(least, f64::from(all.len_days()));
    let part = ((about - f64::from(axis.first().0)) / len.max(1.0)).clamp(0.0, 1.0);
    let first = Day((about - part * new_len).round() as i32);
    TimeWindow::new(first, first.plus(new_len as i32)).shifted_within(0, all)
}

/// The days that are drawn for an axis: more than it shows, and the same for neighbouring axes of a length, so that
/// moving the axis only shifts what is already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plotted {
    /// The days drawn.
    pub days: TimeWindow,
    /// Length of the axis.
    pub axis_len: i32,
}

/// The days that are drawn for an axis.
pub fn plotted(axis: TimeWindow, all: TimeWindow) -> Plotted {
    let len = axis.len_days().max(1);
    let steps = (i64::from(axis.first().0) - i64::from(all.first().0)).div_euclid(i64::from(len)) as i32;
    let first = all.first().plus((steps - 1).saturating_mul(len));
    let end = all.first().plus((steps + 3).saturating_mul(len));
    Plotted {
        days: TimeWindow::new(first, end).intersection(all),
        axis_len: len,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: TimeWindow = TimeWindow::ALL;

    fn windows() -> impl Strategy<Value = (TimeWindow, TimeWindow, TimeWindow)> {
        (60i32..5000).prop_flat_map(|days| {
            let all = TimeWindow::new(Day(1000), Day(1000 + days));
            let inside = (0..days).prop_flat_map(move |a| {
                (1..=days - a).prop_map(move |len| TimeWindow::new(Day(1000 + a), Day(1000 + a + len)))
            });
            (Just(all), inside.clone(), inside)
        })
    }

    #[test]
    fn a_month_is_shown_with_its_neighbours() {
        let month = TimeWindow::new(Day(100), Day(130));
        assert_eq!(surroundings(month, ALL), TimeWindow::new(Day(70), Day(160)));
    }

    #[test]
    fn stepping_inside_the_axis_leaves_it_alone() {
        let axis = TimeWindow::new(Day(0), Day(90));
        let all = TimeWindow::new(Day(-500), Day(500));
        let window = TimeWindow::new(Day(40), Day(60));
        assert_eq!(following(axis, window, all, false), axis);
        let moved = following(axis, TimeWindow::new(Day(80), Day(100)), all, false);
        assert_eq!(moved, TimeWindow::new(Day(15), Day(105)));
    }

    proptest! {
        #[test]
        fn an_axis_from_a_link_is_inside_all_time((all, window, _) in windows(), by in -9_000i32..9_000) {
            let asked = TimeWindow::new(window.first().plus(by), window.end().plus(by));
            let axis = axis_within(asked, all);
            prop_assert_eq!(axis.intersection(all), axis);
            prop_assert!(axis.len_days() >= MIN_AXIS_DAYS && axis.len_days() >= window.len_days());
            prop_assert_eq!(axis_within(axis, all), axis);
        }

        #[test]
        fn the_axis_shows_the_window((all, axis, window) in windows(), dragging in any::<bool>()) {
            let axis = zoomed(axis, 1.0, f64::from(axis.first().0), all);
            let after = following(axis, window, all, dragging);
            prop_assert_eq!(window.intersection(after), window);
            prop_assert_eq!(after.intersection(all), after);
            // Once it follows, it rests.
            prop_assert_eq!(following(after, window, all, dragging), after);
            if dragging {
                prop_assert!(after.len_days() >= axis.len_days().min(window.len_days()));
            }
        }

        #[test]
        fn zooming_keeps_bounds_and_the_day_under_the_hand((all, axis, _w) in windows(), factor in 0.1f64..10.0, at in 0.0f64..1.0) {
            let about = f64::from(axis.first().0) + at * f64::from(axis.len_days());
            let after = zoomed(axis, factor, about, all);
            prop_assert_eq!(after.intersection(all), after);
            prop_assert!(after.len_days() >= MIN_AXIS_DAYS.min(all.len_days()));
            let inside = f64::from(after.first().0) - 1.0 <= about && about <= f64::from(after.end().0) + 1.0;
            prop_assert!(inside);
        }

        #[test]
        fn what_is_plotted_holds_the_axis((all, axis, _w) in windows()) {
            let p = plotted(axis, all);
            prop_assert_eq!(axis.intersection(p.days), axis);
            prop_assert!(p.days.len_days() <= axis.len_days() * 4);
        }
    }
}

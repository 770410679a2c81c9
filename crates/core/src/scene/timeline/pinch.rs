//! [`Pinch`]: two fingers on a strip.

use super::Scale;
use crate::time::{Day, TimeWindow};

/// Fingers nearer than this do not pinch: their distance says nothing.
const LEAST_PX: f64 = 16.0;

/// Two fingers on a strip. What lay under each when they came down stays under it, as far as all time and the shortest
/// axis allow: they move the axis as well as they zoom it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pinch {
    /// The detail axis when they came down.
    axis: TimeWindow,
    /// Positions under them then, in days from 1970-01-01.
    under: [f64; 2],
    /// Px a day of the strip then, and its direction.
    strip: Scale,
    /// Where they came down, in px.
    from: [f64; 2],
}

impl Pinch {
    /// Two fingers came down at these px of a strip.
    pub fn new(axis: TimeWindow, strip: Scale, from: [f64; 2]) -> Pinch {
        Pinch {
            axis,
            under: from.map(|x| strip.position_from_x(x)),
            strip,
            from,
        }
    }

    /// The detail axis when they are at these px.
    pub fn axis_at(&self, now: [f64; 2], all: TimeWindow) -> TimeWindow {
        let apart = |[a, b]: [f64; 2]| (a - b).abs().max(LEAST_PX);
        let factor = apart(self.from) / apart(now);
        let least = f64::from(super::MIN_AXIS_DAYS.min(all.len_days()));
        let days = (f64::from(self.axis.len_days()) * factor)
            .round()
            .clamp(least, f64::from(all.len_days()));
        // The middle between the fingers is where it was, on an axis of the new length.
        let middle_px = f64::midpoint(now[0], now[1]);
        let from_start = if self.strip.rtl {
            self.strip.width_px - middle_px
        } else {
            middle_px
        };
        let part = from_start / self.strip.width_px.max(1.0);
        let first = f64::midpoint(self.under[0], self.under[1]) - part * days;
        let first = Day(first.round() as i32);
        TimeWindow::new(first, first.plus(days as i32)).shifted_within(0, all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: TimeWindow = TimeWindow::ALL;

    fn strip(first: i32, days: i32, rtl: bool) -> Scale {
        Scale {
            extent: TimeWindow::new(Day(first), Day(first + days)),
            width_px: 320.0,
            rtl,
        }
    }

    #[test]
    fn fingers_that_move_apart_show_fewer_days() {
        let strip = strip(0, 320, false);
        let pinch = Pinch::new(strip.extent, strip, [100.0, 200.0]);
        assert_eq!(
            pinch.axis_at([50.0, 250.0], ALL),
            TimeWindow::new(Day(75), Day(235))
        );
        assert_eq!(pinch.axis_at([100.0, 200.0], ALL), strip.extent);
        // Side by side they move it.
        assert_eq!(
            pinch.axis_at([150.0, 250.0], ALL),
            TimeWindow::new(Day(-50), Day(270))
        );
    }

    proptest! {
        #[test]
        fn the_axis_stays_inside_all_time(days in 20i32..5_000, rtl in any::<bool>(),
                                          from in prop::array::uniform2(0.0f64..320.0), now in prop::array::uniform2(-500.0f64..900.0)) {
            let strip = strip(1_000, days, rtl);
            let all = TimeWindow::new(Day(0), Day(6_500));
            let axis = Pinch::new(strip.extent, strip, from).axis_at(now, all);
            prop_assert_eq!(axis.intersection(all), axis);
            prop_assert!(axis.len_days() >= crate::scene::timeline::MIN_AXIS_DAYS);
        }

        #[test]
        fn what_lay_under_the_middle_stays_there(days in 100i32..1_000, rtl in any::<bool>(),
                                                 from in prop::array::uniform2(0.0f64..320.0), by in -100.0f64..100.0) {
            let strip = strip(1_000, days, rtl);
            let now = from.map(|x| x + by);
            let axis = Pinch::new(strip.extent, strip, from).axis_at(now, ALL);
            let moved = Scale { extent: axis, ..strip };
            let (before, after) = (f64::midpoint(from[0], from[1]), f64::midpoint(now[0], now[1]));
            let drift = moved.x_from_position(strip.position_from_x(before)) - after;
            prop_assert!(drift.abs() <= strip.px_per_day() + 1e-6, "{}", drift);
        }
    }
}

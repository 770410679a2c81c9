//! [`Scale`]: days to px and back, in the direction of the script.

use crate::time::{Day, TimeWindow};

/// A linear time scale over a strip of the page. In a right-to-left script time runs from right to left, so that "right"
/// on a keyboard is always right on the page.
///
/// A day is as wide as all others and begins where the one before ends: the day `d` is the strip between
/// `x_from_day(d)` and `x_from_day(d + 1)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The days drawn.
    pub extent: TimeWindow,
    /// Width of the strip.
    pub width_px: f64,
    /// Time runs from right to left.
    pub rtl: bool,
}

/// A stretch of the strip in px, from left to right whatever the script.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Left end.
    pub x: f64,
    /// Width.
    pub width: f64,
}

impl Span {
    /// Right end.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Its middle.
    pub fn middle(self) -> f64 {
        self.x + self.width / 2.0
    }
}

impl Scale {
    /// Width of a day.
    pub fn px_per_day(self) -> f64 {
        self.width_px / f64::from(self.extent.len_days().max(1))
    }

    /// Where a day begins.
    pub fn x_from_day(self, day: Day) -> f64 {
        self.x_from_position(f64::from(day.0))
    }

    /// Where a position on the time axis is drawn; positions are days from 1970-01-01, with fractions.
    pub fn x_from_position(self, position: f64) -> f64 {
        let from_start = (position - f64::from(self.extent.first().0)) * self.px_per_day();
        if self.rtl {
            self.width_px - from_start
        } else {
            from_start
        }
    }

    /// The position on the time axis that is drawn at `x`.
    pub fn position_from_x(self, x: f64) -> f64 {
        let from_start = if self.rtl { self.width_px - x } else { x };
        f64::from(self.extent.first().0) + from_start / self.px_per_day()
    }

    /// The day drawn at `x`, not outside the extent.
    pub fn day_from_x(self, x: f64) -> Day {
        let day = self.position_from_x(x).floor() as i32;
        Day(day.clamp(
            self.extent.first().0,
            self.extent.last().0.max(self.extent.first().0),
        ))
    }

    /// Where a window is drawn, as far as it is inside the extent.
    pub fn span(self, window: TimeWindow) -> Span {
        let inside = window.intersection(self.extent);
        if inside.is_empty() {
            let x = if window.first() >= self.extent.end() {
                self.x_from_day(self.extent.end())
            } else {
                self.x_from_day(self.extent.first())
            };
            return Span { x, width: 0.0 };
        }
        self.unclipped_span(inside)
    }

    /// Where a window would be drawn if the strip went on.
    pub fn unclipped_span(self, window: TimeWindow) -> Span {
        let (a, b) = (self.x_from_day(window.first()), self.x_from_day(window.end()));
        Span {
            x: a.min(b),
            width: (b - a).abs(),
        }
    }
}

/// Strokes at 45 degrees, 8 px apart, that fill a strip from its upper edge on: no pattern, which would need an id.
///
/// ```
/// use chronotope_core::scene::timeline::hatch;
/// assert_eq!(hatch(0.0, 12.0, 6.0), "M0 6l6 -6M8 6l4 -4");
/// ```
pub fn hatch(x: f64, width_px: f64, height_px: f64) -> String {
    let mut path = String::new();
    let mut at = x;
    while at < x + width_px {
        let step = height_px.min(x + width_px - at);
        for (mark, value) in [("M", at), (" ", height_px), ("l", step), (" ", -step)] {
            path.push_str(mark);
            push_px(&mut path, value);
        }
        at += 8.0;
    }
    path
}

/// A length as SVG is given it: one decimal, no trailing zero.
pub fn px(value: f64) -> String {
    let mut out = String::new();
    push_px(&mut out, value);
    out
}

/// Writes a length to a path.
pub(super) fn push_px(out: &mut String, value: f64) {
    let tenths = (value * 10.0).round() as i64;
    let (sign, size) = (if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
    let (whole, tenth) = (size / 10, size % 10);
    out.push_str(sign);
    out.push_str(&whole.to_string());
    if tenth > 0 {
        out.push('.');
        out.push_str(&tenth.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths_are_short() {
        assert_eq!(
            [0.0, -0.04, 12.0, -12.04, 7.25].map(px),
            ["0", "0", "12", "-12", "7.3"]
        );
    }

    proptest! {
        #[test]
        fn days_and_px_agree(first in -400_000i32..400_000, len in 1i32..40_000, at in 0.0f64..1.0, rtl in any::<bool>()) {
            let extent = TimeWindow::new(Day(first), Day(first + len));
            let scale = Scale { extent, width_px: 1280.0, rtl };
            let day = extent.first().plus((f64::from(len) * at) as i32).min(extent.last());
            let middle = scale.x_from_position(f64::from(day.0) + 0.5);
            prop_assert_eq!(scale.day_from_x(middle), day);
            let span = scale.span(TimeWindow::from_days(day, day));
            prop_assert!(span.x < middle && middle < span.right());
            prop_assert!(span.x >= -1e-6 && span.right() <= 1280.0 + 1e-6);
            let position = scale.position_from_x(1280.0 * at);
            prop_assert!((scale.x_from_position(position) - 1280.0 * at).abs() < 1e-4);
        }

        #[test]
        fn right_to_left_is_the_mirror_image(day in -2000i32..4000) {
            let extent = TimeWindow::new(Day(0), Day(2000));
            let ltr = Scale { extent, width_px: 800.0, rtl: false };
            let rtl = Scale { rtl: true, ..ltr };
            prop_assert!((ltr.x_from_day(Day(day)) + rtl.x_from_day(Day(day)) - 800.0).abs() < 1e-6);
        }
    }
}

//! The trail of an instant: how faint what is older is drawn.

use crate::time::TimeWindow;

/// Steps from what is of the day itself to the oldest of the trail.
pub const FADES: u8 = 4;

/// How faint something of this age is drawn, of a trail of so many days, the day itself among them: 0 for the day itself,
/// then up to [`FADES`].
///
/// ```
/// use chronotope_core::scene::timeline::fade;
/// assert_eq!([0, 1, 10, 29, 500].map(|age| fade(age, 30)), [0, 1, 2, 4, 4]);
/// ```
pub fn fade(age_days: i32, trail_days: i32) -> u8 {
    if age_days <= 0 {
        return 0;
    }
    let older = i64::from(trail_days.max(2) - 1);
    let step = (i64::from(age_days) - 1) * i64::from(FADES) / older;
    1 + step.clamp(0, i64::from(FADES) - 1) as u8
}

/// The parts of a trail that are equally faint, from the day itself back to the oldest: their days, and how faint they
/// are.
///
/// ```
/// use chronotope_core::scene::timeline::trail;
/// use chronotope_core::time::{Day, TimeWindow};
/// let parts = trail(TimeWindow::from_days(Day(0), Day(4)));
/// let told: Vec<_> = parts.iter().map(|(days, fade)| (days.len_days(), *fade)).collect();
/// assert_eq!(told, [(1, 0), (1, 1), (1, 2), (1, 3), (1, 4)]);
/// ```
pub fn trail(window: TimeWindow) -> Vec<(TimeWindow, u8)> {
    let days = window.len_days();
    let older = i64::from(days.max(2) - 1);
    // The greatest age of each step: what `fade` gives changes after it.
    let oldest = |step: u8| -> i32 {
        let age = match step {
            0 => 0,
            FADES => older,
            step => (older * i64::from(step) + i64::from(FADES) - 1) / i64::from(FADES),
        };
        age.min(i64::from(days) - 1) as i32
    };
    let mut from_age = 0;
    let mut parts = Vec::new();
    for step in 0..=FADES {
        let to_age = oldest(step);
        if to_age >= from_age {
            let part = TimeWindow::from_days(window.last().plus(-to_age), window.last().plus(-from_age));
            parts.push((part, step));
            from_age = to_age + 1;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Day;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_day_of_a_trail_is_in_the_part_of_its_age(days in 1i32..2_000) {
            let window = TimeWindow::from_days(Day(0), Day(days - 1));
            let parts = trail(window);
            prop_assert_eq!(parts.iter().map(|(part, _)| part.len_days()).sum::<i32>(), days);
            for age in 0..days {
                let day = window.last().plus(-age);
                let fades: Vec<u8> = parts.iter().filter(|(part, _)| part.contains(day)).map(|(_, fade)| *fade).collect();
                prop_assert_eq!(fades, vec![fade(age, days)], "{} of {}", age, days);
            }
        }
    }
}

//! The trail of an instant: how faint what is older is drawn.

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

//! [`Granularity`]: the calendar units that windows snap to and bins are made of.

use super::{Day, TimeWindow};

/// A calendar unit. Weeks begin on Monday, as in ISO 8601.
///
/// ```
/// use chronotope_core::time::{Day, Granularity};
/// let day = Day::parse_iso("2018-09-08").expect("a date");
/// assert_eq!(Granularity::Week.floor(day).to_string(), "2018-09-03");
/// assert_eq!(Granularity::Quarter.ceil(day).to_string(), "2018-10-01");
/// assert_eq!(Granularity::Month.step(day, 1).to_string(), "2018-10-01");
/// assert_eq!(Granularity::Month.step(day, -1).to_string(), "2018-09-01");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Granularity {
    /// A day.
    #[default]
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

impl Granularity {
    /// Finest first.
    pub const ALL: [Granularity; 5] = [
        Granularity::Day,
        Granularity::Week,
        Granularity::Month,
        Granularity::Quarter,
        Granularity::Year,
    ];

    /// Days in the shortest unit of this size.
    pub(super) fn least_days(self) -> f64 {
        match self {
            Granularity::Day => 1.0,
            Granularity::Week => 7.0,
            Granularity::Month => 28.0,
            Granularity::Quarter => 90.0,
            Granularity::Year => 365.0,
        }
    }

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            Granularity::Day => "day",
            Granularity::Week => "week",
            Granularity::Month => "month",
            Granularity::Quarter => "quarter",
            Granularity::Year => "year",
        }
    }

    /// The unit with this name in the URL.
    pub fn from_key(key: &str) -> Option<Granularity> {
        Granularity::ALL.into_iter().find(|unit| unit.key() == key)
    }

    /// Average number of days in it.
    pub fn mean_days(self) -> f64 {
        match self {
            Granularity::Day => 1.0,
            Granularity::Week => 7.0,
            Granularity::Month => 365.2425 / 12.0,
            Granularity::Quarter => 365.2425 / 4.0,
            Granularity::Year => 365.2425,
        }
    }

    /// The first day of the unit that holds `day`.
    #[must_use]
    pub fn floor(self, day: Day) -> Day {
        match self {
            Granularity::Day => day,
            // 1970-01-01 was a Thursday.
            Granularity::Week => day.plus(-((i64::from(day.0) + 3).rem_euclid(7) as i32)),
            Granularity::Month | Granularity::Quarter | Granularity::Year => {
                let (year, month, _) = day.ymd();
                let months = self.months().cast_unsigned();
                Day::from_ymd(year, (month - 1) / months * months + 1, 1).unwrap_or(day)
            }
        }
    }

    /// The first day of a unit that is not earlier than `day`.
    #[must_use]
    pub fn ceil(self, day: Day) -> Day {
        let floor = self.floor(day);
        if floor == day { day } else { self.after(floor, 1) }
    }

    /// Whichever of [`floor`](Self::floor) and [`ceil`](Self::ceil) is nearer to a position on the time axis, in days
    /// from 1970-01-01.
    #[must_use]
    pub fn nearest(self, position: f64) -> Day {
        let whole = Day(position.floor() as i32);
        let (below, above) = (self.floor(whole), self.ceil(whole.plus(1)));
        if position - f64::from(below.0) <= f64::from(above.0) - position {
            below
        } else {
            above
        }
    }

    /// The boundary `n` units later (earlier if negative). From inside a unit, the first step goes to its nearer end in
    /// that direction.
    #[must_use]
    pub fn step(self, day: Day, n: i32) -> Day {
        match n {
            0 => day,
            1.. => self.after(self.floor(day), n),
            _ => self.after(self.ceil(day), n),
        }
    }

    /// The unit that holds `day`.
    pub fn unit_of(self, day: Day) -> TimeWindow {
        let first = self.floor(day);
        TimeWindow::new(first, self.after(first, 1))
    }

    /// `n` units after a boundary.
    fn after(self, boundary: Day, n: i32) -> Day {
        match self {
            Granularity::Day => boundary.plus(n),
            Granularity::Week => boundary.plus(n.saturating_mul(7)),
            Granularity::Month | Granularity::Quarter | Granularity::Year => {
                boundary.plus_months(n.saturating_mul(self.months()))
            }
        }
    }

    /// Months in it, for the units that are made of months.
    fn months(self) -> i32 {
        match self {
            Granularity::Day | Granularity::Week | Granularity::Month => 1,
            Granularity::Quarter => 3,
            Granularity::Year => 12,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_unit() -> impl Strategy<Value = Granularity> {
        prop::sample::select(Granularity::ALL.to_vec())
    }

    #[test]
    fn keys_round_trip() {
        for unit in Granularity::ALL {
            assert_eq!(Granularity::from_key(unit.key()), Some(unit));
        }
        assert_eq!(Granularity::from_key("fortnight"), None);
    }

    proptest! {
        #[test]
        fn floor_and_ceil_enclose(unit in any_unit(), n in -800_000i32..800_000) {
            let day = Day(n);
            let (floor, ceil) = (unit.floor(day), unit.ceil(day));
            prop_assert!(floor <= day && day <= ceil);
            prop_assert_eq!(unit.floor(floor), floor);
            prop_assert_eq!(unit.ceil(floor), floor);
            prop_assert_eq!(unit.floor(ceil), ceil);
            prop_assert!(unit.unit_of(day).contains(day));
            prop_assert!(f64::from(ceil.0 - floor.0) <= unit.mean_days() * 1.05);
        }

        #[test]
        fn steps_go_forth_and_back(unit in any_unit(), n in -800_000i32..800_000, by in -40i32..40) {
            let boundary = unit.floor(Day(n));
            prop_assert_eq!(unit.step(unit.step(boundary, by), -by), boundary);
            if by != 0 {
                prop_assert_eq!(unit.step(Day(n), by) > Day(n), by > 0);
            }
        }

        #[test]
        fn nearest_is_a_boundary_within_half_a_unit(unit in any_unit(), at in -800_000.0f64..800_000.0) {
            let near = unit.nearest(at);
            prop_assert_eq!(unit.floor(near), near);
            prop_assert!((f64::from(near.0) - at).abs() <= unit.mean_days() * 0.53);
        }

        #[test]
        fn no_day_panics(unit in any_unit(), n in any::<i32>(), by in any::<i32>()) {
            let _: (Day, Day, Day) = (unit.floor(Day(n)), unit.ceil(Day(n)), unit.step(Day(n), by));
        }
    }
}

//! [`Day`]: a civil calendar day as a count from 1970-01-01.

use std::fmt;

/// A whole civil day of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// ```
/// use chronotope_core::time::Day;
/// let day = Day::from_ymd(2018, 9, 8).expect("a real date");
/// assert_eq!(day, Day(17_782));
/// assert_eq!(day.to_string(), "2018-09-08");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(pub i32);

/// Day of the week, Monday first as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_SHIFT: i64 = 719_468;
/// Days in a 400-year Gregorian cycle.
const DAYS_PER_ERA: i64 = 146_097;

impl Day {
    /// Stands for "no earliest day known".
    pub const MIN: Day = Day(i32::MIN);
    /// Stands for "no latest day known".
    pub const MAX: Day = Day(i32::MAX);

    /// The day with this astronomical year, month (1-12) and day of month, or `None` if there is no such day or
    /// the year is outside ±1,000,000.
    ///
    /// Algorithm: Howard Hinnant, "chrono-compatible low-level date algorithms".
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(-1_000_000..=1_000_000).contains(&year)
            || !(1..=12).contains(&month)
            || day < 1
            || day > days_in_month(year, month)
        {
            return None;
        }
        let year = i64::from(year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * i64::from((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        i32::try_from(era * DAYS_PER_ERA + day_of_era - EPOCH_SHIFT)
            .ok()
            .map(Day)
    }

    /// Astronomical year, month (1-12) and day of month.
    pub fn ymd(self) -> (i32, u32, u32) {
        let shifted = i64::from(self.0) + EPOCH_SHIFT;
        let era = shifted.div_euclid(DAYS_PER_ERA);
        let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u32;
        let month = (if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        }) as u32;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month, day)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse_iso(text: &str) -> Option<Day> {
        let (year, rest) = text.split_at_checked(4)?;
        let rest = rest.strip_prefix('-')?;
        let (month, day) = rest.split_once('-')?;
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        match (i64::from(self.0) + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// The day `days` later (earlier if negative), stopping at the ends of the range.
    #[must_use]
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// The day `months` later (earlier if negative); a day that the month lacks becomes its last one.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Day {
        let (year, month, day) = self.ymd();
        let index = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
        let (year, month) = (index.div_euclid(12) as i32, index.rem_euclid(12) as u32 + 1);
        Day::from_ymd(year, month, day.min(days_in_month(year, month))).unwrap_or(self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        if year < 0 {
            write!(f, "-{:04}-{month:02}-{day:02}", -year)
        } else {
            write!(f, "{year:04}-{month:02}-{day:02}")
        }
    }
}

/// Days in a month of the proleptic Gregorian calendar.
fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(
            Day::from_ymd(2000, 2, 29)
                .map(|d| d.plus(1).to_string())
                .as_deref(),
            Some("2000-03-01")
        );
        assert_eq!(Day::from_ymd(2019, 2, 29), None);
        assert_eq!(Day::parse_iso("2018-9-08"), None);
        assert_eq!(Day::parse_iso("２018-09-08"), None);
        assert_eq!(
            Day::parse_iso("2018-09-08").map(Day::weekday),
            Some(Weekday::Saturday)
        );
        assert_eq!(
            Day::parse_iso("2019-01-31")
                .map(|d| d.plus_months(1).to_string())
                .as_deref(),
            Some("2019-02-28")
        );
    }

    proptest! {
        #[test]
        fn ymd_round_trips(n in -300_000_000i32..300_000_000) {
            let (y, m, d) = Day(n).ymd();
            prop_assert_eq!(Day::from_ymd(y, m, d), Some(Day(n)));
        }

        #[test]
        fn iso_round_trips(n in -719_000i32..2_900_000) {
            prop_assert_eq!(Day::parse_iso(&Day(n).to_string()), Some(Day(n)));
        }
    }
}

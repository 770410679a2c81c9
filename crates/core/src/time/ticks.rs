//! [`Ticks`]: where a time axis is labelled, in two rows.

use super::{Day, Granularity, TimeWindow};
use crate::messages::DateStyle;

/// One label of an axis. It names the span that begins at its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// Where it stands.
    pub day: Day,
    /// How the day is written there.
    pub style: DateStyle,
}

/// The labels of a time axis.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ticks {
    /// The upper row: days, months or years.
    pub minor: Vec<Tick>,
    /// The lower row: what the upper row's labels are part of. Empty where those are years.
    pub major: Vec<Tick>,
}

/// Every so many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Every {
    unit: Granularity,
    count: i32,
}

impl Every {
    const fn new(unit: Granularity, count: i32) -> Every {
        Every { unit, count }
    }

    /// What the upper row can show, finest first.
    const MINOR: [Every; 14] = [
        Every::new(Granularity::Day, 1),
        Every::new(Granularity::Week, 1),
        Every::new(Granularity::Month, 1),
        Every::new(Granularity::Quarter, 1),
        Every::new(Granularity::Quarter, 2),
        Every::new(Granularity::Year, 1),
        Every::new(Granularity::Year, 2),
        Every::new(Granularity::Year, 5),
        Every::new(Granularity::Year, 10),
        Every::new(Granularity::Year, 20),
        Every::new(Granularity::Year, 50),
        Every::new(Granularity::Year, 100),
        Every::new(Granularity::Year, 1_000),
        Every::new(Granularity::Year, 10_000),
    ];

    /// The shortest distance from one tick to the next, in days.
    fn least_days(self) -> f64 {
        self.unit.least_days() * f64::from(self.count)
    }

    /// The finest of these whose labels stand `min_px` apart.
    fn fitting(ladder: &[Every], px_per_day: f64, min_px: f64) -> Option<Every> {
        ladder
            .iter()
            .copied()
            .find(|every| every.least_days() * px_per_day >= min_px)
    }

    fn style(self) -> DateStyle {
        match self.unit {
            Granularity::Day | Granularity::Week => DateStyle::Day,
            Granularity::Month | Granularity::Quarter => DateStyle::Month,
            Granularity::Year => DateStyle::Year,
        }
    }

    /// The first tick that is not earlier than `day`.
    fn ceil(self, day: Day) -> Day {
        let tick = self.unit.ceil(day);
        let (year, month, _) = tick.ymd();
        let number = match self.unit {
            Granularity::Year => year,
            Granularity::Quarter => (month / 3).cast_signed(),
            Granularity::Day | Granularity::Week | Granularity::Month => 0,
        };
        self.unit.step(tick, (-number).rem_euclid(self.count))
    }

    fn ticks(self, extent: TimeWindow) -> Vec<Tick> {
        let style = self.style();
        let mut ticks = Vec::new();
        let mut day = self.ceil(extent.first());
        while day < extent.end() {
            ticks.push(Tick { day, style });
            let next = self.unit.step(day, self.count);
            if next <= day {
                break;
            }
            day = next;
        }
        ticks
    }
}

/// Room for "September 2018".
const MONTH_YEAR_PX: f64 = 104.0;

impl Ticks {
    /// The labels of an axis, at least `min_px` apart in each row, more where longer words need it.
    ///
    /// ```
    /// use chronotope_core::time::{Day, Ticks, TimeWindow};
    /// let day = |s| Day::parse_iso(s).expect("a date");
    /// let extent = TimeWindow::from_days(day("2018-08-10"), day("2018-10-20"));
    /// let ticks = Ticks::new(extent, 1280.0 / 72.0, 64.0);
    /// // Mondays, and below them the months.
    /// assert_eq!(ticks.minor[0].day, day("2018-08-13"));
    /// assert_eq!(ticks.major[0].day, day("2018-09-01"));
    /// ```
    pub fn new(extent: TimeWindow, px_per_day: f64, min_px: f64) -> Ticks {
        let Some(minor) = Every::fitting(&Every::MINOR, px_per_day, min_px) else {
            return Ticks::default();
        };
        let (from, style, room_px) = match minor.unit {
            Granularity::Day | Granularity::Week => (
                Granularity::Month,
                DateStyle::MonthYear,
                min_px.max(MONTH_YEAR_PX),
            ),
            Granularity::Month | Granularity::Quarter => (Granularity::Year, DateStyle::Year, min_px),
            Granularity::Year => {
                return Ticks {
                    minor: minor.ticks(extent),
                    major: Vec::new(),
                };
            }
        };
        let coarser: Vec<Every> = Every::MINOR.into_iter().filter(|e| e.unit >= from).collect();
        let mut major = Every::fitting(&coarser, px_per_day, room_px)
            .map(|every| every.ticks(extent))
            .unwrap_or_default();
        for tick in &mut major {
            tick.style = style;
        }
        Ticks {
            minor: minor.ticks(extent),
            major,
        }
    }

    /// The labels of an axis that has only one row: each says as much as it must.
    pub fn one_row(extent: TimeWindow, px_per_day: f64, min_px: f64) -> Ticks {
        let mut ticks = Ticks::new(extent, px_per_day, min_px);
        ticks.major.clear();
        let mut shown_year = None;
        for tick in &mut ticks.minor {
            let (year, ..) = tick.day.ymd();
            tick.style = match tick.style {
                DateStyle::Day => DateStyle::DayMonth,
                // January, and the first label, say the year in place of the month.
                DateStyle::Month if shown_year != Some(year) => DateStyle::Year,
                style => style,
            };
            shown_year = Some(year);
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn least_gap_px(ticks: &[Tick], px_per_day: f64) -> f64 {
        ticks
            .iter()
            .zip(ticks.iter().skip(1))
            .map(|(a, b)| f64::from(b.day.0 - a.day.0) * px_per_day)
            .fold(f64::INFINITY, f64::min)
    }

    fn written(ticks: &[Tick]) -> Vec<String> {
        ticks.iter().map(|t| t.day.to_string()).collect()
    }

    #[test]
    fn four_years_on_a_desktop_screen() {
        let day = |s| Day::parse_iso(s).expect("a date");
        let extent = TimeWindow::from_days(day("2017-12-01"), day("2022-01-31"));
        let ticks = Ticks::new(extent, 1280.0 / 1523.0, 64.0);
        assert_eq!(ticks.minor.len(), 17);
        assert_eq!(
            written(&ticks.major),
            [
                "2018-01-01",
                "2019-01-01",
                "2020-01-01",
                "2021-01-01",
                "2022-01-01"
            ]
        );
    }

    proptest! {
        #[test]
        fn labels_stand_apart_and_inside(first in -400_000i32..400_000, len in 1i32..60_000, px in 200.0f64..4000.0) {
            let extent = TimeWindow::new(Day(first), Day(first + len));
            let px_per_day = px / f64::from(len);
            for ticks in [Ticks::new(extent, px_per_day, 64.0), Ticks::one_row(extent, px_per_day, 64.0)] {
                prop_assert!(least_gap_px(&ticks.minor, px_per_day) >= 64.0);
                prop_assert!(least_gap_px(&ticks.major, px_per_day) >= 64.0);
                prop_assert!(ticks.minor.iter().chain(&ticks.major).all(|t| extent.contains(t.day)));
            }
        }

        #[test]
        fn an_axis_that_shows_a_year_is_labelled(first in -400_000i32..400_000, len in 1i32..60_000, px in 320.0f64..4000.0) {
            let px_per_day = px / f64::from(len);
            let extent = TimeWindow::new(Day(first), Day(first + len));
            // Steps of a ladder are at most about five times the one before.
            if px >= 64.0 * 7.0 {
                prop_assert!(!Ticks::new(extent, px_per_day, 64.0).minor.is_empty());
            }
        }
    }
}

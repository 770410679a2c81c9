//! [`Preset`]: windows of usual lengths.

use crate::time::{Day, Granularity, TimeWindow};

/// A window of a usual length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Preset {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    ThreeMonths,
    /// A calendar year.
    Year,
    /// All time.
    All,
}

impl Preset {
    /// Shortest first.
    pub const ALL: [Preset; 6] = [
        Preset::Day,
        Preset::Week,
        Preset::Month,
        Preset::ThreeMonths,
        Preset::Year,
        Preset::All,
    ];

    /// Its name in markup.
    pub fn key(self) -> &'static str {
        match self {
            Preset::Day => "day",
            Preset::Week => "week",
            Preset::Month => "month",
            Preset::ThreeMonths => "3months",
            Preset::Year => "year",
            Preset::All => "all",
        }
    }

    /// The preset with this name in markup.
    pub fn from_key(key: &str) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| preset.key() == key)
    }

    /// The window of this length that holds `day`, cut by all time.
    pub fn window(self, day: Day, all: TimeWindow) -> TimeWindow {
        let window = match self {
            Preset::Day => Granularity::Day.unit_of(day),
            Preset::Week => Granularity::Week.unit_of(day),
            Preset::Month => Granularity::Month.unit_of(day),
            Preset::ThreeMonths => {
                let first = Granularity::Month.floor(day);
                TimeWindow::new(first, first.plus_months(3))
            }
            Preset::Year => Granularity::Year.unit_of(day),
            Preset::All => all,
        };
        window.intersection(all)
    }

    /// The preset that this window is, if it is one.
    pub fn of(window: TimeWindow, all: TimeWindow) -> Option<Preset> {
        if window == all {
            return Some(Preset::All);
        }
        Preset::ALL
            .into_iter()
            .find(|preset| preset.window(window.first(), all) == window)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_known_again() {
        let day = |s| Day::parse_iso(s).expect("a date");
        let all = TimeWindow::from_days(day("2017-12-01"), day("2022-01-31"));
        for preset in Preset::ALL {
            let window = preset.window(day("2018-09-08"), all);
            assert_eq!(Preset::of(window, all), Some(preset));
            assert_eq!(Preset::from_key(preset.key()), Some(preset));
        }
        let custom = TimeWindow::from_days(day("2018-09-02"), day("2018-09-10"));
        assert_eq!(Preset::of(custom, all), None);
    }
}

//! [`Formats`]: what CLDR knows about a language.

use super::PluralCategory;
use crate::time::Day;

/// How much of a date to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// "8 September 2018".
    Long,
    /// "8 Sep 2018".
    Medium,
    /// "8 Sep".
    DayMonth,
    /// "8".
    Day,
    /// "September 2018".
    MonthYear,
    /// "Sep".
    Month,
    /// "2018".
    Year,
}

/// Plural rules, numbers and dates of one language.
pub trait Formats {
    /// The plural category of a count.
    fn plural(&self, n: u64) -> PluralCategory;
    /// A number with the language's digits and separators.
    fn number(&self, n: f64) -> String;
    /// A day.
    fn date(&self, day: Day, style: DateStyle) -> String;
    /// A span of days, both included, written as briefly as the language allows ("1–30 September 2018").
    fn date_range(&self, first: Day, last: Day, style: DateStyle) -> String;
    /// "a, b and c".
    fn list(&self, items: &[String]) -> String;
}

/// Fixed formats for native tests: English plurals, ISO dates, plain numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct StubFormats;

impl Formats for StubFormats {
    fn plural(&self, n: u64) -> PluralCategory {
        if n == 1 {
            PluralCategory::One
        } else {
            PluralCategory::Other
        }
    }

    fn number(&self, n: f64) -> String {
        n.to_string()
    }

    fn date(&self, day: Day, style: DateStyle) -> String {
        let (year, month, date) = day.ymd();
        match style {
            DateStyle::Long | DateStyle::Medium => day.to_string(),
            DateStyle::DayMonth => format!("{month:02}-{date:02}"),
            DateStyle::Day => date.to_string(),
            DateStyle::MonthYear => format!("{year:04}-{month:02}"),
            DateStyle::Month => format!("{month:02}"),
            DateStyle::Year => year.to_string(),
        }
    }

    fn date_range(&self, first: Day, last: Day, style: DateStyle) -> String {
        if first == last {
            return self.date(first, style);
        }
        format!("{} – {}", self.date(first, style), self.date(last, style))
    }

    fn list(&self, items: &[String]) -> String {
        items.join(", ")
    }
}

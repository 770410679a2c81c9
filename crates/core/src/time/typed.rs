//! Dates as people type them: `2018`, `2018-09`, `2018-09-07`, or any EDTF expression.

use super::{Day, Extent, TimeWindow, When, WhenError};

/// Why a typed date could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TypedDateError {
    /// Nothing was typed.
    #[error("no date")]
    Empty,
    /// The month or the day does not exist in the calendar.
    #[error("“{text}” is not in the calendar")]
    NotInCalendar {
        /// What was typed.
        text: String,
    },
    /// Not a date in any form that is understood.
    #[error("“{text}” is not a date such as 2018, 2018-09 or 2018-09-07")]
    NotADate {
        /// What was typed.
        text: String,
    },
    /// A span that ends before it begins.
    #[error("“{text}” ends before it begins")]
    Reversed {
        /// What was typed.
        text: String,
    },
}

/// Reads a typed date: from its first to its last possible day. An open side (`../2018`, `2018/..`) reaches to
/// [`Day::MIN`] or [`Day::MAX`].
///
/// A year, a month and a day may be written with `-`, `/` or `.` between them, year first, with or without leading
/// zeros, in European or Arabic digits. Everything else must be EDTF.
///
/// ```
/// use chronotope_core::time::typed_dates;
/// let days = |text| typed_dates(text).map(|w| format!("{} {}", w.first(), w.last()));
/// assert_eq!(days("2018").as_deref(), Ok("2018-01-01 2018-12-31"));
/// assert_eq!(days(" ٢٠١٨-٩ ").as_deref(), Ok("2018-09-01 2018-09-30"));
/// assert_eq!(days("2018-09-01/2018-09-08").as_deref(), Ok("2018-09-01 2018-09-08"));
/// ```
///
/// # Errors
/// [`TypedDateError`] says what is wrong with the text.
pub fn typed_dates(text: &str) -> Result<TimeWindow, TypedDateError> {
    let text = normalized(text);
    if text.is_empty() {
        return Err(TypedDateError::Empty);
    }
    let parts = calendar_parts(&text);
    if let Some(days) = parts.as_deref().and_then(calendar_days) {
        return Ok(days);
    }
    let when = When::parse(&text, Extent::Within).map_err(|error| match error {
        WhenError::NotEdtf { .. } if parts.is_some() => TypedDateError::NotInCalendar { text: text.clone() },
        WhenError::NotEdtf { .. } if is_reversed(&text) => TypedDateError::Reversed { text: text.clone() },
        WhenError::NotEdtf { .. } => TypedDateError::NotADate { text: text.clone() },
        WhenError::Reversed { .. } => TypedDateError::Reversed { text: text.clone() },
    })?;
    Ok(when.hull())
}

/// True for a text that is a span with two ends, such as `2018-09-01/2018-09-08`.
pub fn is_typed_span(text: &str) -> bool {
    let text = normalized(text);
    text.contains('/') && calendar_parts(&text).is_none() && typed_dates(&text).is_ok()
}

/// Without spaces and marks of direction at the ends, digits and dashes as ASCII.
fn normalized(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2066}'..='\u{2069}');
    let folded: String = text
        .chars()
        .filter(|&c| !is_mark(c))
        .map(|c| match c {
            '\u{0660}'..='\u{0669}' => ascii_digit(c, '\u{0660}'),
            '\u{06f0}'..='\u{06f9}' => ascii_digit(c, '\u{06f0}'),
            '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
            _ => c,
        })
        .collect();
    folded.trim().to_owned()
}

/// The ASCII digit for a digit of a script whose zero is given.
fn ascii_digit(digit: char, zero: char) -> char {
    char::from_digit(u32::from(digit).saturating_sub(u32::from(zero)), 10).unwrap_or(digit)
}

/// True for two dates of which the second is the earlier, which EDTF has no expression for.
fn is_reversed(text: &str) -> bool {
    let Some((from, to)) = text.split_once('/') else {
        return false;
    };
    let days = |text: &str| calendar_parts(text).as_deref().and_then(calendar_days);
    matches!((days(from), days(to)), (Some(from), Some(to)) if from.first() > to.first())
}

/// Year, then perhaps month, then perhaps day, if the text is nothing but those.
fn calendar_parts(text: &str) -> Option<Vec<&str>> {
    let separator = ['-', '/', '.']
        .into_iter()
        .find(|&c| text.contains(c))
        .unwrap_or('-');
    let parts: Vec<&str> = text.split(separator).collect();
    let digits =
        |part: &str, max: usize| (1..=max).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let (year, rest) = parts.split_first()?;
    (year.len() == 4 && digits(year, 4) && rest.len() <= 2 && rest.iter().all(|part| digits(part, 2)))
        .then_some(parts)
}

/// The days of a year, a month or a day.
fn calendar_days(parts: &[&str]) -> Option<TimeWindow> {
    let number = |i: usize| parts.get(i).and_then(|part| part.parse::<u32>().ok());
    let year = i32::try_from(number(0)?).ok()?;
    let first = Day::from_ymd(year, number(1).unwrap_or(1), number(2).unwrap_or(1))?;
    let end = match parts.len() {
        1 => first.plus_months(12),
        2 => first.plus_months(1),
        _ => first.plus(1),
    };
    Some(TimeWindow::new(first, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let got = match typed_dates(text) {
            Ok(w) => format!("{}/{}", w.first(), w.last()),
            Err(error) => error.to_string(),
        };
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn what_people_type() {
        check("2018", "2018-01-01/2018-12-31");
        check("2018-09", "2018-09-01/2018-09-30");
        check("2018-09-07", "2018-09-07/2018-09-07");
        check("2018/9/7", "2018-09-07/2018-09-07");
        check("2018.09.07", "2018-09-07/2018-09-07");
        check("\u{200f}٢٠١٨-٠٩-٠٧", "2018-09-07/2018-09-07");
        check("2018–09–07", "2018-09-07/2018-09-07");
        check("2017-12~", "2017-12-01/2017-12-31");
        check("2018-21", "2018-03-01/2018-05-31");
        check("[2019-03-08,2019-03-15]", "2019-03-08/2019-03-15");
        let open = |text: &str| typed_dates(text).expect("dates");
        let last = Day::parse_iso("2018-12-31").expect("a date");
        assert_eq!(open("../2018"), TimeWindow::new(Day::MIN, last.plus(1)));
        assert_eq!(open("2019/..").first(), last.plus(1));
    }

    #[test]
    fn spans_are_told_from_days_with_slashes() {
        assert!(is_typed_span("2018-09-01/2018-09-08"));
        assert!(is_typed_span("2018/2019"));
        assert!(is_typed_span("../2018"));
        assert!(is_typed_span("2018-09/.."));
        assert!(!is_typed_span("2018/9/7"));
        assert!(!is_typed_span("2018-09"));
        assert!(!is_typed_span("a/b"));
    }

    #[test]
    fn what_cannot_be_used_is_told_apart() {
        check("", "no date");
        check("2018-02-30", "“2018-02-30” is not in the calendar");
        check("2018-13-01", "“2018-13-01” is not in the calendar");
        check(
            "next week",
            "“next week” is not a date such as 2018, 2018-09 or 2018-09-07",
        );
        check(
            "2018-09-08/2018-09-01",
            "“2018-09-08/2018-09-01” ends before it begins",
        );
    }

    proptest! {
        #[test]
        fn any_day_reads_as_itself(n in -719_000i32..2_900_000) {
            let day = Day(n);
            prop_assert_eq!(typed_dates(&day.to_string()), Ok(TimeWindow::from_days(day, day)));
        }

        #[test]
        fn any_text_is_read_without_panic(text in ".{0,20}") {
            prop_assert!(typed_dates(&text).is_ok_and(|w| !w.is_empty()) || typed_dates(&text).is_err());
        }

        #[test]
        fn nearly_dates_are_read_without_panic(text in "[0-9X~?%./,\\[\\]-]{0,24}") {
            if let Ok(window) = typed_dates(&text) {
                prop_assert!(!window.is_empty());
            }
        }
    }
}

//! [`When`]: the time of an event as its source gives it.

use super::{Day, Granularity, TimeWindow};
use edtf_core::{Bound, Date, Edtf, Interval, IntervalEndpoint, Precision, SetElement, SetKind};

/// How an event lies in its span of possible days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Extent {
    /// At some time in it.
    #[default]
    Within,
    /// All along it.
    Throughout,
}

/// How an event stands to a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Membership {
    /// No possible day is in the window.
    Out,
    /// Some possible day is in the window, and some is not.
    Possible,
    /// The event is in the window whichever possible day it happened on.
    Definite,
}

/// Why a date could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// Not an EDTF expression.
    #[error("“{text}” is not a date in EDTF (ISO 8601-2)")]
    NotEdtf {
        /// What was written.
        text: String,
    },
    /// The span ends before it begins.
    #[error("“{text}” ends before it begins")]
    Reversed {
        /// What was written.
        text: String,
    },
}

/// The time of an event: an EDTF expression, the days it allows, and how the event lies in them.
///
/// ```
/// use chronotope_core::time::{Day, Extent, Membership, TimeWindow, When};
/// let when = When::parse("[2019-03-08,2019-03-15]", Extent::Within)?;
/// let day = |s| Day::parse_iso(s).expect("a date");
/// assert_eq!(when.membership(TimeWindow::from_days(day("2019-03-08"), day("2019-03-08"))), Membership::Possible);
/// assert_eq!(when.membership(TimeWindow::from_days(day("2019-03-09"), day("2019-03-14"))), Membership::Out);
/// # Ok::<(), chronotope_core::time::WhenError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    edtf: String,
    spans: Vec<TimeWindow>,
    units: [Granularity; 2],
    /// How the event lies in its days.
    pub extent: Extent,
    /// `~` or `%` is somewhere in the expression.
    pub approximate: bool,
    /// `?` or `%` is somewhere in the expression.
    pub uncertain: bool,
    /// The expression is a one-of set (`[a,b]`).
    pub one_of: bool,
}

impl When {
    /// Reads an EDTF expression of level 0, 1 or 2.
    ///
    /// # Errors
    /// [`WhenError`] if it is not EDTF, or ends before it begins.
    pub fn parse(text: &str, extent: Extent) -> Result<When, WhenError> {
        let parsed = Edtf::parse(text).map_err(|_syntax| WhenError::NotEdtf {
            text: text.to_owned(),
        })?;
        let mut extent = extent;
        let mut one_of = false;
        let spans = match &parsed {
            Edtf::Date(date) => vec![date_span(date)],
            Edtf::DateTime(stamp) => vec![date_span(&stamp.date)],
            Edtf::Interval(interval) => vec![interval_span(interval)],
            Edtf::Set(set) => {
                match set.kind {
                    SetKind::OneMember => one_of = true,
                    // It happened on every member, so it is in each window that holds one.
                    SetKind::AllMembers => extent = Extent::Throughout,
                }
                set.elements.iter().map(element_span).collect()
            }
        };
        if spans.is_empty() || spans.iter().any(|(first, last)| first > last) {
            return Err(WhenError::Reversed {
                text: text.to_owned(),
            });
        }
        Ok(When {
            edtf: text.to_owned(),
            spans: merged(spans),
            units: units(&parsed),
            extent,
            approximate: parsed.is_approximate(),
            uncertain: parsed.is_uncertain(),
            one_of,
        })
    }

    /// A single known day.
    pub fn on(day: Day) -> When {
        When {
            edtf: day.to_string(),
            spans: vec![TimeWindow::from_days(day, day)],
            units: [Granularity::Day; 2],
            extent: Extent::Within,
            approximate: false,
            uncertain: false,
            one_of: false,
        }
    }

    /// The same, with hard bounds that the coder gave in place of the ones the expression implies: `None` is open.
    ///
    /// A one-of set keeps its members and loses those outside.
    #[must_use]
    pub fn bounded(mut self, earliest: Option<Day>, latest: Option<Day>) -> When {
        let bounds = TimeWindow::new(
            earliest.unwrap_or(Day::MIN),
            latest.map_or(Day::MAX, |d| d.plus(1)),
        );
        if self.spans.len() > 1 {
            let kept: Vec<_> = self
                .spans
                .iter()
                .map(|s| s.intersection(bounds))
                .filter(|s| !s.is_empty())
                .collect();
            self.spans = if kept.is_empty() { vec![bounds] } else { kept };
        } else {
            self.spans = vec![bounds];
        }
        self
    }

    /// The expression as written.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// In which units its beginning and its end are written: a day, a month or a year.
    pub fn units(&self) -> [Granularity; 2] {
        self.units
    }

    /// The spans of possible days: sorted, not touching one another, at least one, none empty.
    pub fn spans(&self) -> &[TimeWindow] {
        &self.spans
    }

    /// The earliest possible day; `None` if open.
    pub fn earliest(&self) -> Option<Day> {
        self.spans.first().map(|s| s.first()).filter(|&d| d != Day::MIN)
    }

    /// The latest possible day; `None` if open.
    pub fn latest(&self) -> Option<Day> {
        self.spans
            .last()
            .filter(|s| s.end() != Day::MAX)
            .map(|s| s.last())
    }

    /// From the earliest to the latest possible day; open sides reach to [`Day::MIN`] and [`Day::MAX`].
    pub fn hull(&self) -> TimeWindow {
        let first = self.spans.first().map_or(Day::MIN, |s| s.first());
        let end = self.spans.last().map_or(Day::MAX, |s| s.end());
        TimeWindow::new(first, end)
    }

    /// True if it is one known day.
    pub fn is_exact_day(&self) -> bool {
        self.hull().len_days() == 1
    }

    /// How this stands to a window.
    pub fn membership(&self, window: TimeWindow) -> Membership {
        let overlaps = self.spans.iter().any(|s| !s.intersection(window).is_empty());
        if !overlaps {
            Membership::Out
        } else if self.extent == Extent::Throughout || self.hull().intersection(window) == self.hull() {
            Membership::Definite
        } else {
            Membership::Possible
        }
    }
}

/// First and last day, both included.
type Ends = (Day, Day);

fn date_span(date: &Date) -> Ends {
    let bounds = Edtf::Date(*date).bounds();
    (day_of(bounds.earliest, Day::MIN), day_of(bounds.latest, Day::MAX))
}

fn interval_span(interval: &Interval) -> Ends {
    let first = match &interval.start {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => date_span(date).0,
        IntervalEndpoint::Open | IntervalEndpoint::Unknown | IntervalEndpoint::OnOrBefore(_) => Day::MIN,
    };
    let last = match &interval.end {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => date_span(date).1,
        IntervalEndpoint::Open | IntervalEndpoint::Unknown | IntervalEndpoint::OnOrAfter(_) => Day::MAX,
    };
    (first, last)
}

fn element_span(element: &SetElement) -> Ends {
    match element {
        SetElement::Date(date) => date_span(date),
        SetElement::OnOrBefore(date) => (Day::MIN, date_span(date).1),
        SetElement::OnOrAfter(date) => (date_span(date).0, Day::MAX),
        SetElement::Range(from, to) => (date_span(from).0, date_span(to).1),
    }
}

/// The units in which the first and the last date are written; of a set the smallest for both.
fn units(parsed: &Edtf) -> [Granularity; 2] {
    let end = |end: &IntervalEndpoint| match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => unit(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => Granularity::Day,
    };
    match parsed {
        Edtf::Date(date) => [unit(date); 2],
        Edtf::DateTime(_) => [Granularity::Day; 2],
        Edtf::Interval(interval) => [end(&interval.start), end(&interval.end)],
        Edtf::Set(set) => {
            let mut least = Granularity::Year;
            for element in &set.elements {
                least = least.min(match element {
                    SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => {
                        unit(date)
                    }
                    SetElement::Range(from, to) => unit(from).min(unit(to)),
                });
            }
            [least; 2]
        }
    }
}

fn unit(date: &Date) -> Granularity {
    match date.precision() {
        Precision::Day => Granularity::Day,
        Precision::Month | Precision::Season => Granularity::Month,
        Precision::Year => Granularity::Year,
    }
}

fn day_of(bound: Bound, open: Day) -> Day {
    match bound {
        Bound::Date(d) => i32::try_from(d.year)
            .ok()
            .and_then(|year| Day::from_ymd(year, u32::from(d.month), u32::from(d.day)))
            .unwrap_or(open),
        Bound::NegativeInfinity => Day::MIN,
        Bound::PositiveInfinity => Day::MAX,
        Bound::Unknown => open,
    }
}

/// Sorts and joins spans that overlap or touch.
fn merged(mut ends: Vec<Ends>) -> Vec<TimeWindow> {
    crate::sort::ascending(&mut ends);
    let mut spans: Vec<TimeWindow> = Vec::with_capacity(ends.len());
    for (first, last) in ends {
        let span = TimeWindow::from_days(first, last);
        match spans.last_mut() {
            Some(previous) if span.first() <= previous.end() => {
                *previous = TimeWindow::new(previous.first(), previous.end().max(span.end()));
            }
            _ => spans.push(span),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Prints what an expression allows: spans of days, then its marks.
    fn check(text: &str, expected: &str) {
        let got = match When::parse(text, Extent::Within) {
            Err(error) => error.to_string(),
            Ok(when) => {
                let day = |d: Day| {
                    if d == Day::MIN || d == Day::MAX {
                        "..".to_owned()
                    } else {
                        d.to_string()
                    }
                };
                let mut out: Vec<String> = when
                    .spans()
                    .iter()
                    .map(|s| {
                        let last = if s.end() == Day::MAX { Day::MAX } else { s.last() };
                        format!("{}/{}", day(s.first()), day(last))
                    })
                    .collect();
                out.extend(when.approximate.then(|| "approximate".to_owned()));
                out.extend(when.uncertain.then(|| "uncertain".to_owned()));
                out.extend(when.one_of.then(|| "one of".to_owned()));
                out.join(" ")
            }
        };
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn edtf_levels_0_to_2() {
        check("2019-03-13", "2019-03-13/2019-03-13");
        check("2017-12~", "2017-12-01/2017-12-31 approximate");
        check("2018-09-01/2018-09-08", "2018-09-01/2018-09-08");
        check("2019-04/2019-09", "2019-04-01/2019-09-30");
        check(
            "[2019-03-08,2019-03-15]",
            "2019-03-08/2019-03-08 2019-03-15/2019-03-15 one of",
        );
        check("[2019-03-08..2019-03-15]", "2019-03-08/2019-03-15 one of");
        check("../2019-03-16", "../2019-03-16");
        check("2022-01-01?", "2022-01-01/2022-01-01 uncertain");
        check("201X", "2010-01-01/2019-12-31");
        check("2019-02-30", "“2019-02-30” is not a date in EDTF (ISO 8601-2)");
        check("yesterday", "“yesterday” is not a date in EDTF (ISO 8601-2)");
    }

    #[test]
    fn hard_bounds_replace_the_implied_ones() {
        let day = |s: &str| Day::parse_iso(s).expect("a date");
        let when = When::parse("2018-09-07~", Extent::Within).expect("EDTF");
        let when = when.bounded(Some(day("2018-09-05")), Some(day("2018-09-09")));
        assert_eq!(
            when.hull(),
            TimeWindow::from_days(day("2018-09-05"), day("2018-09-09"))
        );
        let open = When::on(day("2018-09-07")).bounded(None, Some(day("2018-09-09")));
        assert_eq!((open.earliest(), open.latest()), (None, Some(day("2018-09-09"))));
    }

    #[test]
    fn throughout_is_definite_on_overlap() {
        let day = |s: &str| Day::parse_iso(s).expect("a date");
        let window = TimeWindow::from_days(day("2019-05-01"), day("2019-05-01"));
        let within = When::parse("2019-04/2019-09", Extent::Within).expect("EDTF");
        let throughout = When::parse("2019-04/2019-09", Extent::Throughout).expect("EDTF");
        assert_eq!(within.membership(window), Membership::Possible);
        assert_eq!(throughout.membership(window), Membership::Definite);
    }
}

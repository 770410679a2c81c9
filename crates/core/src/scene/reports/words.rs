//! Dates in words.

use crate::messages::{DateStyle, Formats, Messages, ReportsText, fill};
use crate::time::{Day, Extent, Granularity, TimeWindow, When};

/// The time of an event in words: "8 September 2018", "some time in 8–15 March 2019", "13 or 14 March 2019",
/// "by October 2017", "about 2017". What is written as a month or a year is said as one; approximate and uncertain
/// dates say so.
pub fn when_words(when: &When, messages: Messages, formats: &dyn Formats) -> String {
    time_words(when, messages.reports, formats)
}

/// The same from the texts that it takes.
pub fn time_words(when: &When, text: &ReportsText, formats: &dyn Formats) -> String {
    let how = How {
        units: Some(when.units()),
        extent: Some(when.extent),
        approximate: when.approximate,
    };
    let words = span_list(when.spans(), how, text, formats);
    if when.uncertain {
        return fill(text.when_uncertain, &[("date", &words)]);
    }
    words
}

/// The dates alone: what a report covers, from when until when.
pub fn extent_words(when: &When, messages: Messages, formats: &dyn Formats) -> String {
    let how = How {
        units: Some(when.units()),
        extent: None,
        approximate: when.approximate,
    };
    span_list(&[when.hull()], how, messages.reports, formats)
}

/// Spans of possible days in words.
pub fn days_words(spans: &[TimeWindow], extent: Extent, messages: Messages, formats: &dyn Formats) -> String {
    let how = How {
        units: None,
        extent: Some(extent),
        approximate: false,
    };
    span_list(spans, how, messages.reports, formats)
}

/// How spans are to be said.
#[derive(Clone, Copy)]
struct How {
    /// The units in which the ends are written, where that is known.
    units: Option<[Granularity; 2]>,
    /// How an event lies in them; `None` for the dates alone.
    extent: Option<Extent>,
    approximate: bool,
}

fn span_list(spans: &[TimeWindow], how: How, text: &ReportsText, formats: &dyn Formats) -> String {
    let mut words = String::new();
    for (at, span) in spans.iter().enumerate() {
        let span = span_words(*span, how, text, formats);
        words = match at {
            0 => span,
            _ => fill(text.when_or, &[("a", &words), ("b", &span)]),
        };
    }
    if words.is_empty() {
        text.when_open.clone_into(&mut words);
    }
    words
}

fn span_words(span: TimeWindow, how: How, text: &ReportsText, formats: &dyn Formats) -> String {
    let (is_open, is_endless) = (span.first() == Day::MIN, span.end() == Day::MAX);
    if is_open && is_endless {
        return text.when_open.to_owned();
    }
    let [from, to] = styles(span, how.units);
    let pattern = match (is_open, is_endless) {
        (true, _) => text.when_until,
        (_, true) => text.when_from,
        _ if span.len_days() <= 1 => text.when_on,
        // "About 2017" says by itself that it is not all of it.
        _ => match how.extent {
            Some(Extent::Throughout) => text.when_throughout,
            Some(Extent::Within) if !how.approximate => text.when_between,
            _ => text.when_on,
        },
    };
    let mut date = if is_open {
        formats.date(span.last(), to)
    } else if is_endless {
        formats.date(span.first(), from)
    } else if from != to {
        format!(
            "{} – {}",
            formats.date(span.first(), from),
            formats.date(span.last(), to)
        )
    } else if is_one(span, from) {
        formats.date(span.first(), from)
    } else {
        formats.date_range(span.first(), span.last(), from)
    };
    if how.approximate {
        date = fill(text.when_about, &[("date", &date)]);
    }
    fill(pattern, &[("date", &date)])
}

/// How the first and the last day are written: as the month or the year that begins or ends with it, where its source
/// gives no more. Of days from elsewhere that are just one or more whole months or years, as these.
fn styles(span: TimeWindow, units: Option<[Granularity; 2]>) -> [DateStyle; 2] {
    let (first, end) = (span.first(), span.end());
    let is_bound = |unit: Granularity, bound: Day| unit.floor(bound) == bound;
    let is_known = first != Day::MIN && end != Day::MAX;
    let [from, to] = units.unwrap_or_else(|| {
        let is_whole = |unit: &Granularity| is_bound(*unit, first) && is_bound(*unit, end);
        let whole = [Granularity::Year, Granularity::Month].into_iter().find(is_whole);
        [whole.filter(|_| is_known).unwrap_or(Granularity::Day); 2]
    });
    // A coder's bounds may cut a year or a month.
    let unit = |unit: Granularity, bound: Day| match unit {
        _ if bound == Day::MIN || bound == Day::MAX => Granularity::Day,
        Granularity::Year if is_bound(unit, bound) => unit,
        Granularity::Year | Granularity::Month if is_bound(Granularity::Month, bound) => Granularity::Month,
        _ => Granularity::Day,
    };
    let (mut first, mut last) = (unit(from, first), unit(to, end));
    if from == to && is_known {
        first = first.min(last);
        last = first;
    }
    [first, last].map(|unit| match unit {
        Granularity::Year => DateStyle::Year,
        Granularity::Month => DateStyle::MonthYear,
        _ => DateStyle::Long,
    })
}

/// True if a span is a single unit of those that a style names.
fn is_one(span: TimeWindow, style: DateStyle) -> bool {
    let months = match style {
        DateStyle::Year => 12,
        DateStyle::MonthYear => 1,
        _ => return span.len_days() <= 1,
    };
    span.first().plus_months(months) == span.end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{StubFormats, messages};
    use crate::state::Lang;

    fn check(edtf: &str, extent: Extent, expected: &str) {
        let when = When::parse(edtf, extent).expect("EDTF");
        assert_eq!(when_words(&when, messages(Lang::En), &StubFormats), expected);
    }

    #[test]
    fn every_sort_of_date_says_what_it_is() {
        check("2018-09-08", Extent::Within, "2018-09-08");
        check("2018-09-07~", Extent::Within, "about 2018-09-07");
        check("2022-01-01?", Extent::Within, "2022-01-01 (uncertain)");
        check("2019-04", Extent::Within, "some time in 2019-04");
        check("2019", Extent::Throughout, "throughout 2019");
        check(
            "2019-03-08/2019-03-15",
            Extent::Throughout,
            "throughout 2019-03-08 – 2019-03-15",
        );
        check(
            "[2019-03-13,2019-03-15]",
            Extent::Within,
            "2019-03-13 or 2019-03-15",
        );
        check("../2019-03-16", Extent::Within, "by 2019-03-16");
        check("2019-03-16/..", Extent::Within, "from 2019-03-16 on");
        check("../2019-03-16~", Extent::Within, "by about 2019-03-16");
    }

    #[test]
    fn months_and_years_are_said_as_they_are_written() {
        check("../2017-10", Extent::Within, "by 2017-10");
        check("2015/..", Extent::Throughout, "from 2015 on");
        check("2017~", Extent::Within, "about 2017");
        check("2015/2017", Extent::Throughout, "throughout 2015 – 2017");
        check(
            "2015/2017-12-18",
            Extent::Throughout,
            "throughout 2015 – 2017-12-18",
        );
        check(
            "2019-04/2019-09",
            Extent::Within,
            "some time in 2019-04 – 2019-09",
        );
        check("2021-10~/2021-11~", Extent::Within, "about 2021-10 – 2021-11");
        check(
            "2018-09-08/2018-10~",
            Extent::Within,
            "about 2018-09-08 – 2018-10",
        );
        check("2017-04~", Extent::Throughout, "throughout about 2017-04");
        check("2017?", Extent::Within, "some time in 2017 (uncertain)");
        check(
            "[2017,2019]",
            Extent::Within,
            "some time in 2017 or some time in 2019",
        );
        check("201X", Extent::Within, "some time in 2010 – 2019");
        // Days that are a month, but written as days.
        check(
            "2019-04-01/2019-04-30",
            Extent::Within,
            "some time in 2019-04-01 – 2019-04-30",
        );
    }

    #[test]
    fn bounds_that_cut_a_month_are_days() {
        let day = |s: &str| Day::parse_iso(s).expect("a date");
        let when = When::parse("2019-12", Extent::Within).expect("EDTF");
        let when = when.bounded(Some(day("2019-12-05")), Some(day("2019-12-31")));
        let words = when_words(&when, messages(Lang::En), &StubFormats);
        assert_eq!(words, "some time in 2019-12-05 – 2019-12-31");
    }

    #[test]
    fn days_of_a_table_are_whole_units_or_days() {
        let words = |first: &str, last: &str| {
            let day = |s: &str| Day::parse_iso(s).expect("a date");
            let span = TimeWindow::from_days(day(first), day(last));
            days_words(&[span], Extent::Within, messages(Lang::En), &StubFormats)
        };
        assert_eq!(
            words("2019-04-01", "2019-09-30"),
            "some time in 2019-04 – 2019-09"
        );
        assert_eq!(words("2019-01-01", "2019-12-31"), "some time in 2019");
        assert_eq!(
            words("2019-04-01", "2019-09-29"),
            "some time in 2019-04-01 – 2019-09-29"
        );
    }
}

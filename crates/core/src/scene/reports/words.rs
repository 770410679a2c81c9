//! Dates in words.

use crate::messages::{DateStyle, Formats, Messages, ReportsText, fill};
use crate::time::{Day, Extent, TimeWindow, When};

/// The time of an event in words: "8 September 2018", "some time in 8–15 March 2019", "13 or 14 March 2019",
/// "by 16 March 2019". Approximate and uncertain dates say so.
pub fn when_words(when: &When, messages: Messages, formats: &dyn Formats) -> String {
    time_words(when, messages.reports, formats)
}

/// The same from the texts that it takes.
pub fn time_words(when: &When, text: &ReportsText, formats: &dyn Formats) -> String {
    let mut words = span_list(when.spans(), when.extent, text, formats);
    if when.approximate {
        words = fill(text.when_about, &[("date", &words)]);
    }
    if when.uncertain {
        words = fill(text.when_uncertain, &[("date", &words)]);
    }
    words
}

/// Spans of possible days in words.
pub fn days_words(spans: &[TimeWindow], extent: Extent, messages: Messages, formats: &dyn Formats) -> String {
    span_list(spans, extent, messages.reports, formats)
}

fn span_list(spans: &[TimeWindow], extent: Extent, text: &ReportsText, formats: &dyn Formats) -> String {
    let mut words = String::new();
    for (at, span) in spans.iter().enumerate() {
        let span = span_words(*span, extent, text, formats);
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

fn span_words(span: TimeWindow, extent: Extent, text: &ReportsText, formats: &dyn Formats) -> String {
    let date = |day: Day| formats.date(day, DateStyle::Long);
    match (span.first() == Day::MIN, span.end() == Day::MAX) {
        (true, true) => text.when_open.to_owned(),
        (true, false) => fill(text.when_until, &[("date", &date(span.last()))]),
        (false, true) => fill(text.when_from, &[("date", &date(span.first()))]),
        (false, false) if span.len_days() <= 1 => fill(text.when_on, &[("date", &date(span.first()))]),
        (false, false) => {
            let dates = whole_month_or_year(span, formats)
                .unwrap_or_else(|| formats.date_range(span.first(), span.last(), DateStyle::Long));
            let pattern = match extent {
                Extent::Within => text.when_between,
                Extent::Throughout => text.when_throughout,
            };
            fill(pattern, &[("date", &dates)])
        }
    }
}

/// "April 2019" or "2019" for a span that is just that.
fn whole_month_or_year(span: TimeWindow, formats: &dyn Formats) -> Option<String> {
    let (first, end) = (span.first(), span.end());
    let ((_, month, day), (_, _, end_day)) = (first.ymd(), end.ymd());
    if day != 1 || end_day != 1 {
        return None;
    }
    if first.plus_months(1) == end {
        Some(formats.date(first, DateStyle::MonthYear))
    } else if month == 1 && first.plus_months(12) == end {
        Some(formats.date(first, DateStyle::Year))
    } else {
        None
    }
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
    }
}

//! What the time options add to the sentence that says what is shown.

use crate::messages::{DateStyle, Formats, Messages, fill};
use crate::query::{EventCount, Overlap, Pair};
use crate::scene::status::Count;
use crate::state::{TimeBasis, TimeControls, TimeMode};
use crate::time::TimeWindow;

/// Reports published by a day, of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// By then.
    pub by_then: usize,
    /// All.
    pub all: usize,
}

/// A count in words: "14 events", "14 to 16 events".
pub fn event_count(count: EventCount, messages: Messages, formats: &dyn Formats) -> String {
    messages.timeline.count(count.definite, count.possible, formats)
}

/// What the time options add to the sentence: nothing while all are as at the opening.
pub fn time_notes(
    time: &TimeControls,
    window: TimeWindow,
    published: Published,
    compared: Option<Pair>,
    messages: Messages,
    formats: &dyn Formats,
) -> Vec<String> {
    let text = messages.options;
    let date = |day| formats.date(day, DateStyle::Long);
    let mut notes = Vec::new();
    if time.mode == TimeMode::Instant && window.len_days() > 1 {
        let trail = u64::from(window.len_days().unsigned_abs()) - 1;
        notes.push(fill(
            &text.trail_note.of(trail, formats),
            &[("date", &date(window.last()))],
        ));
    }
    if time.basis == TimeBasis::Reported {
        notes.push(text.basis_note.to_owned());
    }
    if time.overlap != Overlap::HappeningIn {
        notes.push(text.rule_note(time.overlap).to_owned());
    }
    if let Some(day) = time.known_by {
        let all = formats.number(published.all as f64);
        notes.push(fill(
            &text.known_note.of(published.by_then as u64, formats),
            &[("date", &date(day)), ("all", &all)],
        ));
    }
    if let (Some(dates), Some(pair)) = (time.compared, compared) {
        let dates = formats.date_range(dates.first(), dates.last(), DateStyle::Long);
        let count = Count {
            definite: pair.b.definite,
            possible: pair.b.possible,
        };
        let events = count.words(&messages.shell.events, messages, formats);
        notes.push(fill(
            text.compared_with,
            &[("dates", &dates), ("events", &events)],
        ));
    }
    notes
}

/// A rate or a difference of rates: two or three decimals, or "a to b" where it is not certain; a difference has its sign.
pub fn rate_words(
    (low, high): (f64, f64),
    is_signed: bool,
    messages: Messages,
    formats: &dyn Formats,
) -> String {
    let number = |value: f64| {
        // Two decimals, three where that leaves too little.
        let scale = if value.abs() >= 0.1 { 100.0 } else { 1_000.0 };
        let rounded = (value * scale).round() / scale;
        let sign = match rounded {
            r if r < 0.0 => "−",
            r if r > 0.0 && is_signed => "+",
            _ => "",
        };
        format!("{sign}{}", formats.number(rounded.abs()))
    };
    let (low, high) = (number(low), number(high));
    if low == high {
        low
    } else {
        fill(messages.shell.events_of, &[("low", &low), ("high", &high)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{StubFormats, messages};
    use crate::state::Lang;
    use crate::time::Day;

    #[test]
    fn the_sentence_says_what_is_unusual() {
        let all = TimeWindow::new(Day(17_000), Day(18_000));
        let window = TimeWindow::from_days(Day(17_775), Day(17_804));
        let mut time = TimeControls::opening(window, all);
        let notes = |time: &TimeControls, pair| {
            let published = Published { by_then: 2, all: 5 };
            time_notes(time, window, published, pair, messages(Lang::En), &StubFormats)
        };
        assert_eq!(notes(&time, None), Vec::<String>::new());
        time.mode = TimeMode::Instant;
        time.basis = TimeBasis::Reported;
        time.overlap = Overlap::StartedIn;
        time.known_by = Some(Day(17_775));
        time.compared = Some(TimeWindow::from_days(Day(17_805), Day(17_811)));
        let pair = Pair {
            b: EventCount {
                definite: 3,
                possible: 1,
            },
            ..Pair::default()
        };
        assert_eq!(
            notes(&time, Some(pair)),
            [
                "2018-09-30, with the 29 days before it fading",
                "by the date of the report",
                "only what began in these dates",
                "as known on 2018-09-01: 2 of 5 reports published",
                "compared with 2018-10-01 – 2018-10-07: 3 to 4 reported events",
            ]
        );
    }

    #[test]
    fn rates_have_as_many_digits_as_they_need() {
        let words = |range, signed| rate_words(range, signed, messages(Lang::En), &StubFormats);
        assert_eq!(words((0.5, 0.5), false), "0.5");
        assert_eq!(words((1.0 / 30.0, 1.0 / 30.0), true), "+0.033");
        assert_eq!(words((-0.25, 0.0), true), "−0.25 to 0");
    }
}

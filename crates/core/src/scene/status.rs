//! The sentence that says what is shown.

use crate::dataset::{CountsAs, Manifest};
use crate::messages::{DateStyle, Formats, Messages, Plural, ShellText, Words, fill};
use crate::state::{CountBy, Lang};
use crate::time::TimeWindow;

/// A number of events: those surely in the window, and those that may fall in it besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Definitely in the window.
    pub definite: u32,
    /// Possibly but not definitely in it.
    pub possible: u32,
}

impl Count {
    /// Both.
    pub fn most(self) -> u32 {
        self.definite + self.possible
    }

    /// Adds another.
    pub fn add(&mut self, other: Count) {
        self.definite += other.definite;
        self.possible += other.possible;
    }

    /// The count with its noun: "14 events", or "14 to 16 events" where some may fall in the window.
    pub fn words(self, plural: &Plural, messages: Messages, formats: &dyn Formats) -> String {
        self.of(plural, messages.shell, formats)
    }

    fn of(self, plural: &Plural, text: &ShellText, formats: &dyn Formats) -> String {
        let most = plural.of(u64::from(self.most()), formats);
        if self.possible == 0 {
            return most;
        }
        let (low, high) = (
            formats.number(f64::from(self.definite)),
            formats.number(f64::from(self.most())),
        );
        let range = fill(text.events_of, &[("low", &low), ("high", &high)]);
        if most.contains(&high) {
            most.replacen(&high, &range, 1)
        } else {
            // A form without digits ("حدثان").
            format!("{range}: {most}")
        }
    }
}

/// What is in the window, by what it counts as: talks and words are never added to violence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Violence and movement.
    pub events: Count,
    /// Talks.
    pub talks: Count,
    /// Statements and allegations.
    pub speech: Count,
    /// Places with marks of violence and movement: talks and words are counted beside them.
    pub places: u32,
    /// Violence and movement counted otherwise than event by event, if so chosen.
    pub counted: Option<(CountBy, Count)>,
}

impl Counts {
    /// Adds the events of one kind.
    pub fn add_kind(&mut self, manifest: &Manifest, kind: &str, count: Count) {
        match manifest
            .kinds
            .get(kind)
            .map(|info| info.counts_as)
            .unwrap_or_default()
        {
            CountsAs::Violence | CountsAs::Movement => self.events.add(count),
            CountsAs::Talks => self.talks.add(count),
            CountsAs::Speech => self.speech.add(count),
        }
    }
}

/// True if events of a kind are of the number that is said before the places.
pub fn counts_as_event(manifest: &Manifest, kind: &str) -> bool {
    let info = manifest.kinds.get(kind);
    let counts_as = info.map(|info| info.counts_as).unwrap_or_default();
    matches!(counts_as, CountsAs::Violence | CountsAs::Movement)
}

/// The sentence that says what is shown: "14 to 16 reported events at 9 places, 1–30 September 2018; 2 of talks".
pub fn status_sentence(
    counts: Counts,
    window: TimeWindow,
    messages: Messages,
    formats: &dyn Formats,
) -> String {
    let events = counts.events.words(&messages.shell.events, messages, formats);
    let events = counted_words(counts, &events, messages, formats);
    let mut parts = sentence_parts(counts, &events, window, messages.shell, formats);
    // What is chosen is named beside the numbers that follow it, and so is what those count that do not.
    if counts.counted.is_some_and(|(by, _)| by != CountBy::Events) {
        parts.push(messages.doubt.marks_count.to_owned());
    }
    joined(&parts, messages.lang)
}

/// The sentence of a view without filters, of the texts that it takes.
pub fn opening_sentence(counts: Counts, window: TimeWindow, words: Words, formats: &dyn Formats) -> String {
    let events = counts.events.of(&words.shell.events, words.shell, formats);
    let parts = sentence_parts(counts, &events, window, words.shell, formats);
    joined(&parts, words.lang)
}

fn joined(parts: &[String], lang: Lang) -> String {
    parts.join(if lang == Lang::Ar { "؛ " } else { "; " })
}

/// What is shown, part by part, but for the filters; `events` says how many there are.
fn sentence_parts(
    counts: Counts,
    events: &str,
    window: TimeWindow,
    text: &ShellText,
    formats: &dyn Formats,
) -> Vec<String> {
    let dates = formats.date_range(window.first(), window.last(), DateStyle::Long);
    let mut parts = Vec::new();
    if counts.events.most() == 0 {
        parts.push(fill(text.status_nothing, &[("dates", &dates)]));
    } else {
        let places = text.places.of(u64::from(counts.places), formats);
        let is_placed = counts.places > 0;
        parts.push(fill(
            if is_placed {
                text.status
            } else {
                text.status_placeless
            },
            &[("events", events), ("places", &places), ("dates", &dates)],
        ));
    }
    for (count, plural) in [(counts.talks, &text.talks), (counts.speech, &text.other_words)] {
        if count.most() > 0 {
            parts.push(count.of(plural, text, formats));
        }
    }
    parts
}

/// The sentence with what filters: "…; filtered by air strike".
pub fn with_filters(
    sentence: String,
    filters: &[String],
    messages: Messages,
    formats: &dyn Formats,
) -> String {
    if filters.is_empty() {
        return sentence;
    }
    let filters = formats.list(filters);
    let filtered = fill(messages.shell.filtered_by, &[("filters", &filters)]);
    let apart = if messages.lang == Lang::Ar { "؛ " } else { "; " };
    format!("{sentence}{apart}{filtered}")
}

/// "12 incidents, from 14 reported events"; just the events where they are what is counted.
fn counted_words(counts: Counts, events: &str, messages: Messages, formats: &dyn Formats) -> String {
    let text = messages.doubt;
    let counted = match counts.counted {
        None | Some((CountBy::Events, _)) => return events.to_owned(),
        Some((CountBy::Incidents, n)) => n.words(&text.incidents, messages, formats),
        Some((CountBy::Reports, n)) => n.words(&text.reports, messages, formats),
    };
    fill(text.counted_from, &[("counted", &counted), ("events", events)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{StubFormats, messages, words};
    use crate::time::Day;

    #[test]
    fn possible_events_and_talks_are_told_apart() {
        let counts = Counts {
            events: Count {
                definite: 14,
                possible: 2,
            },
            talks: Count {
                definite: 1,
                possible: 0,
            },
            speech: Count::default(),
            places: 9,
            counted: None,
        };
        let window = TimeWindow::from_days(Day(17_775), Day(17_804));
        for lang in Lang::ALL {
            let opening = opening_sentence(counts, window, words(lang), &StubFormats);
            let whole = status_sentence(counts, window, messages(lang), &StubFormats);
            assert_eq!(opening, whole);
        }
        let said = |counts, filters: &[String]| {
            let sentence = status_sentence(counts, window, messages(Lang::En), &StubFormats);
            with_filters(sentence, filters, messages(Lang::En), &StubFormats)
        };
        assert_eq!(
            said(counts, &["air strike".to_owned()]),
            "14 to 16 reported events at 9 places, 2018-09-01 – 2018-09-30; 1 of talks; filtered by air strike"
        );
        let incidents = Counts {
            counted: Some((CountBy::Incidents, counts.talks)),
            talks: Count::default(),
            ..counts
        };
        assert_eq!(
            said(incidents, &[]),
            "1 incident, from 14 to 16 reported events at 9 places, 2018-09-01 – 2018-09-30; numbers on the map and the \
             timeline count reported events"
        );
        // Of talks alone the places are not those of events; what has none may stand in an area that is not drawn.
        let placeless = Counts { places: 0, ..counts };
        assert_eq!(
            said(placeless, &[]),
            "14 to 16 reported events, 2018-09-01 – 2018-09-30; 1 of talks"
        );
        assert_eq!(
            said(Counts::default(), &[]),
            "No reported event, 2018-09-01 – 2018-09-30"
        );
    }
}

//! "Before the Tehran summit", "after the deal of Sochi": dates that are told from something that is reported.

use super::words::words_of;
use super::{Asked, Demand, Finder, FromEvent, Searched};
use crate::event::Event;
use crate::time::{Day, TimeWindow};
use std::ops::Range;

/// Words before what dates are told from, and whether they mean what came after it. "Since" takes it in.
const FROM: [(&str, Side); 9] = [
    ("before", Side::Before),
    ("after", Side::After),
    ("following", Side::After),
    ("since", Side::Since),
    ("until", Side::Before),
    ("قبل", Side::Before),
    ("بعد", Side::After),
    ("منذ", Side::Since),
    ("حتي", Side::Before),
];
/// Words just before them that say how long, in days: "the day after".
const LENGTHS: [(&str, i32); 6] = [
    ("day", 1),
    ("week", 7),
    ("month", 31),
    ("يوم", 1),
    ("اسبوع", 7),
    ("شهر", 31),
];
/// Events that a question may mean, of which all are named.
const MAX_MEANT: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Since,
}

impl Finder {
    /// What a search asks for that tells its dates from something reported, if it is one.
    pub(super) fn dated_by_event(&self, data: Searched<'_>, text: &str, whole: &Asked) -> Option<Asked> {
        let (at, end, side, length) = relation(text)?;
        // "After 8 September" has been read.
        let is_dated = |(dates, _): &(Range<usize>, TimeWindow)| dates.start < end && at < dates.end;
        if whole.dates.as_ref().is_some_and(is_dated) {
            return None;
        }
        let tail = self.read(data, text.get(end..)?, true);
        let is_telling = |demand: &Demand| {
            matches!(
                demand,
                Demand::Places(_) | Demand::Kinds(..) | Demand::Violence(_) | Demand::Modality(_)
            )
        };
        if !tail.has(is_telling) {
            return None;
        }
        let meant = self.meant(data, &tail);
        let head = text.get(..at)?;
        let mut asked = self.read(data, head, true);
        let first = *meant.first()?;
        let days = |event: &Event| {
            let when = event.when.as_ref();
            when.and_then(|when| Some((when.earliest()?, when.latest()?)))
        };
        let (earliest, latest) = days(first)?;
        if meant.iter().all(|event| days(event) == Some((earliest, latest))) {
            let window = match (side, length) {
                (Side::Before, None) => TimeWindow::new(Day::MIN, earliest),
                (Side::Before, Some(n)) => TimeWindow::new(earliest.plus(-n), earliest),
                (Side::After, None) => TimeWindow::new(latest.plus(1), Day::MAX),
                (Side::After, Some(n)) => TimeWindow::new(latest.plus(1), latest.plus(1 + n)),
                (Side::Since, _) => TimeWindow::new(earliest, Day::MAX),
            };
            let own = asked.dates.as_ref().map(|(_, days)| *days);
            let window = own.map_or(window, |own| own.intersection(window));
            asked.dates = Some((at..text.len(), window));
        } else {
            asked = whole.clone();
        }
        asked.from_event = Some(FromEvent {
            words: text.get(at..)?.trim_end_matches(['?', '؟', '.', ' ']).to_owned(),
            is_after: side != Side::Before,
            events: meant
                .iter()
                .take(MAX_MEANT)
                .map(|event| event.id.clone())
                .collect(),
        });
        Some(asked)
    }

    /// The events that the words after "before" may mean: of the kind that they name, and said to have happened, if there
    /// are such.
    fn meant<'a>(&self, data: Searched<'a>, tail: &Asked) -> Vec<&'a Event> {
        let rows = self.rows(data, tail, None);
        let mut found: Vec<&Event> = Vec::new();
        let window = tail.dates.as_ref().map(|(_, days)| *days);
        for row in (0..data.table.rows()).filter(|&row| rows.contains(row)) {
            let Some(event) = data.event(row) else { break };
            let is_in = |days: TimeWindow| {
                let when = event.when.as_ref();
                when.is_some_and(|when| !when.hull().intersection(days).is_empty())
            };
            if window.is_none_or(is_in) {
                found.push(event);
            }
        }
        let kinds: Vec<&String> = tail
            .parts
            .iter()
            .flat_map(|part| match &part.demand {
                Demand::Kinds(kinds, _) | Demand::Violence(kinds) => kinds.as_slice(),
                _ => &[],
            })
            .collect();
        for is_better in [
            &(|event: &&Event| kinds.contains(&&event.kind)) as &dyn Fn(&&Event) -> bool,
            &|event: &&Event| event.modality.marks(),
            &|event: &&Event| event.marks().next().is_some(),
        ] {
            if found.iter().any(is_better) {
                found.retain(is_better);
            }
        }
        found
    }
}

/// Where "before" and its like begin and end, and what they mean.
fn relation(text: &str) -> Option<(usize, usize, Side, Option<i32>)> {
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    words_of(text, |word, at| words.push((word.to_owned(), at)));
    let side = |word: &str| {
        FROM.iter()
            .find(|(known, _)| *known == word)
            .map(|(_, side)| *side)
    };
    let (n, side) = (0..words.len()).find_map(|n| Some((n, side(&words[n].0)?)))?;
    if n + 1 >= words.len() {
        return None;
    }
    let before = n.checked_sub(1).and_then(|n| words.get(n));
    let length = before.and_then(|(word, at)| {
        let known = LENGTHS.iter().find(|(known, _)| known == word);
        known.map(|(_, days)| (*days, at.start))
    });
    let at = length.map_or(words[n].1.start, |(_, start)| start);
    Some((at, words[n].1.end, side, length.map(|(days, _)| days)))
}

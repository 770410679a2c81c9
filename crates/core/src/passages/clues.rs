//! Clues: what an event says that its words in a text must show.

use super::claims::{ClaimKind, Lacking};
use super::dates::{Date, Dating, dates};
use super::normal::{Normal, Word};
use super::numbers::{Number, numbers};
use crate::dataset::Dataset;
use crate::event::{Event, Party};
use crate::gazetteer::{Gazetteer, fold, sound_key};
use crate::search::words_of;
use crate::state::Lang;
use crate::time::Day;
use std::ops::Range;
use std::rc::Rc;

/// Letters by which words of one stem are known.
const STEM: usize = 5;
/// Fewest letters of a word that is a clue by itself.
const MIN_LETTERS: usize = 4;
/// Words that are in every text.
const COMMON: [&str; 40] = [
    "after", "also", "been", "before", "being", "between", "during", "from", "have", "here", "into", "more",
    "most", "other", "over", "said", "same", "such", "than", "that", "their", "them", "then", "there",
    "these", "they", "this", "those", "under", "until", "upon", "were", "what", "when", "where", "which",
    "while", "with", "would", "unnamed",
];

/// Something that an event says, and where the text says the like.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clue {
    /// `None` for a word of the summary.
    pub kind: Option<ClaimKind>,
    /// What the event says by it, if words that are the event's must say it too.
    pub must: Option<Lacking>,
    /// Where the text dates something else, in scalars of the normal form; for dates alone.
    pub others: Rc<[Range<u32>]>,
    /// How often right words hold it, of 1.
    pub expected: f32,
    /// Where, in scalars of the normal form, in order.
    pub hits: Rc<[Range<u32>]>,
}

/// A text with what can be a clue in it.
pub(super) struct Clued<'a> {
    pub normal: &'a Normal,
    dates: Vec<Date>,
    numbers: Vec<Number>,
}

/// What the events of a data set are read with.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub dataset: &'a Dataset,
    pub gazetteer: &'a Gazetteer,
}

impl<'a> Clued<'a> {
    pub(super) fn new(normal: &'a Normal) -> Clued<'a> {
        Clued {
            dates: dates(&normal.words),
            numbers: numbers(&normal.words),
            normal,
        }
    }

    /// The clues of an event.
    pub(super) fn of(&self, event: &Event, known: Known<'_>) -> Vec<Clue> {
        let mut clues = Vec::new();
        let report = known.dataset.report(&event.report);
        let published = report.and_then(|r| r.published.as_ref()?.earliest());
        self.add_date(event, published, &mut clues);
        for (at, place) in event.places.iter().enumerate() {
            let mut names = vec![place.toponym.as_str()];
            let known = place.place.as_deref().and_then(|id| known.gazetteer.by_id(id));
            names.extend(known.iter().flat_map(|place| place.names()));
            names.extend(known.iter().filter_map(|place| place.name_ar()));
            self.add(
                ClaimKind::Place,
                Some(Lacking::Place(at)),
                0.85,
                self.names(&names, true),
                &mut clues,
            );
        }
        for (at, figure) in event.figures.iter().enumerate() {
            let is_it = |value: f64| {
                [Some(figure.low), figure.best, figure.high]
                    .into_iter()
                    .flatten()
                    .any(|f| (f - value).abs() < 0.5)
            };
            let found = self.numbers.iter().filter(|n| is_it(n.value));
            self.add(
                ClaimKind::Figure,
                Some(Lacking::Figure(at)),
                0.85,
                found.map(|n| n.words.clone()).collect(),
                &mut clues,
            );
        }
        for (kind, parties) in [
            (ClaimKind::Actor, &event.actors),
            (ClaimKind::Target, &event.targets),
        ] {
            for party in parties {
                let hits = self.party(party, known.dataset);
                self.add(kind, None, 0.6, hits, &mut clues);
            }
        }
        // Where the publisher's name stands, it is told something oftener than it says so.
        let publisher = report.map(|r| r.publisher.as_str());
        let speakers = event.said_by.iter().flatten();
        for speaker in speakers.filter(|speaker| Some(speaker.as_str()) != publisher) {
            let hits = self.speaker(speaker, known.dataset);
            self.add(ClaimKind::Speaker, None, 0.5, hits, &mut clues);
        }
        self.add_words(event, &mut clues);
        clues
    }

    fn add(
        &self,
        kind: ClaimKind,
        must: Option<Lacking>,
        expected: f32,
        words: Vec<Range<u32>>,
        clues: &mut Vec<Clue>,
    ) {
        let mut hits: Vec<Range<u32>> = words.into_iter().filter_map(|w| self.scalars(&w)).collect();
        hits.sort_by_key(|hit| (hit.start, hit.end));
        hits.dedup();
        clues.push(Clue {
            kind: Some(kind),
            must,
            others: Rc::default(),
            expected,
            hits: hits.into(),
        });
    }

    /// Where some words stand.
    fn scalars(&self, words: &Range<u32>) -> Option<Range<u32>> {
        let first = self.normal.words.get(words.start as usize)?;
        let last = self.normal.words.get(words.end.checked_sub(1)? as usize)?;
        Some(first.at.start..last.at.end)
    }

    fn add_date(&self, event: &Event, published: Option<Day>, clues: &mut Vec<Clue>) {
        let Some(when) = &event.when else { return };
        let dating = Dating::new(when, published);
        let fitting = self.dates.iter().filter(|d| dating.is_named(d.named));
        let words = fitting.map(|d| d.words.clone()).collect();
        self.add(ClaimKind::Date, Some(Lacking::Date), 0.7, words, clues);
        let is_other = |date: &&Date| !dating.is_named(date.named) && !dating.is_publication(date.named);
        let others = self.dates.iter().filter(is_other);
        if let Some(clue) = clues.last_mut() {
            clue.others = others.filter_map(|date| self.scalars(&date.words)).collect();
        }
    }

    /// The words of the summary and of what was hit with what.
    fn add_words(&self, event: &Event, clues: &mut Vec<Clue>) {
        let mut stems: Vec<String> = Vec::new();
        let mut texts = vec![event.summary.as_str()];
        texts.extend(event.weapon.as_deref());
        texts.extend(event.objects.iter().map(|o| o.kind.as_str()));
        for text in texts {
            words_of(text, |word, _| {
                let is_number = word.bytes().all(|b| b.is_ascii_digit());
                if word.chars().count() >= MIN_LETTERS && !is_number && !COMMON.contains(&word) {
                    let key = fold(word).unwrap_or_else(|| word.to_owned());
                    let stem: String = key.chars().take(STEM).collect();
                    if !stems.contains(&stem) {
                        stems.push(stem);
                    }
                }
            });
        }
        for stem in stems {
            let words = self.normal.beginning(&stem);
            let mut hits: Vec<Range<u32>> = words.filter_map(|w| self.scalars(&(w..w + 1))).collect();
            hits.sort_by_key(|hit| hit.start);
            clues.push(Clue {
                kind: None,
                must: None,
                others: Rc::default(),
                expected: 0.3,
                hits: hits.into(),
            });
        }
    }

    /// Where any of some names stands: by spelling, else by sound.
    fn names(&self, names: &[&str], by_sound: bool) -> Vec<Range<u32>> {
        let mut found = Vec::new();
        for name in names {
            self.phrase(name, &mut found);
        }
        if found.is_empty() && by_sound {
            for name in names {
                self.sounding(name, &mut found);
            }
        }
        found
    }

    /// Where a party stands: in the report's own word, by its name, else by what the name begins with ("Russian forces":
    /// Russia, Russian).
    fn party(&self, party: &Party, dataset: &Dataset) -> Vec<Range<u32>> {
        let translated = dataset.manifest.name(&party.name, Lang::Ar);
        let mut names = vec![party.name.as_str(), translated];
        names.extend(party.as_written.as_deref());
        let mut found = self.names(&names, false);
        let persons = names.iter().filter(|name| looks_personal(name));
        let persons: Vec<&str> = persons.filter_map(|name| name.rsplit(' ').next()).collect();
        found.extend(self.names(&persons, false));
        if found.is_empty() {
            let first = party.name.split(' ').next().unwrap_or_default();
            let key = fold(first).unwrap_or_default();
            let stem: String = key.chars().take(STEM).collect();
            if first.starts_with(char::is_uppercase) && stem.chars().count() >= MIN_LETTERS {
                found.extend(self.normal.beginning(&stem).map(|w| w..w + 1));
            }
        }
        found
    }

    /// Where a speaker stands: "Mustafa Bakour (Jaish al-Izza)" by name, family name or body; a body by its initials.
    fn speaker(&self, speaker: &str, dataset: &Dataset) -> Vec<Range<u32>> {
        let translated = dataset.manifest.name(speaker, Lang::Ar);
        let mut names = vec![translated];
        let (person, body) = match speaker.split_once(" (") {
            Some((person, body)) => (person, Some(body.trim_end_matches(')'))),
            None => (speaker, None),
        };
        names.push(person);
        names.extend(body.is_some().then(|| person.rsplit([' ']).next()).flatten());
        let initials = initials(person);
        names.extend((initials.len() >= 3).then_some(initials.as_str()));
        self.names(&names, false)
    }

    /// Words that stand one after another as in a name, articles aside.
    fn phrase(&self, name: &str, found: &mut Vec<Range<u32>>) {
        let (mut keys, mut article): (Vec<String>, Option<String>) = (Vec::new(), None);
        words_of(name, |word, _| {
            if !is_small(word) {
                keys.push(fold(word).unwrap_or_else(|| word.to_owned()));
            } else if keys.is_empty() {
                article = Some(word.to_owned());
            }
        });
        let Some(first) = keys.first() else { return };
        if keys.len() == 1 && first.chars().count() < 2 {
            return;
        }
        let mut starts: Vec<u32> = Vec::new();
        for key in with_prefixes(first) {
            starts.extend(self.normal.with_key(&key));
        }
        for start in starts {
            if let Some(end) = self.continued(&keys, start) {
                let before = start.checked_sub(1);
                let before = before.filter(|&at| self.is_word(at, article.as_deref()));
                found.push(before.unwrap_or(start)..end);
            }
        }
        if keys.len() > 1 {
            let joined = keys.concat();
            found.extend(self.normal.with_key(&joined).map(|word| word..word + 1));
        }
    }

    /// True if a word of the text is this one, as the name has it.
    fn is_word(&self, at: u32, word: Option<&str>) -> bool {
        let here = self.normal.words.get(at as usize).map(|w| &*w.plain);
        here.is_some() && here == word
    }

    /// The word after a name whose first word is here.
    fn continued(&self, keys: &[String], start: u32) -> Option<u32> {
        let mut at = start as usize + 1;
        for key in keys.iter().skip(1) {
            let mut skipped = 0;
            while let Some(word) = self
                .normal
                .words
                .get(at)
                .filter(|w| is_small(&w.plain) && *w.key != **key)
            {
                skipped += word.plain.len().min(1);
                at += 1;
                if skipped > 2 {
                    return None;
                }
            }
            self.normal.words.get(at).filter(|w| *w.key == **key)?;
            at += 1;
        }
        Some(at as u32)
    }

    /// Words that sound like a name.
    fn sounding(&self, name: &str, found: &mut Vec<Range<u32>>) {
        let mut sounds: Vec<Vec<u8>> = Vec::new();
        let mut is_whole = true;
        words_of(name, |word, _| {
            if !is_small(word) {
                match sound_key(word) {
                    Some(key) => sounds.push(key),
                    None => is_whole = false,
                }
            }
        });
        let letters: usize = sounds.iter().map(Vec::len).sum();
        let Some(first) = sounds.first().filter(|_| is_whole && letters >= 4) else {
            return;
        };
        let starts: Vec<u32> = self.normal.sounding(first).collect();
        for start in starts {
            let mut at = start as usize + 1;
            let fits = sounds.iter().skip(1).all(|sound| {
                while self.normal.words.get(at).is_some_and(|w| is_small(&w.plain)) {
                    at += 1;
                }
                let word: Option<&Word> = self.normal.words.get(at);
                at += 1;
                word.and_then(|w| sound_key(&w.plain)).as_ref() == Some(sound)
            });
            if fits {
                found.push(start..at as u32);
            }
        }
    }
}

/// Articles and the like, which spellings of a name differ in.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ash"
            | "an"
            | "as"
            | "ar"
            | "at"
            | "ad"
            | "az"
            | "the"
            | "a"
            | "of"
            | "and"
            | "for"
            | "in"
            | "ال"
    )
}

/// An Arabic word as it stands after "and", "in", "to" and the like, which are written with it.
fn with_prefixes(key: &str) -> Vec<String> {
    let mut keys = vec![key.to_owned()];
    if key.starts_with(|c| ('\u{600}'..'\u{700}').contains(&c)) {
        for prefix in [
            "و", "ف", "ب", "ل", "ك", "وب", "ول", "وال", "بال", "وبال", "كال", "لل", "ولل", "فال",
        ] {
            keys.push(format!("{prefix}{key}"));
        }
    }
    keys
}

/// Two or more words that each begin with a capital, and none that bodies are named by.
fn looks_personal(name: &str) -> bool {
    let words = name.split(' ');
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || word.starts_with("al-");
    let bodies = [
        "forces",
        "army",
        "government",
        "group",
        "groups",
        "ministry",
        "council",
        "party",
        "front",
        "nations",
    ];
    words.clone().count() >= 2
        && words.clone().all(is_name)
        && !words.clone().any(|w| bodies.contains(&w.to_lowercase().as_str()))
}

/// The initials of a body's name: "Syrian Observatory for Human Rights" is SOHR.
fn initials(name: &str) -> String {
    let words = name.split([' ', '-']);
    let capitals = words.filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()));
    capitals.collect()
}

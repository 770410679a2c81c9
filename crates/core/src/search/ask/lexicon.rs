//! [`Lexicon`]: the words of a data set and of every language, and how a search is read with them.

use super::arabic::stems;
use super::dates::{self, Known};
use super::more_words::MORE;
use super::names::Who;
use super::reading::Reading;
use super::words::{Meaning, WORDS};
use super::{Asked, Demand, Part, Reader};
use crate::search::words::{bare, is_article, words_of};
use crate::table::Interner;
use crate::time::TimeWindow;
use std::ops::Range;

/// Most words of one name or phrase.
const MAX_WORDS: usize = 7;

/// The names and kinds of a data set, as searches write them.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// (folded phrase, what it means).
    pub(super) phrases: Vec<(String, Meaning)>,
    /// Folded names, and of each the names as the data has them.
    keys: Interner,
    names: Vec<Vec<String>>,
    /// (folded name, the kind's id).
    kinds: Vec<(String, String)>,
    pub(super) violence: Vec<String>,
    pub(super) measures: Vec<String>,
    pub(super) publishers: Vec<String>,
    pub(super) actors: Vec<String>,
    /// (whose, a ministry): "russian".
    pub(super) ministries: Vec<(String, String)>,
    pub(super) whos: Vec<Who>,
}

/// Words without articles and plural endings, with one space between.
pub(super) fn key(text: &str) -> String {
    let mut out = String::new();
    words_of(text, |word, _| {
        if is_article(word) && !matches!(word, "in" | "of" | "a") {
            return;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        let is_plural = word.len() > 3 && word.is_ascii() && word.ends_with('s') && !word.ends_with("ss");
        out.push_str(if is_plural { &word[..word.len() - 1] } else { word });
    });
    out
}

impl Lexicon {
    /// The words of every language; those of a data set are added to it.
    pub fn new() -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (forms, meaning) in MORE.iter().chain(WORDS) {
            for form in forms.split('|') {
                let mut folded = String::new();
                words_of(form, |word, _| {
                    folded.push_str(if folded.is_empty() { "" } else { " " });
                    folded.push_str(bare(word));
                });
                lexicon.phrases.push((folded, *meaning));
            }
        }
        lexicon
    }

    /// A name of the data, and how else it is written.
    pub fn name(&mut self, name: &str, written: &str) {
        let mut put = |text: &str| {
            let key = key(text);
            if key.chars().count() < 2 {
                return;
            }
            let (code, is_new) = self.keys.intern(key.as_bytes());
            if is_new {
                self.names.push(Vec::new());
            }
            let names = &mut self.names[code as usize];
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        };
        put(written);
        if let Some((before, after)) = written.split_once(" (") {
            put(before);
            put(after.trim_end_matches(')'));
        }
        // "Turkish soldiers" are "Turkish forces".
        if let Some(whose) = written.strip_suffix(" forces")
            && whose.starts_with(char::is_uppercase)
        {
            put(whose);
        }
        // "Syrian forces" are "Syrian government forces".
        if let Some(whose) = written.strip_suffix(" government forces") {
            for who in ["forces", "troops"] {
                put(&format!("{whose} {who}"));
            }
        }
        if written.to_lowercase().ends_with(" army") {
            put("army");
        }
        // "غارات روسية": the adjective of "القوات الروسية", with and without what agrees with its noun.
        if let Some(whose) = written.strip_prefix("القوات ال")
            && !whose.contains(' ')
        {
            put(whose);
            put(whose.trim_end_matches('ة'));
        }
        // "The Russian defence ministry" is the "Russian Ministry of Defence".
        if let Some((whose, of)) = written.split_once(" Ministry of ") {
            let other = of.replace("Defence", "Defense");
            for of in [of, &other] {
                put(&format!("{whose} {of} ministry"));
                put(&format!("{whose} Ministry of {of}"));
            }
        }
        if written.split(' ').any(|word| word == "sources") {
            put("sources");
        }
        // "SOHR" for "Syrian Observatory for Human Rights".
        let initials: String = written
            .split(' ')
            .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
            .collect();
        if initials.chars().count() >= 3 && written.is_ascii() {
            put(&initials);
        }
        if let Some((whose, _)) = written.split_once(" Ministry of ") {
            self.ministries.push((whose.to_lowercase(), name.to_owned()));
        }
    }

    /// A name of the data that begins with a description which is another's name, too: "opposition armed groups" are
    /// meant by "the opposition" as well as a body that is called so.
    pub fn described(&mut self, name: &str) {
        let Some((first, _)) = name.split_once([' ', '-']) else {
            return;
        };
        if !first.starts_with(char::is_lowercase) {
            return;
        }
        if let Some(code) = self.keys.code_of(&key(first)) {
            let names = &mut self.names[code as usize];
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }

    /// A kind: its id, its names, and whether it counts as violence.
    pub fn kind(&mut self, id: &str, names: &[&str], is_violence: bool) {
        for name in names {
            self.kinds.push((key(name), id.to_owned()));
        }
        // Who breaks a truce is not said to have attacked.
        let is_breach = names.iter().any(|name| name.contains("violation"));
        if is_violence && !is_breach {
            self.violence.push(id.to_owned());
        }
    }

    /// A name of the data that published some of it.
    pub fn publisher(&mut self, name: &str) {
        self.publishers.push(name.to_owned());
    }

    /// A measure that the data has.
    pub fn measure(&mut self, measure: &str) {
        self.measures.push(measure.to_owned());
    }

    pub(super) fn names_for(&self, key: &str) -> Vec<String> {
        let found = self
            .keys
            .code_of(key)
            .and_then(|code| self.names.get(code as usize));
        found.cloned().unwrap_or_default()
    }

    pub(super) fn kinds_named(&self, key: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (k, kind) in &self.kinds {
            if k == key && !found.contains(kind) {
                found.push(kind.clone());
            }
        }
        found
    }

    pub(super) fn kinds_holding(&self, any_of: &[&[&str]]) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (key, kind) in &self.kinds {
            let holds = any_of.iter().any(|all| all.iter().all(|word| key.contains(word)));
            if holds && !found.contains(kind) {
                found.push(kind.clone());
            }
        }
        found
    }

    pub(super) fn meaning(&self, phrase: &str) -> Option<Meaning> {
        let found = self.phrases.iter().find(|(form, _)| form == phrase);
        found.map(|(_, meaning)| *meaning)
    }

    /// What a search asks for.
    pub fn read(&self, text: &str, reader: &Reader<'_>) -> Asked {
        let known = Known {
            bounds: reader.bounds,
            rows_in: reader.rows_in,
        };
        let compared = dates::compared(text, &known);
        let hull = |both: &[TimeWindow; 2]| TimeWindow::new(both[0].first(), both[1].end());
        let both = compared.as_ref().map(|(at, both)| (at.clone(), hull(both)));
        let dates = both.or_else(|| dates::find(text, &known));
        let mut words: Vec<(String, Range<usize>)> = Vec::new();
        words_of(text, |word, at| words.push((word.to_owned(), at)));
        // A word inside a date belongs to the date, and no phrase goes across it.
        let is_dated = |at: &Range<usize>| {
            let found = dates.as_ref();
            found.is_some_and(|(date, _)| at.start < date.end && date.start < at.end)
        };
        let mut reading = Reading::new(self, text, reader);
        let mut at = 0;
        while at < words.len() {
            if is_dated(&words[at].1) {
                reading.rest();
                at += 1;
                continue;
            }
            if reading.is_of_name(&words[at]) {
                at += 1;
                continue;
            }
            let most = (at..words.len().min(at + MAX_WORDS)).take_while(|&i| !is_dated(&words[i].1));
            let most = most.count();
            let taken = (1..=most).rev().find(|&n| reading.take(&words[at..at + n]));
            // "لهجوم", "وحلب": what is written onto a word in Arabic is none of it.
            let stripped = words
                .get(at)
                .and_then(|(word, range)| without_clitic(word, range, text));
            let taken = taken.or_else(|| {
                let mut bare_words = vec![stripped?];
                bare_words.extend_from_slice(&words[at + 1..at + most]);
                let earlier = reading.joined;
                reading.joined = words[at].0.starts_with('و').then_some(Meaning::And).or(earlier);
                let taken = (1..=most).rev().find(|&n| reading.take(&bare_words[..n]));
                if taken.is_none() {
                    reading.joined = earlier;
                }
                taken
            });
            // "قصفها", "childern": an Arabic verb by its stem, a word of questions with a slip.
            let (word, range) = &words[at];
            let taken = taken.or_else(|| {
                let other = |word: &str| (word.to_owned(), range.clone());
                let slip = self.meant(word).filter(|_| !(reader.is_in_text)(word));
                let mut meant = stems(word);
                meant.extend(slip.map(str::to_owned));
                meant
                    .iter()
                    .any(|stem| reading.take_meaning(&other(stem)))
                    .then_some(1)
            });
            if taken.is_none() {
                reading.left.push((words[at].0.clone(), words[at].1.clone()));
            }
            at += taken.unwrap_or(1);
        }
        let mut asked = reading.finish();
        let typed = dates.as_ref().and_then(|(at, _)| text.get(at.clone()));
        asked.one_winter = typed.is_some_and(dates::is_one_winter);
        asked.dates = dates;
        asked.compared = compared.map(|(_, both)| both);
        // One word is looked for, whatever it is; a sentence of words that ask for nothing asks for everything.
        let asks_nothing = asked.parts.is_empty() && asked.dates.is_none() && !asked.wants_sum;
        if asks_nothing && words.len() < 3 && !reader.is_part {
            asked.parts = vec![Part {
                demand: Demand::Words,
                words: text.trim().to_owned(),
                at: 0..text.len(),
                or: false,
                is_loose: false,
            }];
        }
        asked
    }
}

/// An Arabic word without a conjunction or preposition that is written onto it.
fn without_clitic(word: &str, range: &Range<usize>, text: &str) -> Option<(String, Range<usize>)> {
    let first = text.get(range.clone())?.chars().next()?;
    // "للقصف": the article has lost its first letter.
    if let Some(rest) = word.strip_prefix("لل").filter(|rest| rest.chars().count() >= 3) {
        return Some((rest.to_owned(), range.start + 2 * first.len_utf8()..range.end));
    }
    let is_clitic = matches!(first, 'و' | 'ف' | 'ب' | 'ل' | 'ك');
    let rest = word
        .strip_prefix(first)
        .filter(|rest| is_clitic && rest.chars().count() >= 3)?;
    Some((rest.to_owned(), range.start + first.len_utf8()..range.end))
}

/// The English forms of what a phrase in another script means: events are told in English.
pub(super) fn english_forms(typed: &str) -> Vec<&'static str> {
    let folded = |text: &str| {
        let mut key = String::new();
        words_of(text, |word, _| {
            key.push_str(if key.is_empty() { "" } else { " " });
            key.push_str(bare(word));
        });
        key
    };
    let wanted = folded(typed);
    if wanted.is_ascii() {
        return Vec::new();
    }
    let mut all = MORE.iter().chain(WORDS);
    let meant = all.find(|(forms, _)| forms.split('|').any(|form| folded(form) == wanted));
    let forms = meant.map_or("", |(forms, _)| forms);
    forms
        .split('|')
        .filter(|form| form.is_ascii() && !form.is_empty())
        .collect()
}

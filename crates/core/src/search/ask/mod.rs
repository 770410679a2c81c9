//! [`Lexicon`]: reads what a search asks for. Dates, places, names, kinds, measures and ways of telling are taken as
//! such, words that only make the sentence are passed over, and the rest is looked for in the text.

mod dates;
mod parts;
mod rows;
mod words;

use super::words::{bare, is_article, words_of};
use crate::event::Modality;
use crate::table::Interner;
use crate::time::TimeWindow;
use dates::Known;
use std::ops::Range;
use words::{Meaning, WORDS};

pub use rows::{KnownRows, Within};

/// Numbers in words, from two on.
const SMALL_NUMBERS: [&str; 19] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Most words of one name or phrase.
const MAX_WORDS: usize = 7;

/// What a name did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedAs {
    /// Whatever: acted, was hit, says so, published it, or is spoken of.
    Any,
    /// It acted.
    Actor,
    /// It was hit.
    Target,
    /// It says so.
    Speaker,
    /// It published it, and nothing that another published is tied to it.
    Alone,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Demand {
    /// One of these places, by id.
    Places(Vec<String>),
    /// One of these names, as the data has them.
    Names(Vec<String>, NamedAs),
    /// One of these kinds. What else speaks of it is found by the words, if so said.
    Kinds(Vec<String>, bool),
    /// Events of violence.
    Violence(Vec<String>),
    /// Figures of this measure.
    Measure(String),
    /// Told in one of these ways.
    Modality(Vec<Modality>),
    /// Contradicting something.
    Contradicted,
    /// Places with no event of violence.
    OnlyNamed,
    /// Without a figure.
    Unstated,
    /// Certain, or not: as to its date, its sides, and what others tell.
    Certain(bool),
    /// Accepted or refused.
    Answered,
    /// Proposed, and how that was answered.
    Outcome,
    /// On this day of the week, 0 for Monday, or so called in the text.
    Weekday(i32),
    /// A number: of a figure, or in the text.
    Number(f64),
    /// Figures of those who fight.
    Combatants,
    /// A day that is told from the day of asking, which reports do not know: nothing is found.
    Relative,
    /// Words in the text.
    Words,
}

/// A part of what is asked, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it asks for.
    pub demand: Demand,
    /// Its words, as they were typed.
    pub words: String,
    /// Where they stand, in bytes.
    pub at: Range<usize>,
    /// It is an alternative to the part before it.
    pub or: bool,
}

/// What a search asks for: all parts of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// What events must meet.
    pub parts: Vec<Part>,
    /// The dates, and where they stand.
    pub dates: Option<(Range<usize>, TimeWindow)>,
    /// The dates are a winter of which only one year is named: it may be the one before.
    pub one_winter: bool,
    /// Only what was published by the end of the dates, whenever it happened.
    pub published: bool,
    /// It asks what may be added up.
    pub wants_sum: bool,
}

impl Asked {
    /// The measures that it asks for.
    pub fn measures(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match &part.demand {
            Demand::Measure(measure) => Some(measure.as_str()),
            _ => None,
        })
    }

    /// The places that it asks for, by id.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| match &part.demand {
            Demand::Places(ids) => ids.iter().map(String::as_str),
            _ => [].iter().map(String::as_str),
        })
    }

    /// The names that it asks for.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| match &part.demand {
            Demand::Names(names, _) => names.iter().map(String::as_str),
            _ => [].iter().map(String::as_str),
        })
    }

    /// Who is asked for as acting or hit in some kind of act, and which part that is.
    pub fn side_of_act(&self) -> Option<(usize, &Part)> {
        let is_side = |demand: &Demand| matches!(demand, Demand::Names(_, NamedAs::Actor | NamedAs::Target));
        let is_act = self.has(|demand| matches!(demand, Demand::Kinds(..) | Demand::Violence(_)));
        let mut parts = self.parts.iter().enumerate().filter(|_| is_act);
        parts.find(|(_, part)| is_side(&part.demand))
    }

    /// True if some part is of this sort.
    pub fn has(&self, is: impl Fn(&Demand) -> bool) -> bool {
        self.parts.iter().any(|part| is(&part.demand))
    }
}

/// How closely a place must be called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// Exactly; a governorate with the town that it is named after.
    Exactly,
    /// Exactly, and a town it must be.
    Town,
    /// Nearly, or its name begins so.
    Nearly,
}

/// What reading a search takes to know, besides the words of the data.
pub struct Reader<'a> {
    /// Places by name, by id.
    pub places: &'a dyn Fn(&str, Called) -> Vec<String>,
    /// True for a country, which acts rather than being a place.
    pub is_country: &'a dyn Fn(&str) -> bool,
    /// True if a word stands in the text of some event.
    pub is_in_text: &'a dyn Fn(&str) -> bool,
    /// How many rows surely lie in a span.
    pub rows_in: &'a dyn Fn(TimeWindow) -> u32,
    /// All days of the data.
    pub bounds: TimeWindow,
}

/// The names and kinds of a data set, as searches write them.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// (folded phrase, what it means).
    phrases: Vec<(String, Meaning)>,
    /// Folded names, and of each the names as the data has them.
    keys: Interner,
    names: Vec<Vec<String>>,
    /// (folded name, the kind's id).
    kinds: Vec<(String, String)>,
    violence: Vec<String>,
    measures: Vec<String>,
    publishers: Vec<String>,
}

/// Words without articles and plural endings, with one space between.
fn key(text: &str) -> String {
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
        for (forms, meaning) in WORDS {
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
        // "SOHR" for "Syrian Observatory for Human Rights".
        let initials: String = written
            .split(' ')
            .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
            .collect();
        if initials.chars().count() >= 3 && written.is_ascii() {
            put(&initials);
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

    fn names_for(&self, key: &str) -> Vec<String> {
        let found = self
            .keys
            .code_of(key)
            .and_then(|code| self.names.get(code as usize));
        found.cloned().unwrap_or_default()
    }

    fn kinds_named(&self, key: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (k, kind) in &self.kinds {
            if k == key && !found.contains(kind) {
                found.push(kind.clone());
            }
        }
        found
    }

    fn kinds_holding(&self, any_of: &[&[&str]]) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (key, kind) in &self.kinds {
            let holds = any_of.iter().any(|all| all.iter().all(|word| key.contains(word)));
            if holds && !found.contains(kind) {
                found.push(kind.clone());
            }
        }
        found
    }

    fn meaning(&self, phrase: &str) -> Option<Meaning> {
        let found = self.phrases.iter().find(|(form, _)| form == phrase);
        found.map(|(_, meaning)| *meaning)
    }

    /// What a search asks for.
    pub fn read(&self, text: &str, reader: &Reader<'_>) -> Asked {
        let known = Known {
            bounds: reader.bounds,
            rows_in: reader.rows_in,
        };
        let dates = dates::find(text, &known);
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
            if taken.is_none() {
                reading.left.push((words[at].0.clone(), words[at].1.clone()));
            }
            at += taken.unwrap_or(1);
        }
        let mut asked = reading.finish();
        let typed = dates.as_ref().and_then(|(at, _)| text.get(at.clone()));
        asked.one_winter = typed.is_some_and(dates::is_one_winter);
        asked.dates = dates;
        // One word is looked for, whatever it is; a sentence of words that ask for nothing asks for everything.
        if asked.parts.is_empty() && asked.dates.is_none() && !asked.wants_sum && words.len() < 3 {
            asked.parts = vec![Part {
                demand: Demand::Words,
                words: text.trim().to_owned(),
                at: 0..text.len(),
                or: false,
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

/// A search while it is read.
struct Reading<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    reader: &'a Reader<'a>,
    asked: Asked,
    /// Words that nothing has taken yet.
    left: Vec<(String, Range<usize>)>,
    /// What the next name is.
    next: NamedAs,
    /// The words just before were "or", "and".
    joined: Option<Meaning>,
    /// "Did" stands before what follows; and the name that follows it, by its place among the parts.
    did: bool,
    asks_of: Option<usize>,
    /// "Who" stands just before.
    who: bool,
    /// The part just before ended here: nothing but spaces since.
    ended: usize,
    /// Where "only" stands, and whether it means the publisher wherever that is named.
    only: Option<(Range<usize>, bool)>,
}

impl<'a> Reading<'a> {
    fn new(lexicon: &'a Lexicon, text: &'a str, reader: &'a Reader<'a>) -> Reading<'a> {
        Reading {
            lexicon,
            text,
            reader,
            asked: Asked::default(),
            left: Vec::new(),
            next: NamedAs::Any,
            joined: None,
            did: false,
            asks_of: None,
            who: false,
            ended: usize::MAX,
            only: None,
        }
    }

    /// Takes some words as one thing, if they are one.
    fn take(&mut self, words: &[(String, Range<usize>)]) -> bool {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return false;
        };
        let at = first.1.start..last.1.end;
        let typed = self.text.get(at.clone()).unwrap_or_default();
        let mut phrase = String::new();
        for (word, _) in words {
            phrase.push_str(if phrase.is_empty() { "" } else { " " });
            phrase.push_str(bare(word));
        }
        let key = key(typed);
        let lexicon = self.lexicon;
        let kinds = lexicon.kinds_named(&key);
        if let Some(meaning) = lexicon
            .meaning(&phrase)
            .filter(|m| *m == Meaning::Nothing || kinds.is_empty())
        {
            self.rest();
            self.mean(meaning, at);
            return true;
        }
        if is_article(&phrase) {
            return false;
        }
        let mut names = lexicon.names_for(&key);
        // Whom the English name means, its Arabic one means.
        if typed.contains(is_arabic) {
            for name in names.clone() {
                let mut meant = lexicon.names_for(&self::key(&name));
                meant.retain(|name| !names.contains(name));
                names.append(&mut meant);
            }
        }
        let mut places = (self.reader.places)(typed, Called::Exactly);
        let town = town(words).and_then(|at| self.text.get(at));
        if let Some(town) = town.filter(|_| places.is_empty()) {
            places = (self.reader.places)(town, Called::Town);
        }
        let is_land = places.iter().any(|id| (self.reader.is_country)(id));
        let demand = if !kinds.is_empty() {
            Demand::Kinds(kinds, true)
        } else if !names.is_empty() && (places.is_empty() || is_land) {
            Demand::Names(names, self.next)
        } else if !places.is_empty() {
            Demand::Places(places)
        } else {
            return false;
        };
        self.rest();
        self.put(demand, at);
        true
    }

    /// "Government forces", "the Russian side": the word after a name that only says that it is a body.
    fn is_of_name(&self, (word, at): &(String, Range<usize>)) -> bool {
        const BODIES: [&str; 7] = [
            "forces",
            "force",
            "army",
            "military",
            "side",
            "authorities",
            "party",
        ];
        let is_named = || {
            let last = self.asked.parts.last();
            let is_name = last.is_some_and(|part| matches!(part.demand, Demand::Names(..)));
            let between = last.and_then(|part| self.text.get(part.at.end..at.start));
            is_name && between.is_some_and(|between| between.trim().is_empty())
        };
        self.left.is_empty() && BODIES.contains(&word.as_str()) && is_named()
    }

    fn mean(&mut self, meaning: Meaning, at: Range<usize>) {
        let lexicon = self.lexicon;
        let who = std::mem::take(&mut self.who);
        let demand = match meaning {
            Meaning::On => {
                let is_after = self
                    .asked
                    .parts
                    .last()
                    .is_some_and(|part| part.at.end == self.ended && self.is_attack(&part.demand));
                if is_after && self.next == NamedAs::Any {
                    self.next = NamedAs::Target;
                }
                return;
            }
            Meaning::Who => {
                self.ended = usize::MAX;
                self.who = true;
                return;
            }
            Meaning::Nothing => {
                self.ended = usize::MAX;
                return;
            }
            Meaning::Sum => {
                self.asked.wants_sum = true;
                return;
            }
            Meaning::Did => {
                self.ended = usize::MAX;
                self.did = true;
                return;
            }
            Meaning::Only(anywhere) => {
                self.ended = usize::MAX;
                self.only = Some((at, anywhere));
                return;
            }
            Meaning::Name(word) => match lexicon.names_for(word) {
                names if names.is_empty() => Demand::Words,
                names => Demand::Names(names, self.next),
            },
            Meaning::Certain(is) => Demand::Certain(is),
            Meaning::Answered => Demand::Answered,
            Meaning::Word(word) => return self.put_as(Demand::Words, at, word.to_owned()),
            Meaning::Weekday(day) => Demand::Weekday(day),
            Meaning::Relative => Demand::Relative,
            Meaning::Combatants => Demand::Combatants,
            Meaning::By => return self.next = NamedAs::Actor,
            Meaning::Against => return self.next = NamedAs::Target,
            Meaning::Known => return self.asked.published = true,
            Meaning::Or | Meaning::And => return self.joined = Some(meaning),
            Meaning::Says => {
                // "SOHR says": the name was before it.
                let before = self
                    .asked
                    .parts
                    .last_mut()
                    .filter(|part| part.at.end == self.ended);
                match before.map(|part| &mut part.demand) {
                    Some(Demand::Names(_, named)) => *named = NamedAs::Speaker,
                    _ => self.next = NamedAs::Speaker,
                }
                return;
            }
            Meaning::Violence => Demand::Violence(lexicon.violence.clone()),
            Meaning::Kinds(any_of) => match lexicon.kinds_holding(any_of) {
                kinds if kinds.is_empty() => Demand::Words,
                kinds => Demand::Kinds(kinds, true),
            },
            Meaning::Measure(measure) if lexicon.measures.iter().any(|m| m == measure) => {
                Demand::Measure(measure.to_owned())
            }
            Meaning::Measure(_) => Demand::Words,
            Meaning::Modality(told) => Demand::Modality(told.to_vec()),
            Meaning::Contradicted => Demand::Contradicted,
            Meaning::OnlyNamed => Demand::OnlyNamed,
            Meaning::Unstated => Demand::Unstated,
        };
        let is_attack = self.is_attack(&demand);
        self.put(demand, at);
        if who && is_attack {
            self.next = NamedAs::Target;
        }
    }

    /// True for what one side does to another.
    fn is_attack(&self, demand: &Demand) -> bool {
        match demand {
            Demand::Violence(_) => true,
            Demand::Kinds(kinds, _) => kinds
                .iter()
                .all(|kind| self.lexicon.violence.contains(kind) && kind != "clash"),
            _ => false,
        }
    }

    fn put(&mut self, demand: Demand, at: Range<usize>) {
        let words = self.text.get(at.clone()).unwrap_or_default().to_owned();
        self.put_as(demand, at, words);
    }

    fn put_as(&mut self, mut demand: Demand, at: Range<usize>, words: String) {
        // "Did Turkey attack": who is asked of acted, and who is named after that was hit.
        let asks_of = self.asks_of.take();
        let names_target = asks_of.is_some() && self.is_attack(&demand);
        if let (Demand::Violence(_) | Demand::Kinds(..), Some(part)) = (&demand, asks_of)
            && let Some(Demand::Names(_, named)) = self.asked.parts.get_mut(part).map(|p| &mut p.demand)
        {
            *named = NamedAs::Actor;
        }
        // "Russian strikes", "rebel shelling": whose they are.
        let is_noun = ["s", "ing", "ment", "ive"].iter().any(|end| words.ends_with(end));
        if is_noun
            && self.is_attack(&demand)
            && let Some(part) = self.asked.parts.last_mut()
            && let Demand::Names(_, named @ NamedAs::Any) = &mut part.demand
            && self
                .text
                .get(part.at.end..at.start)
                .is_some_and(|gap| gap.trim().is_empty())
        {
            *named = NamedAs::Actor;
        }
        // "غارات روسية", "قصف المعارضة": in Arabic whose they are stands after.
        if let Some(part) = self.asked.parts.last()
            && self.is_attack(&part.demand)
            && part.words.contains(is_arabic)
            && !PASSIVE.iter().any(|passive| part.words.contains(passive))
            && self
                .text
                .get(part.at.end..at.start)
                .is_some_and(|gap| gap.trim_matches([' ', 'ا', 'ل']).is_empty())
            && let Demand::Names(names, named @ NamedAs::Any) = &mut demand
            && !names.iter().any(|name| name.starts_with("civilian"))
        {
            *named = NamedAs::Actor;
        }
        let is_asked_of = std::mem::take(&mut self.did) && matches!(demand, Demand::Names(_, NamedAs::Any));
        self.asks_of = is_asked_of.then_some(self.asked.parts.len());
        if let Demand::Names(names, _) = &mut demand {
            names.dedup();
        }
        self.ended = at.end;
        let joined = self.joined.take();
        self.next = if names_target {
            NamedAs::Target
        } else {
            NamedAs::Any
        };
        self.who = false;
        let before = self.asked.parts.last().map(|part| &part.demand);
        let or = match (before, &demand) {
            (Some(Demand::Places(_)), Demand::Places(_)) => joined.is_some(),
            (Some(Demand::Names(..)), Demand::Names(..)) => joined == Some(Meaning::Or),
            // An event has one kind.
            (Some(Demand::Kinds(..)), Demand::Kinds(..))
            | (Some(Demand::Modality(_)), Demand::Modality(_)) => true,
            _ => false,
        };
        // Who "broke the ceasefire" did not agree to it: of two words for kinds beside each other the narrower one counts.
        if let (None, Demand::Kinds(kinds, _), Some(Demand::Kinds(before, _))) =
            (joined, &demand, self.asked.parts.last().map(|part| &part.demand))
            && kinds.len() != before.len()
        {
            let holds = |all: &[String], some: &[String]| some.iter().all(|kind| all.contains(kind));
            if holds(kinds, before) {
                return;
            }
            if holds(before, kinds) {
                self.asked.parts.pop();
            }
        }
        // What is told of one measure twice asks no more than once.
        if self
            .asked
            .parts
            .iter()
            .any(|part| part.demand == demand && demand != Demand::Words)
            && !(or && matches!(demand, Demand::Kinds(_, true)))
        {
            return;
        }
        self.asked.parts.push(Part {
            demand,
            words,
            at,
            or,
        });
    }

    /// What is left of the words before: places that are nearly so called, else numbers, else words.
    fn rest(&mut self) {
        let left = std::mem::take(&mut self.left);
        let mut at = 0;
        while at < left.len() {
            let near = (at + 1..=left.len()).rev().find_map(|end| {
                let typed = self.text.get(left[at].1.start..left[end - 1].1.end)?;
                if end == at + 1 && (self.reader.is_in_text)(&left[at].0) {
                    return None;
                }
                let places = (self.reader.places)(typed, Called::Nearly);
                (!places.is_empty()).then_some((places, end))
            });
            if let Some((places, end)) = near {
                self.put(Demand::Places(places), left[at].1.start..left[end - 1].1.end);
                at = end;
                continue;
            }
            let (word, range) = &left[at];
            let mut end = at + 1;
            let mut digits = word.clone();
            // "110,393" is one number.
            while is_number(&digits)
                && end < left.len()
                && left[end].0.len() == 3
                && is_number(&left[end].0)
                && self
                    .text
                    .get(left[end - 1].1.end..left[end].1.start)
                    .is_some_and(|gap| gap == ",")
            {
                digits.push_str(&left[end].0);
                end += 1;
            }
            let range = range.start..left[end - 1].1.end;
            if let Some(n) = SMALL_NUMBERS.iter().position(|name| name == word) {
                self.put(Demand::Number(n as f64 + 2.0), range);
                at = end;
                continue;
            }
            match digits.parse::<f64>() {
                Ok(n) if is_number(&digits) => self.put(Demand::Number(n), range),
                _ => self.put(Demand::Words, range),
            }
            at = end;
        }
    }

    /// "Only Enab Baladi", "Enab Baladi alone": what no other publisher tells.
    fn ask_alone(&mut self) {
        const BETWEEN: [&str; 6] = ["", "by", "in", "from", "the", "by the"];
        let Some((only, anywhere)) = self.only.take() else {
            return;
        };
        let (lexicon, text) = (self.lexicon, self.text);
        for part in &mut self.asked.parts {
            let gap = if part.at.start >= only.end {
                only.end..part.at.start
            } else {
                part.at.end..only.start
            };
            let is_beside = anywhere || text.get(gap).is_some_and(|gap| BETWEEN.contains(&gap.trim()));
            if let Demand::Names(names, named) = &mut part.demand
                && is_beside
                && names.iter().any(|name| lexicon.publishers.contains(name))
            {
                names.retain(|name| lexicon.publishers.contains(name));
                *named = NamedAs::Alone;
            }
        }
    }

    /// "Was the offer accepted", "Who refused the proposal": what was proposed, and how it was answered.
    fn ask_outcome(&mut self) {
        let is_answer = |part: &Part| {
            part.demand == Demand::Answered || (part.demand == Demand::Words && part.words == "reject")
        };
        let is_offer = |part: &Part| part.demand == Demand::Modality(vec![Modality::Proposed]);
        if self.asked.parts.iter().any(is_answer)
            && let Some(at) = self.asked.parts.iter().position(is_offer)
        {
            self.asked.parts[at].demand = Demand::Outcome;
            self.asked.parts.retain(|part| !is_answer(part));
        }
    }

    fn finish(mut self) -> Asked {
        self.rest();
        self.ask_alone();
        self.ask_outcome();
        // Who fights is asked for where it is asked how many; elsewhere it makes the sentence.
        if !self.asked.has(|demand| matches!(demand, Demand::Measure(_))) {
            self.asked.parts.retain(|part| part.demand != Demand::Combatants);
        }
        self.asked
    }
}

/// Words after which who is named was hit.
const PASSIVE: [&str; 2] = ["استهداف", "تعرض"];

fn is_arabic(c: char) -> bool {
    ('ء'..='ي').contains(&c)
}

/// Where the name stands in "Idlib city", "the city of Idlib", "مدينة إدلب".
fn town(words: &[(String, Range<usize>)]) -> Option<Range<usize>> {
    const TOWN: [&str; 6] = ["city", "town", "village", "مدينه", "بلده", "قريه"];
    let is_town = |word: &(String, Range<usize>)| TOWN.contains(&word.0.as_str());
    let (first, last) = (words.first()?, words.last()?);
    let rest = if is_town(last) {
        &words[..words.len() - 1]
    } else if is_town(first) {
        let of = words.get(1).is_some_and(|word| word.0 == "of");
        &words[1 + usize::from(of)..]
    } else {
        return None;
    };
    Some(rest.first()?.1.start..rest.last()?.1.end)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests;

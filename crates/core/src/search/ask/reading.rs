//! [`Reading`]: a search while it is read, word by word.

use super::lexicon::{Lexicon, key};
use super::words::Meaning;
use super::{Asked, Called, Demand, Doubted, NamedAs, Part, Reader};
use crate::search::words::{bare, is_article};
use std::ops::Range;

mod whole;

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

/// A search while it is read.
pub(super) struct Reading<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    reader: &'a Reader<'a>,
    asked: Asked,
    /// Words that nothing has taken yet.
    pub(super) left: Vec<(String, Range<usize>)>,
    /// What the next name is.
    next: NamedAs,
    /// The words just before were "or", "and".
    pub(super) joined: Option<Meaning>,
    /// "Did" stands before what follows; and the name that follows it, by its place among the parts.
    did: bool,
    asks_of: Option<usize>,
    /// "Who" stands just before.
    who: bool,
    /// The part just before ended here: nothing but spaces since.
    ended: usize,
    /// Where "only" stands, and whether it means the publisher wherever that is named.
    only: Option<(Range<usize>, bool)>,
    /// What is asked to be certain.
    of: Option<Doubted>,
    /// Where whoever acted is asked for.
    attacker: Option<Range<usize>>,
    /// What has been said somewhere, and means something to the whole.
    heard: Vec<Meaning>,
    /// Where "not" stands, and whether it means the publisher before it.
    not: Option<(usize, bool)>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, text: &'a str, reader: &'a Reader<'a>) -> Reading<'a> {
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
            of: None,
            attacker: None,
            heard: Vec::new(),
            not: None,
        }
    }

    /// Takes some words as one thing, if they are one.
    pub(super) fn take(&mut self, words: &[(String, Range<usize>)]) -> bool {
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
        let is_side = self.next != NamedAs::Any && !lexicon.names_for(&key).is_empty();
        if let Some(meaning) = lexicon
            .meaning(&phrase)
            .filter(|m| *m == Meaning::Nothing || kinds.is_empty())
            .filter(|m| !(is_side && matches!(m, Meaning::Measure(_))))
        {
            self.rest();
            self.mean(meaning, at);
            return true;
        }
        if is_article(&phrase) {
            return false;
        }
        // "Captain Mararti" is Mararti.
        let follows = self.text.get(at.end..).map(str::trim_start);
        let is_named = follows.is_some_and(|rest| rest.starts_with(char::is_uppercase));
        if is_named && TITLES.contains(&phrase.as_str()) {
            self.rest();
            return true;
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
    pub(super) fn is_of_name(&self, (word, at): &(String, Range<usize>)) -> bool {
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
                self.heard.push(meaning);
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
            Meaning::Name(word) => match lexicon.names_for(&key(word)) {
                names if names.is_empty() => return self.put_as(Demand::Words, at, word.to_owned()),
                names => Demand::Names(names, self.next),
            },
            Meaning::Certain(is) => Demand::Certain(Doubted::All, is),
            Meaning::Of(what) => {
                self.ended = usize::MAX;
                self.of = Some(what);
                return;
            }
            Meaning::Unheeded => {
                self.ended = usize::MAX;
                self.asked.unheeded = self.text.get(at).map(str::to_owned);
                return;
            }
            Meaning::Place => {
                self.ended = usize::MAX;
                self.heard.push(meaning);
                return;
            }
            Meaning::Several(publishers) => Demand::Several(publishers),
            Meaning::Most(measure) => {
                self.asked.most_of = Some(measure);
                return self.mean(Meaning::Measure(measure), at);
            }
            Meaning::Attacker => {
                self.attacker = Some(at);
                return;
            }
            Meaning::Unnamed | Meaning::Both => {
                self.heard.push(meaning);
                return;
            }
            Meaning::NoActor => Demand::NoActor,
            Meaning::Inferred => Demand::Inferred,
            Meaning::Not(before) => {
                self.ended = usize::MAX;
                self.not = Some((at.start, before));
                self.asked.unheeded = self.text.get(at).map(str::to_owned);
                return;
            }
            Meaning::Lost | Meaning::LostTo => {
                self.ask_loser(meaning == Meaning::Lost);
                let next = if meaning == Meaning::Lost {
                    NamedAs::Target
                } else {
                    NamedAs::Actor
                };
                self.put(Demand::Kinds(lexicon.kinds_holding(CAPTURE), false), at);
                self.next = next;
                return;
            }
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
    pub(super) fn rest(&mut self) {
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

    pub(super) fn finish(mut self) -> Asked {
        self.rest();
        self.ask_alone();
        self.ask_outcome();
        self.ask_doubt();
        self.ask_publishers();
        // Who fights is asked for where it is asked how many; elsewhere it makes the sentence.
        if !self.asked.has(|demand| matches!(demand, Demand::Measure(_))) {
            self.asked.parts.retain(|part| part.demand != Demand::Combatants);
        }
        self.asked
    }
}

/// What stands before somebody's name.
const TITLES: [&str; 9] = [
    "captain",
    "president",
    "minister",
    "general",
    "commander",
    "spokesman",
    "mr",
    "dr",
    "envoy",
];
/// Words of kinds of which ground changes hands.
const CAPTURE: &[&[&str]] = &[&["capture"], &["territory"]];
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

//! [`Reading`]: a search while it is read, word by word.

use super::lexicon::{Lexicon, key};
use super::words::Meaning;
use super::{Asked, Called, Demand, Doubted, NamedAs, Part, Reader};
use crate::search::words::{bare, is_article};
use std::ops::Range;

mod left;
mod own;
mod whole;

use left::town;

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
    /// "Was", "were" stand before what follows: who is named and the act after it, it was hit.
    was: bool,
    /// Where "besides" stands, and the name after it is not yet read.
    besides: Option<Range<usize>>,
    /// Where "nobody" stands.
    nobody: Option<Range<usize>>,
    /// Where "fewer than" stands.
    than: Option<Range<usize>>,
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
            was: false,
            besides: None,
            nobody: None,
            than: None,
        }
    }

    /// Takes a word as what another was meant to be, if that asks for something.
    pub(super) fn take_meaning(&mut self, (word, at): &(String, Range<usize>)) -> bool {
        let Some(meaning) = self.lexicon.meaning(bare(word)) else {
            return false;
        };
        self.rest();
        if meaning == Meaning::Thing {
            self.put_as(Demand::Words, at.clone(), word.clone());
        } else {
            self.mean(meaning, at.clone());
        }
        true
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
        // "الطيران الروسي": the article is none of the name.
        if let (true, [(word, _)]) = (names.is_empty() && typed.contains(is_arabic), words) {
            names = lexicon.names_for(bare(word));
        }
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
                const WAS: [&str; 6] = ["was", "were", "been", "is", "are", "being"];
                let word = self.text.get(at.clone()).unwrap_or_default();
                self.was |= WAS.iter().any(|was| word.eq_ignore_ascii_case(was));
                self.ended = usize::MAX;
                return;
            }
            Meaning::Anyone => {
                self.ended = usize::MAX;
                self.who = true;
                self.of = Some(Doubted::Actors);
                return;
            }
            Meaning::Besides => {
                self.ended = usize::MAX;
                self.besides = Some(at);
                return;
            }
            Meaning::Nobody => {
                self.ended = usize::MAX;
                self.nobody = Some(at);
                return;
            }
            Meaning::Than => {
                self.ended = usize::MAX;
                self.than = Some(at);
                return;
            }
            Meaning::InOrder(order) => {
                self.ended = usize::MAX;
                self.asked.order = Some(order);
                return;
            }
            Meaning::LostMen => {
                self.ask_loser(true);
                self.mean(Meaning::Measure("killed"), at.clone());
                Demand::Combatants(false)
            }
            Meaning::Sources => match lexicon.names_for("source") {
                names if names.is_empty() => return,
                names => Demand::Names(names, NamedAs::Speaker),
            },
            Meaning::Counted(group) => match lexicon.counted_as(group) {
                whos if whos.is_empty() => Demand::Words,
                whos => Demand::Counted(whos),
            },
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
            Meaning::Place | Meaning::Why => {
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
            Meaning::Combatants(soldiers) => Demand::Combatants(soldiers),
            Meaning::By => return self.next = NamedAs::Actor,
            Meaning::Against => return self.next = NamedAs::Target,
            Meaning::Known => return self.asked.published = true,
            Meaning::Or | Meaning::And => return self.joined = Some(meaning),
            Meaning::Says | Meaning::Claims => {
                if meaning == Meaning::Claims {
                    self.heard.push(meaning);
                }
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
                self.asks_of = None;
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
            Meaning::Measure(_) | Meaning::Thing => Demand::Words,
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
        let mut names_target = asks_of.is_some() && self.is_attack(&demand);
        self.ask_doer(&demand, &words, asks_of);
        names_target |= self.ask_side(&demand, &words, &at);
        if let Some(besides) = self.besides.take() {
            match &mut demand {
                Demand::Names(_, named) => *named = NamedAs::Besides,
                Demand::Places(_) => {
                    let whole = self.text.get(besides.start..at.end);
                    self.asked.unheeded = whole.map(str::to_owned);
                    return;
                }
                _ => self.asked.unheeded = self.text.get(besides).map(str::to_owned),
            }
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
        // What is told of an agreement in the other word is told of it, too.
        if let (None, Demand::Kinds(kinds, _), Some(Demand::Kinds(before, _))) = (
            joined,
            &mut demand,
            self.asked.parts.last_mut().map(|part| &mut part.demand),
        ) && kinds.len() != before.len()
        {
            let holds = |all: &[String], some: &[String]| some.iter().all(|kind| all.contains(kind));
            let is_truce = |kinds: &[String]| kinds.iter().any(|kind| kind.contains("agreement"));
            if holds(kinds, before) && is_truce(before) {
                kinds.clone_from(before);
            } else if holds(kinds, before) {
                return;
            } else if holds(before, kinds) && is_truce(kinds) {
                before.clone_from(kinds);
            } else if holds(before, kinds) {
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
            is_loose: false,
        });
    }

    pub(super) fn finish(mut self) -> Asked {
        self.rest();
        self.ask_counted();
        self.ask_own();
        self.ask_nobody();
        self.ask_why();
        self.ask_alone();
        self.ask_outcome();
        self.ask_doubt();
        self.ask_publishers();
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

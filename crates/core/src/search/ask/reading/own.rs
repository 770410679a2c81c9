//! Who acted, who was hit and who is counted, by where they stand to the word for what was done.

use super::Reading;
use super::{Demand, NamedAs, Part, is_arabic};
use crate::event::Modality;
use crate::search::ask::words::Meaning;
use std::ops::Range;

/// Words for what is done to people, by who does it: "did they kill anyone".
const DONE: [&str; 11] = [
    "kill",
    "kills",
    "killing",
    "injure",
    "injures",
    "wound",
    "wounds",
    "hurt",
    "displace",
    "displaces",
    "murder",
];
/// Words of who speaks for its own act: "Russia said it bombed".
const OWN: [&str; 8] = ["it", "they", "he", "she", "its", "their", "having", "itself"];

/// Words with which one is held against another.
const COMPARED: [&str; 14] = [
    "more",
    "fewer",
    "less",
    "most",
    "than",
    "compare",
    "compared",
    "difference",
    "versus",
    "vs",
    "اكثر",
    "اقل",
    "قارن",
    "مقارنه",
];

impl Reading<'_> {
    /// "Did Turkey attack": who is asked of acted, and who is named after that was hit. Who is asked what it denies says
    /// so.
    pub(super) fn ask_doer(&mut self, demand: &Demand, words: &str, asks_of: Option<usize>) {
        let is_done = |words: &str| DONE.iter().any(|done| words.eq_ignore_ascii_case(done));
        let named = match demand {
            Demand::Violence(_) | Demand::Kinds(..) => NamedAs::Actor,
            Demand::Measure(_) if is_done(words) => NamedAs::Actor,
            Demand::Modality(told) if *told == [Modality::Denied] => NamedAs::Speaker,
            _ => return,
        };
        if let Some(Demand::Names(_, as_what @ NamedAs::Any)) = asks_of
            .and_then(|part| self.asked.parts.get_mut(part))
            .map(|part| &mut part.demand)
        {
            *as_what = named;
        }
    }

    /// "Russian strikes", "rebels shelled", "were rebels shelled": whose the act is whose name stands just before it, or
    /// who was hit. True if who is named next was.
    pub(super) fn ask_side(&mut self, demand: &Demand, words: &str, at: &Range<usize>) -> bool {
        if !self.is_attack(demand) || words.contains(is_arabic) {
            return false;
        }
        let (was, text) = (self.was, self.text);
        let is_noun = ["s", "ing", "ment", "ive"].iter().any(|end| words.ends_with(end));
        let is_past =
            words.ends_with("ed") || matches!(words, "hit" | "struck" | "took" | "overran" | "retook");
        let Some(part) = self.asked.parts.last_mut() else {
            return false;
        };
        let gap = text.get(part.at.end..at.start).unwrap_or("-").trim();
        let Demand::Names(_, named @ NamedAs::Any) = &mut part.demand else {
            return false;
        };
        if gap.is_empty() && is_noun {
            *named = NamedAs::Actor;
        } else if matches!(gap, "" | "have" | "has" | "had") && is_past && !was {
            *named = NamedAs::Actor;
            return true;
        } else if matches!(gap, "" | "ever" | "also" | "been") && is_past && was {
            *named = NamedAs::Target;
        }
        false
    }

    /// "Asayesh fighters killed", "how many women were injured": whom the figures count. Where nothing is counted it is a
    /// word like others.
    pub(super) fn ask_counted(&mut self) {
        const MANY: [&str; 5] = ["how many", "number of", "how much", "كم", "عدد"];
        let text = self.text.to_lowercase();
        let asked = &mut self.asked;
        crate::search::words::words_of(self.text, |word, _| {
            asked.asks.comparison |= COMPARED.contains(&word);
        });
        self.asked.asks.number = MANY.iter().any(|many| text.contains(many));
        let is_measure = |part: &Part| matches!(&part.demand, Demand::Measure(of) if of != "munitions" && of != "places_hit");
        let counts = self.asked.parts.iter().any(is_measure);
        let lexicon = self.lexicon;
        let whole = self.text;
        let parts = &mut self.asked.parts;
        if !counts {
            // Who fights only makes the sentence.
            parts.retain(|part| !matches!(part.demand, Demand::Combatants(_)));
            for part in parts.iter_mut() {
                if let Demand::Counted(whos) = &part.demand {
                    part.words = whos.first().cloned().unwrap_or_default();
                    part.demand = Demand::Words;
                }
            }
            return;
        }
        let is_civil = |names: &[String]| {
            names
                .iter()
                .all(|name| name.to_lowercase().starts_with("civilian"))
        };
        let fighting = parts
            .iter()
            .position(|part| matches!(part.demand, Demand::Combatants(_)));
        // "Soldiers that the government lost": the side is named somewhere in the sentence.
        let is_side = |part: &Part| {
            let before = whole
                .get(..part.at.start)
                .unwrap_or_default()
                .trim_end()
                .to_lowercase();
            let is_many = MANY.iter().any(|many| before.ends_with(many));
            match &part.demand {
                Demand::Names(names, NamedAs::Any | NamedAs::Target) => {
                    !is_civil(names) && (fighting.is_some() || is_many)
                }
                _ => false,
            }
        };
        if let Some(at) = parts.iter().position(is_side) {
            if let Demand::Names(names, _) = &parts[at].demand {
                parts[at].demand = Demand::Counted(lexicon.counted_of(names));
            }
            if let Some(fighting) = fighting {
                let (first, last) = (at.min(fighting), at.max(fighting));
                let (from, to) = (parts[first].at.start, parts[last].at.end);
                if last == first + 1 {
                    parts[at].at = from..to;
                    whole
                        .get(from..to)
                        .unwrap_or_default()
                        .clone_into(&mut parts[at].words);
                }
                parts.remove(fighting);
            }
        } else if let Some(at) = fighting
            && let Demand::Combatants(soldiers) = parts[at].demand
        {
            parts[at].demand = Demand::Counted(lexicon.fighters(soldiers));
        }
    }

    /// "Russia admitted bombing", "Russia said it bombed": who says so acted, too. Through whom a state speaks, it speaks.
    pub(super) fn ask_own(&mut self) {
        let lexicon = self.lexicon;
        let parts = &mut self.asked.parts;
        for part in parts.iter_mut() {
            if let Demand::Names(names, NamedAs::Speaker) = &mut part.demand {
                let more: Vec<String> = names
                    .iter()
                    .flat_map(|name| lexicon.ministries_of(name))
                    .cloned()
                    .collect();
                for name in more {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
        }
        let is_act = |part: &Part| matches!(part.demand, Demand::Violence(_) | Demand::Kinds(..));
        let Some(act) = parts.iter().rposition(is_act) else {
            return;
        };
        let speaker = parts
            .iter()
            .position(|part| matches!(part.demand, Demand::Names(_, NamedAs::Speaker)));
        let Some(speaker) = speaker else { return };
        let has_actor = parts
            .iter()
            .any(|part| matches!(part.demand, Demand::Names(_, NamedAs::Actor)));
        let between = self
            .text
            .get(parts[speaker].at.end..parts[act].at.start)
            .unwrap_or_default();
        let speaks_of_own = between.split_whitespace().any(|word| OWN.contains(&word));
        let Demand::Names(names, _) = &parts[speaker].demand else {
            return;
        };
        let acts = names.iter().any(|name| lexicon.actors.contains(name));
        if acts && !has_actor && (speaks_of_own || self.heard.contains(&Meaning::Claims)) {
            let part = Part {
                demand: Demand::Names(names.clone(), NamedAs::Actor),
                or: false,
                ..parts[speaker].clone()
            };
            parts.push(part);
        }
    }

    /// "Which towns did nobody attack", "places never bombed": those that are only named. Elsewhere it is said that it
    /// was not followed.
    pub(super) fn ask_nobody(&mut self) {
        let never = self.asked.unheeded.as_deref();
        let is_never = never.is_some_and(|words| {
            let words = words.to_lowercase();
            matches!(
                words.trim(),
                "never"
                    | "no"
                    | "none"
                    | "not"
                    | "لم"
                    | "لا"
                    | "ليس"
                    | "has not"
                    | "did not"
                    | "hasn't"
                    | "didn't"
            )
        });
        let asks_for_places = self.heard.contains(&Meaning::Place);
        let is_attack =
            |part: &Part| matches!(part.demand, Demand::Violence(_)) || self.is_attack(&part.demand);
        let has_place = self.asked.places().next().is_some();
        let attack = self.asked.parts.iter().position(is_attack);
        if (is_never || self.nobody.is_some())
            && asks_for_places
            && !has_place
            && let Some(at) = attack
        {
            self.asked.parts[at].demand = Demand::OnlyNamed;
            self.asked.unheeded = None;
            self.nobody = None;
            self.not = None;
            return;
        }
        let counts = self.asked.has(|demand| matches!(demand, Demand::Measure(_)));
        if let Some(nobody) = self.nobody.take().filter(|_| !counts) {
            self.asked.unheeded = self.text.get(nobody).map(str::to_owned);
        }
    }

    /// "Why did Russia bomb, according to": what is said of it is asked for, rather than what was done.
    pub(super) fn ask_why(&mut self) {
        let says = |part: &Part| matches!(part.demand, Demand::Names(_, NamedAs::Speaker));
        if !self.heard.contains(&Meaning::Why) || !self.asked.parts.iter().any(says) {
            return;
        }
        for part in &mut self.asked.parts {
            match &mut part.demand {
                Demand::Names(_, named @ NamedAs::Actor) => *named = NamedAs::Any,
                Demand::Violence(_) | Demand::Kinds(..) => part.is_loose = true,
                _ => {}
            }
        }
    }
}

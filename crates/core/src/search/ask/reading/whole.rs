//! What a search asks for as a whole, once all its words are read.

use super::{NamedAs, Reading};
use crate::event::Modality;
use crate::search::ask::words::Meaning;
use crate::search::ask::{Demand, Doubted, Part};

impl Reading<'_> {
    /// "Only Enab Baladi", "Enab Baladi alone": what no other publisher tells.
    pub(super) fn ask_alone(&mut self) {
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
    pub(super) fn ask_outcome(&mut self) {
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

    /// "Did the army lose a village": from whom ground was taken is the name that is asked of, or the one just before.
    pub(super) fn ask_loser(&mut self, is_before: bool) {
        let asked_of = self.asks_of.take();
        let just_before = self.asked.parts.len().checked_sub(1);
        let just_before = just_before.filter(|&at| self.asked.parts[at].at.end == self.ended);
        if let Some(at) = asked_of.or(just_before.filter(|_| is_before))
            && let Some(Demand::Names(_, named @ NamedAs::Any)) =
                self.asked.parts.get_mut(at).map(|part| &mut part.demand)
        {
            *named = NamedAs::Target;
        }
    }

    /// "Which dates are unsure", "Which attacks have no named attacker": what it is that is not certain.
    pub(super) fn ask_doubt(&mut self) {
        if let Some(what) = self.of {
            for part in &mut self.asked.parts {
                if let Demand::Certain(of @ Doubted::All, _) = &mut part.demand {
                    *of = what;
                }
            }
        }
        let is_act = |part: &Part| matches!(part.demand, Demand::Violence(_) | Demand::Kinds(..));
        let asks_for_places = self.heard.contains(&Meaning::Place) && !self.asked.parts.iter().any(is_act);
        for part in self.asked.parts.iter_mut().filter(|_| asks_for_places) {
            if let Demand::Certain(of @ Doubted::All, _) = &mut part.demand {
                *of = Doubted::Places;
            }
        }
        let parts = &mut self.asked.parts;
        let has = |parts: &[Part], is: &dyn Fn(&Demand) -> bool| parts.iter().any(|part| is(&part.demand));
        let is_act = |demand: &Demand| matches!(demand, Demand::Violence(_) | Demand::Kinds(..));
        let asks_who = self.attacker.is_some() || self.heard.contains(&Meaning::Who) && has(parts, &is_act);
        if let (true, Some(at)) = (
            self.attacker.is_some(),
            parts.iter().position(|part| part.demand == Demand::Unstated),
        ) {
            parts.remove(at);
            self.heard.push(Meaning::Unnamed);
        }
        for part in parts.iter_mut() {
            if self.attacker.is_some()
                && let Demand::Certain(of @ Doubted::All, _) = &mut part.demand
            {
                *of = Doubted::Actors;
            }
        }
        let is_unnamed = self.heard.contains(&Meaning::Unnamed);
        let at = self.attacker.clone().unwrap_or(0..0);
        let mut put = |demand: Demand| {
            let words = self.text.get(at.clone()).unwrap_or_default().to_owned();
            parts.push(Part {
                demand,
                words,
                at: at.clone(),
                or: false,
                is_loose: false,
            });
        };
        if asks_who && is_unnamed {
            put(Demand::NoActor);
        }
        let asks_for_acts = self.attacker.is_some()
            || has(&self.asked.parts, &|demand| {
                matches!(demand, Demand::NoActor | Demand::Inferred)
            });
        if asks_for_acts && !has(&self.asked.parts, &is_act) {
            let demand = Demand::Violence(self.lexicon.violence.clone());
            self.asked.parts.push(Part {
                demand,
                words: String::new(),
                at: at.clone(),
                or: false,
                is_loose: false,
            });
        }
    }

    /// "What do A and B both report", "What does A report that B does not": two publishers beside each other.
    pub(super) fn ask_publishers(&mut self) {
        let publishers = &self.lexicon.publishers;
        let is_publisher = |part: &Part| match &part.demand {
            Demand::Names(names, NamedAs::Any | NamedAs::Speaker) => {
                names.iter().any(|name| publishers.contains(name))
            }
            _ => false,
        };
        let parts = &self.asked.parts;
        let at: Vec<usize> = (0..parts.len()).filter(|&at| is_publisher(&parts[at])).collect();
        let [first, second] = at[..] else { return };
        let names = |at: usize| match &parts[at].demand {
            Demand::Names(names, _) => {
                let names = names.iter().filter(|name| publishers.contains(name));
                names.cloned().collect::<Vec<String>>()
            }
            _ => Vec::new(),
        };
        let (a, b) = (names(first), names(second));
        // Whom the "not" means: the first, or the second.
        let denied = self
            .not
            .map(|(at, is_before)| is_before && at < parts[second].at.start);
        let whole = parts[first].at.start..parts[second].at.end;
        let words = self.text.get(whole.clone()).unwrap_or_default().to_owned();
        let demand = match denied {
            Some(true) => Demand::Tied(b, a, false),
            Some(false) => Demand::Tied(a, b, false),
            None if self.heard.contains(&Meaning::Both) => Demand::Tied(a, b, true),
            // "What did A and B report": either.
            None => {
                let between = self.text.get(parts[first].at.end..parts[second].at.start);
                let is_joined = between.is_some_and(|between| {
                    let joint = self.lexicon.meaning(between.trim());
                    matches!(joint, Some(Meaning::And | Meaning::Or))
                });
                if is_joined && second == first + 1 {
                    self.asked.parts[second].or = true;
                }
                return;
            }
        };
        if denied.is_some() {
            self.asked.unheeded = None;
        }
        self.asked.parts.remove(second);
        self.asked.parts[first] = Part {
            demand,
            words,
            at: whole,
            or: false,
            is_loose: false,
        };
    }
}

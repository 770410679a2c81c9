//! How a reply says that a search was read.

use super::Narrator;
use crate::messages::{DateStyle, fill};
use crate::search::{Asked, Demand, NamedAs, Part};
use crate::time::TimeWindow;

impl Narrator<'_> {
    /// How a search was read: `None` where it is nothing but words. Dates that it asks for are told where those shown
    /// lie in them: others may have been chosen since, or come with a link.
    pub fn read_as(&self, asked: &Asked, window: TimeWindow) -> Option<String> {
        let text = self.messages.answer;
        let mut parts: Vec<String> = Vec::new();
        for part in &asked.parts {
            let words = self.demand_words(&part.demand, &part.words);
            match parts.last_mut().filter(|_| part.or) {
                // "Agree to a ceasefire" asks for the same kinds twice, by two words.
                Some(before) if *before == words => {}
                Some(before) => *before = fill(text.any_of, &[("a", before), ("b", &words)]),
                None => parts.push(words),
            }
        }
        let is_shown = |days: &TimeWindow| days.first() <= window.first() && window.end() <= days.end();
        let dates = asked.dates.as_ref().map(|(_, days)| days);
        let dates = dates.filter(|days| asked.published || is_shown(days));
        if let Some(days) = dates {
            parts.push(if asked.published {
                fill(
                    text.published_by,
                    &[("date", &self.formats.date(days.last(), DateStyle::Long))],
                )
            } else {
                self.dates_words(*days)
            });
        }
        if let Some(from) = asked.from_event.as_ref().filter(|from| from.events.len() == 1) {
            parts.extend(self.dated_from(from));
        }
        if asked.wants_sum {
            parts.push(self.messages.doubt.panel_figures.to_owned());
        }
        let is_plain = dates.is_none() && !asked.wants_sum && !asked.has(|d| *d != Demand::Words);
        (!is_plain).then(|| fill(text.read_as, &[("parts", &parts.join(self.apart()))]))
    }

    /// A part of a search, as it was read.
    pub fn part_words(&self, part: &Part) -> String {
        self.demand_words(&part.demand, &part.words)
    }

    fn demand_words(&self, demand: &Demand, words: &str) -> String {
        let text = self.messages.answer;
        let lang = self.messages.lang;
        let manifest = &self.dataset.manifest;
        let names = |names: &[String]| {
            let mut shown: Vec<String> = Vec::new();
            // Who speaks for a name is found by it, and not told here.
            let is_short = |name: &&String| !name.contains(" (");
            let some_are_short = names.iter().any(|name| is_short(&name));
            for name in names.iter().filter(|name| !some_are_short || is_short(name)) {
                let name = manifest.name(name, lang).to_owned();
                if !shown.contains(&name) {
                    shown.push(name);
                }
            }
            self.one_of(&shown)
        };
        match demand {
            Demand::Places(ids) => {
                let known = ids
                    .iter()
                    .filter_map(|id| (self.place_name)(id))
                    .collect::<Vec<_>>();
                names(&known)
            }
            Demand::Names(all, named) => {
                let pattern = match named {
                    NamedAs::Any => "{name}",
                    NamedAs::Actor => text.acting,
                    NamedAs::Target => text.hit,
                    NamedAs::Speaker => text.speaking,
                    NamedAs::Alone => text.alone,
                    NamedAs::Besides => text.not_by,
                };
                fill(pattern, &[("name", &names(all))])
            }
            Demand::Kinds(kinds, _) => {
                let kinds: Vec<String> = kinds.iter().map(|kind| manifest.kind_name(kind, lang)).collect();
                self.one_of(&kinds)
            }
            Demand::Violence(_) => text.violence.to_owned(),
            Demand::Measure(measure) => {
                let known = self.messages.doubt.measure(measure);
                known.map_or_else(|| measure.replace('_', " "), str::to_owned)
            }
            Demand::Modality(told) => {
                let told: Vec<String> = told
                    .iter()
                    .map(|m| self.messages.reports.modality(*m).to_owned())
                    .collect();
                self.one_of(&told)
            }
            Demand::Contradicted => text.contradicted.to_owned(),
            Demand::OnlyNamed => text.only_named.to_owned(),
            Demand::Unstated => text.unstated.to_owned(),
            Demand::Certain(what, is) => self.doubted_words(*what, *is).to_owned(),
            Demand::NoActor => text.by_unstated.to_owned(),
            Demand::Several(false) => text.several_say.to_owned(),
            Demand::Several(true) => text.several_publish.to_owned(),
            Demand::Inferred => text.inferred.to_owned(),
            Demand::Tied(these, those, is) => fill(
                if *is { text.tied } else { text.apart },
                &[("a", &names(these)), ("b", &names(those))],
            ),
            Demand::Answered => text.answered.to_owned(),
            Demand::Outcome => text.outcome.to_owned(),
            Demand::Number(n) => self.formats.number(*n),
            Demand::Words
            | Demand::Weekday(_)
            | Demand::Relative
            | Demand::Combatants(_)
            | Demand::Counted(_) => {
                format!("“{words}”")
            }
        }
    }

    /// "a or b or c".
    pub(super) fn one_of(&self, all: &[String]) -> String {
        let either = self.messages.answer.any_of;
        let mut words = String::new();
        for one in all {
            words = if words.is_empty() {
                one.clone()
            } else {
                fill(either, &[("a", &words), ("b", one)])
            };
        }
        words
    }
}

//! Words that nothing is known of, and that lead to nothing: they are left out of a question, and that is said.

use super::ask::{Asked, Demand};
use super::words::words_of;
use super::{Finder, Searched};
use crate::time::Membership;

/// Fewest words of a question; fewer are words that are looked for.
const MIN_WORDS: usize = 3;

impl Finder {
    /// A question without the words that no event has together with the rest. "Nothing is reported" may follow from what
    /// was understood, never from a word that was not.
    pub(super) fn leave_out(&self, data: Searched<'_>, text: &str, mut asked: Asked) -> Asked {
        let mut words = 0;
        words_of(text, |_, _| words += 1);
        if words < MIN_WORDS || data.texts.get().is_none() {
            return asked;
        }
        let mut at = asked.parts.len();
        while at > 0 {
            at -= 1;
            let is_unknown = asked.parts.get(at).is_some_and(|part| {
                let alone = Asked {
                    parts: vec![part.clone()],
                    ..Asked::default()
                };
                part.is_loose && part.demand == Demand::Words && !self.finds(data, &alone)
            });
            if is_unknown {
                leave(&mut asked, at);
            }
        }
        if !asked.parts.iter().any(is_optional(&asked)) || self.finds(data, &asked) {
            return asked;
        }
        let optional = |asked: &Asked| -> Vec<usize> {
            let is = is_optional(asked);
            (0..asked.parts.len())
                .rev()
                .filter(|&at| is(&asked.parts[at]))
                .collect()
        };
        for at in optional(&asked) {
            let mut tried = asked.clone();
            if leave(&mut tried, at) && self.finds(data, &tried) {
                return tried;
            }
        }
        let mut fewer = asked.clone();
        for at in optional(&asked) {
            leave(&mut fewer, at);
        }
        if self.finds(data, &fewer) {
            return fewer;
        }
        // Nothing meets even what was understood.
        for at in (0..asked.parts.len()).rev() {
            if asked.parts[at].is_loose {
                leave(&mut asked, at);
            }
        }
        asked
    }

    /// True if something meets it, in its dates.
    fn finds(&self, data: Searched<'_>, asked: &Asked) -> bool {
        let rows = self.rows(data, asked, None);
        let days = asked
            .dates
            .as_ref()
            .filter(|_| !asked.published)
            .map(|(_, days)| *days);
        (0..data.table.rows()).any(|row| {
            rows.contains(row)
                && days.is_none_or(|days| super::finder::may_fall(data.table, row, days) != Membership::Out)
        })
    }
}

/// What may be left out: words that nothing is known of; and where somebody expects or rules out something, what it is.
fn is_optional(asked: &Asked) -> impl Fn(&super::ask::Part) -> bool + use<> {
    let says = asked.has(|demand| matches!(demand, Demand::Names(..)));
    let is_told = says && asked.has(|demand| matches!(demand, Demand::Modality(_)));
    move |part| {
        let is_act = matches!(part.demand, Demand::Kinds(..) | Demand::Violence(_));
        part.is_loose || (is_told && is_act)
    }
}

/// Leaves out a part, if anything is left.
fn leave(asked: &mut Asked, at: usize) -> bool {
    let is_soft = |demand: &Demand| matches!(demand, Demand::Measure(_) | Demand::Unstated);
    let mut others = asked.parts.iter().enumerate().filter(|(other, _)| *other != at);
    let is_left = others.any(|(_, part)| !is_soft(&part.demand));
    if !is_left && asked.dates.is_none() && asked.parts.len() < 2 && !asked.wants_sum {
        return false;
    }
    let part = asked.parts.remove(at);
    asked.left_out.insert(0, part.words.trim().to_owned());
    true
}

//! [`Names`]: the names that a file is not to tell, found in any text.

use super::reveal::is_person;
use super::{Choices, Detail};
use crate::dataset::Dataset;
use crate::gazetteer::{Gazetteer, PlaceKind};

/// The least letters of a word of a person's name that is looked for by itself.
const LEAST_LETTERS: usize = 4;

/// Names as they are looked for: lower case, words with one space between them, sorted, none that begins with another.
///
/// Those of parties may go on ("Russia" is told by "Russian"); those of places end with a space, as else a village is
/// told by any longer word.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// The names of what is left out of a data set's events, but for those that a part that is kept tells as its own.
    pub(super) fn hidden(dataset: &Dataset, gazetteer: &Gazetteer, choices: &Choices) -> Names {
        let (mut hidden, mut kept) = (Vec::new(), Vec::new());
        if !choices.hides_names() {
            return Names::default();
        }
        let side = |detail| !choices.keeps(detail);
        let mut put = |is_hidden: bool, name: String| {
            if name.trim().chars().count() > 1 {
                if is_hidden { &mut hidden } else { &mut kept }.push(name);
            }
        };
        if choices.keeps(Detail::Reports) {
            for report in &dataset.reports {
                named(&report.publisher, &mut |name| put(false, name));
            }
        }
        for event in &dataset.events {
            for party in event.actors.iter().chain(&event.targets) {
                for name in [Some(&party.name), party.as_written.as_ref()]
                    .into_iter()
                    .flatten()
                {
                    named(name, &mut |name| put(side(Detail::Parties), name));
                }
            }
            let of_figures = event.figures.iter().flat_map(|figure| &figure.said_by);
            for name in event.said_by.iter().flatten().chain(of_figures) {
                named(name, &mut |name| put(side(Detail::Speakers), name));
            }
            let of_figures = event.figures.iter().filter_map(|figure| figure.place.as_deref());
            let ids = event
                .places
                .iter()
                .filter_map(|place| place.place.as_deref())
                .chain(of_figures);
            // A country's name would take away whoever is named after it, and tells no place.
            let is_country = |id: &str| {
                let view = gazetteer.by_id(id);
                view.is_some_and(|view| view.kind() == PlaceKind::Country)
            };
            for view in ids
                .filter(|id| !is_country(id))
                .filter_map(|id| gazetteer.by_id(id))
            {
                let around = [view.name_ar(), view.admin1(), view.admin2(), Some(view.id())];
                let around = around.into_iter().flatten();
                for name in view.names().chain([view.name()]).chain(around) {
                    put(side(Detail::Places), folded(name));
                }
            }
            for place in &event.places {
                if !place.place.as_deref().is_some_and(is_country) {
                    put(side(Detail::Places), folded(&place.toponym));
                }
            }
        }
        let arabic = dataset.manifest.names_ar.iter();
        crate::sort::ascending(&mut hidden);
        let of_hidden = arabic.filter(|(name, _)| hidden.binary_search(&whole(name)).is_ok());
        let of_hidden: Vec<String> = of_hidden.map(|(_, arabic)| whole(arabic)).collect();
        hidden.extend(of_hidden);
        for name in &mut kept {
            name.truncate(name.trim_end().len());
        }
        crate::sort::ascending(&mut kept);
        hidden.retain(|name| {
            kept.binary_search_by(|known| known.as_str().cmp(name.trim_end()))
                .is_err()
        });
        if !choices.keeps(Detail::Reports) {
            // Publishers are named as sources, too: that would tell of them all the same.
            for report in &dataset.reports {
                named(&report.publisher, &mut |name| hidden.push(name));
            }
            hidden.retain(|name| name.chars().count() > 1);
        }
        crate::sort::ascending(&mut hidden);
        hidden.dedup_by(|name, before| name.starts_with(before.as_str()));
        Names(hidden)
    }

    /// True if a text names one of them. O(letters × log names).
    pub(super) fn tells(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let text = folded(text);
        let mut before = ' ';
        text.char_indices().any(|(at, c)| {
            // Arabic writes "and" and "in" together with what follows.
            let begins = !before.is_ascii_alphanumeric() && c != ' ';
            before = c;
            let rest = &text[at..];
            // As no name begins with another, only the last of those before the text can be its beginning.
            let last = self.0.partition_point(|name| name.as_str() <= rest);
            begins && last > 0 && rest.starts_with(&self.0[last - 1])
        })
    }

    /// A list of sentences and clauses without those that name one of them.
    pub(super) fn untold(&self, text: &str) -> String {
        if !self.tells(text) {
            return text.to_owned();
        }
        let sentences = text.split(". ").filter_map(|sentence| {
            let clauses: Vec<&str> = sentence
                .split(", ")
                .filter(|clause| !self.tells(clause))
                .collect();
            (!clauses.is_empty()).then(|| clauses.join(", "))
        });
        sentences.collect::<Vec<_>>().join(". ")
    }
}

/// Lower case, with one space for all between two words and at the end.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 1);
    for c in text.to_lowercase().chars() {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

/// A name that may go on as another word.
fn whole(name: &str) -> String {
    folded(name).trim_end().to_owned()
}

/// A name as it is looked for, and its parts: who in brackets, and each word of a person's.
fn named(name: &str, put: &mut dyn FnMut(String)) {
    put(whole(name));
    let Some((who, body)) = name.split_once(" (") else {
        return;
    };
    put(whole(who));
    put(whole(body));
    if is_person(name) {
        let words = who
            .split([' ', '-'])
            .filter(|word| word.chars().count() >= LEAST_LETTERS);
        for word in words {
            put(whole(word));
        }
    }
}

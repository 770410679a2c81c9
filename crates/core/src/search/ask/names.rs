//! What a [`Lexicon`] knows of names beside the names: who is counted, who acts, what a slip of the keys meant.

use super::lexicon::{Lexicon, key};
use crate::event::Status;
use crate::search::places::slips;

/// Whom a figure counts, as the data calls them.
#[derive(Debug, Clone)]
pub(super) struct Who {
    /// As the figure has it.
    pub name: String,
    /// They fight.
    pub fights: bool,
    /// What the text calls them besides: "Kurdish" before "Asayesh".
    pub also: Option<String>,
}

/// Fewest letters of a word in which a slip is looked for.
const MIN_LETTERS: usize = 6;

impl Lexicon {
    /// Whom a figure counts, and the text in which it stands.
    pub fn who(&mut self, name: &str, status: Status, text: &str) {
        let before = text.split(name).next().filter(|before| before.len() < text.len());
        let before = before.and_then(|before| before.split_whitespace().next_back());
        let also = before
            .filter(|word| word.starts_with(char::is_uppercase))
            .map(key);
        let known = self.whos.iter_mut().find(|who| who.name == name);
        match known {
            Some(who) => {
                who.fights |= status == Status::Combatant;
                who.also = who.also.take().or(also);
            }
            None => self.whos.push(Who {
                name: name.to_owned(),
                fights: status == Status::Combatant,
                also,
            }),
        }
    }

    /// Somebody of the data who is said to have acted.
    pub fn actor(&mut self, name: &str) {
        self.actors.push(name.to_owned());
    }

    /// The ministries of a state: "Russia" speaks through the "Russian Ministry of Defence".
    pub(super) fn ministries_of(&self, state: &str) -> impl Iterator<Item = &String> {
        let name = state.to_lowercase();
        let most = name.chars().count().saturating_sub(2).max(4);
        let stem: String = name.chars().take(most).collect();
        let is_state = !name.contains(' ') && name.chars().count() >= 4;
        let theirs = self.ministries.iter();
        let theirs = theirs.filter(move |(whose, _)| is_state && whose.starts_with(&stem));
        theirs.map(|(_, ministry)| ministry)
    }

    /// Those whom figures count and who are so called: "children".
    pub(super) fn counted_as(&self, group: &str) -> Vec<String> {
        let group = key(group);
        let same = self.whos.iter().filter(|who| key(&who.name) == group);
        same.map(|who| who.name.clone()).collect()
    }

    /// Those whom figures count and who fight; soldiers are those of forces and armies, where the data has such.
    pub(super) fn fighters(&self, soldiers: bool) -> Vec<String> {
        const BODIES: [&str; 4] = ["force", "army", "soldier", "troop"];
        let fighting = || self.whos.iter().filter(|who| who.fights);
        let is_body = |who: &&Who| {
            let words = key(&who.name);
            BODIES
                .iter()
                .any(|body| words.split(' ').any(|word| word == *body))
        };
        let some: Vec<String> = fighting()
            .filter(|who| soldiers && is_body(who))
            .map(|who| who.name.clone())
            .collect();
        if some.is_empty() {
            fighting().map(|who| who.name.clone()).collect()
        } else {
            some
        }
    }

    /// Those whom figures count and who are on the side of these names.
    pub(super) fn counted_of(&self, names: &[String]) -> Vec<String> {
        let is_theirs = |who: &&Who| {
            let own = key(&who.name);
            names.iter().any(|name| {
                let name = key(name);
                name == own
                    || name.ends_with(&format!(" {own}"))
                    || who
                        .also
                        .as_ref()
                        .is_some_and(|also| name == *also || name.starts_with(&format!("{also} ")))
            }) || self.names_for(&own).iter().any(|name| names.contains(name))
        };
        let theirs = self.whos.iter().filter(is_theirs);
        theirs.map(|who| who.name.clone()).collect()
    }

    /// The word of a question that a word with a slip was meant to be.
    pub(super) fn meant(&self, word: &str) -> Option<&str> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < MIN_LETTERS || !word.is_ascii() {
            return None;
        }
        let forms = self.phrases.iter().map(|(form, _)| form.as_str());
        let mut alike = forms.filter(|form| {
            form.is_ascii()
                && form.len() >= MIN_LETTERS
                && !form.contains(' ')
                && form.chars().next() == letters.first().copied()
        });
        alike.find(|form| slips(&letters, form, 1).is_some())
    }
}

//! [`Index`]: which rows hold which words.

use super::words::{bare, begins, wanted, words_of};
use crate::gazetteer::{fold, sound_key};
use crate::query::RowSet;
use crate::table::{Dictionary, Interner};

/// Fewest sounds by which a name is known.
const MIN_SOUNDS: usize = 3;

/// Lists by number, one after another.
#[derive(Debug, Clone, Default)]
struct Lists {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    /// From pairs of (list, value), in any order of lists: O(pairs + lists).
    fn of(pairs: &[(u32, u32)], lists: usize) -> Lists {
        let mut starts = vec![0u32; lists + 1];
        for &(list, _) in pairs {
            starts[list as usize + 1] += 1;
        }
        for list in 0..lists {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut values = vec![0; pairs.len()];
        for &(list, value) in pairs {
            let at = &mut next[list as usize];
            values[*at as usize] = value;
            *at += 1;
        }
        Lists { starts, values }
    }

    fn get(&self, list: u32) -> &[u32] {
        let at = |i: usize| self.starts.get(i).map_or(0, |&n| n as usize);
        self.values
            .get(at(list as usize)..at(list as usize + 1))
            .unwrap_or_default()
    }
}

/// Collects the texts of rows. Texts that many rows share are taken in once.
#[derive(Debug, Default)]
pub struct Builder {
    tokens: Interner,
    shared: Interner,
    /// Text of each shared key.
    text_of_shared: Vec<u32>,
    texts: u32,
    /// (token, text) and (text, row).
    words: Vec<(u32, u32)>,
    rows: Vec<(u32, u32)>,
    /// Tokens that stand in names.
    names: Vec<u32>,
}

impl Builder {
    /// A text of one row.
    pub fn own(&mut self, row: u32, text: &str) {
        let number = self.new_text();
        self.read(number, text, false);
        self.rows.push((number, row));
    }

    /// Names that rows share, such as all names of a place, under a key. They are asked for once.
    pub fn shared(&mut self, row: u32, key: &str, names: impl FnOnce(&mut dyn FnMut(&str))) {
        let (code, is_new) = self.shared.intern(key.as_bytes());
        if is_new {
            let number = self.new_text();
            self.text_of_shared.push(number);
            names(&mut |name| self.read(number, name, true));
        }
        if let Some(&text) = self.text_of_shared.get(code as usize) {
            self.rows.push((text, row));
        }
    }

    fn new_text(&mut self) -> u32 {
        self.texts += 1;
        self.texts - 1
    }

    fn read(&mut self, number: u32, text: &str, is_name: bool) {
        words_of(text, |word, _| {
            let (token, is_new) = self.tokens.intern(word.as_bytes());
            self.words.push((token, number));
            if is_name && is_new {
                self.names.push(token);
            }
        });
    }

    /// The index. O(words).
    pub fn finish(mut self) -> Index {
        // A word that repeats in a text follows itself nowhere near often enough to sort for.
        self.words.dedup();
        let tokens = self.tokens.into_dictionary();
        let keys = self.names.iter().map(|&token| {
            let name = tokens.get(token);
            let sounds = sound_key(name).filter(|key| key.len() >= MIN_SOUNDS);
            (token, fold(name), sounds)
        });
        let keys = keys.collect();
        Index {
            rows_of_text: Lists::of(&self.rows, self.texts as usize),
            texts_of_token: Lists::of(&self.words, tokens.len()),
            keys,
            tokens,
        }
    }
}

/// Finds rows by their words.
#[derive(Debug, Clone, Default)]
pub struct Index {
    tokens: Dictionary,
    /// Of the words of names: the token, its key and its sounds.
    keys: Vec<(u32, Option<String>, Option<Vec<u8>>)>,
    texts_of_token: Lists,
    rows_of_text: Lists,
}

impl Index {
    /// The rows, of a table of `rows`, that hold every word of a query, each as the beginning of a word, and names
    /// also by how they sound; and the rows of `places`, which the query names as a whole. `None` for no words.
    pub fn find(&self, query: &str, rows: u32, and_also: &[u32]) -> Option<RowSet> {
        let wanted = wanted(query);
        if wanted.is_empty() {
            return None;
        }
        let words = rows as usize / 64 + 1;
        let mut found: Option<Vec<u64>> = None;
        for word in &wanted {
            let mut holds = vec![0u64; words];
            for token in self.tokens_for(word) {
                for &text in self.texts_of_token.get(token) {
                    for &row in self.rows_of_text.get(text) {
                        if let Some(bits) = holds.get_mut(row as usize / 64) {
                            *bits |= 1 << (row % 64);
                        }
                    }
                }
            }
            if let Some(found) = &mut found {
                found.iter_mut().zip(&holds).for_each(|(all, own)| *all &= own);
            } else {
                found = Some(holds);
            }
        }
        let mut found = found.unwrap_or_default();
        for &row in and_also {
            if let Some(bits) = found.get_mut(row as usize / 64) {
                *bits |= 1 << (row % 64);
            }
        }
        Some(RowSet::from_fn(rows, |row| {
            found
                .get(row as usize / 64)
                .is_some_and(|bits| bits & (1 << (row % 64)) != 0)
        }))
    }

    /// True if a word stands somewhere, just so.
    pub fn has(&self, word: &str) -> bool {
        self.tokens.iter().any(|token| token == word)
    }

    /// The tokens that a word of a query asks for.
    fn tokens_for(&self, word: &str) -> Vec<u32> {
        let mut tokens: Vec<u32> = (0u32..)
            .zip(self.tokens.iter())
            .filter(|(_, token)| begins(token, word))
            .map(|(code, _)| code)
            .collect();
        if tokens.is_empty()
            && let Some(stem) = stem(word)
        {
            let stemmed = (0u32..)
                .zip(self.tokens.iter())
                .filter(|(_, token)| token.starts_with(stem));
            tokens.extend(stemmed.map(|(code, _)| code));
        }
        let key = fold(bare(word));
        let sounds = sound_key(word).filter(|key| key.len() >= MIN_SOUNDS);
        for (token, own_key, own_sounds) in &self.keys {
            let is_same = (key.is_some() && key == *own_key) || (sounds.is_some() && sounds == *own_sounds);
            if is_same && !tokens.contains(token) {
                tokens.push(*token);
            }
        }
        tokens
    }
}

/// An English word without its ending: "tested" is looked for as "test" where it stands nowhere.
fn stem(word: &str) -> Option<&str> {
    let endings = ["ing", "ed", "es", "er", "ly", "s"];
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending))?;
    (stem.len() >= 4 && stem.is_ascii()).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let mut builder = Builder::default();
        for (row, place, text) in [
            (0u32, 0usize, "A hospital was destroyed by a barrel bomb"),
            (1, 1, "Raids on the town; raids again"),
            (2, 1, "Talks about a ceasefire"),
        ] {
            builder.own(row, text);
            let places: [&[&str]; 2] = [&["Hass", "حاس"], &["Khan Shaykhun", "خان شيخون"]];
            builder.shared(row, ["hass", "khan"][place], |put| {
                places[place].iter().for_each(|n| put(n));
            });
        }
        builder.finish()
    }

    fn rows(query: &str) -> Option<Vec<u32>> {
        let found = index().find(query, 3, &[])?;
        Some((0..3).filter(|&row| found.contains(row)).collect())
    }

    #[test]
    fn words_names_and_spellings_are_found() {
        assert_eq!(rows("hosp"), Some(vec![0]));
        assert_eq!(rows("Khan Sheikhoun"), Some(vec![1, 2]));
        assert_eq!(rows("خان شيخون"), Some(vec![1, 2]));
        assert_eq!(rows("khan raids"), Some(vec![1]));
        assert_eq!(rows("الحاس"), Some(vec![0]));
        assert_eq!(rows("khan hospital"), Some(vec![]));
        assert_eq!(rows("the"), Some(vec![1]));
        assert_eq!(rows(" - "), None);
        let found = index().find("nowhere", 3, &[2, 70]).unwrap_or_default();
        assert!(found.contains(2) && !found.contains(0) && !found.contains(70));
    }
}

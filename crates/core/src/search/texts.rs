//! [`Texts`]: which records hold which words, small enough for a million of them.

use super::words::{bare, beginning_of, begins, words_of};
use crate::gazetteer::{fold, sound_key};
use crate::read::NamedText;
use crate::table::{Columns, Dictionary, Interner};
use std::ops::Range;

/// Fewest sounds by which a name is known.
pub(super) const MIN_SOUNDS: usize = 3;
/// In place of a hash: not a name, or a name without one.
const NO_NAME: u32 = 0;
const NO_HASH: u32 = 1;

/// Which words of a text are names, and so found by how they sound, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// All: it is a name.
    All,
    /// Those with a capital, and those of scripts without: it is a name of words.
    Capitalised,
    /// Those with a capital inside a sentence.
    Capitals,
    /// None.
    No,
}

/// The records of a word: numbers of seven bits at a time, each what lies between two records.
#[derive(Debug, Default)]
struct List {
    bytes: Vec<u8>,
    /// The least record that is not in it and not before one that is.
    next: u32,
}

/// Collects the words of texts, record by record.
#[derive(Debug, Default)]
pub struct TextsBuilder {
    tokens: Interner,
    lists: Vec<List>,
    /// Of each token, what its spelling and its sounds come to, if it is a name.
    spelling: Vec<u32>,
    sounds: Vec<u32>,
    records: u32,
}

impl TextsBuilder {
    /// Takes in a text of a record, which must not be before that of the last text.
    pub fn text(&mut self, record: u32, text: &str, names: Names) {
        self.records = self.records.max(record + 1);
        words_of(text, |word, at| {
            let (token, is_new) = self.tokens.intern(word.as_bytes());
            let token = token as usize;
            if is_new {
                self.lists.push(List::default());
                self.spelling.push(NO_NAME);
                self.sounds.push(NO_NAME);
            }
            let list = &mut self.lists[token];
            if record >= list.next {
                put_number(&mut list.bytes, record - list.next);
                list.next = record + 1;
            }
            let is_name = || match names {
                Names::All => true,
                Names::No => false,
                Names::Capitalised => first_char(text, at.start).is_some_and(|c| !c.is_lowercase()),
                Names::Capitals => is_capital_inside(text, at.start),
            };
            let is_name = || is_name() && !is_adjective(word);
            if self.spelling[token] == NO_NAME && is_name() {
                self.spelling[token] = fold(word).map_or(NO_HASH, |key| hash(key.as_bytes()));
                self.sounds[token] = sounds_of(word);
            }
        });
    }

    /// Takes in the fields of a row of a file: those that are in words.
    pub fn row(&mut self, record: u32, fields: &[NamedText]) {
        for (name, value) in fields {
            if name != "geometry" && is_in_words(value) {
                self.text(record, value, Names::Capitals);
            }
        }
    }

    /// The texts. O(words, sorted).
    pub fn finish(self) -> Texts {
        let unsorted = self.tokens.into_dictionary();
        let mut order: Vec<u32> = (0..unsorted.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| unsorted.get(a).cmp(unsorted.get(b)));
        let mut lists = self.lists;
        let mut texts = Texts {
            records: self.records,
            ..Texts::default()
        };
        let mut tokens = Vec::with_capacity(order.len());
        for &token in &order {
            tokens.push(unsorted.get(token));
            texts.spelling.push(self.spelling[token as usize]);
            texts.sounds.push(self.sounds[token as usize]);
            let list = std::mem::take(&mut lists[token as usize]).bytes;
            if list.len() < texts.bitmap_len() {
                texts.postings.extend_from_slice(&list);
            } else {
                // A word that stands in most records.
                let begins = texts.postings.len();
                texts.postings.resize(begins + texts.bitmap_len(), 0);
                each_number(&list, |record| {
                    texts.postings[begins + record as usize / 8] |= 1 << (record % 8);
                });
            }
            texts.ends.push(texts.postings.len() as u32);
        }
        texts.tokens = Dictionary::of(tokens);
        texts
    }
}

/// Finds records by their words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Texts {
    /// In order.
    tokens: Dictionary,
    spelling: Vec<u32>,
    sounds: Vec<u32>,
    /// Where the records of each token end in `postings`: as in [`List`], or bits if that is shorter.
    ends: Vec<u32>,
    postings: Vec<u8>,
    records: u32,
}

impl Texts {
    /// How many records there are.
    pub fn records(&self) -> u32 {
        self.records
    }

    /// Bytes held.
    pub fn byte_len(&self) -> usize {
        self.tokens.byte_len() + self.postings.len() + (self.ends.len() * 3) * 4
    }

    /// True if a word of Arabic script stands somewhere.
    pub fn has_arabic(&self) -> bool {
        self.tokens
            .get(self.first_from("ء"))
            .starts_with(|c| ('ء'..='ي').contains(&c))
    }

    /// True if a word stands somewhere, just so.
    pub fn has(&self, word: &str) -> bool {
        self.tokens.get(self.first_from(word)) == word && !word.is_empty()
    }

    /// The tokens that a word of a query is the beginning of.
    pub(super) fn beginning(&self, word: &str, into: &mut Vec<u32>) {
        let (start, bare) = (beginning_of(word), bare(word));
        if word.bytes().all(|b| b.is_ascii_digit()) {
            let token = self.first_from(start);
            into.extend(self.has(start).then_some(token));
            return;
        }
        // One letter begins tens of thousands of words: none of them is looked at.
        let own = self.starting(start);
        into.extend(own.clone());
        for start in [bare, &format!("ال{bare}")] {
            let others = self.starting(start).filter(|token| !own.contains(token));
            into.extend(others.filter(|&token| begins(self.tokens.get(token), word)));
        }
        if bare != start || into.len() > own.len() {
            into.sort_unstable();
            into.dedup();
        }
    }

    /// The tokens that begin with a stem.
    pub(super) fn stemmed(&self, stem: &str, into: &mut Vec<u32>) {
        into.extend(self.starting(stem));
    }

    /// The names that are spelled or sound like a word, besides the tokens that are there, in order, already.
    pub(super) fn sounding(&self, word: &str, into: &mut Vec<u32>) {
        let spelling = fold(bare(word)).map_or(NO_HASH, |key| hash(key.as_bytes()));
        let sounds = sounds_of(word);
        let there = into.len();
        for (token, (own_spelling, own_sounds)) in (0u32..).zip(self.spelling.iter().zip(&self.sounds)) {
            let is_same = (*own_spelling == spelling && spelling != NO_HASH)
                || (*own_sounds == sounds && sounds != NO_HASH && is_alike(self.tokens.get(token), word));
            if is_same && into[..there].binary_search(&token).is_err() {
                into.push(token);
            }
        }
    }

    /// Calls back with each record of a token.
    pub(super) fn each(&self, token: u32, mut record: impl FnMut(u32)) {
        let end = |at: u32| self.ends.get(at as usize).map_or(0, |&end| end as usize);
        let begins = token.checked_sub(1).map_or(0, end);
        let list = self.postings.get(begins..end(token)).unwrap_or_default();
        if list.len() < self.bitmap_len() {
            each_number(list, record);
            return;
        }
        for (at, byte) in (0u32..).zip(list) {
            let mut left = *byte;
            while left != 0 {
                record(at * 8 + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }

    fn bitmap_len(&self) -> usize {
        self.records as usize / 8 + 1
    }

    /// The first token that is not before a word: O(log tokens).
    fn first_from(&self, word: &str) -> u32 {
        self.first_not(&|token| token < word)
    }

    /// The first token that is not before some point: O(log tokens).
    fn first_not(&self, is_before: &dyn Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.tokens.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_before(self.tokens.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The tokens that begin with some letters: they stand together.
    fn starting(&self, start: &str) -> Range<u32> {
        let end = self.first_not(&|token| token < start || token.starts_with(start));
        self.first_from(start)..end
    }

    /// As flat buffers, to travel between threads.
    pub fn into_columns(self) -> Columns {
        let mut columns = Columns::default();
        columns.put_strings("tokens", self.tokens);
        columns.put("spelling", self.spelling);
        columns.put("sounds", self.sounds);
        columns.put("ends", self.ends);
        columns.put("postings", self.postings);
        columns.put("records", vec![self.records]);
        columns
    }

    /// From [`Texts::into_columns`]; `None` if a buffer is missing or does not fit the others.
    pub fn from_columns(mut columns: Columns) -> Option<Texts> {
        let texts = Texts {
            tokens: columns.take_strings("tokens").ok()?,
            spelling: columns.take("spelling").ok()?,
            sounds: columns.take("sounds").ok()?,
            ends: columns.take("ends").ok()?,
            postings: columns.take("postings").ok()?,
            records: *columns.take("records").ok()?.first()?,
        };
        let words = texts.tokens.len();
        let is_whole = [&texts.spelling, &texts.sounds, &texts.ends]
            .iter()
            .all(|list| list.len() == words);
        let is_rising = texts.ends.is_sorted()
            && texts.ends.last().map_or(0, |&end| end as usize) == texts.postings.len();
        (is_whole && is_rising).then_some(texts)
    }
}

fn put_number(bytes: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        bytes.push(n as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
}

/// Calls back with each record of a [`List`].
fn each_number(bytes: &[u8], mut record: impl FnMut(u32)) {
    let (mut next, mut n, mut shift) = (0u32, 0u32, 0);
    for &byte in bytes {
        n |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            let at = next.wrapping_add(n);
            record(at);
            next = at.wrapping_add(1);
            (n, shift) = (0, 0);
        } else if shift > 28 {
            return;
        }
    }
}

/// FNV-1a, never one of the two that mean something else.
fn hash(bytes: &[u8]) -> u32 {
    let mixed = bytes.iter().fold(0x811c_9dc5_u32, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    mixed.max(NO_HASH + 1)
}

/// Letters of a name in which no more than one may be another.
const SHORT: usize = 6;
/// Sounds that are enough where a name is in another script.
const SURE_SOUNDS: usize = 4;

/// True if a name that sounds like a word may be meant by it: "Moscow" has the consonants of "mosque". In the same
/// script at most two letters of five are others; in another there must be more sounds.
pub(super) fn is_alike(name: &str, word: &str) -> bool {
    let (name, word): (Vec<char>, Vec<char>) = (bare(name).chars().collect(), bare(word).chars().collect());
    if name.iter().all(char::is_ascii) != word.iter().all(char::is_ascii) {
        let word: String = word.into_iter().collect();
        return sound_key(&word).is_some_and(|sounds| sounds.len() >= SURE_SOUNDS);
    }
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (i, a) in name.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, b) in word.iter().enumerate() {
            let changed = before + usize::from(a != b);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    // Of a short name little is left: "sarin" is not "Syrien".
    let longest = name.len().max(word.len());
    let most = if longest <= SHORT { 1 } else { longest * 2 / 5 };
    row[word.len()] <= most
}

fn sounds_of(word: &str) -> u32 {
    let sounds = sound_key(word).filter(|key| key.len() >= MIN_SOUNDS);
    sounds.map_or(NO_HASH, |key| hash(&key))
}

/// True if a word begins with a capital, and no sentence does there.
pub(super) fn is_capital_inside(text: &str, at: usize) -> bool {
    let is_capital = first_char(text, at);
    let before = text.get(..at).unwrap_or_default();
    let before = before.trim_end().chars().next_back();
    is_capital.is_some_and(char::is_uppercase)
        && before.is_some_and(|c| !matches!(c, '.' | '!' | '?' | ':' | '"' | '“' | '”' | '؟'))
}

fn first_char(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// "Syrian" has a capital, is in nearly every text, and sounds like "sarin".
fn is_adjective(word: &str) -> bool {
    word.is_ascii()
        && ["ian", "ians", "ish", "ese"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// True for what is written, not counted: it has letters, and is no address.
fn is_in_words(value: &str) -> bool {
    let value = value.trim();
    value.chars().any(char::is_alphabetic) && !value.starts_with("http://") && !value.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(texts: &Texts, word: &str) -> Vec<u32> {
        let word = crate::search::words::wanted(word).remove(0);
        let mut tokens = Vec::new();
        texts.beginning(&word, &mut tokens);
        texts.sounding(&word, &mut tokens);
        let mut found = Vec::new();
        for token in tokens {
            texts.each(token, |record| found.push(record));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    #[test]
    fn beginnings_articles_and_sounds_are_found() {
        let mut builder = TextsBuilder::default();
        builder.text(0, "Shells fell on Khan Shaykhun", Names::Capitals);
        builder.text(3, "قصف المعرة", Names::No);
        builder.row(
            9,
            &[
                ("lat".into(), "35.44".into()),
                ("url".into(), "https://example.org/shells".into()),
                ("notes".into(), "a shell, 12 of them".into()),
            ],
        );
        let texts = builder.finish();
        assert_eq!(records(&texts, "shell"), [0, 9]);
        assert_eq!(records(&texts, "shells"), [0, 9]);
        assert_eq!(records(&texts, "sheikhoun"), [0]);
        assert_eq!(records(&texts, "معرة"), [3]);
        assert_eq!(records(&texts, "12"), [9]);
        assert_eq!(records(&texts, "44"), [] as [u32; 0]);
        assert_eq!(records(&texts, "example"), [] as [u32; 0]);
        assert!(texts.has("fell") && !texts.has("fel") && !texts.has(""));
    }

    #[test]
    fn what_sounds_alike_must_look_alike() {
        for (name, word) in [
            ("shaykhun", "sheikhoun"),
            ("shughur", "shaghour"),
            ("سراقب", "saraqib"),
            ("mahardah", "mhardeh"),
        ] {
            assert!(is_alike(name, word), "{name} {word}");
        }
        for (name, word) in [
            ("moscow", "mosque"),
            ("syrien", "sarin"),
            ("daryan", "drone"),
            ("دريان", "drone"),
        ] {
            assert!(!is_alike(name, word), "{name} {word}");
        }
    }

    proptest! {
        #[test]
        fn every_word_is_found_where_it_stands(
            rows in proptest::collection::vec(proptest::collection::vec("[abc]{1,2}", 0..4), 0..80)
        ) {
            let mut builder = TextsBuilder::default();
            for (record, words) in (0u32..).zip(&rows) {
                builder.text(record * 3, &words.join(" "), Names::No);
            }
            let texts = builder.finish();
            let texts = Texts::from_columns(texts.clone().into_columns()).filter(|t| *t == texts);
            let texts = texts.expect("travels whole");
            for wanted in ["a", "b", "ca", "bb"] {
                let holds = |words: &Vec<String>| words.iter().any(|word| word.starts_with(wanted));
                let expected: Vec<u32> = (0u32..).zip(&rows).filter(|(_, w)| holds(w)).map(|(n, _)| n * 3).collect();
                prop_assert_eq!(records(&texts, wanted), expected);
            }
        }

        #[test]
        fn words_are_found_as_they_are_marked(words in proptest::collection::vec("[سال1s]{1,4}|shell[s]?", 1..30), wanted in "[سال1s]{1,3}|shells?") {
            let mut builder = TextsBuilder::default();
            for (record, word) in (0u32..).zip(&words) {
                builder.text(record, word, Names::No);
            }
            let mut tokens = Vec::new();
            let texts = builder.finish();
            texts.beginning(&wanted, &mut tokens);
            let found: Vec<&str> = tokens.iter().map(|token| texts.tokens.get(*token)).collect();
            let all = (0..texts.tokens.len() as u32).map(|token| texts.tokens.get(token));
            let expected: Vec<&str> = all.filter(|text| begins(text, &wanted)).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn bytes_that_are_no_list_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            each_number(&bytes, |_| ());
        }
    }
}

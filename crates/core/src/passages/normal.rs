//! [`Normal`]: a text as it is compared, with a way back to where it stands.

use super::turns::turn;
use super::{dates, numbers};
use crate::gazetteer::{fold, sound_key};
use crate::search::words_of;
use crate::table::Interner;
use std::ops::Range;
use std::rc::Rc;

/// Fewest sounds by which a word of a name is known.
const MIN_SOUNDS: usize = 3;
/// Bytes that are read in a turn.
const A_TURN: usize = 16_384;

/// A word of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower-case base letters.
    pub plain: Rc<str>,
    /// The key under which spellings meet.
    pub key: Rc<str>,
    /// Where it stands, in scalars of the normal form.
    pub at: Range<u32>,
    /// A date, or a number, may begin with it.
    pub may_date: bool,
    pub may_count: bool,
    /// It is written as names are.
    may_be_name: bool,
    /// Its place among different words.
    code: u32,
}

/// A word of the text that others are the same as, and what is known of it once.
#[derive(Debug, Clone)]
struct Different {
    plain: Rc<str>,
    key: Rc<str>,
    may_date: bool,
    may_count: bool,
}

/// A text with white space brought to single blanks and without what nobody sees, word by word.
#[derive(Debug, Clone, Default)]
pub(super) struct Normal {
    /// Bytes of the text from and to which each scalar stands.
    bytes: Vec<(u32, u32)>,
    chars: Vec<char>,
    /// True for a scalar that begins a line.
    begins_line: Vec<bool>,
    pub words: Vec<Word>,
    /// (key, different word), sorted.
    keys: Vec<(Rc<str>, u32)>,
    /// (sounds, different word) of words that may be names, sorted.
    sounds: Vec<(Vec<u8>, u32)>,
    /// The words that are the same, one different word after another, and where those of each end.
    same: Vec<u32>,
    ends: Vec<u32>,
}

impl Normal {
    /// O(text), in turns.
    pub(super) async fn new(text: &str) -> Normal {
        let mut normal = Normal::default();
        let (mut plain, mut is_line, mut is_blank) = (String::with_capacity(text.len()), true, false);
        let mut pause = A_TURN;
        for (at, c) in text.char_indices() {
            if at >= pause {
                pause = at + A_TURN;
                turn().await;
            }
            if c.is_whitespace() {
                is_line |= matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
                is_blank = true;
                continue;
            }
            if matches!(c, '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}') {
                continue;
            }
            let bytes = (at as u32, (at + c.len_utf8()) as u32);
            if is_blank && !normal.chars.is_empty() {
                // A blank belongs to the scalar after it: it is never an end of anything.
                normal.push(' ', (bytes.0, bytes.0), false, &mut plain);
            }
            is_blank = false;
            match ligature(c) {
                Some(letters) => letters
                    .chars()
                    .for_each(|letter| normal.push(letter, bytes, false, &mut plain)),
                None => normal.push(c, bytes, is_line, &mut plain),
            }
            is_line = false;
        }
        normal.read_words(&plain).await;
        normal
    }

    fn push(&mut self, c: char, bytes: (u32, u32), begins_line: bool, plain: &mut String) {
        self.bytes.push(bytes);
        self.chars.push(c);
        self.begins_line.push(begins_line);
        plain.push(c);
    }

    async fn read_words(&mut self, plain: &str) {
        let (mut known, mut different) = (Interner::default(), Vec::new());
        let (mut from, mut scalar) = (0, 0);
        while from < plain.len() {
            // No word goes across a blank.
            let rest = plain.as_bytes().get(from + A_TURN..).unwrap_or_default();
            let blank = rest.iter().position(|byte| *byte == b' ');
            let to = blank.map_or(plain.len(), |at| from + A_TURN + at);
            let piece = plain.get(from..to).unwrap_or_default();
            self.read_piece(piece, &mut scalar, &mut known, &mut different);
            from = to;
            turn().await;
        }
        let mut counts = vec![0u32; different.len() + 1];
        let mut may_be_name = vec![false; different.len()];
        for word in &self.words {
            counts[word.code as usize + 1] += 1;
            may_be_name[word.code as usize] |= word.may_be_name;
        }
        for code in 1..counts.len() {
            counts[code] += counts[code - 1];
        }
        self.same = vec![0; self.words.len()];
        for (number, word) in (0u32..).zip(&self.words) {
            let at = &mut counts[word.code as usize];
            self.same[*at as usize] = number;
            *at += 1;
        }
        counts.pop();
        self.ends = counts;
        turn().await;
        for (code, word) in (0u32..).zip(&different) {
            self.keys.push((Rc::clone(&word.key), code));
            if may_be_name[code as usize]
                && let Some(sounds) = sound_key(&word.plain).filter(|s| s.len() >= MIN_SOUNDS)
            {
                self.sounds.push((sounds, code));
            }
            if code % 4_096 == 4_095 {
                turn().await;
            }
        }
        self.keys.sort_unstable();
        self.sounds.sort_unstable();
    }

    /// The words of a piece of the normal form that begins after so many scalars.
    fn read_piece(
        &mut self,
        piece: &str,
        scalars: &mut u32,
        known: &mut Interner,
        different: &mut Vec<Different>,
    ) {
        let (mut byte, mut scalar) = (0, *scalars);
        let mut scalar_at = |to: usize| {
            scalar += piece.get(byte..to).map_or(0, |part| part.chars().count()) as u32;
            byte = to;
            scalar
        };
        words_of(piece, |word, range| {
            let written = piece.get(range.clone()).unwrap_or_default();
            // "Idlib's": the name stands before the mark.
            let (word, cut) = match written.strip_suffix(['s', 'S']) {
                Some(stem) if stem.ends_with(['\'', '’']) && word.len() > 1 => (&word[..word.len() - 1], 2),
                _ => (word, 0),
            };
            let start = scalar_at(range.start);
            let end = scalar_at(range.end) - cut;
            let (code, is_new) = known.intern(word.as_bytes());
            if is_new {
                different.push(Different {
                    plain: word.into(),
                    key: fold(word).map_or_else(|| word.into(), Rc::from),
                    may_date: dates::may_begin(word),
                    may_count: numbers::may_begin(word),
                });
            }
            let Some(as_before) = different.get(code as usize) else {
                return;
            };
            self.words.push(Word {
                plain: Rc::clone(&as_before.plain),
                key: Rc::clone(&as_before.key),
                at: start..end,
                may_date: as_before.may_date,
                may_count: as_before.may_count,
                may_be_name: written.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase()),
                code,
            });
        });
        *scalars = scalar_at(piece.len());
    }

    /// Number of scalars.
    pub(super) fn len(&self) -> u32 {
        self.chars.len() as u32
    }

    /// The bytes of the text where a stretch of scalars stands.
    pub(super) fn bytes(&self, at: &Range<u32>) -> Range<usize> {
        let last = self.bytes.len().saturating_sub(1);
        let from = self.bytes.get((at.start as usize).min(last)).map_or(0, |b| b.0);
        let to = self
            .bytes
            .get((at.end as usize).saturating_sub(1).min(last))
            .map_or(0, |b| b.1);
        from as usize..(to as usize).max(from as usize)
    }

    /// True if a passage may begin before this scalar.
    pub(super) fn may_begin(&self, at: u32) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.chars.get(at as usize));
        let here = self.chars.get(at as usize);
        here.is_some_and(|c| *c != ' ') && before.is_none_or(|c| !c.is_alphanumeric())
    }

    /// True if a passage may end before this scalar.
    pub(super) fn may_end(&self, at: u32) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.chars.get(at as usize));
        let here = self.chars.get(at as usize);
        before.is_some_and(|c| *c != ' ') && here.is_none_or(|c| !c.is_alphanumeric())
    }

    /// True if a sentence or a line begins here.
    pub(super) fn begins_sentence(&self, at: u32) -> bool {
        let at = at as usize;
        if at == 0 || self.begins_line.get(at) == Some(&true) {
            return true;
        }
        self.chars.get(at - 1) == Some(&' ') && self.begins_after_stop(at)
    }

    /// Where the sentence begins whose first word begins here: before the quote, if one is there.
    pub(super) fn sentence_of(&self, word: u32) -> Option<u32> {
        let quoted = word.checked_sub(1).filter(|at| {
            let before = self.chars.get(*at as usize);
            before.is_some_and(|c| !c.is_alphanumeric() && *c != ' ')
        });
        [quoted, Some(word)]
            .into_iter()
            .flatten()
            .find(|at| self.begins_sentence(*at))
    }

    /// Where sentences begin, and the end.
    pub(super) fn sentences(&self) -> Vec<u32> {
        let words = self.words.iter();
        let mut starts: Vec<u32> = words.filter_map(|w| self.sentence_of(w.at.start)).collect();
        starts.push(self.len());
        starts
    }

    /// True if a line that ends a sentence ends before this scalar, or the text begins.
    pub(super) fn begins_paragraph(&self, at: u32) -> bool {
        self.begins_line.get(at as usize) == Some(&true) && self.begins_after_stop(at as usize)
    }

    /// True if what stands before ends a sentence.
    fn begins_after_stop(&self, at: usize) -> bool {
        let mut before = self.chars.get(..at).unwrap_or_default().iter().rev();
        let last = before.find(|c| !matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | ' '));
        last.is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '؟' | '…'))
    }

    /// Where a different word stands, by number.
    fn same_as(&self, code: u32) -> &[u32] {
        let end = |code: u32| self.ends.get(code as usize).copied();
        let from = code.checked_sub(1).and_then(end).unwrap_or(0);
        let to = end(code).unwrap_or(from);
        self.same.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Words with a key.
    pub(super) fn with_key<'n>(&'n self, key: &'n str) -> impl Iterator<Item = u32> + 'n {
        let from = self.keys.partition_point(|(k, _)| &**k < key);
        let found = self.keys.get(from..).unwrap_or_default().iter();
        let found = found.take_while(move |(k, _)| &**k == key);
        found.flat_map(|(_, code)| self.same_as(*code).iter().copied())
    }

    /// Words whose key begins so.
    pub(super) fn beginning<'n>(&'n self, stem: &'n str) -> impl Iterator<Item = u32> + 'n {
        let from = self.keys.partition_point(|(k, _)| &**k < stem);
        let found = self.keys.get(from..).unwrap_or_default().iter();
        let found = found.take_while(move |(k, _)| k.starts_with(stem));
        found.flat_map(|(_, code)| self.same_as(*code).iter().copied())
    }

    /// Words that may be names and sound so.
    pub(super) fn sounding<'n>(&'n self, sounds: &'n [u8]) -> impl Iterator<Item = u32> + 'n {
        let from = self.sounds.partition_point(|(s, _)| s.as_slice() < sounds);
        let found = self.sounds.get(from..).unwrap_or_default().iter();
        let found = found.take_while(move |(s, _)| s == sounds);
        let words = found.flat_map(|(_, code)| self.same_as(*code).iter().copied());
        words.filter(|word| self.words.get(*word as usize).is_some_and(|w| w.may_be_name))
    }
}

fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::turns::at_once;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_keep_their_way_back() {
        let text = "\u{feff}Idlib’s  of\u{ad}ﬁce,\n\nMa‘arrat al-Nu‘mān";
        let normal = at_once(Normal::new(text));
        let words: Vec<(&str, &str)> = normal
            .words
            .iter()
            .map(|w| (&*w.plain, &text[normal.bytes(&w.at)]))
            .collect();
        assert_eq!(
            words,
            [
                ("idlib", "Idlib"),
                ("office", "of\u{ad}ﬁce"),
                ("maarrat", "Ma‘arrat"),
                ("al", "al"),
                ("numan", "Nu‘mān")
            ]
        );
        assert!(normal.begins_sentence(normal.words[2].at.start));
        assert!(!normal.begins_sentence(normal.words[1].at.start));
    }

    proptest! {
        #[test]
        fn stretches_are_whole_characters(text in "[a-zA-Zé’ \u{ad}ﬁ\n\t.,\u{a0}ا-ي]{0,60}") {
            let normal = at_once(Normal::new(&text));
            for word in &normal.words {
                let at = normal.bytes(&word.at);
                prop_assert!(text.get(at.clone()).is_some_and(|t| !t.is_empty()));
            }
        }
    }
}

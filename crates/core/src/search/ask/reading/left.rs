//! What no word of the lexicon is: places nearly so called, numbers, names, and words that nothing is known of.

use super::{Called, Demand, Reading};
use crate::search::words::is_article;
use std::ops::Range;

/// Numbers in words, from two on.
const SMALL_NUMBERS: [&str; 19] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Words after which a place or somebody is named.
const BEFORE_NAMES: [&str; 14] = [
    "was",
    "were",
    "in",
    "near",
    "at",
    "from",
    "around",
    "في",
    "علي",
    "مدينه",
    "بلده",
    "قريه",
    "قرب",
    "تعرضت",
];
/// Endings of words that are no names.
const NO_NAMES: [&str; 3] = ["ed", "ly", "ing"];

impl Reading<'_> {
    /// What is left of the words before: places that are nearly so called, else numbers, else words.
    pub(in crate::search::ask) fn rest(&mut self) {
        let left = std::mem::take(&mut self.left);
        let mut at = 0;
        while at < left.len() {
            let near = (at + 1..=left.len()).rev().find_map(|end| {
                let range = left[at].1.start..left[end - 1].1.end;
                let typed = self.text.get(range.clone())?;
                if end == at + 1 && (self.reader.is_in_text)(&left[at].0) {
                    return None;
                }
                let mut places = (self.reader.places)(typed, Called::Nearly);
                // Where no event is, a word that only sounds like it must at least stand where a name does.
                if !self.is_name(&range) {
                    places.retain(|id| (self.reader.is_known)(id));
                }
                (!places.is_empty()).then_some((places, end))
            });
            if let Some((places, end)) = near {
                self.put(Demand::Places(places), left[at].1.start..left[end - 1].1.end);
                at = end;
                continue;
            }
            let (word, range) = &left[at];
            let mut end = at + 1;
            let mut digits = word.clone();
            // "110,393" is one number.
            while is_number(&digits)
                && end < left.len()
                && left[end].0.len() == 3
                && is_number(&left[end].0)
                && self
                    .text
                    .get(left[end - 1].1.end..left[end].1.start)
                    .is_some_and(|gap| gap == ",")
            {
                digits.push_str(&left[end].0);
                end += 1;
            }
            let range = range.start..left[end - 1].1.end;
            at = end;
            let small = SMALL_NUMBERS.iter().position(|name| name == word);
            let given = digits.parse::<f64>().ok().filter(|_| is_number(&digits));
            let Some(n) = given.or(small.map(|n| n as f64 + 2.0)) else {
                let is_loose = !self.is_name(&range);
                self.put(Demand::Words, range);
                if let Some(part) = self.asked.parts.last_mut() {
                    part.is_loose = is_loose;
                }
                continue;
            };
            // "Fewer than 20": the figures are told, and the number chooses none.
            let than = self.than.take().filter(|than| {
                let between = self.text.get(than.end..range.start);
                between.is_some_and(|between| between.trim().is_empty())
            });
            if let Some(than) = than {
                self.asked.unheeded = self.text.get(than.start..range.end).map(str::to_owned);
            } else {
                self.put(Demand::Number(n), range);
            }
        }
    }

    /// True where a word stands as a name does: with a capital inside the sentence, or after "was", "in".
    fn is_name(&self, at: &Range<usize>) -> bool {
        let typed = self.text.get(at.clone()).unwrap_or_default();
        let before = self.text.get(..at.start).unwrap_or_default().trim_end();
        let is_first = before.is_empty() || before.ends_with(['.', '?', '!']);
        if typed.starts_with(char::is_uppercase) && (!is_first || self.text.trim() == typed) {
            return true;
        }
        let mut words = Vec::new();
        crate::search::words::words_of(before, |word, _| words.push(word.to_owned()));
        let mut words = words.iter().rev().skip_while(|word| {
            (is_article(word) && !matches!(word.as_str(), "in" | "at"))
                || matches!(word.as_str(), "any" | "some")
        });
        let is_after = words
            .next()
            .is_some_and(|word| BEFORE_NAMES.contains(&word.as_str()));
        is_after && !NO_NAMES.iter().any(|end| typed.ends_with(end))
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// Where the name stands in "Idlib city", "the city of Idlib", "مدينة إدلب".
pub(super) fn town(words: &[(String, Range<usize>)]) -> Option<Range<usize>> {
    const TOWN: [&str; 6] = ["city", "town", "village", "مدينه", "بلده", "قريه"];
    let is_town = |word: &(String, Range<usize>)| TOWN.contains(&word.0.as_str());
    let (first, last) = (words.first()?, words.last()?);
    let rest = if is_town(last) {
        &words[..words.len() - 1]
    } else if is_town(first) {
        let of = words.get(1).is_some_and(|word| word.0 == "of");
        &words[1 + usize::from(of)..]
    } else {
        return None;
    };
    Some(rest.first()?.1.start..rest.last()?.1.end)
}

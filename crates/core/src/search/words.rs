//! The words of a text, folded, and where they stand in it.

use crate::gazetteer::{Folded, fold_char};
use std::ops::Range;

/// Calls back with each word of a text, in lower-case base letters, and with the bytes where it stands.
pub fn words_of(text: &str, mut each: impl FnMut(&str, Range<usize>)) {
    let mut word = String::new();
    let (mut start, mut end) = (0, 0);
    // A letter that is written only where its word ends.
    let mut ending = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match fold_char(c) {
            Folded::Break => {
                if !word.is_empty() {
                    word.extend(ending.take());
                    each(&word, start..end);
                    word.clear();
                }
                ending = None;
                continue;
            }
            // A quote inside a word belongs to it; one at its end does not.
            Folded::Nothing => {
                if is_combining(c) && !word.is_empty() {
                    end = at + c.len_utf8();
                }
                continue;
            }
            folded => {
                if word.is_empty() {
                    start = at;
                }
                match folded {
                    Folded::Ending(letter) if !word.is_empty() => ending = Some(letter),
                    Folded::Letter(letter) | Folded::Ending(letter) => {
                        ending = None;
                        word.push(letter);
                    }
                    Folded::Foreign | Folded::Nothing | Folded::Break => {
                        ending = None;
                        word.extend(c.to_lowercase());
                    }
                }
            }
        }
        end = at + c.len_utf8();
    }
}

/// Marks that stand over or under the letter before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// A word without the Arabic article, if it has one.
pub(super) fn bare(word: &str) -> &str {
    let rest = word.strip_prefix("ال").unwrap_or(word);
    if rest.chars().count() >= 2 { rest } else { word }
}

/// Latin articles: words of a query that find everything, and tell nothing.
pub(super) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "al" | "el" | "ash" | "an" | "as" | "ar" | "at" | "ad" | "az" | "the" | "a" | "of" | "in"
    )
}

/// The words that a query asks for: articles only if there is nothing else.
pub(super) fn wanted(query: &str) -> Vec<String> {
    let mut all = Vec::new();
    words_of(query, |word, _| all.push(word.to_owned()));
    if all.iter().any(|word| !is_article(word)) {
        all.retain(|word| !is_article(word));
    }
    all
}

/// True if a word of a text is what a word of a query asks for: it begins with it, articles and the ending of an English
/// plural aside. A number is itself.
pub(super) fn begins(word: &str, wanted: &str) -> bool {
    if wanted.bytes().all(|b| b.is_ascii_digit()) {
        return word == wanted;
    }
    word.starts_with(beginning_of(wanted)) || bare(word).starts_with(bare(wanted))
}

/// A word of a query without the ending of an English plural.
pub(super) fn beginning_of(wanted: &str) -> &str {
    let single = wanted.strip_suffix('s');
    let single = single.filter(|rest| rest.len() > 3 && rest.is_ascii());
    single.unwrap_or(wanted)
}

/// Where the words that a query asks for stand in a text, in bytes; in order, none overlapping.
pub fn highlights(text: &str, query: &str) -> Vec<Range<usize>> {
    let wanted = wanted(query);
    let mut found = Vec::new();
    if !wanted.is_empty() {
        words_of(text, |word, at| {
            if wanted.iter().any(|w| begins(word, w)) {
                found.push(at);
            }
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'t>(text: &'t str, query: &str) -> Vec<&'t str> {
        highlights(text, query).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn hits_are_found_as_written() {
        assert_eq!(
            found("The “Ma‘arrat al-Nu‘mān” road", "maarrat numan"),
            ["Ma‘arrat", "Nu‘mān"]
        );
        assert_eq!(found("قصف مدينة المعرّة، إدلب", "معره ادلب"), ["المعرّة", "إدلب"]);
        assert_eq!(found("Hass, Hassan and the mass", "has"), ["Hass", "Hassan"]);
        assert_eq!(found("in the north", "the north"), ["north"]);
        assert_eq!(found("anything", "  "), Vec::<&str>::new());
        assert_eq!(found("Идлиб сегодня", "идл"), ["Идлиб"]);
    }

    proptest! {
        #[test]
        fn ranges_are_whole_characters_in_order(text in "\\PC{0,60}", query in "\\PC{0,12}") {
            let mut last = 0;
            for at in highlights(&text, &query) {
                prop_assert!(at.start >= last && at.end > at.start && text.get(at.clone()).is_some());
                last = at.end;
            }
        }
    }
}

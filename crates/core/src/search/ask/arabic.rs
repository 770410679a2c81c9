//! Arabic words without what is written onto them: conjunctions, prefixes and suffixes of verbs, endings of plurals.

/// Endings that say who acts, who is meant, how many: longest first.
const ENDINGS: [&str; 14] = [
    "تموها",
    "تهما",
    "وها",
    "تها",
    "ها",
    "هم",
    "ته",
    "وا",
    "ون",
    "ين",
    "ان",
    "تا",
    "ات",
    "ت",
];
/// Letters before a verb that say who acts, and when; or that a noun is meant.
const BEGINNINGS: [&str; 8] = ["سي", "ست", "ال", "ي", "ت", "ن", "ا", "م"];
/// Fewest letters of a stem.
const MIN_LETTERS: usize = 3;

/// The stems that a word may have, in letters without marks: without an ending, without a beginning, without both.
pub(super) fn stems(word: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if !word.chars().all(|c| ('ء'..='ي').contains(&c)) {
        return found;
    }
    let is_long = |stem: &str| stem.chars().count() >= MIN_LETTERS;
    let mut put = |stem: &str| {
        if is_long(stem) && stem != word && !found.iter().any(|known| known == stem) {
            found.push(stem.to_owned());
        }
    };
    let rest = word.strip_prefix(['و', 'ف']).filter(|rest| is_long(rest));
    for whole in [Some(word), rest].into_iter().flatten() {
        let ends = ENDINGS.iter().chain(["ه", "ي"].iter());
        let cut: Vec<&str> = ends.filter_map(|end| whole.strip_suffix(end)).collect();
        put(whole);
        for stem in &cut {
            put(stem);
        }
        for begun in std::iter::once(whole).chain(cut) {
            for beginning in BEGINNINGS {
                if let Some(stem) = begun.strip_prefix(beginning) {
                    put(stem);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn verbs_and_plurals_have_their_stem_among_them() {
        for (word, stem) in [
            ("قصفها", "قصف"),
            ("يقصفها", "قصف"),
            ("دخلت", "دخل"),
            ("نزحت", "نزح"),
            ("نزحوا", "نزح"),
            ("هوجمت", "هوجم"),
            ("دمرت", "دمر"),
            ("اتفقت", "اتفق"),
            ("اغارت", "اغار"),
            ("استعادتها", "استعاد"),
            ("وقصفتها", "قصف"),
            ("سيقصفون", "قصف"),
        ] {
            assert!(
                stems(word).iter().any(|known| known == stem),
                "{word}: {:?}",
                stems(word)
            );
        }
        assert_eq!(stems("bombed"), Vec::<String>::new());
        assert_eq!(stems("هم"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn any_word_is_taken_apart(word in "\\PC{0,12}") {
            prop_assert!(stems(&word).iter().all(|stem| stem.len() < word.len()));
        }
    }
}

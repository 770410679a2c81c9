//! How far two spellings are apart: a weighted edit distance over sounds, in hundredths of a consonant.

use super::costs::{Across, CONSONANT, drop_cost, ending_cost, ends_word, pair};
use super::sound::{AYN, GENERIC, H, HAMZA, HH, Sound, W, WAW, WORD, Y, YA, first, is_mark, is_vowel, shape};

const LONGEST: usize = 40;

/// The distance of two runs of sounds (word marks inside cost nothing), stopping early above `limit`.
pub(super) fn distance(one: &[Sound], other: &[Sound], across: Across, limit: u16) -> u16 {
    // What both begin and end with costs nothing; one sound of it is kept, for two that are swapped.
    let alike = |(a, b): &(&Sound, &Sound)| a == b;
    let start = one.iter().zip(other).take_while(alike).count();
    if start == one.len() && start == other.len() {
        return 0;
    }
    if one.len() >= LONGEST || other.len() >= LONGEST {
        return u16::MAX;
    }
    let start = start.saturating_sub(1);
    let shorter = one.len().min(other.len()) - start;
    let backwards = one.iter().rev().zip(other.iter().rev());
    let tail = backwards
        .take(shorter)
        .take_while(alike)
        .count()
        .saturating_sub(1);
    let (rows, columns) = (one.len() - start - tail, other.len() - start - tail);

    let mut drops = [0_u16; LONGEST];
    let mut ends = [false; LONGEST];
    for at in 0..columns {
        drops[at] = drop_cost(other, start + at, across);
        ends[at] = ends_word(other, start + at);
    }
    let mut before_last = [0_u16; LONGEST];
    let mut last = [0_u16; LONGEST];
    let mut current = [0_u16; LONGEST];
    for at in 0..columns {
        last[at + 1] = last[at] + drops[at];
    }
    let mut previous = WORD;
    for row in start..start + rows {
        let sound = one[row];
        let drop = drop_cost(one, row, across);
        current[0] = last[0] + drop;
        let mut best = current[0];
        let last_sound = ends_word(one, row);
        let mut left = WORD;
        for (column, &against) in other[start..start + columns].iter().enumerate() {
            let mut swap = pair(sound, against, across);
            if last_sound && ends[column] {
                swap += ending_cost(sound, against);
            }
            let mut cost = (last[column] + swap)
                .min(last[column + 1] + drop)
                .min(current[column] + drops[column]);
            if row > start && column > 0 && sound == left && previous == against && sound != against {
                let swapped = if is_vowel(sound) || is_vowel(against) {
                    45
                } else {
                    CONSONANT
                };
                cost = cost.min(before_last[column - 1] + swapped);
            }
            left = against;
            current[column + 1] = cost;
            best = best.min(cost);
        }
        if best > limit {
            return u16::MAX;
        }
        previous = sound;
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut current);
    }
    last[columns]
}

/// The word in which two names differ most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worst {
    /// A word of the place's own.
    Own,
    /// "Tell", "kafr" and the like.
    Generic,
    /// The whole name: its words are joined or split differently.
    Joined,
}

/// How two names compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Apart {
    /// Summed over words, in hundredths of a consonant.
    pub(super) cost: u16,
    /// The largest cost of one word.
    pub(super) worst_word: u16,
    /// Sounds in the word that costs most, the shorter of the two.
    pub(super) worst_length: u16,
    /// Consonants in that word, the fewer of the two, without an ending -iyah.
    pub(super) worst_consonants: u16,
    /// What that word is.
    pub(super) worst: Worst,
    /// Consonants of the other words, where they agree.
    pub(super) support: u16,
    /// Whether the same generic word stands in both.
    pub(super) generic: bool,
    /// Consonants of the name without its generic words, the fewer of the two.
    pub(super) consonants: u16,
    /// Whether both begin alike.
    pub(super) same_start: bool,
}

impl Apart {
    /// How many sounds tell one name from others across alphabets: its consonants, and the vowels that both alphabets
    /// write in a long word.
    pub(super) fn told_across(&self) -> u16 {
        self.consonants + u16::from(self.consonants >= 3 && self.worst_length >= 6)
    }
}

fn words(sounds: &[Sound]) -> WordIter<'_> {
    WordIter { rest: sounds }
}

struct WordIter<'a> {
    rest: &'a [Sound],
}

impl<'a> Iterator for WordIter<'a> {
    type Item = (bool, &'a [Sound]);

    fn next(&mut self) -> Option<Self::Item> {
        let (&mark, rest) = self.rest.split_first()?;
        let end = rest
            .iter()
            .position(|sound| is_mark(*sound))
            .unwrap_or(rest.len());
        let (word, rest) = rest.split_at(end);
        self.rest = rest;
        Some((mark == GENERIC, word))
    }
}

fn consonants(word: &[Sound]) -> u16 {
    let count = word
        .iter()
        .enumerate()
        .filter(|(at, sound)| {
            let sounded =
                !is_vowel(**sound) || matches!(**sound, W | WAW) || (*at == 0 && matches!(**sound, Y | YA));
            let silent_end = matches!(**sound, H | HH | AYN) && *at + 1 == word.len();
            sounded && !is_mark(**sound) && !silent_end
        })
        .count();
    count as u16
}

/// Whether two names begin with sounds that are confused, or both with a vowel.
pub(super) fn same_start(first: Sound, other: Sound) -> bool {
    let vowel = |sound: Sound| is_vowel(sound) || sound == AYN;
    first == HAMZA
        || other == HAMZA
        || pair(first, other, Across::Latin) <= 45
        || (vowel(first) && vowel(other))
}

/// Compares two names. `None` when they are further apart than `limit`.
pub(super) fn compare(one: &[Sound], other: &[Sound], across: Across, limit: u16) -> Option<Apart> {
    compare_shaped(one, other, shape(one) == shape(other), across, limit)
}

/// Compares two names of which it is known whether their words, and the generic ones among them, stand alike.
pub(super) fn compare_shaped(
    one: &[Sound],
    other: &[Sound],
    aligned: bool,
    across: Across,
    limit: u16,
) -> Option<Apart> {
    let same_start = same_start(first(one), first(other));
    if !aligned {
        let cost = distance(one, other, across, limit);
        if cost > limit {
            return None;
        }
        // Words joined or split differently: nothing but vowels may differ, as no word supports another.
        let consonants = consonants(one).min(consonants(other));
        let worst_length = one.len().min(other.len()) as u16;
        return Some(Apart {
            // The same letters may be compared without a limit, and be too long to be held against one another.
            cost: cost.saturating_add(4),
            worst_word: cost,
            worst_length,
            worst_consonants: consonants,
            worst: Worst::Joined,
            support: 0,
            generic: false,
            consonants,
            same_start,
        });
    }
    let mut apart = Apart {
        cost: 0,
        worst_word: 0,
        worst_length: one.len() as u16,
        worst_consonants: 0,
        worst: Worst::Own,
        support: 0,
        generic: false,
        consonants: 0,
        same_start,
    };
    let mut agreeing = 0;
    for ((generic, word), (_, against)) in words(one).zip(words(other)) {
        let cost = distance(word, against, across, limit);
        if cost > limit {
            return None;
        }
        apart.cost = apart.cost.saturating_add(cost);
        if apart.cost > limit {
            return None;
        }
        let strength = consonants(word).min(consonants(against));
        if generic {
            apart.generic = true;
        } else {
            apart.consonants += strength;
        }
        if cost <= 10 && !generic {
            agreeing += strength;
        }
        if cost > apart.worst_word || (cost == apart.worst_word && !generic) {
            apart.worst_word = cost;
            apart.worst_length = word.len().min(against.len()) as u16;
            apart.worst_consonants = strength;
            apart.worst = if generic { Worst::Generic } else { Worst::Own };
        }
    }
    apart.support = agreeing;
    Some(apart)
}

#[cfg(test)]
mod tests {
    use super::super::fold::{Bare, Plain};
    use super::super::sound::read;
    use super::*;

    fn sounds(name: &str) -> (Vec<Sound>, super::super::Script) {
        let (mut plain, mut bare, mut out) = (Plain::default(), Bare::default(), Vec::new());
        assert!(plain.read(name));
        bare.read(&plain);
        read(&bare, plain.script(), &mut out);
        (out, plain.script())
    }

    fn apart(one: &str, other: &str) -> u16 {
        let ((a, script_a), (b, script_b)) = (sounds(one), sounds(other));
        let across = match (script_a == script_b, script_a) {
            (false, _) => Across::Scripts,
            (true, super::super::Script::Latin) => Across::Latin,
            (true, super::super::Script::Arabic) => Across::Arabic,
        };
        compare(&a, &b, across, 400).map_or(999, |apart| apart.cost)
    }

    #[test]
    fn transliterations_are_near() {
        for (one, other) in [
            ("Saraqib", "Sarakeb"),
            ("Khan Sheikhoun", "Khan Shaykhun"),
            ("Jisr al-Shughur", "Jisr al-Shighour"),
            ("Qal'at al-Mudiq", "Kalaat el-Medik"),
            ("Suqaylabiyah", "Sqelbiyeh"),
            ("سراقب", "Saraqib"),
            ("خان شيخون", "Khan Shaykhun"),
            ("معرة النعمان", "Maarat al-Numan"),
            ("محردة", "Mhardeh"),
            ("كفر نبل", "Kafranbel"),
        ] {
            assert!(
                apart(one, other) <= 75,
                "{one} and {other}: {}",
                apart(one, other)
            );
        }
    }

    #[test]
    fn other_names_are_far() {
        for (one, other) in [
            ("Tell Abyad", "Tell Aswad"),
            ("Kafr Zita", "Kafr Nabl"),
            ("Hama", "Homs"),
            ("حمص", "Hama"),
        ] {
            assert!(apart(one, other) > 90, "{one} and {other}: {}", apart(one, other));
        }
    }
}

//! How far two spellings are apart: a weighted edit distance over sounds, in hundredths of a consonant.
//!
//! Vowels that transliterations confuse cost little, consonants that they confuse a little more, anything else 100.

use super::sound::{
    A, ALIF, AYN, B, C, CH, COUNT, D, DD, DH, E, F, FINAL_HA, FINAL_YA, G, GENERIC, GH, H, HAMZA, HH, I, J,
    K, KH, L, M, N, O, P, Q, R, S, SH, SS, Sound, T, TH, TT, U, V, W, WAW, WORD, X, Y, YA, Z, ZZ, first,
    is_mark, is_vowel,
};

/// The price of one wrong, missing or extra consonant.
pub(super) const CONSONANT: u16 = 100;
const LONGEST: usize = 40;

const fn pairs() -> [[u8; COUNT]; COUNT] {
    let list: &[(Sound, Sound, u8)] = &[
        (A, E, 8),
        (E, I, 8),
        (O, U, 6),
        (A, I, 25),
        (A, O, 22),
        (A, U, 32),
        (E, O, 35),
        (E, U, 35),
        (I, O, 45),
        (I, U, 40),
        (Y, I, 4),
        (Y, E, 10),
        (W, U, 4),
        (W, O, 8),
        (V, W, 8),
        (V, F, 20),
        (V, B, 40),
        (Y, J, 35),
        (Y, A, 35),
        (W, A, 45),
        (U, Y, 45),
        (B, P, 14),
        (T, TH, 12),
        (T, TT, 2),
        (TH, TT, 40),
        (TH, S, 20),
        (TH, SS, 40),
        (T, D, 45),
        (J, C, 18),
        (J, G, 20),
        (J, CH, 20),
        (J, Z, 50),
        (J, SH, 50),
        (C, S, 30),
        (C, K, 12),
        (C, CH, 16),
        (C, SH, 30),
        (C, Q, 30),
        (CH, SH, 12),
        (CH, KH, 25),
        (CH, K, 20),
        (CH, S, 40),
        (CH, H, 40),
        (H, HH, 2),
        (H, KH, 21),
        (HH, KH, 40),
        (KH, K, 45),
        (KH, X, 10),
        (KH, GH, 60),
        (KH, Q, 60),
        (H, X, 21),
        (X, K, 25),
        (D, DH, 10),
        (D, DD, 2),
        (DH, DD, 10),
        (D, Z, 45),
        (D, ZZ, 20),
        (DH, Z, 12),
        (DH, ZZ, 4),
        (DD, ZZ, 15),
        (DD, Z, 30),
        (Z, ZZ, 4),
        (Z, S, 45),
        (S, SS, 2),
        (S, SH, 35),
        (SS, SH, 60),
        (SS, Z, 50),
        (GH, G, 8),
        (GH, R, 50),
        (GH, K, 60),
        (GH, Q, 50),
        (G, Q, 25),
        (G, K, 30),
        (Q, K, 5),
        (G, Z, 70),
        (M, N, 60),
        (L, R, 80),
        // Arabic letters of vowels: short vowels are not written, so a letter is at most one of these.
        (ALIF, A, 0),
        (ALIF, E, 6),
        (ALIF, I, 35),
        (ALIF, O, 25),
        (ALIF, U, 40),
        (ALIF, Y, 50),
        (WAW, U, 0),
        (WAW, O, 0),
        (WAW, W, 0),
        (WAW, V, 4),
        (WAW, A, 60),
        (WAW, E, 60),
        (YA, I, 0),
        (YA, Y, 0),
        (YA, E, 3),
        (YA, A, 45),
        (YA, J, 60),
        (FINAL_YA, YA, 0),
        (FINAL_YA, I, 0),
        (FINAL_YA, Y, 0),
        (FINAL_YA, E, 3),
        (FINAL_YA, A, 8),
        (FINAL_YA, ALIF, 20),
        (FINAL_YA, FINAL_HA, 50),
        (FINAL_HA, A, 0),
        (FINAL_HA, E, 0),
        (FINAL_HA, H, 0),
        (FINAL_HA, HH, 20),
        (FINAL_HA, I, 30),
        (FINAL_HA, T, 30),
        (FINAL_HA, O, 40),
        (FINAL_HA, ALIF, 8),
        (FINAL_HA, YA, 60),
        (HAMZA, A, 0),
        (HAMZA, E, 2),
        (HAMZA, I, 2),
        (HAMZA, O, 2),
        (HAMZA, U, 2),
        (HAMZA, Y, 30),
        (HAMZA, AYN, 45),
        (HAMZA, ALIF, 10),
        (AYN, A, 5),
        (AYN, GH, 60),
        (AYN, I, 20),
        (AYN, E, 10),
        (AYN, O, 20),
        (AYN, U, 20),
        (ALIF, AYN, 60),
    ];
    let mut table = [[CONSONANT as u8; COUNT]; COUNT];
    let mut at = 0;
    while at < COUNT {
        table[at][at] = 0;
        at += 1;
    }
    let mut at = 0;
    while at < list.len() {
        let (one, other, cost) = list[at];
        table[one as usize][other as usize] = cost;
        table[other as usize][one as usize] = cost;
        at += 1;
    }
    table
}

static PAIRS: [[u8; COUNT]; COUNT] = pairs();

fn pair(one: Sound, other: Sound) -> u16 {
    let cost = PAIRS
        .get(one as usize)
        .and_then(|row| row.get(other as usize))
        .copied()
        .unwrap_or(CONSONANT as u8);
    if cost == CONSONANT as u8 && (is_vowel(one) != is_vowel(other)) {
        // A vowel is never a consonant: cheaper to drop one and add the other only if that is cheap.
        return 130;
    }
    u16::from(cost)
}

/// What one sound in place of another costs. Letters of one alphabet that sound alike are still two letters.
fn swap_cost(one: Sound, other: Sound, across: Across) -> u16 {
    let cost = pair(one, other);
    if across == Across::Arabic && cost > 0 && cost < 20 {
        cost + 14
    } else {
        cost
    }
}

/// Which alphabets are compared; decides what unwritten vowels cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Across {
    /// Latin with Latin.
    Latin,
    /// Arabic with Arabic.
    Arabic,
    /// One of each.
    Scripts,
}

/// What leaving out the sound at a position costs.
fn drop_cost(sounds: &[Sound], at: usize, across: Across) -> u16 {
    let sound = sounds.get(at).copied().unwrap_or(WORD);
    let before = at
        .checked_sub(1)
        .and_then(|i| sounds.get(i))
        .copied()
        .unwrap_or(WORD);
    let after = sounds.get(at + 1).copied().unwrap_or(WORD);
    let beside_vowel = is_vowel(before) || is_vowel(after);
    match sound {
        WORD | GENERIC => 0,
        A | E | I | O | U => match across {
            // Short vowels are not written, but a name's last one is.
            Across::Scripts if is_mark(after) && sound == E => 8,
            Across::Scripts if is_mark(after) => 25,
            Across::Scripts => 3,
            _ if beside_vowel => 12,
            _ if is_mark(before) => 30,
            _ if is_mark(after) && sound == E => 10,
            _ if is_mark(after) => 35,
            _ => 22,
        },
        Y | W => match across {
            Across::Scripts => 20,
            _ if beside_vowel => 14,
            _ => 40,
        },
        H | HH => {
            if is_mark(after) && is_vowel(before) {
                4
            } else if is_vowel(before) && is_vowel(after) {
                55
            } else {
                75
            }
        }
        FINAL_HA => {
            if across == Across::Arabic {
                30
            } else {
                14
            }
        }
        AYN => {
            if across == Across::Arabic {
                80
            } else {
                2
            }
        }
        HAMZA => {
            if across == Across::Arabic {
                30
            } else {
                5
            }
        }
        ALIF => match across {
            Across::Arabic if is_mark(before) => 30,
            Across::Arabic => 40,
            _ if is_mark(before) => 5,
            _ => 30,
        },
        WAW | YA | FINAL_YA => match across {
            Across::Arabic if beside_vowel => 40,
            Across::Arabic => 60,
            _ if beside_vowel => 25,
            _ => 40,
        },
        _ => CONSONANT,
    }
}

/// The distance of two runs of sounds (word marks inside cost nothing), stopping early above `limit`.
pub(super) fn distance(one: &[Sound], other: &[Sound], across: Across, limit: u16) -> u16 {
    if one == other {
        return 0;
    }
    if one.len() >= LONGEST || other.len() >= LONGEST {
        return u16::MAX;
    }
    let mut drops = [0_u16; LONGEST];
    for (at, drop) in drops.iter_mut().enumerate().take(other.len()) {
        *drop = drop_cost(other, at, across);
    }
    let mut before_last = [0_u16; LONGEST];
    let mut last = [0_u16; LONGEST];
    let mut current = [0_u16; LONGEST];
    for at in 0..other.len() {
        last[at + 1] = last[at] + drops[at];
    }
    for row in 0..one.len() {
        let sound = one[row];
        let drop = drop_cost(one, row, across);
        current[0] = last[0] + drop;
        let mut best = current[0];
        for column in 0..other.len() {
            let mut cost = (last[column] + swap_cost(sound, other[column], across))
                .min(last[column + 1] + drop)
                .min(current[column] + drops[column]);
            if row > 0
                && column > 0
                && sound == other[column - 1]
                && one[row - 1] == other[column]
                && sound != other[column]
            {
                let swap = if is_vowel(sound) || is_vowel(other[column]) {
                    45
                } else {
                    CONSONANT
                };
                cost = cost.min(before_last[column - 1] + swap);
            }
            current[column + 1] = cost;
            best = best.min(cost);
        }
        if best > limit {
            return u16::MAX;
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut current);
    }
    last[other.len()]
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
            let sounded = !is_vowel(**sound) || matches!(**sound, W | WAW);
            let silent_end = matches!(**sound, H | HH | AYN) && *at + 1 == word.len();
            sounded && !is_mark(**sound) && !silent_end
        })
        .count();
    count as u16
}

/// Whether two names begin with sounds that are confused, or both with a vowel.
pub(super) fn same_start(first: Sound, other: Sound) -> bool {
    let vowel = |sound: Sound| is_vowel(sound) || sound == AYN;
    first == HAMZA || other == HAMZA || pair(first, other) <= 45 || (vowel(first) && vowel(other))
}

/// Compares two names. `None` when they are further apart than `limit`.
pub(super) fn compare(one: &[Sound], other: &[Sound], across: Across, limit: u16) -> Option<Apart> {
    let same_start = same_start(first(one), first(other));
    let aligned = words(one)
        .map(|(generic, _)| generic)
        .eq(words(other).map(|(generic, _)| generic));
    if !aligned {
        let cost = distance(one, other, across, limit);
        if cost > limit {
            return None;
        }
        // Words joined or split differently: nothing but vowels may differ, as no word supports another.
        let consonants = consonants(one).min(consonants(other));
        let worst_length = one.len().min(other.len()) as u16;
        return Some(Apart {
            cost: cost + 4,
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
        apart.cost += cost;
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

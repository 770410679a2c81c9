//! What sounds cost in place of one another, missing or added, in hundredths of a consonant.
//!
//! Vowels that transliterations confuse cost little, consonants that they confuse a little more, anything else 100.

use super::sound::{
    A, ALIF, AYN, B, C, CC, CH, COUNT, D, DD, DH, E, F, FINAL_HA, FINAL_YA, G, GENERIC, GH, H, HAMZA, HH, I,
    J, K, KH, L, M, N, NB, O, P, Q, R, S, SH, SS, Sound, T, TH, TT, U, V, W, WAW, WORD, X, Y, YA, Z, ZZ,
    is_mark, is_vowel,
};

/// The price of one wrong, missing or extra consonant.
pub(super) const CONSONANT: u16 = 100;

const fn pairs(arabic: bool) -> [[u16; SLOTS]; SLOTS] {
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
        (C, S, 25),
        (C, K, 25),
        (C, CH, 16),
        (C, SH, 30),
        (C, CC, 10),
        // Turkish c, and c for k.
        (CC, J, 18),
        (CC, K, 6),
        (CC, Q, 12),
        (CC, CH, 25),
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
        // In Arabic letters before b: Manbij and Mambij, an-Nabk.
        (NB, N, 0),
        (NB, M, 3),
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
        (ALIF, H, 6),
        (FINAL_YA, H, 10),
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
        (AYN, I, 5),
        (AYN, E, 5),
        (AYN, O, 5),
        (AYN, U, 5),
        (ALIF, AYN, 60),
    ];
    let mut table = [[CONSONANT; SLOTS]; SLOTS];
    let mut one = 0;
    while one < SLOTS {
        let mut other = 0;
        while other < SLOTS {
            if is_vowel(one as Sound) != is_vowel(other as Sound) {
                // A vowel is never a consonant: cheaper to drop one and add the other only if that is cheap.
                table[one][other] = 130;
            }
            other += 1;
        }
        table[one][one] = 0;
        one += 1;
    }
    let mut at = 0;
    while at < list.len() {
        let (one, other, cost) = list[at];
        let cost = cost as u16 + if arabic && cost > 0 && cost < 20 { 14 } else { 0 };
        table[one as usize][other as usize] = cost;
        table[other as usize][one as usize] = cost;
        at += 1;
    }
    table
}

/// A power of two, so that no sound is out of bounds.
const SLOTS: usize = 64;
const _: () = assert!(COUNT <= SLOTS);

static PAIRS: [[u16; SLOTS]; SLOTS] = pairs(false);
static ARABIC_PAIRS: [[u16; SLOTS]; SLOTS] = pairs(true);

/// What one sound in place of another costs. Arabic letters that sound alike are still two letters.
pub(super) fn pair(one: Sound, other: Sound, across: Across) -> u16 {
    let table = if across == Across::Arabic {
        &ARABIC_PAIRS
    } else {
        &PAIRS
    };
    table[one as usize % SLOTS][other as usize % SLOTS]
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

/// Whether nothing is sounded after this position but the h of -ah.
pub(super) fn ends_word(sounds: &[Sound], at: usize) -> bool {
    match sounds.get(at + 1..) {
        None | Some([]) => true,
        Some([H, rest @ ..]) => rest.first().is_none_or(|sound| is_mark(*sound)),
        Some([next, ..]) => is_mark(*next),
    }
}

/// What a last vowel in place of another costs besides: -a and -e are one ending, -a and -i are two.
pub(super) fn ending_cost(one: Sound, other: Sound) -> u16 {
    match (one, other) {
        (A | E, A | E) | (E | I, E | I) | (O | U, O | U) => 0,
        (A | E | I | O | U, A | E | I | O | U) => 20,
        _ => 0,
    }
}

/// What leaving out the sound at a position costs.
pub(super) fn drop_cost(sounds: &[Sound], at: usize, across: Across) -> u16 {
    let sound = sounds.get(at).copied().unwrap_or(WORD);
    let before = at
        .checked_sub(1)
        .and_then(|i| sounds.get(i))
        .copied()
        .unwrap_or(WORD);
    let after = sounds.get(at + 1).copied().unwrap_or(WORD);
    let beside_vowel = is_vowel(before) || is_vowel(after);
    let last = ends_word(sounds, at);
    match sound {
        WORD | GENERIC => 0,
        A | E | I | O | U => match across {
            // Short vowels are not written, but a name's last one is; a French e after n is silent.
            _ if last && sound == E && matches!(before, N | M | S | SS) => 8,
            Across::Scripts if is_mark(after) => 25,
            // Arabic writes the vowel that a name begins with: Ahmar is not حمر.
            Across::Scripts if is_mark(before) => 20,
            Across::Scripts if is_vowel(before) => 8,
            Across::Scripts => 3,
            _ if last && beside_vowel => 20,
            _ if last && sound == E => 18,
            // The second half of ai is a consonant: Zubair is not Zubar.
            _ if sound == I && before == A && !is_vowel(after) => 22,
            _ if beside_vowel => 12,
            _ if is_mark(before) => 30,
            // -a makes another name of one: Saghir, Saghirah.
            _ if last && sound == A => 55,
            _ if last => 35,
            _ => 22,
        },
        Y | W => match across {
            // Between a consonant and a vowel it is a consonant: Aswad is not Asad.
            _ if !is_vowel(before) && is_vowel(after) => 45,
            Across::Scripts => 20,
            // -i and -iyah are two endings.
            _ if beside_vowel && sound == Y && is_vowel(after) && ends_word(sounds, at + 1) => 40,
            _ if beside_vowel => 14,
            _ => 40,
        },
        H | HH => {
            if is_mark(after) && is_vowel(before) {
                // Between alphabets it stands for ta marbuta, or for the vowel before it.
                if across == Across::Scripts { 25 } else { 4 }
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
                25
            }
        }
        AYN => {
            if across == Across::Arabic {
                80
            } else {
                2
            }
        }
        HAMZA => match across {
            Across::Arabic => 30,
            // The vowel that a name begins with: أربون is not Rabun.
            Across::Scripts if is_mark(before) => 12,
            _ => 5,
        },
        ALIF => match across {
            Across::Arabic if is_mark(before) => 30,
            Across::Arabic => 40,
            _ if is_mark(before) => 5,
            _ => 30,
        },
        WAW | YA | FINAL_YA => match across {
            // -iyah and -ah are two names: al-Mansuriyah, al-Mansura.
            Across::Arabic if after == FINAL_HA => 70,
            Across::Arabic if beside_vowel => 40,
            Across::Arabic => 60,
            _ if after == FINAL_HA => 36,
            _ if beside_vowel => 25,
            _ => 40,
        },
        // A letter written twice is one sound with a mark, or two with a vowel between.
        _ if across == Across::Scripts && (sound == before || sound == after) => 8,
        _ => CONSONANT,
    }
}

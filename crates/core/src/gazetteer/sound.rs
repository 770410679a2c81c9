//! Sounds: what a spelling stands for, one byte a sound, comparable across transliterations and between Latin and
//! Arabic letters.

use super::Script;
use super::fold::Bare;

/// One sound, or the start of a word.
pub(super) type Sound = u8;

macro_rules! sounds {
    ($($name:ident),* $(,)?) => { sounds!(@ 0; $($name,)*); };
    (@ $value:expr; $name:ident, $($rest:ident,)*) => {
        pub(super) const $name: Sound = $value;
        sounds!(@ $value + 1; $($rest,)*);
    };
    (@ $value:expr;) => { pub(super) const COUNT: usize = $value as usize; };
}
sounds! {
    WORD, GENERIC, // a word starts, a generic word starts
    A, E, I, O, U, Y, W,
    B, P, T, TH, TT, J, C, CC, CH, H, HH, KH, D, DH, DD, R, Z, ZZ, S, SH, SS, AYN, GH, G, F, V, Q, K, L, M, N, X, NB, DIGIT,
    WAW, YA, ALIF, FINAL_HA, FINAL_YA, HAMZA,
}

/// Whether the sound starts a word.
pub(super) fn is_mark(sound: Sound) -> bool {
    sound <= GENERIC
}

/// Whether the sound is a vowel, a semivowel or the Arabic letter for one.
pub(super) const fn is_vowel(sound: Sound) -> bool {
    (sound >= A && sound <= W) || sound >= WAW
}

/// The first sound of a name.
pub(super) fn first(sounds: &[Sound]) -> Sound {
    sounds
        .iter()
        .copied()
        .find(|sound| !is_mark(*sound))
        .unwrap_or(WORD)
}

/// The words of a name, a bit each that is set for a generic one, behind a leading one; the last 15 words.
pub(super) fn shape(sounds: &[Sound]) -> u16 {
    sounds
        .iter()
        .filter(|sound| is_mark(**sound))
        .fold(1, |shape, mark| (shape << 1) | u16::from(*mark == GENERIC))
}

/// Which sounds a name has, one bit each.
pub(super) fn bag(sounds: &[Sound]) -> u64 {
    sounds.iter().fold(0, |bag, sound| bag | 1 << (sound & 63))
}

/// Writes the sounds of a name, a mark before each word.
pub(super) fn read(bare: &Bare, script: Script, out: &mut Vec<Sound>) {
    out.clear();
    let count = bare.words.len();
    for (index, (word, generic)) in bare.parts().enumerate() {
        out.push(if generic { GENERIC } else { WORD });
        match script {
            Script::Latin => latin(word, index + 1 < count, out),
            Script::Arabic => arabic(word, out),
        }
    }
}

fn latin(word: &str, another_follows: bool, out: &mut Vec<Sound>) {
    let bytes = word.as_bytes();
    // Construct -t: "Maarat X", "Khirbet X".
    let end = if another_follows && bytes.len() >= 5 && (word.ends_with("at") || word.ends_with("et")) {
        bytes.len() - 1
    } else {
        bytes.len()
    };
    let start = out.len();
    let mut at = 0;
    while at < end {
        let letter = bytes.get(at).copied().unwrap_or(b' ');
        let next = if at + 1 < end {
            bytes.get(at + 1).copied().unwrap_or(b' ')
        } else {
            b' '
        };
        let after = if at + 2 < end {
            bytes.get(at + 2).copied().unwrap_or(b' ')
        } else {
            b' '
        };
        let (sound, taken) = match (letter, next) {
            // A French hand's rh is the sound of Rhâb (Ghab); in Sirhan they are two.
            (b'r', b'h') if out.len() > start => (R, 1),
            _ => latin_sound(letter, next, after),
        };
        at += taken;
        push_once(sound, start, out);
    }
}

fn latin_sound(letter: u8, next: u8, after: u8) -> (Sound, usize) {
    match (letter, next, after) {
        (b's', b'c', b'h') => (SH, 3),
        (b't', b'c', b'h') => (CH, 3),
        (b'd', b's', b'c') => (J, 4),
        (b'd', b'z', b'h') => (J, 3),
        (b's', b'h', _) => (SH, 2),
        (b'c', b'h', _) => (CH, 2),
        (b'd', b'j' | b'z', _) | (b'z', b'h', _) => (J, 2),
        (b'g' | b'r', b'h', _) => (GH, 2),
        (b'k', b'h', _) => (KH, 2),
        (b't', b'h', _) => (TH, 2),
        (b'd', b'h', _) => (DH, 2),
        (b'p', b'h', _) => (F, 2),
        (b'c', b'k', _) => (K, 2),
        (b'q', b'u', b'a' | b'e' | b'i') => (Q, 2),
        (b'g', b'u', b'e' | b'i') => (G, 2),
        (b'e', b'e', _) => (I, 2),
        (b'o', b'o' | b'u', _) => (U, 2),
        (b'a', ..) => (A, 1),
        (b'e', ..) => (E, 1),
        (b'i', ..) => (I, 1),
        (b'o', ..) => (O, 1),
        (b'u', ..) => (U, 1),
        (b'y', ..) => (Y, 1),
        (b'w', ..) => (W, 1),
        (b'b', ..) => (B, 1),
        (b'p', ..) => (P, 1),
        (b't', ..) => (T, 1),
        (b'j', ..) => (J, 1),
        (b'c', b'e' | b'i' | b'y', _) => (C, 1),
        (b'c', ..) => (CC, 1),
        (b'h', ..) => (H, 1),
        (b'd', ..) => (D, 1),
        (b'r', ..) => (R, 1),
        (b'z', ..) => (Z, 1),
        (b's', ..) => (S, 1),
        (b'g', ..) => (G, 1),
        (b'f', ..) => (F, 1),
        (b'v', ..) => (V, 1),
        (b'q', ..) => (Q, 1),
        (b'k', ..) => (K, 1),
        (b'l', ..) => (L, 1),
        (b'm', ..) => (M, 1),
        (b'n', ..) => (N, 1),
        (b'x', ..) => (X, 1),
        _ => (DIGIT, 1),
    }
}

fn arabic(word: &str, out: &mut Vec<Sound>) {
    let start = out.len();
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = letters.peek().is_none();
        let sound = match letter {
            // At the start it carries any vowel.
            'ا' if out.len() == start => HAMZA,
            'ا' => ALIF,
            'و' => WAW,
            'ي' if last => FINAL_YA,
            'ي' => YA,
            'ه' if last => FINAL_HA,
            'ب' => B,
            'ت' => T,
            'ث' => TH,
            'ج' => J,
            'ح' => HH,
            'خ' => KH,
            'د' => D,
            'ذ' => DH,
            'ر' => R,
            'ز' => Z,
            'س' => S,
            'ش' => SH,
            'ص' => SS,
            'ض' => DD,
            'ط' => TT,
            'ظ' => ZZ,
            'ع' => AYN,
            'غ' => GH,
            'ف' => F,
            'ق' => Q,
            'ك' => K,
            'ل' => L,
            'م' => M,
            'ن' if letters.peek() == Some(&'ب') => NB,
            'ن' => N,
            'ه' => H,
            _ => DIGIT,
        };
        // Written twice, sounded twice: a doubled sound has one letter and a mark.
        out.push(sound);
    }
}

/// "Manbij" is said, and often written, "Mambij".
fn assimilate(next: Sound, start: usize, out: &mut [Sound]) {
    let written = out.len();
    if let Some(last) = out
        .last_mut()
        .filter(|last| written > start && **last == N && matches!(next, B | P))
    {
        *last = M;
    }
}

/// Doubled letters sound once.
fn push_once(sound: Sound, start: usize, out: &mut Vec<Sound>) {
    if out.len() > start && out.last() == Some(&sound) && sound != DIGIT {
        return;
    }
    assimilate(sound, start, out);
    out.push(sound);
}

/// The class of a consonant in the coarse key, `None` for sounds that are left out.
fn class(sound: Sound) -> Option<u8> {
    Some(match sound {
        B | P => b'B',
        T | TH | TT => b'T',
        J => b'J',
        H | HH | KH => b'H',
        D | DH | DD | Z | ZZ => b'D',
        R => b'R',
        S | SH | SS | CH | C => b'S',
        GH | G => b'G',
        F => b'F',
        Q | K | X | CC => b'K',
        L => b'L',
        M => b'M',
        N | NB => b'N',
        DIGIT => b'0',
        _ => return None,
    })
}

/// The consonant skeleton: coarse classes, vowels left out, doubled classes once.
///
/// A final h is left out, as Latin letters do not tell the one that is sounded (Salih) from the one that is not
/// (Kafriyah); n before b is m, whatever vowel stands or does not stand between.
pub(super) fn skeleton(sounds: &[Sound], out: &mut Vec<u8>) {
    out.clear();
    for (at, &sound) in sounds.iter().enumerate() {
        let last = sounds.get(at + 1).is_none_or(|next| is_mark(*next));
        if last && matches!(sound, H | HH) && !out.is_empty() {
            continue;
        }
        let Some(class) = class(sound) else { continue };
        if class == b'B'
            && let Some(before) = out.last_mut().filter(|before| **before == b'N')
        {
            *before = b'M';
        }
        if out.last() != Some(&class) {
            out.push(class);
        }
    }
    out.dedup();
}

/// Further skeletons of a spelling with letters that stand for several sounds: c, ch, g, x, th.
pub(super) fn other_skeletons(sounds: &[Sound], mut each: impl FnMut(&[u8])) {
    let mut readings: Vec<(usize, &'static [Sound])> = Vec::new();
    for (at, sound) in sounds.iter().enumerate() {
        // A last z is often written as it is heard in other languages: Karnaz, Karnas.
        let last = at > 3 && sounds.get(at + 1).is_none_or(|next| is_mark(*next));
        let other: &[Sound] = match *sound {
            Z if last => &[S],
            S if last => &[Z],
            C => &[J, K],
            CC => &[J],
            CH => &[KH, K],
            G => &[J, Q],
            X => &[KH],
            TH => &[S],
            GH => &[R],
            V => &[F],
            J => &[G, Y],
            _ => continue,
        };
        readings.push((at, other));
    }
    let mut varied = sounds.to_vec();
    let mut key = Vec::new();
    // One letter read differently throughout, not every combination: two such letters in one name are rare.
    for (at, others) in readings.into_iter().take(3) {
        for other in others {
            let Some(slot) = varied.get_mut(at) else { continue };
            let kept = std::mem::replace(slot, *other);
            skeleton(&varied, &mut key);
            each(&key);
            if let Some(slot) = varied.get_mut(at) {
                *slot = kept;
            }
        }
    }
}

//! Other readings of a spelling: letters that stand for other sounds in another language's hand, and generic words and
//! articles written together with their word. Tried only when a name is not met as it stands.

use super::words;

/// A language's way to write sounds: letters, and how an English hand writes the same sound.
struct Hand {
    /// Only names with one of these are read this way.
    signs: &'static [&'static str],
    /// The longest first.
    letters: &'static [(&'static str, &'static str)],
}

impl Hand {
    fn read(&self, name: &str) -> String {
        let mut rest = name;
        let mut read = String::with_capacity(name.len() + 4);
        while let Some(letter) = rest.chars().next() {
            // German or Slavic j stands after a vowel or first: Bejrut, Jarmuk, not Halabja.
            let after_vowel = read.is_empty() || read.ends_with(['a', 'e', 'i', 'o', 'u', ' ', '-']);
            let sound = self
                .letters
                .iter()
                .find(|(letters, _)| rest.starts_with(letters) && (*letters != "j" || after_vowel));
            let taken = sound.map_or(letter.len_utf8(), |(letters, _)| letters.len());
            let (written, after) = rest.split_at(taken);
            read.push_str(sound.map_or(written, |(_, sound)| sound));
            rest = after;
        }
        read
    }
}

const HANDS: &[Hand] = &[
    // German, Polish, Czech, Serbo-Croatian, Baltic, Cyrillic by the British system, Arabic by DIN 31635.
    Hand {
        signs: &[
            "j", "sz", "cz", "ž", "ż", "š", "č", "sch", "ehl", "eht", "ehs", "ǧ", "ḫ", "ġ", "ch",
        ],
        letters: &[
            ("dsch", "j"),
            ("tsch", "ch"),
            ("sch", "sh"),
            ("dzh", "j"),
            ("dž", "j"),
            ("dż", "j"),
            ("dź", "j"),
            ("sz", "sh"),
            ("cz", "ch"),
            ("ch", "kh"),
            ("eh", "e"),
            ("š", "sh"),
            ("č", "ch"),
            ("ž", "j"),
            ("ż", "j"),
            ("ij", "iy"),
            ("j", "y"),
            ("ǧ", "j"),
            ("ḫ", "kh"),
            ("ġ", "gh"),
            ("ṯ", "th"),
            ("ḏ", "dh"),
            ("ŭ", "w"),
            ("w", "w"),
        ],
    },
    // Turkish, Azerbaijani, Kurdish.
    Hand {
        signs: &["c", "ç", "ş", "ğ", "x"],
        letters: &[
            ("ch", "ch"),
            ("c", "j"),
            ("ç", "ch"),
            ("ş", "sh"),
            ("ğ", "gh"),
            ("x", "kh"),
        ],
    },
    // Italian and Spanish g and x, Egyptian g.
    Hand {
        signs: &["g"],
        letters: &[("gh", "gh"), ("gi", "ji"), ("ge", "je"), ("g", "j")],
    },
];

/// A name in Turkish or Kurdish letters as an English hand would write it; `None` for any other. In romanisations of
/// Arabic, which have long vowels and dots or hooks under several letters, ş is another sound.
pub(super) fn from_turkish(name: &str) -> Option<String> {
    // Most names, asked for each name of a gazetteer.
    if name.is_ascii() {
        return None;
    }
    let lower = name.to_lowercase();
    let turkish = lower.contains(['ş', 'ğ', 'ı']);
    if !turkish || lower.contains(['ā', 'ī', 'ū', 'ḩ', 'ţ', 'ḑ', '‘', '’', '`', '\u{327}']) {
        return None;
    }
    HANDS.get(1).map(|hand| hand.read(&lower))
}

/// The name as other languages would have its letters sound, in an English hand.
pub(super) fn in_other_hands(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let mut readings: Vec<String> = Vec::new();
    for hand in HANDS {
        if !hand.signs.iter().any(|sign| lower.contains(sign)) {
            continue;
        }
        let read = hand.read(&lower);
        if read != lower && !readings.contains(&read) {
            readings.push(read);
        }
    }
    readings
}

/// "Resulayn", "Deyrizor", "Maarretünnuman", "Telabyad", "Deyrez-Zor": a generic word with its article and what follows
/// in one, taken apart in the ways there are.
pub(super) fn taken_apart(plain: &[&str]) -> Vec<String> {
    let mut readings = Vec::new();
    for (at, word) in plain.iter().enumerate() {
        // "Abasan alkabir"; a first word is looked at elsewhere.
        if at > 0 && word.len() >= 5 && (word.starts_with("al") || word.starts_with("el")) {
            let mut parted: Vec<&str> = plain.to_vec();
            parted.splice(
                at..=at,
                [
                    word.get(..2).unwrap_or_default(),
                    word.get(2..).unwrap_or_default(),
                ],
            );
            readings.push(parted.join(" "));
        }
        let Some((generic, rest)) = words::leading_generic(word) else {
            continue;
        };
        let next = plain.get(at + 1).copied();
        let mut put = |parts: &[&str]| {
            let before = plain.iter().take(at).copied();
            let after = plain.iter().skip(at + 1).copied();
            let all: Vec<&str> = before.chain(parts.iter().copied()).chain(after).collect();
            readings.push(all.join(" "));
        };
        if next.is_some_and(|next| words::is_article(rest, next)) {
            put(&[generic]);
        }
        if rest.len() < 3 {
            continue;
        }
        put(&[generic, rest]);
        // After a vowel an l, a consonant that is doubled, or (izafet, Deyrizor) any.
        let Some(bare) = rest.strip_prefix(['a', 'e', 'i', 'u']) else {
            continue;
        };
        let (first, second) = (bare.as_bytes().first(), bare.as_bytes().get(1));
        if bare.len() >= 4 && (first == Some(&b'l') || first == second) {
            put(&[generic, bare.get(1..).unwrap_or_default()]);
        }
        if bare.len() >= 3 && first != second {
            put(&[generic, bare]);
        }
    }
    readings
}

/// "Kahn Sheikhoun": a first word that two exchanged letters part from a generic one.
pub(super) fn with_generic_set_right(plain: &[&str]) -> Option<String> {
    let (first, rest) = plain.split_first()?;
    if rest.is_empty() || first.len() < 4 || !first.is_ascii() || words::latin_generic(first).is_some() {
        return None;
    }
    let mut letters = first.as_bytes().to_vec();
    (1..letters.len()).find_map(|at| {
        letters.swap(at - 1, at);
        let generic = std::str::from_utf8(&letters).ok().and_then(words::latin_generic);
        letters.swap(at - 1, at);
        generic.map(|generic| format!("{generic} {}", rest.join(" ")))
    })
}

/// "الاذقية": the article and a first lam, written as one.
pub(super) fn with_lost_letters(name: &str) -> Option<String> {
    let lost = |word: &str| word.starts_with("الا") && word.chars().count() >= 5;
    name.split(' ').any(lost).then(|| {
        let word = |word: &str| match word.strip_prefix("الا") {
            Some(rest) if lost(word) => format!("اللا{rest}"),
            _ => word.to_owned(),
        };
        name.split(' ').map(word).collect::<Vec<_>>().join(" ")
    })
}

/// Ways to say what a place is, before or after its name; those of one line mean the same.
const KIND_WORDS: &[&[(&str, &str)]] = &[
    &[
        ("", " military air base"),
        ("", " military airbase"),
        ("", " military airport"),
        ("", " military airfield"),
        ("", " air base"),
        ("", " airbase"),
    ],
    &[
        ("", " border crossing"),
        ("", " border gate"),
        ("", " border post"),
        ("", " crossing"),
    ],
    &[
        ("jabal ", ""),
        ("mount ", ""),
        ("mt ", ""),
        ("mt. ", ""),
        ("", " mountains"),
        ("", " mountain"),
    ],
    &[
        ("castle of ", ""),
        ("citadel of ", ""),
        ("castle ", ""),
        ("", " castle"),
        ("", " citadel"),
        ("", " fortress"),
        ("qalat ", ""),
    ],
    &[("hill of ", ""), ("", " hill"), ("tell ", "")],
    &[("sahl ", ""), ("plain of ", ""), ("", " plain")],
    &[("nahr ", ""), ("river ", ""), ("", " river")],
    &[("wadi ", ""), ("", " valley")],
    &[
        ("", " refugee camp"),
        ("", " idp camp"),
        ("", " camps"),
        ("", " camp"),
    ],
    &[
        ("مطار ", " العسكري"),
        ("مطار ", " العسكرية"),
        ("قاعدة ", " الجوية"),
        ("قاعدة ", ""),
        ("مطار ", ""),
    ],
    &[("معبر ", " الحدودي"), ("معبر ", "")],
];

/// "Mount Zawiya", "Kuwairis military airport": the name with the other words for what it is.
pub(super) fn in_other_kind_words(name: &str) -> Vec<String> {
    let lower = name.trim().to_lowercase();
    let mut readings = Vec::new();
    for ways in KIND_WORDS {
        let strip = |(before, after): &(&str, &str)| lower.strip_prefix(before)?.strip_suffix(after);
        let core = ways.iter().find_map(strip).map(str::trim);
        let Some(core) = core.filter(|core| core.chars().count() >= 3) else {
            continue;
        };
        let others = ways
            .iter()
            .map(|(before, after)| format!("{before}{core}{after}"));
        readings.extend(others.filter(|other| *other != lower));
        break;
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_in_other_hands() {
        let read = |name: &str| in_other_hands(name);
        assert!(read("Dschisr asch-Schughur").contains(&"jisr ash-shughur".to_owned()));
        assert!(read("Madżdal Szams").contains(&"majdal shams".to_owned()));
        assert!(read("Cisr eş-Şuğur").contains(&"jisr esh-shughur".to_owned()));
        assert!(read("Ajn-ehl'-Arab").contains(&"ayn-el'-arab".to_owned()));
        assert!(read("Hama").is_empty());
    }

    #[test]
    fn what_a_place_is_has_several_words() {
        let read = |name: &str| in_other_kind_words(name);
        assert!(read("Mount Zawiya").contains(&"jabal zawiya".to_owned()));
        assert!(read("Kuwairis Military Airport").contains(&"kuwairis air base".to_owned()));
        assert!(read("مطار منغ العسكري").contains(&"قاعدة منغ الجوية".to_owned()));
        assert!(read("Saraqib").is_empty());
    }

    #[test]
    fn words_in_one_are_taken_apart() {
        let apart = |name: &str| taken_apart(&name.split(' ').collect::<Vec<_>>());
        assert!(apart("resulayn").contains(&"ras ayn".to_owned()));
        assert!(apart("deyrizor").contains(&"dayr zor".to_owned()));
        assert!(apart("maarretunnuman").contains(&"marat numan".to_owned()));
        assert!(apart("deyrez zor").contains(&"dayr zor".to_owned()));
        assert!(apart("idlib").is_empty());
    }
}

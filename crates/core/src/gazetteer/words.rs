//! Words inside names: articles, generic words and the spellings they come in.

/// Whether a Latin word is the Arabic article before `next`: al, el, or assimilated (ash Shughur, an Nu'man).
pub(super) fn is_article(word: &str, next: &str) -> bool {
    // "ehsh-Sharqi", through Cyrillic.
    let respelled = word
        .strip_prefix("eh")
        .filter(|rest| !rest.is_empty())
        .map(|rest| format!("e{rest}"));
    match respelled.as_deref().unwrap_or(word) {
        "al" | "el" | "il" | "ul" | "l" => true,
        "ad" | "ed" | "ud" | "ar" | "er" | "ur" | "as" | "es" | "us" | "at" | "et" | "ut" | "an" | "en"
        | "un" | "az" | "ez" | "uz" | "ash" | "esh" | "ush" | "ath" | "eth" | "adh" | "edh" | "ech"
        | "ach" | "lal" => {
            let assimilated = respelled.as_deref().unwrap_or(word).as_bytes().get(1);
            let first = next.as_bytes().first();
            // Not every hand tells z from s and dh: Deir es-Zor, ed-Zahiriya.
            let near = match assimilated {
                Some(b's' | b'd') => first == Some(&b'z'),
                Some(b'z') => matches!(first, Some(b's' | b'd')),
                _ => false,
            };
            near || assimilated == first
        }
        _ => false,
    }
}

/// Generic words of Latin names with their usual spellings; the first is the one that stands for all.
const LATIN_GENERICS: &[&[&str]] = &[
    &["tal", "tall", "tell", "tel", "til", "till", "telli", "tull"],
    &[
        "kafr", "kfar", "kefer", "kafer", "kefr", "kufr", "kfer", "kafar", "kaffer", "kfr", "kofr",
    ],
    &[
        "dayr", "deir", "dair", "deyr", "der", "dir", "dayir", "dier", "dejr", "dajr", "deyir",
    ],
    &[
        "jabal", "jebel", "djebel", "gebel", "jabel", "djabal", "gabal", "cebel", "jebal", "dschebel",
        "dschabal",
    ],
    &["khan", "khaan", "chan", "han"],
    &["ayn", "ain", "ein", "eyn", "aayn", "ayin", "een"],
    &["bayt", "beit", "bait", "beyt", "beyit"],
    &[
        "qalat", "qalaat", "kalaat", "qalet", "kalat", "qalaet", "qalaa", "qalah", "kalaa", "qalea", "qalit",
    ],
    &[
        "khirbat", "khirbet", "kherbet", "khirba", "kherbat", "kharbat", "khirbah", "khurbat", "khirbit",
        "kheurbet", "kheurbat", "khurbet", "hirbet", "kharba", "kharbet", "kirbat", "kirbet", "kherba",
    ],
    &["umm", "um", "oum", "oumm", "omm"],
    &[
        "abu", "abou", "abo", "ebu", "aboo", "abul", "aboul", "abil", "abi", "bu",
    ],
    &["burj", "borj", "bourj", "bordj", "burc", "burg"],
    &["wadi", "ouadi", "wady", "vadi", "ouady"],
    &["ras", "raas", "res", "rass"],
    &["bir", "beer", "bier"],
    &[
        "jisr", "djisr", "gisr", "jiser", "jisir", "cisr", "dschisr", "jesr",
    ],
    &[
        "shaykh", "sheikh", "sheik", "shaikh", "cheikh", "shekh", "seyh", "scheich", "sheykh", "sheih",
        "cheik", "seikh", "shayk", "shyekh", "shaik", "chaikh", "chaik",
    ],
    &["sahl", "sahel"],
    &["nahr", "nahar"],
    &[
        "marat", "maarat", "maarrat", "maaret", "maarret", "marrat", "maara", "maarra", "marra", "maarah",
        "maarrah", "marret", "maarrt", "maart", "marat",
    ],
    &["rasm", "resm"],
    &[
        "mazraat", "mazraa", "mazrat", "mazraet", "mazraah", "mezraa", "mazret",
    ],
    &["qasr", "kasr", "gasr", "ksar", "qsar"],
    &["suq", "souk", "souq", "suk", "sug"],
    &[
        "jubb", "joub", "jub", "joubb", "cubb", "jeb", "jebb", "djoub", "dschubb",
    ],
    &["madinat", "medinat", "madinet", "medinet"],
    &["hajar", "hajr"],
    &["tuwaynat"],
];

/// The spelling that stands for a generic word, if the word is one.
pub(super) fn latin_generic(word: &str) -> Option<&'static str> {
    if word.len() > 8 {
        return None;
    }
    // Most words are refused by their length and first letter.
    let same = |spelling: &&str| {
        spelling.len() == word.len()
            && spelling.as_bytes().first() == word.as_bytes().first()
            && *spelling == word
    };
    let generic = LATIN_GENERICS
        .iter()
        .find(|spellings| spellings.iter().any(&same));
    generic.and_then(|spellings| spellings.first().copied())
}

/// "Khqn", "Wado": the generic word that one letter parts from this one, if that is long enough to be meant.
pub(super) fn nearly_generic(word: &str) -> Option<&'static str> {
    let one_other = |spelling: &&str| {
        let alike = |(a, b): &(u8, u8)| a == b;
        let same = spelling.bytes().zip(word.bytes()).filter(alike).count();
        spelling.len() == word.len()
            && same + 1 == word.len()
            && spelling.as_bytes().first() == word.as_bytes().first()
    };
    if !(4..=8).contains(&word.len()) {
        return None;
    }
    let generic = LATIN_GENERICS
        .iter()
        .find(|spellings| spellings.iter().any(one_other));
    generic.and_then(|spellings| spellings.first().copied())
}

/// "Kafranbel", "Kfarnabl": a generic word joined to the rest. Only kafr, which starts no other names.
pub(super) fn glued_generic(word: &str) -> Option<(&'static str, &str)> {
    ["kafr", "kfar", "kefr", "kafar", "kefer", "kafer", "kufr"]
        .iter()
        .find_map(|spelling| word.strip_prefix(spelling))
        .filter(|rest| rest.len() >= 3)
        .map(|rest| ("kafr", rest))
}

/// "Abdulaziz", "Abdurrahman", "Abdallah": what stands behind "Abd al-"; nothing for "Abdul" before another word.
pub(super) fn servant(word: &str, another_follows: bool) -> Option<&str> {
    let rest = word.strip_prefix("abd")?;
    let vowel = rest.find(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))?;
    let article = rest.get(vowel..)?;
    if vowel == 0 || vowel > 2 {
        return None;
    }
    let (first, name) = (article.chars().next()?, article.get(1..)?);
    match (first, name) {
        ('l', "") => another_follows.then_some(name),
        ('l', "lah" | "la") => Some("allah"),
        // Not al-Abdaliyah, whose ending is no name.
        ('l', _) => (name.len() >= 4 && !name.starts_with("iy")).then_some(name),
        ('r' | 's' | 'n' | 'z' | 't' | 'd', _) => {
            (name.len() >= 4 && name.starts_with(first)).then_some(name)
        }
        _ => None,
    }
}

/// "Nureddin", "Salahuddine": a name with al-Din behind it, and that word.
pub(super) fn of_the_faith(word: &str) -> Option<(&str, &str)> {
    let at = ["din", "dine", "deen", "dîn"]
        .iter()
        .find_map(|faith| Some(word.strip_suffix(faith)?.len()))?;
    let (joined, faith) = word.split_at(at);
    let name = joined
        .strip_suffix(['d', 'l'])?
        .strip_suffix(['a', 'e', 'i', 'u'])?;
    (name.len() >= 3).then_some((name, faith))
}

/// A generic word at the start of a longer one, in the spelling that stands for it, and the rest.
pub(super) fn leading_generic(word: &str) -> Option<(&'static str, &str)> {
    let mut longest: Option<(&'static str, &str)> = None;
    for spellings in LATIN_GENERICS {
        let Some(first) = spellings.first() else { continue };
        for spelling in spellings.iter().filter(|spelling| spelling.len() >= 3) {
            if let Some(rest) = word.strip_prefix(spelling)
                && rest.len() >= 2
                && longest.is_none_or(|(_, other)| rest.len() < other.len())
            {
                longest = Some((first, rest));
            }
        }
    }
    longest
}

const ARABIC_GENERICS: &[&str] = &[
    "تل",
    "كفر",
    "دير",
    "جبل",
    "خان",
    "عين",
    "بيت",
    "قلعه",
    "خربه",
    "ام",
    "ابو",
    "برج",
    "وادي",
    "راس",
    "بير",
    "جسر",
    "شيخ",
    "سهل",
    "نهر",
    "معره",
    "رسم",
    "مزرعه",
    "قصر",
    "سوق",
    "جب",
    "مدينه",
    "حجر",
];

/// The generic word of an Arabic name, if the word is one.
pub(super) fn arabic_generic(word: &str) -> Option<&'static str> {
    match word {
        "معرت" => Some("معره"),
        "خربت" => Some("خربه"),
        "قلعت" => Some("قلعه"),
        "ابي" | "ابا" => Some("ابو"),
        _ => ARABIC_GENERICS.iter().find(|generic| **generic == word).copied(),
    }
}

/// The word without the article ال, if enough of it is left to be a word.
pub(super) fn without_arabic_article(word: &str) -> &str {
    match word.strip_prefix("ال") {
        Some(rest) if rest.chars().count() >= 2 => rest,
        _ => word,
    }
}

/// "Alhasakah", "Assuwayda": what is left without an article that is written together with its word.
pub(super) fn without_glued_article(name: &str) -> Option<&str> {
    let letters = name.as_bytes();
    let lower = |at: usize| letters.get(at).map(u8::to_ascii_lowercase);
    if name.len() < 6
        || !matches!(lower(0), Some(b'a' | b'e'))
        || lower(2).is_none_or(|c| !c.is_ascii_alphabetic())
    {
        return None;
    }
    // Al- before any letter; otherwise the article's consonant is the word's first.
    if lower(1) == Some(b'l') {
        return name.get(2..);
    }
    (lower(1) == lower(2) && matches!(lower(1), Some(b'd' | b'n' | b'r' | b's' | b't' | b'z')))
        .then(|| name.get(2..))
        .flatten()
}

/// "Taybatalimam", "ashshaykhbadr": ways to leave out an article that is written together with the words on both sides.
/// Only for one long word in base letters.
pub(super) fn without_inner_articles(word: &str) -> Vec<String> {
    let mut readings = Vec::new();
    if word.len() < 9 || !word.is_ascii() {
        return readings;
    }
    for at in 0..word.len().saturating_sub(5) {
        let (before, rest) = word.split_at(at);
        if at > 0 && at < 3 {
            continue;
        }
        for article in ["al", "el"] {
            if let Some(after) = rest.strip_prefix(article) {
                readings.push(format!("{before} {after}"));
            }
        }
        let assimilated = ["ash", "esh"]
            .iter()
            .find_map(|article| rest.strip_prefix(article).filter(|after| after.starts_with("sh")));
        let doubled = rest
            .strip_prefix(['a', 'e'])
            .and_then(|after| {
                after
                    .get(1..)
                    .filter(|again| again.as_bytes().first() == after.as_bytes().first())
            })
            .filter(|after| after.starts_with(['d', 'n', 'r', 's', 't', 'z']));
        readings.extend(
            [assimilated, doubled]
                .into_iter()
                .flatten()
                .map(|after| format!("{before} {after}")),
        );
    }
    readings.truncate(6);
    readings
}

/// Whether a name begins with the Arabic article, in either alphabet.
pub(super) fn has_article(name: &str) -> bool {
    if name.starts_with("ال") {
        return true;
    }
    let lower = name.to_lowercase();
    let mut words = lower.split([' ', '-']);
    matches!((words.next(), words.next()), (Some(first), Some(second)) if is_article(first, second))
}

/// Whether an article stands between two words of a Latin name.
pub(super) fn has_inner_article(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    words
        .windows(2)
        .skip(1)
        .any(|pair| matches!(pair, [one, other] if is_article(one, other)))
}

/// "واديالسير": two words written together, parted before the article of the second.
pub(super) fn split_inner_article(name: &str) -> Option<String> {
    let inner = name.match_indices("ال").map(|(at, _)| at).find(|at| {
        let (before, after) = name.split_at(*at);
        let joined = before.chars().next_back().is_some_and(char::is_alphabetic);
        joined && before.chars().count() >= 2 && after.chars().count() >= 4
    })?;
    let (before, after) = name.split_at(inner);
    Some(format!("{before} {after}"))
}

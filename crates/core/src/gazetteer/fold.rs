//! Folding: what two spellings of one name share once case, marks, joins, articles and word endings are set aside.

use super::words;

/// The alphabet a name is written in. Others are not indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Arabic letters, with Persian and Kurdish ones.
    Arabic,
}

/// Base letters of U+00C0 to U+024F, a dot where there is none.
const LATIN_1_TO_B: &[u8] = b"aaaaaaeceeeeiiiidnooooo.ouuuuytsaaaaaaeceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllll..llnnnnnn.nnooooooeerrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs.b.......dd....a................oo.g...........uu....zz......................aaiioouuuuuuuuuuaaaaa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";
/// Base letters of U+1E00 to U+1EFF.
const LATIN_ADDITIONAL: &[u8] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy....s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// A name in lower-case base letters, cut into words; reused between names to spare allocations.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain {
    /// The words one after another, without separators.
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<usize>,
    script: Option<Script>,
    /// The alphabet of the word being read.
    word_script: Option<Script>,
    /// What is written if the word being read ends here.
    ending: Option<char>,
}

pub(crate) enum Folded {
    Letter(char),
    /// A letter where its word ends, nothing elsewhere.
    Ending(char),
    Nothing,
    Break,
    Foreign,
}

pub(crate) fn fold_char(c: char) -> Folded {
    use Folded::{Break, Ending, Foreign, Letter, Nothing};
    match c {
        'a'..='z' | '0'..='9' | 'ب' | 'ت'..='غ' | 'ف'..='ه' | 'و' | 'ي' => Letter(c),
        'A'..='Z' => Letter(c.to_ascii_lowercase()),
        // Between the words of Persian and Kurdish names.
        '\u{200c}' => Break,
        _ if is_silent(c) => Nothing,
        // Ta marbuta in ISO 233.
        '\u{1e97}' => Letter('h'),
        '\u{c0}'..='\u{24f}' => base(LATIN_1_TO_B, c as usize - 0xc0),
        '\u{1e00}'..='\u{1eff}' => base(LATIN_ADDITIONAL, c as usize - 0x1e00),
        'آ' | 'أ' | 'إ' | 'ا' | 'ٱ' => Letter('ا'),
        'ؤ' | 'ۆ' | 'ۇ' | 'ۋ' | 'ۅ' | 'ۉ' => Letter('و'),
        'ئ' | 'ى' | 'ی' | 'ې' | 'ۍ' | 'ێ' | 'ے' => Letter('ي'),
        'ک' | 'ڪ' | 'گ' | 'ڭ' => Letter('ك'),
        'ة' | 'ۀ' | 'ہ' | 'ھ' | 'ۃ' => Letter('ه'),
        // The vowel e of Kurdish and Uyghur, which Arabic does not write but at the end of a word.
        'ە' => Ending('ه'),
        'پ' => Letter('ب'),
        'چ' => Letter('ج'),
        'ژ' => Letter('ز'),
        'ڤ' => Letter('ف'),
        'ڕ' | 'ڑ' => Letter('ر'),
        'ڵ' => Letter('ل'),
        'ٹ' => Letter('ت'),
        'ڈ' => Letter('د'),
        '٠'..='٩' => Letter(char::from(b'0' + (c as u32 - '٠' as u32) as u8)),
        '۰'..='۹' => Letter(char::from(b'0' + (c as u32 - '۰' as u32) as u8)),
        '\u{fb50}'..='\u{fbff}' | '\u{fe80}'..='\u{fefc}' => unshaped(c).map_or(Break, fold_char),
        _ if c.is_alphabetic() => Foreign,
        _ => Break,
    }
}

/// Apostrophes for hamza and ayn, combining marks, short vowels, tatweel, direction marks.
fn is_silent(c: char) -> bool {
    matches!(c, '\'' | '`' | '"' | '.' | '´' | '¨' | '¸' | '\u{2b0}'..='\u{2ff}' | '\u{300}'..='\u{36f}')
        || matches!(c, '\u{2018}'..='\u{201f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
        || matches!(c, 'ء' | 'ـ' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | 'ٰ' | '\u{6d6}'..='\u{6ed}')
}

/// The letter that a form of it stands for, as texts out of old documents have it: the letters of the alphabet in order,
/// as many forms of each as it has; lam with alif is a lam (see [`Plain::read`]).
fn unshaped(form: char) -> Option<char> {
    const LETTERS: [(char, u32); 36] = [
        ('ء', 1),
        ('آ', 2),
        ('أ', 2),
        ('ؤ', 2),
        ('إ', 2),
        ('ئ', 4),
        ('ا', 2),
        ('ب', 4),
        ('ة', 2),
        ('ت', 4),
        ('ث', 4),
        ('ج', 4),
        ('ح', 4),
        ('خ', 4),
        ('د', 2),
        ('ذ', 2),
        ('ر', 2),
        ('ز', 2),
        ('س', 4),
        ('ش', 4),
        ('ص', 4),
        ('ض', 4),
        ('ط', 4),
        ('ظ', 4),
        ('ع', 4),
        ('غ', 4),
        ('ف', 4),
        ('ق', 4),
        ('ك', 4),
        ('ل', 4),
        ('م', 4),
        ('ن', 4),
        ('ه', 4),
        ('و', 2),
        ('ى', 2),
        ('ي', 4),
    ];
    let mut at = match form {
        // Of Persian and Kurdish the few that names are written with.
        '\u{fb56}'..='\u{fb59}' => return Some('پ'),
        '\u{fb7a}'..='\u{fb7d}' => return Some('چ'),
        '\u{fb8a}' | '\u{fb8b}' => return Some('ژ'),
        '\u{fb8e}'..='\u{fb91}' => return Some('ک'),
        '\u{fb92}'..='\u{fb95}' => return Some('گ'),
        '\u{fba6}'..='\u{fbad}' => return Some('ه'),
        '\u{fbfc}'..='\u{fbff}' => return Some('ی'),
        LAM_ALIF..='\u{fefc}' => return Some('ل'),
        _ => (form as u32).checked_sub(0xfe80)?,
    };
    for (letter, forms) in LETTERS {
        match at.checked_sub(forms) {
            Some(rest) => at = rest,
            None => return Some(letter),
        }
    }
    None
}

/// The first of the forms in which lam and alif are one sign.
const LAM_ALIF: char = '\u{fef5}';

fn base(table: &[u8], index: usize) -> Folded {
    match table.get(index) {
        Some(b'.') | None => Folded::Break,
        Some(letter) => Folded::Letter(char::from(*letter)),
    }
}

impl Plain {
    /// Reads a name, leaving out what stands in brackets. `false` if it has no Latin or Arabic letter, or letters of
    /// any other script.
    pub(super) fn read(&mut self, name: &str) -> bool {
        self.text.clear();
        self.ends.clear();
        self.script = None;
        self.word_script = None;
        self.ending = None;
        let mut depth = 0_u32;
        for c in name.chars() {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ if depth > 0 => continue,
                _ => {}
            }
            match fold_char(c) {
                Folded::Letter(letter) => {
                    let script = match letter {
                        'a'..='z' => Some(Script::Latin),
                        '0'..='9' => None,
                        _ => Some(Script::Arabic),
                    };
                    if let Some(script) = script {
                        // Letters of two alphabets in one word: a broken romanisation, no name.
                        if self.word_script.is_some_and(|seen| seen != script) {
                            return false;
                        }
                        self.word_script = Some(script);
                        // "الطريق M4": a name with words of both counts as Arabic.
                        let both = self.script.is_some_and(|seen| seen != script);
                        self.script = Some(if both { Script::Arabic } else { script });
                    }
                    self.ending = None;
                    self.text.push(letter);
                    if (LAM_ALIF..='\u{fefc}').contains(&c) {
                        self.text.push('ا');
                    }
                }
                Folded::Ending(letter) => self.ending = Some(letter),
                Folded::Nothing => {}
                Folded::Break => self.close_word(),
                Folded::Foreign => return false,
            }
        }
        self.close_word();
        self.script.is_some()
    }

    fn close_word(&mut self) {
        self.word_script = None;
        self.text.extend(self.ending.take());
        if self.text.len() > self.ends.last().copied().unwrap_or(0) {
            self.ends.push(self.text.len());
        }
    }

    /// The alphabet; Latin when nothing was read.
    pub(super) fn script(&self) -> Script {
        self.script.unwrap_or(Script::Latin)
    }

    /// The words, in order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(self.ends.iter().copied())
            .filter_map(|(start, end)| self.text.get(start..end))
    }

    /// All letters without separators: equal for spellings that differ in case, marks and joins alone.
    pub(super) fn letters(&self) -> &str {
        &self.text
    }
}

/// A name without its articles, its generic words brought to one spelling.
#[derive(Clone, Debug, Default)]
pub(super) struct Bare {
    /// The words one after another.
    pub(super) text: String,
    /// Where each word ends, and whether it is a generic word such as "tell".
    pub(super) words: Vec<(usize, bool)>,
    /// Whether the name began with the article.
    pub(super) article: bool,
}

impl Bare {
    /// Takes the words of a name without articles.
    pub(super) fn read(&mut self, plain: &Plain) {
        self.text.clear();
        self.words.clear();
        self.article = false;
        let mut rest = plain.words().peekable();
        while let Some(word) = rest.next() {
            let next = rest.peek().copied();
            let first = self.words.is_empty();
            match plain.script() {
                Script::Latin => {
                    if next.is_some_and(|next| words::is_article(word, next)) {
                        self.article |= first;
                        continue;
                    }
                    self.push_latin(word, next.is_some());
                }
                Script::Arabic => {
                    self.article |= first && words::without_arabic_article(word) != word;
                    self.push_arabic(word, next.is_some());
                }
            }
        }
    }

    fn push(&mut self, word: &str, generic: bool) {
        self.text.push_str(word);
        self.words.push((self.text.len(), generic));
    }

    /// A generic word goes before another: the hamlet "al-Mazra'a" is called just that.
    fn push_latin(&mut self, word: &str, another_follows: bool) {
        if another_follows && let Some(generic) = words::latin_generic(word) {
            return self.push(generic, true);
        }
        if let Some(name) = words::servant(word, another_follows) {
            // "Abdulaziz", "Abdel Aziz": as "Abd al-Aziz".
            self.push("abd", false);
            if !name.is_empty() {
                self.push(name, false);
            }
            return;
        }
        if let Some((name, faith)) = words::of_the_faith(word) {
            self.push(name, false);
            return self.push(faith, false);
        }
        match words::glued_generic(word) {
            Some((generic, rest)) => {
                self.push(generic, true);
                self.push(rest, false);
            }
            None => self.push(word, false),
        }
    }

    fn push_arabic(&mut self, word: &str, another_follows: bool) {
        let word = words::without_arabic_article(word);
        if another_follows && let Some(generic) = words::arabic_generic(word) {
            return self.push(generic, true);
        }
        match word.strip_prefix("كفر") {
            Some(rest) if rest.chars().count() >= 2 => {
                self.push("كفر", true);
                self.push(words::without_arabic_article(rest), false);
            }
            _ => self.push(word, false),
        }
    }

    /// The words with their generic flags.
    pub(super) fn parts(&self) -> impl DoubleEndedIterator<Item = (&str, bool)> + ExactSizeIterator {
        self.words.iter().enumerate().map(|(index, &(end, generic))| {
            let start = index
                .checked_sub(1)
                .and_then(|before| self.words.get(before))
                .map_or(0, |&(end, _)| end);
            (self.text.get(start..end).unwrap_or_default(), generic)
        })
    }

    /// The key under which spellings of one name meet: doubled letters once, word endings -ah, -eh, -e as -a,
    /// -at before another word as -a, words joined.
    pub(super) fn key(&self, script: Script, key: &mut String) {
        key.clear();
        let count = self.words.len();
        for (index, (word, _)) in self.parts().enumerate() {
            match script {
                Script::Latin => push_latin_key(word, index + 1 < count, key),
                Script::Arabic => push_arabic_key(word, index + 1 < count, key),
            }
        }
    }
}

fn push_latin_key(word: &str, another_follows: bool, key: &mut String) {
    let start = key.len();
    let mut word = word;
    if word.len() >= 4 {
        if let Some(stem) = word.strip_suffix('h')
            && stem.ends_with(['a', 'e'])
        {
            word = stem;
        }
        if another_follows && word.len() >= 5 && (word.ends_with("at") || word.ends_with("et")) {
            word = &word[..word.len() - 1];
        }
    }
    let final_e = word.len() >= 4 && word.ends_with('e');
    for c in word.chars() {
        if key.get(start..).is_some_and(|written| written.ends_with(c)) {
            continue;
        }
        key.push(c);
    }
    if final_e {
        key.pop();
        if !key.ends_with('a') || key.len() == start {
            key.push('a');
        }
    }
}

fn push_arabic_key(word: &str, another_follows: bool, key: &mut String) {
    // معرت النعمان and معره النعمان; حلفايا and حلفايه.
    let letters = word.chars().count();
    let stem = word
        .strip_suffix('ه')
        .or_else(|| another_follows.then(|| word.strip_suffix('ت')).flatten())
        .or_else(|| word.strip_suffix('ا'));
    match stem {
        Some(stem) if letters >= 3 => {
            key.push_str(stem);
            key.push('ه');
        }
        _ => key.push_str(word),
    }
}

/// A 32-bit FNV-1a hash, the same on every platform.
pub(super) fn hash(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0x811c_9dc5, |so_far, byte| hash_on(so_far, *byte))
}

/// The hash of the same bytes and one more.
pub(super) fn hash_on(so_far: u32, byte: u8) -> u32 {
    (so_far ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// The alphabet of a name; `None` without Latin or Arabic letters, or with letters of any other alphabet.
pub fn script_of(name: &str) -> Option<Script> {
    let mut plain = Plain::default();
    plain.read(name).then(|| plain.script())
}

/// The folded form of a name: equal for spellings that differ only in case, diacritics, hamza and ayn marks, joins,
/// the article, doubled letters, ta marbuta, construct -t and the spelling of generic words. `None` for a name
/// without Latin or Arabic letters.
///
/// ```
/// use chronotope_core::gazetteer::fold;
/// assert_eq!(fold("Ma'arrat al-Nu'man"), fold("Maarat Al Numan"));
/// assert_eq!(fold("Jisr ash-Shughūr"), fold("jisr al-shughur"));
/// assert_eq!(fold("معرّة النعمان"), fold("معرة النعمان"));
/// assert_eq!(fold("Идлиб"), None);
/// ```
pub fn fold(name: &str) -> Option<String> {
    let mut plain = Plain::default();
    if !plain.read(name) {
        return None;
    }
    let mut bare = Bare::default();
    bare.read(&plain);
    let mut key = String::new();
    bare.key(plain.script(), &mut key);
    (!key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(same: &[&str]) {
        for name in same {
            assert_eq!(fold(name), fold(same[0]), "{name} and {}", same[0]);
        }
    }

    #[test]
    fn spellings_of_one_name_meet() {
        check(&[
            "Ma'arrat al-Nu'man",
            "Maaret al-Numan",
            "Maarat Al-Numan",
            "Ma‘arrat an Nu‘mān",
        ]);
        check(&["Kafr Nabl", "Kfar Nabl", "Kefer Nabl", "Kafrnabl", "KAFR-NABL"]);
        check(&["al-Salamiyah", "Salamiyeh", "As Salamiya", "Salamiyye"]);
        check(&["Tell Abyad", "Tall Abyad", "Tal Abyad"]);
        check(&["إدلب", "ادلب", "أدلب", "إِدْلِب", "إدلـــب"]);
        check(&["السلمية", "سلميه", "السلميه"]);
        check(&["قلعة المضيق", "قلعه المضيق", "قلعة\u{200c}المضيق", "ﻗﻠﻌﺔ ﺍﻟﻤﻀﻴﻖ"]);
        check(&["اللاذقية", "ﺍﻟﻼﺫﻗﻴﺔ", "ﺍﻟﻠﺎﺫﻗﻴﺔ"]);
        check(&["Ḥamāẗ", "Hamah", "Hama"]);
    }

    #[test]
    fn different_names_stay_apart() {
        for (one, other) in [
            ("Kafr Nabl", "Nubl"),
            ("Tell Abyad", "Tell Aswad"),
            ("Hama", "Homs"),
            ("حمص", "حماة"),
        ] {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn every_form_of_a_letter_is_that_letter() {
        let forms = |first: u32, count: u32| (first..first + count).filter_map(char::from_u32);
        for (letter, first, count) in [
            ('ء', 0xfe80, 1),
            ('ا', 0xfe8d, 2),
            ('غ', 0xfecd, 4),
            ('ى', 0xfeef, 2),
            ('ي', 0xfef1, 4),
        ] {
            assert!(
                forms(first, count).all(|form| unshaped(form) == Some(letter)),
                "{letter}"
            );
        }
    }

    proptest! {
        #[test]
        fn folding_never_panics_and_is_idempotent(name in "\\PC{0,24}") {
            if let Some(key) = fold(&name) {
                // The key is one word: folding it again may only strip what a lone word still shows.
                prop_assert!(!key.is_empty());
                let again = fold(&key).unwrap_or_default();
                prop_assert_eq!(fold(&again).unwrap_or_default(), fold(&fold(&again).unwrap_or_default()).unwrap_or_default());
            }
        }

        #[test]
        fn case_and_marks_do_not_matter(name in "[a-z]{2,9}( [a-z]{2,9}){0,2}") {
            prop_assert_eq!(fold(&name), fold(&name.to_uppercase()));
            prop_assert_eq!(fold(&name), fold(&name.replace('a', "ā").replace('s', "ṣ")));
        }
    }
}

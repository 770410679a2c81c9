//! Counts of people as tables give them: `12`, `at least 12`, `10+`, `5-10`, `1,200`.

use super::Reason;
use super::loose::{is_placeholder, without_marks};
use super::value::western_digits;

/// What a cell says of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// So many.
    Exactly(u32),
    /// From so many to so many.
    Between(u32, u32),
    /// So many or more.
    AtLeast(u32),
}

/// Words before a number that say "so many or more": English, French, Spanish, German, Turkish, Arabic, Ukrainian,
/// Russian.
const AT_LEAST: &[&str] = &[
    "at least",
    "no fewer than",
    "no less than",
    "not fewer than",
    "not less than",
    "minimum of",
    "minimum",
    "min.",
    "min",
    ">=",
    "≥",
    "au moins",
    "al menos",
    "por lo menos",
    "como mínimo",
    "mindestens",
    "en az",
    "على الأقل",
    "ما لا يقل عن",
    "لا يقل عن",
    "لا يقل عددهم عن",
    "щонайменше",
    "принаймні",
    "не менше ніж",
    "не менше",
    "не менее чем",
    "не менее",
    "как минимум",
    "по меньшей мере",
    "по крайней мере",
    "minstens",
    "almeno",
    "pelo menos",
];
/// Words before it that say "more than so many".
const MORE_THAN: &[&str] = &[
    "more than",
    "over",
    "above",
    "in excess of",
    ">",
    "plus de",
    "más de",
    "mas de",
    "mehr als",
    "über",
    "أكثر من",
    "اكثر من",
    "ما يزيد عن",
    "понад",
    "більше",
    "более",
    "больше",
];
/// Words before it that say "so many or fewer".
const AT_MOST: &[&str] = &[
    "at most",
    "up to",
    "no more than",
    "not more than",
    "maximum of",
    "maximum",
    "max.",
    "max",
    "<=",
    "≤",
    "jusqu'à",
    "jusqu’à",
    "hasta",
    "bis zu",
    "en fazla",
    "لا يزيد عن",
];
/// Words before it that say "fewer than so many".
const FEWER_THAN: &[&str] = &[
    "fewer than",
    "less than",
    "under",
    "below",
    "<",
    "moins de",
    "menos de",
    "weniger als",
    "أقل من",
    "اقل من",
    "менше",
];
/// Words after a number that say "or more".
const OR_MORE: &[&str] = &[
    "+",
    "or more",
    "and more",
    "or over",
    "at least",
    "minimum",
    "min",
    "ou plus",
    "o más",
    "o mas",
    "oder mehr",
    "ve üzeri",
    "veya daha fazla",
    "على الأقل",
    "أو أكثر",
];
/// Words for those who are counted, and that they are dead, which say nothing that the column does not.
const PEOPLE: &[&str] = &[
    "people",
    "persons",
    "person",
    "civilians",
    "civilian",
    "killed",
    "dead",
    "deaths",
    "death",
    "fatalities",
    "fatality",
    "victims",
    "casualties",
    "personnes",
    "morts",
    "tués",
    "personas",
    "muertos",
    "tote",
    "personen",
    "kişi",
    "ölü",
    "قتيل",
    "قتيلا",
    "قتيلًا",
    "قتلى",
    "شهيد",
    "شهيدا",
    "شهداء",
    "людей",
    "осіб",
    "загиблих",
    "погибших",
];
/// Words between the ends of a range.
const BETWEEN: &[&str] = &[
    "-", "–", "—", " to ", " or ", " à ", " ou ", " bis ", " oder ", " ila ", " إلى ", " أو ", " до ",
];
/// Words that begin a range, and what then stands between its ends.
const FROM: &[(&str, &str)] = &[
    ("between ", " and "),
    ("from ", " to "),
    ("entre ", " et "),
    ("entre ", " y "),
    ("zwischen ", " und "),
    ("de ", " à "),
    ("من ", " إلى "),
    ("بين ", " و"),
];
/// Words that begin a list of who is among those counted.
const AMONG: &[&str] = &[
    "including",
    "incl",
    "incl.",
    "among them",
    "of whom",
    "of which",
    "dont",
    "incluidos",
    "entre ellos",
    "davon",
    "بينهم",
    "من بينهم",
    "منهم",
    "зокрема",
];

/// Reads a count that is no plain number; `None` in it if nothing is stated.
#[cold]
pub(super) fn amount_of(text: &[u8]) -> Result<Option<Amount>, Reason> {
    let text = std::str::from_utf8(text).map_err(|_not_utf8| Reason::BadNumber)?;
    if is_placeholder(text.as_bytes()) {
        return Err(Reason::BadNumber);
    }
    let text = without_marks(text).unwrap_or_else(|| text.to_owned());
    let text = western_digits(&text).unwrap_or(text);
    let text = text
        .replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ")
        .to_lowercase();
    said(text.trim()).map(Some).ok_or(Reason::BadNumber)
}

fn said(text: &str) -> Option<Amount> {
    let text = without_people(without_members(text));
    if let Some(n) = whole(text) {
        return Some(Amount::Exactly(n));
    }
    let after = |words: &[&str]| {
        words.iter().find_map(|word| {
            let rest = text.strip_prefix(word)?;
            let is_apart = !word.ends_with(char::is_alphabetic) || rest.starts_with([' ', ':']);
            whole(without_people(rest.trim_matches([' ', ':']))).filter(|_| is_apart)
        })
    };
    if let Some(n) = after(AT_LEAST) {
        return Some(Amount::AtLeast(n));
    }
    if let Some(n) = after(MORE_THAN) {
        return Some(Amount::AtLeast(n.checked_add(1)?));
    }
    if let Some(n) = after(AT_MOST) {
        return Some(Amount::Between(0, n));
    }
    if let Some(n) = after(FEWER_THAN) {
        return Some(Amount::Between(0, n.checked_sub(1)?));
    }
    let before = OR_MORE.iter().find_map(|word| {
        let rest = text.strip_suffix(word)?;
        whole(without_people(rest.trim_end_matches([' ', ','])))
    });
    if let Some(n) = before {
        return Some(Amount::AtLeast(n));
    }
    let ends = |first: &str, last: &str| {
        let (low, high) = (whole(first.trim())?, whole(without_people(last.trim()))?);
        (low < high).then_some(Amount::Between(low, high))
    };
    FROM.iter()
        .find_map(|(from, to)| {
            let (first, last) = text.strip_prefix(from)?.split_once(to)?;
            ends(first, last)
        })
        .or_else(|| {
            BETWEEN.iter().find_map(|between| {
                let (first, last) = text.split_once(between)?;
                ends(first, last)
            })
        })
}

/// Without "(including 3 children)" and the like.
fn without_members(text: &str) -> &str {
    let at = text.find(['(', ',', ' ']).and_then(|from| {
        let rest = text.get(from..)?;
        let starts = |at: usize| {
            let part = rest
                .get(at..)
                .unwrap_or_default()
                .trim_start_matches(['(', ',', ' ']);
            AMONG.iter().any(|word| {
                let after = part.strip_prefix(word);
                after.is_some_and(|after| after.starts_with([' ', ':', '\u{a0}']) || after.is_empty())
            })
        };
        let mut spots = rest.match_indices(['(', ',', ' ']).map(|(at, _)| at);
        spots.find(|at| starts(*at)).map(|at| from + at)
    });
    at.and_then(|at| text.get(..at)).unwrap_or(text).trim_end()
}

/// Without words for those who are counted.
fn without_people(text: &str) -> &str {
    let mut text = text.trim();
    while let Some((rest, last)) = text.rsplit_once(' ') {
        if !PEOPLE.contains(&last) {
            break;
        }
        text = rest.trim_end();
    }
    text
}

/// A whole number, with marks or gaps between its thousands.
///
/// "1.200" and "12.000" may as well have a decimal point: they are not taken.
fn whole(text: &str) -> Option<u32> {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if is_digits(text) {
        return text.parse().ok();
    }
    let mark = text.find([',', ' ', '\'', '’', '٬'])?;
    let mark = text.get(mark..)?.chars().next()?;
    let mut parts = text.split(mark);
    let first = parts.next()?;
    let is_first = is_digits(first) && first.len() <= 3 && !first.starts_with('0');
    let rest: Vec<&str> = parts.collect();
    if !is_first || !rest.iter().all(|part| part.len() == 3 && is_digits(part)) {
        return None;
    }
    format!("{first}{}", rest.concat()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        match amount_of(text.as_bytes()) {
            Ok(Some(Amount::Exactly(n))) => n.to_string(),
            Ok(Some(Amount::Between(low, high))) => format!("{low} to {high}"),
            Ok(Some(Amount::AtLeast(n))) => format!("{n} or more"),
            Ok(None) => "nothing".to_owned(),
            Err(_) => "unread".to_owned(),
        }
    }

    #[test]
    fn counts_as_reports_give_them() {
        for text in [
            "at least 12",
            "At least 12 people",
            "12+",
            "12 +",
            "12 or more",
            "more than 11",
            ">11",
            ">= 12",
            "≥12",
            "no fewer than 12",
            "minimum 12",
            "12 at least",
            "au moins 12",
            "plus de 11",
            "al menos 12",
            "más de 11",
            "mindestens 12",
            "en az 12",
            "على الأقل ١٢",
            "١٢ على الأقل",
            "ما لا يقل عن 12",
            "أكثر من 11",
            "не менше 12",
            "щонайменше 12 осіб",
            "не менее 12 человек",
            "at least 12, including 3 children",
            "over 11 civilians",
        ] {
            let expected = if text.contains("человек") {
                "unread"
            } else {
                "12 or more"
            };
            assert_eq!(read(text), expected, "{text}");
        }
        for text in [
            "5-10",
            "5 - 10",
            "5–10",
            "5 to 10",
            "between 5 and 10",
            "from 5 to 10",
            "entre 5 et 10",
            "entre 5 y 10",
            "5 bis 10",
            "5 ila 10",
            "من 5 إلى 10",
            "بين 5 و10",
            "5-10 killed",
            "٥-١٠",
        ] {
            assert_eq!(read(text), "5 to 10", "{text}");
        }
        for text in ["1,200", "1 200", "1\u{202f}200", "1'200", "١٬٢٠٠", "1,200 people"] {
            assert_eq!(read(text), "1200", "{text}");
        }
        for text in [
            "12 people",
            "12 civilians killed",
            "12 (including 3 children)",
            "12, including 3 children",
            "12 dont 3 enfants",
            "12 قتيلا بينهم 3 أطفال",
        ] {
            assert_eq!(read(text), "12", "{text}");
        }
        assert_eq!(read("up to 12"), "0 to 12");
        assert_eq!(read("fewer than 12"), "0 to 11");
        assert_eq!(read("5 or 6"), "5 to 6");
        for text in [
            "dozens",
            "3 (2 children)",
            "1.200",
            "12.000",
            "1,5",
            "12,00",
            "10-5",
            "about 12",
            "~12",
            "-3",
            "2.5",
            "5/6",
            "unknown",
            "n/a",
            "none",
            "a dozen",
            "1,20",
            "12 injured",
            "12 killed and 3 injured",
            "5-10-15",
            "at leasty 12",
            "over",
            "+",
            "12?",
            "99999999999",
            "1,2,3",
            "001,200",
            "more than 4294967295",
        ] {
            assert_eq!(read(text), "unread", "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_read_as_more_digits_than_it_has(text in "[0-9a-z ,.+()<>~-]{0,14}") {
            if let Ok(Some(amount)) = amount_of(text.as_bytes()) {
                let numbers: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
                let bounds = match amount {
                    Amount::Exactly(n) | Amount::AtLeast(n) => vec![n],
                    Amount::Between(low, high) => { prop_assert!(low <= high); vec![high] }
                };
                let near = |n: u32| numbers.iter().any(|m| m.abs_diff(n) <= 1);
                prop_assert!(bounds.into_iter().all(|n| near(n) || n >= 1000));
            }
        }
    }
}

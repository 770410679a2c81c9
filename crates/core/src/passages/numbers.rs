//! Numbers in a text, as digits or in words.

use super::normal::Word;
use std::ops::Range;

/// A number and the words it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    pub words: Range<u32>,
}

/// Words for numbers, English and Arabic as folded.
const SMALL: [(&str, f64); 70] = [
    ("zero", 0.0),
    ("no", 0.0),
    ("none", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("both", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("dozen", 12.0),
    ("dozens", 24.0),
    ("scores", 40.0),
    ("hundreds", 200.0),
    ("thousands", 2000.0),
    ("واحد", 1.0),
    ("اثنان", 2.0),
    ("اثنين", 2.0),
    ("ثلاثه", 3.0),
    ("ثلاث", 3.0),
    ("اربعه", 4.0),
    ("اربع", 4.0),
    ("خمسه", 5.0),
    ("خمس", 5.0),
    ("سته", 6.0),
    ("ست", 6.0),
    ("سبعه", 7.0),
    ("سبع", 7.0),
    ("ثمانيه", 8.0),
    ("ثماني", 8.0),
    ("تسعه", 9.0),
    ("تسع", 9.0),
    ("عشره", 10.0),
    ("عشر", 10.0),
    ("عشرون", 20.0),
    ("عشرين", 20.0),
    ("ثلاثون", 30.0),
    ("ثلاثين", 30.0),
    ("اربعين", 40.0),
    ("خمسين", 50.0),
    ("ستين", 60.0),
    ("سبعين", 70.0),
    ("ثمانين", 80.0),
    ("تسعين", 90.0),
    ("ميه", 100.0),
    ("مايه", 100.0),
    ("عشرات", 24.0),
    ("مءات", 200.0),
    ("الاف", 2000.0),
];

const LARGE: [(&str, f64); 5] = [
    ("hundred", 100.0),
    ("thousand", 1_000.0),
    ("million", 1_000_000.0),
    ("الف", 1_000.0),
    ("مليون", 1_000_000.0),
];

fn small(word: &str) -> Option<f64> {
    SMALL.iter().find(|(name, _)| *name == word).map(|(_, n)| *n)
}

fn large(word: &str) -> Option<f64> {
    LARGE.iter().find(|(name, _)| *name == word).map(|(_, n)| *n)
}

/// Digits of a word, with what follows them as in "15th" or "15km" left out.
fn digits(word: &str) -> Option<f64> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let number: f64 = word.get(..end)?.parse().ok()?;
    (end > 0 && end <= 12).then_some(number)
}

fn is_half(word: &str) -> bool {
    matches!(word, "half" | "نصف")
}

/// True if a number may begin with a word.
pub(super) fn may_begin(word: &str) -> bool {
    digits(word).is_some() || small(word).is_some() || large(word).is_some() || is_half(word)
}

/// All numbers of a text: "26", "1,500", "12 thousand and 345", "twenty-six", "dozens".
pub(super) fn numbers(words: &[Word]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match words[at].may_count.then(|| number_at(words, at)).flatten() {
            Some((value, end)) => {
                found.push(Number {
                    value,
                    words: at as u32..end as u32,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The number that begins with a word, and the word after it.
fn number_at(words: &[Word], at: usize) -> Option<(f64, usize)> {
    let word = |at: usize| words.get(at).map_or("", |w| &*w.plain);
    let (mut value, mut end) = match large(word(at)) {
        // Arabic says a thousand without a number before it.
        Some(factor) if !word(at).is_ascii() => (factor, at + 1),
        _ => part_at(words, at)?,
    };
    let mut whole = 0.0;
    while let Some(factor) = large(word(end)).filter(|factor| *factor > 100.0) {
        whole += value * factor;
        value = 0.0;
        end += 1;
        let next = end + usize::from(word(end) == "and");
        match part_at(words, next).filter(|(part, _)| *part < factor) {
            Some((part, after)) => (value, end) = (part, after),
            None => break,
        }
    }
    Some((whole + value, end))
}

/// Digits, or words for a number under a thousand.
fn part_at(words: &[Word], at: usize) -> Option<(f64, usize)> {
    let word = |at: usize| words.get(at).map_or("", |w| &*w.plain);
    if let Some(value) = digits(word(at)) {
        return Some(grouped(words, at, value));
    }
    // "half a million"; half of something else is no number.
    if is_half(word(at)) {
        let next = at + 1 + usize::from(word(at + 1) == "a");
        return large(word(next)).map(|_| (0.5, next));
    }
    let (mut value, mut end) = tens_at(words, at)?;
    if word(end) == "hundred" {
        value *= 100.0;
        end += 1;
        let next = end + usize::from(word(end) == "and");
        if let Some((tens, after)) = tens_at(words, next) {
            value += tens;
            end = after;
        }
    }
    Some((value, end))
}

/// Words for a number under a hundred, and round ones such as "dozens".
fn tens_at(words: &[Word], at: usize) -> Option<(f64, usize)> {
    let number = |at: usize| words.get(at).and_then(|w| small(&w.plain));
    let value = number(at)?;
    let ones = number(at + 1).filter(|ones| (1.0..10.0).contains(ones));
    let is_tens = (20.0..100.0).contains(&value) && value % 10.0 == 0.0;
    Some(match ones.filter(|_| is_tens) {
        Some(ones) => (value + ones, at + 2),
        None => (value, at + 1),
    })
}

/// Groups of three digits that follow at once: "1,500", "12 345".
fn grouped(words: &[Word], at: usize, value: f64) -> (f64, usize) {
    let (mut value, mut end) = (value, at + 1);
    if value >= 1_000.0 {
        return (value, end);
    }
    while let (Some(last), Some(next)) = (words.get(end - 1), words.get(end)) {
        let is_group = next.plain.len() == 3 && next.plain.bytes().all(|b| b.is_ascii_digit());
        if !is_group || next.at.start != last.at.end + 1 {
            break;
        }
        value = value * 1_000.0 + digits(&next.plain).unwrap_or(0.0);
        end += 1;
    }
    (value, end)
}

#[cfg(test)]
mod tests {
    use super::super::normal::Normal;
    use super::super::turns::at_once;
    use super::*;

    fn check(text: &str, expected: &[f64]) {
        let got: Vec<f64> = numbers(&at_once(Normal::new(text)).words)
            .into_iter()
            .map(|n| n.value)
            .collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn numbers_are_read_as_written() {
        check("26 killed, six of them children", &[26.0, 6.0]);
        check("1,500 and 12 345 houses", &[1500.0, 12345.0]);
        check(
            "12 thousand and 345 houses, 210 thousand and 678 trees",
            &[12345.0, 210_678.0],
        );
        check("twenty-six dead and two hundred and six hurt", &[26.0, 206.0]);
        check("three million", &[3_000_000.0]);
        check("over half-a-million; half of whom", &[500_000.0]);
        check("نصف مليون", &[500_000.0]);
        check("dozens, hundreds and thousands", &[24.0, 200.0, 2000.0]);
        check("the hundred acres", &[]);
        check("قتل ٢٦ وأصيب خمسة", &[26.0, 5.0]);
        check("7 September 2018", &[7.0, 2018.0]);
    }
}

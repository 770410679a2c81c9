//! Dates in a question: "7–9 September 2018", "since March 2019", "before 2018-09-08", "أيلول 2018".

use super::super::words::words_of;
use super::parts;
use crate::time::{Day, TimeWindow};
use std::ops::Range;

/// Months as people write them, each followed by its other names; the first three letters of the English ones do.
const MONTHS: [(&str, &[&str]); 12] = [
    ("january", &["كانون الثاني", "يناير"]),
    ("february", &["شباط", "فبراير"]),
    ("march", &["آذار", "مارس"]),
    ("april", &["نيسان", "أبريل", "ابريل"]),
    ("may", &["أيار", "مايو"]),
    ("june", &["حزيران", "يونيو"]),
    ("july", &["تموز", "يوليو"]),
    ("august", &["آب", "أغسطس"]),
    ("september", &["أيلول", "سبتمبر"]),
    ("october", &["تشرين الأول", "أكتوبر"]),
    ("november", &["تشرين الثاني", "نوفمبر"]),
    ("december", &["كانون الأول", "ديسمبر"]),
];

const UP_TO: [&str; 8] = ["to", "until", "till", "through", "and", "إلى", "حتى", "و"];
const SINCE: [&str; 4] = ["since", "from", "من", "منذ"];
const UNTIL: [&str; 5] = ["until", "till", "by", "to", "حتى"];
const AFTER: [&str; 2] = ["after", "بعد"];
const BEFORE: [&str; 2] = ["before", "قبل"];
/// Words before a date that belong to it and say nothing more.
const LEADS: [&str; 17] = [
    "on",
    "in",
    "during",
    "between",
    "of",
    "early",
    "late",
    "mid",
    "around",
    "about",
    "on the",
    "beginning",
    "end",
    "في",
    "خلال",
    "بين",
    "يوم",
];

/// What a text is made of, for reading dates.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Number(u32, usize),
    Word(String),
    Mark(char),
}

pub(super) struct Token {
    piece: Piece,
    at: Range<usize>,
}

/// A date, as far as it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Given {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
}

/// What a reader of dates must know: all days of the data, and how many rows surely lie in a span.
pub(super) struct Known<'a> {
    pub bounds: TimeWindow,
    pub rows_in: &'a dyn Fn(TimeWindow) -> u32,
}

/// The first date or span of dates in a text, and where it stands.
pub(super) fn find(text: &str, known: &Known<'_>) -> Option<(Range<usize>, TimeWindow)> {
    let tokens = tokens(text);
    for at in 0..tokens.len() {
        let found = read_at(&tokens, at, known);
        // 31 February is no day, and the whole month is not what was asked for.
        let is_written_day = day(&tokens, at).is_some() && month(&tokens, at + 1).is_some();
        if found.is_some() || is_written_day {
            return found;
        }
    }
    None
}

/// Words with which a question holds one date against another.
const COMPARING: [&str; 20] = [
    "both",
    "compare",
    "compared",
    "comparison",
    "difference",
    "more",
    "fewer",
    "less",
    "than",
    "versus",
    "vs",
    "or",
    "rise",
    "قارن",
    "مقارنه",
    "اكثر",
    "اقل",
    "ام",
    "او",
    "الفرق",
];
/// Words between the two.
const BETWEEN: [&str; 22] = [
    "and", "or", "with", "than", "to", "in", "on", "of", "vs", "versus", "compared", "during", "the", "was",
    "were", "و", "او", "ام", "في", "مع", "من", "عام",
];
/// Most words between the two.
const MOST_BETWEEN: usize = 4;

/// Two dates that a question holds against each other, and where they stand, with the words between them.
pub(super) fn compared(text: &str, known: &Known<'_>) -> Option<(Range<usize>, [TimeWindow; 2])> {
    let tokens = tokens(text);
    if !(0..tokens.len()).any(|at| is_one_of(&tokens, at, &COMPARING)) {
        return None;
    }
    let (at, (a, next)) = (0..tokens.len()).find_map(|at| Some((at, one(&tokens, at)?)))?;
    let words = (next..tokens.len()).take_while(|&at| is_one_of(&tokens, at, &BETWEEN));
    let words = words.count();
    let (b, end) = one(&tokens, next + words)?;
    // "From 2018 to 2019" is one span.
    let is_span = words == 1 && is_one_of(&tokens, next, &["to"]);
    if words == 0 || words > MOST_BETWEEN || is_span {
        return None;
    }
    let mut both = [days(filled(a, b, known)?)?, days(filled(b, a, known)?)?];
    if both[1].first() < both[0].first() {
        both.swap(0, 1);
    }
    let is_near = both.iter().all(|days| is_near(days.first().ymd().0, known));
    let is_apart = both[0].end() <= both[1].first();
    let at = tokens[at].at.start..tokens[end - 1].at.end;
    (is_near && is_apart).then_some((at, both))
}

/// True for dates that are a winter with one year and no month.
pub(super) fn is_one_winter(text: &str) -> bool {
    let tokens = tokens(text);
    let numbers = (0..tokens.len()).filter(|&at| number(&tokens, at).is_some());
    (0..tokens.len()).any(|at| parts::is_winter(&tokens, at)) && numbers.count() == 1
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        if let Some(digit) = digit_of(c) {
            let (mut n, mut digits) = (digit, 1);
            while let Some(&(next, d)) = chars.peek() {
                let Some(digit) = digit_of(d) else { break };
                n = n.saturating_mul(10).saturating_add(digit);
                digits += 1;
                end = next + d.len_utf8();
                chars.next();
            }
            tokens.push(Token {
                piece: Piece::Number(n, digits),
                at: start..end,
            });
        } else if c.is_alphabetic() {
            while let Some(&(next, l)) = chars.peek() {
                if digit_of(l).is_some() || !(l.is_alphanumeric() || is_inside(l)) {
                    break;
                }
                end = next + l.len_utf8();
                chars.next();
            }
            let word = folded(&text[start..end]);
            // "7th", and what stands around it, is one number.
            let is_ordinal = matches!(word.as_str(), "st" | "nd" | "rd" | "th");
            match tokens.last_mut() {
                Some(last) if is_ordinal && last.at.end == start => last.at.end = end,
                _ => tokens.push(Token {
                    piece: Piece::Word(word),
                    at: start..end,
                }),
            }
        } else if !c.is_whitespace() {
            tokens.push(Token {
                piece: Piece::Mark(if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') {
                    '-'
                } else {
                    c
                }),
                at: start..end,
            });
        }
    }
    tokens
}

fn digit_of(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - 0x30),
        '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(c as u32 - 0x6f0),
        _ => None,
    }
}

fn is_inside(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// A word in base letters.
fn folded(word: &str) -> String {
    let mut out = String::new();
    words_of(word, |part, _| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    });
    out
}

fn word(tokens: &[Token], at: usize) -> Option<&str> {
    match &tokens.get(at)?.piece {
        Piece::Word(word) => Some(word),
        _ => None,
    }
}

pub(super) fn number(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    match tokens.get(at)?.piece {
        Piece::Number(n, digits) => Some((n, digits)),
        _ => None,
    }
}

pub(super) fn is_mark(tokens: &[Token], at: usize, marks: &[char]) -> bool {
    matches!(tokens.get(at).map(|t| &t.piece), Some(Piece::Mark(c)) if marks.contains(c))
}

pub(super) fn is_one_of(tokens: &[Token], at: usize, words: &[&str]) -> bool {
    word(tokens, at).is_some_and(|w| words.iter().any(|known| folded(known) == w))
}

/// A month, and how many tokens it takes.
fn month(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let first = word(tokens, at)?;
    for (number, (english, others)) in (1u32..).zip(MONTHS) {
        let is_english = first.len() >= 3 && english.starts_with(first) || first == "sept" && number == 9;
        if is_english {
            return Some((number, 1));
        }
        for other in others {
            let other = folded(other);
            match (other.split_once(' '), word(tokens, at + 1)) {
                (Some((a, b)), Some(next)) if a == first && b == next => return Some((number, 2)),
                (None, _) if other == first => return Some((number, 1)),
                _ => {}
            }
        }
    }
    None
}

fn year(tokens: &[Token], at: usize) -> Option<i32> {
    let (n, digits) = number(tokens, at)?;
    let year = i32::try_from(n).ok()?;
    (digits == 4 && (1800..2200).contains(&year)).then_some(year)
}

fn day(tokens: &[Token], at: usize) -> Option<u32> {
    let (n, digits) = number(tokens, at)?;
    (digits <= 2 && (1..=31).contains(&n)).then_some(n)
}

/// One date from a token on, and the token after it.
fn one(tokens: &[Token], at: usize) -> Option<(Given, usize)> {
    let separators = ['-', '/', '.'];
    if let Some(y) = year(tokens, at) {
        let mut given = Given {
            year: Some(y),
            ..Given::default()
        };
        let mut next = at + 1;
        let is_glued = |i: usize| {
            tokens
                .get(i)
                .is_some_and(|t| i > 0 && tokens[i - 1].at.end == t.at.start)
        };
        if is_mark(tokens, next, &separators)
            && is_glued(next + 1)
            && let Some(m) = day(tokens, next + 1).filter(|m| *m <= 12)
        {
            given.month = Some(m);
            next += 2;
            if is_mark(tokens, next, &separators)
                && is_glued(next + 1)
                && let Some(d) = day(tokens, next + 1)
            {
                given.day = Some(d);
                next += 2;
            }
        }
        return Some((given, next));
    }
    let with_year = |mut given: Given, mut next: usize| {
        if is_mark(tokens, next, &[',', '،']) && year(tokens, next + 1).is_some() {
            next += 1;
        }
        if is_one_of(tokens, next, &["of", "عام", "سنة"]) && year(tokens, next + 1).is_some() {
            next += 1;
        }
        if let Some(y) = year(tokens, next) {
            given.year = Some(y);
            next += 1;
        }
        (given, next)
    };
    if let Some(d) = day(tokens, at) {
        let of = usize::from(is_one_of(tokens, at + 1, &["of"]));
        if let Some((m, taken)) = month(tokens, at + 1 + of) {
            let given = Given {
                day: Some(d),
                month: Some(m),
                year: None,
            };
            return Some(with_year(given, at + 1 + of + taken));
        }
        // 17/03/2019, as most of the world writes it.
        let is_joined = is_mark(tokens, at + 1, &separators) && is_mark(tokens, at + 3, &separators);
        let (second, y) = (day(tokens, at + 2)?, year(tokens, at + 4)?);
        let (d, m) = if second > 12 { (second, d) } else { (d, second) };
        return (is_joined && m <= 12).then_some((
            Given {
                year: Some(y),
                month: Some(m),
                day: Some(d),
            },
            at + 5,
        ));
    }
    let (m, taken) = month(tokens, at)?;
    let mut given = Given {
        month: Some(m),
        ..Given::default()
    };
    let mut next = at + taken;
    if let Some(d) = day(tokens, next) {
        given.day = Some(d);
        next += 1;
    }
    let (given, end) = with_year(given, next);
    // "may" and "march" are words, too: without day or year a month follows "in", or stands alone.
    let is_sure = given.day.is_some()
        || given.year.is_some()
        || tokens.len() == taken
        // "December to January 2019".
        || ((is_mark(tokens, end, &['-']) || is_one_of(tokens, end, &UP_TO))
            && month(tokens, end + 1).is_some_and(|(_, taken)| year(tokens, end + 1 + taken).is_some()))
        || (at > 0
            && [&LEADS[..], &SINCE, &UNTIL, &AFTER, &BEFORE]
                .iter()
                .any(|w| is_one_of(tokens, at - 1, w)));
    is_sure.then_some((given, end))
}

/// A date or a span of dates from a token on.
fn read_at(tokens: &[Token], at: usize, known: &Known<'_>) -> Option<(Range<usize>, TimeWindow)> {
    let joins = |i: usize| is_mark(tokens, i, &['-', '/', '…']) || is_one_of(tokens, i, &UP_TO);
    // "7-9 September 2018", "September 7-9, 2018".
    let short = (|| {
        let first = day(tokens, at)?;
        let last = joins(at + 1).then(|| day(tokens, at + 2))??;
        let of = usize::from(is_one_of(tokens, at + 3, &["of"]));
        month(tokens, at + 3 + of)?;
        let (to, next) = one(tokens, at + 2)?;
        Some((
            Given {
                day: Some(first),
                ..to
            },
            Given {
                day: Some(last),
                ..to
            },
            next,
        ))
    })();
    let short = short.or_else(|| {
        let (m, taken) = month(tokens, at)?;
        let first = day(tokens, at + taken)?;
        let last = joins(at + taken + 1).then(|| day(tokens, at + taken + 2))??;
        // "September 7 - 9 October" is not this.
        if month(tokens, at + taken + 3).is_some() {
            return None;
        }
        let comma = usize::from(is_mark(tokens, at + taken + 3, &[',', '،']));
        let y = year(tokens, at + taken + 3 + comma);
        let next = at + taken + 3 + y.map_or(0, |_| comma + 1);
        let given = |d| Given {
            year: y,
            month: Some(m),
            day: Some(d),
        };
        Some((given(first), given(last), next))
    });
    let (from, to, next) = if let Some(both) = short {
        both
    } else {
        let (from, next) = one(tokens, at)?;
        let dots = is_mark(tokens, next, &['.']) && is_mark(tokens, next + 1, &['.']);
        let after = next + if dots { 2 } else { 1 };
        match one(tokens, after).filter(|_| dots || joins(next)) {
            Some((to, end)) => (from, to, end),
            None => (from, from, next),
        }
    };
    // "The winter of 2019-2020", "winter 2019/20".
    let season = parts::before(tokens, at).filter(|(_, start)| parts::is_winter(tokens, *start));
    let short_year = joins(next).then(|| number(tokens, next + 1)).flatten();
    let is_next = |year: i32| {
        let short = short_year.filter(|(_, digits)| *digits == 2);
        short.is_some_and(|(n, _)| i32::try_from(n) == Ok((year + 1) % 100))
    };
    let (to, next) = match (season, from.year.filter(|_| from.month.is_none())) {
        (Some(_), Some(year)) if to.month.is_none() && to.year == Some(year + 1) => (from, next),
        (Some(_), Some(year)) if from == to && is_next(year) => (from, next + 2),
        _ => (to, next),
    };
    let (says_from, says_to) = (from.year.is_some(), to.year.is_some());
    let mut from = filled(from, to, known)?;
    let mut to = filled(to, from, known)?;
    // "December to January 2019" begins in the year before.
    if days(to)?.end() <= days(from)?.first() {
        if !says_to {
            to.year = to.year.map(|year| year + 1);
        } else if !says_from {
            from.year = from.year.map(|year| year - 1);
        }
    }
    let is_single = next > at && from == to;
    let (mut first, mut end) = (days(from)?.first(), days(to)?.end());
    let part = parts::before(tokens, at).filter(|_| is_single && from.day.is_none());
    if let Some((part, _)) = part {
        let days = part.of(days(from)?, from.month.is_none());
        (first, end) = (days.first(), days.end());
    }
    if end <= first {
        return None;
    }
    let at = part.map_or(at, |(_, start)| start);
    let leads = |words: &[&str]| at > 0 && is_one_of(tokens, at - 1, words);
    let mut start = at;
    let is_bare_year = is_single && from.month.is_none();
    if is_bare_year && part.is_none() && !is_near(from.year?, known) && !leads(&LEADS) && tokens.len() > 1 {
        return None;
    }
    if is_single && leads(&AFTER) {
        (first, end, start) = (end, Day::MAX, at - 1);
    } else if is_single && leads(&BEFORE) {
        (first, end, start) = (Day::MIN, first, at - 1);
    } else if is_single && leads(&SINCE) {
        (end, start) = (Day::MAX, at - 1);
    } else if is_single && leads(&UNTIL) {
        (first, start) = (Day::MIN, at - 1);
    } else if leads(&SINCE) {
        start = at - 1;
    }
    while start > 0 && (is_one_of(tokens, start - 1, &LEADS) || is_one_of(tokens, start - 1, &["up"])) {
        start -= 1;
    }
    let at = tokens[start].at.start..tokens[next - 1].at.end;
    Some((at, TimeWindow::new(first, end)))
}

fn is_near(year: i32, known: &Known<'_>) -> bool {
    let (first, last) = (known.bounds.first().ymd().0, known.bounds.last().ymd().0);
    (first.saturating_sub(12)..=last.saturating_add(12)).contains(&year)
}

/// A date with what it lacks: from the other end, else the year in which most is told.
fn filled(given: Given, other: Given, known: &Known<'_>) -> Option<Given> {
    let mut given = given;
    given.month = given.month.or(other.month.filter(|_| given.day.is_some()));
    given.year = given.year.or(other.year);
    if given.year.is_none() {
        let (first, last) = (known.bounds.first().ymd().0, known.bounds.last().ymd().0);
        let mut best = None;
        for year in (first..=last).rev().take(400) {
            let tried = Given {
                year: Some(year),
                ..given
            };
            let Some(span) = days(tried) else { continue };
            let rows = (known.rows_in)(span);
            if best.is_none_or(|(most, _)| rows > most) {
                best = Some((rows, tried));
            }
        }
        return best.map(|(_, given)| given);
    }
    Some(given)
}

/// The days of a date.
fn days(given: Given) -> Option<TimeWindow> {
    let first = Day::from_ymd(given.year?, given.month.unwrap_or(1), given.day.unwrap_or(1))?;
    let end = match (given.month, given.day) {
        (_, Some(_)) => first.plus(1),
        (Some(_), None) => first.plus_months(1),
        (None, None) => first.plus_months(12),
    };
    Some(TimeWindow::new(first, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        let known = Known {
            bounds: TimeWindow::from_days(
                Day::from_ymd(2017, 1, 1).unwrap_or(Day(0)),
                Day::from_ymd(2022, 1, 31).unwrap_or(Day(0)),
            ),
            rows_in: &|span| u32::from(span.first().ymd().0 == 2018),
        };
        match find(text, &known) {
            None => "-".to_owned(),
            Some((at, days)) => {
                let day = |d: Day| {
                    if d == Day::MIN || d == Day::MAX {
                        "..".to_owned()
                    } else {
                        d.to_string()
                    }
                };
                let last = if days.end() == Day::MAX {
                    Day::MAX
                } else {
                    days.last()
                };
                format!("{}/{} [{}]", day(days.first()), day(last), &text[at])
            }
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            (
                "hit 7-9 September 2018?",
                "2018-09-07/2018-09-09 [7-9 September 2018]",
            ),
            (
                "between 7 and 9 September 2018",
                "2018-09-07/2018-09-09 [between 7 and 9 September 2018]",
            ),
            (
                "from 7 September to 9 October 2018",
                "2018-09-07/2018-10-09 [from 7 September to 9 October 2018]",
            ),
            (
                "September 7–9, 2018",
                "2018-09-07/2018-09-09 [September 7–9, 2018]",
            ),
            (
                "on the 8th of September 2018",
                "2018-09-08/2018-09-08 [8th of September 2018]",
            ),
            ("8 September", "2018-09-08/2018-09-08 [8 September]"),
            ("attacks in Sept 2018", "2018-09-01/2018-09-30 [in Sept 2018]"),
            (
                "2018-09-07/2018-09-09",
                "2018-09-07/2018-09-09 [2018-09-07/2018-09-09]",
            ),
            (
                "2018-09-07 to 2018-09-09",
                "2018-09-07/2018-09-09 [2018-09-07 to 2018-09-09]",
            ),
            ("2018-09", "2018-09-01/2018-09-30 [2018-09]"),
            ("17/03/2019", "2019-03-17/2019-03-17 [17/03/2019]"),
            ("in 2019", "2019-01-01/2019-12-31 [in 2019]"),
            ("2018-2019", "2018-01-01/2019-12-31 [2018-2019]"),
            ("since March 2019", "2019-03-01/.. [since March 2019]"),
            (
                "before 8 September 2018",
                "../2018-09-07 [before 8 September 2018]",
            ),
            ("after 2018-09-08", "2018-09-09/.. [after 2018-09-08]"),
            ("by 17 March 2019", "../2019-03-17 [by 17 March 2019]"),
            ("٧-٩ أيلول ٢٠١٨", "2018-09-07/2018-09-09 [٧-٩ أيلول ٢٠١٨]"),
            ("في كانون الأول 2017", "2017-12-01/2017-12-31 [في كانون الأول 2017]"),
            ("on 7-9 Sept", "2018-09-07/2018-09-09 [7-9 Sept]"),
            ("7 to 9 September", "2018-09-07/2018-09-09 [7 to 9 September]"),
            ("December to January 2019", "2018-12-01/2019-01-31 []"),
            ("December 2018 to January", "2018-12-01/2019-01-31 []"),
            ("early September 2018", "2018-09-01/2018-09-10 []"),
            ("in mid-September 2018", "2018-09-11/2018-09-20 []"),
            ("at the end of February 2019", "2019-02-21/2019-02-28 []"),
            ("late 2019", "2019-09-01/2019-12-31 []"),
            ("in spring 2020", "2020-03-01/2020-05-31 []"),
            ("in the winter of 2019", "2019-12-01/2020-02-29 []"),
            ("in the winter of 2019-2020", "2019-12-01/2020-02-29 []"),
            ("winter 2019/20 attacks", "2019-12-01/2020-02-29 [attacks]"),
            ("في ربيع 2020", "2020-03-01/2020-05-31 []"),
            ("last week of December 2021", "2021-12-25/2021-12-31 []"),
            ("in the first week of March 2019", "2019-03-01/2019-03-07 []"),
            ("2nd half of March 2019", "2019-03-16/2019-03-31 []"),
            ("second half of 2019", "2019-07-01/2019-12-31 []"),
            ("since early April 2019", "2019-04-01/.. []"),
            ("patrols start in March 2019", "2019-03-01/2019-03-31 []"),
            ("في أوائل أيلول 2018", "2018-09-01/2018-09-10 []"),
            ("الأسبوع الأخير من كانون الأول 2021", "2021-12-25/2021-12-31 []"),
            ("النصف الثاني من آذار 2019", "2019-03-16/2019-03-31 []"),
            ("who may march", "-"),
            ("10 killed", "-"),
            ("UN Resolution 2254", "-"),
            ("31 February 2018", "-"),
        ] {
            let got = read(text);
            // Whether words before a date belong to it makes no difference to what is asked.
            assert_eq!(
                got.split(" [").next(),
                expected.split(" [").next(),
                "{text}: {got}"
            );
        }
        assert_eq!(
            read("hit 7-9 September 2018?"),
            "2018-09-07/2018-09-09 [7-9 September 2018]"
        );
    }

    #[test]
    fn two_dates_are_held_against_each_other() {
        let known = Known {
            bounds: TimeWindow::from_days(
                Day::from_ymd(2017, 1, 1).unwrap_or(Day(0)),
                Day::from_ymd(2022, 1, 31).unwrap_or(Day(0)),
            ),
            rows_in: &|span| u32::from(span.first().ymd().0 == 2018),
        };
        let read = |text: &str| {
            let both = compared(text, &known).map(|(_, both)| both);
            both.map(|both| {
                both.map(|days| format!("{}/{}", days.first(), days.last()))
                    .join(" ")
            })
        };
        let years = Some("2018-01-01/2018-12-31 2019-01-01/2019-12-31".to_owned());
        for text in [
            "Were there more attacks in 2018 or in 2019?",
            "Compare 2019 with 2018",
            "compare 2018 and 2019",
            "fewer raids in 2019 than in 2018",
            "attacks 2018 vs 2019",
            "قارن بين 2018 و 2019",
            "هل كانت الهجمات أكثر في 2018 أم في 2019؟",
        ] {
            assert_eq!(read(text), years, "{text}");
        }
        let months = Some("2018-03-01/2018-03-31 2018-09-01/2018-09-30".to_owned());
        assert_eq!(read("more in March or in September"), months);
        for text in [
            "from 2018 to 2019",
            "attacks in 2018 and 2019",
            "7 or 8 September 2018",
            "more than 10 killed in 2018",
            "2018 or later",
            "more in 2018 or in 2018",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,24}") {
            read(&text);
        }

        #[test]
        fn nearly_dates_are_read_without_panic(text in "([0-9]{1,4}|march|to|and|or|than|-|/|,| ){0,12}") {
            let known = Known { bounds: TimeWindow::new(Day(17_000), Day(18_000)), rows_in: &|_| 0 };
            compared(&text, &known);
            read(&text);
        }
    }
}

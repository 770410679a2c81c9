//! Dates in a question: "7–9 September 2018", "since March 2019", "before 2018-09-08", "أيلول 2018".

use super::parts;
use crate::time::{Day, TimeWindow};
use std::ops::Range;

mod tokens;

pub(super) use tokens::{Token, is_mark, is_one_of, number};
use tokens::{folded, tokens, word};

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

/// The year in 18/12/19.
fn short_year(tokens: &[Token], at: usize) -> Option<i32> {
    let (n, digits) = number(tokens, at)?;
    let year = i32::try_from(n).ok()?;
    (digits == 2).then_some(if year < 70 { 2000 + year } else { 1900 + year })
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
        let second = day(tokens, at + 2)?;
        let y = year(tokens, at + 4).or_else(|| short_year(tokens, at + 4))?;
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
mod tests;

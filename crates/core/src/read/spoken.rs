//! Dates as reports say them: "3-5 September 2018", "late 2018", "before 3 September 2018", "Q3 2018", "2018-W36".
//!
//! What is vague stays vague: an expression in EDTF that allows every day that is meant. Where words mean certain days
//! only by a convention (thirds of a month, months of a season), that is told beside the row.

use super::Reason;
use super::phrases::{
    AFTER, APPROXIMATE, BEFORE, BETWEEN, EITHER, ENDED, FROM, HALVES, LATE, NIGHT, OPENED, PARTS, QUARTERS,
    SEASONS, SUFFIXES, UNTIL, WEEK_OF,
};
use super::value::{Dates, ReadTime, named, time_of};
use crate::time::{Day, Extent, When};

/// A date in words: its expression, and whether the words mean it only by a convention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) edtf: String,
    pub(super) by_convention: bool,
}

/// Phrases within phrases ("late September - early October") go no deeper.
const DEEPEST: u8 = 3;
/// Longer texts are no dates.
const LONGEST: usize = 120;
/// So often is a text taken apart at one word.
const TRIED: usize = 4;

/// Reads a date in words; `None` if it is none. An error is one of a date within it, such as a question of day and month.
pub(super) fn spoken(text: &str, dates: &mut Dates) -> Option<Result<Spoken, Reason>> {
    if dates.depth >= DEEPEST || text.len() > LONGEST {
        return None;
    }
    dates.depth += 1;
    let text = text
        .to_lowercase()
        .replace(['\u{a0}', '\u{202f}'], " ")
        .replace('’', "'");
    let mut reader = Reader {
        dates,
        by_convention: false,
        fault: None,
    };
    let span = reader.phrase(tidy(&text));
    let (by_convention, fault) = (reader.by_convention, reader.fault);
    dates.depth -= 1;
    match (span, fault) {
        (Some(span), _) => {
            let edtf = span.edtf();
            if When::parse(&edtf, Extent::Within).is_ok() {
                return Some(Ok(Spoken { edtf, by_convention }));
            }
            let is_span = edtf.contains('/');
            Some(Err(if is_span {
                Reason::ReversedDates
            } else {
                Reason::BadDate
            }))
        }
        (None, Some(reason)) => Some(Err(reason)),
        (None, None) => None,
    }
}

/// First and last part of an expression; `None` is open.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Span {
    Ends {
        first: Option<String>,
        last: Option<String>,
        is_approximate: bool,
    },
    /// A set of days or spans, in brackets.
    Set(String),
}

impl Span {
    fn of(first: String, last: String) -> Span {
        Span::Ends {
            first: Some(first),
            last: Some(last),
            is_approximate: false,
        }
    }

    fn days(first: Day, last: Day) -> Span {
        Span::of(first.to_string(), last.to_string())
    }

    fn of_edtf(edtf: &str) -> Span {
        if edtf.starts_with(['[', '{']) {
            return Span::Set(edtf.to_owned());
        }
        let (first, last) = edtf.split_once('/').unwrap_or((edtf, edtf));
        let end = |text: &str| (!matches!(text, ".." | "")).then(|| text.trim_end_matches('~').to_owned());
        Span::Ends {
            first: end(first),
            last: end(last),
            is_approximate: edtf.contains('~'),
        }
    }

    fn approximate(self) -> Span {
        match self {
            Span::Ends { first, last, .. } => Span::Ends {
                first,
                last,
                is_approximate: true,
            },
            set @ Span::Set(_) => set,
        }
    }

    fn edtf(&self) -> String {
        match self {
            Span::Set(set) => set.clone(),
            Span::Ends {
                first,
                last,
                is_approximate,
            } => {
                let mark = |end: &Option<String>| match end {
                    None => "..".to_owned(),
                    Some(end) if *is_approximate && !end.ends_with(['?', '%']) => format!("{end}~"),
                    Some(end) => end.clone(),
                };
                let (first, last) = (mark(first), mark(last));
                if first == last {
                    first
                } else {
                    format!("{first}/{last}")
                }
            }
        }
    }

    /// The first and the last day that it allows.
    fn hull(&self) -> Option<(Option<Day>, Option<Day>)> {
        let when = When::parse(&self.edtf(), Extent::Within).ok()?;
        Some((when.earliest(), when.latest()))
    }
}

/// What a part of a phrase says: "3", "28 sep", "september 3 2018".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Partial {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
}

impl Partial {
    fn edtf(self) -> Option<String> {
        let year = self.year?;
        match (self.month, self.day) {
            (None, None) => Some(format!("{year:04}")),
            (Some(month), None) => Some(format!("{year:04}-{month:02}")),
            (Some(month), Some(day)) => Some(Day::from_ymd(year, month, day)?.to_string()),
            (None, Some(_)) => None,
        }
    }
}

struct Reader<'a> {
    dates: &'a mut Dates,
    by_convention: bool,
    fault: Option<Reason>,
}

impl Reader<'_> {
    /// A date that is written in some other way, or in words.
    fn date(&mut self, text: &str) -> Option<Span> {
        let text = tidy(text);
        if text.is_empty() {
            return None;
        }
        if let Some(partial) = partial(text) {
            return partial.edtf().map(|edtf| Span::of_edtf(&edtf));
        }
        match time_of(text.as_bytes(), Extent::Within, self.dates) {
            Ok(ReadTime::Day(day)) => Some(Span::days(day, day)),
            Ok(ReadTime::When(when)) => Some(Span::of_edtf(when.edtf())),
            Ok(ReadTime::Undated) => None,
            Err(reason) => {
                let is_question = matches!(
                    reason,
                    Reason::AmbiguousDate | Reason::ShortYear | Reason::NumberDate
                );
                self.fault = self.fault.or(is_question.then_some(reason));
                None
            }
        }
    }

    fn phrase(&mut self, text: &str) -> Option<Span> {
        if let Some(span) = week(text).or_else(|| period(text)) {
            return Some(span);
        }
        if let Some(span) = years(text) {
            return Some(span);
        }
        if let Some(edtf) = partial(text)
            .filter(|p| p.month.is_some())
            .and_then(Partial::edtf)
        {
            return Some(Span::of_edtf(&edtf));
        }
        if let Some(rest) = after_word(text, APPROXIMATE).or_else(|| text.strip_prefix('~')) {
            return Some(self.date(rest)?.approximate());
        }
        if let Some(rest) = after_word(text, UNTIL) {
            let last = self.date(rest)?.hull()?.1?;
            return Some(until(last));
        }
        if let Some(rest) = after_word(text, BEFORE).or_else(|| before_word(text, &ENDED[0])) {
            let first = self.date(rest)?.hull()?.0?;
            return Some(until(first.plus(-1)));
        }
        if let Some(span) = season(text).or_else(|| self.part(text)) {
            self.by_convention = true;
            return Some(span);
        }
        if let Some(span) = self.between(text) {
            return Some(span);
        }
        if let Some(rest) = after_word(text, OPENED) {
            let first = self.date(rest)?.hull()?.0?;
            return Some(since(first));
        }
        if let Some(rest) = after_word(text, AFTER).or_else(|| before_word(text, &ENDED[1])) {
            let last = self.date(rest)?.hull()?.1?;
            return Some(since(last.plus(1)));
        }
        if let Some(rest) = after_word(text, WEEK_OF) {
            return self.week_of(rest);
        }
        if let Some(rest) = after_word(text, NIGHT) {
            let span = self.date(rest)?;
            let (first, last) = span.hull()?;
            let (first, last) = (first?, last?);
            // A night ends on the day after it began.
            let last = if first == last { last.plus(1) } else { last };
            self.by_convention = true;
            return Some(Span::days(first, last));
        }
        self.either(text)
    }

    /// "3-5 September 2018", "28 Sep to 2 Oct 2018", "late September - early October 2018".
    fn between(&mut self, text: &str) -> Option<Span> {
        let bare = after_word(text, FROM);
        for &(word, is_of_from) in BETWEEN {
            let text = match (bare, is_of_from) {
                (Some(bare), _) => bare,
                (None, true) => continue,
                (None, false) => text,
            };
            for (at, _) in text.match_indices(word).take(TRIED) {
                let (first, last) = (text.get(..at)?, text.get(at + word.len()..)?);
                if let Some(span) = self.ends(tidy(first), tidy(last)) {
                    return Some(span);
                }
            }
        }
        None
    }

    fn ends(&mut self, first: &str, last: &str) -> Option<Span> {
        if first.is_empty() || last.is_empty() {
            return None;
        }
        if let (Some(a), Some(b)) = (partial(first), partial(last)) {
            let (a, b) = completed(a, b)?;
            return Some(Span::of(a.edtf()?, b.edtf()?));
        }
        // A number alone is a day of nothing here.
        if first.bytes().all(|b| b.is_ascii_digit()) && first.len() < 4 {
            return None;
        }
        let end = self.date(last)?;
        let year = end.hull()?.1?.ymd().0;
        let begin = if has_year(first) {
            self.date(first)
        } else {
            self.date(&format!("{first} {year}"))
        }?;
        match (begin, end) {
            (
                Span::Ends {
                    first,
                    is_approximate: a,
                    ..
                },
                Span::Ends {
                    last,
                    is_approximate: b,
                    ..
                },
            ) => Some(Span::Ends {
                first,
                last,
                is_approximate: a || b,
            }),
            _ => None,
        }
    }

    /// "3 or 4 September 2018", "3, 4 and 6 September 2018".
    fn either(&mut self, text: &str) -> Option<Span> {
        for (words, brackets) in [(EITHER[0], ['[', ']']), (EITHER[1], ['{', '}'])] {
            let Some(word) = words.iter().find(|word| text.contains(**word)) else {
                continue;
            };
            let text = text.strip_prefix("either ").unwrap_or(text);
            let items: Vec<&str> = text
                .split(word)
                .flat_map(|part| part.split(", "))
                .map(tidy)
                .collect();
            let known: Vec<Option<Partial>> = items.iter().map(|item| partial(item)).collect();
            let mut days = Vec::new();
            if let Some(parts) = known.into_iter().collect::<Option<Vec<Partial>>>() {
                let last = *parts.last()?;
                let from = *parts.first()?;
                for part in parts {
                    let day = Partial {
                        year: part.year.or(last.year).or(from.year),
                        month: part.month.or(last.month).or(from.month),
                        day: part.day,
                    };
                    days.push(day.edtf()?);
                }
            } else {
                for item in items {
                    let Span::Ends {
                        first: Some(first),
                        last: Some(last),
                        is_approximate: false,
                    } = self.date(item)?
                    else {
                        return None;
                    };
                    days.push(if first == last {
                        first
                    } else {
                        format!("{first}..{last}")
                    });
                }
            }
            if days.len() > 1 {
                let [open, close] = brackets;
                return Some(Span::Set(format!("{open}{}{close}", days.join(","))));
            }
        }
        None
    }

    fn week_of(&mut self, rest: &str) -> Option<Span> {
        let (first, last) = self.date(rest)?.hull()?;
        let day = first.filter(|_| first == last)?;
        // Weeks begin on a Saturday, Sunday or Monday; that of another day may as well be the seven days from it on.
        let since_monday = day.0.wrapping_add(3).rem_euclid(7);
        let first = if since_monday >= 5 {
            day
        } else {
            day.plus(-since_monday)
        };
        self.by_convention = true;
        Some(Span::days(first, day.plus(6)))
    }

    /// "early September 2018", "mid-2018", "the end of 2018", "début septembre 2018", "Eylül 2018 sonu".
    fn part(&mut self, text: &str) -> Option<Span> {
        let found = (0..).zip(PARTS).find_map(|(third, words)| {
            let rest = after_word(text, words).or_else(|| {
                let rest = words
                    .iter()
                    .find_map(|word| text.strip_prefix(word)?.strip_prefix('-'));
                rest.map(str::trim)
            });
            let rest = rest.or_else(|| before_word(text, SUFFIXES.get(third as usize)?));
            rest.map(|rest| (third, rest))
        });
        if let Some((third, rest)) = found {
            let rest = after_word(rest, LATE).unwrap_or(rest);
            return third_of(&self.date(rest)?, third).map(Span::approximate);
        }
        let (half, rest) = (0..)
            .zip(HALVES)
            .find_map(|(half, words)| Some((half, after_word(text, words)?)))?;
        half_of(&self.date(rest)?, half)
    }
}

/// "summer 2018", "été 2018", "winter 2018-19".
fn season(text: &str) -> Option<Span> {
    let (season, rest) = (0u32..).zip(SEASONS).find_map(|(season, words)| {
        let rest = after_word(text, words).or_else(|| before_word(text, words))?;
        Some((season, after_word(rest, LATE).unwrap_or(rest)))
    })?;
    if season == 3 {
        // The winter of one year is at both of its ends.
        if let Some(year) = year_of(rest) {
            let next = year + 1;
            return Some(Span::Set(format!(
                "[{year:04}-01..{year:04}-02,{year:04}-12..{next:04}-02]"
            )));
        }
        let Span::Ends {
            first: Some(first),
            last: Some(last),
            ..
        } = years(rest)?
        else {
            return None;
        };
        return Some(Span::of(format!("{first}-12"), format!("{last}-02")).approximate());
    }
    let year = year_of(rest)?;
    let from = 3 + season * 3;
    Some(
        Span::of(
            format!("{year:04}-{from:02}"),
            format!("{year:04}-{:02}", from + 2),
        )
        .approximate(),
    )
}

fn until(last: Day) -> Span {
    Span::Ends {
        first: None,
        last: Some(last.to_string()),
        is_approximate: false,
    }
}

fn since(first: Day) -> Span {
    Span::Ends {
        first: Some(first.to_string()),
        last: None,
        is_approximate: false,
    }
}

/// The parts of two ends that one says for both; in order.
fn completed(mut a: Partial, mut b: Partial) -> Option<(Partial, Partial)> {
    // "28 Dec - 2 Jan" ends in another year than it begins.
    let turn = i32::from(a.month.zip(b.month).is_some_and(|(a, b)| a > b));
    a.month = a.month.or(b.month.filter(|_| a.day.is_some()));
    b.month = b.month.or(a.month.filter(|_| b.day.is_some()));
    match (a.year, b.year) {
        (None, None) => return None,
        (None, Some(year)) => a.year = Some(year - turn),
        (Some(year), None) => b.year = Some(year + turn),
        (Some(_), Some(_)) => {}
    }
    Some((a, b))
}

/// A day, a month by its name and a year, as many as are there and in any order; `None` if there is anything else.
fn partial(text: &str) -> Option<Partial> {
    const NOTHING: [&str; 15] = [
        "de", "del", "of", "the", "le", "el", "la", "р", "року", "р.", "г", "г.", "года", "год", "yılı",
    ];
    let words: Vec<&str> = text
        .split([' ', ','])
        .filter(|word| !word.is_empty() && !NOTHING.contains(word))
        .collect();
    let mut found = Partial::default();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        if let Some(year) = year_of(word) {
            if found.year.replace(year).is_some() {
                return None;
            }
            continue;
        }
        let bare = word.trim_end_matches(|c: char| c == '.' || c.is_alphabetic());
        let tail = word.get(bare.len()..).unwrap_or_default();
        let is_ordinal = matches!(tail, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "го" | "е");
        if let Some(day) = bare
            .parse::<u32>()
            .ok()
            .filter(|day| is_ordinal && (1..=31).contains(day))
        {
            if found.day.replace(day).is_some() {
                return None;
            }
            continue;
        }
        // Arabic months of two words.
        let two = words.get(at).and_then(|next| named(&format!("{word} {next}")));
        at += usize::from(two.is_some());
        let month = two.or_else(|| named(word))?;
        if found.month.replace(month).is_some() {
            return None;
        }
    }
    (found != Partial::default()).then_some(found)
}

/// "2018", "2018'de", "2018 р.".
fn year_of(text: &str) -> Option<i32> {
    let digits = text
        .get(..4)
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let tail = text.get(4..).unwrap_or_default();
    let is_suffix = tail
        .strip_prefix('\'')
        .is_some_and(|s| s.chars().all(char::is_alphabetic));
    let is_year =
        tail.is_empty() || is_suffix || matches!(tail.trim(), "р." | "р" | "року" | "г." | "г" | "года");
    if is_year { digits.parse().ok() } else { None }
}

fn has_year(text: &str) -> bool {
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    runs.any(|run| run.len() == 4)
}

/// Whether a text is one year and the next: "2020-21", which EDTF would have for a season.
pub(super) fn are_years(text: &str) -> bool {
    let Some((first, last)) = text.split_once('-') else {
        return false;
    };
    let next = year_of(first).map(|year| (year + 1).rem_euclid(100));
    last.len() == 2 && next.is_some_and(|next| next > 12 && last.parse() == Ok(next))
}

/// "2018-2019", "2018/19", "the 2010s"; and "2018-9", "2018/9" for a month.
fn years(text: &str) -> Option<Span> {
    let decade = after_word(text, &["the", "années", "los años", "años"]).unwrap_or(text);
    let decade = decade
        .strip_suffix('s')
        .or_else(|| (decade != text).then_some(decade));
    if let Some(decade) = decade.filter(|d| d.len() == 4 && d.ends_with('0') && year_of(d).is_some()) {
        return Some(Span::Ends {
            first: Some(format!("{}X", decade.get(..3)?)),
            last: Some(format!("{}X", decade.get(..3)?)),
            is_approximate: false,
        });
    }
    let (first, last) = text.split_once(['-', '–', '—', '/', '.'])?;
    let (first, last) = (first.trim(), last.trim());
    let year = year_of(first)?;
    let is_number = !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit());
    let number: i32 = last.parse().ok().filter(|_| is_number)?;
    match last.len() {
        1 | 2 if (1..=12).contains(&number) && (last.len() == 1 || text.contains(['/', '.'])) => {
            // "2011/12" may be a month or the next year.
            let is_next_year = last.len() == 2 && number == year.rem_euclid(100) + 1;
            (!is_next_year).then(|| {
                let month = format!("{year:04}-{number:02}");
                Span::of(month.clone(), month)
            })
        }
        2 if number > year.rem_euclid(100) => {
            let next = year - year.rem_euclid(100) + number;
            Some(Span::of(format!("{year:04}"), format!("{next:04}")))
        }
        4 if number > year && !text.contains('.') => {
            Some(Span::of(format!("{year:04}"), format!("{number:04}")))
        }
        _ => None,
    }
}

/// "2018-W36", "2018W36-1", "W36 2018", "week 36 of 2018": the weeks of ISO 8601.
fn week(text: &str) -> Option<Span> {
    let rest = text
        .strip_prefix("week ")
        .or_else(|| text.strip_prefix("semaine "))
        .or_else(|| text.strip_prefix("semana "));
    let (year, week, weekday) = if let Some(rest) = rest.or_else(|| text.strip_prefix('w')) {
        let (week, year) = rest.split_once([' ', '/', '-', ','])?;
        let year = tidy(year);
        let year = after_word(year, LATE).unwrap_or(year);
        (year_of(tidy(year))?, week.trim(), None)
    } else {
        let (year, rest) = (year_of(text.get(..4)?)?, text.get(4..)?);
        let rest = rest.trim_start_matches(['-', ' ']).strip_prefix('w')?;
        match rest.split_once('-') {
            Some((week, day)) => (year, week, Some(day)),
            None if rest.len() == 3 => (year, rest.get(..2)?, rest.get(2..)),
            None => (year, rest, None),
        }
    };
    let number = |text: &str| {
        text.parse::<i32>()
            .ok()
            .filter(|_| text.bytes().all(|b| b.is_ascii_digit()))
    };
    let week = number(week)?;
    // The week that holds the 4th of January is the first.
    let monday_of = |year: i32| {
        let fourth = Day::from_ymd(year, 1, 4)?;
        Some(fourth.plus(-fourth.0.wrapping_add(3).rem_euclid(7)))
    };
    let monday = monday_of(year)?.plus(7 * (week - 1));
    if week < 1 || monday >= monday_of(year + 1)? {
        return None;
    }
    match weekday {
        None => Some(Span::days(monday, monday.plus(6))),
        Some(day) => {
            let day = number(day).filter(|day| (1..=7).contains(day))?;
            Some(Span::days(monday.plus(day - 1), monday.plus(day - 1)))
        }
    }
}

/// "Q3 2018", "2018-Q3", "third quarter of 2018", "H1 2018".
fn period(text: &str) -> Option<Span> {
    let of_year = |rest: &str| {
        let rest = rest.trim_matches([' ', '-', '/', ',', '.']);
        year_of(after_word(rest, LATE).unwrap_or(rest))
    };
    let months = |year: i32, from: u32, to: u32| {
        Some(Span::of(
            format!("{year:04}-{from:02}"),
            format!("{year:04}-{to:02}"),
        ))
    };
    for (n, words) in (0u32..).zip(QUARTERS) {
        let found = words.iter().find_map(|word| {
            let rest = text.strip_prefix(word).or_else(|| text.strip_suffix(word))?;
            of_year(rest)
        });
        if let Some(year) = found {
            return months(year, n * 3 + 1, n * 3 + 3);
        }
    }
    for (n, word) in (0u32..).zip(["h1", "h2"]) {
        let rest = text.strip_prefix(word).or_else(|| text.strip_suffix(word));
        if let Some(year) = rest.and_then(of_year) {
            return months(year, n * 6 + 1, n * 6 + 6);
        }
    }
    None
}

/// A third of a month or a year.
fn third_of(span: &Span, third: u32) -> Option<Span> {
    let (first, last) = whole(span)?;
    let (year, month, _) = first.ymd();
    if is_month(first, last) {
        let from = 1 + 10 * third;
        let to = if third == 2 {
            last
        } else {
            Day::from_ymd(year, month, from + 9)?
        };
        return Some(Span::days(Day::from_ymd(year, month, from)?, to));
    }
    let from = 1 + 4 * third;
    is_year(first, last).then(|| {
        Span::of(
            format!("{year:04}-{from:02}"),
            format!("{year:04}-{:02}", from + 3),
        )
    })
}

fn half_of(span: &Span, half: u32) -> Option<Span> {
    let (first, last) = whole(span)?;
    let (year, month, _) = first.ymd();
    if is_month(first, last) {
        let middle = Day::from_ymd(year, month, 15)?;
        return Some(if half == 0 {
            Span::days(first, middle)
        } else {
            Span::days(middle.plus(1), last)
        });
    }
    let from = 1 + 6 * half;
    is_year(first, last).then(|| {
        Span::of(
            format!("{year:04}-{from:02}"),
            format!("{year:04}-{:02}", from + 5),
        )
    })
}

fn whole(span: &Span) -> Option<(Day, Day)> {
    let (first, last) = span.hull()?;
    first.zip(last)
}

fn is_month(first: Day, last: Day) -> bool {
    let ((y, m, d), after) = (first.ymd(), last.plus(1).ymd());
    d == 1 && after.2 == 1 && (after.0, after.1) == if m == 12 { (y + 1, 1) } else { (y, m + 1) }
}

fn is_year(first: Day, last: Day) -> bool {
    let (y, m, d) = first.ymd();
    (m, d) == (1, 1) && last.plus(1).ymd() == (y + 1, 1, 1)
}

/// What comes after one of the words, the longest first; a word ends where letters do.
fn after_word<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let fits = |word: &&str| {
        let rest = text.strip_prefix(*word)?;
        let is_whole = rest.starts_with([' ', ':', ',']) || word.ends_with(['.', '\'', '~']);
        is_whole.then(|| (word.len(), tidy(rest)))
    };
    let mut best: Option<(usize, &str)> = None;
    for found in words.iter().filter_map(fits) {
        if best.is_none_or(|(length, _)| found.0 > length) {
            best = Some(found);
        }
    }
    best.map(|(_, rest)| rest).filter(|rest| !rest.is_empty())
}

/// What comes before one of the words.
fn before_word<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let rest = text.strip_suffix(word)?;
        rest.ends_with([' ', '\''])
            .then(|| tidy(rest.trim_end_matches('\'')))
    })
}

fn tidy(text: &str) -> &str {
    text.trim_matches([' ', ',', '،', ';', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        match time_of(text.as_bytes(), Extent::Within, &mut Dates::default()) {
            Ok(ReadTime::Day(day)) => day.to_string(),
            Ok(ReadTime::When(when)) => when.edtf().to_owned(),
            Ok(ReadTime::Undated) => "undated".to_owned(),
            Err(reason) => reason.code().to_owned(),
        }
    }

    #[test]
    fn spans_of_days() {
        for text in [
            "3-5 September 2018",
            "3 - 5 Sept 2018",
            "3–5 September 2018",
            "3 to 5 September 2018",
            "3rd to 5th September 2018",
            "September 3-5, 2018",
            "Sept. 3 - 5, 2018",
            "from 3 to 5 September 2018",
            "between 3 and 5 September 2018",
            "3 September - 5 September 2018",
            "3 September 2018 - 5 September 2018",
            "du 3 au 5 septembre 2018",
            "del 3 al 5 de septiembre de 2018",
            "vom 3. bis 5. September 2018",
            "3-5 Eylül 2018",
            "من 3 إلى 5 أيلول 2018",
            "٣-٥ سبتمبر ٢٠١٨",
            "3–5 вересня 2018",
            "с 3 по 5 сентября 2018 года",
            "з 3 до 5 вересня 2018 р.",
        ] {
            assert_eq!(read(text), "2018-09-03/2018-09-05", "{text}");
        }
        assert_eq!(read("28 Sep - 2 Oct 2018"), "2018-09-28/2018-10-02");
        assert_eq!(read("Sept 28 – Oct 2, 2018"), "2018-09-28/2018-10-02");
        assert_eq!(read("28 Dec - 2 Jan 2019"), "2018-12-28/2019-01-02");
        assert_eq!(read("28 December 2018 to 2 January"), "2018-12-28/2019-01-02");
        assert_eq!(read("September-October 2018"), "2018-09/2018-10");
        assert_eq!(read("Nov - Jan 2019"), "2018-11/2019-01");
        assert_eq!(read("2018-09-05 to 2018-09-03"), "reversed_dates");
        assert_eq!(read("5-3 September 2018"), "reversed_dates");
        assert_eq!(read("3-31 September 2018"), "bad_date");
        assert_eq!(read("3-5 September"), "bad_date");
        assert_eq!(read("3/9/2018 to 5/9/2018"), "ambiguous_date");
    }

    #[test]
    fn years_quarters_and_weeks() {
        for (text, edtf) in [
            ("2018-2019", "2018/2019"),
            ("2018–2019", "2018/2019"),
            ("2018 - 2019", "2018/2019"),
            ("2018 to 2019", "2018/2019"),
            ("2018/2019", "2018/2019"),
            ("2018/19", "2018/2019"),
            ("2018-19", "2018/2019"),
            ("2020-21", "2020/2021"),
            ("2009-10", "2009-10"),
            ("2018-9", "2018-09"),
            ("2018/9", "2018-09"),
            ("2018/09", "2018-09"),
            ("2011/12", "bad_date"),
            ("Q3 2018", "2018-07/2018-09"),
            ("2018 Q3", "2018-07/2018-09"),
            ("2018-Q3", "2018-07/2018-09"),
            ("third quarter of 2018", "2018-07/2018-09"),
            ("T3 2018", "2018-07/2018-09"),
            ("H1 2018", "2018-01/2018-06"),
            ("first half of 2018", "2018-01/2018-06"),
            ("second half of September 2018", "2018-09-16/2018-09-30"),
            ("2018-W36", "2018-09-03/2018-09-09"),
            ("2018W36", "2018-09-03/2018-09-09"),
            ("2018-W36-1", "2018-09-03"),
            ("W36 2018", "2018-09-03/2018-09-09"),
            ("week 36 of 2018", "2018-09-03/2018-09-09"),
            ("2018-W53", "bad_date"),
            ("2020-W53", "2020-12-28/2021-01-03"),
            ("2010s", "201X"),
            ("the 2010s", "201X"),
            ("week of 3 September 2018", "2018-09-03/2018-09-09"),
            ("week of 2 September 2018", "2018-09-02/2018-09-08"),
            ("week of 5 September 2018", "2018-09-03/2018-09-11"),
            ("semaine du 3 septembre 2018", "2018-09-03/2018-09-09"),
        ] {
            assert_eq!(read(text), edtf, "{text}");
        }
    }

    #[test]
    fn what_is_vague_stays_vague() {
        let mut wrong = Vec::new();
        for (text, edtf) in [
            ("early September 2018", "2018-09-01~/2018-09-10~"),
            ("mid-September 2018", "2018-09-11~/2018-09-20~"),
            ("mid September 2018", "2018-09-11~/2018-09-20~"),
            ("late September 2018", "2018-09-21~/2018-09-30~"),
            ("the end of February 2020", "2020-02-21~/2020-02-29~"),
            ("late 2018", "2018-09~/2018-12~"),
            ("early 2018", "2018-01~/2018-04~"),
            ("début septembre 2018", "2018-09-01~/2018-09-10~"),
            ("mi-septembre 2018", "2018-09-11~/2018-09-20~"),
            ("finales de septiembre de 2018", "2018-09-21~/2018-09-30~"),
            ("Anfang September 2018", "2018-09-01~/2018-09-10~"),
            ("Eylül 2018 başı", "2018-09-01~/2018-09-10~"),
            ("أوائل أيلول 2018", "2018-09-01~/2018-09-10~"),
            ("منتصف سبتمبر 2018", "2018-09-11~/2018-09-20~"),
            ("на початку вересня 2018", "2018-09-01~/2018-09-10~"),
            ("в конце сентября 2018 года", "2018-09-21~/2018-09-30~"),
            ("late September - early October 2018", "2018-09-21~/2018-10-10~"),
            ("circa 2018", "2018~"),
            ("c. 2018", "2018~"),
            ("ca. 3 September 2018", "2018-09-03~"),
            ("about 3 September 2018", "2018-09-03~"),
            ("vers 2018", "2018~"),
            ("حوالي 2018", "2018~"),
            ("before 3 September 2018", "../2018-09-02"),
            ("prior to September 2018", "../2018-08-31"),
            ("until 3 September 2018", "../2018-09-03"),
            ("by 3 September 2018", "../2018-09-03"),
            ("avant le 3 septembre 2018", "../2018-09-02"),
            ("قبل 3 أيلول 2018", "../2018-09-02"),
            ("до 3 вересня 2018", "../2018-09-03"),
            ("after 3 September 2018", "2018-09-04/.."),
            ("after 2018", "2019-01-01/.."),
            ("since 2018", "2018-01-01/.."),
            ("from 3 September 2018", "2018-09-03/.."),
            ("depuis 2018", "2018-01-01/.."),
            ("desde septiembre de 2018", "2018-09-01/.."),
            ("منذ 2018", "2018-01-01/.."),
            ("summer 2018", "2018-06~/2018-08~"),
            ("summer of 2018", "2018-06~/2018-08~"),
            ("été 2018", "2018-06~/2018-08~"),
            ("verano de 2018", "2018-06~/2018-08~"),
            ("صيف 2018", "2018-06~/2018-08~"),
            ("літо 2018", "2018-06~/2018-08~"),
            ("лето 2018 года", "2018-06~/2018-08~"),
            ("autumn 2018", "2018-09~/2018-11~"),
            ("winter 2018-19", "2018-12~/2019-02~"),
            ("night of 3 to 4 September 2018", "2018-09-03/2018-09-04"),
            ("night of 3 September 2018", "2018-09-03/2018-09-04"),
            ("2018-09-03 or 2018-09-04", "[2018-09-03,2018-09-04]"),
            ("3 or 4 September 2018", "[2018-09-03,2018-09-04]"),
            ("3 and 5 September 2018", "{2018-09-03,2018-09-05}"),
        ] {
            let seen = read(text);
            if seen != edtf {
                wrong.push(format!("{text}: {seen}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_says_no_year_or_nothing_is_not_read() {
        for text in [
            "unknown",
            "yesterday",
            "Sept. 3",
            "last week",
            "early September",
            "before the war",
            "since then",
            "week of rain",
            "summer",
            "Q5 2018",
            "Q3",
            "3,9,2018",
            "September or so",
            "mid",
            "early",
            "3 to 5",
            "2018-13-13",
            "circa",
            "night of",
            "between 3 and 5",
            "1-2-3 September 2018",
            "before",
            "from here to there 2018",
            "about",
            "32 September 2018",
        ] {
            assert_eq!(read(text), "bad_date", "{text}");
        }
    }

    #[test]
    fn months_have_names_in_ukrainian_and_russian() {
        for text in [
            "3 вересня 2018",
            "3 вересня 2018 р.",
            "3 вересня 2018 року",
            "3 сентября 2018",
            "3 сентября 2018 г.",
            "3 сентября 2018 года",
        ] {
            assert_eq!(read(text), "2018-09-03", "{text}");
        }
        assert_eq!(read("вересень 2018"), "2018-09");
        assert_eq!(read("вересень 2018 р."), "2018-09");
        assert_eq!(read("лютий 2022"), "2022-02");
    }

    #[test]
    fn what_does_not_fit_is_noted() {
        let note = |text: &str| {
            let mut dates = Dates::default();
            let read = time_of(text.as_bytes(), Extent::Within, &mut dates).map(|_| ());
            (read, dates.note)
        };
        assert_eq!(note("Monday 3 September 2018"), (Ok(()), None));
        assert_eq!(
            note("Tuesday 3 September 2018"),
            (Ok(()), Some(Reason::WrongWeekday))
        );
        assert_eq!(
            note("mardi 3 septembre 2018"),
            (Ok(()), Some(Reason::WrongWeekday))
        );
        assert_eq!(
            note("2018-09-03T22:30:00-05:00"),
            (Ok(()), Some(Reason::ZonedTime))
        );
        assert_eq!(
            note("2018-09-03T00:30:00+03:00"),
            (Ok(()), Some(Reason::ZonedTime))
        );
        assert_eq!(note("2018-09-03T12:30:00+03:00"), (Ok(()), None));
        assert_eq!(note("2018-09-03T22:30:00Z"), (Ok(()), None));
        assert_eq!(
            note("late September 2018"),
            (Ok(()), Some(Reason::ReadByConvention))
        );
        assert_eq!(note("0018-09-03"), (Err(Reason::ShortYear), None));
    }

    proptest! {
        /// Whatever is read is EDTF, and reads again as what it is.
        #[test]
        fn what_is_read_is_edtf(words in proptest::collection::vec(proptest::sample::select(vec![
            "3", "5", "28", "sep", "october", "2018", "2019", "-", "to", "early", "mid", "late", "before", "since", "circa", "week of", "or", "and",
            "q3", "winter", "/", "19", "أيلول", "до", "night of", ",",
        ]), 1..7)) {
            let text = words.join(" ");
            if let Ok(ReadTime::When(when)) = time_of(text.as_bytes(), Extent::Within, &mut Dates::default()) {
                prop_assert!(When::parse(when.edtf(), Extent::Within).is_ok(), "{}", text);
                prop_assert_eq!(read(when.edtf()), when.edtf());
            }
        }
    }
}

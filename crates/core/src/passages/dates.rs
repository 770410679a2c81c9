//! Dates in a text, and whether an event can have happened on them.

use super::normal::Word;
use crate::time::{Day, Weekday, When};
use std::ops::Range;

/// How a text names a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A day of a month.
    Day(Option<i32>, u32, u32),
    /// A month.
    Month(Option<i32>, u32),
    Year(i32),
    Weekday(Weekday),
    /// So many days after publication.
    Ago(i32),
}

/// A date and the words it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Date {
    pub named: Named,
    pub words: Range<u32>,
}

/// Names of months as folded: English, and Arabic of both traditions.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "كانون الثاني", "يناير"],
    &["february", "feb", "شباط", "فبراير"],
    &["march", "mar", "اذار", "مارس"],
    &["april", "apr", "نيسان", "ابريل"],
    &["may", "ايار", "مايو"],
    &["june", "jun", "حزيران", "يونيو"],
    &["july", "jul", "تموز", "يوليو"],
    &["august", "aug", "اب", "اغسطس"],
    &["september", "sept", "sep", "ايلول", "سبتمبر"],
    &["october", "oct", "تشرين الاول", "اكتوبر"],
    &["november", "nov", "تشرين الثاني", "نوفمبر"],
    &["december", "dec", "كانون الاول", "ديسمبر"],
];

const WEEKDAYS: [(Weekday, [&str; 3]); 7] = [
    (Weekday::Monday, ["monday", "الاثنين", "الإثنين"]),
    (Weekday::Tuesday, ["tuesday", "الثلاثاء", "الثلاثا"]),
    (Weekday::Wednesday, ["wednesday", "الاربعاء", "الاربعا"]),
    (Weekday::Thursday, ["thursday", "الخميس", "خميس"]),
    (Weekday::Friday, ["friday", "الجمعه", "جمعه"]),
    (Weekday::Saturday, ["saturday", "السبت", "سبت"]),
    (Weekday::Sunday, ["sunday", "الاحد", "احد"]),
];

/// The month that begins with a word, and how many words name it.
fn month_at(words: &[Word], at: usize) -> Option<(u32, usize)> {
    let word = &*words.get(at)?.plain;
    let next = words.get(at + 1).map_or("", |w| &*w.plain);
    for (number, names) in (1u32..).zip(MONTHS) {
        for name in names {
            match name.split_once(' ') {
                Some((first, second)) if first == word && second == next => return Some((number, 2)),
                None if *name == word => return Some((number, 1)),
                _ => {}
            }
        }
    }
    None
}

/// A day of a month: "7", "7th".
fn day_number(word: &str) -> Option<u32> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let suffix = word.get(end..).unwrap_or_default();
    let number: u32 = word.get(..end)?.parse().ok()?;
    (matches!(suffix, "" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&number) && end <= 2)
        .then_some(number)
}

fn year_number(word: &str) -> Option<i32> {
    let number: i32 = (word.len() == 4).then(|| word.parse().ok())??;
    (1900..2100).contains(&number).then_some(number)
}

/// True if a date may begin with a word.
pub(super) fn may_begin(word: &str) -> bool {
    let is_first = |name: &str| name.split(' ').next() == Some(word);
    MONTHS.iter().any(|names| names.iter().any(|name| is_first(name)))
        || WEEKDAYS.iter().any(|(_, names)| names.contains(&word))
        || matches!(word, "yesterday" | "امس" | "today" | "tonight" | "اليوم")
        || year_number(word).is_some()
}

/// All dates of a text.
pub(super) fn dates(words: &[Word]) -> Vec<Date> {
    let word = |at: usize| words.get(at).map_or("", |w| &*w.plain);
    let mut found = Vec::new();
    let mut add = |named, words: Range<usize>| {
        found.push(Date {
            named,
            words: words.start as u32..words.end as u32,
        });
    };
    let mut at = 0;
    while at < words.len() {
        if !words[at].may_date {
            at += 1;
            continue;
        }
        let start = at;
        if let Some((month, taken)) = month_at(words, at) {
            at += taken;
            let is_of = matches!(word(start.wrapping_sub(1)), "of" | "من");
            let before = start.checked_sub(1 + usize::from(is_of));
            if let Some(day) = before.and_then(|b| day_number(word(b))) {
                let first = before.unwrap_or(start);
                let year = year_number(word(at));
                at += usize::from(year.is_some());
                add(Named::Day(year, month, day), first..at);
                // "the 8th and 15th of March", "between 8 and 15 March"
                let earlier = first.checked_sub(2).filter(|_| {
                    matches!(
                        word(first - 1),
                        "and" | "to" | "or" | "until" | "till" | "و" | "الى"
                    )
                });
                if let Some((earlier, day)) = earlier.and_then(|e| Some((e, day_number(word(e))?))) {
                    add(Named::Day(year, month, day), earlier..earlier + 1);
                }
            } else if let Some(day) = day_number(word(at)) {
                at += 1;
                let skip = usize::from(word(at) == "of");
                let year = year_number(word(at + skip));
                at += if year.is_some() { skip + 1 } else { 0 };
                add(Named::Day(year, month, day), start..at);
            } else if words
                .get(start)
                .is_some_and(|w| !matches!(&*w.plain, "may" | "mar" | "اب"))
            {
                let year = year_number(word(at));
                at += usize::from(year.is_some());
                add(Named::Month(year, month), start..at);
            }
            continue;
        }
        if let Some((weekday, _)) = WEEKDAYS.iter().find(|(_, names)| names.contains(&word(at))) {
            add(Named::Weekday(*weekday), at..at + 1);
        } else if matches!(word(at), "yesterday" | "امس") {
            add(Named::Ago(-1), at..at + 1);
        } else if matches!(word(at), "today" | "tonight" | "اليوم") {
            add(Named::Ago(0), at..at + 1);
        } else if let Some(year) = year_number(word(at)) {
            match numeric(words, at) {
                Some((month, day)) => {
                    at += 2;
                    add(Named::Day(Some(year), month, day), start..at + 1);
                }
                None => add(Named::Year(year), at..at + 1),
            }
        }
        at += 1;
    }
    found
}

/// Month and day after a year, joined: "2018-09-07", "2019/03/17".
fn numeric(words: &[Word], at: usize) -> Option<(u32, u32)> {
    let (year, month, day) = (words.get(at)?, words.get(at + 1)?, words.get(at + 2)?);
    let is_joined = month.at.start == year.at.end + 1 && day.at.start == month.at.end + 1;
    let (month, day): (u32, u32) = (month.plain.parse().ok()?, day.plain.parse().ok()?);
    (is_joined && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// What dates an event: its first and last days, and the day of publication, against which relative dates are read.
pub(super) struct Dating {
    edges: Vec<Day>,
    is_long: bool,
    published: Option<Day>,
}

impl Dating {
    pub(super) fn new(when: &When, published: Option<Day>) -> Dating {
        let spans = when.spans();
        let mut edges = Vec::new();
        for span in spans {
            edges.extend([span.first(), span.last()]);
        }
        // "2021-12-31?" is told as that day, whatever days it may have been.
        let told = when.edtf().trim_end_matches(['?', '~', '%']);
        if let Some(day) = Day::parse_iso(told) {
            edges.push(day);
        }
        edges.retain(|day| *day > Day::MIN && *day < Day::MAX);
        Dating {
            edges,
            is_long: spans.iter().any(|span| span.len_days() > 27),
            published,
        }
    }

    /// True if a date in a text can be the day of publication, of which reports say when something was said.
    pub(super) fn is_publication(&self, named: Named) -> bool {
        self.published
            .is_some_and(|published| Dating::new(&When::on(published), Some(published)).is_named(named))
    }

    /// True if a date in a text can be what dates the event: its first or last day, or the month or year of one.
    pub(super) fn is_named(&self, named: Named) -> bool {
        let is_edge = |day: Day| self.edges.contains(&day);
        match named {
            Named::Day(Some(year), month, day) => Day::from_ymd(year, month, day).is_some_and(is_edge),
            Named::Day(None, month, day) => self.edges.iter().any(|edge| {
                let (_, m, d) = edge.ymd();
                (m, d) == (month, day)
            }),
            Named::Month(year, month) => self.edges.iter().any(|edge| {
                let (y, m, _) = edge.ymd();
                m == month && year.is_none_or(|year| year == y)
            }),
            Named::Year(year) => self.is_long && self.edges.iter().any(|edge| edge.ymd().0 == year),
            Named::Weekday(weekday) => self.published.is_some_and(|published| {
                (0..14)
                    .map(|ago| published.plus(-ago))
                    .any(|day| day.weekday() == weekday && is_edge(day))
            }),
            Named::Ago(days) => self
                .published
                .is_some_and(|published| is_edge(published.plus(days))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::normal::Normal;
    use super::super::turns::at_once;
    use super::*;
    use crate::time::Extent;

    fn check(text: &str, expected: &[Named]) {
        let got: Vec<Named> = dates(&at_once(Normal::new(text)).words)
            .into_iter()
            .map(|d| d.named)
            .collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn dates_are_read_as_papers_write_them() {
        use Named::{Ago, Day, Month, Year};
        check(
            "On 7 September and on September 9, 2018",
            &[Day(None, 9, 7), Day(Some(2018), 9, 9)],
        );
        check(
            "between the 8th and 15th of March",
            &[Day(None, 3, 15), Day(None, 3, 8)],
        );
        check("March 5 of 2020", &[Day(Some(2020), 3, 5)]);
        check(
            "2019/03/17, since April 2019 or 2015",
            &[Day(Some(2019), 3, 17), Month(Some(2019), 4), Year(2015)],
        );
        check(
            "last Friday’s raid; yesterday they may",
            &[Named::Weekday(Weekday::Friday), Ago(-1)],
        );
        check(
            "في ٧ أيلول 2018، ويوم الجمعة",
            &[Day(Some(2018), 9, 7), Named::Weekday(Weekday::Friday)],
        );
        check("في 21 كانون الأول", &[Day(None, 12, 21)]);
    }

    #[test]
    fn relative_days_are_read_against_publication() {
        let when =
            |text: &str| When::parse(text, Extent::Within).unwrap_or_else(|_| When::on(Day::default()));
        let published = Day::parse_iso("2018-09-08");
        let friday = Named::Weekday(Weekday::Friday);
        assert!(Dating::new(&when("2018-09-07"), published).is_named(friday));
        assert!(!Dating::new(&when("2018-09-07"), None).is_named(friday));
        assert!(!Dating::new(&when("2018-08-10"), published).is_named(friday));
        assert!(Dating::new(&when("2018-09-07"), published).is_named(Named::Ago(-1)));
        assert!(Dating::new(&when("2018-09-07"), None).is_named(Named::Day(None, 9, 7)));
        assert!(!Dating::new(&when("2018-09-07"), None).is_named(Named::Day(Some(2019), 9, 7)));
        assert!(Dating::new(&when("2015/2017-12-18"), published).is_named(Named::Year(2015)));
        assert!(!Dating::new(&when("2018-09-07"), published).is_named(Named::Year(2018)));
        assert!(Dating::new(&when("2018-09-07?"), published).is_named(Named::Ago(-1)));
        let saturday = Named::Weekday(Weekday::Saturday);
        assert!(Dating::new(&when("2018-09-07"), published).is_publication(saturday));
        assert!(!Dating::new(&when("2018-09-07"), published).is_publication(friday));
    }
}

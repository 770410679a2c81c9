//! Dates as people and programs write them that are no EDTF and still say one thing only.

use super::value::{Dates, named, western_digits};
use super::{DateNumbers, Reason};
use crate::time::Day;

/// Days of the week from Monday, which say nothing that the date does not: English, French, Spanish, German, Turkish,
/// Arabic, Ukrainian, Russian.
const WEEKDAYS: [&[&str]; 7] = [
    &[
        "mon",
        "monday",
        "lundi",
        "lunes",
        "montag",
        "pazartesi",
        "الاثنين",
        "الإثنين",
        "понеділок",
        "понедельник",
    ],
    &[
        "tue",
        "tues",
        "tuesday",
        "mardi",
        "martes",
        "dienstag",
        "salı",
        "الثلاثاء",
        "вівторок",
        "вторник",
    ],
    &[
        "wed",
        "wednesday",
        "mercredi",
        "miércoles",
        "miercoles",
        "mittwoch",
        "çarşamba",
        "الأربعاء",
        "الاربعاء",
        "середа",
        "среда",
    ],
    &[
        "thu",
        "thur",
        "thurs",
        "thursday",
        "jeudi",
        "jueves",
        "donnerstag",
        "perşembe",
        "الخميس",
        "четвер",
        "четверг",
    ],
    &[
        "fri",
        "friday",
        "vendredi",
        "viernes",
        "freitag",
        "cuma",
        "الجمعة",
        "п'ятниця",
        "п’ятниця",
        "пятница",
    ],
    &[
        "sat",
        "saturday",
        "samedi",
        "sábado",
        "sabado",
        "samstag",
        "cumartesi",
        "السبت",
        "субота",
        "суббота",
    ],
    &[
        "sun",
        "sunday",
        "dimanche",
        "domingo",
        "sonntag",
        "pazar",
        "الأحد",
        "الاحد",
        "неділя",
        "воскресенье",
    ],
];

/// A text without the marks by which programs steer the direction of writing; `None` if it has none.
pub(super) fn without_marks(text: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    text.contains(is_mark).then(|| text.replace(is_mark, ""))
}

/// A day written with the name of the month and a year of two digits, without gaps before a time, or as a number of
/// days or seconds; the outer `None` if it is not written so.
pub(super) fn day(text: &str, dates: Dates) -> Option<Result<Day, Reason>> {
    let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let compact = text.get(..8).filter(|date| is_digits(date));
    let time = text.get(8..).unwrap_or_default();
    let is_time = time.len() == 6 && is_digits(time)
        || time.starts_with('T')
            && time
                .bytes()
                .skip(1)
                .all(|b| b.is_ascii_digit() || b":.Z+-".contains(&b));
    if let (Some(date), true) = (compact, is_time) {
        let number = |from: usize, to: usize| date.get(from..to).and_then(|s| s.parse::<u32>().ok());
        let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
        return Some(Day::from_ymd(year.cast_signed(), month, day).ok_or(Reason::BadDate));
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if is_digits(whole) && is_digits(fraction) && matches!(whole.len(), 5 | 10 | 13) {
        return Some(counted(whole.parse().ok()?, whole.len(), dates.numbers));
    }
    let words: Vec<&str> = text
        .split([' ', ',', '-', '/', '\u{a0}'])
        .filter(|w| !w.is_empty())
        .collect();
    let short = |year: &str| {
        (year.len() == 2 && is_digits(year))
            .then(|| year.parse::<i32>().ok())
            .flatten()
    };
    let number = |day: &str| day.trim_end_matches('.').parse::<u32>().ok();
    let (day, month, year) = match words.as_slice() {
        [d, m, y] if named(m).is_some() => (number(d)?, named(m)?, short(y)?),
        [m, d, y] => (number(d)?, named(m)?, short(y)?),
        _ => return None,
    };
    if dates.short_years != Some(true) {
        return Some(Err(Reason::ShortYear));
    }
    Some(Day::from_ymd(2000 + year, month, day).ok_or(Reason::BadDate))
}

/// The day that a number of so many digits stands for.
fn counted(number: i64, digits: usize, what: Option<DateNumbers>) -> Result<Day, Reason> {
    const DAY_SECS: i64 = 86_400;
    let epoch = |year, month, day| Day::from_ymd(year, month, day).ok_or(Reason::BadDate);
    let (begin, days) = match (what, digits) {
        (None, _) => return Err(Reason::NumberDate),
        // Day 60 of that calendar is a 29th of February that never was.
        (Some(DateNumbers::Days1900), 5) => (epoch(1899, 12, 30)?, number),
        (Some(DateNumbers::Days1904), 5) => (epoch(1904, 1, 1)?, number),
        (Some(DateNumbers::Seconds), 10) => (epoch(1970, 1, 1)?, number / DAY_SECS),
        (Some(DateNumbers::Milliseconds), 13) => (epoch(1970, 1, 1)?, number / 1000 / DAY_SECS),
        _ => return Err(Reason::BadDate),
    };
    let days = i32::try_from(days).map_err(|_beyond_all_days| Reason::BadDate)?;
    Ok(begin.plus(days))
}

/// A month and a year, as EDTF: `Sep 2018`, `2018 September`, `9/2018`.
pub(super) fn month(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split([' ', ',', '-', '/', '.', '\u{a0}'])
        .filter(|word| !word.is_empty() && !matches!(*word, "de" | "of" | "del"))
        .collect();
    let year =
        |word: &str| (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.to_owned());
    let numbered = |word: &str| {
        let number = word
            .parse::<u32>()
            .ok()
            .filter(|n| word.len() <= 2 && (1..=12).contains(n));
        number.filter(|_| !text.contains(' '))
    };
    let (month, year) = match words.as_slice() {
        [m, y] if year(y).is_some() => (named(m).or_else(|| numbered(m))?, year(y)?),
        [y, m] => (named(m)?, year(y)?),
        [one, two, y] => (named(&format!("{one} {two}"))?, year(y)?),
        _ => return None,
    };
    Some(format!("{year}-{month:02}"))
}

/// A date without the day of the week before it, which is then told as so many after Monday, or the time of day after
/// it; `None` if it has neither.
pub(super) fn without_time(text: &str) -> Option<(String, Option<i32>)> {
    let end = text.find([' ', ',', '،']).unwrap_or(text.len());
    let (first, rest) = text.split_at_checked(end)?;
    let first = first.trim_end_matches('.').to_lowercase();
    if let Some((weekday, _)) = (0..)
        .zip(WEEKDAYS)
        .find(|(_, names)| names.contains(&first.as_str()))
    {
        let rest = rest.trim_start_matches([' ', ',', '،']);
        return (!rest.is_empty()).then(|| (rest.to_owned(), Some(weekday)));
    }
    // The first word with a colon after one or two digits begins the time.
    let colon = text.find(':')?;
    let begins = text.get(..colon)?.rfind([' ', ',']).map(|at| at + 1)?;
    let hour = text.get(begins..colon)?;
    let is_hour = (1..=2).contains(&hour.len()) && hour.bytes().all(|b| b.is_ascii_digit());
    let bare = text.get(..begins)?.trim_end_matches([' ', ',', '-', '،']);
    let bare = bare.strip_suffix(" at").unwrap_or(bare);
    (is_hour && !bare.is_empty()).then(|| (bare.to_owned(), None))
}

/// The two dates of an interval in words: `2018-09-08 to 2018-09-10`.
pub(super) fn two_dates(text: &str) -> Option<(&str, &str)> {
    [" to ", " until ", " – ", " - ", "–", " — ", " bis ", " إلى "]
        .into_iter()
        .find_map(|between| text.split_once(between))
        .map(|(first, last)| (first.trim(), last.trim()))
        .filter(|(first, last)| !first.is_empty() && !last.is_empty())
}

/// True for what people write where there is no value.
pub(super) fn is_placeholder(text: &[u8]) -> bool {
    const WORDS: [&str; 11] = [
        "", "-", "--", "n/a", "na", "null", "none", "nan", "nil", "unknown", "?",
    ];
    let text = text.trim_ascii();
    WORDS
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word.as_bytes()))
}

/// A number as western digits with a point, where it has digits of another script or the Arabic decimal sign.
pub(super) fn western_number(text: &str) -> Option<String> {
    let text = western_digits(text)?;
    Some(text.replace('٫', ".").replace('٬', ""))
}

#[cfg(test)]
mod tests {
    use super::super::value::{ReadTime, time_of};
    use super::*;
    use crate::time::Extent;

    fn read(text: &str, mut dates: Dates) -> String {
        match time_of(text.as_bytes(), Extent::Within, &mut dates) {
            Ok(ReadTime::Day(day)) => day.to_string(),
            Ok(ReadTime::When(when)) => format!("when {}", when.edtf()),
            Ok(ReadTime::Undated) => "undated".to_owned(),
            Err(reason) => reason.code().to_owned(),
        }
    }

    #[test]
    fn dates_with_what_stands_around_them() {
        let plain = |text: &str| read(text, Dates::default());
        for text in [
            "Saturday, September 8, 2018",
            "Sat Sep 08 2018 00:00:00 GMT+0300 (Eastern European Summer Time)",
            "Sat, 08 Sep 2018 10:00:00 GMT",
            "Sep 8, 2018, 10:00 AM",
            "8 Sep 2018 14:30",
            "8 Sep 2018 at 14:30",
            "2018-09-08 14:30 UTC",
            "20180908T143000Z",
            "20180908143000",
            "08\u{200f}-Sep-2018",
            "السبت، 8 أيلول 2018",
        ] {
            assert_eq!(plain(text), "2018-09-08", "{text}");
        }
        for text in [
            "Sep 2018",
            "2018 September",
            "September, 2018",
            "9/2018",
            "09-2018",
            "أيلول 2018",
        ] {
            assert_eq!(plain(text), "when 2018-09", "{text}");
        }
        assert_eq!(plain("2018-09-08 to 2018-09-10"), "when 2018-09-08/2018-09-10");
        assert_eq!(plain("13/9/2018 - 15/9/2018"), "when 2018-09-13/2018-09-15");
        assert_eq!(plain("2018-09-08 to 2018-09-01"), "reversed_dates");
        assert_eq!(plain("8/9/2018 - 10/9/2018"), "ambiguous_date");
        assert_eq!(plain("08/09/2018 at 14:30"), "ambiguous_date");
        for text in [
            "14:30",
            "at 14:30",
            "13/2018",
            "Sep-18",
            "Saturday",
            "from – to",
            " to ",
            "1234567 to x",
        ] {
            assert_eq!(plain(text), "bad_date", "{text}");
        }
    }

    #[test]
    fn years_of_two_digits_are_asked_about() {
        let (unsaid, said) = (
            Dates::default(),
            Dates {
                short_years: Some(true),
                ..Dates::default()
            },
        );
        for (text, day) in [
            ("8-Sep-18", "2018-09-08"),
            ("Sep 8, 18", "2018-09-08"),
            ("31/12/18", "2018-12-31"),
            ("12.31.18", "2018-12-31"),
            ("08/09/18", "ambiguous_date"),
            ("31-Feb-18", "bad_date"),
        ] {
            assert_eq!(read(text, unsaid), "short_year", "{text}");
            assert_eq!(read(text, said), day, "{text}");
        }
        // It could be the year that comes first.
        assert_eq!(read("18-09-08", said), "bad_date");
    }

    #[test]
    fn numbers_are_asked_about() {
        let by = |numbers| Dates {
            numbers,
            ..Dates::default()
        };
        for (text, numbers) in [
            ("43351", DateNumbers::Days1900),
            ("43351.75", DateNumbers::Days1900),
            ("41889", DateNumbers::Days1904),
            ("1536364800", DateNumbers::Seconds),
            ("1536451199999", DateNumbers::Milliseconds),
        ] {
            assert_eq!(read(text, by(None)), "number_date", "{text}");
            assert_eq!(read(text, by(Some(numbers))), "2018-09-08", "{text}");
        }
        assert_eq!(read("1536364800", by(Some(DateNumbers::Days1900))), "bad_date");
        assert_eq!(read("20180908", by(None)), "2018-09-08");
        assert_eq!(read("2018", by(None)), "when 2018");
        assert_eq!(read("123", by(None)), "bad_date");
    }
}

//! Reading single values: dates, coordinates, counts.

use super::amount::{Amount, amount_of};
use super::family::DateClass;
use super::loose;
use super::spoken::{self, spoken};
use super::{DateNumbers, DateOrder, Reason};
use crate::time::{Day, Extent, When, WhenError};

/// A date as read: nearly always a single day, which needs no memory of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ReadTime {
    /// Not known.
    Undated,
    /// One whole day.
    Day(Day),
    /// Anything else.
    When(When),
}

/// The number that `N` ASCII digits at `at` stand for.
#[inline]
fn digits<const N: usize>(bytes: &[u8], at: usize) -> Option<u32> {
    let mut n = 0;
    for &b in bytes.get(at..at + N)? {
        let digit = b.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        n = n * 10 + u32::from(digit);
    }
    Some(n)
}

/// `YYYY-MM-DD`, alone or before a time of day, which is not used: a day is a whole local day as written.
#[inline]
fn plain_day(text: &[u8]) -> Option<Day> {
    if text.len() != 10 {
        let is_time = |b: &u8| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z');
        let tail = text.get(10..)?;
        let (separator, time) = tail.split_first()?;
        if !matches!(separator, b'T' | b' ') || time.is_empty() || !time.iter().all(is_time) {
            return None;
        }
    }
    if text.get(4) != Some(&b'-') || text.get(7) != Some(&b'-') {
        return None;
    }
    let year = digits::<4>(text, 0)?;
    Day::from_ymd(year.cast_signed(), digits::<2>(text, 5)?, digits::<2>(text, 8)?)
}

/// How dates are written in a file, as far as somebody has said; and what its dates themselves say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Dates {
    pub(super) order: Option<DateOrder>,
    /// Where hyphens stand between numbers, the day comes first.
    pub(super) hyphens_day_first: bool,
    /// Years of two digits at the end are of the 2000s.
    pub(super) short_years: Option<bool>,
    /// What numbers count.
    pub(super) numbers: Option<DateNumbers>,
    /// Years below 100 are years, as in the history of antiquity.
    pub(super) ancient: bool,
    /// How deep in a phrase the reading is.
    pub(super) depth: u8,
    /// What is to be said of the date read last.
    pub(super) note: Option<Reason>,
    /// Dates that can only be read with the day first.
    pub(super) day_first: u32,
    /// Dates that can only be read with the month first.
    pub(super) month_first: u32,
}

impl Dates {
    /// `31/12/2018`, with `/`, `-` or `.`, and a time of day that is not used; the year may come first. The outer
    /// `None` if it is not written so.
    fn numbers(&mut self, text: &str) -> Option<Result<Day, Reason>> {
        let date = text.split([' ', 'T', ',']).next()?;
        let separator = date.chars().find(|c| !c.is_ascii_digit())?;
        if !matches!(separator, '/' | '-' | '.') {
            return None;
        }
        let time = text.get(date.len()..)?;
        let is_time = |c: char| c.is_ascii_digit() || " :.TZ+-,aApPmM".contains(c);
        if !time.chars().all(is_time) {
            return None;
        }
        let mut parts = date.split(separator);
        let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
        let is_short = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        let is_year = |s: &str| s.len() == 4 && s.bytes().all(|b| b.is_ascii_digit());
        if parts.next().is_some() || !is_short(b) {
            return None;
        }
        let number = |s: &str| s.parse::<u32>().unwrap_or(0);
        // A year of two digits at the end; with hyphens it could as well stand first.
        let is_short_year = is_short(a) && c.len() == 2 && is_short(c) && separator != '-';
        if is_short_year && self.short_years != Some(true) {
            return Some(Err(Reason::ShortYear));
        }
        if is_year(a) && is_short(c) {
            let day = Day::from_ymd(number(a).cast_signed(), number(b), number(c));
            return Some(day.ok_or(Reason::BadDate));
        }
        if !is_short(a) || !is_year(c) && !is_short_year {
            return None;
        }
        let century = if is_short_year { 2000 } else { 0 };
        let year = number(c).cast_signed() + century;
        let day_first = Day::from_ymd(year, number(b), number(a));
        let month_first = Day::from_ymd(year, number(a), number(b));
        let order = self
            .order
            .or((separator == '-' && self.hyphens_day_first).then_some(DateOrder::DayFirst));
        let read = match order {
            Some(DateOrder::DayFirst) => day_first,
            Some(DateOrder::MonthFirst) => month_first,
            None if day_first == month_first => day_first,
            None => match (day_first, month_first) {
                (Some(_), Some(_)) => return Some(Err(Reason::AmbiguousDate)),
                (Some(day), None) => {
                    self.day_first += 1;
                    Some(day)
                }
                (None, Some(day)) => {
                    self.month_first += 1;
                    Some(day)
                }
                (None, None) => None,
            },
        };
        Some(read.ok_or(Reason::BadDate))
    }
}

/// Names of the months, from January: English, Ukrainian, Russian, French, Spanish, German, Turkish, Arabic (Egypt and
/// the Maghreb; Syria and Iraq). A word that only one month's name begins with, three letters or more, stands for it.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "січень",
        "січня",
        "январь",
        "января",
        "janvier",
        "enero",
        "januar",
        "jänner",
        "ocak",
        "يناير",
        "كانون الثاني",
        "جانفي",
    ],
    &[
        "february",
        "лютий",
        "лютого",
        "февраль",
        "февраля",
        "février",
        "fevrier",
        "febrero",
        "februar",
        "şubat",
        "subat",
        "فبراير",
        "شباط",
        "فيفري",
    ],
    &[
        "march",
        "березень",
        "березня",
        "март",
        "марта",
        "mars",
        "marzo",
        "märz",
        "maerz",
        "mart",
        "مارس",
        "آذار",
        "اذار",
    ],
    &[
        "april",
        "квітень",
        "квітня",
        "апрель",
        "апреля",
        "avril",
        "abril",
        "nisan",
        "أبريل",
        "ابريل",
        "نيسان",
        "أفريل",
    ],
    &[
        "may",
        "травень",
        "травня",
        "май",
        "мая",
        "mai",
        "mayo",
        "mayıs",
        "mayis",
        "مايو",
        "أيار",
        "ايار",
        "ماي",
    ],
    &[
        "june",
        "червень",
        "червня",
        "июнь",
        "июня",
        "juin",
        "junio",
        "juni",
        "haziran",
        "يونيو",
        "حزيران",
        "جوان",
    ],
    &[
        "july",
        "липень",
        "липня",
        "июль",
        "июля",
        "juillet",
        "julio",
        "juli",
        "temmuz",
        "يوليو",
        "تموز",
        "جويلية",
    ],
    &[
        "august",
        "серпень",
        "серпня",
        "август",
        "августа",
        "août",
        "aout",
        "agosto",
        "ağustos",
        "agustos",
        "أغسطس",
        "اغسطس",
        "آب",
        "اب",
        "أوت",
    ],
    &[
        "september",
        "вересень",
        "вересня",
        "сентябрь",
        "сентября",
        "setiembre",
        "septembre",
        "septiembre",
        "eylül",
        "eylul",
        "سبتمبر",
        "أيلول",
        "ايلول",
    ],
    &[
        "october",
        "жовтень",
        "жовтня",
        "октябрь",
        "октября",
        "octobre",
        "octubre",
        "oktober",
        "ekim",
        "أكتوبر",
        "اكتوبر",
        "تشرين الأول",
        "تشرين الاول",
    ],
    &[
        "november",
        "листопад",
        "листопада",
        "ноябрь",
        "ноября",
        "novembre",
        "noviembre",
        "kasım",
        "kasim",
        "نوفمبر",
        "تشرين الثاني",
    ],
    &[
        "december",
        "грудень",
        "грудня",
        "декабрь",
        "декабря",
        "décembre",
        "decembre",
        "diciembre",
        "dezember",
        "aralık",
        "aralik",
        "ديسمبر",
        "كانون الأول",
        "كانون الاول",
    ],
];

/// The month, from 1, that a word names.
pub(super) fn month_of(word: &str) -> Option<u32> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = word.parse::<u32>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let whole = MONTHS.iter().position(|names| names.contains(&word.as_str()));
    if let Some(month) = whole {
        return Some(month as u32 + 1);
    }
    if word.chars().count() < 3 {
        return None;
    }
    let mut begun = (0u32..)
        .zip(MONTHS)
        .filter(|(_, names)| names.iter().any(|n| n.starts_with(&word)));
    let (month, _) = begun.next()?;
    begun.next().is_none().then_some(month + 1)
}

/// `YYYYMMDD`, and dates with the month's name, which are not EDTF and cannot be mistaken.
fn other_day(text: &str) -> Option<Day> {
    let bytes = text.as_bytes();
    if bytes.len() == 8
        && let Some(year) = digits::<4>(bytes, 0)
    {
        return Day::from_ymd(year.cast_signed(), digits::<2>(bytes, 4)?, digits::<2>(bytes, 6)?);
    }
    let words: Vec<&str> = text
        .split([' ', ',', '-', '/', '\u{a0}'])
        .filter(|word| {
            !word.is_empty()
                && !matches!(
                    *word,
                    "de" | "of" | "del" | "р." | "р" | "року" | "г." | "г" | "года"
                )
        })
        .collect();
    let number = |word: &str| {
        let bare = word.trim_end_matches(|c: char| c == '.' || c.is_alphabetic());
        let tail = word.get(bare.len()..)?;
        let is_ordinal = matches!(tail, "" | "." | "st" | "nd" | "rd" | "th" | "er");
        bare.parse::<u32>().ok().filter(|_| is_ordinal)
    };
    let year = |word: &str| (word.len() == 4).then(|| word.parse::<u16>().ok()).flatten();
    let (day, month, year) = match words.as_slice() {
        // "March 5, 2019"; "5 March 2019"; "5 كانون الثاني 2019".
        [month, day, y] if number(month).is_none() => (number(day)?, month_of(month)?, year(y)?),
        [day, month, y] => (number(day)?, named(month)?, year(y)?),
        [day, one, two, y] => (number(day)?, named(&format!("{one} {two}"))?, year(y)?),
        _ => return None,
    };
    Day::from_ymd(i32::from(year), month, day)
}

/// A month by its name, not by its number.
pub(super) fn named(word: &str) -> Option<u32> {
    month_of(word).filter(|_| !word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Digits of other scripts as ASCII; `None` if there are none.
pub(super) fn western_digits(text: &str) -> Option<String> {
    let western = |c: char| match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        _ => None,
    };
    text.chars()
        .any(|c| western(c).is_some())
        .then(|| text.chars().map(|c| western(c).unwrap_or(c)).collect())
}

/// Reads a date as one expression.
#[inline]
pub(super) fn time_of(text: &[u8], extent: Extent, dates: &mut Dates) -> Result<ReadTime, Reason> {
    if let Some(day) = plain_day(text) {
        if text.starts_with(b"00") || text.len() > 10 {
            return doubtful_day(text, day, dates);
        }
        return Ok(ReadTime::Day(day));
    }
    odd_time_of(text, extent, dates)
}

/// A day whose year has lost its century, or with a time.
fn doubtful_day(text: &[u8], day: Day, dates: &mut Dates) -> Result<ReadTime, Reason> {
    let (year, month, of_month) = day.ymd();
    if year < 100 && !dates.ancient && dates.short_years != Some(false) {
        if dates.short_years.is_none() {
            return Err(Reason::ShortYear);
        }
        let day = Day::from_ymd(2000 + year, month, of_month).ok_or(Reason::BadDate)?;
        return Ok(ReadTime::Day(day));
    }
    if is_other_day_in_utc(text) {
        dates.note = Some(Reason::ZonedTime);
    }
    Ok(ReadTime::Day(day))
}

/// Whether a time of day in a zone is in another day of UTC: `2018-09-03T22:30:00-05:00`.
fn is_other_day_in_utc(text: &[u8]) -> bool {
    let Some(time) = text.get(11..).filter(|time| time.len() > 5) else {
        return false;
    };
    let Some(sign) = time.iter().rposition(|b| matches!(b, b'+' | b'-')) else {
        return false;
    };
    let minutes = |text: &[u8]| {
        let hours = digits::<2>(text, 0)?;
        let rest = if text.get(2) == Some(&b':') { 3 } else { 2 };
        Some((hours * 60 + digits::<2>(text, rest).unwrap_or(0)).cast_signed())
    };
    let (Some(at), Some(ahead)) = (minutes(time), time.get(sign + 1..).and_then(minutes)) else {
        return false;
    };
    let ahead = if time.get(sign) == Some(&b'-') {
        -ahead
    } else {
        ahead
    };
    !(0..24 * 60).contains(&(at - ahead))
}

#[cold]
fn odd_time_of(text: &[u8], extent: Extent, dates: &mut Dates) -> Result<ReadTime, Reason> {
    let text = std::str::from_utf8(text)
        .map_err(|_not_utf8| Reason::BadDate)?
        .trim();
    if text.is_empty() {
        return Err(Reason::NoDate);
    }
    if let Some(text) = western_digits(text).or_else(|| loose::without_marks(text)) {
        return odd_time_of(text.as_bytes(), extent, dates);
    }
    if let Some(day) = plain_day(text.as_bytes()).or_else(|| other_day(text)) {
        return Ok(ReadTime::Day(day));
    }
    if let Some(day) = dates.numbers(text).or_else(|| loose::day(text, *dates)) {
        return day.map(ReadTime::Day);
    }
    if let Some(month) = loose::month(text) {
        return When::parse(&month, extent)
            .map(ReadTime::When)
            .map_err(|_no_month| Reason::BadDate);
    }
    if let Some((bare, weekday)) = loose::without_time(text) {
        let time = odd_time_of(bare.as_bytes(), extent, dates)?;
        if let (Some(weekday), ReadTime::Day(day)) = (weekday, &time)
            && day.0.wrapping_add(3).rem_euclid(7) != weekday
        {
            dates.note = Some(Reason::WrongWeekday);
        }
        return Ok(time);
    }
    if let Some((first, last)) = loose::two_dates(text) {
        let mut day = |text: &str| match time_of(text.as_bytes(), extent, dates) {
            Ok(ReadTime::Day(day)) => Ok(Some(day)),
            // A question about one of them is a question about both.
            Err(reason @ (Reason::AmbiguousDate | Reason::ShortYear | Reason::NumberDate)) => Err(reason),
            _ => Ok(None),
        };
        if let (Some(first), Some(last)) = (day(first)?, day(last)?) {
            return time_of(format!("{first}/{last}").as_bytes(), extent, dates);
        }
    }
    if !spoken::are_years(text)
        && let Ok(when) = When::parse(text, extent)
    {
        return Ok(ReadTime::When(when));
    }
    if let Some(said) = spoken(text, dates) {
        let said = said?;
        if said.by_convention {
            dates.note = Some(Reason::ReadByConvention);
        }
        let when = When::parse(&said.edtf, extent).map_err(|_not_in_the_calendar| Reason::BadDate)?;
        let is_day = when.is_exact_day() && !when.approximate && !when.uncertain;
        return Ok(match when.earliest().filter(|_| is_day) {
            Some(day) => ReadTime::Day(day),
            None => ReadTime::When(when),
        });
    }
    When::parse(text, extent).map(ReadTime::When).map_err(|error| {
        // A reversed interval is not EDTF, but two dates are recognisable.
        let is_date = |t: &str| When::parse(t, extent).is_ok();
        let two_dates = text
            .split_once('/')
            .is_some_and(|(a, b)| is_date(a) && is_date(b));
        if two_dates || matches!(error, WhenError::Reversed { .. }) {
            Reason::ReversedDates
        } else {
            Reason::BadDate
        }
    })
}

/// Reads a date given as its first and last day. The first alone is taken as the whole date, the last alone as
/// "up to then". On failure tells whether it is the last that cannot be read.
pub(super) fn time_between(
    first: &[u8],
    last: &[u8],
    extent: Extent,
    dates: &mut Dates,
) -> Result<ReadTime, (Reason, bool)> {
    if last.is_empty() || first == last {
        return time_of(first, extent, dates).map_err(|r| (r, false));
    }
    let last_time = time_of(last, extent, dates).map_err(|r| (r, true))?;
    let written = |time: &ReadTime| match time {
        ReadTime::Undated => "..".to_owned(),
        ReadTime::Day(day) => day.to_string(),
        ReadTime::When(when) => when.edtf().to_owned(),
    };
    let first_time = if first.is_empty() {
        ReadTime::Undated
    } else {
        time_of(first, extent, dates).map_err(|r| (r, false))?
    };
    if first_time == last_time {
        return Ok(first_time);
    }
    let edtf = format!("{}/{}", written(&first_time), written(&last_time));
    time_of(edtf.as_bytes(), extent, dates).map_err(|r| (r, true))
}

/// A date given as its year, month and day, of which the later ones may be empty, as one expression.
pub(super) fn dated_by_parts([year, month, day]: [&[u8]; 3]) -> Result<String, Reason> {
    let text = |part| {
        let text = std::str::from_utf8(part)
            .map_err(|_not_utf8| Reason::BadDate)?
            .trim();
        // Sheets turn whole numbers into decimal ones.
        Ok(text.strip_suffix(".0").unwrap_or(text))
    };
    let (year, month, day) = (text(year)?, text(month)?, text(day)?);
    if year.is_empty() {
        let is_blank = month.is_empty() && day.is_empty();
        return Err(if is_blank { Reason::NoDate } else { Reason::BadDate });
    }
    let year: i32 = year.parse().map_err(|_not_a_number| Reason::BadDate)?;
    let sign = if year < 0 { "-" } else { "" };
    let year = format!("{sign}{:04}", year.unsigned_abs());
    if month.is_empty() {
        return if day.is_empty() {
            Ok(year)
        } else {
            Err(Reason::BadDate)
        };
    }
    let month = month_of(month).ok_or(Reason::BadDate)?;
    if day.is_empty() {
        return Ok(format!("{year}-{month:02}"));
    }
    let day: u32 = day.parse().map_err(|_not_a_number| Reason::BadDate)?;
    Ok(format!("{year}-{month:02}-{day:02}"))
}

/// The days that a day stands for where less than the day is known; the day itself where it is known.
pub(super) fn widened(time: ReadTime, class: DateClass, extent: Extent) -> ReadTime {
    /// The middle of a week is given: so many days on each side.
    const HALF_WEEK: i32 = 3;
    let ReadTime::Day(day) = time else { return time };
    let (year, month, _) = day.ymd();
    let edtf = match class {
        DateClass::Day => return time,
        DateClass::Week => format!("{}/{}", day.plus(-HALF_WEEK), day.plus(HALF_WEEK)),
        DateClass::Month => format!("{year:04}-{month:02}"),
        DateClass::Year => format!("{year:04}"),
    };
    When::parse(&edtf, extent).map_or(time, ReadTime::When)
}

/// Reads a count of people: digits, with a zero fraction allowed, or words around them.
#[inline]
pub(super) fn count_of(text: &[u8]) -> Result<Option<Amount>, Reason> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut n: u32 = 0;
    for (i, &b) in text.iter().enumerate() {
        let digit = b.wrapping_sub(b'0');
        if digit > 9 {
            let zeros = b == b'.' && i > 0 && text.iter().skip(i + 1).all(|&z| z == b'0');
            // "12.000" may be twelve thousand.
            let is_whole = zeros && text.len() - i != 4;
            return if is_whole {
                Ok(Some(Amount::Exactly(n)))
            } else {
                padded_count(text)
            };
        }
        n = n
            .checked_mul(10)
            .and_then(|n| n.checked_add(u32::from(digit)))
            .ok_or(Reason::BadNumber)?;
    }
    Ok(Some(Amount::Exactly(n)))
}

#[cold]
fn padded_count(text: &[u8]) -> Result<Option<Amount>, Reason> {
    let trimmed = text.trim_ascii();
    if trimmed.len() < text.len() {
        return count_of(trimmed);
    }
    amount_of(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> String {
        shown(time_of(text.as_bytes(), Extent::Within, &mut Dates::default()))
    }

    fn between(first: &str, last: &str) -> String {
        let time = time_between(
            first.as_bytes(),
            last.as_bytes(),
            Extent::Within,
            &mut Dates::default(),
        );
        shown(time.map_err(|(reason, _)| reason))
    }

    fn shown(time: Result<ReadTime, Reason>) -> String {
        match time {
            Ok(ReadTime::Day(day)) => day.to_string(),
            Ok(ReadTime::When(when)) => format!("when {}", when.edtf()),
            Ok(ReadTime::Undated) => "undated".to_owned(),
            Err(reason) => reason.code().to_owned(),
        }
    }

    #[test]
    fn dates() {
        assert_eq!(date("2019-03-13"), "2019-03-13");
        assert_eq!(date(" 2019-03-13 "), "2019-03-13");
        assert_eq!(date("1989-01-01 00:00:00.000"), "1989-01-01");
        assert_eq!(date("2019-03-13T23:59:00+03:00"), "2019-03-13");
        assert_eq!(date("20190313"), "2019-03-13");
        assert_eq!(date("13 March 2019"), "2019-03-13");
        assert_eq!(date("3 Sep 2019"), "2019-09-03");
        assert_eq!(date("2019-03"), "when 2019-03");
        assert_eq!(date("2019-02-30"), "bad_date");
        assert_eq!(date("March 5, 2019"), "2019-03-05");
        assert_eq!(date("1er août 2019"), "2019-08-01");
        assert_eq!(date("5 de septiembre de 2019"), "2019-09-05");
        assert_eq!(date("5. März 2019"), "2019-03-05");
        assert_eq!(date("5 Eylül 2019"), "2019-09-05");
        assert_eq!(date("٥ كانون الثاني ٢٠١٩"), "2019-01-05");
        assert_eq!(date("5 jui 2019"), "bad_date");
        assert_eq!(date("13-03-2019"), "2019-03-13");
        assert_eq!(date("2019/3/13 14:00"), "2019-03-13");
        assert_eq!(date("3.4.2019"), "ambiguous_date");
        assert_eq!(date("4/4/2019"), "2019-04-04");
        assert_eq!(date("13/13/2019"), "bad_date");
        assert_eq!(date("3/4/19"), "short_year");
        assert_eq!(date("2019-03-13 or so"), "bad_date");
        assert_eq!(date(""), "no_date");
    }

    #[test]
    fn the_order_of_day_and_month_is_as_said_or_as_seen() {
        let read = |text: &str, dates: &mut Dates| shown(time_of(text.as_bytes(), Extent::Within, dates));
        let mut dates = Dates::default();
        assert_eq!(read("13/03/2019", &mut dates), "2019-03-13");
        assert_eq!(read("03/14/2019", &mut dates), "2019-03-14");
        assert_eq!(read("03/04/2019 12:30", &mut dates), "ambiguous_date");
        assert_eq!((dates.day_first, dates.month_first), (1, 1));
        dates.order = Some(DateOrder::DayFirst);
        assert_eq!(read("03/04/2019", &mut dates), "2019-04-03");
        assert_eq!(read("03/14/2019", &mut dates), "bad_date");
        dates.order = Some(DateOrder::MonthFirst);
        assert_eq!(read("03/04/2019", &mut dates), "2019-03-04");
    }

    #[test]
    fn dates_in_parts() {
        let check = |parts: [&str; 3]| {
            let read = dated_by_parts(parts.map(str::as_bytes));
            read.unwrap_or_else(|reason| reason.code().to_owned())
        };
        assert_eq!(check(["2018", "9", "8"]), "2018-09-08");
        assert_eq!(check(["2018", "Sept", ""]), "2018-09");
        assert_eq!(check(["2018.0", "", ""]), "2018");
        assert_eq!(check(["-44", "3", "15"]), "-0044-03-15");
        assert_eq!(check(["2018", "", "8"]), "bad_date");
        assert_eq!(check(["", "", ""]), "no_date");
        assert_eq!(check(["", "3", ""]), "bad_date");
    }

    #[test]
    fn a_day_stands_for_the_days_it_is_known_to() {
        let check = |class| {
            let day = Day::parse_iso("2019-03-16").expect("a day");
            shown(Ok(widened(ReadTime::Day(day), class, Extent::Within)))
        };
        assert_eq!(check(DateClass::Day), "2019-03-16");
        assert_eq!(check(DateClass::Week), "when 2019-03-13/2019-03-19");
        assert_eq!(check(DateClass::Month), "when 2019-03");
        assert_eq!(check(DateClass::Year), "when 2019");
    }

    #[test]
    fn dates_from_two_fields() {
        assert_eq!(between("2019-03-13", "2019-03-13"), "2019-03-13");
        assert_eq!(between("2019-03-13", ""), "2019-03-13");
        assert_eq!(between("2019-03-13", "2019-03-15"), "when 2019-03-13/2019-03-15");
        assert_eq!(between("", "2019-03-15"), "when ../2019-03-15");
        assert_eq!(between("2019-03-13 00:00:00.000", "2019-03-13"), "2019-03-13");
        assert_eq!(between("2019-03-13", "2019-03-01"), "reversed_dates");
        assert_eq!(between("2019-03-13", "soon"), "bad_date");
        assert_eq!(between("", ""), "no_date");
    }

    #[test]
    fn counts() {
        assert_eq!(count_of(b"12"), Ok(Some(Amount::Exactly(12))));
        assert_eq!(count_of(b" 12.0 "), Ok(Some(Amount::Exactly(12))));
        assert_eq!(count_of("٧".as_bytes()), Ok(Some(Amount::Exactly(7))));
        assert_eq!(count_of(b"12.000"), Err(Reason::BadNumber));
        assert_eq!(count_of(b""), Ok(None));
        assert_eq!(count_of(b"-1"), Err(Reason::BadNumber));
        assert_eq!(count_of(b"99999999999"), Err(Reason::BadNumber));
        assert_eq!(count_of(b"12.5"), Err(Reason::BadNumber));
    }
}

//! Reading single values: dates, coordinates, counts.

use super::Reason;
use crate::geo::LonLat;
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

/// As ACLED writes them, or cut to three letters and more.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `YYYYMMDD` and `D Month YYYY`, which are not EDTF and cannot be mistaken.
fn other_day(text: &str) -> Option<Day> {
    let bytes = text.as_bytes();
    if bytes.len() == 8 {
        let year = digits::<4>(bytes, 0)?.cast_signed();
        return Day::from_ymd(year, digits::<2>(bytes, 4)?, digits::<2>(bytes, 6)?);
    }
    let mut words = text.split_ascii_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || year.len() != 4 || month.len() < 3 {
        return None;
    }
    let month = month.to_ascii_lowercase();
    let month = MONTHS.iter().position(|m| m.starts_with(&month))?;
    Day::from_ymd(year.parse().ok()?, month as u32 + 1, day.parse().ok()?)
}

/// Reads a date as one expression.
#[inline]
pub(super) fn time_of(text: &[u8], extent: Extent) -> Result<ReadTime, Reason> {
    if let Some(day) = plain_day(text) {
        return Ok(ReadTime::Day(day));
    }
    odd_time_of(text, extent)
}

#[cold]
fn odd_time_of(text: &[u8], extent: Extent) -> Result<ReadTime, Reason> {
    let text = std::str::from_utf8(text)
        .map_err(|_not_utf8| Reason::BadDate)?
        .trim();
    if text.is_empty() {
        return Err(Reason::NoDate);
    }
    if let Some(day) = plain_day(text.as_bytes()).or_else(|| other_day(text)) {
        return Ok(ReadTime::Day(day));
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
pub(super) fn time_between(first: &[u8], last: &[u8], extent: Extent) -> Result<ReadTime, (Reason, bool)> {
    if last.is_empty() || first == last {
        return time_of(first, extent).map_err(|r| (r, false));
    }
    let last_time = time_of(last, extent).map_err(|r| (r, true))?;
    let written = |time: &ReadTime| match time {
        ReadTime::Undated => "..".to_owned(),
        ReadTime::Day(day) => day.to_string(),
        ReadTime::When(when) => when.edtf().to_owned(),
    };
    let first_time = if first.is_empty() {
        ReadTime::Undated
    } else {
        time_of(first, extent).map_err(|r| (r, false))?
    };
    if first_time == last_time {
        return Ok(first_time);
    }
    let edtf = format!("{}/{}", written(&first_time), written(&last_time));
    time_of(edtf.as_bytes(), extent).map_err(|r| (r, true))
}

/// Reads a number of degrees with a decimal point.
fn degrees(text: &[u8]) -> Result<f64, Reason> {
    let text = std::str::from_utf8(text)
        .map_err(|_not_utf8| Reason::BadCoordinate)?
        .trim();
    let plain = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    if !text.bytes().all(plain) {
        return Err(Reason::BadCoordinate);
    }
    text.parse().map_err(|_not_a_number| Reason::BadCoordinate)
}

/// Reads a position. On failure tells whether it is the latitude that is at fault.
pub(super) fn position_of(lon: &[u8], lat: &[u8]) -> Result<LonLat, (Reason, bool)> {
    let lon = degrees(lon).map_err(|r| (r, false))?;
    let lat = degrees(lat).map_err(|r| (r, true))?;
    LonLat::new(lon, lat).ok_or((Reason::OffTheGlobe, (-180.0..=180.0).contains(&lon)))
}

/// Reads a count of people: digits, with a zero fraction allowed.
#[inline]
pub(super) fn count_of(text: &[u8]) -> Result<Option<u32>, Reason> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut n: u32 = 0;
    for (i, &b) in text.iter().enumerate() {
        let digit = b.wrapping_sub(b'0');
        if digit > 9 {
            let zeros = b == b'.' && i > 0 && text.iter().skip(i + 1).all(|&z| z == b'0');
            return if zeros { Ok(Some(n)) } else { padded_count(text) };
        }
        n = n
            .checked_mul(10)
            .and_then(|n| n.checked_add(u32::from(digit)))
            .ok_or(Reason::BadNumber)?;
    }
    Ok(Some(n))
}

#[cold]
fn padded_count(text: &[u8]) -> Result<Option<u32>, Reason> {
    let trimmed = text.trim_ascii();
    if trimmed.len() < text.len() {
        count_of(trimmed)
    } else {
        Err(Reason::BadNumber)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> String {
        shown(time_of(text.as_bytes(), Extent::Within))
    }

    fn between(first: &str, last: &str) -> String {
        let time = time_between(first.as_bytes(), last.as_bytes(), Extent::Within);
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
        assert_eq!(date("13-03-2019"), "bad_date");
        assert_eq!(date("2019-03-13 or so"), "bad_date");
        assert_eq!(date(""), "no_date");
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
    fn positions_and_counts() {
        let at = |lon: &str, lat: &str| position_of(lon.as_bytes(), lat.as_bytes());
        assert_eq!(
            at(" 36.5", "-3e1"),
            Ok(LonLat {
                lon: 36.5,
                lat: -30.0
            })
        );
        assert_eq!(at("36,5", "35"), Err((Reason::BadCoordinate, false)));
        assert_eq!(at("36", "nan"), Err((Reason::BadCoordinate, true)));
        assert_eq!(at("36", "91"), Err((Reason::OffTheGlobe, true)));
        assert_eq!(at("181", "35"), Err((Reason::OffTheGlobe, false)));
        assert_eq!(count_of(b"12"), Ok(Some(12)));
        assert_eq!(count_of(b" 12.0 "), Ok(Some(12)));
        assert_eq!(count_of(b""), Ok(None));
        assert_eq!(count_of(b"-1"), Err(Reason::BadNumber));
        assert_eq!(count_of(b"99999999999"), Err(Reason::BadNumber));
        assert_eq!(count_of(b"12.5"), Err(Reason::BadNumber));
    }
}

//! Parts of a month or a year, as people name them: "early", "the second half of", "the last week of".

use super::dates::{Token, is_mark, is_one_of, number};
use crate::time::TimeWindow;

/// A part of a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A third: early, middle, late.
    Third(i32),
    /// The first or second half.
    Half(i32),
    /// Seven days: the first, second..., or the last.
    Week(Option<i32>),
    /// Three months, from the month so many after January.
    Season(i32),
}

const OF: [&str; 7] = ["of", "in", "the", "من", "شهر", "عام", "سنة"];
/// Words that say so by themselves, by third.
const THIRDS: [&[&str]; 3] = [
    &["early", "أوائل", "مطلع", "بداية"],
    &["mid", "منتصف", "أواسط"],
    &["late", "أواخر", "نهاية"],
];
/// Words that do before "of".
const THIRDS_OF: [&[&str]; 3] = [&["beginning", "start"], &["middle"], &["end"]];
/// First, second, third, fourth; last.
const ORDINALS: [&[&str]; 5] = [
    &["first", "الأول"],
    &["second", "الثاني"],
    &["third", "الثالث"],
    &["fourth", "الرابع"],
    &["last", "final", "الأخير"],
];
/// Seasons of a year, by the month after January in which each begins.
const SEASONS: [(i32, &[&str]); 4] = [
    (2, &["spring", "ربيع"]),
    (5, &["summer", "صيف"]),
    (8, &["autumn", "fall", "خريف"]),
    (11, &["winter", "شتاء"]),
];
const WEEKS: [&str; 3] = ["week", "الأسبوع", "أسبوع"];
const HALVES: [&str; 3] = ["half", "النصف", "نصف"];

/// True for the season that has months of two years.
pub(super) fn is_winter(tokens: &[Token], at: usize) -> bool {
    is_one_of(tokens, at, SEASONS[3].1)
}

/// The part that is named before a month or a year, and the token with which it begins.
pub(super) fn before(tokens: &[Token], at: usize) -> Option<(Part, usize)> {
    let mut end = at;
    let mut says_of = false;
    while end > 0 && (is_one_of(tokens, end - 1, &OF) || is_mark(tokens, end - 1, &['-'])) {
        says_of |= is_one_of(tokens, end - 1, &["of", "من"]);
        end -= 1;
    }
    let last = end.checked_sub(1)?;
    let third = |words: &[&[&str]]| {
        let mut all = (0..).zip(words);
        all.find(|(_, words)| is_one_of(tokens, last, words))
            .map(|(n, _)| n)
    };
    if let Some(n) = third(&THIRDS).or_else(|| third(&THIRDS_OF).filter(|_| says_of)) {
        return Some((Part::Third(n), last));
    }
    let mut seasons = SEASONS.iter();
    if let Some((month, _)) = seasons.find(|(_, words)| is_one_of(tokens, last, words)) {
        return Some((Part::Season(*month), last));
    }
    if !says_of {
        return None;
    }
    // "the second half of", "النصف الثاني من".
    let other = last.checked_sub(1)?;
    for (what, which) in [(last, other), (other, last)] {
        let Some(n) = ordinal(tokens, which) else { continue };
        if is_one_of(tokens, what, &WEEKS) {
            return Some((Part::Week((n < 4).then_some(n)), other));
        }
        if is_one_of(tokens, what, &HALVES) && n < 2 {
            return Some((Part::Half(n), other));
        }
    }
    None
}

fn ordinal(tokens: &[Token], at: usize) -> Option<i32> {
    let as_number = || match number(tokens, at)? {
        (n @ 1..=4, 1) => i32::try_from(n - 1).ok(),
        _ => None,
    };
    let words = (0..)
        .zip(ORDINALS)
        .find(|(_, words)| is_one_of(tokens, at, words));
    words.map(|(n, _)| n).or_else(as_number)
}

impl Part {
    /// Its days in a month or a year. Thirds of a month are of ten days, the last of what is left.
    pub(super) fn of(self, whole: TimeWindow, is_year: bool) -> TimeWindow {
        let (first, end) = (whole.first(), whole.end());
        let at = |months: i32, days: i32| {
            if is_year {
                first.plus_months(months)
            } else {
                first.plus(days)
            }
        };
        match self {
            Part::Third(2) => TimeWindow::new(at(8, 20), end),
            Part::Third(n) => TimeWindow::new(at(4 * n, 10 * n), at(4 * (n + 1), 10 * (n + 1))),
            Part::Half(1) => TimeWindow::new(at(6, 15), end),
            Part::Half(_) => TimeWindow::new(first, at(6, 15)),
            Part::Week(Some(n)) => TimeWindow::new(first.plus(7 * n), first.plus(7 * (n + 1))),
            Part::Week(None) => TimeWindow::new(end.plus(-7), end),
            Part::Season(month) if is_year => {
                TimeWindow::new(first.plus_months(month), first.plus_months(month + 3))
            }
            Part::Season(_) => whole,
        }
    }
}

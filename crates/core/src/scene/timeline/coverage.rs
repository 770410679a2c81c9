//! Coverage: the time that reports are about, and the stretches that none is about.

use super::ReportFlag;
use crate::time::{Bins, TimeWindow};

/// A stretch of days that no report covers and in which no event is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its days.
    pub days: TimeWindow,
}

/// Spans that cover the same days, sorted and not touching one another, inside all time.
fn merged(mut spans: Vec<TimeWindow>, all: TimeWindow) -> Vec<TimeWindow> {
    crate::sort::by_key(&mut spans, |span| (span.first(), span.end()));
    let mut out: Vec<TimeWindow> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().map(|span| span.intersection(all)) {
        if span.is_empty() {
            continue;
        }
        match out.last_mut() {
            Some(last) if span.first() <= last.end() => {
                *last = TimeWindow::new(last.first(), last.end().max(span.end()));
            }
            _ => out.push(span),
        }
    }
    out
}

/// The days that reports are about, as spans that do not touch one another. Those that are withheld say nothing.
pub fn covered(reports: &[ReportFlag], all: TimeWindow) -> Vec<TimeWindow> {
    let told = reports.iter().filter(|report| !report.withheld);
    merged(told.map(|report| report.covers).collect(), all)
}

/// Quiet stretches: days that a report is about and that no event is counted on. Another thing than days that no report is
/// about.
pub fn quiet_stretches(covered: &[TimeWindow], bins: &Bins, counts: &[u32], all: TimeWindow) -> Vec<Stretch> {
    let active = bins.iter().zip(counts).filter(|(_, count)| **count > 0);
    let active = merged(active.map(|(days, _)| days).collect(), all);
    let mut quiet = Vec::new();
    for span in covered {
        let mut from = span.first();
        for busy in active.iter().filter(|busy| !busy.intersection(*span).is_empty()) {
            quiet.push(TimeWindow::new(from, busy.first()));
            from = busy.end();
        }
        quiet.push(TimeWindow::new(from, span.end()));
    }
    quiet.retain(|days| !days.is_empty());
    quiet.into_iter().map(|days| Stretch { days }).collect()
}

/// What lies between: days that no report is about and that no event is counted on. None if no report says what it is
/// about, for then nothing is known about that.
pub fn uncovered_stretches(
    covered: &[TimeWindow],
    bins: &Bins,
    counts: &[u32],
    all: TimeWindow,
) -> Vec<Stretch> {
    if covered.is_empty() {
        return Vec::new();
    }
    let active = bins
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(days, _)| days);
    let spoken_of = merged(covered.iter().copied().chain(active).collect(), all);
    let mut stretches = Vec::new();
    let mut from = all.first();
    for span in spoken_of {
        stretches.push(TimeWindow::new(from, span.first()));
        from = span.end();
    }
    stretches.push(TimeWindow::new(from, all.end()));
    stretches
        .into_iter()
        .filter(|days| !days.is_empty())
        .map(|days| Stretch { days })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{BinSize, Day, Granularity};
    use proptest::prelude::*;

    fn report(first: i32, end: i32) -> ReportFlag {
        let covers = TimeWindow::new(Day(first), Day(end));
        ReportFlag {
            id: String::new(),
            publisher: String::new(),
            published: covers,
            covers,
            withheld: false,
            label: String::new(),
        }
    }

    proptest! {
        #[test]
        fn each_day_is_covered_active_or_in_one_stretch(
            spans in prop::collection::vec((0i32..300, 0i32..60), 1..6),
            counts in prop::collection::vec(prop_oneof![9 => Just(0u32), 1 => Just(1u32)], 300),
        ) {
            let all = TimeWindow::new(Day(0), Day(300));
            let reports: Vec<ReportFlag> = spans.iter().map(|&(a, len)| report(a, a + len)).collect();
            let size = BinSize { unit: Granularity::Day, count: 1 };
            let bins = Bins::covering(all, size);
            let covered = covered(&reports, all);
            let stretches = uncovered_stretches(&covered, &bins, &counts, all);
            for day in 0..300 {
                let spoken_of = counts[day as usize] > 0 || reports.iter().any(|r| r.covers.contains(Day(day)));
                let found = stretches.iter().filter(|s| s.days.contains(Day(day))).count();
                let expected = usize::from(!spoken_of && !covered.is_empty());
                prop_assert_eq!(found, expected, "day {}", day);
                let is_quiet = counts[day as usize] == 0 && reports.iter().any(|r| r.covers.contains(Day(day)));
                let quiet = quiet_stretches(&covered, &bins, &counts, all);
                let found = quiet.iter().filter(|s| s.days.contains(Day(day))).count();
                prop_assert_eq!(found, usize::from(is_quiet), "day {}", day);
            }
        }
    }
}

//! Bursts: clusters of days with events, far from one another.

use crate::time::{Bins, TimeWindow};

/// Days without any event that set two bursts apart, at least.
const MIN_GAP_DAYS: i32 = 14;
/// ... and at least this part of all time.
const GAP_PART: i32 = 40;
/// No more are named than this, the largest.
const MAX_BURSTS: usize = 8;
/// A cluster with less than this part of all counts is not named.
const LEAST_PART: u64 = 50;

/// A cluster of activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Burst {
    /// From its first to its last day with an event.
    pub days: TimeWindow,
    /// Sum of the counts of its days: its weight, not its number of events.
    pub weight: u64,
}

/// The bursts in counts by day (or by coarser bins), in order of time.
///
/// None are found where activity never rests for long: a burst says something only if there are several.
pub fn bursts(bins: &Bins, counts: &[u32], all: TimeWindow) -> Vec<Burst> {
    let gap = MIN_GAP_DAYS.max(all.len_days() / GAP_PART);
    let mut found: Vec<Burst> = Vec::new();
    for (days, &count) in bins.iter().zip(counts).filter(|(_, count)| **count > 0) {
        let weight = u64::from(count);
        match found.last_mut() {
            Some(burst) if days.first().0.saturating_sub(burst.days.end().0) < gap => {
                burst.days = TimeWindow::new(burst.days.first(), days.end());
                burst.weight += weight;
            }
            _ => found.push(Burst { days, weight }),
        }
    }
    let total: u64 = found.iter().map(|burst| burst.weight).sum();
    found.retain(|burst| burst.weight * LEAST_PART >= total && burst.weight > 1);
    if found.len() < 2 {
        return Vec::new();
    }
    if found.len() > MAX_BURSTS {
        crate::sort::by_key(&mut found, |burst| {
            (std::cmp::Reverse(burst.weight), burst.days.first())
        });
        found.truncate(MAX_BURSTS);
        crate::sort::by_key(&mut found, |burst| burst.days.first());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{BinSize, Day, Granularity};
    use proptest::prelude::*;

    fn day_bins(all: TimeWindow) -> Bins {
        Bins::covering(
            all,
            BinSize {
                unit: Granularity::Day,
                count: 1,
            },
        )
    }

    fn check(active: &[(i32, u32)], expected: &[(i32, i32)]) {
        let all = TimeWindow::new(Day(0), Day(1_500));
        let mut counts = vec![0; 1_500];
        for &(day, count) in active {
            counts[day as usize] = count;
        }
        let got: Vec<(i32, i32)> = bursts(&day_bins(all), &counts, all)
            .iter()
            .map(|b| (b.days.first().0, b.days.last().0))
            .collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn clusters_far_apart_are_bursts() {
        check(
            &[(3, 4), (20, 2), (280, 9), (300, 1), (460, 5)],
            &[(3, 20), (280, 300), (460, 460)],
        );
        // A lone event is none.
        check(&[(3, 4), (280, 9), (700, 1)], &[(3, 3), (280, 280)]);
        // One cluster says nothing.
        check(&[(3, 4), (20, 2)], &[]);
        check(&[], &[]);
    }

    proptest! {
        #[test]
        fn bursts_are_few_apart_and_in_order(counts in prop::collection::vec(prop_oneof![9 => Just(0u32), 1 => 1u32..20], 1..800)) {
            let all = TimeWindow::new(Day(0), Day(i32::try_from(counts.len()).expect("few")));
            let found = bursts(&day_bins(all), &counts, all);
            prop_assert!(found.len() <= MAX_BURSTS && found.len() != 1);
            for (a, b) in found.iter().zip(found.iter().skip(1)) {
                prop_assert!(b.days.first().0 - a.days.end().0 >= MIN_GAP_DAYS);
            }
            for burst in found {
                let sum: u64 = (burst.days.first().0..burst.days.end().0).map(|d| u64::from(counts[d as usize])).sum();
                prop_assert_eq!(sum, burst.weight);
            }
        }
    }
}

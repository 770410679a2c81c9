//! [`Bins`]: the spans of days that a histogram counts in.

use super::{Day, Granularity, TimeWindow};

/// Width of a bin: some number of a calendar unit, aligned to the calendar (five years begin in 2015, 2020, ...).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BinSize {
    /// The unit.
    pub unit: Granularity,
    /// How many of it. Only years come in numbers other than one.
    pub count: i32,
}

impl BinSize {
    /// Finest first.
    const LADDER: [(Granularity, i32); 11] = [
        (Granularity::Day, 1),
        (Granularity::Week, 1),
        (Granularity::Month, 1),
        (Granularity::Quarter, 1),
        (Granularity::Year, 1),
        (Granularity::Year, 5),
        (Granularity::Year, 10),
        (Granularity::Year, 50),
        (Granularity::Year, 100),
        (Granularity::Year, 1_000),
        (Granularity::Year, 10_000),
    ];

    /// The finest size whose bins are at least `min_px` wide.
    ///
    /// ```
    /// use chronotope_core::time::{BinSize, Granularity};
    /// // Four years on a desktop screen: weeks. The same on a phone: months.
    /// assert_eq!(BinSize::fitting(1280.0 / 1523.0, 4.0).unit, Granularity::Week);
    /// assert_eq!(BinSize::fitting(340.0 / 1523.0, 4.0).unit, Granularity::Month);
    /// ```
    pub fn fitting(px_per_day: f64, min_px: f64) -> BinSize {
        let sizes = BinSize::LADDER.map(|(unit, count)| BinSize { unit, count });
        let coarsest = BinSize {
            unit: Granularity::Year,
            count: 10_000,
        };
        sizes
            .into_iter()
            .find(|size| size.least_days() * px_per_day >= min_px)
            .unwrap_or(coarsest)
    }

    /// Days in the shortest bin of this size.
    fn least_days(self) -> f64 {
        self.unit.least_days() * f64::from(self.count)
    }

    /// The first day of the bin that holds `day`.
    #[must_use]
    pub fn floor(self, day: Day) -> Day {
        let first = self.unit.floor(day);
        if self.count == 1 {
            return first;
        }
        let year = first.ymd().0;
        self.unit.step(first, -year.rem_euclid(self.count))
    }

    /// The first day of the bin after the one that holds `day`.
    #[must_use]
    pub fn next(self, day: Day) -> Day {
        self.unit.step(self.floor(day), self.count)
    }
}

/// Spans of days, one after the other without a gap. The first and last may be cut by the extent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bins {
    edges: Vec<Day>,
}

impl Bins {
    /// The bins of a size that an extent falls into, cut at its ends. None if the extent is empty.
    pub fn covering(extent: TimeWindow, size: BinSize) -> Bins {
        let mut edges = Vec::new();
        let mut edge = extent.first();
        while edge < extent.end() {
            edges.push(edge);
            let next = size.next(edge);
            // At the ends of the range of days nothing is later.
            edge = if next > edge { next } else { extent.end() };
        }
        if !edges.is_empty() {
            edges.push(extent.end());
        }
        Bins { edges }
    }

    /// A single bin.
    pub fn one(window: TimeWindow) -> Bins {
        Bins::between(vec![window.first(), window.end()])
    }

    /// Bins between these days; they are sorted, and days given twice count once.
    pub fn between(mut edges: Vec<Day>) -> Bins {
        crate::sort::ascending(&mut edges);
        edges.dedup();
        if edges.len() < 2 {
            edges.clear();
        }
        Bins { edges }
    }

    /// First day of each bin, then the day after the last bin. Strictly increasing; empty if there is no bin.
    pub fn edges(&self) -> &[Day] {
        &self.edges
    }

    /// Number of bins.
    pub fn len(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// True if there is no bin.
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }

    /// The bins, in order.
    pub fn iter(&self) -> impl Iterator<Item = TimeWindow> + '_ {
        self.edges
            .iter()
            .zip(self.edges.iter().skip(1))
            .map(|(&first, &end)| TimeWindow::new(first, end))
    }

    /// The bin with this number.
    pub fn get(&self, index: usize) -> Option<TimeWindow> {
        Some(TimeWindow::new(
            *self.edges.get(index)?,
            *self.edges.get(index.checked_add(1)?)?,
        ))
    }

    /// The number of the bin that holds `day`.
    pub fn index_of(&self, day: Day) -> Option<usize> {
        let after = self.edges.partition_point(|&edge| edge <= day);
        (after < self.edges.len()).then(|| after.checked_sub(1)).flatten()
    }

    /// The numbers of the bins that overlap a window.
    pub fn overlapping(&self, window: TimeWindow) -> std::ops::Range<usize> {
        if window.is_empty() {
            return 0..0;
        }
        let first = self.edges.partition_point(|&edge| edge <= window.first());
        let end = self.edges.partition_point(|&edge| edge < window.end());
        first.saturating_sub(1).min(self.len())..end.min(self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn several_years_begin_at_round_ones() {
        let day = |s| Day::parse_iso(s).expect("a date");
        let five = BinSize {
            unit: Granularity::Year,
            count: 5,
        };
        let bins = Bins::covering(TimeWindow::from_days(day("2013-04-02"), day("2022-01-31")), five);
        let written: Vec<String> = bins.edges().iter().map(Day::to_string).collect();
        assert_eq!(written, ["2013-04-02", "2015-01-01", "2020-01-01", "2022-02-01"]);
    }

    #[test]
    fn an_empty_extent_has_no_bins() {
        let size = BinSize::fitting(1.0, 4.0);
        let none = Bins::covering(TimeWindow::new(Day(5), Day(5)), size);
        assert!(none.is_empty());
        assert_eq!(
            (none.len(), none.iter().count(), none.index_of(Day(5))),
            (0, 0, None)
        );
        assert_eq!(none.overlapping(TimeWindow::new(Day(0), Day(9))), 0..0);
    }

    proptest! {
        #[test]
        fn bins_partition_the_extent(first in -400_000i32..400_000, len in 1i32..40_000, px in 200.0f64..4000.0) {
            let extent = TimeWindow::new(Day(first), Day(first + len));
            let px_per_day = px / f64::from(len);
            let size = BinSize::fitting(px_per_day, 4.0);
            let bins = Bins::covering(extent, size);
            prop_assert_eq!(bins.iter().map(|bin| i64::from(bin.len_days())).sum::<i64>(), i64::from(len));
            prop_assert_eq!(bins.edges().first().copied(), Some(extent.first()));
            prop_assert_eq!(bins.edges().last().copied(), Some(extent.end()));
            for (i, bin) in bins.iter().enumerate() {
                prop_assert!(!bin.is_empty());
                prop_assert_eq!(bins.index_of(bin.first()), Some(i));
                prop_assert_eq!(bins.index_of(bin.last()), Some(i));
                // Only the ends are cut: all others are at least as wide as was asked.
                if i > 0 && i + 1 < bins.len() {
                    prop_assert!(f64::from(bin.len_days()) * px_per_day >= 4.0);
                }
            }
            prop_assert!(bins.len() as f64 <= px / 4.0 + 2.0);
        }

        #[test]
        fn overlapping_agrees_with_looking_at_each(first in 0i32..400, len in 0i32..300) {
            let bins = Bins::covering(TimeWindow::new(Day(50), Day(350)), BinSize { unit: Granularity::Month, count: 1 });
            let window = TimeWindow::new(Day(first), Day(first + len));
            let slow: Vec<usize> = bins.iter().enumerate()
                .filter(|(_, bin)| !bin.intersection(window).is_empty())
                .map(|(i, _)| i)
                .collect();
            prop_assert_eq!(bins.overlapping(window).collect::<Vec<_>>(), slow);
        }
    }
}

//! [`Histogram`]: events per bin of the timeline and kind, under all filters, whatever the window.

use super::engine::{QueryEngine, certain};
use super::open::FAILS_KIND;
use super::overlap::Overlap;
use crate::table::{EventTable, THROUGHOUT};
use crate::time::{Day, Membership, TimeWindow};

/// Which bins to count in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistogramSpec {
    /// First days of the bins, and the day after the last bin. Sorted and freed of doubles before use.
    pub edges: Vec<Day>,
    /// Events whose possible days spread over more days than this are left out (a timeline draws them as lanes).
    pub max_span_days: Option<i32>,
}

/// Events per bin and kind. A bin holds what a window of its days would hold: an event whose possible days all lie in
/// one bin is definite there, and one whose days spread over several is possible in each, or definite in each if it
/// lasts throughout ([`Overlap::HappeningIn`]).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Histogram {
    /// First days of the bins, and the day after the last bin.
    pub edges: Vec<Day>,
    /// Number of kinds.
    pub kinds: usize,
    /// `definite[bin * kinds + kind]`.
    pub definite: Vec<u32>,
    /// The same for what is possibly but not definitely in the bin; empty if every event has a known day.
    pub possible: Vec<u32>,
    /// Definite events of each bin, all kinds, without any filter.
    pub ghost_definite: Vec<u32>,
    /// The same for possible ones; never empty if there are bins.
    pub ghost_possible: Vec<u32>,
    /// Events that pass the filters and are left out because they are too long.
    pub left_out: u32,
}

impl Histogram {
    /// Number of bins.
    pub fn bins(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// Definite events of a bin, all kinds, under the filters.
    pub fn definite_in(&self, bin: usize) -> u32 {
        self.definite[bin * self.kinds..(bin + 1) * self.kinds]
            .iter()
            .sum()
    }

    /// Possible events of a bin, all kinds, under the filters.
    pub fn possible_in(&self, bin: usize) -> u32 {
        let own = bin * self.kinds..(bin + 1) * self.kinds;
        self.possible.get(own).map_or(0, |counts| counts.iter().sum())
    }
}

/// Histograms that are still valid, the latest last.
#[derive(Debug, Clone, Default)]
pub(super) struct HistogramCache {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    spec: HistogramSpec,
    overlap: Overlap,
    is_definite_only: bool,
    filter_revision: u32,
    histogram: Histogram,
}

/// An overview, a detail, and what they were before.
const KEPT: usize = 4;

impl QueryEngine {
    /// Events per bin and kind under all filters, whatever the window, and the totals without filters: O(n), or
    /// O(rows in the bins) if fewer, and O(1) while filters and bins stay the same.
    pub fn histogram(&mut self, spec: &HistogramSpec) -> &Histogram {
        let known = self.histograms.entries.iter().position(|e| {
            e.spec == *spec && e.overlap == self.overlap && e.is_definite_only == self.is_definite_only
        });
        let mut entry = match known {
            Some(at) => self.histograms.entries.remove(at),
            None => Entry {
                spec: spec.clone(),
                overlap: self.overlap,
                is_definite_only: self.is_definite_only,
                filter_revision: self.filter_revision,
                histogram: self.ghost(spec),
            },
        };
        if known.is_none() || entry.filter_revision != self.filter_revision {
            self.fill(&mut entry.histogram, spec);
            entry.filter_revision = self.filter_revision;
        }
        if self.histograms.entries.len() == KEPT {
            self.histograms.entries.remove(0);
        }
        self.histograms.entries.push(entry);
        let last = self.histograms.entries.len() - 1;
        &self.histograms.entries[last].histogram
    }

    /// A histogram with its bins and unfiltered totals: O(bins log n + span rows in them).
    fn ghost(&self, spec: &HistogramSpec) -> Histogram {
        let mut edges = spec.edges.clone();
        crate::sort::ascending(&mut edges);
        edges.dedup();
        let bins = edges.len().saturating_sub(1);
        let mut definite: Vec<u32> = (0..bins)
            .map(|bin| self.table.times.rows_of(&self.days_of_bin(&edges, bin)).len() as u32)
            .collect();
        let mut possible = vec![0; bins];
        let mut runs = Runs::new(bins, 1);
        self.for_each_run(&edges, spec.max_span_days, false, |run| {
            if let Some((_, run)) = run {
                runs.add(&run, 0);
            }
        });
        runs.add_into(&mut definite, &mut possible);
        Histogram {
            edges,
            kinds: self.kind_count(),
            ghost_definite: definite,
            ghost_possible: possible,
            ..Histogram::default()
        }
    }

    /// Positions of a bin's days among the distinct days.
    fn days_of_bin(&self, edges: &[Day], bin: usize) -> std::ops::Range<usize> {
        self.table
            .times
            .days_in(TimeWindow::new(edges[bin], edges[bin + 1]))
    }

    /// Counts what passes the filters.
    fn fill(&self, histogram: &mut Histogram, spec: &HistogramSpec) {
        let (bins, kinds) = (histogram.bins(), histogram.kinds);
        let cells = bins * kinds;
        let has_spans = !self.table.span_rows().is_empty();
        histogram.definite.clear();
        histogram.definite.resize(cells, 0);
        histogram.possible.clear();
        histogram.possible.resize(if has_spans { cells } else { 0 }, 0);
        histogram.left_out = 0;
        for (bin, counts) in histogram.definite.chunks_mut(kinds.max(1)).enumerate() {
            let days = self.days_of_bin(&histogram.edges, bin);
            let kind_mask = (1 << self.cells.shift) - 1;
            for cell in self.open.of_days(&self.table.times, &self.cells, days) {
                // A row that fails adds zero, which costs less than a branch that cannot be foreseen.
                counts[(cell & kind_mask) as usize] += u32::from(*cell < FAILS_KIND);
            }
        }
        if !has_spans {
            return;
        }
        let mut runs = Runs::new(bins, kinds);
        let mut left_out = 0;
        self.for_each_run(&histogram.edges, spec.max_span_days, true, |run| match run {
            Some((kind, run)) => runs.add(&run, kind),
            None => left_out += 1,
        });
        histogram.left_out = left_out;
        runs.add_into(&mut histogram.definite, &mut histogram.possible);
    }

    /// Calls back with each span row's runs of bins and its kind, or with `None` for a row that is too long; of all rows,
    /// or of those that pass the filters.
    fn for_each_run(
        &self,
        edges: &[Day],
        max_span_days: Option<i32>,
        is_filtered: bool,
        mut each: impl FnMut(Option<(usize, Run)>),
    ) {
        let table: &EventTable = &self.table;
        let times = &table.times;
        let start = table.span_rows().start;
        for span in 0..times.span_first.len() {
            let row = start + span as u32;
            if is_filtered && self.fail[row as usize] != 0 {
                continue;
            }
            let hull = (times.span_first[span], times.span_end[span]);
            if max_span_days.is_some_and(|max| hull.1.saturating_sub(hull.0) > max) {
                each(None);
                continue;
            }
            let kind = table.kind(row) as usize;
            let mut free = 0;
            for n in 0..times.span_count(span) {
                let (first, end) = times.span_at(span, n);
                let from = edges
                    .partition_point(|e| e.0 <= first)
                    .saturating_sub(1)
                    .max(free);
                let to = edges
                    .partition_point(|e| e.0 < end)
                    .min(edges.len().saturating_sub(1));
                if from >= to {
                    continue;
                }
                free = to;
                self.runs_of(
                    edges,
                    from..to,
                    hull,
                    times.span_flags[span] & THROUGHOUT != 0,
                    |run| {
                        each(Some((kind, run)));
                    },
                );
            }
        }
    }

    /// Splits bins that a span touches into runs of the same membership: all but the two at the ends have the same.
    fn runs_of(
        &self,
        edges: &[Day],
        bins: std::ops::Range<usize>,
        hull: (i32, i32),
        is_throughout: bool,
        mut each: impl FnMut(Run),
    ) {
        let membership = |bin: usize| {
            let window = (edges[bin].0, edges[bin + 1].0);
            certain(
                self.overlap.membership(window, hull, true, is_throughout),
                self.is_definite_only,
            )
        };
        let last = bins.end - 1;
        let mut emit = |bins: std::ops::Range<usize>| {
            if bins.start < bins.end {
                let membership = membership(bins.start);
                each(Run { bins, membership });
            }
        };
        emit(bins.start..bins.start + 1);
        emit(bins.start + 1..last);
        if last > bins.start {
            emit(last..bins.end);
        }
    }
}

/// Bins next to one another in which an event counts alike.
#[derive(Debug)]
struct Run {
    bins: std::ops::Range<usize>,
    membership: Membership,
}

/// Sums runs of bins in O(1) each: a count goes up where a run begins and down where it ends.
struct Runs {
    kinds: usize,
    definite: Vec<u32>,
    possible: Vec<u32>,
}

impl Runs {
    fn new(bins: usize, kinds: usize) -> Runs {
        let len = (bins + 1) * kinds;
        Runs {
            kinds,
            definite: vec![0; len],
            possible: vec![0; len],
        }
    }

    fn add(&mut self, run: &Run, kind: usize) {
        let steps = match run.membership {
            Membership::Out => return,
            Membership::Possible => &mut self.possible,
            Membership::Definite => &mut self.definite,
        };
        let (up, down) = (
            run.bins.start * self.kinds + kind,
            run.bins.end * self.kinds + kind,
        );
        steps[up] = steps[up].wrapping_add(1);
        steps[down] = steps[down].wrapping_sub(1);
    }

    fn add_into(mut self, definite: &mut [u32], possible: &mut [u32]) {
        for (steps, counts) in [(&mut self.definite, definite), (&mut self.possible, possible)] {
            for at in 0..counts.len() {
                if at >= self.kinds {
                    steps[at] = steps[at].wrapping_add(steps[at - self.kinds]);
                }
                counts[at] += steps[at];
            }
        }
    }
}

//! [`OpenRows`]: the day rows that pass all filters but the kind's own, close together.

use super::cells::Cells;
use super::engine::KIND_BIT;
use super::filter::Mask;
use crate::table::Times;
use std::ops::Range;

/// Set in an entry if the row fails the filter on kinds.
pub(super) const FAILS_KIND: u32 = 1 << 31;

/// The cells of the day rows that pass all filters but the kind's own, by day. A moved window reads these and nothing
/// else, so that a step costs by what passes, not by what there is.
#[derive(Debug, Clone, Default)]
pub(super) struct OpenRows {
    /// False while there are no filters: then the cells of all rows stand for these.
    is_filtered: bool,
    entries: Vec<u32>,
    /// Where each day's entries begin, and their number.
    starts: Vec<u32>,
}

impl OpenRows {
    /// Finds them anew: O(n), and O(1) without filters.
    pub(super) fn restart(&mut self, times: &Times, cells: &Cells, fail: &[Mask], is_filtered: bool) {
        self.is_filtered = is_filtered;
        self.starts.clear();
        if !is_filtered {
            self.entries = Vec::new();
            return;
        }
        // Every row is written, and the next overwrites it unless it is open: no branch to be foreseen.
        let rows = times.day_rows() as usize;
        self.entries.resize(rows + 1, 0);
        let mut len = 0usize;
        for ends in times.day_starts.windows(2) {
            self.starts.push(len as u32);
            let own = ends[0] as usize..ends[1] as usize;
            for (&mask, &cell) in fail[own.clone()].iter().zip(&cells.of_row[own]) {
                let fails_kind = if mask == 0 { 0 } else { FAILS_KIND };
                self.entries[len] = cell | fails_kind;
                len += usize::from(mask & !KIND_BIT == 0);
            }
        }
        self.starts.push(len as u32);
        self.entries.truncate(len);
    }

    /// The entries of days, by their positions among the distinct days.
    #[inline]
    pub(super) fn of_days<'a>(&'a self, times: &'a Times, cells: &'a Cells, days: Range<usize>) -> &'a [u32] {
        let (starts, entries) = if self.is_filtered {
            (&self.starts, &self.entries)
        } else {
            (&times.day_starts, &cells.of_row)
        };
        if days.start >= days.end {
            return &[];
        }
        &entries[starts[days.start] as usize..starts[days.end] as usize]
    }

    /// Number of these entries.
    pub(super) fn count(&self, times: &Times, days: Range<usize>) -> usize {
        let starts = if self.is_filtered {
            &self.starts
        } else {
            &times.day_starts
        };
        if days.start >= days.end {
            return 0;
        }
        (starts[days.end] - starts[days.start]) as usize
    }
}

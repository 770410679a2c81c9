//! [`Facet`]: how many events in the window each code of a dimension has.

use super::engine::{QueryEngine, moves};
use super::filter::{Mask, Slot};
use crate::table::{Code, Codes, Column, Dim, with_codes};
use crate::time::Membership;
use std::ops::Range;

/// Events by the codes of one dimension. An event with several codes adds to each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facet {
    /// Definitely in the window, under all filters but the dimension's own, by code; at the end, those without a value.
    pub definite: Vec<u32>,
    /// The same for those possibly but not definitely in it.
    pub possible: Vec<u32>,
    /// All events of the table, without any filter or window, the same way.
    pub total: Vec<u32>,
}

impl Facet {
    /// Position of the count of events that have no value.
    pub fn missing(&self) -> usize {
        self.total.len() - 1
    }
}

/// What is known of each dimension's facet.
#[derive(Debug, Clone, Default)]
pub(super) struct FacetCache {
    states: [Option<State>; Dim::COUNT],
}

#[derive(Debug, Clone)]
struct State {
    facet: Facet,
    filter_revision: u32,
    window_revision: u32,
    /// The day rows counted, and their counts.
    day_rows: Range<u32>,
    day_counts: Vec<u32>,
}

impl QueryEngine {
    /// Counts of a dimension in the window under all filters but its own, and its totals. O(1) if nothing changed;
    /// after a move of the window O(rows that it crossed since the last call + codes + span rows); after a change of
    /// filter O(rows in the window + codes + span rows); the first time O(n).
    pub fn facet(&mut self, dim: Dim) -> &Facet {
        let mut state = match self.facets.states[dim.index()].take() {
            Some(state) => state,
            None => self.new_facet(dim),
        };
        let is_same_filter = state.filter_revision == self.filter_revision;
        if !is_same_filter || state.window_revision != self.window_revision {
            self.move_facet(dim, &mut state, is_same_filter);
            state.filter_revision = self.filter_revision;
            state.window_revision = self.window_revision;
        }
        &self.facets.states[dim.index()].insert(state).facet
    }

    /// A facet with its totals, and nothing counted.
    fn new_facet(&self, dim: Dim) -> State {
        let len = self.table.code_count(dim) + 1;
        let mut total = vec![0; len];
        let column = self.table.effective_column(dim);
        count(column, 0..self.fail.len(), None, 1, &mut total);
        State {
            facet: Facet {
                definite: Vec::new(),
                possible: Vec::new(),
                total,
            },
            filter_revision: self.filter_revision.wrapping_sub(1),
            window_revision: self.window_revision,
            day_rows: 0..0,
            day_counts: vec![0; len],
        }
    }

    fn move_facet(&self, dim: Dim, state: &mut State, is_same_filter: bool) {
        let column = self.table.effective_column(dim);
        let others = !Slot::Dim(dim).bit();
        let (mut out, mut into) = moves(&state.day_rows, &self.day_rows);
        let moving: usize = out.iter().chain(&into).map(ExactSizeIterator::len).sum();
        if !is_same_filter || moving > self.day_rows.len() {
            state.day_counts.fill(0);
            out = [0..0, 0..0];
            into = [self.day_rows.clone(), 0..0];
        }
        for (ranges, by) in [(out, u32::MAX), (into, 1)] {
            for rows in ranges {
                let rows = rows.start as usize..rows.end.max(rows.start) as usize;
                count(
                    column,
                    rows,
                    Some((&self.fail, others)),
                    by,
                    &mut state.day_counts,
                );
            }
        }
        state.day_rows = self.day_rows.clone();
        state.facet.definite.clone_from(&state.day_counts);
        state.facet.possible.clear();
        state.facet.possible.resize(state.day_counts.len(), 0);
        let missing = state.facet.missing();
        let start = self.table.span_rows().start;
        for (row, &membership) in (start..).zip(self.span_states.as_slice()) {
            if membership == Membership::Out || self.fail[row as usize] & others != 0 {
                continue;
            }
            let counts = if membership == Membership::Definite {
                &mut state.facet.definite
            } else {
                &mut state.facet.possible
            };
            let mut codes = column.codes(row).peekable();
            if codes.peek().is_none() {
                counts[missing] += 1;
            }
            codes.for_each(|code| counts[code as usize] += 1);
        }
    }
}

/// Adds `by` to the counts of the codes of rows that fail none of the filters given.
fn count(column: &Column, rows: Range<usize>, filters: Option<(&[Mask], Mask)>, by: u32, counts: &mut [u32]) {
    let passes = |row: usize| filters.is_none_or(|(fail, others)| fail[row] & others == 0);
    match column {
        Column::Absent => {
            let missing = counts.len() - 1;
            let passing = rows.filter(|&row| passes(row)).count() as u32;
            counts[missing] = counts[missing].wrapping_add(passing.wrapping_mul(by));
        }
        Column::One(codes) => with_codes!(codes, v => count_one(v, rows, passes, by, counts)),
        Column::Many { offsets, codes } => count_many(offsets, codes, rows, passes, by, counts),
    }
}

fn count_one<C: Code>(
    codes: &[C],
    rows: Range<usize>,
    passes: impl Fn(usize) -> bool,
    by: u32,
    counts: &mut [u32],
) {
    let missing = counts.len() - 1;
    for (row, code) in rows.clone().zip(&codes[rows]) {
        if passes(row) {
            let count = &mut counts[code.index().min(missing)];
            *count = count.wrapping_add(by);
        }
    }
}

fn count_many(
    offsets: &[u32],
    codes: &Codes,
    rows: Range<usize>,
    passes: impl Fn(usize) -> bool,
    by: u32,
    counts: &mut [u32],
) {
    let missing = counts.len() - 1;
    for row in rows.filter(|&row| passes(row)) {
        let own = offsets[row] as usize..offsets[row + 1] as usize;
        if own.is_empty() {
            counts[missing] = counts[missing].wrapping_add(by);
        }
        for code in own.filter_map(|i| codes.get(i)) {
            let count = &mut counts[code as usize];
            *count = count.wrapping_add(by);
        }
    }
}

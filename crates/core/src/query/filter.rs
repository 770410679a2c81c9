//! [`Filter`]: which rows one dimension lets through, and the pass over the rows that finds out.

use crate::table::{Code, Codes, Column, Dim, EventTable, with_codes};
use std::sync::Arc;

/// A set of codes of one dimension.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeSet {
    words: Vec<u64>,
    /// True if rows without a value are in the set too.
    includes_missing: bool,
}

impl CodeSet {
    /// The set of these codes.
    pub fn of(codes: impl IntoIterator<Item = u32>) -> CodeSet {
        let mut set = CodeSet::default();
        for code in codes {
            set.insert(code);
        }
        set
    }

    /// The same, with or without the rows that have no value.
    #[must_use]
    pub fn with_missing(mut self, includes_missing: bool) -> CodeSet {
        self.includes_missing = includes_missing;
        self
    }

    /// Adds a code.
    pub fn insert(&mut self, code: u32) {
        let word = code as usize / 64;
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (code % 64);
    }

    /// The codes that are in both.
    ///
    /// ```
    /// use chronotope_core::query::CodeSet;
    ///
    /// let both = CodeSet::of([1, 64, 70]).and(&CodeSet::of([2, 64]));
    /// assert!(both.contains(64));
    /// assert!(![1, 2, 70].into_iter().any(|code| both.contains(code)));
    /// ```
    #[must_use]
    pub fn and(&self, other: &CodeSet) -> CodeSet {
        let both = self.words.iter().zip(&other.words);
        CodeSet {
            words: both.map(|(a, b)| a & b).collect(),
            includes_missing: self.includes_missing && other.includes_missing,
        }
    }

    /// True if rows without a value are in the set too.
    pub fn includes_missing(&self) -> bool {
        self.includes_missing
    }

    /// True if the code is in the set.
    #[inline]
    pub fn contains(&self, code: u32) -> bool {
        self.words
            .get(code as usize / 64)
            .is_some_and(|word| word & (1 << (code % 64)) != 0)
    }
}

/// A set of rows of one table, as a bitmap; such as the hits of a text search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowSet {
    words: Vec<u64>,
}

impl RowSet {
    /// The rows for which `keep` says so, of a table of `rows`: O(rows).
    pub fn from_fn(rows: u32, mut keep: impl FnMut(u32) -> bool) -> RowSet {
        let mut set = RowSet::default();
        set.words.resize(rows as usize / 64 + 1, 0);
        for row in 0..rows {
            set.words[row as usize / 64] |= u64::from(keep(row)) << (row % 64);
        }
        set
    }

    /// From bits, 64 rows a word: those beyond the table's rows are cleared.
    pub(crate) fn of_words(rows: u32, mut words: Vec<u64>) -> RowSet {
        words.resize(rows as usize / 64 + 1, 0);
        if let Some(last) = words.last_mut() {
            *last &= (1 << (rows % 64)) - 1;
        }
        RowSet { words }
    }

    /// How many rows are in the set.
    pub fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// True if no row is.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// These rows: O(their number).
    pub fn of(rows: impl IntoIterator<Item = u32>) -> RowSet {
        RowSet {
            words: CodeSet::of(rows).words,
        }
    }

    /// True if the row is in the set.
    #[inline]
    pub fn contains(&self, row: u32) -> bool {
        self.words
            .get(row as usize / 64)
            .is_some_and(|word| word & (1 << (row % 64)) != 0)
    }
}

/// A demand on one measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FigureRange {
    /// Position in [`EventTable::figures`].
    pub measure: usize,
    /// The least value asked for.
    pub min: f32,
    /// The greatest value asked for; infinite for none.
    pub max: f32,
}

impl FigureRange {
    /// True if some value that the row's figure allows is in the range. A figure that is not stated is in none.
    pub fn matches(self, table: &EventTable, row: u32) -> bool {
        table
            .figures()
            .get(self.measure)
            .and_then(|column| column.get(row).range())
            .is_some_and(|(low, high)| low <= self.max && high >= self.min)
    }
}

/// Which rows a filter lets through.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// Rows with at least one of these codes of the slot's dimension.
    AnyOf(CodeSet),
    /// Rows whose figures meet every one of these.
    Figures(Vec<FigureRange>),
    /// These rows.
    Rows(Arc<RowSet>),
}

/// Where a filter sits. Filters in different slots must all be met; a new filter replaces the one in its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// On a categorical dimension: takes [`Filter::AnyOf`].
    Dim(Dim),
    /// On figures.
    Figures,
    /// The hits of a text search.
    Text,
    /// What was known on a day: the rows of reports published by then.
    Known,
    /// Any other set of rows.
    Rows,
}

impl Slot {
    /// Number of slots: each has a bit of a row's mask.
    pub const COUNT: usize = Dim::COUNT + 4;

    /// Position among the slots.
    pub fn index(self) -> usize {
        match self {
            Slot::Dim(dim) => dim.index(),
            Slot::Figures => Dim::COUNT,
            Slot::Text => Dim::COUNT + 1,
            Slot::Rows => Dim::COUNT + 2,
            Slot::Known => Dim::COUNT + 3,
        }
    }

    pub(super) fn bit(self) -> Mask {
        1 << self.index()
    }
}

/// One bit for each slot whose filter a row fails.
pub(super) type Mask = u32;
const _: () = assert!(Slot::COUNT <= Mask::BITS as usize);

/// Sets the slot's bit in the mask of each row that fails, and clears it in all others: O(rows and values).
///
/// [`Filter::AnyOf`] outside [`Slot::Dim`] lets everything through.
pub(super) fn apply(table: &EventTable, slot: Slot, filter: Option<&Filter>, fail: &mut [Mask]) {
    let bit = slot.bit();
    match (filter, slot) {
        (None, _) | (Some(Filter::AnyOf(_)), Slot::Figures | Slot::Text | Slot::Known | Slot::Rows) => {
            for mask in fail {
                *mask &= !bit;
            }
        }
        (Some(Filter::AnyOf(set)), Slot::Dim(dim)) => apply_codes(table, dim, set, bit, fail),
        (Some(Filter::Figures(ranges)), _) => apply_rows(fail, bit, |row| {
            ranges.iter().all(|range| range.matches(table, row))
        }),
        (Some(Filter::Rows(rows)), _) => apply_rows(fail, bit, |row| rows.contains(row)),
    }
}

fn apply_rows(fail: &mut [Mask], bit: Mask, passes: impl Fn(u32) -> bool) {
    for (row, mask) in fail.iter_mut().enumerate() {
        *mask = (*mask & !bit) | if passes(row as u32) { 0 } else { bit };
    }
}

fn apply_codes(table: &EventTable, dim: Dim, set: &CodeSet, bit: Mask, fail: &mut [Mask]) {
    // What each code adds to the mask, and at the end what no value adds.
    let mut adds: Vec<Mask> = (0..table.code_count(dim) as u32)
        .map(|code| if set.contains(code) { 0 } else { bit })
        .collect();
    adds.push(if set.includes_missing { 0 } else { bit });
    match table.effective_column(dim) {
        Column::Absent => {
            let add = adds[adds.len() - 1];
            for mask in fail {
                *mask = (*mask & !bit) | add;
            }
        }
        Column::One(codes) => with_codes!(codes, v => apply_one(v, &adds, bit, fail)),
        Column::Many { offsets, codes } => apply_many(offsets, codes, &adds, bit, fail),
    }
}

fn apply_one<C: Code>(codes: &[C], adds: &[Mask], bit: Mask, fail: &mut [Mask]) {
    let missing = adds.len() - 1;
    for (mask, code) in fail.iter_mut().zip(codes) {
        *mask = (*mask & !bit) | adds[code.index().min(missing)];
    }
}

fn apply_many(offsets: &[u32], codes: &Codes, adds: &[Mask], bit: Mask, fail: &mut [Mask]) {
    let missing = adds.len() - 1;
    for (mask, ends) in fail.iter_mut().zip(offsets.windows(2)) {
        let mut own = (ends[0]..ends[1])
            .filter_map(|i| codes.get(i as usize))
            .peekable();
        let add = if own.peek().is_none() {
            adds[missing]
        } else if own.any(|code| adds[code as usize] == 0) {
            0
        } else {
            bit
        };
        *mask = (*mask & !bit) | add;
    }
}

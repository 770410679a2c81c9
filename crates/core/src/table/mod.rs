//! [`EventTable`]: all events of a data set in columns, sorted by day, for queries that keep up with the hand.
//!
//! A row is an event. Text is not copied into the table: a row knows the input record that it came from, and where
//! in the source text that record stands. Strings that repeat (kinds, actors, places...) are dictionary-encoded.

mod builder;
mod busiest;
mod codes;
mod column;
mod columns;
mod dictionary;
mod dim;
mod error;
mod figure;
mod order;
mod place;
mod times;

pub use builder::{ReadyColumns, TableBuilder};

pub(crate) use codes::with_codes;
pub use codes::{Code, Codes};
pub use column::Column;
pub use columns::{Buffer, Columns, NamedBuffer};
pub use dictionary::Dictionary;
pub(crate) use dictionary::Interner;
pub use dim::Dim;
pub use error::TableError;
pub use figure::{FigureColumn, FigureValue};
pub use place::TablePlace;
pub use times::RowTime;
pub(crate) use times::{BLOCK, MANY_SPANS, THROUGHOUT, Times};

use crate::geo::LonLat;
use crate::time::{Day, Extent, TimeWindow};
use std::ops::Range;

/// All events of a data set, in columns. Immutable.
///
/// Rows come in three runs: *day rows* (one known day) by day, *span rows* (any other time) by their first possible
/// day, then *undated rows*. Rows of the same day keep the order of the input.
///
/// ```
/// use chronotope_core::table::{Dim, RowTime, TableBuilder};
/// use chronotope_core::time::Day;
/// let mut builder = TableBuilder::new();
/// builder.row(RowTime::Day(Day(17_782)), 0);
/// builder.value(Dim::Kind, b"shelling");
/// builder.value(Dim::Mark, b"Idlib");
/// let table = builder.finish()?;
/// assert_eq!((table.rows(), table.day(0)), (1, Some(Day(17_782))));
/// assert_eq!(table.text(Dim::Kind, 0).next(), Some("shelling"));
/// # Ok::<(), chronotope_core::table::TableError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct EventTable {
    pub(crate) times: Times,
    rows: u32,
    columns: [Column; Dim::COUNT],
    dictionaries: [Dictionary; Dim::COUNT],
    places: Vec<TablePlace>,
    figures: Vec<FigureColumn>,
    /// Degrees, `NaN` if not known; empty if rows have no coordinates of their own.
    lon: Vec<f32>,
    lat: Vec<f32>,
    record: Vec<u32>,
    /// Empty if rows do not know where they stand in a text.
    offset: Vec<u32>,
}

impl EventTable {
    /// Number of rows, the undated ones included.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// Rows of one known day, by that day.
    pub fn day_rows(&self) -> Range<u32> {
        0..self.times.day_rows()
    }

    /// How many rows of one known day lie in some days: O(log days).
    pub fn day_rows_in(&self, days: TimeWindow) -> u32 {
        self.times.rows_of(&self.times.days_in(days)).len() as u32
    }

    /// Rows of any other time, by their first possible day.
    pub fn span_rows(&self) -> Range<u32> {
        let start = self.times.day_rows();
        start..start + self.times.span_first.len() as u32
    }

    /// Rows of unknown date.
    pub fn undated_rows(&self) -> Range<u32> {
        self.span_rows().end..self.rows
    }

    /// The day of a day row; `None` for all others. O(log days).
    pub fn day(&self, row: u32) -> Option<Day> {
        (row < self.times.day_rows()).then(|| Day(self.times.day_of(row)))
    }

    /// Position among the span rows, if it is one.
    pub(crate) fn span_of(&self, row: u32) -> Option<usize> {
        self.span_rows()
            .contains(&row)
            .then(|| (row - self.times.day_rows()) as usize)
    }

    /// The spans of possible days of a row, rising and apart; none if undated. O(log rows).
    pub fn spans(&self, row: u32) -> impl Iterator<Item = TimeWindow> + '_ {
        let day = self.day(row).map(|d| TimeWindow::new(d, d.plus(1)));
        let span = self.span_of(row);
        let count = span.map_or(0, |s| self.times.span_count(s));
        day.into_iter().chain((0..count).filter_map(move |n| {
            let (first, end) = self.times.span_at(span?, n);
            Some(TimeWindow::new(Day(first), Day(end)))
        }))
    }

    /// From the earliest to the latest possible day of a row; `None` if undated. O(log days).
    pub fn hull(&self, row: u32) -> Option<TimeWindow> {
        match self.span_of(row) {
            Some(span) => Some(TimeWindow::new(
                Day(self.times.span_first[span]),
                Day(self.times.span_end[span]),
            )),
            None => self.day(row).map(|d| TimeWindow::new(d, d.plus(1))),
        }
    }

    /// How the event of a row lies in its days.
    pub fn extent(&self, row: u32) -> Extent {
        match self.span_of(row) {
            Some(span) if self.times.span_flags[span] & THROUGHOUT != 0 => Extent::Throughout,
            _ => Extent::Within,
        }
    }

    /// From the first to the last day that any row names; open sides do not count. `None` if no row has a day.
    /// O(log rows).
    pub fn day_range(&self) -> Option<TimeWindow> {
        let t = &self.times;
        let open_starts = t.starts.up_to(i32::MIN);
        let closed_ends = t.ends.before(i32::MAX);
        let open_ends = t.starts.before(i32::MAX);
        let firsts = [
            t.days.first().copied(),
            t.starts
                .days
                .get(open_starts..open_ends)
                .and_then(<[_]>::first)
                .copied(),
            t.ends.days.first().filter(|&&d| d != i32::MAX).map(|d| d - 1),
        ];
        let ends = [
            t.days.last().map(|d| d.saturating_add(1)),
            t.ends.days.get(..closed_ends).and_then(<[_]>::last).copied(),
            t.starts
                .days
                .last()
                .filter(|&&d| d != i32::MIN)
                .map(|d| d.saturating_add(1)),
        ];
        let first = firsts.into_iter().flatten().min()?;
        let end = ends.into_iter().flatten().max()?;
        Some(TimeWindow::new(Day(first), Day(end)))
    }

    /// The codes of a dimension.
    pub fn column(&self, dim: Dim) -> &Column {
        &self.columns[dim.index()]
    }

    /// The codes of a dimension in a row. Where no row has [`Dim::Mention`], the marks stand for it.
    pub fn codes(&self, dim: Dim, row: u32) -> impl Iterator<Item = u32> + '_ {
        self.effective_column(dim).codes(row)
    }

    /// As [`EventTable::column`], with marks in place of absent mentions.
    pub(crate) fn effective_column(&self, dim: Dim) -> &Column {
        match dim {
            Dim::Mention if self.column(dim).is_absent() => self.column(Dim::Mark),
            _ => self.column(dim),
        }
    }

    /// Calls back with the rows that have one of the codes that `wanted` holds true for, at least once each: O(rows).
    pub(crate) fn each_row_with(&self, dim: Dim, wanted: &[bool], each: &mut dyn FnMut(u32)) {
        if !wanted.contains(&true) {
            return;
        }
        let is_wanted = |code: usize| wanted.get(code).copied().unwrap_or(false);
        match self.effective_column(dim) {
            Column::Absent => {}
            Column::One(codes) => with_codes!(codes, v => {
                for (row, code) in (0u32..).zip(v) {
                    if is_wanted(code.index()) {
                        each(row);
                    }
                }
            }),
            Column::Many { offsets, codes } => with_codes!(codes, v => {
                let mut row = 0;
                for (at, code) in v.iter().enumerate() {
                    if is_wanted(code.index()) {
                        while offsets.get(row + 1).is_some_and(|&end| end as usize <= at) {
                            row += 1;
                        }
                        each(row as u32);
                    }
                }
            }),
        }
    }

    /// How many rows have each code of a dimension: O(rows).
    pub fn rows_of_codes(&self, dim: Dim) -> Vec<u32> {
        let mut rows = vec![0_u32; self.code_count(dim)];
        let mut count = |code: usize| {
            if let Some(n) = rows.get_mut(code) {
                *n += 1;
            }
        };
        match self.effective_column(dim) {
            Column::Absent => {}
            Column::One(codes) | Column::Many { codes, .. } => {
                with_codes!(codes, v => v.iter().for_each(|code| count(code.index())));
            }
        }
        rows
    }

    /// Of each place, the groups of the kinds of the events drawn at it, a bit each: O(rows).
    pub fn groups_at_places(&self, group_of_kind: &[usize]) -> Vec<u8> {
        let mut bits = vec![0_u8; self.places.len()];
        let bit_of_kind: Vec<u8> = group_of_kind
            .iter()
            .map(|&group| 1_u8.checked_shl(group as u32).unwrap_or(0))
            .collect();
        let mut add = |place: usize, kind: usize| {
            if let Some(bits) = bits.get_mut(place) {
                *bits |= bit_of_kind.get(kind).copied().unwrap_or(1);
            }
        };
        match (self.column(Dim::Mark), self.column(Dim::Kind)) {
            (Column::One(places), Column::One(kinds)) => {
                let each = |i: usize| Some((places.get(i)?, kinds.get(i)?));
                (0..places.len())
                    .filter_map(each)
                    .for_each(|(place, kind)| add(place as usize, kind as usize));
            }
            _ => {
                for row in 0..self.rows() {
                    let kind = self.kind(row) as usize;
                    self.codes(Dim::Mark, row)
                        .for_each(|place| add(place as usize, kind));
                }
            }
        }
        bits
    }

    /// The code of the kind of a row.
    pub fn kind(&self, row: u32) -> u32 {
        self.column(Dim::Kind).first(row).unwrap_or(0)
    }

    /// The strings of a dimension; empty for places.
    pub fn dictionary(&self, dim: Dim) -> &Dictionary {
        &self.dictionaries[dim.index()]
    }

    /// Number of codes of a dimension.
    pub fn code_count(&self, dim: Dim) -> usize {
        if dim.is_place() {
            self.places.len()
        } else {
            self.dictionary(dim).len()
        }
    }

    /// The string of a code: for places, the name.
    pub fn label(&self, dim: Dim, code: u32) -> &str {
        if dim.is_place() {
            self.places.get(code as usize).map_or("", |p| &p.name)
        } else {
            self.dictionary(dim).get(code)
        }
    }

    /// The code of a string (for places: of an id). O(codes).
    pub fn code_of(&self, dim: Dim, text: &str) -> Option<u32> {
        if dim.is_place() {
            let at = self.places.iter().position(|p| p.id == text)?;
            return Some(at as u32);
        }
        self.dictionary(dim).code_of(text)
    }

    /// The strings of a dimension in a row.
    pub fn text(&self, dim: Dim, row: u32) -> impl Iterator<Item = &str> + '_ {
        self.codes(dim, row).map(move |code| self.label(dim, code))
    }

    /// The places that rows refer to, by code.
    pub fn places(&self) -> &[TablePlace] {
        &self.places
    }

    /// The measures for which rows have figures.
    pub fn figures(&self) -> &[FigureColumn] {
        &self.figures
    }

    /// Position of a measure in [`EventTable::figures`].
    pub fn measure(&self, name: &str) -> Option<usize> {
        self.figures.iter().position(|f| f.measure == name)
    }

    /// The coordinates of a row itself (to about a metre), if rows have any.
    pub fn lon_lat(&self, row: u32) -> Option<LonLat> {
        let at = |v: &[f32]| v.get(row as usize).map(|&x| f64::from(x));
        LonLat::new(at(&self.lon)?, at(&self.lat)?)
    }

    /// Index of the input record of a row.
    pub fn record(&self, row: u32) -> u32 {
        self.record[row as usize]
    }

    /// Where the record of a row begins in the source text, in bytes, if that is known.
    pub fn text_offset(&self, row: u32) -> Option<u32> {
        self.offset.get(row as usize).copied()
    }

    /// Bytes held by the columns (not by the places' names).
    pub fn byte_len(&self) -> usize {
        let columns: usize = self.columns.iter().map(Column::byte_len).sum();
        let dictionaries: usize = self.dictionaries.iter().map(Dictionary::byte_len).sum();
        let figures: usize = self.figures.iter().map(FigureColumn::byte_len).sum();
        let words = self.lon.len() + self.lat.len() + self.record.len() + self.offset.len();
        self.times.byte_len() + columns + dictionaries + figures + words * 4
    }
}

//! [`TableBuilder`]: rows in any order become an [`EventTable`].

use super::column::ColumnBuilder;
use super::dictionary::Interner;
use super::figure::gathered;
use super::times::{NOT_A_DAY, TimesBuilder};
use super::{
    Codes, Column, Dictionary, Dim, EventTable, FigureColumn, FigureValue, RowTime, TableError, TablePlace,
    Times,
};
use crate::event::Modality;
use crate::geo::LonLat;
use crate::time::Day;

/// Builds an [`EventTable`] row by row: call [`TableBuilder::row`], then add that row's values.
///
/// A value given before the first row is dropped. Strings are interned by their bytes; a known one costs a hash and
/// a comparison. Everything is amortised O(1) a value.
#[derive(Debug)]
pub struct TableBuilder {
    times: TimesBuilder,
    columns: [ColumnBuilder; Dim::COUNT],
    interners: [Interner; Dim::COUNT],
    place_ids: Interner,
    places: Vec<TablePlace>,
    figures: Vec<FigureColumn>,
    lon: Vec<f32>,
    lat: Vec<f32>,
    record: Vec<u32>,
    offset: Vec<u32>,
}

impl Default for TableBuilder {
    fn default() -> Self {
        TableBuilder::with_capacity(0)
    }
}

impl TableBuilder {
    /// An empty builder.
    pub fn new() -> TableBuilder {
        TableBuilder::default()
    }

    /// An empty builder with room for the times and records of `rows`.
    pub fn with_capacity(rows: usize) -> TableBuilder {
        let mut interners: [Interner; Dim::COUNT] = std::array::from_fn(|_| Interner::default());
        interners[Dim::Modality.index()] = Interner::of(Modality::ALL.map(Modality::as_str));
        TableBuilder {
            times: TimesBuilder::with_capacity(rows),
            columns: std::array::from_fn(|_| ColumnBuilder::default()),
            interners,
            place_ids: Interner::default(),
            places: Vec::new(),
            figures: Vec::new(),
            lon: Vec::new(),
            lat: Vec::new(),
            record: Vec::with_capacity(rows),
            offset: Vec::new(),
        }
    }

    /// Number of rows begun.
    pub fn rows(&self) -> usize {
        self.times.rows()
    }

    /// Begins a row, from the input record with this index. What follows belongs to it.
    #[inline]
    pub fn row(&mut self, time: RowTime<'_>, record: u32) {
        self.times.push(time);
        self.record.push(record);
    }

    /// Where the record of this row begins in the source text, in bytes.
    #[inline]
    pub fn text_offset(&mut self, offset: u32) {
        self.offset.resize(self.record.len(), u32::MAX);
        if let Some(last) = self.offset.last_mut() {
            *last = offset;
        }
    }

    /// Adds a value to this row. For [`Dim::Mark`] and [`Dim::Mention`] it is the id of a place; an unknown one
    /// becomes a place with that name.
    #[inline]
    pub fn value(&mut self, dim: Dim, text: &[u8]) {
        let code = self.intern(dim, text);
        self.code(dim, code);
    }

    /// Adds a value to this row by its code, which comes from [`TableBuilder::intern`] or [`TableBuilder::place`].
    #[inline]
    pub fn code(&mut self, dim: Dim, code: u32) {
        if let Some(row) = self.times.rows().checked_sub(1) {
            self.columns[dim.index()].push(row, code);
        }
    }

    /// The code of a string, new or known. Codes count from 0 in order of first use.
    #[inline]
    pub fn intern(&mut self, dim: Dim, text: &[u8]) -> u32 {
        if dim.is_place() {
            return self.place(text, || TablePlace::named(&String::from_utf8_lossy(text)));
        }
        self.interners[dim.index()].intern(text).0
    }

    /// The code of the place with this id; if it is new, `make` is called for the rest.
    #[inline]
    pub fn place(&mut self, id: &[u8], make: impl FnOnce() -> TablePlace) -> u32 {
        let (code, is_new) = self.place_ids.intern(id);
        if is_new {
            self.places.push(make());
        }
        code
    }

    /// A place by its code, to complete what is known of it.
    pub fn place_mut(&mut self, code: u32) -> Option<&mut TablePlace> {
        self.places.get_mut(code as usize)
    }

    /// Makes some places one with others: rows that refer to the first of a pair refer to the second from now on, if
    /// that was met before it. The first stays in the list, without rows.
    pub fn merge_places(&mut self, pairs: &[(u32, u32)]) {
        let mut with: Vec<u32> = (0..self.places.len() as u32).collect();
        for &(from, to) in pairs {
            if let Some(slot) = with.get_mut(from as usize).filter(|slot| to < **slot) {
                *slot = to;
            }
        }
        for dim in [Dim::Mark, Dim::Mention] {
            self.columns[dim.index()].replace(&with);
        }
    }

    /// All places so far, by their codes.
    pub fn places(&self) -> &[TablePlace] {
        &self.places
    }

    /// The index of a measure, new or known.
    pub fn measure(&mut self, name: &str) -> usize {
        if let Some(at) = self.figures.iter().position(|f| f.measure == name) {
            return at;
        }
        self.figures.push(FigureColumn::of_best(name, Vec::new()));
        self.figures.len() - 1
    }

    /// Sets this row's figure of a measure; a second one of the same measure replaces the first.
    #[inline]
    pub fn figure(&mut self, measure: usize, value: FigureValue) {
        if let (Some(column), Some(row)) = (self.figures.get_mut(measure), self.times.rows().checked_sub(1)) {
            let stated = |x: Option<f32>| x.filter(|x| !x.is_nan());
            let value = FigureValue {
                low: stated(value.low),
                best: stated(value.best),
                high: stated(value.high),
            };
            column.set(row, value);
        }
    }

    /// Sets this row's own coordinates.
    #[inline]
    pub fn lon_lat(&mut self, lon_lat: LonLat) {
        for (v, degrees) in [(&mut self.lon, lon_lat.lon), (&mut self.lat, lon_lat.lat)] {
            v.resize(self.record.len(), f32::NAN);
            if let Some(last) = v.last_mut() {
                *last = degrees as f32;
            }
        }
    }

    /// Sorts the rows by day and puts the columns in that order: O(rows and values).
    ///
    /// # Errors
    /// [`TableError::TooManyRows`]; [`TableError::BadCode`] if a code was given that no string or place has.
    pub fn finish(self) -> Result<EventTable, TableError> {
        let rows = self.times.rows();
        let mut dictionaries = self.interners.map(Interner::into_dictionary);
        let mut columns = self.columns.map(|c| c.finish(rows));
        if columns[Dim::Modality.index()].is_absent() {
            dictionaries[Dim::Modality.index()] = Dictionary::default();
        }
        one_kind_each(&mut columns, &mut dictionaries, rows);
        let mut figures = self.figures;
        for figure in &mut figures {
            figure.finish(rows);
        }
        let (mut lon, mut lat, mut offset) = (self.lon, self.lat, self.offset);
        for v in [&mut lon, &mut lat] {
            if !v.is_empty() {
                v.resize(rows, f32::NAN);
            }
        }
        if !offset.is_empty() {
            offset.resize(rows, u32::MAX);
        }
        sorted(
            self.times,
            EventTable {
                times: Times::default(),
                rows: 0,
                columns,
                dictionaries,
                places: self.places,
                figures,
                lon,
                lat,
                record: self.record,
                offset,
            },
        )
    }
}

/// Columns that are ready but for the order of rows: for data that is made, not read.
#[derive(Debug, Clone, Default)]
pub struct ReadyColumns {
    /// The day of each row, counted from 1970-01-01; `i32::MIN` if it is not known. In any order.
    pub days: Vec<i32>,
    /// Codes of each row and the strings they stand for (left empty for places).
    pub columns: Vec<(Dim, Column, Dictionary)>,
    /// What the codes of [`Dim::Mark`] and [`Dim::Mention`] stand for.
    pub places: Vec<TablePlace>,
    /// Figures of each row.
    pub figures: Vec<FigureColumn>,
    /// Input record of each row; empty for 0, 1, 2...
    pub record: Vec<u32>,
}

impl ReadyColumns {
    /// Sorts the rows by day (unless they are) and checks the columns: O(rows and values).
    ///
    /// # Errors
    /// [`TableError`] if lengths differ or a code is past the end of its dictionary.
    pub fn into_table(self) -> Result<EventTable, TableError> {
        let rows = self.days.len();
        let mut columns: [Column; Dim::COUNT] = std::array::from_fn(|_| Column::Absent);
        let mut dictionaries: [Dictionary; Dim::COUNT] = std::array::from_fn(|_| Dictionary::default());
        for (dim, column, dictionary) in self.columns {
            columns[dim.index()] = column;
            dictionaries[dim.index()] = dictionary;
        }
        if let Column::Absent = columns[Dim::Kind.index()] {
            columns[Dim::Kind.index()] = Column::One(Codes::U8(vec![u8::MAX; rows]));
        }
        let record = if self.record.is_empty() {
            (0..rows as u32).collect()
        } else {
            self.record
        };
        let mut table = EventTable {
            times: Times::default(),
            rows: rows as u32,
            columns,
            dictionaries,
            places: self.places,
            figures: self.figures,
            lon: Vec::new(),
            lat: Vec::new(),
            record,
            offset: Vec::new(),
        };
        table.check_columns()?;
        one_kind_each(&mut table.columns, &mut table.dictionaries, rows);
        sorted(TimesBuilder::of_days(self.days), table)
    }
}

/// Sees to it that each row has exactly one kind.
fn one_kind_each(
    columns: &mut [Column; Dim::COUNT],
    dictionaries: &mut [Dictionary; Dim::COUNT],
    rows: usize,
) {
    let kind = Dim::Kind.index();
    let mut codes = match std::mem::take(&mut columns[kind]) {
        Column::Absent => Codes::U8(vec![u8::MAX; rows]),
        Column::One(codes) => codes,
        many @ Column::Many { .. } => {
            let mut first = Codes::default();
            for row in 0..rows {
                match many.first(row as u32) {
                    Some(code) => first.push(code),
                    None => first.pad_to(row + 1),
                }
            }
            first
        }
    };
    if codes.has_missing() {
        let none = dictionaries[kind]
            .code_of("")
            .unwrap_or_else(|| dictionaries[kind].push(""));
        codes.fill_missing(none);
    }
    columns[kind] = Column::One(codes);
}

/// Puts the rows of a table in order of their times.
fn sorted(times: TimesBuilder, table: EventTable) -> Result<EventTable, TableError> {
    let rows = times.rows();
    if rows >= u32::MAX as usize {
        return Err(TableError::TooManyRows { rows });
    }
    let (times, order) = times.finish();
    let mut table = EventTable {
        times,
        rows: rows as u32,
        ..table
    };
    if let Some(order) = order {
        // One column after the other, so that only one of them is there twice.
        for column in &mut table.columns {
            *column = std::mem::take(column).gathered(&order);
        }
        for figure in &mut table.figures {
            *figure = std::mem::take(figure).gathered(&order);
        }
        for v in [&mut table.lon, &mut table.lat] {
            *v = gathered(v, &order);
        }
        for v in [&mut table.record, &mut table.offset] {
            *v = gathered(v, &order);
        }
    }
    table.check_columns()?;
    Ok(table)
}

/// The day that [`ReadyColumns::days`] uses for "not known".
const _: () = assert!(NOT_A_DAY == Day::MIN.0);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Extent, TimeWindow};

    #[test]
    fn rows_are_sorted_and_keep_their_records() {
        let mut b = TableBuilder::new();
        b.value(Dim::Actor, b"dropped: no row yet");
        b.row(RowTime::Day(Day(30)), 0);
        b.value(Dim::Kind, b"clash");
        b.value(Dim::Mark, b"Idlib");
        b.row(RowTime::Undated, 1);
        b.value(Dim::Actor, b"a");
        b.value(Dim::Actor, b"b");
        let april = TimeWindow::new(Day(20), Day(50));
        let june = TimeWindow::new(Day(80), Day(90));
        b.row(RowTime::Spans(&[june, april], Extent::Within), 2);
        b.text_offset(77);
        b.row(
            RowTime::Spans(&[TimeWindow::new(Day(7), Day(8))], Extent::Throughout),
            3,
        );
        let killed = b.measure("killed");
        b.figure(
            killed,
            FigureValue {
                best: Some(3.0),
                ..FigureValue::default()
            },
        );
        let table = b.finish().expect("a table");
        let records: Vec<_> = (0..4).map(|row| table.record(row)).collect();
        assert_eq!(records, [3, 0, 2, 1]);
        assert_eq!(
            (table.day_rows(), table.span_rows(), table.undated_rows()),
            (0..2, 2..3, 3..4)
        );
        assert_eq!(table.day(0), Some(Day(7)));
        assert_eq!(table.spans(2).collect::<Vec<_>>(), [april, june]);
        assert_eq!(table.text(Dim::Kind, 1).collect::<Vec<_>>(), ["clash"]);
        assert_eq!(table.text(Dim::Kind, 0).collect::<Vec<_>>(), [""]);
        assert_eq!(table.text(Dim::Actor, 3).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(table.text(Dim::Mention, 1).collect::<Vec<_>>(), ["Idlib"]);
        assert_eq!(table.text_offset(2), Some(77));
        assert_eq!(table.figures()[0].get(0).best, Some(3.0));
        assert_eq!(table.day_range(), Some(TimeWindow::new(Day(7), Day(90))));
    }

    #[test]
    fn no_rows_make_an_empty_table() {
        let table = TableBuilder::new().finish().expect("a table");
        assert_eq!((table.rows(), table.day_range()), (0, None));
    }

    #[test]
    fn a_code_of_no_string_is_refused() {
        let mut b = TableBuilder::new();
        b.row(RowTime::Day(Day(0)), 0);
        b.code(Dim::Actor, 4);
        assert!(matches!(b.finish(), Err(TableError::BadCode { code: 4, .. })));
    }

    #[test]
    fn places_know_the_groups_of_their_events() {
        let mut builder = TableBuilder::new();
        for (place, kind) in [("a", "x"), ("b", "y"), ("a", "y"), ("a", "z")] {
            builder.row(RowTime::Day(Day(1)), 0);
            builder.value(Dim::Kind, kind.as_bytes());
            let code = builder.place(place.as_bytes(), || TablePlace::named(place));
            builder.code(Dim::Mark, code);
        }
        builder.row(RowTime::Day(Day(1)), 0);
        let table = builder.finish().expect("few rows");
        let code = |dim, text: &str| table.code_of(dim, text).expect("there") as usize;
        let rows = table.rows_of_codes(Dim::Mark);
        assert_eq!((rows[code(Dim::Mark, "a")], rows[code(Dim::Mark, "b")]), (3, 1));
        let mut group_of_kind = vec![2; table.code_count(Dim::Kind)];
        group_of_kind[code(Dim::Kind, "x")] = 0;
        let groups = table.groups_at_places(&group_of_kind);
        assert_eq!(
            (groups[code(Dim::Mark, "a")], groups[code(Dim::Mark, "b")]),
            (0b101, 0b100)
        );
    }
}

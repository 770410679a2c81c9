//! [`Columns`]: a table as flat typed buffers, to send between a worker and the page.

use super::{Codes, Column, Dictionary, Dim, EventTable, FigureColumn, TableError, TablePlace, Times};
use crate::geo::LonLat;

/// Counts per place and kind that a query engine will hold.
const MAX_CELLS: u64 = 1 << 26;
/// Numbers that it will give to these and to rows with several places.
const MAX_NUMBERS: u64 = 1 << 31;

/// A flat buffer of numbers, as one typed array.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Buffer {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
    I32(Vec<i32>),
    F32(Vec<f32>),
    F64(Vec<f64>),
}

impl Buffer {
    /// The element type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Buffer::U8(_) => "u8",
            Buffer::U16(_) => "u16",
            Buffer::U32(_) => "u32",
            Buffer::I32(_) => "i32",
            Buffer::F32(_) => "f32",
            Buffer::F64(_) => "f64",
        }
    }

    /// Bytes held.
    pub fn byte_len(&self) -> usize {
        match self {
            Buffer::U8(v) => v.len(),
            Buffer::U16(v) => v.len() * 2,
            Buffer::U32(v) => v.len() * 4,
            Buffer::I32(v) => v.len() * 4,
            Buffer::F32(v) => v.len() * 4,
            Buffer::F64(v) => v.len() * 8,
        }
    }
}

/// A buffer and its name.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedBuffer {
    /// Says what is in it, such as `actor.codes`.
    pub name: String,
    /// The numbers.
    pub data: Buffer,
}

/// A table as a flat list of named typed buffers: nothing else is needed to make it again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Columns {
    /// In no particular order.
    pub buffers: Vec<NamedBuffer>,
}

/// Element types of buffers.
pub(crate) trait Element: Sized {
    fn into_buffer(v: Vec<Self>) -> Buffer;
    fn from_buffer(buffer: Buffer) -> Result<Vec<Self>, Buffer>;
}

macro_rules! element {
    ($($t:ty => $variant:ident),*) => {$(
        impl Element for $t {
            fn into_buffer(v: Vec<Self>) -> Buffer {
                Buffer::$variant(v)
            }
            fn from_buffer(buffer: Buffer) -> Result<Vec<Self>, Buffer> {
                match buffer {
                    Buffer::$variant(v) => Ok(v),
                    other => Err(other),
                }
            }
        }
    )*};
}
element!(u8 => U8, u32 => U32, i32 => I32, f32 => F32, f64 => F64);

impl Columns {
    /// Bytes of all buffers.
    pub fn byte_len(&self) -> usize {
        self.buffers.iter().map(|b| b.data.byte_len()).sum()
    }

    pub(crate) fn put<T: Element>(&mut self, name: &str, v: Vec<T>) {
        self.buffers.push(NamedBuffer {
            name: name.to_owned(),
            data: T::into_buffer(v),
        });
    }

    fn put_codes(&mut self, name: &str, codes: Codes) {
        let data = match codes {
            Codes::U8(v) => Buffer::U8(v),
            Codes::U16(v) => Buffer::U16(v),
            Codes::U32(v) => Buffer::U32(v),
        };
        self.buffers.push(NamedBuffer {
            name: name.to_owned(),
            data,
        });
    }

    pub(crate) fn put_strings(&mut self, name: &str, strings: Dictionary) {
        let (text, ends) = strings.into_parts();
        self.put(&format!("{name}.text"), text.into_bytes());
        self.put(&format!("{name}.ends"), ends);
    }

    fn find(&mut self, name: &str) -> Option<Buffer> {
        let at = self.buffers.iter().position(|b| b.name == name)?;
        Some(self.buffers.swap_remove(at).data)
    }

    fn take_optional<T: Element>(&mut self, name: &str) -> Result<Option<Vec<T>>, TableError> {
        self.find(name)
            .map(|buffer| {
                T::from_buffer(buffer).map_err(|other| TableError::WrongType {
                    name: name.to_owned(),
                    found: other.type_name(),
                })
            })
            .transpose()
    }

    pub(crate) fn take<T: Element>(&mut self, name: &str) -> Result<Vec<T>, TableError> {
        self.take_optional(name)?.ok_or_else(|| TableError::Missing {
            name: name.to_owned(),
        })
    }

    fn take_codes(&mut self, name: &str) -> Result<Option<Codes>, TableError> {
        match self.find(name) {
            None => Ok(None),
            Some(Buffer::U8(v)) => Ok(Some(Codes::U8(v))),
            Some(Buffer::U16(v)) => Ok(Some(Codes::U16(v))),
            Some(Buffer::U32(v)) => Ok(Some(Codes::U32(v))),
            Some(other) => Err(TableError::WrongType {
                name: name.to_owned(),
                found: other.type_name(),
            }),
        }
    }

    pub(crate) fn take_strings(&mut self, name: &str) -> Result<Dictionary, TableError> {
        let text = self.take(&format!("{name}.text"))?;
        let ends = self.take(&format!("{name}.ends"))?;
        String::from_utf8(text)
            .ok()
            .and_then(|text| Dictionary::from_parts(text, ends))
            .ok_or_else(|| TableError::NotText {
                name: name.to_owned(),
            })
    }
}

fn wrong_length(name: &str, expected: usize, found: usize) -> Result<(), TableError> {
    if expected == found {
        return Ok(());
    }
    Err(TableError::WrongLength {
        name: name.to_owned(),
        expected,
        found,
    })
}

/// Each pair of neighbours must be in order.
fn in_order<T>(name: &str, v: &[T], ok: impl Fn(&T, &T) -> bool) -> Result<(), TableError> {
    match v.windows(2).position(|pair| !ok(&pair[0], &pair[1])) {
        None => Ok(()),
        Some(at) => Err(TableError::NotSorted {
            name: name.to_owned(),
            index: at + 1,
        }),
    }
}

/// Offsets must rise from 0 to `len`, one more of them than there are `groups`.
fn check_offsets(name: &str, offsets: &[u32], groups: usize, len: usize) -> Result<(), TableError> {
    wrong_length(name, groups + 1, offsets.len())?;
    in_order(name, offsets, |a, b| a <= b)?;
    wrong_length(name, 0, offsets[0] as usize)?;
    wrong_length(name, offsets[groups] as usize, len)
}

impl EventTable {
    /// The table as flat buffers, moved, not copied (the places and boundary indexes aside).
    pub fn into_columns(self) -> Columns {
        let mut out = Columns::default();
        out.put("days", self.times.days);
        out.put("day_starts", self.times.day_starts);
        out.put("span_first", self.times.span_first);
        out.put("span_end", self.times.span_end);
        out.put("span_flags", self.times.span_flags);
        out.put("member_rows", self.times.member_rows);
        out.put("member_offsets", self.times.member_offsets);
        out.put("member_first", self.times.member_first);
        out.put("member_end", self.times.member_end);
        for ((dim, column), strings) in Dim::ALL.into_iter().zip(self.columns).zip(self.dictionaries) {
            let name = dim.as_str();
            match column {
                Column::Absent => {}
                Column::One(codes) => out.put_codes(&format!("{name}.codes"), codes),
                Column::Many { offsets, codes } => {
                    out.put(&format!("{name}.offsets"), offsets);
                    out.put_codes(&format!("{name}.codes"), codes);
                }
            }
            out.put_strings(name, strings);
        }
        let places = &self.places;
        out.put_strings("place.id", Dictionary::of(places.iter().map(|p| &p.id)));
        out.put_strings("place.name", Dictionary::of(places.iter().map(|p| &p.name)));
        out.put_strings("place.admin1", Dictionary::of(places.iter().map(|p| &p.admin1)));
        let degrees = |of: fn(LonLat) -> f64| -> Vec<f64> {
            places.iter().map(|p| p.lon_lat.map_or(f64::NAN, of)).collect()
        };
        out.put("place.lon", degrees(|p| p.lon));
        out.put("place.lat", degrees(|p| p.lat));
        out.put(
            "place.is_area",
            places.iter().map(|p| u8::from(p.is_area)).collect::<Vec<u8>>(),
        );
        out.put_strings(
            "measures",
            Dictionary::of(self.figures.iter().map(|f| &f.measure)),
        );
        for (i, figure) in self.figures.into_iter().enumerate() {
            out.put(&format!("figure.{i}.low"), figure.low);
            out.put(&format!("figure.{i}.best"), figure.best);
            out.put(&format!("figure.{i}.high"), figure.high);
        }
        out.put("lon", self.lon);
        out.put("lat", self.lat);
        out.put("record", self.record);
        out.put("offset", self.offset);
        out
    }

    /// The table made again: O(rows and values) for checking, plus the boundary indexes of the span rows.
    ///
    /// # Errors
    /// [`TableError`] if a buffer is missing, of the wrong type or length, out of order, or points nowhere.
    pub fn from_columns(mut from: Columns) -> Result<EventTable, TableError> {
        let record: Vec<u32> = from.take("record")?;
        let rows = record.len();
        if rows >= u32::MAX as usize {
            return Err(TableError::TooManyRows { rows });
        }
        let mut columns: [Column; Dim::COUNT] = std::array::from_fn(|_| Column::Absent);
        let mut dictionaries: [Dictionary; Dim::COUNT] = std::array::from_fn(|_| Dictionary::default());
        for dim in Dim::ALL {
            let name = dim.as_str();
            let offsets = from.take_optional(&format!("{name}.offsets"))?;
            columns[dim.index()] = match (from.take_codes(&format!("{name}.codes"))?, offsets) {
                (None, _) => Column::Absent,
                (Some(codes), None) => Column::One(codes),
                (Some(codes), Some(offsets)) => Column::Many { offsets, codes },
            };
            dictionaries[dim.index()] = from.take_strings(name)?;
        }
        let measures = from.take_strings("measures")?;
        let mut figures = Vec::with_capacity(measures.len());
        for (i, measure) in measures.iter().enumerate() {
            figures.push(FigureColumn {
                measure: measure.to_owned(),
                low: from.take(&format!("figure.{i}.low"))?,
                best: from.take(&format!("figure.{i}.best"))?,
                high: from.take(&format!("figure.{i}.high"))?,
            });
        }
        let table = EventTable {
            times: take_times(&mut from, rows)?,
            rows: rows as u32,
            columns,
            dictionaries,
            places: take_places(&mut from)?,
            figures,
            lon: from.take("lon")?,
            lat: from.take("lat")?,
            record,
            offset: from.take("offset")?,
        };
        table.check_columns()?;
        let kinds = table.column(Dim::Kind);
        match kinds {
            Column::One(codes) if !codes.has_missing() => Ok(table),
            _ => Err(TableError::Missing {
                name: "kind.codes".to_owned(),
            }),
        }
    }

    /// Checks lengths and codes of all columns but the times: O(rows and values).
    pub(super) fn check_columns(&self) -> Result<(), TableError> {
        let rows = self.rows as usize;
        for dim in Dim::ALL {
            let name = format!("{}.codes", dim.as_str());
            let codes = match self.column(dim) {
                Column::Absent => continue,
                Column::One(codes) => {
                    wrong_length(&name, rows, codes.len())?;
                    codes
                }
                Column::Many { offsets, codes } => {
                    check_offsets(&format!("{}.offsets", dim.as_str()), offsets, rows, codes.len())?;
                    codes
                }
            };
            let len = self.code_count(dim);
            if let Some(code) = codes.greatest().filter(|&code| code as usize >= len) {
                return Err(TableError::BadCode { name, code, len });
            }
        }
        for figure in &self.figures {
            wrong_length(&figure.measure, rows, figure.best.len())?;
            for bounds in [&figure.low, &figure.high] {
                if !bounds.is_empty() {
                    wrong_length(&figure.measure, rows, bounds.len())?;
                }
            }
        }
        let (kinds, places) = (self.code_count(Dim::Kind), self.places.len());
        let stride = kinds.next_power_of_two() as u64;
        if (places as u64 + 1) * stride > MAX_CELLS || (places + rows + 2) as u64 * stride > MAX_NUMBERS {
            return Err(TableError::TooManyKinds { kinds, places, rows });
        }
        wrong_length("record", rows, self.record.len())?;
        wrong_length("lat", self.lon.len(), self.lat.len())?;
        for (name, len) in [("lon", self.lon.len()), ("offset", self.offset.len())] {
            if len > 0 {
                wrong_length(name, rows, len)?;
            }
        }
        Ok(())
    }
}

fn take_times(from: &mut Columns, rows: usize) -> Result<Times, TableError> {
    let mut times = Times {
        days: from.take("days")?,
        day_starts: from.take("day_starts")?,
        span_first: from.take("span_first")?,
        span_end: from.take("span_end")?,
        span_flags: from.take("span_flags")?,
        member_rows: from.take("member_rows")?,
        member_offsets: from.take("member_offsets")?,
        member_first: from.take("member_first")?,
        member_end: from.take("member_end")?,
        ..Times::default()
    };
    in_order("days", &times.days, |a, b| a < b)?;
    let day_rows = times.day_rows() as usize;
    check_offsets("day_starts", &times.day_starts, times.days.len(), day_rows)?;
    let spans = times.span_first.len();
    if day_rows + spans > rows {
        wrong_length("record", day_rows + spans, rows)?;
    }
    wrong_length("span_end", spans, times.span_end.len())?;
    wrong_length("span_flags", spans, times.span_flags.len())?;
    in_order("span_first", &times.span_first, |a, b| a <= b)?;
    wrong_length("member_end", times.member_first.len(), times.member_end.len())?;
    check_offsets(
        "member_offsets",
        &times.member_offsets,
        times.member_rows.len(),
        times.member_first.len(),
    )?;
    in_order("member_rows", &times.member_rows, |a, b| a < b)?;
    let many = times
        .span_flags
        .iter()
        .filter(|&&f| f & super::MANY_SPANS != 0)
        .count();
    wrong_length("member_rows", many, times.member_rows.len())?;
    check_members(&times)?;
    times.index();
    Ok(times)
}

/// Spans must not be empty; those of a row must rise, apart from one another, and fill the row's hull.
fn check_members(times: &Times) -> Result<(), TableError> {
    let unsorted = |name: &str, index| TableError::NotSorted {
        name: name.to_owned(),
        index,
    };
    for (span, (first, end)) in times.span_first.iter().zip(&times.span_end).enumerate() {
        if first >= end {
            return Err(unsorted("span_end", span));
        }
    }
    for (at, &span) in times.member_rows.iter().enumerate() {
        let range = times.member_offsets[at] as usize..times.member_offsets[at + 1] as usize;
        let (firsts, ends) = (
            &times.member_first[range.clone()],
            &times.member_end[range.clone()],
        );
        let span = span as usize;
        let is_many = times
            .span_flags
            .get(span)
            .is_some_and(|f| f & super::MANY_SPANS != 0);
        let fills = is_many
            && firsts.first() == times.span_first.get(span)
            && ends.last() == times.span_end.get(span);
        let apart = ends
            .iter()
            .zip(firsts.iter().skip(1))
            .all(|(end, next)| end < next);
        if !fills || !apart || firsts.iter().zip(ends).any(|(first, end)| first >= end) {
            return Err(unsorted("member_first", range.start));
        }
    }
    Ok(())
}

fn take_places(from: &mut Columns) -> Result<Vec<TablePlace>, TableError> {
    let ids = from.take_strings("place.id")?;
    let names = from.take_strings("place.name")?;
    let admin1 = from.take_strings("place.admin1")?;
    let lon: Vec<f64> = from.take("place.lon")?;
    let lat: Vec<f64> = from.take("place.lat")?;
    let is_area: Vec<u8> = from.take("place.is_area")?;
    for (name, len) in [
        ("place.name", names.len()),
        ("place.admin1", admin1.len()),
        ("place.lon", lon.len()),
        ("place.lat", lat.len()),
        ("place.is_area", is_area.len()),
    ] {
        wrong_length(name, ids.len(), len)?;
    }
    (0..ids.len())
        .map(|i| {
            let lon_lat = LonLat::new(lon[i], lat[i]);
            if lon_lat.is_none() && !(lon[i].is_nan() && lat[i].is_nan()) {
                return Err(TableError::BadCoordinates { place: i });
            }
            Ok(TablePlace {
                id: ids.get(i as u32).to_owned(),
                name: names.get(i as u32).to_owned(),
                lon_lat,
                is_area: is_area[i] != 0,
                admin1: admin1.get(i as u32).to_owned(),
            })
        })
        .collect()
}

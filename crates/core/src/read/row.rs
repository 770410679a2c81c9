//! From the raw fields of a row to its meaning: the one place where every format's rows are understood alike.

use super::places::{KnownPlace, PlaceCache};
use super::value::{ReadTime, count_of, position_of, time_between, time_of};
use super::{Problems, Reason, Role};
use crate::event::Modality;
use crate::geo::LonLat;
use crate::table::{Dim, EventTable, FigureValue, RowTime, TableBuilder, TableError, TablePlace};
use crate::time::Extent;

/// The measure that deaths are figures of.
const KILLED: &str = "killed";

/// Roles whose text is a value of a dimension.
const DIMS: [(Role, Dim); 3] = [
    (Role::Kind, Dim::Kind),
    (Role::Actor, Dim::Actor),
    (Role::Source, Dim::Report),
];

/// The fields of one row by their roles, as text; empty where there is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawRow<'a> {
    pub(super) fields: [&'a [u8]; Role::COUNT],
    /// The row has a geometry that is not a single point.
    pub(super) odd_geometry: bool,
}

impl<'a> RawRow<'a> {
    #[inline]
    fn get(&self, role: Role) -> &'a [u8] {
        self.fields[role as usize]
    }
}

/// What the fields of a file mean, where its rows go, and what is wrong with them.
#[derive(Debug)]
pub(super) struct Interpreter {
    table: TableBuilder,
    killed: Option<usize>,
    pub(super) problems: Problems,
    /// The name of each role's field in this source.
    pub(super) names: [String; Role::COUNT],
    /// Rows begun so far, rejected ones among them.
    pub(super) rows: u32,
    places: PlaceCache,
    /// Modalities occur: places must be told as mentioned beside those that are marked.
    mentions: bool,
}

impl Interpreter {
    /// For about so many rows.
    pub(super) fn new(expected_rows: usize) -> Self {
        Interpreter {
            table: TableBuilder::with_capacity(expected_rows),
            killed: None,
            problems: Problems::default(),
            names: std::array::from_fn(|_| String::new()),
            rows: 0,
            places: PlaceCache::default(),
            mentions: false,
        }
    }

    /// The fields that play roles, and their names, are known.
    pub(super) fn set_names(&mut self, names: [String; Role::COUNT]) {
        self.mentions |= !names[Role::Modality as usize].is_empty();
        self.names = names;
    }

    /// Understands a row and adds it to the table.
    #[inline]
    pub(super) fn take(&mut self, raw: &RawRow<'_>, offset: u32) {
        self.rows += 1;
        let record = self.rows - 1;
        match self.time(raw, offset) {
            ReadTime::Day(day) => self.table.row(RowTime::Day(day), record),
            ReadTime::When(when) => self.table.row(RowTime::Spans(when.spans(), when.extent), record),
            ReadTime::Undated => self.table.row(RowTime::Undated, record),
        }
        self.table.text_offset(offset);
        let modality = match raw.get(Role::Modality) {
            [] => Modality::Occurred,
            text => self.modality(text, offset),
        };
        if let Some(place) = self.place(raw, offset) {
            if modality.marks() {
                self.table.code(Dim::Mark, place);
            }
            if self.mentions {
                self.table.code(Dim::Mention, place);
            }
        }
        for (role, dim) in DIMS {
            let text = match raw.get(role) {
                [] => continue,
                text @ [b'1'..=b'3'] if role == Role::Kind => self.coded_kind(text),
                text => text,
            };
            self.table.value(dim, text);
        }
        self.deaths(raw, offset);
    }

    /// The finished table, and what was wrong.
    pub(super) fn finish(self) -> Result<(EventTable, Problems), TableError> {
        // What is remembered of places goes first, to make room for sorting.
        drop(self.places);
        Ok((self.table.finish()?, self.problems))
    }

    /// Counts a row that is not there, and says why.
    pub(super) fn reject(&mut self, offset: u32, text: &[u8], reason: Reason) {
        self.rows += 1;
        self.problems.add(self.rows, offset, "", text, reason);
    }

    /// Notes something about the row that is taken next.
    #[cold]
    pub(super) fn note_next(&mut self, offset: u32, text: &[u8], reason: Reason) {
        self.problems.add(self.rows + 1, offset, "", text, reason);
    }

    #[cold]
    fn complain(&mut self, role: Role, value: &[u8], offset: u32, reason: Reason) {
        let name = &self.names[role as usize];
        let name = if name.is_empty() { role.names()[0] } else { name };
        self.problems.add(self.rows, offset, name, value, reason);
    }

    #[inline]
    fn time(&mut self, raw: &RawRow<'_>, offset: u32) -> ReadTime {
        let extent = match raw.get(Role::Extent) {
            b"throughout" => Extent::Throughout,
            _ => Extent::Within,
        };
        let date = raw.get(Role::Date);
        let read = if date.is_empty() {
            let (first, last) = (raw.get(Role::DateStart), raw.get(Role::DateEnd));
            time_between(first, last, extent).map_err(|(reason, at_last)| {
                if at_last {
                    (reason, Role::DateEnd)
                } else {
                    (
                        reason,
                        if first.is_empty() {
                            Role::Date
                        } else {
                            Role::DateStart
                        },
                    )
                }
            })
        } else {
            time_of(date, extent).map_err(|reason| (reason, Role::Date))
        };
        read.unwrap_or_else(|(reason, role)| {
            self.complain(role, raw.get(role), offset, reason);
            ReadTime::Undated
        })
    }

    #[inline]
    fn place(&mut self, raw: &RawRow<'_>, offset: u32) -> Option<u32> {
        let key = [raw.get(Role::Place), raw.get(Role::Lon), raw.get(Role::Lat)];
        let known = self.places.get(key, raw.odd_geometry);
        let known = known.unwrap_or_else(|| {
            let known = self.new_place(key, raw.odd_geometry);
            self.places.insert(key, raw.odd_geometry, known);
            known
        });
        if let Some((reason, role)) = known.problem {
            self.complain(role, raw.get(role), offset, reason);
        }
        known.code
    }

    fn new_place(&mut self, [name, lon, lat]: [&[u8]; 3], odd_geometry: bool) -> KnownPlace {
        let position = if lon.is_empty() && lat.is_empty() {
            Err(match (odd_geometry, name.is_empty()) {
                (true, _) => (Reason::NotAPoint, Role::Place),
                (false, true) => (Reason::NoPlace, Role::Place),
                (false, false) => (Reason::NoCoordinates, Role::Place),
            })
        } else {
            position_of(lon, lat)
                .map_err(|(reason, at_lat)| (reason, if at_lat { Role::Lat } else { Role::Lon }))
        };
        match position {
            Ok(at) => KnownPlace {
                code: Some(place_code(&mut self.table, name, Some(at))),
                problem: None,
            },
            Err(problem) => KnownPlace {
                code: (!name.is_empty()).then(|| place_code(&mut self.table, name, None)),
                problem: Some(problem),
            },
        }
    }

    #[inline]
    fn deaths(&mut self, raw: &RawRow<'_>, offset: u32) {
        let best = self.count(raw, Role::Deaths, offset);
        let low = self.count(raw, Role::DeathsLow, offset);
        let high = self.count(raw, Role::DeathsHigh, offset);
        if best.is_none() && low.is_none() && high.is_none() {
            return;
        }
        let killed = *self.killed.get_or_insert_with(|| self.table.measure(KILLED));
        let value = FigureValue {
            low: low.or(best),
            best,
            high: high.or(best),
        };
        self.table.figure(killed, value);
    }

    #[inline]
    fn count(&mut self, raw: &RawRow<'_>, role: Role, offset: u32) -> Option<f32> {
        match count_of(raw.get(role)) {
            Ok(count) => count.map(|n| n as f32),
            Err(reason) => {
                self.complain(role, raw.get(role), offset, reason);
                None
            }
        }
    }

    #[cold]
    fn modality(&mut self, text: &[u8], offset: u32) -> Modality {
        let known = std::str::from_utf8(text).ok().and_then(Modality::parse);
        if known.is_none() {
            self.complain(Role::Modality, text, offset, Reason::UnknownModality);
        }
        known.unwrap_or_default()
    }

    /// UCDP GED gives its three types of violence by number.
    #[cold]
    fn coded_kind<'a>(&self, kind: &'a [u8]) -> &'a [u8] {
        if self.names[Role::Kind as usize] != "type_of_violence" {
            return kind;
        }
        match kind {
            b"1" => b"state-based conflict",
            b"2" => b"non-state conflict",
            _ => b"one-sided violence",
        }
    }
}

/// The number of a place in the table. Its id is its name; a second place of that name has its position in its id.
#[cold]
fn place_code(table: &mut TableBuilder, name: &[u8], at: Option<LonLat>) -> u32 {
    let name = String::from_utf8_lossy(name).trim().to_owned();
    let position = at.map(|at| format!("{}, {}", at.lat, at.lon));
    let shown = match &position {
        Some(position) if name.is_empty() => position.clone(),
        _ => name.clone(),
    };
    let make = |id: &str| TablePlace {
        id: id.to_owned(),
        name: shown.clone(),
        lon_lat: at,
        ..TablePlace::default()
    };
    let code = table.place(shown.as_bytes(), || make(&shown));
    if table
        .place_mut(code)
        .is_some_and(|p| p.lon_lat == at && p.name == shown)
    {
        return code;
    }
    let id = format!("{name} ({})", position.as_deref().unwrap_or("no position"));
    table.place(id.as_bytes(), || make(&id))
}

//! From the raw fields of a row to its meaning: the one place where every format's rows are understood alike.

use super::amount::Amount;
use super::exchange::{CHECKS, Check};
use super::layout::Layout;
use super::loose::is_placeholder;
use super::named::{Around, NO_FAULT, Named, NamedPlace};
use super::places::{Key, KnownPlace, PlaceCache};
use super::position::Positions;
use super::repeats::Repeats;
use super::summary::Placed;
use super::value::{Dates, ReadTime, count_of, dated_by_parts, time_between, time_of, widened};
use super::{Family, Plan, Problems, Reason, Role};
use crate::event::{Modality, Precision};
use crate::geo::LonLat;
use crate::table::{Dim, EventTable, FigureValue, RowTime, TableBuilder, TableError, TablePlace};
use crate::time::Extent;

/// A year is far from those of the other rows beyond so many; of so many rows at least, and no more than so great a part.
const FAR_YEARS: i32 = 75;
const LEAST_YEARS: u32 = 4;
const FAR_SHARE: usize = 4;
/// The measure that deaths are figures of.
const KILLED: &str = "killed";

/// Roles whose text is a value of a dimension.
const DIMS: [(Role, Dim); 5] = [
    (Role::Kind, Dim::Kind),
    (Role::Actor, Dim::Actor),
    (Role::Actor2, Dim::Actor),
    (Role::Source, Dim::Report),
    (Role::Admin1, Dim::Area),
];
/// Roles by which a row says when, beside its single date.
const PARTS: [[Role; 3]; 2] = [
    [Role::Year, Role::Month, Role::Day],
    [Role::EndYear, Role::EndMonth, Role::EndDay],
];

/// The fields of one row by their roles, as text; empty where there is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawRow<'a> {
    pub(super) fields: [&'a [u8]; Role::COUNT],
    /// The row has a geometry that is not a single point.
    pub(super) odd_geometry: bool,
}

impl<'a> RawRow<'a> {
    /// Of some fields; the others are empty.
    pub(super) fn of(fields: &[(Role, &'a str)]) -> RawRow<'a> {
        let mut raw = RawRow {
            fields: [&[]; Role::COUNT],
            odd_geometry: false,
        };
        for &(role, value) in fields {
            raw.fields[role as usize] = value.as_bytes();
        }
        raw
    }

    /// A field as text.
    pub(super) fn text(&self, role: Role) -> String {
        String::from_utf8_lossy(self.get(role)).trim().to_owned()
    }

    #[inline]
    fn get(&self, role: Role) -> &'a [u8] {
        self.fields[role as usize]
    }
}

/// How the fields of a file are understood: by its family, and by what somebody has said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Understanding {
    pub(super) family: Family,
    pub(super) dates: Dates,
    pub(super) positions: Positions,
}

/// What is to be said of each row at a place, of its position.
#[derive(Debug)]
struct Remark {
    /// The place's id.
    id: String,
    reason: Reason,
    /// The position as it stands in the file.
    written: LonLat,
}

/// What the fields of a file mean, where its rows go, and what is wrong with them.
#[derive(Debug)]
pub(super) struct Interpreter {
    pub(super) table: TableBuilder,
    killed: Option<usize>,
    pub(super) problems: Problems,
    ids: Repeats,
    /// The name of each role's field in this source.
    pub(super) names: [String; Role::COUNT],
    /// Rows begun so far, rejected ones among them.
    pub(super) rows: u32,
    places: PlaceCache,
    /// Modalities occur: places must be told as mentioned beside those that are marked.
    mentions: bool,
    pub(super) understanding: Understanding,
    /// How many rows are placed, and how exactly.
    pub(super) placed: Placed,
    pub(super) named: Named,
    /// Distinct positions that have a name too, to hold against a gazetteer.
    pub(super) checks: Vec<Check>,
    remarks: Vec<Remark>,
}

impl Interpreter {
    /// For about so many rows.
    pub(super) fn new(expected_rows: usize, plan: &Plan) -> Self {
        Interpreter {
            table: TableBuilder::with_capacity(expected_rows),
            killed: None,
            problems: Problems::default(),
            ids: Repeats::default(),
            names: std::array::from_fn(|_| String::new()),
            rows: 0,
            places: PlaceCache::default(),
            mentions: false,
            understanding: Understanding::of(plan),
            placed: Placed::default(),
            named: Named::default(),
            checks: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Says something of the position of a place: that it is taken back as it seems to be the other way round, that it
    /// has been turned round, or only that it lies far from where its name is.
    pub(super) fn remark(&mut self, code: u32, reason: Reason) {
        let Some(place) = self.table.place_mut(code) else {
            return;
        };
        let Some(written) = place.lon_lat else { return };
        if reason != Reason::FarFromName {
            let Some(exchanged) = LonLat::new(written.lat, written.lon) else {
                return;
            };
            place.lon_lat = (reason == Reason::Exchanged).then_some(exchanged);
        }
        self.remarks.push(Remark {
            id: place.id.clone(),
            reason,
            written,
        });
    }

    /// Says of each row at a place of which something is to be said what it is.
    fn tell_of_positions(&mut self, table: &EventTable) {
        let mut remarks = std::mem::take(&mut self.remarks);
        crate::sort::by_key(&mut remarks, |remark| remark.id.clone());
        let known = |code: u32| {
            let place = table.places().get(code as usize)?;
            let at = remarks.binary_search_by(|remark| remark.id.cmp(&place.id)).ok()?;
            remarks.get(at)
        };
        let field = self.name_of(Role::Lat).to_owned();
        let dim = if self.mentions { Dim::Mention } else { Dim::Mark };
        for row in 0..table.rows() {
            let Some(remark) = table.codes(dim, row).find_map(known) else {
                continue;
            };
            let (reason, value) = (
                remark.reason,
                format!("{}, {}", remark.written.lat, remark.written.lon),
            );
            let (record, offset) = (table.record(row) + 1, table.text_offset(row).unwrap_or(0));
            self.problems
                .add(record, offset, &field, value.as_bytes(), reason);
            if reason.effect() == super::Effect::Unplaced {
                let precision = table.text(Dim::Precision, row).next().unwrap_or_default();
                self.placed
                    .move_to_nowhere(Precision::parse(precision).unwrap_or(Precision::Exact));
            }
        }
        self.problems.sort();
    }

    /// A table of text begins: its family, and the names of the fields that play roles, are known.
    pub(super) fn begin_table(&mut self, layout: &Layout) {
        let name = |role: Role| {
            let column = layout.columns.iter().find(|(r, _)| *r == role)?.1;
            layout.header.get(column).cloned()
        };
        self.set_names(Role::ALL.map(|role| name(role).unwrap_or_default()));
        self.set_family(layout.family);
    }

    /// Whose conventions the rows follow.
    pub(super) fn set_family(&mut self, family: Family) {
        self.understanding.family = family;
        // Where older exports of ACLED write dates as numbers with hyphens, the day comes first; with slashes somebody
        // else wrote them.
        self.understanding.dates.hyphens_day_first = family == Family::Acled;
        self.understanding.dates.ancient = family == Family::LinkedPlaces;
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
        let id = raw.get(Role::Id);
        if !id.is_empty() && self.ids.met(id) {
            self.complain(Role::Id, id, offset, Reason::RepeatedId);
        }
        self.understand_rest(raw, offset);
    }

    /// Everything but the time.
    #[inline]
    fn understand_rest(&mut self, raw: &RawRow<'_>, offset: u32) {
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
                text @ [b'#', ..] if is_sheet_error(text) => {
                    self.complain(role, text, offset, Reason::SheetError);
                    continue;
                }
                text @ ([b'1'..=b'3'] | [b'0'..=b'2', b'0'..=b'9']) if role == Role::Kind => {
                    self.understanding.family.kind(text)
                }
                text @ [b'0'..=b'9']
                    if role == Role::Kind && self.understanding.family == Family::UcdpGed =>
                {
                    self.complain(role, text, offset, Reason::UnknownKind);
                    text
                }
                text => text,
            };
            self.table.value(dim, text);
        }
        self.deaths(raw, offset);
    }

    /// The finished table, and what was wrong.
    pub(super) fn finish(mut self) -> Result<(EventTable, Problems, Placed), TableError> {
        // What is remembered of places goes first, to make room for sorting.
        self.places = PlaceCache::default();
        let places = self.named.places.iter();
        let same: Vec<(u32, u32)> = places.filter_map(|p| Some((p.code, p.same_as?))).collect();
        self.tell_of_names();
        if !same.is_empty() {
            self.table.merge_places(&same);
        }
        let table = std::mem::take(&mut self.table).finish()?;
        if !self.remarks.is_empty() {
            self.tell_of_positions(&table);
        }
        self.tell_of_broken_text(&table);
        self.tell_of_far_years(&table);
        Ok((table, self.problems, self.placed))
    }

    /// Says of each row that letters of a name, kind, party or source in it could not be read.
    fn tell_of_broken_text(&mut self, table: &EventTable) {
        const SIGN: char = char::REPLACEMENT_CHARACTER;
        let place = if self.mentions { Dim::Mention } else { Dim::Mark };
        let mut found = false;
        for (role, dim) in [(Role::Place, place)].into_iter().chain(DIMS) {
            let is_broken = |code: u32| table.label(dim, code).contains(SIGN);
            let broken: Vec<bool> = (0..table.code_count(dim) as u32).map(is_broken).collect();
            // Both parties stand in one column.
            if !broken.contains(&true) || role == Role::Actor2 {
                continue;
            }
            found = true;
            let field = self.name_of(role).to_owned();
            for row in 0..table.rows() {
                let is_broken = |code: &u32| broken.get(*code as usize) == Some(&true);
                if let Some(code) = table.codes(dim, row).find(is_broken) {
                    let (record, offset) = (table.record(row) + 1, table.text_offset(row).unwrap_or(0));
                    let value = table.label(dim, code).as_bytes();
                    self.problems
                        .add(record, offset, &field, value, Reason::BrokenText);
                }
            }
        }
        if found {
            self.problems.sort();
        }
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
        let name = self.name_of(role).to_owned();
        self.problems.add(self.rows, offset, &name, value, reason);
    }

    pub(super) fn name_of(&self, role: Role) -> &str {
        // A date can stand in several columns.
        let others: &[Role] = match role {
            Role::Date => &[Role::DateStart, Role::Year, Role::DateEnd],
            // So can the area of rows without a place.
            Role::Place => &[Role::Admin1, Role::Admin2, Role::Country],
            _ => &[],
        };
        let names = [role]
            .into_iter()
            .chain(others.iter().copied())
            .map(|role| &self.names[role as usize]);
        names
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or(role.word(), String::as_str)
    }

    #[inline]
    fn time(&mut self, raw: &RawRow<'_>, offset: u32) -> ReadTime {
        let precision = raw.get(Role::DatePrecision);
        if !precision.is_empty() && self.understanding.family.date_class(precision).is_none() {
            self.complain(Role::DatePrecision, precision, offset, Reason::UnknownPrecision);
        }
        let (time, problem) = self.understanding.time(raw);
        if let Some((reason, role)) = problem {
            self.complain(role, raw.get(role), offset, reason);
        }
        if let Some(note) = self
            .understanding
            .dates
            .note
            .take()
            .filter(|_| time != ReadTime::Undated)
        {
            let role = [Role::Date, Role::DateStart, Role::DateEnd]
                .into_iter()
                .find(|r| !raw.get(*r).is_empty());
            let role = role.unwrap_or(Role::Date);
            self.complain(role, raw.get(role), offset, note);
        }
        if raw.get(Role::Date).is_empty() {
            self.tell_of_year(raw, offset, &time);
        }
        time
    }

    /// Says that the year stands in for a date that the row does not give.
    fn tell_of_year(&mut self, raw: &RawRow<'_>, offset: u32, time: &ReadTime) {
        let is_empty = |role: Role| raw.get(role).is_empty();
        let is_of_year = !is_empty(Role::Year)
            && [Role::Day, Role::DateStart, Role::DateEnd]
                .into_iter()
                .all(is_empty);
        if is_of_year && *time != ReadTime::Undated && !self.names[Role::Date as usize].is_empty() {
            self.complain(Role::Date, b"", offset, Reason::DateOfYear);
        }
    }

    /// Says of each row of a year far from those of the others that it is so.
    fn tell_of_far_years(&mut self, table: &EventTable) {
        let days = table.day_rows();
        let count = days.end.saturating_sub(days.start);
        let year = |row: u32| table.day(row).map_or(0, |day| day.ymd().0);
        if count < LEAST_YEARS {
            return;
        }
        let middle = year(days.start + count / 2);
        let is_far = |row: &u32| (year(*row) - middle).abs() > FAR_YEARS;
        let before = days.clone().take_while(is_far);
        let after = days.clone().rev().take_while(is_far);
        let far: Vec<u32> = before.chain(after).take(count as usize / FAR_SHARE + 1).collect();
        if far.is_empty() || far.len() > count as usize / FAR_SHARE {
            return;
        }
        let field = self.name_of(Role::Date).to_owned();
        for row in far {
            let (record, offset) = (table.record(row) + 1, table.text_offset(row).unwrap_or(0));
            let value = table.day(row).map_or_else(String::new, |day| day.to_string());
            self.problems
                .add(record, offset, &field, value.as_bytes(), Reason::FarYear);
        }
        self.problems.sort();
    }

    #[inline]
    fn place(&mut self, raw: &RawRow<'_>, offset: u32) -> Option<u32> {
        let key = place_key(raw);
        let known = self.places.get(key, raw.odd_geometry);
        let known = known.unwrap_or_else(|| {
            let known = self.new_place(raw, key);
            self.places.insert(key, raw.odd_geometry, known);
            known
        });
        self.placed.add(known.at);
        if let Some(precision) = known.at.filter(|_| !raw.get(Role::PlacePrecision).is_empty()) {
            self.table.value(Dim::Precision, precision.as_str().as_bytes());
        }
        if let (Some(fault), Some(code)) = (known.waits, known.code) {
            self.named.row(self.rows, offset, code, fault);
        }
        match known.problem {
            None => {}
            Some((reason @ Reason::NotAPoint, _)) if raw.odd_geometry => {
                let kind = raw.get(Role::Position);
                self.problems.add(self.rows, offset, "geometry", kind, reason);
            }
            Some((reason, role)) => self.complain(role, raw.get(role), offset, reason),
        }
        known.code
    }

    fn new_place(&mut self, raw: &RawRow<'_>, key: Key<'_>) -> KnownPlace {
        let [name, _, _, precision, admin1, admin2, country] = key;
        let family = self.understanding.family;
        let stated = (!precision.is_empty()).then(|| family.place_precision(precision));
        let mut problem =
            matches!(stated, Some(None)).then_some((Reason::UnknownPrecision, Role::PlacePrecision));
        // A precision that nobody knows is not that of a point.
        let precision_class = stated.map_or(Precision::Exact, |stated| stated.unwrap_or(Precision::Near));
        let is_area = matches!(precision_class, Precision::Area | Precision::Part);
        let is_error = is_sheet_error(name);
        let name = if is_error { b"" } else { name };
        let name = if is_area {
            family.area_name(precision, name, [admin1, admin2, country])
        } else {
            name
        };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        let mut place = TablePlace {
            name: text(name),
            is_area,
            admin1: text(admin1),
            ..TablePlace::default()
        };
        let around = Around {
            admin1: text(admin1),
            admin2: text(admin2),
            country: text(country),
        };
        let at = match self.understanding.position(raw) {
            Ok(at) => {
                place.lon_lat = Some(at);
                if is_error && problem.is_none() {
                    problem = Some((Reason::SheetError, Role::Place));
                }
                Some(precision_class)
            }
            // Nor is there a name, then.
            Err((Reason::NoCoordinates, _)) if is_error => {
                problem = Some((Reason::NoPlace, Role::Place));
                None
            }
            Err(why) => {
                problem = Some(why);
                None
            }
        };
        // What cannot be used is as good as nothing: the name may still tell. What must be asked is not.
        let mut named_by = Role::Place;
        let may_be_named = at.is_none() && problem.is_some_and(|(reason, _)| reason.leaves_the_name());
        let is_bare = place.name.is_empty() && may_be_named;
        let is_nothing = matches!(problem, Some((Reason::NoPlace, _)));
        // Rows that name nothing but what it lies in say an area: the smallest that they name.
        if is_bare || place.name.is_empty() && is_nothing {
            let around = [
                (Role::Admin2, &around.admin2),
                (Role::Admin1, &around.admin1),
                (Role::Country, &around.country),
            ];
            if let Some((role, area)) = around.into_iter().find(|(_, area)| !area.is_empty()) {
                place.name.clone_from(area);
                place.is_area = true;
                named_by = role;
                if is_nothing {
                    problem = Some((Reason::NoCoordinates, Role::Place));
                }
            }
        }
        let exchanged = match problem {
            Some((Reason::SwappedCoordinates, _)) => self.understanding.exchanged(raw),
            _ => None,
        };
        let toponym = place.name.clone();
        if let (Some(at), true) = (exchanged, place.name.is_empty()) {
            place.name = format!("{}, {}", at.lon, at.lat);
        }
        if at.is_none() && place.name.is_empty() {
            if let Some((reason @ Reason::NoCoordinates, _)) = &mut problem {
                // Nothing but blanks is no name.
                *reason = Reason::NoPlace;
            }
            return KnownPlace {
                code: None,
                at,
                problem,
                waits: None,
            };
        }
        let check = place.lon_lat.filter(|_| !toponym.is_empty() && !is_area);
        let may_be_named = at.is_none() && problem.is_some_and(|(reason, _)| reason.leaves_the_name());
        let mut apart = match at {
            Some(_) => String::new(),
            None => around.key(),
        };
        if let Some(at) = exchanged {
            // Each is a place of its own, as each is turned round by itself.
            apart = format!("{apart}; {}, {}", at.lon, at.lat);
        } else if at.is_none() && !may_be_named {
            apart.push_str("; unread");
        }
        let code = place_code(&mut self.table, place, &apart);
        if let Some(at) = check
            && self.checks.len() < CHECKS
        {
            self.checks.push(Check {
                code,
                name: toponym.clone(),
                around: around.clone(),
                at,
            });
        }
        let mut waits = None;
        if may_be_named {
            waits = Some(match problem {
                Some((reason, role)) if reason != Reason::NoCoordinates => {
                    self.named.fault(reason, role, raw.get(role))
                }
                _ => NO_FAULT,
            });
            problem = None;
            self.named.place(NamedPlace {
                code,
                name: toponym,
                role: named_by,
                around,
                rows: 0,
                reason: Reason::NoCoordinates,
                same_as: None,
                exchanged: exchanged.map(|at| (at, precision_class)),
            });
        }
        KnownPlace {
            code: Some(code),
            at,
            problem,
            waits,
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
        let bounds = [best, low, high].map(|amount| amount.map(bounds_of));
        let [of_best, of_low, of_high] = bounds;
        let is_plain = matches!(best, Some(Amount::Exactly(_)));
        let mut value = FigureValue {
            low: of_low.or(of_best).map(|(least, _)| least),
            best: of_best.filter(|_| is_plain).map(|(n, _)| n),
            high: of_high.or(of_best).map(|(_, most)| most),
        };
        let said = [value.low, value.best, value.high];
        let mut stated = said.into_iter().flatten();
        if !said.into_iter().flatten().is_sorted() {
            let first = stated.next().unwrap_or_default();
            let (least, most) = stated.fold((first, first), |(a, b), n| (a.min(n), b.max(n)));
            (value.low, value.high) = (Some(least), Some(most));
            self.complain(Role::Deaths, raw.get(Role::Deaths), offset, Reason::FigureOrder);
        }
        self.table.figure(killed, value);
    }

    #[inline]
    fn count(&mut self, raw: &RawRow<'_>, role: Role, offset: u32) -> Option<Amount> {
        count_of(raw.get(role)).unwrap_or_else(|reason| {
            self.complain(role, raw.get(role), offset, reason);
            None
        })
    }

    #[cold]
    fn modality(&mut self, text: &[u8], offset: u32) -> Modality {
        let known = std::str::from_utf8(text).ok().and_then(Modality::parse);
        if known.is_none() {
            self.complain(Role::Modality, text, offset, Reason::UnknownModality);
        }
        known.unwrap_or_default()
    }
}

/// The least and the greatest number that an amount allows.
fn bounds_of(amount: Amount) -> (f32, f32) {
    match amount {
        Amount::Exactly(n) => (n as f32, n as f32),
        Amount::Between(low, high) => (low as f32, high as f32),
        Amount::AtLeast(n) => (n as f32, f32::INFINITY),
    }
}

/// Whether a text is what spreadsheets show where a value cannot be had.
fn is_sheet_error(text: &[u8]) -> bool {
    const ERRORS: [&[u8]; 14] = [
        b"#DIV/0!",
        b"#N/A",
        b"#NAME?",
        b"#NULL!",
        b"#NUM!",
        b"#REF!",
        b"#VALUE!",
        b"#SPILL!",
        b"#CALC!",
        b"#FIELD!",
        b"#BLOCKED!",
        b"#CONNECT!",
        b"#UNKNOWN!",
        b"#GETTING_DATA",
    ];
    text.starts_with(b"#") && ERRORS.contains(&text)
}

/// The fields by which a place is known.
#[inline]
fn place_key<'a>(raw: &RawRow<'a>) -> Key<'a> {
    let lon = match raw.get(Role::Lon) {
        [] => raw.get(Role::Position),
        lon => lon,
    };
    [
        raw.get(Role::Place),
        lon,
        raw.get(Role::Lat),
        raw.get(Role::PlacePrecision),
        raw.get(Role::Admin1),
        raw.get(Role::Admin2),
        raw.get(Role::Country),
    ]
}

impl Understanding {
    /// As far as somebody has said.
    pub(super) fn of(plan: &Plan) -> Understanding {
        Understanding {
            family: Family::Plain,
            dates: Dates {
                order: plan.date_order,
                short_years: plan.short_years,
                numbers: plan.date_numbers,
                ..Dates::default()
            },
            positions: Positions {
                decimal_comma: plan.decimal_comma,
                swapped: plan.swapped,
                zero_is_place: plan.zero_is_place,
                projection: plan.projection,
            },
        }
    }

    /// When a row says that it happened, and what of that could not be used: why, and which field.
    #[inline]
    pub(super) fn time(&mut self, raw: &RawRow<'_>) -> (ReadTime, Option<(Reason, Role)>) {
        let extent = match raw.get(Role::Extent) {
            b"throughout" => Extent::Throughout,
            _ => Extent::Within,
        };
        let date = raw.get(Role::Date);
        let read = if date.is_empty() {
            self.time_in_parts(raw, extent)
        } else {
            time_of(date, extent, &mut self.dates).map_err(|reason| (reason, Role::Date))
        };
        let (time, problem) = match read {
            Ok(time) if !date.is_empty() && !raw.get(Role::DateEnd).is_empty() => {
                self.up_to_end(raw, extent, time)
            }
            Ok(time) => (time, None),
            Err(problem) => return (ReadTime::Undated, Some(problem)),
        };
        let precision = raw.get(Role::DatePrecision);
        if precision.is_empty() {
            return (time, problem);
        }
        let class = self.family.date_class(precision);
        (
            widened(time, class.unwrap_or(self.family.least_exact()), extent),
            problem,
        )
    }

    /// A date with the last day beside it, as tables with `date` and `end` have it. An end that cannot be used is told,
    /// and takes nothing from the date: the column may well mean something else.
    #[cold]
    fn up_to_end(
        &mut self,
        raw: &RawRow<'_>,
        extent: Extent,
        date: ReadTime,
    ) -> (ReadTime, Option<(Reason, Role)>) {
        // Where the beginning has a column too, or the date says both itself, the date is the whole of it.
        let is_whole = match &date {
            ReadTime::Day(_) => false,
            ReadTime::When(when) => when.edtf().contains(['/', '[', '{']),
            ReadTime::Undated => true,
        };
        if is_whole || !raw.get(Role::DateStart).is_empty() {
            return (date, None);
        }
        let (first, last) = (raw.get(Role::Date), raw.get(Role::DateEnd));
        match time_between(first, last, extent, &mut self.dates) {
            Ok(time) => (time, None),
            Err(_unusable) => (date, Some((Reason::UnusedEnd, Role::DateEnd))),
        }
    }

    fn time_in_parts(&mut self, raw: &RawRow<'_>, extent: Extent) -> Result<ReadTime, (Reason, Role)> {
        let (first, last) = (raw.get(Role::DateStart), raw.get(Role::DateEnd));
        let [begun, ended] = PARTS.map(|roles| roles.map(|role| raw.get(role)));
        if first.is_empty() && last.is_empty() && begun.iter().any(|part| !part.is_empty()) {
            let first = dated_by_parts(begun).map_err(|reason| (reason, Role::Year))?;
            let last = if ended.iter().all(|part| part.is_empty()) {
                String::new()
            } else {
                let year = if ended[0].is_empty() { begun[0] } else { ended[0] };
                dated_by_parts([year, ended[1], ended[2]]).map_err(|reason| (reason, Role::EndYear))?
            };
            return time_between(first.as_bytes(), last.as_bytes(), extent, &mut self.dates)
                .map_err(|(reason, at_last)| (reason, if at_last { Role::EndYear } else { Role::Year }));
        }
        time_between(first, last, extent, &mut self.dates).map_err(|(reason, at_last)| {
            let role = match (at_last, first.is_empty()) {
                (true, _) => Role::DateEnd,
                (false, true) => Role::Date,
                (false, false) => Role::DateStart,
            };
            (reason, role)
        })
    }

    /// Where a row says that it happened, if longitude and latitude have changed places.
    fn exchanged(&self, raw: &RawRow<'_>) -> Option<LonLat> {
        let (lon, lat) = (raw.get(Role::Lon), raw.get(Role::Lat));
        if is_placeholder(lon) || is_placeholder(lat) {
            return self.positions.read_pair_exchanged(raw.get(Role::Position));
        }
        self.positions.read_exchanged(lon, lat)
    }

    /// Where a row says that it happened, or why that cannot be told and by which field.
    pub(super) fn position(&self, raw: &RawRow<'_>) -> Result<LonLat, (Reason, Role)> {
        let (lon, lat) = (raw.get(Role::Lon), raw.get(Role::Lat));
        // "N/A" is as good as nothing.
        let missing = [lon, lat].map(is_placeholder);
        if missing == [false; 2] {
            let read = self.positions.read(lon, lat);
            return read.map_err(|(reason, at_lat)| (reason, if at_lat { Role::Lat } else { Role::Lon }));
        }
        let pair = raw.get(Role::Position);
        if !pair.is_empty() {
            return self.positions.read_pair(pair).map_err(|reason| {
                // What stands there is the kind of the geometry, unless a property gives a pair.
                let reason = if raw.odd_geometry {
                    Reason::NotAPoint
                } else {
                    reason
                };
                (reason, Role::Position)
            });
        }
        match missing {
            [true, false] => return Err((Reason::HalfPosition, Role::Lon)),
            [false, true] => return Err((Reason::HalfPosition, Role::Lat)),
            _ => {}
        }
        let reason = match (raw.odd_geometry, raw.get(Role::Place).is_empty()) {
            (true, _) => Reason::NotAPoint,
            (false, true) => Reason::NoPlace,
            (false, false) => Reason::NoCoordinates,
        };
        Err((reason, Role::Place))
    }
}

/// The number of a place in the table. Its id is its name; a second place of that name has more in its id. `apart` tells
/// a place without a position from others of its name.
#[cold]
fn place_code(table: &mut TableBuilder, place: TablePlace, apart: &str) -> u32 {
    let position = place.lon_lat.map(|at| format!("{}, {}", at.lat, at.lon));
    let place = TablePlace {
        name: match &position {
            Some(position) if place.name.is_empty() => position.clone(),
            _ => place.name,
        },
        ..place
    };
    let where_it_is = position.as_deref().unwrap_or("no position");
    let longer = [
        place.name.clone(),
        format!("{} ({where_it_is})", place.name),
        format!("{} ({}, {where_it_is})", place.name, place.admin1),
        format!(
            "{} ({}, {where_it_is}, area {})",
            place.name, place.admin1, place.is_area
        ),
    ];
    let own = [
        format!("{} ({apart})", place.name),
        format!("{} ({apart}, {where_it_is}, area {})", place.name, place.is_area),
    ];
    let ids: &[String] = if apart.is_empty() { &longer } else { &own };
    let mut code = 0;
    for id in ids {
        code = table.place(id.as_bytes(), || TablePlace {
            id: id.clone(),
            ..place.clone()
        });
        let is_same = table.place_mut(code).is_some_and(|known| {
            known.name == place.name
                && known.lon_lat == place.lon_lat
                && known.is_area == place.is_area
                // A name alone is told from another by what it lies in.
                && (place.lon_lat.is_some() || known.admin1 == place.admin1)
        });
        if is_same {
            break;
        }
    }
    code
}

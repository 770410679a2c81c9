//! [`FeatureParser`]: the fields of one GeoJSON feature, found in place.

use super::family::{hxl_role, is_hxl_tag};
use super::json::{Cursor, Stop, Token, Value, unescaped};
use super::pack::{MAX_SHAPES, Packed};
use super::row::RawRow;
use super::shape::{Followed, Shape};
use super::swar::same;
use super::{Family, Plan, Role};

/// Property names remembered; a file with more has them looked up each time.
const MAX_KEYS: usize = 256;

#[derive(Debug)]
struct Key {
    name: Vec<u8>,
    role: Option<(Role, u8)>,
}

/// A value that may play a role.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    role: Role,
    rank: u8,
    value: u32,
}

/// Finds the fields of features. Features of one file mostly have one of few shapes; only the first of each shape is
/// parsed, the others are held against it.
#[derive(Debug, Default)]
pub(super) struct FeatureParser {
    /// Fields stand in the object itself, not in its `properties`.
    is_flat: bool,
    plan: Plan,
    /// The feature is one of Linked Places: its title is the name of a place.
    is_linked: bool,
    keys: Vec<Key>,
    shapes: Vec<Shape>,
    /// The shape of the feature read last, if it has one of those known.
    shape: Option<usize>,
    /// Its values.
    values: Vec<Token>,
    /// As [`Shape::fields`], of the feature read last, if it has no known shape.
    fields: Vec<(Role, u32)>,
    candidates: Vec<Candidate>,
    /// Whether a geometry was there, and was not a single point.
    odd_geometry: bool,
    scratch: Vec<u8>,
}

/// Rank of what stands outside `properties`: a property goes before it.
const OUTSIDE: u8 = 200;
/// Rank of a geometry's coordinates: nothing goes before them.
const GEOMETRY: u8 = 0;
/// Rank of `title` among the names of a summary.
const TITLE: u8 = 5;
/// Rank of `name` among the names of a place.
const NAME: u8 = 100;
/// Shapes that a feature is held against before it is parsed.
const TRIED: usize = 8;

impl FeatureParser {
    /// Of features, or of flat objects.
    pub(super) fn new(is_flat: bool, plan: Plan) -> FeatureParser {
        FeatureParser {
            is_flat,
            plan,
            ..FeatureParser::default()
        }
    }

    /// Whose conventions the features follow, by the names of their properties.
    pub(super) fn family(&self) -> Family {
        if self.is_linked {
            return Family::LinkedPlaces;
        }
        let names: Vec<String> = self
            .keys
            .iter()
            .map(|key| String::from_utf8_lossy(&key.name).into_owned())
            .collect();
        match Family::of_header(&names) {
            Family::Plain if names.iter().any(|name| is_hxl_tag(name)) => Family::Hxl,
            family => family,
        }
    }

    /// The name of the property that first played a role.
    pub(super) fn name_of(&self, role: Role) -> Option<String> {
        // Of Linked Places the title is the name of the place.
        let is_it = |r: Role| r == role || self.is_linked && (role, r) == (Role::Place, Role::Summary);
        let key = self
            .keys
            .iter()
            .find(|k| k.role.is_some_and(|(r, _)| r == role))
            .or_else(|| self.keys.iter().find(|k| k.role.is_some_and(|(r, _)| is_it(r))))?;
        Some(String::from_utf8_lossy(&key.name).into_owned())
    }

    /// The names of the properties that are used for nothing.
    pub(super) fn unused(&self) -> Vec<String> {
        let unused = self.keys.iter().filter(|key| key.role.is_none());
        unused
            .map(|key| String::from_utf8_lossy(&key.name).into_owned())
            .collect()
    }

    /// Number of distinct property names met so far.
    pub(super) fn key_count(&self) -> usize {
        self.keys.len()
    }

    /// Reads the feature that `bytes` begins with; the index of its end. Its fields are then in
    /// [`FeatureParser::row`].
    #[inline]
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<usize, Stop> {
        if let Some(shape) = self.shape.and_then(|s| self.shapes.get(s)) {
            match shape.follow(bytes, &mut self.values) {
                Followed::To(end) => return Ok(end),
                Followed::Incomplete => return Err(Stop::Incomplete),
                Followed::Other => {}
            }
        }
        self.read_other(bytes)
    }

    /// Reads a feature of another shape than the one before.
    #[cold]
    fn read_other(&mut self, bytes: &[u8]) -> Result<usize, Stop> {
        for (number, shape) in self.shapes.iter().take(TRIED).enumerate() {
            if let Followed::To(end) = shape.follow(bytes, &mut self.values) {
                self.shape = Some(number);
                return Ok(end);
            }
        }
        let mut cursor = Cursor::new(bytes);
        cursor.values = std::mem::take(&mut self.values);
        cursor.values.clear();
        let parsed = self.parse(&mut cursor);
        self.values = cursor.values;
        parsed?;
        let end = cursor.at;
        // Where several values could play a role, the best comes last, and of equals the first.
        self.candidates.reverse();
        crate::sort::by_key(&mut self.candidates, |c| std::cmp::Reverse(c.rank));
        self.fields.clear();
        self.fields
            .extend(self.candidates.iter().map(|c| (c.role, c.value)));
        let pieces = Shape::pieces_of(bytes.get(..end).unwrap_or_default(), &self.values);
        self.shape = self.shapes.iter().position(|s| s.pieces == pieces);
        let is_text = |piece: &Vec<u8>| std::str::from_utf8(piece).is_ok();
        if self.shape.is_none() && self.shapes.len() < MAX_SHAPES && pieces.iter().all(is_text) {
            self.shape = Some(self.shapes.len());
            self.shapes.push(Shape {
                pieces,
                fields: self.fields.clone(),
                odd_geometry: self.odd_geometry,
            });
        }
        Ok(end)
    }

    fn parse(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Stop> {
        self.candidates.clear();
        self.odd_geometry = false;
        cursor.expect(b'{')?;
        let mut first = true;
        while let Some(key) = cursor.next_key(&mut first)? {
            let value = cursor.value()?;
            match (text(cursor, key), value) {
                (b"properties", Value::Object) => self.properties(cursor)?,
                (b"geometry", Value::Object) => self.geometry(cursor)?,
                (b"when", Value::Object) => self.when(cursor)?,
                (b"when", Value::Scalar(_)) => self.set(Role::Date, OUTSIDE, cursor),
                (b"type", Value::Scalar(token)) if text(cursor, token) == b"Feature" => {
                    cursor.values.pop();
                }
                (name, value) if self.is_flat => self.property(name, value, cursor)?,
                (b"@id", Value::Scalar(_)) => {
                    self.is_linked = true;
                    self.set(Role::Id, OUTSIDE, cursor);
                }
                (b"id", Value::Scalar(_)) => self.set(Role::Id, OUTSIDE, cursor),
                (b"type", Value::Scalar(_)) => {
                    cursor.values.pop();
                }
                (name, value) => {
                    self.is_linked |= name == b"names" && value == Value::Array;
                    cursor.skip_rest(value)?;
                }
            }
        }
        if self.is_linked {
            // The title of a place is its name, unless something else is.
            for candidate in &mut self.candidates {
                if candidate.role == Role::Summary && candidate.rank == TITLE {
                    candidate.role = Role::Place;
                }
            }
        }
        Ok(())
    }

    /// The fields of the feature read last, whose text this begins with.
    #[inline]
    pub(super) fn row<'a>(&'a mut self, feature: &'a [u8]) -> RawRow<'a> {
        let (fields, odd_geometry) = match self.shape.and_then(|s| self.shapes.get(s)) {
            Some(shape) => (&shape.fields, shape.odd_geometry),
            None => (&self.fields, self.odd_geometry),
        };
        let mut raw = RawRow {
            fields: [&[]; Role::COUNT],
            odd_geometry,
        };
        let mut rewrites = [false; Role::COUNT];
        let mut any = false;
        for &(role, value) in fields {
            let Some(token) = self.values.get(value as usize) else {
                continue;
            };
            let text = feature
                .get(token.start as usize..token.end as usize)
                .unwrap_or_default();
            if token.quoted || text != b"null" {
                raw.fields[role as usize] = text;
                rewrites[role as usize] = token.rewrite;
                any |= token.rewrite;
            }
        }
        if any {
            self.scratch.clear();
            let ends: [usize; Role::COUNT] = std::array::from_fn(|i| {
                if rewrites[i] {
                    unescaped(raw.fields[i], &mut self.scratch);
                }
                self.scratch.len()
            });
            let mut start = 0;
            for ((rewrite, field), end) in rewrites.iter().zip(&mut raw.fields).zip(ends) {
                if *rewrite {
                    *field = self.scratch.get(start..end).unwrap_or_default();
                }
                start = end;
            }
        }
        raw
    }

    /// Adds the text of the feature read last, which is `feature`, to what is kept.
    #[inline]
    pub(super) fn pack(&self, feature: &[u8], packed: &mut Packed) {
        if let Some(shape) = self.shape {
            packed.record(shape, feature, &self.values);
        } else {
            packed.raw(feature);
            packed.end_raw();
        }
    }

    /// The pieces of all shapes.
    pub(super) fn into_shapes(self) -> Vec<Vec<String>> {
        let text = |piece: Vec<u8>| String::from_utf8(piece).unwrap_or_default();
        self.shapes
            .into_iter()
            .map(|s| s.pieces.into_iter().map(text).collect())
            .collect()
    }

    /// The value passed last may play a role.
    fn set(&mut self, role: Role, rank: u8, cursor: &Cursor<'_>) {
        if let Some(value) = cursor.values.len().checked_sub(1) {
            self.candidates.push(Candidate {
                role,
                rank,
                value: value as u32,
            });
        }
    }

    fn properties(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Stop> {
        let mut first = true;
        while let Some(key) = cursor.next_key(&mut first)? {
            let name = text(cursor, key);
            let value = cursor.value()?;
            self.property(name, value, cursor)?;
        }
        Ok(())
    }

    fn property(&mut self, name: &[u8], value: Value, cursor: &mut Cursor<'_>) -> Result<(), Stop> {
        match (self.role_of(name), value) {
            (Some((role, rank)), Value::Scalar(_) | Value::Null) => self.set(role, rank, cursor),
            (Some((Role::Date, _)), Value::Object) => self.when(cursor)?,
            (None, Value::Scalar(_) | Value::Null) => {}
            (_, value) => cursor.skip_rest(value)?,
        }
        Ok(())
    }

    fn role_of(&mut self, name: &[u8]) -> Option<(Role, u8)> {
        if let Some(key) = self.keys.iter().find(|k| same(&k.name, name)) {
            return key.role;
        }
        let role = std::str::from_utf8(name)
            .ok()
            .and_then(|name| match self.plan.role_of(name) {
                Some(said) => said.map(|role| (role, 0)),
                None if is_hxl_tag(name) => hxl_role(name),
                // A feature's name is that of the place, where no other property is.
                None if !self.is_flat && name.eq_ignore_ascii_case("name") => Some((Role::Place, NAME)),
                None => Role::of_name(name),
            });
        if self.keys.len() < MAX_KEYS {
            self.keys.push(Key {
                name: name.to_vec(),
                role,
            });
        }
        role
    }

    /// A geometry whose brace has been passed: the position of a point, or that it is none.
    fn geometry(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Stop> {
        let mut is_point = true;
        let mut is_collection = false;
        let mut position = None;
        let mut kind = None;
        let mut first = true;
        while let Some(key) = cursor.next_key(&mut first)? {
            let value = cursor.value()?;
            match (text(cursor, key), value) {
                (b"type", Value::Scalar(token)) => {
                    is_point = text(cursor, token) == b"Point";
                    if is_point {
                        cursor.values.pop();
                    } else {
                        // To say what it is, in place of a point.
                        kind = cursor.values.len().checked_sub(1);
                    }
                }
                (b"coordinates", Value::Array) => position = coordinates(cursor)?,
                (b"geometries", Value::Array) => {
                    // A collection of one point is a point.
                    position = only_geometry(cursor)?;
                    is_collection = true;
                }
                (_, value) => cursor.skip_rest(value)?,
            }
        }
        match position {
            Some(lon) if is_point || is_collection => {
                for (role, value) in [(Role::Lon, lon), (Role::Lat, lon + 1)] {
                    self.candidates.push(Candidate {
                        role,
                        rank: GEOMETRY,
                        value,
                    });
                }
            }
            _ => {
                self.odd_geometry = true;
                self.candidates.extend(kind.map(|kind| Candidate {
                    role: Role::Position,
                    rank: OUTSIDE,
                    value: kind as u32,
                }));
            }
        }
        Ok(())
    }

    /// A `when` object (Linked Places, GeoJSON-T) whose brace has been passed: the first `start` and `end` in it.
    #[cold]
    fn when(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Stop> {
        self.when_part(cursor, Value::Object, None, 8)
    }

    /// A bound of a time span. Of several spans the whole from the first to the last is meant: less would leave out days
    /// on which it can have been.
    fn set_bound(&mut self, role: Role, cursor: &Cursor<'_>) {
        let known = |role: Role| {
            self.candidates
                .iter()
                .filter(move |c| c.role == role && c.rank > OUTSIDE / 2)
        };
        let is_later = role == Role::DateEnd || known(Role::DateStart).count() > 0;
        if is_later {
            // Of ends the last goes before the others.
            let ends = known(Role::DateEnd).count().min(usize::from(OUTSIDE / 2 - 1));
            self.set(Role::DateEnd, OUTSIDE - ends as u8, cursor);
        } else {
            self.set(role, OUTSIDE, cursor);
        }
    }

    fn when_part(
        &mut self,
        cursor: &mut Cursor<'_>,
        value: Value,
        role: Option<Role>,
        depth: u32,
    ) -> Result<(), Stop> {
        let Some(depth) = depth.checked_sub(1) else {
            return cursor.skip_rest(value);
        };
        let mut first = true;
        match value {
            Value::Scalar(_) => {
                if let Some(role) = role {
                    self.set_bound(role, cursor);
                }
            }
            Value::Null => {}
            Value::Array => {
                while cursor.next_element(&mut first)? {
                    let value = cursor.value()?;
                    self.when_part(cursor, value, role, depth)?;
                }
            }
            Value::Object => {
                while let Some(key) = cursor.next_key(&mut first)? {
                    let value = cursor.value()?;
                    let role = match (text(cursor, key), role) {
                        (b"start", None) => Some(Role::DateStart),
                        (b"end", None) => Some(Role::DateEnd),
                        (b"timespans", None) => None,
                        (b"in" | b"earliest", Some(Role::DateStart))
                        | (b"in" | b"latest", Some(Role::DateEnd)) => role,
                        // A beginning that is itself known only between two days, and no end.
                        (b"latest", Some(Role::DateStart)) if value != Value::Null => {
                            if let Value::Scalar(_) = value {
                                self.set(Role::DateEnd, OUTSIDE + 1, cursor);
                                continue;
                            }
                            role
                        }
                        _ => {
                            cursor.skip_rest(value)?;
                            continue;
                        }
                    };
                    self.when_part(cursor, value, role, depth)?;
                }
            }
        }
        Ok(())
    }
}

/// Coordinates whose bracket has been passed: the number of the value that is the longitude, if they are those of a
/// point; the latitude comes next.
fn coordinates(cursor: &mut Cursor<'_>) -> Result<Option<u32>, Stop> {
    let lon = cursor.values.len() as u32;
    let mut is_flat = true;
    let mut count = 0;
    let mut first = true;
    while cursor.next_element(&mut first)? {
        match cursor.value()? {
            Value::Scalar(_) => count += 1,
            value => {
                is_flat = false;
                cursor.skip_rest(value)?;
            }
        }
    }
    Ok((is_flat && count >= 2).then_some(lon))
}

/// The geometries of a collection whose bracket has been passed: as [`coordinates`], if it is one point and no more.
#[cold]
fn only_geometry(cursor: &mut Cursor<'_>) -> Result<Option<u32>, Stop> {
    let mut count = 0;
    let mut position = None;
    let mut first = true;
    while cursor.next_element(&mut first)? {
        count += 1;
        let mut is_first = true;
        let value = cursor.value()?;
        if value != Value::Object {
            cursor.skip_rest(value)?;
            continue;
        }
        while let Some(key) = cursor.next_key(&mut is_first)? {
            let value = cursor.value()?;
            match (text(cursor, key), value) {
                (b"type", Value::Scalar(_)) => {
                    cursor.values.pop();
                }
                (b"coordinates", Value::Array) => position = coordinates(cursor)?,
                (_, value) => cursor.skip_rest(value)?,
            }
        }
    }
    Ok(position.filter(|_| count == 1))
}

/// The text of a token.
#[inline]
pub(super) fn text<'a>(cursor: &Cursor<'a>, token: Token) -> &'a [u8] {
    cursor
        .bytes
        .get(token.start as usize..token.end as usize)
        .unwrap_or_default()
}

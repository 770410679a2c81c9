//! [`GeoJsonReader`]: rows from a GeoJSON `FeatureCollection`, or from features one after another, that arrive in
//! pieces.

use super::feature::{FeatureParser, text};
use super::json::{Balance, Cursor, Stop, Value};
use super::pack::Packed;
use super::row::Interpreter;
use super::sniff::is_list_of_answer;
use super::swar::find1;
use super::{Plan, ReadError, Reason, Role};

/// The longest feature, in bytes.
pub(super) const MAX_FEATURE: usize = 1 << 26;
/// A feature that began in an earlier piece is completed in steps of at least this many bytes.
const STEP: usize = 1 << 12;

#[derive(Debug, Clone, Copy)]
enum State {
    /// Between top-level values.
    Top,
    /// Between the members of a collection; `true` before the first.
    Members(bool),
    /// Between features; `true` before the first.
    Features(bool),
    /// In a feature that is not used: up to its closing brace.
    SkipObject(Balance),
    /// In a feature that is not used: up to the end of the line.
    SkipLine,
    /// What follows cannot be understood.
    Broken,
}

/// What one step came to.
enum Step {
    /// Up to this index everything has been read.
    Read(usize),
    /// More bytes are needed to go on from where the step began.
    More,
}

/// How the objects that are rows stand in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Records {
    /// Features in a collection.
    Collection,
    /// Features one after another.
    Lines,
    /// Flat objects in a list.
    Array,
    /// Flat objects one after another.
    FlatLines,
    /// Flat objects in the list of an answer.
    Answer,
}

/// Reads GeoJSON features, or flat objects, as rows.
#[derive(Debug)]
pub(super) struct GeoJsonReader {
    /// How the rows stand in the text.
    records: Records,
    /// They stand at top level, one after another.
    lines: bool,
    state: State,
    parser: FeatureParser,
    /// What has begun and not ended.
    carry: Vec<u8>,
    /// When `carry` is this long, another attempt is worth its cost.
    retry_at: usize,
    /// Where in the source `carry`, or the next piece, begins.
    pub(super) offset: u64,
    found_features: bool,
    /// The text of the features, if it is to be kept here; offsets of rows then count in it.
    pub(super) packed: Option<Packed>,
}

impl GeoJsonReader {
    pub(super) fn new(records: Records, packing: bool, plan: Plan) -> GeoJsonReader {
        let lines = matches!(records, Records::Lines | Records::FlatLines);
        let is_flat = matches!(records, Records::Array | Records::FlatLines | Records::Answer);
        GeoJsonReader {
            records,
            lines,
            state: State::Top,
            parser: FeatureParser::new(is_flat, plan),
            carry: Vec::new(),
            retry_at: 0,
            offset: 0,
            found_features: lines,
            packed: packing.then(Packed::default),
        }
    }

    /// The rows stand in a list at top level.
    fn is_array(&self) -> bool {
        self.records == Records::Array
    }

    /// Reads the next piece.
    pub(super) fn push(&mut self, mut piece: &[u8], rows: &mut Interpreter) -> Result<(), ReadError> {
        while !piece.is_empty() {
            if self.carry.is_empty() {
                let mut at = 0;
                while let Step::Read(end) = self.step(piece, at, rows)? {
                    at = end;
                }
                self.offset += at as u64;
                self.carry.extend_from_slice(&piece[at..]);
                self.retry_at = (self.carry.len() * 2).max(self.carry.len() + STEP);
                return Ok(());
            }
            let before = self.carry.len();
            let taken = piece.len().min(self.retry_at - before);
            self.carry.extend_from_slice(&piece[..taken]);
            if self.carry.len() < self.retry_at {
                return Ok(());
            }
            let mut carry = std::mem::take(&mut self.carry);
            // The item that did not fit before ends in what was just added: the rest is read from the piece itself.
            let mut at = 0;
            let mut more = false;
            while at < before && !more {
                match self.step(&carry, at, rows)? {
                    Step::Read(end) => at = end,
                    Step::More => more = true,
                }
            }
            self.offset += at as u64;
            if at >= before {
                piece = &piece[at - before..];
                carry.clear();
            } else {
                piece = &piece[taken..];
                carry.drain(..at);
                self.retry_at = (carry.len() * 2).max(carry.len() + STEP);
            }
            self.carry = carry;
        }
        Ok(())
    }

    /// The source ends: reads what is left.
    pub(super) fn finish(&mut self, rows: &mut Interpreter) -> Result<(), ReadError> {
        let carry = std::mem::take(&mut self.carry);
        let mut at = 0;
        while let Step::Read(end) = self.step(&carry, at, rows)? {
            at = end;
        }
        self.offset += at as u64;
        let rest = carry.get(at..).unwrap_or_default();
        let cut = match self.state {
            State::Top => !rest.is_empty(),
            State::Members(_) | State::Features(_) | State::SkipObject(_) => true,
            State::SkipLine | State::Broken => false,
        };
        if !self.found_features {
            return Err(ReadError::NoFeatures);
        }
        self.end_raw();
        if cut {
            rows.reject(self.row_offset(0)?, rest, Reason::CutOff);
            self.keep_raw(rest);
            self.end_raw();
        }
        Ok(())
    }

    /// Reads the next thing in `bytes` from `at`.
    #[inline]
    fn step(&mut self, bytes: &[u8], at: usize, rows: &mut Interpreter) -> Result<Step, ReadError> {
        let blank = |b: &u8| matches!(b, b' ' | b'\n' | b'\r' | b'\t');
        match self.state {
            State::Top => {
                // Records of a JSON text sequence (RFC 8142) begin with RS.
                let skip = |b: &u8| blank(b) || matches!(b, 0x1e);
                let Some(start) = position_from(bytes, at, |b| !skip(b)) else {
                    return Ok(all(bytes, at));
                };
                if self.is_array() && !self.found_features && bytes.get(start) == Some(&b'[') {
                    self.found_features = true;
                    self.state = State::Features(true);
                    return Ok(Step::Read(start + 1));
                }
                if bytes.get(start) != Some(&b'{') || self.is_array() {
                    return self.broken(bytes, start, rows);
                }
                if self.lines {
                    return self.feature(bytes, start, rows);
                }
                self.state = State::Members(true);
                Ok(Step::Read(start + 1))
            }
            State::Members(first) => self.member(bytes, at, first, rows),
            State::Features(first) => {
                let Some(mut start) = position_from(bytes, at, |b| !blank(b)) else {
                    return Ok(all(bytes, at));
                };
                if bytes.get(start) == Some(&b']') {
                    self.state = if self.is_array() {
                        State::Top
                    } else {
                        State::Members(false)
                    };
                    return Ok(Step::Read(start + 1));
                }
                if !first {
                    if bytes.get(start) != Some(&b',') {
                        return self.broken(bytes, start, rows);
                    }
                    match position_from(bytes, start + 1, |b| !blank(b)) {
                        None => return Ok(Step::More),
                        Some(next) => start = next,
                    }
                }
                if bytes.get(start) != Some(&b'{') {
                    return self.broken(bytes, start, rows);
                }
                self.feature(bytes, start, rows)
            }
            State::SkipObject(mut balance) => {
                if at >= bytes.len() {
                    return Ok(Step::More);
                }
                if let Some(end) = balance.scan(bytes, at) {
                    self.state = State::Features(false);
                    self.keep_raw(&bytes[at..end]);
                    self.end_raw();
                    Ok(Step::Read(end))
                } else {
                    self.state = State::SkipObject(balance);
                    self.keep_raw(&bytes[at..]);
                    Ok(Step::Read(bytes.len()))
                }
            }
            State::SkipLine => {
                if let Some(i) = find1(bytes, at, b'\n') {
                    self.state = State::Top;
                    self.keep_raw(&bytes[at..i]);
                    self.end_raw();
                    Ok(Step::Read(i + 1))
                } else {
                    self.keep_raw(&bytes[at..]);
                    Ok(all(bytes, at))
                }
            }
            State::Broken => {
                self.keep_raw(&bytes[at..]);
                Ok(all(bytes, at))
            }
        }
    }

    /// A member of the collection.
    fn member(
        &mut self,
        bytes: &[u8],
        at: usize,
        first: bool,
        rows: &mut Interpreter,
    ) -> Result<Step, ReadError> {
        let mut cursor = Cursor::at(bytes, at);
        let mut is_first = first;
        let is_answer = self.records == Records::Answer;
        let mut walk = || {
            let Some(key) = cursor.next_key(&mut is_first)? else {
                return Ok(State::Top);
            };
            let value = cursor.value()?;
            let name = text(&cursor, key);
            let holds_rows = if is_answer {
                is_list_of_answer(name)
            } else {
                name == b"features"
            };
            if holds_rows && value == Value::Array {
                return Ok(State::Features(true));
            }
            cursor.skip_rest(value)?;
            Ok(State::Members(false))
        };
        match walk() {
            Ok(state) => {
                self.found_features |= matches!(state, State::Features(_));
                self.state = state;
                Ok(Step::Read(cursor.at))
            }
            Err(Stop::Incomplete) => Ok(Step::More),
            Err(Stop::Malformed) => self.broken(bytes, at, rows),
        }
    }

    /// A feature, which begins at `start`.
    #[inline]
    fn feature(&mut self, bytes: &[u8], start: usize, rows: &mut Interpreter) -> Result<Step, ReadError> {
        let offset = self.row_offset(start)?;
        let rest = &bytes[start..];
        let window = rest.get(..=MAX_FEATURE).unwrap_or(rest);
        let known = self.parser.key_count();
        let reason = match self.parser.read(window) {
            Ok(end) => {
                if self.parser.key_count() > known {
                    rows.set_names(Role::ALL.map(|role| self.parser.name_of(role).unwrap_or_default()));
                    rows.set_family(self.parser.family());
                }
                let feature = &window[..end];
                rows.take(&self.parser.row(feature), offset);
                if let Some(packed) = &mut self.packed {
                    self.parser.pack(feature, packed);
                }
                if !self.lines {
                    self.state = State::Features(false);
                }
                return Ok(Step::Read(start + end));
            }
            Err(Stop::Incomplete) if window.len() <= MAX_FEATURE => return Ok(Step::More),
            Err(Stop::Incomplete) => Reason::TooLong,
            Err(Stop::Malformed) => Reason::BadJson,
        };
        // What follows on other lines is not of this row.
        let line = find1(window, 0, b'\n').filter(|_| self.lines);
        rows.reject(
            offset,
            window.get(..line.unwrap_or(window.len())).unwrap_or_default(),
            reason,
        );
        self.keep_raw(&[]);
        self.state = if self.lines {
            State::SkipLine
        } else {
            State::SkipObject(Balance::default())
        };
        Ok(Step::Read(start))
    }

    /// Where the row that begins at `at` in the present bytes begins in the text that is kept.
    #[inline]
    fn row_offset(&self, at: usize) -> Result<u32, ReadError> {
        let offset = match &self.packed {
            Some(packed) => packed.offset(),
            None => self.offset + at as u64,
        };
        u32::try_from(offset).map_err(|_over_4_gib| ReadError::TooLarge)
    }

    /// Keeps the text of a row that is rejected, or a part of it.
    fn keep_raw(&mut self, bytes: &[u8]) {
        if let Some(packed) = &mut self.packed {
            packed.raw(bytes);
        }
    }

    /// That text ends.
    fn end_raw(&mut self) {
        if let Some(packed) = &mut self.packed {
            packed.end_raw();
        }
    }

    /// The name of the property that first played a role.
    pub(super) fn name_of(&self, role: Role) -> Option<String> {
        self.parser.name_of(role)
    }

    /// The names of the properties that are used for nothing.
    pub(super) fn unused(&self) -> Vec<String> {
        self.parser.unused()
    }

    /// The pieces of the shapes of features, by which packed text is read.
    pub(super) fn into_shapes(self) -> Vec<Vec<String>> {
        self.parser.into_shapes()
    }

    /// Gives up on the rest of the source, and says from where.
    #[cold]
    fn broken(&mut self, bytes: &[u8], at: usize, rows: &mut Interpreter) -> Result<Step, ReadError> {
        let rest = bytes.get(at..).unwrap_or_default();
        let line = find1(rest, 0, b'\n').filter(|_| self.lines);
        let rest = rest.get(..line.unwrap_or(rest.len())).unwrap_or_default();
        rows.reject(self.row_offset(at)?, rest, Reason::BadJson);
        self.keep_raw(&[]);
        self.state = if self.lines {
            State::SkipLine
        } else {
            State::Broken
        };
        Ok(Step::Read(at))
    }
}

fn position_from(bytes: &[u8], at: usize, is: impl Fn(&u8) -> bool) -> Option<usize> {
    bytes.get(at..)?.iter().position(is).map(|i| at + i)
}

/// Everything from `at` has been read, and nothing is left to read.
fn all(bytes: &[u8], at: usize) -> Step {
    if at < bytes.len() {
        Step::Read(bytes.len())
    } else {
        Step::More
    }
}

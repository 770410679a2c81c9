//! [`DelimitedReader`]: rows from delimited text that arrives in pieces.

use super::delimited::{Scan, Span, Tokenizer, unquoted};
use super::layout::Layout;
use super::row::{Interpreter, RawRow};
use super::swar::find2;
use super::{Family, ReadError, Reason, Role};
use crate::write::cell::unguarded;

/// The longest row, in bytes. A quote that is not closed within this is taken literally.
pub(super) const MAX_ROW: usize = 1 << 22;
/// A row that began in an earlier piece is completed in steps of this many bytes.
const STEP: usize = 1 << 12;

/// Reads delimited text whose layout is known.
#[derive(Debug)]
pub(super) struct DelimitedReader {
    tokenizer: Tokenizer,
    layout: Layout,
    /// Records still to be passed over before the first row.
    skip: usize,
    /// A row that has begun and not ended.
    carry: Vec<u8>,
    /// Where in the source the next row, or the one in `carry`, begins.
    pub(super) offset: u64,
    /// In the middle of a row that is too long.
    skipping: bool,
    /// Values of fields that had to be rewritten.
    scratch: Vec<u8>,
}

impl DelimitedReader {
    pub(super) fn new(delimiter: u8, layout: Layout) -> DelimitedReader {
        DelimitedReader {
            tokenizer: Tokenizer::new(delimiter),
            skip: layout.skip,
            layout,
            carry: Vec::new(),
            offset: 0,
            skipping: false,
            scratch: Vec::new(),
        }
    }

    /// What the columns are.
    pub(super) fn into_layout(self) -> Layout {
        self.layout
    }

    /// Reads the next piece.
    pub(super) fn push(&mut self, mut piece: &[u8], rows: &mut Interpreter) -> Result<(), ReadError> {
        loop {
            if self.carry.is_empty() {
                let used = self.consume(piece, rows)?;
                self.carry.extend_from_slice(&piece[used..]);
                return Ok(());
            }
            let before = self.carry.len();
            let step = piece.len().min(STEP).min(MAX_ROW + 1 - before);
            self.carry.extend_from_slice(&piece[..step]);
            match self.tokenizer.scan(&self.carry) {
                Scan::Record(end) => {
                    let record = std::mem::take(&mut self.carry);
                    self.record(&record[..end], rows, None)?;
                    piece = &piece[end - before..];
                    self.carry = record;
                    self.carry.clear();
                }
                Scan::More => {
                    piece = &piece[step..];
                    if self.carry.len() > MAX_ROW {
                        let mut overlong = std::mem::take(&mut self.carry);
                        let used = self.consume(&overlong, rows)?;
                        overlong.drain(..used);
                        self.carry = overlong;
                    } else if piece.is_empty() {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// The source ends: reads what is left.
    pub(super) fn finish(&mut self, rows: &mut Interpreter) -> Result<(), ReadError> {
        while !self.carry.is_empty() {
            let mut rest = std::mem::take(&mut self.carry);
            let used = if self.tokenizer.finish(&rest) {
                self.record(&rest, rows, None)?;
                rest.len()
            } else if self.tokenizer.in_quotes() {
                let line = self.literal_line(&rest, rows)?;
                line + self.consume(&rest[line..], rows)?
            } else {
                rest.len()
            };
            rest.drain(..used);
            self.carry = rest;
        }
        Ok(())
    }

    /// Reads all whole rows in `bytes`, which begins with a row; the number of bytes used. The tokenizer stays in
    /// the middle of the row that follows.
    fn consume(&mut self, bytes: &[u8], rows: &mut Interpreter) -> Result<usize, ReadError> {
        let mut at = 0;
        if self.skipping {
            match find2(bytes, 0, b'\n', b'\r') {
                None => {
                    self.offset += bytes.len() as u64;
                    return Ok(bytes.len());
                }
                Some(i) => {
                    self.offset += i as u64;
                    self.skipping = false;
                    at = i;
                }
            }
        }
        loop {
            let rest = &bytes[at..];
            self.tokenizer.begin(false);
            let window = rest.get(..=MAX_ROW).unwrap_or(rest);
            match self.tokenizer.scan(window) {
                Scan::Record(end) => {
                    self.record(&window[..end], rows, None)?;
                    at += end;
                }
                Scan::More if window.len() <= MAX_ROW => return Ok(at),
                Scan::More => {
                    at += self.literal_line(window, rows)?;
                    if self.skipping {
                        return Ok(at + self.consume(&bytes[at..], rows)?);
                    }
                }
            }
        }
    }

    /// Reads the first line of `bytes` as if quotes meant nothing; the number of bytes used.
    #[cold]
    fn literal_line(&mut self, bytes: &[u8], rows: &mut Interpreter) -> Result<usize, ReadError> {
        self.tokenizer.begin(true);
        let end = match self.tokenizer.scan(bytes) {
            Scan::Record(end) => end,
            Scan::More if bytes.len() > MAX_ROW => {
                rows.reject(self.row_offset()?, bytes, Reason::TooLong);
                self.offset += bytes.len() as u64;
                self.skipping = true;
                return Ok(bytes.len());
            }
            Scan::More => {
                self.tokenizer.finish(bytes);
                bytes.len()
            }
        };
        self.record(&bytes[..end], rows, Some(Reason::UnclosedQuote))?;
        Ok(end)
    }

    fn row_offset(&self) -> Result<u32, ReadError> {
        u32::try_from(self.offset).map_err(|_over_4_gib| ReadError::TooLarge)
    }

    /// Takes the record that the tokenizer has just cut.
    #[inline]
    fn record(
        &mut self,
        record: &[u8],
        rows: &mut Interpreter,
        note: Option<Reason>,
    ) -> Result<(), ReadError> {
        let offset = self.row_offset()?;
        self.offset += record.len() as u64;
        if let [Span { start: 0, end: 0, .. }] = self.tokenizer.fields.as_slice() {
            return Ok(());
        }
        if let Some(left) = self.skip.checked_sub(1) {
            self.skip = left;
            return Ok(());
        }
        if let Some(reason) = note {
            rows.note_next(offset, record, reason);
        }
        let (found, named) = (self.tokenizer.fields.len(), self.layout.header.len());
        if found != named {
            let reason = if found > named {
                Reason::ExtraFields
            } else {
                Reason::MissingFields
            };
            rows.note_next(offset, record, reason);
        }
        let mut raw = RawRow {
            fields: [&[]; Role::COUNT],
            odd_geometry: false,
        };
        let mut rewrite = false;
        let mut is_filled = false;
        for &(role, column) in &self.layout.columns {
            if let Some(span) = self.tokenizer.fields.get(column)
                && let Some(field) = record.get(span.start as usize..span.end as usize)
            {
                raw.fields[role as usize] = field;
                rewrite |= span.rewrite;
                is_filled |= field.first().is_some_and(|b| !b.is_ascii_whitespace());
            }
        }
        if !is_filled && self.is_empty(record) {
            rows.reject(offset, record, Reason::EmptyRow);
            return Ok(());
        }
        if let Some(reason) = self.no_event(&raw, record) {
            rows.reject(offset, record, reason);
            return Ok(());
        }
        if !rewrite && !self.layout.is_guarded {
            rows.take(&raw, offset);
            return Ok(());
        }
        self.scratch.clear();
        let mut rewritten = [const { None }; Role::COUNT];
        for &(role, column) in &self.layout.columns {
            if self.tokenizer.fields.get(column).is_some_and(|s| s.rewrite) {
                let start = self.scratch.len();
                unquoted(raw.fields[role as usize], &mut self.scratch);
                rewritten[role as usize] = Some(start..self.scratch.len());
            }
        }
        for (range, field) in rewritten.into_iter().zip(&mut raw.fields) {
            if let Some(value) = range.and_then(|r| self.scratch.get(r)) {
                *field = value;
            }
        }
        if self.layout.is_guarded {
            for field in &mut raw.fields {
                *field = std::str::from_utf8(field).map_or(*field, |text| unguarded(text).as_bytes());
            }
        }
        rows.take(&raw, offset);
        Ok(())
    }

    /// True if no field of the record has anything in it.
    #[cold]
    fn is_empty(&self, record: &[u8]) -> bool {
        let field = |span: &Span| {
            record
                .get(span.start as usize..span.end as usize)
                .unwrap_or_default()
        };
        self.tokenizer
            .fields
            .iter()
            .all(|span| field(span).trim_ascii().is_empty())
    }

    /// Whether a record sums up those above it: it begins with a word for that, and has neither date nor position.
    #[inline]
    fn is_of_totals(&self, raw: &RawRow<'_>, record: &[u8]) -> bool {
        let is_filled = |role: Role| !raw.fields[role as usize].is_empty();
        if [Role::Lat, Role::Lon, Role::Position].into_iter().any(is_filled) {
            return false;
        }
        self.begins_with_total(raw, record)
    }

    #[cold]
    fn begins_with_total(&self, raw: &RawRow<'_>, record: &[u8]) -> bool {
        let texts = self.tokenizer.fields.iter().map(|span| {
            let field = record.get(span.start as usize..span.end as usize);
            field.unwrap_or_default().trim_ascii()
        });
        let mut filled = texts.filter(|text| !text.is_empty());
        let Some(first) = filled.next().filter(|first| first.len() < 40) else {
            return false;
        };
        let roles = [Role::Date, Role::DateStart, Role::DateEnd, Role::Year];
        let is_dated = roles.into_iter().any(|role| {
            let field = raw.fields[role as usize].trim_ascii();
            !field.is_empty() && field != first
        });
        !is_dated && std::str::from_utf8(first).is_ok_and(says_total)
    }

    /// Why a record is no row of events, if it is none.
    #[inline]
    fn no_event(&self, raw: &RawRow<'_>, record: &[u8]) -> Option<Reason> {
        // Files put together from several have the header more than once.
        let is_name = |role: Role| {
            let field = raw.fields[role as usize];
            let column = self.layout.columns.iter().find(|(r, _)| *r == role)?.1;
            Some(!field.is_empty() && self.layout.header.get(column)?.as_bytes() == field)
        };
        if self.is_of_totals(raw, record) {
            return Some(Reason::TotalsRow);
        }
        let roles = [Role::Date, Role::DateStart, Role::Lat, Role::Year];
        let has_letters = |role: Role| {
            raw.fields[role as usize]
                .first()
                .is_some_and(u8::is_ascii_alphabetic)
        };
        if roles.into_iter().any(has_letters) && roles.into_iter().filter_map(is_name).any(|is| is) {
            return Some(Reason::RepeatedHeader);
        }
        if self.layout.family == Family::TimelineSheet {
            let column = self
                .layout
                .header
                .iter()
                .position(|h| h.trim().eq_ignore_ascii_case("type"))?;
            let span = self.tokenizer.fields.get(column)?;
            let field = record.get(span.start as usize..span.end as usize)?.trim_ascii();
            let is = |word: &[u8]| field.eq_ignore_ascii_case(word);
            return (is(b"title") || is(b"era")).then_some(Reason::NotAnEvent);
        }
        None
    }
}

/// Words with which a row that sums up others begins: English, French, Spanish, German, Turkish, Arabic.
const TOTALS: [&str; 13] = [
    "total",
    "totals",
    "subtotal",
    "sub-total",
    "grand total",
    "sum",
    "somme",
    "suma",
    "summe",
    "gesamt",
    "toplam",
    "المجموع",
    "الإجمالي",
];

/// Whether a text is or begins with such a word.
fn says_total(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    TOTALS.iter().any(|word| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// The values of the fields of a record, blanks around header names and a byte order mark left to the caller.
pub(super) fn field_texts(record: &[u8], fields: &[Span]) -> Vec<String> {
    fields
        .iter()
        .map(|span| {
            let field = record
                .get(span.start as usize..span.end as usize)
                .unwrap_or_default();
            if span.rewrite {
                let mut value = Vec::new();
                unquoted(field, &mut value);
                String::from_utf8_lossy(&value).into_owned()
            } else {
                String::from_utf8_lossy(field).into_owned()
            }
        })
        .collect()
}

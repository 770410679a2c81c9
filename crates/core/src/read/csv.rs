//! [`DelimitedReader`]: rows from delimited text that arrives in pieces.

use super::delimited::{Scan, Span, Tokenizer, unquoted};
use super::row::{Interpreter, RawRow};
use super::swar::find2;
use super::{ReadError, Reason, Role};

/// The longest row, in bytes. A quote that is not closed within this is taken literally.
pub(super) const MAX_ROW: usize = 1 << 22;
/// A row that began in an earlier piece is completed in steps of this many bytes.
const STEP: usize = 1 << 12;

/// Reads delimited text with a header row.
#[derive(Debug)]
pub(super) struct DelimitedReader {
    tokenizer: Tokenizer,
    header: Option<Vec<String>>,
    /// The field that plays each role.
    columns: [Option<usize>; Role::COUNT],
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
    pub(super) fn new(delimiter: u8) -> DelimitedReader {
        DelimitedReader {
            tokenizer: Tokenizer::new(delimiter),
            header: None,
            columns: [None; Role::COUNT],
            carry: Vec::new(),
            offset: 0,
            skipping: false,
            scratch: Vec::new(),
        }
    }

    /// The names of the columns, once read.
    pub(super) fn header(&self) -> &[String] {
        self.header.as_deref().unwrap_or_default()
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
        if self.header.is_none() {
            return Err(ReadError::Empty);
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
        let Some(header) = &self.header else {
            return self.take_header(record, rows);
        };
        if let Some(reason) = note {
            rows.note_next(offset, record, reason);
        }
        let (found, named) = (self.tokenizer.fields.len(), header.len());
        if found != named {
            let reason = if found > named {
                Reason::ExtraFields
            } else {
                Reason::MissingFields
            };
            rows.note_next(offset, record, reason);
        }
        let spans = self
            .columns
            .map(|column| column.and_then(|c| self.tokenizer.fields.get(c)));
        let rewrite = spans.iter().flatten().any(|s| s.rewrite);
        let mut raw = RawRow {
            fields: spans.map(|span| {
                span.and_then(|s| record.get(s.start as usize..s.end as usize))
                    .unwrap_or_default()
            }),
            odd_geometry: false,
        };
        if !rewrite {
            rows.take(&raw, offset);
            return Ok(());
        }
        self.scratch.clear();
        let mut rewritten = [const { None }; Role::COUNT];
        for ((span, field), place) in spans.iter().zip(raw.fields).zip(&mut rewritten) {
            if span.is_some_and(|s| s.rewrite) {
                let start = self.scratch.len();
                unquoted(field, &mut self.scratch);
                *place = Some(start..self.scratch.len());
            }
        }
        for (range, field) in rewritten.into_iter().zip(&mut raw.fields) {
            if let Some(value) = range.and_then(|r| self.scratch.get(r)) {
                *field = value;
            }
        }
        rows.take(&raw, offset);
        Ok(())
    }

    fn take_header(&mut self, record: &[u8], rows: &mut Interpreter) -> Result<(), ReadError> {
        let header = field_texts(record, &self.tokenizer.fields);
        let mut ranks = [u8::MAX; Role::COUNT];
        let mut names: [String; Role::COUNT] = std::array::from_fn(|_| String::new());
        for (column, name) in header.iter().enumerate() {
            if let Some((role, rank)) = Role::of_name(name)
                && rank < ranks[role as usize]
            {
                ranks[role as usize] = rank;
                self.columns[role as usize] = Some(column);
                names[role as usize].clone_from(name);
            }
        }
        let has = |role: Role| self.columns[role as usize].is_some();
        let placed = has(Role::Place) || (has(Role::Lon) && has(Role::Lat));
        let dated = has(Role::Date) || has(Role::DateStart) || has(Role::DateEnd);
        if !placed && !dated {
            return Err(ReadError::NoKnownColumns { header });
        }
        rows.set_names(names);
        self.header = Some(header);
        Ok(())
    }
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

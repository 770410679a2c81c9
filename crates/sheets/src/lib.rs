//! The sheets of a workbook, XLSX or `OpenDocument`, as delimited text, which the readers of `core` take from there.
//!
//! `calamine` reads the workbook. Values come out as they are meant: dates as ISO 8601, numbers with a point, formulas
//! by their last result, errors as they stand, merged cells in their first cell only, as a sum over a column would
//! count them. Every row of the sheet is a record, blank ones too, so that rows keep their numbers.

mod text;

use calamine::{Data, DataRef, Ods, OdsError, Reader as _, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;
use text::{Rows, date_text, duration_text};

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetError {
    /// It is locked with a password.
    Locked,
    /// It is damaged, or not what it says; in the words of its reader.
    Damaged(String),
    /// A sheet is longer as text than the given number of bytes.
    TooLong(usize),
}

/// A workbook.
pub struct Workbook {
    book: Book,
}

enum Book {
    Xlsx(Box<Xlsx<Cursor<Vec<u8>>>>),
    Ods(Ods<Cursor<Vec<u8>>>),
}

/// Whether a file that begins so is a spreadsheet in `OpenDocument` format, which says what it is in its first part,
/// uncompressed (`OpenDocument` 1.3, part 2, 3.3).
pub fn is_open_document(head: &[u8]) -> bool {
    /// Where the content of an archive's first file begins, if that is called `mimetype`.
    const CONTENT: usize = 38;
    let content = head.get(CONTENT..).unwrap_or_default();
    content.starts_with(b"application/vnd.oasis.opendocument.spreadsheet")
}

/// Text is handed over when this many bytes have come together.
const PART_BYTES: usize = 1 << 22;

impl Workbook {
    /// Opens a workbook by its bytes.
    ///
    /// # Errors
    /// If it is locked or damaged.
    pub fn new(bytes: Vec<u8>) -> Result<Workbook, SheetError> {
        let book = if is_open_document(&bytes) {
            Book::Ods(Ods::new(Cursor::new(bytes)).map_err(ods_refused)?)
        } else {
            Book::Xlsx(Box::new(Xlsx::new(Cursor::new(bytes)).map_err(refused)?))
        };
        Ok(Workbook { book })
    }

    /// The names of the sheets that it shows.
    pub fn sheets(&self) -> Vec<String> {
        let sheets: &[Sheet] = match &self.book {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Ods(book) => book.sheets_metadata(),
        };
        sheets
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
            .map(|sheet| sheet.name.clone())
            .collect()
    }

    /// A sheet as CSV, in parts: its rows from the first to the last that holds something.
    ///
    /// # Errors
    /// If the sheet is damaged or not there, or comes to more than `longest` bytes: a few cells that name a far row or
    /// column stand for very many empty ones.
    pub fn csv(&mut self, sheet: &str, longest: usize, part: &mut dyn FnMut(&str)) -> Result<(), SheetError> {
        match &mut self.book {
            Book::Xlsx(book) => xlsx_csv(book, sheet, longest, part),
            Book::Ods(book) => ods_csv(book, sheet, longest, part),
        }
    }
}

/// A sheet of an `OpenDocument` spreadsheet as CSV.
fn ods_csv(
    book: &mut Ods<Cursor<Vec<u8>>>,
    sheet: &str,
    longest: usize,
    part: &mut dyn FnMut(&str),
) -> Result<(), SheetError> {
    let cells = book.worksheet_range(sheet).map_err(ods_refused)?;
    let (first_row, first_column) = cells.start().unwrap_or_default();
    let mut rows = Rows::default();
    let mut gone = 0;
    for (row, column, value) in cells.used_cells() {
        let value = match value {
            Data::Empty => continue,
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
            Data::DateTime(time) if time.is_duration() => duration_text(time.as_f64()),
            Data::DateTime(time) => date_text(time.as_f64(), false),
            Data::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
            other => other.to_string(),
        };
        if value.trim().is_empty() {
            continue;
        }
        let at = (first_row + row as u32, first_column + column as u32);
        let fits = rows.put(at.0, at.1, value, longest - gone.min(longest));
        if rows.text().len() >= PART_BYTES || !fits {
            gone += rows.text().len();
            part(rows.text());
            rows.clear();
        }
        if !fits || gone > longest {
            return Err(SheetError::TooLong(longest));
        }
    }
    rows.end();
    if gone + rows.text().len() > longest {
        return Err(SheetError::TooLong(longest));
    }
    part(rows.text());
    Ok(())
}

fn xlsx_csv(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    sheet: &str,
    longest: usize,
    part: &mut dyn FnMut(&str),
) -> Result<(), SheetError> {
    let is_1904 = book.has_1904_epoch();
    let mut cells = book.worksheet_cells_reader(sheet).map_err(refused)?;
    let mut rows = Rows::default();
    let mut gone = 0;
    // Error values younger than the reader, which does not say where they stand, and the cell before them.
    let mut unplaced: Vec<String> = Vec::new();
    let (mut before, mut widest): (Option<(u32, u32)>, u32) = (None, 0);
    loop {
        let cell = match cells.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(XlsxError::CellError(value)) => {
                unplaced.push(value);
                continue;
            }
            Err(error) => return Err(refused(error)),
        };
        if !unplaced.is_empty() {
            put_errors(
                &mut rows,
                &mut unplaced,
                before,
                Some(cell.get_position()),
                (widest, longest),
            );
        }
        before = Some(cell.get_position());
        widest = widest.max(cell.get_position().1);
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number.to_string(),
            DataRef::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
            DataRef::DateTime(time) if time.is_duration() => duration_text(time.as_f64()),
            DataRef::DateTime(time) => date_text(time.as_f64(), is_1904),
            DataRef::Error(error) => error.to_string(),
        };
        if value.trim().is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let fits = rows.put(row, column, value, longest - gone.min(longest));
        if rows.text().len() >= PART_BYTES || !fits {
            gone += rows.text().len();
            part(rows.text());
            rows.clear();
        }
        if !fits || gone > longest {
            return Err(SheetError::TooLong(longest));
        }
    }
    put_errors(&mut rows, &mut unplaced, before, None, (widest, longest));
    rows.end();
    if gone + rows.text().len() > longest {
        return Err(SheetError::TooLong(longest));
    }
    part(rows.text());
    Ok(())
}

/// Puts error values between the cells before and after them: after the one if it has room there, else before the
/// other. Where a row lacks cells the column can be another one, but the row's value is not taken for blank.
fn put_errors(
    rows: &mut Rows,
    errors: &mut Vec<String>,
    before: Option<(u32, u32)>,
    after: Option<(u32, u32)>,
    (widest, longest): (u32, usize),
) {
    let count = errors.len() as u32;
    let (row, first) = match (before, after) {
        (Some((row, column)), Some((next, other))) if row == next && column + count < other => {
            (row, column + 1)
        }
        (_, Some((next, other))) if before.is_none_or(|(row, _)| row < next) && other >= count => {
            (next, other - count)
        }
        (Some((row, column)), _) => (row, column + 1),
        (None, _) => (0, 0),
    };
    let (mut row, mut column) = (row, first);
    for error in errors.drain(..) {
        // Beyond the last column another row begins.
        if column > widest {
            (row, column) = (row + 1, 0);
        }
        if after.is_none_or(|after| (row, column) < after) {
            rows.put(row, column, error, longest);
        }
        column += 1;
    }
}

fn ods_refused(error: OdsError) -> SheetError {
    match error {
        OdsError::Password => SheetError::Locked,
        error => SheetError::Damaged(error.to_string()),
    }
}

fn refused(error: XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::Locked,
        error => SheetError::Damaged(error.to_string()),
    }
}

#[cfg(test)]
mod tests;

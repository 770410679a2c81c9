//! Cells as the text of a table: rows as CSV, days and times of day as they are written.

use chronotope_core::time::Day;

/// The rows by which the width of the table is told.
const HEAD: usize = 25;
/// Short rows are filled up to at most so many fields: one far cell must not make every row as long.
const WIDE: usize = 256;

/// Rows that are put together from cells, in the order of the sheet.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    text: String,
    /// The first rows, until the width is known.
    head: Vec<Vec<String>>,
    /// Fields that each row has at least: a title above the table must not make it look narrower.
    width: Option<usize>,
    /// The cells of the row that is being put together, and its number.
    cells: Vec<String>,
    row: Option<u32>,
}

impl Rows {
    /// Puts a value into a cell; false if the text would have more bytes than `most`. Blank rows before the first that
    /// holds something are left out.
    pub(crate) fn put(&mut self, row: u32, column: u32, value: String, most: usize) -> bool {
        if let Some(now) = self.row.filter(|now| row > *now) {
            self.end_row();
            let blank = (row - now - 1) as usize;
            if blank.saturating_mul(self.width.unwrap_or(2).max(2)) > most.saturating_sub(self.text.len()) {
                return false;
            }
            for _ in 0..blank {
                self.end_row();
            }
        }
        self.row = Some(self.row.map_or(row, |now| now.max(row)));
        let column = column as usize;
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = value;
        }
        self.text.len() <= most
    }

    /// There are no more cells.
    pub(crate) fn end(&mut self) {
        if self.row.is_some() {
            self.end_row();
        }
        self.settle_width();
    }

    /// What can be told of the text so far.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Forgets that text.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let Some(width) = self.width else {
            self.head.push(cells);
            if self.head.len() >= HEAD {
                self.settle_width();
            }
            return;
        };
        self.push(&cells, width);
    }

    fn settle_width(&mut self) {
        let head = std::mem::take(&mut self.head);
        // A record of one empty field would be a blank line, which is no record.
        let width = head.iter().map(Vec::len).max().unwrap_or(0).clamp(2, WIDE);
        for cells in &head {
            self.push(cells, width);
        }
        self.width.get_or_insert(width);
    }

    fn push(&mut self, cells: &[String], width: usize) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            if cell.contains(['"', ',', '\n', '\r']) {
                self.text.push('"');
                self.text.push_str(&cell.replace('"', "\"\""));
                self.text.push('"');
            } else {
                self.text.push_str(cell);
            }
        }
        for _ in cells.len().max(1)..width {
            self.text.push(',');
        }
        self.text.push('\n');
    }
}

/// A day counted as spreadsheets do, and the time of that day if it has one.
pub(crate) fn date_text(serial: f64, is_1904: bool) -> String {
    const UNIX_FROM_1900: i32 = 25_569;
    const UNIX_FROM_1904: i32 = 24_107;
    const SECONDS: f64 = 86_400.0;
    if !(0.0..3_000_000.0).contains(&serial) {
        return serial.to_string();
    }
    let seconds = (serial * SECONDS).round();
    let days = (seconds / SECONDS).floor() as i32;
    let of_day = (seconds - f64::from(days) * SECONDS) as u32;
    // The first of these calendars has a 29 February 1900.
    let early = i32::from(!is_1904 && days < 60);
    let day = Day(days + early - if is_1904 { UNIX_FROM_1904 } else { UNIX_FROM_1900 });
    let time = clock(of_day);
    match (days, of_day) {
        (0, _) if !is_1904 => time,
        (_, 0) => day.to_string(),
        _ => format!("{day} {time}"),
    }
}

/// Hours, minutes and seconds of a count of days.
pub(crate) fn duration_text(days: f64) -> String {
    if !(0.0..40_000.0).contains(&days) {
        return days.to_string();
    }
    clock((days * 86_400.0).round() as u32)
}

fn clock(seconds: u32) -> String {
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(date_text(1.0, false), "1900-01-01");
        assert_eq!(date_text(61.0, false), "1900-03-01");
        assert_eq!(date_text(0.0, true), "1904-01-01");
        assert_eq!(date_text(0.25, false), "06:00:00");
        assert_eq!(date_text(-1.0, false), "-1");
        assert_eq!(duration_text(1.25), "30:00:00");
    }

    #[test]
    fn rows_keep_their_numbers_and_the_width_of_the_table() {
        let mut rows = Rows::default();
        assert!(rows.put(2, 0, "A title".to_owned(), 1000));
        assert!(rows.put(3, 0, "date".to_owned(), 1000));
        assert!(rows.put(3, 2, "place".to_owned(), 1000));
        assert!(rows.put(6, 0, "a \"b\",".to_owned(), 1000));
        rows.end();
        assert_eq!(
            rows.text(),
            "A title,,\ndate,,place\n,,\n,,\n\"a \"\"b\"\",\",,\n"
        );
    }
}

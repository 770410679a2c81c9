//! [`Format`]: what a file is, told by its content and never by its name.

use super::ReadError;
use super::Role;
use super::delimited::{DELIMITERS, sniff_delimiter};
use super::feature::text;
use super::json::{Cursor, Stop, Value};

/// How many bytes at the beginning of a file are looked at.
pub const HEAD: usize = 1 << 16;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Rows of fields (CSV, TSV and their kin).
    Delimited {
        /// What stands between fields: `,`, `;`, tab, `|`, `^`, `~` or the unit separator.
        delimiter: u8,
    },
    /// A GeoJSON `FeatureCollection`.
    GeoJson,
    /// GeoJSON features one after another, mostly one a line.
    GeoJsonLines,
    /// A JSON list of flat objects, such as TimeMap's events.
    JsonRecords,
    /// Flat JSON objects, one a line.
    JsonLines,
    /// A list of flat objects inside an answer of an interface, as ACLED's and UCDP's give it.
    JsonAnswer,
    /// The project's own `reports.json`, `events.json` or manifest, which [`crate::dataset`] reads.
    Project,
}

/// The bytes of a byte order mark in UTF-8.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// True if a file that begins so is compressed with gzip.
pub fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&[0x1f, 0x8b])
}

/// The encoding that a file must be turned into UTF-8 from, as far as a byte order mark tells: its name in the
/// WHATWG Encoding Standard.
pub fn foreign_encoding(head: &[u8]) -> Option<&'static str> {
    match head {
        [0xff, 0xfe, ..] => Some("utf-16le"),
        [0xfe, 0xff, ..] => Some("utf-16be"),
        _ => None,
    }
}

impl Format {
    /// Tells the format from the first [`HEAD`] bytes of a file, or from all of it if it is shorter.
    ///
    /// ```
    /// use chronotope_core::read::Format;
    /// assert_eq!(Format::sniff(b"date;place\n2019-01-01;Idlib\n"), Ok(Format::Delimited { delimiter: b';' }));
    /// assert_eq!(Format::sniff(br#"{"type":"FeatureCollection","features":["#), Ok(Format::GeoJson));
    /// ```
    ///
    /// # Errors
    /// [`ReadError::Empty`], [`ReadError::Encoding`] or [`ReadError::UnknownFormat`].
    pub fn sniff(head: &[u8]) -> Result<Format, ReadError> {
        if let Some(name) = foreign_encoding(head) {
            return Err(ReadError::Encoding { name });
        }
        let complete = head.len() < HEAD;
        let head = head.strip_prefix(BOM).unwrap_or(head);
        let blank = |b: &u8| b.is_ascii_whitespace() || *b == 0x1e;
        let Some(start) = head.iter().position(|b| !blank(b)) else {
            return Err(ReadError::Empty);
        };
        if head.get(start) == Some(&b'{') {
            return json_format(&head[start..]);
        }
        // Text has no such signs, and a PDF has some only further on.
        let is_control = |b: &u8| matches!(b, 0..=8 | 0x0e..=0x1a);
        if head.iter().any(is_control) || head.get(start..).is_some_and(|h| h.starts_with(b"%PDF")) {
            return Err(ReadError::UnknownFormat);
        }
        if matches!(head.get(start), Some(b'[' | b'<')) {
            let rest = head.get(start + 1..).unwrap_or_default();
            let inside = rest.iter().position(|b| !blank(b)).and_then(|at| rest.get(at));
            if head.get(start) == Some(&b'[') && inside == Some(&b']') {
                return Err(ReadError::Empty);
            }
            let is_list = head.get(start) == Some(&b'[') && inside == Some(&b'{');
            return if is_list {
                Ok(Format::JsonRecords)
            } else {
                Err(ReadError::UnknownFormat)
            };
        }
        let is_separator_line = head.get(..4).is_some_and(|h| h.eq_ignore_ascii_case(b"sep="));
        if let (true, Some(&delimiter)) = (is_separator_line, head.get(4))
            && delimiter.is_ascii()
            && matches!(head.get(5), Some(b'\r' | b'\n'))
        {
            return Ok(Format::Delimited { delimiter });
        }
        // A single column is a table too, if its name is a known one: the reader says which it lacks.
        let delimiter = sniff_delimiter(head, complete).unwrap_or(b',');
        Ok(Format::Delimited { delimiter })
    }

    /// A stable name for messages between threads.
    pub fn code(self) -> &'static str {
        match self {
            Format::Delimited { delimiter: b',' } => "csv",
            Format::Delimited { delimiter: b';' } => "csv_semicolon",
            Format::Delimited { delimiter: b'|' } => "csv_bar",
            Format::Delimited { delimiter: b'^' } => "csv_caret",
            Format::Delimited { delimiter: b'~' } => "csv_tilde",
            Format::Delimited { delimiter: 0x1f } => "csv_unit",
            Format::Delimited { .. } => "tsv",
            Format::GeoJson => "geojson",
            Format::GeoJsonLines => "geojson_lines",
            Format::JsonRecords => "json_records",
            Format::JsonLines => "json_lines",
            Format::JsonAnswer => "json_answer",
            Format::Project => "project",
        }
    }

    /// The format with this [`code`](Format::code).
    pub fn from_code(code: &str) -> Option<Format> {
        let delimited = DELIMITERS.map(|delimiter| Format::Delimited { delimiter });
        delimited
            .into_iter()
            .chain([
                Format::GeoJson,
                Format::GeoJsonLines,
                Format::JsonRecords,
                Format::JsonLines,
                Format::JsonAnswer,
                Format::Project,
            ])
            .find(|f| f.code() == code)
    }
}

/// The names that interfaces give to their list of rows: ACLED `data`, UCDP `Result`, and others.
pub(super) fn is_list_of_answer(name: &[u8]) -> bool {
    let tail = name
        .len()
        .checked_sub(b"events".len())
        .and_then(|at| name.get(at..));
    // `export_events` is a sheet of TimeMap's datasheet server.
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(b"events"))
        || [&b"data"[..], b"result", b"results", b"records", b"items", b"rows"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a list whose bracket has been passed is one of the project's own events, or empty.
fn is_of_own_events(cursor: &Cursor<'_>) -> bool {
    let mut cursor = Cursor::at(cursor.bytes, cursor.at);
    if cursor.expect(b'{').is_err() {
        return true;
    }
    let mut first = true;
    while let Ok(Some(key)) = cursor.next_key(&mut first) {
        if matches!(text(&cursor, key), b"report" | b"modality" | b"evidence") {
            return true;
        }
        let skipped = cursor.value().and_then(|value| cursor.skip_rest(value));
        if skipped.is_err() {
            return false;
        }
    }
    false
}

/// Tells JSON files apart by the first member of the top-level object that says something.
fn json_format(head: &[u8]) -> Result<Format, ReadError> {
    let mut cursor = Cursor::new(head);
    let mut is_flat = false;
    let mut walk = || -> Result<Option<Format>, Stop> {
        cursor.expect(b'{')?;
        let mut first = true;
        while let Some(key) = cursor.next_key(&mut first)? {
            let key = text(&cursor, key);
            let value = cursor.value()?;
            match (key, value) {
                (b"features", Value::Array) => return Ok(Some(Format::GeoJson)),
                (b"geometry" | b"properties", _) => return Ok(Some(Format::GeoJsonLines)),
                (b"events", Value::Array) if !is_of_own_events(&cursor) => {
                    return Ok(Some(Format::JsonAnswer));
                }
                (b"reports" | b"events", Value::Array) | (b"files", _) => {
                    return Ok(Some(Format::Project));
                }
                (b"type", Value::Scalar(token)) => match text(&cursor, token) {
                    b"FeatureCollection" => return Ok(Some(Format::GeoJson)),
                    b"Feature" => return Ok(Some(Format::GeoJsonLines)),
                    _ => {}
                },
                (key, Value::Array) if is_list_of_answer(key) => {
                    // A list of flat objects; `"data":[1,2]` is a value of a row like any other.
                    if matches!(cursor.peek(), Ok(b'{' | b']') | Err(Stop::Incomplete)) {
                        return Ok(Some(Format::JsonAnswer));
                    }
                    cursor.skip_rest(Value::Array)?;
                }
                (key, value) => {
                    let name = std::str::from_utf8(key).unwrap_or_default();
                    is_flat |= matches!(value, Value::Scalar(_)) && Role::of_name(name).is_some();
                    cursor.skip_rest(value)?;
                }
            }
        }
        Ok(is_flat.then_some(Format::JsonLines))
    };
    match walk() {
        Ok(Some(format)) => Ok(format),
        Ok(None) | Err(_) => Err(ReadError::UnknownFormat),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content() {
        let check = |text: &str| Format::sniff(text.as_bytes()).map(Format::code);
        assert_eq!(check("\u{feff}id,date\n"), Ok("csv"));
        assert_eq!(check("id\tdate\n"), Ok("tsv"));
        assert_eq!(check("date\n2019-01-01\n"), Ok("csv"));
        assert_eq!(
            check("\n {\"crs\":{\"type\":\"name\"},\"features\":[]}"),
            Ok("geojson")
        );
        assert_eq!(
            check("{\"type\":\"Feature\",\"geometry\":null}\n"),
            Ok("geojson_lines")
        );
        assert_eq!(check("\u{1e}{\"id\":1,\"properties\":{}}\n"), Ok("geojson_lines"));
        assert_eq!(check("{\"version\":1,\"events\":[]}"), Ok("project"));
        assert_eq!(
            check("{\"events\":[{\"id\":\"a\",\"when\":{},\"report\":\"r\"}],\"version\":1}"),
            Ok("project")
        );
        assert_eq!(
            check("{\"events\":[{\"id\":\"1\",\"date\":\"2018\"}]}"),
            Ok("json_answer")
        );
        assert_eq!(check("{\"export_events\":[{\"id\":1}]}"), Ok("json_answer"));
        assert_eq!(check("[]"), Err(ReadError::Empty));
        assert_eq!(check("%PDF-1.4\n"), Err(ReadError::UnknownFormat));
        assert_eq!(check("{\"a\":1}"), Err(ReadError::UnknownFormat));
        assert_eq!(check("{\"a\":1,\"date\":\"2018\"}\n{"), Ok("json_lines"));
        assert_eq!(check(" [ {\"date\":\"2018\"}]"), Ok("json_records"));
        assert_eq!(
            check("{\"status\":200,\"data\":[{\"event_date\":\"2018\"}]}"),
            Ok("json_answer")
        );
        assert_eq!(
            check("{\"TotalPages\":1,\"Result\":[{\"id\":1}]}"),
            Ok("json_answer")
        );
        assert_eq!(check("{\"data\":[1,2]}"), Err(ReadError::UnknownFormat));
        assert_eq!(check("[1,2]"), Err(ReadError::UnknownFormat));
        assert_eq!(check("sep=;\r\ndate;place\r\n"), Ok("csv_semicolon"));
        assert_eq!(check("<html>"), Err(ReadError::UnknownFormat));
        assert_eq!(check("\u{0}\u{1},"), Err(ReadError::UnknownFormat));
        assert_eq!(check(" \n"), Err(ReadError::Empty));
        assert_eq!(
            Format::sniff(&[0xff, 0xfe, b'i', 0]),
            Err(ReadError::Encoding { name: "utf-16le" })
        );
    }

    #[test]
    fn codes_round_trip() {
        for code in [
            "csv",
            "csv_semicolon",
            "csv_bar",
            "csv_caret",
            "csv_tilde",
            "csv_unit",
            "tsv",
            "geojson",
            "geojson_lines",
            "json_records",
            "json_lines",
            "json_answer",
            "project",
        ] {
            assert_eq!(Format::from_code(code).map(Format::code), Some(code));
        }
    }
}

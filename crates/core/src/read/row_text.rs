//! [`row_text`]: the fields of one row again, as text, from the bytes at its offset.

use super::csv::field_texts;
use super::delimited::{Scan, Tokenizer};
use super::feature::text;
use super::json::{Cursor, Stop, Token, Value, unescaped};
use super::pack::unpacked;
use super::report::is_our_own;
use super::{Format, Role};
use crate::write::cell::unguarded;

/// How the text of a row is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// What the file is.
    pub format: Format,
    /// The names of the columns; empty for JSON, whose rows name their own fields.
    pub header: Vec<String>,
    /// What fields were read as.
    pub fields: Vec<(Role, String)>,
    /// For GeoJSON whose text is kept packed (see [`super::Reader::packing`]), what its features have in common.
    pub packed: Option<Vec<Vec<String>>>,
}

/// A field of a row as it stands in the source: its name and its value.
pub type NamedText = (String, String);

/// The fields of the row at the beginning of `bytes`, in the order of the source. `None` if the row does not end in
/// `bytes`, which then must be longer, unless `at_end` says that there are no more.
///
/// Objects and lists inside a feature are given as their JSON text.
///
/// ```
/// use chronotope_core::read::{Dialect, Format, row_text};
/// let dialect = Dialect {
///     format: Format::Delimited { delimiter: b',' },
///     header: vec!["date".to_owned(), "summary".to_owned()],
///     fields: Vec::new(),
///     packed: None,
/// };
/// let fields = row_text(b"2019-01-01,\"a, b\"\n2019-", &dialect, false).expect("a whole row");
/// assert_eq!(fields[1], ("summary".to_owned(), "a, b".to_owned()));
/// assert_eq!(row_text(b"2019-", &dialect, false), None);
/// ```
pub fn row_text(bytes: &[u8], dialect: &Dialect, at_end: bool) -> Option<Vec<NamedText>> {
    let is_json = !matches!(dialect.format, Format::Delimited { .. } | Format::Project);
    if let (true, Some(shapes)) = (is_json, &dialect.packed) {
        let text = unpacked(bytes, shapes);
        return match text {
            Some(text) => json_text(&text, true),
            None => at_end.then(Vec::new),
        };
    }
    match dialect.format {
        Format::Delimited { delimiter } => delimited_text(bytes, delimiter, &dialect.header, at_end),
        Format::Project => Some(Vec::new()),
        Format::GeoJson
        | Format::GeoJsonLines
        | Format::JsonRecords
        | Format::JsonLines
        | Format::JsonAnswer => json_text(bytes, at_end),
    }
}

fn delimited_text(bytes: &[u8], delimiter: u8, header: &[String], at_end: bool) -> Option<Vec<NamedText>> {
    let mut tokenizer = Tokenizer::new(delimiter);
    tokenizer.begin(false);
    let window = bytes.get(..=super::csv::MAX_ROW).unwrap_or(bytes);
    let mut end = match tokenizer.scan(window) {
        Scan::Record(end) => Some(end),
        Scan::More => (at_end && tokenizer.finish(bytes)).then_some(bytes.len()),
    };
    if end.is_none() && (at_end || window.len() > super::csv::MAX_ROW) {
        // As the reader does with a quote that is never closed.
        tokenizer.begin(true);
        end = match tokenizer.scan(window) {
            Scan::Record(end) => Some(end),
            Scan::More => {
                tokenizer.finish(window);
                Some(window.len())
            }
        };
    }
    let mut values = field_texts(&bytes[..end?], &tokenizer.fields);
    if is_our_own(header) {
        for value in &mut values {
            *value = unguarded(value).to_owned();
        }
    }
    let extra = (header.len()..).map(|n| (n + 1).to_string());
    let names = header.iter().cloned().chain(extra);
    Some(names.zip(values).collect())
}

/// The fields of a feature; of what is none, the text without a name.
fn json_text(bytes: &[u8], at_end: bool) -> Option<Vec<NamedText>> {
    match feature_text(bytes) {
        Ok(fields) => Some(fields),
        Err(Stop::Incomplete) if !at_end => None,
        Err(_) => Some(vec![(String::new(), String::from_utf8_lossy(bytes).into_owned())]),
    }
}

fn feature_text(bytes: &[u8]) -> Result<Vec<NamedText>, Stop> {
    let mut cursor = Cursor::new(bytes);
    let mut fields = Vec::new();
    cursor.expect(b'{')?;
    let mut first = true;
    while let Some(key) = cursor.next_key(&mut first)? {
        let key = string(&cursor, key);
        if key == "properties" {
            cursor.peek()?;
            if cursor.value()? == Value::Object {
                let mut first = true;
                while let Some(key) = cursor.next_key(&mut first)? {
                    let key = string(&cursor, key);
                    let value = value_text(&mut cursor)?;
                    fields.push((key, value));
                }
            }
        } else {
            let value = value_text(&mut cursor)?;
            if key != "type" {
                fields.push((key, value));
            }
        }
    }
    Ok(fields)
}

fn value_text(cursor: &mut Cursor<'_>) -> Result<String, Stop> {
    cursor.peek()?;
    let start = cursor.at;
    Ok(match cursor.value()? {
        Value::Scalar(token) => string(cursor, token),
        Value::Null => String::new(),
        nested => {
            cursor.skip_rest(nested)?;
            String::from_utf8_lossy(&cursor.bytes[start..cursor.at]).into_owned()
        }
    })
}

fn string(cursor: &Cursor<'_>, token: Token) -> String {
    let written = text(cursor, token);
    if token.rewrite {
        let mut value = Vec::new();
        unescaped(written, &mut value);
        String::from_utf8_lossy(&value).into_owned()
    } else {
        String::from_utf8_lossy(written).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_gives_its_properties_and_the_rest_as_json() {
        let dialect = Dialect {
            format: Format::GeoJson,
            header: Vec::new(),
            fields: Vec::new(),
            packed: None,
        };
        let text = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},
            "properties":{"a":"x\ny","b":2.50,"c":null,"d":[1]}}"#;
        let fields = row_text(text.as_bytes(), &dialect, false).expect("whole");
        let fields: Vec<_> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(
            fields,
            [
                ("geometry", r#"{"type":"Point","coordinates":[1,2]}"#),
                ("a", "x\ny"),
                ("b", "2.50"),
                ("c", ""),
                ("d", "[1]"),
            ]
        );
        assert_eq!(row_text(&text.as_bytes()[..30], &dialect, false), None);
    }

    #[test]
    fn fields_beyond_the_header_are_numbered() {
        let dialect = Dialect {
            format: Format::Delimited { delimiter: b'\t' },
            header: vec!["a".to_owned()],
            fields: Vec::new(),
            packed: None,
        };
        let fields = row_text(b"1\t\"2", &dialect, true).expect("at the end");
        assert_eq!(fields, [("a".into(), "1".into()), ("2".into(), "\"2".into())]);
    }
}

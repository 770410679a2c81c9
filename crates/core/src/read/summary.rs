//! [`ReadSummary`] and [`LoadFailure`]: what a worker says of a file beside its columns, and how it travels.

use super::{Dialect, Format, Problem, Problems, ReadError, Reason};
use serde::{Deserialize, Serialize};

/// What is known of a file that has been read, beside its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSummary {
    /// Rows met, the rejected ones among them.
    pub rows: u32,
    /// What could not be used.
    pub problems: Problems,
    /// How the text of a row is to be read again, for [`super::row_text`].
    pub dialect: Dialect,
}

/// Why a file could not be opened, for the page to say in a sentence of the user's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadFailure {
    /// A stable name: one of those of [`ReadError::code`], or `network`, `http`, `unreadable`, `gzip`, `worker`.
    pub code: String,
    /// The file's name or address, as the user gave it.
    #[serde(default)]
    pub file: String,
    /// The row at fault, from 1, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The field at fault, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// More, in plain English or in the browser's own words: an HTTP status, the names of the columns.
    #[serde(default)]
    pub detail: String,
}

impl LoadFailure {
    /// A failure of the file as a whole.
    pub fn new(code: &str, file: &str, detail: impl Into<String>) -> LoadFailure {
        LoadFailure {
            code: code.to_owned(),
            file: file.to_owned(),
            row: None,
            field: None,
            detail: detail.into(),
        }
    }

    /// A failure of a reader.
    pub fn of_reader(error: &ReadError, file: &str) -> LoadFailure {
        let detail = match error {
            ReadError::NoKnownColumns { header } => header.join(", "),
            ReadError::Table(table) => table.to_string(),
            other => other.to_string(),
        };
        LoadFailure::new(error.code(), file, detail)
    }

    /// As JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From JSON; what is not such a failure becomes one with the code `worker`.
    pub fn from_json(json: &str) -> LoadFailure {
        serde_json::from_str(json).unwrap_or_else(|_not_a_failure| LoadFailure::new("worker", "", json))
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    rows: u32,
    format: String,
    header: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    packed: Option<Vec<Vec<String>>>,
    counts: Vec<(String, u32)>,
    kept: Vec<(u32, u32, String, String, String)>,
}

impl ReadSummary {
    /// As JSON, to travel between threads.
    pub fn to_json(&self) -> String {
        let wire = Wire {
            rows: self.rows,
            format: self.dialect.format.code().to_owned(),
            header: self.dialect.header.clone(),
            packed: self.dialect.packed.clone(),
            counts: self
                .problems
                .counts()
                .map(|(reason, count)| (reason.code().to_owned(), count))
                .collect(),
            kept: self
                .problems
                .kept()
                .iter()
                .map(|p| {
                    (
                        p.row,
                        p.offset,
                        p.field.clone(),
                        p.value.clone(),
                        p.reason.code().to_owned(),
                    )
                })
                .collect(),
        };
        serde_json::to_string(&wire).unwrap_or_default()
    }

    /// From [`ReadSummary::to_json`]; `None` if it is not that.
    pub fn from_json(json: &str) -> Option<ReadSummary> {
        let wire: Wire = serde_json::from_str(json).ok()?;
        let counts: Option<Vec<_>> = wire
            .counts
            .into_iter()
            .map(|(code, count)| Some((Reason::from_code(&code)?, count)))
            .collect();
        let kept: Option<Vec<_>> = wire
            .kept
            .into_iter()
            .map(|(row, offset, field, value, code)| {
                Some(Problem {
                    row,
                    offset,
                    field,
                    value,
                    reason: Reason::from_code(&code)?,
                })
            })
            .collect();
        Some(ReadSummary {
            rows: wire.rows,
            problems: Problems::from_parts(counts?, kept?),
            dialect: Dialect {
                format: Format::from_code(&wire.format)?,
                header: wire.header,
                packed: wire.packed,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Outcome, Reader};

    #[test]
    fn summaries_travel_whole() {
        let mut reader = Reader::new(None);
        reader
            .push("date\tplace\nsoon\t\"حلب\n".as_bytes())
            .expect("readable");
        let Ok(Outcome::Table(loaded)) = reader.finish() else {
            panic!("rows")
        };
        assert!(!loaded.summary.problems.is_empty());
        let json = loaded.summary.to_json();
        assert_eq!(ReadSummary::from_json(&json), Some(loaded.summary));
        assert_eq!(ReadSummary::from_json("{}"), None);
    }

    #[test]
    fn failures_travel_whole() {
        let failure = LoadFailure::of_reader(
            &ReadError::NoKnownColumns {
                header: vec!["a".to_owned(), "b".to_owned()],
            },
            "x.csv",
        );
        assert_eq!(LoadFailure::from_json(&failure.to_json()), failure);
        assert_eq!(
            (failure.code.as_str(), failure.detail.as_str()),
            ("no_known_columns", "a, b")
        );
        assert_eq!(LoadFailure::from_json("trap").code, "worker");
    }
}

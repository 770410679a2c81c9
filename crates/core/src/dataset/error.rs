//! What can be wrong with a data file.

use crate::gazetteer::ReadWarning;
use crate::json::{Mismatch, NotJson};

/// A file that cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DatasetError {
    /// Not JSON.
    #[error("{file}: not valid JSON at line {line}, column {column}")]
    NotJson {
        /// Name of the file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but not what the file should hold.
    #[error("{file}: {detail}")]
    NotExpected {
        /// Name of the file.
        file: String,
        /// What is missing or of the wrong type.
        detail: String,
    },
    /// Written by a later version.
    #[error("{file}: version {version} is not known")]
    Version {
        /// Name of the file.
        file: String,
        /// The version it states.
        version: u64,
    },
}

impl DatasetError {
    /// A file that is not JSON.
    pub(super) fn not_json(file: &str, NotJson { line, column }: NotJson) -> DatasetError {
        DatasetError::NotJson {
            file: file.to_owned(),
            line,
            column,
        }
    }

    /// JSON that is not what the file should hold.
    pub(super) fn not_expected(file: &str, Mismatch(detail): Mismatch) -> DatasetError {
        DatasetError::NotExpected {
            file: file.to_owned(),
            detail,
        }
    }
}

/// Which part of a record a problem is in.
pub type Field = &'static str;

/// Why a field could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Not of the form that the format asks for; the record is left out.
    Malformed(String),
    /// Not one of the words that the format knows; the record is left out.
    UnknownWord(String),
    /// An id that is already taken; the record is left out.
    Duplicate(String),
    /// An id that nothing has; the rest of the record is used.
    Dangling(String),
    /// A date that cannot be read; the event is used without a date.
    Undated(String),
    /// Bounds in the wrong order; the figure is left out.
    Unordered(String),
    /// The whole file is not what it should be, or not all of its letters are; it is used as far as it can be.
    Unread(String),
}

/// A record, or a part of one, that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Name of the file.
    pub file: String,
    /// Position of the record in its list, from 0.
    pub record: usize,
    /// Id of the record, where it has one.
    pub id: Option<String>,
    /// The field.
    pub field: Field,
    /// Why.
    pub reason: Reason,
}

impl Problem {
    /// What of a file could not be used in full.
    pub fn of_file(file: &str, detail: String) -> Problem {
        Problem {
            file: file.to_owned(),
            record: 0,
            id: None,
            field: "",
            reason: Reason::Unread(detail),
        }
    }

    /// What could not be used of a gazetteer, or of outlines, that were read from these files.
    pub fn of_places(files: &[&str], warnings: Vec<ReadWarning>) -> Vec<Problem> {
        let mut problems = Vec::with_capacity(warnings.len());
        for warning in warnings {
            let file = files.get(warning.file).copied().unwrap_or_default();
            let mut problem = Problem::of_file(file, warning.problem);
            if let (Some(record), Reason::Unread(detail)) = (warning.record.checked_sub(1), &problem.reason) {
                problem.reason = Reason::Malformed(detail.clone());
                problem.record = record;
            }
            problems.push(problem);
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::read_own_gazetteer;

    #[test]
    fn what_is_lost_of_a_gazetteer_is_told_by_file_and_entry() {
        let places = br#"{"features":[{"properties":{"id":"a","name":"A"}},{"properties":{"id":"b"}}]}"#;
        let read = read_own_gazetteer(&[places, b"no JSON"]);
        assert_eq!(read.gazetteer.len(), 1);
        let problems = Problem::of_places(&["places.geojson", "regions.geojson"], read.warnings);
        let [place, regions] = problems.as_slice() else {
            panic!("{problems:?}");
        };
        assert_eq!((&*place.file, place.record), ("places.geojson", 1));
        assert!(matches!(place.reason, Reason::Malformed(_)));
        assert_eq!(regions.file, "regions.geojson");
        assert!(matches!(regions.reason, Reason::Unread(_)));
    }
}

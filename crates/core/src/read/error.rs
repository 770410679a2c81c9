//! [`ReadError`]: why a file as a whole cannot be read.

use crate::table::TableError;

/// Why a file as a whole cannot be read. What is wrong with single rows is a [`super::Problem`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing in it, or nothing but a header.
    #[error("the file is empty")]
    Empty,
    /// It is none of the formats that can be read.
    #[error("this is no format that can be read: neither a table of text (CSV, TSV) nor GeoJSON")]
    UnknownFormat,
    /// It is text in an encoding that must be turned into UTF-8 first.
    #[error("the text is in {name}, not in UTF-8")]
    Encoding {
        /// The encoding's name, as in the WHATWG Encoding Standard.
        name: &'static str,
    },
    /// No column has a name that says date, place or coordinates.
    #[error("no column is known to hold a date, a place or coordinates; the columns are: {}", header.join(", "))]
    NoKnownColumns {
        /// The names of the columns.
        header: Vec<String>,
    },
    /// It is JSON without a list of features.
    #[error("the JSON has no list of GeoJSON features")]
    NoFeatures,
    /// Offsets of rows must fit 32 bits.
    #[error("the text is longer than 4 GiB")]
    TooLarge,
    /// There are more rows than a table holds.
    #[error("the rows do not make a table")]
    Table(#[from] TableError),
}

impl ReadError {
    /// A stable name for messages between threads.
    pub fn code(&self) -> &'static str {
        match self {
            ReadError::Empty => "empty",
            ReadError::UnknownFormat => "unknown_format",
            ReadError::Encoding { .. } => "encoding",
            ReadError::NoKnownColumns { .. } => "no_known_columns",
            ReadError::NoFeatures => "no_features",
            ReadError::TooLarge => "too_large",
            ReadError::Table(_) => "table",
        }
    }
}

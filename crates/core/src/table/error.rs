//! [`TableError`]: why columns do not make a table.

/// Why columns do not make a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A row index must fit 32 bits.
    #[error("{rows} rows are more than a table holds (4,294,967,294)")]
    TooManyRows {
        /// How many were given.
        rows: usize,
    },
    /// Counts are kept for each place and kind; there must be at most 67,108,864 of these, with the number of kinds
    /// taken as a power of two, and rows times kinds must fit 31 bits.
    #[error("{kinds} kinds are too many for {places} places and {rows} rows")]
    TooManyKinds {
        /// Kinds.
        kinds: usize,
        /// Places.
        places: usize,
        /// Rows.
        rows: usize,
    },
    /// A buffer that every table has is not there.
    #[error("the buffer “{name}” is missing")]
    Missing {
        /// The buffer's name.
        name: String,
    },
    /// A buffer has another element type than its name promises.
    #[error("the buffer “{name}” holds {found}")]
    WrongType {
        /// The buffer's name.
        name: String,
        /// The element type found.
        found: &'static str,
    },
    /// A buffer is longer or shorter than the others ask for.
    #[error("the buffer “{name}” has {found} elements in place of {expected}")]
    WrongLength {
        /// The buffer's name.
        name: String,
        /// Elements expected.
        expected: usize,
        /// Elements found.
        found: usize,
    },
    /// A code points past the end of its dictionary.
    #[error("the buffer “{name}” holds the code {code} of a dictionary of {len}")]
    BadCode {
        /// The buffer's name.
        name: String,
        /// The code.
        code: u32,
        /// Entries in the dictionary.
        len: usize,
    },
    /// Offsets or days that must rise do not.
    #[error("the buffer “{name}” is not in order at {index}")]
    NotSorted {
        /// The buffer's name.
        name: String,
        /// Index of the first element out of order.
        index: usize,
    },
    /// A dictionary's text is not UTF-8, or an entry ends inside a character.
    #[error("the text of “{name}” is not UTF-8")]
    NotText {
        /// The buffer's name.
        name: String,
    },
    /// A coordinate is not on the globe.
    #[error("the place {place} has coordinates that are not on the globe")]
    BadCoordinates {
        /// Index of the place.
        place: usize,
    },
}

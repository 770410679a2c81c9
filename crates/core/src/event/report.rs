//! [`Report`]: one published document.

use crate::time::When;

/// One published document.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Unique and stable.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// Its printed headline, or a description marked as ours.
    pub title: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// When it was published; `None` if the date could not be read.
    pub published: Option<When>,
    /// How that date is known.
    pub published_basis: String,
    /// The time that it covers.
    pub covers: Option<When>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Name of the file that holds the original text, which is not shipped.
    pub source_file: Option<String>,
    /// SHA-256 of that file, in hexadecimal.
    pub sha256: Option<String>,
}

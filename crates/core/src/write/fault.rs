//! [`SaveFault`]: why a file could not be saved.

use super::PageError;

/// Why a file could not be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveFault {
    /// It was cancelled.
    Stopped,
    /// The browser would not hold a piece of it.
    NotHeld,
    /// A file that goes with it cannot be had.
    NotFetched(String),
    /// A file of the page is no longer the one that the page began with.
    Changed(String),
    /// The opened file ends before its rows do: it is no longer what was opened.
    FileChanged,
    /// This copy of the page does not know its own files.
    NoList,
    /// The page cannot be put together.
    Page(PageError),
    /// What the browser says, in its words.
    Browser(String),
}

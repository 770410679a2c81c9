//! Passages: from an event to its words in the reader's own copy of a report, and from the text to its events.
//!
//! A copy is known by its SHA-256; then [`Evidence`](crate::event::Evidence) says where each event stands. A copy that
//! differs (white space, quotes, a re-saved page) is compared with what the reports' events say: names, figures, dates,
//! and the distances between their passages. What fits is told as *likely* or *unsure*; what does not is not told.

mod align;
mod anchor;
mod claims;
mod clues;
mod dates;
mod html;
mod normal;
mod numbers;
mod pieces;
mod reading;
mod text;
mod turns;
mod wrapped;

#[cfg(test)]
mod tests;

pub use anchor::{Passage, Sureness};
pub use claims::{Claim, ClaimKind, Lacking};
pub use html::{is_html, readable};
pub use pieces::{Piece, Stretch, TextPart, matching, matching_in_turns};
pub use reading::{Names, Reading, Verdict, read, read_in_turns};
pub use text::OpenedText;

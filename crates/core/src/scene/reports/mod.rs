//! The reports pane: events in words.

mod card;
mod figure;
mod words;

pub use card::{Card, CardPlace, Narrator, ReportLine};
pub use figure::figure_words;
pub use words::when_words;

//! The reports pane: events in words.

mod card;
mod figure;
mod row_card;
mod words;

pub use card::{Card, CardPlace, Narrator, ReportLine};
pub use figure::figure_words;
pub use row_card::{RowCard, row_card, summary_field};
pub use words::{days_words, when_words};

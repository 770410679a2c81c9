//! The reports pane: events in words.

mod brief;
mod card;
mod compare;
mod figure;
mod publishers;
mod reply;
mod reply_dates;
mod reply_read;
mod row_card;
mod sums;
mod told;
mod toll;
mod words;

pub use brief::{Brief, CardPlace, Teller};
pub use card::{Card, Narrator, ReportLine};
pub use compare::{Comparison, Field, How};
pub use figure::figure_words;
pub use publishers::PublisherView;
pub use reply::{Found, Reply, ReplyEvent};
pub use row_card::{RowCard, row_card, summary_field, unread_figures};
pub use sums::{SumLine, SumView};
pub use toll::{Toll, TollLine};
pub use words::{days_words, extent_words, time_words, when_words};

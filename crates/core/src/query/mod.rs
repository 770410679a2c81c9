//! [`QueryEngine`]: what is in the window, under the filters, and how much of it.
//!
//! An event is *definitely* in a window when every day on which it can have happened is in it, *possibly* when some
//! such day is; counts keep the two apart ([`Overlap`] has the rules). Filters are held as one bit for each
//! dimension in a mask for each row, so that what passes "all filters but one" costs no more than what passes all.

mod cells;
mod compare;
mod engine;
mod facet;
mod filter;
mod histogram;
mod open;
mod overlap;
mod rows;
mod spans;
mod step;
mod tally;
mod view;

pub use cells::Layer;
pub use compare::{Change, ComparedPlace, Comparison, EventCount, Pair};
pub use engine::{Changes, QueryEngine, Totals};
pub use facet::Facet;
pub use filter::{CodeSet, FigureRange, Filter, RowSet, Slot};
pub use histogram::{Histogram, HistogramSpec};
pub use overlap::Overlap;
pub use rows::{RowRef, Scope, Selection, SelectionCount};
pub use step::Passing;
pub use view::filter_slots;

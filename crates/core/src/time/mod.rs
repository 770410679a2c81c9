//! Days, windows of days, and dates as sources give them (EDTF).
//!
//! A day is a whole local calendar day, never a midnight in some time zone.

mod bins;
mod day;
mod granularity;
mod ticks;
mod typed;
mod when;
mod window;

pub use bins::{BinSize, Bins};
pub use day::{Day, Weekday};
pub use granularity::Granularity;
pub use ticks::{Tick, Ticks};
pub use typed::{TypedDateError, is_typed_span, typed_dates};
pub use when::{Extent, Membership, When, WhenError};
pub use window::TimeWindow;

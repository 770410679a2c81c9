//! Days, windows of days, and dates as sources give them (EDTF).
//!
//! A day is a whole local calendar day, never a midnight in some time zone.

mod day;
mod when;
mod window;

pub use day::{Day, Weekday};
pub use when::{Extent, Membership, When, WhenError};
pub use window::TimeWindow;

//! Readers of files that others made: bytes in, in pieces of any size, and an event table out.
//!
//! Nothing is lost in silence: a row or value that cannot be used is a [`Problem`] with its reason, and each row of
//! the table knows where its text begins, so that [`row_text`] can show all of it.
//!
//! A [`Reader`] holds the row that has begun and not ended, and the columns; never the text.

mod amount;
mod csv;
mod delimited;
mod encoding;
mod error;
mod exchange;
mod family;
mod feature;
mod geojson;
mod guess;
mod json;
mod layout;
mod loose;
mod named;
mod overlay;
mod own;
mod pack;
mod phrases;
mod places;
mod plan;
mod position;
mod problem;
mod reader;
mod repeats;
mod report;
mod resolve;
mod role;
mod row;
mod row_text;
mod shape;
mod sniff;
mod spoken;
mod summary;
mod swar;
mod value;
mod wire;
mod zip;

pub use encoding::encoding_of;
pub use error::ReadError;
pub use family::Family;
pub use guess::{Preview, first_plan, guess_roles, looks_like_header, preview};
pub(crate) use json::unescaped;
pub use layout::distinct_names;
pub use overlay::{Overlay, OverlayFault, read_overlay};
pub use own::{is_own_events, own_events};
pub use plan::{DateNumbers, DateOrder, HeaderRow, Plan, Projection, projection_of, projection_text};
pub use problem::{Effect, Problem, Problems, Reason};
pub use reader::{Loaded, Outcome, Reader};
pub use report::{report_header, report_line};
pub use resolve::{Alias, Choice, Toponym, aliases_from_csv, aliases_to_csv};
pub use role::Role;
pub use row_text::{Dialect, NamedText, row_text};
pub use sniff::{Format, HEAD, foreign_encoding, is_gzip};
pub use summary::{ColumnNotes, Findings, LoadFailure, Placed, ReadSummary};
pub use zip::{
    ZIP_LOCAL_HEADER, ZIP_TAIL, ZipEntry, is_compound, is_zip, zip_content_offset, zip_directory, zip_entries,
};

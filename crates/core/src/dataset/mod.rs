//! A data set: a manifest, reports and events, as read from their files.

mod bare;
mod error;
mod manifest;
mod read;
mod table;

pub use error::{DatasetError, Field, Problem, Reason};
pub use manifest::{CountsAs, Group, KindInfo, Localized, Manifest, REST_SLOT, Shape, read_manifest};
pub use read::{Dataset, ProjectFile, read_events, read_project, read_reports};
pub use table::{Places, area_name, mark_precision};

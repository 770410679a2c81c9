//! The parts of the page. Each turns plain values into elements and acts into messages.

pub mod filters;
pub mod header;
pub mod notices;
pub mod reports;
pub mod timeline;

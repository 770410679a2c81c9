//! What is on screen, as plain values: text and numbers that components turn into elements.

pub mod filters;
pub mod map;
pub mod passages;
pub mod reports;
pub mod status;
pub mod table;
pub mod timeline;

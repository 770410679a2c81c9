//! What is on the page.

pub mod map;

//! Everything in Chronotope that can be true without a browser: time, places, events, queries, scenes, state.
//!
//! This crate performs no input or output, reads no clock, keeps no global state and knows no DOM.

pub mod dataset;
pub mod event;
pub mod gazetteer;
pub mod geo;
pub mod incidents;
pub mod json;
pub mod messages;
pub mod passages;
pub mod query;
pub mod read;
pub mod scene;
pub mod search;
pub mod sort;
pub mod state;
pub mod sums;
pub mod table;
pub mod time;
#[cfg(feature = "workload")]
pub mod workload;
pub mod write;

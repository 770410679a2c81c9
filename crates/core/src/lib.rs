//! Everything in Chronotope that can be true without a browser: time, places, events, queries, scenes, state.
//!
//! This crate performs no input or output, reads no clock, keeps no global state and knows no DOM.

pub mod geo;
pub mod messages;
pub mod scene;
pub mod state;
pub mod time;

//! Scenes: what is drawn, as plain values.
//!
//! A scene is computed from data, counts and view alone; the components turn it into elements and hold no logic.

pub mod map;

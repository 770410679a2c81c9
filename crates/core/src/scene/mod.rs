//! What is drawn, as plain values: components turn a scene into elements.

pub mod timeline;

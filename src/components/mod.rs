//! What is on the page. Each component takes plain values and signals, and says what the user does as a message.

pub mod timeline;

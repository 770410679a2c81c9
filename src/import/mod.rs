//! Opening files that are large or not ours: the worker reads them, the page receives a table and a way to the text.

mod arrival;
mod how;
mod source_text;
mod worker_client;

pub use how::How;
pub use source_text::SourceText;
pub use worker_client::{Opened, Opening, Progress, Source, WorkerClient};

/// Where a row is: the text of its file, and how many bytes come before it.
pub type RowSource = (SourceText, u32);

//! Reading the texts of an opened file again, for searches.

use crate::archive::part;
use crate::post;
use chronotope_core::read::{Dialect, LoadFailure, row_text};
use chronotope_core::search::{Texts, TextsBuilder};
use js_sys::{Date, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// How much of the text is read at once.
const WINDOW: f64 = (1 << 22) as f64;
/// Most bytes of a row that is looked for.
const LONGEST: f64 = (1 << 26) as f64;
/// In place of an offset: there is no such record.
const NO_RECORD: u32 = u32::MAX;
/// Milliseconds between messages about progress.
const PROGRESS_EVERY_MS: f64 = 100.0;

/// What the page asks for: `{ texts: Blob, dialect: text, offsets: Uint32Array }`.
pub(crate) struct Request {
    text: Blob,
    dialect: Dialect,
    offsets: Vec<u32>,
}

impl Request {
    /// `None` for any other message.
    pub(crate) fn from_message(message: &JsValue) -> Option<Request> {
        let field = |name: &str| Reflect::get(message, &name.into()).ok();
        let text = field("texts")?.dyn_into().ok()?;
        let dialect = Dialect::from_text(&field("dialect")?.as_string()?)?;
        let offsets: Uint32Array = field("offsets")?.dyn_into().ok()?;
        Some(Request {
            text,
            dialect,
            offsets: offsets.to_vec(),
        })
    }
}

/// Reads the texts, posts them, and ends the worker.
pub(crate) async fn read(request: Request) {
    match texts(&request).await {
        Ok(texts) => {
            post::columns(texts.into_columns());
            post::texts();
        }
        Err(error) => post::failure(&LoadFailure::new("unreadable", "", crate::open::words(&error))),
    }
    crate::scope().close();
}

async fn texts(request: &Request) -> Result<Texts, JsValue> {
    let size = request.text.size();
    let mut builder = TextsBuilder::default();
    let (mut start, mut end, mut bytes) = (0.0, 0.0, Vec::new());
    let mut told = Date::now();
    for (record, &offset) in (0u32..).zip(&request.offsets) {
        if offset == NO_RECORD {
            continue;
        }
        let offset = f64::from(offset);
        let mut window = WINDOW;
        let fields = loop {
            if offset >= start && offset < end {
                let from = bytes.get((offset - start) as usize..).unwrap_or_default();
                let is_end = end >= size || window > LONGEST;
                if let Some(fields) = row_text(from, &request.dialect, is_end) {
                    break fields;
                }
                window *= 4.0;
            }
            (start, end) = (offset, (offset + window).min(size));
            bytes = part(&request.text, start, end).await?;
            if bytes.is_empty() {
                // The file was changed.
                return Err(JsValue::from_str("shorter than it was"));
            }
        };
        builder.row(record, &fields);
        if record % 256 == 0 && Date::now() - told >= PROGRESS_EVERY_MS {
            told = Date::now();
            post::progress(offset, Some(size), record);
        }
    }
    Ok(builder.finish())
}

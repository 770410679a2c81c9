//! [`SourceText`]: the text of an opened file, of which any row can be read again.

use chronotope_core::read::{Dialect, NamedText, row_text};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// How much is read at first: nearly every row is shorter.
const FIRST_BYTES: f64 = 4_096.0;

/// The text of an opened file, held by the browser outside the page's memory: for a file, the file itself.
#[derive(Debug, Clone)]
pub struct SourceText {
    blob: Blob,
    dialect: Dialect,
}

impl SourceText {
    /// The text and how to read it.
    pub(super) fn new(blob: Blob, dialect: Dialect) -> SourceText {
        SourceText { blob, dialect }
    }

    /// All of it, to save or to read in another way.
    pub fn blob(&self) -> &Blob {
        &self.blob
    }

    /// The fields of a row, names and values as in the source, from where its text begins
    /// ([`EventTable::text_offset`](chronotope_core::table::EventTable::text_offset) or a problem's offset).
    ///
    /// # Errors
    /// What the browser says if the file can no longer be read: it was moved or changed on disk.
    pub async fn row(&self, offset: u32) -> Result<Vec<NamedText>, JsValue> {
        let offset = f64::from(offset);
        let mut length = FIRST_BYTES;
        loop {
            let end = offset + length;
            let part = self.blob.slice_with_f64_and_f64(offset, end)?;
            let bytes = JsFuture::from(part.array_buffer()).await?;
            let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
            if let Some(fields) = row_text(&bytes, &self.dialect, end >= self.blob.size()) {
                return Ok(fields);
            }
            length *= 8.0;
        }
    }
}

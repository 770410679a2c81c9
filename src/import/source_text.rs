//! [`SourceText`]: the text of an opened file, of which any row can be read again.

use crate::dom;
use chronotope_core::read::{Dialect, NamedText, row_text};
use chronotope_core::write::SaveFault;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// How much is read at first: nearly every row is shorter.
const FIRST_BYTES: f64 = 4_096.0;
/// How much is read at once where many rows are.
const MANY_BYTES: f64 = 4_194_304.0;

/// The page is let live whenever reading has gone on for so long, looked at once in so many rows.
const BUSY_MS: f64 = 12.0;
const RESTED: usize = 32;

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

    /// How its rows are read.
    pub fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// The fields of many rows, in the order of their offsets, which must not fall, until `take` gives a fault. The
    /// text is read in large parts.
    ///
    /// # Errors
    /// What `take` gives, or that the text is no longer what was opened.
    pub async fn rows(
        &self,
        offsets: &[u32],
        mut take: impl FnMut(usize, Vec<NamedText>) -> Result<(), SaveFault>,
    ) -> Result<(), SaveFault> {
        // A file that was moved or changed since is told by the browser, which gives no more of it.
        let unreadable = |_fault: JsValue| SaveFault::FileChanged;
        let (mut start, mut part) = (0.0, Vec::new());
        let mut rested = js_sys::Date::now();
        for (at, &offset) in offsets.iter().enumerate() {
            let offset = f64::from(offset);
            let mut length = MANY_BYTES;
            loop {
                let end = start + part.len() as f64;
                let inside = part
                    .get((offset - start).max(0.0) as usize..)
                    .filter(|_| offset >= start);
                let is_end = end >= self.blob.size();
                let read = inside
                    .filter(|inside| !inside.is_empty())
                    .and_then(|inside| row_text(inside, &self.dialect, is_end));
                if let Some(fields) = read {
                    take(at, fields)?;
                    if at % RESTED == 0 && js_sys::Date::now() - rested > BUSY_MS {
                        dom::next_task().await;
                        rested = js_sys::Date::now();
                    }
                    break;
                }
                if start.to_bits() == offset.to_bits() && is_end && !part.is_empty() {
                    // The text ends before the row does: the file was changed.
                    return Err(SaveFault::FileChanged);
                }
                let slice = self
                    .blob
                    .slice_with_f64_and_f64(offset, offset + length)
                    .map_err(unreadable)?;
                let bytes = JsFuture::from(slice.array_buffer()).await.map_err(unreadable)?;
                (start, part) = (offset, js_sys::Uint8Array::new(&bytes).to_vec());
                length *= 2.0;
            }
        }
        Ok(())
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

//! [`Keeper`]: the text of a file, held by the browser and not in wasm memory.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// Chunks are handed to the browser when this many bytes have come together.
const PART_BYTES: u32 = 1 << 21;

/// Gathers a text as the parts of one [`Blob`].
pub(crate) struct Keeper {
    /// The file itself, if its bytes are the text: then nothing need be gathered.
    whole: Option<Blob>,
    parts: Array,
    chunks: Array,
    chunk_bytes: u32,
}

impl Keeper {
    /// A keeper of the text of a file, which is `whole` if that is given.
    pub(crate) fn new(whole: Option<Blob>) -> Keeper {
        Keeper {
            whole,
            parts: Array::new(),
            chunks: Array::new(),
            chunk_bytes: 0,
        }
    }

    /// False if the file itself is the text.
    pub(crate) fn gathers(&self) -> bool {
        self.whole.is_none()
    }

    /// Keeps the next chunk.
    pub(crate) fn push(&mut self, chunk: &Uint8Array) -> Result<(), JsValue> {
        if self.whole.is_some() {
            return Ok(());
        }
        self.chunks.push(chunk);
        self.chunk_bytes += chunk.length();
        if self.chunk_bytes >= PART_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    /// All of it.
    pub(crate) fn finish(mut self) -> Result<Blob, JsValue> {
        if let Some(whole) = self.whole {
            return Ok(whole);
        }
        self.flush()?;
        Blob::new_with_blob_sequence(&self.parts)
    }

    fn flush(&mut self) -> Result<(), JsValue> {
        if self.chunk_bytes > 0 {
            let chunks = std::mem::take(&mut self.chunks);
            let part = Blob::new_with_u8_array_sequence(&chunks)?;
            self.parts.push(part.as_ref());
            self.chunk_bytes = 0;
        }
        Ok(())
    }
}

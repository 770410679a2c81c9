//! A file that is written piece by piece.

use crate::dom;
use chronotope_core::write::SaveFault;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// What is written of a file. A piece at a time becomes bytes that the browser holds: to make all of them bytes at the end
/// takes seconds.
#[derive(Default)]
pub(super) struct Parts(js_sys::Array);

impl Parts {
    /// Adds a piece.
    ///
    /// # Errors
    /// If the browser does not hold it: a file that lacks a piece must not be saved.
    pub(super) fn push(&self, text: &str) -> Result<(), SaveFault> {
        let piece: JsValue = held(&text.into(), "")?.into();
        self.0.push(&piece);
        Ok(())
    }

    /// The whole file.
    ///
    /// # Errors
    /// If the browser does not hold it.
    pub(super) fn whole(&self, media_type: &str) -> Result<Blob, SaveFault> {
        dom::blob(&self.0, media_type).ok_or(SaveFault::NotHeld)
    }
}

/// A text or bytes that the browser holds.
///
/// # Errors
/// If it does not.
pub(super) fn held(content: &JsValue, media_type: &str) -> Result<Blob, SaveFault> {
    dom::blob(&js_sys::Array::of1(content), media_type).ok_or(SaveFault::NotHeld)
}

/// What went wrong, in the browser's words.
pub(super) fn browser(error: JsValue) -> SaveFault {
    let words = match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_default(),
    };
    SaveFault::Browser(words)
}

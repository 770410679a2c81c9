//! What the worker posts to the page.

use crate::scope;
use chronotope_core::read::{LoadFailure, ReadSummary};
use chronotope_core::table::{Buffer, Columns};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// The most bytes of a buffer in one message, so that the page copies each in far less than a frame.
const PART_BYTES: usize = 1 << 21;

fn message(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a property of a plain object cannot fail.
        Reflect::set(&object, &(*name).into(), value).ok();
    }
    object
}

fn send(message: &Object) {
    if let Err(error) = scope().post_message(message) {
        wasm_bindgen::throw_val(error);
    }
}

/// So much has been read.
pub(crate) fn progress(bytes: f64, total: Option<f64>, rows: u32) {
    send(&message(&[
        ("progress", bytes.into()),
        ("total", total.into()),
        ("rows", rows.into()),
    ]));
}

/// Sends the columns one after another and frees each as it goes, so that little is there twice.
pub(crate) fn columns(columns: Columns) {
    for buffer in columns.buffers {
        let name = buffer.name.as_str();
        match buffer.data {
            Buffer::U8(v) => parts(name, &v, |part| js_sys::Uint8Array::from(part).into()),
            Buffer::U16(v) => parts(name, &v, |part| js_sys::Uint16Array::from(part).into()),
            Buffer::U32(v) => parts(name, &v, |part| js_sys::Uint32Array::from(part).into()),
            Buffer::I32(v) => parts(name, &v, |part| js_sys::Int32Array::from(part).into()),
            Buffer::F32(v) => parts(name, &v, |part| js_sys::Float32Array::from(part).into()),
            Buffer::F64(v) => parts(name, &v, |part| js_sys::Float64Array::from(part).into()),
        }
    }
}

fn parts<T>(name: &str, elements: &[T], typed_array: impl Fn(&[T]) -> Object) {
    let total = JsValue::from(elements.len() as f64);
    let mut rest = elements;
    loop {
        let (part, later) = rest.split_at(rest.len().min(PART_BYTES / size_of::<T>()));
        let data = typed_array(part);
        let transfer = Array::new();
        if let Ok(memory) = Reflect::get(&data, &"buffer".into()) {
            transfer.push(&memory);
        }
        let message = message(&[
            ("buffer", name.into()),
            ("total", total.clone()),
            ("data", data.into()),
        ]);
        if let Err(error) = scope().post_message_with_transfer(&message, &transfer) {
            wasm_bindgen::throw_val(error);
        }
        rest = later;
        if rest.is_empty() {
            return;
        }
    }
}

/// All columns have been sent; this is what else is known of the file.
pub(crate) fn summary(summary: &ReadSummary) {
    send(&message(&[("summary", summary.to_text().into())]));
}

/// This is the text, and there is no more to come.
pub(crate) fn done(text: &Blob) {
    send(&message(&[("text", text.into())]));
    send(&message(&[("done", true.into())]));
}

/// The buffers that have been sent are the words of the texts, and there is no more to come.
pub(crate) fn texts() {
    send(&message(&[("words", true.into())]));
}

/// It could not be opened.
pub(crate) fn failure(failure: &LoadFailure) {
    send(&message(&[("failure", failure.to_text().into())]));
}

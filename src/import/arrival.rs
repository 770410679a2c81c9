//! [`Arrival`]: the columns of a table as they come in from the worker, part by part.

use chronotope_core::table::{Buffer, Columns, NamedBuffer};
use wasm_bindgen::prelude::*;

/// Gathers the parts of buffers. Each part is copied into wasm memory in one go; the worker keeps parts small.
#[derive(Default)]
pub(super) struct Arrival {
    columns: Columns,
}

impl Arrival {
    /// Adds a part of the buffer `name`, of `total` elements in all. False if it is no typed array of a known type,
    /// or not of that of the parts before it.
    pub(super) fn add(&mut self, name: &str, total: usize, data: &JsValue) -> bool {
        let begun = self.columns.buffers.last().is_some_and(|b| b.name == name);
        if !begun {
            let Some(data) = empty(data, total) else {
                return false;
            };
            self.columns.buffers.push(NamedBuffer {
                name: name.to_owned(),
                data,
            });
        }
        self.columns
            .buffers
            .last_mut()
            .is_some_and(|buffer| append(&mut buffer.data, data))
    }

    /// All columns; to be called when the worker is done.
    pub(super) fn finish(&mut self) -> Columns {
        std::mem::take(&mut self.columns)
    }
}

/// A buffer of the type of a typed array, with room for all of it.
fn empty(data: &JsValue, total: usize) -> Option<Buffer> {
    Some(if data.is_instance_of::<js_sys::Uint8Array>() {
        Buffer::U8(Vec::with_capacity(total))
    } else if data.is_instance_of::<js_sys::Uint16Array>() {
        Buffer::U16(Vec::with_capacity(total))
    } else if data.is_instance_of::<js_sys::Uint32Array>() {
        Buffer::U32(Vec::with_capacity(total))
    } else if data.is_instance_of::<js_sys::Int32Array>() {
        Buffer::I32(Vec::with_capacity(total))
    } else if data.is_instance_of::<js_sys::Float32Array>() {
        Buffer::F32(Vec::with_capacity(total))
    } else if data.is_instance_of::<js_sys::Float64Array>() {
        Buffer::F64(Vec::with_capacity(total))
    } else {
        return None;
    })
}

fn append(buffer: &mut Buffer, data: &JsValue) -> bool {
    macro_rules! copy {
        ($to:ident, $array:ty, $zero:expr) => {{
            let Some(from) = data.dyn_ref::<$array>() else {
                return false;
            };
            let before = $to.len();
            $to.resize(before + from.length() as usize, $zero);
            from.copy_to(&mut $to[before..]);
        }};
    }
    match buffer {
        Buffer::U8(to) => copy!(to, js_sys::Uint8Array, 0),
        Buffer::U16(to) => copy!(to, js_sys::Uint16Array, 0),
        Buffer::U32(to) => copy!(to, js_sys::Uint32Array, 0),
        Buffer::I32(to) => copy!(to, js_sys::Int32Array, 0),
        Buffer::F32(to) => copy!(to, js_sys::Float32Array, 0.0),
        Buffer::F64(to) => copy!(to, js_sys::Float64Array, 0.0),
    }
    true
}

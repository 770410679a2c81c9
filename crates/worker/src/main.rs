//! The worker module: reads large files away from the main thread.
//!
//! The page posts `{ open: string | Blob, name: string, ... }` once ([`open::Request`] says what else). The worker posts, in this order,
//!
//! - `"ready"`, when it can be posted to;
//! - `{ progress: bytes, total: number | null, rows }`, about ten times a second;
//! - `{ buffer: name, total: elements, data: TypedArray }`, parts of the table's columns, transferred; parts of one
//!   buffer follow one another;
//! - `{ summary: json }` with a `ReadSummary` (these two not for the project's own JSON);
//! - `{ text: Blob }`, the text of the file, or the report if that is asked for;
//! - `{ done: true }`, or at any time before that `{ failure: json }` with a `LoadFailure`;
//!
//! one message for each step of the page's work, so that each is a task of its own there;
//! and ends itself, which frees its memory. To cancel, the page terminates it, which ends its fetch too.
//!
//! Posted `{ texts: Blob, dialect, offsets }` instead, it reads an opened file again for searches ([`texts`]): it posts
//! progress, the buffers of the words, and `{ words: true }`.

mod archive;
mod bytes;
mod keep;
mod names;
mod open;
mod post;
mod report;
mod texts;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What the worker posts once it is there.
const READY: &str = "ready";

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        post::failure(&chronotope_core::read::LoadFailure::new(
            "worker",
            "",
            panic.to_string(),
        ));
    }));
    let listener = Closure::<dyn Fn(MessageEvent)>::new(|message: MessageEvent| {
        let data = message.data();
        if let Some(request) = open::Request::from_message(&data) {
            wasm_bindgen_futures::spawn_local(open::open(request));
        } else if let Some(request) = texts::Request::from_message(&data) {
            wasm_bindgen_futures::spawn_local(texts::read(request));
        }
    });
    let scope = scope();
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    if let Err(error) = scope.post_message(&READY.into()) {
        wasm_bindgen::throw_val(error);
    }
}

/// The worker's global scope.
fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

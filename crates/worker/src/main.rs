//! The worker module: reads large files away from the main thread.

use wasm_bindgen::JsCast as _;
use web_sys::DedicatedWorkerGlobalScope;

/// What the worker posts once it is there.
const READY: &str = "ready";

fn main() {
    let scope = js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>();
    if let Err(error) = scope.post_message(&READY.into()) {
        wasm_bindgen::throw_val(error);
    }
}

//! The Leptos shell of Chronotope: thin, imperative, the only place that knows the DOM, the URL and the clock.

pub mod components;
pub mod dom;
pub mod fanout;
pub mod frame;
pub mod store;

use leptos::prelude::*;

/// The root component.
#[component]
pub fn App() -> impl IntoView {
    view! { <main>"Chronotope"</main> }
}

//! The Leptos shell of Chronotope.
use leptos::prelude::*;

/// The root component.
#[component]
pub fn App() -> impl IntoView {
    view! { <main>"Chronotope"</main> }
}

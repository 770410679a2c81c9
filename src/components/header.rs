//! The header: title, the sentence that says what is shown, language.

use crate::store::Store;
use chronotope_core::messages::messages;
use chronotope_core::state::{Lang, Msg};
use leptos::prelude::*;

/// Title of the data set, the sentence that says what is shown, and the choice of language.
#[component]
pub fn Header(
    /// The view.
    store: Store,
    /// Title of the data set, in the present language.
    #[prop(into)]
    title: Signal<String>,
    /// The sentence that says what is shown.
    #[prop(into)]
    status: Signal<String>,
    /// The same, once the hand rests: for the live region.
    #[prop(into)]
    spoken: Signal<String>,
) -> impl IntoView {
    let text = move || store.messages().shell;
    view! {
        <header class="header">
            <h1 class="header-title">{title}</h1>
            <p class="header-status">{status}</p>
            <p class="visually-hidden" role="status">
                {spoken}
            </p>
            <label class="header-lang">
                <span class="visually-hidden">{move || text().language}</span>
                <select
                    prop:value=move || store.lang.get().tag()
                    on:change=move |ev| {
                        if let Some(lang) = Lang::from_tag(&event_target_value(&ev)) {
                            store.dispatch(Msg::SetLang(lang));
                        }
                    }
                >
                    {Lang::ALL
                        .map(|lang| {
                            view! {
                                <option value=lang.tag() lang=lang.tag() selected=move || store.lang.get() == lang>
                                    {messages(lang).shell.language_name}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
        </header>
    }
}

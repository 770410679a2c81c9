//! The header: title, the sentence that says what is shown, language.

use crate::components::import::{OpenImport, Start};
use crate::dom;
use crate::store::Store;
use chronotope_core::messages::messages;
use chronotope_core::state::{Lang, Msg};
use leptos::html;
use leptos::prelude::*;

/// Title of the data set, the sentence that says what is shown, and the choice of language.
#[component]
pub fn Header(
    /// The view.
    store: Store,
    /// Title of the data set, in the present language.
    #[prop(into)]
    title: Signal<String>,
    /// The sentence that says what is shown, but for what filters, which stands below it.
    #[prop(into)]
    sentence: Signal<String>,
    /// All of it.
    #[prop(into)]
    status: Signal<String>,
    /// The same, once the hand rests: for the live region.
    #[prop(into)]
    spoken: Signal<String>,
    /// Open what saves and shares.
    on_save: Callback<()>,
    /// Buttons for the whole view.
    children: Children,
) -> impl IntoView {
    let text = move || store.messages().shell;
    let open = move || store.messages().import.open_data;
    let opens = use_context::<OpenImport>().map(|OpenImport(open_import)| {
        view! {
            <button
                type="button"
                class="button header-save"
                aria-haspopup="dialog"
                aria-label=open
                title=open
                on:click=move |_| open_import.run(Start::Choose)
            >
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <path class="icon-line" d="M2 13V3.5h4l1.5 2H14V13zM8 11.5v-4M6 9.5 8 7.5l2 2" />
                </svg>
            </button>
        }
    });
    let line = NodeRef::<html::P>::new();
    // For a sentence that is cut off. Written when a pointer comes to read it: a browser takes longer over a title that
    // changes at every step than over the sentence itself.
    let in_full = move |_| {
        if let Some(line) = line.get_untracked() {
            dom::set_attr(&line, "title", &status.get_untracked());
        }
    };
    view! {
        <header class="header">
            <h1 class="header-title">{title}</h1>
            <p class="header-status" node_ref=line on:pointerenter=in_full>{sentence}</p>
            <p class="visually-hidden" role="status">
                {spoken}
            </p>
            {opens}
            <button
                type="button"
                class="button header-save"
                aria-haspopup="dialog"
                aria-label=move || text().save_or_share
                title=move || text().save_or_share
                on:click=move |_| on_save.run(())
            >
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <path class="icon-line" d="M8 2v8M4.5 7 8 10.5 11.5 7M2.5 11v2.5h11V11" />
                </svg>
            </button>
            {children()}
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

//! Undo, Redo and Help: buttons, and their keys.

use crate::link::Undo;
use crate::{dom, later};
use chronotope_core::messages::{Messages, messages};
use chronotope_core::state::Lang;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// Buttons for Undo, Redo and the help sheet.
#[component]
pub(crate) fn Steps(
    /// Undo and Redo.
    undo: Undo,
    /// The help sheet is open.
    is_help_open: RwSignal<bool>,
    /// Texts.
    #[prop(into)]
    messages: Signal<Messages>,
) -> impl IntoView {
    let step = move |by: i32, can: Signal<bool>| {
        let name = Signal::derive(move || {
            let text = messages.get().options;
            if by < 0 { text.undo } else { text.redo }
        });
        let path = if by < 0 {
            "M6 2 2 6l4 4V7h3a3 3 0 0 1 0 6H5v1.6h4A4.6 4.6 0 0 0 9 5.4H6z"
        } else {
            "M10 2l4 4-4 4V7H7a3 3 0 0 0 0 6h4v1.6H7A4.6 4.6 0 0 1 7 5.4h3z"
        };
        view! {
            <button
                type="button"
                class="steps-button"
                aria-label=move || name.get()
                title=move || name.get()
                aria-disabled=move || (!can.get()).to_string()
                on:click=move |_| undo.go.run(by)
            >
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d=path /></svg>
            </button>
        }
    };
    view! {
        <div class="steps">
            {step(-1, undo.is_possible)}
            {step(1, undo.redo_is_possible)}
            <button
                type="button"
                class="steps-button"
                aria-label=move || messages.get().help.open
                title=move || messages.get().help.open
                aria-haspopup="dialog"
                on:click=move |_| is_help_open.set(true)
            >
                "?"
            </button>
        </div>
    }
}

/// The help sheet while it is open.
#[component]
pub(crate) fn Help(
    /// It is open.
    is_open: RwSignal<bool>,
    /// Whether keys of one character do something.
    single_keys: RwSignal<bool>,
    /// Language.
    lang: Memo<Lang>,
    /// Prefix of ids.
    prefix: String,
) -> impl IntoView {
    let on_close = Callback::new(move |()| is_open.set(false));
    let id = format!("{prefix}help");
    move || {
        let id = id.clone();
        is_open.get().then(|| {
            later::tool(lang, move |tools| {
                (tools.help)(messages(lang.get_untracked()), single_keys, id.clone(), on_close)
            })
        })
    }
}

/// What a key asks of the page: Undo, Redo or Help. True if it was one of them.
pub(crate) fn pressed(
    event: &KeyboardEvent,
    undo: Undo,
    is_help_open: RwSignal<bool>,
    single_keys: RwSignal<bool>,
) -> bool {
    if event.default_prevented()
        || event.alt_key()
        || is_help_open.get_untracked()
        || dom::is_in(event, "input, textarea, [contenteditable]")
    {
        return false;
    }
    let has_ctrl = event.ctrl_key() || event.meta_key();
    match (event.key().as_str(), has_ctrl, event.shift_key()) {
        ("z" | "Z" | "ئ", true, false) => undo.go.run(-1),
        ("z" | "Z" | "ئ", true, true) | ("y" | "Y" | "غ", true, false) => undo.go.run(1),
        ("?" | "؟", false, _) if single_keys.get_untracked() => is_help_open.set(true),
        _ => return false,
    }
    event.prevent_default();
    true
}

//! The help sheet: all keys and gestures, and the switch for single keys.

use crate::dom;
use chronotope_core::messages::Messages;
use leptos::html;
use leptos::prelude::*;

/// Under this name the browser keeps whether single keys work.
const KEPT_AS: &str = "chronotope.single-keys";

/// Whether keys of one character do something, as the reader left it.
pub fn single_keys() -> RwSignal<bool> {
    let on = RwSignal::new(dom::kept(KEPT_AS).as_deref() != Some("off"));
    Effect::watch(
        move || on.get(),
        move |on, _, _| dom::keep(KEPT_AS, if *on { "on" } else { "off" }),
        false,
    );
    on
}

/// The sheet: texts, whether keys of one character do something, the id of its title, and what closes it.
pub(crate) fn view(
    messages: Messages,
    single_keys: RwSignal<bool>,
    id: String,
    on_close: Callback<()>,
) -> AnyView {
    view! { <HelpSheet messages single_keys id on_close /> }.into_any()
}

/// The sheet, a modal dialog that is open as long as it is mounted.
#[component]
fn HelpSheet(
    /// Texts.
    messages: Messages,
    /// Whether keys of one character do something.
    single_keys: RwSignal<bool>,
    /// Id of its title.
    id: String,
    /// It was closed.
    on_close: Callback<()>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(|dialog| dom::open_dialog(&dialog));
    let text = messages.help;
    let sections = text.sections.iter().map(|section| {
        let rows = section.rows.iter().map(|(keys, does)| {
            view! {
                <div>
                    <dt><bdi>{*keys}</bdi></dt>
                    <dd>{*does}</dd>
                </div>
            }
        });
        view! {
            <section>
                <h3>{section.title}</h3>
                <dl>{rows.collect_view()}</dl>
            </section>
        }
    });
    view! {
        <dialog
            class="help"
            node_ref=dialog
            role="dialog"
            aria-modal="true"
            aria-labelledby=id.clone()
            on:close=move |_| on_close.run(())
        >
            <div class="help-head">
                <h2 id=id.clone()>{text.title}</h2>
                <button type="button" class="button" on:click=move |_| on_close.run(())>
                    {text.close}
                </button>
            </div>
            <label class="help-switch">
                <input
                    type="checkbox"
                    prop:checked=single_keys
                    on:change=move |event| single_keys.set(event_target_checked(&event))
                />
                {text.single_keys}
            </label>
            <p class="muted">{text.single_keys_note}</p>
            <div class="help-sections">{sections.collect_view()}</div>
        </dialog>
    }
}

//! What filters, under the sentence that says what is shown.

use crate::store::Store;
use chronotope_core::messages::fill;
use chronotope_core::state::Msg;
use leptos::prelude::*;

/// Something that filters, in words, and the act that takes it away.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    /// "air strike".
    pub words: String,
    /// Takes it away.
    pub remove: Msg,
}

/// The end of the sentence that says what is shown: what filters, each taken away by a press; nothing where nothing does.
pub(crate) fn chips_bar(store: Store, chips: Signal<Vec<Chip>>) -> AnyView {
    let text = move || store.messages().filters;
    let one = move |chip: Chip| {
        let label = fill(text().remove, &[("filter", &chip.words)]);
        let remove = chip.remove;
        view! {
            <button type="button" class="button chip" aria-label=label on:click=move |_| store.dispatch(remove.clone())>
                <span>{chip.words}</span>
                <span aria-hidden="true">" ×"</span>
            </button>
        }
    };
    let bar = move || {
        let chips = chips.get();
        (!chips.is_empty()).then(|| {
            view! {
                <div class="chips" role="group" aria-label=text().shown_by>
                    <span class="muted">{text().shown_by}</span>
                    {chips.into_iter().map(one).collect_view()}
                </div>
            }
        })
    };
    bar.into_any()
}

//! Opening the text of a report: the dialog, the text with its passages, and what a search finds in opened texts.

mod hits;
mod open;
mod text;

use crate::dom;
use crate::session::SessionValue;
use crate::store::Store;
use crate::texts::{Asked, Texts};
use chronotope_core::messages::{Formats, PassagesText, fill, passages_text};
use chronotope_core::passages::Reading;
use chronotope_core::scene::passages::TextNarrator;
pub(crate) use hits::hits;
use leptos::html;
use leptos::prelude::*;
pub(crate) use open::kept_texts;
use std::rc::Rc;

/// What the dialog is made from.
#[derive(Clone, Copy)]
pub(crate) struct Inputs {
    pub(crate) store: Store,
    pub(crate) session: SessionValue,
    pub(crate) formats: Signal<Rc<dyn Formats>, LocalStorage>,
    pub(crate) texts: Texts,
}

/// A text as it was given: its bytes, and what they say.
type Given = Rc<(Vec<u8>, String)>;

/// The dialog's own state, for its parts.
#[derive(Clone, Copy)]
struct Desk {
    inputs: Inputs,
    text: &'static PassagesText,
    /// What is shown; `None` while a text is to be chosen.
    shown: RwSignal<Option<Rc<Reading>>, LocalStorage>,
    /// A text that waits for the reader to say which report it is.
    waiting: RwSignal<Option<Given>, LocalStorage>,
    /// Reports to choose from.
    candidates: RwSignal<Vec<String>>,
    /// What was done or went wrong, in a sentence.
    said: RwSignal<String>,
    /// Grows with each text that is taken in: what is read for an earlier one is late.
    turn: RwSignal<u32>,
    /// The chosen event, by its position in the data set.
    event: RwSignal<Option<usize>>,
}

impl Desk {
    /// Puts something about the opened data set into words.
    fn words<T>(self, f: impl FnOnce(TextNarrator<'_>) -> T) -> T {
        self.inputs.session.with_value(|session| {
            let formats = self.inputs.formats.get_untracked();
            f(TextNarrator {
                dataset: &session.dataset,
                messages: self.inputs.store.messages_untracked(),
                formats: formats.as_ref(),
            })
        })
    }

    /// What was asked for.
    fn asked(self) -> Option<Asked> {
        self.inputs.texts.asked.get_untracked()
    }

    /// Shows a text, with the event that was asked for or the first in it.
    fn show(self, reading: Rc<Reading>) {
        let asked = self.asked().and_then(|asked| asked.event);
        let asked = asked.and_then(|id| {
            let position = |s: &Rc<crate::session::Session>| s.dataset.events.iter().position(|e| e.id == id);
            self.inputs.session.with_value(position)
        });
        let is_here = |event: &usize| {
            reading.missing.contains(event) || reading.passages.iter().any(|p| p.event == *event)
        };
        let first = reading.passages.first().map(|p| p.event);
        self.event.set(asked.filter(is_here).or(first));
        self.shown.set(Some(reading));
    }
}

/// The dialog; for `later`.
pub(crate) fn dialog(inputs: Inputs, id: String) -> AnyView {
    let lang = inputs.store.lang.get_untracked();
    let text = passages_text(lang);
    let desk = Desk {
        inputs,
        text,
        shown: RwSignal::new_local(None),
        waiting: RwSignal::new_local(None),
        candidates: RwSignal::new(Vec::new()),
        said: RwSignal::new(String::new()),
        turn: RwSignal::new(0),
        event: RwSignal::new(None),
    };
    let asked = desk.asked();
    let open = asked
        .as_ref()
        .and_then(|asked| untrack(|| inputs.texts.of(&asked.report)));
    if let Some(reading) = open {
        desk.show(reading);
    }
    let title = Signal::derive(move || {
        let shown = desk.shown.read();
        let report = shown.as_ref().and_then(|r| r.verdict.report().map(str::to_owned));
        match report {
            Some(report) => fill(text.title_of, &[("report", &desk.words(|w| w.report(&report)))]),
            None => text.title.to_owned(),
        }
    });
    let node: NodeRef<html::Dialog> = NodeRef::new();
    node.on_load(|node| dom::open_dialog(&node));
    let close = move |_| {
        if let Some(node) = node.get_untracked() {
            node.close();
        }
    };
    let heading_id = id.clone();
    let body = move || match desk.shown.get() {
        Some(reading) => text::view(desk, &reading, Callback::new(close)),
        None => open::chooser(desk),
    };
    view! {
        <dialog
            class="source"
            node_ref=node
            lang=lang.tag()
            dir=lang.dir()
            aria-labelledby=heading_id
            on:close=move |_| inputs.texts.asked.set(None)
            on:dragover=move |event: web_sys::DragEvent| event.prevent_default()
            on:drop=move |event: web_sys::DragEvent| open::dropped(desk, &event)
        >
            <div class="source-head">
                <h2 id=id>{title}</h2>
                <button type="button" class="button" on:click=close>
                    {text.close}
                </button>
            </div>
            <p role="status" class="source-said">
                {desk.said}
            </p>
            {body}
            {open::keeping(desk)}
        </dialog>
    }
    .into_any()
}

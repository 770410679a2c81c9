//! One row of a file.

use super::card::highlighted;
use crate::import::RowSource;
use crate::store::Store;
use chronotope_core::messages::fill;
use chronotope_core::read::Role;
use chronotope_core::scene::reports::{RowCard, summary_field, unread_figures};
use chronotope_core::state::{Focus, Msg};
use leptos::prelude::*;

/// What is known of the text of a row.
#[derive(Debug, Clone, PartialEq)]
enum RowText {
    Reading,
    Gone,
    Fields(Vec<(String, String)>),
}

/// [`RowArticle`], for `later`.
pub(crate) fn view(store: Store, card: RowCard, source: Option<RowSource>, may_fall: bool) -> AnyView {
    view! { <RowArticle store card source may_fall /> }.into_any()
}

/// One row of a file: what the table knows of it, and its fields as they stand in the file.
#[component]
fn RowArticle(
    /// The view.
    store: Store,
    /// The row in words.
    card: RowCard,
    /// The file's text, and where the row begins in it.
    source: Option<RowSource>,
    /// It may fall in the window or not.
    may_fall: bool,
) -> impl IntoView {
    let text = store.messages_untracked();
    let fields = RwSignal::new(RowText::Reading);
    let mut read_as: Vec<(Role, String)> = Vec::new();
    if let Some((source, offset)) = source {
        read_as.clone_from(&source.dialect().fields);
        leptos::task::spawn_local(async move {
            let read = source.row(offset).await;
            // The card may be gone by now.
            fields.try_set(read.map_or(RowText::Gone, RowText::Fields));
        });
    }
    let read_as = StoredValue::new(read_as);
    let said = Memo::new(move |_| match &*fields.read() {
        RowText::Reading => text.import.reading_row.to_owned(),
        RowText::Gone => text.import.row_gone.to_owned(),
        RowText::Fields(fields) => {
            let at = read_as.with_value(|read_as| summary_field(fields, read_as));
            at.map_or_else(String::new, |at| fields[at].1.clone())
        }
    });
    let all_fields = move || {
        let fields = fields.read();
        let RowText::Fields(fields) = &*fields else {
            return None;
        };
        let list = fields
            .iter()
            .map(|(name, value)| view! { <dt dir="auto">{name.clone()}</dt><dd dir="auto">{highlighted(value.clone())}</dd> })
            .collect_view();
        Some(view! {
            <details class="card-details">
                <summary>{text.import.fields}</summary>
                <dl>{list}</dl>
            </details>
        })
    };
    let places = card.places.into_iter().map(|(id, name)| {
        view! {
            <li dir="auto">
                <button
                    type="button"
                    class="link"
                    on:click=move |_| store.dispatch(Msg::SetFocus(Focus::Places(vec![id.clone()])))
                >
                    {highlighted(name)}
                </button>
            </li>
        }
    });
    let figures = if card.figures.is_empty() {
        // What the row does state is quoted where it is no number.
        let unread = Memo::new(move |_| match &*fields.read() {
            RowText::Fields(fields) => read_as
                .with_value(|read_as| unread_figures(fields, read_as))
                .join("; "),
            RowText::Reading | RowText::Gone => String::new(),
        });
        let words = move || match unread.get() {
            none if none.is_empty() => text.reports.not_stated.to_owned(),
            said => fill(text.reports.unread_figures, &[("said", &said)]),
        };
        view! { <p class="muted" dir="auto">{words}</p> }.into_any()
    } else {
        view! { <p class="card-figures">{card.figures.join(", ")}</p> }.into_any()
    };
    let actors =
        (!card.actors.is_empty()).then(|| view! { <p dir="auto">{highlighted(card.actors.join(", "))}</p> });
    let row = fill(text.import.row, &[("n", &card.number)]);
    view! {
        <article
            class="card"
            class:is-possible=may_fall
            data-group=card.slot.to_string()
            aria-label=format!("{}, {}", card.kind, card.when)
        >
            <p class="card-when">
                <time>{card.when.clone()}</time>
                {may_fall.then(|| view! { <span class="tag">{text.reports.may_fall}</span> })}
            </p>
            <p class="card-kind">
                <span class="kind-dot" data-group=card.slot.to_string()></span>
                <strong dir="auto">{card.kind.clone()}</strong>
            </p>
            <ul class="card-places">{places.collect_view()}</ul>
            {actors}
            <p class="card-summary" dir="auto">{move || highlighted(said.get())}</p>
            {figures}
            <footer class="card-report">
                <cite dir="auto">{card.sources.join(", ")}</cite>
                " "
                {row}
            </footer>
            {all_fields}
        </article>
    }
}

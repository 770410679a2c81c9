//! The filters: facets with counts, a text search, and the layer of what did not happen.

mod answer;
mod figures;

use crate::derive::facet_now;
use crate::intl::FormatsSignal;
use crate::lookup::{Lookup, begin};
use crate::session::SessionValue;
use crate::store::Store;
use answer::{AnswerPane, ask};
use chronotope_core::messages::fill;
use chronotope_core::scene::filters::{FacetValue, FacetView};
use chronotope_core::state::{Facet, Msg};
use figures::FigureRange;
use leptos::prelude::*;

/// Facets that are seen without asking for more.
const MOST_USED: usize = 4;

/// [`FiltersPane`], for `later`.
pub(crate) fn view(
    store: Store,
    session: SessionValue,
    listed: Signal<u64>,
    revision: Signal<u64>,
    formats: FormatsSignal,
    prefix: String,
) -> AnyView {
    view! { <FiltersPane store session listed revision formats prefix /> }.into_any()
}

/// The filters of a view.
#[component]
fn FiltersPane(
    /// The view.
    store: Store,
    /// The opened data set.
    session: SessionValue,
    /// Grows whenever the engines have moved, and lists may follow.
    listed: Signal<u64>,
    /// Grows whenever the engines have moved.
    revision: Signal<u64>,
    /// Numbers and dates in the present language.
    formats: FormatsSignal,
    /// Before the ids of elements.
    prefix: String,
) -> impl IntoView {
    let text = move || store.messages().filters;
    let measures: Vec<String> =
        session.with_value(|s| s.table.figures().iter().map(|f| f.measure.clone()).collect());
    // A search that finds little because little has been read must say so.
    let reading = move || {
        if store.filters.read().text.trim().is_empty() {
            return String::new();
        }
        match store.lookup.get() {
            Lookup::Rests => String::new(),
            Lookup::Reads(percent) => fill(
                text().reading_texts,
                &[("percent", &formats.read().number(f64::from(percent)))],
            ),
            Lookup::Unreadable => text().texts_unreadable.to_owned(),
        }
    };
    let search_id = format!("{prefix}search");
    // The facets themselves stay; only their values change, so that an open list stays open.
    let (most_used, others) = Facet::ALL.split_at(MOST_USED);
    let lists = |some: &[Facet]| {
        let lists = some.iter().map(|&facet| {
            view! { <FacetList store session facet listed formats /> }
        });
        lists.collect_view()
    };
    view! {
        <section class="filters" role="region" aria-label=move || text().region>
            <div class="filters-row">
                <label class="visually-hidden" for=search_id.clone()>
                    {move || text().search}
                </label>
                <input
                    id=search_id.clone()
                    class="filters-search"
                    type="search"
                    placeholder=move || text().search_hint
                    prop:value=move || store.filters.get().text
                    on:focus=move |_| session.with_value(|session| begin(session, store.lookup))
                    on:input=move |ev| ask(store, session, event_target_value(&ev))
                />
                <button
                    type="button"
                    class="button"
                    disabled=move || store.filters.read().is_empty()
                    on:click=move |_| store.dispatch(Msg::ResetFilters)
                >
                    {move || text().reset}
                </button>
            </div>
            <p class="muted" role="status" hidden=move || reading().is_empty()>
                {reading}
            </p>
            <AnswerPane store session revision formats />
            <div class="filters-facets">
                {lists(most_used)} <details class="facet">
                    <summary class="button">{move || text().all_filters}</summary>
                    <div class="filters-facets">
                        {lists(others)}
                        {(!measures.is_empty())
                            .then(|| view! { <FigureRange store measures prefix=prefix.clone() /> })}
                    </div>
                </details>
            </div>
            <label class="filters-layer">
                <input
                    type="checkbox"
                    prop:checked=move || store.filters.read().definite_only
                    on:change=move |ev| store.dispatch(Msg::SetDefiniteOnly(event_target_checked(&ev)))
                />
                <span>{move || text().definite_only}</span>
            </label>
            <label class="filters-layer">
                <input
                    type="checkbox"
                    prop:checked=move || store.other_layer.get()
                    on:change=move |ev| store.dispatch(Msg::SetOtherLayer(event_target_checked(&ev)))
                />
                <span>{move || text().other_layer}</span>
            </label>
        </section>
    }
}

/// One facet: a disclosure with a checkbox for each value.
#[component]
fn FacetList(
    store: Store,
    session: SessionValue,
    facet: Facet,
    listed: Signal<u64>,
    formats: FormatsSignal,
) -> impl IntoView {
    let text = move || store.messages().filters;
    // What nobody has opened is not counted: that is most of the work after each letter of a search.
    let is_open = RwSignal::new(false);
    let view = Memo::new(move |_| {
        is_open.get().then(|| {
            listed.track();
            let formats = formats.get();
            session.with_value(|session| facet_now(session, facet, store, formats.as_ref()))
        })
    });
    let toggled = move |ev: web_sys::Event| {
        let details = event_target::<web_sys::Element>(&ev);
        is_open.set(details.has_attribute("open"));
    };
    let values = move || view.get().map(|v| v.values).unwrap_or_default();
    let more = move || {
        let more = view.read().as_ref().map_or(0, |v| v.more) as u64;
        let words = &store.messages().map.more_in_list;
        (more > 0).then(|| view! { <p>{words.of(more, formats.get().as_ref())}</p> })
    };
    let chosen = move || {
        let filters = store.filters.read();
        filters
            .values
            .get(&facet)
            .map_or(0, std::collections::BTreeSet::len)
    };
    view! {
        <details class="facet" class:is-active=move || { chosen() > 0 } on:toggle=toggled>
            <summary class="button">
                {move || text().facet(facet)} {move || (chosen() > 0).then(|| format!(" ({})", chosen()))}
            </summary>
            <fieldset class="facet-list">
                <legend class="visually-hidden">{move || text().facet(facet)}</legend>
                <button
                    type="button"
                    class="button"
                    disabled=move || chosen() == 0
                    on:click=move |_| store.dispatch(Msg::ClearFilter(facet))
                >
                    {move || text().clear}
                </button>
                <For each=values key=|value| value.value.clone() let:value>
                    <FacetBox store facet view value />
                </For>
                {more}
            </fieldset>
        </details>
    }
}

#[component]
fn FacetBox(store: Store, facet: Facet, view: Memo<Option<FacetView>>, value: FacetValue) -> impl IntoView {
    let id = value.value.clone();
    let now = Memo::new(move |_| {
        view.read()
            .as_ref()
            .and_then(|v| v.values.iter().find(|v| v.value == id).cloned())
    });
    let key = value.value;
    view! {
        <label class="facet-value">
            <input
                type="checkbox"
                prop:checked=move || now.read().as_ref().is_some_and(|v| v.checked)
                on:change=move |_| store.dispatch(Msg::ToggleFilter(facet, key.clone()))
            />
            <span class="facet-name">{move || now.get().map(|v| v.label)}</span>
            <span class="facet-count">{move || now.get().map(|v| v.count)}</span>
        </label>
    }
}

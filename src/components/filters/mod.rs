//! The filters: facets with counts, a text search, and the layer of what did not happen.

use crate::store::Store;
use chronotope_core::scene::filters::{FacetValue, FacetView};
use chronotope_core::state::{Facet, Msg};
use leptos::prelude::*;

/// [`FiltersPane`], for `later`.
pub(crate) fn view(store: Store, facets: Signal<Vec<FacetView>>, prefix: String) -> AnyView {
    view! { <FiltersPane store facets prefix /> }.into_any()
}

/// The filters of a view.
#[component]
fn FiltersPane(
    /// The view.
    store: Store,
    /// The facets with their counts, as the view stands.
    #[prop(into)]
    facets: Signal<Vec<FacetView>>,
    /// Before the ids of elements.
    prefix: String,
) -> impl IntoView {
    let text = move || store.messages().filters;
    let search_id = format!("{prefix}search");
    // The facets themselves stay; only their values change, so that an open list stays open.
    let list = Facet::ALL
        .map(|facet| {
            let view = Memo::new(move |_| facets.read().iter().find(|v| v.facet == facet).cloned());
            view! { <FacetList store facet view /> }
        })
        .collect_view();
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
                    on:input=move |ev| store.dispatch(Msg::SetText(event_target_value(&ev)))
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
            <div class="filters-facets">{list}</div>
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
fn FacetList(store: Store, facet: Facet, view: Memo<Option<FacetView>>) -> impl IntoView {
    let text = move || store.messages().filters;
    let values = move || view.get().map(|v| v.values).unwrap_or_default();
    let chosen = move || {
        view.read()
            .as_ref()
            .map_or(0, |v| v.values.iter().filter(|v| v.checked).count())
    };
    view! {
        <details class="facet" class:is-active=move || { chosen() > 0 }>
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

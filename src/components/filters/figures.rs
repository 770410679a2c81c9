//! The demand on the figures of one measure.

use crate::store::Store;
use chronotope_core::messages::fill;
use chronotope_core::state::{FigureFault, FigureFilter, Msg};
use leptos::prelude::*;

/// A demand on the figures of one measure.
#[component]
pub(super) fn FigureRange(store: Store, measures: Vec<String>, prefix: String) -> impl IntoView {
    let text = move || store.messages().filters;
    let now = move || store.filters.read().figures.clone();
    let first = StoredValue::new(measures.first().cloned().unwrap_or_default());
    let begun = move || {
        now().unwrap_or_else(|| FigureFilter {
            measure: first.get_value(),
            min: 0,
            max: None,
        })
    };
    let options = measures
        .into_iter()
        .map(|measure| {
            let name = {
                let measure = measure.clone();
                move || {
                    let known = store.messages().doubt.measure(&measure);
                    known.map_or_else(|| measure.replace('_', " "), str::to_owned)
                }
            };
            let id = measure.clone();
            let is_chosen = move || now().is_some_and(|f| f.measure == id);
            view! {
                <option value=measure.clone() selected=is_chosen>
                    {name}
                </option>
            }
        })
        .collect_view();
    let of = format!("{prefix}figures-of");
    let of_id = of.clone();
    let take = move |typed: Result<FigureFilter, FigureFault>| match typed {
        Ok(filter) => {
            store.dispatch(Msg::SetFigures(Some(filter)));
            None
        }
        Err(fault) => Some(fault),
    };
    let least = Callback::new(move |typed: String| take(begun().with_least(&typed)));
    let most = Callback::new(move |typed: String| take(begun().with_most(&typed)));
    let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    let (min, max) = (
        Signal::derive(move || number(now().map(|f| f.min))),
        Signal::derive(move || number(now().and_then(|f| f.max))),
    );
    view! {
        <details class="facet" class:is-active=move || now().is_some()>
            <summary class="button">{move || text().figures}</summary>
            <fieldset class="facet-list figure-range">
                <legend class="visually-hidden">{move || text().figures}</legend>
                <label for=of class="visually-hidden">
                    {move || text().figures}
                </label>
                <select
                    id=of_id
                    on:change=move |ev| {
                        let measure = event_target_value(&ev);
                        let filter = (!measure.is_empty())
                            .then(|| FigureFilter {
                                measure,
                                ..begun()
                            });
                        store.dispatch(Msg::SetFigures(filter));
                    }
                >
                    <option value="" selected=move || now().is_none()>
                        {move || text().figures_any}
                    </option>
                    {options}
                </select>
                {field(
                    store,
                    format!("{prefix}figures-min"),
                    Signal::derive(move || text().figures_min),
                    min,
                    least,
                )}
                {field(
                    store,
                    format!("{prefix}figures-max"),
                    Signal::derive(move || text().figures_max),
                    max,
                    most,
                )}
            </fieldset>
        </details>
    }
}

/// A field for a figure: what cannot be used stays in it, and is told.
fn field(
    store: Store,
    id: String,
    label: Signal<&'static str>,
    written: Signal<String>,
    take: Callback<String, Option<FigureFault>>,
) -> AnyView {
    // What was typed last, with what is wrong with it.
    let wrong = RwSignal::new(None::<(String, FigureFault)>);
    // A figure that changes by other means makes what was typed pointless.
    Effect::watch(move || store.filters.get(), move |_, _, _| wrong.set(None), false);
    let value = Signal::derive(move || wrong.get().map_or_else(|| written.get(), |(typed, _)| typed));
    let is_wrong = Signal::derive(move || wrong.read().is_some());
    let error_id = format!("{id}-error");
    let described_by = {
        let error_id = error_id.clone();
        move || is_wrong.get().then(|| error_id.clone())
    };
    let sentence = move || {
        let text = store.messages().filters;
        let (typed, fault) = wrong.get()?;
        Some(fill(text.figure_fault(fault), &[("typed", &typed)]))
    };
    view! {
        <label for=id.clone()>{move || label.get()}</label>
        <input
            id=id
            type="text"
            inputmode="numeric"
            autocomplete="off"
            dir="ltr"
            prop:value=value
            aria-invalid=move || is_wrong.get().to_string()
            aria-describedby=described_by
            on:change=move |ev| {
                let typed = event_target_value(&ev);
                let fault = take.run(typed.clone());
                wrong.set(fault.map(|fault| (typed, fault)));
            }
        />
        <p class="figure-error" id=error_id role="alert" hidden=move || !is_wrong.get()>
            {sentence}
        </p>
    }
    .into_any()
}

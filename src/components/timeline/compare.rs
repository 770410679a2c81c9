//! The table of differences between the selected and the compared dates.

use super::model::Model;
use chronotope_core::messages::{DateStyle, fill};
use chronotope_core::query::Pair;
use chronotope_core::scene::timeline::{event_count, rate_words};
use leptos::prelude::*;

/// [`CompareTable`], for `later`.
pub(crate) fn view(model: Model, is_open: RwSignal<bool>) -> AnyView {
    view! { <CompareTable model is_open /> }.into_any()
}

/// The table, in a pane that can be closed.
#[component]
fn CompareTable(model: Model, is_open: RwSignal<bool>) -> impl IntoView {
    let comparison = Memo::new(move |_| {
        model.inputs.window.track();
        model.inputs.time.track();
        model.inputs.revision.track();
        model.inputs.counts.with_value(|counts| counts.comparison())
    });
    let row = move |name: String, pair: Pair| {
        let messages = model.inputs.messages.get();
        let formats = model.inputs.formats.get();
        let formats = &*formats;
        let text = messages.options;
        let number = |count| {
            let words = event_count(count, messages, formats);
            view! { <span class="visually-hidden">{words}</span> }
        };
        let figure = |count: chronotope_core::query::EventCount| {
            let low = formats.number(f64::from(count.definite));
            if count.possible == 0 {
                low
            } else {
                format!("{low}–{}", formats.number(f64::from(count.most())))
            }
        };
        let change = pair.change().map(|change| {
            let name = text.change_name(change);
            let doubt = if pair.is_certain() {
                String::new()
            } else {
                format!(" ({})", text.uncertain)
            };
            view! {
                <span class="compare-sign" aria-hidden="true">{change.sign()}</span>
                {format!(" {name}{doubt}")}
            }
        });
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td><span aria-hidden="true">{figure(pair.a)}</span>{number(pair.a)}</td>
                <td>{rate_words(pair.per_day_a(), false, messages, formats)}</td>
                <td><span aria-hidden="true">{figure(pair.b)}</span>{number(pair.b)}</td>
                <td>{rate_words(pair.per_day_b(), false, messages, formats)}</td>
                <td>{rate_words(pair.difference_per_day(), true, messages, formats)}</td>
                <td>{change}</td>
            </tr>
        }
    };
    let rows = move || {
        let comparison = comparison.get()?;
        let lang = model.inputs.lang.get();
        let parts = model.inputs.counts.with_value(|counts| counts.compared_parts());
        let parts = parts.into_iter().zip(model.options().parts);
        let total = parts
            .filter(|(pair, _)| pair.change().is_some())
            .map(|(pair, name)| row(name.to_owned(), pair))
            .collect_view();
        let places = comparison.places.into_iter().map(|place| {
            let name = model
                .inputs
                .counts
                .with_value(|counts| counts.place_name(place.place, lang));
            row(name, place.pair)
        });
        let places = places.collect_view();
        Some(view! {
            <tbody class="compare-total">{total}</tbody>
            <tbody>{places}</tbody>
        })
    };
    let dates = move |is_first: bool| {
        let formats = model.inputs.formats.get();
        let window = if is_first {
            model.inputs.window.get()
        } else {
            model.inputs.time.read().compared?
        };
        let dates = formats.date_range(window.first(), window.last(), DateStyle::Medium);
        let pattern = if is_first {
            model.options().first_dates
        } else {
            model.options().second_dates
        };
        Some(fill(pattern, &[("dates", &dates)]))
    };
    let title = model.id("comparison");
    view! {
        <section class="compare" aria-labelledby=title.clone() on:keydown=super::options::closes_on_escape(is_open)>
            <div class="compare-head">
                <h2 id=title.clone()>{move || model.options().comparison}</h2>
                <button type="button" class="button" on:click=move |_| is_open.set(false)>
                    {move || model.options().close}
                </button>
            </div>
            <p>{move || model.options().compare_note}</p>
            <div class="compare-scroll" tabindex="0" role="group" aria-labelledby=title.clone()>
                <table aria-labelledby=title.clone()>
                    <thead>
                        <tr>
                            <th scope="col">{move || model.options().place}</th>
                            <th scope="col">{move || dates(true)}</th>
                            <th scope="col">{move || model.options().per_day}</th>
                            <th scope="col">{move || dates(false)}</th>
                            <th scope="col">{move || model.options().per_day}</th>
                            <th scope="col">{move || model.options().difference}</th>
                            <th scope="col">{move || model.options().change}</th>
                        </tr>
                    </thead>
                    {rows}
                </table>
            </div>
        </section>
    }
}

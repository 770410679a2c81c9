//! The typed dates.

use super::model::{Model, Which};
use crate::dom;
use chronotope_core::messages::{DateStyle, fill};
use chronotope_core::scene::timeline::{Edge, typed_window};
use chronotope_core::state::TimeMsg;
use chronotope_core::time::{Day, TimeWindow, is_typed_span, typed_dates};
use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;

/// A field for a date. Takes a year, a month, a day or EDTF; commits on Enter and when it is left. `on_typed` gives a
/// sentence if what was typed cannot be used.
#[component]
fn TypedField(
    /// Its id on the page.
    id: String,
    /// Its label.
    label: Signal<&'static str>,
    /// What it shows while nothing is typed.
    written: Signal<String>,
    /// Takes what was typed.
    on_typed: Callback<String, Option<String>>,
) -> impl IntoView {
    let draft = RwSignal::new(None::<String>);
    let error = RwSignal::new(None::<String>);
    let error_id = format!("{id}-error");
    let value = Signal::derive(move || draft.get().unwrap_or_else(|| written.get()));
    let commit = move || {
        let Some(typed) = draft.get_untracked() else {
            return;
        };
        let problem = on_typed.run(typed);
        if problem.is_none() {
            draft.set(None);
        }
        error.set(problem);
    };
    // A date that changes by other means makes what was typed pointless.
    Effect::watch(
        move || written.get(),
        move |_, _, _| {
            // Nothing is told of what nobody has typed: the dates change at every step of a hand.
            if draft.with_untracked(Option::is_some) {
                draft.set(None);
            }
            if error.with_untracked(Option::is_some) {
                error.set(None);
            }
        },
        false,
    );
    let pressed = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => commit(),
        "Escape" if draft.get_untracked().is_some() => {
            event.stop_propagation();
            draft.set(None);
            error.set(None);
        }
        _ => {}
    };
    let is_wrong = Signal::derive(move || error.read().is_some());
    let describedby = {
        let error_id = error_id.clone();
        move || is_wrong.get().then(|| error_id.clone())
    };
    view! {
        <div class="timeline-date">
            <label for=id.clone()>{move || label.get()}</label>
            <input
                id=id
                type="text"
                dir="ltr"
                size="10"
                autocomplete="off"
                spellcheck="false"
                placeholder="2018-09-07"
                prop:value=value
                aria-invalid=move || is_wrong.get().to_string()
                aria-describedby=describedby
                on:input=move |event: Event| draft.set(Some(dom::field_value(&event)))
                on:keydown=pressed
                on:blur=move |_| commit()
            />
            <p class="timeline-error" id=error_id role="alert" hidden=move || !is_wrong.get()>
                {move || error.get()}
            </p>
        </div>
    }
}

/// A field for the first or the last day of the selected or the compared dates.
#[component]
pub(super) fn DateField(model: Model, which: Which, edge: Edge) -> impl IntoView {
    let id = model.id(match (which, edge) {
        (Which::Selected, Edge::First) => "from",
        (Which::Selected, Edge::Last) => "to",
        (Which::Compared, Edge::First) => "compared-from",
        (Which::Compared, Edge::Last) => "compared-to",
    });
    let label = Signal::derive(move || match (which, edge) {
        (Which::Selected, Edge::First) => model.text().from,
        (Which::Selected, Edge::Last) => model.text().to,
        (Which::Compared, Edge::First) => model.options().compared_from,
        (Which::Compared, Edge::Last) => model.options().compared_to,
    });
    let window = model.window(which);
    let told = model.told_window(which);
    let day = Memo::new(move |_| match edge {
        Edge::First => told.get().first(),
        Edge::Last => told.get().last(),
    });
    let written = Signal::derive(move || day.get().to_string());
    let on_typed = Callback::new(move |typed: String| {
        let all = model.inputs.bounds;
        let window = window.get_untracked();
        let typed = days_of(model, &typed)
            .map(|days| typed_window(window, edge, days, is_typed_span(&typed), all).unwrap_or(days));
        match typed {
            Ok(window) => {
                model.set_window(which, window, false);
                None
            }
            Err(sentence) => Some(sentence),
        }
    });
    view! { <TypedField id label written on_typed /> }
}

/// A field for the day by which reports are known.
#[component]
pub(super) fn KnownField(model: Model) -> impl IntoView {
    let written = Signal::derive(move || {
        let day = model.inputs.time.read().known_by;
        day.map_or_else(String::new, |day| day.to_string())
    });
    let on_typed = Callback::new(move |typed: String| match days_of(model, &typed) {
        Ok(days) => {
            model.say_time(TimeMsg::SetKnownBy(Some(days.last())));
            None
        }
        Err(sentence) => Some(sentence),
    });
    let label = Signal::derive(move || model.options().known_on);
    view! { <TypedField id=model.id("known") label written on_typed /> }
}

/// The days that were typed, as far as they are inside all time; else a sentence that says what is wrong.
fn days_of(model: Model, typed: &str) -> Result<TimeWindow, String> {
    let texts = model.inputs.messages.get_untracked().timeline;
    let days = typed_dates(typed).map_err(|error| texts.typed_error(&error))?;
    let all = model.inputs.bounds;
    let inside = days.intersection(all);
    if !inside.is_empty() {
        return Ok(inside);
    }
    let formats = model.inputs.formats.get_untracked();
    let date = |day: Day| formats.date(day, DateStyle::Long);
    let outside = if days.first() < all.first() {
        days.last()
    } else {
        days.first()
    };
    let (outside, first, last) = (date(outside), date(all.first()), date(all.last()));
    Err(fill(
        texts.error_outside,
        &[("date", &outside), ("first", &first), ("last", &last)],
    ))
}

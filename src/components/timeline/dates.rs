//! The typed dates.

use super::model::Model;
use crate::dom;
use chronotope_core::messages::{DateStyle, fill};
use chronotope_core::scene::timeline::{Edge, typed_window};
use chronotope_core::state::Msg;
use chronotope_core::time::{TimeWindow, is_typed_span, typed_dates};
use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;

/// A field for the first or the last day. Takes a year, a month, a day or EDTF; commits on Enter and when it is left.
#[component]
pub(super) fn DateField(model: Model, edge: Edge) -> impl IntoView {
    let draft = RwSignal::new(None::<String>);
    let error = RwSignal::new(None::<String>);
    let window = model.inputs.window;
    let id = model.id(match edge {
        Edge::First => "from",
        Edge::Last => "to",
    });
    let error_id = format!("{id}-error");
    let written = move || match edge {
        Edge::First => window.get().first().to_string(),
        Edge::Last => window.get().last().to_string(),
    };
    let value = move || draft.get().unwrap_or_else(written);
    let commit = move || {
        let Some(typed) = draft.get_untracked() else {
            return;
        };
        match window_from(model, edge, &typed) {
            Ok(window) => {
                error.set(None);
                draft.set(None);
                model.say(Msg::SetWindow(window));
            }
            Err(sentence) => error.set(Some(sentence)),
        }
    };
    // A window that changes by other means makes what was typed pointless.
    Effect::watch(
        move || window.get(),
        move |_, _, _| {
            draft.set(None);
            error.set(None);
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
    let describedby = {
        let error_id = error_id.clone();
        move || error.read().is_some().then(|| error_id.clone())
    };
    view! {
        <div class="timeline-date">
            <label for=id.clone()>
                {move || match edge {
                    Edge::First => model.text().from,
                    Edge::Last => model.text().to,
                }}
            </label>
            <input
                id=id
                type="text"
                dir="ltr"
                size="10"
                autocomplete="off"
                spellcheck="false"
                placeholder="2018-09-07"
                prop:value=value
                aria-invalid=move || error.read().is_some().to_string()
                aria-describedby=describedby
                on:input=move |event: Event| draft.set(Some(dom::field_value(&event)))
                on:keydown=pressed
                on:blur=move |_| commit()
            />
            <p class="timeline-error" id=error_id role="alert" hidden=move || error.read().is_none()>
                {move || error.get()}
            </p>
        </div>
    }
}

/// The window after a date was typed for one of its ends; else a sentence that says what is wrong.
fn window_from(model: Model, edge: Edge, typed: &str) -> Result<TimeWindow, String> {
    let texts = model.inputs.messages.get_untracked().timeline;
    let days = typed_dates(typed).map_err(|error| texts.typed_error(&error))?;
    let all = model.inputs.bounds;
    let window = model.inputs.window.get_untracked();
    typed_window(window, edge, days, is_typed_span(typed), all).ok_or_else(|| {
        let formats = model.inputs.formats.get_untracked();
        let date = |day| formats.date(day, DateStyle::Long);
        let outside = if days.first() < all.first() {
            days.last()
        } else {
            days.first()
        };
        let values = [
            ("date", date(outside)),
            ("first", date(all.first())),
            ("last", date(all.last())),
        ];
        fill(
            texts.error_outside,
            &values.each_ref().map(|(name, value)| (*name, value.as_str())),
        )
    })
}

//! Single events in lanes as buttons over their marks: together one tab stop, arrow keys between them, Enter opens.

use super::model::Model;
use crate::dom;
use chronotope_core::scene::timeline::{
    LaneStep, Single, SingleLane, Singles, px, single_toward, step_from_key,
};
use chronotope_core::state::{Msg, TimeMsg};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// A button is at least this wide, and this high, in px.
const LEAST_PX: f64 = 12.0;
/// The attribute that holds a button's event, by its place among all.
const EVENT: &str = "data-single";

/// An event with its button.
#[derive(Clone, PartialEq)]
struct Placed {
    index: usize,
    event: Single,
    lane: Option<String>,
    middle_px: f64,
}

/// The events of the lanes, in the order of the lanes.
fn placed(lanes: &[SingleLane], events: &[Single]) -> Vec<Placed> {
    let mut all = Vec::new();
    for lane in lanes {
        for &(index, row) in &lane.events {
            if let Some(event) = events.get(index) {
                all.push(Placed {
                    index,
                    event: event.clone(),
                    lane: lane.name.clone(),
                    middle_px: lane.row_middle_px(row),
                });
            }
        }
    }
    all
}

/// The buttons, while events are drawn one by one.
#[component]
pub(super) fn LaneEvents(model: Model) -> impl IntoView {
    let events = Memo::new(move |_| match model.inputs.singles.get() {
        Singles::Events(events) => events,
        Singles::Bars | Singles::TooMany(_) => Arc::default(),
    });
    let group = NodeRef::<html::Div>::new();
    // The event that Tab leads to: the one that was used last.
    let entry = RwSignal::new(0usize);
    let focus_soon = move |index: usize| {
        entry.set(index);
        // The axis may have to follow first.
        request_animation_frame(move || {
            let group = group.try_get_untracked().flatten();
            let button = group.and_then(|group| dom::query(&group, &format!("[{EVENT}=\"{index}\"]")));
            if let Some(button) = button {
                dom::focus(&button);
            }
        });
    };
    let go = move |from: usize, step: LaneStep| {
        let events = events.get_untracked();
        let next = single_toward(&model.single_lanes.read_untracked(), &events, from, step);
        let Some((next, event)) = next.and_then(|next| Some((next, events.get(next)?.clone()))) else {
            return;
        };
        let axis = model.axis.get_untracked().extent;
        if event.days.intersection(axis).is_empty() {
            let by = event.days.first().0 - axis.first().0 - axis.len_days() / 2;
            // What is drawn may change with the axis: the event is found again by its id.
            model.say_time(TimeMsg::PanAxis(by));
            let now = events_now(model);
            let again = now.iter().position(|e| e.id == event.id && e.days == event.days);
            focus_soon(again.unwrap_or(next));
        } else {
            focus_soon(next);
        }
    };
    let buttons = move || {
        let all = placed(&model.single_lanes.read(), &events.read());
        let is_any = |index: usize| all.iter().any(|p| p.index == index);
        let first = all.first().map_or(0, |p| p.index);
        if !is_any(entry.get_untracked()) {
            entry.set(first);
        }
        // Buttons that are made anew keep the focus.
        let focused = group
            .get_untracked()
            .and_then(|group| dom::query(&group, ":focus"));
        if focused.is_some() {
            focus_soon(entry.get_untracked());
        }
        let button = |p: Placed| {
            let Placed {
                index,
                event,
                lane,
                middle_px,
            } = p;
            let days = event.days;
            let span = Memo::new(move |_| {
                let scale = model.axis.get();
                (!days.intersection(scale.extent).is_empty()).then(|| {
                    let span = scale.span(days);
                    let width = span.width.max(LEAST_PX);
                    (span.middle() - width / 2.0, width)
                })
            });
            let label = match lane.filter(|lane| !lane.is_empty() && !event.label.starts_with(lane.as_str()))
            {
                Some(lane) => format!("{lane}: {}", event.label),
                None => event.label,
            };
            let id = event.id;
            let open = move || {
                if !id.is_empty() {
                    model.say(Msg::SelectEvent(Some(id.clone())));
                }
            };
            view! {
                <button
                    type="button"
                    class="timeline-single"
                    data-single=index.to_string()
                    tabindex=move || if entry.get() == index { "0" } else { "-1" }
                    aria-label=label.clone()
                    title=label
                    hidden=move || span.get().is_none()
                    style:left=move || span.get().map(|(x, _)| format!("{}px", px(x)))
                    style:top=format!("{}px", px(middle_px - LEAST_PX / 2.0))
                    style:width=move || span.get().map(|(_, width)| format!("{}px", px(width)))
                    on:focus=move |_| entry.set(index)
                    // Of presses the strip finds the nearest event itself.
                    on:click=move |event| {
                        if event.detail() == 0 {
                            open();
                        }
                    }
                    on:keydown=move |event| {
                        let rtl = model.axis.get_untracked().rtl;
                        if let Some(step) = step_from_key(&event.key(), rtl) {
                            event.prevent_default();
                            go(index, step);
                        }
                    }
                ></button>
            }
        };
        all.into_iter().map(button).collect_view()
    };
    view! {
        <div
            class="timeline-singles"
            role="group"
            aria-label=move || {
                let text = model.options();
                format!("{}: {}", text.lanes, text.lanes_name(model.inputs.time.read().lanes))
            }
            node_ref=group
            style:top=move || format!("{}px", px(model.layout.read().bars_top()))
            style:height=move || format!("{}px", px(model.layout.read().bars()))
        >
            {buttons}
        </div>
    }
}

/// The events that are drawn now.
fn events_now(model: Model) -> Arc<[Single]> {
    match model.inputs.singles.get_untracked() {
        Singles::Events(events) => events,
        Singles::Bars | Singles::TooMany(_) => Arc::default(),
    }
}

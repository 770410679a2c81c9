//! The timeline: when events are reported to have happened, and the selected dates.
//!
//! The component knows neither the data set nor the engine. Numbers come through [`TimeCounts`], acts go out as
//! [`Msg`]. Its style is in `timeline.css`.

#![allow(
    clippy::large_types_passed_by_value,
    reason = "the model is a bundle of handles to signals, copied as each of them is"
)]
#![allow(
    unreachable_pub,
    reason = "#[component] widens the visibility of what it defines"
)]

mod brush;
pub(crate) mod compare;
mod controls;
mod dates;
pub(crate) mod first;
mod keys;
mod lane_keys;
mod lanes_left_out;
mod marks;
mod model;
pub(crate) mod options;
mod play;
mod plot;
mod singles;
mod trail;

use crate::dom;
use crate::stages::{Stage, Stages};
use chronotope_core::messages::{Formats, Messages};
use chronotope_core::scene::timeline::{GroupStyle, Lane, ReportFlag, Singles, TimeCounts};
use chronotope_core::state::{Lang, Msg, Playback, TimeControls};
use chronotope_core::time::TimeWindow;
use leptos::html;
use leptos::prelude::*;
use model::Inputs;
pub(crate) use model::Model;
use std::rc::Rc;
use std::sync::Arc;

/// The timeline: controls, a detail axis with the window's two handles, an overview of all time.
#[component]
pub fn Timeline(
    /// All time.
    bounds: TimeWindow,
    /// The selected dates.
    #[prop(into)]
    window: Signal<TimeWindow>,
    /// The same, as words follow it: perhaps not at every step of a hand.
    #[prop(into)]
    told_window: Signal<TimeWindow>,
    /// Playing through time.
    #[prop(into)]
    playback: Signal<Playback>,
    /// Detail axis, step and mode.
    #[prop(into)]
    time: Signal<TimeControls>,
    /// Groups of kinds, in the order of the histogram's.
    #[prop(into)]
    groups: Signal<Arc<[GroupStyle]>>,
    /// Counts under the present filters.
    counts: Rc<dyn TimeCounts>,
    /// Changes whenever the filters do.
    #[prop(into)]
    revision: Signal<u64>,
    /// Events that last too long for bins, under the present filters.
    #[prop(into)]
    lanes: Signal<Arc<[Lane]>>,
    /// How many such events there are beyond those.
    #[prop(into, default = Signal::stored(0))]
    more_lanes: Signal<usize>,
    /// Events to draw one by one, if they are to be.
    #[prop(into, default = Signal::stored(Singles::Bars))]
    singles: Signal<Singles>,
    /// Whether keys of one character do something.
    #[prop(into, default = Signal::stored(true))]
    single_keys: Signal<bool>,
    /// Of a large data set the axis comes after the controls.
    #[prop(default = Stages::all())]
    stages: Stages,
    /// Keys pressed while nothing has the focus are for the timeline.
    #[prop(default = false)]
    hears_page: bool,
    /// Buttons for the whole view, which a phone's header has no room for.
    #[prop(optional, into)]
    steps: ViewFn,
    /// Reports.
    #[prop(into)]
    reports: Signal<Arc<[ReportFlag]>>,
    /// The possible days and the group of the selected event.
    #[prop(into)]
    selected_event: Signal<Option<(TimeWindow, usize)>>,
    /// Language, for the direction of time.
    #[prop(into)]
    lang: Signal<Lang>,
    /// Texts.
    #[prop(into)]
    messages: Signal<Messages>,
    /// Plurals, dates and numbers in the language.
    #[prop(into)]
    formats: Signal<Rc<dyn Formats>, LocalStorage>,
    /// What the user does.
    on_msg: Callback<Msg>,
    /// Prefix of the ids in it, one for each app on a page.
    #[prop(into, default = "timeline".to_owned())]
    id: String,
) -> impl IntoView {
    let model = Model::new(Inputs {
        bounds,
        window,
        told_window,
        playback,
        time,
        groups,
        counts: StoredValue::new_local(counts),
        revision,
        lanes,
        more_lanes,
        singles,
        single_keys,
        reports,
        selected_event,
        lang,
        messages,
        formats,
        on_msg,
        id: StoredValue::new(id),
    });
    play::play(model);
    if hears_page {
        dom::on_window_key(move |event| keys::pressed_on_page(model, &event));
    }
    let is_table_open = RwSignal::new(false);
    let root = NodeRef::<html::Section>::new();
    root.on_load(move |root| {
        let width = model.width;
        dom::watch_size(&root, move |now, _height| {
            if width
                .try_get_untracked()
                .is_some_and(|before| (before - now).abs() >= 0.5)
                && now > 0.0
            {
                width.set(now);
            }
        });
    });
    view! {
        <section
            class="timeline"
            class:timeline-phone=move || model.layout.read().phone
            class:timeline-narrow=move || model.layout.read().is_narrow()
            node_ref=root
            dir=move || lang.get().dir()
            aria-label=move || model.text().timeline
            on:keydown=move |event| keys::pressed(model, &event, None)
        >
            <Show when=move || is_table_open.get() && model.inputs.time.read().compared.is_some()>
                {compare::view(model, is_table_open)}
            </Show>
            <controls::Controls model is_table_open steps />
            <div class="timeline-plot" style:height=move || format!("{}px", model.layout.read().height())>
                {stages.at(Stage::Axis, move || axis(model))}
            </div>
        </section>
    }
}

/// What is drawn along the axis.
fn axis(model: Model) -> AnyView {
    view! {
        <plot::Plot model />
        <brush::DetailBrush model />
        <brush::OverviewBrush model />
        <marks::Bursts model />
        <marks::Flags model />
        <marks::Tip model />
    }
    .into_any()
}

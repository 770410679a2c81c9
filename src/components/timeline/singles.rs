//! Single events in lanes, where bars would stand.

use super::model::Model;
use super::plot::slot_class;
use chronotope_core::scene::timeline::{Single, SingleLane, Singles, px, single_at};
use chronotope_core::state::Msg;
use leptos::prelude::*;
use std::sync::Arc;

/// How far beside an event a hand may press.
const REACH_PX: f64 = 14.0;
/// Half the height of an event's mark.
const HALF_PX: f64 = 3.0;

/// The events that are drawn, if any are.
fn events(model: Model) -> Option<Arc<[Single]>> {
    match model.inputs.singles.get() {
        Singles::Events(events) => Some(events),
        Singles::Bars | Singles::TooMany(_) => None,
    }
}

/// The outline of an event: a point for a day, a bar for a span.
fn outline(single: &Single, x: f64, width: f64, y: f64) -> String {
    if single.days.len_days() <= 1 || width < 2.0 * HALF_PX {
        let middle = x + width / 2.0;
        return format!(
            "M{} {}a3 3 0 1 1 6 0a3 3 0 1 1 -6 0z",
            px(middle - HALF_PX),
            px(y)
        );
    }
    format!("M{} {}h{}v6h{}z", px(x), px(y - HALF_PX), px(width), px(-width))
}

/// The events, drawn for the plotted days.
#[component]
pub(super) fn SingleMarks(model: Model) -> impl IntoView {
    move || {
        let events = events(model)?;
        let scale = model.plot.get();
        let groups = model.inputs.groups.get();
        let draw = |lane: &SingleLane| {
            let marks = lane.events.iter().filter_map(|&(i, row)| {
                let single = events.get(i)?;
                let span = scale.unclipped_span(single.days);
                let slot = groups.get(single.group).map_or(7, |group| group.slot);
                let class = format!(
                    "{} {}{}",
                    if single.possible {
                        "timeline-hollow"
                    } else {
                        "timeline-solid"
                    },
                    slot_class(slot),
                    if single.approximate { " is-faded" } else { "" }
                );
                let path = outline(single, span.x, span.width, lane.row_middle_px(row));
                let label = single.label.clone();
                Some(view! { <path class=class d=path><title>{label}</title></path> })
            });
            marks.collect_view()
        };
        Some(model.single_lanes.read().iter().map(draw).collect_view())
    }
}

/// The names of the lanes, and lines between them.
#[component]
pub(super) fn LaneNames(model: Model) -> impl IntoView {
    move || {
        let lanes = model.single_lanes.get();
        let scale = model.axis.get();
        let formats = model.inputs.formats.get();
        let x = if scale.rtl { scale.width_px - 4.0 } else { 4.0 };
        let name = move |lane: SingleLane| {
            let count = lane.events.len() as u64;
            let name = match lane.name {
                Some(name) if name.is_empty() => model.options().lane_none.to_owned(),
                Some(name) => name,
                None => model.options().lanes_more.of(count, &*formats),
            };
            let (top, middle) = (lane.top_px, lane.top_px + lane.height_px / 2.0 + 4.0);
            view! {
                <path class="timeline-level" d=format!("M0 {}h{}", px(top), px(scale.width_px)) />
                <text class="timeline-number" x=px(x) y=px(middle)>{name}</text>
            }
        };
        lanes.into_iter().map(name).collect_view()
    }
}

/// Says that there are too many.
#[component]
pub(super) fn TooMany(model: Model) -> impl IntoView {
    move || {
        let Singles::TooMany(count) = model.inputs.singles.get() else {
            return None;
        };
        let text = model
            .options()
            .lanes_too_many
            .of(count as u64, &*model.inputs.formats.get());
        let x = px(model.axis.read().width_px / 2.0);
        Some(view! { <text class="timeline-silence" x=x y="14" text-anchor="middle">{text}</text> })
    }
}

/// Shows the event at a point of the detail strip; false if there is none.
pub(super) fn show_at(model: Model, x: f64, y: f64) -> bool {
    let Some(events) = events(model) else {
        return false;
    };
    let at = [x, y - model.layout.read_untracked().bars_top()];
    let found = single_at(
        &model.single_lanes.read_untracked(),
        &events,
        model.axis.get_untracked(),
        at,
        REACH_PX,
    );
    let id = found.and_then(|i| events.get(i)).map(|single| single.id.clone());
    let id = id.filter(|id| !id.is_empty());
    let is_found = id.is_some();
    if is_found {
        model.say(Msg::SelectEvent(id));
    }
    is_found
}

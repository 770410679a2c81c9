//! The keyboard, while the focus is in the timeline.

use super::model::{Model, Which};
use crate::dom;
use chronotope_core::scene::timeline::{
    Edge, KeyCommand, is_single_key, key_command, key_step, moved_window, next_window,
};
use chronotope_core::state::{Msg, TimeMsg};
use chronotope_core::time::{Day, TimeWindow};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// How much a key zooms.
pub(super) const ZOOM_STEP: f64 = 1.6;

/// How much a key moves the axis, as a part of it.
pub(super) const PAN_PART: f64 = 0.25;

/// A key was pressed on one of the thumbs, or (`None`) elsewhere in the timeline.
pub(super) fn pressed(model: Model, event: &KeyboardEvent, thumb: Option<(Which, Edge)>) {
    let is_in = |others: &str| thumb.is_none() && dom::is_in(event, others);
    if event.default_prevented() || event.alt_key() || is_in("input, select, textarea, dialog") {
        return;
    }
    let key = event.key();
    if key == " " && is_in("button, summary, a, label") {
        return;
    }
    if is_single_key(&key) && !model.inputs.single_keys.get_untracked() {
        return;
    }
    let rtl = model.inputs.lang.get_untracked().dir() == "rtl";
    let ctrl = event.ctrl_key() || event.meta_key();
    if let Some(command) = key_command(&key, event.shift_key(), ctrl, rtl) {
        event.prevent_default();
        run(model, command, thumb, event.repeat());
    }
}

/// A key was pressed while nothing on the page has the focus: keys of one character are the timeline's.
pub(super) fn pressed_on_page(model: Model, event: &KeyboardEvent) {
    let is_free = dom::is_at_page(event) && is_single_key(&event.key());
    // Those that zoom are the map's as much as the timeline's.
    if is_free
        && !matches!(event.key().as_str(), "+" | "-" | "=" | "0")
        && !event.ctrl_key()
        && !event.meta_key()
    {
        pressed(model, event, None);
    }
}

fn run(model: Model, command: KeyCommand, thumb: Option<(Which, Edge)>, is_held: bool) {
    let all = model.inputs.bounds;
    let which = thumb.map_or(Which::Selected, |(which, _)| which);
    let thumb = thumb.map(|(_, edge)| edge);
    let window = model.window(which).get_untracked();
    let unit = model.inputs.time.read_untracked().step;
    // A key that is held down is one change of view.
    let set = |window: TimeWindow| model.set_window(which, window, is_held);
    match command {
        KeyCommand::PlayPause => {
            let playing = model.inputs.playback.read_untracked().playing;
            model.say(Msg::SetPlaying(!playing));
        }
        KeyCommand::Step(steps) => {
            let moved = match thumb {
                Some(edge) => key_step(window, edge, steps, unit, all),
                None => moved_window(window, steps, unit, all),
            };
            if which == Which::Selected && !is_held {
                model.say(Msg::StepWindow(moved));
            } else {
                set(moved);
            }
        }
        KeyCommand::ToStart => set(match thumb {
            Some(Edge::First) => TimeWindow::new(all.first(), window.end()),
            Some(Edge::Last) => TimeWindow::from_days(window.first(), window.first()),
            None => window.shifted_within(i32::MIN / 2, all),
        }),
        KeyCommand::ToEnd => set(match thumb {
            Some(Edge::First) => TimeWindow::from_days(window.last(), window.last()),
            Some(Edge::Last) => TimeWindow::new(window.first(), all.end()),
            None => window.shifted_within(i32::MAX / 2, all),
        }),
        KeyCommand::PreviousEvent => to_event(model, false),
        KeyCommand::NextEvent => to_event(model, true),
        KeyCommand::FirstHere => {
            if let Some(day) = here(model) {
                set(TimeWindow::from_days(day, window.last().max(day)));
            }
        }
        KeyCommand::LastHere => {
            if let Some(day) = here(model) {
                set(TimeWindow::from_days(window.first().min(day), day));
            }
        }
        KeyCommand::ZoomIn => model.zoom(1.0 / ZOOM_STEP),
        KeyCommand::ZoomOut => model.zoom(ZOOM_STEP),
        KeyCommand::Earlier => model.pan(-PAN_PART),
        KeyCommand::Later => model.pan(PAN_PART),
        KeyCommand::Fit => model.say_time(TimeMsg::FitAxis),
        KeyCommand::Loop => {
            let looped = model.inputs.playback.read_untracked().looped;
            model.say_time(TimeMsg::SetLooped(!looped));
        }
    }
}

/// The day under the pointer, or that of the selected event.
fn here(model: Model) -> Option<Day> {
    let selected = || Some(model.inputs.selected_event.get_untracked()?.0.first());
    model.hovered.get_untracked().or_else(selected)
}

/// Moves the window to the next event, or the one before.
pub(super) fn to_event(model: Model, forward: bool) {
    let all = model.inputs.bounds;
    let window = model.inputs.window.get_untracked();
    let is_wide = window.len_days() > all.len_days() / 2;
    let day = model.inputs.counts.with_value(|counts| match (forward, is_wide) {
        (true, true) => counts.next_event_day(all.first().plus(-1)),
        (false, true) => counts.prev_event_day(all.end()),
        (true, false) => counts.next_event_day(window.first()),
        (false, false) => counts.prev_event_day(window.first()),
    });
    if let Some(day) = day.filter(|&day| all.contains(day)) {
        model.say(Msg::SetWindow(next_window(window, day, all)));
    }
}

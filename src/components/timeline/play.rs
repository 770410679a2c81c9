//! Playing: frames become ticks.

use super::model::Model;
use super::options::next_publication;
use crate::dom;
use crate::frame::each_frame;
use chronotope_core::state::{Direction, Msg, TimeMode, TimeMsg};
use leptos::prelude::*;

/// With reduced motion time moves in steps of this length.
const STEP_SECS: f64 = 1.0;

/// A replay that skips stays this long after each report.
const SEEN_DAYS: i32 = 7;
/// Reports nearer than this are not skipped to.
const REPORT_SEEN_DAYS: u32 = 7;

/// Ticks while the playback runs. With reduced motion once a second, else at every frame.
pub(super) fn play(model: Model) {
    let playback = model.inputs.playback;
    let playing = Memo::new(move |_| playback.read().playing);
    let passed_secs = StoredValue::new(0.0_f64);
    // Nobody sees what goes by in a hidden tab, and nobody wants to come back to other dates.
    dom::on_window("visibilitychange", move || {
        if dom::is_hidden() && playing.try_get_untracked() == Some(true) {
            model.say(Msg::SetPlaying(false));
        }
    });
    each_frame(playing.into(), move |dt_secs| {
        let passed = passed_secs.get_value() + dt_secs;
        if dom::prefers_reduced_motion() && passed < STEP_SECS {
            passed_secs.set_value(passed);
            return;
        }
        passed_secs.set_value(0.0);
        model.say(Msg::Tick { dt_secs: passed });
        if playback
            .try_get_untracked()
            .is_some_and(|p| p.playing && p.skip_empty)
        {
            skip_empty(model);
        }
    });
}

/// Moves on to the next event if the window holds none.
fn skip_empty(model: Model) {
    let window = model.inputs.window.get_untracked();
    let time = model.inputs.time.get_untracked();
    let direction = model.inputs.playback.read_untracked().direction;
    // A replay of what was known stands still until the next report; days on which one came out are seen.
    if let Some(day) = time.known_by {
        let next = next_publication(model, day, direction == Direction::Forward);
        if let Some(next) = next.filter(|next| next.0.abs_diff(day.0) > REPORT_SEEN_DAYS) {
            let is_seen =
                next_publication(model, day.plus(1), false).is_some_and(|d| day.0 - d.0 < SEEN_DAYS);
            if !is_seen {
                model.say_time(TimeMsg::SkipTo(next));
            }
        }
        return;
    }
    if time.mode == TimeMode::Cumulative {
        // What was there stays: the next that comes in is the next day with an event beyond the last.
        if direction == Direction::Forward {
            let next = model
                .inputs
                .counts
                .with_value(|counts| counts.next_event_day(window.last()));
            if let Some(day) = next.filter(|day| day.0 - window.last().0 > SEEN_DAYS) {
                model.say_time(TimeMsg::SkipTo(day));
            }
        }
        return;
    }
    let next = model.inputs.counts.with_value(|counts| match direction {
        Direction::Forward => counts
            .next_event_day(window.first().plus(-1))
            .filter(|&day| day >= window.end()),
        Direction::Backward => counts
            .prev_event_day(window.end())
            .filter(|&day| day < window.first()),
    });
    if let Some(day) = next {
        model.say_time(TimeMsg::SkipTo(day));
    }
}

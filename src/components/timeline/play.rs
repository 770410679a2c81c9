//! Playing: frames become ticks.

use super::model::Model;
use crate::dom;
use crate::frame::each_frame;
use chronotope_core::state::{Direction, Msg, TimeMode, TimeMsg};
use leptos::prelude::*;

/// With reduced motion time moves in steps of this length.
const STEP_SECS: f64 = 1.0;

/// Ticks while the playback runs. With reduced motion once a second, else at every frame.
pub(super) fn play(model: Model) {
    let playback = model.inputs.playback;
    let playing = Memo::new(move |_| playback.read().playing);
    let passed_secs = StoredValue::new(0.0_f64);
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
    if model.inputs.time.read_untracked().mode == TimeMode::Cumulative {
        return;
    }
    let direction = model.inputs.playback.read_untracked().direction;
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

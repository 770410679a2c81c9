//! Playing: what a tick of the clock does to a view.

use super::time_controls::{follow, within};
use super::{Direction, TimeMode, ViewState};
use crate::time::{Day, TimeWindow};

/// Starts or stops playing.
pub(super) fn start_or_stop(state: &mut ViewState, playing: bool) {
    state.playback.playing = playing;
    state.playback.carry_days = 0.0;
    state.playback.skipped = None;
    if playing && is_at_end(state) {
        to_start(state);
    }
    follow(state, false);
}

/// Time has passed.
pub(super) fn tick(state: &mut ViewState, dt_secs: f64) {
    if !state.playback.playing {
        return;
    }
    // A page that has slept does not catch up.
    let passed = state.playback.carry_days + dt_secs.clamp(0.0, 1.0) * state.playback.speed.days_per_sec();
    let whole = passed.floor();
    state.playback.carry_days = passed - whole;
    if is_at_end(state) {
        // The end was shown for a tick that brought a new day: now begin anew, or stop.
        if whole >= 1.0 && state.playback.looped {
            to_start(state);
        } else if !state.playback.looped {
            state.playback.playing = false;
        }
        return;
    }
    let days = whole as i32;
    match state.playback.direction {
        Direction::Forward => advance(state, days),
        Direction::Backward => advance(state, -days),
    }
    if is_at_end(state) && !state.playback.looped {
        state.playback.playing = false;
    }
}

/// Moves on to where a day is the next to come in, and keeps in mind what lay between.
pub(super) fn skip_to(state: &mut ViewState, day: Day) {
    let is_forward = state.playback.direction == Direction::Forward;
    let front = match state.time.known_by {
        Some(day) => day,
        None if is_forward => state.window.last(),
        None => state.window.first(),
    };
    advance(state, day.0.saturating_sub(front.0));
    let between = if is_forward {
        TimeWindow::new(front.plus(1), day)
    } else {
        TimeWindow::new(day.plus(1), front)
    };
    if !between.is_empty() {
        state.playback.skipped = Some(between);
    }
}

/// Moves what plays by days: the day by which reports are known if there is one, else the window.
fn advance(state: &mut ViewState, days: i32) {
    let all = state.bounds.time;
    if let Some(day) = &mut state.time.known_by {
        *day = within(day.plus(days), all);
        return;
    }
    state.window = match state.time.mode {
        TimeMode::Window | TimeMode::Instant => state.window.shifted_within(days, all),
        TimeMode::Cumulative => {
            let least = all.first().plus(1);
            let end = Day(state
                .window
                .end()
                .plus(days)
                .0
                .clamp(least.0, all.end().0.max(least.0)));
            TimeWindow::new(all.first(), end)
        }
    };
    follow(state, true);
}

/// True if playing can go no further.
fn is_at_end(state: &ViewState) -> bool {
    let all = state.bounds.time;
    if let Some(day) = state.time.known_by {
        return match state.playback.direction {
            Direction::Forward => day >= all.last(),
            Direction::Backward => day <= all.first(),
        };
    }
    match (state.playback.direction, state.time.mode) {
        (Direction::Forward, _) => state.window.end() >= all.end(),
        (Direction::Backward, TimeMode::Window | TimeMode::Instant) => state.window.first() <= all.first(),
        (Direction::Backward, TimeMode::Cumulative) => state.window.end() <= all.first().plus(1),
    }
}

/// Days of a window that plays if all were selected.
const PLAYED_DAYS: i32 = 30;

/// Puts the window where playing begins. All time selected would show nothing move, so a part of it is.
fn to_start(state: &mut ViewState) {
    let all = state.bounds.time;
    if let Some(day) = &mut state.time.known_by {
        *day = match state.playback.direction {
            Direction::Forward => all.first(),
            Direction::Backward => all.last(),
        };
        return;
    }
    let len = if state.window.len_days() >= all.len_days() {
        PLAYED_DAYS
    } else {
        state.window.len_days()
    };
    state.window = match (state.time.mode, state.playback.direction) {
        (TimeMode::Window | TimeMode::Instant, Direction::Forward) => {
            TimeWindow::new(all.first(), all.first().plus(len))
        }
        (TimeMode::Window | TimeMode::Instant, Direction::Backward) => {
            TimeWindow::new(all.end().plus(-len), all.end())
        }
        (TimeMode::Cumulative, Direction::Forward) => TimeWindow::new(all.first(), all.first().plus(1)),
        (TimeMode::Cumulative, Direction::Backward) => all,
    }
    .intersection(all);
    follow(state, true);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::update::tests::opening;
    use crate::state::{Msg, TimeMsg, update};

    #[test]
    fn playing_again_at_the_end_begins_anew_when_looped() {
        let mut state = opening();
        update(&mut state, Msg::Time(TimeMsg::SetLooped(true)));
        update(&mut state, Msg::SetPlaying(true));
        let mut starts = 0;
        for _ in 0..1_000 {
            update(&mut state, Msg::Tick { dt_secs: 0.5 });
            starts += i32::from(state.window.first() == state.bounds.time.first());
        }
        assert!(state.playback.playing && starts > 1, "{starts}");
    }

    #[test]
    fn backward_ends_at_the_beginning() {
        let mut state = opening();
        update(&mut state, Msg::Time(TimeMsg::SetDirection(Direction::Backward)));
        update(&mut state, Msg::SetPlaying(true));
        assert_eq!(state.window.end(), state.bounds.time.end());
        for _ in 0..1_000 {
            update(&mut state, Msg::Tick { dt_secs: 0.5 });
        }
        assert!(!state.playback.playing);
        assert_eq!(state.window.first(), state.bounds.time.first());
        assert_eq!(state.window.len_days(), 30);
    }

    #[test]
    fn cumulative_grows_from_the_start() {
        let mut state = opening();
        update(&mut state, Msg::Time(TimeMsg::SetMode(TimeMode::Cumulative)));
        update(&mut state, Msg::SetPlaying(true));
        assert_eq!(state.window.len_days(), 1);
        update(&mut state, Msg::Tick { dt_secs: 1.0 });
        assert_eq!(
            (state.window.first(), state.window.len_days()),
            (state.bounds.time.first(), 8)
        );
    }

    #[test]
    fn skipping_brings_the_day_in_at_the_front() {
        let mut state = opening();
        update(&mut state, Msg::SetPlaying(true));
        let day = Day::parse_iso("2018-09-04").expect("a date");
        update(&mut state, Msg::Time(TimeMsg::SkipTo(day)));
        assert_eq!((state.window.last(), state.window.len_days()), (day, 30));
        assert!(state.playback.playing);
    }

    #[test]
    fn what_was_skipped_is_kept_in_mind() {
        let mut state = opening();
        update(&mut state, Msg::SetPlaying(true));
        let front = state.window.last();
        let day = Day::parse_iso("2018-09-04").expect("a date");
        update(&mut state, Msg::Time(TimeMsg::SkipTo(day)));
        assert_eq!(state.playback.skipped, Some(TimeWindow::new(front.plus(1), day)));
    }

    #[test]
    fn a_replay_moves_the_day_by_which_reports_are_known() {
        let mut state = opening();
        let window = state.window;
        let day = Day::parse_iso("2018-09-04").expect("a date");
        update(&mut state, Msg::Time(TimeMsg::SetKnownBy(Some(day))));
        update(&mut state, Msg::SetPlaying(true));
        update(&mut state, Msg::Tick { dt_secs: 1.0 });
        assert_eq!((state.window, state.time.known_by), (window, Some(day.plus(7))));
        for _ in 0..2_000 {
            update(&mut state, Msg::Tick { dt_secs: 0.5 });
        }
        assert_eq!(state.time.known_by, Some(state.bounds.time.last()));
        assert!(!state.playback.playing);
        // From the end it begins anew.
        update(&mut state, Msg::SetPlaying(true));
        assert_eq!(state.time.known_by, Some(state.bounds.time.first()));
    }
}

//! [`TimeControls`]: how the timeline shows and moves time, and what can be done to it.

use super::{Direction, ViewState};
use crate::scene::timeline::{following, surroundings, zoomed};
use crate::time::{Day, Granularity, TimeWindow};

/// What the selected dates are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TimeMode {
    /// From a first to a last day.
    #[default]
    Window,
    /// From the beginning of all time to a last day.
    Cumulative,
}

impl TimeMode {
    /// In the order of the menu.
    pub const ALL: [TimeMode; 2] = [TimeMode::Window, TimeMode::Cumulative];

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            TimeMode::Window => "window",
            TimeMode::Cumulative => "cumulative",
        }
    }

    /// The mode with this name in the URL.
    pub fn from_key(key: &str) -> Option<TimeMode> {
        TimeMode::ALL.into_iter().find(|mode| mode.key() == key)
    }

    /// The window as this mode has it.
    #[must_use]
    pub fn shaped(self, window: TimeWindow, all: TimeWindow) -> TimeWindow {
        match self {
            TimeMode::Window => window,
            TimeMode::Cumulative => TimeWindow::new(all.first(), window.end()),
        }
    }
}

/// How the timeline shows and moves time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeControls {
    /// The days that the detail axis shows.
    pub axis: TimeWindow,
    /// What handles snap to and keys move by.
    pub step: Granularity,
    /// What the selected dates are.
    pub mode: TimeMode,
}

impl TimeControls {
    /// The controls to open a window with.
    pub fn opening(window: TimeWindow, all: TimeWindow) -> TimeControls {
        TimeControls {
            axis: surroundings(window, all),
            step: Granularity::Day,
            mode: TimeMode::Window,
        }
    }
}

/// What a user can do to the time controls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TimeMsg {
    /// Snap to and move by this unit.
    SetStep(Granularity),
    /// Select dates in this way.
    SetMode(TimeMode),
    /// Begin anew at the end when playing.
    SetLooped(bool),
    /// Play this way.
    SetDirection(Direction),
    /// Leave out what has no events when playing.
    SetSkipEmpty(bool),
    /// While playing: move on to where this day is the next to come in.
    SkipTo(Day),
    /// Zoom the detail axis.
    ZoomAxis {
        /// Above 1 more days are shown, below 1 fewer.
        factor: f64,
        /// The position that keeps its place, in days from 1970-01-01.
        about: f64,
    },
    /// Move the detail axis by days, towards the future if positive.
    PanAxis(i32),
    /// Show the window and its surroundings.
    FitAxis,
}

/// Applies an act to the time controls.
pub(super) fn update_time(state: &mut ViewState, msg: TimeMsg) {
    let all = state.bounds.time;
    match msg {
        TimeMsg::SetStep(step) => state.time.step = step,
        TimeMsg::SetMode(mode) => {
            state.time.mode = mode;
            state.window = mode.shaped(state.window, all);
            follow(state, false);
        }
        TimeMsg::SetLooped(on) => state.playback.looped = on,
        TimeMsg::SetDirection(direction) => {
            state.playback.direction = direction;
            state.playback.carry_days = 0.0;
        }
        TimeMsg::SetSkipEmpty(on) => state.playback.skip_empty = on,
        TimeMsg::SkipTo(day) => {
            let front = match state.playback.direction {
                Direction::Forward => state.window.last(),
                Direction::Backward => state.window.first(),
            };
            advance(state, day.0.saturating_sub(front.0));
        }
        TimeMsg::ZoomAxis { factor, about } => {
            if factor.is_finite() && about.is_finite() {
                state.time.axis = zoomed(state.time.axis, factor, about, all);
            }
        }
        TimeMsg::PanAxis(days) => state.time.axis = state.time.axis.shifted_within(days, all),
        TimeMsg::FitAxis => state.time.axis = surroundings(state.window, all),
    }
}

/// Lets the detail axis follow the window.
pub(super) fn follow(state: &mut ViewState, dragging: bool) {
    state.time.axis = following(state.time.axis, state.window, state.bounds.time, dragging);
}

/// Starts or stops playing.
pub(super) fn start_or_stop(state: &mut ViewState, playing: bool) {
    state.playback.playing = playing;
    state.playback.carry_days = 0.0;
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

/// Moves what plays by days.
fn advance(state: &mut ViewState, days: i32) {
    let all = state.bounds.time;
    state.window = match state.time.mode {
        TimeMode::Window => state.window.shifted_within(days, all),
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
    match (state.playback.direction, state.time.mode) {
        (Direction::Forward, _) => state.window.end() >= all.end(),
        (Direction::Backward, TimeMode::Window) => state.window.first() <= all.first(),
        (Direction::Backward, TimeMode::Cumulative) => state.window.end() <= all.first().plus(1),
    }
}

/// Days of a window that plays if all were selected.
const PLAYED_DAYS: i32 = 30;

/// Puts the window where playing begins. All time selected would show nothing move, so a part of it is.
fn to_start(state: &mut ViewState) {
    let all = state.bounds.time;
    let len = if state.window.len_days() >= all.len_days() {
        PLAYED_DAYS
    } else {
        state.window.len_days()
    };
    state.window = match (state.time.mode, state.playback.direction) {
        (TimeMode::Window, Direction::Forward) => TimeWindow::new(all.first(), all.first().plus(len)),
        (TimeMode::Window, Direction::Backward) => TimeWindow::new(all.end().plus(-len), all.end()),
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
    use crate::state::{Msg, Speed, update};
    use proptest::prelude::*;

    fn any_time_msg() -> impl Strategy<Value = Msg> {
        let day = || -2_000i32..30_000;
        prop_oneof![
            prop::sample::select(Granularity::ALL.to_vec()).prop_map(|s| Msg::Time(TimeMsg::SetStep(s))),
            prop::sample::select(TimeMode::ALL.to_vec()).prop_map(|m| Msg::Time(TimeMsg::SetMode(m))),
            any::<bool>().prop_map(|on| Msg::Time(TimeMsg::SetLooped(on))),
            prop::sample::select(vec![Direction::Forward, Direction::Backward])
                .prop_map(|to| Msg::Time(TimeMsg::SetDirection(to))),
            any::<bool>().prop_map(Msg::SetPlaying),
            prop::sample::select(Speed::ALL.to_vec()).prop_map(Msg::SetSpeed),
            day().prop_map(|d| Msg::Time(TimeMsg::SkipTo(Day(d)))),
            (0.01f64..20.0, -2_000.0f64..30_000.0)
                .prop_map(|(factor, about)| Msg::Time(TimeMsg::ZoomAxis { factor, about })),
            (-3_000i32..3_000).prop_map(|days| Msg::Time(TimeMsg::PanAxis(days))),
            Just(Msg::Time(TimeMsg::FitAxis)),
            (0.0f64..3.0).prop_map(|dt_secs| Msg::Tick { dt_secs }),
            (day(), 0i32..2_000).prop_map(|(d, len)| Msg::SetWindow(TimeWindow::new(Day(d), Day(d + len)))),
            (day(), 0i32..2_000).prop_map(|(d, len)| Msg::DragWindow(TimeWindow::new(Day(d), Day(d + len)))),
            Just(Msg::ShowAllTime),
        ]
    }

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

    proptest! {
        #[test]
        fn every_act_leaves_a_window_and_an_axis_inside_all_time(msgs in prop::collection::vec(any_time_msg(), 1..30)) {
            let mut state = opening();
            for msg in msgs {
                let moves_window = matches!(msg, Msg::SetWindow(_) | Msg::DragWindow(_) | Msg::ShowAllTime);
                update(&mut state, msg);
                let all = state.bounds.time;
                prop_assert!(!state.window.is_empty() && !state.time.axis.is_empty());
                prop_assert_eq!(state.window.intersection(all), state.window);
                prop_assert_eq!(state.time.axis.intersection(all), state.time.axis);
                if moves_window {
                    prop_assert_eq!(state.window.intersection(state.time.axis), state.window);
                }
                if state.time.mode == TimeMode::Cumulative {
                    prop_assert_eq!(state.window.first(), all.first());
                }
            }
        }
    }
}

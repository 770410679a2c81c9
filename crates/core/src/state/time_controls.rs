//! [`TimeControls`]: how the timeline shows and moves time, and what can be done to it.

use super::playback::skip_to;
use super::{Direction, ViewState};
use crate::query::Overlap;
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
    /// The last day, with the days before it as a trail that fades.
    Instant,
}

/// The longest trail that a change to [`TimeMode::Instant`] leaves.
const TRAIL_DAYS: i32 = 30;

impl TimeMode {
    /// In the order of the menu.
    pub const ALL: [TimeMode; 3] = [TimeMode::Window, TimeMode::Cumulative, TimeMode::Instant];

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            TimeMode::Window => "window",
            TimeMode::Cumulative => "cumulative",
            TimeMode::Instant => "instant",
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
            TimeMode::Window | TimeMode::Instant => window,
            TimeMode::Cumulative => TimeWindow::new(all.first(), window.end()),
        }
    }
}

/// Which time of an event counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TimeBasis {
    /// When it happened, as its report says.
    #[default]
    Happened,
    /// When it was reported: the publication of its report.
    Reported,
}

impl TimeBasis {
    /// In the order of the menu.
    pub const ALL: [TimeBasis; 2] = [TimeBasis::Happened, TimeBasis::Reported];

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            TimeBasis::Happened => "happened",
            TimeBasis::Reported => "reported",
        }
    }

    /// The basis with this name in the URL.
    pub fn from_key(key: &str) -> Option<TimeBasis> {
        TimeBasis::ALL.into_iter().find(|basis| basis.key() == key)
    }
}

/// By what single events are put into lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LaneBy {
    /// What sort of event.
    Kind,
    /// The report that says so.
    Report,
    /// Who is said to have acted.
    Actor,
    /// Where.
    Place,
}

impl LaneBy {
    /// In the order of the menu.
    pub const ALL: [LaneBy; 4] = [LaneBy::Kind, LaneBy::Report, LaneBy::Actor, LaneBy::Place];

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            LaneBy::Kind => "kind",
            LaneBy::Report => "report",
            LaneBy::Actor => "actor",
            LaneBy::Place => "place",
        }
    }

    /// The grouping with this name in the URL.
    pub fn from_key(key: &str) -> Option<LaneBy> {
        LaneBy::ALL.into_iter().find(|by| by.key() == key)
    }
}

/// What of the time controls decides which events count, besides the selected dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// What it takes for an event to be in the selected dates.
    pub overlap: Overlap,
    /// Which time of an event counts.
    pub basis: TimeBasis,
    /// Only what was published by this day.
    pub known_by: Option<Day>,
    /// The dates that are compared with the selected ones.
    pub compared: Option<TimeWindow>,
    /// Older events fade.
    pub has_trail: bool,
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
    /// What it takes for an event to be in the selected dates.
    pub overlap: Overlap,
    /// Which time of an event counts.
    pub basis: TimeBasis,
    /// Only what was published by this day counts.
    pub known_by: Option<Day>,
    /// The dates that are compared with the selected ones.
    pub compared: Option<TimeWindow>,
    /// Single events in lanes instead of bars.
    pub lanes: Option<LaneBy>,
    /// The bars count only what is at places in the map's view.
    pub in_view: bool,
}

impl TimeControls {
    /// The controls to open a window with.
    pub fn opening(window: TimeWindow, all: TimeWindow) -> TimeControls {
        TimeControls {
            axis: surroundings(window, all),
            step: Granularity::Day,
            mode: TimeMode::Window,
            overlap: Overlap::default(),
            basis: TimeBasis::Happened,
            known_by: None,
            compared: None,
            lanes: None,
            in_view: false,
        }
    }

    /// What decides which events count.
    pub fn reading(self) -> Reading {
        Reading {
            overlap: self.overlap,
            basis: self.basis,
            known_by: self.known_by,
            compared: self.compared,
            has_trail: self.mode == TimeMode::Instant,
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
    /// Count events by this rule.
    SetOverlap(Overlap),
    /// Count events by this time of theirs.
    SetBasis(TimeBasis),
    /// Count only what was published by this day; `None` for everything.
    SetKnownBy(Option<Day>),
    /// Compare the selected dates with these, or with none.
    SetCompared(Option<TimeWindow>),
    /// The compared dates become the selected ones, and the other way round.
    SwapCompared,
    /// Show single events in lanes, or bars.
    SetLanes(Option<LaneBy>),
    /// Let the bars follow the map's view, or not.
    SetInView(bool),
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
    /// Show these days in detail.
    SetAxis(TimeWindow),
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
            // A single day would have no trail.
            let days = state.window.len_days();
            if mode == TimeMode::Instant && !(2..=TRAIL_DAYS).contains(&days) {
                state.window = TimeWindow::new(state.window.end().plus(-TRAIL_DAYS), state.window.end())
                    .intersection(all);
            }
            state.window = mode.shaped(state.window, all);
            follow(state, false);
        }
        TimeMsg::SetOverlap(overlap) => state.time.overlap = overlap,
        TimeMsg::SetBasis(basis) => state.time.basis = basis,
        TimeMsg::SetKnownBy(day) => state.time.known_by = day.map(|day| within(day, all)),
        TimeMsg::SetCompared(window) => {
            state.time.compared = window.map(|window| clamped(window, all));
        }
        TimeMsg::SwapCompared => {
            if let Some(compared) = state.time.compared.replace(state.window) {
                state.window = state.time.mode.shaped(compared, all);
                follow(state, false);
            } else {
                state.time.compared = None;
            }
        }
        TimeMsg::SetLanes(by) => state.time.lanes = by,
        TimeMsg::SetInView(on) => state.time.in_view = on,
        TimeMsg::SetLooped(on) => state.playback.looped = on,
        TimeMsg::SetDirection(direction) => {
            state.playback.direction = direction;
            state.playback.carry_days = 0.0;
        }
        TimeMsg::SetSkipEmpty(on) => state.playback.skip_empty = on,
        TimeMsg::SkipTo(day) => skip_to(state, day),
        TimeMsg::ZoomAxis { factor, about } => {
            if factor.is_finite() && about.is_finite() {
                state.time.axis = zoomed(state.time.axis, factor, about, all);
            }
        }
        TimeMsg::SetAxis(axis) => {
            let middle = f64::from(axis.first().0) + f64::from(axis.len_days()) / 2.0;
            state.time.axis = zoomed(axis.shifted_within(0, all).intersection(all), 1.0, middle, all);
        }
        TimeMsg::PanAxis(days) => state.time.axis = state.time.axis.shifted_within(days, all),
        TimeMsg::FitAxis => state.time.axis = surroundings(state.window, all),
    }
}

/// Lets the detail axis follow the window.
pub(super) fn follow(state: &mut ViewState, dragging: bool) {
    state.time.axis = following(state.time.axis, state.window, state.bounds.time, dragging);
}

/// The detail axis of a view whose axis nobody has chosen: it goes from the opening view to the selected dates.
pub(super) fn unchosen_axis(state: &ViewState) -> TimeWindow {
    let all = state.bounds.time;
    let opening = surroundings(state.bounds.opening_window, all);
    following(opening, state.window, all, false)
}

/// The nearest day inside all time.
pub(super) fn within(day: Day, all: TimeWindow) -> Day {
    Day(day.0.clamp(all.first().0, all.last().0.max(all.first().0)))
}

/// The part of a window inside all time; at least one day.
pub(super) fn clamped(window: TimeWindow, all: TimeWindow) -> TimeWindow {
    let inside = window.intersection(all);
    if !inside.is_empty() {
        return inside;
    }
    let day = within(window.first(), all);
    TimeWindow::from_days(day, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::update::tests::opening;
    use crate::state::{Msg, Speed, from_hash, to_hash, update};
    use proptest::prelude::*;

    fn any_time_msg() -> impl Strategy<Value = Msg> {
        let day = || -2_000i32..30_000;
        let window =
            || (day(), 0i32..2_000).prop_map(|(first, len)| TimeWindow::new(Day(first), Day(first + len)));
        prop_oneof![
            prop::option::of(window()).prop_map(|w| Msg::Time(TimeMsg::SetCompared(w))),
            window().prop_map(|w| Msg::Time(TimeMsg::SetAxis(w))),
            Just(Msg::Time(TimeMsg::SwapCompared)),
            prop::option::of(day()).prop_map(|d| Msg::Time(TimeMsg::SetKnownBy(d.map(Day)))),
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
    fn a_change_to_an_instant_leaves_a_trail() {
        let mut state = opening();
        update(&mut state, Msg::Time(TimeMsg::SetMode(TimeMode::Instant)));
        assert_eq!(
            (state.window.last(), state.window.len_days()),
            (state.bounds.time.last(), 30)
        );
        assert!(state.time.reading().has_trail);
        // A single day gets one too.
        let mut state = opening();
        let day = state.bounds.time.first().plus(100);
        update(&mut state, Msg::SetWindow(TimeWindow::from_days(day, day)));
        update(&mut state, Msg::Time(TimeMsg::SetMode(TimeMode::Instant)));
        assert_eq!((state.window.last(), state.window.len_days()), (day, 30));
    }

    #[test]
    fn compared_dates_change_places_with_the_selected_ones() {
        let mut state = opening();
        let days = |a: &str, b: &str| {
            TimeWindow::from_days(
                Day::parse_iso(a).expect("a date"),
                Day::parse_iso(b).expect("a date"),
            )
        };
        let (march, april) = (days("2019-03-01", "2019-03-31"), days("2019-04-01", "2019-04-30"));
        update(&mut state, Msg::SetWindow(march));
        update(&mut state, Msg::Time(TimeMsg::SwapCompared));
        assert_eq!((state.window, state.time.compared), (march, None));
        update(&mut state, Msg::Time(TimeMsg::SetCompared(Some(april))));
        update(&mut state, Msg::Time(TimeMsg::SwapCompared));
        assert_eq!((state.window, state.time.compared), (april, Some(march)));
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
                if let Some(compared) = state.time.compared {
                    prop_assert!(!compared.is_empty());
                    prop_assert_eq!(compared.intersection(all), compared);
                }
                prop_assert!(state.time.known_by.is_none_or(|day| all.contains(day)));
                if state.time.mode == TimeMode::Cumulative {
                    prop_assert_eq!(state.window.first(), all.first());
                }
                // A link shows the same days in detail.
                let (linked, _) = from_hash(&to_hash(&state), &opening());
                prop_assert_eq!((linked.window, linked.time.axis), (state.window, state.time.axis));
            }
        }
    }
}

//! [`update`]: the only place where a view changes.

use super::map_controls::update_map;
use super::playback::{start_or_stop, tick};
use super::time_controls::{clamped, follow, update_time, within};
use super::{Focus, Msg, Playback, TieDecision, ViewState};
use crate::geo::{ScreenPoint, Viewport};
use crate::scene::timeline::axis_within;
use crate::time::TimeWindow;

/// Applies an act to a view.
///
/// Pure and total: every message leaves a valid view (the window inside all time and not empty, the map on the globe).
pub fn update(state: &mut ViewState, msg: Msg) {
    match msg {
        Msg::SetWindow(window) => select_dates(state, window, false),
        // Whoever steps keeps the axis that they have chosen, as one who drags.
        Msg::DragWindow(window) | Msg::StepWindow(window) => select_dates(state, window, true),
        Msg::ShowAllTime | Msg::AllTimeInstead => {
            select_dates(state, state.bounds.time, false);
            state.time.axis = state.bounds.time;
        }
        Msg::Time(msg) => update_time(state, msg),
        Msg::Map(msg) => update_map(state, msg),
        Msg::SetPlaying(playing) => start_or_stop(state, playing),
        Msg::SetSpeed(speed) => state.playback.speed = speed,
        Msg::Tick { dt_secs } => tick(state, dt_secs),
        Msg::ResizeMap { width, height } => resize(state, width, height),
        Msg::PanBy { dx, dy } => show(state, state.viewport.panned(dx, dy)),
        Msg::ZoomAt { delta, anchor } => show(state, state.viewport.zoomed_about(delta, anchor)),
        Msg::FitTo(bbox) => {
            let Viewport { width, height, .. } = state.viewport;
            show(state, state.fitted(bbox, width, height));
        }
        Msg::CenterOn { center, min_zoom } => {
            let zoom = state.viewport.zoom.max(min_zoom);
            show(
                state,
                Viewport {
                    center,
                    zoom,
                    ..state.viewport
                },
            );
        }
        Msg::SetFocus(focus) => {
            state.focus = if focus == Focus::Places(Vec::new()) {
                Focus::None
            } else {
                focus
            };
            state.event = None;
        }
        Msg::SelectPlace { place, add } => select_place(state, place, add),
        Msg::SelectEvent(event) => state.event = event,
        Msg::ToggleFilter(facet, value) => state.filters.toggle(facet, &value),
        Msg::ClearFilter(facet) => {
            state.filters.values.remove(&facet);
        }
        Msg::Ask { text, dates } => ask(state, text, dates),
        Msg::ResetFilters => {
            ask(state, String::new(), None);
            state.filters = super::Filters::default();
        }
        Msg::SetOtherLayer(on) => state.other_layer = on,
        Msg::SetDefiniteOnly(on) => state.filters.definite_only = on,
        Msg::SetFigures(figures) => state.filters.figures = figures,
        Msg::SetCountBy(by) => state.count_by = by,
        Msg::SetPanel(panel) => state.panel = panel,
        Msg::DecideTie { a, b, accepted } => decide_tie(state, a, b, accepted),
        Msg::SetTies(ties) => state.ties = ties,
        Msg::SetLang(lang) => state.lang = lang,
        Msg::Restore(view) => restore(state, *view),
    }
}

fn select_dates(state: &mut ViewState, window: TimeWindow, dragging: bool) {
    let all = state.bounds.time;
    state.playback.playing = false;
    state.window = clamped(state.time.mode.shaped(clamped(window, all), all), all);
    follow(state, dragging);
}

/// Finds what a text asks for. Its dates are selected for as long as it asks for them.
fn ask(state: &mut ViewState, text: String, dates: Option<TimeWindow>) {
    let is_asking = !text.trim().is_empty();
    state.filters.text = text;
    let before = state.asked_dates.take();
    // Dates that somebody has chosen since are theirs.
    let before = before
        .filter(|(_, asked)| *asked == state.window)
        .map(|(before, _)| before);
    match dates {
        Some(dates) => {
            let before = before.unwrap_or(state.window);
            select_dates(state, dates, false);
            state.asked_dates = Some((before, state.window));
        }
        None => {
            if let Some(before) = before {
                select_dates(state, before, false);
            }
        }
    }
    if is_asking {
        state.focus = Focus::None;
        state.event = None;
    }
}

fn show(state: &mut ViewState, viewport: Viewport) {
    state.viewport = viewport.kept_on_globe();
    state.viewport_chosen = true;
}

fn resize(state: &mut ViewState, width: f64, height: f64) {
    state.viewport = state.viewport_in(width, height);
}

fn select_place(state: &mut ViewState, place: String, add: bool) {
    let mut places = match std::mem::take(&mut state.focus) {
        Focus::Places(places) => places,
        Focus::None | Focus::Report(_) => Vec::new(),
    };
    if let Some(at) = places.iter().position(|p| *p == place) {
        if add || places.len() == 1 {
            places.remove(at);
        } else {
            places = vec![place];
        }
    } else {
        if !add {
            places.clear();
        }
        places.push(place);
    }
    state.focus = if places.is_empty() {
        Focus::None
    } else {
        Focus::Places(places)
    };
    state.event = None;
}

/// Keeps a reader's word on two events, in place of an earlier one.
fn decide_tie(state: &mut ViewState, a: String, b: String, accepted: Option<bool>) {
    state.ties.retain(|tie| !tie.is_about(&a, &b));
    if let Some(accepted) = accepted {
        state.ties.push(TieDecision { a, b, accepted });
    }
}

/// Takes over a view but keeps what belongs to this page: the data set's bounds, the pane's size, what the reader has
/// said of incidents.
fn restore(state: &mut ViewState, view: ViewState) {
    let Viewport { width, height, .. } = state.viewport;
    let view_window = view.window;
    let window = clamped(view_window, state.bounds.time);
    let ties = std::mem::take(&mut state.ties);
    // How somebody likes to play is no part of a view.
    let playback = Playback {
        playing: false,
        ..state.playback
    };
    *state = ViewState {
        bounds: state.bounds,
        window,
        playback,
        ties,
        ..view
    };
    let shaped = state.time.mode.shaped(window, state.bounds.time);
    let is_as_linked = shaped == view_window;
    state.window = shaped;
    state.time.axis = axis_within(state.time.axis, state.bounds.time);
    state.time.compared = state.time.compared.map(|w| clamped(w, state.bounds.time));
    state.time.known_by = state.time.known_by.map(|day| within(day, state.bounds.time));
    if !is_as_linked {
        follow(state, false);
    }
    resize(state, width, height);
}

impl Viewport {
    /// The middle of the pane, in px.
    pub fn middle(self) -> ScreenPoint {
        ScreenPoint {
            x: self.width / 2.0,
            y: self.height / 2.0,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::geo::BBox;
    use crate::state::{Bounds, Lang};
    use crate::time::Day;
    use proptest::prelude::*;

    pub(in crate::state) fn opening() -> ViewState {
        let day = |s| Day::parse_iso(s).expect("a date");
        let time = TimeWindow::from_days(day("2017-12-01"), day("2022-01-31"));
        let bbox = BBox::from_array([36.0, 35.15, 37.3, 36.3]).expect("a box");
        ViewState::opening(
            Bounds {
                time,
                opening_window: time,
                opening_bbox: bbox,
                is_fitted: false,
            },
            Lang::En,
        )
    }

    #[test]
    fn playing_stops_at_the_end() {
        let mut state = opening();
        update(&mut state, Msg::SetPlaying(true));
        assert_eq!(state.window.len_days(), 30);
        for _ in 0..2_000 {
            update(&mut state, Msg::Tick { dt_secs: 0.5 });
        }
        assert!(!state.playback.playing);
        assert_eq!(state.window.end(), state.bounds.time.end());
    }

    #[test]
    fn selecting_a_selected_place_deselects_it() {
        let mut state = opening();
        let select = |state: &mut ViewState, place: &str, add| {
            update(
                state,
                Msg::SelectPlace {
                    place: place.to_owned(),
                    add,
                },
            );
        };
        select(&mut state, "a", false);
        select(&mut state, "b", true);
        assert_eq!(state.focus, Focus::Places(vec!["a".to_owned(), "b".to_owned()]));
        select(&mut state, "b", false);
        assert_eq!(state.focus, Focus::Places(vec!["b".to_owned()]));
        select(&mut state, "b", false);
        assert_eq!(state.focus, Focus::None);
    }

    #[test]
    fn the_dates_of_a_search_go_with_it() {
        let mut state = opening();
        let opened = state.window;
        let day = |s| Day::parse_iso(s).expect("a date");
        let dates = TimeWindow::from_days(day("2018-09-07"), day("2018-09-09"));
        let ask = |state: &mut ViewState, text: &str, dates| {
            let text = text.to_owned();
            update(state, Msg::Ask { text, dates });
        };
        state.focus = Focus::Places(vec!["a".to_owned()]);
        ask(&mut state, "7-9 September 2018", Some(dates));
        assert_eq!((state.window, &state.focus), (dates, &Focus::None));
        ask(&mut state, "September 2018", Some(dates));
        ask(&mut state, "Hass", None);
        assert_eq!(state.window, opened);
        // Dates chosen by hand stay.
        ask(&mut state, "7-9 September 2018", Some(dates));
        let chosen = TimeWindow::from_days(day("2019-01-01"), day("2019-01-02"));
        update(&mut state, Msg::SetWindow(chosen));
        update(&mut state, Msg::ResetFilters);
        assert_eq!((state.window, state.filters.is_empty()), (chosen, true));
    }

    proptest! {
        #[test]
        fn a_window_is_never_empty_nor_outside(first in -50_000i32..50_000, len in 0i32..9_000, by in -9_000i32..9_000) {
            let mut state = opening();
            update(&mut state, Msg::SetWindow(TimeWindow::new(Day(first), Day(first + len))));
            prop_assert!(!state.window.is_empty());
            prop_assert_eq!(state.window.intersection(state.bounds.time), state.window);
            let moved = state.window.shifted_within(by, TimeWindow::ALL);
            update(&mut state, Msg::DragWindow(moved));
            prop_assert_eq!(state.window.intersection(state.bounds.time), state.window);
        }
    }
}

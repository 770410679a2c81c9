//! [`Store`]: the one signal that holds the view, and what is derived from it by slices.

use chronotope_core::geo::Viewport;
use chronotope_core::messages::{Messages, messages};
use chronotope_core::state::{Filters, Focus, Lang, Msg, Playback, TimeControls, ViewState, update};
use chronotope_core::time::TimeWindow;
use leptos::prelude::*;

/// The view of one mounted app. Components receive the slices they need and a [`Callback`] of [`Msg`], not the store.
#[derive(Debug, Clone, Copy)]
pub struct Store {
    state: RwSignal<ViewState>,
    /// The selected dates.
    pub window: Memo<TimeWindow>,
    /// The map.
    pub viewport: Memo<Viewport>,
    /// Which events count.
    pub filters: Memo<Filters>,
    /// What the reports pane shows.
    pub focus: Memo<Focus>,
    /// The event shown on map and timeline.
    pub event: Memo<Option<String>>,
    /// Plans, threats and denials are shown.
    pub other_layer: Memo<bool>,
    /// Playing through time.
    pub playback: Memo<Playback>,
    /// How the timeline shows and moves time.
    pub time: Memo<TimeControls>,
    /// Language.
    pub lang: Memo<Lang>,
    /// The last act, for what depends on how a view came about (the browser's history).
    pub last: RwSignal<Option<Msg>>,
}

impl Store {
    /// A store that begins with this view.
    pub fn new(state: ViewState) -> Store {
        let state = RwSignal::new(state);
        Store {
            state,
            window: Memo::new(move |_| state.read().window),
            viewport: Memo::new(move |_| state.read().viewport),
            filters: Memo::new(move |_| state.read().filters.clone()),
            focus: Memo::new(move |_| state.read().focus.clone()),
            event: Memo::new(move |_| state.read().event.clone()),
            other_layer: Memo::new(move |_| state.read().other_layer),
            playback: Memo::new(move |_| state.read().playback),
            time: Memo::new(move |_| state.read().time),
            lang: Memo::new(move |_| state.read().lang),
            last: RwSignal::new(None),
        }
    }

    /// Applies an act. The only place where a view changes.
    pub fn dispatch(self, msg: Msg) {
        self.state.update(|state| update(state, msg.clone()));
        self.last.set(Some(msg));
    }

    /// The whole view, for the URL.
    pub fn view(self) -> RwSignal<ViewState> {
        self.state
    }

    /// The texts in the present language, for what is made anew when it changes.
    pub fn messages_untracked(self) -> Messages {
        messages(self.lang.get_untracked())
    }

    /// The texts in the present language.
    pub fn messages(self) -> Messages {
        messages(self.lang.get())
    }
}

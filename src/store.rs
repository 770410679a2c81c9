//! [`Store`]: the one signal that holds the view, and what is derived from it by slices.

use crate::lookup::Lookup;
use chronotope_core::geo::Viewport;
use chronotope_core::messages::{Messages, messages};
use chronotope_core::state::{
    Among, CountBy, Filters, Focus, Lang, MapControls, Msg, Panel, Playback, Reading, TableOrder,
    TieDecision, TimeControls, ViewState, update,
};
use chronotope_core::time::TimeWindow;
use leptos::prelude::*;

/// The view of one mounted app. It can be handed on by copy; nobody but [`Store::dispatch`] can change what it holds. Map
/// and timeline, which others may mount, receive slices and a [`Callback`] of [`Msg`] in its place.
#[derive(Debug, Clone, Copy)]
pub struct Store {
    state: RwSignal<ViewState>,
    slices: Slices,
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
    /// How the map draws what is shown.
    pub map: Memo<MapControls>,
    /// The order of the table of events; `None` while it is closed.
    pub table: Memo<Option<TableOrder>>,
    /// What the numbers of events count.
    pub count_by: Memo<CountBy>,
    /// What is opened above the list of events.
    pub panel: Memo<Option<Panel>>,
    /// What the reader has said of events that may be one incident.
    pub ties: Memo<Vec<TieDecision>>,
    /// Playing through time.
    pub playback: Memo<Playback>,
    /// How the timeline shows and moves time.
    pub time: Memo<TimeControls>,
    /// What of it decides which events count.
    pub reading: Memo<Reading>,
    /// Language.
    pub lang: Memo<Lang>,
    /// The last act, for what depends on how a view came about (the browser's history).
    pub last: RwSignal<Option<Msg>>,
    /// How far the texts are read that searches look in.
    pub lookup: RwSignal<Lookup>,
}

impl Store {
    /// A store that begins with this view.
    pub fn new(state: ViewState) -> Store {
        let slices = Slices::default();
        let time = slices.slice(&state, |s| &s.time);
        Store {
            window: slices.slice(&state, |s| &s.window),
            viewport: slices.slice(&state, |s| &s.viewport),
            filters: slices.slice(&state, |s| &s.filters),
            focus: slices.slice(&state, |s| &s.focus),
            event: slices.slice(&state, |s| &s.event),
            other_layer: slices.slice(&state, |s| &s.other_layer),
            map: slices.slice(&state, |s| &s.map),
            table: slices.slice(&state, |s| &s.table),
            count_by: slices.slice(&state, |s| &s.count_by),
            panel: slices.slice(&state, |s| &s.panel),
            ties: slices.slice(&state, |s| &s.ties),
            playback: slices.slice(&state, |s| &s.playback),
            time,
            reading: Memo::new(move |_| time.read().reading()),
            lang: slices.slice(&state, |s| &s.lang),
            last: RwSignal::new(None),
            lookup: RwSignal::new(Lookup::default()),
            slices,
            state: RwSignal::new(state),
        }
    }

    /// Applies an act. The only place where a view changes.
    pub fn dispatch(self, msg: Msg) {
        self.state.update(|state| update(state, msg.clone()));
        self.slices.follow(&self.state.read_untracked());
        self.last.set(Some(msg));
    }

    /// Which events list, table, facets and files hold. Follows the layer alone: lists of large tables follow filters
    /// later, with the engines.
    pub fn among(self) -> Among {
        Among::shown(&self.filters.read_untracked(), self.other_layer.get())
    }

    /// The whole view, for the URL.
    pub fn view(self) -> ReadSignal<ViewState> {
        self.state.read_only()
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

/// Parts of the view that are followed one by one. A memo of the whole view would ask everything on the page, at every
/// step of the window, whether it had changed.
#[derive(Debug, Clone, Copy)]
struct Slices(StoredValue<Vec<Follow>>);

type Follow = Box<dyn Fn(&ViewState) + Send + Sync>;

impl Default for Slices {
    fn default() -> Slices {
        Slices(StoredValue::new(Vec::new()))
    }
}

impl Slices {
    /// One part, followed from now on.
    fn slice<T>(self, state: &ViewState, pick: fn(&ViewState) -> &T) -> Memo<T>
    where
        T: PartialEq + Clone + Send + Sync + 'static,
    {
        let part = RwSignal::new(pick(state).clone());
        self.0.update_value(|parts| {
            parts.push(Box::new(move |state| {
                let now = pick(state);
                if *part.read_untracked() != *now {
                    part.set(now.clone());
                }
            }));
        });
        Memo::new(move |_| part.get())
    }

    /// Brings every part to a view.
    fn follow(self, state: &ViewState) {
        self.0
            .with_value(|parts| parts.iter().for_each(|part| part(state)));
    }
}

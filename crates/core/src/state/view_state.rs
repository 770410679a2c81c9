//! [`ViewState`]: everything about a view that a link carries.

use super::{CountBy, Filters, MapControls, Panel, TableOrder, TieDecision, TimeControls};
use crate::geo::{BBox, LonLat, Viewport};
use crate::time::TimeWindow;

/// Language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Arabic.
    Ar,
}

impl Lang {
    /// Both, in the order of the menu.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ar];

    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ar => "ar",
        }
    }

    /// `ltr` or `rtl`.
    pub fn dir(self) -> &'static str {
        match self {
            Lang::En => "ltr",
            Lang::Ar => "rtl",
        }
    }

    /// The language of a BCP 47 tag such as `ar-SY`, if there is a translation.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next()?;
        Lang::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }
}

/// What one second of playing stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Speed {
    /// One day.
    Day,
    /// Seven days.
    #[default]
    Week,
    /// Thirty days.
    Month,
}

impl Speed {
    /// Slowest first.
    pub const ALL: [Speed; 3] = [Speed::Day, Speed::Week, Speed::Month];

    /// Days that pass in one second.
    pub fn days_per_sec(self) -> f64 {
        match self {
            Speed::Day => 1.0,
            Speed::Week => 7.0,
            Speed::Month => 30.0,
        }
    }
}

/// Which way time is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// Towards the future.
    #[default]
    Forward,
    /// Towards the past.
    Backward,
}

/// Playing through time.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Playback {
    /// Running now.
    pub playing: bool,
    /// How fast.
    pub speed: Speed,
    /// Part of a day that has passed since the last step.
    pub carry_days: f64,
    /// At the end, begin anew.
    pub looped: bool,
    /// Which way.
    pub direction: Direction,
    /// Leave out what has no events.
    pub skip_empty: bool,
    /// What was left out last.
    pub skipped: Option<TimeWindow>,
}

/// What the reports pane shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Focus {
    /// All events in the window.
    #[default]
    None,
    /// The events of one or several places, by id; the first was chosen first. Never empty.
    Places(Vec<String>),
    /// The events of one report, by id.
    Report(String),
}

/// What covers the edges of a wide pane, in px: the key at the start, buttons at the end, and room for a symbol.
const COVERED_PX: [f64; 4] = [216.0, 40.0, 68.0, 48.0];
/// The same of a narrow pane, where the key is closed and the search stands at the top.
const COVERED_NARROW_PX: [f64; 4] = [28.0, 64.0, 68.0, 68.0];
/// Panes narrower than this are laid out for a phone, as in the style sheet.
const NARROW_PX: f64 = 560.0;

/// What the data set allows: set once it is loaded, the same for every view of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// All time: from the first to the last day that the slider reaches.
    pub time: TimeWindow,
    /// The window to open with.
    pub opening_window: TimeWindow,
    /// The box to open with.
    pub opening_bbox: BBox,
    /// The box is around the events, chosen by nobody: what covers the map's edges must not cover them.
    pub is_fitted: bool,
}

/// Everything about a view that a link carries, and the size of the map's pane.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewState {
    /// What the data set allows.
    pub bounds: Bounds,
    /// The selected dates.
    pub window: TimeWindow,
    /// The map.
    pub viewport: Viewport,
    /// False until the user, or a link, has moved the map: until then it follows its pane's size.
    pub viewport_chosen: bool,
    /// Which events count.
    pub filters: Filters,
    /// What the reports pane shows.
    pub focus: Focus,
    /// The event shown on map and timeline, by id.
    pub event: Option<String>,
    /// List what did not happen or is not said to have: plans, threats, denials.
    pub other_layer: bool,
    /// How the map draws what is shown.
    pub map: MapControls,
    /// The order of the table of events; `None` while it is closed.
    pub table: Option<TableOrder>,
    /// What the numbers of events count.
    pub count_by: CountBy,
    /// What is opened above the list of events.
    pub panel: Option<Panel>,
    /// What the reader has said of events that may be one incident.
    pub ties: Vec<TieDecision>,
    /// The dates that were selected before a search brought its own, and these; they come back when the search goes.
    pub asked_dates: Option<(TimeWindow, TimeWindow)>,
    /// Playing through time.
    pub playback: Playback,
    /// How the timeline shows and moves time.
    pub time: TimeControls,
    /// Language.
    pub lang: Lang,
    /// Parameters of the hash that are not ours, as found.
    pub unknown_params: Vec<(String, String)>,
}

impl ViewState {
    /// The opening view of a data set, in a pane whose size is not known yet.
    pub fn opening(bounds: Bounds, lang: Lang) -> ViewState {
        ViewState {
            bounds,
            window: bounds.opening_window,
            viewport: Viewport::fitting(bounds.opening_bbox, 872.0, 584.0, 0.0),
            viewport_chosen: false,
            filters: Filters::default(),
            focus: Focus::None,
            event: None,
            other_layer: false,
            map: MapControls::default(),
            table: None,
            count_by: CountBy::default(),
            panel: None,
            ties: Vec::new(),
            asked_dates: None,
            playback: Playback::default(),
            time: TimeControls::opening(bounds.opening_window, bounds.time),
            lang,
            unknown_params: Vec::new(),
        }
    }

    /// The map in a pane of this size: where it was moved to, else what the data set opens with.
    pub fn viewport_in(&self, width: f64, height: f64) -> Viewport {
        let (width, height) = (width.max(1.0), height.max(1.0));
        if self.viewport_chosen {
            Viewport {
                width,
                height,
                ..self.viewport
            }
        } else if self.bounds.is_fitted {
            self.fitted(self.bounds.opening_bbox, width, height)
        } else {
            Viewport::fitting(self.bounds.opening_bbox, width, height, 0.0)
        }
    }

    /// The box in what nothing covers of the pane.
    pub(super) fn fitted(&self, bbox: BBox, width: f64, height: f64) -> Viewport {
        let [start, top, end, bottom] = if width < NARROW_PX {
            COVERED_NARROW_PX
        } else {
            COVERED_PX
        };
        // The map is never mirrored, but what stands on it is.
        let (left, right) = if self.lang.dir() == "rtl" {
            (end, start)
        } else {
            (start, end)
        };
        // In a pane with little room all four give way alike.
        let give = (width / 2.0 / (left + right))
            .min(height / 2.0 / (top + bottom))
            .min(1.0);
        Viewport::fitting_beside(
            bbox,
            width,
            height,
            [left, top, right, bottom].map(|px| px * give),
        )
    }

    /// Centre and zoom, rounded as the URL writes them.
    pub(super) fn with_center(&mut self, zoom: f64, center: LonLat) {
        self.viewport.zoom = zoom;
        self.viewport.center = center;
        self.viewport_chosen = true;
    }
}

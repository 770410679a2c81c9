//! [`Msg`]: what a user can do to a view.

use super::{
    CountBy, Facet, FigureFilter, Focus, Lang, MapMsg, Panel, Speed, TieDecision, TimeMsg, ViewState,
};
use crate::geo::{BBox, LonLat, ScreenPoint};
use crate::time::TimeWindow;

/// An act of the user, or of the page on their behalf.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// Select dates exactly: typed fields, keyboard, presets.
    SetWindow(TimeWindow),
    /// Select dates while a pointer drags: the same, but stays one step of the history.
    DragWindow(TimeWindow),
    /// Select dates by a key: presses soon after each other are one step of the history.
    StepWindow(TimeWindow),
    /// Select all time.
    ShowAllTime,
    /// The same by a double press, in place of what its first press has selected.
    AllTimeInstead,
    /// Start or stop playing.
    SetPlaying(bool),
    /// How fast to play.
    SetSpeed(Speed),
    /// Time has passed while playing.
    Tick {
        /// Seconds since the last tick.
        dt_secs: f64,
    },
    /// Change how the timeline shows and moves time.
    Time(TimeMsg),
    /// The map's pane has this size in px.
    ResizeMap {
        /// Width in px.
        width: f64,
        /// Height in px.
        height: f64,
    },
    /// Move the map by this many px.
    PanBy {
        /// To the right.
        dx: f64,
        /// Down.
        dy: f64,
    },
    /// Zoom by levels about a point of the pane.
    ZoomAt {
        /// Levels, negative to zoom out.
        delta: f64,
        /// The point that keeps its place.
        anchor: ScreenPoint,
    },
    /// Change how the map draws, or what of it counts.
    Map(MapMsg),
    /// Show this box.
    FitTo(BBox),
    /// Show this point at this zoom or closer.
    CenterOn {
        /// The point.
        center: LonLat,
        /// Least zoom afterwards.
        min_zoom: f64,
    },
    /// Choose what the reports pane shows.
    SetFocus(Focus),
    /// Select a place, or add it to or take it from the selected ones.
    SelectPlace {
        /// Id of the place.
        place: String,
        /// Keep the others.
        add: bool,
    },
    /// Show an event on map and timeline; `None` for none.
    SelectEvent(Option<String>),
    /// Let a value of a facet pass, or no longer.
    ToggleFilter(Facet, String),
    /// Let all values of a facet pass.
    ClearFilter(Facet),
    /// Find what a text asks for, in the dates that it names; without dates, in those of before.
    Ask {
        /// What is asked.
        text: String,
        /// The dates that it names.
        dates: Option<TimeWindow>,
    },
    /// Let only events pass that are surely in the selected dates, or all again.
    SetDefiniteOnly(bool),
    /// Let only events with such figures pass; `None` for all.
    SetFigures(Option<FigureFilter>),
    /// Let all events pass.
    ResetFilters,
    /// Show plans, threats and denials, or not.
    SetOtherLayer(bool),
    /// Choose what the numbers of events count.
    SetCountBy(CountBy),
    /// Open what stands above the list of events; `None` closes it.
    SetPanel(Option<Panel>),
    /// Say of two events whether they are one incident; `None` takes back what was said.
    DecideTie {
        /// Id of one.
        a: String,
        /// Id of the other.
        b: String,
        /// They are.
        accepted: Option<bool>,
    },
    /// What the reader has said of incidents, as it was at another step.
    SetTies(Vec<TieDecision>),
    /// Change the language.
    SetLang(Lang),
    /// Take over a view: a link, or Back.
    Restore(Box<ViewState>),
}

/// How an act goes into the browser's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// A step of its own, to which Back returns.
    Push,
    /// Replaces the present step.
    Replace,
    /// Changes nothing that the URL holds.
    None,
}

impl Msg {
    /// How this act goes into the browser's history.
    pub fn history(&self) -> History {
        match self {
            Msg::Time(
                TimeMsg::SetMode(_)
                | TimeMsg::SetOverlap(_)
                | TimeMsg::SetBasis(_)
                | TimeMsg::SwapCompared
                | TimeMsg::SetLanes(_)
                | TimeMsg::SetInView(_),
            )
            | Msg::Map(_)
            | Msg::SetFocus(_)
            | Msg::SelectPlace { .. }
            | Msg::SelectEvent(_)
            | Msg::ToggleFilter(..)
            | Msg::ClearFilter(_)
            | Msg::ResetFilters
            | Msg::SetOtherLayer(_)
            | Msg::SetDefiniteOnly(_)
            | Msg::SetFigures(_)
            | Msg::SetCountBy(_)
            | Msg::SetPanel(_)
            | Msg::DecideTie { .. }
            | Msg::ShowAllTime
            | Msg::AllTimeInstead
            | Msg::FitTo(_)
            | Msg::SetLang(_) => History::Push,
            Msg::Time(
                TimeMsg::SetStep(_)
                | TimeMsg::SkipTo(_)
                | TimeMsg::SetKnownBy(_)
                | TimeMsg::SetCompared(_)
                | TimeMsg::ZoomAxis { .. }
                | TimeMsg::PanAxis(_)
                | TimeMsg::SetAxis(_)
                | TimeMsg::FitAxis,
            )
            | Msg::SetWindow(_)
            | Msg::StepWindow(_)
            | Msg::DragWindow(_)
            | Msg::SetPlaying(_)
            | Msg::Tick { .. }
            | Msg::PanBy { .. }
            | Msg::ZoomAt { .. }
            | Msg::CenterOn { .. }
            | Msg::Ask { .. }
            | Msg::ResizeMap { .. } => History::Replace,
            Msg::SetSpeed(_) | Msg::SetTies(_) | Msg::Time(_) | Msg::Restore(_) => History::None,
        }
    }
}

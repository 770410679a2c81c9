//! What the user has chosen, and the one function that changes it.
//!
//! Data flows one way: an act becomes a [`Msg`], [`update`] applies it to the [`ViewState`], everything else is derived.

mod among;
mod doubt;
mod filters;
mod map_controls;
mod msg;
mod playback;
mod steps;
mod time_controls;
mod typed_figure;
mod update;
mod url;
mod view_state;

pub use among::Among;
pub use doubt::{CountBy, FigureFilter, Panel, TieDecision};
pub use filters::{Facet, Filters};
pub use map_controls::{MapControls, MapLayer, MapLayers, MapMsg, MapNames, TableOrder};
pub use msg::{History, Msg};
pub use steps::{Gesture, MAX_STEPS, Step, Steps};
pub use time_controls::{LaneBy, Reading, TimeBasis, TimeControls, TimeMode, TimeMsg};
pub use typed_figure::FigureFault;
pub use update::update;
pub use url::{UrlProblem, from_hash, to_hash};
pub use view_state::{Bounds, Direction, Focus, Lang, Playback, Speed, ViewState};

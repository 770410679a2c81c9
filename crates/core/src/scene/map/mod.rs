//! The map: which marks there are, how they look, where names, chips and borders go.
//!
//! What belongs to places and zoom alone (who shares a mark, where names stand, outlines) is computed once a step of
//! zoom; what belongs to the window is added up by [`Board`] for the places that changed, and only marks whose
//! [`MarkState`] differs are drawn again.

mod basemap;
mod basemap_paths;
mod board;
mod chips;
mod fling;
mod frame;
mod gesture;
mod grid;
mod input;
mod label;
mod layout;
mod neighbour;
mod scale_bar;
mod symbol;
mod text_width;

pub use basemap::{Basemap, BasemapError, BasemapFile, BasemapLayer};
pub use basemap_paths::{Band, BasemapPaths, extent_path, outline_path};
pub use board::{Board, MarkState, Tint};
pub use chips::{CHIP_HEIGHT_PX, Chip, Edge, Margins, Outside, edge_chips};
pub use fling::{DragTrail, Fling};
pub use frame::{Frame, LayerPoint, ZoomStep, kept_box};
pub use gesture::{Gestures, MapAct, PointerAct, wheel_zoom};
pub use input::{GroupCounts, GroupStyle, MAX_GROUPS, MapPlace, PlaceCounts, RegionOutline, Shape};
pub use label::{LabelKind, MapLabel, PlacedLabel, Side, place_labels};
pub use layout::{Grouping, Mark, MarkLayout, POINTER_DISTANCE_PX, TOUCH_DISTANCE_PX};
pub use neighbour::{Direction, mark_at, neighbour};
pub use scale_bar::{ScaleBar, scale_bar};
pub use symbol::{LEAST_RIM_RADIUS_PX, Radius, Rim, SymbolScale, badge_path, number_fits, shape_path};
pub use text_width::text_width;

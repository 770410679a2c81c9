//! The map: which marks there are, how they look, where names, chips and borders go.
//!
//! What belongs to places and zoom alone (who shares a mark, where names stand, outlines) is computed once a step of
//! zoom; what belongs to the window is added up by [`Board`] for the places that changed, and only marks whose
//! [`MarkState`] differs are drawn again.

mod basemap;
mod basemap_paths;
mod beside;
mod board;
mod card_spot;
mod chips;
mod figures;
mod fling;
mod frame;
mod furniture;
mod gesture;
mod graticule;
mod grid;
mod input;
mod label;
mod label_boxes;
mod layout;
mod neighbour;
mod order;
mod place_finder;
mod scale_bar;
mod shaded_areas;
mod shading;
mod shared;
mod symbol;
mod text_width;

pub use basemap::{Basemap, BasemapError, BasemapFile, BasemapLayer};
pub use basemap_paths::{Band, BasemapPaths, extent_path, outline_path, overlay_paths};
pub use beside::{Beside, change_path, pairs_together};
pub use board::{Board, MarkState, Tint};
pub use card_spot::{CardSpot, card_spot};
pub use chips::{CHIP_HEIGHT_PX, Chip, ChipWords, Edge, MarkSum, Outside, edge_chips};
pub use figures::{FigureSum, FigureSums, MarkFigure};
pub use fling::{DragTrail, Fling};
pub use frame::{
    Frame, LayerPoint, PLANE_MARGIN_PX, ZoomStep, is_near_margin, is_within_plane, kept_box, plane_shift,
};
pub use furniture::Furniture;
pub use gesture::{Gestures, MapAct, PointerAct, wheel_zoom};
pub use graticule::{Graticule, GraticuleLabel, graticule};
pub use input::{
    GroupCounts, GroupStyle, MAX_GROUPS, MapPlace, PlaceCounts, PlaceDetails, RegionOutline, Shape,
};
pub use label::{LabelKind, LabelScript, LabelShown, MapLabel, PlacedLabel, Side, place_labels};
pub use layout::{Grouping, Mark, MarkLayout, POINTER_DISTANCE_PX, TOUCH_DISTANCE_PX};
pub use neighbour::{Direction, mark_at, neighbour};
pub use order::{Footprint, marks_to_raise};
pub use place_finder::{PlaceFinder, typed_lat_lon};
pub use scale_bar::{ScaleBar, scale_bar};
pub use shaded_areas::{ShadedArea, ShadedAreas, Shading};
pub use shading::{LEAST_SHADED_EVENTS, ShadeClasses};
pub use shared::{IsShown, SharedEvent, Shown};
pub use symbol::{LEAST_RIM_RADIUS_PX, Radius, Rim, SymbolScale, badge_path, number_fits, shape_path};
pub use text_width::text_width;

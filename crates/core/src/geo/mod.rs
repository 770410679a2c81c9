//! Places on the Earth and on the screen.

mod bbox;
mod clip;
mod lon_lat;
mod path;
mod projection;
mod rect;
mod simplify;
mod viewport;

pub use bbox::BBox;
pub use clip::{Point, clip_line, clip_ring};
pub use lon_lat::LonLat;
pub use path::{PathData, push_tenths};
pub use projection::{MAX_LAT, WorldPoint, km_per_world_unit, lon_lat_from_world, world_from_lon_lat};
pub use rect::Rect;
pub use simplify::simplify;
pub use viewport::{ScreenPoint, Viewport};

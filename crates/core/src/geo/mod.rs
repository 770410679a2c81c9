//! Places on the Earth and on the screen.

mod bbox;
mod lon_lat;
mod projection;
mod viewport;

pub use bbox::BBox;
pub use lon_lat::LonLat;
pub use projection::{MAX_LAT, WorldPoint, lon_lat_from_world, world_from_lon_lat};
pub use viewport::{ScreenPoint, Viewport};

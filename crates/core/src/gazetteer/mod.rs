//! Places by name: the entries, their outlines, and the geocoder that finds them.

mod outline;
mod place;

pub use outline::{Outline, Ring};
pub use place::{LonLat, Place, PlaceClass, PlaceKind};

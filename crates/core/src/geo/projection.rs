//! Web Mercator (EPSG:3857), scaled to a unit square.

use super::LonLat;
use std::f64::consts::PI;

/// The greatest latitude that Web Mercator shows, in degrees: `2 atan(e^π) - π/2`.
pub const MAX_LAT: f64 = 85.051_128_779_806_59;

/// A point of the projected world: x grows east from 0 to 1, y grows south from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorldPoint {
    /// 0 at 180° W, 1 at 180° E.
    pub x: f64,
    /// 0 at [`MAX_LAT`] north, 1 at [`MAX_LAT`] south.
    pub y: f64,
}

/// Projects a point; latitudes beyond [`MAX_LAT`] stop there.
pub fn world_from_lon_lat(p: LonLat) -> WorldPoint {
    let lat = p.lat.clamp(-MAX_LAT, MAX_LAT).to_radians();
    WorldPoint {
        x: p.lon / 360.0 + 0.5,
        y: 0.5 - lat.tan().asinh() / (2.0 * PI),
    }
}

/// Kilometres to a unit of the projected world, at a latitude.
pub fn km_per_world_unit(lat: f64) -> f64 {
    40_075.016_686 * lat.to_radians().cos()
}

/// The inverse of [`world_from_lon_lat`]; points outside the unit square stop at its edge.
pub fn lon_lat_from_world(p: WorldPoint) -> LonLat {
    let (x, y) = (p.x.clamp(0.0, 1.0), p.y.clamp(0.0, 1.0));
    LonLat {
        lon: (x - 0.5) * 360.0,
        lat: ((0.5 - y) * 2.0 * PI).sinh().atan().to_degrees(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn projection_round_trips(lon in -180.0..180.0f64, lat in -85.0..85.0f64) {
            let back = lon_lat_from_world(world_from_lon_lat(LonLat { lon, lat }));
            prop_assert!((back.lon - lon).abs() < 1e-9 && (back.lat - lat).abs() < 1e-9);
        }
    }
}

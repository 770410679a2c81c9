//! [`LonLat`]: a point on the Earth.

/// Mean radius of the Earth in km (IUGG).
const EARTH_RADIUS_KM: f64 = 6_371.008_8;

/// WGS 84 longitude and latitude in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LonLat {
    /// Degrees east, -180 to 180.
    pub lon: f64,
    /// Degrees north, -90 to 90.
    pub lat: f64,
}

impl LonLat {
    /// A point, or `None` if a coordinate is not a number on the globe.
    pub fn new(lon: f64, lat: f64) -> Option<LonLat> {
        ((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)).then_some(LonLat { lon, lat })
    }

    /// Great-circle distance in km on a sphere (haversine).
    pub fn distance_km(self, other: LonLat) -> f64 {
        let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let h = half(other.lat - self.lat)
            + self.lat.to_radians().cos() * other.lat.to_radians().cos() * half(other.lon - self.lon);
        2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_of_idlib_and_aleppo() {
        let idlib = LonLat::new(36.634, 35.931).expect("on the globe");
        let aleppo = LonLat::new(37.161, 36.201).expect("on the globe");
        assert!((idlib.distance_km(aleppo) - 56.1).abs() < 0.5);
        assert_eq!(LonLat::new(181.0, 0.0), None);
        assert_eq!(LonLat::new(f64::NAN, 0.0), None);
    }
}

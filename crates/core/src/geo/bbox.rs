//! [`BBox`]: a rectangle of longitudes and latitudes.

use super::LonLat;

/// A bounding box in WGS 84 degrees: west <= east, south <= north. Does not cross the antimeridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BBox {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl BBox {
    /// From `[west, south, east, north]`, or `None` if reversed or not on the globe.
    pub fn from_array([west, south, east, north]: [f64; 4]) -> Option<BBox> {
        LonLat::new(west, south)?;
        LonLat::new(east, north)?;
        (west <= east && south <= north).then_some(BBox {
            west,
            south,
            east,
            north,
        })
    }

    /// The least box around some points; `None` if there are none.
    pub fn around(points: impl IntoIterator<Item = LonLat>) -> Option<BBox> {
        points.into_iter().fold(None, |bbox: Option<BBox>, p| {
            Some(match bbox {
                None => BBox {
                    west: p.lon,
                    south: p.lat,
                    east: p.lon,
                    north: p.lat,
                },
                Some(b) => BBox {
                    west: b.west.min(p.lon),
                    south: b.south.min(p.lat),
                    east: b.east.max(p.lon),
                    north: b.north.max(p.lat),
                },
            })
        })
    }

    /// With a margin on each side: a share of its size, but at least so many degrees; never beyond the globe.
    ///
    /// ```
    /// use chronotope_core::geo::BBox;
    /// let wide = BBox { west: 10.0, south: 0.0, east: 20.0, north: 0.0 }.widened(0.1, 0.5);
    /// assert_eq!((wide.west, wide.east, wide.south, wide.north), (9.0, 21.0, -0.5, 0.5));
    /// ```
    #[must_use]
    pub fn widened(self, share: f64, least_deg: f64) -> BBox {
        let dx = ((self.east - self.west) * share).max(least_deg);
        let dy = ((self.north - self.south) * share).max(least_deg);
        BBox {
            west: (self.west - dx).max(-180.0),
            south: (self.south - dy).max(-90.0),
            east: (self.east + dx).min(180.0),
            north: (self.north + dy).min(90.0),
        }
    }

    /// True if the point is inside or on the edge.
    pub fn contains(self, p: LonLat) -> bool {
        (self.west..=self.east).contains(&p.lon) && (self.south..=self.north).contains(&p.lat)
    }
}

//! Outlines of areas, and whether a point lies inside one.

use super::LonLat;

/// A closed ring of positions; the last equals the first.
pub type Ring = Vec<[f64; 2]>;

/// An area: polygons, each an outer ring followed by its holes, in degrees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The polygons; the first ring of each is the outer one.
    pub polygons: Vec<Vec<Ring>>,
}

impl Outline {
    /// Whether the point lies inside. A point on the very edge may count either way.
    pub fn contains(&self, point: LonLat) -> bool {
        self.polygons.iter().any(|rings| {
            // Even-odd over outer ring and holes alike.
            rings.iter().filter(|ring| ring_contains(ring, point)).count() % 2 == 1
        })
    }

    /// The distance to the nearest edge in kilometres, by the flat approximation around the point.
    pub fn distance_to_edge_km(&self, point: LonLat) -> f64 {
        let km_per_degree = 111.2;
        let east_scale = point.lat.to_radians().cos();
        let mut nearest = f64::INFINITY;
        for (from, to) in self.edges() {
            let local = |[lon, lat]: [f64; 2]| ((lon - point.lon) * east_scale, lat - point.lat);
            let (ax, ay) = local(from);
            let (bx, by) = local(to);
            let (dx, dy) = (bx - ax, by - ay);
            let length_squared = dx * dx + dy * dy;
            let along = if length_squared > 0.0 {
                (-(ax * dx + ay * dy) / length_squared).clamp(0.0, 1.0)
            } else {
                0.0
            };
            nearest = nearest.min((ax + along * dx).hypot(ay + along * dy) * km_per_degree);
        }
        nearest
    }

    fn edges(&self) -> impl Iterator<Item = ([f64; 2], [f64; 2])> + '_ {
        self.polygons
            .iter()
            .flatten()
            .flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().skip(1)))
    }

    /// West, south, east, north; `None` when there is no ring.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let mut points = self.polygons.iter().flatten().flatten().copied();
        let [lon, lat] = points.next()?;
        Some(
            points.fold([lon, lat, lon, lat], |[west, south, east, north], [lon, lat]| {
                [west.min(lon), south.min(lat), east.max(lon), north.max(lat)]
            }),
        )
    }

    /// A point well inside, for a label: the best of a grid by its distance to the edges.
    pub fn label_point(&self) -> Option<LonLat> {
        const STEPS: u32 = 40;
        let [west, south, east, north] = self.bounds()?;
        let mut best: Option<(f64, LonLat)> = None;
        for row in 1..STEPS {
            for column in 1..STEPS {
                let share = |step: u32| f64::from(step) / f64::from(STEPS);
                let point = LonLat {
                    lon: west + (east - west) * share(column),
                    lat: south + (north - south) * share(row),
                };
                if !self.contains(point) {
                    continue;
                }
                let room = self.distance_to_edge_km(point);
                if best.is_none_or(|(other, _)| room > other) {
                    best = Some((room, point));
                }
            }
        }
        best.map(|(_, point)| point)
    }
}

fn ring_contains(ring: &[[f64; 2]], point: LonLat) -> bool {
    let mut inside = false;
    for ([ax, ay], [bx, by]) in ring.iter().copied().zip(ring.iter().copied().skip(1)) {
        if (ay > point.lat) != (by > point.lat) && point.lon < (bx - ax) * (point.lat - ay) / (by - ay) + ax {
            inside = !inside;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square_with_hole() -> Outline {
        let ring = |low: f64, high: f64| vec![[low, low], [high, low], [high, high], [low, high], [low, low]];
        Outline {
            polygons: vec![vec![ring(0.0, 10.0), ring(4.0, 6.0)]],
        }
    }

    #[test]
    fn a_hole_is_outside() {
        let outline = square_with_hole();
        assert!(outline.contains(LonLat { lon: 2.0, lat: 2.0 }));
        assert!(!outline.contains(LonLat { lon: 5.0, lat: 5.0 }));
        assert!(!outline.contains(LonLat { lon: 11.0, lat: 5.0 }));
    }

    #[test]
    fn a_label_stands_inside() {
        let outline = square_with_hole();
        assert!(outline.contains(outline.label_point().unwrap()));
        assert_eq!(Outline::default().label_point(), None);
    }
}

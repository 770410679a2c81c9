//! Reads the outlines of areas from `regions.geojson`.

use crate::gazetteer::Outline;
use std::collections::BTreeMap;

/// The outline of an area as a file gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AreaOutline {
    /// Its polygons.
    pub outline: Outline,
    /// Drawn by hand.
    pub is_approximate: bool,
}

#[derive(serde::Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(serde::Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Option<Geometry>,
}

#[derive(serde::Deserialize)]
struct Properties {
    id: String,
    #[serde(default)]
    approximate: bool,
}

#[derive(serde::Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<[f64; 2]>>),
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
    #[serde(other)]
    Other,
}

/// The outlines in a file, by id; areas without one are not in it. `None` if the file cannot be read.
pub fn read_outlines(bytes: &[u8]) -> Option<BTreeMap<String, AreaOutline>> {
    let file: Collection = serde_json::from_slice(bytes).ok()?;
    let outlines = file.features.into_iter().filter_map(|feature| {
        let polygons = match feature.geometry? {
            Geometry::Polygon(rings) => vec![rings],
            Geometry::MultiPolygon(polygons) => polygons,
            Geometry::Other => return None,
        };
        let is_approximate = feature.properties.approximate;
        let outline = AreaOutline {
            outline: Outline { polygons },
            is_approximate,
        };
        Some((feature.properties.id, outline))
    });
    Some(outlines.collect())
}

//! Reads the outlines of areas from `regions.geojson`.

use crate::gazetteer::Outline;
use crate::json::{self, Value};
use std::collections::BTreeMap;

/// The outline of an area as a file gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AreaOutline {
    /// Its polygons.
    pub outline: Outline,
    /// Drawn by hand.
    pub is_approximate: bool,
    /// Its name in Latin letters, where the file has one.
    pub name: String,
    /// Its name in Arabic letters, where the file has one.
    pub name_ar: String,
}

/// The outlines in a file, by id; areas without one are not in it. `None` if the file cannot be read.
pub fn read_outlines(bytes: &[u8]) -> Option<BTreeMap<String, AreaOutline>> {
    let file = json::parse(bytes).ok()?;
    let mut outlines = BTreeMap::new();
    for feature in file.get("features")?.as_list()? {
        let properties = feature.get("properties")?;
        let id = properties.text("id").ok()?;
        let Some(geometry) = feature.get("geometry") else {
            continue;
        };
        let coordinates = geometry.get("coordinates");
        let polygons = match geometry.get("type").and_then(Value::as_str) {
            Some("Polygon") => vec![rings(coordinates?)?],
            Some("MultiPolygon") => coordinates?.as_list()?.iter().map(rings).collect::<Option<_>>()?,
            _ => continue,
        };
        let text = |key: &str| properties.get(key).and_then(Value::as_str).unwrap_or_default();
        let name = match text("name") {
            "" => text("name_en"),
            name => name,
        };
        let outline = AreaOutline {
            outline: Outline { polygons },
            is_approximate: properties.flag("approximate").ok()?,
            name: name.to_owned(),
            name_ar: text("name_ar").to_owned(),
        };
        outlines.insert(id, outline);
    }
    Some(outlines)
}

/// The rings of a polygon.
fn rings(polygon: &Value<'_>) -> Option<Vec<Vec<[f64; 2]>>> {
    let ring = |ring: &Value<'_>| ring.as_list()?.iter().map(Value::as_pair).collect();
    polygon.as_list()?.iter().map(ring).collect()
}

//! Reads the outlines of areas from `regions.geojson`.

use super::ReadWarning;
use crate::gazetteer::Outline;
use crate::json::{self, Mismatch, Value};
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

/// The outlines in a file, by id, and what could not be used of it; areas without an outline are in neither.
///
/// ```
/// use chronotope_core::gazetteer::read_outlines;
/// let square = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#;
/// let file = format!(
///     r#"{{"features":[{{"properties":{{"id":"a"}},"geometry":{square}}},
///         {{"properties":{{"id":"b"}},"geometry":{{"type":"Polygon","coordinates":"?"}}}}]}}"#
/// );
/// let (outlines, warnings) = read_outlines(file.as_bytes());
/// assert_eq!((outlines.len(), warnings.len()), (1, 1));
/// ```
pub fn read_outlines(bytes: &[u8]) -> (BTreeMap<String, AreaOutline>, Vec<ReadWarning>) {
    let (mut outlines, mut warnings) = (BTreeMap::new(), Vec::new());
    let mut warn = |record, problem: String| {
        warnings.push(ReadWarning {
            file: 0,
            record,
            problem,
        });
    };
    match json::parse(bytes) {
        Err(error) => warn(0, format!("not JSON: {error}")),
        Ok(file) => match file.get("features").and_then(Value::as_list) {
            None => warn(0, "no features".to_owned()),
            Some(features) => {
                for (feature, record) in features.iter().zip(1..) {
                    // One bad region must not lose the outlines of all.
                    match outline_of(feature) {
                        Ok(Some((id, outline))) => {
                            outlines.insert(id, outline);
                        }
                        Ok(None) => {}
                        Err(problem) => warn(record, problem),
                    }
                }
            }
        },
    }
    (outlines, warnings)
}

/// The id and the outline of an area; `None` for what has no outline.
fn outline_of(feature: &Value<'_>) -> Result<Option<(String, AreaOutline)>, String> {
    let properties = feature.get("properties").ok_or("no properties")?;
    let id = properties.text("id").map_err(|Mismatch(detail)| detail)?;
    let Some(geometry) = feature.get("geometry") else {
        return Ok(None);
    };
    let coordinates = geometry.get("coordinates");
    let polygons = match geometry.get("type").and_then(Value::as_str) {
        Some("Polygon") => coordinates.and_then(rings).map(|rings| vec![rings]),
        Some("MultiPolygon") => coordinates
            .and_then(Value::as_list)
            .and_then(|polygons| polygons.iter().map(rings).collect()),
        _ => return Ok(None),
    };
    let polygons = polygons.ok_or("the outline is no list of positions")?;
    let text = |key: &str| properties.get(key).and_then(Value::as_str).unwrap_or_default();
    let name = match text("name") {
        "" => text("name_en"),
        name => name,
    };
    let outline = AreaOutline {
        outline: Outline { polygons },
        is_approximate: properties
            .flag("approximate")
            .map_err(|Mismatch(detail)| detail)?,
        name: name.to_owned(),
        name_ar: text("name_ar").to_owned(),
    };
    Ok(Some((id, outline)))
}

/// The rings of a polygon.
fn rings(polygon: &Value<'_>) -> Option<Vec<Vec<[f64; 2]>>> {
    let ring = |ring: &Value<'_>| ring.as_list()?.iter().map(Value::as_pair).collect();
    polygon.as_list()?.iter().map(ring).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"#;

    #[test]
    fn one_bad_region_keeps_the_others() {
        let feature = |properties: &str, geometry: &str| {
            format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
        };
        let features = [
            feature(r#"{"id":"a"}"#, SQUARE),
            feature(r#"{"id":"b"}"#, r#"{"type":"Polygon","coordinates":[[["x",0]]]}"#),
            feature("{}", SQUARE),
            feature(r#"{"id":"c","approximate":"yes"}"#, SQUARE),
            feature(r#"{"id":"point"}"#, r#"{"type":"Point","coordinates":[0,0]}"#),
            feature(r#"{"id":"d"}"#, r#"{"type":"MultiPolygon"}"#),
            feature(r#"{"id":"e","approximate":true}"#, SQUARE),
            r#"{"type":"Feature"}"#.to_owned(),
        ];
        let file = format!(r#"{{"features":[{}]}}"#, features.join(","));
        let (outlines, warnings) = read_outlines(file.as_bytes());
        assert_eq!(outlines.keys().collect::<Vec<_>>(), ["a", "e"]);
        assert!(outlines["e"].is_approximate && !outlines["a"].is_approximate);
        let records: Vec<usize> = warnings.iter().map(|warning| warning.record).collect();
        assert_eq!(records, [2, 3, 4, 6, 8]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told() {
        for file in ["", "{", "{}", r#"{"features":3}"#] {
            let (outlines, warnings) = read_outlines(file.as_bytes());
            assert!(
                outlines.is_empty() && warnings.len() == 1 && warnings[0].record == 0,
                "{file}"
            );
        }
    }
}

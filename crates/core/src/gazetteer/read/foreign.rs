//! The properties that others give places in `GeoJSON`: of OpenStreetMap, Natural Earth, OCHA's administrative layers.

use super::{Sink, geojson};
use crate::gazetteer::Place;
use crate::json::Value;

/// Reads a `GeoJSON` file of anybody's, or one feature a line.
pub(super) fn read(text: &str, sink: &mut Sink<'_>) {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_feature =
        |line: &str| line.starts_with('{') && line.ends_with('}') && line.contains("\"Feature\"");
    let by_line = lines.next().is_some_and(is_feature) && lines.next().is_some_and(is_feature);
    if !by_line {
        return geojson::read(text, further, sink);
    }
    // A record mark goes before each in text sequences (RFC 8142).
    let features: Vec<&str> = text
        .lines()
        .map(|line| line.trim_matches(['\u{1e}', ' ', ',', '\r']))
        .filter(|line| !line.is_empty())
        .collect();
    let collection = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{}]}}",
        features.join(",")
    );
    geojson::read(&collection, further, sink);
}

/// Fills in what the project's own properties leave empty.
fn further(properties: &Value<'_>, place: &mut Place) {
    let mut arabic = None;
    for member in properties.members() {
        let Some(value) = member
            .value
            .as_str()
            .map(str::trim)
            .filter(|value| !value.is_empty())
        else {
            continue;
        };
        let key = member.key.to_lowercase();
        // The names of the finest level are the place's, those above it are where it lies.
        let level = key
            .strip_prefix("adm")
            .and_then(|rest| rest.chars().next())
            .and_then(|c| c.to_digit(10));
        match (key.as_str(), level) {
            (_, Some(1)) if key.ends_with("_en") && place.admin1.is_none() => {
                place.admin1 = Some(value.to_owned());
            }
            (_, Some(2)) if key.ends_with("_en") && place.admin2.is_none() => {
                place.admin2 = Some(value.to_owned());
            }
            (_, Some(3..)) if key.ends_with("_en") => value.clone_into(&mut place.name),
            (_, Some(3..)) if key.ends_with("_ar") => arabic = Some(value.to_owned()),
            (_, Some(_)) => {}
            ("name:ar" | "name_ar" | "arabic" | "name_arabic" | "arabic_name", _) => {
                arabic = Some(value.to_owned());
            }
            ("name" | "name:en" | "name_en" | "toponym" | "label" | "asciiname", _)
                if place.name.is_empty() =>
            {
                value.clone_into(&mut place.name);
            }
            ("name:en" | "name_en" | "int_name" | "asciiname", _) => place.names.push(value.to_owned()),
            ("alt_name" | "old_name" | "loc_name" | "aliases" | "alternatenames" | "variants", _) => {
                let several = value
                    .split(['|', ';', ','])
                    .map(str::trim)
                    .filter(|name| !name.is_empty());
                place.names.extend(several.map(str::to_owned));
            }
            ("province" | "governorate" | "is_in:province" | "admin1name", _) if place.admin1.is_none() => {
                place.admin1 = Some(value.to_owned());
            }
            ("district" | "admin2name", _) if place.admin2.is_none() => place.admin2 = Some(value.to_owned()),
            _ if key.starts_with("name:") || key.starts_with("alt_name:") => {
                place.names.push(value.to_owned());
            }
            _ => {}
        }
    }
    place.name_ar = place.name_ar.take().or(arabic);
    place.names.retain(|name| *name != place.name);
}

#[cfg(test)]
mod tests {
    use super::super::read_gazetteer;

    fn names(file: &str) -> Vec<Vec<String>> {
        let loaded = read_gazetteer(file.as_bytes());
        assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
        loaded
            .gazetteer
            .iter()
            .map(|(_, view)| view.names().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn names_of_other_makers_are_read() {
        let osm = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
            "properties":{"name":"سراقب","name:ar":"سراقب","name:en":"Saraqib","alt_name":"Sarakeb;Saraqeb"},
            "geometry":{"type":"Point","coordinates":[36.8,35.86]}}]}"#;
        assert_eq!(names(osm), [["سراقب", "سراقب", "Saraqib", "Sarakeb", "Saraqeb"]]);
        let ocha = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
            "properties":{"ADM1_EN":"Idleb","ADM1_AR":"إدلب","ADM4_EN":"Hass","ADM4_AR":"حاس"},
            "geometry":{"type":"Point","coordinates":[36.56,35.58]}}]}"#;
        assert_eq!(names(ocha), [["Hass", "حاس"]]);
        let loaded = read_gazetteer(ocha.as_bytes()).gazetteer;
        assert_eq!(
            loaded.iter().next().and_then(|(_, view)| view.admin1()),
            Some("Idleb")
        );
        let lines = "{\"type\":\"Feature\",\"properties\":{\"NAME\":\"Hass\"}}\n{\"type\":\"Feature\",\"properties\":{\"NAME\":\"Azaz\"}}\n";
        assert_eq!(names(lines), [["Hass"], ["Azaz"]]);
    }
}

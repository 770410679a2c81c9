//! The bundled gazetteer: every entry sound, every settlement inside its country and governorate.

use std::collections::{HashMap, HashSet};

use chronotope_core::gazetteer::{LonLat, Outline, PlaceClass, PlaceKind, read_gazetteers};
use serde_json::Value;

const PLACES: &str = include_str!("../../../gazetteer/places.geojson");
const REGIONS: &str = include_str!("../../../gazetteer/regions.geojson");

/// Where the map ends; outlines of countries end with it.
const EXTENT: [f64; 4] = [32.0, 31.0, 44.0, 39.0];

/// Settlements outside an outline, each with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("gn172880", "Arwad is an island; the outlines show the mainland"),
    ("gn298435", "Arsuz, on a simplified coast"),
    ("gn296137", "Yumurtalik, on a simplified coast"),
    ("gn312767", "Hamidiye, by a simplified provincial border"),
    ("gn323453", "Asagibeylerbeyi, by a simplified provincial border"),
];
/// Governorates younger than the outlines.
const WITHOUT_OUTLINE: &[&str] = &["Akkar", "Baalbek-Hermel Governorate"];

fn features(text: &str) -> Vec<Value> {
    let mut collection: Value = serde_json::from_str(text).unwrap_or_default();
    match collection["features"].take() {
        Value::Array(features) => features,
        _ => Vec::new(),
    }
}

fn outline(geometry: &Value) -> Option<Outline> {
    let coordinates = geometry["coordinates"].clone();
    let polygons = match geometry["type"].as_str()? {
        "Polygon" => vec![serde_json::from_value(coordinates).ok()?],
        _ => serde_json::from_value(coordinates).ok()?,
    };
    Some(Outline { polygons })
}

fn outlines() -> HashMap<String, Outline> {
    features(REGIONS)
        .iter()
        .filter_map(|f| {
            Some((
                f["properties"]["id"].as_str()?.to_owned(),
                outline(&f["geometry"])?,
            ))
        })
        .collect()
}

#[test]
fn ids_are_unique_and_every_region_is_a_place() {
    let ids = |text: &str| -> Vec<String> {
        features(text)
            .iter()
            .map(|f| f["properties"]["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let (places, regions) = (ids(PLACES), ids(REGIONS));
    let unique: HashSet<&String> = places.iter().collect();
    assert_eq!(unique.len(), places.len());
    assert_eq!(regions.iter().collect::<HashSet<_>>().len(), regions.len());
    for region in &regions {
        assert!(unique.contains(region), "{region} is not in places.geojson");
    }
}

#[test]
fn both_files_read_without_warnings() {
    let loaded = read_gazetteers(&[PLACES.as_bytes(), REGIONS.as_bytes()]);
    assert_eq!(loaded.warnings, []);
    assert_eq!(loaded.gazetteer.len(), features(PLACES).len());
}

#[test]
fn settlements_lie_in_their_country_and_governorate() {
    let outlines = outlines();
    let loaded = read_gazetteers(&[PLACES.as_bytes()]);
    let divisions: HashMap<(&str, &str), &str> = loaded
        .gazetteer
        .iter()
        .filter(|(_, view)| view.kind() == PlaceKind::Governorate)
        .filter_map(|(_, view)| Some(((view.country()?, view.admin1()?), view.id())))
        .collect();
    let mut checked = 0;
    for (_, view) in loaded.gazetteer.iter() {
        if view.kind().class() != PlaceClass::Settlement {
            continue;
        }
        let point = view.point().expect("a settlement has a point");
        let [west, south, east, north] = EXTENT;
        let on_map = (west..=east).contains(&point.lon) && (south..=north).contains(&point.lat);
        if !on_map || EXCEPTIONS.iter().any(|(id, _)| *id == view.id()) || view.id() == "gn281184" {
            continue;
        }
        let inside = |id: &str| outlines.get(id).is_some_and(|outline| outline.contains(point));
        let (country, admin1) = (
            view.country().expect("a country"),
            view.admin1().expect("a governorate"),
        );
        assert!(
            inside(&format!("c-{country}")),
            "{} is not in {country}",
            view.name()
        );
        if WITHOUT_OUTLINE.contains(&admin1) {
            continue;
        }
        let Some(division) = divisions.get(&(country, admin1)) else {
            // Cities shown for orientation: their governorates are not outlined.
            assert!(!["SYR", "TUR", "LBN"].contains(&country), "{admin1} has no entry");
            continue;
        };
        assert!(inside(division), "{} is not in {admin1}", view.name());
        checked += 1;
    }
    assert!(checked > 380, "{checked} settlements were checked");
}

#[test]
fn exceptions_are_still_needed() {
    let outlines = outlines();
    let loaded = read_gazetteers(&[PLACES.as_bytes()]);
    for (id, reason) in EXCEPTIONS {
        let view = loaded.gazetteer.by_id(id).expect("a known id");
        let point = view.point().expect("a point");
        let inside = |wanted: &str| {
            outlines.iter().any(|(id, outline)| {
                id.starts_with(wanted) && outline.contains(point) && {
                    let division = loaded.gazetteer.by_id(id);
                    division.is_some_and(|division| {
                        division.country() == view.country()
                            && (wanted == "c-" || division.admin1() == view.admin1())
                    })
                }
            })
        };
        assert!(
            !(inside("c-") && inside("a1-")),
            "{}: {reason} is no longer so",
            view.name()
        );
    }
}

#[test]
fn labels_stand_inside_their_outlines() {
    let outlines = outlines();
    for feature in features(REGIONS) {
        let id = feature["properties"]["id"].as_str().unwrap();
        let Some(outline) = outlines.get(id) else { continue };
        let label: [f64; 2] = serde_json::from_value(feature["properties"]["label"].clone()).unwrap();
        assert!(
            outline.contains(LonLat {
                lon: label[0],
                lat: label[1]
            }),
            "{id}"
        );
    }
}

#[test]
fn what_no_source_outlines_is_not_drawn() {
    let outlines = outlines();
    for id in [
        "x-deescalation-zone",
        "x-demilitarized-zone",
        "x-nw-syria",
        "x-turkish-border",
        "area-northern-syria",
    ] {
        assert!(!outlines.contains_key(id), "{id}");
    }
}

#[test]
fn towns_lie_in_the_areas_where_reports_put_them() {
    let outlines = outlines();
    let loaded = read_gazetteers(&[PLACES.as_bytes()]);
    for (town, area) in [
        ("gn169835", "area-southern-idlib"),
        ("gn168325", "area-southern-idlib"),
        ("gn167611", "area-southern-idlib"),
        ("gn164816", "area-southern-idlib"),
        ("gn169023", "area-southern-idlib"),
        ("gn169023", "area-central-idlib"),
        ("gn166227", "area-northern-hama"),
        ("gn166742", "area-western-hama"),
        ("gn166227", "x-al-ghab-plain"),
        ("gn173377", "area-northern-hasakah"),
        ("gn168907", "area-jisr-al-shughur"),
    ] {
        let point = loaded
            .gazetteer
            .by_id(town)
            .and_then(chronotope_core::gazetteer::PlaceView::point)
            .unwrap();
        assert!(outlines[area].contains(point), "{town} in {area}");
    }
}

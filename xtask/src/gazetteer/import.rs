//! `cargo xtask gazetteer import <folder>`: the bundled gazetteer from its raw material.
//!
//! The folder holds places.csv and the `GeoJSON` layers named in gazetteer/README.md; hand-drawn areas and further
//! names come from gazetteer/own.json. The same input gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chronotope_core::gazetteer::{LonLat, Outline, PlaceKind};
use serde_json::{Map, Value, json};

use super::cut::{Side, keep_side, ring_size};

const TARGET: &str = "gazetteer";
const BASEMAP: [&str; 7] = [
    "countries",
    "admin1",
    "lakes",
    "rivers",
    "roads",
    "disputed",
    "world-countries",
];

type Properties = Map<String, Value>;

/// Runs the import.
pub(super) fn run(args: &[String]) -> Result<(), String> {
    let [folder] = args else {
        return Err("usage: cargo xtask gazetteer import <folder>".to_owned());
    };
    let folder = Path::new(folder);
    let own: Value = parse(&read(&Path::new(TARGET).join("own.json"))?, "own.json")?;
    let layer = |name: &str| -> Result<Vec<Value>, String> {
        let text = read(&folder.join(format!("{name}.geojson")))?;
        match parse(&text, name)?["features"].take() {
            Value::Array(features) => Ok(features),
            _ => Err(format!("{name}.geojson has no features")),
        }
    };
    let countries = outlines(&layer("countries")?);
    let world = outlines(&layer("world-countries")?);
    let admin1_features = layer("admin1")?;
    let admin1 = outlines(&admin1_features);

    let mut entries = read_places(folder)?;
    for entry in &mut entries {
        set_country(entry, &countries, &world);
    }
    set_country_labels(&mut entries, &layer("countries")?);
    add_own_names(&mut entries, &own);
    add_divisions(&mut entries, &admin1_features);
    correct(&mut entries, &own);
    let mut regions: BTreeMap<String, Outline> = BTreeMap::new();
    for (id, outline) in &countries {
        regions.insert(format!("c-{id}"), outline.clone());
    }
    for (id, outline) in &admin1 {
        regions.insert(format!("a1-{id}"), outline.clone());
    }
    add_own_areas(&mut entries, &mut regions, &own, &admin1)?;

    let known: BTreeSet<String> = entries.iter().map(|entry| text(entry, "id").to_owned()).collect();
    regions.retain(|id, _| known.contains(id));
    write_places(&entries)?;
    write_regions(&entries, &regions)?;
    for name in BASEMAP {
        // A thousandth of a degree is 100 m: less than the outlines' own error, and a third smaller.
        let decimals = if name == "world-countries" { 1 } else { 3 };
        let features: Vec<Value> = layer(name)?.into_iter().map(|f| rounded(f, decimals)).collect();
        write_features(&format!("basemap/{name}.geojson"), &features)?;
    }
    println!("{} places, {} outlines", entries.len(), regions.len());
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn parse(text: &str, name: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("{name} is not JSON: {error}"))
}

fn text<'a>(entry: &'a Properties, key: &str) -> &'a str {
    entry.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn outlines(features: &[Value]) -> BTreeMap<String, Outline> {
    features
        .iter()
        .filter_map(|feature| {
            Some((
                feature["properties"]["id"].as_str()?.to_owned(),
                outline(&feature["geometry"])?,
            ))
        })
        .collect()
}

fn outline(geometry: &Value) -> Option<Outline> {
    let coordinates = geometry["coordinates"].clone();
    let polygons = match geometry["type"].as_str()? {
        "Polygon" => vec![serde_json::from_value(coordinates).ok()?],
        "MultiPolygon" => serde_json::from_value(coordinates).ok()?,
        _ => return None,
    };
    Some(Outline { polygons })
}

fn read_places(folder: &Path) -> Result<Vec<Properties>, String> {
    let path = folder.join("places.csv");
    let mut reader =
        csv::Reader::from_path(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut entries = Vec::new();
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.map_err(|error| format!("places.csv: {error}"))?;
        let column = |name: &str| row.get(name).map_or("", |value| value.trim());
        let kind = PlaceKind::from_word(column("kind"));
        let mut entry = Properties::new();
        entry.insert("id".into(), json!(column("id")));
        entry.insert("name".into(), json!(column("name_en")));
        if !column("name_ar").is_empty() {
            entry.insert("name_ar".into(), json!(column("name_ar")));
        }
        let names: Vec<&str> = column("aliases")
            .split('|')
            .filter(|name| !name.is_empty())
            .collect();
        entry.insert("names".into(), json!(names));
        entry.insert("kind".into(), json!(kind.word()));
        for name in ["admin1", "admin2"] {
            if !column(name).is_empty() {
                entry.insert(name.into(), json!(column(name)));
            }
        }
        if let Ok(population) = column("population").parse::<u32>() {
            entry.insert("population".into(), json!(population));
        }
        let note = column("precision_note");
        if let Some(precision) = precision_km(note, kind) {
            entry.insert("precision_km".into(), json!(precision));
        }
        if !(note.starts_with("GeoNames ") || note.starts_with("area; label point"))
            || note.contains("uncertain")
            || note.contains("likely")
        {
            entry.insert("note".into(), json!(note));
        }
        entry.insert(
            "source".into(),
            json!(column("source").replace("registry-only/", "")),
        );
        if let (Ok(lon), Ok(lat)) = (column("lon").parse::<f64>(), column("lat").parse::<f64>()) {
            entry.insert("point".into(), json!([lon, lat]));
        }
        entries.push(entry);
    }
    Ok(entries)
}

/// The number after the first plus-minus sign. Areas have none: their point is a label, not a position.
fn precision_km(note: &str, kind: PlaceKind) -> Option<f64> {
    let after = note.split('±').nth(1)?;
    let digits: String = after
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    digits.parse().ok().filter(|_| !kind.is_area())
}

fn point(entry: &Properties) -> Option<LonLat> {
    let pair = entry.get("point")?.as_array()?;
    LonLat::new(pair.first()?.as_f64()?, pair.get(1)?.as_f64()?)
}

fn set_country(entry: &mut Properties, near: &BTreeMap<String, Outline>, world: &BTreeMap<String, Outline>) {
    let id = text(entry, "id").to_owned();
    let kind = PlaceKind::from_word(text(entry, "kind"));
    let country = if let Some(iso3) = id.strip_prefix("c-") {
        Some(iso3.to_owned())
    } else if let Some(division) = id.strip_prefix("a1-") {
        Some(iso3_of(division).to_owned())
    } else if kind.is_area() && text(entry, "admin1").is_empty() {
        None
    } else {
        let within = |outlines: &BTreeMap<String, Outline>, at: LonLat| {
            outlines
                .iter()
                .find(|(_, outline)| outline.contains(at))
                .map(|(iso3, _)| iso3.clone())
        };
        // The world layer has one decimal: a town on a coast may lie outside, hence the nearest within 40 km.
        point(entry).and_then(|at| {
            within(near, at).or_else(|| within(world, at)).or_else(|| {
                let nearest = near
                    .iter()
                    .chain(world)
                    .map(|(iso3, outline)| (outline.distance_to_edge_km(at), iso3))
                    .min_by(|a, b| a.0.total_cmp(&b.0))?;
                (nearest.0 < 40.0).then(|| nearest.1.clone())
            })
        })
    };
    if let Some(country) = country {
        entry.insert("country".into(), json!(country));
    }
}

fn iso3_of(division: &str) -> &'static str {
    match division.get(..2) {
        Some("SY") => "SYR",
        Some("TR") => "TUR",
        Some("LB") => "LBN",
        Some("IQ") => "IRQ",
        Some("JO") => "JOR",
        _ => "",
    }
}

/// The countries' outlines end with the map: their labels stand inside what is drawn.
fn set_country_labels(entries: &mut [Properties], features: &[Value]) {
    for feature in features {
        let id = format!("c-{}", feature["properties"]["id"].as_str().unwrap_or_default());
        if let Some(entry) = entries.iter_mut().find(|entry| text(entry, "id") == id) {
            entry.insert("point".into(), feature["properties"]["label"].clone());
        }
    }
}

/// Single values that own.json sets right; null takes one out.
fn correct(entries: &mut [Properties], own: &Value) {
    for entry in entries {
        let corrections = own["corrections"][text(entry, "id")]
            .as_object()
            .cloned()
            .unwrap_or_default();
        for (key, value) in corrections {
            if value.is_null() {
                entry.remove(&key);
            } else {
                entry.insert(key, value);
            }
        }
    }
}

fn add_own_names(entries: &mut [Properties], own: &Value) {
    for entry in entries {
        let further = own["names"][text(entry, "id")].clone();
        append_names(entry, &further);
    }
}

fn append_names(entry: &mut Properties, further: &Value) {
    let further = further.as_array().cloned().unwrap_or_default();
    let shown = [entry.get("name").cloned(), entry.get("name_ar").cloned()];
    if let Some(Value::Array(names)) = entry.get_mut("names") {
        for name in further {
            if !names.contains(&name) && !shown.contains(&Some(name.clone())) {
                names.push(name);
            }
        }
    }
}

/// First-level divisions that hold a settlement of the gazetteer and are not in places.csv yet.
fn add_divisions(entries: &mut Vec<Properties>, features: &[Value]) {
    let points: Vec<LonLat> = entries
        .iter()
        .filter(|entry| !PlaceKind::from_word(text(entry, "kind")).is_area())
        .filter_map(point)
        .collect();
    for feature in features {
        let properties = &feature["properties"];
        let (Some(id), Some(country)) = (properties["id"].as_str(), properties["country"].as_str()) else {
            continue;
        };
        let (id, country) = (format!("a1-{id}"), country.to_owned());
        let Some(outline) = outline(&feature["geometry"]) else {
            continue;
        };
        let listed = entries.iter().any(|entry| text(entry, "id") == id);
        if listed || iso3_of(&id[3..]).is_empty() || !points.iter().any(|at| outline.contains(*at)) {
            continue;
        }
        let name = properties["name_en"].as_str().unwrap_or_default();
        let word = if country == "TUR" {
            "Province"
        } else {
            "Governorate"
        };
        let mut entry = Properties::new();
        entry.insert("id".into(), json!(id));
        entry.insert("name".into(), json!(format!("{name} {word}")));
        if let Some(arabic) = properties["name_ar"].as_str().filter(|name| !name.is_empty()) {
            let full = if arabic.starts_with("محافظة") {
                arabic.to_owned()
            } else {
                format!("محافظة {arabic}")
            };
            entry.insert("name_ar".into(), json!(full));
        }
        entry.insert("names".into(), json!([]));
        entry.insert("kind".into(), json!("governorate"));
        entry.insert("country".into(), json!(country));
        entry.insert("admin1".into(), json!(name));
        entry.insert("source".into(), json!("admin1.geojson (Natural Earth 1:10m)"));
        entry.insert("point".into(), properties["label"].clone());
        entries.push(entry);
    }
}

fn add_own_areas(
    entries: &mut Vec<Properties>,
    regions: &mut BTreeMap<String, Outline>,
    own: &Value,
    admin1: &BTreeMap<String, Outline>,
) -> Result<(), String> {
    for area in own["areas"].as_array().into_iter().flatten() {
        let id = area["id"].as_str().ok_or("own.json: an area without an id")?;
        let drawn = drawn_outline(area, admin1).map_err(|problem| format!("own.json, {id}: {problem}"))?;
        if let Some(entry) = entries.iter_mut().find(|entry| text(entry, "id") == id) {
            append_names(entry, &area["names"]);
            entry.insert("approximate".into(), json!(true));
        } else {
            let mut entry = Properties::new();
            for key in ["id", "name", "name_ar", "names", "kind"] {
                entry.insert(key.into(), area[key].clone());
            }
            entry.insert(
                "country".into(),
                area.get("country").cloned().unwrap_or_else(|| json!("SYR")),
            );
            for key in ["admin1", "note"] {
                if let Some(value) = area.get(key) {
                    entry.insert(key.into(), value.clone());
                }
            }
            entry.insert("source".into(), json!("own work"));
            if let Some(outline) = &drawn {
                entry.insert("approximate".into(), json!(true));
                let label = match area.get("label") {
                    Some(label) => label.clone(),
                    None => outline
                        .label_point()
                        .map(|at| json!([at.lon, at.lat]))
                        .unwrap_or_default(),
                };
                entry.insert("point".into(), rounded(label, 3));
            }
            entries.push(entry);
        }
        if let Some(outline) = drawn {
            regions.insert(id.to_owned(), outline);
        }
    }
    Ok(())
}

fn drawn_outline(area: &Value, admin1: &BTreeMap<String, Outline>) -> Result<Option<Outline>, String> {
    if let Some(ring) = area.get("ring") {
        let mut ring: Vec<[f64; 2]> = serde_json::from_value(ring.clone()).map_err(|e| e.to_string())?;
        ring.push(*ring.first().ok_or("an empty ring")?);
        // RFC 7946: the outer ring runs counter-clockwise.
        let signed: f64 = ring
            .iter()
            .zip(ring.iter().skip(1))
            .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
            .sum();
        if signed < 0.0 {
            ring.reverse();
        }
        return Ok(Some(Outline {
            polygons: vec![vec![ring]],
        }));
    }
    let Some(cut) = area.get("cut") else {
        return Ok(None);
    };
    let of = cut["of"].as_str().ok_or("a cut without 'of'")?;
    let mut outline = admin1
        .get(of)
        .cloned()
        .ok_or_else(|| format!("no outline {of}"))?;
    // "north" is the northern limit of what is kept, and so on.
    for (name, axis, keep_greater) in [
        ("west", 0, true),
        ("east", 0, false),
        ("south", 1, true),
        ("north", 1, false),
    ] {
        if let Some(line) = cut[name].as_f64() {
            outline = keep_side(
                &outline,
                Side {
                    axis,
                    line,
                    keep_greater,
                },
            );
        }
    }
    let largest = outline
        .polygons
        .iter()
        .map(|rings| ring_size(&rings[0]))
        .fold(0.0, f64::max);
    outline
        .polygons
        .retain(|rings| ring_size(&rings[0]) > largest / 50.0);
    Ok(Some(outline))
}

fn write_places(entries: &[Properties]) -> Result<(), String> {
    let features: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let geometry = entry.get("point").map_or(
                Value::Null,
                |point| json!({"type": "Point", "coordinates": point}),
            );
            feature(entry, &geometry)
        })
        .collect();
    write_features("places.geojson", &features)
}

fn write_regions(entries: &[Properties], regions: &BTreeMap<String, Outline>) -> Result<(), String> {
    let mut features = Vec::new();
    for entry in entries {
        let kind = PlaceKind::from_word(text(entry, "kind"));
        if !kind.is_area() {
            continue;
        }
        let outline = regions.get(text(entry, "id"));
        let geometry = match outline.map(|outline| outline.polygons.as_slice()) {
            None => Value::Null,
            Some([only]) => json!({"type": "Polygon", "coordinates": only}),
            Some(several) => json!({"type": "MultiPolygon", "coordinates": several}),
        };
        let mut properties = entry.clone();
        properties.insert("label".into(), entry.get("point").cloned().unwrap_or_default());
        features.push(rounded(feature(&properties, &geometry), 4));
    }
    write_features("regions.geojson", &features)
}

fn feature(entry: &Properties, geometry: &Value) -> Value {
    const ORDER: [&str; 15] = [
        "id",
        "name",
        "name_ar",
        "names",
        "kind",
        "country",
        "admin1",
        "admin2",
        "population",
        "precision_km",
        "approximate",
        "label",
        "note",
        "source",
        "disputed",
    ];
    let properties: Vec<String> = ORDER
        .iter()
        .filter_map(|key| entry.get(*key).map(|value| format!("{}:{value}", json!(key))))
        .collect();
    // serde_json sorts keys; this order reads better, and the text is JSON all the same.
    Value::String(format!(
        "{{\"type\":\"Feature\",\"properties\":{{{}}},\"geometry\":{geometry}}}",
        properties.join(",")
    ))
}

fn rounded(value: Value, decimals: i32) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            let scale = 10_f64.powi(decimals);
            json!((number.as_f64().unwrap_or_default() * scale).round() / scale)
        }
        Value::Array(values) => {
            let mut values: Vec<Value> = values.into_iter().map(|value| rounded(value, decimals)).collect();
            if values.iter().all(Value::is_array) {
                values.dedup();
            }
            Value::Array(values)
        }
        Value::Object(map) => Value::Object(
            map.into_iter()
                .map(|(key, value)| (key, rounded(value, decimals)))
                .collect(),
        ),
        other => other,
    }
}

fn write_features(name: &str, features: &[Value]) -> Result<(), String> {
    let lines: Vec<String> = features
        .iter()
        .map(|feature| match feature {
            Value::String(line) => line.clone(),
            other => other.to_string(),
        })
        .collect();
    let path = Path::new(TARGET).join(name);
    let body = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n",
        lines.join(",\n")
    );
    fs::write(&path, body).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

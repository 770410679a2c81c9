//! `GeoJSON`: the project's own properties, and Linked Places (<https://github.com/LinkedPasts/linked-places-format>).

use super::Sink;
use crate::gazetteer::{LonLat, Place, PlaceKind, country_code};
use crate::json::{self, Mismatch, Value};

/// What is taken from the properties beside the project's own.
pub(super) type Further = fn(&Value<'_>, &mut Place);

/// Reads a file; `further` adds what other people's properties say.
pub(super) fn read(text: &str, further: Further, sink: &mut Sink<'_>) {
    let file = match json::parse(text.as_bytes()) {
        Ok(file) => file,
        Err(error) => return sink.warn(0, format!("not JSON: {error}")),
    };
    let features = match file.get("features").and_then(Value::as_list) {
        Some(features) => features,
        None if file.get("type").and_then(Value::as_str) == Some("Feature") => std::slice::from_ref(&file),
        None => return sink.warn(0, "no features"),
    };
    for (index, feature) in features.iter().enumerate() {
        match place(index + 1, feature) {
            Ok(mut place) => {
                if let Some(properties) = feature.get("properties") {
                    further(properties, &mut place);
                }
                sink.place(index + 1, &place);
            }
            // One bad feature must not lose the rest.
            Err(error) => sink.warn(index + 1, error.to_string()),
        }
    }
}

/// An id as a text, whether it is written as one or as a number.
fn id_of(value: &Value<'_>, key: &str) -> Option<String> {
    match value.get(key)? {
        Value::Text(id) => Some(id.clone().into_owned()),
        Value::Number(id) => Some((*id).to_owned()),
        _ => None,
    }
}

fn place(record: usize, feature: &Value<'_>) -> Result<Place, Mismatch> {
    let none = Value::Null;
    let properties = feature.get("properties").unwrap_or(&none);
    let id = match id_of(properties, "id").or_else(|| id_of(feature, "id")) {
        Some(id) => id,
        None => feature
            .maybe_text("@id")?
            .unwrap_or_else(|| format!("feature-{record}")),
    };
    let mut toponyms = Vec::new();
    for name in feature.list("names")? {
        let toponym = name.text_or_empty("toponym")?;
        if !toponym.trim().is_empty() {
            toponyms.push((toponym, name.maybe_text("lang")?));
        }
    }
    let mut name = None;
    for key in ["name", "name_en", "title"] {
        let written = properties.maybe_text(key)?;
        name = name.or(written);
    }
    let name = name
        .or_else(|| toponyms.first().map(|(toponym, _)| toponym.clone()))
        .unwrap_or_default();
    let population = properties.maybe_number("population")?;
    let kind = match properties.maybe_text("kind")? {
        Some(kind) => PlaceKind::from_word(&kind),
        None => linked_kind(feature.list("types")?, &properties.texts("fclasses")?, population)?,
    };
    let mut place = Place::new(id, name, kind);
    place.name_ar = properties.maybe_text("name_ar")?;
    place.names = properties.texts("names")?;
    for (toponym, lang) in toponyms {
        if place.name_ar.is_none() && lang.is_some_and(|lang| lang.starts_with("ar")) {
            place.name_ar = Some(toponym);
        } else if toponym != place.name {
            place.names.push(toponym);
        }
    }
    let ccode = properties.texts("ccodes")?.into_iter().next();
    place.country = properties.maybe_text("country")?.or(ccode);
    if let Some(code) = place
        .country
        .as_deref()
        .filter(|code| code.len() == 2)
        .and_then(country_code)
    {
        place.country = Some(code.to_owned());
    }
    let mut broader = None;
    for relation in feature.list("relations")? {
        let kind = relation.text_or_empty("relationType")?;
        if broader.is_none() && kind.ends_with("broaderPartitive") {
            broader = relation.maybe_text("label")?;
        }
    }
    place.admin1 = properties.maybe_text("admin1")?.or(broader);
    place.admin2 = properties.maybe_text("admin2")?;
    place.population = population.filter(|n| (1.0..4e9).contains(n)).map(|n| n as u32);
    place.precision_km = properties.maybe_number("precision_km")?.map(|km| km as f32);
    place.point = properties
        .get("label")
        .and_then(pair)
        .or_else(|| feature.get("geometry").and_then(point));
    place.source = properties.text_or_empty("source")?;
    Ok(place)
}

fn linked_kind(
    types: &[Value<'_>],
    classes: &[String],
    population: Option<f64>,
) -> Result<PlaceKind, Mismatch> {
    for written in types {
        for key in ["label", "sourceLabel"] {
            let kind = written.maybe_text(key)?.map(|label| PlaceKind::from_word(&label));
            if let Some(kind) = kind.filter(|kind| *kind != PlaceKind::Site) {
                return Ok(kind);
            }
        }
    }
    let people = population
        .filter(|n| (1.0..4e9).contains(n))
        .map_or(0, |n| n as u32);
    let class = classes.first().map_or("P", String::as_str);
    Ok(PlaceKind::from_geonames(class, "", people))
}

fn pair(value: &Value<'_>) -> Option<LonLat> {
    let [lon, lat] = value.as_pair()?;
    LonLat::new(lon, lat)
}

/// A point; for a collection its first point. Outlines give none: their middle is no position.
fn point(geometry: &Value<'_>) -> Option<LonLat> {
    match geometry.get("type").and_then(Value::as_str)? {
        "Point" => pair(geometry.get("coordinates")?),
        "GeometryCollection" => geometry.get("geometries")?.as_list()?.iter().find_map(point),
        _ => None,
    }
}

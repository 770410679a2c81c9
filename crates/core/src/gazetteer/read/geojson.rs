//! `GeoJSON`: the project's own properties, and Linked Places (<https://github.com/LinkedPasts/linked-places-format>).

use serde::Deserialize;
use serde_json::Value;

use super::Sink;
use crate::gazetteer::{LonLat, Place, PlaceKind, country_code};

#[derive(Deserialize)]
struct Collection {
    #[serde(default)]
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(rename = "@id")]
    linked_id: Option<String>,
    id: Option<Value>,
    #[serde(default)]
    properties: Option<Properties>,
    #[serde(default)]
    geometry: Option<Value>,
    #[serde(default)]
    names: Vec<Toponym>,
    #[serde(default)]
    types: Vec<LinkedType>,
    #[serde(default)]
    relations: Vec<Relation>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Properties {
    id: Option<Value>,
    name: Option<String>,
    name_en: Option<String>,
    title: Option<String>,
    name_ar: Option<String>,
    names: Option<Vec<String>>,
    kind: Option<String>,
    country: Option<String>,
    ccodes: Option<Vec<String>>,
    fclasses: Option<Vec<String>>,
    admin1: Option<String>,
    admin2: Option<String>,
    population: Option<f64>,
    precision_km: Option<f32>,
    label: Option<Value>,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Toponym {
    #[serde(default)]
    toponym: String,
    lang: Option<String>,
}

#[derive(Deserialize)]
struct LinkedType {
    label: Option<String>,
    #[serde(rename = "sourceLabel")]
    source_label: Option<String>,
}

#[derive(Deserialize)]
struct Relation {
    #[serde(rename = "relationType")]
    kind: Option<String>,
    label: Option<String>,
}

pub(super) fn read(text: &str, sink: &mut Sink<'_>) {
    let collection: Collection = match serde_json::from_str(text) {
        Ok(collection) => collection,
        // One bad feature must not lose the rest: take them one by one.
        Err(_) => match serde_json::from_str::<Value>(text) {
            Ok(value) => return read_leniently(value, sink),
            Err(error) => return sink.warn(0, format!("not JSON: {error}")),
        },
    };
    for (index, feature) in collection.features.into_iter().enumerate() {
        take(index + 1, feature, sink);
    }
}

fn read_leniently(mut value: Value, sink: &mut Sink<'_>) {
    let features = match value.get_mut("features").map(Value::take) {
        Some(Value::Array(features)) => features,
        _ if value.get("type").and_then(Value::as_str) == Some("Feature") => vec![value],
        _ => return sink.warn(0, "no features"),
    };
    for (index, feature) in features.into_iter().enumerate() {
        match serde_json::from_value::<Feature>(feature) {
            Ok(feature) => take(index + 1, feature, sink),
            Err(error) => sink.warn(index + 1, error.to_string()),
        }
    }
}

fn take(record: usize, feature: Feature, sink: &mut Sink<'_>) {
    let properties = feature.properties.unwrap_or_default();
    let id = [properties.id, feature.id]
        .into_iter()
        .flatten()
        .find_map(|id| match id {
            Value::String(id) => Some(id),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        });
    let id = id
        .or(feature.linked_id)
        .unwrap_or_else(|| format!("feature-{record}"));
    let mut toponyms = feature
        .names
        .into_iter()
        .filter(|name| !name.toponym.trim().is_empty())
        .peekable();
    let name = properties.name.or(properties.name_en).or(properties.title);
    let name = name
        .or_else(|| toponyms.peek().map(|first| first.toponym.clone()))
        .unwrap_or_default();
    let kind = properties.kind.as_deref().map_or_else(
        || {
            linked_kind(
                &feature.types,
                properties.fclasses.as_deref(),
                properties.population,
            )
        },
        PlaceKind::from_word,
    );
    let mut place = Place::new(id, name, kind);
    place.name_ar = properties.name_ar;
    place.names = properties.names.unwrap_or_default();
    for Toponym { toponym, lang } in toponyms {
        if place.name_ar.is_none() && lang.as_deref().is_some_and(|lang| lang.starts_with("ar")) {
            place.name_ar = Some(toponym);
        } else if toponym != place.name {
            place.names.push(toponym);
        }
    }
    let ccode = properties.ccodes.and_then(|codes| codes.into_iter().next());
    place.country = properties.country.or(ccode);
    if let Some(code) = place
        .country
        .as_deref()
        .filter(|code| code.len() == 2)
        .and_then(country_code)
    {
        place.country = Some(code.to_owned());
    }
    let mut broader = feature.relations.into_iter().filter(|relation| {
        relation
            .kind
            .as_deref()
            .is_some_and(|kind| kind.ends_with("broaderPartitive"))
    });
    place.admin1 = properties
        .admin1
        .or_else(|| broader.next().and_then(|relation| relation.label));
    place.admin2 = properties.admin2;
    place.population = properties
        .population
        .filter(|n| (1.0..4e9).contains(n))
        .map(|n| n as u32);
    place.precision_km = properties.precision_km;
    place.point = properties
        .label
        .as_ref()
        .and_then(pair)
        .or_else(|| feature.geometry.as_ref().and_then(point));
    place.source = properties.source.unwrap_or_default();
    sink.place(record, &place);
}

fn linked_kind(types: &[LinkedType], classes: Option<&[String]>, population: Option<f64>) -> PlaceKind {
    let labels = types
        .iter()
        .flat_map(|kind| [&kind.label, &kind.source_label])
        .flatten();
    let by_label = labels
        .map(|label| PlaceKind::from_word(label))
        .find(|kind| *kind != PlaceKind::Site);
    let people = population
        .filter(|n| (1.0..4e9).contains(n))
        .map_or(0, |n| n as u32);
    let class = classes
        .and_then(|classes| classes.first())
        .map_or("P", String::as_str);
    by_label.unwrap_or_else(|| PlaceKind::from_geonames(class, "", people))
}

fn pair(value: &Value) -> Option<LonLat> {
    let numbers = value.as_array()?;
    LonLat::new(numbers.first()?.as_f64()?, numbers.get(1)?.as_f64()?)
}

/// A point; for a collection its first point. Outlines give none: their middle is no position.
fn point(geometry: &Value) -> Option<LonLat> {
    match geometry.get("type").and_then(Value::as_str)? {
        "Point" => pair(geometry.get("coordinates")?),
        "GeometryCollection" => geometry.get("geometries")?.as_array()?.iter().find_map(point),
        _ => None,
    }
}

//! Tables with a header: the columns of the project's places.csv, those of Linked Places TSV, and the usual words.

use std::collections::HashMap;

use super::Sink;
use crate::gazetteer::{LonLat, Place, PlaceKind};

const COLUMNS: &[(&str, &[&str])] = &[
    ("id", &["id", "geonameid", "pcode", "adm4_pcode"]),
    (
        "name",
        &[
            "name_en", "name", "name:en", "title", "toponym", "place", "adm4_en",
        ],
    ),
    (
        "name_ar",
        &[
            "name_ar",
            "name:ar",
            "arabic",
            "name_arabic",
            "arabic_name",
            "adm4_ar",
        ],
    ),
    (
        "names",
        &[
            "aliases",
            "names",
            "alternatenames",
            "alternate_names",
            "variants",
        ],
    ),
    ("kind", &["kind", "type", "types"]),
    (
        "country",
        &["country", "iso3", "countrycode", "country_code", "ccodes"],
    ),
    ("admin1", &["admin1", "adm1_en", "governorate"]),
    ("admin2", &["admin2", "adm2_en", "district"]),
    ("lat", &["lat", "latitude", "y"]),
    ("lon", &["lon", "lng", "long", "longitude", "x"]),
    ("population", &["population"]),
    ("source", &["source"]),
    ("note", &["precision_note"]),
    ("precision_km", &["precision_km"]),
];

pub(super) fn read(text: &str, sink: &mut Sink<'_>) {
    let header = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|d| header.bytes().filter(|b| b == d).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(|name| name.trim().to_lowercase()).collect(),
        Err(error) => return sink.warn(0, format!("no header: {error}")),
    };
    let position = |known: &[&str]| {
        known
            .iter()
            .find_map(|word| header.iter().position(|name| name == word))
    };
    let columns: HashMap<&str, usize> = COLUMNS
        .iter()
        .filter_map(|(column, known)| Some((*column, position(known)?)))
        .collect();
    if !columns.contains_key("name") {
        return sink.warn(0, "no column with names (name_en, name)");
    }
    for (index, row) in reader.records().enumerate() {
        let record = index + 1;
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                sink.warn(record, error.to_string());
                continue;
            }
        };
        let value = |column: &str| {
            let value = columns.get(column).and_then(|at| row.get(*at)).map(str::trim);
            value.filter(|value| !value.is_empty())
        };
        let number =
            |column: &str| value(column).and_then(|value| value.replace(',', ".").parse::<f64>().ok());
        if (value("lat").is_some() || value("lon").is_some())
            && (number("lat").is_none() || number("lon").is_none())
        {
            sink.warn(record, "a position that is no pair of numbers");
            continue;
        }
        let population = number("population")
            .filter(|n| (1.0..4e9).contains(n))
            .map(|n| n as u32);
        let kind = value("kind").map_or_else(
            || PlaceKind::from_population(population.unwrap_or(0)),
            PlaceKind::from_word,
        );
        let id = value("id").map_or_else(|| format!("row-{record}"), str::to_owned);
        let mut place = Place::new(id, value("name").or(value("name_ar")).unwrap_or_default(), kind);
        place.name_ar = value("name_ar").map(str::to_owned);
        place.names = value("names")
            .map(|names| {
                names
                    .split(['|', ';'])
                    .map(str::trim)
                    .filter(|n| !n.is_empty())
                    .map(str::to_owned)
                    .collect()
            })
            .unwrap_or_default();
        place.country = value("country")
            .or_else(|| place.id.strip_prefix("c-"))
            .map(str::to_owned);
        place.admin1 = value("admin1").map(str::to_owned);
        place.admin2 = value("admin2").map(str::to_owned);
        place.population = population;
        place.point = number("lon")
            .zip(number("lat"))
            .and_then(|(lon, lat)| LonLat::new(lon, lat));
        place.precision_km = number("precision_km")
            .map(|km| km as f32)
            .filter(|km| km.is_finite());
        value("source").unwrap_or_default().clone_into(&mut place.source);
        sink.place(record, &place);
    }
}

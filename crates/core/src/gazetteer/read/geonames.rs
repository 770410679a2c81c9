//! A `GeoNames` dump, <https://download.geonames.org/export/dump/readme.txt>: 19 columns between tabs.

use std::collections::HashMap;

use super::{Sink, is_usable};
use crate::gazetteer::fold::Plain;
use crate::gazetteer::{LonLat, Place, PlaceKind, country_code};

const COLUMNS: usize = 19;

pub(super) fn read(text: &str, sink: &mut Sink<'_>) {
    // Settlements carry codes of divisions; the divisions' own rows give the names.
    let mut admin1_names: HashMap<String, &str> = HashMap::new();
    let mut admin2_names: HashMap<String, &str> = HashMap::new();
    let mut columns: Vec<&str> = Vec::with_capacity(COLUMNS);
    for line in text.lines().filter(|line| line.contains("\tA\t")) {
        columns.clear();
        columns.extend(line.split('\t'));
        if let [_, _, ascii, _, _, _, "A", code, country, _, admin1, admin2, ..] = columns.as_slice() {
            match *code {
                "ADM1" => drop(admin1_names.insert(format!("{country}.{admin1}"), ascii)),
                "ADM2" => drop(admin2_names.insert(format!("{country}.{admin1}.{admin2}"), ascii)),
                _ => {}
            }
        }
    }
    let mut plain = Plain::default();
    let mut last_country: (&str, Option<&'static str>) = ("", None);
    for (index, line) in text.lines().enumerate() {
        let record = index + 1;
        if line.trim().is_empty() {
            continue;
        }
        columns.clear();
        columns.extend(line.split('\t'));
        let [
            id,
            name,
            ascii,
            alternates,
            lat,
            lon,
            class,
            code,
            country,
            _,
            admin1,
            admin2,
            ..,
        ] = columns.as_slice()
        else {
            sink.warn(record, format!("{} columns instead of {COLUMNS}", columns.len()));
            continue;
        };
        let point = lon
            .parse()
            .ok()
            .zip(lat.parse().ok())
            .and_then(|(lon, lat)| LonLat::new(lon, lat));
        if point.is_none() {
            sink.warn(record, format!("no position: {lat}, {lon}"));
            continue;
        }
        let population: Option<u32> = columns.get(14).and_then(|population| population.parse().ok());
        let population = population.filter(|population| *population > 0);
        let kind = PlaceKind::from_geonames(class, code, population.unwrap_or(0));
        let mut place = Place::new(format!("gn{id}"), *name, kind);
        for alternate in std::iter::once(*ascii).chain(alternates.split(',')) {
            if alternate != *name
                && is_usable(alternate, &mut plain)
                && !place.names.iter().any(|n| n == alternate)
            {
                place.names.push(alternate.to_owned());
            }
        }
        place.name_ar = first_arabic(&mut place.names);
        if last_country.0 != *country {
            last_country = (*country, country_code(country));
        }
        place.country = last_country.1.map(str::to_owned);
        place.admin1 = division(&admin1_names, &[country, admin1]);
        place.admin2 = division(&admin2_names, &[country, admin1, admin2]);
        place.population = population;
        place.point = point;
        "GeoNames".clone_into(&mut place.source);
        sink.place(record, &place);
    }
}

/// Takes the first Arabic name out, to be the one that is shown.
fn first_arabic(names: &mut Vec<String>) -> Option<String> {
    let arabic = |name: &String| {
        name.chars().any(|c| ('\u{620}'..='\u{64a}').contains(&c))
            // Persian and Kurdish letters: another language's spelling.
            && !name.chars().any(|c| matches!(c, 'ی' | 'ک' | 'گ' | 'پ' | 'چ' | 'ژ' | 'ە' | 'ۆ' | 'ێ'))
    };
    let at = names.iter().position(arabic)?;
    Some(names.remove(at))
}

/// The division's name, or its code where the file has no row for it.
fn division(names: &HashMap<String, &str>, codes: &[&str]) -> Option<String> {
    if codes.last().is_none_or(|code| code.is_empty()) {
        return None;
    }
    let code = codes.join(".");
    Some(names.get(&code).map_or(code, |name| (*name).to_owned()))
}

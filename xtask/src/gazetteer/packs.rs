//! `cargo xtask gazetteer packs`: a pack for each country, with the index by which the page offers them.
//!
//! Put into `gazetteer/packs` beside the page. Nothing of it is loaded until somebody asks for a country.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chronotope_core::gazetteer::{PackEntry, Place, country_code, country_name, packs_to_index};

use super::pack::{LICENCE, read_source, write};

const USAGE: &str = "usage: cargo xtask gazetteer packs --from <cities500.json | GeoNames dump> \
                     [--countries SY,LB] --out <folder>";
/// Whom to credit, as the index says it.
const CREDIT: &str = "GeoNames, CC BY 4.0";

/// Writes the packs, their index and their licence.
pub(super) fn run(args: Vec<String>) -> Result<(), String> {
    let (mut from, mut countries, mut out) = (None, None, None);
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let value = args.next().ok_or(USAGE)?;
        match arg.as_str() {
            "--from" => from = Some(value),
            "--countries" => countries = Some(value),
            "--out" => out = Some(value),
            _ => return Err(USAGE.to_owned()),
        }
    }
    let (from, out) = (from.ok_or(USAGE)?, out.ok_or(USAGE)?);
    let wanted: Option<Vec<&str>> = match &countries {
        None => None,
        Some(list) => Some(
            list.split(',')
                .map(|name| country_code(name).ok_or_else(|| format!("unknown country '{name}'")))
                .collect::<Result<_, _>>()?,
        ),
    };
    let mut by_country: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for place in read_source(Path::new(&from))? {
        let Some(code) = place.country.clone() else {
            continue;
        };
        if wanted
            .as_ref()
            .is_none_or(|wanted| wanted.contains(&code.as_str()))
        {
            by_country.entry(code).or_default().push(place);
        }
    }
    if by_country.is_empty() {
        return Err("no place is left: check the countries".to_owned());
    }
    let folder = Path::new(&out);
    let failed = |error: std::io::Error| format!("cannot write into {out}: {error}");
    fs::create_dir_all(folder).map_err(failed)?;
    let mut index = Vec::new();
    for (code, places) in &by_country {
        let file = format!("{code}.csv");
        write(&folder.join(&file), places)?;
        index.push(PackEntry {
            file,
            country: country_name(code).unwrap_or(code).to_owned(),
            places: u32::try_from(places.len()).unwrap_or(u32::MAX),
            licence: CREDIT.to_owned(),
        });
    }
    fs::write(folder.join("index.tsv"), packs_to_index(&index)).map_err(failed)?;
    fs::write(folder.join("LICENCE.txt"), LICENCE).map_err(failed)?;
    println!("{} packs in {out}", index.len());
    Ok(())
}

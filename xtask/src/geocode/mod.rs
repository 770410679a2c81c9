//! `cargo xtask geocode --gazetteer <file> <names.csv>` and `cargo xtask geocode-bench`.

pub(crate) mod bench;

use std::fs;
use std::path::Path;

use chronotope_core::gazetteer::{Geocoder, LonLat, Query, read_gazetteers};

const USAGE: &str =
    "usage: cargo xtask geocode --gazetteer <file or folder> [--gazetteer <file>]... <names.csv>";

/// Reads names from a CSV file and prints what each stands for, one row per input row, in order.
pub(crate) fn run(args: Vec<String>) -> Result<(), String> {
    let mut gazetteers = Vec::new();
    let mut names = None;
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--gazetteer" => gazetteers.push(args.next().ok_or(USAGE)?),
            _ if arg.starts_with("--") || names.is_some() => {
                return Err(format!("unknown argument '{arg}'\n{USAGE}"));
            }
            _ => names = Some(arg),
        }
    }
    let names = names.ok_or(USAGE)?;
    if gazetteers.is_empty() {
        return Err(USAGE.to_owned());
    }
    let geocoder = load(&gazetteers)?;
    let text = fs::read(&names).map_err(|error| format!("cannot read {names}: {error}"))?;
    print!("{}", geocode_table(&geocoder, &text)?);
    Ok(())
}

/// A geocoder over the files; a folder stands for the `GeoJSON` files in it.
pub(crate) fn load(paths: &[String]) -> Result<Geocoder, String> {
    let mut files = Vec::new();
    for path in paths {
        let path = Path::new(path);
        if path.is_dir() {
            files.extend(
                ["places.geojson", "regions.geojson"]
                    .map(|name| path.join(name))
                    .into_iter()
                    .filter(|p| p.exists()),
            );
        } else {
            files.push(path.to_owned());
        }
    }
    let read = |path: &std::path::PathBuf| {
        fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let contents: Vec<Vec<u8>> = files.iter().map(read).collect::<Result<_, _>>()?;
    let slices: Vec<&[u8]> = contents.iter().map(Vec::as_slice).collect();
    let loaded = read_gazetteers(&slices);
    for warning in loaded.warnings.iter().take(20) {
        eprintln!("gazetteer, record {}: {}", warning.record, warning.problem);
    }
    if loaded.warnings.len() > 20 {
        eprintln!(
            "gazetteer: {} more records with problems",
            loaded.warnings.len() - 20
        );
    }
    if loaded.gazetteer.is_empty() {
        return Err(format!("no places in {}", paths.join(", ")));
    }
    Ok(Geocoder::new(loaded.gazetteer))
}

fn geocode_table(geocoder: &Geocoder, text: &[u8]) -> Result<String, String> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let header = reader
        .headers()
        .map_err(|error| format!("the names: {error}"))?
        .clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|known| known.trim().eq_ignore_ascii_case(name))
    };
    let name_at = column("name").ok_or("the names have no column 'name'")?;
    let at = ["admin1", "admin2", "country", "lat", "lon"].map(column);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| error.to_string();
    writer
        .write_record(["name", "verdict", "id", "place", "score", "why", "others"])
        .map_err(failed)?;
    for row in reader.byte_records() {
        let row = row.map_err(|error| format!("the names: {error}"))?;
        let row: Vec<String> = row
            .iter()
            .map(|value| String::from_utf8_lossy(value).into_owned())
            .collect();
        let value = |at: Option<usize>| at.and_then(|at| row.get(at)).map(|value| value.trim());
        let given = |at: Option<usize>| value(at).filter(|value| !value.is_empty());
        let number = |at: Option<usize>| given(at).and_then(|value| value.parse::<f64>().ok());
        let [admin1, admin2, country, lat, lon] = at;
        let name = row.get(name_at).map(String::as_str).unwrap_or_default();
        let query = Query {
            admin1: given(admin1),
            admin2: given(admin2),
            country: given(country),
            near: number(lon)
                .zip(number(lat))
                .and_then(|(lon, lat)| LonLat::new(lon, lat)),
            ..Query::named(name)
        };
        let resolution = geocoder.geocode(&query);
        let id_and_name = |index| {
            geocoder
                .gazetteer()
                .get(index)
                .map_or(("", ""), |view| (view.id(), view.name()))
        };
        // Nothing fits: what comes near goes to the others, so that nobody takes it for the answer.
        let refused = resolution.verdict == chronotope_core::gazetteer::Verdict::None;
        let (first, others) = match resolution.candidates.split_first() {
            Some((first, others)) if !refused => (Some(first), others),
            _ => (None, resolution.candidates.as_slice()),
        };
        let (id, place) = first.map_or(("", ""), |first| id_and_name(first.place));
        let others: Vec<&str> = others.iter().map(|other| id_and_name(other.place).0).collect();
        writer
            .write_record([
                name,
                resolution.verdict.word(),
                id,
                place,
                &first
                    .map(|first| format!("{:.2}", first.score))
                    .unwrap_or_default(),
                &first.map(|first| first.why.to_string()).unwrap_or_default(),
                &others.join("|"),
            ])
            .map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chronotope_core::gazetteer::read_gazetteer;

    #[test]
    fn one_row_out_for_each_row_in() {
        let gazetteer = read_gazetteer(b"id,name_en,kind,admin1\n1,Suran,town,Hama\n2,Suran,town,Aleppo\n3,\"Hass, upper\",village,Idlib\n");
        let geocoder = Geocoder::new(gazetteer.gazetteer);
        let names = "name,admin1\nSuran,Hama\nSuran,\n\"Kafr \"\"Zita\"\"\",\n\"Hass, upper\",Idlib\n";
        let table = geocode_table(&geocoder, names.as_bytes()).unwrap();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "name,verdict,id,place,score,why,others");
        assert!(lines[1].starts_with("Suran,exact,1,Suran,1.00,"));
        assert!(lines[2].starts_with("Suran,ambiguous,"));
        assert!(lines[3].starts_with("\"Kafr \"\"Zita\"\"\",none,,,,,"));
        assert!(lines[4].starts_with("\"Hass, upper\",exact,3,"));
        assert_eq!(lines.len(), 5);
    }
}

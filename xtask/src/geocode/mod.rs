//! `cargo xtask geocode --gazetteer <file> <names.csv>` and `cargo xtask geocode-bench`.

pub(crate) mod bench;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use chronotope_core::gazetteer::{
    Border, Geocoder, LonLat, Precision, Query, Verdict, read_borders, read_gazetteers,
};
use chronotope_core::read::{HEAD, encoding_of};

const USAGE: &str =
    "usage: cargo xtask geocode --gazetteer <file or folder> [--gazetteer <file>]... <names.csv>";

/// Reads names from a CSV file and prints what each stands for, one row per input row, in order.
pub(crate) fn run(args: Vec<String>) -> Result<(), String> {
    let mut gazetteers = Vec::new();
    let mut names = None;
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        if let Some(file) = arg.strip_prefix("--gazetteer=") {
            gazetteers.push(file.to_owned());
            continue;
        }
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
    let text = decoded(fs::read(&names).map_err(|error| format!("cannot read {names}: {error}"))?)?;
    let table = geocode_table(&geocoder, &text)?;
    match std::io::stdout().lock().write_all(table.as_bytes()) {
        // Whoever reads has read enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| error.to_string()),
    }
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
        let bytes = fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        decoded(bytes).map_err(|problem| format!("{}: {problem}", path.display()))
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
    Ok(Geocoder::new(loaded.gazetteer)
        .with_borders(borders())
        .with_known_cities())
}

/// A text as UTF-8, whatever it was written in: told as the page tells it.
fn decoded(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let head = bytes.get(..HEAD).unwrap_or(&bytes);
    let Some(label) = encoding_of(head) else {
        return Ok(bytes);
    };
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())
        .ok_or_else(|| format!("the encoding {label} is not known"))?;
    Ok(encoding.decode(&bytes).0.into_owned().into_bytes())
}

/// The countries of the bundled map, the finer ones of the region first.
fn borders() -> Vec<Border> {
    let basemap = crate::paths::root().join("gazetteer/basemap");
    ["countries.geojson", "world-countries.geojson"]
        .iter()
        .filter_map(|name| fs::read(basemap.join(name)).ok())
        .flat_map(|bytes| read_borders(&bytes))
        .collect()
}

fn geocode_table(geocoder: &Geocoder, text: &[u8]) -> Result<String, String> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let header = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: &u8| header.split(|byte| byte == delimiter).count();
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text);
    let header = reader
        .headers()
        .map_err(|error| format!("the names: {error}"))?
        .clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|known| known.trim().eq_ignore_ascii_case(name))
    };
    let name_at = ["name", "toponym", "place", "location"]
        .into_iter()
        .find_map(column)
        .ok_or("the names have no column 'name'")?;
    let at = ["admin1", "admin2", "country", "lat", "lon"].map(column);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| error.to_string();
    writer
        .write_record(["name", "verdict", "id", "place", "score", "why", "others"])
        .map_err(failed)?;
    let rows: Vec<csv::ByteRecord> = reader
        .byte_records()
        .collect::<Result<_, _>>()
        .map_err(|error| format!("the names: {error}"))?;
    let columns = Columns {
        name: name_at,
        hints: at,
    };
    // Names do not depend on one another: each core takes a run of them.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let run = rows.len().div_ceil(cores).max(64);
    let answers: Result<Vec<Vec<[String; 7]>>, String> = std::thread::scope(|scope| {
        let answer = |rows: &[csv::ByteRecord]| {
            rows.iter()
                .map(|row| geocode_row(geocoder, row, &columns))
                .collect::<Vec<_>>()
        };
        let runs: Vec<_> = rows
            .chunks(run)
            .map(|rows| scope.spawn(move || answer(rows)))
            .collect();
        runs.into_iter()
            .map(|run| {
                run.join()
                    .map_err(|_panic| "a name could not be looked up".to_owned())
            })
            .collect()
    });
    for answer in answers?.iter().flatten() {
        writer.write_record(answer).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// Where the columns of the names are.
struct Columns {
    name: usize,
    /// admin1, admin2, country, lat, lon.
    hints: [Option<usize>; 5],
}

fn geocode_row(geocoder: &Geocoder, row: &csv::ByteRecord, columns: &Columns) -> [String; 7] {
    let value = |at: Option<usize>| {
        let value = String::from_utf8_lossy(row.get(at?)?).trim().to_owned();
        Some(value).filter(|value| !value.is_empty())
    };
    let [admin1, admin2, country, lat, lon] = columns.hints.map(value);
    let number = |value: Option<String>| value?.replace(',', ".").parse::<f64>().ok();
    let name = row
        .get(columns.name)
        .map(String::from_utf8_lossy)
        .unwrap_or_default();
    let resolution = geocoder.geocode(&Query {
        admin1: admin1.as_deref(),
        admin2: admin2.as_deref(),
        country: country.as_deref(),
        near: number(lon)
            .zip(number(lat))
            .and_then(|(lon, lat)| LonLat::new(lon, lat)),
        ..Query::named(&name)
    });
    let id_and_name = |index| {
        let view = geocoder.gazetteer().get(index);
        view.map_or(("", ""), |view| (view.id(), view.name()))
    };
    // Nothing fits: what comes near goes to the others, so that nobody takes it for the answer.
    let refused = resolution.verdict == Verdict::None;
    let (first, others) = match resolution.candidates.split_first() {
        Some((first, others)) if !refused => (Some(first), others),
        _ => (None, resolution.candidates.as_slice()),
    };
    let (id, place) = first.map_or(("", ""), |first| id_and_name(first.place));
    let others: Vec<&str> = others.iter().map(|other| id_and_name(other.place).0).collect();
    [
        name.to_string(),
        resolution.verdict.word().to_owned(),
        id.to_owned(),
        place.to_owned(),
        first
            .map(|first| format!("{:.2}", first.score))
            .unwrap_or_default(),
        first
            .map(|first| format!("{}{}", first.why, where_of(resolution.precision)))
            .unwrap_or_default(),
        others.join("|"),
    ]
}

/// What the words around a name say of where.
fn where_of(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact | Precision::Area => "",
        Precision::Near => "; near it",
        Precision::Part => "; some part of it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chronotope_core::gazetteer::read_gazetteer;

    #[test]
    fn other_delimiters_line_ends_and_marks_are_read() {
        let gazetteer = read_gazetteer(b"id,name_en,kind\n1,Suran,town\n");
        let geocoder = Geocoder::new(gazetteer.gazetteer);
        for names in [
            "\u{feff}Name,x\r\nSuran,1\r\n",
            "name\tadmin1\nSuran\tHama\n",
            "id;NAME\n1;Suran\n",
        ] {
            let table = geocode_table(&geocoder, names.as_bytes()).unwrap();
            assert!(
                table.lines().nth(1).unwrap().starts_with("Suran,exact,1"),
                "{names}"
            );
        }
    }

    #[test]
    fn other_encodings_are_read() {
        let gazetteer = read_gazetteer("id,name_en,name_ar,kind\n1,Suran,صوران,town\n".as_bytes());
        let geocoder = Geocoder::new(gazetteer.gazetteer);
        let text = "name,admin1\r\nصوران,حماة\r\n";
        let wide = |unit: fn(u16) -> [u8; 2], mark: &[u8]| {
            let mut bytes = mark.to_vec();
            bytes.extend(text.encode_utf16().flat_map(unit));
            bytes
        };
        for bytes in [
            wide(u16::to_le_bytes, b"\xff\xfe"),
            wide(u16::to_be_bytes, b"\xfe\xff"),
            wide(u16::to_le_bytes, b""),
            encoding_rs::WINDOWS_1256.encode(text).0.into_owned(),
        ] {
            let table = geocode_table(&geocoder, &decoded(bytes).unwrap()).unwrap();
            assert_eq!(table.lines().count(), 2);
            assert!(
                table.lines().nth(1).unwrap().starts_with("صوران,exact,1"),
                "{table}"
            );
        }
    }

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

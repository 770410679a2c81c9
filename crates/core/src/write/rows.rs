//! Rows of an opened file, with the columns that they came in.

use super::cell::{BOM, push_record};
use super::csv::CREDIT;
use super::geojson::{put_credit, put_points, put_timespans};
use super::json::Json;
use super::{Choices, Credit, Detail};
use crate::geo::LonLat;
use crate::read::{NamedText, Role};
use crate::table::TablePlace;
use crate::time::{Day, TimeWindow};

/// Where a row is, as the table has it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RowPlace {
    /// Its point; `None` for an area, or if it is not known.
    pub point: Option<LonLat>,
}

/// What was read from a row, as the table has it.
#[derive(Debug, Clone, Copy, Default)]
pub struct RowRead<'a> {
    /// The days that its date allows.
    pub days: &'a [TimeWindow],
    /// Its first place.
    pub place: Option<&'a TablePlace>,
    /// Its point; `None` for an area, or if it is not known.
    pub point: Option<LonLat>,
    /// How exactly the place is known, in a word.
    pub precision: &'a str,
}

/// Columns of what was read. They are written as one word, so that no reader takes them for the file's own.
const READ: [&str; 6] = [
    "dateAsRead",
    "placeAsRead",
    "placeIdAsRead",
    "latAsRead",
    "lonAsRead",
    "placePrecisionAsRead",
];

/// Days as an EDTF expression.
fn edtf(days: &[TimeWindow]) -> String {
    let span = |span: &TimeWindow, [apart, open]: [&str; 2]| {
        if span.first() == span.last() {
            return span.first().to_string();
        }
        let end = |day: Day, is_open: bool| if is_open { open.to_owned() } else { day.to_string() };
        let first = end(span.first(), span.first() == Day::MIN);
        let last = end(span.last(), span.end() == Day::MAX);
        format!("{first}{apart}{last}")
    };
    match days {
        [] => String::new(),
        [one] => span(one, ["/", ".."]),
        several => {
            let spans: Vec<String> = several.iter().map(|s| span(s, ["..", ""])).collect();
            format!("[{}]", spans.join(","))
        }
    }
}

/// The role of a column whose value is a coordinate, or all of a place's coordinates.
fn coordinate(column: &str) -> Option<Role> {
    let role = Role::of_name(column).map(|(role, _)| role);
    role.filter(|role| matches!(role, Role::Lon | Role::Lat))
}

/// True for columns that hold coordinates in some other form.
fn is_geometry(column: &str) -> bool {
    let column = column.to_ascii_lowercase();
    ["geometry", "geom", "wkt", "priogrid", "coordinates", "bbox"]
        .iter()
        .any(|word| column.contains(word))
}

/// What is written in place of a field: itself, rounded, or nothing (`None` leaves the column out).
fn field(choices: &Choices, name: &str, value: &str) -> Option<String> {
    if choices.without_columns.iter().any(|column| column == name) {
        return None;
    }
    let hides_points = !choices.keeps(Detail::Coordinates);
    if coordinate(name).is_some() {
        if hides_points {
            return None;
        }
        return Some(
            match (choices.grid, value.trim().replace(',', ".").parse::<f64>()) {
                (None, _) => value.to_owned(),
                (Some(grid), Ok(degrees)) => {
                    // Both are rounded the same way, so either may stand for both.
                    let rounded = grid.round(LonLat {
                        lon: degrees,
                        lat: degrees,
                    });
                    rounded.lon.to_string()
                }
                // What is no number might still tell where.
                (Some(_), Err(_)) => String::new(),
            },
        );
    }
    if is_geometry(name) && (hides_points || choices.grid.is_some()) {
        return hides_points
            .then_some(())
            .map_or_else(|| Some(String::new()), |()| None);
    }
    Some(value.to_owned())
}

/// Writes rows as CSV, one by one, so that a large file need not be in memory.
#[derive(Debug)]
pub struct RowCsv {
    columns: Vec<String>,
    read: Vec<&'static str>,
    choices: Choices,
    credit: [String; 5],
}

impl RowCsv {
    /// With the columns of the source, in their order, and the text to begin the file with.
    pub fn new(columns: &[String], choices: &Choices, credit: &Credit) -> (RowCsv, String) {
        let kept: Vec<String> = columns
            .iter()
            .filter(|column| field(choices, column, "0").is_some() && !READ.contains(&column.as_str()))
            .cloned()
            .collect();
        let mut out = String::from(if choices.bom { BOM } else { "" });
        // A column that is left out may be told by what was read from it.
        let tells_read = choices.without_columns.is_empty();
        let has_points = choices.keeps(Detail::Coordinates);
        let is_told = |name: &&str| tells_read && (has_points || !name.starts_with('l'));
        let read: Vec<&str> = READ.into_iter().filter(is_told).collect();
        push_record(
            &mut out,
            kept.iter()
                .map(String::as_str)
                .chain(read.iter().copied())
                .chain(CREDIT),
        );
        let csv = RowCsv {
            columns: kept,
            read,
            choices: choices.clone(),
            credit: [
                credit.title.clone(),
                credit.attribution.clone(),
                credit.licence.clone(),
                credit.view.clone(),
                credit.hashes(),
            ],
        };
        (csv, out)
    }

    /// The record of a row.
    pub fn push(&self, out: &mut String, fields: &[NamedText], read: RowRead<'_>) {
        let mut record: Vec<String> = Vec::with_capacity(self.columns.len() + CREDIT.len());
        for (at, column) in self.columns.iter().enumerate() {
            // Fields come in the order of the columns, unless some are missing.
            let found = fields
                .get(at)
                .filter(|(name, _)| name == column)
                .or_else(|| fields.iter().find(|(name, _)| name == column));
            let value = found.map_or("", |(_, value)| value.as_str());
            record.push(field(&self.choices, column, value).unwrap_or_default());
        }
        record.extend(self.read.iter().map(|column| self.as_read(column, read)));
        record.extend(self.credit.iter().cloned());
        push_record(out, record.iter().map(String::as_str));
    }
}

impl RowCsv {
    /// The cell of a column of what was read.
    fn as_read(&self, column: &str, read: RowRead<'_>) -> String {
        let point = || read.point.and_then(|point| self.choices.point(point));
        // A place that only its position names would tell it whole.
        let is_position =
            |name: &str| name.starts_with(|c: char| c.is_ascii_digit() || c == '-') || name.contains('(');
        let is_less = self.choices.grid.is_some() || !self.choices.keeps(Detail::Coordinates);
        let place = |of: fn(&TablePlace) -> &str| {
            let name = read.place.map_or("", of);
            if is_less && is_position(name) {
                String::new()
            } else {
                name.to_owned()
            }
        };
        match column {
            "dateAsRead" => edtf(read.days),
            "placeAsRead" => place(|place| &place.name),
            "placeIdAsRead" => place(|place| &place.id),
            "latAsRead" => point().map_or_else(String::new, |point| point.lat.to_string()),
            "lonAsRead" => point().map_or_else(String::new, |point| point.lon.to_string()),
            _ => read.precision.to_owned(),
        }
    }
}

/// Writes rows as GeoJSON, one by one.
#[derive(Debug)]
pub struct RowGeoJson {
    choices: Choices,
    /// Values stand in the source as JSON: numbers and lists stay what they are.
    is_json: bool,
}

impl RowGeoJson {
    /// For rows whose source is JSON or not, and the text to begin the file with.
    pub fn new(is_json: bool, choices: &Choices, credit: &Credit) -> (RowGeoJson, String) {
        let mut json = Json::default();
        json.open('{');
        json.field("type", "FeatureCollection");
        put_credit(&mut json, credit);
        json.key("features");
        json.open('[');
        let rows = RowGeoJson {
            choices: choices.clone(),
            is_json,
        };
        (rows, json.finish())
    }

    /// The text to end the file with.
    pub const END: &'static str = "\n]}\n";

    /// The feature of a row, with what parts it from the one before.
    pub fn push(
        &self,
        out: &mut String,
        is_first: bool,
        fields: &[NamedText],
        place: RowPlace,
        days: &[TimeWindow],
    ) {
        let mut json = Json::default();
        json.open('{');
        json.field("type", "Feature");
        json.key("geometry");
        let own = fields
            .iter()
            .find(|(name, _)| name == "geometry")
            .filter(|_| self.is_json);
        match own.filter(|_| self.choices.grid.is_none() && self.choices.keeps(Detail::Coordinates)) {
            Some((_, geometry)) if !geometry.is_empty() => json.raw(geometry),
            _ => {
                let point = place.point.and_then(|point| self.choices.point(point));
                put_points(&mut json, point.as_slice());
            }
        }
        if !days.is_empty() {
            json.key("when");
            json.open('{');
            put_timespans(&mut json, days);
            json.close('}');
        }
        json.key("properties");
        json.open('{');
        for (name, value) in fields {
            if self.is_json && (name == "geometry" || name == "when") {
                continue;
            }
            let Some(value) = field(&self.choices, name, value) else {
                continue;
            };
            json.key(name);
            if self.is_json && is_json_value(&value) {
                json.raw(&value);
            } else {
                json.string(&value);
            }
        }
        if let Some(grid) = self.choices.grid {
            json.field("coordinates_rounded_to_degrees", grid.degrees());
        }
        json.close('}');
        json.close('}');
        out.push_str(if is_first { "\n" } else { ",\n" });
        out.push_str(&json.finish());
    }
}

/// About how many bytes so many rows will have as CSV, that are so many in their source: each names where it is from.
pub fn about_csv_bytes(source: f64, rows: f64, credit: &Credit) -> f64 {
    let texts = [&credit.title, &credit.attribution, &credit.licence, &credit.view];
    // Quotes and commas, and the name and hash of one file.
    let texts: usize = texts.iter().map(|text| text.len() + 2).sum();
    source + rows * (texts + credit.title.len() + 124) as f64
}

/// The same as GeoJSON, in which each row names its columns.
pub fn about_geojson_bytes(source: f64, rows: f64, columns: &[String]) -> f64 {
    let names: usize = columns.iter().map(|name| name.len() + 5).sum();
    source + rows * (names + 180) as f64
}

/// True for the text of a JSON number, list or object, or `true`, `false`.
fn is_json_value(text: &str) -> bool {
    let begins = text
        .bytes()
        .next()
        .is_some_and(|b| b.is_ascii_digit() || b"-[{tf".contains(&b));
    begins && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::{FileHash, Grid};
    use super::*;

    fn named(fields: &[(&str, &str)]) -> Vec<NamedText> {
        fields
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect()
    }

    fn credit() -> Credit {
        Credit {
            title: "rows.csv".to_owned(),
            files: vec![FileHash {
                name: "rows.csv".to_owned(),
                sha256: "ab".to_owned(),
            }],
            ..Credit::default()
        }
    }

    fn check(choices: &Choices, expected: [&str; 2]) {
        let columns = ["id", "latitude", "longitude", "geom_wkt", "=notes"].map(str::to_owned);
        let (csv, mut out) = RowCsv::new(&columns, choices, &credit());
        let row = named(&[
            ("id", "1"),
            ("latitude", "35.123"),
            ("longitude", "-36.987"),
            ("geom_wkt", "POINT(1 2)"),
            ("=notes", "=x"),
        ]);
        let place = TablePlace {
            id: "gn1".to_owned(),
            name: "Hass".to_owned(),
            ..TablePlace::default()
        };
        let day = |iso| Day::parse_iso(iso).expect("a day");
        let read = RowRead {
            days: &[TimeWindow::from_days(day("2018-09-03"), day("2018-09-05"))],
            place: Some(&place),
            point: Some(LonLat {
                lon: -36.987,
                lat: 35.123,
            }),
            precision: "near",
        };
        csv.push(&mut out, &row, read);
        let lines: Vec<&str> = out.split_terminator("\r\n").collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn days_as_read_are_written_as_they_would_be_read() {
        use crate::time::{Extent, When};
        for text in [
            "2018-09-03",
            "2018-09-03/2018-09-05",
            "../2018-09-05",
            "2018-09-03/..",
            "[2018-09-03,2018-09-07]",
        ] {
            let when = When::parse(text, Extent::Within).expect("EDTF");
            assert_eq!(edtf(when.spans()), text);
        }
        assert_eq!(edtf(&[]), "");
    }

    #[test]
    fn rows_keep_their_columns() {
        check(
            &Choices::default(),
            [
                "id,latitude,longitude,geom_wkt,'=notes,dateAsRead,placeAsRead,placeIdAsRead,latAsRead,lonAsRead,placePrecisionAsRead,data_set,attribution,licence,view,data_sha256",
                "1,35.123,-36.987,POINT(1 2),'=x,2018-09-03/2018-09-05,Hass,gn1,35.123,-36.987,near,rows.csv,,,,rows.csv sha256:ab",
            ],
        );
        check(
            &Choices {
                grid: Some(Grid::Tenth),
                without_columns: vec!["=notes".to_owned()],
                ..Choices::default()
            },
            [
                "id,latitude,longitude,geom_wkt,data_set,attribution,licence,view,data_sha256",
                "1,35.1,-37,,rows.csv,,,,rows.csv sha256:ab",
            ],
        );
        check(
            &Choices {
                without: vec![Detail::Coordinates],
                ..Choices::default()
            },
            [
                "id,'=notes,dateAsRead,placeAsRead,placeIdAsRead,placePrecisionAsRead,data_set,attribution,licence,view,data_sha256",
                "1,'=x,2018-09-03/2018-09-05,Hass,gn1,near,rows.csv,,,,rows.csv sha256:ab",
            ],
        );
    }

    #[test]
    fn what_is_said_of_the_size_is_near_it() {
        let columns = ["id", "date", "lat", "lon", "summary"].map(str::to_owned);
        let values = [
            "e1",
            "2020-01-02",
            "35.12345",
            "36.12345",
            "Shelling, it is said, of a town near the road",
        ];
        let fields: Vec<NamedText> = columns.iter().cloned().zip(values.map(str::to_owned)).collect();
        let mut credit = credit();
        credit.view = "1,000 reported events, 1 January 2011 to 31 December 2024".to_owned();
        credit.files[0].sha256 = "ab".repeat(32);
        let rows = 1_000;
        let source = (rows * (values.iter().map(|v| v.len() + 1).sum::<usize>() + 2)) as f64;
        let near = |about: f64, text: &str| {
            let ratio = about / text.len() as f64;
            assert!((0.85..1.15).contains(&ratio), "{ratio}");
        };
        let (csv, mut out) = RowCsv::new(&columns, &Choices::default(), &credit);
        for _ in 0..rows {
            let day = Day::parse_iso("2020-01-02").expect("a day");
            let read = RowRead {
                days: &[TimeWindow::from_days(day, day)],
                point: LonLat::new(36.12345, 35.12345),
                precision: "exact",
                ..RowRead::default()
            };
            csv.push(&mut out, &fields, read);
        }
        near(about_csv_bytes(source, rows as f64, &credit), &out);
        let (json, mut out) = RowGeoJson::new(false, &Choices::default(), &credit);
        let point = Some(LonLat {
            lon: 36.12345,
            lat: 35.12345,
        });
        let day = crate::time::Day::parse_iso("2020-01-02").expect("a day");
        for _ in 0..rows {
            json.push(
                &mut out,
                false,
                &fields,
                RowPlace { point },
                &[TimeWindow::from_days(day, day)],
            );
        }
        near(about_geojson_bytes(source, rows as f64, &columns), &out);
    }

    #[test]
    fn features_keep_what_their_values_are() {
        let (rows, mut out) = RowGeoJson::new(true, &Choices::default(), &credit());
        let geometry = r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#;
        let fields = named(&[
            ("geometry", geometry),
            ("n", "2.50"),
            ("code", "007"),
            ("list", "[1]"),
            ("text", "true story"),
        ]);
        rows.push(&mut out, true, &fields, RowPlace::default(), &[]);
        let point = LonLat { lon: 1.0, lat: 2.0 };
        rows.push(
            &mut out,
            false,
            &named(&[("a", "b")]),
            RowPlace { point: Some(point) },
            &[],
        );
        out.push_str(RowGeoJson::END);
        assert!(
            out.contains(r#""properties":{"n":2.50,"code":"007","list":[1],"text":"true story"}"#),
            "{out}"
        );
        assert!(out.contains(geometry));
        let read: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(
            read["features"][1]["geometry"]["coordinates"],
            serde_json::json!([1, 2])
        );
        assert_eq!(read["data"][0]["sha256"], "ab");
    }
}

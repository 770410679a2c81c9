//! A made-up data set of any size, for benches: as columns, as CSV and as `GeoJSON`.
//!
//! Deterministic, and row by row: row `i` depends on `i` and the seed alone, so that a part of it can be made anywhere.
//! The days are bursty, as those of conflicts are; rows come in no order of day. Not part of a release.

use crate::geo::LonLat;
use crate::table::{
    Codes, Column, Dictionary, Dim, EventTable, FigureColumn, ReadyColumns, TableError, TablePlace,
};
use crate::time::Day;
use std::fmt::Write as _;
use std::ops::Range;

/// The first day: 2011-01-01.
pub const FIRST_DAY: Day = Day(14_975);
/// Days of 14 years, 2011 to 2024.
pub const DAYS: u32 = 5_114;
/// Number of calendar months in these.
pub const MONTHS: u32 = 168;
/// Places, named `place-NNNN`.
pub const PLACES: u32 = 2_000;
/// Actors, named `actor-NN`.
pub const ACTORS: u32 = 40;
/// Sources, named `source-NN`.
pub const SOURCES: u32 = 50;
/// The kinds, by code.
pub const KINDS: [&str; 8] = [
    "airstrike",
    "shelling",
    "ground clash",
    "explosion",
    "raid",
    "protest",
    "agreement",
    "movement",
];
/// The header of the CSV.
pub const CSV_HEADER: &str = "id,date,place,lon,lat,kind,actor,source,fatalities,summary\n";
/// What comes before the features of the `GeoJSON`; they are parted by `,\n`.
pub const GEOJSON_START: &str = "{\"type\":\"FeatureCollection\",\"features\":[\n";
/// What comes after them.
pub const GEOJSON_END: &str = "\n]}\n";

/// Times at which events crowd.
const BURSTS: u64 = 48;

/// One event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkloadRow {
    /// Days since [`FIRST_DAY`].
    pub day: u32,
    /// Code of the place.
    pub place: u32,
    /// Code of the kind.
    pub kind: u32,
    /// Code of the actor.
    pub actor: u32,
    /// Code of the source.
    pub source: u32,
    /// How many were killed.
    pub fatalities: u32,
}

/// The row with this index.
pub fn row(index: u32) -> WorkloadRow {
    let mut random = Random::new(u64::from(index) ^ 0x00C0_FFEE);
    let day = if random.below(100) < 35 {
        random.below(u64::from(DAYS)) as u32
    } else {
        let mut burst = Random::new(random.below(BURSTS) + 977);
        let (start, spread) = (burst.below(u64::from(DAYS)), 4 + burst.below(90));
        // The sum of two even draws peaks in the middle.
        let day = start + random.below(spread) + random.below(spread);
        (day % u64::from(DAYS)) as u32
    };
    // A few places have most of the events.
    let rank = random.below(u64::from(PLACES)) * random.below(u64::from(PLACES)) / u64::from(PLACES);
    WorkloadRow {
        day,
        place: (rank * 7 % u64::from(PLACES)) as u32,
        kind: (random.below(8) * random.below(9) / 8) as u32,
        actor: (random.below(u64::from(ACTORS))) as u32,
        source: (random.below(u64::from(SOURCES))) as u32,
        fatalities: (random.below(8) * random.below(8) / 12) as u32,
    }
}

/// Where a place lies: within 32 to 42 degrees east and 32 to 37 degrees north, to five decimals.
pub fn lon_lat(place: u32) -> LonLat {
    let mut random = Random::new(u64::from(place) + 0x0BAD_CAFE);
    LonLat {
        lon: 32.0 + random.below(1_000_000) as f64 / 1e5,
        lat: 32.0 + random.below(500_000) as f64 / 1e5,
    }
}

/// Columns of the first `rows` rows, in the order of the file.
pub fn columns(rows: u32) -> ReadyColumns {
    let mut days = Vec::with_capacity(rows as usize);
    let mut fatalities = Vec::with_capacity(rows as usize);
    let mut codes = [KINDS.len(), ACTORS as usize, SOURCES as usize, PLACES as usize]
        .map(|entries| Codes::for_dictionary(entries, rows as usize));
    for index in 0..rows {
        let row = row(index);
        days.push(FIRST_DAY.0 + row.day.cast_signed());
        fatalities.push(row.fatalities as f32);
        for (codes, code) in codes.iter_mut().zip([row.kind, row.actor, row.source, row.place]) {
            codes.push(code);
        }
    }
    let [kind, actor, source, place] = codes.map(Column::One);
    let numbered =
        |name: &str, count: u32| Dictionary::of((0..count).map(|code| format!("{name}-{code:02}")));
    ReadyColumns {
        days,
        columns: vec![
            (Dim::Kind, kind, Dictionary::of(KINDS)),
            (Dim::Actor, actor, numbered("actor", ACTORS)),
            (Dim::Report, source, numbered("source", SOURCES)),
            (Dim::Mark, place, Dictionary::default()),
        ],
        places: (0..PLACES).map(place_of).collect(),
        figures: vec![FigureColumn::of_best("killed", fatalities)],
        record: Vec::new(),
    }
}

fn place_of(code: u32) -> TablePlace {
    TablePlace {
        lon_lat: Some(lon_lat(code)),
        ..TablePlace::named(&format!("place-{code:04}"))
    }
}

/// A table of the first `rows` rows.
///
/// # Errors
/// [`TableError::TooManyRows`].
pub fn table(rows: u32) -> Result<EventTable, TableError> {
    columns(rows).into_table()
}

/// Appends rows as CSV, without the header: about 138 bytes each.
pub fn write_csv(rows: Range<u32>, out: &mut String) {
    for index in rows {
        let row = row(index);
        let at = lon_lat(row.place);
        let kind = KINDS[row.kind as usize];
        append(
            out,
            format_args!(
                "e{index:08},{},place-{:04},{:.5},{:.5},{kind},actor-{:02},source-{:02},{},",
                FIRST_DAY.plus(row.day.cast_signed()),
                row.place,
                at.lon,
                at.lat,
                row.actor,
                row.source,
                row.fatalities
            ),
        );
        write_summary(index, row, out);
        out.push('\n');
    }
}

/// Appends rows as `GeoJSON` features parted by `,\n`, none after the last: about 297 bytes each.
pub fn write_geojson(rows: Range<u32>, out: &mut String) {
    let start = rows.start;
    for index in rows {
        if index > start {
            out.push_str(",\n");
        }
        let row = row(index);
        let at = lon_lat(row.place);
        let kind = KINDS[row.kind as usize];
        append(
            out,
            format_args!(
                "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{:.5},{:.5}]}},\
                 \"properties\":{{\"id\":\"e{index:08}\",\"date\":\"{}\",\"place\":\"place-{:04}\",\
                 \"kind\":\"{kind}\",\"actor\":\"actor-{:02}\",\"source\":\"source-{:02}\",\
                 \"fatalities\":{},\"summary\":\"",
                at.lon,
                at.lat,
                FIRST_DAY.plus(row.day.cast_signed()),
                row.place,
                row.actor,
                row.source,
                row.fatalities
            ),
        );
        write_summary(index, row, out);
        out.push_str("\"}}");
    }
}

fn write_summary(index: u32, row: WorkloadRow, out: &mut String) {
    let kind = KINDS[row.kind as usize];
    append(
        out,
        format_args!(
            "Report {index} of {kind} by actor-{:02}; {} dead",
            row.actor, row.fatalities
        ),
    );
    out.push_str([" in the town", " near the road", "", " by the river"][index as usize % 4]);
}

/// What a page that measures needs to know of the data, as JSON.
pub fn meta_json() -> String {
    let kinds = KINDS.map(|kind| format!("\"{kind}\"")).join(",");
    format!(
        "{{\"kinds\":[{kinds}],\"places\":{PLACES},\"actors\":{ACTORS},\"sources\":{SOURCES},\
         \"first_day\":\"{FIRST_DAY}\",\"days\":{DAYS},\"months\":{MONTHS}}}\n"
    )
}

fn append(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let written = out.write_fmt(text);
    debug_assert!(written.is_ok(), "a string takes all text");
}

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((u128::from(z ^ (z >> 31)) * u128::from(bound)) >> 64) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_long_as_they_should_be() {
        let (mut csv, mut geojson) = (String::new(), String::new());
        write_csv(0..1_000, &mut csv);
        write_geojson(0..1_000, &mut geojson);
        assert!((130..147).contains(&(csv.len() / 1_000)), "{}", csv.len());
        assert!((282..312).contains(&(geojson.len() / 1_000)), "{}", geojson.len());
        assert!(csv.lines().all(|line| line.split(',').count() == 10));
    }

    #[test]
    fn text_and_columns_agree() {
        assert_eq!(Day::from_ymd(2011, 1, 1), Some(FIRST_DAY));
        assert_eq!(
            Day::from_ymd(2025, 1, 1),
            Some(FIRST_DAY.plus(DAYS.cast_signed()))
        );
        let table = table(500).expect("a table");
        let mut csv = String::new();
        write_csv(0..500, &mut csv);
        let lines: Vec<&str> = csv.lines().collect();
        for row in 0..500 {
            let fields: Vec<&str> = lines[table.record(row) as usize].split(',').collect();
            let day = table.day(row).map(|d| d.to_string());
            assert_eq!(day.as_deref(), Some(fields[1]));
            assert_eq!(table.text(Dim::Mark, row).next(), Some(fields[2]));
            assert_eq!(table.text(Dim::Kind, row).next(), Some(fields[5]));
            assert_eq!(table.text(Dim::Actor, row).next(), Some(fields[6]));
        }
    }
}

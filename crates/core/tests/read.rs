//! The readers held against the `csv` crate, against `serde_json`, and against themselves with the bytes cut anywhere.

#![allow(clippy::expect_used, reason = "helpers of tests")]

use chronotope_core::read::{Dialect, Effect, Format, Loaded, Outcome, ReadError, Reader, Reason, row_text};
use chronotope_core::table::Dim;
use chronotope_core::time::Day;
use proptest::prelude::*;

fn read_in_pieces(bytes: &[u8], cuts: &[usize]) -> Result<Outcome, ReadError> {
    let mut reader = Reader::new(Some(bytes.len() as u64));
    let mut at = 0;
    for cut in cuts {
        let next = (at + cut).min(bytes.len());
        reader.push(&bytes[at..next])?;
        at = next;
    }
    reader.push(&bytes[at..])?;
    reader.finish()
}

fn read(bytes: &[u8]) -> Result<Loaded, ReadError> {
    match read_in_pieces(bytes, &[])? {
        Outcome::Table(loaded) => Ok(*loaded),
        Outcome::Project => panic!("no rows"),
    }
}

/// The same with the text kept packed: the result, and that text.
fn read_packed(bytes: &[u8], cuts: &[usize]) -> Result<(Loaded, Vec<u8>), ReadError> {
    let mut reader = Reader::new(None).packing();
    let mut packed = Vec::new();
    let mut at = 0;
    for cut in cuts.iter().copied().chain([bytes.len()]) {
        let next = (at + cut).min(bytes.len());
        reader.push(&bytes[at..next])?;
        packed.extend_from_slice(reader.take_packed(100).unwrap_or_default());
        at = next;
    }
    reader.end()?;
    packed.extend_from_slice(reader.take_packed(0).unwrap_or_default());
    match reader.finish()? {
        Outcome::Table(loaded) => Ok((*loaded, packed)),
        Outcome::Project => panic!("no rows"),
    }
}

/// The result as something to compare: errors, rows and problems alike.
fn shown(result: &Result<Outcome, ReadError>) -> String {
    format!("{result:?}")
}

/// Every row's fields by their offsets, in the order of the file.
fn row_texts(bytes: &[u8], loaded: &Loaded) -> Vec<Vec<(String, String)>> {
    let mut rows: Vec<_> = (0..loaded.table.rows())
        .map(|row| {
            (
                loaded.table.record(row),
                loaded.table.text_offset(row).expect("offset") as usize,
            )
        })
        .collect();
    rows.sort_unstable();
    rows.iter()
        .map(|&(_, offset)| row_text(&bytes[offset..], &loaded.summary.dialect, true).expect("at the end"))
        .collect()
}

fn text(loaded: &Loaded, dim: Dim) -> Vec<String> {
    let mut rows: Vec<_> = (0..loaded.table.rows()).collect();
    rows.sort_by_key(|&row| loaded.table.record(row));
    rows.iter()
        .map(|&row| loaded.table.text(dim, row).collect::<Vec<_>>().join("+"))
        .collect()
}

/// Rows with something in them: the others are rejected.
fn filled(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    rows.into_iter()
        .filter(|row| {
            row.iter()
                .any(|field| !field.trim_matches([' ', '\n', '\r']).is_empty())
        })
        .collect()
}

fn problems(loaded: &Loaded) -> Vec<String> {
    let shown = |p: &chronotope_core::read::Problem| {
        format!("{} {} “{}” {}", p.row, p.field, p.value, p.reason.code())
    };
    loaded.summary.problems.kept().iter().map(shown).collect()
}

#[test]
fn rows_of_csv_keep_what_cannot_be_used() {
    let csv = "\u{feff}id,date,place,lon,lat,kind,actor,source,fatalities,summary\r\n\
        1,2018-09-08,Idlib,36.63,35.93,shelling,A,X,3,\"one, \"\"two\"\"\"\r\n\
        \r\n\
        2,08/09/2018,Idlib,36.63,35.93,shelling,A,Y,many,\"a\nb\"\r\n\
        3,2018-09,Jisr,236,35.8,clash,B,X,,c\r\n\
        4,,,,,clash,,X,0,d,e\r\n\
        5,2018-09-07,Idlib";
    let loaded = read(csv.as_bytes()).expect("rows");
    assert_eq!((loaded.summary.rows, loaded.table.rows()), (5, 5));
    assert_eq!(
        problems(&loaded),
        [
            "2 date “08/09/2018” ambiguous_date",
            "2 fatalities “many” bad_number",
            "3 lon “236” off_the_globe",
            "4  “4,,,,,clash,,X,0,d,e\r” extra_fields",
            "4 date “” no_date",
            "4 place “” no_place",
            "5  “5,2018-09-07,Idlib” missing_fields",
            "5 place “Idlib” no_coordinates",
        ]
    );
    assert_eq!(loaded.summary.problems.rows_with(Effect::Undated), 2);
    assert_eq!(text(&loaded, Dim::Mark), ["Idlib", "Idlib", "Jisr", "", "Idlib"]);
    assert_eq!(
        text(&loaded, Dim::Kind),
        ["shelling", "shelling", "clash", "clash", ""]
    );
    assert_eq!(text(&loaded, Dim::Report), ["X", "Y", "X", "X", ""]);
    let table = &loaded.table;
    assert_eq!(
        (table.day(0), table.day(1)),
        (Day::parse_iso("2018-09-07"), Day::parse_iso("2018-09-08"))
    );
    assert_eq!(
        (table.day_rows(), table.span_rows(), table.undated_rows()),
        (0..2, 2..3, 3..5)
    );
    let killed = &table.figures()[table.measure("killed").expect("killed")];
    assert_eq!(
        (killed.get(1).best, killed.get(2).best, killed.get(4).best),
        (Some(3.0), None, Some(0.0))
    );
    let rows = row_texts(csv.as_bytes(), &loaded);
    assert_eq!(rows[0][9], ("summary".into(), "one, \"two\"".into()));
    assert_eq!(rows[1][9].1, "a\nb");
}

#[test]
fn known_dialects_are_read_by_their_columns() {
    let acled = "event_id_cnty,event_date,year,event_type,actor1,location,latitude,longitude,source,notes,fatalities\n\
        SYR1,05 March 2019,2019,Battles,A (Syria),Idlib,35.93,36.63,SOHR; X,text,2\n";
    let loaded = read(acled.as_bytes()).expect("rows");
    assert!(loaded.summary.problems.is_empty());
    assert_eq!(loaded.table.day(0), Day::parse_iso("2019-03-05"));
    assert_eq!(text(&loaded, Dim::Actor), ["A (Syria)"]);

    let ucdp = "id,type_of_violence,side_a,side_b,source_office,where_coordinates,latitude,longitude,date_start,date_end,best,high,low\n\
        9,1,Government,B,AFP,Idlib,35.93,36.63,1989-01-01 00:00:00.000,1989-01-07 00:00:00.000,5,9,2\n";
    let loaded = read(ucdp.as_bytes()).expect("rows");
    assert!(loaded.summary.problems.is_empty());
    assert_eq!(text(&loaded, Dim::Kind), ["state-based conflict"]);
    assert_eq!(
        loaded
            .table
            .hull(0)
            .map(chronotope_core::time::TimeWindow::len_days),
        Some(7)
    );
    let killed = loaded.table.figures()[0].get(0);
    assert_eq!(
        (killed.low, killed.best, killed.high),
        (Some(2.0), Some(5.0), Some(9.0))
    );

    let lines = "date_start\tdate_end\tdate_edtf\tplace\tmodality\n\
        2019-03-01\t2019-03-05\t\tA\tplanned\n2019-03-01\t\t2019-03~\tB\tclaimed\n";
    let loaded = read(lines.as_bytes()).expect("rows");
    assert_eq!(
        (text(&loaded, Dim::Mark), text(&loaded, Dim::Mention)),
        (vec![String::new(), "B".into()], vec!["A".into(), "B".into()])
    );
}

#[test]
fn features_are_rows() {
    let json = r#"{"type":"FeatureCollection","name":"x \" {","crs":{"a":[{}]},"features":[
        {"type":"Feature","properties":{"date":"2018-09-08","place":"Id\u006cib","kind":"clash","fatalities":3},"geometry":{"type":"Point","coordinates":[36.63,35.93,400]}},
        {"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]]]},"properties":{"start":"2018-09-01","end":"2018-09-08","place":"B","tags":["{"]}},
        {"properties":{"date":2019,"kind":null},"geometry":null},
        {"properties":{"date":"2019-01-01",},"geometry":null},
        {"type":"Feature","when":{"timespans":[{"start":{"in":"1832"},"end":{"latest":"1833"}}]},"properties":null,"geometry":{"coordinates":[1,2],"type":"Point"}}
        ],"more":1}"#;
    let loaded = read(json.as_bytes()).expect("rows");
    assert_eq!((loaded.summary.rows, loaded.table.rows()), (5, 4));
    assert_eq!(loaded.summary.dialect.format, Format::GeoJson);
    let found: Vec<_> = loaded
        .summary
        .problems
        .kept()
        .iter()
        .map(|p| (p.row, p.reason))
        .collect();
    assert_eq!(
        found,
        [(2, Reason::NotAPoint), (3, Reason::NoPlace), (4, Reason::BadJson)]
    );
    assert_eq!(text(&loaded, Dim::Mark), ["Idlib", "B", "", "2, 1"]);
    assert_eq!(text(&loaded, Dim::Kind), ["clash", "", "", ""]);
    assert_eq!(
        loaded.table.places()[0].lon_lat.map(|p| (p.lon, p.lat)),
        Some((36.63, 35.93))
    );
    assert_eq!(
        row_texts(json.as_bytes(), &loaded)[0][1],
        ("place".into(), "Idlib".into())
    );
}

#[test]
fn features_on_lines_survive_a_bad_line() {
    let json = "\u{1e}{\"type\":\"Feature\",\"properties\":{\"date\":\"2018-09-08\"},\"geometry\":null}\n\
        {\"type\":\"Feature\",\"properties\":{{\n\
        {\"type\":\"Feature\",\"properties\":{\"date\":\"2018-09-09\"},\"geometry\":null}";
    let loaded = read(json.as_bytes()).expect("rows");
    assert_eq!((loaded.summary.rows, loaded.table.rows()), (3, 2));
    assert_eq!(loaded.summary.problems.count(Reason::BadJson), 1);
}

#[test]
fn a_file_cut_off_says_so() {
    let loaded =
        read(br#"{"features":[{"properties":{"date":"2018-09-08"},"geometry":null},{"prop"#).expect("rows");
    assert_eq!(
        (
            loaded.summary.rows,
            loaded.table.rows(),
            loaded.summary.problems.count(Reason::CutOff)
        ),
        (2, 1, 1)
    );
    assert_eq!(
        read(br#"{"type":"FeatureCollection"}"#),
        Err(ReadError::NoFeatures)
    );
    assert_eq!(read(b""), Err(ReadError::Empty));
    assert!(matches!(read(b"a,b\n1,2\n"), Err(ReadError::NoKnownColumns { header }) if header == ["a", "b"]));
    assert!(matches!(
        read_in_pieces(br#"{"version":1,"events":[]}"#, &[3]),
        Ok(Outcome::Project)
    ));
}

#[test]
fn a_quote_that_is_never_closed_costs_one_line() {
    let csv = "date,summary\n2018-09-08,\"five inches\n2018-09-09,b\n2018-09-10,c\n";
    let loaded = read(csv.as_bytes()).expect("rows");
    assert_eq!(
        (
            loaded.table.rows(),
            loaded.summary.problems.count(Reason::UnclosedQuote)
        ),
        (3, 1)
    );
    let rows = row_texts(csv.as_bytes(), &loaded);
    assert_eq!(rows[0][1].1, "\"five inches");
    assert_eq!(rows[2][1].1, "c");
}

#[test]
fn a_row_longer_than_any_row_is_rejected_and_the_next_one_read() {
    let mut csv = b"date,summary\n2018-09-08,".to_vec();
    csv.resize(csv.len() + (5 << 20), b'x');
    csv.extend_from_slice(b"\n2018-09-09,\"");
    csv.resize(csv.len() + (5 << 20), b'\n');
    csv.extend_from_slice(b"2018-09-10,c\n");
    for cuts in [vec![], vec![1 << 20; 9], vec![70_000; 120]] {
        let Ok(Outcome::Table(loaded)) = read_in_pieces(&csv, &cuts) else {
            panic!("rows");
        };
        let counts = [Reason::TooLong, Reason::UnclosedQuote].map(|r| loaded.summary.problems.count(r));
        assert_eq!((loaded.summary.rows, loaded.table.rows(), counts), (3, 2, [1, 1]));
    }
}

/// A file of rows like those the readers meet, and some they should not.
fn csv_like() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => Just("2018-09-08"), 2 => Just(","), 3 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\r"),
        2 => Just("\""), 1 => Just("\"\""), 1 => Just("Idlib"), 1 => Just("36.5"), 1 => Just("حلب"), 1 => Just("x"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| {
        let mut csv = b"date,place,lon,lat,summary\n".to_vec();
        for piece in &pieces {
            csv.extend_from_slice(piece.as_bytes());
        }
        csv
    })
}

fn json_like() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        3 => Just(r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[1.5,2]},"properties":{"date":"2018-09-08","place":"a\"b\\"}}"#),
        2 => Just(","), 1 => Just(r#"{"properties":{"x":}}"#), 1 => Just("\n"), 1 => Just("{"), 1 => Just("}"), 1 => Just("]"),
        1 => Just("\""), 1 => Just(r#"{"geometry":null,"properties":{"date":"2018~","lon":12,"lat":"3"}}"#), 1 => Just("\\"),
    ];
    let head = prop_oneof![
        Just("{\"features\":["),
        Just("{\"type\":\"Feature\",\"properties\":{}}\n")
    ];
    (head, proptest::collection::vec(piece, 0..20)).prop_map(|(head, pieces)| {
        let mut json = head.as_bytes().to_vec();
        for piece in &pieces {
            json.extend_from_slice(piece.as_bytes());
        }
        json
    })
}

/// Text before the part under test, so that cuts fall after the head by which the format is told.
fn padded(bytes: &[u8], filler: &str, at_line: bool) -> Vec<u8> {
    let split = if at_line {
        bytes
            .iter()
            .position(|&b| b == b'\n')
            .map_or(bytes.len(), |i| i + 1)
    } else {
        13.min(bytes.len())
    };
    let mut padded = bytes[..split].to_vec();
    while padded.len() < 70_000 {
        padded.extend_from_slice(filler.as_bytes());
    }
    padded.extend_from_slice(&bytes[split..]);
    padded
}

proptest! {
    #[test]
    fn pieces_do_not_matter_csv(csv in csv_like(), cuts in proptest::collection::vec(1usize..9, 0..40)) {
        let csv = padded(&csv, "2019-01-01,filler,1,2,\"a \"\"quoted\"\" line\"\n", true);
        let mut cuts = cuts;
        cuts.insert(0, 69_990);
        prop_assert_eq!(shown(&read_in_pieces(&csv, &[])), shown(&read_in_pieces(&csv, &cuts)));
    }

    #[test]
    fn pieces_do_not_matter_json(json in json_like(), cuts in proptest::collection::vec(1usize..30, 0..40)) {
        let json = if json.starts_with(b"{\"features") {
            padded(&json, r#"{"geometry":null,"properties":{"date":"2018-09-08"}},"#, false)
        } else {
            padded(&json, "{\"geometry\":null,\"properties\":{\"date\":\"2018-09-08\"}}\n", true)
        };
        let mut cuts = cuts;
        cuts.insert(0, 69_990);
        prop_assert_eq!(shown(&read_in_pieces(&json, &[])), shown(&read_in_pieces(&json, &cuts)));
    }

    #[test]
    fn packed_features_are_the_same_features(json in json_like(), cuts in proptest::collection::vec(1usize..30, 0..40)) {
        let plain = read(&json);
        let packed = read_packed(&json, &cuts);
        prop_assert_eq!(plain.as_ref().err(), packed.as_ref().err());
        if let (Ok(plain), Ok((loaded, text))) = (plain, packed) {
            prop_assert_eq!(loaded.table.rows(), plain.table.rows());
            prop_assert_eq!(row_texts(&text, &loaded), row_texts(&json, &plain));
            let told = |l: &Loaded| l.summary.problems.kept().iter().map(|p| (p.row, p.reason, p.value.clone())).collect::<Vec<_>>();
            prop_assert_eq!(told(&loaded), told(&plain));
            // What is rejected can be read too.
            for problem in loaded.summary.problems.kept() {
                let fields = row_text(&text[problem.offset as usize..], &loaded.summary.dialect, true);
                prop_assert!(fields.is_some());
            }
        }
    }

    #[test]
    fn arbitrary_bytes_are_survived(
        head in prop_oneof![Just("date,place\n"), Just("{\"features\":["), Just("{\"type\":\"Feature\"}\n"), Just("")],
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut file = head.as_bytes().to_vec();
        file.extend_from_slice(&bytes);
        if let Ok(Outcome::Table(loaded)) = read_in_pieces(&file, &[20]) {
            row_texts(&file, &loaded);
        }
        if let Ok((loaded, packed)) = read_packed(&file, &[20]) && loaded.summary.dialect.packed.is_some() {
            row_texts(&packed, &loaded);
        }
    }

    #[test]
    fn fields_are_those_of_the_csv_crate(
        rows in proptest::collection::vec(proptest::collection::vec("[a\",;\n\r é]{0,6}", 3), 1..8),
        delimiter in prop_oneof![Just(b','), Just(b';')],
        always in any::<bool>(),
    ) {
        let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
        writer.write_record(["date", "place", "summary"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let written = writer.into_inner().unwrap();
        let mut oracle = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(written.as_slice());
        let expected: Vec<Vec<String>> = oracle.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(&expected, &rows);
        let expected = filled(expected);
        let mut loaded = read(&written).expect("rows");
        loaded.summary.dialect = Dialect { format: Format::Delimited { delimiter }, ..loaded.summary.dialect };
        let got: Vec<Vec<String>> = row_texts(&written, &loaded).into_iter()
            .map(|row| row.into_iter().map(|(_, value)| value).collect()).collect();
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn odd_quoting_is_read_as_the_csv_crate_reads_it(body in "[a\",\n\r]{0,30}") {
        // A quote left open is where the two differ: the crate takes the rest of the file for one field.
        let text = format!("date,place\n{body}");
        let mut oracle = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let expected: Vec<Vec<String>> = oracle.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        let expected = filled(expected);
        let loaded = read(text.as_bytes()).expect("rows");
        prop_assume!(loaded.summary.problems.count(Reason::UnclosedQuote) == 0);
        let got: Vec<Vec<String>> = row_texts(text.as_bytes(), &loaded).into_iter()
            .map(|row| row.into_iter().map(|(_, value)| value).collect()).collect();
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn features_are_those_of_serde_json(
        rows in proptest::collection::vec(("[a\"\\\\\n{}é]{0,6}", -180.0f64..180.0, -90.0f64..90.0), 1..8),
    ) {
        let features: Vec<_> = rows.iter().map(|(place, lon, lat)| serde_json::json!({
            "type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"place": format!("p{place}"), "date": "2018-09-08"},
        })).collect();
        let text = serde_json::json!({"type": "FeatureCollection", "features": features}).to_string();
        let loaded = read(text.as_bytes()).expect("rows");
        prop_assert!(loaded.summary.problems.is_empty());
        for (row, (place, lon, lat)) in rows.iter().enumerate() {
            let code = loaded.table.codes(Dim::Mark, row as u32).next().expect("a place");
            let got = &loaded.table.places()[code as usize];
            let at = got.lon_lat.expect("a position");
            prop_assert_eq!((at.lon, at.lat), (*lon, *lat));
            let name = format!("p{place}");
            prop_assert!(got.name.starts_with(name.trim()));
        }
    }
}

#[test]
fn columns_x_and_y_are_a_position_where_nothing_else_is() {
    let loaded =
        read(b"date,place,X,Y\n2019-01-01,Hass,36.53,35.62\n2019-01-02,Far,4077000,4290000\n").expect("rows");
    assert_eq!(loaded.summary.placed.exact, 1);
    let reasons: Vec<Reason> = loaded.summary.problems.kept().iter().map(|p| p.reason).collect();
    assert_eq!(reasons, [Reason::ProjectedCoordinates]);
    let both = read(b"date,place,x,y,lon,lat\n2019-01-01,Hass,1,2,36.53,35.62\n").expect("rows");
    let place = &both.table.places()[0];
    assert_eq!(place.lon_lat.map(|at| (at.lon, at.lat)), Some((36.53, 35.62)));
}

#[test]
fn a_geometry_that_is_no_point_is_named() {
    let line = r#"{"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},"properties":{"date":"2019"}}"#;
    let loaded = read(format!(r#"{{"type":"FeatureCollection","features":[{line},{line}]}}"#).as_bytes());
    let loaded = loaded.expect("rows");
    let said = loaded.summary.problems.kept().iter();
    let said: Vec<String> = said
        .map(|p| format!("{} {} {} {}", p.row, p.field, p.value, p.reason.code()))
        .collect();
    assert_eq!(
        said,
        [
            "1 geometry LineString not_a_point",
            "2 geometry LineString not_a_point"
        ]
    );
}

//! Files as they are met outside: columns in another order, dates of spreadsheets, totals, coordinates that are none.
//! Each row is an event or rejected, and what cannot be used is told. The rows are made up.

#![allow(clippy::expect_used, reason = "helpers of tests")]

mod told;

use chronotope_core::read::{
    DateNumbers, Family, Format, Loaded, Outcome, Plan, ReadError, Reader, Reason, report_header,
    report_line, row_text,
};
use chronotope_core::table::Dim;
use told::{adds_up, problems, rows};

fn read_by(text: &str, plan: Plan) -> Loaded {
    let mut reader = Reader::new(None).by(plan).keeping_all_problems();
    reader.push(text.as_bytes()).expect("readable");
    let Ok(Outcome::Table(loaded)) = reader.finish() else {
        panic!("rows")
    };
    adds_up(&loaded);
    *loaded
}

fn read(text: &str) -> Loaded {
    read_by(text, Plan::default())
}

fn error(text: &str) -> ReadError {
    let mut reader = Reader::new(None);
    reader
        .push(text.as_bytes())
        .and_then(|()| reader.end())
        .expect_err("refused")
}

const ACLED: [&str; 12] = [
    "event_id_cnty",
    "event_date",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "admin1",
    "fatalities",
];

/// A file of ACLED's with these dates, the columns in any order.
fn acled(dates: &[&str], delimiter: char, line_end: &str, reversed: bool, upper: bool) -> String {
    let line = |mut cells: Vec<String>| {
        if reversed {
            cells.reverse();
        }
        cells.join(&delimiter.to_string())
    };
    let name = |name: &&str| {
        if upper {
            name.to_uppercase()
        } else {
            (*name).to_owned()
        }
    };
    let mut lines = vec![line(ACLED.iter().map(name).collect())];
    for (at, date) in dates.iter().enumerate() {
        let cells = [
            "SYR1",
            date,
            "1",
            "Battles",
            "Armed clash",
            "A",
            "Town",
            "36.0",
            "36.5",
            "1",
            "Idleb",
            "3",
        ];
        let mut cells = cells.map(str::to_owned);
        cells[0] = format!("SYR{at}");
        lines.push(line(cells.to_vec()));
    }
    lines.join(line_end) + line_end
}

#[test]
fn acled_however_its_columns_stand() {
    for delimiter in [',', ';', '\t', '|'] {
        for line_end in ["\n", "\r\n", "\r"] {
            for (reversed, upper) in [(false, false), (true, false), (false, true), (true, true)] {
                let loaded = read(&acled(&["2018-09-08"], delimiter, line_end, reversed, upper));
                assert_eq!(loaded.summary.family, Family::Acled);
                assert!(loaded.summary.problems.is_empty());
                assert_eq!(
                    rows(&loaded, &[Dim::Kind, Dim::Precision]),
                    ["2018-09-08 | Town 36.5,36 | Battles | exact"]
                );
            }
        }
    }
}

#[test]
fn acled_that_went_through_a_spreadsheet_is_asked_about() {
    let dates = ["9/8/2018", "9/15/2018", "8-Sep-18", "43351", "08-09-2018"];
    let text = acled(&dates, ',', "\n", false, false);
    let loaded = read(&text);
    assert_eq!(
        problems(&loaded),
        [
            "1 event_date 9/8/2018 ambiguous_date",
            "3 event_date 8-Sep-18 short_year",
            "4 event_date 43351 number_date",
        ]
    );
    assert_eq!(loaded.summary.findings.month_first, 1);
    let plan = Plan {
        short_years: Some(true),
        date_numbers: Some(DateNumbers::Days1900),
        date_order: Some(chronotope_core::read::DateOrder::MonthFirst),
        ..Plan::default()
    };
    let loaded = read_by(&text.replace(",08-09-2018,", ",08-09-2018 10:00,"), plan);
    let days: Vec<String> = rows(&loaded, &[]);
    let days: Vec<&str> = days.iter().map(|row| &row[..10]).collect();
    assert_eq!(
        days,
        [
            "2018-09-08",
            "2018-09-15",
            "2018-09-08",
            "2018-09-08",
            "2018-08-09"
        ]
    );
}

#[test]
fn totals_and_notes_below_a_table_are_no_events() {
    let loaded = read(
        "date,place,lat,lon,killed\n2018-09-08,Town,36,36.5,3\nTotal,,,,3\n\"Grand total: 3\",,,,\n,المجموع,,,3\n,,,,\n\
         2018-09-09,Total,36,36.5,1\n2018-09-09,Sumayr,,,1\n",
    );
    assert_eq!(
        problems(&loaded),
        [
            "2  Total,,,,3\n totals_row",
            "3  \"Grand total: 3\",,,,\n totals_row",
            "4  ,المجموع,,,3\n totals_row",
            "5  ,,,,\n empty_row",
            "7 place Sumayr no_coordinates",
        ]
    );
    let killed = &loaded.table.figures()[0];
    let sum: f32 = (0..loaded.table.rows())
        .filter_map(|row| killed.get(row).best)
        .sum();
    assert!((sum - 5.0).abs() < f32::EPSILON);
}

#[test]
fn ucdp_without_a_header_in_either_layout() {
    let long = "1,SYR-1,2018,1,Clear,2,1,1,c,1,1,d,1,1,A,1,1,B,1,t,AFP,2018-09-09,h,o,4,Town,near it,Gov,Dist,36.0,36.5,POINT (36.5 36.0),1,Syria,652,Middle East,1,4,2018-09-03 00:00:00.000,2018-09-03 00:00:00.000,0,0,1,0,1,2,1,652,";
    let short = "1,2018,1,2,1,c,1,d,1,A,1,,B,1,AFP,2018-09-09,o,4,Town,Gov,Dist,36.0,36.5,1,Syria,652,Middle East,1,4,2018-09-03,2018-09-03,0,0,1,0,1,1,2";
    for row in [long, short] {
        let missing = row.replace(",36.0,36.5,", ",,36.5,");
        for text in [
            format!("{row}\n"),
            format!("{missing}\n{row}\n"),
            format!("{}\n", row.replace(',', ";")),
        ] {
            let loaded = read(&text);
            assert_eq!(loaded.summary.family, Family::UcdpGed);
            let last = rows(&loaded, &[Dim::Kind, Dim::Actor, Dim::Precision]);
            assert_eq!(
                last.last().expect("a row"),
                "2018-09-01..2018-09-30 | area Gov | non-state conflict | A+B | area"
            );
            let table = &loaded.table;
            let code = table.codes(Dim::Mark, table.rows() - 1).next().expect("a place");
            let area = table.places()[code as usize].lon_lat.expect("a point");
            assert_eq!((area.lon, area.lat), (36.5, 36.0));
            let figure = loaded.table.figures()[0].get(loaded.table.rows() - 1);
            assert_eq!(
                (figure.low, figure.best, figure.high),
                (Some(1.0), Some(1.0), Some(2.0))
            );
        }
    }
}

#[test]
fn gdelt_with_the_names_of_bigquery() {
    let loaded = read(
        "GLOBALEVENTID,SQLDATE,Actor1Name,EventRootCode,ActionGeo_Type,ActionGeo_FullName,ActionGeo_Lat,ActionGeo_Long\n\
         1,20180908,A,19,4,Town,36,36.5\n2,20181345,A,19,4,Town,36,36.5\n",
    );
    assert_eq!(loaded.summary.family, Family::Gdelt);
    assert_eq!(
        rows(&loaded, &[Dim::Kind]),
        [
            "2018-09-08 | Town 36.5,36 | fight",
            "undated | Town 36.5,36 | fight"
        ]
    );
    assert_eq!(problems(&loaded), ["2 SQLDATE 20181345 bad_date"]);
}

#[test]
fn tags_of_hxl_in_a_pair_and_in_json() {
    let pair = read("When,Where,Point\n#date,#loc,#geo+coord\n2018-09-08,Town,\"36.0, 36.5\"\n");
    let json = read(r##"[{"#date":"2018-09-08","#loc+name":"Town","#geo+lat":36.0,"#geo+lon":36.5}]"##);
    for loaded in [pair, json] {
        assert_eq!(loaded.summary.family, Family::Hxl);
        assert_eq!(rows(&loaded, &[]), ["2018-09-08 | Town 36.5,36"]);
    }
}

#[test]
fn coordinates_that_are_none_are_told_and_the_name_may_serve() {
    let text = "date,place,lat,lon\n\
        2018-09-08,a,٣٦٫٠,٣٦٫٥\n2018-09-08,b,N/A,N/A\n2018-09-08,c,-999,-999\n2018-09-08,d,E36,N36\n\
        2018-09-08,e,36.0,\n2018-09-08,f,36.0N,E36.5\n2018-09-08,g,4300000,4077000\n";
    let loaded = read(text);
    assert_eq!(
        problems(&loaded),
        [
            "2 place b no_coordinates",
            "3 lon -999 off_the_globe",
            "4 lon N36 bad_coordinate",
            "5 lon  half_position",
            "7 lon 4077000 projected_coordinates",
        ]
    );
    let found = rows(&loaded, &[]);
    assert_eq!(
        (found[0].as_str(), found[5].as_str()),
        ("2018-09-08 | a 36.5,36", "2018-09-08 | f 36.5,36")
    );
    let pair = read("date,place,Coordinates\n2018-09-08,a,\"36.0, 36.5\"\n2018-09-08,b,here\n");
    assert_eq!(rows(&pair, &[])[0], "2018-09-08 | a 36.5,36");
    assert_eq!(problems(&pair), ["2 Coordinates here bad_coordinate"]);
}

#[test]
fn letters_that_cannot_be_read_are_told() {
    let mut text = b"date,place,lat,lon,actor\n2018-09-08,Town,36,36.5,A\n".to_vec();
    text.extend_from_slice(b"2018-09-08,D\xe9raa,36,36.5,B\n");
    let mut reader = Reader::new(None);
    reader.push(&text).expect("readable");
    let Ok(Outcome::Table(loaded)) = reader.finish() else {
        panic!("rows")
    };
    assert_eq!(problems(&loaded), ["2 place D\u{fffd}raa broken_text"]);
    assert!(
        read("date,place\n2018-09-08,Déraa\n")
            .summary
            .problems
            .count(Reason::BrokenText)
            == 0
    );
}

#[test]
fn features_are_named_and_dated_as_they_say() {
    let point = r#""geometry":{"type":"Point","coordinates":[36.5,36.0]}"#;
    let collection = format!(
        r#"{{"type":"FeatureCollection","features":[
        {{"type":"Feature",{point},"properties":{{"name":"Town","time":"2018-09-08"}}}},
        {{"type":"Feature",{point},"properties":{{"name":"A strike","place":"Town","start":"2018-09-01","end":"2018-09-08"}}}},
        {{"type":"Feature",{point},"properties":{{"name":"b"}},"when":{{"timespans":[{{"start":{{"earliest":"2018-09-01","latest":"2018-09-03"}}}}]}}}},
        {{"type":"Feature",{point},"properties":{{"name":"c"}},"when":{{"timespans":[{{"start":{{"in":"2018-09-01"}},"end":{{"in":"2018-09-03"}}}},{{"start":{{"in":"2019-09-01"}},"end":{{"in":"2019-09-05"}}}}]}}}},
        {{"type":"Feature",{point},"properties":{{"name":"d","time":1536364800000}}}},
        {{"type":"Feature",{point},"properties":null}}]}}"#
    );
    let loaded = read(&collection);
    assert_eq!(
        rows(&loaded, &[Dim::Kind]),
        [
            "2018-09-08 | Town 36.5,36 | ",
            "2018-09-01..2018-09-08 | Town 36.5,36 | ",
            "2018-09-01..2018-09-03 | b 36.5,36 | ",
            // Nothing between first and last is claimed, and no day is left out.
            "2018-09-01..2019-09-05 | c 36.5,36 | ",
            "undated | d 36.5,36 | ",
            "undated | 36, 36.5 36.5,36 | ",
        ]
    );
    assert_eq!(
        problems(&loaded),
        ["5 time 1536364800000 number_date", "6 time  no_date"]
    );
    let list = read(&format!(
        r#"[{{"type":"Feature",{point},"properties":{{"date":"2018-09-08","kind":"strike"}}}}]"#
    ));
    assert_eq!(
        rows(&list, &[Dim::Kind]),
        ["2018-09-08 | 36, 36.5 36.5,36 | strike"]
    );
}

#[test]
fn a_bad_line_is_reported_without_the_next_one() {
    let line = r#"{"type":"Feature","geometry":null,"properties":{"date":"2018-09-08","place":"Town"}}"#;
    let loaded = read(&format!(
        "{line}\nnot JSON\n{line}\n{{\"type\":\"Feature\",]\n{line}\n"
    ));
    assert_eq!(
        problems(&loaded)
            .into_iter()
            .filter(|p| p.ends_with("bad_json"))
            .collect::<Vec<_>>(),
        ["2  not JSON bad_json", "4  {\"type\":\"Feature\",] bad_json"]
    );
    assert_eq!((loaded.summary.rows, loaded.table.rows()), (5, 3));
}

#[test]
fn sheets_of_timemaps_server() {
    let event = r#"{"id":"1","date":"2018-09-08","location":"Town","latitude":"36.0","longitude":"36.5","category":"alpha"}"#;
    for text in [
        format!("[{event}]"),
        format!(r#"{{"events":[{event}]}}"#),
        format!(r#"{{"status":"ok","export_events":[{event}],"sources":[]}}"#),
    ] {
        assert_eq!(
            rows(&read(&text), &[Dim::Kind]),
            ["2018-09-08 | Town 36.5,36 | alpha"]
        );
    }
}

#[test]
fn what_is_no_table_is_refused() {
    for text in [
        "<!DOCTYPE html><table><tr><td>date,place</td></tr></table>",
        "\u{feff}\n <html>",
        "%PDF-1.7\n1 0 obj, 2",
        "{\\rtf1 date,place}",
        "PK\u{3}\u{4}date,place\n",
        r#"{"error":"not found"}"#,
        r#"{"type":"Topology","objects":{}}"#,
    ] {
        assert_eq!(error(text), ReadError::UnknownFormat, "{text}");
    }
    for text in ["", "\u{feff}", " \n\r\n", "[ ]"] {
        assert_eq!(error(text), ReadError::Empty, "{text:?}");
    }
}

#[test]
fn a_mended_report_is_read_without_its_guards() {
    let file = "date,place,lat,lon,summary\nsoon,@Town,36,36.5,=1+1\n2018-09-08,-Town,x,36.5,'quoted\n";
    let report_of = |text: &str, loaded: &Loaded| {
        let summary = &loaded.summary;
        let mut report = report_header(&summary.dialect.header);
        for problems in summary.problems.kept().chunk_by(|a, b| a.row == b.row) {
            let row = &text.as_bytes()[problems[0].offset as usize..];
            let fields = row_text(row, &summary.dialect, true).expect("a row");
            report.push_str(&report_line(problems, &summary.dialect.header, &fields));
        }
        report
    };
    let first = read(file);
    let report = report_of(file, &first);
    assert!(report.contains("'@Town") && report.contains("'=1+1"));
    let again = read(&report);
    assert_eq!(rows(&again, &[]), rows(&first, &[]));
    assert_eq!(
        rows(&again, &[]),
        ["undated | @Town 36.5,36", "2018-09-08 | -Town?"]
    );
    let offset = again.table.text_offset(0).expect("an offset") as usize;
    let fields = row_text(&report.as_bytes()[offset..], &again.summary.dialect, true).expect("a row");
    let text = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    assert_eq!((text("place"), text("summary")), (Some("-Town"), Some("'quoted")));
    // A report on a report is the same report.
    assert_eq!(report_of(&report, &again), report);
    assert_eq!(
        again.summary.dialect.format,
        Format::Delimited { delimiter: b',' }
    );
}

#[test]
fn a_date_under_a_word_of_another_language_counts_beside_known_columns() {
    for header in [
        "التاريخ,المكان,lat,lon,الوصف",
        "تاريخ الحدث,المكان,latitude,longitude,الوصف",
        "Datum,Ort,lat,lon,Beschreibung",
        "date,Ort,Breite,Länge,Beschreibung",
        "date,المكان,خط العرض,خط الطول,الوصف",
    ] {
        let loaded = read(&format!("{header}\n13/05/2019,Saraqib,35.86,36.80,x\n"));
        assert!(problems(&loaded).is_empty(), "{header}: {:?}", problems(&loaded));
        assert_eq!(
            (loaded.summary.placed.exact, loaded.summary.undated()),
            (1, 0),
            "{header}"
        );
    }
    // Half a position is none, and where nothing is known by name a person is asked.
    let half = read("date,Breite,title\n2019-05-13,35.86,x\n");
    assert_eq!(half.summary.placed.nowhere, 1);
    assert!(matches!(
        error("Datum,Ort,Breite,Länge\n2019-05-13,Saraqib,35.86,36.80\n"),
        ReadError::NoKnownColumns { .. }
    ));
}

#[test]
fn an_identifier_that_comes_twice_is_told() {
    let loaded = read(
        "id,date,lat,lon\na,2019-05-01,35.86,36.80\nb,2019-05-02,35.86,36.80\na,2019-05-03,35.86,36.80\n,2019-05-04,35.86,36.80\n,2019-05-05,35.86,36.80\n",
    );
    assert_eq!(problems(&loaded), ["3 id a repeated_id"]);
    assert_eq!(loaded.table.rows(), 5);
}

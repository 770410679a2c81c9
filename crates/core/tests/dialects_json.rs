//! The dialects that come as JSON: ACLED as GeoJSON and from its interface, UCDP from its interface. Made-up rows.

#![allow(clippy::expect_used, reason = "helpers of tests")]

use chronotope_core::read::{Family, Loaded, Outcome, Reader, row_text};
use chronotope_core::table::Dim;

fn read(text: &str) -> Loaded {
    let mut reader = Reader::new(None);
    // In small pieces, as a slow connection gives it.
    for piece in text.as_bytes().chunks(97) {
        reader.push(piece).expect("readable");
    }
    match reader.finish().expect("rows") {
        Outcome::Table(loaded) => *loaded,
        Outcome::Project => panic!("no rows"),
    }
}

fn days(loaded: &Loaded, record: u32) -> String {
    let table = &loaded.table;
    let row = (0..table.rows())
        .find(|&row| table.record(row) == record)
        .expect("row");
    let hull = table.hull(row).expect("dated");
    format!("{}..{}", hull.first(), hull.last())
}

fn acled(id: &str, date: &str, time: &str, geo: &str, lat: &str) -> String {
    format!(
        "\"event_id_cnty\":\"{id}\",\"event_date\":\"{date}\",\"year\":\"2018\",\"time_precision\":\"{time}\",\
         \"disorder_type\":\"Political violence\",\"event_type\":\"Battles\",\"sub_event_type\":\"Armed clash\",\
         \"actor1\":\"Group A\",\"assoc_actor_1\":\"\",\"inter1\":\"Rebel group\",\"actor2\":\"Group B\",\
         \"country\":\"Syria\",\"admin1\":\"Idleb\",\"admin2\":\"Harim\",\"location\":\"Town\",\
         \"latitude\":\"{lat}\",\"longitude\":\"36.5\",\"geo_precision\":\"{geo}\",\"source\":\"One; Two\",\
         \"notes\":\"A note.\",\"fatalities\":\"2\",\"tags\":\"\",\"timestamp\":\"1700000000\""
    )
}

#[test]
fn acled_as_geojson_is_acled() {
    let feature = |id: &str, date: &str, time: &str, geo: &str| {
        format!(
            "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[36.5,36.0]}},\
             \"properties\":{{{}}}}}",
            acled(id, date, time, geo, "36.0")
        )
    };
    let features = [
        feature("SYR1", "2018-09-08", "1", "1"),
        feature("SYR2", "2018-09-15", "3", "3"),
    ];
    let collection = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{}]}}",
        features.join(",")
    );
    for text in [collection, features.join("\n")] {
        let loaded = read(&text);
        assert_eq!(loaded.summary.family, Family::Acled);
        assert!(loaded.summary.family.asks_before_points());
        assert_eq!(days(&loaded, 0), "2018-09-08..2018-09-08");
        assert_eq!(
            days(&loaded, 1),
            "2018-09-01..2018-09-30",
            "a mid-point is its month"
        );
        assert_eq!((loaded.summary.placed.exact, loaded.summary.placed.area), (1, 1));
        let area = loaded.table.text(Dim::Kind, 0).next();
        assert_eq!(area, Some("Battles"));
    }
}

#[test]
fn answers_of_acleds_interface() {
    let rows = [
        acled("SYR1", "2018-09-08", "1", "1", "36.0"),
        acled("SYR2", "2018-09-15", "3", "3", "35.9"),
        acled("SYR3", "soon", "1", "1", "north"),
    ];
    let rows: Vec<String> = rows.iter().map(|row| format!("{{{row}}}")).collect();
    let text = format!(
        "{{\"status\":200,\"success\":true,\"last_update\":3,\"count\":3,\"data\":[{}],\"filename\":\"\"}}",
        rows.join(",")
    );
    let loaded = read(&text);
    assert_eq!(loaded.summary.family, Family::Acled);
    assert_eq!(loaded.summary.rows, 3);
    assert_eq!(days(&loaded, 1), "2018-09-01..2018-09-30");
    assert_eq!(loaded.summary.undated(), 1);
    assert_eq!(loaded.summary.placed.nowhere, 1);
    let at = loaded.table.text_offset(0).expect("offset") as usize;
    let fields = row_text(&text.as_bytes()[at..], &loaded.summary.dialect, false).expect("row");
    assert!(
        fields
            .iter()
            .any(|(name, value)| name == "event_id_cnty" && value == "SYR1")
    );
}

#[test]
fn answers_of_ucdps_interface() {
    let row = |id: u32, where_prec: u8, date_prec: u8, start: &str, end: &str| {
        format!(
            "{{\"id\":{id},\"relid\":\"SYR-2018-1\",\"year\":2018,\"type_of_violence\":1,\"side_a\":\"A\",\
             \"side_b\":\"B\",\"where_prec\":{where_prec},\"where_coordinates\":\"Town\",\"adm_1\":\"Idlib\",\
             \"adm_2\":\"Harim\",\"latitude\":36.0,\"longitude\":36.5,\"country\":\"Syria\",\
             \"date_prec\":{date_prec},\"date_start\":\"{start}\",\"date_end\":\"{end}\",\"best\":3,\"high\":5,\
             \"low\":2}}"
        )
    };
    let text = format!(
        "{{\"TotalCount\":2,\"TotalPages\":1,\"PreviousPageUrl\":\"\",\"NextPageUrl\":\"\",\"Result\":[{},{}]}}",
        row(1, 1, 1, "2018-09-08T00:00:00", "2018-09-08T00:00:00"),
        row(2, 4, 4, "2018-09-01T00:00:00", "2018-09-30T00:00:00")
    );
    let loaded = read(&text);
    assert_eq!(loaded.summary.family, Family::UcdpGed);
    assert_eq!(days(&loaded, 0), "2018-09-08..2018-09-08");
    assert_eq!(days(&loaded, 1), "2018-09-01..2018-09-30");
    assert_eq!((loaded.summary.placed.exact, loaded.summary.placed.area), (1, 1));
    assert_eq!(
        loaded.table.text(Dim::Kind, 0).next(),
        Some("state-based conflict")
    );
}

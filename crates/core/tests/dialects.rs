//! The dialects of the field, in their exact columns: rows that are used, rows that are not, and that each is one or
//! the other. The rows are made up.

#![allow(clippy::expect_used, reason = "helpers of tests")]

mod told;

use chronotope_core::gazetteer::{Gazetteer, Geocoder, LonLat, Place, PlaceKind};
use chronotope_core::read::{
    Alias, DateOrder, Family, HeaderRow, Loaded, Outcome, Plan, Projection, ReadError, Reader, Reason, Role,
    row_text,
};
use chronotope_core::table::Dim;
use proptest::prelude::*;
use told::{adds_up, problems, rows};

fn read_by(text: &str, plan: Plan) -> Result<Loaded, ReadError> {
    let mut reader = Reader::new(None).by(plan);
    reader.push(text.as_bytes())?;
    match reader.finish()? {
        Outcome::Table(loaded) => Ok(*loaded),
        Outcome::Project => panic!("no rows"),
    }
}

fn read(text: &str) -> Loaded {
    let loaded = read_by(text, Plan::default()).expect("rows");
    adds_up(&loaded);
    loaded
}

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";

fn acled_row([id, date, time, place, lat, lon, geo, dead]: [&str; 8]) -> String {
    format!(
        "{id},{date},2018,{time},Political violence,Battles,Armed clash,Group A,,Rebel group,Group B,,State forces,Rebel group-State forces,,760,Middle East,Syria,Idleb,Harim,Harim,{place},{lat},{lon},{geo},Source One; Source Two,Local partner-Other,\"A note, with a comma.\",{dead},,1700000000"
    )
}

#[test]
fn acled_of_today() {
    let text = format!(
        "\u{feff}{ACLED}\n{}\n{}\n{}\n{}\n{}\n",
        acled_row(["SYR1", "2018-09-08", "1", "Town", "36.0", "36.5", "1", "3"]),
        acled_row(["SYR2", "2018-09-12", "2", "Town", "36.0", "36.5", "2", "0"]),
        acled_row(["SYR3", "2018-09-15", "3", "Capital", "35.9", "36.6", "3", ""]),
        acled_row(["SYR4", "soon", "1", "Town", "north", "36.5", "9", "many"]),
        ACLED,
    );
    let loaded = read(&text);
    assert_eq!(loaded.summary.family, Family::Acled);
    assert!(loaded.summary.family.asks_before_points() && !loaded.summary.family.attribution().is_empty());
    assert_eq!(
        rows(
            &loaded,
            &[Dim::Kind, Dim::Actor, Dim::Target, Dim::Precision, Dim::Area]
        ),
        [
            "2018-09-08 | Town 36.5,36 | Battles | Group A+Group B |  | exact | Idleb",
            "2018-09-09..2018-09-15 | Town 36.5,36 | Battles | Group A+Group B |  | near | Idleb",
            "2018-09-01..2018-09-30 | area Idleb | Battles | Group A+Group B |  | area | Idleb",
            "undated | Town? | Battles | Group A+Group B |  |  | Idleb",
        ]
    );
    assert_eq!(
        problems(&loaded),
        [
            "4 event_date soon bad_date",
            "4 fatalities many bad_number",
            "4 latitude north bad_coordinate",
            &format!(
                "5  {} repeated_header",
                ACLED.chars().take(120).collect::<String>()
            ),
        ]
    );
    let p = loaded.summary.placed;
    assert_eq!((p.exact, p.near, p.area, p.nowhere), (1, 1, 1, 1));
}

#[test]
fn acled_as_it_was() {
    let text = "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,timestamp,iso3\n\
        7,760,SYR7,7,08 September 2018,2018,1,Battles,Armed clash,A,,2,,,0,20,Middle East,Syria,Idleb,,,Town,36,36.5,1,S,Other,n,1,1,SYR\n\
        8,760,SYR8,8,03-04-2018,2018,1,Battles,Armed clash,A,,2,,,0,20,Middle East,Syria,Idleb,,,Town,36,36.5,1,S,Other,n,1,1,SYR\n";
    let loaded = read(text);
    assert_eq!(loaded.summary.family, Family::Acled);
    // The older export writes the day first, with hyphens: nothing to ask. Slashes are somebody else's.
    let slashes = read(&text.replace("03-04-2018", "03/04/2018"));
    assert_eq!(problems(&slashes), ["2 event_date 03/04/2018 ambiguous_date"]);
    assert_eq!(
        rows(&loaded, &[]),
        ["2018-09-08 | Town 36.5,36", "2018-04-03 | Town 36.5,36"]
    );
}

const UCDP: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

fn ucdp_row(where_prec: u8, date_prec: u8, start: &str, end: &str) -> String {
    format!(
        "{where_prec},X-1,2018,1,Clear,1,299,299,C,1,1,A - B,1,1,A,2,2,B,1,\"\"\"One\"\",2018\",Office,2018-09-09,Headline,Original,{where_prec},Town,near it,Province,District,36.0,36.5,POINT (36.5 36),181153,Syria,652,Middle East,1,{date_prec},{start},{end},1,0,2,0,3,5,2,652,"
    )
}

#[test]
fn ucdp_with_and_without_its_header() {
    let lines = [
        ucdp_row(1, 1, "2018-09-08 00:00:00.000", "2018-09-08 00:00:00.000"),
        ucdp_row(2, 3, "2018-09-02", "2018-09-08"),
        ucdp_row(4, 4, "2018-09-15", "2018-09-15"),
        ucdp_row(6, 5, "2018-01-01", "2018-12-31"),
        ucdp_row(5, 1, "2018-09-08", "2018-09-01"),
        ucdp_row(3, 1, "2018-09-08", "2018-09-08"),
    ]
    .join("\n");
    let expected = [
        "2018-09-08 | Town 36.5,36 | state-based conflict | A+B",
        "2018-09-02..2018-09-08 | Town 36.5,36 | state-based conflict | A+B",
        "2018-09-01..2018-09-30 | area Province | state-based conflict | A+B",
        "2018-01-01..2018-12-31 | area Syria | state-based conflict | A+B",
        "undated | area Town | state-based conflict | A+B",
        "2018-09-08 | area District | state-based conflict | A+B",
    ];
    let with = read(&format!("{UCDP}\n{lines}\n"));
    let without = read(&format!("{lines}\n"));
    for loaded in [&with, &without] {
        assert_eq!(loaded.summary.family, Family::UcdpGed);
        assert_eq!(rows(loaded, &[Dim::Kind, Dim::Actor]), expected);
        assert_eq!(problems(loaded), ["5 date_end 2018-09-01 reversed_dates"]);
        assert_eq!(loaded.summary.placed.part, 1);
    }
    let killed = without.table.figures()[0].get(0);
    assert_eq!(
        (killed.low, killed.best, killed.high),
        (Some(2.0), Some(3.0), Some(5.0))
    );
    // The columns have their names on the cards too.
    assert_eq!(without.summary.dialect.header.join(","), UCDP);
    // A row cut short is read as far as it goes, and told.
    let cut = read(&format!("{UCDP}\n1,X-1,2018,1\n"));
    assert_eq!(problems(&cut)[0], "1  1,X-1,2018,1\n missing_fields");
}

fn gdelt_row(day: &str, root: &str, geo: u8, lat: &str, lon: &str) -> String {
    let mut row = vec![String::new(); 61];
    let mut set = |at: usize, value: &str| value.clone_into(&mut row[at]);
    set(0, &format!("8400000{root}"));
    set(1, day);
    set(2, "201809");
    set(3, "2018");
    set(4, "2018.6877");
    set(6, "POLICE");
    set(16, "REBEL");
    set(26, "190");
    set(28, root);
    set(51, &geo.to_string());
    set(52, "Town, Idlib, Syria");
    set(53, "SY");
    set(56, lat);
    set(57, lon);
    set(59, "20180909000000");
    set(60, "https://example.org/a,b");
    row.join("\t")
}

#[test]
fn gdelt_without_a_header() {
    let text = [
        gdelt_row("20180908", "19", 4, "36", "36.5"),
        gdelt_row("20180908", "01", 1, "35", "38"),
        gdelt_row("20180931", "20", 5, "", ""),
    ]
    .join("\n");
    let loaded = read(&text);
    assert_eq!(loaded.summary.family, Family::Gdelt);
    assert_eq!(
        rows(&loaded, &[Dim::Kind, Dim::Actor, Dim::Report]),
        [
            "2018-09-08 | Town, Idlib, Syria 36.5,36 | fight | POLICE+REBEL | https://example.org/a,b",
            "2018-09-08 | area Town, Idlib, Syria | public statement | POLICE+REBEL | https://example.org/a,b",
            "undated | Town, Idlib, Syria? | unconventional mass violence | POLICE+REBEL | https://example.org/a,b",
        ]
    );
    assert_eq!(
        problems(&loaded),
        [
            "3 Day 20180931 bad_date",
            "3 ActionGeo_FullName Town, Idlib, Syria no_coordinates"
        ]
    );
    let fields = row_text(text.as_bytes(), &loaded.summary.dialect, true).expect("a row");
    assert_eq!((fields.len(), fields[60].0.as_str()), (61, "SOURCEURL"));
}

#[test]
fn hxl_tags_say_what_columns_mean() {
    let text = "Export of 9 September,,,,,,\n\
        Code,When,What,Who,Where,X,Y\n\
        #event+code,#date+occurred,#event+type,#group+name+first,#loc+name,#geo+lon,#geo+lat\n\
        E1,2018-09-08,Battles,A,Town,36.5,36\n\
        E2,,Battles,A,Town,36.5,36\n\
        ,,,,,,\n";
    let loaded = read(text);
    assert_eq!(loaded.summary.family, Family::Hxl);
    assert_eq!(
        rows(&loaded, &[Dim::Kind, Dim::Actor]),
        [
            "2018-09-08 | Town 36.5,36 | Battles | A",
            "undated | Town 36.5,36 | Battles | A"
        ]
    );
    assert_eq!(problems(&loaded), ["2 When  no_date", "3  ,,,,,,\n empty_row"]);
    let passed_on = "#event+code,#date+occurred,#date+year,#event+type,#event+type+sub,#group+name+first,#group+name+first+assoc,#group+name+second,#group+name+second+assoc,#region+name,#country+name,#adm1+name,#adm2+name,#adm3+name,#adm1+code,#loc+name,#geo+lat,#geo+lon,#meta+source,#description,#affected+killed,#country+code\n\
        E1,2018-09-08,2018,Battles,Armed clash,A,,B,,Middle East,Syria,Idleb,Harim,,SY07,Town,36,36.5,S,n,4,SYR\n";
    let loaded = read(passed_on);
    assert_eq!(loaded.summary.family, Family::Acled);
    assert_eq!(
        rows(&loaded, &[Dim::Actor, Dim::Area]),
        ["2018-09-08 | Town 36.5,36 | A+B | Idleb"]
    );
    assert_eq!(loaded.table.figures()[0].get(0).best, Some(4.0));
}

#[test]
fn the_sheet_of_timelinejs() {
    let text = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background,Alt Text\n\
        2018,,,,,,,,,The title,,,,,,title,,,\n\
        2018,9,8,14:00:00,,,,,,One,Text,,,,,,Strikes,,\n\
        2018,9,,,2018,10,2,,,Two,,,,,,,Talks,,\n\
        2018,13,,,,,,,,Three,,,,,,,,,\n\
        2017,,,,2018,,,,,Years,,,,,,era,,,\n";
    let loaded = read(text);
    assert_eq!(loaded.summary.family, Family::TimelineSheet);
    assert_eq!(
        rows(&loaded, &[Dim::Kind]),
        [
            "2018-09-08 | nowhere | Strikes",
            "2018-09-01..2018-10-02 | nowhere | Talks",
            "undated | nowhere | "
        ]
    );
    assert_eq!(loaded.summary.problems.count(Reason::NotAnEvent), 2);
    assert_eq!(
        (
            loaded.summary.rows,
            loaded.summary.rejected(),
            loaded.summary.undated()
        ),
        (5, 2, 1)
    );
    let first_version = "Start Date,End Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Tag\n\
        9/14/2018,9/20/2018,One,,,,,,,Strikes\n9/8/2018,,Two,,,,,,,Strikes\n";
    let loaded = read(first_version);
    assert_eq!(
        rows(&loaded, &[Dim::Kind]),
        [
            "2018-09-14..2018-09-20 | nowhere | Strikes",
            "undated | nowhere | Strikes"
        ]
    );
    assert_eq!(
        (
            loaded.summary.findings.month_first,
            loaded.summary.findings.day_first
        ),
        (2, 0)
    );
}

#[test]
fn linked_places_in_columns_and_as_json() {
    let text = "id\ttitle\ttitle_source\tfclasses\tstart\tend\ttypes\tparent_name\tlon\tlat\tgeowkt\tdescription\n\
        1\tTown\tA book\tP\t1832\t1834\tsettlement\tIdlib\t36.5\t36\t\td\n\
        2\tOther\tA book\tP\t1832\t\tsettlement\tIdlib\t\t\tPOINT (36.6 35.9)\td\n\
        3\tThird\tA book\tP\t\t\tsettlement\t\t\t\tLINESTRING (1 2, 3 4)\td\n";
    let loaded = read(text);
    assert_eq!(loaded.summary.family, Family::LinkedPlaces);
    assert_eq!(
        rows(&loaded, &[Dim::Kind]),
        [
            "1832-01-01..1834-12-31 | Town 36.5,36 | settlement",
            "1832-01-01..1832-12-31 | Other 36.6,35.9 | settlement",
            "undated | Third? | settlement",
        ]
    );
    assert_eq!(
        problems(&loaded),
        ["3 start  no_date", "3 geowkt LINESTRING (1 2, 3 4) not_a_point"]
    );
    let json = r#"{"type":"FeatureCollection","@context":"https://example.org/linkedplaces-context-v1.jsonld","features":[
        {"@id":"http://x/1","type":"Feature","properties":{"title":"Town","ccodes":["SY"]},
         "when":{"timespans":[{"start":{"in":"1832"},"end":{"latest":"1834"}}]},"names":[{"toponym":"Town"}],
         "geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[36.5,36]}]}},
        {"@id":"http://x/2","type":"Feature","properties":{"title":"Other"},"names":[],
         "geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"Point","coordinates":[3,4]}]}},
        {"@id":"http://x/3","type":"Feature","properties":{"title":"Third"},"geometry":null}]}"#;
    let loaded = read(json);
    assert_eq!(loaded.summary.family, Family::LinkedPlaces);
    assert_eq!(
        rows(&loaded, &[]),
        [
            "1832-01-01..1834-12-31 | Town 36.5,36",
            "undated | Other?",
            "undated | Third?"
        ]
    );
}

#[test]
fn timemap_and_flat_json() {
    let list = r#" [{"id":"a","description":"d","date":"9/14/2018","time":"","location":"Town","latitude":"36.0","longitude":"36.5","sources":["s1"],"associations":[{"id":1}]},
        {"id":"b","date":"9/8/2018","location":"Town","latitude":"36,0","longitude":"36,5","sources":[]},
        {"id":"c" "date":1},{"id":"d","date":"2018-09-08","location":"Other"}]"#;
    let loaded = read(list);
    assert_eq!(
        rows(&loaded, &[]),
        [
            "2018-09-14 | Town 36.5,36",
            "undated | Town?",
            "2018-09-08 | Other?"
        ]
    );
    assert_eq!(
        loaded
            .summary
            .problems
            .counts()
            .map(|(r, n)| (r.code(), n))
            .collect::<Vec<_>>(),
        [
            ("no_coordinates", 1),
            ("bad_json", 1),
            ("ambiguous_date", 1),
            ("decimal_comma", 1)
        ]
    );
    let lines = "{\"date\":\"2018-09-08\",\"lat\":36,\"lon\":36.5}\n{\"date\":\"2018-09-09\",\"lat\":36,\"lon\":36.5}\n";
    assert_eq!(rows(&read(lines), &[]).len(), 2);
}

#[test]
fn what_a_person_says_is_done() {
    let text = "Fecha,Lugar,Este,Norte\n03/04/2018,Town,\"36,5\",\"36,0\"\n";
    let Err(ReadError::NoKnownColumns { header }) = read_by(text, Plan::default()) else {
        panic!("nothing is known of it");
    };
    assert_eq!(header, ["Fecha", "Lugar", "Este", "Norte"]);
    let mut plan = Plan {
        date_order: Some(DateOrder::DayFirst),
        decimal_comma: Some(true),
        ..Plan::default()
    };
    for (name, role) in [
        ("Fecha", Role::Date),
        ("Lugar", Role::Place),
        ("Este", Role::Lon),
        ("Norte", Role::Lat),
    ] {
        plan.set_role(name, Some(role));
    }
    let loaded = read_by(text, plan.clone()).expect("rows");
    assert_eq!(rows(&loaded, &[]), ["2018-04-03 | Town 36.5,36"]);
    // A column that is said to mean nothing means nothing.
    plan.set_role("Lugar", None);
    assert_eq!(
        rows(&read_by(text, plan).expect("rows"), &[]),
        ["2018-04-03 | 36, 36.5 36.5,36"]
    );

    let mut bare = Plan {
        header: HeaderRow::Absent,
        projection: Some(Projection::Utm {
            zone: 37,
            south: false,
        }),
        ..Plan::default()
    };
    for (name, role) in [("1", Role::Date), ("2", Role::Lon), ("3", Role::Lat)] {
        bare.set_role(name, Some(role));
    }
    let loaded = read_by("2018-09-08,500000,0\n2018-09-09,x,0\n", bare).expect("rows");
    assert_eq!((loaded.summary.rows, loaded.summary.placed.exact), (2, 1));

    let mut json = Plan::default();
    json.set_role("cuando", Some(Role::Date));
    let text = r#"{"features":[{"properties":{"cuando":"2018-09-08"},"geometry":{"type":"Point","coordinates":[36.5,36]}}]}"#;
    assert_eq!(
        rows(&read_by(text, json).expect("rows"), &[]),
        ["2018-09-08 | 36, 36.5 36.5,36"]
    );
}

#[test]
fn a_note_above_the_header_is_passed_over() {
    let loaded = read("Incidents in September\n\ndate;place;lat;lon\n2018-09-08;Town;36;36.5\n");
    assert_eq!(
        (loaded.summary.rows, rows(&loaded, &[])),
        (1, vec!["2018-09-08 | Town 36.5,36".to_owned()])
    );
    let loaded = read("sep=|\ndate|place|lat|lon\n2018-09-08|Town|36|36.5\n");
    assert_eq!(rows(&loaded, &[]), ["2018-09-08 | Town 36.5,36"]);
}

fn gazetteer() -> Geocoder {
    let place = |id: &str, name: &str, kind, at: (f64, f64)| Place {
        point: LonLat::new(at.0, at.1),
        ..Place::new(id, name, kind)
    };
    let jadida = |id: &str, admin1: &str, at| Place {
        admin1: Some(admin1.to_owned()),
        ..place(id, "al-Jadida", PlaceKind::Village, at)
    };
    Geocoder::new(Gazetteer::from_places(vec![
        place("p1", "Khan Shaykhun", PlaceKind::Town, (36.65, 35.44)),
        place("p2", "Idlib", PlaceKind::City, (36.63, 35.93)),
        place("p3", "Hama Governorate", PlaceKind::Governorate, (37.0, 35.1)),
        jadida("p4", "Idlib", (36.4, 35.8)),
        jadida("p5", "Hama", (36.9, 35.2)),
    ]))
}

fn read_with_names(text: &str, aliases: &[Alias]) -> Loaded {
    let mut reader = Reader::new(None);
    reader.push(text.as_bytes()).expect("readable");
    reader.end().expect("readable");
    assert!(reader.has_names());
    reader.settle(Some(&gazetteer()), aliases);
    let Ok(Outcome::Table(loaded)) = reader.finish() else {
        panic!("rows")
    };
    adds_up(&loaded);
    *loaded
}

#[test]
fn names_are_placed_where_the_gazetteer_is_sure() {
    let text = "date,place,admin1,lat,lon\n\
        2018-09-01,Khan Sheikhoun,,,\n\
        2018-09-02,Khan Shaykhun,,,\n\
        2018-09-03,al-Jadida,,,\n\
        2018-09-04,al-Jadida,Hama,,\n\
        2018-09-05,Atlantis,,,\n\
        2018-09-06,Atlantis,,,\n\
        2018-09-07,Hama Governorate,,,\n\
        2018-09-08,,,,\n\
        2018-09-09,Idlib,,36.63,35.93\n";
    let loaded = read_with_names(text, &[]);
    let seen = rows(&loaded, &[]);
    // Two spellings are one place.
    assert_eq!(seen[0], "2018-09-01 | Khan Shaykhun 36.65,35.44");
    assert_eq!(seen[1], "2018-09-02 | Khan Shaykhun 36.65,35.44");
    let code = |row: u32| loaded.table.codes(Dim::Mark, row).next();
    assert_eq!(code(0), code(1));
    assert_eq!(seen[2], "2018-09-03 | al-Jadida?");
    assert_eq!(seen[3], "2018-09-04 | al-Jadida 36.9,35.2");
    assert_eq!(seen[6], "2018-09-07 | area Hama Governorate");
    let p = loaded.summary.placed;
    // Idlib lies there only with latitude and longitude exchanged.
    assert_eq!((p.exact, p.by_name, p.area, p.nowhere), (0, 3, 1, 5));
    assert_eq!(
        problems(&loaded),
        [
            "1 place Khan Sheikhoun placed_by_name",
            "2 place Khan Shaykhun placed_by_name",
            "3 place al-Jadida ambiguous_name",
            "4 place al-Jadida placed_by_name",
            "5 place Atlantis unknown_name",
            "6 place Atlantis unknown_name",
            "7 place Hama Governorate placed_by_name",
            "8 place  no_place",
            "9 lat 36.63, 35.93 swapped_coordinates",
        ]
    );
    let open: Vec<_> = loaded
        .summary
        .toponyms
        .iter()
        .map(|t| (t.name.as_str(), t.rows, t.verdict.as_str()))
        .collect();
    assert_eq!(open, [("Atlantis", 2, "none"), ("al-Jadida", 1, "ambiguous")]);
    assert_eq!(loaded.summary.toponyms[1].choices.len(), 2);
    // The last row has its degrees the wrong way round: its name says so.
    assert_eq!(
        (
            loaded.summary.findings.compared,
            loaded.summary.findings.fitting_swapped
        ),
        (1, 1)
    );
}

#[test]
fn a_choice_applies_to_every_row_of_the_name() {
    let text = "date,place\n2018-09-03,al-Jadida\n2018-09-04,Al Jadida\n2018-09-05,Atlantis\n";
    let chosen = |name: &str, at: Option<(f64, f64)>| Alias {
        name: name.to_owned(),
        admin1: String::new(),
        admin2: String::new(),
        country: String::new(),
        id: "p5".to_owned(),
        place: "al-Jadida".to_owned(),
        at: at.and_then(|(lon, lat)| LonLat::new(lon, lat)),
        is_area: false,
    };
    let loaded = read_with_names(
        text,
        &[chosen("al-Jadida", Some((36.9, 35.2))), chosen("Atlantis", None)],
    );
    assert_eq!(
        rows(&loaded, &[]),
        [
            "2018-09-03 | al-Jadida 36.9,35.2",
            "2018-09-04 | al-Jadida 36.9,35.2",
            "2018-09-05 | Atlantis?"
        ]
    );
    assert!(loaded.summary.toponyms.is_empty());
}

/// Values that a row may have, good and bad.
fn value() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "2018-09-08",
        "08 September 2018",
        "9/8/2018",
        "20180908",
        "2018",
        "soon",
        "1",
        "2",
        "3",
        "7",
        "36.5",
        "36,5",
        "0",
        "400",
        "4000000",
        "Town",
        "\"a \"\"b\"\"\"",
        "Battles",
        "-1",
        " ",
        "title",
        "حلب",
        "POINT (1 2)",
    ])
}

proptest! {
    #[test]
    fn every_row_is_an_event_or_a_problem(
        family in 0usize..6,
        cells in proptest::collection::vec(proptest::collection::vec(value(), 61), 0..12),
        lengths in proptest::collection::vec(0usize..=61, 12),
    ) {
        let gdelt = vec!["x"; 61].join("\t");
        let headers = [
            ACLED,
            UCDP,
            "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Type,Group",
            "#date,#loc+name,#geo+lat,#geo+lon,#affected+killed",
            "date,place,lat,lon,time_precision,place_precision,latlon",
            gdelt.as_str(),
        ];
        let header = headers[family];
        let delimiter = if family == 5 { "\t" } else { "," };
        let columns = header.split(delimiter).count();
        let mut text = if family == 5 { gdelt_row("20180908", "19", 4, "36", "36.5") } else { header.to_owned() };
        text.push('\n');
        let mut expected = u32::from(family == 5);
        for (row, length) in cells.iter().zip(&lengths) {
            // Mostly whole rows, some cut short or too long.
            let length = if *length % 3 == 0 { (*length).max(1) } else { columns };
            let line = row[..length.min(61)].join(delimiter);
            expected += u32::from(!line.is_empty());
            text.push_str(&line);
            text.push('\n');
        }
        let loaded = read(&text);
        prop_assert_eq!(loaded.summary.rows, expected);
        // And the same by pieces and with a gazetteer.
        let mut reader = Reader::new(None);
        for piece in text.as_bytes().chunks(7) {
            reader.push(piece).expect("readable");
        }
        reader.end().expect("readable");
        reader.settle(Some(&gazetteer()), &[]);
        let Ok(Outcome::Table(settled)) = reader.finish() else { panic!("rows") };
        adds_up(&settled);
        prop_assert_eq!(settled.table.rows(), loaded.table.rows());
    }
}

#[test]
fn an_end_beside_a_date_makes_an_interval() {
    for (first, last) in [
        ("date", "end"),
        ("date", "date_end"),
        ("start", "end"),
        ("from", "to"),
        ("event_date", "end_date"),
    ] {
        let text = format!(
            "{first},{last},place,lat,lon\n\
            2018-09-01,2018-09-08,Hass,35.58,36.56\n\
            2018-09-01,,Hass,35.58,36.56\n\
            2018-09-01,2018-09-01,Hass,35.58,36.56\n\
            2018-08,2018-09-03,Hass,35.58,36.56\n"
        );
        let loaded = read(&text);
        let seen = rows(&loaded, &[]);
        assert_eq!(
            seen[0], "2018-09-01..2018-09-08 | Hass 36.56,35.58",
            "{first} {last}"
        );
        assert_eq!(seen[1], "2018-09-01 | Hass 36.56,35.58", "{first} {last}");
        assert_eq!(seen[2], "2018-09-01 | Hass 36.56,35.58", "{first} {last}");
        assert_eq!(
            seen[3], "2018-08-01..2018-09-03 | Hass 36.56,35.58",
            "{first} {last}"
        );
        assert!(problems(&loaded).is_empty());
    }
}

#[test]
fn a_date_keeps_what_it_says_beside_an_end_that_says_nothing() {
    let text = "date,to,place,lat,lon\n\
        2018-09-05,2018-09-01,Hass,35.58,36.56\n\
        2018-09-05,Ariha,Hass,35.58,36.56\n\
        2018-09-01/2018-09-03,2018-12-01,Hass,35.58,36.56\n\
        \"[2018-09-01,2018-09-03]\",2018-12-01,Hass,35.58,36.56\n";
    let loaded = read(text);
    let seen = rows(&loaded, &[]);
    assert_eq!(seen[0], "2018-09-05 | Hass 36.56,35.58");
    assert_eq!(seen[1], "2018-09-05 | Hass 36.56,35.58");
    assert_eq!(seen[2], "2018-09-01..2018-09-03 | Hass 36.56,35.58");
    assert_eq!(seen[3], "2018-09-01..2018-09-03 | Hass 36.56,35.58");
    assert_eq!(
        problems(&loaded),
        ["1 to 2018-09-01 unused_end", "2 to Ariha unused_end"]
    );
    // Three columns: the date is what its maker made of the other two.
    let loaded = read(
        "date_edtf,date_start,date_end,place,lat,lon\n2018-09-05?,2018-09-01,2018-09-09,Hass,35.58,36.56\n",
    );
    assert_eq!(rows(&loaded, &[]), ["2018-09-05 | Hass 36.56,35.58"]);
}

#[test]
fn properties_date_and_end_are_an_interval() {
    let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a","date":"2018-09-01","end":"2018-09-08","place":"Hass"},"geometry":{"type":"Point","coordinates":[36.56,35.58]}}]}"#;
    let loaded = read(text);
    assert_eq!(rows(&loaded, &[]), ["2018-09-01..2018-09-08 | Hass 36.56,35.58"]);
}

#[test]
fn rows_that_name_only_a_governorate_are_areas() {
    let text = "date,admin1,admin2,kind\n\
        2018-09-01,Hama,,clash\n\
        2018-09-02,Hama,,clash\n\
        2018-09-03,Nowhere,,clash\n\
        2018-09-04,,,clash\n";
    let loaded = read_with_names(text, &[]);
    let seen = rows(&loaded, &[]);
    assert_eq!(seen[0], "2018-09-01 | area Hama Governorate");
    assert_eq!(seen[1], "2018-09-02 | area Hama Governorate");
    assert_eq!(seen[2], "2018-09-03 | Nowhere?");
    assert_eq!(seen[3], "2018-09-04 | nowhere");
    // A row with a place of its own keeps it.
    let loaded = read_with_names("date,place,admin1\n2018-09-04,al-Jadida,Hama\n", &[]);
    assert!(
        !rows(&loaded, &[])[0].contains("area"),
        "{:?}",
        rows(&loaded, &[])
    );
}

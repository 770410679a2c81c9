//! What goes out comes in again, and nothing that was to be kept back goes out.

use super::*;
use crate::dataset::{CountsAs, Dataset, Group, KindInfo, Localized, Manifest, Shape, read_project};
use crate::event::{
    Basis, Evidence, Figure, Link, LinkKind, Modality, Object, Party, Precision, Report, Role, Status, Sum,
    Unit,
};
use crate::gazetteer::{Place, PlaceKind, read_own_gazetteer};
use crate::read::{Outcome, Reader, own_events};
use crate::state::Lang;
use crate::table::Dim;
use crate::time::{Day, Extent, TimeWindow, When};
use proptest::prelude::*;
use proptest::sample::select;

/// Text with whatever could break a format.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ]{0,12}",
        select(vec![
            "=1+1",
            "-",
            "سراقب",
            "a \"quoted\", b",
            "line\nbreak\r\n",
            "<script>",
            "\u{2028}\u{0}\t",
            "@x; y",
            "é"
        ])
        .prop_map(str::to_owned),
    ]
}

fn word() -> impl Strategy<Value = String> {
    "[a-z][a-z_]{0,8}"
}

fn when() -> impl Strategy<Value = Option<When>> {
    let edtf = select(vec![
        "2018-09-08",
        "2017-12~",
        "2018-09-01/2018-09-08",
        "[2019-03-08,2019-03-15]",
        "[2019-03-08..2019-03-15]",
        "../2019-03-16",
        "2019-04/..",
        "2022-01-01?",
        "201X",
        "{2019-01-02,2019-02}",
    ]);
    let extent = select(vec![Extent::Within, Extent::Throughout]);
    let bounds = prop::option::of((0i32..40, 0i32..40));
    prop::option::of((edtf, extent, bounds)).prop_map(|when| {
        let (edtf, extent, bounds) = when?;
        let when = When::parse(edtf, extent).expect("EDTF");
        let (earliest, latest) = (when.earliest(), when.latest());
        // The coder may have narrowed what the expression allows.
        let (cut_first, cut_last) = bounds.unwrap_or_default();
        let bounded = when.bounded(earliest, latest);
        let (Some(first), Some(last)) = (earliest, latest) else {
            return Some(bounded);
        };
        let first = first.plus(cut_first).min(last);
        Some(bounded.bounded(Some(first), Some(last.plus(-cut_last).max(first))))
    })
}

fn place() -> impl Strategy<Value = EventPlace> {
    let id = prop::option::of(select(vec!["gn1", "gn2", "area", "nowhere"]));
    let role = select(Role::ALL.to_vec());
    let precision = select(Precision::ALL.to_vec());
    (text(), id, role, precision).prop_map(|(toponym, id, role, precision)| EventPlace {
        toponym,
        place: id.map(str::to_owned),
        role,
        precision,
    })
}

fn party() -> impl Strategy<Value = Party> {
    (text(), prop::option::of(text()), select(Basis::ALL.to_vec())).prop_map(|(name, as_written, basis)| {
        Party {
            name,
            as_written,
            basis,
        }
    })
}

fn figure() -> impl Strategy<Value = Figure> {
    let bounds = (0u32..900, 0u32..50, 0u32..50, any::<bool>(), any::<bool>());
    let words = (
        select(Unit::ALL.to_vec()),
        select(Status::ALL.to_vec()),
        select(Sum::ALL.to_vec()),
        select(vec!["killed", "injured", "displaced"]),
    );
    let more = (
        prop::option::of(text()),
        prop::collection::vec(text(), 0..3),
        prop::option::of(select(vec!["e0", "e1"])),
    );
    (bounds, words, more).prop_map(|(bounds, words, (who, said_by, within))| {
        let (low, to_best, to_high, has_best, has_high) = bounds;
        let low = f64::from(low) / 2.0;
        let best = low + f64::from(to_best);
        Figure {
            measure: words.3.to_owned(),
            low,
            best: has_best.then_some(best),
            high: has_high.then_some(best + f64::from(to_high)),
            unit: words.0,
            who,
            status: words.1,
            place: within.map(|_| "gn2".to_owned()),
            as_of: within.map(|_| "2019-03".to_owned()),
            said_by,
            sum: words.2,
            within: within.map(str::to_owned),
        }
    })
}

fn event(number: usize) -> impl Strategy<Value = Event> {
    let what = (word(), select(Modality::ALL.to_vec()), when(), text(), text());
    let who = (
        prop::collection::vec(place(), 0..4),
        prop::collection::vec(party(), 0..3),
        prop::collection::vec(party(), 0..3),
        prop::collection::vec(figure(), 0..3),
        prop::collection::vec(prop::collection::vec(text(), 0..3), 0..3),
    );
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    let more = (
        prop::option::of(text()),
        prop::option::of(text()),
        select(LinkKind::ALL.to_vec()),
        0u32..500,
        text(),
    );
    (what, who, flags, more).prop_map(move |(what, who, flags, more)| Event {
        id: format!("e{number}"),
        report: format!("r{}", number % 2),
        kind: what.0,
        modality: what.1,
        when: what.2,
        when_basis: what.3,
        places: who.0,
        actors: who.1,
        targets: who.2,
        objects: vec![Object {
            kind: more.4.clone(),
            damage: more.0.clone(),
        }],
        weapon: more.0,
        figures: who.3,
        said_by: who.4,
        links: vec![Link {
            kind: more.2,
            event: "e0".to_owned(),
        }],
        evidence: vec![Evidence {
            paragraph: more.3,
            start: more.3 * 2,
            end: more.3 * 3 + 1,
            supports: vec!["when".to_owned(), more.4.clone()],
        }],
        background: flags.0,
        graphic: flags.1,
        sensitive: flags.2,
        note: more.1,
        summary: what.4,
        coded_by: more.4.clone(),
        coded_on: "2026-11-22".to_owned(),
    })
}

fn report(number: usize) -> impl Strategy<Value = Report> {
    (
        text(),
        text(),
        when(),
        prop::option::of(Just("https://example.org/a?b=\"c\"")),
    )
        .prop_map(move |(publisher, title, published, url)| {
            let date = |when: &Option<When>| {
                let when = when.as_ref()?;
                Some(When::parse(when.edtf(), Extent::Within).expect("EDTF"))
            };
            Report {
                id: format!("r{number}"),
                publisher,
                title,
                language: "en".to_owned(),
                published: date(&published),
                published_basis: "printed".to_owned(),
                covers: date(&published),
                url: url.map(str::to_owned),
                source_file: url.map(str::to_owned),
                sha256: Some("00ff".to_owned()),
            }
        })
}

fn manifest() -> Manifest {
    let name = |en: &str, ar: &str| Localized {
        en: en.to_owned(),
        ar: ar.to_owned(),
    };
    let info = |counts_as| KindInfo {
        name: name("Clash", ""),
        group: 0,
        counts_as,
    };
    Manifest {
        title: name("Title \"x\"", "عنوان"),
        description: name("About", ""),
        licence: "CC BY 4.0".to_owned(),
        attribution: "A; B".to_owned(),
        reports: "reports.json".to_owned(),
        events: "data.json".to_owned(),
        gazetteer: vec!["p.geojson".to_owned(), "r.geojson".to_owned()],
        basemap: "map/".to_owned(),
        window: Some(TimeWindow::from_days(Day(17_000), Day(18_000))),
        bbox: crate::geo::BBox::from_array([36.0, 35.15, 37.3, 36.3]),
        groups: vec![Group {
            id: "g".to_owned(),
            name: name("Group", "مجموعة"),
            shape: Shape::Diamond,
            slot: 3,
        }],
        kinds: [
            ("clash".to_owned(), info(CountsAs::Movement)),
            ("talk".to_owned(), info(CountsAs::Talks)),
        ]
        .into(),
        names_ar: [("White Helmets".to_owned(), "الخوذ البيضاء".to_owned())].into(),
    }
}

fn gazetteer() -> Gazetteer {
    let place = |id: &str, kind, point: Option<(f64, f64)>| {
        let mut place = Place::new(id, format!("Name of {id}"), kind);
        place.name_ar = Some("اسم".to_owned());
        place.names = vec!["Other\u{a0}name".to_owned()];
        place.country = Some("SYR".to_owned());
        place.admin1 = Some("Idlib".to_owned());
        place.population = Some(1200);
        place.precision_km = Some(0.3);
        place.point = point.and_then(|(lon, lat)| LonLat::new(lon, lat));
        place.source = "test".to_owned();
        place
    };
    Gazetteer::from_places(vec![
        place("gn1", PlaceKind::Town, Some((36.631_94, 35.839_5))),
        place("gn2", PlaceKind::Village, Some((-0.004, 35.000_001))),
        place("area", PlaceKind::Governorate, Some((36.5, 35.7))),
    ])
}

fn dataset() -> impl Strategy<Value = Dataset> {
    let events = (0usize..6).prop_flat_map(|n| (0..n).map(event).collect::<Vec<_>>());
    (events, report(0), report(1))
        .prop_map(|(events, a, b)| Dataset::new(manifest(), (vec![a, b], Vec::new()), (events, Vec::new())))
}

fn credit() -> Credit {
    Credit {
        title: "Title".to_owned(),
        attribution: "Somebody".to_owned(),
        licence: "CC BY 4.0".to_owned(),
        view: "3 events, September 2018".to_owned(),
        url: "https://example.org/#a".to_owned(),
        files: vec![FileHash {
            name: "data.json".to_owned(),
            sha256: sha256_hex(b"data"),
        }],
    }
}

/// Writes all events of a data set.
fn written<T>(dataset: &Dataset, choices: &Choices, write: impl Fn(Selection<'_>) -> T) -> T {
    written_of(dataset, dataset.events.len(), choices, write)
}

/// Writes the first events of a data set.
fn written_of<T>(dataset: &Dataset, n: usize, choices: &Choices, write: impl Fn(Selection<'_>) -> T) -> T {
    let picked = dataset.events.iter().take(n).map(|event| Picked {
        event,
        membership: Membership::Definite,
    });
    let leaving = Leaving::new(dataset, &gazetteer(), picked, choices, &credit());
    leaving.write(&gazetteer(), choices, &write)
}

fn everything_written(dataset: &Dataset, choices: &Choices) -> String {
    everything_written_of(dataset, dataset.events.len(), choices)
}

fn everything_written_of(dataset: &Dataset, n: usize, choices: &Choices) -> String {
    let words = |when: &When| when.edtf().to_owned();
    [
        written_of(dataset, n, choices, events_csv),
        written_of(dataset, n, choices, events_geojson),
        written_of(dataset, n, choices, |s| events_linked_places(s).0),
        written_of(dataset, n, choices, events_project),
        written_of(dataset, n, choices, |s| events_timeline_js(s, Lang::En, &words).0),
    ]
    .concat()
}

/// Words that each part tells, and that nothing may tell without it.
const SECRETS: [(Detail, &[&str]); 5] = [
    (Detail::Places, &["Tal Qasabi", "Name of gn1", "Name of gn2"]),
    (
        Detail::Parties,
        &["Zarqan Brigade", "Yaqut Sarraf", "Sarraf", "اسم اللواء"],
    ),
    (Detail::Speakers, &["Hatim Dawwas", "Dawwas"]),
    (Detail::Words, &["SUMMARY", "NOTE", "BASIS"]),
    (Detail::Reports, &["Furat Gazette", "furat-gazette", "HEADLINE"]),
];

/// A data set whose events tell each secret where it belongs, and in all other texts and ids besides.
fn with_secrets(mut dataset: Dataset) -> Dataset {
    let told = "near Tal-Qasabi (Name of gn1; Name of gn2) the Zarqan Brigade's Sarraf; Dawwas to the FURAT gazette, furat-gazette";
    for event in &mut dataset.events {
        event.id = format!("id-of-{}-tal-qasabi", event.id);
        event.report = format!("id-of-{}-furat", event.report);
        event.summary = format!("SUMMARY {told}");
        event.note = Some(format!("NOTE {told}"));
        event.when_basis = format!("BASIS {told}");
        event.weapon = Some(told.to_owned());
        event.coded_by = told.to_owned();
        event.places = ["gn1", "gn2"]
            .map(|id| EventPlace {
                toponym: "Tal Qasabi".to_owned(),
                place: Some(id.to_owned()),
                role: event.places.first().map_or(Role::Mentioned, |place| place.role),
                precision: Precision::Exact,
            })
            .into();
        let secret = |name: &str| Party {
            name: name.to_owned(),
            as_written: Some(told.to_owned()),
            basis: Basis::Stated,
        };
        event.actors = vec![secret("Zarqan Brigade"), secret("Yaqut Sarraf (Zarqan Brigade)")];
        event.targets = vec![secret(told)];
        event.objects = vec![Object {
            kind: told.to_owned(),
            damage: Some(told.to_owned()),
        }];
        event.said_by = vec![
            vec!["Hatim Dawwas (NGO)".to_owned(), "Furat Gazette".to_owned()],
            vec![told.to_owned()],
        ];
        event.links = vec![Link {
            kind: LinkKind::ALL[0],
            event: "id-of-e0-tal-qasabi".to_owned(),
        }];
        for figure in &mut event.figures {
            figure.who = Some(told.to_owned());
            figure.said_by = vec!["Hatim Dawwas (NGO)".to_owned(), told.to_owned()];
            figure.within = Some("id-of-e0-tal-qasabi".to_owned());
        }
        event.evidence.clear();
    }
    for report in &mut dataset.reports {
        report.id = format!("id-of-{}-furat", report.id);
        "Furat Gazette".clone_into(&mut report.publisher);
        report.title = format!("HEADLINE {told}");
        report.url = Some("https://furat-gazette.example/tal-qasabi-zarqan-brigade-sarraf-dawwas".to_owned());
        report.source_file.clone_from(&report.url);
        told.clone_into(&mut report.published_basis);
    }
    let manifest = &mut dataset.manifest;
    manifest.title.en = format!("Title {told}");
    manifest.description.en = format!("About {told}");
    manifest.attribution = format!("Places: GeoNames. Events: us, from {told}, and others");
    for (name, arabic) in [("Zarqan Brigade", "اسم اللواء"), ("Elsewhere", "Tal Qasabi")] {
        manifest.names_ar.insert(name.to_owned(), arabic.to_owned());
    }
    dataset
}

proptest! {
    #[test]
    fn own_json_reads_as_the_same_data_set(dataset in dataset()) {
        let json = written(&dataset, &Choices::default(), events_project);
        let read = read_project("data.json", json.as_bytes()).expect("readable");
        prop_assert_eq!(&read.events.1, &[]);
        let places = read.places.expect("places");
        let again = Dataset::new(read.manifest.expect("a manifest"), read.reports, read.events);
        prop_assert_eq!(&again, &dataset);
        let read = read_own_gazetteer(&[&places]).gazetteer;
        for place in dataset.events.iter().flat_map(|e| &e.places).filter_map(|p| p.place.as_deref()) {
            let expected = gazetteer().by_id(place).map(PlaceView::to_place);
            prop_assert_eq!(read.by_id(place).map(PlaceView::to_place), expected);
        }
        // And so it stays.
        prop_assert_eq!(written(&again, &Choices::default(), events_project), json);
    }

    #[test]
    fn csv_has_a_row_an_event_that_our_reader_takes(dataset in dataset()) {
        let csv = written(&dataset, &Choices::default(), events_csv);
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let rows: Vec<::csv::StringRecord> = reader.records().map(|r| r.expect("CSV")).collect();
        prop_assert_eq!(rows.len(), dataset.events.len());
        let column = |name: &str| header.iter().position(|h| h == name).expect("a column");
        for (row, event) in rows.iter().zip(&dataset.events) {
            prop_assert_eq!(&row[column("id")], event.id.as_str());
            prop_assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '@', '\t', '\r'])));
            prop_assert_eq!(&row[column("data_sha256")], credit().hashes());
            let main = Selection::main_place(event).and_then(|p| p.place.as_deref());
            let is_point = matches!(main, Some("gn1" | "gn2"));
            prop_assert_eq!(!row[column("lat")].is_empty(), is_point, "an area is never a point");
        }
    }

    #[test]
    fn geojson_has_a_feature_an_event_where_it_is_said_to_have_happened(dataset in dataset()) {
        let text = written(&dataset, &Choices::default(), events_geojson);
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let features = read["features"].as_array().expect("features");
        prop_assert_eq!(features.len(), dataset.events.len());
        for (feature, event) in features.iter().zip(&dataset.events) {
            let is_point = |p: &&EventPlace| matches!(p.place.as_deref(), Some("gn1" | "gn2"));
            let drawn = event.marks().filter(is_point).count();
            // Where nothing is said to have happened, the place that the table has stands for the event.
            let main = Selection::main_place(event).filter(is_point);
            prop_assert_eq!(feature["geometry"].is_null(), drawn == 0 && main.is_none());
            prop_assert_eq!(feature["properties"]["place_role"].is_null(), event.places.is_empty());
            prop_assert_eq!(feature["properties"]["figures"].as_array().map(Vec::len), Some(event.figures.len()));
        }
        prop_assert_eq!(&read["view"], "3 events, September 2018");
    }

    #[test]
    fn what_is_kept_back_is_in_no_format(dataset in dataset(), hides_all in any::<bool>()) {
        let mut dataset = dataset;
        for event in dataset.events.iter_mut().filter(|event| event.sensitive) {
            event.id = format!("secret-{}", event.id);
        }
        let ids: Vec<String> = dataset.events.iter().map(|event| event.id.clone()).collect();
        for event in &mut dataset.events {
            let other = ids.iter().find(|id| id.ends_with("e0")).cloned();
            event.links.iter_mut().for_each(|link| link.event = other.clone().unwrap_or_default());
        }
        let all = Detail::ALL.to_vec();
        let without = if hides_all { all } else { vec![Detail::Coordinates] };
        let choices = Choices { without, sensitive: Sensitive::Out, ..Choices::default() };
        let text = everything_written(&dataset, &choices);
        prop_assert!(!text.contains("secret-"), "{text}");
        let kept: &[&str] = if hides_all { &["36.63", "35.83", "Name of gn1", "https://example.org/a"] } else { &["36.63", "35.83"] };
        for kept in kept {
            prop_assert!(!text.contains(kept), "{kept} in {text}");
        }
    }

    #[test]
    fn no_word_that_is_left_out_is_anywhere(dataset in dataset().prop_filter("events", |d| !d.events.is_empty()), hidden in 0usize..SECRETS.len(), n in 0usize..6) {
        let dataset = with_secrets(dataset);
        let (detail, secrets) = &SECRETS[hidden];
        // Nothing left out, all of them are told.
        let told = everything_written(&dataset, &Choices::default());
        prop_assert!(secrets.iter().all(|secret| told.contains(secret)));
        let choices = Choices { without: vec![*detail], ..Choices::default() };
        let text = everything_written_of(&dataset, n, &choices);
        for secret in *secrets {
            prop_assert!(!text.contains(secret), "{secret} in {text}");
        }
        prop_assert!(!text.contains("id-of-"), "{text}");
        let ids = 1..=n.min(dataset.events.len());
        for id in ids {
            let id = format!("\"id\":\"e{id}\"");
            prop_assert!(text.contains(&id));
        }
    }

    #[test]
    fn a_part_of_a_data_set_tells_of_no_more_than_its_events(dataset in dataset(), n in 0usize..6, is_kept_back in any::<bool>()) {
        let mut dataset = dataset;
        dataset.manifest.names_ar.insert("Only here".to_owned(), "OTHER".to_owned());
        for event in dataset.events.iter_mut().skip(n) {
            event.said_by = vec![vec!["Only here".to_owned()]];
        }
        let n = n.min(dataset.events.len().saturating_sub(1));
        let choices = Choices { without: if is_kept_back { vec![Detail::Evidence] } else { vec![] }, ..Choices::default() };
        let json = written_of(&dataset, n, &choices, events_project);
        if !dataset.events.is_empty() {
            prop_assert!(!json.contains("OTHER"));
            let read = read_project("x.json", json.as_bytes()).expect("readable");
            let manifest = read.manifest.expect("a manifest");
            prop_assert_eq!(&manifest.description.en, &credit().view);
            prop_assert!(manifest.title.en.ends_with("(in part)"));
            prop_assert_eq!(read.events.0.len(), n);
            let ids: Vec<&str> = read.events.0.iter().map(|event| event.id.as_str()).collect();
            let leads_out = |event: &Event| event.links.iter().any(|link| !ids.contains(&link.event.as_str()));
            prop_assert!(!is_kept_back || !read.events.0.iter().any(leads_out));
            prop_assert!(read.reports.0.iter().all(|report| read.events.0.iter().any(|event| event.report == report.id)));
        }
    }

    #[test]
    fn a_sensitive_event_that_is_rounded_tells_of_no_place_in_any_format(dataset in dataset()) {
        let mut dataset = dataset;
        for event in &mut dataset.events {
            event.sensitive = true;
            event.summary = "SECRET".to_owned();
            event.note = Some("SECRET".to_owned());
            event.when_basis = "SECRET".to_owned();
            for place in &mut event.places {
                place.toponym = "SECRET".to_owned();
            }
            for party in event.actors.iter_mut().chain(&mut event.targets) {
                party.as_written = Some("SECRET".to_owned());
            }
        }
        let choices = Choices { sensitive: Sensitive::Rounded, ..Choices::default() };
        let text = everything_written(&dataset, &choices);
        for secret in ["SECRET", "36.63", "35.83", "35.000001", "gn1", "gn2"] {
            prop_assert!(!text.contains(secret), "{secret} in {text}");
        }
        for (n, event) in (1..).zip(&dataset.events) {
            let id = format!("\"id\":\"{}-kept-back-{n}\"", event.report);
            prop_assert!(text.contains(&id), "it is told nevertheless");
            // Ids mostly name the place.
            let own = [format!("\"id\":\"{}\"", event.id), format!("\"event\":\"{}\"", event.id), format!("\"within\":\"{}\"", event.id)];
            prop_assert!(!own.iter().any(|own| text.contains(own)), "{own:?} in {text}");
        }
    }

    #[test]
    fn rounded_coordinates_are_the_only_ones(dataset in dataset(), grid in select(Grid::ALL.to_vec())) {
        let choices = Choices { grid: Some(grid), ..Choices::default() };
        let text = everything_written(&dataset, &choices);
        prop_assert!(!text.contains("36.6319") && !text.contains("35.000001") && !text.contains("-0.004"));
    }
}

/// A text as a cell can hold it among others.
fn in_a_cell(text: &mut String) {
    *text = text.replace('\0', "").trim().to_owned();
    if text.is_empty() {
        "x".clone_into(text);
    }
}

/// An event without what its columns have no room for.
fn in_columns(event: &mut Event) {
    event.figures.retain(|figure| !figure.said_by.is_empty());
    event.said_by.retain(|chain| !chain.is_empty());
    let texts = event.actors.iter_mut().chain(&mut event.targets);
    let texts = texts.flat_map(|party| [Some(&mut party.name), party.as_written.as_mut()]);
    let objects = event.objects.iter_mut();
    let texts = texts.chain(objects.flat_map(|o| [Some(&mut o.kind), o.damage.as_mut()]));
    let said = event
        .said_by
        .iter_mut()
        .chain(event.figures.iter_mut().map(|f| &mut f.said_by));
    let texts = texts.flatten().chain(said.flatten());
    let places = event.places.iter_mut().map(|place| &mut place.toponym);
    for text in texts
        .chain(places)
        .chain(&mut event.note)
        .chain(&mut event.weapon)
    {
        in_a_cell(text);
    }
    for evidence in &mut event.evidence {
        evidence.supports = vec!["when".to_owned(), "where".to_owned()];
    }
    for figure in &mut event.figures {
        figure.who = figure.who.take().map(|_| "children, men; all".to_owned());
        if figure.high == Some(figure.low) {
            figure.best = figure.high;
        }
    }
    // Which of two of the same name was inferred is not told.
    for parties in [&mut event.actors, &mut event.targets] {
        let mut names = Vec::new();
        parties.retain(|party| {
            let is_new = !names.contains(&party.name);
            names.push(party.name.clone());
            is_new
        });
    }
    if let Some(main) = Selection::main_place(event) {
        let at = event.places.iter().position(|place| std::ptr::eq(place, main));
        event.places[..=at.expect("one of them")].rotate_right(1);
    }
}

proptest! {
    #[test]
    fn own_csv_reads_as_the_same_events(dataset in dataset(), knows in any::<bool>()) {
        let mut dataset = dataset;
        for event in &mut dataset.events {
            in_columns(event);
            for text in [&mut event.summary, &mut event.when_basis, &mut event.coded_by] {
                *text = text.replace('\0', "");
            }
        }
        for report in &mut dataset.reports {
            for text in [&mut report.publisher, &mut report.title] {
                *text = text.replace('\0', "");
            }
        }
        let csv = written(&dataset, &Choices { bom: knows, ..Choices::default() }, events_csv);
        let known = if knows { gazetteer() } else { Gazetteer::default() };
        let json = own_events("data.csv", csv.as_bytes(), &known);
        let json = json.ok_or_else(|| TestCaseError::fail(csv.clone()))?;
        let read = read_project("data.csv", json.as_bytes()).expect("readable");
        prop_assert_eq!(&read.events.1, &[]);
        prop_assert_eq!(&read.events.0, &dataset.events);
        for (report, written) in read.reports.0.iter().zip(&dataset.reports) {
            if report.id == written.id {
                prop_assert_eq!((&report.publisher, &report.title, &report.url), (&written.publisher, &written.title, &written.url));
                prop_assert_eq!((&report.published, &report.covers), (&written.published, &written.covers));
            }
        }
        let manifest = read.manifest.expect("a manifest");
        for event in &dataset.events {
            let info = |manifest: &Manifest| {
                let info = manifest.kinds.get(&event.kind)?;
                let group = &manifest.groups[info.group];
                Some((info.name.en.clone(), info.counts_as, group.shape, group.slot))
            };
            prop_assert_eq!(info(&manifest), info(&dataset.manifest));
        }
        let own = read_own_gazetteer(&[&read.places.expect("places")]).gazetteer;
        prop_assert!(!knows || own.is_empty());
        for id in dataset.events.iter().flat_map(|e| &e.places).filter_map(|p| p.place.as_deref()) {
            let expected = gazetteer().by_id(id).and_then(PlaceView::point).filter(|_| !knows && id != "area");
            prop_assert_eq!(own.by_id(id).and_then(PlaceView::point), expected);
        }
    }

    #[test]
    fn a_mended_row_is_read_as_mended_or_the_file_as_a_table(cell in 0usize..50, text in text()) {
        let csv = written(&one_event(), &Choices::default(), events_csv);
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let row = reader.records().next().expect("a row").expect("CSV");
        let row = row.iter().enumerate().map(|(at, old)| if at == cell { text.as_str() } else { old });
        let mut mended = String::new();
        super::cell::push_record(&mut mended, header.iter().map(String::as_str));
        super::cell::push_record(&mut mended, row);
        if let Some(json) = own_events("x.csv", mended.as_bytes(), &gazetteer()) {
            let read = read_project("x.csv", json.as_bytes()).expect("readable");
            prop_assert_eq!(&read.events.1, &[], "{}", mended);
            prop_assert_eq!(read.events.0.len(), 1);
        }
    }
}

#[test]
fn a_table_with_other_columns_is_no_own_one() {
    let csv = written(&one_event(), &Choices::default(), events_csv);
    assert!(own_events("x.csv", csv.as_bytes(), &gazetteer()).is_some());
    for broken in [
        csv.replace("data_sha256", "sha"),
        csv.replace(",occurred,", ",happened,"),
        csv.replace(",2018-09-07,", ",7.9.2018,"),
        csv.replace("killed 4 (", "killed four ("),
        csv.replace(",35.8395,", ",135.8395,"),
    ] {
        assert_eq!(
            own_events("x.csv", broken.as_bytes(), &gazetteer()),
            None,
            "{broken}"
        );
    }
    // A number that somebody has mended holds.
    let mended = csv.replace(",3,4,,", ",3,5,6,");
    let json = own_events("x.csv", mended.as_bytes(), &gazetteer()).expect("own");
    let figure = &read_project("x.csv", json.as_bytes()).expect("readable").events.0[0].figures[0];
    assert_eq!(
        (figure.low, figure.best, figure.high),
        (3.0, Some(5.0), Some(6.0))
    );
}

fn one_event() -> Dataset {
    let json = r#"{"version":1,"reports":[{"id":"r","publisher":"P","title":"T","language":"en","published":"2018-09-08",
        "url":"https://example.org/r"}],
        "events":[{"id":"a","report":"r","kind":"clash","modality":"occurred",
        "when":{"edtf":"2018-09-07/2018-09-08","earliest":"2018-09-07","latest":"2018-09-08","extent":"within","basis":""},
        "where":[{"toponym":"Hass","place":"gn1","role":"target","precision":"near"}],
        "actors":[{"name":"A Person (Somebody)","basis":"stated"}],
        "figures":[{"measure":"killed","low":3,"best":4,"high":null,"unit":"person","status":"civilian","sum":"yes"}],
        "said_by":[["Naji Abu Hadhifa (NLF)","P"]],"sensitive":true,
        "evidence":[{"paragraph":1,"start":2,"end":3,"supports":["kind"]}],"summary":"=Two, \"three\""}]}"#;
    let read = read_project("x.json", json.as_bytes()).expect("readable");
    Dataset::new(manifest(), read.reports, read.events)
}

#[test]
fn a_row_of_csv() {
    let csv = written(&one_event(), &Choices::default(), events_csv);
    let mut lines = csv.split_terminator("\r\n");
    assert_eq!(
        lines.next(),
        Some(
            "id,kind,kind_name,kind_group,kind_mark,counts_as,modality,date_edtf,date_start,date_end,extent,date_basis,in_selected_dates,place,place_id,\
             toponym,admin1,lat,lon,coordinates_rounded_to,place_role,place_precision,place_radius_km,other_places,actor,\
             target,party_notes,objects,weapon,deaths_low,deaths_best,deaths_high,figures,said_by,summary,note,report,publisher,\
             report_title,report_published,report_covers,report_language,report_url,report_sha256,evidence,links,background,graphic,sensitive,coded_by,\
             coded_on,data_set,attribution,licence,view,data_sha256"
        )
    );
    let row = lines.next().expect("a row");
    assert!(
        row.starts_with(
            "a,clash,Clash,Group,diamond 3,movement,occurred,2018-09-07/2018-09-08,2018-09-07,2018-09-08,within,,definite,Name of gn1,gn1,Hass,\
             Idlib,35.8395,36.63194,,target,near,5,,A Person (Somebody),,,,,3,4,,"
        ),
        "{row}"
    );
    assert!(
        row.contains("\"killed 4 (at least 3) person, civilian, may be added: yes\""),
        "{row}"
    );
    assert!(row.contains(",\"'=Two, \"\"three\"\"\","), "{row}");
}

#[test]
fn csv_and_geojson_open_again_as_events_on_their_days_and_places() {
    let choices = Choices::default();
    for text in [
        written(&one_event(), &choices, events_csv),
        written(&one_event(), &choices, events_geojson),
    ] {
        let mut reader = Reader::new(None);
        reader.push(text.as_bytes()).expect("readable");
        let Ok(Outcome::Table(loaded)) = reader.finish() else {
            panic!("a table: {text}")
        };
        let table = loaded.table;
        assert_eq!(table.rows(), 1, "{text}");
        let hull = table.hull(0).expect("days");
        assert_eq!(hull, TimeWindow::from_days(Day(17_781), Day(17_782)));
        assert_eq!(table.text(Dim::Kind, 0).next(), Some("clash"));
        let place = table.codes(Dim::Mark, 0).next().expect("a mark");
        assert_eq!(table.places()[place as usize].name, "Name of gn1");
    }
}

#[test]
fn what_would_be_revealed() {
    let dataset = one_event();
    let in_full = |selection: Selection<'_>| reveal(selection, Room::Events);
    let found = written(&dataset, &Choices::default(), in_full);
    assert_eq!(
        found,
        Reveal {
            events: 1,
            left_out: 0,
            sensitive: 1,
            graphic: 0,
            persons: vec![
                "A Person (Somebody)".to_owned(),
                "Naji Abu Hadhifa (NLF)".to_owned()
            ],
            other_names: 1,
            points: 0,
            addresses: 1,
        }
    );
    let choices = Choices {
        without: vec![Detail::Speakers, Detail::Parties, Detail::Reports],
        ..Choices::default()
    };
    let found = written(&dataset, &choices, in_full);
    assert_eq!(
        (found.persons.len(), found.other_names, found.addresses),
        (0, 0, 0)
    );
    // A name that is left out as a speaker is not told by a summary, which goes too.
    let mut dataset = dataset;
    dataset.events[0].summary = "Naji Abu Hadhifa said so.".to_owned();
    assert_eq!(written(&dataset, &choices, in_full).persons, Vec::<String>::new());
    assert!(!written(&dataset, &choices, events_project).contains("Hadhifa"));
    // What a format has no room for it does not tell.
    let slides = written(&dataset, &Choices::default(), |s| reveal(s, Room::Slides));
    assert_eq!((slides.points, slides.other_names, slides.addresses), (0, 0, 1));
    assert_eq!(slides.persons, ["Naji Abu Hadhifa (NLF)"], "a summary names him");
    let places = written(&dataset, &Choices::default(), |s| reveal(s, Room::Places));
    assert_eq!((places.points, places.other_names, places.addresses), (1, 0, 0));
    dataset.events[0].when = None;
    let slides = written(&dataset, &Choices::default(), |s| reveal(s, Room::Slides));
    assert_eq!((slides.events, slides.left_out), (0, 1));
}

#[test]
fn a_slide_an_event_after_the_credit() {
    let words = |when: &When| when.edtf().to_owned();
    let mut dataset = one_event();
    let mut undated = dataset.events[0].clone();
    undated.when = None;
    dataset.events.push(undated);
    let (sheet, left_out) = written(&dataset, &Choices::default(), |s| {
        events_timeline_js(s, Lang::En, &words)
    });
    assert_eq!(left_out, 1);
    let mut reader = ::csv::Reader::from_reader(sheet.as_bytes());
    let rows: Vec<::csv::StringRecord> = reader.records().map(|r| r.expect("CSV")).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(&rows[0][15], "title");
    assert!(rows[0][10].contains("CC BY 4.0") && rows[0][10].contains("sha256:"));
    assert_eq!(
        (&rows[1][0], &rows[1][1], &rows[1][2], &rows[1][6]),
        ("2018", "9", "7", "8")
    );
    assert_eq!(&rows[1][9], "Clash: Name of gn1");
}

#[test]
fn linked_places_are_read_as_a_gazetteer() {
    let (text, left_out) = written(&one_event(), &Choices::default(), events_linked_places);
    assert_eq!(left_out, 0);
    let mut unplaced = one_event();
    for place in &mut unplaced.events[0].places {
        place.place = None;
    }
    let (_, left_out) = written(&unplaced, &Choices::default(), events_linked_places);
    assert_eq!(left_out, 1);
    let read = crate::gazetteer::read_gazetteer(text.as_bytes());
    assert_eq!(read.warnings, []);
    let place = read.gazetteer.by_id("gn1").expect("the place");
    assert_eq!(
        (place.name(), place.name_ar(), place.admin1()),
        ("Name of gn1", Some("اسم"), Some("Idlib"))
    );
    assert!(place.names().any(|name| name == "Hass"));
    assert_eq!(place.kind(), PlaceKind::Town);
}

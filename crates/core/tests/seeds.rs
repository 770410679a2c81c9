//! The bundled data set against itself, the gazetteer and the geocoder.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use chronotope_core::dataset::{Dataset, Places, read_events, read_manifest, read_reports};
use chronotope_core::event::{Event, Precision};
use chronotope_core::gazetteer::{Gazetteer, Geocoder, Meant, PlaceView, Query, Verdict, read_gazetteers};
use chronotope_core::messages::{StubFormats, messages};
use chronotope_core::query::QueryEngine;
use chronotope_core::scene::reports::Narrator;
use chronotope_core::state::Lang;
use chronotope_core::table::Dim;
use chronotope_core::time::{Day, Membership, TimeWindow};
use std::path::Path;

fn read(path: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn dataset() -> Dataset {
    let manifest = read_manifest("manifest.json", &read("seeds/manifest.json")).expect("the manifest");
    let reports = read_reports("reports.json", &read("seeds/reports.json")).expect("the reports");
    let events = read_events("events.json", &read("seeds/events.json")).expect("the events");
    Dataset::new(manifest, reports, events)
}

fn gazetteer() -> Gazetteer {
    let (places, regions) = (
        read("gazetteer/places.geojson"),
        read("gazetteer/regions.geojson"),
    );
    let loaded = read_gazetteers(&[&places, &regions]);
    assert_eq!(loaded.warnings, []);
    loaded.gazetteer
}

fn days(first: &str, last: &str) -> TimeWindow {
    let day = |text| Day::parse_iso(text).expect("a day");
    TimeWindow::from_days(day(first), day(last))
}

fn events_at<'a>(dataset: &'a Dataset, place: &str) -> Vec<&'a Event> {
    dataset
        .events
        .iter()
        .filter(|e| e.marks().any(|m| m.place.as_deref() == Some(place)))
        .collect()
}

#[test]
fn written_and_read_again_it_is_the_same_data_set() {
    use chronotope_core::dataset::read_project;
    use chronotope_core::write::{Choices, Credit, Picked, Selection, events_project};
    let (dataset, gazetteer) = (dataset(), gazetteer());
    let picked: Vec<Picked<'_>> = dataset
        .events
        .iter()
        .map(|event| Picked {
            event,
            membership: Membership::Definite,
        })
        .collect();
    let json = events_project(Selection {
        dataset: &dataset,
        gazetteer: &gazetteer,
        picked: &picked,
        credit: &Credit::default(),
        choices: &Choices::default(),
    });
    let read = read_project("events.json", json.as_bytes()).expect("readable");
    let places = read_gazetteers(&[&read.places.expect("places")]);
    assert_eq!(places.warnings, []);
    let again = Dataset::new(read.manifest.expect("a manifest"), read.reports, read.events);
    assert!(again == dataset, "something was lost");
    let named = dataset
        .events
        .iter()
        .flat_map(|e| &e.places)
        .filter_map(|p| p.place.as_deref());
    for id in named {
        let place = |gazetteer: &Gazetteer| gazetteer.by_id(id).map(PlaceView::to_place);
        assert_eq!(place(&places.gazetteer), place(&gazetteer), "{id}");
    }
}

#[test]
fn everything_can_be_read_and_every_tie_holds() {
    let dataset = dataset();
    assert_eq!(dataset.problems, []);
    assert_eq!(dataset.reports.len(), 5);
    assert!(dataset.events.len() >= 90);
    for event in &dataset.events {
        assert!(
            event.when.is_some() && !event.evidence.is_empty() && !event.summary.is_empty(),
            "{}",
            event.id
        );
        assert!(
            dataset.manifest.kinds.contains_key(&event.kind),
            "{} has a kind without a group",
            event.id
        );
    }
}

#[test]
fn every_toponym_resolves_to_the_place_in_the_file() {
    let (dataset, gazetteer) = (dataset(), gazetteer());
    let gazetteer = std::sync::Arc::new(gazetteer);
    let geocoder = Geocoder::new(std::sync::Arc::clone(&gazetteer));
    let mut wrong = Vec::new();
    let mut seen = 0;
    for event in &dataset.events {
        for mention in &event.places {
            let Some(id) = &mention.place else { continue };
            let Some(place) = gazetteer.by_id(id) else {
                wrong.push(format!("{}: “{id}” is not in the gazetteer", event.id));
                continue;
            };
            let meant = if place.kind().is_area() {
                Meant::Area
            } else {
                Meant::Settlement
            };
            let query = Query {
                kind: meant,
                country: place.country(),
                admin1: place.admin1(),
                ..Query::named(&mention.toponym)
            };
            let resolution = geocoder.geocode(&query);
            let found: Vec<&str> = resolution
                .candidates
                .iter()
                .filter_map(|c| gazetteer.get(c.place))
                .map(chronotope_core::gazetteer::PlaceView::id)
                .collect();
            let agrees = match resolution.verdict {
                Verdict::None => false,
                Verdict::Ambiguous => found.contains(&id.as_str()),
                _ => found.first() == Some(&id.as_str()),
            };
            seen += 1;
            if !agrees {
                wrong.push(format!(
                    "{}: “{}” is {id} in the file, {} {found:?} by the geocoder",
                    event.id,
                    mention.toponym,
                    resolution.verdict.word()
                ));
            }
        }
    }
    assert!(seen > 100, "{seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn areas_are_never_dots_and_settlements_never_areas() {
    let (dataset, gazetteer) = (dataset(), gazetteer());
    for event in &dataset.events {
        for mark in event.marks() {
            let Some(place) = mark.place.as_deref().and_then(|id| gazetteer.by_id(id)) else {
                continue;
            };
            let as_area = matches!(mark.precision, Precision::Part | Precision::Area);
            assert_eq!(place.kind().is_area(), as_area, "{}: {}", event.id, mark.toponym);
        }
    }
}

#[test]
fn september_2018_as_the_report_has_it() {
    let (dataset, gazetteer) = (dataset(), gazetteer());
    let table = std::sync::Arc::new(dataset.table(&gazetteer).expect("a table"));
    let mut engine = QueryEngine::new(std::sync::Arc::clone(&table));
    engine.set_window(days("2018-09-01", "2018-09-30"));
    let code = |toponym: &str| {
        let mentions = dataset.events.iter().flat_map(|e| &e.places);
        let id = mentions
            .filter(|p| p.toponym == toponym)
            .find_map(|p| p.place.as_deref());
        let id = id.unwrap_or_else(|| panic!("{toponym} is not placed"));
        table
            .places()
            .iter()
            .position(|p| p.id == id)
            .expect("a place of the table") as u32
    };
    for toponym in ["Maharda", "Hass", "Qalaat al-Madiq", "Salhab"] {
        assert!(
            engine.definite(code(toponym)).iter().sum::<u32>() > 0,
            "{toponym}"
        );
    }
    let jisr = &table.places()[code("Jisr al-Shughur") as usize];
    assert!(
        events_at(&dataset, &jisr.id).is_empty(),
        "nothing is said to have happened there"
    );
    let reports: std::collections::HashSet<&str> = dataset
        .events
        .iter()
        .filter(|e| e.places.iter().any(|p| p.place.as_deref() == Some(&jisr.id)))
        .map(|e| e.report.as_str())
        .collect();
    assert_eq!(reports.len(), 3);
}

#[test]
fn hass_has_one_event() {
    let (dataset, gazetteer) = (dataset(), gazetteer());
    let hass = dataset
        .events
        .iter()
        .flat_map(|e| &e.places)
        .find(|p| p.toponym == "Hass")
        .and_then(|p| p.place.as_deref())
        .expect("Hass is placed");
    assert!(gazetteer.place(hass).is_some_and(|p| p.lon_lat.is_some()));
    let events = events_at(&dataset, hass);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, "barrel_bomb");
    let window = days("2018-09-08", "2018-09-08");
    assert_eq!(
        events[0].when.as_ref().map(|w| w.membership(window)),
        Some(Membership::Definite)
    );
}

#[test]
fn every_event_can_be_told_in_both_languages() {
    let (dataset, gazetteer) = (dataset(), gazetteer());
    for lang in Lang::ALL {
        let names = |id: &str| {
            let place = gazetteer.by_id(id)?;
            Some(
                if lang == Lang::Ar {
                    place.name_ar()?
                } else {
                    place.name()
                }
                .to_owned(),
            )
        };
        let narrator = Narrator {
            dataset: &dataset,
            messages: messages(lang),
            formats: &StubFormats,
            place_name: &names,
        };
        for event in &dataset.events {
            let card = narrator.card(event);
            let words = [&card.kind, &card.modality, &card.when];
            assert!(
                words.iter().all(|w| !w.is_empty() && !w.contains('{')),
                "{words:?}"
            );
            assert!(card.report.is_some());
        }
    }
    let table = dataset.table(&gazetteer).expect("a table");
    assert_eq!(table.rows() as usize, dataset.events.len());
    assert!(table.code_count(Dim::Mark) > 10);
}

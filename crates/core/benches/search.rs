//! How long a search takes as it is typed: `cargo bench -p chronotope-core --features workload --bench search`.
//!
//! The bundled events, repeated until there are a hundred thousand, each with a word and a day of its own. For each
//! letter typed: what the question asks for, the rows that meet it, and the counts and months of both engines of a page.

use chronotope_core::dataset::{Dataset, read_events, read_manifest, read_reports};
use chronotope_core::gazetteer::{Gazetteer, read_gazetteers};
use chronotope_core::query::{HistogramSpec, Layer, QueryEngine, filter_slots};
use chronotope_core::search::{Finder, PlaceNames, Searched, TextsBuilder, TextsSlot, read_event};
use chronotope_core::state::Filters;
use chronotope_core::table::EventTable;
use chronotope_core::time::{Day, TimeWindow};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const EVENTS: usize = 100_000;
const TYPED: [&str; 12] = [
    "Khan Sheikhoun",
    "Which towns were hit between 7 and 9 September 2018",
    "hospital destroyed by barrel bomb",
    "Russia",
    "قصف محردة",
    "ripple4711",
    "How many people were injured in Idlib on 13 March 2019",
    "Who says that 15 people were killed",
    "What was proposed in Tehran",
    "attacks on Friday in September 2018",
    "Which reports contradict each other",
    "Which places have no figures",
];

fn read(path: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn made() -> Option<(Dataset, Gazetteer)> {
    let manifest = read_manifest("manifest.json", &read("seeds/manifest.json")).ok()?;
    let reports = read_reports("reports.json", &read("seeds/reports.json")).ok()?;
    let (own, _) = read_events("events.json", &read("seeds/events.json")).ok()?;
    let events = (0..EVENTS).map(|n| {
        let mut event = own[n % own.len()].clone();
        event.id = format!("{}-{n}", event.id);
        event.summary = format!("{} ripple{n}", event.summary);
        for link in &mut event.links {
            link.event = format!("{}-{}", link.event, n % 89);
        }
        event
    });
    let dataset = Dataset::new(manifest, reports, (events.collect(), Vec::new()));
    let (places, regions) = (
        read("gazetteer/places.geojson"),
        read("gazetteer/regions.geojson"),
    );
    Some((dataset, read_gazetteers(&[&places, &regions]).gazetteer))
}

fn main() {
    let Some((dataset, gazetteer)) = made() else {
        panic!("the bundled data cannot be read");
    };
    let table: Arc<EventTable> = match dataset.table(&gazetteer) {
        Ok(table) => Arc::new(table),
        Err(error) => panic!("{error}"),
    };
    let places = PlaceNames::new(&gazetteer);
    let bounds = table.day_range().unwrap_or(TimeWindow::new(Day(0), Day(1)));
    let texts = TextsSlot::default();
    let start = Instant::now();
    let mut builder = TextsBuilder::default();
    for (record, event) in (0u32..).zip(&dataset.events) {
        read_event(&mut builder, record, event);
    }
    let read = builder.finish();
    println!(
        "texts of {} events: {:?}, {} bytes",
        table.rows(),
        start.elapsed(),
        read.byte_len()
    );
    texts.set(read).ok();
    let data = Searched {
        dataset: &dataset,
        table: &table,
        gazetteer: &gazetteer,
        places: &places,
        inside: &[],
        bounds,
        texts: &texts,
    };
    let start = Instant::now();
    let finder = Finder::new(data);
    println!("names of {} events: {:?}", table.rows(), start.elapsed());
    let mut marks = QueryEngine::new(Arc::clone(&table));
    let mut named = QueryEngine::with_layer(Arc::clone(&table), Layer::Named);
    let months = (0..150).map(|m| Day(17_000).plus_months(m)).collect();
    let spec = HistogramSpec {
        edges: months,
        max_span_days: Some(31),
    };
    for engine in [&mut marks, &mut named] {
        engine.set_window(bounds);
        engine.histogram(&spec);
    }
    let mut all: Vec<f64> = Vec::new();
    for text in TYPED {
        let mut typed = String::new();
        let (mut worst, mut found_ms) = (0.0f64, 0.0f64);
        for c in text.chars() {
            typed.push(c);
            let start = Instant::now();
            let asked = finder.asked(data, &typed);
            let rows = Arc::new(finder.rows(data, &asked, None));
            let found = start.elapsed().as_secs_f64() * 1e3;
            for (engine, only) in [(&mut marks, true), (&mut named, false)] {
                engine.set_filters(filter_slots(
                    &Filters::default(),
                    &table,
                    Some(Arc::clone(&rows)),
                    only,
                ));
                engine.histogram(&spec);
            }
            let took = start.elapsed().as_secs_f64() * 1e3;
            all.push(took);
            (worst, found_ms) = (worst.max(took), found_ms.max(found));
        }
        println!("{text}: slowest letter {worst:.1} ms, of which finding at most {found_ms:.1} ms");
    }
    all.sort_by(f64::total_cmp);
    let at = |part: f64| all[((all.len() - 1) as f64 * part) as usize];
    println!(
        "{} letters: median {:.1} ms, p95 {:.1} ms",
        all.len(),
        at(0.5),
        at(0.95)
    );
}

//! The bundled data, as questions are asked of it.

use chronotope_core::dataset::{Dataset, read_events, read_manifest, read_reports};
use chronotope_core::event::Event;
use chronotope_core::gazetteer::{Gazetteer, read_gazetteers, read_outlines};
use chronotope_core::incidents::Incidents;
use chronotope_core::messages::{StubFormats, messages};
use chronotope_core::scene::reports::{Found, Narrator, Reply};
use chronotope_core::search::{Finder, PlaceNames, Searched, Side, TextsSlot, places_inside};
use chronotope_core::state::Lang;
use chronotope_core::sums::{Sum, SumScope, Told, counting, sums};
use chronotope_core::table::EventTable;
use chronotope_core::time::{Membership, TimeWindow};
use std::path::Path;

pub(super) struct Page {
    pub(super) dataset: Dataset,
    pub(super) gazetteer: Gazetteer,
    pub(super) table: EventTable,
    pub(super) names: PlaceNames,
    pub(super) inside: Vec<(String, String)>,
    pub(super) texts: TextsSlot,
}

pub(super) fn read(path: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(super) fn page() -> Page {
    let manifest = read_manifest("manifest.json", &read("seeds/manifest.json")).expect("the manifest");
    let reports = read_reports("reports.json", &read("seeds/reports.json")).expect("the reports");
    let events = read_events("events.json", &read("seeds/events.json")).expect("the events");
    let dataset = Dataset::new(manifest, reports, events);
    let (places, regions) = (
        read("gazetteer/places.geojson"),
        read("gazetteer/regions.geojson"),
    );
    let gazetteer = read_gazetteers(&[&places, &regions]).gazetteer;
    let table = dataset.table(&gazetteer).expect("a table");
    let names = PlaceNames::new(&gazetteer);
    let mut inside = Vec::new();
    for (area, drawn) in read_outlines(&regions).0 {
        let places = places_inside(&gazetteer, &table, &area, &drawn.outline);
        inside.extend(places.into_iter().map(|place| (area.clone(), place)));
    }
    Page {
        dataset,
        gazetteer,
        table,
        names,
        inside,
        texts: TextsSlot::default(),
    }
}

impl Page {
    pub(super) fn searched(&self) -> Searched<'_> {
        Searched {
            dataset: &self.dataset,
            table: &self.table,
            gazetteer: &self.gazetteer,
            places: &self.names,
            inside: &self.inside,
            bounds: self.dataset.manifest.window.expect("an opening window"),
            texts: &self.texts,
        }
    }

    pub(super) fn finder(&self) -> Finder {
        Finder::new(self.searched())
    }
}

/// What is told of the data, in English.
pub(super) fn narrated<T>(page: &Page, tell: impl FnOnce(&Narrator<'_>) -> T) -> T {
    let names = |id: &str| page.gazetteer.by_id(id).map(|view| view.name().to_owned());
    tell(&Narrator {
        dataset: &page.dataset,
        messages: messages(Lang::En),
        formats: &StubFormats,
        place_name: &names,
    })
}

/// What is found, by id, and the reply.
pub(super) fn ask(page: &Page, finder: &Finder, text: &str) -> (Vec<String>, Reply) {
    let opening = page.dataset.manifest.window.expect("an opening window");
    let searched = page.searched();
    let asked = finder.asked(searched, text);
    let window: TimeWindow = asked.window(opening).unwrap_or(opening);
    let rows = finder.rows(searched, &asked, None);
    let mut found = Vec::new();
    for row in (0..page.table.rows()).filter(|&row| rows.contains(row)) {
        let event = searched.event(row).expect("an event");
        let membership = event
            .when
            .as_ref()
            .map_or(Membership::Out, |when| when.membership(window));
        if membership != Membership::Out {
            found.push(Found { event, membership });
        }
    }
    let reply = narrated(page, |narrator| narrator.reply(&asked, &found, window));
    let ids = found.iter().map(|f| f.event.id.clone()).collect();
    (ids, reply)
}

/// What is found by a question, and how it was read.
pub(super) fn asked(question: &str) -> (Vec<String>, Option<String>) {
    let page = page();
    let finder = page.finder();
    let (ids, reply) = ask(&page, &finder, question);
    (ids, reply.read_as)
}

/// Holds what is found against what must and what must not be.
pub(super) fn check_some(question: &str, found: &[&str], not: &[&str]) {
    let (ids, read_as) = asked(question);
    let has = |id: &&&str| ids.iter().any(|known| known == **id);
    let missing: Vec<_> = found.iter().filter(|id| !has(id)).collect();
    let wrong: Vec<_> = not.iter().filter(has).collect();
    assert!(
        missing.is_empty() && wrong.is_empty(),
        "{question}: lacks {missing:?}, has {wrong:?}; {read_as:?}; {ids:?}"
    );
}

/// Nothing must be found.
pub(super) fn nothing(question: &str) {
    let (ids, read_as) = asked(question);
    assert_eq!(ids, Vec::<String>::new(), "{question}; {read_as:?}");
}

/// Asks, and holds what is found against what must and what must not be; with neither, nothing must be found.
pub(super) fn check(question: &str, found: &[&str], not: &[&str]) {
    let page = page();
    let finder = page.finder();
    let (ids, reply) = ask(&page, &finder, question);
    for id in found {
        assert!(
            ids.iter().any(|i| i == id),
            "{question}: {id} not in {ids:?}; {:?}",
            reply.read_as
        );
    }
    for id in not {
        assert!(
            !ids.iter().any(|i| i == id),
            "{question}: {id} in {ids:?}; {:?}",
            reply.read_as
        );
    }
    if found.is_empty() && not.is_empty() {
        assert_eq!(ids, Vec::<String>::new(), "{question}; {:?}", reply.read_as);
    }
}

/// What is said to a question: how it was read, the counts, the facts, and what its figures come to.
pub(super) fn told(page: &Page, finder: &Finder, question: &str) -> String {
    let (ids, reply) = ask(page, finder, question);
    let asked = finder.asked(page.searched(), question);
    let opening = page.dataset.manifest.window.expect("an opening window");
    let window = asked.window(opening).unwrap_or(opening);
    let mut lines: Vec<String> = reply
        .read_as
        .into_iter()
        .chain(reply.counts)
        .chain(reply.facts)
        .collect();
    let mut sides = asked.sides();
    if sides.is_empty() {
        sides.push(Side {
            asked: asked.clone(),
            days: None,
            part: None,
        });
    }
    for side in &sides {
        let rows = finder.rows(page.searched(), &side.asked, None);
        let days = side.days.map_or(window, |days| days.intersection(window));
        let sums_of =
            |who: Option<&str>| sums_of(page, &|row, id| rows.contains(row) && ids.contains(id), days, who);
        let toll = narrated(page, |narrator| narrator.toll(&side.asked, &sums_of));
        lines.extend(toll.lines.into_iter().map(|line| line.words));
    }
    lines.join("\n")
}

/// The sums of some rows, of all or of those who are called so.
fn sums_of(page: &Page, is: &dyn Fn(u32, &String) -> bool, days: TimeWindow, who: Option<&str>) -> Vec<Sum> {
    let mut own: Vec<(u32, Event, bool)> = Vec::new();
    for row in 0..page.table.rows() {
        let event = page.searched().event(row).expect("an event");
        let membership = event
            .when
            .as_ref()
            .map_or(Membership::Out, |when| when.membership(days));
        if is(row, &event.id) && membership != Membership::Out {
            let event = who.map_or_else(|| event.clone(), |who| counting(event, who));
            own.push((page.table.record(row), event, membership == Membership::Definite));
        }
    }
    let told: Vec<Told<'_>> = own
        .iter()
        .map(|(record, event, surely)| Told {
            record: *record,
            event,
            surely: *surely,
            reaches_beyond: event
                .when
                .as_ref()
                .is_some_and(|when| when.hull().intersection(days) != when.hull()),
            may_give: true,
        })
        .collect();
    let mut found = sums(&told, &Incidents::new(&page.dataset.events, &[]), &SumScope::ALL);
    found.retain(|sum| !sum.measure.is_empty());
    found
}

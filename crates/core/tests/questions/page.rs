//! The bundled data, as questions are asked of it.

use chronotope_core::dataset::{Dataset, read_events, read_manifest, read_reports};
use chronotope_core::gazetteer::{Gazetteer, read_gazetteers};
use chronotope_core::messages::{StubFormats, messages};
use chronotope_core::scene::reports::{Found, Narrator, Reply};
use chronotope_core::search::{Finder, PlaceNames, Searched, TextsSlot};
use chronotope_core::state::Lang;
use chronotope_core::table::EventTable;
use chronotope_core::time::{Membership, TimeWindow};
use std::path::Path;

pub(super) struct Page {
    pub(super) dataset: Dataset,
    pub(super) gazetteer: Gazetteer,
    pub(super) table: EventTable,
    pub(super) names: PlaceNames,
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
    Page {
        dataset,
        gazetteer,
        table,
        names,
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

//! [`Finder`]: what a search over a data set looks in.

use super::ask::{Asked, Called, KnownRows, Lexicon, Reader, Within};
use super::{Index, Names, PlaceNames, TextsBuilder, TextsSlot};
use crate::dataset::{CountsAs, Dataset, area_name};
use crate::event::Event;
use crate::gazetteer::{Gazetteer, PlaceIndex, PlaceKind, PlaceView, fold};
use crate::query::RowSet;
use crate::state::Lang;
use crate::table::{Dim, EventTable, Interner};
use crate::time::{Membership, TimeWindow};
use std::cell::Cell;

/// An opened data set, as searches see it.
#[derive(Clone, Copy)]
pub struct Searched<'a> {
    /// Manifest, reports, events in full.
    pub dataset: &'a Dataset,
    /// The events as columns.
    pub table: &'a EventTable,
    /// Where places are looked up.
    pub gazetteer: &'a Gazetteer,
    /// The names in it.
    pub places: &'a PlaceNames,
    /// Areas as they are drawn, and the settlements of the table in them, by id.
    pub inside: &'a [(String, String)],
    /// All days of the data.
    pub bounds: TimeWindow,
    /// The words of its texts.
    pub texts: &'a TextsSlot,
}

/// The words and names of a data set.
#[derive(Debug, Clone)]
pub struct Finder {
    index: Index,
    lexicon: Lexicon,
    known: KnownRows,
    /// Whether the texts were there for what is known.
    had_texts: Cell<bool>,
    /// Ids of the table's places that a gazetteer does not have, by folded name.
    own_places: Vec<(String, String)>,
}

/// Events whose texts are read by the first search, at most. Of more, the texts come in slices.
pub const AT_ONCE: usize = 1_000;

/// Rows of many days that are asked, at most, which year a date without one means.
const ROWS_ASKED: usize = 2_000;

/// Dimensions whose values are names of people and groups.
const NAMES: [Dim; 4] = [Dim::Actor, Dim::Target, Dim::SaidBy, Dim::Publisher];

impl<'a> Searched<'a> {
    /// The event of a row.
    pub fn event(self, row: u32) -> Option<&'a Event> {
        self.dataset.events.get(self.table.record(row) as usize)
    }

    fn is_named(self, id: &str) -> bool {
        self.table.places().iter().any(|place| place.id == id)
    }

    /// The governorate that is named after a town, if the data speak of it.
    fn governorate_of(self, town: PlaceView<'a>) -> Option<&'a str> {
        let admin1 = town.admin1()?;
        let is_town = matches!(town.kind(), PlaceKind::City | PlaceKind::Town);
        if !is_town || fold(town.name()) != fold(admin1) {
            return None;
        }
        let mut all = self.gazetteer.iter().map(|(_, place)| place);
        let around = all.find(|p| p.kind() == PlaceKind::Governorate && p.admin1() == Some(admin1))?;
        self.is_named(around.id()).then_some(around.id())
    }

    /// Values of the area filter that lie in a place.
    fn areas(self, id: &str) -> Vec<String> {
        let Some(view) = self.gazetteer.by_id(id) else {
            return Vec::new();
        };
        let admin1 = view.admin1().unwrap_or_default();
        match view.kind() {
            PlaceKind::Governorate => vec![admin1.to_owned()],
            PlaceKind::District => vec![area_name(admin1, view.admin2().unwrap_or_else(|| view.name()))],
            _ => Vec::new(),
        }
    }

    /// How many rows surely lie in some days. O(log days), and of rows with many days some tell for all.
    fn rows_in(self, days: TimeWindow) -> u32 {
        let spans = self.table.span_rows();
        let is_in = |row: &u32| {
            let hull = self.table.hull(*row);
            hull.is_some_and(|hull| hull.intersection(days) == hull)
        };
        let step = spans.len() / ROWS_ASKED + 1;
        let long = spans.step_by(step).filter(is_in).count() * step;
        self.table.day_rows_in(days) + long as u32
    }
}

impl Finder {
    /// O(names of the data set). The texts of a small one are read, too; of a large one, and of rows of a file, the
    /// place for them is there.
    pub fn new(data: Searched<'_>) -> Finder {
        let (table, manifest) = (data.table, &data.dataset.manifest);
        let events = &data.dataset.events;
        if events.len() <= AT_ONCE && table.text_offset(0).is_none() {
            data.texts.get_or_init(|| {
                let mut texts = TextsBuilder::default();
                (0u32..)
                    .zip(events)
                    .for_each(|(n, event)| read_event(&mut texts, n, event));
                texts.finish()
            });
        }
        let mut index = Index::new(table, data.texts.clone());
        // What a row of a file says of its source is a name; of a coded event it is an id.
        let source = events.is_empty().then_some(Dim::Report);
        for dim in NAMES.into_iter().chain([Dim::Kind, Dim::Area]).chain(source) {
            let names = |code, put: &mut dyn FnMut(&str)| {
                let name = table.label(dim, code);
                put(name);
                put(manifest.name(name, Lang::Ar));
                put(&manifest.kind_name(name, Lang::Ar));
            };
            index.add_names(&[dim], table.code_count(dim) as u32, Names::Capitalised, &names);
        }
        let names = |code, put: &mut dyn FnMut(&str)| {
            if let Some(place) = table.places().get(code as usize) {
                put(&place.name);
                // Words of a road's further names are other places: "Damascus-Aleppo highway" is not Damascus.
                let known = data.gazetteer.by_id(&place.id);
                let known = known.filter(|view| view.kind() != PlaceKind::Road);
                known.into_iter().flat_map(PlaceView::names).for_each(put);
            }
        };
        let places = table.places().len() as u32;
        index.add_names(&[Dim::Mention, Dim::Mark], places, Names::All, &names);
        let unknown = table
            .places()
            .iter()
            .filter(|p| data.gazetteer.by_id(&p.id).is_none());
        let own_places = unknown.filter_map(|p| Some((fold(&p.name)?, p.id.clone())));
        Finder {
            index,
            lexicon: lexicon(data),
            known: KnownRows::default(),
            had_texts: Cell::new(false),
            own_places: own_places.collect(),
        }
    }

    /// What a search asks for.
    pub fn asked(&self, data: Searched<'_>, text: &str) -> Asked {
        let asked = self.read(data, text, false);
        let asked = self.dated_by_event(data, text, &asked).unwrap_or(asked);
        self.leave_out(data, text, asked)
    }

    /// The same, but for dates that are told from what is reported.
    pub(super) fn read(&self, data: Searched<'_>, text: &str, is_part: bool) -> Asked {
        let is_known = |place: PlaceIndex| {
            let view = data.gazetteer.get(place);
            view.is_some_and(|view| data.is_named(view.id()))
        };
        let places = |name: &str, called: Called| {
            let found = match called {
                Called::Nearly => data.places.named(name, &is_known),
                Called::Exactly | Called::Town => data.places.called(name, &is_known),
            };
            let found = found.into_iter().filter_map(|place| data.gazetteer.get(place));
            let mut ids: Vec<String> = Vec::new();
            for view in found {
                ids.push(view.id().to_owned());
                // "Idlib" is the city, and what is said of its governorate may be meant.
                let around = data.governorate_of(view).filter(|_| called == Called::Exactly);
                ids.extend(around.map(str::to_owned));
            }
            ids.dedup();
            // Of places of one name those that the data speak of are meant.
            if called == Called::Nearly && ids.iter().any(|id| data.is_named(id)) {
                ids.retain(|id| data.is_named(id));
            }
            if ids.is_empty()
                && called != Called::Nearly
                && let Some(key) = fold(name)
            {
                let own = self.own_places.iter().filter(|(k, _)| *k == key);
                ids.extend(own.map(|(_, id)| id.clone()));
            }
            ids
        };
        let is_country = |id: &str| {
            let view = data.gazetteer.by_id(id);
            view.is_some_and(|view| view.kind() == PlaceKind::Country)
        };
        self.lexicon.read(
            text,
            &Reader {
                places: &places,
                is_country: &is_country,
                is_known: &|id| data.is_named(id),
                is_in_text: &|word| self.index.has(word),
                rows_in: &|days| data.rows_in(days),
                bounds: data.bounds,
                is_part,
            },
        )
    }

    /// The rows that meet what is asked, but for one part, if one is given. The dates choose among them only where they
    /// lie outside all days of the data, or where the question is what was published by then.
    pub fn rows(&self, data: Searched<'_>, asked: &Asked, but_for: Option<usize>) -> RowSet {
        let event = |row| data.event(row);
        let published = |id: &str| Some(data.dataset.report(id)?.published.as_ref()?.hull());
        let has_texts = data.texts.get().is_some();
        if self.had_texts.replace(has_texts) != has_texts {
            self.known.clear();
        }
        let within = Within {
            known: &self.known,
            table: data.table,
            index: &self.index,
            event: &event,
            is_talk: &|kind| {
                let kind = data.dataset.manifest.kinds.get(kind);
                kind.is_some_and(|kind| kind.counts_as == CountsAs::Talks)
            },
            areas: &|id| data.areas(id),
            is_inside: &|area, place| data.inside.iter().any(|(a, p)| a == area && p == place),
            published: &published,
        };
        let found = asked.rows(&within, but_for);
        match asked
            .dates
            .as_ref()
            .filter(|_| asked.window(data.bounds).is_none() && !asked.published)
        {
            None => found,
            Some((_, days)) => RowSet::from_fn(data.table.rows(), |row| {
                found.contains(row) && may_fall(data.table, row, *days) != Membership::Out
            }),
        }
    }
}

impl Asked {
    /// The dates, if the timeline can show them: they meet the days of the data, and are when something happened.
    pub fn window(&self, bounds: TimeWindow) -> Option<TimeWindow> {
        let (_, days) = self.dates.as_ref().filter(|_| !self.published)?;
        let shown = days.intersection(bounds);
        (!shown.is_empty()).then_some(shown)
    }
}

/// How a row stands to some days.
pub(super) fn may_fall(table: &EventTable, row: u32, days: TimeWindow) -> Membership {
    let Some(hull) = table.hull(row) else {
        return Membership::Out;
    };
    match hull.intersection(days) {
        both if both.is_empty() => Membership::Out,
        both if both == hull => Membership::Definite,
        _ => Membership::Possible,
    }
}

/// Takes in the texts of a coded event, as the record of that number.
pub fn read_event(texts: &mut TextsBuilder, record: u32, event: &Event) {
    texts.text(record, &event.summary, Names::Capitals);
    texts.text(record, &event.id, Names::No);
    let parties = event.actors.iter().chain(&event.targets);
    let written = parties.filter_map(|p| p.as_written.as_deref());
    let toponyms = event.places.iter().map(|p| p.toponym.as_str());
    for name in written.chain(toponyms) {
        texts.text(record, name, Names::All);
    }
    let objects = event.objects.iter().map(|object| object.kind.as_str());
    let who = event.figures.iter().filter_map(|figure| figure.who.as_deref());
    let stated = event
        .figures
        .iter()
        .filter(|f| f.status != crate::event::Status::Unstated);
    let status = stated.map(|figure| figure.status.as_str());
    for words in objects.chain(event.weapon.as_deref()).chain(who).chain(status) {
        texts.text(record, words, Names::No);
    }
}

fn lexicon(data: Searched<'_>) -> Lexicon {
    let manifest = &data.dataset.manifest;
    let mut lexicon = Lexicon::new();
    for dim in NAMES {
        for code in 0..data.table.code_count(dim) as u32 {
            let name = data.table.label(dim, code);
            lexicon.name(name, name);
            lexicon.name(name, manifest.name(name, Lang::Ar));
            match dim {
                Dim::Publisher => lexicon.publisher(name),
                Dim::Actor => lexicon.actor(name),
                _ => {}
            }
        }
    }
    let speakers: Vec<&str> = (0..data.table.code_count(Dim::SaidBy) as u32)
        .filter_map(|code| Some(data.table.label(Dim::SaidBy, code).split_once(" (")?.0))
        .collect();
    // Of many events few write a name as no other does.
    let mut seen = Interner::default();
    let mut pair = String::new();
    let parties = data
        .dataset
        .events
        .iter()
        .flat_map(|e| e.actors.iter().chain(&e.targets));
    for party in parties {
        // Who speaks for somebody is looked for by name, not as the whole of whom they speak for.
        let is_speaker = |written: &str| {
            speakers
                .iter()
                .any(|who| who.split(' ').eq(written.split(' ')) || who.ends_with(&format!(" {written}")))
        };
        let Some(written) = party.as_written.as_ref() else {
            continue;
        };
        pair.clear();
        pair.push_str(&party.name);
        pair.push('\0');
        pair.push_str(written);
        if seen.intern(pair.as_bytes()).1 && !is_speaker(written) {
            lexicon.name(&party.name, written);
        }
    }
    // "The opposition": also those who are described so, and are no body of that name.
    for dim in NAMES {
        for code in 0..data.table.code_count(dim) as u32 {
            lexicon.described(data.table.label(dim, code));
        }
    }
    for code in 0..data.table.code_count(Dim::Kind) as u32 {
        let id = data.table.label(Dim::Kind, code);
        let counts_as = manifest
            .kinds
            .get(id)
            .map(|kind| kind.counts_as)
            .unwrap_or_default();
        let names = [Lang::En, Lang::Ar].map(|lang| manifest.kind_name(id, lang));
        lexicon.kind(id, &[id, &names[0], &names[1]], counts_as == CountsAs::Violence);
    }
    for event in &data.dataset.events {
        for figure in &event.figures {
            if let Some(who) = &figure.who {
                lexicon.who(who, figure.status, &event.summary);
            }
        }
    }
    for column in data.table.figures() {
        lexicon.measure(&column.measure);
    }
    lexicon
}

//! [`Session`]: one opened data set with its engines.

mod time;

pub use chronotope_core::state::Among;
pub use time::Bases;

use crate::import::{How, Opening, Source, SourceText};
use chronotope_core::dataset::{Dataset, Group, Localized, Problem, REST_SLOT, Reason, Shape};
use chronotope_core::event::{Event, Modality, Precision};
use chronotope_core::gazetteer::Gazetteer;
use chronotope_core::geo::BBox;
use chronotope_core::messages::{Formats, Messages, words};
use chronotope_core::query::{Changes, Layer};
use chronotope_core::query::{
    CodeSet, Filter, HistogramSpec, QueryEngine, RowRef, RowSet, Scope, Selection, Slot, filter_slots,
};
use chronotope_core::read::ReadSummary;
use chronotope_core::scene::map::SharedEvent;
use chronotope_core::scene::reports::Narrator;
use chronotope_core::scene::status::{Count, Counts, counts_as_event};
use chronotope_core::search::{Asked, Finder, PlaceNames, TextsSlot};
use chronotope_core::state::{Bounds, Facet, Filters, Lang, Reading};
use chronotope_core::table::{Column, Dim, EventTable, TableError};
use chronotope_core::time::{Day, TimeWindow};
use leptos::prelude::{LocalStorage, StoredValue};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// An opened data set, as components have it.
pub type SessionValue = StoredValue<Rc<Session>, LocalStorage>;

/// One opened data set: immutable but for the engines, whose state follows the view.
pub struct Session {
    /// Manifest, reports and events in full.
    pub dataset: Arc<Dataset>,
    /// Where places are looked up.
    pub gazetteer: Arc<Gazetteer>,
    /// The events as columns.
    pub table: Arc<EventTable>,
    /// What the data set allows.
    pub bounds: Bounds,
    /// What is said to have happened, where it happened.
    incidents: RefCell<QueryEngine>,
    /// Every event, wherever it is only named. `None` if every event is an incident and named where it is marked: then
    /// the first engine answers for this one.
    named: Option<RefCell<QueryEngine>>,
    /// Without any filter but that it happened, and is known: what the ghosts behind the histogram count. `None` if that
    /// is everything.
    baseline: RefCell<Option<QueryEngine>>,
    /// Groups of kinds; the last is the rest, if some kind has none.
    groups: Vec<Group>,
    /// Position of each kind's group, by the kind's code.
    group_of_kind: Vec<usize>,
    /// Row of each event, by its position in the data set.
    row_of_record: Vec<u32>,
    /// Only places in here count; `None` for all.
    view: Cell<Option<BBox>>,
    /// What the engines were last brought to, but for the window.
    applied: RefCell<Option<Applied>>,
    /// What a text search looks in; made by the first search.
    pub(crate) search: OnceCell<Finder>,
    /// The words of all texts: of many, they come once somebody asks ([`crate::lookup`]).
    pub(crate) texts: TextsSlot,
    /// Somebody has, and they are being read.
    pub(crate) texts_asked: Cell<bool>,
    pub(crate) texts_reading: RefCell<Option<Opening>>,
    /// The last search, as it was read, and whether the texts were there.
    pub(crate) last_asked: RefCell<Option<(String, bool, Rc<Asked>)>>,
    /// Only these rows count, while something is made that leaves out others.
    kept: RefCell<Option<Arc<RowSet>>>,
    /// (place, row) of what is said to have happened near a place; made when one is first asked for.
    near_rows: OnceCell<Vec<(u32, u32)>>,
    /// Events at several places; found when they are first asked for.
    shared: OnceCell<Arc<[SharedEvent]>>,
    /// Codes of the table's places in the order of their ids; made when one is first looked for.
    places_by_id: OnceCell<Vec<u32>>,
    /// The names of the gazetteer.
    pub(crate) place_names: OnceCell<PlaceNames>,
    /// Areas as they are drawn, and the settlements in them, by id: there once the map's files are read.
    pub(crate) inside: OnceCell<Vec<(String, String)>>,
    /// The file that the rows stand in, where they came as such.
    pub file: Option<OpenedFile>,
    /// What the time options need.
    time: time::TimeSide,
}

/// What of a view the engines follow besides the window.
struct Applied {
    filters: Filters,
    reading: Reading,
    view: Option<BBox>,
    has_texts: bool,
}

/// A file of rows, of which any can be read again.
#[derive(Debug, Clone)]
pub struct OpenedFile {
    /// What the user knows it by.
    pub name: String,
    /// What could not be used.
    pub summary: ReadSummary,
    /// Where the text of every row is.
    pub text: SourceText,
    /// What it was read from.
    pub source: Source,
    /// What had been said of it.
    pub how: How,
}

impl Session {
    /// Opens a data set.
    ///
    /// # Errors
    /// If there are more rows or values than can be counted.
    pub fn new(mut dataset: Dataset, gazetteer: Gazetteer) -> Result<Session, TableError> {
        report_unknown_places(&mut dataset, &gazetteer);
        let table = Arc::new(dataset.table(&gazetteer)?);
        let mut session = Session::assemble(Arc::new(dataset), Arc::new(gazetteer), table);
        // Publication belongs to all time: it can be shown, too.
        let published = session
            .dataset
            .reports
            .iter()
            .filter_map(|r| r.published.as_ref());
        let mut time = session.bounds.time;
        for day in published
            .flat_map(|when| [when.earliest(), when.latest()])
            .flatten()
        {
            time = TimeWindow::new(time.first().min(day), time.end().max(day.plus(1)));
        }
        session.bounds.time = time;
        session.learn_records();
        Ok(session)
    }

    /// Learns what only records in full can tell.
    fn learn_records(&mut self) {
        let (dataset, table) = (Arc::clone(&self.dataset), Arc::clone(&self.table));
        self.row_of_record = vec![0; dataset.events.len()];
        for row in 0..table.rows() {
            let record = table.record(row) as usize;
            if let Some(slot) = self.row_of_record.get_mut(record) {
                *slot = row;
            }
        }
        self.learn_publication();
    }

    /// Opens a table that came without a manifest: its kinds get colours and shapes, and all names are its own.
    pub fn of_table(title: &str, table: EventTable) -> Session {
        let dataset = Dataset::of_table(title, &table);
        Session::assemble(Arc::new(dataset), Arc::default(), Arc::new(table))
    }

    /// Opens the rows of a file.
    pub fn of_file(file: OpenedFile, table: EventTable) -> Session {
        let mut dataset = Dataset::of_table(&file.name, &table);
        let family = file.summary.family;
        family.attribution().clone_into(&mut dataset.manifest.attribution);
        family.licence().clone_into(&mut dataset.manifest.licence);
        let mut session = Session::assemble(Arc::new(dataset), Arc::default(), Arc::new(table));
        session.file = Some(file);
        session
    }

    /// A data set and its table, with engines, without what only records in full can tell.
    fn assemble(dataset: Arc<Dataset>, gazetteer: Arc<Gazetteer>, table: Arc<EventTable>) -> Session {
        let has_non_incidents = has_non_incidents(&table);
        let names_more = has_non_incidents || !table.column(Dim::Mention).is_absent();
        let baseline = has_non_incidents.then(|| {
            let mut engine = QueryEngine::new(Arc::clone(&table));
            engine.set_filters(filter_slots(&Filters::default(), &table, None, true));
            engine
        });
        let (groups, group_of_kind) = groups_of(&dataset, &table);
        Session {
            bounds: bounds_of(&dataset, &table),
            incidents: RefCell::new(QueryEngine::new(Arc::clone(&table))),
            named: names_more
                .then(|| RefCell::new(QueryEngine::with_layer(Arc::clone(&table), Layer::Named))),
            baseline: RefCell::new(baseline),
            time: time::TimeSide::default(),
            groups,
            group_of_kind,
            row_of_record: Vec::new(),
            view: Cell::new(None),
            applied: RefCell::default(),
            search: OnceCell::new(),
            texts: TextsSlot::default(),
            texts_asked: Cell::default(),
            texts_reading: RefCell::default(),
            last_asked: RefCell::new(None),
            kept: RefCell::default(),
            near_rows: OnceCell::new(),
            shared: OnceCell::new(),
            places_by_id: OnceCell::new(),
            place_names: OnceCell::new(),
            inside: OnceCell::new(),
            file: None,
            dataset,
            gazetteer,
            table,
        }
    }

    /// Brings the engines to a view, and returns the places whose marks changed, each once.
    pub fn apply(&self, window: TimeWindow, filters: &Filters, reading: Reading) -> Changes {
        if self.is_only_moved(filters, reading) {
            self.move_to(window)
        } else {
            self.apply_anew(window, filters, reading)
        }
    }

    /// True if at most the window is another than at the last call, and nothing else follows it than the two engines:
    /// then what was made of the filters still holds.
    fn is_only_moved(&self, filters: &Filters, reading: Reading) -> bool {
        let mut applied = self.applied.borrow_mut();
        let view = self.view.get();
        let has_texts = self.texts.get().is_some();
        let is_same = applied.as_ref().is_some_and(|a| {
            a.filters == *filters && a.reading == reading && a.view == view && a.has_texts == has_texts
        });
        if !is_same {
            let filters = filters.clone();
            *applied = Some(Applied {
                filters,
                reading,
                view,
                has_texts,
            });
        }
        is_same && reading.compared.is_none() && !reading.has_trail && !self.has_bars_of_view()
    }

    /// Moves the window of the engines.
    fn move_to(&self, window: TimeWindow) -> Changes {
        if let Some(named) = &self.named {
            named.borrow_mut().set_window(window);
        }
        self.incidents.borrow_mut().set_window(window).clone()
    }

    fn apply_anew(&self, window: TimeWindow, filters: &Filters, reading: Reading) -> Changes {
        let hits = self.text_hits(&filters.text);
        let in_view = self.view.get();
        let in_view = in_view.map(|view| CodeSet::of(self.places_in(view)));
        let mut slots = self.slots(filters, hits.clone(), reading, true);
        slots.push((Slot::Dim(Dim::Mark), in_view.clone().map(Filter::AnyOf)));
        let mut incidents = self.incidents.borrow_mut();
        let mut changes = incidents.set_filters(slots.clone()).clone();
        changes
            .places
            .extend(&incidents.set_overlap(reading.overlap).places);
        let is_definite_only = filters.definite_only;
        changes
            .places
            .extend(&incidents.set_definite_only(is_definite_only).places);
        changes.places.extend(&incidents.set_window(window).places);
        drop(incidents);
        self.apply_baseline(reading);
        self.apply_options(window, filters, reading, slots, &mut changes);
        changes.places.sort_unstable();
        changes.places.dedup();
        if let Some(named) = &self.named {
            let mut named = named.borrow_mut();
            let mut slots = self.slots(filters, hits, reading, false);
            if let Some(in_view) = &in_view {
                only_in_view(&mut slots, in_view);
            }
            named.set_filters(slots);
            named.set_overlap(reading.overlap);
            named.set_definite_only(filters.definite_only);
            named.set_window(window);
        }
        changes
    }

    /// Makes something of the view as it would be with only some rows, and brings the engines back.
    pub fn with_rows_only(
        &self,
        rows: RowSet,
        (window, filters, reading): (TimeWindow, &Filters, Reading),
        make: &dyn Fn() -> String,
    ) -> String {
        *self.kept.borrow_mut() = Some(Arc::new(rows));
        self.apply_anew(window, filters, reading);
        let made = make();
        *self.kept.borrow_mut() = None;
        self.apply_anew(window, filters, reading);
        made
    }

    /// Brings the engine of incidents to a window, without filters: what the first view draws.
    pub fn begin(&self, window: TimeWindow) {
        let reading = Reading::default();
        let slots = self.slots(&Filters::default(), None, reading, true);
        let mut incidents = self.incidents.borrow_mut();
        incidents.set_filters(slots);
        incidents.set_window(window);
        drop(incidents);
        self.apply_baseline(reading);
    }

    /// Counts only what is at places in a box from the next [`Session::apply`] on; `None` for everything.
    pub fn set_view(&self, view: Option<BBox>) {
        self.view.set(view);
    }

    /// What is said to have happened.
    pub fn incidents(&self) -> &RefCell<QueryEngine> {
        &self.incidents
    }

    /// Every event, whatever its modality.
    pub fn all_events(&self) -> &RefCell<QueryEngine> {
        self.named.as_ref().unwrap_or(&self.incidents)
    }

    /// The engine of these.
    pub(crate) fn engine(&self, among: Among) -> &RefCell<QueryEngine> {
        match among {
            Among::Incidents => &self.incidents,
            Among::All => self.all_events(),
        }
    }

    /// Groups of kinds; the last is the rest, if some kind has none.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Number of groups.
    pub fn group_count(&self) -> usize {
        self.groups.len()
    }

    /// Position of each kind's group, by the kind's code in the table.
    pub fn group_of_kind(&self) -> &[usize] {
        &self.group_of_kind
    }

    /// The events at several places. O(rows) the first time, if any row can have several.
    pub fn shared_events(&self) -> Arc<[SharedEvent]> {
        let shared = self.shared.get_or_init(|| {
            if !matches!(self.table.column(Dim::Mark), Column::Many { .. }) {
                return Arc::default();
            }
            let several = (0..self.table.rows()).filter_map(|row| {
                let places: Vec<u32> = self.table.codes(Dim::Mark, row).collect();
                let group = *self.group_of_kind.get(self.table.kind(row) as usize)?;
                (places.len() > 1).then_some(SharedEvent { row, places, group })
            });
            several.collect()
        });
        Arc::clone(shared)
    }

    /// Rows of what is said to have happened near a place. O(their number), after the first time.
    pub fn near_rows(&self, place: u32) -> impl Iterator<Item = u32> + '_ {
        let all = self.near_rows.get_or_init(|| {
            let mut near = Vec::new();
            for (row, event) in self.row_of_record.iter().zip(&self.dataset.events) {
                for mark in event.marks().filter(|m| m.precision == Precision::Near) {
                    let place = mark.place.as_deref().and_then(|id| self.place_code(id));
                    near.extend(place.map(|place| (place, *row)));
                }
            }
            near
        });
        all.iter()
            .filter(move |(at, _)| *at == place)
            .map(|(_, row)| *row)
    }

    /// Incidents by bin and kind, without those that spread over more than `max_span_days`.
    pub fn histogram(&self, edges: &[Day], max_span_days: i32) -> KindHistogram {
        let spec = HistogramSpec {
            edges: edges.to_vec(),
            max_span_days: Some(max_span_days),
        };
        let shown = self.with_bars(|engine| engine.histogram(&spec).clone());
        let unfiltered = match &mut *self.baseline.borrow_mut() {
            None => (0..shown.bins())
                .map(|bin| shown.ghost_definite[bin] + shown.ghost_possible[bin])
                .collect(),
            Some(baseline) => {
                let all = baseline.histogram(&spec);
                (0..all.bins())
                    .map(|bin| all.definite_in(bin) + all.possible_in(bin))
                    .collect()
            }
        };
        KindHistogram {
            kinds: shown.kinds,
            definite: shown.definite,
            possible: shown.possible,
            unfiltered,
        }
    }

    /// The event of a row.
    pub fn event(&self, row: u32) -> Option<&Event> {
        self.dataset.events.get(self.table.record(row) as usize)
    }

    /// The row of an event, by id.
    pub fn row(&self, id: &str) -> Option<u32> {
        let record = self.dataset.events.iter().position(|e| e.id == id)?;
        self.row_of_record.get(record).copied()
    }

    /// Codes of the places at which an event is drawn.
    pub fn marks_of(&self, id: &str) -> Vec<u32> {
        self.row(id)
            .map_or_else(Vec::new, |row| self.table.codes(Dim::Mark, row).collect())
    }

    /// The name of a place in a language.
    pub fn place_name(&self, id: &str, lang: Lang) -> Option<String> {
        let Some(place) = self.gazetteer.by_id(id) else {
            let own = self.table.places().get(self.place_code(id)? as usize)?;
            return Some(own.name.clone());
        };
        let arabic = place.name_ar().filter(|_| lang == Lang::Ar);
        Some(arabic.unwrap_or_else(|| place.name()).to_owned())
    }

    /// Lets events be put into words, in the language of the texts.
    pub fn narrated<T>(
        &self,
        messages: Messages,
        formats: &dyn Formats,
        tell: impl FnOnce(Narrator<'_>) -> T,
    ) -> T {
        tell(Narrator {
            dataset: &self.dataset,
            messages,
            formats,
            place_name: &|id| self.place_name(id, messages.lang),
        })
    }

    /// The code of a place in the table. O(log places), after the first time: lists ask for each of very many.
    pub fn place_code(&self, id: &str) -> Option<u32> {
        let places = self.table.places();
        let id_of = |code: u32| places.get(code as usize).map_or("", |place| &place.id);
        let by_id = self.places_by_id.get_or_init(|| {
            let mut codes: Vec<u32> = (0..places.len() as u32).collect();
            chronotope_core::sort::by(&mut codes, |a, b| id_of(*a).cmp(id_of(*b)));
            codes
        });
        let at = by_id.partition_point(|code| id_of(*code) < id);
        by_id.get(at).copied().filter(|code| id_of(*code) == id)
    }

    /// What is in the window, by what it counts as.
    pub fn counts(&self, filters: &Filters) -> Counts {
        self.counts_of(&self.incidents.borrow(), filters)
    }

    /// What is in an engine's window, by what it counts as.
    fn counts_of(&self, engine: &QueryEngine, filters: &Filters) -> Counts {
        let passes = filters.values.get(&Facet::Kind);
        let mut counts = Counts::default();
        // Which kinds are those of the number that the sentence says before the places.
        let mut is_event = Vec::new();
        for (code, (&definite, &possible)) in (0u32..).zip(
            engine
                .kind_definite()
                .iter()
                .zip(engine.kind_possible().iter().chain(std::iter::repeat(&0))),
        ) {
            let kind = self.table.label(Dim::Kind, code);
            let is_wanted = passes.is_none_or(|kinds| kinds.contains(kind));
            is_event.push(is_wanted && counts_as_event(&self.dataset.manifest, kind));
            if is_wanted {
                counts.add_kind(&self.dataset.manifest, kind, Count { definite, possible });
            }
        }
        let is_marked = |place: u32| {
            let any = |events: &[u32]| events.iter().zip(&is_event).any(|(n, is)| *n > 0 && *is);
            any(engine.definite(place)) || any(engine.possible(place))
        };
        // A name of a file that is placed nowhere is no place; coded ones are known, also where nothing draws them.
        let is_coded = !self.dataset.events.is_empty();
        let placed = (0u32..).zip(self.table.places());
        counts.places = placed
            .filter(|&(code, place)| (is_coded || place.lon_lat.is_some()) && is_marked(code))
            .count() as u32;
        counts
    }

    /// The rows of a list, of incidents or of all events.
    pub fn rows(&self, among: Among, any_of: Option<(Dim, u32)>, scope: Scope, limit: usize) -> Vec<RowRef> {
        let any_of = any_of.map(|(dim, code)| (dim, CodeSet::of([code])));
        self.engine(among)
            .borrow_mut()
            .rows(&Selection { any_of, scope }, 0..limit)
    }

    /// The first day after, or last day before, on which an event begins that passes the filters.
    pub fn neighbouring_day(&self, day: Day, forward: bool) -> Option<Day> {
        let engine = self.incidents.borrow();
        if forward {
            engine.next_event_day(day)
        } else {
            engine.previous_event_day(day)
        }
    }

    /// Rows that a text search finds; `None` if the text has no words.
    fn text_hits(&self, text: &str) -> Option<Arc<RowSet>> {
        if text.trim().is_empty() {
            return None;
        }
        Some(Arc::new(self.found(&self.asked(text), None)))
    }
}

/// Incidents by bin and kind: `definite[bin * kinds + kind]`.
pub struct KindHistogram {
    /// Number of kinds.
    pub kinds: usize,
    /// Surely in the bin.
    pub definite: Vec<u32>,
    /// Possibly in the bin; empty if every event has a known day.
    pub possible: Vec<u32>,
    /// Of each bin, without filters.
    pub unfiltered: Vec<u32>,
}

/// Lets through what names a place in view: of the places asked for, if some are.
fn only_in_view(slots: &mut [(Slot, Option<Filter>)], in_view: &CodeSet) {
    for (_, filter) in slots
        .iter_mut()
        .filter(|(slot, _)| *slot == Slot::Dim(Dim::Mention))
    {
        let both = match filter {
            Some(Filter::AnyOf(asked)) => asked.and(in_view),
            _ => in_view.clone(),
        };
        *filter = Some(Filter::AnyOf(both));
    }
}

/// True if some event is not said to have happened.
fn has_non_incidents(table: &EventTable) -> bool {
    // Data that does not speak of modality says of everything that it happened.
    if table.column(Dim::Modality).is_absent() {
        return false;
    }
    (0..table.rows()).any(|row| {
        table
            .codes(Dim::Modality, row)
            .any(|m| Modality::from_code(m).is_some_and(|m| !m.marks()))
    })
}

/// The manifest's groups, and one for the rest where a kind has none.
fn groups_of(dataset: &Dataset, table: &EventTable) -> (Vec<Group>, Vec<usize>) {
    let manifest = &dataset.manifest;
    let rest = manifest.groups.len();
    let group_of_kind: Vec<usize> = (0..table.code_count(Dim::Kind) as u32)
        .map(|code| {
            manifest
                .kinds
                .get(table.label(Dim::Kind, code))
                .map_or(rest, |kind| kind.group)
        })
        .collect();
    let mut groups = manifest.groups.clone();
    if group_of_kind.contains(&rest) {
        groups.push(Group {
            id: String::new(),
            name: rest_name(),
            shape: Shape::Circle,
            slot: REST_SLOT,
        });
    }
    (groups, group_of_kind)
}

/// The name of the group of kinds that have none.
fn rest_name() -> Localized {
    let name = |lang| words(lang).shell.other_kinds.to_owned();
    Localized {
        en: name(Lang::En),
        ar: name(Lang::Ar),
    }
}

/// A place id that the gazetteer does not have is a problem of the data, not a silent loss of a mark.
fn report_unknown_places(dataset: &mut Dataset, gazetteer: &Gazetteer) {
    let file = &dataset.manifest.events;
    let mut found = Vec::new();
    for (record, event) in dataset.events.iter().enumerate() {
        for id in event.places.iter().filter_map(|p| p.place.as_deref()) {
            if gazetteer.by_id(id).is_none() {
                found.push(Problem {
                    file: file.clone(),
                    record,
                    id: Some(event.id.clone()),
                    field: "where",
                    reason: Reason::Dangling(id.to_owned()),
                });
            }
        }
    }
    dataset.problems.extend(found);
}

/// The manifest's opening view; without one, all days and all places.
fn bounds_of(dataset: &Dataset, table: &EventTable) -> Bounds {
    let days = table
        .day_range()
        // Without a single date there is no time to show: the present day stands for it.
        .unwrap_or_else(|| TimeWindow::from_days(crate::dom::today(), crate::dom::today()));
    let opening = dataset.manifest.window.unwrap_or(days);
    let time = TimeWindow::new(days.first().min(opening.first()), days.end().max(opening.end()));
    // Where all that is known is areas, around their names.
    let only = |areas: bool| {
        let places = table.places().iter().filter(move |p| p.is_area == areas);
        chronotope_core::geo::BBox::around(places.filter_map(|p| p.lon_lat))
    };
    let around = || {
        let bbox = only(false).or_else(|| only(true));
        bbox.map_or(WORLD, |bbox| bbox.widened(0.02, 0.25))
    };
    Bounds {
        time,
        opening_window: opening,
        opening_bbox: dataset.manifest.bbox.unwrap_or_else(around),
        is_fitted: dataset.manifest.bbox.is_none(),
    }
}

/// What a data set without places opens on.
const WORLD: chronotope_core::geo::BBox = chronotope_core::geo::BBox {
    west: -170.0,
    south: -55.0,
    east: 170.0,
    north: 75.0,
};

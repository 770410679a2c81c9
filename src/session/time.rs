//! What the time options ask of a session: what was known on a day, the time of publication, other dates to compare
//! with, the map's view, a trail.

use super::Session;
use crate::sources::is_definite;
use chronotope_core::geo::BBox;
use chronotope_core::query::{
    Changes, CodeSet, Comparison, EventCount, Filter, Pair, QueryEngine, RowSet, Slot, filter_slots,
};
use chronotope_core::scene::map::{IsShown, Shown};
use chronotope_core::scene::status::Count;
use chronotope_core::scene::timeline::{Published, fade};
use chronotope_core::state::{Filters, Reading, TimeBasis};
use chronotope_core::table::Dim;
use chronotope_core::time::{Day, TimeWindow};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// Engines and values that only some views need.
#[derive(Default)]
pub(super) struct TimeSide {
    /// The last possible day of publication of each report, by its code in the table.
    published: Vec<Option<Day>>,
    /// The rows of reports published by a day: their number, and the rows.
    known: RefCell<Option<(usize, Arc<RowSet>)>>,
    /// The compared dates.
    compared: RefCell<Option<QueryEngine>>,
    /// What is at the places of the map's view.
    in_view: RefCell<Option<(Vec<u32>, QueryEngine)>>,
    /// How faint each place is, by code; empty without a trail.
    fades: RefCell<Vec<u8>>,
    /// Length of the selected dates when they were last compared.
    days: Cell<i32>,
    /// The filters of the view.
    filters: RefCell<Filters>,
}

/// The same data by each time that events have.
pub struct Bases {
    happened: Rc<Session>,
    reported: Option<Rc<Session>>,
}

impl Bases {
    /// Beginning with the time at which events happened.
    pub fn new(happened: Rc<Session>) -> Bases {
        Bases {
            happened,
            reported: None,
        }
    }

    /// The data by a time of its events; by when they happened if it does not say when they were reported.
    pub fn session(&mut self, basis: TimeBasis) -> Rc<Session> {
        if basis == TimeBasis::Reported && self.reported.is_none() {
            self.reported = self.happened.by_publication().map(Rc::new);
        }
        match (basis, &self.reported) {
            (TimeBasis::Reported, Some(reported)) => Rc::clone(reported),
            _ => Rc::clone(&self.happened),
        }
    }
}

impl Session {
    /// Learns when reports were published.
    pub(super) fn learn_publication(&mut self) {
        let day_of = |code: u32| {
            let report = self.dataset.report(self.table.label(Dim::Report, code))?;
            report.published.as_ref()?.latest()
        };
        self.time.published = (0..self.table.code_count(Dim::Report) as u32)
            .map(day_of)
            .collect();
    }

    /// True if the data say of some report when it was published.
    pub fn says_when_published(&self) -> bool {
        self.time.published.iter().any(Option::is_some)
    }

    /// How many reports were published by a day.
    pub fn published_by(&self, day: Option<Day>) -> Published {
        let is_known = |published: &&Option<Day>| day.is_none_or(|day| published.is_some_and(|p| p <= day));
        Published {
            by_then: self.time.published.iter().filter(is_known).count(),
            all: self.time.published.len(),
        }
    }

    /// The same data by the publication of its reports.
    fn by_publication(&self) -> Option<Session> {
        if !self.says_when_published() {
            return None;
        }
        let table = self.dataset.table_by_publication(&*self.gazetteer).ok()?;
        let mut session = Session::assemble(
            Arc::clone(&self.dataset),
            Arc::clone(&self.gazetteer),
            Arc::new(table),
        );
        session.bounds = self.bounds;
        session.texts = self.texts.clone();
        session.learn_records();
        Some(session)
    }

    /// The rows of reports published by a day.
    pub(crate) fn known_rows(&self, day: Option<Day>) -> Option<Arc<RowSet>> {
        let day = day?;
        let published = &self.time.published;
        let by_then = self.published_by(Some(day)).by_then;
        let mut known = self.time.known.borrow_mut();
        if let Some((_, rows)) = known.as_ref().filter(|(n, _)| *n == by_then) {
            return Some(Arc::clone(rows));
        }
        let is_known = |row: u32| {
            self.table.codes(Dim::Report, row).any(|code| {
                let latest = published.get(code as usize).copied().flatten();
                latest.is_some_and(|latest| latest <= day)
            })
        };
        let rows = Arc::new(RowSet::from_fn(self.table.rows(), is_known));
        *known = Some((by_then, Arc::clone(&rows)));
        Some(rows)
    }

    /// The filters of a view as the engines take them.
    pub(super) fn slots(
        &self,
        filters: &Filters,
        hits: Option<Arc<RowSet>>,
        reading: Reading,
        incidents_only: bool,
    ) -> Vec<(Slot, Option<Filter>)> {
        let mut slots = filter_slots(filters, &self.table, hits, incidents_only);
        slots.push((Slot::Known, self.known_rows(reading.known_by).map(Filter::Rows)));
        slots.push((Slot::Rows, self.kept.borrow().clone().map(Filter::Rows)));
        slots
    }

    /// Brings what counts without filters to a view: there is one if something did not happen, or is not known yet.
    pub(super) fn apply_baseline(&self, reading: Reading) {
        let mut baseline = self.baseline.borrow_mut();
        if baseline.is_some() || reading.known_by.is_some() || self.kept.borrow().is_some() {
            let baseline = baseline.get_or_insert_with(|| QueryEngine::new(Arc::clone(&self.table)));
            baseline.set_filters(self.slots(&Filters::default(), None, reading, true));
            baseline.set_overlap(reading.overlap);
        }
    }

    /// Brings the compared dates, the trail and the map's view to a view whose incidents are up to date, and adds the
    /// places whose marks that changes.
    pub(super) fn apply_options(
        &self,
        window: TimeWindow,
        filters: &Filters,
        reading: Reading,
        slots: Vec<(Slot, Option<Filter>)>,
        changes: &mut Changes,
    ) {
        let incidents = self.incidents.borrow();
        let mut compared = self.time.compared.borrow_mut();
        if let Some(dates) = reading.compared {
            if compared.is_none() {
                changes.places.extend(self.place_codes());
            }
            self.time.filters.replace(filters.clone());
            let compared = compared.get_or_insert_with(|| incidents.clone());
            changes.places.extend(&compared.set_filters(slots.clone()).places);
            changes
                .places
                .extend(&compared.set_overlap(reading.overlap).places);
            let is_other_length = compared.window().len_days() != dates.len_days();
            changes.places.extend(&compared.set_window(dates).places);
            // A rate depends on the number of days.
            if is_other_length || self.time.days.replace(window.len_days()) != window.len_days() {
                changes.places.extend(self.place_codes());
            }
        } else if compared.take().is_some() {
            changes.places.extend(self.place_codes());
        }
        let mut fades = self.time.fades.borrow_mut();
        let now: Vec<u8> = if reading.has_trail {
            let age = |day: i32| window.last().0 - day;
            let latest = incidents.latest_days();
            let faint = latest
                .into_iter()
                .map(|day| fade(day.map_or(0, age), window.len_days()));
            faint.collect()
        } else {
            Vec::new()
        };
        if *fades != now {
            let at = |fades: &[u8], place: u32| fades.get(place as usize).copied().unwrap_or(0);
            changes.places.extend(
                self.place_codes()
                    .filter(|&place| at(&fades, place) != at(&now, place)),
            );
            *fades = now;
        }
        if let Some((codes, engine)) = &mut *self.time.in_view.borrow_mut() {
            engine.set_filters(in_places(slots, codes));
            engine.set_overlap(reading.overlap);
        }
    }

    /// Lets the bars count only what is at these places, or everything.
    pub fn follow_places(&self, codes: Option<&[u32]>) {
        let mut in_view = self.time.in_view.borrow_mut();
        let Some(codes) = codes else {
            *in_view = None;
            return;
        };
        if in_view.as_ref().is_none_or(|(before, _)| before != codes) {
            let engine = in_view.take().map(|(_, engine)| engine);
            let engine = engine.unwrap_or_else(|| self.incidents.borrow().clone());
            *in_view = Some((codes.to_vec(), engine));
        }
    }

    /// True if the bars count only what is at some places.
    pub(super) fn has_bars_of_view(&self) -> bool {
        self.time.in_view.borrow().is_some()
    }

    /// Codes of the places in a box.
    pub fn places_in(&self, bbox: BBox) -> Vec<u32> {
        let places = (0u32..).zip(self.table.places());
        let inside = places.filter(|(_, place)| place.lon_lat.is_some_and(|at| bbox.contains(at)));
        inside.map(|(code, _)| code).collect()
    }

    fn place_codes(&self) -> std::ops::Range<u32> {
        0..self.table.places().len() as u32
    }

    /// The engine that the bars are counted by.
    pub(super) fn with_bars<T>(&self, ask: impl FnOnce(&mut QueryEngine) -> T) -> T {
        match &mut *self.time.in_view.borrow_mut() {
            Some((_, engine)) => ask(engine),
            None => ask(&mut self.incidents.borrow_mut()),
        }
    }

    /// The selected dates against the compared ones; `None` if there are none.
    pub fn comparison(&self) -> Option<Comparison> {
        let compared = self.time.compared.borrow();
        Some(self.incidents.borrow().compared_with(compared.as_ref()?))
    }

    /// The same for what happened, for talks and for statements.
    pub fn compared_parts(&self) -> Vec<Pair> {
        let compared = self.time.compared.borrow();
        let Some(compared) = compared.as_ref() else {
            return Vec::new();
        };
        let incidents = self.incidents.borrow();
        let filters = self.time.filters.borrow();
        let (a, b) = (
            self.counts_of(&incidents, &filters),
            self.counts_of(compared, &filters),
        );
        let days = |engine: &QueryEngine| engine.window().len_days().unsigned_abs();
        let count = |count: Count| EventCount {
            definite: count.definite,
            possible: count.possible,
        };
        let parts = [(a.events, b.events), (a.talks, b.talks), (a.speech, b.speech)];
        let pair = |(a, b)| Pair {
            a: count(a),
            b: count(b),
            days_a: days(&incidents),
            days_b: days(compared),
        };
        parts.into_iter().map(pair).collect()
    }

    /// The selected against the compared dates at a place; `None` if none are compared.
    pub fn pair_at(&self, place: u32) -> Option<Pair> {
        let compared = self.time.compared.borrow();
        let (incidents, compared) = (self.incidents.borrow(), compared.as_ref()?);
        Some(Pair {
            a: incidents.count_at(place),
            b: compared.count_at(place),
            days_a: incidents.window().len_days().unsigned_abs(),
            days_b: compared.window().len_days().unsigned_abs(),
        })
    }

    /// Lets somebody read in which dates rows are.
    pub fn read_shown(&self, read: &mut dyn FnMut(&IsShown)) {
        let (incidents, compared) = (self.incidents.borrow(), self.time.compared.borrow());
        read(&|row| Shown {
            selected: is_definite(&incidents, row),
            compared: compared.as_ref().and_then(|engine| is_definite(engine, row)),
        });
    }

    /// How faint a place is.
    pub fn fade_of(&self, place: u32) -> u8 {
        self.time.fades.borrow().get(place as usize).copied().unwrap_or(0)
    }
}

/// Filters, and one on places.
fn in_places(mut slots: Vec<(Slot, Option<Filter>)>, codes: &[u32]) -> Vec<(Slot, Option<Filter>)> {
    let set = CodeSet::of(codes.iter().copied());
    slots.push((Slot::Dim(Dim::Mark), Some(Filter::AnyOf(set))));
    slots
}

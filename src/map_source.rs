//! What the map asks of a session beyond counts: figures, details of places, names to find, other layers.

use crate::components::map::{FindPlaces, FoundPlace, OtherLayer};
use crate::session::{Among, Session};
use crate::sources::{GOVERNORATE, Source, map_place};
use crate::store::Store;
use chronotope_core::event::{Modality, Role};
use chronotope_core::geo::{BBox, LonLat};
use chronotope_core::query::{CodeSet, RowRef, Scope, Selection};
use chronotope_core::scene::map::{
    Beside, FigureSum, FigureSums, GroupCounts, IsShown, MapPlace, PlaceCounts, PlaceDetails, PlaceFinder,
    RegionOutline, ShadedAreas, Shading, SharedEvent,
};
use chronotope_core::state::Lang;
use chronotope_core::table::Dim;
use chronotope_core::time::Membership;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// Places that a search offers.
const MAX_FOUND: usize = 8;

/// Counts of a session for the map, with figures for what symbols are sized by.
pub(crate) struct MapSource {
    source: Rc<Source>,
    store: Store,
    /// Grows whenever the engines have moved.
    revision: Signal<u64>,
    /// Sums by place, and what they were added up for.
    sums: RefCell<Sums>,
    peaks: RefCell<(String, FigureSums)>,
}

#[derive(Default)]
struct Sums {
    of: Option<(u64, String)>,
    sums: FigureSums,
}

impl MapSource {
    pub(crate) fn new(source: Rc<Source>, store: Store, revision: Signal<u64>) -> MapSource {
        MapSource {
            source,
            store,
            revision,
            sums: RefCell::default(),
            peaks: RefCell::default(),
        }
    }

    /// The session by the time of events that counts now.
    fn session(&self) -> Rc<Session> {
        self.source.0.get_value()
    }

    /// Adds up a measure over rows.
    fn add_up(&self, measure: &str, rows: impl Iterator<Item = (u32, bool)>) -> FigureSums {
        let session = self.session();
        let code_of = |id: &str| session.place_code(id);
        FigureSums::of(&session.table, measure, &|row| session.event(row), &code_of, rows)
    }

    /// Makes sure that the sums are those of the present window.
    fn refresh(&self) {
        let Some(measure) = self.store.map.with_untracked(|map| map.size.clone()) else {
            *self.sums.borrow_mut() = Sums::default();
            return;
        };
        let of = (self.revision.get_untracked(), measure);
        if self.sums.borrow().of.as_ref() == Some(&of) {
            return;
        }
        let rows = self
            .session()
            .rows(Among::Incidents, None, Scope::InWindow, usize::MAX);
        let rows = rows
            .iter()
            .map(|r: &RowRef| (r.row, r.membership == Membership::Definite));
        let sums = self.add_up(&of.1, rows);
        *self.sums.borrow_mut() = Sums { of: Some(of), sums };
    }
}

impl PlaceCounts for MapSource {
    fn counts(&self, place: u32, out: &mut GroupCounts) {
        self.source.counts(place, out);
    }

    fn beside(&self, place: u32) -> Beside {
        self.source.beside(place)
    }

    fn shared(&self) -> Arc<[SharedEvent]> {
        self.source.shared()
    }

    fn read_shown(&self, read: &mut dyn FnMut(&IsShown)) {
        self.source.read_shown(read);
    }

    fn near_km(&self, place: u32) -> Option<f64> {
        self.source.near_km(place)
    }

    fn figure(&self, place: u32) -> FigureSum {
        self.refresh();
        self.sums.borrow().sums.at(place)
    }

    fn figures_left_out(&self) -> u32 {
        self.refresh();
        self.sums.borrow().sums.left_out
    }

    fn figure_peak(&self, place: u32) -> f64 {
        let measure = self.store.map.with_untracked(|map| map.size.clone());
        let measure = measure.unwrap_or_default();
        if self.peaks.borrow().0 != measure {
            let marked = (0..self.session().table.rows()).map(|row| (row, true));
            let sums = self.add_up(&measure, marked);
            *self.peaks.borrow_mut() = (measure, sums);
        }
        let sum = self.peaks.borrow().1.at(place);
        // An open end is drawn as such, not to scale.
        if sum.high.is_finite() { sum.high } else { sum.best }
    }

    fn busiest(&self, days: u32) -> Vec<u32> {
        self.session().table.busiest(days)
    }

    fn details(&self, places: &[u32]) -> PlaceDetails {
        let session = self.session();
        let (table, manifest) = (&session.table, &session.dataset.manifest);
        let lang = self.store.lang.get_untracked();
        let mut engine = session.incidents().borrow_mut();
        let mut kinds: Vec<(u32, u32, u32)> = Vec::new();
        let mut days = None;
        let selection = Selection {
            any_of: Some((Dim::Mark, CodeSet::of(places.iter().copied()))),
            scope: Scope::InWindow,
        };
        for found in engine.rows(&selection, 0..usize::MAX) {
            let kind = table.kind(found.row);
            let at = kinds.iter().position(|(k, _, _)| *k == kind).unwrap_or_else(|| {
                kinds.push((kind, 0, 0));
                kinds.len() - 1
            });
            if let Some((_, definite, possible)) = kinds.get_mut(at) {
                let is_definite = found.membership == Membership::Definite;
                *definite += u32::from(is_definite);
                *possible += u32::from(!is_definite);
            }
            if let Some(hull) = table.hull(found.row) {
                let hull = hull.intersection(session.bounds.time);
                days = Some(days.map_or((hull.first(), hull.last()), |(first, last)| {
                    (hull.first().min(first), hull.last().max(last))
                }));
            }
        }
        chronotope_core::sort::by_key(&mut kinds, |(_, definite, possible)| {
            std::cmp::Reverse(definite + possible)
        });
        let kinds = kinds.into_iter().map(|(kind, definite, possible)| {
            let name = manifest.kind_name(table.label(Dim::Kind, kind), lang);
            (name, definite, possible)
        });
        PlaceDetails {
            kinds: kinds.collect(),
            days,
        }
    }
}

/// The measures that symbols can be sized by: those that some event has, of people first.
pub(crate) fn measures(session: &Session) -> Vec<String> {
    let columns = chronotope_core::scene::table::table_columns(&session.table);
    let figures = columns.into_iter().filter_map(|column| match column.source {
        chronotope_core::scene::table::Source::Figure(_) => Some(column.key),
        _ => None,
    });
    figures.collect()
}

/// A search over the gazetteer and the data's own places; the index is made when it is first asked.
pub(crate) fn finder(
    session: StoredValue<Rc<Session>, LocalStorage>,
    store: Store,
    outlines: Arc<BTreeMap<String, RegionOutline>>,
) -> FindPlaces {
    let index: RefCell<Option<(PlaceFinder, Vec<FoundIn>)>> = RefCell::new(None);
    Rc::new(move |typed| {
        let mut index = index.borrow_mut();
        let lang = store.lang.get_untracked();
        session.with_value(|session| {
            let (finder, places) = index.get_or_insert_with(|| indexed(session));
            let found = finder.find(typed, MAX_FOUND).into_iter();
            let found = found.filter_map(|i| places.get(i as usize)?.found(session, lang, &outlines));
            found.collect()
        })
    })
}

/// Where an entry of the search comes from.
enum FoundIn {
    Gazetteer(chronotope_core::gazetteer::PlaceIndex),
    Table(u32),
}

impl FoundIn {
    fn found(
        &self,
        session: &Session,
        lang: Lang,
        outlines: &BTreeMap<String, RegionOutline>,
    ) -> Option<FoundPlace> {
        match *self {
            FoundIn::Gazetteer(index) => {
                let place = session.gazetteer.get(index)?;
                let arabic = place.name_ar().unwrap_or_default();
                let (name, other) = match lang {
                    Lang::Ar if !arabic.is_empty() => (arabic, place.name()),
                    _ => (place.name(), arabic),
                };
                let mut detail = other.to_owned();
                for part in place.admin1().iter().filter(|part| **part != place.name()) {
                    if !detail.is_empty() {
                        detail.push_str(" · ");
                    }
                    detail.push_str(part);
                }
                let bbox = outlines.get(place.id()).and_then(bbox_of);
                Some(FoundPlace {
                    name: name.to_owned(),
                    detail,
                    at: place.point()?,
                    bbox,
                })
            }
            FoundIn::Table(code) => {
                let place = session.table.places().get(code as usize)?;
                Some(FoundPlace {
                    name: place.name.clone(),
                    detail: place.admin1.clone(),
                    at: place.lon_lat?,
                    bbox: None,
                })
            }
        }
    }
}

fn indexed(session: &Session) -> (PlaceFinder, Vec<FoundIn>) {
    let mut finder = PlaceFinder::default();
    let mut entries = Vec::new();
    for (index, place) in session.gazetteer.iter().filter(|(_, p)| p.point().is_some()) {
        finder.add(place.names(), place.population().unwrap_or(0));
        entries.push(FoundIn::Gazetteer(index));
    }
    for (code, place) in (0..).zip(session.table.places()) {
        if place.lon_lat.is_some() && session.gazetteer.by_id(&place.id).is_none() {
            finder.add(std::iter::once(place.name.as_str()), 1);
            entries.push(FoundIn::Table(code));
        }
    }
    (finder, entries)
}

fn bbox_of(outline: &RegionOutline) -> Option<BBox> {
    let positions = outline.polygons.iter().flatten().flatten();
    BBox::around(positions.map(|[lon, lat]| LonLat { lon: *lon, lat: *lat }))
}

/// Events that did not happen or are not said to have, by place; counted only while the layer is on.
pub(crate) fn others(
    session: StoredValue<Rc<Session>, LocalStorage>,
    store: Store,
    revision: Signal<u64>,
    marked: &BTreeMap<String, RegionOutline>,
) -> OtherLayer {
    let rows = session.with_value(|session| other_rows(session));
    let mut codes: Vec<u32> = rows
        .iter()
        .flat_map(|(_, places)| places.iter().copied())
        .collect();
    chronotope_core::sort::ascending(&mut codes);
    codes.dedup();
    let places: Arc<[MapPlace]> = session.with_value(|session| {
        let places = codes.iter().filter_map(|code| {
            let events = rows.iter().filter(|(_, places)| places.contains(code)).count();
            other_place(session, *code, events as u32, marked)
        });
        places.collect()
    });
    let places_of: Arc<[MapPlace]> = Arc::clone(&places);
    let counts = Memo::new(move |_| {
        if !store.other_layer.get() {
            return Arc::<[(u32, u32)]>::from(Vec::new());
        }
        revision.track();
        let mut counts = vec![(0, 0); places_of.len()];
        session.with_value(|session| {
            let engine = session.all_events().borrow();
            // By another time of events rows stand in another order: they are looked up anew.
            for (row, places) in other_rows(session) {
                let (definite, possible) = match engine.membership(row) {
                    _ if !engine.passes(row) => continue,
                    Membership::Definite => (1, 0),
                    Membership::Possible => (0, 1),
                    Membership::Out => continue,
                };
                for (place, count) in places_of.iter().zip(&mut counts) {
                    if places.contains(&place.code) {
                        *count = (count.0 + definite, count.1 + possible);
                    }
                }
            }
        });
        counts.into()
    });
    OtherLayer {
        places,
        counts: counts.into(),
    }
}

/// The rows of such events, with the places where they would have been.
fn other_rows(session: &Session) -> Vec<(u32, Vec<u32>)> {
    if session.table.column(Dim::Modality).is_absent() {
        return Vec::new();
    }
    let rows = 0..session.table.rows();
    rows.filter_map(|row| Some((row, other_places(session, row)?)))
        .collect()
}

/// Where an event that is no incident would have been; `None` for incidents and for what has no place.
fn other_places(session: &Session, row: u32) -> Option<Vec<u32>> {
    let table = &session.table;
    let modality = table.codes(Dim::Modality, row).find_map(Modality::from_code);
    if modality.is_none_or(Modality::marks) {
        return None;
    }
    let event = session.event(row)?;
    // What has not happened has no target yet: its places are those that are named.
    let ids = event.places.iter().filter(|p| p.role != Role::Origin);
    let codes: Vec<u32> = ids
        .filter_map(|p| session.place_code(p.place.as_deref()?))
        .collect();
    (!codes.is_empty()).then_some(codes)
}

fn other_place(
    session: &Session,
    code: u32,
    events: u32,
    outlines: &BTreeMap<String, RegionOutline>,
) -> Option<MapPlace> {
    let place = session.table.places().get(code as usize)?;
    Some(MapPlace {
        events,
        ..map_place(session, code, place, outlines)
    })
}

/// Governorates shaded by their events, while that is asked for; `None` where there are too few events to read it, or
/// none in a governorate with an outline.
pub(crate) fn shading(
    session: StoredValue<Rc<Session>, LocalStorage>,
    store: Store,
    revision: Signal<u64>,
    outlines: &BTreeMap<String, RegionOutline>,
) -> Option<Signal<Option<Arc<Shading>>>> {
    let areas = session.with_value(|session| ShadedAreas::new(&session.table, outlines, GOVERNORATE))?;
    let areas = StoredValue::new(areas);
    let shading = Memo::new(move |_| {
        if !store.map.with(|map| map.shaded) {
            return None;
        }
        revision.track();
        let lang = store.lang.get();
        Some(session.with_value(|session| {
            let shown = session.rows(Among::Incidents, None, Scope::InWindow, usize::MAX);
            let rows = shown.iter().map(|found| found.row);
            Arc::new(areas.with_value(|areas| areas.shaded(&session.table, rows, lang)))
        }))
    });
    Some(shading.into())
}

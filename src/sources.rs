//! What the map and the timeline are given of a session: plain values and sources of counts.

use crate::load::Opened;
use crate::session::Session;
use chronotope_core::dataset::{Problem, REST_SLOT};
use chronotope_core::event::Precision;
use chronotope_core::gazetteer::{PlaceView, read_outlines};
use chronotope_core::messages::{DateStyle, Formats, Messages, fill};
use chronotope_core::query::{Comparison, Pair, QueryEngine};
use chronotope_core::scene::map::{
    self, BasemapFile, GroupCounts, MAX_GROUPS, MapLabel, MapPlace, PlaceCounts, RegionOutline,
};
use chronotope_core::scene::map::{Basemap, Beside, IsShown, SharedEvent, Shown};
use chronotope_core::scene::reports::when_words;
use chronotope_core::scene::timeline::{
    self, Histogram, Lane, MAX_SINGLES, ReportFlag, Single, Singles, TimeCounts,
};
use chronotope_core::search::places_inside;
use chronotope_core::state::{LaneBy, Lang};
use chronotope_core::table::{Dim, TablePlace};
use chronotope_core::time::{Bins, Day, Extent, Membership, TimeWindow};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// Events whose possible days spread over more days than this are lanes of the timeline, and in no bin.
pub(crate) const MAX_BINNED_DAYS: i32 = 31;
/// Lanes that a timeline gets at most.
const MAX_LANES: usize = 200;
/// How far from a place an event said to be near it may have been, in km: the codebook's convention.
const NEAR_KM: f64 = 5.0;

/// Counts of a session, for map and timeline.
pub(crate) struct Source(pub StoredValue<Rc<Session>, LocalStorage>);

impl Source {
    /// The session by the time of events that counts now.
    fn session(&self) -> Rc<Session> {
        self.0.get_value()
    }
}

/// Counts of a session at its places, and nothing besides.
pub(crate) struct Counted<'a>(pub &'a Session);

impl PlaceCounts for Counted<'_> {
    fn counts(&self, place: u32, out: &mut GroupCounts) {
        let engine = self.0.incidents().borrow();
        let add = |counts: &[u32], groups: &mut [u32; MAX_GROUPS]| {
            for (&n, &group) in counts.iter().zip(self.0.group_of_kind()) {
                groups[group] += n;
            }
        };
        add(engine.definite(place), &mut out.definite);
        add(engine.possible(place), &mut out.possible);
    }

    fn shared(&self) -> Arc<[SharedEvent]> {
        self.0.shared_events()
    }

    fn read_shown(&self, read: &mut dyn FnMut(&IsShown)) {
        let engine = self.0.incidents().borrow();
        read(&|row| Shown {
            selected: is_definite(&engine, row),
            compared: None,
        });
    }

    fn near_km(&self, place: u32) -> Option<f64> {
        self.near(place)
    }
}

/// Whether a row is definitely in an engine's dates; `None` if it is not in them, or does not pass the filters.
pub(crate) fn is_definite(engine: &QueryEngine, row: u32) -> Option<bool> {
    let is_shown = engine.is_shown(row);
    is_shown.then(|| engine.membership(row) == Membership::Definite)
}

impl PlaceCounts for Source {
    fn beside(&self, place: u32) -> Beside {
        let session = self.session();
        Beside {
            pair: session.pair_at(place),
            fade: session.fade_of(place),
        }
    }

    fn counts(&self, place: u32, out: &mut GroupCounts) {
        Counted(&self.session()).counts(place, out);
    }

    fn shared(&self) -> Arc<[SharedEvent]> {
        self.session().shared_events()
    }

    fn read_shown(&self, read: &mut dyn FnMut(&IsShown)) {
        self.session().read_shown(read);
    }

    fn near_km(&self, place: u32) -> Option<f64> {
        Counted(&self.session()).near_km(place)
    }
}

impl Counted<'_> {
    /// How far off an event of the window may be that is said to be near a place.
    fn near(&self, place: u32) -> Option<f64> {
        let engine = self.0.incidents().borrow();
        self.0
            .near_rows(place)
            .any(|row| engine.is_shown(row))
            .then_some(NEAR_KM)
    }
}

impl TimeCounts for Source {
    fn histogram(&self, bins: &Bins) -> Histogram {
        histogram(&self.session(), bins, MAX_BINNED_DAYS)
    }

    fn events_in(&self, days: TimeWindow) -> (u32, u32) {
        histogram(&self.session(), &Bins::one(days), i32::MAX).shown(0)
    }

    fn next_event_day(&self, after: Day) -> Option<Day> {
        self.session().neighbouring_day(after, true)
    }

    fn prev_event_day(&self, before: Day) -> Option<Day> {
        self.session().neighbouring_day(before, false)
    }

    fn comparison(&self) -> Option<Comparison> {
        self.session().comparison()
    }

    fn compared_parts(&self) -> Vec<Pair> {
        self.session().compared_parts()
    }

    fn place_name(&self, place: u32, lang: Lang) -> String {
        let session = self.session();
        let id = session
            .table
            .places()
            .get(place as usize)
            .map(|place| place.id.clone());
        id.and_then(|id| session.place_name(&id, lang))
            .unwrap_or_default()
    }

    fn says_when_published(&self) -> bool {
        self.session().says_when_published()
    }
}

/// Events by bin and group.
pub(crate) fn histogram(session: &Session, bins: &Bins, max_span_days: i32) -> Histogram {
    let counted = session.histogram(bins.edges(), max_span_days);
    let empty = timeline::GroupCounts {
        definite: vec![0; bins.len()],
        possible: vec![0; bins.len()],
    };
    let mut histogram = Histogram {
        groups: vec![empty; session.group_count()],
        unfiltered: counted.unfiltered,
    };
    let kinds = counted.kinds;
    for bin in 0..bins.len() {
        for (kind, &group) in session.group_of_kind().iter().enumerate() {
            let Some(sums) = histogram.groups.get_mut(group) else {
                continue;
            };
            let at = bin * kinds + kind;
            if let Some(sum) = sums.definite.get_mut(bin) {
                *sum += counted.definite.get(at).copied().unwrap_or(0);
            }
            if let Some(sum) = sums.possible.get_mut(bin) {
                *sum += counted.possible.get(at).copied().unwrap_or(0);
            }
        }
    }
    histogram
}

/// The groups of kinds, as the map shows them; the rest comes last.
pub(crate) fn map_groups(session: &Session, lang: Lang) -> Arc<[map::GroupStyle]> {
    let styles = session.groups().iter().map(|group| map::GroupStyle {
        name: group.name.get(lang).to_owned(),
        shape: match group.shape {
            chronotope_core::dataset::Shape::Circle => map::Shape::Circle,
            chronotope_core::dataset::Shape::Square => map::Shape::Square,
            chronotope_core::dataset::Shape::Triangle => map::Shape::Triangle,
            chronotope_core::dataset::Shape::Diamond => map::Shape::Diamond,
            chronotope_core::dataset::Shape::Ring => map::Shape::Ring,
        },
        slot: group.slot,
    });
    styles.collect()
}

/// The groups of kinds, as the timeline shows them.
pub(crate) fn timeline_groups(session: &Session, lang: Lang) -> Arc<[timeline::GroupStyle]> {
    let styles = session.groups().iter().map(|group| timeline::GroupStyle {
        name: group.name.get(lang).to_owned(),
        slot: usize::from(group.slot.min(REST_SLOT)),
    });
    styles.collect()
}

/// The places that ever have an event to mark.
fn map_places(session: &Session, outlines: &BTreeMap<String, RegionOutline>) -> Arc<[MapPlace]> {
    let table = &session.table;
    let events = table.rows_of_codes(Dim::Mark);
    let groups = table.groups_at_places(session.group_of_kind());
    let near: std::collections::HashSet<&str> = session
        .dataset
        .events
        .iter()
        .flat_map(chronotope_core::event::Event::marks)
        .filter(|m| m.precision == Precision::Near)
        .filter_map(|m| m.place.as_deref())
        .collect();
    let places = (0u32..).zip(table.places()).zip(events.into_iter().zip(groups));
    let marked = places
        .filter(|(_, (events, _))| *events > 0)
        .map(|((code, place), (events, groups))| MapPlace {
            events,
            groups,
            ever_near: near.contains(place.id.as_str()),
            ..map_place(session, code, place, outlines)
        });
    marked.collect()
}

/// A place of the table for the map, so far without events.
pub(crate) fn map_place(
    session: &Session,
    code: u32,
    place: &TablePlace,
    outlines: &BTreeMap<String, RegionOutline>,
) -> MapPlace {
    let known = session.gazetteer.by_id(&place.id);
    MapPlace {
        code,
        id: place.id.clone(),
        name: place.name.clone(),
        name_ar: known.and_then(PlaceView::name_ar).unwrap_or_default().to_owned(),
        lon_lat: place.lon_lat,
        is_area: place.is_area,
        has_outline: outlines.contains_key(&place.id),
        population: known.and_then(PlaceView::population).unwrap_or(0),
        events: 0,
        groups: 1,
        ever_near: false,
    }
}

/// Names of towns for the map.
fn town_labels(session: &Session) -> Vec<MapLabel> {
    use chronotope_core::gazetteer::PlaceKind;
    use chronotope_core::scene::map::LabelKind;
    let towns = session.gazetteer.iter().filter_map(|(_, place)| {
        let kind = match place.kind() {
            PlaceKind::City => LabelKind::City,
            PlaceKind::Town => LabelKind::Town,
            PlaceKind::Village => LabelKind::Village,
            _ => return None,
        };
        Some(MapLabel {
            id: place.id().to_owned(),
            name: place.name().to_owned(),
            name_ar: place.name_ar().unwrap_or_default().to_owned(),
            lon_lat: place.point()?,
            kind,
            population: place.population().unwrap_or(0),
        })
    });
    towns.collect()
}

/// Reports as flags of the timeline.
pub(crate) fn report_flags(
    session: &Session,
    messages: Messages,
    formats: &dyn Formats,
    known_by: Option<Day>,
) -> Arc<[ReportFlag]> {
    let lang = messages.lang;
    let flags = session.dataset.reports.iter().filter_map(|report| {
        let published = report.published.as_ref()?;
        let publisher = session.dataset.manifest.name(&report.publisher, lang).to_owned();
        let covers = report
            .covers
            .as_ref()
            .map_or_else(|| published.hull(), chronotope_core::time::When::hull);
        let date = when_words(published, messages, formats);
        let label = format!("{publisher}, {date}: {}", report.title);
        let withheld = known_by.is_some_and(|day| published.latest().is_none_or(|latest| latest > day));
        Some(ReportFlag {
            id: report.id.clone(),
            label: if withheld {
                fill(messages.options.withheld, &[("label", &label)])
            } else {
                label
            },
            withheld,
            publisher,
            published: published.hull(),
            covers,
        })
    });
    flags.collect()
}

/// Events that last too long for bins, under the present filters, and how many more there are.
pub(crate) fn lanes(session: &Session, messages: Messages, formats: &dyn Formats) -> (Arc<[Lane]>, usize) {
    lanes_called(session, &|row| {
        let table = &session.table;
        let kind = session
            .dataset
            .manifest
            .kind_name(table.label(Dim::Kind, table.kind(row)), messages.lang);
        let when = session.event(row).and_then(|event| event.when.as_ref());
        let dates = when.map_or_else(
            || {
                table.hull(row).map_or_else(String::new, |hull| {
                    formats.date_range(hull.first(), hull.last(), DateStyle::Medium)
                })
            },
            |when| when_words(when, messages, formats),
        );
        format!("{kind}, {dates}")
    })
}

/// The same, by what gives them their names.
pub(crate) fn lanes_called(session: &Session, name: &dyn Fn(u32) -> String) -> (Arc<[Lane]>, usize) {
    let engine = session.incidents().borrow();
    let table = &session.table;
    let is_long = |row: &u32| {
        table
            .hull(*row)
            .is_some_and(|hull| hull.len_days() > MAX_BINNED_DAYS)
    };
    let mut long = table
        .span_rows()
        .filter(|&row| engine.passes(row))
        .filter(is_long);
    let lane = |row: u32| {
        // Rows of an opened file have their days in the table alone.
        let event = session.event(row);
        let when = event.and_then(|event| event.when.as_ref());
        Some(Lane {
            id: event.map_or_else(|| row.to_string(), |event| event.id.clone()),
            days: table.hull(row)?.intersection(session.bounds.time),
            approximate: when.map_or(table.extent(row) == Extent::Within, |when| {
                when.approximate || when.uncertain
            }),
            label: name(row),
            group: session
                .group_of_kind()
                .get(table.kind(row) as usize)
                .copied()
                .unwrap_or(0),
        })
    };
    let lanes = long.by_ref().take(MAX_LANES).filter_map(lane).collect();
    (lanes, long.count())
}

/// The events that are drawn one by one for an axis, under the present filters, by what they have in common.
pub(crate) fn singles(
    session: &Session,
    by: LaneBy,
    days: TimeWindow,
    messages: Messages,
    formats: &dyn Formats,
) -> Singles {
    let engine = session.incidents().borrow();
    let table = &session.table;
    let is_seen = |row: &u32| {
        let is_near = table
            .hull(*row)
            .is_some_and(|hull| !hull.intersection(days).is_empty());
        is_near && engine.passes(*row)
    };
    let rows: Vec<u32> = (0..table.rows()).filter(is_seen).take(MAX_SINGLES * 8).collect();
    if rows.len() > MAX_SINGLES {
        return Singles::TooMany(rows.len());
    }
    let manifest = &session.dataset.manifest;
    let lane_of = |row: u32| match by {
        LaneBy::Kind => manifest.kind_name(table.label(Dim::Kind, table.kind(row)), messages.lang),
        LaneBy::Place => {
            let code = table.codes(Dim::Mark, row).next();
            let place = code.and_then(|code| table.places().get(code as usize));
            let name = place.and_then(|place| session.place_name(&place.id, messages.lang));
            name.unwrap_or_default()
        }
        LaneBy::Actor => {
            let actor = table.text(Dim::Actor, row).next();
            actor.map_or_else(String::new, |actor| {
                manifest.name(actor, messages.lang).to_owned()
            })
        }
        LaneBy::Report => {
            let report = table.text(Dim::Report, row).next();
            let report = report.map(|id| (id, session.dataset.report(id)));
            match report {
                Some((_, Some(report))) => {
                    let publisher = manifest.name(&report.publisher, messages.lang);
                    let date = report
                        .published
                        .as_ref()
                        .map(|when| when_words(when, messages, formats));
                    date.map_or_else(|| publisher.to_owned(), |date| format!("{publisher}, {date}"))
                }
                Some((id, None)) => id.to_owned(),
                None => String::new(),
            }
        }
    };
    let events = rows.into_iter().filter_map(|row| {
        let hull = table.hull(row)?;
        let event = session.event(row);
        let when = event.and_then(|event| event.when.as_ref());
        let kind = manifest.kind_name(table.label(Dim::Kind, table.kind(row)), messages.lang);
        let dates = when.map_or_else(
            || formats.date_range(hull.first(), hull.last(), DateStyle::Medium),
            |when| when_words(when, messages, formats),
        );
        let all = session.bounds.time;
        let is_open = hull.first() < all.first() || hull.end() > all.end();
        Some(Single {
            id: event.map_or_else(String::new, |event| event.id.clone()),
            lane: lane_of(row),
            days: hull.intersection(all),
            approximate: is_open || when.is_some_and(|when| when.approximate || when.uncertain),
            possible: hull.len_days() > 1 && table.extent(row) == Extent::Within,
            group: session
                .group_of_kind()
                .get(table.kind(row) as usize)
                .copied()
                .unwrap_or(0),
            label: format!("{kind}, {dates}"),
        })
    });
    Singles::Events(events.collect())
}

/// The possible days and the group of an event.
pub(crate) fn event_days(session: &Session, id: &str) -> Option<(TimeWindow, usize)> {
    let row = session.row(id)?;
    let group = session
        .group_of_kind()
        .get(session.table.kind(row) as usize)
        .copied()?;
    Some((session.table.hull(row)?.intersection(session.bounds.time), group))
}

/// What the ids of governorates begin with.
pub(crate) const GOVERNORATE: &str = "a1-";

/// What the map draws besides marks.
#[derive(Clone)]
pub(crate) struct Geography {
    /// Land, borders, waters and roads.
    pub basemap: Arc<Basemap>,
    /// Names: of the base map, and of towns.
    pub labels: Arc<[MapLabel]>,
    /// Outlines of areas, by id.
    pub outlines: Arc<BTreeMap<String, RegionOutline>>,
    /// Places that have events.
    pub places: Arc<[MapPlace]>,
    /// What could not be used of the files.
    pub problems: Arc<[Problem]>,
}

impl Geography {
    /// Reads it from the files that were fetched. A layer that cannot be read is left out, and told.
    pub(crate) fn of(opened: &Opened) -> Geography {
        let mut basemap = Basemap::default();
        let mut problems = Vec::new();
        for (file, bytes) in &opened.basemap {
            if let Err(error) = basemap.add(*file, &String::from_utf8_lossy(bytes)) {
                let path = format!("{}{}", opened.basemap_folder, file.file_name());
                problems.push(Problem::of_file(&path, error.to_string()));
            }
        }
        // A file of the reader's own has no regions: its governorates are those of the base map.
        let mut outlines_of = |file: &str, bytes: &[u8]| {
            let (outlines, warnings) = read_outlines(bytes);
            problems.extend(Problem::of_places(&[file], warnings));
            outlines
        };
        let own = if opened.regions.is_empty() {
            BTreeMap::new()
        } else {
            let named = opened.session.dataset.manifest.gazetteer.last();
            outlines_of(named.map_or("regions.geojson", String::as_str), &opened.regions)
        };
        let layer = opened
            .basemap
            .iter()
            .find(|(file, _)| own.is_empty() && *file == BasemapFile::Admin1);
        let base = layer.map_or_else(BTreeMap::new, |(file, bytes)| {
            outlines_of(&format!("{}{}", opened.basemap_folder, file.file_name()), bytes)
        });
        let base = base
            .into_iter()
            .map(|(id, area)| (format!("{GOVERNORATE}{id}"), area));
        let session = &opened.session;
        let mut inside: Vec<(String, String)> = Vec::new();
        let outlines = own.into_iter().chain(base).map(|(id, area)| {
            if !session.dataset.events.is_empty() {
                let places = places_inside(&session.gazetteer, &session.table, &id, &area.outline);
                inside.extend(places.into_iter().map(|place| (id.clone(), place)));
            }
            let outline = RegionOutline {
                polygons: area.outline.polygons,
                approximate: area.is_approximate,
                names: [area.name, area.name_ar],
            };
            (id, outline)
        });
        let mut by_id = BTreeMap::new();
        by_id.extend(outlines);
        session.inside.set(inside).ok();
        let labels: Vec<MapLabel> = basemap
            .labels()
            .iter()
            .cloned()
            .chain(town_labels(&opened.session))
            .collect();
        Geography {
            places: map_places(&opened.session, &by_id),
            outlines: Arc::new(by_id),
            labels: labels.into(),
            problems: problems.into(),
            basemap: Arc::new(basemap),
        }
    }
}

//! The events of a data set as an event table.

use super::Dataset;
use crate::event::{Event, Figure, Precision};
use crate::gazetteer::PlaceView;
use crate::table::{Dim, EventTable, FigureValue, RowTime, TableBuilder, TableError, TablePlace};
use crate::time::{Day, When};
use std::collections::HashMap;

/// Where the places of a data set are looked up.
pub trait Places {
    /// The place with this id.
    fn place(&self, id: &str) -> Option<TablePlace>;

    /// The second-level division in which a place lies.
    fn district(&self, _id: &str) -> Option<String> {
        None
    }
}

impl Places for crate::gazetteer::Gazetteer {
    fn place(&self, id: &str) -> Option<TablePlace> {
        self.by_id(id).map(table_place)
    }

    fn district(&self, id: &str) -> Option<String> {
        self.by_id(id)?.admin2().map(str::to_owned)
    }
}

fn table_place(view: PlaceView<'_>) -> TablePlace {
    TablePlace {
        id: view.id().to_owned(),
        name: view.name().to_owned(),
        lon_lat: view.point(),
        is_area: view.kind().is_area(),
        admin1: view.admin1().unwrap_or_default().to_owned(),
    }
}

impl Dataset {
    /// The event table: a row for each event, whose `record` is the event's position in [`Dataset::events`].
    ///
    /// A place that the gazetteer does not have draws no mark.
    ///
    /// # Errors
    /// [`TableError`] if there are more rows or values than the table can count.
    pub fn table(&self, places: &impl Places) -> Result<EventTable, TableError> {
        self.table_by(places, &|event| event.when.as_ref())
    }

    /// The same table by the time at which events were reported: that of the publication of their reports. Codes are
    /// those of [`Dataset::table`].
    ///
    /// # Errors
    /// As [`Dataset::table`].
    pub fn table_by_publication(&self, places: &impl Places) -> Result<EventTable, TableError> {
        self.table_by(places, &|event| self.report(&event.report)?.published.as_ref())
    }

    fn table_by<'d>(
        &'d self,
        places: &impl Places,
        time_of: &dyn Fn(&'d Event) -> Option<&'d When>,
    ) -> Result<EventTable, TableError> {
        let publishers: HashMap<&str, &str> = self
            .reports
            .iter()
            .map(|r| (r.id.as_str(), r.publisher.as_str()))
            .collect();
        let mut builder = TableBuilder::with_capacity(self.events.len());
        for (record, event) in self.events.iter().enumerate() {
            begin_row(&mut builder, time_of(event), record as u32);
            let mut put = |dim, text: &str| builder.value(dim, text.as_bytes());
            put(Dim::Kind, &event.kind);
            put(Dim::Modality, event.modality.as_str());
            put(Dim::Report, &event.report);
            if let Some(publisher) = publishers.get(event.report.as_str()) {
                put(Dim::Publisher, publisher);
            }
            distinct(event.actors.iter().map(|p| p.name.as_str())).for_each(|name| put(Dim::Actor, name));
            distinct(event.targets.iter().map(|p| p.name.as_str())).for_each(|name| put(Dim::Target, name));
            let parties = event.actors.iter().chain(&event.targets);
            distinct(parties.map(|p| p.name.as_str())).for_each(|name| put(Dim::Party, name));
            dating(event).for_each(|word| put(Dim::Dating, word));
            distinct(event.said_by.iter().flatten().map(String::as_str))
                .for_each(|name| put(Dim::SaidBy, name));
            distinct(event.marks().map(|p| p.precision.as_str())).for_each(|word| put(Dim::Precision, word));
            put_places(&mut builder, event, places);
            for (measure, value) in figures(event) {
                let measure = builder.measure(measure);
                builder.figure(measure, value);
            }
        }
        builder.finish()
    }
}

fn begin_row(builder: &mut TableBuilder, when: Option<&When>, record: u32) {
    match when {
        None => builder.row(RowTime::Undated, record),
        Some(when) if when.is_exact_day() => builder.row(RowTime::Day(when.hull().first()), record),
        Some(when) => builder.row(RowTime::Spans(when.spans(), when.extent), record),
    }
}

fn put_places(builder: &mut TableBuilder, event: &Event, places: &impl Places) {
    let mut areas = Vec::new();
    let mut known = |builder: &mut TableBuilder, id: &str| {
        let place = places.place(id)?;
        if !place.admin1.is_empty() {
            areas.push(place.admin1.clone());
            if let Some(district) = places.district(id) {
                areas.push(area_name(&place.admin1, &district));
            }
        }
        Some(builder.place(id.as_bytes(), || place))
    };
    let mut mentions = Vec::new();
    for id in distinct(event.places.iter().filter_map(|p| p.place.as_deref())) {
        if let Some(code) = known(builder, id) {
            mentions.push((id, code));
        }
    }
    for &(_, code) in &mentions {
        builder.code(Dim::Mention, code);
    }
    for id in distinct(event.marks().filter_map(|p| p.place.as_deref())) {
        if let Some(&(_, code)) = mentions.iter().find(|(known, _)| *known == id) {
            builder.code(Dim::Mark, code);
        }
    }
    for area in distinct(areas.iter().map(String::as_str)) {
        builder.value(Dim::Area, area.as_bytes());
    }
}

/// A district as a value of [`Dim::Area`]: after the governorate that it lies in.
pub fn area_name(admin1: &str, district: &str) -> String {
    format!("{admin1} › {district}")
}

/// How the date of an event is known, in the words of [`Dim::Dating`].
pub(super) fn dating(event: &Event) -> impl Iterator<Item = &'static str> {
    let when = event.when.as_ref();
    let shape = when.map(|when| {
        let hull = when.hull();
        if hull.first() == Day::MIN || hull.end() == Day::MAX {
            "open"
        } else if when.one_of {
            "one_of"
        } else if hull.len_days() <= 1 {
            "day"
        } else {
            "span"
        }
    });
    let approximate = when.filter(|w| w.approximate).map(|_| "approximate");
    let uncertain = when.filter(|w| w.uncertain).map(|_| "uncertain");
    shape.into_iter().chain(approximate).chain(uncertain)
}

/// Each value once, in order of first appearance. For the handful of values that an event has.
fn distinct<'a>(values: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut seen: Vec<&str> = Vec::new();
    values.filter(move |value| {
        let is_new = !seen.contains(value);
        if is_new {
            seen.push(value);
        }
        is_new
    })
}

/// One figure a measure: the widest bounds that the event's figures of it give, for filtering, not for sums.
fn figures(event: &Event) -> impl Iterator<Item = (&str, FigureValue)> {
    distinct(event.figures.iter().map(|f| f.measure.as_str())).map(|measure| {
        let same = || event.figures.iter().filter(|f| f.measure == measure);
        let high = |f: &Figure| f.high.unwrap_or(f64::INFINITY);
        let value = FigureValue {
            low: same().map(|f| f.low as f32).reduce(f32::min),
            best: same().filter_map(|f| f.best).map(|n| n as f32).reduce(f32::max),
            high: same().map(|f| high(f) as f32).reduce(f32::max),
        };
        (measure, value)
    })
}

/// How precisely an event's place is known at one of its marks.
pub fn mark_precision(event: &Event, place: &str) -> Option<Precision> {
    event
        .marks()
        .find(|p| p.place.as_deref() == Some(place))
        .map(|p| p.precision)
}

//! Events as GeoJSON (RFC 7946) with `when` (Linked Places, GeoJSON-T): a feature an event.

use super::csv::extent_word;
use super::json::Json;
use super::{Credit, Detail, NEAR_KM, Picked, Selection, membership_word};
use crate::event::{Event, EventPlace, Figure, Party, Precision};
use crate::geo::LonLat;
use crate::time::{TimeWindow, When};

/// The events of a view as a feature collection.
///
/// A feature's geometry is where its event is said to have happened, to the precision that its properties state: a
/// point, several points, or none where only an area is known. An event that is said to have happened nowhere has the
/// point of the first place that it names, and `place_role` says how.
pub fn events_geojson(selection: Selection<'_>) -> String {
    let mut json = Json::default();
    json.open('{');
    json.field("type", "FeatureCollection");
    put_credit(&mut json, selection.credit);
    json.key("features");
    json.open('[');
    for picked in selection.kept() {
        json.line();
        put_feature(&mut json, selection, picked);
    }
    json.close(']');
    json.close('}');
    json.finish()
}

/// Whom to credit, and what the data was: members of the collection itself.
pub(super) fn put_credit(json: &mut Json, credit: &Credit) {
    json.field_if("title", Some(&credit.title));
    json.field_if("attribution", Some(&credit.attribution));
    json.field_if("licence", Some(&credit.licence));
    json.field_if("view", Some(&credit.view));
    json.field_if("url", Some(&credit.url));
    json.key("data");
    json.open('[');
    for file in &credit.files {
        json.open('{');
        json.field("file", &file.name);
        json.field("sha256", &file.sha256);
        json.close('}');
    }
    json.close(']');
}

fn put_feature(json: &mut Json, selection: Selection<'_>, picked: &Picked<'_>) {
    let event = picked.event;
    let choices = selection.choices;
    json.open('{');
    json.field("type", "Feature");
    json.field("id", &event.id);
    json.key("geometry");
    let mut points: Vec<LonLat> = event.marks().filter_map(|place| selection.point(place)).collect();
    if event.marks().next().is_none() {
        // As in the table: `place_role` says that nothing is said to have happened there.
        points.extend(Selection::main_place(event).and_then(|place| selection.point(place)));
    }
    put_points(json, &points);
    if let Some(when) = &event.when {
        json.key("when");
        put_when(json, when);
    }
    json.key("properties");
    json.open('{');
    json.field("id", &event.id);
    json.field("kind", &event.kind);
    json.field("modality", event.modality.as_str());
    if let Some(when) = &event.when {
        json.field("date_edtf", when.edtf());
        json.field("extent", extent_word(when.extent));
    }
    if choices.keeps(Detail::Words) {
        json.field_if("date_basis", Some(&event.when_basis));
    }
    json.field("in_selected_dates", membership_word(picked.membership));
    if let Some(grid) = choices.grid.filter(|_| !points.is_empty()) {
        json.field("coordinates_rounded_to_degrees", grid.degrees());
    }
    if choices.keeps(Detail::Places) {
        let main = Selection::main_place(event);
        let name = main.map(|place| {
            let view = selection.place(place);
            view.map_or(place.toponym.as_str(), |view| view.name())
        });
        json.field_if("place", name);
    }
    if let Some(main) = Selection::main_place(event) {
        json.field("place_role", main.role.as_str());
        json.field("place_precision", main.precision.as_str());
    }
    json.key("where");
    json.open('[');
    for place in &event.places {
        put_place(json, selection, place);
    }
    json.close(']');
    if choices.keeps(Detail::Parties) {
        put_parties(json, "actors", &event.actors);
        put_parties(json, "targets", &event.targets);
        put_objects(json, event);
    }
    json.field_if("weapon", event.weapon.as_deref());
    put_figures(json, selection, event);
    if choices.keeps(Detail::Speakers) {
        put_chains(json, event);
    }
    if choices.keeps(Detail::Words) {
        json.field_if("summary", Some(&event.summary));
        json.field_if("note", event.note.as_deref());
    }
    json.field("report", &event.report);
    if choices.keeps(Detail::Reports)
        && let Some(report) = selection.dataset.report(&event.report)
    {
        json.field_if("publisher", Some(&report.publisher));
        json.field_if("report_title", Some(&report.title));
        json.field_if("report_published", report.published.as_ref().map(When::edtf));
        json.field_if("report_url", report.url.as_deref());
        json.field_if("report_sha256", report.sha256.as_deref());
    }
    if choices.keeps(Detail::Evidence) {
        put_evidence(json, event);
    }
    put_links(json, event);
    json.flag("background", event.background);
    json.flag("graphic", event.graphic);
    json.flag("sensitive", event.sensitive);
    json.field_if("coded_by", Some(&event.coded_by));
    json.field_if("coded_on", Some(&event.coded_on));
    json.close('}');
    json.close('}');
}

/// A geometry of points: none, one or several.
pub(super) fn put_points(json: &mut Json, points: &[LonLat]) {
    let put = |json: &mut Json, point: &LonLat| {
        json.open('[');
        json.number(point.lon);
        json.number(point.lat);
        json.close(']');
    };
    match points {
        [] => json.raw("null"),
        [point] => {
            json.open('{');
            json.field("type", "Point");
            json.key("coordinates");
            put(json, point);
            json.close('}');
        }
        points => {
            json.open('{');
            json.field("type", "MultiPoint");
            json.key("coordinates");
            json.open('[');
            for point in points {
                put(json, point);
            }
            json.close(']');
            json.close('}');
        }
    }
}

/// A time as Linked Places has it, with the expression that it was read from.
pub(super) fn put_when(json: &mut Json, when: &When) {
    json.open('{');
    put_timespans(json, when.spans());
    json.field("edtf", when.edtf());
    json.field("extent", extent_word(when.extent));
    let certainty = match (when.approximate, when.uncertain) {
        (false, false) => "certain",
        (true, false) => "less-certain",
        (_, true) => "uncertain",
    };
    json.field("certainty", certainty);
    json.close('}');
}

/// Spans of days: each end once where it is known.
pub(super) fn put_timespans(json: &mut Json, spans: &[TimeWindow]) {
    json.key("timespans");
    json.open('[');
    for span in spans {
        let (first, last) = (span.first(), span.last());
        let (open_start, open_end) = (
            span.first() == crate::time::Day::MIN,
            span.end() == crate::time::Day::MAX,
        );
        json.open('{');
        for (key, bound, day, is_open) in [
            ("start", "earliest", first, open_start),
            ("end", "latest", last, open_end),
        ] {
            if !is_open {
                json.key(key);
                json.open('{');
                json.field(bound, &day.to_string());
                json.close('}');
            }
        }
        json.close('}');
    }
    json.close(']');
}

fn put_place(json: &mut Json, selection: Selection<'_>, place: &EventPlace) {
    let view = selection.place(place);
    json.open('{');
    if selection.choices.keeps(Detail::Places) {
        json.field("toponym", &place.toponym);
        json.field_if("place", place.place.as_deref());
        if let Some(view) = view {
            json.field("name", view.name());
            json.field_if("name_ar", view.name_ar());
            json.field_if("admin1", view.admin1());
            json.field("place_kind", view.kind().word());
        }
    }
    json.field("role", place.role.as_str());
    json.field("precision", place.precision.as_str());
    if let Some(point) = selection.point(place) {
        json.key("lon");
        json.number(point.lon);
        json.key("lat");
        json.number(point.lat);
        if place.precision == Precision::Near {
            json.key("radius_km");
            json.number(NEAR_KM);
        }
    }
    json.close('}');
}

pub(super) fn put_parties(json: &mut Json, key: &str, parties: &[Party]) {
    json.key(key);
    json.open('[');
    for party in parties {
        json.open('{');
        json.field("name", &party.name);
        if let Some(words) = &party.as_written {
            json.field("as_written", words);
        }
        json.field("basis", party.basis.as_str());
        json.close('}');
    }
    json.close(']');
}

pub(super) fn put_objects(json: &mut Json, event: &Event) {
    json.key("objects");
    json.open('[');
    for object in &event.objects {
        json.open('{');
        json.field("type", &object.kind);
        if let Some(damage) = &object.damage {
            json.field("damage", damage);
        }
        json.close('}');
    }
    json.close(']');
}

/// The figures as the project's own files have them.
pub(super) fn put_figures(json: &mut Json, selection: Selection<'_>, event: &Event) {
    json.key("figures");
    json.open('[');
    for figure in &event.figures {
        put_figure(json, selection, figure);
    }
    json.close(']');
}

fn put_figure(json: &mut Json, selection: Selection<'_>, figure: &Figure) {
    let optional = |json: &mut Json, key: &str, text: &Option<String>| {
        if let Some(text) = text {
            json.field(key, text);
        }
    };
    json.open('{');
    json.field("measure", &figure.measure);
    json.key("low");
    json.number(figure.low);
    json.number_or_null("best", figure.best);
    json.number_or_null("high", figure.high);
    json.field("unit", figure.unit.as_str());
    optional(json, "who", &figure.who);
    json.field("status", figure.status.as_str());
    if selection.choices.keeps(Detail::Places) {
        optional(json, "place", &figure.place);
    }
    optional(json, "as_of", &figure.as_of);
    if selection.choices.keeps(Detail::Speakers) {
        json.strings("said_by", &figure.said_by);
    }
    json.field("sum", figure.sum.as_str());
    optional(json, "within", &figure.within);
    json.close('}');
}

pub(super) fn put_chains(json: &mut Json, event: &Event) {
    json.key("said_by");
    json.open('[');
    for chain in &event.said_by {
        json.open('[');
        for who in chain {
            json.string(who);
        }
        json.close(']');
    }
    json.close(']');
}

pub(super) fn put_links(json: &mut Json, event: &Event) {
    json.key("links");
    json.open('[');
    for link in &event.links {
        json.open('{');
        json.field("type", link.kind.as_str());
        json.field("event", &link.event);
        json.close('}');
    }
    json.close(']');
}

pub(super) fn put_evidence(json: &mut Json, event: &Event) {
    json.key("evidence");
    json.open('[');
    for evidence in &event.evidence {
        json.open('{');
        for (key, n) in [
            ("paragraph", evidence.paragraph),
            ("start", evidence.start),
            ("end", evidence.end),
        ] {
            json.key(key);
            json.number(f64::from(n));
        }
        json.strings("supports", &evidence.supports);
        json.close('}');
    }
    json.close(']');
}

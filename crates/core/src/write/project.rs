//! The project's own JSON: everything, so that reading it again gives the same data set.

use super::csv::extent_word;
use super::geojson::{
    put_chains, put_credit, put_evidence, put_figures, put_links, put_objects, put_parties,
};
use super::json::Json;
use super::{Detail, Selection};
use crate::dataset::{Localized, Manifest};
use crate::event::{Event, Report};
use crate::gazetteer::PlaceView;
use crate::time::When;

/// The version of the format that this writes.
const VERSION: &str = "1";

/// The events of a view, their reports, the places that they name, and what the data set is, in one file.
///
/// With all events and nothing left out, [`crate::dataset::read_project`] gives the same data set again.
pub fn events_project(selection: Selection<'_>) -> String {
    let choices = selection.choices;
    let mut json = Json::default();
    json.open('{');
    json.key("version");
    json.raw(VERSION);
    json.key("credit");
    json.open('{');
    put_credit(&mut json, selection.credit);
    json.close('}');
    json.line();
    json.key("manifest");
    put_manifest(&mut json, &selection.dataset.manifest);
    json.line();
    json.key("reports");
    json.open('[');
    for report in &selection.dataset.reports {
        json.line();
        put_report(&mut json, report, choices.keeps(Detail::Reports));
    }
    json.close(']');
    json.line();
    json.key("events");
    json.open('[');
    for picked in selection.kept() {
        json.line();
        put_event(&mut json, selection, picked.event);
    }
    json.close(']');
    json.line();
    json.key("places");
    put_places(&mut json, selection);
    json.close('}');
    json.finish()
}

fn put_localized(json: &mut Json, key: &str, text: &Localized) {
    json.key(key);
    json.open('{');
    json.field("en", &text.en);
    json.field_if("ar", Some(&text.ar));
    json.close('}');
}

fn put_manifest(json: &mut Json, manifest: &Manifest) {
    json.open('{');
    json.key("version");
    json.raw(VERSION);
    put_localized(json, "title", &manifest.title);
    put_localized(json, "description", &manifest.description);
    json.field("licence", &manifest.licence);
    json.field("attribution", &manifest.attribution);
    json.key("files");
    json.open('{');
    json.field("reports", &manifest.reports);
    json.field("events", &manifest.events);
    json.close('}');
    if let [places, regions] = manifest.gazetteer.as_slice() {
        json.key("gazetteer");
        json.open('{');
        json.field("places", places);
        json.field("regions", regions);
        json.close('}');
    }
    json.key("basemap");
    json.open('{');
    json.field("folder", &manifest.basemap);
    json.close('}');
    if let Some(window) = manifest.window {
        json.strings("window", &[window.first().to_string(), window.last().to_string()]);
    }
    if let Some(bbox) = manifest.bbox {
        json.key("bbox");
        json.open('[');
        for degrees in [bbox.west, bbox.south, bbox.east, bbox.north] {
            json.number(degrees);
        }
        json.close(']');
    }
    json.key("groups");
    json.open('[');
    for (index, group) in manifest.groups.iter().enumerate() {
        json.open('{');
        json.field("id", &group.id);
        put_localized(json, "name", &group.name);
        json.field("shape", group.shape.as_str());
        json.key("slot");
        json.number(f64::from(group.slot));
        let kinds: Vec<String> = manifest
            .kinds
            .iter()
            .filter(|(_, info)| info.group == index)
            .map(|(kind, _)| kind.clone())
            .collect();
        json.strings("kinds", &kinds);
        json.close('}');
    }
    json.close(']');
    json.key("kinds");
    json.open('{');
    for (kind, info) in &manifest.kinds {
        json.key(kind);
        json.open('{');
        put_localized(json, "name", &info.name);
        json.field("counts_as", info.counts_as.as_str());
        json.close('}');
    }
    json.close('}');
    json.key("names_ar");
    json.open('{');
    for (name, arabic) in &manifest.names_ar {
        json.field(name, arabic);
    }
    json.close('}');
    json.close('}');
}

fn put_report(json: &mut Json, report: &Report, is_told: bool) {
    json.open('{');
    json.field("id", &report.id);
    json.field("publisher", if is_told { &report.publisher } else { "" });
    json.field("title", if is_told { &report.title } else { "" });
    json.field("language", &report.language);
    json.field("published", report.published.as_ref().map_or("", When::edtf));
    if is_told {
        json.field("published_basis", &report.published_basis);
    }
    if let Some(covers) = &report.covers {
        json.field("covers", covers.edtf());
    }
    match &report.url {
        Some(url) if is_told => json.field("url", url),
        _ => json.flag("no_public_copy", is_told),
    }
    if is_told {
        for (key, text) in [("source_file", &report.source_file), ("sha256", &report.sha256)] {
            if let Some(text) = text {
                json.field(key, text);
            }
        }
    }
    json.close('}');
}

fn put_event(json: &mut Json, selection: Selection<'_>, event: &Event) {
    let keeps = |detail| selection.choices.keeps(detail);
    let words = keeps(Detail::Words);
    json.open('{');
    json.field("id", &event.id);
    json.field("report", &event.report);
    json.field("kind", &event.kind);
    json.field("modality", event.modality.as_str());
    json.key("when");
    put_when(json, event, words);
    json.key("where");
    json.open('[');
    for place in &event.places {
        json.open('{');
        json.field("toponym", if keeps(Detail::Places) { &place.toponym } else { "" });
        if let Some(id) = place.place.as_ref().filter(|_| keeps(Detail::Places)) {
            json.field("place", id);
        }
        json.field("role", place.role.as_str());
        json.field("precision", place.precision.as_str());
        json.close('}');
    }
    json.close(']');
    if keeps(Detail::Parties) {
        put_parties(json, "actors", &event.actors);
        put_parties(json, "targets", &event.targets);
        put_objects(json, event);
    }
    if let Some(weapon) = &event.weapon {
        json.field("weapon", weapon);
    }
    put_figures(json, selection, event);
    if keeps(Detail::Speakers) {
        put_chains(json, event);
    }
    put_links(json, event);
    if keeps(Detail::Evidence) {
        put_evidence(json, event);
    }
    json.flag("background", event.background);
    json.flag("graphic", event.graphic);
    json.flag("sensitive", event.sensitive);
    if let Some(note) = event.note.as_ref().filter(|_| words) {
        json.field("note", note);
    }
    json.field("summary", if words { &event.summary } else { "" });
    json.field("coded_by", &event.coded_by);
    json.field("coded_on", &event.coded_on);
    json.close('}');
}

/// An event without a date has an empty expression.
fn put_when(json: &mut Json, event: &Event, words: bool) {
    json.open('{');
    if let Some(when) = &event.when {
        json.field("edtf", when.edtf());
        for (key, day) in [("earliest", when.earliest()), ("latest", when.latest())] {
            json.key(key);
            match day {
                Some(day) => json.string(&day.to_string()),
                None => json.raw("null"),
            }
        }
        json.field("extent", extent_word(when.extent));
    } else {
        json.field("edtf", "");
        json.field("extent", "within");
    }
    if words {
        json.field("basis", &event.when_basis);
    }
    json.close('}');
}

/// The places that the events name, as the project's gazetteer has them.
fn put_places(json: &mut Json, selection: Selection<'_>) {
    json.open('{');
    json.field("type", "FeatureCollection");
    json.key("features");
    json.open('[');
    let mut ids: Vec<&str> = Vec::new();
    if selection.choices.keeps(Detail::Places) {
        for picked in selection.kept() {
            let event = picked.event;
            ids.extend(event.places.iter().filter_map(|p| p.place.as_deref()));
            ids.extend(event.figures.iter().filter_map(|f| f.place.as_deref()));
        }
    }
    crate::sort::ascending(&mut ids);
    ids.dedup();
    for view in ids.into_iter().filter_map(|id| selection.gazetteer.by_id(id)) {
        json.line();
        put_place(json, selection, view);
    }
    json.close(']');
    json.close('}');
}

fn put_place(json: &mut Json, selection: Selection<'_>, view: PlaceView<'_>) {
    json.open('{');
    json.field("type", "Feature");
    json.key("properties");
    json.open('{');
    json.field("id", view.id());
    json.field("name", view.name());
    json.field_if("name_ar", view.name_ar());
    let names: Vec<String> = view
        .names()
        .filter(|name| *name != view.name() && Some(*name) != view.name_ar())
        .map(str::to_owned)
        .collect();
    json.strings("names", &names);
    json.field("kind", view.kind().word());
    json.field_if("country", view.country());
    json.field_if("admin1", view.admin1());
    json.field_if("admin2", view.admin2());
    if let Some(population) = view.population() {
        json.key("population");
        json.number(f64::from(population));
    }
    if let Some(km) = view.precision_km() {
        json.key("precision_km");
        // As short as the number it was read from.
        json.raw(&km.to_string());
    }
    json.field_if("source", Some(view.source()));
    json.close('}');
    json.key("geometry");
    let point = view.point().and_then(|point| selection.choices.point(point));
    super::geojson::put_points(json, point.as_slice());
    json.close('}');
}

//! Places of a view in Linked Places format (LP-JSON 1.3): a feature a place, with what reports say of it.

use super::geojson::{put_credit, put_points, put_timespans};
use super::json::Json;
use super::{Detail, Room, Selection};
use crate::event::Event;
use crate::gazetteer::{PlaceClass, PlaceView};
use crate::state::Lang;

/// The context by which linked-data tools read the format.
const CONTEXT: &str = "https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld";

/// The places that the events of a view name, with the names that reports call them by and what is reported of each.
///
/// Gives besides how many events none of these places has: those without a place, or whose place is not resolved.
pub fn events_linked_places(selection: Selection<'_>) -> (String, u32) {
    let kept = selection.fitting(Room::Places);
    let left_out = (selection.kept().count() - kept.len()) as u32;
    let mut json = Json::default();
    json.open('{');
    json.field("@context", CONTEXT);
    json.field("type", "FeatureCollection");
    put_credit(&mut json, selection.credit);
    json.key("features");
    json.open('[');
    let mut ids: Vec<&str> = kept
        .iter()
        .flat_map(|picked| &picked.event.places)
        .filter_map(|place| place.place.as_deref())
        .collect();
    crate::sort::ascending(&mut ids);
    ids.dedup();
    for view in ids.into_iter().filter_map(|id| selection.gazetteer.by_id(id)) {
        let is_here = |event: &Event| event.places.iter().any(|p| p.place.as_deref() == Some(view.id()));
        let events: Vec<&Event> = kept.iter().map(|p| p.event).filter(|e| is_here(e)).collect();
        json.line();
        put_feature(&mut json, selection, view, &events);
    }
    json.close(']');
    json.close('}');
    (json.finish(), left_out)
}

fn put_feature(json: &mut Json, selection: Selection<'_>, view: PlaceView<'_>, events: &[&Event]) {
    json.open('{');
    json.field("@id", view.id());
    json.field("type", "Feature");
    json.key("properties");
    json.open('{');
    json.field("title", view.name());
    let country: Vec<String> = view.country().map(str::to_owned).into_iter().collect();
    json.strings("ccodes", &country);
    let class = match view.kind().class() {
        PlaceClass::Settlement => "P",
        PlaceClass::Area => "A",
        PlaceClass::Site => "S",
    };
    json.strings("fclasses", &[class.to_owned()]);
    json.close('}');
    json.key("geometry");
    let point = view.point().filter(|_| !view.kind().is_area());
    put_points(json, point.and_then(|p| selection.choices.point(p)).as_slice());
    json.key("when");
    json.open('{');
    let mut spans: Vec<_> = events
        .iter()
        .filter_map(|event| event.when.as_ref())
        .flat_map(|when| when.spans().iter().copied())
        .collect();
    crate::sort::by_key(&mut spans, |span| (span.first(), span.end()));
    spans.dedup();
    put_timespans(json, &spans);
    json.close('}');
    put_names(json, selection, view, events);
    json.key("types");
    json.open('[');
    json.open('{');
    json.field("identifier", &format!("chronotope:{}", view.kind().word()));
    json.field("label", view.kind().word());
    json.close('}');
    json.close(']');
    json.key("relations");
    json.open('[');
    if let Some(admin1) = view.admin1() {
        json.open('{');
        json.field("relationType", "gvp:broaderPartitive");
        json.field("label", admin1);
        json.close('}');
    }
    for event in events {
        put_relation(json, selection, view, event);
    }
    json.close(']');
    if selection.choices.keeps(Detail::Words) {
        json.key("descriptions");
        json.open('[');
        for event in events {
            json.open('{');
            json.field("@id", &event.id);
            json.field("value", &event.summary);
            json.field("lang", "en");
            json.close('}');
        }
        json.close(']');
    }
    json.close('}');
}

/// The names of the gazetteer, and those that reports write, each with who wrote it.
fn put_names(json: &mut Json, selection: Selection<'_>, view: PlaceView<'_>, events: &[&Event]) {
    json.key("names");
    json.open('[');
    let put = |json: &mut Json, toponym: &str, lang: Option<&str>, cited: Option<(&str, &str)>| {
        json.open('{');
        json.field("toponym", toponym);
        json.field_if("lang", lang);
        json.key("citations");
        json.open('[');
        if let Some((id, label)) = cited {
            json.open('{');
            json.field("@id", id);
            json.field_if("label", Some(label));
            json.close('}');
        }
        json.close(']');
        json.close('}');
    };
    put(json, view.name(), None, None);
    if let Some(arabic) = view.name_ar() {
        put(json, arabic, Some("ar"), None);
    }
    let mut written: Vec<(&str, &str)> = events
        .iter()
        .flat_map(|event| {
            event
                .places
                .iter()
                .map(move |place| (place, event.report.as_str()))
        })
        .filter(|(place, _)| place.place.as_deref() == Some(view.id()) && place.toponym != view.name())
        .map(|(place, report)| (place.toponym.as_str(), report))
        .collect();
    crate::sort::ascending(&mut written);
    written.dedup();
    for (toponym, id) in written {
        let report = selection.dataset.report(id);
        let tells = selection.choices.keeps(Detail::Reports);
        let label = report
            .filter(|_| tells)
            .map_or("", |report| report.publisher.as_str());
        let lang = report.map(|report| report.language.as_str());
        put(json, toponym, lang, Some((id, label)));
    }
    json.close(']');
}

/// What a report says happened, or may happen, at the place.
fn put_relation(json: &mut Json, selection: Selection<'_>, view: PlaceView<'_>, event: &Event) {
    let here = event
        .places
        .iter()
        .find(|p| p.place.as_deref() == Some(view.id()));
    json.open('{');
    json.field(
        "relationType",
        &format!(
            "chronotope:{}_of",
            here.map_or("mentioned", |place| place.role.as_str())
        ),
    );
    json.field("relationTo", &event.id);
    let kind = selection.dataset.manifest.kind_name(&event.kind, Lang::En);
    json.field("label", &format!("{kind}: {}", event.modality.as_str()));
    if let Some(when) = &event.when {
        json.key("when");
        json.open('{');
        put_timespans(json, when.spans());
        json.close('}');
    }
    json.field_if("precision", here.map(|place| place.precision.as_str()));
    let certainty = if event.modality.marks() {
        "less-certain"
    } else {
        "uncertain"
    };
    json.field("certainty", certainty);
    json.close('}');
}

//! Events as CSV: a row an event, in columns that this project and common tools know.

use super::cell::{BOM, push_record};
use super::{Detail, NEAR_KM, Selection, membership_word};
use crate::event::{Basis, Event, EventPlace, Figure, Party, Precision, Sum};
use crate::gazetteer::PlaceView;
use crate::state::Lang;
use crate::time::{Day, Extent};

/// A column that every export has, and the part of the event that it belongs to.
type Column = (&'static str, Option<Detail>);

/// Before the figures.
const FIRST: &[Column] = &[
    ("id", None),
    ("kind", None),
    ("kind_name", None),
    ("kind_group", None),
    ("kind_mark", None),
    ("counts_as", None),
    ("modality", None),
    ("date_edtf", None),
    ("date_start", None),
    ("date_end", None),
    ("extent", None),
    ("date_basis", Some(Detail::Words)),
    ("in_selected_dates", None),
    ("place", Some(Detail::Places)),
    ("place_id", Some(Detail::Places)),
    ("toponym", Some(Detail::Places)),
    ("admin1", Some(Detail::Places)),
    ("lat", Some(Detail::Coordinates)),
    ("lon", Some(Detail::Coordinates)),
    ("coordinates_rounded_to", Some(Detail::Coordinates)),
    ("place_role", None),
    ("place_precision", None),
    ("place_radius_km", Some(Detail::Coordinates)),
    ("other_places", Some(Detail::Places)),
    ("actor", Some(Detail::Parties)),
    ("target", Some(Detail::Parties)),
    ("party_notes", Some(Detail::Parties)),
    ("objects", Some(Detail::Parties)),
    ("weapon", None),
];

/// After the figures.
const LAST: &[Column] = &[
    ("figures", None),
    ("said_by", Some(Detail::Speakers)),
    ("summary", Some(Detail::Words)),
    ("note", Some(Detail::Words)),
    ("report", None),
    ("publisher", Some(Detail::Reports)),
    ("report_title", Some(Detail::Reports)),
    ("report_published", Some(Detail::Reports)),
    ("report_covers", Some(Detail::Reports)),
    ("report_language", None),
    ("report_url", Some(Detail::Reports)),
    ("report_sha256", Some(Detail::Reports)),
    ("evidence", Some(Detail::Evidence)),
    ("links", None),
    ("background", None),
    ("graphic", None),
    ("sensitive", None),
    ("coded_by", None),
    ("coded_on", None),
];

/// Columns of the credit, the same in every row, so that a row that is cut out still says where it comes from.
pub(crate) const CREDIT: [&str; 5] = ["data_set", "attribution", "licence", "view", "data_sha256"];

/// What stands between several things in one cell.
pub(crate) const BETWEEN: [&str; 3] = ["; ", " > ", ", "];
/// What stands before that which is said of one.
pub(crate) const BEFORE_NOTE: &str = " (";

/// The events of a view as CSV: RFC 4180, UTF-8, and no cell that a spreadsheet would run.
///
/// Each measure for which some event has one figure that stands for it gets columns for its bounds; all figures stand in
/// words in `figures`.
/// A cell is empty where nothing is stated, which is not zero.
pub fn events_csv(selection: Selection<'_>) -> String {
    let choices = selection.choices;
    let measures = measures(selection);
    let is_kept = |column: &Column| column.1.is_none_or(|detail| choices.keeps(detail));
    let mut out = String::from(if choices.bom { BOM } else { "" });
    let mut record: Vec<String> = Vec::new();
    let named = |columns: &[Column], record: &mut Vec<String>| {
        record.extend(columns.iter().filter(|c| is_kept(c)).map(|c| c.0.to_owned()));
    };
    named(FIRST, &mut record);
    for measure in &measures {
        let name = if *measure == "killed" { "deaths" } else { measure };
        record.extend(["low", "best", "high"].map(|bound| format!("{name}_{bound}")));
    }
    named(LAST, &mut record);
    record.extend(CREDIT.map(str::to_owned));
    push_record(&mut out, record.iter().map(String::as_str));
    let credit = selection.credit;
    let credit = [
        credit.title.clone(),
        credit.attribution.clone(),
        credit.licence.clone(),
        credit.view.clone(),
        credit.hashes(),
    ];
    for picked in selection.kept() {
        record.clear();
        let row = Row {
            selection,
            event: picked.event,
            place: Selection::main_place(picked.event),
        };
        for column in FIRST.iter().filter(|c| is_kept(c)) {
            record.push(match column.0 {
                "in_selected_dates" => membership_word(picked.membership).to_owned(),
                name => row.first(name),
            });
        }
        for measure in &measures {
            record.extend(row.bounds(measure));
        }
        for column in LAST.iter().filter(|c| is_kept(c)) {
            record.push(row.last(column.0));
        }
        record.extend(credit.iter().cloned());
        push_record(&mut out, record.iter().map(String::as_str));
    }
    out
}

/// The measures for which some event has a figure that stands for it, by name.
fn measures(selection: Selection<'_>) -> Vec<&str> {
    let mut measures: Vec<&str> = Vec::new();
    for picked in selection.kept() {
        for figure in &picked.event.figures {
            let measure = figure.measure.as_str();
            if !measures.contains(&measure) && only_figure(picked.event, measure).is_some() {
                measures.push(measure);
            }
        }
    }
    crate::sort::ascending(&mut measures);
    measures
}

/// The figure that stands for a measure: the only one, or the only one that may be added up without its parts.
pub(crate) fn only_figure<'a>(event: &'a Event, measure: &str) -> Option<&'a Figure> {
    let only = |sum: Option<Sum>| {
        let is_meant = |f: &&Figure| f.measure == measure && sum.is_none_or(|sum| f.sum == sum);
        let mut meant = event.figures.iter().filter(is_meant);
        meant.next().filter(|_| meant.next().is_none())
    };
    only(None).or_else(|| only(Some(Sum::Yes)))
}

/// One event.
struct Row<'a> {
    selection: Selection<'a>,
    event: &'a Event,
    /// The place that the row stands for.
    place: Option<&'a EventPlace>,
}

impl Row<'_> {
    fn first(&self, column: &str) -> String {
        let event = self.event;
        let view = self.place.and_then(|place| self.selection.place(place));
        let point = self.place.and_then(|place| self.selection.point(place));
        let of_place = |f: fn(&EventPlace) -> &str| self.place.map_or("", f).to_owned();
        let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        let when = event.when.as_ref();
        match column {
            "id" => event.id.clone(),
            "kind" => event.kind.clone(),
            "kind_name" => self.selection.dataset.manifest.kind_name(&event.kind, Lang::En),
            "kind_group" | "kind_mark" | "counts_as" => self.of_kind(column),
            "modality" => event.modality.as_str().to_owned(),
            "date_edtf" => when.map_or_else(String::new, |when| when.edtf().to_owned()),
            "date_start" => day(when.and_then(crate::time::When::earliest)),
            "date_end" => day(when.and_then(crate::time::When::latest)),
            "extent" => when.map_or("", |when| extent_word(when.extent)).to_owned(),
            "date_basis" => event.when_basis.clone(),
            "place" => view.map_or_else(|| of_place(|p| &p.toponym), |view| view.name().to_owned()),
            "place_id" => of_place(|p| p.place.as_deref().unwrap_or("")),
            "toponym" => of_place(|p| &p.toponym),
            "admin1" => view.and_then(PlaceView::admin1).unwrap_or("").to_owned(),
            "lat" => point.map_or_else(String::new, |point| point.lat.to_string()),
            "lon" => point.map_or_else(String::new, |point| point.lon.to_string()),
            "coordinates_rounded_to" => match (point, self.selection.choices.grid) {
                (Some(_), Some(grid)) => format!("{}°", grid.degrees()),
                _ => String::new(),
            },
            "place_role" => of_place(|p| p.role.as_str()),
            "place_precision" => of_place(|p| p.precision.as_str()),
            "place_radius_km" => match (point, self.place) {
                (Some(_), Some(place)) if place.precision == Precision::Near => NEAR_KM.to_string(),
                _ => String::new(),
            },
            "other_places" => self.other_places(),
            "actor" => parties(&event.actors),
            "target" => parties(&event.targets),
            "party_notes" => joined(notes("actor", &event.actors).chain(notes("target", &event.targets))),
            "objects" => joined(event.objects.iter().map(|object| match &object.damage {
                Some(damage) => format!("{} ({})", item(&object.kind), noted(damage)),
                None => item(&object.kind),
            })),
            "weapon" => event.weapon.clone().unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn last(&self, column: &str) -> String {
        let event = self.event;
        let report = self.selection.dataset.report(&event.report);
        let flag = |is_so: bool| if is_so { "true".to_owned() } else { String::new() };
        match column {
            "figures" => joined(event.figures.iter().map(|figure| self.figure(figure))),
            "said_by" => joined(event.said_by.iter().map(|chain| chained(chain))),
            "summary" => event.summary.clone(),
            "note" => event.note.clone().unwrap_or_default(),
            "report" => event.report.clone(),
            "publisher" => report.map_or_else(String::new, |r| r.publisher.clone()),
            "report_title" => report.map_or_else(String::new, |r| r.title.clone()),
            "report_published" => report
                .and_then(|r| r.published.as_ref())
                .map_or_else(String::new, |when| when.edtf().to_owned()),
            "report_covers" => report
                .and_then(|r| r.covers.as_ref())
                .map_or_else(String::new, |when| when.edtf().to_owned()),
            "report_language" => report.map_or_else(String::new, |r| r.language.clone()),
            "report_url" => report.and_then(|r| r.url.clone()).unwrap_or_default(),
            "report_sha256" => report.and_then(|r| r.sha256.clone()).unwrap_or_default(),
            "evidence" => joined(event.evidence.iter().map(|e| {
                format!(
                    "paragraph {}, {}-{}: {}",
                    e.paragraph,
                    e.start,
                    e.end,
                    e.supports.join(" ")
                )
            })),
            "links" => joined(
                event
                    .links
                    .iter()
                    .map(|l| format!("{} {}", l.kind.as_str(), l.event)),
            ),
            "background" => flag(event.background),
            "graphic" => flag(event.graphic),
            "sensitive" => flag(event.sensitive),
            "coded_by" => event.coded_by.clone(),
            "coded_on" => event.coded_on.clone(),
            _ => String::new(),
        }
    }

    fn bounds(&self, measure: &str) -> [String; 3] {
        let number = |n: Option<f64>| n.map_or_else(String::new, |n| n.to_string());
        only_figure(self.event, measure).map_or_else(Default::default, |f| {
            [number(Some(f.low)), number(f.best), number(f.high)]
        })
    }

    /// `killed 5 (at least 5, at most 7) person, civilian; who: children; said by A > B; may be added: no`.
    fn figure(&self, figure: &Figure) -> String {
        let mut words = item(&figure.measure);
        let mut add = |text: &str| words.push_str(text);
        let is_sure = figure.high.is_some_and(|high| high <= figure.low);
        match figure.best.or(is_sure.then_some(figure.low)) {
            Some(best) => add(&format!(" {best}")),
            None => add(" not stated exactly"),
        }
        match figure.high {
            Some(high) if figure.low < high => add(&format!(" ({} to {high})", figure.low)),
            Some(_) => {}
            None => add(&format!(" (at least {})", figure.low)),
        }
        add(&format!(" {}, {}", figure.unit.as_str(), figure.status.as_str()));
        let keeps = |detail| self.selection.choices.keeps(detail);
        if let Some(who) = &figure.who {
            add(&format!(", {}", item(who)));
        }
        if let Some(place) = figure.place.as_ref().filter(|_| keeps(Detail::Places)) {
            add(&format!(", at {}", item(place)));
        }
        if let Some(as_of) = &figure.as_of {
            add(&format!(", as of {}", item(as_of)));
        }
        if !figure.said_by.is_empty() && keeps(Detail::Speakers) {
            add(&format!(", said by {}", chained(&figure.said_by)));
        }
        add(&format!(", may be added: {}", figure.sum.as_str()));
        if let Some(within) = &figure.within {
            add(&format!(", within {within}"));
        }
        words
    }

    /// What is known of the event's kind.
    fn of_kind(&self, column: &str) -> String {
        let manifest = &self.selection.dataset.manifest;
        let Some(info) = manifest.kinds.get(&self.event.kind) else {
            return String::new();
        };
        let group = manifest.groups.get(info.group);
        match column {
            "kind_group" => group.map_or_else(String::new, |group| group.name.en.clone()),
            "kind_mark" => group.map_or_else(String::new, |group| {
                format!("{} {}", group.shape.as_str(), group.slot)
            }),
            _ => info.counts_as.as_str().to_owned(),
        }
    }

    /// All places but the first, each with what it is: `Hass (gn1, target, exact, 35.5 36.6, written Haas)`.
    fn other_places(&self) -> String {
        let others = self
            .event
            .places
            .iter()
            .filter(|place| !self.place.is_some_and(|main| std::ptr::eq(main, *place)));
        joined(others.map(|place| {
            let name = self.selection.place(place);
            let name = name.map_or(place.toponym.as_str(), |view| view.name());
            let name = item(name);
            let mut words = vec![place.place.clone().unwrap_or_default()];
            words.extend([
                place.role.as_str().to_owned(),
                place.precision.as_str().to_owned(),
            ]);
            if let Some(point) = self.selection.point(place) {
                words.push(format!("{} {}", point.lat, point.lon));
            }
            if place.toponym != name {
                words.push(format!("written {}", noted(&place.toponym)));
            }
            format!("{name} ({})", words.join(", "))
        }))
    }
}

/// The word of data files for how an event lies in its days.
pub(super) fn extent_word(extent: Extent) -> &'static str {
    match extent {
        Extent::Within => "within",
        Extent::Throughout => "throughout",
    }
}

fn parties(parties: &[Party]) -> String {
    joined(parties.iter().map(|party| item(&party.name)))
}

/// Of each party that was inferred or written otherwise: `actor Russia (inferred, written the Russians)`.
fn notes<'a>(side: &'a str, parties: &'a [Party]) -> impl Iterator<Item = String> + 'a {
    parties.iter().filter_map(move |party| {
        let inferred = (party.basis == Basis::Inferred).then(|| party.basis.as_str().to_owned());
        let written = party.as_written.as_deref();
        let written = written.map(|written| format!("written {}", noted(written)));
        let told: Vec<String> = inferred.into_iter().chain(written).collect();
        (!told.is_empty()).then(|| format!("{side} {} ({})", item(&party.name), told.join(", ")))
    })
}

/// A text among others in one cell: what stands between them is written with a blank that does not break, so that they
/// can be told apart again.
fn item(text: &str) -> String {
    let mut text = text.to_owned();
    for mark in BETWEEN {
        text = text.replace(mark, &mark.replace(' ', "\u{a0}"));
    }
    text
}

/// A text in brackets behind an item.
fn noted(text: &str) -> String {
    item(text).replace(BEFORE_NOTE, "\u{a0}(")
}

fn chained(speakers: &[String]) -> String {
    let speakers: Vec<String> = speakers.iter().map(|speaker| item(speaker)).collect();
    speakers.join(" > ")
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

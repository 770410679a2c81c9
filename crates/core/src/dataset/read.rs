//! Reads reports and events (version 1), record by record.

use super::wire::{self, json_error};
use super::{DatasetError, Field, Manifest, Problem, Reason};
use crate::event::{
    Basis, Event, EventPlace, Evidence, Figure, Link, LinkKind, Modality, Object, Party, Precision, Report,
    Role, Status, Sum, Unit,
};
use crate::time::{Day, Extent, When};
use std::collections::HashSet;

/// The version of the format that this reads.
const VERSION: u64 = 1;

/// Everything about a data set that is not geography.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// What it is.
    pub manifest: Manifest,
    /// Its reports, as filed.
    pub reports: Vec<Report>,
    /// Its events, as filed.
    pub events: Vec<Event>,
    /// What could not be used.
    pub problems: Vec<Problem>,
}

impl Dataset {
    /// The event with this id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.iter().find(|e| e.id == id)
    }

    /// The report with this id.
    pub fn report(&self, id: &str) -> Option<&Report> {
        self.reports.iter().find(|r| r.id == id)
    }

    /// Puts the files together. A tie to an event that is not there, or a report that is not, becomes a problem.
    pub fn new(
        manifest: Manifest,
        (reports, mut problems): (Vec<Report>, Vec<Problem>),
        (events, event_problems): (Vec<Event>, Vec<Problem>),
    ) -> Dataset {
        problems.extend(event_problems);
        let mut dataset = Dataset {
            manifest,
            reports,
            events,
            problems,
        };
        dataset.report_dangling();
        dataset
    }

    fn report_dangling(&mut self) {
        let file = &self.manifest.events;
        let ids: HashSet<&str> = self.events.iter().map(|e| e.id.as_str()).collect();
        let reports: HashSet<&str> = self.reports.iter().map(|r| r.id.as_str()).collect();
        let mut found = Vec::new();
        for (record, event) in self.events.iter().enumerate() {
            let mut dangling = |field: Field, id: &str| {
                let reason = Reason::Dangling(id.to_owned());
                found.push(Problem {
                    file: file.clone(),
                    record,
                    id: Some(event.id.clone()),
                    field,
                    reason,
                });
            };
            if !reports.contains(event.report.as_str()) {
                dangling("report", &event.report);
            }
            for link in event.links.iter().filter(|l| !ids.contains(l.event.as_str())) {
                dangling("links", &link.event);
            }
            for within in event.figures.iter().filter_map(|f| f.within.as_deref()) {
                if !ids.contains(within) {
                    dangling("figures", within);
                }
            }
        }
        self.problems.extend(found);
    }
}

/// Reads `reports.json`.
///
/// # Errors
/// [`DatasetError`] if the file cannot be used at all; a single report that cannot is a [`Problem`].
pub fn read_reports(file: &str, bytes: &[u8]) -> Result<(Vec<Report>, Vec<Problem>), DatasetError> {
    let parsed: wire::ReportsFile = serde_json::from_slice(bytes).map_err(|e| json_error(file, &e))?;
    check_version(file, parsed.version)?;
    Ok(read_records(
        file,
        parsed.reports,
        report_from_wire,
        |report: &Report| &report.id,
    ))
}

/// Reads `events.json`.
///
/// # Errors
/// [`DatasetError`] if the file cannot be used at all; a single event that cannot is a [`Problem`].
pub fn read_events(file: &str, bytes: &[u8]) -> Result<(Vec<Event>, Vec<Problem>), DatasetError> {
    let parsed: wire::EventsFile = serde_json::from_slice(bytes).map_err(|e| json_error(file, &e))?;
    check_version(file, parsed.version)?;
    Ok(read_records(
        file,
        parsed.events,
        event_from_wire,
        |event: &Event| &event.id,
    ))
}

/// What one file of the project's own JSON holds.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectFile {
    /// What the data set is, if the file says it.
    pub manifest: Option<Manifest>,
    /// Its reports.
    pub reports: (Vec<Report>, Vec<Problem>),
    /// Its events.
    pub events: (Vec<Event>, Vec<Problem>),
    /// Its places as GeoJSON, if it brings its own.
    pub places: Option<Vec<u8>>,
}

/// Reads a file that holds everything of a data set, or at least its events.
///
/// # Errors
/// [`DatasetError`] if the file cannot be used at all; a single record that cannot is a [`Problem`].
pub fn read_project(file: &str, bytes: &[u8]) -> Result<ProjectFile, DatasetError> {
    let parsed: wire::ProjectFile = serde_json::from_slice(bytes).map_err(|e| json_error(file, &e))?;
    check_version(file, parsed.version)?;
    let manifest = match parsed.manifest {
        Some(manifest) => Some(super::read_manifest(file, manifest.to_string().as_bytes())?),
        None => None,
    };
    Ok(ProjectFile {
        manifest,
        reports: read_records(file, parsed.reports, report_from_wire, |report: &Report| {
            &report.id
        }),
        events: read_records(file, parsed.events, event_from_wire, |event: &Event| &event.id),
        places: parsed.places.map(|places| places.to_string().into_bytes()),
    })
}

fn check_version(file: &str, version: u64) -> Result<(), DatasetError> {
    if version == VERSION {
        Ok(())
    } else {
        Err(DatasetError::Version {
            file: file.to_owned(),
            version,
        })
    }
}

/// A fault in a record: the field and why.
type Fault = (Field, Reason);

fn read_records<W: serde::de::DeserializeOwned, T>(
    file: &str,
    values: Vec<serde_json::Value>,
    from_wire: impl Fn(W, &mut Vec<Fault>) -> Result<T, Fault>,
    id_of: impl Fn(&T) -> &String,
) -> (Vec<T>, Vec<Problem>) {
    let mut records = Vec::with_capacity(values.len());
    let mut problems = Vec::new();
    let mut seen = HashSet::new();
    for (record, value) in values.into_iter().enumerate() {
        let id = value
            .get("id")
            .and_then(serde_json::Value::as_str)
            .map(str::to_owned);
        let mut problem = |(field, reason): Fault| {
            problems.push(Problem {
                file: file.to_owned(),
                record,
                id: id.clone(),
                field,
                reason,
            });
        };
        let wire = match serde_json::from_value::<W>(value) {
            Ok(wire) => wire,
            Err(error) => {
                problem(("record", Reason::Malformed(error.to_string())));
                continue;
            }
        };
        let mut faults = Vec::new();
        let parsed = from_wire(wire, &mut faults);
        faults.into_iter().for_each(&mut problem);
        match parsed {
            Ok(parsed) if seen.insert(id_of(&parsed).clone()) => records.push(parsed),
            Ok(parsed) => problem(("id", Reason::Duplicate(id_of(&parsed).clone()))),
            Err(fault) => problem(fault),
        }
    }
    (records, problems)
}

#[allow(clippy::unnecessary_wraps, reason = "the same signature as for events")]
fn report_from_wire(wire: wire::Report, faults: &mut Vec<Fault>) -> Result<Report, Fault> {
    let mut when = |field: Field, edtf: &str| {
        let when = When::parse(edtf, Extent::Within).ok();
        if when.is_none() && !edtf.is_empty() {
            faults.push((field, Reason::Undated(edtf.to_owned())));
        }
        when
    };
    let published = when("published", &wire.published);
    let covers = wire.covers.as_deref().and_then(|edtf| when("covers", edtf));
    Ok(Report {
        id: wire.id,
        publisher: wire.publisher,
        title: wire.title,
        language: wire.language,
        published,
        published_basis: wire.published_basis,
        covers,
        url: wire
            .url
            .or(wire.archive_url)
            .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        source_file: wire.source_file,
        sha256: wire.sha256,
    })
}

fn event_from_wire(wire: wire::Event, faults: &mut Vec<Fault>) -> Result<Event, Fault> {
    let unknown = |field: Field, text: &str| (field, Reason::UnknownWord(text.to_owned()));
    let modality = Modality::parse(&wire.modality).ok_or_else(|| unknown("modality", &wire.modality))?;
    let when = match when_from_wire(&wire.when) {
        Ok(when) => Some(when),
        // Written so where there is no date.
        Err(_) if wire.when.edtf.is_empty() => None,
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    let places = wire
        .places
        .into_iter()
        .map(place_from_wire)
        .collect::<Result<_, _>>()?;
    let parties = |parties: Vec<wire::Party>, field| {
        let one = |p: wire::Party| {
            let basis = Basis::parse(&p.basis).ok_or_else(|| unknown(field, &p.basis))?;
            Ok(Party {
                name: p.name,
                as_written: p.as_written,
                basis,
            })
        };
        parties.into_iter().map(one).collect::<Result<Vec<_>, Fault>>()
    };
    let actors = parties(wire.actors, "actors")?;
    let targets = parties(wire.targets, "targets")?;
    let mut figures = Vec::with_capacity(wire.figures.len());
    for figure in wire.figures {
        let figure = figure_from_wire(figure)?;
        let high = figure.high.unwrap_or(f64::INFINITY);
        if figure.low >= 0.0
            && figure.low <= figure.best.unwrap_or(figure.low)
            && figure.best.unwrap_or(high) <= high
        {
            figures.push(figure);
        } else {
            faults.push((
                "figures",
                Reason::Unordered(format!("{} {}–{high}", figure.measure, figure.low)),
            ));
        }
    }
    let links = wire.links.into_iter().map(|l| {
        let kind = LinkKind::parse(&l.kind).ok_or_else(|| unknown("links", &l.kind))?;
        Ok(Link { kind, event: l.event })
    });
    let links = links.collect::<Result<_, Fault>>()?;
    let evidence = wire.evidence.into_iter();
    Ok(Event {
        id: wire.id,
        report: wire.report,
        kind: wire.kind,
        modality,
        when,
        when_basis: wire.when.basis,
        places,
        actors,
        targets,
        objects: wire
            .objects
            .into_iter()
            .map(|o| Object {
                kind: o.kind,
                damage: o.damage,
            })
            .collect(),
        weapon: wire.weapon,
        figures,
        said_by: wire.said_by,
        links,
        evidence: evidence
            .map(|e| Evidence {
                paragraph: e.paragraph,
                start: e.start,
                end: e.end,
                supports: e.supports,
            })
            .collect(),
        background: wire.background,
        graphic: wire.graphic,
        sensitive: wire.sensitive,
        note: wire.note,
        summary: wire.summary,
        coded_by: wire.coded_by,
        coded_on: wire.coded_on,
    })
}

fn when_from_wire(wire: &wire::When) -> Result<When, Fault> {
    let extent = match wire.extent.as_str() {
        "within" => Extent::Within,
        "throughout" => Extent::Throughout,
        other => return Err(("when", Reason::UnknownWord(other.to_owned()))),
    };
    let undated = |text: &str| ("when", Reason::Undated(text.to_owned()));
    let when = When::parse(&wire.edtf, extent).map_err(|_| undated(&wire.edtf))?;
    let day = |text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => Day::parse_iso(text).map(Some).ok_or_else(|| undated(text)),
    };
    let (earliest, latest) = (day(&wire.earliest)?, day(&wire.latest)?);
    match (earliest, latest) {
        (Some(earliest), Some(latest)) if earliest > latest => Err(undated(&format!("{earliest}/{latest}"))),
        _ => Ok(when.bounded(earliest, latest)),
    }
}

fn place_from_wire(wire: wire::Place) -> Result<EventPlace, Fault> {
    let unknown = |text: &str| ("where", Reason::UnknownWord(text.to_owned()));
    let role = Role::parse(&wire.role).ok_or_else(|| unknown(&wire.role))?;
    let precision = Precision::parse(&wire.precision).ok_or_else(|| unknown(&wire.precision))?;
    Ok(EventPlace {
        toponym: wire.toponym,
        place: wire.id,
        role,
        precision,
    })
}

fn figure_from_wire(wire: wire::Figure) -> Result<Figure, Fault> {
    let unknown = |text: &str| ("figures", Reason::UnknownWord(text.to_owned()));
    Ok(Figure {
        unit: Unit::parse(&wire.unit).ok_or_else(|| unknown(&wire.unit))?,
        status: Status::parse(&wire.status).ok_or_else(|| unknown(&wire.status))?,
        sum: Sum::parse(&wire.sum).ok_or_else(|| unknown(&wire.sum))?,
        measure: wire.measure,
        low: wire.low,
        best: wire.best,
        high: wire.high,
        who: wire.who,
        place: wire.place,
        as_of: wire.as_of,
        said_by: wire.said_by,
        within: wire.within,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(patch: &str) -> String {
        format!(
            r#"{{"id":"a","report":"r","kind":"shelling","modality":"occurred",
            "when":{{"edtf":"2018-09-08","earliest":"2018-09-08","latest":"2018-09-08","extent":"within","basis":""}},
            "where":[{{"toponym":"T","place":"p","role":"target","precision":"exact"}}],
            "summary":"s" {patch} }}"#
        )
    }

    fn check(events: &[String], expected: &[&str]) -> Vec<Event> {
        let text = format!(r#"{{"version":1,"events":[{}]}}"#, events.join(","));
        let (events, problems) = read_events("events.json", text.as_bytes()).expect("a readable file");
        let got: Vec<String> = problems
            .iter()
            .map(|p| format!("{} {} {:?}", p.record, p.field, p.reason))
            .collect();
        assert_eq!(got, expected);
        events
    }

    #[test]
    fn a_bad_record_is_reported_and_the_others_are_read() {
        let bad_word = event("").replace("occurred", "rumoured");
        let bad_shape = r#"{"id":"x"}"#.to_owned();
        let events = check(
            &[event(""), bad_word, bad_shape, event("")],
            &[
                r#"1 modality UnknownWord("rumoured")"#,
                r#"2 record Malformed("missing field `report`")"#,
                r#"3 id Duplicate("a")"#,
            ],
        );
        assert_eq!(events.len(), 1);
    }

    #[test]
    fn an_event_without_a_readable_date_is_kept_undated() {
        let events = check(
            &[event("").replace(r#""edtf":"2018-09-08""#, r#""edtf":"Tuesday""#)],
            &[r#"0 when Undated("Tuesday")"#],
        );
        assert_eq!(events[0].when, None);
    }

    #[test]
    fn figures_out_of_order_are_left_out_and_reported() {
        let figure = r#", "figures":[{"measure":"killed","low":5,"best":3,"high":null,"unit":"person","status":"unstated","sum":"yes"}]"#;
        let events = check(&[event(figure)], &[r#"0 figures Unordered("killed 5–inf")"#]);
        assert!(events[0].figures.is_empty());
    }

    #[test]
    fn a_broken_file_says_where() {
        let error = read_events("events.json", b"{\"version\":1,\n \"events\":[}").expect_err("broken");
        assert_eq!(
            error.to_string(),
            "events.json: not valid JSON at line 2, column 12"
        );
        let error = read_events("events.json", b"{\"version\":2,\"events\":[]}").expect_err("too new");
        assert_eq!(error.to_string(), "events.json: version 2 is not known");
    }
}

//! Reads reports and events (version 1), record by record.

use super::manifest::manifest_from_json;
use super::{DatasetError, Field, Manifest, Problem, Reason};
use crate::event::{
    Basis, Event, EventPlace, Evidence, Figure, Link, LinkKind, Modality, Object, Party, Precision, Report,
    Role, Status, Sum, Unit,
};
use crate::json::{self, Mismatch, Value};
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

/// Records, and what could not be used of them.
type Read<T> = (Vec<T>, Vec<Problem>);

/// Reads `reports.json`.
///
/// # Errors
/// [`DatasetError`] if the file cannot be used at all; a single report that cannot is a [`Problem`].
pub fn read_reports(file: &str, bytes: &[u8]) -> Result<Read<Report>, DatasetError> {
    reports_in(file, &parsed(file, bytes)?, true)
}

/// Reads `events.json`.
///
/// # Errors
/// [`DatasetError`] if the file cannot be used at all; a single event that cannot is a [`Problem`].
pub fn read_events(file: &str, bytes: &[u8]) -> Result<Read<Event>, DatasetError> {
    events_in(file, &parsed(file, bytes)?)
}

/// A file of a version that this knows.
fn parsed<'a>(file: &str, bytes: &'a [u8]) -> Result<Value<'a>, DatasetError> {
    let value = json::parse(bytes).map_err(|e| DatasetError::not_json(file, e))?;
    let version = value
        .count("version")
        .map_err(|e| DatasetError::not_expected(file, e))?;
    match u64::from(version) {
        VERSION => Ok(value),
        version => Err(DatasetError::Version {
            file: file.to_owned(),
            version,
        }),
    }
}

fn reports_in(file: &str, value: &Value<'_>, must_be: bool) -> Result<Read<Report>, DatasetError> {
    let records = records(file, value, "reports", must_be)?;
    Ok(read_records(file, records, report_from_json, |report| &report.id))
}

fn events_in(file: &str, value: &Value<'_>) -> Result<Read<Event>, DatasetError> {
    let records = records(file, value, "events", true)?;
    Ok(read_records(file, records, event_from_json, |event| &event.id))
}

fn records<'v, 'a>(
    file: &str,
    value: &'v Value<'a>,
    key: &str,
    must_be: bool,
) -> Result<&'v [Value<'a>], DatasetError> {
    let list = match value.get(key) {
        None if must_be => Err(json::is_missing(key)),
        _ => value.list(key),
    };
    list.map_err(|e| DatasetError::not_expected(file, e))
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
    let value = parsed(file, bytes)?;
    let manifest = value.get("manifest").map(manifest_from_json).transpose();
    Ok(ProjectFile {
        manifest: manifest.map_err(|e| DatasetError::not_expected(file, e))?,
        reports: reports_in(file, &value, false)?,
        events: events_in(file, &value)?,
        places: value
            .member("places")
            .map(|places| places.source.as_bytes().to_vec()),
    })
}

/// A fault in a record: the field and why.
struct Fault(Field, Reason);

impl From<Mismatch> for Fault {
    fn from(Mismatch(detail): Mismatch) -> Fault {
        Fault("record", Reason::Malformed(detail))
    }
}

fn read_records<T>(
    file: &str,
    values: &[Value<'_>],
    from_json: fn(&Value<'_>, &mut Vec<Fault>) -> Result<T, Fault>,
    id_of: fn(&T) -> &String,
) -> Read<T> {
    let mut records = Vec::with_capacity(values.len());
    let mut problems = Vec::new();
    let mut seen = HashSet::new();
    for (record, value) in values.iter().enumerate() {
        let mut faults = Vec::new();
        match from_json(value, &mut faults) {
            Ok(parsed) if seen.insert(id_of(&parsed).clone()) => records.push(parsed),
            Ok(parsed) => faults.push(Fault("id", Reason::Duplicate(id_of(&parsed).clone()))),
            Err(fault) => faults.push(fault),
        }
        let id = value.get("id").and_then(Value::as_str);
        problems.extend(faults.into_iter().map(|Fault(field, reason)| Problem {
            file: file.to_owned(),
            record,
            id: id.map(str::to_owned),
            field,
            reason,
        }));
    }
    (records, problems)
}

fn report_from_json(json: &Value<'_>, faults: &mut Vec<Fault>) -> Result<Report, Fault> {
    let mut when = |field: Field, edtf: &str| {
        let when = When::parse(edtf, Extent::Within).ok();
        if when.is_none() && !edtf.is_empty() {
            faults.push(Fault(field, Reason::Undated(edtf.to_owned())));
        }
        when
    };
    let url = json.maybe_text("url")?.or(json.maybe_text("archive_url")?);
    Ok(Report {
        id: json.text("id")?,
        publisher: json.text("publisher")?,
        title: json.text("title")?,
        language: json.text("language")?,
        published: when("published", &json.text_or_empty("published")?),
        published_basis: json.text_or_empty("published_basis")?,
        covers: json.maybe_text("covers")?.and_then(|edtf| when("covers", &edtf)),
        url: url.filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        source_file: json.maybe_text("source_file")?,
        sha256: json.maybe_text("sha256")?,
    })
}

/// The value of a word, or the fault that it is not known.
fn known<T>(field: Field, word: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
    parse(word).ok_or_else(|| Fault(field, Reason::UnknownWord(word.to_owned())))
}

fn event_from_json(json: &Value<'_>, faults: &mut Vec<Fault>) -> Result<Event, Fault> {
    let (id, report, kind) = (json.text("id")?, json.text("report")?, json.text("kind")?);
    let modality = known("modality", &json.text("modality")?, Modality::parse)?;
    let of_when = json.object("when")?;
    let summary = json.text("summary")?;
    let edtf = of_when.text("edtf")?;
    let when = match when_from_json(of_when, &edtf) {
        Ok(when) => Some(when),
        // Written so where there is no date.
        Err(_) if edtf.is_empty() => None,
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    let mut figures = Vec::new();
    for figure in json.list("figures")? {
        let figure = figure_from_json(figure)?;
        let high = figure.high.unwrap_or(f64::INFINITY);
        if figure.low >= 0.0
            && figure.low <= figure.best.unwrap_or(figure.low)
            && figure.best.unwrap_or(high) <= high
        {
            figures.push(figure);
        } else {
            let text = format!("{} {}–{high}", figure.measure, figure.low);
            faults.push(Fault("figures", Reason::Unordered(text)));
        }
    }
    let mut links = Vec::new();
    for link in json.list("links")? {
        links.push(Link {
            kind: known("links", &link.text("type")?, LinkKind::parse)?,
            event: link.text("event")?,
        });
    }
    let mut evidence = Vec::new();
    for passage in json.list("evidence")? {
        evidence.push(Evidence {
            paragraph: passage.count("paragraph")?,
            start: passage.count("start")?,
            end: passage.count("end")?,
            supports: passage.texts("supports")?,
        });
    }
    let mut objects = Vec::new();
    for object in json.list("objects")? {
        objects.push(Object {
            kind: object.text("type")?,
            damage: object.maybe_text("damage")?,
        });
    }
    let mut places = Vec::new();
    for place in json.list("where")? {
        places.push(EventPlace {
            toponym: place.text("toponym")?,
            place: place.maybe_text("place")?,
            role: known("where", &place.text("role")?, Role::parse)?,
            precision: known("where", &place.text("precision")?, Precision::parse)?,
        });
    }
    let mut said_by = Vec::new();
    for chain in json.list("said_by")? {
        let speakers = chain.as_list().unwrap_or_default();
        let speakers = speakers.iter().filter_map(Value::as_str);
        said_by.push(speakers.map(str::to_owned).collect());
    }
    Ok(Event {
        id,
        report,
        kind,
        modality,
        when,
        when_basis: of_when.text_or_empty("basis")?,
        places,
        actors: parties_from_json(json, "actors")?,
        targets: parties_from_json(json, "targets")?,
        objects,
        weapon: json.maybe_text("weapon")?,
        figures,
        said_by,
        links,
        evidence,
        background: json.flag("background")?,
        graphic: json.flag("graphic")?,
        sensitive: json.flag("sensitive")?,
        note: json.maybe_text("note")?,
        summary,
        coded_by: json.text_or_empty("coded_by")?,
        coded_on: json.text_or_empty("coded_on")?,
    })
}

fn parties_from_json(json: &Value<'_>, field: Field) -> Result<Vec<Party>, Fault> {
    let mut parties = Vec::new();
    for party in json.list(field)? {
        parties.push(Party {
            name: party.text("name")?,
            as_written: party.maybe_text("as_written")?,
            basis: known(field, &party.text("basis")?, Basis::parse)?,
        });
    }
    Ok(parties)
}

fn when_from_json(json: &Value<'_>, edtf: &str) -> Result<When, Fault> {
    let extent = match json.text("extent")?.as_str() {
        "within" => Extent::Within,
        "throughout" => Extent::Throughout,
        other => return Err(Fault("when", Reason::UnknownWord(other.to_owned()))),
    };
    let undated = |text: &str| Fault("when", Reason::Undated(text.to_owned()));
    let when = When::parse(edtf, extent).map_err(|_| undated(edtf))?;
    let day = |text: Option<String>| match text {
        None => Ok(None),
        Some(text) => Day::parse_iso(&text).map(Some).ok_or_else(|| undated(&text)),
    };
    let (earliest, latest) = (
        day(json.maybe_text("earliest")?)?,
        day(json.maybe_text("latest")?)?,
    );
    match (earliest, latest) {
        (Some(earliest), Some(latest)) if earliest > latest => Err(undated(&format!("{earliest}/{latest}"))),
        _ => Ok(when.bounded(earliest, latest)),
    }
}

fn figure_from_json(json: &Value<'_>) -> Result<Figure, Fault> {
    Ok(Figure {
        measure: json.text("measure")?,
        low: json.number("low")?,
        best: json.maybe_number("best")?,
        high: json.maybe_number("high")?,
        unit: known("figures", &json.text("unit")?, Unit::parse)?,
        who: json.maybe_text("who")?,
        status: known("figures", &json.text("status")?, Status::parse)?,
        place: json.maybe_text("place")?,
        as_of: json.maybe_text("as_of")?,
        said_by: json.texts("said_by")?,
        sum: known("figures", &json.text("sum")?, Sum::parse)?,
        within: json.maybe_text("within")?,
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

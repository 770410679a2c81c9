//! `cargo xtask verify-evidence <folder>`: holds the coded events against the original texts.
//!
//! The texts are not shipped; whoever has them can check that each event's evidence stands where the data says.

use crate::args::Args;
use crate::hash::sha256_hex;
use crate::paths;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A toponym must stand in a span of its event, or at most so many characters from one.
const NEAR: usize = 300;

/// Checks the texts in the given folder; `--seeds` names another folder than `seeds/` for the data.
pub(crate) fn run(mut args: Args) -> Result<ExitCode> {
    let seeds = args
        .value("--seeds")?
        .map_or_else(|| paths::root().join("seeds"), PathBuf::from);
    let folder = args
        .positional()
        .context("say which folder holds the texts: verify-evidence <folder>")?;
    args.finish()?;
    let reports: ReportsFile = read_json(&seeds.join("reports.json"))?;
    let events: EventsFile = read_json(&seeds.join("events.json"))?;
    let outcome = verify(&reports.reports, &events.events, |file| {
        fs::read(Path::new(&folder).join(file)).ok()
    });
    print!("{}", outcome.text());
    Ok(if outcome.holds() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn read_json<T: DeserializeOwned>(file: &Path) -> Result<T> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not as DESIGN has it", file.display()))
}

#[derive(Deserialize)]
struct ReportsFile {
    reports: Vec<Report>,
}

#[derive(Deserialize)]
struct Report {
    id: String,
    source_file: String,
    sha256: String,
}

#[derive(Deserialize)]
struct EventsFile {
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    id: String,
    report: String,
    #[serde(default, rename = "where")]
    places: Vec<Place>,
    #[serde(default)]
    evidence: Vec<Passage>,
}

#[derive(Deserialize)]
struct Place {
    toponym: String,
}

#[derive(Deserialize)]
struct Passage {
    paragraph: usize,
    start: usize,
    end: usize,
}

/// What was checked and what was wrong.
#[derive(Debug, Default)]
struct Outcome {
    faults: Vec<String>,
    notes: Vec<String>,
    texts: usize,
    events: usize,
    passages: usize,
    toponyms: usize,
}

impl Outcome {
    /// Nothing was wrong, and there was something to check.
    fn holds(&self) -> bool {
        self.faults.is_empty() && self.texts > 0
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for line in self.faults.iter().chain(&self.notes) {
            text.push_str(line);
            text.push('\n');
        }
        let Self {
            faults,
            texts,
            events,
            passages,
            toponyms,
            ..
        } = self;
        // Writing into a string cannot fail.
        let _written = writeln!(
            text,
            "{texts} texts, {events} events, {passages} passages, {toponyms} toponyms checked; {} faults",
            faults.len()
        );
        text
    }
}

/// Checks every event whose report's text `read` finds.
fn verify(reports: &[Report], events: &[Event], read: impl Fn(&str) -> Option<Vec<u8>>) -> Outcome {
    let mut outcome = Outcome::default();
    let mut texts = BTreeMap::new();
    for report in reports {
        let text = read(&report.source_file).map(|bytes| open(report, bytes, &mut outcome));
        if text.is_none() {
            let count = events.iter().filter(|event| event.report == report.id).count();
            let (id, file) = (&report.id, &report.source_file);
            outcome.notes.push(format!(
                "{id}: {file} is not here, its {count} events are not checked"
            ));
        }
        texts.insert(report.id.as_str(), text);
    }
    for event in events {
        match texts.get(event.report.as_str()) {
            None => outcome
                .faults
                .push(format!("{}: there is no report \"{}\"", event.id, event.report)),
            Some(Some(Some(text))) => check_event(event, text, &mut outcome),
            Some(_) => {}
        }
    }
    outcome
}

/// The text of a report, if it is the one that was coded.
fn open(report: &Report, bytes: Vec<u8>, outcome: &mut Outcome) -> Option<Text> {
    let found = sha256_hex(&bytes);
    let (id, file) = (&report.id, &report.source_file);
    if !found.eq_ignore_ascii_case(&report.sha256) {
        outcome
            .faults
            .push(format!("{id}: {file} has sha256 {found}, not {}", report.sha256));
        return None;
    }
    let Ok(text) = String::from_utf8(bytes) else {
        outcome.faults.push(format!("{id}: {file} is not UTF-8"));
        return None;
    };
    outcome.texts += 1;
    Some(Text::new(&text))
}

fn check_event(event: &Event, text: &Text, outcome: &mut Outcome) {
    let id = &event.id;
    outcome.events += 1;
    if event.evidence.is_empty() {
        outcome.faults.push(format!("{id}: no evidence"));
        return;
    }
    let mut spans = Vec::new();
    for Passage {
        paragraph,
        start,
        end,
    } in &event.evidence
    {
        outcome.passages += 1;
        if start >= end || *end > text.characters.len() {
            let length = text.characters.len();
            outcome.faults.push(format!(
                "{id}: evidence {start}..{end} is no span of a text of {length} characters"
            ));
            continue;
        }
        spans.push(*start..*end);
        match text.paragraph_at(*start) {
            Some(found) if found == *paragraph => {}
            Some(found) => {
                outcome.faults.push(format!(
                    "{id}: evidence {start}..{end} is in paragraph {found}, not {paragraph}"
                ));
            }
            None => outcome
                .faults
                .push(format!("{id}: evidence {start}..{end} starts in an empty line")),
        }
    }
    for Place { toponym } in &event.places {
        outcome.toponyms += 1;
        if !spans.iter().any(|span| text.has_near(toponym, span)) {
            outcome.faults.push(format!(
                "{id}: \"{toponym}\" is not within {NEAR} characters of its evidence"
            ));
        }
    }
}

/// A report's text, by Unicode scalars.
struct Text {
    characters: Vec<char>,
    /// The lines with visible text: paragraph n is entry n.
    paragraphs: Vec<Range<usize>>,
}

impl Text {
    fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for line in characters.split(|&character| character == '\n') {
            if line.iter().copied().any(is_visible) {
                paragraphs.push(start..start + line.len());
            }
            start += line.len() + 1;
        }
        Self {
            characters,
            paragraphs,
        }
    }

    fn paragraph_at(&self, offset: usize) -> Option<usize> {
        self.paragraphs
            .iter()
            .position(|paragraph| paragraph.contains(&offset))
    }

    /// Whether a name stands in the span or close to it, whatever its capitals, quotes and spaces.
    fn has_near(&self, name: &str, span: &Range<usize>) -> bool {
        let end = (span.end + NEAR).min(self.characters.len());
        let around = self
            .characters
            .get(span.start.saturating_sub(NEAR)..end)
            .unwrap_or_default();
        let name = folded(name.chars());
        !name.is_empty() && folded(around.iter().copied()).contains(&name)
    }
}

fn is_visible(character: char) -> bool {
    let invisible =
        matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    !(character.is_whitespace() || character.is_control() || invisible)
}

/// Small letters, straight quotes, single spaces.
fn folded(characters: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    for character in characters.flat_map(char::to_lowercase) {
        match character {
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' => text.push('\''),
            space if space.is_whitespace() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            other => text.push(other),
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made up: two paragraphs with an empty line between them, and letters of more than one byte.
    const TEXT: &str = "Année one.\n \t\nShells fell on Qal\u{2019}at Foo, and on Bar.\n";

    fn outcome(event: &str, sha256: Option<&str>) -> Outcome {
        let sha256 = sha256.map_or_else(|| sha256_hex(TEXT.as_bytes()), str::to_owned);
        let report = Report {
            id: "r".into(),
            source_file: "r.txt".into(),
            sha256,
        };
        let event: Event = serde_json::from_str(event).unwrap();
        verify(&[report], &[event], |file| {
            (file == "r.txt").then(|| TEXT.as_bytes().to_vec())
        })
    }

    #[test]
    fn what_stands_where_it_says_holds() {
        let outcome = outcome(
            r#"{"id":"e","report":"r","where":[{"toponym":"qal'at  Foo"}],
                "evidence":[{"paragraph":1,"start":14,"end":40,"supports":["where"]}]}"#,
            None,
        );
        assert!(outcome.holds(), "{outcome:?}");
        assert_eq!(
            outcome.text(),
            "1 texts, 1 events, 1 passages, 1 toponyms checked; 0 faults\n"
        );
    }

    #[test]
    fn each_fault_is_named() {
        let fault = |event: &str| -> String { outcome(event, None).faults.join("; ") };
        let with = |evidence: &str| format!(r#"{{"id":"e","report":"r","evidence":[{evidence}]}}"#);
        assert!(fault(&with("")).contains("no evidence"));
        assert!(fault(&with(r#"{"paragraph":0,"start":14,"end":20}"#)).contains("in paragraph 1, not 0"));
        assert!(fault(&with(r#"{"paragraph":0,"start":11,"end":20}"#)).contains("empty line"));
        assert!(fault(&with(r#"{"paragraph":1,"start":14,"end":99}"#)).contains("is no span"));
        assert!(fault(&with(r#"{"paragraph":1,"start":14,"end":14}"#)).contains("is no span"));
        assert!(fault(r#"{"id":"e","report":"other","evidence":[]}"#).contains("no report \"other\""));
        let elsewhere = r#"{"id":"e","report":"r","where":[{"toponym":"Baz"}],
                            "evidence":[{"paragraph":0,"start":0,"end":5}]}"#;
        assert!(fault(elsewhere).contains("\"Baz\" is not within"));
    }

    #[test]
    fn another_text_is_not_taken_for_the_report() {
        let event = r#"{"id":"e","report":"r","evidence":[{"paragraph":0,"start":0,"end":5}]}"#;
        let outcome = outcome(event, Some("00"));
        assert!(outcome.faults.join("").contains("has sha256") && outcome.events == 0);
    }

    #[test]
    fn a_text_that_is_not_here_is_said_and_does_not_count_as_checked() {
        let report = Report {
            id: "r".into(),
            source_file: "r.txt".into(),
            sha256: String::new(),
        };
        let outcome = verify(&[report], &[], |_| None);
        assert!(!outcome.holds() && outcome.faults.is_empty() && outcome.text().contains("is not here"));
    }
}

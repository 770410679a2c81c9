//! [`read`]: which report a text is, and where each of its events stands in it.

use super::align::Ground;
use super::anchor::{Anchored, Passage, exact, likely};
use super::clues::{Clued, Known};
use super::html::{is_html, readable_in_turns};
use super::normal::Normal;
use super::text::{OpenedText, known_by_hash};
use super::turns::{at_once, turn};
use super::wrapped::unwrapped;
use crate::dataset::Dataset;
use crate::event::Report;
use crate::gazetteer::{Gazetteer, fold};
use crate::search::words_of;

/// What a text is held against.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// Reports and events.
    pub dataset: &'a Dataset,
    /// Other names of their places.
    pub gazetteer: &'a Gazetteer,
}

/// Which report a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// This one: its SHA-256 is the original's.
    Original(String),
    /// Most likely this one; so many of its passages fit, of how many.
    Likely(String, u32, u32),
    /// The reader says so; so many of its passages fit, of how many.
    Chosen(String, u32, u32),
    /// One of these; only the reader can tell.
    Ambiguous(Vec<String>),
    /// None of them.
    Unknown,
}

impl Verdict {
    /// The report, if it is settled.
    pub fn report(&self) -> Option<&str> {
        match self {
            Verdict::Original(id) | Verdict::Likely(id, ..) | Verdict::Chosen(id, ..) => Some(id),
            Verdict::Ambiguous(_) | Verdict::Unknown => None,
        }
    }
}

/// A text, the report that it is, and its events.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Which report.
    pub verdict: Verdict,
    /// The text as offsets count in it.
    pub text: OpenedText,
    /// Where events stand, in the order of the text.
    pub passages: Vec<Passage>,
    /// Events of the report that were not found, by position in the data set.
    pub missing: Vec<usize>,
}

/// Reports that are compared in full.
const MOST_COMPARED: usize = 8;
/// Part of its passages that must fit for a report to be taken for the text's, if there are few; and how many are enough
/// of a text that was cut.
const PART: f32 = 0.5;
const PART_OF_CUT: f32 = 0.12;
const ENOUGH_OF_CUT: u32 = 5;
/// Least score.
const LEAST: f32 = 14.0;
/// Part of the best score from which another report may be it, too. None is compared that does not fit by itself.
const AS_GOOD: f32 = 0.2;
/// What a text that holds a report's headline has for it.
const HEADLINE: f32 = 10.0;
/// Words of a headline that must stand together.
const HEADLINE_WORDS: usize = 5;

/// Reads a text: its bytes as they came (for the hash), what they say, and the report that the reader says it is.
pub fn read(names: Names<'_>, bytes: &[u8], text: &str, chosen: Option<&str>) -> Reading {
    at_once(read_in_turns(names, bytes, text, chosen))
}

/// As [`read`], in turns of a few milliseconds each, between which the future is pending once: whoever polls it decides
/// how many to take before something else is done.
pub async fn read_in_turns(names: Names<'_>, bytes: &[u8], text: &str, chosen: Option<&str>) -> Reading {
    let known = Known {
        dataset: names.dataset,
        gazetteer: names.gazetteer,
    };
    let reports = &names.dataset.reports;
    if let Some((report, text)) = known_by_hash(reports, bytes, text).await
        && let Some(report) = reports.get(report)
    {
        let text = OpenedText::new(text);
        let normal = Normal::new(text.as_str()).await;
        let events = events_of(names.dataset, &report.id);
        let passages = exact(&text, &Clued::new(&normal), &events, known).await;
        return finish(Verdict::Original(report.id.clone()), text, passages, &events);
    }
    let text = if is_html(text) {
        readable_in_turns(text).await
    } else {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        turn().await;
        unwrapped(&unix).await.unwrap_or(unix)
    };
    turn().await;
    let text = OpenedText::new(text);
    turn().await;
    let normal = Normal::new(text.as_str()).await;
    let clued = Clued::new(&normal);
    turn().await;
    let ground = Ground::new(&normal);
    turn().await;
    if let Some(report) = chosen.and_then(|id| names.dataset.report(id)) {
        let events = events_of(names.dataset, &report.id);
        let found = likely(&text, &clued, &ground, &events, known).await;
        let verdict = Verdict::Chosen(report.id.clone(), found.held, found.all);
        return finish(verdict, text, found.passages, &events);
    }
    let mut compared: Vec<(&Report, Anchored)> = Vec::new();
    for report in promising(reports, names.dataset, &clued, known).await {
        let events = events_of(names.dataset, &report.id);
        let mut found = likely(&text, &clued, &ground, &events, known).await;
        if has_headline(&report.title, &normal) {
            found.score += HEADLINE;
        }
        compared.push((report, found));
    }
    compared.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
    compared.retain(|(_, found)| is_accepted(found));
    let Some(first) = compared.first().map(|(_, found)| found.score) else {
        return finish(Verdict::Unknown, text, Vec::new(), &[]);
    };
    compared.retain(|(_, found)| found.score >= first * AS_GOOD);
    if compared.len() > 1 {
        let ids = compared.iter().map(|(report, _)| report.id.clone()).collect();
        return finish(Verdict::Ambiguous(ids), text, Vec::new(), &[]);
    }
    let Some((report, found)) = compared.pop() else {
        return finish(Verdict::Unknown, text, Vec::new(), &[]);
    };
    let verdict = Verdict::Likely(report.id.clone(), found.held, found.all);
    let events = events_of(names.dataset, &report.id);
    finish(verdict, text, found.passages, &events)
}

/// True if enough of a report's passages fit a text.
fn is_accepted(found: &Anchored) -> bool {
    let part = found.held as f32 / found.all.max(1) as f32;
    let is_enough = part >= PART || (part >= PART_OF_CUT && found.held >= ENOUGH_OF_CUT);
    is_enough && found.score >= LEAST
}

fn finish(verdict: Verdict, text: OpenedText, mut passages: Vec<Passage>, events: &[usize]) -> Reading {
    let is_found = |event: &usize| passages.iter().any(|p| p.event == *event);
    let missing = events.iter().copied().filter(|event| !is_found(event)).collect();
    passages.sort_by_key(|p| (p.spans.first().map_or(0, |s| s.start), p.event));
    Reading {
        verdict,
        text,
        passages,
        missing,
    }
}

/// The events of a report, by position in the data set.
fn events_of(dataset: &Dataset, report: &str) -> Vec<usize> {
    let events = dataset.events.iter().enumerate();
    events
        .filter(|(_, e)| e.report == report)
        .map(|(at, _)| at)
        .collect()
}

/// The reports whose events name most of what the text names.
async fn promising<'a>(
    reports: &'a [Report],
    dataset: &Dataset,
    clued: &Clued<'_>,
    known: Known<'_>,
) -> Vec<&'a Report> {
    if reports.len() <= MOST_COMPARED {
        return reports.iter().collect();
    }
    let mut ranked: Vec<(u32, &Report)> = reports.iter().map(|report| (0, report)).collect();
    for (named, report) in &mut ranked {
        for event in dataset.events.iter().filter(|e| e.report == report.id) {
            let clues = clued.of(event, known);
            let strong = clues.iter().filter(|c| c.kind.is_some());
            *named += strong.filter(|c| !c.hits.is_empty()).count() as u32;
            turn().await;
        }
        *named += if has_headline(&report.title, clued.normal) {
            1_000
        } else {
            0
        };
    }
    ranked.sort_by_key(|(named, _)| u32::MAX - named);
    ranked
        .into_iter()
        .take(MOST_COMPARED)
        .map(|(_, report)| report)
        .collect()
}

/// True if the words of a headline, or as many as are given of it, stand together.
fn has_headline(title: &str, normal: &Normal) -> bool {
    let mut keys: Vec<String> = Vec::new();
    // A description in brackets is no headline.
    if !title.starts_with('[') {
        words_of(title, |word, _| {
            keys.push(fold(word).unwrap_or_else(|| word.to_owned()));
        });
    }
    let Some(first) = keys.first().filter(|_| keys.len() >= HEADLINE_WORDS) else {
        return false;
    };
    normal.with_key(first).any(|start| {
        let words = normal.words.get(start as usize..).unwrap_or_default();
        words.len() >= keys.len() && words.iter().zip(&keys).all(|(word, key)| *word.key == **key)
    })
}

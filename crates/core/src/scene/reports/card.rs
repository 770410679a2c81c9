//! [`Card`]: one event as the reports pane shows it.

use super::brief::{CardPlace, Teller};
use super::figure_words;
use crate::dataset::Dataset;
use crate::event::{Event, Link, LinkKind, Party, Report};
use crate::messages::{Formats, Messages, fill};
use crate::state::Lang;

/// What it takes to put an event into words: the data set, a language, and the gazetteer's names.
#[derive(Clone, Copy)]
pub struct Narrator<'a> {
    /// The data set.
    pub dataset: &'a Dataset,
    /// Texts.
    pub messages: Messages,
    /// Numbers and dates.
    pub formats: &'a dyn Formats,
    /// The name of a place, by id, in the language of the texts.
    pub place_name: &'a dyn Fn(&str) -> Option<String>,
}

/// The report of an event, in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    /// Id of the report.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// "published 8 September 2018".
    pub published: String,
    /// How that date is known.
    pub basis: String,
    /// What it covers, in words.
    pub covers: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// One event as the reports pane shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Id of the event.
    pub id: String,
    /// Kind, as shown.
    pub kind: String,
    /// Slot of its group in the palette.
    pub slot: u8,
    /// "occurred", or "according to X".
    pub modality: String,
    /// Said to have happened.
    pub is_incident: bool,
    /// When, in words.
    pub when: String,
    /// How the date was reached.
    pub when_basis: String,
    /// Where.
    pub places: Vec<CardPlace>,
    /// One sentence.
    pub summary: String,
    /// Who did it.
    pub actors: Vec<String>,
    /// Whom it hit.
    pub targets: Vec<String>,
    /// What it hit.
    pub objects: Vec<String>,
    /// With what.
    pub weapon: Option<String>,
    /// Figures in words; empty is *not stated*.
    pub figures: Vec<String>,
    /// Who says so, in words.
    pub said_by: Vec<String>,
    /// Ties: in words, and the id of the other event.
    pub links: Vec<(String, String)>,
    /// Events that contradict this one, or tell of the same incident: in words with what differs, and the event's id.
    pub ties: Vec<(String, String)>,
    /// Its report.
    pub report: Option<ReportLine>,
    /// Paragraphs where it stands, from 1, and how many the report has is not known without its text.
    pub paragraphs: Vec<u32>,
    /// Older or wider than the report's news.
    pub background: bool,
    /// Opens only when asked.
    pub graphic: bool,
    /// A remark of the coder.
    pub note: Option<String>,
    /// "Other places of this name: …", for each of its names that others bear too.
    pub namesakes: Vec<String>,
}

impl Narrator<'_> {
    fn lang(&self) -> Lang {
        self.messages.lang
    }

    fn teller(&self) -> Teller<'_> {
        Teller {
            dataset: self.dataset,
            lang: self.messages.lang,
            text: self.messages.reports,
            formats: self.formats,
            place_name: self.place_name,
        }
    }

    fn name(&self, name: &str) -> String {
        self.dataset.manifest.name(name, self.lang()).to_owned()
    }

    /// An event as a card.
    pub fn card(&self, event: &Event) -> Card {
        let teller = self.teller();
        let brief = teller.brief(event);
        let mut paragraphs: Vec<u32> = event.evidence.iter().map(|e| e.paragraph + 1).collect();
        crate::sort::ascending(&mut paragraphs);
        paragraphs.dedup();
        let said_by: Vec<String> = event
            .said_by
            .iter()
            .filter_map(|chain| teller.chain(chain))
            .collect();
        let name = |n: &str| self.name(n);
        Card {
            id: event.id.clone(),
            kind: brief.kind,
            slot: brief.slot,
            modality: brief.modality,
            is_incident: event.modality.marks(),
            when: brief.when,
            when_basis: event.when_basis.clone(),
            places: brief.places,
            summary: event.summary.clone(),
            actors: event.actors.iter().map(|party| self.party(party)).collect(),
            targets: event.targets.iter().map(|party| self.party(party)).collect(),
            objects: event
                .objects
                .iter()
                .map(|object| match &object.damage {
                    Some(damage) => format!("{} ({damage})", self.name(&object.kind)),
                    None => self.name(&object.kind),
                })
                .collect(),
            weapon: event.weapon.as_deref().map(name),
            figures: event
                .figures
                .iter()
                .map(|f| figure_words(event, f, self.messages, self.formats, &name, self.place_name))
                .collect(),
            said_by,
            links: event.links.iter().map(|link| self.link(link)).collect(),
            ties: event
                .links
                .iter()
                .filter_map(|link| self.tie(event, link))
                .collect(),
            report: self
                .dataset
                .report(&event.report)
                .map(|report| self.report_line(report)),
            paragraphs,
            background: event.background,
            graphic: event.graphic,
            note: event.note.clone(),
            namesakes: Vec::new(),
        }
    }

    /// A report in a line.
    pub fn report_line(&self, report: &Report) -> ReportLine {
        let text = self.messages.reports;
        let published = self.teller().published(report);
        ReportLine {
            id: report.id.clone(),
            publisher: self.name(&report.publisher),
            title: report.title.clone(),
            published,
            basis: report.published_basis.clone(),
            covers: report.covers.as_ref().map(|when| {
                let dates = super::extent_words(when, self.messages, self.formats);
                fill(text.covers, &[("date", &dates)])
            }),
            url: report.url.clone(),
        }
    }

    /// A citation of an event: publisher, title, date, where it stands, what it says.
    pub fn citation(&self, event: &Event) -> String {
        let card = self.card(event);
        let report = card.report.map_or_else(String::new, |r| {
            let url = r.url.map_or_else(String::new, |url| format!(" {url}."));
            format!("{}, “{}”, {}.{url}", r.publisher, r.title, r.published)
        });
        let paragraphs: Vec<String> = card
            .paragraphs
            .iter()
            .map(|&n| self.formats.number(f64::from(n)))
            .collect();
        let paragraph = fill(
            self.messages.reports.paragraph,
            &[("n", &self.formats.list(&paragraphs))],
        );
        // Where a sensitive event was is not told by copying its citation.
        let summary = if event.sensitive { "" } else { &card.summary };
        let what = format!("[{}: {}] {summary}", card.kind, card.when);
        format!("{report} {paragraph}. {} ({})", what.trim_end(), card.id)
    }

    fn party(&self, party: &Party) -> String {
        let text = self.messages.reports;
        let mut words = self.name(&party.name);
        if let Some(as_written) = party.as_written.as_ref().filter(|w| **w != party.name) {
            words = format!("{words} ({})", fill(text.as_written, &[("words", as_written)]));
        }
        if party.basis == crate::event::Basis::Inferred {
            words = format!("{words} ({})", text.inferred);
        }
        words
    }

    /// Other places that bear the names by which an event names its places: each name with their ids.
    pub fn namesakes(&self, found: &[(String, Vec<String>)]) -> Vec<String> {
        let words = found.iter().map(|(toponym, ids)| {
            let places = ids.iter();
            let places: Vec<String> = places
                .map(|id| (self.place_name)(id).unwrap_or_else(|| id.clone()))
                .collect();
            let others = fill(
                self.messages.doubt.other_candidates,
                &[("places", &self.formats.list(&places))],
            );
            format!("“{toponym}”: {others}")
        });
        words.collect()
    }

    /// The name of a place of an event, as shown.
    pub(super) fn place_words(&self, place: &crate::event::EventPlace) -> String {
        let known = place.place.as_deref().and_then(self.place_name);
        known.unwrap_or_else(|| place.toponym.clone())
    }

    /// What contradicts an event, or tells of the same incident, with where the two differ.
    fn tie(&self, event: &Event, link: &Link) -> Option<(String, String)> {
        let text = self.messages.doubt;
        let pattern = match link.kind {
            LinkKind::Contradicts => text.contradicted_by,
            LinkKind::SameIncident => text.same_as,
            LinkKind::PartOf | LinkKind::MayOverlap => return None,
        };
        let other = self.dataset.event(&link.event)?;
        let compared = self.compare(event, other);
        let differs = compared
            .fields
            .into_iter()
            .filter(|f| f.how == super::How::Differ);
        let differs: Vec<String> = differs
            .map(|f| format!("{}: {}", f.name, fill(text.versus, &[("a", &f.a), ("b", &f.b)])))
            .collect();
        let mut words = fill(pattern, &[("event", &other.summary)]);
        if !differs.is_empty() {
            words = format!("{words} [{}]", differs.join("; "));
        }
        Some((words, link.event.clone()))
    }

    fn link(&self, link: &Link) -> (String, String) {
        let other = self
            .dataset
            .event(&link.event)
            .map_or(link.event.as_str(), |e| e.summary.as_str());
        (
            format!("{}: {other}", self.messages.reports.link(link.kind)),
            link.event.clone(),
        )
    }
}

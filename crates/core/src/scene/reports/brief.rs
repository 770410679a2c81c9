//! [`Brief`]: what it takes to read of an event at a glance.

use super::time_words;
use crate::dataset::{Dataset, REST_SLOT};
use crate::event::{Event, EventPlace, Modality, Precision, Report, Role};
use crate::messages::{Formats, ReportsText, fill};
use crate::state::Lang;

/// What it takes to tell of an event in brief: the data set, a language, and the gazetteer's names.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// The data set.
    pub dataset: &'a Dataset,
    /// Language of the texts.
    pub lang: Lang,
    /// Texts.
    pub text: &'static ReportsText,
    /// Numbers and dates.
    pub formats: &'a dyn Formats,
    /// The name of a place, by id, in the language of the texts.
    pub place_name: &'a dyn Fn(&str) -> Option<String>,
}

/// A place of an event, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardPlace {
    /// Id in the gazetteer, if resolved.
    pub id: Option<String>,
    /// Its name; the toponym as written if it is not resolved.
    pub name: String,
    /// The toponym as written, where it differs from the name.
    pub as_written: Option<String>,
    /// How precisely it is known, and what it is to the event; empty for a place that was simply hit.
    pub qualifiers: Vec<String>,
}

/// An event in brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Kind, as shown.
    pub kind: String,
    /// Slot of its group in the palette.
    pub slot: u8,
    /// "occurred", or "according to X".
    pub modality: String,
    /// When, in words.
    pub when: String,
    /// Where.
    pub places: Vec<CardPlace>,
}

impl Teller<'_> {
    /// An event in brief.
    pub fn brief(&self, event: &Event) -> Brief {
        let manifest = &self.dataset.manifest;
        let group = manifest.kinds.get(&event.kind);
        let group = group.and_then(|kind| manifest.groups.get(kind.group));
        Brief {
            kind: manifest.kind_name(&event.kind, self.lang),
            slot: group.map_or(REST_SLOT, |group| group.slot),
            modality: self.modality(event),
            when: match &event.when {
                Some(when) => time_words(when, self.text, self.formats),
                None => self.text.undated.to_owned(),
            },
            places: event.places.iter().map(|place| self.place(place)).collect(),
        }
    }

    /// Who published a report.
    pub fn publisher(&self, report: &Report) -> String {
        self.name(&report.publisher).to_owned()
    }

    /// "published 8 September 2018".
    pub fn published(&self, report: &Report) -> String {
        match &report.published {
            Some(when) => {
                let date = time_words(when, self.text, self.formats);
                fill(self.text.published, &[("date", &date)])
            }
            None => self.text.published_unknown.to_owned(),
        }
    }

    /// Who says something, and who relays it; `None` if nobody is named.
    pub(super) fn chain(&self, chain: &[String]) -> Option<String> {
        let (speaker, relays) = chain.split_first()?;
        let speaker = self.name(speaker).to_owned();
        Some(relays.iter().fold(speaker, |who, relay| {
            fill(
                self.text.relayed_by,
                &[("who", &who), ("relay", self.name(relay))],
            )
        }))
    }

    fn name<'n>(&'n self, name: &'n str) -> &'n str {
        self.dataset.manifest.name(name, self.lang)
    }

    fn modality(&self, event: &Event) -> String {
        let who = event.said_by.iter().find_map(|chain| self.chain(chain));
        match (event.modality, who) {
            (Modality::Claimed, Some(who)) => fill(self.text.according_to, &[("who", &who)]),
            (modality, _) => self.text.modality(modality).to_owned(),
        }
    }

    fn place(&self, place: &EventPlace) -> CardPlace {
        let known = place.place.as_deref().and_then(self.place_name);
        let as_written = known
            .as_ref()
            .filter(|name| **name != place.toponym)
            .map(|_| place.toponym.clone());
        let mut qualifiers = Vec::new();
        if place.precision != Precision::Exact {
            qualifiers.push(self.text.precision(place.precision).to_owned());
        }
        if place.role != Role::Target {
            qualifiers.push(self.text.role(place.role).to_owned());
        }
        CardPlace {
            id: place.place.clone(),
            name: known.unwrap_or_else(|| place.toponym.clone()),
            as_written,
            qualifiers,
        }
    }
}

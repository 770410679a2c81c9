//! [`Filters`]: which events count.

use super::FigureFilter;
use std::collections::{BTreeMap, BTreeSet};

/// A property that events are filtered by, each value of it a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// What sort of event.
    Kind,
    /// Occurred, claimed, denied...
    Modality,
    /// The report that says so, by id.
    Report,
    /// Who publishes the report.
    Publisher,
    /// Who is said to have acted.
    Actor,
    /// Who or what was hit.
    Target,
    /// Who says so.
    SaidBy,
    /// How precisely the place is known.
    Precision,
    /// The governorate, and the districts in it.
    Admin1,
    /// Who acted or was hit.
    Party,
    /// A place that is named.
    Place,
    /// How precisely the date is known.
    Dating,
}

impl Facet {
    /// All of them, in the order of the pane.
    pub const ALL: [Facet; 12] = [
        Facet::Kind,
        Facet::Report,
        Facet::Modality,
        Facet::Party,
        Facet::Actor,
        Facet::Target,
        Facet::SaidBy,
        Facet::Publisher,
        Facet::Place,
        Facet::Admin1,
        Facet::Precision,
        Facet::Dating,
    ];

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Kind => "kind",
            Facet::Modality => "modality",
            Facet::Report => "report",
            Facet::Publisher => "publisher",
            Facet::Actor => "actor",
            Facet::Target => "target",
            Facet::SaidBy => "saidby",
            Facet::Precision => "precision",
            Facet::Admin1 => "admin1",
            Facet::Party => "party",
            Facet::Place => "at",
            Facet::Dating => "dating",
        }
    }

    /// The facet with this name in the URL.
    pub fn from_key(key: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| facet.key() == key)
    }
}

/// Which events count: for each facet the values that pass (a facet that is absent passes all), and a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Values that pass, by facet. No set is empty.
    pub values: BTreeMap<Facet, BTreeSet<String>>,
    /// Words to find.
    pub text: String,
    /// Only what is surely in the selected dates passes.
    pub definite_only: bool,
    /// Only events with such figures pass.
    pub figures: Option<FigureFilter>,
}

impl Filters {
    /// True if every event passes.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// Adds a value to a facet's, or takes it away.
    pub fn toggle(&mut self, facet: Facet, value: &str) {
        let set = self.values.entry(facet).or_default();
        if !set.remove(value) {
            set.insert(value.to_owned());
        }
        if set.is_empty() {
            self.values.remove(&facet);
        }
    }
}

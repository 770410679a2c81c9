//! [`Figure`]: a number that a report gives.

use super::words;

words! {
    /// What a figure counts.
    Unit {
        /// People.
        Person = "person",
        /// Families.
        Family = "family",
        /// Places.
        Place = "place",
        /// Things.
        Item = "item",
    }
}

words! {
    /// Whom a figure counts.
    Status {
        /// Civilians.
        Civilian = "civilian",
        /// Combatants.
        Combatant = "combatant",
        /// Not said.
        Unstated = "unstated",
    }
}

words! {
    /// Whether a figure may be added to others.
    Sum {
        /// It may.
        Yes = "yes",
        /// It could already be inside another figure.
        Maybe = "maybe",
        /// It repeats, contains or is part of another, or is a running total.
        No = "no",
    }
}

/// A number with its measure, and who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What happened to those counted: `killed`, `injured`, `displaced`...
    pub measure: String,
    /// At least so many.
    pub low: f64,
    /// The figure itself; `None` if only bounds are given.
    pub best: Option<f64>,
    /// At most so many; `None` is open ended ("at least 26").
    pub high: Option<f64>,
    /// What is counted.
    pub unit: Unit,
    /// Who, in a few words.
    pub who: Option<String>,
    /// Civilians or combatants.
    pub status: Status,
    /// Id of the place it is for, where it is not the event's.
    pub place: Option<String>,
    /// The date of a running total, EDTF.
    pub as_of: Option<String>,
    /// Who says so: speaker first, then who relays it. Empty: the report itself.
    pub said_by: Vec<String>,
    /// Whether it may be added to others.
    pub sum: Sum,
    /// Id of the event whose figure contains it, or may.
    pub within: Option<String>,
}

impl Figure {
    /// True if the report gives zero, which is not the same as giving no figure.
    pub fn is_reported_zero(&self) -> bool {
        self.low == 0.0 && self.high == Some(0.0)
    }
}

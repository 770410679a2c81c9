//! What a report says happened or may happen.

mod figure;
mod modality;
mod report;

pub use figure::{Figure, Status, Sum, Unit};
pub use modality::Modality;
pub use report::Report;

use crate::time::When;

/// One thing that one report says: what, when, where, who, and in which words it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Unique and stable.
    pub id: String,
    /// Id of the report that says it.
    pub report: String,
    /// What sort of event: an open vocabulary.
    pub kind: String,
    /// Whether it is said to have happened.
    pub modality: Modality,
    /// When; `None` if the date could not be read.
    pub when: Option<When>,
    /// How the date was reached, in a few words.
    pub when_basis: String,
    /// Where, and what happened there.
    pub places: Vec<EventPlace>,
    /// Who did it.
    pub actors: Vec<Party>,
    /// Whom it hit.
    pub targets: Vec<Party>,
    /// What it hit.
    pub objects: Vec<Object>,
    /// With what.
    pub weapon: Option<String>,
    /// Numbers that the report gives. None is *not stated*, which is not zero.
    pub figures: Vec<Figure>,
    /// Chains of who says it: speaker first, then who relays it.
    pub said_by: Vec<Vec<String>>,
    /// Ties to other events.
    pub links: Vec<Link>,
    /// Where in the report it stands.
    pub evidence: Vec<Evidence>,
    /// Older or wider than the report's own news.
    pub background: bool,
    /// Tells of harm that a reader may not want to meet unasked.
    pub graphic: bool,
    /// Could endanger somebody if spread.
    pub sensitive: bool,
    /// A remark of the coder.
    pub note: Option<String>,
    /// One neutral sentence.
    pub summary: String,
    /// Who coded it.
    pub coded_by: String,
    /// When it was coded.
    pub coded_on: String,
}

impl Event {
    /// The places at which the event is drawn as an incident: it occurred or is claimed, and hit the place or took
    /// place there (or people fled from there).
    pub fn marks(&self) -> impl Iterator<Item = &EventPlace> {
        let drawn = self.modality.marks();
        let displacement = self.kind == "displacement";
        self.places
            .iter()
            .filter(move |p| drawn && p.role.marks(displacement))
    }
}

/// A place in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPlace {
    /// The name as written.
    pub toponym: String,
    /// Id in the gazetteer; `None` if it is not resolved.
    pub place: Option<String>,
    /// What happened there.
    pub role: Role,
    /// How precisely the place is known.
    pub precision: Precision,
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word in data files.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// Reads the word in data files.
            pub fn parse(text: &str) -> Option<$name> {
                match text { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What a place is to an event.
    Role {
        /// It was hit.
        Target = "target",
        /// It happened there.
        Site = "site",
        /// Somebody or something left it.
        Origin = "origin",
        /// Somebody or something went there.
        Destination = "destination",
        /// It is only named.
        Mentioned = "mentioned",
    }
}

impl Role {
    /// True if the event is drawn there, given that it is one that is drawn.
    pub fn marks(self, displacement: bool) -> bool {
        match self {
            Role::Target | Role::Site => true,
            Role::Origin => displacement,
            Role::Destination | Role::Mentioned => false,
        }
    }
}

words! {
    /// How precisely a place is known.
    Precision {
        /// The settlement or site itself.
        Exact = "exact",
        /// Near it.
        Near = "near",
        /// Some part of an area.
        Part = "part",
        /// The whole area.
        Area = "area",
    }
}

words! {
    /// How it is known who acted.
    Basis {
        /// The report says so.
        Stated = "stated",
        /// Read from the context.
        Inferred = "inferred",
    }
}

/// Somebody who acts or is hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Neutral name.
    pub name: String,
    /// The report's own word, where it differs.
    pub as_written: Option<String>,
    /// How it is known.
    pub basis: Basis,
}

/// A thing that was hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// What it is: hospital, prison, school, camp, road...
    pub kind: String,
    /// What became of it.
    pub damage: Option<String>,
}

words! {
    /// How two events hang together.
    LinkKind {
        /// This one is a part of the other.
        PartOf = "part_of",
        /// Both tell of one incident.
        SameIncident = "same_incident",
        /// Both may tell of the same.
        MayOverlap = "may_overlap",
        /// They cannot both be right.
        Contradicts = "contradicts",
    }
}

/// A tie to another event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// How they hang together.
    pub kind: LinkKind,
    /// Id of the other event.
    pub event: String,
}

/// Where in the text of the report something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Paragraph: lines with visible text, counted from 0.
    pub paragraph: u32,
    /// First Unicode scalar of the passage in the whole text.
    pub start: u32,
    /// The one after the last.
    pub end: u32,
    /// Which fields of the event it supports.
    pub supports: Vec<String>,
}

//! [`Claim`]: what a passage says of an event, where it stands.

use std::ops::Range;

/// What sort of claim words make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimKind {
    /// When.
    Date,
    /// Where.
    Place,
    /// How many.
    Figure,
    /// Who did it.
    Actor,
    /// Whom it hit.
    Target,
    /// Who says so.
    Speaker,
}

impl ClaimKind {
    /// All of them, in order.
    pub const ALL: [ClaimKind; 6] = [
        ClaimKind::Date,
        ClaimKind::Place,
        ClaimKind::Figure,
        ClaimKind::Actor,
        ClaimKind::Target,
        ClaimKind::Speaker,
    ];

    /// The field of an event, as `supports` names it.
    pub(super) fn field(self) -> &'static str {
        match self {
            ClaimKind::Date => "when",
            ClaimKind::Place => "where",
            ClaimKind::Figure => "figures",
            ClaimKind::Actor => "actors",
            ClaimKind::Target => "targets",
            ClaimKind::Speaker => "said_by",
        }
    }
}

/// Words in the text that make a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What sort.
    pub kind: ClaimKind,
    /// Where, in bytes of the text.
    pub at: Range<usize>,
}

/// Something that an event says and that the words found for it in a copy do not hold, though the coder saw it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// The date: another one stands there.
    Date,
    /// A place, by its position among the event's places.
    Place(usize),
    /// A figure, by its position among the event's figures.
    Figure(usize),
}

impl Lacking {
    /// What sort of claim it is.
    pub(super) fn kind(self) -> ClaimKind {
        match self {
            Lacking::Date => ClaimKind::Date,
            Lacking::Place(_) => ClaimKind::Place,
            Lacking::Figure(_) => ClaimKind::Figure,
        }
    }
}

/// Those that stand clear of one another: the longer of two that overlap.
pub(super) fn apart(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by_key(|c| (usize::MAX - c.at.len(), c.at.start, c.kind));
    let mut kept: Vec<Claim> = Vec::new();
    for claim in claims {
        let is_clear = |other: &Claim| claim.at.end <= other.at.start || other.at.end <= claim.at.start;
        if !claim.at.is_empty() && kept.iter().all(is_clear) {
            kept.push(claim);
        }
    }
    kept.sort_by_key(|c| (c.at.start, c.at.end, c.kind));
    kept
}

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

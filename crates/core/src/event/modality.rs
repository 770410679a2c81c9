//! [`Modality`]: whether the source says that it happened, may happen, or did not.

use std::fmt;

/// How the source speaks of the event. The order is fixed: it is the order of codes in an event table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Modality {
    /// Told as a fact.
    #[default]
    Occurred,
    /// Told as somebody's word ("according to X").
    Claimed,
    /// Said not to have happened.
    Denied,
    /// Decided, and not yet done.
    Planned,
    /// Put forward, and not yet decided.
    Proposed,
    /// Expected.
    Predicted,
    /// Held out as a threat.
    Threatened,
    /// Said that it will not happen.
    Excluded,
}

impl Modality {
    /// All, in order of their codes.
    pub const ALL: [Modality; 8] = [
        Modality::Occurred,
        Modality::Claimed,
        Modality::Denied,
        Modality::Planned,
        Modality::Proposed,
        Modality::Predicted,
        Modality::Threatened,
        Modality::Excluded,
    ];

    /// The name in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            Modality::Occurred => "occurred",
            Modality::Claimed => "claimed",
            Modality::Denied => "denied",
            Modality::Planned => "planned",
            Modality::Proposed => "proposed",
            Modality::Predicted => "predicted",
            Modality::Threatened => "threatened",
            Modality::Excluded => "excluded",
        }
    }

    /// Reads the name in data files.
    ///
    /// ```
    /// use chronotope_core::event::Modality;
    /// assert_eq!(Modality::parse("claimed"), Some(Modality::Claimed));
    /// assert_eq!(Modality::parse("rumoured"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Modality> {
        Modality::ALL.into_iter().find(|m| m.as_str() == text)
    }

    /// The code in an event table.
    pub fn code(self) -> u32 {
        self as u32
    }

    /// The modality with this code.
    pub fn from_code(code: u32) -> Option<Modality> {
        Modality::ALL.get(code as usize).copied()
    }

    /// True if such an event is drawn on the map as an incident.
    pub fn marks(self) -> bool {
        matches!(self, Modality::Occurred | Modality::Claimed)
    }
}

impl fmt::Display for Modality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_round_trip() {
        for modality in Modality::ALL {
            assert_eq!(Modality::from_code(modality.code()), Some(modality));
            assert_eq!(Modality::parse(modality.as_str()), Some(modality));
        }
        assert_eq!(Modality::from_code(8), None);
    }
}

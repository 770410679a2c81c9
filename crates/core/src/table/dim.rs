//! [`Dim`]: the categorical dimensions of an event table.

/// A categorical dimension of the table.
///
/// [`Dim::Kind`] has exactly one value in each row; all others have none, one or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dim {
    /// What sort of event: an open vocabulary. A row without one has the empty string.
    Kind,
    /// How the source speaks of it; codes are those of [`crate::event::Modality`].
    Modality,
    /// Who did it.
    Actor,
    /// Whom it hit.
    Target,
    /// Actors and targets together ("either side"), for data that has both.
    Party,
    /// The report, or source, that says so.
    Report,
    /// Who published that report.
    Publisher,
    /// Who says so in it.
    SaidBy,
    /// How exactly the places are known.
    Precision,
    /// How the date is known: `day`, `span`, `one_of`, `open`; `approximate` and `uncertain` besides.
    Dating,
    /// Governorates and other named areas that hold its places.
    Area,
    /// Places at which the event is drawn as an incident; codes of the places.
    Mark,
    /// All places named in it, the marks among them; codes of the places.
    Mention,
}

impl Dim {
    /// Number of dimensions.
    pub const COUNT: usize = 13;

    /// All, in order.
    pub const ALL: [Dim; Dim::COUNT] = [
        Dim::Kind,
        Dim::Modality,
        Dim::Actor,
        Dim::Target,
        Dim::Party,
        Dim::Report,
        Dim::Publisher,
        Dim::SaidBy,
        Dim::Precision,
        Dim::Dating,
        Dim::Area,
        Dim::Mark,
        Dim::Mention,
    ];

    /// The name used for buffers in transport.
    pub fn as_str(self) -> &'static str {
        match self {
            Dim::Kind => "kind",
            Dim::Modality => "modality",
            Dim::Actor => "actor",
            Dim::Target => "target",
            Dim::Party => "party",
            Dim::Report => "report",
            Dim::Publisher => "publisher",
            Dim::SaidBy => "said_by",
            Dim::Precision => "precision",
            Dim::Dating => "dating",
            Dim::Area => "area",
            Dim::Mark => "mark",
            Dim::Mention => "mention",
        }
    }

    /// True if the codes are those of places.
    pub fn is_place(self) -> bool {
        matches!(self, Dim::Mark | Dim::Mention)
    }

    /// Position in [`Dim::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

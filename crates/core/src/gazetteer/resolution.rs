//! What the geocoder answers: candidates, why, and how sure.

use super::candidates::Match;
use super::{PlaceIndex, Precision};

/// How sure a resolution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The name itself, but for case, marks and joins, of one entry only.
    Exact,
    /// Another spelling of the name of one entry only.
    Variant,
    /// Most probably this entry: a slip in a long name, or by far the largest of several.
    Likely,
    /// Several entries fit, or a hint speaks against the one that does, or it is not alike enough to be sure.
    Ambiguous,
    /// Nothing fits.
    None,
}

impl Verdict {
    /// The word for the verdict in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Variant => "variant",
            Self::Likely => "likely",
            Self::Ambiguous => "ambiguous",
            Self::None => "none",
        }
    }

    /// Whether the first candidate may be used without asking.
    pub fn is_confident(self) -> bool {
        matches!(self, Self::Exact | Self::Variant | Self::Likely)
    }
}

/// What told an entry from others of its name, or speaks against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// It is the only one of the name.
    Alone,
    /// The country given.
    Country,
    /// The divisions given.
    Division,
    /// It is much nearer to the reference point.
    Distance,
    /// It is a settlement, the others are not.
    Kind,
    /// It has twenty times the people of the next.
    Size,
    /// Nothing: it is one of several.
    Nothing,
    /// Nothing: the names are not alike enough.
    Doubt,
    /// Nothing: an area or something beside it is meant, and only a settlement has the name.
    Settlement,
    /// Nothing: it is an ordinary word.
    Word,
    /// Nothing: a city that is not in the gazetteer has the name.
    Elsewhere,
    /// It does not agree with a hint.
    Against,
}

/// Why an entry is a candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// How the names compare.
    pub name: Match,
    /// The entry's name that was met.
    pub matched: String,
    /// What told it from others.
    pub told_by: ToldBy,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = match self.name {
            Match::Letters => "same name",
            Match::Folded => "same name, spelled otherwise",
            Match::Spelling => "a spelling",
            Match::Scripts => "the same in the other alphabet",
            Match::Slip => "one letter off",
        };
        write!(f, "{name}: {}", self.matched)?;
        f.write_str(match self.told_by {
            ToldBy::Alone => "",
            ToldBy::Country => "; by country",
            ToldBy::Division => "; by division",
            ToldBy::Distance => "; the nearest",
            ToldBy::Kind => "; by kind",
            ToldBy::Size => "; by far the largest of that name",
            ToldBy::Nothing => "; one of several",
            ToldBy::Doubt => "; not alike enough to be sure",
            ToldBy::Settlement => "; something around it or beside it is meant",
            ToldBy::Word => "; an ordinary word",
            ToldBy::Elsewhere => "; a city elsewhere has the name",
            ToldBy::Against => "; a hint speaks against it",
        })
    }
}

/// An entry that the name may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Which entry.
    pub place: PlaceIndex,
    /// From 0 to 1, for ranking; 1 is the name itself.
    pub score: f32,
    /// Why.
    pub why: Why,
}

/// What the geocoder says.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolution {
    /// How sure.
    pub verdict: Verdict,
    /// Best first. With [`Verdict::None`] these are names that come near, for a person to look at.
    pub candidates: Vec<Candidate>,
    /// How closely the words around the name put things to the place.
    pub precision: Precision,
}

impl Resolution {
    /// Takes the confidence back.
    pub(super) fn doubt(&mut self, told_by: ToldBy) {
        if self.verdict.is_confident() {
            self.verdict = Verdict::Ambiguous;
            if let Some(first) = self.candidates.first_mut() {
                first.why.told_by = told_by;
            }
        }
    }

    /// The entry, where the verdict is confident.
    pub fn place(&self) -> Option<PlaceIndex> {
        self.verdict
            .is_confident()
            .then(|| self.candidates.first())
            .flatten()
            .map(|candidate| candidate.place)
    }
}

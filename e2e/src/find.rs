//! Accessible names, and how a journey asks for one.

use std::fmt::{self, Display, Formatter};

/// What an accessible name must be. A `&str` asks for the whole name.
///
/// Spaces of any kind count as one space, and the invisible marks that isolate text of the other direction do not
/// count at all.
#[derive(Clone, Debug)]
pub enum Name {
    /// The whole name.
    Is(String),
    /// Its beginning.
    Starts(String),
    /// Its end.
    Ends(String),
    /// A part.
    Contains(String),
    /// Any name, or none.
    Any,
}

/// A name that starts so.
pub fn starting(text: &str) -> Name {
    Name::Starts(plain(text))
}

/// A name that ends so.
pub fn ending(text: &str) -> Name {
    Name::Ends(plain(text))
}

/// A name that has this in it.
pub fn containing(text: &str) -> Name {
    Name::Contains(plain(text))
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::Is(plain(text))
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self::Is(plain(&text))
    }
}

impl Name {
    /// Whether a name as the browser computes it is one that was asked for.
    pub(crate) fn fits(&self, name: &str) -> bool {
        let name = plain(name);
        match self {
            Self::Is(text) => name == *text,
            Self::Starts(text) => name.starts_with(text),
            Self::Ends(text) => name.ends_with(text),
            Self::Contains(text) => name.contains(text),
            Self::Any => true,
        }
    }
}

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is(text) => write!(f, "named \"{text}\""),
            Self::Starts(text) => write!(f, "named \"{text}…\""),
            Self::Ends(text) => write!(f, "named \"…{text}\""),
            Self::Contains(text) => write!(f, "named \"…{text}…\""),
            Self::Any => f.write_str("of any name"),
        }
    }
}

/// The text as a reader hears it: single spaces, no invisible marks.
pub(crate) fn plain(text: &str) -> String {
    let heard: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}'))
        .collect();
    heard.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_heard() {
        assert!(Name::from("Hass: 1 event").fits("\u{2068}Hass\u{2069}:\u{a0}1  event "));
        assert!(starting("Hass").fits("Hass: 1 event") && !Name::from("Hass").fits("Hass: 1 event"));
        assert!(containing("1").fits("Hass: 1 event") && ending("event").fits("Hass: 1 event"));
        assert!(Name::Any.fits(""));
    }
}

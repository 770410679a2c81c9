//! [`Overlap`]: what it takes for an event to be in a window.

use crate::time::{Membership, TimeWindow};

/// What it takes for an event to be in a window. It matters for events that last (extent *throughout*) only: of an
/// event that happened on some day of its span, every rule asks whether that day is in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Overlap {
    /// Some day of it is in the window.
    #[default]
    HappeningIn,
    /// Its first day is in the window. An open start is in no window but one open at the start.
    StartedIn,
    /// All its days are in the window. An open side needs a window open at that side.
    WhollyInside,
}

impl Overlap {
    /// In the order of the menu.
    pub const ALL: [Overlap; 3] = [Overlap::HappeningIn, Overlap::StartedIn, Overlap::WhollyInside];

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            Overlap::HappeningIn => "happening",
            Overlap::StartedIn => "started",
            Overlap::WhollyInside => "inside",
        }
    }

    /// The rule with this name in the URL.
    pub fn from_key(key: &str) -> Option<Overlap> {
        Overlap::ALL.into_iter().find(|rule| rule.key() == key)
    }

    /// How an event stands to a window that is not empty.
    ///
    /// `hull` runs from its earliest to its latest possible day; `touches` says whether one of its spans has a day in
    /// the window.
    #[inline]
    pub(super) fn membership(
        self,
        window: (i32, i32),
        hull: (i32, i32),
        touches: bool,
        is_throughout: bool,
    ) -> Membership {
        if !touches {
            return Membership::Out;
        }
        let is_inside = window.0 <= hull.0 && hull.1 <= window.1;
        if !is_throughout {
            return if is_inside {
                Membership::Definite
            } else {
                Membership::Possible
            };
        }
        let is_in = match self {
            Overlap::HappeningIn => true,
            Overlap::StartedIn => window.0 <= hull.0 && hull.0 < window.1,
            Overlap::WhollyInside => is_inside,
        };
        if is_in {
            Membership::Definite
        } else {
            Membership::Out
        }
    }
}

/// First day and day after the last, as bare numbers.
pub(super) fn ends(window: TimeWindow) -> (i32, i32) {
    (window.first().0, window.end().0)
}

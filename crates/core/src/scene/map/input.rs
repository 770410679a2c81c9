//! What the map is given: places, groups of kinds, and a source of counts.

use super::shared::IsShown;
use crate::geo::LonLat;
use crate::state::Lang;
use std::ops::{AddAssign, SubAssign};

/// Most groups of kinds that a map tells apart.
pub const MAX_GROUPS: usize = 8;

/// A place that ever has an event to mark.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPlace {
    /// Its code in the event table.
    pub code: u32,
    /// Its id in the gazetteer.
    pub id: String,
    /// Name in Latin letters.
    pub name: String,
    /// Name in Arabic letters; empty if none is known.
    pub name_ar: String,
    /// Where it is; for an area, where its badge stands. `None` if no source gives a point.
    pub lon_lat: Option<LonLat>,
    /// It has an extent: a badge, never a dot.
    pub is_area: bool,
    /// A source gives its outline. An area without one has no badge and is listed only.
    pub has_outline: bool,
    /// Inhabitants, 0 if not stated.
    pub population: u32,
    /// Events of all time, without any filter.
    pub events: u32,
    /// Groups that ever occur here: bit `g` for group `g`.
    pub groups: u8,
    /// Some event is said to be near this place, not at it.
    pub ever_near: bool,
}

impl MapPlace {
    /// The name in a language, the other one where it lacks.
    pub fn name_in(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ar if !self.name_ar.is_empty() => &self.name_ar,
            _ if self.name.is_empty() => &self.name_ar,
            _ => &self.name,
        }
    }

    /// Drawn on the map at all: a point, or an area with an outline.
    pub fn is_drawn(&self) -> bool {
        self.lon_lat.is_some() && (!self.is_area || self.has_outline)
    }
}

/// The shape of a group's symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Shape {
    /// A disc.
    #[default]
    Circle,
    /// A square.
    Square,
    /// A triangle that points up.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A disc with a hole.
    Ring,
}

/// How a group of kinds looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupStyle {
    /// Its name in the present language.
    pub name: String,
    /// Its symbol.
    pub shape: Shape,
    /// Its colour: 0 to 6 for the palette, 7 for the grey of the rest.
    pub slot: u8,
}

/// Events per group, those definitely in the window apart from those only possibly in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupCounts {
    /// Definitely in the window.
    pub definite: [u32; MAX_GROUPS],
    /// Possibly but not definitely.
    pub possible: [u32; MAX_GROUPS],
}

impl GroupCounts {
    /// All that are definitely in the window.
    pub fn all_definite(&self) -> u32 {
        self.definite.iter().sum()
    }

    /// All that are only possibly in the window.
    pub fn all_possible(&self) -> u32 {
        self.possible.iter().sum()
    }

    /// True if there are none.
    pub fn is_zero(&self) -> bool {
        *self == GroupCounts::default()
    }
}

impl AddAssign for GroupCounts {
    fn add_assign(&mut self, other: GroupCounts) {
        for g in 0..MAX_GROUPS {
            self.definite[g] += other.definite[g];
            self.possible[g] += other.possible[g];
        }
    }
}

impl SubAssign for GroupCounts {
    /// Takes away what was added before.
    fn sub_assign(&mut self, other: GroupCounts) {
        for g in 0..MAX_GROUPS {
            self.definite[g] -= other.definite[g];
            self.possible[g] -= other.possible[g];
        }
    }
}

/// What a card says of some places: their events in the present window, after all filters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceDetails {
    /// Kinds by name, with the events that are definitely in the window and those only possibly in it; most first.
    pub kinds: Vec<(String, u32, u32)>,
    /// First and last possible day.
    pub days: Option<(crate::time::Day, crate::time::Day)>,
}

/// Where the map finds how many events a place has in the present window, after all filters.
pub trait PlaceCounts {
    /// The counts of a place, by its code in the event table.
    fn counts(&self, place: u32, out: &mut GroupCounts);

    /// What the figures that symbols are sized by add up to at a place, in the present window after all filters.
    fn figure(&self, place: u32) -> super::FigureSum {
        let _ = place;
        super::FigureSum::default()
    }

    /// Events in the window with a figure for several places, which is in no size.
    fn figures_left_out(&self) -> u32 {
        0
    }

    /// The most that they may add up to there at all.
    fn figure_peak(&self, place: u32) -> f64 {
        let _ = place;
        0.0
    }

    /// Of each place, by its code, how many events a window of so many days can hold of it at most.
    fn busiest(&self, days: u32) -> Vec<u32> {
        let _ = days;
        Vec::new()
    }

    /// The events at several places, whether they are in the window or not. The same until the events are others.
    fn shared(&self) -> std::sync::Arc<[super::SharedEvent]> {
        std::sync::Arc::default()
    }

    /// Lets somebody read of rows whether they are definitely in the selected dates, and in the compared ones.
    fn read_shown(&self, read: &mut dyn FnMut(&IsShown)) {
        read(&|_| super::Shown::default());
    }

    /// What a card says of a place besides its counts by group.
    fn details(&self, places: &[u32]) -> PlaceDetails {
        let _ = places;
        PlaceDetails::default()
    }

    /// The greatest distance, in km, that an event of the window said to be *near* this place may be away from it;
    /// `None` if there is no such event.
    fn near_km(&self, place: u32) -> Option<f64> {
        let _ = place;
        None
    }

    /// What its mark says besides: the compared dates, and its age.
    fn beside(&self, place: u32) -> super::Beside {
        let _ = place;
        super::Beside::default()
    }
}

/// The outline of an area.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RegionOutline {
    /// Polygons, each an outer ring and its holes, of longitude and latitude in degrees.
    pub polygons: Vec<Vec<Vec<[f64; 2]>>>,
    /// Drawn by hand: its edge is shown faded, not as a line.
    pub approximate: bool,
    /// Its name in Latin and in Arabic letters; empty where none is known.
    pub names: [String; 2],
}

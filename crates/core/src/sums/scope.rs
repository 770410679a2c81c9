//! [`SumScope`]: which places a view is about, and whether a figure is for them.

use crate::event::{Event, Figure};

/// How a figure stands to the places of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It is for them.
    Whole,
    /// It is for them and others together.
    Wider,
    /// It is for others.
    Elsewhere,
}

/// The places of a view; without any, it is about all.
#[derive(Clone, Copy)]
pub struct SumScope<'a> {
    /// Ids of selected places; empty for all.
    pub places: &'a [String],
    /// Names of the governorates and other areas filtered by; empty for all.
    pub areas: &'a [String],
    /// The divisions in which a place lies, by name.
    pub areas_of: &'a dyn Fn(&str) -> Vec<String>,
    /// The name of a place that is such a division itself.
    pub division: &'a dyn Fn(&str) -> Option<String>,
}

impl SumScope<'_> {
    /// A view of all places.
    pub const ALL: SumScope<'static> = SumScope {
        places: &[],
        areas: &[],
        areas_of: &|_| Vec::new(),
        division: &|_| None,
    };

    /// How a figure of an event stands to the places of the view.
    pub fn fit(&self, event: &Event, figure: &Figure) -> Fit {
        let own: Vec<&str> = match &figure.place {
            Some(place) => vec![place],
            None => event.marks().filter_map(|p| p.place.as_deref()).collect(),
        };
        if own.is_empty() || (self.places.is_empty() && self.areas.is_empty()) {
            return Fit::Whole;
        }
        let mut inside = 0;
        let mut around = 0;
        for place in &own {
            let fits = (self.places.is_empty() || self.places.iter().any(|chosen| self.holds(chosen, place)))
                && (self.areas.is_empty() || self.is_in_areas(place));
            inside += usize::from(fits);
            around += usize::from(!fits && self.places.iter().any(|chosen| self.holds(place, chosen)));
        }
        if inside == own.len() {
            Fit::Whole
        } else if inside + around > 0 || (figure.place.is_some() && self.is_told_of(event)) {
            Fit::Wider
        } else {
            Fit::Elsewhere
        }
    }

    /// A figure that names another place than the event's: an area around it that is not known as one.
    fn is_told_of(&self, event: &Event) -> bool {
        let places = || event.marks().filter_map(|p| p.place.as_deref());
        places().count() == 1 && places().all(|p| self.places.iter().any(|chosen| chosen == p))
    }

    /// True if a place is the other, or the division that it lies in.
    fn holds(&self, area: &str, place: &str) -> bool {
        area == place || (self.division)(area).is_some_and(|name| (self.areas_of)(place).contains(&name))
    }

    fn is_in_areas(&self, place: &str) -> bool {
        (self.areas_of)(place)
            .iter()
            .any(|area| self.areas.contains(area))
    }
}

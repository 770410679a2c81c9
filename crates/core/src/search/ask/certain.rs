//! Days of the week, and what is certain of an event.

use super::Doubted;
use crate::event::{Basis, Event, LinkKind, Modality, Precision};
use crate::time::Day;

/// 0 for Monday: the first day of 1970 was a Thursday.
pub(super) fn weekday_of(day: Day) -> i32 {
    (day.0.rem_euclid(7) + 3) % 7
}

/// True if an event is said to have happened, on days that are no guess, by sides that are stated, uncontradicted; or
/// what is asked of this. No places are no certain ones, and so are no sides.
pub(super) fn is_certain(event: &Event, what: Doubted) -> bool {
    let is_dated = event.when.as_ref().is_some_and(|when| {
        let is_one_of = when.edtf().starts_with('[');
        !when.approximate && !when.uncertain && !is_one_of
    });
    let is_stated = |party: &crate::event::Party| party.basis == Basis::Stated;
    match what {
        Doubted::Dates => {
            let ends = event
                .when
                .as_ref()
                .and_then(|when| Some((when.earliest()?, when.latest()?)));
            is_dated && ends.is_some()
        }
        Doubted::Places => {
            let mut places = event.places.iter();
            !event.places.is_empty()
                && places.all(|place| place.precision == Precision::Exact && place.place.is_some())
        }
        Doubted::Actors => !event.actors.is_empty() && event.actors.iter().all(is_stated),
        Doubted::All => {
            event.modality == Modality::Occurred
                && is_dated
                && event.actors.iter().chain(&event.targets).all(is_stated)
                && !event.links.iter().any(|link| link.kind == LinkKind::Contradicts)
        }
    }
}

//! [`guarded`]: the events that may leave, as they may leave.

use super::{Choices, Sensitive};
use crate::dataset::Dataset;
use crate::event::{Event, EventPlace, Precision};
use crate::gazetteer::{Gazetteer, PlaceKind};

/// The events as every format may have them: those that are left out are gone, and named by no other; sensitive ones
/// that are rounded tell of the governorate and not of the place, and have no words of their own that could: no
/// summary, no id, which mostly names the place, and no tie to an event that does.
pub(super) fn guarded<'a>(
    dataset: &'a Dataset,
    gazetteer: &Gazetteer,
    picked: impl Iterator<Item = &'a Event>,
    choices: &Choices,
) -> Vec<Event> {
    let all = dataset.events.iter();
    let gone: Vec<&str> = all
        .filter(|event| !choices.keeps_event(event))
        .map(|event| event.id.as_str())
        .collect();
    // Ids of those that are rounded, and what stands for each.
    let is_rounded = |event: &Event| event.sensitive && choices.sensitive == Sensitive::Rounded;
    let hidden: Vec<(&str, String)> = (1..)
        .zip(dataset.events.iter().filter(|event| is_rounded(event)))
        .map(|(n, event)| (event.id.as_str(), format!("{}-kept-back-{n}", event.report)))
        .collect();
    let other_id = |id: &str| {
        let found = hidden.iter().find(|(hidden, _)| *hidden == id);
        found.map(|(_, other)| other.clone())
    };
    picked
        .filter(|event| choices.keeps_event(event))
        .map(|event| {
            let mut event = event.clone();
            let own = event.id.clone();
            if is_rounded(&event) {
                rounded(&mut event, gazetteer);
                event.links.clear();
                event.id = other_id(&own).unwrap_or_default();
            }
            let is_there = |id: &str| !gone.contains(&id) && other_id(id).is_none();
            event.links.retain(|link| is_there(&link.event));
            let now = event.id.clone();
            let is_hidden = now != own;
            for figure in &mut event.figures {
                figure.within = match figure.within.take() {
                    Some(id) if id == own => Some(now.clone()),
                    Some(id) if !is_hidden && is_there(&id) => Some(id),
                    _ => None,
                };
            }
            event
        })
        .collect()
}

/// Leaves of an event what does not lead to a place smaller than a governorate.
fn rounded(event: &mut Event, gazetteer: &Gazetteer) {
    for place in &mut event.places {
        round(place, gazetteer);
    }
    event.places.dedup();
    for figure in &mut event.figures {
        figure.place = figure.place.take().and_then(|id| around(&id, gazetteer));
        figure.who = None;
    }
    for party in event.actors.iter_mut().chain(&mut event.targets) {
        party.as_written = None;
    }
    for object in &mut event.objects {
        object.damage = None;
    }
    event.evidence.clear();
    event.when_basis.clear();
    event.summary.clear();
    event.note = None;
}

fn round(place: &mut EventPlace, gazetteer: &Gazetteer) {
    let area = place.place.take().and_then(|id| around(&id, gazetteer));
    let name = area.as_deref().and_then(|id| gazetteer.by_id(id));
    place.toponym = name.map_or_else(String::new, |view| view.name().to_owned());
    place.place = area;
    place.precision = Precision::Part;
}

/// The governorate or country that a place is or lies in, by id.
fn around(id: &str, gazetteer: &Gazetteer) -> Option<String> {
    let own = gazetteer.by_id(id)?;
    if matches!(own.kind(), PlaceKind::Governorate | PlaceKind::Country) {
        return Some(id.to_owned());
    }
    let admin1 = own.admin1()?;
    let mut all = gazetteer.iter().map(|(_, view)| view);
    let area = all.find(|view| view.kind() == PlaceKind::Governorate && view.admin1() == Some(admin1))?;
    Some(area.id().to_owned())
}

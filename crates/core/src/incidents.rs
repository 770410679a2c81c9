//! [`Incidents`]: which events tell of one incident, and which others may.

mod suggest;

pub use suggest::{Agreement, Suggestion, Whereabouts, suggest};

use crate::event::{Event, LinkKind};

/// Finds events by their ids.
#[derive(Debug, Clone, Default)]
pub struct ById {
    sorted: Vec<u32>,
}

impl ById {
    /// O(n log n).
    pub fn new(events: &[Event]) -> ById {
        let mut sorted: Vec<u32> = (0..events.len() as u32).collect();
        crate::sort::by(&mut sorted, |&a, &b| {
            events[a as usize].id.cmp(&events[b as usize].id)
        });
        ById { sorted }
    }

    /// The position of the event with this id.
    pub fn find(&self, events: &[Event], id: &str) -> Option<u32> {
        let at = self
            .sorted
            .binary_search_by(|&at| events.get(at as usize).map_or("", |e| e.id.as_str()).cmp(id));
        at.ok().map(|at| self.sorted[at])
    }
}

/// Events grouped into incidents: those that the data ties by `same_incident`, and those that a reader has tied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Incidents {
    /// Of each event, the least position of an event of its incident.
    of: Vec<u32>,
}

impl Incidents {
    /// Groups the events. `accepted` are ties of a reader, by id; unknown ids tie nothing. What is not said to have
    /// happened is no incident, and stays by itself.
    pub fn new(events: &[Event], accepted: &[(String, String)]) -> Incidents {
        let mut incidents = Incidents {
            of: (0..events.len() as u32).collect(),
        };
        let by_id = ById::new(events);
        for (at, event) in (0u32..).zip(events) {
            for link in event.links.iter().filter(|l| l.kind == LinkKind::SameIncident) {
                if let Some(other) = by_id.find(events, &link.event) {
                    incidents.tie(events, at, other);
                }
            }
        }
        for (a, b) in accepted {
            if let (Some(a), Some(b)) = (by_id.find(events, a), by_id.find(events, b)) {
                incidents.tie(events, a, b);
            }
        }
        for at in 0..events.len() as u32 {
            let root = incidents.root(at);
            incidents.of[at as usize] = root;
        }
        incidents
    }

    fn root(&self, mut at: u32) -> u32 {
        while self.of[at as usize] != at {
            at = self.of[at as usize];
        }
        at
    }

    fn tie(&mut self, events: &[Event], a: u32, b: u32) {
        let marks = |at: u32| events.get(at as usize).is_some_and(|e| e.modality.marks());
        if marks(a) && marks(b) {
            let (a, b) = (self.root(a), self.root(b));
            self.of[a.max(b) as usize] = a.min(b);
        }
    }

    /// The incident of an event: the least position of its events.
    pub fn of(&self, event: u32) -> u32 {
        self.of.get(event as usize).copied().unwrap_or(event)
    }

    /// The events of an incident, the given one among them: O(n).
    pub fn events_with(&self, event: u32) -> Vec<u32> {
        let incident = self.of(event);
        let all = (0u32..).zip(&self.of);
        all.filter(|(_, of)| **of == incident).map(|(at, _)| at).collect()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::event::{Link, Modality};
    use crate::time::{Extent, When};

    /// An event of which only the given things are known.
    pub(crate) fn event(id: &str, edtf: &str) -> Event {
        Event {
            id: id.to_owned(),
            report: format!("report-{id}"),
            kind: "air_strike".to_owned(),
            modality: Modality::Occurred,
            when: When::parse(edtf, Extent::Within).ok(),
            when_basis: String::new(),
            places: Vec::new(),
            actors: Vec::new(),
            targets: Vec::new(),
            objects: Vec::new(),
            weapon: None,
            figures: Vec::new(),
            said_by: Vec::new(),
            links: Vec::new(),
            evidence: Vec::new(),
            background: false,
            graphic: false,
            sensitive: false,
            note: None,
            summary: String::new(),
            coded_by: String::new(),
            coded_on: String::new(),
        }
    }

    /// Ties one event to another.
    pub(crate) fn link(event: &mut Event, kind: LinkKind, other: &str) {
        event.links.push(Link {
            kind,
            event: other.to_owned(),
        });
    }

    #[test]
    fn ties_are_followed_through_and_plans_are_no_incidents() {
        let mut events: Vec<Event> = ["a", "b", "c", "d", "e"]
            .map(|id| event(id, "2018-09-08"))
            .to_vec();
        link(&mut events[3], LinkKind::SameIncident, "b");
        link(&mut events[2], LinkKind::MayOverlap, "b");
        link(&mut events[4], LinkKind::SameIncident, "a");
        events[4].modality = Modality::Planned;
        let tied = |accepted: &[(String, String)]| {
            let incidents = Incidents::new(&events, accepted);
            (0..5).map(|at| incidents.of(at)).collect::<Vec<_>>()
        };
        assert_eq!(tied(&[]), [0, 1, 2, 1, 4]);
        let accepted = [
            ("d".to_owned(), "c".to_owned()),
            ("a".to_owned(), "gone".to_owned()),
        ];
        assert_eq!(tied(&accepted), [0, 1, 1, 1, 4]);
        assert_eq!(Incidents::new(&events, &accepted).events_with(2), [1, 2, 3]);
    }
}

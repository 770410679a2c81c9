//! [`Reveal`]: what a file would give away, told before it leaves.

use super::{Detail, Picked, Selection};
use crate::event::Precision;
use crate::gazetteer::PlaceView;

/// What a format has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Events, whatever is known of them.
    Events,
    /// Places, with what is said of each: events without a known place are left out, and so are parties and speakers.
    Places,
    /// Slides: events without a first day are left out, and so are parties, speakers and points.
    Slides,
}

/// What a file would give away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reveal {
    /// Events.
    pub events: u32,
    /// Events that the format has no room for.
    pub left_out: u32,
    /// Events marked as a danger to somebody if spread.
    pub sensitive: u32,
    /// Events that tell of harm in detail.
    pub graphic: u32,
    /// Names of those who speak, act or are hit that look like a person's and are told somewhere, each once, sorted.
    pub persons: Vec<String>,
    /// Other names of parties and speakers, each once.
    pub other_names: u32,
    /// Different points to the settlement or site.
    pub points: u32,
    /// Addresses of reports.
    pub addresses: u32,
}

impl<'a> Selection<'a> {
    /// The events that a format has room for.
    pub(super) fn fitting(self, room: Room) -> Vec<&'a Picked<'a>> {
        let is_known = |id: &str| self.gazetteer.by_id(id).is_some();
        let fits = |picked: &&Picked<'_>| match room {
            Room::Events => true,
            Room::Places => {
                let mut ids = picked
                    .event
                    .places
                    .iter()
                    .filter_map(|place| place.place.as_deref());
                self.choices.keeps(Detail::Places) && ids.any(is_known)
            }
            Room::Slides => picked
                .event
                .when
                .as_ref()
                .is_some_and(|when| when.earliest().is_some()),
        };
        self.kept().filter(fits).collect()
    }
}

/// What the events of a selection would give away in a format with such room.
pub fn reveal(selection: Selection<'_>, room: Room) -> Reveal {
    let choices = selection.choices;
    let kept = selection.fitting(room);
    let mut found = Reveal {
        events: kept.len() as u32,
        left_out: (selection.kept().count() - kept.len()) as u32,
        ..Reveal::default()
    };
    let (mut names, mut points, mut reports) = (Vec::new(), Vec::new(), Vec::new());
    for picked in &kept {
        let event = picked.event;
        found.sensitive += u32::from(event.sensitive);
        found.graphic += u32::from(event.graphic);
        if choices.keeps(Detail::Speakers) && room == Room::Events {
            names.extend(event.said_by.iter().flatten().map(String::as_str));
        }
        if choices.keeps(Detail::Parties) && room == Room::Events {
            names.extend(event.actors.iter().chain(&event.targets).map(|p| p.name.as_str()));
        }
        if choices.grid.is_none() && room != Room::Slides {
            // A place has its point however precisely events are placed by it.
            let told = event
                .places
                .iter()
                .filter(|p| room == Room::Places || p.precision == Precision::Exact);
            let told = told.filter(|p| selection.point(p).is_some());
            points.extend(told.filter_map(|p| selection.place(p)).map(PlaceView::id));
        }
        if choices.keeps(Detail::Reports) && room != Room::Places {
            reports.push(event.report.as_str());
        }
    }
    found.points = distinct(&mut points);
    distinct(&mut reports);
    let has_address = |id: &&str| selection.dataset.report(id).is_some_and(|r| r.url.is_some());
    found.addresses = reports.into_iter().filter(has_address).count() as u32;
    distinct(&mut names);
    found.other_names = names.iter().filter(|name| !is_person(name)).count() as u32;
    // Somebody who is named anywhere may also be named in what is told of the events.
    let mut persons: Vec<&str> = Vec::new();
    for picked in selection.kept() {
        let event = picked.event;
        persons.extend(event.said_by.iter().flatten().map(String::as_str));
        persons.extend(event.actors.iter().chain(&event.targets).map(|p| p.name.as_str()));
    }
    persons.retain(|name| is_person(name));
    distinct(&mut persons);
    let told = |name: &str| {
        let short = name.split(" (").next().unwrap_or(name);
        choices.keeps(Detail::Words)
            && kept.iter().any(|picked| {
                let note = picked.event.note.as_deref().filter(|_| room == Room::Events);
                picked.event.summary.contains(short) || note.is_some_and(|note| note.contains(short))
            })
    };
    persons.retain(|name| names.contains(name) || told(name));
    found.persons = persons.into_iter().map(str::to_owned).collect();
    found
}

/// Each value once, sorted; their number.
fn distinct(values: &mut Vec<&str>) -> u32 {
    crate::sort::ascending(values);
    values.dedup();
    values.len() as u32
}

/// True for a name written as data sets here write a person's: two words or more, and in brackets whom they speak for.
pub(super) fn is_person(name: &str) -> bool {
    let Some((before, body)) = name.split_once(" (") else {
        return false;
    };
    let unnamed = before.starts_with("unnamed") || before.chars().next().is_none_or(char::is_lowercase);
    body.ends_with(')') && before.contains(' ') && !unnamed && !body.ends_with(" service)")
}

/// Parts of names of columns that often hold what points to a person.
const PERSONAL: [&str; 16] = [
    "name", "person", "victim", "witness", "author", "email", "e-mail", "phone", "mobile", "contact",
    "address", "user", "birth", "passport", "اسم", "هاتف",
];

/// True if a column of an opened file may point to persons, by its name.
pub fn looks_personal(column: &str) -> bool {
    let column = column.to_lowercase();
    let is_place = ["place", "location", "geo", "country", "conflict", "dyad"]
        .iter()
        .any(|word| column.contains(word));
    !is_place && PERSONAL.iter().any(|word| column.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_bodies() {
        assert!(is_person("Mohamad Haj Ali (NLF)"));
        assert!(!is_person("unnamed (reportedly)"));
        assert!(!is_person("White Helmets"));
        assert!(!is_person("The New Arab (Arabic service)"));
    }

    #[test]
    fn columns_that_may_point_to_persons() {
        assert!(looks_personal("Victim_Name") && looks_personal("phone number"));
        assert!(!looks_personal("place_name") && !looks_personal("summary"));
    }
}

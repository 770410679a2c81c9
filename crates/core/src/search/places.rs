//! [`PlaceNames`]: whether a search names a place, and what the reports say of it.

use crate::event::Event;
use crate::gazetteer::{Gazetteer, Outline, PlaceIndex, PlaceKind, PlaceView, fold, sound_key};
use crate::table::EventTable;

/// The names of a gazetteer, to know a place by its whole name.
#[derive(Debug, Clone, Default)]
pub struct PlaceNames {
    /// (folded name, place), sorted.
    keys: Vec<(String, PlaceIndex)>,
    /// (sounds of the name, place), sorted.
    sounds: Vec<(Vec<u8>, PlaceIndex)>,
}

/// What reports say of a place that a search names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceAnswer {
    /// Its id.
    pub id: String,
    /// Reports that name it.
    pub reports: u32,
    /// Events of violence that are said to have happened there.
    pub attacks: u32,
    /// Reports that tell of these.
    pub attack_reports: u32,
}

/// Fewest sounds by which a whole name is known.
const MIN_SOUNDS: usize = 4;
/// Fewest letters after which the beginning of a name finds it.
const MIN_LETTERS: usize = 4;
/// Most places that one search is answered with.
const MAX_PLACES: usize = 4;

impl PlaceNames {
    /// O(names).
    pub fn new(gazetteer: &Gazetteer) -> PlaceNames {
        let mut names = PlaceNames::default();
        for (index, place) in gazetteer.iter() {
            for name in place.names() {
                names.keys.extend(fold(name).map(|key| (key, index)));
                let sounds = sound_key(name).filter(|key| key.len() >= MIN_SOUNDS);
                names.sounds.extend(sounds.map(|key| (key, index)));
            }
        }
        names.keys.sort_unstable();
        names.sounds.sort_unstable();
        names
    }

    /// The places that a text names as a whole: by their spelling, else by their sound; else those whose name begins
    /// so and that `is_known` holds to be of interest. At most a few.
    pub fn named(&self, text: &str, is_known: &dyn Fn(PlaceIndex) -> bool) -> Vec<PlaceIndex> {
        let Some(key) = fold(text) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let from = self.keys.partition_point(|(k, _)| *k < key);
        let following = || self.keys.iter().skip(from);
        for (_, place) in following().take_while(|(k, _)| *k == key) {
            put(&mut found, *place, usize::MAX);
        }
        if let (true, Some(sounds)) = (found.is_empty(), sound_key(text)) {
            let from = self.sounds.partition_point(|(k, _)| *k < sounds);
            for (_, place) in self.sounds.iter().skip(from).take_while(|(k, _)| *k == sounds) {
                put(&mut found, *place, usize::MAX);
            }
        }
        if found.is_empty() && key.chars().count() >= MIN_LETTERS {
            for (_, place) in following().take_while(|(k, _)| k.starts_with(&key)) {
                if is_known(*place) {
                    put(&mut found, *place, MAX_PLACES);
                }
            }
        }
        if found.is_empty() {
            found = self.misspelt(&key, is_known);
        }
        // Those that reports name come first.
        found.sort_by_key(|place| !is_known(*place));
        found.truncate(MAX_PLACES);
        found
    }

    /// The places of interest whose name is a slip or two from this one; nothing if there are two such names.
    fn misspelt(&self, key: &str, is_known: &dyn Fn(PlaceIndex) -> bool) -> Vec<PlaceIndex> {
        let letters: Vec<char> = key.chars().collect();
        let most = match letters.len() {
            0..6 => return Vec::new(),
            6..9 => 1,
            _ => 2,
        };
        let Some(first) = letters.first() else {
            return Vec::new();
        };
        // Who slips seldom slips at once, and so few names are compared.
        let from = self
            .keys
            .partition_point(|(k, _)| k.chars().next() < Some(*first));
        let alike = self
            .keys
            .iter()
            .skip(from)
            .take_while(|(k, _)| k.starts_with(*first));
        let (mut least, mut found): (usize, Vec<PlaceIndex>) = (most + 1, Vec::new());
        for (name, place) in alike.filter(|(k, _)| k.len().abs_diff(key.len()) <= 2 * most) {
            let Some(slips) = slips(&letters, name, most).filter(|slips| *slips <= least) else {
                continue;
            };
            if !is_known(*place) {
                continue;
            }
            if slips < least {
                found.clear();
            }
            least = slips;
            put(&mut found, *place, usize::MAX);
        }
        found.truncate(usize::from(found.len() == 1));
        found
    }

    /// The places that are so called, however it is spelled. Those of interest come first.
    pub fn called(&self, text: &str, is_known: &dyn Fn(PlaceIndex) -> bool) -> Vec<PlaceIndex> {
        let Some(key) = fold(text) else {
            return Vec::new();
        };
        let from = self.keys.partition_point(|(k, _)| *k < key);
        let mut found = Vec::new();
        for (_, place) in self.keys.iter().skip(from).take_while(|(k, _)| *k == key) {
            put(&mut found, *place, usize::MAX);
        }
        found.sort_by_key(|place| !is_known(*place));
        found.truncate(MAX_PLACES);
        found
    }

    /// Other places that share a name with this one.
    pub fn namesakes(&self, toponym: &str, of: PlaceIndex) -> Vec<PlaceIndex> {
        let mut found = self.named(toponym, &|_| false);
        found.retain(|place| *place != of);
        found
    }
}

/// The settlements of a table that lie in an area as it is drawn, by id. Governorates and countries are told by the
/// gazetteer instead.
pub fn places_inside(
    gazetteer: &Gazetteer,
    table: &EventTable,
    area: &str,
    outline: &Outline,
) -> Vec<String> {
    let is_division = gazetteer.by_id(area).is_none_or(|view| {
        matches!(
            view.kind(),
            PlaceKind::Country | PlaceKind::Governorate | PlaceKind::District
        )
    });
    if is_division {
        return Vec::new();
    }
    let is_inside = |id: &str| {
        let view = gazetteer.by_id(id).filter(|view| !view.kind().is_area());
        view.and_then(PlaceView::point)
            .is_some_and(|at| outline.contains(at))
    };
    let inside = table.places().iter().filter(|place| is_inside(&place.id));
    inside.map(|place| place.id.clone()).collect()
}

fn put(found: &mut Vec<PlaceIndex>, place: PlaceIndex, most: usize) {
    if found.len() < most && !found.contains(&place) {
        found.push(place);
    }
}

/// How many letters are wrong, missing, too many or exchanged with the next, if at most so many.
pub(super) fn slips(a: &[char], b: &str, most: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(x != y))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        if row.iter().all(|n| *n > most) {
            return None;
        }
        (before, last) = (last, row);
    }
    last.last().copied().filter(|n| *n <= most)
}

impl PlaceAnswer {
    /// Counts what events say of a place, whatever the dates and filters.
    pub fn of(
        id: &str,
        events: &[Event],
        is_violence: &dyn Fn(&str) -> bool,
        is_inside: &dyn Fn(&str) -> bool,
    ) -> PlaceAnswer {
        let mut answer = PlaceAnswer {
            id: id.to_owned(),
            ..PlaceAnswer::default()
        };
        let (mut naming, mut attacking): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for event in events {
            let is_it = |place: Option<&str>| place.is_some_and(|place| place == id || is_inside(place));
            let is_there = event.places.iter().any(|p| is_it(p.place.as_deref()));
            if !is_there {
                continue;
            }
            if !naming.contains(&event.report.as_str()) {
                naming.push(&event.report);
            }
            if is_violence(&event.kind) && event.marks().any(|p| is_it(p.place.as_deref())) {
                answer.attacks += 1;
                if !attacking.contains(&event.report.as_str()) {
                    attacking.push(&event.report);
                }
            }
        }
        answer.reports = naming.len() as u32;
        answer.attack_reports = attacking.len() as u32;
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{EventPlace, Modality, Precision, Role};
    use crate::gazetteer::{Place, PlaceKind};
    use crate::incidents::tests::event;

    fn gazetteer() -> Gazetteer {
        let place = |id: &str, name: &str, name_ar: &str| Place {
            name_ar: Some(name_ar.to_owned()),
            ..Place::new(id, name, PlaceKind::Town)
        };
        Gazetteer::from_places(vec![
            place("j", "Jisr al-Shughur", "جسر الشغور"),
            place("i", "Idlib", "إدلب"),
            place("g", "Idlib", "إدلب"),
            place("s", "Saraqib", "سراقب"),
        ])
    }

    #[test]
    fn places_are_known_by_spelling_sound_and_beginning() {
        let gazetteer = gazetteer();
        let names = PlaceNames::new(&gazetteer);
        let ids = |text: &str| -> Vec<&str> {
            let found = names.named(text, &|p| gazetteer.get(p).is_some_and(|v| v.id() != "i"));
            found
                .into_iter()
                .filter_map(|p| gazetteer.get(p))
                .map(crate::gazetteer::PlaceView::id)
                .collect()
        };
        assert_eq!(ids("jisr ash-Shughūr"), ["j"]);
        assert_eq!(ids("Jisr al-Shaghour"), ["j"]);
        assert_eq!(ids("جسر الشغور"), ["j"]);
        assert_eq!(ids("jisr"), ["j"]);
        assert_eq!(ids("jis"), Vec::<&str>::new());
        assert_eq!(ids("ادلب"), ["g", "i"], "those that reports name come first");
        assert_eq!(ids("Kabul"), Vec::<&str>::new());
        assert_eq!(ids("Jirs al-Shugour"), ["j"], "two slips");
        assert_eq!(ids("Sarqaib"), ["s"], "two letters exchanged");
        assert_eq!(ids("Smraqix"), Vec::<&str>::new(), "two slips in a short name");
        assert_eq!(ids("Hirs al-Shugour"), Vec::<&str>::new());
        let idlib = gazetteer.index_of("i").unwrap_or(PlaceIndex(0));
        assert_eq!(names.namesakes("Idlib", idlib).len(), 1);
    }

    #[test]
    fn named_is_not_attacked() {
        let mut events = [event("a", "2018"), event("b", "2018"), event("c", "2018")];
        for (event, role) in events
            .iter_mut()
            .zip([Role::Mentioned, Role::Target, Role::Target])
        {
            event.places.push(EventPlace {
                toponym: "J".to_owned(),
                place: Some("j".to_owned()),
                role,
                precision: Precision::Exact,
            });
        }
        events[2].modality = Modality::Predicted;
        let answer = |events: &[Event], id| {
            let answer = PlaceAnswer::of(id, events, &|kind| kind == "air_strike", &|_| false);
            (answer.reports, answer.attacks, answer.attack_reports)
        };
        assert_eq!(answer(&events, "j"), (3, 1, 1));
        assert_eq!(answer(&events[2..], "j"), (1, 0, 0));
        assert_eq!(answer(&events, "x"), (0, 0, 0));
        events[1].kind = "negotiation".to_owned();
        assert_eq!(answer(&events, "j"), (3, 0, 0));
    }
}

//! Suggestions while a name is typed: prefixes and parts of names, in either alphabet, however they are spelled.

use super::fold::Plain;
use super::words;
use super::{Gazetteer, PlaceClass, PlaceIndex, PlaceKind, PlaceView, Script};

/// The names of a gazetteer made ready to be searched with every key pressed.
#[derive(Clone, Debug, Default)]
pub struct NameSearch {
    /// The names in a coarse spelling, each between newlines, a space before every word.
    text: String,
    /// Where each name starts in the text, its place, which of the place's names it is.
    starts: Vec<(u32, PlaceIndex, u16)>,
}

/// A place whose name goes on as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Which entry.
    pub place: PlaceIndex,
    /// Which of its names was met.
    pub name_at: u16,
}

impl Suggestion {
    /// The name that was met, as the gazetteer has it.
    pub fn name(self, gazetteer: &Gazetteer) -> &str {
        let mut names = gazetteer.get(self.place).into_iter().flat_map(PlaceView::names);
        names.nth(usize::from(self.name_at)).unwrap_or_default()
    }
}

/// Letters from which a part in the middle of a word is looked for.
const INSIDE: usize = 3;

impl NameSearch {
    /// Reads all names; some milliseconds for 10,000 places.
    pub fn new(gazetteer: &Gazetteer) -> Self {
        let mut search = Self::default();
        let mut plain = Plain::default();
        for (place, view) in gazetteer.iter() {
            for (name_at, name) in view.names().enumerate() {
                let start = search.text.len();
                search.text.push('\n');
                if coarse(name, &mut plain, &mut search.text) {
                    search.starts.push((start as u32, place, name_at as u16));
                } else {
                    search.text.truncate(start);
                }
            }
        }
        search
    }

    /// The places with a name that begins as typed, then those with a word that does, then those that have it inside;
    /// among equals the larger and better known first. Each place once.
    ///
    /// ```
    /// use chronotope_core::gazetteer::{Gazetteer, NameSearch, Place, PlaceKind};
    /// let places = vec![Place::new("1", "Kafr Nabl", PlaceKind::Town), Place::new("2", "Jisr al-Shughūr", PlaceKind::City)];
    /// let gazetteer = Gazetteer::from_places(places);
    /// let search = NameSearch::new(&gazetteer);
    /// let names = |typed| search.suggest(&gazetteer, typed, 5).iter().map(|s| s.name(&gazetteer)).collect::<Vec<_>>();
    /// assert_eq!(names("jisr al sh"), ["Jisr al-Shughūr"]);
    /// assert_eq!(names("nabel"), ["Kafr Nabl"; 0]);
    /// assert_eq!(names("shogh"), ["Jisr al-Shughūr"]);
    /// ```
    pub fn suggest(&self, gazetteer: &Gazetteer, typed: &str, limit: usize) -> Vec<Suggestion> {
        let mut plain = Plain::default();
        let mut wanted = String::new();
        if limit == 0 || !coarse(typed, &mut plain, &mut wanted) {
            return Vec::new();
        }
        let inside = wanted.trim_start();
        let mut best: Vec<(u64, Suggestion)> = Vec::new();
        let mut from = 0;
        while let Some(found) = self.text.get(from..).and_then(|text| text.find(inside)) {
            let at = from + found;
            from = at + inside.len();
            let Some(&(start, place, name_at)) = self.starts.get(self.name_of(at)) else {
                continue;
            };
            let in_name = at - start as usize;
            let word_start = self.text.get(..at).is_some_and(|before| before.ends_with(' '));
            let rank: u64 = match in_name {
                2 => 0,
                _ if word_start => 1,
                _ if inside.chars().count() >= INSIDE => 2,
                _ => continue,
            };
            let Some(view) = gazetteer.get(place) else {
                continue;
            };
            let key = rank << 40 | u64::from(u32::MAX - weight(view));
            put(&mut best, limit, key, Suggestion { place, name_at });
        }
        best.into_iter().map(|(_, suggestion)| suggestion).collect()
    }

    /// Which name the position in the text belongs to.
    fn name_of(&self, at: usize) -> usize {
        self.starts
            .partition_point(|&(start, ..)| start as usize <= at)
            .saturating_sub(1)
    }
}

/// Keeps the best of each place, and of all places the `limit` best.
fn put(best: &mut Vec<(u64, Suggestion)>, limit: usize, key: u64, suggestion: Suggestion) {
    if let Some(at) = best.iter().position(|(_, other)| other.place == suggestion.place) {
        if best.get(at).is_some_and(|(other, _)| *other <= key) {
            return;
        }
        best.remove(at);
    }
    let at = best
        .iter()
        .position(|(other, _)| *other > key)
        .unwrap_or(best.len());
    if at < limit {
        best.insert(at, (key, suggestion));
        best.truncate(limit);
    }
}

/// What goes first among places that fit alike.
fn weight(view: PlaceView<'_>) -> u32 {
    let usual = match (view.kind(), view.kind().class()) {
        (PlaceKind::Country, _) => 3_000_000,
        (PlaceKind::Governorate, _) => 90_000,
        (PlaceKind::City, _) => 100_000,
        (PlaceKind::Town, _) => 10_000,
        (_, PlaceClass::Settlement) => 500,
        _ => 1_000,
    };
    let people = if view.kind().is_area() {
        0
    } else {
        view.population().unwrap_or(0)
    };
    people.max(usual)
}

/// Writes a name as a space and letters for every word but articles: vowels in two classes, doubled letters once, k for
/// q, so that Saraqeb is met by "sarakib". Endings are left, as what is typed has not ended.
fn coarse(name: &str, plain: &mut Plain, out: &mut String) -> bool {
    if !plain.read(name) {
        return false;
    }
    let latin = plain.script() == Script::Latin;
    let mut list = plain.words().peekable();
    while let Some(word) = list.next() {
        let next = list.peek().copied();
        if latin && next.is_some_and(|next| words::is_article(word, next)) {
            continue;
        }
        let word = if latin {
            word
        } else {
            word.strip_prefix("ال")
                .filter(|rest| !rest.is_empty())
                .unwrap_or(word)
        };
        out.push(' ');
        let start = out.len();
        let mut letters = word.chars().peekable();
        while let Some(letter) = letters.next() {
            let sound = match letter {
                'e' | 'i' | 'y' => 'a',
                'o' | 'w' => 'u',
                'q' => 'k',
                other => other,
            };
            // French ou, English sh for ch.
            if sound == 'c' && letters.peek() == Some(&'h') {
                out.push('s');
                continue;
            }
            if out.get(start..).is_some_and(|written| written.ends_with(sound)) {
                continue;
            }
            out.push(sound);
        }
    }
    !out.trim_start().is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    fn gazetteer() -> Gazetteer {
        let mut places = Vec::new();
        for (id, name, arabic, kind, people) in [
            ("jisr", "Jisr al-Shughur", "جسر الشغور", PlaceKind::City, 40_000),
            ("qalat", "Qalaat al-Madiq", "قلعة المضيق", PlaceKind::Town, 12_000),
            ("saraqib", "Saraqib", "سراقب", PlaceKind::Town, 34_000),
            ("sarmin", "Sarmin", "سرمين", PlaceKind::Town, 15_000),
            ("sarmada", "Sarmada", "سرمدا", PlaceKind::Town, 0),
            ("hamlet", "Sar", "سار", PlaceKind::Village, 0),
            ("idlib", "Idlib", "إدلب", PlaceKind::City, 128_000),
        ] {
            let mut place = Place::new(id, name, kind);
            place.name_ar = Some(arabic.to_owned());
            place.population = Some(people).filter(|people| *people > 0);
            places.push(place);
        }
        Gazetteer::from_places(places)
    }

    fn check(typed: &str, ids: &[&str]) {
        let gazetteer = gazetteer();
        let found = NameSearch::new(&gazetteer).suggest(&gazetteer, typed, 3);
        let found: Vec<&str> = found
            .iter()
            .filter_map(|suggestion| gazetteer.get(suggestion.place))
            .map(PlaceView::id)
            .collect();
        assert_eq!(found, ids, "{typed}");
    }

    #[test]
    fn names_go_on_as_typed_however_they_are_spelled() {
        check("jisr", &["jisr"]);
        check("djisr", &[]);
        check("جسر", &["jisr"]);
        check("جسر الش", &["jisr"]);
        check("Jisr ash-Shu", &["jisr"]);
        check("shughur", &["jisr"]);
        check("choghour", &["jisr"]);
        check("madiq", &["qalat"]);
        check("sarakeb", &["saraqib"]);
        check("ادل", &["idlib"]);
        check("IDLEB", &["idlib"]);
        check("", &[]);
        check("?", &[]);
    }

    #[test]
    fn beginnings_go_before_parts_and_large_places_before_small() {
        check("sar", &["saraqib", "sarmin", "sarmada"]);
        check("arm", &["sarmin", "sarmada"]);
        check("d", &[]);
    }
}

//! The geocoder: from a name as written to the entry it names, with how sure, or an honest refusal.

use std::sync::Arc;

use super::candidates::{CROWDED, Found, Tier, find};
use super::decide::{Asked, at_least};
use super::hints::{Divisions, Hints};
use super::index::{NameIndex, Reading};
use super::known::KnownCities;
use super::otherwise::kind_out_of_brackets;
use super::phrase::{Meant, between, is_common_word, parse_phrase};
use super::pieces::firm;
use super::{
    Border, Gazetteer, LonLat, PlaceKind, PlaceView, Precision, Resolution, ToldBy, Verdict, spelling, words,
};

/// People from which a place whose whole name is a word such as "Kafr" is known by it.
const TOWN_PEOPLE: u32 = 5_000;

/// What is asked: a name as written and whatever else is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// The name as written, in Latin or Arabic letters, with or without words around it.
    pub toponym: &'a str,
    /// The first-level division it is said to lie in.
    pub admin1: Option<&'a str>,
    /// The second-level division it is said to lie in.
    pub admin2: Option<&'a str>,
    /// The country it is said to lie in: ISO 3166-1 code or English name.
    pub country: Option<&'a str>,
    /// Whether a settlement or an area is meant.
    pub kind: Meant,
    /// A point it is said to lie near.
    pub near: Option<LonLat>,
}

impl<'a> Query<'a> {
    /// A name and nothing else.
    pub fn named(toponym: &'a str) -> Self {
        Self {
            toponym,
            ..Self::default()
        }
    }
}

/// Finds the entries of one gazetteer by name.
#[derive(Clone, Debug)]
pub struct Geocoder {
    pub(super) gazetteer: Arc<Gazetteer>,
    pub(super) index: NameIndex,
    pub(super) divisions: Divisions,
    /// What names are held against besides; none where the gazetteer itself has the world's cities.
    pub(super) known: Option<Arc<KnownCities>>,
}

impl Geocoder {
    /// Indexes a gazetteer: about a second for 250,000 entries.
    pub fn new(gazetteer: impl Into<Arc<Gazetteer>>) -> Self {
        let gazetteer = gazetteer.into();
        let index = NameIndex::new(&gazetteer);
        let divisions = Divisions::new(&gazetteer);
        Self {
            gazetteer,
            index,
            divisions,
            known: None,
        }
    }

    /// The same, told the cities of the world: a village that bears the name of one is then no sure answer to it.
    #[must_use]
    pub fn with_known_cities(mut self) -> Self {
        self.known = (self.index.len() < CROWDED).then(|| Arc::new(KnownCities::new()));
        self
    }

    /// The same, told the borders of countries, which settle the country of entries that do not say it.
    #[must_use]
    pub fn with_borders(mut self, borders: Vec<Border>) -> Self {
        self.divisions.borders = borders;
        self
    }

    /// The gazetteer.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Bytes the index takes.
    pub fn index_bytes(&self) -> usize {
        self.index.bytes()
    }

    /// Finds what a name stands for.
    ///
    /// ```
    /// use chronotope_core::gazetteer::{Gazetteer, Geocoder, Place, PlaceKind, Query, Verdict};
    /// let places = vec![Place::new("1", "Khan Shaykhun", PlaceKind::Town), Place::new("2", "Kafr Nabl", PlaceKind::Town)];
    /// let geocoder = Geocoder::new(Gazetteer::from_places(places));
    /// assert_eq!(geocoder.geocode(&Query::named("Khan Sheikhoun")).verdict, Verdict::Variant);
    /// assert_eq!(geocoder.geocode(&Query::named("Kafr Zita")).verdict, Verdict::None);
    /// ```
    pub fn geocode(&self, query: &Query<'_>) -> Resolution {
        if let Some(name) = kind_out_of_brackets(query.toponym) {
            let toponym = name.as_str();
            return self.geocode(&Query { toponym, ..*query });
        }
        let written = self.as_written(query);
        if written.verdict == Verdict::None {
            self.otherwise(query).unwrap_or(written)
        } else {
            written
        }
    }

    fn as_written(&self, query: &Query<'_>) -> Resolution {
        let hints = self.hints(query);
        let phrase = parse_phrase(query.toponym);
        let name = query.toponym.trim();
        if let Some(ends) = between(name) {
            return self.between(ends, query.kind, &hints);
        }
        if let Some(narrowed) = self.narrowed(query) {
            return narrowed;
        }
        let mut whole = self.settle(name, query.kind, &hints);
        if whole.verdict == Verdict::None
            && let Some(within) = self.within(query, &hints)
        {
            return within;
        }
        if whole.verdict == Verdict::None && phrase.name == name {
            whole = self.in_pieces(query, &hints).unwrap_or(whole);
        }
        if is_common_word(name) && hints.is_empty() {
            whole.doubt(ToldBy::Word);
        }
        if self.brackets_deny(query, &whole) {
            whole.doubt(ToldBy::Against);
        }
        if whole.verdict != Verdict::None || phrase.name == name {
            whole.precision = self.precision(&whole, &phrase);
            return whole;
        }
        let kind = if query.kind == Meant::Any {
            phrase.meant
        } else {
            query.kind
        };
        let mut core = firm(self.settle(&phrase.name, kind, &hints));
        if core.verdict == Verdict::None && kind == Meant::Area && query.kind == Meant::Any {
            // Only a settlement has the name that is given to an area: not where it was, but a person may know.
            core = firm(self.settle(&phrase.name, Meant::Settlement, &hints));
            core.doubt(ToldBy::Settlement);
        }
        core.precision = phrase.precision;
        let settlement = core.place().and_then(|place| self.gazetteer.get(place));
        if settlement.is_some_and(|view| !view.kind().is_area())
            && (phrase.is_away || phrase.precision == Precision::Part)
        {
            core.doubt(ToldBy::Settlement);
        }
        if core.verdict == Verdict::Exact {
            // Words were taken off: it is the name, but not the whole of what is written.
            core.verdict = Verdict::Variant;
        }
        core
    }

    /// What a row says besides the name. A division that goes by another name of its town ("Alep"), or is named after
    /// the town it surrounds ("Rural Damascus": Rif Dimashq), is found through the town.
    pub(super) fn hints(&self, query: &Query<'_>) -> Hints {
        let mut hints = self.divisions.hints(query);
        let Some(admin1) = query.admin1 else {
            return hints;
        };
        let phrase = parse_phrase(admin1);
        let mut reading = Reading::default();
        let around = phrase.precision == Precision::Part;
        if !(hints.stranger || around) || !reading.read(&phrase.name) {
            return hints;
        }
        for row in self.index.with_key(&reading.key) {
            let place = self.index.row(row).and_then(|row| self.gazetteer.get(row.place));
            let town = place.filter(|view| {
                matches!(view.kind(), PlaceKind::City | PlaceKind::Governorate) && view.admin1().is_some()
            });
            let Some(town) = town else { continue };
            hints.widen_admin1([town.admin_indices().1].into());
            if around {
                for name in town.names() {
                    hints.widen_admin1(self.divisions.values(name));
                }
            }
        }
        hints
    }

    pub(super) fn settle(&self, name: &str, kind: Meant, hints: &Hints) -> Resolution {
        let mut reading = Reading::default();
        let read = reading.read(name);
        let asked = Asked {
            kind,
            hints,
            arabic: reading.is_arabic(),
        };
        if !read {
            return self.decide(Vec::new(), asked);
        }
        let found = self.look_up(&reading, kind, true);
        let close = found.iter().any(|found| found.tier.is_close());
        let mut resolution = match (!close).then(|| self.settle_respelled(name, &reading, asked)) {
            Some(Some(respelled)) => respelled,
            _ => self.decide(found, asked),
        };
        // "Maara" is short for one of many, more often than the hamlet that is spelled a little like it.
        let winner = resolution.place().and_then(|place| self.gazetteer.get(place));
        let is_small = winner.is_some_and(|view| at_least(view) < TOWN_PEOPLE);
        if (resolution.verdict != Verdict::Exact || is_small) && hints.is_empty() && reading.is_lone_generic()
        {
            resolution.doubt(ToldBy::Word);
        }
        self.held_against_cities(&reading, asked, &mut resolution);
        resolution
    }

    fn look_up(&self, reading: &Reading, kind: Meant, slips: bool) -> Vec<Found> {
        let admit = |view: PlaceView<'_>, stripped: bool| match kind {
            Meant::Settlement => !view.kind().is_area(),
            Meant::Area => view.kind().is_area(),
            Meant::Any => !stripped,
        };
        find(&self.gazetteer, &self.index, reading, slips, admit)
    }

    /// A name that is not met as it stands, in another hand or with its words taken apart: it must then be met closely.
    fn settle_respelled(&self, name: &str, reading: &Reading, asked: Asked<'_>) -> Option<Resolution> {
        let again = |name: &str, worst: Tier, wanted: &dyn Fn(&Found) -> bool| {
            let mut reading = Reading::default();
            if !reading.read(name) {
                return None;
            }
            let found = self.look_up(&reading, asked.kind, false);
            let best = found.iter().map(|found| found.tier).min()?;
            let telling = found
                .iter()
                .any(|found| found.tier == best && (found.apart.generic || found.apart.consonants >= 4));
            let worst = if telling && worst == Tier::Variant {
                Tier::Likely
            } else {
                worst
            };
            if best > worst || !found.iter().any(|found| found.tier == best && wanted(found)) {
                return None;
            }
            let mut resolution = self.decide(found, asked);
            if resolution.verdict == Verdict::Exact {
                resolution.verdict = Verdict::Variant;
            }
            Some(resolution)
        };
        for respelled in spelling::in_other_kind_words(name) {
            if let Some(resolution) = again(&respelled, Tier::Variant, &|_| true) {
                return Some(resolution);
            }
        }
        if reading.is_arabic() {
            let lost = spelling::with_lost_letters(name);
            if let Some(resolution) = lost.and_then(|name| again(&name, Tier::Folded, &|_| true)) {
                return Some(resolution);
            }
            return words::split_inner_article(name).and_then(|split| again(&split, Tier::Folded, &|_| true));
        }
        let telling = |found: &Found| {
            found.tier <= Tier::Folded || found.apart.consonants >= if found.apart.generic { 2 } else { 3 }
        };
        for respelled in spelling::in_other_hands(name) {
            if let Some(resolution) = again(&respelled, Tier::Variant, &telling) {
                return Some(resolution);
            }
        }
        let words: Vec<&str> = reading.words().collect();
        for apart in spelling::taken_apart(&words)
            .into_iter()
            .chain(spelling::with_generic_set_right(&words))
        {
            if let Some(resolution) = again(&apart, Tier::Variant, &|_| true) {
                return Some(resolution);
            }
        }
        if let [first, rest @ ..] = words.as_slice()
            && !rest.is_empty()
            && words::latin_generic(first).is_none()
            && let Some(generic) = words::nearly_generic(first)
        {
            // "Khqn Shaykhun"; but some hill may be called Tali.
            let set_right = format!("{generic} {}", rest.join(" "));
            let telling = |found: &Found| found.apart.consonants >= 3;
            if let Some(mut resolution) = again(&set_right, Tier::Folded, &telling) {
                resolution.doubt(ToldBy::Doubt);
                return Some(resolution);
            }
        }
        // Two words or more that have an article inside and are written as one.
        let inner = |found: &Found| {
            found.apart.consonants >= 4
                && self.gazetteer.get(found.place).is_some_and(|view| {
                    view.names()
                        .any(|name| words::has_inner_article(name) || words::has_article(name))
                })
        };
        if let [word] = words.as_slice() {
            for rest in words::without_inner_articles(word) {
                if let Some(resolution) = again(&rest, Tier::Folded, &inner) {
                    return Some(resolution);
                }
            }
        }
        // Only for a name that has an article and is met as it stands: "Albalate" is not "Balata".
        let has_article = |found: &Found| {
            self.gazetteer
                .get(found.place)
                .is_some_and(|view| view.names().any(words::has_article))
        };
        words::without_glued_article(name).and_then(|rest| again(rest, Tier::Folded, &has_article))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    fn geocoder() -> Geocoder {
        let place = |(id, name, country): (&str, &str, &str)| {
            let mut place = Place::new(id, name, PlaceKind::Town);
            place.country = Some(country.to_owned());
            place
        };
        let rows = [
            ("tripoli", "Tripoli", "LBN"),
            ("paris", "Paris", "FRA"),
            ("baris", "Baris", "SYR"),
            ("taybat", "Taybat al-Imam", "SYR"),
            ("shaykh", "ash-Shaykh Badr", "SYR"),
            ("ballanah", "al-Ballanah", "SYR"),
            ("khan", "Khan Shaykhun", "SYR"),
        ];
        Geocoder::new(Gazetteer::from_places(rows.into_iter().map(place).collect()))
    }

    fn check(name: &str, country: &str, verdict: Verdict) {
        let found = geocoder().geocode(&Query {
            country: Some(country),
            ..Query::named(name)
        });
        assert_eq!(found.verdict, verdict, "{name}, {country}");
    }

    #[test]
    fn a_country_counts_in_any_language() {
        for hint in [
            "LB",
            "Liban",
            "Libanon",
            "Lübnan",
            "لبنان",
            "Ливан",
            "",
            "unknown",
            "Lebanon/Syria",
        ] {
            check("Tripoli", hint, Verdict::Exact);
        }
        for hint in ["Libya", "Libyen", "Libye", "ليبيا", "Ливия", "Atlantis"] {
            check("Tripoli", hint, Verdict::Ambiguous);
        }
    }

    #[test]
    fn a_likeness_is_no_answer_where_the_name_itself_is_abroad() {
        check("Paris", "France", Verdict::Exact);
        check("Paris", "Syria", Verdict::Ambiguous);
        check("Bariss", "Syria", Verdict::Variant);
    }

    #[test]
    fn words_written_as_one_are_taken_apart() {
        check("TaybatalImam", "", Verdict::Variant);
        check("Ashshaykhbadr", "", Verdict::Variant);
        check("Alballanah", "", Verdict::Variant);
        check("Khqn Shaykhun", "", Verdict::Ambiguous);
        check("Albaris", "", Verdict::None);
    }
}

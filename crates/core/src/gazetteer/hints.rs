//! Hints: what a row says besides the name, and whether an entry agrees with it.

use std::collections::{HashMap, HashSet};

use super::costs::Across;
use super::countries::CountryNames;
use super::index::Reading;
use super::phrase::parse_phrase;
use super::{Border, Gazetteer, LonLat, PlaceKind, PlaceView, align, borders, country_code, fold};

/// What an entry says to a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Agrees,
    Contradicts,
    Nothing,
}

/// A shared value, the sounds of a name for it, whether that is in Arabic letters.
type NamedValue = (u32, Vec<super::sound::Sound>, bool);

/// The divisions a gazetteer knows, with the names they go by.
#[derive(Clone, Debug, Default)]
pub(super) struct Divisions {
    /// Folded name of a division to the shared values (codes or names) that stand for it.
    by_name: HashMap<String, HashSet<u32>>,
    country_codes: HashMap<u32, &'static str>,
    /// Names of divisions by their skeleton: value, sounds, whether Arabic.
    sounds: HashMap<Vec<u8>, Vec<NamedValue>>,
    /// Whether most first-level divisions go by names, and not by codes.
    named: bool,
    countries: CountryNames,
    /// Tells where an entry lies that does not say it.
    pub(super) borders: Vec<Border>,
}

/// A row's hints, looked up once.
#[derive(Clone, Debug, Default)]
pub(super) struct Hints {
    country: Option<&'static str>,
    admin1: Option<HashSet<u32>>,
    admin2: Option<HashSet<u32>>,
    pub(super) near: Option<LonLat>,
    /// The words of a hint that the gazetteer does not know.
    pub(super) unknown: bool,
    /// A country is named that nobody has heard of.
    pub(super) foreign: bool,
    /// A first-level division is named which the gazetteer does not know, though it knows the names of others.
    pub(super) stranger: bool,
}

impl Divisions {
    pub(super) fn new(gazetteer: &Gazetteer) -> Self {
        let mut divisions = Self {
            countries: CountryNames::new(),
            ..Self::default()
        };
        let mut used = HashSet::new();
        let (mut by_word, mut by_code) = (0_usize, 0_usize);
        let mut last_country = u32::MAX;
        for (_, view) in gazetteer.iter() {
            let (country, admin1, admin2) = view.admin_indices();
            used.extend([admin1, admin2]);
            if country != last_country {
                last_country = country;
                if let Some(code) = view.country().and_then(country_code) {
                    divisions.country_codes.insert(country, code);
                }
            }
            // A division's own entry names the value that its settlements carry.
            match view.admin1().map(is_word) {
                Some(true) => by_word += 1,
                Some(false) => by_code += 1,
                None => {}
            }
            let value = match view.kind() {
                PlaceKind::Governorate => admin1,
                PlaceKind::District => admin2,
                _ => continue,
            };
            for name in view.names() {
                for name in [name, parse_phrase(name).name.as_str()] {
                    if let Some(key) = fold(name) {
                        divisions.by_name.entry(key).or_default().insert(value);
                    }
                }
            }
        }
        divisions.named = by_word > by_code;
        let mut reading = Reading::default();
        for (value, name) in gazetteer
            .shared_values()
            .filter(|(value, _)| used.contains(value))
        {
            for name in [name, parse_phrase(name).name.as_str()] {
                if let Some(key) = fold(name) {
                    divisions.by_name.entry(key).or_default().insert(value);
                }
                if reading.read(name) {
                    let named = (value, reading.sounds.clone(), reading.is_arabic());
                    divisions
                        .sounds
                        .entry(reading.skeleton.clone())
                        .or_default()
                        .push(named);
                }
            }
        }
        divisions
    }

    /// The values that a hint may stand for; empty if the gazetteer knows none.
    pub(super) fn values(&self, hint: &str) -> HashSet<u32> {
        let mut found = HashSet::new();
        for name in [hint, parse_phrase(hint).name.as_str()] {
            if let Some(values) = fold(name).and_then(|key| self.by_name.get(&key)) {
                found.extend(values);
            }
        }
        let mut reading = Reading::default();
        if found.is_empty() && reading.read(&parse_phrase(hint).name) {
            for (value, sounds, arabic) in self.sounds.get(&reading.skeleton).into_iter().flatten() {
                let across = across(reading.is_arabic(), *arabic);
                if align::compare(&reading.sounds, sounds, across, 45).is_some() {
                    found.insert(*value);
                }
            }
        }
        found
    }

    pub(super) fn hints(&self, query: &super::Query<'_>) -> Hints {
        let mut hints = Hints {
            near: query.near,
            ..Hints::default()
        };
        let given = |hint: Option<&str>| hint.is_some_and(|hint| !hint.trim().is_empty());
        if let Some(country) = query.country.filter(|hint| given(Some(hint))) {
            hints.country = self
                .countries
                .code(country)
                .or_else(|| borders::named(&self.borders, country));
            hints.unknown |= hints.country.is_none();
            // A part of the world, as "Levant", is no country, nor is the word for one that is not known.
            hints.foreign =
                hints.country.is_none() && names_a_country(country) && self.values(country).is_empty();
        }
        for (hint, slot) in [
            (query.admin1, &mut hints.admin1),
            (query.admin2, &mut hints.admin2),
        ] {
            if let Some(hint) = hint.filter(|hint| given(Some(hint))) {
                let values = self.values(hint);
                if values.is_empty() {
                    hints.unknown = true;
                    hints.stranger |= self.named && query.admin1 == Some(hint) && is_word(hint);
                } else {
                    *slot = Some(values);
                }
            }
        }
        hints
    }

    pub(super) fn country(&self, hints: &Hints, view: PlaceView<'_>) -> Says {
        let code = self.country_codes.get(&view.admin_indices().0).copied();
        match (hints.country, code) {
            (Some(hint), Some(code)) if hint == code => Says::Agrees,
            (Some(_), Some(_)) => Says::Contradicts,
            (Some(hint), None) => {
                let inside = view
                    .point()
                    .and_then(|point| borders::lies_in(&self.borders, hint, point));
                match inside {
                    Some(true) => Says::Agrees,
                    // An area's point is no more than where its name is drawn.
                    Some(false) if !view.kind().is_area() => Says::Contradicts,
                    _ => Says::Nothing,
                }
            }
            _ => Says::Nothing,
        }
    }
}

/// Whether a division is given by name, not by a code such as "07" or "SY-ID".
fn is_word(hint: &str) -> bool {
    let letters = hint.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !hint.chars().any(char::is_numeric)
}

/// Whether a hint that no country is called by may yet be the name of one.
fn names_a_country(hint: &str) -> bool {
    const NO_NAMES: &[&str] = &[
        "unknown",
        "none",
        "null",
        "other",
        "nan",
        "various",
        "undefined",
        "not stated",
    ];
    is_word(hint)
        && !hint.contains(['/', '|', ';', '&', '?', '+'])
        && !NO_NAMES.contains(&hint.trim().to_lowercase().as_str())
}

pub(super) fn across(one_arabic: bool, other_arabic: bool) -> Across {
    match (one_arabic, other_arabic) {
        (true, true) => Across::Arabic,
        (false, false) => Across::Latin,
        _ => Across::Scripts,
    }
}

impl Hints {
    /// Whether a country, by its ISO 3166-1 alpha-3 code, may be meant.
    pub(super) fn allows(&self, code: &str) -> bool {
        self.country.is_none_or(|country| country == code)
    }

    /// Whether nothing but the name is given.
    pub(super) fn is_empty(&self) -> bool {
        self.country.is_none() && self.admin1.is_none() && self.admin2.is_none() && self.near.is_none()
    }

    /// Takes further values for the first-level division.
    pub(super) fn widen_admin1(&mut self, values: HashSet<u32>) {
        if !values.is_empty() {
            self.admin1.get_or_insert_default().extend(values);
            self.stranger = false;
        }
    }

    pub(super) fn knows_division(&self) -> bool {
        self.admin1.is_some() || self.admin2.is_some()
    }

    pub(super) fn knows_country(&self) -> bool {
        self.country.is_some()
    }

    pub(super) fn admin1(&self, view: PlaceView<'_>) -> Says {
        says(self.admin1.as_ref(), view.admin_indices().1)
    }

    pub(super) fn admin2(&self, view: PlaceView<'_>) -> Says {
        says(self.admin2.as_ref(), view.admin_indices().2)
    }

    /// Kilometres from the reference point.
    pub(super) fn distance_km(&self, view: PlaceView<'_>) -> Option<f64> {
        Some(self.near?.distance_km(view.point()?))
    }
}

fn says(hint: Option<&HashSet<u32>>, value: u32) -> Says {
    match hint {
        Some(values) if value != u32::MAX => {
            if values.contains(&value) {
                Says::Agrees
            } else {
                Says::Contradicts
            }
        }
        _ => Says::Nothing,
    }
}

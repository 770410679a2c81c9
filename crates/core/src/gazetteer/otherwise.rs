//! Other ways to read what is written, where it is no name as it stands: two spellings between a slash, the region
//! before the place, a name twice, an Arabic preposition written with its word.

use super::decide::{LISTED, at_least};
use super::geocode::Geocoder;
use super::phrase::is_kind_of_area;
use super::{PlaceKind, Precision, Query, Resolution, ToldBy, Verdict};

/// What stands between two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// "Kobani/Ayn al-Arab": mostly two names of one place.
    Or,
    /// "Idlib - Syria": mostly a place and its region.
    Dash,
}

/// Most names between slashes: more are a list.
const NAMES: usize = 3;

/// "Aleppo (governorate)": what is meant, in brackets, put behind the name.
pub(super) fn kind_out_of_brackets(toponym: &str) -> Option<String> {
    let (name, rest) = toponym.split_once('(')?;
    let inside = rest.trim().strip_suffix(')')?.trim();
    (!name.trim().is_empty() && is_kind_of_area(inside)).then(|| format!("{} {inside}", name.trim()))
}

/// "Saraqib Saraqib": the name that is written twice.
fn once(name: &str) -> Option<String> {
    if !name.contains(' ') {
        return None;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let (one, other) = words.split_at(words.len() / 2);
    let twice = !one.is_empty()
        && one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| one.to_lowercase() == other.to_lowercase());
    twice.then(|| one.join(" "))
}

/// The names on both sides of a slash, a bar or a dash with spaces.
fn side_by_side(name: &str) -> Option<(Vec<&str>, Joint)> {
    let ors = ["/", "|", " or ", " aka ", " أو "].map(|joint| (joint, Joint::Or));
    let dashes = [" - ", " – ", " — "].map(|joint| (joint, Joint::Dash));
    let (joint, kind) = ors
        .into_iter()
        .chain(dashes)
        .find(|(joint, _)| name.contains(joint))?;
    let parts = name.split(joint).map(str::trim);
    let names: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    (2..=NAMES).contains(&names.len()).then_some((names, kind))
}

/// Ways to read what a scanner or a hurried hand made of a name: "ldlib", "Kafr Takharirn", "S1rrin", "aI-Dana",
/// `TaybatalImam`.
fn misread(name: &str) -> Vec<String> {
    let mut readings: Vec<String> = Vec::new();
    let letters = name.chars().filter(char::is_ascii_alphabetic).count();
    if letters < 4 || !name.is_ascii() || name.len() > 60 {
        return readings;
    }
    let chars: Vec<char> = name.chars().collect();
    let beside = |at: usize| {
        let near = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied().unwrap_or(' ');
        (near(at.checked_sub(1)), near(Some(at + 1)))
    };
    // Each sign that cannot stand where it does, read as one of those that look like it.
    let unlike = |read_as: [char; 5]| -> String {
        let [one, none, five, eight, ell] = read_as;
        chars
            .iter()
            .enumerate()
            .map(|(at, c)| {
                let (before, after) = beside(at);
                let inside = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
                match c {
                    '1' if inside => one,
                    '0' if inside => none,
                    '5' if inside => five,
                    '8' if inside => eight,
                    'I' if before.is_ascii_lowercase() => 'l',
                    'l' if !before.is_ascii_alphabetic()
                        && !is_vowel(after)
                        && after.is_ascii_alphabetic() =>
                    {
                        ell
                    }
                    _ => *c,
                }
            })
            .collect()
    };
    readings.push(unlike(['l', 'o', 's', 'b', 'i']));
    readings.push(unlike(['i', 'o', 's', 'b', 'i']));
    if letters >= 6 {
        readings.extend(
            [("rn", "m"), ("vv", "w"), ("ii", "u"), ("cl", "d")]
                .map(|(seen, meant)| name.replace(seen, meant)),
        );
    }
    let mut apart = String::with_capacity(name.len() + 4);
    for (at, c) in chars.iter().enumerate() {
        if c.is_ascii_uppercase() && beside(at).0.is_ascii_lowercase() {
            apart.push(' ');
        }
        apart.push(*c);
    }
    readings.push(apart);
    readings.retain(|reading| reading != name);
    readings.dedup();
    readings
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// "بسراقب", "للرقة": the name without the preposition or the "and" that is written with it.
fn without_glued_preposition(name: &str) -> Option<String> {
    if let Some(rest) = name.strip_prefix("لل") {
        return (rest.chars().count() >= 3).then(|| format!("ال{rest}"));
    }
    let rest = name.strip_prefix(['ب', 'ل', 'و'])?;
    (rest.chars().count() >= 4).then(|| rest.to_owned())
}

/// People from which a town is named before what lies around it: "Hama, Taybat al-Imam".
const REGION_PEOPLE: u32 = 50_000;

impl Geocoder {
    /// Where nothing was found as it stands.
    pub(super) fn otherwise(&self, query: &Query<'_>) -> Option<Resolution> {
        let name = query.toponym.trim();
        let as_name = |toponym: &str| self.geocode(&Query { toponym, ..*query });
        if let Some(name) = once(name) {
            return Some(no_more_than_variant(as_name(&name)));
        }
        if let Some((names, joint)) = side_by_side(name) {
            return self.of_both(query, &names, joint);
        }
        if let Some(turned) = self.region_first(query) {
            return Some(turned);
        }
        for reading in misread(name) {
            let found = as_name(&reading);
            // Only a name that is met as it stands.
            let met = found.candidates.first().is_some_and(|first| first.score >= 0.96);
            if met && found.verdict != Verdict::None {
                return Some(no_more_than_likely(found));
            }
        }
        let bare = without_glued_preposition(name)?;
        let mut found = as_name(&bare);
        // Only a name that is met as it stands; a short one may begin with that letter.
        let close = found.candidates.first().is_some_and(|first| first.score >= 0.96);
        if !close || found.verdict == Verdict::None {
            return None;
        }
        if bare.chars().filter(|c| c.is_alphabetic()).count() < 5 {
            found.doubt(ToldBy::Doubt);
        }
        Some(no_more_than_variant(found))
    }

    /// "Kobani/Ayn al-Arab" is what both are; "Idlib - Syria" is what lies in the other; otherwise it is asked.
    fn of_both(&self, query: &Query<'_>, names: &[&str], joint: Joint) -> Option<Resolution> {
        if joint == Joint::Dash
            && let Some(inside) = self.one_in_the_other(query, names)
        {
            return Some(no_more_than_variant(inside));
        }
        let mut all: Vec<Resolution> = names
            .iter()
            .map(|toponym| self.geocode(&Query { toponym, ..*query }))
            .filter(|one| one.verdict != Verdict::None)
            .collect();
        let same = all.len() > 1
            && all
                .iter()
                .all(|one| one.place().is_some() && one.place() == all.first().and_then(Resolution::place));
        if same {
            return all.into_iter().next().map(no_more_than_variant);
        }
        let each = LISTED / all.len().max(1);
        let mut asked = Resolution {
            verdict: Verdict::Ambiguous,
            candidates: Vec::new(),
            precision: Precision::Exact,
        };
        for one in &mut all {
            for mut candidate in one.candidates.drain(..).take(each) {
                candidate.why.told_by = ToldBy::Nothing;
                let known = asked
                    .candidates
                    .iter()
                    .any(|other| other.place == candidate.place);
                if !known {
                    asked.candidates.push(candidate);
                }
            }
        }
        (!asked.candidates.is_empty()).then_some(asked)
    }

    /// The part that lies in the other, whichever stands first.
    fn one_in_the_other(&self, query: &Query<'_>, names: &[&str]) -> Option<Resolution> {
        let mut backwards: Vec<&str> = names.to_vec();
        backwards.reverse();
        [names, backwards.as_slice()].into_iter().find_map(|names| {
            let comma = names.join(", ");
            let toponym = comma.as_str();
            self.narrowed(&Query { toponym, ..*query })
                .filter(|found| !self.is_country(found))
        })
    }

    /// "Syria, Idlib": the region is written first.
    pub(super) fn region_first(&self, query: &Query<'_>) -> Option<Resolution> {
        let parts: Vec<&str> = query.toponym.split([',', '،']).map(str::trim).collect();
        let (first, others) = parts.split_first()?;
        if others.is_empty() || parts.len() > NAMES || parts.iter().any(|part| part.is_empty()) {
            return None;
        }
        let region = self.geocode(&Query {
            toponym: first,
            ..Query::default()
        });
        let is_region = region.candidates.iter().any(|candidate| {
            let view = self.gazetteer.get(candidate.place);
            view.is_some_and(|view| view.kind().is_area())
        });
        let turned: Vec<&str> = others.iter().rev().chain([first]).copied().collect();
        let comma = turned.join(", ");
        let toponym = comma.as_str();
        // "Kafr Nabl, Hass" are two towns.
        let town = region.place().and_then(|place| self.gazetteer.get(place));
        let found = (is_region || town.is_some_and(|view| at_least(view) >= REGION_PEOPLE))
            .then(|| self.narrowed_as_written(&Query { toponym, ..*query }))
            .flatten()
            // "Tartus, Schlesien" is no country.
            .filter(|found| !self.is_country(found))?;
        Some(no_more_than_variant(found))
    }

    /// Whether the answer is a whole country.
    pub(super) fn is_country(&self, resolution: &Resolution) -> bool {
        let view = resolution.place().and_then(|place| self.gazetteer.get(place));
        view.is_some_and(|view| view.kind() == PlaceKind::Country)
    }
}

fn no_more_than_variant(mut resolution: Resolution) -> Resolution {
    if resolution.verdict == Verdict::Exact {
        resolution.verdict = Verdict::Variant;
    }
    resolution
}

fn no_more_than_likely(mut resolution: Resolution) -> Resolution {
    if resolution.verdict.is_confident() {
        resolution.verdict = Verdict::Likely;
    }
    resolution
}

#[cfg(test)]
mod tests {
    use super::super::{Gazetteer, Place};
    use super::*;

    fn geocoder() -> Geocoder {
        let rows = [
            ("syria", "Syria", "سوريا", PlaceKind::Country, None),
            (
                "a1",
                "Idlib Governorate",
                "محافظة إدلب",
                PlaceKind::Governorate,
                Some("Idlib"),
            ),
            (
                "rd",
                "Rif Dimashq Governorate",
                "محافظة ريف دمشق",
                PlaceKind::Governorate,
                Some("Rif Dimashq"),
            ),
            (
                "di",
                "Damascus Governorate",
                "محافظة دمشق",
                PlaceKind::Governorate,
                Some("Damascus"),
            ),
            ("idlib", "Idlib", "إدلب", PlaceKind::City, Some("Idlib")),
            ("saraqib", "Saraqib", "سراقب", PlaceKind::Town, Some("Idlib")),
            ("damascus", "Damascus", "دمشق", PlaceKind::City, Some("Damascus")),
            ("raqqa", "Raqqa", "الرقة", PlaceKind::City, Some("Raqqa")),
        ];
        let place = |(id, name, arabic, kind, admin1): (&str, &str, &str, PlaceKind, Option<&str>)| {
            let mut place = Place::new(id, name, kind);
            place.name_ar = Some(arabic.to_owned());
            place.admin1 = admin1.map(str::to_owned);
            place.country = Some("SYR".to_owned());
            place
        };
        Geocoder::new(Gazetteer::from_places(rows.into_iter().map(place).collect()))
    }

    fn check(name: &str, verdict: Verdict, id: &str) {
        let geocoder = geocoder();
        let found = geocoder.geocode(&Query::named(name));
        let first = found.candidates.first().map_or("", |first| {
            geocoder
                .gazetteer
                .get(first.place)
                .map_or("", super::super::PlaceView::id)
        });
        let first = if found.verdict == Verdict::None { "" } else { first };
        assert_eq!((found.verdict, first), (verdict, id), "{name}");
    }

    #[test]
    fn two_spellings_are_one_place() {
        check("Idlib/إدلب", Verdict::Variant, "idlib");
        check("Saraqib / Saraqeb", Verdict::Variant, "saraqib");
        check("Serakib/Atlantis", Verdict::Ambiguous, "saraqib");
        check("Saraqib/Idlib", Verdict::Ambiguous, "saraqib");
        check("Atlantis/Utopia", Verdict::None, "");
    }

    #[test]
    fn what_was_read_wrong_is_read_again() {
        check("S4raqib", Verdict::None, "");
        check("Id1ib", Verdict::Likely, "idlib");
        check("ldlib", Verdict::Likely, "idlib");
        check("Darnascus", Verdict::Likely, "damascus");
        check("idIib City", Verdict::Likely, "idlib");
        assert!(misread("KhanShaykhun").contains(&"Khan Shaykhun".to_owned()));
        assert!(misread("Saraqib").is_empty());
        assert!(misread("M5").is_empty());
    }

    #[test]
    fn what_stands_in_brackets_is_no_place_for_a_name_that_nobody_knows() {
        check("Atlantis (Idlib)", Verdict::Ambiguous, "idlib");
        check("(Idlib)", Verdict::Exact, "idlib");
        check("Saraqib (Damascus)", Verdict::Ambiguous, "saraqib");
        check("Saraqib (Libyen)", Verdict::Ambiguous, "saraqib");
        check("Saraqib (Suriye)", Verdict::Exact, "saraqib");
    }

    #[test]
    fn a_place_in_a_country_is_never_that_country() {
        check("Idlib, Syrien", Verdict::Exact, "idlib");
        check("Idlib, Schlesien", Verdict::None, "");
        check("Damascus - Syrie", Verdict::Variant, "damascus");
        check("Homs - Syrie", Verdict::Ambiguous, "syria");
    }

    #[test]
    fn the_region_may_stand_first() {
        check("Syria, Idlib", Verdict::Variant, "idlib");
        check("Saraqib - Idlib", Verdict::Variant, "saraqib");
        check("Idlib - Saraqib", Verdict::Variant, "saraqib");
        check("Idlib, Saraqib", Verdict::Variant, "saraqib");
        check("سراقب - إدلب", Verdict::Variant, "saraqib");
        check("Damascus - Raqqa", Verdict::Ambiguous, "damascus");
    }

    #[test]
    fn arabic_prepositions_are_taken_off() {
        check("في إدلب", Verdict::Variant, "idlib");
        check("بسراقب", Verdict::Variant, "saraqib");
        check("بإدلب", Verdict::Ambiguous, "idlib");
        check("للرقة", Verdict::Variant, "raqqa");
        check("وسراقبي", Verdict::None, "");
        check("بمدينة سراقب", Verdict::Variant, "saraqib");
    }

    #[test]
    fn what_is_meant_may_stand_in_brackets_or_twice() {
        check("Idlib (governorate)", Verdict::Exact, "a1");
        check("Idlib (city)", Verdict::Exact, "idlib");
        check("Saraqib Saraqib", Verdict::Variant, "saraqib");
        check("ريف دمشق", Verdict::Exact, "rd");
        check("Rif Dimashq", Verdict::Exact, "rd");
    }

    #[test]
    fn words_of_other_languages_describe() {
        check("la ville d'Idlib", Verdict::Variant, "idlib");
        check("gouvernorat d'Idlib", Verdict::Variant, "a1");
        check("İdlib kenti", Verdict::Variant, "idlib");
        check("Stadt Idlib", Verdict::Variant, "idlib");
        check("from Saraqib", Verdict::Variant, "saraqib");
        check("10km from Saraqib", Verdict::Ambiguous, "saraqib");
        check("NE Syria", Verdict::Variant, "syria");
    }
}

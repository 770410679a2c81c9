//! [`PlaceFinder`]: places by the beginning of a name, in any spelling; and coordinates as people type them.

use crate::gazetteer::fold;
use crate::geo::LonLat;

/// Finds places as a name is typed. Linear in the number of names.
#[derive(Debug, Clone, Default)]
pub struct PlaceFinder {
    /// A folded name, and whose it is.
    names: Vec<(Box<str>, u32)>,
    /// Greater is shown first among equally good finds.
    weights: Vec<u32>,
}

impl PlaceFinder {
    /// Adds a place with its names and its weight; its number is how many were added before.
    pub fn add<'a>(&mut self, names: impl Iterator<Item = &'a str>, weight: u32) {
        let number = self.weights.len() as u32;
        self.weights.push(weight);
        let first = self.names.len();
        for name in names.filter_map(fold) {
            if !self
                .names
                .get(first..)
                .is_some_and(|own| own.iter().any(|(n, _)| **n == *name))
            {
                self.names.push((name.into(), number));
            }
        }
    }

    /// The best finds for what is typed, best first: a name that is it, one that begins with it, one that holds it.
    pub fn find(&self, typed: &str, limit: usize) -> Vec<u32> {
        let Some(typed) = fold(typed) else {
            return Vec::new();
        };
        let mut found: Vec<(u64, u32)> = Vec::new();
        for (name, number) in &self.names {
            let worth: u64 = match name.find(&typed) {
                Some(0) if name.len() == typed.len() => 2,
                Some(0) => 1,
                // A single letter is inside nearly every name.
                Some(_) if typed.len() > 2 => 0,
                _ => continue,
            };
            let weight = self.weights.get(*number as usize).copied().unwrap_or(0);
            let worth = worth << 32 | u64::from(weight);
            match found.iter_mut().find(|(_, n)| n == number) {
                Some(known) => known.0 = known.0.max(worth),
                None => found.push((worth, *number)),
            }
        }
        // A few are wanted of what may be many: no sort.
        let mut best = Vec::new();
        while best.len() < limit && !found.is_empty() {
            let mut at = 0;
            for (i, entry) in found.iter().enumerate() {
                if entry.0 > found[at].0 {
                    at = i;
                }
            }
            best.push(found.swap_remove(at).1);
        }
        best
    }
}

/// Latitude and longitude as people write them: `35.61, 36.56`, `35.61 36.56`, `35.61N 36.56E`, `36.56E, 35.61N`.
///
/// ```
/// use chronotope_core::scene::map::typed_lat_lon;
/// let hass = typed_lat_lon("35.612, 36.56").unwrap();
/// assert_eq!((hass.lat, hass.lon), (35.612, 36.56));
/// assert_eq!(typed_lat_lon("36.56°E 35.612°N"), Some(hass));
/// assert_eq!(typed_lat_lon("95, 36"), None);
/// ```
pub fn typed_lat_lon(text: &str) -> Option<LonLat> {
    let mut parts = text
        .split([',', ' ', ';', '،'])
        .map(|part| part.trim_matches(['°', ' ']))
        .filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (a, a_is_lon) = degrees(first)?;
    let (b, b_is_lon) = degrees(second)?;
    match (a_is_lon, b_is_lon) {
        (Some(true), None | Some(false)) | (None, Some(false)) => LonLat::new(a, b),
        (Some(false), Some(false)) | (Some(true), Some(true)) => None,
        _ => LonLat::new(b, a),
    }
}

/// A number of degrees, and whether a letter says that it is a longitude.
fn degrees(part: &str) -> Option<(f64, Option<bool>)> {
    let (number, sign, is_lon) = match part.chars().last()?.to_ascii_uppercase() {
        'N' => (&part[..part.len() - 1], 1.0, Some(false)),
        'S' => (&part[..part.len() - 1], -1.0, Some(false)),
        'E' => (&part[..part.len() - 1], 1.0, Some(true)),
        'W' => (&part[..part.len() - 1], -1.0, Some(true)),
        _ => (part, 1.0, None),
    };
    let value: f64 = number.trim_end_matches('°').parse().ok()?;
    value.is_finite().then_some((value * sign, is_lon))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finder() -> PlaceFinder {
        let mut finder = PlaceFinder::default();
        finder.add(["Idlib", "إدلب"].into_iter(), 90);
        finder.add(["Idlib Governorate", "محافظة إدلب"].into_iter(), 95);
        finder.add(["Ma'arrat al-Nu'man", "معرة النعمان"].into_iter(), 60);
        finder.add(["Kafr Nabl", "كفرنبل"].into_iter(), 40);
        finder.add(["Jisr al-Shughur", "جسر الشغور"].into_iter(), 50);
        finder
    }

    #[test]
    fn names_are_found_as_they_are_typed() {
        let finder = finder();
        assert_eq!(finder.find("Idlib", 9), [0, 1]);
        assert_eq!(finder.find("إدل", 9)[0], 0);
        assert_eq!(finder.find("maarat al n", 9), [2]);
        assert_eq!(finder.find("shughur", 9), [4]);
        assert_eq!(finder.find("كفر نبل", 1), [3]);
        assert!(finder.find("", 9).is_empty() && finder.find("zzz", 9).is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,30}") {
            prop_assert!(finder().find(&text, 3).len() <= 3);
            if let Some(p) = typed_lat_lon(&text) {
                prop_assert!(LonLat::new(p.lon, p.lat).is_some());
            }
        }

        #[test]
        fn coordinates_are_read_as_they_are_written(lat in -90.0..90.0f64, lon in -180.0..180.0f64) {
            let p = typed_lat_lon(&format!("{lat:.5}, {lon:.5}")).unwrap();
            prop_assert!((p.lat - lat).abs() < 1e-5 && (p.lon - lon).abs() < 1e-5);
        }
    }
}

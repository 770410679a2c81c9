//! [`Gazetteer`]: the entries, kept compactly. 250,000 of them with their names take about 30 MB.

use std::collections::HashMap;

use super::{LonLat, Place, PlaceKind};

/// The position of an entry in its [`Gazetteer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceIndex(pub u32);

const NONE: u32 = u32::MAX;
const NOWHERE: i32 = i32::MAX;

#[derive(Clone, Debug)]
struct Row {
    /// Where the entry's strings start in the text: id, source, then names, each closed by a newline.
    text: u32,
    country: u32,
    admin1: u32,
    admin2: u32,
    population: u32,
    /// Millionths of a degree; `NOWHERE` without a point.
    lon_e6: i32,
    lat_e6: i32,
    precision_km: f32,
    kind: PlaceKind,
    has_arabic: bool,
}

/// The entries of a gazetteer, in the order they were added, with unique ids.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    text: String,
    rows: Vec<Row>,
    shared: Vec<Box<str>>,
    shared_index: HashMap<Box<str>, u32>,
    seen: HashMap<u64, u32>,
}

/// One entry, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct PlaceView<'g> {
    gazetteer: &'g Gazetteer,
    row: &'g Row,
}

impl Gazetteer {
    /// A gazetteer of these entries; a repeated id adds its names to the first entry of that id.
    pub fn from_places(places: Vec<Place>) -> Self {
        let mut gazetteer = Self::default();
        let mut positions: HashMap<String, usize> = HashMap::new();
        let mut merged: Vec<Place> = Vec::with_capacity(places.len());
        for place in places {
            if let Some(first) = positions.get(&place.id).and_then(|&at| merged.get_mut(at)) {
                for name in std::iter::once(place.name)
                    .chain(place.name_ar)
                    .chain(place.names)
                {
                    if first.name != name
                        && first.name_ar.as_ref() != Some(&name)
                        && !first.names.contains(&name)
                    {
                        first.names.push(name);
                    }
                }
            } else {
                positions.insert(place.id.clone(), merged.len());
                merged.push(place);
            }
        }
        for place in &merged {
            gazetteer.push(place);
        }
        gazetteer
    }

    /// Adds an entry unless its id is there already; whether it was added.
    pub fn push(&mut self, place: &Place) -> bool {
        let key = wide_hash(place.id.as_bytes());
        if let Some(&first) = self.seen.get(&key)
            && self
                .get(PlaceIndex(first))
                .is_some_and(|view| view.id() == place.id)
        {
            return false;
        }
        let index = self.rows.len() as u32;
        self.seen.entry(key).or_insert(index);
        let row = Row {
            text: self.text.len() as u32,
            country: self.share(place.country.as_deref()),
            admin1: self.share(place.admin1.as_deref()),
            admin2: self.share(place.admin2.as_deref()),
            population: place
                .population
                .map_or(NONE, |population| population.min(NONE - 1)),
            lon_e6: place
                .point
                .map_or(NOWHERE, |point| (point.lon * 1e6).round() as i32),
            lat_e6: place
                .point
                .map_or(NOWHERE, |point| (point.lat * 1e6).round() as i32),
            precision_km: place.precision_km.unwrap_or(f32::NAN),
            kind: place.kind,
            has_arabic: place.name_ar.is_some(),
        };
        for part in [place.id.as_str(), place.source.as_str(), place.name.as_str()] {
            self.push_text(part);
        }
        for name in place.name_ar.iter().chain(&place.names) {
            self.push_text(name);
        }
        self.text.push('\u{0}');
        self.rows.push(row);
        true
    }

    fn push_text(&mut self, part: &str) {
        for piece in part.split(['\n', '\u{0}']) {
            self.text.push_str(piece);
        }
        self.text.push('\n');
    }

    fn share(&mut self, value: Option<&str>) -> u32 {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return NONE;
        };
        if let Some(&index) = self.shared_index.get(value) {
            return index;
        }
        let index = self.shared.len() as u32;
        self.shared.push(value.into());
        self.shared_index.insert(value.into(), index);
        index
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The entry at a position.
    pub fn get(&self, index: PlaceIndex) -> Option<PlaceView<'_>> {
        self.rows
            .get(index.0 as usize)
            .map(|row| PlaceView { gazetteer: self, row })
    }

    /// The entry with an id.
    pub fn by_id(&self, id: &str) -> Option<PlaceView<'_>> {
        self.index_of(id).and_then(|index| self.get(index))
    }

    /// The position of the entry with an id.
    pub fn index_of(&self, id: &str) -> Option<PlaceIndex> {
        let index = PlaceIndex(*self.seen.get(&wide_hash(id.as_bytes()))?);
        if self.get(index)?.id() == id {
            return Some(index);
        }
        // Two ids with one hash: look at each.
        self.iter()
            .find(|(_, view)| view.id() == id)
            .map(|(index, _)| index)
    }

    /// All entries, in order.
    pub fn iter(&self) -> impl Iterator<Item = (PlaceIndex, PlaceView<'_>)> {
        self.rows
            .iter()
            .enumerate()
            .map(|(index, row)| (PlaceIndex(index as u32), PlaceView { gazetteer: self, row }))
    }

    pub(super) fn shared_values(&self) -> impl Iterator<Item = (u32, &str)> {
        self.shared
            .iter()
            .enumerate()
            .map(|(index, value)| (index as u32, &**value))
    }
}

fn wide_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl<'g> PlaceView<'g> {
    fn parts(self) -> impl Iterator<Item = &'g str> {
        let text = self
            .gazetteer
            .text
            .get(self.row.text as usize..)
            .unwrap_or_default();
        // An entry ends where a line begins with its sign; most readers want the first lines only.
        text.split('\n').take_while(|part| !part.starts_with('\u{0}'))
    }

    /// The unique id.
    pub fn id(self) -> &'g str {
        self.parts().next().unwrap_or_default()
    }

    /// Where the entry comes from.
    pub fn source(self) -> &'g str {
        self.parts().nth(1).unwrap_or_default()
    }

    /// The name shown in Latin letters.
    pub fn name(self) -> &'g str {
        self.parts().nth(2).unwrap_or_default()
    }

    /// The name shown in Arabic letters.
    pub fn name_ar(self) -> Option<&'g str> {
        self.row.has_arabic.then(|| self.parts().nth(3)).flatten()
    }

    /// Every name, in any script, the shown ones first.
    pub fn names(self) -> impl Iterator<Item = &'g str> {
        self.parts().skip(2)
    }

    /// What sort of thing it is.
    pub fn kind(self) -> PlaceKind {
        self.row.kind
    }

    fn shared(self, index: u32) -> Option<&'g str> {
        self.gazetteer.shared.get(index as usize).map(|value| &**value)
    }

    /// ISO 3166-1 alpha-3, as the source has it.
    pub fn country(self) -> Option<&'g str> {
        self.shared(self.row.country)
    }

    /// The first-level division it lies in.
    pub fn admin1(self) -> Option<&'g str> {
        self.shared(self.row.admin1)
    }

    /// The second-level division it lies in.
    pub fn admin2(self) -> Option<&'g str> {
        self.shared(self.row.admin2)
    }

    pub(super) fn admin_indices(self) -> (u32, u32, u32) {
        (self.row.country, self.row.admin1, self.row.admin2)
    }

    /// Inhabitants, where stated.
    pub fn population(self) -> Option<u32> {
        (self.row.population != NONE).then_some(self.row.population)
    }

    /// Where it is, to six decimals; an area's label point.
    pub fn point(self) -> Option<LonLat> {
        LonLat::new(f64::from(self.row.lon_e6) / 1e6, f64::from(self.row.lat_e6) / 1e6)
    }

    /// How far off the point may be, in kilometres.
    pub fn precision_km(self) -> Option<f32> {
        (!self.row.precision_km.is_nan()).then_some(self.row.precision_km)
    }

    /// The entry on its own.
    pub fn to_place(self) -> Place {
        let mut names = self.names().skip(1).map(str::to_owned);
        Place {
            id: self.id().to_owned(),
            name: self.name().to_owned(),
            name_ar: if self.row.has_arabic { names.next() } else { None },
            names: names.collect(),
            kind: self.kind(),
            country: self.country().map(str::to_owned),
            admin1: self.admin1().map(str::to_owned),
            admin2: self.admin2().map(str::to_owned),
            population: self.population(),
            point: self.point(),
            precision_km: self.precision_km(),
            source: self.source().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_comes_back_as_it_went_in() {
        let mut place = Place::new("gn1", "Hass", PlaceKind::Village);
        place.name_ar = Some("حاس".to_owned());
        place.names = vec!["Hassef".to_owned()];
        place.admin1 = Some("Idlib".to_owned());
        place.point = LonLat::new(36.63393, 35.93062);
        let gazetteer =
            Gazetteer::from_places(vec![place.clone(), Place::new("gn2", "Hama", PlaceKind::City)]);
        assert_eq!(gazetteer.by_id("gn1").unwrap().to_place(), place);
        assert_eq!(
            gazetteer.by_id("gn2").unwrap().names().collect::<Vec<_>>(),
            ["Hama"]
        );
        assert!(gazetteer.by_id("gn3").is_none());
    }

    #[test]
    fn a_repeated_id_adds_its_names() {
        let mut again = Place::new("x", "Sarakeb", PlaceKind::Town);
        again.names = vec!["Saraqib".to_owned()];
        let gazetteer = Gazetteer::from_places(vec![Place::new("x", "Saraqib", PlaceKind::Town), again]);
        assert_eq!(gazetteer.len(), 1);
        assert_eq!(
            gazetteer.by_id("x").unwrap().names().collect::<Vec<_>>(),
            ["Saraqib", "Sarakeb"]
        );
    }
}

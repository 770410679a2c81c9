//! What a gazetteer entry is: a name for a point or for an area, and where the entry comes from.

use super::LonLat;

/// What sort of thing a gazetteer entry names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A sovereign state or what is listed like one.
    Country,
    /// A first-level division: governorate, province, region of a country.
    Governorate,
    /// A lower division: district, sub-district, municipality as an area.
    District,
    /// A part of a division, or an area without an office.
    Area,
    /// A plain or valley.
    Plain,
    /// A mountain or upland.
    Mountain,
    /// A sea, lake or river.
    Water,
    /// A road.
    Road,
    /// A city.
    City,
    /// A town.
    Town,
    /// A village or smaller, and any populated place of unknown size.
    Village,
    /// A military base or air field.
    Base,
    /// A civil airport.
    Airport,
    /// A prison.
    Prison,
    /// A border crossing.
    Crossing,
    /// A camp of displaced people.
    Camp,
    /// Any other single spot.
    Site,
}

/// The three ways in which an entry can be drawn and asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceClass {
    /// A city, town or village: a dot.
    Settlement,
    /// A base, prison, crossing or other spot: a dot.
    Site,
    /// Whatever has an extent: never a dot.
    Area,
}

const KIND_WORDS: &[(&str, PlaceKind)] = &[
    ("country", PlaceKind::Country),
    ("governorate", PlaceKind::Governorate),
    ("province", PlaceKind::Governorate),
    ("district", PlaceKind::District),
    ("area", PlaceKind::Area),
    ("region", PlaceKind::Area),
    ("plain", PlaceKind::Plain),
    ("mountain", PlaceKind::Mountain),
    ("water", PlaceKind::Water),
    ("sea", PlaceKind::Water),
    ("lake", PlaceKind::Water),
    ("river", PlaceKind::Water),
    ("road", PlaceKind::Road),
    ("city", PlaceKind::City),
    ("town", PlaceKind::Town),
    ("village", PlaceKind::Village),
    ("settlement", PlaceKind::Village),
    ("base", PlaceKind::Base),
    ("airport", PlaceKind::Airport),
    ("prison", PlaceKind::Prison),
    ("border-crossing", PlaceKind::Crossing),
    ("crossing", PlaceKind::Crossing),
    ("camp", PlaceKind::Camp),
    ("site", PlaceKind::Site),
];

impl PlaceKind {
    /// The kind for a word as the project's files write it; unknown words name a [`PlaceKind::Site`].
    pub fn from_word(word: &str) -> Self {
        let word = word.trim().to_ascii_lowercase();
        KIND_WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map_or(Self::Site, |(_, kind)| *kind)
    }

    /// The word for the kind, which [`PlaceKind::from_word`] reads back.
    pub fn word(self) -> &'static str {
        KIND_WORDS
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("site", |(word, _)| word)
    }

    /// The kind for a `GeoNames` feature class and code, with the population for populated places.
    pub fn from_geonames(class: &str, code: &str, population: u32) -> Self {
        match (class, code) {
            ("A", "PCLI" | "PCL" | "PCLD" | "PCLF" | "PCLS" | "PCLIX" | "TERR") => Self::Country,
            ("A", "ADM1" | "ADM1H") => Self::Governorate,
            ("A", _) => Self::District,
            ("T", "PLN" | "PLNX" | "VAL" | "VALS") => Self::Plain,
            ("T", "MT" | "MTS" | "HLL" | "HLLS" | "UPLD" | "PLAT") => Self::Mountain,
            ("H", _) => Self::Water,
            ("R", _) => Self::Road,
            ("L", "MILB" | "NVB") | ("S", "AIRB" | "INSM" | "FT") => Self::Base,
            ("L" | "T" | "V" | "U", _) => Self::Area,
            ("S", "AIRP" | "AIRF") => Self::Airport,
            ("S", "PRN") => Self::Prison,
            ("S", "PSTB") => Self::Crossing,
            ("S", "CMPRF" | "CMP") => Self::Camp,
            ("P", _) => Self::from_population(population),
            _ => Self::Site,
        }
    }

    /// The kind of a populated place: a city from 100,000 people, a town from 5,000.
    pub fn from_population(population: u32) -> Self {
        match population {
            100_000.. => Self::City,
            5_000.. => Self::Town,
            _ => Self::Village,
        }
    }

    /// How entries of this kind are drawn and asked for.
    pub fn class(self) -> PlaceClass {
        match self {
            Self::City | Self::Town | Self::Village => PlaceClass::Settlement,
            Self::Base | Self::Airport | Self::Prison | Self::Crossing | Self::Camp | Self::Site => {
                PlaceClass::Site
            }
            _ => PlaceClass::Area,
        }
    }

    /// Whether entries of this kind have an extent and are never a dot.
    pub fn is_area(self) -> bool {
        self.class() == PlaceClass::Area
    }
}

/// One gazetteer entry, as a reader hands it over.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Unique in its gazetteer: `gn<GeoNames id>`, `c-<ISO3>`, `a1-<ISO 3166-2>`, or the file's own.
    pub id: String,
    /// The name shown in Latin letters.
    pub name: String,
    /// The name shown in Arabic letters.
    pub name_ar: Option<String>,
    /// Further names, in any script.
    pub names: Vec<String>,
    /// What sort of thing it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// The name of the first-level division it lies in.
    pub admin1: Option<String>,
    /// The name of the second-level division it lies in.
    pub admin2: Option<String>,
    /// Inhabitants, where stated.
    pub population: Option<u32>,
    /// Where it is; for an area, where its label stands. `None` where no source gives a point.
    pub point: Option<LonLat>,
    /// How far off the point may be, in kilometres.
    pub precision_km: Option<f32>,
    /// Where the entry comes from.
    pub source: String,
}

impl Place {
    /// An entry with a name and a kind and nothing else.
    pub fn new(id: impl Into<String>, name: impl Into<String>, kind: PlaceKind) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            name_ar: None,
            names: Vec::new(),
            kind,
            country: None,
            admin1: None,
            admin2: None,
            population: None,
            point: None,
            precision_km: None,
            source: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_survive_being_written() {
        for (_, kind) in KIND_WORDS {
            assert_eq!(PlaceKind::from_word(kind.word()), *kind);
        }
        assert_eq!(PlaceKind::from_word("hamlet?"), PlaceKind::Site);
    }
}

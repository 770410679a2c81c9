//! [`Manifest`]: what a data set is, which files hold it, and how to open it.

use super::DatasetError;
use super::wire::{self, json_error};
use crate::geo::BBox;
use crate::state::Lang;
use crate::time::{Day, TimeWindow};
use std::collections::BTreeMap;

/// A text in the languages of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Localized {
    /// English.
    pub en: String,
    /// Arabic; empty if there is none.
    pub ar: String,
}

impl Localized {
    /// The text in a language, English where there is none.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ar if !self.ar.is_empty() => &self.ar,
            _ => &self.en,
        }
    }
}

/// The slot of the palette for kinds without a group: grey.
pub const REST_SLOT: u8 = 7;

/// Shape of a group's marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
    Ring,
}

impl Shape {
    /// In the order in which groups without a shape get one.
    pub const ALL: [Shape; 5] = [
        Shape::Circle,
        Shape::Square,
        Shape::Triangle,
        Shape::Diamond,
        Shape::Ring,
    ];

    /// The word in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            Shape::Circle => "circle",
            Shape::Square => "square",
            Shape::Triangle => "triangle",
            Shape::Diamond => "diamond",
            Shape::Ring => "ring",
        }
    }

    fn parse(word: &str) -> Option<Shape> {
        match word {
            "circle" => Some(Shape::Circle),
            "square" => Some(Shape::Square),
            "triangle" => Some(Shape::Triangle),
            "diamond" => Some(Shape::Diamond),
            "ring" => Some(Shape::Ring),
            _ => None,
        }
    }
}

/// What events are counted as: talks are counted apart from violence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CountsAs {
    /// Violence, and whatever a data set does not tell apart.
    #[default]
    Violence,
    /// Movement of people or troops.
    Movement,
    /// Talks.
    Talks,
    /// Words.
    Speech,
}

impl CountsAs {
    /// The word in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            CountsAs::Violence => "violence",
            CountsAs::Movement => "movement",
            CountsAs::Talks => "talks",
            CountsAs::Speech => "speech",
        }
    }

    fn parse(word: &str) -> Option<CountsAs> {
        match word {
            "violence" | "" => Some(CountsAs::Violence),
            "movement" => Some(CountsAs::Movement),
            "talks" => Some(CountsAs::Talks),
            "speech" => Some(CountsAs::Speech),
            _ => None,
        }
    }
}

/// Kinds that share a colour and a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Unique in the data set.
    pub id: String,
    /// As shown.
    pub name: Localized,
    /// Shape of its marks.
    pub shape: Shape,
    /// Place in the palette: 0 to 6, and 7 for "the rest".
    pub slot: u8,
}

/// What a kind is called, and what it counts as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindInfo {
    /// As shown.
    pub name: Localized,
    /// Position of its group in [`Manifest::groups`].
    pub group: usize,
    /// What its events are counted as: its group's, where it does not say.
    pub counts_as: CountsAs,
}

/// What a data set is, which files hold it, and how to open it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manifest {
    /// As shown.
    pub title: Localized,
    /// In a sentence or two.
    pub description: Localized,
    /// Licence of the data.
    pub licence: String,
    /// Whom to credit.
    pub attribution: String,
    /// Path of the reports file, relative to the manifest.
    pub reports: String,
    /// Path of the events file, relative to the manifest.
    pub events: String,
    /// Paths of the gazetteer's files, relative to the manifest.
    pub gazetteer: Vec<String>,
    /// Path of the folder that holds the layers of the base map, relative to the manifest.
    pub basemap: String,
    /// The window to open with; `None` is all time.
    pub window: Option<TimeWindow>,
    /// The box to open with; `None` is around all places.
    pub bbox: Option<BBox>,
    /// Groups of kinds.
    pub groups: Vec<Group>,
    /// Kinds by id.
    pub kinds: BTreeMap<String, KindInfo>,
    /// Arabic for names in the data (actors, publishers...).
    pub names_ar: BTreeMap<String, String>,
}

impl Manifest {
    /// The name of a kind: the manifest's, or the id with spaces for underscores.
    pub fn kind_name(&self, kind: &str, lang: Lang) -> String {
        match self.kinds.get(kind) {
            Some(info) => info.name.get(lang).to_owned(),
            None => kind.replace('_', " "),
        }
    }

    /// A name of the data in a language: as it stands, where there is no translation.
    pub fn name<'a>(&'a self, name: &'a str, lang: Lang) -> &'a str {
        match lang {
            Lang::En => name,
            Lang::Ar => self.names_ar.get(name).map_or(name, String::as_str),
        }
    }
}

/// Reads a manifest.
///
/// # Errors
/// [`DatasetError`] if it is not JSON, or lacks what a manifest needs.
pub fn read_manifest(file: &str, bytes: &[u8]) -> Result<Manifest, DatasetError> {
    let wire: wire::Manifest = serde_json::from_slice(bytes).map_err(|e| json_error(file, &e))?;
    let wrong = |detail: String| DatasetError::NotExpected {
        file: file.to_owned(),
        detail,
    };
    let window = match &wire.window {
        None => None,
        Some([first, last]) => {
            let day = |s: &str| Day::parse_iso(s).ok_or_else(|| wrong(format!("window: “{s}” is not a day")));
            Some(TimeWindow::from_days(day(first)?, day(last)?))
        }
    };
    let bbox = match wire.bbox {
        None => None,
        Some(array) => Some(BBox::from_array(array).ok_or_else(|| wrong("bbox: not a box".to_owned()))?),
    };
    let mut groups = Vec::with_capacity(wire.groups.len());
    let mut group_of = BTreeMap::new();
    for (index, group) in wire.groups.into_iter().enumerate() {
        let shape = Shape::parse(&group.shape).ok_or_else(|| wrong(format!("shape “{}”", group.shape)))?;
        let counts_as = CountsAs::parse(&group.counts_as)
            .ok_or_else(|| wrong(format!("counts_as “{}”", group.counts_as)))?;
        for kind in group.kinds {
            group_of.insert(kind, (index, counts_as));
        }
        let slot = group.slot.min(REST_SLOT);
        groups.push(Group {
            id: group.id,
            name: group.name.into(),
            shape,
            slot,
        });
    }
    let mut kinds: BTreeMap<String, KindInfo> = BTreeMap::new();
    for (kind, (group, of_group)) in group_of {
        let info = wire.kinds.get(&kind);
        let name = match info {
            Some(info) => info.name.clone().into(),
            None => Localized {
                en: kind.replace('_', " "),
                ar: String::new(),
            },
        };
        let counts_as = match info.map(|info| info.counts_as.as_str()) {
            None | Some("") => of_group,
            Some(word) => CountsAs::parse(word).ok_or_else(|| wrong(format!("counts_as “{word}”")))?,
        };
        kinds.insert(
            kind,
            KindInfo {
                name,
                group,
                counts_as,
            },
        );
    }
    Ok(Manifest {
        title: wire.title.into(),
        description: wire.description.into(),
        licence: wire.licence,
        attribution: wire.attribution,
        reports: wire.files.reports,
        events: wire.files.events,
        gazetteer: vec![wire.gazetteer.places, wire.gazetteer.regions],
        basemap: wire.basemap.folder,
        window,
        bbox,
        groups,
        kinds,
        names_ar: wire.names_ar,
    })
}

//! [`Manifest`]: what a data set is, which files hold it, and how to open it.

use super::DatasetError;
use crate::geo::BBox;
use crate::json::{self, Mismatch, Value};
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

    pub(crate) fn parse(word: &str) -> Option<Shape> {
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

    pub(crate) fn parse(word: &str) -> Option<CountsAs> {
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
    let value = json::parse(bytes).map_err(|e| DatasetError::not_json(file, e))?;
    manifest_from_json(&value).map_err(|e| DatasetError::not_expected(file, e))
}

/// A manifest from its JSON.
pub(super) fn manifest_from_json(value: &Value<'_>) -> Result<Manifest, Mismatch> {
    let title = localized(value.object("title")?)?;
    let description = value
        .get("description")
        .map(localized)
        .transpose()?
        .unwrap_or_default();
    let files = value.object("files")?;
    let window = match value.texts("window")?.as_slice() {
        [] => None,
        [first, last] => {
            let day =
                |s: &str| Day::parse_iso(s).ok_or_else(|| Mismatch(format!("window: “{s}” is not a day")));
            Some(TimeWindow::from_days(day(first)?, day(last)?))
        }
        _ => return Err(Mismatch("window: not two days".to_owned())),
    };
    let bbox = match value.get("bbox") {
        None => None,
        Some(bbox) => Some(bbox_from_json(bbox).ok_or_else(|| Mismatch("bbox: not a box".to_owned()))?),
    };
    let counts_as = |word: &str| CountsAs::parse(word).ok_or_else(|| Mismatch(format!("counts_as “{word}”")));
    let mut groups = Vec::new();
    let mut kinds: BTreeMap<String, KindInfo> = BTreeMap::new();
    let of_kinds = value.get("kinds");
    for (index, group) in value.list("groups")?.iter().enumerate() {
        let shape = group.text("shape")?;
        groups.push(Group {
            id: group.text("id")?,
            name: localized(group.object("name")?)?,
            shape: Shape::parse(&shape).ok_or_else(|| Mismatch(format!("shape “{shape}”")))?,
            slot: u8::try_from(group.count("slot")?)
                .unwrap_or(REST_SLOT)
                .min(REST_SLOT),
        });
        let of_group = counts_as(&group.text_or_empty("counts_as")?)?;
        for kind in group.texts("kinds")? {
            let mut info = KindInfo {
                name: Localized {
                    en: kind.replace('_', " "),
                    ar: String::new(),
                },
                group: index,
                counts_as: of_group,
            };
            if let Some(own) = of_kinds.and_then(|kinds| kinds.get(&kind)) {
                info.name = localized(own.object("name")?)?;
                let word = own.text_or_empty("counts_as")?;
                if !word.is_empty() {
                    info.counts_as = counts_as(&word)?;
                }
            }
            kinds.insert(kind, info);
        }
    }
    // Beside the data set, where the bundled one has it.
    let gazetteer = match value.get("gazetteer") {
        Some(paths) => [paths.text("places")?, paths.text("regions")?],
        None => ["places", "regions"].map(|name| format!("../gazetteer/{name}.geojson")),
    };
    let basemap = match value.get("basemap") {
        Some(basemap) => basemap.text("folder")?,
        None => "../gazetteer/basemap/".to_owned(),
    };
    let names = value.get("names_ar").map(Value::members).unwrap_or_default();
    let mut names_ar = BTreeMap::new();
    names_ar.extend(names.iter().filter_map(|name| {
        let value = name.value.as_str()?.to_owned();
        Some((name.key.clone().into_owned(), value))
    }));
    Ok(Manifest {
        title,
        description,
        licence: value.text_or_empty("licence")?,
        attribution: value.text_or_empty("attribution")?,
        reports: files.text("reports")?,
        events: files.text("events")?,
        gazetteer: gazetteer.into(),
        basemap,
        window,
        bbox,
        groups,
        kinds,
        names_ar,
    })
}

fn localized(value: &Value<'_>) -> Result<Localized, Mismatch> {
    Ok(Localized {
        en: value.text("en")?,
        ar: value.text_or_empty("ar")?,
    })
}

fn bbox_from_json(value: &Value<'_>) -> Option<BBox> {
    let [west, south, east, north] = value.as_list()? else {
        return None;
    };
    BBox::from_array([west.as_f64()?, south.as_f64()?, east.as_f64()?, north.as_f64()?])
}

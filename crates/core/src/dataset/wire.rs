//! The files as they are written (version 1): shapes for serde, nothing else.

use super::DatasetError;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Turns serde's fault into ours.
pub(super) fn json_error(file: &str, error: &serde_json::Error) -> DatasetError {
    let file = file.to_owned();
    if error.is_data() {
        DatasetError::NotExpected {
            file,
            detail: error.to_string(),
        }
    } else {
        DatasetError::NotJson {
            file,
            line: error.line(),
            column: error.column(),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    pub title: Localized,
    #[serde(default)]
    pub description: Localized,
    #[serde(default)]
    pub licence: String,
    #[serde(default)]
    pub attribution: String,
    pub files: Files,
    #[serde(default)]
    pub gazetteer: Gazetteer,
    #[serde(default)]
    pub basemap: Basemap,
    pub window: Option<[String; 2]>,
    pub bbox: Option<[f64; 4]>,
    #[serde(default)]
    pub groups: Vec<Group>,
    #[serde(default)]
    pub kinds: BTreeMap<String, Kind>,
    #[serde(default)]
    pub names_ar: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Localized {
    pub en: String,
    #[serde(default)]
    pub ar: String,
}

impl From<Localized> for super::Localized {
    fn from(wire: Localized) -> Self {
        super::Localized {
            en: wire.en,
            ar: wire.ar,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Files {
    pub reports: String,
    pub events: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Gazetteer {
    pub places: String,
    pub regions: String,
}

/// Beside the data set, where the bundled one has it.
impl Default for Gazetteer {
    fn default() -> Self {
        Gazetteer {
            places: "../gazetteer/places.geojson".to_owned(),
            regions: "../gazetteer/regions.geojson".to_owned(),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Basemap {
    pub folder: String,
}

impl Default for Basemap {
    fn default() -> Self {
        Basemap {
            folder: "../gazetteer/basemap/".to_owned(),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Group {
    pub id: String,
    pub name: Localized,
    pub shape: String,
    pub slot: u8,
    #[serde(default)]
    pub counts_as: String,
    pub kinds: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Kind {
    pub name: Localized,
    #[serde(default)]
    pub counts_as: String,
}

/// A file of records, each read on its own so that one bad record does not hide the others.
#[derive(Debug, Deserialize)]
pub(super) struct ReportsFile {
    pub version: u64,
    pub reports: Vec<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
pub(super) struct EventsFile {
    pub version: u64,
    pub events: Vec<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Report {
    pub id: String,
    pub publisher: String,
    pub title: String,
    pub language: String,
    #[serde(default)]
    pub published: String,
    #[serde(default)]
    pub published_basis: String,
    pub covers: Option<String>,
    pub url: Option<String>,
    pub archive_url: Option<String>,
    pub source_file: Option<String>,
    pub sha256: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Event {
    pub id: String,
    pub report: String,
    pub kind: String,
    pub modality: String,
    pub when: When,
    #[serde(default, rename = "where")]
    pub places: Vec<Place>,
    #[serde(default)]
    pub actors: Vec<Party>,
    #[serde(default)]
    pub targets: Vec<Party>,
    #[serde(default)]
    pub objects: Vec<Object>,
    pub weapon: Option<String>,
    #[serde(default)]
    pub figures: Vec<Figure>,
    #[serde(default)]
    pub said_by: Vec<Vec<String>>,
    #[serde(default)]
    pub links: Vec<Link>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    #[serde(default)]
    pub background: bool,
    #[serde(default)]
    pub graphic: bool,
    #[serde(default)]
    pub sensitive: bool,
    pub note: Option<String>,
    pub summary: String,
    #[serde(default)]
    pub coded_by: String,
    #[serde(default)]
    pub coded_on: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct When {
    pub edtf: String,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub extent: String,
    #[serde(default)]
    pub basis: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Place {
    pub toponym: String,
    #[serde(rename = "place")]
    pub id: Option<String>,
    pub role: String,
    pub precision: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Party {
    pub name: String,
    pub as_written: Option<String>,
    pub basis: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Object {
    #[serde(rename = "type")]
    pub kind: String,
    pub damage: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Figure {
    pub measure: String,
    pub low: f64,
    pub best: Option<f64>,
    pub high: Option<f64>,
    pub unit: String,
    pub who: Option<String>,
    pub status: String,
    pub place: Option<String>,
    pub as_of: Option<String>,
    #[serde(default)]
    pub said_by: Vec<String>,
    pub sum: String,
    pub within: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Link {
    #[serde(rename = "type")]
    pub kind: String,
    pub event: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Evidence {
    pub paragraph: u32,
    pub start: u32,
    pub end: u32,
    #[serde(default)]
    pub supports: Vec<String>,
}

/// Everything in one file.
#[derive(Debug, Deserialize)]
pub(super) struct ProjectFile {
    pub version: u64,
    pub manifest: Option<serde_json::Value>,
    #[serde(default)]
    pub reports: Vec<serde_json::Value>,
    pub events: Vec<serde_json::Value>,
    pub places: Option<serde_json::Value>,
}

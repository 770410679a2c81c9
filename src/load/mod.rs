//! Opens data: a folder with a manifest, or one file recognised by its content.

mod fetch;
mod file;

pub(crate) use fetch::own_address;
pub use fetch::{LoadError, fetch, fetched};
pub(crate) use file::open_source;
pub use file::{gazetteer_of, report_of, short_name};

use crate::import::{self, How, Source};
use crate::later;
use crate::session::Session;
use crate::sources::Geography;
use chronotope_core::dataset::{Dataset, Problem, read_events, read_manifest, read_reports};
use chronotope_core::gazetteer::read_own_gazetteer;
use chronotope_core::read::{Plan, aliases_from_csv};
use chronotope_core::scene::map::BasemapFile;
use chronotope_core::write::PAGE_ANSWERS;
use futures::future::{join_all, try_join_all};
use leptos::prelude::*;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// How far opening has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// Files of a data set.
    Files {
        /// Files that have come.
        done: usize,
        /// Files asked for.
        all: usize,
    },
    /// Rows of one file.
    Rows {
        /// What the user knows it by.
        file: String,
        /// How much of it.
        read: import::Progress,
    },
}

/// An opened data set, and the layers of its base map.
pub struct Opened {
    /// The data set with its engines.
    pub session: Rc<Session>,
    /// Layers of the base map that could be had: and its GeoJSON.
    pub basemap: Vec<(BasemapFile, Vec<u8>)>,
    /// Where the files of the base map are.
    pub basemap_folder: String,
    /// The gazetteer's file of regions, for their outlines.
    pub regions: Vec<u8>,
    /// Layers that could not.
    pub missing_layers: Vec<LoadError>,
    /// What was opened.
    pub data: Data,
    /// What the map draws of the files.
    geography: OnceCell<Geography>,
}

impl Opened {
    /// What the map draws besides marks: read once.
    pub(crate) fn geography(&self) -> &Geography {
        self.geography.get_or_init(|| Geography::of(self))
    }
}

/// What was opened, to be opened again from a page that carries it.
#[derive(Debug, Clone)]
pub enum Data {
    /// A folder with a manifest.
    Folder(String),
    /// One file.
    File(Source),
}

/// Layers of the base map that the first view needs.
const LAYERS: [BasemapFile; 6] = [
    BasemapFile::Countries,
    BasemapFile::Admin1,
    BasemapFile::Lakes,
    BasemapFile::Rivers,
    BasemapFile::Roads,
    BasemapFile::Disputed,
];
/// Where the page's own gazetteer and base map are, for files that name none.
pub(crate) const OWN_GAZETTEER: &str = "gazetteer/";

/// Opens what a path leads to: one that ends in `/` is a data set, any other one file.
///
/// # Errors
/// [`LoadError`] names the file and what is wrong with it.
pub async fn open(path: &str, progress: RwSignal<Progress>) -> Result<Opened, LoadError> {
    if is_folder(path) {
        let tell = |done, all| progress.set(Progress::Files { done, all });
        return open_folder(path, &tell).await;
    }
    let source = Source::Url(fetch::own_address(path)?);
    let tools = later::tools().await.map_err(|_missing| LoadError::Unreachable {
        file: path.to_owned(),
    })?;
    (tools.open_source)(source, answers(path).await, progress).await
}

/// What had been said of a file, where the page was saved with it and holds that.
async fn answers(path: &str) -> How {
    if crate::dom::meta("chronotope-answers").as_deref() != Some(path) {
        return How::default();
    }
    let [columns, choices, places] = PAGE_ANSWERS.map(|ending| format!("{path}{ending}"));
    let text = async |name: &str| {
        let bytes = fetch(name).await.unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let plan = Plan::from_text(&text(&columns).await);
    let aliases = aliases_from_csv(&text(&choices).await).map(|(aliases, _)| aliases);
    let mut packs = Vec::new();
    while let Ok(bytes) = fetch(&format!("{places}{}", packs.len())).await {
        let list = js_sys::Array::of1(js_sys::Uint8Array::from(bytes.as_slice()).unchecked_ref());
        let Ok(blob) = web_sys::Blob::new_with_u8_array_sequence(&list) else {
            break;
        };
        packs.push((blob, format!("{places}{}", packs.len())));
    }
    How {
        plan,
        aliases: aliases.unwrap_or_default(),
        packs,
        ..How::default()
    }
}

/// True for a path that leads to a data set, not to one file.
pub(crate) fn is_folder(path: &str) -> bool {
    path.is_empty() || path.ends_with('/')
}

/// Opens the data set in a folder. The map can do without a layer of its base map; nothing else may be missing. `tell`
/// hears how many files have come, of how many.
///
/// # Errors
/// [`LoadError`] names the file and what is wrong with it.
pub(crate) async fn open_folder(folder: &str, tell: &dyn Fn(usize, usize)) -> Result<Opened, LoadError> {
    let files = Files::new(tell);
    files.expect(1);
    let manifest_path = format!("{folder}manifest.json");
    let manifest = read_manifest(&manifest_path, &files.fetch(&manifest_path).await?)?;
    let beside = |path: &str| format!("{folder}{path}");
    let paths = [&manifest.reports, &manifest.events]
        .into_iter()
        .chain(&manifest.gazetteer)
        .map(|p| beside(p));
    let paths: Vec<String> = paths.collect();
    files.expect(paths.len());
    let data = try_join_all(paths.iter().map(|path| files.fetch(path)));
    let (data, layers) = futures::future::join(data, layers(beside(&manifest.basemap), &files)).await;
    let data = data?;
    let regions = data.last().cloned().unwrap_or_default();
    let [reports, events, gazetteer @ ..] = data.as_slice() else {
        return Err(LoadError::Unreachable { file: manifest_path });
    };
    let reports = read_reports(&manifest.reports, reports)?;
    let events = read_events(&manifest.events, events)?;
    let gazetteer: Vec<&[u8]> = gazetteer.iter().map(Vec::as_slice).collect();
    let mut dataset = Dataset::new(manifest, reports, events);
    let read = read_own_gazetteer(&gazetteer);
    let names: Vec<&str> = dataset.manifest.gazetteer.iter().map(String::as_str).collect();
    let problems = Problem::of_places(&names, read.warnings);
    dataset.problems.extend(problems);
    let session = Session::new(dataset, read.gazetteer).map_err(|error| LoadError::TooLarge {
        file: folder.to_owned(),
        error,
    })?;
    Ok(layers.under(session, regions, Data::Folder(folder.to_owned())))
}

/// What came of the layers of a base map.
struct Layers {
    folder: String,
    there: Vec<(BasemapFile, Vec<u8>)>,
    missing: Vec<LoadError>,
}

impl Layers {
    /// With a data set to draw on them.
    fn under(self, session: Session, regions: Vec<u8>, data: Data) -> Opened {
        Opened {
            session: Rc::new(session),
            basemap: self.there,
            basemap_folder: self.folder,
            regions,
            missing_layers: self.missing,
            data,
            geography: OnceCell::new(),
        }
    }
}

/// Fetches the layers of the base map in a folder.
async fn layers(folder: String, files: &Files<'_>) -> Layers {
    files.expect(LAYERS.len());
    let paths: Vec<String> = LAYERS
        .iter()
        .map(|layer| format!("{folder}{}", layer.file_name()))
        .collect();
    let fetched = join_all(paths.iter().map(|path| files.fetch(path))).await;
    let mut layers = Layers {
        folder,
        there: Vec::new(),
        missing: Vec::new(),
    };
    for (name, layer) in LAYERS.into_iter().zip(fetched) {
        match layer {
            Ok(bytes) => layers.there.push((name, bytes)),
            Err(error) => layers.missing.push(error),
        }
    }
    layers
}

/// Files of a data set, counted as they come.
struct Files<'a> {
    done: Cell<usize>,
    all: Cell<usize>,
    tell: &'a dyn Fn(usize, usize),
}

impl<'a> Files<'a> {
    fn new(tell: &'a dyn Fn(usize, usize)) -> Files<'a> {
        Files {
            done: Cell::new(0),
            all: Cell::new(0),
            tell,
        }
    }

    /// Expects more files.
    fn expect(&self, more: usize) {
        self.all.set(self.all.get() + more);
        (self.tell)(self.done.get(), self.all.get());
    }

    /// Fetches a file and counts it as come.
    async fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let bytes = fetch(path).await?;
        self.done.set(self.done.get() + 1);
        (self.tell)(self.done.get(), self.all.get());
        Ok(bytes)
    }
}

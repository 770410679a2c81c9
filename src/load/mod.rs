//! Opens a data set: fetches its files all at once, reads them, and puts them together.

mod fetch;

pub use fetch::{LoadError, fetch};

use crate::session::Session;
use chronotope_core::dataset::{Dataset, read_events, read_manifest, read_reports};
use chronotope_core::gazetteer::read_own_gazetteer;
use chronotope_core::scene::map::BasemapFile;
use futures::future::{join_all, try_join_all};
use leptos::prelude::*;
use std::rc::Rc;

/// How many files have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Files that have come.
    pub done: usize,
    /// Files asked for.
    pub all: usize,
}

/// An opened data set, and the layers of its base map.
pub struct Opened {
    /// The data set with its engines.
    pub session: Rc<Session>,
    /// Layers of the base map that could be had: and its GeoJSON.
    pub basemap: Vec<(BasemapFile, Vec<u8>)>,
    /// The gazetteer's file of regions, for their outlines.
    pub regions: Vec<u8>,
    /// Layers that could not.
    pub missing_layers: Vec<LoadError>,
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

/// Opens the data set in a folder. The map can do without a layer of its base map; nothing else may be missing.
///
/// # Errors
/// [`LoadError`] names the file and what is wrong with it.
pub async fn open(folder: &str, progress: RwSignal<Progress>) -> Result<Opened, LoadError> {
    progress.set(Progress { done: 0, all: 1 });
    let manifest_path = format!("{folder}manifest.json");
    let manifest = read_manifest(&manifest_path, &counted(&manifest_path, progress).await?)?;
    let beside = |path: &str| format!("{folder}{path}");
    let paths = [&manifest.reports, &manifest.events]
        .into_iter()
        .chain(&manifest.gazetteer)
        .map(|p| beside(p));
    let paths: Vec<String> = paths.collect();
    let layer_paths: Vec<String> = LAYERS
        .iter()
        .map(|layer| beside(&format!("{}{}", manifest.basemap, layer.file_name())))
        .collect();
    progress.update(|p| p.all += paths.len() + layer_paths.len());
    let files = try_join_all(paths.iter().map(|path| counted(path, progress)));
    let layers = join_all(layer_paths.iter().map(|path| counted(path, progress)));
    let (files, layers) = futures::future::join(files, layers).await;
    let files = files?;
    let regions = files.last().cloned().unwrap_or_default();
    let [reports, events, gazetteer @ ..] = files.as_slice() else {
        return Err(LoadError::TooLarge {
            file: manifest_path,
            detail: String::new(),
        });
    };
    let reports = read_reports(&manifest.reports, reports)?;
    let events = read_events(&manifest.events, events)?;
    let gazetteer: Vec<&[u8]> = gazetteer.iter().map(Vec::as_slice).collect();
    let dataset = Dataset::new(manifest, reports, events);
    let session = Session::new(dataset, read_own_gazetteer(&gazetteer).gazetteer).map_err(|detail| {
        LoadError::TooLarge {
            file: folder.to_owned(),
            detail,
        }
    })?;
    let mut opened = Opened {
        session: Rc::new(session),
        basemap: Vec::new(),
        regions,
        missing_layers: Vec::new(),
    };
    for (name, layer) in LAYERS.into_iter().zip(layers) {
        match layer {
            Ok(bytes) => opened.basemap.push((name, bytes)),
            Err(error) => opened.missing_layers.push(error),
        }
    }
    Ok(opened)
}

/// Fetches a file and counts it as come.
async fn counted(path: &str, progress: RwSignal<Progress>) -> Result<Vec<u8>, LoadError> {
    let bytes = fetch(path).await?;
    progress.update(|p| p.done += 1);
    Ok(bytes)
}

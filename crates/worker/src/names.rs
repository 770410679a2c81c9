//! The gazetteer that names without coordinates are held against.

use crate::bytes::Bytes;
use crate::open::{gathered, words};
use crate::{archive, scope};
use chronotope_core::gazetteer::{Border, Gazetteer, Geocoder, read_borders, read_gazetteers};
use chronotope_core::read::{LoadFailure, is_gzip, is_zip};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, RequestInit, RequestMode, Response};

/// The files of the page's own gazetteer.
const FILES: [&str; 2] = ["places.geojson", "regions.geojson"];
/// Maps of countries, the finer one first: they tell where a pack's entries lie that do not say it.
const COUNTRIES: [&str; 2] = ["basemap/countries.geojson", "basemap/world-countries.geojson"];

/// A geocoder over the gazetteer in a folder, and over the packs that a person has opened. `None` if there is none:
/// then names stay unplaced, which is said of each.
pub(crate) async fn geocoder(folder: Option<&str>, packs: &[Blob]) -> Option<Geocoder> {
    let mut files = own(folder, &FILES).await;
    for pack in packs {
        if let Ok(buffer) = JsFuture::from(pack.array_buffer()).await {
            files.push(Uint8Array::new(&buffer).to_vec());
        }
    }
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let gazetteer = read_gazetteers(&files).gazetteer;
    if gazetteer.is_empty() {
        return None;
    }
    let maps = if packs.is_empty() {
        Vec::new()
    } else {
        own(folder, &COUNTRIES).await
    };
    let borders: Vec<Border> = maps.iter().flat_map(|map| read_borders(map)).collect();
    Some(Geocoder::new(gazetteer).with_borders(borders).with_known_cities())
}

/// The page's own gazetteer.
pub(crate) async fn known(folder: Option<&str>) -> Gazetteer {
    let files = own(folder, &FILES).await;
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    read_gazetteers(&files).gazetteer
}

/// Files beside the page; those that are not there are left out.
async fn own(folder: Option<&str>, names: &[&str]) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for name in names {
        if let Some(folder) = folder
            && let Ok(bytes) = fetched(&format!("{folder}{name}")).await
        {
            files.push(bytes);
        }
    }
    files
}

/// The text of a gazetteer, unpacked: of an archive its largest file, as a dump comes with a note beside it.
///
/// # Errors
/// `no_places` if it has none that can be read, else what is wrong with the file.
pub(crate) async fn text_of(mut bytes: Bytes, whole: Option<Blob>, file: &str) -> Result<Blob, LoadFailure> {
    let failed = |code: &'static str| move |error: JsValue| LoadFailure::new(code, file, words(&error));
    let head = bytes.peek(4).await.map_err(failed("unreadable"))?;
    if is_zip(&head) {
        let blob = match whole {
            Some(blob) => blob,
            None => gathered(&mut bytes).await.map_err(failed("unreadable"))?,
        };
        bytes = archive::largest_file(&blob, file).await?;
    } else if is_gzip(&head) {
        bytes = bytes.decompressed("gzip").map_err(failed("gzip"))?;
    }
    let text = gathered(&mut bytes).await.map_err(failed("gzip"))?;
    let buffer = JsFuture::from(text.array_buffer())
        .await
        .map_err(failed("unreadable"))?;
    let read = read_gazetteers(&[&Uint8Array::new(&buffer).to_vec()]);
    if read.gazetteer.is_empty() {
        return Err(LoadFailure::new("no_places", file, ""));
    }
    Ok(text)
}

async fn fetched(url: &str) -> Result<Vec<u8>, JsValue> {
    let init = RequestInit::new();
    init.set_mode(RequestMode::SameOrigin);
    let response: Response = JsFuture::from(scope().fetch_with_str_and_init(url, &init))
        .await?
        .unchecked_into();
    if !response.ok() {
        return Err(response.status().into());
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

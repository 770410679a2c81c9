//! The gazetteer that names without coordinates are held against.

use crate::scope;
use chronotope_core::gazetteer::{Geocoder, read_gazetteers};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, RequestInit, RequestMode, Response};

/// The files of the page's own gazetteer.
const FILES: [&str; 2] = ["places.geojson", "regions.geojson"];

/// A geocoder over the gazetteer in a folder, and over the packs that a person has opened. `None` if there is none:
/// then names stay unplaced, which is said of each.
pub(crate) async fn geocoder(folder: Option<&str>, packs: &[Blob]) -> Option<Geocoder> {
    let mut files = Vec::new();
    for name in FILES {
        if let Some(folder) = folder
            && let Ok(bytes) = fetched(&format!("{folder}{name}")).await
        {
            files.push(bytes);
        }
    }
    for pack in packs {
        if let Ok(buffer) = JsFuture::from(pack.array_buffer()).await {
            files.push(Uint8Array::new(&buffer).to_vec());
        }
    }
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let gazetteer = read_gazetteers(&files).gazetteer;
    (!gazetteer.is_empty()).then(|| Geocoder::new(gazetteer))
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

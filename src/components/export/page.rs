//! The page as one file: its parts are gathered here and put together in `core`.

use super::Inputs;
use crate::dom;
use crate::import::Source;
use crate::load::{Data, OWN_GAZETTEER};
use chronotope_core::messages::{ExportText, fill};
use chronotope_core::read::aliases_to_csv;
use chronotope_core::state::to_hash;
use chronotope_core::write::{Credit, PAGE_ANSWERS, PagePart, SavedView, sha256_hex, single_page};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

/// The list of the page's own files, as the release writes it.
const LIST: &str = "parts.json";

/// The page as one file.
///
/// # Errors
/// A sentence that says what is missing.
pub(super) async fn page(
    inputs: &Inputs,
    credit: &Credit,
    project: Option<String>,
    text: &ExportText,
) -> Result<String, String> {
    let list = bytes_of(LIST)
        .await
        .map_err(|_missing| text.page_no_list.to_owned())?;
    let list: Vec<serde_json::Value> =
        serde_json::from_slice(&list).map_err(|_not_a_list| text.page_no_list.to_owned())?;
    let mut parts = vec![];
    for entry in &list {
        let field = |name: &str| {
            entry
                .get(name)
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
        };
        let name = field("name");
        let bytes = bytes_of(name).await.map_err(|_missing| name.to_owned())?;
        if sha256_hex(&bytes) != field("sha256") {
            return Err(fill(text.page_changed, &[("file", name)]));
        }
        parts.push(PagePart {
            name: name.to_owned(),
            bytes,
        });
    }
    // As it came, so that a page saved from the saved page holds the same.
    let list = bytes_of(LIST).await.unwrap_or_default();
    parts.push(PagePart {
        name: LIST.to_owned(),
        bytes: list,
    });
    let put = match project {
        Some(project) => guarded_parts(inputs, project, &mut parts).await,
        None => data_parts(inputs, &mut parts).await,
    };
    let (data, has_answers) = put.map_err(|error| words(&error))?;
    let hash = to_hash(&inputs.store.view().get_untracked());
    let lines = [&credit.title, &credit.view, &credit.attribution, &credit.licence];
    let about: Vec<String> = lines.into_iter().filter(|l| !l.is_empty()).cloned().collect();
    let view = SavedView {
        data: &data,
        has_answers,
        hash: &hash,
        title: &credit.title,
        about: &about,
    };
    single_page(&parts, view).map_err(|error| error.to_string())
}

/// Adds the data as one file, from which something is kept back, and what it is drawn on.
async fn guarded_parts(
    inputs: &Inputs,
    project: String,
    parts: &mut Vec<PagePart>,
) -> Result<(String, bool), JsValue> {
    let own = match inputs.opened.with_value(|opened| opened.data.clone()) {
        Data::Folder(folder) => folder,
        Data::File(Source::Url(url)) => url,
        Data::File(Source::File(..)) => String::new(),
    };
    for name in ["places.geojson", "regions.geojson"] {
        crate::load::fetch(&format!("{OWN_GAZETTEER}{name}")).await.ok();
    }
    for (name, bytes) in crate::load::fetched() {
        if own.is_empty() || !name.starts_with(&own) {
            parts.push(PagePart {
                name,
                bytes: bytes.to_vec(),
            });
        }
    }
    let path = "data/events.json".to_owned();
    parts.push(PagePart {
        name: path.clone(),
        bytes: project.into_bytes(),
    });
    Ok((path, false))
}

/// Adds the files of data, as they were opened; gives the path to open, and whether answers lie beside it.
async fn data_parts(inputs: &Inputs, parts: &mut Vec<PagePart>) -> Result<(String, bool), JsValue> {
    let fetched = |folder: &str| {
        let files = crate::load::fetched().into_iter();
        let of_folder = files.filter(|(name, _)| name.starts_with(folder));
        let parts = of_folder.map(|(name, bytes)| PagePart {
            name,
            bytes: bytes.to_vec(),
        });
        parts.collect::<Vec<_>>()
    };
    let source = match inputs.opened.with_value(|opened| opened.data.clone()) {
        Data::Folder(folder) => {
            parts.extend(fetched(""));
            return Ok((folder, false));
        }
        Data::File(source) => source,
    };
    // The worker fetched the gazetteer by which names are placed: it goes with the page too.
    for name in ["places.geojson", "regions.geojson"] {
        crate::load::fetch(&format!("{OWN_GAZETTEER}{name}")).await.ok();
    }
    parts.extend(fetched(OWN_GAZETTEER));
    let name = inputs
        .session
        .with_value(|session| session.dataset.manifest.events.clone());
    // Any name must do as a path: what would part it, or end it, is put aside.
    let name: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || ".-_".contains(c) {
                c
            } else {
                '-'
            }
        })
        .collect();
    let path = format!("data/{name}");
    parts.push(PagePart {
        name: path.clone(),
        bytes: blob_bytes(&source_blob(&source).await?).await?,
    });
    let file = inputs.opened.with_value(|opened| opened.session.file.clone());
    let Some(file) = file else {
        return Ok((path, false));
    };
    let [columns, choices, places] = PAGE_ANSWERS.map(|ending| format!("{path}{ending}"));
    for (name, text) in [
        (columns, file.how.plan.to_text()),
        (choices, aliases_to_csv(&file.how.aliases)),
    ] {
        parts.push(PagePart {
            name,
            bytes: text.into_bytes(),
        });
    }
    for (at, (pack, _)) in file.how.packs.iter().enumerate() {
        parts.push(PagePart {
            name: format!("{places}{at}"),
            bytes: blob_bytes(pack).await?,
        });
    }
    Ok((path, true))
}

async fn blob_bytes(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// A source as it came: the user's own file, or one of this origin.
pub(super) async fn source_blob(source: &Source) -> Result<Blob, JsValue> {
    match source {
        Source::File(blob, _) => Ok(blob.clone()),
        Source::Url(url) => {
            let response = fetched(url).await?;
            JsFuture::from(response.blob()?).await?.dyn_into()
        }
    }
}

async fn fetched(url: &str) -> Result<Response, JsValue> {
    let response: Response = JsFuture::from(dom::window().fetch_with_str(url))
        .await?
        .dyn_into()?;
    if response.ok() {
        Ok(response)
    } else {
        Err(JsValue::from_str(url))
    }
}

async fn bytes_of(name: &str) -> Result<Vec<u8>, JsValue> {
    let response = fetched(name).await?;
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// What went wrong, in the browser's words.
pub(super) fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_default(),
    }
}

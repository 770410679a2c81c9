//! The page as one file: its parts are gathered here and put together in `core`.

use super::Inputs;
use super::parts::{Parts, browser, held};
use crate::dom;
use crate::import::Source;
use crate::load::{Data, OWN_GAZETTEER};
use chronotope_core::read::aliases_to_csv;
use chronotope_core::state::{Focus, to_hash};
use chronotope_core::write::{
    BLOCK_END, Credit, PAGE_ANSWERS, PageFrame, PagePart, SaveFault, SavedView, base64, block_start,
    single_page,
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

/// The list of the page's own files, as the release writes it.
const LIST: &str = "parts.json";

/// How much of a file is written at once: short enough that the page stays alive, and whole groups of base 64.
const AT_ONCE: f64 = 786_432.0;

/// A file that goes into the page. The browser holds it, so that it need not be in the page's memory.
struct Held {
    name: String,
    blob: Blob,
}

impl Held {
    fn new(name: String, bytes: &[u8]) -> Result<Held, SaveFault> {
        let blob = held(&js_sys::Uint8Array::from(bytes), "")?;
        Ok(Held { name, blob })
    }
}

/// The page as one file; `done` is told which share of it is written, and says whether to go on.
///
/// # Errors
/// What is missing.
pub(super) async fn page(
    inputs: &Inputs,
    credit: &Credit,
    project: Option<String>,
    done: &dyn Fn(f64) -> bool,
) -> Result<Blob, SaveFault> {
    let own = blob_of(LIST).await.map_err(|_missing| SaveFault::NoList)?;
    let list = blob_bytes(&own).await?;
    let list: Vec<serde_json::Value> =
        serde_json::from_slice(&list).map_err(|_not_a_list| SaveFault::NoList)?;
    let (mut index, mut styles) = (String::new(), vec![]);
    let mut files = vec![];
    for entry in &list {
        let field = |name: &str| {
            entry
                .get(name)
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
        };
        let name = field("name").to_owned();
        let blob = blob_of(&name).await?;
        let hash = super::what::blob_hash(&blob).await?;
        if hash != field("sha256") {
            return Err(SaveFault::Changed(name));
        }
        if name == "index.html" || name.rsplit('.').next() == Some("css") {
            let bytes = blob_bytes(&blob).await?;
            let read = String::from_utf8_lossy(&bytes).into_owned();
            if name == "index.html" {
                index = read;
            } else {
                styles.push((name.clone(), read));
            }
        }
        files.push(Held { name, blob });
    }
    // As it came, so that a page saved from the saved page holds the same.
    files.push(Held {
        name: LIST.to_owned(),
        blob: own,
    });
    let mut shown = inputs.store.view().get_untracked();
    let put = match project {
        Some(project) => {
            // An id that the events no longer have, of an event or a place, would tell what is kept back.
            let is_there = |id: &String| project.contains(&format!("\"{id}\""));
            shown.event = shown.event.filter(is_there);
            if let Focus::Places(ids) = &shown.focus
                && !ids.iter().all(is_there)
            {
                shown.focus = Focus::None;
            }
            guarded_parts(&project, &mut files).await
        }
        None => data_parts(inputs, &mut files).await,
    };
    let (data, has_answers) = put?;
    let hash = to_hash(&shown);
    let lines = [&credit.title, &credit.view, &credit.attribution, &credit.licence];
    let about: Vec<String> = lines.into_iter().filter(|l| !l.is_empty()).cloned().collect();
    let view = SavedView {
        data: &data,
        has_answers,
        hash: &hash,
        title: &credit.title,
        about: &about,
    };
    let mut parts = vec![];
    for held in &files {
        let sha256 = super::what::blob_hash(&held.blob).await?;
        parts.push(PagePart {
            name: held.name.clone(),
            bytes: held.blob.size(),
            sha256,
        });
    }
    let frame = single_page(&index, &styles, &parts, view).map_err(SaveFault::Page)?;
    written(&frame, &files, done).await
}

/// Writes the parts into their frame, piece by piece.
async fn written(frame: &PageFrame, files: &[Held], done: &dyn Fn(f64) -> bool) -> Result<Blob, SaveFault> {
    let page = Parts::default();
    let files: Vec<&Held> = frame.order.iter().filter_map(|&at| files.get(at)).collect();
    let all: f64 = files.iter().map(|held| held.blob.size()).sum();
    let mut so_far = 0.0;
    page.push(&frame.head)?;
    for held in files {
        page.push(&block_start(&held.name))?;
        let size = held.blob.size();
        let mut at = 0.0;
        while at < size {
            let slice = held
                .blob
                .slice_with_f64_and_f64(at, at + AT_ONCE)
                .map_err(browser)?;
            page.push(&base64(&blob_bytes(&slice).await?))?;
            at += AT_ONCE;
            if !done((so_far + at.min(size)) / all) {
                return Err(SaveFault::Stopped);
            }
        }
        so_far += size;
        page.push(BLOCK_END)?;
    }
    page.push(&frame.tail)?;
    page.whole("text/html")
}

/// Makes sure that the gazetteer is among the files that the page has fetched: a page that was saved without it could not
/// be opened.
async fn fetch_gazetteer() -> Result<(), SaveFault> {
    for name in ["places.geojson", "regions.geojson"] {
        let path = format!("{OWN_GAZETTEER}{name}");
        let is_there = crate::load::fetched().iter().any(|(known, _)| *known == path);
        if !is_there && crate::load::fetch(&path).await.is_err() {
            return Err(SaveFault::NotFetched(path));
        }
    }
    Ok(())
}

/// Adds the data as one file, from which something is kept back, and what it is drawn on: nothing else that was opened
/// before may come along.
async fn guarded_parts(project: &str, parts: &mut Vec<Held>) -> Result<(String, bool), SaveFault> {
    fetch_gazetteer().await?;
    let address = |name: &str| crate::load::own_address(name).ok();
    let own = address(OWN_GAZETTEER).unwrap_or_default();
    for (name, bytes) in crate::load::fetched() {
        let rest = address(&name).and_then(|at| Some(at.strip_prefix(&own)?.to_owned()));
        if let Some(rest) = rest {
            parts.retain(|held| held.name != format!("{OWN_GAZETTEER}{rest}"));
            parts.push(Held::new(format!("{OWN_GAZETTEER}{rest}"), &bytes)?);
        }
    }
    let path = "data/events.json".to_owned();
    parts.push(Held::new(path.clone(), project.as_bytes())?);
    Ok((path, false))
}

/// Adds the files of data, as they were opened; gives the path to open, and whether answers lie beside it.
async fn data_parts(inputs: &Inputs, parts: &mut Vec<Held>) -> Result<(String, bool), SaveFault> {
    let fetched = |folder: &str| {
        let files = crate::load::fetched().into_iter();
        let of_folder = files.filter(|(name, _)| name.starts_with(folder));
        let parts = of_folder.map(|(name, bytes)| Held::new(name, &bytes));
        parts.collect::<Result<Vec<_>, _>>()
    };
    let source = match inputs.opened.with_value(|opened| opened.data.clone()) {
        Data::Folder(folder) => {
            parts.extend(fetched("")?);
            return Ok((folder, false));
        }
        Data::File(source) => source,
    };
    // The worker fetched the gazetteer by which names are placed: it goes with the page too.
    fetch_gazetteer().await?;
    parts.extend(fetched(OWN_GAZETTEER)?);
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
    parts.push(Held {
        name: path.clone(),
        blob: source_blob(&source).await?,
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
        parts.push(Held::new(name, text.as_bytes())?);
    }
    for (at, (pack, _)) in file.how.packs.iter().enumerate() {
        parts.push(Held {
            name: format!("{places}{at}"),
            blob: pack.clone(),
        });
    }
    Ok((path, true))
}

/// All of a file.
pub(super) async fn blob_bytes(blob: &Blob) -> Result<Vec<u8>, SaveFault> {
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(browser)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// A source as it came: the user's own file, or one of this origin.
pub(super) async fn source_blob(source: &Source) -> Result<Blob, SaveFault> {
    match source {
        Source::File(blob, _) => Ok(blob.clone()),
        Source::Url(url) => blob_of(url).await,
    }
}

/// A file of this origin, as the browser holds it.
async fn blob_of(name: &str) -> Result<Blob, SaveFault> {
    let fetched = async {
        let response: Response = JsFuture::from(dom::window().fetch_with_str(name))
            .await?
            .dyn_into()?;
        if !response.ok() {
            return Err(JsValue::NULL);
        }
        JsFuture::from(response.blob()?).await?.dyn_into::<Blob>()
    };
    fetched
        .await
        .map_err(|_missing| SaveFault::NotFetched(name.to_owned()))
}

//! Places of further countries, from the packs that lie beside the page. Nothing is fetched but their index until
//! somebody asks for a country.

use super::{Desk, select};
use crate::load;
use chronotope_core::gazetteer::{PackEntry, packs_from_index};
use chronotope_core::messages::fill;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Blob;

/// Where the packs are.
const FOLDER: &str = "gazetteer/packs/";

/// The countries to choose from; nothing where no packs lie beside the page.
pub(super) fn countries(desk: Desk) -> AnyView {
    let packs = RwSignal::new(Vec::<PackEntry>::new());
    leptos::task::spawn_local(async move {
        // A page without packs is a page like any other.
        if let Ok(index) = load::fetch(&format!("{FOLDER}index.tsv")).await {
            packs.try_set(packs_from_index(&String::from_utf8_lossy(&index)));
        }
    });
    let take = Callback::new(move |file: String| {
        let found = packs.with_untracked(|packs| packs.iter().find(|pack| pack.file == file).cloned());
        if let Some(pack) = found {
            leptos::task::spawn_local(async move { load_pack(desk, &pack).await });
        }
    });
    let text = desk.text;
    (move || {
        let packs = packs.read();
        if packs.is_empty() {
            return ().into_any();
        }
        let mut options = vec![(String::new(), text.undecided.to_owned())];
        options.extend(packs.iter().map(|pack| {
            let places = desk.number(pack.places);
            let words = fill(text.pack_country, &[("country", &pack.country), ("n", &places)]);
            (pack.file.clone(), words)
        }));
        view! {
            <label class="import-field">
                <span>{text.packs}</span>
                {select(text.packs.to_owned(), options, String::new(), take)}
                <small>{text.packs_hint}</small>
            </label>
        }
        .into_any()
    })
    .into_any()
}

/// Fetches a country's places, and reads the open file again with them.
async fn load_pack(desk: Desk, pack: &PackEntry) {
    let bytes = match load::fetch(&format!("{FOLDER}{}", pack.file)).await {
        Ok(bytes) => bytes,
        Err(error) => {
            let words = crate::components::notices::error_sentence(&error, desk.messages);
            desk.failed.set(words);
            return;
        }
    };
    let parts = js_sys::Array::of1(js_sys::Uint8Array::from(bytes.as_slice()).unchecked_ref());
    let (Ok(blob), Some(file)) = (Blob::new_with_u8_array_sequence(&parts), desk.file()) else {
        return;
    };
    let name = format!("{} ({})", pack.country, pack.licence);
    desk.use_pack(blob, name.clone());
    desk.read(file.source.clone(), file.how.plan.clone());
    // Reading begins with nothing said.
    desk.said.set(fill(desk.text.pack_used, &[("file", &name)]));
}

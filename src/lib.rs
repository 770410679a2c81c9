//! The Leptos shell of Chronotope: thin, imperative, the only place that knows the DOM, the URL and the clock.

pub mod app;
mod atlas;
#[cfg(feature = "bench")]
pub mod bench;
pub mod components;
mod derive;
pub mod dom;
mod doubt;
pub mod fanout;
mod first;
pub mod frame;
mod host;
pub mod import;
pub mod intl;
mod later;
mod link;
pub mod load;
mod lookup;
mod map_source;
pub mod session;
mod sources;
mod stages;
pub mod store;
mod texts;

use app::Mount;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Path of the bundled data set.
pub(crate) const BUNDLED: &str = "seeds/";

/// Mounts an app into every element that asks for one: `#chronotope` is the whole page, and follows the address; an
/// element with `data-chronotope` is one of several on somebody's page, its value the path of its data.
pub fn mount_all() {
    #[cfg(feature = "bench")]
    bench::register();
    let Some(document) = dom::window().document() else {
        return;
    };
    if let Some(root) = document
        .get_element_by_id("chronotope")
        .and_then(|e| e.dyn_into().ok())
    {
        // A page that carries its data says so itself.
        let data = dom::query_param("data").or_else(|| dom::meta("chronotope-data"));
        let data = data.unwrap_or_else(|| BUNDLED.to_owned());
        mount(Mount {
            root,
            prefix: String::new(),
            data,
            is_whole_page: true,
        });
    }
    let Ok(others) = document.query_selector_all("[data-chronotope]") else {
        return;
    };
    for index in 0..others.length() {
        if let Some(root) = others.get(index).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            let data = root
                .get_attribute("data-chronotope")
                .filter(|path| !path.is_empty());
            let data = data.unwrap_or_else(|| BUNDLED.to_owned());
            mount(Mount {
                root,
                prefix: format!("c{index}-"),
                data,
                is_whole_page: false,
            });
        }
    }
}

/// Mounts one app, in place of whatever its root holds: first what its data opens with, then the app.
pub fn mount(mount: Mount) {
    wasm_bindgen_futures::spawn_local(first::begin(mount));
}

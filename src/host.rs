//! The page around the app: its state, and what it is told by DOM events.

use crate::app::Mount;
use crate::components::notices::error_sentence;
use crate::dom;
use crate::load::LoadError;
use crate::session::SessionValue;
use crate::stages::Stages;
use crate::store::Store;
use chronotope_core::messages::messages;
use chronotope_core::state::{Focus, Lang};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The root element, and the `html` element where the app is the whole page.
pub struct Host {
    root: web_sys::HtmlElement,
    is_whole_page: bool,
}

impl Host {
    /// The page around a mounted app.
    pub fn new(mount: &Mount) -> Host {
        Host {
            root: mount.root.clone(),
            is_whole_page: mount.is_whole_page,
        }
    }

    /// Sets `data-state`: `loading`, `ready` or `error`.
    pub fn set_state(&self, state: &str) {
        self.root.set_attribute("data-state", state).ok();
        if let Some(html) = dom::html().filter(|_| self.is_whole_page) {
            html.set_attribute("data-state", state).ok();
        }
    }

    /// Tells of a failure, as the page does, and what kind of failure it is.
    pub fn tell_error(&self, error: &LoadError, lang: Lang) {
        let message = error_sentence(error, messages(lang)).into();
        let detail = [("message", message), ("code", error.code().into())];
        dom::tell(&self.root, "chronotope:error", &detail);
    }
}

/// Tells the page what happens from now on, beginning with `chronotope:ready`. What the events carry:
/// `chronotope:ready` the numbers of `events` and `reports`; `chronotope:windowchange` the days `from` and `to`, both
/// included, as `YYYY-MM-DD`; `chronotope:select` the ids of `places`, and of the `report` and the `event` or `null`;
/// `chronotope:error` a `message` for a reader and a `code`.
pub(crate) fn follow(
    host: StoredValue<Host, LocalStorage>,
    store: Store,
    session: SessionValue,
    stages: Stages,
) {
    Effect::new(move |_| {
        let lang = store.lang.get();
        host.with_value(|host| {
            if let Some(html) = dom::html().filter(|_| host.is_whole_page) {
                html.set_attribute("lang", lang.tag()).ok();
                html.set_attribute("dir", lang.dir()).ok();
            }
        });
    });
    Effect::new(move |earlier: Option<()>| {
        let window = store.window.get();
        if earlier.is_some() {
            let [from, to] = [window.first(), window.last()].map(|day| day.to_string().into());
            host.with_value(|host| {
                dom::tell(
                    &host.root,
                    "chronotope:windowchange",
                    &[("from", from), ("to", to)],
                );
            });
        }
    });
    Effect::new(move |earlier: Option<()>| {
        let (focus, event) = (store.focus.get(), store.event.get());
        if earlier.is_some() {
            let (places, report) = match focus {
                Focus::None => (Vec::new(), None),
                Focus::Places(places) => (places, None),
                Focus::Report(report) => (Vec::new(), Some(report)),
            };
            let places: js_sys::Array = places.iter().map(|id| JsValue::from_str(id)).collect();
            let text = |text: Option<String>| text.map_or(JsValue::NULL, JsValue::from);
            let detail = [
                ("places", places.into()),
                ("report", text(report)),
                ("event", text(event)),
            ];
            host.with_value(|host| dom::tell(&host.root, "chronotope:select", &detail));
        }
    });
    // After the first frame with all panes, so that what is told to be ready is on screen.
    Effect::new(move |was_over: Option<bool>| {
        let are_over = stages.are_over();
        if are_over && was_over != Some(true) {
            request_animation_frame(move || tell_ready(host, session));
        }
        are_over
    });
}

fn tell_ready(host: StoredValue<Host, LocalStorage>, session: SessionValue) {
    let (events, reports) = session.with_value(|s| (s.table.rows(), s.dataset.reports.len() as u32));
    host.with_value(|host| {
        host.set_state("ready");
        dom::mark("chronotope:ready");
        let detail = [("events", events.into()), ("reports", reports.into())];
        dom::tell(&host.root, "chronotope:ready", &detail);
    });
}

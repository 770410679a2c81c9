//! The page around the app: its state, and what it is told by DOM events.

use crate::app::Mount;
use crate::dom;
use crate::later;
use crate::load::LoadError;
use crate::session::SessionValue;
use crate::stages::Stages;
use crate::store::Store;
use chronotope_core::state::Focus;
use leptos::prelude::*;
use serde::Serialize;

/// The root element, and the `html` element where the app is the whole page.
pub struct Host {
    root: web_sys::HtmlElement,
    is_whole_page: bool,
}

/// Detail of `chronotope:ready`.
#[derive(Debug, Serialize)]
struct Ready {
    /// Number of events.
    events: usize,
    /// Number of reports.
    reports: usize,
}

/// Detail of `chronotope:windowchange`: days as `YYYY-MM-DD`, both included.
#[derive(Debug, Serialize)]
struct WindowChange {
    from: String,
    to: String,
}

/// Detail of `chronotope:select`.
#[derive(Debug, Serialize)]
struct Select {
    places: Vec<String>,
    report: Option<String>,
    event: Option<String>,
}

/// Detail of `chronotope:error`.
#[derive(Debug, Serialize)]
struct Failure {
    message: String,
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

    /// Tells of a failure.
    pub fn tell_error(&self, error: &LoadError) {
        dom::tell(
            &self.root,
            "chronotope:error",
            &Failure {
                message: error.to_string(),
            },
        );
    }
}

/// Tells the page what happens from now on, beginning with `chronotope:ready`.
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
            let detail = WindowChange {
                from: window.first().to_string(),
                to: window.last().to_string(),
            };
            host.with_value(|host| dom::tell(&host.root, "chronotope:windowchange", &detail));
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
            host.with_value(|host| {
                dom::tell(
                    &host.root,
                    "chronotope:select",
                    &Select {
                        places,
                        report,
                        event,
                    },
                );
            });
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
    let detail = session.with_value(|s| Ready {
        events: s.table.rows() as usize,
        reports: s.dataset.reports.len(),
    });
    host.with_value(|host| {
        host.set_state("ready");
        dom::mark("chronotope:ready");
        dom::tell(&host.root, "chronotope:ready", &detail);
    });
    later::fetch_panes();
}

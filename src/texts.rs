//! The texts of reports that the reader has opened: in memory, unless the reader wants them kept in this browser.

use crate::later;
use crate::session::SessionValue;
use chronotope_core::passages::Reading;
use leptos::prelude::*;
use std::rc::Rc;

/// Before the name under which a text is kept; the rest is the SHA-256 of the text.
pub(crate) const KEPT: &str = "chronotope.text.";

/// What the dialog was opened for: a report, and an event of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Id of the report.
    pub(crate) report: String,
    /// Id of the event.
    pub(crate) event: Option<String>,
}

/// The opened texts of one mounted app.
#[derive(Clone, Copy)]
pub(crate) struct Texts {
    /// What the dialog shows; `None` while it is closed.
    pub(crate) asked: RwSignal<Option<Asked>>,
    /// The texts, as they were read; one a report.
    pub(crate) readings: RwSignal<Vec<Rc<Reading>>, LocalStorage>,
}

impl Texts {
    /// None are open; those that are kept are read once the page has time.
    pub(crate) fn new(session: SessionValue) -> Texts {
        let texts = Texts {
            asked: RwSignal::new(None),
            readings: RwSignal::new_local(Vec::new()),
        };
        if crate::dom::has_kept(KEPT) {
            leptos::task::spawn_local(async move {
                if let Ok(tools) = later::tools().await {
                    (tools.kept_texts)(session, texts);
                }
            });
        }
        texts
    }

    /// The text of a report, if it is open.
    pub(crate) fn of(self, report: &str) -> Option<Rc<Reading>> {
        let readings = self.readings.read();
        let found = readings.iter().find(|r| r.verdict.report() == Some(report));
        found.cloned()
    }

    /// Takes in a text, in place of another of the same report.
    pub(crate) fn put(self, reading: Rc<Reading>) {
        self.readings.update(|readings| {
            readings.retain(|r| r.verdict.report() != reading.verdict.report());
            readings.push(reading);
        });
    }
}

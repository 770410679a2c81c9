//! Reading the texts of a large data set for searches: of a file's rows in the worker, of coded events in slices.

use crate::dom;
use crate::import::WorkerClient;
use crate::session::{Session, SessionValue};
use crate::store::Store;
use chronotope_core::search::{AT_ONCE, TextsBuilder, offsets_of_records, read_event};
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;

/// Rows up to which texts are read unasked, once the page rests. Of more, when somebody goes to the search.
const UNASKED_ROWS: u32 = 200_000;
/// How long the page rests before.
const REST: Duration = Duration::from_secs(1);
/// How long a slice takes on the main thread, at most about.
const SLICE_MS: f64 = 8.0;
/// Events between two looks at the clock.
const AT_A_TIME: usize = 32;

/// How far the texts are read that searches look in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lookup {
    /// Nothing is being read: all is there, or nobody has asked yet.
    #[default]
    Rests,
    /// So much of it, in percent.
    Reads(u8),
    /// The file is not there any more as it was.
    Unreadable,
}

/// Reads the texts when they are searched, or before, where they are not many.
pub(crate) fn follow(store: Store, session: SessionValue) {
    if session.with_value(|session| !session.lacks_texts()) {
        return;
    }
    let read = move || {
        if let Some(session) = session.try_get_value() {
            begin(&session, store.lookup);
        }
    };
    if session.with_value(|session| session.table.rows()) <= UNASKED_ROWS {
        set_timeout(read, REST);
    }
    Effect::new(move |_| {
        if !store.filters.read().text.trim().is_empty() {
            read();
        }
    });
}

/// Reads the texts, if nobody does yet.
pub(crate) fn begin(session: &Rc<Session>, lookup: RwSignal<Lookup>) {
    if !session.lacks_texts() || session.texts_asked.replace(true) {
        return;
    }
    lookup.set(Lookup::Reads(0));
    if let Some(file) = &session.file {
        let Some(script) = dom::meta("chronotope-worker") else {
            return lookup.set(Lookup::Unreadable);
        };
        let text = session.texts.clone();
        let percent = move |read: crate::import::Progress| {
            let part = read.bytes / read.total.unwrap_or(read.bytes).max(1.0);
            lookup.try_set(Lookup::Reads((part * 100.0) as u8));
        };
        let offsets = offsets_of_records(&session.table);
        let reading = WorkerClient::new(script).texts(&file.text, &offsets, percent, move |texts| {
            let is_read = texts.is_some_and(|texts| text.set(texts).is_ok());
            lookup.try_set(if is_read {
                Lookup::Rests
            } else {
                Lookup::Unreadable
            });
        });
        *session.texts_reading.borrow_mut() = Some(reading);
        return;
    }
    let session = Rc::clone(session);
    leptos::task::spawn_local(async move {
        let mut builder = TextsBuilder::default();
        let events = &session.dataset.events;
        let mut next = 0;
        while next < events.len() {
            dom::next_task().await;
            let start_ms = dom::now_ms();
            while next < events.len() && dom::now_ms() - start_ms < SLICE_MS {
                for event in events.iter().skip(next).take(AT_A_TIME) {
                    read_event(&mut builder, next as u32, event);
                    next += 1;
                }
            }
            // The page may be gone by now.
            if lookup
                .try_set(Lookup::Reads((next * 100 / events.len().max(1)) as u8))
                .is_some()
            {
                return;
            }
        }
        dom::next_task().await;
        session.texts.set(builder.finish()).ok();
        lookup.try_set(Lookup::Rests);
    });
}

impl Session {
    /// True while there are texts that no search looks in.
    pub(crate) fn lacks_texts(&self) -> bool {
        self.texts.get().is_none() && (self.file.is_some() || self.dataset.events.len() > AT_ONCE)
    }
}

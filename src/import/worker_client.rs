//! [`WorkerClient`]: opens a file or an address in the worker and hands over what it came to.

use super::arrival::Arrival;
use super::{How, SourceText};
use chronotope_core::read::{LoadFailure, ReadSummary, aliases_to_csv};
use chronotope_core::search::Texts;
use chronotope_core::table::EventTable;
use js_sys::Reflect;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, ErrorEvent, MessageEvent, Worker};

/// What to open.
#[derive(Debug, Clone)]
pub enum Source {
    /// An address of this page's own origin, absolute.
    Url(String),
    /// A file that was chosen, dropped or pasted, and its name.
    File(Blob, String),
}

impl Source {
    /// What the user knows it by.
    pub fn name(&self) -> &str {
        match self {
            Source::Url(name) | Source::File(_, name) => name,
        }
    }
}

/// How far the worker has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Bytes taken from the source.
    pub bytes: f64,
    /// Bytes that it has, if that is known.
    pub total: Option<f64>,
    /// Rows met so far.
    pub rows: u32,
}

/// What a source came to.
#[derive(Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one of it for each file that is opened"
)]
pub enum Opened {
    /// Rows.
    Table {
        /// The rows, sorted by day.
        table: Box<EventTable>,
        /// What could not be used.
        summary: ReadSummary,
        /// Where the text of every row can be read.
        text: SourceText,
    },
    /// The words of the texts of an opened file.
    Texts(Box<Texts>),
    /// The project's own JSON, which [`chronotope_core::dataset`] reads from this text; or the report, if that was
    /// asked for.
    Project(Blob),
}

type OnProgress = Rc<dyn Fn(Progress)>;
type Listener<E> = Closure<dyn FnMut(E)>;
type OnEnd = Box<dyn FnOnce(Result<Opened, LoadFailure>)>;

/// Starts a worker for each file that is opened.
#[derive(Debug, Clone)]
pub struct WorkerClient {
    script: String,
}

/// A file that is being opened. Dropping it cancels.
#[must_use = "dropping it cancels"]
pub struct Opening {
    session: Rc<RefCell<Session>>,
    _on_message: Listener<MessageEvent>,
    _on_error: Listener<ErrorEvent>,
}

struct Session {
    worker: Option<Worker>,
    name: String,
    arrival: Arrival,
    summary: Option<ReadSummary>,
    opened: Option<Opened>,
    on_progress: OnProgress,
    on_end: Option<OnEnd>,
}

impl WorkerClient {
    /// With the address of the worker's script (`<meta name="chronotope-worker">`).
    pub fn new(script: impl Into<String>) -> WorkerClient {
        WorkerClient {
            script: script.into(),
        }
    }

    /// Opens a source. `on_progress` is called about ten times a second; then exactly one of `on_done` and
    /// `on_error`, unless the [`Opening`] is cancelled or dropped before.
    pub fn open(
        &self,
        source: &Source,
        how: &How,
        on_progress: impl Fn(Progress) + 'static,
        on_done: impl FnOnce(Opened) + 'static,
        on_error: impl FnOnce(LoadFailure) + 'static,
    ) -> Opening {
        let on_end: OnEnd = Box::new(move |outcome| match outcome {
            Ok(opened) => on_done(opened),
            Err(failure) => on_error(failure),
        });
        self.run(
            opening_request(source, how),
            source.name(),
            Rc::new(on_progress),
            on_end,
        )
    }

    /// Reads the texts of an opened file again, for searches: `offsets` says where that of each record begins. What
    /// comes is [`Opened::Texts`].
    pub fn texts(
        &self,
        text: &SourceText,
        offsets: &[u32],
        on_progress: impl Fn(Progress) + 'static,
        on_end: impl FnOnce(Option<Texts>) + 'static,
    ) -> Opening {
        let request = js_sys::Object::new();
        let fields: [(&str, JsValue); 3] = [
            ("texts", text.blob().into()),
            ("dialect", text.dialect().to_text().into()),
            ("offsets", js_sys::Uint32Array::from(offsets).into()),
        ];
        let set = fields
            .iter()
            .try_for_each(|(name, value)| Reflect::set(&request, &(*name).into(), value).map(|_| ()));
        let on_end: OnEnd = Box::new(move |outcome| {
            on_end(match outcome {
                Ok(Opened::Texts(texts)) => Some(*texts),
                _ => None,
            });
        });
        self.run(set.map(|()| request), "", Rc::new(on_progress), on_end)
    }

    /// Starts a worker with a request.
    fn run(
        &self,
        request: Result<js_sys::Object, JsValue>,
        name: &str,
        on_progress: OnProgress,
        on_end: OnEnd,
    ) -> Opening {
        let session = Rc::new(RefCell::new(Session {
            worker: None,
            name: name.to_owned(),
            arrival: Arrival::default(),
            summary: None,
            opened: None,
            on_progress,
            on_end: Some(on_end),
        }));
        let heard = Rc::downgrade(&session);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(session) = heard.upgrade() {
                Session::hear(&session, &event.data());
            }
        });
        let heard = Rc::downgrade(&session);
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            if let Some(session) = heard.upgrade() {
                Session::fail(&session, event.message());
            }
        });
        match request.and_then(|request| start(&self.script, &request, &on_message, &on_error)) {
            Ok(worker) => session.borrow_mut().worker = Some(worker),
            Err(error) => {
                // The caller does not hold the `Opening` yet: tell it in a later task.
                let session = session.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    Session::fail(&session, format!("{error:?}"));
                });
            }
        }
        Opening {
            session,
            _on_message: on_message,
            _on_error: on_error,
        }
    }
}

fn start(
    script: &str,
    request: &js_sys::Object,
    on_message: &Listener<MessageEvent>,
    on_error: &Listener<ErrorEvent>,
) -> Result<Worker, JsValue> {
    let worker = Worker::new(script)?;
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    worker.post_message(request)?;
    Ok(worker)
}

fn opening_request(source: &Source, how: &How) -> Result<js_sys::Object, JsValue> {
    let request = js_sys::Object::new();
    let open: JsValue = match source {
        Source::Url(url) => url.into(),
        Source::File(blob, _) => blob.into(),
    };
    Reflect::set(&request, &"open".into(), &open)?;
    Reflect::set(&request, &"name".into(), &source.name().into())?;
    let texts = [
        ("plan", Some(how.plan.to_text())),
        ("aliases", Some(aliases_to_csv(&how.aliases))),
        ("gazetteer", how.gazetteer.clone()),
        ("report", how.report.clone()),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            Reflect::set(&request, &name.into(), &text.into())?;
        }
    }
    if how.is_gazetteer {
        Reflect::set(&request, &"is_gazetteer".into(), &true.into())?;
    }
    let packs: js_sys::Array = how.packs.iter().map(|(pack, _)| pack).collect();
    Reflect::set(&request, &"packs".into(), &packs)?;
    Ok(request)
}

impl Opening {
    /// Stops at once: the worker is gone, its fetch too, and no callback is called any more.
    pub fn cancel(self) {
        drop(self);
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        // While a callback runs, the session has ended already.
        if let Ok(mut session) = self.session.try_borrow_mut() {
            session.on_end = None;
            session.stop();
        }
    }
}

impl Session {
    fn stop(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
        self.arrival = Arrival::default();
    }

    fn end(session: &Rc<RefCell<Session>>, outcome: Result<Opened, LoadFailure>) {
        let on_end = {
            let mut session = session.borrow_mut();
            session.stop();
            session.on_end.take()
        };
        // Not borrowed any more: the callback may drop the `Opening`.
        if let Some(on_end) = on_end {
            on_end(outcome);
        }
    }

    fn fail(session: &Rc<RefCell<Session>>, detail: String) {
        let failure = LoadFailure::new("worker", &session.borrow().name, detail);
        Session::end(session, Err(failure));
    }

    fn hear(session: &Rc<RefCell<Session>>, message: &JsValue) {
        let field = |name: &str| {
            Reflect::get(message, &name.into())
                .ok()
                .filter(|value| !value.is_undefined() && !value.is_null())
        };
        if message.is_string() {
            return;
        }
        if let Some(bytes) = field("progress").and_then(|v| v.as_f64()) {
            let progress = Progress {
                bytes,
                total: field("total").and_then(|v| v.as_f64()),
                rows: field("rows").and_then(|v| v.as_f64()).unwrap_or(0.0) as u32,
            };
            // Not borrowed any more: the callback may drop the `Opening`.
            let on_progress = session.borrow().on_progress.clone();
            on_progress(progress);
        } else if let Some(name) = field("buffer").and_then(|v| v.as_string()) {
            let total = field("total").and_then(|v| v.as_f64()).unwrap_or(0.0) as usize;
            let data = field("data").unwrap_or(JsValue::UNDEFINED);
            let added = session.borrow_mut().arrival.add(&name, total, &data);
            if !added {
                Session::fail(session, format!("the buffer {name} is of no known type"));
            }
        } else if let Some(json) = field("failure").and_then(|v| v.as_string()) {
            let mut failure = LoadFailure::from_text(&json);
            failure.file.clone_from(&session.borrow().name);
            Session::end(session, Err(failure));
        } else if let Some(json) = field("summary").and_then(|v| v.as_string()) {
            session.borrow_mut().summary = ReadSummary::from_text(&json);
        } else if let Some(text) = field("text").and_then(|v| v.dyn_into::<Blob>().ok()) {
            let opened = session.borrow_mut().put_together(text);
            match opened {
                Ok(opened) => session.borrow_mut().opened = Some(opened),
                Err(detail) => Session::fail(session, detail),
            }
        } else if field("words").is_some() {
            let arrived = session.borrow_mut().arrival.finish();
            let texts = Texts::from_columns(arrived);
            let outcome = texts
                .map(|texts| Opened::Texts(Box::new(texts)))
                .ok_or_else(|| LoadFailure::new("worker", "", "words that do not fit"));
            Session::end(session, outcome);
        } else if field("done").is_some() {
            let opened = session.borrow_mut().opened.take();
            match opened {
                Some(opened) => Session::end(session, Ok(opened)),
                None => Session::fail(session, "nothing was opened".to_owned()),
            }
        }
    }

    /// What the source came to, now that everything is there: O(rows) for checking.
    fn put_together(&mut self, text: Blob) -> Result<Opened, String> {
        let Some(summary) = self.summary.take() else {
            return Ok(Opened::Project(text));
        };
        let table = EventTable::from_columns(self.arrival.finish()).map_err(|e| e.to_string())?;
        Ok(Opened::Table {
            table: Box::new(table),
            text: SourceText::new(text, summary.dialect.clone()),
            summary,
        })
    }
}

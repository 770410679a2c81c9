//! `window.__bench`, in builds with the feature `bench` only: it drives the session, and so the engines, that the page
//! itself works with, for those who measure them beside others.
//!
//! - `load({n, format})` opens `/data/events-<n>.<format>` of the page's origin, `format` being `csv` or `geojson`, as
//!   the page opens a file of its user; `columns` makes the columns of the same rows in the page instead. Resolves to
//!   the number of rows.
//! - `setFilter(kinds, actors)` takes arrays of indices, `null` for all, and returns the counts of [`MONTHS`] months.
//! - `setWindow(d0, d1)` takes days from [`FIRST_DAY`], half open, and returns `{counts, kinds}`: by `place * 8 + kind`
//!   under all filters, and by kind under all filters but the kind's own. The arrays are filled anew after 512 further
//!   calls.
//!
//! Indices are those of `kinds` in `/data/meta.json`, and the numbers in `actor-NN` and `place-NNNN`.

use crate::import::{How, Opened, Source, WorkerClient};
use crate::load::fetch;
use crate::session::Session;
use chronotope_core::state::{Facet, Filters, Reading};
use chronotope_core::table::{Dim, EventTable};
use chronotope_core::time::{Day, TimeWindow};
use chronotope_core::workload::{self, FIRST_DAY, KINDS, MONTHS, PLACES};
use futures::channel::oneshot;
use js_sys::{Array, Object, Reflect, Uint32Array};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

/// Number of kinds that are told apart.
const KIND_COUNT: usize = KINDS.len();
/// An answer stays as it is for so many calls.
const ANSWERS: usize = 512;

/// Puts `__bench` on the window.
pub fn register() {
    let bench = Rc::new(RefCell::new(None::<Bench>));
    let object = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&object, &name.into(), value).ok();
    set("name", &"chronotope".into());
    let opened = Rc::clone(&bench);
    let load = Closure::<dyn FnMut(JsValue) -> js_sys::Promise>::new(move |options: JsValue| {
        let opened = Rc::clone(&opened);
        future_to_promise(async move {
            // The columns of a table that is no longer asked need not stand beside those of the next.
            *opened.borrow_mut() = None;
            let table = table(&options).await.map_err(|why| JsError::new(&why))?;
            let rows = table.rows();
            *opened.borrow_mut() = Some(Bench::new(table, kinds().await));
            Ok(rows.into())
        })
    });
    set("load", &load.into_js_value());
    let filtered = Rc::clone(&bench);
    let set_filter =
        Closure::<dyn FnMut(JsValue, JsValue) -> JsValue>::new(move |kinds: JsValue, actors: JsValue| {
            let mut bench = filtered.borrow_mut();
            bench
                .as_mut()
                .map_or(JsValue::NULL, |bench| bench.set_filter(&kinds, &actors))
        });
    set("setFilter", &set_filter.into_js_value());
    let set_window = Closure::<dyn FnMut(i32, i32) -> JsValue>::new(move |first: i32, end: i32| {
        let mut bench = bench.borrow_mut();
        bench
            .as_mut()
            .map_or(JsValue::NULL, |bench| bench.set_window(first, end))
    });
    set("setWindow", &set_window.into_js_value());
    Reflect::set(&crate::dom::window(), &"__bench".into(), &object).ok();
}

/// A session, and what its codes are called outside.
struct Bench {
    session: Session,
    filters: Filters,
    window: TimeWindow,
    /// The names of the kinds, by index.
    kind_names: Vec<String>,
    /// Of each kind that is asked for, its code in the table and its index.
    kinds: Vec<(usize, usize)>,
    /// The number of each place, by its code in the table.
    place_of_code: Vec<Option<usize>>,
    /// The names of the actors, by number.
    actor_names: BTreeMap<u32, String>,
    month_edges: Vec<Day>,
    /// Counts by place and kind as they were last given out; a step brings those places up to date that it changed.
    counts: Vec<[u32; KIND_COUNT]>,
    /// What counts are given out in, in turns: to make an array takes longer than a step.
    answers: Vec<Answer>,
    /// The answer whose turn it is.
    turn: usize,
}

impl Bench {
    fn new(table: EventTable, kind_names: Vec<String>) -> Bench {
        let kinds = (0..table.code_count(Dim::Kind))
            .filter_map(|code| {
                let label = table.label(Dim::Kind, code as u32);
                let index = kind_names.iter().position(|name| name == label)?;
                Some((code, index))
            })
            .collect();
        let place_of_code = table
            .places()
            .iter()
            .map(|place| number_in(&place.name).filter(|&number| number < PLACES))
            .map(|number| number.map(|number| number as usize))
            .collect();
        let actor_names = (0..table.code_count(Dim::Actor) as u32)
            .map(|code| table.label(Dim::Actor, code))
            .filter_map(|name| Some((number_in(name)?, name.to_owned())))
            .collect();
        let month_edges = (0..=MONTHS.cast_signed())
            .map(|month| FIRST_DAY.plus_months(month))
            .collect();
        let session = Session::of_table("events", table);
        let mut bench = Bench {
            window: session.bounds.time,
            filters: Filters::default(),
            kind_names,
            kinds,
            place_of_code,
            actor_names,
            month_edges,
            counts: vec![[0; KIND_COUNT]; PLACES as usize],
            answers: (0..ANSWERS).map(|_| Answer::new()).collect(),
            turn: 0,
            session,
        };
        bench.apply();
        bench
    }

    /// Brings the session to the window and the filters, and the counts to the session.
    fn apply(&mut self) {
        let changes = self.session.apply(self.window, &self.filters, Reading::default());
        let engine = self.session.incidents().borrow();
        for code in changes.places {
            if let Some(&Some(place)) = self.place_of_code.get(code as usize)
                && let Some(of_place) = self.counts.get_mut(place)
            {
                by_kind(
                    &self.kinds,
                    engine.definite(code),
                    engine.possible(code),
                    of_place,
                );
            }
        }
    }

    fn set_filter(&mut self, kinds: &JsValue, actors: &JsValue) -> JsValue {
        self.filters.values.clear();
        if let Some(kinds) = indices(kinds) {
            let names = kinds
                .iter()
                .filter_map(|&kind| self.kind_names.get(kind as usize));
            self.filters.values.insert(Facet::Kind, names.cloned().collect());
        }
        if let Some(actors) = indices(actors) {
            let names = actors.iter().filter_map(|actor| self.actor_names.get(actor));
            self.filters.values.insert(Facet::Actor, names.cloned().collect());
        }
        self.apply();
        let counted = self.session.histogram(&self.month_edges, i32::MAX);
        let bins = counted.unfiltered.len();
        let mut months = vec![0_u32; bins];
        for counts in [&counted.definite, &counted.possible] {
            for (month, kinds) in months.iter_mut().zip(counts.chunks(counted.kinds.max(1))) {
                *month += kinds.iter().sum::<u32>();
            }
        }
        Uint32Array::from(months.as_slice()).into()
    }

    fn set_window(&mut self, first: i32, end: i32) -> JsValue {
        self.window = TimeWindow::new(FIRST_DAY.plus(first), FIRST_DAY.plus(end));
        self.apply();
        let mut kinds = [0_u32; KIND_COUNT];
        let engine = self.session.incidents().borrow();
        by_kind(
            &self.kinds,
            engine.kind_definite(),
            engine.kind_possible(),
            &mut kinds,
        );
        self.turn = (self.turn + 1) % ANSWERS;
        let Some(answer) = self.answers.get(self.turn) else {
            return JsValue::NULL;
        };
        answer.counts.copy_from(self.counts.as_flattened());
        answer.kinds.copy_from(&kinds);
        answer.object.clone()
    }
}

/// The object that a step is answered with, and its arrays.
struct Answer {
    object: JsValue,
    counts: Uint32Array,
    kinds: Uint32Array,
}

impl Answer {
    fn new() -> Answer {
        let answer = Answer {
            object: Object::new().into(),
            counts: Uint32Array::new_with_length(PLACES * KIND_COUNT as u32),
            kinds: Uint32Array::new_with_length(KIND_COUNT as u32),
        };
        for (name, array) in [("counts", &answer.counts), ("kinds", &answer.kinds)] {
            // A new object takes whatever it is given.
            Reflect::set(&answer.object, &name.into(), array).ok();
        }
        answer
    }
}

/// What is definite and what is possible, added up, at the index of each kind.
fn by_kind(kinds: &[(usize, usize)], definite: &[u32], possible: &[u32], out: &mut [u32; KIND_COUNT]) {
    for &(code, index) in kinds {
        if let (Some(count), Some(sum)) = (definite.get(code), out.get_mut(index)) {
            *sum = count + possible.get(code).copied().unwrap_or(0);
        }
    }
}

/// The numbers of an array; `None` for all.
fn indices(value: &JsValue) -> Option<BTreeSet<u32>> {
    let is_all = value.is_null() || value.is_undefined();
    (!is_all).then(|| {
        Array::from(value)
            .iter()
            .filter_map(|index| index.as_f64())
            .map(|index| index as u32)
            .collect()
    })
}

/// The number that a name ends with: `place-0042` is 42.
fn number_in(name: &str) -> Option<u32> {
    name.rsplit_once('-')?.1.parse().ok()
}

/// The names of the kinds, in the order that the server says; the generator's own where it says none.
async fn kinds() -> Vec<String> {
    let own = || KINDS.map(str::to_owned).to_vec();
    let Ok(bytes) = fetch("/data/meta.json").await else {
        return own();
    };
    let meta: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let Some(kinds) = meta.get("kinds").and_then(serde_json::Value::as_array) else {
        return own();
    };
    kinds
        .iter()
        .map(|kind| kind.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The rows that are asked for.
async fn table(options: &JsValue) -> Result<EventTable, String> {
    let option = |name: &str| Reflect::get(options, &name.into()).unwrap_or_default();
    let rows = option("n");
    let rows = rows.as_f64().map(|n| n as u32).or_else(|| {
        let decimal = rows.as_string()?;
        decimal.parse().ok()
    });
    let rows = rows.ok_or("n is not a number")?;
    let format = option("format").as_string().unwrap_or_else(|| "csv".to_owned());
    match format.as_str() {
        "columns" => workload::table(rows).map_err(|error| error.to_string()),
        "csv" | "geojson" => opened(&format!("/data/events-{rows}.{format}")).await,
        _ => Err(format!("no format {format}: csv, geojson or columns")),
    }
}

/// A file of this origin, as the page opens one.
async fn opened(path: &str) -> Result<EventTable, String> {
    let script = crate::dom::meta("chronotope-worker").ok_or("no worker")?;
    let origin = crate::dom::window()
        .location()
        .origin()
        .map_err(|_unknown| "no origin")?;
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let tell = move |sender: &RefCell<Option<oneshot::Sender<_>>>, outcome| {
        if let Some(sender) = sender.borrow_mut().take() {
            // Nobody listens any more where the page asked for another file meanwhile.
            sender.send(outcome).ok();
        }
    };
    let failing = Rc::clone(&sender);
    let opening = WorkerClient::new(script).open(
        &Source::Url(format!("{origin}{path}")),
        &How::default(),
        |_progress| {},
        move |opened| tell(&sender, Ok(opened)),
        move |failure| tell(&failing, Err(format!("{}: {}", failure.code, failure.detail))),
    );
    let outcome = receiver.await.map_err(|_gone| "cancelled")?;
    drop(opening);
    match outcome? {
        Opened::Table { table, .. } => Ok(*table),
        Opened::Project(_) | Opened::Texts(_) => {
            Err("the project's own JSON has no rows to measure".to_owned())
        }
    }
}

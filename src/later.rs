//! Code that the first view does without. In a release it is in modules of its own: the [`Page`], with all that follows
//! the reader's hand, is fetched as soon as the first view is on screen, [`Tools`] when somebody opens one. In other
//! builds they are ordinary functions.
//!
//! To add a part that a person opens, give [`Tools`] a field with its function, and call it through [`tool`] or
//! [`tools`] only: what the page calls itself comes with the page.

use crate::app::Mount;
use crate::components::export::{self, Inputs};
use crate::components::import;
use crate::components::passages::{self, Inputs as TextInputs};
use crate::components::{help, reports};
use crate::import::{How, RowSource, Source};
use crate::load::{LoadError, Opened, Progress};
use crate::session::SessionValue;
use crate::store::Store;
use crate::texts::Texts;
use chronotope_core::messages::{Messages, messages};
use chronotope_core::scene::reports::RowCard;
use chronotope_core::state::{Lang, Panel};
use futures::channel::oneshot;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::thread::LocalKey;

/// A future of the page's own thread, whatever it is made of.
pub(crate) type Task<T> = Pin<Box<dyn Future<Output = T>>>;

/// Opens a file by what has been said of it, and says how far it has come.
type OpenSource = fn(Source, How, RwSignal<Progress>) -> Task<Result<Opened, LoadError>>;
/// The page itself.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    /// Mounts it, with the data set if that has been opened already.
    pub(crate) mount: fn(Mount, Option<Result<Rc<Opened>, LoadError>>),
}

/// What a person opens.
#[derive(Clone, Copy)]
pub(crate) struct Tools {
    /// Opens one file, whatever is in it, by what has been said of it.
    pub(crate) open_source: OpenSource,
    /// The dialog for opening one's own data, and with what it begins.
    pub(crate) import: fn(import::Inputs, import::Start) -> AnyView,
    /// The dialog for saving and sharing; what goes before the ids of elements, and what closes it.
    pub(crate) save: fn(Inputs, String, Callback<()>) -> AnyView,
    /// The help sheet: texts, whether keys of one character do something, the id of its title, what closes it.
    pub(crate) help: fn(Messages, RwSignal<bool>, String, Callback<()>) -> AnyView,
    /// What is opened above the list of events.
    pub(crate) panel: fn(reports::PanelSource, Panel) -> AnyView,
    /// The text of a report with its passages; what goes before the ids of elements.
    pub(crate) source_text: fn(TextInputs, String) -> AnyView,
    /// Opens the texts that this browser keeps.
    pub(crate) kept_texts: fn(SessionValue, Texts),
    /// A row of a file, where it stands in the file's text, and whether it may fall out of the window.
    pub(crate) row: fn(Store, RowCard, Option<RowSource>, bool) -> AnyView,
}

#[allow(clippy::unnecessary_wraps, reason = "where it is fetched, that can fail")]
#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(page, wasm_split_path = ::leptos::wasm_split, fallible))]
fn page_module() -> Result<Page, Missing> {
    Ok(Page {
        mount: crate::app::mount,
    })
}

#[allow(clippy::unnecessary_wraps, reason = "where it is fetched, that can fail")]
#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(tools, wasm_split_path = ::leptos::wasm_split, fallible))]
fn tools_module() -> Result<Tools, Missing> {
    Ok(Tools {
        open_source: crate::load::open_source,
        import: import::import_dialog,
        save: export::export_dialog,
        help: help::view,
        panel: reports::panel_view,
        source_text: passages::dialog,
        kept_texts: passages::kept_texts,
        row: reports::row,
    })
}

/// A module's function as the macro leaves it: async where it is fetched, else as it stands.
macro_rules! fetched {
    ($module:ident) => {{
        #[cfg(feature = "split")]
        let functions = $module().await;
        #[cfg(not(feature = "split"))]
        let functions = $module();
        functions
    }};
}

thread_local! {
    static TOOLS: Shelf<Tools> = Shelf::new(|| Box::pin(async { fetched!(tools_module) }));
}

/// A module could not be fetched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Missing {
        Missing
    }
}

/// How far fetching a module has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    NotAsked,
    Coming,
    Here,
    Missing,
}

/// A module, once it is there.
struct Shelf<T: 'static> {
    stage: ArcRwSignal<Stage>,
    functions: Cell<Option<T>>,
    fetch: fn() -> Task<Result<T, Missing>>,
}

impl<T: Copy> Shelf<T> {
    fn new(fetch: fn() -> Task<Result<T, Missing>>) -> Shelf<T> {
        Shelf {
            stage: ArcRwSignal::new(Stage::NotAsked),
            functions: Cell::new(None),
            fetch,
        }
    }
}

/// Fetches a module, unless it is there.
async fn take<T: Copy>(shelf: &'static LocalKey<Shelf<T>>) -> Result<T, Missing> {
    let (stage, fetch, functions) = shelf.with(|s| (s.stage.clone(), s.fetch, s.functions.get()));
    if let Some(functions) = functions {
        return Ok(functions);
    }
    stage.set(Stage::Coming);
    let fetched = fetch().await;
    if let Ok(functions) = fetched {
        shelf.with(|s| s.functions.set(Some(functions)));
    }
    let reached = if fetched.is_ok() {
        Stage::Here
    } else {
        Stage::Missing
    };
    stage.set(reached);
    fetched
}

/// Begins to fetch a module, unless that was done.
fn ask<T: Copy>(shelf: &'static LocalKey<Shelf<T>>) {
    let stage = shelf.with(|s| s.stage.get_untracked());
    if matches!(stage, Stage::NotAsked | Stage::Missing) {
        leptos::task::spawn_local(async move {
            // What comes of it is in the stage.
            take(shelf).await.ok();
        });
    }
}

/// The functions of the tools, for what is no view.
///
/// # Errors
/// [`Missing`] if they cannot be fetched; to ask again tries again.
pub(crate) async fn tools() -> Result<Tools, Missing> {
    let (sender, receiver) = oneshot::channel();
    // A task of its own: whoever waits may be cancelled, fetching is not.
    leptos::task::spawn_local(async move {
        sender.send(take(&TOOLS).await).ok();
    });
    receiver.await.unwrap_or(Err(Missing))
}

/// Fetches the page.
///
/// # Errors
/// [`Missing`] if it cannot be fetched; to ask again tries again.
pub(crate) fn page() -> Task<Result<Page, Missing>> {
    Box::pin(async { fetched!(page_module) })
}

fn fetch_tools() {
    ask(&TOOLS);
}

/// A part that a person has opened: what `make` gives, once its code is there; a sentence and a way to try again
/// where it cannot be had.
pub(crate) fn tool(lang: Memo<Lang>, make: impl Fn(Tools) -> AnyView + 'static) -> AnyView {
    fetch_tools();
    let stage = TOOLS.with(|s| s.stage.clone());
    let tool = shown(&TOOLS, Box::new(make));
    view! {
        {tool}
        {notice(stage, lang, fetch_tools)}
    }
    .into_any()
}

fn shown<T: Copy>(shelf: &'static LocalKey<Shelf<T>>, make: Box<dyn Fn(T) -> AnyView>) -> AnyView {
    let stage = shelf.with(|s| s.stage.clone());
    let make: Box<dyn Fn() -> AnyView> = Box::new(move || {
        let functions = shelf.with(|s| s.functions.get());
        functions.map_or_else(|| ().into_any(), |functions| untrack(|| make(functions)))
    });
    let make = StoredValue::new_local(make);
    let view = move || match stage.get() {
        Stage::Here => make.with_value(|make| make()),
        Stage::NotAsked | Stage::Coming | Stage::Missing => ().into_any(),
    };
    view.into_any()
}

fn notice(stage: ArcRwSignal<Stage>, lang: Memo<Lang>, again: fn()) -> AnyView {
    let view = move || {
        let text = messages(lang.get()).shell;
        (stage.get() == Stage::Missing).then(|| {
            view! {
                <p class="notice" role="alert">
                    {text.part_missing}
                    " "
                    <button type="button" class="button" on:click=move |_| again()>
                        {text.retry}
                    </button>
                </p>
            }
        })
    };
    view.into_any()
}

//! Opening one's own data: the dialog, the import report, the columns of an unknown table, the names to review.

mod mapping;
mod packs;
mod points;
mod report;
mod review;

use crate::components::notices::error_sentence;
use crate::import::{How, Source};
use crate::load::{self, LoadError, Opened, Progress, short_name};
use crate::session::OpenedFile;
use chronotope_core::messages::{Formats, ImportDialogText, Messages, fill, import_dialog_text, messages};
use chronotope_core::read::{LoadFailure, Plan, first_plan};
use chronotope_core::scene::map::Basemap;
use chronotope_core::state::Lang;
use futures::future::{AbortHandle, Aborted, abortable};
use leptos::html;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// With what the dialog begins.
#[derive(Debug, Clone)]
pub enum Start {
    /// A file is to be chosen.
    Choose,
    /// This file is to be read.
    File(Source),
    /// The report on the file that is open.
    Report,
}

/// What opens the dialog, from wherever in the page.
#[derive(Clone, Copy)]
pub struct OpenImport(pub Callback<Start>);

/// What the dialog is given.
#[derive(Clone, Copy)]
pub struct Inputs {
    /// Language of the page.
    pub lang: Lang,
    /// What is open.
    pub opened: StoredValue<Option<Rc<Opened>>, LocalStorage>,
    /// What has been said of names: it is remembered while the page is there.
    pub memory: StoredValue<How, LocalStorage>,
    /// Comes before the ids of elements.
    pub prefix: StoredValue<String>,
    /// A file has been opened.
    pub on_opened: Callback<Rc<Opened>>,
    /// The dialog is closed.
    pub on_close: Callback<()>,
}

/// A table whose columns are being chosen.
#[derive(Debug, Clone)]
struct Unknown {
    source: Source,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    /// The same with the first record among the rows.
    records: Vec<Vec<String>>,
    plan: Plan,
}

/// What the dialog shows.
#[derive(Clone)]
enum Stage {
    Choose,
    Reading,
    Entries(Source, Vec<String>),
    Mapping(Rc<Unknown>),
    Report,
    /// The report on a file of which no row could be used, beside what stays open.
    Refused(Box<OpenedFile>),
    Review,
}

/// The dialog's own state, for its parts.
#[derive(Clone, Copy)]
struct Desk {
    inputs: Inputs,
    text: &'static ImportDialogText,
    messages: Messages,
    formats: StoredValue<Rc<dyn Formats>, LocalStorage>,
    stage: RwSignal<Stage, LocalStorage>,
    /// What went wrong, in a sentence.
    failed: RwSignal<String>,
    /// What was done, in a sentence.
    said: RwSignal<String>,
    progress: RwSignal<Progress>,
    reading: StoredValue<Option<AbortHandle>, LocalStorage>,
    /// The land under small maps, once it has come, and whether it has been asked for.
    land: RwSignal<Option<Arc<Basemap>>>,
    is_land_asked: StoredValue<bool>,
}

impl Desk {
    fn number(self, n: u32) -> String {
        self.formats.with_value(|f| f.number(f64::from(n)))
    }

    fn id(self, name: &str) -> String {
        self.inputs
            .prefix
            .with_value(|prefix| format!("{prefix}import-{name}"))
    }

    /// The file that is open, if its rows came as such.
    fn file(self) -> Option<OpenedFile> {
        self.inputs
            .opened
            .with_value(|opened| opened.as_ref()?.session.file.clone())
    }

    /// Reads a file by a plan. What is open stays open until that is done.
    fn read(self, source: Source, plan: Plan) {
        let how = How {
            plan,
            ..self.inputs.memory.get_value()
        };
        self.failed.set(String::new());
        self.said.set(String::new());
        self.stage.set(Stage::Reading);
        leptos::task::spawn_local(async move {
            let (reading, handle) = abortable(load::open_source(source.clone(), how.clone(), self.progress));
            self.reading.set_value(Some(handle));
            match reading.await {
                Ok(Ok(opened)) => self.opened(opened),
                Ok(Err(LoadError::Import(failure))) if !failure.sample.is_empty() => {
                    self.ask(source, how.plan, failure);
                }
                Ok(Err(error)) => self.refuse(error_sentence(&error, self.messages)),
                Err(Aborted) => {
                    let file = short_name(source.name());
                    self.refuse(fill(self.messages.import.cancelled, &[("file", file)]));
                }
            }
        });
    }

    /// Takes a gazetteer that a person opens, if it has places.
    fn take_pack(self, source: Source) {
        self.failed.set(String::new());
        self.said.set(String::new());
        leptos::task::spawn_local(async move {
            let file = short_name(source.name()).to_owned();
            match load::gazetteer_of(&source).await {
                Ok(pack) => self.use_pack(pack, file),
                Err(LoadError::Import(failure)) if failure.code == "no_places" => {
                    self.failed.set(fill(self.text.pack_empty, &[("file", &file)]));
                }
                Err(error) => self.failed.set(error_sentence(&error, self.messages)),
            }
        });
    }

    /// Names are looked up in this gazetteer too, from now on.
    fn use_pack(self, pack: Blob, name: String) {
        self.said.set(fill(self.text.pack_used, &[("file", &name)]));
        self.inputs.memory.update_value(|how| {
            how.packs.retain(|(_, known)| *known != name);
            how.packs.push((pack, name));
        });
    }

    fn refuse(self, why: String) {
        self.failed.set(why);
        self.stage.set(Stage::Choose);
    }

    /// A person must say more: which file, or what the columns are.
    fn ask(self, source: Source, plan: Plan, failure: LoadFailure) {
        if failure.code == "choose_entry" {
            let names = failure.sample.into_iter().flatten().collect();
            self.stage.set(Stage::Entries(source, names));
            return;
        }
        let (header, rows, guessed) = first_plan(&failure.sample);
        self.failed.set(self.messages.load_failure(&failure));
        self.stage.set(Stage::Mapping(Rc::new(Unknown {
            source,
            header,
            rows,
            records: failure.sample,
            plan: Plan {
                columns: guessed.columns,
                header: guessed.header,
                ..plan
            },
        })));
    }

    fn opened(self, opened: Opened) {
        // A table of nothing but its header takes the place of nothing.
        let empty = opened.session.file.as_ref().filter(|file| file.summary.rows == 0);
        if let Some(file) = empty {
            let failure = LoadFailure::new("empty", &file.name, "");
            return self.refuse(self.messages.load_failure(&failure));
        }
        // Nor does one of which no row could be used: its report is shown.
        let unusable = opened
            .session
            .file
            .as_ref()
            .filter(|file| file.summary.rejected() == file.summary.rows);
        if let Some(file) = unusable {
            self.failed
                .set(fill(self.text.nothing_opened, &[("file", &file.name)]));
            self.stage.set(Stage::Refused(Box::new(file.clone())));
            return;
        }
        let opened = Rc::new(opened);
        self.inputs.opened.set_value(Some(Rc::clone(&opened)));
        self.inputs.on_opened.run(Rc::clone(&opened));
        let has_more_to_say = opened.session.file.as_ref().is_some_and(|file| {
            let summary = &file.summary;
            // What was guessed is told without being asked.
            let columns = &summary.columns;
            let has_notes = !columns.guessed.is_empty() || !columns.repeated.is_empty();
            !summary.problems.is_empty() || summary.family.asks_before_points() || has_notes
        });
        if has_more_to_say {
            self.stage.set(Stage::Report);
        } else {
            self.inputs.on_close.run(());
        }
    }
}

/// The dialog; for `later`.
pub fn import_dialog(inputs: Inputs, start: Start) -> AnyView {
    let lang = inputs.lang;
    let text = import_dialog_text(lang);
    let desk = Desk {
        inputs,
        text,
        messages: messages(lang),
        formats: StoredValue::new_local(crate::intl::formats(lang)),
        stage: RwSignal::new_local(if matches!(start, Start::Report) {
            Stage::Report
        } else {
            Stage::Choose
        }),
        failed: RwSignal::new(String::new()),
        said: RwSignal::new(String::new()),
        progress: RwSignal::new(Progress::Files { done: 0, all: 0 }),
        reading: StoredValue::new_local(None),
        land: RwSignal::new(None),
        is_land_asked: StoredValue::new(false),
    };
    // A page that was saved with a file holds what had been said of its names.
    if let Some(file) = desk.file() {
        inputs.memory.update_value(|how| {
            if how.aliases.is_empty() && how.packs.is_empty() {
                how.aliases.clone_from(&file.how.aliases);
                how.packs.clone_from(&file.how.packs);
            }
        });
    }
    if let Start::File(source) = start {
        desk.read(source, Plan::default());
    }
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move || {
        if let Some(dialog) = dialog.get().filter(|dialog| !dialog.open()) {
            // It fails only where the dialog is shown already.
            dialog.show_modal().ok();
        }
    });
    // Closing ends what is being read.
    on_cleanup(move || {
        if let Some(Some(handle)) = desk.reading.try_get_value() {
            handle.abort();
        }
    });
    let title = Signal::derive(move || match &*desk.stage.read() {
        Stage::Choose | Stage::Reading | Stage::Entries(..) => text.title.to_owned(),
        Stage::Mapping(unknown) => fill(text.mapping, &[("file", short_name(unknown.source.name()))]),
        Stage::Report => {
            let name = desk.file().map(|file| file.name).unwrap_or_default();
            fill(text.report_of, &[("file", &name)])
        }
        Stage::Refused(file) => fill(text.report_of, &[("file", &file.name)]),
        Stage::Review => text.review.to_owned(),
    });
    let heading = desk.id("title");
    let heading_id = heading.clone();
    view! {
        <dialog
            class="import"
            node_ref=dialog
            lang=lang.tag()
            dir=lang.dir()
            aria-labelledby=heading_id
            on:close=move |_| inputs.on_close.run(())
        >
            <div class="import-head">
                <h2 id=heading>{title}</h2>
                <button
                    type="button"
                    class="button"
                    on:click=move |_| {
                        if let Some(dialog) = dialog.get() {
                            dialog.close();
                        }
                    }
                >
                    {text.close}
                </button>
            </div>
            <Show when=move || !desk.failed.read().is_empty()>
                <div class="import-failed" role="alert">
                    <p dir="auto">{desk.failed}</p>
                    <p>{inputs.opened.with_value(Option::is_some).then_some(text.kept)}</p>
                </div>
            </Show>
            <p role="status" class="import-said">{desk.said}</p>
            {move || match desk.stage.get() {
                Stage::Choose => choose(desk),
                Stage::Reading => reading(desk),
                Stage::Entries(source, names) => entries(desk, &source, names),
                Stage::Mapping(unknown) => mapping::columns(desk, &unknown),
                Stage::Report => report::report(desk),
                Stage::Refused(file) => report::of_file(desk, *file, false),
                Stage::Review => review::names(desk),
            }}
        </dialog>
    }
    .into_any()
}

/// A button that does one thing.
fn button(label: &'static str, act: Callback<()>) -> AnyView {
    view! {
        <button type="button" class="button" on:click=move |_| act.run(())>
            {label}
        </button>
    }
    .into_any()
}

/// A field that takes one file.
fn file_field(label: &'static str, hint: &'static str, take: Callback<web_sys::File>) -> AnyView {
    let chosen = move |event: web_sys::Event| {
        let input: Option<web_sys::HtmlInputElement> = event.target().and_then(|t| t.dyn_into().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            take.run(file);
        }
        // The same file can be chosen again once it is mended.
        input.set_value("");
    };
    view! {
        <label class="import-field">
            <span>{label}</span>
            <input type="file" on:change=chosen />
            <small>{hint}</small>
        </label>
    }
    .into_any()
}

/// The source that a chosen or dropped file is.
pub fn source_of(file: &web_sys::File) -> Source {
    let blob: &Blob = file;
    Source::File(blob.clone(), file.name())
}

fn choose(desk: Desk) -> AnyView {
    let text = desk.text;
    let pasted = RwSignal::new(String::new());
    let open_pasted = Callback::new(move |()| {
        let parts = js_sys::Array::of1(&pasted.get_untracked().into());
        if let Ok(blob) = Blob::new_with_str_sequence(&parts) {
            desk.read(Source::File(blob, text.pasted_name.to_owned()), Plan::default());
        }
    });
    let take_pack = Callback::new(move |file: web_sys::File| desk.take_pack(source_of(&file)));
    view! {
        {file_field(text.choose, text.choose_hint, Callback::new(move |file| desk.read(source_of(&file), Plan::default())))}
        <label class="import-field">
            <span>{text.paste}</span>
            <textarea rows="4" dir="auto" prop:value=pasted on:input=move |ev| pasted.set(event_target_value(&ev))></textarea>
        </label>
        <button
            type="button"
            class="button"
            disabled=move || pasted.read().trim().is_empty()
            on:click=move |_| open_pasted.run(())
        >
            {text.open_pasted}
        </button>
        {file_field(text.pack, text.pack_hint, take_pack)}
    }
    .into_any()
}

fn reading(desk: Desk) -> AnyView {
    let cancel = Callback::new(move |()| {
        if let Some(handle) = desk.reading.get_value() {
            handle.abort();
        }
    });
    let part = |of: fn(&Progress) -> Option<f64>| Signal::derive(move || of(&desk.progress.read()));
    let max = part(|p| match p {
        Progress::Rows { read, .. } => read.total,
        Progress::Files { .. } => None,
    });
    let value = part(|p| match p {
        Progress::Rows { read, .. } => read.total.map(|_| read.bytes),
        Progress::Files { .. } => None,
    });
    let heading = Signal::derive(move || match &*desk.progress.read() {
        Progress::Rows { file, .. } => fill(desk.text.reading, &[("file", file)]),
        Progress::Files { .. } => String::new(),
    });
    let rows = Signal::derive(move || match &*desk.progress.read() {
        Progress::Rows { read, .. } => desk
            .formats
            .with_value(|f| desk.messages.import.rows.of(u64::from(read.rows), f.as_ref())),
        Progress::Files { .. } => String::new(),
    });
    view! {
        <p role="status">{heading}</p>
        <progress max=max value=value aria-label=heading></progress>
        <p>{rows}</p>
        {button(desk.messages.import.cancel, cancel)}
    }
    .into_any()
}

fn entries(desk: Desk, source: &Source, names: Vec<String>) -> AnyView {
    let question = fill(desk.text.entries, &[("file", short_name(source.name()))]);
    let one = |name: String| {
        let (source, entry) = (source.clone(), name.clone());
        let open = move |_| {
            let plan = Plan {
                entry: entry.clone(),
                ..Plan::default()
            };
            desk.read(source.clone(), plan);
        };
        view! {
            <li>
                <button type="button" class="button" dir="auto" on:click=open>
                    {name}
                </button>
            </li>
        }
    };
    view! {
        <p dir="auto">{question}</p>
        <ul class="import-list">{names.into_iter().map(one).collect_view()}</ul>
        {button(desk.text.back, Callback::new(move |()| desk.stage.set(Stage::Choose)))}
    }
    .into_any()
}

/// A choice among few: each a value and its words.
fn select(
    label: String,
    options: Vec<(String, String)>,
    chosen: String,
    on_choose: Callback<String>,
) -> AnyView {
    let options = options.into_iter().map(|(value, words)| {
        let is_chosen = value == chosen;
        view! { <option value=value selected=is_chosen>{words}</option> }
    });
    view! {
        <select aria-label=label on:change=move |ev| on_choose.run(event_target_value(&ev))>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

//! [`App`]: loads a data set and lays out its panes.

use crate::components::chips::chips_bar;
use crate::components::export::Inputs;
use crate::components::header::Header;
use crate::components::help::single_keys;
use crate::components::import::{self, OpenImport, Start};
use crate::components::map::Map;
use crate::components::notices::{self, NothingOpen, error_sentence};
use crate::components::panes::{PaneSizes, px_or_auto, side_bar, side_edges, table_edge, timeline_edge};
use crate::components::passages::Inputs as TextInputs;
use crate::components::steps::{self, Help, Steps};
use crate::components::table::TableView;
use crate::components::timeline::Timeline;
use crate::components::{filters, reports, sheet};
use crate::fanout::CountsFeed;
use crate::host::{self, Host};
use crate::import::How;
use crate::intl;
use crate::load::{self, LoadError, Progress};
use crate::map_source::{self, MapSource};
use crate::session::Session;
use crate::sources::{self, Source};
use crate::stages::{Stage, Stages};
use crate::store::Store;
use crate::texts::Texts;
use crate::{derive, dom, later, link};
use chronotope_core::messages::{Formats, fill, messages};
use chronotope_core::scene::map::PlaceCounts;
use chronotope_core::scene::timeline::{Singles, plotted};
use chronotope_core::state::{Focus, Lang, Msg, UrlProblem, ViewState};
use futures::future::{AbortHandle, Aborted, abortable};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// How one app is mounted.
#[derive(Clone)]
pub struct Mount {
    /// The element it is in.
    pub root: web_sys::HtmlElement,
    /// Comes before the ids of its elements; empty for the only app of a page.
    pub prefix: String,
    /// Path of the data: one that ends in `/` is a data set, any other one file.
    pub data: String,
    /// It is the whole page: the address and the `html` element follow it.
    pub is_whole_page: bool,
}

/// What there is to show.
enum Phase {
    Loading,
    Cancelled(String),
    Failed(LoadError),
    Ready(Rc<load::Opened>),
}

/// Mounts an app, in place of whatever its root holds; `opened` is its data, if that has been opened already.
pub(crate) fn mount(mount: Mount, opened: Option<Result<Rc<load::Opened>, LoadError>>) {
    let root = mount.root.clone();
    root.replace_children_with_node_0();
    leptos::mount::mount_to(root, move || view! { <App mount opened /> }).forget();
}

/// One mounted app.
#[component]
fn App(
    /// How it is mounted.
    mount: Mount,
    /// Its data, if that has been opened already.
    opened: Option<Result<Rc<load::Opened>, LoadError>>,
) -> impl IntoView {
    let host = StoredValue::new_local(Host::new(&mount));
    let phase = RwSignal::new_local(Phase::Loading);
    let progress = RwSignal::new(Progress::Files { done: 0, all: 0 });
    let lang = first_language();
    let opening = StoredValue::new_local(None::<AbortHandle>);
    let current = StoredValue::new_local(None::<Rc<load::Opened>>);
    let show = move |opened: Rc<load::Opened>| {
        current.set_value(Some(Rc::clone(&opened)));
        phase.set(Phase::Ready(opened));
    };
    let fail = move |error: LoadError| {
        host.with_value(|host| {
            host.set_state("error");
            host.tell_error(&error, lang);
        });
        phase.set(Phase::Failed(error));
    };
    let open = move |data: String| {
        phase.set(Phase::Loading);
        host.with_value(|host| host.set_state("loading"));
        leptos::task::spawn_local(async move {
            let (reading, handle) = abortable(load::open(&data, progress));
            opening.set_value(Some(handle));
            match reading.await {
                Ok(Ok(opened)) => show(Rc::new(opened)),
                Ok(Err(error)) => fail(error),
                Err(Aborted) => {
                    host.with_value(|host| host.set_state("error"));
                    phase.set(Phase::Cancelled(data.clone()));
                }
            }
        });
    };
    match opened {
        Some(Ok(opened)) => show(opened),
        Some(Err(error)) => fail(error),
        None => open(mount.data.clone()),
    }
    let cancel = Callback::new(move |()| {
        if let Some(handle) = opening.get_value() {
            handle.abort();
        }
    });
    let data = StoredValue::new(mount.data.clone());
    let retry = Callback::new(move |()| open(data.get_value()));
    let open_bundled = Callback::new(move |()| open(crate::BUNDLED.to_owned()));
    // One's own data: the dialog is there only while it is open, and outlives what it replaces.
    let importing = RwSignal::new_local(None::<Start>);
    provide_context(OpenImport(Callback::new(move |start| importing.set(Some(start)))));
    dom::on_file_dropped(&mount.root, move |file| {
        importing.set(None);
        importing.set(Some(Start::File(import::source_of(&file))));
    });
    let memory = StoredValue::new_local(How::default());
    let (root, is_whole_page) = (StoredValue::new_local(mount.root.clone()), mount.is_whole_page);
    let prefix = StoredValue::new(mount.prefix.clone());
    let present_language = move || {
        let tag = root.with_value(|root| dom::query(root, "[lang]")?.get_attribute("lang"));
        tag.and_then(|tag| Lang::from_tag(&tag)).unwrap_or(lang)
    };
    let on_opened = Callback::new(move |opened| {
        if is_whole_page {
            // The view of what was open before says nothing of this.
            dom::set_hash(
                &format!("lang={}", present_language().tag()),
                true,
                dom::time_origin_ms(),
                0,
            );
        }
        show(opened);
    });
    let dialog = move || {
        let start = importing.get()?;
        let inputs = import::Inputs {
            lang: untrack(present_language),
            opened: current,
            memory,
            prefix,
            on_opened,
            on_close: Callback::new(move |()| importing.set(None)),
        };
        let lang = Memo::new(move |_| inputs.lang);
        Some(later::tool(lang, move |tools| {
            (tools.import)(inputs, start.clone())
        }))
    };
    view! {
        {dialog}
        {move || match &*phase.read() {
            Phase::Loading => view! { <Loading lang progress on_cancel=cancel /> }.into_any(),
            Phase::Cancelled(file) => {
                let why = fill(messages(lang).import.cancelled, &[("file", file)]);
                view! { <NothingOpen lang why on_retry=retry on_bundled=open_bundled /> }.into_any()
            }
            Phase::Failed(error) => {
                let why = error_sentence(error, messages(lang));
                view! { <NothingOpen lang why on_retry=retry on_bundled=open_bundled /> }.into_any()
            }
            Phase::Ready(opened) => view! { <Panes opened=Rc::clone(opened) mount=mount.clone() host lang /> }.into_any(),
        }}
    }
}

/// The language before there is a view: the link's, else the browser's.
pub(crate) fn first_language() -> Lang {
    let of_link = dom::hash()
        .split('&')
        .find_map(|p| p.strip_prefix("lang="))
        .and_then(Lang::from_tag);
    of_link
        .or_else(|| dom::languages().iter().find_map(|tag| Lang::from_tag(tag)))
        .unwrap_or_default()
}

/// How far loading has come.
#[component]
fn Loading(lang: Lang, progress: RwSignal<Progress>, on_cancel: Callback<()>) -> impl IntoView {
    let messages = messages(lang);
    let text = messages.shell;
    let formats = StoredValue::new_local(intl::formats(lang));
    let number = move |n: f64| formats.with_value(|f| f.number(n));
    let heading = Signal::derive(move || match &*progress.read() {
        Progress::Files { .. } => text.loading.to_owned(),
        Progress::Rows { file, .. } => fill(messages.import.reading, &[("file", file)]),
    });
    let said = Signal::derive(move || match &*progress.read() {
        Progress::Files { done, all } => {
            let (done, all) = (number(*done as f64), number(*all as f64));
            fill(text.loading_files, &[("done", &done), ("all", &all)])
        }
        Progress::Rows { read, .. } => {
            formats.with_value(|f| messages.import.rows.of(u64::from(read.rows), f.as_ref()))
        }
    });
    // Without a maximum the bar says that it does not know.
    let (max, value) = (
        Signal::derive(move || match &*progress.read() {
            Progress::Files { all, .. } => Some(*all as f64),
            Progress::Rows { read, .. } => read.total,
        }),
        Signal::derive(move || match &*progress.read() {
            Progress::Files { done, .. } => Some(*done as f64),
            Progress::Rows { read, .. } => read.total.map(|_| read.bytes),
        }),
    );
    let is_rows = Signal::derive(move || matches!(&*progress.read(), Progress::Rows { .. }));
    view! {
        <div class="boot" lang=lang.tag() dir=lang.dir()>
            <p role="status">{heading}</p>
            <progress max=max value=value aria-label=heading></progress>
            <p class="muted">{said}</p>
            <button type="button" class="button" hidden=move || !is_rows.get() on:click=move |_| on_cancel.run(())>
                {messages.import.cancel}
            </button>
        </div>
    }
}

/// Near places share a mark; in builds for benchmarks not where the address says `marks=all`.
fn is_grouping() -> bool {
    !cfg!(feature = "bench") || dom::query_param("marks").as_deref() != Some("all")
}

/// The panes of an opened data set.
#[component]
fn Panes(
    opened: Rc<load::Opened>,
    mount: Mount,
    host: StoredValue<Host, LocalStorage>,
    lang: Lang,
) -> impl IntoView {
    let session = Rc::clone(&opened.session);
    let kept = StoredValue::new_local(Rc::clone(&opened));
    let opening = ViewState::opening(session.bounds, lang);
    let (mut view, mut link_problems) = if mount.is_whole_page {
        link::read(&opening)
    } else {
        (opening.clone(), Vec::new())
    };
    let measures = map_source::measures(&session);
    // What no report states cannot size symbols: all of them would say "not stated".
    if let Some(value) = view.map.size.take_if(|size| !measures.contains(size)) {
        let key = "size".to_owned();
        link_problems.push(UrlProblem { key, value });
    }
    let store = Store::new(view);
    let session = StoredValue::new_local(session);
    let formats: Signal<Rc<dyn Formats>, LocalStorage> =
        Signal::derive_local(move || intl::formats(store.lang.get()) as Rc<dyn Formats>);
    let derived = derive::derive(store, session, formats);
    let link_problems = RwSignal::new(link_problems);
    let undo = link::follow(store, opening, mount.is_whole_page, link_problems);
    let stages = session.with_value(|s| Stages::begin(s.table.rows()));
    host::follow(host, store, session, stages);
    let prefix = mount.prefix.clone();
    let with = move |f: &dyn Fn(&Session) -> String| session.with_value(|s| f(s));
    let title = move || with(&|s| s.dataset.manifest.title.get(store.lang.get()).to_owned());
    let on_msg = Callback::new(move |msg| store.dispatch(msg));
    let text = Signal::derive(move || store.messages());
    let source = Rc::new(Source(session));
    let bounds = session.with_value(|s| s.bounds.time);
    let timeline_groups =
        Memo::new(move |_| session.with_value(|s| sources::timeline_groups(s, store.lang.get())));
    let lanes = Memo::new(move |_| {
        derived.filter_revision.track();
        session.with_value(|s| sources::lanes(s, text.get(), formats.get().as_ref()))
    });
    let axis = Memo::new(move |_| store.time.read().axis);
    let lane_by = Memo::new(move |_| store.time.read().lanes);
    let singles = Memo::new(move |_| {
        derived.filter_revision.track();
        let Some(by) = lane_by.get() else {
            return Singles::Bars;
        };
        let days = plotted(axis.get(), bounds).days;
        session.with_value(|s| sources::singles(s, by, days, text.get(), formats.get().as_ref()))
    });
    let flags = Memo::new(move |_| {
        let known_by = store.reading.read().known_by;
        session.with_value(|s| sources::report_flags(s, text.get(), formats.get().as_ref(), known_by))
    });
    let selected_event = Memo::new(move |_| {
        let id = store.event.get()?;
        derived.filter_revision.track();
        session.with_value(|s| sources::event_days(s, &id))
    });
    let geography = opened.geography();
    let all_outlines = Arc::clone(&geography.outlines);
    let outlines = Signal::stored(Arc::clone(&all_outlines));
    let find = map_source::finder(session, store, Arc::clone(&all_outlines));
    let others = map_source::others(session, store, derived.settled, &all_outlines);
    let shading = map_source::shading(session, store, derived.settled, &all_outlines);
    let labels = Signal::stored(Arc::clone(&geography.labels));
    let basemap = crate::atlas::growing(
        Arc::clone(&geography.basemap),
        opened.basemap_folder.clone(),
        store,
    );
    let places = Arc::clone(&geography.places);
    let map_groups = Memo::new(move |_| session.with_value(|s| sources::map_groups(s, store.lang.get())));
    let counts = MapSource::new(Rc::clone(&source), store, derived.revision);
    let feed = CountsFeed::new(Rc::new(counts) as Rc<dyn PlaceCounts>);
    derive::publish(derived, feed.clone());
    // Rings stand around the places in focus, and around those of the event that is shown.
    let selected = Memo::new(move |_| {
        session.with_value(|s| {
            let mut codes = match store.focus.get() {
                Focus::Places(ids) => ids.iter().filter_map(|id| s.place_code(id)).collect(),
                Focus::None | Focus::Report(_) => Vec::new(),
            };
            codes.extend(store.event.get().iter().flat_map(|id| s.marks_of(id)));
            codes
        })
    });
    // An event that is shown from the pane is brought into view.
    Effect::new(move |_| {
        let Some(id) = store.event.get() else { return };
        let point = session.with_value(|s| {
            s.marks_of(&id)
                .iter()
                .find_map(|&code| s.table.places().get(code as usize)?.lon_lat)
        });
        let bbox = store.viewport.get_untracked().bbox();
        if let Some(center) = point.filter(|point| !bbox.contains(*point)) {
            store.dispatch(Msg::CenterOn {
                center,
                min_zoom: 0.0,
            });
        }
    });
    let table_prefix = prefix.clone();
    let credit = move || with(&|s| s.dataset.manifest.attribution.clone());
    // Saving and sharing: there only while it is open.
    let is_saving = RwSignal::new(false);
    let is_whole_page = mount.is_whole_page;
    let saving_prefix = StoredValue::new(prefix.clone());
    let saving = move || {
        let inputs = Inputs {
            store,
            session,
            opened: kept,
            status: derived.status,
            formats,
            is_whole_page,
        };
        let close = Callback::new(move |()| is_saving.set(false));
        is_saving.get().then(|| {
            later::tool(store.lang, move |tools| {
                (tools.save)(inputs, saving_prefix.get_value(), close)
            })
        })
    };
    // The texts of reports, which readers bring themselves.
    let texts = Texts::new(session);
    provide_context(texts);
    let source_text = move || {
        texts.asked.read().is_some().then(|| {
            let inputs = TextInputs {
                store,
                session,
                formats,
                texts,
            };
            later::tool(store.lang, move |tools| {
                (tools.source_text)(inputs, format!("{}source-title", saving_prefix.read_value()))
            })
        })
    };
    let (is_help_open, single_keys) = (RwSignal::new(false), single_keys());
    let help_prefix = prefix.clone();
    let pressed =
        move |event: &web_sys::KeyboardEvent| steps::pressed(event, undo, is_help_open, single_keys);
    if is_whole_page {
        dom::on_window_key(move |event| {
            pressed(&event);
        });
    }
    let map_id = format!("{prefix}map-");
    let map_pane: NodeRef<leptos::html::Div> = NodeRef::new();
    let map = move || {
        // Drawn for the size that it has: all else of its row and column is there.
        if let Some(pane) = map_pane.get_untracked() {
            let size = pane.get_bounding_client_rect();
            let (width, height) = (size.width(), size.height());
            if width > 0.0 && height > 0.0 {
                store.dispatch(Msg::ResizeMap { width, height });
            }
        }
        view! {
                <Map
                    places
                    groups=map_groups
                    feed
                    labels
                    basemap
                    outlines
                    viewport=store.viewport
                    grouping=is_grouping()
                    single_keys
                    reach_days=derived.reach_days
                    stages
                    selected
                    controls=store.map
                    measures
                    shading
                    others
                    find
                    messages=text
                    formats
                    credit=Signal::derive(credit)
                    id_prefix=map_id
                    on_msg
                />
        }
        .into_any()
    };
    let timeline_id = format!("{prefix}timeline");
    let timeline = move || {
        view! {
                <Timeline
                    bounds
                    window=store.window
                    told_window=derived.told_window
                    playback=store.playback
                    time=store.time
                    groups=timeline_groups
                    counts=source
                    revision=derived.filter_revision
                    lanes=Signal::derive(move || Arc::clone(&lanes.read().0))
                    more_lanes=Signal::derive(move || lanes.read().1)
                    singles
                    single_keys
                    stages
                    hears_page=is_whole_page
                    steps=move || view! { <Steps undo is_help_open messages=text /> }
                    reports=flags
                    selected_event
                    lang=store.lang
                    messages=text
                    formats
                    on_msg
                    id=timeline_id
                />
        }
        .into_any()
    };
    let filters_prefix = prefix.clone();
    let filters = move || {
        filters::view(
            store,
            session,
            derived.listed,
            derived.settled,
            formats,
            filters_prefix,
        )
    };
    let header = move || {
        view! {
            <Header
                store
                title=Signal::derive(title)
                sentence=derived.sentence
                status=derived.status
                spoken=derived.spoken
                on_save=Callback::new(move |()| is_saving.set(true))
            >
                <Steps undo is_help_open messages=text />
            </Header>
        }
        .into_any()
    };
    let problems = notices::problems(store, session, kept, link_problems);
    let reports = move || reports::view(store, session, derived.listed, formats, prefix);
    let sizes = PaneSizes::remembered(&table_prefix);
    let has_table = Memo::new(move |_| store.table.with(Option::is_some));
    let side = NodeRef::new();
    sheet::follow(store, session, sizes, side);
    view! {
        <div
            class="app"
            class:no-side=move || !sizes.has_side.get()
            class:no-timeline=move || !sizes.has_timeline.get()
            style=("--side", move || px_or_auto(sizes.side))
            style=("--timeline", move || px_or_auto(sizes.timeline))
            style=("--table", move || px_or_auto(sizes.table))
            style=("--sheet", move || px_or_auto(sizes.sheet))
            on:keydown=move |event| {
                if !is_whole_page {
                    pressed(&event);
                }
            }
            lang=move || store.lang.get().tag()
            dir=move || store.lang.get().dir()
        >
            {stages.at(Stage::Header, header)}
            {saving}
            {source_text}
            <Help is_open=is_help_open single_keys lang=store.lang prefix=help_prefix />
            <div class="app-notices">
                {chips_bar(store, derived.chips)}
                {problems}
            </div>
            <div class="app-map" node_ref=map_pane>{stages.at(Stage::Map, map)}</div>
            <Show when=move || has_table.get()>
                <div class="app-table">
                    <TableView store session revision=derived.settled formats prefix=table_prefix.clone() />
                </div>
                {table_edge(text, sizes)}
            </Show>
            <div class="app-side" class:is-open=move || sizes.is_sheet_up() node_ref=side>
                {side_bar(text, sizes, has_table, on_msg)}
                <p class="caveat">{move || text.get().shell.caveat}</p>
                {stages.at(Stage::Filters, filters)}
                {stages.at(Stage::Reports, reports)}
            </div>
            {side_edges(text, sizes)}
            <div class="app-timeline">{stages.at(Stage::Timeline, timeline)}</div>
            {timeline_edge(text, sizes)}
        </div>
    }
}

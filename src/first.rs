//! The first view: what a data set opens with, drawn once from the same scenes as the page, while the code that follows
//! the reader's hand is still on its way.
//!
//! Nothing here subscribes to anything. The page takes the place of what is drawn here, at the same spots; the mark
//! that was pressed last in between is pressed again once it is ready.

pub(crate) mod pen;

use crate::app::{Mount, first_language};
use crate::components::{map, reports, timeline};
use crate::host::Host;
use crate::load::{self, Opened};
use crate::session::Session;
use crate::sources::Geography;
use crate::{dom, intl, later, link};
use chronotope_core::messages::{Formats, Words, fill, words};
use chronotope_core::scene::status::opening_sentence;
use chronotope_core::state::{Filters, Lang, ViewState};
use futures::channel::oneshot;
use pen::Pen;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, MouseEvent};

/// What the parts of the first view are drawn from.
pub(crate) struct First<'a> {
    pub(crate) pen: Pen,
    pub(crate) session: &'a Session,
    pub(crate) geography: &'a Geography,
    pub(crate) view: ViewState,
    pub(crate) messages: Words,
    pub(crate) formats: Rc<dyn Formats>,
    /// The sentence that says what is shown.
    pub(crate) status: String,
}

/// Opens the data of an app and draws it; then the app takes over.
pub(crate) async fn begin(mount: Mount) {
    let Some(pen) = Pen::new() else { return };
    let lang = first_language();
    // One file may be anything: the page opens it, with a way to stop.
    let mut opened = None;
    if load::is_folder(&mount.data) {
        let loading = Loading::new(&pen, &mount.root, lang);
        let tell = |done, all| loading.tell(done, all);
        opened = Some(load::open_folder(&mount.data, &tell).await.map(Rc::new));
    }
    let pressed = Rc::new(Cell::new(None));
    if let Some(Ok(opened)) = &opened
        && draw(pen, &mount, opened, lang).is_some()
    {
        remember_presses(&mount.root, &pressed);
        // The browser has painted it before more is asked for.
        dom::painted().await;
        dom::mark("chronotope:first-view");
    }
    let host = Host::new(&mount);
    let page = loop {
        if let Ok(page) = later::page().await {
            break page;
        }
        host.set_state("error");
        ask_again(&mount.root, lang).await;
        host.set_state("loading");
    };
    if let Some(mark) = pressed.get() {
        press_again(&mount.root, mark);
    }
    (page.mount)(mount, opened);
}

/// How far loading has come, in the root of an app.
struct Loading {
    bar: Element,
    said: Element,
    lang: Lang,
}

impl Loading {
    fn new(pen: &Pen, root: &HtmlElement, lang: Lang) -> Loading {
        let text = words(lang).shell;
        root.replace_children_with_node_0();
        let language = [("class", "boot"), ("lang", lang.tag()), ("dir", lang.dir())];
        let boot = pen.html(root, "div", &language);
        let heading = pen.text(&boot, "p", "", text.loading);
        dom::set_attr(&heading, "role", "status");
        Loading {
            bar: pen.html(&boot, "progress", &[("aria-label", text.loading)]),
            said: pen.text(&boot, "p", "muted", ""),
            lang,
        }
    }

    fn tell(&self, done: usize, all: usize) {
        dom::set_attr(&self.bar, "max", &all.to_string());
        dom::set_attr(&self.bar, "value", &done.to_string());
        let formats = intl::formats(self.lang);
        let number = |n: usize| formats.number(n as f64);
        let pattern = words(self.lang).shell.loading_files;
        let said = fill(pattern, &[("done", &number(done)), ("all", &number(all))]);
        dom::set_text(&self.said, &said);
    }
}

/// Draws what is opened, where its view is one that can be drawn without the page's code; `None` where it is not.
fn draw(pen: Pen, mount: &Mount, opened: &Rc<Opened>, lang: Lang) -> Option<()> {
    let session = &*opened.session;
    let opening = ViewState::opening(session.bounds, lang);
    let view = if mount.is_whole_page {
        link::read(&opening).0
    } else {
        opening.clone()
    };
    if !is_plain(&view, &opening) {
        return None;
    }
    session.begin(view.window);
    let (messages, formats) = (words(view.lang), intl::formats(view.lang));
    let counts = session.counts(&Filters::default());
    let status = opening_sentence(counts, view.window, messages, &*formats);
    let first = First {
        pen,
        session,
        geography: opened.geography(),
        view,
        messages,
        formats,
        status,
    };
    let pen = &first.pen;
    let root: &Element = &mount.root;
    mount.root.replace_children_with_node_0();
    let lang = messages.lang;
    let page = [
        ("class", "app"),
        ("lang", lang.tag()),
        ("dir", lang.dir()),
        ("aria-busy", "true"),
    ];
    let page = pen.html(root, "div", &page);
    let pane = |class: &str| pen.html(&page, "div", &[("class", class)]);
    let header = pen.html(&page, "header", &[("class", "header")]);
    let title = session.dataset.manifest.title.get(lang);
    pen.text(&header, "h1", "header-title", title);
    pen.text(&header, "p", "header-status", &first.status);
    pane("app-notices");
    let (map_pane, side, time_pane) = (pane("app-map"), pane("app-side"), pane("app-timeline"));
    pen.text(&side, "p", "caveat", messages.shell.caveat);
    reports::first::draw(&first, &side);
    // The map takes the room that the timeline leaves.
    timeline::first::draw(&first, &time_pane);
    map::first::draw(&first, &map_pane);
    Some(())
}

/// True for a view that differs from the opening one in language, dates and the map's place alone.
fn is_plain(view: &ViewState, opening: &ViewState) -> bool {
    let mut plain = opening.clone();
    plain.window = view.window;
    plain.viewport = view.viewport;
    plain.viewport_chosen = view.viewport_chosen;
    plain.lang = view.lang;
    plain.time.axis = view.time.axis;
    plain.unknown_params.clone_from(&view.unknown_params);
    plain == *view
}

/// Remembers which mark of the first view was pressed last.
fn remember_presses(root: &HtmlElement, pressed: &Rc<Cell<Option<u32>>>) {
    let pressed = Rc::clone(pressed);
    let heard = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some(mark) = dom::number_around(event.target(), map::ANCHOR) {
            pressed.set(Some(mark));
        }
    });
    if let Some(page) = root.first_element_child() {
        // It goes with the element that it listens to.
        let heard = heard.into_js_value();
        page.add_event_listener_with_callback("click", heard.unchecked_ref())
            .ok();
    }
}

/// Presses the mark that was pressed before it could do anything, once it can.
fn press_again(root: &HtmlElement, mark: u32) {
    let page = root.clone();
    let heard = Closure::once_into_js(move |_: Event| {
        let mark = dom::query(&page, &format!("[{}=\"{mark}\"]", map::ANCHOR));
        if let Some((mark, click)) = mark.and_then(|mark| Some((mark, dom::click()?))) {
            mark.dispatch_event(&click).ok();
        }
    });
    dom::once(root, "chronotope:ready", heard.unchecked_ref());
}

/// Says that the page's code could not be had, and waits until the reader asks for it again.
async fn ask_again(root: &HtmlElement, lang: Lang) {
    let text = words(lang).shell;
    let Some(pen) = Pen::new() else { return };
    let notices: Element = dom::query(root, ".app-notices").unwrap_or_else(|| root.clone().into());
    let notice = pen.html(&notices, "p", &[("class", "notice"), ("role", "alert")]);
    pen.text(&notice, "span", "", text.part_missing);
    let button = pen.text(&notice, "button", "button", text.retry);
    let (sender, receiver) = oneshot::channel::<()>();
    let heard = Closure::once_into_js(move |_: Event| {
        sender.send(()).ok();
    });
    dom::once(&button, "click", heard.unchecked_ref());
    receiver.await.ok();
    notice.remove();
}

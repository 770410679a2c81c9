//! The browser: what the page is asked for and told. Components stay free of it where they can.

use chronotope_core::geo::ScreenPoint;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CustomEvent, CustomEventInit, Element, HtmlElement, Performance, PointerEvent, ResizeObserver,
    ResizeObserverEntry, Window,
};

/// The window. There is always one: the page module runs in no worker.
///
/// # Panics
/// If there is none.
#[allow(
    clippy::expect_used,
    reason = "the page module runs in a window or not at all"
)]
pub fn window() -> Window {
    web_sys::window().expect("a window")
}

/// The element whose language and state follow the app when it is the whole page.
pub fn html() -> Option<Element> {
    window().document()?.document_element()
}

/// The hash of the address, without `#`.
pub fn hash() -> String {
    window()
        .location()
        .hash()
        .unwrap_or_default()
        .trim_start_matches('#')
        .to_owned()
}

/// A parameter of the address's query.
pub fn query_param(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The content of a `<meta name="...">` of the page.
pub fn meta(name: &str) -> Option<String> {
    let document = window().document()?;
    let meta = document
        .query_selector(&format!("meta[name={name}]"))
        .ok()
        .flatten()?;
    meta.get_attribute("content")
}

/// Comes in a task of its own, so that the browser can draw and hear in between.
pub async fn next_task() {
    let (sender, receiver) = futures::channel::oneshot::channel::<()>();
    set_timeout(
        move || {
            // Nobody waits any more where the work was dropped.
            sender.send(()).ok();
        },
        std::time::Duration::ZERO,
    );
    receiver.await.ok();
}

/// Takes the turns of some work, as many in a task as fit into a few milliseconds.
pub async fn in_pieces<T>(work: impl Future<Output = T>) -> T {
    const PIECE_MS: f64 = 8.0;
    let mut work = std::pin::pin!(work);
    loop {
        let start_ms = now_ms();
        let piece = std::future::poll_fn(|context| {
            loop {
                let polled = work.as_mut().poll(context);
                if polled.is_ready() || now_ms() - start_ms >= PIECE_MS {
                    return std::task::Poll::Ready(polled);
                }
            }
        });
        if let std::task::Poll::Ready(done) = piece.await {
            return done;
        }
        next_task().await;
    }
}

/// Comes once the browser has painted, or soon where it does not paint: a page in the background has no frames.
pub async fn painted() {
    let (sender, receiver) = futures::channel::oneshot::channel::<()>();
    let sender = Rc::new(Cell::new(Some(sender)));
    let tell = move || {
        if let Some(sender) = sender.take() {
            // Nobody waits any more where the work was dropped.
            sender.send(()).ok();
        }
    };
    request_animation_frame(tell.clone());
    set_timeout(tell, std::time::Duration::from_millis(100));
    receiver.await.ok();
    next_task().await;
}

/// Listens to one event of an element.
pub fn once(target: &web_sys::EventTarget, name: &str, heard: &js_sys::Function) {
    let options = web_sys::AddEventListenerOptions::new();
    options.set_once(true);
    target
        .add_event_listener_with_callback_and_add_event_listener_options(name, heard, &options)
        .ok();
}

/// A click that is yet to be sent.
pub fn click() -> Option<web_sys::MouseEvent> {
    let init = web_sys::MouseEventInit::new();
    init.set_bubbles(true);
    web_sys::MouseEvent::new_with_mouse_event_init_dict("click", &init).ok()
}

/// Sets a property of an element's style.
pub fn set_style(element: &Element, property: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.style().set_property(property, value).ok();
    }
}

/// Puts a hash into the address: a new entry of the tab's history, or in place of the present one. The entry keeps its
/// number and the mark of the page that wrote it.
pub fn set_hash(hash: &str, is_new_entry: bool, mark: f64, number: usize) {
    let Ok(history) = window().history() else { return };
    let url = format!("#{hash}");
    let state = JsValue::from_str(&format!("{mark} {number}"));
    let result = if is_new_entry {
        history.push_state_with_url(&state, "", Some(&url))
    } else {
        history.replace_state_with_url(&state, "", Some(&url))
    };
    if result.is_err() {
        // Browsers limit how often it may change; the next change writes the whole view again.
        leptos::logging::debug_warn!("the address could not be changed");
    }
}

/// Gives the present entry of the tab's history a number.
pub fn number_entry(mark: f64, number: usize) {
    if let Ok(history) = window().history() {
        let state = JsValue::from_str(&format!("{mark} {number}"));
        history.replace_state_with_url(&state, "", None).ok();
    }
}

/// The number of the present entry, if a page of this mark gave it one.
pub fn entry_number(mark: f64) -> Option<usize> {
    let state = window().history().ok()?.state().ok()?.as_string()?;
    let (of, number) = state.split_once(' ')?;
    (of == mark.to_string()).then(|| number.parse().ok())?
}

/// Goes back or forward in the tab's history.
pub fn go_in_history(by: i32) {
    if let Ok(history) = window().history() {
        history.go_with_delta(by).ok();
    }
}

/// When the page began, in milliseconds since 1970.
pub fn time_origin_ms() -> f64 {
    performance().map_or(0.0, |p| p.time_origin())
}

/// Listens to keys of the window until the present owner is cleaned up.
pub fn on_window_key(pressed: impl FnMut(web_sys::KeyboardEvent) + 'static) {
    let closure = Closure::<dyn FnMut(web_sys::KeyboardEvent)>::new(pressed);
    listen("keydown", closure.into_js_value());
}

/// Listens to the window until the present owner is cleaned up.
fn listen(name: &'static str, heard: JsValue) {
    let heard: js_sys::Function = heard.unchecked_into();
    window().add_event_listener_with_callback(name, &heard).ok();
    let kept = StoredValue::new_local(heard);
    on_cleanup(move || {
        kept.try_with_value(|heard| window().remove_event_listener_with_callback(name, heard).ok());
    });
}

/// A wish of the reader's that this browser keeps for this site.
pub fn kept(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Keeps a wish of the reader's. Browsers may refuse; then it holds until the page is left.
pub fn keep(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        storage.set_item(name, value).ok();
    }
}

/// True if this browser keeps something under a name that begins so.
pub fn has_kept(beginning: &str) -> bool {
    !kept_names(beginning).is_empty()
}

/// The names that begin so, under which this browser keeps something.
fn kept_names(beginning: &str) -> Vec<String> {
    let Ok(Some(storage)) = window().local_storage() else {
        return Vec::new();
    };
    let all = storage.length().unwrap_or(0);
    let names = (0..all).filter_map(|at| storage.key(at).ok().flatten());
    names.filter(|name| name.starts_with(beginning)).collect()
}

/// Everything that this browser keeps under names that begin so, with its name.
pub fn all_kept(beginning: &str) -> Vec<(String, String)> {
    let names = kept_names(beginning).into_iter();
    names
        .filter_map(|name| kept(&name).map(|value| (name, value)))
        .collect()
}

/// Forgets everything that this browser keeps under names that begin so.
pub fn forget_all(beginning: &str) {
    for name in kept_names(beginning) {
        if let Ok(Some(storage)) = window().local_storage() {
            storage.remove_item(&name).ok();
        }
    }
}

/// True if the user asks for less motion.
pub fn prefers_reduced_motion() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}

/// True if a media query matches now.
pub fn matches_media(query: &str) -> bool {
    window()
        .match_media(query)
        .ok()
        .flatten()
        .is_some_and(|list| list.matches())
}

/// The languages that the browser asks for, best first.
pub fn languages() -> Vec<String> {
    window()
        .navigator()
        .languages()
        .iter()
        .filter_map(|l| l.as_string())
        .collect()
}

fn performance() -> Option<Performance> {
    window().performance()
}

/// Milliseconds since the page began.
pub fn now_ms() -> f64 {
    MEASURE.with(|measure| measure.as_ref().map_or(0.0, |m| m.performance.now()))
}

/// Sets a mark of User Timing.
pub fn mark(name: &str) {
    if let Some(performance) = performance() {
        performance.mark(name).ok();
    }
}

/// Records a measure of User Timing that began at `start_ms` and ends now.
pub fn measure_since(name: &str, start_ms: f64) {
    MEASURE.with(|measure| {
        let Some(measure) = measure else { return };
        js_sys::Reflect::set(&measure.options, &measure.start, &start_ms.into()).ok();
        measure
            .function
            .call2(&measure.performance, &name.into(), &measure.options)
            .ok();
        // The browser keeps every entry; a page that is scrubbed all day must not grow.
        let taken = measure.taken.get() + 1;
        measure.taken.set(taken % MOST_MEASURES);
        if taken == MOST_MEASURES {
            for own in [QUERY, DRAW] {
                measure.performance.clear_measures_with_measure_name(own);
            }
        }
    });
}

/// The measure of a query.
pub const QUERY: &str = "chronotope:query";
/// The measure of what is drawn after it.
pub const DRAW: &str = "chronotope:draw";
/// So many measures are kept at most.
const MOST_MEASURES: u32 = 4_000;

thread_local! {
    static MEASURE: Option<Measure> = Measure::new();
}

/// What measures are recorded with. The binding for an options object is behind an unstable flag; what a call needs is
/// made once, as one is recorded at every step of the window.
struct Measure {
    performance: Performance,
    function: js_sys::Function,
    options: js_sys::Object,
    start: JsValue,
    taken: Cell<u32>,
}

impl Measure {
    fn new() -> Option<Measure> {
        let performance = performance()?;
        let function = js_sys::Reflect::get(&performance, &"measure".into()).ok()?;
        Some(Measure {
            function: function.dyn_into().ok()?,
            options: js_sys::Object::new(),
            start: "start".into(),
            taken: Cell::new(0),
            performance,
        })
    }
}

/// Tells the host page something: a DOM event on the root, which bubbles, with these members of its detail.
pub fn tell(root: &HtmlElement, name: &str, detail: &[(&str, JsValue)]) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    let members = js_sys::Object::new();
    for (key, value) in detail {
        // A new object takes whatever it is given.
        js_sys::Reflect::set(&members, &JsValue::from_str(key), value).ok();
    }
    init.set_detail(&members);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        root.dispatch_event(&event).ok();
    }
}

/// Hears of files that are dropped on an element, for as long as the page lives. Of several the first is taken.
pub fn on_file_dropped(element: &HtmlElement, heard: impl Fn(web_sys::File) + 'static) {
    let files_of = |event: &web_sys::DragEvent| event.data_transfer().and_then(|data| data.files());
    let over = Closure::<dyn FnMut(web_sys::DragEvent)>::new(|event: web_sys::DragEvent| {
        let types = event.data_transfer().map(|data| data.types());
        if types.is_some_and(|types| types.includes(&"Files".into(), 0)) {
            event.prevent_default();
        }
    });
    let dropped = Closure::<dyn FnMut(web_sys::DragEvent)>::new(move |event: web_sys::DragEvent| {
        if let Some(file) = files_of(&event).and_then(|files| files.get(0)) {
            event.prevent_default();
            heard(file);
        }
    });
    for (name, closure) in [("dragover", over), ("drop", dropped)] {
        element
            .add_event_listener_with_callback(name, closure.as_ref().unchecked_ref())
            .ok();
        closure.forget();
    }
}

/// Listens to an event of the window until the present owner is cleaned up.
pub fn on_window(name: &'static str, heard: impl FnMut() + 'static) {
    listen(name, Closure::<dyn FnMut()>::new(heard).into_js_value());
}

/// True while nobody sees the page: another tab is shown.
pub fn is_hidden() -> bool {
    window().document().is_some_and(|document| document.hidden())
}

/// Puts a text on the clipboard; true if the browser let it.
pub async fn copy(text: &str) -> bool {
    let promise = window().navigator().clipboard().write_text(text);
    wasm_bindgen_futures::JsFuture::from(promise).await.is_ok()
}

/// The whole address of the page, with the view.
pub fn address() -> String {
    window().location().href().unwrap_or_default()
}

/// The day that the user's clock shows.
pub fn today() -> chronotope_core::time::Day {
    let now = js_sys::Date::new_0();
    let (month, date) = (now.get_month() + 1, now.get_date());
    chronotope_core::time::Day::from_ymd(now.get_full_year().cast_signed(), month, date).unwrap_or_default()
}

/// Hands a file to the user, as a download.
pub fn save(name: &str, blob: &web_sys::Blob) -> Option<()> {
    let url = web_sys::Url::create_object_url_with_blob(blob).ok()?;
    let link = window().document()?.create_element("a").ok()?;
    set_attr(&link, "href", &url);
    set_attr(&link, "download", name);
    link.dyn_ref::<HtmlElement>()?.click();
    // The browser has taken it by then; the page must not hold it for ever.
    set_timeout(
        move || {
            web_sys::Url::revoke_object_url(&url).ok();
        },
        std::time::Duration::from_mins(1),
    );
    Some(())
}

/// A file in memory, from parts.
pub fn blob(parts: &js_sys::Array, media_type: &str) -> Option<web_sys::Blob> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    web_sys::Blob::new_with_blob_sequence_and_options(parts, &options).ok()
}

/// True if an event began in an element that matches a selector, or inside one.
pub fn is_in(event: &web_sys::Event, selector: &str) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    target.and_then(|e| e.closest(selector).ok().flatten()).is_some()
}

/// True for an event of the page itself: nothing on it has the focus.
pub fn is_at_page(event: &web_sys::Event) -> bool {
    let target: Option<Element> = event.target().and_then(|t| t.dyn_into().ok());
    target.is_some_and(|e| matches!(e.tag_name().as_str(), "BODY" | "HTML"))
}

/// Where on an element a pointer is, in px from its upper edge; 0 before the element is there.
pub fn y_on(element: Option<&HtmlElement>, event: &web_sys::MouseEvent) -> f64 {
    element.map_or(0.0, |element| {
        f64::from(event.client_y()) - element.get_bounding_client_rect().top()
    })
}

/// Where on an element a pointer is, in px from its left edge; 0 before the element is there.
pub fn x_on(element: Option<&HtmlElement>, event: &web_sys::MouseEvent) -> f64 {
    element.map_or(0.0, |element| {
        f64::from(event.client_x()) - element.get_bounding_client_rect().left()
    })
}

/// Lets an element hear of a pointer until it is released, wherever it goes.
pub fn capture(element: Option<&HtmlElement>, event: &web_sys::PointerEvent) {
    if let Some(element) = element {
        element.set_pointer_capture(event.pointer_id()).ok();
    }
}

/// The value of the form field that an event comes from.
pub fn field_value(event: &web_sys::Event) -> String {
    let target = event.target();
    let input = target
        .as_ref()
        .and_then(|t| t.dyn_ref::<web_sys::HtmlInputElement>());
    let select = target
        .as_ref()
        .and_then(|t| t.dyn_ref::<web_sys::HtmlSelectElement>());
    input
        .map(web_sys::HtmlInputElement::value)
        .or_else(|| select.map(web_sys::HtmlSelectElement::value))
        .unwrap_or_default()
}

/// What was remembered on this device under a name.
pub fn remembered(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Remembers something on this device. A browser may refuse: then it is as on a first visit.
pub fn remember(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _refused = storage.set_item(name, value);
    }
}

/// Width or height of the window in CSS px.
pub fn window_size(is_width: bool) -> f64 {
    let window = window();
    let size = if is_width {
        window.inner_width()
    } else {
        window.inner_height()
    };
    size.ok().and_then(|px| px.as_f64()).unwrap_or(800.0)
}

/// True if lines of text begin at the right in an element.
pub fn is_rtl(element: &Element) -> bool {
    element
        .closest("[dir]")
        .ok()
        .flatten()
        .is_some_and(|e| e.get_attribute("dir").as_deref() == Some("rtl"))
}

/// The pane with a class, of the app that an element belongs to.
pub fn pane_of(element: &Element, class: &str) -> Option<Element> {
    query(&element.closest(".app").ok()??, &format!(":scope > .{class}"))
}

/// The first file that a person chose in the field that an event comes from.
pub fn chosen_file(event: &web_sys::Event) -> Option<web_sys::File> {
    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files()?.get(0)
}

/// All bytes of a file; `None` if it cannot be read.
pub async fn bytes_of(file: &web_sys::Blob) -> Option<Vec<u8>> {
    let buffer = wasm_bindgen_futures::JsFuture::from(file.array_buffer())
        .await
        .ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Sets an attribute. Names are our own and always valid, so this cannot fail.
pub fn set_attr(element: &Element, name: &str, value: &str) {
    let _valid = element.set_attribute(name, value);
}

/// An attribute that a moving hand writes many times in every frame.
#[derive(Debug, Clone, Copy)]
pub enum Often {
    /// `d`
    Path,
    /// `r`
    Radius,
}

#[wasm_bindgen]
extern "C" {
    /// An element, whose attributes are named by strings of the browser's.
    type Written;

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set(this: &Written, name: &js_sys::JsString, value: &str);
}

thread_local! {
    static PATH: js_sys::JsString = js_sys::JsString::from("d");
    static RADIUS: js_sys::JsString = js_sys::JsString::from("r");
}

/// Sets an attribute whose name need not be handed over anew each time.
pub fn set_often(element: &Element, name: Often, value: &str) {
    let name = match name {
        Often::Path => &PATH,
        Often::Radius => &RADIUS,
    };
    name.with(|name| element.unchecked_ref::<Written>().set(name, value));
}

/// Takes an attribute away.
pub fn remove_attr(element: &Element, name: &str) {
    let _valid = element.remove_attribute(name);
}

/// The first descendant that a selector finds.
pub fn query(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
}

/// Puts an element after all others of its parent.
pub fn append(parent: &Element, element: &Element) {
    let _moved = parent.append_child(element);
}

/// True if it has the keyboard's focus.
pub fn has_focus(element: &Element) -> bool {
    element.matches(":focus").unwrap_or(false)
}

/// Opens a dialog over the page: it takes the focus, keeps it, and closes on Escape.
pub fn open_dialog(dialog: &web_sys::HtmlDialogElement) {
    if dialog.show_modal().is_err() {
        leptos::logging::debug_warn!("the dialog is open already");
    }
}

/// Scrolls an element, and nothing around it, so that one inside it stands near its upper edge.
pub fn scroll_to(scrolled: &Element, inside: &Element) {
    /// What stays to be seen above it, in px.
    const ABOVE: f64 = 48.0;
    let far = inside.get_bounding_client_rect().top() - scrolled.get_bounding_client_rect().top();
    scrolled.set_scroll_top(scrolled.scroll_top() + (far - ABOVE) as i32);
}

/// Sets the text of an element.
pub fn set_text(element: &Element, text: &str) {
    // The text node stays the same: cheaper than `textContent`, which replaces it.
    match element.first_child() {
        Some(node) => node.set_node_value(Some(text)),
        None => element.set_text_content(Some(text)),
    }
}

/// Puts the keyboard's focus on an element, without scrolling.
pub fn focus(element: &Element) {
    // SVG elements have the same method as HTML elements, which is all that is called here.
    let focusable: &HtmlElement = element.unchecked_ref();
    let _ignored = focusable.focus();
}

/// The number in an attribute `name` of the event's target or of the nearest element around it.
pub fn number_around(target: Option<web_sys::EventTarget>, name: &str) -> Option<u32> {
    let element: Element = target?.dyn_into().ok()?;
    let found = element.closest(&format!("[{name}]")).ok()??;
    found.get_attribute(name)?.parse().ok()
}

/// True if the event's target or an element around it matches a selector.
pub fn is_inside(target: Option<web_sys::EventTarget>, selector: &str) -> bool {
    let element: Option<Element> = target.and_then(|t| t.dyn_into().ok());
    element.and_then(|e| e.closest(selector).ok().flatten()).is_some()
}

/// True if the focus on the event's target should be seen.
pub fn is_focus_visible(target: Option<web_sys::EventTarget>) -> bool {
    let element: Option<Element> = target.and_then(|t| t.dyn_into().ok());
    element.is_some_and(|e| e.matches(":focus-visible").unwrap_or(false))
}

/// Where a mouse event happened, from an element's top left corner in CSS px.
pub fn point_in(element: &Element, event: &web_sys::MouseEvent) -> ScreenPoint {
    let rect = element.get_bounding_client_rect();
    ScreenPoint {
        x: f64::from(event.client_x()) - rect.left(),
        y: f64::from(event.client_y()) - rect.top(),
    }
}

/// From now on the pointer's events go to this element, until it goes up.
pub fn capture_pointer(element: &Element, pointer: i32) {
    // Fails if the pointer is gone already: then there is nothing to capture.
    let _ignored = element.set_pointer_capture(pointer);
}

/// True for a finger.
pub fn is_touch(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
}

/// Tells the size of an element in CSS px, now and whenever it changes, until the present owner is cleaned up.
pub fn watch_size(element: &Element, tell: impl Fn(f64, f64) + 'static) {
    let is_watching = Rc::new(Cell::new(true));
    let watching = Rc::clone(&is_watching);
    let tell: Rc<dyn Fn(f64, f64)> = Rc::new(move |width, height| {
        if watching.get() {
            tell(width, height);
        }
    });
    let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let last = entries
            .iter()
            .last()
            .and_then(|e| e.dyn_into::<ResizeObserverEntry>().ok());
        if let Some(entry) = last {
            let (rect, tell) = (entry.content_rect(), Rc::clone(&tell));
            // In the next frame: what follows may change sizes again, which an observer must not.
            request_animation_frame(move || tell(rect.width(), rect.height()));
        }
    });
    let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) else {
        return;
    };
    observer.observe(element);
    let kept = StoredValue::new_local((observer, callback, is_watching));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _, is_watching)| {
            is_watching.set(false);
            observer.disconnect();
        });
    });
}

//! The browser's document, as far as the components need it: the place that names `web_sys`.

use chronotope_core::geo::ScreenPoint;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, PointerEvent, ResizeObserver, ResizeObserverEntry};

/// Sets an attribute. Names are our own and always valid, so this cannot fail.
pub fn set_attr(element: &Element, name: &str, value: &str) {
    let _valid = element.set_attribute(name, value);
}

/// Takes an attribute away.
pub fn remove_attr(element: &Element, name: &str) {
    let _valid = element.remove_attribute(name);
}

/// The first descendant that a selector finds.
pub fn query(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
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

/// Seconds on the page's own clock, which never goes back.
pub fn now_secs() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now() / 1000.0)
}

/// The answer to a media query.
pub fn media_matches(query: &str) -> bool {
    window()
        .match_media(query)
        .ok()
        .flatten()
        .is_some_and(|list| list.matches())
}

/// The reader asks for less motion.
pub fn prefers_reduced_motion() -> bool {
    media_matches("(prefers-reduced-motion: reduce)")
}

/// Tells the size of an element in CSS px, now and whenever it changes, until the present owner is cleaned up.
pub fn watch_size(element: &Element, tell: impl Fn(f64, f64) + 'static) {
    let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let last = entries
            .iter()
            .last()
            .and_then(|e| e.dyn_into::<ResizeObserverEntry>().ok());
        if let Some(entry) = last {
            let rect = entry.content_rect();
            tell(rect.width(), rect.height());
        }
    });
    let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) else {
        return;
    };
    observer.observe(element);
    let kept = StoredValue::new_local((observer, callback));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

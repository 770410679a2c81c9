//! The timeline in a browser: what it is called, what keys, fields and pointers make of the window.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use chronotope::components::timeline::Timeline;
use chronotope::intl;
use chronotope::store::Store;
use chronotope_core::geo::BBox;
use chronotope_core::messages::Formats;
use chronotope_core::scene::timeline::{GroupCounts, GroupStyle, Histogram, Lane, ReportFlag, TimeCounts};
use chronotope_core::state::{Bounds, Lang, Msg, ViewState};
use chronotope_core::time::{Bins, Day, TimeWindow};
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

/// Events on single days.
struct OnDays(Vec<Day>);

impl TimeCounts for OnDays {
    fn histogram(&self, bins: &Bins) -> Histogram {
        let counts: Vec<u32> = bins
            .iter()
            .map(|bin| self.0.iter().filter(|day| bin.contains(**day)).count())
            .map(|n| u32::try_from(n).expect("few"))
            .collect();
        Histogram {
            groups: vec![GroupCounts {
                definite: counts.clone(),
                possible: vec![0; counts.len()],
            }],
            unfiltered: counts,
        }
    }

    fn events_in(&self, days: TimeWindow) -> (u32, u32) {
        self.histogram(&Bins::one(days)).shown(0)
    }

    fn next_event_day(&self, after: Day) -> Option<Day> {
        self.0.iter().copied().filter(|day| *day > after).min()
    }

    fn prev_event_day(&self, before: Day) -> Option<Day> {
        self.0.iter().copied().filter(|day| *day < before).max()
    }
}

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a date")
}

fn days(first: &str, last: &str) -> TimeWindow {
    TimeWindow::from_days(day(first), day(last))
}

/// A mounted timeline with a store of its own.
struct Page {
    root: HtmlElement,
    store: Store,
    /// What takes it off the page.
    _mounted: Box<dyn std::any::Any>,
}

impl Drop for Page {
    fn drop(&mut self) {
        self.root.remove();
    }
}

async fn page(lang: Lang) -> Page {
    let document = web_sys::window().and_then(|w| w.document()).expect("a document");
    let root: HtmlElement = document.create_element("div").expect("a div").unchecked_into();
    root.style().set_property("width", "1032px").expect("a style");
    document
        .body()
        .expect("a body")
        .append_child(&root)
        .expect("appended");
    let all = days("2017-12-01", "2022-01-31");
    let bounds = Bounds {
        time: all,
        opening_window: all,
        opening_bbox: BBox::from_array([36.0, 35.0, 37.0, 36.0]).expect("a box"),
        is_fitted: false,
    };
    let owner = Owner::new();
    let store = owner.with(|| Store::new(ViewState::opening(bounds, lang)));
    let events = [
        "2017-12-14",
        "2018-09-04",
        "2018-09-04",
        "2018-09-08",
        "2019-03-13",
        "2019-03-13",
    ];
    let counts: Rc<dyn TimeCounts> = Rc::new(OnDays(events.map(day).to_vec()));
    let flag = ReportFlag {
        id: "one".to_owned(),
        publisher: "Publisher".to_owned(),
        published: days("2018-09-08", "2018-09-08"),
        covers: days("2018-09-01", "2018-09-08"),
        withheld: false,
        label: "Publisher, 8 September 2018".to_owned(),
    };
    let flags: Arc<[ReportFlag]> = Arc::from([flag]);
    let lanes: Arc<[Lane]> = Arc::from([]);
    let groups: Arc<[GroupStyle]> = Arc::from([GroupStyle {
        name: "Air strikes".to_owned(),
        slot: 0,
    }]);
    let mounted = mount_to(root.clone(), move || {
        // The store lives as long as what is mounted.
        on_cleanup(move || drop(owner));
        let formats: Signal<Rc<dyn Formats>, LocalStorage> =
            Signal::derive_local(move || intl::formats(store.lang.get()) as Rc<dyn Formats>);
        view! {
            <Timeline
                bounds=all
                window=store.window
                told_window=store.window
                playback=store.playback
                time=store.time
                groups=groups
                counts=counts
                revision=Signal::stored(0_u64)
                lanes=lanes
                reports=flags
                selected_event=Signal::stored(None)
                lang=store.lang
                messages=Signal::derive(move || store.messages())
                formats
                on_msg=Callback::new(move |msg| store.dispatch(msg))
            />
        }
    });
    let page = Page {
        root,
        store,
        _mounted: Box::new(mounted),
    };
    frame().await;
    frame().await;
    page
}

/// Waits for an animation frame, and for what it set off.
async fn frame() {
    let promise = js_sys::Promise::new(&mut |resolve, _reject| {
        let window = web_sys::window().expect("a window");
        window.request_animation_frame(&resolve).expect("a frame");
    });
    wasm_bindgen_futures::JsFuture::from(promise)
        .await
        .expect("a frame");
    leptos::task::tick().await;
}

impl Page {
    fn find(&self, selector: &str) -> Element {
        let found = self.root.query_selector(selector).expect("a selector");
        found.unwrap_or_else(|| panic!("nothing is {selector}"))
    }

    fn attr(&self, selector: &str, name: &str) -> String {
        self.find(selector).get_attribute(name).unwrap_or_default()
    }

    fn window(&self) -> String {
        let window = self.store.window.get_untracked();
        format!("{} {}", window.first(), window.last())
    }

    /// Sends an event with some properties to an element.
    fn send(&self, selector: &str, class: &str, name: &str, properties: &[(&str, JsValue)]) {
        let init = js_sys::Object::new();
        for (key, value) in properties
            .iter()
            .chain(&[("bubbles", true.into()), ("cancelable", true.into())])
        {
            js_sys::Reflect::set(&init, &(*key).into(), value).expect("a plain object");
        }
        let class = js_sys::Reflect::get(&js_sys::global(), &class.into()).expect("a class");
        let args = js_sys::Array::of2(&name.into(), &init);
        let event =
            js_sys::Reflect::construct(class.unchecked_ref::<js_sys::Function>(), &args).expect("an event");
        self.find(selector)
            .dispatch_event(event.unchecked_ref())
            .expect("dispatched");
    }

    async fn press(&self, selector: &str, key: &str) {
        self.send(selector, "KeyboardEvent", "keydown", &[("key", key.into())]);
        leptos::task::tick().await;
    }

    async fn type_date(&self, selector: &str, text: &str) {
        let input: HtmlInputElement = self.find(selector).unchecked_into();
        input.set_value(text);
        self.send(selector, "Event", "input", &[]);
        self.press(selector, "Enter").await;
    }

    /// Presses, moves and releases a pointer on an element, at px from the left edge of the detail strip.
    async fn drag(&self, selector: &str, from: f64, to: f64) {
        let rect = self.find(".timeline-detail").get_bounding_client_rect();
        let at = |x: f64| {
            vec![
                ("clientX", (rect.left() + x).into()),
                ("clientY", (rect.top() + 40.0).into()),
                ("pointerType", "mouse".into()),
                ("isPrimary", true.into()),
                ("button", 0.into()),
            ]
        };
        self.send(selector, "PointerEvent", "pointerdown", &at(from));
        for part in [0.3, 0.6, 1.0] {
            self.send(
                selector,
                "PointerEvent",
                "pointermove",
                &at(from + (to - from) * part),
            );
        }
        frame().await;
        self.send(selector, "PointerEvent", "pointerup", &at(to));
        frame().await;
    }
}

const FIRST: &str = "[role=slider][aria-label='First day']";
const LAST: &str = "[role=slider][aria-label='Last day']";

#[wasm_bindgen_test]
async fn thumbs_follow_the_pattern_of_two_sliders() {
    let page = page(Lang::En).await;
    assert_eq!(page.attr("section", "aria-label"), "Timeline");
    assert_eq!(page.attr(FIRST, "aria-valuetext"), "1 December 2017");
    page.press(FIRST, "ArrowRight").await;
    assert_eq!(page.window(), "2017-12-02 2022-01-31");
    page.press(FIRST, "PageUp").await;
    assert_eq!(page.window(), "2017-12-12 2022-01-31");
    assert_eq!(page.attr(FIRST, "aria-valuetext"), "12 December 2017");
    // One thumb's limit is the other.
    assert_eq!(
        page.attr(LAST, "aria-valuemin"),
        page.attr(FIRST, "aria-valuenow")
    );
    assert_eq!(
        page.attr(FIRST, "aria-valuemax"),
        page.attr(LAST, "aria-valuenow")
    );
    page.press(LAST, "Home").await;
    assert_eq!(page.window(), "2017-12-12 2017-12-12");
    page.press(LAST, "End").await;
    page.press(FIRST, "Home").await;
    assert_eq!(page.window(), "2017-12-01 2022-01-31");
}

#[wasm_bindgen_test]
async fn in_arabic_the_right_arrow_goes_to_the_right_which_is_earlier() {
    let page = page(Lang::Ar).await;
    let [first, last] = ["section [role=slider].is-first", "section [role=slider].is-last"];
    page.press(first, "ArrowLeft").await;
    assert_eq!(page.window(), "2017-12-02 2022-01-31");
    page.press(last, "ArrowRight").await;
    assert_eq!(page.window(), "2017-12-02 2022-01-30");
    // No style sheet is here: the number that it would place them by.
    let left = |selector| {
        let style = page.find(selector).unchecked_into::<HtmlElement>().style();
        let left = style.get_property_value("left").expect("a property");
        left.trim_end_matches("px").parse::<f64>().expect("a length")
    };
    assert!(left(first) > left(last));
}

#[wasm_bindgen_test]
async fn typed_dates_are_taken_or_explained() {
    let page = page(Lang::En).await;
    page.type_date("#timeline-from", "2018-09").await;
    page.type_date("#timeline-to", "2018-09-07").await;
    assert_eq!(page.window(), "2018-09-01 2018-09-07");
    page.type_date("#timeline-from", "yesterday").await;
    assert_eq!(page.window(), "2018-09-01 2018-09-07");
    let error = page.attr("#timeline-from", "aria-describedby");
    assert_eq!(
        page.find(&format!("#{error}")).text_content().as_deref(),
        Some("“yesterday” is not a date. Write 2018, 2018-09, 2018-09-07 or a span such as 2018/2019.")
    );
    page.type_date("#timeline-from", "2019-03-01/2019-03-31").await;
    assert_eq!(page.window(), "2019-03-01 2019-03-31");
    assert_eq!(page.attr("#timeline-from", "aria-invalid"), "false");
}

#[wasm_bindgen_test]
async fn a_drag_moves_a_thumb_the_window_or_draws_a_new_one() {
    let page = page(Lang::En).await;
    page.store
        .dispatch(Msg::SetWindow(days("2018-09-01", "2018-09-30")));
    frame().await;
    // 90 days on 1000 px: the window is the middle third.
    page.drag(FIRST, 333.3, 388.9).await;
    assert_eq!(page.window(), "2018-09-06 2018-09-30");
    page.drag(".timeline-bar", 500.0, 444.4).await;
    assert_eq!(page.window(), "2018-09-01 2018-09-25");
    page.drag(".timeline-detail", 5.0, 50.0).await;
    assert_eq!(page.window(), "2018-08-02 2018-08-06");
    page.send(".timeline-detail", "MouseEvent", "dblclick", &[]);
    assert_eq!(page.window(), "2017-12-01 2022-01-31");
}

#[wasm_bindgen_test]
async fn moving_the_window_leaves_the_bars_alone() {
    let page = page(Lang::En).await;
    page.store
        .dispatch(Msg::SetWindow(days("2018-09-01", "2018-09-30")));
    frame().await;
    let bars = page.find(".timeline-solid");
    js_sys::Reflect::set(&bars, &"seen".into(), &true.into()).expect("an element");
    let drawn = bars.get_attribute("d");
    let veil = page.attr(".timeline-veil", "d");
    page.store
        .dispatch(Msg::DragWindow(days("2018-09-05", "2018-10-04")));
    frame().await;
    let after = page.find(".timeline-solid");
    assert!(js_sys::Reflect::get(&after, &"seen".into()).is_ok_and(|seen| seen.is_truthy()));
    assert_eq!(after.get_attribute("d"), drawn);
    assert_ne!(page.attr(".timeline-veil", "d"), veil);
}

#[wasm_bindgen_test]
async fn bursts_events_and_presets_select_dates() {
    let page = page(Lang::En).await;
    let burst: HtmlElement = page
        .find("button[aria-label='September 2018: 3 events']")
        .unchecked_into();
    burst.click();
    assert_eq!(page.window(), "2018-09-04 2018-09-08");
    let next: HtmlElement = page.find("button[aria-label='Next event']").unchecked_into();
    next.click();
    assert_eq!(page.window(), "2018-09-08 2018-09-12");
    let previous: HtmlElement = page.find("button[aria-label='Previous event']").unchecked_into();
    previous.click();
    previous.click();
    assert_eq!(page.window(), "2017-12-14 2017-12-18");
    page.press("section", "k").await;
    assert!(page.store.playback.get_untracked().playing);
    let name = page.find(".timeline-play").text_content();
    assert_eq!(name.as_deref(), Some("Pause"));
    page.press("section", "k").await;
    assert!(!page.store.playback.get_untracked().playing);
}

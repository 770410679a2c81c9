//! The marks: one element each, drawn again only when its own signal changes.

use super::context::MapContext;
use super::mark_node::{MarkInk, MarkNode};
use crate::dom;
use crate::fanout::KeptMark;
use chronotope_core::scene::map::{Direction, MAX_GROUPS, neighbour};
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;
use leptos::svg;
use std::rc::Rc;
use web_sys::Element;

/// The attribute that holds the index of a mark's anchor.
pub(crate) const ANCHOR: &str = "data-place";

// Given as expressions: Leptos would put literal parts of an SVG through `innerHTML`, inside a group of their own.
pub(super) const SYMBOL: &str = "symbol";
pub(super) const STACK: &str = "stack";

/// What pointers and keys do to marks. The listeners are on the surface around the SVG: an SVG group that listens for
/// focus becomes a tab stop of its own in Chromium.
#[derive(Clone, Copy)]
pub(super) struct MarkEvents {
    context: MapContext,
    layer: NodeRef<svg::G>,
    /// The mark that Tab reaches, by its anchor.
    entry: StoredValue<Option<u32>>,
}

impl MarkEvents {
    pub(super) fn new(context: MapContext) -> MarkEvents {
        MarkEvents {
            context,
            layer: NodeRef::new(),
            entry: StoredValue::new(None),
        }
    }

    pub(super) fn on_click(self, event: &MouseEvent) {
        if let Some(anchor) = dom::number_around(event.target(), ANCHOR) {
            self.enter(anchor, false);
            self.context
                .activate(anchor, event.ctrl_key() || event.meta_key());
        }
    }

    /// True if the key was for a mark.
    pub(super) fn on_key(self, event: &KeyboardEvent) -> bool {
        let Some(anchor) = dom::number_around(event.target(), ANCHOR) else {
            return false;
        };
        if let Some(direction) = Direction::from_key(&event.key()) {
            if let Some(next) = next_mark(self.context, anchor, direction) {
                self.enter(next, true);
            }
        } else if matches!(event.key().as_str(), "Enter" | " ") {
            self.context
                .activate(anchor, event.ctrl_key() || event.meta_key());
        } else {
            return false;
        }
        event.prevent_default();
        true
    }

    pub(super) fn on_focus(self, event: &FocusEvent) {
        let anchor = dom::number_around(event.target(), ANCHOR);
        if let Some(anchor) = anchor {
            self.enter(anchor, false);
        }
        let seen = anchor.filter(|_| dom::is_focus_visible(event.target()));
        self.context.focused.set(seen);
    }

    pub(super) fn on_blur(self) {
        self.context.focused.set(None);
    }

    pub(super) fn on_over(self, event: &PointerEvent) {
        let anchor = dom::number_around(event.target(), ANCHOR).filter(|_| !dom::is_touch(event));
        if self.context.hovered.get_untracked() != anchor {
            self.context.hovered.set(anchor);
        }
    }

    pub(super) fn on_leave(self) {
        self.context.hovered.set(None);
    }

    /// Makes a mark the one that Tab reaches, and perhaps focuses it.
    fn enter(self, anchor: u32, focus: bool) {
        let Some(layer) = self.layer.get_untracked() else {
            return;
        };
        self.set_entry(&layer, Some(anchor));
        if let Some(element) = element_of(&layer, anchor).filter(|_| focus) {
            dom::focus(&element);
        }
    }

    fn set_entry(self, layer: &Element, anchor: Option<u32>) {
        let before = self.entry.get_value().filter(|before| Some(*before) != anchor);
        if let Some(old) = before.and_then(|old| element_of(layer, old)) {
            dom::set_attr(&old, "tabindex", "-1");
        }
        if let Some(element) = anchor.and_then(|anchor| element_of(layer, anchor)) {
            dom::set_attr(&element, "tabindex", "0");
        }
        self.entry.set_value(anchor);
    }

    /// Together the marks are one tab stop: the one that was used last, else the greatest that is visible.
    fn keep_entry(self, layer: &Element) {
        let visible = self.context.fanout.with_value(|f| {
            let is_visible = |anchor: &u32| f.state(*anchor).is_some_and(|s| s.visible);
            let kept = self.entry.get_value().filter(is_visible);
            kept.or_else(|| f.visible().first().map(|(anchor, _)| *anchor))
        });
        if visible != self.entry.get_value() {
            self.set_entry(layer, visible);
        }
    }
}

/// What marks are drawn with, and how often it was made.
type Ink = (u32, StoredValue<Rc<MarkInk>, LocalStorage>);

/// All marks of a map.
#[component]
pub(super) fn Marks(
    context: MapContext,
    marks: RwSignal<Vec<KeptMark>>,
    events: MarkEvents,
) -> impl IntoView {
    // The ink changes with the language and with what symbols are sized by: then all marks are made again.
    let ink = Memo::new(move |before: Option<&Ink>| {
        let made = before.map_or(0, |(made, _)| made + 1);
        (made, StoredValue::new_local(context.ink()))
    });
    let keyed = move || {
        let (made, _) = ink.get();
        marks
            .get()
            .into_iter()
            .map(|mark| (mark, made))
            .collect::<Vec<_>>()
    };
    Effect::new(move |before: Option<Option<u32>>| {
        let (id, focused) = (context.describe.get(), context.focused.get_untracked());
        if let Some(layer) = events.layer.get() {
            if let Some(old) = before.flatten().and_then(|old| element_of(&layer, old)) {
                dom::remove_attr(&old, "aria-describedby");
            }
            let described = focused.and_then(|anchor| element_of(&layer, anchor));
            if let (Some(element), Some(id)) = (described, id) {
                dom::set_attr(&element, "aria-describedby", &id);
            }
        }
        focused
    });
    Effect::new(move || {
        context.revision.track();
        if let Some(layer) = events.layer.get() {
            events.keep_entry(&layer);
        }
    });
    // Marks that were made anew are no tab stop yet, and stand in the document from the next frame on.
    Effect::new(move || {
        marks.track();
        context.messages.track();
        request_animation_frame(move || {
            if let Some(layer) = events.layer.try_get_untracked().flatten() {
                events.keep_entry(&layer);
                events.set_entry(&layer, events.entry.get_value());
            }
        });
    });
    super::order::keep_order(context, events.layer);
    view! {
        <g class="marks" role="group" aria-label=move || context.text().marks node_ref=events.layer>
            <For each=keyed key=|keyed| *keyed let((mark, _made))>
                <MarkView context mark ink=ink.get_untracked().1 />
            </For>
        </g>
    }
}

/// The elements of one mark. What changes is written by its [`MarkNode`].
#[component]
fn MarkView(
    context: MapContext,
    mark: KeptMark,
    ink: StoredValue<Rc<MarkInk>, LocalStorage>,
) -> impl IntoView {
    let anchor = mark.anchor.to_string();
    let draw = (context, mark, ink);
    if mark.is_plain {
        return view! {
            <path class="mark symbol" role="button" tabindex="-1" visibility="hidden" data-place=anchor use:draw_mark=draw />
        }
        .into_any();
    }
    let rims = (0..MAX_GROUPS).filter(|g| mark.rim & (1 << g) != 0);
    let slots = ink.with_value(|ink| ink.groups.iter().map(|g| g.slot).collect::<Vec<_>>());
    let rims = rims
        .map(|g| {
            let slot = slots.get(g).copied().unwrap_or(7);
            view! { <path class=format!("rim s{slot}") data-rim=g.to_string() /> }
        })
        .collect_view();
    let class = if mark.is_area { "mark area" } else { "mark" };
    view! {
        <g class=class role="button" tabindex="-1" visibility="hidden" data-place=anchor use:draw_mark=draw>
            <circle class="hit" r=context.reach_px.to_string() />
            <path class=SYMBOL />
            {mark.is_cluster.then(|| view! { <circle class=STACK /> })}
            {rims}
            {mark.has_number.then(|| view! { <text dy="0.36em">""</text> })}
        </g>
    }
    .into_any()
}

/// Gives a mark's elements to the fan-out once they are there.
fn draw_mark(
    root: Element,
    (context, mark, ink): (MapContext, KeptMark, StoredValue<Rc<MarkInk>, LocalStorage>),
) {
    Effect::new(move || {
        let node = MarkNode::new(root.clone(), mark, ink.get_value());
        context
            .fanout
            .with_value(|f| f.attach(mark.anchor, Box::new(node)));
    });
}

fn element_of(layer: &Element, anchor: u32) -> Option<Element> {
    dom::query(layer, &format!("[{ANCHOR}=\"{anchor}\"]"))
}

/// The mark next to another, of those inside the pane.
fn next_mark(context: MapContext, anchor: u32, direction: Direction) -> Option<u32> {
    let (viewport, frame) = (context.viewport.get_untracked(), context.frame.get_untracked());
    let origin = frame.origin_on_screen(viewport);
    context.fanout.with_value(|f| {
        let from = f.state(anchor)?.at.px();
        let inside = f.visible().into_iter().filter_map(|(anchor, state)| {
            let [x, y] = state.at.px();
            let (sx, sy) = (x + origin.x, y + origin.y);
            let seen = (0.0..=viewport.width).contains(&sx) && (0.0..=viewport.height).contains(&sy);
            seen.then_some((anchor, [x, y]))
        });
        neighbour(from, inside, direction)
    })
}

//! The marks: one element each, drawn again only when its own signal changes.

use super::context::MapContext;
use super::mark_node::{MarkInk, MarkNode};
use crate::dom;
use crate::fanout::KeptMark;
use chronotope_core::scene::map::{Direction, MAX_GROUPS, neighbour};
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::svg;
use std::rc::Rc;
use web_sys::Element;

/// The attribute that holds the index of a mark's anchor.
pub(super) const ANCHOR: &str = "data-place";

// Given as expressions: Leptos would put literal parts of an SVG through `innerHTML`, inside a group of their own.
const SYMBOL: &str = "symbol";
const STACK: &str = "stack";

/// All marks of a map.
#[component]
pub(super) fn Marks(context: MapContext, marks: RwSignal<Vec<KeptMark>>) -> impl IntoView {
    let layer: NodeRef<svg::G> = NodeRef::new();
    let entry = StoredValue::new(None::<u32>);
    // The ink changes with the language: then all marks are made again.
    let ink = Memo::new(move |_| StoredValue::new_local(context.ink()));
    let keyed = move || {
        let lang = context.messages.get().lang;
        marks
            .get()
            .into_iter()
            .map(|mark| (mark, lang))
            .collect::<Vec<_>>()
    };

    // Together the marks are one tab stop: the one that was used last, else the first that is visible.
    Effect::new(move || {
        context.revision.track();
        marks.track();
        if let Some(layer) = layer.get() {
            keep_entry(context, &layer, entry);
        }
    });

    let on_click = move |ev: MouseEvent| {
        if let Some(anchor) = dom::number_around(ev.target(), ANCHOR) {
            enter(context, layer, entry, anchor, false);
            context.activate(anchor, ev.ctrl_key() || ev.meta_key());
        }
    };
    let on_key = move |ev: KeyboardEvent| {
        let Some(anchor) = dom::number_around(ev.target(), ANCHOR) else {
            return;
        };
        if let Some(direction) = Direction::from_key(&ev.key()) {
            ev.prevent_default();
            ev.stop_propagation();
            if let Some(next) = next_mark(context, anchor, direction) {
                enter(context, layer, entry, next, true);
            }
        } else if matches!(ev.key().as_str(), "Enter" | " ") {
            ev.prevent_default();
            ev.stop_propagation();
            context.activate(anchor, ev.ctrl_key() || ev.meta_key());
        }
    };
    let on_focus = move |ev: FocusEvent| {
        if let Some(anchor) = dom::number_around(ev.target(), ANCHOR) {
            enter(context, layer, entry, anchor, false);
            if dom::is_focus_visible(ev.target()) {
                context.focused.set(Some(anchor));
            }
        }
    };
    let on_blur = move |_: FocusEvent| context.focused.set(None);
    let on_over = move |ev: PointerEvent| {
        if !dom::is_touch(&ev) {
            context.hovered.set(dom::number_around(ev.target(), ANCHOR));
        }
    };
    let on_out = move |_: PointerEvent| context.hovered.set(None);

    view! {
        <g
            class="marks"
            role="group"
            aria-label=move || context.text().marks
            node_ref=layer
            on:click=on_click
            on:keydown=on_key
            on:focusin=on_focus
            on:focusout=on_blur
            on:pointerover=on_over
            on:pointerout=on_out
        >
            <For each=keyed key=|keyed| *keyed let((mark, _lang))>
                <MarkView context mark ink=ink.get_untracked() />
            </For>
        </g>
    }
}

/// The elements of one mark. Everything that changes is written by its [`MarkNode`].
#[component]
fn MarkView(
    context: MapContext,
    mark: KeptMark,
    ink: StoredValue<Rc<MarkInk>, LocalStorage>,
) -> impl IntoView {
    let rims = (0..MAX_GROUPS).filter(|g| mark.rim & (1 << g) != 0);
    let slots = ink.with_value(|ink| ink.groups.iter().map(|g| g.slot).collect::<Vec<_>>());
    let rims = rims
        .map(|g| {
            let slot = slots.get(g).copied().unwrap_or(7);
            view! { <path class=format!("rim s{slot}") data-rim=g.to_string() /> }
        })
        .collect_view();
    view! {
        <g
            class="mark"
            role="button"
            tabindex="-1"
            visibility="hidden"
            data-place=mark.anchor.to_string()
            use:draw_mark=(context, mark, ink)
        >
            <circle class="hit" r=context.reach_px.to_string() />
            {mark.is_cluster.then(|| view! { <circle class=STACK /> })}
            <path class=SYMBOL />
            {rims}
            {mark.has_number.then(|| view! { <text dy="0.36em">""</text> })}
        </g>
    }
}

/// Draws a mark now and whenever its signal changes.
fn draw_mark(
    root: Element,
    (context, mark, ink): (MapContext, KeptMark, StoredValue<Rc<MarkInk>, LocalStorage>),
) {
    let Some(state) = context.fanout.with_value(|f| f.signal(mark.anchor)) else {
        return;
    };
    let mut node: Option<MarkNode> = None;
    Effect::new(move || {
        let state = state.get();
        let made = node.get_or_insert_with(|| MarkNode::new(root.clone(), mark, ink.get_value()));
        made.draw(&state);
    });
}

/// Makes a mark the one that Tab reaches, and perhaps focuses it.
fn enter(
    context: MapContext,
    layer: NodeRef<svg::G>,
    entry: StoredValue<Option<u32>>,
    anchor: u32,
    focus: bool,
) {
    let Some(layer) = layer.get_untracked() else {
        return;
    };
    let before = entry.get_value();
    if before != Some(anchor) {
        if let Some(old) = before.and_then(|old| element_of(&layer, old)) {
            dom::set_attr(&old, "tabindex", "-1");
        }
        entry.set_value(Some(anchor));
    }
    if let Some(element) = element_of(&layer, anchor) {
        dom::set_attr(&element, "tabindex", "0");
        if focus {
            dom::focus(&element);
            context.focused.set(Some(anchor));
        }
    }
}

fn keep_entry(context: MapContext, layer: &<svg::G as ElementType>::Output, entry: StoredValue<Option<u32>>) {
    let visible = context.fanout.with_value(|f| {
        let is_visible = |anchor: u32| f.state(anchor).is_some_and(|s| s.visible);
        entry
            .get_value()
            .filter(|anchor| is_visible(*anchor))
            .or_else(|| f.visible().first().map(|(anchor, _)| *anchor))
    });
    if let Some(old) = entry.get_value().filter(|old| Some(*old) != visible)
        && let Some(element) = element_of(layer, old)
    {
        dom::set_attr(&element, "tabindex", "-1");
    }
    if let Some(element) = visible.and_then(|anchor| element_of(layer, anchor)) {
        dom::set_attr(&element, "tabindex", "0");
    }
    entry.set_value(visible);
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

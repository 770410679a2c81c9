//! Of symbols that overlap the smaller is drawn on top: seen to when counts and map rest.

use super::context::MapContext;
use super::marks::ANCHOR;
use crate::derive::debounced;
use crate::dom;
use chronotope_core::scene::map::{Footprint, marks_to_raise};
use leptos::prelude::*;
use leptos::svg;
use std::time::Duration;
use web_sys::Element;

/// Such a rest.
const RESTS: Duration = Duration::from_millis(300);

/// Keeps the marks of a layer in order.
pub(super) fn keep_order(context: MapContext, layer: NodeRef<svg::G>) {
    let soon = debounced(RESTS, move || {
        if let Some(layer) = layer.try_get_untracked().flatten() {
            arrange(context, &layer);
        }
    });
    Effect::new(move || {
        context.revision.track();
        layer.track();
        soon();
    });
}

fn arrange(context: MapContext, layer: &Element) {
    let children = layer.children();
    let mut drawn = Vec::new();
    let mut elements = Vec::new();
    context.fanout.with_value(|fanout| {
        for i in 0..children.length() {
            let Some(element) = children.item(i) else { continue };
            let anchor = element.get_attribute(ANCHOR).and_then(|a| a.parse().ok());
            let shown = anchor
                .and_then(|anchor| fanout.state(anchor))
                .filter(|state| state.visible);
            if let Some(state) = shown {
                let is_area = element.class_list().contains("area");
                drawn.push(Footprint::of(&state, is_area));
                elements.push(element);
            }
        }
    });
    for i in marks_to_raise(&drawn) {
        // An element that is moved loses the focus.
        if let Some(element) = elements.get(i).filter(|element| !dom::has_focus(element)) {
            dom::append(layer, element);
        }
    }
}

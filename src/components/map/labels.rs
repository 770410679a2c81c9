//! Names on the map. Where they stand depends on places and zoom alone; which name of a mark is shown follows what of
//! it has events. One effect writes both, and only what differs.

use super::context::MapContext;
use crate::{derive, dom};
use chronotope_core::scene::map::{
    Basemap, Frame, LabelKind, LabelScript, LabelShown, MapLabel, MapPlace, MarkState, PlacedLabel, Side,
    place_labels,
};
use chronotope_core::state::MapLayer;
use leptos::prelude::*;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;
use web_sys::Element;

/// Up to so many names that say how many others there are follow every step; more of them wait until the hand rests,
/// because a browser lays out every text that changes.
const MAX_TEXTS_AT_ONCE: usize = 12;

/// The names that have room, inside the part of the world that is kept as elements.
pub(super) fn placed(
    context: MapContext,
    places: Arc<[MapPlace]>,
    labels: Signal<Arc<[MapLabel]>>,
    basemap: Signal<Arc<Basemap>>,
) -> Memo<Vec<PlacedLabel>> {
    let all = Memo::new(move |_| {
        let mut all: Vec<MapLabel> = labels.get().to_vec();
        let known: HashSet<String> = all.iter().map(|l| l.id.clone()).collect();
        basemap.with(|b| all.extend(b.labels().iter().filter(|l| !known.contains(&l.id)).cloned()));
        Arc::<[MapLabel]>::from(all)
    });
    let script = Memo::new(move |_| {
        let names = context.controls.with(|c| c.names);
        LabelScript::of(names, context.messages.get().lang)
    });
    let is_off = Memo::new(move |_| !context.controls.with(|c| c.layers.has(MapLayer::Names)));
    // Selection changes where names stand; scrubbing and panning do not.
    let placed = Memo::new(move |_| {
        let (layout, selected) = (context.layout.get(), context.selected.get());
        all.with(|all| {
            // Without names of places, marks still have theirs.
            let all = if is_off.get() { &[] } else { &all[..] };
            Arc::<[PlacedLabel]>::from(place_labels(all, &places, &layout, &selected, script.get()))
        })
    });
    Memo::new(move |_| {
        let kept = context.kept.get();
        let inside = |l: &&PlacedLabel| kept.contains(l.at.x, l.at.y);
        placed.with(|placed| placed.iter().filter(inside).cloned().collect::<Vec<_>>())
    })
}

/// A name as an element.
struct LabelNode {
    element: Element,
    label: PlacedLabel,
    /// Where its point falls.
    at: Option<[f64; 2]>,
    is_shown: bool,
    text: String,
    /// It has been seen in the document.
    was_there: bool,
}

impl LabelNode {
    /// Puts the name where it belongs, and shows it or not; with its words only if they are to follow.
    fn draw(&mut self, context: MapContext, at: [f64; 2], writes: bool) {
        if self.at != Some(at) {
            dom::set_attr(&self.element, "transform", &transform(&self.label, at));
            self.at = Some(at);
        }
        let Some(anchor) = self
            .label
            .anchor
            .filter(|_| self.label.shown != LabelShown::Always)
        else {
            return;
        };
        let state = context.fanout.with_value(|f| f.state(anchor));
        let is_shown = self.label.is_shown(state.as_ref());
        if is_shown != self.is_shown {
            if is_shown {
                dom::remove_attr(&self.element, "visibility");
            } else {
                dom::set_attr(&self.element, "visibility", "hidden");
            }
            self.is_shown = is_shown;
        }
        if let (LabelShown::Several, true, true, Some(state)) = (self.label.shown, writes, is_shown, state) {
            let text = several_text(context, &self.label, &state);
            if text != self.text {
                if let Some(line) = self.element.first_element_child() {
                    dom::set_text(&line, &text);
                }
                self.text = text;
            }
        }
    }
}

/// What a name of several places says.
fn several_text(context: MapContext, label: &PlacedLabel, state: &MarkState) -> String {
    let names = context.names_untracked();
    let script = LabelScript::of(context.controls.with_untracked(|c| c.names), names.lang());
    context
        .fanout
        .with_value(|f| f.with_board(|board| names.several_names(label, board, state, script)))
}

/// The names.
#[component]
pub(super) fn Labels(context: MapContext, placed: Memo<Vec<PlacedLabel>>) -> impl IntoView {
    let nodes: StoredValue<Vec<LabelNode>, LocalStorage> = StoredValue::new_local(Vec::new());
    // Draws all names, and says whether words were left for later.
    let draw = move |is_resting: bool| {
        let frame = context.frame.try_get_untracked()?;
        nodes.try_update_value(|nodes| {
            // Elements that have been taken out of the document are forgotten.
            nodes.retain(|node| node.element.is_connected() || !node.was_there);
            let several = nodes
                .iter()
                .filter(|node| node.label.shown == LabelShown::Several);
            let writes = is_resting || several.count() <= MAX_TEXTS_AT_ONCE;
            for node in nodes {
                node.was_there |= node.element.is_connected();
                node.draw(context, frame.px(node.label.at), writes);
            }
            !writes
        })
    };
    let write_later = derive::debounced(derive::SETTLING, move || {
        draw(true);
    });
    Effect::new(move || {
        context.frame.track();
        context.revision.track();
        if draw(false) == Some(true) {
            write_later();
        }
    });
    let keep = move |element: Element, label: PlacedLabel| {
        let mut node = LabelNode {
            element: element.clone(),
            label,
            at: None,
            is_shown: true,
            text: String::new(),
            was_there: false,
        };
        let at = context.frame.get_untracked().px(node.label.at);
        node.draw(context, at, true);
        nodes.try_update_value(|nodes| nodes.push(node));
    };
    let keep = StoredValue::new_local(keep);
    view! {
        <g class="labels" aria-hidden="true">
            <For
                each=move || placed.get()
                key=|label| {
                    (
                        Arc::clone(&label.id),
                        (label.shown, label.anchor, label.selected),
                        Arc::clone(&label.text),
                        label.second.clone(),
                        // Where it stands, to a tenth of a px and a few metres.
                        ([label.dx, label.dy, label.width_px].map(|px| (px * 10.0) as i32)),
                        [label.at.x, label.at.y].map(|at| (at * 1e7) as i32),
                    )
                }
                let:label
            >
                {label_view(label, keep)}
            </For>
        </g>
    }
}

/// How a name looks, whoever draws it.
pub(super) struct Look {
    pub(super) class: String,
    /// Its `text-anchor`.
    pub(super) anchor: &'static str,
    /// How far the first line stands below its point.
    pub(super) first_dy: &'static str,
    /// Class and text of the second line.
    pub(super) second: Option<(&'static str, String)>,
}

impl Look {
    pub(super) fn of(label: &PlacedLabel) -> Look {
        let mut class = format!("label {}", class_of(label.kind));
        if label.is_arabic {
            class.push_str(" arabic");
        }
        if label.selected {
            class.push_str(" selected");
        }
        let second = label.second.as_ref().map(|second| {
            let is_arabic = second.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
            let class = if is_arabic { "second arabic" } else { "second" };
            (class, second.to_string())
        });
        Look {
            class,
            anchor: match label.side {
                Side::Right => "start",
                Side::Left => "end",
                _ => "middle",
            },
            first_dy: if second.is_some() { "-0.3em" } else { "0.36em" },
            second,
        }
    }
}

/// Where a name stands whose point falls here.
pub(super) fn transform(label: &PlacedLabel, at: [f64; 2]) -> String {
    format!("translate({:.1} {:.1})", at[0] + label.dx, at[1] + label.dy)
}

fn label_view<F>(label: PlacedLabel, keep: StoredValue<F, LocalStorage>) -> impl IntoView
where
    F: Fn(Element, PlacedLabel) + 'static,
{
    let Look {
        class,
        anchor,
        first_dy,
        second,
    } = Look::of(&label);
    let text = label.text.to_string();
    let second = second
        .map(|(class, second)| view! { <tspan class=class x=0.to_string() dy="1.3em">{second}</tspan> });
    // Given as an expression: a literal child would be put there through `innerHTML`.
    let first_dy = first_dy.to_owned();
    let register = move |element: Element| {
        keep.try_with_value(|keep| keep(element, label.clone()));
    };
    view! {
        <text class=class direction="ltr" text-anchor=anchor use:once=register>
            <tspan x=0.to_string() dy=first_dy>{text}</tspan>
            {second}
        </text>
    }
}

/// Tells of an element once it is there.
fn once(element: Element, tell: impl FnOnce(Element) + Clone + 'static) {
    tell(element);
}

/// Small dots that tell where named places are, and lines that lead to names that stand farther off; under the marks.
#[component]
pub(super) fn Spots(context: MapContext, placed: Memo<Vec<PlacedLabel>>) -> impl IntoView {
    let d = move || {
        let frame = context.frame.get();
        placed.with(|placed| spots(placed, frame))
    };
    let leaders = Memo::new(move |_| {
        let frame = context.frame.get();
        context.revision.track();
        let state_at = |anchor: u32| context.fanout.with_value(|f| f.state(anchor));
        placed.with(|placed| leaders(placed, frame, &state_at))
    });
    view! {
        <path class="leaders" d=move || leaders.get() />
        <path class="spots" d=d />
    }
}

/// The dots of named places as one path: lines of no length, whose round ends make dots.
pub(super) fn spots(placed: &[PlacedLabel], frame: Frame) -> String {
    let mut d = String::new();
    let at_rest = |l: &&PlacedLabel| match l.shown {
        LabelShown::Always => true,
        LabelShown::Alone { at_rest, .. } => at_rest,
        LabelShown::Several => false,
    };
    for label in placed.iter().filter(|l| l.kind.is_spot()).filter(at_rest) {
        let [x, y] = frame.px(label.at);
        // Writing to a String cannot fail.
        let _ok = write!(d, "M{x:.1} {y:.1}h0");
    }
    d
}

/// The lines that lead to names that are shown farther off as one path.
pub(super) fn leaders(
    placed: &[PlacedLabel],
    frame: Frame,
    state_at: &dyn Fn(u32) -> Option<MarkState>,
) -> String {
    let mut d = String::new();
    for label in placed {
        let Some([dx, dy]) = label.leader else { continue };
        if label.is_shown(label.anchor.and_then(state_at).as_ref()) {
            let [x, y] = frame.px(label.at);
            // Writing to a String cannot fail.
            let _ok = write!(d, "M{x:.1} {y:.1}l{dx:.1} {dy:.1}");
        }
    }
    d
}

fn class_of(kind: LabelKind) -> &'static str {
    match kind {
        LabelKind::Country => "country",
        LabelKind::Governorate => "governorate",
        LabelKind::Water => "water",
        LabelKind::Road => "road",
        LabelKind::City => "city",
        LabelKind::Town => "town",
        LabelKind::Village => "village",
    }
}

//! Names on the map. Where they stand depends on places and zoom alone; which name of a mark is shown follows what of
//! it has events. One effect writes both, and only what differs.

use super::context::MapContext;
use crate::first::pen::Pen;
use crate::frame::animate;
use crate::{derive, dom};
use chronotope_core::scene::map::{
    Basemap, Frame, LabelKind, LabelScript, LabelShown, MapLabel, MapPlace, MarkLayout, MarkState,
    PlacedLabel, Side, place_labels,
};
use chronotope_core::state::MapLayer;
use leptos::prelude::*;
use leptos::svg;
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
    let made: StoredValue<Vec<Made>> = StoredValue::new(Vec::new());
    let placed_in = move |layout: Arc<MarkLayout>| {
        // Without names of places, marks still have theirs.
        let labels = if is_off.get() { Arc::default() } else { all.get() };
        let (selected, script) = (context.selected.get(), script.get());
        let known = made.with_value(|made| {
            let known = made.iter().find(|made| {
                let is_same = Arc::ptr_eq(&made.layout, &layout) && Arc::ptr_eq(&made.labels, &labels);
                is_same && made.selected == selected && made.script == script
            });
            known.map(|made| Arc::clone(&made.placed))
        });
        known.unwrap_or_else(|| {
            let placed: Arc<[PlacedLabel]> =
                place_labels(&labels, &places, &layout, &selected, script).into();
            made.update_value(|made| {
                made.truncate(MOST_MADE - 1);
                let placed = Arc::clone(&placed);
                made.insert(
                    0,
                    Made {
                        layout,
                        labels,
                        selected,
                        script,
                        placed,
                    },
                );
            });
            placed
        })
    };
    let placed_in = StoredValue::new(placed_in);
    context.ahead.add(move |base| {
        untrack(|| placed_in.with_value(|placed_in| placed_in(context.layout_at(base))));
    });
    let layout = names_layout(context.layout);
    let placed = Memo::new(move |_| placed_in.with_value(|placed_in| placed_in(layout.get())));
    Memo::new(move |_| {
        let (kept, rested) = (context.kept_names.get(), context.rested.get());
        let taken = context.taken.get();
        let inside = |l: &&PlacedLabel| kept.contains(l.at.x, l.at.y) && !taken.covers(l, rested);
        placed.with(|placed| placed.iter().filter(inside).cloned().collect::<Vec<_>>())
    })
}

/// The layout that names are placed for. One that differs only in the sizes of symbols is followed in a task of its own:
/// a hand that widens the dates may be moving.
fn names_layout(layout: Memo<Arc<MarkLayout>>) -> Memo<Arc<MarkLayout>> {
    let number = Memo::new(move |before: Option<&u64>| {
        derive::heard(layout);
        before.map_or(0, |n| n + 1)
    });
    let followed = derive::a_task_later(number.into());
    Memo::new(move |before: Option<&Arc<MarkLayout>>| {
        let (now, is_followed) = (layout.get(), followed.get() == number.get());
        match before {
            Some(before) if !is_followed && before.step() == now.step() => Arc::clone(before),
            _ => now,
        }
    })
}

/// So many steps of zoom and selections are remembered with their names.
const MOST_MADE: usize = 4;

/// Names that have been placed, and for what.
struct Made {
    layout: Arc<MarkLayout>,
    labels: Arc<[MapLabel]>,
    selected: Vec<u32>,
    script: LabelScript,
    placed: Arc<[PlacedLabel]>,
}

/// A name as an element.
struct LabelNode {
    element: Element,
    /// Where its point falls, and how far from it it stands.
    transform: String,
    side: Side,
    is_shown: bool,
    text: String,
}

impl LabelNode {
    /// Makes the element of a name at the end of a group.
    fn new(pen: &Pen, group: &Element, label: &PlacedLabel) -> LabelNode {
        let look = Look::of(label);
        let attributes = [
            ("class", look.class.as_str()),
            ("direction", "ltr"),
            ("text-anchor", look.anchor),
        ];
        let element = pen.svg(group, "text", &attributes);
        let line = pen.svg(&element, "tspan", &[("x", "0"), ("dy", look.first_dy)]);
        line.set_text_content(Some(&label.text));
        if let Some((class, second)) = look.second {
            let line = pen.svg(
                &element,
                "tspan",
                &[("class", class), ("x", "0"), ("dy", "1.3em")],
            );
            line.set_text_content(Some(&second));
        }
        LabelNode {
            element,
            transform: String::new(),
            side: label.side,
            is_shown: true,
            text: label.text.to_string(),
        }
    }

    /// Puts the name where it belongs, and shows it or not; with its words only if they are to follow.
    fn draw(
        &mut self,
        context: MapContext,
        label: &PlacedLabel,
        frame: Frame,
        state: Option<&MarkState>,
        writes: bool,
    ) {
        let transform = transform(label, frame.px(label.at));
        if self.transform != transform {
            dom::set_attr(&self.element, "transform", &transform);
            self.transform = transform;
        }
        if self.side != label.side {
            dom::set_attr(&self.element, "text-anchor", Look::of(label).anchor);
            self.side = label.side;
        }
        let is_shown = label.is_shown(state);
        if is_shown != self.is_shown {
            if is_shown {
                dom::remove_attr(&self.element, "visibility");
            } else {
                dom::set_attr(&self.element, "visibility", "hidden");
            }
            self.is_shown = is_shown;
        }
        if let (LabelShown::Several, true, true, Some(state)) = (label.shown, writes, is_shown, state) {
            let text = several_text(context, label, state);
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

/// So many names are made in one frame: more would be felt.
const MOST_FRESH: usize = 48;

/// What was left for later.
#[derive(Clone, Copy)]
struct Left {
    words: bool,
    names: bool,
}

/// Names, each with its element once it has been shown. Most names of a mark are for dates that never come: they cost
/// nothing until then.
#[derive(Default)]
struct NameLayer {
    labels: Vec<PlacedLabel>,
    nodes: Vec<Option<LabelNode>>,
}

impl NameLayer {
    /// Takes over other names. What is called the same and looks the same keeps its element.
    fn show(&mut self, labels: &[PlacedLabel]) {
        if self.labels == labels {
            return;
        }
        let mut nodes: Vec<Option<LabelNode>> = labels.iter().map(|_| None).collect();
        let before = std::mem::take(&mut self.labels);
        let mut next = 0;
        for (label, node) in before.iter().zip(self.nodes.drain(..)) {
            let Some(node) = node else { continue };
            let is_same = |other: &PlacedLabel| {
                other.id == label.id
                    && other.shown == label.shown
                    && other.text == label.text
                    && other.second == label.second
                    && other.selected == label.selected
            };
            // Mostly in the order in which they were.
            let mut order = (next..labels.len()).chain(0..next);
            if let Some(at) = order.find(|at| is_same(&labels[*at])) {
                nodes[at] = Some(node);
                next = at + 1;
            } else {
                node.element.remove();
            }
        }
        self.labels = labels.to_vec();
        self.nodes = nodes;
    }

    /// Draws all names, and makes some of those that have no element yet.
    fn draw(&mut self, context: MapContext, group: &Element, frame: Frame, is_resting: bool) -> Left {
        let is_several = |(label, node): &(&PlacedLabel, &Option<LabelNode>)| {
            label.shown == LabelShown::Several && node.is_some()
        };
        let several = self.labels.iter().zip(&self.nodes).filter(is_several).count();
        let writes = is_resting || several <= MAX_TEXTS_AT_ONCE;
        let pen = Pen::new();
        let (mut fresh, mut is_left) = (MOST_FRESH, false);
        for (label, node) in self.labels.iter().zip(&mut self.nodes) {
            let state = label
                .anchor
                .and_then(|anchor| context.fanout.with_value(|f| f.state(anchor)));
            let mut writes = writes;
            if let (None, true, Some(pen)) = (&node, label.is_shown(state.as_ref()), &pen) {
                if fresh == 0 {
                    is_left = true;
                    continue;
                }
                fresh -= 1;
                writes = true;
                *node = Some(LabelNode::new(pen, group, label));
            }
            if let Some(node) = node {
                node.draw(context, label, frame, state.as_ref(), writes);
            }
        }
        Left {
            words: !writes,
            names: is_left,
        }
    }
}

/// The names.
#[component]
pub(super) fn Labels(context: MapContext, placed: Memo<Vec<PlacedLabel>>) -> impl IntoView {
    let group: NodeRef<svg::G> = NodeRef::new();
    let layer = StoredValue::new_local(NameLayer::default());
    let draw = move |is_resting: bool| {
        let (group, frame) = (group.try_get_untracked()??, context.frame.try_get_untracked()?);
        layer.try_update_value(|layer| layer.draw(context, &group, frame, is_resting))
    };
    let write_later = derive::debounced(derive::SETTLING, move || {
        draw(true);
    });
    let (is_going_on, alive) = (StoredValue::new(false), StoredValue::new_local(true));
    Effect::new(move || {
        context.frame.track();
        context.revision.track();
        group.track();
        placed.with(|labels| layer.update_value(|layer| layer.show(labels)));
        let Some(left) = draw(false) else { return };
        if left.words {
            write_later();
        }
        if left.names && !is_going_on.get_value() {
            is_going_on.set_value(true);
            animate(alive, move |_| {
                let is_left = draw(false).is_some_and(|left| left.names);
                is_going_on.try_set_value(is_left);
                is_left
            });
        }
    });
    view! { <g class="labels" aria-hidden="true" node_ref=group></g> }
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

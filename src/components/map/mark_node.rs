//! [`MarkNode`]: the elements of one mark, of which only what differs is written.

use super::names::Names;
use crate::dom;
use crate::fanout::KeptMark;
use chronotope_core::geo::push_tenths;
use chronotope_core::scene::map::{
    GroupStyle, MAX_GROUPS, MarkState, Radius, Shape, Tint, badge_path, shape_path,
};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;

/// Symbols smaller than this show no rim.
const LEAST_RIM_RADIUS_PX: f64 = 8.0;
/// Between a symbol and the ring that says that it stands for several places.
const STACK_GAP_PX: f64 = 3.0;

/// What all marks of a map share: names, colours, and the outlines of symbols already written.
pub(super) struct MarkInk {
    pub(super) names: Rc<Names>,
    pub(super) groups: Arc<[GroupStyle]>,
    outlines: RefCell<HashMap<(Shape, Radius), Rc<str>>>,
}

impl MarkInk {
    pub(super) fn new(names: Rc<Names>, groups: Arc<[GroupStyle]>) -> MarkInk {
        MarkInk {
            names,
            groups,
            outlines: RefCell::default(),
        }
    }

    fn outline(&self, shape: Shape, radius: Radius) -> Rc<str> {
        let mut outlines = self.outlines.borrow_mut();
        let outline = outlines
            .entry((shape, radius))
            .or_insert_with(|| shape_path(shape, radius).into());
        Rc::clone(outline)
    }
}

/// The elements of one mark.
pub(super) struct MarkNode {
    mark: KeptMark,
    ink: Rc<MarkInk>,
    root: Element,
    symbol: Option<Element>,
    number: Option<Element>,
    stack: Option<Element>,
    rims: Vec<(usize, Element)>,
    drawn: Option<MarkState>,
}

impl MarkNode {
    /// Finds the parts of a mark's element.
    pub(super) fn new(root: Element, mark: KeptMark, ink: Rc<MarkInk>) -> MarkNode {
        let rims =
            (0..MAX_GROUPS).filter_map(|g| Some((g, dom::query(&root, &format!("[data-rim=\"{g}\"]"))?)));
        MarkNode {
            symbol: dom::query(&root, ".symbol"),
            number: dom::query(&root, "text"),
            stack: dom::query(&root, ".stack"),
            rims: rims.collect(),
            mark,
            ink,
            root,
            drawn: None,
        }
    }

    /// Draws a state: writes the attributes that differ from what is drawn.
    pub(super) fn draw(&mut self, state: &MarkState) {
        let before = self.drawn;
        if !state.visible {
            if before.is_none_or(|b| b.visible) {
                dom::set_attr(&self.root, "visibility", "hidden");
            }
            // What is drawn of it stays, and is compared with when it is seen again.
            self.drawn = Some(MarkState {
                visible: false,
                ..before.unwrap_or_default()
            });
            return;
        }
        // A mark that was never drawn differs in everything.
        let was = before.filter(|b| b.definite + b.possible > 0);
        if before.is_none_or(|b| !b.visible) {
            dom::remove_attr(&self.root, "visibility");
        }
        if was.is_none_or(|b| b.at != state.at) {
            let mut transform = String::with_capacity(24);
            transform.push_str("translate(");
            push_tenths(&mut transform, i64::from(state.at.x));
            transform.push(' ');
            push_tenths(&mut transform, i64::from(state.at.y));
            transform.push(')');
            dom::set_attr(&self.root, "transform", &transform);
        }
        self.draw_symbol(was.as_ref(), state);
        self.draw_class(was.as_ref(), state);
        self.draw_rims(was.as_ref(), state);
        if was.is_none_or(|b| {
            (b.definite, b.possible, b.place, b.places)
                != (state.definite, state.possible, state.place, state.places)
        }) {
            let name = self.ink.names.of(state, self.mark.is_area);
            dom::set_attr(&self.root, "aria-label", &name);
        }
        if was.is_none_or(|b| b.selected != state.selected) {
            dom::set_attr(
                &self.root,
                "aria-pressed",
                if state.selected { "true" } else { "false" },
            );
        }
        self.drawn = Some(*state);
    }

    fn draw_symbol(&self, was: Option<&MarkState>, state: &MarkState) {
        if let Some(symbol) = &self.symbol {
            if self.mark.is_area {
                if was.is_none_or(|b| b.count() != state.count()) {
                    dom::set_attr(symbol, "d", &badge_path(state.count()));
                }
            } else if was.is_none_or(|b| (b.shape, b.radius) != (state.shape, state.radius)) {
                dom::set_attr(symbol, "d", &self.ink.outline(state.shape, state.radius));
            }
        }
        if let Some(stack) = &self.stack
            && was.is_none_or(|b| b.radius != state.radius)
        {
            dom::set_attr(stack, "r", &(state.radius.px() + STACK_GAP_PX).to_string());
        }
        if let Some(number) = &self.number {
            let shown = state.number(self.mark.is_area);
            if was.is_none_or(|b| b.number(self.mark.is_area) != shown) {
                dom::set_text(
                    number,
                    &shown.map_or_else(String::new, |n| self.ink.names.number(n)),
                );
            }
        }
    }

    fn draw_class(&self, was: Option<&MarkState>, state: &MarkState) {
        let look = |s: &MarkState| (s.tint, s.hollow, s.shape == Shape::Ring, s.places > 1);
        if was.is_some_and(|b| look(b) == look(state)) {
            return;
        }
        let mut class = String::with_capacity(32);
        class.push_str(if self.mark.is_area { "mark area " } else { "mark " });
        match state.tint {
            Tint::Group(g) => {
                class.push('s');
                let slot = self.ink.groups.get(usize::from(g)).map_or(7, |style| style.slot);
                class.push(char::from(b'0' + slot.min(7)));
            }
            Tint::Mixed => class.push_str("mixed"),
        }
        if state.hollow {
            class.push_str(" hollow");
        }
        if state.shape == Shape::Ring {
            class.push_str(" ring");
        }
        if state.places > 1 {
            class.push_str(" several");
        }
        dom::set_attr(&self.root, "class", &class);
    }

    fn draw_rims(&self, was: Option<&MarkState>, state: &MarkState) {
        let look = |s: &MarkState| (s.rim, s.radius);
        if self.rims.is_empty() || was.is_some_and(|b| look(b) == look(state)) {
            return;
        }
        let shows = state.tint == Tint::Mixed && state.radius.px() >= LEAST_RIM_RADIUS_PX;
        let showed = was.is_some_and(|b| b.tint == Tint::Mixed && b.radius.px() >= LEAST_RIM_RADIUS_PX);
        for (group, rim) in &self.rims {
            if shows {
                dom::set_attr(rim, "d", &state.rim.arc_path(*group, state.radius));
            } else if showed {
                dom::set_attr(rim, "d", "");
            }
        }
    }
}

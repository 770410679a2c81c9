//! [`MarkNode`]: the elements of one mark, of which only what differs is written.

use super::names::Names;
use crate::dom::{self, Often};
use crate::fanout::{DrawMark, KeptMark};
use chronotope_core::geo::push_tenths;
use chronotope_core::query::{Change, Pair};
use chronotope_core::scene::map::change_path;
use chronotope_core::scene::map::{
    GroupStyle, LEAST_RIM_RADIUS_PX, LayerPoint, MAX_GROUPS, MarkFigure, MarkState, Radius, Shape, Tint,
    badge_path, shape_path,
};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;

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

    /// The class that colours a tint.
    fn tint_class(&self, tint: Tint) -> &'static str {
        const SLOTS: [&str; 8] = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"];
        match tint {
            Tint::Mixed => "mixed",
            Tint::Group(g) => {
                let slot = self.groups.get(usize::from(g)).map_or(7, |style| style.slot);
                SLOTS[usize::from(slot.min(7))]
            }
        }
    }
}

/// The elements of one mark. Symbols are written where they stand: a transform for each would cost the browser more to
/// paint than all the rest.
pub(super) struct MarkNode {
    mark: KeptMark,
    ink: Rc<MarkInk>,
    root: Element,
    symbol: Element,
    number: Option<Element>,
    hit: Option<Element>,
    stack: Option<Element>,
    rims: Vec<(usize, Element)>,
    /// What is drawn; of a hidden mark, what was drawn when it was last seen.
    drawn: Option<MarkState>,
    is_hidden: bool,
    /// What its rim shows.
    rimmed: Option<MarkState>,
    /// What its number says, or the sign in its place.
    numbered: Option<(Option<u32>, Option<Change>)>,
    /// What it is called after: events, possible events, place, places, figures.
    named: Option<(u32, u32, u32, u32, Option<MarkFigure>)>,
    /// The comparison that its name says.
    named_compared: Option<Pair>,
    path: String,
}

impl MarkNode {
    /// Finds the parts of a mark's element.
    pub(super) fn new(root: Element, mark: KeptMark, ink: Rc<MarkInk>) -> MarkNode {
        let part = |selector: &str| (!mark.is_plain).then(|| dom::query(&root, selector)).flatten();
        let rims = (0..MAX_GROUPS).filter(|g| mark.rim & (1 << g) != 0);
        MarkNode {
            symbol: part(".symbol").unwrap_or_else(|| root.clone()),
            number: part("text"),
            hit: part(".hit"),
            stack: part(".stack"),
            rims: rims
                .filter_map(|g| Some((g, part(&format!("[data-rim=\"{g}\"]"))?)))
                .collect(),
            mark,
            ink,
            root,
            drawn: None,
            is_hidden: true,
            rimmed: None,
            numbered: None,
            named: None,
            named_compared: None,
            path: String::new(),
        }
    }

    fn draw_place(&self, was: Option<&MarkState>, state: &MarkState) {
        if was.is_some_and(|b| b.at == state.at) {
            return;
        }
        let [x, y] = tenths(state.at);
        for circle in self.hit.iter().chain(&self.stack) {
            dom::set_attr(circle, "cx", &x);
            dom::set_attr(circle, "cy", &y);
        }
        if let Some(number) = &self.number {
            dom::set_attr(number, "x", &x);
            dom::set_attr(number, "y", &y);
        }
    }

    fn draw_symbol(&mut self, was: Option<&MarkState>, state: &MarkState) {
        let is_area = self.mark.is_area;
        let look = |s: &MarkState| {
            let change = s.compared.and_then(Pair::change);
            (
                s.at,
                s.shape,
                s.radius,
                if is_area { s.count() } else { 0 },
                change,
            )
        };
        if was.is_none_or(|b| look(b) != look(state)) {
            self.path.clear();
            self.path.push('M');
            push_tenths(&mut self.path, i64::from(state.at.x));
            self.path.push(' ');
            push_tenths(&mut self.path, i64::from(state.at.y));
            if is_area {
                self.path.push_str(&badge_path(state.count()));
            } else if let Some(change) = state.compared.and_then(Pair::change) {
                self.path.push_str(&change_path(change, state.radius));
            } else {
                self.path.push_str(&self.ink.outline(state.shape, state.radius));
            }
            dom::set_often(&self.symbol, Often::Path, &self.path);
        }
        if let Some(stack) = &self.stack
            && was.is_none_or(|b| b.radius != state.radius)
        {
            let r = if is_area {
                16.0
            } else {
                state.radius.px() + STACK_GAP_PX
            };
            dom::set_often(stack, Often::Radius, &r.to_string());
        }
    }

    /// Writes the number in the symbol, if it is another.
    fn draw_number(&mut self, state: &MarkState) {
        let Some(number) = &self.number else { return };
        let is_area = self.mark.is_area;
        // In place of a number a badge has the sign of its change; other symbols have its shape.
        let shown = match state.compared {
            Some(pair) => (None, pair.change().filter(|_| is_area)),
            None => (state.number(is_area), None),
        };
        if self.numbered.replace(shown) != Some(shown) {
            let text = match shown {
                (_, Some(change)) => change.sign().to_owned(),
                (Some(n), None) => self.ink.names.number(n),
                (None, None) => String::new(),
            };
            dom::set_text(number, &text);
        }
    }

    fn draw_class(&mut self, was: Option<&MarkState>, state: &MarkState) {
        let is_unstated = |s: &MarkState| s.figure.is_some_and(|figure| !figure.is_stated);
        let look = |s: &MarkState| {
            let has_change = s.compared.is_some();
            (
                s.tint,
                s.hollow,
                s.shape == Shape::Ring,
                s.places > 1,
                is_unstated(s),
                has_change,
                s.fade,
            )
        };
        if was.is_some_and(|b| look(b) == look(state)) {
            return;
        }
        let class = &mut self.path;
        class.clear();
        class.push_str(if self.mark.is_plain {
            "mark symbol "
        } else {
            "symbol "
        });
        class.push_str(self.ink.tint_class(state.tint));
        for (applies, name) in [
            (state.hollow, " hollow"),
            (state.shape == Shape::Ring, " ring"),
            (state.places > 1, " several"),
            (is_unstated(state), " unstated"),
            (state.compared.is_some(), " change"),
            (state.fade > 0, " faded"),
            (state.fade == 1, " fade-1"),
            (state.fade == 2, " fade-2"),
            (state.fade == 3, " fade-3"),
            (state.fade == 4, " fade-4"),
        ] {
            if applies {
                class.push_str(name);
            }
        }
        dom::set_attr(&self.symbol, "class", class);
    }

    /// Draws the rim; with `may_wait` not if only its shares or its size differ.
    fn draw_rims(&mut self, state: &MarkState, may_wait: bool) {
        let look = |s: &MarkState| (s.rim, s.radius, s.at, s.compared.is_some());
        let has_rim = |s: &MarkState| {
            s.tint == Tint::Mixed && s.compared.is_none() && s.radius.px() >= LEAST_RIM_RADIUS_PX
        };
        let was = self.rimmed.as_ref();
        let is_waiting = may_wait && was.is_some_and(|b| has_rim(b) && has_rim(state) && b.at == state.at);
        if self.rims.is_empty() || is_waiting || was.is_some_and(|b| look(b) == look(state)) {
            return;
        }
        let stays = was.filter(|b| has_rim(b) && (b.radius, b.at) == (state.radius, state.at));
        for (group, rim) in &self.rims {
            if has_rim(state) {
                if stays.is_some_and(|b| b.rim.arc(*group) == state.rim.arc(*group)) {
                    continue;
                }
                dom::set_often(
                    rim,
                    Often::Path,
                    &state.rim.arc_path(*group, state.radius, state.at.px()),
                );
            } else if was.is_some_and(has_rim) {
                dom::set_often(rim, Often::Path, "");
            }
        }
        self.rimmed = Some(*state);
    }

    /// Writes what differs from what is drawn; with `may_wait` not the rim.
    fn paint(&mut self, state: &MarkState, may_wait: bool) {
        let was = self.drawn.replace(*state);
        self.draw_place(was.as_ref(), state);
        self.draw_symbol(was.as_ref(), state);
        self.draw_class(was.as_ref(), state);
        self.draw_rims(state, may_wait);
        if was.is_none_or(|b| b.selected != state.selected) {
            let pressed = if state.selected { "true" } else { "false" };
            dom::set_attr(&self.root, "aria-pressed", pressed);
        }
    }

    /// To the last px, with its number.
    fn finish(&mut self, state: &MarkState) {
        if state.visible {
            self.paint(state, false);
            self.draw_number(state);
        }
    }
}

impl DrawMark for MarkNode {
    fn draw(&mut self, state: &MarkState) {
        let is_shown_anew = state.visible && self.is_hidden;
        if state.visible == self.is_hidden {
            self.is_hidden = !state.visible;
            if state.visible {
                // What it said when it was last seen is never shown again.
                self.draw_number(state);
                dom::remove_attr(&self.root, "visibility");
            } else {
                dom::set_attr(&self.root, "visibility", "hidden");
            }
        }
        if !state.visible {
            return;
        }
        let mut state = *state;
        if let Some(was) = self.drawn.filter(|was| was.radius.is_near(state.radius)) {
            state.radius = was.radius;
        }
        self.paint(&state, !is_shown_anew);
    }

    fn settle(&mut self, state: &MarkState) {
        // Without a number there is only the last px: it waits until the hand rests.
        if !self.mark.is_plain {
            self.finish(state);
        }
    }

    fn name(&mut self, state: &MarkState) {
        let named = (
            state.definite,
            state.possible,
            state.place,
            state.places,
            state.figure,
        );
        let is_compared_anew = self.named_compared != state.compared;
        self.finish(state);
        if state.visible && (self.named.replace(named) != Some(named) || is_compared_anew) {
            self.named_compared = state.compared;
            let name = self.ink.names.of(state, self.mark.is_area);
            let name = self.ink.names.compared(name, state.compared);
            dom::set_attr(&self.root, "aria-label", &name);
        }
    }
}

fn tenths(at: LayerPoint) -> [String; 2] {
    [at.x, at.y].map(|tenths| {
        let mut out = String::new();
        push_tenths(&mut out, i64::from(tenths));
        out
    })
}

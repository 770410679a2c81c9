//! The map of the first view: land, marks and names as the map draws them, once.

use super::labels::{Look, leaders, spots, transform};
use super::land::{FAR_ZOOM, placement};
use super::mark_node::{MarkInk, MarkNode};
use super::marks::{ANCHOR, STACK, SYMBOL};
use super::names::Names;
use super::rings::{MAX_DISCS, Ring, disc_of};
use super::{distance_px, layer_transform};
use crate::dom;
use crate::fanout::{DrawMark as _, KeptMark, near_discs};
use crate::first::First;
use crate::sources::{self, Counted};
use chronotope_core::geo::Viewport;
use chronotope_core::scene::map::{
    Band, BasemapLayer, BasemapPaths, Board, Frame, Grouping, LabelScript, LabelShown, MAX_GROUPS,
    MarkLayout, MarkState, ZoomStep, extent_path, kept_box, place_labels,
};
use chronotope_core::scene::timeline::px;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;

/// Draws the map into its pane.
pub(crate) fn draw(first: &First, into: &Element) {
    let (pen, text) = (&first.pen, first.messages.map);
    let section = pen.html(into, "section", &[("class", "map"), ("aria-label", text.map)]);
    let surface = pen.html(&section, "div", &[("class", "map-surface")]);
    let pane = surface.get_bounding_client_rect();
    let viewport = first.view.viewport_in(pane.width(), pane.height());
    let canvas = |class: &str| {
        let size = [("class", class), ("width", "100%"), ("height", "100%")];
        pen.svg(&surface, "svg", &size)
    };
    let ground = canvas("map-canvas");
    dom::set_attr(&ground, "role", "img");
    dom::set_attr(&ground, "aria-label", &first.status);
    land(first, &ground, viewport);

    let geography = first.geography;
    let places = Arc::clone(&geography.places);
    let groups = sources::map_groups(first.session, first.messages.lang);
    let grouping = Grouping {
        distance_px: distance_px(),
    };
    let layout = Arc::new(MarkLayout::new(&places, ZoomStep::of(viewport.zoom), grouping));
    let mut board = Board::new(Arc::clone(&places), Arc::clone(&groups), Arc::clone(&layout));
    let counted = Counted(first.session);
    board.update_all(&counted);
    let frame = Frame::of(viewport);
    let plane = layer_transform(frame, viewport);
    let layer = |canvas: &Element| pen.svg(canvas, "g", &[("class", "layer"), ("transform", &plane)]);
    let kept = kept_box(viewport);

    // Above the land: where named places are. Above the marks: their names.
    let below = layer(&ground);
    let discs = pen.svg(&below, "g", &[("class", "near")]);
    for disc in near_discs(&board, &counted).into_iter().take(MAX_DISCS) {
        if let Some(Ring { x, y, r }) = disc_of(&board, disc, frame) {
            pen.svg(&discs, "circle", &[("cx", &px(x)), ("cy", &px(y)), ("r", &px(r))]);
        }
    }
    let marks = layer(&canvas("map-canvas"));
    let above = layer(&canvas("map-canvas over"));
    let script = LabelScript::of(first.view.map.names, first.messages.lang);
    let mut names = place_labels(&geography.labels, &places, &layout, &[], script);
    names.retain(|label| kept.contains(label.at.x, label.at.y));
    let state_at = |anchor: u32| -> Option<MarkState> {
        let number = layout.mark_of(anchor)?;
        Some(board.state(number, frame))
    };
    pen.path(&below, "leaders", &leaders(&names, frame, &state_at));
    pen.path(&below, "spots", &spots(&names, frame));

    let text = first.messages.map;
    let formats = Rc::clone(&first.formats);
    let ink = Names::new(Arc::clone(&places), first.messages.lang, text, formats, None);
    let ink = Rc::new(MarkInk::new(Rc::new(ink), groups));
    let inside = |at: chronotope_core::geo::WorldPoint| kept.contains(at.x, at.y);
    let count = layout.marks().iter().filter(|mark| inside(mark.at)).count();
    let marked = (0..).zip(layout.marks()).filter(|(_, mark)| inside(mark.at));
    for ((number, mark), rank) in marked.zip(0..) {
        let state = board.state(number, frame);
        if state.visible {
            let kept = KeptMark::of(mark, &layout, rank, count);
            let element = mark_element(first, &marks, kept, &ink);
            MarkNode::new(element, kept, Rc::clone(&ink)).draw(&state);
        }
    }

    let labels = pen.svg(&above, "g", &[("class", "labels")]);
    for label in &names {
        let state = label.anchor.and_then(state_at);
        if !label.is_shown(state.as_ref()) {
            continue;
        }
        let look = Look::of(label);
        let name = pen.svg(
            &labels,
            "text",
            &[
                ("class", &look.class),
                ("direction", "ltr"),
                ("text-anchor", look.anchor),
                ("transform", &transform(label, frame.px(label.at))),
            ],
        );
        let several = state
            .filter(|_| label.shown == LabelShown::Several)
            .map(|state| ink.names.several_names(label, &board, &state, script));
        let line = pen.svg(&name, "tspan", &[("x", "0"), ("dy", look.first_dy)]);
        line.set_text_content(Some(&several.unwrap_or_else(|| label.text.to_string())));
        if let Some((class, second)) = look.second {
            let line = pen.svg(&name, "tspan", &[("class", class), ("x", "0"), ("dy", "1.3em")]);
            line.set_text_content(Some(&second));
        }
    }
    let foot = pen.html(&section, "div", &[("class", "map-foot")]);
    pen.text(
        &foot,
        "p",
        "map-credit",
        &first.session.dataset.manifest.attribution,
    );
}

fn land(first: &First, canvas: &Element, viewport: Viewport) {
    let (pen, basemap) = (&first.pen, &first.geography.basemap);
    let band = Band::of(viewport);
    let class = if viewport.zoom < FAR_ZOOM {
        "land far"
    } else {
        "land"
    };
    let group = [("class", class), ("transform", &placement(band, viewport))];
    let group = pen.svg(canvas, "g", &group);
    let paths = BasemapPaths::new(basemap, band);
    for layer in BasemapLayer::ALL {
        let class = format!("land-{}", layer.name());
        let path = pen.path(&group, &class, paths.layer(layer));
        dom::set_attr(&path, "vector-effect", "non-scaling-stroke");
        if layer == BasemapLayer::World {
            pen.path(&group, "land-extent", &extent_path(basemap, band));
        }
    }
}

/// The elements of a mark, as the map's own.
fn mark_element(first: &First, into: &Element, mark: KeptMark, ink: &MarkInk) -> Element {
    let (pen, anchor) = (&first.pen, mark.anchor.to_string());
    if mark.is_plain {
        return pen.svg(into, "path", &[("class", "mark symbol"), (ANCHOR, &anchor)]);
    }
    let class = if mark.is_area { "mark area" } else { "mark" };
    let root = pen.svg(into, "g", &[("class", class), (ANCHOR, &anchor)]);
    pen.svg(&root, "path", &[("class", SYMBOL)]);
    if mark.is_cluster {
        pen.svg(&root, "circle", &[("class", STACK)]);
    }
    for group in (0..MAX_GROUPS).filter(|g| mark.rim & (1 << g) != 0) {
        let slot = ink.groups.get(group).map_or(7, |style| style.slot);
        let class = format!("rim s{slot}");
        pen.svg(
            &root,
            "path",
            &[("class", &class), ("data-rim", &group.to_string())],
        );
    }
    if mark.has_number {
        pen.svg(&root, "text", &[("dy", "0.36em")]);
    }
    root
}

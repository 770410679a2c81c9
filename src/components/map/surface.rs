//! Moving and zooming: pointers, wheel and keys become messages, at most one of a sort a frame.

use super::context::MapContext;
use super::edge::padded;
use super::marks::ANCHOR;
use super::readout::Readout;
use crate::dom;
use crate::fanout::Fanout;
use crate::frame::{PerFrame, animate};
use chronotope_core::geo::{BBox, Rect, ScreenPoint, Viewport};
use chronotope_core::scene::map::{Direction, Fling, Gestures, MapAct, PointerAct, wheel_zoom};
use chronotope_core::scene::timeline::is_single_key;
use chronotope_core::state::{Focus, Msg};
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};
use leptos::html;
use leptos::prelude::*;
use std::time::Duration;

/// How far an arrow key moves the map, and how many times farther with Shift.
const KEY_PAN_PX: f64 = 80.0;
const SHIFT_TIMES: f64 = 3.0;

/// A zoom that has not gone on for so long rests: then the map is painted anew.
const ZOOM_RESTS: Duration = Duration::from_millis(150);

/// What has gathered since the last frame.
#[derive(Clone, Copy, Default)]
struct Pending {
    dx: f64,
    dy: f64,
    zoom: f64,
    anchor: ScreenPoint,
}

/// The state of the surface that takes pointers and keys.
#[derive(Clone, Copy)]
pub(super) struct Surface {
    context: MapContext,
    element: NodeRef<html::Div>,
    gestures: StoredValue<Gestures>,
    pending: PerFrame<Pending>,
    /// Set to false when a fling must end, or the map is gone.
    flinging: StoredValue<StoredValue<bool, LocalStorage>>,
    /// The box that is being drawn.
    pub(super) boxed: RwSignal<Option<Rect>>,
    pub(super) dragging: RwSignal<bool>,
    /// A drag draws a box around places to select.
    pub(super) box_tool: RwSignal<bool>,
    /// The box that is being drawn selects.
    selecting: StoredValue<bool>,
    /// The pointer that went up last had dragged: its click is none.
    dragged: StoredValue<bool>,
    /// The pointer that went down last is a finger.
    by_touch: StoredValue<bool>,
    readout: Readout,
    /// Zooming goes on; it rests when this has not been called for a while.
    zooms: StoredValue<Box<dyn Fn() + Send + Sync>>,
}

impl Surface {
    pub(super) fn new(context: MapContext, element: NodeRef<html::Div>, readout: Readout) -> Surface {
        let pending = PerFrame::new(move |p: Pending| {
            if p.dx != 0.0 || p.dy != 0.0 {
                context.send(Msg::PanBy { dx: p.dx, dy: p.dy });
            }
            if p.zoom != 0.0 {
                context.send(Msg::ZoomAt {
                    delta: p.zoom,
                    anchor: p.anchor,
                });
            }
        });
        let rests = crate::derive::debounced(ZOOM_RESTS, move || {
            context.zooming.try_set(false);
        });
        let zooms = move || {
            if !context.zooming.get_untracked() {
                context.zooming.set(true);
            }
            rests();
        };
        Surface {
            zooms: StoredValue::new(Box::new(zooms)),
            context,
            element,
            gestures: StoredValue::new(Gestures::default()),
            pending,
            flinging: StoredValue::new(StoredValue::new_local(false)),
            boxed: RwSignal::new(None),
            dragging: RwSignal::new(false),
            box_tool: RwSignal::new(false),
            selecting: StoredValue::new(false),
            dragged: StoredValue::new(false),
            by_touch: StoredValue::new(false),
            readout,
        }
    }

    fn pan(self, dx: f64, dy: f64) {
        self.pending.push(|p| {
            let p = p.unwrap_or_default();
            Pending {
                dx: p.dx + dx,
                dy: p.dy + dy,
                ..p
            }
        });
    }

    fn zoom(self, delta: f64, anchor: ScreenPoint) {
        self.pending.push(|p| {
            let p = p.unwrap_or_default();
            Pending {
                zoom: p.zoom + delta,
                anchor,
                ..p
            }
        });
    }

    /// Zooms, and shows what is painted stretched until zooming rests.
    fn zoom_on(self, delta: f64, anchor: ScreenPoint) {
        self.zooms.with_value(|zooms| zooms());
        self.zoom(delta, anchor);
    }

    /// Zooms about the middle of the pane.
    pub(super) fn zoom_by(self, delta: f64) {
        self.zoom_on(delta, self.context.viewport.get_untracked().middle());
    }

    /// Shows all events in the selected dates.
    pub(super) fn fit(self) {
        if let Some(bbox) = self.context.fanout.with_value(Fanout::active_bbox) {
            self.context.send(Msg::FitTo(padded(bbox)));
        }
    }

    /// Shows the selected places.
    pub(super) fn fit_selection(self) {
        let codes = self.context.selected.get_untracked();
        if let Some(bbox) = self.context.fanout.with_value(|f| f.bbox_of(&codes)) {
            self.context.send(Msg::FitTo(padded(bbox)));
        }
    }

    /// Selects the places in a part of the pane, and puts the tool away.
    fn select_in(self, area: Rect) {
        let viewport = self.context.viewport.get_untracked();
        let ids = self.context.fanout.with_value(|f| f.ids_in(viewport, area));
        self.box_tool.set(false);
        if !ids.is_empty() {
            self.context.select_several(ids, false);
        }
    }

    fn point(self, event: &MouseEvent) -> ScreenPoint {
        self.element
            .get_untracked()
            .map_or_else(ScreenPoint::default, |e| dom::point_in(&e, event))
    }

    pub(super) fn on_pointer_down(self, event: &PointerEvent) {
        self.stop_fling();
        if event.button() != 0 {
            return;
        }
        let selects = self.box_tool.get_untracked() || event.ctrl_key() || event.meta_key();
        self.selecting.set_value(selects);
        self.dragged.set_value(false);
        self.by_touch.set_value(dom::is_touch(event));
        self.act(PointerAct::Down {
            id: event.pointer_id(),
            at: self.point(event),
            boxing: event.shift_key() || self.box_tool.get_untracked(),
            touch: dom::is_touch(event),
        });
    }

    pub(super) fn on_pointer_move(self, event: &PointerEvent) {
        if !dom::is_touch(event) && !self.dragging.get_untracked() {
            let at = self
                .context
                .viewport
                .get_untracked()
                .lon_lat_from_screen(self.point(event));
            self.readout.pointer.set(Some(at));
        }
        self.act(PointerAct::Move {
            id: event.pointer_id(),
            at: self.point(event),
        });
    }

    pub(super) fn on_pointer_up(self, event: &PointerEvent) {
        self.act(PointerAct::Up {
            id: event.pointer_id(),
        });
    }

    pub(super) fn on_pointer_cancel(self, event: &PointerEvent) {
        self.act(PointerAct::Cancel {
            id: event.pointer_id(),
        });
    }

    fn act(self, act: PointerAct) {
        let secs = dom::now_ms() / 1_000.0;
        let acts = self
            .gestures
            .try_update_value(|gestures| (gestures.handle(act, secs), gestures.is_dragging()));
        let Some((acts, dragging)) = acts else { return };
        if self.dragging.get_untracked() != dragging {
            self.dragging.set(dragging);
            if dragging {
                self.dragged.set_value(true);
            }
        }
        for act in acts {
            self.apply(act);
        }
    }

    fn apply(self, act: MapAct) {
        match act {
            MapAct::Capture(pointer) => {
                if let Some(element) = self.element.get_untracked() {
                    dom::capture_pointer(&element, pointer);
                }
            }
            MapAct::Pan { dx, dy } => self.pan(dx, dy),
            MapAct::Zoom { delta, anchor } => self.zoom_on(delta, anchor),
            MapAct::Box(area) => self.boxed.set(Some(area)),
            MapAct::NoBox => self.boxed.set(None),
            MapAct::ShowBox(area) => {
                self.boxed.set(None);
                if self.selecting.get_value() {
                    self.select_in(area);
                } else {
                    self.show(area);
                }
            }
            MapAct::Fling(fling) => self.start_fling(fling),
        }
    }

    fn show(self, area: Rect) {
        let viewport = self.context.viewport.get_untracked();
        let corner = |x, y| viewport.lon_lat_from_screen(ScreenPoint { x, y });
        let corners = [corner(area.x0, area.y0), corner(area.x1, area.y1)];
        if let Some(bbox) = BBox::around(corners) {
            self.context.send(Msg::FitTo(bbox));
        }
    }

    fn start_fling(self, fling: Fling) {
        if dom::prefers_reduced_motion() {
            return;
        }
        let alive = StoredValue::new_local(true);
        self.flinging.set_value(alive);
        let mut left = Some(fling);
        animate(alive, move |dt_secs| {
            let Some(now) = left else { return false };
            let ((dx, dy), next) = now.step(dt_secs);
            self.context.send(Msg::PanBy { dx, dy });
            left = next;
            left.is_some()
        });
    }

    fn stop_fling(self) {
        self.flinging.get_value().try_set_value(false);
    }

    pub(super) fn on_wheel(self, event: &WheelEvent) {
        event.prevent_default();
        self.stop_fling();
        let delta = wheel_zoom(event.delta_y(), event.delta_mode(), event.ctrl_key());
        self.zoom_on(delta, self.point(event));
    }

    /// A click beside all marks: its coordinates can be copied.
    pub(super) fn on_empty_click(self, event: &MouseEvent) {
        if !self.dragged.get_value() && dom::number_around(event.target(), ANCHOR).is_none() {
            let viewport = self.context.viewport.get_untracked();
            let at = viewport.lon_lat_from_screen(self.point(event));
            self.readout.pin.set(Some(at));
        }
    }

    pub(super) fn on_double_click(self, event: &MouseEvent) {
        // Two taps of a finger are known for what they are before the browser tells of them as a double click.
        if !self.by_touch.get_value() && dom::number_around(event.target(), ANCHOR).is_none() {
            event.prevent_default();
            self.zoom_on(if event.shift_key() { -1.0 } else { 1.0 }, self.point(event));
        }
    }

    /// Ends the tool that is in use; else what is selected and pinned is so no longer.
    pub(super) fn escape(self) {
        self.boxed.set(None);
        if self.box_tool.get_untracked() {
            self.box_tool.set(false);
            return;
        }
        self.readout.pin.set(None);
        if !self.context.selected.with_untracked(Vec::is_empty) {
            self.context.send(Msg::SetFocus(Focus::None));
        }
    }

    pub(super) fn on_key(self, event: &KeyboardEvent) {
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let key = event.key();
        if is_single_key(&key) && !self.context.single_keys.get_untracked() {
            return;
        }
        if let Some(direction) = Direction::from_key(&key) {
            let times = if event.shift_key() { SHIFT_TIMES } else { 1.0 };
            let (sx, sy) = direction.step();
            // The view goes where the arrow points, so what it shows goes the other way.
            self.pan(-sx * KEY_PAN_PX * times, -sy * KEY_PAN_PX * times);
        } else {
            match key.as_str() {
                "+" | "=" => self.zoom_by(if event.shift_key() && key != "+" { 2.0 } else { 1.0 }),
                "-" | "_" => self.zoom_by(-1.0),
                "Home" if event.shift_key() => self.fit_selection(),
                "f" | "F" => self.fit_selection(),
                "Home" | "0" => self.fit(),
                "c" | "C" => self.readout.copy(),
                "Enter" if self.box_tool.get_untracked() => {
                    let Viewport { width, height, .. } = self.context.viewport.get_untracked();
                    let whole = Rect {
                        x0: 0.0,
                        y0: 0.0,
                        x1: width,
                        y1: height,
                    };
                    self.select_in(whole);
                }
                // The card of the mark that has the focus closes first.
                "Escape" if self.context.describe.with_untracked(Option::is_some) => {}
                "Escape" => self.escape(),
                _ => return,
            }
        }
        event.prevent_default();
    }
}

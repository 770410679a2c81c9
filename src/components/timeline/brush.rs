//! The brush: thumbs, the window's bar, and the ground on which new windows are drawn.

use super::model::{Model, Which};
use super::{keys, plot};
use crate::dom;
use crate::frame::PerFrame;
use chronotope_core::messages::{DateStyle, TimelineText};
use chronotope_core::scene::timeline::{Drag, Edge, Grip, Layout, Pinch, Scale, centered_window, grip_at};
use chronotope_core::state::{Msg, TimeMsg};
use chronotope_core::time::{Granularity, TimeWindow};
use leptos::ev::{MouseEvent, PointerEvent, WheelEvent};
use leptos::html;
use leptos::prelude::*;

/// A pointer that has moved less than this has not dragged.
const CLICK_PX: f64 = 4.0;
/// How near to an end of the window in the overview a pointer takes it.
const REACH_PX: f64 = 7.0;
/// The window's bar can be taken in the detail strip from this width on.
const MIN_BAR_PX: f64 = 8.0;

/// What a hand does on one of the strips.
#[derive(Clone, Copy)]
enum Hold {
    /// Drags one of the windows.
    Window {
        which: Which,
        drag: Drag,
        /// The strip's scale when it began.
        scale: Scale,
        from_x: f64,
        has_moved: bool,
    },
    /// Moves the axis by its dates.
    Axis {
        from: TimeWindow,
        scale: Scale,
        from_x: f64,
    },
    /// Two fingers.
    Pinch(Pinch),
    /// Two fingers were there, and one still is.
    Nothing,
}

/// What a hand asks for between two frames.
#[derive(Clone, Copy)]
enum Asked {
    Window(Which, TimeWindow),
    Axis(TimeWindow),
}

/// What both strips do with a pointer.
#[derive(Clone, Copy)]
struct Strip {
    model: Model,
    ground: NodeRef<html::Div>,
    scale: Memo<Scale>,
    hold: StoredValue<Option<Hold>>,
    /// Fingers on the strip, and where they are.
    fingers: StoredValue<Vec<(i32, f64)>>,
    latest: PerFrame<Asked>,
}

impl Strip {
    fn new(model: Model, scale: Memo<Scale>) -> Strip {
        let latest = PerFrame::new(move |asked| match asked {
            Asked::Window(which, window) => model.set_window(which, window, true),
            Asked::Axis(axis) => model.say_time(TimeMsg::SetAxis(axis)),
        });
        Strip {
            model,
            ground: NodeRef::new(),
            scale,
            hold: StoredValue::new(None),
            fingers: StoredValue::new(Vec::new()),
            latest,
        }
    }

    fn x(self, event: &MouseEvent) -> f64 {
        let ground = self.ground.get_untracked();
        dom::x_on(ground.as_deref().map(AsRef::as_ref), event)
    }

    fn y(self, event: &MouseEvent) -> f64 {
        let ground = self.ground.get_untracked();
        dom::y_on(ground.as_deref().map(AsRef::as_ref), event)
    }

    /// Where the two fingers are, if there are two.
    fn pinched(self) -> Option<[f64; 2]> {
        self.fingers.with_value(|fingers| match fingers[..] {
            [(_, a), (_, b), ..] => Some([a, b]),
            _ => None,
        })
    }

    /// A pointer came down: true if it is the first. The second finger begins a pinch, and what the first has dragged
    /// goes back.
    fn comes_down(self, event: &PointerEvent) -> bool {
        if event.button() != 0 {
            return false;
        }
        event.prevent_default();
        event.stop_propagation();
        let ground = self.ground.get_untracked();
        dom::capture(ground.as_deref().map(AsRef::as_ref), event);
        if self.model.inputs.playback.read_untracked().playing {
            self.model.say(Msg::SetPlaying(false));
        }
        let x = self.x(event);
        if event.is_primary() {
            self.fingers.set_value(Vec::new());
        }
        self.fingers
            .update_value(|fingers| fingers.push((event.pointer_id(), x)));
        let Some(at) = self.pinched() else {
            return event.is_primary();
        };
        self.latest.cancel();
        if let Some(Hold::Window {
            which,
            drag,
            has_moved: true,
            ..
        }) = self.hold.get_value()
        {
            self.model.set_window(which, drag.from, true);
        }
        let axis = self.model.axis.get_untracked();
        self.hold
            .set_value(Some(Hold::Pinch(Pinch::new(axis.extent, axis, at))));
        false
    }

    /// Takes hold of something.
    fn take(self, event: &PointerEvent, which: Which, grip: Grip) {
        if !self.comes_down(event) {
            return;
        }
        let x = self.x(event);
        let scale = self.scale.get_untracked();
        let wants_new = event.ctrl_key() || event.meta_key() || event.alt_key();
        let grip = match grip {
            Grip::Whole if wants_new || !self.model.is_movable() => Grip::New,
            grip => grip,
        };
        self.hold.set_value(Some(Hold::Window {
            which,
            drag: Drag {
                grip,
                from: self.model.window(which).get_untracked(),
                at: scale.position_from_x(x),
            },
            scale,
            from_x: x,
            has_moved: false,
        }));
    }

    /// Takes the axis by its dates.
    fn take_axis(self, event: &PointerEvent) {
        if self.comes_down(event) {
            let scale = self.scale.get_untracked();
            self.hold.set_value(Some(Hold::Axis {
                from: scale.extent,
                scale,
                from_x: self.x(event),
            }));
        }
    }

    /// What the hand asks for now; nothing if it has not moved.
    fn asked(self, event: &PointerEvent) -> Option<Asked> {
        let all = self.model.inputs.bounds;
        let x = self.x(event);
        match self.hold.get_value()? {
            Hold::Nothing => None,
            Hold::Pinch(pinch) => {
                self.fingers.update_value(|fingers| {
                    for finger in fingers.iter_mut().filter(|(id, _)| *id == event.pointer_id()) {
                        finger.1 = x;
                    }
                });
                Some(Asked::Axis(pinch.axis_at(self.pinched()?, all)))
            }
            Hold::Axis { from, scale, from_x } => {
                let by = scale.position_from_x(from_x) - scale.position_from_x(x);
                Some(Asked::Axis(from.shifted_within(by.round() as i32, all)))
            }
            Hold::Window {
                which,
                drag,
                scale,
                from_x,
                has_moved,
            } => {
                if !has_moved && (x - from_x).abs() < CLICK_PX {
                    return None;
                }
                self.hold.update_value(|hold| {
                    if let Some(Hold::Window { has_moved, .. }) = hold {
                        *has_moved = true;
                    }
                });
                let inside = match drag.grip {
                    Grip::Whole => x,
                    Grip::Edge(_) | Grip::New => x.clamp(0.0, scale.width_px),
                };
                let snap = if event.shift_key() {
                    Granularity::Day
                } else {
                    self.model.inputs.time.read_untracked().step
                };
                let window = drag.window_at(scale.position_from_x(inside), snap, all);
                Some(Asked::Window(which, window))
            }
        }
    }

    fn moved(self, event: &PointerEvent) {
        if let Some(asked) = self.asked(event) {
            self.latest.send(asked);
        }
    }

    /// Lets go. Gives what was tapped, if nothing was dragged.
    fn released(self, event: &PointerEvent) -> Option<(Grip, f64)> {
        let asked = self.asked(event);
        let hold = self.hold.get_value()?;
        self.latest.cancel();
        self.lost(event);
        match (asked, hold) {
            (Some(Asked::Window(which, window)), _) => self.model.set_window(which, window, false),
            (Some(Asked::Axis(axis)), _) => self.model.say_time(TimeMsg::SetAxis(axis)),
            (None, Hold::Window { drag, from_x, .. }) => return Some((drag.grip, from_x)),
            (None, _) => {}
        }
        None
    }

    /// A pointer is gone: what was done so far stays.
    fn lost(self, event: &PointerEvent) {
        self.fingers
            .update_value(|fingers| fingers.retain(|(id, _)| *id != event.pointer_id()));
        let is_last = self.fingers.with_value(Vec::is_empty);
        self.hold.set_value((!is_last).then_some(Hold::Nothing));
    }
}

/// Two taps within this time and distance are one double tap, as systems have it.
const DOUBLE_TAP_MS: f64 = 500.0;
const DOUBLE_TAP_PX: f64 = 8.0;

/// The two thumbs, the bar between them, and the ground around them, over the detail strip.
#[component]
pub(super) fn DetailBrush(model: Model) -> impl IntoView {
    let strip = Strip::new(model, model.axis);
    let layout = model.layout;
    let hover = PerFrame::new(move |day| model.hovered.set(day));
    let window_span = Memo::new(move |_| model.axis.read().span(model.inputs.window.get()));
    let last_tap = StoredValue::new((f64::MIN, 0.0));
    let released = move |event: PointerEvent| {
        if let Some((grip, x)) = strip.released(&event) {
            if super::singles::show_at(model, x, strip.y(&event)) || grip != Grip::New {
                return;
            }
            // The second tap of a double one selects nothing of its own; pointer events do not count taps.
            let (before_ms, before_x) = last_tap.get_value();
            last_tap.set_value((event.time_stamp(), x));
            if event.time_stamp() - before_ms < DOUBLE_TAP_MS && (x - before_x).abs() < DOUBLE_TAP_PX {
                return;
            }
            // A tap on empty ground selects the bin that was tapped.
            let day = model.axis.get_untracked().day_from_x(x);
            let bin = plot::bin_at(&model.detail.read_untracked(), day);
            if let Some((_, days)) = bin {
                model.say(Msg::SetWindow(days));
            }
        }
    };
    let taken = move |event: PointerEvent| {
        if strip.y(&event) > layout.read_untracked().detail() {
            strip.take_axis(&event);
        } else {
            strip.take(&event, Which::Selected, Grip::New);
        }
    };
    let has_compared = Memo::new(move |_| model.inputs.time.read().compared.is_some());
    let moved = move |event: PointerEvent| {
        strip.moved(&event);
        // A hand that drags is told by the thumbs where it is.
        if strip.hold.with_value(Option::is_some) {
            hover.cancel();
            if model.hovered.with_untracked(Option::is_some) {
                model.hovered.set(None);
            }
        } else if event.pointer_type() == "mouse" {
            let day = model.axis.get_untracked().day_from_x(strip.x(&event));
            hover.send(Some(day));
        }
    };
    view! {
        <div
            class="timeline-detail"
            node_ref=strip.ground
            style:inset-inline-start=format!("{}px", Layout::INSET)
            style:inline-size=move || format!("{}px", layout.read().strip_width())
            style:block-size=move || format!("{}px", layout.read().detail() + layout.read().ticks())
            title=move || if layout.read().phone { "" } else { model.text().hint }
            on:pointerdown=taken
            on:pointermove=moved
            on:pointerup=released
            on:pointercancel=move |event| strip.lost(&event)
            on:pointerleave=move |_| hover.send(None)
            on:dblclick=move |_| model.say(Msg::AllTimeInstead)
            on:wheel=move |event| wheeled(strip, &event)
        >
            <div
                class="timeline-bar"
                class:is-narrow=move || window_span.get().width < MIN_BAR_PX
                style:left=move || format!("{}px", window_span.get().x)
                style:inline-size=move || format!("{}px", window_span.get().width)
                style:block-size=move || format!("{}px", layout.read().detail())
                on:pointerdown=move |event| strip.take(&event, Which::Selected, Grip::Whole)
            ></div>
            <div
                class="timeline-scale"
                style:inset-block-start=move || format!("{}px", layout.read().detail())
                style:block-size=move || format!("{}px", layout.read().ticks())
            ></div>
            <Show when=move || layout.read().has_singles>
                <super::lane_keys::LaneEvents model />
            </Show>
            <Thumb strip which=Which::Selected edge=Edge::First />
            <Thumb strip which=Which::Selected edge=Edge::Last />
            <Show when=move || has_compared.get()>
                <Thumb strip which=Which::Compared edge=Edge::First />
                <Thumb strip which=Which::Compared edge=Edge::Last />
            </Show>
        </div>
    }
}

/// With Ctrl or Cmd the wheel zooms the axis about the pointer; sideways it moves it. Else the page scrolls.
fn wheeled(strip: Strip, event: &WheelEvent) {
    let model = strip.model;
    let scale = strip.scale.get_untracked();
    // A line is about 16 px, a page about a screen.
    let unit = match event.delta_mode() {
        0 => 1.0,
        1 => 16.0,
        _ => 400.0,
    };
    let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
    if event.ctrl_key() || event.meta_key() {
        event.prevent_default();
        let factor = (dy.clamp(-200.0, 200.0) / 300.0).exp();
        let about = scale.position_from_x(strip.x(event));
        model.say_time(TimeMsg::ZoomAxis { factor, about });
        return;
    }
    let sideways = if event.shift_key() && dx.abs() < 0.5 {
        dy
    } else {
        dx
    };
    if sideways.abs() > dy.abs() || event.shift_key() {
        event.prevent_default();
        let ahead = if scale.rtl { -sideways } else { sideways };
        let days = (ahead / scale.px_per_day()).round() as i32;
        let days = if days == 0 && ahead.abs() >= 1.0 {
            ahead.signum() as i32
        } else {
            days
        };
        model.say_time(TimeMsg::PanAxis(days));
    }
}

/// One of the slider's thumbs.
#[component]
fn Thumb(strip: Strip, which: Which, edge: Edge) -> impl IntoView {
    let model = strip.model;
    let window = model.window(which);
    let all = model.inputs.bounds;
    // Followed apart: of a window whose one end moves, only one thumb is written.
    let first = Memo::new(move |_| window.get().first());
    let last = Memo::new(move |_| window.get().last());
    let day = move || match edge {
        Edge::First => first.get(),
        Edge::Last => last.get(),
    };
    // The line between the days at which the thumb stands.
    let x = Memo::new(move |_| {
        let scale = model.axis.get();
        let at = match edge {
            Edge::First => first.get(),
            Edge::Last => last.get().plus(1),
        };
        scale.x_from_day(at).clamp(0.0, scale.width_px)
    });
    let is_outside = Memo::new(move |_| !model.axis.read().extent.contains(day()));
    let told = model.told_window(which);
    let told_first = Memo::new(move |_| told.get().first());
    let told_last = Memo::new(move |_| told.get().last());
    let told_day = move || match edge {
        Edge::First => told_first.get(),
        Edge::Last => told_last.get(),
    };
    // Each thumb's limit is the other thumb.
    let (least, most) = match edge {
        Edge::First => (
            Signal::derive(move || all.first().0),
            Signal::derive(move || told_last.get().0),
        ),
        Edge::Last => (
            Signal::derive(move || told_first.get().0),
            Signal::derive(move || all.last().0),
        ),
    };
    let name = move || match (which, edge) {
        (Which::Selected, Edge::First) => model.text().first_day,
        (Which::Selected, Edge::Last) => model.text().last_day,
        (Which::Compared, Edge::First) => model.options().compared_first,
        (Which::Compared, Edge::Last) => model.options().compared_last,
    };
    let in_words = move || TimelineText::day_in_words(told_day(), &*model.inputs.formats.get());
    let shown = move || model.inputs.formats.get().date(told_day(), DateStyle::Medium);
    view! {
        <div
            class="timeline-thumb"
            class:is-first=edge == Edge::First
            class:is-last=edge == Edge::Last
            class:is-outside=move || is_outside.get()
            class:is-compared=which == Which::Compared
            role="slider"
            tabindex="0"
            aria-orientation="horizontal"
            aria-label=name
            aria-valuemin=move || least.get().to_string()
            aria-valuemax=move || most.get().to_string()
            aria-valuenow=move || told_day().0.to_string()
            aria-valuetext=in_words
            style:left=move || format!("{}px", x.get())
            style:block-size=move || format!("{}px", model.layout.read().detail())
            on:keydown=move |event| keys::pressed(model, &event, Some((which, edge)))
            on:pointerdown=move |event| strip.take(&event, which, Grip::Edge(edge))
            on:dblclick=move |event| event.stop_propagation()
        >
            <span class="timeline-grip"></span>
            <span class="timeline-value" aria-hidden="true">{shown}</span>
        </div>
    }
}

/// The ground of the overview: the same drags, on all time. A tap beside the window brings it there.
#[component]
pub(super) fn OverviewBrush(model: Model) -> impl IntoView {
    let strip = Strip::new(model, model.overview);
    let layout = model.layout;
    let taken = move |event: PointerEvent| {
        let scale = model.overview.get_untracked();
        let span = scale.span(model.inputs.window.get_untracked());
        let grip = grip_at(strip.x(&event), span, scale.rtl, REACH_PX, model.is_movable());
        strip.take(&event, Which::Selected, grip);
    };
    let released = move |event: PointerEvent| {
        if let Some((Grip::New, x)) = strip.released(&event) {
            let position = model.overview.get_untracked().position_from_x(x);
            let window = model.inputs.window.get_untracked();
            model.say(Msg::SetWindow(centered_window(
                window,
                position,
                model.inputs.bounds,
            )));
        }
    };
    view! {
        <div
            class="timeline-overview"
            node_ref=strip.ground
            style:inset-inline-start=format!("{}px", Layout::INSET)
            style:inset-block-start=move || {
                format!("{}px", layout.read().overview_top() + layout.read().names())
            }
            style:inline-size=move || format!("{}px", layout.read().strip_width())
            style:block-size=move || format!("{}px", layout.read().overview_bars() + 2.0)
            on:pointerdown=taken
            on:pointermove=move |event| strip.moved(&event)
            on:pointerup=released
            on:pointercancel=move |event| strip.lost(&event)
            on:dblclick=move |_| model.say(Msg::AllTimeInstead)
        ></div>
    }
}

//! The brush: thumbs, the window's bar, and the ground on which new windows are drawn.

use super::model::Model;
use super::{keys, plot};
use crate::dom;
use crate::frame::PerFrame;
use chronotope_core::messages::{DateStyle, TimelineText};
use chronotope_core::scene::timeline::{Drag, Edge, Grip, Layout, Scale, centered_window, grip_at};
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

/// A drag on one of the strips.
#[derive(Clone, Copy)]
struct Dragging {
    drag: Drag,
    /// The strip's scale when it began.
    scale: Scale,
    from_x: f64,
    has_moved: bool,
}

/// What both strips do with a pointer.
#[derive(Clone, Copy)]
struct Strip {
    model: Model,
    ground: NodeRef<html::Div>,
    scale: Memo<Scale>,
    dragging: StoredValue<Option<Dragging>>,
    latest: PerFrame<TimeWindow>,
}

impl Strip {
    fn new(model: Model, scale: Memo<Scale>) -> Strip {
        let latest = PerFrame::new(move |window| model.say(Msg::DragWindow(window)));
        Strip {
            model,
            ground: NodeRef::new(),
            scale,
            dragging: StoredValue::new(None),
            latest,
        }
    }

    fn x(self, event: &MouseEvent) -> f64 {
        let ground = self.ground.get_untracked();
        dom::x_on(ground.as_deref().map(AsRef::as_ref), event)
    }

    /// Takes hold of something.
    fn take(self, event: &PointerEvent, grip: Grip) {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        let x = self.x(event);
        let scale = self.scale.get_untracked();
        let wants_new = event.ctrl_key() || event.meta_key() || event.alt_key();
        let grip = match grip {
            Grip::Whole if wants_new || !self.model.is_movable() => Grip::New,
            grip => grip,
        };
        self.dragging.set_value(Some(Dragging {
            drag: Drag {
                grip,
                from: self.model.inputs.window.get_untracked(),
                at: scale.position_from_x(x),
            },
            scale,
            from_x: x,
            has_moved: false,
        }));
        let ground = self.ground.get_untracked();
        dom::capture(ground.as_deref().map(AsRef::as_ref), event);
        if self.model.inputs.playback.read_untracked().playing {
            self.model.say(Msg::SetPlaying(false));
        }
    }

    /// Where the hand has the window now; `None` if it has not moved.
    fn window_at(self, event: &PointerEvent) -> Option<TimeWindow> {
        let mut dragging = self.dragging.get_value()?;
        let x = self.x(event);
        if !dragging.has_moved && (x - dragging.from_x).abs() < CLICK_PX {
            return None;
        }
        dragging.has_moved = true;
        self.dragging.set_value(Some(dragging));
        let inside = match dragging.drag.grip {
            Grip::Whole => x,
            Grip::Edge(_) | Grip::New => x.clamp(0.0, dragging.scale.width_px),
        };
        let snap = if event.shift_key() {
            Granularity::Day
        } else {
            self.model.inputs.time.read_untracked().step
        };
        let position = dragging.scale.position_from_x(inside);
        Some(dragging.drag.window_at(position, snap, self.model.inputs.bounds))
    }

    fn moved(self, event: &PointerEvent) {
        if let Some(window) = self.window_at(event) {
            self.latest.send(window);
        }
    }

    /// Lets go. Gives what was tapped, if nothing was dragged.
    fn released(self, event: &PointerEvent) -> Option<(Grip, f64)> {
        let window = self.window_at(event);
        let dragging = self.dragging.get_value()?;
        self.dragging.set_value(None);
        self.latest.cancel();
        match window {
            Some(window) => {
                self.model.say(Msg::SetWindow(window));
                None
            }
            None => Some((dragging.drag.grip, dragging.from_x)),
        }
    }

    /// The browser has taken the pointer away: what was dragged so far stays.
    fn lost(self) {
        self.dragging.set_value(None);
    }
}

/// The two thumbs, the bar between them, and the ground around them, over the detail strip.
#[component]
pub(super) fn DetailBrush(model: Model) -> impl IntoView {
    let strip = Strip::new(model, model.axis);
    let layout = model.layout;
    let hover = PerFrame::new(move |day| model.hovered.set(day));
    let window_span = Memo::new(move |_| model.axis.read().span(model.inputs.window.get()));
    let released = move |event: PointerEvent| {
        if let Some((Grip::New, x)) = strip.released(&event) {
            // A tap on empty ground selects the bin that was tapped.
            let day = model.axis.get_untracked().day_from_x(x);
            let bin = plot::bin_at(&model.detail.read_untracked(), day);
            if let Some((_, days)) = bin.filter(|_| event.detail() < 2) {
                model.say(Msg::DragWindow(days));
            }
        }
    };
    let moved = move |event: PointerEvent| {
        strip.moved(&event);
        if event.pointer_type() == "mouse" {
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
            on:pointerdown=move |event| strip.take(&event, Grip::New)
            on:pointermove=moved
            on:pointerup=released
            on:pointercancel=move |_| strip.lost()
            on:pointerleave=move |_| hover.send(None)
            on:dblclick=move |_| model.say(Msg::ShowAllTime)
            on:wheel=move |event| wheeled(strip, &event)
        >
            <div
                class="timeline-bar"
                class:is-narrow=move || window_span.get().width < MIN_BAR_PX
                style:transform=move || format!("translateX({}px)", window_span.get().x)
                style:inline-size=move || format!("{}px", window_span.get().width)
                style:block-size=move || format!("{}px", layout.read().detail())
                on:pointerdown=move |event| strip.take(&event, Grip::Whole)
            ></div>
            <Thumb strip edge=Edge::First />
            <Thumb strip edge=Edge::Last />
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
fn Thumb(strip: Strip, edge: Edge) -> impl IntoView {
    let model = strip.model;
    let window = model.inputs.window;
    let all = model.inputs.bounds;
    let day = move || match edge {
        Edge::First => window.get().first(),
        Edge::Last => window.get().last(),
    };
    // The line between the days at which the thumb stands.
    let x = Memo::new(move |_| {
        let scale = model.axis.get();
        let at = match edge {
            Edge::First => window.get().first(),
            Edge::Last => window.get().end(),
        };
        scale.x_from_day(at).clamp(0.0, scale.width_px)
    });
    let is_outside = move || {
        let axis = model.axis.read().extent;
        match edge {
            Edge::First => !axis.contains(window.get().first()),
            Edge::Last => !axis.contains(window.get().last()),
        }
    };
    // Each thumb's limit is the other thumb.
    let (least, most) = match edge {
        Edge::First => (
            Signal::derive(move || all.first().0),
            Signal::derive(move || window.get().last().0),
        ),
        Edge::Last => (
            Signal::derive(move || window.get().first().0),
            Signal::derive(move || all.last().0),
        ),
    };
    let name = move || match edge {
        Edge::First => model.text().first_day,
        Edge::Last => model.text().last_day,
    };
    let in_words = move || TimelineText::day_in_words(day(), &*model.inputs.formats.get());
    let shown = move || model.inputs.formats.get().date(day(), DateStyle::Medium);
    view! {
        <div
            class="timeline-thumb"
            class:is-first=edge == Edge::First
            class:is-last=edge == Edge::Last
            class:is-outside=is_outside
            role="slider"
            tabindex="0"
            aria-orientation="horizontal"
            aria-label=name
            aria-valuemin=move || least.get().to_string()
            aria-valuemax=move || most.get().to_string()
            aria-valuenow=move || day().0.to_string()
            aria-valuetext=in_words
            style:transform=move || format!("translateX({}px)", x.get())
            style:block-size=move || format!("{}px", model.layout.read().detail())
            on:keydown=move |event| keys::pressed(model, &event, Some(edge))
            on:pointerdown=move |event| strip.take(&event, Grip::Edge(edge))
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
        strip.take(&event, grip);
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
            on:pointercancel=move |_| strip.lost()
            on:dblclick=move |_| model.say(Msg::ShowAllTime)
        ></div>
    }
}

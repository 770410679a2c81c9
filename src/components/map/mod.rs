//! The map: an SVG in which panning moves two groups, a step of the window touches only marks that change, and no
//! element comes or goes while time is scrubbed.

#![allow(
    unreachable_pub,
    reason = "the component macro makes structs of its own public"
)]

pub(crate) mod card;
mod context;
mod edge;
mod extras;
mod find;
pub(crate) mod first;
mod labels;
mod land;
mod legend;
mod mark_node;
mod marks;
mod names;
mod options;
mod order;
mod others;
mod planes;
mod readout;
mod rings;
mod shade;
mod surface;
mod taken;

use crate::dom;
use crate::fanout::{CountsFeed, Fanout};
use crate::stages::{Stage, Stages};
use chronotope_core::geo::{Rect, Viewport};
use chronotope_core::messages::{Formats, Messages, fill};
use chronotope_core::scene::map::{
    Basemap, Frame, GroupStyle, Grouping, MapLabel, MapPlace, MarkLayout, PLANE_MARGIN_PX,
    POINTER_DISTANCE_PX, RegionOutline, Shading, TOUCH_DISTANCE_PX, ZoomStep, plane_shift, scale_bar,
};
use chronotope_core::state::{MapControls, Msg};
use context::LayoutAt;
pub(crate) use context::MapContext;
pub use find::{FindPlaces, FoundPlace};
use leptos::html;
use leptos::prelude::*;
pub(crate) use marks::ANCHOR;
use names::Names;
use options::Offers;
pub use others::OtherLayer;
use planes::{Ahead, Layouts, Planes, SizedBy};
use readout::Readout;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use surface::Surface;
use taken::Taken;

/// Panes narrower than this are laid out for a phone, as in the style sheet.
const NARROW_PX: f64 = 560.0;
/// Longest scale bar.
const SCALE_BAR_PX: f64 = 110.0;

/// How near places may be before they share a mark, for the pointer in use.
fn distance_px() -> f64 {
    if dom::matches_media("(pointer: coarse)") {
        TOUCH_DISTANCE_PX
    } else {
        POINTER_DISTANCE_PX
    }
}

/// Where the plane of marks and names lies in the pane.
fn layer_transform(frame: Frame, viewport: Viewport) -> String {
    let origin = frame.origin_on_screen(viewport);
    format!(
        "translate({:.2} {:.2})",
        origin.x + PLANE_MARGIN_PX,
        origin.y + PLANE_MARGIN_PX
    )
}

/// How planes painted for `base` are moved and stretched to show `now`; whole px, or all texts would blur.
fn plane_style(base: Viewport, now: Viewport) -> String {
    let (shift, stretch) = plane_shift(base, now);
    let (x, y) = (shift.x.round(), shift.y.round());
    if base.zoom.to_bits() == now.zoom.to_bits() {
        format!("translate({x}px,{y}px)")
    } else {
        format!("translate({x}px,{y}px) scale({stretch:.5})")
    }
}

/// The map.
///
/// It knows places, groups and counts, neither events nor queries: what it shows comes through `feed`, what the user
/// does goes out through `on_msg`.
#[component]
pub fn Map(
    /// The places that ever have an event to mark.
    places: Arc<[MapPlace]>,
    /// The groups of kinds; their names in the present language, their number and looks fixed.
    #[prop(into)]
    groups: Signal<Arc<[GroupStyle]>>,
    /// Counts in the present window, and when they change.
    feed: CountsFeed,
    /// Names of towns.
    #[prop(into)]
    labels: Signal<Arc<[MapLabel]>>,
    /// Land, borders, waters, roads; may come later than the rest.
    #[prop(into)]
    basemap: Signal<Arc<Basemap>>,
    /// Outlines of areas, by id; may be empty until one is wanted.
    #[prop(into)]
    outlines: Signal<Arc<BTreeMap<String, RegionOutline>>>,
    /// Which part of the world is shown, and the size of the pane.
    #[prop(into)]
    viewport: Signal<Viewport>,
    /// Codes of the selected places.
    #[prop(into)]
    selected: Signal<Vec<u32>>,
    /// How the map is drawn.
    #[prop(into)]
    controls: Signal<MapControls>,
    /// Measures that symbols can be sized by.
    measures: Vec<String>,
    /// Governorates shaded by events, while that is asked for; `None` where it is never offered.
    shading: Option<Signal<Option<Arc<Shading>>>>,
    /// Events that did not happen or are not said to have.
    others: OtherLayer,
    /// Finds places by name.
    find: FindPlaces,
    /// The texts.
    #[prop(into)]
    messages: Signal<Messages>,
    /// Numbers and plurals.
    formats: Signal<Rc<dyn Formats>, LocalStorage>,
    /// Where places, borders and roads come from.
    #[prop(into)]
    credit: Signal<String>,
    /// Near places share a mark. Without it every place has its own, however crowded.
    #[prop(into, default = Signal::from(true))]
    grouping: Signal<bool>,
    /// Symbols allow for the events of so many days at once; `None` for those of all time.
    reach_days: Signal<Option<u32>>,
    /// Keys of one character do something.
    #[prop(into)]
    single_keys: Signal<bool>,
    /// Of a large data set marks come after the land, and names after the marks.
    stages: Stages,
    /// Put before every id, so that several maps fit on a page.
    #[prop(into)]
    id_prefix: String,
    /// What the user does.
    #[prop(into)]
    on_msg: Callback<Msg>,
) -> impl IntoView {
    let distance_px = distance_px();
    let zooming = RwSignal::new(false);
    // What is painted: it is moved with the hand, and painted anew beyond its margin, or when zooming rests.
    let ahead = Ahead::new();
    let planes = Planes::new(viewport, zooming, ahead, places.len());
    let base = planes.base();
    let step = Memo::new(move |_| ZoomStep::of(base.get().zoom));
    // Marks, sized by events, by what the dates can hold of them, or by figures where that is asked for.
    let size = Memo::new(move |_| controls.with(|c| c.size.clone()));
    let busiest = {
        let (places, feed) = (Arc::clone(&places), StoredValue::new_local(feed.clone()));
        Memo::new(move |_| {
            let days = reach_days.get()?;
            let by_code = feed.with_value(|f| f.source().busiest(days));
            let of = |place: &MapPlace| by_code.get(place.code as usize).copied().unwrap_or(place.events);
            Some((days, places.iter().map(of).collect::<Vec<u32>>()))
        })
    };
    let layout_at: LayoutAt = {
        let (places, feed) = (Arc::clone(&places), feed.clone());
        let layouts = RefCell::new(Layouts::default());
        Box::new(move |step| {
            let distance_px = if grouping.get() { distance_px } else { 0.0 };
            let grouping = Grouping { distance_px };
            let size = size.get();
            let mut layouts = layouts.borrow_mut();
            let layout = layouts.at(step, SizedBy::Events, || MarkLayout::new(&places, step, grouping));
            if let Some(measure) = size {
                let peak = |place: &MapPlace| feed.source().figure_peak(place.code).ceil() as u32;
                return layouts.at(step, SizedBy::Figures(measure), || {
                    layout.sized_by(places.iter().map(peak).collect())
                });
            }
            match &*busiest.read() {
                Some((days, weights)) => {
                    layouts.at(step, SizedBy::Days(*days), || layout.sized_by(weights.clone()))
                }
                None => layout,
            }
        })
    };
    let layout_at = StoredValue::new_local(layout_at);
    let layout = Memo::new(move |_| {
        let step = step.get();
        layout_at.with_value(|layout_at| layout_at(step))
    });
    ahead.add(move |base| {
        let step = ZoomStep::of(base.zoom);
        untrack(|| layout_at.with_value(|layout_at| drop(layout_at(step))));
    });
    let fanout = Fanout::new(
        &feed,
        Arc::clone(&places),
        groups.get_untracked(),
        layout.get_untracked(),
        viewport.get_untracked(),
    );
    let names = {
        let places = Arc::clone(&places);
        Memo::new(move |_| {
            let messages = messages.get();
            let measure = controls.with(|c| c.size.clone());
            let names = Names::new(
                Arc::clone(&places),
                messages.lang,
                messages.map,
                formats.get(),
                measure,
            );
            StoredValue::new_local(Rc::new(names))
        })
    };
    let element: NodeRef<html::Div> = NodeRef::new();
    let taken = Taken::new(element);
    let context = MapContext {
        viewport,
        base,
        zooming,
        ahead,
        frame: Memo::new(move |_| Frame::of(base.get())),
        rested: planes.rested(),
        taken,
        kept: planes.kept_marks(),
        kept_names: planes.kept_names(),
        layout,
        layout_at,
        revision: fanout.revision(),
        fanout: StoredValue::new_local(fanout),
        names,
        messages,
        groups,
        selected,
        controls,
        describe: RwSignal::new(None),
        focused: RwSignal::new(None),
        hovered: RwSignal::new(None),
        reach_px: distance_px / 2.0,
        single_keys,
        on_msg,
        id_prefix: StoredValue::new(id_prefix),
    };

    // The fan-out's effects: the only ones that write signals.
    let marks = RwSignal::new(Vec::new());
    Effect::new(move || {
        let is_sized = size.with(Option::is_some);
        context.fanout.with_value(|f| f.size_by_figures(is_sized));
    });
    Effect::new(move || {
        let (layout, frame, kept) = (layout.get(), context.frame.get(), context.kept.get());
        let kept_marks = context.fanout.with_value(|f| f.show(&layout, frame, kept));
        if *marks.read_untracked() != kept_marks {
            marks.set(kept_marks);
        }
    });
    Effect::new(move || {
        let now = viewport.get();
        context.fanout.with_value(|f| f.look(now));
    });
    Effect::new(move || {
        let codes = selected.get();
        context.fanout.with_value(|f| f.select(&codes));
    });

    let outlined = Memo::new(move |_| outlined_area(context));

    let placed = labels::placed(context, places, labels, basemap);
    planes.follow();
    let readout = Readout::new(context);
    let surface = Surface::new(context, element, readout);
    let own = RwSignal::new_local(None);
    let has_options = RwSignal::new(false);
    let offers = Offers {
        measures: StoredValue::new(measures),
        shading: shading.is_some(),
        own,
    };
    let shading = shading.unwrap_or_else(|| Signal::stored(None));
    let other_counts = others.counts;
    let has_others = Signal::derive(move || other_counts.with(|c| !c.is_empty()));
    let has_selection = Signal::derive(move || selected.with(|codes| !codes.is_empty()));
    let events = marks::MarkEvents::new(context);
    Effect::new(move || {
        if let Some(element) = element.get() {
            dom::watch_size(&element, move |width, height| {
                on_msg.run(Msg::ResizeMap { width, height });
                taken.measure();
            });
        }
    });

    let layer_transform = move || layer_transform(context.frame.get(), base.get());
    let plane = Memo::new(move |_| plane_style(base.get(), viewport.get()));
    let options_button: NodeRef<html::Button> = NodeRef::new();
    let close_options = Callback::new(move |()| {
        has_options.set(false);
        if let Some(button) = options_button.get_untracked() {
            dom::focus(&button);
        }
    });
    let is_narrow = Memo::new(move |_| viewport.get().width < NARROW_PX);
    let not_drawn = edge::not_drawn(context);
    let [controls_box, foot_box] = [0, 1].map(|_| taken.place());
    let rough_box = taken.place();
    let is_rough = Memo::new(move |_| basemap.with(|basemap| basemap.is_rough_in(viewport.get())));
    // Whatever of the map has the focus. What is open over it takes the key first.
    let on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() != "Escape" || event.default_prevented() {
            return;
        }
        if has_options.get_untracked() {
            close_options.run(());
        } else {
            surface.escape();
        }
        event.prevent_default();
    };
    let keys_id = context.id("keys");
    let text = move || context.text();

    view! {
        <section class="map" role="region" aria-label=move || text().map on:keydown=on_escape>
            <p class="visually-hidden" id=keys_id.clone()>{move || text().keys}</p>
            <div
                class="map-surface"
                class:dragging=move || surface.dragging.get()
                class:boxing=move || surface.box_tool.get()
                tabindex="0"
                role="application"
                aria-label=move || text().surface
                aria-describedby=keys_id
                node_ref=element
                on:pointerdown=move |ev| surface.on_pointer_down(&ev)
                on:pointermove=move |ev| surface.on_pointer_move(&ev)
                on:pointerup=move |ev| surface.on_pointer_up(&ev)
                on:pointercancel=move |ev| surface.on_pointer_cancel(&ev)
                on:wheel=move |ev| surface.on_wheel(&ev)
                on:dblclick=move |ev| surface.on_double_click(&ev)
                on:keydown=move |ev| {
                    if !events.on_key(&ev) {
                        surface.on_key(&ev);
                    }
                }
                on:click=move |ev| {
                    events.on_click(&ev);
                    surface.on_empty_click(&ev);
                }
                on:focusin=move |ev| events.on_focus(&ev)
                on:focusout=move |_| events.on_blur()
                on:pointerover=move |ev| events.on_over(&ev)
                on:pointerleave=move |_| events.on_leave()
            >
                <svg class="map-canvas" width="100%" height="100%" style:transform=move || plane.get()>
                    {stages.at(Stage::Land, move || {
                        view! { <land::Land context basemap outlines outlined=outlined.into() shading /> }.into_any()
                    })}
                    <extras::OwnOverlay context own />
                    <g class="layer" transform=layer_transform>
                        <rings::NearDiscs context />
                        <extras::FigureRings context is_high=true />
                        {stages.at(Stage::Names, move || view! { <labels::Spots context placed /> }.into_any())}
                    </g>
                </svg>
                {extras::graticule_view(context)}
                // A layer of their own: a step of the window paints nothing but marks.
                <svg class="map-canvas" width="100%" height="100%" style:transform=move || plane.get()>
                    <g class="layer" transform=layer_transform>
                        {stages.at(Stage::Marks, move || view! { <marks::Marks context marks events /> }.into_any())}
                        {stages.at(Stage::Names, move || view! { <others::Others context layer=others /> }.into_any())}
                    </g>
                </svg>
                <svg class="map-canvas over" width="100%" height="100%" style:transform=move || plane.get()>
                    <g class="layer" transform=layer_transform>
                        <extras::FigureRings context is_high=false />
                        <find::Pin context pin=readout.pin />
                        {stages.at(Stage::Names, move || view! { <labels::Labels context placed /> }.into_any())}
                        <rings::Rings context />
                    </g>
                </svg>
                {move || surface.boxed.get().map(zoom_box)}
            </div>
            {stages.at(Stage::Names, move || view! { <edge::EdgeChips context /> }.into_any())}
            <find::Find context find pin=readout.pin />
            <div class="map-controls" node_ref=controls_box>
                <button class="map-button" aria-label=move || text().zoom_in title=move || text().zoom_in on:click=move |_| surface.zoom_by(1.0)>
                    "+"
                </button>
                <button class="map-button" aria-label=move || text().zoom_out title=move || text().zoom_out on:click=move |_| surface.zoom_by(-1.0)>
                    "−"
                </button>
                <button class="map-button" aria-label=move || text().fit title=move || text().fit on:click=move |_| surface.fit()>
                    {fit_icon()}
                </button>
                <button
                    class="map-button"
                    aria-label=move || text().fit_selection
                    title=move || text().fit_selection
                    disabled=move || !has_selection.get()
                    on:click=move |_| surface.fit_selection()
                >
                    {icon("M-6.5-2.5v-4h4M6.5-2.5v-4h-4M-6.5 2.5v4h4M6.5 2.5v4h-4M-3 0l2 2l4-4")}
                </button>
                <button
                    class="map-button"
                    aria-label=move || text().box_tool
                    title=move || text().box_tool
                    aria-pressed=move || surface.box_tool.get().to_string()
                    on:click=move |_| surface.box_tool.update(|on| *on = !*on)
                >
                    {icon("M-6-6h2m2 0h4m2 0h2v2m0 2v4m0 2v2h-2m-2 0h-4m-2 0h-2v-2m0-2v-4m0-2v-2")}
                </button>
                <button
                    class="map-button"
                    aria-label=move || text().options
                    title=move || text().options
                    aria-expanded=move || has_options.get().to_string()
                    aria-haspopup="dialog"
                    node_ref=options_button
                    on:click=move |_| has_options.update(|on| *on = !*on)
                >
                    {icon("M0-6l7 3.5l-7 3.5l-7-3.5zM-7 1l7 3.5l7-3.5")}
                </button>
            </div>
            <p class="map-hint" aria-live="polite" class:visually-hidden=move || !surface.box_tool.get()>
                {move || surface.box_tool.get().then(|| text().box_keys)}
            </p>
            <Show when=move || has_options.get()>
                <options::OptionsPanel context offers on_close=close_options />
            </Show>
            <edge::NotDrawn context areas=not_drawn />
            {stages.at(Stage::Names, move || view! { <legend::Legend context credit is_narrow has_others shading /> }.into_any())}
            <p class="map-rough" hidden=move || !is_rough.get() node_ref=rough_box>
                {move || text().rough}
            </p>
            <div class="map-foot" node_ref=foot_box>
                <div class="map-foot-row">
                    <readout::ReadoutView context readout />
                    <ScaleBar context />
                </div>
                <p class="map-credit" dir="auto" tabindex="0">{move || credit.get()}</p>
            </div>
            {card::view(context)}
        </section>
    }
}

/// The box that is being drawn.
fn zoom_box(area: Rect) -> impl IntoView {
    let [x, y, width, height] =
        [area.x0, area.y0, area.x1 - area.x0, area.y1 - area.y0].map(|px| px.to_string());
    view! {
        <svg class="map-canvas still" width="100%" height="100%">
            <rect class="zoom-box" x=x y=y width=width height=height />
        </svg>
    }
}

/// A small drawing for a button.
fn icon(d: &'static str) -> impl IntoView {
    let d = d.to_owned();
    view! {
        <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
            <path class="icon" d=d />
        </svg>
    }
}

/// Four corners around a dot.
fn fit_icon() -> impl IntoView {
    let corners = "M-6.5-2.5v-4h4M6.5-2.5v-4h-4M-6.5 2.5v4h4M6.5 2.5v4h-4".to_owned();
    view! {
        <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
            <path class="icon" d=corners />
            <circle class="icon-dot" r=2.to_string() />
        </svg>
    }
}

/// The area whose outline is shown: under the pointer, else focused, else selected.
fn outlined_area(context: MapContext) -> Option<String> {
    context.with_board(|board| {
        let area = |place: u32| {
            board
                .places()
                .get(place as usize)
                .filter(|p| p.is_area && p.has_outline)
        };
        let of_mark = |anchor: u32| {
            let (_, mark) = MapContext::mark_at(board, anchor)?;
            area(*board.active_places(&mark).first()?)
        };
        let selected = || {
            let codes = context.selected.get();
            codes
                .iter()
                .filter_map(|code| board.place_index(*code))
                .find_map(area)
        };
        let pointed = context.hovered.get().and_then(of_mark);
        let found = pointed
            .or_else(|| context.focused.get().and_then(of_mark))
            .or_else(selected);
        found.map(|place| place.id.clone())
    })
}

/// A round distance and how long it is.
#[component]
fn ScaleBar(context: MapContext) -> impl IntoView {
    let bar = Memo::new(move |_| scale_bar(context.viewport.get().km_per_px(), SCALE_BAR_PX));
    let label = move || {
        let (names, metres) = (context.names(), bar.get().metres);
        let (pattern, n) = if metres >= 1000.0 {
            (names.text().kilometres, metres / 1000.0)
        } else {
            (names.text().metres, metres)
        };
        fill(pattern, &[("n", &names.formats().number(n))])
    };
    view! {
        <div class="map-scale" style:width=move || format!("{:.0}px", bar.get().width_px)>
            {label}
        </div>
    }
}

//! The legend: what shapes, colours and sizes say, drawn by the functions that draw the marks.

use super::context::MapContext;
use super::shade::shade_rows;
use chronotope_core::query::Change;
use chronotope_core::scene::map::{
    MAX_GROUPS, Radius, Shading, Shape, badge_path, change_path, shape_path, text_width,
};
use leptos::prelude::*;
use std::sync::Arc;

/// A path whose steps are relative, around the origin.
fn at_origin(d: &str) -> String {
    format!("M0 0{d}")
}

/// A group's symbol, small.
pub(super) fn swatch(shape: Shape, slot: u8) -> impl IntoView {
    view! {
        <svg class="swatch" viewBox="-10 -10 20 20" width="20" height="20" aria-hidden="true">
            <path class=format!("symbol s{}", slot.min(7)) d=at_origin(&shape_path(shape, Radius::from_px(6.0))) />
        </svg>
    }
}

/// A drawn example of a mark, small.
fn example(class: &'static str, d: &str) -> impl IntoView + use<> {
    view! {
        <svg class="swatch" viewBox="-10 -10 20 20" width="20" height="20" aria-hidden="true">
            <path class=class d=at_origin(d) />
        </svg>
    }
}

/// What is in use, for the rows of the legend.
#[derive(Clone, Copy, PartialEq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a row of its own")]
struct InUse {
    groups: u8,
    several: bool,
    clusters: bool,
    areas: bool,
    near: bool,
}

/// How many events have figures that no symbol is sized by, where symbols are sized by figures.
fn left_out_of_sizes(context: MapContext) -> Option<String> {
    if !context.controls.with(|c| c.size.is_some()) {
        return None;
    }
    context.revision.track();
    let left_out = context.fanout.with_value(crate::fanout::Fanout::figures_left_out);
    let names = context.names();
    let words = &context.text().figures_left_out;
    (left_out > 0).then(|| words.of(u64::from(left_out), names.formats()))
}

/// In a pane lower than this the legend is closed at first.
const LEAST_OPEN_PX: f64 = 440.0;
/// Font size of the numbers beside the circles.
const LABEL_PX: f64 = 12.0;

/// The legend, behind a button; open at first where there is room.
#[component]
pub(super) fn Legend(
    context: MapContext,
    credit: Signal<String>,
    is_narrow: Memo<bool>,
    /// Pennants are shown.
    has_others: Signal<bool>,
    shading: Signal<Option<Arc<Shading>>>,
) -> impl IntoView {
    let element = context.taken.place();
    // Open where there is room, until the reader decides.
    let chosen = RwSignal::new(None::<bool>);
    let is_low = Memo::new(move |_| context.viewport.get().height < LEAST_OPEN_PX);
    let open = move || chosen.get().unwrap_or(!is_narrow.get() && !is_low.get());
    let in_use = Memo::new(move |_| {
        let layout = context.layout.get();
        context.fanout.with_value(|f| {
            f.with_board(|board| {
                let drawn = || board.places().iter().filter(|p| p.is_drawn());
                InUse {
                    groups: drawn().fold(0, |mask, p| mask | p.groups),
                    several: layout
                        .marks()
                        .iter()
                        .any(|m| !m.is_area && m.groups.count_ones() > 1),
                    clusters: layout.marks().iter().any(|m| layout.members(m).len() > 1),
                    areas: drawn().any(|p| p.is_area),
                    near: drawn().any(|p| p.ever_near),
                }
            })
        })
    });
    let is_compared = Memo::new(move |_| {
        context.revision.track();
        context.fanout.with_value(crate::fanout::Fanout::is_compared)
    });
    let changes = move || {
        let text = context.messages.get().options;
        let row = |change: Change| {
            let d = change_path(change, Radius::from_px(7.0));
            view! { <li>{example("symbol mixed change", &d)} {text.change_name(change)}</li> }
        };
        let rows = Change::ALL.map(row);
        view! { <li class="legend-title">{text.change_title}</li> {rows} }
    };
    let groups = move || {
        if is_compared.get() {
            return changes().into_any();
        }
        let mask = in_use.get().groups;
        let styles = context.groups.get();
        let used = (0..MAX_GROUPS)
            .filter(|g| mask & (1 << g) != 0)
            .filter_map(|g| styles.get(g).cloned());
        used.map(|style| view! { <li>{swatch(style.shape, style.slot)} {style.name}</li> })
            .collect_view()
            .into_any()
    };
    let signs = move || {
        let (text, used) = (context.text(), in_use.get());
        let disc = |r| shape_path(Shape::Circle, Radius::from_px(r));
        view! {
            {(used.several && !is_compared.get()).then(|| view! { <li>{example("symbol mixed", &disc(6.0))} {text.several_kinds}</li> })}
            {used.clusters.then(|| view! { <li>{cluster_example()} {text.cluster_symbol}</li> })}
            <li>{example("symbol s7 hollow", &disc(6.0))} {text.maybe_symbol}</li>
            {used.near.then(|| view! { <li>{near_example()} {text.near_symbol}</li> })}
            {context.controls.with(|c| c.size.is_some()).then(|| view! { <li>{example("symbol s7 unstated", &disc(3.0))} {text.figure_unstated_symbol}</li> })}
            {left_out_of_sizes(context).map(|words| view! { <li>{words}</li> })}
            {has_others.get().then(|| view! { <li>{example("pennant-symbol", &format!("m-4 9{}", super::others::PENNANT))} {text.other_symbol}</li> })}
            {used.areas.then(|| view! { <li>{area_example()} {text.area_symbol}</li> })}
        }
    };
    let is_list_open = RwSignal::new(false);
    let id = context.id("legend");
    view! {
        <div class="map-legend" class:open=open node_ref=element>
            <button
                class="map-key-button"
                aria-expanded=move || open().to_string()
                aria-controls=id.clone()
                on:click=move |_| chosen.set(Some(!open()))
            >
                {move || context.text().key}
                <span class="chevron" aria-hidden="true">{move || if open() { "▾" } else { "▴" }}</span>
            </button>
            <div class="map-legend-body" id=id>
                <ul class="legend-groups">{groups}</ul>
                <ul class="legend-signs">{signs}</ul>
                <Sizes context is_compared />
                {move || shading.get().map(|shading| shade_rows(context, &shading, is_list_open))}
                <p class="legend-credit" dir="auto">{move || credit.get()}</p>
            </div>
        </div>
    }
}

fn cluster_example() -> impl IntoView {
    view! {
        <svg class="swatch" viewBox="-10 -10 20 20" width="20" height="20" aria-hidden="true">
            <g class="mark">
                <path class="symbol mixed several" d=at_origin(&shape_path(Shape::Circle, Radius::from_px(5.0))) />
                <circle class="stack" r=8.to_string() />
            </g>
        </svg>
    }
}

fn near_example() -> impl IntoView {
    let r = 9.to_string();
    view! {
        <svg class="swatch" viewBox="-10 -10 20 20" width="20" height="20" aria-hidden="true">
            <g class="near"><circle r=r /></g>
        </svg>
    }
}

fn area_example() -> impl IntoView {
    view! {
        <svg class="swatch" viewBox="-12 -12 24 24" width="20" height="20" aria-hidden="true">
            <g class="mark area"><path class="symbol s7" d=at_origin(&badge_path(1)) /></g>
        </svg>
    }
}

/// Nested circles for three counts.
#[component]
fn Sizes(context: MapContext, is_compared: Memo<bool>) -> impl IntoView {
    let circles = move || {
        let scale = context.layout.get().scale();
        let names = context.names();
        let counts = scale.legend_counts();
        let largest = scale.radius(counts[2]).px();
        let greatest = names.number(counts[2]);
        let (width, height) = (
            2.0 * largest + 18.0 + text_width(&greatest, LABEL_PX),
            2.0 * largest + 12.0,
        );
        let rows = counts.into_iter().rev().map(|count| {
            let r = scale.radius(count).px();
            let top = height - 4.0 - 2.0 * r;
            view! {
                <circle cx=(largest + 2.0).to_string() cy=(height - 4.0 - r).to_string() r=r.to_string() />
                <path d=format!("M{} {top}h{}", largest + 2.0, largest + 8.0) />
                <text x=(2.0 * largest + 14.0).to_string() y=top.to_string() dy="0.36em">{names.number(count)}</text>
            }
        });
        let size = context.controls.with(|c| c.size.clone());
        let title = match &size {
            Some(measure) => names.text().measure_name(measure),
            None if is_compared.get() => context.messages.get().options.apart.to_owned(),
            None if scale.is_shrunk() => names.text().size_shrunk.to_owned(),
            None => names.text().size.to_owned(),
        };
        let rings = size
            .as_ref()
            .map(|_| view! { <p class="sizes-note">{names.text().figure_rings}</p> });
        view! {
            <p class="sizes-title">{title}</p>
            <svg class="sizes" width=width.to_string() height=height.to_string() aria-hidden="true" direction="ltr">
                {rows.collect_view()}
            </svg>
            {rings}
        }
    };
    view! { <div class="legend-sizes">{circles}</div> }
}

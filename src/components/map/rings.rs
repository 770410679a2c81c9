//! What lies over and under marks: rings around the selected and the focused one, discs of what is near a place.

use super::context::MapContext;
use crate::fanout::Fanout;
use chronotope_core::geo::{km_per_world_unit, world_from_lon_lat};
use chronotope_core::scene::map::{Board, Frame, MarkState};
use chronotope_core::scene::timeline::px;
use leptos::prelude::*;

/// Between a symbol and the ring around it, in px: half the ring's width and a gap of two.
const RING_GAP_PX: f64 = 3.5;
/// Half the side of a badge.
const BADGE_PX: f64 = 12.0;
/// More discs than this are not drawn.
pub(super) const MAX_DISCS: usize = 300;

#[derive(Clone, Copy, PartialEq)]
pub(super) struct Ring {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) r: f64,
}

/// The disc around a place, by its index and a radius in km: of the true radius.
pub(super) fn disc_of(board: &Board, (place, km): (u32, f64), frame: Frame) -> Option<Ring> {
    let lon_lat = board.places().get(place as usize)?.lon_lat?;
    let [x, y] = frame.px(world_from_lon_lat(lon_lat));
    Some(Ring {
        x,
        y,
        r: km / km_per_world_unit(lon_lat.lat) * frame.scale_px(),
    })
}

impl Ring {
    fn around(state: &MarkState, is_area: bool) -> Ring {
        let [x, y] = state.at.px();
        let r = if is_area {
            BADGE_PX + 4.0
        } else {
            outer_radius(state)
        };
        Ring {
            x,
            y,
            r: r + RING_GAP_PX,
        }
    }
}

/// How far a symbol reaches from its middle.
pub(super) fn outer_radius(state: &MarkState) -> f64 {
    use chronotope_core::scene::map::Shape;
    let r = state.radius.px();
    let reach = match state.shape {
        Shape::Circle => 1.0,
        Shape::Square | Shape::Diamond | Shape::Ring => 1.2533,
        Shape::Triangle => 1.5551,
    };
    if state.places > 1 {
        r * reach + 4.0
    } else {
        r * reach
    }
}

/// Rings around the selected marks and the focused one.
#[component]
pub(super) fn Rings(context: MapContext) -> impl IntoView {
    let is_area = move |anchor: u32| {
        context.with_board(|board| board.places().get(anchor as usize).is_some_and(|p| p.is_area))
    };
    let selected = Memo::new(move |_| {
        if context.selected.with(Vec::is_empty) {
            return Vec::new();
        }
        context.frame.track();
        context.revision.track();
        let visible = context.fanout.with_value(Fanout::visible);
        let rings = visible.into_iter().filter(|(_, state)| state.selected);
        rings
            .map(|(anchor, state)| Ring::around(&state, is_area(anchor)))
            .collect::<Vec<_>>()
    });
    let focused = move || {
        let anchor = context.focused.get()?;
        let state = context.state(anchor).filter(|s| s.visible)?;
        Some(Ring::around(&state, is_area(anchor)))
    };
    view! {
        <g class="rings">
            {move || {
                selected
                    .get()
                    .into_iter()
                    .map(|ring| {
                        view! { <circle class="selected-ring" cx=ring.x.to_string() cy=ring.y.to_string() r=ring.r.to_string() /> }
                    })
                    .collect_view()
            }}
            {move || {
                focused()
                    .map(|ring| {
                        view! { <circle class="focus-ring" cx=ring.x.to_string() cy=ring.y.to_string() r=(ring.r + 3.0).to_string() /> }
                    })
            }}
        </g>
    }
}

/// Discs around places that events are said to be near: of the true radius, without a rim.
#[component]
pub(super) fn NearDiscs(context: MapContext) -> impl IntoView {
    let discs = Memo::new(move |_| {
        context.revision.track();
        let frame = context.frame.get();
        let discs = context.fanout.with_value(Fanout::near_discs);
        context.with_board(|board| {
            let discs = discs.into_iter().take(MAX_DISCS);
            discs
                .filter_map(|disc| disc_of(board, disc, frame))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <g class="near">
            {move || {
                discs
                    .get()
                    .into_iter()
                    .map(|disc| {
                        view! {
                            <circle cx=px(disc.x) cy=px(disc.y) r=px(disc.r) />
                        }
                    })
                    .collect_view()
            }}
        </g>
    }
}

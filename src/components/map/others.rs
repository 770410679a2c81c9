//! What is planned, predicted, threatened or denied, as pennants: another layer, off at first, counted with nothing.

use super::context::MapContext;
use crate::dom;
use chronotope_core::messages::fill;
use chronotope_core::scene::map::{Direction, Grouping, MapPlace, MarkLayout, ZoomStep};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::svg;
use std::sync::Arc;

/// The places of such events, and how many there are in the window.
#[derive(Clone)]
pub struct OtherLayer {
    /// Places that ever have one.
    pub places: Arc<[MapPlace]>,
    /// Definite and possible ones in the window by index of the place; empty while the layer is off.
    pub counts: Signal<Arc<[(u32, u32)]>>,
}

/// A pennant.
#[derive(Clone, PartialEq)]
struct Pennant {
    at: [f64; 2],
    is_area: bool,
    count: u32,
    name: String,
    ids: Vec<String>,
}

/// The pole stands at the place.
pub(super) const PENNANT: &str = "m0 0v-19h1l11 4.5l-11 4.5v10z";

/// The pennants.
#[component]
pub(super) fn Others(context: MapContext, layer: OtherLayer) -> impl IntoView {
    let OtherLayer { places, counts } = layer;
    let layout = {
        let places = Arc::clone(&places);
        let step = Memo::new(move |_| ZoomStep::of(context.base.get().zoom));
        Memo::new(move |_| {
            let grouping = Grouping {
                distance_px: 2.0 * context.reach_px,
            };
            Arc::new(MarkLayout::new(&places, step.get(), grouping))
        })
    };
    let pennants = Memo::new(move |_| {
        let counts = counts.get();
        let of = |place: &u32| counts.get(*place as usize).copied().unwrap_or_default();
        if counts.iter().all(|(definite, possible)| definite + possible == 0) {
            return Vec::new();
        }
        let (layout, frame, names) = (layout.get(), context.frame.get(), context.names());
        let text = names.text();
        let shown = layout.marks().iter().filter_map(|mark| {
            let members = layout.members(mark);
            let active: Vec<u32> = members
                .iter()
                .copied()
                .filter(|i| of(i).0 + of(i).1 > 0)
                .collect();
            let sum = active.iter().map(of).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            let (&first, rest) = active.split_first()?;
            let place = places.get(first as usize)?;
            let is_area = rest.is_empty() && mark.is_area;
            let (at, subject) = if rest.is_empty() {
                let own = layout.position_for(mark, first);
                (own, place.name_in(names.lang()).to_owned())
            } else {
                let several = text.several(active.len() as u32, mark.is_area, names.formats());
                (mark.at, several)
            };
            let events = names.phrase(sum.0, sum.1);
            Some(Pennant {
                at: frame.px(at),
                is_area: mark.is_area,
                count: sum.0 + sum.1,
                name: text.mark_name(&subject, is_area, &fill(text.other_mark, &[("events", &events)])),
                ids: active
                    .iter()
                    .filter_map(|i| places.get(*i as usize).map(|p| p.id.clone()))
                    .collect(),
            })
        });
        shown.collect::<Vec<_>>()
    });
    let group: NodeRef<svg::G> = NodeRef::new();
    let press = move |i: usize, add: bool| {
        if let Some(pennant) = pennants.with_untracked(|list| list.get(i).cloned()) {
            context.select_several(pennant.ids, add);
        }
    };
    let on_key = move |event: KeyboardEvent, i: usize| {
        let count = pennants.with_untracked(Vec::len);
        let next = match Direction::from_key(&event.key()) {
            Some(Direction::Right | Direction::Down) => (i + 1) % count.max(1),
            Some(Direction::Left | Direction::Up) => (i + count.max(1) - 1) % count.max(1),
            None if matches!(event.key().as_str(), "Enter" | " ") => {
                press(i, event.ctrl_key() || event.meta_key());
                i
            }
            None => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(group) = group.get_untracked()
            && let Some(element) = dom::query(&group, &format!("[data-pennant=\"{next}\"]"))
        {
            dom::focus(&element);
        }
    };
    let drawn = move || {
        let drawn = pennants.get().into_iter().enumerate().map(|(i, pennant)| {
            // Beside what stands there: a badge is wider than a symbol.
            let (dx, dy) = if pennant.is_area {
                (15.0, -6.0)
            } else {
                (5.0, -5.0)
            };
            let (x, y) = (pennant.at[0] + dx, pennant.at[1] + dy);
            let number = (pennant.count > 1).then(|| {
                let n = context.names_untracked().number(pennant.count);
                view! { <text x="13" y="-14" dy="0.36em">{n}</text> }
            });
            view! {
                <g
                    class="pennant"
                    role="button"
                    tabindex=if i == 0 { "0" } else { "-1" }
                    aria-label=pennant.name.clone()
                    data-pennant=i.to_string()
                    transform=format!("translate({x:.1} {y:.1})")
                    on:click=move |event| {
                        event.stop_propagation();
                        press(i, event.ctrl_key() || event.meta_key());
                    }
                    on:keydown=move |event| on_key(event, i)
                >
                    <rect class="hit" x="-6" y="-24" width="26" height="24" />
                    <path class="pennant-symbol" d=format!("M0 0{PENNANT}") />
                    {number}
                </g>
            }
        });
        drawn.collect_view()
    };
    view! {
        <g class="pennants" role="group" aria-label=move || context.text().other_marks node_ref=group>
            {drawn}
        </g>
    }
}

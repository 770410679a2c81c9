//! Chips at the edge of the pane for places with events outside it, and the list of areas that are not drawn.

use super::context::MapContext;
use crate::derive;
use chronotope_core::geo::{BBox, LonLat, lon_lat_from_world};
use chronotope_core::messages::fill;
use chronotope_core::scene::map::{Chip, ChipWords, MarkSum, edge_chips};
use chronotope_core::state::Msg;
use leptos::prelude::*;
use std::time::Duration;

/// Of more marks than this, chips do not follow the hand but wait until it rests.
const MOST_FOLLOWING: usize = 80;
/// How long that is.
const SETTLES: Duration = Duration::from_millis(100);

const ARROWS: [&str; 8] = ["→", "↘", "↓", "↙", "←", "↖", "↑", "↗"];

impl ChipWords for MapContext {
    fn once(&self, marks: &[u32], sum: MarkSum) -> MarkSum {
        self.fanout.with_value(|f| f.once(marks, sum))
    }

    fn text(&self, marks: &[u32], sum: MarkSum) -> String {
        let names = self.names();
        let pattern = if sum.places == 1 {
            names.text().chip
        } else {
            names.text().chip_several
        };
        let change = sum.compared.and_then(|pair| Some((pair, pair.change()?)));
        let n = match (change, sum.definite) {
            // By how many events the compared dates differ, and which way.
            (Some((pair, change)), _) => {
                format!("{} {}", change.sign(), names.number(pair.events_apart()))
            }
            (None, 0) => format!("{}?", names.number(sum.possible)),
            (None, definite) => names.number(definite),
        };
        let (name, _) = subject(*self, marks, sum);
        fill(pattern, &[("name", &name), ("n", &n)])
    }
}

/// Chips for places with events outside the pane.
#[component]
pub(super) fn EdgeChips(context: MapContext) -> impl IntoView {
    let settled = RwSignal::new(context.viewport.get_untracked());
    let settle = derive::debounced(SETTLES, move || {
        if let Some(viewport) = context.viewport.try_get_untracked() {
            settled.try_set(viewport);
        }
    });
    Effect::new(move || {
        context.viewport.track();
        settle();
    });
    let chips = Memo::new(move |_| {
        context.revision.track();
        let is_many = context
            .layout
            .with(|layout| layout.marks().len() > MOST_FOLLOWING);
        let viewport = if is_many {
            settled.get()
        } else {
            context.viewport.get()
        };
        let outside = context.fanout.with_value(|f| f.outside(viewport));
        let furniture = context.taken.get();
        if furniture.is_empty() {
            // Not measured yet: they would only have to move.
            return Vec::new();
        }
        edge_chips(viewport, &outside, &furniture, &context)
    });
    let view_chip = move |chip: Chip| {
        let marks = chip.marks.clone();
        let points_left = matches!(chip.direction, 3..=5);
        let (name, is_area) = subject(context, &marks, chip.sum);
        let names = context.names();
        let phrase = names.phrase(chip.sum.definite, chip.sum.possible);
        let mark = names.text().mark_name(&name, is_area, &phrase);
        let mark = names.compared(mark, chip.sum.compared);
        let label = fill(names.text().chip_label, &[("mark", &mark)]);
        view! {
            <button
                class="map-chip"
                class:arrow-first=points_left
                dir="ltr"
                aria-label=label
                style:left=format!("{:.0}px", chip.area.x0)
                style:top=format!("{:.0}px", chip.area.y0)
                style:width=format!("{:.0}px", chip.area.x1 - chip.area.x0)
                on:click=move |_| go_to(context, &marks)
            >
                <bdi class="chip-text">{chip.text}</bdi>
                <span class="chip-arrow">{ARROWS[usize::from(chip.direction % 8)]}</span>
            </button>
        }
    };
    view! { <div class="map-chips">{move || chips.get().into_iter().map(view_chip).collect_view()}</div> }
}

/// What some marks stand for, and whether that is one area.
fn subject(context: MapContext, marks: &[u32], sum: MarkSum) -> (String, bool) {
    let names = context.names();
    if sum.places != 1 {
        return (names.text().several(sum.places, false, names.formats()), false);
    }
    context.with_board(|board| {
        let marks = marks
            .iter()
            .filter_map(|m| board.layout().marks().get(*m as usize));
        let place = marks.flat_map(|mark| board.active_places(mark)).next();
        let is_area = |i: u32| board.places().get(i as usize).is_some_and(|p| p.is_area);
        place.map_or_else(Default::default, |i| (names.place(i).to_owned(), is_area(i)))
    })
}

/// Pans to a mark, or shows several.
fn go_to(context: MapContext, marks: &[u32]) {
    let points: Vec<LonLat> = context.fanout.with_value(|f| {
        f.with_board(|board| {
            let marks = marks
                .iter()
                .filter_map(|m| board.layout().marks().get(*m as usize));
            marks.map(|mark| lon_lat_from_world(mark.at)).collect()
        })
    });
    match points.as_slice() {
        [] => {}
        [center] => context.send(Msg::CenterOn {
            center: *center,
            min_zoom: 0.0,
        }),
        _ => {
            if let Some(bbox) = BBox::around(points) {
                context.send(Msg::FitTo(padded(bbox)));
            }
        }
    }
}

/// A box of at least a tenth of a degree: a single place is not zoomed into without end.
pub(super) fn padded(bbox: BBox) -> BBox {
    let pad = |low: f64, high: f64| ((0.1 - (high - low)) / 2.0).max((high - low) * 0.04);
    let (x, y) = (pad(bbox.west, bbox.east), pad(bbox.south, bbox.north));
    BBox {
        west: (bbox.west - x).max(-180.0),
        south: (bbox.south - y).max(-85.0),
        east: (bbox.east + x).min(180.0),
        north: (bbox.north + y).min(85.0),
    }
}

/// What has events in the window and no place on the map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Undrawn {
    /// Id, and name with count.
    listed: Vec<(String, String)>,
    /// How many there are.
    all: usize,
}

impl Undrawn {
    pub(super) fn is_empty(&self) -> bool {
        self.all == 0
    }
}

/// No more than so many are listed: names that no gazetteer has can be as many as rows.
const MOST_LISTED: usize = 200;

/// Areas with events in the window that no source outlines: they are listed, never drawn.
pub(super) fn not_drawn(context: MapContext) -> Memo<Undrawn> {
    // Whether a place can be drawn does not change.
    let listed: StoredValue<Vec<u32>> = StoredValue::new(context.fanout.with_value(|f| {
        f.with_board(|board| {
            let places = board.places().iter().zip(0..);
            places
                .filter_map(|(place, i)| (!place.is_drawn()).then_some(i))
                .collect()
        })
    }));
    Memo::new(move |_| {
        if listed.with_value(Vec::is_empty) {
            return Undrawn::default();
        }
        let names = context.names();
        context.with_board(|board| {
            let listed = listed.get_value().into_iter();
            let with_events: Vec<u32> = listed.filter(|i| !board.place_counts(*i).is_zero()).collect();
            let words = with_events.iter().take(MOST_LISTED).filter_map(|&i| {
                let place = board.places().get(i as usize)?;
                let counts = board.place_counts(i);
                let phrase = names.phrase(counts.all_definite(), counts.all_possible());
                let label = names.text().mark_name(names.place(i), place.is_area, &phrase);
                Some((place.id.clone(), label))
            });
            Undrawn {
                listed: words.collect(),
                all: with_events.len(),
            }
        })
    })
}

/// The list of what is not drawn.
#[component]
pub(super) fn NotDrawn(context: MapContext, areas: Memo<Undrawn>) -> impl IntoView {
    let list = move || {
        areas
            .get()
            .listed
            .into_iter()
            .map(|(id, label)| {
                let select = move |_| {
                    context.send(Msg::SelectPlace {
                        place: id.clone(),
                        add: false,
                    });
                };
                view! { <li><button on:click=select>{label}</button></li> }
            })
            .collect_view()
    };
    let more = move || {
        let more = areas.with(|areas| areas.all - areas.listed.len()) as u64;
        let names = context.names();
        (more > 0).then(|| view! { <li>{names.text().more_in_list.of(more, names.formats())}</li> })
    };
    let element = context.taken.place();
    view! {
        <details class="map-not-drawn" node_ref=element class:empty=move || areas.with(Undrawn::is_empty)>
            <summary>{move || context.text().not_drawn} " (" {move || areas.with(|areas| areas.all)} ")"</summary>
            <ul>{list} {more}</ul>
        </details>
    }
}

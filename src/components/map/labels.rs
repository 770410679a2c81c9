//! Names on the map.

use super::context::MapContext;
use chronotope_core::scene::map::{Basemap, LabelKind, MapLabel, MapPlace, PlacedLabel, Side, place_labels};
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// The names that have room, inside the part of the world that is kept as elements.
pub(super) fn placed(
    context: MapContext,
    places: Arc<[MapPlace]>,
    labels: Signal<Arc<[MapLabel]>>,
    basemap: Signal<Arc<Basemap>>,
) -> Memo<Vec<PlacedLabel>> {
    let all = Memo::new(move |_| {
        let mut all: Vec<MapLabel> = labels.get().to_vec();
        let known: HashSet<String> = all.iter().map(|l| l.id.clone()).collect();
        basemap.with(|b| all.extend(b.labels().iter().filter(|l| !known.contains(&l.id)).cloned()));
        Arc::<[MapLabel]>::from(all)
    });
    // Selection changes where names stand; scrubbing and panning do not.
    let placed = Memo::new(move |_| {
        let (layout, lang) = (context.layout.get(), context.messages.get().lang);
        let selected = context.selected.get();
        all.with(|all| Arc::<[PlacedLabel]>::from(place_labels(all, &places, &layout, &selected, lang)))
    });
    Memo::new(move |_| {
        let kept = context.kept.get();
        let inside = |l: &&PlacedLabel| kept.contains(l.at.x, l.at.y);
        placed.with(|placed| placed.iter().filter(inside).cloned().collect::<Vec<_>>())
    })
}

/// The names.
#[component]
pub(super) fn Labels(context: MapContext, placed: Memo<Vec<PlacedLabel>>) -> impl IntoView {
    view! {
        <g class="labels" aria-hidden="true">
            <For
                each=move || placed.get()
                key=|l| (Arc::clone(&l.id), Arc::clone(&l.text), l.side, (l.dx * 10.0) as i32, (l.dy * 10.0) as i32, l.selected)
                let(label)
            >
                {label_view(context, &label)}
            </For>
        </g>
    }
}

/// Small dots that tell where named places are, under the marks.
#[component]
pub(super) fn Spots(context: MapContext, placed: Memo<Vec<PlacedLabel>>) -> impl IntoView {
    let d = move || {
        let frame = context.frame.get();
        placed.with(|placed| {
            let mut d = String::new();
            for label in placed.iter().filter(|l| l.kind.is_spot()) {
                let [x, y] = frame.px(label.at);
                d.push_str(&dot(x, y));
            }
            d
        })
    };
    view! { <path class="spots" d=d /> }
}

/// A line of no length, whose round ends make a dot.
fn dot(x: f64, y: f64) -> String {
    format!("M{x:.1} {y:.1}h0")
}

fn label_view(context: MapContext, label: &PlacedLabel) -> impl IntoView + use<> {
    let (at, dx, dy) = (label.at, label.dx, label.dy);
    let x = move || format!("{:.1}", context.frame.get().px(at)[0] + dx);
    let y = move || format!("{:.1}", context.frame.get().px(at)[1] + dy);
    let mut class = format!("label {}", class_of(label.kind));
    if label.is_arabic {
        class.push_str(" arabic");
    }
    if label.selected {
        class.push_str(" selected");
    }
    let anchor = match label.side {
        Side::Right => "start",
        Side::Left => "end",
        _ => "middle",
    };
    view! {
        <text class=class direction="ltr" text-anchor=anchor x=x y=y dy="0.36em">
            {label.text.to_string()}
        </text>
    }
}

fn class_of(kind: LabelKind) -> &'static str {
    match kind {
        LabelKind::Country => "country",
        LabelKind::Governorate => "governorate",
        LabelKind::Water => "water",
        LabelKind::Road => "road",
        LabelKind::City => "city",
        LabelKind::Town => "town",
        LabelKind::Village => "village",
    }
}

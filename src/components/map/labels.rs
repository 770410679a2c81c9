//! Names on the map.

use super::context::MapContext;
use chronotope_core::scene::map::{Basemap, LabelKind, MapLabel, MapPlace, PlacedLabel, Side, place_labels};
use leptos::prelude::*;
use std::sync::Arc;

/// The names that have room.
#[component]
pub(super) fn Labels(
    context: MapContext,
    places: Arc<[MapPlace]>,
    labels: Signal<Arc<[MapLabel]>>,
    basemap: Signal<Arc<Basemap>>,
) -> impl IntoView {
    // Selection changes where names stand; scrubbing and panning do not.
    let all = Memo::new(move |_| {
        let mut all: Vec<MapLabel> = labels.get().to_vec();
        let known: std::collections::HashSet<String> = all.iter().map(|l| l.id.clone()).collect();
        basemap.with(|b| all.extend(b.labels().iter().filter(|l| !known.contains(&l.id)).cloned()));
        Arc::<[MapLabel]>::from(all)
    });
    let placed = Memo::new(move |_| {
        let (layout, lang) = (context.layout.get(), context.messages.get().lang);
        let selected = context.selected.get();
        all.with(|all| Arc::<[PlacedLabel]>::from(place_labels(all, &places, &layout, &selected, lang)))
    });
    let shown = Memo::new(move |_| {
        let kept = context.kept.get();
        let inside = |l: &&PlacedLabel| kept.contains(l.at.x, l.at.y);
        placed.with(|placed| placed.iter().filter(inside).cloned().collect::<Vec<_>>())
    });
    view! {
        <g class="labels" aria-hidden="true">
            <For
                each=move || shown.get()
                key=|l| (Arc::clone(&l.id), Arc::clone(&l.text), l.side, (l.dx * 10.0) as i32, (l.dy * 10.0) as i32, l.selected)
                let(label)
            >
                {label_view(context, label)}
            </For>
        </g>
    }
}

fn label_view(context: MapContext, label: PlacedLabel) -> impl IntoView {
    let at = label.at;
    let transform = move || {
        let [x, y] = context.frame.get().px(at);
        format!("translate({x:.1} {y:.1})")
    };
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
    // Where no mark can stand, a small dot tells where the place is.
    let dot = (label.kind.is_spot() && !label.has_mark).then(|| view! { <circle class="spot" r="1.75" /> });
    view! {
        <g class=class transform=transform>
            {dot}
            <text direction="ltr" text-anchor=anchor x=format!("{:.1}", label.dx) y=format!("{:.1}", label.dy) dy="0.36em">
                {label.text.to_string()}
            </text>
        </g>
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

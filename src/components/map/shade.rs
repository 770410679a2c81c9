//! Governorates shaded by their events: classes with round bounds, a hatch where the data has none.

use super::context::MapContext;
use chronotope_core::messages::fill;
use chronotope_core::scene::map::{Band, RegionOutline, ShadedArea, Shading, outline_path};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The shades, under borders and marks.
pub(super) fn shades(
    shading: Signal<Option<Arc<Shading>>>,
    outlines: Signal<Arc<BTreeMap<String, RegionOutline>>>,
    band: Memo<Band>,
    hatch_fill: String,
) -> impl IntoView {
    // By class, and last those without data.
    let paths = Memo::new(move |_| {
        let Some(shading) = shading.get() else {
            return Vec::new();
        };
        let outlines = outlines.get();
        let mut paths = vec![String::new(); shading.classes.len() + 1];
        for area in &shading.areas {
            let class = match shading.classes.class_of(area.events) {
                Some(class) => class,
                None if !area.has_data => shading.classes.len(),
                None => continue,
            };
            if let (Some(path), Some(outline)) = (paths.get_mut(class), outlines.get(&area.id)) {
                path.push_str(&outline_path(outline, band.get()));
            }
        }
        paths
    });
    move || {
        let hatch_fill = hatch_fill.clone();
        let all = paths.get();
        let last = all.len().saturating_sub(1);
        let drawn = all.into_iter().enumerate().map(move |(i, d)| {
            if i == last {
                view! { <path class="shade-none" fill=hatch_fill.clone() d=d /> }.into_any()
            } else {
                view! { <path class=format!("shade c{i}") d=d /> }.into_any()
            }
        });
        drawn.collect_view()
    }
}

/// The classes, for the legend.
pub(super) fn shade_rows(
    context: MapContext,
    shading: &Shading,
    is_list_open: RwSignal<bool>,
) -> impl IntoView + use<> {
    let names = context.names();
    let rows: Vec<(String, String)> = shading
        .classes
        .ranges()
        .enumerate()
        .map(|(i, (from, to))| {
            let label = if from == to {
                names.number(from)
            } else {
                format!("{}–{}", names.number(from), names.number(to))
            };
            (format!("shade-sample c{i}"), label)
        })
        .collect();
    let text = context.text();
    // The number of each, as no shade says it.
    let mut areas: Vec<&ShadedArea> = shading.areas.iter().filter(|area| area.events > 0).collect();
    areas.sort_by_key(|area| std::cmp::Reverse(area.events));
    let areas: Vec<String> = areas
        .into_iter()
        .map(|area| {
            let events = names.phrase(area.events, 0);
            fill(text.shade_area, &[("area", &area.name), ("events", &events)])
        })
        .collect();
    let areas = areas.into_iter().map(|area| view! { <li>{area}</li> });
    let areas = areas.collect_view();
    let rows = rows
        .into_iter()
        .map(|(class, label)| view! { <li><span class=class></span> {label}</li> });
    view! {
        <p class="sizes-title">{text.shade_title}</p>
        <ul>
            {rows.collect_view()}
            <li><span class="shade-sample zero"></span> {text.shade_zero}</li>
            <li><span class="shade-sample none"></span> {text.shade_none}</li>
        </ul>
        <details class="shade-areas" open=is_list_open.get_untracked()>
            <summary on:click=move |_| is_list_open.update(|open| *open = !*open)>{text.shade_list}</summary>
            <ul>{areas}</ul>
        </details>
    }
}

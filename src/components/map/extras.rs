//! What else the map draws: lines of longitude and latitude, rings of figures, a file of the reader's own.

use super::context::MapContext;
use super::land::placement;
use super::options::OwnFile;
use crate::fanout::Fanout;
use chronotope_core::scene::map::{Band, Radius, graticule, overlay_paths};
use chronotope_core::state::MapLayer;
use leptos::prelude::*;
use std::fmt::Write as _;

/// Lines of longitude and latitude, named at the pane's upper and left edge: on a plane of its own, which does not move.
pub(super) fn graticule_view(context: MapContext) -> impl IntoView {
    let is_on = Memo::new(move |_| context.controls.with(|c| c.layers.has(MapLayer::Graticule)));
    move || {
        is_on.get().then(|| {
            view! {
                <svg class="map-canvas still" width="100%" height="100%">
                    <GraticuleView context />
                </svg>
            }
        })
    }
}

#[component]
fn GraticuleView(context: MapContext) -> impl IntoView {
    let lines = Memo::new(move |_| graticule(context.viewport.get()));
    let d = move || lines.with(|lines| lines.d.clone());
    let labels = move || {
        let labels = lines.get().labels.into_iter().map(|label| {
            let (x, y, anchor) = if label.is_meridian {
                (label.x, 14.0, "middle")
            } else {
                (6.0, label.y, "start")
            };
            view! {
                <text x=format!("{x:.0}") y=format!("{y:.0}") dy="0.36em" text-anchor=anchor direction="ltr">
                    {label.text}
                </text>
            }
        });
        labels.collect_view()
    };
    view! {
        <g class="graticule" aria-hidden="true">
            <path d=d />
            {labels}
        </g>
    }
}

/// Rings for the most that figures add up to, or for the least, around symbols that are sized by figures: those lie
/// under all symbols, these on their own.
#[component]
pub(super) fn FigureRings(context: MapContext, is_high: bool) -> impl IntoView {
    let rings = Memo::new(move |_| {
        let mut d = String::new();
        if context.controls.with(|c| c.size.is_none()) {
            return d;
        }
        context.frame.track();
        context.revision.track();
        let scale = context.layout.get().scale();
        for (_, state) in context.fanout.with_value(Fanout::visible) {
            let Some(figure) = state.figure.filter(|f| f.is_stated) else {
                continue;
            };
            let at = state.at.px();
            match figure.high {
                _ if !is_high => {
                    if figure.low < figure.best {
                        push_ring(&mut d, at, scale.radius(figure.low).px());
                    }
                }
                Some(most) if most > figure.best => push_ring(&mut d, at, scale.radius(most).px()),
                // As far as symbols go: how many more is not said.
                None => push_ring(&mut d, at, Radius::MAX.px() + 3.0),
                Some(_) => {}
            }
        }
        d
    });
    let class = if is_high {
        "figure-ring high"
    } else {
        "figure-ring low"
    };
    view! { <path class=class d=move || rings.get() /> }
}

fn push_ring(d: &mut String, [x, y]: [f64; 2], r: f64) {
    if r > 0.0 {
        // Writing to a String cannot fail.
        let _ok = write!(
            d,
            "M{:.1} {y:.1}a{r:.1} {r:.1} 0 1 1 {:.1} 0a{r:.1} {r:.1} 0 1 1 {:.1} 0z",
            x - r,
            2.0 * r,
            -2.0 * r
        );
    }
}

/// The reader's own file, under the marks.
#[component]
pub(super) fn OwnOverlay(context: MapContext, own: RwSignal<Option<OwnFile>, LocalStorage>) -> impl IntoView {
    let band = Memo::new(move |_| Band::of(context.base.get()));
    let paths = move || own.get().map(|file| overlay_paths(&file.overlay, band.get()));
    let placement = move || placement(band.get(), context.base.get());
    view! {
        <g class="own" transform=placement aria-hidden="true">
            {move || {
                paths()
                    .map(|paths| {
                        let [areas, lines, points] = paths;
                        view! {
                            <path class="own-areas" vector-effect="non-scaling-stroke" d=areas />
                            <path class="own-lines" vector-effect="non-scaling-stroke" d=lines />
                            <path class="own-points" vector-effect="non-scaling-stroke" d=points />
                        }
                    })
            }}
        </g>
    }
}

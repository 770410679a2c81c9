//! The base map: a handful of paths, written once a whole level of zoom and stretched in between.

use super::context::MapContext;
use super::shade::shades;
use chronotope_core::geo::Viewport;
use chronotope_core::scene::map::{
    Band, Basemap, BasemapLayer, BasemapPaths, PLANE_MARGIN_PX, RegionOutline, Shading, extent_path,
    outline_path,
};
use chronotope_core::state::MapLayer;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Below this zoom governorates, rivers and roads are left out.
pub(super) const FAR_ZOOM: f64 = 5.75;

/// So many bands are remembered with their paths.
const MOST_BANDS: usize = 3;

/// The paths of the layers, and the box that they cover.
type Paths = Arc<(BasemapPaths, String)>;

/// Where the plane of a band lies in the pane.
pub(super) fn placement(band: Band, viewport: Viewport) -> String {
    let (origin, stretch) = band.placement(viewport);
    format!(
        "translate({:.2} {:.2}) scale({stretch:.6})",
        origin.x + PLANE_MARGIN_PX,
        origin.y + PLANE_MARGIN_PX
    )
}

/// Land, borders, waters, roads, and the outline of one area at a time.
#[component]
pub(super) fn Land(
    context: MapContext,
    basemap: Signal<Arc<Basemap>>,
    outlines: Signal<Arc<BTreeMap<String, RegionOutline>>>,
    outlined: Signal<Option<String>>,
    shading: Signal<Option<Arc<Shading>>>,
) -> impl IntoView {
    let band = Memo::new(move |_| Band::of(context.base.get()));
    // The paths of the bands that were drawn last, and of which base map.
    let made = StoredValue::new(Vec::<(Band, Arc<Basemap>, Paths)>::new());
    let paths_in = move |band: Band| -> Paths {
        let basemap = basemap.get();
        let known = made.with_value(|made| {
            let mut made = made.iter();
            let known = made.find(|(its, of, _)| *its == band && Arc::ptr_eq(of, &basemap));
            known.map(|(_, _, paths)| Arc::clone(paths))
        });
        known.unwrap_or_else(|| {
            let paths = Arc::new((BasemapPaths::new(&basemap, band), extent_path(&basemap, band)));
            made.update_value(|made| {
                made.truncate(MOST_BANDS - 1);
                made.insert(0, (band, basemap, Arc::clone(&paths)));
            });
            paths
        })
    };
    context.ahead.add(move |base| {
        untrack(|| drop(paths_in(Band::of(base))));
    });
    let paths = Memo::new(move |_| paths_in(band.get()));
    let placement = move || placement(band.get(), context.base.get());
    let layer = move |layer: BasemapLayer| {
        let switch = match layer {
            BasemapLayer::Lakes => Some(MapLayer::Lakes),
            BasemapLayer::Rivers => Some(MapLayer::Rivers),
            BasemapLayer::Roads => Some(MapLayer::Roads),
            BasemapLayer::Admin1 => Some(MapLayer::Governorates),
            _ => None,
        };
        let is_off = move || switch.is_some_and(|layer| !context.controls.with(|c| c.layers.has(layer)));
        view! {
            <path
                class=format!("land-{}", layer.name())
                visibility=move || is_off().then_some("hidden")
                vector-effect="non-scaling-stroke"
                d=move || paths.with(|p| p.0.layer(layer).to_owned())
            />
        }
    };
    let region = Memo::new(move |_| {
        let id = outlined.get()?;
        let outlines = outlines.get();
        let outline = outlines.get(&id)?;
        Some((outline_path(outline, band.get()), outline.approximate))
    });
    let hatch = context.id("hatch");
    let hatch_fill = format!("url(#{hatch})");
    let shade_hatch = hatch_fill.clone();
    // The hatch keeps its width while the plane is stretched.
    let unstretched = move || {
        let (_, stretch) = band.get().placement(context.base.get());
        format!("rotate(45) scale({:.6})", 1.0 / stretch)
    };
    view! {
        <g class="land" class:far=move || context.base.get().zoom < FAR_ZOOM transform=placement aria-hidden="true">
            <defs>
                <pattern
                    id=hatch
                    class="hatch"
                    width="6"
                    height="6"
                    patternUnits="userSpaceOnUse"
                    patternTransform=unstretched
                >
                    <rect width=1.to_string() height="6" />
                </pattern>
            </defs>
            {layer(BasemapLayer::World)}
            <path class="land-extent" d=move || paths.with(|p| p.1.clone()) />
            {[BasemapLayer::Land, BasemapLayer::Focus].map(layer).collect_view()}
            {shades(shading, outlines, band, shade_hatch)}
            {BasemapLayer::ALL.into_iter().skip(3).map(layer).collect_view()}
            {move || {
                let hatch_fill = hatch_fill.clone();
                region
                    .get()
                    .map(|(d, approximate)| {
                        // A faded edge: three strokes, each wider and paler.
                        let edges = if approximate { vec!["faded wide", "faded", "faded narrow"] } else { vec!["sharp"] };
                        let edges = edges
                            .into_iter()
                            .map(|edge| {
                                view! {
                                    <path
                                        class=format!("region-edge {edge}")
                                        vector-effect="non-scaling-stroke"
                                        d=d.clone()
                                    />
                                }
                            })
                            .collect_view();
                        view! {
                            <path class="region-hatch" fill=hatch_fill d=d.clone() />
                            {edges}
                        }
                    })
            }}
        </g>
    }
}

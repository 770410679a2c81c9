//! A small map of a few points: where the first rows, or the places that a name may stand for, would be.

use super::Desk;
use crate::load::fetch;
use chronotope_core::geo::{BBox, LonLat, Viewport};
use chronotope_core::scene::map::{Band, Basemap, BasemapFile, BasemapLayer, BasemapPaths, extent_path};
use leptos::prelude::*;
use std::sync::Arc;

/// Where the files of the page's own base map are.
const BASEMAP: &str = "gazetteer/basemap/";

/// Size of the map.
const WIDTH: f64 = 280.0;
const HEIGHT: f64 = 150.0;

/// Points with their names, numbered as they come; the degrees of the edges are written beside them.
pub(super) fn small_map(desk: Desk, label: String, points: &[(String, LonLat)]) -> AnyView {
    let Some(around) = BBox::around(points.iter().map(|(_, at)| *at)) else {
        return ().into_any();
    };
    // A single point gets some ground around it.
    let grown = BBox {
        west: (around.west - 0.2).max(-180.0),
        east: (around.east + 0.2).min(180.0),
        south: (around.south - 0.2).max(-85.0),
        north: (around.north + 0.2).min(85.0),
    };
    let view = Viewport::fitting(grown, WIDTH, HEIGHT, 14.0);
    let dots = points.iter().enumerate().map(|(at, (name, lon_lat))| {
        let p = view.screen_from_lon_lat(*lon_lat);
        let title = format!("{name}: {}, {}", lon_lat.lat, lon_lat.lon);
        view! {
            <g>
                <circle cx=format!("{:.1}", p.x) cy=format!("{:.1}", p.y) r="7" class="import-dot"></circle>
                <text x=format!("{:.1}", p.x) y=format!("{:.1}", p.y + 3.5) class="import-number">
                    {at + 1}
                </text>
                <desc>{title}</desc>
            </g>
        }
    });
    let seen = view.bbox();
    let band = Band::of(view);
    let (origin, stretch) = band.placement(view);
    let placement = format!("translate({:.2} {:.2}) scale({stretch:.6})", origin.x, origin.y);
    let basemap = land(desk);
    let paths = Memo::new(move |_| {
        basemap.with(|basemap| {
            let Some(basemap) = basemap else {
                return [const { String::new() }; 3];
            };
            let paths = BasemapPaths::new(basemap, band);
            let near = [BasemapLayer::Land, BasemapLayer::Focus].map(|layer| paths.layer(layer));
            let world = paths.layer(BasemapLayer::World).to_owned();
            [world, extent_path(basemap, band), near.concat()]
        })
    });
    let path = move |at: usize, class: &'static str| {
        let d = move || paths.with(|paths| paths.get(at).cloned());
        view! { <path class=class vector-effect="non-scaling-stroke" d=d></path> }
    };
    let edge = format!(
        "{:.1}–{:.1} N, {:.1}–{:.1} E",
        seen.south, seen.north, seen.west, seen.east
    );
    view! {
        <svg class="import-map" role="img" aria-label=label viewBox=format!("0 0 {WIDTH} {HEIGHT}")>
            <g transform=placement aria-hidden="true">
                {path(0, "import-land")} {path(1, "import-sea")} {path(2, "import-land")}
            </g>
            {dots.collect_view()}
            <text x="6" y=format!("{}", HEIGHT - 6.0) class="import-edge">
                {edge}
            </text>
        </svg>
    }
    .into_any()
}

/// The land under the small maps: fetched once, when the first of them is shown.
fn land(desk: Desk) -> RwSignal<Option<Arc<Basemap>>> {
    let land = desk.land;
    if !desk.is_land_asked.get_value() {
        desk.is_land_asked.set_value(true);
        leptos::task::spawn_local(async move {
            let mut basemap = Basemap::default();
            for file in [BasemapFile::World, BasemapFile::Countries] {
                // Without it the points stand on their own, with the degrees beside them.
                if let Ok(bytes) = fetch(&format!("{BASEMAP}{}", file.file_name())).await
                    && let Err(error) = basemap.add(file, &String::from_utf8_lossy(&bytes))
                {
                    leptos::logging::warn!("{error}");
                }
            }
            land.try_set(Some(Arc::new(basemap)));
        });
    }
    land
}

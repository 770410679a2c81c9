//! A small map of a few points: where the first rows, or the places that a name may stand for, would be.

use chronotope_core::geo::{BBox, LonLat, Viewport};
use leptos::prelude::*;

/// Size of the map.
const WIDTH: f64 = 280.0;
const HEIGHT: f64 = 150.0;

/// Points with their names, numbered as they come; the degrees of the edges are written beside them.
pub(super) fn small_map(label: String, points: &[(String, LonLat)]) -> AnyView {
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
    let edge = format!(
        "{:.1}–{:.1} N, {:.1}–{:.1} E",
        seen.south, seen.north, seen.west, seen.east
    );
    view! {
        <svg class="import-map" role="img" aria-label=label viewBox=format!("0 0 {WIDTH} {HEIGHT}")>
            {dots.collect_view()}
            <text x="6" y=format!("{}", HEIGHT - 6.0) class="import-edge">
                {edge}
            </text>
        </svg>
    }
    .into_any()
}

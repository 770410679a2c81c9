//! [`BasemapPaths`]: a base map as `d` attributes for a band of zooms.

use super::basemap::{Basemap, BasemapLayer, Lines, projected};
use super::{Frame, RegionOutline};
use crate::geo::{PathData, Point, Rect, ScreenPoint, Viewport, clip_line, clip_ring, simplify};
use std::fmt::Write as _;

/// What is left out is nearer than this to what is drawn, in px at the band's least zoom.
const TOLERANCE_PX: f64 = 0.35;
/// Rings smaller than this are left out.
const LEAST_RING_PX: f64 = 1.0;

/// A whole level of zoom, for which outlines are simplified once, and the plane they are drawn on. Within it the plane
/// is stretched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    frame: Frame,
    reach: Rect,
    zoom: f64,
}

impl Band {
    /// The band of a viewport.
    pub fn of(viewport: Viewport) -> Band {
        let zoom = viewport.zoom.floor();
        let frame = Frame::at_scale(viewport, 256.0 * zoom.exp2());
        Band {
            frame,
            reach: frame.reach(viewport),
            zoom,
        }
    }

    /// How the plane lies in the pane: where its origin is, and how much it is stretched.
    pub fn placement(self, viewport: Viewport) -> (ScreenPoint, f64) {
        (
            self.frame.origin_on_screen(viewport),
            (viewport.zoom - self.zoom).exp2(),
        )
    }

    fn rings(self, lines: &[Vec<Point>]) -> String {
        let mut d = PathData::default();
        for ring in lines {
            let clipped = clip_ring(&self.plane(ring), self.reach);
            d.ring(&simplify(&clipped, TOLERANCE_PX));
        }
        d.into_string()
    }

    fn lines(self, lines: &[Vec<Point>]) -> String {
        let mut d = PathData::default();
        for line in lines {
            for run in clip_line(&self.plane(line), self.reach) {
                d.line(&simplify(&run, TOLERANCE_PX));
            }
        }
        d.into_string()
    }

    /// The points on the plane; none if all lie within a px.
    fn plane(self, line: &[Point]) -> Vec<Point> {
        let on_plane: Vec<Point> = line
            .iter()
            .map(|p| self.frame.px(crate::geo::WorldPoint { x: p[0], y: p[1] }))
            .collect();
        let bounds = on_plane.iter().fold(
            [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
            |b, p| [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])],
        );
        if bounds[2] - bounds[0] < LEAST_RING_PX && bounds[3] - bounds[1] < LEAST_RING_PX {
            return Vec::new();
        }
        on_plane
    }
}

/// The `d` attributes of a reader's own file: areas, lines, points.
pub fn overlay_paths(overlay: &crate::read::Overlay, band: Band) -> [String; 3] {
    let project = |runs: &[Vec<[f64; 2]>]| -> Lines {
        let one = |run: &Vec<[f64; 2]>| run.iter().map(|p| super::basemap::project(*p)).collect();
        runs.iter().map(one).collect()
    };
    let mut points = String::new();
    for point in &overlay.points {
        let [x, y] = super::basemap::project(*point);
        let [x, y] = band.frame.px(crate::geo::WorldPoint { x, y });
        if band.reach.contains(x, y) {
            // Writing to a String cannot fail.
            let _ok = write!(points, "M{x:.1} {y:.1}h0");
        }
    }
    [
        band.rings(&project(&overlay.rings)),
        band.lines(&project(&overlay.lines)),
        points,
    ]
}

/// The `d` attribute of each layer of a base map, in a band.
#[derive(Debug, Clone, PartialEq)]
pub struct BasemapPaths {
    paths: Vec<(BasemapLayer, String)>,
}

impl BasemapPaths {
    /// Draws a base map for a band.
    pub fn new(basemap: &Basemap, band: Band) -> BasemapPaths {
        let paths = BasemapLayer::ALL.into_iter().map(|layer| {
            let lines = basemap.lines(layer);
            let d = if layer.is_area() {
                band.rings(lines)
            } else {
                band.lines(lines)
            };
            (layer, d)
        });
        BasemapPaths {
            paths: paths.collect(),
        }
    }

    /// The attribute of a layer.
    pub fn layer(&self, layer: BasemapLayer) -> &str {
        self.paths
            .iter()
            .find(|(its, _)| *its == layer)
            .map_or("", |(_, d)| d.as_str())
    }
}

/// The box that the region's files cover, in a band: what they do not call land is sea there.
pub fn extent_path(basemap: &Basemap, band: Band) -> String {
    let Some(r) = basemap.extent() else {
        return String::new();
    };
    let ring: Lines = vec![vec![
        [r.x0, r.y0],
        [r.x1, r.y0],
        [r.x1, r.y1],
        [r.x0, r.y1],
        [r.x0, r.y0],
    ]];
    band.rings(&ring)
}

/// The `d` attribute of an outline, in a band.
pub fn outline_path(outline: &RegionOutline, band: Band) -> String {
    band.rings(&projected(&outline.polygons))
}

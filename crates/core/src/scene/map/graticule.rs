//! [`graticule`]: lines of longitude and latitude at round degrees, and what they are called.

use crate::geo::{LonLat, PathData, ScreenPoint, Viewport};

/// Steps between lines, in degrees.
const STEPS: [f64; 13] = [
    30.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005,
];
/// Least room between two lines.
const LEAST_PX: f64 = 90.0;

/// What a line is called, and where that is written.
#[derive(Debug, Clone, PartialEq)]
pub struct GraticuleLabel {
    /// From the pane's left edge.
    pub x: f64,
    /// From its top.
    pub y: f64,
    /// Degrees and the hemisphere's letter.
    pub text: String,
    /// It names a meridian.
    pub is_meridian: bool,
}

/// The lines in a pane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graticule {
    /// The `d` attribute of all lines, in px of the pane.
    pub d: String,
    /// Their names.
    pub labels: Vec<GraticuleLabel>,
}

/// The lines of longitude and latitude in a pane: at least 90 px apart, at most one name each.
pub fn graticule(viewport: Viewport) -> Graticule {
    let bbox = viewport.bbox();
    let px_per_degree = viewport.scale_px() / 360.0;
    let step = STEPS
        .into_iter()
        .filter(|step| step * px_per_degree >= LEAST_PX)
        .fold(STEPS[0], f64::min);
    let decimals = if step >= 1.0 {
        0
    } else {
        (-step.log10() - 1e-9).ceil() as usize
    };
    let (width, height) = (viewport.width, viewport.height);
    let mut d = PathData::default();
    let mut labels = Vec::new();
    for degrees in multiples(bbox.west, bbox.east, step) {
        let at = viewport.screen_from_lon_lat(LonLat {
            lon: degrees,
            lat: viewport.center.lat,
        });
        let x = at.x;
        d.line(&[[x, 0.0], [x, height]]);
        let text = named(degrees, decimals, ["E", "W"]);
        labels.push(GraticuleLabel {
            x,
            y: 0.0,
            text,
            is_meridian: true,
        });
    }
    for degrees in multiples(bbox.south, bbox.north, step) {
        let ScreenPoint { y, .. } = viewport.screen_from_lon_lat(LonLat {
            lon: viewport.center.lon,
            lat: degrees,
        });
        d.line(&[[0.0, y], [width, y]]);
        let text = named(degrees, decimals, ["N", "S"]);
        labels.push(GraticuleLabel {
            x: 0.0,
            y,
            text,
            is_meridian: false,
        });
    }
    Graticule {
        d: d.into_string(),
        labels,
    }
}

/// The multiples of a step from one number to another; not more than a pane has room for.
fn multiples(from: f64, to: f64, step: f64) -> impl Iterator<Item = f64> {
    let (first, last) = ((from / step).ceil() as i64, (to / step).floor() as i64);
    (first..=last).take(64).map(move |n| n as f64 * step)
}

fn named(degrees: f64, decimals: usize, [positive, negative]: [&str; 2]) -> String {
    let letter = if degrees.abs() < 1e-9 {
        ""
    } else if degrees > 0.0 {
        positive
    } else {
        negative
    };
    format!("{:.decimals$}°{letter}", degrees.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn idlib_has_lines_at_half_degrees() {
        let lines = graticule(Viewport {
            center: LonLat {
                lon: 36.65,
                lat: 35.7,
            },
            zoom: 8.9,
            width: 872.0,
            height: 584.0,
        });
        let names: Vec<&str> = lines.labels.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(
            names,
            [
                "35.5°E", "36.0°E", "36.5°E", "37.0°E", "37.5°E", "35.0°N", "35.5°N", "36.0°N"
            ]
        );
    }

    proptest! {
        #[test]
        fn lines_are_apart_and_where_they_say(lon in -170.0..170.0f64, lat in -75.0..75.0f64, zoom in 1.5..16.0f64) {
            let viewport = Viewport { center: LonLat { lon, lat }, zoom, width: 872.0, height: 584.0 }.kept_on_globe();
            let lines = graticule(viewport);
            prop_assert!(lines.labels.len() <= 40, "{}", lines.labels.len());
            let meridians: Vec<f64> = lines.labels.iter().filter(|l| l.is_meridian).map(|l| l.x).collect();
            for pair in meridians.windows(2) {
                prop_assert!(pair[1] - pair[0] >= LEAST_PX - 1e-6 || viewport.scale_px() / 12.0 < LEAST_PX);
            }
            for label in lines.labels.iter().filter(|l| l.is_meridian) {
                let degrees: f64 = label.text.trim_end_matches(['°', 'E', 'W']).parse().unwrap();
                let degrees = if label.text.ends_with('W') { -degrees } else { degrees };
                let x = viewport.screen_from_lon_lat(LonLat { lon: degrees, lat }).x;
                prop_assert!((x - label.x).abs() < 1.0);
            }
        }
    }
}

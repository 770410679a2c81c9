//! Borders of countries, for a gazetteer whose entries do not say in which country they lie.

use super::{LonLat, Outline, country_code, fold, read_outlines};

/// As far as the borders of a small-scale map are off, in kilometres.
const LOOSE_KM: f64 = 12.0;

/// A country as a map outlines it.
#[derive(Clone, Debug)]
pub struct Border {
    code: &'static str,
    outline: Outline,
    /// West, south, east, north.
    bounds: [f64; 4],
    /// Its names in the file, folded.
    names: Vec<String>,
}

/// The countries of a file of outlines whose ids are ISO 3166-1 codes; others are left out.
///
/// ```
/// use chronotope_core::gazetteer::read_borders;
/// let file = br#"{"features":[{"properties":{"id":"LBY","name_en":"Libya"},
///     "geometry":{"type":"Polygon","coordinates":[[[10,24],[25,20],[25,32],[10,32],[10,24]]]}}]}"#;
/// assert_eq!(read_borders(file).len(), 1);
/// ```
pub fn read_borders(bytes: &[u8]) -> Vec<Border> {
    let outlines = read_outlines(bytes).0;
    let border = |(id, area): (String, super::AreaOutline)| {
        Some(Border {
            code: country_code(&id)?,
            bounds: area.outline.bounds()?,
            outline: area.outline,
            names: [area.name, area.name_ar]
                .iter()
                .filter_map(|name| fold(name))
                .collect(),
        })
    };
    outlines.into_iter().filter_map(border).collect()
}

/// The country of this name.
pub(super) fn named(borders: &[Border], name: &str) -> Option<&'static str> {
    let key = fold(name)?;
    borders
        .iter()
        .find(|border| border.names.contains(&key))
        .map(|border| border.code)
}

/// Whether a point lies in a country: `None` where it is too near the border to say, or nobody knows the border.
pub(super) fn lies_in(borders: &[Border], code: &str, point: LonLat) -> Option<bool> {
    let mut known = false;
    let mut near = false;
    for border in borders.iter().filter(|border| border.code == code) {
        known = true;
        let [west, south, east, north] = border.bounds;
        // A degree is more than 12 km but far from the poles, where nobody reports.
        let around = (west - 1.0..=east + 1.0).contains(&point.lon)
            && (south - 1.0..=north + 1.0).contains(&point.lat);
        if !around {
            continue;
        }
        if border.outline.contains(point) {
            return Some(true);
        }
        near |= border.outline.distance_to_edge_km(point) < LOOSE_KM;
    }
    (known && !near).then_some(false)
}

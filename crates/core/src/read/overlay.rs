//! [`read_overlay`]: a reader's own `GeoJSON`, to be drawn under the marks. It is drawn, never counted.

use super::json::{Cursor, Stop, Token, Value};
use crate::geo::LonLat;

/// What of an overlay could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverlayFault {
    /// The browser cannot read the file: it was moved, or it may not be read.
    Unreadable,
    /// The file is not JSON from this feature on, or ends inside it.
    NotJson,
    /// The file is JSON but holds no features or geometry.
    NotGeoJson,
    /// The feature has no geometry.
    NoGeometry,
    /// Some position is not on the globe, or is no position.
    OffTheGlobe,
}

/// An overlay: positions in longitude and latitude.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlay {
    /// Rings of areas, holes among them.
    pub rings: Vec<Vec<[f64; 2]>>,
    /// Lines.
    pub lines: Vec<Vec<[f64; 2]>>,
    /// Points.
    pub points: Vec<[f64; 2]>,
    /// Features with a geometry that could be used.
    pub features: u32,
    /// What could not be used: the number of the feature, from 1, and why. At most twenty.
    pub problems: Vec<(u32, OverlayFault)>,
}

/// More problems than this are only counted as features that are missing.
const MAX_PROBLEMS: usize = 20;
/// Collections nested deeper than this are refused.
const MAX_DEPTH: u32 = 8;

impl Overlay {
    /// True if there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.rings.is_empty() && self.lines.is_empty() && self.points.is_empty()
    }

    /// What there is of a file that cannot be read.
    pub fn unreadable() -> Overlay {
        Overlay {
            problems: vec![(0, OverlayFault::Unreadable)],
            ..Overlay::default()
        }
    }

    fn problem(&mut self, feature: u32, fault: OverlayFault) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push((feature, fault));
        }
    }
}

/// Reads a `GeoJSON` text: a collection of features, one feature, or a bare geometry. What can be used is, what cannot
/// is named.
pub fn read_overlay(text: &[u8]) -> Overlay {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut overlay = Overlay::default();
    let mut reader = Reader {
        cursor: Cursor::new(text),
        overlay: &mut overlay,
        feature: 0,
    };
    let ended = reader.top();
    let feature = reader.feature.max(1);
    if ended.is_err() {
        overlay.problem(feature, OverlayFault::NotJson);
    } else if overlay.is_empty() && overlay.problems.is_empty() {
        overlay.problem(1, OverlayFault::NotGeoJson);
    }
    overlay
}

/// What a geometry is drawn as.
#[derive(Clone, Copy, PartialEq)]
enum Drawn {
    Points,
    Lines,
    Rings,
}

struct Reader<'a, 'o> {
    cursor: Cursor<'a>,
    overlay: &'o mut Overlay,
    feature: u32,
}

/// What an object turned out to hold.
#[derive(Default)]
struct Found {
    /// The drawing of its `type`, if that is a geometry's.
    drawn: Option<Drawn>,
    /// Where its coordinates begin.
    coordinates: Option<usize>,
    has_geometry: bool,
    has_parts: bool,
}

impl Reader<'_, '_> {
    fn top(&mut self) -> Result<(), Stop> {
        let value = self.cursor.value()?;
        if value != Value::Object {
            return self.cursor.skip_rest(value);
        }
        self.object(MAX_DEPTH)?;
        Ok(())
    }

    /// Reads an object whose brace has been passed: a collection, a feature or a geometry.
    fn object(&mut self, depth: u32) -> Result<Found, Stop> {
        let depth = depth.checked_sub(1).ok_or(Stop::Malformed)?;
        let mut found = Found::default();
        let mut first = true;
        while let Some(key) = self.cursor.next_key(&mut first)? {
            match self.text(key) {
                b"type" => {
                    if let Value::Scalar(token) = self.cursor.value()? {
                        found.drawn = drawn_as(self.text(token));
                    }
                }
                b"coordinates" => {
                    self.cursor.peek()?;
                    found.coordinates = Some(self.cursor.at);
                    let value = self.cursor.value()?;
                    self.cursor.skip_rest(value)?;
                }
                b"geometry" => {
                    found.has_geometry = true;
                    self.geometry(depth)?;
                }
                b"features" => {
                    found.has_parts = true;
                    self.each(|reader| {
                        reader.feature += 1;
                        reader.feature_of(depth)
                    })?;
                }
                b"geometries" => {
                    found.has_parts = true;
                    self.each(|reader| reader.geometry(depth))?;
                }
                _ => {
                    let value = self.cursor.value()?;
                    self.cursor.skip_rest(value)?;
                }
            }
        }
        if let (Some(drawn), Some(at)) = (found.drawn, found.coordinates) {
            self.draw(drawn, at)?;
        }
        Ok(found)
    }

    /// An element of `features`.
    fn feature_of(&mut self, depth: u32) -> Result<(), Stop> {
        let value = self.cursor.value()?;
        let has_geometry = if value == Value::Object {
            self.object(depth)?.has_geometry
        } else {
            self.cursor.skip_rest(value)?;
            false
        };
        if !has_geometry {
            self.overlay.problem(self.feature, OverlayFault::NoGeometry);
        }
        Ok(())
    }

    fn geometry(&mut self, depth: u32) -> Result<(), Stop> {
        let value = self.cursor.value()?;
        if value != Value::Object {
            self.cursor.skip_rest(value)?;
            self.overlay
                .problem(self.feature.max(1), OverlayFault::NoGeometry);
            return Ok(());
        }
        let found = self.object(depth)?;
        if !found.has_parts && (found.drawn.is_none() || found.coordinates.is_none()) {
            self.overlay
                .problem(self.feature.max(1), OverlayFault::NoGeometry);
        }
        Ok(())
    }

    fn each(&mut self, mut read: impl FnMut(&mut Self) -> Result<(), Stop>) -> Result<(), Stop> {
        let value = self.cursor.value()?;
        if value != Value::Array {
            return self.cursor.skip_rest(value);
        }
        let mut first = true;
        while self.cursor.next_element(&mut first)? {
            read(self)?;
        }
        Ok(())
    }

    /// Takes the positions of coordinates, of which only the innermost runs matter: a run of positions is a line or a
    /// ring whatever holds it.
    fn draw(&mut self, drawn: Drawn, at: usize) -> Result<(), Stop> {
        let end = std::mem::replace(&mut self.cursor.at, at);
        let mut runs = Vec::new();
        let is_whole = self.runs(&mut runs, MAX_DEPTH)?;
        self.cursor.at = end;
        self.cursor.values.clear();
        let mut used = false;
        for run in runs {
            match drawn {
                Drawn::Points => {
                    used |= !run.is_empty();
                    self.overlay.points.extend(run);
                }
                Drawn::Lines if run.len() > 1 => {
                    used = true;
                    self.overlay.lines.push(run);
                }
                Drawn::Rings if run.len() > 2 => {
                    used = true;
                    self.overlay.rings.push(run);
                }
                Drawn::Lines | Drawn::Rings => {}
            }
        }
        self.overlay.features += u32::from(used);
        if !is_whole || !used {
            self.overlay
                .problem(self.feature.max(1), OverlayFault::OffTheGlobe);
        }
        Ok(())
    }

    /// Reads an array of positions, or of such arrays; false if some position is none.
    fn runs(&mut self, runs: &mut Vec<Vec<[f64; 2]>>, depth: u32) -> Result<bool, Stop> {
        let depth = depth.checked_sub(1).ok_or(Stop::Malformed)?;
        let value = self.cursor.value()?;
        if value != Value::Array {
            self.cursor.skip_rest(value)?;
            return Ok(false);
        }
        let mut is_whole = true;
        let mut run = Vec::new();
        let mut numbers: Vec<f64> = Vec::new();
        let mut first = true;
        while self.cursor.next_element(&mut first)? {
            if self.cursor.peek()? == b'[' {
                let before = runs.len();
                is_whole &= self.runs(runs, depth)?;
                // A position comes back as a run of one: it belongs to this run.
                if runs.len() == before + 1
                    && let Some(inner) = runs.pop_if(|inner| inner.len() == 1)
                {
                    run.extend(inner);
                }
            } else {
                match self.cursor.value()? {
                    Value::Scalar(token) => numbers.extend(self.number(token)),
                    other => self.cursor.skip_rest(other)?,
                }
            }
        }
        if let [lon, lat, ..] = numbers[..] {
            match LonLat::new(lon, lat) {
                Some(_) => run.push([lon, lat]),
                None => is_whole = false,
            }
        } else if run.is_empty() && runs.is_empty() {
            is_whole = false;
        }
        if !run.is_empty() {
            runs.push(run);
        }
        Ok(is_whole)
    }

    fn number(&self, token: Token) -> Option<f64> {
        std::str::from_utf8(self.text(token)).ok()?.parse().ok()
    }

    fn text(&self, token: Token) -> &[u8] {
        self.cursor
            .bytes
            .get(token.start as usize..token.end as usize)
            .unwrap_or_default()
    }
}

fn drawn_as(name: &[u8]) -> Option<Drawn> {
    match name {
        b"Point" | b"MultiPoint" => Some(Drawn::Points),
        b"LineString" | b"MultiLineString" => Some(Drawn::Lines),
        b"Polygon" | b"MultiPolygon" => Some(Drawn::Rings),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_geometry_is_drawn() {
        let overlay = read_overlay(
            br#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"coordinates":[1]},"geometry":{"type":"Point","coordinates":[36.5,35.6,200]}},
            {"type":"Feature","geometry":{"coordinates":[[36,35],[37,36]],"type":"LineString"}},
            {"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[36,35],[37,35],[37,36],[36,35]],[[36.1,35.1],[36.2,35.1],[36.2,35.2],[36.1,35.1]]],[[[38,35],[39,35],[39,36],[38,35]]]]}},
            {"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}]}},
            {"type":"Feature","geometry":null},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[200,95]}}]}"#,
        );
        assert_eq!(overlay.points, [[36.5, 35.6], [1.0, 2.0], [3.0, 4.0]]);
        assert_eq!(overlay.lines, [vec![[36.0, 35.0], [37.0, 36.0]]]);
        assert_eq!(overlay.rings.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4, 4]);
        assert_eq!(overlay.features, 4);
        assert_eq!(
            overlay.problems,
            [(5, OverlayFault::NoGeometry), (6, OverlayFault::OffTheGlobe)]
        );
    }

    #[test]
    fn a_bare_geometry_and_one_position_are_enough() {
        let one = read_overlay(br#"{"type":"LineString","coordinates":[[36,35],[37,36]]}"#);
        assert_eq!((one.lines.len(), one.problems.len()), (1, 0));
        let ring = read_overlay(
            br#"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}"#,
        );
        assert_eq!((ring.rings.len(), ring.problems.len()), (1, 0));
    }

    #[test]
    fn what_cannot_be_used_is_named_and_the_rest_is_drawn() {
        let faults = |text: &str| -> Vec<OverlayFault> {
            read_overlay(text.as_bytes())
                .problems
                .into_iter()
                .map(|(_, f)| f)
                .collect()
        };
        assert_eq!(faults("name,lat,lon"), [OverlayFault::NotJson]);
        assert_eq!(faults(r#"{"a":1}"#), [OverlayFault::NotGeoJson]);
        assert_eq!(faults("[]"), [OverlayFault::NotGeoJson]);
        let cut =
            r#"{"features":[{"geometry":{"type":"Point","coordinates":[1,2]}},{"geometry":{"type":"Poi"#;
        let overlay = read_overlay(cut.as_bytes());
        assert_eq!(overlay.points, [[1.0, 2.0]]);
        assert_eq!(overlay.problems, [(2, OverlayFault::NotJson)]);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in r#"[\[\]{}:,"a-z0-9. \-]{0,120}"#, cut in 0usize..200) {
            read_overlay(text.as_bytes());
            let whole = br#"{"features":[{"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}"#;
            let overlay = read_overlay(&whole[..cut.min(whole.len())]);
            prop_assert!(cut >= whole.len() || !overlay.problems.is_empty());
        }

        #[test]
        fn lines_come_out_as_they_went_in(points in prop::collection::vec((-180.0..180.0f64, -90.0..90.0f64), 2..20)) {
            let written: Vec<String> = points.iter().map(|(x, y)| format!("[{x}, {y}]")).collect();
            let text = format!(r#"{{"type":"LineString","coordinates":[{}]}}"#, written.join(","));
            let overlay = read_overlay(text.as_bytes());
            prop_assert_eq!(overlay.lines, vec![points.iter().map(|(x, y)| [*x, *y]).collect::<Vec<_>>()]);
        }
    }
}

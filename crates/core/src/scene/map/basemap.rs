//! [`Basemap`]: land, borders, waters and roads, as read from `GeoJSON`.

use super::{LabelKind, MapLabel};
use crate::geo::{LonLat, Point, Rect, ScreenPoint, Viewport, world_from_lon_lat};
use crate::json::{self, Mismatch, Value};

/// From this zoom on the outlines of the world, which have a point every ten km or so, would put a town of the border on
/// its wrong side.
const ROUGH_ZOOM: f64 = 5.0;

/// The files that a base map is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BasemapFile {
    /// All the world's countries, coarse: drawn under everything else.
    World,
    /// Countries of the region; `focus` tells those that the data set is about.
    Countries,
    /// Governorates.
    Admin1,
    /// Lakes.
    Lakes,
    /// Rivers.
    Rivers,
    /// Highways.
    Roads,
    /// Disputed areas, drawn dashed and without a claim.
    Disputed,
}

impl BasemapFile {
    /// All of them, those that the first view needs first.
    pub const ALL: [BasemapFile; 7] = [
        BasemapFile::Countries,
        BasemapFile::Admin1,
        BasemapFile::Lakes,
        BasemapFile::Rivers,
        BasemapFile::Roads,
        BasemapFile::Disputed,
        BasemapFile::World,
    ];

    /// Its name in the folder `basemap`.
    pub fn file_name(self) -> &'static str {
        match self {
            BasemapFile::World => "world-countries.geojson",
            BasemapFile::Countries => "countries.geojson",
            BasemapFile::Admin1 => "admin1.geojson",
            BasemapFile::Lakes => "lakes.geojson",
            BasemapFile::Rivers => "rivers.geojson",
            BasemapFile::Roads => "roads.geojson",
            BasemapFile::Disputed => "disputed.geojson",
        }
    }
}

/// A file of the base map that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("not a base map in GeoJSON: {0}")]
pub struct BasemapError(String);

/// What is drawn in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BasemapLayer {
    /// Land of the coarse world.
    World,
    /// Land of the region.
    Land,
    /// Land of the countries that the data set is about.
    Focus,
    /// Lakes.
    Lakes,
    /// Rivers.
    Rivers,
    /// Borders of governorates.
    Admin1,
    /// Borders of countries, and coasts.
    Borders,
    /// Edges of disputed areas.
    Disputed,
    /// Highways.
    Roads,
}

impl BasemapLayer {
    /// All of them, the lowest first.
    pub const ALL: [BasemapLayer; 9] = [
        BasemapLayer::World,
        BasemapLayer::Land,
        BasemapLayer::Focus,
        BasemapLayer::Lakes,
        BasemapLayer::Rivers,
        BasemapLayer::Admin1,
        BasemapLayer::Borders,
        BasemapLayer::Disputed,
        BasemapLayer::Roads,
    ];

    /// A name for style sheets.
    pub fn name(self) -> &'static str {
        match self {
            BasemapLayer::World => "world",
            BasemapLayer::Land => "land",
            BasemapLayer::Focus => "focus",
            BasemapLayer::Lakes => "lakes",
            BasemapLayer::Rivers => "rivers",
            BasemapLayer::Admin1 => "admin1",
            BasemapLayer::Borders => "borders",
            BasemapLayer::Disputed => "disputed",
            BasemapLayer::Roads => "roads",
        }
    }

    /// Drawn as areas; others as lines.
    pub fn is_area(self) -> bool {
        matches!(
            self,
            BasemapLayer::World | BasemapLayer::Land | BasemapLayer::Focus | BasemapLayer::Lakes
        )
    }
}

/// Lines or rings of the projected world, in its units.
pub(crate) type Lines = Vec<Vec<Point>>;

/// Land, borders, waters and roads, projected.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Basemap {
    layers: Vec<(BasemapLayer, Lines)>,
    labels: Vec<MapLabel>,
    extent: Option<Rect>,
}

impl Basemap {
    /// Adds what a file holds.
    ///
    /// # Errors
    /// If the text is not `GeoJSON`. The base map is then as it was.
    pub fn add(&mut self, file: BasemapFile, geojson: &str) -> Result<(), BasemapError> {
        let collection = json::parse(geojson.as_bytes()).map_err(|e| BasemapError(e.to_string()))?;
        let features = features(&collection).map_err(|e| BasemapError(e.to_string()))?;
        if file == BasemapFile::Countries {
            self.extent = extent(&features);
        }
        for feature in features {
            self.add_feature(file, feature);
        }
        Ok(())
    }

    fn add_feature(&mut self, file: BasemapFile, feature: Feature) {
        let Feature { lines, properties } = feature;
        match file {
            BasemapFile::World => self.layer(BasemapLayer::World).extend(lines),
            BasemapFile::Countries => {
                let borders = self.inner_edges(&lines);
                self.layer(BasemapLayer::Borders).extend(borders);
                let land = if properties.focus {
                    BasemapLayer::Focus
                } else {
                    BasemapLayer::Land
                };
                self.layer(land).extend(lines);
                // A disputed area carries no label of a state.
                if !properties.disputed {
                    self.label(properties, LabelKind::Country);
                }
            }
            BasemapFile::Admin1 => {
                let borders = self.inner_edges(&lines);
                self.layer(BasemapLayer::Admin1).extend(borders);
                self.label(properties, LabelKind::Governorate);
            }
            BasemapFile::Lakes => {
                self.layer(BasemapLayer::Lakes).extend(lines);
                self.label(properties, LabelKind::Water);
            }
            BasemapFile::Rivers => self.layer(BasemapLayer::Rivers).extend(lines),
            BasemapFile::Roads => {
                let middle = lines.first().and_then(|line| line.get(line.len() / 2)).copied();
                self.layer(BasemapLayer::Roads).extend(lines);
                if let (Some(at), Some(number)) = (middle, properties.road_number.clone()) {
                    let segment = properties.segment.unwrap_or_default();
                    self.labels.push(MapLabel {
                        id: format!("road-{number}-{segment}"),
                        name: number.clone(),
                        name_ar: number,
                        lon_lat: crate::geo::lon_lat_from_world(crate::geo::WorldPoint {
                            x: at[0],
                            y: at[1],
                        }),
                        kind: LabelKind::Road,
                        population: 0,
                    });
                }
            }
            BasemapFile::Disputed => {
                let edges = self.inner_edges(&lines);
                self.layer(BasemapLayer::Disputed).extend(edges);
            }
        }
    }

    fn layer(&mut self, layer: BasemapLayer) -> &mut Lines {
        let at = self
            .layers
            .iter()
            .position(|(its, _)| *its == layer)
            .unwrap_or_else(|| {
                self.layers.push((layer, Lines::new()));
                self.layers.len() - 1
            });
        &mut self.layers[at].1
    }

    fn label(&mut self, properties: Properties, kind: LabelKind) {
        let (Some([lon, lat]), Some(name)) = (properties.label, properties.name_en) else {
            return;
        };
        let Some(lon_lat) = LonLat::new(lon, lat) else {
            return;
        };
        self.labels.push(MapLabel {
            id: properties.id.unwrap_or_else(|| name.clone()),
            name,
            name_ar: properties.name_ar.unwrap_or_default(),
            lon_lat,
            kind,
            population: 0,
        });
    }

    /// Rings as lines, without the edges along which the file's extent cuts them: those are no borders.
    fn inner_edges(&self, rings: &Lines) -> Lines {
        let Some(extent) = self.extent else {
            return rings.clone();
        };
        let along = |a: f64, b: f64, side: f64| (a - side).abs() < 1e-9 && (b - side).abs() < 1e-9;
        let is_cut = |a: Point, b: Point| {
            along(a[0], b[0], extent.x0)
                || along(a[0], b[0], extent.x1)
                || along(a[1], b[1], extent.y0)
                || along(a[1], b[1], extent.y1)
        };
        let mut lines = Lines::new();
        for ring in rings {
            let mut line: Vec<Point> = Vec::new();
            for pair in ring.windows(2) {
                let &[a, b] = pair else { continue };
                if is_cut(a, b) {
                    lines.extend((line.len() > 1).then(|| std::mem::take(&mut line)));
                    line.clear();
                } else {
                    if line.is_empty() {
                        line.push(a);
                    }
                    line.push(b);
                }
            }
            lines.extend((line.len() > 1).then_some(line));
        }
        lines
    }

    /// The lines or rings of a layer.
    pub(crate) fn lines(&self, layer: BasemapLayer) -> &[Vec<Point>] {
        self.layers
            .iter()
            .find(|(its, _)| *its == layer)
            .map_or(&[], |(_, lines)| lines.as_slice())
    }

    /// Names of countries, governorates, lakes and roads.
    pub fn labels(&self) -> &[MapLabel] {
        &self.labels
    }

    /// True if a pane shows, so near that it matters, ground that only the rough outlines of the world cover.
    pub fn is_rough_in(&self, viewport: Viewport) -> bool {
        let corner = |x, y| viewport.world_from_screen(ScreenPoint { x, y });
        let corners = [corner(0.0, 0.0), corner(viewport.width, viewport.height)];
        let is_beyond = |fine: Rect| corners.iter().any(|at| !fine.contains(at.x, at.y));
        viewport.zoom >= ROUGH_ZOOM && self.extent.is_some_and(is_beyond)
    }

    /// What the files of the region cover, in units of the projected world.
    pub fn extent(&self) -> Option<Rect> {
        self.extent
    }
}

fn extent(features: &[Feature]) -> Option<Rect> {
    features
        .iter()
        .flat_map(|feature| feature.lines.iter().flatten().copied())
        .fold(None, |rect: Option<Rect>, [x, y]| {
            Some(rect.map_or(
                Rect {
                    x0: x,
                    y0: y,
                    x1: x,
                    y1: y,
                },
                |r| Rect {
                    x0: r.x0.min(x),
                    y0: r.y0.min(y),
                    x1: r.x1.max(x),
                    y1: r.y1.max(y),
                },
            ))
        })
}

/// The rings of an outline, projected.
pub(super) fn projected(polygons: &[Vec<Vec<[f64; 2]>>]) -> Lines {
    polygons
        .iter()
        .flatten()
        .map(|ring| ring.iter().map(|p| project(*p)).collect())
        .collect()
}

pub(super) fn project([lon, lat]: [f64; 2]) -> Point {
    let world = world_from_lon_lat(LonLat { lon, lat });
    [world.x, world.y]
}

/// What is drawn of a feature, projected, and what is said of it.
struct Feature {
    lines: Lines,
    properties: Properties,
}

#[derive(Default)]
struct Properties {
    id: Option<String>,
    name_en: Option<String>,
    name_ar: Option<String>,
    label: Option<[f64; 2]>,
    road_number: Option<String>,
    segment: Option<String>,
    focus: bool,
    disputed: bool,
}

/// The features of a collection that have a geometry.
fn features(collection: &Value<'_>) -> Result<Vec<Feature>, Mismatch> {
    let mut features = Vec::new();
    if collection.get("features").is_none() {
        return Err(json::is_missing("features"));
    }
    for feature in collection.list("features")? {
        let Some(geometry) = feature.get("geometry") else {
            continue;
        };
        let properties = match feature.get("properties") {
            None => Properties::default(),
            Some(of) => Properties {
                id: of.maybe_text("id")?,
                name_en: of.maybe_text("name_en")?,
                name_ar: of.maybe_text("name_ar")?,
                label: of.get("label").and_then(Value::as_pair),
                road_number: of.maybe_text("ref")?,
                segment: of.maybe_text("segment")?,
                focus: of.flag("focus")?,
                disputed: of.flag("disputed")?,
            },
        };
        let depth = match geometry.text("type")?.as_str() {
            "Point" => None,
            "LineString" => Some(0),
            "MultiLineString" | "Polygon" => Some(1),
            "MultiPolygon" => Some(2),
            other => return Err(Mismatch(format!("geometry “{other}”"))),
        };
        let mut lines = Lines::new();
        if let Some(depth) = depth {
            add_lines(geometry.list("coordinates")?, depth, &mut lines);
        }
        features.push(Feature { lines, properties });
    }
    Ok(features)
}

/// Adds the line of a list of positions, or, deeper, the lines of its lists. A height is passed over.
fn add_lines(list: &[Value<'_>], depth: u8, lines: &mut Lines) {
    if depth == 0 {
        let positions = list.iter().filter_map(Value::as_pair);
        let on_earth = positions.filter(|[lon, lat]| LonLat::new(*lon, *lat).is_some());
        lines.push(on_earth.map(project).collect());
        return;
    }
    for inner in list {
        add_lines(inner.as_list().unwrap_or_default(), depth - 1, lines);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTRIES: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"A","name_en":"A","name_ar":"أ","focus":true,"label":[1,1]},
         "geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}},
        {"type":"Feature","properties":{"id":"B","name_en":"B","disputed":true,"label":[3,1]},
         "geometry":{"type":"MultiPolygon","coordinates":[[[[2,0],[4,0],[4,2],[2,2],[2,0]]]]}}]}"#;

    #[test]
    fn the_edge_of_the_file_is_no_border() {
        let mut basemap = Basemap::default();
        basemap.add(BasemapFile::Countries, COUNTRIES).unwrap();
        // Only the meridian between the two is a border; it comes once from each.
        let borders = basemap.lines(BasemapLayer::Borders);
        assert_eq!(borders.len(), 2);
        for line in borders {
            assert!(
                line.iter().all(|p| (p[0] - (0.5 + 2.0 / 360.0)).abs() < 1e-12),
                "{line:?}"
            );
        }
        assert_eq!(basemap.lines(BasemapLayer::Focus).len(), 1);
        assert_eq!(basemap.labels().len(), 1);
    }

    #[test]
    fn ground_that_only_the_rough_outlines_cover_is_told() {
        let mut basemap = Basemap::default();
        let at = |lon, lat, zoom| Viewport {
            center: LonLat { lon, lat },
            zoom,
            width: 100.0,
            height: 100.0,
        };
        assert!(!basemap.is_rough_in(at(30.0, 50.0, 9.0)));
        basemap.add(BasemapFile::Countries, COUNTRIES).unwrap();
        assert!(!basemap.is_rough_in(at(2.0, 1.0, 9.0)));
        // A part of it beyond.
        assert!(basemap.is_rough_in(at(3.95, 1.0, 9.0)));
        assert!(basemap.is_rough_in(at(30.0, 50.0, 9.0)));
        assert!(!basemap.is_rough_in(at(30.0, 50.0, 4.0)));
    }

    #[test]
    fn what_is_not_geojson_is_refused() {
        let mut basemap = Basemap::default();
        let error = basemap.add(BasemapFile::Lakes, "{\"features\": 3}").unwrap_err();
        assert!(error.to_string().starts_with("not a base map in GeoJSON: "));
        assert_eq!(basemap, Basemap::default());
    }
}

//! Reading positions: degrees however they are written, and metres of a projection where somebody says which.

use super::loose::{western_number, without_marks};
use super::{Projection, Reason};
use crate::geo::LonLat;

/// How positions are written in a file, as far as somebody has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Positions {
    pub(super) decimal_comma: Option<bool>,
    pub(super) swapped: Option<bool>,
    pub(super) zero_is_place: Option<bool>,
    pub(super) projection: Option<Projection>,
}

/// Which of the two is at fault.
pub(super) type AtLat = bool;

/// Larger numbers are no slips of the pen: they are metres.
const NOT_DEGREES: f64 = 360.0;

impl Positions {
    /// Reads a position. On failure tells whether it is the latitude that is at fault.
    pub(super) fn read(self, lon: &[u8], lat: &[u8]) -> Result<LonLat, (Reason, AtLat)> {
        let x = self.number(lon, b"EeWw").map_err(|r| (r, false))?;
        let y = self.number(lat, b"NnSs").map_err(|r| (r, true))?;
        self.place(x, y)
    }

    /// Reads a position whose longitude and latitude have changed places.
    pub(super) fn read_exchanged(self, lon: &[u8], lat: &[u8]) -> Option<LonLat> {
        let (x, y) = (self.number(lon, b"EeWw").ok()?, self.number(lat, b"NnSs").ok()?);
        LonLat::new(y, x)
    }

    /// The same in one field.
    pub(super) fn read_pair_exchanged(self, text: &[u8]) -> Option<LonLat> {
        let (lon, lat) = halves(std::str::from_utf8(text).ok()?.trim()).ok()?;
        self.read_exchanged(lon.as_bytes(), lat.as_bytes())
    }

    /// Reads a position in one field: latitude and longitude, or a WKT point.
    pub(super) fn read_pair(self, text: &[u8]) -> Result<LonLat, Reason> {
        let text = std::str::from_utf8(text)
            .map_err(|_not_utf8| Reason::BadCoordinate)?
            .trim();
        let (lon, lat) = halves(text)?;
        self.read(lon.as_bytes(), lat.as_bytes()).map_err(|(r, _)| r)
    }

    fn place(self, x: f64, y: f64) -> Result<LonLat, (Reason, AtLat)> {
        let at = match self.projection {
            Some(Projection::WebMercator) => from_mercator(x, y),
            Some(Projection::Utm { zone, south }) => from_utm(x, y, zone, south),
            Some(Projection::Degrees) | None => Some((x, y)),
        };
        let (lon, lat) = at.ok_or((Reason::OffTheGlobe, false))?;
        if x == 0.0 && y == 0.0 && self.zero_is_place != Some(true) {
            return Err((Reason::ZeroCoordinates, true));
        }
        if let Some(at) = LonLat::new(lon, lat) {
            return Ok(at);
        }
        if self.projection.is_none()
            && lon.abs().max(lat.abs()) > NOT_DEGREES
            && lon.abs().min(lat.abs()) > 90.0
            // The same number twice (-999) says that there is none.
            && (lon - lat).abs() > f64::EPSILON
        {
            return Err((Reason::ProjectedCoordinates, false));
        }
        if self.swapped != Some(false) && LonLat::new(lat, lon).is_some() {
            return Err((Reason::SwappedCoordinates, true));
        }
        Err((Reason::OffTheGlobe, (-180.0..=180.0).contains(&lon)))
    }

    /// A number of degrees or metres; `letters` are those of the hemispheres, the negative one last.
    fn number(self, text: &[u8], letters: &[u8]) -> Result<f64, Reason> {
        let text = std::str::from_utf8(text)
            .map_err(|_not_utf8| Reason::BadCoordinate)?
            .trim();
        let plain = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
        let is_plain = text.bytes().all(plain)
            && text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
            && text.ends_with(|c: char| c.is_ascii_digit() || c == '.');
        if is_plain {
            return text.parse().map_err(|_not_a_number| Reason::BadCoordinate);
        }
        self.odd_number(text, letters)
    }

    #[cold]
    fn odd_number(self, text: &str, letters: &[u8]) -> Result<f64, Reason> {
        let text = without_marks(text).unwrap_or_else(|| text.to_owned());
        if let Some(western) = western_number(&text) {
            return self.number(western.as_bytes(), letters);
        }
        let text = text.replace('\u{2212}', "-");
        let is_letter = |c: char| letters.iter().any(|&l| char::from(l) == c);
        let letter = text.chars().find(|&c| is_letter(c));
        let bare = text.trim_matches(|c: char| is_letter(c) || c.is_whitespace());
        let is_mark = |c: char| matches!(c, '°' | '\'' | '"' | '′' | '″' | '’' | '”' | ' ' | 'º');
        let mut degrees = 0.0;
        let mut unit = 1.0;
        let mut parts = 0;
        for part in bare.split(is_mark).filter(|part| !part.is_empty()) {
            degrees += self.decimal(part.trim_start_matches('-'))? / unit;
            unit *= 60.0;
            parts += 1;
        }
        if parts == 0 || parts > 3 {
            return Err(Reason::BadCoordinate);
        }
        let is_negative_letter = letter.is_some_and(|l| matches!(l, 'W' | 'w' | 'S' | 's'));
        // "-36.6 W" says it twice, and says two things.
        if bare.starts_with('-') && letter.is_some() {
            return Err(Reason::BadCoordinate);
        }
        Ok(if bare.starts_with('-') || is_negative_letter {
            -degrees
        } else {
            degrees
        })
    }

    fn decimal(self, text: &str) -> Result<f64, Reason> {
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let number = |s: &str| s.parse::<f64>().map_err(|_not_a_number| Reason::BadCoordinate);
        match text.split_once(',') {
            Some((whole, rest)) if digits(whole) && digits(rest) => match self.decimal_comma {
                Some(true) => number(&format!("{whole}.{rest}")),
                Some(false) => Err(Reason::BadCoordinate),
                None => Err(Reason::DecimalComma),
            },
            _ if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') => number(text),
            _ => Err(Reason::BadCoordinate),
        }
    }
}

/// Longitude and latitude of a position in one field.
fn halves(text: &str) -> Result<(String, String), Reason> {
    let upper = text.to_ascii_uppercase();
    if let Some(rest) = upper.strip_prefix("POINT") {
        let inside = rest.trim().trim_start_matches(['Z', 'M', ' ']).strip_prefix('(');
        let inside = inside
            .and_then(|i| i.strip_suffix(')'))
            .ok_or(Reason::BadCoordinate)?;
        let mut numbers = inside.split_ascii_whitespace();
        let pair = numbers.next().zip(numbers.next()).ok_or(Reason::BadCoordinate)?;
        return Ok((pair.0.to_owned(), pair.1.to_owned()));
    }
    if upper.contains('(') && upper.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Err(Reason::NotAPoint);
    }
    let text = text.trim_matches(['(', ')', '[', ']']);
    let pair = text
        .split_once([';', '،'])
        .or_else(|| text.split_once(", "))
        .or_else(|| {
            let commas = text.matches(',').count();
            if commas == 1 {
                text.split_once(',')
            } else {
                text.split_once(' ')
            }
        });
    let (lat, lon) = pair.ok_or(Reason::BadCoordinate)?;
    Ok((lon.trim().to_owned(), lat.trim().to_owned()))
}

/// Half the circumference of the sphere of Web Mercator, in metres (EPSG:3857).
const HALF_WORLD_M: f64 = 20_037_508.342_789_244;

fn from_mercator(x: f64, y: f64) -> Option<(f64, f64)> {
    if x.abs() > HALF_WORLD_M || y.abs() > HALF_WORLD_M {
        return None;
    }
    let lat = (std::f64::consts::PI * y / HALF_WORLD_M).sinh().atan();
    Some((x / HALF_WORLD_M * 180.0, lat.to_degrees()))
}

/// From metres in a zone of UTM on WGS 84 to degrees, by the series of Krüger (Karney 2011, order 3): better than a
/// millimetre inside the zone.
fn from_utm(easting: f64, northing: f64, zone: u8, south: bool) -> Option<(f64, f64)> {
    const FALSE_EASTING: f64 = 500_000.0;
    const FALSE_NORTHING: f64 = 10_000_000.0;
    const SCALE: f64 = 0.9996;
    const FLATTENING: f64 = 1.0 / 298.257_223_563;
    const EQUATOR_M: f64 = 6_378_137.0;
    if !(100_000.0..=900_000.0).contains(&easting) || !(0.0..=FALSE_NORTHING).contains(&northing) {
        return None;
    }
    let n = FLATTENING / (2.0 - FLATTENING);
    let radius = EQUATOR_M / (1.0 + n) * (1.0 + n * n / 4.0 + n.powi(4) / 64.0);
    let beta = [
        n / 2.0 - 2.0 / 3.0 * n * n + 37.0 / 96.0 * n.powi(3),
        n * n / 48.0 + n.powi(3) / 15.0,
        17.0 / 480.0 * n.powi(3),
    ];
    let delta = [
        2.0 * n - 2.0 / 3.0 * n * n - 2.0 * n.powi(3),
        7.0 / 3.0 * n * n - 8.0 / 5.0 * n.powi(3),
        56.0 / 15.0 * n.powi(3),
    ];
    let northing = if south {
        northing - FALSE_NORTHING
    } else {
        northing
    };
    let xi = northing / (SCALE * radius);
    let eta = (easting - FALSE_EASTING) / (SCALE * radius);
    let (mut xi0, mut eta0) = (xi, eta);
    for (j, b) in (1..).zip(beta) {
        let k = 2.0 * f64::from(j);
        xi0 -= b * (k * xi).sin() * (k * eta).cosh();
        eta0 -= b * (k * xi).cos() * (k * eta).sinh();
    }
    let chi = (xi0.sin() / eta0.cosh()).asin();
    let lat = (1..)
        .zip(delta)
        .fold(chi, |lat, (j, d)| lat + d * (2.0 * f64::from(j) * chi).sin());
    let lon = eta0.sinh().atan2(xi0.cos()).to_degrees() + f64::from(zone) * 6.0 - 183.0;
    Some((lon, lat.to_degrees()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(read: Result<LonLat, Reason>) -> String {
        match read {
            Ok(at) => format!("{:.5} {:.5}", at.lon, at.lat),
            Err(reason) => reason.code().to_owned(),
        }
    }

    fn at(positions: Positions, lon: &str, lat: &str) -> String {
        shown(positions.read(lon.as_bytes(), lat.as_bytes()).map_err(|(r, _)| r))
    }

    #[test]
    fn degrees_however_they_are_written() {
        let plain = |lon: &str, lat: &str| at(Positions::default(), lon, lat);
        assert_eq!(plain(" 36.5", "-3e1"), "36.50000 -30.00000");
        assert_eq!(plain("36°38'00\"E", "35°55'48\"N"), "36.63333 35.93000");
        assert_eq!(plain("36.5 W", "35.5S"), "-36.50000 -35.50000");
        assert_eq!(plain("\u{2212}36.5", "35°"), "-36.50000 35.00000");
        assert_eq!(plain("E36.63", "N 35.93"), "36.63000 35.93000");
        assert_eq!(plain("٣٦٫٦٣", "\u{200f}٣٥٫٩٣"), "36.63000 35.93000");
        assert_eq!(plain("-999", "-999"), "off_the_globe");
        assert_eq!(plain("E", "35"), "bad_coordinate");
        assert_eq!(plain("-36.5 W", "35"), "bad_coordinate");
        assert_eq!(plain("36", "nan"), "bad_coordinate");
        assert_eq!(plain("", "35"), "bad_coordinate");
        assert_eq!(plain("181", "35"), "off_the_globe");
    }

    #[test]
    fn what_could_be_meant_otherwise_is_not_taken() {
        let plain = Positions::default();
        assert_eq!(at(plain, "36,5", "35,2"), "decimal_comma");
        assert_eq!(
            at(
                Positions {
                    decimal_comma: Some(true),
                    ..plain
                },
                "36,5",
                "35"
            ),
            "36.50000 35.00000"
        );
        assert_eq!(
            at(
                Positions {
                    decimal_comma: Some(false),
                    ..plain
                },
                "36,5",
                "35"
            ),
            "bad_coordinate"
        );
        assert_eq!(at(plain, "35.9", "136.6"), "swapped_coordinates");
        assert_eq!(
            plain.read_exchanged(b"35.9", b"136.6").map(|at| (at.lon, at.lat)),
            Some((136.6, 35.9))
        );
        assert_eq!(
            at(
                Positions {
                    swapped: Some(false),
                    ..plain
                },
                "35.9",
                "136.6"
            ),
            "off_the_globe"
        );
        assert_eq!(at(plain, "0", "0.0"), "zero_coordinates");
        assert_eq!(
            at(
                Positions {
                    zero_is_place: Some(true),
                    ..plain
                },
                "0",
                "0"
            ),
            "0.00000 0.00000"
        );
        assert_eq!(at(plain, "4077000", "4288000"), "projected_coordinates");
    }

    #[test]
    fn metres_become_degrees() {
        let mercator = Positions {
            projection: Some(Projection::WebMercator),
            ..Positions::default()
        };
        assert_eq!(
            at(mercator, "20037508.342789244", "20037508.342789244"),
            "180.00000 85.05113"
        );
        // Control points where the central meridian meets the equator, and the Eiffel Tower as it is published.
        let utm = |zone, south| Positions {
            projection: Some(Projection::Utm { zone, south }),
            ..Positions::default()
        };
        assert_eq!(at(utm(37, false), "500000", "0"), "39.00000 0.00000");
        assert_eq!(at(utm(31, false), "448251.8", "5411943.8"), "2.29450 48.85830");
        // South of the equator all is mirrored.
        assert_eq!(at(utm(31, true), "448251.8", "4588056.2"), "2.29450 -48.85830");
        assert_eq!(at(utm(37, false), "36.6", "35.9"), "off_the_globe");
    }

    #[test]
    fn pairs_in_one_field() {
        let pair = |text: &str| shown(Positions::default().read_pair(text.as_bytes()));
        assert_eq!(pair("35.93, 36.63"), "36.63000 35.93000");
        assert_eq!(pair("35.93,36.63"), "36.63000 35.93000");
        assert_eq!(pair("POINT (36.63 35.93)"), "36.63000 35.93000");
        assert_eq!(pair("35,93; 36,63"), "decimal_comma");
        assert_eq!(pair("POLYGON ((1 2, 3 4, 1 2))"), "not_a_point");
        assert_eq!(pair("here"), "bad_coordinate");
        assert_eq!(pair("136.6, 35.9"), "swapped_coordinates");
        let exchanged = Positions::default().read_pair_exchanged("136.6, 35.9".as_bytes());
        assert_eq!(exchanged.map(|at| (at.lon, at.lat)), Some((136.6, 35.9)));
    }
}

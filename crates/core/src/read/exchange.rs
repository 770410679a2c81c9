//! Positions held against names and against one another: whether longitude and latitude have changed places, and
//! whether a position lies far from the place whose name it has.

use super::named::Around;
use super::resolve::query;
use super::row::Interpreter;
use super::{Findings, Reason};
use crate::gazetteer::{Geocoder, LonLat, Meant, Verdict};

/// A position fits its name within so many kilometres.
const FITS_KM: f64 = 25.0;
/// It fits the name of an area within so many.
const FITS_AREA_KM: f64 = 150.0;
/// Beyond so many kilometres a position is said to be far from the place of its name.
const FAR_KM: f64 = 50.0;
/// Most positions that are held against a gazetteer.
pub(super) const CHECKS: usize = 2_000;

/// A position that has a name too.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) code: u32,
    pub(super) name: String,
    pub(super) around: Around,
    pub(super) at: LonLat,
}

/// Where a name is known to be, and within how many kilometres a position fits it.
fn known(geocoder: &Geocoder, name: &str, around: &Around) -> Option<(LonLat, f64)> {
    let resolution = geocoder.geocode(&query(name, around, Meant::Any));
    if resolution.verdict > Verdict::Variant {
        return None;
    }
    let view = geocoder.gazetteer().get(resolution.place()?)?;
    let reach = if view.kind().is_area() {
        FITS_AREA_KM
    } else {
        FITS_KM
    };
    Some((view.point()?, reach))
}

fn exchanged(at: LonLat) -> Option<LonLat> {
    LonLat::new(at.lat, at.lon)
}

/// Holds positions against the gazetteer and one another. What fits only the other way round is taken back until
/// somebody has said how it is (`said`), and exchanged where they have said so: that, and nothing else of the file.
pub(super) fn judge_positions(
    rows: &mut Interpreter,
    geocoder: Option<&Geocoder>,
    said: Option<bool>,
    findings: &mut Findings,
) {
    let checks = std::mem::take(&mut rows.checks);
    let (mut fitting, mut noticed, mut far) = (Vec::new(), Vec::new(), Vec::new());
    for check in &checks {
        let at = geocoder.and_then(|geocoder| known(geocoder, &check.name, &check.around));
        let Some((point, reach)) = at else { continue };
        findings.compared += 1;
        let apart = point.distance_km(check.at);
        if apart <= reach {
            findings.fitting += 1;
            fitting.push(check.code);
        } else if exchanged(check.at).is_some_and(|other| point.distance_km(other) <= reach) {
            findings.fitting_swapped += 1;
            noticed.push(check.code);
        } else if reach <= FITS_KM && apart > FAR_KM {
            far.push(check.code);
        }
    }
    crate::sort::ascending(&mut fitting);
    // Where most are so, all may be that nothing speaks for.
    if noticed.len() > fitting.len() {
        let others = 0..rows.table.places().len() as u32;
        noticed.extend(others.filter(|code| fitting.binary_search(code).is_err()));
    }
    crate::sort::ascending(&mut noticed);
    noticed.dedup();
    let supported = supported(rows, geocoder, &noticed);
    for (at, place) in rows.named.places.iter_mut().enumerate() {
        // Supported ones come in order.
        if place.exchanged.is_some() && supported.binary_search(&at).is_err() {
            place.exchanged = None;
        }
    }
    far.retain(|code| noticed.binary_search(code).is_err());
    for code in far {
        rows.remark(code, Reason::FarFromName);
    }
    let Some(is_exchanged) = said else {
        for code in noticed {
            rows.remark(code, Reason::SwappedCoordinates);
        }
        for at in supported {
            if let Some(place) = rows.named.places.get_mut(at) {
                place.reason = Reason::SwappedCoordinates;
            }
        }
        return;
    };
    if !is_exchanged {
        return;
    }
    for code in noticed {
        rows.remark(code, Reason::Exchanged);
    }
    for at in supported {
        let Some(place) = rows.named.places.get_mut(at) else {
            continue;
        };
        let Some((position, precision)) = place.exchanged else {
            continue;
        };
        place.reason = Reason::Exchanged;
        let (code, count) = (place.code, place.rows);
        if let Some(known) = rows.table.place_mut(code) {
            known.lon_lat = Some(position);
        }
        rows.placed.move_from_nowhere(precision, count);
    }
}

/// Which of the places whose coordinates are possible only the other way round something speaks for: their names, or
/// that other positions of the file lie there, or that most of the file is so.
fn supported(rows: &Interpreter, geocoder: Option<&Geocoder>, noticed: &[u32]) -> Vec<usize> {
    let places = &rows.named.places;
    let candidates: Vec<(usize, LonLat)> = (0..places.len())
        .filter_map(|at| Some((at, places.get(at)?.exchanged?.0)))
        .collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let mut cells = Cells::default();
    let mut sound = 0;
    for (code, place) in (0u32..).zip(rows.table.places()) {
        let Some(at) = place.lon_lat else { continue };
        if noticed.binary_search(&code).is_ok() {
            if let Some(at) = exchanged(at) {
                cells.put(at);
            }
        } else {
            sound += 1;
            cells.put(at);
        }
    }
    // By name, whether it fits; `None` where the name is not known.
    let by_name: Vec<Option<bool>> = candidates
        .iter()
        .map(|(at, position)| {
            let place = places.get(*at).filter(|place| !place.name.is_empty())?;
            let (point, reach) = known(geocoder?, &place.name, &place.around)?;
            Some(point.distance_km(*position) <= reach)
        })
        .collect();
    // One that its name speaks against makes a slip of the pen as likely for the others.
    let is_most = candidates.len() > sound && !by_name.contains(&Some(false));
    let judged = candidates.into_iter().zip(by_name);
    judged
        .filter(|((_, position), fits)| fits.unwrap_or_else(|| is_most || cells.is_near(*position)))
        .map(|((at, _), _)| at)
        .collect()
}

/// Cells of one degree in which positions lie.
struct Cells(Vec<bool>);

const COLUMNS: i32 = 360;
const LINES: i32 = 180;

impl Default for Cells {
    fn default() -> Cells {
        Cells(vec![false; (COLUMNS * LINES) as usize])
    }
}

impl Cells {
    fn cell(at: LonLat) -> (i32, i32) {
        ((at.lon + 180.0).floor() as i32, (at.lat + 90.0).floor() as i32)
    }

    fn index(column: i32, line: i32) -> usize {
        (line.clamp(0, LINES - 1) * COLUMNS + column.rem_euclid(COLUMNS)) as usize
    }

    fn put(&mut self, at: LonLat) {
        let (column, line) = Cells::cell(at);
        if let Some(cell) = self.0.get_mut(Cells::index(column, line)) {
            *cell = true;
        }
    }

    /// Whether one lies in the cell or in one beside it.
    fn is_near(&self, at: LonLat) -> bool {
        let (column, line) = Cells::cell(at);
        (-1..=1).any(|dx| {
            (-1..=1).any(|dy| {
                let index = Cells::index(column + dx, line + dy);
                self.0.get(index).copied().unwrap_or(false)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::resolve::tests::read;
    use super::super::{Loaded, Plan, Reason};

    fn said(swapped: bool) -> Plan {
        Plan {
            swapped: Some(swapped),
            ..Plan::default()
        }
    }

    fn at(loaded: &Loaded, name: &str) -> Option<(f64, f64)> {
        let place = loaded.table.places().iter().find(|place| place.name == name);
        place.and_then(|p| p.lon_lat).map(|at| (at.lat, at.lon))
    }

    const SOME: &str = "date,location,latitude,longitude\n2019-01-01,Saraqib,35.86,36.8\n2019-01-02,Kafr Nabl,35.61,36.56\n\
        2019-01-03,Morek,36.69,35.38\n2019-01-04,Elsewhere,36.99,35.32\n";

    #[test]
    fn only_what_was_noticed_is_exchanged() {
        let loaded = read(SOME, Plan::default());
        assert_eq!(at(&loaded, "Morek"), None);
        assert_eq!(loaded.summary.problems.count(Reason::SwappedCoordinates), 1);
        let loaded = read(SOME, said(true));
        assert_eq!(at(&loaded, "Saraqib"), Some((35.86, 36.8)));
        assert_eq!(at(&loaded, "Morek"), Some((35.38, 36.69)));
        assert_eq!(at(&loaded, "Elsewhere"), Some((36.99, 35.32)));
        let told: Vec<_> = loaded.summary.problems.counts().collect();
        assert_eq!(told, [(Reason::Exchanged, 1)]);
        assert_eq!(loaded.summary.placed.exact, 4);
        let loaded = read(SOME, said(false));
        assert_eq!(at(&loaded, "Morek"), Some((36.69, 35.38)));
        assert!(loaded.summary.problems.is_empty());
    }

    #[test]
    fn where_most_are_so_what_fits_as_it_stands_stays() {
        let csv = "date,location,latitude,longitude\n2019-01-01,Saraqib,36.8,35.86\n2019-01-02,Kafr Nabl,36.56,35.61\n\
            2019-01-03,Morek,35.38,36.69\n2019-01-04,Elsewhere,36.2,35.1\n";
        let loaded = read(csv, said(true));
        assert_eq!(at(&loaded, "Morek"), Some((35.38, 36.69)));
        assert_eq!(at(&loaded, "Saraqib"), Some((35.86, 36.8)));
        assert_eq!(at(&loaded, "Elsewhere"), Some((35.1, 36.2)));
    }

    #[test]
    fn a_slip_of_the_pen_is_no_exchange() {
        // A latitude of 95.2 with the longitude of Saraqib: exchanged it would lie in China.
        let csv = "date,location,latitude,longitude\n2019-01-01,Saraqib,95.2,36.8\n2019-01-02,Kafr Nabl,35.61,36.56\n\
            2019-01-03,Nowhere,136.6,35.9\n2019-01-04,,95.2,36.8\n";
        for plan in [Plan::default(), said(true)] {
            let loaded = read(csv, plan);
            let summary = &loaded.summary;
            assert_eq!(summary.problems.count(Reason::SwappedCoordinates), 0);
            assert_eq!(summary.problems.count(Reason::OffTheGlobe), 2);
            // The name is known, and used; that is told.
            assert_eq!(summary.problems.count(Reason::NameForPosition), 1);
            assert_eq!(at(&loaded, "Saraqib"), Some((35.86, 36.8)));
            assert_eq!(
                (
                    summary.placed.exact,
                    summary.placed.by_name,
                    summary.placed.nowhere
                ),
                (1, 1, 2)
            );
        }
    }

    #[test]
    fn what_is_possible_only_the_other_way_round_is_asked_where_something_speaks_for_it() {
        // The whole file is so: nothing else is possible.
        let all = "date,location,latitude,longitude\n2019-01-01,Beijing,116.4,39.9\n2019-01-02,Tianjin,117.2,39.1\n2019-01-02,,117.3,39.2\n";
        let loaded = read(all, Plan::default());
        assert_eq!(loaded.summary.problems.count(Reason::SwappedCoordinates), 3);
        let loaded = read(all, said(true));
        assert_eq!(at(&loaded, "Beijing"), Some((39.9, 116.4)));
        assert_eq!(loaded.summary.problems.count(Reason::Exchanged), 3);
        assert_eq!(
            (loaded.summary.placed.exact, loaded.summary.placed.nowhere),
            (3, 0)
        );
        assert_eq!(
            read(all, said(false)).summary.problems.count(Reason::OffTheGlobe),
            3
        );
        // One row of several, beside the others.
        let one = "date,location,latitude,longitude\n2019-01-01,Beijing,39.9,116.4\n2019-01-02,Tianjin,39.1,117.2\n2019-01-02,Langfang,116.7,39.5\n";
        let loaded = read(one, said(true));
        assert_eq!(at(&loaded, "Langfang"), Some((39.5, 116.7)));
        assert_eq!(at(&loaded, "Beijing"), Some((39.9, 116.4)));
    }

    #[test]
    fn a_position_far_from_the_place_of_its_name_is_told() {
        let csv = "date,location,latitude,longitude\n2019-01-01,Saraqib,33.5138,36.2765\n2019-01-02,Kafr Nabl,35.62,36.55\n";
        let loaded = read(csv, Plan::default());
        let kept = loaded.summary.problems.kept();
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].row, kept[0].reason), (1, Reason::FarFromName));
        assert_eq!(at(&loaded, "Saraqib"), Some((33.5138, 36.2765)));
        assert_eq!(loaded.summary.placed.exact, 2);
    }
}

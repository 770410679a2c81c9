//! Names without coordinates: placed by a gazetteer where it is sure, listed for a person where it is not.

use super::row::{Check, Interpreter, NamedPlace};
use super::{Findings, Reason};
use crate::gazetteer::{Geocoder, LonLat, Meant, PlaceKind, PlaceView, Query, Resolution, Verdict, fold};
use crate::write::cell::{guarded_text, unguarded};
use std::fmt::Write as _;

/// A place that a name may stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The gazetteer's id.
    pub id: String,
    /// Its preferred name.
    pub name: String,
    /// What it lies in: divisions and country.
    pub within: String,
    /// Name and what it lies in as Arabic writes them; empty where the gazetteer has no Arabic name.
    pub in_arabic: String,
    /// Where it is.
    pub at: LonLat,
    /// It is an area.
    pub is_area: bool,
    /// Why it is a choice, in plain English.
    pub why: String,
}

/// A name without coordinates that is not settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Toponym {
    /// As written.
    pub name: String,
    /// The first-level division that its rows give; empty if they give none.
    pub admin1: String,
    /// The country that they give.
    pub country: String,
    /// The word of the geocoder's [`Verdict`].
    pub verdict: String,
    /// How many rows have it.
    pub rows: u32,
    /// What it may stand for, best first.
    pub choices: Vec<Choice>,
}

/// What a person has chosen for a name: it applies to every row of that name.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// As written in the rows.
    pub name: String,
    /// The division that the rows give; empty for any.
    pub admin1: String,
    /// The place chosen; empty for "not in any gazetteer".
    pub id: String,
    /// Its name.
    pub place: String,
    /// Where it is; `None` to leave the name unplaced.
    pub at: Option<LonLat>,
    /// It is an area.
    pub is_area: bool,
}

/// Most names that are listed, and most places for each.
const LISTED: usize = 2_000;
const CHOICES: usize = 6;
/// A position fits its name within so many kilometres.
const FITS_KM: f64 = 25.0;

impl Alias {
    fn is_of(&self, place: &NamedPlace) -> bool {
        let same = |a: &str, b: &str| a.trim() == b.trim() || fold(a).is_some_and(|a| fold(b) == Some(a));
        same(&self.name, &place.name) && (self.admin1.is_empty() || same(&self.admin1, &place.admin1))
    }
}

/// What a name came to.
struct Settled {
    id: String,
    name: String,
    admin1: String,
    at: LonLat,
    is_area: bool,
    is_sure: bool,
}

/// Settles the names without coordinates: by what a person has chosen, else by the gazetteer. Those left open are
/// listed, those of most rows first.
pub(super) fn settle_names(
    rows: &mut Interpreter,
    geocoder: Option<&Geocoder>,
    aliases: &[Alias],
) -> Vec<Toponym> {
    let mut toponyms = Vec::new();
    let arabic = geocoder.map(arabic_divisions).unwrap_or_default();
    let mut used: Vec<(String, u32)> = Vec::new();
    for at in 0..rows.named_places.len() {
        let Some(place) = rows.named_places.get(at).cloned() else {
            break;
        };
        let is_area = rows.table.place_mut(place.code).is_some_and(|p| p.is_area);
        let alias = aliases.iter().find(|alias| alias.is_of(&place));
        let (settled, reason, toponym) = match (alias, geocoder) {
            (Some(alias), _) => (chosen(alias), Reason::UnknownName, None),
            (None, Some(geocoder)) => {
                let query = Query {
                    toponym: &place.name,
                    admin1: given(&place.admin1),
                    admin2: given(&place.admin2),
                    country: given(&place.country),
                    kind: if is_area { Meant::Area } else { Meant::Any },
                    near: None,
                };
                by_gazetteer(&geocoder.geocode(&query), geocoder, &place, &arabic)
            }
            (None, None) => (None, Reason::NoCoordinates, None),
        };
        toponyms.extend(toponym);
        let count = place.rows;
        let mut update = NamedPlace { reason, ..place };
        if let Some(settled) = settled {
            rows.placed.nowhere = rows.placed.nowhere.saturating_sub(count);
            update.reason = if settled.is_sure {
                Reason::PlacedByName
            } else {
                Reason::PlacedByLikelyName
            };
            let class = match (settled.is_area, settled.is_sure) {
                (true, _) => &mut rows.placed.area,
                (false, true) => &mut rows.placed.by_name,
                (false, false) => &mut rows.placed.by_likely_name,
            };
            *class += count;
            if let Some((_, code)) = used.iter().find(|(id, _)| *id == settled.id) {
                update.same_as = Some(*code);
            } else {
                used.push((settled.id.clone(), update.code));
                if let Some(known) = rows.table.place_mut(update.code) {
                    known.id = settled.id;
                    known.name = settled.name;
                    known.admin1 = settled.admin1;
                    known.lon_lat = Some(settled.at);
                    known.is_area = settled.is_area;
                }
            }
        }
        if let Some(slot) = rows.named_places.get_mut(at) {
            *slot = update;
        }
    }
    crate::sort::by_key(&mut toponyms, |toponym| std::cmp::Reverse(toponym.rows));
    toponyms.truncate(LISTED);
    toponyms
}

fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn chosen(alias: &Alias) -> Option<Settled> {
    let at = alias.at?;
    let name = if alias.place.is_empty() {
        &alias.name
    } else {
        &alias.place
    };
    Some(Settled {
        id: if alias.id.is_empty() {
            format!("{name} ({}, {})", at.lat, at.lon)
        } else {
            alias.id.clone()
        },
        name: name.clone(),
        admin1: alias.admin1.clone(),
        at,
        is_area: alias.is_area,
        is_sure: true,
    })
}

fn by_gazetteer(
    resolution: &Resolution,
    geocoder: &Geocoder,
    place: &NamedPlace,
    arabic: &[(String, String)],
) -> (Option<Settled>, Reason, Option<Toponym>) {
    let first = resolution.place().and_then(|at| geocoder.gazetteer().get(at));
    let settled = first.and_then(|view| {
        Some(Settled {
            id: view.id().to_owned(),
            name: view.name().to_owned(),
            admin1: view.admin1().unwrap_or_default().to_owned(),
            at: view.point()?,
            // "Near Idlib", and "northern Idlib", are no dots.
            is_area: view.kind().is_area() || resolution.precision == crate::gazetteer::Precision::Part,
            is_sure: resolution.verdict <= Verdict::Variant,
        })
    });
    let is_settled = settled.as_ref().is_some_and(|s| s.is_sure);
    let reason = match resolution.verdict {
        Verdict::Ambiguous => Reason::AmbiguousName,
        _ => Reason::UnknownName,
    };
    let toponym = (!is_settled).then(|| Toponym {
        name: place.name.clone(),
        admin1: place.admin1.clone(),
        country: place.country.clone(),
        verdict: resolution.verdict.word().to_owned(),
        rows: place.rows,
        choices: resolution
            .candidates
            .iter()
            .take(CHOICES)
            .filter_map(|candidate| {
                choice(
                    geocoder.gazetteer().get(candidate.place)?,
                    candidate.why.to_string(),
                    arabic,
                )
            })
            .collect(),
    });
    (settled, reason, toponym)
}

/// The Arabic names of the divisions and countries of a gazetteer, by what its entries call them.
fn arabic_divisions(geocoder: &Geocoder) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for (_, view) in geocoder.gazetteer().iter() {
        let called = match view.kind() {
            PlaceKind::Country => view.country(),
            PlaceKind::Governorate => view.admin1(),
            PlaceKind::District => view.admin2(),
            _ => None,
        };
        if let (Some(called), Some(arabic)) = (called, view.name_ar()) {
            names.push((called.to_owned(), arabic.to_owned()));
        }
    }
    names
}

fn choice(view: PlaceView<'_>, why: String, arabic: &[(String, String)]) -> Option<Choice> {
    let within: Vec<&str> = [view.admin2(), view.admin1(), view.country()]
        .into_iter()
        .flatten()
        .collect();
    let in_arabic = |division: &&str| {
        let known = arabic.iter().find(|(called, _)| called == division);
        known.map_or(*division, |(_, arabic)| arabic.as_str()).to_owned()
    };
    let in_arabic = view.name_ar().map_or_else(String::new, |name| {
        let parts: Vec<String> = std::iter::once(name.to_owned())
            .chain(within.iter().map(in_arabic))
            .collect();
        parts.join("، ")
    });
    Some(Choice {
        id: view.id().to_owned(),
        name: view.name().to_owned(),
        within: within.join(", "),
        in_arabic,
        at: view.point()?,
        is_area: view.kind().is_area(),
        why,
    })
}

/// Holds named positions against the gazetteer: whether longitude and latitude have changed places shows there even
/// where both are possible.
///
/// The places that fit only the other way round are given back.
pub(super) fn compare_positions(checks: &[Check], geocoder: &Geocoder, findings: &mut Findings) -> Vec<u32> {
    let mut swapped = Vec::new();
    for Check { code, name, at } in checks {
        let resolution = geocoder.geocode(&Query::named(name));
        let known = resolution
            .place()
            .and_then(|place| geocoder.gazetteer().get(place)?.point());
        let Some(known) = known.filter(|_| resolution.verdict <= Verdict::Variant) else {
            continue;
        };
        findings.compared += 1;
        if known.distance_km(*at) <= FITS_KM {
            findings.fitting += 1;
        } else if LonLat::new(at.lat, at.lon).is_some_and(|other| known.distance_km(other) <= FITS_KM) {
            findings.fitting_swapped += 1;
            swapped.push(*code);
        }
    }
    swapped
}

/// The columns of an alias file.
const ALIAS_COLUMNS: &str = "name,admin1,id,place,lat,lon,is_area";

/// Choices as a small CSV, which [`aliases_from_csv`] reads.
pub fn aliases_to_csv(aliases: &[Alias]) -> String {
    let mut out = format!("{ALIAS_COLUMNS}\r\n");
    // A name is whatever a file says: no spreadsheet may run it.
    let quoted = |text: &str| format!("\"{}\"", guarded_text(text).replace('"', "\"\""));
    for alias in aliases {
        let (lat, lon) = alias
            .at
            .map_or_else(Default::default, |at| (at.lat.to_string(), at.lon.to_string()));
        let texts = [&alias.name, &alias.admin1, &alias.id, &alias.place].map(|text| quoted(text));
        // Writing to a text cannot fail.
        let _ok = write!(out, "{},{lat},{lon},{}\r\n", texts.join(","), alias.is_area);
    }
    out
}

/// Choices from a CSV with at least the columns `name`, `lat` and `lon`, in any order; `None` if it lacks those. The
/// second number counts rows that could not be used.
pub fn aliases_from_csv(text: &str) -> Option<(Vec<Alias>, usize)> {
    let text = text.trim_start_matches('\u{feff}').as_bytes();
    let delimiter = super::delimited::sniff_delimiter(text, true)?;
    let mut records = super::layout::first_records(text, true, delimiter, usize::MAX).into_iter();
    let header = records.next()?;
    let column = |name: &str| header.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
    let (name, lat, lon) = (column("name")?, column("lat")?, column("lon")?);
    let others = ["admin1", "id", "place", "is_area"].map(column);
    let mut unused = 0;
    let mut aliases = Vec::new();
    for record in records {
        let field = |at: usize| record.get(at).map_or("", |f| f.trim());
        let other = |at: usize| unguarded(others[at].map_or("", field)).to_owned();
        let at = field(lon).parse().ok().zip(field(lat).parse().ok());
        let at = at.and_then(|(lon, lat)| LonLat::new(lon, lat));
        let is_left = field(lat).is_empty() && field(lon).is_empty();
        if field(name).is_empty() || at.is_none() && !is_left {
            unused += 1;
            continue;
        }
        aliases.push(Alias {
            name: unguarded(field(name)).to_owned(),
            admin1: other(0),
            id: other(1),
            place: other(2),
            at,
            is_area: other(3) == "true",
        });
    }
    Some((aliases, unused))
}

#[cfg(test)]
mod tests {
    use super::super::{Loaded, Outcome, Plan, Reader};
    use super::*;
    use crate::gazetteer::{Gazetteer, Place};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn aliases_come_back_as_they_went(
            aliases in proptest::collection::vec(("['=+@a-z][a-zم\",\n]{0,7}", "[a-z ]{0,4}[a-z]", proptest::option::of((-180i16..180, -90i16..90)), any::<bool>()), 1..6),
        ) {
            let aliases: Vec<Alias> = aliases.into_iter().map(|(name, admin1, at, is_area)| Alias {
                name: format!("{name}n"),
                admin1: admin1.trim().to_owned(),
                id: "gn1".to_owned(),
                place: String::new(),
                at: at.and_then(|(lon, lat)| LonLat::new(f64::from(lon), f64::from(lat))),
                is_area,
            }).collect();
            prop_assert_eq!(aliases_from_csv(&aliases_to_csv(&aliases)), Some((aliases, 0)));
        }
    }

    fn read(csv: &str, plan: Plan) -> Box<Loaded> {
        let place = |id: &str, name: &str, lon, lat| Place {
            point: LonLat::new(lon, lat),
            ..Place::new(id, name, PlaceKind::Town)
        };
        let geocoder = Geocoder::new(Gazetteer::from_places(vec![
            place("1", "Saraqib", 36.8, 35.86),
            place("2", "Kafr Nabl", 36.56, 35.61),
            place("3", "Morek", 36.69, 35.38),
        ]));
        let mut reader = Reader::new(None).by(plan);
        reader.push(csv.as_bytes()).expect("a table");
        reader.end().expect("a table");
        reader.settle(Some(&geocoder), &[]);
        match reader.finish().expect("a table") {
            Outcome::Table(loaded) => loaded,
            Outcome::Project => panic!("no table"),
        }
    }

    #[test]
    fn positions_that_fit_the_other_way_round_are_not_drawn_until_somebody_says() {
        let all = "date,location,latitude,longitude\n2019-01-01,Saraqib,36.8,35.86\n2019-01-02,Kafr Nabl,36.56,35.61\n2019-01-03,Elsewhere,36.1,35.1\n";
        let loaded = read(all, Plan::default());
        assert!(loaded.table.places().iter().all(|place| place.lon_lat.is_none()));
        let summary = &loaded.summary;
        assert_eq!(summary.problems.count(Reason::SwappedCoordinates), 3);
        assert_eq!((summary.placed.exact, summary.placed.nowhere), (0, 3));
        // One of several: it alone.
        let one = "date,location,latitude,longitude\n2019-01-01,Saraqib,35.86,36.8\n2019-01-02,Kafr Nabl,35.61,36.56\n2019-01-03,Morek,36.69,35.38\n";
        let loaded = read(one, Plan::default());
        let drawn = loaded
            .table
            .places()
            .iter()
            .filter(|place| place.lon_lat.is_some());
        assert_eq!(drawn.count(), 2);
        let kept = loaded.summary.problems.kept();
        assert!(
            kept.iter()
                .any(|p| p.row == 3 && p.value == "36.69, 35.38" && p.field == "latitude")
        );
        // Somebody has said.
        let said = |swapped| Plan {
            swapped: Some(swapped),
            ..Plan::default()
        };
        for swapped in [true, false] {
            let loaded = read(all, said(swapped));
            assert_eq!(loaded.summary.placed.exact, 3);
        }
    }

    #[test]
    fn errors_of_a_workbook_are_told_and_are_no_values() {
        let csv = "date,location,kind,latitude,longitude\n2019-01-01,Saraqib,#N/A,35.86,36.8\n2019-01-02,#REF!,shelling,35.61,36.56\n2019-01-03,#REF!,shelling,,\n#DIV/0!,Morek,shelling,35.38,36.69\n";
        let loaded = read(csv, Plan::default());
        let problems = &loaded.summary.problems;
        let told: Vec<(u32, &str, &str, Reason)> = problems
            .kept()
            .iter()
            .map(|p| (p.row, p.field.as_str(), p.value.as_str(), p.reason))
            .collect();
        assert_eq!(
            told,
            [
                (1, "kind", "#N/A", Reason::SheetError),
                (2, "location", "#REF!", Reason::SheetError),
                (3, "location", "#REF!", Reason::NoPlace),
                (4, "date", "#DIV/0!", Reason::BadDate),
            ]
        );
    }

    #[test]
    fn rows_of_an_alias_file_that_cannot_be_used_are_counted() {
        let csv = "lat;lon;name\n35.9;36.6;Idlib\nx;1;Hama\n1;2;\n;;Nowhere\n";
        let (aliases, unused) = aliases_from_csv(csv).expect("aliases");
        assert_eq!((aliases.len(), unused), (2, 2));
        assert!(aliases_from_csv("a,b\n1,2\n").is_none());
    }
}

//! Names without coordinates: placed by a gazetteer where it is sure, listed for a person where it is not.

use super::Reason;
use super::named::{Around, NamedPlace};
use super::row::Interpreter;
use crate::gazetteer::{
    Geocoder, LonLat, Meant, PlaceKind, PlaceView, Query, Resolution, ToldBy, Verdict, fold,
};
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
    /// The second-level division that they give.
    pub admin2: String,
    /// The country that they give.
    pub country: String,
    /// The word of the geocoder's [`Verdict`].
    pub verdict: String,
    /// How many rows have it.
    pub rows: u32,
    /// What it may stand for, best first.
    pub choices: Vec<Choice>,
}

/// What a person has chosen for a name: it applies to every row of that name that says the same of where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// As written in the rows.
    pub name: String,
    /// The first-level division that the rows give, empty where they give none; [`Alias::ANY`] for whatever they say.
    pub admin1: String,
    /// The second-level division, likewise.
    pub admin2: String,
    /// The country, likewise.
    pub country: String,
    /// The place chosen; empty for "not in any gazetteer".
    pub id: String,
    /// Its name.
    pub place: String,
    /// Where it is; `None` to leave the name unplaced.
    pub at: Option<LonLat>,
    /// It is an area.
    pub is_area: bool,
}

impl Toponym {
    fn is_like(&self, other: &Toponym) -> bool {
        let parts = |t: &Toponym| [&t.name, &t.admin1, &t.admin2, &t.country].map(Clone::clone);
        parts(self) == parts(other)
    }
}

/// Most names that are listed, and most places for each.
const LISTED: usize = 2_000;
const CHOICES: usize = 6;

impl Alias {
    /// In place of a division or country: whatever the rows say of it.
    pub const ANY: &str = "*";

    fn is_of(&self, place: &NamedPlace) -> bool {
        let same = |a: &str, b: &str| a.trim() == b.trim() || fold(a).is_some_and(|a| fold(b) == Some(a));
        let around = &place.around;
        let said = [
            (&self.admin1, &around.admin1),
            (&self.admin2, &around.admin2),
            (&self.country, &around.country),
        ];
        same(&self.name, &place.name) && said.into_iter().all(|(a, b)| a == Alias::ANY || same(a, b))
    }
}

/// What is asked of a gazetteer: a name, and all that is said of where it lies.
pub(super) fn query<'a>(name: &'a str, around: &'a Around, kind: Meant) -> Query<'a> {
    Query {
        toponym: name,
        admin1: given(&around.admin1),
        admin2: given(&around.admin2),
        country: given(&around.country),
        kind,
        near: None,
    }
}

/// What a name came to.
struct Settled {
    id: String,
    name: String,
    admin1: String,
    at: LonLat,
    is_area: bool,
    /// Beside the place of the name, not at it.
    is_near: bool,
    is_sure: bool,
}

/// Settles the names without coordinates: by what a person has chosen, else by the gazetteer. Those left open are
/// listed, those of most rows first.
pub(super) fn settle_names(
    rows: &mut Interpreter,
    geocoder: Option<&Geocoder>,
    aliases: &[Alias],
) -> Vec<Toponym> {
    let mut toponyms: Vec<Toponym> = Vec::new();
    let arabic = geocoder.map(arabic_divisions).unwrap_or_default();
    let mut used: Vec<(String, u32)> = Vec::new();
    for at in 0..rows.named.places.len() {
        let Some(place) = rows.named.places.get(at).cloned() else {
            break;
        };
        // What it came to is known by its coordinates, or it has no name.
        if place.reason != Reason::NoCoordinates || place.name.is_empty() {
            continue;
        }
        let is_area = rows.table.place_mut(place.code).is_some_and(|p| p.is_area);
        let alias = aliases.iter().find(|alias| alias.is_of(&place));
        let (settled, reason, toponym) = match (alias, geocoder) {
            (Some(alias), _) => (chosen(alias), Reason::UnknownName, None),
            (None, Some(geocoder)) => {
                let kind = if is_area { Meant::Area } else { Meant::Any };
                let query = query(&place.name, &place.around, kind);
                by_gazetteer(&geocoder.geocode(&query), geocoder, &place, &arabic)
            }
            (None, None) => (None, Reason::NoCoordinates, None),
        };
        if let Some(toponym) = toponym {
            // Two places may differ in what is at fault with their coordinates alone.
            match toponyms.iter_mut().find(|known| known.is_like(&toponym)) {
                Some(known) => known.rows += toponym.rows,
                None => toponyms.push(toponym),
            }
        }
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
                _ if settled.is_near => &mut rows.placed.near,
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
        if let Some(slot) = rows.named.places.get_mut(at) {
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
        admin1: if alias.admin1 == Alias::ANY {
            String::new()
        } else {
            alias.admin1.clone()
        },
        at,
        is_area: alias.is_area,
        is_near: false,
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
        // "Near Saraqib" is no dot on Saraqib: it is a place of its own, under the row's own words.
        let is_near = resolution.precision == crate::gazetteer::Precision::Near;
        let (id, name) = if is_near {
            (format!("{} ({})", place.name, view.id()), place.name.clone())
        } else {
            (view.id().to_owned(), view.name().to_owned())
        };
        Some(Settled {
            id,
            name,
            admin1: view.admin1().unwrap_or_default().to_owned(),
            at: view.point()?,
            // "Near Idlib", and "northern Idlib", are no dots.
            is_area: view.kind().is_area()
                || is_near
                || resolution.precision == crate::gazetteer::Precision::Part,
            is_near,
            is_sure: resolution.verdict <= Verdict::Variant,
        })
    });
    let is_settled = settled.as_ref().is_some_and(|s| s.is_sure);
    let reason = match resolution.verdict {
        Verdict::Ambiguous => {
            let best = resolution.candidates.first();
            if best.is_some_and(|best| best.why.told_by == ToldBy::Against) {
                Reason::NameAgainst
            } else {
                Reason::AmbiguousName
            }
        }
        _ => Reason::UnknownName,
    };
    let toponym = (!is_settled).then(|| Toponym {
        name: place.name.clone(),
        admin1: place.around.admin1.clone(),
        admin2: place.around.admin2.clone(),
        country: place.around.country.clone(),
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

/// The columns of an alias file.
const ALIAS_COLUMNS: &str = "name,admin1,admin2,country,id,place,lat,lon,is_area";

/// Choices as a small CSV, which [`aliases_from_csv`] reads.
pub fn aliases_to_csv(aliases: &[Alias]) -> String {
    let mut out = format!("{ALIAS_COLUMNS}\r\n");
    // A name is whatever a file says: no spreadsheet may run it.
    let quoted = |text: &str| format!("\"{}\"", guarded_text(text).replace('"', "\"\""));
    for alias in aliases {
        let (lat, lon) = alias
            .at
            .map_or_else(Default::default, |at| (at.lat.to_string(), at.lon.to_string()));
        let texts = [
            &alias.name,
            &alias.admin1,
            &alias.admin2,
            &alias.country,
            &alias.id,
            &alias.place,
        ]
        .map(|text| quoted(text));
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
    let others = ["id", "place", "is_area"].map(column);
    let around = ["admin1", "admin2", "country"].map(column);
    let mut unused = 0;
    let mut aliases = Vec::new();
    for record in records {
        let field = |at: usize| record.get(at).map_or("", |f| f.trim());
        let other = |at: usize| unguarded(others[at].map_or("", field)).to_owned();
        // A file without the column says nothing of it; one that has it empty says that the rows give none.
        let said = |at: usize| {
            around[at]
                .map_or(Alias::ANY, |at| unguarded(field(at)))
                .to_owned()
        };
        let at = field(lon).parse().ok().zip(field(lat).parse().ok());
        let at = at.and_then(|(lon, lat)| LonLat::new(lon, lat));
        let is_left = field(lat).is_empty() && field(lon).is_empty();
        if field(name).is_empty() || at.is_none() && !is_left {
            unused += 1;
            continue;
        }
        aliases.push(Alias {
            name: unguarded(field(name)).to_owned(),
            admin1: said(0),
            admin2: said(1),
            country: said(2),
            id: other(0),
            place: other(1),
            at,
            is_area: other(2) == "true",
        });
    }
    Some((aliases, unused))
}

#[cfg(test)]
pub(super) mod tests {
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
                admin2: String::new(),
                country: if is_area { Alias::ANY.to_owned() } else { admin1.trim().to_owned() },
                id: "gn1".to_owned(),
                place: String::new(),
                at: at.and_then(|(lon, lat)| LonLat::new(f64::from(lon), f64::from(lat))),
                is_area,
            }).collect();
            prop_assert_eq!(aliases_from_csv(&aliases_to_csv(&aliases)), Some((aliases, 0)));
        }
    }

    pub(crate) fn read(csv: &str, plan: Plan) -> Box<Loaded> {
        read_with(csv, plan, &[])
    }

    fn read_with(csv: &str, plan: Plan, aliases: &[Alias]) -> Box<Loaded> {
        let place = |id: &str, name: &str, lon, lat| Place {
            point: LonLat::new(lon, lat),
            ..Place::new(id, name, PlaceKind::Town)
        };
        let inland = |id: &str, name: &str, country: &str, lon, lat| Place {
            country: Some(country.to_owned()),
            ..place(id, name, lon, lat)
        };
        let geocoder = Geocoder::new(Gazetteer::from_places(vec![
            place("1", "Saraqib", 36.8, 35.86),
            place("2", "Kafr Nabl", 36.56, 35.61),
            place("3", "Morek", 36.69, 35.38),
            inland("4", "Tripoli", "Lebanon", 35.85, 34.43),
            inland("5", "Hama", "Syria", 36.75, 35.13),
        ]));
        let mut reader = Reader::new(None).by(plan);
        reader.push(csv.as_bytes()).expect("a table");
        reader.end().expect("a table");
        reader.settle(Some(&geocoder), aliases);
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

    /// What each row came to: the latitude it is drawn at, or why it is not.
    fn rows(loaded: &Loaded) -> Vec<String> {
        use crate::table::Dim;
        let table = &loaded.table;
        let mut rows: Vec<(u32, String)> = (0..table.rows())
            .map(|row| {
                let code = table.codes(Dim::Mark, row).next();
                let at = code.and_then(|code| table.places()[code as usize].lon_lat);
                let record = table.record(row);
                let why = || {
                    let problems = loaded.summary.problems.kept().iter();
                    let of_row = problems.filter(|p| p.row == record + 1);
                    of_row.map(|p| p.reason.code()).collect::<Vec<_>>().join(" ")
                };
                (record, at.map_or_else(why, |at| at.lat.to_string()))
            })
            .collect();
        rows.sort_unstable();
        rows.into_iter().map(|(_, said)| said).collect()
    }

    #[test]
    fn a_name_is_looked_up_with_all_that_its_own_row_says() {
        let both = |a: &str, b: &str| {
            let csv =
                |one: &str, two: &str| format!("date,place,country\n2019-01-01,{one}\n2019-01-02,{two}\n");
            let forth = rows(&read(&csv(a, b), Plan::default()));
            let mut back = rows(&read(&csv(b, a), Plan::default()));
            back.reverse();
            assert_eq!(forth, back, "{a} {b}");
            forth
        };
        assert_eq!(
            both("Tripoli,Lebanon", "Tripoli,Libya"),
            ["34.43", "name_against"]
        );
        assert_eq!(both("Hama,Japan", "Hama,Syria"), ["name_against", "35.13"]);
        assert_eq!(both("Hama,", "Hama,Japan"), ["35.13", "name_against"]);
        assert_eq!(both("Hama,Syria", "Hama,"), ["35.13", "35.13"]);
        assert_eq!(
            both("Nowhere,Syria", "Nowhere,Japan"),
            ["unknown_name", "unknown_name"]
        );
        // So it is with every hint, in every order of the columns.
        for hint in ["admin1", "admin2", "country"] {
            let csv = format!(
                "date,place,{hint}\n2019-01-01,Unheard,a\n2019-01-02,Unheard,b\n2019-01-03,Unheard,a\n"
            );
            let loaded = read(&csv, Plan::default());
            let toponyms = &loaded.summary.toponyms;
            assert_eq!(
                toponyms.iter().map(|t| t.rows).collect::<Vec<_>>(),
                [2, 1],
                "{hint}"
            );
        }
    }

    proptest! {
        /// What a row comes to depends on nothing but the row.
        #[test]
        fn the_order_of_rows_changes_nothing(
            mut lines in proptest::collection::vec((
                proptest::sample::select(vec!["Hama", "Tripoli", "Nowhere"]),
                proptest::sample::select(vec!["", "Syria", "Lebanon", "Libya", "Japan"]),
                proptest::sample::select(vec!["", "Aleppo", "Homs"]),
            ), 1..8),
        ) {
            let csv = |lines: &[(&str, &str, &str)]| {
                let rows: Vec<String> = lines.iter().map(|(n, c, a)| format!("2019-01-01,{n},{c},{a}\n")).collect();
                format!("date,place,country,admin1\n{}", rows.concat())
            };
            let forth = rows(&read(&csv(&lines), Plan::default()));
            for (line, said) in lines.iter().zip(&forth) {
                prop_assert_eq!(&rows(&read(&csv(&[*line]), Plan::default()))[0], said);
            }
            lines.reverse();
            let mut back = rows(&read(&csv(&lines), Plan::default()));
            back.reverse();
            prop_assert_eq!(forth, back);
        }
    }

    #[test]
    fn a_choice_holds_for_the_rows_it_was_made_for() {
        let csv =
            "date,place,country\n2019-01-01,Tripoli,Libya\n2019-01-02,Tripoli,Lebanon\n2019-01-03,Tripoli,\n";
        let chosen = |country: &str| Alias {
            name: "tripoli".to_owned(),
            admin1: String::new(),
            admin2: String::new(),
            country: country.to_owned(),
            id: String::new(),
            place: String::new(),
            at: LonLat::new(13.19, 32.89),
            is_area: false,
        };
        let by = |country: &str| rows(&read_with(csv, Plan::default(), &[chosen(country)]));
        assert_eq!(by("Libya"), ["32.89", "34.43", "34.43"]);
        assert_eq!(by(""), ["name_against", "34.43", "32.89"]);
        assert_eq!(by(Alias::ANY), ["32.89", "32.89", "32.89"]);
        let (aliases, _) = aliases_from_csv("name,lat,lon\nTripoli,32.89,13.19\n").expect("aliases");
        assert_eq!(aliases[0].country, Alias::ANY);
    }

    #[test]
    fn where_coordinates_are_of_no_use_the_name_is_used_and_that_is_told() {
        for (at, fault) in [
            ("35.8,", "half_position"),
            (",36.8", "half_position"),
            ("35.8,N/A", "half_position"),
            ("?,36.8", "half_position"),
            ("0,0", "zero_coordinates"),
            ("0.0,0.000", "zero_coordinates"),
            ("north,36.8", "bad_coordinate"),
            ("-999,-999", "off_the_globe"),
            ("35.8,1000", "off_the_globe"),
            ("95.2,36.8", "off_the_globe"),
        ] {
            let csv = format!(
                "date,place,lat,lon\n2019-01-01,Saraqib,{at}\n2019-01-02,Nowhere,{at}\n2019-01-03,Morek,35.38,36.69\n2019-01-04,Hama,35.13,36.75\n2019-01-05,,{at}\n"
            );
            let loaded = read(&csv, Plan::default());
            assert_eq!(rows(&loaded), ["35.86", fault, "35.38", "35.13", fault], "{at}");
            let problems = &loaded.summary.problems;
            assert_eq!(problems.count(Reason::NameForPosition), 1, "{at}");
            assert_eq!(problems.count(Reason::PlacedByName), 1, "{at}");
            let placed = loaded.summary.placed;
            assert_eq!((placed.exact, placed.by_name, placed.nowhere), (2, 1, 2), "{at}");
        }
        // What must be asked first is asked first.
        let csv = "date,place,lat,lon\n2019-01-01,Saraqib,\"35,8\",\"36,8\"\n2019-01-02,Saraqib,,\n";
        assert_eq!(rows(&read(csv, Plan::default())), ["decimal_comma", "35.86"]);
        // Both are told: what is at fault, by its own field and value, and that the name was used.
        let csv = "date,place,lat,lon\n2019-01-01,Saraqib,35.8,\n";
        let loaded = read(csv, Plan::default());
        let told: Vec<(&str, &str)> = loaded
            .summary
            .problems
            .kept()
            .iter()
            .map(|p| (p.field.as_str(), p.value.as_str()))
            .collect();
        assert_eq!(told, [("lon", ""), ("place", "Saraqib")]);
    }

    #[test]
    fn near_a_place_is_no_dot_on_it() {
        let csv =
            "date,place\n2019-01-01,near Saraqib\n2019-01-02,Saraqib\n2019-01-03,5 km north of Saraqib\n";
        let loaded = read(csv, Plan::default());
        let place = |name: &str| loaded.table.places().iter().find(|place| place.name == name);
        assert_eq!(place("Saraqib").map(|p| p.is_area), Some(false));
        assert_eq!(place("near Saraqib").map(|p| p.is_area), Some(true));
        assert_eq!(
            (loaded.summary.placed.near, loaded.summary.placed.by_name),
            (1, 1)
        );
    }

    #[test]
    fn the_field_that_gave_the_name_is_told() {
        let csv = "date,village,adm1,country\n2019-01-01,,,Nowhereland\n";
        let plan = Plan {
            columns: vec![("village".to_owned(), Some(super::super::Role::Place))],
            ..Plan::default()
        };
        let loaded = read(csv, plan);
        let kept = loaded.summary.problems.kept();
        assert_eq!(
            (kept[0].field.as_str(), kept[0].value.as_str()),
            ("country", "Nowhereland")
        );
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

//! [`ShadedAreas`]: which governorate each place lies in, and how many events each governorate has.

use super::{LEAST_SHADED_EVENTS, RegionOutline, ShadeClasses};
use crate::gazetteer::{Outline, fold};
use crate::geo::LonLat;
use crate::state::Lang;
use crate::table::{Dim, EventTable, TablePlace};
use std::collections::BTreeMap;

/// What governorates are called besides their names.
const GENERIC: [&str; 4] = ["governorate", "province", "muhafazat", "محافظة"];

/// Governorates and their events in the window.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shading {
    /// The classes.
    pub classes: ShadeClasses,
    /// Each governorate with an outline.
    pub areas: Vec<ShadedArea>,
}

/// A governorate.
#[derive(Debug, Clone, PartialEq)]
pub struct ShadedArea {
    /// Its id among the outlines.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Events in the window.
    pub events: u32,
    /// The data has an event there at some time.
    pub has_data: bool,
}

/// Governorates with outlines, and which of them each place of a table lies in.
#[derive(Debug, Clone)]
pub struct ShadedAreas {
    areas: Vec<Area>,
    /// By the place's code.
    area_of: Vec<Option<usize>>,
}

#[derive(Debug, Clone)]
struct Area {
    id: String,
    names: [String; 2],
    /// The same, folded.
    keys: Vec<String>,
    outline: Outline,
    bounds: [f64; 4],
    has_data: bool,
}

impl Area {
    fn new(id: &str, region: &RegionOutline) -> Option<Area> {
        let outline = Outline {
            polygons: region.polygons.clone(),
        };
        Some(Area {
            id: id.to_owned(),
            keys: region.names.iter().filter_map(|name| key_of(name)).collect(),
            names: region.names.clone(),
            bounds: outline.bounds()?,
            outline,
            has_data: false,
        })
    }

    fn contains(&self, at: LonLat) -> bool {
        let [west, south, east, north] = self.bounds;
        let is_near = (west..=east).contains(&at.lon) && (south..=north).contains(&at.lat);
        is_near && self.outline.contains(at)
    }

    fn holds(&self, place: &TablePlace, called: Option<&String>) -> bool {
        match place.lon_lat {
            Some(at) if !place.is_area => self.contains(at),
            // Where an area's name stands says nothing of where it lies: a country is in no governorate.
            _ => place.id == self.id || called.is_some_and(|key| self.keys.contains(key)),
        }
    }

    fn name(&self, lang: Lang) -> &str {
        match (lang, &self.names) {
            (Lang::Ar, [_, arabic]) if !arabic.is_empty() => arabic,
            (_, [latin, _]) if !latin.is_empty() => latin,
            _ => &self.id,
        }
    }
}

/// A governorate's name as names are compared: "Idleb", "IDLEB Governorate" and «محافظة إدلب» are names of it.
fn key_of(name: &str) -> Option<String> {
    let words = name
        .split_whitespace()
        .filter(|word| !GENERIC.contains(&word.to_lowercase().as_str()));
    fold(&words.collect::<Vec<_>>().join(" "))
}

impl ShadedAreas {
    /// The areas whose ids begin with `prefix`; `None` where there are too few events to read shades, or none in such an
    /// area.
    pub fn new(
        table: &EventTable,
        outlines: &BTreeMap<String, RegionOutline>,
        prefix: &str,
    ) -> Option<ShadedAreas> {
        let marked = (0..table.rows()).filter(|row| table.codes(Dim::Mark, *row).next().is_some());
        let least = LEAST_SHADED_EVENTS as usize;
        if marked.take(least).count() < least {
            return None;
        }
        let areas: Vec<Area> = outlines
            .iter()
            .filter(|(id, _)| id.starts_with(prefix))
            .filter_map(|(id, region)| Area::new(id, region))
            .collect();
        let area_of: Vec<Option<usize>> = table
            .places()
            .iter()
            .map(|place| {
                let called = key_of(&place.admin1);
                areas.iter().position(|area| area.holds(place, called.as_ref()))
            })
            .collect();
        if area_of.iter().all(Option::is_none) {
            return None;
        }
        let mut all = ShadedAreas { areas, area_of };
        let ever = all.tally(table, 0..table.rows());
        for (area, events) in all.areas.iter_mut().zip(ever) {
            area.has_data = events > 0;
        }
        Some(all)
    }

    /// How the areas are shaded by these rows.
    pub fn shaded(&self, table: &EventTable, rows: impl Iterator<Item = u32>, lang: Lang) -> Shading {
        let counts = self.tally(table, rows);
        let most = counts.iter().copied().max().unwrap_or(0);
        let areas = self.areas.iter().zip(counts).map(|(area, events)| ShadedArea {
            id: area.id.clone(),
            name: area.name(lang).to_owned(),
            events,
            has_data: area.has_data,
        });
        Shading {
            classes: ShadeClasses::for_peak(most),
            areas: areas.collect(),
        }
    }

    /// Events by area.
    fn tally(&self, table: &EventTable, rows: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut counts = vec![0; self.areas.len()];
        let mut touched = Vec::new();
        for row in rows {
            count_once(
                &self.area_of,
                table.codes(Dim::Mark, row),
                &mut touched,
                &mut counts,
            );
        }
        counts
    }
}

/// Counts an event once in each area that one of its places lies in. `touched` is room to work in.
fn count_once(
    area_of: &[Option<usize>],
    places: impl Iterator<Item = u32>,
    touched: &mut Vec<usize>,
    counts: &mut [u32],
) {
    touched.clear();
    for place in places {
        let area = area_of.get(place as usize).copied().flatten();
        if let Some(area) = area.filter(|area| !touched.contains(area)) {
            touched.push(area);
            if let Some(count) = counts.get_mut(area) {
                *count += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn counted(events: &[Vec<u32>], area_of: &[Option<usize>], areas: usize) -> Vec<u32> {
        let (mut counts, mut touched) = (vec![0; areas], Vec::new());
        for event in events {
            count_once(area_of, event.iter().copied(), &mut touched, &mut counts);
        }
        counts
    }

    #[test]
    fn an_event_that_comes_back_to_an_area_counts_once_there() {
        let area_of: Vec<Option<usize>> = (0..6).map(Some).collect();
        for event in [vec![0, 0, 0, 0, 1, 0], vec![0, 1, 2, 3, 4, 0]] {
            assert_eq!(counted(&[event], &area_of, 6)[0], 1);
        }
    }

    proptest! {
        #[test]
        fn an_event_counts_once_in_each_of_its_areas(
            events in prop::collection::vec(prop::collection::vec(0u32..14, 0..12), 0..8),
            area_of in prop::collection::vec(prop::option::of(0usize..6), 12),
        ) {
            let counts = counted(&events, &area_of, 6);
            for (area, count) in counts.iter().enumerate() {
                let has = |event: &&Vec<u32>| {
                    let areas: BTreeSet<_> = event
                        .iter()
                        .filter_map(|place| area_of.get(*place as usize).copied().flatten())
                        .collect();
                    areas.contains(&area)
                };
                prop_assert_eq!(*count as usize, events.iter().filter(has).count());
            }
        }
    }

    fn area(id: &str, names: [&str; 2], west: f64) -> Area {
        let ring = vec![
            [west, 0.0],
            [west + 1.0, 0.0],
            [west + 1.0, 1.0],
            [west, 1.0],
            [west, 0.0],
        ];
        let region = RegionOutline {
            polygons: vec![vec![ring]],
            approximate: false,
            names: names.map(str::to_owned),
        };
        Area::new(id, &region).expect("an outline")
    }

    fn place(id: &str, lon_lat: Option<LonLat>, is_area: bool, admin1: &str) -> TablePlace {
        TablePlace {
            id: id.to_owned(),
            name: id.to_owned(),
            lon_lat,
            is_area,
            admin1: admin1.to_owned(),
        }
    }

    fn is_in(area: &Area, place: &TablePlace) -> bool {
        area.holds(place, key_of(&place.admin1).as_ref())
    }

    #[test]
    fn a_place_without_a_point_is_where_its_governorate_is_called_in_either_script() {
        let north = area("a1-x", ["Aleppo", "حلب"], 0.0);
        for called in ["Aleppo", "ALEPPO Governorate", "محافظة حلب", "حلب", " aleppo "] {
            assert!(is_in(&north, &place("p", None, false, called)), "{called}");
        }
        for called in ["", "Governorate", "Homs", "محافظة"] {
            assert!(!is_in(&north, &place("p", None, false, called)), "{called}");
        }
    }

    #[test]
    fn a_point_says_more_than_a_name_and_an_area_is_where_it_is_called() {
        let west = area("a1-w", ["West", ""], 0.0);
        let at = |lon| Some(LonLat { lon, lat: 0.5 });
        assert!(is_in(&west, &place("p", at(0.5), false, "East")));
        assert!(!is_in(&west, &place("p", at(1.5), false, "West")));
        // The middle of a country may lie in any governorate.
        assert!(!is_in(&west, &place("country", at(0.5), true, "")));
        assert!(is_in(&west, &place("a1-w", at(1.5), true, "")));
        assert_eq!((west.name(Lang::Ar), west.name(Lang::En)), ("West", "West"));
    }
}

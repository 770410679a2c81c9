//! A data set made from nothing but a table: a file that brings rows and no manifest.

use super::{Dataset, Group, KindInfo, Localized, Manifest, Problem, REST_SLOT, Shape};
use crate::event::{Event, Report};
use crate::table::{Dim, EventTable};

/// Kinds that get a colour and a shape of their own; the others are grey.
const OWN_GROUPS: usize = REST_SLOT as usize;

impl Dataset {
    /// The data set of a table that came without a manifest. Its most frequent kinds, seven at most, get a group, a
    /// colour and a shape each; the others stay without. It holds no reports and no events in full: O(rows).
    pub fn of_table(title: &str, table: &EventTable) -> Dataset {
        let kinds = frequent_kinds(table);
        let manifest = own_manifest(title, kinds.into_iter().map(|code| table.label(Dim::Kind, code)));
        Dataset {
            manifest,
            reports: Vec::new(),
            events: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Events and reports, as [`Dataset::new`] takes them, that came without a manifest: their most frequent kinds get
    /// colours and shapes.
    pub fn bare(
        title: &str,
        reports: (Vec<Report>, Vec<Problem>),
        events: (Vec<Event>, Vec<Problem>),
    ) -> Dataset {
        let mut kinds: Vec<(&str, u32)> = Vec::new();
        for event in &events.0 {
            match kinds.iter_mut().find(|(kind, _)| *kind == event.kind) {
                Some((_, count)) => *count += 1,
                None => kinds.push((&event.kind, 1)),
            }
        }
        crate::sort::by_key(&mut kinds, |(_, count)| std::cmp::Reverse(*count));
        let manifest = own_manifest(title, kinds.iter().take(OWN_GROUPS).map(|(kind, _)| *kind));
        let has_reports = !reports.0.is_empty();
        let mut dataset = Dataset::new(manifest, reports, events);
        // A file of events alone names reports that are filed elsewhere.
        dataset
            .problems
            .retain(|problem| has_reports || problem.field != "report");
        dataset
    }
}

/// A manifest that gives each of some kinds a colour and a shape of its own.
fn own_manifest<'a>(title: &str, kinds: impl Iterator<Item = &'a str>) -> Manifest {
    let mut manifest = Manifest {
        title: Localized {
            en: title.to_owned(),
            ar: String::new(),
        },
        events: title.to_owned(),
        ..Manifest::default()
    };
    for (group, kind) in kinds.enumerate() {
        let name = Localized {
            en: kind.replace('_', " "),
            ar: String::new(),
        };
        manifest.groups.push(Group {
            id: kind.to_owned(),
            name: name.clone(),
            shape: Shape::ALL[group % Shape::ALL.len()],
            slot: group as u8,
        });
        let info = KindInfo {
            name,
            group,
            counts_as: super::CountsAs::default(),
        };
        manifest.kinds.insert(kind.to_owned(), info);
    }
    manifest
}

/// The codes of the kinds with the most rows, the first of the dictionary first among equals.
fn frequent_kinds(table: &EventTable) -> Vec<u32> {
    let rows_of_kind = table.rows_of_codes(Dim::Kind);
    let mut kinds: Vec<u32> = (0..rows_of_kind.len() as u32)
        .filter(|&kind| !table.label(Dim::Kind, kind).is_empty())
        .collect();
    crate::sort::by_key(&mut kinds, |&kind| std::cmp::Reverse(rows_of_kind[kind as usize]));
    kinds.truncate(OWN_GROUPS);
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{RowTime, TableBuilder};
    use crate::time::Day;

    #[test]
    fn the_most_frequent_kinds_get_groups() {
        let mut builder = TableBuilder::new();
        for kind in 0..9_u8 {
            for record in 0..=kind {
                builder.row(RowTime::Day(Day(0)), u32::from(record));
                builder.value(Dim::Kind, format!("ground_{kind}").as_bytes());
            }
        }
        let table = builder.finish().expect("a table");
        let manifest = Dataset::of_table("rows.csv", &table).manifest;
        let names: Vec<&str> = manifest.groups.iter().map(|g| g.name.en.as_str()).collect();
        assert_eq!(
            names,
            [
                "ground 8", "ground 7", "ground 6", "ground 5", "ground 4", "ground 3", "ground 2"
            ]
        );
        let slots: Vec<u8> = manifest.groups.iter().map(|g| g.slot).collect();
        assert_eq!(slots, [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(manifest.groups[5].shape, manifest.groups[0].shape);
        assert_eq!(manifest.kinds["ground_3"].group, 5);
        assert!(!manifest.kinds.contains_key("ground_1"));
    }
}

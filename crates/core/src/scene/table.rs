//! The table of what is shown: which columns there are, and the order of its rows.

use crate::state::TableOrder;
use crate::table::{Dim, EventTable};

/// Where a column's values come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The days that the event may have happened on.
    Date,
    /// A dimension of the table.
    Dim(Dim),
    /// A figure, by its position in the table.
    Figure(usize),
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Its name in the URL.
    pub key: String,
    /// Where its values come from.
    pub source: Source,
}

/// Columns for dimensions, in order, with their names in the URL.
const DIMS: [(Dim, &str); 8] = [
    (Dim::Kind, "kind"),
    (Dim::Mark, "place"),
    (Dim::Area, "admin1"),
    (Dim::Actor, "actor"),
    (Dim::Target, "target"),
    (Dim::Modality, "modality"),
    (Dim::SaidBy, "saidby"),
    (Dim::Publisher, "publisher"),
];
/// Measures that come first; others follow in the order of the table.
const FIRST_MEASURES: [&str; 4] = ["killed", "injured", "displaced", "casualties"];

/// The columns of a table: those of which it has any value.
pub fn table_columns(table: &EventTable) -> Vec<TableColumn> {
    let mut columns = vec![TableColumn {
        key: "date".to_owned(),
        source: Source::Date,
    }];
    let dims = DIMS
        .into_iter()
        .filter(|(dim, _)| !table.column(*dim).is_absent());
    // Data that say of nobody that he was hit name two sides, and not which of them acted.
    let is_undirected = table.column(Dim::Target).is_absent();
    columns.extend(dims.map(|(dim, key)| TableColumn {
        key: match dim {
            Dim::Actor if is_undirected => "party".to_owned(),
            _ => key.to_owned(),
        },
        source: Source::Dim(dim),
    }));
    // A file without publishers has sources as its reports.
    if table.column(Dim::Publisher).is_absent() && !table.column(Dim::Report).is_absent() {
        columns.push(TableColumn {
            key: "report".to_owned(),
            source: Source::Dim(Dim::Report),
        });
    }
    let mut measures: Vec<usize> = (0..table.figures().len()).collect();
    let place = |i: &usize| {
        let name = table.figures().get(*i).map_or("", |f| f.measure.as_str());
        let first = FIRST_MEASURES.iter().position(|m| *m == name);
        first.unwrap_or(FIRST_MEASURES.len() + i)
    };
    crate::sort::by_key(&mut measures, place);
    // Figures stand after what happened and where.
    let after_place = columns.iter().position(|c| c.source == Source::Dim(Dim::Mark));
    let at = after_place.map_or(columns.len(), |at| at + 1);
    let figures = measures.into_iter().filter_map(|i| {
        Some(TableColumn {
            key: table.figures().get(i)?.measure.clone(),
            source: Source::Figure(i),
        })
    });
    columns.splice(at..at, figures);
    columns
}

/// Comes after every value: there is none.
const MISSING: u32 = u32::MAX;

/// Sorts rows, which come by day, by a column. Rows that are equal in it stay by day; those without a value come last
/// whatever the direction. An unknown column leaves the order by day.
pub fn sort_rows(table: &EventTable, rows: &mut Vec<u32>, order: &TableOrder) {
    let columns = table_columns(table);
    let source = columns.iter().find(|c| c.key == order.column).map(|c| c.source);
    let source = source.unwrap_or(Source::Date);
    let ranks = match source {
        Source::Dim(dim) => ranks(table, dim),
        Source::Date | Source::Figure(_) => Vec::new(),
    };
    let key_of = |at: usize, row: u32| match source {
        Source::Date if table.hull(row).is_none() => MISSING,
        Source::Date => at as u32,
        Source::Dim(dim) => table
            .codes(dim, row)
            .filter_map(|code| ranks.get(code as usize).copied())
            .min()
            .unwrap_or(MISSING),
        // Figures are not negative, so their bits are in their order.
        Source::Figure(i) => table.figures().get(i).map_or(MISSING, |column| {
            let value = column.get(row);
            let shown = value.best.or(value.low).or(value.high);
            shown.map_or(MISSING, |n| n.max(0.0).to_bits())
        }),
    };
    // Key and position in one number: sorts by the key, and what is equal by day.
    let mut keyed: Vec<u64> = Vec::with_capacity(rows.len());
    for (at, &row) in rows.iter().enumerate() {
        let key = key_of(at, row);
        let key = if order.descending && key != MISSING {
            MISSING - 1 - key
        } else {
            key
        };
        keyed.push(u64::from(key) << 32 | at as u64);
    }
    keyed.sort_unstable();
    *rows = keyed
        .into_iter()
        .filter_map(|key| rows.get(key as u32 as usize).copied())
        .collect();
}

/// For each code its place in the order of the labels.
fn ranks(table: &EventTable, dim: Dim) -> Vec<u32> {
    let count = table.code_count(dim);
    let label = |code: u32| {
        if dim.is_place() {
            table.places().get(code as usize).map_or("", |p| p.name.as_str())
        } else {
            table.label(dim, code)
        }
    };
    let mut codes: Vec<u32> = (0..count as u32).collect();
    crate::sort::by(&mut codes, |a, b| label(*a).cmp(label(*b)));
    let mut ranks = vec![0; count];
    for (rank, code) in (0..).zip(codes) {
        if let Some(slot) = ranks.get_mut(code as usize) {
            *slot = rank;
        }
    }
    ranks
}

/// Part of a long list that is shown at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Its number, from 0.
    pub number: usize,
    /// How many pages there are, at least 1.
    pub count: usize,
    /// Position of its first row.
    pub first: usize,
    /// Position after its last row.
    pub end: usize,
}

/// The page of a list of `rows` with this number, or the last one if there are fewer.
pub fn page_of(rows: usize, number: usize, size: usize) -> Page {
    let size = size.max(1);
    let count = rows.div_ceil(size).max(1);
    let number = number.min(count - 1);
    let first = number * size;
    Page {
        number,
        count,
        first,
        end: (first + size).min(rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{FigureValue, RowTime, TableBuilder};
    use crate::time::Day;
    use proptest::prelude::*;

    /// Rows of kind and killed, one a day.
    fn table(rows: &[(u8, Option<u16>)]) -> EventTable {
        let mut builder = TableBuilder::new();
        let killed = builder.measure("killed");
        for (day, (kind, n)) in (0u16..).zip(rows) {
            builder.row(RowTime::Day(Day(i32::from(day))), u32::from(day));
            builder.value(Dim::Kind, format!("kind {}", 9 - kind % 10).as_bytes());
            let best = n.map(f32::from);
            builder.figure(
                killed,
                FigureValue {
                    low: best,
                    best,
                    high: best,
                },
            );
        }
        builder.finish().unwrap()
    }

    fn order(text: &str) -> TableOrder {
        TableOrder::from_param(text).unwrap()
    }

    #[test]
    fn columns_are_those_with_values() {
        let keys: Vec<String> = table_columns(&table(&[(1, None)]))
            .into_iter()
            .map(|c| c.key)
            .collect();
        assert_eq!(keys, ["date", "kind", "killed"]);
    }

    #[test]
    fn who_acted_is_said_only_where_somebody_is_said_to_be_hit() {
        let keys = |sides: &[Dim]| {
            let mut builder = TableBuilder::new();
            builder.row(RowTime::Day(Day(0)), 0);
            for side in sides {
                builder.value(*side, b"Civilians");
            }
            let columns = table_columns(&builder.finish().unwrap());
            columns.into_iter().map(|c| c.key).collect::<Vec<_>>()
        };
        assert_eq!(keys(&[Dim::Actor]), ["date", "kind", "party"]);
        assert_eq!(
            keys(&[Dim::Actor, Dim::Target]),
            ["date", "kind", "actor", "target"]
        );
    }

    proptest! {
        #[test]
        fn sorting_is_stable_complete_and_in_order(rows in prop::collection::vec((0u8..10, prop::option::of(0u16..300)), 0..60), descending: bool) {
            let table = table(&rows);
            let all: Vec<u32> = (0..rows.len() as u32).collect();
            for (column, key) in [
                ("killed", &(|row: u32| rows[row as usize].1.map(i64::from)) as &dyn Fn(u32) -> Option<i64>),
                ("kind", &|row: u32| Some(9 - i64::from(rows[row as usize].0 % 10))),
                ("date", &|row: u32| Some(i64::from(row))),
            ] {
                let mut sorted = all.clone();
                sort_rows(&table, &mut sorted, &TableOrder { column: column.to_owned(), descending });
                let mut seen = sorted.clone();
                seen.sort_unstable();
                prop_assert_eq!(&seen, &all);
                for pair in sorted.windows(2) {
                    let (a, b) = (key(pair[0]), key(pair[1]));
                    match (a, b) {
                        (Some(a), Some(b)) => {
                            let in_order = if descending { a >= b } else { a <= b };
                            prop_assert!(in_order);
                        }
                        (None, Some(_)) => prop_assert!(false, "a missing value stands before a given one"),
                        _ => {}
                    }
                    prop_assert!(a != b || pair[0] < pair[1]);
                }
            }
        }

        #[test]
        fn pages_cover_the_list(rows in 0usize..2_000_000, size in 1usize..500, number in 0usize..10_000) {
            let page = page_of(rows, number, size);
            prop_assert!(page.number < page.count && page.first <= page.end && page.end <= rows);
            prop_assert!(page.end - page.first == size || page.number == page.count - 1);
            prop_assert_eq!(page_of(rows, page.count, size).end, rows);
        }
    }

    #[test]
    fn an_unknown_column_is_by_day() {
        let table = table(&[(1, None), (0, Some(2))]);
        let mut rows = vec![0, 1];
        sort_rows(&table, &mut rows, &order("-colour"));
        assert_eq!(rows, [1, 0]);
    }
}

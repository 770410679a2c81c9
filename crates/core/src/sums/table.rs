//! Sums over rows of a table, which say nothing of what may be added.

use super::{Sum, Total, rank};
use crate::event::{Status, Unit};
use crate::table::EventTable;

/// Adds up the figures of rows as the file gives them, a sum for each measure; each row with whether it is surely in
/// the view. O(rows x measures).
pub fn table_sums(table: &EventTable, rows: &[(u32, bool)]) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    for column in table.figures() {
        let (mut total, mut high, mut giving) = (Total::default(), 0.0, 0);
        for &(row, surely) in rows {
            let value = column.get(row);
            let Some((least, most)) = value.range() else {
                continue;
            };
            giving += 1;
            let (least, most) = (f64::from(least), f64::from(most));
            if surely {
                total.low += least;
                total.best += value.best.map_or(least, f64::from);
            }
            total.perhaps += least;
            high += most;
        }
        total.high = f64::is_finite(high).then_some(high);
        sums.push(Sum {
            measure: column.measure.clone(),
            unit: Unit::Person,
            status: Status::Unstated,
            total: (giving > 0).then_some(total),
            lines: Vec::new(),
            without: rows.len() as u32 - giving,
            events: rows.len() as u32,
        });
    }
    crate::sort::by_key(&mut sums, |sum| rank(&sum.measure));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Dim, FigureValue, RowTime, TableBuilder};
    use crate::time::Day;

    #[test]
    fn rows_add_up_and_missing_is_not_zero() {
        let mut builder = TableBuilder::new();
        for best in [Some(3.0), None, Some(4.0)] {
            builder.row(RowTime::Day(Day(1)), 0);
            builder.value(Dim::Kind, b"clash");
            let measure = builder.measure("killed");
            if let Some(best) = best {
                let value = FigureValue {
                    low: Some(best - 1.0),
                    best: Some(best),
                    high: Some(best + 1.0),
                };
                builder.figure(measure, value);
            }
        }
        let Ok(table) = builder.finish() else {
            panic!("a table")
        };
        let sums = table_sums(&table, &[(0, true), (1, true), (2, false)]);
        let total = sums[0].total.unwrap_or_default();
        assert_eq!((total.low, total.best, total.high), (2.0, 3.0, Some(9.0)));
        assert_eq!((sums[0].without, sums[0].events), (1, 3));
    }
}

//! [`FigureSum`]: what figures of events add up to at a place, where they may be added up at all.

use crate::event::{Event, Sum};
use crate::table::{Dim, EventTable, FigureValue};
use std::ops::AddAssign;

/// The sum of figures of one measure. What may not be added (a running total, a part of another figure) is in no sum;
/// what only may be, or belongs to an event that only may fall in the dates, widens the upper bound.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FigureSum {
    /// At least so many.
    pub low: f64,
    /// The best figures; where only a lower bound is given, that.
    pub best: f64,
    /// At most so many; infinite if some figure is open ended.
    pub high: f64,
    /// Figures in it. 0: nothing is stated, which is not zero.
    pub stated: u32,
}

impl AddAssign for FigureSum {
    fn add_assign(&mut self, other: FigureSum) {
        self.low += other.low;
        self.best += other.best;
        self.high += other.high;
        self.stated += other.stated;
    }
}

impl FigureSum {
    /// One figure. `is_certain`: it may be added, and its event is definitely in the dates.
    fn of(low: f64, best: Option<f64>, high: Option<f64>, is_certain: bool) -> FigureSum {
        let high = high.unwrap_or(f64::INFINITY);
        if is_certain {
            FigureSum {
                low,
                best: best.unwrap_or(low),
                high,
                stated: 1,
            }
        } else {
            FigureSum {
                low: 0.0,
                best: 0.0,
                high,
                stated: 1,
            }
        }
    }
}

/// Adds an event's figures of a measure to the sums of places, by code. A figure is for the place that it names, else
/// for the only place at which the event is drawn. False if some figure is for no one place, and so in no sum.
fn add_event_figures(
    sums: &mut [FigureSum],
    event: &Event,
    measure: &str,
    marks: &[u32],
    code_of: &dyn Fn(&str) -> Option<u32>,
    is_definite: bool,
) -> bool {
    let mut all_placed = true;
    let figures = event.figures.iter();
    for figure in figures.filter(|f| f.measure == measure && f.sum != Sum::No) {
        let named = figure
            .place
            .as_deref()
            .and_then(code_of)
            .filter(|code| marks.contains(code));
        let only = || <[u32; 1]>::try_from(marks).ok().map(|[code]| code);
        let is_certain = is_definite && figure.sum == Sum::Yes;
        match named.or_else(only).and_then(|code| sums.get_mut(code as usize)) {
            Some(sum) => *sum += FigureSum::of(figure.low, figure.best, figure.high, is_certain),
            None => all_placed = false,
        }
    }
    all_placed
}

/// The same for a row of a table that has one figure a measure.
fn add_row_figure(sums: &mut [FigureSum], value: FigureValue, marks: &[u32], is_definite: bool) -> bool {
    let Some((low, high)) = value.range() else {
        return true;
    };
    let only = <[u32; 1]>::try_from(marks).ok();
    match only.and_then(|[code]| sums.get_mut(code as usize)) {
        Some(sum) => {
            let best = value.best.map(f64::from);
            *sum += FigureSum::of(f64::from(low), best, Some(f64::from(high)), is_definite);
            true
        }
        None => false,
    }
}

/// What the figures of some rows add up to, by place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FigureSums {
    by_place: Vec<FigureSum>,
    /// Events with a figure for several places, which is in no sum.
    pub left_out: u32,
}

impl FigureSums {
    /// Adds up a measure over rows; each says whether its event is definitely in the dates. `event_of` gives the event in
    /// full where there is one.
    pub fn of<'e>(
        table: &EventTable,
        measure: &str,
        event_of: &dyn Fn(u32) -> Option<&'e Event>,
        code_of: &dyn Fn(&str) -> Option<u32>,
        rows: impl Iterator<Item = (u32, bool)>,
    ) -> FigureSums {
        let column = table.measure(measure).and_then(|i| table.figures().get(i));
        let mut sums = FigureSums {
            by_place: vec![FigureSum::default(); table.places().len()],
            left_out: 0,
        };
        for (row, is_definite) in rows {
            let marks: Vec<u32> = table.codes(Dim::Mark, row).collect();
            let by_place = &mut sums.by_place;
            let is_placed = match (event_of(row), column) {
                (Some(event), _) => add_event_figures(by_place, event, measure, &marks, code_of, is_definite),
                (None, Some(column)) => add_row_figure(by_place, column.get(row), &marks, is_definite),
                (None, None) => true,
            };
            sums.left_out += u32::from(!is_placed);
        }
        sums
    }

    /// The sum at a place, by its code.
    pub fn at(&self, place: u32) -> FigureSum {
        self.by_place.get(place as usize).copied().unwrap_or_default()
    }
}

/// A sum as a mark shows it, in whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MarkFigure {
    /// At least so many.
    pub low: u32,
    /// The best figures.
    pub best: u32,
    /// At most so many; `None` if that is not said.
    pub high: Option<u32>,
    /// Some figure is stated.
    pub is_stated: bool,
}

impl From<FigureSum> for MarkFigure {
    fn from(sum: FigureSum) -> MarkFigure {
        MarkFigure {
            low: sum.low.round() as u32,
            best: sum.best.round() as u32,
            high: sum.high.is_finite().then(|| sum.high.round() as u32),
            is_stated: sum.stated > 0,
        }
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "whole numbers")]
mod tests {
    use super::*;
    use crate::table::{RowTime, TableBuilder};
    use crate::time::Day;

    #[test]
    fn what_may_be_added_is_and_the_rest_only_widens() {
        let mut sum = FigureSum::of(10.0, Some(12.0), Some(15.0), true);
        sum += FigureSum::of(3.0, None, None, true);
        assert_eq!(
            MarkFigure::from(sum),
            MarkFigure {
                low: 13,
                best: 15,
                high: None,
                is_stated: true
            }
        );
        let mut sum = FigureSum::of(10.0, Some(12.0), Some(15.0), true);
        sum += FigureSum::of(3.0, Some(4.0), Some(5.0), false);
        assert_eq!((sum.low, sum.best, sum.high), (10.0, 12.0, 20.0));
    }

    #[test]
    fn a_figure_of_several_places_is_at_none_of_them() {
        let mut sums = [FigureSum::default(); 3];
        let value = FigureValue {
            low: None,
            best: Some(7.0),
            high: None,
        };
        assert!(add_row_figure(&mut sums, value, &[2], true));
        assert!(!add_row_figure(&mut sums, value, &[0, 1], true));
        assert!(add_row_figure(&mut sums, FigureValue::default(), &[0, 1], true));
        assert_eq!(sums.map(|s| s.best), [0.0, 0.0, 7.0]);
    }

    #[test]
    fn what_is_left_out_of_sums_is_counted() {
        let mut builder = TableBuilder::new();
        let killed = builder.measure("killed");
        // One place; two places; two places and nothing stated; another measure only.
        for (places, n) in [
            (&["a"][..], Some(3.0)),
            (&["a", "b"][..], Some(5.0)),
            (&["a", "b"][..], None),
            (&["b"][..], None),
        ] {
            builder.row(RowTime::Day(Day(1)), 0);
            for place in places {
                builder.value(Dim::Mark, place.as_bytes());
            }
            if let Some(n) = n {
                let value = FigureValue {
                    best: Some(n),
                    ..FigureValue::default()
                };
                builder.figure(killed, value);
            }
        }
        let table = builder.finish().expect("a table");
        let rows = || (0..table.rows()).map(|row| (row, true));
        let sums = FigureSums::of(&table, "killed", &|_| None, &|_| None, rows());
        let at = |place: &str| sums.at(table.code_of(Dim::Mark, place).expect("a place")).best;
        assert_eq!((sums.left_out, at("a"), at("b")), (1, 3.0, 0.0));
        let none = FigureSums::of(&table, "injured", &|_| None, &|_| None, rows());
        assert_eq!(none.left_out, 0);
    }
}

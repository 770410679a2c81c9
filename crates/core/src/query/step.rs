//! From event to event, and what passes the filters whatever the window.

use super::engine::QueryEngine;
use crate::time::Day;

/// Events that pass all filters, whatever the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Passing {
    /// All of them.
    pub events: u32,
    /// Of these, those of unknown date.
    pub undated: u32,
    /// Of these, those counted at no place.
    pub unplaced: u32,
}

impl QueryEngine {
    /// Events that pass all filters, whatever the window: O(n).
    pub fn passing(&self) -> Passing {
        let nowhere = self.table.places().len() as u32;
        let undated = self.table.undated_rows().start;
        let mut passing = Passing::default();
        for ((row, &mask), &cell) in (0u32..).zip(&self.fail).zip(&self.cells.of_row) {
            if mask == 0 {
                passing.events += 1;
                passing.undated += u32::from(row >= undated);
                passing.unplaced += u32::from(cell >> self.cells.shift == nowhere);
            }
        }
        passing
    }

    /// The first day after the given one on which an event begins that passes all filters: an exact day, or the first
    /// of a span of possible days. Open starts do not count. O(log n + rows passed over).
    pub fn next_event_day(&self, after: Day) -> Option<Day> {
        let from = after.0.checked_add(1)?;
        let times = &self.table.times;
        let day = (times.first_row_from(from)..times.day_rows())
            .find(|&row| self.passes(row))
            .map(|row| times.day_of(row));
        let start = self.table.span_rows().start;
        let first = (times.starts.before(from)..times.starts.days.len())
            .find(|&at| self.passes(start + times.starts.rows[at]))
            .map(|at| times.starts.days[at]);
        day.into_iter().chain(first).min().map(Day)
    }

    /// The last day before the given one on which such an event begins.
    pub fn previous_event_day(&self, before: Day) -> Option<Day> {
        let times = &self.table.times;
        let day = (0..times.first_row_from(before.0))
            .rev()
            .find(|&row| self.passes(row))
            .map(|row| times.day_of(row));
        let start = self.table.span_rows().start;
        let first = (times.starts.up_to(i32::MIN)..times.starts.before(before.0))
            .rev()
            .find(|&at| self.passes(start + times.starts.rows[at]))
            .map(|at| times.starts.days[at]);
        day.into_iter().chain(first).max().map(Day)
    }
}

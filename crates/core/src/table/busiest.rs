//! How many rows of a place can be in one window at once: what symbols must leave room for.

use super::{Dim, EventTable};

/// A window is counted in so many bins, and reaches into one more.
const BINS: u8 = 4;

/// Rows of each code in the last few bins, and the most there ever were.
struct Crowds {
    /// How many bins count at once.
    width: u8,
    /// The last bin of each code.
    last: Vec<i32>,
    /// `width` bins of each code, one after another; bin `b` at `b mod width`.
    bins: Vec<u32>,
    now: Vec<u32>,
    most: Vec<u32>,
}

impl Crowds {
    fn new(codes: usize, width: u8) -> Crowds {
        Crowds {
            width,
            last: vec![i32::MIN; codes],
            bins: vec![0; codes * usize::from(width)],
            now: vec![0; codes],
            most: vec![0; codes],
        }
    }

    /// Counts a row of a code; bins come in rising order.
    fn count(&mut self, code: usize, bin: i32) {
        let (Some(last), Some(now), Some(most)) = (
            self.last.get_mut(code),
            self.now.get_mut(code),
            self.most.get_mut(code),
        ) else {
            return;
        };
        let (width, wide) = (i32::from(self.width), usize::from(self.width));
        let Some(bins) = self.bins.get_mut(code * wide..(code + 1) * wide) else {
            return;
        };
        // What the bins between held lies too far back.
        let from = last.saturating_add(1).max(bin.saturating_sub(width - 1));
        for passed in from..=bin {
            let held = &mut bins[passed.rem_euclid(width) as usize];
            *now -= *held;
            *held = 0;
        }
        *last = bin;
        bins[bin.rem_euclid(width) as usize] += 1;
        *now += 1;
        *most = (*most).max(*now);
    }
}

impl EventTable {
    /// Of each code of a dimension, a number of rows that no window of `days` days holds more of, definitely or possibly,
    /// and not much above the most that one does: a window counts as a quarter longer than it is, and twice as long for
    /// rows of several days, of which those longer than the window count always. O(rows + codes).
    ///
    /// ```
    /// use chronotope_core::table::{Dim, RowTime, TableBuilder};
    /// use chronotope_core::time::Day;
    /// let mut builder = TableBuilder::new();
    /// for day in [0, 1, 400] {
    ///     builder.row(RowTime::Day(Day(day)), 0);
    ///     builder.value(Dim::Mark, b"Idlib");
    /// }
    /// assert_eq!(builder.finish()?.busiest(Dim::Mark, 30), [2]);
    /// # Ok::<(), chronotope_core::table::TableError>(())
    /// ```
    pub fn busiest(&self, dim: Dim, days: u32) -> Vec<u32> {
        let days = i32::try_from(days.max(1)).unwrap_or(i32::MAX);
        let bin_days = (days - 1) / i32::from(BINS) + 1;
        let column = self.effective_column(dim);
        let codes = self.code_count(dim);
        let mut of_a_day = Crowds::new(codes, BINS + 1);
        for (at, &day) in self.times.days.iter().enumerate() {
            let bin = day.div_euclid(bin_days);
            for row in self.times.rows_of(&(at..at + 1)) {
                column
                    .codes(row)
                    .for_each(|code| of_a_day.count(code as usize, bin));
            }
        }
        // A span that begins up to its own length before a window is in it.
        let mut of_several = Crowds::new(codes, 2 * BINS + 1);
        let mut always = vec![0_u32; codes];
        let spans = self.times.span_first.iter().zip(&self.times.span_end);
        for (row, (&first, &end)) in self.span_rows().zip(spans) {
            let is_long = end.saturating_sub(first) > days;
            for code in column.codes(row) {
                if !is_long {
                    of_several.count(code as usize, first.div_euclid(bin_days));
                } else if let Some(always) = always.get_mut(code as usize) {
                    *always += 1;
                }
            }
        }
        let both = of_a_day.most.iter().zip(&of_several.most).zip(&always);
        both.map(|((day, several), always)| day + several + always)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{RowTime, TableBuilder};
    use crate::time::{Day, Extent, TimeWindow};
    use proptest::prelude::*;

    fn table(rows: &[(i32, i32, u8)]) -> EventTable {
        let mut builder = TableBuilder::new();
        for (first, len, place) in rows {
            let window = [TimeWindow::new(Day(*first), Day(first + len))];
            let time = match len {
                1 => RowTime::Day(Day(*first)),
                _ => RowTime::Spans(&window, Extent::Within),
            };
            builder.row(time, 0);
            builder.value(Dim::Mark, &[b'a' + place]);
        }
        builder.finish().expect("a table")
    }

    /// The most rows of a place in any window of so many days.
    fn most(rows: &[(i32, i32, u8)], days: i32, place: u8) -> u32 {
        let ends = rows.iter().map(|(first, len, _)| first + len);
        let starts = ends.flat_map(|end| [end - days, end - 1]);
        let in_window = |from: i32| {
            let there =
                |(first, len, p): &&(i32, i32, u8)| *p == place && *first < from + days && first + len > from;
            rows.iter().filter(there).count() as u32
        };
        starts.map(in_window).max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn no_window_holds_more(
            rows in proptest::collection::vec((-500i32..500, prop_oneof![4 => Just(1), 1 => 1i32..60], 0u8..3), 1..80),
            days in 1i32..200,
        ) {
            let table = table(&rows);
            let busiest = table.busiest(Dim::Mark, days as u32);
            for place in 0..3 {
                let Some(code) = table.code_of(Dim::Mark, char::from(b'a' + place).to_string().as_str()) else {
                    continue;
                };
                let (told, all) = (busiest[code as usize], table.rows_of_codes(Dim::Mark)[code as usize]);
                prop_assert!(told >= most(&rows, days, place) && told <= all);
                // Rows of one day: as if the window were a quarter longer, and a few days.
                if rows.iter().all(|(_, len, _)| *len == 1) {
                    prop_assert!(told <= most(&rows, days + days / 4 + 5, place));
                }
            }
        }
    }
}

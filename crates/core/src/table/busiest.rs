//! How many rows of a place can be in one window at once: what symbols must leave room for.

use super::{Code as _, Column, Dim, EventTable, with_codes};

/// A window is counted in so many bins, and reaches into one more.
const BINS: u8 = 4;

/// Rows of one code.
#[derive(Clone, Copy)]
struct Crowd {
    /// The last bin that has one.
    last: i32,
    /// In the bins that count, and the most there ever were.
    now: u32,
    most: u32,
}

/// Rows of each code in the last few bins.
struct Crowds {
    /// How many bins count at once.
    width: u8,
    codes: Vec<Crowd>,
    /// `width` bins of each code, one after another; bin `b` at `b mod width`.
    bins: Vec<u32>,
}

impl Crowds {
    fn new(codes: usize, width: u8) -> Crowds {
        let nobody = Crowd {
            last: i32::MIN,
            now: 0,
            most: 0,
        };
        Crowds {
            width,
            codes: vec![nobody; codes],
            bins: vec![0; codes * usize::from(width)],
        }
    }

    /// Counts a row of a code; bins come in rising order. `slot` is `bin mod width`.
    #[inline]
    fn count(&mut self, code: usize, bin: i32, slot: usize) {
        let width = usize::from(self.width);
        let (Some(crowd), Some(bins)) = (
            self.codes.get_mut(code),
            self.bins.get_mut(code * width..(code + 1) * width),
        ) else {
            return;
        };
        if crowd.last < bin {
            // What the bins between held lies too far back.
            let width = i32::from(self.width);
            for passed in crowd.last.saturating_add(1).max(bin.saturating_sub(width - 1))..=bin {
                let held = &mut bins[passed.rem_euclid(width) as usize];
                crowd.now -= *held;
                *held = 0;
            }
            crowd.last = bin;
        }
        bins[slot] += 1;
        crowd.now += 1;
        crowd.most = crowd.most.max(crowd.now);
    }

    fn slot(&self, bin: i32) -> usize {
        bin.rem_euclid(i32::from(self.width)) as usize
    }
}

impl EventTable {
    /// Of each place, by code, a number of marked rows that no window of `days` days holds more of, definitely or possibly,
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
    /// assert_eq!(builder.finish()?.busiest(30), [2]);
    /// # Ok::<(), chronotope_core::table::TableError>(())
    /// ```
    pub fn busiest(&self, days: u32) -> Vec<u32> {
        let days = i32::try_from(days.max(1)).unwrap_or(i32::MAX);
        let bin_days = (days - 1) / i32::from(BINS) + 1;
        let column = self.effective_column(Dim::Mark);
        let codes = self.code_count(Dim::Mark);
        let mut of_a_day = Crowds::new(codes, BINS + 1);
        for (at, &day) in self.times.days.iter().enumerate() {
            let bin = day.div_euclid(bin_days);
            let slot = of_a_day.slot(bin);
            let rows = self.times.rows_of(&(at..at + 1));
            let rows = rows.start as usize..rows.end as usize;
            let (codes, values) = match column {
                Column::Absent => break,
                Column::One(codes) => (codes, rows),
                Column::Many { offsets, codes } => {
                    (codes, offsets[rows.start] as usize..offsets[rows.end] as usize)
                }
            };
            with_codes!(codes, v => {
                for code in v.get(values).unwrap_or_default() {
                    of_a_day.count(code.index(), bin, slot);
                }
            });
        }
        // A span that begins up to its own length before a window is in it.
        let mut of_several = Crowds::new(codes, 2 * BINS + 1);
        let mut always = vec![0_u32; codes];
        let spans = self.times.span_first.iter().zip(&self.times.span_end);
        for (row, (&first, &end)) in self.span_rows().zip(spans) {
            let is_long = end.saturating_sub(first) > days;
            for code in column.codes(row) {
                if !is_long {
                    let bin = first.div_euclid(bin_days);
                    let slot = of_several.slot(bin);
                    of_several.count(code as usize, bin, slot);
                } else if let Some(always) = always.get_mut(code as usize) {
                    *always += 1;
                }
            }
        }
        let both = of_a_day.codes.iter().zip(&of_several.codes).zip(&always);
        both.map(|((day, several), always)| day.most + several.most + always)
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
            let busiest = table.busiest(days as u32);
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

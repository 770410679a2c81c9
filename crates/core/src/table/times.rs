//! [`Times`]: when the rows happened, laid out so that a window finds them.

use super::order::{order_of, sorted_by_day};
use crate::time::{Day, Extent, TimeWindow};
use std::ops::Range;

/// The time of one row, as it is given to a builder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowTime<'a> {
    /// Not known: the row is kept, and is in no window.
    Undated,
    /// One known day; [`Day::MIN`] and [`Day::MAX`] are not known.
    Day(Day),
    /// The days on which it can have happened, or all along which it did. Empty spans are dropped.
    Spans(&'a [TimeWindow], Extent),
}

/// Set in [`Times::span_flags`] if the event lasts throughout its span.
pub(crate) const THROUGHOUT: u8 = 1;
/// Set in [`Times::span_flags`] if the event has more than one span.
pub(crate) const MANY_SPANS: u8 = 2;
/// Rows in a block of [`Times::block_ends`].
pub(crate) const BLOCK: usize = 64;

/// When the rows happened. Rows come in three runs: those of one known day by that day, those of other spans by
/// their first possible day, then those of unknown date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Times {
    /// The distinct days of the day rows, rising.
    pub(crate) days: Vec<i32>,
    /// The first row of each day, and then the number of day rows.
    pub(crate) day_starts: Vec<u32>,
    /// First possible day of each span row, rising.
    pub(crate) span_first: Vec<i32>,
    /// Day after the last possible one of each span row.
    pub(crate) span_end: Vec<i32>,
    pub(crate) span_flags: Vec<u8>,
    /// Span rows that have more than one span, rising, counted from the first span row.
    pub(crate) member_rows: Vec<u32>,
    /// Where the spans of each of them begin, and at the end their number.
    pub(crate) member_offsets: Vec<u32>,
    pub(crate) member_first: Vec<i32>,
    pub(crate) member_end: Vec<i32>,
    /// First days of all spans of all span rows, rising, and the rows (counted from the first span row).
    pub(crate) starts: Boundaries,
    /// Ends (days after the last) of the same, rising.
    pub(crate) ends: Boundaries,
    /// Greatest end in each run of [`BLOCK`] span rows.
    pub(crate) block_ends: Vec<i32>,
}

/// Days at which spans begin or end, rising, each with its row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Boundaries {
    pub(crate) days: Vec<i32>,
    pub(crate) rows: Vec<u32>,
}

impl Boundaries {
    fn of(days: &[i32], rows: &[u32]) -> Boundaries {
        let order = sorted_by_day(days);
        Boundaries {
            days: order.iter().map(|&i| days[i as usize]).collect(),
            rows: order.iter().map(|&i| rows[i as usize]).collect(),
        }
    }

    /// How many lie before `day`: O(log n).
    pub(crate) fn before(&self, day: i32) -> usize {
        self.days.partition_point(|&d| d < day)
    }

    /// How many lie on or before `day`: O(log n).
    pub(crate) fn up_to(&self, day: i32) -> usize {
        self.days.partition_point(|&d| d <= day)
    }
}

impl Times {
    pub(crate) fn day_rows(&self) -> u32 {
        self.day_starts.last().copied().unwrap_or(0)
    }

    /// Position of the first distinct day that is `day` or later: O(log days).
    pub(crate) fn day_index(&self, day: i32) -> usize {
        self.days.partition_point(|&d| d < day)
    }

    /// The first day row on `day` or later: O(log days).
    pub(crate) fn first_row_from(&self, day: i32) -> u32 {
        self.day_starts.get(self.day_index(day)).copied().unwrap_or(0)
    }

    /// The distinct days of a window, by their positions: O(log days).
    pub(crate) fn days_in(&self, window: TimeWindow) -> Range<usize> {
        let start = self.day_index(window.first().0);
        let end = if window.end() == Day::MAX {
            self.days.len()
        } else {
            self.day_index(window.end().0)
        };
        start..end.max(start)
    }

    /// The rows of some of the distinct days.
    pub(crate) fn rows_of(&self, days: &Range<usize>) -> Range<u32> {
        let start = |at: usize| self.day_starts.get(at).copied().unwrap_or(0);
        start(days.start)..start(days.end)
    }

    /// The day of a day row: O(log days).
    pub(crate) fn day_of(&self, row: u32) -> i32 {
        let after = self.day_starts.partition_point(|&start| start <= row);
        self.days[after - 1]
    }

    /// Positions of the spans of a span row in `member_first` and `member_end`, if it has many: O(log rows).
    pub(crate) fn members(&self, span: usize) -> Option<Range<usize>> {
        if self.span_flags[span] & MANY_SPANS == 0 {
            return None;
        }
        let at = self.member_rows.binary_search(&(span as u32)).ok()?;
        Some(self.member_offsets[at] as usize..self.member_offsets[at + 1] as usize)
    }

    /// Number of spans of a span row: O(log rows).
    pub(crate) fn span_count(&self, span: usize) -> usize {
        self.members(span).map_or(1, |m| m.len())
    }

    /// The `n`-th span of a span row, half open: O(log rows).
    pub(crate) fn span_at(&self, span: usize, n: usize) -> (i32, i32) {
        match self.members(span) {
            Some(m) => (self.member_first[m.start + n], self.member_end[m.start + n]),
            None => (self.span_first[span], self.span_end[span]),
        }
    }

    /// Makes the boundary indexes from the spans: O(span rows), or with a logarithm for days far apart.
    pub(crate) fn index(&mut self) {
        let spans = self.span_first.len() + self.member_first.len() - self.member_rows.len();
        let mut firsts = Vec::with_capacity(spans);
        let mut ends = Vec::with_capacity(spans);
        let mut rows = Vec::with_capacity(spans);
        for span in 0..self.span_first.len() {
            for n in 0..self.span_count(span) {
                let (first, end) = self.span_at(span, n);
                firsts.push(first);
                ends.push(end);
                rows.push(span as u32);
            }
        }
        self.starts = Boundaries::of(&firsts, &rows);
        self.ends = Boundaries::of(&ends, &rows);
        self.block_ends = self
            .span_end
            .chunks(BLOCK)
            .map(|ends| ends.iter().copied().max().unwrap_or(i32::MIN))
            .collect();
    }

    pub(crate) fn byte_len(&self) -> usize {
        let words = self.days.len()
            + self.day_starts.len()
            + self.span_first.len()
            + self.span_end.len()
            + self.member_rows.len()
            + self.member_offsets.len()
            + self.member_first.len()
            + self.member_end.len()
            + self.block_ends.len()
            + 2 * (self.starts.days.len() + self.ends.days.len());
        words * 4 + self.span_flags.len()
    }
}

/// In a list of days, stands for a row that is not of one known day.
pub(super) const NOT_A_DAY: i32 = i32::MIN;

/// Collects the times of rows in the order of the file.
#[derive(Debug, Default)]
pub(super) struct TimesBuilder {
    /// One for each row; [`NOT_A_DAY`] if it has no single day.
    days: Vec<i32>,
    spans: Vec<PendingSpan>,
    /// Spans of rows that have more than one.
    pool: Vec<TimeWindow>,
}

#[derive(Debug, Clone, Copy)]
struct PendingSpan {
    row: u32,
    first: i32,
    end: i32,
    flags: u8,
    /// Where its spans are in the pool, if it has many.
    members: (u32, u32),
}

impl TimesBuilder {
    pub(super) fn with_capacity(rows: usize) -> TimesBuilder {
        TimesBuilder {
            days: Vec::with_capacity(rows),
            ..TimesBuilder::default()
        }
    }

    /// All rows of known days at once; [`NOT_A_DAY`] where unknown.
    pub(super) fn of_days(mut days: Vec<i32>) -> TimesBuilder {
        days.iter_mut()
            .filter(|d| **d == i32::MAX)
            .for_each(|d| *d = NOT_A_DAY);
        TimesBuilder {
            days,
            ..TimesBuilder::default()
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.days.len()
    }

    #[inline]
    pub(super) fn push(&mut self, time: RowTime<'_>) {
        match time {
            RowTime::Undated | RowTime::Day(Day::MAX) => self.days.push(NOT_A_DAY),
            RowTime::Day(day) => self.days.push(day.0),
            RowTime::Spans(spans, extent) => self.push_spans(spans, extent),
        }
    }

    fn push_spans(&mut self, spans: &[TimeWindow], extent: Extent) {
        let start = self.pool.len();
        self.pool.extend(spans.iter().filter(|s| !s.is_empty()));
        self.merge_pool_from(start);
        let own = &self.pool[start..];
        let (Some(first), Some(last)) = (own.first(), own.last()) else {
            self.days.push(NOT_A_DAY);
            return;
        };
        let (first, end, count) = (first.first().0, last.end().0, own.len());
        if count == 1 {
            self.pool.truncate(start);
            if end.checked_sub(first) == Some(1) && first != NOT_A_DAY {
                self.days.push(first);
                return;
            }
        }
        let mut flags = if extent == Extent::Throughout {
            THROUGHOUT
        } else {
            0
        };
        if count > 1 {
            flags |= MANY_SPANS;
        }
        self.spans.push(PendingSpan {
            row: self.days.len() as u32,
            first,
            end,
            flags,
            members: (start as u32, (start + count) as u32),
        });
        self.days.push(NOT_A_DAY);
    }

    /// Sorts the spans from `start` on and joins those that overlap or touch.
    fn merge_pool_from(&mut self, start: usize) {
        if self.pool.len() - start < 2 {
            return;
        }
        let mut own = self.pool.split_off(start);
        crate::sort::by_key(&mut own, |s| (s.first(), s.end()));
        for span in own {
            match self.pool.get_mut(start..).and_then(<[_]>::last_mut) {
                Some(last) if span.first() <= last.end() => {
                    *last = TimeWindow::new(last.first(), last.end().max(span.end()));
                }
                _ => self.pool.push(span),
            }
        }
    }

    /// The finished times, and the order in which rows must be put: `None` if they are in order already.
    pub(super) fn finish(mut self) -> (Times, Option<Vec<u32>>) {
        crate::sort::by_key(&mut self.spans, |s| s.first);
        let span_rows: Vec<u32> = self.spans.iter().map(|s| s.row).collect();
        let (days, day_starts, order) = order_of(&self.days, &span_rows);
        let mut times = Times {
            days,
            day_starts,
            ..Times::default()
        };
        for span in &self.spans {
            if span.flags & MANY_SPANS != 0 {
                times.member_rows.push(times.span_first.len() as u32);
                times.member_offsets.push(times.member_first.len() as u32);
                for member in &self.pool[span.members.0 as usize..span.members.1 as usize] {
                    times.member_first.push(member.first().0);
                    times.member_end.push(member.end().0);
                }
            }
            times.span_first.push(span.first);
            times.span_end.push(span.end);
            times.span_flags.push(span.flags);
        }
        times.member_offsets.push(times.member_first.len() as u32);
        times.index();
        (times, order)
    }
}

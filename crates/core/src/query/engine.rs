//! [`QueryEngine`]: the window, the filters, and the counts that follow from them.

use super::cells::{Cells, Layer};
use super::facet::FacetCache;
use super::filter::{self, Filter, Mask, Slot};
use super::histogram::HistogramCache;
use super::open::OpenRows;
use super::overlap::Overlap;
use super::rows::ListCache;
use super::spans::{self, Crossed, SpanStates};
use super::tally::{Sign, Tally};
use crate::table::{Dim, EventTable};
use crate::time::{Membership, TimeWindow};
use std::ops::Range;
use std::sync::Arc;

/// What a step changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Codes of the places whose counts changed, each once, in no order.
    pub places: Vec<u32>,
}

/// Numbers of events, each counted once however many places it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// In it whichever possible day they happened on.
    pub definite: u32,
    /// In it if they happened on some of their possible days.
    pub possible: u32,
}

/// Answers what is in the window under the filters. Cheap to clone but for the counts and two numbers a row: a second
/// window on the same table is a clone.
///
/// Costs are given in *n*, the rows of the table. Memory: eight bytes a row (twelve with filters), plus four or (with span rows) eight bytes
/// for each place and kind, twice.
///
/// ```
/// use chronotope_core::query::{CodeSet, Filter, QueryEngine, Slot};
/// use chronotope_core::table::{Dim, RowTime, TableBuilder};
/// use chronotope_core::time::{Day, TimeWindow};
/// let mut builder = TableBuilder::new();
/// for day in 0..10 {
///     builder.row(RowTime::Day(Day(day)), 0);
///     builder.value(Dim::Kind, if day % 2 == 0 { b"clash" } else { b"shelling" });
///     builder.value(Dim::Mark, b"Idlib");
/// }
/// let mut engine = QueryEngine::new(builder.finish()?.into());
/// engine.set_window(TimeWindow::new(Day(2), Day(7)));
/// assert_eq!(engine.definite(0), [3, 2]);
/// engine.set_filter(Slot::Dim(Dim::Kind), Some(Filter::AnyOf(CodeSet::of([1]))));
/// assert_eq!(engine.definite(0), [0, 2]);
/// assert_eq!(engine.kind_definite(), [3, 2]);
/// assert_eq!(engine.totals().definite, 2);
/// # Ok::<(), chronotope_core::table::TableError>(())
/// ```
#[derive(Debug, Clone)]
pub struct QueryEngine {
    pub(super) table: Arc<EventTable>,
    pub(super) cells: Arc<Cells>,
    pub(super) filters: [Option<Filter>; Slot::COUNT],
    /// For each row, the slots whose filters it fails.
    pub(super) fail: Vec<Mask>,
    pub(super) window: TimeWindow,
    pub(super) overlap: Overlap,
    pub(super) is_definite_only: bool,
    /// The day rows that pass all filters but the kind's own.
    pub(super) open: OpenRows,
    /// Distinct days in the window, by position.
    days: Range<usize>,
    /// Day rows in the window.
    pub(super) day_rows: Range<u32>,
    pub(super) span_states: SpanStates,
    tally: Tally,
    spare: (Vec<u32>, Vec<u32>),
    changes: Changes,
    /// Grows whenever a filter changes.
    pub(super) filter_revision: u32,
    /// Grows whenever the window, the overlap rule or what is asked of membership changes.
    pub(super) window_revision: u32,
    pub(super) histograms: HistogramCache,
    pub(super) facets: FacetCache,
    pub(super) lists: ListCache,
}

/// The bit of the kind's own filter.
pub(super) const KIND_BIT: Mask = 1 << Dim::Kind as usize;

impl QueryEngine {
    /// An engine that counts incidents, with an empty window and no filters: O(n).
    pub fn new(table: Arc<EventTable>) -> QueryEngine {
        QueryEngine::with_layer(table, Layer::Incidents)
    }

    /// The same, which counts events at other places than where they are drawn as incidents: O(n).
    pub fn with_layer(table: Arc<EventTable>, layer: Layer) -> QueryEngine {
        let cells = Cells::new(&table, layer);
        let tally = Tally::new(&cells, !table.span_rows().is_empty());
        QueryEngine {
            filters: std::array::from_fn(|_| None),
            fail: vec![0; table.rows() as usize],
            window: TimeWindow::new(crate::time::Day(0), crate::time::Day(0)),
            overlap: Overlap::default(),
            is_definite_only: false,
            open: OpenRows::default(),
            days: 0..0,
            day_rows: 0..0,
            span_states: SpanStates::new(&table.times),
            spare: (vec![0; tally.definite.len()], vec![0; tally.possible.len()]),
            tally,
            changes: Changes::default(),
            filter_revision: 0,
            window_revision: 0,
            histograms: HistogramCache::default(),
            facets: FacetCache::default(),
            lists: ListCache::default(),
            cells: Arc::new(cells),
            table,
        }
    }

    /// The table that is asked.
    pub fn table(&self) -> &Arc<EventTable> {
        &self.table
    }

    /// The window.
    pub fn window(&self) -> TimeWindow {
        self.window
    }

    /// Moves the window: O(log n + rows whose boundaries it crosses), or O(rows in the new window + places x kinds +
    /// span rows / 64) where that is less. Allocates nothing once its buffers have grown.
    pub fn set_window(&mut self, window: TimeWindow) -> &Changes {
        if window == self.window {
            self.changes.places.clear();
            return &self.changes;
        }
        self.window_revision = self.window_revision.wrapping_add(1);
        let table = Arc::clone(&self.table);
        let times = &table.times;
        let days = times.days_in(window);
        let (out, into) = moves(&self.days, &days);
        let has_spans = !table.span_rows().is_empty();
        let is_jump = has_spans && (window.is_empty() || self.window.is_empty());
        let crossed = (has_spans && !is_jump).then(|| Crossed::between(times, self.window, window));
        let count = |days: &Range<usize>| self.open.count(times, days.clone());
        let moving = out.iter().chain(&into).map(count).sum::<usize>()
            + crossed.as_ref().map_or(0, Crossed::len) * SPAN_COST;
        let all_cells = self.tally.definite.len() / CELLS_AT_ONCE;
        let mut anew = count(&days) + all_cells;
        if has_spans {
            anew += times.block_ends.len() + spans::touching_at_most(times, window) * SPAN_COST;
        }
        self.window = window;
        self.day_rows = times.rows_of(&days);
        self.days = days;
        if is_jump || anew < moving {
            self.recount();
        } else if moving * TRACKED_COST < all_cells {
            self.tally.begin();
            self.step::<true>(&table, &out, &into, crossed.as_ref());
            let places = table.places().len();
            self.tally
                .changed_into(self.cells.shift, places, &mut self.changes.places);
        } else {
            self.tally.keep(&mut self.spare);
            self.step::<false>(&table, &out, &into, crossed.as_ref());
            self.find_changes();
        }
        &self.changes
    }

    /// Takes away and adds what a moved window crosses. If it is not tracked, the counts before must have been kept.
    fn step<const TRACKED: bool>(
        &mut self,
        table: &EventTable,
        out: &[Range<usize>; 2],
        into: &[Range<usize>; 2],
        crossed: Option<&Crossed>,
    ) {
        for (ranges, sign) in [(out, Sign::Minus), (into, Sign::Plus)] {
            for days in ranges {
                let open = self.open.of_days(&table.times, &self.cells, days.clone());
                self.tally.count_open::<TRACKED>(&self.cells, open, sign);
            }
        }
        if let Some(crossed) = crossed {
            self.cross::<TRACKED>(table, crossed);
        }
    }

    /// Finds the places whose counts are not those that were kept: O(places x kinds).
    fn find_changes(&mut self) {
        let places = self.table.places().len();
        self.tally
            .differences_into(self.cells.shift, places, &self.spare, &mut self.changes.places);
    }

    /// Brings the span rows whose boundaries are crossed up to date.
    fn cross<const TRACKED: bool>(&mut self, table: &EventTable, crossed: &Crossed) {
        let QueryEngine {
            cells,
            span_states,
            tally,
            fail,
            window,
            overlap,
            is_definite_only,
            ..
        } = self;
        let start = table.span_rows().start as usize;
        let state_of = |span| {
            certain(
                spans::membership(&table.times, span, *window, *overlap),
                *is_definite_only,
            )
        };
        span_states.cross(&table.times, crossed, state_of, |span, old, new| {
            let row = start + span;
            let (cell, mask) = (cells.of_row[row], fail[row]);
            tally.count_row::<TRACKED>(cells, cell, mask, KIND_BIT, old, Sign::Minus);
            tally.count_row::<TRACKED>(cells, cell, mask, KIND_BIT, new, Sign::Plus);
        });
    }

    /// Counts what is in the window anew: O(rows in the window + places x kinds + span rows / 64).
    fn recount(&mut self) {
        let QueryEngine {
            table,
            cells,
            span_states,
            tally,
            fail,
            window,
            overlap,
            is_definite_only,
            spare,
            open,
            days,
            ..
        } = self;
        tally.restart(spare);
        let open = open.of_days(&table.times, cells, days.clone());
        tally.count_open::<false>(cells, open, Sign::Plus);
        let start = table.span_rows().start as usize;
        let state_of = |span| {
            certain(
                spans::membership(&table.times, span, *window, *overlap),
                *is_definite_only,
            )
        };
        span_states.restart(&table.times, *window, state_of, |span, state| {
            let row = start + span;
            tally.count_row::<false>(cells, cells.of_row[row], fail[row], KIND_BIT, state, Sign::Plus);
        });
        self.find_changes();
    }

    /// After a change of filters.
    fn refilter(&mut self) {
        self.filter_revision = self.filter_revision.wrapping_add(1);
        let is_filtered = self.filters.iter().any(Option::is_some);
        self.open
            .restart(&self.table.times, &self.cells, &self.fail, is_filtered);
        self.recount();
    }

    /// Sets or clears the filter of a slot: O(n + rows in the window + places x kinds); nothing if it is the same.
    pub fn set_filter(&mut self, slot: Slot, filter: Option<Filter>) -> &Changes {
        self.set_filters([(slot, filter)])
    }

    /// Sets or clears the filters of several slots: O(n) for each that differs, and the counts once.
    pub fn set_filters(&mut self, filters: impl IntoIterator<Item = (Slot, Option<Filter>)>) -> &Changes {
        let mut is_same = true;
        for (slot, filter) in filters {
            if self.filters[slot.index()] != filter {
                filter::apply(&self.table, slot, filter.as_ref(), &mut self.fail);
                self.filters[slot.index()] = filter;
                is_same = false;
            }
        }
        self.changes.places.clear();
        if !is_same {
            self.refilter();
        }
        &self.changes
    }

    /// The filter of a slot.
    pub fn filter(&self, slot: Slot) -> Option<&Filter> {
        self.filters[slot.index()].as_ref()
    }

    /// Sets what it takes to be in the window: O(rows in the window + places x kinds + span rows / 64).
    pub fn set_overlap(&mut self, overlap: Overlap) -> &Changes {
        self.changes.places.clear();
        if self.overlap != overlap {
            self.overlap = overlap;
            self.window_revision = self.window_revision.wrapping_add(1);
            self.recount();
        }
        &self.changes
    }

    /// Takes what is only possibly in a window as out of it, everywhere; the same cost.
    pub fn set_definite_only(&mut self, is_definite_only: bool) -> &Changes {
        self.changes.places.clear();
        if self.is_definite_only != is_definite_only {
            self.is_definite_only = is_definite_only;
            self.window_revision = self.window_revision.wrapping_add(1);
            self.recount();
        }
        &self.changes
    }

    /// Events definitely in the window at a place, by kind, under all filters. O(1).
    pub fn definite(&self, place: u32) -> &[u32] {
        &self.tally.definite[self.place_cells(place)]
    }

    /// Events possibly but not definitely in the window at a place, by kind, under all filters; empty if every event
    /// of the table has a known day. O(1).
    pub fn possible(&self, place: u32) -> &[u32] {
        self.tally.possible.get(self.place_cells(place)).unwrap_or(&[])
    }

    /// The same for events that are counted at no place: definite, then possible.
    pub fn unplaced(&self) -> (&[u32], &[u32]) {
        let nowhere = self.table.places().len() as u32;
        (self.definite(nowhere), self.possible(nowhere))
    }

    fn place_cells(&self, place: u32) -> Range<usize> {
        let start = (place as usize) << self.cells.shift;
        start..start + self.kind_count()
    }

    /// Number of kinds.
    pub fn kind_count(&self) -> usize {
        self.table.code_count(Dim::Kind)
    }

    /// Events definitely in the window, by kind, under all filters but the kind's own; each counted once. O(1).
    pub fn kind_definite(&self) -> &[u32] {
        &self.tally.kind_definite[..self.kind_count()]
    }

    /// The same for those possibly but not definitely in it.
    pub fn kind_possible(&self) -> &[u32] {
        &self.tally.kind_possible[..self.kind_count()]
    }

    /// Events in the window under all filters, each counted once. O(1).
    pub fn totals(&self) -> Totals {
        Totals {
            definite: self.tally.total_definite,
            possible: self.tally.total_possible,
        }
    }

    /// True if a row passes all filters. O(1).
    pub fn passes(&self, row: u32) -> bool {
        self.fail[row as usize] == 0
    }

    /// True if a row passes the filters and counts in the window. O(1).
    pub fn is_shown(&self, row: u32) -> bool {
        self.passes(row) && certain(self.membership(row), self.is_definite_only) != Membership::Out
    }

    /// How a row stands to the window, whatever the filters. O(1).
    pub fn membership(&self, row: u32) -> Membership {
        match self.table.span_of(row) {
            Some(span) => self.span_states.get(span),
            None if self.day_rows.contains(&row) => Membership::Definite,
            None => Membership::Out,
        }
    }
}

/// A span row costs about as much as so many day rows.
const SPAN_COST: usize = 4;
/// Following what a row changes costs about as much as so many rows that are only counted.
const TRACKED_COST: usize = 2;
/// Counts that are kept or cleared, and compared, in the time that a day row takes.
const CELLS_AT_ONCE: usize = 4;

/// What counts as membership when only definite members are wanted.
#[inline]
pub(super) fn certain(membership: Membership, is_definite_only: bool) -> Membership {
    if is_definite_only && membership == Membership::Possible {
        Membership::Out
    } else {
        membership
    }
}

/// The rows to take away and to add so that what was counted for `old` holds for `new`.
pub(super) fn moves<T: Copy + Ord + Default>(
    old: &Range<T>,
    new: &Range<T>,
) -> ([Range<T>; 2], [Range<T>; 2]) {
    if new.start.max(old.start) < new.end.min(old.end) {
        (
            [old.start..new.start, new.end..old.end],
            [new.start..old.start, old.end..new.end],
        )
    } else {
        let none = T::default()..T::default();
        ([old.clone(), none.clone()], [new.clone(), none])
    }
}

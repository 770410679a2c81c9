//! The naive implementation: every answer is a loop over all rows, straight from the definitions.

use chronotope_core::query::{
    CodeSet, Filter, Histogram, HistogramSpec, Layer, Overlap, Passing, QueryEngine, Scope, Selection,
    SelectionCount, Slot, Totals,
};
use chronotope_core::table::{Dim, EventTable, FigureValue, RowTime, TableBuilder};
use chronotope_core::time::{Day, Extent, Membership, TimeWindow};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) const KINDS: u32 = 3;
pub(crate) const PLACES: u32 = 6;

/// An event as it is put into the table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) spans: Vec<TimeWindow>,
    pub(crate) extent: Extent,
    /// Codes by dimension, in order and each once.
    pub(crate) codes: BTreeMap<Dim, Vec<u32>>,
    pub(crate) figure: Option<(u8, u8)>,
}

impl Row {
    pub(crate) fn on(day: i32, kind: u32, place: u32) -> Row {
        Row {
            spans: vec![TimeWindow::new(Day(day), Day(day + 1))],
            codes: BTreeMap::from([(Dim::Kind, vec![kind]), (Dim::Mark, vec![place])]),
            ..Row::default()
        }
    }

    fn hull(&self) -> Option<TimeWindow> {
        Some(TimeWindow::new(
            self.spans.first()?.first(),
            self.spans.last()?.end(),
        ))
    }

    fn is_day(&self) -> bool {
        self.spans.len() == 1 && self.spans[0].end().0.checked_sub(self.spans[0].first().0) == Some(1)
    }

    fn of(&self, dim: Dim) -> &[u32] {
        self.codes.get(&dim).map_or(&[], |v| v)
    }
}

fn spans() -> impl Strategy<Value = Vec<TimeWindow>> {
    let window = |first: i32, days: i32| TimeWindow::new(Day(first), Day(first + days));
    prop_oneof![
        3 => (0i32..40).prop_map(move |first| vec![window(first, 1)]),
        3 => (0i32..40, 1i32..20).prop_map(move |(first, days)| vec![window(first, days)]),
        2 => proptest::collection::vec((0i32..40, 1i32..4), 1..4).prop_map(move |spans| {
            // Apart from one another, as a one-of set is.
            let mut spans: Vec<_> = spans.into_iter().map(|(first, days)| window(first, days)).collect();
            spans.sort_by_key(|s| s.first());
            spans.dedup_by(|b, a| b.first() <= a.end());
            spans
        }),
        1 => (0i32..40).prop_map(|end| vec![TimeWindow::new(Day::MIN, Day(end))]),
        1 => (0i32..40).prop_map(|first| vec![TimeWindow::new(Day(first), Day::MAX)]),
        1 => Just(Vec::new()),
    ]
}

fn days() -> impl Strategy<Value = Vec<TimeWindow>> {
    prop_oneof![
        9 => (0i32..40).prop_map(|day| vec![TimeWindow::new(Day(day), Day(day + 1))]),
        1 => Just(Vec::new()),
    ]
}

fn codes(codes: u32, most: usize) -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(0..codes, 0..=most).prop_map(|mut codes| {
        codes.sort_unstable();
        codes.dedup();
        codes
    })
}

fn row(with_spans: bool) -> impl Strategy<Value = Row> {
    let times = if with_spans {
        spans().boxed()
    } else {
        days().boxed()
    };
    let most = if with_spans { 3 } else { 1 };
    (
        times,
        any::<bool>(),
        0..KINDS,
        codes(4, 1),
        codes(5, most),
        codes(3, 1),
        codes(PLACES, most),
        codes(PLACES, 2),
        proptest::option::of((0u8..6, 0u8..6)),
    )
        .prop_map(
            |(spans, throughout, kind, modality, actor, report, mark, more, figure)| {
                let mut mention = mark.clone();
                mention.extend(more.iter().filter(|m| !mark.contains(m)));
                let codes = BTreeMap::from([
                    (Dim::Kind, vec![kind]),
                    (Dim::Modality, modality),
                    (Dim::Actor, actor),
                    (Dim::Report, report),
                    (Dim::Mark, mark),
                    (Dim::Mention, mention),
                ]);
                let extent = if throughout {
                    Extent::Throughout
                } else {
                    Extent::Within
                };
                let figure = figure.map(|(low, more)| (low, low + more));
                Row {
                    spans,
                    extent,
                    codes,
                    figure,
                }
            },
        )
}

pub(crate) fn rows(most: usize, with_spans: bool) -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::vec(row(with_spans), 0..most)
}

/// A table of the rows; the record of each is its position.
pub(crate) fn table(mut rows: Vec<Row>) -> (EventTable, Vec<Row>) {
    let mut builder = TableBuilder::new();
    for (dim, count) in [
        (Dim::Kind, KINDS),
        (Dim::Actor, 5),
        (Dim::Report, 3),
        (Dim::Mark, PLACES),
    ] {
        for code in 0..count {
            builder.intern(dim, format!("{}-{code}", dim.as_str()).as_bytes());
        }
    }
    let measure = builder.measure("killed");
    for (record, row) in rows.iter_mut().enumerate() {
        let time = match row.spans[..] {
            [] => RowTime::Undated,
            _ => RowTime::Spans(&row.spans, row.extent),
        };
        builder.row(time, record as u32);
        if row.is_day() || row.spans.is_empty() {
            row.extent = Extent::Within;
        }
        for (&dim, codes) in &row.codes {
            for &code in codes {
                builder.code(dim, code);
            }
        }
        if let Some((low, high)) = row.figure {
            let value = FigureValue {
                low: Some(f32::from(low)),
                best: None,
                high: Some(f32::from(high)),
            };
            builder.figure(measure, value);
        }
    }
    let Ok(table) = builder.finish() else {
        panic!("the rows make no table");
    };
    (table, rows)
}

pub(crate) struct Model {
    pub(crate) rows: Vec<Row>,
    pub(crate) window: TimeWindow,
    pub(crate) overlap: Overlap,
    pub(crate) is_definite_only: bool,
    pub(crate) filters: BTreeMap<Slot, Filter>,
    layer: Layer,
    table: Arc<EventTable>,
    /// The table's row of each record.
    row_of: Vec<u32>,
}

pub(crate) struct Counts {
    pub(crate) places: Vec<(Vec<u32>, Vec<u32>)>,
    pub(crate) unplaced: (Vec<u32>, Vec<u32>),
    pub(crate) kinds: (Vec<u32>, Vec<u32>),
    pub(crate) totals: Totals,
}

impl Model {
    pub(crate) fn new(rows: Vec<Row>, layer: Layer, engine: &QueryEngine) -> Model {
        let table = Arc::clone(engine.table());
        let mut row_of = vec![0; rows.len()];
        for row in 0..table.rows() {
            row_of[table.record(row) as usize] = row;
        }
        Model {
            rows,
            window: engine.window(),
            overlap: Overlap::default(),
            is_definite_only: false,
            filters: BTreeMap::new(),
            layer,
            table,
            row_of,
        }
    }

    pub(crate) fn set_filter(&mut self, slot: Slot, filter: Option<Filter>) {
        match filter {
            Some(filter) => self.filters.insert(slot, filter),
            None => self.filters.remove(&slot),
        };
    }

    /// By days: an event is in a window if some day it can have happened on is, surely if every such day is.
    pub(crate) fn membership(&self, row: &Row, window: TimeWindow) -> Membership {
        let Some(hull) = row.hull() else {
            return Membership::Out;
        };
        if !row.spans.iter().any(|s| !s.intersection(window).is_empty()) {
            return Membership::Out;
        }
        let is_inside = hull.intersection(window) == hull;
        let is_definite = match (row.extent, self.overlap) {
            (Extent::Within, _) | (Extent::Throughout, Overlap::WhollyInside) => is_inside,
            (Extent::Throughout, Overlap::HappeningIn) => true,
            (Extent::Throughout, Overlap::StartedIn) => window.contains(hull.first()),
        };
        if is_definite {
            Membership::Definite
        } else if row.extent == Extent::Within && !self.is_definite_only {
            Membership::Possible
        } else {
            Membership::Out
        }
    }

    fn codes<'a>(&self, dim: Dim, row: &'a Row) -> &'a [u32] {
        if dim == Dim::Mention && self.rows.iter().all(|r| r.of(Dim::Mention).is_empty()) {
            return row.of(Dim::Mark);
        }
        row.of(dim)
    }

    fn has_any(&self, dim: Dim, set: &CodeSet, row: &Row) -> bool {
        let codes = self.codes(dim, row);
        codes.iter().any(|&code| set.contains(code)) || (codes.is_empty() && set.includes_missing())
    }

    /// True if a row passes all filters but one.
    pub(crate) fn passes(&self, record: usize, but: Option<Slot>) -> bool {
        let row = &self.rows[record];
        self.filters
            .iter()
            .filter(|(slot, _)| Some(**slot) != but)
            .all(|(slot, filter)| match (filter, slot) {
                (Filter::AnyOf(set), Slot::Dim(dim)) => self.has_any(*dim, set, row),
                (Filter::AnyOf(_), _) => true,
                (Filter::Figures(ranges), _) => ranges.iter().all(|range| {
                    row.figure.is_some_and(|(low, high)| {
                        f32::from(low) <= range.max && f32::from(high) >= range.min
                    })
                }),
                (Filter::Rows(rows), _) => rows.contains(self.row_of[record]),
            })
    }

    fn places(&self, row: &Row) -> Vec<u32> {
        match self.layer {
            Layer::Incidents => row.of(Dim::Mark).to_vec(),
            Layer::Named => {
                let mut places = self.codes(Dim::Mention, row).to_vec();
                places.retain(|place| !row.of(Dim::Mark).contains(place));
                places
            }
        }
    }

    pub(crate) fn counts(&self) -> Counts {
        let kinds = self.table.code_count(Dim::Kind);
        let none = || (vec![0; kinds], vec![0; kinds]);
        let mut counts = Counts {
            places: vec![none(); self.table.places().len()],
            unplaced: none(),
            kinds: none(),
            totals: Totals::default(),
        };
        for (record, row) in self.rows.iter().enumerate() {
            let membership = self.membership(row, self.window);
            let kind = row.of(Dim::Kind)[0] as usize;
            let add = |counts: &mut (Vec<u32>, Vec<u32>)| match membership {
                Membership::Out => {}
                Membership::Possible => counts.1[kind] += 1,
                Membership::Definite => counts.0[kind] += 1,
            };
            if self.passes(record, Some(Slot::Dim(Dim::Kind))) {
                add(&mut counts.kinds);
            }
            if !self.passes(record, None) {
                continue;
            }
            let places = self.places(row);
            if places.is_empty() {
                add(&mut counts.unplaced);
            }
            for place in places {
                add(&mut counts.places[place as usize]);
            }
            counts.totals.definite += u32::from(membership == Membership::Definite);
            counts.totals.possible += u32::from(membership == Membership::Possible);
        }
        counts
    }

    pub(crate) fn facet(&self, dim: Dim) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
        let len = self.table.code_count(dim) + 1;
        let (mut definite, mut possible, mut total) = (vec![0; len], vec![0; len], vec![0; len]);
        for (record, row) in self.rows.iter().enumerate() {
            let mut codes = self.codes(dim, row).to_vec();
            if codes.is_empty() {
                codes.push(len as u32 - 1);
            }
            for code in codes {
                total[code as usize] += 1;
                if self.passes(record, Some(Slot::Dim(dim))) {
                    match self.membership(row, self.window) {
                        Membership::Out => {}
                        Membership::Possible => possible[code as usize] += 1,
                        Membership::Definite => definite[code as usize] += 1,
                    }
                }
            }
        }
        (definite, possible, total)
    }

    pub(crate) fn histogram(&self, spec: &HistogramSpec) -> Histogram {
        let mut edges = spec.edges.clone();
        edges.sort_unstable();
        edges.dedup();
        let bins = edges.len().saturating_sub(1);
        let kinds = self.table.code_count(Dim::Kind);
        let mut histogram = Histogram {
            kinds,
            definite: vec![0; bins * kinds],
            possible: vec![0; bins * kinds],
            ghost_definite: vec![0; bins],
            ghost_possible: vec![0; bins],
            ..Histogram::default()
        };
        for (record, row) in self.rows.iter().enumerate() {
            let passes = self.passes(record, None);
            let days = row.hull().map_or(0, TimeWindow::len_days);
            if !row.is_day() && spec.max_span_days.is_some_and(|max| days > max) && !row.spans.is_empty() {
                histogram.left_out += u32::from(passes);
                continue;
            }
            for bin in 0..bins {
                let cell = bin * kinds + row.of(Dim::Kind)[0] as usize;
                let (ghost, counts) = match self.membership(row, TimeWindow::new(edges[bin], edges[bin + 1]))
                {
                    Membership::Out => continue,
                    Membership::Possible => (&mut histogram.ghost_possible, &mut histogram.possible),
                    Membership::Definite => (&mut histogram.ghost_definite, &mut histogram.definite),
                };
                ghost[bin] += 1;
                counts[cell] += u32::from(passes);
            }
        }
        histogram
    }

    fn selected(&self, selection: &Selection) -> impl Iterator<Item = usize> {
        (0..self.rows.len()).filter(move |&record| {
            let row = &self.rows[record];
            self.passes(record, None)
                && selection
                    .any_of
                    .as_ref()
                    .is_none_or(|(dim, set)| self.has_any(*dim, set, row))
        })
    }

    pub(crate) fn selection_count(&self, selection: &Selection) -> SelectionCount {
        let mut count = SelectionCount::default();
        for record in self.selected(selection) {
            count.all += 1;
            match self.membership(&self.rows[record], self.window) {
                Membership::Out => {}
                Membership::Possible => count.possible += 1,
                Membership::Definite => count.definite += 1,
            }
        }
        count
    }

    pub(crate) fn list(&self, selection: &Selection) -> Vec<(u32, Membership)> {
        let mut list: Vec<_> = self
            .selected(selection)
            .map(|record| (record, self.membership(&self.rows[record], self.window)))
            .filter(|(_, membership)| selection.scope != Scope::InWindow || *membership != Membership::Out)
            .collect();
        list.sort_by_key(|&(record, membership)| {
            let row = &self.rows[record];
            let is_later = selection.scope == Scope::InWindowFirst && membership == Membership::Out;
            let first = row.hull().map(TimeWindow::first);
            (first.is_none(), is_later, first, !row.is_day(), record)
        });
        list.into_iter().map(|(record, m)| (record as u32, m)).collect()
    }

    fn begins(&self) -> impl Iterator<Item = Day> {
        (0..self.rows.len())
            .filter(|&record| self.passes(record, None))
            .flat_map(|record| self.rows[record].spans.iter().map(|s| s.first()))
            .filter(|&day| day != Day::MIN)
    }

    pub(crate) fn next_day(&self, after: Day) -> Option<Day> {
        self.begins().filter(|&day| day > after).min()
    }

    pub(crate) fn previous_day(&self, before: Day) -> Option<Day> {
        self.begins().filter(|&day| day < before).max()
    }

    pub(crate) fn passing(&self) -> Passing {
        let mut passing = Passing::default();
        for record in (0..self.rows.len()).filter(|&record| self.passes(record, None)) {
            let row = &self.rows[record];
            passing.events += 1;
            passing.undated += u32::from(row.spans.is_empty());
            passing.unplaced += u32::from(self.places(row).is_empty());
        }
        passing
    }
}

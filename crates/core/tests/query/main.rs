//! The query engine against a naive implementation, on random tables, filters, rules and sequences of windows.

mod model;
mod table;

use chronotope_core::query::{
    CodeSet, FigureRange, Filter, HistogramSpec, Layer, Overlap, QueryEngine, RowSet, Scope, Selection, Slot,
};
use chronotope_core::table::Dim;
use chronotope_core::time::{Day, TimeWindow};
use model::{KINDS, Model, PLACES, Row, rows};
use proptest::prelude::*;
use std::sync::Arc;

/// Something that a user does.
#[derive(Debug, Clone)]
enum Act {
    Window(TimeWindow),
    Shift(i32, i32),
    Filter(Slot, Option<Filter>),
    TwoFilters(CodeSet, CodeSet),
    Overlap(Overlap),
    DefiniteOnly(bool),
    Clear,
}

fn windows() -> impl Strategy<Value = TimeWindow> {
    prop_oneof![
        8 => (-8i32..48, 0i32..30).prop_map(|(first, days)| TimeWindow::new(Day(first), Day(first + days))),
        1 => Just(TimeWindow::ALL),
        1 => (-8i32..48).prop_map(|day| TimeWindow::new(Day::MIN, Day(day))),
        1 => (-8i32..48).prop_map(|day| TimeWindow::new(Day(day), Day::MAX)),
        1 => (-8i32..48).prop_map(|day| TimeWindow::new(Day(day), Day(day))),
    ]
}

fn code_sets() -> impl Strategy<Value = CodeSet> {
    (proptest::collection::vec(0u32..8, 0..5), any::<bool>())
        .prop_map(|(codes, missing)| CodeSet::of(codes).with_missing(missing))
}

fn dims() -> impl Strategy<Value = Dim> {
    proptest::sample::select(Dim::ALL.to_vec())
}

fn filters() -> impl Strategy<Value = (Slot, Option<Filter>)> {
    let range = (0i16..6, 0i16..4).prop_map(|(min, more)| FigureRange {
        measure: 0,
        min: f32::from(min),
        max: f32::from(min + more),
    });
    prop_oneof![
        6 => (dims(), proptest::option::weighted(0.8, code_sets()))
            .prop_map(|(dim, set)| (Slot::Dim(dim), set.map(Filter::AnyOf))),
        1 => proptest::option::of(proptest::collection::vec(range, 0..3))
            .prop_map(|ranges| (Slot::Figures, ranges.map(Filter::Figures))),
        1 => proptest::option::of(proptest::collection::vec(0u32..80, 0..60))
            .prop_map(|rows| (Slot::Text, rows.map(|rows| Filter::Rows(Arc::new(RowSet::of(rows)))))),
    ]
}

fn overlaps() -> impl Strategy<Value = Overlap> {
    proptest::sample::select(vec![
        Overlap::HappeningIn,
        Overlap::StartedIn,
        Overlap::WhollyInside,
    ])
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => windows().prop_map(Act::Window),
        8 => (-4i32..5, -3i32..4).prop_map(|(by, longer)| Act::Shift(by, longer)),
        4 => filters().prop_map(|(slot, filter)| Act::Filter(slot, filter)),
        1 => (code_sets(), code_sets()).prop_map(|(a, b)| Act::TwoFilters(a, b)),
        1 => overlaps().prop_map(Act::Overlap),
        1 => any::<bool>().prop_map(Act::DefiniteOnly),
        1 => Just(Act::Clear),
    ]
}

/// Does the same to both, and gives the places that the engine says have changed.
fn perform(act: &Act, engine: &mut QueryEngine, model: &mut Model) -> Vec<u32> {
    let changes = match act {
        Act::Window(window) => {
            model.window = *window;
            engine.set_window(*window)
        }
        Act::Shift(by, longer) => {
            let window = model.window;
            model.window = TimeWindow::new(window.first().plus(*by), window.end().plus(by + longer));
            engine.set_window(model.window)
        }
        Act::Filter(slot, filter) => {
            model.set_filter(*slot, filter.clone());
            engine.set_filter(*slot, filter.clone())
        }
        Act::TwoFilters(kinds, actors) => {
            let both = [
                (Slot::Dim(Dim::Kind), Some(Filter::AnyOf(kinds.clone()))),
                (Slot::Dim(Dim::Actor), Some(Filter::AnyOf(actors.clone()))),
            ];
            for (slot, filter) in both.clone() {
                model.set_filter(slot, filter);
            }
            engine.set_filters(both)
        }
        Act::Overlap(overlap) => {
            model.overlap = *overlap;
            engine.set_overlap(*overlap)
        }
        Act::DefiniteOnly(is_definite_only) => {
            model.is_definite_only = *is_definite_only;
            engine.set_definite_only(*is_definite_only)
        }
        Act::Clear => {
            model.filters.clear();
            let others = [Slot::Figures, Slot::Text, Slot::Rows, Slot::Known];
            let slots = Dim::ALL.into_iter().map(Slot::Dim).chain(others);
            engine.set_filters(slots.map(|slot| (slot, None)))
        }
    };
    let mut places = changes.places.clone();
    places.sort_unstable();
    places
}

type PlaceCounts = Vec<(Vec<u32>, Vec<u32>)>;

fn place_counts(engine: &QueryEngine) -> PlaceCounts {
    (0..engine.table().places().len() as u32)
        .map(|place| (engine.definite(place).to_vec(), engine.possible(place).to_vec()))
        .collect()
}

/// Everything that is kept up to date at each step.
fn check_counts(engine: &QueryEngine, model: &Model) -> Result<(), TestCaseError> {
    let expected = model.counts();
    for (place, counts) in expected.places.iter().enumerate() {
        prop_assert_eq!(engine.definite(place as u32), &counts.0[..]);
        let possible = engine.possible(place as u32);
        if possible.is_empty() {
            prop_assert_eq!(counts.1.iter().sum::<u32>(), 0);
        } else {
            prop_assert_eq!(possible, &counts.1[..]);
        }
    }
    prop_assert_eq!(engine.unplaced().0, &expected.unplaced.0[..]);
    prop_assert_eq!(engine.kind_definite(), &expected.kinds.0[..]);
    prop_assert_eq!(engine.kind_possible(), &expected.kinds.1[..]);
    prop_assert_eq!(engine.totals(), expected.totals);
    for row in 0..engine.table().rows() {
        let record = engine.table().record(row) as usize;
        prop_assert_eq!(
            engine.membership(row),
            model.membership(&model.rows[record], model.window)
        );
        prop_assert_eq!(engine.passes(row), model.passes(record, None));
    }
    Ok(())
}

/// What is worked out when it is asked for.
fn check_answers(
    engine: &mut QueryEngine,
    model: &Model,
    spec: &HistogramSpec,
    dim: Dim,
    selection: &Selection,
    day: Day,
) -> Result<(), TestCaseError> {
    let facet = engine.facet(dim).clone();
    prop_assert_eq!((facet.definite, facet.possible, facet.total), model.facet(dim));
    let histogram = engine.histogram(spec).clone();
    let expected = model.histogram(spec);
    prop_assert_eq!(&histogram.definite, &expected.definite);
    if histogram.possible.is_empty() {
        prop_assert_eq!(expected.possible.iter().sum::<u32>(), 0);
    } else {
        prop_assert_eq!(&histogram.possible, &expected.possible);
    }
    prop_assert_eq!(histogram.ghost_definite, expected.ghost_definite);
    prop_assert_eq!(histogram.ghost_possible, expected.ghost_possible);
    prop_assert_eq!(histogram.left_out, expected.left_out);

    let list = model.list(selection);
    prop_assert_eq!(engine.count(selection), model.selection_count(selection));
    for range in [0..list.len() + 1, 3..7, list.len() / 2..list.len(), 0..2] {
        let page = engine.rows(selection, range.clone());
        let got: Vec<_> = page
            .iter()
            .map(|r| (engine.table().record(r.row), r.membership))
            .collect();
        let range = range.start.min(list.len())..range.end.min(list.len());
        prop_assert_eq!(&got[..], &list[range]);
    }
    prop_assert_eq!(engine.next_event_day(day), model.next_day(day));
    prop_assert_eq!(engine.previous_event_day(day), model.previous_day(day));
    prop_assert_eq!(engine.passing(), model.passing());
    Ok(())
}

fn specs() -> impl Strategy<Value = HistogramSpec> {
    (
        proptest::collection::vec(-12i32..52, 0..12),
        proptest::option::of(0i32..20),
    )
        .prop_map(|(edges, max_span_days)| HistogramSpec {
            edges: edges.into_iter().map(Day).collect(),
            max_span_days,
        })
}

fn selections() -> impl Strategy<Value = Selection> {
    (
        proptest::option::of((dims(), code_sets())),
        proptest::sample::select(vec![Scope::InWindow, Scope::InWindowFirst, Scope::All]),
    )
        .prop_map(|(any_of, scope)| Selection { any_of, scope })
}

type Step = (Act, HistogramSpec, Dim, Selection, i32);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((acts(), specs(), dims(), selections(), -12i32..52), 1..14)
}

fn check(rows: Vec<Row>, layer: Layer, steps: &[Step]) -> Result<(), TestCaseError> {
    let (table, model_rows) = model::table(rows);
    let mut engine = QueryEngine::with_layer(Arc::new(table), layer);
    let mut model = Model::new(model_rows, layer, &engine);
    let mut before = place_counts(&engine);
    for (act, spec, dim, selection, day) in steps {
        let changed = perform(act, &mut engine, &mut model);
        check_counts(&engine, &model)?;
        let after = place_counts(&engine);
        let expected: Vec<u32> = (0..after.len() as u32)
            .filter(|&place| before[place as usize] != after[place as usize])
            .collect();
        prop_assert_eq!(changed, expected);
        before = after;
        check_answers(&mut engine, &model, spec, *dim, selection, Day(*day))?;
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_engine_agrees_with_a_naive_one(rows in rows(70, true), named in any::<bool>(), steps in steps()) {
        check(rows, if named { Layer::Named } else { Layer::Incidents }, &steps)?;
    }

    #[test]
    fn so_it_does_on_days_only(rows in rows(70, false), steps in steps()) {
        check(rows, Layer::Incidents, &steps)?;
    }
}

#[test]
fn pages_of_a_long_list_meet() {
    let rows: Vec<Row> = (0..2_000)
        .map(|i| Row::on(i % 90, i as u32 % KINDS, i as u32 % PLACES))
        .collect();
    let (table, model_rows) = model::table(rows);
    let mut engine = QueryEngine::new(Arc::new(table));
    engine.set_window(TimeWindow::new(Day(10), Day(80)));
    let mut model = Model::new(model_rows, Layer::Incidents, &engine);
    model.window = engine.window();
    for scope in [Scope::InWindow, Scope::InWindowFirst, Scope::All] {
        let selection = Selection { any_of: None, scope };
        let list = model.list(&selection);
        let mut got = Vec::new();
        for start in [1_900, 0, 300, 600, 900, 1_200, 1_500, 1_800] {
            let page = engine.rows(&selection, start..start + 300);
            if start != 1_900 {
                got.extend(page.iter().map(|r| (engine.table().record(r.row), r.membership)));
            }
        }
        assert_eq!(got, list);
    }
}

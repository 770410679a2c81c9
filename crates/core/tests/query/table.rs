//! The table travels as flat buffers, and bad buffers make errors, not panics.

use crate::model::{rows, table};
use chronotope_core::query::{HistogramSpec, QueryEngine, Scope, Selection};
use chronotope_core::table::{Buffer, Columns, Dim, EventTable, TableError};
use chronotope_core::time::{Day, TimeWindow};
use proptest::prelude::*;
use std::sync::Arc;

/// Spoils one element of a buffer, or its length.
fn spoil(buffer: &mut Buffer, at: usize, value: u32, cuts: bool) {
    fn put<T: Clone>(v: &mut Vec<T>, at: usize, value: T, cuts: bool) {
        if cuts {
            v.truncate(at % (v.len() + 1));
        } else if v.is_empty() {
            v.push(value);
        } else {
            let at = at % v.len();
            v[at] = value;
        }
    }
    match buffer {
        Buffer::U8(v) => put(v, at, value as u8, cuts),
        Buffer::U16(v) => put(v, at, value as u16, cuts),
        Buffer::U32(v) => put(v, at, value, cuts),
        Buffer::I32(v) => put(v, at, value.cast_signed(), cuts),
        Buffer::F32(v) => put(v, at, value as f32, cuts),
        Buffer::F64(v) => put(v, at, f64::from(value), cuts),
    }
}

proptest! {
    #[test]
    fn columns_round_trip(rows in rows(40, true)) {
        let (table, _) = table(rows);
        let again = EventTable::from_columns(table.clone().into_columns()).expect("its own columns");
        // Compared as text: a figure that is not stated is not equal to itself.
        prop_assert_eq!(format!("{table:?}"), format!("{again:?}"));
    }

    #[test]
    fn spoilt_columns_make_errors_not_panics(
        rows in rows(20, true),
        spoils in proptest::collection::vec(
            (any::<usize>(), any::<usize>(), prop_oneof![0u32..6, any::<u32>()], any::<bool>()),
            1..4,
        ),
    ) {
        let mut columns: Columns = table(rows).0.into_columns();
        for (which, at, value, cuts) in spoils {
            let which = which % columns.buffers.len();
            spoil(&mut columns.buffers[which].data, at, value, cuts);
        }
        if let Ok(table) = EventTable::from_columns(columns) {
            let mut engine = QueryEngine::new(Arc::new(table));
            for first in [-5, 3, 8, 30] {
                engine.set_window(TimeWindow::new(Day(first), Day(first + 12)));
            }
            engine.set_window(TimeWindow::ALL);
            for dim in Dim::ALL {
                engine.facet(dim);
            }
            engine.histogram(&HistogramSpec { edges: vec![Day(0), Day(9), Day(40)], max_span_days: None });
            let selection = Selection { scope: Scope::InWindowFirst, ..Selection::default() };
            prop_assert!(engine.rows(&selection, 0..100).len() <= 20);
        }
    }
}

#[test]
fn a_missing_or_mistyped_buffer_is_named() {
    let columns = table(Vec::new()).0.into_columns();
    let mut missing = columns.clone();
    missing.buffers.retain(|b| b.name != "days");
    let error = EventTable::from_columns(missing).expect_err("no days");
    assert_eq!(
        error,
        TableError::Missing {
            name: "days".to_owned()
        }
    );
    let mut mistyped = columns;
    for buffer in &mut mistyped.buffers {
        if buffer.name == "days" {
            buffer.data = Buffer::F32(vec![1.0]);
        }
    }
    let error = EventTable::from_columns(mistyped).expect_err("days are whole");
    assert_eq!(error.to_string(), "the buffer “days” holds f32");
}

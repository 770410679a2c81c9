//! The event table and the query engine at a million events and more.
//!
//! `cargo bench -p chronotope-core --features workload` prints first the steps of a sliding window, with their
//! percentiles, then the rest. `STEPS_ROWS=10000000` sets another number of rows for the steps.

use chronotope_core::query::{CodeSet, Filter, HistogramSpec, QueryEngine, Scope, Selection, Slot};
use chronotope_core::table::{Dim, EventTable, FigureValue, ReadyColumns, RowTime, TableBuilder, TablePlace};
use chronotope_core::time::{Day, TimeWindow};
use chronotope_core::workload::{self, DAYS, FIRST_DAY, MONTHS};
use divan::{Bencher, black_box};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

const MILLION: u32 = 1_000_000;
static TABLE: LazyLock<Arc<EventTable>> = LazyLock::new(|| Arc::new(made(MILLION)));

fn main() {
    let rows = std::env::var("STEPS_ROWS")
        .ok()
        .and_then(|rows| rows.parse().ok());
    print_steps(rows.unwrap_or(MILLION));
    if rows.is_none() {
        divan::main();
    }
}

fn made(rows: u32) -> EventTable {
    match workload::table(rows) {
        Ok(table) => table,
        Err(error) => panic!("the workload makes no table: {error}"),
    }
}

/// Three of eight kinds and ten of forty actors.
fn filtered(table: &Arc<EventTable>) -> QueryEngine {
    let mut engine = QueryEngine::new(Arc::clone(table));
    engine.set_filters([
        (Slot::Dim(Dim::Kind), Some(Filter::AnyOf(CodeSet::of([0, 1, 2])))),
        (Slot::Dim(Dim::Actor), Some(Filter::AnyOf(CodeSet::of(0..10)))),
    ]);
    engine
}

/// The `step`-th of 400 windows of 30 days.
fn window(step: u32) -> TimeWindow {
    let first = FIRST_DAY.plus(((DAYS - 30) * (step % 400) / 399).cast_signed());
    TimeWindow::new(first, first.plus(30))
}

fn months() -> HistogramSpec {
    HistogramSpec {
        edges: (0..=MONTHS.cast_signed())
            .map(|month| FIRST_DAY.plus_months(month))
            .collect(),
        max_span_days: None,
    }
}

/// Slides the window over all of time and prints how long a step takes.
fn print_steps(rows: u32) {
    let table = Arc::new(made(rows));
    println!("{rows} events, {} bytes a row", table.byte_len() / rows as usize);
    for (name, mut engine) in [
        ("no filter", QueryEngine::new(Arc::clone(&table))),
        ("3 of 8 kinds, 10 of 40 actors", filtered(&table)),
    ] {
        let mut changed = 0;
        let mut micros: Vec<f64> = (0..1_200)
            .map(|step| {
                let start = Instant::now();
                changed += engine.set_window(window(step)).places.len();
                black_box(engine.kind_definite());
                start.elapsed().as_secs_f64() * 1e6
            })
            .collect();
        micros.sort_by(f64::total_cmp);
        println!(
            "window step, {name}: p50 {:.1} us, p95 {:.1} us, most {:.1} us, {} places change",
            micros[600],
            micros[1_140],
            micros[1_199],
            changed / 1_200
        );
    }
}

/// The kinds are alternated, so that every call has something to do.
#[divan::bench]
fn change_filter(bencher: Bencher<'_, '_>) {
    let mut engine = filtered(&TABLE);
    engine.set_window(window(200));
    let mut n = 0;
    bencher.bench_local(|| {
        n += 1;
        let kinds = CodeSet::of([n % 8, 3]);
        engine
            .set_filter(Slot::Dim(Dim::Kind), Some(Filter::AnyOf(kinds)))
            .places
            .len()
    });
}

#[divan::bench]
fn change_two_filters_and_count_months(bencher: Bencher<'_, '_>) {
    let mut engine = filtered(&TABLE);
    engine.set_window(window(200));
    let months = months();
    let mut n = 0;
    bencher.bench_local(|| {
        n += 1;
        let kinds = Filter::AnyOf(CodeSet::of([n % 8, (n + 3) % 8, (n + 5) % 8]));
        let actors = Filter::AnyOf(CodeSet::of(n % 30..n % 30 + 10));
        engine.set_filters([
            (Slot::Dim(Dim::Kind), Some(kinds)),
            (Slot::Dim(Dim::Actor), Some(actors)),
        ]);
        engine.histogram(&months).definite[0]
    });
}

#[divan::bench]
fn jump_to_all_time(bencher: Bencher<'_, '_>) {
    let mut engine = filtered(&TABLE);
    let mut n = 0;
    bencher.bench_local(|| {
        n += 1;
        let window = if n % 2 == 0 { window(n) } else { TimeWindow::ALL };
        engine.set_window(window).places.len()
    });
}

#[divan::bench(args = [30, 1_000])]
fn step_with_five_facets(bencher: Bencher<'_, '_>, days: i32) {
    let mut engine = filtered(&TABLE);
    let mut n = 0;
    bencher.bench_local(|| {
        n += 1;
        let first = FIRST_DAY.plus(n * 5 % 4_000);
        engine.set_window(TimeWindow::new(first, first.plus(days)));
        [Dim::Kind, Dim::Actor, Dim::Report, Dim::Mark, Dim::Modality]
            .map(|dim| engine.facet(dim).definite[0])
    });
}

#[divan::bench]
fn page_of_a_place_in_all_time(bencher: Bencher<'_, '_>) {
    let mut engine = filtered(&TABLE);
    let mut place = 0;
    bencher.bench_local(|| {
        place = (place + 1) % 2_000;
        let selection = Selection {
            any_of: Some((Dim::Mark, CodeSet::of([place]))),
            scope: Scope::All,
        };
        engine.rows(&selection, 0..20).len()
    });
}

#[divan::bench]
fn next_event_day(bencher: Bencher<'_, '_>) {
    let engine = filtered(&TABLE);
    let mut day = FIRST_DAY;
    bencher.bench_local(|| {
        day = engine.next_event_day(day).unwrap_or(FIRST_DAY);
        day
    });
}

#[divan::bench]
fn engine_of_a_million(bencher: Bencher<'_, '_>) {
    let table = Arc::clone(&TABLE);
    bencher.bench_local(|| QueryEngine::new(Arc::clone(&table)));
}

#[divan::bench]
fn table_of_a_million_ready_rows(bencher: Bencher<'_, '_>) {
    let columns = workload::columns(MILLION);
    bencher
        .with_inputs(|| columns.clone())
        .bench_local_values(ReadyColumns::into_table);
}

#[divan::bench]
fn table_of_a_million_rows_of_text(bencher: Bencher<'_, '_>) {
    let mut csv = String::new();
    workload::write_csv(0..MILLION, &mut csv);
    bencher.bench_local(|| table_of_csv(&csv));
}

/// The bare minimum of a reader: what the builder costs is what it costs more than splitting lines.
fn table_of_csv(csv: &str) -> Option<EventTable> {
    let mut builder = TableBuilder::with_capacity(csv.len() / 138);
    let killed = builder.measure("killed");
    let mut offset = 0;
    for (record, line) in csv.as_bytes().split(|&b| b == b'\n').enumerate() {
        let mut fields = line.splitn(10, |&b| b == b',');
        fields.next();
        if let Some(day) = fields.next().and_then(day_of) {
            builder.row(RowTime::Day(day), record as u32);
            builder.text_offset(offset);
            let place = fields.next()?;
            let code = builder.place(place, || TablePlace::named(&String::from_utf8_lossy(place)));
            builder.code(Dim::Mark, code);
            fields.nth(1)?;
            builder.value(Dim::Kind, fields.next()?);
            builder.value(Dim::Actor, fields.next()?);
            builder.value(Dim::Report, fields.next()?);
            let n = fields.next()?.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
            builder.figure(
                killed,
                FigureValue {
                    low: Some(n as f32),
                    best: Some(n as f32),
                    high: Some(n as f32),
                },
            );
        }
        offset += line.len() as u32 + 1;
    }
    builder.finish().ok()
}

fn day_of(field: &[u8]) -> Option<Day> {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *field else {
        return None;
    };
    let number = |digits: &[u8]| digits.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
    Day::from_ymd(
        number(&[y0, y1, y2, y3]).cast_signed(),
        number(&[m0, m1]),
        number(&[d0, d1]),
    )
}

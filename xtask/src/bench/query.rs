//! The engine in the browser, beside crossfilter2 and hand-written typed arrays.

use super::data::{self, Form};
use super::memory::{self, Watch};
use super::table::{Sample, Table, ratio, shown, thousands};
use super::{Lab, Plan, guarded, machine};
use crate::process::say;
use anyhow::{Context as _, Result, anyhow, bail};
use chronotope_e2e::{Page, Stage};
use serde_json::{Value, json};
use std::thread;
use std::time::{Duration, Instant};

/// No data set takes longer to open.
const LIMIT: Duration = Duration::from_mins(5);
/// How often a page is asked whether it has opened its data.
const GLANCE: Duration = Duration::from_millis(250);
/// From here on, only typed arrays are held against the app, and both are given columns.
const COLUMNS_FROM: u32 = 10_000_000;

/// Who answers.
struct Engine {
    name: &'static str,
    path: &'static str,
}

/// The app comes first; the last is what its ratios are taken of.
const ENGINES: [Engine; 3] = [
    Engine {
        name: "Chronotope",
        path: "",
    },
    Engine {
        name: "typed arrays",
        path: "reference/query.html?engine=typed-arrays",
    },
    Engine {
        name: "crossfilter2",
        path: "reference/query.html?engine=crossfilter",
    },
];

/// What a page came to.
struct Outcome {
    name: &'static str,
    opened: Opened,
    steps: Sample,
    changes: Sample,
    sums: Value,
}

/// What opening a data set came to.
struct Opened {
    millis: f64,
    longest_task: f64,
    /// Bytes over what the page held before.
    peak: u64,
    settled: u64,
}

/// Measures every number of rows.
pub(super) fn run(plan: &Plan, lab: &Lab) -> Result<()> {
    let mut queries = Table::new(&[
        "engine",
        "events",
        "step p50, ms",
        "step p95, ms",
        "of crossfilter2, p95",
        "of typed arrays, p95",
        "filter p50, ms",
        "filter p95, ms",
        "of crossfilter2, p50",
    ]);
    let mut openings = Table::new(&[
        "engine",
        "events",
        "from",
        "MB over the wire",
        "open to first answer, ms",
        "of typed arrays",
        "longest task, ms",
        "peak bytes a row",
        "settled bytes a row",
    ]);
    let mut differences = Vec::new();
    let mut note = String::new();
    for &rows in &plan.rows {
        let is_columns = rows >= COLUMNS_FROM;
        let form = if is_columns { Form::Columns } else { Form::Csv };
        let wire = data::ensure(rows, form)?;
        let engines = if is_columns { &ENGINES[..2] } else { &ENGINES[..] };
        let mut outcomes = Vec::new();
        for engine in engines {
            say(format!("{}: {} events", engine.name, thousands(rows)));
            let outcome = guarded(|| {
                let stage = Lab::stage()?;
                if note.is_empty() {
                    note = machine(&stage);
                }
                measure(plan, lab, &stage, engine, rows, form)
            });
            match outcome {
                Ok(outcome) => outcomes.push(outcome),
                Err(error) => differences.push(format!("{}, {rows} events: {error:#}", engine.name)),
            }
        }
        differences.extend(compare(&outcomes, rows));
        let of = |name: &str| outcomes.iter().find(|outcome| outcome.name == name);
        let (typed, crossfilter) = (of("typed arrays"), of("crossfilter2"));
        for outcome in &outcomes {
            let p95 = |outcome: &Outcome| outcome.steps.quantile(0.95);
            let change = |outcome: &Outcome| outcome.changes.median();
            queries.row([
                outcome.name.to_owned(),
                thousands(rows),
                shown(outcome.steps.median()),
                shown(p95(outcome)),
                ratio(p95(outcome), crossfilter.and_then(p95)),
                ratio(p95(outcome), typed.and_then(p95)),
                shown(change(outcome)),
                shown(outcome.changes.quantile(0.95)),
                ratio(change(outcome), crossfilter.and_then(change)),
            ]);
            let from = match form {
                Form::Columns if outcome.name == ENGINES[0].name => "generated",
                Form::Columns => "columns",
                _ => "CSV",
            };
            let bytes = if from == "generated" { 0 } else { wire };
            let yardstick = typed.filter(|_| !is_columns);
            openings.row(opening(
                outcome.name,
                rows,
                from,
                bytes,
                &outcome.opened,
                yardstick,
            ));
        }
        // A yardstick for GeoJSON is the CSV of the same rows.
        if !is_columns && !plan.is_quick {
            let wire = data::ensure(rows, Form::GeoJson)?;
            say(format!(
                "{}: {} events in GeoJSON",
                ENGINES[0].name,
                thousands(rows)
            ));
            let opened = guarded(|| {
                let stage = Lab::stage()?;
                visit(lab, &stage, &ENGINES[0])?;
                open(&stage, rows, Form::GeoJson, true)
            });
            match opened {
                Ok(opened) => {
                    openings.row(opening(ENGINES[0].name, rows, "GeoJSON", wire, &opened, typed));
                }
                Err(error) => differences.push(format!("GeoJSON, {rows} events: {error:#}")),
            }
        }
    }
    let verdict = if differences.is_empty() {
        "All engines gave the same counts at every step and every change of a filter."
    } else {
        "NOT all engines gave the same counts, or some were not measured."
    };
    let text = format!(
        "A window of 30 days slides over 14 years in 400 steps, 3 of 8 kinds and 10 of 40 actors pass; a change of a \
         filter sets both anew and counts the months. {verdict} {note}\n\n{}\n\
         From the call of `load` until a filter and a window have been answered once; memory of all the browser's \
         processes over that of the page before.\n\n{}",
        queries.text(),
        openings.text()
    );
    plan.publish("The engine, in the browser", &text)?;
    if differences.is_empty() {
        Ok(())
    } else {
        bail!("{}", differences.join("\n"))
    }
}

fn opening(
    name: &str,
    rows: u32,
    from: &str,
    wire: u64,
    opened: &Opened,
    typed: Option<&Outcome>,
) -> [String; 9] {
    let a_row = |bytes: u64| {
        let known = (bytes > 0).then(|| bytes as f64 / f64::from(rows));
        shown(known)
    };
    [
        name.to_owned(),
        thousands(rows),
        from.to_owned(),
        shown((wire > 0).then_some(wire as f64 / 1e6)),
        shown(Some(opened.millis)),
        ratio(Some(opened.millis), typed.map(|typed| typed.opened.millis)),
        shown(Some(opened.longest_task)),
        a_row(opened.peak),
        a_row(opened.settled),
    ]
}

/// Where two engines do not agree, in a sentence each.
fn compare(outcomes: &[Outcome], rows: u32) -> Vec<String> {
    let Some((first, others)) = outcomes.split_first() else {
        return Vec::new();
    };
    let different = others.iter().filter(|other| other.sums != first.sums);
    different
        .map(|other| {
            format!(
                "{rows} events: {} and {} do not give the same counts",
                first.name, other.name
            )
        })
        .collect()
}

/// One engine, one number of rows.
fn measure(plan: &Plan, lab: &Lab, stage: &Stage, engine: &Engine, rows: u32, form: Form) -> Result<Outcome> {
    visit(lab, stage, engine)?;
    let opened = open(stage, rows, form, engine.path.is_empty())?;
    let options = json!({
        "steps": 400,
        "rounds": if plan.is_quick { 1 } else { 3 },
        "changes": if plan.is_quick { 8 } else { 24 },
    });
    let body = format!("const options = {options};\n{HARNESS}");
    let answer = stage.page.eval_async(&body);
    if answer.get("isIsolated") != Some(&json!(true)) {
        say("the page has no fine clock: short steps are not told apart");
    }
    Ok(Outcome {
        name: engine.name,
        opened,
        steps: millis(&answer, "stepMs")?,
        changes: millis(&answer, "changeMs")?,
        sums: json!([answer.get("stepSums"), answer.get("changeSums")]),
    })
}

/// The calls that are timed.
const HARNESS: &str = include_str!("../../../benches/reference/harness.js");

fn millis(answer: &Value, key: &str) -> Result<Sample> {
    let values = answer
        .get(key)
        .and_then(Value::as_array)
        .with_context(|| format!("no {key}"))?;
    Ok(Sample::of(values.iter().filter_map(Value::as_f64).collect()))
}

/// Opens the page and waits until it can be asked.
fn visit(lab: &Lab, stage: &Stage, engine: &Engine) -> Result<()> {
    stage.page.goto(&lab.site.url(engine.path));
    wait(&stage.page, "the engine", "return Boolean(window.__bench);")?;
    if engine.path.is_empty() {
        // Its own data is open before another's is measured.
        let settled = "return ['ready', 'error'].includes(document.documentElement.dataset.state);";
        wait(&stage.page, "the app", settled)?;
    }
    Ok(())
}

/// Lets the page open its rows, from a quiet start.
fn open(stage: &Stage, rows: u32, form: Form, is_app: bool) -> Result<Opened> {
    let page = &stage.page;
    page.cdp("HeapProfiler.collectGarbage", &json!({}));
    thread::sleep(Duration::from_millis(500));
    let format = match form {
        Form::Csv => "csv",
        Form::GeoJson => "geojson",
        Form::Columns => "columns",
    };
    let options = json!({"n": rows.to_string(), "format": format});
    let before = memory::held(stage.driver_id());
    let watch = Watch::start(stage.driver_id());
    page.eval(&format!(
        "const tasks = window.__tasks = [];
         new PerformanceObserver((list) => {{
           for (const entry of list.getEntries()) tasks.push(entry.duration);
         }}).observe({{ type: 'longtask' }});
         const start = performance.now();
         window.__opened = null;
         (async () => {{
           const rows = await window.__bench.load({options});
           window.__bench.setFilter(null, null);
           window.__bench.setWindow(0, 5114);
           return {{ rows, millis: performance.now() - start }};
         }})().then((opened) => (window.__opened = opened), (error) => (window.__opened = {{ error: String(error) }}));"
    ));
    let opened = wait(page, "the rows", "return window.__opened;");
    let peak = watch.stop();
    let opened = opened?;
    if let Some(error) = opened.get("error") {
        bail!("{error}");
    }
    let loaded = opened.get("rows").and_then(Value::as_f64).unwrap_or_default();
    if (loaded - f64::from(rows)).abs() > 0.5 {
        bail!("{loaded} rows of {rows} were read");
    }
    page.cdp("HeapProfiler.collectGarbage", &json!({}));
    thread::sleep(Duration::from_millis(if is_app { 1_500 } else { 500 }));
    let settled = memory::held(stage.driver_id());
    let longest = page.eval("return Math.max(0, ...window.__tasks);");
    Ok(Opened {
        millis: opened.get("millis").and_then(Value::as_f64).unwrap_or_default(),
        longest_task: longest.as_f64().unwrap_or_default(),
        peak: peak.saturating_sub(before),
        settled: settled.saturating_sub(before),
    })
}

/// Asks until the answer is neither nothing nor no.
pub(super) fn wait(page: &Page, what: &str, question: &str) -> Result<Value> {
    let start = Instant::now();
    loop {
        let answer = page.eval(question);
        if !answer.is_null() && answer != Value::Bool(false) {
            return Ok(answer);
        }
        if start.elapsed() > LIMIT {
            return Err(anyhow!("waited {} s in vain for {what}", LIMIT.as_secs()));
        }
        thread::sleep(GLANCE);
    }
}

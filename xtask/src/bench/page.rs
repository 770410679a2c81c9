//! The whole page under the pointer and the keyboard, beside a page that writes the same circles by hand.

use super::data::{self, Form};
use super::query::wait;
use super::table::{Sample, Table, ratio, shown, thousands};
use super::{Lab, Plan, guarded, machine};
use crate::process::say;
use anyhow::{Context as _, Result, bail};
use chronotope_e2e::{Page, PointerKind, Stage};
use serde_json::{Value, json};
use std::thread;
use std::time::Duration;

/// A page to scrub.
struct Subject {
    name: &'static str,
    /// Its address, for a number of rows.
    url: fn(u32) -> String,
    /// What is dragged.
    bar: &'static str,
}

/// The window that is moved, on an axis of all the days, as on the page that it is held against.
const DATES: &str = "daterange=2011-03-01,2011-03-30&axis=2011-01-01,2024-12-31";

/// The first is what the ratios are taken of.
const SUBJECTS: [Subject; 3] = [
    Subject {
        name: "setAttribute",
        url: |rows| format!("reference/marks.html?n={rows}&from=2011-03-01"),
        bar: "#window",
    },
    Subject {
        name: "Chronotope, a mark for each place",
        url: |rows| format!("?data=/data/events-{rows}.csv&marks=all#{DATES}"),
        bar: ".timeline-bar",
    },
    Subject {
        name: "Chronotope, opening view",
        url: |rows| format!("?data=/data/events-{rows}.csv#{DATES}"),
        bar: ".timeline-bar",
    },
];

/// What moves the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    Pointer,
    Keyboard,
}

impl Hand {
    fn name(self) -> &'static str {
        match self {
            Self::Pointer => "pointer",
            Self::Keyboard => "keyboard",
        }
    }
}

/// What scrubbing came to.
struct Outcome {
    subject: &'static str,
    hand: Hand,
    /// Main-thread time, whatever it was spent on, for each window drawn.
    task_ms: Option<f64>,
    frames: Sample,
    query: Sample,
    draw: Sample,
    longest_task: f64,
    marks: f64,
}

/// Measures at a million events, or at the most that the plan has below.
pub(super) fn run(plan: &Plan, lab: &Lab) -> Result<()> {
    let rows = plan.rows.iter().copied().filter(|&rows| rows <= 1_000_000).max();
    let rows = rows.context("the page is measured at no more than a million events; --n names none")?;
    data::ensure(rows, Form::Csv)?;
    let mut failures = Vec::new();
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut note = String::new();
    for subject in &SUBJECTS {
        for hand in [Hand::Pointer, Hand::Keyboard] {
            say(format!("{}: {}", subject.name, hand.name()));
            let outcome = guarded(|| {
                let stage = Lab::stage()?;
                if note.is_empty() {
                    note = machine(&stage);
                }
                scrub(plan, lab, &stage, subject, hand, rows)
            });
            match outcome {
                Ok(outcome) => outcomes.push(outcome),
                Err(error) => failures.push(format!("{}, {}: {error:#}", subject.name, hand.name())),
            }
        }
    }
    let mut table = Table::new(&[
        "page",
        "by",
        "marks",
        "steps",
        "main thread, ms a step",
        "of setAttribute",
        "frame p50, ms",
        "frame p95, ms",
        "query p95, ms",
        "draw p95, ms",
        "longest task, ms",
    ]);
    for outcome in &outcomes {
        let yardstick = outcomes
            .iter()
            .find(|other| other.subject == SUBJECTS[0].name && other.hand == outcome.hand);
        table.row([
            outcome.subject.to_owned(),
            outcome.hand.name().to_owned(),
            thousands(outcome.marks as u32),
            outcome.draw.len().to_string(),
            shown(outcome.task_ms),
            ratio(outcome.task_ms, yardstick.and_then(|other| other.task_ms)),
            shown(outcome.frames.median()),
            shown(outcome.frames.quantile(0.95)),
            shown(outcome.query.quantile(0.95)),
            shown(outcome.draw.quantile(0.95)),
            if outcome.longest_task > 0.0 {
                shown(Some(outcome.longest_task))
            } else {
                "under 50".to_owned()
            },
        ]);
    }
    let text = format!(
        "{} events, a window of 30 days, no filter; main-thread time is all that the browser's main thread did, from \
         input to painting. {note}\n\n{}",
        thousands(rows),
        table.text()
    );
    plan.publish("The page", &text)?;
    if failures.is_empty() {
        Ok(())
    } else {
        bail!("{}", failures.join("\n"))
    }
}

fn scrub(plan: &Plan, lab: &Lab, stage: &Stage, subject: &Subject, hand: Hand, rows: u32) -> Result<Outcome> {
    let page = &stage.page;
    page.goto(&lab.site.url(&(subject.url)(rows)));
    let state = "const state = document.documentElement.dataset.state; return state !== 'loading' && state;";
    let state = wait(page, "the page", state)?;
    if state != json!("ready") {
        bail!("the page says: {}", page.text());
    }
    page.settle();
    page.cdp("Performance.enable", &json!({}));
    page.cdp("HeapProfiler.collectGarbage", &json!({}));
    thread::sleep(Duration::from_secs(1));
    let marks = page.eval("return document.querySelectorAll('circle, [role=button].mark, .mark').length;");
    page.eval(PROBE);
    let before = task_secs(page)?;
    match hand {
        Hand::Pointer => {
            let moves = if plan.is_quick { 60 } else { 300 };
            drag(page, subject.bar, moves)?;
        }
        Hand::Keyboard => {
            page.get("slider", "Last day").focus();
            page.keep_pressing("ArrowRight", if plan.is_quick { 40 } else { 200 });
        }
    }
    page.settle();
    let secs = task_secs(page)? - before;
    let seen = page.eval("window.__seen.isOn = false; return window.__seen;");
    let sample = |key: &str| {
        let values = seen.get(key).and_then(Value::as_array).into_iter().flatten();
        Sample::of(values.filter_map(Value::as_f64).collect())
    };
    let draw = sample("draw");
    if draw.len() < 10 {
        bail!("the hand moved the window {} times only", draw.len());
    }
    Ok(Outcome {
        subject: subject.name,
        hand,
        task_ms: Some(secs * 1_000.0 / draw.len() as f64),
        frames: sample("frames"),
        query: sample("query"),
        longest_task: sample("longTasks").greatest().unwrap_or_default(),
        draw,
        marks: marks.as_f64().unwrap_or_default(),
    })
}

/// Notes what a hand makes of a page.
const PROBE: &str = include_str!("../../../benches/reference/probe.js");

/// Drags the window over most of the timeline, one move a frame; with Shift, so that it stops at every day.
fn drag(page: &Page, bar: &str, moves: u32) -> Result<()> {
    let bar = page
        .css(bar)
        .into_iter()
        .next()
        .context("there is no window to drag")?;
    let rect = bar.rect();
    let (x, y) = rect.center();
    let room = f64::from(super::SIZE.0) - 60.0 - x;
    page.pointer(PointerKind::Mouse)
        .holding("Shift")
        .at(x, y)
        .down()
        .slowly_to(x + room, y, moves)
        .up()
        .go();
    Ok(())
}

/// Seconds that the main thread has been busy.
fn task_secs(page: &Page) -> Result<f64> {
    let answer = page.cdp("Performance.getMetrics", &json!({}));
    let metrics = answer.get("metrics").and_then(Value::as_array);
    metrics
        .into_iter()
        .flatten()
        .find(|metric| metric.get("name") == Some(&json!("TaskDuration")))
        .and_then(|metric| metric.get("value")?.as_f64())
        .context("the browser does not say how busy it was")
}

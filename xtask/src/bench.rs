//! `cargo xtask bench`: engine and page, measured beside references in one run.
//!
//! Four parts. *native*: the benches of `core`. *first*: the release, opened over a slow link. *query*: the app's release wasm, crossfilter2 and hand-written typed
//! arrays answer the same calls on the same rows in one browser, and must give the same counts. *page*: the whole page
//! under the pointer and the keyboard, beside a page that writes the same circles by hand. Results go to the terminal
//! and to a section each of `BENCHMARKS.md`; nothing here passes or fails by the clock.

mod data;
mod first;
mod memory;
mod native;
mod page;
mod query;
mod table;

use crate::args::Args;
use crate::process::say;
use crate::release;
use crate::test::browser;
use crate::{paths, tools};
use anyhow::{Context as _, Result, anyhow, bail};
use chronotope_e2e::{Site, Stage};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

/// The pane in which pages are measured, in CSS pixels.
const SIZE: (u32, u32) = (1280, 800);

/// What to measure.
struct Plan {
    /// Numbers of rows.
    rows: Vec<u32>,
    /// Little and soon rather than much and well; nothing is written down.
    is_quick: bool,
}

impl Plan {
    /// A section of `BENCHMARKS.md`, and on the terminal in any case.
    fn publish(&self, heading: &str, text: &str) -> Result<()> {
        println!("\n## {heading}\n\n{text}");
        if self.is_quick {
            return Ok(());
        }
        table::write_section(&paths::root().join("BENCHMARKS.md"), heading, text)
    }
}

/// A site that has the app, the references and the rows, and a browser to open it in.
struct Lab {
    site: Site,
}

impl Lab {
    /// A fresh browser: nothing of an earlier measurement is in its memory.
    fn stage() -> Result<Stage> {
        Stage::open(SIZE.0, SIZE.1).map_err(anyhow::Error::msg)
    }
}

/// Runs the parts that are asked for.
pub(crate) fn run(mut args: Args) -> Result<ExitCode> {
    let is_quick = args.flag("--quick");
    let rows = args.value("--n")?;
    let only = args.value("--only")?;
    let dist = args.value("--dist")?;
    args.finish()?;
    let rows = match rows {
        Some(list) => list.split(',').map(number).collect::<Result<Vec<u32>>>()?,
        None if is_quick => vec![10_000, 100_000],
        None => vec![10_000, 100_000, 1_000_000, 10_000_000],
    };
    let plan = Plan { rows, is_quick };
    let parts: Vec<&str> = only
        .as_deref()
        .unwrap_or("native,first,query,page")
        .split(',')
        .collect();
    if let Some(unknown) = parts
        .iter()
        .find(|part| !["native", "first", "query", "page"].contains(part))
    {
        bail!("there is no part \"{unknown}\": native, first, query, page");
    }
    let mut failures = Vec::new();
    if parts.contains(&"native") {
        note(&mut failures, "native", || native::run(&plan));
    }
    if parts.contains(&"first") {
        note(&mut failures, "first", || first::run(&plan, &released()?));
    }
    if parts.iter().any(|part| ["query", "page"].contains(part)) {
        let lab = lab(dist.map(PathBuf::from))?;
        if parts.contains(&"query") {
            note(&mut failures, "query", || query::run(&plan, &lab));
        }
        if parts.contains(&"page") {
            note(&mut failures, "page", || page::run(&plan, &lab));
        }
    }
    for failure in &failures {
        eprintln!("error: {failure}");
    }
    Ok(if failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs a part; what goes wrong in it, by error or by panic, does not stop the others.
fn note(failures: &mut Vec<String>, part: &str, run: impl FnOnce() -> Result<()>) {
    if let Err(error) = guarded(run) {
        failures.push(format!("{part}: {error:#}"));
    }
}

/// A panic, by which the browser's driver says what is not there, as an error.
fn guarded<T>(run: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
        Err(anyhow!("{}", said.unwrap_or("it panicked")))
    })
}

/// `10k` is 10,000; `1M` is 1,000,000.
fn number(word: &str) -> Result<u32> {
    let (digits, unit) = match word.trim().split_at_checked(word.trim().len().saturating_sub(1)) {
        Some((digits, "k")) => (digits, 1_000),
        Some((digits, "M")) => (digits, 1_000_000),
        _ => (word.trim(), 1),
    };
    let number: u32 = digits
        .parse()
        .with_context(|| format!("\"{word}\" is no number of rows"))?;
    number
        .checked_mul(unit)
        .with_context(|| format!("\"{word}\" is too many"))
}

/// The release as it is deployed, in `dist/`; built where there is none.
fn released() -> Result<PathBuf> {
    browser::chromium()?;
    let dist = paths::root().join("dist");
    if !dist.join("index.html").is_file() {
        release::build(&release::Options {
            features: None,
            dist: dist.clone(),
        })?;
    }
    Ok(dist)
}

/// Builds the app with the feature `bench` (or takes the build in `dist`) and serves it with everything else.
fn lab(dist: Option<PathBuf>) -> Result<Lab> {
    browser::chromium()?;
    let crossfilter = tools::crossfilter()?;
    let dist = if let Some(dist) = dist {
        dist
    } else {
        let dist = paths::target().join("bench-page");
        release::build(&release::Options {
            features: Some("bench".to_owned()),
            dist: dist.clone(),
        })?;
        dist
    };
    let site = Site::start(&dist, "/");
    site.isolate();
    site.mount("reference/", &paths::root().join("benches/reference"));
    site.mount("vendor/crossfilter2/", &crossfilter);
    site.mount("data/", &data::folder()?);
    data::meta()?;
    say(format!("serving the app and the references at {}", site.url("")));
    Ok(Lab { site })
}

/// What the figures were measured on, as far as it matters for reading them.
fn machine(stage: &Stage) -> String {
    let browser = stage
        .page
        .eval("return /Chrome\\/(\\d+)/.exec(navigator.userAgent)?.[1] ?? '?';");
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let busy = std::fs::read_to_string("/proc/loadavg")
        .ok()
        .and_then(|line| line.split(' ').next().map(|load| format!(", load {load}")))
        .unwrap_or_default();
    format!(
        "{cores} cores{busy}; headless Chromium {}; {} {}. Trust ratios, not milliseconds.",
        browser.as_str().unwrap_or("?"),
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_of_rows() {
        assert_eq!(number("10k").unwrap(), 10_000);
        assert_eq!(number(" 1M").unwrap(), 1_000_000);
        assert_eq!(number("1234").unwrap(), 1_234);
        assert!(number("M").is_err() && number("").is_err() && number("9999M").is_err());
    }

    #[test]
    fn a_panic_is_an_error() {
        let error = guarded(|| -> Result<()> { panic!("no such button") }).unwrap_err();
        assert_eq!(error.to_string(), "no such button");
    }
}

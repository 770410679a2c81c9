//! Runs journeys: a browser is kept from one to the next, everything else is fresh.

use crate::browser::{Browser, Kind};
use crate::page::Page;
use crate::site::Site;
use libtest_mimic::{Arguments, Failed, Trial};
use std::any::Any;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Where in its origin the release is served: nothing in it may count on the root.
const SUB_PATH: &str = "/some/path/";
/// The size a journey starts with, in CSS pixels.
const SIZE: (u32, u32) = (1280, 800);

/// A journey: its name and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Journey {
    name: &'static str,
    run: fn(&Visit),
}

impl Journey {
    /// Used by [`journeys!`](crate::journeys).
    pub const fn new(path: &'static str, run: fn(&Visit)) -> Self {
        Self { name: path, run }
    }

    /// The name without the binary's own.
    fn short_name(&self) -> &'static str {
        self.name.split_once("::").map_or(self.name, |(_, rest)| rest)
    }
}

/// What a journey gets: a site of its own and a tab of its own.
#[derive(Debug)]
pub struct Visit {
    /// The server, which can be told to fail.
    pub site: Site,
    /// The tab.
    pub page: Page,
    name: &'static str,
}

impl Visit {
    /// Opens the site's page with `rest` after its address: `""`, `"#lang=ar"`, `"?data=…"`.
    #[track_caller]
    pub fn open(&self, rest: &str) -> &Page {
        self.page.goto(&self.site.url(rest));
        &self.page
    }

    /// Writes what is on screen to `target/e2e/<journey>-<name>.png`.
    #[track_caller]
    pub fn screenshot(&self, name: &str) {
        self.page.screenshot(&format!("{}-{name}", self.name));
    }
}

/// Runs journeys as the arguments of the process say (those of libtest: names, `--exact`, `--list`, `--test-threads`).
pub fn run(journeys: &[&[Journey]]) -> ExitCode {
    let mut arguments = Arguments::from_args();
    // More browsers at once than cores would only make them wait for each other.
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    arguments.test_threads.get_or_insert(cores.clamp(1, 4));
    let pool = Arc::new(Pool {
        kind: Kind::from_environment(),
        idle: Mutex::default(),
    });
    let trials = journeys
        .iter()
        .flat_map(|file| file.iter())
        .map(|&journey| {
            let pool = Arc::clone(&pool);
            Trial::test(journey.short_name(), move || {
                pool.run(journey).map_err(Failed::from)
            })
        })
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    // Before the process ends: browsers and drivers are other processes, and nobody else ends them.
    pool.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    conclusion.exit_code()
}

struct Pool {
    kind: Kind,
    idle: Mutex<Vec<Browser>>,
}

impl Pool {
    fn run(&self, journey: Journey) -> Result<(), String> {
        let browser = self.browser()?;
        let page = Page::new(Arc::clone(&browser.session), self.kind);
        let visit = Visit {
            site: Site::start_with(&dist()?, SUB_PATH, self.kind != Kind::Chromium),
            page,
            name: journey.short_name(),
        };
        let result = catch_unwind(AssertUnwindSafe(|| {
            visit.page.set_size(SIZE.0, SIZE.1);
            (journey.run)(&visit);
        }));
        let mut failures = Vec::new();
        if let Err(panic) = &result {
            failures.push(message(panic.as_ref()));
        }
        let complaints = visit.page.complaints();
        if !complaints.is_empty() {
            failures.push(format!("the page complained:\n  {}", complaints.join("\n  ")));
        }
        if failures.is_empty() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(browser);
            return Ok(());
        }
        match visit.page.try_screenshot(visit.name) {
            Ok(file) => failures.push(format!("screenshot: {}", file.display())),
            Err(error) => failures.push(format!("no screenshot: {error}")),
        }
        // The browser may be in any state: the next journey gets another.
        drop(browser);
        Err(failures.join("\n"))
    }

    /// An idle browser with a fresh tab, else a new one.
    fn browser(&self) -> Result<Browser, String> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(browser) = idle
            && browser.renew().is_ok()
        {
            return Ok(browser);
        }
        let browser = Browser::start(self.kind)?;
        browser.renew().map_err(|error| error.to_string())?;
        Ok(browser)
    }
}

/// The release to test: `CHRONOTOPE_DIST`, else `dist/` of the project.
fn dist() -> Result<PathBuf, String> {
    let folder = std::env::var_os("CHRONOTOPE_DIST").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../dist"),
        PathBuf::from,
    );
    if folder.join("index.html").is_file() {
        Ok(folder)
    } else {
        Err(format!(
            "there is no {}: `cargo xtask release` writes it",
            folder.join("index.html").display()
        ))
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("it panicked").to_owned()
}

//! The first view over a slow link: how long until it can be read, and what was loaded by then.

use super::table::{Sample, Table, shown, thousands};
use super::{Lab, Plan, machine};
use crate::process::say;
use crate::release::brotli;
use anyhow::{Context as _, Result, bail};
use chronotope_e2e::{Site, Stage};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// The link: bytes a second, and the delay of each answer.
const BYTES_PER_SEC: u32 = 400_000 / 8;
const LATENCY_MS: u32 = 400;
/// Nothing takes longer on it.
const PATIENCE: Duration = Duration::from_secs(90);

/// What a visit came to: times in s, sizes in bytes as they were sent.
struct Visit {
    readable: f64,
    ready: f64,
    code: u32,
    data: u32,
    all: u32,
}

/// Measures the release in `dist`.
pub(super) fn run(plan: &Plan, dist: &Path) -> Result<()> {
    let site = Site::start(dist, "/");
    say("encoding the release with brotli");
    encode(&site, dist, dist)?;
    let mut note = String::new();
    let mut visits = Vec::new();
    for turn in 0..if plan.is_quick { 1 } else { 3 } {
        say(format!("visit {}", turn + 1));
        let stage = Lab::stage()?;
        if note.is_empty() {
            note = machine(&stage);
        }
        visits.push(visit(&stage, &site)?);
    }
    let of = |pick: fn(&Visit) -> f64| Sample::of(visits.iter().map(pick).collect()).median();
    let bytes = |pick: fn(&Visit) -> u32| visits.iter().map(pick).max().map_or_else(String::new, thousands);
    let mut table = Table::new(&["what", "median"]);
    table.row([
        "the first view can be read, s".to_owned(),
        shown(of(|v| v.readable)),
    ]);
    table.row([
        "the page is ready for the hand, s".to_owned(),
        shown(of(|v| v.ready)),
    ]);
    table.row(["code before the first view, bytes".to_owned(), bytes(|v| v.code)]);
    table.row(["data before the first view, bytes".to_owned(), bytes(|v| v.data)]);
    table.row(["all before the page is ready, bytes".to_owned(), bytes(|v| v.all)]);
    let text = format!(
        "The five reports, opened for the first time over {} kbit/s with {LATENCY_MS} ms to each answer, served as \
         brotli; {} visits. Sizes are bodies as sent. {note}\n\n{}",
        BYTES_PER_SEC * 8 / 1_000,
        visits.len(),
        table.text()
    );
    plan.publish("The first view", &text)
}

/// Lets the site serve each file of a folder as brotli.
fn encode(site: &Site, dist: &Path, folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            encode(site, dist, &path)?;
        } else {
            let body = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
            site.encoded(&name, "br", brotli(&body));
        }
    }
    Ok(())
}

fn visit(stage: &Stage, site: &Site) -> Result<Visit> {
    let page = &stage.page;
    page.cdp("Network.enable", &json!({}));
    page.cdp("Network.setCacheDisabled", &json!({ "cacheDisabled": false }));
    let link = json!({
        "offline": false,
        "latency": LATENCY_MS,
        "downloadThroughput": BYTES_PER_SEC,
        "uploadThroughput": BYTES_PER_SEC,
    });
    page.cdp("Network.emulateNetworkConditions", &link);
    page.goto(&site.url(""));
    let began = Instant::now();
    loop {
        let state = page.eval("return document.documentElement.dataset.state;");
        if state == json!("ready") {
            break;
        }
        if state == json!("error") || began.elapsed() > PATIENCE {
            bail!("the page says: {}", page.text());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    let seen = page.eval(PROBE);
    let number = |key: &str| {
        seen.get(key)
            .and_then(Value::as_f64)
            .with_context(|| format!("the page does not tell {key}"))
    };
    Ok(Visit {
        readable: number("readable")? / 1_000.0,
        ready: number("ready")? / 1_000.0,
        code: number("code")? as u32,
        data: number("data")? as u32,
        all: number("all")? as u32,
    })
}

/// What the page's own timing says. What ended before the first view was painted came before it.
const PROBE: &str = r"
const mark = (name) => performance.getEntriesByName(name)[0]?.startTime;
const [readable, ready] = [mark('chronotope:first-view'), mark('chronotope:ready')];
const [page] = performance.getEntriesByType('navigation');
const files = performance.getEntriesByType('resource');
const sum = (files) => files.reduce((all, file) => all + file.encodedBodySize, 0);
const isCode = (file) => /\.(js|wasm|css)$/.test(new URL(file.name).pathname);
const before = files.filter((file) => file.responseEnd <= readable);
return {
  readable,
  ready,
  code: page.encodedBodySize + sum(before.filter(isCode)),
  data: sum(before.filter((file) => !isCode(file))),
  all: page.encodedBodySize + sum(files.filter((file) => file.responseEnd <= ready)),
};";

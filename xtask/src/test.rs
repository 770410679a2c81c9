//! `cargo xtask test`: everything that must hold, in order, without stopping at the first failure.

pub(crate) mod browser;
mod count;

use crate::args::Args;
use crate::process::{command, say, shown, stream};
use crate::tools::{self, WASM_TARGET};
use crate::{paths, release};
use anyhow::{Context as _, Result, bail};
use count::{Counts, Tally};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// A build may take long on a machine that has never built the project; nothing may take for ever.
const LIMIT: Duration = Duration::from_mins(25);

/// One part of the whole: its name for `--only`, and what runs it.
struct Part {
    name: &'static str,
    run: fn() -> Result<Counts>,
}

/// Every part, in order.
const PARTS: &[Part] = &[
    Part {
        name: "fmt",
        run: format,
    },
    Part {
        name: "clippy",
        run: clippy_native,
    },
    Part {
        name: "clippy-wasm",
        run: clippy_wasm,
    },
    Part {
        name: "native",
        run: native,
    },
    Part {
        name: "doc",
        run: doc,
    },
    Part {
        name: "dom",
        run: dom,
    },
    Part {
        name: "release",
        run: release_build,
    },
    Part {
        name: "e2e",
        run: end_to_end,
    },
    Part {
        name: "e2e-firefox",
        run: end_to_end_in_firefox,
    },
];

/// The packages that run in a browser; every other member of the workspace runs on the machine itself.
const BROWSER: &[&str] = &["chronotope", "chronotope-worker"];
/// Its journeys need a release and a browser: they are parts of their own.
const JOURNEYS: &str = "chronotope-e2e";

/// Runs the parts; the last line of standard output counts what passed and what failed.
pub(crate) fn run(mut args: Args) -> Result<ExitCode> {
    let list = args.flag("--list");
    let only = args.value("--only")?;
    args.finish()?;
    if list {
        for part in PARTS {
            println!("{}", part.name);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let chosen = chosen(only.as_deref())?;
    let mut total = Counts::default();
    let mut failed = Vec::new();
    let mut lines = Vec::new();
    for part in chosen {
        say(format!("—— {} ——", part.name));
        let start = Instant::now();
        let counts = (part.run)().unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Counts { passed: 0, failed: 1 }
        });
        lines.push(format!(
            "{:<12} {counts} ({} s)",
            part.name,
            start.elapsed().as_secs()
        ));
        if counts.failed > 0 {
            failed.push(part.name);
        }
        total += counts;
    }
    println!("\n{}", lines.join("\n"));
    if !failed.is_empty() {
        println!(
            "failed: {} (again with `cargo xtask test --only {}`)",
            failed.join(", "),
            failed.join(",")
        );
    }
    println!("{total}");
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn chosen(only: Option<&str>) -> Result<Vec<&'static Part>> {
    let Some(only) = only else {
        return Ok(PARTS.iter().collect());
    };
    let mut chosen = Vec::new();
    for name in only.split(',') {
        match PARTS.iter().find(|part| part.name == name) {
            Some(part) => chosen.push(part),
            None => bail!("there is no part \"{name}\"; `cargo xtask test --list` names them"),
        }
    }
    Ok(chosen)
}

fn format() -> Result<Counts> {
    tools::component("rustfmt", "fmt")?;
    check(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy_native() -> Result<Counts> {
    tools::component("clippy", "clippy")?;
    check(
        cargo()
            .arg("clippy")
            .args(members_but(BROWSER))
            .args(["--all-targets", "--", "-D", "warnings"]),
    )
}

fn clippy_wasm() -> Result<Counts> {
    tools::component("clippy", "clippy")?;
    tools::wasm_target()?;
    let mut clippy = cargo();
    clippy
        .arg("clippy")
        .args(packages(BROWSER))
        .args(["--all-targets", "--target", WASM_TARGET]);
    let mut all = check(clippy.args(["--", "-D", "warnings"]))?;
    // What only builds for benchmarks have.
    let mut bench = cargo();
    bench.arg("clippy").args(packages(&["chronotope"])).args([
        "--features",
        "bench",
        "--target",
        WASM_TARGET,
    ]);
    all += check(bench.args(["--", "-D", "warnings"]))?;
    Ok(all)
}

/// Unit, property and integration tests that need no browser.
fn native() -> Result<Counts> {
    let mut all = count_tests(cargo().arg("test").args(members_but(BROWSER)).args([
        "--exclude",
        JOURNEYS,
        "--all-targets",
        "--no-fail-fast",
    ]))?;
    all += count_tests(
        cargo()
            .arg("test")
            .args(packages(&[JOURNEYS]))
            .args(["--lib", "--no-fail-fast"]),
    )?;
    Ok(all)
}

fn doc() -> Result<Counts> {
    let mut rustdoc = cargo();
    rustdoc
        .args(["doc", "--no-deps"])
        .args(members_but(BROWSER))
        .env("RUSTDOCFLAGS", "-D warnings");
    let mut all = check(&mut rustdoc)?;
    all += count_tests(
        cargo()
            .arg("test")
            .args(members_but(BROWSER))
            .args(["--doc", "--no-fail-fast"]),
    )?;
    Ok(all)
}

/// Tests of the components in headless Chromium.
fn dom() -> Result<Counts> {
    tools::wasm_target()?;
    let browser = browser::chromium()?;
    let runner = tools::wasm_bindgen()?.with_file_name("wasm-bindgen-test-runner");
    let mut test = cargo();
    test.arg("test").args(packages(&["chronotope"])).args([
        "--target",
        WASM_TARGET,
        "--no-fail-fast",
        "--lib",
    ]);
    // Not `--tests`: that would take the binary in, whose `main` mounts the app instead of running tests.
    test.args(["--test", "*"]);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    test.env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    count_tests(&mut test)
}

/// The build itself, and what it makes a reader load: a size is no timing, so it must hold.
fn release_build() -> Result<Counts> {
    let report = release::build(&release::Options {
        features: None,
        dist: paths::root().join("dist"),
    })?;
    let failed = u64::from(!report.is_within_budget());
    Ok(Counts {
        passed: 2 - failed,
        failed,
    })
}

/// Journeys through `dist/` in headless Chromium.
fn end_to_end() -> Result<Counts> {
    let browser = browser::chromium()?;
    let mut test = journeys()?;
    test.env("CHRONOTOPE_E2E_BROWSER", "chromium");
    test.env("CHROMEDRIVER", &browser.driver)
        .env("CHRONOTOPE_CHROMIUM", &browser.program);
    count_tests(&mut test)
}

/// The same journeys in Firefox, where there is one.
fn end_to_end_in_firefox() -> Result<Counts> {
    let Some(browser) = browser::firefox()? else {
        say("no Firefox here: its journeys are left out (on Debian: apt-get install firefox-esr)");
        return Ok(Counts::default());
    };
    let mut test = journeys()?;
    test.env("CHRONOTOPE_E2E_BROWSER", "firefox");
    test.env("GECKODRIVER", &browser.driver)
        .env("CHRONOTOPE_FIREFOX", &browser.program);
    count_tests(&mut test)
}

fn journeys() -> Result<Command> {
    if !paths::root().join("dist/index.html").is_file() {
        bail!("there is no dist/ to test; the part \"release\" writes it");
    }
    let mut test = cargo();
    test.arg("test")
        .args(packages(&[JOURNEYS]))
        .args(["--test", "journeys", "--no-fail-fast"]);
    Ok(test)
}

fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    command(program, &paths::root())
}

fn packages(names: &[&'static str]) -> impl Iterator<Item = &'static str> {
    names
        .iter()
        .flat_map(|&name| ["--package", name])
        .collect::<Vec<_>>()
        .into_iter()
}

/// Every member of the workspace but these: a new one is not forgotten.
fn members_but(left_out: &[&'static str]) -> impl Iterator<Item = &'static str> {
    let left_out = left_out.iter().flat_map(|&name| ["--exclude", name]);
    std::iter::once("--workspace")
        .chain(left_out)
        .collect::<Vec<_>>()
        .into_iter()
}

/// Runs a check that has no counts of its own: it is one that passed or one that failed.
fn check(command: &mut Command) -> Result<Counts> {
    say(shown(command));
    let status = stream(command, LIMIT, |line| println!("{line}"))?;
    Ok(if status.success() {
        Counts { passed: 1, failed: 0 }
    } else {
        Counts { passed: 0, failed: 1 }
    })
}

/// Runs tests and adds up the result lines of their runners.
fn count_tests(command: &mut Command) -> Result<Counts> {
    say(shown(command));
    let mut tally = Tally::default();
    let status = stream(command, LIMIT, |line| {
        tally.read(line);
        println!("{line}");
    })?;
    tally
        .finish(status.success())
        .with_context(|| format!("`{}`", shown(command)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the workspace's members, as cargo knows them.
    fn members() -> Vec<String> {
        let out = cargo()
            .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
            .output()
            .expect("cargo metadata");
        let told: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        let packages = told["packages"].as_array().expect("packages");
        let names = packages.iter().filter_map(|package| package["name"].as_str());
        names.map(str::to_owned).collect()
    }

    #[test]
    fn every_member_is_checked_natively_or_in_a_browser() {
        let members = members();
        let arguments: Vec<&str> = members_but(BROWSER).collect();
        let is_native = |name: &str| {
            arguments.contains(&"--workspace")
                && !arguments.windows(2).any(|pair| pair == ["--exclude", name])
        };
        for name in &members {
            assert_ne!(is_native(name), BROWSER.contains(&name.as_str()), "{name}");
        }
        // A name that is no longer a member would leave nothing out, and nobody would notice.
        for name in BROWSER.iter().chain(&[JOURNEYS]) {
            assert!(members.iter().any(|member| member == name), "{name}");
        }
        assert!(is_native("chronotope-sheets"));
    }
}

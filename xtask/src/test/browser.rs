//! The browser that tests run in, and its driver.

use crate::paths;
use crate::process::{run, say};
use crate::tools;
use anyhow::{Result, bail};
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// A browser and its driver.
#[derive(Debug)]
pub(super) struct Browser {
    pub(super) program: PathBuf,
    pub(super) driver: PathBuf,
}

/// Finds Chromium (or Chrome) and chromedriver; `CHRONOTOPE_CHROMIUM` and `CHROMEDRIVER` name others. Where there is
/// none, root gets Debian's; anyone else is told what to install.
pub(super) fn chromium() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    let hint = "the tests need Chromium and its driver: on Debian or Ubuntu, as root, \
                `apt-get update && apt-get install -y chromium chromium-driver`; \
                or set CHRONOTOPE_CHROMIUM and CHROMEDRIVER to the two programs";
    if paths::on_path("apt-get").is_none() || !is_root() {
        bail!("{hint}");
    }
    say("no browser here: installing Debian's chromium and chromium-driver");
    run(Command::new("apt-get").arg("update"))?;
    let mut install = Command::new("apt-get");
    install
        .args(["install", "-y", "chromium", "chromium-driver"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    run(&mut install)?;
    match find() {
        Some(browser) => Ok(browser),
        None => bail!("{hint}"),
    }
}

/// Firefox, where there is one (`CHRONOTOPE_FIREFOX` names another), with its driver.
pub(super) fn firefox() -> Result<Option<Browser>> {
    let named = env::var_os("CHRONOTOPE_FIREFOX").map(PathBuf::from);
    let found = named.or_else(|| {
        ["firefox", "firefox-esr"]
            .iter()
            .find_map(|program| paths::on_path(program))
    });
    let Some(program) = found else { return Ok(None) };
    let driver = match env::var_os("GECKODRIVER") {
        Some(driver) => driver.into(),
        None => tools::geckodriver()?,
    };
    Ok(Some(Browser { program, driver }))
}

fn find() -> Option<Browser> {
    let named = |variable: &str| {
        env::var_os(variable)
            .map(PathBuf::from)
            .filter(|file| file.is_file())
    };
    let first = |programs: &[&str]| programs.iter().find_map(|program| paths::on_path(program));
    Some(Browser {
        program: named("CHRONOTOPE_CHROMIUM").or_else(|| {
            first(&[
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
            ])
        })?,
        driver: named("CHROMEDRIVER").or_else(|| first(&["chromedriver"]))?,
    })
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

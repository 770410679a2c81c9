//! `cargo xtask serve`: the app for development, rebuilt at each change.

use crate::args::Args;
use crate::process::{say, shown};
use crate::tools::Toolbox;
use anyhow::{Context as _, Result};
use std::process::{Command, ExitCode};

/// Puts the tools in place and runs `trunk serve`; the arguments are Trunk's own (`--port`, `--address`, `--open`).
pub(crate) fn run(args: Args) -> Result<ExitCode> {
    let toolbox = Toolbox::for_pages()?;
    let mut trunk = toolbox.trunk()?;
    trunk.arg("serve").args(args.rest());
    say(
        "starting the server; once the build is done, the page is at http://127.0.0.1:8080/ (or where you said)",
    );
    become_trunk(&mut trunk)
}

/// Turns this process into Trunk, so that whoever ends one ends the other.
#[cfg(unix)]
fn become_trunk(trunk: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    let error = trunk.exec();
    Err(error).with_context(|| format!("cannot start `{}`", shown(trunk)))
}

/// Waits for Trunk.
#[cfg(not(unix))]
fn become_trunk(trunk: &mut Command) -> Result<ExitCode> {
    let status = trunk
        .status()
        .with_context(|| format!("cannot start `{}`", shown(trunk)))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

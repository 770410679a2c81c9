//! Running other programs: said before, bounded in time, ended by their own ids.

use anyhow::{Context as _, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Says what happens next, in one plain line.
pub(crate) fn say(line: impl std::fmt::Display) {
    eprintln!("» {line}");
}

/// The command as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Runs a command with the terminal as its own; a failure is an error that names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// What a command prints, if it ends well within `limit`. For short questions such as `--version`.
pub(crate) fn output(command: &mut Command, limit: Duration) -> Option<String> {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut lines = String::new();
    let status = watch(child, limit, |line| {
        lines.push_str(line);
        lines.push('\n');
    });
    status.ok()?.success().then_some(lines)
}

/// Runs a command, hands on each line of its standard output as it comes, and ends it with everything that it
/// started when it takes longer than `limit`.
pub(crate) fn stream(
    command: &mut Command,
    limit: Duration,
    on_line: impl FnMut(&str),
) -> Result<ExitStatus> {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    watch(child, limit, on_line).with_context(|| format!("`{}`", shown(command)))
}

fn watch(mut child: Child, limit: Duration, mut on_line: impl FnMut(&str)) -> Result<ExitStatus> {
    let deadline = Instant::now() + limit;
    let stdout = child.stdout.take().context("its output is not piped")?;
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
            let text = String::from_utf8_lossy(&line)
                .trim_end_matches(['\n', '\r'])
                .to_owned();
            line.clear();
            if sender.send(text).is_err() {
                break;
            }
        }
    });
    // A program that it left behind may hold the pipe open: its own end counts, not the pipe's.
    let mut grace = None;
    loop {
        match lines.recv_timeout(Duration::from_millis(200)) {
            Ok(line) => on_line(&line),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if grace.is_none() && child.try_wait()?.is_some() {
            grace = Some(Instant::now() + Duration::from_secs(5));
        }
        if grace.is_some_and(|end| Instant::now() > end) {
            break;
        }
        if Instant::now() > deadline {
            end_tree(child.id());
            let _status = child.wait();
            bail!("took longer than {} s and was ended", limit.as_secs());
        }
    }
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    end_tree(child.id());
    let _status = child.wait();
    bail!("took longer than {} s and was ended", limit.as_secs());
}

/// Ends a process and all its descendants, by their ids.
pub(crate) fn end_tree(pid: u32) {
    let mut doomed = vec![pid];
    if let Ok(listing) = Command::new("ps").args(["-A", "-o", "pid=,ppid="]).output() {
        let listing = String::from_utf8_lossy(&listing.stdout).into_owned();
        doomed = with_descendants(pid, &listing);
    }
    // Children last started go first, so that no parent can start another in between.
    let words = doomed.iter().rev().map(u32::to_string);
    let _status = Command::new("kill")
        .arg("-KILL")
        .args(words)
        .stderr(Stdio::null())
        .status();
}

/// A process and its descendants, parents first, from `ps -o pid=,ppid=`.
fn with_descendants(pid: u32, listing: &str) -> Vec<u32> {
    let pairs: Vec<(u32, u32)> = listing
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace().map(str::parse);
            Some((words.next()?.ok()?, words.next()?.ok()?))
        })
        .collect();
    let mut found = vec![pid];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        for &(child, of) in &pairs {
            if of == parent && !found.contains(&child) {
                found.push(child);
            }
        }
        next += 1;
    }
    found
}

/// A [`Command`] that runs in `folder`.
pub(crate) fn command(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_all_descendants() {
        let listing = "  1 0\n 10 1\n 11 10\n 12 11\n 20 1\n junk\n";
        assert_eq!(with_descendants(10, listing), [10, 11, 12]);
    }

    #[cfg(unix)]
    #[test]
    fn hands_on_lines_and_the_status() {
        let mut lines = Vec::new();
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo one; echo two; exit 3"]);
        let status = stream(&mut shell, Duration::from_secs(20), |line| {
            lines.push(line.to_owned());
        })
        .unwrap();
        assert_eq!(
            (status.code(), lines),
            (Some(3), vec!["one".to_owned(), "two".to_owned()])
        );
    }

    #[cfg(unix)]
    #[test]
    fn ends_what_takes_too_long() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "sleep 600 & wait"]);
        let error = stream(&mut shell, Duration::from_millis(300), |_| {}).unwrap_err();
        assert!(format!("{error:#}").contains("was ended"));
    }
}

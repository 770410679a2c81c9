//! Counting tests by what their runners say at the end.

use anyhow::{Result, bail};
use std::fmt::{self, Display, Formatter};
use std::ops::AddAssign;

/// How many passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) passed: u64,
    pub(super) failed: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Display for Counts {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The sum over the runners of one command.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: Counts,
    runners: u64,
}

impl Tally {
    /// Takes in a line of output; only result lines count:
    /// `test result: ok. 12 passed; 0 failed; 0 ignored; …`, from libtest, rustdoc and wasm-bindgen alike.
    pub(super) fn read(&mut self, line: &str) {
        let plain = without_colours(line);
        let Some(result) = plain.trim_start().strip_prefix("test result: ") else {
            // What wasm-bindgen's runner says of a binary without tests.
            self.runners += u64::from(plain.trim() == "no tests to run!");
            return;
        };
        let number_before = |word: &str| -> Option<u64> {
            let (before, _) = result.split_once(&format!(" {word}"))?;
            before.rsplit([' ', ';', '.']).next()?.parse().ok()
        };
        if let (Some(passed), Some(failed)) = (number_before("passed"), number_before("failed")) {
            self.runners += 1;
            self.counts += Counts { passed, failed };
        }
    }

    /// The counts, held against how the command ended: a failure that no runner counted counts as one.
    pub(super) fn finish(self, success: bool) -> Result<Counts> {
        let mut counts = self.counts;
        if success && self.runners == 0 {
            bail!("no runner said how many tests there were");
        }
        if !success && counts.failed == 0 {
            eprintln!(
                "error: the command failed although no test did: a build, a crash or a browser that did not start"
            );
            counts.failed = 1;
        }
        if success && counts.failed > 0 {
            bail!("{} failed, and the command called that a success", counts.failed);
        }
        Ok(counts)
    }
}

/// The line without ANSI colour codes.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally.read(line);
        }
        tally
    }

    #[test]
    fn adds_up_result_lines() {
        let lines = [
            "running 3 tests",
            "test a ... ok",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
            "test result: \u{1b}[31mFAILED\u{1b}[0m. 3 passed; 2 failed; 0 ignored; 0 measured",
        ];
        assert_eq!(
            tally(&lines).finish(false).unwrap(),
            Counts {
                passed: 15,
                failed: 2
            }
        );
    }

    #[test]
    fn a_failure_without_counts_is_a_failure() {
        assert_eq!(tally(&[]).finish(false).unwrap(), Counts { passed: 0, failed: 1 });
        assert!(tally(&["nothing ran"]).finish(true).is_err());
        assert_eq!(
            tally(&["no tests to run!"]).finish(true).unwrap(),
            Counts::default()
        );
    }
}

//! How much a reader loads.

use std::fmt::{self, Display, Formatter};
use std::io::Write as _;

/// What was built, file by file, and the sum that counts against the budget.
#[derive(Debug)]
pub(crate) struct Report {
    budget: u64,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: String,
    raw: u64,
    brotli: u64,
    first_view: bool,
}

impl Report {
    /// An empty report; `budget` is in bytes of brotli.
    pub(super) fn new(budget: u64) -> Self {
        Self {
            budget,
            rows: Vec::new(),
        }
    }

    /// A file that is loaded before the first view.
    pub(super) fn first_view(&mut self, name: &str, bytes: &[u8]) {
        self.add(name, bytes, true);
    }

    /// A file that is loaded when it is needed.
    pub(super) fn later(&mut self, name: &str, bytes: &[u8]) {
        self.add(name, bytes, false);
    }

    fn add(&mut self, name: &str, bytes: &[u8], first_view: bool) {
        let (raw, brotli) = (bytes.len() as u64, brotli_size(bytes));
        self.rows.push(Row {
            name: name.to_owned(),
            raw,
            brotli,
            first_view,
        });
    }

    /// Bytes of brotli that are loaded before the first view.
    pub(crate) fn total(&self) -> u64 {
        self.rows
            .iter()
            .filter(|row| row.first_view)
            .map(|row| row.brotli)
            .sum()
    }

    /// True if what is loaded before the first view is as small as was promised.
    pub(crate) fn is_within_budget(&self) -> bool {
        self.total() <= self.budget
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<44} {:>12} {:>12}", "module", "bytes", "brotli")?;
        for Row {
            name,
            raw,
            brotli,
            first_view,
        } in &self.rows
        {
            let later = if *first_view { "" } else { "  (loaded when needed)" };
            writeln!(f, "{name:<44} {raw:>12} {brotli:>12}{later}")?;
        }
        let (total, budget) = (self.total(), self.budget);
        let verdict = if self.is_within_budget() { "within" } else { "OVER" };
        let [kilobytes, limit] = [total, budget].map(|bytes| bytes as f64 / 1000.0);
        writeln!(
            f,
            "before the first view: {kilobytes:.1} KB of brotli, {verdict} the budget of {limit:.0} KB"
        )
    }
}

/// The size at brotli's highest quality, which static hosts serve.
fn brotli_size(bytes: &[u8]) -> u64 {
    brotli(bytes).len() as u64
}

/// Bytes as static hosts serve them.
pub(crate) fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    // Writing into a Vec cannot fail.
    let _written = writer.write_all(bytes);
    writer.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_comes_first_counts() {
        let mut report = Report::new(100);
        report.first_view("page.js", &[b'a'; 5000]);
        let alone = report.total();
        report.later("worker.js", &[b'b'; 5000]);
        assert!(alone > 0 && alone < 100 && report.total() == alone);
        let text = report.to_string();
        assert!(text.contains("worker.js") && text.contains("within"));
    }

    #[test]
    fn one_byte_more_than_the_budget_is_over_it() {
        let mut exact = Report::new(0);
        exact.first_view("page.js", &[b'a'; 5000]);
        for (budget, is_within) in [(exact.total(), true), (exact.total() - 1, false)] {
            let mut report = Report::new(budget);
            report.first_view("page.js", &[b'a'; 5000]);
            assert_eq!(report.is_within_budget(), is_within);
            assert_eq!(report.to_string().contains("OVER"), !is_within);
        }
    }
}

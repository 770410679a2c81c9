//! Figures, and the tables and sections that they are written in.

use anyhow::{Context as _, Result};
use std::fs;
use std::path::Path;

/// What many measurements of one thing come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sample(Vec<f64>);

impl Sample {
    /// These measurements, in any order.
    pub(super) fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self(values)
    }

    /// Their number.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The value that this share of them (0 to 1) does not exceed.
    pub(super) fn quantile(&self, share: f64) -> Option<f64> {
        let last = self.0.len().checked_sub(1)?;
        self.0.get((share * last as f64).round() as usize).copied()
    }

    /// The middle one.
    pub(super) fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// The greatest.
    pub(super) fn greatest(&self) -> Option<f64> {
        self.quantile(1.0)
    }
}

/// A number with as many digits as say something; `–` for none.
pub(super) fn shown(value: Option<f64>) -> String {
    match value {
        None => "–".to_owned(),
        Some(value) if value >= 100.0 => format!("{value:.0}"),
        Some(value) if value >= 10.0 => format!("{value:.1}"),
        Some(value) if value >= 1.0 => format!("{value:.2}"),
        Some(value) => format!("{value:.3}"),
    }
}

/// One number in terms of another, as `0.21x`.
pub(super) fn ratio(value: Option<f64>, of: Option<f64>) -> String {
    match (value, of) {
        (Some(value), Some(of)) if of > 0.0 => format!("{}x", shown(Some(value / of))),
        _ => "–".to_owned(),
    }
}

/// `10,000`.
pub(super) fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A table in Markdown; its columns are as wide as what is in them, so that it can be read as it stands.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table with a head.
    pub(super) fn new(head: &[&str]) -> Self {
        Self {
            rows: vec![head.iter().map(|&cell| cell.to_owned()).collect()],
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// As text.
    pub(super) fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            let cells = widths.iter().enumerate().map(|(column, &width)| {
                let cell = row.get(column).map_or("", String::as_str);
                if column == 0 {
                    format!(" {cell:<width$} ")
                } else {
                    format!(" {cell:>width$} ")
                }
            });
            text.extend(["|", &cells.collect::<Vec<_>>().join("|"), "|\n"]);
            if number == 0 {
                let line = widths.iter().enumerate().map(|(column, &width)| {
                    let dashes = "-".repeat(width + 1);
                    if column == 0 {
                        format!("{dashes}-")
                    } else {
                        format!("{dashes}:")
                    }
                });
                text.extend(["|", &line.collect::<Vec<_>>().join("|"), "|\n"]);
            }
        }
        text
    }
}

/// Puts a section into a file in place of the one with that heading, or behind the others.
pub(super) fn write_section(file: &Path, heading: &str, text: &str) -> Result<()> {
    let before = fs::read_to_string(file).unwrap_or_else(|_not_there| {
        "# Benchmarks\n\nWritten by `cargo xtask bench`, section by section. \
         Figures of one table were measured in one run; compare them with each other only.\n"
            .to_owned()
    });
    fs::write(file, with_section(&before, heading, text))
        .with_context(|| format!("cannot write {}", file.display()))
}

fn with_section(before: &str, heading: &str, text: &str) -> String {
    let title = format!("## {heading}\n");
    let section = format!("{title}\n{}\n", text.trim_end());
    let starts = |at: usize| at == 0 || before.as_bytes().get(at - 1) == Some(&b'\n');
    let Some(start) = before
        .match_indices(&title)
        .map(|(at, _)| at)
        .find(|&at| starts(at))
    else {
        return format!("{}\n\n{section}", before.trim_end());
    };
    let after = start + title.len();
    let end = before
        .get(after..)
        .and_then(|rest| rest.find("\n## "))
        .map_or(before.len(), |at| after + at + 1);
    let (head, tail) = (&before[..start], &before[end..]);
    let gap = if tail.is_empty() { "" } else { "\n" };
    format!("{head}{section}{gap}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles() {
        let sample = Sample::of(vec![3.0, 1.0, 2.0]);
        assert_eq!(sample.median(), Some(2.0));
        assert_eq!(sample.greatest(), Some(3.0));
        assert_eq!(Sample::default().median(), None);
    }

    #[test]
    fn numbers_for_reading() {
        assert_eq!(thousands(1_000_000), "1,000,000");
        assert_eq!(thousands(999), "999");
        assert_eq!(shown(Some(0.0181)), "0.018");
        assert_eq!(ratio(Some(1.0), Some(4.0)), "0.250x");
        assert_eq!(ratio(Some(1.0), None), "–");
    }

    #[test]
    fn other_sections_stay() {
        let file = "# Benchmarks\n\n## Geocoder\n\nkept\n\n## Page\n\nold\n\n## Last\n\nkept too\n";
        let changed = with_section(file, "Page", "new\n");
        assert_eq!(
            changed,
            "# Benchmarks\n\n## Geocoder\n\nkept\n\n## Page\n\nnew\n\n## Last\n\nkept too\n"
        );
        assert_eq!(with_section(&changed, "Page", "new"), changed);
        let added = with_section("# Benchmarks\n", "Page", "new");
        assert_eq!(added, "# Benchmarks\n\n## Page\n\nnew\n");
    }

    #[test]
    fn tables_line_up() {
        let mut table = Table::new(&["what", "ms"]);
        table.row(["a".to_owned(), "0.5".to_owned()]);
        assert_eq!(table.text(), "| what |  ms |\n|------|----:|\n| a    | 0.5 |\n");
    }
}

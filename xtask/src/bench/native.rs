//! The benches of `core`, on the machine itself.

use super::Plan;
use super::table::Table;
use crate::paths;
use crate::process::{command, say, shown, stream};
use anyhow::{Result, bail};
use std::time::Duration;

/// No bench takes longer, the build included.
const LIMIT: Duration = Duration::from_mins(30);

/// Runs them; `--quick` leaves it at the steps of the window.
pub(super) fn run(plan: &Plan) -> Result<()> {
    let mut steps = Vec::new();
    let mut cases = Vec::new();
    let mut bench = |rows: Option<u32>| -> Result<()> {
        let mut cargo = command(
            std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
            &paths::root(),
        );
        cargo.args([
            "bench",
            "--package",
            "chronotope-core",
            "--features",
            "workload",
            "--bench",
            "engine",
        ]);
        if let Some(rows) = rows {
            cargo.env("STEPS_ROWS", rows.to_string());
        }
        say(shown(&cargo));
        let status = stream(&mut cargo, LIMIT, |line| {
            println!("{line}");
            if line.starts_with("window step") || line.contains(" bytes a row") {
                steps.push(line.to_owned());
            }
            cases.extend(case(line));
        })?;
        if !status.success() {
            bail!("`{}` failed ({status})", shown(&cargo));
        }
        Ok(())
    };
    if plan.is_quick {
        for &rows in &plan.rows {
            bench(Some(rows))?;
        }
    } else {
        bench(None)?;
        for &rows in plan.rows.iter().filter(|&&rows| rows > 1_000_000) {
            bench(Some(rows))?;
        }
    }
    let mut table = Table::new(&["at 1,000,000 events", "median", "slowest"]);
    for [name, median, slowest] in cases {
        table.row([name, median, slowest]);
    }
    let text = format!("```text\n{}\n```\n\n{}", steps.join("\n"), table.text());
    plan.publish("The engine, native", &text)
}

/// Name, median and slowest of a line of divan's report: `├─ name  fastest │ slowest │ median │ mean │ …`.
fn case(line: &str) -> Option<[String; 3]> {
    let (_, rest) = line.split_once("├─ ").or_else(|| line.split_once("╰─ "))?;
    let columns: Vec<&str> = rest.split('│').map(str::trim).collect();
    let name = columns.first()?.split_whitespace().next()?;
    let (slowest, median) = (*columns.get(1)?, *columns.get(2)?);
    (!median.is_empty()).then(|| [name.to_owned(), median.to_owned(), slowest.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_report() {
        let line = "├─ change_filter        2.301 ms      │ 4.1 ms        │ 2.5 ms        │ 2.6 ms        │ 100     │ 100";
        assert_eq!(
            case(line),
            Some(["change_filter", "2.5 ms", "4.1 ms"].map(str::to_owned))
        );
        assert_eq!(
            case("├─ group               │               │               │               │         │"),
            None
        );
        assert_eq!(case("engine   fastest │ slowest"), None);
    }
}

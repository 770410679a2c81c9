//! The report on an import as a CSV: each row that something is to be said of, whole, so that nothing is lost and it
//! can be mended and read again.

use super::{NamedText, Problem};
use crate::write::CREDIT;
use crate::write::cell::guarded_text;

/// The columns before those of the file.
const OWN_COLUMNS: [&str; 4] = ["import_row", "import_problem", "import_field", "import_value"];

/// Whether a table with this header was written here: an import report, or rows that were saved.
pub(super) fn is_our_own(header: &[String]) -> bool {
    let has = |name: &&str| header.iter().any(|column| column == name);
    OWN_COLUMNS.iter().all(has) || CREDIT.iter().all(has)
}

/// The first line: our columns, then those of the file. For files whose rows name their own fields `header` is empty,
/// and the row is given as its text.
pub fn report_header(header: &[String]) -> String {
    let own = OWN_COLUMNS.into_iter().map(str::to_owned);
    let theirs: Vec<String> = if header.is_empty() {
        vec!["row".to_owned()]
    } else {
        // A report that is read again and still has faults is a report on the file, not on itself.
        header.iter().filter(|name| !is_own(name)).cloned().collect()
    };
    line(own.chain(theirs))
}

fn is_own(name: &str) -> bool {
    OWN_COLUMNS.contains(&name)
}

/// The line for a row: what is said of it, joined where it is several things, and its fields as they stand.
pub fn report_line(problems: &[Problem], header: &[String], fields: &[NamedText]) -> String {
    let Some(first) = problems.first() else {
        return String::new();
    };
    let joined = |of: fn(&Problem) -> &str| problems.iter().map(of).collect::<Vec<_>>().join("; ");
    let own = [
        first.row.to_string(),
        joined(|p| p.reason.code()),
        joined(|p| &p.field),
        joined(|p| &p.value),
    ];
    let theirs: Vec<String> = if header.is_empty() {
        let text: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        vec![text.join("\n")]
    } else {
        let theirs = fields.iter().filter(|(name, _)| !is_own(name));
        theirs.map(|(_, value)| value.clone()).collect()
    };
    line(own.into_iter().chain(theirs))
}

fn line(fields: impl Iterator<Item = String>) -> String {
    // What is in a file is whatever somebody wrote: no spreadsheet may run it.
    let quoted = |field: String| {
        let field = guarded_text(&field);
        let is_plain = !field.contains(['"', ',', '\n', '\r', ';', '\t']);
        if is_plain {
            field
        } else {
            format!("\"{}\"", field.replace('"', "\"\""))
        }
    };
    let mut line = fields.map(quoted).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Outcome, Reader, row_text};
    use proptest::prelude::*;

    #[test]
    fn no_cell_of_a_report_is_a_formula() {
        assert_eq!(
            report_header(&["=a".to_owned()]),
            "import_row,import_problem,import_field,import_value,'=a\r\n"
        );
        let fields = ["=1+1", "@SUM(A1)", "\tx", "＝1", "-2,5", "+963 11"];
        let cells = line(fields.into_iter().map(str::to_owned));
        assert_eq!(cells, "'=1+1,'@SUM(A1),\"'\tx\",'＝1,\"-2,5\",'+963 11\r\n");
    }

    proptest! {
        #[test]
        fn a_report_read_again_has_the_rows_as_they_were(
            rows in proptest::collection::vec(("[a-zم\",\n ]{0,8}", "[0-9x-]{0,10}"), 1..8),
        ) {
            let mut csv = "date,place,lat,lon\n".to_owned();
            for (place, date) in &rows {
                csv.push_str(&line([date.clone(), format!("p{place}"), "x".to_owned(), "1".to_owned()].into_iter()));
            }
            let mut reader = Reader::new(None).keeping_all_problems();
            reader.push(csv.as_bytes()).expect("readable");
            let Ok(Outcome::Table(loaded)) = reader.finish() else { panic!("rows") };
            let summary = loaded.summary;
            let mut report = report_header(&summary.dialect.header);
            for problems in summary.problems.kept().chunk_by(|a, b| a.row == b.row) {
                let text = &csv.as_bytes()[problems[0].offset as usize..];
                let fields = row_text(text, &summary.dialect, true).expect("a row");
                report.push_str(&report_line(problems, &summary.dialect.header, &fields));
            }
            let mut again = Reader::new(None);
            again.push(report.as_bytes()).expect("readable");
            let Ok(Outcome::Table(again)) = again.finish() else { panic!("rows") };
            // Every row has a bad latitude, so every row is in the report.
            prop_assert_eq!(again.summary.rows as usize, rows.len());
            prop_assert_eq!(again.table.places().iter().map(|p| &p.name).collect::<Vec<_>>(),
                loaded.table.places().iter().map(|p| &p.name).collect::<Vec<_>>());
        }
    }
}

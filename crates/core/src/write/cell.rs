//! Cells of CSV (RFC 4180) that no spreadsheet takes for a formula.

/// The byte order mark by which Excel knows that a file is UTF-8.
pub(super) const BOM: &str = "\u{feff}";

/// True if a spreadsheet could run a text as a formula: it begins with one of their signs, and is no number.
/// (OWASP, "CSV Injection"; the wide forms are taken for the narrow ones in East Asian versions.)
fn is_formula(text: &str) -> bool {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    begins && !is_number(text)
}

/// A text as a cell that is read back by [`unguarded`]: with a sign before what could be run.
pub(crate) fn guarded_text(text: &str) -> String {
    let guard = if is_formula(text.trim_start_matches('\'')) {
        "'"
    } else {
        ""
    };
    format!("{guard}{text}")
}

/// What a cell stood for before [`guarded_text`].
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

/// A plain decimal number, as data has it: digits and at most one point or comma, perhaps a sign and an exponent.
fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b"+-.,eE".contains(&b))
        && text
            .replacen(',', ".", 1)
            .parse::<f64>()
            .is_ok_and(f64::is_finite)
}

/// Writes a record: cells, with commas between them and CRLF at the end.
pub(super) fn push_record<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    let mut is_first = true;
    for cell in cells {
        if !is_first {
            out.push(',');
        }
        is_first = false;
        push_cell(out, cell);
    }
    out.push_str("\r\n");
}

/// Quotes stand around whatever could be taken apart, also by a spreadsheet that parts cells at semicolons or tabs.
fn push_cell(out: &mut String, cell: &str) {
    let guard = is_formula(cell);
    let quoted =
        cell.contains([',', ';', '\t', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if quoted {
        out.push('"');
    }
    if guard {
        out.push('\'');
    }
    let mut parts = cell.split('"');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str("\"\"");
        out.push_str(part);
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(cell: &str, expected: &str) {
        let mut out = String::new();
        push_record(&mut out, [cell]);
        assert_eq!(out, format!("{expected}\r\n"));
    }

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        check("=1+1", "'=1+1");
        check("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\tx", "\"'\tx\"");
        check("\rx", "\"'\rx\"");
        check("-12.5", "-12.5");
        check("-12,5", "\"-12,5\"");
        check("-1,2,3", "\"'-1,2,3\"");
        check("+3e4", "+3e4");
        check("-", "'-");
        check("+963 11 222", "'+963 11 222");
        check("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0");
        check("+inf", "'+inf");
        check("＝1", "'＝1");
        check("a;=1", "\"a;=1\"");
        check("سراقب", "سراقب");
    }

    proptest! {
        #[test]
        fn what_is_guarded_comes_back(text in "['=+@a1＝-]{0,6}") {
            let cell = guarded_text(&text);
            prop_assert!(!is_formula(&cell));
            prop_assert_eq!(unguarded(&cell), text);
        }

        #[test]
        fn a_reader_gets_the_cells_back(cells in prop::collection::vec("[a-z=+@,;\"\r\n\t 0-9-]{0,8}", 2..6)) {
            let mut out = String::new();
            push_record(&mut out, cells.iter().map(String::as_str));
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes());
            let read: Vec<String> = reader.records().next().expect("a record").expect("CSV").iter().map(str::to_owned).collect();
            let expected: Vec<String> = cells.iter().map(|c| if is_formula(c) { format!("'{c}") } else { c.clone() }).collect();
            prop_assert_eq!(read, expected);
        }
    }
}

//! Rows of texts as one text, to travel between threads: small, exact, and read without a parser of its own.

/// Rows of fields as one text; fields may hold anything.
pub(super) fn text_of(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        for (at, field) in row.iter().enumerate() {
            if at > 0 {
                out.push('\t');
            }
            for c in field.chars() {
                match c {
                    '\\' => out.push_str("\\\\"),
                    '\t' => out.push_str("\\t"),
                    '\n' => out.push_str("\\n"),
                    c => out.push(c),
                }
            }
        }
        out.push('\n');
    }
    out
}

/// The rows of [`text_of`].
pub(super) fn rows_of(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut field = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('t') => field.push('\t'),
                Some('n') => field.push('\n'),
                Some(c) => field.push(c),
                None => {}
            },
            '\t' => row.push(std::mem::take(&mut field)),
            '\n' => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_travel_whole(rows in proptest::collection::vec(proptest::collection::vec("[a\\\\\t\n\rم]{0,6}", 1..5), 0..5)) {
            prop_assert_eq!(rows_of(&text_of(&rows)), rows);
        }
    }
}

//! The report on an import as a file.

use crate::archive::part;
use chronotope_core::read::{Problem, ReadSummary, report_header, report_line, row_text};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// How much of the text is read at once.
const WINDOW: f64 = (1 << 22) as f64;
/// Most bytes of a row that is looked for.
const LONGEST: f64 = (1 << 26) as f64;

/// Every row that something is to be said of, with its own fields, as a CSV; of those whose reason is in `reasons`, if
/// that is not empty.
pub(crate) async fn of_import(
    summary: &ReadSummary,
    text: &Blob,
    reasons: &[String],
) -> Result<Blob, JsValue> {
    let header = &summary.dialect.header;
    let parts = Array::new();
    // The mark tells spreadsheets that it is UTF-8.
    parts.push(&format!("\u{feff}{}", report_header(header)).into());
    let is_wanted = |p: &Problem| reasons.is_empty() || reasons.iter().any(|r| r == p.reason.code());
    let problems: Vec<Problem> = summary
        .problems
        .kept()
        .iter()
        .filter(|p| is_wanted(p))
        .cloned()
        .collect();
    let (mut start, mut end, mut bytes) = (0.0, 0.0, Vec::new());
    for group in problems.chunk_by(|a, b| a.row == b.row) {
        let Some(first) = group.first() else { continue };
        let offset = f64::from(first.offset);
        let mut window = WINDOW;
        let fields = loop {
            if offset >= start && offset < end {
                let from = bytes.get((offset - start) as usize..).unwrap_or_default();
                let is_end = end >= text.size() || window > LONGEST;
                if let Some(fields) = row_text(from, &summary.dialect, is_end) {
                    break fields;
                }
                window *= 4.0;
            }
            (start, end) = (offset, (offset + window).min(text.size()));
            bytes = part(text, start, end).await?;
            if bytes.is_empty() {
                break Vec::new();
            }
        };
        parts.push(&report_line(group, header, &fields).into());
    }
    Blob::new_with_str_sequence(&parts)
}

//! [`OpenedText`]: a text that the reader has opened, and which report it is by its hash.

use super::turns::turn;
use crate::event::Report;
use crate::write::sha256_hex;
use std::ops::Range;

/// A text and its paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenedText {
    text: String,
    paragraphs: Vec<Range<usize>>,
}

impl OpenedText {
    /// A text; its paragraphs are its lines with visible text.
    pub fn new(text: String) -> OpenedText {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let from = line.len() - line.trim_start_matches(is_blank).len();
            let visible = line.trim_matches(is_blank);
            if !visible.is_empty() {
                paragraphs.push(start + from..start + from + visible.len());
            }
            start += line.len() + 1;
        }
        OpenedText { text, paragraphs }
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where its paragraphs stand, in bytes.
    pub fn paragraphs(&self) -> &[Range<usize>] {
        &self.paragraphs
    }

    /// The paragraphs, by number, that a stretch of the text touches.
    pub fn paragraphs_of(&self, stretch: &Range<usize>) -> Range<usize> {
        let first = self.paragraphs.partition_point(|p| p.end <= stretch.start);
        let end = self.paragraphs.partition_point(|p| p.start < stretch.end);
        first..end.max(first)
    }
}

/// White space, and marks that nobody sees.
fn is_blank(c: char) -> bool {
    let is_unseen = matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}');
    c.is_whitespace() || c.is_control() || is_unseen
}

/// The report whose original these bytes are, by position, and the text to which its offsets belong. Some copies differ
/// by nothing but a mark at the beginning, how lines end, or what stands after the last one.
pub(super) async fn known_by_hash(reports: &[Report], bytes: &[u8], text: &str) -> Option<(usize, String)> {
    let find = |bytes: &[u8]| {
        let hash = sha256_hex(bytes);
        let is_it = |r: &Report| r.sha256.as_deref().is_some_and(|h| h.eq_ignore_ascii_case(&hash));
        reports.iter().position(is_it)
    };
    if reports.iter().all(|r| r.sha256.is_none()) {
        return None;
    }
    if let Some(report) = find(bytes) {
        return Some((report, text.to_owned()));
    }
    turn().await;
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let unix = plain.replace("\r\n", "\n").replace('\r', "\n");
    turn().await;
    let (body, inner) = (unix.trim_end_matches('\n'), unix.trim());
    let endings = [
        (body, ""),
        (body, "\n"),
        (body, "\n\n"),
        (inner, ""),
        (inner, "\n"),
    ];
    let mut tried: Vec<String> = Vec::new();
    for number in 0..=2 * (endings.len() + 1) {
        let of_unix = |at: usize| match at.checked_sub(1).and_then(|at| endings.get(at)) {
            Some((words, end)) => format!("{words}{end}"),
            None => unix.clone(),
        };
        let variant = match number.checked_sub(1) {
            None => plain.to_owned(),
            Some(at) if at <= endings.len() => of_unix(at),
            Some(at) => of_unix(at - endings.len() - 1).replace('\n', "\r\n"),
        };
        turn().await;
        // Most texts have few of them that differ.
        if tried.contains(&variant) {
            continue;
        }
        for marked in [variant.clone(), format!("\u{feff}{variant}")] {
            if marked.as_bytes() != bytes
                && let Some(report) = find(marked.as_bytes())
            {
                return Some((report, marked));
            }
            turn().await;
        }
        tried.push(variant);
    }
    None
}

//! A reading as it is shown: paragraph by paragraph, piece by piece.

use super::claims::ClaimKind;
use super::reading::Reading;
use crate::search::highlights;
use std::ops::Range;

/// A piece of a paragraph: the same holds for all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where, in bytes of the text.
    pub at: Range<usize>,
    /// Some event stands here.
    pub is_used: bool,
    /// The chosen event stands here.
    pub is_passage: bool,
    /// What the chosen event's words claim here.
    pub claim: Option<ClaimKind>,
}

/// A paragraph of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPart {
    /// Its number, from 1.
    pub number: usize,
    /// Its pieces, in order, without gaps.
    pub pieces: Vec<Piece>,
    /// Positions in [`Reading::passages`] of those that begin here.
    pub begins: Vec<usize>,
    /// No event stands in it.
    pub is_unused: bool,
}

impl Reading {
    /// The paragraphs, with the passage of one event marked.
    pub fn parts(&self, chosen: Option<usize>) -> Vec<TextPart> {
        let shown = chosen.and_then(|event| self.passages.iter().find(|p| p.event == event));
        let mut parts = Vec::new();
        for (at, paragraph) in self.text.paragraphs().iter().enumerate() {
            let mut edges = vec![paragraph.start, paragraph.end];
            let mut cut = |span: &Range<usize>| {
                edges.extend([span.start, span.end].map(|edge| edge.clamp(paragraph.start, paragraph.end)));
            };
            self.passages.iter().flat_map(|p| &p.spans).for_each(&mut cut);
            if let Some(shown) = shown {
                shown.claims.iter().for_each(|claim| cut(&claim.at));
            }
            edges.sort_unstable();
            edges.dedup();
            let mut pieces: Vec<Piece> = Vec::new();
            for pair in edges.windows(2) {
                let &[start, end] = pair else { continue };
                let is_in = |span: &Range<usize>| span.start <= start && end <= span.end;
                let claim = shown.and_then(|p| p.claims.iter().find(|claim| is_in(&claim.at)));
                let piece = Piece {
                    at: start..end,
                    is_used: self.passages.iter().flat_map(|p| &p.spans).any(is_in),
                    is_passage: shown.is_some_and(|p| p.spans.iter().any(is_in)),
                    claim: claim.map(|claim| claim.kind),
                };
                // A claim begins where it begins: two that touch stay two.
                let begins = shown.is_some_and(|p| p.claims.iter().any(|claim| claim.at.start == start));
                match pieces.last_mut() {
                    Some(last)
                        if !begins
                            && (last.is_used, last.is_passage, last.claim)
                                == (piece.is_used, piece.is_passage, piece.claim) =>
                    {
                        last.at.end = end;
                    }
                    _ => pieces.push(piece),
                }
            }
            let begins = (0..self.passages.len())
                .filter(|&p| self.passages[p].paragraphs.first() == Some(&at))
                .collect();
            parts.push(TextPart {
                number: at + 1,
                is_unused: pieces.iter().all(|p| !p.is_used),
                pieces,
                begins,
            });
        }
        parts
    }

    /// How many paragraphs no event uses, and how many there are.
    pub fn unused(&self) -> (usize, usize) {
        let all = self.text.paragraphs();
        let is_used = |paragraph: &&Range<usize>| {
            let touches = |span: &Range<usize>| span.start < paragraph.end && paragraph.start < span.end;
            self.passages.iter().flat_map(|p| &p.spans).any(touches)
        };
        (all.len() - all.iter().filter(is_used).count(), all.len())
    }
}

/// The paragraphs of a text that hold what a search asks for, by number, each with where it stands in the whole text.
pub fn matching(reading: &Reading, query: &str) -> Vec<(usize, Vec<Range<usize>>)> {
    let text = reading.text.as_str();
    let mut found = Vec::new();
    for (number, paragraph) in reading.text.paragraphs().iter().enumerate() {
        let words = text.get(paragraph.clone()).unwrap_or_default();
        let mut hits = highlights(words, query);
        // Every word that is asked for, not only some.
        let asks = query.split_whitespace();
        let has_all = asks
            .filter(|w| w.chars().any(char::is_alphanumeric))
            .all(|w| !highlights(words, w).is_empty());
        if has_all && !hits.is_empty() {
            for hit in &mut hits {
                *hit = hit.start + paragraph.start..hit.end + paragraph.start;
            }
            found.push((number, hits));
        }
    }
    found
}

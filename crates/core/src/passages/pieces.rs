//! A reading as it is shown: paragraph by paragraph, piece by piece.

use super::claims::ClaimKind;
use super::reading::Reading;
use super::turns::{at_once, turn};
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

/// Bytes that are searched in a turn.
const A_TURN: usize = 16_384;
/// Most paragraphs of a text that is shown whole, how many are shown before and after those that some event uses, and
/// fewest that are worth folding away.
const SHOWN_WHOLE: usize = 300;
const SHOWN_AROUND: usize = 20;
const LEAST_FOLDED: usize = 40;

/// Paragraphs of the text that stand one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Their numbers, from 0.
    pub paragraphs: Range<usize>,
    /// No event uses any of them, nor one near them, and there are many: they are shown when asked for.
    pub is_folded: bool,
}

impl Reading {
    /// The text as it is shown: all of a short one; of a long one what some event uses, with what stands around it, and
    /// its beginning.
    pub fn stretches(&self) -> Vec<Stretch> {
        let all = self.text.paragraphs().len();
        let first = if all <= SHOWN_WHOLE { all } else { SHOWN_AROUND };
        let mut shown: Vec<Range<usize>> = Vec::new();
        shown.push(0..first);
        let mut used: Vec<usize> = self
            .passages
            .iter()
            .flat_map(|p| &p.paragraphs)
            .copied()
            .collect();
        used.sort_unstable();
        for paragraph in used {
            let around = paragraph.saturating_sub(SHOWN_AROUND)..all.min(paragraph + SHOWN_AROUND + 1);
            match shown
                .last_mut()
                .filter(|last| last.end + LEAST_FOLDED > around.start)
            {
                Some(last) => last.end = last.end.max(around.end),
                None => shown.push(around),
            }
        }
        if let Some(last) = shown.last_mut().filter(|last| last.end + LEAST_FOLDED > all) {
            last.end = all;
        }
        let (mut stretches, mut from) = (Vec::new(), 0);
        for paragraphs in shown {
            let (start, end) = (paragraphs.start, paragraphs.end);
            for (paragraphs, is_folded) in [(from..start, true), (paragraphs, false)] {
                if !paragraphs.is_empty() {
                    stretches.push(Stretch {
                        paragraphs,
                        is_folded,
                    });
                }
            }
            from = end;
        }
        if from < all {
            stretches.push(Stretch {
                paragraphs: from..all,
                is_folded: true,
            });
        }
        stretches
    }

    /// The paragraphs, with the passage of one event marked.
    pub fn parts(&self, chosen: Option<usize>) -> Vec<TextPart> {
        let shown = chosen.and_then(|event| self.passages.iter().find(|p| p.event == event));
        let mut parts = Vec::new();
        for (at, paragraph) in self.text.paragraphs().iter().enumerate() {
            let mut edges = vec![paragraph.start, paragraph.end];
            let mut cut = |span: &Range<usize>| {
                if span.end <= paragraph.start || paragraph.end <= span.start {
                    return;
                }
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
    at_once(matching_in_turns(reading, query, usize::MAX))
}

/// As [`matching`], the first `most` of them, in turns of a few milliseconds.
pub async fn matching_in_turns(
    reading: &Reading,
    query: &str,
    most: usize,
) -> Vec<(usize, Vec<Range<usize>>)> {
    let text = reading.text.as_str();
    let mut found = Vec::new();
    let mut pause = 0;
    for (number, paragraph) in reading.text.paragraphs().iter().enumerate() {
        if found.len() >= most {
            break;
        }
        if paragraph.end > pause {
            pause = paragraph.end + A_TURN;
            turn().await;
        }
        let words = text.get(paragraph.clone()).unwrap_or_default();
        let mut hits = highlights(words, query);
        if hits.is_empty() {
            continue;
        }
        // Every word that is asked for, not only some.
        let mut asks = query
            .split_whitespace()
            .filter(|w| w.chars().any(char::is_alphanumeric));
        if asks.all(|w| !highlights(words, w).is_empty()) {
            for hit in &mut hits {
                *hit = hit.start + paragraph.start..hit.end + paragraph.start;
            }
            found.push((number, hits));
        }
    }
    found
}

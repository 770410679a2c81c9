//! Passages of events: exactly where the original has them, or where they most likely stand in a text that differs.

use super::align::{Ground, Placed, Slot, align, weights};
use super::claims::{Claim, ClaimKind, Lacking, apart};
use super::clues::{Clue, Clued, Known};
use super::normal::Normal;
use super::text::OpenedText;
use super::turns::turn;
use crate::event::{Event, Evidence};
use std::ops::Range;

/// How sure it is that a passage is an event's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// It may be.
    Unsure,
    /// What it must hold is there, or what stands before and after it is where it should be.
    Likely,
    /// The text is the original.
    Exact,
}

/// Where an event stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The event, by its position in the data set.
    pub event: usize,
    /// How sure that is.
    pub sureness: Sureness,
    /// Its words, in bytes of the text; in order, none touching another.
    pub spans: Vec<Range<usize>>,
    /// The paragraphs that they are in, counted from 0.
    pub paragraphs: Vec<usize>,
    /// What they claim, and where.
    pub claims: Vec<Claim>,
    /// What the event says and the original's words held, and these do not: the copy may have been changed.
    pub lacking: Vec<Lacking>,
    /// How many of the event's passages were not found in the copy, and how many it has.
    pub lost: (usize, usize),
}

/// A report's passages in a text, and what speaks for it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Anchored {
    pub passages: Vec<Passage>,
    /// Evidence that was found, likely or better, and all there is.
    pub held: u32,
    pub all: u32,
    /// How much better it fits than by chance.
    pub score: f32,
}

/// How far another passage may be to vouch for one.
const NEAR: u32 = 1_500;
/// Score from which a passage vouches for others.
const VOUCHES: f32 = 4.0;
/// Score of a passage that speaks for itself, with another near it and alone.
const SURE_WITH_OTHERS: f32 = 7.0;
/// The same for the first and the last, which have others on one side only.
const SURE_AT_END: f32 = 5.0;
const SURE_ALONE: f32 = 11.0;
/// Score of one that others on both sides speak for.
const SURE_BETWEEN: f32 = 0.0;
/// Score under which nothing is said.
const LEAST: f32 = 3.0;
const LEAST_ALONE: f32 = 7.0;
/// Scalars that two passages which stand apart in the original may share in a text that differs.
const SHARED: i32 = 20;
/// How far the edge of a passage is brought to the edge of a word.
const SNAP: u32 = 6;

/// The passages of events in the original text.
pub(super) async fn exact(
    text: &OpenedText,
    clued: &Clued<'_>,
    events: &[usize],
    known: Known<'_>,
) -> Vec<Passage> {
    let all = || {
        events
            .iter()
            .filter_map(|&at| known.dataset.events.get(at).map(|event| (at, event)))
    };
    let mut offsets: Vec<u32> = all()
        .flat_map(|(_, e)| &e.evidence)
        .flat_map(|e| [e.start, e.end])
        .collect();
    offsets.sort_unstable();
    offsets.dedup();
    // The byte of each offset.
    let mut bytes = Vec::with_capacity(offsets.len());
    let mut chars = text
        .as_str()
        .char_indices()
        .map(|(byte, _)| byte)
        .enumerate()
        .peekable();
    for &offset in &offsets {
        while chars.next_if(|(at, _)| *at < offset as usize).is_some() {}
        bytes.push(chars.peek().map_or(text.as_str().len(), |(_, byte)| *byte));
    }
    let byte = |offset: u32| {
        offsets
            .binary_search(&offset)
            .ok()
            .and_then(|at| bytes.get(at).copied())
            .unwrap_or(0)
    };
    let mut passages = Vec::new();
    for (at, event) in all() {
        let spans: Vec<(Range<usize>, &Evidence)> = event
            .evidence
            .iter()
            .map(|e| (byte(e.start)..byte(e.end), e))
            .collect();
        let clues = clued.of(event, known);
        passages.extend(passage(text, clued.normal, at, Sureness::Exact, &spans, &clues));
        turn().await;
    }
    passages
}

/// A passage from its spans, each with what it supports; `None` if they are empty.
fn passage(
    text: &OpenedText,
    normal: &Normal,
    event: usize,
    sureness: Sureness,
    found: &[(Range<usize>, &Evidence)],
    clues: &[Clue],
) -> Option<Passage> {
    let mut claims = Vec::new();
    for clue in clues {
        let Some(kind) = clue.kind else { continue };
        let places: Vec<Range<usize>> = clue.hits.iter().map(|hit| normal.bytes(hit)).collect();
        let mut mark = |of: &dyn Fn(&Evidence) -> bool| {
            let spans = || found.iter().filter(|(_, e)| of(e)).map(|(span, _)| span);
            let is_in = |at: &&Range<usize>| spans().any(|s| s.start <= at.start && at.end <= s.end);
            let before = claims.len();
            claims.extend(
                places
                    .iter()
                    .filter(is_in)
                    .map(|at| Claim { kind, at: at.clone() }),
            );
            claims.len() > before
        };
        // Where the coder saw it, else wherever the passage says it.
        let _is_marked = mark(&|e| supports(e, kind)) || mark(&|_| true);
    }
    let mut spans: Vec<Range<usize>> = found
        .iter()
        .map(|(span, _)| span.clone())
        .filter(|s| !s.is_empty())
        .collect();
    spans.sort_by_key(|s| (s.start, s.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match joined.last_mut().filter(|last| last.end >= span.start) {
            Some(last) => last.end = last.end.max(span.end),
            None => joined.push(span),
        }
    }
    let mut paragraphs: Vec<usize> = joined.iter().flat_map(|span| text.paragraphs_of(span)).collect();
    paragraphs.dedup();
    (!joined.is_empty()).then(|| Passage {
        event,
        sureness,
        spans: joined,
        paragraphs,
        claims: apart(claims),
        lacking: Vec::new(),
        lost: (0, 0),
    })
}

/// What the event says in words that the coder saw, and no words found for them hold. A date lacks only where another one
/// stands: many are told in words that are not read as dates.
fn lacking(event: &Event, found: &[(Range<u32>, &Evidence)], clues: &[Clue]) -> Vec<Lacking> {
    let mut lacking = Vec::new();
    for clue in clues {
        let Some(must) = clue.must else { continue };
        let kind = must.kind();
        let seen = event.evidence.iter().filter(|e| supports(e, kind)).count();
        let here = || found.iter().filter(|(_, e)| supports(e, kind)).map(|(at, _)| at);
        // What was not found is told as not found.
        if seen == 0 || here().count() < seen {
            continue;
        }
        let is_in = |hit: &Range<u32>| {
            found
                .iter()
                .any(|(at, _)| at.start <= hit.start && hit.end <= at.end)
        };
        let is_other = must != Lacking::Date || clue.others.iter().any(is_in);
        if is_other && !clue.hits.iter().any(is_in) {
            lacking.push(must);
        }
    }
    lacking
}

fn supports(evidence: &Evidence, kind: ClaimKind) -> bool {
    evidence.supports.iter().any(|field| field == kind.field())
}

/// Spans of the original, each once, with who they are evidence of: (event in `events`, evidence).
struct Spans {
    slots: Vec<Slot>,
    of: Vec<Vec<(usize, usize)>>,
}

fn spans_of(events: &[(usize, &Event, Vec<Clue>)]) -> Spans {
    let mut all: Vec<(u32, u32, usize, usize)> = Vec::new();
    for (number, (_, event, _)) in events.iter().enumerate() {
        for (which, e) in event.evidence.iter().enumerate().filter(|(_, e)| e.end > e.start) {
            all.push((e.start, e.end, number, which));
        }
    }
    all.sort_unstable();
    let mut spans = Spans {
        slots: Vec::new(),
        of: Vec::new(),
    };
    for (start, end, number, which) in all {
        let is_new = spans
            .slots
            .last()
            .is_none_or(|s| (s.start, s.end) != (start, end));
        if is_new {
            spans.slots.push(Slot {
                start,
                end,
                clues: Vec::new(),
            });
            spans.of.push(Vec::new());
        }
        let (_, event, clues) = &events[number];
        if let (Some(slot), Some(of)) = (spans.slots.last_mut(), spans.of.last_mut()) {
            of.push((number, which));
            for clue in clues {
                let evidence = &event.evidence[which];
                let belongs = match clue.kind {
                    Some(kind) => supports(evidence, kind),
                    None => evidence.supports.iter().any(|field| field == "kind"),
                };
                let is_known = slot
                    .clues
                    .iter()
                    .any(|c| c.hits == clue.hits && c.kind.is_some() == clue.kind.is_some());
                if belongs && !is_known {
                    slot.clues.push(clue.clone());
                }
            }
        }
    }
    spans
}

/// The passages of a report's events in a text that is not the original.
pub(super) async fn likely(
    text: &OpenedText,
    clued: &Clued<'_>,
    ground: &Ground<'_>,
    events: &[usize],
    known: Known<'_>,
) -> Anchored {
    let normal = clued.normal;
    let mut told: Vec<(usize, &Event, Vec<Clue>)> = Vec::new();
    for &at in events {
        if let Some(event) = known.dataset.events.get(at) {
            told.push((at, event, clued.of(event, known)));
            turn().await;
        }
    }
    let events = told;
    let spans = spans_of(&events);
    let placed = align(&spans.slots, ground).await;
    let mut sentences: Vec<u32> = Vec::new();
    let sure = sureness_of(&spans.slots, &placed);
    let mut anchored = Anchored {
        all: spans.slots.len() as u32,
        ..Anchored::default()
    };
    // Slots whose words lack what an event says in them: they stand where they should, and do not fit.
    let mut changed = vec![false; spans.slots.len()];
    for (number, (at, event, clues)) in events.iter().enumerate() {
        if event.evidence.iter().all(|e| e.end <= e.start) {
            anchored.all += 1;
            if sentences.is_empty() {
                sentences = normal.sentences();
            }
            turn().await;
            if let Some((passage, score)) = by_clues(text, normal, &sentences, *at, clues).await {
                if passage.sureness == Sureness::Likely {
                    anchored.held += 1;
                    anchored.score += score;
                }
                anchored.passages.push(passage);
            }
            continue;
        }
        let (mut found, mut main): (Vec<(Range<u32>, &Evidence)>, _) = (Vec::new(), None);
        for (slot, of) in spans.of.iter().enumerate() {
            for &(_, which) in of.iter().filter(|(of, _)| *of == number) {
                let (Some(evidence), Some(Some(sure)), Some(Some(placed))) =
                    (event.evidence.get(which), sure.get(slot), placed.get(slot))
                else {
                    continue;
                };
                if let Some(at) = snapped(&spans.slots[slot], placed.shift, normal) {
                    found.push((at, evidence));
                    let is_main = evidence.supports.iter().any(|field| field == "kind");
                    if is_main || event.evidence.len() == 1 {
                        main = main.max(Some(*sure));
                    }
                }
            }
        }
        let Some(sure) = main else { continue };
        let lacking = lacking(event, &found, clues);
        for (slot, of) in spans.of.iter().enumerate() {
            let mut own = of.iter().filter(|(of, _)| *of == number);
            let lacks = |which: usize| lacking.iter().any(|l| supports(&event.evidence[which], l.kind()));
            changed[slot] |= own.any(|&(_, which)| lacks(which));
        }
        let sure = if lacking.is_empty() {
            sure
        } else {
            Sureness::Unsure
        };
        let all = event.evidence.len();
        let lost = (all - found.len().min(all), all);
        let found: Vec<(Range<usize>, &Evidence)> =
            found.into_iter().map(|(at, e)| (normal.bytes(&at), e)).collect();
        if let Some(passage) = passage(text, normal, *at, sure, &found, clues) {
            anchored.passages.push(Passage {
                lacking,
                lost,
                ..passage
            });
        }
    }
    for (slot, sure) in sure.iter().enumerate() {
        if *sure == Some(Sureness::Likely) {
            anchored.held += u32::from(!changed[slot]);
            anchored.score += placed[slot].map_or(0.0, |p| p.score);
        }
    }
    anchored
}

/// How sure each placed slot is: by what it holds, and by those before and after it that have the same shift.
fn sureness_of(slots: &[Slot], placed: &[Option<Placed>]) -> Vec<Option<Sureness>> {
    let both: Vec<(&Slot, &Option<Placed>)> = slots.iter().zip(placed).collect();
    let sure = both.iter().enumerate().map(|(number, (slot, placed))| {
        let own = (**placed)?;
        let vouches = |other: &(&Slot, &Option<Placed>)| {
            let far = other.0.start.abs_diff(slot.start);
            let Some(placed) = other.1 else { return false };
            let tolerance = 2 + far / 150;
            far <= NEAR && placed.score >= VOUCHES && placed.shift.abs_diff(own.shift) <= tolerance
        };
        // A passage inside this one, or around it, says little more than this one does.
        let before = both[..number].iter().any(|o| o.0.end <= slot.start && vouches(o));
        let after = both[number + 1..]
            .iter()
            .any(|o| o.0.start >= slot.end && vouches(o));
        let is_first = !both.iter().any(|o| o.0.end <= slot.start);
        let is_last = !both.iter().any(|o| o.0.start >= slot.end);
        let enough = if is_first || is_last {
            SURE_AT_END
        } else {
            SURE_WITH_OTHERS
        };
        let is_likely = (own.score >= enough && own.strong > 0 && (before || after))
            || (own.score >= SURE_ALONE && own.strong > 1)
            || (before && after && own.score >= SURE_BETWEEN);
        // Words of which only one of two passages can be made: the better one is.
        let is_taken = both.iter().enumerate().any(|(at, other)| {
            let is_apart = other.0.end <= slot.start || other.0.start >= slot.end;
            let Some(placed) = other.1.filter(|_| is_apart && at != number) else {
                return false;
            };
            let (mine, theirs) = (stretch(slot, own.shift), stretch(other.0, placed.shift));
            let shared = mine.1.min(theirs.1) - mine.0.max(theirs.0);
            shared > SHARED && placed.score >= own.score
        });
        if is_taken {
            return None;
        }
        let is_possible = own.score >= if before || after { LEAST } else { LEAST_ALONE };
        if is_likely {
            Some(Sureness::Likely)
        } else {
            is_possible.then_some(Sureness::Unsure)
        }
    });
    sure.collect()
}

/// Where a slot stands at a shift.
fn stretch(slot: &Slot, shift: i32) -> (i32, i32) {
    (slot.start.cast_signed() + shift, slot.end.cast_signed() + shift)
}

/// The scalars of a slot at a shift, from the edge of a word to the edge of a word.
fn snapped(slot: &Slot, shift: i32, normal: &Normal) -> Option<Range<u32>> {
    let at = |scalar: u32| {
        let at = scalar.cast_signed() + shift;
        u32::try_from(at).ok().map(|at| at.min(normal.len()))
    };
    let (start, end) = (at(slot.start)?, at(slot.end)?);
    let near = |from: u32, fits: &dyn Fn(u32) -> bool| {
        (0..=SNAP)
            .flat_map(|far| [from.saturating_sub(far), from + far])
            .find(|at| *at <= normal.len() && fits(*at))
            .unwrap_or(from)
    };
    // A sentence that begins nearby begins the passage: "At least" is not cut off it.
    let first = near(start, &|at| normal.may_begin(at) && normal.begins_sentence(at));
    let (mut start, mut end) = (
        near(first, &|at| normal.may_begin(at)),
        near(end, &|at| normal.may_end(at)),
    );
    // A passage is inside a paragraph: what hangs over at either end is its neighbour's.
    let hang = end.saturating_sub(start) / 4;
    if let Some(at) = (start + 1..start + hang).find(|at| normal.begins_paragraph(*at)) {
        start = at;
    }
    if let Some(at) = (end.saturating_sub(hang)..end).find(|at| normal.begins_paragraph(*at)) {
        // The blank between paragraphs belongs to neither.
        end = at - 1;
    }
    (start < end).then_some(start..end)
}

/// Score from which a sentence is told for an event that has no evidence with offsets, and if it holds claims of several
/// kinds; from which it is likely; and how much better than any other it must then be.
const SENTENCE: f32 = 4.5;
const SENTENCE_OF_SEVERAL: f32 = 2.5;
const SENTENCE_SURE: f32 = 8.0;
const MARGIN: f32 = 3.0;
/// Sentences that are compared in a turn.
const A_TURN: usize = 1_000;

/// The sentence that holds most of what an event says, if it stands out.
async fn by_clues(
    text: &OpenedText,
    normal: &Normal,
    sentences: &[u32],
    event: usize,
    clues: &[Clue],
) -> Option<(Passage, f32)> {
    let (mut best, mut second) = ((f32::MIN, 0, 0..0), f32::MIN);
    for (n, pair) in sentences.windows(2).enumerate() {
        let &[start, end] = pair else { continue };
        if n % A_TURN == A_TURN - 1 {
            turn().await;
        }
        let (mut score, mut kinds) = (0.0, Vec::new());
        for clue in clues {
            let (held, missing) = weights(clue, end - start, normal);
            let first = clue.hits.partition_point(|hit| hit.start < start);
            let mut hits = clue.hits[first..].iter().take_while(|hit| hit.start < end);
            if hits.any(|hit| hit.end <= end) {
                score += held;
                kinds.extend(clue.kind.filter(|_| held >= 1.0));
            } else {
                // Speakers and dates often stand in another sentence.
                score += missing / 2.0;
            }
        }
        kinds.sort_unstable();
        kinds.dedup();
        if score > best.0 {
            second = best.0;
            best = (score, kinds.len(), start..end);
        } else {
            second = second.max(score);
        }
    }
    let (score, kinds, at) = best;
    let is_clear = score - second >= MARGIN;
    let least = if kinds > 1 { SENTENCE_OF_SEVERAL } else { SENTENCE };
    if score < least || kinds == 0 {
        return None;
    }
    let sureness = if is_clear && kinds > 1 && score >= SENTENCE_SURE {
        Sureness::Likely
    } else {
        Sureness::Unsure
    };
    let bytes = normal.bytes(&at);
    let visible = text.as_str().get(bytes.clone())?.trim_end().len();
    let whole = Evidence {
        paragraph: 0,
        start: 0,
        end: 0,
        supports: Vec::new(),
    };
    let span = (bytes.start..bytes.start + visible, &whole);
    Some((passage(text, normal, event, sureness, &[span], clues)?, score))
}

//! Where the passages of a report stand in a text that differs from the original: the most likely shift of each, by what
//! it must hold, where words begin and end, and the distances between passages, which change little and rarely.

use super::clues::Clue;
use super::normal::Normal;
use super::turns::turn;

/// A passage of the original, and what it must hold.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// Scalars of the original.
    pub start: u32,
    pub end: u32,
    pub clues: Vec<Clue>,
}

/// Where a slot most likely stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// Scalars from its place in the original to its place in the normal form.
    pub shift: i32,
    /// How much more likely than by chance, as a natural logarithm.
    pub score: f32,
    /// Clues with a kind that it holds.
    pub strong: u32,
}

/// For words that begin, or end, where the passage does; and if none does. Logarithms of how much more likely that is
/// for the right place than for any other.
const FITS: f32 = 1.6;
const FITS_NOT: f32 = -3.0;
/// For a sentence or line that begins there.
const FITS_SENTENCE: f32 = 1.2;
/// What a passage that is not in the text is worth: a little worse than chance.
const ABSENT: f32 = -1.5;
/// What a scalar of shift between two passages costs, and any shift at most.
const SHIFT: f32 = 0.25;
const JUMP: f32 = 8.0;
/// A little more than words that begin and end where the passage does can say.
const MOST_OF_EDGES: f32 = FITS + FITS_SENTENCE + FITS + 0.1;
/// Outside the text.
const OUTSIDE: f32 = -20.0;
/// Most that one clue, and one passage, says.
const MOST_OF_CLUE: f32 = 5.0;
const MOST_OF_SLOT: f32 = 16.0;
/// How far a clue may stand outside: offsets drift by a few scalars inside a passage.
const SLACK: i32 = 3;
/// Most (passage, shift) pairs that are compared.
const MOST_STATES: usize = 2_500_000;
/// Width of the window in which passages vote for a shift.
const VOTE: usize = 200;

/// What a clue says for a passage of so many scalars that holds it, and that does not.
pub(super) fn weights(clue: &Clue, scalars: u32, normal: &Normal) -> (f32, f32) {
    let reach = clue.hits.len() as f32 * (scalars as f32 + 2.0 * SLACK as f32);
    let chance = (reach / normal.len().max(1) as f32).clamp(0.002, 0.95);
    let held = (clue.expected / chance).ln().clamp(0.0, MOST_OF_CLUE);
    let missing = ((1.0 - clue.expected) / (1.0 - chance)).ln().min(0.0);
    (held, missing)
}

/// A number of scalars as a difference; texts are far shorter than that allows.
fn signed(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// The text as passages are compared with it.
pub(super) struct Ground<'a> {
    normal: &'a Normal,
    begins: Vec<f32>,
    ends: Vec<f32>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(normal: &'a Normal) -> Ground<'a> {
        let worth = |fits: bool| if fits { FITS } else { FITS_NOT };
        let all = 0..=normal.len();
        let begins = all.clone().map(|at| {
            let sentence = normal.may_begin(at) && normal.begins_sentence(at);
            worth(normal.may_begin(at)) + if sentence { FITS_SENTENCE } else { 0.0 }
        });
        let begins = begins.collect();
        Ground {
            begins,
            ends: all.map(|at| worth(normal.may_end(at))).collect(),
            normal,
        }
    }

    /// What a slot has without any of its clues, and what they add, as differences from one shift to the next: of
    /// `shifts` from `low` on, in order.
    fn steps(&self, slot: &Slot, low: i32, shifts: usize) -> (f32, Vec<(u32, f32)>) {
        let (start, end) = (slot.start.cast_signed(), slot.end.cast_signed());
        let clamp = |shift: i32| (shift - low).clamp(0, signed(shifts)) as u32;
        let (mut base, mut steps) = (0.0, Vec::new());
        for clue in &slot.clues {
            let (held, missing) = weights(clue, slot.end - slot.start, self.normal);
            base += missing;
            let mut reached = i32::MIN;
            for hit in clue.hits.iter() {
                let first = (hit.end.cast_signed() - end - SLACK).max(reached);
                let last = hit.start.cast_signed() - start + SLACK;
                if last < first {
                    continue;
                }
                reached = last + 1;
                steps.push((clamp(first), held - missing));
                steps.push((clamp(last + 1), missing - held));
            }
        }
        steps.sort_by_key(|(at, _)| *at);
        (base, steps)
    }

    /// Calls back with the score of a slot at each shift from `low` on, in order; where no more than `least` can be, not.
    fn each_score(&self, slot: &Slot, low: i32, shifts: usize, least: f32, mut each: impl FnMut(usize, f32)) {
        let (mut clues, steps) = self.steps(slot, low, shifts);
        let (mut at, mut next) = (0, 0);
        while at < shifts {
            let mut step = 0.0;
            while let Some((_, by)) = steps.get(next).filter(|(from, _)| *from as usize == at) {
                step += by;
                next += 1;
            }
            clues += step;
            let until = steps
                .get(next)
                .map_or(shifts, |(from, _)| shifts.min(*from as usize));
            if clues + MOST_OF_EDGES > least {
                for shift in at..until {
                    each(shift, self.with_edges(slot, low + signed(shift), clues));
                }
            }
            at = until;
        }
    }

    /// The score of a slot at a shift at which its clues say so much.
    fn with_edges(&self, slot: &Slot, shift: i32, clues: f32) -> f32 {
        let (from, to) = (slot.start.cast_signed() + shift, slot.end.cast_signed() + shift);
        let begins = usize::try_from(from).ok().and_then(|f| self.begins.get(f));
        let ends = usize::try_from(to).ok().and_then(|t| self.ends.get(t));
        match (begins, ends) {
            (Some(begins), Some(ends)) => (clues + begins + ends).min(MOST_OF_SLOT),
            _ => OUTSIDE,
        }
    }
}

/// Where the passages of a report most likely stand: `None` for one that is not in the text. They must be in order.
pub(super) async fn align(slots: &[Slot], ground: &Ground<'_>) -> Vec<Option<Placed>> {
    let normal = ground.normal;
    let Some(extent) = slots.iter().map(|s| s.end).max() else {
        return Vec::new();
    };
    if normal.words.is_empty() {
        return vec![None; slots.len()];
    }
    let (mut low, mut high) = (-extent.cast_signed(), normal.len().cast_signed());
    if (high - low) as usize * slots.len() > MOST_STATES {
        let half = (MOST_STATES / slots.len() / 2).max(500);
        let half = signed(half);
        let center = voted(slots, ground, low, high).await;
        (low, high) = (low.max(center - half), high.min(center + half));
    }
    let shifts = (high - low + 1).max(1) as usize;
    let mut best = vec![0.0f32; shifts];
    let mut came_from: Vec<Vec<u32>> = Vec::with_capacity(slots.len());
    for (number, slot) in slots.iter().enumerate() {
        came_from.push(if number == 0 {
            (0..shifts as u32).collect()
        } else {
            moved(&mut best)
        });
        turn().await;
        // What cannot be more than absent is absent.
        let mut done = 0;
        ground.each_score(slot, low, shifts, ABSENT, |at, score| {
            best[done..at].iter_mut().for_each(|best| *best += ABSENT);
            best[at] += score.max(ABSENT);
            done = at + 1;
        });
        best[done..].iter_mut().for_each(|best| *best += ABSENT);
        turn().await;
    }
    let mut at = 0;
    for (shift, score) in best.iter().enumerate() {
        if *score > best[at] {
            at = shift;
        }
    }
    let mut placed = vec![None; slots.len()];
    for number in (0..slots.len()).rev() {
        let shift = low + signed(at);
        ground.each_score(&slots[number], shift, 1, f32::MIN, |_, score| {
            placed[number] = (score > ABSENT).then(|| Placed {
                shift,
                score,
                strong: strong(&slots[number], shift),
            });
        });
        at = came_from[number][at] as usize;
    }
    placed
}

/// How many clues with a kind a slot holds at a shift.
fn strong(slot: &Slot, shift: i32) -> u32 {
    let (from, to) = (slot.start.cast_signed() + shift, slot.end.cast_signed() + shift);
    let is_in = |hit: &std::ops::Range<u32>| {
        hit.start.cast_signed() >= from - SLACK && hit.end.cast_signed() <= to + SLACK
    };
    let held = slot
        .clues
        .iter()
        .filter(|c| c.kind.is_some() && c.hits.iter().any(is_in));
    held.count() as u32
}

/// Replaces the best score at each shift by the best that can come to it, and says from which.
fn moved(best: &mut [f32]) -> Vec<u32> {
    let mut from: Vec<u32> = (0..best.len() as u32).collect();
    let mut highest = 0;
    for at in 0..best.len() {
        if best[at] > best[highest] {
            highest = at;
        }
    }
    let (jump, origin) = (best[highest] - JUMP, highest as u32);
    for at in 1..best.len() {
        if best[at - 1] - SHIFT > best[at] {
            (best[at], from[at]) = (best[at - 1] - SHIFT, from[at - 1]);
        }
    }
    for at in (0..best.len().saturating_sub(1)).rev() {
        if best[at + 1] - SHIFT > best[at] {
            (best[at], from[at]) = (best[at + 1] - SHIFT, from[at + 1]);
        }
    }
    for (best, from) in best.iter_mut().zip(&mut from) {
        if jump > *best {
            (*best, *from) = (jump, origin);
        }
    }
    from
}

/// The shift around which most passages fit.
async fn voted(slots: &[Slot], ground: &Ground<'_>, low: i32, high: i32) -> i32 {
    let shifts = (high - low + 1) as usize;
    let mut votes = vec![0.0f32; shifts];
    for slot in slots {
        // What every word's beginning gives is no vote.
        let chance = 2.0 * FITS;
        ground.each_score(slot, low, shifts, chance, |at, score| {
            votes[at] += (score - chance).max(0.0);
        });
        turn().await;
    }
    let (mut sum, mut best, mut center) = (0.0, f32::MIN, low);
    for at in 0..shifts {
        sum += votes[at];
        sum -= at.checked_sub(VOTE).map_or(0.0, |before| votes[before]);
        if sum > best {
            (best, center) = (sum, low + signed(at) - signed(VOTE / 2));
        }
    }
    turn().await;
    center
}

//! [`SpanStates`]: how the span rows stand to the window, kept up to date as it moves.

use super::overlap::{Overlap, ends};
use crate::table::{BLOCK, MANY_SPANS, THROUGHOUT, Times};
use crate::time::{Membership, TimeWindow};
use std::ops::Range;

/// How each span row stands to the window.
#[derive(Debug, Clone)]
pub(super) struct SpanStates {
    states: Vec<Membership>,
}

/// How a span row stands to a window: O(1), or O(log rows + spans) if it has many spans.
#[inline]
pub(super) fn membership(times: &Times, span: usize, window: TimeWindow, overlap: Overlap) -> Membership {
    if window.is_empty() {
        return Membership::Out;
    }
    let (first, end) = ends(window);
    let hull = (times.span_first[span], times.span_end[span]);
    let flags = times.span_flags[span];
    let mut touches = hull.0 < end && hull.1 > first;
    if touches && flags & MANY_SPANS != 0 {
        touches = (0..times.span_count(span))
            .map(|n| times.span_at(span, n))
            .any(|s| s.0 < end && s.1 > first);
    }
    overlap.membership((first, end), hull, touches, flags & THROUGHOUT != 0)
}

/// Calls back with each span row whose hull overlaps the window, rising: O(span rows / 64 + those found in blocks
/// that reach into the window).
pub(super) fn for_each_touching(times: &Times, window: TimeWindow, mut each: impl FnMut(usize)) {
    if window.is_empty() {
        return;
    }
    let (first, end) = ends(window);
    let candidates = times.span_first.partition_point(|&f| f < end);
    for (block, &block_end) in times.block_ends[..candidates.div_ceil(BLOCK)].iter().enumerate() {
        if block_end > first {
            let rows = block * BLOCK..((block + 1) * BLOCK).min(candidates);
            rows.filter(|&span| times.span_end[span] > first)
                .for_each(&mut each);
        }
    }
}

/// The stretches of the two boundary indexes that a window crosses as it moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Crossed {
    starts: [Range<usize>; 2],
    ends: [Range<usize>; 2],
}

impl Crossed {
    /// O(log span rows). Neither window may be empty.
    pub(super) fn between(times: &Times, from: TimeWindow, to: TimeWindow) -> Crossed {
        let (a, b) = (ends(from), ends(to));
        // First days from `x` up to before `y`, and ends after `x` up to and including `y`.
        let starts = |x: i32, y: i32| times.starts.before(x.min(y))..times.starts.before(x.max(y));
        let ends = |x: i32, y: i32| times.ends.up_to(x.min(y))..times.ends.up_to(x.max(y));
        Crossed {
            starts: [starts(a.0, b.0), starts(a.1, b.1)],
            ends: [ends(a.0, b.0), ends(a.1, b.1)],
        }
    }

    /// Number of boundaries crossed.
    pub(super) fn len(&self) -> usize {
        self.starts
            .iter()
            .chain(&self.ends)
            .map(ExactSizeIterator::len)
            .sum()
    }

    /// The rows whose boundaries are crossed; some come twice.
    fn rows<'a>(&self, times: &'a Times) -> impl Iterator<Item = u32> + use<'a> {
        let [a, b] = self.starts.clone();
        let [c, d] = self.ends.clone();
        let starts = &times.starts.rows;
        let ends = &times.ends.rows;
        [&starts[a], &starts[b], &ends[c], &ends[d]]
            .into_iter()
            .flatten()
            .copied()
    }
}

/// Span rows that are or may be in a window, at most: O(log span rows).
pub(super) fn touching_at_most(times: &Times, window: TimeWindow) -> usize {
    let (first, end) = ends(window);
    times.starts.before(end).saturating_sub(times.ends.up_to(first))
}

impl SpanStates {
    pub(super) fn new(times: &Times) -> SpanStates {
        SpanStates {
            states: vec![Membership::Out; times.span_first.len()],
        }
    }

    #[inline]
    pub(super) fn get(&self, span: usize) -> Membership {
        self.states[span]
    }

    pub(super) fn as_slice(&self) -> &[Membership] {
        &self.states
    }

    /// Brings the rows whose boundaries are crossed up to date; calls back with each that changes, its old and its new
    /// state: O(boundaries crossed).
    pub(super) fn cross(
        &mut self,
        times: &Times,
        crossed: &Crossed,
        state_of: impl Fn(usize) -> Membership,
        mut each: impl FnMut(usize, Membership, Membership),
    ) {
        for span in crossed.rows(times) {
            let span = span as usize;
            let (old, new) = (self.states[span], state_of(span));
            if old != new {
                self.states[span] = new;
                each(span, old, new);
            }
        }
    }

    /// Finds the state of every row anew; calls back with each that is not out.
    pub(super) fn restart(
        &mut self,
        times: &Times,
        window: TimeWindow,
        state_of: impl Fn(usize) -> Membership,
        mut each: impl FnMut(usize, Membership),
    ) {
        self.states.fill(Membership::Out);
        let states = &mut self.states;
        for_each_touching(times, window, |span| {
            let state = state_of(span);
            states[span] = state;
            if state != Membership::Out {
                each(span, state);
            }
        });
    }
}

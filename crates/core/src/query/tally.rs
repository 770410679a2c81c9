//! [`Tally`]: the counts of what is in the window, and which of them a step changed.

use super::cells::Cells;
use super::filter::Mask;
use super::open::FAILS_KIND;
use crate::time::Membership;

/// Counts of what is in the window. An event at several places adds to each, and once to the totals.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// One for each cell.
    pub(super) definite: Vec<u32>,
    /// The same; empty if every row has a known day.
    pub(super) possible: Vec<u32>,
    /// Events of each kind, under all filters but the kind's own.
    pub(super) kind_definite: Vec<u32>,
    pub(super) kind_possible: Vec<u32>,
    pub(super) total_definite: u32,
    pub(super) total_possible: u32,
    tracker: Tracker,
}

/// Remembers what the counts of a place were before a step first touched them.
#[derive(Debug, Clone, Default)]
struct Tracker {
    /// The step in which each place was last touched.
    touched_in: Vec<u32>,
    step: u32,
    touched: Vec<u32>,
    before: Vec<u32>,
}

/// Adds or takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
}

impl Sign {
    #[inline]
    fn apply(self, count: &mut u32) {
        *count = match self {
            Sign::Plus => count.wrapping_add(1),
            Sign::Minus => count.wrapping_sub(1),
        };
    }
}

impl Tracker {
    #[inline]
    fn touch(&mut self, place: usize, shift: u32, definite: &[u32], possible: &[u32]) {
        if self.touched_in[place] != self.step {
            self.keep(place, shift, definite, possible);
        }
    }

    /// Keeps the counts of a place that this step touches first.
    fn keep(&mut self, place: usize, shift: u32, definite: &[u32], possible: &[u32]) {
        self.touched_in[place] = self.step;
        self.touched.push(place as u32);
        let own = place << shift..(place + 1) << shift;
        self.before.extend_from_slice(&definite[own.clone()]);
        if !possible.is_empty() {
            self.before.extend_from_slice(&possible[own]);
        }
    }
}

impl Tally {
    pub(super) fn new(cells: &Cells, has_spans: bool) -> Tally {
        let kinds = 1 << cells.shift;
        Tally {
            definite: vec![0; cells.len()],
            possible: vec![0; if has_spans { cells.len() } else { 0 }],
            kind_definite: vec![0; kinds],
            kind_possible: vec![0; kinds],
            tracker: Tracker {
                touched_in: vec![0; cells.len() >> cells.shift],
                ..Tracker::default()
            },
            ..Tally::default()
        }
    }

    /// Begins a step whose changes are to be known.
    pub(super) fn begin(&mut self) {
        let tracker = &mut self.tracker;
        tracker.touched.clear();
        tracker.before.clear();
        tracker.step = tracker.step.wrapping_add(1);
        if tracker.step == 0 {
            tracker.touched_in.fill(0);
            tracker.step = 1;
        }
    }

    /// Adds or takes away open day rows: O(rows).
    pub(super) fn count_open<const TRACKED: bool>(&mut self, cells: &Cells, open: &[u32], sign: Sign) {
        match sign {
            Sign::Plus => self.count_open_by::<TRACKED, 1>(cells, open),
            Sign::Minus => self.count_open_by::<TRACKED, { u32::MAX }>(cells, open),
        }
    }

    fn count_open_by<const TRACKED: bool, const BY: u32>(&mut self, cells: &Cells, open: &[u32]) {
        let (shift, many_from) = (cells.shift, cells.many_from);
        let kind_mask = (1u32 << shift) - 1;
        let kinds = &mut self.kind_definite[..=kind_mask as usize];
        let mut total = 0u32;
        for &cell in open {
            let count = &mut kinds[(cell & kind_mask) as usize];
            *count = count.wrapping_add(BY);
            if cell < many_from {
                total = total.wrapping_add(BY);
                if TRACKED {
                    self.tracker
                        .touch((cell >> shift) as usize, shift, &self.definite, &self.possible);
                }
                let count = &mut self.definite[cell as usize];
                *count = count.wrapping_add(BY);
            } else if cell < FAILS_KIND {
                total = total.wrapping_add(BY);
                for &cell in cells.many(cell) {
                    if TRACKED {
                        self.tracker
                            .touch((cell >> shift) as usize, shift, &self.definite, &self.possible);
                    }
                    let count = &mut self.definite[cell as usize];
                    *count = count.wrapping_add(BY);
                }
            }
        }
        self.total_definite = self.total_definite.wrapping_add(total);
    }

    /// Adds or takes away one row that is in the window as said: O(places of the row).
    pub(super) fn count_row<const TRACKED: bool>(
        &mut self,
        cells: &Cells,
        cell: u32,
        mask: Mask,
        kind_bit: Mask,
        membership: Membership,
        sign: Sign,
    ) {
        if membership == Membership::Out || mask & !kind_bit != 0 {
            return;
        }
        let is_definite = membership == Membership::Definite;
        let (kinds, total) = if is_definite {
            (&mut self.kind_definite, &mut self.total_definite)
        } else {
            (&mut self.kind_possible, &mut self.total_possible)
        };
        sign.apply(&mut kinds[cells.kind(cell)]);
        if mask != 0 {
            return;
        }
        sign.apply(total);
        let own = if cell < cells.many_from {
            std::slice::from_ref(&cell)
        } else {
            cells.many(cell)
        };
        for &cell in own {
            if TRACKED {
                let place = (cell >> cells.shift) as usize;
                self.tracker
                    .touch(place, cells.shift, &self.definite, &self.possible);
            }
            let counts = if is_definite {
                &mut self.definite
            } else {
                &mut self.possible
            };
            sign.apply(&mut counts[cell as usize]);
        }
    }

    /// Writes the places whose counts are not what they were at [`Tally::begin`]: O(touched places x kinds).
    pub(super) fn changed_into(&self, shift: u32, places: usize, out: &mut Vec<u32>) {
        out.clear();
        let kinds = 1 << shift;
        let width = if self.possible.is_empty() {
            kinds
        } else {
            2 * kinds
        };
        for (&place, before) in self.tracker.touched.iter().zip(self.tracker.before.chunks(width)) {
            let own = (place as usize) << shift..(place as usize + 1) << shift;
            let is_same = self.definite[own.clone()] == before[..kinds]
                && (self.possible.is_empty() || self.possible[own] == before[kinds..]);
            if !is_same && (place as usize) < places {
                out.push(place);
            }
        }
    }

    /// Sets everything to zero, and keeps the old counts in `before` for [`Tally::differences_into`].
    pub(super) fn restart(&mut self, before: &mut (Vec<u32>, Vec<u32>)) {
        std::mem::swap(&mut self.definite, &mut before.0);
        std::mem::swap(&mut self.possible, &mut before.1);
        for (counts, old) in [(&mut self.definite, &before.0), (&mut self.possible, &before.1)] {
            counts.clear();
            counts.resize(old.len(), 0);
        }
        self.kind_definite.fill(0);
        self.kind_possible.fill(0);
        self.total_definite = 0;
        self.total_possible = 0;
    }

    /// Keeps the counts in `before` for [`Tally::differences_into`], and goes on with them.
    pub(super) fn keep(&self, before: &mut (Vec<u32>, Vec<u32>)) {
        before.0.copy_from_slice(&self.definite);
        before.1.copy_from_slice(&self.possible);
    }

    /// Writes the places whose counts differ from those given: O(places x kinds).
    pub(super) fn differences_into(
        &self,
        shift: u32,
        places: usize,
        before: &(Vec<u32>, Vec<u32>),
        out: &mut Vec<u32>,
    ) {
        out.clear();
        let width = 1 << shift;
        let differs = |now: &[u32], then: &[u32]| {
            now.iter()
                .zip(then)
                .fold(0, |bits, (now, then)| bits | (now ^ then))
                != 0
        };
        let pairs = self
            .definite
            .chunks_exact(width)
            .zip(before.0.chunks_exact(width));
        if self.possible.is_empty() {
            for (place, (now, then)) in pairs.take(places).enumerate() {
                if differs(now, then) {
                    out.push(place as u32);
                }
            }
            return;
        }
        let possible = self
            .possible
            .chunks_exact(width)
            .zip(before.1.chunks_exact(width));
        for (place, (definite, possible)) in pairs.zip(possible).take(places).enumerate() {
            if differs(definite.0, definite.1) || differs(possible.0, possible.1) {
                out.push(place as u32);
            }
        }
    }
}

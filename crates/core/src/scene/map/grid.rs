//! [`Grid`]: which points of a plane are near another, in constant time where points are not crowded.

/// No entry follows.
const NONE: u32 = u32::MAX;

/// Numbers by square cells: a table of chains in three flat vectors. A map of vectors would be allocated anew for every
/// cell, and hashed with care that nobody needs here; thousands are made at each step of zoom.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    /// The last entry of each chain.
    heads: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    cell: (i32, i32),
    number: u32,
    next: u32,
}

impl Cells {
    /// Puts a number into a cell.
    pub(super) fn insert(&mut self, cell: (i32, i32), number: u32) {
        if self.entries.len() >= self.heads.len() {
            self.grow();
        }
        let at = self.entries.len() as u32;
        let chain = self.chain(cell);
        if let Some(head) = self.heads.get_mut(chain) {
            let next = std::mem::replace(head, at);
            self.entries.push(Entry { cell, number, next });
        }
    }

    /// True if a number of a cell meets a condition.
    pub(super) fn any(&self, cell: (i32, i32), mut meets: impl FnMut(u32) -> bool) -> bool {
        let mut at = self.heads.get(self.chain(cell)).copied().unwrap_or(NONE);
        while let Some(entry) = self.entries.get(at as usize) {
            if entry.cell == cell && meets(entry.number) {
                return true;
            }
            at = entry.next;
        }
        false
    }

    fn chain(&self, (x, y): (i32, i32)) -> usize {
        let mixed = (x as u32).wrapping_mul(0x9e37_79b1) ^ (y as u32).wrapping_mul(0x85eb_ca77);
        // The upper half is the better mixed one.
        (mixed ^ (mixed >> 15)) as usize & self.heads.len().wrapping_sub(1)
    }

    fn grow(&mut self) {
        self.heads = vec![NONE; (2 * self.heads.len()).max(64)];
        for at in 0..self.entries.len() {
            let chain = self.chain(self.entries[at].cell);
            let head = &mut self.heads[chain];
            self.entries[at].next = std::mem::replace(head, at as u32);
        }
    }
}

/// Points of a plane, by square cells.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    cell: f64,
    cells: Cells,
    points: Vec<[f64; 2]>,
}

impl Grid {
    /// An empty grid whose questions will mostly be about distances up to `cell`.
    pub(super) fn new(cell: f64) -> Grid {
        Grid {
            cell,
            cells: Cells::default(),
            points: Vec::new(),
        }
    }

    /// Adds a point; its number is how many were added before.
    pub(super) fn insert(&mut self, at: [f64; 2]) -> u32 {
        let number = self.points.len() as u32;
        self.cells.insert(self.key(at), number);
        self.points.push(at);
        number
    }

    fn key(&self, at: [f64; 2]) -> (i32, i32) {
        (
            (at[0] / self.cell).floor() as i32,
            (at[1] / self.cell).floor() as i32,
        )
    }

    /// The nearest point closer than `reach`, the first added of equally near ones, and its distance.
    pub(super) fn nearest(&self, at: [f64; 2], reach: f64) -> Option<(u32, f64)> {
        let mut best: Option<(u32, f64)> = None;
        self.visit(at, reach, |number, distance| {
            let closer = best.is_none_or(|(n, d)| distance < d || (distance <= d && number < n));
            if closer {
                best = Some((number, distance));
            }
        });
        best
    }

    /// True if a point that `counts` is closer than `reach`.
    pub(super) fn any(&self, at: [f64; 2], reach: f64, counts: impl Fn(u32) -> bool) -> bool {
        self.find(at, reach, |number, _| counts(number))
    }

    /// All pairs of points closer than `reach`, the later one first, and their distance.
    pub(super) fn pairs(&self, reach: f64) -> Vec<(u32, u32, f64)> {
        let mut pairs = Vec::new();
        for (number, at) in (0..).zip(&self.points) {
            self.visit(*at, reach, |other, distance| {
                if other < number {
                    pairs.push((number, other, distance));
                }
            });
        }
        pairs
    }

    fn visit(&self, at: [f64; 2], reach: f64, mut each: impl FnMut(u32, f64)) {
        self.find(at, reach, |number, distance| {
            each(number, distance);
            false
        });
    }

    /// Shows all points closer than `reach` until one is found.
    fn find(&self, at: [f64; 2], reach: f64, mut found: impl FnMut(u32, f64) -> bool) -> bool {
        let cells = (reach / self.cell).ceil().max(1.0) as i32;
        let (cx, cy) = self.key(at);
        let found = &mut found;
        let mut near = move |number: u32| {
            let Some(p) = self.points.get(number as usize) else {
                return false;
            };
            let distance = (p[0] - at[0]).hypot(p[1] - at[1]);
            distance < reach && found(number, distance)
        };
        for x in cx.saturating_sub(cells)..=cx.saturating_add(cells) {
            for y in cy.saturating_sub(cells)..=cy.saturating_add(cells) {
                if self.cells.any((x, y), &mut near) {
                    return true;
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_near_is_found(points in prop::collection::vec([-900.0..900.0f64, -900.0..900.0f64], 0..200), at in [-900.0..900.0f64, -900.0..900.0f64], reach in 0.5..120.0f64) {
            let mut grid = Grid::new(40.0);
            for p in &points {
                grid.insert(*p);
            }
            let apart = |p: &[f64; 2]| (p[0] - at[0]).hypot(p[1] - at[1]);
            let near = (0u32..).zip(&points).filter(|(_, p)| apart(p) < reach);
            let nearest = near.clone().min_by(|(_, a), (_, b)| apart(a).total_cmp(&apart(b)));
            prop_assert_eq!(grid.nearest(at, reach), nearest.map(|(i, p)| (i, apart(p))));
            for (number, _) in near.clone() {
                prop_assert!(grid.any(at, reach, |n| n == number));
            }
            prop_assert!(!grid.any(at, reach, |n| apart(&points[n as usize]) >= reach));
        }
    }
}

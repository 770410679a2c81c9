//! [`Grid`]: which points of a plane are near another, in constant time where points are not crowded.

use std::collections::HashMap;

/// Points of a plane, by square cells.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    cell: f64,
    cells: HashMap<(i32, i32), Vec<u32>>,
    points: Vec<[f64; 2]>,
}

impl Grid {
    /// An empty grid whose questions will mostly be about distances up to `cell`.
    pub(super) fn new(cell: f64) -> Grid {
        Grid {
            cell,
            cells: HashMap::new(),
            points: Vec::new(),
        }
    }

    /// Adds a point; its number is how many were added before.
    pub(super) fn insert(&mut self, at: [f64; 2]) -> u32 {
        let number = self.points.len() as u32;
        self.cells.entry(self.key(at)).or_default().push(number);
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
        let mut found = false;
        self.visit(at, reach, |number, _| found = found || counts(number));
        found
    }

    fn visit(&self, at: [f64; 2], reach: f64, mut each: impl FnMut(u32, f64)) {
        let cells = (reach / self.cell).ceil().max(1.0) as i32;
        let (cx, cy) = self.key(at);
        for x in cx.saturating_sub(cells)..=cx.saturating_add(cells) {
            for y in cy.saturating_sub(cells)..=cy.saturating_add(cells) {
                for &number in self.cells.get(&(x, y)).map_or(&[][..], Vec::as_slice) {
                    let Some(p) = self.points.get(number as usize) else {
                        continue;
                    };
                    let distance = (p[0] - at[0]).hypot(p[1] - at[1]);
                    if distance < reach {
                        each(number, distance);
                    }
                }
            }
        }
    }
}

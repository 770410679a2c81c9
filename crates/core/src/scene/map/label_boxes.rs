//! [`Boxes`]: what takes room on the map, and whether a name would meet any of it at some scale of a step of zoom.

use super::grid::Cells;

/// A box at an offset from a point that moves with the scale.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelBox {
    /// The point, in px at the step's least zoom.
    pub(super) at: [f64; 2],
    /// Middle of the box from the point, in px.
    pub(super) offset: [f64; 2],
    pub(super) half: [f64; 2],
}

impl LabelBox {
    /// A square around a point.
    pub(super) fn around(at: [f64; 2], half: f64) -> LabelBox {
        LabelBox {
            at,
            offset: [0.0, 0.0],
            half: [half, half],
        }
    }

    /// True if the boxes overlap at any scale from 1 to `growth` times the step's least one: along each axis they do in
    /// one interval of scales, so they do if the two intervals meet.
    fn meets(&self, other: &LabelBox, growth: f64) -> bool {
        let mut from = 1.0f64;
        let mut to = growth;
        for axis in 0..2 {
            let apart = self.at[axis] - other.at[axis];
            let shift = self.offset[axis] - other.offset[axis];
            let room = self.half[axis] + other.half[axis];
            // |k * apart + shift| < room, for some k from 1 to growth: mostly for none, which takes no division to tell.
            let (first, last) = (apart + shift, growth * apart + shift);
            if first.min(last) >= room || first.max(last) <= -room {
                return false;
            }
            if apart.abs() < 1e-9 {
                if shift.abs() >= room {
                    return false;
                }
                continue;
            }
            let (a, b) = ((-room - shift) / apart, (room - shift) / apart);
            from = from.max(a.min(b));
            to = to.min(a.max(b));
        }
        from < to
    }
}

/// Boxes by cells, to find those that may meet another.
pub(super) struct Boxes {
    cells: Cells,
    all: Vec<(LabelBox, Option<u32>)>,
    growth: f64,
}

impl Boxes {
    const CELL_PX: f64 = 96.0;

    /// No boxes, in a step in which scales grow so many times.
    pub(super) fn new(growth: f64) -> Boxes {
        Boxes {
            cells: Cells::default(),
            all: Vec::new(),
            growth,
        }
    }

    /// The cells that a box may be in, in px at the step's least zoom: offsets shrink there as scales grow.
    fn cells_of(b: &LabelBox) -> impl Iterator<Item = (i32, i32)> {
        let range = |axis: usize| {
            let low = b.at[axis] + (b.offset[axis] - b.half[axis]).min(0.0);
            let high = b.at[axis] + (b.offset[axis] + b.half[axis]).max(0.0);
            ((low / Self::CELL_PX).floor() as i32)..=((high / Self::CELL_PX).floor() as i32)
        };
        let ys = range(1);
        range(0).flat_map(move |x| ys.clone().map(move |y| (x, y)))
    }

    /// Takes room. What belongs to one owner is never shown together.
    pub(super) fn insert(&mut self, b: LabelBox, owner: Option<u32>) {
        let number = self.all.len() as u32;
        for cell in Self::cells_of(&b) {
            self.cells.insert(cell, number);
        }
        self.all.push((b, owner));
    }

    /// True if the box meets one that does not belong to `owner`.
    pub(super) fn meets(&self, b: &LabelBox, owner: Option<u32>) -> bool {
        Self::cells_of(b).any(|cell| {
            self.cells.any(cell, |number| {
                self.all.get(number as usize).is_some_and(|(other, its)| {
                    (owner.is_none() || *its != owner) && b.meets(other, self.growth)
                })
            })
        })
    }
}

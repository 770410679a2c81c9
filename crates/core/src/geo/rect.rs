//! [`Rect`]: a rectangle of a plane.

/// A rectangle with sides parallel to the axes: in px of a pane or layer, or in units of the projected world.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left side.
    pub x0: f64,
    /// Top side.
    pub y0: f64,
    /// Right side, not left of `x0`.
    pub x1: f64,
    /// Bottom side, not above `y0`.
    pub y1: f64,
}

impl Rect {
    /// The rectangle of this size around a point.
    pub fn around(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect {
            x0: x - width / 2.0,
            y0: y - height / 2.0,
            x1: x + width / 2.0,
            y1: y + height / 2.0,
        }
    }

    /// True if the point is inside or on a side.
    pub fn contains(self, x: f64, y: f64) -> bool {
        (self.x0..=self.x1).contains(&x) && (self.y0..=self.y1).contains(&y)
    }

    /// True if the two share more than a side.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// Grown by `by` on every side.
    #[must_use]
    pub fn grown(self, by: f64) -> Rect {
        Rect {
            x0: self.x0 - by,
            y0: self.y0 - by,
            x1: self.x1 + by,
            y1: self.y1 + by,
        }
    }
}

//! [`FigureColumn`]: one measure (killed, displaced...) for every row.

/// The three bounds of a figure; `None` is *not stated*, which is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FigureValue {
    /// At least so many.
    pub low: Option<f32>,
    /// The figure itself.
    pub best: Option<f32>,
    /// At most so many; infinite for "at least n".
    pub high: Option<f32>,
}

impl FigureValue {
    /// The least and greatest value it allows; `None` if nothing is stated.
    pub fn range(self) -> Option<(f32, f32)> {
        let low = self.low.or(self.best).or(self.high)?;
        let high = self.high.or(self.best).or(self.low)?;
        Some((low, high))
    }
}

/// One measure for every row. `NaN` stands for *not stated*. Whole numbers are exact up to 16,777,216.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FigureColumn {
    /// The name of the measure.
    pub measure: String,
    /// Empty if it is `best` in every row.
    pub(super) low: Vec<f32>,
    pub(super) best: Vec<f32>,
    /// Empty if it is `best` in every row.
    pub(super) high: Vec<f32>,
}

impl FigureColumn {
    /// A measure of which only a best figure is given, `NaN` where it is not stated.
    pub fn of_best(measure: &str, best: Vec<f32>) -> FigureColumn {
        FigureColumn {
            measure: measure.to_owned(),
            best,
            ..FigureColumn::default()
        }
    }

    /// The figure of a row.
    #[inline]
    pub fn get(&self, row: u32) -> FigureValue {
        let row = row as usize;
        let stated = |v: &[f32]| v.get(row).copied().filter(|x| !x.is_nan());
        let best = stated(&self.best);
        FigureValue {
            low: if self.low.is_empty() {
                best
            } else {
                stated(&self.low)
            },
            best,
            high: if self.high.is_empty() {
                best
            } else {
                stated(&self.high)
            },
        }
    }

    /// Calls back with the rows in which a value is one of the bounds, some more than once: O(rows).
    pub(crate) fn each_row_of(&self, value: f32, each: &mut dyn FnMut(u32)) {
        for bounds in [&self.low, &self.best, &self.high] {
            for (row, bound) in (0u32..).zip(bounds) {
                if bound.total_cmp(&value).is_eq() {
                    each(row);
                }
            }
        }
    }

    /// Appends to the row at index `row`, the last one begun or a later one; a second figure replaces the first.
    pub(super) fn set(&mut self, row: usize, value: FigureValue) {
        if value.low != value.best && self.low.is_empty() {
            self.low.clone_from(&self.best);
        }
        if value.high != value.best && self.high.is_empty() {
            self.high.clone_from(&self.best);
        }
        let put = |v: &mut Vec<f32>, x: Option<f32>| {
            v.resize(row + 1, f32::NAN);
            v[row] = x.unwrap_or(f32::NAN);
        };
        // An empty list of bounds means "as best", so it may only be filled when there is a row before.
        if !self.low.is_empty() || (self.best.is_empty() && value.low != value.best) {
            put(&mut self.low, value.low);
        }
        if !self.high.is_empty() || (self.best.is_empty() && value.high != value.best) {
            put(&mut self.high, value.high);
        }
        put(&mut self.best, value.best);
    }

    pub(super) fn finish(&mut self, rows: usize) {
        for v in [&mut self.low, &mut self.high] {
            if !v.is_empty() {
                v.resize(rows, f32::NAN);
            }
        }
        self.best.resize(rows, f32::NAN);
    }

    pub(super) fn gathered(self, order: &[u32]) -> FigureColumn {
        FigureColumn {
            measure: self.measure,
            low: gathered(&self.low, order),
            best: gathered(&self.best, order),
            high: gathered(&self.high, order),
        }
    }

    /// Bytes held.
    pub fn byte_len(&self) -> usize {
        (self.low.len() + self.best.len() + self.high.len()) * 4
    }
}

/// The elements at the given indices; an empty list stays empty.
pub(super) fn gathered<T: Copy>(v: &[T], order: &[u32]) -> Vec<T> {
    if v.is_empty() {
        return Vec::new();
    }
    order.iter().map(|&i| v[i as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_cost_nothing_until_they_differ() {
        let exact = |n| FigureValue {
            low: Some(n),
            best: Some(n),
            high: Some(n),
        };
        let at_least = FigureValue {
            low: Some(26.0),
            best: None,
            high: Some(f32::INFINITY),
        };
        let mut column = FigureColumn::default();
        column.set(1, exact(3.0));
        assert_eq!(column.byte_len(), 8);
        column.set(2, at_least);
        column.set(4, exact(0.0));
        column.finish(6);
        let got: Vec<_> = (0..6).map(|row| column.get(row)).collect();
        let none = FigureValue::default();
        assert_eq!(got, [none, exact(3.0), at_least, none, exact(0.0), none]);
        assert_eq!(at_least.range(), Some((26.0, f32::INFINITY)));
        let mut rows = Vec::new();
        column.each_row_of(26.0, &mut |row| rows.push(row));
        assert_eq!(rows, [2]);

        let mut first = FigureColumn::default();
        first.set(0, at_least);
        first.finish(1);
        assert_eq!(first.get(0), at_least);
    }
}

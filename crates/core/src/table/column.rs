//! [`Column`]: the codes of a dimension, none, one or many to a row.

use super::Codes;

/// The codes of one categorical dimension for every row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Column {
    /// No row has a value; no memory is held.
    #[default]
    Absent,
    /// At most one value to a row.
    One(Codes),
    /// Any number of values to a row: those of row `r` are `codes[offsets[r]..offsets[r + 1]]`.
    Many {
        /// Rows + 1 of them, rising from 0.
        offsets: Vec<u32>,
        /// The values of all rows, row after row, none missing.
        codes: Codes,
    },
}

impl Column {
    /// The codes of a row, in the order given: O(values of the row).
    #[inline]
    pub fn codes(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        let row = row as usize;
        let (range, codes) = match self {
            Column::Absent => (0..0, None),
            Column::One(codes) => (row..row + 1, Some(codes)),
            Column::Many { offsets, codes } => {
                (offsets[row] as usize..offsets[row + 1] as usize, Some(codes))
            }
        };
        range.filter_map(move |i| codes.and_then(|c| c.get(i)))
    }

    /// The first code of a row.
    #[inline]
    pub fn first(&self, row: u32) -> Option<u32> {
        self.codes(row).next()
    }

    /// True if no row has a value.
    pub fn is_absent(&self) -> bool {
        matches!(self, Column::Absent)
    }

    /// Bytes held.
    pub fn byte_len(&self) -> usize {
        match self {
            Column::Absent => 0,
            Column::One(codes) => codes.byte_len(),
            Column::Many { offsets, codes } => offsets.len() * 4 + codes.byte_len(),
        }
    }

    /// The same with rows in another order: O(rows + values).
    #[must_use]
    pub(crate) fn gathered(self, order: &[u32]) -> Column {
        match self {
            Column::Absent => Column::Absent,
            Column::One(codes) => Column::One(codes.gathered(order)),
            Column::Many { offsets, codes } => {
                let mut indices = Vec::with_capacity(codes.len());
                let mut moved = Vec::with_capacity(offsets.len());
                moved.push(0);
                for &row in order {
                    indices.extend(offsets[row as usize]..offsets[row as usize + 1]);
                    moved.push(indices.len() as u32);
                }
                Column::Many {
                    offsets: moved,
                    codes: codes.gathered(&indices),
                }
            }
        }
    }
}

/// Collects the codes of one dimension row by row.
#[derive(Debug, Default)]
pub(super) struct ColumnBuilder {
    codes: Codes,
    /// Empty while no row has a second value; then the start of each row begun so far.
    offsets: Vec<u32>,
    /// Rows that have been begun in this column.
    rows: usize,
}

impl ColumnBuilder {
    /// Adds a value to the row at index `row`, which is the last one begun or a later one; a value that the row has
    /// already is dropped. O(values of the row).
    #[inline]
    pub(super) fn push(&mut self, row: usize, code: u32) {
        if self.offsets.is_empty() {
            if self.rows <= row {
                self.codes.pad_to(row);
                self.codes.push(code);
                self.rows = row + 1;
                return;
            }
            if self.codes.get(row) == Some(code) {
                return;
            }
            self.become_many();
        }
        while self.rows <= row {
            self.offsets.push(self.codes.len() as u32);
            self.rows += 1;
        }
        let own = self.offsets.last().map_or(0, |&start| start as usize)..self.codes.len();
        if own.into_iter().any(|i| self.codes.get(i) == Some(code)) {
            return;
        }
        self.codes.push(code);
    }

    /// Puts other codes in place of some: O(values).
    pub(super) fn replace(&mut self, with: &[u32]) {
        self.codes.replace(with);
    }

    /// Goes from one value a row to many.
    fn become_many(&mut self) {
        let mut dense = Codes::default();
        self.offsets = Vec::with_capacity(self.rows + 1);
        for row in 0..self.rows {
            self.offsets.push(dense.len() as u32);
            if let Some(code) = self.codes.get(row) {
                dense.push(code);
            }
        }
        self.codes = dense;
    }

    /// The finished column for `rows` rows.
    pub(super) fn finish(mut self, rows: usize) -> Column {
        if !self.offsets.is_empty() {
            self.offsets.resize(rows + 1, self.codes.len() as u32);
            return Column::Many {
                offsets: self.offsets,
                codes: self.codes,
            };
        }
        if self.rows == 0 {
            return Column::Absent;
        }
        self.codes.pad_to(rows);
        Column::One(self.codes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(rows: &[&[u32]]) -> Column {
        let mut builder = ColumnBuilder::default();
        for (row, codes) in rows.iter().enumerate() {
            for &code in *codes {
                builder.push(row, code);
                builder.push(row, code);
            }
        }
        builder.finish(rows.len())
    }

    #[test]
    fn a_second_value_makes_it_many_valued() {
        let rows: &[&[u32]] = &[&[4], &[], &[1, 300], &[], &[2], &[]];
        let column = built(rows);
        assert!(matches!(column, Column::Many { .. }));
        for (row, codes) in rows.iter().enumerate() {
            assert_eq!(column.codes(row as u32).collect::<Vec<_>>(), *codes);
        }
        let moved = column.gathered(&[2, 0, 1, 5, 4, 3]);
        assert_eq!(moved.codes(0).collect::<Vec<_>>(), [1, 300]);
        assert_eq!(moved.first(4), Some(2));
    }

    #[test]
    fn one_value_a_row_stays_flat() {
        assert!(matches!(built(&[&[4], &[], &[1]]), Column::One(_)));
        assert_eq!(built(&[&[], &[]]), Column::Absent);
    }
}

//! [`Bits`]: rows of a table as bits.

/// Rows as bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// No row, of a table of so many.
    pub fn none(rows: u32) -> Bits {
        Bits(vec![0; rows as usize / 64 + 1])
    }

    /// Adds a row; one that the table does not have is passed over.
    #[inline]
    pub fn put(&mut self, row: u32) {
        if let Some(word) = self.0.get_mut(row as usize / 64) {
            *word |= 1 << (row % 64);
        }
    }

    /// True if a row is there.
    #[inline]
    pub fn has(&self, row: u32) -> bool {
        let word = self.0.get(row as usize / 64);
        word.is_some_and(|word| word & (1 << (row % 64)) != 0)
    }

    /// Adds those of another.
    pub fn or(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// Keeps those that another has, too.
    pub fn and(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    /// Leaves out those of another.
    pub fn and_not(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= !b);
    }

    /// Every row of a table of so many.
    pub fn all(rows: u32) -> Bits {
        Bits(vec![u64::MAX; rows as usize / 64 + 1])
    }

    /// The words, 64 rows each.
    pub(crate) fn into_words(self) -> Vec<u64> {
        self.0
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }
}

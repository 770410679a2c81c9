//! [`Repeats`]: identifiers that have been met before.

/// Of so many identifiers at most; a larger file is not asked, so that it is read as fast.
const MOST: usize = 200_000;
/// At most two in five are taken.
const SLOTS: usize = 1 << 19;

/// The identifiers of rows, each as a hash.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// Open addressing; 0 is free. Made when the first identifier comes.
    slots: Vec<u64>,
    taken: usize,
}

impl Repeats {
    /// Remembers an identifier; whether it was there.
    pub(super) fn met(&mut self, id: &[u8]) -> bool {
        if self.taken >= MOST {
            return false;
        }
        if self.slots.is_empty() {
            self.slots = vec![0; SLOTS];
        }
        // FNV-1a, never 0.
        let mixed = id.iter().fold(0xcbf2_9ce4_8422_2325_u64, |so_far, byte| {
            (so_far ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let hash = mixed | 1;
        let mut at = (mixed >> 32) as usize % SLOTS;
        loop {
            match self.slots.get_mut(at) {
                Some(slot) if *slot == 0 => {
                    *slot = hash;
                    self.taken += 1;
                    return false;
                }
                Some(slot) if *slot == hash => return true,
                _ => at = (at + 1) % SLOTS,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    proptest! {
        #[test]
        fn what_was_met_is_known(ids in prop::collection::vec("[a-c]{1,4}", 0..200)) {
            let mut repeats = Repeats::default();
            let mut known = HashSet::new();
            for id in ids {
                prop_assert_eq!(repeats.met(id.as_bytes()), !known.insert(id));
            }
        }
    }

    #[test]
    fn very_many_are_not_asked() {
        let mut repeats = Repeats::default();
        for n in 0..MOST {
            assert!(!repeats.met(&n.to_le_bytes()));
        }
        assert!(!repeats.met(&0_usize.to_le_bytes()));
    }
}

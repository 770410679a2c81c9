//! [`ShadeClasses`]: counts of areas as a few classes with round bounds.

/// Areas are shaded only if there are at least so many events: fewer are read better one by one.
pub const LEAST_SHADED_EVENTS: u32 = 200;
/// Classes at most.
const MAX_CLASSES: u32 = 5;

/// Classes of counts from 1 up; each begins where the one before ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShadeClasses {
    /// The last count of each class, fewest first.
    bounds: Vec<u32>,
}

impl ShadeClasses {
    /// Equal classes with round bounds for counts up to `most`: area colours are read against each other, so the same
    /// step is the same number of events everywhere.
    pub fn for_peak(most: u32) -> ShadeClasses {
        if most == 0 {
            return ShadeClasses::default();
        }
        let least = most.div_ceil(MAX_CLASSES);
        let round = (0..10).flat_map(|power| [1u32, 2, 3, 4, 5].map(|n| n.saturating_mul(10u32.pow(power))));
        let mut step = least;
        for candidate in round {
            if candidate >= least {
                step = candidate;
                break;
            }
        }
        ShadeClasses {
            bounds: (1..=most.div_ceil(step))
                .map(|n| n.saturating_mul(step))
                .collect(),
        }
    }

    /// How many classes there are.
    pub fn len(&self) -> usize {
        self.bounds.len()
    }

    /// True if there is nothing to shade.
    pub fn is_empty(&self) -> bool {
        self.bounds.is_empty()
    }

    /// The class of a count; `None` for none.
    pub fn class_of(&self, count: u32) -> Option<usize> {
        (count > 0).then(|| {
            let at = self.bounds.iter().position(|last| count <= *last);
            at.unwrap_or(self.bounds.len().saturating_sub(1))
        })
    }

    /// First and last count of each class.
    pub fn ranges(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut from = 1;
        self.bounds.iter().map(move |last| {
            let range = (from, *last);
            from = last.saturating_add(1);
            range
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bounds_are_round() {
        let ranges: Vec<_> = ShadeClasses::for_peak(1_234).ranges().collect();
        assert_eq!(
            ranges,
            [(1, 300), (301, 600), (601, 900), (901, 1_200), (1_201, 1_500)]
        );
        assert_eq!(
            ShadeClasses::for_peak(3).ranges().collect::<Vec<_>>(),
            [(1, 1), (2, 2), (3, 3)]
        );
    }

    proptest! {
        #[test]
        fn every_count_has_one_class(most in 1u32..2_000_000_000, count in 1u32..2_000_000_000) {
            let classes = ShadeClasses::for_peak(most);
            prop_assert!((1..=5).contains(&classes.len()));
            let count = count.min(most);
            let class = classes.class_of(count).unwrap();
            let (from, to) = classes.ranges().nth(class).unwrap();
            prop_assert!((from..=to).contains(&count));
            prop_assert_eq!(classes.class_of(0), None);
        }
    }
}

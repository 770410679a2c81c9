//! One sort for all types and orders. The standard library's is compiled anew for each, which for tens of orders is more
//! code than the rest of a scene; where a person waits for a download that matters more than speed. For what is long and
//! sorted often, use the standard library's.

use std::cmp::Ordering;

/// Sorts by an order; what is equal stays as it is.
///
/// ```
/// let mut words = ["b", "aa", "a"];
/// chronotope_core::sort::by(&mut words, |a, b| a.len().cmp(&b.len()));
/// assert_eq!(words, ["b", "a", "aa"]);
/// ```
pub fn by<T>(items: &mut [T], mut order: impl FnMut(&T, &T) -> Ordering) {
    let sorted = sorted(items.len(), &mut |a, b| {
        order(&items[a as usize], &items[b as usize])
    });
    if let Some(mut sorted) = sorted {
        arrange(&mut sorted, &mut |a, b| items.swap(a, b));
    }
}

/// Sorts by a key; what is equal stays as it is.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts in the order of the type.
pub fn ascending<T: Ord>(items: &mut [T]) {
    by(items, T::cmp);
}

/// The positions of so many items in their order; `None` if they are in order already. Merges runs of doubling length.
fn sorted(len: usize, order: &mut dyn FnMut(u32, u32) -> Ordering) -> Option<Vec<u32>> {
    let len = u32::try_from(len).unwrap_or(u32::MAX);
    if (1..len).all(|at| order(at - 1, at) != Ordering::Greater) {
        return None;
    }
    let mut from: Vec<u32> = (0..len).collect();
    let mut into: Vec<u32> = Vec::with_capacity(from.len());
    let mut run = 1;
    while run < from.len() {
        into.clear();
        for pair in from.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (Some((&a, later)), Some((&b, after))) = (left.split_first(), right.split_first()) {
                if order(a, b) == Ordering::Greater {
                    into.push(b);
                    right = after;
                } else {
                    into.push(a);
                    left = later;
                }
            }
            into.extend_from_slice(left);
            into.extend_from_slice(right);
        }
        std::mem::swap(&mut from, &mut into);
        run *= 2;
    }
    Some(from)
}

/// Puts items where an order says, by swaps; `order` is used up.
fn arrange(order: &mut [u32], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = order[at] as usize;
            order[at] = at as u32;
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_library(items in prop::collection::vec((0u8..6, any::<u16>()), 0..70)) {
            let (mut own, mut std) = (items.clone(), items.clone());
            by_key(&mut own, |item| item.0);
            std.sort_by_key(|item| item.0);
            prop_assert_eq!(&own, &std);
            by(&mut own, |a, b| b.1.cmp(&a.1));
            std.sort_by_key(|item| std::cmp::Reverse(item.1));
            prop_assert_eq!(&own, &std);
            ascending(&mut own);
            std.sort_unstable();
            prop_assert_eq!(own, std);
        }
    }
}

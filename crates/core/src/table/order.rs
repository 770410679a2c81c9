//! Sorting rows by day.

use super::times::NOT_A_DAY;

/// Days may spread over this many times the number of rows before counting them costs more than comparing.
const SPREAD: usize = 4;

/// Indices of `days` in rising order of day, equal days in their own order. Counting sort, O(n + range), unless the
/// days are spread far wider than there are rows.
pub(super) fn sorted_by_day(days: &[i32]) -> Vec<u32> {
    sorted_subset(days, |_| true)
}

/// The distinct days of the rows that have one, where the rows of each begin in sorted order, and the order of all
/// rows: day rows by day, then `span_rows`, then the rest. The order is `None` if it is that of the input.
pub(super) fn order_of(days: &[i32], span_rows: &[u32]) -> (Vec<i32>, Vec<u32>, Option<Vec<u32>>) {
    let mut order = None;
    // A file that is in order already needs no sort.
    let in_order = span_rows.is_empty() && {
        let dated = days.partition_point(|&d| d != NOT_A_DAY);
        days[..dated].is_sorted()
            && days[..dated].iter().all(|&d| d != NOT_A_DAY)
            && days[dated..].iter().all(|&d| d == NOT_A_DAY)
    };
    if !in_order {
        let mut sorted = sorted_subset(days, |d| d != NOT_A_DAY);
        sorted.extend_from_slice(span_rows);
        if sorted.len() < days.len() {
            let mut is_span = vec![false; days.len()];
            for &row in span_rows {
                is_span[row as usize] = true;
            }
            sorted.extend(
                (0..days.len() as u32)
                    .filter(|&row| days[row as usize] == NOT_A_DAY && !is_span[row as usize]),
            );
        }
        order = Some(sorted);
    }
    let mut distinct: Vec<i32> = Vec::new();
    let mut starts = Vec::new();
    let mut rows = 0u32;
    let mut visit = |day: i32| {
        if distinct.last() != Some(&day) {
            distinct.push(day);
            starts.push(rows);
        }
        rows += 1;
    };
    match &order {
        None => days
            .iter()
            .take_while(|&&d| d != NOT_A_DAY)
            .for_each(|&d| visit(d)),
        Some(order) => order
            .iter()
            .map(|&row| days[row as usize])
            .take_while(|&d| d != NOT_A_DAY)
            .for_each(visit),
    }
    starts.push(rows);
    (distinct, starts, order)
}

fn sorted_subset(days: &[i32], keep: impl Fn(i32) -> bool) -> Vec<u32> {
    let (mut min, mut max, mut kept) = (i32::MAX, i32::MIN, 0usize);
    for &day in days {
        if keep(day) {
            (min, max) = (min.min(day), max.max(day));
            kept += 1;
        }
    }
    if kept == 0 {
        return Vec::new();
    }
    let range = (i64::from(max) - i64::from(min)) as usize + 1;
    if range > days.len().saturating_mul(SPREAD).max(1 << 16) {
        let mut order: Vec<u32> = (0..days.len() as u32)
            .filter(|&i| keep(days[i as usize]))
            .collect();
        crate::sort::by_key(&mut order, |&i| days[i as usize]);
        return order;
    }
    let slot = |day: i32| day.wrapping_sub(min) as u32 as usize;
    let mut next = vec![0u32; range + 1];
    for &day in days {
        if keep(day) {
            next[slot(day) + 1] += 1;
        }
    }
    for i in 1..next.len() {
        next[i] += next[i - 1];
    }
    let mut order = vec![0u32; kept];
    for (i, &day) in days.iter().enumerate() {
        if keep(day) {
            let at = &mut next[slot(day)];
            order[*at as usize] = i as u32;
            *at += 1;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counting_is_a_stable_sort(days in proptest::collection::vec(prop_oneof![-50i32..50, any::<i32>()], 0..200)) {
            let mut expected: Vec<u32> = (0..days.len() as u32).collect();
            expected.sort_by_key(|&i| days[i as usize]);
            prop_assert_eq!(sorted_by_day(&days), expected);
        }
    }

    #[test]
    fn undated_rows_come_last() {
        let days = [5, NOT_A_DAY, 3, NOT_A_DAY, 5];
        let (distinct, starts, order) = order_of(&days, &[3]);
        assert_eq!((distinct, starts), (vec![3, 5], vec![0, 1, 3]));
        assert_eq!(order, Some(vec![2, 0, 4, 3, 1]));
        assert_eq!(order_of(&[1, 1, 2, NOT_A_DAY], &[]).2, None);
    }
}

//! Lanes: events that last long, as bars in rows.

use super::Lane;
use crate::time::TimeWindow;

/// A lane in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedLane {
    /// The event.
    pub lane: Lane,
    /// Its row, from 0.
    pub row: usize,
}

/// Lanes in their rows, and how many events found no row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackedLanes {
    /// Those that are drawn.
    pub lanes: Vec<PackedLane>,
    /// Those that need more rows than there are.
    pub left_out: usize,
}

impl PackedLanes {
    /// Rows that are in use.
    pub fn rows(&self) -> usize {
        self.lanes.iter().map(|lane| lane.row + 1).max().unwrap_or(0)
    }
}

/// Puts lanes into as few rows as they need, so that none overlap in a row; those that need more than `max_rows` are
/// left out, and counted. Those that fill all time tell least: they come last.
pub fn pack_lanes(lanes: &[Lane], all: TimeWindow, max_rows: usize) -> PackedLanes {
    let mut sorted: Vec<&Lane> = lanes.iter().filter(|lane| !lane.days.is_empty()).collect();
    crate::sort::by(&mut sorted, |a, b| {
        let order = |lane: &Lane| {
            let fills_all = lane.days.intersection(all) == all;
            (fills_all, lane.days.first(), std::cmp::Reverse(lane.days.end()))
        };
        (order(a), &a.id).cmp(&(order(b), &b.id))
    });
    let mut row_ends = Vec::new();
    let mut packed = Vec::with_capacity(sorted.len());
    let mut left_out = 0;
    for lane in sorted {
        let free = row_ends.iter().position(|&end| end <= lane.days.first());
        let row = match free {
            Some(row) => row,
            None if row_ends.len() < max_rows => {
                row_ends.push(lane.days.first());
                row_ends.len() - 1
            }
            None => {
                left_out += 1;
                continue;
            }
        };
        if let Some(end) = row_ends.get_mut(row) {
            *end = lane.days.end();
        }
        packed.push(PackedLane {
            lane: lane.clone(),
            row,
        });
    }
    PackedLanes {
        lanes: packed,
        left_out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Day, TimeWindow};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lanes_in_a_row_do_not_overlap(spans in prop::collection::vec((0i32..500, 1i32..200), 0..30), rows in 0usize..5) {
            let lanes: Vec<Lane> = spans.iter().enumerate().map(|(i, &(first, len))| Lane {
                id: i.to_string(),
                days: TimeWindow::new(Day(first), Day(first + len)),
                approximate: false,
                label: String::new(),
                group: 0,
            }).collect();
            let PackedLanes { lanes: packed, left_out } = pack_lanes(&lanes, TimeWindow::new(Day(0), Day(100)), rows);
            prop_assert_eq!(packed.len() + left_out, lanes.len());
            for (i, a) in packed.iter().enumerate() {
                prop_assert!(a.row < rows);
                for b in packed.iter().skip(i + 1).filter(|b| b.row == a.row) {
                    prop_assert!(a.lane.days.intersection(b.lane.days).is_empty());
                }
            }
        }
    }
}

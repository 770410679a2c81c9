//! Single events in lanes: points for days, bars for spans, grouped by what they have in common.

use super::Scale;
use crate::time::{Day, TimeWindow};
use std::sync::Arc;

/// More events than this are not drawn one by one.
pub const MAX_SINGLES: usize = 600;
/// Height of a row of events, in px.
pub const SINGLE_ROW_PX: f64 = 8.0;
/// A lane is never lower than this: its name stands in it.
const LEAST_LANE_PX: f64 = 14.0;
/// A lane has no more rows than this; what does not fit lies on top of others in the last.
const MAX_LANE_ROWS: usize = 3;
/// An event takes at least this much of a row.
const LEAST_EVENT_PX: f64 = 7.0;

/// An event that is drawn by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Single {
    /// Its id, if it has one.
    pub id: String,
    /// The name of its lane.
    pub lane: String,
    /// Its possible days, or those it lasted.
    pub days: TimeWindow,
    /// Its ends are approximate or open: drawn faded.
    pub approximate: bool,
    /// It happened on one of its days, and nobody says which: drawn hollow.
    pub possible: bool,
    /// Its group.
    pub group: usize,
    /// What it is, in a few words.
    pub label: String,
}

/// The events that are drawn one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Singles {
    /// None are: there are bars.
    Bars,
    /// These.
    Events(Arc<[Single]>),
    /// So many that bars say more.
    TooMany(usize),
}

/// A lane of events.
#[derive(Debug, Clone, PartialEq)]
pub struct SingleLane {
    /// Its name; `None` for the rest, which has no lanes of its own.
    pub name: Option<String>,
    /// Its upper edge, in px.
    pub top_px: f64,
    /// Its height.
    pub height_px: f64,
    /// Its events, by their position among all, each with its row.
    pub events: Vec<(usize, usize)>,
}

impl SingleLane {
    /// The middle of one of its rows, in px.
    pub fn row_middle_px(&self, row: usize) -> f64 {
        let rows = self.events.iter().map(|(_, row)| row + 1).max().unwrap_or(1);
        let slack = (self.height_px - rows as f64 * SINGLE_ROW_PX) / 2.0;
        self.top_px + slack + (row as f64 + 0.5) * SINGLE_ROW_PX
    }
}

/// Puts events into lanes by their names, the fullest first, in at most `height_px`. What has no room comes into one lane
/// at the end. `px_per_day` says how wide a day is, so that events next to one another do not touch.
pub fn single_lanes(events: &[Single], px_per_day: f64, height_px: f64) -> Vec<SingleLane> {
    let mut by_name: Vec<(&str, Vec<usize>)> = Vec::new();
    for (i, event) in events.iter().enumerate() {
        match by_name.iter_mut().find(|(name, _)| *name == event.lane) {
            Some((_, own)) => own.push(i),
            None => by_name.push((&event.lane, vec![i])),
        }
    }
    // Those of which it is not said come last.
    crate::sort::by(&mut by_name, |(a, x), (b, y)| {
        (a.is_empty(), y.len(), *a).cmp(&(b.is_empty(), x.len(), *b))
    });
    let mut lanes: Vec<SingleLane> = Vec::new();
    let mut top_px = 0.0;
    let count = by_name.len();
    let mut rest: Vec<usize> = Vec::new();
    for (i, (name, own)) in by_name.into_iter().enumerate() {
        let (placed, rows) = rows_of(events, &own, px_per_day, MAX_LANE_ROWS);
        let height = (rows as f64 * SINGLE_ROW_PX).max(LEAST_LANE_PX);
        // The rest needs room unless this is the last.
        let needed = height + if i + 1 < count { LEAST_LANE_PX } else { 0.0 };
        if rest.is_empty() && top_px + needed <= height_px + 0.01 {
            lanes.push(SingleLane {
                name: Some(name.to_owned()),
                top_px,
                height_px: height,
                events: placed,
            });
            top_px += height;
        } else {
            rest.extend(own);
        }
    }
    if !rest.is_empty() {
        let (placed, _) = rows_of(events, &rest, px_per_day, 1);
        lanes.push(SingleLane {
            name: None,
            top_px,
            height_px: LEAST_LANE_PX,
            events: placed,
        });
    }
    lanes
}

/// Rows for events of a lane, so that none touch while there are rows.
fn rows_of(
    events: &[Single],
    own: &[usize],
    px_per_day: f64,
    max_rows: usize,
) -> (Vec<(usize, usize)>, usize) {
    let least_days = (LEAST_EVENT_PX / px_per_day.max(1e-6)).ceil().min(1e6) as i32;
    let first = |i: &usize| events.get(*i).map_or(Day(0), |event| event.days.first());
    let mut sorted = own.to_vec();
    crate::sort::by_key(&mut sorted, first);
    let mut ends: Vec<Day> = Vec::new();
    let mut placed = Vec::with_capacity(own.len());
    for i in sorted {
        let Some(event) = events.get(i) else { continue };
        let free = ends.iter().position(|&end| end <= event.days.first());
        let row = match free {
            Some(row) => row,
            None if ends.len() < max_rows => {
                ends.push(event.days.first());
                ends.len() - 1
            }
            None => ends.len().saturating_sub(1),
        };
        if let Some(end) = ends.get_mut(row) {
            *end = (*end)
                .max(event.days.end())
                .max(event.days.first().plus(least_days));
        }
        placed.push((i, row));
    }
    (placed, ends.len().max(1))
}

/// The event drawn nearest to a point, within reach of a finger.
pub fn single_at(
    lanes: &[SingleLane],
    events: &[Single],
    scale: Scale,
    [x, y]: [f64; 2],
    reach_px: f64,
) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for lane in lanes {
        for &(i, row) in &lane.events {
            let Some(event) = events.get(i) else { continue };
            let span = scale.unclipped_span(event.days);
            let dx = (span.x - x).max(x - span.right()).max(0.0);
            let dy = (lane.row_middle_px(row) - y).abs();
            let distance = dx.hypot(dy);
            if distance <= reach_px && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, i));
            }
        }
    }
    best.map(|(_, i)| i)
}

/// Where a key leads from an event in a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaneStep {
    /// To the one before in its lane.
    Before,
    /// To the one after.
    After,
    /// To the nearest in the lane above.
    Up,
    /// To the nearest in the lane below.
    Down,
    /// To the first of its lane.
    First,
    /// To the last.
    Last,
}

/// The step that a key asks for; time runs to the left in a right-to-left page.
pub fn step_from_key(key: &str, rtl: bool) -> Option<LaneStep> {
    Some(match (key, rtl) {
        ("ArrowLeft", false) | ("ArrowRight", true) => LaneStep::Before,
        ("ArrowRight", false) | ("ArrowLeft", true) => LaneStep::After,
        ("ArrowUp", _) => LaneStep::Up,
        ("ArrowDown", _) => LaneStep::Down,
        ("Home", _) => LaneStep::First,
        ("End", _) => LaneStep::Last,
        _ => return None,
    })
}

/// The event that a step leads to; `None` where there is none, or `from` is in no lane.
pub fn single_toward(lanes: &[SingleLane], events: &[Single], from: usize, step: LaneStep) -> Option<usize> {
    let lane = lanes
        .iter()
        .position(|lane| lane.events.iter().any(|(i, _)| *i == from))?;
    let first = |i: usize| events.get(i).map_or(0, |event| event.days.first().0);
    // Events of a day follow each other as they lie.
    let order = |i: usize, row: usize| (first(i), row, i);
    let own = &lanes.get(lane)?.events;
    let here = own
        .iter()
        .find(|(i, _)| *i == from)
        .map(|&(i, row)| order(i, row))?;
    let in_lane = own.iter().map(|&(i, row)| (order(i, row), i));
    let found = match step {
        LaneStep::Before => in_lane.filter(|(at, _)| *at < here).max(),
        LaneStep::After => in_lane.filter(|(at, _)| *at > here).min(),
        LaneStep::First => in_lane.min(),
        LaneStep::Last => in_lane.max(),
        LaneStep::Up | LaneStep::Down => {
            let beside = match step {
                LaneStep::Up => lane.checked_sub(1)?,
                _ => lane + 1,
            };
            let beside = lanes.get(beside)?.events.iter();
            let nearest = beside.min_by_key(|(i, row)| ((first(*i) - here.0).abs(), *row, *i));
            return nearest.map(|(i, _)| *i);
        }
    };
    found.map(|(_, i)| i).filter(|i| *i != from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn single(lane: &str, first: i32, len: i32) -> Single {
        Single {
            id: format!("{lane} {first} {len}"),
            lane: lane.to_owned(),
            days: TimeWindow::new(Day(first), Day(first + len)),
            approximate: false,
            possible: false,
            group: 0,
            label: String::new(),
        }
    }

    #[test]
    fn the_fullest_lane_comes_first_and_the_rest_last() {
        let events = [
            single("b", 0, 1),
            single("a", 0, 1),
            single("a", 0, 1),
            single("c", 0, 1),
            single("d", 0, 1),
        ];
        let lanes = single_lanes(&events, 10.0, 50.0);
        let names: Vec<Option<&str>> = lanes.iter().map(|lane| lane.name.as_deref()).collect();
        assert_eq!(names, [Some("a"), Some("b"), None]);
        let (a, rest) = (&lanes[0], &lanes[2]);
        // Two events of one day lie below each other.
        assert!((a.row_middle_px(1) - a.row_middle_px(0) - SINGLE_ROW_PX).abs() < 1e-9);
        assert_eq!(rest.events.len(), 2);
        let scale = Scale {
            extent: TimeWindow::new(Day(0), Day(10)),
            width_px: 100.0,
            rtl: false,
        };
        let at = [5.0, a.row_middle_px(1)];
        assert_eq!(single_at(&lanes, &events, scale, at, 12.0), Some(2));
        assert_eq!(single_at(&lanes, &events, scale, [90.0, 5.0], 12.0), None);
    }

    proptest! {
        #[test]
        fn keys_lead_to_every_event_and_back(
            spans in prop::collection::vec((0u8..6, 0i32..300, 1i32..60), 1..40), px in 0.05f64..40.0,
        ) {
            let events: Vec<Single> = spans.iter().map(|&(lane, first, len)| single(&lane.to_string(), first, len)).collect();
            let lanes = single_lanes(&events, px, 120.0);
            let go = |from, step| single_toward(&lanes, &events, from, step);
            for (number, lane) in lanes.iter().enumerate() {
                // From the first on, each of the lane is met once, in time's order; and so backwards.
                let start = lane.events[0].0;
                let mut at = go(start, LaneStep::First).unwrap_or(start);
                let mut met = vec![at];
                while let Some(next) = go(at, LaneStep::After) {
                    prop_assert!(events[next].days.first() >= events[at].days.first());
                    prop_assert_eq!(go(next, LaneStep::Before), Some(at));
                    met.push(next);
                    at = next;
                }
                prop_assert_eq!(met.len(), lane.events.len());
                prop_assert_eq!(go(met[0], LaneStep::Last).unwrap_or(met[0]), at);
                for (step, other) in [(LaneStep::Up, number.checked_sub(1)), (LaneStep::Down, Some(number + 1))] {
                    let beside = other.and_then(|other| lanes.get(other));
                    let found = go(at, step);
                    prop_assert_eq!(found.is_some(), beside.is_some());
                    prop_assert!(found.is_none_or(|i| beside.is_some_and(|l| l.events.iter().any(|(own, _)| *own == i))));
                }
            }
        }

        #[test]
        fn every_event_is_in_one_lane_of_its_name(
            spans in prop::collection::vec((0u8..12, 0i32..300, 1i32..60), 0..60), px in 0.05f64..40.0, height in 14.0f64..200.0,
        ) {
            let events: Vec<Single> = spans.iter().map(|&(lane, first, len)| single(&lane.to_string(), first, len)).collect();
            let lanes = single_lanes(&events, px, height);
            let mut seen: Vec<usize> = lanes.iter().flat_map(|lane| lane.events.iter().map(|(i, _)| *i)).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..events.len()).collect::<Vec<_>>());
            let mut bottom = 0.0;
            for lane in &lanes {
                prop_assert!(lane.top_px >= bottom - 1e-9);
                bottom = lane.top_px + lane.height_px;
                if let Some(name) = &lane.name {
                    prop_assert!(lane.events.iter().all(|(i, _)| events[*i].lane == *name));
                }
            }
            prop_assert!(bottom <= height.max(14.0) + 0.02);
        }
    }
}

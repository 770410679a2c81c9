//! Bars: a histogram as a few paths, one of each sort a group.

use super::scale::push_px;
use super::{Histogram, Scale};
use crate::time::{Bins, TimeWindow};

/// From this height on, each event is a block of its own.
const BLOCK_PX: f64 = 5.0;
/// A single event is never drawn higher than this.
const MAX_EVENT_PX: f64 = 12.0;
/// No bar is wider than this: it stands in the middle of its bin.
const MAX_BAR_PX: f64 = 24.0;

/// Where bars are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BarsLayout {
    /// Days to px.
    pub scale: Scale,
    /// Height of the highest bar; the baseline is there, in px from the top.
    pub height_px: f64,
    /// The count that the full height stands for.
    pub top: u32,
}

impl BarsLayout {
    /// Height of one event.
    pub fn event_px(self) -> f64 {
        (self.height_px / f64::from(self.top.max(1))).min(MAX_EVENT_PX)
    }

    /// The height, from the top, at which a count is drawn.
    pub fn y_from_count(self, count: u32) -> f64 {
        self.height_px - self.event_px() * f64::from(count)
    }
}

/// The bars of one group as SVG paths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BarPath {
    /// Events that are certainly in their bin.
    pub solid: String,
    /// Events that may be; drawn hollow, above all that are certain.
    pub hollow: String,
}

/// All bars.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bars {
    /// Counts without filters, behind.
    pub ghost: String,
    /// One for each group, in their order.
    pub groups: Vec<BarPath>,
}

/// The bars of the bins that overlap `days`. Certain events of all groups are stacked first, possible ones on them.
pub fn bars(histogram: &Histogram, bins: &Bins, days: TimeWindow, layout: BarsLayout) -> Bars {
    let event_px = layout.event_px();
    let mut out = Bars {
        ghost: String::new(),
        groups: vec![BarPath::default(); histogram.groups.len()],
    };
    let at = |counts: &[u32], bin: usize| counts.get(bin).copied().unwrap_or(0);
    for bin in bins.overlapping(days) {
        let Some(window) = bins.get(bin) else { continue };
        let span = layout.scale.unclipped_span(window);
        let gap = if span.width >= 6.0 {
            1.0
        } else {
            span.width.min(1.0) * 0.3
        };
        let width = (span.width - gap).min(MAX_BAR_PX);
        let x = span.middle() - width / 2.0;
        let total = at(&histogram.unfiltered, bin);
        if total > 0 {
            rect(
                &mut out.ghost,
                x,
                layout.y_from_count(total),
                width,
                event_px * f64::from(total),
            );
        }
        let mut below = 0;
        for (group, path) in histogram.groups.iter().zip(&mut out.groups) {
            let count = at(&group.definite, bin);
            stack(&mut path.solid, count, x, width, layout, below, 0.0);
            below += count;
        }
        for (group, path) in histogram.groups.iter().zip(&mut out.groups) {
            let count = at(&group.possible, bin);
            stack(&mut path.hollow, count, x, width, layout, below, 0.5);
            below += count;
        }
    }
    out
}

/// Adds a column of `count` events that stands on `below` others: blocks if they are high enough, else one bar. `inset`
/// keeps a stroke inside.
fn stack(path: &mut String, count: u32, x: f64, width: f64, layout: BarsLayout, below: u32, inset: f64) {
    if count == 0 {
        return;
    }
    let event_px = layout.event_px();
    let (blocks, events_each, gap) = if event_px >= BLOCK_PX {
        (count, 1, 1.0)
    } else {
        (1, count, 0.0)
    };
    for block in 0..blocks {
        let top = layout.y_from_count(below + (block + 1) * events_each) + gap;
        let height = event_px * f64::from(events_each) - gap;
        rect(
            path,
            x + inset,
            top + inset,
            (width - 2.0 * inset).max(0.5),
            (height - 2.0 * inset).max(0.5),
        );
    }
}

fn rect(path: &mut String, x: f64, y: f64, width: f64, height: f64) {
    path.push('M');
    push_px(path, x);
    path.push(' ');
    push_px(path, y);
    path.push('h');
    push_px(path, width);
    path.push('v');
    push_px(path, height);
    path.push('h');
    push_px(path, -width);
    path.push('z');
}

/// A round count for a line across the bars: the largest of 1, 2, 5, 10, 20... that is not above the highest bar.
///
/// ```
/// use chronotope_core::scene::timeline::nice_top;
/// assert_eq!([0, 1, 3, 7, 24, 5_000].map(nice_top), [0, 1, 2, 5, 20, 5_000]);
/// ```
pub fn nice_top(highest: u32) -> u32 {
    let mut best = 0;
    let mut decade: u32 = 1;
    loop {
        for step in [1, 2, 5] {
            match decade.checked_mul(step) {
                Some(value) if value <= highest => best = value,
                _ => return best,
            }
        }
        match decade.checked_mul(10) {
            Some(next) => decade = next,
            None => return best,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::timeline::GroupCounts;
    use crate::time::{BinSize, Day, Granularity};
    use proptest::prelude::*;

    fn histogram() -> (Bins, Histogram) {
        let days = TimeWindow::new(Day(0), Day(3));
        let size = BinSize {
            unit: Granularity::Day,
            count: 1,
        };
        let group = |definite: [u32; 3], possible: [u32; 3]| GroupCounts {
            definite: definite.to_vec(),
            possible: possible.to_vec(),
        };
        let histogram = Histogram {
            groups: vec![group([2, 0, 0], [0, 0, 1]), group([1, 0, 0], [1, 0, 0])],
            unfiltered: vec![5, 0, 1],
        };
        (Bins::covering(days, size), histogram)
    }

    #[test]
    fn certain_below_possible_before_all() {
        let (bins, histogram) = histogram();
        assert_eq!((histogram.shown(0), histogram.highest(0..3)), ((3, 1), 5));
        let scale = Scale {
            extent: TimeWindow::new(Day(0), Day(3)),
            width_px: 30.0,
            rtl: false,
        };
        let layout = BarsLayout {
            scale,
            height_px: 20.0,
            top: 5,
        };
        let drawn = bars(&histogram, &bins, scale.extent, layout);
        assert_eq!(drawn.ghost, "M0.5 0h9v20h-9zM20.5 16h9v4h-9z");
        assert_eq!(drawn.groups[0].solid, "M0.5 12h9v8h-9z");
        assert_eq!(drawn.groups[1].solid, "M0.5 8h9v4h-9z");
        assert_eq!(drawn.groups[1].hollow, "M1 4.5h8v3h-8z");
        assert_eq!(drawn.groups[0].hollow, "M21 16.5h8v3h-8z");
    }

    #[test]
    fn few_events_are_single_blocks() {
        let (bins, histogram) = histogram();
        let scale = Scale {
            extent: TimeWindow::new(Day(0), Day(3)),
            width_px: 30.0,
            rtl: true,
        };
        let layout = BarsLayout {
            scale,
            height_px: 60.0,
            top: 5,
        };
        let drawn = bars(&histogram, &bins, TimeWindow::new(Day(0), Day(1)), layout);
        assert_eq!(drawn.groups[0].solid, "M20.5 49h9v11h-9zM20.5 37h9v11h-9z");
    }

    proptest! {
        #[test]
        fn no_bar_is_higher_than_the_plot(top in 1u32..100_000, part in 0.0f64..=1.0, height in 10.0f64..200.0) {
            let scale = Scale { extent: TimeWindow::new(Day(0), Day(3)), width_px: 30.0, rtl: false };
            let layout = BarsLayout { scale, height_px: height, top };
            prop_assert!(layout.y_from_count((f64::from(top) * part) as u32) >= -1e-6);
        }
    }
}

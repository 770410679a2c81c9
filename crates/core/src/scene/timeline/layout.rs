//! [`Layout`]: the strips of the timeline, and where the names of bursts have room.

use super::{Scale, Span};
use crate::time::TimeWindow;

/// Below this width the timeline takes its phone form.
const PHONE_PX: f64 = 600.0;

/// Below this width not all controls have room in a row.
const NARROW_PX: f64 = 1270.0;

/// Heights and widths of the strips under the controls, in px. From the top: detail (lanes, then bars), ticks, overview
/// (names of bursts, then bars).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Width of the whole pane.
    pub width: f64,
    /// The phone form.
    pub phone: bool,
    /// Rows of lanes.
    pub lane_rows: usize,
    /// Single events take the place of bars.
    pub has_singles: bool,
}

impl Layout {
    /// Free ground on both sides, so that handles at the ends can be taken.
    pub const INSET: f64 = 16.0;
    /// Height of a lane with the gap below it.
    pub const LANE_PX: f64 = 6.0;
    /// Height of the underline of the time that reports cover.
    pub const UNDERLINE_PX: f64 = 3.0;

    /// The layout of a pane of this width.
    pub fn new(width: f64, lane_rows: usize) -> Layout {
        Layout {
            width: width.max(120.0),
            phone: width < PHONE_PX,
            lane_rows,
            has_singles: false,
        }
    }

    /// The same with single events in place of bars: they have more room.
    #[must_use]
    pub fn with_singles(self, has_singles: bool) -> Layout {
        Layout {
            has_singles,
            lane_rows: if has_singles { 0 } else { self.lane_rows },
            ..self
        }
    }

    /// Rows that lanes may take at this width.
    pub fn max_lane_rows(width: f64) -> usize {
        if width < PHONE_PX { 1 } else { 2 }
    }

    /// Wider than a phone, and not wide enough for all controls in a row.
    pub fn is_narrow(self) -> bool {
        !self.phone && self.width < NARROW_PX
    }

    /// Width of the axes.
    pub fn strip_width(self) -> f64 {
        self.width - 2.0 * Layout::INSET
    }

    /// Height of the detail strip.
    pub fn detail(self) -> f64 {
        match (self.phone, self.has_singles) {
            (true, false) => 44.0,
            (false, false) => 78.0,
            (true, true) => 90.0,
            (false, true) => 132.0,
        }
    }

    /// Top of the bars in the detail strip.
    pub fn bars_top(self) -> f64 {
        let lanes = self.lane_rows as f64 * Layout::LANE_PX;
        lanes + if self.phone { 3.0 } else { 6.0 }
    }

    /// Height of the bars in the detail strip.
    pub fn bars(self) -> f64 {
        self.detail() - self.bars_top() - Layout::UNDERLINE_PX - 2.0
    }

    /// Height of the ticks.
    pub fn ticks(self) -> f64 {
        if self.phone { 16.0 } else { 26.0 }
    }

    /// Top of the overview strip.
    pub fn overview_top(self) -> f64 {
        self.detail() + self.ticks()
    }

    /// Height of the overview strip.
    pub fn overview(self) -> f64 {
        if self.phone { 32.0 } else { 36.0 }
    }

    /// Height of the names of bursts, above the bars of the overview.
    pub fn names(self) -> f64 {
        15.0
    }

    /// Height of the bars in the overview.
    pub fn overview_bars(self) -> f64 {
        self.overview() - self.names() - 2.0
    }

    /// Height of all strips.
    pub fn height(self) -> f64 {
        self.overview_top() + self.overview()
    }
}

/// How much a burst's name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BurstWidth {
    /// "September 2018: 24 events".
    Long,
    /// "Sep 2018: 24".
    Short,
    /// "24".
    Number,
}

/// A burst's name in the overview.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BurstLabel {
    /// Where it stands.
    pub span: Span,
    /// How much it says.
    pub width: BurstWidth,
}

/// Finds room for the names of bursts, in the order of time: each as long as it can be, none over another, all in the
/// strip. `widths` has the px that the long, the short and the number form of each need.
pub fn place_burst_labels(bursts: &[TimeWindow], widths: &[[f64; 3]], scale: Scale) -> Vec<BurstLabel> {
    let span_of = |burst: &TimeWindow, width: f64| {
        let x = (scale.span(*burst).middle() - width / 2.0).clamp(0.0, (scale.width_px - width).max(0.0));
        Span { x, width }
    };
    let mut labels: Vec<BurstLabel> = Vec::with_capacity(bursts.len());
    for (burst, [_, _, number]) in bursts.iter().zip(widths) {
        labels.push(BurstLabel {
            span: pushed(
                span_of(burst, *number),
                labels.last().map(|label| label.span),
                scale,
            ),
            width: BurstWidth::Number,
        });
    }
    for form in [BurstWidth::Short, BurstWidth::Long] {
        for (i, (burst, [long, short, _])) in bursts.iter().zip(widths).enumerate() {
            let span = span_of(burst, if form == BurstWidth::Long { *long } else { *short });
            let clear = |at: Option<usize>| {
                let neighbour = at.and_then(|at| labels.get(at));
                neighbour.is_none_or(|other| apart(span, other.span))
            };
            if clear(i.checked_sub(1))
                && clear(i.checked_add(1))
                && let Some(label) = labels.get_mut(i)
            {
                *label = BurstLabel { span, width: form };
            }
        }
    }
    labels
}

/// Px between two names.
const NAME_GAP_PX: f64 = 8.0;

fn apart(a: Span, b: Span) -> bool {
    a.right() + NAME_GAP_PX <= b.x || b.right() + NAME_GAP_PX <= a.x
}

/// A span moved on in the direction of time until it is clear of the one before.
fn pushed(span: Span, before: Option<Span>, scale: Scale) -> Span {
    match before {
        Some(before) if !apart(span, before) => {
            let x = if scale.rtl {
                before.x - NAME_GAP_PX - span.width
            } else {
                before.right() + NAME_GAP_PX
            };
            Span { x, ..span }
        }
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Day;
    use proptest::prelude::*;

    #[test]
    fn strips_add_up() {
        // With controls of 28 and 44 px the pane is 168 and 136 px high.
        assert!((Layout::new(1280.0, 2).height() + 28.0 - 168.0).abs() < 1e-9);
        assert!((Layout::new(360.0, 1).height() + 44.0 - 136.0).abs() < 1e-9);
        assert!(Layout::new(360.0, 1).bars() >= 24.0);
    }

    #[test]
    fn long_names_where_there_is_room() {
        let scale = Scale {
            extent: TimeWindow::new(Day(0), Day(1_500)),
            width_px: 1_250.0,
            rtl: false,
        };
        let burst = |first: i32| TimeWindow::new(Day(first), Day(first + 20));
        let widths = [[150.0, 80.0, 20.0]; 4];
        let labels = place_burst_labels(&[burst(5), burst(280), burst(400), burst(1_470)], &widths, scale);
        let forms: Vec<BurstWidth> = labels.iter().map(|label| label.width).collect();
        assert_eq!(
            forms,
            [
                BurstWidth::Long,
                BurstWidth::Short,
                BurstWidth::Short,
                BurstWidth::Long
            ]
        );
        assert!(
            labels
                .iter()
                .all(|l| l.span.x >= 0.0 && l.span.right() <= 1_250.0)
        );
    }

    proptest! {
        #[test]
        fn names_never_overlap(starts in prop::collection::btree_set(0i32..1400, 0..8), width in 340.0f64..2000.0, rtl in any::<bool>()) {
            let scale = Scale { extent: TimeWindow::new(Day(0), Day(1500)), width_px: width, rtl };
            let bursts: Vec<TimeWindow> = starts.iter().map(|&d| TimeWindow::new(Day(d), Day(d + 30))).collect();
            let widths = vec![[150.0, 80.0, 20.0]; bursts.len()];
            let labels = place_burst_labels(&bursts, &widths, scale);
            prop_assert_eq!(labels.len(), bursts.len());
            for (a, b) in labels.iter().zip(labels.iter().skip(1)) {
                prop_assert!(apart(a.span, b.span) || (a.span.right() + 7.9 <= b.span.x) || (b.span.right() + 7.9 <= a.span.x));
            }
        }
    }
}

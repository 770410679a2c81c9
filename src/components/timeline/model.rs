//! [`Model`]: the component's inputs, and what is derived from them.

use crate::derive::heard;
use chronotope_core::messages::{Formats, Messages};
use chronotope_core::scene::timeline::{
    Bars, BarsLayout, Burst, GroupStyle, Histogram, Lane, Layout, PackedLanes, Plotted, ReportFlag, Scale,
    SingleLane, Singles, Stretch, TimeCounts, bars, bursts, covered, pack_lanes, plotted, quiet_stretches,
    single_lanes, uncovered_stretches,
};
use chronotope_core::state::{Lang, Msg, Playback, TimeControls, TimeMsg};
use chronotope_core::time::{BinSize, Bins, Day, Granularity, TimeWindow};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// The narrowest bin.
pub(super) const MIN_BIN_PX: f64 = 4.0;
/// With more bins than this in all time, only those near the axis are counted.
const MAX_BINS: f64 = 40_000.0;
/// Days are looked at one by one up to this many; beyond, weeks.
const MAX_DAYS: i32 = 40_000;

/// Bins and what is in them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    pub(super) bins: Arc<Bins>,
    pub(super) histogram: Arc<Histogram>,
}

impl Counted {
    /// The highest bin that overlaps these days.
    pub(super) fn highest(&self, days: TimeWindow) -> u32 {
        self.histogram.highest(self.bins.overlapping(days))
    }
}

/// What is seen in all data, whatever the filters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    pub(super) bursts: Arc<[Burst]>,
    pub(super) covered: Arc<[TimeWindow]>,
    pub(super) stretches: Arc<[Stretch]>,
    /// Stretches that a report is about and that no event is counted on.
    pub(super) quiet: Arc<[Stretch]>,
}

/// Which of the two spans of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The selected dates.
    Selected,
    /// The dates that are compared with them.
    Compared,
}

/// The inputs, as the component's parts share them.
#[derive(Clone, Copy)]
pub(super) struct Inputs {
    pub(super) bounds: TimeWindow,
    pub(super) window: Signal<TimeWindow>,
    pub(super) told_window: Signal<TimeWindow>,
    pub(super) playback: Signal<Playback>,
    pub(super) time: Signal<TimeControls>,
    pub(super) groups: Signal<Arc<[GroupStyle]>>,
    pub(super) counts: StoredValue<Rc<dyn TimeCounts>, LocalStorage>,
    pub(super) revision: Signal<u64>,
    pub(super) lanes: Signal<Arc<[Lane]>>,
    /// Such events beyond those.
    pub(super) more_lanes: Signal<usize>,
    pub(super) singles: Signal<Singles>,
    pub(super) single_keys: Signal<bool>,
    pub(super) reports: Signal<Arc<[ReportFlag]>>,
    pub(super) selected_event: Signal<Option<(TimeWindow, usize)>>,
    pub(super) lang: Signal<Lang>,
    pub(super) messages: Signal<Messages>,
    pub(super) formats: Signal<Rc<dyn Formats>, LocalStorage>,
    pub(super) on_msg: Callback<Msg>,
    pub(super) id: StoredValue<String>,
}

/// What is drawn of the detail axis: more than is shown.
pub(super) fn plot_scale(plotted: Plotted, layout: Layout, rtl: bool) -> Scale {
    let px_per_day = layout.strip_width() / f64::from(plotted.axis_len.max(1));
    Scale {
        extent: plotted.days,
        width_px: px_per_day * f64::from(plotted.days.len_days()),
        rtl,
    }
}

/// The bins of the overview.
pub(super) fn overview_size(overview: Scale) -> BinSize {
    let fitting = BinSize::fitting(overview.px_per_day(), MIN_BIN_PX);
    BinSize {
        unit: fitting.unit.max(Granularity::Week),
        ..fitting
    }
}

/// Inputs and everything derived from them. Nothing but `window_*` depends on the window.
#[derive(Clone, Copy)]
pub(crate) struct Model {
    pub(super) inputs: Inputs,
    /// Width of the pane in px.
    pub(super) width: RwSignal<f64>,
    pub(super) layout: Memo<Layout>,
    pub(super) lanes: Memo<PackedLanes>,
    /// The detail axis.
    pub(super) axis: Memo<Scale>,
    /// What is drawn of it: more than is shown, so that moving it is a translation.
    pub(super) plot: Memo<Scale>,
    pub(super) detail: Memo<Counted>,
    pub(super) detail_bars: Memo<Bars>,
    /// All time.
    pub(super) overview: Memo<Scale>,
    pub(super) overview_bars: Memo<Bars>,
    pub(super) seen: Memo<Seen>,
    /// Definite and possible events of each burst, under the filters.
    pub(super) burst_counts: Memo<Vec<(u32, u32)>>,
    /// The day under the pointer.
    pub(super) hovered: RwSignal<Option<Day>>,
    /// Single events in their lanes.
    pub(super) single_lanes: Memo<Vec<SingleLane>>,
    /// What was skipped since playing began.
    pub(super) skipped: Memo<Vec<TimeWindow>>,
}

impl Model {
    pub(super) fn new(inputs: Inputs) -> Model {
        let width = RwSignal::new(1_248.0);
        let bounds = inputs.bounds;
        let rtl = Memo::new(move |_| inputs.lang.get().dir() == "rtl");
        let max_rows = Memo::new(move |_| Layout::max_lane_rows(width.get()));
        let lanes = Memo::new(move |_| pack_lanes(&inputs.lanes.read(), bounds, max_rows.get()));
        let lane_rows = Memo::new(move |_| lanes.read().rows());
        let has_singles = Memo::new(move |_| matches!(&*inputs.singles.read(), Singles::Events(_)));
        let layout =
            Memo::new(move |_| Layout::new(width.get(), lane_rows.get()).with_singles(has_singles.get()));
        let axis_days = Memo::new(move |_| inputs.time.read().axis);
        let axis = Memo::new(move |_| Scale {
            extent: axis_days.get(),
            width_px: layout.read().strip_width(),
            rtl: rtl.get(),
        });
        let plotted = Memo::new(move |_| plotted(axis_days.get(), bounds));
        let plot = Memo::new(move |_| plot_scale(plotted.get(), layout.get(), rtl.get()));
        let detail_size = Memo::new(move |_| BinSize::fitting(plot.read().px_per_day(), MIN_BIN_PX));
        let counted_days = Memo::new(move |_| {
            let bins = f64::from(bounds.len_days()) / detail_size.get().unit.mean_days();
            if bins > MAX_BINS {
                plotted.get().days
            } else {
                bounds
            }
        });
        let detail = Memo::new(move |_| inputs.count(counted_days.get(), detail_size.get()));
        let detail_bars = Memo::new(move |_| {
            let counted = detail.read();
            let (layout, plot) = (layout.get(), plot.get());
            let drawn = BarsLayout {
                scale: plot,
                height_px: layout.bars(),
                top: counted.highest(plot.extent),
            };
            bars(&counted.histogram, &counted.bins, plot.extent, drawn)
        });
        let overview = Memo::new(move |_| Scale {
            extent: bounds,
            width_px: layout.read().strip_width(),
            rtl: rtl.get(),
        });
        let overview_size = Memo::new(move |_| overview_size(overview.get()));
        let overview_counted = Memo::new(move |_| inputs.count(bounds, overview_size.get()));
        let overview_bars = Memo::new(move |_| {
            let counted = overview_counted.read();
            let drawn = BarsLayout {
                scale: overview.get(),
                height_px: layout.read().overview_bars(),
                top: counted.highest(bounds),
            };
            bars(&counted.histogram, &counted.bins, bounds, drawn)
        });
        let single_lanes = Memo::new(move |_| match &*inputs.singles.read() {
            Singles::Events(events) => single_lanes(events, plot.read().px_per_day(), layout.read().bars()),
            Singles::Bars | Singles::TooMany(_) => Vec::new(),
        });
        let skipped = Memo::new(move |before: Option<&Vec<TimeWindow>>| {
            let Playback { playing, skipped, .. } = inputs.playback.get();
            let before = before.cloned().unwrap_or_default();
            match skipped {
                Some(days) if before.last() != Some(&days) => before.into_iter().chain([days]).collect(),
                // Playing began anew.
                None if playing => Vec::new(),
                _ => before,
            }
        });
        // What is seen in all data depends on which time counts, and on what is known, but on no filter.
        let read_by = Memo::new(move |_| {
            let time = inputs.time.read();
            (time.basis, time.known_by)
        });
        let seen = Memo::new(move |_| {
            heard(read_by);
            inputs.revision.get_untracked();
            inputs.seen()
        });
        let burst_counts = Memo::new(move |_| {
            inputs.revision.track();
            let count = |burst: &Burst| inputs.counts.with_value(|counts| counts.events_in(burst.days));
            seen.read().bursts.iter().map(count).collect()
        });
        Model {
            inputs,
            width,
            layout,
            lanes,
            axis,
            plot,
            detail,
            detail_bars,
            overview,
            overview_bars,
            seen,
            burst_counts,
            hovered: RwSignal::new(None),
            single_lanes,
            skipped,
        }
    }

    /// Says what the user does.
    pub(super) fn say(self, msg: Msg) {
        self.inputs.on_msg.run(msg);
    }

    /// Says what the user does to the time controls.
    pub(super) fn say_time(self, msg: TimeMsg) {
        self.say(Msg::Time(msg));
    }

    pub(super) fn text(self) -> &'static chronotope_core::messages::TimelineText {
        self.inputs.messages.get().timeline
    }

    pub(super) fn options(self) -> &'static chronotope_core::messages::TimeOptionsText {
        self.inputs.messages.get().options
    }

    /// The selected or the compared dates; the selected ones while none are compared.
    pub(super) fn window(self, which: Which) -> Signal<TimeWindow> {
        let Inputs { window, time, .. } = self.inputs;
        match which {
            Which::Selected => window,
            Which::Compared => Signal::derive(move || time.read().compared.unwrap_or_else(|| window.get())),
        }
    }

    /// The same, as words follow it.
    pub(super) fn told_window(self, which: Which) -> Signal<TimeWindow> {
        match which {
            Which::Selected => self.inputs.told_window,
            Which::Compared => self.window(which),
        }
    }

    /// Selects or compares dates.
    pub(super) fn set_window(self, which: Which, window: TimeWindow, dragging: bool) {
        self.say(match (which, dragging) {
            (Which::Compared, _) => Msg::Time(TimeMsg::SetCompared(Some(window))),
            (Which::Selected, true) => Msg::DragWindow(window),
            (Which::Selected, false) => Msg::SetWindow(window),
        });
    }

    /// Moves the detail axis by a part of its length, towards the future if positive.
    pub(super) fn pan(self, part: f64) {
        let days = f64::from(self.axis.get_untracked().extent.len_days()) * part;
        self.say_time(TimeMsg::PanAxis(days.round() as i32));
    }

    /// An id on the page, prefixed.
    pub(super) fn id(self, name: &str) -> String {
        self.inputs.id.with_value(|prefix| format!("{prefix}-{name}"))
    }

    /// The window if it can be moved; false if it fills all time, so that a drag inside it draws a new one.
    pub(super) fn is_movable(self) -> bool {
        self.inputs.window.get_untracked() != self.inputs.bounds
    }

    /// Zooms the detail axis about its middle, or about the window where that is in view.
    pub(super) fn zoom(self, factor: f64) {
        let axis = self.axis.get_untracked();
        let window = self.inputs.window.get_untracked();
        let seen = window.intersection(axis.extent);
        let about = if seen.is_empty() { axis.extent } else { seen };
        let about = f64::from(about.first().0) + f64::from(about.len_days()) / 2.0;
        self.say_time(TimeMsg::ZoomAxis { factor, about });
    }
}

impl Inputs {
    /// Counts the events of an extent.
    fn count(self, extent: TimeWindow, size: BinSize) -> Counted {
        self.revision.track();
        let bins = Bins::covering(extent, size);
        let histogram = self.counts.with_value(|counts| counts.histogram(&bins));
        Counted {
            bins: Arc::new(bins),
            histogram: Arc::new(histogram),
        }
    }

    /// Looks at all data: where its bursts are, and which stretches nothing is said about.
    fn seen(self) -> Seen {
        let unit = if self.bounds.len_days() > MAX_DAYS {
            Granularity::Week
        } else {
            Granularity::Day
        };
        let bins = Bins::covering(self.bounds, BinSize { unit, count: 1 });
        let all = self
            .counts
            .with_value(|counts| counts.histogram(&bins))
            .unfiltered;
        let covered = covered(&self.reports.read(), self.bounds);
        Seen {
            bursts: bursts(&bins, &all, self.bounds).into(),
            stretches: uncovered_stretches(&covered, &bins, &all, self.bounds).into(),
            quiet: quiet_stretches(&covered, &bins, &all, self.bounds).into(),
            covered: covered.into(),
        }
    }
}

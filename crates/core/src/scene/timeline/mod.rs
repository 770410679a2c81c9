//! The timeline: scale, bins and bars, brush, bursts, lanes, coverage.
//!
//! Everything here is in px of the drawn axis or in days, and knows neither the data set nor the engine: what it draws
//! comes through [`TimeCounts`], [`Lane`] and [`ReportFlag`].

mod axis;
mod bars;
mod brush;
mod bursts;
mod coverage;
mod keys;
mod lanes;
mod layout;
mod pinch;
mod presets;
mod scale;
mod singles;
mod trail;
mod words;

pub use axis::{MIN_AXIS_DAYS, Plotted, axis_within, following, plotted, surroundings, zoomed};
pub use bars::{BarPath, Bars, BarsLayout, bars, nice_top};
pub use brush::{
    Drag, Edge, Grip, centered_window, grip_at, key_step, moved_window, next_window, typed_window,
};
pub use bursts::{Burst, bursts};
pub use coverage::{Stretch, covered, quiet_stretches, uncovered_stretches};
pub use keys::{KeyCommand, is_single_key, key_command};
pub use lanes::{PackedLane, PackedLanes, pack_lanes};
pub use layout::{BurstLabel, BurstWidth, Layout, place_burst_labels};
pub use pinch::Pinch;
pub use presets::Preset;
pub use scale::{Scale, Span, hatch, px};
pub use singles::{
    LaneStep, MAX_SINGLES, SINGLE_ROW_PX, Single, SingleLane, Singles, single_at, single_lanes,
    single_toward, step_from_key,
};
pub use trail::{FADES, fade, trail};
pub use words::{Published, event_count, rate_words, time_notes};

use crate::query::{Comparison, Pair};
use crate::state::Lang;
use crate::time::{Bins, Day, TimeWindow};

/// A group of kinds, as the legend and the bars show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupStyle {
    /// Its name, in the language of the page.
    pub name: String,
    /// Its colour: `--group-<slot>` of the page's style; from 7 up the colour of the rest.
    pub slot: usize,
}

/// Counts of one group, bin by bin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupCounts {
    /// Events that are in the bin whichever of their possible days they happened on.
    pub definite: Vec<u32>,
    /// Events that may be in the bin, and may not.
    pub possible: Vec<u32>,
}

/// Events by bin and group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Histogram {
    /// Under the filters; as many as there are groups, in their order.
    pub groups: Vec<GroupCounts>,
    /// All groups, definite and possible, without any filter.
    pub unfiltered: Vec<u32>,
}

impl Histogram {
    /// Definite and possible events of a bin under the filters.
    pub fn shown(&self, bin: usize) -> (u32, u32) {
        let at = |counts: &[u32]| counts.get(bin).copied().unwrap_or(0);
        self.groups.iter().fold((0, 0), |(definite, possible), group| {
            (definite + at(&group.definite), possible + at(&group.possible))
        })
    }

    /// The most events that any of these bins holds, with or without filters.
    pub fn highest(&self, bins: std::ops::Range<usize>) -> u32 {
        let highest = bins.map(|bin| {
            let (definite, possible) = self.shown(bin);
            let unfiltered = self.unfiltered.get(bin).copied().unwrap_or(0);
            unfiltered.max(definite + possible)
        });
        highest.max().unwrap_or(0)
    }
}

/// Where the timeline gets its numbers from. The window is no part of it: a brush does not filter its own view.
pub trait TimeCounts {
    /// Counts events by bin. Events that last longer than a bin may hold (see [`Lane`]) are left out.
    fn histogram(&self, bins: &Bins) -> Histogram;

    /// The events of some days under the filters, however long they last: how many surely fall in them, how many more may.
    fn events_in(&self, days: TimeWindow) -> (u32, u32);

    /// The first day after this one on which, under the filters, an event may have begun.
    fn next_event_day(&self, after: Day) -> Option<Day>;

    /// The last such day before this one.
    fn prev_event_day(&self, before: Day) -> Option<Day>;

    /// The selected dates against the compared ones; `None` if there are none.
    fn comparison(&self) -> Option<Comparison> {
        None
    }

    /// The same for what happened, for talks, and for statements: these are not added up. Nothing if none are compared.
    fn compared_parts(&self) -> Vec<Pair> {
        Vec::new()
    }

    /// The name of a place, by its code.
    fn place_name(&self, place: u32, lang: Lang) -> String {
        let _ = (place, lang);
        String::new()
    }

    /// True if it is known of some report when it was published.
    fn says_when_published(&self) -> bool {
        false
    }
}

/// An event that lasts too long to be counted in bins (more than 31 days).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Id of the event.
    pub id: String,
    /// Its possible days; an open side reaches to the first or last of all days.
    pub days: TimeWindow,
    /// The ends are approximate: they are drawn faded.
    pub approximate: bool,
    /// What it is, in a few words.
    pub label: String,
    /// Its group.
    pub group: usize,
}

/// A report, on the time axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFlag {
    /// Its id.
    pub id: String,
    /// Who publishes it.
    pub publisher: String,
    /// When it was published.
    pub published: TimeWindow,
    /// The time it reports on.
    pub covers: TimeWindow,
    /// It is not taken into account: it was published later than what is known.
    pub withheld: bool,
    /// Publisher, title and date in words.
    pub label: String,
}

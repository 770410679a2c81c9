//! [`Stages`]: panes of a large data set are put on the page one task at a time, so that none holds it up.

use crate::dom;
use leptos::prelude::*;

/// Rows above which panes come one by one.
const STAGED_ROWS: u32 = 50_000;

/// A part of the page, in the order in which they come: the map is drawn for the room that header and timeline leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// The frame of the page.
    Frame,
    /// What is above the panes.
    Header,
    /// The timeline and its controls.
    Timeline,
    /// What is drawn in it.
    Axis,
    /// The map and its buttons.
    Map,
    /// What lies below its marks.
    Land,
    /// The marks.
    Marks,
    /// Names, and all else that stands around marks.
    Names,
    /// The filters.
    Filters,
    /// The reports.
    Reports,
}

impl Stage {
    const AFTER_FRAME: [Stage; 9] = [
        Stage::Header,
        Stage::Timeline,
        Stage::Axis,
        Stage::Map,
        Stage::Land,
        Stage::Marks,
        Stage::Names,
        Stage::Filters,
        Stage::Reports,
    ];
    const LAST: Stage = Stage::Reports;
}

/// Which parts of the page are there.
#[derive(Debug, Clone, Copy)]
pub struct Stages(RwSignal<Stage>);

impl Stages {
    /// Begins with the frame, or with all where there are few rows.
    pub(crate) fn begin(rows: u32) -> Stages {
        if rows <= STAGED_ROWS {
            return Stages::all();
        }
        let stages = Stages(RwSignal::new(Stage::Frame));
        leptos::task::spawn_local(async move {
            for stage in Stage::AFTER_FRAME {
                dom::next_task().await;
                // The page may be gone by now.
                stages.0.try_set(stage);
            }
        });
        stages
    }

    /// Everything at once.
    pub fn all() -> Stages {
        Stages(RwSignal::new(Stage::LAST))
    }

    /// A part that comes at a stage.
    pub(crate) fn at(self, stage: Stage, make: impl FnOnce() -> AnyView + 'static) -> AnyView {
        let make = StoredValue::new_local(Some(make));
        let is_there = Memo::new(move |_| self.0.get() >= stage);
        let part = move || {
            let make = is_there
                .get()
                .then(|| make.try_update_value(Option::take).flatten());
            make.flatten().map(|make| untrack(make))
        };
        part.into_any()
    }

    /// True once every part is there.
    pub(crate) fn are_over(self) -> bool {
        self.0.get() >= Stage::LAST
    }
}

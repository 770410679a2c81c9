//! [`Stages`]: panes of a large data set are put on the page one task at a time, so that none holds it up.

use crate::dom;
use leptos::prelude::*;

/// Rows above which panes come one by one.
const STAGED_ROWS: u32 = 50_000;
/// How many stages there are.
const LAST: u8 = 6;

/// Which panes are there.
#[derive(Debug, Clone, Copy)]
pub struct Stages(RwSignal<u8>);

impl Stages {
    /// Begins with the first stage, or with all where there are few rows.
    pub(crate) fn begin(rows: u32) -> Stages {
        let stages = Stages(RwSignal::new(if rows > STAGED_ROWS { 0 } else { LAST }));
        if stages.0.get_untracked() < LAST {
            leptos::task::spawn_local(async move {
                for stage in 1..=LAST {
                    dom::next_task().await;
                    // The page may be gone by now.
                    stages.0.try_set(stage);
                }
            });
        }
        stages
    }

    /// A pane that comes at a stage, from 1 on.
    pub(crate) fn at(self, stage: u8, make: impl FnOnce() -> AnyView + 'static) -> AnyView {
        let make = StoredValue::new_local(Some(make));
        let is_there = Memo::new(move |_| self.0.get() >= stage);
        let pane = move || {
            let make = is_there
                .get()
                .then(|| make.try_update_value(Option::take).flatten());
            make.flatten().map(|make| untrack(make))
        };
        pane.into_any()
    }

    /// True once every pane is there.
    pub(crate) fn are_over(self) -> bool {
        self.0.get() >= LAST
    }
}

//! How many events that last long are not drawn.

use super::model::Model;
use chronotope_core::scene::timeline::px;
use leptos::prelude::*;

/// "and 3 more long events", or nothing; for the plot, and for those who do not see it.
pub(super) fn words(model: Model) -> Signal<Option<String>> {
    let left_out = Memo::new(move |_| {
        let is_drawn = !model.layout.read().has_singles;
        let left_out = model.lanes.read().left_out + model.inputs.more_lanes.get();
        left_out * usize::from(is_drawn)
    });
    Signal::derive(move || {
        let left_out = left_out.get();
        let formats = model.inputs.formats.get();
        (left_out > 0).then(|| model.text().lanes_left_out.of(left_out as u64, &*formats))
    })
}

/// The same at the end of the lanes.
#[component]
pub(super) fn LanesLeftOut(model: Model) -> impl IntoView {
    let words = words(model);
    move || {
        // On a phone they would lie on the bars.
        let words = words.get().filter(|_| !model.layout.read().phone)?;
        let axis = model.axis.get();
        let x = if axis.rtl { 4.0 } else { axis.width_px - 4.0 };
        Some(view! { <text class="timeline-silence" x=px(x) y="14" text-anchor="end">{words}</text> })
    }
}

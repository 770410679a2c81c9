//! Where the pointer is, or what was pressed last, in degrees; north; both at the map's foot.

use super::context::MapContext;
use super::find::coordinates;
use crate::dom;
use chronotope_core::geo::LonLat;
use chronotope_core::messages::fill;
use leptos::prelude::*;

/// What the readout follows.
#[derive(Clone, Copy)]
pub(super) struct Readout {
    context: MapContext,
    /// Where the pointer is.
    pub(super) pointer: RwSignal<Option<LonLat>>,
    /// What was pressed, or found by name.
    pub(super) pin: RwSignal<Option<LonLat>>,
    copied: RwSignal<Option<String>>,
}

impl Readout {
    pub(super) fn new(context: MapContext) -> Readout {
        Readout {
            context,
            pointer: RwSignal::new(None),
            pin: RwSignal::new(None),
            copied: RwSignal::new(None),
        }
    }

    /// What was pressed, else where the pointer is, else the middle of the pane.
    fn at(self) -> String {
        let at = self.pin.get().or_else(|| self.pointer.get());
        coordinates(at.unwrap_or_else(|| self.context.viewport.get().center))
    }

    /// Puts the coordinates on the clipboard, and says so.
    pub(super) fn copy(self) {
        let at = untrack(move || self.at());
        leptos::task::spawn_local(async move {
            if dom::copy(&at).await {
                self.copied.set(Some(at));
            }
        });
    }
}

/// Coordinates, as a button that copies them, and an arrow to the north.
#[component]
pub(super) fn ReadoutView(context: MapContext, readout: Readout) -> impl IntoView {
    let at = Memo::new(move |_| readout.at());
    let label = move || fill(context.text().copy_coordinates, &[("at", &at.get())]);
    let said = move || {
        let copied = readout.copied.get();
        copied.map(|at| fill(context.text().copied, &[("at", &at)]))
    };
    let arrow = "M0 -7L4 6L0 3L-4 6z".to_owned();
    view! {
        <div class="map-readout">
            <button
                type="button"
                class="map-coordinates"
                class:pinned=move || readout.pin.with(Option::is_some)
                dir="ltr"
                title=label
                aria-label=label
                on:click=move |_| readout.copy()
            >
                {at}
            </button>
            <span class="map-north" role="img" aria-label=move || context.text().north>
                <svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
                    <path d=arrow />
                </svg>
                {move || context.text().north_letter}
            </span>
            <span class="visually-hidden" aria-live="polite">{said}</span>
        </div>
    }
}

//! How the map is drawn: sizes, names, layers, a file of the reader's own. Opened by a button.

use super::context::MapContext;
use crate::dom;
use chronotope_core::messages::fill;
use chronotope_core::read::{Overlay, OverlayFault, read_overlay};
use chronotope_core::state::{MapLayer, MapMsg, MapNames, Msg};
use leptos::prelude::*;
use std::sync::Arc;

/// A file of the reader's own that is drawn under the marks.
#[derive(Clone, Default)]
pub(super) struct OwnFile {
    pub(super) name: String,
    pub(super) overlay: Arc<Overlay>,
}

/// What the panel offers besides what every map has.
#[derive(Clone, Copy)]
pub(super) struct Offers {
    /// Measures that symbols can be sized by.
    pub(super) measures: StoredValue<Vec<String>>,
    /// Governorates can be shaded.
    pub(super) shading: bool,
    pub(super) own: RwSignal<Option<OwnFile>, LocalStorage>,
}

/// The panel.
#[component]
pub(super) fn OptionsPanel(context: MapContext, offers: Offers, on_close: Callback<()>) -> impl IntoView {
    let text = move || context.text();
    let send = move |msg: MapMsg| context.send(Msg::Map(msg));
    let sizes = offers.measures.with_value(|measures| {
        let options = measures.iter().cloned().map(|measure| {
            let (value, chosen) = (measure.clone(), measure.clone());
            let is_chosen = move || context.controls.with(|c| c.size.as_ref() == Some(&chosen));
            view! {
                <option value=value selected=is_chosen>
                    {move || text().measure_name(&measure)}
                </option>
            }
        });
        options.collect_view()
    });
    let names = MapNames::ALL.into_iter().enumerate().map(|(i, names)| {
        view! {
            <option value=names.key() selected=move || context.controls.with(|c| c.names == names)>
                {move || text().names_in.get(i).copied().unwrap_or_default()}
            </option>
        }
    });
    let layers = MapLayer::ALL.into_iter().enumerate().map(|(i, layer)| {
        check(
            Signal::derive(move || text().layer_names.get(i).copied().unwrap_or_default()),
            Signal::derive(move || context.controls.with(|c| c.layers.has(layer))),
            Callback::new(move |on| send(MapMsg::SetLayer(layer, on))),
        )
    });
    let in_view = check(
        Signal::derive(move || text().in_view),
        Signal::derive(move || context.controls.with(|c| c.in_view)),
        Callback::new(move |on| send(MapMsg::SetInView(on))),
    );
    let shaded = offers.shading.then(|| {
        check(
            Signal::derive(move || text().shaded),
            Signal::derive(move || context.controls.with(|c| c.shaded)),
            Callback::new(move |on| send(MapMsg::SetShaded(on))),
        )
    });
    let heading = context.id("options-title");
    let labelled = heading.clone();
    view! {
        <div
            class="map-options"
            role="dialog"
            aria-labelledby=labelled
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    on_close.run(());
                }
            }
        >
            <div class="map-options-head">
                <h2 id=heading>{move || text().options}</h2>
                <button type="button" class="map-close" aria-label=move || text().close on:click=move |_| on_close.run(())>
                    "×"
                </button>
            </div>
            <label class="map-field">
                <span>{move || text().size_by}</span>
                <select aria-label=move || text().size_by on:change=move |event| {
                    let chosen = dom::field_value(&event);
                    send(MapMsg::SetSize((!chosen.is_empty()).then_some(chosen)));
                }>
                    <option value="" selected=move || context.controls.with(|c| c.size.is_none())>
                        {move || text().size_events}
                    </option>
                    {sizes}
                </select>
            </label>
            <label class="map-field">
                <span>{move || text().names}</span>
                <select aria-label=move || text().names on:change=move |event| {
                    if let Some(names) = MapNames::from_key(&dom::field_value(&event)) {
                        send(MapMsg::SetNames(names));
                    }
                }>{names.collect_view()}</select>
            </label>
            {in_view}
            {shaded}
            <fieldset>
                <legend>{move || text().layers}</legend>
                {layers.collect_view()}
            </fieldset>
            {own_file(context, offers.own)}
        </div>
    }
}

/// A box to tick.
fn check(label: Signal<&'static str>, on: Signal<bool>, set: Callback<bool>) -> impl IntoView {
    view! {
        <label class="map-check">
            <input type="checkbox" prop:checked=on on:change=move |event| set.run(event_target_checked(&event)) />
            <span>{label}</span>
        </label>
    }
}

/// The reader's own file: opened, said what of it is drawn, removed.
fn own_file(context: MapContext, own: RwSignal<Option<OwnFile>, LocalStorage>) -> impl IntoView {
    let text = move || context.text();
    let open = move |event: web_sys::Event| {
        let Some(file) = dom::chosen_file(&event) else {
            return;
        };
        let name = file.name();
        leptos::task::spawn_local(async move {
            let read = dom::bytes_of(&file).await;
            let overlay = read.map_or_else(Overlay::unreadable, |bytes| read_overlay(&bytes));
            let overlay = Arc::new(overlay);
            own.set(Some(OwnFile { name, overlay }));
        });
    };
    let state = move || {
        own.get().map(|file| {
            let names = context.names();
            let drawn = text()
                .own_drawn
                .of(u64::from(file.overlay.features), names.formats());
            let problems = file.overlay.problems.iter().map(|(feature, fault)| {
                let pattern = match fault {
                    OverlayFault::Unreadable => text().own_unreadable,
                    OverlayFault::NotJson => text().own_not_json,
                    OverlayFault::NotGeoJson => text().own_not_geojson,
                    OverlayFault::NoGeometry => text().own_no_geometry,
                    OverlayFault::OffTheGlobe => text().own_off_the_globe,
                };
                view! { <li>{fill(pattern, &[("n", &names.number(*feature))])}</li> }
            });
            let remove = fill(text().own_remove, &[("name", &file.name)]);
            view! {
                <p aria-live="polite">{drawn}</p>
                <ul class="own-problems">{problems.collect_view()}</ul>
                <button type="button" class="button" on:click=move |_| own.set(None)>
                    {remove}
                </button>
            }
        })
    };
    view! {
        <fieldset>
            <legend>{move || text().own}</legend>
            <label class="map-field">
                <span>{move || text().own_open}</span>
                <input type="file" accept=".geojson,.json,application/geo+json" on:change=open />
            </label>
            {state}
        </fieldset>
    }
}

//! Zoom to place by name: a combobox whose list follows what is typed (ARIA APG, editable combobox with a list).

use super::context::MapContext;
use super::edge::padded;
use crate::dom;
use chronotope_core::geo::{BBox, LonLat, world_from_lon_lat};
use chronotope_core::messages::fill;
use chronotope_core::scene::map::typed_lat_lon;
use chronotope_core::state::Msg;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use std::rc::Rc;

/// A place that was found by its name.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPlace {
    /// Its name in the page's language.
    pub name: String,
    /// The name in the other letters, and what it lies in.
    pub detail: String,
    /// Where it is.
    pub at: LonLat,
    /// How far it reaches, if it is an area with an outline.
    pub bbox: Option<BBox>,
}

/// Finds places by what is typed, best first.
pub type FindPlaces = Rc<dyn Fn(&str) -> Vec<FoundPlace>>;

/// A settlement is shown at least this close.
const PLACE_ZOOM: f64 = 11.5;

/// The field, and the list under it.
#[component]
pub(super) fn Find(context: MapContext, find: FindPlaces, pin: RwSignal<Option<LonLat>>) -> impl IntoView {
    let input: NodeRef<html::Input> = NodeRef::new();
    let field_box = context.taken.place();
    let found = RwSignal::new(Vec::<FoundPlace>::new());
    let active = RwSignal::new(0usize);
    let is_open = RwSignal::new(false);
    let find = StoredValue::new_local(find);
    let list_id = context.id("places");
    let text = move || context.text();
    let look = move |typed: String| {
        let mut list = Vec::new();
        if let Some(at) = typed_lat_lon(&typed) {
            let said = coordinates(at);
            list.push(FoundPlace {
                name: fill(text().coordinates_found, &[("at", &said)]),
                detail: String::new(),
                at,
                bbox: None,
            });
        } else {
            list = find.with_value(|find| find(&typed));
        }
        active.set(0);
        is_open.set(!typed.trim().is_empty());
        found.set(list);
    };
    let take = move |i: usize| {
        let Some(place) = found.with_untracked(|list| list.get(i).cloned()) else {
            return;
        };
        is_open.set(false);
        if let Some(input) = input.get_untracked() {
            input.set_value(&place.name);
        }
        pin.set(Some(place.at));
        context.send(match place.bbox {
            Some(bbox) => Msg::FitTo(padded(bbox)),
            None => Msg::CenterOn {
                center: place.at,
                min_zoom: PLACE_ZOOM,
            },
        });
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if count > 0 => {
                let step = if event.key() == "ArrowDown" { 1 } else { count - 1 };
                if is_open.get_untracked() {
                    active.update(|at| *at = (*at + step) % count);
                }
                is_open.set(true);
            }
            "Enter" => take(active.get_untracked()),
            "Escape" if is_open.get_untracked() => is_open.set(false),
            "Escape" => match input.get_untracked().filter(|input| !input.value().is_empty()) {
                Some(input) => {
                    input.set_value("");
                    pin.set(None);
                }
                None => return,
            },
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let option_id = {
        let list_id = list_id.clone();
        move |i: usize| format!("{list_id}-{i}")
    };
    let active_id = {
        let option_id = option_id.clone();
        move || {
            let shown = is_open.get() && found.with(|list| !list.is_empty());
            shown.then(|| option_id(active.get()))
        }
    };
    let options = {
        let option_id = option_id.clone();
        move || {
            let options = found.get().into_iter().enumerate().map(|(i, place)| {
                view! {
                    <li
                        role="option"
                        id=option_id(i)
                        aria-selected=move || (active.get() == i).to_string()
                        on:pointerdown=move |event| {
                            // The field keeps the focus.
                            event.prevent_default();
                            take(i);
                        }
                    >
                        <bdi class="found-name">{place.name}</bdi>
                        <bdi class="found-detail">{place.detail}</bdi>
                    </li>
                }
            });
            options.collect_view()
        }
    };
    let said = move || {
        let names = context.names();
        match (is_open.get(), found.with(Vec::len)) {
            (false, _) => String::new(),
            (true, 0) => text().find_none.to_owned(),
            (true, n) => text().find_some.of(n as u64, names.formats()),
        }
    };
    view! {
        <div class="map-find" node_ref=field_box>
            <input
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                aria-label=move || text().find
                placeholder=move || text().find
                title=move || text().find_hint
                aria-autocomplete="list"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                node_ref=input
                on:input=move |event| look(dom::field_value(&event))
                on:keydown=on_key
                on:blur=move |_| is_open.set(false)
            />
            <ul
                role="listbox"
                class="map-found"
                id=list_id
                hidden=move || !is_open.get() || found.with(Vec::is_empty)
                aria-label=move || text().find
            >
                {options}
            </ul>
            <p
                class="map-found-none"
                class:visually-hidden=move || !is_open.get() || found.with(|list| !list.is_empty())
                aria-live="polite"
            >
                {said}
            </p>
        </div>
    }
}

/// Latitude and longitude in degrees, as precise as a village.
pub(super) fn coordinates(at: LonLat) -> String {
    format!("{:.5}, {:.5}", at.lat, at.lon)
}

/// A sign at a place that was found or pressed: a mark of the map's, not of the data's.
#[component]
pub(super) fn Pin(context: MapContext, pin: RwSignal<Option<LonLat>>) -> impl IntoView {
    let d = move || {
        pin.get().map_or_else(String::new, |at| {
            let [x, y] = context.frame.get().px(world_from_lon_lat(at));
            format!("M{x:.1} {y:.1}m-14 0h9m10 0h9m-14 -14v9m0 10v9")
        })
    };
    view! { <path class="pin" d=d /> }
}

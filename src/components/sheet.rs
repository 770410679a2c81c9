//! What a phone does when places are selected: the reports rise far enough that the first of them is read, and the map
//! moves if the marks would be covered.

use super::panes::PaneSizes;
use crate::dom;
use crate::session::SessionValue;
use crate::store::Store;
use chronotope_core::state::{Focus, Msg};
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::Element;

/// Windows up to this width are a phone's, and up to this height a phone's on its side, as in the style sheet.
const PHONE_PX: f64 = 760.0;
const LOW_PX: f64 = 480.0;
const LEAST_SIDE_PX: f64 = 560.0;
/// What a mark keeps from the edges of what is seen of the map: its name, and the search field above.
const ROOM_ABOVE_PX: f64 = 76.0;
const ROOM_BELOW_PX: f64 = 40.0;
/// What stays to be seen above the heading or the first report.
const ABOVE_PX: f64 = 6.0;
/// Share of the window that the sheet takes.
const RAISED: f64 = 0.52;

/// How the panes are laid out.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Desk,
    /// The reports are a sheet over the map.
    Phone,
    /// The reports stand beside a low map.
    Low,
}

impl Form {
    fn now() -> Form {
        let (width, height) = (dom::window_size(true), dom::window_size(false));
        if height <= LOW_PX && width >= LEAST_SIDE_PX {
            Form::Low
        } else if width <= PHONE_PX {
            Form::Phone
        } else {
            Form::Desk
        }
    }
}

/// Follows what is selected; `side` is the pane of the reports.
pub fn follow(store: Store, session: SessionValue, sizes: PaneSizes, side: NodeRef<Div>) {
    // The sheet was drawn up here, and goes down again with the selection.
    let was_raised = StoredValue::new(false);
    Effect::new(move |_| {
        let is_selected = matches!(&*store.focus.read(), Focus::Places(ids) if !ids.is_empty());
        let form = Form::now();
        if form == Form::Desk {
            return;
        }
        if !is_selected {
            if was_raised.get_value() {
                was_raised.set_value(false);
                sizes.rest_sheet();
            }
            return;
        }
        if form == Form::Phone {
            let px = (dom::window_size(false) * RAISED).round();
            if !sizes.is_sheet_up_untracked() {
                was_raised.set_value(true);
                sizes.sheet.set(px);
            }
            if let Some(side) = side.get_untracked() {
                uncover(store, session, &side, px);
            }
        }
        // The list is drawn by then.
        request_animation_frame(move || {
            if let Some(side) = side.try_get_untracked().flatten() {
                show_first(&side, form == Form::Phone);
            }
        });
    });
}

/// Moves the map so that the selected place is seen above a sheet of this height.
fn uncover(store: Store, session: SessionValue, side: &Element, sheet_px: f64) {
    let Some(map) = dom::pane_of(side, "app-map") else {
        return;
    };
    let point = session.with_value(|session| match &*store.focus.read_untracked() {
        Focus::Places(ids) => {
            let code = session.place_code(ids.last()?)?;
            session.table.places().get(code as usize)?.lon_lat
        }
        _ => None,
    });
    let viewport = store.viewport.get_untracked();
    let Some(at) = point.map(|point| viewport.screen_from_lon_lat(point)) else {
        return;
    };
    let top = map.get_bounding_client_rect().top();
    let seen = (dom::window_size(false) - sheet_px - top).min(viewport.height);
    let is_in_pane = (0.0..=viewport.width).contains(&at.x) && (0.0..=viewport.height).contains(&at.y);
    if is_in_pane && !(ROOM_ABOVE_PX..=seen - ROOM_BELOW_PX).contains(&at.y) {
        let middle = f64::midpoint(ROOM_ABOVE_PX, seen - ROOM_BELOW_PX);
        // Part of the step that selected the place.
        store.dispatch(Msg::CenterOn {
            center: viewport.panned(0.0, middle - at.y).center,
            min_zoom: 0.0,
        });
    }
}

/// Scrolls the reports to the first one, with the heading above it if there is room; `has_bar` if the bar of the sheet
/// stays above them.
fn show_first(side: &Element, has_bar: bool) {
    let top = |e: &Element| e.get_bounding_client_rect().top();
    let (head, first) = (
        dom::query(side, ".reports-head"),
        dom::query(side, ".events article"),
    );
    let (Some(head), Some(first)) = (head, first) else {
        return;
    };
    let bar = dom::query(side, ".side-bar").filter(|_| has_bar);
    let bar_px = bar.map_or(0.0, |bar| bar.get_bounding_client_rect().height());
    let room = (side.get_bounding_client_rect().height() - bar_px) * 0.6;
    let shown = if top(&first) - top(&head) < room {
        &head
    } else {
        &first
    };
    let far = top(shown) - top(side) - bar_px - ABOVE_PX;
    side.set_scroll_top(side.scroll_top() + far as i32);
}

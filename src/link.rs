//! The address: the view is read from its hash, and written back to it.

use crate::dom;
use crate::store::Store;
use chronotope_core::state::{History, Msg, UrlProblem, ViewState, from_hash, to_hash};
use leptos::prelude::*;

/// Least time between two writes of the address, which cost the browser milliseconds; Safari allows 100 in 30 s.
const WRITE_EVERY_MS: f64 = 1_000.0;
/// How long the hand rests before the address is written where the last write is too fresh.
const REST: std::time::Duration = std::time::Duration::from_millis(250);

/// The view that the address asks for, over the opening view, and what could not be used of it.
pub(crate) fn read(opening: &ViewState) -> (ViewState, Vec<UrlProblem>) {
    from_hash(&dom::hash(), opening)
}

/// Keeps the address in step with the view, and the view with Back and Forward.
pub(crate) fn follow(store: Store, opening: ViewState) {
    let written = StoredValue::new(to_hash(&store.view().get_untracked()));
    let last_write_ms = StoredValue::new(f64::MIN);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let write = move |is_new_step: bool| {
        let hash = to_hash(&store.view().read_untracked());
        if hash != written.get_value() {
            written.set_value(hash.clone());
            last_write_ms.set_value(dom::now_ms());
            dom::set_hash(&hash, is_new_step);
        }
    };
    Effect::new(move |_| {
        let history = store.last.read().as_ref().map_or(History::None, Msg::history);
        match history {
            History::None => {}
            History::Push => write(true),
            History::Replace => {
                if let Some(earlier) = waiting.get_value() {
                    earlier.clear();
                }
                if last_write_ms.get_value() + WRITE_EVERY_MS <= dom::now_ms() {
                    write(false);
                } else {
                    waiting.set_value(set_timeout_with_handle(move || write(false), REST).ok());
                }
            }
        }
    });
    dom::on_window("hashchange", move || {
        if dom::hash() == written.get_value() {
            return;
        }
        let (view, _problems) = from_hash(&dom::hash(), &opening);
        written.set_value(to_hash(&view));
        store.dispatch(Msg::Restore(Box::new(view)));
    });
}

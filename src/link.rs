//! The address: the view is read from its hash, and written back to it.

use crate::dom;
use crate::store::Store;
use chronotope_core::state::{History, Msg, UrlProblem, ViewState, from_hash, to_hash};
use leptos::prelude::*;

/// How long the hand rests before the address is written again: a write costs the browser milliseconds, and Safari
/// allows 100 in 30 s.
const REST: std::time::Duration = std::time::Duration::from_millis(250);

/// The view that the address asks for, over the opening view, and what could not be used of it.
pub(crate) fn read(opening: &ViewState) -> (ViewState, Vec<UrlProblem>) {
    from_hash(&dom::hash(), opening)
}

/// Keeps the address in step with the view, and the view with Back and Forward.
pub(crate) fn follow(store: Store, opening: ViewState) {
    let written = StoredValue::new(to_hash(&store.view().get_untracked()));
    let last_act_ms = StoredValue::new(f64::NEG_INFINITY);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let write = move |is_new_step: bool| {
        let hash = to_hash(&store.view().read_untracked());
        if hash != written.get_value() {
            written.set_value(hash.clone());
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
                let was_resting = last_act_ms.get_value() + REST.as_secs_f64() * 1_000.0 <= dom::now_ms();
                last_act_ms.set_value(dom::now_ms());
                if was_resting {
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

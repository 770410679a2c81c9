//! At most one message of a sort per animation frame, however fast the hand moves.

use crate::dom;
use leptos::prelude::*;

/// Collects what happens between two frames and hands it on at the next.
pub struct PerFrame<T: 'static> {
    pending: StoredValue<Option<T>, LocalStorage>,
    flush: StoredValue<Box<dyn Fn(T)>, LocalStorage>,
}

impl<T> Clone for PerFrame<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for PerFrame<T> {}

impl<T: 'static> PerFrame<T> {
    /// `flush` is called once a frame in which something happened.
    pub fn new(flush: impl Fn(T) + 'static) -> PerFrame<T> {
        PerFrame {
            pending: StoredValue::new_local(None),
            flush: StoredValue::new_local(Box::new(flush)),
        }
    }

    /// Something happened: `merge` joins it to what is pending, if anything is.
    pub fn push(self, merge: impl FnOnce(Option<T>) -> T) {
        let asked = self
            .pending
            .try_update_value(|pending| {
                let before = pending.take();
                let asked = before.is_some();
                *pending = Some(merge(before));
                asked
            })
            .unwrap_or(true);
        if !asked {
            request_animation_frame(move || {
                // Nothing is left of a component that is gone.
                if let Some(Some(value)) = self.pending.try_update_value(Option::take) {
                    self.flush.try_with_value(|flush| flush(value));
                }
            });
        }
    }
}

/// Calls `step` once a frame with the seconds since the last one, until it says that it is done or the owner of `alive`
/// is gone.
pub fn animate(alive: StoredValue<bool, LocalStorage>, mut step: impl FnMut(f64) -> bool + 'static) {
    let last = dom::now_secs();
    request_animation_frame(move || {
        if alive.try_get_value() != Some(true) {
            return;
        }
        let dt_secs = dom::now_secs() - last;
        if step(dt_secs) {
            animate(alive, step);
        }
    });
}

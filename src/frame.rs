//! Animation frames: input that keeps up with the hand, at most once a frame, and a clock for playing and gliding.

use crate::dom;
use leptos::prelude::*;
use std::rc::Rc;

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

    /// Hands this on at the next frame, unless another value is sent before.
    pub fn send(self, value: T) {
        self.push(|_earlier| value);
    }

    /// Takes back what has not been handed on yet.
    pub fn cancel(self) {
        self.pending.try_update_value(Option::take);
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
    let last = dom::now_ms();
    request_animation_frame(move || {
        if alive.try_get_value() != Some(true) {
            return;
        }
        let dt_secs = (dom::now_ms() - last) / 1_000.0;
        if step(dt_secs) {
            animate(alive, step);
        }
    });
}

/// A longer pause between two frames is no time that has passed: the tab was hidden, or the machine slept.
const LONGEST_FRAME_SECS: f64 = 0.25;

/// While `running`, calls back at every animation frame with the seconds since the last one.
pub fn each_frame(running: Signal<bool>, frame: impl Fn(f64) + 'static) {
    let frame: Rc<dyn Fn(f64)> = Rc::new(frame);
    let chain = StoredValue::new(0_u32);
    Effect::new(move || {
        chain.update_value(|n| *n = n.wrapping_add(1));
        if running.get() {
            next_frame(
                running,
                chain,
                chain.get_value(),
                dom::now_ms(),
                Rc::clone(&frame),
            );
        }
    });
}

/// Waits for a frame, calls back, and goes on until another chain of frames has begun or nothing runs any more.
fn next_frame(
    running: Signal<bool>,
    chain: StoredValue<u32>,
    number: u32,
    before_ms: f64,
    frame: Rc<dyn Fn(f64)>,
) {
    request_animation_frame(move || {
        let is_current = chain.try_get_value() == Some(number);
        if !is_current || running.try_get_untracked() != Some(true) {
            return;
        }
        let now_ms = dom::now_ms();
        let dt_secs = (now_ms - before_ms) / 1_000.0;
        if (0.0..=LONGEST_FRAME_SECS).contains(&dt_secs) {
            frame(dt_secs);
        }
        next_frame(running, chain, number, now_ms, frame);
    });
}

//! Animation frames: input that keeps up with the hand, and a clock for playing.

use crate::dom;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// Delivers what it is sent once an animation frame: of several values in a frame the last.
pub struct LatestPerFrame<T> {
    waiting: Rc<RefCell<Option<T>>>,
    deliver: Rc<dyn Fn(T)>,
}

impl<T: 'static> LatestPerFrame<T> {
    /// Delivers to this function.
    pub fn new(deliver: impl Fn(T) + 'static) -> Self {
        LatestPerFrame {
            waiting: Rc::default(),
            deliver: Rc::new(deliver),
        }
    }

    /// Delivers this value in the next frame, unless another is sent before.
    pub fn send(&self, value: T) {
        if self.waiting.borrow_mut().replace(value).is_some() {
            return;
        }
        let (waiting, deliver) = (Rc::clone(&self.waiting), Rc::clone(&self.deliver));
        request_animation_frame(move || {
            let value = waiting.borrow_mut().take();
            if let Some(value) = value {
                deliver(value);
            }
        });
    }

    /// Takes back what has not been delivered yet.
    pub fn cancel(&self) {
        self.waiting.borrow_mut().take();
    }
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

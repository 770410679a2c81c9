//! When the map's planes are painted anew, and what is made before: each part in a task of its own, while the hand sees
//! the earlier picture moved and stretched.

use crate::derive::debounced;
use chronotope_core::geo::{Rect, Viewport};
use chronotope_core::scene::map::{MarkLayout, ZoomStep, is_near_margin, is_within_plane, kept_box};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// Maps of more places than this are painted anew in several tasks: of fewer, one is not felt.
const MANY_PLACES: usize = 400;

/// A hand that has not moved the map for so long rests.
const RESTS: Duration = Duration::from_millis(100);

/// So many layouts are remembered: of the last steps of zoom, sized by events and by what else is asked for.
const MOST_LAYOUTS: usize = 12;

/// Makes something for a viewport, and keeps it for when it is asked for.
type Make = Rc<dyn Fn(Viewport)>;

/// What is made for a viewport before the planes are painted for it, in the order in which it is needed.
#[derive(Clone, Copy)]
pub(super) struct Ahead(StoredValue<Vec<Make>, LocalStorage>);

impl Ahead {
    pub(super) fn new() -> Ahead {
        Ahead(StoredValue::new_local(Vec::new()))
    }

    /// One thing more.
    pub(super) fn add(self, make: impl Fn(Viewport) + 'static) {
        self.0.update_value(|all| all.push(Rc::new(make)));
    }
}

/// What symbols leave room for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum SizedBy {
    /// The events of all time.
    Events,
    /// What so many days can hold of them.
    Days(u32),
    /// The figures of a measure.
    Figures(String),
}

/// The marks of the steps of zoom that were shown last.
#[derive(Default)]
pub(super) struct Layouts(Vec<(SizedBy, Arc<MarkLayout>)>);

impl Layouts {
    /// The marks of a step; made if they are not there.
    pub(super) fn at(
        &mut self,
        step: ZoomStep,
        size: SizedBy,
        make: impl FnOnce() -> MarkLayout,
    ) -> Arc<MarkLayout> {
        let is_it = |(its, layout): &&(SizedBy, Arc<MarkLayout>)| layout.step() == step && *its == size;
        if let Some((_, layout)) = self.0.iter().find(is_it) {
            return Arc::clone(layout);
        }
        let layout = Arc::new(make());
        self.0.truncate(MOST_LAYOUTS - 1);
        self.0.insert(0, (size, Arc::clone(&layout)));
        layout
    }
}

/// What the planes are painted for, and what they should show.
#[derive(Clone, Copy)]
pub(super) struct Planes {
    viewport: Signal<Viewport>,
    /// A wheel, two fingers or a button are zooming.
    zooming: RwSignal<bool>,
    base: RwSignal<Viewport>,
    rested: RwSignal<Viewport>,
    kept_marks: RwSignal<Rect>,
    kept_names: RwSignal<Rect>,
    ahead: Ahead,
    is_many: bool,
    is_preparing: StoredValue<bool>,
}

impl Planes {
    /// Planes for the present viewport. They follow it once [`Planes::follow`] is called.
    pub(super) fn new(
        viewport: Signal<Viewport>,
        zooming: RwSignal<bool>,
        ahead: Ahead,
        places: usize,
    ) -> Planes {
        let base = viewport.get_untracked();
        Planes {
            viewport,
            zooming,
            base: RwSignal::new(base),
            rested: RwSignal::new(base),
            kept_marks: RwSignal::new(kept_box(base)),
            kept_names: RwSignal::new(kept_box(base)),
            ahead,
            is_many: places > MANY_PLACES,
            is_preparing: StoredValue::new(false),
        }
    }

    /// The viewport that the planes are painted for.
    pub(super) fn base(self) -> Signal<Viewport> {
        self.base.into()
    }

    /// The viewport for which names that would lie under something are left out: they do not come and go with the hand.
    pub(super) fn rested(self) -> Signal<Viewport> {
        self.rested.into()
    }

    /// The part of the world whose marks are elements.
    pub(super) fn kept_marks(self) -> Memo<Rect> {
        Memo::new(move |_| self.kept_marks.get())
    }

    /// The part of the world whose names are.
    pub(super) fn kept_names(self) -> Memo<Rect> {
        Memo::new(move |_| self.kept_names.get())
    }

    /// Paints the planes anew whenever they no longer show what they should.
    pub(super) fn follow(self) {
        let rest = debounced(RESTS, move || {
            let views = self
                .base
                .try_get_untracked()
                .zip(self.viewport.try_get_untracked());
            // Of another zoom, when the planes are painted for it.
            if let Some((_, now)) = views.filter(|(base, now)| is_panned(*base, *now)) {
                self.rested.set(now);
            }
        });
        Effect::new(move || {
            self.viewport.track();
            self.zooming.track();
            self.consider();
            rest();
        });
    }

    fn consider(self) {
        let (base, now) = (self.base.get_untracked(), self.viewport.get_untracked());
        let is_within = is_within_plane(base, now, self.zooming.get_untracked());
        let is_pan = is_panned(base, now);
        let is_soon = self.is_many && is_pan && is_near_margin(base, now);
        if is_within && !is_soon {
            return;
        }
        // Of another size of the pane most of what is drawn stays.
        if !self.is_many || (base.zoom.to_bits() == now.zoom.to_bits() && !is_pan) {
            self.paint(now);
        } else if !self.is_preparing.get_value() {
            self.is_preparing.set_value(true);
            if is_pan {
                self.prepare_pan(now, 0);
            } else {
                self.prepare(now, 0);
            }
        }
    }

    fn paint(self, now: Viewport) {
        self.kept_marks.set(kept_box(now));
        self.kept_names.set(kept_box(now));
        self.rested.set(now);
        self.base.set(now);
    }

    /// Makes marks, then names where the hand is going, each in a task of its own, and then paints.
    fn prepare_pan(self, target: Viewport, next: usize) {
        let make = move || {
            // The map may be gone.
            let Some(now) = self.viewport.try_get_untracked() else {
                return;
            };
            let is_still_panned = is_panned(target, now);
            match next {
                0 if is_still_panned => self.kept_marks.set(kept_box(target)),
                1 if is_still_panned => self.kept_names.set(kept_box(target)),
                _ => {
                    self.is_preparing.set_value(false);
                    if is_still_panned {
                        self.paint(target);
                    }
                    // The hand may have gone on meanwhile.
                    self.consider();
                    return;
                }
            }
            self.prepare_pan(target, next + 1);
        };
        set_timeout(make, Duration::ZERO);
    }

    /// Makes one thing after another for a viewport, and then paints.
    fn prepare(self, target: Viewport, next: usize) {
        let make = move || {
            // The map may be gone.
            let Some(now) = self.viewport.try_get_untracked() else {
                return;
            };
            if is_other(target, now) {
                // The hand went on.
                self.prepare(now, 0);
                return;
            }
            let make = self.ahead.0.with_value(|all| all.get(next).cloned());
            if let Some(make) = make {
                make(target);
                self.prepare(target, next + 1);
            } else {
                self.is_preparing.set_value(false);
                self.paint(now);
            }
        };
        set_timeout(make, Duration::ZERO);
    }
}

/// True if what was made for one viewport is not what another needs.
fn is_other(a: Viewport, b: Viewport) -> bool {
    ZoomStep::of(a.zoom) != ZoomStep::of(b.zoom)
}

/// True if two viewports differ in where they are alone.
fn is_panned(a: Viewport, b: Viewport) -> bool {
    let bits = |view: Viewport| [view.zoom, view.width, view.height].map(f64::to_bits);
    bits(a) == bits(b)
}

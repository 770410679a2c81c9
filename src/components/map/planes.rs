//! When the map's planes are painted anew, and what is made before: each part in a task of its own, while the hand sees
//! the earlier picture moved and stretched.

use chronotope_core::geo::Viewport;
use chronotope_core::scene::map::{MarkLayout, ZoomStep, is_within_plane};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// Maps of more places than this are painted anew in several tasks: of fewer, one is not felt.
const MANY_PLACES: usize = 400;

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
        Planes {
            viewport,
            zooming,
            base: RwSignal::new(viewport.get_untracked()),
            ahead,
            is_many: places > MANY_PLACES,
            is_preparing: StoredValue::new(false),
        }
    }

    /// The viewport that the planes are painted for.
    pub(super) fn base(self) -> Signal<Viewport> {
        self.base.into()
    }

    /// Paints the planes anew whenever they no longer show what they should.
    pub(super) fn follow(self) {
        Effect::new(move || {
            self.viewport.track();
            self.zooming.track();
            self.consider();
        });
    }

    fn consider(self) {
        let (base, now) = (self.base.get_untracked(), self.viewport.get_untracked());
        if is_within_plane(base, now, self.zooming.get_untracked()) {
            return;
        }
        // Another size of the pane, or a pan beyond the margin: most of what is drawn stays.
        if !self.is_many || base.zoom.to_bits() == now.zoom.to_bits() {
            self.base.set(now);
        } else if !self.is_preparing.get_value() {
            self.is_preparing.set_value(true);
            self.prepare(now, 0);
        }
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
                self.base.set(now);
            }
        };
        set_timeout(make, Duration::ZERO);
    }
}

/// True if what was made for one viewport is not what another needs.
fn is_other(a: Viewport, b: Viewport) -> bool {
    ZoomStep::of(a.zoom) != ZoomStep::of(b.zoom)
}

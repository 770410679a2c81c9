//! The address: the view is read from its hash, and written back to it. Every step of the browser's history is a step
//! that Undo and Redo know, and the other way round.

use crate::store::Store;
use crate::{derive, dom};
use chronotope_core::state::{Gesture, History, Msg, Step, Steps, UrlProblem, ViewState, from_hash, to_hash};
use leptos::prelude::*;

/// How long the hand rests before the address is written again: a write costs the browser milliseconds, and Safari
/// allows 100 in 30 s.
const REST: std::time::Duration = std::time::Duration::from_millis(250);

/// The view that the address asks for, over the opening view, and what could not be used of it.
pub(crate) fn read(opening: &ViewState) -> (ViewState, Vec<UrlProblem>) {
    from_hash(&dom::hash(), opening)
}

/// Undo and Redo.
#[derive(Clone, Copy)]
pub(crate) struct Undo {
    /// There is something to undo.
    pub is_possible: Signal<bool>,
    /// There is something to redo.
    pub redo_is_possible: Signal<bool>,
    /// Goes by so many steps: -1 is Undo, 1 is Redo.
    pub go: Callback<i32>,
}

/// Steps of the view and how far they are written.
#[derive(Clone, Copy)]
struct Link {
    store: Store,
    opening: StoredValue<ViewState>,
    steps: RwSignal<Steps>,
    /// The address is this app's: else steps are kept for it alone.
    is_whole_page: bool,
    /// Tells entries of the tab's history that this page has written from those of an earlier load.
    mark: f64,
    /// The next change of the view begins a step.
    is_new: StoredValue<bool>,
    /// What could not be used of the address.
    problems: RwSignal<Vec<UrlProblem>>,
}

/// Keeps the address in step with the view, and the view with Back, Forward, Undo and Redo.
///
/// `problems` are what could not be used of the address.
pub(crate) fn follow(
    store: Store,
    opening: ViewState,
    is_whole_page: bool,
    problems: RwSignal<Vec<UrlProblem>>,
) -> Undo {
    let link = Link {
        store,
        opening: StoredValue::new(opening),
        steps: RwSignal::new(Steps::new(step_of(&store.view().read_untracked()))),
        is_whole_page,
        mark: dom::time_origin_ms(),
        is_new: StoredValue::new(false),
        problems,
    };
    let write_later = derive::debounced(REST, move || link.write());
    let before = StoredValue::new((Gesture::Follow, f64::MIN));
    Effect::new(move |_| {
        let Some(msg) = &*store.last.read() else { return };
        if matches!(msg, Msg::Restore(_) | Msg::SetTies(_)) {
            before.set_value((Gesture::Follow, dom::now_ms()));
            return;
        }
        if msg.history() == History::None {
            return;
        }
        let (gesture, at_ms) = before.get_value();
        let begins = Gesture::begins(msg, gesture, dom::now_ms() - at_ms);
        // A double press replaces what its first press selected, even where the second changed nothing.
        if begins || *msg == Msg::AllTimeInstead {
            link.is_new.set_value(begins);
        }
        if Gesture::of(msg) != Gesture::Follow {
            before.set_value((Gesture::of(msg), dom::now_ms()));
        }
        // A new step is written at once.
        if link.is_new.get_value() {
            link.write();
        } else {
            write_later();
        }
    });
    if is_whole_page {
        dom::number_entry(link.mark, 0);
        dom::on_window("popstate", move || link.went());
    }
    let can = move |ask: fn(&Steps) -> bool| Signal::derive(move || ask(&link.steps.read()));
    Undo {
        is_possible: can(Steps::can_undo),
        redo_is_possible: can(Steps::can_redo),
        go: Callback::new(move |by| link.go(by)),
    }
}

impl Link {
    /// Writes the view to the address, if it has changed.
    fn write(self) {
        if self.is_gone() {
            return;
        }
        let step = step_of(&self.store.view().read_untracked());
        let is_same = self.steps.with_untracked(|steps| steps.present() == Some(&step));
        if is_same {
            return;
        }
        let is_new = self.is_new.get_value();
        self.is_new.set_value(false);
        let hash = step.hash.clone();
        self.steps.update(|steps| steps.record(step, is_new));
        if self.is_whole_page {
            dom::set_hash(&hash, is_new, self.mark, self.number());
        }
    }

    /// Other data has been opened: another link follows the address now.
    fn is_gone(self) -> bool {
        self.steps.try_get_untracked().is_none()
    }

    fn number(self) -> usize {
        self.steps.with_untracked(Steps::number)
    }

    /// The browser went to another entry of its history: one of ours, or a hash that somebody has typed.
    fn went(self) {
        if self.is_gone() {
            return;
        }
        let hash = dom::hash();
        let ties = self.store.ties.get_untracked();
        let mut step = Step { hash, ties };
        let is_known = dom::entry_number(self.mark).is_some_and(|number| {
            let mut kept = None;
            self.steps.update(|steps| kept = steps.go(number).cloned());
            kept.map(|kept| step.ties = kept.ties).is_some()
        });
        if !is_known {
            self.steps.update(|steps| steps.record(step.clone(), true));
            dom::number_entry(self.mark, self.number());
        }
        self.show(step);
    }

    /// Undo or Redo. In a page of its own that is Back or Forward.
    fn go(self, by: i32) {
        // What is not written yet belongs to the step that is left.
        self.write();
        let Some(number) = self.number().checked_add_signed(by as isize) else {
            return;
        };
        let mut steps = self.steps.get_untracked();
        let Some(step) = steps.go(number).cloned() else {
            return;
        };
        if self.is_whole_page {
            dom::go_in_history(by);
        } else {
            self.steps.set(steps);
            self.show(step);
        }
    }

    fn show(self, step: Step) {
        if to_hash(&self.store.view().read_untracked()) != step.hash {
            let (view, problems) = self.opening.with_value(|opening| from_hash(&step.hash, opening));
            self.problems.set(problems);
            self.store.dispatch(Msg::Restore(Box::new(view)));
        }
        if self.store.ties.with_untracked(|ties| *ties != step.ties) {
            self.store.dispatch(Msg::SetTies(step.ties));
        }
    }
}

fn step_of(view: &ViewState) -> Step {
    Step {
        hash: to_hash(view),
        ties: view.ties.clone(),
    }
}

//! [`Steps`]: the views that Undo and Redo lead to, the same as the browser's Back and Forward do.

use super::{Msg, TieDecision, TimeMsg};

/// Steps that are kept: fewer than the 50 entries of a tab's history that browsers keep, so that each still has its own.
pub const MAX_STEPS: usize = 40;

/// Acts of one gesture are one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// A step of its own.
    Own,
    /// Goes with whatever came before: the page adapts.
    Follow,
    /// A window that is dragged. The act that ends the drag belongs to it.
    Drag,
    /// Playing.
    Play,
    /// Moving the map.
    Map,
    /// Typing words.
    Text,
    /// Moving the compared dates.
    Compared,
    /// Moving or zooming the detail axis.
    Axis,
    /// Moving the selected dates by keys.
    Step,
    /// Selecting dates at once. The second press of a double one belongs to the first.
    Dates,
}

/// A pause after which a gesture that has no end of its own is over.
const GESTURE_REST_MS: f64 = 800.0;
/// The first press of a double one was no longer ago than this, however busy the page is.
const DOUBLE_PRESS_MS: f64 = 1_500.0;

impl Gesture {
    /// The gesture that an act belongs to.
    pub fn of(msg: &Msg) -> Gesture {
        match msg {
            Msg::DragWindow(_) => Gesture::Drag,
            Msg::SetPlaying(_) | Msg::Tick { .. } | Msg::Time(TimeMsg::SkipTo(_)) => Gesture::Play,
            Msg::PanBy { .. } | Msg::ZoomAt { .. } => Gesture::Map,
            Msg::Ask { .. } => Gesture::Text,
            Msg::Time(TimeMsg::SetCompared(_)) => Gesture::Compared,
            Msg::Time(
                TimeMsg::ZoomAxis { .. } | TimeMsg::PanAxis(_) | TimeMsg::SetAxis(_) | TimeMsg::FitAxis,
            ) => Gesture::Axis,
            Msg::SetWindow(_) => Gesture::Dates,
            Msg::StepWindow(_) => Gesture::Step,
            Msg::ResizeMap { .. } | Msg::CenterOn { .. } => Gesture::Follow,
            _ => Gesture::Own,
        }
    }

    /// True if an act begins a step: `before` is the gesture of the act before it, so many milliseconds ago.
    pub fn begins(msg: &Msg, before: Gesture, since_ms: f64) -> bool {
        let is_rested = since_ms > GESTURE_REST_MS;
        match Gesture::of(msg) {
            Gesture::Follow => false,
            // The hand lets go.
            Gesture::Dates => before != Gesture::Drag,
            Gesture::Step => is_rested || !matches!(before, Gesture::Step | Gesture::Drag),
            Gesture::Own => {
                let is_second_press = before == Gesture::Dates && since_ms < DOUBLE_PRESS_MS;
                !(matches!(msg, Msg::AllTimeInstead) && is_second_press)
            }
            // A key that is held down goes on with its first press.
            Gesture::Drag if before == Gesture::Step => is_rested,
            gesture @ (Gesture::Drag | Gesture::Play) => before != gesture,
            gesture => before != gesture || is_rested,
        }
    }
}

/// A view: as the hash of the address writes it, and what it does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// The hash.
    pub hash: String,
    /// What the reader has said of incidents.
    pub ties: Vec<TieDecision>,
}

/// Views, and which of them is shown. Steps are numbered from the first on, even when that is no longer kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    all: Vec<Step>,
    at: usize,
    /// Steps before the first that is kept.
    dropped: usize,
}

impl Steps {
    /// One view.
    pub fn new(step: Step) -> Steps {
        Steps {
            all: vec![step],
            at: 0,
            dropped: 0,
        }
    }

    /// The number of the present step.
    pub fn number(&self) -> usize {
        self.dropped + self.at
    }

    /// The present view.
    pub fn present(&self) -> Option<&Step> {
        self.all.get(self.at)
    }

    /// The view has changed: a new step, after which there is nothing to redo, or the present one.
    pub fn record(&mut self, step: Step, is_new: bool) {
        if is_new {
            self.all.truncate(self.at + 1);
            self.all.push(step);
            if self.all.len() > MAX_STEPS {
                self.all.remove(0);
                self.dropped += 1;
            }
            self.at = self.all.len() - 1;
        } else if let Some(present) = self.all.get_mut(self.at) {
            *present = step;
        }
    }

    /// True if there is a step before.
    pub fn can_undo(&self) -> bool {
        self.at > 0
    }

    /// True if there is a step after.
    pub fn can_redo(&self) -> bool {
        self.at + 1 < self.all.len()
    }

    /// Goes to the step of a number, and gives its view; `None` if it is not kept.
    pub fn go(&mut self, number: usize) -> Option<&Step> {
        let at = number.checked_sub(self.dropped)?;
        let step = self.all.get(at)?;
        self.at = at;
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Day, TimeWindow};
    use proptest::prelude::*;

    #[test]
    fn a_drag_and_its_end_are_one_step() {
        let window = TimeWindow::new(Day(0), Day(9));
        let (drag, set) = (Msg::DragWindow(window), Msg::SetWindow(window));
        assert!(Gesture::begins(&drag, Gesture::Own, 5.0));
        assert!(!Gesture::begins(&drag, Gesture::Drag, 5_000.0));
        assert!(!Gesture::begins(&set, Gesture::Drag, 5.0));
        assert!(Gesture::begins(&set, Gesture::Own, 5.0));
    }

    #[test]
    fn keys_soon_after_each_other_are_one_step() {
        let window = TimeWindow::new(Day(0), Day(9));
        let (step, drag) = (Msg::StepWindow(window), Msg::DragWindow(window));
        assert!(Gesture::begins(&step, Gesture::Own, 5.0));
        assert!(!Gesture::begins(&step, Gesture::Step, 200.0));
        assert!(Gesture::begins(&step, Gesture::Step, 2_000.0));
        assert!(!Gesture::begins(&drag, Gesture::Step, 300.0));
    }

    #[test]
    fn a_double_press_is_one_step() {
        let set = Msg::SetWindow(TimeWindow::new(Day(0), Day(9)));
        assert_eq!(Gesture::of(&set), Gesture::Dates);
        assert!(Gesture::begins(&set, Gesture::Dates, 5.0));
        assert!(!Gesture::begins(&Msg::AllTimeInstead, Gesture::Dates, 200.0));
        assert!(Gesture::begins(&Msg::AllTimeInstead, Gesture::Dates, 2_000.0));
        assert!(Gesture::begins(&Msg::AllTimeInstead, Gesture::Drag, 200.0));
        assert!(Gesture::begins(&Msg::ShowAllTime, Gesture::Dates, 200.0));
    }

    #[test]
    fn a_pause_ends_a_gesture_of_the_map() {
        let pan = Msg::PanBy { dx: 1.0, dy: 0.0 };
        assert!(!Gesture::begins(&pan, Gesture::Map, 16.0));
        assert!(Gesture::begins(&pan, Gesture::Map, 2_000.0));
        let resize = Msg::ResizeMap {
            width: 1.0,
            height: 1.0,
        };
        assert!(!Gesture::begins(&resize, Gesture::Own, 2_000.0));
    }

    proptest! {
        /// Against a plain list of what was seen, with a cursor.
        #[test]
        fn undo_and_redo_go_through_all_views(acts in prop::collection::vec(0u8..4, 0..120)) {
            let step = |hash: &str| Step { hash: hash.to_owned(), ties: Vec::new() };
            let mut steps = Steps::new(step("0"));
            let (mut seen, mut at) = (vec!["0".to_owned()], 0usize);
            for (i, act) in acts.into_iter().enumerate() {
                let hash = (i + 1).to_string();
                match act {
                    0 => {
                        steps.record(step(&hash), true);
                        seen.truncate(at + 1);
                        seen.push(hash);
                        at += 1;
                    }
                    1 => {
                        steps.record(step(&hash), false);
                        seen[at] = hash;
                    }
                    2 if steps.can_undo() => {
                        at -= 1;
                        prop_assert_eq!(steps.go(steps.number() - 1), Some(&step(&seen[at])));
                    }
                    3 => {
                        prop_assert_eq!(steps.can_redo(), at + 1 < seen.len());
                        if steps.can_redo() {
                            at += 1;
                            prop_assert_eq!(steps.go(steps.number() + 1), Some(&step(&seen[at])));
                        }
                    }
                    _ => {}
                }
                prop_assert_eq!(steps.number(), at);
                prop_assert_eq!(steps.can_undo(), at > seen.len().saturating_sub(MAX_STEPS).min(at));
            }
        }
    }
}

//! [`Gestures`]: what pointers do to the map: drag, pinch, draw a box, double tap.

use super::{DragTrail, Fling};
use crate::geo::{Rect, ScreenPoint};

/// A pointer that moves less than this has clicked.
const SLOP_PX: f64 = 4.0;
/// Two taps within this time, in seconds, and this distance are a double tap.
const DOUBLE_TAP_SECS: f64 = 0.35;
const DOUBLE_TAP_PX: f64 = 32.0;
/// A box smaller than this is an accident.
const LEAST_BOX_PX: f64 = 8.0;

/// Something a pointer does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PointerAct {
    /// It goes down.
    Down {
        /// Which pointer.
        id: i32,
        /// Where.
        at: ScreenPoint,
        /// A box is wanted.
        boxing: bool,
        /// It is a finger.
        touch: bool,
    },
    /// It moves.
    Move {
        /// Which pointer.
        id: i32,
        /// Where to.
        at: ScreenPoint,
    },
    /// It goes up.
    Up {
        /// Which pointer.
        id: i32,
    },
    /// The browser takes it away.
    Cancel {
        /// Which pointer.
        id: i32,
    },
}

/// What that means for the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MapAct {
    /// This pointer drags now: it belongs to the map until it goes up.
    Capture(i32),
    /// Move the map by this many px.
    Pan {
        /// To the right.
        dx: f64,
        /// Down.
        dy: f64,
    },
    /// Zoom by levels about a point.
    Zoom {
        /// Levels.
        delta: f64,
        /// The point that keeps its place.
        anchor: ScreenPoint,
    },
    /// A box is being drawn.
    Box(Rect),
    /// The box is drawn: show what is in it.
    ShowBox(Rect),
    /// No box after all.
    NoBox,
    /// The map goes on moving.
    Fling(Fling),
}

#[derive(Debug, Clone, Copy)]
struct Pointer {
    id: i32,
    start: ScreenPoint,
    at: ScreenPoint,
    touch: bool,
}

/// The pointers that are down, and what they are doing.
#[derive(Debug, Clone, Default)]
pub struct Gestures {
    pointers: Vec<Pointer>,
    dragging: bool,
    boxing: bool,
    trail: DragTrail,
    /// When and where the last finger tapped.
    last_tap: Option<(f64, ScreenPoint)>,
    /// Two fingers went down and neither has moved.
    two_finger_tap: Option<f64>,
}

impl Gestures {
    /// Takes note of an act at a time in seconds.
    pub fn handle(&mut self, act: PointerAct, secs: f64) -> Vec<MapAct> {
        match act {
            PointerAct::Down {
                id,
                at,
                boxing,
                touch,
            } => self.down(id, at, boxing, touch, secs),
            PointerAct::Move { id, at } => self.moved(id, at, secs),
            PointerAct::Up { id } => self.up(id, secs),
            PointerAct::Cancel { id } => self.cancel(id),
        }
    }

    /// True while a pointer drags or draws a box.
    pub fn is_dragging(&self) -> bool {
        self.dragging
    }

    fn down(&mut self, id: i32, at: ScreenPoint, boxing: bool, touch: bool, secs: f64) -> Vec<MapAct> {
        if self.pointers.len() >= 2 || self.pointers.iter().any(|p| p.id == id) {
            return Vec::new();
        }
        self.pointers.push(Pointer {
            id,
            start: at,
            at,
            touch,
        });
        self.trail = DragTrail::default();
        if self.pointers.len() == 1 {
            self.boxing = boxing;
            self.dragging = false;
            return Vec::new();
        }
        let was_boxing = std::mem::take(&mut self.boxing);
        self.two_finger_tap = (!self.dragging).then_some(secs);
        self.dragging = true;
        let mut acts: Vec<MapAct> = self.pointers.iter().map(|p| MapAct::Capture(p.id)).collect();
        acts.extend(was_boxing.then_some(MapAct::NoBox));
        acts
    }

    fn moved(&mut self, id: i32, at: ScreenPoint, secs: f64) -> Vec<MapAct> {
        let before = self.middle_and_spread();
        let Some(pointer) = self.pointers.iter_mut().find(|p| p.id == id) else {
            return Vec::new();
        };
        let from = pointer.at;
        pointer.at = at;
        let start = pointer.start;
        let mut acts = Vec::new();
        if !self.dragging {
            if distance(start, at) < SLOP_PX {
                return acts;
            }
            self.dragging = true;
            acts.push(MapAct::Capture(id));
        }
        if distance(start, at) >= SLOP_PX {
            self.two_finger_tap = None;
        }
        if self.boxing {
            acts.push(MapAct::Box(between(start, at)));
            return acts;
        }
        if let (Some((was, spread)), Some((now, spread_now))) = (before, self.middle_and_spread()) {
            acts.push(MapAct::Pan {
                dx: now.x - was.x,
                dy: now.y - was.y,
            });
            if spread > 1.0 && spread_now > 1.0 {
                acts.push(MapAct::Zoom {
                    delta: (spread_now / spread).log2(),
                    anchor: now,
                });
            }
            return acts;
        }
        // The first step makes up for the slop.
        let from = if acts.is_empty() { from } else { start };
        let (dx, dy) = (at.x - from.x, at.y - from.y);
        self.trail.moved(secs, dx, dy);
        acts.push(MapAct::Pan { dx, dy });
        acts
    }

    fn up(&mut self, id: i32, secs: f64) -> Vec<MapAct> {
        let Some(index) = self.pointers.iter().position(|p| p.id == id) else {
            return Vec::new();
        };
        let pointer = self.pointers.remove(index);
        if !self.pointers.is_empty() {
            return self.first_of_two_up(secs);
        }
        let was_dragging = std::mem::take(&mut self.dragging);
        if std::mem::take(&mut self.boxing) {
            let area = between(pointer.start, pointer.at);
            let large = area.x1 - area.x0 >= LEAST_BOX_PX && area.y1 - area.y0 >= LEAST_BOX_PX;
            return vec![if was_dragging && large {
                MapAct::ShowBox(area)
            } else {
                MapAct::NoBox
            }];
        }
        if was_dragging {
            return self.trail.release(secs).map(MapAct::Fling).into_iter().collect();
        }
        if pointer.touch {
            return self.tapped(pointer.at, secs);
        }
        Vec::new()
    }

    fn first_of_two_up(&mut self, secs: f64) -> Vec<MapAct> {
        self.trail = DragTrail::default();
        let tapped = self
            .two_finger_tap
            .take()
            .is_some_and(|down| secs - down < DOUBLE_TAP_SECS);
        let Some(rest) = self.pointers.first_mut().filter(|_| tapped) else {
            return Vec::new();
        };
        rest.start = rest.at;
        vec![MapAct::Zoom {
            delta: -1.0,
            anchor: rest.at,
        }]
    }

    fn tapped(&mut self, at: ScreenPoint, secs: f64) -> Vec<MapAct> {
        let second = self.last_tap.take().is_some_and(|(when, first)| {
            secs - when < DOUBLE_TAP_SECS && distance(first, at) < DOUBLE_TAP_PX
        });
        if second {
            return vec![MapAct::Zoom {
                delta: 1.0,
                anchor: at,
            }];
        }
        self.last_tap = Some((secs, at));
        Vec::new()
    }

    fn cancel(&mut self, id: i32) -> Vec<MapAct> {
        self.pointers.retain(|p| p.id != id);
        let was_boxing = std::mem::take(&mut self.boxing);
        self.dragging = self.dragging && !self.pointers.is_empty();
        was_boxing.then_some(MapAct::NoBox).into_iter().collect()
    }

    /// Between two pointers: the middle, and how far they are apart.
    fn middle_and_spread(&self) -> Option<(ScreenPoint, f64)> {
        let [a, b] = self.pointers.as_slice() else {
            return None;
        };
        let middle = ScreenPoint {
            x: f64::midpoint(a.at.x, b.at.x),
            y: f64::midpoint(a.at.y, b.at.y),
        };
        Some((middle, distance(a.at, b.at)))
    }
}

fn distance(a: ScreenPoint, b: ScreenPoint) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

fn between(a: ScreenPoint, b: ScreenPoint) -> Rect {
    Rect {
        x0: a.x.min(b.x),
        y0: a.y.min(b.y),
        x1: a.x.max(b.x),
        y1: a.y.max(b.y),
    }
}

/// Levels of zoom for a turn of the wheel: `delta` as the event gives it, in px (`mode` 0), lines (1) or pages (2).
/// `pinch` if the event comes from two fingers on a touch pad.
pub fn wheel_zoom(delta: f64, mode: u32, pinch: bool) -> f64 {
    let px = delta
        * match mode {
            1 => 16.0,
            2 => 400.0,
            _ => 1.0,
        };
    let levels_per_px = if pinch { 1.0 / 80.0 } else { 1.0 / 250.0 };
    (-px * levels_per_px).clamp(-1.0, 1.0)
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "sums of whole numbers are exact")]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> ScreenPoint {
        ScreenPoint { x, y }
    }

    fn down(id: i32, x: f64, y: f64, touch: bool) -> PointerAct {
        PointerAct::Down {
            id,
            at: at(x, y),
            boxing: false,
            touch,
        }
    }

    fn moved(id: i32, x: f64, y: f64) -> PointerAct {
        PointerAct::Move { id, at: at(x, y) }
    }

    #[test]
    fn a_drag_loses_no_px_and_a_click_moves_nothing() {
        let mut gestures = Gestures::default();
        assert!(gestures.handle(down(1, 10.0, 10.0, false), 0.0).is_empty());
        assert!(gestures.handle(moved(1, 12.0, 10.0), 0.01).is_empty());
        assert_eq!(
            gestures.handle(moved(1, 20.0, 13.0), 0.02),
            [MapAct::Capture(1), MapAct::Pan { dx: 10.0, dy: 3.0 }]
        );
        assert_eq!(
            gestures.handle(moved(1, 21.0, 13.0), 0.03),
            [MapAct::Pan { dx: 1.0, dy: 0.0 }]
        );
        assert!(gestures.handle(PointerAct::Up { id: 1 }, 2.0).is_empty());
        gestures.handle(down(1, 10.0, 10.0, false), 3.0);
        assert!(gestures.handle(PointerAct::Up { id: 1 }, 3.1).is_empty());
        assert!(!gestures.is_dragging());
    }

    #[test]
    fn two_fingers_zoom_about_their_middle() {
        let mut gestures = Gestures::default();
        gestures.handle(down(1, 0.0, 0.0, true), 0.0);
        gestures.handle(down(2, 100.0, 0.0, true), 0.0);
        assert_eq!(
            gestures.handle(moved(2, 200.0, 0.0), 0.5),
            [
                MapAct::Pan { dx: 50.0, dy: 0.0 },
                MapAct::Zoom {
                    delta: 1.0,
                    anchor: at(100.0, 0.0)
                }
            ]
        );
        assert!(gestures.handle(PointerAct::Up { id: 1 }, 0.6).is_empty());
        assert_eq!(
            gestures.handle(moved(2, 210.0, 0.0), 0.7),
            [MapAct::Pan { dx: 10.0, dy: 0.0 }]
        );
    }

    #[test]
    fn taps_zoom() {
        let mut gestures = Gestures::default();
        for secs in [0.0, 0.2] {
            gestures.handle(down(1, 50.0, 50.0, true), secs);
            let acts = gestures.handle(PointerAct::Up { id: 1 }, secs + 0.05);
            assert_eq!(acts.len(), usize::from(secs > 0.0));
        }
        gestures.handle(down(1, 50.0, 50.0, true), 5.0);
        gestures.handle(down(2, 90.0, 50.0, true), 5.02);
        let acts = gestures.handle(PointerAct::Up { id: 2 }, 5.1);
        assert_eq!(
            acts,
            [MapAct::Zoom {
                delta: -1.0,
                anchor: at(50.0, 50.0)
            }]
        );
    }

    #[test]
    fn a_box_is_drawn_from_corner_to_corner() {
        let mut gestures = Gestures::default();
        let act = PointerAct::Down {
            id: 1,
            at: at(50.0, 60.0),
            boxing: true,
            touch: false,
        };
        gestures.handle(act, 0.0);
        gestures.handle(moved(1, 10.0, 10.0), 0.1);
        let area = Rect {
            x0: 10.0,
            y0: 10.0,
            x1: 50.0,
            y1: 60.0,
        };
        assert_eq!(
            gestures.handle(PointerAct::Up { id: 1 }, 0.2),
            [MapAct::ShowBox(area)]
        );
    }

    #[test]
    fn wheels_zoom_in_steps() {
        assert_eq!(wheel_zoom(-100.0, 0, false), 0.4);
        assert_eq!(wheel_zoom(3.0, 1, false), -0.192);
        assert_eq!(wheel_zoom(-5000.0, 0, true), 1.0);
    }
}

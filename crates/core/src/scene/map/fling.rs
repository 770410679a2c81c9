//! [`Fling`]: the map goes on a little after a quick drag.

/// Time in which the speed falls to a third (1/e), in seconds.
const SLOWING_SECS: f64 = 0.18;
/// Slower than this is no fling, in px a second.
const LEAST_SPEED: f64 = 60.0;
/// Faster than this is not taken up.
const GREATEST_SPEED: f64 = 2500.0;
/// Only the last moments of a drag count.
const MEMORY_SECS: f64 = 0.1;

/// The last moments of a drag: when, and by how much the pointer moved.
#[derive(Debug, Clone, Default)]
pub struct DragTrail {
    moves: Vec<(f64, f64, f64)>,
}

impl DragTrail {
    /// The pointer moved by this many px at a time in seconds.
    pub fn moved(&mut self, secs: f64, dx: f64, dy: f64) {
        self.moves.retain(|(at, ..)| secs - at <= MEMORY_SECS);
        self.moves.push((secs, dx, dy));
    }

    /// The fling that follows when the pointer lets go; `None` if it was slow or had come to rest.
    pub fn release(&self, secs: f64) -> Option<Fling> {
        let recent = self.moves.iter().filter(|(at, ..)| secs - at <= MEMORY_SECS);
        let (dx, dy) = recent.fold((0.0, 0.0), |sum, (_, dx, dy)| (sum.0 + dx, sum.1 + dy));
        let (vx, vy) = (dx / MEMORY_SECS, dy / MEMORY_SECS);
        let speed = vx.hypot(vy);
        let kept = speed.min(GREATEST_SPEED) / speed.max(1e-9);
        (speed >= LEAST_SPEED).then_some(Fling {
            vx: vx * kept,
            vy: vy * kept,
        })
    }
}

/// Speed of a map that slows down, in px a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fling {
    vx: f64,
    vy: f64,
}

impl Fling {
    /// How far it goes in the next `dt_secs`, and what is left; `None` once it has stopped.
    pub fn step(self, dt_secs: f64) -> ((f64, f64), Option<Fling>) {
        let left = (-dt_secs.clamp(0.0, 0.1) / SLOWING_SECS).exp();
        let way = SLOWING_SECS * (1.0 - left);
        let next = Fling {
            vx: self.vx * left,
            vy: self.vy * left,
        };
        let goes_on = next.vx.hypot(next.vy) >= LEAST_SPEED / 4.0;
        ((self.vx * way, self.vy * way), goes_on.then_some(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quick_drag_goes_on_and_stops() {
        let mut trail = DragTrail::default();
        for i in 0..10 {
            trail.moved(f64::from(i) * 0.016, 8.0, 0.0);
        }
        let mut fling = trail.release(0.150);
        assert!(fling.is_some());
        let (mut way, mut steps) = (0.0, 0);
        while let Some(now) = fling {
            let ((dx, dy), next) = now.step(0.016);
            assert!(dx > 0.0 && dy == 0.0);
            way += dx;
            steps += 1;
            fling = next;
        }
        assert!(
            way > 30.0 && way < 200.0 && steps < 120,
            "{way} px in {steps} steps"
        );
        assert_eq!(trail.release(1.0), None);
    }
}

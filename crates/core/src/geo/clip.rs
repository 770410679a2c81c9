//! Cutting rings and lines to a rectangle, so that what lies far outside the pane is never written.

use super::Rect;

/// A point of a plane.
pub type Point = [f64; 2];

/// The part of a polygon's ring inside the rectangle (Sutherland-Hodgman). Sides of the rectangle may become edges of
/// the result; empty if nothing of the ring is inside.
pub fn clip_ring(ring: &[Point], to: Rect) -> Vec<Point> {
    type Inside = fn(Point, Rect) -> bool;
    type Cut = fn(Point, Point, Rect) -> Point;
    let sides: [(Inside, Cut); 4] = [
        (|p, r| p[0] >= r.x0, |a, b, r| at_x(a, b, r.x0)),
        (|p, r| p[0] <= r.x1, |a, b, r| at_x(a, b, r.x1)),
        (|p, r| p[1] >= r.y0, |a, b, r| at_y(a, b, r.y0)),
        (|p, r| p[1] <= r.y1, |a, b, r| at_y(a, b, r.y1)),
    ];
    if ring.iter().all(|p| to.contains(p[0], p[1])) {
        return ring.to_vec();
    }
    let mut kept = ring.to_vec();
    for (inside, cut) in sides {
        let Some(last) = kept.last().copied() else {
            return kept;
        };
        let mut next = Vec::with_capacity(kept.len() + 4);
        let mut from = last;
        for &point in &kept {
            match (inside(from, to), inside(point, to)) {
                (true, true) => next.push(point),
                (true, false) => next.push(cut(from, point, to)),
                (false, true) => next.extend([cut(from, point, to), point]),
                (false, false) => {}
            }
            from = point;
        }
        kept = next;
    }
    kept
}

fn at_x(a: Point, b: Point, x: f64) -> Point {
    [x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])]
}

fn at_y(a: Point, b: Point, y: f64) -> Point {
    [a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y]
}

/// The runs of a line whose segments may touch the rectangle. Segments are kept whole.
pub fn clip_line(line: &[Point], to: Rect) -> Vec<Vec<Point>> {
    let mut runs = Vec::new();
    let mut run: Vec<Point> = Vec::new();
    for pair in line.windows(2) {
        let &[a, b] = pair else { continue };
        let outside = (a[0] < to.x0 && b[0] < to.x0)
            || (a[0] > to.x1 && b[0] > to.x1)
            || (a[1] < to.y0 && b[1] < to.y0)
            || (a[1] > to.y1 && b[1] > to.y1);
        if outside {
            if run.len() > 1 {
                runs.push(std::mem::take(&mut run));
            }
            run.clear();
        } else {
            if run.is_empty() {
                run.push(a);
            }
            run.push(b);
        }
    }
    if run.len() > 1 {
        runs.push(run);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOX: Rect = Rect {
        x0: 0.0,
        y0: 0.0,
        x1: 10.0,
        y1: 10.0,
    };

    #[test]
    fn a_square_that_reaches_over_a_corner_is_cut() {
        let ring = [[5.0, 5.0], [15.0, 5.0], [15.0, 15.0], [5.0, 15.0]];
        let cut = clip_ring(&ring, BOX);
        assert_eq!(cut.len(), 4);
        assert!(cut.contains(&[10.0, 10.0]) && cut.contains(&[5.0, 5.0]));
    }

    #[test]
    fn a_line_that_leaves_and_returns_becomes_two() {
        let line = [[1.0, 1.0], [1.0, 20.0], [9.0, 20.0], [9.0, 30.0], [9.0, 1.0]];
        assert_eq!(
            clip_line(&line, BOX),
            [vec![[1.0, 1.0], [1.0, 20.0]], vec![[9.0, 30.0], [9.0, 1.0]]]
        );
    }

    proptest! {
        #[test]
        fn what_is_kept_lies_inside(ring in prop::collection::vec([-30.0..30.0f64, -30.0..30.0f64], 0..12)) {
            for p in clip_ring(&ring, BOX) {
                prop_assert!(BOX.grown(1e-9).contains(p[0], p[1]));
            }
        }
    }
}

//! Fewer points for the same line (Douglas and Peucker 1973).

use super::clip::Point;

/// The line with fewer points: none of those left out is farther than `tolerance` from it. Keeps both ends.
pub fn simplify(line: &[Point], tolerance: f64) -> Vec<Point> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let mut keep = vec![false; line.len()];
    let last = line.len() - 1;
    // A closed ring is halved at the point farthest from its start: its two ends are the same.
    let middle = if distance_sq(line[0], line[last]) == 0.0 {
        farthest(line, 0, last, &|p| distance_sq(p, line[0])).map_or(last, |(at, _)| at)
    } else {
        last
    };
    let mut spans = vec![(0, middle), (middle, last)];
    while let Some((from, to)) = spans.pop() {
        keep[from] = true;
        keep[to] = true;
        let (a, b) = (line[from], line[to]);
        if let Some((at, distance)) = farthest(line, from, to, &|p| segment_distance_sq(p, a, b))
            && distance > tolerance * tolerance
        {
            spans.push((from, at));
            spans.push((at, to));
        }
    }
    line.iter()
        .zip(keep)
        .filter_map(|(&point, kept)| kept.then_some(point))
        .collect()
}

fn farthest(line: &[Point], from: usize, to: usize, distance: &dyn Fn(Point) -> f64) -> Option<(usize, f64)> {
    ((from + 1)..to)
        .map(|at| (at, distance(line[at])))
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

fn distance_sq(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}

fn segment_distance_sq(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    if length == 0.0 {
        return distance_sq(p, a);
    }
    let along = (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length).clamp(0.0, 1.0);
    distance_sq(p, [a[0] + along * dx, a[1] + along * dy])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_point_left_out_is_far(line in prop::collection::vec([-50.0..50.0f64, -50.0..50.0f64], 2..40), tolerance in 0.1..20.0f64) {
            let fewer = simplify(&line, tolerance);
            prop_assert_eq!(fewer.first(), line.first());
            prop_assert_eq!(fewer.last(), line.last());
            for &p in &line {
                let near = fewer.windows(2).any(|s| segment_distance_sq(p, s[0], s[1]) <= tolerance * tolerance + 1e-9);
                prop_assert!(near);
            }
        }
    }

    #[test]
    fn a_closed_ring_stays_a_ring() {
        let ring = [
            [0.0, 0.0],
            [5.0, 0.1],
            [10.0, 0.0],
            [10.0, 10.0],
            [0.0, 10.0],
            [0.0, 0.0],
        ];
        assert_eq!(
            simplify(&ring, 0.5),
            [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]
        );
    }
}

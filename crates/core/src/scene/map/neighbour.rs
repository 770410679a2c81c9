//! Which mark is next in a direction, and which is under the pointer.

/// Where an arrow key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

impl Direction {
    /// The direction of an arrow key, by its `key` value.
    pub fn from_key(key: &str) -> Option<Direction> {
        match key {
            "ArrowLeft" => Some(Direction::Left),
            "ArrowRight" => Some(Direction::Right),
            "ArrowUp" => Some(Direction::Up),
            "ArrowDown" => Some(Direction::Down),
            _ => None,
        }
    }

    /// As a step of one px: right and down are positive.
    pub fn step(self) -> (f64, f64) {
        match self {
            Direction::Left => (-1.0, 0.0),
            Direction::Right => (1.0, 0.0),
            Direction::Up => (0.0, -1.0),
            Direction::Down => (0.0, 1.0),
        }
    }
}

/// The point next to `from` in a direction: near, and more ahead than aside. `None` if none lies ahead.
pub fn neighbour(
    from: [f64; 2],
    points: impl IntoIterator<Item = (u32, [f64; 2])>,
    direction: Direction,
) -> Option<u32> {
    let (sx, sy) = direction.step();
    points
        .into_iter()
        .filter_map(|(number, at)| {
            let (dx, dy) = (at[0] - from[0], at[1] - from[1]);
            let ahead = dx * sx + dy * sy;
            let aside = (dx * sy - dy * sx).abs();
            // What is much more aside than ahead is found by another key.
            (ahead > 0.5 && aside <= ahead * 4.0).then_some((number, ahead + 2.0 * aside))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
        .map(|(number, _)| number)
}

/// The mark under a point: of those whose disc (or a hit area of radius `reach`) holds it, the one whose middle is
/// nearest.
pub fn mark_at(
    point: [f64; 2],
    marks: impl IntoIterator<Item = (u32, [f64; 2], f64)>,
    reach: f64,
) -> Option<u32> {
    marks
        .into_iter()
        .filter_map(|(number, at, radius)| {
            let distance = (at[0] - point[0]).hypot(at[1] - point[1]);
            (distance <= radius.max(reach)).then_some((number, distance))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: [(u32, [f64; 2]); 4] = [
        (0, [0.0, 0.0]),
        (1, [50.0, 5.0]),
        (2, [30.0, 60.0]),
        (3, [-40.0, -10.0]),
    ];

    #[test]
    fn arrows_find_the_next_point() {
        let next = |direction| neighbour([0.0, 0.0], POINTS, direction);
        assert_eq!(next(Direction::Right), Some(1));
        assert_eq!(next(Direction::Down), Some(2));
        assert_eq!(next(Direction::Left), Some(3));
        assert_eq!(next(Direction::Up), Some(3));
        assert_eq!(neighbour([50.0, 5.0], POINTS, Direction::Right), None);
    }

    #[test]
    fn the_nearest_middle_is_hit() {
        let marks = [(0, [0.0, 0.0], 28.0), (1, [24.0, 0.0], 7.0)];
        assert_eq!(mark_at([20.0, 0.0], marks, 12.0), Some(1));
        assert_eq!(mark_at([5.0, 0.0], marks, 12.0), Some(0));
        assert_eq!(mark_at([60.0, 0.0], marks, 12.0), None);
    }
}

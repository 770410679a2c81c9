//! [`marks_to_raise`]: in which order symbols are drawn: of two that overlap the smaller is on top, whatever the dates
//! make of their sizes.

use super::grid::Grid;
use super::{MarkState, Shape};

/// Half the diagonal of a badge with up to four digits.
const BADGE_REACH_PX: f64 = 23.0;

/// The ground that a symbol covers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Footprint {
    /// Its middle, in px.
    pub at: [f64; 2],
    /// Radius of the disc of equal area.
    pub size: f64,
    /// How far its farthest corner is from its middle.
    pub reach: f64,
}

impl Footprint {
    /// That of a mark as it is drawn.
    pub fn of(state: &MarkState, is_area: bool) -> Footprint {
        let size = state.radius.px();
        let reach = match state.shape {
            _ if is_area => BADGE_REACH_PX,
            _ if state.compared.is_some() => sign_reach(size),
            shape => size * reach_of(shape),
        };
        Footprint {
            at: state.at.px(),
            size: if is_area { BADGE_REACH_PX } else { size },
            reach,
        }
    }

    fn overlaps(&self, other: &Footprint) -> bool {
        let [dx, dy] = [self.at[0] - other.at[0], self.at[1] - other.at[1]];
        dx.hypot(dy) < self.reach + other.reach
    }
}

/// How far the sign of a change reaches: they are at least so large, or could not be told apart.
fn sign_reach(size: f64) -> f64 {
    1.5 * size.max(7.0)
}

/// Distance of a shape's farthest corner from its middle, for a disc of equal area with radius 1.
fn reach_of(shape: Shape) -> f64 {
    match shape {
        Shape::Circle => 1.0,
        Shape::Square | Shape::Diamond | Shape::Ring => 1.2534,
        Shape::Triangle => 1.5552,
    }
}

/// Which of the symbols, given in the order in which they are drawn, must be drawn after all others, and in which order,
/// so that none lies under a larger one. Few: those that overlap, and those that lie on them.
pub fn marks_to_raise(drawn: &[Footprint]) -> Vec<usize> {
    let mut by_size: Vec<u32> = (0..drawn.len() as u32).collect();
    // Stable: of equal ones the order stays.
    crate::sort::by(&mut by_size, |a, b| {
        let size = |i: &u32| drawn.get(*i as usize).map_or(0.0, |one| one.size);
        size(b).total_cmp(&size(a)).then(a.cmp(b))
    });
    let most = drawn.iter().map(|one| one.reach).fold(0.0, f64::max);
    let mut larger = Grid::new(2.0 * most.max(1.0));
    let mut placed: Vec<(u32, bool)> = Vec::new();
    let mut raised = Vec::new();
    for i in by_size {
        let Some(one) = drawn.get(i as usize) else {
            continue;
        };
        let is_raised = larger.any(one.at, one.reach + most, |n| {
            let Some(&(other, is_raised)) = placed.get(n as usize) else {
                return false;
            };
            let Some(above) = drawn.get(other as usize) else {
                return false;
            };
            above.size > one.size && (is_raised || other > i) && above.overlaps(one)
        });
        if is_raised {
            raised.push(i as usize);
        }
        larger.insert(one.at);
        placed.push((i, is_raised));
    }
    raised
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::{place, places};
    use super::super::{Grouping, MarkLayout, POINTER_DISTANCE_PX, Radius, ZoomStep};
    use super::*;
    use crate::query::Change;
    use proptest::prelude::*;

    fn arranged(drawn: &[Footprint]) -> Vec<usize> {
        let raised = marks_to_raise(drawn);
        let rest = (0..drawn.len()).filter(|i| !raised.contains(i));
        rest.chain(raised.iter().copied()).collect()
    }

    fn footprints() -> impl Strategy<Value = Vec<Footprint>> {
        let one = (0.0..300.0f64, 0.0..300.0f64, 6u8..56, 0usize..5);
        prop::collection::vec(one, 0..60).prop_map(|rows| {
            let of = |(x, y, half, shape): (f64, f64, u8, usize)| {
                let size = f64::from(half) / 2.0;
                Footprint {
                    at: [x, y],
                    size,
                    reach: size * reach_of(SHAPES[shape]),
                }
            };
            rows.into_iter().map(of).collect()
        })
    }

    const SHAPES: [Shape; 5] = [
        Shape::Circle,
        Shape::Square,
        Shape::Triangle,
        Shape::Diamond,
        Shape::Ring,
    ];

    /// True if a point, from the middle of a shape, is on it.
    fn is_on(shape: Shape, r: f64, [x, y]: [f64; 2]) -> bool {
        match shape {
            Shape::Circle => x.hypot(y) <= r,
            Shape::Ring => x.hypot(y) <= 1.25 * r,
            Shape::Square => x.abs().max(y.abs()) <= r * 0.8863,
            Shape::Diamond => x.abs() + y.abs() <= r * 1.2534,
            Shape::Triangle => y <= 0.7776 * r && x.abs() * 3f64.sqrt() <= y + 1.5552 * r,
        }
    }

    /// True if a point, from the middle of a change's sign, is on it: as `change_path` draws it.
    fn is_on_sign(change: Change, r: f64, [x, y]: [f64; 2]) -> bool {
        let r = r.max(7.0);
        let (arm, t) = (r * 1.1, r * 0.38);
        let (x, y) = (x.abs(), if change == Change::Fewer { -y } else { y });
        match change {
            Change::New => (x <= t && y.abs() <= arm) || (y.abs() <= t && x <= arm),
            Change::More | Change::Fewer => (-arm..=0.9 * arm).contains(&y) && x * 1.9 <= y + arm,
            Change::Same => x <= arm && (0.6 * t..=2.2 * t).contains(&y.abs()),
            Change::Gone => (x - y.abs()).abs() <= t * 0.8 && x + y.abs() <= 1.5 * arm + t * 0.8,
        }
    }

    /// Points of a sign: its middle if that is on it, and where its arms and corners are.
    fn points_of_sign(change: Change, r: f64) -> Vec<[f64; 2]> {
        let r = r.max(7.0);
        let (arm, t) = (r * 1.1, r * 0.38);
        match change {
            Change::New => vec![
                [0.0, 0.0],
                [0.8 * arm, 0.0],
                [-0.8 * arm, 0.0],
                [0.0, 0.8 * arm],
                [0.0, -0.8 * arm],
            ],
            Change::More => vec![
                [0.0, 0.0],
                [0.0, -0.6 * arm],
                [0.7 * arm, 0.75 * arm],
                [-0.7 * arm, 0.75 * arm],
            ],
            Change::Fewer => vec![
                [0.0, 0.0],
                [0.0, 0.6 * arm],
                [0.7 * arm, -0.75 * arm],
                [-0.7 * arm, -0.75 * arm],
            ],
            Change::Same => {
                let ends = [-0.8 * arm, 0.0, 0.8 * arm];
                ends.iter()
                    .flat_map(|x| [[*x, 1.4 * t], [*x, -1.4 * t]])
                    .collect()
            }
            Change::Gone => {
                let d = 0.7 * 0.75 * arm;
                vec![[0.0, 0.0], [d, d], [d, -d], [-d, d], [-d, -d]]
            }
        }
    }

    /// What stands for a mark: a symbol, or while dates are compared the sign of its change.
    #[derive(Debug, Clone, Copy)]
    enum Drawn {
        Symbol(Shape),
        Sign(Change),
    }

    impl Drawn {
        fn reach(self, size: f64) -> f64 {
            match self {
                Drawn::Symbol(shape) => size * reach_of(shape),
                Drawn::Sign(_) => sign_reach(size),
            }
        }

        fn has(self, size: f64, at: [f64; 2]) -> bool {
            match self {
                Drawn::Symbol(shape) => is_on(shape, size, at),
                Drawn::Sign(change) => is_on_sign(change, size, at),
            }
        }

        /// Points that tell that it is there.
        fn points(self, size: f64) -> Vec<[f64; 2]> {
            match self {
                // A ring of points near the middle, and the middle.
                Drawn::Symbol(_) => {
                    let turns = (0..8).map(|n| f64::from(n) * std::f64::consts::FRAC_PI_4);
                    let ring = turns.map(|turn| [turn.cos(), turn.sin()].map(|v| v * 0.75 * size));
                    ring.chain([[0.0, 0.0]]).collect()
                }
                Drawn::Sign(change) => points_of_sign(change, size),
            }
        }
    }

    proptest! {
        #[test]
        fn no_symbol_lies_under_a_larger_one(drawn in footprints()) {
            let order = arranged(&drawn);
            for (k, &above) in order.iter().enumerate() {
                for &below in order.iter().take(k) {
                    let (above, below) = (drawn[above], drawn[below]);
                    prop_assert!(above.size <= below.size || !above.overlaps(&below), "{above:?} over {below:?}");
                }
            }
            // Nothing is moved that lies well already.
            let again: Vec<Footprint> = order.iter().map(|i| drawn[*i]).collect();
            prop_assert!(marks_to_raise(&again).is_empty());
        }

        #[test]
        fn the_middle_of_every_mark_can_be_seen_and_pressed(
            scattered in places(),
            spacing in prop::option::of(24.1..34.0f64),
            zoom in 3.0..13.0f64,
            weights in prop::collection::vec(prop_oneof![Just(0u32), 1u32..9, 90u32..100, Just(5_000)], 120),
            shares in prop::collection::vec((0.0..1.0f64, 0usize..5, 0usize..99), 120),
            is_compared: bool,
        ) {
            let step = ZoomStep::of(zoom);
            let grouping = Grouping { distance_px: POINTER_DISTANCE_PX };
            // Or a crowd of equally large ones, as near as marks can be.
            let crowd = |px: f64| (0..25u32).map(|i| {
                let (row, column) = (f64::from(i / 5), f64::from(i % 5));
                let (x, y) = ((column + (row % 2.0) / 2.0) * px, row * px * 0.87);
                place(i, 36.0 + x / step.scale_px() * 360.0, y / step.scale_px() * 360.0, 100)
            }).collect();
            let is_crowd = spacing.is_some();
            let places = spacing.map_or(scattered, crowd);
            let weights: Vec<u32> = places.iter().zip(&weights).map(|(place, w)| if is_crowd { place.events } else { *w }).collect();
            let layout = MarkLayout::new(&places, step, grouping).sized_by(weights.clone());
            // Some dates: of each place a part of its events, or one place of a mark alone.
            let drawn: Vec<(Footprint, Drawn)> = layout.marks().iter().filter(|mark| !mark.is_area).zip(&shares).map(|(mark, (share, shape, pick))| {
                let members = layout.members(mark);
                let alone = *pick < 50;
                let one = members[pick % members.len()];
                let weight = if alone { weights[one as usize] } else { members.iter().map(|i| weights[*i as usize]).sum() };
                let at = if alone { layout.position_for(mark, one) } else { mark.at };
                let count = (f64::from(weight) * (if is_crowd { 1.0 } else { 0.3 + 0.7 * share })) as u32;
                // As many events as before are none apart.
                let is_same = is_compared && Change::ALL[*shape] == Change::Same;
                let size = layout.scale().radius_or_least(if is_same { 0 } else { count }).px();
                // Talks and statements are rings and diamonds; triangles have tips that hide little.
                let shape = if is_compared { Drawn::Sign(Change::ALL[*shape]) } else { Drawn::Symbol(SHAPES[*shape]) };
                let at = [at.x * step.scale_px(), at.y * step.scale_px()];
                (Footprint { at, size, reach: shape.reach(size) }, shape)
            }).collect();
            let order = arranged(&drawn.iter().map(|(one, _)| *one).collect::<Vec<_>>());
            for (k, &i) in order.iter().enumerate() {
                let (one, shape) = drawn[i];
                let seen = shape.points(one.size).into_iter().any(|[x, y]| {
                    assert!(!matches!(shape, Drawn::Sign(_)) || shape.has(one.size, [x, y]), "a point beside its sign");
                    shape.has(one.size, [x, y]) && order.iter().skip(k + 1).all(|&above| {
                        let (above, shape) = drawn[above];
                        !shape.has(above.size, [one.at[0] + x - above.at[0], one.at[1] + y - above.at[1]])
                    })
                });
                prop_assert!(seen, "{one:?} is hidden at zoom {zoom}");
            }
        }
    }

    #[test]
    fn two_large_neighbours_shrink_the_scale_and_a_small_one_does_not() {
        let at = |lon: f64, events: u32, code: u32| place(code, 36.0 + lon, 35.0, events);
        let step = ZoomStep::of(8.0);
        let scale = |second: u32| {
            // 26 px apart.
            let places = [at(0.0, 64, 0), at(26.0 / (step.scale_px() / 360.0), second, 1)];
            let grouping = Grouping {
                distance_px: POINTER_DISTANCE_PX,
            };
            MarkLayout::new(&places, step, grouping).scale().radius(64)
        };
        assert_eq!(scale(2), Radius::MAX);
        assert!(scale(60).px() * 1.2534 <= 24.0, "{:?}", scale(60));
    }
}

//! How large a symbol is, and its outline. The legend is drawn by the same functions.

use super::{MAX_GROUPS, Shape};
use crate::geo::push_tenths;
use std::f64::consts::{PI, TAU};

/// Radius of a disc that stands for one event, where nothing has to shrink.
const BASE_PX: f64 = 7.0;
/// Greatest radius.
const CAP_PX: f64 = 28.0;
/// Least radius: smaller ones could not be seen.
const FLOOR_PX: f64 = 3.0;
/// Symbols smaller than this have no rim: it would fill them.
pub const LEAST_RIM_RADIUS_PX: f64 = 8.0;
/// Width of the rim of a mixed place.
const RIM_PX: f64 = 3.0;
/// Width of a digit at 12 px, tabular, of a wide system font.
const DIGIT_PX: f64 = 8.0;
/// Least radius of a disc with a number in it.
const NUMBER_FLOOR_PX: f64 = 8.0;

/// A radius in steps of half a px: changes that cannot be seen touch nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Radius(u8);

impl Radius {
    /// Every radius a symbol can have.
    pub const MAX: Radius = Radius(2 * CAP_PX as u8);

    /// The nearest step.
    pub fn from_px(px: f64) -> Radius {
        Radius((px * 2.0).round().clamp(0.0, 255.0) as u8)
    }

    /// In px.
    pub fn px(self) -> f64 {
        f64::from(self.0) / 2.0
    }

    /// True if the two differ by 1 px at most.
    pub fn is_near(self, other: Radius) -> bool {
        self.0.abs_diff(other.0) <= 2
    }

    /// Which step.
    pub fn step(self) -> usize {
        usize::from(self.0)
    }
}

/// How large the symbol for a count is: its area is in proportion to the count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SymbolScale {
    /// Radius for one event.
    base_px: f64,
}

impl SymbolScale {
    /// The scale on which the greatest count just reaches the greatest radius; never larger than 7 px for one event.
    pub fn for_peak(peak: u32) -> SymbolScale {
        SymbolScale {
            base_px: BASE_PX.min(CAP_PX / f64::from(peak.max(1)).sqrt()),
        }
    }

    /// The same scale, or a smaller one on which the disc for a count is no larger than this.
    #[must_use]
    pub fn at_most(self, count: u32, radius_px: f64) -> SymbolScale {
        SymbolScale {
            base_px: self.base_px.min(radius_px / f64::from(count.max(1)).sqrt()),
        }
    }

    /// The radius of the disc for a count, which is also that of the disc of equal area for any other shape.
    pub fn radius(self, count: u32) -> Radius {
        if count == 0 {
            return Radius::default();
        }
        Radius::from_px((self.base_px * f64::from(count).sqrt()).clamp(FLOOR_PX, CAP_PX))
    }

    /// The same, but what stands for nothing can still be seen.
    pub fn radius_or_least(self, count: u32) -> Radius {
        self.radius(count).max(Radius::from_px(FLOOR_PX))
    }

    /// True if symbols are smaller than usual.
    pub fn is_shrunk(self) -> bool {
        self.base_px < BASE_PX
    }

    /// Three round counts for the legend, fewest first, whose symbols fit and can be told apart.
    pub fn legend_counts(self) -> [u32; 3] {
        let fits = |one: &u32| self.base_px * f64::from(*one * 16).sqrt() <= CAP_PX + 1e-9;
        let round = (0..8).flat_map(|power| [1, 2, 5].map(|n| n * 10u32.pow(power)));
        let one = round.take_while(fits).last().unwrap_or(1);
        [one, one * 4, one * 16]
    }
}

/// True if a number fits into the disc.
pub fn number_fits(count: u32, radius: Radius) -> bool {
    let digits = f64::from(count.max(1).ilog10() + 1);
    count >= 2 && radius.px() >= NUMBER_FLOOR_PX && digits * DIGIT_PX <= 2.0 * radius.px()
}

/// The `d` attribute of a shape around the point that comes before it, whose area equals that of the disc: all steps
/// are relative, so `M x y` put before it draws it there. (A transform a symbol costs browsers more to paint.)
pub fn shape_path(shape: Shape, radius: Radius) -> String {
    let r = radius.px();
    match shape {
        Shape::Circle => disc(r),
        Shape::Square => {
            let half = r * PI.sqrt() / 2.0;
            let side = 2.0 * half;
            format!("m{:.2} {:.2}h{side:.2}v{side:.2}h{:.2}z", -half, -half, -side)
        }
        Shape::Triangle => {
            let side = r * (4.0 * PI / 3f64.sqrt()).sqrt();
            let height = side * 3f64.sqrt() / 2.0;
            format!(
                "m0 {:.2}l{:.2} {height:.2}h{:.2}z",
                -height * 2.0 / 3.0,
                side / 2.0,
                -side
            )
        }
        Shape::Diamond => {
            let half = r * (PI / 2.0).sqrt();
            format!(
                "m0 {:.2}l{half:.2} {half:.2} {:.2} {half:.2} {:.2} {:.2}z",
                -half, -half, -half, -half
            )
        }
        // Outer radius 1.25 r and hole 0.75 r: the area between is that of the disc. The hole runs the other way round.
        Shape::Ring => {
            let (outer, hole) = (1.25 * r, 0.75 * r);
            format!(
                "{}m{:.2} 0a{hole:.2} {hole:.2} 0 1 0 {:.2} 0a{hole:.2} {hole:.2} 0 1 0 {:.2} 0z",
                disc(outer),
                outer - hole,
                2.0 * hole,
                -2.0 * hole
            )
        }
    }
}

fn disc(r: f64) -> String {
    format!(
        "m{:.2} 0a{r:.2} {r:.2} 0 1 1 {:.2} 0a{r:.2} {r:.2} 0 1 1 {:.2} 0z",
        -r,
        2.0 * r,
        -2.0 * r
    )
}

/// The `d` attribute of an area's badge around the point that comes before it, wide enough for its number.
pub fn badge_path(count: u32) -> String {
    let digits = f64::from(count.max(1).ilog10() + 1);
    let (half_width, half_height, corner) = ((digits * DIGIT_PX / 2.0 + 4.0).max(11.0), 11.0, 4.0);
    let (w, h) = (2.0 * (half_width - corner), 2.0 * (half_height - corner));
    format!(
        "m{} {}h{w}a{corner} {corner} 0 0 1 {corner} {corner}v{h}a{corner} {corner} 0 0 1 -{corner} {corner}h-{w}a{corner} {corner} 0 0 1 -{corner} -{corner}v-{h}a{corner} {corner} 0 0 1 {corner} -{corner}z",
        corner - half_width,
        -half_height,
    )
}

/// Shares of groups at a mixed place, in sixty-fourths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rim([u8; MAX_GROUPS]);

impl Rim {
    /// Parts of the whole circle.
    const WHOLE: u32 = 64;

    /// The shares of these counts; every group that occurs has one, and they add up to the whole.
    pub fn of(counts: &[u32; MAX_GROUPS]) -> Rim {
        let sum: u64 = counts.iter().map(|n| u64::from(*n)).sum();
        let mut rim = Rim::default();
        if sum == 0 {
            return rim;
        }
        let mut left = i64::from(Rim::WHOLE);
        for (share, &n) in rim.0.iter_mut().zip(counts) {
            if n > 0 {
                let part = (u64::from(n) * u64::from(Rim::WHOLE) / sum).max(1);
                *share = part as u8;
                left -= i64::from(part as u8);
            }
        }
        // What rounding left over, or took too much, goes to the largest.
        if let Some(largest) = rim.0.iter_mut().max_by_key(|share| **share) {
            *largest = (i64::from(*largest) + left).clamp(0, 255) as u8;
        }
        rim
    }

    /// Where a group's arc begins, and its length, in sixty-fourths.
    pub fn arc(self, group: usize) -> (u32, u32) {
        let before = self.0.iter().take(group).map(|n| u32::from(*n)).sum();
        (before, self.0.get(group).map_or(0, |n| u32::from(*n)))
    }

    /// The `d` attribute of a group's arc around a point, for a stroke of 3 px whose outer side is the disc's; empty if
    /// it has none.
    pub fn arc_path(self, group: usize, radius: Radius, [x, y]: [f64; 2]) -> String {
        let (before, share) = self.arc(group);
        if share == 0 {
            return String::new();
        }
        let r = radius.px() - RIM_PX / 2.0;
        let gap = (1.0 / r.max(1.0)).min(0.2);
        let turn = |part: u32| TAU * f64::from(part) / f64::from(Rim::WHOLE) - TAU / 4.0;
        let (from, to) = (turn(before) + gap / 2.0, turn(before + share) - gap / 2.0);
        let mut d = String::with_capacity(48);
        // To a tenth of a px, in whole numbers: these are written for many marks at a step.
        let mut put = |letter: char, px: f64| {
            d.push(letter);
            push_tenths(&mut d, (px * 10.0).round() as i64);
        };
        put('M', x + r * from.cos());
        put(' ', y + r * from.sin());
        put('A', r);
        put(' ', r);
        d.push_str(if to - from > PI { " 0 1 1" } else { " 0 0 1" });
        let mut put = |px: f64| {
            d.push(' ');
            push_tenths(&mut d, (px * 10.0).round() as i64);
        };
        put(x + r * to.cos());
        put(y + r * to.sin());
        d
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "sizes in half px are exact")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn area_is_in_proportion_and_capped() {
        let scale = SymbolScale::for_peak(16);
        assert!(!scale.is_shrunk());
        assert_eq!(scale.radius(1).px(), 7.0);
        assert_eq!(scale.radius(4).px(), 14.0);
        assert_eq!(scale.radius(16).px(), 28.0);
        let shrunk = SymbolScale::for_peak(64);
        assert!(shrunk.is_shrunk());
        assert_eq!(shrunk.radius(64).px(), 28.0);
        assert_eq!(shrunk.radius(16).px(), 14.0);
        assert_eq!(SymbolScale::for_peak(133).legend_counts(), [5, 20, 80]);
    }

    #[test]
    fn numbers_stand_where_they_fit() {
        let scale = SymbolScale::for_peak(16);
        assert!(!number_fits(1, scale.radius(1)));
        assert!(number_fits(2, scale.radius(2)));
        assert!(number_fits(16, scale.radius(16)));
        assert!(!number_fits(100, Radius::from_px(9.0)));
    }

    #[test]
    fn shapes_have_the_area_of_the_disc() {
        // The corner points of the polygons, by the shoelace formula.
        let area = |points: &[[f64; 2]]| {
            let sum: f64 = points
                .iter()
                .zip(points.iter().cycle().skip(1))
                .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
                .sum();
            (sum / 2.0).abs()
        };
        let r = 10.0;
        let disc = PI * r * r;
        let half = r * PI.sqrt() / 2.0;
        assert!((area(&[[-half, -half], [half, -half], [half, half], [-half, half]]) - disc).abs() < 1e-6);
        assert_eq!(
            shape_path(Shape::Square, Radius::from_px(r)),
            "m-8.86 -8.86h17.72v17.72h-17.72z"
        );
        assert_eq!(
            shape_path(Shape::Diamond, Radius::from_px(r)),
            "m0 -12.53l12.53 12.53 -12.53 12.53 -12.53 -12.53z"
        );
        assert!((2.0 * 12.533f64.powi(2) - disc).abs() < 0.1);
        assert_eq!(
            shape_path(Shape::Triangle, Radius::from_px(r)),
            "m0 -15.55l13.47 23.33h-26.94z"
        );
        assert!((26.94 * 23.33 / 2.0 - disc).abs() < 0.2);
    }

    proptest! {
        #[test]
        fn a_rim_shows_every_group_and_closes(counts in prop::array::uniform8(0u32..5000)) {
            let rim = Rim::of(&counts);
            let sum: u32 = rim.0.iter().map(|n| u32::from(*n)).sum();
            prop_assert_eq!(sum, if counts.iter().any(|n| *n > 0) { 64 } else { 0 });
            for (share, n) in rim.0.iter().zip(counts) {
                prop_assert_eq!(*share > 0, n > 0);
            }
        }

        #[test]
        fn more_events_are_never_smaller(peak in 1u32..100_000, a in 0u32..100_000, b in 0u32..100_000) {
            let scale = SymbolScale::for_peak(peak);
            prop_assert!(scale.radius(a.min(b)) <= scale.radius(a.max(b)));
        }
    }
}

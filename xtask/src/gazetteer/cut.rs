//! Cutting an outline along meridians and parallels.

use chronotope_core::gazetteer::{Outline, Ring};

/// A side of a meridian or parallel: which coordinate (0 lon, 1 lat), the line, and whether to keep what is beyond it.
#[derive(Clone, Copy)]
pub(super) struct Side {
    /// 0 for longitude, 1 for latitude.
    pub(super) axis: usize,
    /// Degrees.
    pub(super) line: f64,
    /// Keep the greater side.
    pub(super) keep_greater: bool,
}

/// The part of the outline on one side. Holes are dropped: no outline that is cut has any.
pub(super) fn keep_side(outline: &Outline, side: Side) -> Outline {
    let polygons = outline
        .polygons
        .iter()
        .filter_map(|rings| rings.first())
        .flat_map(|ring| cut_ring(ring, side))
        .map(|ring| vec![ring])
        .collect();
    Outline { polygons }
}

/// Cuts a simple ring. The chains inside are joined along the line by pairing the crossings in their order on it.
fn cut_ring(ring: &Ring, side: Side) -> Vec<Ring> {
    let open: &[[f64; 2]] = &ring[..ring.len().saturating_sub(1)];
    let inside = |point: [f64; 2]| {
        // A vertex on the line counts as beyond it, so that every crossing is proper.
        if side.keep_greater {
            point[side.axis] > side.line
        } else {
            point[side.axis] < side.line
        }
    };
    let Some(start) = (0..open.len()).find(|&i| !inside(open[i])) else {
        return vec![ring.clone()];
    };
    let other = 1 - side.axis;
    let mut chains: Vec<Vec<[f64; 2]>> = Vec::new();
    for step in 0..open.len() {
        let from = open[(start + step) % open.len()];
        let to = open[(start + step + 1) % open.len()];
        let crossing = || {
            let share = (side.line - from[side.axis]) / (to[side.axis] - from[side.axis]);
            let mut point = [side.line; 2];
            point[other] = from[other] + share * (to[other] - from[other]);
            point
        };
        match (inside(from), inside(to)) {
            (false, true) => chains.push(vec![crossing(), to]),
            (true, true) => extend_last(&mut chains, to),
            (true, false) => extend_last(&mut chains, crossing()),
            (false, false) => {}
        }
    }
    // (position on the line, chain, is the chain's end)
    let mut crossings: Vec<(f64, usize, bool)> = Vec::new();
    for (index, chain) in chains.iter().enumerate() {
        crossings.push((chain[0][other], index, false));
        crossings.push((chain[chain.len() - 1][other], index, true));
    }
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut next_chain = vec![0; chains.len()];
    for pair in crossings.chunks_exact(2) {
        let (end, begin) = if pair[0].2 {
            (pair[0], pair[1])
        } else {
            (pair[1], pair[0])
        };
        next_chain[end.1] = begin.1;
    }
    let mut used = vec![false; chains.len()];
    let mut rings = Vec::new();
    for first in 0..chains.len() {
        let mut ring = Vec::new();
        let mut index = first;
        while !used[index] {
            used[index] = true;
            ring.extend(chains[index].iter().copied());
            index = next_chain[index];
        }
        if let Some(&begin) = ring.first() {
            ring.push(begin);
            rings.push(ring);
        }
    }
    rings
}

/// The walk starts outside, so that a chain has begun whenever it is inside.
fn extend_last(chains: &mut [Vec<[f64; 2]>], point: [f64; 2]) {
    if let Some(last) = chains.last_mut() {
        last.push(point);
    }
}

/// Twice the area of a ring in square degrees, without sign.
pub(super) fn ring_size(ring: &Ring) -> f64 {
    ring.iter()
        .zip(ring.iter().skip(1))
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum::<f64>()
        .abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comb_falls_into_its_teeth() {
        let comb = vec![
            [0.0, 0.0],
            [5.0, 0.0],
            [5.0, 3.0],
            [4.0, 3.0],
            [4.0, 1.0],
            [1.0, 1.0],
            [1.0, 3.0],
            [0.0, 3.0],
            [0.0, 0.0],
        ];
        let outline = Outline {
            polygons: vec![vec![comb]],
        };
        let teeth = keep_side(
            &outline,
            Side {
                axis: 1,
                line: 2.0,
                keep_greater: true,
            },
        );
        assert_eq!(teeth.polygons.len(), 2);
        let total: f64 = teeth.polygons.iter().map(|rings| ring_size(&rings[0])).sum();
        assert!((total - 4.0).abs() < 1e-9);
        let back = keep_side(
            &outline,
            Side {
                axis: 1,
                line: 2.0,
                keep_greater: false,
            },
        );
        assert_eq!(back.polygons.len(), 1);
    }
}

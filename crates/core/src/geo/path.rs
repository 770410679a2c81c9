//! [`PathData`]: the `d` attribute of an SVG path, rounded to a tenth of a px.

use super::clip::Point;
use std::fmt::Write as _;

/// Writes the `d` attribute of an SVG path. Steps are relative, in whole tenths of a px, so that rounding never adds up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PathData {
    out: String,
    at: [i64; 2],
}

impl PathData {
    /// Adds an open line; nothing if it has no two points that differ after rounding.
    pub fn line(&mut self, points: &[Point]) {
        self.run(points, false);
    }

    /// Adds a closed ring; nothing if it has no three points that differ after rounding.
    pub fn ring(&mut self, points: &[Point]) {
        self.run(points, true);
    }

    fn run(&mut self, points: &[Point], closed: bool) {
        let mut tenths: Vec<[i64; 2]> = points
            .iter()
            .map(|p| [(p[0] * 10.0).round() as i64, (p[1] * 10.0).round() as i64])
            .collect();
        tenths.dedup();
        if closed && tenths.len() > 1 && tenths.first() == tenths.last() {
            tenths.pop();
        }
        let Some((&first, rest)) = tenths.split_first() else {
            return;
        };
        if rest.len() < if closed { 2 } else { 1 } {
            return;
        }
        self.out.push('M');
        self.pair(first);
        self.at = first;
        self.out.push('l');
        for (i, &point) in rest.iter().enumerate() {
            if i > 0 {
                self.out.push(' ');
            }
            let step = [point[0] - self.at[0], point[1] - self.at[1]];
            self.pair(step);
            self.at = point;
        }
        if closed {
            self.out.push('z');
        }
    }

    fn pair(&mut self, [x, y]: [i64; 2]) {
        push_tenths(&mut self.out, x);
        self.out.push(' ');
        push_tenths(&mut self.out, y);
    }

    /// The attribute.
    pub fn into_string(self) -> String {
        self.out
    }
}

/// Writes a number given in tenths: `-0.5`, `12`.
pub fn push_tenths(out: &mut String, tenths: i64) {
    if tenths < 0 {
        out.push('-');
    }
    let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    // Writing to a String cannot fail.
    let _ok = if part == 0 {
        write!(out, "{whole}")
    } else {
        write!(out, "{whole}.{part}")
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_relative_and_rounded() {
        let mut d = PathData::default();
        d.ring(&[[0.0, 0.0], [10.04, 0.0], [10.0, -5.55], [0.0, 0.0]]);
        d.line(&[[1.0, 1.0], [1.01, 1.01]]);
        d.line(&[[1.0, 1.0], [1.5, 1.0]]);
        assert_eq!(d.into_string(), "M0 0l10 0 0 -5.6zM1 1l0.5 0");
    }
}

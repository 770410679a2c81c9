//! [`Beside`]: what a place's mark says besides its counts: how it stands to the compared dates, and how old it is.

use super::Radius;
use crate::query::{Change, Pair};

/// What a mark says besides its counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Beside {
    /// The events of the selected and of the compared dates, if any are compared.
    pub pair: Option<Pair>,
    /// How faint it is: 0 for what is of the day itself.
    pub fade: u8,
}

impl Beside {
    /// True if there is something in the compared dates.
    pub fn has_compared(self) -> bool {
        self.pair.is_some_and(|pair| pair.b.most() > 0)
    }
}

/// Two places together.
pub fn pairs_together(a: Option<Pair>, b: Option<Pair>) -> Option<Pair> {
    match (a, b) {
        (Some(mut a), Some(b)) => {
            a.a.definite += b.a.definite;
            a.a.possible += b.a.possible;
            a.b.definite += b.b.definite;
            a.b.possible += b.b.possible;
            Some(a)
        }
        (one, other) => one.or(other),
    }
}

/// The `d` attribute of a change's symbol around the point that comes before it, in relative steps: a plus for new, a
/// triangle up for more, two bars for as many, a triangle down for fewer, a cross for gone.
pub fn change_path(change: Change, radius: Radius) -> String {
    let r = radius.px().max(7.0);
    // Half the width of a bar.
    let (arm, t) = (r * 1.1, r * 0.38);
    match change {
        Change::New => {
            let a = arm - t;
            format!(
                "m{:.2} {:.2}h{:.2}v{a:.2}h{a:.2}v{:.2}h{:.2}v{a:.2}h{:.2}v{:.2}h{:.2}v{:.2}h{a:.2}z",
                -t,
                -arm,
                2.0 * t,
                2.0 * t,
                -a,
                -2.0 * t,
                -a,
                -a,
                -2.0 * t
            )
        }
        Change::More => format!("m0 {:.2}l{arm:.2} {:.2}h{:.2}z", -arm, 1.9 * arm, -2.0 * arm),
        Change::Fewer => format!("m0 {arm:.2}l{:.2} {:.2}h{:.2}z", -arm, -1.9 * arm, 2.0 * arm),
        Change::Same => {
            let bar = format!("h{:.2}v{:.2}h{:.2}z", 2.0 * arm, 1.6 * t, -2.0 * arm);
            format!("m{:.2} {:.2}{bar}m0 {:.2}{bar}", -arm, -2.2 * t, 2.8 * t)
        }
        Change::Gone => {
            let (d, s) = (arm * 0.75, t * 0.8);
            format!(
                "m0 {:.2}l{d:.2} {:.2} {s:.2} {s:.2} {:.2} {d:.2} {d:.2} {d:.2} {:.2} {s:.2} {:.2} {:.2} {:.2} {d:.2} {:.2} {:.2} {d:.2} {:.2} {:.2} {:.2} {s:.2} {:.2}z",
                -s, -d, -d, -s, -d, -d, -d, -s, -s, -d, -d, -d, -s
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::EventCount;

    #[test]
    fn each_change_has_its_shape() {
        let paths = Change::ALL.map(|change| change_path(change, Radius::from_px(7.0)));
        for (i, path) in paths.iter().enumerate() {
            assert!(path.starts_with('m') && path.ends_with('z'), "{path}");
            assert!(paths.iter().skip(i + 1).all(|other| other != path));
        }
    }

    #[test]
    fn places_that_share_a_mark_are_compared_together() {
        let count = |definite| EventCount {
            definite,
            possible: 1,
        };
        let pair = |a, b| {
            Some(Pair {
                a: count(a),
                b: count(b),
                days_a: 30,
                days_b: 30,
            })
        };
        let both = pairs_together(pair(2, 0), pair(1, 4)).expect("a pair");
        assert_eq!((both.a.definite, both.b.definite, both.b.possible), (3, 4, 2));
        assert_eq!(pairs_together(None, pair(1, 1)), pair(1, 1));
    }
}

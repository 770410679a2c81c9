//! [`Side`]: what a question holds against each other, each by itself.

use super::{Asked, Demand, NamedAs};
use crate::time::TimeWindow;

/// One of several that a question holds against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// What is asked of this one.
    pub asked: Asked,
    /// Its days, where days are compared.
    pub days: Option<TimeWindow>,
    /// Its part, where places or names are.
    pub part: Option<usize>,
}

impl Asked {
    /// What is compared, each by itself; nothing where nothing is.
    pub fn sides(&self) -> Vec<Side> {
        if let Some(both) = self.compared {
            let side = |days: TimeWindow| Side {
                asked: Asked {
                    compared: None,
                    dates: self.dates.as_ref().map(|(at, _)| (at.clone(), days)),
                    ..self.clone()
                },
                days: Some(days),
                part: None,
            };
            return both.map(side).to_vec();
        }
        if !self.asks.comparison {
            return Vec::new();
        }
        let is_side = |demand: &Demand, of: &Demand| match (demand, of) {
            (Demand::Places(_), Demand::Places(_)) => true,
            (Demand::Names(_, a), Demand::Names(_, b)) => {
                a == b && matches!(a, NamedAs::Actor | NamedAs::Any)
            }
            _ => false,
        };
        // Alternatives stand beside each other.
        let starts = (1..self.parts.len()).filter(|&at| self.parts[at].or);
        let mut sides = Vec::new();
        for at in starts {
            let before = &self.parts[at - 1];
            if !is_side(&self.parts[at].demand, &before.demand) {
                continue;
            }
            for side in [at - 1, at] {
                if !sides.contains(&side) {
                    sides.push(side);
                }
            }
        }
        let alone = |&at: &usize| {
            let mut asked = self.clone();
            let mut index = 0;
            asked.parts.retain(|_| {
                let is_kept = index == at || !sides.contains(&index);
                index += 1;
                is_kept
            });
            asked.parts.iter_mut().for_each(|part| part.or = false);
            Side {
                asked,
                days: None,
                part: Some(at),
            }
        };
        sides.iter().map(alone).collect()
    }
}

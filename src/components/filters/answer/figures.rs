//! What the figures that a search asks for come to.

use super::{Act, Asking, Piece};
use crate::session::Among;
use chronotope_core::query::RowRef;
use chronotope_core::scene::reports::Found;
use chronotope_core::search::Asked;
use chronotope_core::state::{Focus, TieDecision};
use chronotope_core::time::{Membership, TimeWindow};
use leptos::prelude::*;

impl Asking<'_> {
    /// What the figures that are asked for come to; of each by itself, where several are held against each other.
    pub(super) fn sums(&self, window: TimeWindow) -> Vec<Piece> {
        let measures: Vec<&str> = self.asked.measures().collect();
        if measures.is_empty() && !self.asked.wants_sum && !self.asked.asks.comparison {
            return Vec::new();
        }
        let rows = self.session.shown_rows(Among::All, &Focus::None);
        let mut pieces = Vec::new();
        // Rows of a file have no events to be told apart by.
        let mut sides = self.asked.sides();
        sides.retain(|_| !self.session.dataset.events.is_empty());
        for side in &sides {
            let kept = self.session.found(&side.asked, None);
            let days = side.days.map_or(window, |days| days.intersection(window));
            let own = rows.iter().filter(|r| kept.contains(r.row)).filter_map(|r| {
                let when = self.session.event(r.row)?.when.as_ref()?;
                let membership = when.membership(days);
                (membership != Membership::Out).then_some(RowRef { membership, ..*r })
            });
            let own: Vec<RowRef> = own.collect();
            let name = match side.part.and_then(|at| self.asked.parts.get(at)) {
                Some(part) => self.narrator.part_words(part),
                None => self.narrator.dates_words(days),
            };
            let found = own.iter().filter_map(|r| {
                let event = self.session.event(r.row)?;
                let membership = r.membership;
                Some(Found { event, membership })
            });
            let found: Vec<Found<'_>> = found.collect();
            if side.part.is_some() || !measures.is_empty() {
                pieces.push(Piece::Head(self.narrator.side_words(&name, &found, &measures)));
            }
            if !measures.is_empty() {
                pieces.extend(self.toll(&own, &side.asked));
            }
        }
        if sides.is_empty() && (!measures.is_empty() || self.asked.wants_sum) {
            pieces.extend(self.toll(&rows, self.asked));
        }
        pieces
    }

    /// What the figures of some rows come to.
    fn toll(&self, rows: &[RowRef], asked: &Asked) -> Vec<Piece> {
        let (text, doubt) = (self.narrator.messages.answer, self.narrator.messages.doubt);
        let sums_of = |who: Option<&str>| {
            self.store.filters.with(|filters| {
                let sums =
                    |ties: &Vec<TieDecision>| self.session.sums_of(rows, &Focus::None, filters, ties, who);
                self.store.ties.with(sums)
            })
        };
        let toll = self.narrator.toll(asked, &sums_of);
        let mut pieces: Vec<Piece> = Vec::new();
        for line in toll.lines {
            pieces.push(if line.is_head {
                Piece::Head(line.words)
            } else {
                Piece::Line(line.words)
            });
        }
        if toll.left_out > 0 {
            let words = text.sum_left.of(toll.left_out as u64, self.narrator.formats);
            pieces.push(Piece::Act(
                format!("{words}."),
                doubt.why_not.to_owned(),
                Act::Figures,
            ));
        }
        pieces
    }
}

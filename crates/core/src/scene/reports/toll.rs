//! What the figures that a search asks for come to: of whom it asks, and of nobody else.

use super::Narrator;
use crate::event::{Status, Unit};
use crate::messages::fill;
use crate::search::{Asked, Demand};
use crate::sums::{Sum, Taken};

/// A line about figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TollLine {
    /// It is the answer, rather than something beside it.
    pub is_head: bool,
    /// What it says.
    pub words: String,
}

/// What the figures that a search asks for come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Toll {
    /// In lines.
    pub lines: Vec<TollLine>,
    /// How many figures are not added, where the lines do not name them.
    pub left_out: usize,
}

impl Toll {
    fn head(&mut self, words: String) {
        self.lines.push(TollLine { is_head: true, words });
    }

    fn line(&mut self, words: String) {
        self.lines.push(TollLine {
            is_head: false,
            words,
        });
    }
}

impl Narrator<'_> {
    /// What the figures come to that a search asks for: `sums_of` has the sums of the view, of all or only of those who are
    /// called so.
    pub fn toll(&self, asked: &Asked, sums_of: &dyn Fn(Option<&str>) -> Vec<Sum>) -> Toll {
        let measures: Vec<&str> = asked.measures().collect();
        let mut toll = Toll::default();
        if measures.is_empty() && !asked.wants_sum {
            return toll;
        }
        if let Some(whos) = asked.counted() {
            self.toll_by(asked, whos, &measures, sums_of, &mut toll);
            return toll;
        }
        let sums = sums_of(None);
        let civil = asked.has(|demand| match demand {
            Demand::Names(names, _) => names.iter().all(|name| is_civil(name)),
            _ => false,
        });
        for measure in &measures {
            let own = || sums.iter().filter(|sum| sum.measure == *measure);
            if civil && !own().any(|sum| sum.status == Status::Civilian) {
                let civilians = self.messages.reports.status(Status::Civilian).to_owned();
                toll.head(self.unstated(measure, Some(civilians)));
            } else if own().next().is_none() {
                match sums.iter().find(|sum| is_zero_of(sum, measure)) {
                    Some(zero) => self.add_sum(zero, asked, &mut toll, None),
                    None => toll.head(self.unstated(measure, None)),
                }
            }
        }
        let is_asked = |sum: &&Sum| measures.is_empty() || measures.contains(&sum.measure.as_str());
        for sum in sums.iter().filter(is_asked) {
            let is_person = civil && sum.unit == Unit::Person;
            match sum.status {
                Status::Combatant if is_person => {}
                Status::Unstated if is_person => {
                    let view = self.sum_view(sum);
                    toll.line(format!("{}: {}", view.heading, view.total));
                }
                _ => self.add_sum(sum, asked, &mut toll, None),
            }
        }
        toll
    }

    /// Of those who are asked for, each by themselves.
    fn toll_by(
        &self,
        asked: &Asked,
        whos: &[String],
        measures: &[&str],
        sums_of: &dyn Fn(Option<&str>) -> Vec<Sum>,
        toll: &mut Toll,
    ) {
        let typed = asked
            .parts
            .iter()
            .find(|part| matches!(part.demand, Demand::Counted(_)));
        let typed = typed.map_or("", |part| part.words.trim());
        let mut is_told = false;
        for who in whos {
            for sum in sums_of(Some(who))
                .iter()
                .filter(|sum| measures.contains(&sum.measure.as_str()))
            {
                is_told = true;
                self.add_sum(sum, asked, toll, Some(who));
            }
        }
        for measure in measures.iter().filter(|_| !is_told) {
            toll.head(self.unstated(measure, Some(format!("“{typed}”"))));
        }
    }

    fn unstated(&self, measure: &str, who: Option<String>) -> String {
        let shown = self.messages.doubt.measure(measure);
        let mut shown = shown.map_or_else(|| measure.replace('_', " "), str::to_owned);
        if let Some(who) = who {
            shown = format!("{shown}, {who}");
        }
        fill(self.messages.answer.sum_none, &[("measure", &shown)])
    }

    fn add_sum(&self, sum: &Sum, asked: &Asked, toll: &mut Toll, who: Option<&String>) {
        let doubt = self.messages.doubt;
        let view = self.sum_view(sum);
        let heading = match who {
            Some(who) => {
                let who = self.dataset.manifest.name(who, self.messages.lang);
                format!("{} ({who})", view.heading)
            }
            None => view.heading,
        };
        toll.head(format!("{heading}: {}", view.total));
        if let Some(without) = view.without.filter(|_| !asked.wants_sum && who.is_none()) {
            toll.line(without);
        }
        for line in view.lines {
            toll.left_out += usize::from(line.taken == Taken::LeftOut && !asked.wants_sum);
            if !asked.wants_sum {
                continue;
            }
            let mark = match line.taken {
                Taken::Added | Taken::Account => doubt.added,
                Taken::UpperEnd => doubt.upper_end,
                Taken::LeftOut => doubt.left_out,
            };
            let why = line.why.map(|why| format!(" — {why}")).unwrap_or_default();
            toll.line(format!("{mark}: {} ({}){why}", line.figure, line.source));
        }
    }
}

/// True for a name of those who do not fight.
fn is_civil(name: &str) -> bool {
    name.to_lowercase().starts_with("civilian")
}

/// True if nobody was killed or injured, as reported: that is a zero of both.
fn is_zero_of(sum: &Sum, measure: &str) -> bool {
    let is_zero = |total: &crate::sums::Total| total.high == Some(0.0) && total.perhaps <= 0.0;
    matches!(measure, "killed" | "injured")
        && sum.measure == "casualties"
        && sum.total.as_ref().is_some_and(is_zero)
}

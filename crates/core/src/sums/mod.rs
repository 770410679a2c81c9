//! [`sums`]: which figures of a view may be added up, to how many, and why the others are left out.
//!
//! Only like is added to like: one measure, one unit, civilians, combatants and those not said to be either apart. A
//! sum takes what its report allows to be added and is surely in the view; what may be in it already, or may not
//! belong to it, only widens the range upwards.

mod combine;
mod scope;
pub(crate) mod single;
mod table;
#[cfg(test)]
mod tests;
mod who;

pub use scope::{Fit, SumScope};
pub use table::table_sums;
pub use who::counting;

use crate::event::{Event, Modality, Status, Unit};
use crate::incidents::Incidents;

/// An event of the view.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Its position in the data set.
    pub record: u32,
    /// The event.
    pub event: &'a Event,
    /// It is in the selected dates whichever possible day it happened on.
    pub surely: bool,
    /// It is of a sort that has victims: neither talks nor words.
    pub may_give: bool,
    /// It lasts longer than the selected dates.
    pub reaches_beyond: bool,
}

/// What a sum makes of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taken {
    /// It is added.
    Added,
    /// It is one of several accounts of one incident, which is added once.
    Account,
    /// It counts in the upper end of the range only.
    UpperEnd,
    /// It is not added.
    LeftOut,
}

/// Why a sum does with a figure what it does. Positions are those of events in the data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing speaks against adding it.
    MayBeAdded,
    /// It may be inside a figure of another event, which is not in the view.
    WholeIsElsewhere,
    /// It may be inside a figure of this event, or of one that is not known.
    MayBeInside(Option<u32>),
    /// It counts some of those whom another figure of the same event counts.
    PartOfSameEvent,
    /// It is inside a figure of this event.
    Inside(u32),
    /// The same people in another unit.
    OtherUnit,
    /// Its parts are added in its place.
    PartsAreAdded,
    /// It runs on: a total up to a date, which holds what is reported one by one.
    RunningTotal,
    /// It says how many there are on a day, however they came to be.
    State,
    /// Its report gives it as not to be added: it repeats, contains or runs over others.
    SaidNotToAdd,
    /// It is not said to have happened.
    NotHappened(Modality),
    /// Several events tell of one incident, which counts once.
    SameIncident(u32),
    /// This event says otherwise; both are not added.
    Contradicted(u32),
    /// Its event is a part of this one, whose figure is added.
    PartOfEvent(u32),
    /// Its event may tell of the same as this one.
    MayOverlap(u32),
    /// Its event may fall outside the selected dates.
    MayFallOutside,
    /// Its event lasts longer than the selected dates.
    ReachesBeyond,
    /// It is for another place than the selected one.
    OtherPlace,
    /// It is for several places together, or for a larger area.
    WiderPlace,
}

/// A figure in a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Position of the event in the data set.
    pub record: u32,
    /// Position among the event's figures.
    pub figure: usize,
    /// What the sum makes of it.
    pub taken: Taken,
    /// Why.
    pub why: Why,
}

/// What is added comes to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Total {
    /// At least so many.
    pub low: f64,
    /// The sum of the figures as given.
    pub best: f64,
    /// At most so many; `None` if one of them has no upper end.
    pub high: Option<f64>,
    /// With what may come on top, at least so many; the same as `low` if nothing may.
    pub perhaps: f64,
}

/// Like figures of the view, and what they come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// What happened to those counted.
    pub measure: String,
    /// What is counted.
    pub unit: Unit,
    /// Civilians or combatants.
    pub status: Status,
    /// `None` if no figure of the view may be added.
    pub total: Option<Total>,
    /// Every figure of its sort, those added first.
    pub lines: Vec<Line>,
    /// Events of violence and movement in the view that give no figure of this sort.
    pub without: u32,
    /// All such events, and those others that give one.
    pub events: u32,
}

/// Sums of the figures of a view, those of people first, in the order in which measures first appear.
///
/// The order in which the events come makes no difference, nor does an event that comes twice.
pub fn sums(told: &[Told<'_>], incidents: &Incidents, scope: &SumScope<'_>) -> Vec<Sum> {
    let mut told: Vec<Told<'_>> = told.to_vec();
    told.sort_unstable_by_key(|t| t.record);
    told.dedup_by_key(|t| t.record);
    let mut sums: Vec<Sum> = Vec::new();
    for at in 0..told.len() {
        for (index, figure) in told[at].event.figures.iter().enumerate() {
            let (taken, why) = single::judge(&told, at, index, scope);
            let line = Line {
                record: told[at].record,
                figure: index,
                taken,
                why,
            };
            let same = |sum: &&mut Sum| {
                sum.measure == figure.measure && sum.unit == figure.unit && sum.status == figure.status
            };
            match sums.iter_mut().find(same) {
                Some(sum) => sum.lines.push(line),
                None => sums.push(Sum {
                    measure: figure.measure.clone(),
                    unit: figure.unit,
                    status: figure.status,
                    total: None,
                    lines: vec![line],
                    without: 0,
                    events: 0,
                }),
            }
        }
    }
    for sum in &mut sums {
        combine::combine(sum, &told, incidents);
        for t in told.iter().filter(|t| t.event.modality.marks()) {
            let mut figures = t.event.figures.iter();
            let sort = (sum.measure.as_str(), sum.unit, sum.status);
            let gives = figures.any(|f| (f.measure.as_str(), f.unit, f.status) == sort);
            sum.events += u32::from(gives || t.may_give);
            sum.without += u32::from(!gives && t.may_give);
        }
        sum.lines
            .sort_unstable_by_key(|line| (line.taken, line.record, line.figure));
    }
    sums.sort_by_key(|sum| (rank(&sum.measure), sum.unit, sum.status));
    sums
}

/// The event of the view at a position of the data set.
fn told_at<'t, 'a>(told: &'t [Told<'a>], record: u32) -> Option<&'t Told<'a>> {
    let at = told.binary_search_by_key(&record, |t| t.record).ok()?;
    told.get(at)
}

/// The event of the view with an id.
fn told_with<'t, 'a>(told: &'t [Told<'a>], id: &str) -> Option<&'t Told<'a>> {
    told.iter().find(|t| t.event.id == id)
}

/// Measures of people come first, as they are read.
fn rank(measure: &str) -> usize {
    const ORDER: [&str; 6] = [
        "killed",
        "injured",
        "casualties",
        "displaced",
        "places_hit",
        "munitions",
    ];
    ORDER
        .iter()
        .position(|known| *known == measure)
        .unwrap_or(ORDER.len())
}

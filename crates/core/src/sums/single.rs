//! What is to be done with one figure, before it is held against the others of its sum.

use super::scope::{Fit, SumScope};
use super::{Taken, Told, Why, told_with};
use crate::event::{Event, Figure, Sum as MayAdd};

/// Judges the figure `index` of the event at `at` of the view.
pub(super) fn judge(told: &[Told<'_>], at: usize, index: usize, scope: &SumScope<'_>) -> (Taken, Why) {
    let Told {
        event,
        surely,
        reaches_beyond,
        ..
    } = told[at];
    let Some(figure) = event.figures.get(index) else {
        return (Taken::LeftOut, Why::SaidNotToAdd);
    };
    if !event.modality.marks() {
        return (Taken::LeftOut, Why::NotHappened(event.modality));
    }
    let fit = scope.fit(event, figure);
    if fit == Fit::Elsewhere {
        return (Taken::LeftOut, Why::OtherPlace);
    }
    let (taken, why) = match figure.sum {
        MayAdd::No => return (Taken::LeftOut, why_not(told, event, index, figure)),
        MayAdd::Maybe => maybe(told, event, index, figure),
        MayAdd::Yes => yes(told, event, index, figure),
    };
    match taken {
        Taken::Added if fit == Fit::Wider => (Taken::UpperEnd, Why::WiderPlace),
        Taken::Added if !surely => (Taken::UpperEnd, Why::MayFallOutside),
        Taken::Added if reaches_beyond => (Taken::UpperEnd, Why::ReachesBeyond),
        _ => (taken, why),
    }
}

/// A figure that its report allows to be added.
fn yes(told: &[Told<'_>], event: &Event, index: usize, figure: &Figure) -> (Taken, Why) {
    let Some(whole) = &figure.within else {
        return (Taken::Added, Why::MayBeAdded);
    };
    match told_with(told, whole) {
        Some(t) if t.event.id == event.id && has_whole(event, Some(index), figure) => {
            (Taken::LeftOut, Why::PartOfSameEvent)
        }
        Some(t) if t.event.id != event.id && has_whole(t.event, None, figure) => {
            (Taken::LeftOut, Why::Inside(t.record))
        }
        _ => (Taken::Added, Why::MayBeAdded),
    }
}

/// True if the event gives a figure of the same sort that is added and is no part itself.
fn has_whole(event: &Event, but: Option<usize>, figure: &Figure) -> bool {
    event.modality.marks()
        && event.figures.iter().enumerate().any(|(i, other)| {
            Some(i) != but
                && other.sum == MayAdd::Yes
                && other.within.is_none()
                && (&other.measure, other.unit, other.status) == (&figure.measure, figure.unit, figure.status)
        })
}

/// A figure that may be inside another: counted in full only where that other is not in the view.
fn maybe(told: &[Told<'_>], event: &Event, index: usize, figure: &Figure) -> (Taken, Why) {
    let Some(whole) = &figure.within else {
        return (Taken::UpperEnd, Why::MayBeInside(None));
    };
    match told_with(told, whole) {
        Some(t) if t.event.id != event.id || has_another(event, index, figure) => {
            (Taken::UpperEnd, Why::MayBeInside(Some(t.record)))
        }
        _ => (Taken::Added, Why::WholeIsElsewhere),
    }
}

/// True if the event gives another figure of the measure, in which this one may be.
fn has_another(event: &Event, index: usize, figure: &Figure) -> bool {
    let mut others = event.figures.iter().enumerate();
    others.any(|(i, f)| i != index && (&f.measure, f.unit) == (&figure.measure, figure.unit))
}

/// Why a figure that is not to be added is not.
fn why_not(told: &[Told<'_>], event: &Event, index: usize, figure: &Figure) -> Why {
    let others = || {
        let all = event.figures.iter().enumerate();
        all.filter(move |(i, f)| *i != index && f.measure == figure.measure)
            .map(|(_, f)| f)
    };
    if figure.within.as_ref() == Some(&event.id) {
        return if others().any(|f| f.unit == figure.unit) {
            Why::PartOfSameEvent
        } else {
            Why::OtherUnit
        };
    }
    if let Some(t) = figure.within.as_ref().and_then(|id| told_with(told, id)) {
        return Why::Inside(t.record);
    }
    let is_part =
        |f: &Figure| f.sum == MayAdd::Yes && f.unit == figure.unit && f.within.as_ref() == Some(&event.id);
    if others().any(is_part) {
        Why::PartsAreAdded
    } else if figure.as_of.is_none() {
        Why::SaidNotToAdd
    } else if runs_on(event) {
        Why::RunningTotal
    } else {
        Why::State
    }
}

/// True if an event is told of more than a day: a figure of it at the end is a total that has grown.
pub(crate) fn runs_on(event: &Event) -> bool {
    event.when.as_ref().is_some_and(|when| when.hull().len_days() > 1)
}

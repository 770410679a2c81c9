//! Like figures against one another: nothing is added twice.

use super::{Sum, Taken, Told, Total, Why, told_at, told_with};
use crate::event::{Figure, LinkKind};
use crate::incidents::Incidents;

/// Settles what is added, and adds it.
pub(super) fn combine(sum: &mut Sum, told: &[Told<'_>], incidents: &Incidents) {
    leave_parts_of_events(sum, told);
    leave_overlaps(sum, told);
    let groups = accounts(sum, told, incidents);
    sum.total = total(sum, told, &groups);
}

fn figure<'a>(told: &[Told<'a>], record: u32, index: usize) -> Option<&'a Figure> {
    told_at(told, record)?.event.figures.get(index)
}

fn best(figure: &Figure) -> f64 {
    figure.best.unwrap_or(figure.low)
}

/// Events with an added figure: position, and the sum of what is added.
fn added(sum: &Sum, told: &[Told<'_>]) -> Vec<(u32, f64)> {
    let mut events: Vec<(u32, f64)> = Vec::new();
    for line in sum.lines.iter().filter(|l| l.taken == Taken::Added) {
        let n = figure(told, line.record, line.figure).map_or(0.0, best);
        match events.last_mut() {
            Some((record, all)) if *record == line.record => *all += n,
            _ => events.push((line.record, n)),
        }
    }
    events
}

fn demote(sum: &mut Sum, record: u32, why: Why) {
    for line in &mut sum.lines {
        if line.record == record && line.taken == Taken::Added {
            (line.taken, line.why) = (Taken::UpperEnd, why);
        }
    }
}

/// The figure of a part may be inside that of its whole, even where its report does not say so.
fn leave_parts_of_events(sum: &mut Sum, told: &[Told<'_>]) {
    let events = added(sum, told);
    for &(record, _) in &events {
        if let Some(whole) = added_whole(told, record, &events) {
            demote(sum, record, Why::PartOfEvent(whole));
        }
    }
}

/// The nearest event that this one is a part of and that has an added figure.
fn added_whole(told: &[Told<'_>], part: u32, events: &[(u32, f64)]) -> Option<u32> {
    let mut seen = vec![part];
    let mut next = 0;
    while let Some(&at) = seen.get(next) {
        next += 1;
        let links = told_at(told, at).map_or(&[][..], |t| &t.event.links);
        for link in links.iter().filter(|l| l.kind == LinkKind::PartOf) {
            let Some(whole) = told_with(told, &link.event).map(|t| t.record) else {
                continue;
            };
            if seen.contains(&whole) {
                continue;
            }
            if events.iter().any(|(record, _)| *record == whole) {
                return Some(whole);
            }
            seen.push(whole);
        }
    }
    None
}

/// Of two events that may tell of the same, only the larger figure is surely counted.
fn leave_overlaps(sum: &mut Sum, told: &[Told<'_>]) {
    let events = added(sum, told);
    for &(record, n) in &events {
        let links = told_at(told, record).map_or(&[][..], |t| &t.event.links);
        let larger = links
            .iter()
            .filter(|l| l.kind == LinkKind::MayOverlap)
            .filter_map(|l| told_with(told, &l.event))
            .find(|t| {
                let other = events.iter().find(|(other, _)| *other == t.record);
                other.is_some_and(|&(other, m)| (m, record) > (n, other))
            });
        if let Some(larger) = larger.map(|t| t.record) {
            demote(sum, record, Why::MayOverlap(larger));
        }
    }
}

/// Groups the events of a sum: those of one incident, and those that contradict one another, count once.
fn accounts(sum: &mut Sum, told: &[Told<'_>], incidents: &Incidents) -> Vec<(u32, u32)> {
    let mut group_of: Vec<(u32, u32)> = Vec::new();
    for line in sum.lines.iter().filter(|l| l.taken <= Taken::UpperEnd) {
        if group_of.last().is_none_or(|(record, _)| *record != line.record) {
            group_of.push((line.record, line.record));
        }
    }
    let records: Vec<u32> = group_of.iter().map(|(record, _)| *record).collect();
    for &a in &records {
        for &b in records.iter().filter(|&&b| b < a) {
            let why = if incidents.of(a) == incidents.of(b) {
                Why::SameIncident
            } else if contradicts(told, a, b) || contradicts(told, b, a) {
                Why::Contradicted
            } else {
                continue;
            };
            merge(&mut group_of, a, b);
            for line in sum
                .lines
                .iter_mut()
                .filter(|l| l.taken == Taken::Added || l.taken == Taken::Account)
            {
                if line.record == a || line.record == b {
                    let other = if line.record == a { b } else { a };
                    (line.taken, line.why) = (Taken::Account, why(other));
                }
            }
        }
    }
    group_of
}

fn contradicts(told: &[Told<'_>], a: u32, b: u32) -> bool {
    let (Some(a), Some(b)) = (told_at(told, a), told_at(told, b)) else {
        return false;
    };
    let links = a.event.links.iter();
    links
        .filter(|l| l.kind == LinkKind::Contradicts)
        .any(|l| l.event == b.event.id)
}

fn merge(group_of: &mut [(u32, u32)], a: u32, b: u32) {
    let group = |groups: &[(u32, u32)], record| {
        groups
            .iter()
            .find(|(r, _)| *r == record)
            .map_or(record, |(_, group)| *group)
    };
    let (of_a, of_b) = (group(group_of, a), group(group_of, b));
    let (old, new) = (of_a.max(of_b), of_a.min(of_b));
    for (_, group) in group_of.iter_mut().filter(|(_, group)| *group == old) {
        *group = new;
    }
}

/// What one event brings: surely, and on top perhaps.
#[derive(Clone, Copy)]
struct Brings {
    group: u32,
    /// Least, best and greatest of what is surely counted; `None` if nothing of it is.
    surely: Option<(f64, f64, f64)>,
    on_top: f64,
    on_top_high: f64,
}

fn total(sum: &Sum, told: &[Told<'_>], group_of: &[(u32, u32)]) -> Option<Total> {
    let mut events: Vec<Brings> = Vec::new();
    for &(record, group) in group_of {
        let mut brings = Brings {
            group,
            surely: None,
            on_top: 0.0,
            on_top_high: 0.0,
        };
        for line in sum.lines.iter().filter(|l| l.record == record) {
            let Some(figure) = figure(told, record, line.figure) else {
                continue;
            };
            let high = figure.high.unwrap_or(f64::INFINITY);
            match line.taken {
                Taken::Added | Taken::Account => {
                    let (l, b, h) = brings.surely.unwrap_or_default();
                    brings.surely = Some((l + figure.low, b + best(figure), h + high));
                }
                Taken::UpperEnd => {
                    brings.on_top += figure.low;
                    brings.on_top_high += high;
                }
                Taken::LeftOut => {}
            }
        }
        events.push(brings);
    }
    if events.is_empty() {
        return None;
    }
    crate::sort::by_key(&mut events, |b| b.group);
    let (mut total, mut high) = (Total::default(), 0.0);
    for accounts in events.chunk_by(|a, b| a.group == b.group) {
        // Of several accounts of one incident: what all agree on, up to what the greatest says.
        let sure = || accounts.iter().filter_map(|a| a.surely);
        let low = sure().map(|s| s.0).reduce(f64::min).unwrap_or(0.0);
        total.low += low;
        total.best += sure().map(|s| s.1).reduce(f64::min).unwrap_or(0.0);
        let of = |a: &Brings| (a.surely.unwrap_or_default(), a.on_top, a.on_top_high);
        high += accounts.iter().map(|a| of(a).0.2 + of(a).2).fold(0.0, f64::max);
        total.perhaps += accounts.iter().map(|a| of(a).0.0 + of(a).1).fold(low, f64::max);
    }
    total.high = high.is_finite().then_some(high);
    Some(total)
}

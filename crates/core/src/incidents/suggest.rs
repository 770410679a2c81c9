//! Which events may tell of one incident: for a person to accept or refuse.

use super::ById;
use crate::event::{Event, EventPlace, LinkKind, Party, Precision};
use crate::geo::LonLat;
use crate::time::{Day, TimeWindow};

/// Where a place is, for distances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Whereabouts {
    /// Its point.
    pub point: LonLat,
    /// How far from the point an event "at" the place may have been, in km.
    pub radius_km: f64,
}

/// What two events agree in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Days between their nearest possible days.
    pub days_apart: u32,
    /// Whole kilometres between their places, beyond what the places' precision explains.
    pub km_apart: u32,
    /// They have a side in common.
    pub same_actor: bool,
    /// The same kind.
    pub same_kind: bool,
}

/// Two events that may be one incident, by their positions; the first comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    /// One event.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Why they are put forward.
    pub agreement: Agreement,
}

/// Events told of more days than these are no incident to tie by day.
const MAX_DAYS: i32 = 14;
/// Reports date one incident a day apart: "overnight", time zones, the day of the news.
const NEAR_DAYS: i32 = 1;
/// Reports place one incident in neighbouring towns, in km.
const NEAR_KM: f64 = 5.0;
/// Places said to be near a settlement are taken so far from it, in km.
const NEAR_PLACE_KM: f64 = 5.0;

/// Pairs of events that may be one incident: said to have happened, not tied yet, of kinds of one group, days and
/// places no further apart than reports put them, and no different sides acting. Never the parts of a whole, nor what
/// the data says contradicts. Best first. O(n log n + pairs within some days of each other).
pub fn suggest(
    events: &[Event],
    same_group: &dyn Fn(&str, &str) -> bool,
    locate: &dyn Fn(&str) -> Option<Whereabouts>,
    refused: &dyn Fn(&str, &str) -> bool,
) -> Vec<Suggestion> {
    let by_id = ById::new(events);
    let incidents = super::Incidents::new(events, &[]);
    let mut dated: Vec<(TimeWindow, u32)> = (0u32..)
        .zip(events)
        .filter(|(_, event)| event.modality.marks() && !event.background)
        .filter_map(|(at, event)| {
            let hull = event.when.as_ref()?.hull();
            (hull.first() != Day::MIN && hull.end() != Day::MAX && hull.len_days() <= MAX_DAYS)
                .then_some((hull, at))
        })
        .collect();
    crate::sort::by_key(&mut dated, |(hull, at)| (hull.first(), *at));
    let mut found = Vec::new();
    for (i, &(hull, a)) in dated.iter().enumerate() {
        for &(other, b) in dated.get(i + 1..).unwrap_or_default() {
            if other.first().0 > hull.last().0 + NEAR_DAYS {
                break;
            }
            let (one, two) = (&events[a as usize], &events[b as usize]);
            let is_open = incidents.of(a) != incidents.of(b)
                && !is_tied(one, two)
                && !shares_whole(events, &by_id, one, two)
                && !refused(&one.id, &two.id)
                && !(one.report == two.report && is_day(hull) && is_day(other) && hull != other);
            if !is_open || !(one.kind == two.kind || same_group(&one.kind, &two.kind)) {
                continue;
            }
            let same_actor = shares(&one.actors, &two.actors);
            if !same_actor && !one.actors.is_empty() && !two.actors.is_empty() {
                continue;
            }
            if let Some(km) = km_apart(one, two, locate).filter(|km| *km <= NEAR_KM) {
                found.push(Suggestion {
                    a: a.min(b),
                    b: a.max(b),
                    agreement: Agreement {
                        days_apart: (other.first().0 - hull.last().0).max(0).unsigned_abs(),
                        km_apart: km.round() as u32,
                        same_actor,
                        same_kind: one.kind == two.kind,
                    },
                });
            }
        }
    }
    crate::sort::by_key(&mut found, |s| {
        let Agreement {
            days_apart,
            km_apart,
            same_actor,
            same_kind,
        } = s.agreement;
        (days_apart, km_apart, !same_actor, !same_kind, s.a, s.b)
    });
    found
}

/// One report that gives two days means two things.
fn is_day(hull: TimeWindow) -> bool {
    hull.len_days() == 1
}

/// Tied by the data in a way that settles the question.
fn is_tied(a: &Event, b: &Event) -> bool {
    let settles = |event: &Event, other: &Event| {
        event
            .links
            .iter()
            .any(|l| l.event == other.id && l.kind != LinkKind::MayOverlap)
    };
    settles(a, b) || settles(b, a)
}

/// Parts of one whole are told apart by their own report.
fn shares_whole(events: &[Event], by_id: &ById, a: &Event, b: &Event) -> bool {
    if a.report != b.report {
        return false;
    }
    let wholes = |event: &Event| -> Vec<u32> {
        let parts = event.links.iter().filter(|l| l.kind == LinkKind::PartOf);
        parts.filter_map(|l| by_id.find(events, &l.event)).collect()
    };
    let (of_a, of_b) = (wholes(a), wholes(b));
    of_a.iter().any(|whole| of_b.contains(whole)) && a.places != b.places
}

fn shares(a: &[Party], b: &[Party]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.name == b.name))
}

/// The least distance between where the two are drawn, less what precision explains, in km.
fn km_apart(a: &Event, b: &Event, locate: &dyn Fn(&str) -> Option<Whereabouts>) -> Option<f64> {
    let slack = |place: &EventPlace, at: Whereabouts| match place.precision {
        Precision::Near => at.radius_km + NEAR_PLACE_KM,
        _ => at.radius_km,
    };
    let mut least: Option<f64> = None;
    for one in a.marks() {
        for two in b.marks() {
            let (Some(p), Some(q)) = (one.place.as_deref(), two.place.as_deref()) else {
                continue;
            };
            let apart = match (locate(p), locate(q)) {
                _ if p == q => 0.0,
                (Some(at_p), Some(at_q)) => {
                    (at_p.point.distance_km(at_q.point) - slack(one, at_p) - slack(two, at_q)).max(0.0)
                }
                _ => continue,
            };
            least = Some(least.map_or(apart, |least| least.min(apart)));
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::super::tests::{event, link};
    use super::*;
    use crate::event::{Basis, Role};

    fn at(mut event: Event, place: &str, actor: &str) -> Event {
        event.places.push(EventPlace {
            toponym: place.to_owned(),
            place: Some(place.to_owned()),
            role: Role::Target,
            precision: Precision::Exact,
        });
        if !actor.is_empty() {
            event.actors.push(Party {
                name: actor.to_owned(),
                as_written: None,
                basis: Basis::Stated,
            });
        }
        event
    }

    fn pairs(events: &[Event]) -> Vec<(u32, u32)> {
        let locate = |id: &str| {
            let lon = match id {
                "near" => 36.51,
                "far" => 37.5,
                _ => 36.5,
            };
            Some(Whereabouts {
                point: LonLat::new(lon, 35.6)?,
                radius_km: 1.0,
            })
        };
        let same = |a: &str, b: &str| a != "clash" && b != "clash";
        let found = suggest(events, &same, &locate, &|a, b| (a, b) == ("r", "s"));
        found.iter().map(|s| (s.a, s.b)).collect()
    }

    #[test]
    fn day_place_kind_and_side_must_go_together() {
        let first = || at(event("a", "2018-09-08"), "town", "X");
        let with = |other: Event| pairs(&[first(), other]);
        assert_eq!(with(at(event("b", "2018-09-09"), "near", "X")), [(0, 1)]);
        assert_eq!(with(at(event("b", "2018-09-08"), "town", "")), [(0, 1)]);
        assert_eq!(with(at(event("b", "2018-09-10"), "town", "X")), []);
        assert_eq!(with(at(event("b", "2018-09-08"), "far", "X")), []);
        assert_eq!(with(at(event("b", "2018-09-08"), "town", "Y")), []);
        let mut clash = at(event("b", "2018-09-08"), "town", "X");
        clash.kind = "clash".to_owned();
        assert_eq!(with(clash), []);
        assert_eq!(with(event("b", "2018-09-08")), [], "a place must be known");
    }

    #[test]
    fn what_is_settled_is_not_asked_again() {
        let mut events = [
            at(event("a", "2018-09-08"), "town", "X"),
            at(event("b", "2018-09-08"), "town", "X"),
        ];
        link(&mut events[0], LinkKind::MayOverlap, "b");
        assert_eq!(pairs(&events), [(0, 1)]);
        link(&mut events[1], LinkKind::Contradicts, "a");
        assert_eq!(pairs(&events), []);
        let refused = [
            at(event("r", "2018-09-08"), "town", "X"),
            at(event("s", "2018-09-08"), "town", "X"),
        ];
        assert_eq!(pairs(&refused), []);
    }
}

use super::*;
use crate::event::{EventPlace, Figure, LinkKind, Precision, Role, Sum as MayAdd};
use crate::incidents::tests::{event, link};
use crate::time::{Extent, When};
use proptest::prelude::*;

fn figure(low: f64, high: Option<f64>, sum: MayAdd) -> Figure {
    Figure {
        measure: "killed".to_owned(),
        low,
        best: Some(low),
        high,
        unit: Unit::Person,
        who: None,
        status: Status::Unstated,
        place: None,
        as_of: None,
        said_by: Vec::new(),
        sum,
        within: None,
    }
}

fn giving(id: &str, figures: &[Figure]) -> Event {
    let mut event = event(id, "2018-09-08");
    event.figures = figures.to_vec();
    event
}

fn exactly(n: f64) -> Figure {
    figure(n, Some(n), MayAdd::Yes)
}

fn told(events: &[Event]) -> Vec<Told<'_>> {
    let all = (0u32..).zip(events);
    all.map(|(record, event)| Told {
        record,
        event,
        surely: true,
        may_give: true,
        reaches_beyond: false,
    })
    .collect()
}

fn summed(events: &[Event]) -> Vec<Sum> {
    sums(&told(events), &Incidents::new(events, &[]), &SumScope::ALL)
}

/// Low, high and the reasons of the only sum.
fn only(events: &[Event]) -> (f64, Option<f64>, Vec<Why>) {
    let all = summed(events);
    assert_eq!(all.len(), 1, "{all:?}");
    let total = all[0].total.unwrap_or_default();
    (
        total.low,
        total.high,
        all[0].lines.iter().map(|l| l.why).collect(),
    )
}

#[test]
fn unlike_things_are_never_added() {
    let mut events = [giving(
        "a",
        &[exactly(3.0), exactly(4.0), exactly(5.0), exactly(6.0)],
    )];
    events[0].figures[1].status = Status::Civilian;
    events[0].figures[2].measure = "casualties".to_owned();
    events[0].figures[3].unit = Unit::Family;
    let lows: Vec<f64> = summed(&events)
        .iter()
        .filter_map(|s| s.total)
        .map(|t| t.low)
        .collect();
    assert_eq!(lows, [4.0, 3.0, 6.0, 5.0]);
}

#[test]
fn an_open_end_stays_open_and_zero_is_a_number() {
    let open = [
        giving("a", &[figure(26.0, None, MayAdd::Yes)]),
        giving("b", &[exactly(0.0)]),
    ];
    assert_eq!((only(&open).0, only(&open).1), (26.0, None));
    assert_eq!(only(&open[1..]).1, Some(0.0));
    assert_eq!(summed(&[event("c", "2018")]), []);
}

#[test]
fn what_may_be_inside_another_widens_the_range_upwards() {
    let mut part = figure(2.0, Some(2.0), MayAdd::Maybe);
    part.within = Some("whole".to_owned());
    let events = [giving("whole", &[exactly(6.0)]), giving("part", &[part])];
    let (low, high, why) = only(&events);
    assert_eq!((low, high), (6.0, Some(8.0)));
    assert_eq!(why, [Why::MayBeAdded, Why::MayBeInside(Some(0))]);
    // Where the whole is not in view nothing can be counted twice.
    assert_eq!(only(&events[1..]), (2.0, Some(2.0), vec![Why::WholeIsElsewhere]));
}

#[test]
fn totals_and_their_parts_are_not_both_added() {
    let mut total = figure(89.0, None, MayAdd::No);
    total.as_of = Some("2019-03-15".to_owned());
    let mut part = exactly(39.0);
    part.within = Some("a".to_owned());
    let events = [giving("a", &[total.clone(), part.clone()])];
    assert_eq!(
        only(&events),
        (39.0, Some(39.0), vec![Why::MayBeAdded, Why::PartsAreAdded])
    );
    let mut alone = [giving("a", &[total])];
    assert_eq!(only(&alone).2, [Why::State], "how many there are on a day");
    alone[0].when = When::parse("2019-03-08/2019-03-15", Extent::Throughout).ok();
    assert_eq!(only(&alone).2, [Why::RunningTotal]);
    // A part of what is added itself.
    let events = [giving("a", &[exactly(50.0), part])];
    assert_eq!((only(&events).0, only(&events).1), (50.0, Some(50.0)));
    let mut children = figure(4.0, None, MayAdd::No);
    children.within = Some("a".to_owned());
    let events = [giving("a", &[exactly(10.0), children])];
    assert_eq!(only(&events).2, [Why::MayBeAdded, Why::PartOfSameEvent]);
}

#[test]
fn a_part_of_an_event_and_what_may_overlap_is_not_surely_added() {
    let mut events = [giving("a", &[exactly(30.0)]), giving("b", &[exactly(5.0)])];
    link(&mut events[1], LinkKind::PartOf, "a");
    assert_eq!(
        only(&events),
        (30.0, Some(35.0), vec![Why::MayBeAdded, Why::PartOfEvent(0)])
    );
    events[1].links.clear();
    for (one, other) in [(0, "b"), (1, "a")] {
        link(&mut events[one], LinkKind::MayOverlap, other);
    }
    assert_eq!(
        only(&events),
        (30.0, Some(35.0), vec![Why::MayBeAdded, Why::MayOverlap(0)])
    );
}

#[test]
fn accounts_of_one_incident_count_once() {
    let mut events = [
        giving("a", &[exactly(15.0)]),
        giving("b", &[exactly(10.0)]),
        giving("c", &[exactly(1.0)]),
    ];
    link(&mut events[0], LinkKind::SameIncident, "b");
    let (low, high, why) = only(&events);
    assert_eq!((low, high), (11.0, Some(16.0)));
    assert_eq!(why, [Why::MayBeAdded, Why::SameIncident(1), Why::SameIncident(0)]);
    events[0].links[0].kind = LinkKind::Contradicts;
    assert_eq!((only(&events).0, only(&events).1), (11.0, Some(16.0)));
}

#[test]
fn plans_other_dates_and_other_places_are_kept_out() {
    let mut events = [giving("a", &[exactly(7.0)])];
    events[0].modality = Modality::Predicted;
    assert_eq!(
        only(&events),
        (0.0, None, vec![Why::NotHappened(Modality::Predicted)])
    );
    assert!(summed(&events)[0].total.is_none());
    events[0].modality = Modality::Claimed;
    let perhaps = [Told {
        record: 0,
        event: &events[0],
        surely: false,
        may_give: true,
        reaches_beyond: false,
    }];
    let sum = &sums(&perhaps, &Incidents::new(&events, &[]), &SumScope::ALL)[0];
    let total = sum.total.unwrap_or_default();
    assert_eq!(
        (total.low, total.high, sum.lines[0].why),
        (0.0, Some(7.0), Why::MayFallOutside)
    );
    events[0].places = ["x", "y"]
        .map(|id| EventPlace {
            toponym: id.to_owned(),
            place: Some(id.to_owned()),
            role: Role::Target,
            precision: Precision::Exact,
        })
        .to_vec();
    let at = |place: &str, events: &[Event]| {
        let places = [place.to_owned()];
        let scope = SumScope {
            places: &places,
            ..SumScope::ALL
        };
        sums(&told(events), &Incidents::new(events, &[]), &scope)[0].lines[0].why
    };
    assert_eq!(at("x", &events), Why::WiderPlace);
    events[0].figures[0].place = Some("y".to_owned());
    assert_eq!(at("x", &events), Why::OtherPlace);
    assert_eq!(at("y", &events), Why::MayBeAdded);
}

#[test]
fn what_lasts_longer_than_the_dates_is_the_upper_end_only() {
    let events = [giving("a", &[exactly(39.0)]), giving("b", &[exactly(3.0)])];
    let mut told = told(&events);
    told[0].reaches_beyond = true;
    let sum = &sums(&told, &Incidents::new(&events, &[]), &SumScope::ALL)[0];
    let total = sum.total.unwrap_or_default();
    assert_eq!((total.low, total.high), (3.0, Some(42.0)));
    assert_eq!(
        sum.lines.iter().map(|l| l.why).collect::<Vec<_>>(),
        [Why::MayBeAdded, Why::ReachesBeyond]
    );
}

#[test]
fn without_counts_events_of_the_very_sort() {
    let mut events = [
        giving("a", &[exactly(3.0)]),
        giving("b", &[exactly(4.0)]),
        giving("c", &[]),
    ];
    events[1].figures[0].status = Status::Civilian;
    let counts: Vec<_> = summed(&events).iter().map(|s| (s.without, s.events)).collect();
    assert_eq!(counts, [(2, 3), (2, 3)]);
}

fn any_figure() -> impl Strategy<Value = Figure> {
    let sum = prop_oneof![Just(MayAdd::Yes), Just(MayAdd::Maybe), Just(MayAdd::No)];
    let status = prop_oneof![Just(Status::Unstated), Just(Status::Civilian)];
    (
        0u32..50,
        proptest::option::of(0u32..30),
        sum,
        status,
        proptest::option::of(0usize..8),
    )
        .prop_map(|(low, more, sum, status, within)| Figure {
            status,
            within: within.map(|n| format!("e{n}")),
            ..figure(f64::from(low), more.map(|m| f64::from(low + m)), sum)
        })
}

fn any_events() -> impl Strategy<Value = Vec<Event>> {
    let kind = prop_oneof![
        Just(LinkKind::PartOf),
        Just(LinkKind::SameIncident),
        Just(LinkKind::MayOverlap),
        Just(LinkKind::Contradicts)
    ];
    let links = proptest::collection::vec((kind, 0usize..8), 0..2);
    let one = (proptest::collection::vec(any_figure(), 0..3), links);
    proptest::collection::vec(one, 0..8).prop_map(|all| {
        let events = all.into_iter().enumerate().map(|(at, (figures, links))| {
            let mut event = giving(&format!("e{at}"), &figures);
            for (kind, other) in links {
                link(&mut event, kind, &format!("e{other}"));
            }
            event
        });
        events.collect()
    })
}

fn high(total: Total) -> f64 {
    total.high.unwrap_or(f64::INFINITY)
}

proptest! {
    #[test]
    fn a_sum_is_never_more_than_all_its_figures(events in any_events()) {
        for sum in summed(&events) {
            let figures = || sum.lines.iter().map(|l| &events[l.record as usize].figures[l.figure]);
            let taken: f64 = figures().map(|f| f.low).sum();
            let Some(total) = sum.total else { continue };
            prop_assert!(total.low <= total.best && total.low <= total.perhaps && total.best <= high(total));
            prop_assert!(total.low <= taken && total.perhaps <= taken);
            prop_assert!(figures().any(|f| f.high.is_none()) || high(total) <= figures().filter_map(|f| f.high).sum());
            prop_assert!(sum.lines.iter().all(|l| l.taken == Taken::LeftOut
                || events[l.record as usize].figures[l.figure].sum != MayAdd::No));
            let happened = sum.lines.iter().any(|l| events[l.record as usize].modality.marks());
            prop_assert!(sum.without < sum.events || !happened);
        }
    }

    #[test]
    fn neither_order_nor_repetition_matters(events in any_events(), by in 0usize..8) {
        let incidents = Incidents::new(&events, &[]);
        let mut turned = told(&events);
        let straight = sums(&turned, &incidents, &SumScope::ALL);
        turned.extend(told(&events));
        let at = by.min(turned.len());
        turned.rotate_left(at);
        turned.reverse();
        prop_assert_eq!(sums(&turned, &incidents, &SumScope::ALL), straight);
    }

    #[test]
    fn more_events_never_lower_the_upper_end(events in any_events(), keep in any::<u8>()) {
        // Those of one figure inside another are left out for it, which may be smaller: not what is tested here.
        let mut events = events;
        events.iter_mut().flat_map(|e| &mut e.figures).filter(|f| f.sum == MayAdd::Yes).for_each(|f| f.within = None);
        let incidents = Incidents::new(&events, &[]);
        let all = sums(&told(&events), &incidents, &SumScope::ALL);
        let mut some = told(&events);
        some.retain(|t| keep & (1 << t.record) != 0);
        for part in sums(&some, &incidents, &SumScope::ALL) {
            let whole = all.iter().find(|s| (&s.measure, s.unit, s.status) == (&part.measure, part.unit, part.status));
            let (Some(part), Some(whole)) = (part.total, whole.and_then(|s| s.total)) else {
                prop_assert!(part.total.is_none());
                continue;
            };
            prop_assert!(high(part) <= high(whole));
        }
    }
}

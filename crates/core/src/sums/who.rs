//! [`counting`]: an event with only the figures that count somebody.

use crate::event::{Event, Sum};

/// An event of which only the figures that count `who` say what happened. Its figures keep their places; the others have
/// no measure. What is a part of a figure of the same event that may be added may be added itself, where only such parts
/// are.
pub fn counting(event: &Event, who: &str) -> Event {
    let mut own = event.clone();
    let is_who = |name: &Option<String>| name.as_deref() == Some(who);
    for figure in &mut own.figures {
        if !is_who(&figure.who) {
            figure.measure.clear();
            continue;
        }
        let is_whole = |f: &crate::event::Figure| {
            !is_who(&f.who) && f.measure == figure.measure && f.unit == figure.unit && f.sum != Sum::No
        };
        let is_part = figure.within.as_ref() == Some(&event.id);
        if figure.sum == Sum::No && is_part && event.figures.iter().any(is_whole) {
            figure.sum = Sum::Yes;
            figure.within = None;
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Figure, Status, Unit};
    use crate::incidents::tests::event;

    fn figure(n: f64, who: Option<&str>, sum: Sum, within: Option<&str>) -> Figure {
        Figure {
            measure: "killed".to_owned(),
            low: n,
            best: Some(n),
            high: Some(n),
            unit: Unit::Person,
            who: who.map(str::to_owned),
            status: Status::Unstated,
            place: None,
            as_of: None,
            said_by: Vec::new(),
            sum,
            within: within.map(str::to_owned),
        }
    }

    #[test]
    fn the_part_that_is_asked_for_is_counted() {
        let mut e = event("e", "2018");
        e.figures = vec![
            figure(10.0, None, Sum::Yes, None),
            figure(5.0, Some("children"), Sum::No, Some("e")),
        ];
        let own = counting(&e, "children");
        assert_eq!(own.figures[0].measure, "");
        assert_eq!((own.figures[1].low, own.figures[1].sum), (5.0, Sum::Yes));
        assert_eq!(counting(&e, "women").figures[1].measure, "");
    }

    #[test]
    fn a_part_of_what_is_not_added_is_not_added() {
        let mut e = event("e", "2018");
        e.figures = vec![
            figure(2000.0, None, Sum::No, None),
            figure(50.0, Some("children"), Sum::No, Some("e")),
        ];
        assert_eq!(counting(&e, "children").figures[1].sum, Sum::No);
    }
}

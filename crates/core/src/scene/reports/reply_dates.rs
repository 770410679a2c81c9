//! Dates of a reply: spans of days, which reports cover them, what is nearest, what comes first.

use super::Narrator;
use super::reply::Found;
use crate::event::Event;
use crate::messages::{DateStyle, fill};
use crate::search::Order;
use crate::time::{Day, TimeWindow, When};

impl Narrator<'_> {
    /// A span of days, of which either end may be open.
    pub fn dates_words(&self, days: TimeWindow) -> String {
        let text = self.messages.answer;
        let date = |day| self.formats.date(day, DateStyle::Long);
        match (days.first() == Day::MIN, days.end() == Day::MAX) {
            (true, _) => fill(text.until, &[("date", &date(days.last()))]),
            (_, true) => fill(text.from_on, &[("date", &date(days.first()))]),
            _ => self
                .formats
                .date_range(days.first(), days.last(), DateStyle::Long),
        }
    }

    /// That nothing is reported of some days.
    pub fn nothing_words(&self, days: TimeWindow) -> String {
        let text = self.messages.answer;
        let is_open = days.first() == Day::MIN || days.end() == Day::MAX;
        let pattern = if is_open {
            text.nothing_open
        } else {
            text.nothing_dates
        };
        fill(pattern, &[("dates", &self.dates_words(days))])
    }

    /// Which is the first of some events by date, or the last; and how many may be, for all that their dates tell.
    pub(super) fn in_order(&self, order: Order, found: &[Found<'_>]) -> Vec<String> {
        let text = self.messages.answer;
        let day = |event: &Event| {
            let when = event.when.as_ref()?;
            match order {
                Order::First => when.earliest(),
                Order::Last => when.latest(),
            }
        };
        let told = || {
            found
                .iter()
                .map(|f| f.event)
                .filter(|event| event.modality.marks())
        };
        let mut best: Option<(Day, &Event)> = None;
        for event in told() {
            let Some(own) = day(event) else { continue };
            let is_better = |(known, _): (Day, &Event)| match order {
                Order::First => own < known,
                Order::Last => own > known,
            };
            if best.is_none_or(is_better) {
                best = Some((own, event));
            }
        }
        let Some((_, event)) = best.filter(|_| told().count() > 0) else {
            return Vec::new();
        };
        let pattern = match order {
            Order::First => text.first,
            Order::Last => text.last,
        };
        let mut facts = vec![fill(pattern, &[("event", &self.event_words(event))])];
        let own = event.when.as_ref().map(When::hull);
        let may_be = |other: &&Event| {
            let when = other.when.as_ref().map(When::hull);
            let meets = match (own, when) {
                (Some(own), Some(when)) => !own.intersection(when).is_empty(),
                _ => true,
            };
            other.id != event.id && (meets || day(other).is_none())
        };
        let open = told().filter(may_be).count() as u64;
        if open > 0 {
            facts.push(text.undated.of(open, self.formats));
        }
        facts
    }

    /// Which reports cover some days; of what was known on a day, only reports that were published by then.
    pub fn coverage_words(&self, days: TimeWindow, known_by: Option<Day>) -> String {
        let text = self.messages.answer;
        let covers = |report: &&crate::event::Report| {
            let published = report.published.as_ref().and_then(crate::time::When::latest);
            let is_known = known_by.is_none_or(|by| published.is_some_and(|day| day <= by));
            let covers = report.covers.as_ref();
            is_known && covers.is_some_and(|when| !when.hull().intersection(days).is_empty())
        };
        let covering = self.dataset.reports.iter().filter(covers);
        let names: Vec<String> = covering
            .map(|report| {
                let line = self.report_line(report);
                fill(
                    text.reports_head,
                    &[("publisher", &line.publisher), ("published", &line.published)],
                )
            })
            .collect();
        if names.is_empty() && known_by.is_some() {
            text.not_covered_then.to_owned()
        } else if names.is_empty() {
            text.not_covered.to_owned()
        } else {
            fill(text.covered, &[("reports", &names.join(self.apart()))])
        }
    }

    /// "Nearest before: …", "Nearest after: …": of the events that are given, those nearest to some days.
    pub fn nearest(&self, events: &[&Event], days: TimeWindow) -> Vec<(String, String)> {
        let text = self.messages.answer;
        let mut before: Option<(Day, &Event)> = None;
        let mut after: Option<(Day, &Event)> = None;
        for event in events {
            let Some(when) = event.when.as_ref() else { continue };
            let (Some(first), Some(last)) = (when.earliest(), when.latest()) else {
                continue;
            };
            if last < days.first() && before.is_none_or(|(day, _)| last > day) {
                before = Some((last, event));
            }
            if first >= days.end() && after.is_none_or(|(day, _)| first < day) {
                after = Some((first, event));
            }
        }
        let put = |pattern: &str, event: &Event| {
            (
                event.id.clone(),
                fill(pattern, &[("event", &self.event_words(event))]),
            )
        };
        let before = before.map(|(_, event)| put(text.nearest_before, event));
        before
            .into_iter()
            .chain(after.map(|(_, event)| put(text.nearest_after, event)))
            .collect()
    }
}

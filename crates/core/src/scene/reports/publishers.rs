//! What each publisher reports that others do not.

use super::Narrator;
use crate::event::{Basis, Event};
use crate::incidents::Incidents;
use crate::messages::fill;
use crate::sums::{SumScope, Told, sums};

/// What one publisher reports, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublisherView {
    /// Its name in the data.
    pub id: String,
    /// Its name.
    pub name: String,
    /// "12 events, 3 more may fall in these dates, 1 report".
    pub events: String,
    /// "12 told by no other publisher here".
    pub alone: String,
    /// "1 told by other publishers too", if there is any.
    pub shared: Option<String>,
    /// Who acted in the violence, with numbers of events, if any is told of.
    pub sides: Option<String>,
    /// Places at which only it has an event.
    pub places: Option<String>,
    /// What its figures come to.
    pub figures: Option<String>,
}

impl Narrator<'_> {
    /// What each publisher reports in a view, in order of the data set's reports.
    pub fn publishers(
        &self,
        told: &[Told<'_>],
        incidents: &Incidents,
        is_violence: &dyn Fn(&str) -> bool,
    ) -> Vec<PublisherView> {
        let publisher = |event: &Event| {
            let report = self.dataset.report(&event.report);
            report.map_or("", |r| r.publisher.as_str()).to_owned()
        };
        let told: Vec<(String, &Told<'_>)> = told
            .iter()
            .filter(|t| t.event.modality.marks())
            .map(|t| (publisher(t.event), t))
            .collect();
        let mut names: Vec<String> = Vec::new();
        for report in &self.dataset.reports {
            if !names.contains(&report.publisher) && told.iter().any(|(p, _)| *p == report.publisher) {
                names.push(report.publisher.clone());
            }
        }
        names
            .into_iter()
            .map(|name| self.publisher(&name, &told, incidents, is_violence))
            .collect()
    }

    fn publisher(
        &self,
        name: &str,
        told: &[(String, &Told<'_>)],
        incidents: &Incidents,
        is_violence: &dyn Fn(&str) -> bool,
    ) -> PublisherView {
        let (text, formats) = (self.messages.doubt, self.formats);
        let own: Vec<&Told<'_>> = told.iter().filter(|(p, _)| p == name).map(|(_, t)| *t).collect();
        let others = || told.iter().filter(|(p, _)| p != name).map(|(_, t)| *t);
        let is_shared = |t: &&&Told<'_>| others().any(|o| incidents.of(o.record) == incidents.of(t.record));
        let shared = own.iter().filter(is_shared).count() as u64;
        let mut reports: Vec<&str> = own.iter().map(|t| t.event.report.as_str()).collect();
        crate::sort::ascending(&mut reports);
        reports.dedup();
        let surely = own.iter().filter(|t| t.surely).count();
        let mut events = self.messages.reports.events.of(surely as u64, formats);
        if own.len() > surely {
            let more = text.more_may_fall.of((own.len() - surely) as u64, formats);
            events = fill(&more, &[("events", &events)]);
        }
        let reports = text.reports.of(reports.len() as u64, formats);
        let violence: Vec<&Event> = own
            .iter()
            .map(|t| t.event)
            .filter(|e| is_violence(&e.kind))
            .collect();
        let sides = (!violence.is_empty()).then(|| self.sides(&violence));
        let own: Vec<Told<'_>> = own.into_iter().copied().collect();
        let figures: Vec<String> = sums(&own, incidents, &SumScope::ALL)
            .iter()
            .filter(|sum| sum.total.is_some())
            .map(|sum| self.sum_words(sum))
            .collect();
        let elsewhere: Vec<&str> = others()
            .flat_map(|t| t.event.marks())
            .filter_map(|p| p.place.as_deref())
            .collect();
        let mut places: Vec<String> = Vec::new();
        for place in own.iter().flat_map(|t| t.event.marks()) {
            let words = self.place_words(place);
            let is_own = place.place.as_deref().is_some_and(|id| !elsewhere.contains(&id));
            if is_own && !places.contains(&words) {
                places.push(words);
            }
        }
        PublisherView {
            id: name.to_owned(),
            name: self.dataset.manifest.name(name, self.messages.lang).to_owned(),
            events: fill(
                text.publisher_events,
                &[("events", &events), ("reports", &reports)],
            ),
            alone: text.publisher_alone.of(own.len() as u64 - shared, formats),
            shared: (shared > 0).then(|| text.publisher_shared.of(shared, formats)),
            sides: sides.map(|sides| fill(text.publisher_sides, &[("sides", &sides)])),
            places: (!places.is_empty())
                .then(|| fill(text.publisher_places, &[("places", &formats.list(&places))])),
            figures: (!figures.is_empty()).then(|| {
                fill(
                    text.publisher_figures,
                    &[("figures", &figures.join(self.apart()))],
                )
            }),
        }
    }

    /// Who acted in these events, with how many of them, and apart from it in how many that is only inferred; those of
    /// whom nothing is said last.
    fn sides(&self, events: &[&Event]) -> String {
        let mut counted: Vec<((&str, Basis), u32)> = Vec::new();
        let mut silent = 0;
        for event in events {
            silent += u32::from(event.actors.is_empty());
            for actor in &event.actors {
                let side = (actor.name.as_str(), actor.basis);
                match counted.iter_mut().find(|(known, _)| *known == side) {
                    Some((_, n)) => *n += 1,
                    None => counted.push((side, 1)),
                }
            }
        }
        crate::sort::by_key(&mut counted, |(_, n)| std::cmp::Reverse(*n));
        let with = |name: &str, n: u32| format!("{name} ({})", self.formats.number(f64::from(n)));
        let inferred = self.messages.reports.inferred;
        let manifest = &self.dataset.manifest;
        let mut sides: Vec<String> = counted
            .iter()
            .map(|((name, basis), n)| {
                let name = manifest.name(name, self.messages.lang);
                match basis {
                    Basis::Stated => with(name, *n),
                    Basis::Inferred => with(&format!("{name}, {inferred}"), *n),
                }
            })
            .collect();
        if silent > 0 {
            sides.push(with(self.messages.doubt.publisher_no_side, silent));
        }
        self.formats.list(&sides)
    }
}

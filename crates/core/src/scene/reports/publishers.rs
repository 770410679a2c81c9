//! What each publisher reports that others do not.

use super::Narrator;
use crate::event::{Basis, Event, LinkKind};
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
    /// "2 contradicted by what another publisher tells", if there are any.
    pub contradicted: Option<String>,
    /// "1 that another publisher may tell of, too", if there is any.
    pub perhaps: Option<String>,
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
        scope: &SumScope<'_>,
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
            .map(|name| self.publisher(&name, &told, incidents, scope, is_violence))
            .collect()
    }

    fn publisher(
        &self,
        name: &str,
        told: &[(String, &Told<'_>)],
        incidents: &Incidents,
        scope: &SumScope<'_>,
        is_violence: &dyn Fn(&str) -> bool,
    ) -> PublisherView {
        let (text, formats) = (self.messages.doubt, self.formats);
        let own: Vec<&Told<'_>> = told.iter().filter(|(p, _)| p == name).map(|(_, t)| *t).collect();
        let others = || told.iter().filter(|(p, _)| p != name).map(|(_, t)| *t);
        let [alone, shared, contradicted, perhaps] = self.ties_to_others(name, &own, incidents);
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
            .filter(|e| is_violence(&e.kind) && is_deed(e))
            .collect();
        let sides = (!violence.is_empty()).then(|| self.sides(&violence));
        let own: Vec<Told<'_>> = own.into_iter().copied().collect();
        let figures: Vec<String> = sums(&own, incidents, scope)
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
            alone: text.publisher_alone.of(alone, formats),
            shared: (shared > 0).then(|| text.publisher_shared.of(shared, formats)),
            contradicted: (contradicted > 0).then(|| text.publisher_contradicted.of(contradicted, formats)),
            perhaps: (perhaps > 0).then(|| text.publisher_perhaps.of(perhaps, formats)),
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

    /// How many events of a publisher no other tells of; how many another does, contradicts, or may tell of, whatever
    /// the dates and filters. Each is counted once.
    fn ties_to_others(&self, name: &str, own: &[&Told<'_>], incidents: &Incidents) -> [u64; 4] {
        let reports = self.dataset.reports.iter();
        let of_name: Vec<&str> = reports
            .filter(|r| r.publisher == name)
            .map(|r| r.id.as_str())
            .collect();
        let is_other = |event: &Event| !of_name.contains(&event.report.as_str());
        let mut groups: Vec<u32> = Vec::new();
        // Ids that events of others are tied to, and the other way round.
        let mut pointed: Vec<(&str, LinkKind)> = Vec::new();
        let mut others: Vec<&str> = Vec::new();
        for (record, event) in (0u32..).zip(&self.dataset.events) {
            if is_other(event) {
                groups.push(incidents.of(record));
                others.push(&event.id);
                pointed.extend(event.links.iter().map(|link| (link.event.as_str(), link.kind)));
            }
        }
        groups.sort_unstable();
        crate::sort::ascending(&mut others);
        let mut counts = [0; 4];
        for t in own {
            let is_tied = |kind: LinkKind| {
                let mut links = t.event.links.iter();
                links.any(|l| l.kind == kind && others.binary_search(&l.event.as_str()).is_ok())
                    || pointed.contains(&(t.event.id.as_str(), kind))
            };
            counts[if groups.binary_search(&incidents.of(t.record)).is_ok() {
                1
            } else if is_tied(LinkKind::Contradicts) {
                2
            } else if is_tied(LinkKind::MayOverlap) {
                3
            } else {
                0
            }] += 1;
        }
        counts
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

/// True for what was done somewhere, to somebody, or with a toll: no judgement on somebody's conduct over years.
fn is_deed(event: &Event) -> bool {
    event.marks().next().is_some() || !event.targets.is_empty() || !event.figures.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, Manifest};
    use crate::event::Report;
    use crate::incidents::tests::{event, link};
    use crate::messages::{StubFormats, messages};
    use crate::state::Lang;

    #[test]
    fn what_another_contradicts_or_may_tell_is_not_told_by_one_alone() {
        let report = |id: &str| Report {
            id: id.to_owned(),
            publisher: id.to_uppercase(),
            title: String::new(),
            language: "en".to_owned(),
            published: None,
            published_basis: String::new(),
            covers: None,
            url: None,
            source_file: None,
            sha256: None,
        };
        let mut events = ["a", "b", "c", "d", "e"].map(|id| event(id, "2018-09-08"));
        for (at, event) in events.iter_mut().enumerate() {
            event.report = if at < 4 { "r" } else { "s" }.to_owned();
        }
        link(&mut events[0], LinkKind::SameIncident, "e");
        link(&mut events[1], LinkKind::Contradicts, "e");
        link(&mut events[4], LinkKind::MayOverlap, "c");
        // Within one publisher nothing is shared.
        link(&mut events[3], LinkKind::MayOverlap, "a");
        let incidents = Incidents::new(&events, &[]);
        let dataset = Dataset::new(
            Manifest::default(),
            (vec![report("r"), report("s")], Vec::new()),
            (events.to_vec(), Vec::new()),
        );
        let narrator = Narrator {
            dataset: &dataset,
            messages: messages(Lang::En),
            formats: &StubFormats,
            place_name: &|_| None,
        };
        let told: Vec<Told<'_>> = (0u32..)
            .zip(&dataset.events)
            .map(|(record, event)| Told {
                record,
                event,
                surely: true,
                may_give: true,
                reaches_beyond: false,
            })
            .collect();
        let own: Vec<&Told<'_>> = told[..4].iter().collect();
        assert_eq!(narrator.ties_to_others("R", &own, &incidents), [1, 1, 1, 1]);
        let own: Vec<&Told<'_>> = told[4..].iter().collect();
        assert_eq!(narrator.ties_to_others("S", &own, &incidents), [0, 1, 0, 0]);
    }
}

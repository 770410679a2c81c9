//! What a reply tells beside the events: what names did, what contradicts, what two publishers have in common.

use super::Narrator;
use super::reply::Found;
use crate::dataset::CountsAs;
use crate::event::{Basis, Event, LinkKind, Party};
use crate::messages::fill;
use crate::search::{Doubted, FromEvent};
use crate::time::{Membership, TimeWindow};

/// Contradictions and other ties that a reply tells of.
const MAX_TIES: usize = 6;
/// Values that a summary names.
const MAX_VALUES: usize = 16;

impl Narrator<'_> {
    /// Somebody who acted or was hit, and whether that is only inferred.
    pub(super) fn party_words(&self, party: &Party) -> String {
        let name = self.dataset.manifest.name(&party.name, self.messages.lang);
        match party.basis {
            Basis::Stated => name.to_owned(),
            Basis::Inferred => format!("{name} ({})", self.messages.reports.inferred),
        }
    }

    /// What is certain, or is not.
    pub(super) fn doubted_words(&self, what: Doubted, is: bool) -> &'static str {
        let text = self.messages.answer;
        match (what, is) {
            (Doubted::All, true) => text.certain,
            (Doubted::All, false) => text.uncertain,
            (Doubted::Dates, true) => text.certain_date,
            (Doubted::Dates, false) => text.uncertain_date,
            (Doubted::Places, true) => text.certain_place,
            (Doubted::Places, false) => text.uncertain_place,
            (Doubted::Actors, true) => text.certain_actor,
            (Doubted::Actors, false) => text.uncertain_actor,
        }
    }

    /// What dates are told from, in a line.
    pub(super) fn dated_from(&self, from: &FromEvent) -> Option<String> {
        let event = self.dataset.event(from.events.first()?)?;
        let text = self.messages.answer;
        let pattern = if from.is_after {
            text.after_event
        } else {
            text.before_event
        };
        Some(fill(pattern, &[("event", &self.event_words(event))]))
    }

    /// That "after the raid" may mean more than one, if it may.
    pub(super) fn unsettled(&self, from: &FromEvent) -> Option<String> {
        if from.events.len() < 2 || self.dated_alike(from) {
            return None;
        }
        let events = from.events.iter().filter_map(|id| self.dataset.event(id));
        let events: Vec<String> = events.map(|event| self.event_words(event)).collect();
        let words = [
            ("words", from.words.as_str()),
            ("events", &events.join(self.apart())),
        ];
        Some(fill(self.messages.answer.which_event, &words))
    }

    fn dated_alike(&self, from: &FromEvent) -> bool {
        let mut days = from
            .events
            .iter()
            .filter_map(|id| Some(self.dataset.event(id)?.when.as_ref()?.hull()));
        let first = days.next();
        days.all(|days| Some(days) == first)
    }

    /// How many events of which sort there are in each of two spans.
    pub(super) fn compared_words(
        &self,
        found: &[Found<'_>],
        both: [TimeWindow; 2],
        measures: &[&str],
    ) -> String {
        let told = both.map(|days| {
            let in_days = found.iter().filter_map(|f| {
                let membership = f.event.when.as_ref()?.membership(days);
                let event = f.event;
                (membership != Membership::Out).then_some(Found { event, membership })
            });
            let in_days: Vec<Found<'_>> = in_days.collect();
            if !measures.is_empty() {
                return self.side_words(&self.dates_words(days), &in_days, measures);
            }
            let what = if in_days.is_empty() {
                self.messages.shell.events.of(0, self.formats)
            } else {
                self.counted_words(&in_days)
            };
            let dates = self.dates_words(days);
            fill(self.messages.answer.counts, &[("dates", &dates), ("what", &what)])
        });
        told.join(" ")
    }

    /// How many events of one of several that are compared there are; those that give a figure, where one is asked for.
    pub fn side_words(&self, side: &str, found: &[Found<'_>], measures: &[&str]) -> String {
        let text = self.messages.answer;
        let what = if measures.is_empty() {
            self.counted_words(found)
        } else {
            let gives = |f: &&Found<'_>| {
                let mut figures = f.event.figures.iter();
                f.event.modality.marks() && figures.any(|figure| measures.contains(&figure.measure.as_str()))
            };
            let giving = found.iter().filter(gives).count() as u64;
            text.figureful.of(giving, self.formats)
        };
        let what = if what.is_empty() {
            self.messages.shell.events.of(0, self.formats)
        } else {
            what
        };
        fill(text.side, &[("side", side), ("what", &what)])
    }

    /// The places at which there surely are such events in both of two spans: with such a figure, where one is asked for.
    pub(super) fn in_both(&self, found: &[Found<'_>], both: [TimeWindow; 2], measures: &[&str]) -> String {
        let places = both.map(|days| {
            let mut ids: Vec<&str> = Vec::new();
            for f in found {
                let when = f.event.when.as_ref();
                let gives = |measure: &str| measures.contains(&measure);
                let lacks = !measures.is_empty() && !f.event.figures.iter().any(|x| gives(&x.measure));
                if lacks || when.is_none_or(|when| when.membership(days) != Membership::Definite) {
                    continue;
                }
                for id in f.event.marks().filter_map(|place| place.place.as_deref()) {
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
            }
            ids
        });
        let ids = places[0].iter().filter(|id| places[1].contains(id));
        let names: Vec<String> = ids.filter_map(|id| (self.place_name)(id)).collect();
        let text = self.messages.answer;
        if names.is_empty() {
            text.in_both_none.to_owned()
        } else {
            fill(text.in_both, &[("places", &self.formats.list(&names))])
        }
    }

    /// What ties what two publishers tell, and the places that both name.
    pub(super) fn ties_between(&self, these: &[String], those: &[String]) -> Vec<String> {
        let text = self.messages.answer;
        let of = |names: &[String]| -> Vec<&Event> {
            let events = self.dataset.events.iter();
            let is_theirs = |event: &&Event| {
                let report = self.dataset.report(&event.report);
                report.is_some_and(|report| names.contains(&report.publisher))
            };
            events.filter(is_theirs).collect()
        };
        let (own, others) = (of(these), of(those));
        let mut facts = Vec::new();
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for a in own.iter().chain(&others) {
            for link in a.links.iter().filter(|link| link.kind != LinkKind::PartOf) {
                let is_own = own.iter().any(|event| event.id == a.id);
                let far = if is_own { &others } else { &own };
                let Some(b) = far.iter().find(|event| event.id == link.event) else {
                    continue;
                };
                let pair = (a.id.as_str().min(&b.id), a.id.as_str().max(&b.id));
                if seen.contains(&pair) {
                    continue;
                }
                seen.push(pair);
                let pattern = match link.kind {
                    LinkKind::Contradicts => text.contradicts,
                    LinkKind::SameIncident => text.same,
                    LinkKind::PartOf | LinkKind::MayOverlap => text.perhaps_same,
                };
                facts.push(fill(
                    pattern,
                    &[("a", &self.told_words(a)), ("b", &self.told_words(b))],
                ));
            }
        }
        facts.truncate(MAX_TIES);
        if facts.is_empty() {
            facts.push(text.no_ties.to_owned());
        }
        let places = |events: &[&Event]| {
            let mut ids: Vec<String> = Vec::new();
            for id in events
                .iter()
                .flat_map(|e| &e.places)
                .filter_map(|p| p.place.as_ref())
            {
                if !ids.contains(id) {
                    ids.push(id.clone());
                }
            }
            ids
        };
        let far = places(&others);
        let common = places(&own).into_iter().filter(|id| far.contains(id));
        let common: Vec<String> = common.filter_map(|id| (self.place_name)(&id)).collect();
        facts.push(if common.is_empty() {
            text.both_name_none.to_owned()
        } else {
            fill(text.both_name, &[("places", &self.formats.list(&common))])
        });
        facts
    }

    /// What a name did in the events that are found.
    pub(super) fn name_words(&self, name: &str, found: &[Found<'_>]) -> Option<String> {
        let (text, events) = (self.messages.answer, self.messages.shell.events);
        let count = |is: &dyn Fn(&Event) -> bool| found.iter().filter(|f| is(f.event)).count() as u64;
        let acted = count(&|e| e.modality.marks() && e.actors.iter().any(|p| p.name == name));
        let hit = count(&|e| e.modality.marks() && e.targets.iter().any(|p| p.name == name));
        let inferred = count(&|e| {
            let mut actors = e.actors.iter();
            e.modality.marks() && actors.any(|p| p.name == name && p.basis == Basis::Inferred)
        });
        let spoke = count(&|e| e.said_by.iter().flatten().any(|who| who == name));
        let shown = self.dataset.manifest.name(name, self.messages.lang);
        let (acted_words, hit_words) = (events.of(acted, self.formats), events.of(hit, self.formats));
        let acts = fill(
            text.acted,
            &[("name", shown), ("acted", &acted_words), ("hit", &hit_words)],
        );
        let acts = if inferred > 0 {
            format!("{acts} {}", text.acted_inferred.of(inferred, self.formats))
        } else {
            acts
        };
        match (acted + hit > 0, spoke > 0) {
            (true, true) => Some(format!("{acts} {}", text.spoke.of(spoke, self.formats))),
            (true, false) => Some(acts),
            (false, true) => Some(format!("{shown}: {}", text.spoke.of(spoke, self.formats))),
            (false, false) => None,
        }
    }

    /// Places that are named, and where no event of violence is said to have happened.
    pub(super) fn only_named(&self) -> String {
        let mut hit: Vec<&str> = Vec::new();
        let mut named: Vec<&str> = Vec::new();
        for event in &self.dataset.events {
            let is_violence = self.counts_as(event) == CountsAs::Violence;
            if is_violence {
                hit.extend(event.marks().filter_map(|p| p.place.as_deref()));
            }
            for id in event.places.iter().filter_map(|p| p.place.as_deref()) {
                if !named.contains(&id) {
                    named.push(id);
                }
            }
        }
        let names: Vec<String> = named
            .into_iter()
            .filter(|id| !hit.contains(id))
            .filter_map(|id| (self.place_name)(id))
            .collect();
        let text = self.messages.answer;
        if names.is_empty() {
            return text.named_places_none.to_owned();
        }
        fill(text.named_places, &[("places", &self.formats.list(&names))])
    }

    pub(super) fn contradictions(&self, found: &[Found<'_>]) -> Vec<String> {
        let mut seen: Vec<(&str, &str)> = Vec::new();
        let mut words = Vec::new();
        for f in found {
            for link in f.event.links.iter().filter(|l| l.kind == LinkKind::Contradicts) {
                let (a, b) = (f.event.id.as_str(), link.event.as_str());
                let pair = (a.min(b), a.max(b));
                let Some(other) = self.dataset.event(b).filter(|_| !seen.contains(&pair)) else {
                    continue;
                };
                seen.push(pair);
                let (a, b) = (self.told_words(f.event), self.told_words(other));
                words.push(fill(self.messages.answer.contradicts, &[("a", &a), ("b", &b)]));
            }
        }
        words.truncate(MAX_TIES);
        words
    }

    /// An event in a line, and what it says.
    pub(super) fn told_words(&self, event: &Event) -> String {
        format!("{} ({})", event.summary, self.event_words(event))
    }

    /// A report: when it was published, how that is known, what it covers.
    pub(super) fn report_words(&self, report: &crate::event::Report) -> String {
        let line = self.report_line(report);
        let known = self.messages.reports.known_from;
        let basis = fill(known, &[("basis", &line.basis)]);
        fill(
            self.messages.answer.report_line,
            &[
                ("publisher", &line.publisher),
                ("published", &line.published),
                ("basis", &basis),
                ("covers", &line.covers.unwrap_or_default()),
            ],
        )
    }

    /// Where, who acted and who says so, of what is surely in the dates and said to have happened.
    pub(super) fn summaries(&self, found: &[Found<'_>]) -> Vec<String> {
        let text = self.messages.answer;
        let told = || {
            let is_told = |f: &&Found<'_>| {
                f.event.modality.marks()
                    && f.membership == Membership::Definite
                    && matches!(self.counts_as(f.event), CountsAs::Violence | CountsAs::Movement)
            };
            found.iter().filter(is_told).map(|f| f.event)
        };
        if told().count() < 2 {
            return Vec::new();
        }
        let name = |name: &str| self.dataset.manifest.name(name, self.messages.lang).to_owned();
        let lists = [
            (
                text.summary_where,
                self.tally(told().map(|e| e.marks().map(|p| self.place_words(p)).collect())),
            ),
            (
                text.summary_who,
                self.tally(told().map(|e| e.actors.iter().map(|p| self.party_words(p)).collect())),
            ),
            (
                text.summary_said,
                self.tally(told().map(|e| {
                    e.said_by
                        .iter()
                        .filter_map(|c| c.first())
                        .map(|n| name(n))
                        .collect()
                })),
            ),
        ];
        let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
        lists
            .map(|(pattern, list)| fill(pattern, &[("list", &list)]))
            .collect()
    }

    /// Values with how many events have them, in order of first appearance.
    pub(super) fn tally(&self, of_events: impl Iterator<Item = Vec<String>>) -> String {
        let mut counted: Vec<(String, u32)> = Vec::new();
        for mut values in of_events {
            values.dedup();
            for value in values {
                match counted.iter_mut().find(|(known, _)| *known == value) {
                    Some((_, n)) => *n += 1,
                    None => counted.push((value, 1)),
                }
            }
        }
        counted.truncate(MAX_VALUES);
        let words = counted.into_iter().map(|(value, n)| match n {
            1 => value,
            n => fill(
                self.messages.answer.times,
                &[("name", &value), ("n", &self.formats.number(f64::from(n)))],
            ),
        });
        words.collect::<Vec<_>>().join(self.apart())
    }
}

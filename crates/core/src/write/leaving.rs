//! [`Leaving`]: events as they may leave, with what goes with them, before any writer sees them.

use super::names::Names;
use super::{Choices, Credit, Detail, Picked, Selection, guard::guarded};
use crate::dataset::{Dataset, Localized, Manifest};
use crate::event::{Event, Report};
use crate::gazetteer::Gazetteer;
use crate::messages::export_text;
use crate::state::Lang;
use crate::time::Membership;

/// What leaves: events, and of the data set no more than is theirs.
pub struct Leaving {
    /// The manifest, and the reports; its events are in `events`.
    dataset: Dataset,
    events: Vec<(Event, Membership)>,
    credit: Credit,
}

impl Leaving {
    /// The events of a data set as they may leave by what was chosen.
    ///
    /// All events with nothing kept back take the data set along as it is. Fewer take their own reports, and the names
    /// that they use. With something kept back nothing else tells it either: ties lead to events that are in the file,
    /// ids are numbers where those of the data set may name what is left out, and texts that name it go too.
    pub fn new<'a>(
        dataset: &'a Dataset,
        gazetteer: &Gazetteer,
        picked: impl Iterator<Item = Picked<'a>>,
        choices: &Choices,
        credit: &Credit,
    ) -> Leaving {
        let picked: Vec<Picked<'_>> = picked.filter(|p| choices.keeps_event(p.event)).collect();
        let events = guarded(dataset, gazetteer, picked.iter().map(|p| p.event), choices);
        let events = events.into_iter().zip(picked.iter().map(|p| p.membership));
        let mut leaving = Leaving {
            dataset: Dataset {
                manifest: dataset.manifest.clone(),
                reports: dataset.reports.clone(),
                events: Vec::new(),
                problems: Vec::new(),
            },
            events: events.collect(),
            credit: credit.clone(),
        };
        if !choices.keeps_back() && leaving.events.len() == dataset.events.len() {
            return leaving;
        }
        let of_events = |report: &Report| leaving.events.iter().any(|(event, _)| event.report == report.id);
        leaving.dataset.reports.retain(of_events);
        if choices.keeps_back() {
            leaving.without_ties();
        }
        let hidden = Names::hidden(dataset, gazetteer, choices);
        if choices.hides_names() {
            leaving.numbered();
            leaving.without_names(&hidden, choices);
        }
        leaving.manifest(choices, &hidden);
        leaving
    }

    /// Gives it to a writer.
    pub fn write<T>(
        &self,
        gazetteer: &Gazetteer,
        choices: &Choices,
        write: &dyn Fn(Selection<'_>) -> T,
    ) -> T {
        let picked = self.events.iter().map(|(event, membership)| Picked {
            event,
            membership: *membership,
        });
        write(Selection {
            dataset: &self.dataset,
            gazetteer,
            picked: &picked.collect::<Vec<_>>(),
            credit: &self.credit,
            choices,
        })
    }

    /// Takes away ties to events that do not leave.
    fn without_ties(&mut self) {
        let mut ids: Vec<String> = self.events.iter().map(|(event, _)| event.id.clone()).collect();
        crate::sort::ascending(&mut ids);
        let is_there = |id: &String| ids.binary_search(id).is_ok();
        for (event, _) in &mut self.events {
            event.links.retain(|link| is_there(&link.event));
            for figure in &mut event.figures {
                figure.within = figure.within.take().filter(is_there);
            }
        }
    }

    /// Numbers events and reports in the order in which they leave: their ids often name who, where or which paper.
    fn numbered(&mut self) {
        let mut ids: Vec<(String, usize)> = self
            .events
            .iter()
            .map(|(event, _)| event.id.clone())
            .zip(1..)
            .collect();
        crate::sort::ascending(&mut ids);
        let number = |id: &str| {
            let at = ids.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok();
            at.map_or_else(String::new, |at| format!("e{}", ids[at].1))
        };
        for (event, _) in &mut self.events {
            event.id = number(&event.id);
            for link in &mut event.links {
                link.event = number(&link.event);
            }
            for figure in &mut event.figures {
                figure.within = figure.within.as_deref().map(number);
            }
            let report = self
                .dataset
                .reports
                .iter()
                .position(|report| report.id == event.report);
            event.report = report.map_or_else(String::new, |at| format!("r{}", at + 1));
        }
        for (at, report) in self.dataset.reports.iter_mut().enumerate() {
            report.id = format!("r{}", at + 1);
        }
    }

    /// Takes away what tells a hidden name in other words than its own.
    fn without_names(&mut self, hidden: &Names, choices: &Choices) {
        let tells = |text: &str| hidden.tells(text);
        let clear = |text: &mut String| {
            if tells(text) {
                text.clear();
            }
        };
        let drop = |text: &mut Option<String>| {
            if text.as_deref().is_some_and(tells) {
                *text = None;
            }
        };
        // Who relayed what somebody said may go, but not who said what somebody relays.
        let cut = |chain: &mut Vec<String>| {
            chain.truncate(chain.iter().position(|name| tells(name)).unwrap_or(chain.len()));
        };
        for report in &mut self.dataset.reports {
            for text in [
                &mut report.publisher,
                &mut report.title,
                &mut report.published_basis,
            ] {
                clear(text);
            }
            for text in [&mut report.url, &mut report.source_file] {
                drop(text);
            }
            if !choices.keeps(Detail::Reports) {
                (report.published, report.covers) = (None, None);
            }
        }
        for (event, _) in &mut self.events {
            for text in [&mut event.when_basis, &mut event.summary, &mut event.coded_by] {
                clear(text);
            }
            for place in &mut event.places {
                clear(&mut place.toponym);
            }
            drop(&mut event.note);
            drop(&mut event.weapon);
            for parties in [&mut event.actors, &mut event.targets] {
                parties.retain(|party| !tells(&party.name));
                for party in parties {
                    drop(&mut party.as_written);
                }
            }
            event.objects.retain(|object| !tells(&object.kind));
            for object in &mut event.objects {
                drop(&mut object.damage);
            }
            event
                .said_by
                .retain(|chain| !chain.iter().any(|name| tells(name)));
            for figure in &mut event.figures {
                // Of whom a number is tells of parties, too.
                if !choices.keeps(Detail::Parties) {
                    figure.who = None;
                }
                drop(&mut figure.who);
                cut(&mut figure.said_by);
            }
        }
        let credit = &mut self.credit;
        clear(&mut credit.title);
        clear(&mut credit.view);
        clear(&mut credit.url);
        credit.attribution = hidden.untold(&credit.attribution);
    }

    /// What the manifest says is of the events that leave.
    fn manifest(&mut self, choices: &Choices, hidden: &Names) {
        let used = self.used_names(choices);
        let manifest = &mut self.dataset.manifest;
        manifest
            .names_ar
            .retain(|name, arabic| used.binary_search(name).is_ok() && !hidden.tells(arabic));
        if !choices.keeps(Detail::Coordinates) {
            manifest.bbox = None;
        }
        manifest.attribution = hidden.untold(&manifest.attribution);
        manifest.description = Localized {
            en: self.credit.view.clone(),
            ar: String::new(),
        };
        title_in_part(manifest, hidden);
    }

    /// Names in the written events that have an Arabic form, sorted.
    fn used_names(&self, choices: &Choices) -> Vec<String> {
        let keeps = |detail| choices.keeps(detail);
        let mut used: Vec<&String> = Vec::new();
        if keeps(Detail::Reports) {
            used.extend(self.dataset.reports.iter().map(|report| &report.publisher));
        }
        for (event, _) in &self.events {
            if keeps(Detail::Parties) {
                used.extend(event.actors.iter().chain(&event.targets).map(|party| &party.name));
                used.extend(
                    event
                        .objects
                        .iter()
                        .flat_map(|o| [Some(&o.kind), o.damage.as_ref()])
                        .flatten(),
                );
            }
            if keeps(Detail::Speakers) {
                used.extend(event.said_by.iter().flatten());
                used.extend(event.figures.iter().flat_map(|figure| &figure.said_by));
            }
            used.extend(&event.weapon);
            for figure in &event.figures {
                used.push(&figure.measure);
                used.extend(&figure.who);
            }
        }
        crate::sort::ascending(&mut used);
        used.dedup();
        used.into_iter().cloned().collect()
    }
}

/// The title says that this is not all of it; one that names what is hidden goes.
fn title_in_part(manifest: &mut Manifest, hidden: &Names) {
    let title = &mut manifest.title;
    for (text, lang) in [(&mut title.en, Lang::En), (&mut title.ar, Lang::Ar)] {
        let words = export_text(lang).in_part;
        if hidden.tells(text) {
            text.clear();
        } else if !text.is_empty() && !text.ends_with(words) {
            text.push_str(words);
        }
    }
    // A data set has a title.
    if title.en.is_empty() {
        export_text(Lang::En).untitled.clone_into(&mut title.en);
        export_text(Lang::Ar).untitled.clone_into(&mut title.ar);
    }
}

//! [`Reply`]: what the reports say to a search, in sentences.

use super::{Narrator, figure_words};
use crate::dataset::CountsAs;
use crate::event::{Event, Figure, Party, Role, Sum};
use crate::messages::fill;
use crate::scene::status::{Count, Counts};
use crate::search::{Asked, Demand, NamedAs, Order, Part};
use crate::state::Lang;
use crate::time::{Membership, TimeWindow};

/// Events that a reply tells of one by one, at most.
const MAX_EVENTS: usize = 30;
/// Names of which a reply tells what they did.
const MAX_NAMES: usize = 4;
/// Places that an event only names, and that a reply repeats.
const MAX_NAMED: usize = 3;

/// An event that the search finds, in the window.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The event.
    pub event: &'a Event,
    /// How it stands to the window.
    pub membership: Membership,
}

/// An event in a line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReplyEvent {
    /// Its id.
    pub id: String,
    /// Kind, where, when, who published it.
    pub what: String,
    /// By whom, against whom, who says so, figures.
    pub details: String,
}

/// What the reports say to a search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// How the search was read, where that is not just words.
    pub read_as: Option<String>,
    /// How many events of which sort there are in the dates.
    pub counts: Option<String>,
    /// What else is to be said.
    pub facts: Vec<String>,
    /// The events, those most to the point first.
    pub events: Vec<ReplyEvent>,
    /// How many more are listed below.
    pub more: Option<String>,
    /// What contradicts them.
    pub ties: Vec<String>,
}

/// What an event adds to its measures, as far as its figures may be added.
fn counted(event: &Event, measures: &[&str]) -> u64 {
    let figures = event
        .figures
        .iter()
        .filter(|f| measures.contains(&f.measure.as_str()));
    let figures = figures.filter(|f| f.sum != Sum::No);
    figures.map(|f| f.best.unwrap_or(f.low) as u64).sum()
}

/// True for a figure of what is counted, of those who are; that nobody was killed or hurt is one of both.
fn is_asked(figure: &Figure, measures: &[&str], whos: Option<&[String]>) -> bool {
    let is_zero = figure.measure == "casualties" && figure.is_reported_zero();
    let is_zero = is_zero
        && measures
            .iter()
            .any(|measure| matches!(*measure, "killed" | "injured"));
    let is_measured = is_zero || measures.contains(&figure.measure.as_str());
    let is_who = |whos: &[String]| figure.who.as_ref().is_some_and(|who| whos.contains(who));
    is_measured && (is_zero || whos.is_none_or(is_who))
}

impl Narrator<'_> {
    /// The words that were left out, if any were.
    fn left_out_words(&self, asked: &Asked) -> Option<String> {
        let quoted: Vec<String> = asked.left_out.iter().map(|words| format!("“{words}”")).collect();
        let text = self.messages.answer;
        (!quoted.is_empty()).then(|| fill(text.left_out, &[("words", &self.formats.list(&quoted))]))
    }

    /// What stands between clauses.
    pub(super) fn apart(&self) -> &'static str {
        if self.messages.lang == Lang::Ar {
            "؛ "
        } else {
            "; "
        }
    }

    pub(super) fn counts_as(&self, event: &Event) -> CountsAs {
        let kind = self.dataset.manifest.kinds.get(&event.kind);
        kind.map(|kind| kind.counts_as).unwrap_or_default()
    }

    /// What the reports say to a search: `found` are the events it finds in the dates that are shown.
    pub fn reply(&self, asked: &Asked, found: &[Found<'_>], window: TimeWindow) -> Reply {
        let mut reply = Reply {
            read_as: self.read_as(asked, window),
            ..Reply::default()
        };
        reply.facts.extend(self.left_out_words(asked));
        if let Some(order) = asked.order {
            reply.facts.extend(self.in_order(order, found));
        }
        let is_plan = |f: &Found<'_>| !f.event.modality.marks();
        if !found.is_empty() {
            let what = self.counted_words(found);
            let dates = self.dates_words(window);
            let text = self.messages.answer;
            reply.counts = Some(fill(text.counts, &[("dates", &dates), ("what", &what)]));
            let told = |sure: bool| {
                let is = |f: &&Found<'_>| {
                    f.event.modality.marks() && (f.membership == Membership::Definite) == sure
                };
                found.iter().filter(is).count() as u64
            };
            if asked.dates.is_some() && !asked.published && told(true) == 0 {
                if told(false) > 0 {
                    let words = text.nothing_sure.of(told(false), self.formats);
                    reply.counts = Some(fill(&words, &[("dates", &dates)]));
                }
                reply.facts.push(self.coverage_words(window, None));
            }
            if let Some(both) = asked.compared {
                let measures: Vec<&str> = asked.measures().collect();
                reply.counts = Some(self.compared_words(found, both, &measures));
                reply.facts.push(self.in_both(found, both, &measures));
                reply.facts.push(self.coverage_words(window, None));
            }
            if found.iter().all(is_plan) {
                reply.facts.push(self.messages.answer.plans_only.to_owned());
            }
        }
        if let Some((_, days)) = asked.dates.as_ref().filter(|_| asked.one_winter) {
            let before = TimeWindow::new(days.first().plus_months(-12), days.end().plus_months(-12));
            let dates = self.dates_words(before);
            reply
                .facts
                .push(fill(self.messages.answer.other_winter, &[("dates", &dates)]));
        }
        let acts = asked.names().filter_map(|name| self.name_words(name, found));
        reply.facts.extend(acts.take(MAX_NAMES));
        for report in &self.dataset.reports {
            if asked.names().any(|name| name == report.publisher) {
                reply.facts.push(self.report_words(report));
            }
        }
        if asked.has(|demand| *demand == Demand::OnlyNamed) {
            reply.facts.push(self.only_named());
        }
        for part in &asked.parts {
            if let Demand::Tied(these, those, true) = &part.demand {
                reply.facts.extend(self.ties_between(these, those));
            }
        }
        if let Some(words) = &asked.unheeded {
            let said = self.messages.answer.unheeded;
            reply.facts.push(fill(said, &[("words", words.trim())]));
        }
        reply
            .facts
            .extend(asked.from_event.as_ref().and_then(|from| self.unsettled(from)));
        // Who asks for a number is told of the events that have it, and how many have none.
        let measures: Vec<&str> = asked.measures().collect();
        let gives = |f: &&Found<'_>| {
            let mut figures = f.event.figures.iter();
            figures.any(|figure| is_asked(figure, &measures, asked.counted()))
        };
        let giving: Vec<Found<'_>> = found.iter().filter(gives).copied().collect();
        let without = found.len() - giving.len();
        let found = if giving.is_empty() { found } else { &giving };
        if !giving.is_empty() && without > 0 {
            let words = self.messages.answer.figureless;
            reply.facts.push(words.of(without as u64, self.formats));
        }
        let is_contradicted = asked.has(|demand| *demand == Demand::Contradicted);
        if is_contradicted {
            reply.facts.extend(self.contradictions(found));
        } else {
            reply.ties = self.contradictions(found);
            reply.facts.extend(self.summaries(found));
        }
        // Who asks for the places that are only named, or for sums, is answered by then.
        let asks_for_events = asked.dates.is_some()
            || asked.has(|demand| !matches!(demand, Demand::OnlyNamed | Demand::Measure(_)))
            || (!asked.wants_sum && !asked.has(|demand| *demand == Demand::OnlyNamed));
        if !asks_for_events {
            reply.counts = None;
            reply.ties.clear();
            reply.facts.truncate(usize::from(!asked.wants_sum));
            return reply;
        }
        let mut order: Vec<(usize, &Found<'_>)> =
            found.iter().map(|f| (self.rank(f, &measures), f)).collect();
        if let Some(first) = asked.order {
            let day = |f: &Found<'_>| {
                let when = f.event.when.as_ref();
                let (earliest, latest) = when.map_or((None, None), |when| (when.earliest(), when.latest()));
                let days = if first == Order::First {
                    earliest.map(|day| day.0)
                } else {
                    latest.map(|day| -day.0)
                };
                usize::try_from(i64::from(days.unwrap_or(i32::MAX - 1)) - i64::from(i32::MIN))
                    .unwrap_or(usize::MAX)
            };
            for (rank, f) in &mut order {
                *rank = day(f);
            }
        }
        order.sort_by_key(|(rank, _)| *rank);
        if asked.most_of.is_some() {
            let most = |f: &Found<'_>| std::cmp::Reverse(counted(f.event, &measures));
            order.sort_by_key(|(_, f)| most(f));
            reply.facts.push(self.messages.answer.most.to_owned());
        }
        let events = order.iter().take(MAX_EVENTS);
        reply.events = events.map(|(_, f)| self.reply_event(f)).collect();
        let more = found.len().saturating_sub(MAX_EVENTS);
        reply.more = (more > 0).then(|| self.messages.answer.more.of(more as u64, self.formats));
        reply
    }

    /// Events, each in a line.
    pub fn lines(&self, found: &[Found<'_>]) -> Vec<ReplyEvent> {
        found.iter().map(|f| self.reply_event(f)).collect()
    }

    /// Where only plans are found of somebody: how the name was read, and what is said to have happened whoever took part.
    pub fn others(&self, part: &Part, found: &[Found<'_>]) -> (String, Vec<ReplyEvent>) {
        let name = |name: &str| self.dataset.manifest.name(name, self.messages.lang).to_owned();
        let parties = |f: &Found<'_>| match &part.demand {
            Demand::Names(_, NamedAs::Target) => f.event.targets.iter().map(|p| name(&p.name)).collect(),
            _ => f.event.actors.iter().map(|p| name(&p.name)).collect(),
        };
        let read = match &part.demand {
            Demand::Names(names, _) => self.one_of(&names.iter().map(|n| name(n)).collect::<Vec<_>>()),
            _ => part.words.clone(),
        };
        let sides = self.tally(found.iter().map(parties));
        let words = [("words", part.words.trim()), ("names", &read), ("list", &sides)];
        let words = fill(self.messages.answer.others, &words);
        (words, self.lines(&found[..found.len().min(MAX_EVENTS)]))
    }

    /// What is most to the point comes first: what is said to have happened, and surely in the dates.
    fn rank(&self, found: &Found<'_>, measures: &[&str]) -> usize {
        let event = found.event;
        let gives = event
            .figures
            .iter()
            .any(|f| measures.contains(&f.measure.as_str()));
        let sort = match self.counts_as(event) {
            _ if !event.modality.marks() => 3,
            CountsAs::Violence | CountsAs::Movement => 0,
            CountsAs::Talks => 1,
            CountsAs::Speech => 2,
        };
        let is_sure = found.membership == Membership::Definite;
        usize::from(!gives) * 16 + sort * 4 + usize::from(!is_sure) * 2 + usize::from(event.background)
    }

    pub(super) fn counted_words(&self, found: &[Found<'_>]) -> String {
        let shell = self.messages.shell;
        let mut counts = Counts::default();
        let mut plans = 0;
        for f in found {
            if f.event.modality.marks() {
                let is_sure = u32::from(f.membership == Membership::Definite);
                let count = Count {
                    definite: is_sure,
                    possible: 1 - is_sure,
                };
                counts.add_kind(&self.dataset.manifest, &f.event.kind, count);
            } else {
                plans += 1;
            }
        }
        let mut parts = Vec::new();
        if counts.events.most() > 0 {
            let mut words = shell.events.of(u64::from(counts.events.definite), self.formats);
            if counts.events.possible > 0 {
                let more = self.messages.doubt.more_may_fall;
                let more = more.of(u64::from(counts.events.possible), self.formats);
                words = fill(&more, &[("events", &words)]);
            }
            parts.push(words);
        }
        for (count, plural) in [(counts.talks, &shell.talks), (counts.speech, &shell.other_words)] {
            if count.most() > 0 {
                parts.push(count.words(plural, self.messages, self.formats));
            }
        }
        if plans > 0 {
            parts.push(self.messages.answer.plans.of(plans, self.formats));
        }
        parts.join(self.apart())
    }

    fn reply_event(&self, found: &Found<'_>) -> ReplyEvent {
        let (event, text) = (found.event, self.messages.answer);
        let card = self.card(event);
        let mut details: Vec<String> = Vec::new();
        if !event.modality.marks() {
            details.push(self.messages.reports.modality(event.modality).to_owned());
        }
        if found.membership == Membership::Possible {
            details.push(text.may_fall.to_owned());
        }
        let list = |parties: &[Party]| {
            let names: Vec<String> = parties.iter().map(|p| self.party_words(p)).collect();
            self.formats.list(&names)
        };
        if !event.actors.is_empty() {
            details.push(fill(text.by, &[("who", &list(&event.actors))]));
        } else if self.counts_as(event) == CountsAs::Violence {
            details.push(text.by_unstated.to_owned());
        }
        if !event.targets.is_empty() {
            details.push(fill(text.against, &[("who", &list(&event.targets))]));
        }
        // Where it went from and to, and what is only named.
        let is_elsewhere = |role: Role| !matches!(role, Role::Target | Role::Site);
        let elsewhere: Vec<String> = event
            .places
            .iter()
            .filter(|place| is_elsewhere(place.role))
            .take(MAX_NAMED)
            .map(|place| {
                format!(
                    "{} ({})",
                    self.place_words(place),
                    self.messages.reports.role(place.role)
                )
            })
            .collect();
        if !elsewhere.is_empty() {
            details.push(self.formats.list(&elsewhere));
        }
        if !card.said_by.is_empty() {
            details.push(fill(text.told_by, &[("who", &self.formats.list(&card.said_by))]));
        }
        let name = |n: &str| self.dataset.manifest.name(n, self.messages.lang).to_owned();
        let figures = event.figures.iter();
        details.extend(
            figures.map(|f| figure_words(event, f, self.messages, self.formats, &name, self.place_name)),
        );
        // What tells of harm to children or of bodies is read on its card.
        if !event.graphic {
            details.push(event.summary.clone());
        }
        ReplyEvent {
            id: event.id.clone(),
            what: self.event_words(event),
            details: details.join(self.apart()),
        }
    }
}

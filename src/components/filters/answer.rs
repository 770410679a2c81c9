//! The answer to a search, above everything that it finds.

use crate::intl::FormatsSignal;
use crate::session::{Among, Session, SessionValue};
use crate::store::Store;
use chronotope_core::event::Event;
use chronotope_core::gazetteer::{PlaceKind, PlaceView};
use chronotope_core::messages::{Formats, fill};
use chronotope_core::query::Scope;
use chronotope_core::scene::reports::{Found, Narrator, ReplyEvent};
use chronotope_core::search::{Asked, Demand, Texts};
use chronotope_core::state::{Focus, Msg, Panel};
use chronotope_core::time::{Membership, TimeWindow};
use leptos::prelude::*;

mod figures;

/// Events that an answer is made of, at most.
const MAX_TOLD: usize = 2_000;
/// Events outside of the selected dates that are told of, at most.
const MAX_ELSEWHEN: usize = 6;
/// Demands that are left out by turns, where nothing meets all of them.
const MAX_WITHOUT: usize = 3;

/// A piece of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Piece {
    /// How the question was read.
    ReadAs(String),
    /// A sentence.
    Line(String),
    /// What is to be seen first.
    Head(String),
    /// A sentence with a button that does something.
    Act(String, String, Act),
    /// Events, one a line.
    Events(Vec<ReplyEvent>),
}

/// What a button of the answer does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Act {
    Place(String),
    Event(String),
    Ask(String),
    Figures,
}

/// Searches for a text, in the dates that it names.
pub(super) fn ask(store: Store, session: SessionValue, text: String) {
    let dates = session.with_value(|session| {
        if text.trim().is_empty() {
            return None;
        }
        session.asked(&text).window(session.bounds.time)
    });
    store.dispatch(Msg::Ask { text, dates });
}

/// What the reports say to a search.
#[component]
pub(super) fn AnswerPane(
    /// The view.
    store: Store,
    /// The opened data set.
    session: SessionValue,
    /// Grows whenever the engines have moved.
    revision: Signal<u64>,
    /// Numbers and dates in the present language.
    formats: FormatsSignal,
) -> impl IntoView {
    let pieces = Memo::new(move |_| {
        revision.track();
        let text = store.filters.read().text.clone();
        if text.trim().is_empty() {
            return Vec::new();
        }
        let formats = formats.read();
        session.with_value(|session| answer(session, store, &text, formats.as_ref()))
    });
    let act = move |act: Act| match act {
        Act::Place(id) => store.dispatch(Msg::SetFocus(Focus::Places(vec![id]))),
        Act::Event(id) => store.dispatch(Msg::SelectEvent(Some(id))),
        Act::Ask(text) => ask(store, session, text),
        Act::Figures => store.dispatch(Msg::SetPanel(Some(Panel::Figures))),
    };
    let button = move |label: String, what: Act| {
        view! {
            <button type="button" class="link" on:click=move |_| act(what.clone())>
                {label}
            </button>
        }
    };
    let piece = move |piece: Piece| match piece {
        Piece::ReadAs(words) => view! { <p class="muted">{words}</p> }.into_any(),
        Piece::Head(words) => view! { <p class="answer-head">{words}</p> }.into_any(),
        Piece::Line(words) => view! { <p>{words}</p> }.into_any(),
        Piece::Act(words, label, what) => view! { <p>{words} " " {button(label, what)}</p> }.into_any(),
        Piece::Events(events) => {
            let events = events
                .into_iter()
                .map(|event| {
                    view! {
                        <li>
                            {button(event.what, Act::Event(event.id))}
                            <span dir="auto">" " {event.details}</span>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <ul class="answer-events" role="list">
                    {events}
                </ul>
            }
            .into_any()
        }
    };
    move || {
        let pieces = pieces.get();
        (!pieces.is_empty()).then(|| {
            view! {
                <section class="answer" role="region" aria-label=store.messages().answer.region>
                    {pieces.into_iter().map(piece).collect_view()}
                </section>
            }
        })
    }
}

/// The pieces of an answer.
fn answer(session: &Session, store: Store, text: &str, formats: &dyn Formats) -> Vec<Piece> {
    let lang = store.lang.get();
    let names = |id: &str| session.place_name(id, lang);
    let narrator = Narrator {
        dataset: &session.dataset,
        messages: store.messages(),
        formats,
        place_name: &names,
    };
    let asked = session.asked(text);
    let asking = Asking {
        session,
        store,
        narrator,
        asked: &asked,
        text,
    };
    // Dates that the timeline cannot show are those of the answer nevertheless.
    let beyond = asked.dates.as_ref().map(|(_, days)| *days);
    let beyond = beyond.filter(|_| !asked.published && asked.window(session.bounds.time).is_none());
    let window = beyond.unwrap_or_else(|| store.window.get());
    let rows = session.rows(Among::All, None, Scope::InWindow, MAX_TOLD);
    let found = rows.iter().filter_map(|r| {
        let event = session.event(r.row)?;
        let membership = match (beyond, &event.when) {
            (Some(days), Some(when)) => when.membership(days),
            _ => r.membership,
        };
        Some(Found { event, membership })
    });
    let found: Vec<Found<'_>> = found.filter(|f| f.membership != Membership::Out).collect();
    let totals = session.all_events().borrow().totals();
    let is_empty = totals.definite + totals.possible == 0;
    let mut reply = narrator.reply(&asked, &found, window);
    let mut pieces: Vec<Piece> = reply.read_as.take().map(Piece::ReadAs).into_iter().collect();
    if found.is_empty() && !is_empty || rows.len() == MAX_TOLD {
        reply.counts = Some(asking.totals(totals.definite, totals.possible, window));
    }
    let is_dated = asked.dates.is_some() && !asked.published;
    let is_vague = is_dated
        && !found.is_empty()
        && !found
            .iter()
            .any(|f| f.membership == Membership::Definite && f.event.modality.marks());
    pieces.extend(reply.counts.take().map(Piece::Head));
    pieces.extend(asking.places());
    // What has not been read may yet be found.
    if is_empty && !session.lacks_texts() {
        pieces.extend(asking.nothing());
    }
    pieces.extend(reply.facts.drain(..).map(Piece::Line));
    if is_vague {
        pieces.extend(asking.nearest(window));
    }
    if !found.is_empty() {
        pieces.extend(asking.sums(window));
    }
    if !reply.events.is_empty() {
        pieces.push(Piece::Events(reply.events));
    }
    pieces.extend(reply.more.map(Piece::Line));
    pieces.extend(reply.ties.drain(..).map(Piece::Line));
    if !found.is_empty() && !found.iter().any(|f| f.event.modality.marks()) {
        pieces.extend(asking.others(window));
    }
    if !is_empty {
        pieces.extend(asking.elsewhen());
    }
    pieces
}

/// A search that is being answered.
struct Asking<'a> {
    session: &'a Session,
    store: Store,
    narrator: Narrator<'a>,
    asked: &'a Asked,
    text: &'a str,
}

impl Asking<'_> {
    fn events_words(&self, n: u32) -> String {
        let plural = self.narrator.messages.shell.events;
        plural.of(u64::from(n), self.narrator.formats)
    }

    /// What the reports say of the places that are asked for, whatever the dates.
    fn places(&self) -> Vec<Piece> {
        let (text, more) = (self.narrator.messages.doubt, self.narrator.messages.answer);
        let (session, formats) = (self.session, self.narrator.formats);
        let name = |id: &str| (self.narrator.place_name)(id).unwrap_or_else(|| id.to_owned());
        let mut pieces = Vec::new();
        if session.dataset.events.is_empty() {
            return pieces;
        }
        for id in self.asked.places() {
            let (place, found) = (name(id), session.place_answer(id));
            let reports = |n: u32| text.in_reports.of(u64::from(n), formats);
            let what = if found.attacks > 0 {
                let attacks = text.answer_attacks.of(u64::from(found.attacks), formats);
                let of = reports(found.attack_reports);
                let told = fill(text.answer_in_reports, &[("what", &attacks), ("reports", &of)]);
                let also = fill(text.answer_also, &[("reports", &reports(found.reports))]);
                if found.reports > found.attack_reports {
                    format!("{told} {also}")
                } else {
                    told
                }
            } else if found.reports > 0 {
                text.answer_no_attack.of(u64::from(found.reports), formats)
            } else {
                text.answer_not_named.to_owned()
            };
            let area = session.area_words(id, self.narrator.messages.lang);
            let shown = area.map_or_else(|| place.clone(), |area| format!("{place} ({area})"));
            let words = fill(text.answer, &[("place", &shown), ("what", &what)]);
            pieces.push(if found.reports > 0 {
                let label = fill(text.open_place, &[("place", &place)]);
                Piece::Act(words, label, Act::Place(id.to_owned()))
            } else {
                Piece::Head(words)
            });
            let kind = session.gazetteer.by_id(id).map(PlaceView::kind);
            let about = match kind.filter(|kind| kind.is_area() && found.reports > 0) {
                Some(PlaceKind::Governorate | PlaceKind::District) => Some(more.as_whole),
                Some(_) if session.has_inside(id) => Some(more.as_drawn),
                _ => None,
            };
            pieces.extend(about.map(|about| Piece::Line(fill(about, &[("place", &place)]))));
            let mut publishers: Vec<String> = Vec::new();
            let mut reports: Vec<&str> = Vec::new();
            for event in &session.dataset.events {
                let is_there = event.places.iter().any(|p| p.place.as_deref() == Some(id));
                if !is_there || reports.contains(&event.report.as_str()) {
                    continue;
                }
                reports.push(&event.report);
                let Some(report) = session.dataset.report(&event.report) else {
                    continue;
                };
                let manifest = &session.dataset.manifest;
                let name = manifest.name(&report.publisher, self.narrator.messages.lang);
                if !publishers.iter().any(|p| p == name) {
                    publishers.push(name.to_owned());
                }
            }
            if !publishers.is_empty() {
                let publishers = formats.list(&publishers);
                pieces.push(Piece::Line(fill(more.named_by, &[("publishers", &publishers)])));
            }
            if found.attacks == 0
                && let Some((governorate, n)) = session.around(id).filter(|(_, n)| *n > 0)
            {
                let words = more.area_may.of(u64::from(n), formats);
                pieces.push(Piece::Line(fill(&words, &[("area", &name(&governorate))])));
            }
        }
        pieces
    }

    /// That nothing is found, why, and what is nearest.
    fn nothing(&self) -> Vec<Piece> {
        let (text, narrator) = (self.narrator.messages.answer, &self.narrator);
        let mut pieces = Vec::new();
        let rows_without = |part: Option<usize>| self.session.found(self.asked, part);
        let outside = rows_without(None);
        let unknown = self.asked.parts.iter().filter(|part| {
            let alone = Asked {
                parts: vec![(*part).clone()],
                ..Asked::default()
            };
            let is_looked_for = matches!(part.demand, Demand::Words | Demand::Number(_));
            is_looked_for && self.session.found(&alone, None).is_empty()
        });
        // What is coded in English does not have an Arabic word, whatever the reports have.
        let is_coded_in_arabic = self.session.texts.get().is_some_and(Texts::has_arabic);
        let unknown: Vec<Piece> = unknown
            .map(|part| {
                let is_arabic = part.words.contains(|c| ('ء'..='ي').contains(&c));
                let pattern = if is_arabic && !is_coded_in_arabic {
                    text.not_in_script
                } else {
                    text.not_in_reports
                };
                Piece::Head(fill(pattern, &[("words", part.words.trim())]))
            })
            .collect();
        let dates = self
            .asked
            .dates
            .as_ref()
            .filter(|_| !self.asked.published)
            .map(|(_, days)| *days);
        let shown = dates.unwrap_or_else(|| self.store.window.get());
        let relative = self
            .asked
            .parts
            .iter()
            .find(|part| part.demand == Demand::Relative);
        let may_be_several = self.asked.from_event.as_ref();
        if may_be_several.is_some_and(|from| from.events.len() > 1 && dates.is_none()) {
            // Which is meant is asked instead.
        } else if let Some(part) = relative {
            let words = fill(text.relative, &[("words", part.words.trim())]);
            pieces.push(Piece::Head(words));
        } else if !unknown.is_empty() {
            pieces.extend(unknown);
        } else if dates.is_some() || !outside.is_empty() {
            pieces.push(Piece::Head(narrator.nothing_words(shown)));
        } else {
            pieces.push(Piece::Head(text.nothing.to_owned()));
        }
        if dates.is_some() && !self.session.dataset.reports.is_empty() {
            pieces.push(Piece::Line(narrator.coverage_words(shown, None)));
        }
        if dates.is_some() {
            pieces.extend(self.nearest(shown));
        } else {
            pieces.extend(self.elsewhen());
        }
        if outside.is_empty() && self.asked.parts.len() > 1 {
            let parts = self.asked.parts.iter().enumerate();
            let near = parts.filter_map(|(at, part)| {
                let n = rows_without(Some(at)).len();
                let left = format!(
                    "{}{}",
                    self.text.get(..part.at.start)?,
                    self.text.get(part.at.end..)?.trim_start()
                );
                let words = [("words", part.words.as_str()), ("events", "")];
                let words = fill(text.without, &words);
                // Plans, threats and words among them: no reported events.
                let label = self
                    .narrator
                    .messages
                    .reports
                    .events
                    .of(u64::from(n), self.narrator.formats);
                (n > 0).then(|| Piece::Act(words, label, Act::Ask(left.trim().to_owned())))
            });
            pieces.extend(near.take(MAX_WITHOUT));
        }
        pieces
    }

    /// Where somebody is only said to plan or be threatened: what happened of the kind, whoever took part.
    fn others(&self, days: TimeWindow) -> Vec<Piece> {
        let Some((at, part)) = self.asked.side_of_act() else {
            return Vec::new();
        };
        let rows = self.session.found(self.asked, Some(at));
        let rows = (0..self.session.table.rows()).filter(|&row| rows.contains(row));
        let found = rows.filter_map(|row| {
            let event = self.session.event(row).filter(|event| event.modality.marks())?;
            let membership = event.when.as_ref()?.membership(days);
            (membership != Membership::Out).then_some(Found { event, membership })
        });
        let found: Vec<Found<'_>> = found.collect();
        if found.is_empty() {
            return Vec::new();
        }
        let (words, events) = self.narrator.others(part, &found);
        vec![Piece::Line(words), Piece::Events(events)]
    }

    /// What is told of the same, nearest to some days.
    fn nearest(&self, days: TimeWindow) -> Vec<Piece> {
        let timeless = Asked {
            dates: None,
            ..self.asked.clone()
        };
        let rows = self.session.found(&timeless, None);
        let event = |row: u32| self.session.event(row).filter(|event| event.modality.marks());
        let rows = (0..self.session.table.rows()).filter(|&row| rows.contains(row));
        let events: Vec<&Event> = rows.filter_map(event).collect();
        let show = self.narrator.messages.answer.show;
        let near = self.narrator.nearest(&events, days).into_iter();
        near.map(|(id, words)| Piece::Act(words, show.to_owned(), Act::Event(id)))
            .collect()
    }

    /// How many events there are, where they are too many to be told of.
    fn totals(&self, definite: u32, possible: u32, window: TimeWindow) -> String {
        let narrator = &self.narrator;
        let mut what = self.events_words(definite);
        if possible > 0 {
            let more = narrator.messages.doubt.more_may_fall;
            let more = more.of(u64::from(possible), narrator.formats);
            what = fill(&more, &[("events", &what)]);
        }
        let dates = narrator.dates_words(window);
        fill(
            narrator.messages.answer.counts,
            &[("dates", &dates), ("what", &what)],
        )
    }

    /// How many more there are outside of the selected dates; and if they are few, and no dates are asked for, which:
    /// who asks when something began does not know the dates.
    fn elsewhen(&self) -> Vec<Piece> {
        let (session, narrator) = (self.session, &self.narrator);
        let engine = session.all_events().borrow();
        let is_outside = |&row: &u32| {
            let is_dated = session.table.hull(row).is_some();
            is_dated && engine.passes(row) && engine.membership(row) == Membership::Out
        };
        let rows = || (0..session.table.rows()).filter(is_outside);
        let outside = rows().count();
        if outside == 0 {
            return Vec::new();
        }
        let words = narrator
            .messages
            .answer
            .elsewhen
            .of(outside as u64, narrator.formats);
        let mut pieces = vec![Piece::Line(words)];
        if outside <= MAX_ELSEWHEN && self.asked.dates.is_none() {
            let events = rows().filter_map(|row| session.event(row));
            let membership = Membership::Definite;
            let found: Vec<Found<'_>> = events.map(|event| Found { event, membership }).collect();
            pieces.push(Piece::Events(narrator.lines(&found)));
        }
        pieces
    }
}

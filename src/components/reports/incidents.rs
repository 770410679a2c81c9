//! What is told more than once, what contradicts, and what may be the same.

use super::card::event_link;
use super::panel::Source;
use crate::session::{Among, Session};
use crate::store::Store;
use chronotope_core::event::LinkKind;
use chronotope_core::messages::{Formats, Messages, fill};
use chronotope_core::scene::reports::{Comparison, Field, How, Narrator};
use chronotope_core::state::{Focus, Lang, Msg, TieDecision};
use leptos::prelude::*;

/// What the panel shows.
#[derive(Debug, Clone, PartialEq, Default)]
struct Ties {
    told_twice: Vec<Comparison>,
    contradictions: Vec<Comparison>,
    suggestions: Vec<Comparison>,
    /// What the reader said, and of what.
    decided: Vec<(TieDecision, Comparison)>,
}

/// Suggestions that are listed at most.
const MAX_SUGGESTIONS: usize = 30;

/// Events of one incident, contradictions, and pairs that a person may tie.
#[component]
pub(super) fn IncidentsPanel(source: Source) -> impl IntoView {
    let Source {
        store,
        session,
        revision,
        formats,
    } = source;
    let ties = Memo::new(move |_| {
        revision.track();
        let formats = formats.get();
        let (focus, decided) = (store.focus.get(), store.ties.get());
        session.with_value(|session| ties(session, store, &focus, &decided, formats.as_ref()))
    });
    move || {
        let messages = store.messages();
        let text = messages.doubt;
        let Ties {
            told_twice,
            contradictions,
            suggestions,
            decided,
        } = ties.get();
        let part = |heading: &'static str, none: &'static str, pairs: Vec<Comparison>| {
            let is_empty = pairs.is_empty();
            let pairs = pairs
                .into_iter()
                .map(|pair| view! { <li>{pair_view(store, messages, pair, ().into_any())}</li> })
                .collect_view();
            view! {
                <h4 class="sum-heading">{heading}</h4>
                {is_empty.then(|| view! { <p class="muted">{none}</p> })}
                <ul class="pairs" role="list" aria-label=heading>
                    {pairs}
                </ul>
            }
        };
        let decided = decided
            .into_iter()
            .map(|(tie, pair)| {
                let said = if tie.accepted {
                    text.accepted_by_you
                } else {
                    text.refused_by_you
                };
                let acts = decide(store, &pair, text.take_back, None);
                let acts = view! {
                    <p>
                        <span class="tag">{said}</span>
                        " "
                        {acts}
                    </p>
                };
                view! { <li>{pair_view(store, messages, pair, acts.into_any())}</li> }
            })
            .collect_view();
        let is_empty = suggestions.is_empty();
        let suggestions = suggestions
            .into_iter()
            .map(|pair| {
                let acts = view! {
                    <p class="pair-acts">
                        {decide(store, &pair, text.accept, Some(true))} " "
                        {decide(store, &pair, text.refuse, Some(false))}
                    </p>
                };
                view! { <li>{pair_view(store, messages, pair, acts.into_any())}</li> }
            })
            .collect_view();
        view! {
            {part(text.contradictions, text.contradictions_none, contradictions)}
            {part(text.told_twice, text.told_twice_none, told_twice)}
            <h4 class="sum-heading">{text.suggestions}</h4>
            <p class="muted">{if is_empty { text.suggestions_none } else { text.suggestion_note }}</p>
            <ul class="pairs" role="list" aria-label=text.suggestions>
                {suggestions}
                {decided}
            </ul>
        }
    }
}

fn decide(store: Store, pair: &Comparison, words: &'static str, accepted: Option<bool>) -> AnyView {
    let [a, b] = pair.ids.clone();
    let label = format!("{words}: {}", pair.events.join(" / "));
    view! {
        <button
            type="button"
            class="button"
            aria-label=label
            on:click=move |_| store.dispatch(Msg::DecideTie { a: a.clone(), b: b.clone(), accepted })
        >
            {words}
        </button>
    }
    .into_any()
}

/// Two events, where they differ, and where they agree.
pub(super) fn pair_view(store: Store, messages: Messages, pair: Comparison, acts: AnyView) -> AnyView {
    let text = messages.doubt;
    let comma = if messages.lang == Lang::Ar { "، " } else { ", " };
    let events = pair
        .ids
        .iter()
        .zip(&pair.events)
        .zip(&pair.summaries)
        .map(|((id, words), summary)| {
            let (id, words, summary) = (id.clone(), words.clone(), summary.clone());
            view! {
                <p class="pair-event">
                    {event_link(store, words, id)}
                    <span lang="en" dir="auto">
                        " "
                        {summary}
                    </span>
                </p>
            }
        })
        .collect_view();
    let of = |first: bool| {
        let fields = pair.fields.iter().filter(|f| (f.how == How::Differ) == first);
        // What neither says is not told of.
        let fields = fields.filter(|f| f.how != How::Same || !f.a.is_empty());
        let told = fields.map(|f| {
            let how = match f.how {
                How::Same => text.agree,
                How::May => text.may_agree,
                How::Differ => text.differ,
                How::One => text.one_gives,
                How::Unlike => text.unlike,
            };
            let words = if f.how == How::Same {
                f.a.clone()
            } else {
                versus(messages, f)
            };
            view! {
                <dt>{f.name.clone()} {comma} {how}</dt>
                <dd dir="auto">{words}</dd>
            }
        });
        told.collect_view()
    };
    let (differ, agree) = (of(true), of(false));
    let reasons = (!pair.reasons.is_empty())
        .then(|| view! { <p>{pair.reasons.join(if messages.lang == Lang::Ar { "؛ " } else { "; " })}</p> });
    view! {
        <div class="pair">
            {events} {reasons} <dl class="pair-fields">{differ} {agree}</dl> {acts}
        </div>
    }
    .into_any()
}

/// What one says and what the other says; nothing said is not stated.
fn versus(messages: Messages, field: &Field) -> String {
    let said = |words: &str| {
        let unsaid = messages.doubt.publisher_no_side;
        if words.is_empty() {
            unsaid.to_owned()
        } else {
            words.to_owned()
        }
    };
    fill(
        messages.doubt.versus,
        &[("a", &said(&field.a)), ("b", &said(&field.b))],
    )
}

fn ties(
    session: &Session,
    store: Store,
    focus: &Focus,
    decided: &[TieDecision],
    formats: &dyn Formats,
) -> Ties {
    let lang = store.lang.get();
    let names = |id: &str| session.place_name(id, lang);
    let narrator = Narrator {
        dataset: &session.dataset,
        messages: store.messages(),
        formats,
        place_name: &names,
    };
    let dataset = &session.dataset;
    let told = session.told(&session.shown_rows(Among::All, focus));
    let is_shown = |record: u32| told.iter().any(|t| t.record == record);
    let mut found = Ties::default();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for t in &told {
        for link in &t.event.links {
            let pair = (
                t.event.id.as_str().min(link.event.as_str()),
                t.event.id.as_str().max(link.event.as_str()),
            );
            let list = match link.kind {
                LinkKind::Contradicts => &mut found.contradictions,
                LinkKind::SameIncident => &mut found.told_twice,
                LinkKind::PartOf | LinkKind::MayOverlap => continue,
            };
            if let Some(other) = dataset.event(&link.event).filter(|_| !seen.contains(&pair)) {
                seen.push(pair);
                list.push(narrator.compare(t.event, other));
            }
        }
    }
    for tie in decided {
        if let (Some(a), Some(b)) = (dataset.event(&tie.a), dataset.event(&tie.b)) {
            found.decided.push((tie.clone(), narrator.compare(a, b)));
        }
    }
    let suggestions = session.suggestions(decided);
    found.suggestions = suggestions
        .iter()
        .filter(|s| is_shown(s.a) || is_shown(s.b))
        .filter_map(|s| narrator.suggestion(s))
        .take(MAX_SUGGESTIONS)
        .collect();
    found
}

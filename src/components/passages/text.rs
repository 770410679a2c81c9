//! The opened text: the event that is chosen on one side, its words in their context on the other.

use super::Desk;
use crate::dom;
use chronotope_core::event::Event;
use chronotope_core::messages::fill;
use chronotope_core::passages::{ClaimKind, Passage, Piece, Reading, TextPart};
use chronotope_core::scene::reports::Narrator;
use chronotope_core::state::{Focus, Msg};
use leptos::html;
use leptos::prelude::*;
use std::rc::Rc;

/// The name of a claim's sort in class names.
fn class_of(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Date => "claim claim-date",
        ClaimKind::Place => "claim claim-place",
        ClaimKind::Figure => "claim claim-figure",
        ClaimKind::Actor => "claim claim-actor",
        ClaimKind::Target => "claim claim-target",
        ClaimKind::Speaker => "claim claim-speaker",
    }
}

impl Desk {
    /// An event in a line: kind, when, and its summary.
    fn event_line(self, event: usize) -> (String, String) {
        self.with_event(event, |narrator, event| {
            let card = narrator.card(event);
            (format!("{}, {}", card.kind, card.when), card.summary)
        })
        .unwrap_or_default()
    }

    /// Something about an event in words.
    fn with_event<T>(self, event: usize, f: impl FnOnce(Narrator<'_>, &Event) -> T) -> Option<T> {
        self.inputs.session.with_value(|session| {
            let formats = self.inputs.formats.get_untracked();
            let messages = self.inputs.store.messages_untracked();
            let event = session.dataset.events.get(event)?;
            Some(session.narrated(messages, formats.as_ref(), |narrator| f(narrator, event)))
        })
    }
}

/// The text, with what is said of it and of the chosen event.
pub(super) fn view(desk: Desk, reading: &Rc<Reading>, close: Callback<web_sys::MouseEvent>) -> AnyView {
    let text = desk.text;
    let node: NodeRef<html::Div> = NodeRef::new();
    // What had the focus is gone: reading goes on with what is said of the text.
    let head: NodeRef<html::Div> = NodeRef::new();
    head.on_load(|head| dom::focus(&head));
    // The chosen event's words are brought into view.
    Effect::new(move |_| {
        desk.event.track();
        if let Some(node) = node.get() {
            request_animation_frame(move || {
                if let Some(words) = dom::query(&node, ".passage") {
                    dom::scroll_to(&node, &words);
                }
            });
        }
    });
    let verdict = desk.words(|w| w.verdict(&reading.verdict));
    let coverage = desk.words(|w| w.coverage(reading));
    let kept = StoredValue::new_local(Rc::clone(reading));
    let parts = Memo::new(move |_| kept.with_value(|reading| reading.parts(desk.event.get())));
    let shown = reading.stretches().into_iter().map(|stretch| {
        let paragraphs = stretch.paragraphs;
        if stretch.is_folded {
            folded(desk, kept, parts, paragraphs, node)
        } else {
            paragraphs
                .map(|at| paragraph(desk, kept, parts, at))
                .collect_view()
                .into_any()
        }
    });
    let shown = shown.collect_view();
    let another = move |_| {
        desk.said.set(String::new());
        desk.shown.set(None);
    };
    view! {
        <div class="source-verdict" tabindex="-1" node_ref=head>
            <p>{verdict}</p>
            <p>{coverage}</p>
            <button type="button" class="button" on:click=another>
                {text.another}
            </button>
        </div>
        <div class="source-panes">
            <section class="source-event" aria-label=text.event>
                {move || desk.event.get().map(|event| event_view(desk, kept, event, close))}
                {legend(desk)}
            </section>
            <div class="source-text" role="region" aria-label=text.text tabindex="0" dir="auto" node_ref=node>
                {shown}
            </div>
        </div>
    }
    .into_any()
}

type Kept = StoredValue<Rc<Reading>, LocalStorage>;

/// Paragraphs of a long text that nobody coded, shown when asked for, some at a time.
fn folded(
    desk: Desk,
    kept: Kept,
    parts: Memo<Vec<TextPart>>,
    paragraphs: std::ops::Range<usize>,
    region: NodeRef<html::Div>,
) -> AnyView {
    const AT_A_TIME: usize = 100;
    let is_open = RwSignal::new(false);
    let label = desk.text.show_unused.of(
        paragraphs.len() as u64,
        desk.inputs.formats.get_untracked().as_ref(),
    );
    let open = move |_| {
        is_open.set(true);
        // The button that had the focus is gone.
        if let Some(region) = region.get_untracked() {
            dom::focus(&region);
        }
    };
    let view = move || {
        if !is_open.get() {
            return view! {
                <p class="source-folded">
                    <button type="button" class="button" on:click=open>
                        {label.clone()}
                    </button>
                </p>
            }
            .into_any();
        }
        let end = paragraphs.end.min(paragraphs.start + AT_A_TIME);
        let rest = (end < paragraphs.end).then(|| folded(desk, kept, parts, end..paragraphs.end, region));
        let shown = (paragraphs.start..end)
            .map(|at| paragraph(desk, kept, parts, at))
            .collect_view();
        view! {
            {shown}
            {rest}
        }
        .into_any()
    };
    view! { <div>{view}</div> }.into_any()
}

/// The chosen event: what it is, where it stands, how sure that is, what its words claim.
fn event_view(desk: Desk, kept: Kept, event: usize, close: Callback<web_sys::MouseEvent>) -> AnyView {
    let text = desk.text;
    let reading = kept.get_value();
    let order: Vec<usize> = reading.passages.iter().map(|p| p.event).collect();
    let at = order.iter().position(|e| *e == event);
    let passage = at.and_then(|at| reading.passages.get(at));
    let (heading, summary) = desk.event_line(event);
    let where_it_stands = desk.words(|w| w.paragraphs(&reading, event));
    let sureness = desk.words(|w| w.sureness(passage));
    let number = at.map(|at| {
        let number = |n: usize| desk.inputs.formats.get_untracked().number(n as f64);
        fill(
            text.event_number,
            &[("n", &number(at + 1)), ("all", &number(order.len()))],
        )
    });
    let step = |label: &'static str, to: Option<usize>| {
        view! {
            <button
                type="button"
                class="button"
                disabled=to.is_none()
                on:click=move |_| desk.event.set(to.or(Some(event)))
            >
                {label}
            </button>
        }
    };
    let before = at.and_then(|at| order.get(at.checked_sub(1)?).copied());
    // From an event that is not in the copy the way leads to the first that is.
    let after = order.get(at.map_or(0, |at| at + 1)).copied();
    let show = move |clicked| {
        let found = desk.with_event(event, |_, event| (event.report.clone(), event.id.clone()));
        close.run(clicked);
        if let Some((report, id)) = found {
            desk.inputs.store.dispatch(Msg::SetFocus(Focus::Report(report)));
            desk.inputs.store.dispatch(Msg::SelectEvent(Some(id)));
        }
    };
    view! {
        <p class="muted">{number}</p>
        <h3>{heading}</h3>
        <p lang="en" dir="auto">
            {summary}
        </p>
        <p class="source-where">{where_it_stands}</p>
        <p class="source-sure">{sureness}</p>
        {claims_view(desk, &reading, passage)}
        <div class="source-steps">
            {step(text.previous, before)} {step(text.next, after)}
            <button type="button" class="button" on:click=show>
                {text.show_event}
            </button>
        </div>
    }
    .into_any()
}

/// What the words claim, as a list: each sort, and the words.
fn claims_view(desk: Desk, reading: &Reading, passage: Option<&Passage>) -> AnyView {
    let Some(passage) = passage else {
        return ().into_any();
    };
    let text = desk.text;
    let claims = desk.words(|w| w.claims(reading, passage));
    if claims.is_empty() {
        return view! { <p class="muted">{text.no_claims}</p> }.into_any();
    }
    let lines = claims.into_iter().map(|(kind, words)| {
        view! {
            <div>
                <dt>{text.claim(kind)}</dt>
                <dd dir="auto">{words}</dd>
            </div>
        }
    });
    let unmarked = desk.words(|w| w.unmarked(passage));
    view! {
        <h4>{text.claims}</h4>
        <dl class="source-claims">{lines.collect_view()}</dl>
        {unmarked.map(|words| view! { <p class="muted">{words}</p> })}
    }
    .into_any()
}

/// How the text is marked.
fn legend(desk: Desk) -> AnyView {
    let text = desk.text;
    view! {
        <details class="source-legend">
            <summary>{text.legend}</summary>
            <p>
                <mark class="passage">{text.legend_passage}</mark>
            </p>
            <p>
                <span class="used">{text.legend_used}</span>
            </p>
            <p>
                <span class="unused">{text.legend_unused}</span>
            </p>
        </details>
    }
    .into_any()
}

/// A paragraph: its number, its words, and the events that begin in it.
fn paragraph(desk: Desk, kept: Kept, parts: Memo<Vec<TextPart>>, at: usize) -> AnyView {
    let text = desk.text;
    let part = Memo::new(move |_| parts.read().get(at).cloned());
    let number = desk.inputs.formats.get_untracked().number((at + 1) as f64);
    let label = fill(text.paragraph_number, &[("n", &number)]);
    let first = part.get_untracked();
    let is_unused = first.as_ref().is_some_and(|part| part.is_unused);
    let begins: Vec<usize> = kept.with_value(|reading| {
        let begins = first.map(|part| part.begins).unwrap_or_default();
        begins
            .into_iter()
            .filter_map(|p| reading.passages.get(p))
            .map(|p| p.event)
            .collect()
    });
    let words = move || {
        let pieces = part.get().map(|part| part.pieces).unwrap_or_default();
        kept.with_value(|reading| {
            pieces
                .iter()
                .map(|piece| piece_view(desk, reading, piece))
                .collect_view()
        })
    };
    let events = (!begins.is_empty()).then(|| {
        let buttons = begins.into_iter().map(|event| {
            let (heading, summary) = desk.event_line(event);
            let label = format!("{heading}: {summary}");
            view! {
                <li>
                    <button
                        type="button"
                        class="button"
                        aria-pressed=move || (desk.event.get() == Some(event)).to_string()
                        aria-label=label
                        title=summary
                        on:click=move |_| desk.event.set(Some(event))
                    >
                        {heading}
                    </button>
                </li>
            }
        });
        view! {
            <ul class="source-events" aria-label=text.events_here>
                {buttons.collect_view()}
            </ul>
        }
    });
    view! {
        <div class="source-paragraph" class:is-unused=is_unused>
            <span class="source-number">
                <span class="visually-hidden">{label}</span>
                <span aria-hidden="true">{number}</span>
            </span>
            <div>
                {is_unused.then(|| view! { <span class="tag">{text.unused_tag}</span> " " })}
                <p dir="auto">{words}</p>
                {events}
            </div>
        </div>
    }
    .into_any()
}

/// A piece of a paragraph: a claim with its name before it, words of the chosen event, of others, or of none.
fn piece_view(desk: Desk, reading: &Reading, piece: &Piece) -> AnyView {
    let words = reading
        .text
        .as_str()
        .get(piece.at.clone())
        .unwrap_or_default()
        .to_owned();
    match (piece.is_passage, piece.claim) {
        (true, Some(kind)) => view! {
            <mark class=format!("passage {}", class_of(kind))>
                // With a direction of its own, it does not decide that of the paragraph.
                <span class="claim-name" dir=desk.inputs.store.lang.get_untracked().dir()>
                    {desk.text.claim(kind)}
                </span>
                {words}
            </mark>
        }
        .into_any(),
        (true, None) => view! { <mark class="passage">{words}</mark> }.into_any(),
        (false, _) if piece.is_used => view! { <span class="used">{words}</span> }.into_any(),
        (false, _) => view! { <span class="unused">{words}</span> }.into_any(),
    }
}

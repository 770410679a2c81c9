//! One event.

use crate::store::Store;
use crate::texts::{Asked, Texts};
use chronotope_core::messages::fill;
use chronotope_core::scene::reports::Card;
use chronotope_core::search::highlights;
use chronotope_core::state::{Focus, Msg, to_hash};
use leptos::prelude::*;

/// One event: date, kind, how it is told, what, figures and who gives them, its report.
#[component]
pub fn EventCard(
    /// The view.
    store: Store,
    /// The event in words.
    card: Card,
    /// A citation of it.
    citation: String,
    /// It may fall in the window or not.
    may_fall: bool,
    /// Where it stands in the text of its report, if that is open.
    in_text: Signal<Option<String>>,
) -> impl IntoView {
    let text = store.messages_untracked().reports;
    let id = StoredValue::new(card.id.clone());
    let is_selected = move || store.event.read().as_deref() == Some(id.read_value().as_str());
    let body = view! { <CardBody store card=card.clone() citation in_text /> };
    view! {
        <article
            class="card"
            class:is-selected=is_selected
            class:is-possible=may_fall
            data-group=card.slot.to_string()
            aria-label=format!("{}, {}", card.kind, card.when)
        >
            <p class="card-when">
                <time>{card.when.clone()}</time>
                {may_fall.then(|| view! { <span class="tag">{text.may_fall}</span> })}
                {card.background.then(|| view! { <span class="tag">{text.background}</span> })}
            </p>
            <p class="card-kind">
                <span class="kind-dot" data-group=card.slot.to_string()></span>
                <strong>{card.kind.clone()}</strong>
                <span class="card-modality" class:is-incident=card.is_incident>
                    {card.modality.clone()}
                </span>
            </p>
            {if card.graphic {
                view! {
                    <details class="card-graphic">
                        <summary>{text.graphic}</summary>
                        {body}
                    </details>
                }
                    .into_any()
            } else {
                body.into_any()
            }}
        </article>
    }
}

/// What an event says, below its date and kind.
#[component]
fn CardBody(store: Store, card: Card, citation: String, in_text: Signal<Option<String>>) -> impl IntoView {
    let text = store.messages_untracked().reports;
    let id = StoredValue::new(card.id.clone());
    // Which of the two was copied last.
    let copied = RwSignal::new("");
    let copy = move |what: &'static str, words: String| {
        leptos::task::spawn_local(async move {
            copied.set(if crate::dom::copy(&words).await { what } else { "" });
        });
    };
    let link_of_event = move || {
        let mut view = store.view().get_untracked();
        view.event = Some(id.get_value());
        let address = crate::dom::address();
        let page = address.split('#').next().unwrap_or_default();
        format!("{page}#{}", to_hash(&view))
    };
    let places = card
        .places
        .clone()
        .into_iter()
        .map(|place| view! { <Place store place /> })
        .collect_view();
    let field = |name: &'static str, values: &[String]| {
        (!values.is_empty()).then(|| {
            let values = values
                .iter()
                .map(|v| view! { <dd dir="auto">{v.clone()}</dd> })
                .collect_view();
            view! {
                <dt>{name}</dt>
                {values}
            }
        })
    };
    let figures = if card.figures.is_empty() {
        view! { <p class="muted">{text.not_stated}</p> }.into_any()
    } else {
        let figures = card
            .figures
            .iter()
            .map(|f| view! { <li dir="auto">{f.clone()}</li> })
            .collect_view();
        view! { <ul class="card-figures">{figures}</ul> }.into_any()
    };
    // Each says what another event has to do with this one, and leads there.
    let led_to = |others: &[(String, String)]| {
        let item = |(words, event): &(String, String)| {
            view! {
                <li dir="auto">{event_link(store, words.clone(), event.clone())}</li>
            }
        };
        others.iter().map(item).collect_view()
    };
    let links = led_to(&card.links);
    let has_links = !card.links.is_empty();
    let ties = (!card.ties.is_empty()).then(|| view! { <ul class="card-ties">{led_to(&card.ties)}</ul> });
    let paragraphs: Vec<String> = card.paragraphs.iter().map(ToString::to_string).collect();
    let paragraph = fill(text.paragraph, &[("n", &paragraphs.join(", "))]);
    let paragraph = Signal::derive(move || in_text.get().unwrap_or_else(|| paragraph.clone()));
    let report_id = card.report.as_ref().map(|r| r.id.clone());
    let open_source = use_context::<Texts>().zip(report_id).map(|(texts, report)| {
        let open = move |_| {
            let event = Some(id.get_value());
            texts.asked.set(Some(Asked {
                report: report.clone(),
                event,
            }));
        };
        view! {
            <button type="button" class="button" on:click=open>
                {text.open_source}
            </button>
        }
    });

    let report = card.report.clone().map(|report| {
        let report_id = report.id.clone();
        view! {
            <footer class="card-report">
                <cite>{report.publisher.clone()}</cite>
                ", "
                {report.published.clone()}
                ", "
                {paragraph}
                <button
                    type="button"
                    class="link"
                    on:click=move |_| store.dispatch(Msg::SetFocus(Focus::Report(report_id.clone())))
                >
                    {text.open_report}
                </button>
            </footer>
        }
    });
    view! {
        <ul class="card-places">{places}</ul>
        <p class="card-summary" lang="en" dir="auto">
            {highlighted(card.summary.clone())}
        </p>
        {figures}
        {ties}
        {report}
        <details class="card-details">
            <summary>{text.details}</summary>
            <dl>
                {field(text.by, &card.actors)} {field(text.against, &card.targets)} {field(text.hit, &card.objects)}
                {field(text.with_weapon, card.weapon.as_slice())} {field(text.said_by, &card.said_by)}
                {field(text.date_basis, std::slice::from_ref(&card.when_basis))}
                {field(text.published_basis, card.report.as_ref().map(|r| r.basis.clone()).filter(|b| !b.is_empty()).as_slice())}
                {field(text.note, card.note.as_slice())}
                {field(store.messages_untracked().doubt.field_place, &card.namesakes)}
            </dl>
            {has_links.then(|| view! { <ul class="card-links">{links}</ul> })}
        </details>
        <div class="card-acts">
            <button
                type="button"
                class="button"
                aria-pressed=move || (store.event.read().as_deref() == Some(id.read_value().as_str())).to_string()
                on:click=move |_| {
                    let id = id.get_value();
                    let is_shown = store.event.read_untracked().as_deref() == Some(id.as_str());
                    store.dispatch(Msg::SelectEvent((!is_shown).then_some(id)));
                }
            >
                {text.show_on_map}
            </button>
            {open_source}
            <button type="button" class="button" on:click=move |_| copy("citation", citation.clone())>
                {move || if copied.get() == "citation" { text.copied } else { text.copy_citation }}
            </button>
            <button type="button" class="button" on:click=move |_| copy("link", link_of_event())>
                {move || if copied.get() == "link" { text.copied } else { text.copy_link }}
            </button>
        </div>
    }
}

/// The words to be marked, for all cards of a pane.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marked(pub Memo<String>);

/// Words that lead to an event.
pub(super) fn event_link(store: Store, words: String, event: String) -> impl IntoView {
    let select = move |_| store.dispatch(Msg::SelectEvent(Some(event.clone())));
    view! {
        <button type="button" class="link" on:click=select>
            {words}
        </button>
    }
}

/// A text with the words that the search asks for marked.
pub(super) fn highlighted(words: String) -> AnyView {
    let marked = use_context::<Marked>();
    let pieces = Memo::new(move |_| {
        let query = marked.map(|Marked(words)| words.get()).unwrap_or_default();
        let mut pieces: Vec<(bool, String)> = Vec::new();
        let mut from = 0;
        for hit in highlights(&words, &query) {
            pieces.push((false, words.get(from..hit.start).unwrap_or_default().to_owned()));
            pieces.push((true, words.get(hit.clone()).unwrap_or_default().to_owned()));
            from = hit.end;
        }
        pieces.push((false, words.get(from..).unwrap_or_default().to_owned()));
        pieces
    });
    let shown = move || {
        let pieces = pieces.get().into_iter();
        pieces
            .map(|(is_hit, words)| {
                if is_hit {
                    view! { <mark>{words}</mark> }.into_any()
                } else {
                    words.into_any()
                }
            })
            .collect_view()
    };
    view! { <span>{shown}</span> }.into_any()
}

/// A place of an event: its name opens it.
#[component]
fn Place(store: Store, place: chronotope_core::scene::reports::CardPlace) -> impl IntoView {
    let name = highlighted(place.name.clone());
    let name = match place.id {
        Some(id) => view! {
            <button
                type="button"
                class="link"
                on:click=move |_| store.dispatch(Msg::SetFocus(Focus::Places(vec![id.clone()])))
            >
                {name}
            </button>
        }
        .into_any(),
        None => view! { <span>{name}</span> }.into_any(),
    };
    let mut rest = place.qualifiers;
    rest.splice(0..0, place.as_written.map(|w| format!("“{w}”")));
    view! {
        <li>
            {name} {(!rest.is_empty()).then(|| view! { <span class="muted">" " {rest.join(", ")}</span> })}
        </li>
    }
}

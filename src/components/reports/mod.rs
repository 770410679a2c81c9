//! The reports pane: the events of what is in focus, each with its report.

mod card;
mod contents;
mod figures;
pub(crate) mod first;
mod incidents;
mod panel;
mod publishers;
mod row;

use crate::derive::debounced;
use crate::intl::FormatsSignal;
use crate::later;
use crate::session::SessionValue;
use crate::store::Store;
use crate::texts::{Asked, Texts};
use card::{EventCard, Marked};
use chronotope_core::query::RowRef;
use chronotope_core::scene::passages::TextNarrator;
use chronotope_core::scene::reports::{ReportLine, row_card};
use chronotope_core::state::{CountBy, Focus, Msg};
use chronotope_core::time::Membership;
use contents::{Content, List, contents};
use leptos::prelude::*;
use panel::Panels;
pub(crate) use panel::{Source as PanelSource, panel_view};
pub(crate) use row::view as row;
use std::time::Duration;

/// Events that a list shows before it is asked for more.
const PAGE: usize = 50;

/// Rows up to which a list comes at once.
const AT_ONCE_ROWS: u32 = 2_000;
/// Events of a list that come in one task, of a larger table.
const FEW: usize = 8;

/// [`ReportsPane`], for `later`.
pub(crate) fn view(
    store: Store,
    session: SessionValue,
    revision: Signal<u64>,
    formats: FormatsSignal,
    prefix: String,
) -> AnyView {
    view! { <ReportsPane store session revision formats prefix /> }.into_any()
}

/// The reports pane.
#[component]
fn ReportsPane(
    /// The view.
    store: Store,
    /// The opened data set.
    session: SessionValue,
    /// Grows whenever the engines have moved.
    #[prop(into)]
    revision: Signal<u64>,
    /// Numbers and dates in the present language.
    formats: FormatsSignal,
    /// Before the ids of elements.
    prefix: String,
) -> impl IntoView {
    let prefix = StoredValue::new(prefix);
    let limit = RwSignal::new(PAGE);
    Effect::new(move |_| {
        store.focus.track();
        limit.set(PAGE);
    });
    let content = Memo::new(move |_| {
        revision.track();
        let formats = formats.read();
        session.with_value(|session| contents(session, store, limit.get(), formats.as_ref()))
    });
    // The words are marked in the list that they find.
    provide_context(Marked(Memo::new(move |_| {
        revision.track();
        let text = store.filters.read_untracked().text.clone();
        if text.trim().is_empty() {
            return String::new();
        }
        session.with_value(|session| session.words_to_mark(&text))
    })));
    let text = move || store.messages().reports;
    let list_ids = move || -> Vec<&'static str> { content.read().lists.iter().map(|l| l.id).collect() };
    let text_hits = use_context::<Texts>().map(|texts| {
        let source = PanelSource {
            store,
            session,
            revision,
            formats,
        };
        crate::components::passages::hits(source, texts)
    });
    let is_focused = move || *store.focus.read() != Focus::None;
    view! {
        <section class="reports" role="region" aria-label=move || text().region>
            <div class="reports-head">
                <h2 class="reports-heading">{move || content.read().heading.clone()}</h2>
                <Show when=is_focused>
                    <button type="button" class="button" on:click=move |_| store.dispatch(Msg::SetFocus(Focus::None))>
                        {move || text().back}
                    </button>
                </Show>
            </div>
            {move || content.read().count.clone().map(|count| view! { <CountLine store count prefix /> })}
            <Panels store session revision formats prefix />
            {text_hits}
            {move || content.read().report.clone().map(|line| view! { <ReportHead store line /> })}
            {move || content.read().remark.clone().map(|remark| view! { <p class="reports-remark">{remark}</p> })}
            <For
                each=list_ids
                key=|id| *id
                let:id
            >
                <EventList store session formats id content limit prefix />
            </For>
        </section>
    }
}

/// How many events there are, and what is counted.
#[component]
fn CountLine(store: Store, count: String, prefix: StoredValue<String>) -> impl IntoView {
    let text = move || store.messages().doubt;
    let id = prefix.with_value(|prefix| format!("{prefix}count-by"));
    let name = move |by: CountBy| match by {
        CountBy::Events => text().count_events,
        CountBy::Incidents => text().count_incidents,
        CountBy::Reports => text().count_reports,
    };
    view! {
        <div class="count-line">
            <p>{count}</p>
            <label for=id.clone()>{move || text().count_by}</label>
            <select
                id=id.clone()
                prop:value=move || store.count_by.get().key()
                on:change=move |ev| {
                    if let Some(by) = CountBy::from_key(&event_target_value(&ev)) {
                        store.dispatch(Msg::SetCountBy(by));
                    }
                }
            >
                {CountBy::ALL
                    .map(|by| {
                        view! {
                            <option value=by.key() selected=move || store.count_by.get() == by>
                                {move || name(by)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <Show when=move || store.count_by.get() != CountBy::Events>
                <p class="muted count-note">{move || text().count_note}</p>
            </Show>
        </div>
    }
}

/// Where the event of a row stands in the text of its report, once the reader has opened that: only then it is known how
/// many paragraphs there are.
fn in_text(store: Store, session: SessionValue, formats: FormatsSignal, row: u32) -> Signal<Option<String>> {
    let texts = use_context::<Texts>();
    Signal::derive(move || {
        let texts = texts.filter(|texts| !texts.readings.read().is_empty())?;
        session.with_value(|session| {
            let reading = texts.of(&session.event(row)?.report)?;
            let formats = formats.get();
            let narrator = TextNarrator {
                dataset: &session.dataset,
                messages: store.messages(),
                formats: formats.as_ref(),
            };
            narrator.paragraphs(&reading, session.table.record(row) as usize)
        })
    })
}

/// What the data says of a report, above its events.
#[component]
fn ReportHead(store: Store, line: ReportLine) -> impl IntoView {
    let text = move || store.messages().reports;
    let basis = line.basis.clone();
    let basis = move || chronotope_core::messages::fill(text().known_from, &[("basis", &basis)]);
    let open_source = use_context::<Texts>().map(|texts| {
        let report = line.id.clone();
        let open = move |_| {
            texts.asked.set(Some(Asked {
                report: report.clone(),
                event: None,
            }));
        };
        view! {
            <button type="button" class="button" on:click=open>
                {move || text().open_source}
            </button>
        }
    });
    view! {
        <div class="report-head">
            <p class="report-title" lang="en" dir="auto">
                {line.title}
            </p>
            <p>{line.publisher} ", " {line.published}</p>
            <p class="muted">{basis}</p>
            {line.covers.map(|covers| view! { <p class="muted">{covers}</p> })}
            {open_source}
            <p class="muted">
                {match line.url {
                    Some(url) => {
                        view! {
                            <a href=url rel="noreferrer noopener external" target="_blank">
                                {move || text().public_copy}
                            </a>
                        }
                            .into_any()
                    }
                    None => view! { <span>{move || text().no_public_copy}</span> }.into_any(),
                }}
            </p>
        </div>
    }
}

/// The rows of a list, a few in each task; those that are there stay.
fn a_few_at_a_time(list: Memo<Option<List>>) -> RwSignal<Vec<RowRef>> {
    let shown = RwSignal::new(Vec::<RowRef>::new());
    let add = move || {
        let all = list
            .try_get_untracked()
            .flatten()
            .map(|l| l.rows)
            .unwrap_or_default();
        let mut room = FEW;
        shown.try_maybe_update(|shown| {
            let now: Vec<RowRef> = all
                .into_iter()
                .filter(|row| {
                    let is_there = shown.contains(row);
                    let has_room = is_there || room > 0;
                    room -= usize::from(has_room && !is_there);
                    has_room
                })
                .collect();
            let is_other = *shown != now;
            *shown = now;
            (is_other, ())
        });
        room == 0
    };
    let more = RwSignal::new(0_u32);
    let next = debounced(Duration::ZERO, move || {
        if add() {
            more.try_update(|n| *n += 1);
        }
    });
    Effect::new(move |_| {
        list.track();
        if add() {
            next();
        }
    });
    Effect::new(move |was: Option<()>| {
        more.track();
        if was.is_some() {
            next();
        }
    });
    shown
}

/// A list of events, with a way to see more of it.
#[component]
fn EventList(
    store: Store,
    session: SessionValue,
    formats: FormatsSignal,
    id: &'static str,
    content: Memo<Content>,
    limit: RwSignal<usize>,
    prefix: StoredValue<String>,
) -> impl IntoView {
    let text = move || store.messages().reports;
    let list = Memo::new(move |_| content.read().lists.iter().find(|l| l.id == id).cloned());
    let all_rows = move || list.get().map(|l| l.rows).unwrap_or_default();
    let is_large = session.with_value(|session| session.table.rows()) > AT_ONCE_ROWS;
    let arriving = is_large.then(|| a_few_at_a_time(list));
    let rows = move || arriving.map_or_else(all_rows, |rows| rows.get());
    let lang = store.lang;
    let heading_id = prefix.with_value(|prefix| format!("{prefix}list-{id}"));
    view! {
        <h3 class="list-heading" id=heading_id.clone()>
            {move || list.get().map(|l| l.heading)}
        </h3>
        <ul
            class="events"
            role="list"
            aria-labelledby=heading_id
            class:is-greyed=move || list.read().as_ref().is_some_and(|l| l.greyed)
        >
            <For each=rows key=move |r| (r.row, r.membership, lang.get()) let:entry>
                <li>
                    {session
                        .with_value(|opened| {
                            let in_text = in_text(store, session, formats, entry.row);
                            let session = opened;
                            let formats = formats.get_untracked();
                            let may_fall = entry.membership == Membership::Possible;
                            let Some(event) = session.event(entry.row) else {
                                let (table, manifest) = (&session.table, &session.dataset.manifest);
                                let messages = store.messages_untracked();
                                let card = row_card(table, manifest, entry.row, messages, formats.as_ref());
                                let source = session.file.as_ref().map(|file| file.text.clone());
                                let source = source.zip(table.text_offset(entry.row));
                                return later::tool(store.lang, move |tools| {
                                    (tools.row)(store, card.clone(), source.clone(), may_fall)
                                });
                            };
                            let messages = store.messages_untracked();
                            let (card, citation) = session.narrated(messages, formats.as_ref(), |narrator| {
                                let mut card = narrator.card(event);
                                card.namesakes = narrator.namesakes(&session.namesakes(event));
                                (card, narrator.citation(event))
                            });
                            view! { <EventCard store card citation may_fall in_text /> }.into_any()
                        })}
                </li>
            </For>
        </ul>
        <Show when=move || list.read().as_ref().is_some_and(|l| l.has_more)>
            <button type="button" class="button" on:click=move |_| limit.update(|n| *n += PAGE)>
                {move || text().show_more.of(PAGE as u64, formats.get().as_ref())}
            </button>
        </Show>
    }
}

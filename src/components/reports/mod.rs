//! The reports pane: the events of what is in focus, each with its report.

mod card;
mod row;

use crate::intl::FormatsSignal;
use crate::later;
use crate::session::{Among, Session, SessionValue};
use crate::store::Store;
use card::EventCard;
use chronotope_core::messages::Formats;
use chronotope_core::query::{RowRef, Scope};
use chronotope_core::scene::reports::{Narrator, ReportLine, row_card};
use chronotope_core::state::{Focus, Msg};
use chronotope_core::table::Dim;
use chronotope_core::time::Membership;
use leptos::prelude::*;
pub(crate) use row::view as row;

/// Events that a list shows before it is asked for more.
const PAGE: usize = 50;

/// What the pane is about: a heading, what is said under it, and lists of rows.
#[derive(Debug, Clone, PartialEq, Default)]
struct Content {
    heading: String,
    /// Of the report in focus.
    report: Option<ReportLine>,
    /// A remark instead of, or above, the events.
    remark: Option<String>,
    lists: Vec<List>,
}

/// Some events under a heading.
#[derive(Debug, Clone, PartialEq)]
struct List {
    id: &'static str,
    heading: String,
    rows: Vec<RowRef>,
    greyed: bool,
    /// There are more than are shown.
    has_more: bool,
}

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
    let text = move || store.messages().reports;
    let list_ids = move || -> Vec<&'static str> { content.read().lists.iter().map(|l| l.id).collect() };
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

/// What the data says of a report, above its events.
#[component]
fn ReportHead(store: Store, line: ReportLine) -> impl IntoView {
    let text = move || store.messages().reports;
    let basis = line.basis.clone();
    let basis = move || chronotope_core::messages::fill(text().known_from, &[("basis", &basis)]);
    view! {
        <div class="report-head">
            <p class="report-title" lang="en" dir="auto">
                {line.title}
            </p>
            <p>{line.publisher} ", " {line.published}</p>
            <p class="muted">{basis}</p>
            {line.covers.map(|covers| view! { <p class="muted">{covers}</p> })}
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
    let rows = move || list.get().map(|l| l.rows).unwrap_or_default();
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
                        .with_value(|session| {
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
                            let names = |id: &str| session.place_name(id, lang.get_untracked());
                            let narrator = Narrator {
                                dataset: &session.dataset,
                                messages: store.messages_untracked(),
                                formats: formats.as_ref(),
                                place_name: &names,
                            };
                            let citation = narrator.citation(event);
                            view! { <EventCard store card=narrator.card(event) citation may_fall /> }.into_any()
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

/// What the pane shows for a view.
fn contents(session: &Session, store: Store, limit: usize, formats: &dyn Formats) -> Content {
    let lang = store.lang.get();
    let messages = store.messages();
    let text = messages.reports;
    let page = |among, any_of, scope| session.rows(among, any_of, scope, limit + 1);
    let list = |id, heading: &str, mut rows: Vec<RowRef>, greyed| {
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        List {
            id,
            heading: heading.to_owned(),
            rows,
            greyed,
            has_more,
        }
    };
    let mut lists = Vec::new();
    match store.focus.get() {
        Focus::None => {
            let among = if store.other_layer.get() {
                Among::All
            } else {
                Among::Incidents
            };
            let rows = page(among, None, Scope::InWindow);
            let remark = rows.is_empty().then(|| text.nothing_in_window.to_owned());
            lists.push(list("in", text.in_window, rows, false));
            lists.retain(|l| !l.rows.is_empty());
            Content {
                heading: text.all_events.to_owned(),
                report: None,
                remark,
                lists,
            }
        }
        Focus::Report(id) => {
            let code = session.table.code_of(Dim::Report, &id);
            let rows = page(
                Among::All,
                Some((Dim::Report, code.unwrap_or(u32::MAX))),
                Scope::InWindowFirst,
            );
            let (inside, outside) = split(rows);
            lists.push(list("in", text.in_window, inside, false));
            lists.push(list("out", text.outside_window, outside, true));
            lists.retain(|l| !l.rows.is_empty());
            let names = |id: &str| session.place_name(id, lang);
            let narrator = Narrator {
                dataset: &session.dataset,
                messages,
                formats,
                place_name: &names,
            };
            let line = session
                .dataset
                .report(&id)
                .map(|report| narrator.report_line(report));
            let heading = line.as_ref().map_or(id, |line| line.publisher.clone());
            Content {
                heading,
                report: line,
                remark: None,
                lists,
            }
        }
        Focus::Places(ids) => {
            let names: Vec<String> = ids
                .iter()
                .map(|id| session.place_name(id, lang).unwrap_or_else(|| id.clone()))
                .collect();
            let mut marked: Vec<RowRef> = Vec::new();
            let mut named: Vec<RowRef> = Vec::new();
            for code in ids.iter().filter_map(|id| session.place_code(id)) {
                marked.extend(page(
                    Among::Incidents,
                    Some((Dim::Mark, code)),
                    Scope::InWindowFirst,
                ));
                named.extend(page(Among::All, Some((Dim::Mention, code)), Scope::InWindowFirst));
            }
            in_order(&mut marked);
            in_order(&mut named);
            named.retain(|r| !marked.iter().any(|m| m.row == r.row));
            let reports: std::collections::HashSet<&str> = named
                .iter()
                .filter_map(|r| session.event(r.row))
                .map(|event| event.report.as_str())
                .collect();
            let remark = match (marked.is_empty(), reports.len()) {
                (true, 0) => Some(text.no_events_here.to_owned()),
                (true, n) => Some(text.named_only.of(n as u64, formats)),
                (false, _) => None,
            };
            let (inside, outside) = split(marked);
            lists.push(list("in", text.in_window, inside, false));
            lists.push(list("out", text.outside_window, outside, true));
            lists.push(list("named", text.only_named, named, true));
            lists.retain(|l| !l.rows.is_empty());
            Content {
                heading: formats.list(&names),
                report: None,
                remark,
                lists,
            }
        }
    }
}

/// Those in the window, and those out of it.
fn split(rows: Vec<RowRef>) -> (Vec<RowRef>, Vec<RowRef>) {
    rows.into_iter().partition(|r| r.membership != Membership::Out)
}

/// Each row once; those in the window first, then by row, which is by day.
fn in_order(rows: &mut Vec<RowRef>) {
    rows.sort_by_key(|r| (r.membership == Membership::Out, r.row));
    rows.dedup_by_key(|r| r.row);
}

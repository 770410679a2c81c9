//! The table of what is shown: a row an event, sorted by any column, a page at a time.

#![allow(
    unreachable_pub,
    reason = "the component macro makes structs of its own public"
)]

use crate::session::Session;
use crate::store::Store;
use chronotope_core::event::Modality;
use chronotope_core::geo::LonLat;
use chronotope_core::messages::{Formats, Messages, fill};
use chronotope_core::query::Scope;
use chronotope_core::scene::reports::{days_words, when_words};
use chronotope_core::scene::table::{Source, TableColumn, page_of, sort_rows, table_columns};
use chronotope_core::state::{Focus, Lang, MapMsg, Msg, TableOrder};
use chronotope_core::table::Dim;
use chronotope_core::time::Membership;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// Rows of a page.
const PAGE_ROWS: usize = 100;

/// The table.
#[component]
pub fn TableView(
    /// The view.
    store: Store,
    /// The opened data set.
    session: StoredValue<Rc<Session>, LocalStorage>,
    /// Grows whenever the engines have moved.
    revision: Signal<u64>,
    /// Numbers and dates in the present language.
    formats: Signal<Rc<dyn Formats>, LocalStorage>,
    /// Before the ids of elements.
    prefix: String,
) -> impl IntoView {
    let columns = StoredValue::new(session.with_value(|s| table_columns(&s.table)));
    let order = Memo::new(move |_| store.table.get().unwrap_or_default());
    let rows = Memo::new(move |_| {
        revision.track();
        let among = store.among();
        session.with_value(|s| {
            let found = s.rows(among, None, Scope::InWindow, usize::MAX);
            let mut rows: Vec<u32> = found.iter().map(|r| r.row).collect();
            sort_rows(&s.table, &mut rows, &order.get());
            Arc::<[u32]>::from(rows)
        })
    });
    let number = RwSignal::new(0usize);
    Effect::new(move |_| {
        order.track();
        number.set(0);
    });
    let page = Memo::new(move |_| page_of(rows.with(|rows| rows.len()), number.get(), PAGE_ROWS));
    let text = move || store.messages().panes;
    let count = move || {
        text()
            .rows
            .of(rows.with(|rows| rows.len()) as u64, formats.get().as_ref())
    };
    let heads = columns.with_value(|columns| {
        let heads = columns.iter().cloned().map(|column| head(store, order, column));
        heads.collect_view()
    });
    let body = move || {
        let (page, messages) = (page.get(), store.messages());
        let formats = formats.get();
        let shown = rows.with(|rows| rows.get(page.first..page.end).unwrap_or_default().to_vec());
        let drawn = shown.into_iter().zip(page.first..).map(|(row, at)| {
            let cells = session.with_value(|s| {
                columns.with_value(|columns| {
                    let cell = |column: &TableColumn| cell_text(s, column, row, messages, formats.as_ref());
                    columns.iter().map(cell).collect::<Vec<_>>()
                })
            });
            let may_fall = session.with_value(|s| {
                let engine = s.all_events().borrow();
                engine.membership(row) == Membership::Possible
            });
            row_view(store, session, row, at, cells, may_fall)
        });
        drawn.collect_view()
    };
    let said_page = move || {
        let page = page.get();
        let formats = formats.get();
        let n = |n: usize| formats.number(n as f64);
        let all = rows.with(|rows| rows.len());
        let (first, last) = (n((page.first + 1).min(page.end)), n(page.end));
        fill(
            text().page,
            &[("first", &first), ("last", &last), ("all", &n(all))],
        )
    };
    let turn = move |to: usize| number.set(to.min(page.get_untracked().count - 1));
    let is_first = Signal::derive(move || page.get().number == 0);
    let is_last = Signal::derive(move || page.get().number + 1 == page.get().count);
    let pager = move |name: Signal<&'static str>,
                      sign: &'static str,
                      off: Signal<bool>,
                      to: Callback<(), usize>| {
        view! {
            <button type="button" class="button" aria-label=name title=name disabled=off on:click=move |_| turn(to.run(()))>
                {sign}
            </button>
        }
    };
    let now = move || page.get_untracked().number;
    let caption = format!("{prefix}table-caption");
    let labelled = caption.clone();
    view! {
        <section class="table-view" role="region" aria-label=move || text().table>
            <div class="table-bar">
                <p class="table-count">{count}</p>
                <div class="table-pager">
                    {pager(Signal::derive(move || text().first_page), "⏮", is_first, Callback::new(|()| 0))}
                    {pager(Signal::derive(move || text().previous_page), "◀", is_first, Callback::new(move |()| now().saturating_sub(1)))}
                    <span>{said_page}</span>
                    {pager(Signal::derive(move || text().next_page), "▶", is_last, Callback::new(move |()| now() + 1))}
                    {pager(Signal::derive(move || text().last_page), "⏭", is_last, Callback::new(|()| usize::MAX))}
                </div>
                <button
                    type="button"
                    class="button"
                    aria-label=move || text().table_close
                    on:click=move |_| store.dispatch(Msg::Map(MapMsg::SetTable(None)))
                >
                    "×"
                </button>
            </div>
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby=labelled>
                <table aria-rowcount=move || (rows.with(|rows| rows.len()) + 1).to_string()>
                    <caption class="visually-hidden" id=caption>
                        {move || text().table}
                    </caption>
                    <thead>
                        <tr aria-rowindex="1">{heads}</tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
                <Show when=move || rows.with(|rows| rows.is_empty())>
                    <p class="muted">{move || text().empty}</p>
                </Show>
            </div>
        </section>
    }
}

/// The head of a column: a button that sorts by it, and the other way if it already does.
fn head(store: Store, order: Memo<TableOrder>, column: TableColumn) -> impl IntoView {
    let TableColumn { key, source } = column;
    let is_figure = matches!(source, Source::Figure(_));
    let (of_sort, of_click, of_name) = (key.clone(), key.clone(), key);
    let sort = Signal::derive(move || {
        let order = order.get();
        if order.column != of_sort {
            "none"
        } else if order.descending {
            "descending"
        } else {
            "ascending"
        }
    });
    let click = move |_| {
        let before = order.get_untracked();
        // Figures are looked at from the greatest down.
        let descending = if before.column == of_click {
            !before.descending
        } else {
            is_figure
        };
        store.dispatch(Msg::Map(MapMsg::SetTable(Some(TableOrder {
            column: of_click.clone(),
            descending,
        }))));
    };
    let name = move || {
        let messages = store.messages();
        let known = messages.panes.column(&of_name).map(str::to_owned);
        known.unwrap_or_else(|| messages.map.measure_name(&of_name))
    };
    let arrow = move || match sort.get() {
        "ascending" => "▲",
        "descending" => "▼",
        _ => "",
    };
    view! {
        <th scope="col" aria-sort=sort class:number=is_figure>
            <button type="button" on:click=click>
                {name} <span aria-hidden="true" class="sort-arrow">{arrow}</span>
            </button>
        </th>
    }
}

/// A row. Its date is a button that shows the event on the map; the rest of the row can be clicked for it too.
fn row_view(
    store: Store,
    session: StoredValue<Rc<Session>, LocalStorage>,
    row: u32,
    at: usize,
    cells: Vec<(String, bool)>,
    may_fall: bool,
) -> impl IntoView {
    let messages = store.messages_untracked();
    let id = session.with_value(|s| s.event(row).map(|event| event.id.clone()));
    let place = session.with_value(|s| {
        let code = s.table.codes(Dim::Mark, row).next()?;
        s.table
            .places()
            .get(code as usize)
            .map(|p| (p.id.clone(), p.lon_lat))
    });
    let (shown_id, shown_place) = (id.clone(), place.as_ref().map(|(id, _)| id.clone()));
    let is_shown = Signal::derive(move || match &shown_id {
        Some(id) => store.event.with(|event| event.as_ref() == Some(id)),
        None => store.focus.with(
            |focus| matches!((focus, &shown_place), (Focus::Places(ids), Some(place)) if ids.contains(place)),
        ),
    });
    let show = move || show_on_map(store, id.clone(), place.clone());
    let mut cells = cells.into_iter();
    let (when, _) = cells.next().unwrap_or_default();
    let label = fill(messages.panes.show_on_map, &[("when", &when)]);
    let maybe = may_fall.then(|| view! { <span class="table-maybe">{messages.reports.may_fall}</span> });
    let rest = cells.map(|(text, is_figure)| {
        if text.is_empty() {
            view! {
                <td class:number=is_figure>
                    <span aria-hidden="true">"–"</span>
                    <span class="visually-hidden">{messages.panes.not_stated}</span>
                </td>
            }
            .into_any()
        } else {
            view! { <td class:number=is_figure dir="auto">{text}</td> }.into_any()
        }
    });
    view! {
        <tr aria-rowindex=(at + 2).to_string() class:is-shown=is_shown on:click=move |_| show()>
            <th scope="row">
                <button type="button" class="link" aria-label=label aria-pressed=move || is_shown.get().to_string()>
                    {when}
                </button>
                {maybe}
            </th>
            {rest.collect_view()}
        </tr>
    }
}

/// Shows an event on the map: itself if it has an id, else the place where it is drawn.
fn show_on_map(store: Store, id: Option<String>, place: Option<(String, Option<LonLat>)>) {
    if let Some(id) = id {
        store.dispatch(Msg::SelectEvent(Some(id)));
    } else if let Some((place, point)) = place {
        store.dispatch(Msg::SetFocus(Focus::Places(vec![place])));
        let view = store.viewport.get_untracked().bbox();
        if let Some(center) = point.filter(|point| !view.contains(*point)) {
            store.dispatch(Msg::CenterOn {
                center,
                min_zoom: 0.0,
            });
        }
    }
}

/// What a cell says, empty if nothing is stated; and whether it is a figure.
fn cell_text(
    session: &Session,
    column: &TableColumn,
    row: u32,
    messages: Messages,
    formats: &dyn Formats,
) -> (String, bool) {
    let (table, manifest, lang) = (&session.table, &session.dataset.manifest, messages.lang);
    match column.source {
        Source::Date => {
            let when = session.event(row).and_then(|event| event.when.as_ref());
            if let Some(when) = when {
                return (when_words(when, messages, formats), false);
            }
            let spans: Vec<_> = table.spans(row).collect();
            let said = if spans.is_empty() {
                messages.reports.undated.to_owned()
            } else {
                days_words(&spans, table.extent(row), messages, formats)
            };
            (said, false)
        }
        Source::Dim(Dim::Kind) => (
            manifest.kind_name(table.label(Dim::Kind, table.kind(row)), lang),
            false,
        ),
        Source::Dim(Dim::Mark) => {
            let places = table
                .codes(Dim::Mark, row)
                .filter_map(|code| table.places().get(code as usize));
            let names: Vec<String> = places
                .map(|place| shown_name(session, &place.id, &place.name, lang))
                .collect();
            (list(&names, formats), false)
        }
        Source::Dim(Dim::Modality) => {
            let modality = table.codes(Dim::Modality, row).find_map(Modality::from_code);
            (
                modality.map_or("", |m| messages.reports.modality(m)).to_owned(),
                false,
            )
        }
        Source::Dim(dim) => {
            let names: Vec<String> = table
                .text(dim, row)
                .map(|name| manifest.name(name, lang).to_owned())
                .collect();
            (list(&names, formats), false)
        }
        Source::Figure(i) => {
            let value = table
                .figures()
                .get(i)
                .map(|column| column.get(row))
                .unwrap_or_default();
            let number = |n: f32| formats.number(f64::from(n));
            let said = match (value.range(), value.best) {
                (None, _) => String::new(),
                (Some((low, high)), _) if low >= high => number(low),
                (Some((low, high)), _) if high.is_infinite() => {
                    fill(messages.reports.at_least, &[("n", &number(low))])
                }
                (Some((low, high)), best) => {
                    let range = fill(
                        messages.reports.from_to,
                        &[("low", &number(low)), ("high", &number(high))],
                    );
                    best.map_or_else(|| range.clone(), |best| format!("{} ({range})", number(best)))
                }
            };
            (said, true)
        }
    }
}

fn shown_name(session: &Session, id: &str, own: &str, lang: Lang) -> String {
    session.place_name(id, lang).unwrap_or_else(|| own.to_owned())
}

fn list(names: &[String], formats: &dyn Formats) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        _ => formats.list(names),
    }
}

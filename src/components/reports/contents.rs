//! What the reports pane shows for a view.

use crate::session::{Among, Session};
use crate::store::Store;
use chronotope_core::messages::{Formats, Messages, fill};
use chronotope_core::query::{RowRef, Scope};
use chronotope_core::scene::reports::ReportLine;
use chronotope_core::scene::status::Count;
use chronotope_core::state::{CountBy, Focus, TimeBasis};
use chronotope_core::table::Dim;
use chronotope_core::time::{Day, Membership};
use leptos::prelude::*;

/// What the pane is about: a heading, what is said under it, and lists of rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Content {
    pub heading: String,
    /// Of the report in focus.
    pub report: Option<ReportLine>,
    /// "12 events, 3 more may fall in these dates".
    pub count: Option<String>,
    /// A remark instead of, or above, the events.
    pub remark: Option<String>,
    pub lists: Vec<List>,
}

/// Some events under a heading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct List {
    pub id: &'static str,
    pub heading: String,
    pub rows: Vec<RowRef>,
    pub greyed: bool,
    /// There are more than are shown.
    pub has_more: bool,
}

/// What the pane shows for a view.
pub(super) fn contents(session: &Session, store: Store, limit: usize, formats: &dyn Formats) -> Content {
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
            let filters = store.filters.get();
            let is_search = !filters.text.trim().is_empty();
            let among = store.among();
            let scope = if is_search {
                Scope::InWindowFirst
            } else {
                Scope::InWindow
            };
            let rows = page(among, None, scope);
            let remark = (rows.is_empty() && !is_search).then(|| nothing_in(session, store, formats));
            let (other, told) = if is_search && !store.other_layer.get() {
                rows.into_iter().partition(|r| !session.is_incident(r.row))
            } else {
                (Vec::new(), rows)
            };
            let (inside, outside) = split(told);
            lists.push(list("in", text.in_window, inside, false));
            lists.push(list("other", messages.doubt.not_incidents, other, true));
            lists.push(list("out", text.outside_window, outside, true));
            let engine = session.engine(among);
            let undated = {
                let engine = engine.borrow();
                let passing = session.table.undated_rows().filter(|&row| engine.passes(row));
                let undated = passing.map(|row| RowRef {
                    row,
                    membership: Membership::Out,
                });
                undated.take(limit + 1).collect::<Vec<_>>()
            };
            if !is_search {
                lists.push(list("undated", messages.import.undated, undated, true));
            }
            lists.retain(|l| !l.rows.is_empty());
            let totals = engine.borrow().totals();
            let n = Count {
                definite: totals.definite,
                possible: totals.possible,
            };
            Content {
                heading: text.all_events.to_owned(),
                report: None,
                count: (n.most() > 0).then(|| count_words(session, store, n, messages, formats)),
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
            let count = count_of(&inside);
            lists.push(list("in", text.in_window, inside, false));
            lists.push(list("out", text.outside_window, outside, true));
            lists.retain(|l| !l.rows.is_empty());
            let report = session.dataset.report(&id);
            let line = report
                .map(|report| session.narrated(messages, formats, |narrator| narrator.report_line(report)));
            let remark = line.is_none().then(|| text.unknown_note.to_owned());
            let heading = match &line {
                Some(line) => line.publisher.clone(),
                None => fill(text.unknown_report, &[("id", &id)]),
            };
            Content {
                heading,
                report: line,
                count: (count.most() > 0).then(|| count_words(session, store, count, messages, formats)),
                remark,
                lists,
            }
        }
        Focus::Places(ids) => {
            let mut is_strange = false;
            let names: Vec<String> = ids
                .iter()
                .map(|id| {
                    let name = session.place_name(id, lang);
                    is_strange |= name.is_none();
                    name.unwrap_or_else(|| fill(text.unknown_place, &[("id", id)]))
                })
                .collect();
            let mut marked: Vec<RowRef> = Vec::new();
            let mut named: Vec<RowRef> = Vec::new();
            let codes: Vec<u32> = ids.iter().filter_map(|id| session.place_code(id)).collect();
            for &code in &codes {
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
            let naming: Vec<&RowRef> = marked.iter().chain(&named).collect();
            let mut reports: Vec<&str> = naming
                .iter()
                .filter_map(|r| session.event(r.row))
                .map(|event| event.report.as_str())
                .collect();
            chronotope_core::sort::ascending(&mut reports);
            reports.dedup();
            let no_event = session.event(0).is_none();
            let is_attack =
                |row| no_event || session.event(row).is_some_and(|e| session.is_violence(&e.kind));
            let shows_attack = marked.iter().any(|r| is_attack(r.row));
            // What filters leave out has been reported all the same.
            let left_out = if shows_attack {
                0
            } else {
                left_out_at(session, &codes, store.reading.get().known_by, &is_attack)
            };
            let is_unknown = session
                .place_code(ids.first().map_or("", String::as_str))
                .is_none();
            let remark = match reports.len() {
                _ if is_strange => Some(text.unknown_note.to_owned()),
                _ if shows_attack => None,
                _ if left_out > 0 => Some(text.left_out_here.of(left_out, formats)),
                0 if is_unknown => Some(messages.doubt.answer_not_named.to_owned()),
                0 => Some(text.no_events_here.to_owned()),
                n => Some(text.named_only.of(n as u64, formats)),
            };
            let (inside, outside) = split(marked);
            let count = count_of(&inside);
            lists.push(list("in", text.in_window, inside, false));
            lists.push(list("out", text.outside_window, outside, true));
            lists.push(list("named", text.only_named, named, true));
            lists.retain(|l| !l.rows.is_empty());
            Content {
                heading: formats.list(&names),
                report: None,
                count: (count.most() > 0).then(|| count_words(session, store, count, messages, formats)),
                remark,
                lists,
            }
        }
    }
}

/// How many attacks at these places the filters leave out.
///
/// What is not known yet on a day is left out by no filter: a replay must not tell of it.
fn left_out_at(
    session: &Session,
    codes: &[u32],
    known_by: Option<Day>,
    is_attack: &dyn Fn(u32) -> bool,
) -> u64 {
    let known = session.known_rows(known_by);
    let is_known = |row| known.as_ref().is_none_or(|rows| rows.contains(row));
    let engine = session.incidents().borrow();
    let is_here = |row| {
        session
            .table
            .codes(Dim::Mark, row)
            .any(|code| codes.contains(&code))
    };
    let left_out =
        (0..session.table.rows()).filter(|&row| !engine.passes(row) && is_known(row) && is_here(row));
    left_out.filter(|&row| is_attack(row)).count() as u64
}

/// That nothing is in the selected dates, and which reports cover them.
fn nothing_in(session: &Session, store: Store, formats: &dyn Formats) -> String {
    let messages = store.messages();
    let nothing = messages.reports.nothing_in_window;
    if session.dataset.reports.is_empty() {
        return nothing.to_owned();
    }
    let window = store.window.get();
    let reading = store.reading.get();
    if reading.basis == TimeBasis::Reported {
        // The dates are days of publication: which days reports cover says nothing about them.
        let published = session
            .dataset
            .reports
            .iter()
            .filter_map(|r| r.published.as_ref());
        let mut published = published.filter(|when| !when.hull().intersection(window).is_empty());
        return match published.next() {
            Some(_) => nothing.to_owned(),
            None => format!("{nothing} {}", messages.answer.none_published),
        };
    }
    session.narrated(messages, formats, |narrator| {
        format!("{nothing} {}", narrator.coverage_words(window, reading.known_by))
    })
}

/// Those in the window, and those out of it.
fn split(rows: Vec<RowRef>) -> (Vec<RowRef>, Vec<RowRef>) {
    rows.into_iter().partition(|r| r.membership != Membership::Out)
}

/// Each row once; those in the window first, then by row, which is by day.
fn in_order(rows: &mut Vec<RowRef>) {
    chronotope_core::sort::by_key(rows, |r| (r.membership == Membership::Out, r.row));
    rows.dedup_by_key(|r| r.row);
}

/// How many of these are surely in the window, and how many may be.
fn count_of(inside: &[RowRef]) -> Count {
    let possible = inside
        .iter()
        .filter(|r| r.membership == Membership::Possible)
        .count() as u32;
    Count {
        definite: inside.len() as u32 - possible,
        possible,
    }
}

/// "12 events, 3 more may fall in these dates"; with the incidents or reports that they come to, if so chosen.
fn count_words(
    session: &Session,
    store: Store,
    n: Count,
    messages: Messages,
    formats: &dyn Formats,
) -> String {
    let text = messages.doubt;
    let mut words = messages.reports.events.of(u64::from(n.definite), formats);
    if n.possible > 0 {
        let more = text.more_may_fall.of(u64::from(n.possible), formats);
        words = fill(&more, &[("events", &words)]);
    }
    let plural = match store.count_by.get() {
        CountBy::Events => return words,
        CountBy::Incidents => &text.incidents,
        CountBy::Reports => &text.reports,
    };
    let focus = store.focus.get();
    let among = Among::counted(&focus, &store.filters.read(), store.other_layer.get());
    let rows = session.shown_rows(among, &focus);
    let counted = session.regrouped(store.count_by.get(), &store.ties.get(), &rows, &|_| true);
    let counted = counted.words(plural, messages, formats);
    fill(text.counted_from, &[("counted", &counted), ("events", &words)])
}

//! The columns of a table that is not recognised: guessed, chosen, and shown as they would be read.

use super::points::small_map;
use super::{Desk, Stage, Unknown, button, select};
use crate::session::OpenedFile;
use chronotope_core::read::{
    DateOrder, HeaderRow, Plan, Preview, Reason, Role, distinct_names, guess_roles, preview,
};
use leptos::prelude::*;
use std::rc::Rc;

/// Encodings that a person may choose, by their names in the Encoding Standard.
const ENCODINGS: [&str; 9] = [
    "utf-8",
    "windows-1252",
    "windows-1256",
    "windows-1254",
    "windows-1251",
    "utf-16le",
    "utf-16be",
    "iso-8859-6",
    "iso-8859-15",
];
/// Rows of the open file that are shown as examples.
const EXAMPLES: u32 = 12;
/// Values of a column that are shown.
const VALUES: usize = 3;

/// Opens the columns of a file, to say again what they mean.
pub(super) fn again(desk: Desk, file: OpenedFile) {
    let offsets: Vec<u32> = desk.inputs.opened.with_value(|opened| {
        let Some(opened) = opened else { return Vec::new() };
        let table = &opened.session.table;
        let mut offsets: Vec<u32> = (0..table.rows().min(EXAMPLES))
            .filter_map(|row| table.text_offset(row))
            .collect();
        chronotope_core::sort::ascending(&mut offsets);
        offsets
    });
    leptos::task::spawn_local(async move {
        let mut header: Vec<String> = file.text.dialect().header.clone();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for offset in offsets {
            let Ok(fields) = file.text.row(offset).await else {
                continue;
            };
            for (name, _) in &fields {
                if !header.contains(name) {
                    header.push(name.clone());
                }
            }
            let value = |name: &String| {
                fields
                    .iter()
                    .find(|(n, _)| n == name)
                    .map_or_else(String::new, |f| f.1.clone())
            };
            rows.push(header.iter().map(value).collect());
        }
        let mut plan = file.how.plan.clone();
        // What the file was read by, not what might be guessed besides.
        let read_as = &file.text.dialect().fields;
        for name in &header {
            if plan.role_of(name).is_none() {
                let role = read_as
                    .iter()
                    .find(|(_, read)| read == name)
                    .map(|(role, _)| *role);
                plan.columns.push((name.clone(), role));
            }
        }
        desk.stage.set(Stage::Mapping(Rc::new(Unknown {
            source: file.source.clone(),
            header,
            rows,
            records: Vec::new(),
            plan,
        })));
    });
}

/// What each column means, and what the first rows become by that.
pub(super) fn columns(desk: Desk, unknown: &Unknown) -> AnyView {
    let text = desk.text;
    let plan = RwSignal::new(unknown.plan.clone());
    let (header, rows) = (
        StoredValue::new(unknown.header.clone()),
        StoredValue::new(unknown.rows.clone()),
    );
    let source = unknown.source.clone();
    let is_enough = Memo::new(move |_| {
        let plan = plan.read();
        let has = |role: Role| plan.columns.iter().any(|(_, said)| *said == Some(role));
        let placed = has(Role::Place) || has(Role::Position) || has(Role::Lon) && has(Role::Lat);
        placed || has(Role::Date) || has(Role::DateStart) || has(Role::Year)
    });
    let open = move |_| desk.read(source.clone(), plan.get_untracked());
    let one = |(at, name): (usize, &String)| column(desk, plan, at, name, rows);
    let all = unknown.header.iter().enumerate().map(one).collect_view();
    let heading = |words: &'static str| view! { <th role="columnheader" scope="col">{words}</th> };
    view! {
        <p>{text.mapping_hint}</p>
        <div class="import-scroll" role="region" aria-label=text.columns tabindex="0">
            // Named, as in the report.
            <table class="import-columns" role="table">
                <thead role="rowgroup">
                    <tr role="row">{heading(text.column)} {heading(text.means)} {heading(text.examples)}</tr>
                </thead>
                <tbody role="rowgroup">{all}</tbody>
            </table>
        </div>
        {header_choice(desk, unknown, plan)}
        {order_and_encoding(desk, plan)}
        <h3>{text.preview}</h3>
        {move || previewed(desk, &header.read_value(), &preview(&header.read_value(), &rows.read_value(), &plan.read()))}
        <div class="import-acts">
            <button type="button" class="button" disabled=move || !is_enough.get() on:click=open>
                {text.open_mapped}
            </button>
            {button(text.back, Callback::new(move |()| desk.stage.set(Stage::Choose)))}
        </div>
    }
    .into_any()
}

fn column(
    desk: Desk,
    plan: RwSignal<Plan>,
    at: usize,
    name: &str,
    rows: StoredValue<Vec<Vec<String>>>,
) -> AnyView {
    let text = desk.text;
    let mut options = vec![(String::new(), text.ignored.to_owned())];
    options.extend(Role::ALL.map(|role| (role.word().to_owned(), text.role(role).to_owned())));
    let said = plan.with_untracked(|plan| plan.role_of(name).flatten());
    let chosen = said.map_or(String::new(), |role| role.word().to_owned());
    let examples: Vec<String> = rows.with_value(|rows| {
        let values = rows
            .iter()
            .filter_map(|row| row.get(at))
            .filter(|value| !value.is_empty());
        values
            .take(VALUES)
            .map(|value| value.chars().take(40).collect())
            .collect()
    });
    let kept = name.to_owned();
    let on_choose =
        Callback::new(move |word: String| plan.update(|plan| plan.set_role(&kept, Role::from_word(&word))));
    let label = format!("{}: {name}", text.means);
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" dir="auto">
                {name.to_owned()}
            </th>
            <td role="cell">{select(label, options, chosen, on_choose)}</td>
            <td role="cell" dir="auto">{examples.join(" · ")}</td>
        </tr>
    }
    .into_any()
}

/// Whether the first record is names; only where that is not known.
fn header_choice(desk: Desk, unknown: &Unknown, plan: RwSignal<Plan>) -> AnyView {
    if unknown.records.is_empty() {
        return ().into_any();
    }
    let is_data = unknown.plan.header == HeaderRow::Absent;
    let unknown = unknown.clone();
    let change = move |is_data: bool| {
        let records = unknown.records.clone();
        let (header, rows): (Vec<String>, Vec<Vec<String>>) = match records.split_first() {
            Some((first, _)) if is_data => (
                (1..=first.len()).map(|n| n.to_string()).collect(),
                records.clone(),
            ),
            Some((first, rest)) => (distinct_names(first), rest.to_vec()),
            None => return,
        };
        let columns = header.iter().cloned().zip(guess_roles(&header, &rows)).collect();
        let header_row = if is_data {
            HeaderRow::Absent
        } else {
            HeaderRow::Auto
        };
        desk.stage.set(Stage::Mapping(Rc::new(Unknown {
            header,
            rows,
            plan: Plan {
                columns,
                header: header_row,
                ..plan.get_untracked()
            },
            ..unknown.clone()
        })));
    };
    view! {
        <label class="import-check">
            <input type="checkbox" prop:checked=is_data on:change=move |ev| change(event_target_checked(&ev)) />
            <span>{desk.text.first_is_data}</span>
        </label>
    }
    .into_any()
}

fn order_and_encoding(desk: Desk, plan: RwSignal<Plan>) -> AnyView {
    let text = desk.text;
    let words = |value: &str, words: &str| (value.to_owned(), words.to_owned());
    let orders = vec![
        words("", text.unsaid),
        words("day", text.day_first),
        words("month", text.month_first),
    ];
    let order = plan.with_untracked(|plan| match plan.date_order {
        None => "",
        Some(DateOrder::DayFirst) => "day",
        Some(DateOrder::MonthFirst) => "month",
    });
    let set_order = Callback::new(move |value: String| {
        plan.update(|plan| {
            plan.date_order = match value.as_str() {
                "day" => Some(DateOrder::DayFirst),
                "month" => Some(DateOrder::MonthFirst),
                _ => None,
            };
        });
    });
    let commas = vec![
        words("", text.unsaid),
        words("yes", text.yes),
        words("no", text.no),
    ];
    let comma = plan.with_untracked(|plan| match plan.decimal_comma {
        None => "",
        Some(true) => "yes",
        Some(false) => "no",
    });
    let set_comma = Callback::new(move |value: String| {
        plan.update(|plan| plan.decimal_comma = (!value.is_empty()).then_some(value == "yes"));
    });
    let mut encodings = vec![words("", text.as_found)];
    encodings.extend(ENCODINGS.map(|name| words(name, name)));
    let encoding = plan.with_untracked(|plan| plan.encoding.clone());
    let set_encoding = Callback::new(move |value: String| plan.update(|plan| plan.encoding = value));
    let field = |label: &'static str, options, chosen: String, set| {
        view! {
            <label class="import-filter">
                <span>{label}</span>
                {select(label.to_owned(), options, chosen, set)}
            </label>
        }
    };
    view! {
        <div class="import-acts">
            {field(text.date_order, orders, order.to_owned(), set_order)}
            {field(text.decimal_comma, commas, comma.to_owned(), set_comma)}
            {field(text.encoding, encodings, encoding, set_encoding)}
        </div>
    }
    .into_any()
}

/// The first rows as they would be read, with their places on a small map.
fn previewed(desk: Desk, _header: &[String], rows: &[Preview]) -> AnyView {
    let text = desk.text;
    let reason = |reason| desk.messages.import.reason(reason).to_owned();
    let row = |(at, row): (usize, &Preview)| {
        let date = row.date.clone().unwrap_or_else(reason);
        let position = match row.at {
            Ok(at) => format!("{:.4}, {:.4}", at.lat, at.lon),
            // Only reading the file tells what the gazetteer makes of a name.
            Err(Reason::NoCoordinates) => text.by_its_name.to_owned(),
            Err(why) => reason(why),
        };
        view! {
            <tr>
                <td>{desk.number(at as u32 + 1)}</td>
                <td>{date}</td>
                <td dir="auto">{row.place.clone()}</td>
                <td dir=row.at.is_ok().then_some("ltr")>{position}</td>
            </tr>
        }
    };
    let points: Vec<_> = rows
        .iter()
        .filter_map(|row| Some((row.place.clone(), row.at.ok()?)))
        .collect();
    let heading = |words: &'static str| view! { <th scope="col">{words}</th> };
    view! {
        <div class="import-scroll" role="region" aria-label=text.preview tabindex="0">
            <table>
                <thead>
                    <tr>
                        {heading(text.col_row)} {heading(text.role(Role::Date))} {heading(text.role(Role::Place))}
                        {heading(text.role(Role::Position))}
                    </tr>
                </thead>
                <tbody>{rows.iter().enumerate().map(row).collect_view()}</tbody>
            </table>
        </div>
        {small_map(desk, text.preview_map.to_owned(), &points)}
    }
    .into_any()
}

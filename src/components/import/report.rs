//! The import report: how many rows came to what, what must be asked, each value that could not be used.

use super::{Desk, Stage, button, mapping, select};
use crate::dom;
use crate::load::report_of;
use crate::session::OpenedFile;
use chronotope_core::messages::fill;
use chronotope_core::read::{DateNumbers, DateOrder, Family, Plan, Projection, Reason, projection_of};
use leptos::prelude::*;

/// Problems that are listed; the saved report has all.
const LISTED: usize = 300;

/// The report on the file that is open.
pub(super) fn report(desk: Desk) -> AnyView {
    let Some(file) = desk.file() else {
        return ().into_any();
    };
    of_file(desk, file, true)
}

/// The report on a file, whether it could be opened or not.
pub(super) fn of_file(desk: Desk, file: OpenedFile, is_open: bool) -> AnyView {
    let text = desk.text;
    let chosen = RwSignal::new(String::new());
    let kept = StoredValue::new_local(file.clone());
    let save = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            let file = kept.get_value();
            let name = format!(
                "{}-import-report.csv",
                file.name.trim_start_matches(['=', '+', '-', '@'])
            );
            let said = match report_of(&file, &chosen.get_untracked()).await {
                Ok(blob) => dom::save(&name, &blob).map(|()| fill(text.saved, &[("file", &name)])),
                Err(error) => {
                    desk.failed
                        .set(crate::components::notices::error_sentence(&error, desk.messages));
                    None
                }
            };
            desk.said.set(said.unwrap_or_default());
        });
    });
    let mapped = file.clone();
    let columns = Callback::new(move |()| mapping::again(desk, mapped.clone()));
    let open_names = (is_open && !file.summary.toponyms.is_empty())
        .then(|| button(text.names, Callback::new(move |()| desk.stage.set(Stage::Review))));
    view! {
        {counts(desk, &file)}
        {notices(desk, &file)}
        {questions(desk, &file)}
        <div class="import-acts">{open_names} {button(text.columns, columns)} {button(text.save_report, save)}</div>
        {listed(desk, kept, chosen)}
    }
    .into_any()
}

fn counts(desk: Desk, file: &OpenedFile) -> AnyView {
    let text = desk.text;
    let (summary, placed) = (&file.summary, file.summary.placed);
    let lines = [
        (text.read_rows, summary.rows, true),
        (text.exact, placed.exact, true),
        (text.near, placed.near, false),
        (text.by_name, placed.by_name, true),
        (text.by_likely, placed.by_likely_name, false),
        (text.area, placed.area + placed.part, true),
        (text.nowhere, placed.nowhere, true),
        (text.undated, summary.undated(), true),
        (text.rejected, summary.rejected(), true),
    ];
    let shown = lines
        .into_iter()
        .filter(|(_, n, always)| *always || *n > 0)
        .map(|(words, n, _)| {
            view! {
                <div>
                    <dt>{words}</dt>
                    <dd>{desk.number(n)}</dd>
                </div>
            }
        });
    view! {
        <dl class="import-counts">{shown.collect_view()}</dl>
        <p>{text.still_listed}</p>
    }
    .into_any()
}

/// Whose data it is, and how its letters were read.
fn notices(desk: Desk, file: &OpenedFile) -> AnyView {
    let text = desk.text;
    let family = file.summary.family;
    let of_family = match family {
        Family::Acled => text.family_acled,
        Family::Gdelt => text.family_gdelt,
        _ => "",
    };
    let who = family.attribution();
    let attribution = (!who.is_empty()).then(|| {
        let licence = if family.licence().is_empty() {
            String::new()
        } else {
            format!(" ({})", family.licence())
        };
        fill(text.attribution, &[("who", &format!("{who}{licence}"))])
    });
    let encoding = &file.summary.encoding;
    let read_as = (!encoding.is_empty()).then(|| fill(text.encoding_read, &[("encoding", encoding)]));
    let said = [
        (!of_family.is_empty()).then(|| of_family.to_owned()),
        attribution,
        read_as,
    ];
    let columns = &file.summary.columns;
    let of_columns = [
        (text.columns_guessed, &columns.guessed),
        (text.columns_repeated, &columns.repeated),
        (text.columns_unused, &columns.unused),
    ];
    let of_columns = of_columns.map(|(words, names)| {
        let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
        let list = desk.formats.with_value(|f| f.list(&names));
        (!names.is_empty()).then(|| fill(words, &[("names", &list)]))
    });
    let lines = said
        .into_iter()
        .chain(of_columns)
        .flatten()
        .map(|line| view! { <p class="import-notice" role="note">{line}</p> });
    lines.collect_view().into_any()
}

/// A question, its answers, and what an answer does to the plan.
fn question(
    words: String,
    answers: Vec<(String, String)>,
    plan: RwSignal<Plan>,
    answer: impl Fn(&mut Plan, &str) + Send + Sync + 'static,
) -> AnyView {
    let label = words.clone();
    let on_choose = Callback::new(move |value: String| plan.update(|plan| answer(plan, &value)));
    view! {
        <div class="import-question">
            <p>{words}</p>
            {select(label, answers, String::new(), on_choose)}
        </div>
    }
    .into_any()
}

fn is_yes(value: &str) -> Option<bool> {
    match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// What must be settled by a person: it is never taken in silence.
fn questions(desk: Desk, file: &OpenedFile) -> AnyView {
    let text = desk.text;
    let problems = &file.summary.problems;
    let findings = file.summary.findings;
    let plan = RwSignal::new(file.how.plan.clone());
    let words = |value: &str, words: &str| (value.to_owned(), words.to_owned());
    let counted = |pattern: &str, n: u32| fill(pattern, &[("n", &desk.number(n))]);
    let yes_no = |pattern: &str, n: u32, answer: fn(&mut Plan, Option<bool>)| {
        let answers = vec![
            words("", text.unsaid),
            words("yes", text.yes),
            words("no", text.no),
        ];
        question(counted(pattern, n), answers, plan, move |plan, value| {
            answer(plan, is_yes(value));
        })
    };
    let mut asked: Vec<AnyView> = Vec::new();
    let either = problems.count(Reason::AmbiguousDate);
    if either > 0 {
        let sentence = fill(
            text.ask_dates,
            &[
                ("either", &desk.number(either)),
                ("day", &desk.number(findings.day_first)),
                ("month", &desk.number(findings.month_first)),
            ],
        );
        let answers = vec![
            words("", text.unsaid),
            words("day", text.day_first),
            words("month", text.month_first),
        ];
        asked.push(question(sentence, answers, plan, |plan, value| {
            plan.date_order = match value {
                "day" => Some(DateOrder::DayFirst),
                "month" => Some(DateOrder::MonthFirst),
                _ => None,
            };
        }));
    }
    let short = problems.count(Reason::ShortYear);
    if short > 0 && file.how.plan.short_years.is_none() {
        asked.push(yes_no(text.ask_short_years, short, |plan, answer| {
            plan.short_years = answer;
        }));
    }
    let numbers = problems.count(Reason::NumberDate);
    if numbers > 0 {
        let mut answers = vec![words("", text.unsaid)];
        let known = DateNumbers::ALL.into_iter().zip(text.numbers);
        answers.extend(known.map(|(numbers, said)| words(numbers.word(), said)));
        asked.push(question(
            counted(text.ask_numbers, numbers),
            answers,
            plan,
            |plan, value| {
                plan.date_numbers = DateNumbers::from_word(value);
            },
        ));
    }
    let commas = problems.count(Reason::DecimalComma);
    if commas > 0 {
        asked.push(yes_no(text.ask_comma, commas, |plan, answer| {
            plan.decimal_comma = answer;
        }));
    }
    let swapped = problems.count(Reason::SwappedCoordinates);
    let is_told = file.how.plan.swapped.is_some();
    if swapped > 0 && !is_told {
        let of_all = fill(text.ask_swapped, &[("m", &desk.number(file.summary.rows))]);
        asked.push(yes_no(&of_all, swapped, |plan, answer| {
            plan.swapped = answer;
        }));
    }
    let zeros = problems.count(Reason::ZeroCoordinates);
    if zeros > 0 && file.how.plan.zero_is_place.is_none() {
        asked.push(yes_no(text.ask_zero, zeros, |plan, answer| {
            plan.zero_is_place = answer;
        }));
    }
    let metres = problems.count(Reason::ProjectedCoordinates);
    if metres > 0 {
        asked.push(projection(desk, counted(text.ask_projection, metres), plan));
    }
    if asked.is_empty() {
        return ().into_any();
    }
    let (source, before) = (file.source.clone(), file.how.plan.clone());
    let read = move |_| desk.read(source.clone(), plan.get_untracked());
    view! {
        <fieldset class="import-questions">
            <legend>{text.questions}</legend>
            {asked}
            <button type="button" class="button" disabled=move || *plan.read() == before on:click=read>
                {text.read_again}
            </button>
        </fieldset>
    }
    .into_any()
}

fn projection(desk: Desk, sentence: String, plan: RwSignal<Plan>) -> AnyView {
    let text = desk.text;
    let label = sentence.clone();
    let mut answers = vec![
        (String::new(), text.unsaid.to_owned()),
        ("mercator".to_owned(), text.mercator.to_owned()),
    ];
    for zone in 1..=60u8 {
        for hemisphere in ["N", "S"] {
            answers.push((
                format!("{zone}{hemisphere}"),
                format!("{} {zone}{hemisphere}", text.utm),
            ));
        }
    }
    let on_choose = Callback::new(move |value: String| {
        let said: Option<Projection> = projection_of(&value);
        plan.update(|plan| plan.projection = said);
    });
    view! {
        <div class="import-question">
            <p>{sentence}</p>
            {select(label, answers, String::new(), on_choose)}
        </div>
    }
    .into_any()
}

/// Each value that could not be used: of one reason, or of all.
fn listed(desk: Desk, file: StoredValue<OpenedFile, LocalStorage>, chosen: RwSignal<String>) -> AnyView {
    let text = desk.text;
    let mut options = vec![(String::new(), text.all_reasons.to_owned())];
    file.with_value(|file| {
        for (reason, count) in file.summary.problems.counts() {
            let words = format!("{} ({})", desk.messages.import.reason(reason), desk.number(count));
            options.push((reason.code().to_owned(), words));
        }
    });
    if options.len() == 1 {
        return view! { <p>{text.nothing}</p> }.into_any();
    }
    let rows = move || {
        let wanted = chosen.read();
        file.with_value(|file| {
            let problems = file.summary.problems.kept().iter();
            let of_reason = problems.filter(|p| wanted.is_empty() || p.reason.code() == wanted.as_str());
            let row = |p: &chronotope_core::read::Problem| {
                view! {
                    <tr role="row">
                        <td role="cell">{desk.number(p.row)}</td>
                        <td role="cell" dir="auto">{p.field.clone()}</td>
                        <td role="cell" dir="auto">{p.value.clone()}</td>
                        <td role="cell">{desk.messages.import.reason(p.reason)}</td>
                    </tr>
                }
            };
            of_reason.take(LISTED).map(row).collect_view()
        })
    };
    let heading = |words: &'static str| view! { <th role="columnheader" scope="col">{words}</th> };
    let label = text.filter.to_owned();
    view! {
        <label class="import-filter">
            <span>{text.filter}</span>
            {select(label, options, String::new(), Callback::new(move |value| chosen.set(value)))}
        </label>
        <div class="import-scroll" role="region" aria-label=text.report tabindex="0">
            // Named, as a small screen lays them out as a grid, which takes their roles from them.
            <table class="import-problems" role="table">
                <thead role="rowgroup">
                    <tr role="row">
                        {heading(text.col_row)} {heading(text.col_field)} {heading(text.col_value)}
                        {heading(text.col_reason)}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
        <p>{text.row_numbers}</p>
        <p>{fill(text.first_shown, &[("n", &desk.number(LISTED as u32))])}</p>
    }
    .into_any()
}

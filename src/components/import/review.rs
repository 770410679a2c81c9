//! Names that the gazetteer does not settle: a person chooses once, for all rows of the name.

use super::points::small_map;
use super::{Desk, button, file_field, select};
use crate::dom;
use chronotope_core::messages::fill;
use chronotope_core::read::{Alias, Toponym, aliases_from_csv, aliases_to_csv};
use chronotope_core::state::Lang;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The value of the answer that leaves a name unplaced.
const LEAVE: &str = "-";
/// Names that are listed at once.
const LISTED: usize = 100;

/// The names to review.
pub(super) fn names(desk: Desk) -> AnyView {
    let text = desk.text;
    let Some(file) = desk.file() else {
        return ().into_any();
    };
    let chosen = RwSignal::new(Vec::<Alias>::new());
    let apply = move |_| {
        desk.inputs.memory.update_value(|how| {
            let new = chosen.get_untracked();
            how.aliases
                .retain(|known| !new.iter().any(|alias| is_same(alias, known)));
            how.aliases.extend(new);
        });
        desk.read(file.source.clone(), file.how.plan.clone());
    };
    let save = Callback::new(move |()| {
        let mut aliases = desk.inputs.memory.with_value(|how| how.aliases.clone());
        aliases.extend(chosen.get_untracked());
        let name = "place-choices.csv";
        let parts = js_sys::Array::of1(&aliases_to_csv(&aliases).into());
        let saved = Blob::new_with_str_sequence(&parts)
            .ok()
            .and_then(|blob| dom::save(name, &blob));
        if saved.is_some() {
            desk.said.set(fill(text.saved, &[("file", name)]));
        }
    });
    let load = Callback::new(move |file: web_sys::File| {
        leptos::task::spawn_local(async move {
            let read = JsFuture::from(file.text())
                .await
                .ok()
                .and_then(|text| text.as_string());
            let aliases = read.and_then(|read| aliases_from_csv(&read));
            desk.said.set(match aliases {
                Some((aliases, unused)) => {
                    let numbers = [desk.number(aliases.len() as u32), desk.number(unused as u32)];
                    chosen.update(|known| known.extend(aliases));
                    fill(text.aliases_loaded, &[("n", &numbers[0]), ("bad", &numbers[1])])
                }
                None => fill(text.not_aliases, &[("file", &file.name())]),
            });
        });
    });
    let toponyms = desk.file().map(|file| file.summary.toponyms).unwrap_or_default();
    let one = |toponym: &Toponym| name(desk, toponym, chosen);
    view! {
        <p>{text.review_hint}</p>
        <ul class="import-list">{toponyms.iter().take(LISTED).map(one).collect_view()}</ul>
        <div class="import-acts">
            <button type="button" class="button" disabled=move || chosen.read().is_empty() on:click=apply>
                {text.apply}
            </button>
            {button(text.save_aliases, save)}
            {button(text.back, Callback::new(move |()| desk.stage.set(super::Stage::Report)))}
        </div>
        {file_field(text.load_aliases, "", load)}
        {super::packs::countries(desk)}
    }
    .into_any()
}

fn is_same(a: &Alias, b: &Alias) -> bool {
    let key = |alias: &Alias| {
        let parts = [&alias.name, &alias.admin1, &alias.admin2, &alias.country];
        parts.map(Clone::clone)
    };
    key(a) == key(b)
}

fn name(desk: Desk, toponym: &Toponym, chosen: RwSignal<Vec<Alias>>) -> AnyView {
    let text = desk.text;
    let verdict = match toponym.verdict.as_str() {
        "likely" => text.verdict_likely,
        "ambiguous" => text.verdict_ambiguous,
        _ => text.verdict_none,
    };
    let around = [
        toponym.admin2.as_str(),
        toponym.admin1.as_str(),
        toponym.country.as_str(),
    ];
    let around: Vec<&str> = around.into_iter().filter(|part| !part.is_empty()).collect();
    let rows = desk
        .formats
        .with_value(|f| desk.messages.import.rows.of(u64::from(toponym.rows), f.as_ref()));
    let title = match around.as_slice() {
        [] => toponym.name.clone(),
        around => format!("{} ({})", toponym.name, around.join(", ")),
    };
    let mut options = vec![
        (String::new(), text.undecided.to_owned()),
        (LEAVE.to_owned(), text.leave.to_owned()),
    ];
    let is_arabic = desk.messages.lang == Lang::Ar;
    for (at, choice) in toponym.choices.iter().enumerate() {
        let number = desk.number(at as u32 + 1);
        options.push((
            choice.id.clone(),
            match choice.in_arabic.as_str() {
                arabic if is_arabic && !arabic.is_empty() => format!("{number}. {arabic}"),
                _ => format!("{number}. {}, {}", choice.name, choice.within),
            },
        ));
    }
    let kept = toponym.clone();
    let on_choose = Callback::new(move |id: String| {
        let choice = kept.choices.iter().find(|choice| choice.id == id);
        let alias = Alias {
            name: kept.name.clone(),
            admin1: kept.admin1.clone(),
            admin2: kept.admin2.clone(),
            country: kept.country.clone(),
            id: choice.map_or(String::new(), |choice| choice.id.clone()),
            place: choice.map_or(String::new(), |choice| choice.name.clone()),
            at: choice.map(|choice| choice.at),
            is_area: choice.is_some_and(|choice| choice.is_area),
        };
        chosen.update(|known| {
            known.retain(|other| !is_same(other, &alias));
            if !id.is_empty() {
                known.push(alias);
            }
        });
    });
    let points: Vec<_> = toponym
        .choices
        .iter()
        .map(|choice| (choice.name.clone(), choice.at))
        .collect();
    let map =
        (!points.is_empty()).then(|| small_map(desk, fill(text.map_of, &[("name", &toponym.name)]), &points));
    view! {
        <li class="import-name">
            <p>
                <strong dir="auto">{title.clone()}</strong>
                " "
                {verdict}
                " · "
                {rows}
            </p>
            {select(title, options, String::new(), on_choose)}
            {map}
        </li>
    }
    .into_any()
}

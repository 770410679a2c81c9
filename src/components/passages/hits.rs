//! What a search finds in the texts that are open.

use crate::components::reports::PanelSource;
use crate::dom;
use crate::texts::{Asked, Texts};
use chronotope_core::messages::fill;
use chronotope_core::passages::{Reading, matching_in_turns};
use chronotope_core::scene::passages::TextNarrator;
use leptos::prelude::*;
use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

/// Paragraphs that are told of one text.
const MOST: usize = 5;
/// Scalars around the first hit.
const AROUND: usize = 80;

/// The paragraphs of opened texts that hold what the search asks for, each with a button that opens the text.
pub(crate) fn hits(source: PanelSource, texts: Texts) -> AnyView {
    let PanelSource {
        store,
        session,
        formats,
        ..
    } = source;
    let matches: RwSignal<Vec<Matches>, LocalStorage> = RwSignal::new_local(Vec::new());
    Effect::new(move |before: Option<Option<Rc<Cell<bool>>>>| {
        if let Some(late) = before.flatten() {
            late.set(true);
        }
        let query = store.filters.read().text.clone();
        let readings = texts.readings.get();
        if query.trim().is_empty() || readings.is_empty() {
            matches.set(Vec::new());
            return None;
        }
        let is_late = Rc::new(Cell::new(false));
        leptos::task::spawn_local(look(query, readings, Rc::clone(&is_late), matches));
        Some(is_late)
    });
    let found = move || {
        let matches = matches.get();
        if matches.is_empty() {
            return ().into_any();
        }
        let messages = store.messages();
        let text = messages.reports;
        let formats = formats.get();
        let lines = matches.iter().flat_map(|(reading, found)| {
            let report = reading.verdict.report().unwrap_or_default().to_owned();
            let name = session.with_value(|session| {
                let narrator = TextNarrator {
                    dataset: &session.dataset,
                    messages,
                    formats: formats.as_ref(),
                };
                narrator.report(&report)
            });
            found
                .iter()
                .map(|(paragraph, hits)| {
                    let paragraph = *paragraph;
                    let number = formats.number((paragraph + 1) as f64);
                    let label = fill(text.in_source, &[("report", &name), ("n", &number)]);
                    let event = session.with_value(|session| {
                        let here = reading.passages.iter().find(|p| p.paragraphs.contains(&paragraph))?;
                        Some(session.dataset.events.get(here.event)?.id.clone())
                    });
                    let asked = Asked {
                        report: report.clone(),
                        event,
                    };
                    let (before, hit, after) = around(reading, hits);
                    view! {
                        <li>
                            <button type="button" class="link" on:click=move |_| texts.asked.set(Some(asked.clone()))>
                                {label}
                            </button>
                            <p dir="auto">{before} <mark>{hit}</mark> {after}</p>
                        </li>
                    }
                })
                .collect::<Vec<_>>()
        });
        view! { <ul class="text-hits">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <div>{found}</div> }.into_any()
}

/// A text, and the paragraphs of it that hold what is searched.
type Matches = (Rc<Reading>, Vec<(usize, Vec<Range<usize>>)>);

/// Looks in the texts a piece at a time, until the search is another.
async fn look(
    query: String,
    readings: Vec<Rc<Reading>>,
    is_late: Rc<Cell<bool>>,
    matches: RwSignal<Vec<Matches>, LocalStorage>,
) {
    let mut all = Vec::new();
    for reading in readings {
        let found = dom::in_pieces(matching_in_turns(&reading, &query, MOST)).await;
        if is_late.get() {
            return;
        }
        if !found.is_empty() {
            all.push((reading, found));
        }
    }
    // The list may be gone by now.
    matches.try_set(all);
}

/// The first hit, with some of what stands before and after it.
fn around(reading: &Reading, hits: &[Range<usize>]) -> (String, String, String) {
    let text = reading.text.as_str();
    let Some(hit) = hits.first() else {
        return Default::default();
    };
    let paragraph = reading
        .text
        .paragraphs()
        .iter()
        .find(|p| p.start <= hit.start && hit.end <= p.end);
    let paragraph = paragraph.cloned().unwrap_or_default();
    let before: String = text
        .get(paragraph.start..hit.start)
        .unwrap_or_default()
        .to_owned();
    let skipped = before.chars().count().saturating_sub(AROUND);
    let mut shown: String = before.chars().skip(skipped).collect();
    if skipped > 0 {
        shown.insert(0, '…');
    }
    let after = text.get(hit.end..paragraph.end).unwrap_or_default();
    let mut rest: String = after.chars().take(AROUND).collect();
    if rest.len() < after.len() {
        rest.push('…');
    }
    (shown, text.get(hit.clone()).unwrap_or_default().to_owned(), rest)
}

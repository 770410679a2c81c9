//! What a search finds in the texts that are open.

use crate::components::reports::PanelSource;
use crate::texts::{Asked, Texts};
use chronotope_core::messages::fill;
use chronotope_core::passages::{Reading, matching};
use chronotope_core::scene::passages::TextNarrator;
use leptos::prelude::*;

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
    let found = move || {
        let query = store.filters.read().text.clone();
        let readings = texts.readings.get();
        if query.trim().is_empty() || readings.is_empty() {
            return ().into_any();
        }
        let messages = store.messages();
        let text = messages.reports;
        let formats = formats.get();
        let lines = readings.iter().flat_map(|reading| {
            let report = reading.verdict.report().unwrap_or_default().to_owned();
            let name = session.with_value(|session| {
                let narrator = TextNarrator {
                    dataset: &session.dataset,
                    messages,
                    formats: formats.as_ref(),
                };
                narrator.report(&report)
            });
            let found = matching(reading, &query).into_iter().take(MOST);
            found
                .map(|(paragraph, hits)| {
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
                    let (before, hit, after) = around(reading, &hits);
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

/// The first hit, with some of what stands before and after it.
fn around(reading: &Reading, hits: &[std::ops::Range<usize>]) -> (String, String, String) {
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

//! Events as the sheet that `TimelineJS` reads: a slide an event.

use super::cell::{BOM, push_record};
use super::{Detail, Room, Selection};
use crate::event::Event;
use crate::state::Lang;
use crate::time::{Day, When};

/// Its columns (`TimelineJS3`, `src/js/core/ConfigFactory.js`).
const COLUMNS: [&str; 19] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Type",
    "Group",
    "Background",
    "Alt Text",
];

/// The events of a view as a `TimelineJS` sheet, after a title slide with the credit; and how many were left out,
/// because a slide needs a day to begin on.
///
/// `when_words` says a date as the page says it.
pub fn events_timeline_js(
    selection: Selection<'_>,
    lang: Lang,
    when_words: &dyn Fn(&When) -> String,
) -> (String, u32) {
    let mut out = String::from(if selection.choices.bom { BOM } else { "" });
    push_record(&mut out, COLUMNS);
    let credit = selection.credit;
    let mut text = String::new();
    for line in [
        &credit.view,
        &credit.attribution,
        &credit.licence,
        &credit.hashes(),
        &credit.url,
    ] {
        if !line.is_empty() {
            push_paragraph(&mut text, &escaped(line));
        }
    }
    let mut title = [const { String::new() }; 19];
    title[9] = escaped(&credit.title);
    title[10] = text;
    "title".clone_into(&mut title[15]);
    push_record(&mut out, title.iter().map(String::as_str));
    let kept = selection.fitting(Room::Slides);
    let undated = (selection.kept().count() - kept.len()) as u32;
    for picked in kept {
        let event = picked.event;
        let Some((when, first)) = event
            .when
            .as_ref()
            .and_then(|when| Some((when, when.earliest()?)))
        else {
            continue;
        };
        let slide = slide(selection, event, lang, when, first, when_words);
        push_record(&mut out, slide.iter().map(String::as_str));
    }
    (out, undated)
}

fn slide(
    selection: Selection<'_>,
    event: &Event,
    lang: Lang,
    when: &When,
    first: Day,
    when_words: &dyn Fn(&When) -> String,
) -> [String; 19] {
    let (choices, manifest) = (selection.choices, &selection.dataset.manifest);
    let mut slide = [const { String::new() }; 19];
    let mut date = |at: usize, day: Day| {
        let (year, month, date) = day.ymd();
        slide[at] = year.to_string();
        slide[at + 1] = month.to_string();
        slide[at + 2] = date.to_string();
    };
    date(0, first);
    if let Some(last) = when.latest().filter(|last| *last != first) {
        date(4, last);
    }
    slide[8] = when_words(when);
    let place = Selection::main_place(event).filter(|_| choices.keeps(Detail::Places));
    let kind = manifest.kind_name(&event.kind, lang);
    let headline = match place {
        Some(place) => {
            let name = selection
                .place(place)
                .map_or(place.toponym.as_str(), |view| view.name());
            format!("{kind}: {name}")
        }
        None => kind,
    };
    slide[9] = escaped(&headline);
    let mut text = String::new();
    if choices.keeps(Detail::Words) {
        push_paragraph(&mut text, &escaped(&event.summary));
    }
    if choices.keeps(Detail::Reports)
        && let Some(report) = selection.dataset.report(&event.report)
    {
        let source = escaped(&format!("{}: {}", report.publisher, report.title));
        match &report.url {
            Some(url) => push_paragraph(&mut text, &format!("<a href=\"{}\">{source}</a>", escaped(url))),
            None => push_paragraph(&mut text, &source),
        }
        slide[12].clone_from(&report.publisher);
    }
    push_paragraph(&mut text, event.modality.as_str());
    slide[10] = text;
    let group = manifest
        .kinds
        .get(&event.kind)
        .and_then(|info| manifest.groups.get(info.group));
    slide[16] = group.map_or_else(String::new, |group| group.name.get(lang).to_owned());
    slide
}

fn push_paragraph(text: &mut String, html: &str) {
    text.push_str("<p>");
    text.push_str(html);
    text.push_str("</p>");
}

/// Text for a field that is taken as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

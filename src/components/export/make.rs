//! Makes the file of a format: what `core` writes, as a file in memory.

use super::parts::{Parts, held};
use super::what::{self, Which};
use super::{Inputs, Settings, picture};
use crate::dom;
use crate::session::Session;
use chronotope_core::event::Event;
use chronotope_core::messages::{DateStyle, ExportText, Plural, fill};
use chronotope_core::read::{Format as SourceFormat, NamedText};
use chronotope_core::scene::reports::when_words;
use chronotope_core::state::Lang;
use chronotope_core::table::Dim;
use chronotope_core::write::{
    Choices, Credit, Leaving, Picked, Reveal, Room, RowCsv, RowGeoJson, RowPlace, RowRead, SaveFault,
    Selection, Sensitive, about_csv_bytes, about_geojson_bytes, events_csv, events_geojson,
    events_linked_places, events_project, events_timeline_js, file_name, looks_personal, reveal,
};
use leptos::prelude::*;
use web_sys::Blob;

/// What can be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Csv,
    GeoJson,
    Project,
    LinkedPlaces,
    TimelineJs,
    MapSvg,
    MapPng,
    FigureSvg,
    FigurePng,
    Page,
}

/// Formats for events in full.
const OF_EVENTS: &[Format] = &[
    Format::Csv,
    Format::GeoJson,
    Format::Project,
    Format::LinkedPlaces,
    Format::TimelineJs,
];
/// Formats for the rows of an opened file.
const OF_ROWS: &[Format] = &[Format::Csv, Format::GeoJson];
/// Formats of pictures.
const PICTURES: &[Format] = &[
    Format::MapSvg,
    Format::MapPng,
    Format::FigureSvg,
    Format::FigurePng,
];

impl Format {
    /// Those of data that a session has.
    pub(super) fn of_data(inputs: &Inputs) -> &'static [Format] {
        if inputs.session.with_value(|s| s.file.is_some()) {
            OF_ROWS
        } else {
            OF_EVENTS
        }
    }

    /// Those of pictures.
    pub(super) fn pictures() -> &'static [Format] {
        PICTURES
    }

    pub(super) fn is_picture(self) -> bool {
        PICTURES.contains(&self)
    }

    pub(super) fn is_data(self) -> bool {
        OF_EVENTS.contains(&self)
    }

    fn all() -> impl Iterator<Item = Format> {
        OF_EVENTS.iter().chain(PICTURES).chain(&[Format::Page]).copied()
    }

    pub(super) fn from_key(key: &str) -> Option<Format> {
        Format::all().find(|format| format.key() == key)
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::GeoJson => "geojson",
            Format::Project => "json",
            Format::LinkedPlaces => "linked-places",
            Format::TimelineJs => "timeline-js",
            Format::MapSvg => "map-svg",
            Format::MapPng => "map-png",
            Format::FigureSvg => "figure-svg",
            Format::FigurePng => "figure-png",
            Format::Page => "page",
        }
    }

    /// Its name and what is said of it.
    pub(super) fn words(self, text: &'static ExportText) -> (&'static str, &'static str) {
        match self {
            Format::Csv => (text.csv, text.about_csv),
            Format::GeoJson => (text.geojson, text.about_geojson),
            Format::Project => (text.project, text.about_project),
            Format::LinkedPlaces => (text.linked_places, text.about_linked_places),
            Format::TimelineJs => (text.timeline_js, text.about_timeline_js),
            Format::MapSvg => (text.map_svg, text.about_picture),
            Format::MapPng => (text.map_png, text.about_picture),
            Format::FigureSvg => (text.figure_svg, text.about_picture),
            Format::FigurePng => (text.figure_png, text.about_picture),
            Format::Page => (text.page, text.about_page),
        }
    }

    /// What is said of the events that it has no room for.
    pub(super) fn left_out(self, text: &'static ExportText) -> Option<&'static Plural> {
        match self {
            Format::LinkedPlaces => Some(&text.unplaced_left_out),
            Format::TimelineJs => Some(&text.slides_left_out),
            _ => None,
        }
    }

    /// What it has room for.
    fn room(self) -> Room {
        match self {
            Format::LinkedPlaces => Room::Places,
            Format::TimelineJs => Room::Slides,
            _ => Room::Events,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::GeoJson => "geojson",
            Format::Project => "json",
            Format::LinkedPlaces => "places.json",
            Format::TimelineJs => "timeline.csv",
            Format::MapSvg | Format::FigureSvg => "svg",
            Format::MapPng | Format::FigurePng => "png",
            Format::Page => "html",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Format::Csv | Format::TimelineJs => "text/csv;charset=utf-8",
            Format::GeoJson | Format::LinkedPlaces => "application/geo+json",
            Format::Project => "application/json",
            Format::MapSvg | Format::FigureSvg => "image/svg+xml",
            Format::MapPng | Format::FigurePng => "image/png",
            Format::Page => "text/html",
        }
    }
}

/// About how much of a single page is the page itself, without its data.
const PAGE_ITSELF: f64 = 6.5e6;

/// A file that is ready.
pub(super) struct Made {
    pub(super) name: String,
    pub(super) bytes: f64,
    pub(super) sha256: String,
    pub(super) format: Format,
    /// Events that the format has no room for: without a first day no slide, without a place no feature.
    pub(super) left_out: u32,
}

/// Makes the file and hands it to the user. `done` is told which share of it is written, and says whether to go on.
///
/// # Errors
/// What went wrong; anything once it does not go on.
pub(super) async fn save(
    inputs: Inputs,
    settings: Settings,
    text: &'static ExportText,
    done: &dyn Fn(f64) -> bool,
) -> Result<Made, SaveFault> {
    // The dialog can say that it works before the work begins.
    dom::next_task().await;
    let (which, format) = (settings.which(), settings.format);
    let mut credit = what::credit(&inputs, which, text);
    credit.files = what::hashes(&inputs).await?;
    going_on(done(0.0))?;
    credit.view = sentence(&inputs, &settings, text);
    if settings.is_edition() {
        // The view's own address tells what it shows.
        credit
            .url
            .truncate(credit.url.find('#').unwrap_or(credit.url.len()));
    }
    let mut left_out = 0;
    let blob = match format {
        Format::Page => {
            // What is kept back is in none of the data set's own files: they are put together anew.
            let choices = settings.choices.of_events();
            let project = settings.is_edition().then(|| {
                let all = Settings {
                    which: Which::All,
                    format: Format::Project,
                    choices,
                    ..settings.clone()
                };
                events(&inputs, &all, &credit).0
            });
            super::page::page(&inputs, &credit, project, done).await?
        }
        Format::MapPng | Format::FigurePng => {
            let svg = picture::svg(&inputs, &settings, &credit);
            picture::png(&svg, [settings.width, settings.height], &credit).await?
        }
        Format::MapSvg | Format::FigureSvg => text_blob(&picture::svg(&inputs, &settings, &credit), format)?,
        _ if inputs.session.with_value(|s| s.file.is_some()) => {
            rows_blob(&inputs, &settings, &credit, done).await?
        }
        _ => {
            let (made, without_room) = events(&inputs, &settings, &credit);
            left_out = without_room;
            text_blob(&made, format)?
        }
    };
    let window = (format != Format::Page && which != Which::All).then(|| inputs.store.window.get_untracked());
    let title = inputs
        .session
        .with_value(|session| session.dataset.manifest.title.en.clone());
    let tells = settings.choices.hides_names() && format.is_data();
    let name = file_name(if tells { "" } else { &title }, window, format.extension());
    let sha256 = what::blob_hash(&blob).await?;
    going_on(done(1.0))?;
    dom::save(&name, &blob).ok_or(SaveFault::NotHeld)?;
    Ok(Made {
        name,
        bytes: blob.size(),
        sha256,
        format,
        left_out,
    })
}

/// Whoever is told how far it is may stop it.
fn going_on(is_going_on: bool) -> Result<(), SaveFault> {
    if is_going_on {
        Ok(())
    } else {
        Err(SaveFault::Stopped)
    }
}

fn text_blob(text: &str, format: Format) -> Result<Blob, SaveFault> {
    held(&text.into(), format.media_type())
}

/// The file of events in full, and how many it had to leave out.
fn events(inputs: &Inputs, settings: &Settings, credit: &Credit) -> (String, u32) {
    let messages = inputs.store.messages_untracked();
    let formats = inputs.formats.get_untracked();
    selected(inputs, settings, credit, &|selection| match settings.format {
        Format::GeoJson => (events_geojson(selection), 0),
        Format::Project => (events_project(selection), 0),
        Format::LinkedPlaces => events_linked_places(selection),
        Format::TimelineJs => {
            let words = |when: &chronotope_core::time::When| when_words(when, messages, formats.as_ref());
            events_timeline_js(selection, messages.lang, &words)
        }
        _ => (events_csv(selection), 0),
    })
}

/// Gives the selected events to a writer.
fn selected<T>(
    inputs: &Inputs,
    settings: &Settings,
    credit: &Credit,
    write: &dyn Fn(Selection<'_>) -> T,
) -> T {
    let rows = what::rows(inputs, settings.which);
    inputs.session.with_value(|session| {
        let picked = rows.iter().filter_map(|&row| {
            Some(Picked {
                event: session.event(row)?,
                membership: what::membership(session, row),
            })
        });
        let choices = &settings.choices;
        let leaving = Leaving::new(&session.dataset, &session.gazetteer, picked, choices, credit);
        leaving.write(&session.gazetteer, choices, write)
    })
}

/// How many of the events that would leave are marked sensitive, and how many tell of harm in detail.
pub(super) fn marked(inputs: &Inputs, settings: &Settings) -> (u32, u32) {
    // Rows of a file are no coded events.
    if inputs.session.with_value(|session| session.file.is_some()) {
        return (0, 0);
    }
    let which = if settings.format == Format::Page {
        Which::All
    } else {
        settings.which()
    };
    let rows = what::rows(inputs, which);
    inputs.session.with_value(|session| {
        let (mut sensitive, mut graphic) = (0, 0);
        for event in rows.iter().filter_map(|&row| session.event(row)) {
            sensitive += u32::from(event.sensitive);
            graphic += u32::from(event.graphic);
        }
        (sensitive, graphic)
    })
}

/// The sentence of what goes out. That of the view counts what an edition goes without, and may name where it was.
pub(super) fn sentence(inputs: &Inputs, settings: &Settings, text: &'static ExportText) -> String {
    let is_file = inputs.session.with_value(|session| session.file.is_some());
    let formats = inputs.formats.get_untracked();
    if settings.format == Format::Page && settings.is_edition() {
        return text.page_edition.to_owned();
    }
    if settings.is_edition() {
        let n = if is_file {
            what::count(inputs, settings.which())
        } else if settings.format.is_picture() {
            drawn(inputs, settings)
        } else {
            revealed(inputs, settings).events
        };
        let events = text.events.of(u64::from(n), formats.as_ref());
        let window = inputs.store.window.get_untracked();
        let dates = formats.date_range(window.first(), window.last(), DateStyle::Long);
        let pattern = match settings.which() {
            Which::All => text.edition_all,
            Which::Shown | Which::Listed => text.edition_view,
        };
        return fill(pattern, &[("events", &events), ("dates", &dates)]);
    }
    let mut words = what::sentence(inputs, settings.which(), text);
    if settings.format.is_data() {
        let compared = inputs.store.time.get_untracked().compared;
        if compared.is_some() && settings.which() != Which::All {
            words.push_str(text.first_dates_only);
        }
        if let Some(left_out) = left_out(inputs, settings, text) {
            words.push_str(if inputs.store.lang.get_untracked() == Lang::Ar {
                "؛ "
            } else {
                "; "
            });
            words.push_str(&left_out);
        }
    }
    words
}

/// How many events the format has no room for, in words.
fn left_out(inputs: &Inputs, settings: &Settings, text: &'static ExportText) -> Option<String> {
    let plural = settings.format.left_out(text)?;
    let n = revealed(inputs, settings).left_out;
    (n > 0).then(|| plural.of(u64::from(n), inputs.formats.get_untracked().as_ref()))
}

/// How many events a picture draws from which some are kept back.
fn drawn(inputs: &Inputs, settings: &Settings) -> u32 {
    let choices = &settings.choices;
    let rows = what::rows(inputs, Which::Shown);
    inputs.session.with_value(|session| {
        let events = rows.iter().filter_map(|&row| session.event(row));
        let is_drawn = |event: &&Event| {
            choices.keeps_event(event) && !(event.sensitive && choices.sensitive != Sensitive::Whole)
        };
        events.filter(is_drawn).count() as u32
    })
}

/// What the file would reveal of events in full.
pub(super) fn revealed(inputs: &Inputs, settings: &Settings) -> Reveal {
    let room = settings.format.room();
    selected(inputs, settings, &Credit::default(), &|selection| {
        reveal(selection, room)
    })
}

/// What rows of an opened file would reveal: how many there are, points, and columns that may name persons.
pub(super) fn revealed_rows(inputs: &Inputs, settings: &Settings) -> (u32, u32, Vec<String>) {
    let rows = what::rows(inputs, settings.which);
    inputs.session.with_value(|session| {
        let places = session.table.places().iter();
        // The points that are still to be met: each is counted once.
        let mut is_new: Vec<bool> = places
            .map(|place| place.lon_lat.is_some() && !place.is_area)
            .collect();
        let mut points = 0;
        for &row in &rows {
            for code in session.table.codes(Dim::Mark, row) {
                if let Some(is_new) = is_new.get_mut(code as usize) {
                    points += u32::from(std::mem::take(is_new));
                }
            }
        }
        let columns = columns_of(inputs).into_iter().filter(|name| looks_personal(name));
        (rows.len() as u32, points, columns.collect())
    })
}

/// About how many bytes the file will have: `None` where its making takes no time.
pub(super) fn about_bytes(
    inputs: &Inputs,
    settings: &Settings,
    counts: [u32; 3],
    text: &'static ExportText,
) -> Option<f64> {
    let (source, all) = inputs.session.with_value(|session| {
        let file = session.file.as_ref()?;
        Some((file.text.blob().size(), f64::from(session.table.rows())))
    })?;
    if settings.format == Format::Page {
        return Some(source * 4.0 / 3.0 + PAGE_ITSELF);
    }
    let rows = f64::from(counts[settings.which as usize]);
    let source = source * rows / all.max(1.0);
    match settings.format {
        Format::Csv => {
            let credit = what::credit(inputs, settings.which, text);
            Some(about_csv_bytes(source, rows, &credit))
        }
        Format::GeoJson => Some(about_geojson_bytes(source, rows, &columns_of(inputs))),
        _ => None,
    }
}

/// The columns of an opened file, where it has them.
pub(super) fn columns_of(inputs: &Inputs) -> Vec<String> {
    inputs.session.with_value(|session| {
        let file = session.file.as_ref();
        file.map_or_else(Vec::new, |file| file.text.dialect().header.clone())
    })
}

/// Rows of an opened file, read again from it.
async fn rows_blob(
    inputs: &Inputs,
    settings: &Settings,
    credit: &Credit,
    done: &dyn Fn(f64) -> bool,
) -> Result<Blob, SaveFault> {
    /// How much text is gathered before it is handed to the browser.
    const PART: usize = 1 << 20;
    let text = inputs
        .session
        .with_value(|session| session.file.as_ref().map(|file| file.text.clone()));
    let text = text.ok_or(SaveFault::FileChanged)?;
    // In the order of the file, in which it is read fastest and was made.
    let rows = what::rows(inputs, settings.which);
    dom::next_task().await;
    let mut placed: Vec<u64> = inputs.session.with_value(|session| {
        let offset = |row: u32| u64::from(session.table.text_offset(row).unwrap_or(0));
        let rows = rows.into_iter();
        rows.map(|row| offset(row) << 32 | u64::from(row)).collect()
    });
    dom::next_task().await;
    // As numbers and by the standard library: a million pairs would keep the page waiting for seconds.
    placed.sort_unstable();
    let rows: Vec<u32> = placed.iter().map(|place| *place as u32).collect();
    let offsets: Vec<u32> = placed.iter().map(|place| (place >> 32) as u32).collect();
    drop(placed);
    dom::next_task().await;
    let is_json = !matches!(text.dialect().format, SourceFormat::Delimited { .. });
    let parts = Parts::default();
    let put = |part: &mut String, at: usize| {
        parts.push(part)?;
        part.clear();
        going_on(done(at as f64 / offsets.len().max(1) as f64))
    };
    let put_if_much = |part: &mut String, at: usize| {
        if part.len() <= PART { Ok(()) } else { put(part, at) }
    };
    let mut part;
    let choices: &Choices = &settings.choices;
    if settings.format == Format::GeoJson {
        let (writer, begin) = RowGeoJson::new(is_json, choices, credit);
        part = begin;
        text.rows(&offsets, |at, fields| {
            // Its neighbour's point would be a false claim.
            let row = rows.get(at).copied().ok_or(SaveFault::FileChanged)?;
            inputs.session.with_value(|session| {
                let read = as_read(session, row);
                let days: Vec<_> = session.table.spans(row).collect();
                writer.push(&mut part, at == 0, &fields, RowPlace { point: read.point }, &days);
            });
            put_if_much(&mut part, at)
        })
        .await?;
        part.push_str(RowGeoJson::END);
    } else {
        let columns = if is_json {
            all_columns(&text, &offsets).await?
        } else {
            text.dialect().header.clone()
        };
        let (writer, begin) = RowCsv::new(&columns, choices, credit);
        part = begin;
        text.rows(&offsets, |at, fields: Vec<NamedText>| {
            // Its neighbour's place and days would be false claims.
            let row = rows.get(at).copied().ok_or(SaveFault::FileChanged)?;
            inputs.session.with_value(|session| {
                let days: Vec<_> = session.table.spans(row).collect();
                let read = RowRead {
                    days: &days,
                    ..as_read(session, row)
                };
                writer.push(&mut part, &fields, read);
            });
            put_if_much(&mut part, at)
        })
        .await?;
    }
    put(&mut part, offsets.len())?;
    parts.whole(settings.format.media_type())
}

/// What was read from a row of its place.
fn as_read(session: &Session, row: u32) -> RowRead<'_> {
    let table = &session.table;
    let code = table.codes(Dim::Mark, row).next();
    let place = code.and_then(|code| table.places().get(code as usize));
    RowRead {
        place,
        point: match place {
            Some(place) if place.is_area => None,
            Some(place) => place.lon_lat,
            None => table.lon_lat(row),
        },
        precision: table.text(Dim::Precision, row).next().unwrap_or_default(),
        ..RowRead::default()
    }
}

/// The names of all fields that some row has, in order of appearance.
async fn all_columns(text: &crate::import::SourceText, offsets: &[u32]) -> Result<Vec<String>, SaveFault> {
    let mut columns: Vec<String> = Vec::new();
    text.rows(offsets, |_, fields| {
        for (name, _) in fields {
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
        Ok(())
    })
    .await?;
    Ok(columns)
}

//! Opens one file: the worker reads it, the page puts its own map under it.

use super::fetch::fetch;
use super::{Data, Files, LoadError, OWN_GAZETTEER, Opened, Progress, layers};
use crate::dom;
use crate::import::{self, How, Source, WorkerClient};
use crate::later::Task;
use crate::session::{OpenedFile, Session};
use chronotope_core::dataset::{Dataset, Problem, read_project};
use chronotope_core::gazetteer::read_own_gazetteer;
use chronotope_core::read::LoadFailure;
use chronotope_core::state::{Filters, Reading};
use futures::channel::oneshot;
use futures::future::join;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Opens one file, whatever is in it; for `later`. Dropping the future cancels.
///
/// # Errors
/// [`LoadError`] names the file and what is wrong with it.
pub(crate) fn open_source(
    source: Source,
    how: How,
    progress: RwSignal<Progress>,
) -> Task<Result<Opened, LoadError>> {
    Box::pin(open(source, how, progress))
}

async fn open(source: Source, how: How, progress: RwSignal<Progress>) -> Result<Opened, LoadError> {
    let how = How {
        gazetteer: super::fetch::own_address(OWN_GAZETTEER).ok(),
        report: None,
        ..how
    };
    let read = read(&source, &how, progress);
    let unseen = Files::new(&|_, _| {});
    let (read, layers) = join(read, layers(format!("{OWN_GAZETTEER}basemap/"), &unseen)).await;
    let file = short_name(source.name()).to_owned();
    let (session, regions) = match read? {
        import::Opened::Table { table, summary, text } => {
            // The worker's last message was a task of its own; so is what follows.
            dom::next_task().await;
            let session = Session::of_file(
                OpenedFile {
                    name: file,
                    summary,
                    text,
                    source: source.clone(),
                    how: how.clone(),
                },
                *table,
            );
            // The first query passes over all rows: not in the task that draws.
            dom::next_task().await;
            session.apply(
                session.bounds.opening_window,
                &Filters::default(),
                Reading::default(),
            );
            dom::next_task().await;
            (session, Vec::new())
        }
        import::Opened::Project(blob) => project(&file, &blob).await?,
        import::Opened::Texts(_) => return Err(LoadError::Unreachable { file }),
    };
    let opened = layers.under(session, regions, Data::File(source.clone()));
    // What the map draws of the files is read before the task that draws it.
    opened.geography();
    dom::next_task().await;
    Ok(opened)
}

/// The report on a file that is open, as a CSV: of the reasons with these codes, or of all if there is none.
///
/// # Errors
/// As [`open_source`].
pub async fn report_of(file: &OpenedFile, codes: &str) -> Result<web_sys::Blob, LoadError> {
    let how = How {
        report: Some(codes.to_owned()),
        ..file.how.clone()
    };
    let unseen = RwSignal::new(Progress::Files { done: 0, all: 0 });
    match read(&file.source, &how, unseen).await? {
        import::Opened::Project(report) => Ok(report),
        import::Opened::Table { .. } | import::Opened::Texts(_) => Err(LoadError::Import(LoadFailure::new(
            "worker",
            &file.name,
            "no report",
        ))),
    }
}

/// The text of a gazetteer that a person opened, unpacked; `no_places` if it has none.
///
/// # Errors
/// As [`open_source`].
pub async fn gazetteer_of(source: &Source) -> Result<web_sys::Blob, LoadError> {
    let how = How {
        is_gazetteer: true,
        ..How::default()
    };
    let unseen = RwSignal::new(Progress::Files { done: 0, all: 0 });
    if let import::Opened::Project(text) = read(source, &how, unseen).await? {
        return Ok(text);
    }
    let file = short_name(source.name());
    Err(LoadError::Import(LoadFailure::new("no_places", file, "")))
}

/// Reads a source in the worker.
async fn read(source: &Source, how: &How, progress: RwSignal<Progress>) -> Result<import::Opened, LoadError> {
    let file = short_name(source.name()).to_owned();
    let script =
        dom::meta("chronotope-worker").ok_or_else(|| LoadError::Unreachable { file: file.clone() })?;
    let start = import::Progress {
        bytes: 0.0,
        total: None,
        rows: 0,
    };
    progress.set(Progress::Rows {
        file: file.clone(),
        read: start,
    });
    let (sender, receiver) = oneshot::channel();
    let sender = std::rc::Rc::new(std::cell::RefCell::new(Some(sender)));
    let failing = std::rc::Rc::clone(&sender);
    let tell = |sender: &std::cell::RefCell<Option<oneshot::Sender<_>>>, outcome| {
        if let Some(sender) = sender.borrow_mut().take() {
            // Nobody listens any more where opening was cancelled.
            sender.send(outcome).ok();
        }
    };
    let read_file = file.clone();
    let opening = WorkerClient::new(script).open(
        source,
        how,
        move |read| {
            progress.set(Progress::Rows {
                file: read_file.clone(),
                read,
            });
        },
        move |opened| tell(&sender, Ok(opened)),
        move |failure: LoadFailure| tell(&failing, Err(failure)),
    );
    let outcome = receiver.await;
    drop(opening);
    let named = |mut failure: LoadFailure| {
        failure.file = short_name(&failure.file).to_owned();
        LoadError::Import(failure)
    };
    match outcome {
        Ok(outcome) => outcome.map_err(named),
        Err(_gone) => Err(LoadError::Import(LoadFailure::new("worker", &file, "no answer"))),
    }
}

/// The project's own JSON: events, and reports, manifest and places where it has them. Other places are the page's own.
async fn project(file: &str, blob: &web_sys::Blob) -> Result<(Session, Vec<u8>), LoadError> {
    let unreadable = |_fault| LoadError::Unreachable {
        file: file.to_owned(),
    };
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(unreadable)?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    let read = read_project(file, &bytes)?;
    let of_gazetteer = |name: &str| format!("{OWN_GAZETTEER}{name}.geojson");
    let (places, regions) = (of_gazetteer("places"), of_gazetteer("regions"));
    let (places, regions) = join(fetch(&places), fetch(&regions)).await;
    let (places, regions) = (places?, regions?);
    // The file's own places come first: what it says of them holds.
    let own = read.places.unwrap_or_default();
    let files = [own.as_slice(), &places, &regions];
    let files = if own.is_empty() { &files[1..] } else { &files[..] };
    let names = [file, &of_gazetteer("places"), &of_gazetteer("regions")];
    let names = if own.is_empty() { &names[1..] } else { &names[..] };
    let gazetteer = read_own_gazetteer(files);
    let problems = Problem::of_places(names, gazetteer.warnings);
    let mut dataset = match read.manifest {
        Some(manifest) => Dataset::new(manifest, read.reports, read.events),
        None => Dataset::bare(file, read.reports, read.events),
    };
    dataset.problems.extend(problems);
    let session = Session::new(dataset, gazetteer.gazetteer).map_err(|error| LoadError::TooLarge {
        file: file.to_owned(),
        error,
    })?;
    Ok((session, regions))
}

/// The last part of a path or an address.
pub fn short_name(path: &str) -> &str {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    path.rsplit('/')
        .next()
        .filter(|name| !name.is_empty())
        .unwrap_or(path)
}

//! What went wrong, in sentences.

use crate::components::import::{OpenImport, Start};
use crate::load::{LoadError, Opened};
use crate::session::SessionValue;
use crate::store::Store;
use chronotope_core::dataset::{DatasetError, Problem, Reason};
use chronotope_core::messages::{Messages, fill, messages};
use chronotope_core::read::Reason as ReadReason;
use chronotope_core::state::{Lang, UrlProblem};
use leptos::prelude::*;
use std::rc::Rc;

/// Problems of a file that are listed; the others are counted.
const SHOWN_PROBLEMS: usize = 100;

/// The sentence for a failure: what is wrong, where, and what to do.
pub fn error_sentence(error: &LoadError, messages: Messages) -> String {
    let text = messages.shell;
    match error {
        LoadError::Unreachable { file } => fill(text.error_unreachable, &[("file", file)]),
        LoadError::Status { file, status } => fill(
            text.error_status,
            &[("file", file), ("status", &status.to_string())],
        ),
        LoadError::OtherOrigin { file } => fill(text.error_other_origin, &[("file", file)]),
        LoadError::Import(failure) => messages.load_failure(failure),
        LoadError::TooLarge { file, error } => {
            let detail = messages.table_error(error);
            fill(text.error_too_large, &[("file", file), ("detail", &detail)])
        }
        LoadError::Dataset(DatasetError::NotJson { file, line, column }) => fill(
            text.error_not_json,
            &[
                ("file", file),
                ("line", &line.to_string()),
                ("column", &column.to_string()),
            ],
        ),
        LoadError::Dataset(DatasetError::NotExpected { file, detail }) => {
            fill(text.error_not_expected, &[("file", file), ("detail", detail)])
        }
        LoadError::Dataset(DatasetError::Version { file, version }) => fill(
            text.error_version,
            &[("file", file), ("version", &version.to_string())],
        ),
    }
}

/// The sentence for a record that could not be used in full.
fn problem_sentence(problem: &Problem, messages: Messages) -> String {
    let text = messages.shell;
    let (pattern, detail) = match &problem.reason {
        Reason::Malformed(detail) => (text.problem_malformed, detail),
        Reason::UnknownWord(detail) => (text.problem_unknown_word, detail),
        Reason::Duplicate(detail) => (text.problem_duplicate, detail),
        Reason::Dangling(detail) if problem.field == "where" => (text.problem_place, detail),
        Reason::Dangling(detail) => (text.problem_dangling, detail),
        Reason::Undated(detail) => (text.problem_undated, detail),
        Reason::Unordered(detail) => (text.problem_unordered, detail),
        Reason::Unread(detail) => (text.problem_file, detail),
    };
    fill(
        pattern,
        &[
            ("file", problem.file.as_str()),
            ("record", &(problem.record + 1).to_string()),
            ("id", problem.id.as_deref().unwrap_or("–")),
            ("field", problem.field),
            ("detail", detail),
        ],
    )
}

/// Nothing could be opened: why, and ways on.
#[component]
pub fn NothingOpen(
    /// Language of the page.
    lang: Lang,
    /// What happened.
    why: String,
    /// Try again.
    on_retry: Callback<()>,
    /// Open the bundled data instead.
    on_bundled: Callback<()>,
) -> impl IntoView {
    let messages = messages(lang);
    view! {
        <div class="boot" lang=lang.tag() dir=lang.dir()>
            <p role="alert">{why}</p>
            <button type="button" class="button" on:click=move |_| on_retry.run(())>
                {messages.shell.retry}
            </button>
            <button type="button" class="button" on:click=move |_| on_bundled.run(())>
                {messages.import.open_bundled}
            </button>
            {use_context::<OpenImport>()
                .map(|OpenImport(open)| {
                    view! {
                        <button
                            type="button"
                            class="button"
                            aria-haspopup="dialog"
                            on:click=move |_| open.run(Start::Choose)
                        >
                            {messages.import.open_data}
                        </button>
                    }
                })}
        </div>
    }
}

/// What could not be used of the data, of what the map draws of it, or of the link, which is given.
pub(crate) fn problems(
    store: Store,
    session: SessionValue,
    opened: StoredValue<Rc<Opened>, LocalStorage>,
    link_problems: RwSignal<Vec<UrlProblem>>,
) -> AnyView {
    let of_link = move || {
        let text = store.messages().shell;
        let link_problems = link_problems.read();
        let sentences = link_problems.iter().map(|p| {
            fill(
                text.link_problem,
                &[("key", p.key.as_str()), ("value", p.value.as_str())],
            )
        });
        sentences
            .map(|s| view! { <p class="notice" role="alert">{s}</p> })
            .collect_view()
    };
    let of_data = move || {
        session.with_value(|session| {
            let messages = store.messages();
            let opened = opened.get_value();
            let missing = opened.missing_layers.iter();
            let drawn = opened.geography().problems.iter();
            let sentences: Vec<String> = drawn
                .chain(&session.dataset.problems)
                .map(|problem| problem_sentence(problem, messages))
                .chain(missing.map(|error| error_sentence(error, messages)))
                .collect();
            if sentences.is_empty() {
                return None;
            }
            let formats = crate::intl::formats(store.lang.get());
            let heading = messages
                .shell
                .problems
                .of(sentences.len() as u64, formats.as_ref());
            let sentences = sentences.into_iter().map(|words| view! { <li>{words}</li> });
            Some(view! {
                <details class="notice">
                    <summary>{heading}</summary>
                    <ul>{sentences.collect_view()}</ul>
                </details>
            })
        })
    };
    let of_file = move || {
        session.with_value(|session| {
            let file = session
                .file
                .as_ref()
                .filter(|file| !file.summary.problems.is_empty())?;
            let messages = store.messages();
            let formats = crate::intl::formats(store.lang.get());
            let (problems, text) = (&file.summary.problems, messages.import);
            // A row that is placed by its name is told in the report; nothing is wrong with it.
            let is_fault = |reason| !matches!(reason, ReadReason::PlacedByName | ReadReason::PlacedByLikelyName);
            let faults = problems.counts().filter(|(reason, _)| is_fault(*reason));
            let all: u32 = faults.map(|(_, count)| count).sum();
            if all == 0 {
                return None;
            }
            let shown = problems
                .kept()
                .iter()
                .filter(|p| is_fault(p.reason))
                .take(SHOWN_PROBLEMS);
            let sentences = shown
                .map(|p| view! { <li dir="auto">{messages.import_problem(&file.name, p, formats.as_ref())}</li> })
                .collect_view();
            let more = (all as usize).saturating_sub(SHOWN_PROBLEMS) as u64;
            let more = (more > 0).then(|| view! { <p>{text.more_problems.of(more, formats.as_ref())}</p> });
            Some(view! {
                <details class="notice">
                    <summary>{text.problems.of(u64::from(all), formats.as_ref())}</summary>
                    <ul>{sentences}</ul>
                    {more}
                </details>
            })
        })
    };
    // Every file of rows has a report.
    let report = session.with_value(|session| session.file.is_some()).then(|| {
        let open = use_context::<OpenImport>().map(|OpenImport(open)| open);
        let show = move |_| {
            if let Some(open) = open {
                open.run(Start::Report);
            }
        };
        view! {
            <p class="notice">
                <button type="button" class="button" aria-haspopup="dialog" on:click=show>
                    {move || store.messages().import.report}
                </button>
            </p>
        }
    });
    view! {
        {of_link}
        {of_data}
        {of_file}
        {report}
    }
    .into_any()
}

//! What went wrong, in sentences.

use crate::load::LoadError;
use crate::session::Session;
use crate::store::Store;
use chronotope_core::dataset::{DatasetError, Problem, Reason};
use chronotope_core::messages::{Messages, ShellText, fill, messages};
use chronotope_core::state::{Lang, UrlProblem};
use leptos::prelude::*;
use std::rc::Rc;

/// The sentence for a failure: what is wrong, where, and what to do.
pub fn error_sentence(error: &LoadError, text: &ShellText) -> String {
    match error {
        LoadError::Unreachable { file } => fill(text.error_unreachable, &[("file", file)]),
        LoadError::Status { file, status } => fill(
            text.error_status,
            &[("file", file), ("status", &status.to_string())],
        ),
        LoadError::OtherOrigin { file } => fill(text.error_other_origin, &[("file", file)]),
        LoadError::TooLarge { file, detail } => {
            fill(text.error_too_large, &[("file", file), ("detail", detail)])
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

/// A data set that could not be opened, with a way to try again.
#[component]
pub fn LoadFailed(
    /// Language of the page.
    lang: Lang,
    /// What is wrong.
    error: LoadError,
    /// Try again.
    on_retry: Callback<()>,
) -> impl IntoView {
    let text = messages(lang).shell;
    view! {
        <div class="boot" lang=lang.tag() dir=lang.dir()>
            <p role="alert">{error_sentence(&error, text)}</p>
            <button type="button" class="button" on:click=move |_| on_retry.run(())>
                {text.retry}
            </button>
        </div>
    }
}

/// What could not be used of the data or of the link.
#[component]
pub fn Problems(
    /// The view.
    store: Store,
    /// The opened data set.
    session: StoredValue<Rc<Session>, LocalStorage>,
    /// Parameters of the link that could not be used.
    link_problems: Vec<UrlProblem>,
) -> impl IntoView {
    let of_link = move || {
        let text = store.messages().shell;
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
            let problems = &session.dataset.problems;
            if problems.is_empty() {
                return None;
            }
            let messages = store.messages();
            let sentences = problems
                .iter()
                .map(|p| view! { <li>{problem_sentence(p, messages)}</li> });
            let formats = crate::intl::IntlFormats::new(store.lang.get());
            let heading = messages.shell.problems.of(problems.len() as u64, &formats);
            Some(view! {
                <details class="notice">
                    <summary>{heading}</summary>
                    <ul>{sentences.collect_view()}</ul>
                </details>
            })
        })
    };
    view! {
        {of_link}
        {of_data}
    }
}

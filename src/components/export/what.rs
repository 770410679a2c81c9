//! Which events go out, and what is said of where they come from.

use super::Inputs;
use super::parts::browser;
use crate::load::Data;
use crate::session::{Among, Session};
use chronotope_core::messages::{DateStyle, ExportText, fill, messages};
use chronotope_core::query::{RowRef, Scope};
use chronotope_core::state::Focus;
use chronotope_core::table::Dim;
use chronotope_core::time::Membership;
use chronotope_core::write::{Credit, FileHash, SaveFault, Sha256, Terms, sha256_hex, terms_of};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Which events go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Those that the map and the list show now.
    Shown,
    /// Those of the place or report that the list is about.
    Listed,
    /// All.
    All,
}

impl Which {
    pub(super) const ALL: [Which; 3] = [Which::Shown, Which::Listed, Which::All];

    pub(super) fn key(self) -> &'static str {
        match self {
            Which::Shown => "shown",
            Which::Listed => "listed",
            Which::All => "all",
        }
    }
}

/// The rows that go out, each once, in the order of the table.
pub(super) fn rows(inputs: &Inputs, which: Which) -> Vec<u32> {
    inputs.session.with_value(|session| {
        let mut rows: Vec<u32> = match which {
            Which::All => (0..session.table.rows()).collect(),
            Which::Shown => numbers(&session.rows(among(inputs), None, Scope::InWindow, usize::MAX)),
            Which::Listed => listed(session, &inputs.store.focus.get_untracked()),
        };
        chronotope_core::sort::ascending(&mut rows);
        rows.dedup();
        rows
    })
}

/// What the list shows, so that a file leaves nothing of it out.
fn among(inputs: &Inputs) -> Among {
    untrack(|| inputs.store.among())
}

/// How many rows go out, without gathering them where that takes a while.
pub(super) fn count(inputs: &Inputs, which: Which) -> u32 {
    let counted = |session: &Session| match which {
        Which::All => Some(session.table.rows()),
        Which::Shown => {
            let counts = session.engine(among(inputs)).borrow().totals();
            Some(counts.definite + counts.possible)
        }
        Which::Listed => None,
    };
    let counted = inputs.session.with_value(|session| counted(session));
    counted.unwrap_or_else(|| rows(inputs, which).len() as u32)
}

fn numbers(rows: &[RowRef]) -> Vec<u32> {
    rows.iter().map(|row| row.row).collect()
}

fn listed(session: &Session, focus: &Focus) -> Vec<u32> {
    let of = |among, dim, code: u32| {
        numbers(&session.rows(among, Some((dim, code)), Scope::InWindowFirst, usize::MAX))
    };
    match focus {
        Focus::None => Vec::new(),
        Focus::Report(id) => {
            let code = session.table.code_of(Dim::Report, id).unwrap_or(u32::MAX);
            of(Among::All, Dim::Report, code)
        }
        Focus::Places(ids) => {
            let mut rows = Vec::new();
            for code in ids.iter().filter_map(|id| session.place_code(id)) {
                rows.extend(of(Among::Incidents, Dim::Mark, code));
                rows.extend(of(Among::All, Dim::Mention, code));
            }
            rows
        }
    }
}

/// What the list is about, in words; empty if it is about all events.
pub(super) fn subject(inputs: &Inputs) -> String {
    let lang = inputs.store.lang.get_untracked();
    let text = messages(lang).reports;
    inputs
        .session
        .with_value(|session| match inputs.store.focus.get_untracked() {
            Focus::None => String::new(),
            Focus::Report(id) => match session.dataset.report(&id) {
                Some(report) => session.dataset.manifest.name(&report.publisher, lang).to_owned(),
                None => fill(text.unknown_report, &[("id", &id)]),
            },
            Focus::Places(ids) => {
                let names: Vec<String> = ids
                    .iter()
                    .map(|id| {
                        let name = session.place_name(id, lang);
                        name.unwrap_or_else(|| fill(text.unknown_place, &[("id", id)]))
                    })
                    .collect();
                inputs.formats.get_untracked().list(&names)
            }
        })
}

/// The sentence of what goes out.
pub(super) fn sentence(inputs: &Inputs, which: Which, text: &ExportText) -> String {
    match which {
        Which::Shown => inputs.status.get_untracked(),
        Which::Listed => fill(
            text.listed_view,
            &[
                ("subject", &subject(inputs)),
                ("sentence", &inputs.status.get_untracked()),
            ],
        ),
        Which::All => text.everything_view.to_owned(),
    }
}

/// How an event stands to the selected dates, by the time and in the way that the view counts.
pub(super) fn membership(session: &Session, row: u32) -> Membership {
    session.all_events().borrow().membership(row)
}

/// The terms that the data is under, as far as its family and its columns tell.
pub(super) fn terms(session: &Session) -> Option<Terms> {
    let file = session.file.as_ref()?;
    let columns = file.text.dialect().header.iter().map(String::as_str);
    terms_of(file.summary.family, columns)
}

/// Where the data comes from, without the hashes of its files.
pub(super) fn credit(inputs: &Inputs, which: Which, text: &ExportText) -> Credit {
    let lang = inputs.store.lang.get_untracked();
    inputs.session.with_value(|session| {
        let manifest = &session.dataset.manifest;
        let attribution = match terms(session) {
            Some(terms) if manifest.attribution.is_empty() => terms.attribution().to_owned(),
            _ => manifest.attribution.clone(),
        };
        Credit {
            title: manifest.title.get(lang).to_owned(),
            attribution,
            licence: manifest.licence.clone(),
            view: sentence(inputs, which, text),
            url: crate::dom::address(),
            files: Vec::new(),
        }
    })
}

/// The citation of the present view.
pub(super) fn citation(inputs: &Inputs, text: &ExportText) -> String {
    let credit = credit(inputs, Which::Shown, text);
    let formats = inputs.formats.get_untracked();
    let coded = inputs.session.with_value(|session| {
        let days = session
            .dataset
            .events
            .iter()
            .filter_map(|e| chronotope_core::time::Day::parse_iso(&e.coded_on));
        days.max()
    });
    let coded = coded.map_or_else(String::new, |day| {
        fill(
            text.citation_coded,
            &[("date", &formats.date(day, DateStyle::Long))],
        )
    });
    let today = formats.date(crate::dom::today(), DateStyle::Long);
    let viewed = fill(text.citation_viewed, &[("date", &today)]);
    // What is not known leaves no stop behind.
    let attribution = credit.attribution.trim_end_matches('.');
    let whole = fill(
        text.citation,
        &[
            ("title", credit.title.trim_end_matches('.')),
            ("attribution", attribution),
            ("coded", &coded),
            ("view", &credit.view),
            ("url", &credit.url),
            ("viewed", &viewed),
        ],
    );
    if attribution.is_empty() {
        whole.replacen(". . ", ". ", 1)
    } else {
        whole
    }
}

/// The files that the data was read from, each with its hash.
///
/// # Errors
/// If a file can no longer be read.
pub(super) async fn hashes(inputs: &Inputs) -> Result<Vec<FileHash>, SaveFault> {
    match inputs.opened.with_value(|opened| opened.data.clone()) {
        Data::Folder(folder) => {
            let names = inputs.session.with_value(|session| {
                let manifest = &session.dataset.manifest;
                [
                    "manifest.json".to_owned(),
                    manifest.reports.clone(),
                    manifest.events.clone(),
                ]
            });
            let fetched = crate::load::fetched();
            let found = names.into_iter().filter_map(|name| {
                let path = format!("{folder}{name}");
                let (_, bytes) = fetched.iter().find(|(known, _)| *known == path)?;
                Some(FileHash {
                    name,
                    sha256: sha256_hex(bytes),
                })
            });
            Ok(found.collect())
        }
        Data::File(source) => {
            let blob = super::page::source_blob(&source).await?;
            let name = inputs
                .session
                .with_value(|session| session.dataset.manifest.events.clone());
            Ok(vec![FileHash {
                name,
                sha256: blob_hash(&blob).await?,
            }])
        }
    }
}

/// The hash of a file of any size.
pub(super) async fn blob_hash(blob: &web_sys::Blob) -> Result<String, SaveFault> {
    // Small enough that the page stays alive between two parts.
    const PART: f64 = 524_288.0;
    let mut hash = Sha256::default();
    let mut at = 0.0;
    while at < blob.size() {
        let part = blob.slice_with_f64_and_f64(at, at + PART).map_err(browser)?;
        let bytes = JsFuture::from(part.array_buffer()).await.map_err(browser)?;
        hash.update(&js_sys::Uint8Array::new(&bytes).to_vec());
        at += PART;
    }
    Ok(hash.finish_hex())
}

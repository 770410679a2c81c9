//! Every sentence of the interface, in English and Arabic.
//!
//! One struct of texts an area of the page, one constant of it a language: a sentence that lacks a translation does
//! not compile. What CLDR knows (plural rules, dates, numbers) comes through [`Formats`]: in the browser from `Intl`,
//! in native tests from [`StubFormats`].

mod answer;
mod doubt;
mod export;
mod filters;
mod formats;
mod help;
mod import;
mod import_dialog;
mod map;
mod panes;
mod passages;
mod plural;
mod reports;
mod shell;
mod time_options;
mod timeline;

pub use answer::AnswerText;
pub use doubt::DoubtText;
pub use export::{ExportText, export_text};
pub use filters::FiltersText;
pub use formats::{DateStyle, Formats, StubFormats};
pub use help::{HelpSection, HelpText};
pub use import::ImportText;
pub use import_dialog::{ImportDialogText, import_dialog_text};
pub use map::MapText;
pub use panes::PanesText;
pub use passages::{PassagesText, passages_text};
pub use plural::{Plural, PluralCategory};
pub use reports::ReportsText;
pub use shell::ShellText;
pub use time_options::TimeOptionsText;
pub use timeline::TimelineText;

use crate::state::Lang;

/// The texts of one language.
#[derive(Debug, Clone, Copy)]
pub struct Messages {
    /// Language of the texts.
    pub lang: Lang,
    /// The page around the panes.
    pub shell: &'static ShellText,
    /// The timeline.
    pub timeline: &'static TimelineText,
    /// The time options.
    pub options: &'static TimeOptionsText,
    /// The help sheet.
    pub help: &'static HelpText,
    /// The reports pane, and what is said of an event.
    pub reports: &'static ReportsText,
    /// The filters.
    pub filters: &'static FiltersText,
    /// Sums, incidents, publishers, searches, passages.
    pub doubt: &'static DoubtText,
    /// The answer to a search.
    pub answer: &'static AnswerText,
    /// The map.
    pub map: &'static MapText,
    /// Edges of panes, and the table.
    pub panes: &'static PanesText,
    /// Opening files.
    pub import: &'static ImportText,
}

/// The texts that the first view needs, of one language: the others come with the page.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// Language of the texts.
    pub lang: Lang,
    /// The page around the panes.
    pub shell: &'static ShellText,
    /// The timeline.
    pub timeline: &'static TimelineText,
    /// The reports pane, and what is said of an event.
    pub reports: &'static ReportsText,
    /// The map.
    pub map: &'static MapText,
}

/// The texts of the first view in a language.
pub fn words(lang: Lang) -> Words {
    match lang {
        Lang::En => Words {
            lang,
            shell: &shell::EN,
            timeline: &timeline::EN,
            reports: &reports::EN,
            map: &map::EN,
        },
        Lang::Ar => Words {
            lang,
            shell: &shell::AR,
            timeline: &timeline::AR,
            reports: &reports::AR,
            map: &map::AR,
        },
    }
}

/// The texts in a language.
pub fn messages(lang: Lang) -> Messages {
    match lang {
        Lang::En => Messages {
            lang,
            shell: &shell::EN,
            timeline: &timeline::EN,
            options: &time_options::EN,
            help: &help::EN,
            reports: &reports::EN,
            filters: &filters::EN,
            doubt: &doubt::EN,
            answer: &answer::EN,
            map: &map::EN,
            panes: &panes::EN,
            import: &import::EN,
        },
        Lang::Ar => Messages {
            lang,
            shell: &shell::AR,
            timeline: &timeline::AR,
            options: &time_options::AR,
            help: &help::AR,
            reports: &reports::AR,
            filters: &filters::AR,
            doubt: &doubt::AR,
            answer: &answer::AR,
            map: &map::AR,
            panes: &panes::AR,
            import: &import::AR,
        },
    }
}

/// The name at the place that a value has among all of them.
fn named<T: PartialEq>(all: &[T], value: &T, names: &[&'static str]) -> &'static str {
    let place = all.iter().position(|one| one == value);
    place.and_then(|at| names.get(at)).copied().unwrap_or("")
}

/// Puts values in place of `{name}` in a pattern. A name that is not given stays as it is.
///
/// ```
/// use chronotope_core::messages::fill;
/// assert_eq!(fill("{n} of {all}", &[("n", "3"), ("all", "7")]), "3 of 7");
/// ```
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
            out.push_str(value);
        } else {
            out.push('{');
            out.push_str(name);
            out.push('}');
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

//! [`How`]: what a person has said of a file before it is read.

use chronotope_core::read::{Alias, Plan};
use web_sys::Blob;

/// What a person has said of a file, and of the names in it.
#[derive(Debug, Clone, Default)]
pub struct How {
    /// What columns and values mean.
    pub plan: Plan,
    /// Places chosen for names.
    pub aliases: Vec<Alias>,
    /// The gazetteers that the person opened, and their names.
    pub packs: Vec<(Blob, String)>,
    /// The address of the folder of the page's own gazetteer.
    pub gazetteer: Option<String>,
    /// Only the report is wanted, on the reasons of these codes; on all if there is none.
    pub report: Option<String>,
    /// It is no file of rows but a gazetteer: what is wanted is its text, if it has places.
    pub is_gazetteer: bool,
}

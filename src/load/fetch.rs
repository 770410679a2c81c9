//! Fetches the files of a data set, all at once.

use chronotope_core::dataset::DatasetError;
use chronotope_core::read::LoadFailure;
use chronotope_core::table::TableError;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Why a data set could not be opened.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LoadError {
    /// The server could not be reached, or broke off.
    #[error("{file}: not reached")]
    Unreachable {
        /// Path of the file.
        file: String,
    },
    /// The server answered with something else than the file.
    #[error("{file}: status {status}")]
    Status {
        /// Path of the file.
        file: String,
        /// HTTP status.
        status: u16,
    },
    /// The path leads to another origin: nothing leaves the page.
    #[error("{file}: another origin")]
    OtherOrigin {
        /// Path of the file.
        file: String,
    },
    /// The file is not what it should be.
    #[error(transparent)]
    Dataset(#[from] DatasetError),
    /// The worker could not read the file.
    #[error("{}: {}: {}", .0.file, .0.code, .0.detail)]
    Import(LoadFailure),
    /// More rows or values than can be counted.
    #[error("{file}: {error}")]
    TooLarge {
        /// Path of the file.
        file: String,
        /// What is too large.
        error: TableError,
    },
}

impl LoadError {
    /// What kind of failure it is, in a word that does not change with the language.
    pub fn code(&self) -> &str {
        match self {
            LoadError::Unreachable { .. } => "unreachable",
            LoadError::Status { .. } => "status",
            LoadError::OtherOrigin { .. } => "other_origin",
            LoadError::Dataset(_) => "dataset",
            LoadError::Import(failure) => &failure.code,
            LoadError::TooLarge { .. } => "too_large",
        }
    }
}

/// Fetches a file of this origin.
///
/// # Errors
/// [`LoadError`] if it is not of this origin, cannot be reached or is not there.
pub async fn fetch(path: &str) -> Result<Vec<u8>, LoadError> {
    let unreachable = || LoadError::Unreachable {
        file: path.to_owned(),
    };
    own_address(path)?;
    let response = JsFuture::from(crate::dom::window().fetch_with_str(path))
        .await
        .map_err(|_fault| unreachable())?;
    let response: Response = response.dyn_into().map_err(|_fault| unreachable())?;
    if !response.ok() {
        return Err(LoadError::Status {
            file: path.to_owned(),
            status: response.status(),
        });
    }
    let buffer = response.array_buffer().map_err(|_fault| unreachable())?;
    let buffer = JsFuture::from(buffer).await.map_err(|_fault| unreachable())?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    FETCHED.with_borrow_mut(|files| {
        files.retain(|(known, _)| known != path);
        files.push((path.to_owned(), bytes.as_slice().into()));
    });
    Ok(bytes)
}

thread_local! {
    static FETCHED: RefCell<Vec<(String, Rc<[u8]>)>> = const { RefCell::new(Vec::new()) };
}

/// The files of data that the page has fetched, as they came: what is saved, and what is hashed, is what was shown,
/// whatever the server holds by now.
pub fn fetched() -> Vec<(String, Rc<[u8]>)> {
    FETCHED.with_borrow(Vec::clone)
}

/// The whole address of a path of this origin.
///
/// # Errors
/// [`LoadError::OtherOrigin`] if it leads elsewhere.
pub(crate) fn own_address(path: &str) -> Result<String, LoadError> {
    let location = crate::dom::window().location();
    let other = || LoadError::OtherOrigin {
        file: path.to_owned(),
    };
    let (Ok(href), Ok(origin)) = (location.href(), location.origin()) else {
        return Err(other());
    };
    match web_sys::Url::new_with_base(path, &href) {
        Ok(url) if url.origin() == origin => Ok(url.href()),
        _ => Err(other()),
    }
}

//! Fetches the files of a data set, all at once.

use chronotope_core::dataset::DatasetError;
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
    /// More rows or values than can be counted.
    #[error("{file}: {detail}")]
    TooLarge {
        /// Path of the file.
        file: String,
        /// What is too large.
        detail: String,
    },
}

/// Fetches a file of this origin.
///
/// # Errors
/// [`LoadError`] if it is not of this origin, cannot be reached or is not there.
pub async fn fetch(path: &str) -> Result<Vec<u8>, LoadError> {
    let unreachable = || LoadError::Unreachable {
        file: path.to_owned(),
    };
    if !is_same_origin(path) {
        return Err(LoadError::OtherOrigin {
            file: path.to_owned(),
        });
    }
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
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// True if a path, read against the page's address, stays on its origin.
pub(super) fn is_same_origin(path: &str) -> bool {
    let location = crate::dom::window().location();
    let (Ok(href), Ok(origin)) = (location.href(), location.origin()) else {
        return false;
    };
    web_sys::Url::new_with_base(path, &href).is_ok_and(|url| url.origin() == origin)
}

//! End-to-end journeys: the release build, served from a sub-path by a server that can be told to fail, in a real
//! browser that is driven as a person would, by role and name.
//!
//! A journey is a function that gets a [`Visit`]; it fails by panicking, with what the page showed at that moment.
//! Whatever it does, it also fails when the page breaks its own Content-Security-Policy or Trusted Types policy, or
//! writes an error to the console, unless the journey said that it expects that.
//!
//! ```no_run
//! use chronotope_e2e::{Journey, Visit, journeys};
//!
//! pub(crate) const ALL: &[Journey] = journeys![a_town_opens_its_reports];
//!
//! fn a_town_opens_its_reports(visit: &Visit) {
//!     let page = visit.open("");
//!     page.wait_for_state("ready");
//!     page.button("Hass: 1 event").click();
//!     assert!(page.get("region", "Reports").text().contains("Hass"));
//! }
//! ```
//!
//! To add one, write the function into a file of `e2e/tests/journeys/` and its name into that file's `ALL`; a new
//! file also goes into `main.rs` there. `cargo xtask release`, then `cargo test -p chronotope-e2e --test journeys a_town`
//! runs those whose names contain `a_town`. `CHRONOTOPE_E2E_SHOW=1` shows the browser's window.

#![allow(
    clippy::missing_panics_doc,
    reason = "here a panic is how a journey fails: every method may"
)]

mod browser;
mod driver;
mod element;
mod find;
mod input;
mod page;
mod runner;
mod site;

pub use browser::{Kind, Media};
pub use element::{Element, Rect};
pub use find::{Name, containing, ending, starting};
pub use input::{Pointer, PointerKind};
pub use page::Page;
pub use runner::{Journey, Visit, run};
pub use site::Site;

/// The journeys of a file: `journeys![first, second]` names each after its function and module.
#[macro_export]
macro_rules! journeys {
    ($($journey:ident),* $(,)?) => {
        &[$($crate::Journey::new(concat!(module_path!(), "::", stringify!($journey)), $journey)),*]
    };
}

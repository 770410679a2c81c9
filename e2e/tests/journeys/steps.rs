//! What journeys of several parts of the page begin with and wait for.

use chronotope_e2e::{Page, Visit};

/// The month with the most events.
pub(crate) const SEPTEMBER: &str = "#daterange=2018-09-01,2018-09-30";

/// The page at this end of its address, once it can be used.
pub(crate) fn ready<'v>(visit: &'v Visit, rest: &str) -> &'v Page {
    let page = visit.open(rest);
    page.wait_for_state("ready");
    page
}

/// Waits until the address has this in it.
pub(crate) fn wait_for_hash(page: &Page, part: &str) {
    page.wait_until(part, || page.hash().contains(part));
}

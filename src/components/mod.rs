//! The parts of the page. Each turns plain values into elements and acts into messages.

#![allow(
    unreachable_pub,
    reason = "the component macro makes structs of its own public"
)]
#![allow(
    clippy::needless_pass_by_value,
    reason = "components take their props by value"
)]

pub mod chips;
pub mod export;
pub mod filters;
pub mod header;
pub mod help;
pub mod import;
pub mod map;
pub mod notices;
pub mod panes;
pub mod passages;
pub mod reports;
pub mod sheet;
pub(crate) mod steps;
pub mod table;
pub mod timeline;

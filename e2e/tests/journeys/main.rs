//! Journeys through the release, a file for each part of the page.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a journey fails by panicking"
)]

mod controls;
mod facets;
mod files;
mod furniture;
mod hands;
mod keys;
mod losses;
mod map;
mod moving;
mod own_data;
mod passages;
mod phone;
mod questions;
mod reading;
mod saving;
mod shell;
mod steps;
mod timeline;
mod walk;

use std::process::ExitCode;

fn main() -> ExitCode {
    chronotope_e2e::run(&[
        shell::ALL,
        reading::ALL,
        questions::ALL,
        files::ALL,
        furniture::ALL,
        map::ALL,
        moving::ALL,
        saving::ALL,
        timeline::ALL,
        own_data::ALL,
        passages::ALL,
        controls::ALL,
        facets::ALL,
        hands::ALL,
        keys::ALL,
        losses::ALL,
        phone::ALL,
        walk::ALL,
    ])
}

//! Where things are: the project's folders and the user's cache.

use anyhow::{Context as _, Result};
use std::env;
use std::path::{Path, PathBuf};

/// The project's root: the folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable for `cargo run`; the value from the build is for a binary started by hand.
    let xtask =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    xtask.parent().map_or_else(|| xtask.clone(), Path::to_path_buf)
}

/// The folder of tools that every clone of the project shares: `$CHRONOTOPE_CACHE`, else
/// `$XDG_CACHE_HOME/chronotope`, else `~/.cache/chronotope`.
pub(crate) fn cache() -> Result<PathBuf> {
    cache_from(|name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    })
    .context("no place for the tools: set CHRONOTOPE_CACHE (or HOME) to a folder")
}

/// [`cache`], for a given environment.
fn cache_from(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    variable("CHRONOTOPE_CACHE")
        .or_else(|| Some(variable("XDG_CACHE_HOME")?.join("chronotope")))
        .or_else(|| Some(variable("HOME")?.join(".cache/chronotope")))
        .or_else(|| Some(variable("LOCALAPPDATA")?.join("chronotope")))
}

/// Cargo's target folder, where intermediate results go.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The program of that name on `PATH`, if there is one.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    env::split_paths(&paths)
        .map(|folder| folder.join(format!("{program}{}", env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given<'a>(pairs: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<PathBuf> + 'a {
        move |name| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| PathBuf::from(value))
        }
    }

    #[test]
    fn the_cache_folder_can_be_overridden() {
        let home = [("HOME", "/home/a")];
        let xdg = [("HOME", "/home/a"), ("XDG_CACHE_HOME", "/xdg")];
        let own = [("XDG_CACHE_HOME", "/xdg"), ("CHRONOTOPE_CACHE", "/own")];
        assert_eq!(cache_from(given(&home)), Some("/home/a/.cache/chronotope".into()));
        assert_eq!(cache_from(given(&xdg)), Some("/xdg/chronotope".into()));
        assert_eq!(cache_from(given(&own)), Some("/own".into()));
        assert_eq!(cache_from(given(&[])), None);
    }
}

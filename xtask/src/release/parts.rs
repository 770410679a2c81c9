//! The list of the page's own files, by which it can put them into one file, and tell that they are its own.

use super::read;
use crate::hash::sha256_hex;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::Path;

/// Its name beside the page.
const LIST: &str = "parts.json";
/// What the page's own files end with; data is in folders.
const OWN: [&str; 4] = ["html", "js", "wasm", "css"];

/// Writes the list of the page's own files into a release.
pub(super) fn write_list(dist: &Path) -> Result<()> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dist).with_context(|| format!("cannot read {}", dist.display()))? {
        let path = entry?.path();
        let is_own = path
            .extension()
            .is_some_and(|extension| OWN.iter().any(|own| extension == *own));
        if is_own && path.is_file() {
            names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    let mut list = Vec::new();
    for name in names {
        let bytes = read(&dist.join(&name))?;
        list.push(serde_json::json!({
            "name": name,
            "bytes": bytes.len(),
            "sha256": sha256_hex(&bytes),
        }));
    }
    fs::write(dist.join(LIST), serde_json::to_string_pretty(&list)?)
        .with_context(|| format!("cannot write {LIST}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_listed_and_data_is_not() {
        let folder = std::env::temp_dir().join(format!("chronotope-parts-{}", std::process::id()));
        fs::create_dir_all(folder.join("seeds")).unwrap();
        for name in ["index.html", "a.js", "a.wasm", "robots.txt", "seeds/events.js"] {
            fs::write(folder.join(name), "abc").unwrap();
        }
        write_list(&folder).unwrap();
        let list: Vec<serde_json::Value> =
            serde_json::from_slice(&fs::read(folder.join(LIST)).unwrap()).unwrap();
        let names: Vec<&str> = list.iter().filter_map(|entry| entry["name"].as_str()).collect();
        assert_eq!(names, ["a.js", "a.wasm", "index.html"]);
        assert_eq!(list[0]["sha256"], sha256_hex(b"abc"));
        fs::remove_dir_all(&folder).unwrap();
    }
}

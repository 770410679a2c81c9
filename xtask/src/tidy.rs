//! What no compiler sees: texts of the catalogue that nothing says.

use crate::paths;
use std::fs;
use std::path::{Path, PathBuf};

/// All Rust files in a folder and those in it.
fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder of the project");
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// True if a field is read somewhere: `.name` and no letter after it.
fn is_read(sources: &[String], name: &str) -> bool {
    let field = format!(".{name}");
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let reads = |text: &String| {
        let mut hits = text.match_indices(&field);
        hits.any(|(at, hit)| text.get(at + hit.len()..).is_some_and(ends))
    };
    sources.iter().any(reads)
}

#[test]
fn every_text_of_the_catalogue_is_said_somewhere() {
    let root = paths::root();
    let mut files = Vec::new();
    for folder in ["src", "crates/core/src", "crates/worker/src"] {
        rust_files(&root.join(folder), &mut files);
    }
    let read = |path: &PathBuf| fs::read_to_string(path).expect("a source file");
    let sources: Vec<String> = files.iter().map(read).collect();
    let mut unsaid = Vec::new();
    let mut fields = 0;
    for (path, text) in files.iter().zip(&sources) {
        if !path.to_string_lossy().contains("messages") {
            continue;
        }
        let mut is_in_texts = false;
        for line in text.lines() {
            is_in_texts = match line {
                _ if line.starts_with("pub struct") => line.contains("Text {"),
                "}" => false,
                _ => is_in_texts,
            };
            let name = line
                .trim()
                .strip_prefix("pub ")
                .and_then(|line| line.split_once(':'));
            if let Some((name, _)) = name.filter(|_| is_in_texts) {
                fields += 1;
                if !is_read(&sources, name) {
                    unsaid.push(name.to_owned());
                }
            }
        }
    }
    assert!(fields > 300, "only {fields} texts were found");
    assert!(unsaid.is_empty(), "nothing says {unsaid:?}");
}

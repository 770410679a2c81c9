//! The page's module taken apart: what the first view needs, and what is fetched after it.
//!
//! The app is linked with its relocations (feature `split`), by which `wasm_split_cli_support` knows which function and
//! which datum needs which. What only the split points reach becomes modules of their own, which share memory and table
//! with the first. wasm-bindgen then makes the glue of the first; the loaders of the others go into the same script.

use super::read;
use crate::process::{run as run_command, say};
use anyhow::{Context as _, Result, anyhow, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The name under which the module asks for the loaders.
const LINK: &str = "./__wasm_split.js";

/// How the loaders take a file; here they ask `files`, which a page that carries its files inside itself replaces.
const FETCH: (&str, &str) = ("fetch(new URL(\"./", "\", import.meta.url))");
/// How they make a module; the glue's own way also serves hosts that do not know the type of `.wasm`, and plain bytes.
const INSTANTIATE: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// What was made of the page's module.
#[derive(Debug)]
pub(super) struct Pieces {
    /// The first view's module, bound.
    pub(super) main: PathBuf,
    /// The glue with the loaders, one script without imports.
    pub(super) script: String,
    /// The other modules, by the file names that the script has for them.
    pub(super) later: BTreeMap<String, PathBuf>,
}

/// Splits `module` and binds what remains, in `folder`.
pub(super) fn split(module: &Path, folder: &Path, wasm_bindgen: &Path) -> Result<Pieces> {
    let input = read(module)?;
    let main = folder.join("chronotope.wasm");
    say("splitting the page's module");
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./chronotope.js";
    options.link_name = LINK;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the page's module cannot be split: {error:#}"))?;

    let bound = folder.join("bound");
    let mut bindgen = Command::new(wasm_bindgen);
    bindgen
        .args(["--target", "web", "--keep-lld-exports", "--no-demangle"])
        .args(["--no-typescript", "--out-name", "chronotope", "--out-dir"])
        .arg(&bound)
        .arg(&main);
    run_command(&mut bindgen)?;

    let text = |path: PathBuf| fs::read_to_string(&path).with_context(|| format!("no {}", path.display()));
    let glue = text(bound.join("chronotope.js"))?;
    let loaders = text(folder.join(LINK))?;
    let mut later = BTreeMap::new();
    for path in split.split_modules {
        let name = path.file_name().context("a module without a name")?;
        later.insert(name.to_string_lossy().into_owned(), path);
    }
    Ok(Pieces {
        main: bound.join("chronotope_bg.wasm"),
        script: joined(&glue, &loaders)?,
        later,
    })
}

/// One script from the glue and the loaders, which import each other.
///
/// `files.get(name)` in it gives a module's file, as a `Response` or as bytes.
fn joined(glue: &str, loaders: &str) -> Result<String> {
    let (mut kept, mut names) = (String::with_capacity(glue.len() + loaders.len()), Vec::new());
    for line in glue.lines() {
        match line.strip_prefix("import * as ") {
            Some(import) if import.contains(LINK) => names.extend(import.split(' ').next()),
            Some(_) => bail!("the page's glue imports what it should not: {line}"),
            None => {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    let mut loads = Vec::new();
    for line in loaders.lines().filter(|line| !line.starts_with("import ")) {
        let line = match line.strip_prefix("export const ") {
            Some(load) => {
                loads.extend(load.split(' ').next());
                format!("const {load}")
            }
            None => line.to_owned(),
        };
        let line = line.replace(FETCH.0, "files.get(\"").replace(FETCH.1, "\")");
        kept.push_str(&line.replace(INSTANTIATE, "__wbg_load(await src, imports)"));
        kept.push('\n');
    }
    if names.is_empty()
        || loads.is_empty()
        || kept.contains("instantiateStreaming(src")
        || loaders.matches(FETCH.0).count() == 0
    {
        bail!("the loaders are not written as they were: see xtask/src/release/split.rs");
    }
    kept.push_str("export const files = { get: async (name) => fetch(new URL(name, import.meta.url)) };\n");
    for name in names {
        kept.extend(["const ", name, " = { ", &loads.join(", "), " };\n"]);
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n\
        export { init as default };\n";
    const LOADERS: &str = "import { initSync } from \"./chronotope.js\";\n\n\
        export const __wasm_split_load_parts = wrapAsyncCb(makeLoad(() => {\n    \
        const src = fetch(new URL(\"./split_parts.wasm\", import.meta.url));\n    src.catch(() => {});\n    \
        return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}\n, []));\n";

    #[test]
    fn glue_and_loaders_become_one_script() {
        let script = joined(GLUE, LOADERS).unwrap();
        assert!(!script.contains("import {") && !script.contains("import *"));
        assert!(script.contains("const src = files.get(\"split_parts.wasm\");"));
        assert!(script.contains("(__wbg_load(await src, imports))"));
        assert!(script.contains("const import1 = { __wasm_split_load_parts };"));
        assert!(script.contains("const import2 = { __wasm_split_load_parts };"));
    }

    #[test]
    fn another_spelling_is_refused() {
        assert!(joined("import * as a from \"./snippet.js\"\n", LOADERS).is_err());
        assert!(
            joined(
                GLUE,
                &LOADERS.replace("instantiateStreaming(src", "instantiateStreaming(src2")
            )
            .is_err()
        );
        assert!(joined("", LOADERS).is_err());
    }
}

//! `cargo xtask release`: writes `dist/`, which any static host can serve from any path.
//!
//! Trunk builds the modules and lays out the page. What Trunk cannot do for a static host happens here: the wasm
//! optimizer, the worker as one script with a hashed name, and a Content-Security-Policy with the hashes of what is
//! inline and the list of the app's own templates.

mod html;
mod parts;
mod policy;
mod sizes;
mod split;
mod templates;

pub(crate) use sizes::brotli;

use crate::args::Args;
use crate::hash::sha256_hex;
use crate::paths;
use crate::process::{run as run_command, say};
use crate::tools::{self, Toolbox};
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The wasm features that the optimizer may rely on: what rustc's wasm32 target uses, and nothing that a browser of
/// 2022 lacks.
const WASM_FEATURES: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// A wasm module beside the page's own: a classic script for a Web Worker, found through a `<meta>` of the same name.
struct WorkerModule {
    /// The binary's name, as in `index.html`.
    bin: &'static str,
    /// The script that starts it, as Trunk copies it.
    script: &'static str,
    /// The name of the `<meta>` that tells the page where the script is.
    meta: &'static str,
}

/// Every module beside the page's own.
const WORKERS: &[WorkerModule] = &[WorkerModule {
    bin: "chronotope-worker",
    script: "worker.js",
    meta: "chronotope-worker",
}];

/// The limit for what is loaded before the first view, in bytes of brotli.
const FIRST_VIEW_BUDGET: u64 = 250_000;

/// Builds and writes `dist/`.
pub(crate) fn run(mut args: Args) -> Result<ExitCode> {
    let features = args.value("--features")?;
    args.finish()?;
    build(&Options {
        features,
        dist: paths::root().join("dist"),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// What a release may differ in.
pub(crate) struct Options {
    /// Cargo features of the app, comma-separated (`bench`).
    pub(crate) features: Option<String>,
    /// The folder to write.
    pub(crate) dist: PathBuf,
}

/// Builds the release into `options.dist`, which is replaced in one step at the end; says how large it is.
pub(crate) fn build(options: &Options) -> Result<sizes::Report> {
    let toolbox = Toolbox::for_pages()?;
    let wasm_opt = tools::wasm_opt()?;

    let work = paths::target().join("release-page");
    let (stage, pieces, fresh) = (work.join("trunk"), work.join("pieces"), work.join("dist"));
    for folder in [&stage, &pieces, &fresh] {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }

    say("building the page and the worker in release mode (trunk)");
    let mut trunk = toolbox.trunk()?;
    trunk
        .args(["build", "--release", "--public-url", "./", "--dist"])
        .arg(&stage);
    let more = options.features.iter().map(|features| format!(",{features}"));
    trunk.args(["--features", &format!("split{}", more.collect::<String>())]);
    run_command(&mut trunk)?;
    let module = paths::target()
        .join(tools::WASM_TARGET)
        .join("release/chronotope.wasm");
    let pieces = split::split(&module, &pieces, toolbox.wasm_bindgen())?;

    let report = finish(&stage, &pieces, &fresh, &wasm_opt)?;
    parts::write_list(&fresh)?;
    replace(&options.dist, &fresh)?;
    say(format!("wrote {}", options.dist.display()));
    print!("{report}");
    Ok(report)
}

/// Turns what Trunk wrote into what is deployed; returns the report of sizes.
fn finish(stage: &Path, pieces: &split::Pieces, fresh: &Path, wasm_opt: &Path) -> Result<sizes::Report> {
    let mut page = fs::read_to_string(stage.join("index.html")).context("Trunk wrote no index.html")?;
    let mut report = sizes::Report::new(FIRST_VIEW_BUDGET);
    let mut consumed = vec!["index.html".to_owned()];

    // The page's own module, and what is fetched after it. Trunk bound it whole: that is not what is deployed.
    let wasm_name = html::only_match(&page, "./chronotope-", "_bg.wasm")?;
    let js_name = html::only_match(&page, "./chronotope-", ".js")?;
    let mut script = pieces.script.clone();
    let mut later = Vec::new();
    for (name, module) in &pieces.later {
        let wasm = optimized(module, wasm_opt)?;
        let stem = name.trim_end_matches(".wasm").replace("split_", "");
        let new_wasm = hashed(&format!("chronotope-{stem}"), "wasm", &wasm);
        script = script.replace(
            &format!("files.get(\"{name}\")"),
            &format!("files.get(\"{new_wasm}\")"),
        );
        write(fresh, &new_wasm, &wasm)?;
        later.push((new_wasm, wasm));
    }
    let wasm = optimized(&pieces.main, wasm_opt)?;
    let js = script.into_bytes();
    let new_wasm = hashed("chronotope", "wasm", &wasm);
    let new_js = hashed("chronotope", "js", &js);
    page = page.replace(&wasm_name, &new_wasm).replace(&js_name, &new_js);
    write(fresh, &new_wasm, &wasm)?;
    write(fresh, &new_js, &js)?;
    report.first_view(&new_wasm, &wasm);
    report.first_view(&new_js, &js);
    // One request for all styles: on a slow link each costs as much as what is in it.
    let styles = html::stylesheets(&page);
    let mut style = Vec::new();
    for name in &styles {
        style.extend(read(&stage.join(name))?);
    }
    let new_style = hashed("chronotope", "css", &style);
    page = html::with_one_stylesheet(&page, &new_style)?;
    write(fresh, &new_style, &style)?;
    report.first_view(&new_style, &style);
    consumed.extend(styles);
    for (name, wasm) in &later {
        report.later(name, wasm);
    }
    consumed.extend([wasm_name, js_name]);

    // The others: glue and starter in one script.
    let mut scripts = Vec::new();
    for WorkerModule { bin, script, meta } in WORKERS {
        let (glue_name, wasm_name) = (format!("{bin}.js"), format!("{bin}_bg.wasm"));
        let wasm = optimized(&stage.join(&wasm_name), wasm_opt)?;
        let new_wasm = hashed(bin, "wasm", &wasm);
        let glue = fs::read_to_string(stage.join(&glue_name)).with_context(|| format!("no {glue_name}"))?;
        let starter = fs::read_to_string(stage.join(script)).with_context(|| format!("no {script}"))?;
        let whole = joined_worker(&glue, &starter, bin, &new_wasm)?;
        let new_script = hashed(bin, "js", whole.as_bytes());
        page = html::with_meta(&page, meta, &format!("./{new_script}"))?;
        write(fresh, &new_wasm, &wasm)?;
        write(fresh, &new_script, whole.as_bytes())?;
        report.later(&new_wasm, &wasm);
        report.later(&new_script, whole.as_bytes());
        scripts.push(format!("./{new_script}"));
        consumed.extend([glue_name, wasm_name, (*script).to_owned()]);
    }

    let mut found = templates::in_module(&wasm)?;
    for (_, wasm) in &later {
        let more = templates::in_module(wasm)?;
        found.accepted.extend(more.accepted);
        found.refused.extend(more.refused);
    }
    for refused in &found.refused {
        say(format!(
            "not among the templates the page accepts ({}): {}",
            refused.why, refused.html
        ));
    }
    say(format!(
        "{} static templates, the only HTML that the page will take as a string",
        found.accepted.len()
    ));
    page = html::without_comments(&page);
    page = policy::with_trusted_types(&page, &found.accepted, &scripts)?;
    page = policy::with_content_security_policy(&page)?;
    fs::write(fresh.join("index.html"), &page).context("cannot write index.html")?;
    report.first_view("index.html", page.as_bytes());

    copy_rest(stage, fresh, &consumed)?;
    Ok(report)
}

/// One classic script from wasm-bindgen's `no-modules` glue and the starter that imports it.
fn joined_worker(glue: &str, starter: &str, bin: &str, wasm: &str) -> Result<String> {
    let import = format!("importScripts(\"./{bin}.js\");");
    let name = format!("\"./{bin}_bg.wasm\"");
    if starter.matches(&import).count() != 1 || starter.matches(&name).count() != 1 {
        bail!("the starter of {bin} must hold `{import}` and `{name}` once each");
    }
    Ok(starter
        .replace(&import, glue)
        .replace(&name, &format!("\"./{wasm}\"")))
}

/// The module, through `wasm-opt`.
fn optimized(module: &Path, wasm_opt: &Path) -> Result<Vec<u8>> {
    let out = module.with_extension("opt.wasm");
    let mut node = Command::new("node");
    node.arg(wasm_opt)
        .arg(module)
        .arg("-o")
        .arg(&out)
        .args(WASM_FEATURES)
        .args(["-Os", "--strip-debug", "--strip-producers"]);
    say(format!(
        "wasm-opt {}",
        module.file_name().unwrap_or_default().to_string_lossy()
    ));
    run_command(&mut node)?;
    let bytes = read(&out)?;
    fs::remove_file(&out).with_context(|| format!("cannot remove {}", out.display()))?;
    Ok(bytes)
}

/// A name that changes with the content.
fn hashed(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}-{:.16}.{extension}", sha256_hex(bytes))
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    fs::write(folder.join(name), bytes).with_context(|| format!("cannot write {name}"))
}

/// Copies what Trunk laid out and nobody consumed: data, styles, pictures. Hidden files stay behind.
fn copy_rest(from: &Path, to: &Path, consumed: &[String]) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if text.starts_with('.') || consumed.iter().any(|done| *done == text) {
            continue;
        }
        let (source, copy) = (entry.path(), to.join(&name));
        if source.is_dir() {
            fs::create_dir_all(&copy).with_context(|| format!("cannot create {}", copy.display()))?;
            copy_rest(&source, &copy, &[])?;
        } else {
            fs::copy(&source, &copy).with_context(|| format!("cannot copy {}", source.display()))?;
        }
    }
    Ok(())
}

/// Puts `fresh` in the place of `dist`.
fn replace(dist: &Path, fresh: &Path) -> Result<()> {
    let old = fresh.with_file_name("old");
    if old.exists() {
        fs::remove_dir_all(&old).with_context(|| format!("cannot remove {}", old.display()))?;
    }
    if dist.exists() && fs::rename(dist, &old).is_err() {
        // Another file system: no rename across.
        fs::remove_dir_all(dist).with_context(|| format!("cannot replace {}", dist.display()))?;
    }
    if fs::rename(fresh, dist).is_err() {
        fs::create_dir_all(dist).with_context(|| format!("cannot create {}", dist.display()))?;
        copy_rest(fresh, dist, &[])?;
    }
    if old.exists() {
        fs::remove_dir_all(&old).with_context(|| format!("cannot remove {}", old.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_becomes_one_script() {
        let starter = "const WASM = \"./w_bg.wasm\";\nimportScripts(\"./w.js\");\nstart(WASM);\n";
        let joined = joined_worker("let wasm_bindgen = 1;", starter, "w", "w-1234.wasm").unwrap();
        assert_eq!(
            joined,
            "const WASM = \"./w-1234.wasm\";\nlet wasm_bindgen = 1;\nstart(WASM);\n"
        );
        assert!(joined_worker("", "nothing", "w", "w-1234.wasm").is_err());
    }

    #[test]
    fn names_follow_content() {
        assert_eq!(hashed("a", "js", b"x"), hashed("a", "js", b"x"));
        assert_ne!(hashed("a", "js", b"x"), hashed("a", "js", b"y"));
    }
}

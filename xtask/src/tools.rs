//! The tools that the project needs: found where they are, else installed once per user and version from package
//! registries. Nothing is downloaded as a prebuilt binary but npm's wasm build of Binaryen.

use crate::paths;
use crate::process::{command, output, run, say};
use anyhow::{Context as _, Result, bail};
use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The Trunk that is installed where none of the 0.21 line is there (0.22 needs a newer Rust).
const TRUNK: &str = "0.21.14";
/// The npm release of Binaryen that holds `wasm-opt`.
const BINARYEN: &str = "132.0.0";
/// The npm release of crossfilter2 that the benchmark uses.
const CROSSFILTER: &str = "1.5.4";
/// The driver of Firefox that is installed where there is none.
const GECKODRIVER: &str = "0.37.1";
/// The target that browsers run.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// How long a tool may take to say its version.
const ASKING: Duration = Duration::from_secs(30);

/// What building pages takes, each as the file to run.
#[derive(Debug)]
pub(crate) struct Toolbox {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
}

impl Toolbox {
    /// The wasm target, Trunk, and the wasm-bindgen CLI of the locked version, put in place where they are missing.
    pub(crate) fn for_pages() -> Result<Self> {
        wasm_target()?;
        Ok(Self {
            trunk: trunk()?,
            wasm_bindgen: wasm_bindgen()?,
        })
    }

    /// The wasm-bindgen CLI of the locked version.
    pub(crate) fn wasm_bindgen(&self) -> &Path {
        &self.wasm_bindgen
    }

    /// Trunk, in the project's root, finding the right wasm-bindgen and asking the network for nothing.
    pub(crate) fn trunk(&self) -> Result<Command> {
        let rest = env::var_os("PATH").unwrap_or_default();
        let own = self.wasm_bindgen.parent().map(Path::to_path_buf);
        let path = env::join_paths(own.into_iter().chain(env::split_paths(&rest)))
            .context("a folder on PATH has a name that cannot be on PATH")?;
        let mut trunk = command(&self.trunk, &paths::root());
        trunk.env("PATH", path).env("TRUNK_SKIP_VERSION_CHECK", "true");
        // Trunk reads NO_COLOR as a boolean and stops at "1".
        trunk.env_remove("NO_COLOR");
        Ok(trunk)
    }
}

/// The wasm target of the Rust toolchain in use; rustup adds it where it is missing.
pub(crate) fn wasm_target() -> Result<()> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot =
        output(Command::new(&rustc).args(["--print", "sysroot"]), ASKING).context("rustc does not answer")?;
    let libraries = Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM_TARGET)
        .join("lib");
    if libraries.is_dir() {
        say(format!("Rust target {WASM_TARGET}: there"));
        return Ok(());
    }
    if paths::on_path("rustup").is_none() {
        bail!(
            "this Rust has no target {WASM_TARGET} and rustup is not there to add it; \
             install rustup (https://rustup.rs) or your distribution's package of that target"
        );
    }
    say(format!("Rust target {WASM_TARGET}: adding it with rustup"));
    run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
}

/// A component of the Rust toolchain (`rustfmt`, `clippy`); rustup adds it where it is missing.
pub(crate) fn component(name: &str, subcommand: &str) -> Result<()> {
    if output(Command::new("cargo").args([subcommand, "--version"]), ASKING).is_some() {
        return Ok(());
    }
    if paths::on_path("rustup").is_none() {
        bail!("`cargo {subcommand}` is missing and rustup is not there to add {name}");
    }
    say(format!("{name}: adding it with rustup"));
    run(Command::new("rustup").args(["component", "add", name]))
}

/// Trunk of the 0.21 line: on `PATH`, else in the cache, else installed.
fn trunk() -> Result<PathBuf> {
    if let Some(program) = paths::on_path("trunk") {
        match version_of(&program) {
            Some(version) if version.starts_with("0.21.") => {
                say(format!("trunk {version}: on PATH"));
                return Ok(program);
            }
            Some(version) => say(format!(
                "trunk {version} on PATH is not of the 0.21 line: not used"
            )),
            None => {}
        }
    }
    CargoTool {
        package: "trunk",
        version: TRUNK,
        program: "trunk",
        locked: true,
        size: "about ten minutes",
    }
    .ensure()
}

/// The wasm-bindgen CLI of exactly the version in `Cargo.lock`: on `PATH`, else in the cache, else installed.
pub(crate) fn wasm_bindgen() -> Result<PathBuf> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let wanted = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    if let Some(program) = paths::on_path("wasm-bindgen") {
        let runner = program.with_file_name(format!("wasm-bindgen-test-runner{}", env::consts::EXE_SUFFIX));
        match version_of(&program) {
            Some(version) if version == wanted && runner.is_file() => {
                say(format!("wasm-bindgen {version}: on PATH"));
                return Ok(program);
            }
            Some(version) if version != wanted => {
                say(format!(
                    "wasm-bindgen {version} on PATH is not {wanted}, which Cargo.lock names: not used"
                ));
            }
            _ => {}
        }
    }
    // Its own lock file pins crates that newer compilers refuse, hence not `--locked`.
    let (package, program) = ("wasm-bindgen-cli", "wasm-bindgen");
    CargoTool {
        package,
        version: wanted,
        program,
        locked: false,
        size: "two minutes or so",
    }
    .ensure()
}

/// Firefox's driver: on `PATH`, else in the cache, else installed.
pub(crate) fn geckodriver() -> Result<PathBuf> {
    if let Some(program) = paths::on_path("geckodriver") {
        return Ok(program);
    }
    let (package, program) = ("geckodriver", "geckodriver");
    CargoTool {
        package,
        version: GECKODRIVER,
        program,
        locked: true,
        size: "two minutes or so",
    }
    .ensure()
}

/// A tool from crates.io, kept in the cache as `tools/<package>-<version>/bin/<program>`.
struct CargoTool<'a> {
    package: &'a str,
    version: &'a str,
    program: &'a str,
    locked: bool,
    size: &'a str,
}

impl CargoTool<'_> {
    fn ensure(&self) -> Result<PathBuf> {
        let Self {
            package,
            version,
            program,
            locked,
            size,
        } = *self;
        let folder = kept(&format!("{package}-{version}"), |fresh, scratch| {
            say(format!(
                "{package} {version}: building it from crates.io, once ({size} on two cores)"
            ));
            let mut cargo = command("cargo", scratch);
            cargo
                .args(["install", package, "--version", version, "--no-track", "--root"])
                .arg(fresh);
            // A target folder that stays until the install has worked: what was interrupted goes on from there.
            cargo.arg("--target-dir").arg(scratch.join("target"));
            // A tool that is built for one machine need not be the fastest: this takes a third of the time that the
            // packages' own profiles take (Trunk's is one unit with full link-time optimization).
            cargo
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_LTO", "off");
            cargo
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
            if locked {
                cargo.arg("--locked");
            }
            run(&mut cargo)
        })?;
        let program = folder
            .join("bin")
            .join(format!("{program}{}", env::consts::EXE_SUFFIX));
        if !program.is_file() {
            bail!(
                "{} is missing; remove {} and try again",
                program.display(),
                folder.display()
            );
        }
        Ok(program)
    }
}

/// The script of `wasm-opt` in npm's `binaryen`, which Node.js runs.
pub(crate) fn wasm_opt() -> Result<PathBuf> {
    let hint = "`release` and `test` need Node.js 18 or newer with npm, for the wasm optimizer (npm package binaryen); \
                on Debian: apt-get install nodejs npm. `cargo xtask serve` does not need it";
    if paths::on_path("node").is_none() {
        bail!("node is not on PATH: {hint}");
    }
    let folder = npm_package("binaryen", BINARYEN, hint)?;
    let script = folder.join("node_modules/binaryen/bin/wasm-opt");
    if !script.is_file() {
        bail!(
            "{} is missing; remove {} and try again",
            script.display(),
            folder.display()
        );
    }
    Ok(script)
}

/// The folder of crossfilter2, the engine that the benchmark holds ours against.
pub(crate) fn crossfilter() -> Result<PathBuf> {
    let hint = "`bench` needs npm, for the npm package crossfilter2; on Debian: apt-get install nodejs npm";
    Ok(npm_package("crossfilter2", CROSSFILTER, hint)?.join("node_modules/crossfilter2"))
}

/// The folder of the cache into which an npm package of that version is installed; `hint` is said where there is no npm.
fn npm_package(package: &str, version: &str, hint: &str) -> Result<PathBuf> {
    kept(&format!("{package}-{version}"), |fresh, scratch| {
        if paths::on_path("npm").is_none() {
            bail!("npm is not on PATH: {hint}");
        }
        say(format!("{package} {version}: installing it from npm, once"));
        let mut npm = command("npm", scratch);
        npm.args([
            "install",
            "--no-audit",
            "--no-fund",
            "--no-save",
            "--ignore-scripts",
            "--prefix",
        ])
        .arg(fresh);
        npm.arg(format!("{package}@{version}"));
        run(&mut npm)
    })
}

/// The folder `tools/<name>` of the cache; where it is not there, `install` fills a fresh folder, which then gets that
/// name in one step. Two at once wait for each other. `install` also gets a folder for what it needs on the way.
fn kept(name: &str, install: impl FnOnce(&Path, &Path) -> Result<()>) -> Result<PathBuf> {
    let cache = paths::cache()?;
    let folder = cache.join("tools").join(name);
    if folder.is_dir() {
        say(format!("{name}: in {}", cache.display()));
        return Ok(folder);
    }
    kept_in(&cache, name, install).with_context(|| format!("could not install {name}"))
}

fn kept_in(cache: &Path, name: &str, install: impl FnOnce(&Path, &Path) -> Result<()>) -> Result<PathBuf> {
    let tools = cache.join("tools");
    let folder = tools.join(name);
    fs::create_dir_all(&tools).with_context(|| format!("cannot create {}", tools.display()))?;
    let lock_path = tools.join(format!("{name}.lock"));
    let lock = File::create(&lock_path).with_context(|| format!("cannot create {}", lock_path.display()))?;
    if lock.try_lock().is_err() {
        say(format!(
            "{name}: another process is installing it, waiting for that"
        ));
        lock.lock()
            .with_context(|| format!("cannot lock {}", lock_path.display()))?;
    }
    if folder.is_dir() {
        return Ok(folder);
    }
    let fresh = tools.join(format!("{name}.part"));
    let scratch = cache.join("build").join(name);
    if fresh.exists() {
        fs::remove_dir_all(&fresh).with_context(|| format!("cannot remove {}", fresh.display()))?;
    }
    fs::create_dir_all(&fresh).with_context(|| format!("cannot create {}", fresh.display()))?;
    fs::create_dir_all(&scratch).with_context(|| format!("cannot create {}", scratch.display()))?;
    install(&fresh, &scratch)?;
    fs::rename(&fresh, &folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::remove_dir_all(&scratch).with_context(|| format!("cannot remove {}", scratch.display()))?;
    Ok(folder)
}

/// The number that a tool's `--version` ends with: `trunk 0.21.14` is `0.21.14`.
fn version_of(program: &Path) -> Option<String> {
    let said = output(Command::new(program).arg("--version"), ASKING)?;
    said.split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_owned)
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let entry = lock.split("[[package]]").find(|entry| {
        entry.lines().any(|line| {
            line.strip_prefix("name = ")
                .is_some_and(|name| name.trim_matches('"') == package)
        })
    })?;
    entry
        .lines()
        .find_map(|line| Some(line.strip_prefix("version = ")?.trim_matches('"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_locked_version() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn installs_once_and_only_what_worked() {
        let cache = env::temp_dir().join(format!("chronotope-kept-{}", std::process::id()));
        let failed = kept_in(&cache, "tool-1", |fresh, _| {
            fs::write(fresh.join("half"), "")?;
            bail!("interrupted")
        });
        assert!(failed.is_err() && !cache.join("tools/tool-1").exists());
        let folder = kept_in(&cache, "tool-1", |fresh, _| {
            Ok(fs::write(fresh.join("whole"), "")?)
        })
        .unwrap();
        assert!(folder.join("whole").is_file() && !folder.join("half").exists());
        kept_in(&cache, "tool-1", |_, _| bail!("must not run again")).unwrap();
        fs::remove_dir_all(cache).unwrap();
    }
}

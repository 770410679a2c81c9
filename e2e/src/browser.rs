//! Browsers: which, how they are started, and what only some of them can do.

use crate::driver::{DriverError, DriverProcess, Session};
use serde_json::{Value, json};
use std::env;
use std::path::PathBuf;
use std::sync::Arc;

/// The browsers that journeys run in. `CHRONOTOPE_E2E_BROWSER` chooses (`chromium`, the default, or `firefox`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium or Chrome, with chromedriver (`CHROMEDRIVER`, `CHRONOTOPE_CHROMIUM`, else from `PATH`).
    Chromium,
    /// Firefox, with geckodriver (`GECKODRIVER`, `CHRONOTOPE_FIREFOX`, else from `PATH`).
    Firefox,
}

/// What the reader's system prefers, as media queries see it.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the system's settings"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Media {
    /// Dark rather than light.
    pub dark: bool,
    /// No motion that is not needed.
    pub reduced_motion: bool,
    /// A system palette in place of the page's own colours.
    pub forced_colors: bool,
    /// A finger instead of a mouse.
    pub touch: bool,
}

impl Kind {
    /// The browser that the environment asks for.
    pub(crate) fn from_environment() -> Self {
        match env::var("CHRONOTOPE_E2E_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok(other) => panic!("CHRONOTOPE_E2E_BROWSER is \"{other}\": chromium or firefox"),
        }
    }

    fn driver(self) -> PathBuf {
        match self {
            Self::Chromium => env::var_os("CHROMEDRIVER")
                .unwrap_or_else(|| "chromedriver".into())
                .into(),
            Self::Firefox => env::var_os("GECKODRIVER")
                .unwrap_or_else(|| "geckodriver".into())
                .into(),
        }
    }

    /// What the session is opened with: nothing kept from before, nothing asked of the network on the browser's own
    /// account, and every console message kept for the journey.
    fn capabilities(self) -> Value {
        let shown = env::var_os("CHRONOTOPE_E2E_SHOW").is_some();
        match self {
            Self::Chromium => {
                let mut flags = vec![
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--no-default-browser-check",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-default-apps",
                    "--disable-extensions",
                    "--force-color-profile=srgb",
                    "--hide-scrollbars",
                ];
                if !shown {
                    flags.push("--headless=new");
                }
                let mut options = json!({"args": flags});
                if let Some(program) = env::var_os("CHRONOTOPE_CHROMIUM") {
                    options["binary"] = program.to_string_lossy().into();
                }
                json!({
                    "browserName": "chrome",
                    "unhandledPromptBehavior": "ignore",
                    "goog:chromeOptions": options,
                    "goog:loggingPrefs": {"browser": "ALL"},
                })
            }
            Self::Firefox => {
                let mut options = json!({
                    "args": if shown { vec![] } else { vec!["-headless"] },
                    "prefs": {
                        "app.update.enabled": false,
                        "browser.shell.checkDefaultBrowser": false,
                        "datareporting.policy.dataSubmissionEnabled": false,
                        "dom.security.trusted_types.enabled": true,
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                        "remote.log.truncate": false,
                    },
                });
                if let Some(program) = env::var_os("CHRONOTOPE_FIREFOX") {
                    options["binary"] = program.to_string_lossy().into();
                }
                json!({
                    "browserName": "firefox",
                    "unhandledPromptBehavior": "ignore",
                    "moz:firefoxOptions": options,
                })
            }
        }
    }
}

/// A running browser with one session.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) kind: Kind,
    pub(crate) session: Arc<Session>,
    // Last, so that the session is closed before its driver ends.
    _driver: DriverProcess,
}

impl Browser {
    /// Starts one.
    pub(crate) fn start(kind: Kind) -> Result<Self, String> {
        let driver = DriverProcess::start(&kind.driver())?;
        let session = Session::open(&driver.url, &kind.capabilities()).map_err(|error| error.to_string())?;
        Ok(Self {
            kind,
            session: Arc::new(session),
            _driver: driver,
        })
    }

    /// A fresh tab in place of the old ones, with the probe in it: no state of an earlier journey is left but what
    /// its own origin stored.
    pub(crate) fn renew(&self) -> Result<(), DriverError> {
        let old = self.session.get("/window/handles")?;
        let new = self.session.post("/window/new", &json!({"type": "tab"}))?;
        for handle in old.as_array().into_iter().flatten() {
            self.session.post("/window", &json!({"handle": handle}))?;
            self.session.delete("/window")?;
        }
        let handle = new.get("handle").cloned().unwrap_or_default();
        self.session.post("/window", &json!({"handle": handle}))?;
        self.session.post(
            "/timeouts",
            &json!({"script": 30_000, "pageLoad": 40_000, "implicit": 0}),
        )?;
        if self.kind == Kind::Chromium {
            cdp(
                &self.session,
                "Page.addScriptToEvaluateOnNewDocument",
                &json!({"source": include_str!("probe.js")}),
            )?;
            // Whatever the old tab still said.
            self.session.post("/se/log", &json!({"type": "browser"}))?;
        }
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends the browser; where it does not answer any more, its own end must do.
        let _closed = self.session.delete("");
    }
}

/// A command of the Chrome DevTools Protocol.
pub(crate) fn cdp(session: &Session, command: &str, parameters: &Value) -> Result<Value, DriverError> {
    session.post(
        "/goog/cdp/execute",
        &json!({"cmd": command, "params": parameters}),
    )
}

//! A static file server for one journey, under a sub-path of its own origin, which can be told to misbehave.

use std::collections::HashMap;
use std::fmt::{self, Debug, Formatter};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use tiny_http::{Header, Request, Response, Server};

/// As many as a browser opens connections to one origin, and some.
const THREADS: usize = 8;
/// How long a held answer waits at most.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server of the release on a port of its own: each journey has its own origin, so nothing stored carries over.
pub struct Site {
    base: String,
    shared: Arc<Shared>,
    server: Arc<Server>,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    folder: PathBuf,
    prefix: String,
    rules: Mutex<HashMap<String, Rule>>,
    requests: Mutex<Vec<String>>,
    stopped: AtomicBool,
}

/// What happens to one path instead of the plain answer.
#[derive(Clone, Debug, Default)]
struct Rule {
    body: Option<Vec<u8>>,
    status: Option<u16>,
    cut_after: Option<usize>,
    delay: Duration,
    held: bool,
}

impl Debug for Site {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

impl Site {
    /// Serves `folder` under `prefix` (`/some/path/`) on a free port of this machine.
    pub fn start(folder: &Path, prefix: &str) -> Self {
        let prefix = format!("/{}/", prefix.trim_matches('/')).replace("//", "/");
        let server = match Server::http("127.0.0.1:0") {
            Ok(server) => Arc::new(server),
            Err(error) => panic!("no port for a server: {error}"),
        };
        let address = server.server_addr();
        let shared = Arc::new(Shared {
            folder: folder.to_owned(),
            prefix: prefix.clone(),
            rules: Mutex::default(),
            requests: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let threads = (0..THREADS)
            .map(|_| {
                let (server, shared) = (Arc::clone(&server), Arc::clone(&shared));
                thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        shared.answer(request);
                    }
                })
            })
            .collect();
        Self {
            base: format!("http://{address}{prefix}"),
            shared,
            server,
            threads,
        }
    }

    /// The address of the page with `rest` after it: `""`, `"#lang=ar"`, `"?data=…"`.
    pub fn url(&self, rest: &str) -> String {
        format!("{}{rest}", self.base)
    }

    /// The text of a file of the site, as it is on disk.
    #[track_caller]
    pub fn text(&self, path: &str) -> String {
        match fs::read_to_string(self.shared.folder.join(path)) {
            Ok(text) => text,
            Err(error) => panic!("{path}: {error}"),
        }
    }

    /// From now on, `path` (as in `seeds/events.json`) is answered with that status and no content.
    pub fn fail(&self, path: &str, status: u16) {
        self.rule(path, |rule| rule.status = Some(status));
    }

    /// From now on, `path` has that content, whether there is such a file or not.
    pub fn replace(&self, path: &str, body: impl Into<Vec<u8>>) {
        let body = body.into();
        self.rule(path, |rule| rule.body = Some(body));
    }

    /// From now on, the connection breaks after so many bytes of `path`.
    pub fn cut(&self, path: &str, bytes: usize) {
        self.rule(path, |rule| rule.cut_after = Some(bytes));
    }

    /// From now on, `path` is answered so much later.
    pub fn delay(&self, path: &str, delay: Duration) {
        self.rule(path, |rule| rule.delay = delay);
    }

    /// From now on, `path` is not answered until [`Site::restore`] or half a minute is over.
    pub fn hold(&self, path: &str) {
        self.rule(path, |rule| rule.held = true);
    }

    /// Back to the plain answer for `path`.
    pub fn restore(&self, path: &str) {
        self.shared.rules().remove(path);
    }

    /// Every path that was asked for, in order.
    pub fn requests(&self) -> Vec<String> {
        self.shared
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn rule(&self, path: &str, change: impl FnOnce(&mut Rule)) {
        change(self.shared.rules().entry(path.to_owned()).or_default());
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        for _ in 0..THREADS {
            self.server.unblock();
        }
        for thread in self.threads.drain(..) {
            // A thread that panicked has said so already.
            let _result = thread.join();
        }
    }
}

impl Shared {
    fn rules(&self) -> MutexGuard<'_, HashMap<String, Rule>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn rule_of(&self, path: &str) -> Rule {
        self.rules().get(path).cloned().unwrap_or_default()
    }

    fn answer(&self, request: Request) {
        let Some(path) = self.path_of(request.url()) else {
            respond(request, 404, "text/plain", b"outside the site".to_vec(), None);
            return;
        };
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(path.clone());
        let arrived = Instant::now();
        let wait = self.rule_of(&path).delay;
        while !self.stopped.load(Ordering::Relaxed)
            && (arrived.elapsed() < wait || (self.rule_of(&path).held && arrived.elapsed() < PATIENCE))
        {
            thread::sleep(Duration::from_millis(10));
        }
        let rule = self.rule_of(&path);
        let found = rule.body.or_else(|| fs::read(self.folder.join(&path)).ok());
        match (rule.status, found) {
            (Some(status), _) => respond(request, status, "text/plain", Vec::new(), None),
            (None, Some(body)) => respond(request, 200, media_type(&path), body, rule.cut_after),
            (None, None) => respond(request, 404, "text/plain", b"no such file".to_vec(), None),
        }
    }

    /// The file that an address names, relative to the folder; `None` outside the prefix or where it climbs.
    fn path_of(&self, url: &str) -> Option<String> {
        let path = url.split(['?', '#']).next()?.strip_prefix(&self.prefix)?;
        let climbs = path.split('/').any(|part| part == ".." || part.contains('\\'));
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        (!climbs).then_some(path)
    }
}

fn respond(request: Request, status: u16, media_type: &str, body: Vec<u8>, cut_after: Option<usize>) {
    let length = body.len();
    let sent = cut_after.map_or(length, |limit| limit.min(length));
    let mut body = body;
    body.truncate(sent);
    let mut headers = Vec::new();
    // `no-store`: what a journey changes on the server must reach the page.
    for (name, value) in [("Content-Type", media_type), ("Cache-Control", "no-store")] {
        headers.extend(Header::from_bytes(name, value));
    }
    let response = Response::new(status.into(), headers, Cursor::new(body), Some(length), None)
        .with_chunked_threshold(usize::MAX);
    // The browser may have gone away, or the body is shorter than announced: both are meant.
    let _sent = request.respond(response);
}

/// The media type by which a browser takes a file for what it is.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "geojson" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

//! A static file server for one journey, under a sub-path of its own origin, which can be told to misbehave.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The name of the probe's script, where the server hands it out.
const PROBE: &str = "probe-of-the-tests.js";
/// How long a held answer, or a connection that says nothing, waits at most.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server of the release on a port of its own: each journey has its own origin, so nothing stored carries over.
#[derive(Debug)]
pub struct Site {
    base: String,
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    folder: PathBuf,
    prefix: String,
    probed: bool,
    rules: Mutex<HashMap<String, Rule>>,
    requests: Mutex<Vec<String>>,
    mounts: Mutex<Vec<(String, PathBuf)>>,
    is_isolated: AtomicBool,
    stopped: AtomicBool,
}

/// What happens to one path instead of the plain answer.
#[derive(Clone, Debug, Default)]
struct Rule {
    body: Option<Vec<u8>>,
    encoding: Option<&'static str>,
    status: Option<u16>,
    cut_after: Option<usize>,
    delay: Duration,
    held: bool,
}

impl Site {
    /// Serves `folder` under `prefix` (`/some/path/`) on a free port of this machine.
    pub fn start(folder: &Path, prefix: &str) -> Self {
        Self::start_with(folder, prefix, false)
    }

    /// [`Site::start`]; where `probed`, pages get the probe as a script of their own folder, for browsers in which
    /// the driver cannot put it before the page's scripts.
    pub(crate) fn start_with(folder: &Path, prefix: &str, probed: bool) -> Self {
        let prefix = format!("/{}/", prefix.trim_matches('/')).replace("//", "/");
        let listener = TcpListener::bind("127.0.0.1:0");
        let bound = listener.and_then(|listener| Ok((listener.local_addr()?, listener)));
        let (address, listener) = bound.unwrap_or_else(|error| panic!("no port for a server: {error}"));
        let base = format!("http://{address}{prefix}");
        let shared = Arc::new(Shared {
            folder: folder.to_owned(),
            prefix,
            probed,
            rules: Mutex::default(),
            requests: Mutex::default(),
            mounts: Mutex::default(),
            is_isolated: AtomicBool::new(false),
            stopped: AtomicBool::new(false),
        });
        let for_thread = Arc::clone(&shared);
        let listening = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if for_thread.stopped.load(Ordering::Relaxed) {
                    break;
                }
                let shared = Arc::clone(&for_thread);
                thread::spawn(move || shared.converse(&stream));
            }
        });
        Self {
            base,
            address,
            shared,
            listening: Some(listening),
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

    /// From now on, `path` has that content, which is encoded as said (`br`).
    pub fn encoded(&self, path: &str, encoding: &'static str, body: impl Into<Vec<u8>>) {
        let body = body.into();
        self.rule(path, |rule| {
            rule.body = Some(body);
            rule.encoding = Some(encoding);
        });
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

    /// From now on, what is asked for under `path` (as in `data/`) comes from another folder.
    pub fn mount(&self, path: &str, folder: &Path) {
        let mut mounts = self.shared.mounts.lock().unwrap_or_else(PoisonError::into_inner);
        mounts.push((path.to_owned(), folder.to_owned()));
    }

    /// From now on, pages are isolated from other origins: the browser then gives them its fine clock.
    pub fn isolate(&self) {
        self.shared.is_isolated.store(true, Ordering::Relaxed);
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
        // A last connection, so that the thread that listens sees that it is over.
        let _woken = TcpStream::connect_timeout(&self.address, PATIENCE);
        if let Some(thread) = self.listening.take() {
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

    /// Answers the one request of a connection. Where the browser goes away meanwhile, there is nobody to tell.
    fn converse(&self, stream: &TcpStream) {
        let _limited = stream
            .set_read_timeout(Some(PATIENCE))
            .and_then(|()| stream.set_write_timeout(Some(PATIENCE)));
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let request = lines.next().unwrap_or_default();
        // What a script fetches is given as it is on disk: only a page that is opened gets the probe.
        let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
        let is_fetched = head
            .iter()
            .any(|line| line.eq_ignore_ascii_case("sec-fetch-dest: empty"));
        let mut words = request.split(' ');
        let (Some("GET" | "HEAD"), Some(url)) = (words.next(), words.next()) else {
            return;
        };
        let mut stream = stream;
        let _sent = stream
            .write_all(&self.answer(url, is_fetched))
            .and_then(|()| stream.flush());
    }

    /// The whole answer to a request: head and body.
    fn answer(&self, url: &str, is_fetched: bool) -> Vec<u8> {
        let Some(path) = self.path_of(url) else {
            return response(404, "text/plain", b"outside the site", None, "");
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
        let found = rule.body.or_else(|| fs::read(self.file_of(&path)).ok());
        let found = if self.probed && !is_fetched {
            with_probe(&path, found)
        } else {
            found
        };
        let mut more = String::new();
        if self.is_isolated.load(Ordering::Relaxed) {
            more.push_str(ISOLATING);
        }
        if let Some(encoding) = rule.encoding {
            more.extend(["Content-Encoding: ", encoding, "\r\n"]);
        }
        match (rule.status, found) {
            (Some(status), _) => response(status, "text/plain", b"", None, &more),
            (None, Some(body)) => response(200, media_type(&path), &body, rule.cut_after, &more),
            (None, None) => response(404, "text/plain", b"no such file", None, &more),
        }
    }

    /// The file on disk of a path of the site.
    fn file_of(&self, path: &str) -> PathBuf {
        let mounts = self.mounts.lock().unwrap_or_else(PoisonError::into_inner);
        let mounted = mounts
            .iter()
            .find_map(|(prefix, folder)| Some(folder.join(path.strip_prefix(prefix.as_str())?)));
        mounted.unwrap_or_else(|| self.folder.join(path))
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

/// The probe itself, or a page with the probe before its first script.
fn with_probe(path: &str, body: Option<Vec<u8>>) -> Option<Vec<u8>> {
    if path == PROBE {
        return Some(include_bytes!("probe.js").to_vec());
    }
    let body = body?;
    let Ok(page) = std::str::from_utf8(&body) else {
        return Some(body);
    };
    if media_type(path) != media_type("a.html") {
        return Some(body);
    }
    Some(
        page.replacen(
            "<script",
            &format!("<script src=\"./{PROBE}\"></script><script"),
            1,
        )
        .into_bytes(),
    )
}

/// The headers by which a page is isolated from other origins.
const ISOLATING: &str =
    "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";

/// An answer as it goes over the wire, `more` being further headers; cut short, it still announces the whole length.
fn response(status: u16, media_type: &str, body: &[u8], cut_after: Option<usize>, more: &str) -> Vec<u8> {
    // `no-store`: what a journey changes on the server must reach the page.
    let head = format!(
        "HTTP/1.1 {status} -\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         {more}Connection: close\r\n\r\n",
        body.len()
    );
    let sent = cut_after.map_or(body.len(), |limit| limit.min(body.len()));
    [head.as_bytes(), body.get(..sent).unwrap_or_default()].concat()
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    fn ask(site: &Site, path: &str) -> String {
        let mut stream = TcpStream::connect(site.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn serves_under_its_prefix_and_misbehaves_when_told() {
        let folder = std::env::temp_dir().join(format!("chronotope-site-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "<p>hello</p>").unwrap();
        let site = Site::start(&folder, "/some/path/");
        assert!(
            ask(&site, "/some/path/?x=1").contains("text/html")
                && ask(&site, "/some/path/").ends_with("<p>hello</p>")
        );
        assert!(ask(&site, "/").contains(" 404 ") && ask(&site, "/some/path/../x").contains(" 404 "));
        site.fail("index.html", 503);
        assert!(ask(&site, "/some/path/").contains(" 503 "));
        site.restore("index.html");
        site.cut("index.html", 3);
        assert!(ask(&site, "/some/path/").ends_with("\r\n\r\n<p>"));
        site.replace("data/new.json", "{}");
        assert!(ask(&site, "/some/path/data/new.json").ends_with("{}"));
        assert_eq!(site.requests().last().map(String::as_str), Some("data/new.json"));
        site.mount("seeds/", &folder);
        site.isolate();
        let mounted = ask(&site, "/some/path/seeds/index.html");
        assert!(mounted.ends_with("<p>hello</p>") && mounted.contains("Embedder-Policy: require-corp\r\n"));
        drop(site);
        fs::remove_dir_all(folder).unwrap();
    }
}

//! The page, as a person finds their way in it.

use crate::browser::{Kind, Media, cdp};
use crate::driver::{DriverError, ELEMENT_KEY, Session};
use crate::element::Element;
use crate::find::{Name, plain};
use crate::input::{Pointer, PointerKind, chord_actions, repeated_actions, wheel_source};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fmt::Display;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a journey waits for anything.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often it looks meanwhile.
const GLANCE: Duration = Duration::from_millis(25);
/// How many elements of the right role and name are checked against the browser's own computation.
const CONFIRMED: usize = 12;

/// One tab.
///
/// Looking for something waits until it is there; what is not there in time fails the journey and says what there was.
#[derive(Clone, Debug)]
pub struct Page {
    session: Arc<Session>,
    kind: Kind,
    expected: Arc<Mutex<Vec<String>>>,
}

impl Page {
    pub(crate) fn new(session: Arc<Session>, kind: Kind) -> Self {
        Self {
            session,
            kind,
            expected: Arc::default(),
        }
    }

    /// A view of the same tab for looking things up.
    pub(crate) fn of(session: Arc<Session>) -> Self {
        Self::new(session, Kind::from_environment())
    }

    /// The browser it is in.
    pub fn browser(&self) -> Kind {
        self.kind
    }

    // ---- Going somewhere

    /// Opens an address; waits until the document is there, not until the app is ready.
    #[track_caller]
    pub fn goto(&self, url: &str) {
        or_fail(
            "opening the page",
            self.session.post("/url", &json!({"url": url})),
        );
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&self) {
        or_fail("reload", self.session.post("/refresh", &json!({})));
    }

    /// The browser's Back button.
    #[track_caller]
    pub fn back(&self) {
        or_fail("back", self.session.post("/back", &json!({})));
    }

    /// The browser's Forward button.
    #[track_caller]
    pub fn forward(&self) {
        or_fail("forward", self.session.post("/forward", &json!({})));
    }

    /// The address in the address bar.
    #[track_caller]
    pub fn url(&self) -> String {
        or_fail("the address", self.session.get("/url"))
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// What stands after `#` in the address.
    #[track_caller]
    pub fn hash(&self) -> String {
        self.url()
            .split_once('#')
            .map_or_else(String::new, |(_, hash)| hash.to_owned())
    }

    // ---- Waiting

    /// Waits until the app's root says `loading`, `ready` or `error`.
    #[track_caller]
    pub fn wait_for_state(&self, state: &str) {
        self.wait_until(&format!("the state {state}"), || self.state() == state);
    }

    /// What the app's root says of itself.
    #[track_caller]
    pub fn state(&self) -> String {
        let script = "return document.querySelector('#chronotope')?.dataset.state ?? '';";
        self.eval(script).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until something is so; `what` says it in words, for the message when it never is.
    #[track_caller]
    pub fn wait_until(&self, what: &str, mut so: impl FnMut() -> bool) {
        let start = Instant::now();
        while !so() {
            assert!(
                start.elapsed() < PATIENCE,
                "waited {} s in vain for {what}\n{}",
                PATIENCE.as_secs(),
                self.shown()
            );
            thread::sleep(GLANCE);
        }
    }

    /// Waits until the page has drawn twice: what an input led to is on screen then.
    #[track_caller]
    pub fn settle(&self) {
        let script =
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));";
        or_fail("a frame", self.session.execute_async(script, &[]));
    }

    // ---- Looking

    /// The one element of that role and name; waits for it. More than one is a failure, too.
    #[track_caller]
    pub fn get(&self, role: &str, name: impl Into<Name>) -> Element {
        self.get_in(None, role, &name.into())
    }

    /// [`Page::get`] for a button.
    #[track_caller]
    pub fn button(&self, name: impl Into<Name>) -> Element {
        self.get("button", name)
    }

    /// All elements of that role and name that are there now, in document order; does not wait.
    #[track_caller]
    pub fn all(&self, role: &str, name: impl Into<Name>) -> Vec<Element> {
        self.all_in(None, role, &name.into())
    }

    /// Whether there is one now; does not wait.
    #[track_caller]
    pub fn has(&self, role: &str, name: impl Into<Name>) -> bool {
        !self.all(role, name).is_empty()
    }

    /// Waits until there is none.
    #[track_caller]
    pub fn wait_gone(&self, role: &str, name: impl Into<Name>) {
        let name = name.into();
        self.wait_until(&format!("no {role} {name}"), || {
            self.all_in(None, role, &name).is_empty()
        });
    }

    /// The names of all elements of that role, in document order.
    #[track_caller]
    pub fn names(&self, role: &str) -> Vec<String> {
        let found = or_fail(role, self.candidates(None, role));
        found.into_iter().map(|(_, name)| name).collect()
    }

    /// The elements that a CSS selector finds; for what has no role.
    #[track_caller]
    pub fn css(&self, selector: &str) -> Vec<Element> {
        let found = self
            .session
            .post("/elements", &json!({"using": "css selector", "value": selector}));
        let found = or_fail(selector, found);
        found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| self.element(one, selector))
            .collect()
    }

    /// The element that has the keyboard.
    #[track_caller]
    pub fn focused(&self) -> Element {
        let found = or_fail("the focus", self.session.get("/element/active"));
        match self.element(&found, "focused element") {
            Some(element) => element,
            None => panic!("nothing has the focus"),
        }
    }

    /// All text on screen, with single spaces.
    #[track_caller]
    pub fn text(&self) -> String {
        plain(
            self.eval("return document.body ? document.body.innerText : '';")
                .as_str()
                .unwrap_or_default(),
        )
    }

    /// Runs a function body in the page.
    #[track_caller]
    pub fn eval(&self, body: &str) -> Value {
        or_fail("script", self.session.execute(body, &[]))
    }

    /// Runs the body of an async function in the page; an exception in it fails the journey.
    #[track_caller]
    pub fn eval_async(&self, body: &str) -> Value {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {body} }})().then((value) => done([value]), (error) => done(String(error)));"
        );
        match or_fail("script", self.session.execute_async(&script, &[])) {
            Value::Array(mut value) => value.pop().unwrap_or_default(),
            other => panic!("script: {other}"),
        }
    }

    #[track_caller]
    pub(crate) fn get_in(&self, within: Option<&Element>, role: &str, name: &Name) -> Element {
        let start = Instant::now();
        loop {
            match self.search(within, role, name) {
                Ok(mut found) if found.len() == 1 => {
                    if let Some(element) = found.pop() {
                        return element;
                    }
                }
                Ok(found) if start.elapsed() >= PATIENCE => {
                    panic!(
                        "{} elements of role {role} {name}\n{}",
                        found.len(),
                        self.inventory(within, role)
                    );
                }
                Err(error) if !error.is_stale() || start.elapsed() >= PATIENCE => {
                    panic!("{role} {name}: {error}")
                }
                Ok(_) | Err(_) => {}
            }
            thread::sleep(GLANCE);
        }
    }

    #[track_caller]
    pub(crate) fn all_in(&self, within: Option<&Element>, role: &str, name: &Name) -> Vec<Element> {
        let start = Instant::now();
        loop {
            match self.search(within, role, name) {
                Ok(found) => return found,
                // The page drew anew in between: look again.
                Err(error) if error.is_stale() && start.elapsed() < PATIENCE => thread::sleep(GLANCE),
                Err(error) => panic!("{role} {name}: {error}"),
            }
        }
    }

    fn search(&self, within: Option<&Element>, role: &str, name: &Name) -> Result<Vec<Element>, DriverError> {
        let mut found = Vec::new();
        for (element, approximate) in self.candidates(within, role)? {
            if !name.fits(&approximate) {
                continue;
            }
            let confirmed = found.len() >= CONFIRMED || {
                let computed_role = element.ask("computedrole")?;
                let computed_name = element.ask("computedlabel")?;
                same_role(computed_role.as_str().unwrap_or_default(), role)
                    && name.fits(computed_name.as_str().unwrap_or_default())
            };
            if confirmed {
                found.push(element);
            }
        }
        Ok(found)
    }

    /// Every visible element of a role with its approximate name.
    fn candidates(
        &self,
        within: Option<&Element>,
        role: &str,
    ) -> Result<Vec<(Element, String)>, DriverError> {
        let within = within.map_or(Value::Null, Element::json);
        let found = self
            .session
            .execute(include_str!("find.js"), &[within, role.into()])?;
        let pairs = found.as_array().into_iter().flatten().filter_map(|pair| {
            let name = plain(pair.get(1)?.as_str()?);
            let element = self.element(pair.get(0)?, &format!("{role} \"{name}\""))?;
            Some((element, name))
        });
        Ok(pairs.collect())
    }

    pub(crate) fn element(&self, json: &Value, found_as: &str) -> Option<Element> {
        let id = json.get(ELEMENT_KEY)?.as_str()?.to_owned();
        Some(Element {
            session: Arc::clone(&self.session),
            id,
            found_as: found_as.to_owned(),
        })
    }

    fn inventory(&self, within: Option<&Element>, role: &str) -> String {
        let names: Vec<String> = match self.candidates(within, role) {
            Ok(found) => found.into_iter().map(|(_, name)| format!("\"{name}\"")).collect(),
            Err(error) => vec![error.to_string()],
        };
        format!("of role {role} there are: {}\n{}", names.join(", "), self.shown())
    }

    /// What is on screen, for a message.
    fn shown(&self) -> String {
        let script = "return (document.querySelector('#chronotope')?.dataset.state ?? 'no state') + ': ' + \
                      (document.body?.innerText ?? '').slice(0, 1500);";
        let text = self
            .session
            .execute(script, &[])
            .map_or_else(|error| error.to_string(), |value| value.to_string());
        format!("on screen ({text})")
    }

    // ---- Doing

    /// Presses a key or a chord: `Tab`, `Shift+Tab`, `Control+z`, `?`.
    #[track_caller]
    pub fn press(&self, chord: &str) {
        or_fail(chord, self.session.post("/actions", &chord_actions(chord)));
    }

    /// Presses a key or a chord so many times.
    #[track_caller]
    pub fn press_times(&self, chord: &str, times: usize) {
        for _ in 0..times {
            self.press(chord);
        }
    }

    /// Presses a key so many times, one a frame, without waiting for the page in between.
    #[track_caller]
    pub fn keep_pressing(&self, key: &str, times: usize) {
        or_fail(key, self.session.post("/actions", &repeated_actions(key, times)));
    }

    /// A gesture of a pointer, to be written down and done.
    pub fn pointer(&self, kind: PointerKind) -> Pointer {
        Pointer::new(self.clone(), kind, kind.name())
    }

    /// A second pointer, for gestures of two: see [`Pointer::go_with`].
    pub fn second_pointer(&self, kind: PointerKind) -> Pointer {
        Pointer::new(self.clone(), kind, "second pointer")
    }

    /// Drags with the mouse from one point to another.
    #[track_caller]
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        self.pointer(PointerKind::Mouse)
            .at(from.0, from.1)
            .down()
            .to(to.0, to.1)
            .up()
            .go();
    }

    /// Moves the mouse to a point.
    #[track_caller]
    pub fn hover(&self, at: (f64, f64)) {
        self.pointer(PointerKind::Mouse).at(at.0, at.1).go();
    }

    /// Clicks twice, as a double click.
    #[track_caller]
    pub fn double_click(&self, at: (f64, f64)) {
        self.pointer(PointerKind::Mouse)
            .at(at.0, at.1)
            .down()
            .up()
            .down()
            .up()
            .go();
    }

    /// Turns the wheel at a point, by CSS pixels, while keys such as `Control` are held.
    #[track_caller]
    pub fn wheel(&self, at: (f64, f64), delta: (f64, f64), modifiers: &[&str]) {
        let modifiers: Vec<String> = modifiers.iter().map(|name| crate::input::key(name)).collect();
        self.with_keys_held(&modifiers, &[wheel_source(at.0, at.1, delta.0, delta.1)]);
    }

    /// Two fingers at a point that go from one distance to another.
    #[track_caller]
    pub fn pinch(&self, at: (f64, f64), from: f64, to: f64) {
        let (x, y) = at;
        if self.browser() == Kind::Firefox {
            // There a driver's second finger did not reach the page as a pointer of its own.
            let script = PINCH.replace("AT", &format!("{x}, {y}, {from}, {to}"));
            self.eval_async(&script);
            return;
        }
        let finger = |pointer: Pointer, side: f64| {
            pointer
                .at(x + side * from / 2.0, y)
                .down()
                .to(x + side * to / 2.0, y)
                .up()
        };
        let other = finger(self.second_pointer(PointerKind::Touch), 1.0);
        finger(self.pointer(PointerKind::Touch), -1.0).go_with(&other);
    }

    #[track_caller]
    pub(crate) fn with_keys_held(&self, keys: &[String], sources: &[Value]) {
        let held = |kind: &str| {
            let actions: Vec<Value> = keys
                .iter()
                .map(|key| json!({"type": kind, "value": key}))
                .collect();
            json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})
        };
        if !keys.is_empty() {
            or_fail("keys", self.session.post("/actions", &held("keyDown")));
        }
        or_fail(
            "gesture",
            self.session.post("/actions", &json!({"actions": sources})),
        );
        if !keys.is_empty() {
            or_fail("keys", self.session.post("/actions", &held("keyUp")));
        }
    }

    // ---- The reader's device

    /// Gives the page that many CSS pixels.
    #[track_caller]
    pub fn set_size(&self, width: u32, height: u32) {
        if self.kind == Kind::Chromium {
            let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
            or_fail(
                "size",
                cdp(&self.session, "Emulation.setDeviceMetricsOverride", &metrics),
            );
            return;
        }
        // Elsewhere only the whole window has a size: what is around the page is measured and added.
        let around = self.eval("return [outerWidth - innerWidth, outerHeight - innerHeight];");
        let extra = |index: usize| around.get(index).and_then(Value::as_u64).unwrap_or_default();
        let rect = json!({"width": u64::from(width) + extra(0), "height": u64::from(height) + extra(1)});
        or_fail("size", self.session.post("/window/rect", &rect));
    }

    /// Makes media queries answer as on a system with these preferences. Chromium only.
    #[track_caller]
    pub fn emulate(&self, media: Media) {
        let feature =
            |name: &str, on: bool, value: &str| json!({"name": name, "value": if on { value } else { "" }});
        let features = json!({"features": [
            {"name": "prefers-color-scheme", "value": if media.dark { "dark" } else { "light" }},
            feature("prefers-reduced-motion", media.reduced_motion, "reduce"),
            feature("forced-colors", media.forced_colors, "active"),
        ]});
        self.cdp("Emulation.setEmulatedMedia", &features);
        self.cdp(
            "Emulation.setTouchEmulationEnabled",
            &json!({"enabled": media.touch, "maxTouchPoints": 5}),
        );
    }

    /// A command of the Chrome DevTools Protocol. Chromium only.
    #[track_caller]
    pub fn cdp(&self, command: &str, parameters: &Value) -> Value {
        assert!(self.kind == Kind::Chromium, "{command} is Chromium's own");
        or_fail(command, cdp(&self.session, command, parameters))
    }

    /// Takes the network away, or gives it back. Chromium only.
    #[track_caller]
    pub fn set_offline(&self, offline: bool) {
        self.cdp("Network.enable", &json!({}));
        let conditions =
            json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.cdp("Network.emulateNetworkConditions", &conditions);
    }

    // ---- Records

    /// Writes what is on screen to `target/e2e/<name>.png`, and says where.
    #[track_caller]
    pub fn screenshot(&self, name: &str) -> PathBuf {
        match self.try_screenshot(name) {
            Ok(file) => file,
            Err(error) => panic!("screenshot: {error}"),
        }
    }

    pub(crate) fn try_screenshot(&self, name: &str) -> Result<PathBuf, String> {
        let picture = self
            .session
            .get("/screenshot")
            .map_err(|error| error.to_string())?;
        let bytes = STANDARD
            .decode(picture.as_str().unwrap_or_default())
            .map_err(|error| error.to_string())?;
        let folder = screenshot_folder();
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let file = folder.join(format!("{}.png", name.replace("::", "-")));
        std::fs::write(&file, bytes).map_err(|error| error.to_string())?;
        Ok(file)
    }

    /// Lets messages and violations that contain this text pass, for the rest of the journey: the 404 that it is about.
    pub fn expect_error(&self, text: &str) {
        self.expected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(text.to_owned());
    }

    /// Violations of the page's policies, console errors and exceptions since the document was opened, or since the
    /// last call where the browser keeps a log; without those that the journey expects.
    pub fn complaints(&self) -> Vec<String> {
        let mut all = Vec::new();
        match self
            .session
            .execute("return [...(window.__chronotopeProbe ?? [])];", &[])
        {
            Ok(seen) => all.extend(
                seen.as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .map(str::to_owned),
            ),
            Err(error) => all.push(format!("the page does not answer: {error}")),
        }
        if self.kind == Kind::Chromium {
            match self.session.post("/se/log", &json!({"type": "browser"})) {
                Ok(log) => {
                    let entries = log.as_array().cloned().unwrap_or_default();
                    let severe = entries
                        .iter()
                        .filter(|entry| entry.get("level") == Some(&json!("SEVERE")));
                    all.extend(severe.filter_map(|entry| Some(entry.get("message")?.as_str()?.to_owned())));
                }
                Err(error) => all.push(format!("no console: {error}")),
            }
        }
        let expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|complaint| !expected.iter().any(|text| complaint.contains(text)));
        all
    }
}

/// Two fingers by script: where, and how far apart they are at first and in the end.
const PINCH: &str = "const [x, y, from, to] = [AT];
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const target = document.elementFromPoint(x, y);
    const tell = (type, apart) => [-1, 1].forEach((side) => target.dispatchEvent(new PointerEvent(type, {
      bubbles: true, cancelable: true, composed: true, pointerType: 'touch', pointerId: 70 + side, isPrimary: side < 0,
      button: type === 'pointermove' ? -1 : 0, buttons: type === 'pointerup' ? 0 : 1,
      clientX: x + side * apart / 2, clientY: y,
    })));
    tell('pointerdown', from);
    for (let step = 1; step <= 8; step++) { await frame(); tell('pointermove', from + (to - from) * step / 8); }
    await frame();
    tell('pointerup', to);";

/// Where screenshots go.
pub(crate) fn screenshot_folder() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root.join("..").join(target).join("e2e")
}

/// Drivers differ in how they call the same role.
fn same_role(computed: &str, asked: &str) -> bool {
    let one = |role: &str| match role {
        "image" | "img" => "img".to_owned(),
        "none" | "presentation" => "none".to_owned(),
        other => other.to_ascii_lowercase(),
    };
    one(computed) == one(asked)
}

#[track_caller]
fn or_fail<T, E: Display>(what: &str, result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{what}: {error}"))
}

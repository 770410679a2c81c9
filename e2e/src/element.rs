//! One element of the page.

use crate::browser::Kind;
use crate::driver::{DriverError, ELEMENT_KEY, Session};
use crate::find::{Name, plain};
use crate::page::Page;
use serde_json::{Value, json};
use std::sync::Arc;

/// An element that was found; it stays the same one even if the page has drawn another in its place since.
#[derive(Clone, Debug)]
pub struct Element {
    pub(crate) session: Arc<Session>,
    pub(crate) id: String,
    /// What it was found by, for messages.
    pub(crate) found_as: String,
}

/// Where an element is, in CSS pixels from the corner of the viewport.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Rect {
    /// The middle.
    pub fn center(self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether the two have more than an edge in common.
    pub fn overlaps(self, other: Self) -> bool {
        let apart = |a: f64, a_size: f64, b: f64, b_size: f64| a + a_size <= b || b + b_size <= a;
        !apart(self.x, self.width, other.x, other.width) && !apart(self.y, self.height, other.y, other.height)
    }
}

impl Element {
    /// The element as WebDriver's JSON has it.
    pub(crate) fn json(&self) -> Value {
        json!({ELEMENT_KEY: self.id})
    }

    pub(crate) fn ask(&self, what: &str) -> Result<Value, DriverError> {
        self.session.get(&format!("/element/{}/{what}", self.id))
    }

    #[track_caller]
    fn or_fail<T>(&self, what: &str, result: Result<T, DriverError>) -> T {
        result.unwrap_or_else(|error| panic!("{what} of the {}: {error}", self.found_as))
    }

    #[track_caller]
    fn asked(&self, what: &str) -> String {
        let value = self.or_fail(what, self.ask(what));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a function body with the element as `el`.
    #[track_caller]
    pub fn eval(&self, body: &str) -> Value {
        let script = format!("const el = arguments[0]; {body}");
        self.or_fail("script", self.session.execute(&script, &[self.json()]))
    }

    /// Clicks its middle, as a mouse does; fails where something else is in front.
    #[track_caller]
    pub fn click(&self) {
        self.or_fail(
            "click",
            self.session
                .post(&format!("/element/{}/click", self.id), &json!({})),
        );
    }

    /// Gives it the keyboard.
    #[track_caller]
    pub fn focus(&self) {
        self.eval("el.focus();");
    }

    /// Whether it has the keyboard.
    #[track_caller]
    pub fn is_focused(&self) -> bool {
        self.eval("return el === document.activeElement;") == Value::Bool(true)
    }

    /// Types into it, after what it holds.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.or_fail(
            "typing",
            self.session
                .post(&format!("/element/{}/value", self.id), &json!({"text": text})),
        );
    }

    /// Types into it, in place of what it holds.
    #[track_caller]
    pub fn fill(&self, text: &str) {
        let text = if text.is_empty() { "\u{e017}" } else { text };
        if self.page().browser() == Kind::Chromium {
            // Its driver puts the caret at the end of what a script has selected.
            self.type_text(&format!("\u{e009}a\u{e000}{text}"));
        } else {
            self.focus();
            self.eval("if (el.select) el.select();");
            self.type_text(text);
        }
    }

    /// The text on screen, with single spaces.
    #[track_caller]
    pub fn text(&self) -> String {
        plain(&self.asked("text"))
    }

    /// Its accessible name, as the browser computes it.
    #[track_caller]
    pub fn name(&self) -> String {
        plain(&self.asked("computedlabel"))
    }

    /// Its role, as the browser computes it.
    #[track_caller]
    pub fn role(&self) -> String {
        self.asked("computedrole")
    }

    /// An attribute, where it has it.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        let value = self.or_fail(
            name,
            self.session.execute(
                "return arguments[0].getAttribute(arguments[1]);",
                &[self.json(), name.into()],
            ),
        );
        value.as_str().map(str::to_owned)
    }

    /// A property such as `value` or `checked`.
    #[track_caller]
    pub fn property(&self, name: &str) -> Value {
        self.or_fail(name, self.ask(&format!("property/{name}")))
    }

    /// A resolved style property such as `font-size`.
    #[track_caller]
    pub fn style(&self, name: &str) -> String {
        let script = "return getComputedStyle(arguments[0]).getPropertyValue(arguments[1]);";
        let value = self.or_fail(name, self.session.execute(script, &[self.json(), name.into()]));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Where it is on screen.
    #[track_caller]
    pub fn rect(&self) -> Rect {
        let value = self.eval("const r = el.getBoundingClientRect(); return [r.x, r.y, r.width, r.height];");
        let side = |index: usize| value.get(index).and_then(Value::as_f64).unwrap_or_default();
        Rect {
            x: side(0),
            y: side(1),
            width: side(2),
            height: side(3),
        }
    }

    /// Whether it can be seen.
    #[track_caller]
    pub fn is_shown(&self) -> bool {
        self.eval("return el.isConnected && el.checkVisibility({ visibilityProperty: true, opacityProperty: true });")
            == Value::Bool(true)
    }

    /// The one element inside it of that role and name; waits for it.
    #[track_caller]
    #[must_use = "finding alone does nothing but wait"]
    pub fn get(&self, role: &str, name: impl Into<Name>) -> Element {
        self.page().get_in(Some(self), role, &name.into())
    }

    /// All elements inside it of that role and name, in document order; does not wait.
    #[track_caller]
    pub fn all(&self, role: &str, name: impl Into<Name>) -> Vec<Element> {
        self.page().all_in(Some(self), role, &name.into())
    }

    /// The elements inside it that a CSS selector finds; for what has no role.
    #[track_caller]
    pub fn css(&self, selector: &str) -> Vec<Element> {
        let path = format!("/element/{}/elements", self.id);
        let found = self
            .session
            .post(&path, &json!({"using": "css selector", "value": selector}));
        let found = self.or_fail(selector, found);
        found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| self.page().element(one, selector))
            .collect()
    }

    fn page(&self) -> Page {
        Page::of(Arc::clone(&self.session))
    }
}

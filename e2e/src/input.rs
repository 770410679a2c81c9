//! Keys and pointers, as WebDriver's actions have them.

use crate::page::Page;
use serde_json::{Value, json};

/// The code by which WebDriver knows a key that is no character.
pub(crate) fn key(name: &str) -> String {
    let code = match name {
        "Backspace" => '\u{e003}',
        "Tab" => '\u{e004}',
        "Enter" => '\u{e007}',
        "Shift" => '\u{e008}',
        "Control" => '\u{e009}',
        "Alt" => '\u{e00a}',
        "Escape" => '\u{e00c}',
        "Space" => ' ',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "Insert" => '\u{e016}',
        "Delete" => '\u{e017}',
        "F1" => '\u{e031}',
        "F2" => '\u{e032}',
        "Meta" => '\u{e03d}',
        other => return other.to_owned(),
    };
    code.to_string()
}

/// Presses the keys of a chord such as `Control+Shift+z` or `+`.
pub(crate) fn chord_actions(chord: &str) -> Value {
    let keys: Vec<String> = match chord.strip_suffix("++") {
        Some(before) => before.split('+').map(key).chain(["+".to_owned()]).collect(),
        None if chord == "+" => vec![key(chord)],
        None => chord.split('+').map(key).collect(),
    };
    let down = keys
        .iter()
        .map(|value| json!({"type": "keyDown", "value": value}));
    let up = keys
        .iter()
        .rev()
        .map(|value| json!({"type": "keyUp", "value": value}));
    json!({"actions": [{"type": "key", "id": "keyboard", "actions": down.chain(up).collect::<Vec<_>>()}]})
}

/// Presses and lets go of one key so many times, a frame apart.
pub(crate) fn repeated_actions(chord: &str, times: usize) -> Value {
    let value = key(chord);
    let actions: Vec<Value> = (0..times)
        .flat_map(|_| {
            [
                json!({"type": "keyDown", "value": value}),
                json!({"type": "keyUp", "value": value}),
                json!({"type": "pause", "duration": MOVE_MILLIS}),
            ]
        })
        .collect();
    json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})
}

/// What points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerKind {
    /// A mouse with its left button.
    Mouse,
    /// A finger.
    Touch,
    /// A pen.
    Pen,
}

impl PointerKind {
    /// The name that drivers know it by; also the id of its input source, which keeps one kind for good.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Mouse => "mouse",
            Self::Touch => "touch",
            Self::Pen => "pen",
        }
    }
}

/// A gesture of one pointer, written down step by step and then done with [`Pointer::go`].
///
/// ```no_run
/// # fn journey(page: &chronotope_e2e::Page) {
/// use chronotope_e2e::PointerKind;
/// page.pointer(PointerKind::Touch).at(100.0, 300.0).down().to(200.0, 300.0).up().go();
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a gesture is only done by `go`"]
pub struct Pointer {
    page: Page,
    kind: PointerKind,
    id: String,
    actions: Vec<Value>,
    modifiers: Vec<String>,
    place: (f64, f64),
}

/// How many moves a stroke is made of: enough for a page that samples, few enough to be quick.
const MOVES: u32 = 8;
/// The time between two moves: about a frame.
const MOVE_MILLIS: u32 = 16;

impl Pointer {
    pub(crate) fn new(page: Page, kind: PointerKind, id: &str) -> Self {
        Self {
            page,
            kind,
            id: id.to_owned(),
            actions: Vec::new(),
            modifiers: Vec::new(),
            place: (0.0, 0.0),
        }
    }

    /// Keys to hold meanwhile, such as `Shift`.
    pub fn holding(mut self, modifier: &str) -> Self {
        self.modifiers.push(key(modifier));
        self
    }

    /// Jumps to a point, in CSS pixels from the corner of the viewport.
    pub fn at(mut self, x: f64, y: f64) -> Self {
        self.move_to(x, y, 0);
        self
    }

    /// Presses.
    pub fn down(mut self) -> Self {
        self.actions.push(json!({"type": "pointerDown", "button": 0}));
        self
    }

    /// Goes to a point in a straight stroke of several moves.
    pub fn to(self, x: f64, y: f64) -> Self {
        self.slowly_to(x, y, MOVES)
    }

    /// Goes to a point in so many moves, one a frame: a hand that drags for a while.
    pub fn slowly_to(mut self, x: f64, y: f64, moves: u32) -> Self {
        let (from_x, from_y) = self.place;
        for step in 1..=moves {
            let part = f64::from(step) / f64::from(moves);
            self.move_to(
                from_x + (x - from_x) * part,
                from_y + (y - from_y) * part,
                MOVE_MILLIS,
            );
        }
        self
    }

    /// Goes so far from where it is.
    pub fn by(self, dx: f64, dy: f64) -> Self {
        let (x, y) = self.place;
        self.to(x + dx, y + dy)
    }

    /// Lets go.
    pub fn up(mut self) -> Self {
        self.actions.push(json!({"type": "pointerUp", "button": 0}));
        self
    }

    /// Stays where it is, as a hand that rests before it lets go.
    pub fn rest(mut self, millis: u32) -> Self {
        self.actions.push(json!({"type": "pause", "duration": millis}));
        self
    }

    fn move_to(&mut self, x: f64, y: f64, millis: u32) {
        self.place = (x, y);
        let (x, y) = (x.round() as i64, y.round() as i64);
        self.actions
            .push(json!({"type": "pointerMove", "origin": "viewport", "x": x, "y": y, "duration": millis}));
    }

    fn source(&self) -> Value {
        json!({
            "type": "pointer",
            "id": self.id,
            "parameters": {"pointerType": self.kind.name()},
            "actions": self.actions,
        })
    }

    /// Does it.
    #[track_caller]
    pub fn go(self) {
        self.page.with_keys_held(&self.modifiers, &[self.source()]);
    }

    /// Does it together with another, step by step at the same time: a pinch.
    #[track_caller]
    pub fn go_with(self, other: &Self) {
        self.page
            .with_keys_held(&self.modifiers, &[self.source(), other.source()]);
    }
}

/// One turn of the wheel at a point.
pub(crate) fn wheel_source(x: f64, y: f64, delta_x: f64, delta_y: f64) -> Value {
    json!({
        "type": "wheel",
        "id": "wheel",
        "actions": [{
            "type": "scroll", "origin": "viewport", "duration": 0,
            // Drivers take whole numbers alone here.
            "x": x.round() as i64, "y": y.round() as i64,
            "deltaX": delta_x.round() as i64, "deltaY": delta_y.round() as i64,
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_hold_all_but_the_last_key() {
        let types = |chord: &str| -> Vec<String> {
            let actions = chord_actions(chord);
            let list = actions
                .pointer("/actions/0/actions")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default();
            list.iter()
                .map(|a| format!("{}{}", a["type"].as_str().unwrap(), a["value"].as_str().unwrap()))
                .collect()
        };
        assert_eq!(
            types("Control+z"),
            ["keyDown\u{e009}", "keyDownz", "keyUpz", "keyUp\u{e009}"]
        );
        assert_eq!(types("+"), ["keyDown+", "keyUp+"]);
        assert_eq!(
            types("Control++"),
            ["keyDown\u{e009}", "keyDown+", "keyUp+", "keyUp\u{e009}"]
        );
    }
}

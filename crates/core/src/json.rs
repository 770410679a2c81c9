//! JSON as one small value, for files of our own that fit into memory: the page carries this and no other reader of it.

use crate::read::unescaped;
use std::borrow::Cow;

/// Values nested deeper than this are refused.
const MAX_DEPTH: u32 = 128;

/// A value; texts stand where they are in the source unless they are escaped there.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(&'a str),
    /// A string.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Value<'a>>),
    /// An object, its members in the order of the file.
    Object(Vec<Member<'a>>),
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member<'a> {
    /// Its name.
    pub key: Cow<'a, str>,
    /// Its value.
    pub value: Value<'a>,
    /// The value as it is written.
    pub source: &'a str,
}

/// Where a text stops being JSON, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not valid JSON at line {line}, column {column}")]
pub struct NotJson {
    /// Line.
    pub line: usize,
    /// Column, in bytes.
    pub column: usize,
}

/// A value that is not what it should be: which, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Mismatch(pub String);

/// Reads a text as JSON.
///
/// # Errors
/// [`NotJson`] says where it is not.
pub fn parse(bytes: &[u8]) -> Result<Value<'_>, NotJson> {
    let place = |at: usize| {
        let before = &bytes[..at.min(bytes.len())];
        let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
        NotJson {
            line: before.split(|&b| b == b'\n').count(),
            column: at - line_start + 1,
        }
    };
    let text = std::str::from_utf8(bytes).map_err(|error| place(error.valid_up_to()))?;
    let mut parser = Parser {
        text: text.strip_prefix('\u{feff}').unwrap_or(text),
        at: 0,
    };
    let skipped = text.len() - parser.text.len();
    let value = parser.value(MAX_DEPTH).filter(|_| parser.peek().is_none());
    value.ok_or_else(|| place(parser.at + skipped))
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    /// The next byte that is not white space, not passed.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    /// Passes what stands between the members of a list or object: false at its end, which is passed.
    fn next(&mut self, first: &mut bool, end: u8) -> Option<bool> {
        if self.peek()? == end {
            self.at += 1;
            return Some(false);
        }
        if !std::mem::take(first) {
            self.take(b',')?;
        }
        Some(true)
    }

    fn value(&mut self, depth: u32) -> Option<Value<'a>> {
        let depth = depth.checked_sub(1)?;
        let mut first = true;
        Some(match self.peek()? {
            b'"' => Value::Text(self.string()?),
            b'[' => {
                self.at += 1;
                let mut list = Vec::new();
                while self.next(&mut first, b']')? {
                    list.push(self.value(depth)?);
                }
                Value::List(list)
            }
            b'{' => {
                self.at += 1;
                let mut members = Vec::new();
                while self.next(&mut first, b'}')? {
                    self.peek();
                    let key = self.string()?;
                    self.take(b':')?;
                    self.peek()?;
                    let start = self.at;
                    let value = self.value(depth)?;
                    let source = self.text.get(start..self.at)?;
                    members.push(Member { key, value, source });
                }
                Value::Object(members)
            }
            _ => self.plain()?,
        })
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.take(b'"')?;
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut escaped = false;
        loop {
            match bytes.get(self.at)? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.at += 1;
                    let code = *bytes.get(self.at)?;
                    let digits = bytes.get(self.at + 1..).unwrap_or_default().iter().take(4);
                    let is_known = match code {
                        b'u' => digits.filter(|b| b.is_ascii_hexdigit()).count() == 4,
                        _ => b"\"\\/bfnrt".contains(&code),
                    };
                    is_known.then_some(())?;
                    self.at += 1;
                }
                0..0x20 => return None,
                _ => self.at += 1,
            }
        }
        let text = self.text.get(start..self.at)?;
        self.at += 1;
        if !escaped {
            return Some(Cow::Borrowed(text));
        }
        let mut out = Vec::with_capacity(text.len());
        unescaped(text.as_bytes(), &mut out);
        String::from_utf8(out).ok().map(Cow::Owned)
    }

    /// A number or a word.
    fn plain(&mut self) -> Option<Value<'a>> {
        let rest = self.text.get(self.at..)?;
        let length = rest
            .bytes()
            .position(|b| !(b.is_ascii_alphanumeric() || b"+-.".contains(&b)))
            .unwrap_or(rest.len());
        let word = rest.get(..length)?;
        let value = match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::Number(is_number(word.as_bytes()).then_some(word)?),
        };
        self.at += length;
        Some(value)
    }
}

/// A number as JSON writes it.
fn is_number(word: &[u8]) -> bool {
    let digits = |at: usize| word[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = usize::from(word.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || (whole > 1 && word[at] == b'0') {
        return false;
    }
    at += whole;
    if word.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return false;
        }
        at += 1 + fraction;
    }
    if matches!(word.get(at), Some(b'e' | b'E')) {
        at += 1;
        at += usize::from(matches!(word.get(at), Some(b'+' | b'-')));
        let exponent = digits(at);
        if exponent == 0 {
            return false;
        }
        at += exponent;
    }
    at == word.len()
}

impl<'a> Value<'a> {
    /// A member of an object: `None` where there is none, or it is `null`.
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.member(key).map(|member| &member.value)
    }

    /// [`Value::get`], with the source.
    pub fn member(&self, key: &str) -> Option<&Member<'a>> {
        let found = self.members().iter().rfind(|member| member.key == key)?;
        (found.value != Value::Null).then_some(found)
    }

    /// The members of an object; none of anything else.
    pub fn members(&self) -> &[Member<'a>] {
        match self {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Value::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The elements.
    pub fn as_list(&self) -> Option<&[Value<'a>]> {
        match self {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The two numbers of a position.
    pub fn as_pair(&self) -> Option<[f64; 2]> {
        match self.as_list()? {
            [x, y, ..] => Some([x.as_f64()?, y.as_f64()?]),
            _ => None,
        }
    }

    /// A string that may be left out.
    ///
    /// # Errors
    /// If it is something else. So too below.
    pub fn maybe_text(&self, key: &str) -> Result<Option<String>, Mismatch> {
        let found = self.get(key);
        found
            .map(|value| {
                value
                    .as_str()
                    .map(str::to_owned)
                    .ok_or_else(|| is_not(key, "a text"))
            })
            .transpose()
    }

    /// A string, empty where it is left out.
    ///
    /// # Errors
    /// As above.
    pub fn text_or_empty(&self, key: &str) -> Result<String, Mismatch> {
        Ok(self.maybe_text(key)?.unwrap_or_default())
    }

    /// A string that must be there.
    ///
    /// # Errors
    /// As above, and if it is left out.
    pub fn text(&self, key: &str) -> Result<String, Mismatch> {
        self.maybe_text(key)?.ok_or_else(|| is_missing(key))
    }

    /// Strings, none where they are left out.
    ///
    /// # Errors
    /// As above.
    pub fn texts(&self, key: &str) -> Result<Vec<String>, Mismatch> {
        self.list(key)?
            .iter()
            .map(|text| {
                text.as_str()
                    .map(str::to_owned)
                    .ok_or_else(|| is_not(key, "a list of texts"))
            })
            .collect()
    }

    /// A number that may be left out.
    ///
    /// # Errors
    /// As above.
    pub fn maybe_number(&self, key: &str) -> Result<Option<f64>, Mismatch> {
        self.get(key)
            .map(|value| value.as_f64().ok_or_else(|| is_not(key, "a number")))
            .transpose()
    }

    /// A number that must be there.
    ///
    /// # Errors
    /// As above.
    pub fn number(&self, key: &str) -> Result<f64, Mismatch> {
        self.maybe_number(key)?.ok_or_else(|| is_missing(key))
    }

    /// A whole number from 0 on that must be there.
    ///
    /// # Errors
    /// As above.
    pub fn count(&self, key: &str) -> Result<u32, Mismatch> {
        match self.get(key).ok_or_else(|| is_missing(key))? {
            Value::Number(text) => text.parse().map_err(|_| is_not(key, "a whole number")),
            _ => Err(is_not(key, "a whole number")),
        }
    }

    /// True or false; false where it is left out.
    ///
    /// # Errors
    /// As above.
    pub fn flag(&self, key: &str) -> Result<bool, Mismatch> {
        match self.get(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(is_not(key, "true or false")),
        }
    }

    /// A list, empty where it is left out.
    ///
    /// # Errors
    /// As above.
    pub fn list(&self, key: &str) -> Result<&[Value<'a>], Mismatch> {
        self.get(key).map_or(Ok(&[]), |value| {
            value.as_list().ok_or_else(|| is_not(key, "a list"))
        })
    }

    /// An object that must be there.
    ///
    /// # Errors
    /// As above.
    pub fn object(&self, key: &str) -> Result<&Value<'a>, Mismatch> {
        match self.get(key).ok_or_else(|| is_missing(key))? {
            object @ Value::Object(_) => Ok(object),
            _ => Err(is_not(key, "an object")),
        }
    }
}

/// What is said of a member that is left out.
pub fn is_missing(key: &str) -> Mismatch {
    Mismatch(format!("missing field `{key}`"))
}

fn is_not(key: &str, what: &str) -> Mismatch {
    Mismatch(format!("field `{key}` is not {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same value as serde has it.
    fn as_serde(value: &Value<'_>) -> serde_json::Value {
        match value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(flag) => (*flag).into(),
            Value::Number(text) => serde_json::from_str(text).unwrap(),
            Value::Text(text) => text.as_ref().into(),
            Value::List(list) => list.iter().map(as_serde).collect(),
            Value::Object(members) => members
                .iter()
                .map(|m| (m.key.to_string(), as_serde(&m.value)))
                .collect(),
        }
    }

    #[test]
    fn says_where_it_is_wrong() {
        let at = |text: &str| {
            parse(text.as_bytes())
                .map_err(|e| (e.line, e.column))
                .unwrap_err()
        };
        assert_eq!(at("{\"version\":1,\n \"events\":[}"), (2, 12));
        assert_eq!(at("[1,]"), (1, 4));
        assert_eq!(at("{} x"), (1, 4));
        assert_eq!(at("[01]"), (1, 2));
        assert_eq!(at(&"[".repeat(1000)), (1, MAX_DEPTH as usize + 1));
    }

    #[test]
    fn members_are_found_and_their_types_held() {
        let text = r#"{"a":"x","b":null,"c":[1,"y"],"d":{"e": 7 },"f":-1.5,"g":true}"#;
        let value = parse(text.as_bytes()).unwrap();
        assert_eq!(value.text("a").unwrap(), "x");
        assert_eq!(value.text("b").unwrap_err().0, "missing field `b`");
        assert_eq!(
            value.texts("c").unwrap_err().0,
            "field `c` is not a list of texts"
        );
        assert_eq!(value.member("d").unwrap().source, r#"{"e": 7 }"#);
        assert_eq!(value.object("d").unwrap().count("e").unwrap(), 7);
        assert_eq!(value.count("f").unwrap_err().0, "field `f` is not a whole number");
        assert_eq!(
            (value.maybe_number("f").unwrap(), value.flag("g").unwrap()),
            (Some(-1.5), true)
        );
    }

    proptest! {
        #[test]
        fn reads_what_serde_json_reads(text in "[\\[\\]{}:,\"a0-2 .e\\\\nu-]{0,24}|[\\[{]\"[a-c\\\\n]{0,3}\"[:,](1|-0.5e3|null|true|\"\\\\u0041\")[\\]}]") {
            let ours = parse(text.as_bytes()).ok();
            let theirs: Option<serde_json::Value> = serde_json::from_str(&text).ok();
            // Numbers too large for a float are refused there only.
            if theirs.is_some() || !text.contains('e') {
                prop_assert_eq!(ours.as_ref().map(as_serde), theirs);
            }
        }
    }
}

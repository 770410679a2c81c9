//! [`Cursor`]: walks JSON text in place, without building values, and says whether it is wrong or merely cut off.

use super::shape::{plain_at, string_at};
use super::swar::{find2, find3};

/// Why a walk stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bytes ran out.
    Incomplete,
    /// It is not JSON.
    Malformed,
}

/// Values nested deeper than this are refused.
const MAX_DEPTH: u32 = 64;

/// A scalar or string as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    /// A string with escapes: its value is [`unescaped`] of the span.
    pub(super) rewrite: bool,
    /// It is a string.
    pub(super) quoted: bool,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// A string (quotes not in the span), number, `true` or `false`.
    Scalar(Token),
    Null,
    /// `{` has been passed.
    Object,
    /// `[` has been passed.
    Array,
}

/// A position in JSON text.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    /// All scalars passed as values, `null` among them.
    pub(super) values: Vec<Token>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Cursor<'a> {
        Cursor::at(bytes, 0)
    }

    /// At a position in a text.
    pub(super) fn at(bytes: &'a [u8], at: usize) -> Cursor<'a> {
        Cursor {
            bytes,
            at,
            values: Vec::new(),
        }
    }

    /// The next byte that is not white space, not passed.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<u8, Stop> {
        loop {
            match self.bytes.get(self.at) {
                None => return Err(Stop::Incomplete),
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(&b) => return Ok(b),
            }
        }
    }

    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Stop> {
        if self.peek()? == byte {
            self.at += 1;
            Ok(())
        } else {
            Err(Stop::Malformed)
        }
    }

    /// Passes `{"`'s or `,`'s next key and its colon; `None` at the closing brace, which is passed. `first` is set
    /// before the first key and cleared by it.
    #[inline]
    pub(super) fn next_key(&mut self, first: &mut bool) -> Result<Option<Token>, Stop> {
        match self.peek()? {
            b'}' => {
                self.at += 1;
                return Ok(None);
            }
            b',' if !*first => {
                self.at += 1;
                self.peek()?;
            }
            b'"' if *first => {}
            _ => return Err(Stop::Malformed),
        }
        *first = false;
        self.expect(b'"')?;
        let key = self.string_tail()?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// True if an array, whose `[` has been passed, has a next element, at which the cursor then stands; false if its
    /// `]` has been passed.
    #[inline]
    pub(super) fn next_element(&mut self, first: &mut bool) -> Result<bool, Stop> {
        match self.peek()? {
            b']' => {
                self.at += 1;
                return Ok(false);
            }
            b',' if !*first => {
                self.at += 1;
            }
            _ if *first => {}
            _ => return Err(Stop::Malformed),
        }
        *first = false;
        Ok(true)
    }

    /// Begins the next value.
    #[inline]
    pub(super) fn value(&mut self) -> Result<Value, Stop> {
        match self.peek()? {
            b'"' => {
                self.at += 1;
                let token = self.string_tail()?;
                self.values.push(token);
                Ok(Value::Scalar(token))
            }
            b'{' => {
                self.at += 1;
                Ok(Value::Object)
            }
            b'[' => {
                self.at += 1;
                Ok(Value::Array)
            }
            first => {
                let token = plain_at(self.bytes, self.at)?;
                self.at = token.end as usize;
                self.values.push(token);
                Ok(if first == b'n' {
                    Value::Null
                } else {
                    Value::Scalar(token)
                })
            }
        }
    }

    /// Passes a value that has been begun.
    pub(super) fn skip_rest(&mut self, value: Value) -> Result<(), Stop> {
        self.skip_nested(value, MAX_DEPTH)
    }

    /// Passes a whole value.
    #[cfg(test)]
    fn skip(&mut self) -> Result<(), Stop> {
        let value = self.value()?;
        self.skip_rest(value)
    }

    fn skip_nested(&mut self, value: Value, depth: u32) -> Result<(), Stop> {
        let depth = depth.checked_sub(1).ok_or(Stop::Malformed)?;
        let mut first = true;
        match value {
            Value::Scalar(_) | Value::Null => {}
            Value::Object => {
                while self.next_key(&mut first)?.is_some() {
                    let value = self.value()?;
                    self.skip_nested(value, depth)?;
                }
            }
            Value::Array => {
                while self.next_element(&mut first)? {
                    let value = self.value()?;
                    self.skip_nested(value, depth)?;
                }
            }
        }
        Ok(())
    }

    /// The rest of a string whose opening quote has been passed.
    #[inline]
    fn string_tail(&mut self) -> Result<Token, Stop> {
        let token = string_at(self.bytes, self.at)?;
        self.at = token.end as usize + 1;
        Ok(token)
    }
}

/// Appends the value of a string written with escapes. What is not a valid escape becomes U+FFFD.
pub(crate) fn unescaped(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(i) = rest.iter().position(|&b| b == b'\\') {
        out.extend_from_slice(&rest[..i]);
        let code = rest.get(i + 1).copied();
        rest = rest.get(i + 2..).unwrap_or_default();
        let plain = match code {
            Some(b @ (b'"' | b'\\' | b'/')) => char::from(b),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let (c, after) = unicode_escape(rest);
                rest = after;
                c
            }
            _ => char::REPLACEMENT_CHARACTER,
        };
        out.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes());
    }
    out.extend_from_slice(rest);
}

/// The character after `\u`, surrogate pairs joined, and the text that follows.
fn unicode_escape(text: &[u8]) -> (char, &[u8]) {
    let unit = |text: &[u8]| {
        let digits = text.get(..4)?;
        digits
            .iter()
            .try_fold(0u32, |n, &b| Some(n * 16 + char::from(b).to_digit(16)?))
    };
    let Some(high) = unit(text) else {
        return (char::REPLACEMENT_CHARACTER, text);
    };
    let rest = &text[4..];
    if (0xD800..0xDC00).contains(&high)
        && let Some(low) = rest.strip_prefix(b"\\u").and_then(unit)
        && (0xDC00..0xE000).contains(&low)
    {
        let joined = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        let c = char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER);
        return (c, &rest[6..]);
    }
    (char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER), rest)
}

/// A resumable search for the end of an object: counts braces outside strings.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Balance {
    depth: u32,
    in_string: bool,
    escape: bool,
}

impl Balance {
    /// Goes on at `from`; the index after the closing brace, if it is in `bytes`.
    pub(super) fn scan(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        if self.escape && at < bytes.len() {
            self.escape = false;
            at += 1;
        }
        loop {
            if self.in_string {
                let i = find2(bytes, at, b'"', b'\\')?;
                if bytes[i] == b'"' {
                    self.in_string = false;
                    at = i + 1;
                } else if i + 1 < bytes.len() {
                    at = i + 2;
                } else {
                    self.escape = true;
                    return None;
                }
            } else {
                let i = find3(bytes, at, b'"', b'{', b'}')?;
                at = i + 1;
                match bytes[i] {
                    b'"' => self.in_string = true,
                    b'{' => self.depth += 1,
                    _ => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            return Some(at);
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes() {
        let check = |text: &str, expected: &str| {
            let mut out = Vec::new();
            unescaped(text.as_bytes(), &mut out);
            assert_eq!(String::from_utf8_lossy(&out), expected, "{text}");
        };
        check(r#"a\"b\\c\/d\n"#, "a\"b\\c/d\n");
        check(r"\u062d\u0644\u0628", "حلب");
        check(r"\ud83d\ude00!", "😀!");
        check(r"\ud83d!", "\u{fffd}!");
        check(r"\u12", "\u{fffd}12");
        check(r"\x", "\u{fffd}");
    }

    proptest! {
        #[test]
        fn accepts_what_serde_json_accepts(text in "[\\[\\]{}:,\"a0-2 .e\\\\ntrufals-]{0,24}") {
            let closed = format!("{text} ");
            if serde_json::from_str::<serde_json::Value>(&text).is_ok() {
                let mut cursor = Cursor::new(closed.as_bytes());
                prop_assert_eq!(cursor.skip(), Ok(()));
                prop_assert_eq!(cursor.peek(), Err(Stop::Incomplete));
            }
        }

        #[test]
        fn a_cut_never_makes_json_malformed(
            value in prop_oneof![Just(r#"{"a":[1,-2.5e3,"x\"y",null],"b":{"c":true}}"#), Just(r#"[{"":{}},"\u0041"]"#)],
            cut in 0usize..60,
        ) {
            let cut = cut.min(value.len() - 1);
            let mut cursor = Cursor::new(&value.as_bytes()[..cut]);
            prop_assert_eq!(cursor.skip(), Err(Stop::Incomplete));
        }

        #[test]
        fn balance_does_not_depend_on_pieces(text in "[{}\"\\\\a]{0,30}", cut in 0usize..30) {
            let bytes = format!("{{{text}");
            let bytes = bytes.as_bytes();
            let cut = cut.min(bytes.len());
            let whole = Balance::default().scan(bytes, 0);
            let mut balance = Balance::default();
            let pieces = balance.scan(&bytes[..cut], 0).or_else(|| balance.scan(bytes, cut));
            prop_assert_eq!(whole, pieces);
        }
    }
}

//! [`Json`]: writes JSON text, value by value.

/// JSON text in the making. Keys and values are written in order; commas come by themselves.
#[derive(Debug, Default)]
pub(super) struct Json {
    out: String,
    /// A comma is needed before the next key or element.
    comma: bool,
}

impl Json {
    fn separate(&mut self) {
        if self.comma {
            self.out.push(',');
        }
        self.comma = true;
    }

    /// Begins an object (`{`) or a list (`[`).
    pub(super) fn open(&mut self, bracket: char) {
        self.separate();
        self.out.push(bracket);
        self.comma = false;
    }

    /// Ends what was begun.
    pub(super) fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        self.comma = true;
    }

    /// A new line, for whoever reads the file as text.
    pub(super) fn line(&mut self) {
        if self.comma {
            self.out.push(',');
            self.comma = false;
        }
        self.out.push('\n');
    }

    /// The key of the value that comes next.
    pub(super) fn key(&mut self, key: &str) {
        self.separate();
        push_string(&mut self.out, key);
        self.out.push(':');
        self.comma = false;
    }

    pub(super) fn string(&mut self, text: &str) {
        self.separate();
        push_string(&mut self.out, text);
    }

    /// A number; what is none in JSON is `null`.
    pub(super) fn number(&mut self, number: f64) {
        if number.is_finite() {
            self.raw(&number.to_string());
        } else {
            self.raw("null");
        }
    }

    /// Text that is JSON already.
    pub(super) fn raw(&mut self, json: &str) {
        self.separate();
        self.out.push_str(json);
    }

    pub(super) fn field(&mut self, key: &str, text: &str) {
        self.key(key);
        self.string(text);
    }

    /// A field that is left out where there is nothing to say.
    pub(super) fn field_if(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.field(key, text);
        }
    }

    /// A field that is written where it is so, and left out else.
    pub(super) fn flag(&mut self, key: &str, is_so: bool) {
        if is_so {
            self.key(key);
            self.raw("true");
        }
    }

    pub(super) fn number_or_null(&mut self, key: &str, number: Option<f64>) {
        self.key(key);
        self.number(number.unwrap_or(f64::NAN));
    }

    pub(super) fn strings(&mut self, key: &str, texts: &[String]) {
        self.key(key);
        self.open('[');
        for text in texts {
            self.string(text);
        }
        self.close(']');
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// A string in quotes. Line separators are escaped too, so that the text may stand in a script.
fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{0}'..='\u{1f}' | '\u{7f}' | '\u{2028}' | '\u{2029}' => {
                let digits = b"0123456789abcdef";
                out.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    out.push(char::from(digits[(u32::from(c) >> shift & 15) as usize]));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn commas_come_by_themselves() {
        let mut json = Json::default();
        json.open('{');
        json.field("a", "x");
        json.key("b");
        json.open('[');
        json.number(1.5);
        json.line();
        json.number(f64::NAN);
        json.open('{');
        json.close('}');
        json.close(']');
        json.flag("c", true);
        json.flag("d", false);
        json.close('}');
        assert_eq!(json.finish(), "{\"a\":\"x\",\"b\":[1.5,\nnull,{}],\"c\":true}");
    }

    proptest! {
        #[test]
        fn any_text_reads_as_itself(text in any::<String>()) {
            let mut json = Json::default();
            json.string(&text);
            let read: String = serde_json::from_str(&json.finish()).expect("JSON");
            prop_assert_eq!(read, text);
        }
    }
}

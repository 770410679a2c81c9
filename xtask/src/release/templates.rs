//! The app's static templates, read out of its built module.
//!
//! `view!` turns each subtree without anything dynamic into one string literal, which tachys gives to `innerHTML`
//! (`InertElement` in `tachys::html` and `tachys::svg`). The literals stand in the module's data, whatever view they
//! belong to, so the list is complete without running any of them. Literals follow each other there without a
//! separator; but each is one element in the macro's own canonical spelling, so where it begins its end is known.

use anyhow::{Context as _, Result};
use std::collections::{BTreeSet, HashSet};
use wasmparser::{DataKind, Operator, Parser, Payload};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Templates {
    /// What the page may take as HTML.
    pub(super) accepted: BTreeSet<String>,
    /// Markup that it may not, static as it is.
    pub(super) refused: Vec<Refused>,
}

/// Markup in the module's data that could do more than show something.
#[derive(Debug, PartialEq)]
pub(super) struct Refused {
    pub(super) html: String,
    pub(super) why: String,
}

/// Elements that load, run or submit something, or that change how the rest is read.
const REFUSED_ELEMENTS: &[&str] = &[
    "script", "style", "iframe", "frame", "object", "embed", "base", "meta", "link", "form", "template",
    "portal", "applet", "animate", "set", "html", "head", "body",
];

/// Elements that are never closed, as `leptos_macro` has them.
const VOID_ELEMENTS: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "href",
    "src",
    "xlink:href",
    "action",
    "formaction",
    "poster",
    "data",
    "ping",
    "srcset",
];

/// The templates in a wasm module.
pub(super) fn in_module(wasm: &[u8]) -> Result<Templates> {
    let mut segments = Vec::new();
    let mut addresses = HashSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.context("the module cannot be read")? {
            Payload::DataSection(section) => {
                for data in section {
                    let data = data.context("the module's data cannot be read")?;
                    if let DataKind::Active { offset_expr, .. } = data.kind {
                        let mut operators = offset_expr.get_operators_reader();
                        if let Ok(Operator::I32Const { value }) = operators.read() {
                            segments.push((value.cast_unsigned(), data.data));
                        }
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                for operator in body
                    .get_operators_reader()
                    .context("the module's code cannot be read")?
                {
                    if let Operator::I32Const { value } =
                        operator.context("the module's code cannot be read")?
                    {
                        addresses.insert(value.cast_unsigned());
                    }
                }
            }
            _ => {}
        }
    }
    for (_, data) in &segments {
        for word in data.windows(4) {
            if let Ok(bytes) = <[u8; 4]>::try_from(word) {
                addresses.insert(u32::from_le_bytes(bytes));
            }
        }
    }
    let mut templates = Templates::default();
    for (start, data) in segments {
        scan(
            data,
            |offset| addresses.contains(&start.wrapping_add(offset)),
            &mut templates,
        );
    }
    Ok(templates)
}

/// Finds the templates in one segment. An element inside another one is a template of its own only where the module
/// refers to its address: a literal that happens to stand between others which look like its parent's tags.
fn scan(data: &[u8], referred_to: impl Fn(u32) -> bool, templates: &mut Templates) {
    let mut end_of_last = 0;
    for (at, _) in data.iter().enumerate().filter(|(_, byte)| **byte == b'<') {
        let nested = at < end_of_last;
        if nested && !referred_to(at as u32) {
            continue;
        }
        let Some(element) = data.get(at..).and_then(Element::read) else {
            continue;
        };
        if !nested {
            end_of_last = at + element.html.len();
        }
        let html = element.html.to_owned();
        match element.danger {
            None => {
                templates.accepted.insert(html);
            }
            Some(why) => templates.refused.push(Refused { html, why }),
        }
    }
}

/// One element in the canonical spelling of `view!`: attributes in double quotes, one space before each, every
/// element closed but the void ones.
struct Element<'a> {
    html: &'a str,
    danger: Option<String>,
}

impl<'a> Element<'a> {
    /// The element that `bytes` begins with, if it begins with a whole one.
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader {
            bytes,
            at: 0,
            danger: None,
        };
        let mut open = vec![reader.opening_tag()?];
        let first_is_void = open.first().is_some_and(|name| VOID_ELEMENTS.contains(name));
        while !first_is_void && !open.is_empty() {
            reader.text();
            if reader.rest().starts_with(b"</") {
                if reader.closing_tag()? != open.pop()? {
                    return None;
                }
            } else {
                let name = reader.opening_tag()?;
                if !VOID_ELEMENTS.contains(&name) {
                    open.push(name);
                }
            }
        }
        let html = std::str::from_utf8(bytes.get(..reader.at)?).ok()?;
        Some(Self {
            html,
            danger: reader.danger,
        })
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    danger: Option<String>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, expected: u8) -> Option<()> {
        (self.rest().first() == Some(&expected)).then(|| self.at += 1)
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !wanted(byte)).unwrap_or(rest.len());
        let taken = rest.get(..length).unwrap_or_default();
        self.at += length;
        std::str::from_utf8(taken).unwrap_or_default()
    }

    fn name(&mut self) -> Option<&'a str> {
        let name = self.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte));
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            .then_some(name)
    }

    fn text(&mut self) {
        self.take_while(|byte| byte != b'<');
    }

    fn opening_tag(&mut self) -> Option<&'a str> {
        self.take(b'<')?;
        let name = self.name()?;
        if REFUSED_ELEMENTS.contains(&name.to_ascii_lowercase().as_str()) {
            self.refuse(format!("<{name}>"));
        }
        while self.take(b' ').is_some() {
            let attribute = self.name()?;
            let mut value = "";
            if self.take(b'=').is_some() {
                self.take(b'"')?;
                value = self.take_while(|byte| byte != b'"');
                self.take(b'"')?;
            }
            self.check_attribute(attribute, value);
        }
        self.take(b'>')?;
        Some(name)
    }

    fn closing_tag(&mut self) -> Option<&'a str> {
        self.take(b'<')?;
        self.take(b'/')?;
        let name = self.name()?;
        self.take(b'>')?;
        Some(name)
    }

    fn check_attribute(&mut self, name: &str, value: &str) {
        let lower = name.to_ascii_lowercase();
        // Browsers drop tabs and line ends inside an address, and `view!` writes `&` as `&amp;`.
        let address: String = value
            .chars()
            .filter(|c| !c.is_control() && !c.is_whitespace())
            .collect();
        let hidden = address.replace("&amp;", "").contains('&');
        // A scheme is what stands before the first colon, if no slash, question mark or hash comes before it.
        let scheme = address
            .split(['/', '?', '#'])
            .next()
            .and_then(|head| Some(head.split_once(':')?.0));
        let harmless =
            !hidden && scheme.is_none_or(|it| ["http", "https"].contains(&it.to_ascii_lowercase().as_str()));
        if lower.starts_with("on") || lower == "srcdoc" {
            self.refuse(format!("attribute {name}"));
        } else if lower == "style" {
            self.refuse("a style attribute, which the page's policy blocks: write style:name=".to_owned());
        } else if ADDRESSES.contains(&lower.as_str()) && !harmless {
            self.refuse(format!("{name}=\"{value}\""));
        }
    }

    fn refuse(&mut self, why: String) {
        self.danger.get_or_insert(why);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(data: &str, referred_to: impl Fn(u32) -> bool) -> Templates {
        let mut templates = Templates::default();
        scan(data.as_bytes(), referred_to, &mut templates);
        templates
    }

    fn accepted(data: &str) -> Vec<String> {
        found(data, |_| false).accepted.into_iter().collect()
    }

    #[test]
    fn literals_without_a_separator_are_told_apart() {
        let data = "unwrap()<p class=\"a\">One &lt; two</p>src/lib.rs<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg><br>x";
        let expected = [
            "<br>",
            "<p class=\"a\">One &lt; two</p>",
            "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg>",
        ];
        assert_eq!(accepted(data), expected);
    }

    #[test]
    fn what_is_no_whole_element_is_left_out() {
        assert!(accepted("a < b <p>never closed <i></b> </p> Vec<u8> <T as X>::y").is_empty());
    }

    #[test]
    fn an_element_inside_counts_only_where_the_module_points_at_it() {
        let data = "<div><b>x</b></div>";
        assert_eq!(accepted(data).len(), 1);
        assert_eq!(found(data, |at| at == 5).accepted.len(), 2);
    }

    #[test]
    fn markup_that_could_act_is_refused() {
        for html in [
            "<div><script>alert(1)</script></div>",
            "<b onclick=\"x()\">x</b>",
            "<a href=\"javascript:x()\">x</a>",
            "<a href=\" JaVascript:x()\">x</a>",
            "<p style=\"color:red\">x</p>",
            "<iframe srcdoc=\"x\"></iframe>",
        ] {
            let templates = found(html, |_| false);
            assert!(templates.accepted.is_empty(), "{html}");
            assert_eq!(templates.refused.len(), 1, "{html}");
        }
        assert_eq!(
            accepted("<a href=\"https://example.org/a:b?c:d\" rel=\"noopener\">x</a>").len(),
            1
        );
        assert_eq!(accepted("<a href=\"#top\">x</a>").len(), 1);
    }

    #[test]
    fn reads_the_data_of_a_module() {
        // (module (memory 1) (data (i32.const 16) "<p>hi</p>"))
        let mut module = b"\0asm\x01\0\0\0\x05\x03\x01\0\x01\x0b\x0f\x01\0\x41\x10\x0b\x09".to_vec();
        module.extend_from_slice(b"<p>hi</p>");
        let templates = in_module(&module).unwrap();
        assert_eq!(templates.accepted, BTreeSet::from(["<p>hi</p>".to_owned()]));
        assert!(in_module(b"no module").is_err());
    }
}

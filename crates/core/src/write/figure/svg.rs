//! [`Svg`]: writes SVG by hand, so that the same values give the same bytes.

use crate::scene::timeline::px;

/// Fonts that texts are set in: what systems have. None is embedded, so none needs a licence.
pub(super) const FONTS: &str = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Naskh Arabic', sans-serif";

/// SVG text in the making.
#[derive(Debug, Default)]
pub(super) struct Svg {
    out: String,
}

/// How a text stands and looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type<'a> {
    /// Size in px.
    pub(super) size: f64,
    pub(super) weight: &'a str,
    pub(super) fill: &'a str,
    /// `start`, `middle` or `end`, in the direction of the text.
    pub(super) anchor: &'a str,
    pub(super) is_rtl: bool,
}

impl Svg {
    pub(super) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.tag(tag, attributes);
        self.out.push_str(">\n");
    }

    pub(super) fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push_str(">\n");
    }

    /// An element without content; none at all if its path is empty.
    pub(super) fn leaf(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        if attributes
            .iter()
            .any(|(name, value)| *name == "d" && value.is_empty())
        {
            return;
        }
        self.tag(tag, attributes);
        self.out.push_str("/>\n");
    }

    /// An element that holds a text and nothing else.
    pub(super) fn with_text(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(tag, attributes);
        self.out.push('>');
        push_escaped(&mut self.out, text);
        self.close(tag);
    }

    /// A rectangle from its corner and size.
    pub(super) fn rect(&mut self, [x, y, width, height]: [f64; 4], more: &[(&str, &str)]) {
        let [x, y, width, height] = [x, y, width.max(0.0), height.max(0.0)].map(px);
        let mut attributes = vec![
            ("x", x.as_str()),
            ("y", y.as_str()),
            ("width", width.as_str()),
            ("height", height.as_str()),
        ];
        attributes.extend(more);
        self.leaf("rect", &attributes);
    }

    pub(super) fn circle(&mut self, [x, y]: [f64; 2], r: f64, more: &[(&str, &str)]) {
        let [x, y, r] = [x, y, r].map(px);
        let mut attributes = vec![("cx", x.as_str()), ("cy", y.as_str()), ("r", r.as_str())];
        attributes.extend(more);
        self.leaf("circle", &attributes);
    }

    /// A line of text, whose baseline is at `y`.
    pub(super) fn text(&mut self, [x, y]: [f64; 2], text: &str, look: Type<'_>, more: &[(&str, &str)]) {
        let [x, y, size] = [x, y, look.size].map(px);
        let mut attributes = vec![
            ("x", x.as_str()),
            ("y", y.as_str()),
            ("font-size", size.as_str()),
            ("font-weight", look.weight),
            ("fill", look.fill),
            ("text-anchor", look.anchor),
            ("direction", if look.is_rtl { "rtl" } else { "ltr" }),
        ];
        attributes.extend(more);
        self.with_text("text", &attributes, text);
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn tag(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            push_escaped(&mut self.out, value);
            self.out.push('"');
        }
    }
}

/// Text as XML takes it: characters that XML has no place for are left out.
fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

//! The readable text of a page that was saved as HTML.

use super::turns::{at_once, turn};

/// Bytes of a page that are read in a turn.
const A_TURN: usize = 65_536;

use std::fmt::Write as _;

/// Elements whose content nobody reads.
const UNREAD: [&str; 11] = [
    "script", "style", "noscript", "template", "svg", "head", "iframe", "select", "button", "object", "math",
];

/// Elements that stand inside a line; all others begin a new one.
const INLINE: [&str; 32] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "tt", "u", "var",
];

/// Entities that texts use; others are by number.
const ENTITIES: [(&str, &str); 38] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("lsaquo", "‹"),
    ("rsaquo", "›"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("shy", "\u{ad}"),
    ("zwnj", "\u{200c}"),
    ("zwj", "\u{200d}"),
    ("lrm", "\u{200e}"),
    ("rlm", "\u{200f}"),
    ("middot", "·"),
    ("bull", "•"),
    ("copy", "©"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ccedil", "ç"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("auml", "ä"),
    ("aacute", "á"),
    ("oacute", "ó"),
];

/// True if a text is a page in HTML rather than plain.
pub fn is_html(text: &str) -> bool {
    let head: String = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .chars()
        .take(400)
        .collect();
    let head = head.to_ascii_lowercase();
    let begins = [
        "<!doctype",
        "<html",
        "<head",
        "<body",
        "<article",
        "<div",
        "<p>",
        "<p ",
        "<!--",
        "<?xml",
    ];
    begins.iter().any(|tag| head.starts_with(tag)) || head.contains("<html") || head.contains("<body")
}

/// The visible text of a page, a paragraph a line: without tags, scripts and styles, entities as the characters they
/// stand for. What the page shows around the article stays in it.
pub fn readable(html: &str) -> String {
    at_once(readable_in_turns(html))
}

/// As [`readable`], in turns.
pub(super) async fn readable_in_turns(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let mut rest = html;
    let mut pause = html.len();
    while let Some(at) = rest.find('<') {
        if rest.len() + A_TURN < pause {
            pause = rest.len();
            turn().await;
        }
        push_text(rest.get(..at).unwrap_or_default(), &mut out);
        rest = rest.get(at..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
            rest = comment.get(end..).unwrap_or_default();
            continue;
        }
        let inside = rest.get(1..).unwrap_or_default();
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            // A sign of its own, as in "a < b".
            out.push('<');
            rest = inside;
            continue;
        }
        let is_end = inside.starts_with('/');
        let name: String = inside
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        rest = after_tag(inside);
        if !is_end && UNREAD.contains(&name.as_str()) {
            rest = after_element(rest, &name);
        }
        if !INLINE.contains(&name.as_str()) {
            end_line(&mut out);
        }
    }
    push_text(rest, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// What follows a tag, quotes in it heeded.
fn after_tag(inside: &str) -> &str {
    let mut quote = None;
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (None, '>') => return inside.get(at + 1..).unwrap_or_default(),
            (None, '"' | '\'') if inside.get(..at).is_some_and(|tag| tag.trim_end().ends_with('=')) => {
                quote = Some(c);
            }
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    ""
}

/// What follows the end tag of an element; everything if it has none.
fn after_element<'h>(rest: &'h str, name: &str) -> &'h str {
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|r| r.find("</")) {
        let end = at + found;
        let tag = rest.get(end + 2..).unwrap_or_default();
        if tag
            .get(..name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name))
        {
            return after_tag(tag);
        }
        at = end + 2;
    }
    rest
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Adds text between tags: entities decoded, white space as a browser shows it.
fn push_text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '&' {
            let taken = entity(rest, out);
            rest = rest.get(taken..).unwrap_or_default();
            continue;
        }
        if c.is_ascii_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
}

/// Adds what an entity at the beginning stands for, and says how many bytes it took; an `&` of its own stays.
fn entity(text: &str, out: &mut String) -> usize {
    let name: String = text
        .get(1..)
        .unwrap_or_default()
        .chars()
        .take(10)
        .take_while(|c| *c != ';')
        .collect();
    let is_closed = text.get(1 + name.len()..).is_some_and(|r| r.starts_with(';'));
    let decoded = name.strip_prefix('#').and_then(|number| {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        char::from_u32(code?)
    });
    let known = ENTITIES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text);
    match (is_closed, decoded, known) {
        (true, Some(c), _) => write!(out, "{c}").is_ok(),
        (true, None, Some(text)) => {
            out.push_str(text);
            true
        }
        _ => {
            out.push('&');
            return 1;
        }
    };
    name.len() + 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pages_become_lines() {
        let page = r#"<!DOCTYPE html><html><head><title>T</title><script>if (a<b) "</p>"</script></head>
            <body><nav><a href="x>y">Home</a></nav><!-- <p>no</p> -->
            <h1>Shells  fall on
            Ariha</h1><p>The mayor &amp; his <b>deputy</b> said &ldquo;no&rdquo;.<br>Then&nbsp;&#8211; 3 &lt; 5 &#x627;</p>
            <style>p{}</style><P>Last & least</P></body></html>"#;
        assert!(is_html(page));
        assert_eq!(
            readable(page),
            "Home\nShells fall on Ariha\nThe mayor & his deputy said “no”.\nThen\u{a0}– 3 < 5 ا\nLast & least"
        );
        assert!(!is_html("Shells fall on <Ariha>"));
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "(<[a-z/!-]{0,8}|[&;#x<>\"'= a-zé]{1,6}){0,30}") {
            let text = readable(&html);
            prop_assert!(text.len() <= html.len() * 2);
        }
    }
}

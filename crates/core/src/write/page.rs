//! The page as one file, with everything it needs inside it: code, styles, data, base map.

use super::base64::base64;
use super::json::Json;
use super::sha256::{Sha256, sha256_hex};
use std::fmt::Write as _;

/// Starts such a page.
const BOOT: &str = include_str!("boot.js");
/// Ends a script, whatever is in it.
const END_OF_SCRIPT: &str = "</script";

/// What comes after the path of the data in the names of the parts that hold what a person had said of it: what the
/// columns mean, which places were chosen for names, further places (numbered from 0).
pub const ANSWERS: [&str; 3] = [".columns.txt", ".choices.csv", ".places-"];

/// A file that goes into the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its path beside the page.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What the page opens with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SavedView<'a> {
    /// The path of the data: one of a part, or a folder of parts.
    pub data: &'a str,
    /// Whether parts beside the data hold what had been said of it: see [`ANSWERS`].
    pub has_answers: bool,
    /// The view, as a hash without `#`.
    pub hash: &'a str,
    /// Title of the page.
    pub title: &'a str,
    /// What is shown, whom to credit, the licence: for whoever reads the file as text.
    pub about: &'a [String],
}

/// Why a page cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// The page that it is made from is not written as it was.
    #[error("index.html holds no {what}")]
    NotInIndex {
        /// What was looked for.
        what: &'static str,
    },
    /// The page asks for a file that is not among the parts.
    #[error("{name} is missing")]
    MissingPart {
        /// Its name.
        name: String,
    },
}

/// The page as one file. The parts must hold `index.html`, as the release wrote it, and all that it names.
///
/// The same parts and view give the same bytes, so that a page that is saved from a saved page is the same page again.
///
/// # Errors
/// [`PageError`] if `index.html` does not say what to start, or a file is missing.
pub fn single_page(parts: &[Part], view: SavedView<'_>) -> Result<String, PageError> {
    let part = |name: &str| {
        let name = name.trim_start_matches("./");
        let found = parts.iter().find(|part| part.name == name);
        found.ok_or_else(|| PageError::MissingPart {
            name: name.to_owned(),
        })
    };
    let index = String::from_utf8_lossy(&part("index.html")?.bytes).into_owned();
    let not_in_index = |what| PageError::NotInIndex { what };
    let js = between(&index, "import(\"", "\"").ok_or(not_in_index("script to start"))?;
    let wasm = between(&index, "module_or_path: \"", "\"").ok_or(not_in_index("module to start"))?;
    part(js)?;
    part(wasm)?;

    let mut page = String::with_capacity(index.len());
    let mut rest = index.as_str();
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        page.push_str(before);
        let end = tail.find('>').map_or(tail.len(), |end| end + 1);
        let (tag, after) = tail.split_at(end);
        rest = after;
        match element(tag) {
            Element::Stylesheet(href) => {
                let css = String::from_utf8_lossy(&part(href)?.bytes).replace('\r', "");
                let _infallible = write!(page, "<style>{}</style>", css.replace("</", "<\\/"));
            }
            Element::Policy | Element::Preload => {}
            Element::Loader => {
                rest = rest.find(END_OF_SCRIPT).map_or("", |end| &rest[end..]);
                rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
            }
            Element::Raw(closing) => {
                page.push_str(tag);
                let end = rest.find(closing).unwrap_or(rest.len());
                page.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            Element::Title => {
                page.push_str(tag);
                page.push_str(&escaped(view.title));
                rest = rest.find("</title").map_or("", |end| &rest[end..]);
            }
            Element::Other => page.push_str(tag),
        }
    }
    page.push_str(rest);

    let boot = format!("<script type=\"module\">{BOOT}</script>");
    page = before(&page, "</head>", &boot).ok_or(not_in_index("head"))?;
    page = before(&page, "</body>", &blocks(parts, js, wasm, view)).ok_or(not_in_index("body"))?;
    let policy = policy(&page);
    let data = escaped(view.data);
    let answers = if view.has_answers {
        format!("\n    <meta name=\"chronotope-answers\" content=\"{data}\">")
    } else {
        String::new()
    };
    let meta = format!(
        "\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n    \
         <meta name=\"chronotope-data\" content=\"{data}\">{answers}"
    );
    let charset = page.find("charset=").ok_or(not_in_index("character set"))?;
    let at = page[charset..].find('>').ok_or(not_in_index("character set"))? + charset + 1;
    page.insert_str(at, &meta);
    let about: Vec<String> = view.about.iter().map(|line| line.replace("--", "—")).collect();
    let doctype = page.find('>').ok_or(not_in_index("document type"))? + 1;
    page.insert_str(
        doctype,
        &format!("\n<!--\n{}\n-->", about.join("\n").replace('>', "›")),
    );
    Ok(page)
}

/// What a tag of our own page is, as far as this must know.
enum Element<'a> {
    Stylesheet(&'a str),
    Policy,
    Preload,
    Loader,
    /// What it holds is not HTML, up to this.
    Raw(&'static str),
    Title,
    Other,
}

fn element(tag: &str) -> Element<'_> {
    if tag.starts_with("<link") {
        return match attribute(tag, "rel") {
            Some("stylesheet") => attribute(tag, "href").map_or(Element::Other, Element::Stylesheet),
            Some("preload" | "modulepreload") => Element::Preload,
            _ => Element::Other,
        };
    }
    if tag.starts_with("<meta") && attribute(tag, "http-equiv") == Some("Content-Security-Policy") {
        return Element::Policy;
    }
    if tag.starts_with("<script") {
        return match attribute(tag, "type") {
            Some("module") => Element::Loader,
            _ => Element::Raw(END_OF_SCRIPT),
        };
    }
    if tag.starts_with("<style") {
        return Element::Raw("</style");
    }
    if tag.starts_with("<title") {
        return Element::Title;
    }
    Element::Other
}

/// What starts the page, the list of parts with their hashes, and the parts.
fn blocks(parts: &[Part], js: &str, wasm: &str, view: SavedView<'_>) -> String {
    let mut sorted: Vec<&Part> = parts.iter().collect();
    crate::sort::by(&mut sorted, |a, b| a.name.cmp(&b.name));
    sorted.dedup_by(|a, b| a.name == b.name);
    let mut json = Json::default();
    json.open('{');
    json.field("js", js);
    json.field("wasm", wasm);
    json.field("view", view.hash);
    json.close('}');
    let start = json.finish();
    let mut json = Json::default();
    json.open('[');
    for part in &sorted {
        json.line();
        json.open('{');
        json.field("name", &part.name);
        json.key("bytes");
        json.number(part.bytes.len() as f64);
        json.field("sha256", &sha256_hex(&part.bytes));
        json.close('}');
    }
    json.close(']');
    let list = json.finish();
    let in_script = |json: &str| json.replace('<', "\\u003c");
    let mut out = String::with_capacity(parts.iter().map(|p| p.bytes.len() * 4 / 3 + 120).sum());
    let _infallible = write!(
        out,
        "<script type=\"application/json\" id=\"chronotope-start\">{}</script>\n\
         <script type=\"application/json\" id=\"chronotope-parts\">{}</script>\n",
        in_script(&start),
        in_script(&list)
    );
    for part in sorted {
        let _infallible = write!(
            out,
            "<script type=\"text/plain\" data-part=\"{}\">",
            escaped(&part.name)
        );
        out.push_str(&base64(&part.bytes));
        out.push_str("</script>\n");
    }
    out
}

/// The page's policy: its own inline scripts and styles, by hash, and nothing from anywhere.
fn policy(page: &str) -> String {
    let mut hashes = [String::new(), String::new()];
    for (list, (name, closing)) in hashes
        .iter_mut()
        .zip([("<script", END_OF_SCRIPT), ("<style", "</style")])
    {
        let mut rest = page;
        while let Some(at) = rest.find(name) {
            rest = &rest[at..];
            let end_of_tag = rest.find('>').map_or(rest.len(), |end| end + 1);
            let (tag, body) = rest.split_at(end_of_tag);
            let end = body.find(closing).unwrap_or(body.len());
            // Blocks of data are not run, so they need no leave.
            if matches!(attribute(tag, "type"), None | Some("module")) {
                let mut hash = Sha256::default();
                hash.update(&body.as_bytes()[..end]);
                let source = format!(" 'sha256-{}'", base64(&hash.finish()));
                if !list.contains(&source) {
                    list.push_str(&source);
                }
            }
            rest = &body[end..];
        }
    }
    let [scripts, styles] = hashes;
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' blob:{scripts}; style-src{styles}; img-src data: blob:; \
         worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         trusted-types default"
    )
}

fn before(page: &str, mark: &str, markup: &str) -> Option<String> {
    let at = page.rfind(mark)?;
    Some(format!("{}{markup}{}", &page[..at], &page[at..]))
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let start = text.find(from)? + from.len();
    let rest = &text[start..];
    Some(&rest[..rest.find(to)?])
}

/// The value of an attribute in quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    between(tag, &format!(" {name}=\""), "\"")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = r#"<!doctype html>
<html><head><meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<script>if (1 < 2) { const t = "<link rel=\"stylesheet\" href=\"./no.css\">"; }</script>
<title>Chronotope</title>
<style>a{}</style>
<link rel="stylesheet" href="./s.css" integrity="x"/>
<script type="module">
import("./a.js").then((page) => page.default({ module_or_path: "./a.wasm" }));
</script>
<link rel="modulepreload" href="./a.js"></head><body><div id="chronotope"></div></body></html>"#;

    fn parts() -> Vec<Part> {
        let part = |name: &str, bytes: &[u8]| Part {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        };
        vec![
            part("index.html", INDEX.as_bytes()),
            part("a.js", b"export default 1;"),
            part("a.wasm", b"\0asm"),
            part("s.css", b"b{}"),
            part("seeds/\"x</script>.json", b"{}"),
        ]
    }

    fn view() -> SavedView<'static> {
        SavedView {
            data: "seeds/",
            has_answers: false,
            hash: "lang=ar&q=</script>",
            title: "Idlib & <b>",
            about: &[],
        }
    }

    #[test]
    fn everything_is_inside_and_nothing_is_asked_for() {
        let page = single_page(&parts(), view()).expect("a page");
        for gone in [
            "href=\"./s.css\"",
            "modulepreload",
            "default-src 'self'",
            "import(\"./a.js\")",
        ] {
            // The page it was made from is inside, too, but as base 64.
            assert!(!page.contains(gone), "{gone}");
        }
        assert!(page.contains("<style>b{}</style>") && page.contains("<title>Idlib &amp; &lt;b&gt;</title>"));
        assert!(page.contains("<script type=\"text/plain\" data-part=\"a.wasm\">AGFzbQ==</script>"));
        assert!(page.contains(&sha256_hex(b"\0asm")));
        assert!(page.contains("const t = \"<link rel"), "scripts stay as they are");
        // printf 'b{}' | openssl dgst -sha256 -binary | base64
        assert!(
            page.contains("'sha256-gSPzHfRlVcIBDwVwuhPP+xBW4cj4rX6Oqu8k7bGwlDo='")
                || page.contains("style-src 'sha256-")
        );
        let scripts = page.matches("<script").count();
        assert_eq!(
            page.matches("</script>").count(),
            scripts,
            "no text ends a script early"
        );
    }

    #[test]
    fn the_same_parts_give_the_same_page() {
        let mut turned = parts();
        turned.reverse();
        assert_eq!(single_page(&parts(), view()), single_page(&turned, view()));
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut parts = parts();
        parts.retain(|part| part.name != "s.css");
        assert_eq!(
            single_page(&parts, view()),
            Err(PageError::MissingPart {
                name: "s.css".to_owned()
            })
        );
        parts.retain(|part| part.name != "index.html");
        assert!(single_page(&parts, view()).is_err());
    }
}

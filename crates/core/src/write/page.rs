//! The page as one file, with everything it needs inside it: code, styles, data, base map.

use super::base64::base64;
use super::json::Json;
use super::sha256::Sha256;
use std::fmt::Write as _;

/// Starts such a page.
const BOOT: &str = include_str!("boot.js");
/// Ends a script, whatever is in it.
const END_OF_SCRIPT: &str = "</script";

/// What comes after the path of the data in the names of the parts that hold what a person had said of it: what the
/// columns mean, which places were chosen for names, further places (numbered from 0).
pub const ANSWERS: [&str; 3] = [".columns.txt", ".choices.csv", ".places-"];

/// A file that goes into the page, without what it holds: that may be more than fits into memory at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its path beside the page.
    pub name: String,
    /// How many bytes it has.
    pub bytes: f64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}

/// The page but for its parts. The file is `head`, then the block of each part in `order` ([`block_start`], its bytes
/// as base 64, [`BLOCK_END`]), then `tail`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What comes before the parts.
    pub head: String,
    /// Which of the parts come, in their order.
    pub order: Vec<usize>,
    /// What comes after the parts.
    pub tail: String,
}

/// Ends the block of a part.
pub const BLOCK_END: &str = "</script>\n";

/// Begins the block of a part. Blocks of data are not run, so the policy need not know them.
pub fn block_start(name: &str) -> String {
    format!("<script type=\"text/plain\" data-part=\"{}\">", escaped(name))
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

/// The frame of a page in one file, from `index.html` as the release wrote it and the texts of the styles that it names.
///
/// The same parts and view give the same bytes, so that a page that is saved from a saved page is the same page again.
///
/// # Errors
/// [`PageError`] if `index.html` does not say what to start, or a file is missing.
pub fn single_page(
    index: &str,
    styles: &[(String, String)],
    parts: &[Part],
    view: SavedView<'_>,
) -> Result<Frame, PageError> {
    let missing = |name: &str| PageError::MissingPart {
        name: name.to_owned(),
    };
    let not_in_index = |what| PageError::NotInIndex { what };
    let js = between(index, "import(\"", "\"").ok_or(not_in_index("script to start"))?;
    let wasm = between(index, "module_or_path: \"", "\"").ok_or(not_in_index("module to start"))?;
    for name in [js, wasm].map(plain) {
        if !parts.iter().any(|part| part.name == name) {
            return Err(missing(name));
        }
    }

    let mut page = String::with_capacity(index.len());
    let mut rest = index;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        page.push_str(before);
        let end = tail.find('>').map_or(tail.len(), |end| end + 1);
        let (tag, after) = tail.split_at(end);
        rest = after;
        match element(tag) {
            Element::Stylesheet(href) => {
                let found = styles.iter().find(|(name, _)| name == plain(href));
                let (_, css) = found.ok_or_else(|| missing(plain(href)))?;
                let css = css.replace('\r', "");
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
    let body = page.rfind("</body>").ok_or(not_in_index("body"))?;
    let (order, start) = starting(parts, js, wasm, view);
    let policy = policy(&page);
    let tail = page.split_off(body);
    page.push_str(&start);
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
    Ok(Frame {
        head: page,
        order,
        tail,
    })
}

/// A path as the parts have it.
fn plain(path: &str) -> &str {
    path.trim_start_matches("./")
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

/// The order of the parts, and what starts the page with the list of them and their hashes.
fn starting(parts: &[Part], js: &str, wasm: &str, view: SavedView<'_>) -> (Vec<usize>, String) {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    crate::sort::by(&mut order, |&a, &b| parts[a].name.cmp(&parts[b].name));
    order.dedup_by(|a, b| parts[*a].name == parts[*b].name);
    let mut json = Json::default();
    json.open('{');
    json.field("js", js);
    json.field("wasm", wasm);
    json.field("view", view.hash);
    json.close('}');
    let start = json.finish();
    let mut json = Json::default();
    json.open('[');
    for &at in &order {
        let part = &parts[at];
        json.line();
        json.open('{');
        json.field("name", &part.name);
        json.key("bytes");
        json.number(part.bytes);
        json.field("sha256", &part.sha256);
        json.close('}');
    }
    json.close(']');
    let list = json.finish();
    let in_script = |json: &str| json.replace('<', "\\u003c");
    let scripts = format!(
        "<script type=\"application/json\" id=\"chronotope-start\">{}</script>\n\
         <script type=\"application/json\" id=\"chronotope-parts\">{}</script>\n",
        in_script(&start),
        in_script(&list)
    );
    (order, scripts)
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
    use super::super::sha256::sha256_hex;
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

    type File = (&'static str, &'static [u8]);

    fn files() -> Vec<File> {
        vec![
            ("index.html", INDEX.as_bytes()),
            ("a.js", b"export default 1;"),
            ("a.wasm", b"\0asm"),
            ("s.css", b"b{}"),
            ("seeds/\"x</script>.json", b"{}"),
        ]
    }

    /// The whole page, as the app puts it together.
    fn page(files: &[File]) -> Result<String, PageError> {
        let parts: Vec<Part> = files
            .iter()
            .map(|(name, bytes)| Part {
                name: (*name).to_owned(),
                bytes: bytes.len() as f64,
                sha256: sha256_hex(bytes),
            })
            .collect();
        let style = files.iter().filter(|(name, _)| *name == "s.css");
        let style: Vec<_> = style
            .map(|(name, _)| ((*name).to_owned(), "b{}".to_owned()))
            .collect();
        let Frame { head, order, tail } = single_page(INDEX, &style, &parts, view())?;
        let blocks = order.into_iter().map(|at| {
            let (name, bytes) = files[at];
            format!("{}{}{BLOCK_END}", block_start(name), base64(bytes))
        });
        Ok(format!("{head}{}{tail}", blocks.collect::<String>()))
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
        let page = page(&files()).expect("a page");
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
        let mut turned = files();
        turned.reverse();
        assert_eq!(page(&files()), page(&turned));
    }

    #[test]
    fn what_is_missing_is_named() {
        for gone in ["s.css", "a.wasm"] {
            let mut files = files();
            files.retain(|(name, _)| *name != gone);
            assert_eq!(
                page(&files),
                Err(PageError::MissingPart {
                    name: gone.to_owned()
                })
            );
        }
        assert!(single_page("<p>no page of ours</p>", &[], &[], view()).is_err());
    }
}

//! The little that a release needs to know about the page's HTML, which is our own and Trunk's: no general parser.

use anyhow::{Context as _, Result, bail};
use std::collections::BTreeSet;

/// The one file name in the page that follows `./`, begins as `before` says and ends with `after`.
pub(super) fn only_match(page: &str, before: &str, after: &str) -> Result<String> {
    let mut names = BTreeSet::new();
    for (at, _) in page.match_indices(before) {
        let rest = page.get(at..).unwrap_or_default();
        let word = rest.split(['"', '\'']).next().unwrap_or_default();
        if let Some(name) = word.strip_prefix("./").filter(|name| name.ends_with(after)) {
            names.insert(name.to_owned());
        }
    }
    match names.len() {
        1 => names.pop_first().context("no name"),
        count => bail!("expected one {before}*{after} in the page, found {count}"),
    }
}

/// The file names of the page's stylesheets.
pub(super) fn stylesheets(page: &str) -> Vec<String> {
    tags(page, "link")
        .filter(|tag| attribute(tag, "rel") == Some("stylesheet"))
        .filter_map(|tag| Some(attribute(tag, "href")?.trim_start_matches("./").to_owned()))
        .collect()
}

/// The page with one stylesheet in the place of its first, and no other.
pub(super) fn with_one_stylesheet(page: &str, name: &str) -> Result<String> {
    let mut changed = page.to_owned();
    let links: Vec<&str> = tags(page, "link")
        .filter(|tag| attribute(tag, "rel") == Some("stylesheet"))
        .collect();
    let (first, others) = links.split_first().context("index.html has no stylesheet")?;
    for link in others {
        changed = changed.replace(link, "");
    }
    Ok(changed.replace(first, &format!("<link rel=\"stylesheet\" href=\"./{name}\">")))
}

/// The page with the `content` of its `<meta name=…>` replaced.
pub(super) fn with_meta(page: &str, name: &str, content: &str) -> Result<String> {
    let tag = tags(page, "meta")
        .find(|tag| attribute(tag, "name") == Some(name))
        .with_context(|| format!("index.html has no <meta name=\"{name}\">"))?;
    Ok(page.replace(tag, &format!("<meta name=\"{name}\" content=\"{content}\">")))
}

/// The page without `<!-- comments -->` outside scripts and styles.
pub(super) fn without_comments(page: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(open) = rest.find("<!--") {
        let raw = ["<script", "<style"]
            .iter()
            .filter_map(|tag| rest.find(tag))
            .min();
        if let Some(raw) = raw.filter(|&raw| raw < open) {
            let closing = if rest[raw..].starts_with("<script") {
                "</script>"
            } else {
                "</style>"
            };
            let end = rest[raw..]
                .find(closing)
                .map_or(rest.len(), |at| raw + at + closing.len());
            kept.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        kept.push_str(&rest[..open]);
        rest = rest[open..].find("-->").map_or("", |end| &rest[open + end + 3..]);
    }
    kept.push_str(rest);
    kept
}

/// What stands inside each `<name>…</name>` that has content of its own (no `src`), exactly as a browser hashes it.
pub(super) fn inline<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find(&open) {
        rest = &rest[at + open.len()..];
        let Some(end_of_tag) = rest.find('>') else { break };
        let (tag, body) = (&rest[..end_of_tag], &rest[end_of_tag + 1..]);
        let Some(end) = body.find(&close) else { break };
        if attribute(tag, "src").is_none() {
            found.push(&body[..end]);
        }
        rest = &body[end..];
    }
    found
}

/// The page with `markup` as the first thing in its head after the character set.
pub(super) fn with_first_in_head(page: &str, markup: &str) -> Result<String> {
    let charset = tags(page, "meta")
        .find(|tag| attribute(tag, "charset").is_some())
        .context("index.html has no <meta charset>")?;
    Ok(page.replacen(charset, &format!("{charset}\n    {markup}"), 1))
}

/// Each whole opening tag of that name, as it stands.
fn tags<'a>(page: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let open = format!("<{name} ");
    let starts: Vec<usize> = page.match_indices(&open).map(|(at, _)| at).collect();
    starts.into_iter().filter_map(move |at| {
        let rest = page.get(at..)?;
        rest.get(..=rest.find('>')?)
    })
}

/// The value of an attribute in a tag; the empty string where it has none. Values stand in quotes in our pages.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before_ok = rest[..at].chars().next_back().is_none_or(char::is_whitespace);
        let after = &rest[at + name.len()..];
        if before_ok && let Some(value) = after.strip_prefix("=\"") {
            return value.split('"').next();
        }
        if before_ok
            && after
                .chars()
                .next()
                .is_none_or(|next| next.is_whitespace() || next == '>' || next == '/')
        {
            return Some("");
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_inline_scripts_as_they_stand() {
        let page =
            "<script>\n a < b \n</script><script src=\"x.js\"></script><script type=\"module\">m</script>";
        assert_eq!(inline(page, "script"), ["\n a < b \n", "m"]);
    }

    #[test]
    fn drops_comments_but_not_in_scripts() {
        assert_eq!(
            without_comments("a<!-- b --><script><!-- c --></script>d<!--"),
            "a<script><!-- c --></script>d"
        );
    }

    #[test]
    fn replaces_the_meta_of_that_name() {
        let page =
            "<meta charset=\"utf-8\" /><meta name=\"a\" content=\"1\" /><meta name=\"b\" content=\"2\">";
        let page = with_meta(page, "a", "3").unwrap();
        assert!(page.contains("<meta name=\"a\" content=\"3\">") && page.contains("content=\"2\""));
        assert!(with_meta(&page, "c", "4").is_err());
        assert!(
            with_first_in_head(&page, "<x>")
                .unwrap()
                .starts_with("<meta charset=\"utf-8\" />\n    <x>")
        );
    }

    #[test]
    fn one_stylesheet_stands_for_all() {
        let page = "<link rel=\"icon\" href=\"i\" /><link rel=\"stylesheet\" href=\"./a.css\"><link rel=\"stylesheet\" href=\"./b.css\" />";
        assert_eq!(
            with_one_stylesheet(page, "c.css").unwrap(),
            "<link rel=\"icon\" href=\"i\" /><link rel=\"stylesheet\" href=\"./c.css\">"
        );
        assert!(with_one_stylesheet("<p>", "c.css").is_err());
    }

    #[test]
    fn finds_the_hashed_names() {
        let page = "import(\"./app-1.js\"); href=\"./app-1.js\" './app-1_bg.wasm' <link rel=\"stylesheet\" href=\"./s.css\"/>";
        assert_eq!(only_match(page, "./app-", ".js").unwrap(), "app-1.js");
        assert_eq!(only_match(page, "./app-", ".wasm").unwrap(), "app-1_bg.wasm");
        assert!(only_match(page, "./app-", ".css").is_err());
        assert_eq!(stylesheets(page), ["s.css"]);
    }
}

//! The Content-Security-Policy of the release and its one Trusted Types policy, both inside the page, because a static
//! host sends no headers of ours.

use super::html;
use anyhow::{Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// The page with the script that makes the one Trusted Types policy, before any other script.
///
/// Leptos hands the markup of static subtrees to `innerHTML`; the policy lets exactly those strings through, and
/// refuses every other. Script URLs are the workers' own, and blobs, which only the page itself can make (in a page that
/// was saved as one file their origin is `null`).
pub(super) fn with_trusted_types(
    page: &str,
    templates: &BTreeSet<String>,
    workers: &[String],
) -> Result<String> {
    let script = format!(
        r#"<script>
if (self.trustedTypes) {{
  const templates = new Set({templates});
  const workers = {workers}.map((url) => new URL(url, document.baseURI).href);
  trustedTypes.createPolicy("default", {{
    createHTML: (html) => html === "" || templates.has(html) ? html : null,
    createScriptURL: (url) => {{
      const {{ href, protocol, origin }} = new URL(url, document.baseURI);
      const own = origin === location.origin || origin === "null";
      return workers.includes(href) || (protocol === "blob:" && own) ? href : null;
    }},
  }});
}}
</script>"#,
        templates = in_script(&serde_json::to_string_pretty(templates)?),
        workers = in_script(&serde_json::to_string(workers)?),
    );
    html::with_first_in_head(page, &script)
}

/// JSON that may stand inside a `<script>`: no `</script` and no `<!--` in it.
fn in_script(json: &str) -> String {
    json.replace("</", "<\\/").replace("<!", "\\u003c!")
}

/// The page with its policy, which allows the inline scripts and styles that it now has, and nothing else from
/// anywhere but its own folder.
pub(super) fn with_content_security_policy(page: &str) -> Result<String> {
    if page.contains('\r') {
        bail!("index.html has carriage returns; a browser drops them before it hashes a script");
    }
    let scripts = hashes(&html::inline(page, "script"));
    let styles = hashes(&html::inline(page, "style"));
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         connect-src 'self' blob:; img-src 'self' data: blob:; worker-src 'self' blob:; font-src 'self'; \
         manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types default"
    );
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    html::with_first_in_head(page, &meta)
}

/// ` 'sha256-…'` for each, without repeats.
fn hashes(texts: &[&str]) -> String {
    let unique: BTreeSet<String> = texts
        .iter()
        .map(|text| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes()))))
        .collect();
    unique.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n    <meta charset=\"utf-8\" />\n<style>a{}</style><script>1</script></head>";

    #[test]
    fn the_policy_hashes_what_is_inline() {
        let page = with_content_security_policy(PAGE).unwrap();
        // printf 1 | openssl dgst -sha256 -binary | base64
        assert!(page.contains("'wasm-unsafe-eval' 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=';"));
        assert!(page.find("http-equiv").unwrap() < page.find("<script").unwrap());
        assert!(with_content_security_policy("<meta charset=\"utf-8\">\r\n").is_err());
    }

    #[test]
    fn templates_cannot_end_the_script() {
        let templates = BTreeSet::from(["<p>a</p>".to_owned(), "<b></script></b>".to_owned()]);
        let page = with_trusted_types(PAGE, &templates, &["./w.js".to_owned()]).unwrap();
        assert_eq!(page.matches("</script>").count(), 2);
        assert!(page.contains("<p>a<\\/p>"));
    }
}

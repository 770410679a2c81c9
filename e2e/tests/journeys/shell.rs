//! What holds whatever the page shows: that it starts, stays inside its own policy, and says so when it cannot.

use chronotope_e2e::{Journey, Name, Page, PointerKind, Visit, journeys};
use serde_json::Value;

pub(crate) const ALL: &[Journey] = journeys![
    the_page_mounts,
    says_what_could_not_be_loaded,
    the_first_view_is_there_before_the_page,
    html_that_is_not_its_own_is_refused,
    scripts_from_elsewhere_are_refused,
    the_worker_starts,
    the_worker_starts_from_a_blob,
    asks_for_nothing_outside_its_folder,
];

fn the_page_mounts(visit: &Visit) {
    let page = visit.open("");
    page.wait_for_state("ready");
}

fn says_what_could_not_be_loaded(visit: &Visit) {
    let index = visit.site.text("index.html");
    let wasm = index
        .split(['"', '\''])
        .find_map(|word| word.strip_prefix("./")?.strip_suffix(".wasm"))
        .unwrap();
    visit.site.fail(&format!("{wasm}.wasm"), 503);
    visit.page.expect_error("");
    let page = visit.open("");
    page.wait_for_state("error");
    let said = page.get("alert", Name::Any).text();
    assert!(said.contains("could not start"), "{said}");
}

fn the_first_view_is_there_before_the_page(visit: &Visit) {
    let index = visit.site.text("index.html");
    let script = index
        .split(['"', '\''])
        .filter_map(|word| word.strip_prefix("./")?.strip_suffix(".js"))
        .find(|name| !name.contains("worker"))
        .unwrap();
    let script = visit.site.text(&format!("{script}.js"));
    let parts = script
        .split('"')
        .find(|word| word.starts_with("chronotope-page-"))
        .unwrap();
    visit.site.fail(parts, 503);
    visit.page.expect_error("");
    let page = visit.open("");
    page.wait_for_state("error");
    page.wait_until("the notice", || {
        page.text().contains("A part of the page could not be loaded")
    });
    // What the data open with is read, and nothing pretends to do something.
    let said = page.get("img", Name::Any).name();
    assert!(
        said.contains("reported events at") && page.text().contains(&said),
        "{said}"
    );
    assert!(page.text().contains("not what is verified"));
    assert!(page.all("article", Name::Any).len() > 5);
    assert!(!page.has("region", "Filters") && !page.has("slider", "First day"));
    // A mark that was pressed by then is pressed once it can be.
    let mark = page.css(".mark .symbol").into_iter().next().unwrap();
    let (x, y) = mark.rect().center();
    page.pointer(PointerKind::Mouse).at(x, y).down().up().go();
    visit.site.restore(parts);
    page.button("Retry").click();
    page.wait_for_state("ready");
    page.get("region", "Filters");
    assert!(!page.text().contains("could not be loaded"));
    page.wait_until("the place that was pressed", || page.hash().contains("place="));
    assert!(page.text().contains(&said));
}

fn html_that_is_not_its_own_is_refused(visit: &Visit) {
    let page = visit.open("");
    page.wait_for_state("ready");
    for html in [
        "<b>anything</b>",
        "<img src=x onerror=alert(1)>",
        "<p></p><script>1</script>",
    ] {
        assert_eq!(
            attempt(
                page,
                &format!("document.createElement('div').innerHTML = {html:?}")
            ),
            "TypeError",
            "{html}"
        );
    }
    assert_eq!(
        attempt(page, "trustedTypes.createPolicy('other', {})"),
        "TypeError"
    );
    // Each is also a violation, which would have failed any other journey.
    let complaints = page.complaints();
    assert!(complaints.len() >= 4, "{complaints:?}");
    for expected in [
        "require-trusted-types-for",
        "TrustedHTML",
        "trusted-types",
        "TrustedTypePolicy",
    ] {
        page.expect_error(expected);
    }
}

fn scripts_from_elsewhere_are_refused(visit: &Visit) {
    let page = visit.open("");
    page.wait_for_state("ready");
    assert_eq!(attempt(page, "new Worker('./other.js')"), "TypeError");
    assert_eq!(
        attempt(page, "document.createElement('script').src = './other.js'"),
        "TypeError"
    );
    assert_eq!(
        attempt(page, "document.createElement('script').text = '1'"),
        "TypeError"
    );
    assert!(!page.complaints().is_empty());
    for expected in ["require-trusted-types-for", "TrustedScript"] {
        page.expect_error(expected);
    }
}

/// The name of the exception that a statement throws in the page; empty where it throws none.
fn attempt(page: &Page, statement: &str) -> String {
    let name = page.eval(&format!(
        "try {{ {statement}; return ''; }} catch (e) {{ return e.name; }}"
    ));
    name.as_str().unwrap_or_default().to_owned()
}

fn the_worker_starts(visit: &Visit) {
    let page = visit.open("");
    let said = page.eval_async(
        "const url = document.querySelector('meta[name=chronotope-worker]').content;
         const worker = new Worker(url);
         try {
           return await new Promise((resolve, reject) => {
             worker.onmessage = (message) => resolve(typeof message.data);
             worker.onerror = (error) => reject(error.message);
           });
         } finally { worker.terminate(); }",
    );
    assert_eq!(said, Value::from("string"));
}

fn the_worker_starts_from_a_blob(visit: &Visit) {
    // As in a page that was saved as one file, where nothing stands beside the script.
    let page = visit.open("");
    let said = page.eval_async(
        "const script = await (await fetch(document.querySelector('meta[name=chronotope-worker]').content)).text();
         const wasm = await (await fetch(script.match(/\"(\\.\\/[^\"]+\\.wasm)\"/)[1])).arrayBuffer();
         const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
         const worker = new Worker(url);
         try {
           return await new Promise((resolve, reject) => {
             worker.onmessage = (message) => resolve(typeof message.data);
             worker.onerror = (error) => reject(error.message);
             worker.postMessage({ chronotope_wasm: wasm }, [wasm]);
           });
         } finally { worker.terminate(); }",
    );
    assert_eq!(said, Value::from("string"));
}

fn asks_for_nothing_outside_its_folder(visit: &Visit) {
    let page = visit.open("");
    page.wait_for_state("ready");
    let elsewhere = page.eval(
        "const base = new URL('./', document.baseURI).href;
         return performance.getEntriesByType('resource').map((entry) => entry.name)
           .filter((name) => !name.startsWith(base) && !name.startsWith('data:'));",
    );
    assert_eq!(elsewhere, Value::Array(vec![]));
}

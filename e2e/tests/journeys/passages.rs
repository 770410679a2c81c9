//! Texts of reports, which readers bring: known by hash, compared where they differ, refused where they are others.
//! The text here is made up, as is what it tells.

use chronotope_e2e::{Element, Journey, Name, Page, Visit, containing, journeys, starting};

pub(crate) const ALL: &[Journey] = journeys![
    an_event_says_where_it_stands,
    the_original_is_known_and_its_passages_are_marked,
    a_saved_page_is_compared_and_says_so,
    another_text_is_none_of_these_reports,
    texts_are_kept_only_on_wish_and_removed_in_one_act,
    opened_texts_are_searched,
    the_source_text_speaks_arabic,
];

const TEXT: &str = "Smoke over the mill at Brückdorf

The mill at Brückdorf was shelled on Monday morning, and the warehouse behind it “burned like straw”, a miller said.

At least 17 farm hands were killed, the River Aid League said, and two barns fell in.

The League wants a path for its carts through the lines by the end of the month.

Storks have nested on the chimney of the dairy for the first time in years.

The Ridge Guard denied on Tuesday that its guns had fired at Brückdorf.";
const SHA256: &str = "562e7204b9531c313f4b2d6953b5ada0e5de94cf238977536fba90856980e92b";

/// Where words stand in the text, as the format has it.
fn evidence(words: &str, supports: &str) -> String {
    let byte = TEXT.find(words).expect("words of the text");
    let start = TEXT[..byte].chars().count();
    let end = start + words.chars().count();
    let paragraph = TEXT[..byte].matches("\n\n").count();
    format!(r#"{{"paragraph":{paragraph},"start":{start},"end":{end},"supports":[{supports}]}}"#)
}

/// A data set of one report and three events.
fn data() -> String {
    let event = |id: &str,
                 kind: &str,
                 modality: &str,
                 day: &str,
                 more: &str,
                 evidence: &[String],
                 summary: &str| {
        format!(
            r#"{{"id":"{id}","report":"mill","kind":"{kind}","modality":"{modality}",
            "when":{{"edtf":"{day}","earliest":"{day}","latest":"{day}","extent":"within","basis":"read"}},{more}
            "said_by":[["River Aid League"]],"evidence":[{}],"summary":"{summary}"}}"#,
            evidence.join(",")
        )
    };
    let place =
        r#""where":[{"toponym":"Brückdorf","place":"brueckdorf","role":"target","precision":"exact"}],"#;
    let figures = r#""figures":[{"measure":"killed","low":17,"best":17,"high":null,"unit":"person","status":"civilian","sum":"yes"}],"#;
    let guard = r#""actors":[{"name":"Ridge Guard","basis":"stated"}],"#;
    let events = [
        event(
            "shells",
            "shelling",
            "occurred",
            "2023-05-08",
            &format!("{place}{figures}"),
            &[
                evidence(
                    "The mill at Brückdorf was shelled on Monday morning",
                    r#""kind","when","where""#,
                ),
                evidence(
                    "At least 17 farm hands were killed, the River Aid League said",
                    r#""figures","said_by""#,
                ),
            ],
            "The mill of Brückdorf was shelled and 17 people killed.",
        ),
        event(
            "denial",
            "statement",
            "occurred",
            "2023-05-09",
            guard,
            &[evidence(
                "The Ridge Guard denied on Tuesday that its guns had fired at Brückdorf.",
                r#""kind","when","actors""#,
            )],
            "The Ridge Guard denied having fired.",
        ),
    ];
    format!(
        r#"{{"version":1,"reports":[{{"id":"mill","publisher":"The Courier","title":"Smoke over the mill at Brückdorf",
        "language":"en","published":"2023-05-10","published_basis":"printed","covers":"2023-05-08/2023-05-10",
        "no_public_copy":true,"sha256":"{SHA256}"}}],"events":[{}],
        "places":{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{{"type":"Point","coordinates":[10.5,50.5]}},
        "properties":{{"id":"brueckdorf","name":"Brückdorf","kind":"village"}}}}]}}}}"#,
        events.join(",")
    )
}

/// The data set, and the dialog of its first event.
fn dialog<'v>(visit: &'v Visit, hash: &str) -> (&'v Page, Element) {
    visit.site.replace("data/mill.json", data());
    let page = visit.open(&format!("?data=data/mill.json{hash}"));
    page.wait_for_state("ready");
    let button = if hash.is_empty() {
        "Open the source text"
    } else {
        "افتح النص المصدر"
    };
    let article = page
        .all("article", Name::Any)
        .into_iter()
        .next()
        .expect("an event");
    article.get("button", button).click();
    let dialog = page.get("dialog", Name::Any);
    (page, dialog)
}

fn paste(dialog: &Element, text: &str) {
    let field = dialog.get("textbox", "Or paste the text");
    field.eval(&format!(
        "el.value = {}; el.dispatchEvent(new Event('input', {{ bubbles: true }}));",
        serde_json::Value::from(text)
    ));
    dialog.get("button", "Open the pasted text").click();
}

fn passage(dialog: &Element) -> String {
    dialog
        .css(".source-text .passage")
        .iter()
        .map(Element::text)
        .collect::<Vec<_>>()
        .join("|")
}

fn an_event_says_where_it_stands(visit: &Visit) {
    let page = visit.open("#daterange=2018-09-08,2018-09-08&kind=barrel_bomb");
    page.wait_for_state("ready");
    let card = page.get("article", containing("8 September 2018"));
    let said = card.text();
    assert!(
        said.contains("Al Jazeera") && said.contains("published") && said.contains("paragraph"),
        "{said}"
    );
    assert!(card.get("button", "Open the source text").is_shown());
}

fn the_original_is_known_and_its_passages_are_marked(visit: &Visit) {
    let (page, dialog) = dialog(visit, "");
    assert!(
        dialog.text().contains("Nothing leaves this page"),
        "{}",
        dialog.text()
    );
    paste(&dialog, TEXT);
    page.wait_until("the verdict", || {
        dialog.text().contains("its SHA-256 is the one on record")
    });
    let said = dialog.text();
    assert!(said.contains("3 of 6 paragraphs are used by no event"), "{said}");
    assert!(
        said.contains("paragraph 2 and 3 of 6") || said.contains("paragraph 2, 3 of 6"),
        "{said}"
    );
    let words = passage(&dialog);
    assert!(
        words.contains("shelled on") && words.contains("farm hands were killed"),
        "{words}"
    );
    for claim in ["place", "date", "figure", "who says so"] {
        assert!(
            dialog
                .css(".source-text .claim-name")
                .iter()
                .any(|name| name.text() == claim),
            "{claim}: {words}"
        );
    }
    let unused: Vec<String> = dialog
        .css(".source-text .is-unused")
        .iter()
        .map(Element::text)
        .collect();
    assert!(
        unused
            .iter()
            .any(|t| t.contains("Storks") && t.contains("used by no event")),
        "{unused:?}"
    );
    // The next event, and from the text the first one again.
    dialog.get("button", "Next event in the text").click();
    page.wait_until("the denial", || passage(&dialog).contains("denied on"));
    dialog.get("button", starting("shelling, 8 May 2023")).click();
    page.wait_until("the shelling", || passage(&dialog).contains("farm hands"));
    assert_eq!(
        dialog
            .get("button", starting("shelling, 8 May 2023"))
            .attribute("aria-pressed")
            .as_deref(),
        Some("true")
    );
    dialog.get("button", "Show in the list of events").click();
    page.wait_gone("dialog", Name::Any);
    page.wait_until("the count of paragraphs", || page.text().contains("of 6"));
}

fn a_saved_page_is_compared_and_says_so(visit: &Visit) {
    let (page, dialog) = dialog(visit, "");
    let html = format!(
        "<!doctype html><html><head><title>The Courier</title><script>var x = '<p>';</script></head><body>\
         <nav><a href='/'>Home</a></nav><p>{}</p><p>More news</p></body></html>",
        TEXT.replace(['“', '”'], "&quot;").replace("\n\n", "</p>\n<p>")
    );
    let field = dialog
        .css("input[type=file]")
        .into_iter()
        .next()
        .expect("a field for a file");
    field.eval(&format!(
        "const data = new DataTransfer(); data.items.add(new File([{}], 'saved.html'));
         el.files = data.files; el.dispatchEvent(new Event('change', {{ bubbles: true }}));",
        serde_json::Value::from(html)
    ));
    page.wait_until("the verdict", || {
        dialog.text().contains("most likely The Courier")
    });
    let said = dialog.text();
    assert!(said.contains("3 of 3 passages fit"), "{said}");
    assert!(said.contains("Most likely the event’s words"), "{said}");
    assert!(!said.contains("SHA-256 is the one on record"), "{said}");
    let words = passage(&dialog);
    assert!(words.contains("shelled on") && words.contains("17"), "{words}");
}

fn another_text_is_none_of_these_reports(visit: &Visit) {
    let (page, dialog) = dialog(visit, "");
    paste(
        &dialog,
        "A recipe for plum cake. Take two eggs on Monday, and do not let the oven burn.",
    );
    page.wait_until("the refusal", || dialog.text().contains("none of these reports"));
    assert!(dialog.css(".passage").is_empty());
    // The reader may hold that it is one all the same; what is not there is not shown.
    dialog.get("button", starting("It is The Courier")).click();
    page.wait_until("the reader's word", || {
        dialog.text().contains("You say that this is")
    });
    let said = dialog.text();
    assert!(said.contains("Of its 3 passages 0 fit"), "{said}");
    assert!(passage(&dialog).is_empty(), "{said}");
}

fn texts_are_kept_only_on_wish_and_removed_in_one_act(visit: &Visit) {
    let (page, source) = dialog(visit, "");
    paste(&source, TEXT);
    page.wait_until("the verdict", || source.text().contains("on record"));
    let kept = || {
        let names = page
            .eval("return Object.keys(localStorage).filter((k) => k.startsWith('chronotope.text.')).length;");
        names.as_u64().unwrap_or(99)
    };
    assert_eq!(kept(), 0, "nothing is kept unasked");
    source
        .get("checkbox", "Keep opened texts in this browser")
        .click();
    page.wait_until("the text is kept", || kept() == 1);
    // It is there again after the page was left.
    page.reload();
    page.wait_for_state("ready");
    page.wait_until("the count of paragraphs", || page.text().contains("of 6"));
    page.all("button", "Open the source text")
        .into_iter()
        .next()
        .expect("a button")
        .click();
    let source = page.get("dialog", starting("Source text: The Courier"));
    source.get("button", "Remove all opened texts").click();
    page.wait_until("nothing is kept", || kept() == 0);
    assert!(
        source.text().contains("All opened texts are removed"),
        "{}",
        source.text()
    );
    assert!(source.get("textbox", "Or paste the text").is_shown());
}

fn opened_texts_are_searched(visit: &Visit) {
    let (page, source) = dialog(visit, "");
    paste(&source, TEXT);
    page.wait_until("the verdict", || source.text().contains("on record"));
    source.get("button", "Close").click();
    page.wait_gone("dialog", Name::Any);
    page.goto(&format!(
        "{}#q=storks",
        page.url().split('#').next().unwrap_or_default()
    ));
    page.wait_until("the hit", || {
        page.has("button", starting("In the source text: The Courier"))
    });
    page.button(starting("In the source text: The Courier")).click();
    assert!(
        page.get("dialog", starting("Source text: The Courier"))
            .is_shown()
    );
}

fn the_source_text_speaks_arabic(visit: &Visit) {
    let (page, source) = dialog(visit, "#lang=ar");
    assert_eq!(source.attribute("dir").as_deref(), Some("rtl"));
    let field = source.get("textbox", "أو ألصق النص");
    field.eval(&format!(
        "el.value = {}; el.dispatchEvent(new Event('input', {{ bubbles: true }}));",
        serde_json::Value::from(TEXT)
    ));
    source.get("button", "افتح النص الملصق").click();
    page.wait_until("the verdict", || source.text().contains("النص الأصلي"));
    assert!(passage(&source).contains("farm hands"));
}

//! Facets: counts that answer to all other filters, taken away one by one or all at once; and what leaves of events
//! that are a danger to somebody.

use crate::steps::{ready, wait_for_hash};
use chronotope_e2e::{Element, Journey, Page, PointerKind, Visit, journeys, starting};
use std::fmt::Write as _;

pub(crate) const ALL: &[Journey] = journeys![
    facets_by_pointer,
    facets_by_keyboard,
    a_place_that_is_named_is_heard_by_other_facets,
    a_facet_counts_what_ticking_lists,
    a_search_of_words_moves_map_timeline_and_list_together,
    sensitive_events_leave_only_as_somebody_has_said,
];

/// A value of an open facet: its box, how many pass, how many there are.
fn value(page: &Page, name: &str) -> (Element, u32, u32) {
    // A list is made when it is opened.
    page.wait_until("a value", || page.has("checkbox", starting(name)));
    let found = page.get("checkbox", starting(name));
    let words = found.name();
    // "shelling 7 of 12": the number at the end of what stands before "of".
    let digits_at_end = |text: &str| {
        let start = text
            .trim_end()
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |at| at + 1);
        text.trim_end().get(start..)?.parse::<u32>().ok()
    };
    let counts = words
        .rsplit_once(" of ")
        .and_then(|(n, all)| Some((digits_at_end(n)?, digits_at_end(all)?)));
    let (n, all) = counts.unwrap_or_else(|| panic!("no counts in {words:?}"));
    (found, n, all)
}

/// The disclosures of facets that can be seen, by name.
fn summary(page: &Page, name: &str) -> Element {
    let all = page.css(".filters summary");
    let found = all.into_iter().find(|one| one.text().trim().starts_with(name));
    found.unwrap_or_else(|| panic!("no facet {name}"))
}

fn press(page: &Page, element: &Element) {
    let (x, y) = element.rect().center();
    page.pointer(PointerKind::Mouse).at(x, y).down().up().go();
}

fn facets_by_pointer(visit: &Visit) {
    let page = ready(visit, "#lang=en");
    press(page, &summary(page, "Kind"));
    let (shelling, before, all) = value(page, "shelling");
    assert!(before > 0 && before <= all);
    press(page, &shelling);
    wait_for_hash(page, "kind=shelling");
    // Its own values count as before, those of other facets answer to it; totals stay.
    press(page, &summary(page, "Kind"));
    press(page, &summary(page, "Report"));
    page.wait_until("the facet's values", || {
        page.all("checkbox", starting("Al Jazeera")).len() == 1
    });
    let (own, some, total) = value(page, "Al Jazeera");
    assert!(some < total, "{some} of {total}");
    press(page, &own);
    wait_for_hash(page, "report=");
    press(page, &summary(page, "Report"));
    press(page, &summary(page, "Kind"));
    page.wait_until("shelling of one report", || value(page, "shelling").1 < before);
    assert_eq!(value(page, "shelling").2, all);
    // What filters is said, and taken away where it is said.
    press(page, &summary(page, "Kind"));
    page.button(starting("Remove filter: Al Jazeera")).click();
    page.wait_until("one filter less", || !page.hash().contains("report="));
    assert!(page.hash().contains("kind=shelling"));
    page.button("Reset all filters").click();
    page.wait_until("no filter", || !page.hash().contains("kind="));
    press(page, &summary(page, "Kind"));
    page.wait_until("all of it", || value(page, "shelling").1 == before);
}

fn facets_by_keyboard(visit: &Visit) {
    let page = ready(visit, "#lang=en");
    summary(page, "More filters").focus();
    page.press("Enter");
    for (facet, part) in [
        ("Who acted", "actor="),
        ("Location precision", "precision="),
        ("Date precision", "dating="),
    ] {
        let opener = summary(page, facet);
        opener.focus();
        page.press("Enter");
        page.wait_until("its values", || {
            !page
                .all("checkbox", chronotope_e2e::containing(" of "))
                .is_empty()
        });
        let first = page
            .all("checkbox", chronotope_e2e::containing(" of "))
            .into_iter()
            .next();
        first.expect("a value").focus();
        page.press("Space");
        wait_for_hash(page, part);
        assert!(page.focused().property("checked") == true);
        opener.focus();
        page.press("Enter");
        page.wait_until("closed", || {
            page.all("checkbox", chronotope_e2e::containing(" of "))
                .is_empty()
        });
    }
    page.button("Reset all filters").focus();
    page.press("Enter");
    page.wait_until("no filter", || {
        ["actor=", "precision=", "dating="]
            .iter()
            .all(|part| !page.hash().contains(part))
    });
}

fn a_place_that_is_named_is_heard_by_other_facets(visit: &Visit) {
    let page = ready(visit, "#lang=en&at=a1-SY-ID&daterange=2019-03-13,2019-03-14");
    press(page, &summary(page, "Kind"));
    // Counted from the files: of 22 air strikes these name the governorate and may fall in the two days.
    let (_, some, all) = value(page, "air strike");
    assert_eq!((some, all), (2, 22));
}

fn a_facet_counts_what_ticking_lists(visit: &Visit) {
    let page = ready(visit, "#lang=en&daterange=2015-01-01,2022-12-31");
    press(page, &summary(page, "Kind"));
    // Counted from the files: of twelve four are said to have happened, the others to be planned, feared or denied.
    let (offensives, some, all) = value(page, "ground offensive");
    assert_eq!((some, all), (4, 12));
    press(page, &offensives);
    wait_for_hash(page, "kind=ground_offensive");
    page.wait_until("those four", || {
        page.get("region", "Reports").text().contains("4 events")
    });
    press(page, &summary(page, "Kind"));
    page.get("checkbox", starting("Also list what is planned"))
        .click();
    press(page, &summary(page, "Kind"));
    page.wait_until("all twelve", || value(page, "ground offensive").1 == 12);
}

fn a_search_of_words_moves_map_timeline_and_list_together(visit: &Visit) {
    let mut csv = String::from("event_date,location,latitude,longitude,event_type,notes\n");
    for n in 0..40 {
        let (place, lat, word) = if n % 2 == 0 {
            ("Saraqib", 35.86, "quarry")
        } else {
            ("Idlib", 35.93, "bridge")
        };
        let day = n / 2 + 1;
        writeln!(
            csv,
            "2019-01-{day:02},{place},{lat},36.7,Clash,fire near the {word}"
        )
        .expect("a text");
    }
    visit.site.replace("rows.csv", csv.as_str());
    let page = ready(visit, "?data=rows.csv#lang=en");
    page.wait_until("both places", || page.has("button", starting("Idlib:")));
    page.get("searchbox", "Search").fill("quarry");
    page.wait_until("what is found", || {
        let said = page.css("[role=status]")[0].text();
        said.contains("20 reported events at 1 place")
    });
    page.wait_until("marks of one place", || {
        page.has("button", starting("Saraqib: 20")) && !page.has("button", starting("Idlib:"))
    });
    let list = page.get("region", "Reports");
    page.wait_until("a list of it", || {
        list.text().contains("quarry") && !list.text().contains("bridge")
    });
    page.get("searchbox", "Search").fill("");
    page.wait_until("all again", || page.has("button", starting("Idlib: 20")));
}

fn choose(page: &Page, list: &str, value: &str) {
    page.get("dialog", "Save or share").get("combobox", list).eval(&format!(
        "arguments[0].value = {value:?}; arguments[0].dispatchEvent(new Event('change', {{ bubbles: true }}));"
    ));
}

fn sensitive_events_leave_only_as_somebody_has_said(visit: &Visit) {
    let data = r#"{"version":1,"reports":[{"id":"r","publisher":"P","title":"T","language":"en","published":"2018-09-08"}],
        "events":[{"id":"safe","report":"r","kind":"shelling","modality":"occurred",
        "when":{"edtf":"2018-09-07","earliest":"2018-09-07","latest":"2018-09-07","extent":"within","basis":""},
        "where":[{"toponym":"Hass","place":"gn169835","role":"target","precision":"exact"}],
        "links":[{"type":"may_overlap","event":"hidden"}],"summary":"Shells fell.","coded_by":"x","coded_on":"2026-01-01"},
        {"id":"hidden","report":"r","kind":"shelling","modality":"occurred",
        "when":{"edtf":"2018-09-08","earliest":"2018-09-08","latest":"2018-09-08","extent":"within","basis":""},
        "where":[{"toponym":"SecretTown","place":"gn164816","role":"target","precision":"exact"}],
        "sensitive":true,"summary":"SecretTown was told of.","coded_by":"x","coded_on":"2026-01-01"}]}"#;
    visit.site.replace("guarded.json", data);
    let page = ready(visit, "?data=guarded.json#lang=en");
    page.eval(
        "const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { window.made = blob; return make.call(URL, blob); };
         HTMLAnchorElement.prototype.click = function () { window.saved = { name: this.download, blob: window.made }; };",
    );
    page.button("Save or share").click();
    let dialog = page.get("dialog", "Save or share");
    let save = dialog.get("button", "Save file");
    let formats = [
        "csv",
        "geojson",
        "json",
        "linked-places",
        "timeline-js",
        "map-svg",
        "figure-svg",
    ];
    for format in formats {
        choose(page, "Format", format);
        page.wait_until("the question", || save.property("disabled") == true);
    }
    assert!(dialog.text().contains("danger to somebody"));
    for answer in ["Leave out", "Tell of the governorate only"] {
        dialog.get("radio", starting(answer)).click();
        for format in formats {
            choose(page, "Format", format);
            page.eval("window.saved = null;");
            save.click();
            page.wait_until("a file", || page.eval("return !!window.saved;") == true);
            let text = page.eval_async("return await window.saved.blob.text();");
            let text = text.as_str().expect("text");
            assert!(
                !text.contains("SecretTown") && !text.contains("gn164816"),
                "{format}, {answer}: {text}"
            );
            if answer == "Leave out" && !format.ends_with("svg") {
                assert!(!text.contains("hidden"), "{format}: {text}");
            }
            page.wait_until("word of it", || {
                dialog
                    .get("status", chronotope_e2e::Name::Any)
                    .text()
                    .contains("SHA-256")
            });
        }
    }
}

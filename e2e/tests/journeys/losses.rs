//! What cannot be used is told: layers of the map, links typed into an open page, typed figures; and what one pane shows
//! no other leaves out.

use crate::steps::{ready, wait_for_hash};
use chronotope_e2e::{Element, Journey, Name, Page, Visit, journeys};

pub(crate) const ALL: &[Journey] = journeys![
    a_layer_that_is_missing_is_told,
    one_bad_region_keeps_the_outlines_of_the_others,
    a_link_typed_into_an_open_page_tells_what_it_cannot_use,
    a_figure_that_is_no_number_is_told_at_its_field,
    the_table_holds_what_the_list_shows,
];

/// What could not be used of the data, opened to read.
fn told(page: &Page) -> String {
    page.wait_until("what could not be used", || {
        !page.css(".app-notices details summary").is_empty()
    });
    let notice = page.css(".app-notices details").remove(0);
    if notice.attribute("open").is_none() {
        notice.css("summary").remove(0).click();
    }
    notice.text()
}

fn a_layer_that_is_missing_is_told(visit: &Visit) {
    visit.site.fail("gazetteer/basemap/rivers.geojson", 404);
    visit.site.replace("gazetteer/basemap/lakes.geojson", "{");
    visit.page.expect_error("404");
    let page = ready(visit, "#lang=en");
    let told = told(page);
    assert!(told.contains("rivers.geojson") && told.contains("404"), "{told}");
    assert!(told.contains("lakes.geojson"), "{told}");
}

fn one_bad_region_keeps_the_outlines_of_the_others(visit: &Visit) {
    let regions = visit.site.text("gazetteer/regions.geojson");
    let bad = r#"{"type":"Feature","properties":{"id":"bad","name":"Bad","kind":"area"},"geometry":{"type":"Polygon","coordinates":"?"}},"#;
    let (head, features) = regions.split_once('[').expect("features");
    visit
        .site
        .replace("gazetteer/regions.geojson", format!("{head}[{bad}{features}"));
    let page = ready(visit, "#lang=en&place=a1-SY-ID");
    assert!(told(page).contains("regions.geojson, entry 1"));
    page.wait_until("the outline of the selected area", || {
        !page.css(".region-hatch").is_empty()
    });
}

fn a_link_typed_into_an_open_page_tells_what_it_cannot_use(visit: &Visit) {
    let page = ready(visit, "#lang=en");
    let is_told = || {
        page.all("alert", Name::Any)
            .iter()
            .any(|alert| alert.text().contains("neverland"))
    };
    assert!(!is_told());
    let bare = page.url();
    let bare = bare.split('#').next().unwrap_or_default();
    page.goto(&format!("{bare}#lang=en&kind=shelling&daterange=neverland"));
    page.wait_until("what cannot be used", is_told);
    assert!(page.hash().contains("kind=shelling"));
    // A link that can be used takes it back.
    page.goto(&format!("{bare}#lang=en&kind=air_strike"));
    page.wait_until("nothing to tell", || !is_told());
}

fn field(page: &Page, name: &str) -> Element {
    page.get("textbox", name)
}

fn a_figure_that_is_no_number_is_told_at_its_field(visit: &Visit) {
    let page = ready(visit, "#lang=en&figures=killed:2..");
    for name in ["More filters", "Figures"] {
        let all = page.css(".filters summary");
        let found = all.into_iter().find(|one| one.text().trim().starts_with(name));
        found.expect("a disclosure").click();
    }
    page.wait_until("the fields", || page.has("textbox", "At least"));
    field(page, "At least").fill("ten");
    page.press("Tab");
    page.wait_until("told", || {
        field(page, "At least").attribute("aria-invalid").as_deref() == Some("true")
    });
    page.wait_until("the sentence", || page.text().contains("“ten”"));
    assert!(page.hash().contains("killed:2.."), "{}", page.hash());
    field(page, "At least").fill("١٠");
    page.press("Tab");
    wait_for_hash(page, "killed:10..");
    assert_eq!(
        field(page, "At least").attribute("aria-invalid").as_deref(),
        Some("false")
    );
    field(page, "At most").fill("3");
    page.press("Tab");
    page.wait_until("told", || {
        field(page, "At most").attribute("aria-invalid").as_deref() == Some("true")
    });
    field(page, "At most").fill("1,000");
    page.press("Tab");
    wait_for_hash(page, "killed:10..1000");
}

fn the_table_holds_what_the_list_shows(visit: &Visit) {
    let page = ready(
        visit,
        "#lang=en&daterange=2015-01-01,2022-12-31&modality=planned&table=date",
    );
    let listed = || page.get("region", "Reports").all("article", Name::Any).len();
    page.wait_until("plans in the list", || listed() > 0);
    let rows = || page.get("region", "Table").css("tbody tr").len();
    page.wait_until("as many rows", || rows() == listed());
}

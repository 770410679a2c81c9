//! What a reader does with the five reports: scrub, type dates, open a town, play, filter, follow a link.

use crate::steps::ready;
use chronotope_e2e::{Element, Journey, Name, Page, PointerKind, Visit, journeys, starting};
use serde_json::Value;

pub(crate) const ALL: &[Journey] = journeys![
    september_2018_has_the_marks_of_its_report,
    hass_has_one_event_and_its_publisher,
    the_handles_follow_the_keyboard,
    playing_moves_the_dates_and_stops,
    a_shared_link_opens_the_same_view,
    back_returns_to_what_was_open,
    a_filter_is_in_the_address_and_in_the_sentence,
    a_place_that_is_only_named_says_so,
    marks_are_one_stop_with_arrows_between_them,
    every_event_of_a_report_is_on_its_page,
    a_broken_file_is_named_and_can_be_tried_again,
    a_wrong_link_says_what_it_could_not_use,
    another_site_is_never_asked,
    arabic_is_mirrored,
    plans_are_listed_only_when_asked_for,
    an_event_is_shown_on_the_map,
];

/// Types the selected dates, both included.
pub(crate) fn select(page: &Page, from: &str, to: &str) {
    for (field, date) in [("To", to), ("From", from)] {
        page.get("textbox", field).fill(date);
        page.press("Enter");
    }
    page.wait_until("the dates in the address", || {
        page.hash().contains(&format!("daterange={from},{to}"))
    });
}

/// Presses a mark as a mouse does, in its middle; drivers do not agree on how to click a group of an SVG.
fn press_mark(page: &Page, name: &str) {
    let (x, y) = page.button(starting(name)).rect().center();
    page.pointer(PointerKind::Mouse).at(x, y).down().up().go();
}

fn marks(page: &Page) -> Vec<String> {
    let group = page.get("group", "Places with events");
    group.all("button", Name::Any).iter().map(Element::name).collect()
}

fn september_2018_has_the_marks_of_its_report(visit: &Visit) {
    let page = ready(visit, "");
    select(page, "2018-09-01", "2018-09-30");
    for town in ["Mahardah:", "Hass:", "Qalaat al-Madiq:", "Salhab:"] {
        page.wait_until(town, || marks(page).iter().any(|name| name.starts_with(town)));
    }
    let shown = marks(page);
    assert!(
        !shown.iter().any(|name| name.starts_with("Jisr al-Shughur")),
        "{shown:?}"
    );
    page.wait_until("the sentence", || {
        page.get("status", Name::Any).text().contains("30 September 2018")
    });
}

fn hass_has_one_event_and_its_publisher(visit: &Visit) {
    let page = ready(visit, "");
    select(page, "2018-09-01", "2018-09-30");
    press_mark(page, "Hass:");
    let reports = page.get("region", "Reports");
    let list = reports.get("list", "In the selected dates");
    let articles = list.all("article", Name::Any);
    assert_eq!(articles.len(), 1);
    let said = articles[0].text();
    for part in ["8 September 2018", "barrel bomb", "hospital", "Al Jazeera"] {
        assert!(
            said.to_lowercase().contains(&part.to_lowercase()),
            "{part} is not in: {said}"
        );
    }
    assert_eq!(
        page.button(starting("Hass:"))
            .attribute("aria-pressed")
            .as_deref(),
        Some("true")
    );
}

fn the_handles_follow_the_keyboard(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30");
    let first = page.get("slider", "First day");
    first.focus();
    page.press("ArrowRight");
    page.wait_until("a day later", || {
        first
            .attribute("aria-valuetext")
            .is_some_and(|text| text.contains("2 September 2018"))
    });
    page.press("PageDown");
    page.wait_until("ten days earlier", || {
        first
            .attribute("aria-valuetext")
            .is_some_and(|text| text.contains("23 August 2018"))
    });
    let last = page.get("slider", "Last day");
    assert!(
        last.attribute("aria-valuetext")
            .is_some_and(|text| text.contains("30 September 2018"))
    );
    page.wait_until("the address", || {
        page.hash().contains("daterange=2018-08-23,2018-09-30")
    });
}

fn playing_moves_the_dates_and_stops(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-08-01,2018-08-07");
    page.button("Play").click();
    let first = page.get("slider", "First day");
    let before = first.attribute("aria-valuenow");
    page.wait_until("later dates", || first.attribute("aria-valuenow") != before);
    page.button("Pause").click();
    page.settle();
    let now = first.attribute("aria-valuenow");
    page.settle();
    assert_eq!(first.attribute("aria-valuenow"), now);
    assert!(page.button("Play").is_shown());
}

fn a_shared_link_opens_the_same_view(visit: &Visit) {
    let link = "#map=9.50/35.6000/36.6000&daterange=2018-09-01,2018-09-30&place=gn169835&kind=barrel_bomb&lang=en&their=own";
    let page = ready(visit, link);
    let article = |page: &Page| page.get("region", "Reports").all("article", Name::Any).len();
    assert_eq!(article(page), 1);
    assert_eq!(
        page.get("textbox", "From").property("value"),
        Value::from("2018-09-01")
    );
    page.reload();
    page.wait_for_state("ready");
    assert_eq!(article(page), 1);
    assert!(page.hash().contains("their=own"), "{}", page.hash());
}

fn back_returns_to_what_was_open(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30");
    press_mark(page, "Hass:");
    page.wait_until("Hass in the address", || page.hash().contains("place=gn169835"));
    assert!(page.get("region", "Reports").get("heading", "Hass").is_shown());
    page.back();
    assert!(
        page.get("region", "Reports")
            .get("heading", "All places")
            .is_shown()
    );
}

fn a_filter_is_in_the_address_and_in_the_sentence(visit: &Visit) {
    let page = ready(visit, "");
    let filters = page.get("region", "Filters");
    filters.css("summary")[0].click();
    filters.get("checkbox", starting("barrel bomb")).click();
    page.wait_until("the filter in the address", || {
        page.hash().contains("kind=barrel_bomb")
    });
    page.wait_until("the sentence", || {
        page.get("status", Name::Any).text().contains("barrel bomb")
    });
    let shown = marks(page);
    assert_eq!(shown, ["Hass: 1 event"]);
    filters.get("button", "Reset all filters").click();
    page.wait_until("all marks", || marks(page).len() > 10);
}

fn a_place_that_is_only_named_says_so(visit: &Visit) {
    let page = ready(visit, "#place=gn169023");
    let said = page.get("region", "Reports").text();
    assert!(said.contains("Named in 3 reports; no attack reported."), "{said}");
}

fn marks_are_one_stop_with_arrows_between_them(visit: &Visit) {
    let page = ready(visit, "");
    let group = page.get("group", "Places with events");
    let stops = || group.css("[role=button][tabindex='0']");
    page.wait_until("one stop", || stops().len() == 1);
    stops()[0].focus();
    let before = page.focused().name();
    page.press("ArrowDown");
    page.wait_until("another mark", || page.focused().name() != before);
    assert_eq!(page.focused().role(), "button");
    assert_eq!(stops().len(), 1);
    page.press("Enter");
    page.wait_until("its events", || page.hash().contains("place="));
}

fn every_event_of_a_report_is_on_its_page(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30&place=gn169835");
    page.get("region", "Reports")
        .get("button", "All events of this report")
        .click();
    let reports = page.get("region", "Reports");
    assert!(reports.get("heading", "Al Jazeera").is_shown());
    page.wait_until("its events", || reports.all("article", Name::Any).len() == 30);
}

fn a_broken_file_is_named_and_can_be_tried_again(visit: &Visit) {
    visit
        .site
        .replace("seeds/events.json", "{\"version\":1,\n \"events\":[}");
    let page = visit.open("");
    page.wait_for_state("error");
    let said = page.get("alert", Name::Any).text();
    assert!(said.contains("events.json") && said.contains("line 2"), "{said}");
    visit.site.restore("seeds/events.json");
    page.button("Retry").click();
    page.wait_for_state("ready");
    assert!(marks(page).len() > 10);
}

fn a_wrong_link_says_what_it_could_not_use(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-31,2018-10-01");
    let said = page.get("alert", Name::Any).text();
    assert!(said.contains("daterange"), "{said}");
    assert!(!marks(page).is_empty());
}

fn another_site_is_never_asked(visit: &Visit) {
    let page = visit.open("?data=https://example.org/data/");
    page.wait_for_state("error");
    let said = page.get("alert", Name::Any).text();
    assert!(said.contains("another site"), "{said}");
}

fn arabic_is_mirrored(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30&lang=ar");
    let html = page.css("html");
    assert_eq!(html[0].attribute("dir").as_deref(), Some("rtl"));
    assert_eq!(html[0].attribute("lang").as_deref(), Some("ar"));
    for name in ["الخريطة", "التقارير"] {
        assert!(page.get("region", name).is_shown(), "{name}");
    }
    let map = page.css(".app-map")[0].rect();
    let side = page.css(".app-side")[0].rect();
    assert!(side.x < map.x, "the reports stand on the left of the map");
}

fn plans_are_listed_only_when_asked_for(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30");
    let articles = || page.get("region", "Reports").all("article", Name::Any).len();
    let before = articles();
    page.get("checkbox", starting("Also list what is planned"))
        .click();
    page.wait_until("more events", || articles() > before);
    assert!(page.hash().contains("layer=other"), "{}", page.hash());
}

fn an_event_is_shown_on_the_map(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30&kind=barrel_bomb");
    let card = page.get("region", "Reports").get("article", Name::Any);
    card.get("button", "Show on the map").click();
    page.wait_until("a ring around Hass", || {
        page.button(starting("Hass:"))
            .attribute("aria-pressed")
            .as_deref()
            == Some("true")
    });
}

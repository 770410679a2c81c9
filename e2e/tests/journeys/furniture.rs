//! What stands over the map leaves names and chips room; Escape on it; links that ask for what the data do not have.

use crate::steps::{SEPTEMBER, ready};
use chronotope_e2e::{Journey, Name, Page, Visit, journeys};

pub(crate) const ALL: &[Journey] = journeys![
    names_and_chips_stand_beside_what_stands_on_the_map,
    escape_on_a_button_of_the_map_ends_the_innermost_thing,
    values_that_the_data_do_not_have_are_told_in_words,
    a_link_sizes_symbols_by_a_measure_that_somebody_states,
    a_replay_names_no_report_that_was_not_published_yet,
    places_are_counted_of_the_events_that_are_said_before_them,
    a_link_from_the_start_begins_there,
];

/// Names and chips that share ground with a button, a field, the key or the foot.
fn collisions(page: &Page) -> String {
    let found = page.eval(
        "const rects = (selector) => [...document.querySelectorAll(selector)]
             .filter((e) => e.checkVisibility({ visibilityProperty: true }))
             .map((e) => [e.getBoundingClientRect(), e.textContent]);
         const taken = rects('.map-find, .map-controls, .map-legend, .map-not-drawn, .map-foot');
         const pane = document.querySelector('.map').getBoundingClientRect();
         const meets = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
         const under = rects('.labels text, .map-chip').filter(([a]) => meets(a, pane) && taken.some(([b]) => meets(a, b)));
         return under.map(([, text]) => text).join('; ');",
    );
    found.as_str().unwrap_or_default().to_owned()
}

fn names_and_chips_stand_beside_what_stands_on_the_map(visit: &Visit) {
    for (size, rest) in [
        ((1280, 800), "#lang=en"),
        ((1280, 800), "#lang=ar&map=10/35.6/36.6"),
        ((360, 740), "#lang=en"),
        ((360, 740), "#lang=ar"),
        ((360, 740), "#lang=en&map=10/35.7/36.6"),
    ] {
        visit.page.set_size(size.0, size.1);
        let page = visit.open(rest);
        page.wait_for_state("ready");
        page.wait_until("names", || page.css(".labels text").len() > 3);
        let is_clear = || collisions(page).is_empty();
        page.wait_until(
            &format!("room at {size:?} {rest}: {}", collisions(page)),
            is_clear,
        );
        page.css(".map-surface")[0].focus();
        page.press_times("ArrowLeft", 2);
        page.press("ArrowDown");
        page.wait_until("another part", || page.hash().contains("map="));
        page.settle();
        page.wait_until(&format!("room after it: {}", collisions(page)), is_clear);
    }
}

fn escape_on_a_button_of_the_map_ends_the_innermost_thing(visit: &Visit) {
    let page = ready(visit, &format!("{SEPTEMBER}&place=gn169835"));
    let is_selected = || page.hash().contains("place=");
    let map = page.get("region", "Map");
    // The panel, then the tool, then the selection.
    map.get("button", "Map options").focus();
    page.press("Enter");
    page.get("dialog", "Map options");
    map.get("button", "Map options").focus();
    page.press("Escape");
    page.wait_gone("dialog", Name::from("Map options"));
    assert!(is_selected());
    let tool = map.get("button", "Select places in a box");
    tool.focus();
    page.press("Enter");
    page.wait_until("the tool", || {
        tool.attribute("aria-pressed").as_deref() == Some("true")
    });
    page.press("Escape");
    page.wait_until("no tool", || {
        tool.attribute("aria-pressed").as_deref() == Some("false")
    });
    assert!(is_selected());
    map.get("button", "Zoom in").focus();
    page.press("Escape");
    page.wait_until("nothing selected", || !is_selected());
    assert_eq!(page.focused().name(), "Zoom in");
}

fn values_that_the_data_do_not_have_are_told_in_words(visit: &Visit) {
    let page = ready(
        visit,
        &format!("{SEPTEMBER}&kind=air_strike,nosuch&place=gn9999999"),
    );
    page.wait_until("the sentence", || {
        page.get("status", Name::Any)
            .text()
            .contains("“nosuch” (not in these data)")
    });
    assert!(!page.text().contains("“air_strike”"));
    page.button("Save or share").click();
    let dialog = page.get("dialog", "Save or share");
    page.wait_until("the place in words", || {
        dialog.text().contains("“gn9999999” (unknown place)")
    });
}

fn a_link_sizes_symbols_by_a_measure_that_somebody_states(visit: &Visit) {
    let page = ready(visit, &format!("{SEPTEMBER}&size=nosuch"));
    page.wait_until("that it is told", || page.text().contains("nosuch"));
    assert!(
        page.names("button")
            .iter()
            .all(|name| !name.contains("not stated"))
    );
}

fn a_replay_names_no_report_that_was_not_published_yet(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-04,2018-09-14&known=2018-09-07");
    let reports = page.get("region", "Reports");
    page.wait_until("what covers the dates", || {
        reports
            .text()
            .contains("No report published by then covers these dates.")
    });
    assert!(!reports.text().contains("8 September 2018"));
    let page = ready(visit, "#daterange=2019-03-13,2019-03-13&time=reported");
    let reports = page.get("region", "Reports");
    page.wait_until("when none was published", || {
        reports
            .text()
            .contains("No report in this set was published in these dates.")
    });
    assert!(!reports.text().contains("Covered by"));
}

/// What the sentence says, once it is there.
fn sentence(page: &Page) -> String {
    let said = || page.get("status", Name::Any).text();
    page.wait_until("the sentence", || said().contains("reported event"));
    said()
}

fn places_are_counted_of_the_events_that_are_said_before_them(visit: &Visit) {
    // Talks in Astana, and an event that may have been then and has no place of its own.
    let said = sentence(ready(visit, "#daterange=2021-12-21,2021-12-21"));
    assert!(
        said.contains("0 to 1 reported event") && said.contains("1 of talks"),
        "{said}"
    );
    assert!(!said.contains("at 1 place"), "{said}");
    let said = sentence(ready(visit, ""));
    assert!(said.contains("at 22 places"), "{said}");
}

fn a_link_from_the_start_begins_there(visit: &Visit) {
    let said = sentence(ready(visit, "#daterange=2018-09-01,2018-09-30&mode=cumulative"));
    assert!(
        said.contains("16 to 24 reported events") && said.contains("1 January 2015"),
        "{said}"
    );
}

//! Time: what counts, by which time, what was known, what is compared; undo and redo; the help sheet.

use crate::steps::{SEPTEMBER, ready, wait_for_hash};
use chronotope_e2e::{Element, Journey, Name, Page, PointerKind, Visit, journeys, starting};

pub(crate) const ALL: &[Journey] = journeys![
    typed_dates_take_edtf_and_open_sides,
    a_new_window_is_drawn_and_a_double_click_shows_all_time,
    the_axis_is_moved_by_its_dates_and_the_window_stays,
    two_fingers_zoom_the_axis_and_the_window_stays,
    undo_and_redo_are_back_and_forward,
    what_was_known_on_a_day_withholds_later_reports,
    the_time_of_the_report_can_be_shown,
    the_rule_of_counting_is_in_the_address_and_the_sentence,
    two_spans_of_dates_are_compared_by_the_day,
    events_are_drawn_one_by_one_in_lanes,
    the_help_sheet_opens_by_key_and_switches_single_keys_off,
    skipping_marks_what_it_skipped,
];

/// Types a date and leaves the field with Enter.
fn type_date(page: &Page, field: &str, date: &str) {
    page.get("textbox", field).fill(date);
    page.press("Enter");
}

fn open_options(page: &Page) {
    page.button("More time controls").click();
}

/// Chooses an option of a menu by its text, as a person does.
fn choose(page: &Page, menu: &str, option: &str) {
    page.get("combobox", menu).eval(&format!(
        "const one = [...el.options].find(o => o.text.trim() === {option:?}); el.value = one.value; \
         el.dispatchEvent(new Event('change', {{bubbles: true}}));"
    ));
}

fn sentence(page: &Page) -> String {
    page.get("status", Name::Any).text()
}

fn wait_for_sentence(page: &Page, part: &str) {
    page.wait_until(part, || sentence(page).contains(part));
}

fn detail(page: &Page) -> Element {
    page.css(".timeline-detail").remove(0)
}

fn ticks(page: &Page) -> String {
    let text = page
        .css(".timeline-ticks")
        .remove(0)
        .eval("return el.textContent;");
    text.as_str().unwrap_or_default().to_owned()
}

fn typed_dates_take_edtf_and_open_sides(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    type_date(page, "To", "2018-12");
    wait_for_hash(page, "daterange=2018-09-01,2018-12-31");
    type_date(page, "From", "2018-10~");
    wait_for_hash(page, "daterange=2018-10-01,2018-12-31");
    type_date(page, "From", "2018-11/2019-02-05");
    wait_for_hash(page, "daterange=2018-11-01,2019-02-05");
    type_date(page, "To", "2018-11-20/..");
    page.wait_until("an open end", || {
        page.get("textbox", "From").property("value") == "2018-11-20"
    });
    type_date(page, "From", "1820");
    page.wait_until("what is wrong", || {
        page.all("alert", Name::Any)
            .iter()
            .any(|alert| alert.text().contains("outside these data"))
    });
}

fn a_new_window_is_drawn_and_a_double_click_shows_all_time(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    let rect = detail(page).rect();
    let (_, y) = rect.center();
    page.drag((rect.x + 40.0, y), (rect.x + 140.0, y));
    page.wait_until("another window", || {
        let hash = page.hash();
        hash.contains("daterange=2018-0") && !hash.contains("2018-09-01,2018-09-30")
    });
    page.double_click((rect.x + 300.0, rect.y + 12.0));
    page.wait_until("all time", || {
        let value = |slider: &str, limit: &str| {
            let slider = page.get("slider", slider);
            slider.attribute("aria-valuenow") == slider.attribute(limit)
        };
        value("First day", "aria-valuemin") && value("Last day", "aria-valuemax")
    });
}

fn the_axis_is_moved_by_its_dates_and_the_window_stays(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    let before = ticks(page);
    let rect = detail(page).rect();
    let y = rect.y + rect.height - 8.0;
    page.drag((rect.x + 300.0, y), (rect.x + 600.0, y));
    page.wait_until("other dates", || ticks(page) != before);
    let moved = ticks(page);
    page.button("Later dates").click();
    page.wait_until("later dates", || ticks(page) != moved);
    assert!(page.hash().contains("2018-09-01,2018-09-30"), "{}", page.hash());
}

fn two_fingers_zoom_the_axis_and_the_window_stays(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    let before = ticks(page);
    let rect = detail(page).rect();
    page.pinch((rect.x + 200.0, rect.y + 30.0), 40.0, 240.0);
    page.wait_until("fewer days", || ticks(page) != before);
    assert!(page.hash().contains("2018-09-01,2018-09-30"), "{}", page.hash());
}

fn undo_and_redo_are_back_and_forward(visit: &Visit) {
    let page = ready(visit, "");
    let is_off = |name: &str| page.button(name).attribute("aria-disabled").as_deref() == Some("true");
    assert!(is_off("Undo") && is_off("Redo"));
    type_date(page, "To", "2018-09-30");
    wait_for_hash(page, ",2018-09-30");
    type_date(page, "From", "2018-09-01");
    wait_for_hash(page, "2018-09-01,2018-09-30");
    page.button("Undo").click();
    page.wait_until("one step back", || !page.hash().contains("2018-09-01"));
    page.button("Redo").click();
    wait_for_hash(page, "2018-09-01,2018-09-30");
    page.press("Control+z");
    page.wait_until("undone by key", || !page.hash().contains("2018-09-01"));
    page.back();
    page.wait_until("the beginning", || !page.hash().contains("daterange"));
    page.wait_until("nothing to undo", || is_off("Undo"));
    page.press("Control+Shift+z");
    wait_for_hash(page, ",2018-09-30");
    // In a field the keys are the field's own.
    page.get("textbox", "From").focus();
    page.press("Control+z");
    page.settle();
    assert!(page.hash().contains(",2018-09-30"), "{}", page.hash());
}

fn what_was_known_on_a_day_withholds_later_reports(visit: &Visit) {
    let page = ready(visit, "");
    open_options(page);
    page.get("checkbox", "Only what was known on a day").click();
    wait_for_hash(page, "known=");
    type_date(page, "Known on", "2018-09-30");
    wait_for_hash(page, "known=2018-09-30");
    wait_for_sentence(page, "as known on 30 September 2018: 2 of 5 reports published");
    page.button("Next report").click();
    wait_for_sentence(page, "3 of 5 reports");
    page.get("checkbox", "Only what was known on a day").click();
    page.wait_until("everything again", || !sentence(page).contains("as known on"));
    // A link opens the same.
    let page = ready(visit, "#known=2018-09-30");
    wait_for_sentence(page, "2 of 5 reports published");
}

fn the_time_of_the_report_can_be_shown(visit: &Visit) {
    // Nothing happened on the day, and a report came out.
    let page = ready(visit, "#daterange=2018-09-08,2018-09-08");
    wait_for_sentence(page, "8 September 2018");
    let happened = sentence(page);
    open_options(page);
    choose(page, "Time shown", "when it was reported");
    wait_for_hash(page, "time=reported");
    wait_for_sentence(page, "by the date of the report");
    assert_ne!(sentence(page).split(';').next(), happened.split(';').next());
    choose(page, "Time shown", "when it happened");
    page.wait_until("as before", || sentence(page) == happened);
}

fn the_rule_of_counting_is_in_the_address_and_the_sentence(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    open_options(page);
    choose(page, "Count events", "wholly inside these dates");
    wait_for_hash(page, "rule=inside");
    wait_for_sentence(page, "only what lies wholly inside these dates");
    choose(page, "Selection", "Day with trail");
    wait_for_hash(page, "mode=instant");
    wait_for_sentence(page, "with the 29 days before it fading");
}

fn two_spans_of_dates_are_compared_by_the_day(visit: &Visit) {
    let page = ready(visit, "#daterange=2019-03-01,2019-03-31");
    open_options(page);
    page.get("checkbox", "Compare with other dates").click();
    wait_for_hash(page, "compare=2019-01-29,2019-02-28");
    type_date(page, "Compared to", "2018-09-30");
    type_date(page, "Compared from", "2018-09-01");
    wait_for_hash(page, "compare=2018-09-01,2018-09-30");
    wait_for_sentence(page, "compared with");
    // Hass is in the second dates only.
    page.wait_until("a new place on the map", || {
        page.all("button", starting("Hass:"))
            .iter()
            .any(|mark| mark.name().contains("new"))
    });
    page.button("Table of differences").click();
    let table = page.get("table", "Comparison");
    assert!(table.text().contains("Hass"), "{}", table.text());
    let first = page.get("slider", "First compared day");
    first.focus();
    page.press("ArrowRight");
    wait_for_hash(page, "compare=2018-09-02,2018-09-30");
    page.button("Swap the two").click();
    wait_for_hash(page, "compare=2019-03-01,2019-03-31");
}

fn events_are_drawn_one_by_one_in_lanes(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    open_options(page);
    choose(page, "Events drawn", "one by one, by place");
    wait_for_hash(page, "lanes=place");
    page.wait_until("a lane", || {
        page.css(".timeline-svg text.timeline-number")
            .iter()
            .any(|name| name.text().contains("Idlib"))
    });
    page.press("Escape");
    assert!(!page.has("combobox", "Events drawn"));
}

fn the_help_sheet_opens_by_key_and_switches_single_keys_off(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    page.press("?");
    page.get("dialog", "Keys and gestures");
    page.get("checkbox", "Single-key shortcuts").click();
    page.press("Escape");
    page.wait_gone("dialog", "Keys and gestures");
    page.get("slider", "First day").focus();
    page.press("k");
    page.settle();
    assert!(!page.has("button", "Pause"));
    // It is remembered.
    page.reload();
    page.wait_for_state("ready");
    page.press("?");
    page.settle();
    assert!(!page.has("dialog", "Keys and gestures"));
    page.button("Keys and gestures").click();
    page.get("checkbox", "Single-key shortcuts").click();
    page.button("Close").click();
    page.wait_gone("dialog", "Keys and gestures");
    page.get("slider", "First day").focus();
    page.press("k");
    page.get("button", "Pause");
}

fn skipping_marks_what_it_skipped(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-07");
    page.button("Skip empty dates").click();
    choose(page, "Speed", "1 s = 1 month");
    page.button("Play").click();
    page.wait_until("a skipped stretch", || !page.css(".timeline-skipped").is_empty());
    // A hand on a handle stops it; the handle moves, so the hand may have to aim again.
    page.wait_until("it to stop", || {
        let (x, y) = page.get("slider", "Last day").rect().center();
        page.pointer(PointerKind::Mouse).at(x, y).down().up().go();
        page.has("button", "Play")
    });
}

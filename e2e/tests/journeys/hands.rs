//! What other journeys do with one hand, with the other: each control by pointer and by keyboard.

use crate::steps::{SEPTEMBER, ready, wait_for_hash};
use chronotope_e2e::{Element, Journey, Name, Page, PointerKind, Visit, journeys, starting};

pub(crate) const ALL: &[Journey] = journeys![
    facets_and_what_filters_by_keyboard,
    a_single_event_opens_when_pressed,
    compared_dates_are_dragged_and_the_table_opened_by_key,
    layers_are_switched_by_key,
    edges_of_timeline_and_table_move_by_key_and_hand,
    the_axis_is_zoomed_and_moved_by_keys_and_wheel,
    a_box_is_drawn_with_shift_and_selects_by_enter,
    coordinates_are_copied_by_key_and_places_found_by_hand,
    the_trail_of_a_day_stands_in_the_bars,
    many_places_keep_their_numbers_however_they_are_zoomed,
];

fn ticks(page: &Page) -> String {
    let text = page.css(".timeline-ticks")[0].eval("return el.textContent;");
    text.as_str().unwrap_or_default().to_owned()
}

fn zoom(page: &Page) -> Option<f64> {
    let hash = page.hash();
    let map = hash.split('&').find_map(|part| part.strip_prefix("map="))?;
    map.split('/').next()?.parse().ok()
}

fn pressed(button: &Element) -> bool {
    button.attribute("aria-pressed").as_deref() == Some("true")
}

fn facets_and_what_filters_by_keyboard(visit: &Visit) {
    let page = ready(visit, "");
    let filters = page.get("region", "Filters");
    let kinds = &filters.css("summary")[0];
    kinds.focus();
    page.press("Enter");
    let barrel = filters.get("checkbox", starting("barrel bomb"));
    barrel.focus();
    page.press("Space");
    wait_for_hash(page, "kind=barrel_bomb");
    // Out and in by hand, then away with its chip.
    barrel.click();
    page.wait_until("no filter", || !page.hash().contains("kind="));
    barrel.click();
    wait_for_hash(page, "kind=barrel_bomb");
    let shown_by = page.get("group", "Filtered by");
    let chip = shown_by.get("button", Name::Any);
    assert!(chip.name().contains("barrel bomb"), "{}", chip.name());
    chip.focus();
    page.press("Enter");
    page.wait_until("no filter", || !page.hash().contains("kind="));
    let surely = page.get("checkbox", "Only what surely falls in these dates");
    surely.focus();
    page.press("Space");
    page.wait_until("a filter", || {
        filters
            .get("button", "Reset all filters")
            .attribute("disabled")
            .is_none()
    });
    filters.get("button", "Reset all filters").focus();
    page.press("Enter");
    page.wait_until("none", || surely.property("checked") == false);
}

fn a_single_event_opens_when_pressed(visit: &Visit) {
    let page = ready(visit, "#lanes=kind&daterange=2018-09-01,2018-09-30");
    let group = page.get("group", "Events drawn: one by one, by kind");
    let single = group.css("[tabindex='0']").remove(0);
    let (x, y) = single.rect().center();
    page.pointer(PointerKind::Mouse).at(x, y).down().up().go();
    wait_for_hash(page, "event=");
}

fn compared_dates_are_dragged_and_the_table_opened_by_key(visit: &Visit) {
    let page = ready(
        visit,
        "#daterange=2018-06-01,2018-09-30&compare=2018-07-01,2018-07-31",
    );
    let now = || {
        page.get("slider", "First compared day")
            .attribute("aria-valuenow")
    };
    let before = now();
    let (x, y) = page.get("slider", "First compared day").rect().center();
    let mouse = page.pointer(PointerKind::Mouse).at(x, y).down();
    mouse.slowly_to(x - 60.0, y, 6).up().go();
    page.wait_until("other dates", || now() != before);
    assert!(page.hash().contains("daterange=2018-06-01,2018-09-30"));
    page.button("More time controls").focus();
    page.press("Enter");
    page.button("Table of differences").focus();
    page.press("Enter");
    page.get("table", "Comparison");
    page.get("checkbox", "Compare with other dates").focus();
    page.press("Space");
    page.wait_until("nothing compared", || !page.hash().contains("compare="));
    page.wait_gone("table", "Comparison");
}

fn layers_are_switched_by_key(visit: &Visit) {
    let page = ready(visit, "");
    page.button("Map options").focus();
    page.press("Enter");
    let dialog = page.get("dialog", "Map options");
    dialog.get("checkbox", "Roads").focus();
    page.press("Space");
    page.wait_until("no roads", || {
        page.css(".land-roads")[0].attribute("visibility").as_deref() == Some("hidden")
    });
    dialog.get("checkbox", "Longitude and latitude").focus();
    page.press("Space");
    wait_for_hash(page, "graticule");
    page.press("Space");
    page.wait_until("no lines", || !page.hash().contains("graticule"));
    page.press("Escape");
    page.wait_gone("dialog", "Map options");
    page.wait_until("the focus where it was", || {
        page.button("Map options").is_focused()
    });
}

fn edges_of_timeline_and_table_move_by_key_and_hand(visit: &Visit) {
    let page = ready(visit, "#table=date");
    let height = |class: &str| page.css(class)[0].rect().height;
    for (name, class) in [
        ("Height of the timeline", ".app-timeline"),
        ("Height of the table", ".app-table"),
    ] {
        let edge = page.get("separator", name);
        let before = height(class);
        edge.focus();
        page.press_times("ArrowUp", 3);
        page.wait_until("higher by key", || height(class) > before + 30.0);
        page.press("ArrowDown");
        page.wait_until("lower by key", || height(class) < before + 40.0);
        let (rect, before) = (edge.rect(), height(class));
        let at = (rect.x + 80.0, rect.y + rect.height / 2.0);
        page.drag(at, (at.0, at.1 - 30.0));
        page.wait_until("higher by hand", || height(class) > before + 15.0);
    }
}

fn the_axis_is_zoomed_and_moved_by_keys_and_wheel(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    let first = ticks(page);
    page.get("slider", "First day").focus();
    page.press("+");
    page.wait_until("fewer days", || ticks(page) != first);
    let near = ticks(page);
    page.press("<");
    page.wait_until("earlier days", || ticks(page) != near);
    let earlier = ticks(page);
    page.press("-");
    page.wait_until("more days", || ticks(page) != earlier);
    page.press("0");
    page.wait_until("the days as at first", || ticks(page) == first);
    let strip = page.css(".timeline-detail")[0].rect();
    let (x, y) = strip.center();
    page.wheel((x.round(), y.round()), (0.0, -240.0), &["Control"]);
    page.wait_until("fewer days by wheel", || ticks(page) != first);
    let before = ticks(page);
    page.button("Earlier dates").focus();
    page.press("Enter");
    page.wait_until("earlier days by button", || ticks(page) != before);
    assert!(page.hash().contains("daterange=2018-09-01,2018-09-30"));
}

fn a_box_is_drawn_with_shift_and_selects_by_enter(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    let surface = page.get("application", "Move and zoom the map");
    let before = zoom(page);
    let (x, y) = surface.rect().center();
    let mouse = page.pointer(PointerKind::Mouse).holding("Shift").at(x, y).down();
    mouse.slowly_to(x + 90.0, y + 70.0, 5).up().go();
    page.wait_until("the box", || zoom(page) > before.map(|zoom| zoom + 0.7));
    page.back();
    let tool = page.button("Select places in a box");
    tool.focus();
    page.press("Enter");
    page.wait_until("the tool", || pressed(&tool));
    surface.focus();
    page.press("Escape");
    page.wait_until("no tool", || !pressed(&tool));
    tool.focus();
    page.press("Enter");
    surface.focus();
    page.press("Enter");
    page.wait_until("what is seen", || {
        let marks = page.get("group", "Places with events").all("button", Name::Any);
        page.hash().contains("place=") && marks.iter().filter(|mark| pressed(mark)).count() > 1
    });
    assert!(!pressed(&tool));
    surface.focus();
    page.press("Escape");
    page.wait_until("nothing selected", || !page.hash().contains("place="));
}

fn coordinates_are_copied_by_key_and_places_found_by_hand(visit: &Visit) {
    let page = ready(visit, "");
    let field = page.get("combobox", "Find a place");
    field.fill("kafr na");
    let list = page.get("listbox", "Find a place");
    page.wait_until("a list", || !list.all("option", Name::Any).is_empty());
    list.all("option", Name::Any)[0].click();
    page.wait_until("Kafr Nabl", || zoom(page).is_some_and(|zoom| zoom >= 11.5));
    page.eval("window.copied = []; navigator.clipboard.writeText = (text) => { window.copied.push(text); return Promise.resolve(); };");
    page.get("application", "Move and zoom the map").focus();
    page.press("c");
    page.wait_until("a copy", || {
        page.eval("return window.copied.length;").as_u64() == Some(1)
    });
    let (x, y) = page.get("application", "Move and zoom the map").rect().center();
    let before = zoom(page);
    page.double_click((x + 150.0, y - 120.0));
    page.wait_until("closer", || zoom(page) > before.map(|zoom| zoom + 0.9));
}

fn the_trail_of_a_day_stands_in_the_bars(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-08-12,2018-09-10&mode=instant");
    let d = |class: &str| -> Vec<String> {
        let paths = page.css(class);
        paths.iter().filter_map(|path| path.attribute("d")).collect()
    };
    // In the detail and in the overview.
    page.wait_until("the day", || d(".timeline-day").len() == 2);
    for fade in 1..=4 {
        let class = format!(".timeline-trail.fade-{fade}");
        assert!(d(&class).iter().all(|d| d.starts_with('M')), "{class}");
    }
    let before = d(".timeline-day");
    page.get("slider", "Last day").focus();
    page.press("ArrowRight");
    page.wait_until("the next day", || d(".timeline-day") != before);
    page.get("combobox", "Selection").type_text("From");
    page.wait_until("no trail", || d(".timeline-day").is_empty());
}

/// Several hundred places in a grid.
fn crowd() -> String {
    let row = |i: usize| {
        let (lat, lon) = (34.4 + (i / 36) as f64 * 0.06, 35.6 + (i % 36) as f64 * 0.07);
        let rows =
            (0..=i % 7).map(|n| format!("{i}-{n},2020-01-{:02},Place {i},{lat:.3},{lon:.3},clash\n", n + 1));
        rows.collect::<String>()
    };
    "id,date,place,lat,lon,kind\n".to_owned() + &(0..1_200).map(row).collect::<String>()
}

fn many_places_keep_their_numbers_however_they_are_zoomed(visit: &Visit) {
    visit.site.replace("data/crowd.csv", crowd().as_str());
    let page = ready(visit, "?data=data/crowd.csv#map=8/35.4/36.8");
    let numbers = || {
        let texts = page.eval(
            "return [...document.querySelectorAll('.mark:not([visibility]) text')].filter(t => t.textContent).length;",
        );
        texts.as_u64().unwrap_or_default()
    };
    let is_still = || {
        page.css("svg.map-canvas").iter().all(|svg| {
            let transform = svg.style("transform");
            !transform.contains("matrix") || transform.starts_with("matrix(1, 0, 0, 1")
        })
    };
    page.wait_until("numbers", || numbers() > 40);
    let before = zoom(page);
    for name in ["Zoom in", "Zoom in", "Zoom out"] {
        page.button(name).click();
    }
    page.wait_until("closer", || zoom(page) > before.map(|zoom| zoom + 0.9));
    page.wait_until("painted anew", is_still);
    page.wait_until("numbers again", || numbers() > 30);
    // Every event is counted in some mark, whatever is drawn.
    page.get("application", "Move and zoom the map").focus();
    page.press("Home");
    page.wait_until("all events", || zoom(page) < before.map(|zoom| zoom + 0.5));
    page.wait_until("painted for all", is_still);
    page.wait_until("all counts", || {
        let counts = page.eval(
            "return [...document.querySelectorAll('.mark[data-place]:not([visibility])')].map(m => +(m.getAttribute('aria-label') ?? '').replaceAll(',', '').match(/(\\d+) events?$/)?.[1]).reduce((a, b) => a + b, 0);",
        );
        let rows = (0..1_200).map(|i| 1 + i % 7).sum::<u64>();
        counts.as_f64() == Some(rows as f64)
    });
}

//! Controls of time and map, each with the pointer and with the keyboard.

use crate::steps::{SEPTEMBER, ready, wait_for_hash};
use chronotope_e2e::{Element, Journey, Name, Page, PointerKind, Visit, journeys, starting};

pub(crate) const ALL: &[Journey] = journeys![
    lanes_are_walked_by_arrows_and_open_by_enter,
    the_days_in_detail_are_in_the_address_and_can_be_undone,
    a_double_click_is_one_step_to_undo,
    keys_soon_after_each_other_are_one_step_to_undo,
    the_dates_move_by_steps_that_are_chosen,
    playing_has_its_buttons,
    single_letters_play_and_go_from_event_to_event,
    presets_choose_lengths,
    marks_of_a_comparison_say_and_show_the_difference,
    bars_can_follow_the_map,
    the_map_zooms_by_buttons_keys_and_wheel,
    the_key_opens_and_closes,
    shades_are_offered_for_many_events_of_an_opened_file,
    an_opened_file_without_rows_says_so,
    a_long_event_of_an_opened_file_is_a_lane,
    a_tie_can_be_undone_and_done_again,
];

fn wait_for_no(page: &Page, part: &str) {
    page.wait_until(&format!("no {part}"), || !page.hash().contains(part));
}

/// Chooses an option of a menu by its text.
fn choose(page: &Page, menu: &str, option: &str) {
    page.get("combobox", menu).eval(&format!(
        "const one = [...el.options].find(o => o.text.trim() === {option:?}); el.value = one.value; \
         el.dispatchEvent(new Event('change', {{bubbles: true}}));"
    ));
}

fn can_undo(page: &Page) -> bool {
    page.button("Undo").attribute("aria-disabled").as_deref() == Some("false")
}

fn zoom(page: &Page) -> Option<f64> {
    let hash = page.hash();
    let map = hash.split('&').find_map(|part| part.strip_prefix("map="))?;
    map.split('/').next()?.parse().ok()
}

fn lanes_are_walked_by_arrows_and_open_by_enter(visit: &Visit) {
    let page = ready(visit, "#lanes=kind");
    let group = page.get("group", "Events drawn: one by one, by kind");
    let stop = || {
        let stops = group.css("[tabindex='0']");
        assert_eq!(stops.len(), 1, "one tab stop");
        stops.into_iter().next().unwrap()
    };
    stop().focus();
    let first = page.focused().name();
    page.press("ArrowRight");
    page.wait_until("the next event", || page.focused().name() != first);
    page.press("ArrowDown");
    page.press("End");
    page.press("Home");
    page.settle();
    assert_eq!(page.focused().role(), "button");
    assert!(stop().is_focused());
    page.press("Enter");
    wait_for_hash(page, "event=");
}

fn the_days_in_detail_are_in_the_address_and_can_be_undone(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    assert!(!page.hash().contains("axis="));
    page.button("Show fewer days").click();
    wait_for_hash(page, "axis=");
    let ticks = || page.css(".timeline-ticks")[0].eval("return el.textContent;");
    let (near, hash) = (ticks(), page.hash());
    page.reload();
    page.wait_for_state("ready");
    page.wait_until("the same days", || ticks() == near);
    assert_eq!(page.hash(), hash);
    let slider = page.get("slider", "First day");
    slider.focus();
    page.press(">");
    page.wait_until("later days", || ticks() != near);
    wait_for_hash(page, "axis=");
    page.button("Undo").click();
    page.wait_until("the days before", || ticks() == near);
}

fn a_double_click_is_one_step_to_undo(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    let strip = page.css(".timeline-detail")[0].rect();
    page.double_click((strip.x + strip.width * 0.2, strip.y + 40.0));
    page.wait_until("all time", || page.hash().contains("daterange=2015-01-01"));
    page.wait_until("something to undo", || can_undo(page));
    page.button("Undo").click();
    wait_for_hash(page, "daterange=2018-09-01,2018-09-30");
    page.wait_until("nothing more to undo", || !can_undo(page));
}

fn a_tie_can_be_undone_and_done_again(visit: &Visit) {
    let page = ready(visit, "#panel=incidents");
    let acts = || page.css("button[aria-label^='Same incident: ']");
    page.wait_until("suggestions", || !acts().is_empty());
    let before = acts().len();
    let is_tied = || {
        page.css(".pairs .tag")
            .iter()
            .any(|tag| tag.eval("return el.textContent;") == "tied by you")
    };
    acts()[0].click();
    page.wait_until("a tie", is_tied);
    assert!(
        !page.hash().contains("tie"),
        "it is no part of the address: {}",
        page.hash()
    );
    page.button("Undo").click();
    page.wait_until("no tie", || !is_tied() && acts().len() == before);
    page.button("Redo").click();
    page.wait_until("the tie again", is_tied);
}

fn keys_soon_after_each_other_are_one_step_to_undo(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    page.get("slider", "Last day").focus();
    page.press_times("ArrowRight", 5);
    wait_for_hash(page, "daterange=2018-09-01,2018-10-05");
    page.press("Control+z");
    wait_for_hash(page, "daterange=2018-09-01,2018-09-30");
}

fn the_dates_move_by_steps_that_are_chosen(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    choose(page, "Step", "by week");
    wait_for_hash(page, "step=week");
    let last = page.get("slider", "Last day");
    last.focus();
    page.press("ArrowLeft");
    wait_for_hash(page, "daterange=2018-09-01,2018-09-23");
    // With Shift a handle stops at every day.
    let (x, y) = last.rect().center();
    let mouse = page.pointer(PointerKind::Mouse).holding("Shift").at(x, y).down();
    mouse.slowly_to(x + 45.0, y, 6).up().go();
    page.wait_until("another day", || !page.hash().contains(",2018-09-23"));
    // The bar between the handles moves both, and keeps the length.
    let days = || {
        let now = |name: &str| {
            let value = page.get("slider", name).attribute("aria-valuenow");
            value
                .and_then(|value| value.parse::<i32>().ok())
                .unwrap_or_default()
        };
        (now("First day"), now("Last day"))
    };
    let (first, end) = days();
    let (x, y) = page.css(".timeline-bar")[0].rect().center();
    let mouse = page.pointer(PointerKind::Mouse).holding("Shift").at(x, y).down();
    mouse.slowly_to(x + 90.0, y, 6).up().go();
    page.wait_until("other dates", || days().0 != first);
    assert_eq!(days().1 - days().0, end - first);
}

fn playing_has_its_buttons(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    for name in ["Repeat", "Backward", "Skip empty dates"] {
        let button = page.button(name);
        assert_eq!(
            button.attribute("aria-pressed").as_deref(),
            Some("false"),
            "{name}"
        );
        button.click();
        assert_eq!(
            button.attribute("aria-pressed").as_deref(),
            Some("true"),
            "{name}"
        );
        button.focus();
        page.press("Enter");
        assert_eq!(
            button.attribute("aria-pressed").as_deref(),
            Some("false"),
            "{name}"
        );
    }
    page.button("Backward").click();
    choose(page, "Speed", "1 s = 1 month");
    page.button("Play").focus();
    page.press("Enter");
    page.wait_until("earlier dates", || {
        let first = page.get("slider", "First day").attribute("aria-valuenow");
        first
            .and_then(|day| day.parse::<i32>().ok())
            .is_some_and(|day| day < 17_775)
    });
    page.button("Pause").click();
    page.get("button", "Play");
}

fn single_letters_play_and_go_from_event_to_event(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    page.button("Next event").click();
    wait_for_no(page, "daterange=2018-09-01,2018-09-30");
    let after = page.hash();
    page.button("Previous event").focus();
    page.press("Enter");
    page.wait_until("the one before", || page.hash() != after);
    page.get("slider", "First day").focus();
    page.press("k");
    page.get("button", "Pause");
    page.press("k");
    page.get("button", "Play");
}

fn presets_choose_lengths(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    choose(page, "Dates", "One year");
    page.wait_until("a year", || {
        let now = |name: &str| {
            let value = page.get("slider", name).attribute("aria-valuenow");
            value
                .and_then(|value| value.parse::<i32>().ok())
                .unwrap_or_default()
        };
        (364..=365).contains(&(now("Last day") - now("First day")))
    });
    choose(page, "Dates", "All time");
    wait_for_hash(page, "daterange=2015-01-01");
    page.button("September 2018: 19 to 31 events").focus();
    page.press("Enter");
    page.wait_until("the burst", || {
        page.get("textbox", "From").property("value") == "2018-09-01"
    });
}

fn marks_of_a_comparison_say_and_show_the_difference(visit: &Visit) {
    let page = ready(
        visit,
        "#daterange=2018-09-01,2018-09-30&compare=2019-03-01,2019-03-31",
    );
    let hass = page.button(starting("Hass:"));
    assert!(hass.name().contains("gone"), "{}", hass.name());
    let key = page.css(".map-legend").remove(0);
    for word in ["new", "more", "as many", "fewer", "gone"] {
        assert!(key.text().contains(word), "{word}: {}", key.text());
    }
    let (x, y) = hass.rect().center();
    page.hover((x - 40.0, y - 40.0));
    page.hover((x, y));
    let card = page.get("tooltip", Name::Any);
    page.wait_until("both dates", || {
        let text = card.text();
        ["Selected dates", "Compared dates", "Difference a day", "gone"]
            .iter()
            .all(|part| text.contains(part))
    });
    // A place beyond the edge says it too.
    let chips = page.all("button", starting("Show on the map:"));
    assert!(
        chips.iter().any(|chip| chip.name().contains("compared dates:")),
        "{:?}",
        chips.iter().map(Element::name).collect::<Vec<_>>()
    );
}

fn bars_can_follow_the_map(visit: &Visit) {
    let page = ready(visit, "#map=11/36.2/37.15");
    let bars = || {
        let drawn = page.css(".timeline-svg .timeline-solid");
        drawn
            .iter()
            .map(|bar| bar.attribute("d").unwrap_or_default())
            .collect::<String>()
    };
    let all = bars();
    page.button("More time controls").click();
    let follow = page.get("checkbox", "Bars count only what the map shows");
    follow.focus();
    page.press("Space");
    wait_for_hash(page, "bars=view");
    page.wait_until("fewer bars", || bars().len() < all.len());
    follow.click();
    wait_for_no(page, "bars=view");
    page.wait_until("all bars", || bars() == all);
}

fn the_map_zooms_by_buttons_keys_and_wheel(visit: &Visit) {
    let page = ready(visit, "#map=9/35.7/36.6");
    let is = |what: &str, so: &dyn Fn(f64) -> bool| page.wait_until(what, || zoom(page).is_some_and(so));
    page.button("Zoom in").click();
    is("closer", &|zoom| zoom > 9.4);
    page.button("Zoom out").focus();
    page.press("Enter");
    is("as before", &|zoom| zoom < 9.1);
    let surface = page.get("application", "Move and zoom the map");
    surface.focus();
    page.press("+");
    is("closer by key", &|zoom| zoom > 9.4);
    page.press("-");
    is("as before by key", &|zoom| zoom < 9.1);
    let (x, y) = surface.rect().center();
    let (x, y) = (x.round(), y.round());
    page.wheel((x, y), (0.0, -300.0), &["Control"]);
    is("closer by wheel", &|zoom| zoom > 9.05);
    let before = page.hash();
    page.press("ArrowRight");
    page.wait_until("elsewhere by key", || page.hash() != before);
    let before = page.hash();
    page.drag((x, y + 60.0), (x - 120.0, y + 20.0));
    page.wait_until("elsewhere by hand", || page.hash() != before);
    surface.focus();
    page.press("Home");
    page.wait_until("all events", || page.hash() != before);
}

fn the_key_opens_and_closes(visit: &Visit) {
    let page = ready(visit, "");
    let key = page.button("Key");
    let is_open = || key.attribute("aria-expanded").as_deref() == Some("true");
    assert!(is_open());
    key.click();
    page.wait_until("a closed key", || !is_open());
    key.focus();
    page.press("Enter");
    page.wait_until("an open key", is_open);
}

fn shades_are_offered_for_many_events_of_an_opened_file(visit: &Visit) {
    let row = |i: usize| {
        let (place, lat, lon) =
            [("Hass", 35.62, 36.53), ("Homs", 34.73, 36.71)][usize::from(i.is_multiple_of(3))];
        format!("{i},2020-01-{:02},{place},{lat},{lon},clash\n", i % 28 + 1)
    };
    let rows = "id,date,place,lat,lon,kind\n".to_owned() + &(0..240).map(row).collect::<String>();
    visit.site.replace("data/many.csv", rows.as_str());
    let page = ready(visit, "?data=data/many.csv");
    page.button("Map options").click();
    page.get("checkbox", starting("Shade governorates")).focus();
    page.press("Space");
    wait_for_hash(page, "areas=shaded");
    page.wait_until("shades", || {
        page.css("path.shade")
            .iter()
            .any(|shade| shade.attribute("d").is_some_and(|d| d.starts_with('M')))
    });
    // Governorates of which the data have nothing are hatched, as the key says.
    let hatched = page.css("path.shade-none").remove(0);
    let fill = hatched.eval("return getComputedStyle(el).fill;");
    assert!(fill.as_str().is_some_and(|fill| fill.contains("hatch")), "{fill}");
    assert!(hatched.attribute("d").is_some_and(|d| d.starts_with('M')));
    page.css(".shade-areas summary")[0].click();
    let list = page.css(".shade-areas")[0].text();
    assert!(
        list.contains("Idlib: 160 events") && list.contains("Homs: 80 events"),
        "{list}"
    );
}

fn an_opened_file_without_rows_says_so(visit: &Visit) {
    visit
        .site
        .replace("data/none.csv", "id,date,place,lat,lon,kind\n");
    let page = visit.open("?data=data/none.csv");
    page.wait_for_state("ready");
    page.wait_until("what there is", || {
        page.get("status", Name::Any)
            .text()
            .contains("These data hold no event")
    });
}

fn a_long_event_of_an_opened_file_is_a_lane(visit: &Visit) {
    visit.site.replace(
        "data/long.csv",
        "id,date,place,lat,lon,kind\n1,2018-03-01,Hass,35.62,36.53,clash\n2,2019,Homs,34.73,36.71,siege\n3,2020-05-01,Homs,34.73,36.71,clash\n",
    );
    let page = ready(visit, "?data=data/long.csv");
    page.wait_until("a lane", || {
        page.css(".timeline-lane title").iter().any(|title| {
            title
                .eval("return el.textContent;")
                .as_str()
                .is_some_and(|t| t.contains("siege"))
        })
    });
}

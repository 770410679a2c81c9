//! What is mostly done by hand, with keys alone.

use crate::steps::{SEPTEMBER, ready, wait_for_hash};
use chronotope_e2e::{Element, Journey, Name, Page, Visit, journeys, starting};

pub(crate) const ALL: &[Journey] = journeys![
    what_was_known_on_a_day_by_key_and_as_a_replay,
    several_places_by_keys,
    the_selection_is_shown_by_keys,
    single_keys_of_the_map_can_be_switched_off,
    a_file_of_ones_own_by_keys,
    the_sheet_of_a_phone_by_keys,
    the_card_of_a_mark_that_has_the_focus,
    a_cluster_counts_an_event_at_several_of_its_places_once,
];

fn sentence(page: &Page) -> String {
    page.get("status", Name::Any).text()
}

fn wait_for_sentence(page: &Page, part: &str) {
    page.wait_until(part, || sentence(page).contains(part));
}

fn surface(page: &Page) -> Element {
    page.get("application", "Move and zoom the map")
}

/// Presses a control as the keyboard does.
fn enter(page: &Page, element: &Element) {
    element.focus();
    page.press("Enter");
}

/// Zoom, latitude and longitude in the address.
fn shown(page: &Page) -> Option<[f64; 3]> {
    let hash = page.hash();
    let map = hash.split('&').find_map(|part| part.strip_prefix("map="))?;
    let mut parts = map.split('/').map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}

fn what_was_known_on_a_day_by_key_and_as_a_replay(visit: &Visit) {
    let page = ready(visit, "");
    enter(page, &page.button("More time controls"));
    let known = page.get("checkbox", "Only what was known on a day");
    known.focus();
    page.press("Space");
    wait_for_hash(page, "known=");
    let field = page.get("textbox", "Known on");
    field.focus();
    field.fill("2018-09-30");
    page.press("Enter");
    wait_for_hash(page, "known=2018-09-30");
    wait_for_sentence(page, "2 of 5 reports published");
    enter(page, &page.button("Next report"));
    wait_for_sentence(page, "3 of 5 reports");
    let hash = page.hash();
    let next = hash
        .split('&')
        .find_map(|part| part.strip_prefix("known="))
        .unwrap_or_default();
    // What was published on that day is known from then on; a day earlier it is not.
    let day_before = page.eval(&format!(
        "return new Date(Date.parse('{next}T00:00:00Z') - 86400000).toISOString().slice(0, 10);"
    ));
    field.focus();
    field.fill(day_before.as_str().unwrap_or_default());
    page.press("Enter");
    wait_for_sentence(page, "2 of 5 reports");
    let marks = || {
        page.get("group", "Places with events")
            .all("button", Name::Any)
            .len()
    };
    let before = marks();
    let slider = page.get("slider", "First day");
    slider.focus();
    page.press("k");
    // The sentence is told when the replay rests.
    page.wait_until("more places", || marks() > before);
    page.press("k");
    page.get("button", "Play");
    wait_for_sentence(page, "3 of 5 reports");
    enter(page, &page.button("Previous report"));
    known.focus();
    page.press("Space");
    page.wait_until("everything again", || !page.hash().contains("known="));
}

fn several_places_by_keys(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    page.button(starting("Hass:")).focus();
    page.press("Enter");
    wait_for_hash(page, "place=gn169835");
    page.press("ArrowDown");
    page.wait_until("another mark", || !page.focused().name().starts_with("Hass"));
    let second = page.focused().name();
    page.press("Control+Enter");
    let selected = || {
        let marks = page.get("group", "Places with events").all("button", Name::Any);
        let pressed = |mark: &Element| mark.attribute("aria-pressed").as_deref() == Some("true");
        marks
            .iter()
            .filter(|mark| pressed(mark))
            .map(Element::name)
            .collect::<Vec<_>>()
    };
    page.wait_until("both", || {
        let names = selected();
        names.len() == 2 && names.contains(&second)
    });
    let marks = page.get("group", "Places with events").all("button", Name::Any);
    let third = marks
        .iter()
        .find(|mark| mark.name() != second && !mark.name().starts_with("Hass"));
    third.expect("a third mark").focus();
    page.press("Control+Space");
    page.wait_until("three", || selected().len() == 3);
    page.press("Control+Space");
    page.wait_until("two", || selected().len() == 2);
    page.press("Enter");
    page.wait_until("one", || selected().len() == 1);
}

fn the_selection_is_shown_by_keys(visit: &Visit) {
    let page = ready(
        visit,
        "#map=13/33.0/40.0&daterange=2018-09-01,2018-09-30&place=gn169835",
    );
    let is_hass = || {
        shown(page).is_some_and(|[zoom, lat, lon]| {
            zoom > 9.0 && (lat - 35.61).abs() < 0.05 && (lon - 36.55).abs() < 0.1
        })
    };
    let all = || page.wait_until("all events", || shown(page).is_some_and(|[zoom, ..]| zoom < 9.0));
    surface(page).focus();
    page.press("Shift+Home");
    page.wait_until("Hass", is_hass);
    page.press("Home");
    all();
    page.press("f");
    page.wait_until("Hass by a letter", is_hass);
    page.press("0");
    all();
    enter(page, &page.button("Fit to selection"));
    page.wait_until("Hass by its button", is_hass);
    surface(page).focus();
    page.press("Escape");
    page.wait_until("nothing selected", || !page.hash().contains("place="));
    assert!(page.button("Fit to selection").attribute("disabled").is_some());
}

fn single_keys_of_the_map_can_be_switched_off(visit: &Visit) {
    let page = ready(visit, "#map=9/35.7/36.6");
    surface(page).focus();
    page.press("?");
    let dialog = page.get("dialog", "Keys and gestures");
    for words in ["Shift+Home, F", "Ctrl+Enter", "draw the reports up"] {
        assert!(dialog.text().contains(words), "{words}");
    }
    let switch = dialog.get("checkbox", "Single-key shortcuts");
    switch.focus();
    page.press("Space");
    page.press("Escape");
    page.wait_gone("dialog", "Keys and gestures");
    surface(page).focus();
    let before = page.hash();
    for key in ["+", "0", "f", "-", "c"] {
        page.press(key);
    }
    page.settle();
    assert_eq!(page.hash(), before);
    page.press("ArrowRight");
    page.wait_until("elsewhere", || page.hash() != before);
}

fn a_file_of_ones_own_by_keys(visit: &Visit) {
    let path = std::env::temp_dir().join(format!("chronotope-own-{}.geojson", std::process::id()));
    let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[36.3,35.4],[36.9,35.9]]}}]}"#;
    std::fs::write(&path, text).unwrap();
    let page = ready(visit, "");
    enter(page, &page.button("Map options"));
    let dialog = page.get("dialog", "Map options");
    let field = &dialog.css("input[type=file]")[0];
    field.focus();
    assert!(field.is_focused() && !field.name().is_empty());
    field.type_text(&path.to_string_lossy());
    page.wait_until("what is drawn", || dialog.text().contains("1 feature drawn"));
    page.wait_until("a line", || {
        let lines = page.css(".own-lines");
        lines
            .first()
            .and_then(|line| line.attribute("d"))
            .is_some_and(|d| d.starts_with('M'))
    });
    enter(page, &dialog.get("button", starting("Remove chronotope-own")));
    page.wait_until("nothing of it", || page.css(".own-lines").is_empty());
    let _gone = std::fs::remove_file(&path);
}

fn the_sheet_of_a_phone_by_keys(visit: &Visit) {
    visit.page.set_size(360, 740);
    let page = ready(visit, "");
    let height = || page.css(".app-side")[0].rect().height;
    let handle = page.get("separator", "Height of the reports");
    let said = || handle.attribute("aria-valuetext").unwrap_or_default();
    let now = || {
        let now = handle.attribute("aria-valuenow");
        now.and_then(|now| now.parse::<f64>().ok()).unwrap_or_default()
    };
    let is = |what: &str, words: &str, px: std::ops::Range<f64>| {
        page.wait_until(what, || px.contains(&height()) && said() == words);
        assert!(
            (now() - height()).abs() < 50.0,
            "{what}: {} and {}",
            now(),
            height()
        );
    };
    handle.focus();
    is("at rest", "low", 150.0..170.0);
    page.press("ArrowUp");
    is("half up", "half the window", 340.0..400.0);
    page.press("ArrowUp");
    is("all the way", "the whole window", 600.0..740.0);
    page.press("ArrowDown");
    is("half down", "half the window", 340.0..400.0);
    page.press("Home");
    is("at rest again", "low", 150.0..170.0);
    page.press("Enter");
    is("up by Enter", "the whole window", 600.0..740.0);
    page.press("Enter");
    is("down by Enter", "low", 150.0..170.0);
    page.press("End");
    is("up by End", "the whole window", 600.0..740.0);
    assert!(handle.is_focused());
}

fn the_card_of_a_mark_that_has_the_focus(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    surface(page).focus();
    page.press("Tab");
    page.wait_until("a mark", || page.focused().role() == "button");
    let card = || page.get("tooltip", Name::Any);
    // Every one of the marks that arrows reach has its card beside it.
    for key in ["ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowRight"] {
        page.press(key);
        page.settle();
        let (mark, shown) = (page.focused(), card());
        assert!(
            !shown.rect().overlaps(mark.css(".symbol")[0].rect()),
            "{}",
            mark.name()
        );
        let name = mark.name();
        let subject = name
            .split([':', ','])
            .next()
            .unwrap_or_default()
            .split(" and ")
            .next();
        assert!(
            shown.text().contains(subject.unwrap_or_default()),
            "{name}: {}",
            shown.text()
        );
        assert_eq!(mark.attribute("aria-describedby"), shown.attribute("id"));
    }
    page.button(starting("Hass:")).focus();
    page.wait_until("its card", || card().text().starts_with("Hass"));
    let said = card().text();
    assert!(said.contains("barrel bomb") && said.contains("2018"), "{said}");
    assert!(
        said.chars().any(|c| ('\u{621}'..='\u{64a}').contains(&c)),
        "no Arabic name: {said}"
    );
    page.press("Enter");
    wait_for_hash(page, "place=gn169835");
    // Escape closes the card first, and clears the selection then.
    page.press("Escape");
    page.wait_gone("tooltip", Name::Any);
    assert!(page.hash().contains("place=gn169835"));
    assert!(page.focused().name().starts_with("Hass"));
    page.press("Escape");
    page.wait_until("nothing selected", || !page.hash().contains("place="));
    // It comes back with the focus.
    surface(page).focus();
    page.button(starting("Hass:")).focus();
    page.wait_until("the card again", || card().text().starts_with("Hass"));
}

fn a_cluster_counts_an_event_at_several_of_its_places_once(visit: &Visit) {
    let page = ready(visit, "#map=7/35.6/36.6");
    let cluster = page.button(starting("4 places:"));
    cluster.focus();
    page.press("Enter");
    wait_for_hash(page, "place=");
    // As many as the list says: one of them happened at two of the four.
    page.wait_until("the same number", || {
        let said = page.css(".app-side")[0].text();
        said.contains("5 events") && cluster.name() == "4 places: 5 events"
    });
}

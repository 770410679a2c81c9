//! The map and the panes: finding places, sizes, layers, selection, what is in view, the table, edges that move.

use crate::steps::ready;
use chronotope_e2e::{Element, Journey, Name, Page, PointerKind, Visit, journeys, starting};
use serde_json::Value;

pub(crate) const ALL: &[Journey] = journeys![
    a_place_is_found_by_the_beginning_of_its_name,
    coordinates_can_be_typed,
    symbols_are_sized_by_figures,
    layers_and_names_are_switched,
    only_what_is_in_view_can_count,
    places_are_selected_in_a_box_and_one_by_one,
    home_and_fit_show_what_there_is,
    the_card_stays_beside_its_mark_and_can_be_reached,
    the_table_is_sorted_and_shows_a_row_on_the_map,
    edges_of_panes_move_and_are_remembered,
    the_sheet_of_a_phone_is_drawn_up,
    the_mark_of_a_town_bears_its_own_name_on_a_phone,
    plans_stand_on_the_map_as_another_layer,
    a_file_of_ones_own_is_drawn_and_removed,
    events_elsewhere_have_land_under_them,
    shades_are_offered_for_many_events_only,
    coordinates_are_told_and_pinned,
];

fn marks(page: &Page) -> Vec<String> {
    let group = page.get("group", "Places with events");
    group.all("button", Name::Any).iter().map(Element::name).collect()
}

/// Zoom, latitude and longitude in the address.
fn shown(page: &Page) -> Option<[f64; 3]> {
    let hash = page.hash();
    let map = hash.split('&').find_map(|part| part.strip_prefix("map="))?;
    let mut parts = map.split('/').map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}

/// The middle of a mark, in CSS px of the window.
fn middle(page: &Page, name: &str) -> (f64, f64) {
    page.button(starting(name)).rect().center()
}

fn options(page: &Page) -> Element {
    page.button("Map options").click();
    page.get("dialog", "Map options")
}

/// Chooses what a select offers, as its reader hears of it.
fn choose(select: &Element, value: &str) {
    select.eval(&format!(
        "el.value = '{value}'; el.dispatchEvent(new Event('change', {{bubbles: true}}));"
    ));
}

fn a_place_is_found_by_the_beginning_of_its_name(visit: &Visit) {
    let page = ready(visit, "");
    let field = page.get("combobox", "Find a place");
    field.fill("maarat al-n");
    let list = page.get("listbox", "Find a place");
    page.wait_until("a list", || !list.all("option", Name::Any).is_empty());
    assert_eq!(field.attribute("aria-expanded").as_deref(), Some("true"));
    assert!(
        list.all("option", Name::Any)[0]
            .text()
            .starts_with("Maarat al-Numan")
    );
    page.press("Enter");
    page.wait_until("Maarat al-Numan", || {
        shown(page).is_some_and(|[zoom, lat, lon]| {
            zoom >= 11.5 && (lat - 35.64).abs() < 0.05 && (lon - 36.67).abs() < 0.05
        })
    });
    field.fill("كفرنب");
    page.wait_until("a name in Arabic letters", || {
        let options = list.all("option", Name::Any);
        options
            .first()
            .is_some_and(|option| option.text().contains("Kafr Nabl"))
    });
    page.press("Escape");
    page.wait_until("no list", || {
        field.attribute("aria-expanded").as_deref() == Some("false")
    });
}

fn coordinates_can_be_typed(visit: &Visit) {
    let page = ready(visit, "");
    page.get("combobox", "Find a place").fill("35.5, 36.25");
    page.press("Enter");
    page.wait_until("the point", || {
        shown(page).is_some_and(|[_, lat, lon]| (lat - 35.5).abs() < 0.01 && (lon - 36.25).abs() < 0.01)
    });
}

fn symbols_are_sized_by_figures(visit: &Visit) {
    let page = ready(visit, "");
    let dialog = options(page);
    choose(&dialog.get("combobox", "Size of symbols"), "killed");
    page.wait_until("the choice in the address", || {
        page.hash().contains("size=killed")
    });
    page.wait_until("figures in all names", || {
        let names = marks(page);
        names.len() > 5 && names.iter().all(|name| name.contains("Killed: "))
    });
    choose(&dialog.get("combobox", "Size of symbols"), "injured");
    page.wait_until("other figures in all names", || {
        marks(page).iter().all(|name| name.contains("Injured: "))
    });
    choose(&dialog.get("combobox", "Size of symbols"), "killed");
    page.wait_until("the first again", || {
        marks(page).iter().all(|name| name.contains("Killed: "))
    });
    // What is not stated is said so, and is not zero.
    assert!(marks(page).iter().any(|name| name.contains("Killed: not stated")));
    page.reload();
    page.wait_for_state("ready");
    page.wait_until("figures again", || {
        marks(page).iter().any(|name| name.contains("Killed: "))
    });
}

fn layers_and_names_are_switched(visit: &Visit) {
    let page = ready(visit, "");
    let dialog = options(page);
    dialog.get("checkbox", "Longitude and latitude").click();
    page.wait_until("lines", || page.hash().contains("graticule"));
    page.wait_until("their names", || !page.css(".graticule text").is_empty());
    dialog.get("checkbox", "Rivers").click();
    page.wait_until("no rivers", || {
        page.css(".land-rivers")[0].attribute("visibility").as_deref() == Some("hidden")
    });
    choose(&dialog.get("combobox", "Names"), "both");
    page.wait_until("both letters", || {
        page.hash().contains("names=both") && page.css(".labels tspan.second").len() > 5
    });
    page.press("Escape");
    page.button("Map options").focus();
}

fn only_what_is_in_view_can_count(visit: &Visit) {
    let page = ready(visit, "#map=12/35.612/36.560&daterange=2018-09-01,2018-09-30");
    let said = || page.get("status", Name::Any).text();
    page.wait_until("the sentence", || said().contains("places"));
    let dialog = options(page);
    dialog.get("checkbox", starting("Only events in the map")).click();
    page.wait_until("the address", || page.hash().contains("only=view"));
    page.wait_until("one place", || {
        said().contains("at 1 place") && said().contains("the map’s view")
    });
    let articles = page.get("region", "Reports").all("article", Name::Any).len();
    assert_eq!(articles, 1);
    page.button("Zoom out").click();
    page.button("Zoom out").click();
    page.button("Zoom out").click();
    page.wait_until("more places", || !said().contains("at 1 place"));
}

fn places_are_selected_in_a_box_and_one_by_one(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30");
    let (x, y) = middle(page, "Hass:");
    page.pointer(PointerKind::Mouse).at(x, y).down().up().go();
    page.wait_until("Hass", || page.hash().contains("place=gn169835"));
    let (x, y) = middle(page, "Mahardah:");
    page.pointer(PointerKind::Mouse)
        .holding("Control")
        .at(x, y)
        .down()
        .up()
        .go();
    page.wait_until("both", || {
        let hash = page.hash();
        hash.split('&')
            .any(|part| part.starts_with("place=") && part.contains(','))
    });
    page.button("Select places in a box").click();
    let map = page.get("region", "Map").rect();
    let (from, to) = (
        (map.x + 260.0, map.y + map.height * 0.55),
        (map.x + map.width - 200.0, map.y + map.height - 40.0),
    );
    page.drag(from, to);
    page.wait_until("the places in the box", || {
        let pressed =
            |name: &str| page.button(starting(name)).attribute("aria-pressed").as_deref() == Some("true");
        pressed("Hass:") && pressed("Salhab:") && pressed("Mahardah:")
    });
    assert_eq!(
        page.button("Select places in a box")
            .attribute("aria-pressed")
            .as_deref(),
        Some("false")
    );
}

fn home_and_fit_show_what_there_is(visit: &Visit) {
    let page = ready(
        visit,
        "#map=14/33.0/40.0&daterange=2018-09-01,2018-09-30&place=gn169835",
    );
    let surface = page.get("application", "Move and zoom the map");
    surface.focus();
    page.press("Home");
    page.wait_until("all events", || shown(page).is_some_and(|[zoom, ..]| zoom < 9.0));
    page.button("Fit to selection").click();
    page.wait_until("Hass", || {
        shown(page).is_some_and(|[zoom, lat, lon]| {
            zoom > 9.0 && (lat - 35.61).abs() < 0.05 && (lon - 36.55).abs() < 0.1
        })
    });
    // However far out, the world does not get lost.
    surface.focus();
    for _ in 0..14 {
        page.press("-");
    }
    page.wait_until("the whole world", || {
        shown(page).is_some_and(|[zoom, ..]| zoom < 2.0)
    });
    for _ in 0..20 {
        page.press("ArrowLeft");
    }
    page.wait_until("the edge of the world", || {
        shown(page).is_some_and(|[_, _, lon]| (-180.0..=180.0).contains(&lon))
    });
    page.button("Fit to events").click();
    page.wait_until("the events again", || {
        shown(page).is_some_and(|[zoom, ..]| zoom > 2.5)
    });
}

fn the_card_stays_beside_its_mark_and_can_be_reached(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30");
    let at = middle(page, "Hass:");
    page.hover((at.0 - 60.0, at.1 - 60.0));
    page.hover(at);
    let card = page.get("tooltip", Name::Any);
    let said = card.text();
    for part in ["Hass", "barrel bomb", "Sept 2018"] {
        assert!(
            said.contains(part) || said.contains(&part.replace("Sept", "Sep")),
            "{part}: {said}"
        );
    }
    let (card_rect, mark) = (card.rect(), page.button(starting("Hass:")).rect());
    assert!(!card_rect.overlaps(mark));
    page.pointer(PointerKind::Mouse)
        .at(at.0, at.1)
        .to(card_rect.center().0, card_rect.center().1)
        .go();
    page.settle();
    assert!(page.get("tooltip", Name::Any).text().contains("Hass"));
}

fn the_table_is_sorted_and_shows_a_row_on_the_map(visit: &Visit) {
    let page = ready(visit, "");
    page.button("Table").click();
    let table = page.get("region", "Table");
    page.wait_until("rows", || table.css("tbody tr").len() > 20);
    page.wait_until("the address", || page.hash().contains("table=date"));
    table.get("button", starting("Killed")).click();
    page.wait_until("sorted", || page.hash().contains("table=-killed"));
    let head = table.get("columnheader", starting("Killed"));
    assert_eq!(head.attribute("aria-sort").as_deref(), Some("descending"));
    let rows = table.css("tbody tr").len();
    table.get("button", starting("Kind")).click();
    page.wait_until("by kind", || page.hash().contains("table=kind"));
    let kinds: Vec<String> = table
        .css("tbody tr td:nth-of-type(1)")
        .iter()
        .map(Element::text)
        .collect();
    assert_eq!(kinds.len(), rows);
    // In step with the filters.
    page.goto(
        &visit
            .site
            .url("#daterange=2018-09-01,2018-09-30&kind=barrel_bomb&table=date"),
    );
    page.wait_for_state("ready");
    let table = page.get("region", "Table");
    page.wait_until("one row", || table.css("tbody tr").len() == 1);
    table.get("button", starting("Show on the map")).click();
    page.wait_until("the event", || page.hash().contains("event="));
    page.wait_until("a ring around Hass", || {
        page.button(starting("Hass:"))
            .attribute("aria-pressed")
            .as_deref()
            == Some("true")
    });
    table.get("button", "Close the table").click();
    page.wait_gone("region", "Table");
}

fn edges_of_panes_move_and_are_remembered(visit: &Visit) {
    let page = ready(visit, "");
    let width = || page.css(".app-side")[0].rect().width;
    let before = width();
    let edge = page.get("separator", "Width of the reports");
    edge.focus();
    page.press_times("ArrowLeft", 4);
    page.wait_until("wider reports", || width() > before + 40.0);
    let rect = edge.rect();
    let at = (rect.x + rect.width / 2.0, rect.y + 40.0);
    page.drag(at, (at.0 + 90.0, at.1));
    page.wait_until("narrower reports", || width() < before + 20.0);
    let kept = width();
    page.reload();
    page.wait_for_state("ready");
    page.wait_until("the same width", || (width() - kept).abs() < 2.0);
    page.button("Hide the reports").click();
    page.wait_until("no reports", || !page.css(".app-side")[0].is_shown());
    page.button("Show the reports").click();
    page.wait_until("the reports", || page.css(".app-side")[0].is_shown());
    let edge = page.get("separator", "Height of the timeline");
    edge.focus();
    page.press("Enter");
    page.wait_until("no timeline", || !page.css(".app-timeline")[0].is_shown());
    page.press("Enter");
    page.wait_until("the timeline", || page.css(".app-timeline")[0].is_shown());
}

fn the_sheet_of_a_phone_is_drawn_up(visit: &Visit) {
    let page = visit.open("");
    page.set_size(360, 740);
    page.wait_for_state("ready");
    let height = || page.css(".app-side")[0].rect().height;
    page.wait_until("the sheet at rest", || (height() - 160.0).abs() < 3.0);
    let handle = page.get("separator", "Height of the reports");
    let (x, y) = handle.rect().center();
    page.pointer(PointerKind::Touch)
        .at(x, y)
        .down()
        .to(x, y - 210.0)
        .up()
        .go();
    page.wait_until("half up", || height() > 300.0);
    page.button("Back to the map").click();
    page.wait_until("at rest", || (height() - 160.0).abs() < 3.0);
    page.button("Show all reports").click();
    page.wait_until("all the way", || height() > 600.0);
    page.set_size(740, 360);
    page.wait_until("beside the map", || {
        let (side, map) = (page.css(".app-side")[0].rect(), page.css(".app-map")[0].rect());
        side.x >= map.x + map.width - 2.0 && map.height > 100.0
    });
}

/// Names that are shown, with their boxes.
const SHOWN_NAMES: &str = "return [...document.querySelectorAll('.labels text')]
    .filter(t => t.getAttribute('visibility') !== 'hidden')
    .map(t => { const r = t.getBoundingClientRect(), y = r.y + r.height / 2;
      // The ink of 12 px letters: browsers differ in how much room their boxes leave around it.
      return [t.textContent, r.x, y - 7, r.right, y + 7]; });";

fn the_mark_of_a_town_bears_its_own_name_on_a_phone(visit: &Visit) {
    let page = visit.open("#daterange=2018-09-01,2018-09-30");
    page.set_size(360, 740);
    page.wait_for_state("ready");
    let names = || page.eval(SHOWN_NAMES);
    let has = |name: &str| {
        let names = names();
        let names = names.as_array().into_iter().flatten();
        names
            .filter_map(|entry| entry.get(0))
            .any(|text| text.as_str() == Some(name))
    };
    page.wait_until("the name of the town that was hit", || has("Hass"));
    assert!(!has("Kafr Nabl"));
    let mark = page.button(starting("Hass:")).css(".symbol")[0].rect();
    let names = names();
    for entry in names.as_array().into_iter().flatten() {
        let at = |i: usize| entry.get(i).and_then(Value::as_f64).unwrap_or_default();
        let covers = at(1) < mark.x + mark.width
            && at(3) > mark.x
            && at(2) + 4.0 < mark.y + mark.height
            && at(4) - 4.0 > mark.y;
        assert!(!covers, "{entry} covers the mark of Hass");
    }
}

fn plans_stand_on_the_map_as_another_layer(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30");
    let said = || page.get("status", Name::Any).text();
    page.wait_until("the sentence", || said().contains("reported events"));
    let before = said();
    page.get("checkbox", starting("Also list what is planned"))
        .click();
    let layer = page.get("group", starting("Places of what is planned"));
    page.wait_until("pennants", || !layer.all("button", Name::Any).is_empty());
    let first = layer.all("button", Name::Any)[0].name();
    assert!(
        first.contains("planned, predicted, threatened or denied"),
        "{first}"
    );
    assert_eq!(said(), before);
    layer.css("[tabindex='0']")[0].focus();
    page.press("Enter");
    page.wait_until("its events", || page.hash().contains("place="));
}

fn a_file_of_ones_own_is_drawn_and_removed(visit: &Visit) {
    let page = ready(visit, "");
    let dialog = options(page);
    let field = &dialog.css("input[type=file]")[0];
    let give = |text: &str| {
        field.eval(&format!(
            "const held = new DataTransfer(); held.items.add(new File([{text:?}], 'own.geojson'));
             el.files = held.files; el.dispatchEvent(new Event('change', {{bubbles: true}}));"
        ));
    };
    give(
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[36.4,35.4],[36.8,35.4],[36.8,35.8],[36.4,35.4]]]}},{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[400,95]}}]}"#,
    );
    page.wait_until("what is drawn", || dialog.text().contains("1 feature drawn"));
    assert!(
        dialog
            .text()
            .contains("Feature 2 has a position that is not on the globe")
    );
    assert!(
        page.css(".own-areas")[0]
            .attribute("d")
            .is_some_and(|d| d.starts_with('M'))
    );
    give("no json");
    page.wait_until("what is wrong", || dialog.text().contains("not JSON"));
    dialog.get("button", "Remove own.geojson").click();
    page.wait_until("nothing of it", || page.css(".own-areas").is_empty());
}

fn events_elsewhere_have_land_under_them(visit: &Visit) {
    visit.site.replace(
        "data/elsewhere.csv",
        "id,date,place,lon,lat,kind\n1,2020-01-01,Bangui,18.56,4.36,clash\n2,2020-01-02,Bambari,20.67,5.76,clash\n",
    );
    let page = visit.open("?data=data/elsewhere.csv");
    page.wait_for_state("ready");
    page.wait_until("the world's land", || {
        page.css(".land-world")[0]
            .attribute("d")
            .is_some_and(|d| d.len() > 200)
    });
    assert!(
        visit
            .site
            .requests()
            .iter()
            .any(|path| path.ends_with("world-countries.geojson"))
    );
}

fn shades_are_offered_for_many_events_only(visit: &Visit) {
    let page = ready(visit, "");
    let dialog = options(page);
    assert!(dialog.all("checkbox", starting("Shade governorates")).is_empty());
}

fn coordinates_are_told_and_pinned(visit: &Visit) {
    let page = ready(visit, "");
    let said = || page.button(starting("Copy the coordinates")).text();
    let map = page.get("region", "Map").rect();
    let at = (map.x + map.width * 0.62, map.y + map.height * 0.35);
    page.hover(at);
    page.hover((at.0 + 3.0, at.1));
    let before = said();
    page.hover((at.0 + 60.0, at.1));
    page.wait_until("other coordinates", || said() != before);
    page.pointer(PointerKind::Mouse).at(at.0, at.1).down().up().go();
    page.wait_until("what was pressed", || {
        !page.css(".map-coordinates.pinned").is_empty()
    });
    let pinned = said();
    page.hover((at.0 + 90.0, at.1 + 20.0));
    page.settle();
    assert_eq!(said(), pinned);
}

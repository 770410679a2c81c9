//! Maps that are moved and zoomed, trails, reduced motion, and tables that say areas and spans.

use crate::steps::{SEPTEMBER, ready, wait_for_hash};
use chronotope_e2e::{Journey, Page, Visit, journeys, starting};

pub(crate) const ALL: &[Journey] = journeys![
    marks_stay_on_the_map_that_is_moved,
    marks_stay_on_the_map_that_is_zoomed,
    with_reduced_motion_time_goes_in_steps,
    a_single_day_gets_a_trail,
    an_end_beside_a_date_is_an_interval,
    governorates_are_shaded_by_their_names_alone,
];

/// Where a mark's symbol is, in CSS px of the window.
fn middle(page: &Page, name: &str) -> (f64, f64) {
    page.button(starting(name)).css(".symbol")[0].rect().center()
}

fn opens_when_pressed(page: &Page, name: &str) {
    let (x, y) = middle(page, name);
    let at = page.eval(&format!(
        "return document.elementFromPoint({x}, {y}).closest('[data-place]')?.getAttribute('aria-label');"
    ));
    assert!(
        at.as_str().is_some_and(|label| label.starts_with(name)),
        "{name}: {at:?}"
    );
    // At that point, not at what a driver takes for the middle of a group.
    page.drag((x.round(), y.round()), (x.round(), y.round()));
    wait_for_hash(page, "place=");
}

/// A drag that goes beyond what is painted around the pane, and back.
fn marks_stay_on_the_map_that_is_moved(visit: &Visit) {
    let page = ready(visit, "#map=9/35.6/36.6");
    let (x, y) = page.get("application", "Move and zoom the map").rect().center();
    let (x, y) = (x.round(), y.round());
    let before = middle(page, "Hass:");
    for (dx, dy) in [(-150.0, 0.0), (0.0, 90.0), (-200.0, 0.0)] {
        let (from, was) = ((x - dx / 2.0, y + 150.0), page.hash());
        page.drag(from, (from.0 + dx, from.1 + dy));
        page.wait_until("another part of the map", || page.hash() != was);
        page.settle();
    }
    let after = middle(page, "Hass:");
    // A fling may go on; it goes the same way.
    assert!(
        after.0 < before.0 - 300.0 && after.1 > before.1 + 80.0,
        "{before:?} {after:?}"
    );
}

fn marks_stay_on_the_map_that_is_zoomed(visit: &Visit) {
    let page = ready(visit, "#map=8.5/35.6/36.6");
    let (x, y) = middle(page, "Khan Shaykhun");
    let distance = |page: &Page| {
        let (a, b) = (middle(page, "Khan Shaykhun"), middle(page, "Mahardah"));
        (a.0 - b.0).hypot(a.1 - b.1)
    };
    let before = distance(page);
    page.wheel((x.round(), y.round()), (0.0, -240.0), &[]);
    page.wait_until("apart", || distance(page) > before * 1.1);
    // Painted anew when it rests: nothing is stretched any more.
    page.wait_until("painted anew", || {
        page.css("svg.map-canvas").iter().all(|svg| {
            !svg.style("transform").contains("matrix")
                || svg.style("transform").starts_with("matrix(1, 0, 0, 1")
        })
    });
    let now = middle(page, "Khan Shaykhun");
    assert!(
        (now.0 - x).abs() < 3.0 && (now.1 - y).abs() < 3.0,
        "{x} {y} {now:?}"
    );
    opens_when_pressed(page, "Khan Shaykhun");
}

fn with_reduced_motion_time_goes_in_steps(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    // Nothing plays by itself.
    page.get("button", "Play");
    page.eval(
        "const real = window.matchMedia.bind(window); \
         window.matchMedia = (query) => query.includes('reduced-motion') ? {matches: true} : real(query); \
         const thumb = document.querySelector('[role=slider]'); window.steps = []; \
         new MutationObserver(() => window.steps.push(+thumb.getAttribute('aria-valuenow'))) \
             .observe(thumb, {attributes: true, attributeFilter: ['aria-valuenow']});",
    );
    page.button("Play").click();
    page.wait_until("four steps", || {
        page.eval("return window.steps.length;").as_u64() >= Some(4)
    });
    page.button("Pause").click();
    let steps = page.eval("return window.steps;");
    let steps: Vec<f64> = steps
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(serde_json::Value::as_f64)
        .collect();
    for pair in steps.windows(2) {
        // A week at once, at a week a second: not a day at a time.
        assert!(pair[1] - pair[0] >= 7.0, "{steps:?}");
    }
}

fn a_single_day_gets_a_trail(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-10,2018-09-10");
    let menu = page.get("combobox", "Selection");
    menu.focus();
    menu.type_text("Day");
    wait_for_hash(page, "mode=instant");
    wait_for_hash(page, "daterange=2018-08-12,2018-09-10");
    page.wait_until("a trail", || {
        page.css(".symbol.faded")
            .iter()
            .any(chronotope_e2e::Element::is_shown)
    });
}

fn an_end_beside_a_date_is_an_interval(visit: &Visit) {
    visit.site.replace(
        "data/ends.csv",
        "id,date,end,place,lat,lon,kind\n1,2018-09-01,2018-09-08,Hass,35.62,36.53,clash\n2,2018-10-01,,Homs,34.73,36.71,clash\n",
    );
    let page = ready(visit, "?data=data/ends.csv#daterange=2018-09-05,2018-09-05");
    page.get("button", starting("Hass:"));
    visit.open("?data=data/ends.csv#daterange=2018-09-09,2018-09-12");
    page.wait_for_state("ready");
    page.wait_gone("button", starting("Hass:"));
}

fn governorates_are_shaded_by_their_names_alone(visit: &Visit) {
    let rows = |n: usize| {
        let row = |i: usize| {
            let area = ["Idlib", "Homs"][usize::from(i.is_multiple_of(4))];
            format!("{i},2020-01-{:02},{area},clash\n", i % 28 + 1)
        };
        "id,date,admin1,kind\n".to_owned() + &(0..n).map(row).collect::<String>()
    };
    visit.site.replace("data/enough.csv", rows(200).as_str());
    visit.site.replace("data/few.csv", rows(199).as_str());
    let page = ready(visit, "?data=data/few.csv");
    page.button("Map options").click();
    page.get("checkbox", "Rivers");
    assert!(!page.has("checkbox", starting("Shade governorates")));
    visit.open("?data=data/enough.csv");
    page.wait_for_state("ready");
    page.button("Map options").click();
    page.get("checkbox", starting("Shade governorates")).click();
    wait_for_hash(page, "areas=shaded");
    page.wait_until("both governorates", || {
        page.css(".shade-areas").first().is_some_and(|list| {
            let text = list.eval("return el.textContent;");
            let text = text.as_str().unwrap_or_default();
            text.contains("Idlib: 150 events") && text.contains("Homs: 50 events")
        })
    });
}

//! A phone, upright and on its side.

use crate::steps::ready;
use chronotope_e2e::{Element, Journey, Page, PointerKind, Visit, journeys, starting};

pub(crate) const ALL: &[Journey] = journeys![
    a_tapped_place_shows_its_first_report_and_its_mark,
    time_options_leave_the_map_to_be_seen,
    on_its_side_a_phone_has_room_for_lanes,
];

fn phone(visit: &Visit, rest: &str, (width, height): (u32, u32)) {
    visit.page.set_size(width, height);
    let page = visit.open(rest);
    page.wait_for_state("ready");
}

fn tap(page: &Page, element: &Element) {
    let (x, y) = element.rect().center();
    page.pointer(PointerKind::Touch).at(x, y).down().up().go();
}

fn a_tapped_place_shows_its_first_report_and_its_mark(visit: &Visit) {
    for lang in ["en", "ar"] {
        phone(
            visit,
            &format!("#daterange=2018-09-01,2018-09-30&lang={lang}"),
            (360, 740),
        );
        let page = &visit.page;
        page.wait_until("its language", || {
            page.css(".app")[0].attribute("lang").as_deref() == Some(lang)
        });
        let map = page.css(".app-map")[0].rect();
        // The lowest mark in the pane: the sheet would cover it. Found in one step, as marks of another language follow.
        let lowest = page.eval(
            "const map = document.querySelector('.app-map').getBoundingClientRect();
             const marks = [...document.querySelectorAll('.mark[data-place]:not([visibility]):not(.area)')];
             const at = (mark) => {
                 const rect = mark.getBoundingClientRect();
                 return [rect.x + rect.width / 2, rect.y + rect.height / 2];
             };
             const inside = marks.filter((mark) => {
                 const [x, y] = at(mark);
                 return x > 60 && x < 290 && y > map.y + 60 && y < map.y + map.height - 70;
             });
             return inside.sort((a, b) => at(b)[1] - at(a)[1])[0].dataset.place;",
        );
        let place = lowest.as_str().expect("a mark").to_owned();
        let mark = page
            .css(&format!(".mark[data-place='{place}']:not([visibility])"))
            .remove(0);
        tap(page, &mark);
        page.wait_until("the place", || page.hash().contains("place="));
        let side = || page.css(".app-side")[0].rect();
        page.wait_until("a sheet that rose", || side().height > 300.0);
        page.wait_until("its first report", || {
            let article = page.css(".app-side .events article");
            let bar = page.css(".app-side .side-bar")[0].rect();
            article.first().is_some_and(|article| {
                let rect = article.rect();
                rect.y >= bar.y + bar.height - 1.0 && rect.y + 90.0 < 740.0
            })
        });
        page.wait_until("its mark above the sheet", || {
            let mark = page.css(&format!(".mark[data-place='{place}']")).remove(0);
            let (_, y) = mark.rect().center();
            y > map.y && y < side().y - 10.0
        });
        // It goes down with the selection.
        page.css(".reports-head button")[0].focus();
        page.press("Enter");
        page.wait_until("the sheet at rest", || side().height < 170.0);
    }
}

fn time_options_leave_the_map_to_be_seen(visit: &Visit) {
    phone(visit, "", (360, 740));
    let page = &visit.page;
    page.button("More time controls").click();
    let panel = page.css(".timeline-panel").remove(0);
    page.wait_until("the options", || panel.is_shown());
    let map = page.css(".app-map")[0].rect();
    let seen = panel.rect().y - map.y;
    assert!(seen > 140.0, "{seen} px of the map are seen");
    // All of them are reached by scrolling.
    let compare = page.get("checkbox", "Compare with other dates");
    compare.focus();
    page.wait_until("it in sight", || {
        let (all, one) = (panel.rect(), compare.rect());
        one.y >= all.y - 1.0 && one.y + one.height <= all.y + all.height + 1.0
    });
    page.press("Space");
    page.wait_until("a comparison", || page.hash().contains("compare="));
    page.button("More time controls").click();
    page.wait_until("no options", || !panel.is_shown());
}

fn on_its_side_a_phone_has_room_for_lanes(visit: &Visit) {
    phone(visit, "#lanes=kind", (740, 360));
    let page = &visit.page;
    let rect = |class: &str| page.css(class)[0].rect();
    page.wait_until("a map", || rect(".app-map").height > 165.0);
    page.button("More time controls").click();
    page.wait_until("options beside the map", || {
        rect(".timeline-panel").x >= rect(".app-map").x + rect(".app-map").width - 2.0
    });
    page.button("More time controls").click();
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30");
    tap(page, &page.button(starting("Hass:")));
    page.wait_until("its first report", || {
        let article = page.css(".app-side .events article");
        article.first().is_some_and(|article| {
            let rect = article.rect();
            rect.y > 30.0 && rect.y + 90.0 < 360.0
        })
    });
}

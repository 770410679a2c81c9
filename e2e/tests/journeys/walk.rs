//! What a walk through the controls, by every hand, had found wrong.

use crate::steps::{SEPTEMBER, ready};
use chronotope_e2e::{Element, Journey, Kind, Name, Page, PointerKind, Visit, journeys, starting};

pub(crate) const ALL: &[Journey] = journeys![
    playing_stops_in_a_hidden_tab,
    two_taps_zoom_by_one_level,
    a_card_that_was_closed_comes_back,
    a_link_to_what_nobody_knows_says_so,
    a_link_with_a_place_opens_its_reports_on_a_phone,
    on_a_phone_nothing_lies_on_a_card,
    edges_count_an_event_at_two_places_once,
    nothing_lies_on_what_stands_at_the_edge,
    panes_are_drawn_by_the_grip_in_the_middle_of_their_edge,
    a_day_within_longer_events_is_not_called_empty,
    what_filters_leave_out_was_reported_all_the_same,
    by_publisher_what_is_sure_is_told_from_what_may_fall,
];

/// What the page sees of a tab that is left, or come back to.
fn leave(page: &Page, is_hidden: bool) {
    page.eval(&format!(
        "Object.defineProperty(document, 'hidden', {{ get: () => {is_hidden}, configurable: true }});
         document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}));"
    ));
}

fn playing_stops_in_a_hidden_tab(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    page.button("Play").click();
    page.wait_until("other dates", || !page.hash().contains("2018-09-01,2018-09-30"));
    leave(page, true);
    page.get("button", "Play");
    leave(page, false);
    // It does not go on by itself.
    page.settle();
    page.get("button", "Play");
}

fn zoom(page: &Page) -> Option<f64> {
    let hash = page.hash();
    let map = hash.split('&').find_map(|part| part.strip_prefix("map="))?;
    map.split('/').next()?.parse().ok()
}

fn two_taps_zoom_by_one_level(visit: &Visit) {
    let page = ready(visit, "#map=9/35.7/36.6");
    // Ground without a mark.
    let surface = page.css(".map-surface")[0].rect();
    let (x, y) = (surface.x + surface.width * 0.7, surface.y + surface.height * 0.8);
    let finger = page.pointer(PointerKind::Touch).at(x, y).down().up();
    finger.down().up().go();
    page.wait_until("nearer", || zoom(page).is_some_and(|zoom| zoom > 9.5));
    // A browser that tells of a double click besides has done so by now.
    page.eval_async("const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(done));");
    page.settle();
    let zoomed = zoom(page).unwrap_or_default();
    assert!((9.9..=10.1).contains(&zoomed), "{zoomed}");
}

fn a_card_that_was_closed_comes_back(visit: &Visit) {
    let page = ready(visit, SEPTEMBER);
    let mark = || page.button(starting("Hass:")).rect().center();
    let near = |(x, y): (f64, f64)| page.hover((x - 60.0, y + 60.0));
    near(mark());
    page.hover(mark());
    let card = page.get("tooltip", Name::Any);
    page.wait_until("a card", || card.text().starts_with("Hass"));
    // Closed while the pointer is on it.
    page.hover(card.rect().center());
    page.settle();
    page.press("Escape");
    page.wait_gone("tooltip", Name::Any);
    // Once more is not the way to open it.
    page.press("Escape");
    page.settle();
    assert!(!page.has("tooltip", Name::Any));
    near(mark());
    page.settle();
    page.hover(mark());
    page.get("tooltip", Name::Any);
}

fn a_link_to_what_nobody_knows_says_so(visit: &Visit) {
    let page = ready(visit, "#place=gn9999999");
    let heading = page.get("region", "Reports").get("heading", Name::Any);
    page.wait_until("what it is", || heading.text().contains("(unknown place)"));
    let reports = page.get("region", "Reports").text();
    assert!(
        reports.contains("Nothing in these data has this id."),
        "{reports}"
    );
    page.goto(&page.url().replace("place=gn9999999", "in=nobody"));
    page.wait_until("a report", || {
        page.get("region", "Reports").text().contains("(unknown report)")
    });
}

fn phone<'v>(visit: &'v Visit, rest: &str) -> &'v Page {
    visit.page.set_size(360, 740);
    let page = visit.open(rest);
    page.wait_for_state("ready");
    page
}

fn a_link_with_a_place_opens_its_reports_on_a_phone(visit: &Visit) {
    let page = phone(visit, "#daterange=2018-09-01,2018-09-30&place=gn169835");
    let heading = page.get("region", "Reports").get("heading", "Hass");
    page.wait_until("the place", || heading.is_shown());
    let articles = || page.css(".app-side .events article");
    page.wait_until("its first report in sight", || {
        let first = articles().first().map(Element::rect);
        first.is_some_and(|rect| rect.y > 0.0 && rect.y + 90.0 < 740.0)
    });
    let mark = page.button(starting("Hass:"));
    assert_eq!(mark.attribute("aria-pressed").as_deref(), Some("true"));
    let (_, y) = mark.rect().center();
    assert!(
        y < page.css(".app-side")[0].rect().y,
        "its mark is above the sheet"
    );
}

fn on_a_phone_nothing_lies_on_a_card(visit: &Visit) {
    let page = phone(visit, "");
    let map = page.css(".app-map")[0].rect();
    page.get("group", "Places with events").css("[tabindex='0']")[0].focus();
    // A key was pressed: a focus is one of the keyboard's.
    page.press("ArrowUp");
    let is_inside = |mark: &Element| {
        let (x, y) = mark.rect().center();
        x > 0.0 && x < map.width && y > map.y && y < map.y + map.height
    };
    let marks = page.css(".mark[data-place]:not([visibility])");
    let mut seen = 0;
    for mark in marks.iter().filter(|mark| is_inside(mark)) {
        mark.focus();
        page.wait_until("its card", || mark.attribute("aria-describedby").is_some());
        let card = page.get("tooltip", Name::Any);
        // Its first line is what is seen there.
        let is_on_top = card.eval(
            "const line = el.querySelector('.title b').getBoundingClientRect();
             const seen = document.elementFromPoint(line.x + line.width / 2, line.y + line.height / 2);
             return el.contains(seen);",
        );
        assert_eq!(is_on_top.as_bool(), Some(true), "{}", mark.name());
        seen += 1;
    }
    assert!(seen > 5, "{seen} cards");
}

fn edges_count_an_event_at_two_places_once(visit: &Visit) {
    // Far to the west: all that has a place is beyond one edge, so one chip counts what the sentence counts at most.
    let page = ready(visit, "#map=9/35.7/20");
    let chips = || page.all("button", starting("Show on the map:"));
    page.wait_until("one chip", || chips().len() == 1);
    let name = chips()[0].name();
    chips()[0].click();
    page.wait_until("somewhere else", || !page.hash().contains("map=9.00/35.7000/20"));
    let number = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = words.iter().position(|word| word.starts_with("event"))?;
        words.get(at.checked_sub(1)?)?.parse::<u32>().ok()
    };
    let told = number(&name).unwrap_or_default();
    assert_eq!(told, ALL_PLACED, "{name}");
}

/// Events that certainly fall in the opening dates and have a place with a point, counted from the files by another
/// program; at their places they are counted 50 times.
const ALL_PLACED: u32 = 40;

fn panes_are_drawn_by_the_grip_in_the_middle_of_their_edge(visit: &Visit) {
    let page = ready(visit, "");
    for (name, class, button, by) in [
        (
            "Width of the reports",
            ".app-side",
            "Hide the reports",
            (-60.0, 0.0),
        ),
        (
            "Height of the timeline",
            ".app-timeline",
            "Hide the timeline",
            (0.0, -60.0),
        ),
    ] {
        let edge = page.get("separator", name);
        let pane = || page.css(class)[0].rect();
        let size = || pane().width * f64::abs(by.0) / 60.0 + pane().height * f64::abs(by.1) / 60.0;
        let told = || {
            edge.attribute("aria-valuenow")
                .and_then(|px| px.parse::<f64>().ok())
        };
        page.wait_until("its size told", || {
            told().is_some_and(|px| (px - size()).abs() < 2.0)
        });
        // Firefox's driver has no pen.
        let hands = [PointerKind::Mouse, PointerKind::Touch, PointerKind::Pen];
        let hands = &hands[..if page.browser() == Kind::Firefox { 2 } else { 3 }];
        for &kind in hands {
            let (before, (x, y)) = (size(), edge.rect().center());
            page.pointer(kind)
                .at(x, y)
                .down()
                .slowly_to(x + by.0, y + by.1, 4)
                .up()
                .go();
            page.wait_until("a larger pane", || size() > before + 40.0);
            let (x, y) = edge.rect().center();
            page.pointer(kind)
                .at(x, y)
                .down()
                .slowly_to(x - by.0, y - by.1, 4)
                .up()
                .go();
            page.wait_until("as it was", || (size() - before).abs() < 8.0);
        }
        page.button(button).click();
        page.wait_until("no pane", || !page.css(class)[0].is_shown());
        page.button(button.replace("Hide", "Show").as_str()).focus();
        page.press("Enter");
        page.wait_until("the pane", || page.css(class)[0].is_shown());
    }
}

fn nothing_lies_on_what_stands_at_the_edge(visit: &Visit) {
    for (size, rest) in [
        ((1280, 800), "#lang=ar"),
        ((1280, 800), "#lang=en&map=10/35.3/37.4"),
        ((1280, 800), "#lang=ar&map=10/36.2/36.2"),
        ((360, 740), "#lang=ar"),
        ((360, 740), "#lang=en&map=10/36.2/37.4"),
    ] {
        visit.page.set_size(size.0, size.1);
        let page = visit.open(rest);
        page.wait_for_state("ready");
        page.settle();
        page.wait_until("something at the edge", || !page.css(".map-chip").is_empty());
        let covered = || {
            let names = page.eval(
                "return [...document.querySelectorAll('.map-chip')].filter((chip) => {
                     const at = chip.getBoundingClientRect();
                     const seen = (x, y) => chip.contains(document.elementFromPoint(x, y));
                     return ![at.left + 12, at.right - 12].every((x) => seen(x, at.top + 4) && seen(x, at.bottom - 4));
                 }).map((chip) => chip.textContent).join('; ');",
            );
            names.as_str().unwrap_or_default().to_owned()
        };
        page.wait_until(
            &format!("nothing on a chip ({rest}, {size:?}): {}", covered()),
            || covered().is_empty(),
        );
    }
}

fn a_day_within_longer_events_is_not_called_empty(visit: &Visit) {
    // Within strikes of half a year, and a year later.
    for (axis, longer) in [("2019-07-01,2019-07-31", true), ("2020-07-01,2020-07-31", false)] {
        let page = ready(visit, &format!("{SEPTEMBER}&kind=air_strike&axis={axis}"));
        let strip = page.css(".timeline-detail")[0].rect();
        let tip = || {
            let tips = page.css(".timeline-tip");
            tips.first().map_or_else(String::new, Element::text)
        };
        page.hover((strip.x + strip.width * 0.4, strip.y + strip.height * 0.3));
        page.hover((strip.x + strip.width * 0.6, strip.y + strip.height * 0.3));
        page.wait_until("what the day holds", || !tip().is_empty());
        let said = tip();
        assert_eq!(
            said.contains("longer events reach into these dates"),
            longer,
            "{said}"
        );
        assert_ne!(said.contains("no event reported"), longer, "{said}");
        visit.page.goto("about:blank");
    }
}

fn what_filters_leave_out_was_reported_all_the_same(visit: &Visit) {
    let (left_out, alone) = ("under the present filters, which leave out", "no attack reported");
    let nothing = "No attack or other event is reported here";
    // Towns that were struck, under filters that none of their strikes pass; one that is named alone; and one of whose
    // strike nobody had reported by that day, which no filter leaves out.
    for (view, said) in [
        ("place=gn167611&kind=statement", left_out),
        ("place=gn166742&report=enab-baladi-2019-03-17", left_out),
        ("place=gn169023", alone),
        ("place=gn167611&known=2018-12-31", nothing),
    ] {
        let page = ready(visit, &format!("#lang=en&{view}"));
        let reads = || page.get("region", "Reports").text();
        page.wait_until(view, || reads().contains(said));
        let others = [left_out, alone, nothing]
            .into_iter()
            .filter(|words| *words != said);
        for words in others {
            assert!(!reads().contains(words), "{view}: {words}");
        }
        visit.page.goto("about:blank");
    }
}

fn by_publisher_what_is_sure_is_told_from_what_may_fall(visit: &Visit) {
    let page = ready(visit, "#lang=en&panel=publishers&daterange=2018-09-07,2018-09-08");
    // Counted from the files: of North Press, five whose dates may hold these two days; of Al Jazeera, two in which the
    // side is inferred.
    page.wait_until("counts by publisher", || {
        let said = page.get("region", "Reports").text();
        said.contains("0 events, 5 more may fall in these dates")
            && said.contains("Syrian government forces, inferred (2)")
            && !said.contains("(0)")
    });
}

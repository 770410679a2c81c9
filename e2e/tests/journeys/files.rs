//! Files of one's own by address: opened, read row by row, refused in words.

use chronotope_e2e::{Journey, Name, Page, Visit, journeys, starting};

pub(crate) const ALL: &[Journey] = journeys![
    a_csv_opens_and_every_row_can_be_read,
    few_marks_are_named_after_the_dates,
    a_geojson_opens,
    events_of_the_project_open,
    what_a_file_lacks_is_said,
    opening_can_be_cancelled,
];

const ROWS: &str = "id,date,place,lon,lat,kind,actor,source,fatalities,summary\n\
    1,2018-09-07,Hass,36.53,35.62,airstrike,Side A,Paper,3,\"Houses hit, it says\"\n\
    2,2018-09-08,Aleppo,37.15,36.2,ground clash,Side B,Radio,,Fighting near the road\n\
    3,2018-09-09,Hama,x,35.1,airstrike,Side A,Paper,1,No longitude\n";

fn opened<'v>(visit: &'v Visit, name: &str, body: &str) -> &'v Page {
    visit.site.replace(&format!("data/{name}"), body);
    let page = visit.open(&format!("?data=data/{name}"));
    page.wait_for_state("ready");
    page
}

fn a_csv_opens_and_every_row_can_be_read(visit: &Visit) {
    let page = opened(visit, "rows.csv", ROWS);
    page.wait_until("the sentence", || {
        page.get("status", Name::Any)
            .text()
            .contains("7 – 9 September 2018")
    });
    for summary in ["Houses hit, it says", "Fighting near the road", "No longitude"] {
        page.wait_until(summary, || page.text().contains(summary));
    }
    let first = page
        .get("article", starting("airstrike, 7 September 2018"))
        .text();
    assert!(first.contains("3 killed") && first.contains("Paper"), "{first}");
    assert!(
        page.has("button", starting("Aleppo: 1 event")) || page.has("button", starting("2 places: 2 events"))
    );
    page.wait_until("the row that is not drawn", || {
        page.text().contains("value of the file could not be used")
    });
}

fn few_marks_are_named_after_the_dates(visit: &Visit) {
    let row = |id: u32, day: &str, place: &str, lon: f64| format!("{id},{day},{place},{lon},50.4,raid\n");
    let rows = [
        row(1, "2022-03-01", "Western town", 24.0),
        row(2, "2022-03-09", "Western town", 24.0),
        row(3, "2022-03-02", "Eastern town", 36.0),
        row(4, "2022-03-08", "Eastern town", 36.0),
        row(5, "2022-03-09", "Eastern town", 36.0),
    ];
    let page = opened(
        visit,
        "few.csv",
        &format!("id,date,place,lon,lat,kind\n{}", rows.concat()),
    );
    page.wait_until("all", || page.has("button", starting("Eastern town: 3 events")));
    crate::reading::select(page, "2022-03-01", "2022-03-05");
    page.wait_until("the dates' own", || {
        page.has("button", starting("Eastern town: 1 event"))
            && page.has("button", starting("Western town: 1 event"))
    });
}

fn a_geojson_opens(visit: &Visit) {
    let feature = |id: u32, day: &str, lon: f64| {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{lon},35.5]}},"properties":{{"id":"{id}","date":"{day}","place":"P{id}","kind":"clash","summary":"Told {id}"}}}}"#
        )
    };
    let body = format!(
        r#"{{"type":"FeatureCollection","features":[{},{}]}}"#,
        feature(1, "2020-01-01", 36.0),
        feature(2, "2020-02-01", 37.0)
    );
    let page = opened(visit, "points.geojson", &body);
    page.wait_until("the second feature", || page.text().contains("Told 2"));
}

fn events_of_the_project_open(visit: &Visit) {
    let page = opened(visit, "events.json", &visit.site.text("seeds/events.json"));
    page.wait_until("a summary", || page.text().contains("Ceasefire violation"));
    assert!(
        !page.text().contains("could not be used"),
        "reports that are elsewhere are no fault of the file"
    );
}

fn what_a_file_lacks_is_said(visit: &Visit) {
    for (name, body, says) in [
        ("columns.csv", "colour,size\nred,2\n", "colour, size"),
        ("nothing.csv", "", "has no rows"),
        ("other.json", "{\"a\": 1}", "other.json"),
    ] {
        visit.site.replace(&format!("data/{name}"), body);
        let page = visit.open(&format!("?data=data/{name}"));
        page.wait_for_state("error");
        let said = page.get("alert", Name::Any).text();
        assert!(said.contains(name) && said.contains(says), "{said}");
    }
    visit.site.fail("data/gone.csv", 404);
    visit.page.expect_error("404");
    let page = visit.open("?data=data/gone.csv");
    page.wait_for_state("error");
    assert!(page.get("alert", Name::Any).text().contains("404"));
    page.button(starting("Open the five reports")).click();
    page.wait_for_state("ready");
}

fn opening_can_be_cancelled(visit: &Visit) {
    visit.site.replace("data/slow.csv", ROWS);
    visit.site.hold("data/slow.csv");
    let page = visit.open("?data=data/slow.csv");
    page.wait_until("Cancel", || page.has("button", "Cancel"));
    page.button("Cancel").click();
    page.wait_for_state("error");
    assert!(page.get("alert", Name::Any).text().contains("cancelled"));
    visit.site.restore("data/slow.csv");
    visit.site.replace("data/slow.csv", ROWS);
    page.button("Retry").click();
    page.wait_for_state("ready");
}

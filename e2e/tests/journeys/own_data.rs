//! One's own data: chosen, dropped or pasted; refused in words; its columns chosen; its report saved.

use chronotope_e2e::{Element, Journey, Name, Page, Visit, journeys, starting};

pub(crate) const ALL: &[Journey] = journeys![
    a_chosen_acled_file_opens_with_its_notice,
    a_dropped_bad_file_leaves_what_is_open,
    columns_of_an_unknown_table_are_chosen,
    the_order_of_day_and_month_is_asked,
    names_are_placed_and_reviewed,
    the_report_is_saved_with_its_rows,
    places_of_a_country_are_fetched_when_asked_for,
    a_gazetteer_of_ones_own_is_used_if_it_has_places,
    an_acled_geojson_asks_before_its_points_leave,
    coordinates_that_changed_places_are_asked_about,
    what_a_row_states_is_told_or_quoted,
    a_file_of_rejected_rows_leaves_what_is_open,
    marks_of_few_places_are_named_by_the_dates,
];

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n\
    SYR1,2018-09-08,2018,1,Political violence,Battles,Armed clash,Group A,,Rebel group,Group B,,State forces,,,760,Middle East,Syria,Idleb,Harim,Harim,Hass,35.62,36.53,1,Source One,Local,Noted by one,3,,1700000000\n\
    SYR2,2018-09-12,2018,2,Political violence,Battles,Armed clash,Group A,,Rebel group,,,,,,760,Middle East,Syria,Idleb,,,Idleb,35.93,36.63,3,Source Two,Local,Noted by two,0,,1700000000\n\
    SYR3,soon,2018,1,Political violence,Battles,Armed clash,Group A,,Rebel group,,,,,,760,Middle East,Syria,Idleb,,,Hass,35.62,36.53,1,Source Two,Local,Noted by three,,,1700000000\n";

/// Hands a file to the page: as one that is chosen in a field, or dropped on the page.
fn hand(page: &Page, field: Option<&Element>, name: &str, text: &str) {
    let give = format!(
        "const data = new DataTransfer(); data.items.add(new File([{}], {}));",
        quoted(text),
        quoted(name)
    );
    match field {
        Some(field) => field.eval(&format!(
            "{give} el.files = data.files; el.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        )),
        None => page.eval(&format!(
            "{give} const at = document.querySelector('main, .app, #chronotope');
             for (const name of ['dragover', 'drop']) at.dispatchEvent(new DragEvent(name, {{ bubbles: true, cancelable: true, dataTransfer: data }}));"
        )),
    };
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The page with the five reports, and the dialog open.
fn dialog(visit: &Visit) -> (&Page, Element) {
    let page = visit.open("");
    page.wait_for_state("ready");
    page.button("Open data").click();
    let dialog = page.get("dialog", "Open data");
    (page, dialog)
}

fn chosen<'v>(visit: &'v Visit, name: &str, text: &str) -> &'v Page {
    let (page, dialog) = dialog(visit);
    let field = dialog
        .css("input[type=file]")
        .into_iter()
        .next()
        .expect("a field for a file");
    hand(page, Some(&field), name, text);
    page
}

fn a_chosen_acled_file_opens_with_its_notice(visit: &Visit) {
    let page = chosen(visit, "acled.csv", ACLED);
    let report = page.get("dialog", starting("Import report: acled.csv"));
    let said = report.text();
    assert!(said.contains("Rows read 3"), "{said}");
    assert!(
        said.contains("Placed exactly 2") && said.contains("Only to an area 1"),
        "{said}"
    );
    assert!(
        said.contains("Undated 1") && said.contains("Rejected 0"),
        "{said}"
    );
    assert!(
        said.contains("ACLED") && said.contains("event_date") && said.contains("soon"),
        "{said}"
    );
    report.get("button", "Close").click();
    page.wait_gone("dialog", Name::Any);
    for noted in ["Noted by one", "Noted by two", "Noted by three"] {
        page.wait_until(noted, || page.text().contains(noted));
    }
    assert!(page.text().contains("acleddata.com"), "the source is named");
    // The report can be had again.
    page.button("Import report").click();
    assert!(page.get("dialog", starting("Import report")).is_shown());
}

fn a_dropped_bad_file_leaves_what_is_open(visit: &Visit) {
    let page = visit.open("");
    page.wait_for_state("ready");
    let title = || page.css("h1").first().map(Element::text);
    let before = title();
    hand(page, None, "picture.png", "\u{1}\u{0}not a table");
    let said = page.get("alert", Name::Any).text();
    assert!(
        said.contains("picture.png") && said.contains("still open"),
        "{said}"
    );
    page.get("dialog", Name::Any).get("button", "Close").click();
    page.wait_gone("dialog", Name::Any);
    assert!(before.is_some() && title() == before);
    assert_eq!(page.state(), "ready");
}

fn columns_of_an_unknown_table_are_chosen(visit: &Visit) {
    let text = "Cuando;Sitio;Norte;Este;Color\n2018-09-08;Hass;35.62;36.53;rojo\n2018-09-09;Kafr Nabl;35.61;36.56;azul\n";
    let page = chosen(visit, "tabla.csv", text);
    let mapping = page.get("dialog", starting("Columns of tabla.csv"));
    for (column, role) in [
        ("Cuando", "date_edtf"),
        ("Sitio", "place"),
        ("Norte", "lat"),
        ("Este", "lon"),
        ("Color", ""),
    ] {
        let choice = mapping.get("combobox", starting(&format!("Means: {column}")));
        choice.eval(&format!(
            "el.value = '{role}'; el.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ));
    }
    page.wait_until("the preview", || mapping.text().contains("35.6200, 36.5300"));
    assert!(mapping.text().contains("2018-09-09"));
    assert!(
        mapping
            .get("img", starting("Places of the first rows"))
            .is_shown()
    );
    mapping.get("button", "Open with these columns").click();
    page.wait_gone("dialog", Name::Any);
    page.wait_until("both places", || page.text().contains("8 – 9 September 2018"));
}

fn the_order_of_day_and_month_is_asked(visit: &Visit) {
    let text = "date,place,lat,lon\n03/04/2019,Hass,35.62,36.53\n13/04/2019,Hass,35.62,36.53\n";
    let page = chosen(visit, "dates.csv", text);
    let report = page.get("dialog", starting("Import report"));
    assert!(report.text().contains("Undated 1"), "{}", report.text());
    let choice = report.get("combobox", starting("Is 03/04/2019"));
    choice.eval("el.value = 'day'; el.dispatchEvent(new Event('change', { bubbles: true }));");
    report.get("button", starting("Read again")).click();
    page.wait_gone("dialog", Name::Any);
    page.wait_until("both dates", || page.text().contains("3 – 13 April 2019"));
}

fn names_are_placed_and_reviewed(visit: &Visit) {
    let text = "date,place\n2018-09-08,Khan Sheikhoun\n2018-09-09,Qwertytown\n";
    let page = chosen(visit, "names.csv", text);
    let report = page.get("dialog", starting("Import report"));
    let said = report.text();
    assert!(
        said.contains("Placed by name, from the gazetteer 1") && said.contains("Unplaced 1"),
        "{said}"
    );
    report.get("button", starting("Names to review")).click();
    let review = page.get("dialog", "Names to review");
    let choice = review.get("combobox", starting("Qwertytown"));
    choice.eval("el.value = '-'; el.dispatchEvent(new Event('change', { bubbles: true }));");
    review.get("button", "Apply the choices").click();
    let report = page.get("dialog", starting("Import report"));
    page.wait_until("nothing left to review", || {
        !report.text().contains("Names to review")
    });
}

fn the_report_is_saved_with_its_rows(visit: &Visit) {
    let page = chosen(visit, "acled.csv", ACLED);
    let report = page.get("dialog", starting("Import report"));
    page.eval(
        "window.saved = []; const make = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (blob) => { blob.text().then((text) => window.saved.push(text)); return make(blob); };",
    );
    report.get("button", "Save report as CSV").click();
    page.wait_until("the file", || page.eval("return window.saved.length;") == 1);
    let saved = page
        .eval("return window.saved[0];")
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let lines: Vec<&str> = saved.lines().collect();
    assert!(
        lines[0].contains("import_row,import_problem,import_field,import_value,event_id_cnty"),
        "{saved}"
    );
    assert_eq!(lines.len(), 2, "{saved}");
    assert!(
        lines[1].starts_with("3,bad_date,event_date,soon,SYR3,soon,2018"),
        "{saved}"
    );
}

fn places_of_a_country_are_fetched_when_asked_for(visit: &Visit) {
    visit.site.replace(
        "gazetteer/packs/index.tsv",
        "file\tcountry\tplaces\tlicence\nLBN.csv\tLebanon\t2\tGeoNames, CC BY 4.0\n",
    );
    visit.site.replace(
        "gazetteer/packs/LBN.csv",
        "id,name_en,name_ar,aliases,kind,country,admin1,admin2,lat,lon,population,source\n\
         gn1,Zahle,زحلة,Zahlah,city,LBN,,,33.85,35.9,78145,GeoNames\ngn2,Qana,قانا,,town,LBN,,,33.2,35.3,,GeoNames\n",
    );
    let text = "date,place\n2018-09-08,Khan Sheikhoun\n2018-09-09,Zahle\n2018-09-10,Qwertytown\n";
    let page = chosen(visit, "names.csv", text);
    let report = page.get("dialog", starting("Import report"));
    assert!(report.text().contains("Unplaced 2"), "{}", report.text());
    report.get("button", starting("Names to review")).click();
    let review = page.get("dialog", "Names to review");
    let choice = review.get("combobox", starting("Look the names up"));
    assert!(choice.text().contains("Lebanon: 2 places"), "{}", choice.text());
    choice.eval("el.value = 'LBN.csv'; el.dispatchEvent(new Event('change', { bubbles: true }));");
    let report = page.get("dialog", starting("Import report"));
    page.wait_until("Zahle is placed", || {
        let said = report.text();
        said.contains("from the gazetteer 2") && said.contains("Unplaced 1")
    });
    assert!(
        report.text().contains("GeoNames, CC BY 4.0"),
        "whom to credit is said"
    );
}

fn a_gazetteer_of_ones_own_is_used_if_it_has_places(visit: &Visit) {
    let (page, dialog) = dialog(visit);
    let field = || {
        let fields = dialog.css("input[type=file]").into_iter();
        fields.last().expect("a field for a gazetteer")
    };
    hand(page, Some(&field()), "no-places.csv", "a,b\n1,2\n");
    page.wait_until("what it lacks", || {
        dialog
            .text()
            .contains("no-places.csv has no places that can be read")
    });
    let dump =
        "9\tQwertytown\tQwertytown\t\t34.5\t36.2\tP\tPPL\tSY\t\t\t\t\t\t0\t\t\tAsia/Damascus\t2024-01-01\n";
    hand(page, Some(&field()), "SY.txt", dump);
    page.wait_until("what it is for", || {
        dialog.text().contains("SY.txt is used for names")
    });
}

fn an_acled_geojson_asks_before_its_points_leave(visit: &Visit) {
    let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "geometry":{"type":"Point","coordinates":[36.53,35.62]},
        "properties":{"event_id_cnty":"SYR1","event_date":"2018-09-08","time_precision":"1",
        "event_type":"Battles","sub_event_type":"Armed clash","actor1":"Group A","location":"Hass",
        "geo_precision":"1","source":"One","notes":"Noted","fatalities":"3"}}]}"#;
    let page = chosen(visit, "acled.geojson", text);
    let report = page.get("dialog", starting("Import report: acled.geojson"));
    assert!(report.text().contains("ACLED"), "{}", report.text());
    report.get("button", "Close").click();
    page.wait_gone("dialog", Name::Any);
    page.button("Save or share").click();
    let dialog = page.get("dialog", "Save or share");
    assert!(
        dialog.text().contains("forbid passing on its rows"),
        "{}",
        dialog.text()
    );
    assert!(is_disabled(page), "nothing leaves before it is asked");
    page.get("checkbox", "I have the right to pass on these rows")
        .click();
    page.wait_until("the rows may leave", || !is_disabled(page));
}

fn is_disabled(page: &Page) -> bool {
    page.button("Save file").property("disabled") == true
}

fn coordinates_that_changed_places_are_asked_about(visit: &Visit) {
    // Each could be a place as it stands; the names say that they are the other way round.
    let text = "date,place,lat,lon\n2019-01-02,Saraqib,36.8058,35.8644\n2019-01-03,Idlib,36.6339,35.9306\n";
    let page = chosen(visit, "swapped.csv", text);
    let report = page.get("dialog", starting("Import report"));
    let choice = report.get("combobox", starting("Latitude and longitude seem"));
    choice.eval("el.value = 'yes'; el.dispatchEvent(new Event('change', { bubbles: true }));");
    report.get("button", starting("Read again")).click();
    // What was done is told of each row.
    page.wait_until("what was exchanged", || {
        page.text().contains("exchanged, as you said")
    });
    page.get("dialog", starting("Import report"))
        .get("button", "Close")
        .click();
    page.wait_gone("dialog", Name::Any);
    page.wait_until("both dates", || page.text().contains("2 – 3 January 2019"));
}

fn what_a_row_states_is_told_or_quoted(visit: &Visit) {
    let text = "Date,Lieu,Latitude,Longitude,Morts\n2018-09-03,Hass,35.62,36.53,at least 12\n2018-09-04,Hass,35.62,36.53,dozens\n";
    let page = chosen(visit, "lieux.csv", text);
    let report = page.get("dialog", starting("Import report: lieux.csv"));
    let said = report.text();
    assert!(said.contains("“Lieu”") && said.contains("“Morts”"), "{said}");
    report.get("button", "Close").click();
    page.wait_gone("dialog", Name::Any);
    for figure in ["at least 12 killed", "“dozens” (not read as a number)"] {
        page.wait_until(figure, || page.text().contains(figure));
    }
    assert!(!page.text().contains("Figures: not stated"));
}

fn a_file_of_rejected_rows_leaves_what_is_open(visit: &Visit) {
    let text = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[NaN,35]},\"properties\":{\"date\":\"2018-09-03\"}}]}";
    let (page, dialog) = dialog(visit);
    let before = page.css("h1").first().map(Element::text);
    let field = dialog
        .css("input[type=file]")
        .into_iter()
        .next()
        .expect("a field");
    hand(page, Some(&field), "nan.geojson", text);
    let report = page.get("dialog", starting("Import report: nan.geojson"));
    let said = report.text();
    assert!(
        said.contains("Rejected 1") && said.contains("still open"),
        "{said}"
    );
    report.get("button", "Close").click();
    page.wait_gone("dialog", Name::Any);
    assert!(before.is_some() && page.css("h1").first().map(Element::text) == before);
}

/// Two places far from the finely drawn region, two years.
const FEW: &str = "id,date_start,date_end,place,country,lat,lon,event_type,actor1,actor2,deaths_low,deaths_best,deaths_high,description,source1_name,source1_url\n\
    u0,2022-03-04,2022-03-04,Lviv,Ukraine,49.8397,24.0297,Drone strike,Force A,,,,,Report one,Paper 0,https://example.org/0\n\
    u1,2022-03-09,2022-03-09,Lviv,Ukraine,49.8397,24.0297,Drone strike,Force A,,0,0,0,Report two,Paper 1,https://example.org/1\n\
    u2,2023-10-13,2023-10-13,Lviv,Ukraine,49.8397,24.0297,Shelling,Force A,,0,0,0,Report three,Paper 1,https://example.org/2\n\
    u3,2023-10-14,2023-10-14,Kyiv,Ukraine,50.4501,30.5234,Shelling,Force A,,0,0,0,Report four,Paper 1,https://example.org/3\n";

fn marks_of_few_places_are_named_by_the_dates(visit: &Visit) {
    let page = chosen(visit, "few.csv", FEW);
    let map = page.get("region", "Map");
    page.wait_until("its marks", || {
        map.all("button", Name::from("Lviv: 3 events")).len() == 1
    });
    page.wait_until("that its outlines are rough", || {
        map.text().contains("Coasts and borders here are rough")
    });
    page.eval("location.hash = '#daterange=2022-03-01,2022-03-31'");
    page.wait_until("the events of these dates", || {
        map.all("button", Name::from("Lviv: 2 events")).len() == 1
    });
    assert!(map.all("button", starting("Kyiv")).is_empty());
}

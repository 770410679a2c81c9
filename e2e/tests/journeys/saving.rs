//! What goes out: files that hold what is shown, pictures that are the same twice, a page that opens from disk.

use crate::steps::ready;
use chronotope_e2e::{Journey, Name, Page, PointerKind, Visit, journeys, starting};
use serde_json::Value;
use std::path::PathBuf;

pub(crate) const ALL: &[Journey] = journeys![
    a_filtered_view_leaves_as_csv_and_geojson,
    what_is_kept_back_does_not_leave,
    the_same_view_gives_the_same_picture,
    an_opened_table_leaves_with_its_own_columns,
    link_and_citation_are_those_of_the_view,
    the_page_as_one_file_opens_from_disk,
];

/// A view of some of the events of September 2018.
const VIEW: &str = "#daterange=2018-09-01,2018-09-30&kind=air_strike,barrel_bomb,shelling";

/// Opens the dialog. Files are kept in the page instead of being put into the user's folder.
fn open_dialog(page: &Page) {
    page.eval(
        "const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { window.made = blob; return make.call(URL, blob); };
         HTMLAnchorElement.prototype.click = function () { window.saved = { name: this.download, blob: window.made }; };",
    );
    page.button("Save or share").click();
    page.get("dialog", "Save or share");
}

fn choose(page: &Page, list: &str, value: &str) {
    let list = page.get("dialog", "Save or share").get("combobox", list);
    list.eval(&format!(
        "arguments[0].value = {value:?}; arguments[0].dispatchEvent(new Event('change', {{ bubbles: true }}));"
    ));
}

/// Saves in a format; gives the file's name and text.
fn save(page: &Page, format: &str) -> (String, String) {
    choose(page, "Format", format);
    page.eval("window.saved = null;");
    page.button("Save file").click();
    page.wait_until("a file", || {
        page.eval("return !!window.saved;") == Value::Bool(true)
    });
    page.wait_until("word of it", || {
        let said = page
            .get("dialog", "Save or share")
            .get("status", Name::Any)
            .text();
        said.contains("SHA-256")
    });
    let saved = page.eval_async("return [window.saved.name, await window.saved.blob.text()];");
    let text = |at: usize| saved[at].as_str().unwrap().to_owned();
    (text(0), text(1))
}

/// How many events the first choice says that it holds.
fn events_shown(page: &Page) -> usize {
    let dialog = page.get("dialog", "Save or share");
    let name = dialog.get("radio", starting("What is shown now")).name();
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// The records of a CSV file (RFC 4180).
fn records(csv: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, csv.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            c => cell.push(c),
        }
    }
    records
}

fn a_filtered_view_leaves_as_csv_and_geojson(visit: &Visit) {
    let page = ready(visit, VIEW);
    open_dialog(page);
    let shown = events_shown(page);
    assert!(shown > 0);
    let (name, csv) = save(page, "csv");
    assert!(name.ends_with("2018-09-01-2018-09-30.csv"), "{name}");
    let records = records(&csv);
    let (header, rows) = records.split_first().unwrap();
    assert_eq!(rows.len(), shown);
    let column = |name: &str| header.iter().position(|column| column == name).unwrap();
    for row in rows {
        assert!(["air_strike", "barrel_bomb", "shelling"].contains(&row[column("kind")].as_str()));
        let (start, end) = (&row[column("date_start")], &row[column("date_end")]);
        assert!(start.as_str() <= "2018-09-30", "{start}");
        assert!(end.is_empty() || end.as_str() >= "2018-09-01", "{end}");
        assert_eq!(row[column("licence")], "CC BY 4.0");
        assert!(
            row[column("view")].contains("September 2018") && row[column("view")].contains("filtered by")
        );
        assert!(row[column("data_sha256")].contains("events.json sha256:"));
    }
    let (_, geojson) = save(page, "geojson");
    let read: Value = serde_json::from_str(&geojson).unwrap();
    assert_eq!(read["features"].as_array().unwrap().len(), shown);
    let hass = read["features"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["properties"]["place"] == "Hass");
    let hass = hass.expect("the hospital in Hass");
    assert_eq!(hass["geometry"]["type"], "Point");
    assert_eq!(hass["when"]["timespans"][0]["start"]["earliest"], "2018-09-08");
    assert_eq!(hass["properties"]["publisher"], "Al Jazeera");
}

fn what_is_kept_back_does_not_leave(visit: &Visit) {
    let page = ready(visit, "");
    open_dialog(page);
    let dialog = page.get("dialog", "Save or share");
    let told = dialog.get("region", "What this file would reveal");
    assert!(told.text().contains("Naji Abu Hadhifa"));
    assert!(dialog.text().contains("not anonymity"));
    // Summaries and notes may name whom the speakers' column names.
    for part in ["Who said it", "Summaries and notes"] {
        dialog.get("checkbox", format!("Leave out: {part}")).click();
    }
    page.wait_until("the list without speakers", || {
        !told.text().contains("Naji Abu Hadhifa")
    });
    choose(page, "Coordinates", "0.1");
    let (_, csv) = save(page, "csv");
    assert!(!csv.contains("Naji Abu Hadhifa"));
    let records = records(&csv);
    let (header, rows) = records.split_first().unwrap();
    let column = |name: &str| header.iter().position(|column| column == name);
    assert_eq!(column("said_by"), None);
    let lat = column("lat").unwrap();
    for row in rows.iter().filter(|row| !row[lat].is_empty()) {
        let decimals = row[lat].split_once('.').map_or(0, |(_, decimals)| decimals.len());
        assert!(decimals <= 1, "{}", row[lat]);
        assert_eq!(row[column("coordinates_rounded_to").unwrap()], "0.1°");
    }
}

fn the_same_view_gives_the_same_picture(visit: &Visit) {
    let page = ready(visit, VIEW);
    open_dialog(page);
    for format in ["map-svg", "figure-svg"] {
        let (name, first) = save(page, format);
        let is_svg = std::path::Path::new(&name)
            .extension()
            .is_some_and(|end| end == "svg");
        assert!(is_svg && first.starts_with("<svg "), "{name}");
        assert_eq!(save(page, format).1, first);
        assert!(first.contains(">Hass</text>") && first.contains("GeoNames (CC BY 4.0)"));
    }
    // After a reload it is still the same.
    let (_, before) = save(page, "map-svg");
    page.reload();
    page.wait_for_state("ready");
    open_dialog(page);
    assert_eq!(save(page, "map-svg").1, before);
    choose(page, "Format", "map-png");
    for (field, px) in [("Width in pixels", "640"), ("Height in pixels", "480")] {
        page.get("spinbutton", field).fill(px);
        page.press("Tab");
    }
    let (_, _) = save(page, "map-png");
    let size = page.eval_async(
        "const bitmap = await createImageBitmap(window.saved.blob); return [bitmap.width, bitmap.height];",
    );
    assert_eq!(size, serde_json::json!([640, 480]));
}

fn an_opened_table_leaves_with_its_own_columns(visit: &Visit) {
    let csv = "event_date,location,latitude,longitude,event_type,notes,phone\r\n\
        2019-01-02,Saraqib,35.8644,36.8058,Clash,=cmd(),0123\r\n\
        2019-01-03,Idlib,35.9306,36.6339,Strike,\"a, b\",0456\r\n";
    visit.site.replace("rows.csv", csv);
    let page = ready(visit, "?data=rows.csv");
    open_dialog(page);
    let told = page
        .get("dialog", "Save or share")
        .get("region", "What this file would reveal");
    assert!(told.text().contains("phone"), "{}", told.text());
    page.get("checkbox", "Leave out: phone").click();
    let (_, saved) = save(page, "csv");
    let records = records(&saved);
    assert_eq!(
        records[0][..7],
        [
            "event_date",
            "location",
            "latitude",
            "longitude",
            "event_type",
            "notes",
            "data_set"
        ]
    );
    assert_eq!(
        records[1][..6],
        ["2019-01-02", "Saraqib", "35.8644", "36.8058", "Clash", "'=cmd()"]
    );
    assert_eq!(records[2][5], "a, b");
    assert_eq!(records.len(), 3);
    assert!(records[1][10].starts_with("rows.csv sha256:"), "{:?}", records[1]);
}

fn link_and_citation_are_those_of_the_view(visit: &Visit) {
    let page = ready(visit, VIEW);
    open_dialog(page);
    page.eval(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true,
           value: { writeText: async (text) => { window.copied = text; } } });",
    );
    page.button("Copy link").click();
    page.wait_until("the link", || {
        let copied = page.eval("return window.copied ?? '';");
        copied
            .as_str()
            .is_some_and(|link| link.contains("daterange=2018-09-01,2018-09-30"))
    });
    page.button("Copy citation of this view").click();
    page.wait_until("the citation", || {
        let copied = page.eval("return window.copied ?? '';");
        copied.as_str().is_some_and(|words| {
            [
                "Idlib in five reports",
                "GeoNames",
                "September 2018",
                "kind=air_strike",
                "viewed",
            ]
            .iter()
            .all(|part| words.contains(part))
        })
    });
}

/// Removes its file when the journey ends, however it ends.
struct TempFile(PathBuf);

impl Drop for TempFile {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).ok();
    }
}

fn the_page_as_one_file_opens_from_disk(visit: &Visit) {
    let page = ready(visit, "#daterange=2018-09-01,2018-09-30&lang=en");
    open_dialog(page);
    let (name, html) = save(page, "page");
    let kind = format!("{:?}", page.browser()).to_lowercase();
    let file = TempFile(std::env::temp_dir().join(format!("{}-{kind}-{name}", std::process::id())));
    std::fs::write(&file.0, &html).unwrap();

    page.goto(&format!("file://{}", file.0.display()));
    page.wait_for_state("ready");
    assert!(
        page.hash().contains("daterange=2018-09-01,2018-09-30"),
        "{}",
        page.url()
    );
    // It works: a town is selected, dates are moved, the language changes.
    let (x, y) = page.button(starting("Hass:")).rect().center();
    page.pointer(PointerKind::Mouse).at(x, y).down().up().go();
    let list = page.get("region", "Reports").get("list", "In the selected dates");
    assert!(list.text().contains("barrel bomb"));
    page.get("slider", "First day").focus();
    page.press("ArrowRight");
    page.wait_until("the next day", || {
        page.hash().contains("daterange=2018-09-02,2018-09-30")
    });
    page.press("ArrowLeft");
    page.wait_until("the day before", || {
        page.hash().contains("daterange=2018-09-01,2018-09-30")
    });
    let asked = page.eval(
        "return performance.getEntriesByType('resource').map((entry) => entry.name)
           .filter((name) => !name.startsWith('blob:') && !name.startsWith('data:'));",
    );
    assert_eq!(asked, Value::Array(vec![]));

    // And it can be saved again: the same page, for the same view.
    page.goto("about:blank");
    page.goto(&format!("file://{}", file.0.display()));
    page.wait_for_state("ready");
    open_dialog(page);
    let (_, again) = save(page, "page");
    assert_eq!(again.len(), html.len());
    assert!(again == html, "saved again, it is another page");
    page.button("Close").click();
    page.get("combobox", starting("Language")).eval(
        "arguments[0].value = 'ar'; arguments[0].dispatchEvent(new Event('change', { bubbles: true }));",
    );
    page.wait_until("Arabic", || page.has("region", "الخريطة"));
}

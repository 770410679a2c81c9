//! Workbooks as other programs write them, in the parts of ECMA-376 that cells need.

use crate::{SheetError, Workbook};
use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What a workbook of a test holds.
#[derive(Default)]
struct Parts<'a> {
    workbook_properties: &'a str,
    /// Name, state, and the rows of each sheet.
    sheets: &'a [(&'a str, &'a str, &'a str)],
    strings: &'a str,
    styles: &'a str,
}

impl Parts<'_> {
    fn zip(&self) -> Vec<u8> {
        let (mut sheets, mut relations, mut types) = (String::new(), String::new(), String::new());
        let mut files = Vec::new();
        for (at, (name, state, rows)) in self.sheets.iter().enumerate() {
            let n = at + 1;
            sheets = format!(r#"{sheets}<sheet name="{name}" sheetId="{n}" state="{state}" r:id="rId{n}"/>"#);
            relations = format!(
                r#"{relations}<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>"#
            );
            types = format!(
                r#"{types}<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
            );
            files.push((
                format!("xl/worksheets/sheet{n}.xml"),
                format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#),
            ));
        }
        let package = "http://schemas.openxmlformats.org/package/2006";
        files.extend([
            (
                "[Content_Types].xml".to_owned(),
                format!(r#"<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>{types}</Types>"#),
            ),
            (
                "_rels/.rels".to_owned(),
                format!(r#"<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
            ),
            (
                "xl/workbook.xml".to_owned(),
                format!(
                    r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr {}/><sheets>{sheets}</sheets></workbook>"#,
                    self.workbook_properties
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels".to_owned(),
                format!(r#"<Relationships xmlns="{package}/relationships">{relations}<Relationship Id="rIdS" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdT" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"#),
            ),
            (
                "xl/sharedStrings.xml".to_owned(),
                format!(r#"<sst xmlns="{MAIN}">{}</sst>"#, self.strings),
            ),
            (
                "xl/styles.xml".to_owned(),
                format!(r#"<styleSheet xmlns="{MAIN}">{}</styleSheet>"#, self.styles),
            ),
        ]);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(name, SimpleFileOptions::default())
                .expect("a part of the archive");
            zip.write_all(text.as_bytes()).expect("its text");
        }
        zip.finish().expect("an archive").into_inner()
    }

    fn csv(&self, sheet: &str) -> Result<String, SheetError> {
        csv_of(self.zip(), sheet, 1 << 20)
    }
}

fn csv_of(bytes: Vec<u8>, sheet: &str, longest: usize) -> Result<String, SheetError> {
    let mut out = String::new();
    Workbook::new(bytes)?.csv(sheet, longest, &mut |part| out.push_str(part))?;
    Ok(out)
}

const STYLES: &str = r#"<numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="[Red]0.0&quot; days&quot;"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="166"/></cellXfs>"#;

#[test]
fn cells_are_read_as_they_are_meant() {
    let parts = Parts {
        sheets: &[
            (
                "Events &amp; more",
                "visible",
                r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>lat</t></is></c><c r="D1" t="str"><f>1</f><v>n</v></c></row>
                <row r="2"><c r="A2" s="1"><v>43351</v></c><c r="B2" t="s"><v>3</v></c><c r="C2"><v>35.619999999999997</v></c><c r="D2" t="b"><v>1</v></c></row>
                <row r="3"><c r="A3" s="3"><v>43351.5</v></c><c r="C3" s="2"/><c r="D3" s="2"><f>3+4</f><v>7</v></c></row>
                <row r="4"><c r="A4" t="d"><v>2018-09-09</v></c><c r="B4" t="s"><v>4</v></c><c r="C4" t="e"><v>#N/A</v></c><c r="D4" s="4"><v>1.25</v></c></row>"#,
            ),
            ("Old", "hidden", ""),
            ("Old too", "veryHidden", ""),
        ],
        strings: r"<si><t>date</t></si><si><r><t>pl</t></r><r><t>ace</t></r></si><si><t/></si><si><t>a, &#34;b&#x22;</t><rPh sb='0' eb='1'><t>x</t></rPh></si><si><t>جسر الشغور</t></si>",
        styles: STYLES,
        ..Parts::default()
    };
    let book = Workbook::new(parts.zip()).expect("a workbook");
    assert_eq!(book.sheets(), ["Events & more"]);
    assert_eq!(
        parts.csv("Events & more").as_deref(),
        Ok(
            "date,place,lat,n\n2018-09-08,\"a, \"\"b\"\"\",35.62,TRUE\n2018-09-08 12:00:00,,,7\n2018-09-09,جسر الشغور,#N/A,30:00:00\n"
        )
    );
}

#[test]
fn days_are_counted_from_1904_where_the_workbook_says_so() {
    let rows = r#"<row r="1"><c r="A1" t="str"><v>date</v></c></row><row r="2"><c r="A2" s="1"><v>41889</v></c></row>"#;
    for (workbook_properties, day) in [
        (r#"date1904="1""#, "2018-09-08"),
        (r#"date1904="true""#, "2018-09-08"),
        (r#"date1904="0""#, "2014-09-07"),
        ("", "2014-09-07"),
    ] {
        let parts = Parts {
            workbook_properties,
            sheets: &[("a", "visible", rows)],
            styles: STYLES,
            ..Parts::default()
        };
        assert_eq!(
            parts.csv("a"),
            Ok(format!("date,\n{day},\n")),
            "{workbook_properties}"
        );
    }
}

#[test]
fn blank_rows_and_rows_left_out_keep_the_numbers_of_the_rest() {
    let parts = Parts {
        sheets: &[(
            "a",
            "visible",
            r#"<row r="1"><c r="A1" t="str"><v>date</v></c><c r="B1" t="str"><v>place</v></c></row>
            <row r="2"><c r="A2" s="1"/><c r="B2" s="1"/></row>
            <row r="5"><c r="B5" t="str"><v>Hass</v></c></row>
            <row><c t="str"><v>2019</v></c><c t="str"><v>Idlib</v></c></row>
            <row r="9"><c r="A9" s="1"/></row>"#,
        )],
        styles: STYLES,
        ..Parts::default()
    };
    assert_eq!(
        parts.csv("a").as_deref(),
        Ok("date,place\n,\n,\n,\n,Hass\n2019,Idlib\n")
    );
}

#[test]
fn merged_cells_stand_once_and_an_unknown_error_stays_one() {
    let parts = Parts {
        sheets: &[(
            "a",
            "visible",
            r#"<row r="1"><c r="A1" t="str"><v>date</v></c><c r="B1" t="str"><v>killed</v></c></row>
            <row r="2"><c r="A2" t="str"><v>2019</v></c><c r="B2"><v>3</v></c></row>
            <row r="3"><c r="A3" t="str"><v>2020</v></c><c r="B3"/></row>
            <row r="4"><c r="A4" t="e"><v>#SPILL!</v></c><c r="B4"><v>5</v></c></row>
            <row r="5"><c r="A5" t="str"><v>2021</v></c><c r="B5" t="e"><v>#CALC!</v></c></row>
            <row r="6"><c r="A6" t="str"><v>2022</v></c><c r="B6" t="e"><v>#BLOCKED!</v></c></row>
            <row r="7"><c r="A7" t="e"><v>#FIELD!</v></c><c r="B7" t="e"><v>#CALC!</v></c></row>
            </sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells><sheetData>"#,
        )],
        ..Parts::default()
    };
    assert_eq!(
        parts.csv("a").as_deref(),
        Ok("date,killed\n2019,3\n2020,\n#SPILL!,5\n2021,#CALC!\n2022,#BLOCKED!\n#FIELD!,#CALC!\n")
    );
}

#[test]
fn text_in_parts_results_of_formulas_and_dates_as_text_are_what_they_show() {
    let parts = Parts {
        sheets: &[
            (
                "Shown",
                "visible",
                r#"<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>da</t></r><r><t>te</t></r></is></c><c r="B1" t="str"><v>place</v></c><c r="C1" t="str"><v>killed</v></c></row>
            <row r="2" hidden="1"><c r="A2" t="str"><f>TEXT(B9,"yyyy-mm-dd")</f><v>2018-09-08</v></c><c r="B2" t="s"><v>0</v></c><c r="C2"><f>SUM(D2:E2)</f><v>4</v></c></row>
            <row r="3"><c r="A3" t="str"><v>08/09/2018</v></c><c r="B3" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c><c r="C3" t="e"><v>#DIV/0!</v></c></row>
            <row r="4"><c r="A4" t="str"><v>'2018</v></c><c r="B4" t="str"><f>x</f><v></v></c><c r="C4"><f>1/0</f></c></row>"#,
            ),
            (
                "Second",
                "visible",
                r#"<row r="1"><c r="A1" t="str"><v>date</v></c></row>"#,
            ),
            (
                "Hidden",
                "hidden",
                r#"<row r="1"><c r="A1" t="str"><v>date</v></c></row>"#,
            ),
        ],
        strings: r#"<si><r><t xml:space="preserve">Jisr </t></r><r><rPr><i/></rPr><t>al-Shughur</t></r></si>"#,
        ..Parts::default()
    };
    let book = Workbook::new(parts.zip()).expect("a workbook");
    assert_eq!(book.sheets(), ["Shown", "Second"]);
    // A hidden row is a row: what is not shown is not lost.
    assert_eq!(
        parts.csv("Shown").as_deref(),
        Ok("date,place,killed\n2018-09-08,Jisr al-Shughur,4\n08/09/2018,#N/A,#DIV/0!\n'2018,,\n")
    );
}

#[test]
fn a_few_far_cells_are_not_let_grow_without_end() {
    let far_right = (1..=20).map(|n| format!(r#"<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>"#));
    let far_right: String = far_right.collect();
    let far_down =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>"#;
    for rows in [far_right.as_str(), far_down] {
        let parts = Parts {
            sheets: &[("a", "visible", rows)],
            ..Parts::default()
        };
        let refused = csv_of(parts.zip(), "a", 60_000).err();
        assert_eq!(refused, Some(SheetError::TooLong(60_000)));
    }
}

#[test]
fn what_is_no_workbook_is_told() {
    let parts = Parts {
        sheets: &[("a", "visible", "<row><c><v>1</v></c></row>")],
        ..Parts::default()
    };
    assert!(matches!(
        csv_of(parts.zip(), "b", 100),
        Err(SheetError::Damaged(_))
    ));
    assert!(matches!(
        Workbook::new(b"PK\x03\x04 and no more".to_vec()).err(),
        Some(SheetError::Damaged(_))
    ));
}

proptest! {
    #[test]
    fn any_sheet_is_survived(rows in "[<>/a-ct=\"'&;: svr1!-]{0,60}") {
        let parts = Parts { sheets: &[("a", "visible", &rows)], ..Parts::default() };
        parts.csv("a").ok();
    }

    #[test]
    fn damage_is_survived(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let parts = Parts {
            sheets: &[("a", "visible", r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#)],
            strings: "<si><t>date</t></si>",
            styles: STYLES,
            ..Parts::default()
        };
        let mut bytes = parts.zip();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(bytes.len() - cut.index(bytes.len()) % 40);
        csv_of(bytes, "a", 10_000).ok();
    }
}

/// A spreadsheet as `LibreOffice` writes it, in the parts that cells need.
fn open_document(rows: &str) -> Vec<u8> {
    // Nothing stands between the cells of a real one.
    let rows = rows.replace("\n        ", "");
    let office = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        r#"<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0"
        xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Reports">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest =
        r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    for (name, text) in [
        ("mimetype", kind),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ] {
        zip.start_file(name, stored).expect("a part of the archive");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn an_open_document_is_read_as_a_workbook_is() {
    let rows = r#"<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
        <table:table-row><table:table-cell office:value-type="string"><text:p>date</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>place</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>killed</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell office:value-type="date" office:date-value="2018-09-07"><text:p>7.9.18</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>Hass, "south"</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="4"><text:p>4</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let bytes = open_document(rows);
    assert!(crate::is_open_document(&bytes) && !crate::is_open_document(b"PK"));
    let mut book = Workbook::new(bytes).expect("a spreadsheet");
    assert_eq!(book.sheets(), ["Reports"]);
    let mut csv = String::new();
    book.csv("Reports", 1 << 20, &mut |part| csv.push_str(part))
        .expect("its cells");
    assert_eq!(csv, "date,place,killed\n2018-09-07,\"Hass, \"\"south\"\"\",4\n");
}

//! The sheets of an XLSX workbook as delimited text: the parts of ECMA-376 that cells need.
//!
//! A workbook is a zip archive of XML files; whoever unpacks it hands their texts over. Values come out as they are
//! meant: dates as ISO 8601, numbers with a point, formulas by their last result.

use crate::time::Day;

/// A sheet: its name, and the path of its file in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// As on its tab.
    pub name: String,
    /// From the archive's root.
    pub path: String,
}

/// What cells refer to.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    /// The strings that cells share.
    pub strings: Vec<String>,
    /// Whether a style, by its number, shows numbers as dates.
    pub date_styles: Vec<bool>,
    /// Days are counted from 1904, as on old Macintoshes.
    pub is_1904: bool,
}

/// What stands next in an XML text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    /// A tag that opens: its name without prefix, its attributes, whether it closes itself.
    Open(&'a str, &'a str, bool),
    /// A tag that closes.
    Close(&'a str),
    /// Text between tags, entities and all.
    Text(&'a str),
}

/// The pieces of an XML text, comments and instructions left out.
struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if !self.rest.starts_with('<') {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                if text.is_empty() {
                    return None;
                }
                return Some(Piece::Text(text));
            }
            if let Some(comment) = self.rest.strip_prefix("<!--") {
                self.rest = comment.split_once("-->")?.1;
                continue;
            }
            let (tag, rest) = self.rest.get(1..)?.split_once('>')?;
            self.rest = rest;
            if tag.starts_with(['?', '!']) {
                continue;
            }
            let bare = |name: &'a str| name.rsplit(':').next().unwrap_or(name);
            if let Some(name) = tag.strip_prefix('/') {
                return Some(Piece::Close(bare(name.trim())));
            }
            let closes = tag.ends_with('/');
            let tag = tag.trim_end_matches('/');
            let (name, attributes) = tag
                .split_once(|c: char| c.is_ascii_whitespace())
                .unwrap_or((tag, ""));
            return Some(Piece::Open(bare(name), attributes, closes));
        }
    }
}

fn pieces(xml: &str) -> Pieces<'_> {
    Pieces {
        rest: xml.trim_start_matches('\u{feff}'),
    }
}

/// The value of an attribute, entities and all.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some((key, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, later) = after.get(1..)?.split_once(quote)?;
        let key = key.trim();
        if key == name || key.rsplit(':').next() == Some(name) {
            return Some(value);
        }
        rest = later;
    }
    None
}

/// A text with its entities replaced.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let Some((name, later)) = after.split_once(';').filter(|(name, _)| name.len() <= 8) else {
            out.push('&');
            rest = after;
            continue;
        };
        let code = name.strip_prefix("#x").map_or_else(
            || name.strip_prefix('#').and_then(|code| code.parse().ok()),
            |hex| u32::from_str_radix(hex, 16).ok(),
        );
        out.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => code
                .and_then(char::from_u32)
                .unwrap_or(char::REPLACEMENT_CHARACTER),
        });
        rest = later;
    }
    out.push_str(rest);
    out
}

/// The sheets that a workbook shows, by `xl/workbook.xml` and `xl/_rels/workbook.xml.rels`; and whether its days count
/// from 1904.
pub fn sheets_of(workbook: &str, relations: &str) -> (Vec<Sheet>, bool) {
    let mut targets = Vec::new();
    for piece in pieces(relations) {
        if let Piece::Open("Relationship", attributes, _) = piece
            && let (Some(id), Some(target)) = (attribute(attributes, "Id"), attribute(attributes, "Target"))
        {
            targets.push((id, target));
        }
    }
    let mut sheets = Vec::new();
    let mut is_1904 = false;
    for piece in pieces(workbook) {
        match piece {
            Piece::Open("workbookPr", attributes, _) => {
                is_1904 = matches!(attribute(attributes, "date1904"), Some("1" | "true"));
            }
            Piece::Open("sheet", attributes, _)
                if attribute(attributes, "state").is_none_or(|s| s == "visible") =>
            {
                // The name of the relation's attribute has a prefix; `sheetId` has none.
                let id = attributes
                    .split_ascii_whitespace()
                    .find_map(|a| a.split_once(":id="))
                    .map(|(_, id)| id);
                let id = id.map(|id| id.trim_matches(['"', '\'']));
                let target = targets.iter().find(|(known, _)| Some(*known) == id);
                if let (Some(name), Some((_, target))) = (attribute(attributes, "name"), target) {
                    let path = target
                        .strip_prefix('/')
                        .map_or_else(|| format!("xl/{target}"), str::to_owned);
                    sheets.push(Sheet {
                        name: decoded(name),
                        path,
                    });
                }
            }
            _ => {}
        }
    }
    (sheets, is_1904)
}

/// The strings of `xl/sharedStrings.xml`. Readings of ideographs are no part of them.
pub fn shared_strings(xml: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let (mut text, mut is_text, mut is_reading) = (String::new(), false, false);
    for piece in pieces(xml) {
        match piece {
            Piece::Open("si", _, true) => strings.push(String::new()),
            Piece::Close("si") => strings.push(std::mem::take(&mut text)),
            Piece::Open("rPh", _, closes) => is_reading = !closes,
            Piece::Close("rPh") => is_reading = false,
            Piece::Open("t", _, closes) => is_text = !closes,
            Piece::Close("t") => is_text = false,
            Piece::Text(part) if is_text && !is_reading => text.push_str(&decoded(part)),
            _ => {}
        }
    }
    strings
}

/// Whether each style of `xl/styles.xml` shows numbers as dates.
pub fn date_styles(xml: &str) -> Vec<bool> {
    let mut custom: Vec<(u32, bool)> = Vec::new();
    let mut styles = Vec::new();
    let mut is_cell_style = false;
    for piece in pieces(xml) {
        match piece {
            Piece::Open("numFmt", attributes, _) => {
                let id = attribute(attributes, "numFmtId").and_then(|id| id.parse().ok());
                if let (Some(id), Some(code)) = (id, attribute(attributes, "formatCode")) {
                    custom.push((id, is_date_format(&decoded(code))));
                }
            }
            Piece::Open("cellXfs", _, closes) => is_cell_style = !closes,
            Piece::Close("cellXfs") => is_cell_style = false,
            Piece::Open("xf", attributes, _) if is_cell_style => {
                let id: u32 = attribute(attributes, "numFmtId")
                    .and_then(|id| id.parse().ok())
                    .unwrap_or(0);
                let known = custom
                    .iter()
                    .find(|(other, _)| *other == id)
                    .map(|(_, is_date)| *is_date);
                styles.push(known.unwrap_or(matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)));
            }
            _ => {}
        }
    }
    styles
}

/// A number format shows a date if it has letters of one, outside of quotes and brackets.
fn is_date_format(code: &str) -> bool {
    let (mut is_quoted, mut is_bracketed, mut is_escaped) = (false, false, false);
    for c in code.chars() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match c {
            '\\' | '_' | '*' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            '[' => is_bracketed = true,
            ']' => is_bracketed = false,
            'y' | 'Y' | 'd' | 'D' | 'm' | 'M' if !is_quoted && !is_bracketed => return true,
            _ => {}
        }
    }
    false
}

/// Columns that a sheet has at most.
const WIDEST: usize = 16_384;

/// Most bytes that a sheet may come to: a few that name a far column stand for very many empty cells.
const LONGEST: usize = 1 << 29;

/// A sheet as CSV: its rows from the first to the last, empty cells and all; `None` if that is more than 512 MB.
pub fn csv_of_sheet(xml: &str, workbook: &Workbook) -> Option<String> {
    csv_up_to(LONGEST, xml, workbook)
}

fn csv_up_to(longest: usize, xml: &str, workbook: &Workbook) -> Option<String> {
    let mut out = String::new();
    let mut row: Vec<String> = Vec::new();
    let (mut column, mut kind, mut style) = (0usize, "", 0usize);
    let (mut value, mut is_value) = (String::new(), false);
    for piece in pieces(xml) {
        match piece {
            Piece::Open("c", attributes, closes) => {
                column = attribute(attributes, "r")
                    .and_then(column_of)
                    .unwrap_or(row.len());
                kind = attribute(attributes, "t").unwrap_or("n");
                style = attribute(attributes, "s")
                    .and_then(|s| s.parse().ok())
                    .unwrap_or(0);
                value.clear();
                if closes {
                    kind = "";
                }
            }
            Piece::Open("v" | "t", _, closes) => is_value = !closes,
            Piece::Close("v" | "t") => is_value = false,
            Piece::Text(text) if is_value => value.push_str(&decoded(text)),
            Piece::Close("c") if column < WIDEST => {
                if row.len() <= column {
                    row.resize(column + 1, String::new());
                }
                if let Some(cell) = row.get_mut(column) {
                    *cell = cell_text(kind, style, &value, workbook);
                }
            }
            Piece::Close("row") => {
                push_row(&mut out, &std::mem::take(&mut row));
                if out.len() > longest {
                    return None;
                }
            }
            _ => {}
        }
    }
    Some(out)
}

fn cell_text(kind: &str, style: usize, value: &str, workbook: &Workbook) -> String {
    match kind {
        "s" => {
            let at: Option<usize> = value.trim().parse().ok();
            at.and_then(|at| workbook.strings.get(at))
                .cloned()
                .unwrap_or_default()
        }
        "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "n" => {
            let Ok(number) = value.trim().parse::<f64>() else {
                return value.to_owned();
            };
            if workbook.date_styles.get(style) == Some(&true) {
                date_text(number, workbook.is_1904)
            } else {
                number.to_string()
            }
        }
        _ => value.to_owned(),
    }
}

/// A day counted as spreadsheets do, and the time of that day if it has one.
fn date_text(serial: f64, is_1904: bool) -> String {
    const UNIX_FROM_1900: i32 = 25_569;
    const UNIX_FROM_1904: i32 = 24_107;
    const SECONDS: f64 = 86_400.0;
    if !(0.0..3_000_000.0).contains(&serial) {
        return serial.to_string();
    }
    let seconds = (serial * SECONDS).round();
    let days = (seconds / SECONDS).floor() as i32;
    let of_day = (seconds - f64::from(days) * SECONDS) as u32;
    // The first of these calendars has a 29 February 1900.
    let early = i32::from(!is_1904 && days < 60);
    let day = Day(days + early - if is_1904 { UNIX_FROM_1904 } else { UNIX_FROM_1900 });
    let time = format!("{:02}:{:02}:{:02}", of_day / 3_600, of_day / 60 % 60, of_day % 60);
    match (days, of_day) {
        (0, _) if !is_1904 => time,
        (_, 0) => day.to_string(),
        _ => format!("{day} {time}"),
    }
}

/// The column, from 0, of a reference such as `AB12`.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.fold(0usize, |n, b| {
        n.saturating_mul(26).saturating_add(usize::from(b - b'A') + 1)
    });
    number.checked_sub(1)
}

fn push_row(out: &mut String, row: &[String]) {
    for (at, cell) in row.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sheet_becomes_its_rows() {
        let workbook = r#"<?xml version="1.0"?><workbook xmlns:r="x"><workbookPr/><sheets><sheet name="Events &amp; more" sheetId="1" r:id="rId1"/><sheet name="Old" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>"#;
        let relations = r#"<Relationships><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>"#;
        let (sheets, is_1904) = sheets_of(workbook, relations);
        assert_eq!(
            sheets,
            [Sheet {
                name: "Events & more".to_owned(),
                path: "xl/worksheets/sheet1.xml".to_owned()
            }]
        );
        let strings = shared_strings(
            r"<sst><si><t>date</t></si><si><r><t>pl</t></r><r><t>ace</t></r></si><si><t/></si><si><t>a, &#34;b&#x22;</t><rPh><t>x</t></rPh></si></sst>",
        );
        assert_eq!(strings, ["date", "place", "", "a, \"b\""]);
        let styles = date_styles(
            r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="[Red]0.0&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>"#,
        );
        assert_eq!(styles, [false, true, false, true]);
        let sheet = r#"<worksheet><sheetData>
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>lat</t></is></c><c r="D1" t="str"><f>1</f><v>n</v></c></row>
            <row r="2"><c r="A2" s="1"><v>43351</v></c><c r="B2" t="s"><v>3</v></c><c r="C2"><v>35.619999999999997</v></c><c r="D2" t="b"><v>1</v></c></row>
            <row r="3"><c r="A3" s="3"><v>43351.5</v></c><c r="C3" s="2"/><c r="D3" s="2"><v>7</v></c></row>
            </sheetData></worksheet>"#;
        let book = Workbook {
            strings,
            date_styles: styles,
            is_1904,
        };
        assert_eq!(
            csv_of_sheet(sheet, &book).as_deref(),
            Some("date,place,lat,n\n2018-09-08,\"a, \"\"b\"\"\",35.62,TRUE\n2018-09-08 12:00:00,,,7\n")
        );
        let far = "<row r='1'><c r=\"XFD1\"><v>1</v></c></row>".repeat(4);
        assert_eq!(
            csv_up_to(60_000, &far, &book),
            None,
            "a few far cells are very many empty ones"
        );
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(date_text(1.0, false), "1900-01-01");
        assert_eq!(date_text(61.0, false), "1900-03-01");
        assert_eq!(date_text(0.0, true), "1904-01-01");
        assert_eq!(date_text(0.25, false), "06:00:00");
        assert_eq!(date_text(-1.0, false), "-1");
        assert_eq!(
            (column_of("A1"), column_of("AB12"), column_of("12")),
            (Some(0), Some(27), None)
        );
    }

    proptest! {
        #[test]
        fn any_text_is_survived(xml in "[<>/a-ct=\"'&;: svr1!-]{0,60}") {
            let book = Workbook { strings: shared_strings(&xml), date_styles: date_styles(&xml), is_1904: false };
            csv_of_sheet(&xml, &book);
            sheets_of(&xml, &xml);
        }
    }
}

//! One file out of a zip archive.

use crate::bytes::Bytes;
use crate::open::words;
use chronotope_core::read::{
    LoadFailure, Workbook, ZIP_LOCAL_HEADER, ZIP_TAIL, ZipEntry, csv_of_sheet, date_styles, shared_strings,
    sheets_of, zip_content_offset, zip_directory, zip_entries,
};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Most bytes that a part of a workbook may have when it is unpacked: a small file can claim to hold any amount.
const MOST: usize = 1 << 29;
/// A part of a workbook that every one has.
const WORKBOOK: &str = "xl/workbook.xml";

/// The file of an archive that holds rows: the one named, else the only one.
///
/// # Errors
/// `zip` if the archive is damaged, `choose_entry` with the names if it has several files, or sheets, `unknown_format`
/// if it has none.
pub(crate) async fn only_file(blob: &Blob, wanted: &str, file: &str) -> Result<(Bytes, f64), LoadFailure> {
    let damaged = |error: &JsValue| LoadFailure::new("zip", file, words(error));
    let entries = entries(blob).await.map_err(|e| damaged(&e))?;
    if entries.iter().any(|entry| entry.name == WORKBOOK) {
        let sheet = workbook(blob, &entries, wanted, file).await;
        return sheet.map_err(|error| error.unwrap_or_else(|error| damaged(&error)));
    }
    let readable: Vec<&ZipEntry> = entries.iter().filter(|entry| entry.is_readable()).collect();
    let chosen = readable.iter().find(|entry| entry.name == wanted);
    let entry = match (chosen, readable.as_slice()) {
        (Some(entry), _) | (None, [entry]) => entry,
        (None, []) => return Err(LoadFailure::new("unknown_format", file, "")),
        (None, several) => {
            let mut failure = LoadFailure::new("choose_entry", file, several.len().to_string());
            failure.sample = several.iter().map(|entry| vec![entry.name.clone()]).collect();
            return Err(failure);
        }
    };
    content(blob, entry).await.map_err(|e| damaged(&e))
}

/// Why a workbook is not opened: for a person to choose, or because it is damaged.
type Refusal = Result<LoadFailure, JsValue>;

/// The sheet of a workbook as text: the one named, else the only one.
async fn workbook(
    blob: &Blob,
    entries: &[ZipEntry],
    wanted: &str,
    file: &str,
) -> Result<(Bytes, f64), Refusal> {
    let text = async |name: &str| match entries.iter().find(|entry| entry.name == name) {
        Some(entry) => text_of(blob, entry).await.map_err(Err),
        None => Ok(String::new()),
    };
    let (sheets, is_1904) = sheets_of(&text(WORKBOOK).await?, &text("xl/_rels/workbook.xml.rels").await?);
    let chosen = sheets.iter().find(|sheet| sheet.name == wanted);
    let sheet = match (chosen, sheets.as_slice()) {
        (Some(sheet), _) | (None, [sheet]) => sheet,
        (None, []) => return Err(Ok(LoadFailure::new("empty", file, ""))),
        (None, several) => {
            let mut failure = LoadFailure::new("choose_entry", file, several.len().to_string());
            failure.sample = several.iter().map(|sheet| vec![sheet.name.clone()]).collect();
            return Err(Ok(failure));
        }
    };
    let book = Workbook {
        strings: shared_strings(&text("xl/sharedStrings.xml").await?),
        date_styles: date_styles(&text("xl/styles.xml").await?),
        is_1904,
    };
    let csv = csv_of_sheet(&text(&sheet.path).await?, &book)
        .ok_or_else(|| Err("more than 512 MB as text".into()))?;
    let parts = js_sys::Array::of1(&Uint8Array::from(csv.as_bytes()));
    let blob = Blob::new_with_u8_array_sequence(&parts).map_err(Err)?;
    let size = blob.size();
    Ok((Bytes::of_blob(&blob), size))
}

async fn text_of(blob: &Blob, entry: &ZipEntry) -> Result<String, JsValue> {
    let (mut bytes, _) = content(blob, entry).await?;
    let mut whole = Vec::new();
    while let Some(chunk) = bytes.next().await? {
        let start = whole.len();
        if start + chunk.length() as usize > MOST {
            return Err("more than 512 MB when unpacked".into());
        }
        whole.resize(start + chunk.length() as usize, 0);
        chunk.copy_to(whole.get_mut(start..).unwrap_or_default());
    }
    String::from_utf8(whole).map_err(|_not_utf8| "not in UTF-8".into())
}

async fn entries(blob: &Blob) -> Result<Vec<ZipEntry>, JsValue> {
    let size = blob.size();
    let tail = part(blob, (size - ZIP_TAIL as f64).max(0.0), size).await?;
    let (offset, len) = zip_directory(&tail).ok_or("no directory")?;
    let directory = part(blob, offset as f64, (offset + len) as f64).await?;
    Ok(zip_entries(&directory).ok_or("encrypted, or packed in a way that is not known")?)
}

async fn content(blob: &Blob, entry: &ZipEntry) -> Result<(Bytes, f64), JsValue> {
    let header = part(
        blob,
        entry.offset as f64,
        (entry.offset + ZIP_LOCAL_HEADER) as f64,
    )
    .await?;
    let start = entry.offset + zip_content_offset(&header).ok_or("no file where the directory says")?;
    let end = (start + entry.packed_bytes) as f64;
    let bytes = Bytes::of_blob(&blob.slice_with_f64_and_f64(start as f64, end)?);
    let bytes = if entry.is_deflated {
        bytes.decompressed("deflate-raw")?
    } else {
        bytes
    };
    Ok((bytes, entry.packed_bytes as f64))
}

/// Some bytes of a file.
pub(crate) async fn part(blob: &Blob, start: f64, end: f64) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(blob.slice_with_f64_and_f64(start, end)?.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

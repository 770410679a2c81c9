//! One file out of a zip archive.

use crate::bytes::Bytes;
use crate::open::words;
use chronotope_core::read::{
    LoadFailure, ZIP_LOCAL_HEADER, ZIP_TAIL, ZipEntry, is_zip, zip_content_offset, zip_directory, zip_entries,
};
use chronotope_sheets::{SheetError, Workbook, is_open_document};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Most bytes that a part of a workbook may claim to have when it is unpacked, and that a sheet may come to as text.
const MOST: usize = 1 << 29;
/// The folder that every XLSX workbook has in its archive, and nothing else.
const WORKBOOK: &str = "xl/";

/// Stands between the names of a file and of a sheet in it, where one is chosen in the other; no name has it.
const IN: &str = "\u{2007}\u{203a}\u{2007}";

/// What a person chose among several, from outside inwards.
pub(crate) struct Wanted<'a> {
    rest: &'a str,
    /// The names that were followed so far.
    above: String,
}

impl<'a> Wanted<'a> {
    /// By a plan's choice.
    pub(crate) fn new(choice: &'a str) -> Wanted<'a> {
        Wanted {
            rest: choice,
            above: String::new(),
        }
    }

    /// Which of several names is chosen.
    ///
    /// # Errors
    /// `choose_entry` with the names if none is.
    fn among(&mut self, names: &[String], file: &str) -> Result<usize, LoadFailure> {
        let (name, rest) = self.rest.split_once(IN).unwrap_or((self.rest, ""));
        match names.iter().position(|known| known == name) {
            _ if names.len() == 1 => Ok(0),
            Some(at) => {
                self.above = format!("{}{name}{IN}", self.above);
                self.rest = rest;
                Ok(at)
            }
            None if names.is_empty() => Err(LoadFailure::new("empty", file, "")),
            None => {
                let mut failure = LoadFailure::new("choose_entry", file, names.len().to_string());
                let named = names.iter().map(|name| vec![format!("{}{name}", self.above)]);
                failure.sample = named.collect();
                Err(failure)
            }
        }
    }
}

/// The file of an archive that holds rows, or the sheet of a workbook as text: the one wanted, else the only one.
///
/// # Errors
/// `zip` if the archive is damaged, `choose_entry` with the names if it has several files, or sheets, `unknown_format`
/// if it has none; `locked` if it is a workbook with a password, `old_workbook` if it is none of today's format.
pub(crate) async fn only_file(
    blob: &Blob,
    wanted: &mut Wanted<'_>,
    file: &str,
) -> Result<(Bytes, f64), LoadFailure> {
    let damaged = |error: &JsValue| LoadFailure::new("zip", file, words(error));
    let head = part(blob, 0.0, 4.0).await.map_err(|e| damaged(&e))?;
    if !is_zip(&head) {
        return workbook(blob, wanted, file).await;
    }
    let entries = entries(blob).await.map_err(|e| damaged(&e))?;
    let head = part(blob, 0.0, 128.0).await.map_err(|e| damaged(&e))?;
    if entries.iter().any(|entry| entry.name.starts_with(WORKBOOK)) || is_open_document(&head) {
        if entries.iter().any(|entry| entry.bytes > MOST as u64) {
            return Err(too_long(file));
        }
        return workbook(blob, wanted, file).await;
    }
    let readable: Vec<&ZipEntry> = entries.iter().filter(|entry| entry.is_readable()).collect();
    if readable.is_empty() {
        return Err(LoadFailure::new("unknown_format", file, ""));
    }
    let names: Vec<String> = readable.iter().map(|entry| entry.name.clone()).collect();
    let at = wanted.among(&names, file)?;
    let Some(entry) = readable.get(at) else {
        return Err(LoadFailure::new("unknown_format", file, ""));
    };
    content(blob, entry).await.map_err(|e| damaged(&e))
}

/// The largest file of an archive that may hold rows.
///
/// # Errors
/// `zip` if the archive is damaged, `unknown_format` if it has none.
pub(crate) async fn largest_file(blob: &Blob, file: &str) -> Result<Bytes, LoadFailure> {
    let damaged = |error: JsValue| LoadFailure::new("zip", file, words(&error));
    let entries = entries(blob).await.map_err(damaged)?;
    let readable = entries.iter().filter(|entry| entry.is_readable());
    match readable.max_by_key(|entry| entry.bytes) {
        Some(entry) => Ok(content(blob, entry).await.map_err(damaged)?.0),
        None => Err(LoadFailure::new("unknown_format", file, "")),
    }
}

async fn workbook(blob: &Blob, wanted: &mut Wanted<'_>, file: &str) -> Result<(Bytes, f64), LoadFailure> {
    let unreadable = |error: &JsValue| LoadFailure::new("unreadable", file, words(error));
    let bytes = part(blob, 0.0, blob.size()).await.map_err(|e| unreadable(&e))?;
    let is_archive = is_zip(&bytes);
    let refused = |error| match error {
        SheetError::Locked => LoadFailure::new("locked", file, ""),
        SheetError::Damaged(_) if !is_archive => LoadFailure::new("old_workbook", file, ""),
        SheetError::Damaged(detail) => LoadFailure::new("zip", file, detail),
        SheetError::TooLong(_) => too_long(file),
    };
    let mut book = Workbook::new(bytes).map_err(refused)?;
    let sheets = book.sheets();
    let at = wanted.among(&sheets, file)?;
    let parts = js_sys::Array::new();
    if let Some(sheet) = sheets.get(at) {
        book.csv(sheet, MOST, &mut |text| {
            parts.push(&Uint8Array::from(text.as_bytes()));
        })
        .map_err(refused)?;
    }
    drop(book);
    let blob = Blob::new_with_u8_array_sequence(&parts).map_err(|e| unreadable(&e))?;
    let size = blob.size();
    Ok((Bytes::of_blob(&blob), size))
}

fn too_long(file: &str) -> LoadFailure {
    LoadFailure::new("too_large", file, "512 MB")
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

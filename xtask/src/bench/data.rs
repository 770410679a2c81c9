//! The rows to measure with, made once into the cache folder.

use crate::hash::sha256_hex;
use crate::paths;
use crate::process::say;
use anyhow::{Context as _, Result};
use chronotope_core::workload;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::ops::Range;
use std::path::PathBuf;

/// Rows that are made at once.
const PART: u32 = 50_000;

/// In what form rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As the app opens them.
    Csv,
    /// As the app opens them.
    GeoJson,
    /// Days (u16), places (u16), kinds (u8), actors (u8): one column after the other, for the reference.
    Columns,
}

/// The folder of the rows. Its name changes with what the generator makes.
pub(super) fn folder() -> Result<PathBuf> {
    let mut sample = workload::meta_json();
    workload::write_csv(0..1_000, &mut sample);
    workload::write_geojson(0..100, &mut sample);
    let folder = paths::cache()?
        .join("bench")
        .join(format!("{:.12}", sha256_hex(sample.as_bytes())));
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

/// Writes `meta.json`.
pub(super) fn meta() -> Result<()> {
    let file = folder()?.join("meta.json");
    fs::write(&file, workload::meta_json()).with_context(|| format!("cannot write {}", file.display()))
}

/// Writes the rows in a form, if they are not there yet; gives the size of the file in bytes.
pub(super) fn ensure(rows: u32, form: Form) -> Result<u64> {
    let name = match form {
        Form::Csv => format!("events-{rows}.csv"),
        Form::GeoJson => format!("events-{rows}.geojson"),
        Form::Columns => format!("columns-{rows}.bin"),
    };
    let file = folder()?.join(&name);
    if !file.is_file() {
        say(format!("making {name}"));
        let part = file.with_extension("part");
        let mut out = BufWriter::new(File::create(&part).with_context(|| format!("cannot create {name}"))?);
        write(rows, form, &mut out).with_context(|| format!("cannot write {name}"))?;
        out.flush().with_context(|| format!("cannot write {name}"))?;
        fs::rename(&part, &file).with_context(|| format!("cannot write {name}"))?;
    }
    Ok(fs::metadata(&file)
        .with_context(|| format!("cannot read {name}"))?
        .len())
}

fn write(rows: u32, form: Form, out: &mut impl std::io::Write) -> std::io::Result<()> {
    match form {
        Form::Csv => {
            out.write_all(workload::CSV_HEADER.as_bytes())?;
            for part in parts(rows) {
                let mut text = String::new();
                workload::write_csv(part, &mut text);
                out.write_all(text.as_bytes())?;
            }
        }
        Form::GeoJson => {
            out.write_all(workload::GEOJSON_START.as_bytes())?;
            for part in parts(rows) {
                let mut text = String::new();
                if part.start > 0 {
                    text.push_str(",\n");
                }
                workload::write_geojson(part, &mut text);
                out.write_all(text.as_bytes())?;
            }
            out.write_all(workload::GEOJSON_END.as_bytes())?;
        }
        Form::Columns => {
            let wide: [fn(workload::WorkloadRow) -> u32; 2] = [|row| row.day, |row| row.place];
            for value in wide {
                for row in 0..rows {
                    out.write_all(&(value(workload::row(row)) as u16).to_le_bytes())?;
                }
            }
            let narrow: [fn(workload::WorkloadRow) -> u32; 2] = [|row| row.kind, |row| row.actor];
            for value in narrow {
                for row in 0..rows {
                    out.write_all(&[value(workload::row(row)) as u8])?;
                }
            }
        }
    }
    Ok(())
}

fn parts(rows: u32) -> impl Iterator<Item = Range<u32>> {
    (0..rows)
        .step_by(PART as usize)
        .map(move |start| start..rows.min(start + PART))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_whole() {
        let written = |form| {
            let mut out = Vec::new();
            write(PART + 10, form, &mut out).unwrap();
            out
        };
        let csv = written(Form::Csv);
        assert_eq!(csv.split(|&byte| byte == b'\n').count() - 1, PART as usize + 11);
        let json: serde_json::Value = serde_json::from_slice(&written(Form::GeoJson)).unwrap();
        assert_eq!(json["features"].as_array().unwrap().len(), PART as usize + 10);
        assert_eq!(written(Form::Columns).len(), (PART as usize + 10) * 6);
    }
}

//! The directory of a zip archive: what is in it, and where. What an entry holds is unpacked elsewhere.

/// How much of the end of an archive holds the record that says where the directory is, at most.
pub const ZIP_TAIL: u64 = 65_557;
/// Bytes of the header before an entry's own name.
pub const ZIP_LOCAL_HEADER: u64 = 30;

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZipEntry {
    /// Its path, with `/` between folders.
    pub name: String,
    /// It is compressed with Deflate; else it is stored as it is.
    pub is_deflated: bool,
    /// Bytes that it takes in the archive.
    pub packed_bytes: u64,
    /// Bytes that it holds.
    pub bytes: u64,
    /// Where its local header begins.
    pub offset: u64,
}

impl ZipEntry {
    /// True if a reader may know it, by the ending of its name.
    pub fn is_readable(&self) -> bool {
        const ENDINGS: [&str; 12] = [
            ".csv",
            ".tsv",
            ".tab",
            ".txt",
            ".json",
            ".geojson",
            ".jsonl",
            ".ndjson",
            ".geojsonl",
            ".gz",
            ".jsonld",
            ".xlsx",
        ];
        let name = self.name.to_ascii_lowercase();
        let is_hidden =
            name.starts_with("__macosx/") || name.rsplit('/').next().is_some_and(|n| n.starts_with('.'));
        !is_hidden && self.bytes > 0 && ENDINGS.iter().any(|ending| name.ends_with(ending))
    }
}

/// True if a file that begins so is a zip archive.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// True if a file that begins so is a compound file, as older Office documents and workbooks with a password are.
pub fn is_compound(head: &[u8]) -> bool {
    head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Where the directory begins and how long it is, by the last [`ZIP_TAIL`] bytes of an archive; `None` if they do not
/// say (the archive is cut, or larger than 4 GiB).
pub fn zip_directory(tail: &[u8]) -> Option<(u64, u64)> {
    let at = (0..=tail.len().checked_sub(22)?)
        .rev()
        .find(|&at| tail[at..].starts_with(b"PK\x05\x06"))?;
    let (len, offset) = (u32_at(tail, at + 12)?, u32_at(tail, at + 16)?);
    (offset != u32::MAX).then_some((u64::from(offset), u64::from(len)))
}

/// The entries of a directory, folders left out; `None` if it is damaged, or an entry is encrypted or packed in a way
/// that browsers do not know.
pub fn zip_entries(directory: &[u8]) -> Option<Vec<ZipEntry>> {
    let mut entries = Vec::new();
    let mut rest = directory;
    while rest.starts_with(b"PK\x01\x02") {
        let (flags, method) = (u16_at(rest, 8)?, u16_at(rest, 10)?);
        let lengths = [u16_at(rest, 28)?, u16_at(rest, 30)?, u16_at(rest, 32)?].map(usize::from);
        let name = String::from_utf8_lossy(rest.get(46..46 + lengths[0])?).into_owned();
        let is_known = flags & 1 == 0 && matches!(method, 0 | 8);
        if !is_known {
            return None;
        }
        if !name.ends_with('/') {
            entries.push(ZipEntry {
                name,
                is_deflated: method == 8,
                packed_bytes: u64::from(u32_at(rest, 20)?),
                bytes: u64::from(u32_at(rest, 24)?),
                offset: u64::from(u32_at(rest, 42)?),
            });
        }
        rest = rest.get(46 + lengths.iter().sum::<usize>()..)?;
    }
    Some(entries)
}

/// Where the content of an entry begins, counted from its local header, of which `header` are the first
/// [`ZIP_LOCAL_HEADER`] bytes.
pub fn zip_content_offset(header: &[u8]) -> Option<u64> {
    let is_header = header.starts_with(b"PK\x03\x04");
    let (name, extra) = (u16_at(header, 26)?, u16_at(header, 28)?);
    is_header.then(|| ZIP_LOCAL_HEADER + u64::from(name) + u64::from(extra))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// An archive of stored files.
    fn archive(files: &[(&str, &str)]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut directory = Vec::new();
        for (name, text) in files {
            let offset = out.len() as u32;
            let sizes = [text.len() as u32, text.len() as u32];
            let lengths = [name.len() as u16, 0];
            out.extend_from_slice(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
            directory.extend_from_slice(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
            for into in [&mut out, &mut directory] {
                into.extend(sizes.iter().flat_map(|n| n.to_le_bytes()));
                into.extend(lengths.iter().flat_map(|n| n.to_le_bytes()));
            }
            directory.extend_from_slice(&[0; 10]);
            directory.extend_from_slice(&offset.to_le_bytes());
            directory.extend_from_slice(name.as_bytes());
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(text.as_bytes());
        }
        let (offset, len) = (out.len() as u32, directory.len() as u32);
        out.extend_from_slice(&directory);
        out.extend_from_slice(b"PK\x05\x06\0\0\0\0\0\0\0\0");
        out.extend_from_slice(&len.to_le_bytes());
        out.extend_from_slice(&offset.to_le_bytes());
        out.extend_from_slice(&[0, 0]);
        out
    }

    #[test]
    fn entries_are_found_with_their_content() {
        let zip = archive(&[
            ("a/", ""),
            ("a/rows.csv", "date,place\n"),
            ("__MACOSX/._rows.csv", "x"),
            ("read.me", "y"),
        ]);
        assert!(is_zip(&zip));
        let (offset, len) = zip_directory(&zip).expect("a directory");
        let entries = zip_entries(&zip[offset as usize..(offset + len) as usize]).expect("entries");
        let readable: Vec<_> = entries.iter().filter(|e| e.is_readable()).collect();
        let [entry] = readable.as_slice() else {
            panic!("one file of rows")
        };
        assert_eq!(
            (entry.name.as_str(), entry.is_deflated, entry.bytes),
            ("a/rows.csv", false, 11)
        );
        let header = &zip[entry.offset as usize..];
        let start = (entry.offset + zip_content_offset(header).expect("a header")) as usize;
        assert_eq!(&zip[start..start + 11], b"date,place\n");
    }

    proptest! {
        #[test]
        fn damage_is_survived(at in 0usize..200, byte in any::<u8>(), cut in 0usize..200) {
            let mut zip = archive(&[("rows.csv", "date,place\n2018,x\n")]);
            let at = at % zip.len();
            zip[at] = byte;
            zip.truncate(zip.len() - cut % zip.len());
            if let Some((offset, _)) = zip_directory(&zip) {
                zip_entries(zip.get(offset as usize..).unwrap_or_default());
            }
            zip_content_offset(&zip);
        }
    }
}

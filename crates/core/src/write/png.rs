//! [`png_with_credit`]: what a PNG says of itself, beside its pixels.

use super::Credit;

/// What every PNG begins with.
const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// The first chunk, which nothing may stand before: length, name, 13 bytes, checksum.
const HEADER_END: usize = SIGNATURE.len() + 4 + 4 + 13 + 4;

/// The picture with whom to credit, the licence, the sentence of the view and the hashes of its data in it, under the
/// keywords of the PNG specification (11.3.3.2), as UTF-8. `None` if the bytes are no PNG.
pub fn png_with_credit(png: &[u8], credit: &Credit) -> Option<Vec<u8>> {
    if !png.starts_with(&SIGNATURE) || png.get(12..16)? != b"IHDR" {
        return None;
    }
    let (header, rest) = png.split_at_checked(HEADER_END)?;
    let hashes = credit.hashes();
    let texts = [
        ("Title", credit.title.as_str()),
        ("Description", &credit.view),
        ("Author", &credit.attribution),
        ("Copyright", &credit.licence),
        ("Source", &credit.url),
        ("Comment", &hashes),
    ];
    let mut out = header.to_vec();
    for (keyword, text) in texts {
        if !text.is_empty() {
            push_text(&mut out, keyword, text);
        }
    }
    out.extend_from_slice(rest);
    Some(out)
}

/// An `iTXt` chunk: keyword, not compressed, of no one language.
fn push_text(out: &mut Vec<u8>, keyword: &str, text: &str) {
    let mut chunk = b"iTXt".to_vec();
    chunk.extend_from_slice(keyword.as_bytes());
    chunk.extend_from_slice(&[0, 0, 0, 0, 0]);
    // What ends texts cannot stand in one.
    chunk.extend(text.bytes().filter(|&b| b != 0));
    let length = chunk.len() as u32 - 4;
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(&chunk);
    out.extend_from_slice(&crc32(&chunk).to_be_bytes());
}

/// The checksum of chunks (PNG specification, annex D); bit by bit, as texts are short.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for &byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::FileHash;

    /// One pixel, as Chromium writes it but for its content.
    fn pixel() -> Vec<u8> {
        let mut png = SIGNATURE.to_vec();
        let header = b"IHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";
        png.extend_from_slice(&13u32.to_be_bytes());
        png.extend_from_slice(header);
        png.extend_from_slice(&crc32(header).to_be_bytes());
        png.extend_from_slice(&[0, 0, 0, 0]);
        png.extend_from_slice(b"IEND");
        png.extend_from_slice(&crc32(b"IEND").to_be_bytes());
        png
    }

    #[test]
    fn the_checksum_is_that_of_the_specification() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b"IEND"), 0xAE42_6082);
    }

    #[test]
    fn a_picture_says_what_it_shows_and_of_which_data() {
        let credit = Credit {
            title: "Idlib".to_owned(),
            view: "حدثان\0".to_owned(),
            files: vec![FileHash {
                name: "events.json".to_owned(),
                sha256: "ab".to_owned(),
            }],
            ..Credit::default()
        };
        let png = png_with_credit(&pixel(), &credit).expect("a picture");
        let (mut at, mut chunks) = (SIGNATURE.len(), Vec::new());
        while at < png.len() {
            let length = u32::from_be_bytes(png[at..at + 4].try_into().expect("four")) as usize;
            let body = &png[at + 4..at + 8 + length];
            let end = at + 12 + length;
            assert_eq!(png[end - 4..end], crc32(body).to_be_bytes());
            chunks.push(String::from_utf8_lossy(body).into_owned());
            at = end;
        }
        let texts: Vec<&str> = chunks[1..4].iter().map(String::as_str).collect();
        assert_eq!(
            texts,
            [
                "iTXtTitle\0\0\0\0\0Idlib",
                "iTXtDescription\0\0\0\0\0حدثان",
                "iTXtComment\0\0\0\0\0events.json sha256:ab",
            ]
        );
        assert_eq!(chunks.last().map(String::as_str), Some("IEND"));
        assert_eq!(png_with_credit(b"<svg>", &credit), None);
        assert_eq!(png_with_credit(&pixel()[..20], &credit), None);
    }
}

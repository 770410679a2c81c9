//! Telling the encoding of a text that is not UTF-8 and does not say.

/// Bytes above ASCII that stand next to one another, of a hundred, from which a text is in a script of its own: in
/// Latin letters accents stand alone.
const OWN_SCRIPT_PERCENT: usize = 50;

/// The encoding that a text must be turned into UTF-8 from, by its first bytes: its name in the WHATWG Encoding
/// Standard; `None` for UTF-8. Without a byte order mark this is a guess between UTF-16, Windows-1256 (Arabic) and
/// Windows-1252 (Western European).
///
/// ```
/// use chronotope_core::read::encoding_of;
/// assert_eq!(encoding_of("place: Idlib, إدلب".as_bytes()), None);
/// assert_eq!(encoding_of(b"Alep, Ha\xefti"), Some("windows-1252"));
/// assert_eq!(encoding_of(b"\xc5\xcf\xe1\xc8,\xcd\xe1\xc8"), Some("windows-1256"));
/// ```
pub fn encoding_of(head: &[u8]) -> Option<&'static str> {
    if let Some(marked) = super::foreign_encoding(head) {
        return Some(marked);
    }
    if let Some(wide) = unmarked_utf16(head) {
        return Some(wide);
    }
    match std::str::from_utf8(head) {
        Ok(_) => return None,
        // Cut inside a character.
        Err(error) if error.error_len().is_none() => return None,
        Err(_) => {}
    }
    let high = |b: &u8| *b >= 0xc0;
    let all = head.iter().filter(|b| high(b)).count();
    let paired = head.windows(2).filter(|pair| pair.iter().all(high)).count();
    let is_own_script = paired * 100 >= all * OWN_SCRIPT_PERCENT && paired > 0;
    Some(if is_own_script {
        "windows-1256"
    } else {
        "windows-1252"
    })
}

/// UTF-16 without a mark: delimiters and digits leave every other byte zero.
fn unmarked_utf16(head: &[u8]) -> Option<&'static str> {
    let (pairs, _) = head.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let is_most = |n: usize, other: usize| n > 4 && n * 10 > pairs.len() && other * 20 < n;
    if is_most(odd, even) {
        Some("utf-16le")
    } else if is_most(even, odd) {
        Some("utf-16be")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_by_their_bytes() {
        let wide: Vec<u8> = "date,place\n2018-09-08,إدلب\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(encoding_of(&wide), Some("utf-16le"));
        let wide: Vec<u8> = "date,place\n2018-09-08,x\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(encoding_of(&wide), Some("utf-16be"));
        assert_eq!(encoding_of(b"date,place\n"), None);
        assert_eq!(
            encoding_of("date,إدلب".as_bytes().get(..6).unwrap_or_default()),
            None
        );
        assert_eq!(
            encoding_of(b"date,place\n2018,Saint-\xc9tienne\n2018,Al\xe8s\n"),
            Some("windows-1252")
        );
        assert_eq!(encoding_of(b""), None);
    }
}

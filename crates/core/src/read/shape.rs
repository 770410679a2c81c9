//! [`Shape`]: what is the same in many features of a file, so that most of them are read by comparing and not by
//! parsing, and their text is kept without it.

use super::Role;
use super::json::{Stop, Token};
use super::swar::{find2, same};

/// The bytes of a feature around its values: before the first, between each two, after the last. A value is a
/// number, a word (`true`, `false`, `null`) or the inside of a string; what a `type` says belongs to the shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) pieces: Vec<Vec<u8>>,
    /// Which values play roles; of several for one role, the later goes before the earlier unless it is `null`.
    pub(super) fields: Vec<(Role, u32)>,
    /// The feature has a geometry that is not a single point.
    pub(super) odd_geometry: bool,
}

/// What following a shape came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Followed {
    /// The feature ends before this index.
    To(usize),
    /// The bytes ran out first.
    Incomplete,
    /// The feature has another shape.
    Other,
}

impl Shape {
    /// The pieces around `values` in the text of a feature.
    pub(super) fn pieces_of(feature: &[u8], values: &[Token]) -> Vec<Vec<u8>> {
        let starts = std::iter::once(0).chain(values.iter().map(|v| v.end as usize));
        let ends = values
            .iter()
            .map(|v| v.start as usize)
            .chain(std::iter::once(feature.len()));
        starts
            .zip(ends)
            .map(|(start, end)| feature.get(start..end).unwrap_or_default().to_vec())
            .collect()
    }

    /// Reads a feature of this shape from the beginning of `bytes`; its values go to `values`.
    #[inline]
    pub(super) fn follow(&self, bytes: &[u8], values: &mut Vec<Token>) -> Followed {
        values.clear();
        let mut at = 0;
        let Some((last, pieces)) = self.pieces.split_last() else {
            return Followed::Other;
        };
        for piece in pieces {
            match begins(bytes, at, piece) {
                Some(true) => at += piece.len(),
                Some(false) => return Followed::Other,
                None => return Followed::Incomplete,
            }
            let value = if piece.last() == Some(&b'"') {
                string_at(bytes, at)
            } else {
                plain_at(bytes, at)
            };
            match value {
                Ok(token) => {
                    at = token.end as usize;
                    values.push(token);
                }
                Err(Stop::Incomplete) => return Followed::Incomplete,
                Err(Stop::Malformed) => return Followed::Other,
            }
        }
        match begins(bytes, at, last) {
            Some(true) => Followed::To(at + last.len()),
            Some(false) => Followed::Other,
            None => Followed::Incomplete,
        }
    }
}

/// Whether `piece` stands at `at`; `None` if the bytes end before that is certain.
#[inline]
fn begins(bytes: &[u8], at: usize, piece: &[u8]) -> Option<bool> {
    if let Some(found) = bytes.get(at..at + piece.len()) {
        return Some(same(found, piece));
    }
    let found = bytes.get(at..).unwrap_or_default();
    if piece.starts_with(found) {
        None
    } else {
        Some(false)
    }
}

/// The inside of a string that begins at `at`.
#[inline]
pub(super) fn string_at(bytes: &[u8], at: usize) -> Result<Token, Stop> {
    let mut rewrite = false;
    let mut from = at;
    loop {
        let i = find2(bytes, from, b'"', b'\\').ok_or(Stop::Incomplete)?;
        if bytes.get(i) == Some(&b'"') {
            return Ok(Token {
                start: at as u32,
                end: i as u32,
                rewrite,
                quoted: true,
            });
        }
        rewrite = true;
        from = i + 2;
        if from > bytes.len() {
            return Err(Stop::Incomplete);
        }
    }
}

/// A number or word that begins at `at`.
#[inline]
pub(super) fn plain_at(bytes: &[u8], at: usize) -> Result<Token, Stop> {
    let tail = bytes.get(at..).unwrap_or_default();
    let len = match tail.first() {
        None => return Err(Stop::Incomplete),
        Some(b'-' | b'0'..=b'9') => {
            let number = |b: &u8| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
            // A number that reaches the end of the bytes may go on in the next piece.
            tail.iter().position(|b| !number(b)).ok_or(Stop::Incomplete)?
        }
        Some(b't') => word(tail, b"true")?,
        Some(b'f') => word(tail, b"false")?,
        Some(b'n') => word(tail, b"null")?,
        Some(_) => return Err(Stop::Malformed),
    };
    Ok(Token {
        start: at as u32,
        end: (at + len) as u32,
        rewrite: false,
        quoted: false,
    })
}

fn word(tail: &[u8], word: &[u8]) -> Result<usize, Stop> {
    let found = tail.get(..word.len()).unwrap_or(tail);
    if !word.starts_with(found) {
        return Err(Stop::Malformed);
    }
    if found.len() < word.len() {
        return Err(Stop::Incomplete);
    }
    Ok(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape() -> Shape {
        Shape {
            pieces: [&b"{\"a\":\""[..], b"\",\"b\":", b"}"]
                .map(<[u8]>::to_vec)
                .to_vec(),
            fields: Vec::new(),
            odd_geometry: false,
        }
    }

    #[test]
    fn a_shape_is_followed_or_refused() {
        let check = |text: &str| {
            let mut values = Vec::new();
            let followed = shape().follow(text.as_bytes(), &mut values);
            let values: Vec<_> = values
                .iter()
                .map(|v| &text[v.start as usize..v.end as usize])
                .collect();
            (followed, values.join("|"))
        };
        assert_eq!(
            check(r#"{"a":"x\"y","b":-1.5} "#),
            (Followed::To(21), r#"x\"y|-1.5"#.to_owned())
        );
        assert_eq!(
            check(r#"{"a":"","b":null}"#),
            (Followed::To(17), "|null".to_owned())
        );
        assert_eq!(check(r#"{"a":"x","b":"y"}"#).0, Followed::Other);
        assert_eq!(check(r#"{"a":"x","c":1}"#).0, Followed::Other);
        let whole = r#"{"a":"x\"y","b":true}"#;
        for end in 0..whole.len() {
            assert_eq!(check(&whole[..end]).0, Followed::Incomplete, "{end}");
        }
    }

    #[test]
    fn pieces_are_what_is_left_without_the_values() {
        let text = br#"{"a":"x","b":1}"#;
        let values = [string_at(text, 6), plain_at(text, 13)].map(|v| v.expect("a value"));
        assert_eq!(Shape::pieces_of(text, &values), shape().pieces);
    }
}

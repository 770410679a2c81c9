//! [`Packed`]: the text of features kept without what their shape says already, from which it can be made again to
//! the byte. GeoJSON repeats its keys in every feature; packed it is about as long as the same rows in CSV.
//!
//! A record is the number of its shape and then each value, its length first (seven bits a byte, low ones first, the
//! high bit set on all but the last). A text without a known shape stands between [`RAW`] and [`RAW_END`], which is
//! no byte of UTF-8.

use super::json::Token;

/// Begins a text that is kept as it is.
const RAW: u8 = 0xFE;
/// Ends it.
const RAW_END: u8 = 0xFD;
/// Shapes that can have numbers.
pub(super) const MAX_SHAPES: usize = 250;

/// A buffer of records, to be taken away now and then.
#[derive(Debug, Default)]
pub(super) struct Packed {
    buffer: Vec<u8>,
    used: usize,
    /// Bytes taken away so far.
    taken: u64,
    in_raw: bool,
}

impl Packed {
    /// Where the next record begins.
    pub(super) fn offset(&self) -> u64 {
        self.taken + self.used as u64
    }

    /// What has come together since the last call.
    pub(super) fn take(&mut self) -> &[u8] {
        let used = std::mem::take(&mut self.used);
        self.taken += used as u64;
        self.buffer.get(..used).unwrap_or_default()
    }

    /// Bytes that [`Packed::take`] would give.
    pub(super) fn len(&self) -> usize {
        self.used
    }

    /// Adds a feature of a shape.
    #[inline]
    pub(super) fn record(&mut self, shape: usize, feature: &[u8], values: &[Token]) {
        let bytes: usize = values.iter().map(|v| (v.end - v.start) as usize).sum();
        self.make_room(1 + bytes + values.len() * 5 + 8);
        self.put(shape as u8);
        for value in values {
            let mut len = value.end - value.start;
            while len >= 0x80 {
                self.put(len as u8 | 0x80);
                len >>= 7;
            }
            self.put(len as u8);
            self.copy(feature, value.start as usize, value.end as usize);
        }
    }

    /// Adds bytes as they are; they belong together until [`Packed::end_raw`].
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.make_room(bytes.len() + 2);
        if !self.in_raw {
            self.in_raw = true;
            self.put(RAW);
        }
        if let Some(to) = self.buffer.get_mut(self.used..self.used + bytes.len()) {
            to.copy_from_slice(bytes);
        }
        self.used += bytes.len();
    }

    /// The text begun by [`Packed::raw`] ends.
    pub(super) fn end_raw(&mut self) {
        if std::mem::take(&mut self.in_raw) {
            self.make_room(1);
            self.put(RAW_END);
        }
    }

    #[inline]
    fn make_room(&mut self, bytes: usize) {
        if self.buffer.len() < self.used + bytes {
            let len = (self.used + bytes).max(self.buffer.len() * 2).max(1 << 12);
            self.buffer.resize(len, 0);
        }
    }

    #[inline]
    fn put(&mut self, byte: u8) {
        if let Some(to) = self.buffer.get_mut(self.used) {
            *to = byte;
        }
        self.used += 1;
    }

    /// Copies eight bytes at a time, past the end too: what is written too much is written over next.
    #[inline]
    fn copy(&mut self, from: &[u8], start: usize, end: usize) {
        let mut at = start;
        let mut to = self.used;
        self.used += end - start;
        while at < end {
            let word = from.get(at..).and_then(|f| f.first_chunk::<8>());
            let space = self.buffer.get_mut(to..).and_then(|b| b.first_chunk_mut::<8>());
            if let (Some(word), Some(space)) = (word, space) {
                *space = *word;
                at += 8;
                to += 8;
            } else {
                if let (Some(rest), Some(space)) = (from.get(at..end), self.buffer.get_mut(to..to + end - at))
                {
                    space.copy_from_slice(rest);
                }
                return;
            }
        }
    }
}

/// The text of the record at the beginning of `bytes`; `None` if it does not end there.
pub(super) fn unpacked<P: AsRef<[u8]>>(bytes: &[u8], shapes: &[Vec<P>]) -> Option<Vec<u8>> {
    let (&first, mut rest) = bytes.split_first()?;
    if first == RAW {
        let end = rest.iter().position(|&b| b == RAW_END)?;
        return Some(rest[..end].to_vec());
    }
    let Some((last, pieces)) = shapes.get(usize::from(first)).and_then(|s| s.split_last()) else {
        return Some(Vec::new());
    };
    let mut text = Vec::new();
    for piece in pieces {
        text.extend_from_slice(piece.as_ref());
        let mut len = 0usize;
        let mut shift = 0;
        loop {
            let (&byte, after) = rest.split_first()?;
            rest = after;
            len |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                break;
            }
        }
        text.extend_from_slice(rest.get(..len)?);
        rest = &rest[len..];
    }
    text.extend_from_slice(last.as_ref());
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::super::shape::{Shape, string_at};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn unpacking_gives_the_same_bytes(values in proptest::collection::vec("[a-zé ]{0,300}", 0..5), raw in "[a-z{}]{0,20}") {
            let mut text = b"{".to_vec();
            let mut tokens = Vec::new();
            for value in &values {
                text.extend_from_slice(b"\"k\":\"");
                let start = text.len();
                text.extend_from_slice(value.as_bytes());
                text.extend_from_slice(b"\",");
                tokens.push(string_at(&text, start).expect("a string"));
            }
            let shapes = [Shape::pieces_of(&text, &tokens)];
            let mut packed = Packed::default();
            packed.raw(raw.as_bytes());
            packed.end_raw();
            let middle = packed.offset() as usize;
            packed.record(0, &text, &tokens);
            let bytes = packed.take().to_vec();
            prop_assert_eq!(unpacked(&bytes, &shapes), Some(raw.into_bytes()));
            prop_assert_eq!(unpacked(&bytes[middle..], &shapes), Some(text));
            prop_assert_eq!(packed.offset() as usize, bytes.len());
            for end in middle..bytes.len() {
                prop_assert_eq!(unpacked(&bytes[middle..end], &shapes), None);
            }
        }
    }
}

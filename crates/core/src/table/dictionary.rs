//! [`Dictionary`]: the strings that codes stand for, and the interner that makes it.

/// The strings that the codes of a dimension stand for: code `c` is the `c`-th string.
///
/// Held as one text and the ends of its entries, so that it travels as two buffers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dictionary {
    text: String,
    ends: Vec<u32>,
}

impl Dictionary {
    /// A dictionary of the given strings, in that order.
    pub fn of<S: AsRef<str>>(strings: impl IntoIterator<Item = S>) -> Dictionary {
        let mut dictionary = Dictionary::default();
        for s in strings {
            dictionary.push(s.as_ref());
        }
        dictionary
    }

    /// From its two buffers; `None` if the ends do not rise or cut a character.
    pub(super) fn from_parts(text: String, ends: Vec<u32>) -> Option<Dictionary> {
        let rising = ends.is_sorted() && ends.last().map_or(0, |&e| e as usize) == text.len();
        let whole = ends.iter().all(|&e| text.is_char_boundary(e as usize));
        (rising && whole).then_some(Dictionary { text, ends })
    }

    /// Its two buffers: the text, and where each entry ends in it.
    pub(super) fn into_parts(self) -> (String, Vec<u32>) {
        (self.text, self.ends)
    }

    /// Appends a string and gives its code.
    pub(super) fn push(&mut self, s: &str) -> u32 {
        self.text.push_str(s);
        self.ends.push(self.text.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// Number of strings.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The string of a code; empty if there is no such code.
    pub fn get(&self, code: u32) -> &str {
        let code = code as usize;
        let start = match code.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).map_or(0, |&e| e as usize),
        };
        let end = self.ends.get(code).map_or(start, |&e| e as usize);
        self.text.get(start..end).unwrap_or("")
    }

    /// The code of a string: O(strings).
    pub fn code_of(&self, s: &str) -> Option<u32> {
        (0..self.len() as u32).find(|&code| self.get(code) == s)
    }

    /// All strings in order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|code| self.get(code))
    }

    /// Bytes held.
    pub fn byte_len(&self) -> usize {
        self.text.len() + self.ends.len() * 4
    }
}

/// A dictionary that grows, with a hash index from strings to codes. A known string costs no allocation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interner {
    dictionary: Dictionary,
    hashes: Vec<u32>,
    /// Code + 1, or 0 for an empty slot; the length is a power of two.
    slots: Vec<u32>,
}

impl Interner {
    pub(super) fn of<S: AsRef<str>>(strings: impl IntoIterator<Item = S>) -> Interner {
        let mut interner = Interner::default();
        for s in strings {
            interner.intern(s.as_ref().as_bytes());
        }
        interner
    }

    /// The code of a string, new or known, and whether it is new. Bytes that are not UTF-8 are read leniently.
    #[inline]
    pub(crate) fn intern(&mut self, bytes: &[u8]) -> (u32, bool) {
        let hash = hash_of(bytes);
        if let Some(code) = self.find(bytes, hash) {
            return (code, false);
        }
        match std::str::from_utf8(bytes) {
            Ok(s) => (self.insert(s, hash), true),
            Err(_not_utf8) => {
                let s = String::from_utf8_lossy(bytes).into_owned();
                let hash = hash_of(s.as_bytes());
                match self.find(s.as_bytes(), hash) {
                    Some(code) => (code, false),
                    None => (self.insert(&s, hash), true),
                }
            }
        }
    }

    /// The code of a string, if it is known.
    pub(crate) fn code_of(&self, text: &str) -> Option<u32> {
        self.find(text.as_bytes(), hash_of(text.as_bytes()))
    }

    pub(crate) fn into_dictionary(self) -> Dictionary {
        self.dictionary
    }

    #[inline]
    fn find(&self, bytes: &[u8], hash: u32) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash as usize & mask;
        loop {
            let code = self.slots[slot].checked_sub(1)?;
            if self.hashes[code as usize] == hash && self.dictionary.get(code).as_bytes() == bytes {
                return Some(code);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn insert(&mut self, s: &str, hash: u32) -> u32 {
        let code = self.dictionary.push(s);
        self.hashes.push(hash);
        if self.hashes.len() * 2 > self.slots.len() {
            self.slots = vec![0; (self.hashes.len() * 4).next_power_of_two()];
            for code in 0..self.hashes.len() as u32 {
                self.place(code);
            }
        } else {
            self.place(code);
        }
        code
    }

    fn place(&mut self, code: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = self.hashes[code as usize] as usize & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = code + 1;
    }
}

/// A fast hash of short strings: eight bytes at a time, multiplied and folded.
#[inline]
fn hash_of(bytes: &[u8]) -> u32 {
    const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0u8; 8];
        word.copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(MULTIPLIER);
        hash ^= hash >> 32;
    }
    let mut word = 0u64;
    for &byte in chunks.remainder() {
        word = (word << 8) | u64::from(byte);
    }
    hash = (hash ^ word).wrapping_mul(MULTIPLIER);
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_strings_keep_their_codes() {
        let mut interner = Interner::default();
        let names: Vec<String> = (0..5_000).map(|i| format!("place-{i:04}")).collect();
        for (i, name) in names.iter().enumerate() {
            assert_eq!(interner.intern(name.as_bytes()), (i as u32, true));
        }
        for (i, name) in names.iter().enumerate() {
            assert_eq!(interner.intern(name.as_bytes()), (i as u32, false));
        }
        assert_eq!(interner.intern(b""), (5_000, true));
        assert_eq!(interner.intern(b"\xff\xfe").0, interner.intern(b"\xff\xfe").0);
        let dictionary = interner.into_dictionary();
        assert_eq!((dictionary.get(4_999), dictionary.get(9_999)), ("place-4999", ""));
        assert_eq!(dictionary.code_of("place-0003"), Some(3));
    }

    #[test]
    fn parts_are_checked() {
        let (text, ends) = Dictionary::of(["حلب", "", "x"]).into_parts();
        assert!(Dictionary::from_parts(text.clone(), ends).is_some());
        assert!(Dictionary::from_parts(text.clone(), vec![1, 7]).is_none());
        assert!(Dictionary::from_parts(text, vec![6]).is_none());
    }
}

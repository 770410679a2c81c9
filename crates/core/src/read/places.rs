//! [`PlaceCache`]: places already met, by the bytes that named them, so that coordinates are read once per place and
//! not once per row.

use super::{Reason, Role};
use crate::event::Precision;

/// What the fields of a place came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KnownPlace {
    pub(super) code: Option<u32>,
    /// How exactly it is known where that is; `None` if it is not known where it is at all.
    pub(super) at: Option<Precision>,
    pub(super) problem: Option<(Reason, Role)>,
    /// Its rows wait for its name to be settled: the number of what is wrong with its coordinates.
    pub(super) waits: Option<u32>,
}

/// When at least this many places are known and more than half of all look-ups were for new ones, nearly every row
/// has a place of its own: remembering them costs memory and saves nothing.
const TRIAL: usize = 1 << 16;

/// A hash table from the texts that say where to what they came to.
#[derive(Debug, Default)]
pub(super) struct PlaceCache {
    /// Index into `known` + 1, or 0; the length is a power of two.
    slots: Vec<u32>,
    hashes: Vec<u64>,
    known: Vec<KnownPlace>,
    /// Where the parts of each key end in `text`.
    ends: Vec<[u32; PARTS]>,
    text: Vec<u8>,
    lookups: usize,
    given_up: bool,
}

/// Parts of a key.
const PARTS: usize = 7;
/// Name, longitude, latitude, precision, and the areas around: first, second, country.
pub(super) type Key<'a> = [&'a [u8]; PARTS];

impl PlaceCache {
    #[inline]
    pub(super) fn get(&mut self, key: Key<'_>, odd: bool) -> Option<KnownPlace> {
        self.lookups += 1;
        let mask = self.slots.len().checked_sub(1)?;
        let hash = hash_of(key, odd);
        let mut slot = (hash >> 32) as usize & mask;
        loop {
            let index = self.slots[slot].checked_sub(1)? as usize;
            if self.hashes[index] == hash && self.is_key(index, key) {
                return Some(self.known[index]);
            }
            slot = (slot + 1) & mask;
        }
    }

    pub(super) fn insert(&mut self, key: Key<'_>, odd: bool, place: KnownPlace) {
        if self.given_up {
            return;
        }
        if self.known.len() >= TRIAL && self.known.len() * 2 > self.lookups {
            *self = PlaceCache {
                given_up: true,
                ..PlaceCache::default()
            };
            return;
        }
        self.hashes.push(hash_of(key, odd));
        self.known.push(place);
        self.ends.push(key.map(|part| {
            self.text.extend_from_slice(part);
            self.text.len() as u32
        }));
        if self.known.len() * 2 > self.slots.len() {
            self.slots = vec![0; (self.known.len() * 4).next_power_of_two()];
            for index in 0..self.known.len() {
                self.put(index);
            }
        } else {
            self.put(self.known.len() - 1);
        }
    }

    fn put(&mut self, index: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = (self.hashes[index] >> 32) as usize & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = index as u32 + 1;
    }

    #[inline]
    fn is_key(&self, index: usize, key: Key<'_>) -> bool {
        let mut start = match index.checked_sub(1) {
            Some(before) => self.ends[before][PARTS - 1] as usize,
            None => 0,
        };
        self.ends[index].iter().zip(key).all(|(&end, part)| {
            let same = self.text.get(start..end as usize) == Some(part);
            start = end as usize;
            same
        })
    }
}

/// A fast hash: eight bytes at a time, multiplied and folded. Whether the geometry is odd is part of the key by way
/// of the hash alone, which is compared whole.
#[inline]
fn hash_of(key: Key<'_>, odd: bool) -> u64 {
    const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash: u64 = 0;
    for part in key {
        let (words, rest) = part.as_chunks::<8>();
        hash = hash.rotate_left(5) ^ part.len() as u64;
        for word in words {
            hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(MULTIPLIER);
            hash ^= hash >> 29;
        }
        let mut last = 0u64;
        for &byte in rest {
            last = (last << 8) | u64::from(byte);
        }
        hash = (hash ^ last).wrapping_mul(MULTIPLIER);
        hash ^= hash >> 32;
    }
    (hash & !1) | u64::from(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(code: u32) -> KnownPlace {
        KnownPlace {
            code: Some(code),
            at: Some(Precision::Exact),
            problem: None,
            waits: None,
        }
    }

    fn key(parts: [&[u8]; 3]) -> Key<'_> {
        let [name, lon, lat] = parts;
        [name, lon, lat, b"", b"", b"", b""]
    }

    #[test]
    fn keys_are_told_apart_by_each_part() {
        let mut cache = PlaceCache::default();
        let keys: [Key<'_>; 4] = [
            key([b"a", b"b", b""]),
            key([b"ab", b"", b""]),
            key([b"", b"ab", b""]),
            key([b"a", b"", b"b"]),
        ];
        for (i, key) in keys.into_iter().enumerate() {
            assert_eq!(cache.get(key, false), None);
            cache.insert(key, false, known(i as u32));
        }
        for (i, key) in keys.into_iter().enumerate() {
            assert_eq!(cache.get(key, false), Some(known(i as u32)));
            assert_eq!(cache.get(key, true), None);
        }
    }

    #[test]
    fn a_file_of_distinct_points_is_not_remembered() {
        let mut cache = PlaceCache::default();
        for i in 0..200_000u32 {
            let text = i.to_string();
            let key = key([b"", text.as_bytes(), b"1"]);
            assert_eq!(cache.get(key, false), None);
            cache.insert(key, false, known(i));
        }
        assert!(cache.given_up && cache.text.is_empty());
    }
}

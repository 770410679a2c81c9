//! The index of a gazetteer's names: by folded key, by consonant skeleton, with the sounds of each name at hand.

use super::fold::{Bare, Plain, Script, hash};
use super::phrase::{Meant, parse_phrase, without_area_words};
use super::sound::{self, Sound};
use super::{Gazetteer, PlaceIndex, spelling, words};

/// The most names of one skeleton that are looked at; a short name that sounds like more of them settles nothing.
pub(super) const CROWD: usize = 240;

/// One indexed name.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameRow {
    pub(super) place: PlaceIndex,
    /// Hash of the letters with case and marks folded, articles kept.
    pub(super) letters: u32,
    sounds_start: u32,
    pub(super) sounds_len: u8,
    pub(super) arabic: bool,
    /// The name without its descriptive words ("Idlib" for "Idlib Governorate").
    pub(super) stripped: bool,
    /// It begins with the article.
    pub(super) article: bool,
    /// Which of the place's names it is.
    pub(super) name_at: u16,
    /// The first sound, and all sounds as bits: enough to refuse most comparisons.
    pub(super) first: Sound,
    /// Its words, a bit each that is set for a generic one, behind a leading one.
    pub(super) shape: u16,
    pub(super) bag: u64,
}

/// Folded keys, skeletons and sounds of all names.
#[derive(Clone, Debug, Default)]
pub(super) struct NameIndex {
    rows: Vec<NameRow>,
    sounds: Vec<Sound>,
    /// (hash of the folded key, row), sorted.
    keys: Hashes,
    /// (hash of the skeleton, row), sorted, larger places first.
    skeletons: Hashes,
    /// One bit per skeleton hash, to refuse most probes without a search.
    filter: Vec<u64>,
}

/// A name made ready for look-up; its buffers are reused.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    plain: Plain,
    bare: Bare,
    pub(super) key: String,
    pub(super) sounds: Vec<Sound>,
    pub(super) skeleton: Vec<u8>,
    pub(super) first: Sound,
    /// As in [`NameRow`].
    pub(super) shape: u16,
    pub(super) bag: u64,
}

impl Reading {
    /// Reads a name; `false` if nothing of it can be looked up.
    pub(super) fn read(&mut self, name: &str) -> bool {
        if name.len() > 160 || !self.plain.read(name) {
            return false;
        }
        self.bare.read(&self.plain);
        self.bare.key(self.plain.script(), &mut self.key);
        sound::read(&self.bare, self.plain.script(), &mut self.sounds);
        sound::skeleton(&self.sounds, &mut self.skeleton);
        self.first = sound::first(&self.sounds);
        self.shape = sound::shape(&self.sounds);
        self.bag = sound::bag(&self.sounds);
        !self.key.is_empty()
    }

    /// The words in base letters, articles among them.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.plain.words()
    }

    /// Whether nothing is written but a word such as "tell", with or without the article.
    pub(super) fn is_lone_generic(&self) -> bool {
        let mut words = self.bare.parts();
        let (Some((word, _)), None) = (words.next(), words.next()) else {
            return false;
        };
        words::latin_generic(word).is_some() || words::arabic_generic(word).is_some()
    }

    /// Whether it begins with the article.
    pub(super) fn has_article(&self) -> bool {
        self.bare.article
    }

    pub(super) fn is_arabic(&self) -> bool {
        self.plain.script() == Script::Arabic
    }

    pub(super) fn letters_hash(&self) -> u32 {
        hash(self.plain.letters().as_bytes())
    }
}

/// The consonants of a name as they sound, alike for spellings of one name in Latin and Arabic letters; `None` without
/// such letters.
///
/// ```
/// use chronotope_core::gazetteer::sound_key;
/// assert_eq!(sound_key("Sheikhoun"), sound_key("Shaykhun"));
/// assert_ne!(sound_key("Sheikhoun"), sound_key("Saraqib"));
/// ```
pub fn sound_key(name: &str) -> Option<Vec<u8>> {
    let mut reading = Reading::default();
    (reading.read(name) && !reading.skeleton.is_empty()).then_some(reading.skeleton)
}

impl NameIndex {
    pub(super) fn new(gazetteer: &Gazetteer) -> Self {
        let mut index = Self::default();
        let mut reading = Reading::default();
        let mut of_place: Vec<(u32, bool)> = Vec::new();
        for (place, view) in gazetteer.iter() {
            of_place.clear();
            for (at, name) in view.names().enumerate() {
                let at = u16::try_from(at).unwrap_or(u16::MAX);
                index.add(place, name, (at, false), &mut reading, &mut of_place);
                if let Some(read) = spelling::from_turkish(name) {
                    index.add(place, &read, (at, false), &mut reading, &mut of_place);
                }
                if view.kind().is_area() {
                    let phrase = parse_phrase(name);
                    if let Some(name) = without_area_words(name) {
                        index.add(place, &name, (at, false), &mut reading, &mut of_place);
                    }
                    if phrase.meant == Meant::Area && phrase.precision == super::Precision::Area {
                        index.add(place, &phrase.name, (at, true), &mut reading, &mut of_place);
                    }
                }
            }
        }
        let population = |row: u32| {
            let place = index.rows.get(row as usize).map(|row| row.place);
            place
                .and_then(|place| gazetteer.get(place))
                .and_then(super::PlaceView::population)
                .unwrap_or(0)
        };
        // Sorted by hash, then by people, most first; looked up once a row, not once a comparison.
        let mut ranked: Vec<(u64, u32)> = index
            .skeletons
            .entries
            .iter()
            .map(|&(hash, row)| (u64::from(hash) << 32 | u64::from(!population(row)), row))
            .collect();
        ranked.sort_unstable();
        ranked.dedup();
        let skeletons: Vec<(u32, u32)> = ranked
            .iter()
            .map(|&(rank, row)| ((rank >> 32) as u32, row))
            .collect();
        drop(ranked);
        // By distinct skeletons, so that it stays in a processor's cache.
        let distinct = skeletons.chunk_by(|one, other| one.0 == other.0).count();
        let bits = (distinct * 16).next_power_of_two().clamp(1 << 12, 1 << 25);
        index.filter = vec![0; bits / 64];
        for &(hash, _) in &skeletons {
            let bit = hash as usize % bits;
            if let Some(word) = index.filter.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        index.skeletons.entries = skeletons;
        index.skeletons.finish();
        index.lay_out_by_skeleton();
        index.keys.entries.sort_unstable();
        index.keys.finish();
        index.rows.shrink_to_fit();
        index
    }

    /// Puts names of one skeleton side by side, with their sounds, as they are read together.
    fn lay_out_by_skeleton(&mut self) {
        const UNPLACED: u32 = u32::MAX;
        let mut moved_to = vec![UNPLACED; self.rows.len()];
        let mut rows: Vec<NameRow> = Vec::with_capacity(self.rows.len());
        let mut sounds = Vec::with_capacity(self.sounds.len());
        for (_, row) in &mut self.skeletons.entries {
            let Some(slot) = moved_to.get_mut(*row as usize) else {
                continue;
            };
            if *slot == UNPLACED {
                *slot = rows.len() as u32;
                if let Some(old) = self.rows.get(*row as usize) {
                    let start = old.sounds_start as usize;
                    let end = start + usize::from(old.sounds_len);
                    rows.push(NameRow {
                        sounds_start: sounds.len() as u32,
                        ..*old
                    });
                    sounds.extend_from_slice(self.sounds.get(start..end).unwrap_or_default());
                }
            }
            *row = *slot;
        }
        for (_, row) in &mut self.keys.entries {
            *row = moved_to.get(*row as usize).copied().unwrap_or(0);
        }
        self.rows = rows;
        self.sounds = sounds;
    }

    fn add(
        &mut self,
        place: PlaceIndex,
        name: &str,
        (name_at, stripped): (u16, bool),
        reading: &mut Reading,
        of_place: &mut Vec<(u32, bool)>,
    ) {
        if !reading.read(name) || reading.sounds.len() > 38 {
            return;
        }
        let letters = reading.letters_hash();
        if of_place.contains(&(letters, stripped)) {
            return;
        }
        of_place.push((letters, stripped));
        let row = self.rows.len() as u32;
        self.rows.push(NameRow {
            place,
            letters,
            sounds_start: self.sounds.len() as u32,
            sounds_len: reading.sounds.len() as u8,
            arabic: reading.is_arabic(),
            stripped,
            article: reading.has_article(),
            name_at,
            first: reading.first,
            shape: reading.shape,
            bag: reading.bag,
        });
        self.sounds.extend_from_slice(&reading.sounds);
        self.keys.entries.push((hash(reading.key.as_bytes()), row));
        self.skeletons.entries.push((hash(&reading.skeleton), row));
        if !reading.is_arabic() {
            let mut varied = 0;
            sound::other_skeletons(&reading.sounds, |skeleton| {
                if varied < 2 {
                    self.skeletons.entries.push((hash(skeleton), row));
                }
                varied += 1;
            });
        }
    }

    pub(super) fn row(&self, row: u32) -> Option<&NameRow> {
        self.rows.get(row as usize)
    }

    pub(super) fn sounds(&self, row: &NameRow) -> &[Sound] {
        let start = row.sounds_start as usize;
        self.sounds
            .get(start..start + usize::from(row.sounds_len))
            .unwrap_or_default()
    }

    /// The names with a folded key of this hash.
    pub(super) fn with_key(&self, key: &str) -> impl Iterator<Item = u32> + '_ {
        self.keys.run(hash(key.as_bytes())).iter().map(|&(_, row)| row)
    }

    /// The names with this skeleton, larger places first.
    pub(super) fn with_skeleton(&self, skeleton: &[u8]) -> &[(u32, u32)] {
        self.with_skeleton_hash(hash(skeleton))
    }

    /// The same, of the skeleton's hash.
    pub(super) fn with_skeleton_hash(&self, hash: u32) -> &[(u32, u32)] {
        // A power of two.
        let bits = self.filter.len() * 64;
        let bit = hash as usize & bits.wrapping_sub(1);
        if self
            .filter
            .get(bit / 64)
            .is_none_or(|word| word & (1 << (bit % 64)) == 0)
        {
            return &[];
        }
        self.skeletons.run(hash)
    }

    /// How many names there are. The more, the more often a name is near another's by chance.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Bytes held, for the memory line of a benchmark.
    pub(super) fn bytes(&self) -> usize {
        self.rows.len() * size_of::<NameRow>()
            + self.sounds.len()
            + (self.keys.entries.len() + self.skeletons.entries.len() + self.filter.len()) * 8
    }
}

/// Rows by hash, sorted, with a directory of the hashes' first bits.
#[derive(Clone, Debug, Default)]
struct Hashes {
    entries: Vec<(u32, u32)>,
    starts: Vec<u32>,
    shift: u32,
}

impl Hashes {
    /// Makes the directory; the entries are sorted by hash.
    fn finish(&mut self) {
        self.entries.shrink_to_fit();
        let bits = (usize::BITS - self.entries.len().leading_zeros()).clamp(4, 18);
        self.shift = 32 - bits;
        self.starts = vec![0; (1 << bits) + 1];
        for &(hash, _) in &self.entries {
            if let Some(count) = self.starts.get_mut((hash >> self.shift) as usize + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut self.starts {
            total += *start;
            *start = total;
        }
    }

    fn run(&self, hash: u32) -> &[(u32, u32)] {
        let slot = (hash >> self.shift.min(31)) as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(slot), self.starts.get(slot + 1)) else {
            return &[];
        };
        let slot = self.entries.get(start as usize..end as usize).unwrap_or_default();
        let start = slot.partition_point(|&(other, _)| other < hash);
        let rest = slot.get(start..).unwrap_or_default();
        let length = rest.partition_point(|&(other, _)| other == hash);
        rest.get(..length).unwrap_or_default()
    }
}

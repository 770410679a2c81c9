//! Finding the names of a gazetteer that a reading may stand for, and grading each.

use super::align::{Apart, CONSONANT, compare};
use super::hints::across;
use super::index::{CROWD, NameIndex, Reading};
use super::sound::{self, is_mark, is_vowel};
use super::{Gazetteer, PlaceIndex, PlaceView};

/// How two names compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The same letters, but for case, marks and joins.
    Letters,
    /// The same but for article, generic word, word endings, doubled letters.
    Folded,
    /// Vowels or consonants that transliterations confuse.
    Spelling,
    /// Arabic letters that stand for these Latin ones, or the other way round.
    Scripts,
    /// One letter wrong, missing or extra in a long name.
    Slip,
}

/// How well a name fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    Letters,
    Folded,
    Variant,
    Likely,
    /// Too far to be used; shown to a person.
    Near,
}

/// A place with the best of its names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) place: PlaceIndex,
    pub(super) row: u32,
    pub(super) tier: Tier,
    pub(super) apart: Apart,
    scripts: bool,
}

impl Found {
    /// Whether this fits the name about as well as one of that tier and cost does.
    pub(super) fn rivals(&self, tier: Tier, cost: u16) -> bool {
        match tier {
            Tier::Letters | Tier::Folded => self.tier <= Tier::Folded,
            Tier::Variant => self.tier <= Tier::Likely && self.apart.cost <= cost + 14,
            _ => self.tier <= Tier::Likely && self.apart.cost <= cost + 25,
        }
    }

    pub(super) fn score(&self) -> f32 {
        match self.tier {
            Tier::Letters => 1.0,
            Tier::Folded => 0.97,
            _ => (0.95 - f32::from(self.apart.cost) / 300.0).max(0.05),
        }
    }

    pub(super) fn how(&self) -> Match {
        match self.tier {
            Tier::Letters => Match::Letters,
            Tier::Folded => Match::Folded,
            _ if self.apart.worst_word >= CONSONANT => Match::Slip,
            _ if self.scripts => Match::Scripts,
            _ => Match::Spelling,
        }
    }
}

/// Nothing further apart than this is looked at.
const LIMIT: u16 = 135;

/// All places that the reading may name, each once.
pub(super) fn find(
    gazetteer: &Gazetteer,
    index: &NameIndex,
    reading: &Reading,
    fuzzy: bool,
    admit: impl Fn(PlaceView<'_>, bool) -> bool,
) -> Vec<Found> {
    let mut finder = Finder {
        gazetteer,
        index,
        reading,
        found: Vec::new(),
        admit,
    };
    let letters = reading.letters_hash();
    for row in index.with_key(&reading.key) {
        let tier = if index.row(row).is_some_and(|row| row.letters == letters) {
            Tier::Letters
        } else {
            Tier::Folded
        };
        finder.consider(row, Some(tier));
    }
    if !fuzzy {
        return finder.found;
    }
    let mut settled = !finder.found.is_empty();
    settled |= finder.by_skeleton(&reading.skeleton);
    if !settled {
        sound::other_skeletons(&reading.sounds, |skeleton| {
            settled |= finder.by_skeleton(skeleton);
        });
    }
    if !settled {
        finder.by_slips();
    }
    finder.found
}

struct Finder<'a, F> {
    gazetteer: &'a Gazetteer,
    index: &'a NameIndex,
    reading: &'a Reading,
    found: Vec<Found>,
    admit: F,
}

impl<F: Fn(PlaceView<'_>, bool) -> bool> Finder<'_, F> {
    /// Looks at the names of one skeleton; whether any fits.
    fn by_skeleton(&mut self, skeleton: &[u8]) -> bool {
        let rows = self.index.with_skeleton(skeleton);
        let mut fits = false;
        for &(_, row) in rows.iter().take(CROWD) {
            fits |= self.consider(row, None);
        }
        fits
    }

    /// Looks at the names whose skeleton is one letter off, if the name is long enough to carry a slip.
    fn by_slips(&mut self) {
        const CLASSES: &[u8] = b"BTJHDRSGFKLMN";
        let skeleton = &self.reading.skeleton;
        if !carries_slip(&self.reading.sounds) || skeleton.len() > 16 {
            return;
        }
        let mut probe: Vec<u8> = Vec::with_capacity(skeleton.len() + 1);
        for at in 0..=skeleton.len() {
            let (head, tail) = skeleton.split_at(at);
            let mut look = |parts: [&[u8]; 3]| {
                probe.clear();
                for byte in parts.into_iter().flatten() {
                    if probe.last() != Some(byte) {
                        probe.push(*byte);
                    }
                }
                let rows = self.index.with_skeleton(&probe);
                for &(_, row) in rows.iter().take(CROWD) {
                    self.consider(row, None);
                }
            };
            if let Some((first, after)) = tail.split_first() {
                look([head, &[], after]);
                if let Some((second, after)) = after.split_first() {
                    look([head, &[*second, *first], after]);
                }
                for class in CLASSES.iter().filter(|class| *class != first) {
                    look([head, &[*class], after]);
                }
            }
            for class in CLASSES {
                look([head, &[*class], tail]);
            }
        }
    }

    /// Grades one name; whether it fits.
    fn consider(&mut self, row_index: u32, known: Option<Tier>) -> bool {
        let Some(row) = self.index.row(row_index) else {
            return false;
        };
        let Some(view) = self.gazetteer.get(row.place) else {
            return false;
        };
        if !(self.admit)(view, row.stripped) {
            return false;
        }
        let sounds = self.index.sounds(row);
        let across = across(self.reading.is_arabic(), row.arabic);
        // Two keys of one hash are told apart here.
        let Some(apart) = compare(&self.reading.sounds, sounds, across, LIMIT) else {
            return false;
        };
        let scripts = self.reading.is_arabic() != row.arabic;
        let tier = match known {
            Some(tier) if apart.cost <= 60 => tier,
            Some(_) => return false,
            None => grade(&apart, across),
        };
        let found = Found {
            place: row.place,
            row: row_index,
            tier,
            apart,
            scripts,
        };
        match self.found.iter_mut().find(|other| other.place == row.place) {
            Some(other) if (other.tier, other.apart.cost) <= (tier, apart.cost) => {}
            Some(other) => *other = found,
            None => self.found.push(found),
        }
        tier != Tier::Near
    }
}

/// Whether some word is long enough for a slip to be told from another name.
fn carries_slip(sounds: &[sound::Sound]) -> bool {
    sounds
        .split(|sound| is_mark(*sound))
        .any(|word| word.len() >= 7 && word.iter().filter(|sound| !is_vowel(**sound)).count() >= 4)
}

fn grade(apart: &Apart, across: super::align::Across) -> Tier {
    use super::align::Across;
    let length = apart.worst_length;
    let (variant, likely) = match across {
        Across::Latin => (8 + 3 * length, 10 + 5 * length),
        Across::Arabic => (3 * length, 8 * length),
        Across::Scripts => (4 * length, 7 * length),
    };
    if apart.worst_word <= variant && apart.cost <= variant + 15 {
        return Tier::Variant;
    }
    if apart.worst_word <= likely && apart.cost <= likely + 15 && apart.worst_word < CONSONANT {
        return Tier::Likely;
    }
    let slip = apart.worst_word >= CONSONANT
        && apart.cost <= CONSONANT + 12
        && apart.same_start
        && !apart.worst_generic
        && length >= 7
        && apart.worst_consonants >= 4
        && across != Across::Scripts;
    if slip { Tier::Likely } else { Tier::Near }
}

//! Finding the names of a gazetteer that a reading may stand for, and grading each.

use super::align::{self, Apart, Worst, compare_shaped};
use super::costs::{Across, CONSONANT};
use super::fold::{hash, hash_on};
use super::hints::across;
use super::index::{CROWD, NameIndex, NameRow, Reading};
use super::sound::{self, Sound, is_mark, is_vowel};
use super::{Gazetteer, PlaceIndex, PlaceView};

/// How two names compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// It could be, but is not to be used unless a person says so.
    Doubtful,
    /// Too far to be used; shown to a person.
    Near,
}

impl Tier {
    /// Whether the name fits so well that it may be used.
    pub(super) fn is_close(self) -> bool {
        self <= Self::Likely
    }
}

/// A place with the best of its names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) place: PlaceIndex,
    pub(super) row: u32,
    pub(super) tier: Tier,
    pub(super) apart: Apart,
    /// Whether both or neither begin with the article.
    pub(super) same_article: bool,
    /// Whether the two are in different alphabets.
    pub(super) scripts: bool,
}

impl Found {
    /// Whether this fits the name about as well as one of that tier and cost does.
    pub(super) fn rivals(&self, tier: Tier, cost: u16) -> bool {
        if self.tier == Tier::Doubtful && tier > Tier::Folded {
            return self.apart.cost <= cost;
        }
        match tier {
            Tier::Letters | Tier::Folded => self.tier <= Tier::Folded,
            Tier::Variant if self.scripts => self.tier <= Tier::Likely && self.apart.cost <= cost + 8,
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

/// Nothing further apart than this is looked at: names of one skeleton, and names one consonant off.
const SAME_SKELETON: u16 = 85;
const SAME_SKELETON_CROWDED: u16 = 48;
const SLIP: u16 = CONSONANT + 12;
/// Names from which many a name is near another's by chance, so that likeness counts for less.
const DENSE: usize = 10_000;
/// Names from which likeness is no evidence without a hint.
pub(super) const CROWDED: usize = 60_000;
/// Names too far to be used that are kept to be shown.
const SHOWN: usize = 12;

/// All places that the reading may name, each once; with `slips`, those one consonant off too.
pub(super) fn find(
    gazetteer: &Gazetteer,
    index: &NameIndex,
    reading: &Reading,
    slips: bool,
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
        finder.consider(
            row,
            Some(tier),
            if tier == Tier::Letters { u16::MAX } else { SLIP },
        );
    }
    let mut settled = !finder.found.is_empty();
    settled |= finder.by_skeleton(&reading.skeleton);
    if !settled {
        sound::other_skeletons(&reading.sounds, |skeleton| {
            settled |= finder.by_skeleton(skeleton);
        });
    }
    if !settled && slips {
        finder.by_slips();
    }
    finder.join_scripts();
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
        let limit = if self.index.len() >= CROWDED {
            SAME_SKELETON_CROWDED
        } else {
            SAME_SKELETON
        };
        let mut fits = false;
        for &(_, row) in rows.iter().take(CROWD) {
            fits |= self.consider(row, None, limit);
        }
        fits
    }

    /// Looks at the names whose skeleton is one letter off, if the name is long enough to carry a slip.
    fn by_slips(&mut self) {
        const CLASSES: &[u8] = b"BTJHDRSGFKLMN";
        let skeleton = &self.reading.skeleton;
        if !carries_slip(&self.reading.sounds, self.index.len() >= CROWDED) || skeleton.len() > 16 {
            return;
        }
        // Names that begin otherwise are never one slip away, nor does a generic word carry a slip.
        let fixed = self.fixed_start();
        // Once for the name's own skeleton, which every class put beside itself would give again.
        let mut own_seen = false;
        for at in fixed..=skeleton.len() {
            let (head, tail) = skeleton.split_at(at);
            let before = (hash(head), head.last().copied());
            let mut look = |middle: &[u8], after: &[u8]| {
                let probe = joined_hash(joined_hash(before, middle), after);
                for &(_, row) in self.index.with_skeleton_hash(probe.0).iter().take(CROWD / 4) {
                    self.consider(row, None, SLIP);
                }
            };
            let first = tail.first().copied();
            if let Some((first, after)) = tail.split_first() {
                look(&[], after);
                if let Some((second, after)) = after.split_first() {
                    look(&[*second, *first], after);
                }
                // A class beside itself is one: as where the letter is left out.
                let next = after.first().copied();
                for class in CLASSES {
                    if *class != *first && Some(*class) != before.1 && Some(*class) != next {
                        look(&[*class], after);
                    }
                }
            }
            for class in CLASSES {
                let own = Some(*class) == before.1 || Some(*class) == first;
                if !(own && own_seen) {
                    look(&[*class], tail);
                }
                own_seen |= own;
            }
        }
    }

    /// Makes one of a place's two entries: its best name in the query's alphabet, and in the other one.
    ///
    /// An Arabic name is short of vowels and fits many Latin spellings. A place whose Latin names do not fit is taken
    /// for its Arabic name only if that is long, or the Latin ones are not far off.
    fn join_scripts(&mut self) {
        let arabic = self.reading.is_arabic();
        let (across, mut own): (Vec<Found>, Vec<Found>) =
            self.found.drain(..).partition(|found| found.scripts);
        for mut other in across {
            let same = own.iter_mut().find(|found| found.place == other.place);
            let has_own = same.is_some() || self.has_name_in(other.place, arabic);
            if has_own && other.tier.is_close() {
                let near = same.as_ref().is_some_and(|same| same.apart.cost <= 70);
                let fits = match (self.index.len() >= DENSE, arabic) {
                    (true, true) => {
                        let near = same.as_ref().is_some_and(|same| same.apart.cost <= 45);
                        across_alone(&other.apart) && (near || across_apart(&other.apart))
                    }
                    (true, false) => across_alone(&other.apart) && (near || across_apart(&other.apart)),
                    (false, true) => across_from_arabic(&other.apart),
                    (false, false) => across_from_latin(&other.apart, near),
                };
                // Arabic letters leave less open: a short name that the place's own Arabic one is nowhere near is another.
                let bare = other.apart.consonants <= 3 && !self.reading.sounds.contains(&sound::GENERIC);
                let far = same.as_ref().is_none_or(|same| same.tier == Tier::Near);
                let fits = fits && !(arabic && far && bare);
                other.tier = match fits {
                    true => Tier::Likely,
                    false if doubtful_across(&other.apart) => Tier::Doubtful,
                    false => Tier::Near,
                };
            }
            match same {
                Some(same) if (same.tier, same.apart.cost) <= (other.tier, other.apart.cost) => {}
                Some(same) => *same = other,
                None => own.push(other),
            }
        }
        self.found = own;
    }

    fn has_name_in(&self, place: PlaceIndex, arabic: bool) -> bool {
        let written = |c: char| {
            if arabic {
                ('\u{620}'..='\u{6d3}').contains(&c)
            } else {
                c.is_ascii_alphabetic()
            }
        };
        self.gazetteer
            .get(place)
            .is_some_and(|view| view.names().any(|name| name.chars().any(written)))
    }

    /// How many classes of the skeleton come before the first that may be a slip.
    fn fixed_start(&self) -> usize {
        let sounds = &self.reading.sounds;
        let mut start = 0;
        while sounds.get(start) == Some(&sound::GENERIC) {
            start += 1 + sounds
                .iter()
                .skip(start + 1)
                .take_while(|sound| !is_mark(**sound))
                .count();
        }
        let mut generic = Vec::new();
        sound::skeleton(sounds.get(..start).unwrap_or_default(), &mut generic);
        let initial_vowel = sounds.get(start + 1).is_some_and(|sound| is_vowel(*sound));
        (generic.len() + usize::from(!initial_vowel)).min(self.reading.skeleton.len())
    }

    /// Grades one name; whether it fits.
    fn consider(&mut self, row_index: u32, known: Option<Tier>, limit: u16) -> bool {
        let Some(row) = self.index.row(row_index) else {
            return false;
        };
        if known.is_none() && !worth_comparing(self.reading, row, limit) {
            return false;
        }
        let sounds = self.index.sounds(row);
        let across = across(self.reading.is_arabic(), row.arabic);
        // Two keys of one hash are told apart here.
        let aligned = row.shape == self.reading.shape;
        let Some(mut apart) = compare_shaped(&self.reading.sounds, sounds, aligned, across, limit) else {
            return false;
        };
        let admitted = self
            .gazetteer
            .get(row.place)
            .is_some_and(|view| (self.admit)(view, row.stripped));
        if !admitted {
            return false;
        }
        let scripts = self.reading.is_arabic() != row.arabic;
        // Across alphabets, the article in both says as much as a generic word in both.
        let article = row.article && self.reading.has_article();
        apart.generic |= scripts && article;
        let tier = match known {
            Some(tier) => tier,
            None => grade(&apart, across, self.index.len() >= DENSE),
        };
        // Arabic hands drop the article of a name less often than another name is like the rest of it.
        let bare = scripts && self.reading.is_arabic() && row.article && !self.reading.has_article();
        // "صيدا" is not "الصيدة": the article and the ending together tell short names apart.
        let bare = bare
            || (across == Across::Arabic
                && row.article != self.reading.has_article()
                && self.reading.sounds.last() != sounds.last());
        let tier = if bare && tier.is_close() && apart.consonants <= 3 && !apart.generic {
            Tier::Doubtful
        } else {
            tier
        };
        if tier == Tier::Near && self.found.len() >= SHOWN {
            return false;
        }
        let found = Found {
            place: row.place,
            row: row_index,
            tier,
            apart,
            same_article: row.article == self.reading.has_article(),
            scripts,
        };
        match self
            .found
            .iter_mut()
            .find(|other| other.place == row.place && other.scripts == scripts)
        {
            Some(other) if (other.tier, other.apart.cost) <= (tier, apart.cost) => {}
            Some(other) => *other = found,
            None => self.found.push(found),
        }
        tier.is_close()
    }
}

/// The hash of a skeleton that goes on, from that of what stands before with its last class; a class beside itself is one.
fn joined_hash(before: (u32, Option<u8>), classes: &[u8]) -> (u32, Option<u8>) {
    classes.iter().fold(before, |(so_far, last), class| {
        if last == Some(*class) {
            (so_far, last)
        } else {
            (hash_on(so_far, *class), Some(*class))
        }
    })
}

/// A cheap refusal of most names before their distance is measured.
fn worth_comparing(reading: &Reading, row: &NameRow, limit: u16) -> bool {
    if !align::same_start(reading.first, row.first) {
        return false;
    }
    if reading.is_arabic() != row.arabic {
        return limit < CONSONANT;
    }
    let (one, other) = (reading.sounds.len(), usize::from(row.sounds_len));
    let (short, long) = (one.min(other), one.max(other));
    if limit < CONSONANT {
        return long - short <= 2 + short / 4;
    }
    // With one consonant wrong the rest has to agree: few sounds are in one name only.
    long - short <= 2 && (reading.bag ^ row.bag).count_ones() <= 4
}

/// Whether some word is long enough for a slip to be told from another name; among many names it has to be longer.
fn carries_slip(sounds: &[Sound], dense: bool) -> bool {
    let mut words = 0;
    let mut long = false;
    let mut middling = false;
    for word in sounds
        .split(|sound| is_mark(*sound))
        .filter(|word| !word.is_empty())
    {
        let consonants = word.iter().filter(|sound| !is_vowel(**sound)).count();
        words += 1;
        long |= word.len() >= 7 && consonants >= if dense { 5 } else { 4 };
        middling |= word.len() >= 5 && consonants >= if dense { 4 } else { 3 };
    }
    long || (words >= 2 && middling)
}

/// Whether an Arabic spelling is close enough to a Latin name of a place that goes by another Arabic name.
fn across_from_arabic(apart: &Apart) -> bool {
    match apart.consonants {
        4.. => true,
        3 => apart.cost <= 14,
        2 => apart.cost <= if apart.generic { 16 } else { 8 },
        _ => apart.cost <= 7,
    }
}

/// The same among many names, in either direction: a name in the other alphabet of a
/// place that goes by another one in the alphabet of the query.
fn across_alone(apart: &Apart) -> bool {
    match (apart.told_across(), apart.generic) {
        (4.., _) | (3, true) => apart.cost <= 18,
        (2, true) => apart.cost <= 8,
        _ => false,
    }
}

/// The same for a Latin spelling, where the place's Latin names are nowhere near: "Homewood" is not الحمود.
fn across_apart(apart: &Apart) -> bool {
    match (apart.told_across(), apart.generic) {
        (5.., _) | (4, true) => apart.cost <= 9,
        (4, false) | (3, true) => apart.cost <= 4,
        _ => false,
    }
}

/// Whether a Latin spelling is close enough to an Arabic name of a place whose Latin names do not fit it, though they
/// may be `near`.
fn across_from_latin(apart: &Apart, near: bool) -> bool {
    // The same generic word in both says as much as a consonant and a half.
    match (apart.told_across(), apart.generic) {
        (5.., _) => apart.cost <= 30,
        (4, _) | (3, true) => apart.cost <= 18,
        (3, false) => apart.cost <= if near { 14 } else { 4 },
        (2, true) => apart.cost <= 11,
        (2, false) => near && apart.cost <= 3,
        _ => false,
    }
}

/// Whether a spelling in the other alphabet is worth a person's look.
fn doubtful_across(apart: &Apart) -> bool {
    let consonants = apart.told_across() + u16::from(apart.generic);
    apart.cost
        <= match consonants {
            3.. => 30,
            _ if apart.generic => 20,
            _ => 14,
        }
}

/// What a difference means, by the length of the word it is in: short names differ by little.
fn grade(apart: &Apart, across: Across, dense: bool) -> Tier {
    let length = apart.worst_length;
    let few = apart.worst_consonants;
    // Another word of the name speaks for one whose vowels differ; "tell" or "kafr" in both a little less.
    let spoken_for =
        apart.support >= if few <= 2 { 2 } else { 3 } || (apart.generic && apart.worst == Worst::Own);
    let (variant, likely) = match across {
        // Who writes Arabic knows his letters: دوكان is not دوقان, unless it is written wrong.
        Across::Arabic if dense && !spoken_for && few <= 4 => ((3 * length).min(12), (8 * length).min(12)),
        Across::Arabic => (3 * length, 8 * length),
        Across::Scripts if apart.worst == Worst::Joined => (4, if apart.consonants >= 4 { 16 } else { 4 }),
        Across::Scripts => match (apart.told_across(), apart.generic) {
            (0..=1, false) => (0, 0),
            (2, false) => (4, 5),
            (3, false) => (9, 9),
            (0..=2, true) => (12, 16),
            (3, true) => (16, 24),
            (4, _) => (16, 18),
            _ => (26, 34),
        },
        Across::Latin if apart.worst == Worst::Joined => (10, if few >= 4 { 20 } else { 0 }),
        Across::Latin => match few {
            0..=2 if length <= 4 => (8, if spoken_for { 32 } else { 12 }),
            0..=2 => (11, if spoken_for { 32 } else { 11 }),
            3 if length <= 5 => (20, if spoken_for { 44 } else { 20 }),
            3 if length == 6 => (21, if spoken_for { 48 } else { 21 }),
            3 => (22, if spoken_for { 52 } else { 22 }),
            4 => (8 + 3 * length, (6 * length).min(if spoken_for { 48 } else { 30 })),
            _ => (8 + 3 * length, 8 + 6 * length),
        },
    };
    if apart.worst_word <= variant && apart.cost <= variant + 15 {
        return Tier::Variant;
    }
    // Among many names, other places' come near by chance: little more than the confusions of one letter is let pass.
    let (variant, likely) = if dense && across == Across::Latin {
        let most = match few {
            0..=2 => 8,
            3 => 14,
            4 => 20,
            _ => 28,
        } + if spoken_for { 12 } else { 0 };
        (variant.min(most), likely.min(most))
    } else {
        (variant, likely)
    };
    if apart.worst_word <= variant && apart.cost <= variant + 15 {
        return Tier::Variant;
    }
    // Among many names, other places' come near by chance.
    let likely = match (dense, spoken_for) {
        (false, _) => likely,
        (true, false) => likely.min(variant + 6),
        (true, true) => likely.min(variant + 18),
    };
    if apart.worst_word <= likely && apart.cost <= likely + 15 && apart.worst_word < CONSONANT {
        return Tier::Likely;
    }
    // A wrong consonant: only in a long word, or where another word of the name speaks for it.
    let long = length >= 9 && few >= 6;
    let supported = length >= 7 && few >= 5 && apart.support >= 3;
    let slip = apart.worst_word >= CONSONANT
        && apart.cost <= CONSONANT + 12
        && apart.same_start
        && apart.worst == Worst::Own
        && (long || supported)
        && across != Across::Scripts;
    if slip {
        return Tier::Likely;
    }
    if is_doubtful(apart, across, spoken_for) {
        Tier::Doubtful
    } else {
        Tier::Near
    }
}

/// Whether a name too far to be used is near enough to be asked about.
fn is_doubtful(apart: &Apart, across: Across, spoken_for: bool) -> bool {
    let few = apart.worst_consonants;
    if !apart.same_start || apart.worst == Worst::Generic {
        return false;
    }
    if apart.worst_word >= CONSONANT {
        // A wrong consonant in a name that is long, or otherwise the same.
        let long = few >= 4 || (few >= 3 && spoken_for);
        return across == Across::Latin
            && long
            && apart.worst != Worst::Joined
            && apart.cost <= CONSONANT + 12;
    }
    let limit = match (across, apart.worst, few) {
        (Across::Scripts, _, _) => return doubtful_across(apart),
        (Across::Arabic, _, 3..) => 45,
        (Across::Arabic, ..) => 30,
        (Across::Latin, Worst::Joined, 0..=4) => 0,
        (Across::Latin, Worst::Joined, _) => 50,
        (Across::Latin, _, 0..=2) if spoken_for => 50,
        (Across::Latin, _, 0..=1) => 0,
        (Across::Latin, _, 2) => 36,
        (Across::Latin, _, 3) => 48,
        (Across::Latin, ..) => 68,
    };
    apart.worst_word <= limit && apart.cost <= limit + 15
}

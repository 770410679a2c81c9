//! Names whose place is known: held-out ones, other ways to write them, slips.

use std::collections::HashSet;

use chronotope_core::gazetteer::{LonLat, Place, Script, fold, script_of};

/// A small generator with a fixed seed (splitmix64), so that every run has the same split.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit.max(1) as u64) as usize
    }
}

pub(super) struct Case {
    pub(super) name: String,
    /// The place's id; `None` for a name that is not there.
    pub(super) place: Option<String>,
    pub(super) near: Option<LonLat>,
    /// Whether it shares most consonants, in order, with a name that is indexed: what no spelling explains, no
    /// geocoder can find.
    pub(super) related: bool,
    /// Whether another place goes by this name: only a hint can tell.
    pub(super) shared: bool,
}

/// Takes a random half of every place's further names out.
pub(super) fn hold_out(places: &mut [Place], dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    for place in places {
        let first = cases.len();
        let mut names: Vec<String> = std::mem::take(&mut place.names);
        names.extend(place.name_ar.take());
        names.sort();
        names.dedup();
        for at in (1..names.len()).rev() {
            names.swap(at, dice.below(at + 1));
        }
        let half = if names.len().is_multiple_of(2) {
            names.len() / 2
        } else {
            names.len() / 2 + dice.below(2)
        };
        let kept = names.split_off(half);
        for name in names {
            if script_of(&name).is_none() || name == place.name {
                continue;
            }
            let near = place.point.and_then(|at| {
                let angle = dice.below(360) as f64;
                let (sin, cos) = angle.to_radians().sin_cos();
                LonLat::new(at.lon + 0.22 * cos, at.lat + 0.18 * sin)
            });
            cases.push(Case {
                name,
                place: Some(place.id.clone()),
                near,
                related: false,
                shared: false,
            });
        }
        place.names = kept;
        let indexed: Vec<String> = std::iter::once(&place.name)
            .chain(&place.names)
            .map(|name| consonants(name))
            .collect();
        for case in cases.iter_mut().skip(first) {
            let own = consonants(&case.name);
            case.related = indexed.iter().any(|other| alike(&own, other));
        }
    }
    cases
}

/// Other ways to write the Arabic names that are indexed: article, hamza, ta marbuta, ya, tatweel, vowel marks,
/// Persian letters, spaces.
pub(super) fn arabic_orthography(places: &[Place], dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    for place in places {
        let names = std::iter::once(&place.name).chain(&place.names);
        for name in names.filter(|name| script_of(name) == Some(Script::Arabic)) {
            let bare = name.strip_prefix("ال").filter(|rest| rest.chars().count() > 2);
            let written = match dice.below(8) {
                0 => bare.map_or_else(|| format!("ال{name}"), str::to_owned),
                1 => name.replace(['أ', 'إ', 'آ'], "ا"),
                2 => name.replace('ة', "ه"),
                3 => name.replace('ي', "ى"),
                4 => name.replace('ي', "ی").replace('ك', "ک"),
                5 => name
                    .chars()
                    .enumerate()
                    .map(|(at, c)| if at == 1 { format!("{c}ـ") } else { c.to_string() })
                    .collect(),
                6 => name
                    .chars()
                    .map(|c| {
                        if c.is_alphabetic() {
                            format!("{c}\u{64e}")
                        } else {
                            c.to_string()
                        }
                    })
                    .collect(),
                _ => name.replace(' ', ""),
            };
            cases.push(Case {
                name: written,
                place: Some(place.id.clone()),
                near: None,
                related: true,
                shared: false,
            });
        }
    }
    cases
}

/// One letter left out, doubled, swapped or wrong in a word of nine letters or more.
pub(super) fn slips(places: &[Place], dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    for place in places {
        let name = &place.name;
        let long = name.split([' ', '-']).any(|word| word.chars().count() >= 9);
        if script_of(name) != Some(Script::Latin) || !long {
            continue;
        }
        let mut letters: Vec<char> = name.chars().collect();
        let Some((start, word)) = longest_word(&letters) else {
            continue;
        };
        let at = start + 1 + dice.below(word.saturating_sub(2));
        match dice.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, char::from(b"aeioubdgklmnrst"[dice.below(15)])),
            2 => letters.swap(at, at + 1),
            _ => letters[at] = char::from(b"aeioubdgklmnrst"[dice.below(15)]),
        }
        let written: String = letters.into_iter().collect();
        if written != *name {
            cases.push(Case {
                name: written,
                place: Some(place.id.clone()),
                near: None,
                related: true,
                shared: false,
            });
        }
    }
    cases
}

/// Where the longest word starts and how long it is.
fn longest_word(letters: &[char]) -> Option<(usize, usize)> {
    let mut start = 0;
    letters
        .split(|c| matches!(c, ' ' | '-'))
        .map(|word| {
            let at = start;
            start += word.len() + 1;
            (at, word.len())
        })
        .max_by_key(|(_, length)| *length)
}

pub(super) fn mark_shared(cases: &mut [Case], places: &[Place]) {
    let mut owners: std::collections::HashMap<String, &str> = std::collections::HashMap::new();
    let mut several: HashSet<String> = HashSet::new();
    for place in places {
        for name in std::iter::once(&place.name).chain(&place.names) {
            if let Some(key) = fold(name) {
                let owner = owners.entry(key.clone()).or_insert(&place.id);
                if *owner != place.id {
                    several.insert(key);
                }
            }
        }
    }
    for case in cases {
        let key = fold(&case.name).unwrap_or_default();
        let other = owners
            .get(&key)
            .is_some_and(|owner| Some(*owner) != case.place.as_deref());
        case.shared = other || several.contains(&key);
    }
}

/// The consonants of a name by a coarse letter table of its own, so that the measure does not lean on the geocoder.
fn consonants(name: &str) -> String {
    let folded = fold(name).unwrap_or_default();
    let class = |c: char| match c {
        'b' | 'p' | 'ب' => Some('b'),
        't' | 'ت' | 'ط' | 'ث' => Some('t'),
        'd' | 'z' | 'د' | 'ذ' | 'ض' | 'ظ' | 'ز' => Some('d'),
        'j' | 'g' | 'ج' | 'غ' => Some('g'),
        'k' | 'q' | 'c' | 'x' | 'ق' | 'ك' | 'خ' => Some('k'),
        's' | 'س' | 'ش' | 'ص' => Some('s'),
        'r' | 'ر' => Some('r'),
        'l' | 'ل' => Some('l'),
        'm' | 'م' => Some('m'),
        'n' | 'ن' => Some('n'),
        'f' | 'v' | 'ف' => Some('f'),
        _ => None,
    };
    folded.chars().filter_map(class).collect()
}

/// At most a quarter of the consonants differ.
fn alike(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, a) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, b) in other.iter().enumerate() {
            let cost = (last[column] + usize::from(a != b))
                .min(last[column + 1] + 1)
                .min(current[column] + 1);
            current.push(cost);
        }
        last = current;
    }
    last[other.len()] * 4 <= one.len().max(other.len())
}

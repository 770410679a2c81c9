//! `cargo xtask geocode-bench`: how often the geocoder finds, refuses and errs, on names it has not been shown.
//!
//! Half of each place's further names is held out and never indexed. Negatives are real names of elsewhere, names
//! joined from parts of real ones, and names of persons and organisations. The split has a fixed seed.

use std::collections::HashSet;
use std::path::Path;
use std::time::Instant;

use chronotope_core::gazetteer::{
    Gazetteer, Geocoder, LonLat, Place, Query, Script, Verdict, country_code, fold, script_of,
};

use crate::gazetteer::pack::read_source;

const USAGE: &str = "usage: cargo xtask geocode-bench --from <cities500.json | any gazetteer> [--countries SY,LB] [--elsewhere <file>] [--errors <n>] [--show <kind>]";
const SEED: u64 = 0x5eed_1e55;

/// A small generator with a fixed seed (splitmix64), so that every run has the same split.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit.max(1) as u64) as usize
    }
}

struct Case {
    name: String,
    /// The place's id; `None` for a name that is not there.
    place: Option<String>,
    near: Option<LonLat>,
    /// Whether it shares most consonants, in order, with a name that is indexed: what no spelling explains, no
    /// geocoder can find.
    related: bool,
    /// Whether another place goes by this name: only a hint can tell.
    shared: bool,
}

#[derive(Default)]
struct Count {
    cases: usize,
    first_right: usize,
    confident_right: usize,
    confident_wrong: usize,
    ambiguous: usize,
    ambiguous_with: usize,
    none: usize,
}

/// Runs the benchmark and prints a Markdown table.
pub(crate) fn run(args: Vec<String>) -> Result<(), String> {
    let (mut from, mut countries, mut elsewhere, mut errors) = (None, None, None, 0);
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let value = args.next().ok_or(USAGE)?;
        match arg.as_str() {
            "--from" => from = Some(value),
            "--countries" => countries = Some(value),
            "--elsewhere" => elsewhere = Some(value),
            "--errors" => errors = value.parse().map_err(|_| USAGE)?,
            _ => return Err(USAGE.to_owned()),
        }
    }
    let from = from.ok_or(USAGE)?;
    let all = read_source(Path::new(&from))?;
    let wanted: Vec<&str> = countries
        .iter()
        .flat_map(|list| list.split(','))
        .filter_map(country_code)
        .collect();
    let inside = |place: &Place| {
        wanted.is_empty()
            || place
                .country
                .as_deref()
                .is_some_and(|country| wanted.contains(&country))
    };
    let (mut places, mut others): (Vec<Place>, Vec<Place>) = all.into_iter().partition(inside);
    if let Some(path) = elsewhere {
        others = read_source(Path::new(&path))?;
    }
    let mut dice = Dice(SEED);
    let mut held_out = hold_out(&mut places, &mut dice);
    mark_shared(&mut held_out, &places);
    let mut arabic_written = arabic_orthography(&places, &mut dice);
    mark_shared(&mut arabic_written, &places);
    let slips = slips(&places, &mut dice);
    let negatives = negatives(&places, &others, &mut dice);
    let count = places.len();
    let started = Instant::now();
    let geocoder = Geocoder::new(Gazetteer::from_places(places));
    let built = started.elapsed();

    println!(
        "{count} places; index built in {:.2} s, {} MB",
        built.as_secs_f64(),
        geocoder.index_bytes() >> 20
    );
    println!();
    println!(
        "| names | cases | first is right | confident and right | wrong among confident | ambiguous | of these with the right one | none | wrong confident |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    let latin = |case: &&Case| script_of(&case.name) == Some(Script::Latin);
    let arabic = |case: &&Case| script_of(&case.name) == Some(Script::Arabic);
    let mut total = 0;
    let started = Instant::now();
    for (title, cases, near) in [
        (
            "held out, Latin, spelled like an indexed name",
            held_out
                .iter()
                .filter(latin)
                .filter(|case| case.related && !case.shared)
                .collect::<Vec<_>>(),
            false,
        ),
        (
            "held out, Arabic, spelled like an indexed name",
            held_out
                .iter()
                .filter(arabic)
                .filter(|case| case.related && !case.shared)
                .collect(),
            false,
        ),
        (
            "held out, Latin",
            held_out.iter().filter(latin).collect::<Vec<_>>(),
            false,
        ),
        (
            "held out, Latin, with a point 20 km off",
            held_out.iter().filter(latin).collect(),
            true,
        ),
        (
            "held out, Arabic",
            held_out.iter().filter(arabic).collect(),
            false,
        ),
        (
            "held out, Arabic, with a point 20 km off",
            held_out.iter().filter(arabic).collect(),
            true,
        ),
        (
            "indexed Arabic names written otherwise",
            arabic_written.iter().filter(|case| !case.shared).collect(),
            false,
        ),
        ("long Latin names with a slip", slips.iter().collect(), false),
        (
            "held out, also another place's name",
            held_out.iter().filter(|case| case.shared).collect(),
            false,
        ),
        (
            "the same, with a point 20 km off",
            held_out.iter().filter(|case| case.shared).collect(),
            true,
        ),
        (
            "not there: places of elsewhere",
            negatives.elsewhere.iter().collect(),
            false,
        ),
        (
            "not there: places of elsewhere, Arabic",
            negatives.arabic.iter().collect(),
            false,
        ),
        (
            "not there: joined from parts",
            negatives.joined.iter().collect(),
            false,
        ),
        (
            "not there: two letters changed",
            negatives.mutated.iter().collect(),
            false,
        ),
        (
            "not there: persons, organisations",
            negatives.persons.iter().collect(),
            false,
        ),
    ] {
        total += cases.len();
        let count = measure(&geocoder, &cases, near, title, errors);
        println!("{}", count.row(title));
    }
    let rate = total as f64 / started.elapsed().as_secs_f64();
    println!();
    println!("{rate:.0} names a second.");
    Ok(())
}

/// Takes a random half of every place's further names out.
fn hold_out(places: &mut [Place], dice: &mut Dice) -> Vec<Case> {
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
fn arabic_orthography(places: &[Place], dice: &mut Dice) -> Vec<Case> {
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
fn slips(places: &[Place], dice: &mut Dice) -> Vec<Case> {
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

fn mark_shared(cases: &mut [Case], places: &[Place]) {
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

struct Negatives {
    elsewhere: Vec<Case>,
    arabic: Vec<Case>,
    joined: Vec<Case>,
    mutated: Vec<Case>,
    persons: Vec<Case>,
}

fn negatives(places: &[Place], others: &[Place], dice: &mut Dice) -> Negatives {
    let all_names = |place: &Place| {
        std::iter::once(place.name.clone())
            .chain(place.names.iter().cloned())
            .chain(place.name_ar.clone())
            .collect::<Vec<_>>()
    };
    let known: HashSet<String> = places
        .iter()
        .flat_map(all_names)
        .filter_map(|name| fold(&name))
        .collect();
    let absent = |name: &String| fold(name).is_some_and(|key| !known.contains(&key));
    let case = |name: String| Case {
        name,
        place: None,
        near: None,
        related: false,
        shared: false,
    };
    let mut elsewhere = Vec::new();
    let mut tries = 0;
    while elsewhere.len() < 4000 && !others.is_empty() && tries < 100_000 {
        tries += 1;
        let names = others
            .get(dice.below(others.len()))
            .map(all_names)
            .unwrap_or_default();
        let name = names.get(dice.below(names.len())).cloned().unwrap_or_default();
        if script_of(&name).is_some() && absent(&name) {
            elsewhere.push(name);
        }
    }
    let mut arabic: Vec<String> = others
        .iter()
        .flat_map(all_names)
        .filter(|name| script_of(name) == Some(Script::Arabic) && absent(name))
        .collect();
    for at in (1..arabic.len()).rev() {
        arabic.swap(at, dice.below(at + 1));
    }
    arabic.truncate(4000);
    let words: Vec<Vec<String>> = places
        .iter()
        .map(|place| {
            place
                .name
                .split([' ', '-'])
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let several: Vec<&Vec<String>> = words.iter().filter(|words| words.len() > 1).collect();
    let mut joined = Vec::new();
    let mut tries = 0;
    while joined.len() < 1500 && tries < 100_000 && !several.is_empty() {
        tries += 1;
        let (Some(one), Some(other)) = (
            several.get(dice.below(several.len())),
            words.get(dice.below(words.len())),
        ) else {
            continue;
        };
        let (Some(first), Some(last)) = (one.first(), other.last()) else {
            continue;
        };
        if first.chars().count() < 3 || last.chars().count() < 4 {
            continue;
        }
        let name = format!("{first} {last}");
        if absent(&name) && absent(last) {
            joined.push(name);
        }
    }
    let mut mutated = Vec::new();
    let mut tries = 0;
    while mutated.len() < 1500 && tries < 100_000 {
        tries += 1;
        let Some(place) = places.get(dice.below(places.len())) else {
            continue;
        };
        let mut letters: Vec<char> = place.name.chars().collect();
        for _ in 0..2 {
            let at = dice.below(letters.len());
            let new = char::from(b"bdfgjklmnrstz".get(dice.below(13)).copied().unwrap_or(b'b'));
            if let Some(letter) = letters.get_mut(at).filter(|letter| letter.is_alphabetic()) {
                *letter = new;
            }
        }
        let name: String = letters.into_iter().collect();
        let changed = name
            .to_lowercase()
            .chars()
            .zip(place.name.to_lowercase().chars())
            .filter(|(a, b)| a != b)
            .count();
        let vowels = |c: char| "aeiouyAEIOUYwWhH'’‘ ".contains(c);
        let consonants = name
            .chars()
            .zip(place.name.chars())
            .filter(|(a, b)| a != b && !vowels(*b))
            .count();
        if changed == 2 && consonants >= 2 && absent(&name) {
            mutated.push(name);
        }
    }
    let persons = persons().into_iter().filter(absent).collect::<Vec<_>>();
    let cases = |names: Vec<String>| names.into_iter().map(case).collect();
    Negatives {
        elsewhere: cases(elsewhere),
        arabic: cases(arabic),
        joined: cases(joined),
        mutated: cases(mutated),
        persons: cases(persons),
    }
}

fn persons() -> Vec<String> {
    const GIVEN: &[&str] = &[
        "Ahmad",
        "Mohammed",
        "Mustafa",
        "Yousef",
        "Khaled",
        "Omar",
        "Hassan",
        "Maria",
        "Anna",
        "Robert",
        "Sergey",
        "Recep",
        "Naser",
        "Ayman",
        "Anas",
        "Fatima",
        "Hulusi",
        "Vladimir",
        "Bashar",
        "Abd al-Kareem",
        "Naji",
        "Alexander",
    ];
    const FAMILY: &[&str] = &[
        "al-Rahman",
        "al-Abdah",
        "Haj Ali",
        "Zakharova",
        "Shoygu",
        "Erdogan",
        "Mararti",
        "Bakour",
        "Hamoud",
        "Palladino",
        "Guterres",
        "al-Asmi",
        "Lavrentiev",
        "Akar",
        "Cavusoglu",
        "al-Khatib",
        "Haddad",
        "Petrov",
        "Smith",
        "Weber",
    ];
    const BODIES: &[&str] = &[
        "Syrian Civil Defense",
        "White Helmets",
        "Hayat Tahrir al-Sham",
        "Jaish al-Izza",
        "Free Syrian Army",
        "Anadolu Agency",
        "First Coastal Division",
        "National Coalition",
        "Response Coordinators Team",
        "Ministry of Defense",
        "United Nations",
        "Security Council",
        "Red Crescent",
        "Constitutional Committee",
        "Asayesh",
        "Faylaq al-Sham",
        "Ahrar al-Sham",
        "هيئة تحرير الشام",
        "الدفاع المدني السوري",
        "الجيش السوري الحر",
        "مجلس الأمن",
        "وزارة الدفاع",
        "الهلال الأحمر",
    ];
    let people = GIVEN
        .iter()
        .flat_map(|given| FAMILY.iter().map(move |family| format!("{given} {family}")));
    people
        .chain(BODIES.iter().map(|body| (*body).to_owned()))
        .collect()
}

fn measure(geocoder: &Geocoder, cases: &[&Case], near: bool, title: &str, mut errors: usize) -> Count {
    let mut count = Count {
        cases: cases.len(),
        ..Count::default()
    };
    for case in cases {
        let query = Query {
            near: if near { case.near } else { None },
            ..Query::named(&case.name)
        };
        let resolution = geocoder.geocode(&query);
        let id = |index| {
            geocoder
                .gazetteer()
                .get(index)
                .map(chronotope_core::gazetteer::PlaceView::id)
                .unwrap_or_default()
        };
        let ids: Vec<&str> = resolution
            .candidates
            .iter()
            .map(|candidate| id(candidate.place))
            .collect();
        let right = case.place.as_deref();
        let first_right =
            right.is_some() && ids.first().copied() == right && resolution.verdict != Verdict::None;
        count.first_right += usize::from(first_right);
        match resolution.verdict {
            Verdict::None => count.none += 1,
            Verdict::Ambiguous => {
                count.ambiguous += 1;
                count.ambiguous_with += usize::from(right.is_some_and(|right| ids.contains(&right)));
            }
            _ if first_right => count.confident_right += 1,
            _ => count.confident_wrong += 1,
        }
        if errors > 0
            && !(first_right && resolution.verdict.is_confident())
            && (right.is_some() || resolution.verdict.is_confident())
        {
            errors -= 1;
            let place = right
                .and_then(|id| geocoder.gazetteer().by_id(id))
                .map(|view| view.names().collect::<Vec<_>>().join(" / "));
            let first: Vec<String> = resolution
                .candidates
                .iter()
                .take(3)
                .map(|c| format!("{} ({:.2}, {})", id(c.place), c.score, c.why))
                .collect();
            eprintln!(
                "{title}: {} -> {:?} {}; right: {}",
                case.name,
                resolution.verdict,
                first.join(" + "),
                place.unwrap_or_default()
            );
        }
    }
    count
}

impl Count {
    fn row(&self, title: &str) -> String {
        let share = |part: usize, whole: usize| {
            if whole == 0 {
                "–".to_owned()
            } else {
                format!("{:.3}", part as f64 / whole as f64)
            }
        };
        format!(
            "| {title} | {} | {} | {} | {} | {} | {} | {} | {} |",
            self.cases,
            share(self.first_right, self.cases),
            share(self.confident_right, self.cases),
            share(self.confident_wrong, self.confident_right + self.confident_wrong),
            share(self.ambiguous, self.cases),
            share(self.ambiguous_with, self.ambiguous),
            share(self.none, self.cases),
            share(self.confident_wrong, self.cases),
        )
    }
}

//! Names that are not there: of elsewhere, joined from parts of real ones, of persons and organisations.

use std::collections::HashSet;

use chronotope_core::gazetteer::{Place, Script, fold, script_of};

use super::cases::{Case, Dice};

pub(super) struct Negatives {
    pub(super) elsewhere: Vec<Case>,
    pub(super) arabic: Vec<Case>,
    pub(super) joined: Vec<Case>,
    pub(super) mutated: Vec<Case>,
    pub(super) persons: Vec<Case>,
}

pub(super) fn negatives(places: &[Place], others: &[Place], dice: &mut Dice) -> Negatives {
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

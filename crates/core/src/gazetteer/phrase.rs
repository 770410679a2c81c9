//! Phrases around a name: "the vicinity of X", "northern X province", "city of X", and what they say about where.

use super::fold::Plain;

/// Whether a settlement or an area is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meant {
    /// A city, town, village or a single site.
    Settlement,
    /// Something with an extent.
    Area,
    /// Nobody says.
    #[default]
    Any,
}

/// How closely a phrase puts an event to the place it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// At the settlement or site.
    Exact,
    /// Near it.
    Near,
    /// In some part of the area.
    Part,
    /// The whole area.
    Area,
}

/// A phrase taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The name without the words around it, as written.
    pub name: String,
    /// What the words say is meant.
    pub meant: Meant,
    /// How closely.
    pub precision: Precision,
    /// Whether it says how far off, or on which side: "5 km from Hass" is not Hass.
    pub is_away: bool,
}

const SETTLEMENT: &[&str] = &[
    "city",
    "town",
    "village",
    "hamlet",
    "settlement",
    "townlet",
    "vill",
    "vlg",
    "island",
    "ile",
    "insel",
    "ville",
    "stadt",
    "dorf",
    "kasabasi",
    "koyu",
    "مدينه",
    "بلده",
    "قريه",
    "المدينه",
    "البلده",
    "القريه",
    "جزيره",
    "kenti",
    "sehri",
    "sehir",
    "beldesi",
    "kleinstadt",
    "localite",
];
const AREA: &[&str] = &[
    "province",
    "governorate",
    "gouvernorate",
    "muhafazah",
    "muhafazat",
    "mohafazat",
    "mohafaza",
    "muhafaza",
    "district",
    "subdistrict",
    "nahiyah",
    "nahiyat",
    "nahiya",
    "mantiqat",
    "mintaqat",
    "qada",
    "caza",
    "kaza",
    "region",
    "county",
    "state",
    "il",
    "ilcesi",
    "provinz",
    "gouvernorat",
    "محافظه",
    "ناحيه",
    "منطقه",
    "قضاء",
    "قضا",
    "اقليم",
    "ولايه",
    "gov",
    "prov",
    "dist",
    "ili",
    "vilayeti",
    "provinces",
    "distrikt",
    "bezirk",
    "محافظات",
];
/// Parts of an area whatever follows or precedes.
const PART: &[&str] = &[
    "countryside",
    "suburbs",
    "hinterland",
    "rif",
    "reef",
    "rural",
    "parts",
    "part",
    "districts",
    "neighbourhoods",
    "neighborhoods",
    "towns",
    "villages",
    "قري",
    "بلدات",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northwestern",
    "northeastern",
    "southwestern",
    "southeastern",
    "north",
    "south",
    "east",
    "west",
    "northwest",
    "northeast",
    "southwest",
    "southeast",
    "centre",
    "center",
    "ريف",
    "شمال",
    "جنوب",
    "شرق",
    "غرب",
    "وسط",
    "شمالي",
    "جنوبي",
    "شرقي",
    "غربي",
    "اوسط",
    "شماليه",
    "جنوبيه",
    "ارياف",
    "ضواحي",
    "nord",
    "sud",
    "est",
    "ouest",
    "ost",
    "nordest",
    "nordouest",
    "sudest",
    "sudouest",
    "nordost",
    "nordwest",
    "sudost",
    "sudwest",
    "nordlich",
    "sudlich",
    "ostlich",
    "westlich",
    "nordliche",
    "sudliche",
    "ostliche",
    "westliche",
    "nordlichen",
    "sudlichen",
    "ostlichen",
    "westlichen",
    "kuzeyi",
    "guneyi",
    "dogusu",
    "batisi",
    "kirsali",
    "campagne",
    "banlieue",
    "umland",
    "ne",
    "nw",
    "se",
    "sw",
];
/// Where something lies, before "of".
const SIDES: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northwest",
    "northeast",
    "southwest",
    "southeast",
];
/// Close to a place.
const NEAR: &[&str] = &[
    "vicinity",
    "near",
    "around",
    "outside",
    "area",
    "environs",
    "neighbourhood",
    "neighborhood",
    "edge",
    "edges",
    "close",
    "محيط",
    "بالقرب",
    "قرب",
    "اطراف",
    "قريب",
    "جوار",
    "pres",
    "proche",
    "autour",
    "nahe",
    "umgebung",
    "yakinlari",
    "yakini",
    "cevresi",
    "civari",
];
const AWAY: &[&str] = &[
    "outskirts",
    "surroundings",
    "km",
    "kms",
    "kilometre",
    "kilometer",
    "kilometres",
    "kilometers",
    "mile",
    "miles",
    "metres",
    "meters",
    "كم",
    "كيلومتر",
    "كيلومترات",
    "متر",
];
const LINKS: &[&str] = &[
    "of",
    "the",
    "in",
    "to",
    "at",
    "s",
    "from",
    "de",
    "da",
    "du",
    "von",
    "من",
    "في",
    "on",
    "into",
    "towards",
    "toward",
    "الي",
    "نحو",
    "باتجاه",
];
/// Articles of other languages, which names begin with too: only before a word that describes.
const ARTICLES: &[&str] = &["la", "le", "les", "l", "der", "die", "das"];
/// Before a name, where it happened; "At Taybah" and "In Salah" are names.
const PREPOSITIONS: &[&str] = &[
    "in",
    "at",
    "from",
    "into",
    "on",
    "towards",
    "toward",
    "في",
    "من",
    "إلى",
    "الى",
    "نحو",
    "باتجاه",
];
/// Adjectives in their articles: الشمالي.
const ARABIC_SIDES: &[&str] = &[
    "الشمالي",
    "الجنوبي",
    "الشرقي",
    "الغربي",
    "الاوسط",
    "الشماليه",
    "الجنوبيه",
    "الشرقيه",
    "الغربيه",
];

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Settlement,
    Area,
    Part,
    Near,
    Away,
    Link,
    Name,
}

fn role(word: &str) -> Role {
    if SETTLEMENT.contains(&word) {
        Role::Settlement
    } else if AREA.contains(&word) {
        Role::Area
    } else if PART.contains(&word) || ARABIC_SIDES.contains(&word) {
        Role::Part
    } else if NEAR.contains(&word) {
        Role::Near
    } else if AWAY.contains(&word.trim_start_matches(|digit: char| digit.is_ascii_digit())) || is_number(word)
    {
        // "5 km north of Saraqib", "5km"; a number alone is no name either.
        Role::Away
    } else if LINKS.contains(&word) {
        Role::Link
    } else {
        Role::Name
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|digit| digit.is_ascii_digit())
}

/// The role of a word, or of what is left of it without a preposition that Arabic writes with it: "بريف", "لقرية".
fn role_as_written(word: &str) -> Role {
    let alone = role(word);
    let rest = word
        .strip_prefix(['ب', 'ل', 'و'])
        .filter(|rest| rest.chars().count() >= 3);
    match (alone, rest) {
        (Role::Name, Some(rest)) => match role(rest) {
            Role::Link => Role::Name,
            role => role,
        },
        _ => alone,
    }
}

/// Whether there are words, and all of them say that an area is meant: "province", "the governorate".
pub(super) fn is_kind_of_area(words: &str) -> bool {
    let mut plain = Plain::default();
    let mut said = false;
    for word in words.split_whitespace() {
        let role = if plain.read(word) {
            role(plain.letters())
        } else {
            Role::Name
        };
        said |= role == Role::Area;
        if !matches!(role, Role::Area | Role::Link) {
            return false;
        }
    }
    said
}

/// "Rif Dimashq Governorate": the name of an area that says "countryside" itself, without the words for its kind.
pub(super) fn without_area_words(name: &str) -> Option<String> {
    let mut plain = Plain::default();
    let mut roles = Vec::new();
    for word in name.split_whitespace() {
        let known = plain.read(word);
        roles.push((word, if known { role(plain.letters()) } else { Role::Name }));
    }
    let is_area = |(_, role): &(&str, Role)| *role == Role::Area;
    if !roles.iter().any(is_area) || !roles.iter().any(|(_, role)| *role == Role::Part) {
        return None;
    }
    let kept: Vec<&str> = roles
        .iter()
        .filter(|word| !is_area(word))
        .map(|(word, _)| *word)
        .collect();
    (kept.len() >= 2).then(|| kept.join(" "))
}

/// Whether a name is nothing but a word that describes places or that reports are full of: "the village", "school".
/// Some hamlet may be called so, but who writes it does not mean that hamlet.
pub(super) fn is_common_word(name: &str) -> bool {
    const COMMON: &[&str] = &[
        "airport",
        "army",
        "attack",
        "border",
        "bridge",
        "camp",
        "camps",
        "checkpoint",
        "crossing",
        "dam",
        "east",
        "farm",
        "field",
        "forces",
        "forest",
        "front",
        "hill",
        "hills",
        "hospital",
        "house",
        "island",
        "lake",
        "market",
        "militia",
        "missile",
        "mosque",
        "mountain",
        "mountains",
        "north",
        "river",
        "road",
        "school",
        "sea",
        "south",
        "station",
        "valley",
        "west",
        "جامع",
        "جبل",
        "جسر",
        "حاجز",
        "حدود",
        "خان",
        "سد",
        "سوق",
        "طريق",
        "عين",
        "قلعه",
        "مخيم",
        "مدرسه",
        "مستشفي",
        "مسجد",
        "مزرعه",
        "مطار",
        "معبر",
        "نهر",
        "وادي",
        "وزير",
        "صباح",
    ];
    let mut plain = Plain::default();
    if !plain.read(name) {
        return false;
    }
    let mut words = plain
        .words()
        .filter(|word| !matches!(*word, "al" | "el" | "the" | "le" | "la" | "l"));
    let (Some(word), None) = (words.next(), words.next()) else {
        return false;
    };
    let bare = super::words::without_arabic_article(word);
    COMMON.contains(&bare) || !matches!(role(bare), Role::Name | Role::Link)
}

/// The ends of "between X and Y", in the languages of the press.
pub(super) fn between(phrase: &str) -> Option<(&str, &str)> {
    const WORDS: &[(&str, &[&str])] = &[
        ("between ", &[" and ", " & "]),
        ("entre ", &[" et ", " y ", " e "]),
        ("zwischen ", &[" und "]),
        ("بين ", &[" وبين ", " و ", " و"]),
    ];
    for (word, joints) in WORDS {
        // Lower-casing moves no byte of these words, and of names only what stands behind them counts.
        let start = phrase
            .char_indices()
            .find(|(at, _)| {
                phrase
                    .get(*at..*at + word.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(word))
                    && phrase
                        .get(..*at)
                        .is_none_or(|before| before.is_empty() || before.ends_with(' '))
            })
            .map(|(at, _)| at + word.len());
        let Some(rest) = start.and_then(|start| phrase.get(start..)) else {
            continue;
        };
        if let Some(ends) = joints.iter().find_map(|joint| rest.split_once(joint)) {
            return Some(ends);
        }
    }
    None
}

/// Takes a phrase apart. Words that describe are taken from both ends, never from the middle, and never all of them.
///
/// ```
/// use chronotope_core::gazetteer::{Meant, Precision, parse_phrase};
/// let phrase = parse_phrase("southern Idlib province");
/// assert_eq!((phrase.name.as_str(), phrase.meant, phrase.precision), ("Idlib", Meant::Area, Precision::Part));
/// let phrase = parse_phrase("the vicinity of al-Jadida village");
/// assert_eq!((phrase.name.as_str(), phrase.meant, phrase.precision), ("al-Jadida", Meant::Settlement, Precision::Near));
/// let phrase = parse_phrase("Hass");
/// assert_eq!((phrase.name.as_str(), phrase.meant, phrase.precision), ("Hass", Meant::Any, Precision::Exact));
/// ```
pub fn parse_phrase(phrase: &str) -> Phrase {
    let mut plain = Plain::default();
    let words: Vec<(&str, Role)> = phrase
        .split_whitespace()
        .map(|word| {
            // "على" is no Ali.
            let known = if word == "على" {
                Role::Link
            } else if plain.read(word) || is_number(word) {
                role_as_written(plain.letters())
            } else {
                Role::Name
            };
            // "Idlib's", "north-western": the mark is no letter, the hyphen splits.
            (word, known)
        })
        .collect();
    let described: Vec<bool> = words
        .iter()
        .map(|(_, role)| !matches!(role, Role::Name | Role::Link))
        .collect();
    // "East of Ariha" is not in Ariha; "the east of Syria" is in Syria.
    let beside = matches!(words.as_slice(), [(side, Role::Part), (of, _), ..]
        if of.eq_ignore_ascii_case("of") && SIDES.iter().any(|known| side.eq_ignore_ascii_case(known)));
    let countryside = words.first().is_some_and(|(_, role)| *role == Role::Part);
    let words: Vec<(&str, Role)> = words
        .into_iter()
        .enumerate()
        .map(|(at, (word, role))| {
            // A side is part of the name ("Kuwayris Sharqi") unless the phrase begins with the countryside.
            let read = plain.read(word);
            let side = read && ARABIC_SIDES.contains(&plain.letters());
            let article = at == 0
                && read
                && ARTICLES.contains(&plain.letters())
                && described.get(1).copied().unwrap_or(false);
            let role = match role {
                _ if side && !(countryside && at > 0) => Role::Name,
                _ if article => Role::Link,
                Role::Part if beside && at == 0 => Role::Away,
                role => role,
            };
            (word, role)
        })
        .collect();
    let is_name = |&(_, role): &(&str, Role)| role == Role::Name;
    let (Some(first), Some(last)) = (words.iter().position(is_name), words.iter().rposition(is_name)) else {
        return Phrase {
            name: phrase.trim().to_owned(),
            meant: Meant::Any,
            precision: Precision::Exact,
            is_away: false,
        };
    };
    // "Tó Sido": small words alone do not describe.
    let describes = |(word, role): &(&str, Role)| *role != Role::Link || word.eq_ignore_ascii_case("the");
    let placed = first > 0 && words.first().is_some_and(|(word, _)| PREPOSITIONS.contains(word));
    if !placed
        && !words
            .iter()
            .take(first)
            .chain(words.iter().skip(last + 1))
            .any(describes)
    {
        return Phrase {
            name: phrase.trim().to_owned(),
            meant: Meant::Any,
            precision: Precision::Exact,
            is_away: false,
        };
    }
    let around = || {
        words
            .iter()
            .take(first)
            .chain(words.iter().skip(last + 1))
            .map(|(_, role)| *role)
    };
    let has = |wanted: Role| around().any(|role| role == wanted);
    let is_away = has(Role::Away) || (has(Role::Near) && has(Role::Part));
    let meant = if has(Role::Area) {
        Meant::Area
    } else if has(Role::Settlement) {
        Meant::Settlement
    } else if has(Role::Part) && !is_away {
        Meant::Area
    } else {
        Meant::Any
    };
    let precision = if has(Role::Near) || is_away {
        Precision::Near
    } else if has(Role::Part) {
        Precision::Part
    } else if meant == Meant::Area {
        Precision::Area
    } else {
        Precision::Exact
    };
    let name = words
        .iter()
        .take(last + 1)
        .skip(first)
        .map(|(word, _)| *word)
        .collect::<Vec<_>>()
        .join(" ");
    let name = name.trim_end_matches(['\'', '’', ',', ';', '.']);
    let name = name
        .strip_suffix("'s")
        .or_else(|| name.strip_suffix("’s"))
        .unwrap_or(name);
    // "la ville d'Idlib"
    let name = ["d'", "d’", "l'", "l’"]
        .iter()
        .find_map(|joined| name.strip_prefix(joined))
        .unwrap_or(name);
    Phrase {
        name: name.to_owned(),
        meant,
        precision,
        is_away,
    }
}

/// "Hass in southern Idlib countryside", "حاس بريف إدلب الجنوبي", "Morek north of Hama": the name, and where it is said
/// to lie, which is read from the last such words.
pub(super) fn within(phrase: &str) -> Option<(&str, &str)> {
    // What of the word is left to say where.
    const JOINTS: &[(&str, &str)] = &[
        (" in ", ""),
        (" dans ", ""),
        (" في ", ""),
        (" ضمن ", ""),
        (" بريف ", "ريف "),
        (" ريف ", "ريف "),
        (" شمالي ", ""),
        (" جنوبي ", ""),
        (" شرقي ", ""),
        (" غربي ", ""),
        (" شمال ", ""),
        (" جنوب ", ""),
        (" شرق ", ""),
        (" غرب ", ""),
        (" north of ", ""),
        (" south of ", ""),
        (" east of ", ""),
        (" west of ", ""),
    ];
    // Of the same length in bytes.
    let lower = phrase.to_ascii_lowercase();
    let found = JOINTS
        .iter()
        .filter_map(|(joint, kept)| lower.rfind(joint).map(|at| (at, at + joint.len() - kept.len())));
    let (at, after) = found.max()?;
    let (name, rest) = (phrase.get(..at)?.trim(), phrase.get(after..)?.trim());
    (!name.is_empty() && !rest.is_empty() && !is_common_word(name)).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(phrase: &str, name: &str, meant: Meant, precision: Precision) {
        let parsed = parse_phrase(phrase);
        assert_eq!(
            (parsed.name.as_str(), parsed.meant, parsed.precision),
            (name, meant, precision),
            "{phrase}"
        );
    }

    #[test]
    fn phrases_of_reports() {
        use Meant::{Any, Area, Settlement};
        check("Idlib province", "Idlib", Area, Precision::Area);
        check("city of Idlib", "Idlib", Settlement, Precision::Exact);
        check("the northern countryside of Hama", "Hama", Area, Precision::Part);
        check("countryside of Idlib", "Idlib", Area, Precision::Part);
        check("outskirts of Idlib", "Idlib", Any, Precision::Near);
        check("East of Ariha", "Ariha", Any, Precision::Near);
        check("the east of Syria", "Syria", Area, Precision::Part);
        check(
            "vicinity of the Idlib Central Prison",
            "Idlib Central Prison",
            Any,
            Precision::Near,
        );
        check("Jisr al-Shughur area", "Jisr al-Shughur", Any, Precision::Near);
        check("Jisr al-Shughur", "Jisr al-Shughur", Any, Precision::Exact);
        check(
            "the town of Khan Sheikhoun",
            "Khan Sheikhoun",
            Settlement,
            Precision::Exact,
        );
        check("Sahl Ruj area", "Sahl Ruj", Any, Precision::Near);
        check("محافظة إدلب", "إدلب", Area, Precision::Area);
        check("ريف حماة الشمالي", "حماة", Area, Precision::Part);
        check("محيط قرية الجديدة", "الجديدة", Settlement, Precision::Near);
        check("north", "north", Any, Precision::Exact);
    }

    proptest! {
        #[test]
        fn any_phrase_keeps_a_name(phrase in "\\PC{0,40}") {
            let parsed = parse_phrase(&phrase);
            prop_assert!(parsed.name.len() <= phrase.len());
        }
    }
}

//! Guesses for a person to confirm: what the columns of an unknown table mean, and what its first rows would become.

use super::layout::{Layout, distinct_names};
use super::row::{RawRow, Understanding};
use super::value::ReadTime;
use super::{HeaderRow, Plan, Reason, Role};
use crate::gazetteer::fold;
use crate::geo::LonLat;

/// Words for what columns mean, folded: English, French, Spanish, German, Turkish, Arabic. A name that begins with one
/// is a weaker sign than a name that is one.
const WORDS: [(Role, &[&str]); 15] = [
    (
        Role::Position,
        &[
            "coordinates",
            "coordinate",
            "coords",
            "coord",
            "gps",
            "latlon",
            "latlong",
            "position",
            "geolocation",
            "coordonnees",
            "coordenadas",
            "koordinaten",
            "koordinat",
            "koordinatlar",
            "إحداثيات",
            "الإحداثيات",
            "координати",
            "координаты",
        ],
    ),
    (
        Role::Admin2,
        &["district", "raion", "rayon", "ilce", "قضاء", "ناحية", "район"],
    ),
    (
        Role::Date,
        &[
            "дата",
            "день",
            "дата події",
            "дата события",
            "date",
            "day",
            "jour",
            "fecha",
            "dia",
            "datum",
            "tag",
            "tarih",
            "gun",
            "تاريخ",
            "التاريخ",
            "تاريخ الحدث",
            "تاريخ الحادث",
            "تاريخ الحادثة",
            "تاريخ الواقعة",
            "يوم",
            "اليوم",
            "when",
            "quand",
            "wann",
        ],
    ),
    (
        Role::DateStart,
        &[
            "початок",
            "начало",
            "start",
            "begin",
            "debut",
            "inicio",
            "beginn",
            "von",
            "baslangic",
            "بداية",
            "من",
        ],
    ),
    (
        Role::DateEnd,
        &[
            "кінець",
            "конец",
            "end",
            "fin",
            "final",
            "ende",
            "bis",
            "bitis",
            "نهاية",
            "إلى",
        ],
    ),
    (
        Role::Place,
        &[
            "місце",
            "населений пункт",
            "місто",
            "село",
            "населённый пункт",
            "населенный пункт",
            "место",
            "город",
            "локація",
            "локация",
            "settlement",
            "neighbourhood",
            "neighborhood",
            "place",
            "location",
            "town",
            "city",
            "village",
            "lieu",
            "localite",
            "ville",
            "lugar",
            "localidad",
            "ciudad",
            "ort",
            "ortschaft",
            "stadt",
            "yer",
            "konum",
            "sehir",
            "koy",
            "مكان",
            "المكان",
            "الموقع",
            "موقع",
            "مدينة",
            "المدينة",
            "بلدة",
            "البلدة",
            "قرية",
        ],
    ),
    (
        Role::Lat,
        &[
            "широта",
            "lat",
            "latitude",
            "latitud",
            "breite",
            "breitengrad",
            "enlem",
            "y",
            "northing",
            "nord",
            "norte",
            "العرض",
            "عرض",
            "خط العرض",
        ],
    ),
    (
        Role::Lon,
        &[
            "довгота",
            "долгота",
            "lon",
            "lng",
            "long",
            "longitude",
            "longitud",
            "lange",
            "laenge",
            "langengrad",
            "laengengrad",
            "boylam",
            "x",
            "easting",
            "est",
            "este",
            "ost",
            "الطول",
            "طول",
            "خط الطول",
        ],
    ),
    (
        Role::Kind,
        &[
            "подія",
            "событие",
            "тип",
            "вид",
            "категорія",
            "категория",
            "тип події",
            "тип события",
            "kind",
            "type",
            "event",
            "category",
            "tipo",
            "categoria",
            "categorie",
            "art",
            "typ",
            "ereignis",
            "tur",
            "olay",
            "نوع",
            "النوع",
            "الحدث",
            "نوع الحدث",
        ],
    ),
    (
        Role::Actor,
        &[
            "сторона",
            "виконавець",
            "исполнитель",
            "actor",
            "perpetrator",
            "party",
            "group",
            "acteur",
            "actor",
            "grupo",
            "groupe",
            "akteur",
            "gruppe",
            "aktor",
            "grup",
            "الجهة",
            "الفاعل",
            "الطرف",
        ],
    ),
    (
        Role::Source,
        &[
            "джерело",
            "источник",
            "посилання",
            "ссылка",
            "source",
            "url",
            "link",
            "fuente",
            "quelle",
            "kaynak",
            "المصدر",
            "مصدر",
            "رابط",
        ],
    ),
    (
        Role::Deaths,
        &[
            "загиблі",
            "загиблих",
            "загинуло",
            "вбито",
            "убито",
            "погибшие",
            "погибших",
            "погибло",
            "число погибших",
            "кількість загиблих",
            "deaths",
            "dead",
            "killed",
            "fatalities",
            "morts",
            "deces",
            "tues",
            "muertos",
            "fallecidos",
            "tote",
            "getotete",
            "todesopfer",
            "olu",
            "oluler",
            "قتلى",
            "القتلى",
            "الوفيات",
            "عدد القتلى",
        ],
    ),
    (
        Role::Summary,
        &[
            "what happened",
            "narrative",
            "details",
            "remarks",
            "comments",
            "опис",
            "описание",
            "описание события",
            "опис події",
            "примітки",
            "заметки",
            "комментарий",
            "коментар",
            "текст",
            "summary",
            "description",
            "notes",
            "note",
            "text",
            "title",
            "resume",
            "texte",
            "titre",
            "descripcion",
            "resumen",
            "titulo",
            "beschreibung",
            "titel",
            "aciklama",
            "baslik",
            "ozet",
            "الوصف",
            "وصف",
            "ملاحظات",
            "النص",
            "العنوان",
        ],
    ),
    (
        Role::Admin1,
        &[
            "область",
            "oblast",
            "province",
            "governorate",
            "region",
            "gouvernorat",
            "provincia",
            "gobernacion",
            "provinz",
            "il",
            "vilayet",
            "المحافظة",
            "محافظة",
        ],
    ),
    (
        Role::Country,
        &[
            "країна",
            "страна",
            "country",
            "pays",
            "pais",
            "land",
            "ulke",
            "البلد",
            "الدولة",
        ],
    ),
];

/// What a column may mean by its name, and how sure that is (2 the name itself, 1 a part of it).
fn by_name(name: &str) -> Option<(Role, u8)> {
    if let Some((role, _)) = Role::of_name(name) {
        return Some((role, 3));
    }
    let folded = |text: &str| fold(text).unwrap_or_else(|| text.trim().to_lowercase());
    let spaced: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let whole = folded(&spaced);
    let find = |ok: &dyn Fn(&str) -> bool| {
        let found = WORDS
            .iter()
            .find(|(_, words)| words.iter().any(|word| ok(&folded(word))));
        found.map(|(role, _)| *role)
    };
    if let Some(role) = find(&|word| word == whole) {
        return Some((role, 2));
    }
    let parts: Vec<String> = spaced.split_whitespace().map(folded).collect();
    let has = |role: Role| {
        let mut words = WORDS
            .iter()
            .filter(|(of, _)| *of == role)
            .flat_map(|(_, words)| *words);
        words.any(|word| word.chars().count() > 1 && parts.contains(&folded(word)))
    };
    let (lat, lon) = (has(Role::Lat), has(Role::Lon));
    if lat || lon {
        let role = match (lat, lon) {
            (true, true) => Role::Position,
            (true, false) => Role::Lat,
            _ => Role::Lon,
        };
        return Some((role, 1));
    }
    let role = find(&|word| word.chars().count() > 1 && parts.iter().any(|part| part == word))?;
    let words = WORDS
        .iter()
        .find(|(of, _)| *of == role)
        .map_or(&[][..], |(_, words)| *words);
    let others = || {
        parts
            .iter()
            .filter(|part| !words.iter().any(|word| folded(word) == **part))
    };
    let is_of = |words: &[&str], part: &String| words.iter().any(|word| folded(word) == *part);
    let says_other = others().any(|part| is_of(OTHER, part));
    // "Civilians killed" are not all who were killed.
    let is_part = role == Role::Deaths && !others().all(|part| is_of(NEUTRAL, part));
    (!says_other && !is_part).then_some((role, 1))
}

/// Words beside which a name means something else: "date of birth", "place id".
const OTHER: &[&str] = &[
    "id",
    "code",
    "type",
    "source",
    "precision",
    "accuracy",
    "confidence",
    "status",
    "format",
    "birth",
    "report",
    "reported",
    "reporter",
    "publication",
    "published",
    "publish",
    "update",
    "updated",
    "modified",
    "created",
    "accessed",
    "retrieved",
    "entry",
    "upload",
    "uploaded",
    "injured",
    "wounded",
];
/// Words beside "killed" that do not make it fewer.
const NEUTRAL: &[&str] = &[
    "number",
    "no",
    "nr",
    "n",
    "num",
    "of",
    "people",
    "persons",
    "total",
    "count",
    "the",
    "nombre",
    "de",
    "personnes",
    "numero",
    "personas",
    "anzahl",
    "der",
    "sayisi",
    "عدد",
    "кількість",
    "количество",
    "людей",
    "осіб",
];

/// Whether the values of a column can be what its name says in other words.
fn may_be(role: Role, values: &[&str]) -> bool {
    let has_digit = |value: &str| value.chars().any(char::is_numeric);
    let is = |ok: &dyn Fn(&str) -> bool| {
        values.iter().all(|value| value.trim().is_empty()) || values.iter().any(|value| ok(value))
    };
    match role {
        Role::Date | Role::DateStart | Role::DateEnd => is(&has_digit),
        Role::Lat | Role::Lon | Role::Position => is(&|value| has_digit(value) && value.chars().count() < 60),
        Role::Deaths => is(&|value| value.chars().count() < 60),
        Role::Place | Role::Kind | Role::Actor | Role::Admin1 | Role::Admin2 | Role::Country => {
            is(&|value| value.chars().any(char::is_alphabetic))
        }
        _ => true,
    }
}

/// True if most of the values that a column has are so.
fn mostly<'a>(values: impl Iterator<Item = &'a str>, is: impl Fn(&str) -> bool) -> bool {
    let (mut all, mut so) = (0, 0);
    for value in values.filter(|value| !value.trim().is_empty()) {
        all += 1;
        so += u32::from(is(value.trim()));
    }
    all > 0 && so * 5 >= all * 4
}

/// Whether a first row is the names of columns, as far as it shows: it has no dates and no numbers.
pub fn looks_like_header(row: &[String]) -> bool {
    let is_value = |cell: &String| {
        let cell = cell.trim();
        !cell.is_empty() && cell.starts_with(|c: char| c.is_ascii_digit() || c == '-')
    };
    !row.iter().any(is_value)
}

/// What the columns of a table may mean, by their names and by what stands in them; each role once.
pub fn guess_roles(header: &[String], rows: &[Vec<String>]) -> Vec<Option<Role>> {
    let mut guesses: Vec<Option<Role>> = vec![None; header.len()];
    let mut best: [(u8, usize); Role::COUNT] = [(0, 0); Role::COUNT];
    for (column, name) in header.iter().enumerate() {
        let values: Vec<&str> = rows
            .iter()
            .filter_map(|row| Some(row.get(column)?.as_str()))
            .collect();
        let is_long = || {
            mostly(values.iter().copied(), |value| {
                value.split_whitespace().count() > 3
            })
        };
        let guess = match by_name(name) {
            // A sentence is no kind of event.
            Some((Role::Kind, sure)) if is_long() => Some((Role::Summary, sure.min(1))),
            guess => guess,
        };
        if let Some((role, sure)) = guess
            && let Some(slot) = best.get_mut(role as usize)
            && sure > slot.0
            && (sure == 3 || may_be(role, &values))
        {
            *slot = (sure, column);
        }
    }
    // Half a position is none.
    if best[Role::Lat as usize].0 == 0 || best[Role::Lon as usize].0 == 0 {
        for role in [Role::Lat, Role::Lon] {
            if best[role as usize].0 < 2 {
                best[role as usize] = (0, 0);
            }
        }
    }
    for (role, (sure, column)) in Role::ALL.into_iter().zip(best) {
        if sure > 0
            && let Some(guess) = guesses.get_mut(column)
        {
            *guess = Some(role);
        }
    }
    // What names do not say, contents may.
    let understanding = Understanding::of(&Plan::default());
    let column = |at: usize| rows.iter().filter_map(move |row| row.get(at).map(String::as_str));
    let is_date = |value: &str, understanding: &mut Understanding| {
        let is_plain_number = value.len() < 6 && value.bytes().all(|b| b.is_ascii_digit());
        let raw = |value| RawRow::of(&[(Role::Date, value)]);
        !is_plain_number
            && matches!(
                understanding.time(&raw(value)).1,
                None | Some((Reason::AmbiguousDate, _))
            )
    };
    let has = |guesses: &[Option<Role>], role: Role| guesses.contains(&Some(role));
    for at in 0..header.len() {
        if guesses.get(at) != Some(&None) {
            continue;
        }
        let dated = || {
            let mut dates = understanding;
            let values: Vec<&str> = column(at).collect();
            let so: Vec<bool> = values.iter().map(|value| is_date(value, &mut dates)).collect();
            mostly(values.into_iter(), |value| {
                let mut dates = dates;
                is_date(value, &mut dates)
            }) && so.contains(&true)
        };
        let is_dated = has(&guesses, Role::Date) || has(&guesses, Role::DateStart);
        let guess = if !is_dated && dated() {
            Some(Role::Date)
        } else if !has(&guesses, Role::Summary) && mostly(column(at), |v| v.split_whitespace().count() > 5) {
            Some(Role::Summary)
        } else if !has(&guesses, Role::Source) && mostly(column(at), |v| v.starts_with("http")) {
            Some(Role::Source)
        } else {
            None
        };
        if let Some(slot) = guesses.get_mut(at).filter(|_| guess.is_some()) {
            *slot = guess;
        }
    }
    guesses
}

/// What a row would become.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The date as an EDTF expression, or why there is none.
    pub date: Result<String, Reason>,
    /// The name of the place; empty if the row has none.
    pub place: String,
    /// Where it is, or why that is not known.
    pub at: Result<LonLat, Reason>,
}

/// What the rows of a sample would become by a plan. Columns go by `header`.
pub fn preview(header: &[String], rows: &[Vec<String>], plan: &Plan) -> Vec<Preview> {
    let layout = Layout::of_names(header, plan);
    let mut understanding = Understanding::of(plan);
    understanding.family = layout.family;
    let one = |row: &Vec<String>| {
        let mut fields: Vec<(Role, &str)> = Vec::new();
        for &(role, column) in &layout.columns {
            if let Some(value) = row.get(column) {
                fields.push((role, value.as_str()));
            }
        }
        let raw = RawRow::of(&fields);
        let date = match understanding.time(&raw) {
            (ReadTime::Undated, Some((reason, _))) => Err(reason),
            (time, _) => Ok(time),
        };
        Preview {
            date: date.and_then(|time| match time {
                ReadTime::Undated => Err(Reason::NoDate),
                ReadTime::Day(day) => Ok(day.to_string()),
                ReadTime::When(when) => Ok(when.edtf().to_owned()),
            }),
            place: raw.text(Role::Place),
            at: understanding.position(&raw).map_err(|(reason, _)| reason),
        }
    };
    rows.iter().map(one).collect()
}

/// The plan that a person begins with for an unknown table, by its first records: the names of its columns, the rows
/// below them, and what is guessed.
pub fn first_plan(records: &[Vec<String>]) -> (Vec<String>, Vec<Vec<String>>, Plan) {
    let mut plan = Plan::default();
    let Some((first, rest)) = records.split_first() else {
        return (Vec::new(), Vec::new(), plan);
    };
    let (header, rows) = if looks_like_header(first) {
        (distinct_names(first), rest.to_vec())
    } else {
        plan.header = HeaderRow::Absent;
        (
            (1..=first.len()).map(|n| n.to_string()).collect(),
            records.to_vec(),
        )
    };
    for (name, role) in header.iter().zip(guess_roles(&header, &rows)) {
        plan.columns.push((name.clone(), role));
    }
    (header, rows, plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(header: &str, rows: &[&str]) -> String {
        let cells = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = rows.iter().map(|row| cells(row)).collect();
        let roles = guess_roles(&cells(header), &rows);
        roles
            .iter()
            .map(|role| role.map_or("-", Role::word))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn columns_are_guessed_in_several_languages() {
        assert_eq!(
            guessed("Datum|Ort|Breite|Länge|Beschreibung", &[]),
            "date_edtf place lat lon summary"
        );
        assert_eq!(
            guessed("Fecha|Lugar|Latitud|Longitud|Muertos", &[]),
            "date_edtf place lat lon fatalities"
        );
        assert_eq!(
            guessed("Tarih|Yer|Enlem|Boylam|Kaynak", &[]),
            "date_edtf place lat lon source"
        );
        assert_eq!(
            guessed("التاريخ|المكان|خط العرض|خط الطول|الوصف", &[]),
            "date_edtf place lat lon summary"
        );
        assert_eq!(
            guessed("Date de l'incident|Localité|Morts|Couleur", &[]),
            "date_edtf place fatalities -"
        );
    }

    #[test]
    fn names_with_more_in_them_are_guessed_and_others_are_not() {
        let mut wrong = Vec::new();
        for (header, roles) in [
            ("Lat (N)|Long (E)", "lat lon"),
            ("Latitude_WGS84|Longitude_WGS84", "lat lon"),
            ("Coordinates (lat, lon)|Date of incident", "latlon date_edtf"),
            ("GPS coordinates|Location name", "latlon place"),
            ("GPS latitude|GPS longitude", "lat lon"),
            (
                "No. of people killed|Description of incident",
                "fatalities summary",
            ),
            ("Lieu|Morts|Date", "place fatalities date_edtf"),
            ("City|Deaths|Date", "place fatalities date_edtf"),
            (
                "Дата|Населений пункт|Широта|Довгота|Опис|Загиблі",
                "date_edtf place lat lon summary fatalities",
            ),
            (
                "Дата|Место|Широта|Долгота|Описание|Погибшие",
                "date_edtf place lat lon summary fatalities",
            ),
            (
                "Killed and injured|Civilians killed|Date of birth|Place ID",
                "- - - -",
            ),
            ("Date reported|Source type|Type of event", "- - kind"),
            ("Long description|Late", "- -"),
            ("What happened", "summary"),
        ] {
            let seen = guessed(header, &[]);
            if seen != roles {
                wrong.push(format!("{header}: {seen}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        // What stands in a column speaks against its name.
        assert_eq!(
            guessed("Date of incident|Lat (N)|Long (E)", &["soon|here|there"]),
            "- - -"
        );
        assert_eq!(guessed("Event", &["a market was hit by three shells"]), "summary");
    }

    #[test]
    fn columns_are_guessed_by_what_is_in_them() {
        let rows = [
            "red|12/09/2018|https://example.org/1|4",
            "blue|13/09/2018|https://example.org/2|5",
        ];
        assert_eq!(guessed("a|b|c|d", &rows), "- date_edtf source -");
    }

    #[test]
    fn rows_are_previewed_as_they_would_be_read() {
        let records: Vec<Vec<String>> = [
            "Datum|Ort|Breite|Länge",
            "31.12.2018|Town|36,5|36",
            "soon|Town|36|36",
        ]
        .iter()
        .map(|line| line.split('|').map(str::to_owned).collect())
        .collect();
        let (header, rows, mut plan) = first_plan(&records);
        let seen = preview(&header, &rows, &plan);
        assert_eq!(seen[0].date, Ok("2018-12-31".to_owned()));
        assert_eq!(
            (seen[0].place.as_str(), seen[0].at),
            ("Town", Err(Reason::DecimalComma))
        );
        assert_eq!(seen[1].date, Err(Reason::BadDate));
        plan.decimal_comma = Some(true);
        assert!(preview(&header, &rows, &plan)[0].at.is_ok());
        let bare = first_plan(&[vec!["2018-09-08".to_owned(), "Town".to_owned()]]);
        assert_eq!(
            (bare.0.join(" "), bare.2.header),
            ("1 2".to_owned(), HeaderRow::Absent)
        );
    }
}

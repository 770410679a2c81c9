//! [`Family`]: whose table it is, told by its columns, and what its codes mean.

use super::Role;
use crate::event::Precision;

/// Whose conventions a file follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Family {
    /// Nobody's in particular: columns mean what they are called.
    #[default]
    Plain,
    /// ACLED, before and after March 2023.
    Acled,
    /// UCDP Georeferenced Event Dataset and its candidates.
    UcdpGed,
    /// GDELT 2.0 events, and version 1 by its daily files.
    Gdelt,
    /// A row of HXL tags says what the columns mean.
    Hxl,
    /// The sheet of TimelineJS.
    TimelineSheet,
    /// Linked Places, in columns or as JSON.
    LinkedPlaces,
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateClass {
    Day,
    /// Some days about the one given.
    Week,
    /// The month that holds the day given.
    Month,
    /// The year that holds it.
    Year,
}

/// The 49 columns of UCDP GED, for files that lack a header.
const UCDP: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,\
    conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,\
    side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,\
    source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,\
    priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,\
    deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

/// The 38 columns of UCDP GED as version 19.1 is passed on.
const UCDP_SHORT: &str = "id,year,active_year,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,\
    side_a_new_id,side_a,side_b_new_id,gwnob,side_b,number_of_sources,source_office,source_date,source_original,\
    where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,priogrid_gid,country,country_id,region,\
    event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,low,best,high";

/// The 61 columns of GDELT 2.0 events; those of version 1 are the same without the second-level divisions.
const GDELT: &str = "GLOBALEVENTID,Day,MonthYear,Year,FractionDate,Actor1Code,Actor1Name,Actor1CountryCode,\
    Actor1KnownGroupCode,Actor1EthnicCode,Actor1Religion1Code,Actor1Religion2Code,Actor1Type1Code,\
    Actor1Type2Code,Actor1Type3Code,Actor2Code,Actor2Name,Actor2CountryCode,Actor2KnownGroupCode,\
    Actor2EthnicCode,Actor2Religion1Code,Actor2Religion2Code,Actor2Type1Code,Actor2Type2Code,Actor2Type3Code,\
    IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale,NumMentions,NumSources,\
    NumArticles,AvgTone,Actor1Geo_Type,Actor1Geo_FullName,Actor1Geo_CountryCode,Actor1Geo_ADM1Code,\
    Actor1Geo_ADM2Code,Actor1Geo_Lat,Actor1Geo_Long,Actor1Geo_FeatureID,Actor2Geo_Type,Actor2Geo_FullName,\
    Actor2Geo_CountryCode,Actor2Geo_ADM1Code,Actor2Geo_ADM2Code,Actor2Geo_Lat,Actor2Geo_Long,\
    Actor2Geo_FeatureID,ActionGeo_Type,ActionGeo_FullName,ActionGeo_CountryCode,ActionGeo_ADM1Code,\
    ActionGeo_ADM2Code,ActionGeo_Lat,ActionGeo_Long,ActionGeo_FeatureID,DATEADDED,SOURCEURL";

/// The root codes of CAMEO, from `01` on.
const CAMEO: [&str; 20] = [
    "public statement",
    "appeal",
    "intent to cooperate",
    "consultation",
    "diplomatic cooperation",
    "material cooperation",
    "aid",
    "yielding",
    "investigation",
    "demand",
    "disapproval",
    "rejection",
    "threat",
    "protest",
    "show of force",
    "reduced relations",
    "coercion",
    "assault",
    "fight",
    "unconventional mass violence",
];

impl Family {
    /// All, the plain one first.
    pub const ALL: [Family; 7] = [
        Family::Plain,
        Family::Acled,
        Family::UcdpGed,
        Family::Gdelt,
        Family::Hxl,
        Family::TimelineSheet,
        Family::LinkedPlaces,
    ];

    /// A stable name for messages between threads and for texts.
    pub fn code(self) -> &'static str {
        match self {
            Family::Plain => "plain",
            Family::Acled => "acled",
            Family::UcdpGed => "ucdp_ged",
            Family::Gdelt => "gdelt",
            Family::Hxl => "hxl",
            Family::TimelineSheet => "timeline_sheet",
            Family::LinkedPlaces => "linked_places",
        }
    }

    /// The family with this [`code`](Family::code).
    pub fn from_code(code: &str) -> Option<Family> {
        Family::ALL.into_iter().find(|f| f.code() == code)
    }

    /// The licence's name for the reader of the file, as its makers state it; empty where files do not tell.
    pub fn licence(self) -> &'static str {
        match self {
            Family::Acled => "ACLED Terms of Use",
            Family::UcdpGed => "CC BY 4.0",
            Family::Gdelt => "GDELT Terms of Use",
            _ => "",
        }
    }

    /// Whom to name as the source of what is drawn; empty where files do not tell.
    pub fn attribution(self) -> &'static str {
        match self {
            Family::Acled => "Armed Conflict Location & Event Data (ACLED), acleddata.com",
            Family::UcdpGed => "Uppsala Conflict Data Program, UCDP Georeferenced Event Dataset, ucdp.uu.se",
            Family::Gdelt => "The GDELT Project, gdeltproject.org",
            _ => "",
        }
    }

    /// Its terms forbid passing on single points: ask before an export of them.
    pub fn asks_before_points(self) -> bool {
        self == Family::Acled
    }

    /// Whose header it is.
    pub(super) fn of_header(header: &[String]) -> Family {
        let has = |name: &str| header.iter().any(|h| h.trim().eq_ignore_ascii_case(name));
        let acled = has("event_date") && has("sub_event_type") && has("actor1")
            || has("event_id_cnty") && has("event_date") && has("event_type");
        if acled {
            Family::Acled
        } else if has("type_of_violence") && (has("where_prec") || has("date_prec") || has("side_a")) {
            Family::UcdpGed
        } else if has("globaleventid") && has("actiongeo_lat") {
            Family::Gdelt
        } else if has("headline") && (has("year") || has("start date")) {
            Family::TimelineSheet
        } else if has("title") && (has("title_source") || has("fclasses") || has("aat_types")) {
            Family::LinkedPlaces
        } else {
            Family::Plain
        }
    }

    /// Whose rows these are that come without a header, and the names of their columns.
    pub(super) fn of_bare_row(row: &[String]) -> Option<(Family, Vec<String>)> {
        let is = |at: usize, ok: &dyn Fn(&str) -> bool| row.get(at).is_some_and(|v| ok(v.trim()));
        let digits = |n: usize| move |v: &str| v.len() == n && v.bytes().all(|b| b.is_ascii_digit());
        let number = |v: &str| v.parse::<f64>().is_ok();
        match row.len() {
            49 if is(2, &digits(4))
                && is(5, &|v| matches!(v, "1" | "2" | "3"))
                && is(29, &number)
                && is(30, &number)
                && is(38, &|v| v.len() >= 10) =>
            {
                Some((Family::UcdpGed, names(UCDP)))
            }
            38 if is(1, &digits(4))
                && is(3, &|v| matches!(v, "1" | "2" | "3"))
                && is(21, &number)
                && is(22, &number)
                && is(29, &|v| v.len() >= 10) =>
            {
                Some((Family::UcdpGed, names(UCDP_SHORT)))
            }
            61 | 58 | 57 if is(0, &number) && is(1, &digits(8)) && is(2, &digits(6)) && is(3, &digits(4)) => {
                let mut header = names(GDELT);
                if row.len() < 61 {
                    header.retain(|name| !name.ends_with("ADM2Code"));
                    header.truncate(row.len());
                }
                Some((Family::Gdelt, header))
            }
            _ => None,
        }
    }

    /// What a column of this family means, where that is not what its name alone says.
    pub(super) fn role(self, name: &str) -> Option<(Role, u8)> {
        let name = name.trim();
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        match self {
            Family::Gdelt => {
                const ROLES: [(&str, Role); 12] = [
                    ("GLOBALEVENTID", Role::Id),
                    // As BigQuery names it.
                    ("SQLDATE", Role::Date),
                    ("Day", Role::Date),
                    ("Actor1Name", Role::Actor),
                    ("Actor2Name", Role::Actor2),
                    ("EventRootCode", Role::Kind),
                    ("ActionGeo_Type", Role::PlacePrecision),
                    ("ActionGeo_FullName", Role::Place),
                    ("ActionGeo_CountryCode", Role::Country),
                    ("ActionGeo_Lat", Role::Lat),
                    ("ActionGeo_Long", Role::Lon),
                    ("SOURCEURL", Role::Source),
                ];
                let found = ROLES.iter().find(|(other, _)| is(other))?;
                Some((found.1, 0))
            }
            Family::Hxl => hxl_role(name),
            Family::LinkedPlaces if is("title") => Some((Role::Place, 0)),
            Family::LinkedPlaces if is("types") => Some((Role::Kind, 0)),
            Family::LinkedPlaces if is("parent_name") => Some((Role::Admin1, 0)),
            Family::LinkedPlaces if is("attestation_year") => Some((Role::Year, 9)),
            Family::LinkedPlaces if is("title_source") => Some((Role::Source, 0)),
            Family::TimelineSheet if is("group") || is("tag") => Some((Role::Kind, 0)),
            Family::TimelineSheet if is("type") => None,
            // The source's own day comes first: `timestamp` says when the row was made.
            Family::Acled if is("timestamp") => None,
            _ => Role::of_name(name),
        }
    }

    /// How exactly a place is known, by a code or word; `None` if that says nothing known.
    pub(super) fn place_precision(self, text: &[u8]) -> Option<Precision> {
        let text = std::str::from_utf8(text).ok()?.trim();
        let code = text.strip_suffix(".0").unwrap_or(text);
        Some(match (self, code) {
            (Family::Acled | Family::UcdpGed | Family::Hxl, "1") | (Family::Gdelt, "3" | "4") => {
                Precision::Exact
            }
            (Family::Acled | Family::UcdpGed | Family::Hxl, "2") => Precision::Near,
            (Family::UcdpGed, "5" | "7") => Precision::Part,
            (Family::Acled | Family::Hxl, "3")
            | (Family::UcdpGed, "3" | "4" | "6")
            | (Family::Gdelt, "1" | "2" | "5") => Precision::Area,
            _ => return word_precision(text),
        })
    }

    /// Which column names the area that a place stands for when only an area is known.
    pub(super) fn area_name<'a>(self, precision: &[u8], place: &'a [u8], areas: [&'a [u8]; 3]) -> &'a [u8] {
        let [admin1, admin2, country] = areas;
        let wanted = match (self, precision.trim_ascii()) {
            (Family::Acled, _) | (Family::UcdpGed, b"4") => admin1,
            (Family::UcdpGed, b"3") => admin2,
            (Family::UcdpGed, b"6") => country,
            _ => place,
        };
        if wanted.is_empty() { place } else { wanted }
    }

    /// How exactly a date is known, by a code or word; `None` if that says nothing known.
    pub(super) fn date_class(self, text: &[u8]) -> Option<DateClass> {
        let text = text.trim_ascii();
        let code = text.strip_suffix(b".0").unwrap_or(text);
        Some(match (self, code) {
            (Family::Acled | Family::Hxl | Family::UcdpGed, b"1") => DateClass::Day,
            (Family::Acled | Family::Hxl, b"2") | (Family::UcdpGed, b"2" | b"3") => DateClass::Week,
            (Family::Acled | Family::Hxl, b"3") | (Family::UcdpGed, b"4") => DateClass::Month,
            (Family::UcdpGed, b"5") => DateClass::Year,
            (_, word) => {
                let is = |other: &str| word.eq_ignore_ascii_case(other.as_bytes());
                match () {
                    () if is("day")
                        || is("exact")
                        || is("hour")
                        || is("minute")
                        || is("second")
                        || is("time") =>
                    {
                        DateClass::Day
                    }
                    () if is("week") => DateClass::Week,
                    () if is("month") => DateClass::Month,
                    () if is("year") => DateClass::Year,
                    () => return None,
                }
            }
        })
    }

    /// How exactly a date is known at least, where what is said of that says nothing known.
    pub(super) fn least_exact(self) -> DateClass {
        match self {
            Family::Acled | Family::Hxl => DateClass::Month,
            Family::UcdpGed => DateClass::Year,
            _ => DateClass::Week,
        }
    }

    /// The kind of event that a code stands for; anything else stands for itself.
    pub(super) fn kind(self, text: &[u8]) -> &[u8] {
        match (self, text) {
            (Family::UcdpGed, b"1") => b"state-based conflict",
            (Family::UcdpGed, b"2") => b"non-state conflict",
            (Family::UcdpGed, b"3") => b"one-sided violence",
            (Family::Gdelt, &[tens @ b'0'..=b'2', ones @ b'0'..=b'9']) => {
                let code = usize::from(tens - b'0') * 10 + usize::from(ones - b'0');
                let name = code.checked_sub(1).and_then(|at| CAMEO.get(at));
                name.map_or(text, |name| name.as_bytes())
            }
            _ => text,
        }
    }
}

fn names(columns: &str) -> Vec<String> {
    columns.split(',').map(|name| name.trim().to_owned()).collect()
}

/// Words for precision, those of VIINA and the auto-geocoders among them.
fn word_precision(text: &str) -> Option<Precision> {
    const WORDS: [(&str, Precision); 19] = [
        ("exact", Precision::Exact),
        ("street", Precision::Exact),
        ("house", Precision::Exact),
        ("settlement", Precision::Exact),
        ("city", Precision::Exact),
        ("town", Precision::Exact),
        ("village", Precision::Exact),
        ("near", Precision::Near),
        ("approximate", Precision::Near),
        ("part", Precision::Part),
        ("area", Precision::Area),
        ("adm1", Precision::Area),
        ("adm2", Precision::Area),
        ("adm3", Precision::Area),
        ("admin1", Precision::Area),
        ("admin2", Precision::Area),
        ("district", Precision::Area),
        ("region", Precision::Area),
        ("country", Precision::Area),
    ];
    let found = WORDS.iter().find(|(word, _)| text.eq_ignore_ascii_case(word))?;
    Some(found.1)
}

/// True if a cell is an HXL hashtag with attributes.
pub(super) fn is_hxl_tag(cell: &str) -> bool {
    let Some(rest) = cell.trim().strip_prefix('#') else {
        return false;
    };
    let word = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    rest.split('+').all(|part| word(part.trim()))
}

/// What an HXL tag means; the order of attributes does not matter.
pub(super) fn hxl_role(tag: &str) -> Option<(Role, u8)> {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.trim().strip_prefix('#')?.split('+').map(str::trim);
    let name = parts.next()?;
    let attributes: Vec<&str> = parts.collect();
    let has = |attribute: &str| attributes.contains(&attribute);
    // A tag that says exactly this goes before one that says more.
    let rank = attributes.len() as u8;
    let role = match name {
        "event" if has("code") || has("id") => Role::Id,
        "event" if has("type") && !has("sub") => Role::Kind,
        "date" if has("year") => Role::Year,
        "date" if has("start") => Role::DateStart,
        "date" if has("end") => Role::DateEnd,
        "date" if has("precision") => Role::DatePrecision,
        "date" => Role::Date,
        "group" | "actor" if has("assoc") => return None,
        "group" | "actor" if has("second") => Role::Actor2,
        "group" | "actor" => Role::Actor,
        "country" if !has("code") => Role::Country,
        "adm1" if !has("code") => Role::Admin1,
        "adm2" if !has("code") => Role::Admin2,
        "loc" if !has("code") && !has("type") => Role::Place,
        "geo" if has("coord") || has("coords") => Role::Position,
        "geo" if has("lat") || has("lat_deg") => Role::Lat,
        "geo" if has("lon") || has("lon_deg") => Role::Lon,
        "geo" if has("precision") => Role::PlacePrecision,
        "meta" if has("source") => Role::Source,
        "description" => Role::Summary,
        "affected" if has("killed") => Role::Deaths,
        _ => return None,
    };
    Some((role, rank))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip() {
        for family in Family::ALL {
            assert_eq!(Family::from_code(family.code()), Some(family));
        }
    }

    #[test]
    fn columns_are_as_many_as_documented() {
        assert_eq!(
            [UCDP, UCDP_SHORT, GDELT].map(|columns| names(columns).len()),
            [49, 38, 61]
        );
    }

    #[test]
    fn tags_are_read_whatever_their_order() {
        assert!(is_hxl_tag("#group+name+first") && is_hxl_tag(" #geo +lat") && is_hxl_tag("#loc"));
        assert!(!is_hxl_tag("#1") && !is_hxl_tag("group") && !is_hxl_tag("#a b") && !is_hxl_tag("#"));
        assert_eq!(hxl_role("#event+sub+type"), None);
        assert_eq!(hxl_role("#group+name+second").map(|r| r.0), Some(Role::Actor2));
        assert_eq!(hxl_role("#group+second+assoc"), None);
        assert_eq!(hxl_role("#date+year").map(|r| r.0), Some(Role::Year));
        assert_eq!(hxl_role("#country+code"), None);
    }

    #[test]
    fn codes_of_precision_are_those_of_their_family() {
        let place = |family: Family, code: &str| family.place_precision(code.as_bytes());
        assert_eq!(place(Family::Acled, "3"), Some(Precision::Area));
        assert_eq!(place(Family::UcdpGed, "5"), Some(Precision::Part));
        assert_eq!(place(Family::UcdpGed, "2"), Some(Precision::Near));
        assert_eq!(place(Family::Gdelt, "4"), Some(Precision::Exact));
        assert_eq!(place(Family::Gdelt, "1"), Some(Precision::Area));
        assert_eq!(place(Family::Plain, "1"), None);
        assert_eq!(place(Family::Plain, "ADM1"), Some(Precision::Area));
        assert_eq!(Family::Acled.date_class(b"3"), Some(DateClass::Month));
        assert_eq!(Family::UcdpGed.date_class(b"3"), Some(DateClass::Week));
        assert_eq!(Family::Plain.date_class(b"Month"), Some(DateClass::Month));
        assert_eq!(Family::Plain.date_class(b"2"), None);
    }
}

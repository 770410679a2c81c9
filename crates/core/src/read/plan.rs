//! [`Plan`]: what a person has said about a file that it does not say itself.

use super::Role;

/// Which of two numbers before a year is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `31/12/2018`.
    DayFirst,
    /// `12/31/2018`.
    MonthFirst,
}

/// What numbers in place of dates count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateNumbers {
    /// Days of Excel's calendar that begins in 1900 (43351 is 2018-09-08).
    Days1900,
    /// Days of Excel's calendar that begins in 1904, as on the Macintosh.
    Days1904,
    /// Seconds since 1970, in UTC.
    Seconds,
    /// Milliseconds since 1970, in UTC.
    Milliseconds,
}

impl DateNumbers {
    /// All, in the order in which they are offered.
    pub const ALL: [DateNumbers; 4] = [
        DateNumbers::Days1900,
        DateNumbers::Days1904,
        DateNumbers::Seconds,
        DateNumbers::Milliseconds,
    ];

    /// A stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            DateNumbers::Days1900 => "days1900",
            DateNumbers::Days1904 => "days1904",
            DateNumbers::Seconds => "seconds",
            DateNumbers::Milliseconds => "milliseconds",
        }
    }

    /// The one with this [`word`](DateNumbers::word).
    pub fn from_word(word: &str) -> Option<DateNumbers> {
        DateNumbers::ALL
            .into_iter()
            .find(|numbers| numbers.word() == word)
    }
}

/// What the numbers of a position are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Projection {
    /// Degrees.
    #[default]
    Degrees,
    /// Metres of Web Mercator (EPSG:3857).
    WebMercator,
    /// Metres of a zone of UTM on WGS 84, north or south of the equator.
    Utm {
        /// 1 to 60.
        zone: u8,
        /// South of the equator.
        south: bool,
    },
}

/// Where the names of columns stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum HeaderRow {
    /// To be found.
    #[default]
    Auto,
    /// There are none: columns go by their numbers from 1.
    Absent,
}

/// What a person has said about a file. What is not said is told by the file, or asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Columns or properties by name, and what they mean; `None` for "nothing". Others mean what their names say.
    pub columns: Vec<(String, Option<Role>)>,
    /// Where the names stand.
    pub header: HeaderRow,
    /// Which number is the day, where both could be.
    pub date_order: Option<DateOrder>,
    /// Years of two digits at the end of a date are of the 2000s; `None` if nobody has said.
    pub short_years: Option<bool>,
    /// What numbers in place of dates count; `None` if nobody has said.
    pub date_numbers: Option<DateNumbers>,
    /// A comma stands for the decimal point; `None` if nobody has said.
    pub decimal_comma: Option<bool>,
    /// Longitude and latitude have changed places; `None` if nobody has said.
    pub swapped: Option<bool>,
    /// 0, 0 is a position; `None` if nobody has said: then it is none.
    pub zero_is_place: Option<bool>,
    /// What large numbers are; `None` if nobody has said.
    pub projection: Option<Projection>,
    /// The encoding's name in the WHATWG Encoding Standard; empty to tell by the text.
    pub encoding: String,
    /// The file in an archive, or the sheet of a workbook; empty if there is only one.
    pub entry: String,
}

impl Plan {
    /// What a column or property is said to mean; the outer `None` if nothing is said of it.
    pub fn role_of(&self, name: &str) -> Option<Option<Role>> {
        let said = self.columns.iter().find(|(column, _)| column == name)?;
        Some(said.1)
    }

    /// Says what a column means, in place of what was said before.
    pub fn set_role(&mut self, name: &str, role: Option<Role>) {
        match self.columns.iter_mut().find(|(column, _)| column == name) {
            Some(said) => said.1 = role,
            None => self.columns.push((name.to_owned(), role)),
        }
    }

    /// As one text, to travel between threads.
    pub fn to_text(&self) -> String {
        let flag = |said: Option<bool>| match said {
            None => String::new(),
            Some(said) => said.to_string(),
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut put = |name: &str, value: String| {
            if !value.is_empty() {
                rows.push(vec![name.to_owned(), value]);
            }
        };
        put(
            "header",
            if self.header == HeaderRow::Absent {
                "none".to_owned()
            } else {
                String::new()
            },
        );
        put(
            "dates",
            match self.date_order {
                None => String::new(),
                Some(DateOrder::DayFirst) => "day".to_owned(),
                Some(DateOrder::MonthFirst) => "month".to_owned(),
            },
        );
        put("short_years", flag(self.short_years));
        put(
            "date_numbers",
            self.date_numbers
                .map_or_else(String::new, |numbers| numbers.word().to_owned()),
        );
        put("comma", flag(self.decimal_comma));
        put("swapped", flag(self.swapped));
        put("zero", flag(self.zero_is_place));
        put(
            "projection",
            self.projection.map_or_else(String::new, projection_text),
        );
        put("encoding", self.encoding.clone());
        put("entry", self.entry.clone());
        for (name, role) in &self.columns {
            let word = role.map_or("", Role::word);
            rows.push(vec!["column".to_owned(), name.clone(), word.to_owned()]);
        }
        super::wire::text_of(&rows)
    }

    /// From [`Plan::to_text`]; what is not understood is left out.
    pub fn from_text(text: &str) -> Plan {
        let mut plan = Plan::default();
        for row in super::wire::rows_of(text) {
            let field = |at: usize| row.get(at).map_or("", String::as_str);
            let value = field(1);
            match field(0) {
                "header" => plan.header = HeaderRow::Absent,
                "dates" if value == "day" => plan.date_order = Some(DateOrder::DayFirst),
                "dates" => plan.date_order = Some(DateOrder::MonthFirst),
                "short_years" => plan.short_years = Some(value == "true"),
                "date_numbers" => plan.date_numbers = DateNumbers::from_word(value),
                "comma" => plan.decimal_comma = Some(value == "true"),
                "swapped" => plan.swapped = Some(value == "true"),
                "zero" => plan.zero_is_place = Some(value == "true"),
                "projection" => plan.projection = projection_of(value),
                "encoding" => value.clone_into(&mut plan.encoding),
                "entry" => value.clone_into(&mut plan.entry),
                "column" => plan.columns.push((value.to_owned(), Role::from_word(field(2)))),
                _ => {}
            }
        }
        plan
    }
}

/// A stable word for a projection: `degrees`, `mercator`, `37N`.
pub fn projection_text(projection: Projection) -> String {
    match projection {
        Projection::Degrees => "degrees".to_owned(),
        Projection::WebMercator => "mercator".to_owned(),
        Projection::Utm { zone, south } => format!("{zone}{}", if south { 'S' } else { 'N' }),
    }
}

/// The projection with this [`projection_text`]; `None` if there is none.
pub fn projection_of(text: &str) -> Option<Projection> {
    match text {
        "degrees" => return Some(Projection::Degrees),
        "mercator" => return Some(Projection::WebMercator),
        _ => {}
    }
    let text = text.trim();
    let south = text.ends_with(['S', 's']);
    let zone = text.trim_end_matches(['N', 'n', 'S', 's']).trim().parse().ok()?;
    (1..=60)
        .contains(&zone)
        .then_some(Projection::Utm { zone, south })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn projections_have_words() {
        assert_eq!(
            projection_of("37n"),
            Some(Projection::Utm {
                zone: 37,
                south: false
            })
        );
        assert_eq!(projection_of("61N"), None);
        for projection in [
            Projection::Degrees,
            Projection::WebMercator,
            Projection::Utm {
                zone: 36,
                south: true,
            },
        ] {
            assert_eq!(projection_of(&projection_text(projection)), Some(projection));
        }
    }

    proptest! {
        #[test]
        fn plans_travel_whole(
            columns in proptest::collection::vec((".{0,12}", proptest::option::of(0..Role::COUNT)), 0..6),
            absent in any::<bool>(),
            order in proptest::option::of(any::<bool>()),
            flags in proptest::array::uniform4(proptest::option::of(any::<bool>())),
            numbers in proptest::option::of(0..4usize),
            zone in proptest::option::of(1u8..=60),
            names in proptest::array::uniform2("[^\0]{0,9}"),
        ) {
            let [encoding, entry] = names;
            let plan = Plan {
                columns: columns.into_iter().map(|(name, role)| (name, role.map(|r| Role::ALL[r]))).collect(),
                header: if absent { HeaderRow::Absent } else { HeaderRow::Auto },
                date_order: order.map(|day| if day { DateOrder::DayFirst } else { DateOrder::MonthFirst }),
                short_years: flags[3],
                date_numbers: numbers.map(|n| DateNumbers::ALL[n]),
                decimal_comma: flags[0],
                swapped: flags[1],
                zero_is_place: flags[2],
                projection: zone.map(|zone| Projection::Utm { zone, south: absent }),
                encoding,
                entry,
            };
            prop_assert_eq!(Plan::from_text(&plan.to_text()), plan);
        }
    }
}

//! [`ReadSummary`] and [`LoadFailure`]: what a worker says of a file beside its columns, and how it travels.

use super::resolve::{Choice, Toponym};
use super::wire::{rows_of, text_of};
use super::{Dialect, Family, Format, Problem, Problems, ReadError, Reason, Role};
use crate::event::Precision;
use crate::geo::LonLat;

/// How many rows are placed, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Placed {
    /// At the settlement or site, by coordinates of the file.
    pub exact: u32,
    /// Near it.
    pub near: u32,
    /// In some part of an area.
    pub part: u32,
    /// Only in an area.
    pub area: u32,
    /// By the name, which the gazetteer has.
    pub by_name: u32,
    /// By a name that is most probably the one meant.
    pub by_likely_name: u32,
    /// Nowhere.
    pub nowhere: u32,
}

impl Placed {
    /// Counts a row that is placed so by its coordinates, or not at all.
    #[inline]
    pub(super) fn add(&mut self, at: Option<Precision>) {
        *match at {
            Some(at) => self.class(at),
            None => &mut self.nowhere,
        } += 1;
    }

    fn class(&mut self, at: Precision) -> &mut u32 {
        match at {
            Precision::Exact => &mut self.exact,
            Precision::Near => &mut self.near,
            Precision::Part => &mut self.part,
            Precision::Area => &mut self.area,
        }
    }

    /// A row's position is taken back.
    pub(super) fn move_to_nowhere(&mut self, at: Precision) {
        let class = self.class(at);
        *class = class.saturating_sub(1);
        self.nowhere += 1;
    }

    /// Rows have got a position.
    pub(super) fn move_from_nowhere(&mut self, at: Precision, rows: u32) {
        *self.class(at) += rows;
        self.nowhere = self.nowhere.saturating_sub(rows);
    }

    /// The counts in the order of the fields.
    fn counts(self) -> [u32; 7] {
        let Placed {
            exact,
            near,
            part,
            area,
            by_name,
            by_likely_name,
            nowhere,
        } = self;
        [exact, near, part, area, by_name, by_likely_name, nowhere]
    }

    fn of_counts([exact, near, part, area, by_name, by_likely_name, nowhere]: [u32; 7]) -> Placed {
        Placed {
            exact,
            near,
            part,
            area,
            by_name,
            by_likely_name,
            nowhere,
        }
    }
}

/// What the rows themselves say of what must be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Findings {
    /// Dates that can only be read with the day first.
    pub day_first: u32,
    /// Dates that can only be read with the month first.
    pub month_first: u32,
    /// Distinct named positions that were held against the gazetteer.
    pub compared: u32,
    /// Those that fit their names.
    pub fitting: u32,
    /// Those that fit their names if longitude and latitude change places.
    pub fitting_swapped: u32,
}

/// What a person is told of the columns of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnNotes {
    /// Their names say what they mean only in other words.
    pub guessed: Vec<String>,
    /// They are used for nothing.
    pub unused: Vec<String>,
    /// Another column has the same name: what these are called to keep them apart.
    pub repeated: Vec<String>,
}

/// What is known of a file that has been read, beside its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadSummary {
    /// Rows met, the rejected ones among them.
    pub rows: u32,
    /// What could not be used.
    pub problems: Problems,
    /// How the text of a row is to be read again, for [`super::row_text`].
    pub dialect: Dialect,
    /// Whose conventions the file follows.
    pub family: Family,
    /// The encoding it was turned into UTF-8 from; empty for UTF-8.
    pub encoding: String,
    /// How many rows are placed, and how.
    pub placed: Placed,
    /// What the rows say of what must be asked.
    pub findings: Findings,
    /// Columns of which it was guessed what they mean, and those that are not used.
    pub columns: ColumnNotes,
    /// Names without coordinates that are not settled, or only probably, those of most rows first.
    pub toponyms: Vec<Toponym>,
}

impl ReadSummary {
    /// Rows that are there, without a date.
    pub fn undated(&self) -> u32 {
        self.problems.rows_with(super::Effect::Undated)
    }

    /// Rows that are not there.
    pub fn rejected(&self) -> u32 {
        self.problems.rows_with(super::Effect::Rejected)
    }
}

/// Why a file could not be opened, for the page to say in a sentence of the user's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadFailure {
    /// A stable name: one of those of [`ReadError::code`], or `network`, `http`, `unreadable`, `gzip`, `zip`,
    /// `choose_entry`, `worker`.
    pub code: String,
    /// The file's name or address, as the user gave it.
    pub file: String,
    /// The row at fault, from 1, if it is one.
    pub row: Option<u32>,
    /// The field at fault, if it is one.
    pub field: Option<String>,
    /// More, in plain English or in the browser's own words: an HTTP status, the names of the columns.
    pub detail: String,
    /// The names of the columns and the first rows, where columns must be chosen; the files of an archive, where one
    /// must be.
    pub sample: Vec<Vec<String>>,
}

impl LoadFailure {
    /// A failure of the file as a whole.
    pub fn new(code: &str, file: &str, detail: impl Into<String>) -> LoadFailure {
        LoadFailure {
            code: code.to_owned(),
            file: file.to_owned(),
            detail: detail.into(),
            ..LoadFailure::default()
        }
    }

    /// A failure of a reader.
    pub fn of_reader(error: &ReadError, file: &str) -> LoadFailure {
        let detail = match error {
            ReadError::NoKnownColumns { header } => header.join(", "),
            ReadError::Table(table) => table.to_string(),
            other => other.to_string(),
        };
        LoadFailure::new(error.code(), file, detail)
    }

    /// As one text.
    pub fn to_text(&self) -> String {
        let row = self.row.map_or_else(String::new, |row| row.to_string());
        let field = self.field.clone().unwrap_or_default();
        let head = ["failure", &self.code, &self.file, &row, &field, &self.detail];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        rows.extend(self.sample.iter().cloned());
        text_of(&rows)
    }

    /// From [`LoadFailure::to_text`]; what is not such a failure becomes one with the code `worker`.
    pub fn from_text(text: &str) -> LoadFailure {
        let mut rows = rows_of(text).into_iter();
        let head = rows.next().unwrap_or_default();
        let [word, code, file, row, field, detail] = head.as_slice() else {
            return LoadFailure::new("worker", "", text);
        };
        if word != "failure" {
            return LoadFailure::new("worker", "", text);
        }
        LoadFailure {
            code: code.clone(),
            file: file.clone(),
            row: row.parse().ok(),
            field: (!field.is_empty()).then(|| field.clone()),
            detail: detail.clone(),
            sample: rows.collect(),
        }
    }
}

fn field_row((role, name): &(Role, String)) -> Vec<String> {
    vec!["field".to_owned(), role.word().to_owned(), name.clone()]
}

impl Dialect {
    /// As one text, to travel between threads: a [`ReadSummary`] of no rows.
    pub fn to_text(&self) -> String {
        let named = |name: &str, fields: &[String]| {
            let name = std::iter::once(name.to_owned());
            name.chain(fields.iter().cloned()).collect::<Vec<_>>()
        };
        let mut rows = vec![
            named("rows", &["0".to_owned()]),
            named("format", &[self.format.code().to_owned()]),
            named("header", &self.header),
        ];
        rows.extend(self.fields.iter().map(field_row));
        if let Some(shapes) = &self.packed {
            rows.push(named("packed", &[]));
            rows.extend(shapes.iter().map(|shape| named("shape", shape)));
        }
        text_of(&rows)
    }

    /// From [`Dialect::to_text`].
    pub fn from_text(text: &str) -> Option<Dialect> {
        Some(ReadSummary::from_text(text)?.dialect)
    }
}

impl ReadSummary {
    /// As one text, to travel between threads.
    pub fn to_text(&self) -> String {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut put = |name: &str, fields: Vec<String>| {
            let mut row = vec![name.to_owned()];
            row.extend(fields);
            rows.push(row);
        };
        put("rows", vec![self.rows.to_string()]);
        put("format", vec![self.dialect.format.code().to_owned()]);
        put("header", self.dialect.header.clone());
        for (role, name) in &self.dialect.fields {
            put("field", vec![role.word().to_owned(), name.clone()]);
        }
        put("guessed", self.columns.guessed.clone());
        put("unused", self.columns.unused.clone());
        put("repeated", self.columns.repeated.clone());
        put("family", vec![self.family.code().to_owned()]);
        put("encoding", vec![self.encoding.clone()]);
        put("placed", self.placed.counts().map(|n| n.to_string()).to_vec());
        let Findings {
            day_first,
            month_first,
            compared,
            fitting,
            fitting_swapped,
        } = self.findings;
        let findings = [day_first, month_first, compared, fitting, fitting_swapped];
        put("findings", findings.map(|n| n.to_string()).to_vec());
        if let Some(shapes) = &self.dialect.packed {
            put("packed", Vec::new());
            for shape in shapes {
                put("shape", shape.clone());
            }
        }
        for (reason, count) in self.problems.counts() {
            put("count", vec![reason.code().to_owned(), count.to_string()]);
        }
        for p in self.problems.kept() {
            let (row, offset, reason) = (
                p.row.to_string(),
                p.offset.to_string(),
                p.reason.code().to_owned(),
            );
            put(
                "problem",
                vec![row, offset, reason, p.field.clone(), p.value.clone()],
            );
        }
        for t in &self.toponyms {
            let fields = [&t.name, &t.admin1, &t.admin2, &t.country, &t.verdict];
            let mut fields: Vec<String> = fields.into_iter().cloned().collect();
            fields.push(t.rows.to_string());
            put("toponym", fields);
            for c in &t.choices {
                let (lon, lat) = (c.at.lon.to_string(), c.at.lat.to_string());
                let is_area = c.is_area.to_string();
                put(
                    "choice",
                    vec![
                        c.id.clone(),
                        c.name.clone(),
                        c.within.clone(),
                        lon,
                        lat,
                        is_area,
                        c.why.clone(),
                        c.in_arabic.clone(),
                    ],
                );
            }
        }
        text_of(&rows)
    }

    /// From [`ReadSummary::to_text`]; `None` if it is not that.
    pub fn from_text(text: &str) -> Option<ReadSummary> {
        let mut counts = Vec::new();
        let mut kept = Vec::new();
        let mut found = ReadSummary {
            rows: 0,
            problems: Problems::default(),
            dialect: Dialect {
                format: Format::Project,
                header: Vec::new(),
                fields: Vec::new(),
                packed: None,
            },
            columns: ColumnNotes::default(),
            family: Family::Plain,
            encoding: String::new(),
            placed: Placed::default(),
            findings: Findings::default(),
            toponyms: Vec::new(),
        };
        let mut is_summary = false;
        for row in rows_of(text) {
            let (name, fields) = row.split_first()?;
            let field = |at: usize| fields.get(at).map(String::as_str);
            let number = |at: usize| field(at)?.parse::<u32>().ok();
            match name.as_str() {
                "rows" => {
                    found.rows = number(0)?;
                    is_summary = true;
                }
                "format" => found.dialect.format = Format::from_code(field(0)?)?,
                "header" => found.dialect.header = fields.to_vec(),
                "field" => {
                    let role = Role::from_word(field(0)?)?;
                    found.dialect.fields.push((role, field(1)?.to_owned()));
                }
                "guessed" => found.columns.guessed = fields.to_vec(),
                "unused" => found.columns.unused = fields.to_vec(),
                "repeated" => found.columns.repeated = fields.to_vec(),
                "encoding" => field(0)?.clone_into(&mut found.encoding),
                "family" => found.family = Family::from_code(field(0)?)?,
                "placed" => {
                    let numbers: [Option<u32>; 7] = std::array::from_fn(number);
                    found.placed = Placed::of_counts(numbers.map(Option::unwrap_or_default));
                }
                "findings" => {
                    found.findings = Findings {
                        day_first: number(0)?,
                        month_first: number(1)?,
                        compared: number(2)?,
                        fitting: number(3)?,
                        fitting_swapped: number(4)?,
                    }
                }
                "packed" => found.dialect.packed = Some(Vec::new()),
                "shape" => found.dialect.packed.get_or_insert_default().push(fields.to_vec()),
                "count" => counts.push((Reason::from_code(field(0)?)?, number(1)?)),
                "problem" => kept.push(Problem {
                    row: number(0)?,
                    offset: number(1)?,
                    reason: Reason::from_code(field(2)?)?,
                    field: field(3)?.to_owned(),
                    value: field(4)?.to_owned(),
                }),
                "toponym" => found.toponyms.push(Toponym {
                    name: field(0)?.to_owned(),
                    admin1: field(1)?.to_owned(),
                    admin2: field(2)?.to_owned(),
                    country: field(3)?.to_owned(),
                    verdict: field(4)?.to_owned(),
                    rows: number(5)?,
                    choices: Vec::new(),
                }),
                "choice" => found.toponyms.last_mut()?.choices.push(Choice {
                    id: field(0)?.to_owned(),
                    name: field(1)?.to_owned(),
                    within: field(2)?.to_owned(),
                    at: LonLat::new(field(3)?.parse().ok()?, field(4)?.parse().ok()?)?,
                    is_area: field(5)? == "true",
                    why: field(6)?.to_owned(),
                    in_arabic: field(7)?.to_owned(),
                }),
                _ => return None,
            }
        }
        found.problems = Problems::from_parts(counts, kept);
        is_summary.then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Outcome, Reader};

    #[test]
    fn a_dialect_travels_with_what_its_fields_were_read_as() {
        let mut reader = Reader::new(None);
        reader
            .push(b"date,place,place,colour\n2019-01-01,a,b,c\n")
            .expect("readable");
        let Ok(Outcome::Table(loaded)) = reader.finish() else {
            panic!("rows")
        };
        let dialect = &loaded.summary.dialect;
        assert_eq!(dialect.header, ["date", "place", "place (2)", "colour"]);
        assert_eq!(Dialect::from_text(&dialect.to_text()).as_ref(), Some(dialect));
        assert_eq!(loaded.summary.columns.repeated, ["place (2)"]);
        assert_eq!(loaded.summary.columns.unused, ["place (2)", "colour"]);
        assert_eq!(
            ReadSummary::from_text(&loaded.summary.to_text()),
            Some(loaded.summary)
        );
    }

    #[test]
    fn summaries_travel_whole() {
        let mut reader = Reader::new(None);
        reader
            .push("date\tplace\nsoon\t\"حلب\n".as_bytes())
            .expect("readable");
        let Ok(Outcome::Table(mut loaded)) = reader.finish() else {
            panic!("rows")
        };
        assert!(!loaded.summary.problems.is_empty());
        loaded.summary.dialect.packed = Some(vec![vec!["{\"a\":".to_owned(), "}".to_owned()]]);
        loaded.summary.toponyms.push(Toponym {
            name: "حلب".to_owned(),
            admin1: String::new(),
            admin2: "x".to_owned(),
            country: "Syria".to_owned(),
            verdict: "ambiguous".to_owned(),
            rows: 3,
            choices: vec![Choice {
                id: "gn1".to_owned(),
                name: "Aleppo".to_owned(),
                within: "Aleppo, Syria".to_owned(),
                at: LonLat {
                    lon: 37.16,
                    lat: 36.2,
                },
                is_area: false,
                why: "a spelling".to_owned(),
                in_arabic: "حلب".to_owned(),
            }],
        });
        let text = loaded.summary.to_text();
        assert_eq!(ReadSummary::from_text(&text), Some(loaded.summary));
        assert_eq!(ReadSummary::from_text("{}"), None);
        assert_eq!(ReadSummary::from_text(""), None);
    }

    #[test]
    fn failures_travel_whole() {
        let mut failure = LoadFailure::of_reader(
            &ReadError::NoKnownColumns {
                header: vec!["a".to_owned(), "b".to_owned()],
            },
            "x.csv",
        );
        failure.sample = vec![vec!["a".to_owned(), "b\t".to_owned()]];
        assert_eq!(LoadFailure::from_text(&failure.to_text()), failure);
        assert_eq!(
            (failure.code.as_str(), failure.detail.as_str()),
            ("no_known_columns", "a, b")
        );
        assert_eq!(LoadFailure::from_text("trap").code, "worker");
    }
}

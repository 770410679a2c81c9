//! [`Layout`]: where the rows of a table of text begin, and what its columns mean.

use super::csv::field_texts;
use super::delimited::{Scan, Tokenizer};
use super::family::{Family, is_hxl_tag};
use super::guess::guess_roles;
use super::report::is_our_own;
use super::{ColumnNotes, HeaderRow, Plan, ReadError, Role};
use std::collections::BTreeSet;

/// An HXL row stands within so many.
const TAGS_WITHIN: usize = 25;
/// Lines above the header, a title or a note, are passed over if there are no more.
const PREAMBLE: usize = 10;
/// Cells that must be tags to make a row of tags.
const LEAST_TAGS: usize = 3;

/// Where rows begin and what their fields mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) family: Family,
    /// The names of the columns as in the source; those of the family where it has none; else numbers from 1.
    pub(super) header: Vec<String>,
    /// Records before the first row.
    pub(super) skip: usize,
    /// Which column plays a role; each role at most once.
    pub(super) columns: Vec<(Role, usize)>,
    /// Columns whose meaning was guessed.
    guessed: Vec<usize>,
    /// Columns that had to be called otherwise than the file does, as another has the name.
    repeated: Vec<usize>,
    /// We wrote the file: what a spreadsheet could run stands behind an apostrophe.
    pub(super) is_guarded: bool,
}

impl Layout {
    /// Tells the layout by the first bytes of a text.
    pub(super) fn of_head(
        head: &[u8],
        is_complete: bool,
        delimiter: u8,
        plan: &Plan,
    ) -> Result<Layout, ReadError> {
        let records = first_records(head, is_complete, delimiter, TAGS_WITHIN);
        let Some(first) = records.first() else {
            return Err(ReadError::Empty);
        };
        if plan.header == HeaderRow::Absent {
            let header = (1..=first.len()).map(|n| n.to_string()).collect();
            return Layout::of_header(Family::Plain, header, 0, plan, None, &[]);
        }
        // The first row may be one that lacks something.
        if let Some((family, header)) = records.iter().find_map(|row| {
            let bare = Family::of_bare_row(row);
            bare.filter(|_| row.len() == first.len() && !is_header(first))
        }) {
            return Layout::of_header(family, header, 0, plan, None, &[]);
        }
        let is_tags = |row: &Vec<String>| {
            let filled = || row.iter().filter(|cell| !cell.trim().is_empty());
            filled().filter(|cell| is_hxl_tag(cell)).count() >= LEAST_TAGS
                && filled().all(|cell| is_hxl_tag(cell))
        };
        if let Some(at) = records.iter().position(is_tags) {
            let tags = records.get(at).cloned().unwrap_or_default();
            let above = at.checked_sub(1).and_then(|above| records.get(above)).cloned();
            // Names for people, where there are as many; their maker's codes mean what they mean without tags.
            let header = above
                .filter(|row| row.len() >= tags.len())
                .unwrap_or_else(|| tags.clone());
            let family = match Family::of_header(&header) {
                Family::Plain if looks_like_acled(&tags) => Family::Acled,
                Family::Plain => Family::Hxl,
                known => known,
            };
            return Layout::of_header(family, header, at + 1, plan, Some(&tags), &[]);
        }
        for (at, row) in records.iter().take(PREAMBLE).enumerate() {
            let rows = records.get(at + 1..).unwrap_or_default();
            let layout = Layout::of_header(Family::of_header(row), row.clone(), at + 1, plan, None, rows);
            // A note above the table has fewer cells than the table.
            if let Ok(layout) = layout
                && (at == 0 || layout.columns.len() >= 2)
            {
                return Ok(layout);
            }
        }
        Err(ReadError::NoKnownColumns {
            header: first.clone(),
        })
    }

    /// By names alone, whatever they are.
    pub(super) fn of_names(header: &[String], plan: &Plan) -> Layout {
        let family = Family::of_header(header);
        let none = Layout {
            family,
            header: header.to_vec(),
            skip: 0,
            columns: Vec::new(),
            guessed: Vec::new(),
            repeated: Vec::new(),
            is_guarded: false,
        };
        Layout::of_header(family, header.to_vec(), 0, plan, None, &[]).unwrap_or(none)
    }

    fn of_header(
        family: Family,
        header: Vec<String>,
        skip: usize,
        plan: &Plan,
        tags: Option<&[String]>,
        rows: &[Vec<String>],
    ) -> Result<Layout, ReadError> {
        let as_written = header;
        let header = distinct_names(&as_written);
        let repeated = (0..header.len())
            .filter(|at| header.get(*at) != as_written.get(*at))
            .collect();
        let mut best: [Option<(u8, usize)>; Role::COUNT] = [None; Role::COUNT];
        for (column, name) in header.iter().enumerate() {
            let tag = tags
                .and_then(|tags| tags.get(column))
                .filter(|tag| !tag.trim().is_empty());
            let told = match (plan.role_of(name), tag) {
                (Some(said), _) => said.map(|role| (role, 0)),
                (None, Some(tag)) => Family::Hxl.role(tag),
                (None, None) => family
                    .role(name)
                    .map(|(role, rank)| (role, rank.saturating_add(1))),
            };
            if let Some((role, rank)) = told
                && let Some(slot) = best.get_mut(role as usize)
                && slot.is_none_or(|(least, _)| rank < least)
            {
                *slot = Some((rank, column));
            }
        }
        let is_placed = [Role::Lon, Role::Lat, Role::Position].map(|role| best[role as usize].is_some());
        if is_placed == [false; 3]
            && let Some((x, y)) = x_and_y(&header, plan)
        {
            best[Role::Lon as usize] = Some((u8::MAX, x));
            best[Role::Lat as usize] = Some((u8::MAX, y));
        }
        let guessed = if family == Family::Plain && tags.is_none() && !is_our_own(&header) {
            fill_by_guess(&mut best, &header, rows, plan)
        } else {
            Vec::new()
        };
        // A column of that name beside dates in another is a time of day, or when the row was made.
        let has = |role: Role| best[role as usize].is_some();
        let is_vague = |column: usize| {
            let name = header.get(column).map_or("", |name| name.trim());
            ["time", "timestamp", "datetime"]
                .iter()
                .any(|vague| name.eq_ignore_ascii_case(vague))
        };
        if (has(Role::DateStart) || has(Role::Year))
            && best[Role::Date as usize].is_some_and(|(rank, column)| rank > 0 && is_vague(column))
        {
            best[Role::Date as usize] = None;
        }
        let has = |role: Role| best[role as usize].is_some();
        let placed = has(Role::Place) || has(Role::Position) || has(Role::Lon) && has(Role::Lat);
        let dated = has(Role::Date) || has(Role::DateStart) || has(Role::DateEnd) || has(Role::Year);
        if !placed && !dated {
            return Err(ReadError::NoKnownColumns { header });
        }
        let columns = Role::ALL
            .into_iter()
            .filter_map(|role| Some((role, best[role as usize]?.1)))
            .collect();
        Ok(Layout {
            is_guarded: is_our_own(&header),
            family,
            header,
            skip,
            guessed: guessed
                .into_iter()
                .filter(|column| best.iter().flatten().any(|(_, used)| used == column))
                .collect(),
            repeated,
            columns,
        })
    }

    /// What the columns were read as.
    pub(super) fn fields(&self) -> Vec<(Role, String)> {
        let named = self.columns.iter();
        named
            .filter_map(|(role, column)| Some((*role, self.header.get(*column)?.clone())))
            .collect()
    }

    /// What a person is told of the columns.
    pub(super) fn notes(&self) -> ColumnNotes {
        let names = |columns: &[usize]| {
            let names = columns.iter().filter_map(|at| self.header.get(*at));
            names.cloned().collect::<Vec<_>>()
        };
        let is_used = |at: &usize| self.columns.iter().any(|(_, used)| used == at);
        let is_named = |at: &usize| self.header.get(*at).is_some_and(|name| !name.trim().is_empty());
        let unused: Vec<usize> = (0..self.header.len())
            .filter(|at| !is_used(at) && is_named(at))
            .take(NOTED)
            .collect();
        ColumnNotes {
            guessed: names(&self.guessed),
            unused: names(&unused),
            repeated: names(&self.repeated),
        }
    }
}

/// Most unused columns that are named.
const NOTED: usize = 60;

/// The names of columns, of which those that come again get a number: `Notes`, `Notes (2)`.
pub fn distinct_names(header: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    let all: BTreeSet<&str> = header.iter().map(String::as_str).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for name in header {
        // Columns without a name are many in some sheets, and none of them is named anywhere.
        if name.trim().is_empty() || seen.insert(name.as_str()) {
            names.push(name.clone());
            continue;
        }
        let another = (2..).map(|n| format!("{name} ({n})"));
        let mut free = another.filter(|other| !all.contains(other.as_str()) && !names.contains(other));
        let free = free.next().unwrap_or_default();
        names.push(free);
    }
    names
}

/// A table that has some columns under names of ours, and others under words of another language or with more beside
/// them ("التاريخ", "Lat (N)", "Date of incident"): those are read as what they are guessed to mean, which is told. The
/// columns so filled. Where nothing is known by name, a person is asked.
fn fill_by_guess(
    best: &mut [Option<(u8, usize)>; Role::COUNT],
    header: &[String],
    rows: &[Vec<String>],
    plan: &Plan,
) -> Vec<usize> {
    let dates = [Role::Date, Role::DateStart, Role::DateEnd, Role::Year];
    let positions = [Role::Position, Role::Lat, Role::Lon];
    let has = |best: &[Option<(u8, usize)>; Role::COUNT], roles: &[Role]| {
        roles
            .iter()
            .any(|role| best.get(*role as usize).is_some_and(Option::is_some))
    };
    let (dated, at_point) = (has(best, &dates), has(best, &positions));
    if !dated && !at_point && !has(best, &[Role::Place]) {
        return Vec::new();
    }
    let mut meant: [Option<usize>; Role::COUNT] = [None; Role::COUNT];
    for (column, (name, guess)) in header.iter().zip(guess_roles(header, rows)).enumerate() {
        let is_free = plan.role_of(name).is_none() && !best.iter().flatten().any(|(_, used)| *used == column);
        if let Some(role) = guess.filter(|_| is_free)
            && let Some(slot) = meant.get_mut(role as usize)
        {
            slot.get_or_insert(column);
        }
    }
    // Half a position is none.
    let is_whole = meant[Role::Lat as usize].is_some() && meant[Role::Lon as usize].is_some();
    let mut filled = Vec::new();
    for role in Role::ALL {
        let is_wanted = match role {
            Role::Date | Role::DateStart | Role::DateEnd => !dated,
            Role::Position => !at_point,
            Role::Lat | Role::Lon => !at_point && is_whole && meant[Role::Position as usize].is_none(),
            _ => true,
        };
        if let (true, None, Some(column)) = (is_wanted, best[role as usize], meant[role as usize]) {
            best[role as usize] = Some((u8::MAX, column));
            filled.push(column);
        }
    }
    filled
}

/// True if a row names a column that every table of events has.
fn is_header(row: &[String]) -> bool {
    row.iter().any(|name| {
        let role = Role::of_name(name).map(|(role, _)| role);
        matches!(role, Some(Role::Date | Role::DateStart | Role::Lat | Role::Lon))
            || name.trim() == "ActionGeo_Lat"
    })
}

/// Names of coordinates as maps and surveys export them, which mean nothing alone.
const X_AND_Y: [(&str, &str); 7] = [
    ("x", "y"),
    ("point_x", "point_y"),
    ("x_coord", "y_coord"),
    ("xcoord", "ycoord"),
    ("coord_x", "coord_y"),
    ("easting", "northing"),
    ("eastings", "northings"),
];

/// The columns of such a pair, of which nobody has said otherwise.
fn x_and_y(header: &[String], plan: &Plan) -> Option<(usize, usize)> {
    let column = |wanted: &str| {
        header.iter().position(|name| {
            let is_it = name.trim().replace([' ', '-'], "_").eq_ignore_ascii_case(wanted);
            is_it && plan.role_of(name).is_none()
        })
    };
    X_AND_Y.iter().find_map(|(x, y)| column(x).zip(column(y)))
}

/// ACLED as it is passed on by HDX, with tags and no names that it uses itself.
fn looks_like_acled(tags: &[String]) -> bool {
    let has = |wanted: &str| tags.iter().any(|tag| tag.trim().eq_ignore_ascii_case(wanted));
    has("#group+name+first+assoc") && has("#event+type+sub") && has("#group+name+second")
}

/// The fields of the first records of a text.
pub(super) fn first_records(head: &[u8], is_complete: bool, delimiter: u8, most: usize) -> Vec<Vec<String>> {
    let mut tokenizer = Tokenizer::new(delimiter);
    let mut records = Vec::new();
    let mut rest = head;
    while records.len() < most && !rest.is_empty() {
        tokenizer.begin(false);
        let mut end = match tokenizer.scan(rest) {
            Scan::Record(end) => Some(end),
            // A head cut inside a record still tells something, if it is the first.
            Scan::More => {
                ((is_complete || records.is_empty()) && tokenizer.finish(rest)).then_some(rest.len())
            }
        };
        if end.is_none() && (is_complete || records.is_empty()) && tokenizer.in_quotes() {
            // As the reader does with a quote that is never closed.
            tokenizer.begin(true);
            end = match tokenizer.scan(rest) {
                Scan::Record(end) => Some(end),
                Scan::More => tokenizer.finish(rest).then_some(rest.len()),
            };
        }
        let Some(end) = end else { break };
        let (record, later) = rest.split_at(end);
        let is_blank = tokenizer.fields.len() == 1 && tokenizer.fields.iter().all(|f| f.start == f.end);
        if !is_blank {
            records.push(field_texts(record, &tokenizer.fields));
        }
        rest = later;
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(csv: &str) -> (String, ColumnNotes) {
        let layout = Layout::of_head(csv.as_bytes(), true, b',', &Plan::default()).expect("a table");
        let read: Vec<String> = layout
            .fields()
            .into_iter()
            .map(|(role, name)| format!("{}={name}", role.word()))
            .collect();
        (read.join(" "), layout.notes())
    }

    #[test]
    fn columns_beside_known_ones_are_read_as_guessed_and_that_is_told() {
        let (read, notes) =
            told("Date,Village,Lat (N),Long (E),Notes on it\n2018-09-03,Idlib,35.4392,36.6517,x\n");
        assert_eq!(
            read,
            "date_edtf=Date place=Village lon=Long (E) lat=Lat (N) summary=Notes on it"
        );
        assert_eq!(notes.guessed, ["Village", "Long (E)", "Lat (N)", "Notes on it"]);
        assert!(notes.unused.is_empty());
        let (read, notes) = told(
            "Date of incident,Location name,GPS coordinates,No. of people killed,Colour\n2018-09-03,Idlib,\"35.4, 36.6\",4,red\n",
        );
        assert_eq!(
            read,
            "date_edtf=Date of incident place=Location name fatalities=No. of people killed latlon=GPS coordinates"
        );
        assert_eq!(notes.unused, ["Colour"]);
        let (read, _) = told("Date,Lieu,Latitude,Longitude,Morts\n2018-09-03,Idlib,35.4,36.6,4\n");
        assert_eq!(
            read,
            "date_edtf=Date place=Lieu lon=Longitude lat=Latitude fatalities=Morts"
        );
        // What is known by its name stays what it is.
        let (read, notes) =
            told("date,place,lat,lon,Date of report,City\n2018-09-03,Idlib,35.4,36.6,2018-09-05,Hama\n");
        assert_eq!(read, "date_edtf=date place=place lon=lon lat=lat");
        assert_eq!(notes.unused, ["Date of report", "City"]);
    }

    #[test]
    fn columns_of_one_name_are_kept_apart() {
        let (read, notes) =
            told("Date,Place,Date,Place,Notes,Notes\n2018-09-03,Idlib,2018-09-10,Saraqib,a,b\n");
        assert_eq!(read, "date_edtf=Date place=Place summary=Notes");
        assert_eq!(notes.repeated, ["Date (2)", "Place (2)", "Notes (2)"]);
        assert_eq!(notes.unused, ["Date (2)", "Place (2)", "Notes (2)"]);
    }

    proptest! {
        #[test]
        fn names_are_distinct_and_the_first_of_each_stays(
            header in proptest::collection::vec("[ab]( \\([23]\\))?", 0..9),
        ) {
            let names = distinct_names(&header);
            prop_assert_eq!(names.len(), header.len());
            let distinct: BTreeSet<&String> = names.iter().collect();
            prop_assert_eq!(distinct.len(), names.len());
            for (at, name) in header.iter().enumerate() {
                if header.iter().position(|other| other == name) == Some(at) {
                    prop_assert_eq!(&names[at], name);
                }
            }
            prop_assert_eq!(distinct_names(&names), names);
        }
    }
}

//! [`Layout`]: where the rows of a table of text begin, and what its columns mean.

use super::csv::field_texts;
use super::delimited::{Scan, Tokenizer};
use super::family::{Family, is_hxl_tag};
use super::guess::word_for;
use super::report::is_our_own;
use super::{HeaderRow, Plan, ReadError, Role};

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
            return Layout::of_header(Family::Plain, header, 0, plan, None);
        }
        // The first row may be one that lacks something.
        if let Some((family, header)) = records.iter().find_map(|row| {
            let bare = Family::of_bare_row(row);
            bare.filter(|_| row.len() == first.len() && !is_header(first))
        }) {
            return Layout::of_header(family, header, 0, plan, None);
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
            return Layout::of_header(family, header, at + 1, plan, Some(&tags));
        }
        for (at, row) in records.iter().take(PREAMBLE).enumerate() {
            let layout = Layout::of_header(Family::of_header(row), row.clone(), at + 1, plan, None);
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
            is_guarded: false,
        };
        Layout::of_header(family, header.to_vec(), 0, plan, None).unwrap_or(none)
    }

    fn of_header(
        family: Family,
        header: Vec<String>,
        skip: usize,
        plan: &Plan,
        tags: Option<&[String]>,
    ) -> Result<Layout, ReadError> {
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
        if family == Family::Plain && tags.is_none() {
            fill_by_other_words(&mut best, &header, plan);
        }
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
            columns,
        })
    }
}

/// A table that has some columns under names of ours, and its date or place under a word of another language: "التاريخ"
/// beside lat and lon. Where nothing is known by name, a person is asked.
fn fill_by_other_words(best: &mut [Option<(u8, usize)>; Role::COUNT], header: &[String], plan: &Plan) {
    let has = |best: &[Option<(u8, usize)>; Role::COUNT], roles: &[Role]| {
        roles
            .iter()
            .any(|role| best.get(*role as usize).is_some_and(Option::is_some))
    };
    let dates = [Role::Date, Role::DateStart, Role::DateEnd, Role::Year];
    let places = [Role::Place, Role::Position, Role::Lat, Role::Lon];
    let (dated, placed) = (has(best, &dates), has(best, &places));
    if dated == placed {
        return;
    }
    let mut meant: [Option<usize>; Role::COUNT] = [None; Role::COUNT];
    for (column, name) in header.iter().enumerate() {
        if plan.role_of(name).is_none()
            && let Some(role) = word_for(name)
            && let Some(slot) = meant.get_mut(role as usize)
        {
            slot.get_or_insert(column);
        }
    }
    let wanted: &[Role] = if dated {
        // Half a position is none.
        let both = meant[Role::Lat as usize].is_some() && meant[Role::Lon as usize].is_some();
        if both {
            &[Role::Place, Role::Lat, Role::Lon]
        } else {
            &[Role::Place]
        }
    } else {
        &[Role::Date, Role::DateStart, Role::DateEnd]
    };
    for role in wanted {
        if let Some(column) = meant[*role as usize] {
            best[*role as usize] = Some((u8::MAX, column));
        }
    }
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

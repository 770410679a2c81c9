//! [`Problem`]s: what could not be used in a row, and why.

use std::fmt;

/// Why a value, or a whole row, could not be used as it stands. The order is fixed: it is the order of
/// [`Problems::counts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// No date is given: the row is undated.
    NoDate,
    /// The date cannot be read: the row is undated.
    BadDate,
    /// The end comes before the beginning: the row is undated.
    ReversedDates,
    /// No coordinates are given, but there is a place name: the row is unplaced.
    NoCoordinates,
    /// Neither coordinates nor a place name are given: the row is unplaced.
    NoPlace,
    /// A coordinate is not a number: the row is unplaced.
    BadCoordinate,
    /// A coordinate is not on the globe: the row is unplaced.
    OffTheGlobe,
    /// The geometry is not a single point: the row is unplaced.
    NotAPoint,
    /// A count of people cannot be read: it is quoted, and counted as not stated.
    BadNumber,
    /// The modality is none of those known: it is taken as `occurred`.
    UnknownModality,
    /// A quote is opened and never closed: the line is read as if quotes meant nothing.
    UnclosedQuote,
    /// The row has more fields than the header: those beyond are not used.
    ExtraFields,
    /// The row has fewer fields than the header: the missing ones are empty.
    MissingFields,
    /// The feature is not well-formed JSON: the row is rejected.
    BadJson,
    /// The row is longer than any row may be: the row is rejected.
    TooLong,
    /// The file ends inside the row: the row is rejected.
    CutOff,
    /// Day and month could be either way round, and nobody has said which: the row is undated.
    AmbiguousDate,
    /// The year has two digits, and nobody has said of which century: the row is undated.
    ShortYear,
    /// A number stands for the date, and nobody has said what it counts: the row is undated.
    NumberDate,
    /// A coordinate has a decimal comma, and nobody has said that it is one: the row is unplaced.
    DecimalComma,
    /// Longitude and latitude seem to have changed places, and nobody has said: the row is unplaced.
    SwappedCoordinates,
    /// The position is 0, 0: the row is unplaced.
    ZeroCoordinates,
    /// The coordinates are no degrees but metres, and nobody has said of what: the row is unplaced.
    ProjectedCoordinates,
    /// The precision of date or place is none of those known: neither is taken as exact.
    UnknownPrecision,
    /// What stands as the end beside a date is no date after it: the date alone is used.
    UnusedEnd,
    /// The cell holds an error of a workbook (`#DIV/0!`): it is taken as not stated.
    SheetError,
    /// Letters could not be read in the encoding of the file: they are shown as a sign for that.
    BrokenText,
    /// An earlier row has the same identifier: both are kept.
    RepeatedId,
    /// All fields are empty: the row is rejected.
    EmptyRow,
    /// The row is the header once more: it is rejected.
    RepeatedHeader,
    /// The row is a title or an era of a timeline, no event: it is rejected.
    NotAnEvent,
    /// The row sums up others: it is rejected.
    TotalsRow,
    /// No coordinates are given: the row is placed by its name.
    PlacedByName,
    /// No coordinates are given: the row is placed by a name that is most probably the one meant.
    PlacedByLikelyName,
    /// No coordinates are given and the name stands for several places: the row is unplaced.
    AmbiguousName,
    /// No coordinates are given and the gazetteer does not have the name: the row is unplaced.
    UnknownName,
    /// One of the two coordinates is missing: the row is unplaced, unless its name tells where it is.
    HalfPosition,
    /// The coordinates cannot be used: the row is placed by its name, which is told beside.
    NameForPosition,
    /// Longitude and latitude have changed places, as somebody has said: they are exchanged.
    Exchanged,
    /// The position lies far from the place of its name: the position is used.
    FarFromName,
    /// A place has the name, and what the row says of where it lies speaks against it: the row is unplaced.
    NameAgainst,
    /// The day of the week is not that of the date: the date is used.
    WrongWeekday,
    /// The year is far from those of the other rows: it is used.
    FarYear,
    /// The time is of a zone in which another day begins: the day as written is used.
    ZonedTime,
    /// The date is empty: the year beside it is used.
    DateOfYear,
    /// A code for the kind is none of those known: it is shown as it stands.
    UnknownKind,
    /// The least figure is above the best, or the best above the greatest: the least and the greatest of them are used.
    FigureOrder,
    /// The words of the date mean certain days only by a convention: they are used.
    ReadByConvention,
}

impl Reason {
    /// All reasons, in order.
    pub const ALL: [Reason; 48] = [
        Reason::NoDate,
        Reason::BadDate,
        Reason::ReversedDates,
        Reason::NoCoordinates,
        Reason::NoPlace,
        Reason::BadCoordinate,
        Reason::OffTheGlobe,
        Reason::NotAPoint,
        Reason::BadNumber,
        Reason::UnknownModality,
        Reason::UnclosedQuote,
        Reason::ExtraFields,
        Reason::MissingFields,
        Reason::BadJson,
        Reason::TooLong,
        Reason::CutOff,
        Reason::AmbiguousDate,
        Reason::ShortYear,
        Reason::NumberDate,
        Reason::DecimalComma,
        Reason::SwappedCoordinates,
        Reason::ZeroCoordinates,
        Reason::ProjectedCoordinates,
        Reason::UnknownPrecision,
        Reason::UnusedEnd,
        Reason::SheetError,
        Reason::BrokenText,
        Reason::RepeatedId,
        Reason::EmptyRow,
        Reason::RepeatedHeader,
        Reason::NotAnEvent,
        Reason::TotalsRow,
        Reason::PlacedByName,
        Reason::PlacedByLikelyName,
        Reason::AmbiguousName,
        Reason::UnknownName,
        Reason::HalfPosition,
        Reason::NameForPosition,
        Reason::Exchanged,
        Reason::FarFromName,
        Reason::NameAgainst,
        Reason::WrongWeekday,
        Reason::FarYear,
        Reason::ZonedTime,
        Reason::DateOfYear,
        Reason::UnknownKind,
        Reason::FigureOrder,
        Reason::ReadByConvention,
    ];

    /// A stable name for messages between threads and for saved reports.
    pub fn code(self) -> &'static str {
        match self {
            Reason::NoDate => "no_date",
            Reason::BadDate => "bad_date",
            Reason::ReversedDates => "reversed_dates",
            Reason::NoCoordinates => "no_coordinates",
            Reason::NoPlace => "no_place",
            Reason::BadCoordinate => "bad_coordinate",
            Reason::OffTheGlobe => "off_the_globe",
            Reason::NotAPoint => "not_a_point",
            Reason::BadNumber => "bad_number",
            Reason::UnknownModality => "unknown_modality",
            Reason::UnclosedQuote => "unclosed_quote",
            Reason::ExtraFields => "extra_fields",
            Reason::MissingFields => "missing_fields",
            Reason::BadJson => "bad_json",
            Reason::TooLong => "too_long",
            Reason::CutOff => "cut_off",
            Reason::AmbiguousDate => "ambiguous_date",
            Reason::ShortYear => "short_year",
            Reason::NumberDate => "number_date",
            Reason::DecimalComma => "decimal_comma",
            Reason::SwappedCoordinates => "swapped_coordinates",
            Reason::ZeroCoordinates => "zero_coordinates",
            Reason::ProjectedCoordinates => "projected_coordinates",
            Reason::UnknownPrecision => "unknown_precision",
            Reason::UnusedEnd => "unused_end",
            Reason::SheetError => "sheet_error",
            Reason::BrokenText => "broken_text",
            Reason::RepeatedId => "repeated_id",
            Reason::EmptyRow => "empty_row",
            Reason::RepeatedHeader => "repeated_header",
            Reason::NotAnEvent => "not_an_event",
            Reason::TotalsRow => "totals_row",
            Reason::PlacedByName => "placed_by_name",
            Reason::PlacedByLikelyName => "placed_by_likely_name",
            Reason::AmbiguousName => "ambiguous_name",
            Reason::UnknownName => "unknown_name",
            Reason::HalfPosition => "half_position",
            Reason::NameForPosition => "name_for_position",
            Reason::Exchanged => "exchanged",
            Reason::FarFromName => "far_from_name",
            Reason::NameAgainst => "name_against",
            Reason::WrongWeekday => "wrong_weekday",
            Reason::FarYear => "far_year",
            Reason::ZonedTime => "zoned_time",
            Reason::DateOfYear => "date_of_year",
            Reason::UnknownKind => "unknown_kind",
            Reason::FigureOrder => "figure_order",
            Reason::ReadByConvention => "read_by_convention",
        }
    }

    /// The reason with this [`code`](Reason::code).
    pub fn from_code(code: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|r| r.code() == code)
    }

    /// The coordinates are missing or of no use, so that a name may tell where the row is. What somebody must settle
    /// first is not of them.
    pub(super) fn leaves_the_name(self) -> bool {
        matches!(
            self,
            Reason::NoCoordinates
                | Reason::BadCoordinate
                | Reason::HalfPosition
                | Reason::OffTheGlobe
                | Reason::ZeroCoordinates
                | Reason::SwappedCoordinates
        )
    }

    /// What became of the row.
    pub fn effect(self) -> Effect {
        match self {
            Reason::NoDate
            | Reason::BadDate
            | Reason::ReversedDates
            | Reason::AmbiguousDate
            | Reason::ShortYear
            | Reason::NumberDate => Effect::Undated,
            Reason::NoCoordinates
            | Reason::NoPlace
            | Reason::BadCoordinate
            | Reason::OffTheGlobe
            | Reason::NotAPoint
            | Reason::DecimalComma
            | Reason::SwappedCoordinates
            | Reason::ZeroCoordinates
            | Reason::ProjectedCoordinates
            | Reason::AmbiguousName
            | Reason::UnknownName
            | Reason::HalfPosition
            | Reason::NameAgainst => Effect::Unplaced,
            Reason::BadJson
            | Reason::TooLong
            | Reason::CutOff
            | Reason::EmptyRow
            | Reason::RepeatedHeader
            | Reason::NotAnEvent
            | Reason::TotalsRow => Effect::Rejected,
            Reason::BadNumber
            | Reason::UnknownModality
            | Reason::UnclosedQuote
            | Reason::ExtraFields
            | Reason::MissingFields
            | Reason::UnknownPrecision
            | Reason::UnusedEnd
            | Reason::SheetError
            | Reason::BrokenText
            | Reason::RepeatedId
            | Reason::PlacedByName
            | Reason::PlacedByLikelyName
            | Reason::NameForPosition
            | Reason::Exchanged
            | Reason::FarFromName
            | Reason::WrongWeekday
            | Reason::FarYear
            | Reason::ZonedTime
            | Reason::DateOfYear
            | Reason::UnknownKind
            | Reason::FigureOrder
            | Reason::ReadByConvention => Effect::Noted,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::NoDate => "no date is given",
            Reason::BadDate => "the date cannot be read",
            Reason::ReversedDates => "the end comes before the beginning",
            Reason::NoCoordinates => "no coordinates are given",
            Reason::NoPlace => "neither coordinates nor a place name are given",
            Reason::BadCoordinate => "the coordinate is not a number",
            Reason::OffTheGlobe => "the coordinate is not on the globe",
            Reason::NotAPoint => "the geometry is not a single point",
            Reason::BadNumber => "the count cannot be read",
            Reason::UnknownModality => "the modality is not a known one",
            Reason::UnclosedQuote => "a quote is opened and never closed",
            Reason::ExtraFields => "the row has more fields than the header",
            Reason::MissingFields => "the row has fewer fields than the header",
            Reason::BadJson => "the feature is not well-formed JSON",
            Reason::TooLong => "the row is too long",
            Reason::CutOff => "the file ends inside the row",
            Reason::AmbiguousDate => "the day and the month could be either way round",
            Reason::ShortYear => "the year has two digits",
            Reason::NumberDate => "a number stands for the date",
            Reason::DecimalComma => "the coordinate has a comma for its decimal point",
            Reason::SwappedCoordinates => "longitude and latitude seem to have changed places",
            Reason::ZeroCoordinates => "0, 0 is mostly written where nothing is known",
            Reason::ProjectedCoordinates => "the coordinates are metres of some projection",
            Reason::UnknownPrecision => "the precision is no known word or code",
            Reason::UnusedEnd => "the end is no date after the beginning",
            Reason::SheetError => "the cell holds an error of the workbook",
            Reason::BrokenText => "letters could not be read",
            Reason::RepeatedId => "an earlier row has the same identifier",
            Reason::EmptyRow => "there is nothing in the row",
            Reason::RepeatedHeader => "it is the header once more",
            Reason::NotAnEvent => "it is the title or an era of a timeline",
            Reason::TotalsRow => "the row sums up others",
            Reason::PlacedByName => "placed by its name in the gazetteer",
            Reason::PlacedByLikelyName => "placed by a name that is most probably meant",
            Reason::AmbiguousName => "the name stands for several places",
            Reason::UnknownName => "the name is not in the gazetteer",
            Reason::HalfPosition => "one of the two coordinates is missing",
            Reason::NameForPosition => "the coordinates cannot be used, the name is",
            Reason::Exchanged => "longitude and latitude are exchanged",
            Reason::FarFromName => "the gazetteer has the name elsewhere",
            Reason::NameAgainst => "what the row says of where it lies speaks against the place of the name",
            Reason::WrongWeekday => "the day of the week is not that of the date",
            Reason::FarYear => "the year is far from those of the other rows",
            Reason::ZonedTime => "in UTC it is another day",
            Reason::DateOfYear => "the date is empty, the year beside it is used",
            Reason::UnknownKind => "the code for the kind is not a known one",
            Reason::FigureOrder => "the figures contradict one another",
            Reason::ReadByConvention => "the words of the date are read by a convention",
        })
    }
}

/// What became of a row with a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// It is there and used; the value at fault is not.
    Noted,
    /// It is there, without a time.
    Undated,
    /// It is there, without a position.
    Unplaced,
    /// It is not there.
    Rejected,
}

/// One value that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The row's number in the source, from 1, a header not counted.
    pub row: u32,
    /// Where the row's text begins in the source, in bytes.
    pub offset: u32,
    /// The field's name in the source; empty if it is about the whole row.
    pub field: String,
    /// The value as written, cut to [`Problem::VALUE_CHARS`].
    pub value: String,
    /// What is wrong with it.
    pub reason: Reason,
}

impl Problem {
    /// The longest value kept, in characters.
    pub const VALUE_CHARS: usize = 120;
}

/// The problems of a file: all of them counted, the first ones in detail, so that memory stays bounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    counts: [u32; Reason::ALL.len()],
    kept: Vec<Problem>,
    /// Keeps all, for a report that is saved.
    pub(super) keeps_all: bool,
}

impl Default for Problems {
    fn default() -> Problems {
        Problems {
            counts: [0; Reason::ALL.len()],
            kept: Vec::new(),
            keeps_all: false,
        }
    }
}

impl Problems {
    /// How many of each reason are kept in detail.
    pub const KEPT_PER_REASON: u32 = 1_000;

    /// From parts that were taken apart to travel between threads.
    pub fn from_parts(counts: impl IntoIterator<Item = (Reason, u32)>, kept: Vec<Problem>) -> Problems {
        let mut problems = Problems {
            kept,
            ..Problems::default()
        };
        for (reason, count) in counts {
            problems.counts[reason as usize] = count;
        }
        problems
    }

    /// Counts a problem, and keeps it if it is among the first of its reason.
    pub(super) fn add(&mut self, row: u32, offset: u32, field: &str, value: &[u8], reason: Reason) {
        let count = &mut self.counts[reason as usize];
        *count = count.saturating_add(1);
        if self.keeps_all || *count <= Problems::KEPT_PER_REASON {
            let value = value.get(..Problem::VALUE_CHARS * 4).unwrap_or(value);
            self.kept.push(Problem {
                row,
                offset,
                field: field.to_owned(),
                value: String::from_utf8_lossy(value)
                    .chars()
                    .take(Problem::VALUE_CHARS)
                    .collect(),
                reason,
            });
        }
    }

    /// Puts what is kept in order of rows, where it was added in another.
    pub(super) fn sort(&mut self) {
        crate::sort::by_key(&mut self.kept, |problem| problem.row);
    }

    /// How often each reason occurs; those that do not are left out.
    pub fn counts(&self) -> impl Iterator<Item = (Reason, u32)> + '_ {
        Reason::ALL
            .into_iter()
            .zip(self.counts)
            .filter(|&(_, count)| count > 0)
    }

    /// How often one reason occurs.
    pub fn count(&self, reason: Reason) -> u32 {
        self.counts[reason as usize]
    }

    /// How many rows suffer an effect. A row can have several problems of an effect only where the effect is
    /// [`Effect::Noted`]; for the others this counts rows.
    pub fn rows_with(&self, effect: Effect) -> u32 {
        self.counts()
            .filter(|(reason, _)| reason.effect() == effect)
            .map(|(_, count)| count)
            .sum()
    }

    /// The problems kept in detail, in order of rows.
    pub fn kept(&self) -> &[Problem] {
        &self.kept
    }

    /// True if every value of every row could be used.
    pub fn is_empty(&self) -> bool {
        self.counts.iter().all(|&c| c == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip() {
        for (i, reason) in Reason::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, i);
            assert_eq!(Reason::from_code(reason.code()), Some(reason));
        }
    }

    #[test]
    fn memory_stays_bounded_and_counts_exact() {
        let mut problems = Problems::default();
        for row in 0..5_000 {
            problems.add(row, 0, "date", &[0xD8; 9_000], Reason::BadDate);
        }
        assert_eq!(problems.count(Reason::BadDate), 5_000);
        assert_eq!(problems.rows_with(Effect::Undated), 5_000);
        assert_eq!(problems.kept().len(), 1_000);
        assert!(
            problems
                .kept()
                .iter()
                .all(|p| p.value.chars().count() <= Problem::VALUE_CHARS)
        );
    }
}

//! Writers: what a view shows, as files that others can read and check.
//!
//! Every writer gives the same bytes for the same input, carries whom to credit, the licence, the sentence of the view
//! and the SHA-256 of the data that it was made from, and leaves out what the [`Choices`] say. Nothing is drawn more
//! exactly than the source says it: an area never becomes a point.

mod base64;
pub(crate) mod cell;
mod csv;
mod fault;
mod figure;
mod geojson;
mod guard;
mod json;
mod leaving;
mod linked_places;
mod names;
mod page;
mod png;
mod project;
mod reveal;
mod rows;
mod sha256;
mod terms;
mod timeline_js;

pub use base64::base64;
pub use csv::events_csv;
pub(crate) use csv::{BEFORE_NOTE, BETWEEN, CREDIT, only_figure};
pub use fault::SaveFault;
pub use figure::{Figure, figure_svg, map_svg};
pub use geojson::events_geojson;
pub use leaving::Leaving;
pub use linked_places::events_linked_places;
pub use page::{
    ANSWERS as PAGE_ANSWERS, BLOCK_END, Frame as PageFrame, PageError, Part as PagePart, SavedView,
    block_start, single_page,
};
pub use png::png_with_credit;
pub use project::events_project;
pub use reveal::{Reveal, Room, looks_personal, reveal};
pub use rows::{RowCsv, RowGeoJson, RowPlace, RowRead, about_csv_bytes, about_geojson_bytes};
pub use sha256::{Sha256, sha256_hex};
pub use terms::{Terms, terms_of};
pub use timeline_js::events_timeline_js;

use crate::dataset::Dataset;
use crate::event::{Event, EventPlace};
use crate::gazetteer::{Gazetteer, PlaceView};
use crate::geo::LonLat;
use crate::time::{Membership, TimeWindow};

/// How far from a place an event said to be near it may have been, in km: the codebook's convention.
const NEAR_KM: f64 = 5.0;

/// A file that data was read from, by its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHash {
    /// What it is called.
    pub name: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// What every file carries of where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Credit {
    /// Title of the data set.
    pub title: String,
    /// Whom to credit.
    pub attribution: String,
    /// Licence of the data; empty if it is not known.
    pub licence: String,
    /// The sentence that says what is shown.
    pub view: String,
    /// The address of the view.
    pub url: String,
    /// The files that the data was read from.
    pub files: Vec<FileHash>,
}

impl Credit {
    /// The files and their hashes in a line: `events.json sha256:ab12…; reports.json sha256:cd34…`.
    pub fn hashes(&self) -> String {
        let files: Vec<String> = self
            .files
            .iter()
            .map(|file| format!("{} sha256:{}", file.name, file.sha256))
            .collect();
        files.join("; ")
    }
}

/// A grid that coordinates are rounded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grid {
    /// A hundredth of a degree: about a kilometre.
    Hundredth,
    /// A tenth of a degree: about eleven kilometres.
    Tenth,
    /// A whole degree: about a hundred kilometres.
    Whole,
}

impl Grid {
    /// Finest first.
    pub const ALL: [Grid; 3] = [Grid::Hundredth, Grid::Tenth, Grid::Whole];

    /// Lines to a degree.
    fn per_degree(self) -> f64 {
        match self {
            Grid::Hundredth => 100.0,
            Grid::Tenth => 10.0,
            Grid::Whole => 1.0,
        }
    }

    /// Its width in degrees, as written.
    pub fn degrees(self) -> &'static str {
        match self {
            Grid::Hundredth => "0.01",
            Grid::Tenth => "0.1",
            Grid::Whole => "1",
        }
    }

    /// The grid of a width in degrees.
    pub fn from_degrees(text: &str) -> Option<Grid> {
        Grid::ALL.into_iter().find(|grid| grid.degrees() == text)
    }

    /// The nearest crossing of its lines.
    pub fn round(self, point: LonLat) -> LonLat {
        // Adding zero turns -0 into 0.
        let round = |degrees: f64| (degrees * self.per_degree()).round() / self.per_degree() + 0.0;
        LonLat {
            lon: round(point.lon),
            lat: round(point.lat),
        }
    }
}

/// A part of what events say that can be left out of every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Coordinates.
    Coordinates,
    /// Names and ids of places.
    Places,
    /// Who acted, and whom or what it hit.
    Parties,
    /// Who said it.
    Speakers,
    /// Summaries and notes.
    Words,
    /// Titles, publishers and addresses of reports.
    Reports,
    /// Where in the report it stands.
    Evidence,
}

impl Detail {
    /// In the order in which they are offered.
    pub const ALL: [Detail; 7] = [
        Detail::Coordinates,
        Detail::Places,
        Detail::Parties,
        Detail::Speakers,
        Detail::Words,
        Detail::Reports,
        Detail::Evidence,
    ];
}

/// What becomes of events marked as a danger to somebody if spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sensitive {
    /// They go as they are.
    #[default]
    Whole,
    /// They tell of the governorate, and not of the place.
    Rounded,
    /// They are left out.
    Out,
}

/// What a person chose to keep to themselves, and how the file is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// Coordinates are rounded.
    pub grid: Option<Grid>,
    /// Parts that are left out.
    pub without: Vec<Detail>,
    /// Columns of an opened file that are left out, by name.
    pub without_columns: Vec<String>,
    /// What becomes of events marked as a danger to somebody if spread.
    pub sensitive: Sensitive,
    /// Events marked graphic are left out.
    pub without_graphic: bool,
    /// CSV begins with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
}

impl Choices {
    /// True if a part is kept.
    pub fn keeps(&self, detail: Detail) -> bool {
        !self.without.contains(&detail)
    }

    /// What is chosen of whole events, without what is chosen of their parts.
    #[must_use]
    pub fn of_events(&self) -> Choices {
        Choices {
            sensitive: self.sensitive,
            without_graphic: self.without_graphic,
            ..Choices::default()
        }
    }

    /// True if something is kept back, whatever it is.
    pub fn keeps_back(&self) -> bool {
        let nothing = Choices {
            bom: self.bom,
            ..Choices::default()
        };
        *self != nothing
    }

    /// True if names or words of events are left out, which ids and other texts may tell as well.
    pub fn hides_names(&self) -> bool {
        let tells = |detail: &Detail| !matches!(detail, Detail::Coordinates | Detail::Evidence);
        self.without.iter().any(tells)
    }

    /// True if an event is kept.
    pub fn keeps_event(&self, event: &Event) -> bool {
        let is_out = self.sensitive == Sensitive::Out && event.sensitive;
        !(is_out || self.without_graphic && event.graphic)
    }

    /// A point as it may be written.
    fn point(&self, point: LonLat) -> Option<LonLat> {
        self.keeps(Detail::Coordinates)
            .then(|| self.grid.map_or(point, |grid| grid.round(point)))
    }
}

/// An event of the view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Picked<'a> {
    /// The event.
    pub event: &'a Event,
    /// How it stands to the selected dates.
    pub membership: Membership,
}

/// The events of a view, and what is known around them.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    /// The data set.
    pub dataset: &'a Dataset,
    /// Where its places are looked up.
    pub gazetteer: &'a Gazetteer,
    /// The events, in the order of the list.
    pub picked: &'a [Picked<'a>],
    /// Where they come from.
    pub credit: &'a Credit,
    /// What is kept back.
    pub choices: &'a Choices,
}

impl<'a> Selection<'a> {
    /// The events that are written.
    fn kept(&self) -> impl Iterator<Item = &'a Picked<'a>> {
        let choices = self.choices;
        self.picked.iter().filter(move |p| choices.keeps_event(p.event))
    }

    fn place(&self, place: &EventPlace) -> Option<PlaceView<'a>> {
        self.gazetteer.by_id(place.place.as_deref()?)
    }

    /// The point of a place of an event, as it may be written; `None` for an area, which has none.
    fn point(&self, place: &EventPlace) -> Option<LonLat> {
        let view = self.place(place).filter(|view| !view.kind().is_area())?;
        self.choices.point(view.point()?)
    }

    /// The place that stands for the event where there is room for one: where it is drawn, else where it is named.
    fn main_place(event: &Event) -> Option<&EventPlace> {
        event.marks().next().or_else(|| event.places.first())
    }
}

/// A name for a file: of the data set, of the selected days if it holds only those, and of what it is.
///
/// ```
/// use chronotope_core::write::file_name;
/// assert_eq!(file_name("Idlib: five reports!", None, "csv"), "idlib-five-reports.csv");
/// assert_eq!(file_name("إدلب", None, "html"), "chronotope.html");
/// ```
pub fn file_name(title: &str, window: Option<TimeWindow>, extension: &str) -> String {
    let mut name = String::new();
    for c in title.chars().map(|c| c.to_ascii_lowercase()) {
        if c.is_ascii_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.len() >= 48 {
            break;
        }
    }
    let mut name = name.trim_end_matches('-').to_owned();
    if name.is_empty() {
        name.push_str("chronotope");
    }
    match window {
        Some(window) => format!("{name}-{}-{}.{extension}", window.first(), window.last()),
        None => format!("{name}.{extension}"),
    }
}

/// How an event stands to the selected dates, in a word.
fn membership_word(membership: Membership) -> &'static str {
    match membership {
        Membership::Definite => "definite",
        Membership::Possible => "possible",
        Membership::Out => "outside",
    }
}

#[cfg(test)]
mod tests;

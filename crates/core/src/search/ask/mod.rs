//! What a search asks for: [`Lexicon`] reads it. Dates, places, names, kinds, measures and ways of telling are taken as
//! such, words that only make the sentence are passed over, and the rest is looked for in the text.

mod arabic;
mod certain;
mod dates;
mod lexicon;
mod more_words;
mod names;
mod parts;
mod reading;
mod rows;
mod sides;
mod words;

use crate::event::Modality;
use crate::time::TimeWindow;
use std::ops::Range;

pub use lexicon::Lexicon;
pub use rows::{KnownRows, Within};
pub use sides::Side;

/// What a name did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedAs {
    /// Whatever: acted, was hit, says so, published it, or is spoken of.
    Any,
    /// It acted.
    Actor,
    /// It was hit.
    Target,
    /// It says so.
    Speaker,
    /// Others than it acted.
    Besides,
    /// It published it, and nothing that another published is tied to it.
    Alone,
}

/// What can be certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubted {
    /// The date, the sides, what others tell.
    All,
    /// The date.
    Dates,
    /// The places.
    Places,
    /// Who acted.
    Actors,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Demand {
    /// One of these places, by id.
    Places(Vec<String>),
    /// One of these names, as the data has them.
    Names(Vec<String>, NamedAs),
    /// One of these kinds. What else speaks of it is found by the words, if so said.
    Kinds(Vec<String>, bool),
    /// Events of violence.
    Violence(Vec<String>),
    /// Figures of this measure.
    Measure(String),
    /// Told in one of these ways.
    Modality(Vec<Modality>),
    /// Contradicting something.
    Contradicted,
    /// Places with no event of violence.
    OnlyNamed,
    /// Without a figure.
    Unstated,
    /// Certain, or not.
    Certain(Doubted, bool),
    /// Nobody is said to have acted.
    NoActor,
    /// More than one say so, or more than one publisher tells of it, or may.
    Several(bool),
    /// Who acted, or was hit, is read from the context.
    Inferred,
    /// One of the first publishers tells it, and it is tied to something that one of the others tells, or the other way
    /// round; or the first tell it, and it is tied to nothing of the others.
    Tied(Vec<String>, Vec<String>, bool),
    /// Accepted or refused.
    Answered,
    /// Proposed, and how that was answered.
    Outcome,
    /// On this day of the week, 0 for Monday, or so called in the text.
    Weekday(i32),
    /// A number: of a figure, or in the text.
    Number(f64),
    /// Figures of those who fight; or of soldiers, if so said.
    Combatants(bool),
    /// Figures that count these, as the data calls them.
    Counted(Vec<String>),
    /// A day that is told from the day of asking, which reports do not know: nothing is found.
    Relative,
    /// Words in the text.
    Words,
}

/// A part of what is asked, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it asks for.
    pub demand: Demand,
    /// Its words, as they were typed.
    pub words: String,
    /// Where they stand, in bytes.
    pub at: Range<usize>,
    /// It is an alternative to the part before it.
    pub or: bool,
    /// It is a word that nothing is known of: where it leads to nothing, it is left out, and that is said.
    pub is_loose: bool,
}

/// What a search asks for: all parts of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// What events must meet.
    pub parts: Vec<Part>,
    /// The dates, and where they stand.
    pub dates: Option<(Range<usize>, TimeWindow)>,
    /// The dates are a winter of which only one year is named: it may be the one before.
    pub one_winter: bool,
    /// Only what was published by the end of the dates, whenever it happened.
    pub published: bool,
    /// It asks what may be added up.
    pub wants_sum: bool,
    /// It asks for the most of this measure.
    pub most_of: Option<&'static str>,
    /// A word that was not followed, though it changes what is asked.
    pub unheeded: Option<String>,
    /// Words that were left out, as nothing has them together with the rest.
    pub left_out: Vec<String>,
    /// What it asks of them as a whole.
    pub asks: Asks,
    /// It asks for the first of them by date, or the last.
    pub order: Option<Order>,
    /// It compares two spans of days: the dates are both, and what is between them.
    pub compared: Option<[TimeWindow; 2]>,
    /// The dates are told from something that is reported.
    pub from_event: Option<FromEvent>,
}

/// What a search asks of all that it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asks {
    /// How many.
    pub number: bool,
    /// To hold several against each other.
    pub comparison: bool,
}

/// Which of several is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The first by date.
    First,
    /// The last.
    Last,
}

/// Before or after what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromEvent {
    /// The words for it, and before or after.
    pub words: String,
    /// After it.
    pub is_after: bool,
    /// Ids of the events that may be meant: if more than one, no dates follow.
    pub events: Vec<String>,
}

impl Asked {
    /// The measures that it asks for.
    pub fn measures(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match &part.demand {
            Demand::Measure(measure) => Some(measure.as_str()),
            _ => None,
        })
    }

    /// The places that it asks for, by id.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| match &part.demand {
            Demand::Places(ids) => ids.iter().map(String::as_str),
            _ => [].iter().map(String::as_str),
        })
    }

    /// The names that it asks for.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| match &part.demand {
            Demand::Names(names, _) => names.iter().map(String::as_str),
            _ => [].iter().map(String::as_str),
        })
    }

    /// Who is counted, as the data calls them, if that is asked: an empty list if no figure of the data is.
    pub fn counted(&self) -> Option<&[String]> {
        self.parts.iter().find_map(|part| match &part.demand {
            Demand::Counted(whos) => Some(whos.as_slice()),
            _ => None,
        })
    }

    /// Who is asked for as acting or hit in some kind of act, and which part that is.
    pub fn side_of_act(&self) -> Option<(usize, &Part)> {
        let is_side = |demand: &Demand| matches!(demand, Demand::Names(_, NamedAs::Actor | NamedAs::Target));
        let is_act = self.has(|demand| matches!(demand, Demand::Kinds(..) | Demand::Violence(_)));
        let mut parts = self.parts.iter().enumerate().filter(|_| is_act);
        parts.find(|(_, part)| is_side(&part.demand))
    }

    /// True if some part is of this sort.
    pub fn has(&self, is: impl Fn(&Demand) -> bool) -> bool {
        self.parts.iter().any(|part| is(&part.demand))
    }
}

/// How closely a place must be called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// Exactly; a governorate with the town that it is named after.
    Exactly,
    /// Exactly, and a town it must be.
    Town,
    /// Nearly, or its name begins so.
    Nearly,
}

/// What reading a search takes to know, besides the words of the data.
pub struct Reader<'a> {
    /// Places by name, by id.
    pub places: &'a dyn Fn(&str, Called) -> Vec<String>,
    /// True for a country, which acts rather than being a place.
    pub is_country: &'a dyn Fn(&str) -> bool,
    /// True for a place, by its id, that events name.
    pub is_known: &'a dyn Fn(&str) -> bool,
    /// True if a word stands in the text of some event.
    pub is_in_text: &'a dyn Fn(&str) -> bool,
    /// How many rows surely lie in a span.
    pub rows_in: &'a dyn Fn(TimeWindow) -> u32,
    /// All days of the data.
    pub bounds: TimeWindow,
    /// It is a part of a search: words that ask for nothing ask for everything, however few they are.
    pub is_part: bool,
}

//! Full-text search over events: folded as the geocoder folds names, so that case, accents, hamza, articles and
//! spellings of Arabic names do not matter.

mod ask;
mod finder;
mod index;
mod places;
mod words;

pub use ask::{Asked, Demand, Lexicon, NamedAs, Part, Reader, Within};
pub use finder::{Finder, Searched};
pub use index::{Builder, Index};
pub use places::{PlaceAnswer, PlaceNames};
pub use words::{highlights, words_of};

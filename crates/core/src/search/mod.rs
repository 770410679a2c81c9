//! Full-text search over events: folded as the geocoder folds names, so that case, accents, hamza, articles and
//! spellings of Arabic names do not matter.

mod ask;
mod bits;
mod finder;
mod index;
mod left_out;
mod places;
mod since;
mod texts;
mod words;

pub use ask::{
    Asked, Asks, Called, Demand, Doubted, FromEvent, KnownRows, Lexicon, NamedAs, Order, Part, Reader, Side,
    Within,
};
pub use bits::Bits;
pub use finder::{AT_ONCE, Finder, Searched, read_event};
pub use index::{Index, NamesOfCode, TextsSlot, offsets_of_records};
pub use places::{PlaceAnswer, PlaceNames, places_inside};
pub use texts::{Names, Texts, TextsBuilder};
pub use words::{highlights, words_of};

//! Places by name: the entries, their outlines, and the geocoder that finds them.

mod align;
mod borders;
mod candidates;
mod costs;
mod countries;
mod decide;
mod fold;
mod geocode;
mod hints;
mod index;
mod known;
mod otherwise;
mod outline;
mod packs;
mod phrase;
mod pieces;
mod place;
mod read;
mod resolution;
mod sound;
mod spelling;
mod store;
mod suggest;
mod words;

pub use crate::geo::LonLat;
pub use borders::{Border, read_borders};
pub use candidates::Match;
pub use countries::{country_code, country_name};
pub(crate) use fold::{Folded, fold_char};
pub use fold::{Script, fold, script_of};
pub use geocode::{Geocoder, Query};
pub use index::sound_key;
pub use outline::{Outline, Ring};
pub use packs::{PackEntry, packs_from_index, packs_to_index};
pub use phrase::{Meant, Phrase, Precision, parse_phrase};
pub use place::{Place, PlaceClass, PlaceKind};
pub use read::{
    AreaOutline, GazetteerFormat, LoadedGazetteer, ReadWarning, is_usable_alternate, read_gazetteer,
    read_gazetteers, read_outlines, read_own_gazetteer, recognise_gazetteer,
};
pub use resolution::{Candidate, Resolution, ToldBy, Verdict, Why};
pub use store::{Gazetteer, PlaceIndex, PlaceView};
pub use suggest::{NameSearch, Suggestion};

//! [`TablePlace`]: a place that rows refer to.

use crate::geo::LonLat;

/// A place that rows refer to by its position in the table's list of places.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TablePlace {
    /// Stable and unique: the gazetteer's, or made by the reader of the file.
    pub id: String,
    /// As shown.
    pub name: String,
    /// Where a mark is drawn; `None` if not known.
    pub lon_lat: Option<LonLat>,
    /// True if it is an area, false if it is a settlement or site.
    pub is_area: bool,
    /// The governorate (first-level division) it lies in; empty if not known.
    pub admin1: String,
}

impl TablePlace {
    /// A place of which only a name is known, which is its id too.
    pub fn named(name: &str) -> TablePlace {
        TablePlace {
            id: name.to_owned(),
            name: name.to_owned(),
            ..TablePlace::default()
        }
    }
}

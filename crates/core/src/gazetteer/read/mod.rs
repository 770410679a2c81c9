//! Readers of gazetteers: the project's `GeoJSON`, Linked Places, a `GeoNames` dump, CSV.

mod foreign;
mod geojson;
mod geonames;
mod outlines;
mod table;

pub use outlines::{AreaOutline, read_outlines};

use super::fold::{Plain, Script};
use super::{Gazetteer, Place, words};

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GazetteerFormat {
    /// The project's own `GeoJSON`, or any `GeoJSON` with a `name` or `title` property.
    GeoJson,
    /// Linked Places, JSON or JSON-LD.
    LinkedPlaces,
    /// A `GeoNames` dump: 19 columns between tabs, no header.
    GeoNames,
    /// CSV with a header, the columns of the project's places.csv.
    Csv,
}

/// Something in a file that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadWarning {
    /// The file, from 0, where several are read.
    pub file: usize,
    /// The record, counted from 1 in the file's own order; 0 for the whole file.
    pub record: usize,
    /// What is wrong, problem first.
    pub problem: String,
}

/// A gazetteer with what was left out of it.
#[derive(Clone, Debug, Default)]
pub struct LoadedGazetteer {
    /// The entries.
    pub gazetteer: Gazetteer,
    /// What was left out, and why.
    pub warnings: Vec<ReadWarning>,
}

/// The format that the first characters of a file show.
pub fn recognise_gazetteer(text: &str) -> GazetteerFormat {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with(['{', '[']) {
        let head: String = text.chars().take(4000).collect();
        let linked =
            head.contains("\"toponym\"") || head.contains("linked-places") || head.contains("linkedplaces");
        return if linked {
            GazetteerFormat::LinkedPlaces
        } else {
            GazetteerFormat::GeoJson
        };
    }
    let line = text.lines().next().unwrap_or_default();
    // No header: an id and a position where they belong.
    let columns: Vec<&str> = line.split('\t').collect();
    let number = |at: usize| {
        columns
            .get(at)
            .is_some_and(|value| value.trim().parse::<f64>().is_ok())
    };
    if columns.len() >= 18 && number(0) && number(4) && number(5) {
        GazetteerFormat::GeoNames
    } else {
        GazetteerFormat::Csv
    }
}

/// Reads one file, recognising its format.
///
/// ```
/// use chronotope_core::gazetteer::read_gazetteer;
/// let loaded = read_gazetteer(b"id,name_en,kind,lat,lon\n1,Hass,village,35.6,36.6\n,Nowhere,town,x,y\n");
/// assert_eq!((loaded.gazetteer.len(), loaded.warnings.len()), (1, 1));
/// ```
pub fn read_gazetteer(bytes: &[u8]) -> LoadedGazetteer {
    read_gazetteers(&[bytes])
}

/// Reads several files into one gazetteer; an id met again is the same entry (places.geojson and regions.geojson).
pub fn read_gazetteers(files: &[&[u8]]) -> LoadedGazetteer {
    let mut loaded = LoadedGazetteer::default();
    for (file, bytes) in files.iter().enumerate() {
        let text = String::from_utf8_lossy(bytes);
        if matches!(text, std::borrow::Cow::Owned(_)) {
            loaded.warnings.push(ReadWarning {
                file,
                record: 0,
                problem: "not UTF-8: some letters are lost".to_owned(),
            });
        }
        let text = text.trim_start_matches('\u{feff}');
        let mut sink = Sink {
            file,
            loaded: &mut loaded,
        };
        match recognise_gazetteer(text) {
            GazetteerFormat::GeoJson | GazetteerFormat::LinkedPlaces => foreign::read(text, &mut sink),
            GazetteerFormat::GeoNames => geonames::read(text, &mut sink),
            GazetteerFormat::Csv => table::read(text, &mut sink),
        }
    }
    loaded
}

/// Reads files of the project's own `GeoJSON`, as [`read_gazetteers`] does: the page knows what it asked for, and need
/// not carry the readers of the other formats.
pub fn read_own_gazetteer(files: &[&[u8]]) -> LoadedGazetteer {
    let mut loaded = LoadedGazetteer::default();
    for (file, bytes) in files.iter().enumerate() {
        let mut sink = Sink {
            file,
            loaded: &mut loaded,
        };
        geojson::read(&String::from_utf8_lossy(bytes), |_, _| {}, &mut sink);
    }
    loaded
}

/// Where readers put entries and complaints.
struct Sink<'l> {
    file: usize,
    loaded: &'l mut LoadedGazetteer,
}

impl Sink<'_> {
    fn place(&mut self, record: usize, place: &Place) {
        if place.name.trim().is_empty() && place.name_ar.is_none() {
            return self.warn(record, "no name");
        }
        if place.id.is_empty() {
            return self.warn(record, "no id");
        }
        self.loaded.gazetteer.push(place);
    }

    fn warn(&mut self, record: usize, problem: impl Into<String>) {
        self.loaded.warnings.push(ReadWarning {
            file: self.file,
            record,
            problem: problem.into(),
        });
    }
}

/// Whether an alternate name of `GeoNames` is a name: Latin or Arabic letters, no airport code, no machine
/// romanisation of another script (those are in lower case throughout: "yi de li bo").
pub fn is_usable_alternate(name: &str) -> bool {
    is_usable(name, &mut Plain::default())
}

/// The same, with a buffer that serves for many.
fn is_usable(name: &str, plain: &mut Plain) -> bool {
    if !plain.read(name) {
        return false;
    }
    if plain.script() == Script::Arabic {
        return true;
    }
    let letters = name.chars().filter(|c| c.is_alphabetic());
    if name.len() <= 5 && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()) {
        return false;
    }
    if letters.clone().any(char::is_uppercase) {
        return true;
    }
    let mut words = plain.words();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    !second.is_empty() && words::is_article(first, second) && name.contains('-')
}

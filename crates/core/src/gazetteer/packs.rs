//! [`PackEntry`]: the packs of places that lie beside a page, as their index lists them.

/// A pack that can be fetched: the places of one country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackEntry {
    /// Its file, beside the index.
    pub file: String,
    /// The country's name, in English.
    pub country: String,
    /// How many places it has.
    pub places: u32,
    /// Whom to credit, and the licence.
    pub licence: String,
}

/// The columns of the index, which is a table with tabs.
const COLUMNS: [&str; 4] = ["file", "country", "places", "licence"];

/// The index as it is written, its entries in the order of the countries' names.
pub fn packs_to_index(packs: &[PackEntry]) -> String {
    let mut sorted: Vec<&PackEntry> = packs.iter().collect();
    sorted.sort_by(|a, b| a.country.cmp(&b.country));
    let mut index = COLUMNS.join("\t") + "\n";
    for pack in sorted {
        let places = pack.places.to_string();
        let cells = [&pack.file, &pack.country, &places, &pack.licence];
        index.push_str(&cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).join("\t"));
        index.push('\n');
    }
    index
}

/// The packs of an index; none if it is not one. Files that are not beside it are left out.
pub fn packs_from_index(index: &str) -> Vec<PackEntry> {
    let mut lines = index.lines();
    if lines.next().is_none_or(|header| header.split('\t').ne(COLUMNS)) {
        return Vec::new();
    }
    let pack = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let pack = PackEntry {
            file: cells.next()?,
            country: cells.next()?,
            places: cells.next()?.parse().ok()?,
            licence: cells.next()?,
        };
        let beside = !pack.file.is_empty() && !pack.file.contains(['/', '\\', ':', '?', '#', '%']);
        beside.then_some(pack)
    };
    lines.filter_map(pack).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(file: &str, country: &str) -> PackEntry {
        PackEntry {
            file: file.to_owned(),
            country: country.to_owned(),
            places: 7,
            licence: "GeoNames, CC BY 4.0".to_owned(),
        }
    }

    #[test]
    fn packs_elsewhere_are_left_out() {
        let index = packs_to_index(&[
            entry("SY.csv", "Syria"),
            entry("../x.csv", "X"),
            entry("https://y", "Y"),
        ]);
        assert_eq!(packs_from_index(&index), [entry("SY.csv", "Syria")]);
        assert_eq!(packs_from_index("<html>"), []);
    }

    proptest! {
        #[test]
        fn an_index_is_read_as_written(names in proptest::collection::vec("[A-Z][a-z ,]{1,9}", 0..5)) {
            let mut packs: Vec<PackEntry> = names.iter().map(|name| entry("LB.csv", name)).collect();
            packs.sort_by(|a, b| a.country.cmp(&b.country));
            prop_assert_eq!(packs_from_index(&packs_to_index(&packs)), packs);
        }
    }
}

//! [`RowCard`]: a row of a file in words, as far as the table knows it.

use super::days_words;
use super::figure::amount_words;
use crate::dataset::Manifest;
use crate::messages::{Formats, Messages, fill};
use crate::read::Role;
use crate::table::{Dim, EventTable};

/// A row of an opened file, for a card. What stands only in the file is read when the card is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowCard {
    /// The row's number in the file, from 1, a header not counted.
    pub number: String,
    /// When, in words.
    pub when: String,
    /// The kind's name, or empty.
    pub kind: String,
    /// Colour and shape of its group.
    pub slot: u8,
    /// Ids and names of the places.
    pub places: Vec<(String, String)>,
    /// Who did it, or simply who is named.
    pub actors: Vec<String>,
    /// Who says so.
    pub sources: Vec<String>,
    /// Figures, each with its measure.
    pub figures: Vec<String>,
}

/// Puts a row into words.
pub fn row_card(
    table: &EventTable,
    manifest: &Manifest,
    row: u32,
    messages: Messages,
    formats: &dyn Formats,
) -> RowCard {
    let lang = messages.lang;
    let spans: Vec<_> = table.spans(row).collect();
    let when = if spans.is_empty() {
        messages.import.undated.to_owned()
    } else {
        days_words(&spans, table.extent(row), messages, formats)
    };
    let kind = table.label(Dim::Kind, table.kind(row));
    let group = manifest
        .kinds
        .get(kind)
        .and_then(|info| manifest.groups.get(info.group));
    let names = |dim| {
        table
            .text(dim, row)
            .map(|name| manifest.name(name, lang).to_owned())
            .collect()
    };
    let places = table
        .codes(Dim::Mark, row)
        .filter_map(|code| table.places().get(code as usize))
        .map(|place| (place.id.clone(), place.name.clone()))
        .collect();
    let figures = table.figures().iter().filter_map(|column| {
        let (low, high) = column.get(row).range()?;
        let number = |n: f32| formats.number(f64::from(n));
        if high.is_infinite() {
            let least = f64::from(low);
            return Some(amount_words(
                &column.measure,
                least,
                least,
                None,
                messages,
                formats,
            ));
        }
        let mut range = number(low);
        if low < high {
            range = fill(
                messages.reports.from_to,
                &[("low", &range), ("high", &number(high))],
            );
        }
        Some(match messages.reports.measure(&column.measure) {
            Some(measure) if low < high => fill(measure.other, &[("n", &range)]),
            Some(measure) => measure.of(low.max(0.0) as u64, formats),
            None => format!("{}: {range}", column.measure.replace('_', " ")),
        })
    });
    RowCard {
        number: formats.number(f64::from(table.record(row)) + 1.0),
        when,
        kind: manifest.kind_name(kind, lang),
        slot: group.map_or(crate::dataset::REST_SLOT, |group| group.slot),
        places,
        actors: names(Dim::Actor),
        sources: names(Dim::Report),
        figures: figures.collect(),
    }
}

/// The field that tells the row in a sentence, if one does: its position among the row's fields. `read_as` says what
/// fields were read as, which goes before what their names say.
pub fn summary_field(fields: &[(String, String)], read_as: &[(Role, String)]) -> Option<usize> {
    let is_read = |name: &str| {
        read_as
            .iter()
            .any(|(role, read)| *role == Role::Summary && read == name)
    };
    let rank = |name: &str| match Role::of_name(name) {
        _ if is_read(name) => Some(0),
        Some((Role::Summary, rank)) => Some(rank.saturating_add(1)),
        _ => None,
    };
    let ranked = fields
        .iter()
        .enumerate()
        .filter(|(_, (_, value))| !value.trim().is_empty());
    let ranked = ranked.filter_map(|(at, (name, _))| Some((rank(name)?, at)));
    ranked.min().map(|(_, at)| at)
}

/// What the fields for figures say that were not read as numbers: "dozens". Where a row states something, nobody is to
/// be told that it states nothing.
pub fn unread_figures(fields: &[(String, String)], read_as: &[(Role, String)]) -> Vec<String> {
    let is_figure = |name: &str| {
        let mut roles = read_as.iter();
        roles.any(|(role, read)| {
            matches!(role, Role::Deaths | Role::DeathsLow | Role::DeathsHigh) && read == name
        })
    };
    let of_figures = fields.iter().filter(|(name, _)| is_figure(name));
    let said = of_figures
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty());
    said.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Dataset;
    use crate::messages::{StubFormats, messages};
    use crate::read::{Outcome, Reader};
    use crate::state::Lang;

    #[test]
    fn a_row_says_what_the_table_knows() {
        let text = "date,place,lon,lat,kind,actor,source,fatalities,summary\n\
            2019-01-02,Hass,36.5,35.6,ground clash,Side A,Paper,3,\"One, two\"\n,Idlib,,,,,,,\n";
        let mut reader = Reader::new(None);
        reader.push(text.as_bytes()).expect("readable");
        let Ok(Outcome::Table(loaded)) = reader.finish() else {
            panic!("rows")
        };
        let dataset = Dataset::of_table("x.csv", &loaded.table);
        let card = |row| {
            row_card(
                &loaded.table,
                &dataset.manifest,
                row,
                messages(Lang::En),
                &StubFormats,
            )
        };
        let first = card(0);
        assert_eq!((first.number.as_str(), first.when.as_str()), ("1", "2019-01-02"));
        assert_eq!(first.kind, "ground clash");
        assert_eq!(
            (first.actors, first.sources),
            (vec!["Side A".to_owned()], vec!["Paper".to_owned()])
        );
        assert_eq!(first.figures, ["3 killed"]);
        assert_eq!(first.places[0].1, "Hass");
        let second = card(1);
        assert_eq!(
            (second.number.as_str(), second.when.as_str()),
            ("2", "Date not stated")
        );
        assert!(second.figures.is_empty());
    }

    #[test]
    fn a_figure_that_the_row_states_is_told_or_quoted() {
        let text = "date,place,killed\n2019-01-01,a,at least 12\n2019-01-02,b,5-10\n2019-01-03,c,\"1,200\"\n2019-01-04,d,dozens\n2019-01-05,e,\n";
        let mut reader = Reader::new(None);
        reader.push(text.as_bytes()).expect("readable");
        let Ok(Outcome::Table(loaded)) = reader.finish() else {
            panic!("rows")
        };
        let dataset = Dataset::of_table("x.csv", &loaded.table);
        let told = |row, lang| {
            row_card(
                &loaded.table,
                &dataset.manifest,
                row,
                messages(lang),
                &StubFormats,
            )
            .figures
        };
        let english: Vec<_> = (0..5).map(|row| told(row, Lang::En).join("")).collect();
        assert_eq!(
            english,
            ["at least 12 killed", "5 to 10 killed", "1200 killed", "", ""]
        );
        assert!(told(0, Lang::Ar)[0].contains("على الأقل"));
        let read_as = &loaded.summary.dialect.fields;
        let unread = |offset: u32| {
            let rest = &text.as_bytes()[offset as usize..];
            let fields = crate::read::row_text(rest, &loaded.summary.dialect, true).expect("a row");
            unread_figures(&fields, read_as)
        };
        assert_eq!(
            unread(loaded.table.text_offset(3).expect("an offset")),
            ["dozens"]
        );
        assert!(unread(loaded.table.text_offset(4).expect("an offset")).is_empty());
    }

    #[test]
    fn the_best_name_for_a_summary_wins() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = [field("title", "T"), field("notes", "N"), field("summary", " ")];
        assert_eq!(summary_field(&fields, &[]), Some(1));
        assert_eq!(summary_field(&fields[2..], &[]), None);
        let read_as = [(Role::Summary, "title".to_owned())];
        assert_eq!(summary_field(&fields, &read_as), Some(0));
    }
}

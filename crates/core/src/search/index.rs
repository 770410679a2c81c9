//! [`Index`]: which rows of a table hold which words, in names or in texts.

use super::bits::Bits;
use super::texts::{Names, Texts, TextsBuilder};
use super::words::wanted;
use crate::table::{Dim, EventTable};
use std::cell::OnceCell;
use std::rc::Rc;

/// Place of the texts of a data set, which come later where there are many.
pub type TextsSlot = Rc<OnceCell<Texts>>;

/// Calls back with the names of a code.
pub type NamesOfCode<'a> = dyn Fn(u32, &mut dyn FnMut(&str)) + 'a;

/// What stands for "no row".
const NO_ROW: u32 = u32::MAX;

/// The names of some dimensions, which share their values.
#[derive(Debug, Clone)]
struct NamesOf {
    dims: Vec<Dim>,
    /// Its records are the values' codes.
    names: Texts,
}

/// Finds rows by their words.
#[derive(Debug, Clone, Default)]
pub struct Index {
    names: Vec<NamesOf>,
    texts: TextsSlot,
    row_of_record: Vec<u32>,
}

impl Index {
    /// Over a table without names yet, and texts whose records are the table's.
    pub fn new(table: &EventTable, texts: TextsSlot) -> Index {
        Index {
            names: Vec::new(),
            texts,
            row_of_record: row_of_record(table),
        }
    }

    /// Adds the names of dimensions that share their values: for each code, `names` calls back with all it has, of
    /// whose words some are proper names.
    pub fn add_names(&mut self, dims: &[Dim], codes: u32, which: Names, names: &NamesOfCode<'_>) {
        let mut builder = TextsBuilder::default();
        for code in 0..codes {
            names(code, &mut |name: &str| builder.text(code, name, which));
        }
        self.names.push(NamesOf {
            dims: dims.to_vec(),
            names: builder.finish(),
        });
    }

    /// The rows that hold every word of a query, each as the beginning of a word, and names also by how they sound.
    /// `None` for no words.
    pub fn find(&self, query: &str, table: &EventTable) -> Option<Bits> {
        let mut found: Option<Bits> = None;
        for word in wanted(query) {
            let holds = self.holding(&word, table);
            match &mut found {
                Some(found) => found.and(&holds),
                None => found = Some(holds),
            }
        }
        found
    }

    /// The rows that hold a word.
    fn holding(&self, word: &str, table: &EventTable) -> Bits {
        let mut holds = Bits::none(table.rows());
        let all = || self.names.iter().map(|of| &of.names).chain(self.texts.get());
        let mut tokens: Vec<Vec<u32>> = all()
            .map(|texts| {
                let mut own = Vec::new();
                texts.beginning(word, &mut own);
                own
            })
            .collect();
        if tokens.iter().all(Vec::is_empty)
            && let Some(stem) = stem(word)
        {
            all()
                .zip(&mut tokens)
                .for_each(|(texts, own)| texts.stemmed(stem, own));
        }
        all()
            .zip(&mut tokens)
            .for_each(|(texts, own)| texts.sounding(word, own));
        let mut tokens = tokens.iter();
        for of in &self.names {
            let mut codes = vec![false; of.names.records() as usize];
            for &token in tokens.next().into_iter().flatten() {
                of.names.each(token, |code| {
                    if let Some(holds) = codes.get_mut(code as usize) {
                        *holds = true;
                    }
                });
            }
            for &dim in &of.dims {
                table.each_row_with(dim, &codes, &mut |row| holds.put(row));
            }
        }
        if let (Some(texts), Some(own)) = (self.texts.get(), tokens.next()) {
            for &token in own {
                texts.each(token, |record| {
                    let row = self.row_of_record.get(record as usize);
                    holds.put(row.copied().unwrap_or(NO_ROW));
                });
            }
        }
        holds
    }

    /// True if a word stands somewhere, just so.
    pub fn has(&self, word: &str) -> bool {
        let mut all = self.names.iter().map(|of| &of.names).chain(self.texts.get());
        all.any(|texts| texts.has(word))
    }
}

/// The row of each record; `u32::MAX` where there is none. O(rows).
fn row_of_record(table: &EventTable) -> Vec<u32> {
    let mut rows = Vec::new();
    for row in 0..table.rows() {
        let record = table.record(row) as usize;
        if rows.len() <= record {
            rows.resize(record + 1, NO_ROW);
        }
        rows[record] = row;
    }
    rows
}

/// Where the text of each record begins, by its number; `u32::MAX` where there is none. O(rows).
pub fn offsets_of_records(table: &EventTable) -> Vec<u32> {
    let mut offsets = row_of_record(table);
    for offset in &mut offsets {
        if *offset != NO_ROW {
            *offset = table.text_offset(*offset).unwrap_or(NO_ROW);
        }
    }
    offsets
}

/// An English word without its ending: "tested" is looked for as "test" where it stands nowhere.
fn stem(word: &str) -> Option<&str> {
    let endings = ["ing", "ed", "es", "er", "ly", "s"];
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending))?;
    (stem.len() >= 4 && stem.is_ascii()).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{RowTime, TableBuilder};
    use crate::time::Day;

    fn rows(query: &str) -> Option<Vec<u32>> {
        let mut builder = TableBuilder::new();
        let mut texts = TextsBuilder::default();
        let given = [
            (0u32, "hass", "A hospital was destroyed by a barrel bomb"),
            (1, "khan", "Raids on the town; raids again"),
            (2, "khan", "Talks about a ceasefire"),
        ];
        for (record, actor, text) in given {
            // Later records come first in the table.
            builder.row(RowTime::Day(Day(100 - record.cast_signed())), record);
            builder.value(Dim::Actor, actor.as_bytes());
            texts.text(record, text, Names::Capitals);
        }
        let table = builder.finish().expect("a table");
        let slot = TextsSlot::default();
        slot.set(texts.finish()).expect("empty");
        let mut index = Index::new(&table, slot);
        let codes = table.code_count(Dim::Actor) as u32;
        index.add_names(
            &[Dim::Actor],
            codes,
            Names::All,
            &|code, put: &mut dyn FnMut(&str)| {
                let names: &[&str] = match table.label(Dim::Actor, code) {
                    "hass" => &["Hass", "حاس"],
                    _ => &["Khan Shaykhun", "خان شيخون"],
                };
                for name in names {
                    put(name);
                }
            },
        );
        let found = index.find(query, &table)?;
        let mut records: Vec<u32> = (0..3)
            .filter(|&row| found.has(row))
            .map(|row| table.record(row))
            .collect();
        records.sort_unstable();
        Some(records)
    }

    #[test]
    fn words_names_and_spellings_are_found() {
        assert_eq!(rows("hosp"), Some(vec![0]));
        assert_eq!(rows("Khan Sheikhoun"), Some(vec![1, 2]));
        assert_eq!(rows("خان شيخون"), Some(vec![1, 2]));
        assert_eq!(rows("khan raids"), Some(vec![1]));
        assert_eq!(rows("الحاس"), Some(vec![0]));
        assert_eq!(rows("khan hospital"), Some(vec![]));
        assert_eq!(rows("the"), Some(vec![1]));
        assert_eq!(rows("bombing"), Some(vec![0]));
        assert_eq!(rows(" - "), None);
    }
}

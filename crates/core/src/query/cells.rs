//! [`Cells`]: for each row, which counts it adds to.

use crate::table::{Column, Dim, EventTable};

/// At which places events are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Layer {
    /// Where they are drawn as incidents ([`Dim::Mark`]).
    #[default]
    Incidents,
    /// Where they are named, and not drawn as incidents ([`Dim::Mention`] without [`Dim::Mark`]).
    Named,
}

/// A *cell* is a count of one kind at one place: `place << shift | kind`. Behind the last place lies a row of cells
/// for events without one, and behind that the numbers stand for rows with several places.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    /// Of each row.
    pub(super) of_row: Vec<u32>,
    /// Cells of a place are `1 << shift`: at least the number of kinds.
    pub(super) shift: u32,
    /// The least number that stands for a row with several places.
    pub(super) many_from: u32,
    many_offsets: Vec<u32>,
    many_values: Vec<u32>,
}

impl Cells {
    /// O(rows and places of rows).
    pub(super) fn new(table: &EventTable, layer: Layer) -> Cells {
        let places = table.places().len() as u32;
        let shift = table.code_count(Dim::Kind).next_power_of_two().trailing_zeros();
        let mut cells = Cells {
            of_row: Vec::with_capacity(table.rows() as usize),
            shift,
            many_from: (places + 1) << shift,
            many_offsets: vec![0],
            many_values: Vec::new(),
        };
        let mut own = Vec::new();
        for row in 0..table.rows() {
            let kind = table.kind(row);
            let place = if let (Layer::Incidents, Column::One(codes)) = (layer, table.column(Dim::Mark)) {
                codes.get(row as usize).unwrap_or(places)
            } else {
                own.clear();
                places_in(table, layer, row, &mut own);
                match own[..] {
                    [] => places,
                    [place] => place,
                    _ => cells.push_many(&own, kind),
                }
            };
            cells.of_row.push(place << shift | kind);
        }
        cells
    }

    /// Keeps the cells of a row with several places; gives the number that stands for them.
    fn push_many(&mut self, places: &[u32], kind: u32) -> u32 {
        let number = (self.many_from >> self.shift) + self.many_offsets.len() as u32 - 1;
        let shift = self.shift;
        self.many_values.extend(places.iter().map(|p| p << shift | kind));
        self.many_offsets.push(self.many_values.len() as u32);
        number
    }

    /// Number of cells, those without a place included.
    pub(super) fn len(&self) -> usize {
        self.many_from as usize
    }

    /// The kind of a row.
    #[inline]
    pub(super) fn kind(&self, cell: u32) -> usize {
        (cell & ((1 << self.shift) - 1)) as usize
    }

    /// The cells of a row with several places.
    pub(super) fn many(&self, cell: u32) -> &[u32] {
        let at = ((cell - self.many_from) >> self.shift) as usize;
        &self.many_values[self.many_offsets[at] as usize..self.many_offsets[at + 1] as usize]
    }
}

/// The places at which a layer counts a row.
fn places_in(table: &EventTable, layer: Layer, row: u32, out: &mut Vec<u32>) {
    match layer {
        Layer::Incidents => out.extend(table.codes(Dim::Mark, row)),
        Layer::Named => {
            out.extend(table.codes(Dim::Mention, row));
            out.retain(|&place| table.codes(Dim::Mark, row).all(|mark| mark != place));
        }
    }
}

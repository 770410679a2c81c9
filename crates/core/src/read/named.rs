//! Rows that have a name and no position that can be used: kept until it is known whether the name is known.

use super::row::Interpreter;
use super::{Reason, Role};
use crate::event::Precision;
use crate::geo::LonLat;

/// Faults of which the value as written is kept; of more only what is wrong.
const VALUES: usize = 10_000;

/// What a row says of where a place lies, beside its name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Around {
    pub(super) admin1: String,
    pub(super) admin2: String,
    pub(super) country: String,
}

impl Around {
    /// All of it as one text, by which places of one name are told apart; empty where nothing is said.
    pub(super) fn key(&self) -> String {
        let parts = [&self.admin2, &self.admin1, &self.country];
        if parts.iter().all(|part| part.is_empty()) {
            return String::new();
        }
        parts.map(|part| part.replace('/', "//")).join("/")
    }
}

/// A place of which only a name is known, and what else the rows say of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NamedPlace {
    pub(super) code: u32,
    pub(super) name: String,
    /// The field that gave the name.
    pub(super) role: Role,
    pub(super) around: Around,
    pub(super) rows: u32,
    /// What its rows are told of it.
    pub(super) reason: Reason,
    /// It is a place of this name only because a table of places has it twice: the other's code.
    pub(super) same_as: Option<u32>,
    /// Where it is if longitude and latitude have changed places, and how exactly; as they stand they are not on the
    /// globe. `None` too where nothing supports that.
    pub(super) exchanged: Option<(LonLat, Precision)>,
}

/// Why the coordinates of a row cannot be used, so that its name is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    reason: Reason,
    role: Role,
    value: Vec<u8>,
}

/// A row at a [`NamedPlace`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NamedRow {
    row: u32,
    offset: u32,
    code: u32,
    /// Its [`Fault`], or [`NO_FAULT`].
    fault: u32,
}

/// The coordinates are not at fault: there are none.
pub(super) const NO_FAULT: u32 = u32::MAX;

/// The rows that wait for their names, and the places that these may be.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// In order of their codes.
    pub(super) places: Vec<NamedPlace>,
    rows: Vec<NamedRow>,
    faults: Vec<Fault>,
}

impl Named {
    /// Remembers why coordinates cannot be used; its number.
    pub(super) fn fault(&mut self, reason: Reason, role: Role, value: &[u8]) -> u32 {
        let is_full = self.faults.len() >= VALUES;
        let value = if is_full { &[] } else { value };
        let fault = Fault {
            reason,
            role,
            value: value.to_vec(),
        };
        let known = is_full
            .then(|| self.faults.iter().rposition(|f| *f == fault))
            .flatten();
        let at = known.unwrap_or_else(|| {
            self.faults.push(fault);
            self.faults.len() - 1
        });
        at as u32
    }

    /// A place whose name may tell where it is. Codes rise, so that a new one mostly goes last.
    pub(super) fn place(&mut self, place: NamedPlace) {
        if let Err(position) = self.places.binary_search_by_key(&place.code, |p| p.code) {
            self.places.insert(position, place);
        }
    }

    /// A row at such a place.
    pub(super) fn row(&mut self, row: u32, offset: u32, code: u32, fault: u32) {
        if let Ok(at) = self.places.binary_search_by_key(&code, |p| p.code)
            && let Some(place) = self.places.get_mut(at)
        {
            place.rows += 1;
        }
        self.rows.push(NamedRow {
            row,
            offset,
            code,
            fault,
        });
    }
}

impl Interpreter {
    /// Says of each row that waited for its name what came of it.
    pub(super) fn tell_of_names(&mut self) {
        let named = std::mem::take(&mut self.named);
        if named.rows.is_empty() {
            return;
        }
        let mut by_code: Vec<Option<&NamedPlace>> = Vec::new();
        for place in &named.places {
            let code = place.code as usize;
            if by_code.len() <= code {
                by_code.resize(code + 1, None);
            }
            if let Some(slot) = by_code.get_mut(code) {
                *slot = Some(place);
            }
        }
        for row in &named.rows {
            let Some(place) = by_code.get(row.code as usize).copied().flatten() else {
                continue;
            };
            self.tell_of_name(row, place, named.faults.get(row.fault as usize));
        }
        self.problems.sort();
    }

    fn tell_of_name(&mut self, row: &NamedRow, place: &NamedPlace, fault: Option<&Fault>) {
        let by_name = (place.role, place.name.as_bytes(), place.reason);
        let at_fault = |fault: &Fault, reason| (fault.role, fault.value.clone(), reason);
        let is_placed = matches!(place.reason, Reason::PlacedByName | Reason::PlacedByLikelyName);
        let told = match (fault, place.reason) {
            (None, _) => None,
            (Some(fault), _) if is_placed => Some(at_fault(fault, Reason::NameForPosition)),
            (Some(fault), reason @ (Reason::SwappedCoordinates | Reason::Exchanged)) => {
                Some(at_fault(fault, reason))
            }
            // Nothing supports that they have changed places.
            (Some(fault), _) if fault.reason == Reason::SwappedCoordinates && place.exchanged.is_none() => {
                Some(at_fault(fault, Reason::OffTheGlobe))
            }
            (Some(fault), _) => Some(at_fault(fault, fault.reason)),
        };
        if let Some((role, value, reason)) = &told {
            let field = self.name_of(*role).to_owned();
            self.problems.add(row.row, row.offset, &field, value, *reason);
        }
        if told.is_none() || is_placed {
            let (role, value, reason) = by_name;
            let field = self.name_of(role).to_owned();
            self.problems.add(row.row, row.offset, &field, value, reason);
        }
    }
}

//! The events of a selection, page by page.

use super::engine::QueryEngine;
use super::filter::CodeSet;
use crate::table::Dim;
use crate::time::Membership;
use std::ops::Range;

/// Which events a list holds besides those of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scope {
    /// Only those in the window.
    #[default]
    InWindow,
    /// Those in the window, then all others, then the undated.
    InWindowFirst,
    /// All, by day, the undated last.
    All,
}

/// Which events to list, of those that pass the filters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Only those with one of these codes of this dimension, such as places; `None` for all.
    pub any_of: Option<(Dim, CodeSet)>,
    /// Whether those out of the window come too.
    pub scope: Scope,
}

/// An event in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowRef {
    /// Its row in the table.
    pub row: u32,
    /// How it stands to the window.
    pub membership: Membership,
}

/// How many events a selection has, whatever its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SelectionCount {
    /// Definitely in the window.
    pub definite: u32,
    /// Possibly but not definitely in it.
    pub possible: u32,
    /// In it or not, the undated included.
    pub all: u32,
}

/// Where a walk through a list stands.
#[derive(Debug, Clone, Copy, Default)]
struct Cursor {
    phase: u8,
    day: u32,
    span: u32,
}

/// How far the last list has been walked.
#[derive(Debug, Clone, Default)]
pub(super) struct ListCache {
    selection: Selection,
    revisions: (u32, u32),
    /// Where every [`STRIDE`]-th event of the list stands.
    checkpoints: Vec<Cursor>,
    /// The last count of all events.
    all: Option<CountOfAll>,
}

/// How many events a selection has in the window or not, and what that was counted for.
#[derive(Debug, Clone)]
struct CountOfAll {
    filter_revision: u32,
    any_of: Option<(Dim, CodeSet)>,
    events: u32,
}

/// Events between two checkpoints.
const STRIDE: usize = 256;

impl QueryEngine {
    /// Events `range` of the list of a selection, under all filters, by first possible day (an open start comes
    /// first; on the same day, exact days first). A page that follows pages seen before costs O(its rows and those
    /// passed over to find them); a jump ahead walks the list once.
    pub fn rows(&mut self, selection: &Selection, range: Range<usize>) -> Vec<RowRef> {
        let revisions = match selection.scope {
            Scope::All => (self.filter_revision, 0),
            _ => (self.filter_revision, self.window_revision),
        };
        let mut lists = std::mem::take(&mut self.lists);
        if lists.checkpoints.is_empty() || lists.revisions != revisions || lists.selection != *selection {
            lists.selection = selection.clone();
            lists.revisions = revisions;
            lists.checkpoints.clear();
            lists.checkpoints.push(self.begin(selection.scope));
        }
        let nearest = (range.start / STRIDE).min(lists.checkpoints.len() - 1);
        let mut cursor = lists.checkpoints[nearest];
        let mut index = nearest * STRIDE;
        let mut page = Vec::new();
        while index < range.end {
            let Some(row) = self.next(selection, &mut cursor) else {
                break;
            };
            if index >= range.start {
                let membership = self.membership(row);
                page.push(RowRef { row, membership });
            }
            index += 1;
            if index == lists.checkpoints.len() * STRIDE {
                lists.checkpoints.push(cursor);
            }
        }
        self.lists = lists;
        page
    }

    /// How many events a selection has under all filters: O(rows in the window + span rows), plus O(n) once after a
    /// change of filters or of the codes asked for.
    pub fn count(&mut self, selection: &Selection) -> SelectionCount {
        let any_of = &selection.any_of;
        let known = self
            .lists
            .all
            .as_ref()
            .filter(|known| known.filter_revision == self.filter_revision && known.any_of == *any_of)
            .map(|known| known.events);
        let all = known.unwrap_or_else(|| {
            (0..self.table.rows())
                .filter(|&row| self.is_selected(selection, row))
                .count() as u32
        });
        if known.is_none() {
            self.lists.all = Some(CountOfAll {
                filter_revision: self.filter_revision,
                any_of: any_of.clone(),
                events: all,
            });
        }
        let mut counts = SelectionCount {
            all,
            ..SelectionCount::default()
        };
        for row in self.day_rows.clone() {
            counts.definite += u32::from(self.is_selected(selection, row));
        }
        for (row, &membership) in (self.table.span_rows().start..).zip(self.span_states.as_slice()) {
            if membership != Membership::Out && self.is_selected(selection, row) {
                match membership {
                    Membership::Definite => counts.definite += 1,
                    _ => counts.possible += 1,
                }
            }
        }
        counts
    }

    fn is_selected(&self, selection: &Selection, row: u32) -> bool {
        self.passes(row)
            && selection.any_of.as_ref().is_none_or(|(dim, set)| {
                let mut codes = self.table.codes(*dim, row).peekable();
                match codes.peek() {
                    None => set.includes_missing(),
                    Some(_) => codes.any(|code| set.contains(code)),
                }
            })
    }

    /// The beginning of a phase: 0 in the window, 1 out of it, 2 all that are dated, 3 the undated.
    fn begin(&self, scope: Scope) -> Cursor {
        match scope {
            Scope::All => self.begin_phase(2),
            Scope::InWindow | Scope::InWindowFirst => self.begin_phase(0),
        }
    }

    fn begin_phase(&self, phase: u8) -> Cursor {
        let day = match phase {
            0 => self.day_rows.start,
            3 => self.table.undated_rows().start,
            _ => 0,
        };
        Cursor { phase, day, span: 0 }
    }

    /// The next event of a list.
    fn next(&self, selection: &Selection, cursor: &mut Cursor) -> Option<u32> {
        loop {
            if let Some(row) = self.next_in_phase(selection, cursor) {
                return Some(row);
            }
            let phase = match (cursor.phase, selection.scope) {
                (0, Scope::InWindowFirst) => 1,
                (1 | 2, _) => 3,
                _ => return None,
            };
            *cursor = self.begin_phase(phase);
        }
    }

    fn next_in_phase(&self, selection: &Selection, cursor: &mut Cursor) -> Option<u32> {
        let table = &self.table;
        let day_end = match cursor.phase {
            0 => self.day_rows.end,
            3 => table.rows(),
            _ => table.day_rows().end,
        };
        let skips_window = cursor.phase == 1;
        while cursor.day < day_end {
            if skips_window && self.day_rows.contains(&cursor.day) {
                cursor.day = self.day_rows.end;
                continue;
            }
            if self.is_selected(selection, cursor.day) {
                break;
            }
            cursor.day += 1;
        }
        let spans = table.span_rows();
        let span_end = if cursor.phase == 3 { 0 } else { spans.len() as u32 };
        while cursor.span < span_end {
            let is_in = self.span_states.get(cursor.span as usize) != Membership::Out;
            let is_of_phase = match cursor.phase {
                0 => is_in,
                1 => !is_in,
                _ => true,
            };
            if is_of_phase && self.is_selected(selection, spans.start + cursor.span) {
                break;
            }
            cursor.span += 1;
        }
        let has_day = cursor.day < day_end;
        let has_span = cursor.span < span_end;
        let takes_day = has_day
            && (!has_span || table.times.day_of(cursor.day) <= table.times.span_first[cursor.span as usize]);
        if takes_day {
            cursor.day += 1;
            Some(cursor.day - 1)
        } else if has_span {
            cursor.span += 1;
            Some(spans.start + cursor.span - 1)
        } else {
            None
        }
    }
}

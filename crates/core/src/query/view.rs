//! The filters of a view, as filters of the engine.

use super::{CodeSet, FigureRange, Filter, RowSet, Slot};
use crate::event::Modality;
use crate::state::{Facet, Filters};
use crate::table::{Dim, EventTable};
use std::sync::Arc;

impl Facet {
    /// The dimension of the table that holds this facet's values.
    pub fn dim(self) -> Dim {
        match self {
            Facet::Kind => Dim::Kind,
            Facet::Modality => Dim::Modality,
            Facet::Report => Dim::Report,
            Facet::Publisher => Dim::Publisher,
            Facet::Actor => Dim::Actor,
            Facet::Target => Dim::Target,
            Facet::SaidBy => Dim::SaidBy,
            Facet::Precision => Dim::Precision,
            Facet::Admin1 => Dim::Area,
            Facet::Party => Dim::Party,
            Facet::Place => Dim::Mention,
            Facet::Dating => Dim::Dating,
        }
    }
}

/// The engine's filters for a view's: one entry for every slot that a view can set, so that setting them all leaves
/// nothing of an earlier view. A value that the table does not have lets nothing through.
///
/// With `incidents_only`, only what occurred or is claimed to have passes.
pub fn filter_slots(
    filters: &Filters,
    table: &EventTable,
    text_hits: Option<Arc<RowSet>>,
    incidents_only: bool,
) -> Vec<(Slot, Option<Filter>)> {
    let mut slots: Vec<(Slot, Option<Filter>)> = Facet::ALL
        .into_iter()
        .map(|facet| {
            let dim = facet.dim();
            let codes = filters.values.get(&facet).map(|values| {
                let codes = values.iter().filter_map(|value| table.code_of(dim, value));
                if facet == Facet::Modality && incidents_only {
                    CodeSet::of(codes.filter(|&code| Modality::from_code(code).is_some_and(Modality::marks)))
                } else {
                    CodeSet::of(codes)
                }
            });
            let is_open = facet == Facet::Modality && incidents_only;
            let codes = codes.or_else(|| is_open.then(incident_modalities));
            (Slot::Dim(dim), codes.map(Filter::AnyOf))
        })
        .collect();
    let figures = filters.figures.as_ref().map(|wanted| {
        let measure = table
            .figures()
            .iter()
            .position(|column| column.measure == wanted.measure);
        // A measure that the table does not have lets nothing through.
        Filter::Figures(vec![FigureRange {
            measure: measure.unwrap_or(usize::MAX),
            min: wanted.min as f32,
            max: wanted.max.map_or(f32::INFINITY, |max| max as f32),
        }])
    });
    slots.push((Slot::Figures, figures));
    slots.push((Slot::Text, text_hits.map(Filter::Rows)));
    slots
}

/// What is said to have happened; data that does not speak of modality says so of everything.
fn incident_modalities() -> CodeSet {
    let marked = Modality::ALL.into_iter().filter(|m| m.marks());
    CodeSet::of(marked.map(Modality::code)).with_missing(true)
}

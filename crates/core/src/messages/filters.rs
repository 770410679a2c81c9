//! Texts of the filters.

use super::Plural;
use crate::state::Facet;

/// Texts of the filters.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the name of its sentence")]
pub struct FiltersText {
    pub region: &'static str,
    pub reset: &'static str,
    pub clear: &'static str,
    pub remove: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub count_of: &'static str,
    pub other_layer: &'static str,
    pub active: Plural,
    facets: [(Facet, &'static str); 9],
}

impl FiltersText {
    /// The name of a facet.
    pub fn facet(&self, facet: Facet) -> &'static str {
        self.facets
            .iter()
            .find(|(f, _)| *f == facet)
            .map_or("", |(_, text)| text)
    }
}

pub(super) const EN: FiltersText = FiltersText {
    region: "Filters",
    reset: "Reset all filters",
    clear: "All",
    remove: "Remove filter: {filter}",
    search: "Search",
    search_hint: "Words in events, places, actors",
    count_of: "{n} of {all}",
    other_layer: "Also list what is planned, proposed, predicted, threatened or denied",
    active: Plural::two_forms("{n} filter", "{n} filters"),
    facets: [
        (Facet::Kind, "Kind"),
        (Facet::Report, "Report"),
        (Facet::Modality, "Modality"),
        (Facet::Actor, "Who acted"),
        (Facet::Target, "Who was hit"),
        (Facet::SaidBy, "Said by"),
        (Facet::Publisher, "Publisher"),
        (Facet::Admin1, "Governorate"),
        (Facet::Precision, "Location precision"),
    ],
};

pub(super) const AR: FiltersText = FiltersText {
    region: "المرشّحات",
    reset: "إزالة كل المرشّحات",
    clear: "الكل",
    remove: "إزالة المرشّح: {filter}",
    search: "بحث",
    search_hint: "كلمات في الأحداث والأماكن والفاعلين",
    count_of: "{n} من {all}",
    other_layer: "اذكر أيضاً ما هو مخطط أو مقترح أو متوقع أو مُهدَّد به أو منفي",
    active: Plural {
        zero: "لا مرشّحات",
        one: "مرشّح واحد",
        two: "مرشّحان",
        few: "{n} مرشّحات",
        many: "{n} مرشّحاً",
        other: "{n} مرشّح",
    },
    facets: [
        (Facet::Kind, "النوع"),
        (Facet::Report, "التقرير"),
        (Facet::Modality, "صيغة الخبر"),
        (Facet::Actor, "الفاعل"),
        (Facet::Target, "المستهدف"),
        (Facet::SaidBy, "القائل"),
        (Facet::Publisher, "الناشر"),
        (Facet::Admin1, "المحافظة"),
        (Facet::Precision, "دقة الموقع"),
    ],
};

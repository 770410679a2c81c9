//! Texts of the filters.

use crate::state::{Facet, FigureFault};

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
    pub definite_only: &'static str,
    pub figures: &'static str,
    pub figures_any: &'static str,
    pub figures_min: &'static str,
    pub figures_max: &'static str,
    figure_faults: [&'static str; 3],
    pub figures_from_to: &'static str,
    pub figures_from: &'static str,
    pub unknown_value: &'static str,
    pub all_filters: &'static str,
    pub shown_by: &'static str,
    pub reading_texts: &'static str,
    pub texts_unreadable: &'static str,
    facets: [(Facet, &'static str); 12],
    datings: [(&'static str, &'static str); 6],
}

impl FiltersText {
    /// The name of a facet.
    pub fn facet(&self, facet: Facet) -> &'static str {
        self.facets
            .iter()
            .find(|(f, _)| *f == facet)
            .map_or("", |(_, text)| text)
    }

    /// Why a typed figure cannot be used.
    pub fn figure_fault(&self, fault: FigureFault) -> &'static str {
        let [not_a_number, too_large, reversed] = self.figure_faults;
        match fault {
            FigureFault::NotANumber => not_a_number,
            FigureFault::TooLarge => too_large,
            FigureFault::Reversed => reversed,
        }
    }

    /// How a date is known; `None` for a word that the table does not use.
    pub fn dating(&self, word: &str) -> Option<&'static str> {
        self.datings
            .iter()
            .find(|(id, _)| *id == word)
            .map(|(_, text)| *text)
    }
}

pub(super) const EN: FiltersText = FiltersText {
    region: "Filters",
    reset: "Reset all filters",
    clear: "All",
    remove: "Remove filter: {filter}",
    search: "Search",
    search_hint: "A question, place, date, name or word",
    count_of: "{n} of {all}",
    other_layer: "Also list what is planned, proposed, predicted, threatened or denied",
    definite_only: "Only what surely falls in these dates",
    figures: "Figures",
    figures_any: "any number, or none",
    figures_min: "At least",
    figures_max: "At most",
    figure_faults: [
        "“{typed}” is no whole number. Write digits, such as 25 or 1,000.",
        "{typed} is more than can be compared.",
        "With {typed}, “at least” would be more than “at most”.",
    ],
    figures_from_to: "{measure}: {low} to {high}",
    figures_from: "{measure}: at least {low}",
    unknown_value: "“{value}” (not in these data)",
    all_filters: "More filters",
    shown_by: "Filtered by",
    reading_texts: "The texts are being read, {percent}%. Until then only names, places and kinds are searched.",
    texts_unreadable: "The file can no longer be read: only names, places and kinds are searched.",
    facets: [
        (Facet::Kind, "Kind"),
        (Facet::Report, "Report"),
        (Facet::Modality, "Modality"),
        (Facet::Actor, "Who acted"),
        (Facet::Target, "Who was hit"),
        (Facet::SaidBy, "Said by"),
        (Facet::Publisher, "Publisher"),
        (Facet::Admin1, "Governorate, district"),
        (Facet::Precision, "Location precision"),
        (Facet::Party, "Either side"),
        (Facet::Place, "Place named"),
        (Facet::Dating, "Date precision"),
    ],
    datings: [
        ("day", "exact day"),
        ("span", "some days or months"),
        ("one_of", "one of several days"),
        ("open", "open-ended"),
        ("approximate", "approximate"),
        ("uncertain", "uncertain"),
    ],
};

pub(super) const AR: FiltersText = FiltersText {
    region: "المرشّحات",
    reset: "إزالة كل المرشّحات",
    clear: "الكل",
    remove: "إزالة المرشّح: {filter}",
    search: "بحث",
    search_hint: "سؤال أو مكان أو تاريخ أو اسم أو كلمة",
    count_of: "{n} من {all}",
    other_layer: "اذكر أيضاً ما هو مخطط أو مقترح أو متوقع أو مُهدَّد به أو منفي",
    definite_only: "ما يقع في هذه الفترة قطعاً فقط",
    figures: "الأرقام",
    figures_any: "أي رقم، أو من دون رقم",
    figures_min: "لا أقل من",
    figures_max: "لا أكثر من",
    figure_faults: [
        "«{typed}» ليس عدداً صحيحاً. اكتب أرقاماً، مثل 25 أو 1,000.",
        "{typed} أكبر مما يمكن مقارنته.",
        "مع {typed} يصير الحد الأدنى أكبر من الحد الأقصى.",
    ],
    figures_from_to: "{measure}: من {low} إلى {high}",
    figures_from: "{measure}: {low} على الأقل",
    unknown_value: "«{value}» (ليس في هذه البيانات)",
    all_filters: "مرشّحات أخرى",
    shown_by: "مصفّاة حسب",
    reading_texts: "تُقرأ النصوص، {percent}٪. وحتى ذلك الحين لا يُبحث إلا في الأسماء والأماكن والأنواع.",
    texts_unreadable: "لم يعد من الممكن قراءة الملف: لا يُبحث إلا في الأسماء والأماكن والأنواع.",
    facets: [
        (Facet::Kind, "النوع"),
        (Facet::Report, "التقرير"),
        (Facet::Modality, "صيغة الخبر"),
        (Facet::Actor, "الفاعل"),
        (Facet::Target, "المستهدف"),
        (Facet::SaidBy, "القائل"),
        (Facet::Publisher, "الناشر"),
        (Facet::Admin1, "المحافظة أو المنطقة"),
        (Facet::Precision, "دقة الموقع"),
        (Facet::Party, "أي من الطرفين"),
        (Facet::Place, "مكان مذكور"),
        (Facet::Dating, "دقة التاريخ"),
    ],
    datings: [
        ("day", "يوم محدد"),
        ("span", "أيام أو أشهر"),
        ("one_of", "أحد أيام عدة"),
        ("open", "غير محدد الطرف"),
        ("approximate", "تقريبي"),
        ("uncertain", "غير مؤكد"),
    ],
};

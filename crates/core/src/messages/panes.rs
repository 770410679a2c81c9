//! Texts of the panes' edges and of the table.

use super::Plural;

/// Texts of the panes' edges and of the table.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the name of its sentence")]
pub struct PanesText {
    pub resize_reports: &'static str,
    pub resize_timeline: &'static str,
    pub resize_table: &'static str,
    pub resize_sheet: &'static str,
    /// Lowest first.
    pub sheet_heights: [&'static str; 3],
    pub hide_reports: &'static str,
    pub show_reports: &'static str,
    pub hide_timeline: &'static str,
    pub show_timeline: &'static str,
    pub table: &'static str,
    pub table_close: &'static str,
    pub rows: Plural,
    pub empty: &'static str,
    /// `{first}`, `{last}`, `{all}`.
    pub page: &'static str,
    pub first_page: &'static str,
    pub previous_page: &'static str,
    pub next_page: &'static str,
    pub last_page: &'static str,
    /// `{when}`.
    pub show_on_map: &'static str,
    pub not_stated: &'static str,
    /// Columns by their names in the URL.
    pub columns: [(&'static str, &'static str); 11],
}

impl PanesText {
    /// The heading of a column that is no figure; `None` for one that is.
    pub fn column(&self, key: &str) -> Option<&'static str> {
        let known = self.columns.iter().find(|(id, _)| *id == key);
        known.map(|(_, name)| *name)
    }
}

pub(super) const EN: PanesText = PanesText {
    resize_reports: "Width of the reports",
    resize_timeline: "Height of the timeline",
    resize_table: "Height of the table",
    resize_sheet: "Height of the reports",
    sheet_heights: ["low", "half the window", "the whole window"],
    hide_reports: "Hide the reports",
    show_reports: "Show the reports",
    hide_timeline: "Hide the timeline",
    show_timeline: "Show the timeline",
    table: "Table",
    table_close: "Close the table",
    rows: Plural::two_forms("{n} event", "{n} events"),
    empty: "No event in the selected dates.",
    page: "{first} to {last} of {all}",
    first_page: "First page",
    previous_page: "Previous page",
    next_page: "Next page",
    last_page: "Last page",
    show_on_map: "Show on the map: {when}",
    not_stated: "not stated",
    columns: [
        ("date", "Date"),
        ("kind", "Kind"),
        ("place", "Place"),
        ("admin1", "Governorate"),
        ("actor", "Who acted"),
        ("party", "Sides named"),
        ("target", "Who was hit"),
        ("modality", "Modality"),
        ("saidby", "Said by"),
        ("publisher", "Publisher"),
        ("report", "Source"),
    ],
};

pub(super) const AR: PanesText = PanesText {
    resize_reports: "عرض لوحة التقارير",
    resize_timeline: "ارتفاع الخط الزمني",
    resize_table: "ارتفاع الجدول",
    resize_sheet: "ارتفاع لوحة التقارير",
    sheet_heights: ["منخفضة", "نصف النافذة", "النافذة كلها"],
    hide_reports: "إخفاء التقارير",
    show_reports: "إظهار التقارير",
    hide_timeline: "إخفاء الخط الزمني",
    show_timeline: "إظهار الخط الزمني",
    table: "جدول",
    table_close: "إغلاق الجدول",
    rows: Plural {
        zero: "لا أحداث",
        one: "حدث واحد",
        two: "حدثان",
        few: "{n} أحداث",
        many: "{n} حدثاً",
        other: "{n} حدث",
    },
    empty: "لا حدث ضمن الفترة المحددة.",
    page: "من {first} إلى {last} من أصل {all}",
    first_page: "الصفحة الأولى",
    previous_page: "الصفحة السابقة",
    next_page: "الصفحة التالية",
    last_page: "الصفحة الأخيرة",
    show_on_map: "إظهار على الخريطة: {when}",
    not_stated: "غير مذكور",
    columns: [
        ("date", "التاريخ"),
        ("kind", "النوع"),
        ("place", "المكان"),
        ("admin1", "المحافظة"),
        ("actor", "الفاعل"),
        ("party", "الأطراف المذكورة"),
        ("target", "المستهدَف"),
        ("modality", "الصيغة"),
        ("saidby", "القائل"),
        ("publisher", "الناشر"),
        ("report", "المصدر"),
    ],
};

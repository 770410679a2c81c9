//! Texts of the time options: rules of counting, publication time, comparison, lanes.

use super::Plural;
use crate::query::{Change, Overlap};
use crate::state::{LaneBy, TimeBasis};

/// Texts of the time options.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the name of its sentence")]
pub struct TimeOptionsText {
    pub options: &'static str,
    pub rule: &'static str,
    pub rules: [&'static str; 3],
    pub rule_notes: [&'static str; 3],
    pub basis: &'static str,
    pub bases: [&'static str; 2],
    pub basis_note: &'static str,
    pub no_publication: &'static str,
    pub known: &'static str,
    pub known_on: &'static str,
    pub known_previous: &'static str,
    pub known_next: &'static str,
    pub known_note: Plural,
    pub withheld: &'static str,
    pub trail_note: Plural,
    pub lanes: &'static str,
    pub bars: &'static str,
    pub lane_by: [&'static str; 4],
    pub lane_none: &'static str,
    pub lanes_too_many: Plural,
    pub lanes_more: Plural,
    pub in_view: &'static str,
    pub compare: &'static str,
    pub compared_from: &'static str,
    pub compared_to: &'static str,
    pub compared_first: &'static str,
    pub compared_last: &'static str,
    pub compared_presets: &'static str,
    pub compared_before: &'static str,
    pub compared_after: &'static str,
    pub compared_year: &'static str,
    pub swap: &'static str,
    pub comparison: &'static str,
    pub show_table: &'static str,
    pub close: &'static str,
    pub place: &'static str,
    pub first_dates: &'static str,
    pub second_dates: &'static str,
    pub selected_dates: &'static str,
    pub change_title: &'static str,
    pub apart: &'static str,
    pub per_day: &'static str,
    pub difference: &'static str,
    pub change: &'static str,
    pub changes: [&'static str; 5],
    pub uncertain: &'static str,
    pub parts: [&'static str; 3],
    pub compare_note: &'static str,
    pub compared_with: &'static str,
    pub mark_change: &'static str,
    pub skipped: Plural,
    pub quiet: Plural,
    pub outside_coverage: &'static str,
    pub longer_reach: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub undo: &'static str,
    pub redo: &'static str,
}

impl TimeOptionsText {
    /// A rule's name.
    pub fn rule_name(&self, rule: Overlap) -> &'static str {
        super::named(&Overlap::ALL, &rule, &self.rules)
    }

    /// What a rule adds to the sentence; nothing for the usual one.
    pub fn rule_note(&self, rule: Overlap) -> &'static str {
        super::named(&Overlap::ALL, &rule, &self.rule_notes)
    }

    /// Which time counts, in words.
    pub fn basis_name(&self, basis: TimeBasis) -> &'static str {
        super::named(&TimeBasis::ALL, &basis, &self.bases)
    }

    /// By what lanes are made, in words; `None` for bars.
    pub fn lanes_name(&self, by: Option<LaneBy>) -> &'static str {
        by.map_or(self.bars, |by| super::named(&LaneBy::ALL, &by, &self.lane_by))
    }

    /// A change in a word.
    pub fn change_name(&self, change: Change) -> &'static str {
        super::named(&Change::ALL, &change, &self.changes)
    }
}

pub(super) const EN: TimeOptionsText = TimeOptionsText {
    options: "Time options",
    rule: "Count events",
    rules: [
        "happening in these dates",
        "that began in these dates",
        "wholly inside these dates",
    ],
    rule_notes: [
        "",
        "only what began in these dates",
        "only what lies wholly inside these dates",
    ],
    basis: "Time shown",
    bases: ["when it happened", "when it was reported"],
    basis_note: "by the date of the report",
    no_publication: "These data do not say when events were reported.",
    known: "Only what was known on a day",
    known_on: "Known on",
    known_previous: "Previous report",
    known_next: "Next report",
    known_note: Plural::two_forms(
        "as known on {date}: {n} of {all} reports published",
        "as known on {date}: {n} of {all} reports published",
    ),
    withheld: "{label} (not yet published)",
    trail_note: Plural::two_forms(
        "{date}, with the day before it fading",
        "{date}, with the {n} days before it fading",
    ),
    lanes: "Events drawn",
    bars: "as bars",
    lane_by: [
        "one by one, by kind",
        "one by one, by report",
        "one by one, by actor",
        "one by one, by place",
    ],
    lane_none: "not stated",
    lanes_too_many: Plural::two_forms(
        "{n} event is too much to draw one by one: show fewer days",
        "{n} events are too many to draw one by one: show fewer days",
    ),
    lanes_more: Plural::two_forms("{n} other", "{n} others"),
    in_view: "Bars count only what the map shows",
    compare: "Compare with other dates",
    compared_from: "Compared from",
    compared_to: "Compared to",
    compared_first: "First compared day",
    compared_last: "Last compared day",
    compared_presets: "Compared dates",
    compared_before: "the same length before",
    compared_after: "the same length after",
    compared_year: "a year earlier",
    swap: "Swap the two",
    comparison: "Comparison",
    show_table: "Table of differences",
    close: "Close",
    place: "Place",
    first_dates: "Selected: {dates}",
    second_dates: "Compared: {dates}",
    selected_dates: "Selected dates",
    change_title: "From the selected to the compared dates",
    apart: "Events more or fewer, in as many days as the shorter dates have",
    per_day: "a day",
    difference: "Difference a day",
    change: "Change",
    changes: ["new", "more", "as many", "fewer", "gone"],
    uncertain: "uncertain",
    parts: ["Reported events", "Talks", "Statements and allegations"],
    compare_note: "From the selected to the compared dates, by the day, so that spans of unequal length compare. The map’s marks show the change.",
    compared_with: "compared with {dates}: {events}",
    mark_change: "{name}; compared dates: {events}, {change}",
    skipped: Plural::two_forms("skipped, {n} day", "skipped, {n} days"),
    quiet: Plural::two_forms("no event reported, {n} day", "no event reported, {n} days"),
    outside_coverage: "no report in this set is about these dates",
    longer_reach: "longer events reach into these dates",
    earlier: "Earlier dates",
    later: "Later dates",
    undo: "Undo",
    redo: "Redo",
};

pub(super) const AR: TimeOptionsText = TimeOptionsText {
    options: "خيارات الزمن",
    rule: "احتساب الأحداث",
    rules: [
        "الواقعة في هذه الفترة",
        "التي بدأت في هذه الفترة",
        "الواقعة بكاملها ضمن هذه الفترة",
    ],
    rule_notes: ["", "فقط ما بدأ في هذه الفترة", "فقط ما وقع بكامله ضمن هذه الفترة"],
    basis: "الزمن المعروض",
    bases: ["متى وقع", "متى أُبلغ عنه"],
    basis_note: "حسب تاريخ التقرير",
    no_publication: "لا تذكر هذه البيانات متى أُبلغ عن الأحداث.",
    known: "فقط ما كان معروفًا في يوم معيّن",
    known_on: "معروف في",
    known_previous: "التقرير السابق",
    known_next: "التقرير التالي",
    known_note: Plural {
        zero: "كما كان معروفًا في {date}: لم يُنشر أي من {all} تقارير",
        one: "كما كان معروفًا في {date}: نُشر تقرير واحد من {all}",
        two: "كما كان معروفًا في {date}: نُشر تقريران من {all}",
        few: "كما كان معروفًا في {date}: نُشرت {n} تقارير من {all}",
        many: "كما كان معروفًا في {date}: نُشر {n} تقريرًا من {all}",
        other: "كما كان معروفًا في {date}: نُشر {n} تقرير من {all}",
    },
    withheld: "{label} (لم يُنشر بعد)",
    trail_note: Plural {
        zero: "{date}",
        one: "{date}، مع اليوم السابق له متلاشيًا",
        two: "{date}، مع اليومين السابقين له متلاشيين",
        few: "{date}، مع {n} أيام سابقة له متلاشية",
        many: "{date}، مع {n} يومًا سابقًا له متلاشية",
        other: "{date}، مع {n} يوم سابق له متلاشية",
    },
    lanes: "رسم الأحداث",
    bars: "أعمدة",
    lane_by: [
        "واحدًا واحدًا حسب النوع",
        "واحدًا واحدًا حسب التقرير",
        "واحدًا واحدًا حسب الفاعل",
        "واحدًا واحدًا حسب المكان",
    ],
    lane_none: "غير مذكور",
    lanes_too_many: Plural {
        zero: "لا أحداث",
        one: "حدث واحد",
        two: "حدثان",
        few: "{n} أحداث أكثر من أن تُرسم واحدًا واحدًا: اعرض أيامًا أقل",
        many: "{n} حدثًا أكثر من أن تُرسم واحدًا واحدًا: اعرض أيامًا أقل",
        other: "{n} حدث أكثر من أن تُرسم واحدًا واحدًا: اعرض أيامًا أقل",
    },
    lanes_more: Plural {
        zero: "لا غيرها",
        one: "واحد آخر",
        two: "اثنان آخران",
        few: "{n} أخرى",
        many: "{n} أخرى",
        other: "{n} أخرى",
    },
    in_view: "تحتسب الأعمدة ما تعرضه الخريطة فقط",
    compare: "مقارنة بفترة أخرى",
    compared_from: "المقارنة من",
    compared_to: "المقارنة إلى",
    compared_first: "أول يوم للمقارنة",
    compared_last: "آخر يوم للمقارنة",
    compared_presets: "فترة المقارنة",
    compared_before: "المدة نفسها قبلها",
    compared_after: "المدة نفسها بعدها",
    compared_year: "قبل سنة",
    swap: "تبديل الفترتين",
    comparison: "المقارنة",
    show_table: "جدول الفروق",
    close: "إغلاق",
    place: "المكان",
    first_dates: "المحددة: {dates}",
    second_dates: "المقارنة: {dates}",
    selected_dates: "الفترة المحددة",
    change_title: "من الفترة المحددة إلى فترة المقارنة",
    apart: "فرق الأحداث زيادةً أو نقصانًا، محسوبًا بطول الفترة الأقصر",
    per_day: "في اليوم",
    difference: "الفرق في اليوم",
    change: "التغير",
    changes: ["جديد", "أكثر", "مساوٍ", "أقل", "لم يعد"],
    uncertain: "غير مؤكد",
    parts: ["أحداث مُبلَّغ عنها", "محادثات", "تصريحات واتهامات"],
    compare_note: "من الفترة المحددة إلى فترة المقارنة، بمعدل اليوم، كي تُقارن الفترات غير المتساوية. تُظهر علامات الخريطة التغير.",
    compared_with: "مقارنة بـ{dates}: {events}",
    mark_change: "{name}؛ في فترة المقارنة: {events}، {change}",
    skipped: Plural {
        zero: "لم يُتخطَّ شيء",
        one: "تُخطّي يوم واحد",
        two: "تُخطّي يومان",
        few: "تُخطّيت {n} أيام",
        many: "تُخطّي {n} يومًا",
        other: "تُخطّي {n} يوم",
    },
    quiet: Plural {
        zero: "لا حدث مُبلَّغ عنه",
        one: "لا حدث مُبلَّغ عنه، يوم واحد",
        two: "لا حدث مُبلَّغ عنه، يومان",
        few: "لا حدث مُبلَّغ عنه، {n} أيام",
        many: "لا حدث مُبلَّغ عنه، {n} يومًا",
        other: "لا حدث مُبلَّغ عنه، {n} يوم",
    },
    outside_coverage: "لا يتناول أي تقرير في هذه المجموعة هذه التواريخ",
    longer_reach: "أحداث أطول تمتد إلى هذه التواريخ",
    earlier: "تواريخ أسبق",
    later: "تواريخ أحدث",
    undo: "تراجع",
    redo: "إعادة",
};

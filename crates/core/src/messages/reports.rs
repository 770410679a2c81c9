//! Texts of the reports pane and of everything said about an event.

use super::Plural;
use crate::event::{LinkKind, Modality, Precision, Role, Status, Sum, Unit};

/// Texts of the reports pane and of everything said about an event.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the name of its sentence")]
pub struct ReportsText {
    pub region: &'static str,
    pub all_events: &'static str,
    pub back: &'static str,
    pub in_window: &'static str,
    pub outside_window: &'static str,
    pub may_fall: &'static str,
    pub undated: &'static str,
    pub nothing_in_window: &'static str,
    pub no_events_here: &'static str,
    pub unknown_place: &'static str,
    pub unknown_report: &'static str,
    pub unknown_note: &'static str,
    pub only_named: &'static str,
    pub said_by: &'static str,
    pub named_only: Plural,
    pub left_out_here: Plural,
    pub events: Plural,
    pub more_may_fall: Plural,
    pub reports: Plural,
    pub show_more: Plural,
    pub published: &'static str,
    pub published_unknown: &'static str,
    pub known_from: &'static str,
    pub covers: &'static str,
    pub open_report: &'static str,
    pub public_copy: &'static str,
    pub no_public_copy: &'static str,
    pub paragraph: &'static str,
    pub paragraph_of: &'static str,
    pub paragraph_of_copy: &'static str,
    pub open_source: &'static str,
    pub published_basis: &'static str,
    pub in_source: &'static str,
    pub show_on_map: &'static str,
    pub copy_citation: &'static str,
    pub copy_link: &'static str,
    pub copied: &'static str,
    pub according_to: &'static str,
    pub relayed_by: &'static str,
    pub by: &'static str,
    pub against: &'static str,
    pub hit: &'static str,
    pub with_weapon: &'static str,
    pub inferred: &'static str,
    pub as_written: &'static str,
    pub background: &'static str,
    pub graphic: &'static str,
    pub note: &'static str,
    pub date_basis: &'static str,
    pub not_stated: &'static str,
    pub unread_figures: &'static str,
    pub says: &'static str,
    pub at_least: &'static str,
    pub from_to: &'static str,
    pub reported_zero: &'static str,
    pub reported_zero_things: &'static str,
    pub figure_as_of: &'static str,
    pub details: &'static str,
    pub when_on: &'static str,
    pub when_between: &'static str,
    pub when_throughout: &'static str,
    pub when_about: &'static str,
    pub when_uncertain: &'static str,
    pub when_or: &'static str,
    pub when_until: &'static str,
    pub when_from: &'static str,
    pub when_open: &'static str,
    measures: [(&'static str, Plural); 6],
    units: [&'static str; 4],
    statuses: [&'static str; 3],
    sums: [&'static str; 3],
    modalities: [&'static str; 8],
    precisions: [&'static str; 4],
    roles: [&'static str; 5],
    links: [&'static str; 4],
}

/// The value at an enum's position.
fn at<const N: usize>(texts: &[&'static str; N], index: usize) -> &'static str {
    texts.get(index).copied().unwrap_or_default()
}

impl ReportsText {
    /// The sentence for a measure ("26 killed"); `None` if the data set brings its own.
    pub fn measure(&self, measure: &str) -> Option<&Plural> {
        self.measures
            .iter()
            .find(|(id, _)| *id == measure)
            .map(|(_, plural)| plural)
    }

    /// What a figure counts, where it is not people.
    pub fn unit(&self, unit: Unit) -> &'static str {
        at(&self.units, unit as usize)
    }

    /// Whom a figure counts.
    pub fn status(&self, status: Status) -> &'static str {
        at(&self.statuses, status as usize)
    }

    /// Whether a figure may be added.
    pub fn sum(&self, sum: Sum) -> &'static str {
        at(&self.sums, sum as usize)
    }

    /// Whether the source says that it happened.
    pub fn modality(&self, modality: Modality) -> &'static str {
        at(&self.modalities, modality as usize)
    }

    /// How precisely a place is known.
    pub fn precision(&self, precision: Precision) -> &'static str {
        at(&self.precisions, precision as usize)
    }

    /// What a place is to an event.
    pub fn role(&self, role: Role) -> &'static str {
        at(&self.roles, role as usize)
    }

    /// How two events hang together.
    pub fn link(&self, link: LinkKind) -> &'static str {
        at(&self.links, link as usize)
    }
}

pub(super) const EN: ReportsText = ReportsText {
    region: "Reports",
    all_events: "All places",
    back: "Back",
    in_window: "In the selected dates",
    outside_window: "Outside the selected dates",
    may_fall: "may fall in these dates",
    undated: "date not known",
    nothing_in_window: "No reported event in the selected dates.",
    no_events_here: "No attack or other event is reported here.",
    unknown_place: "“{id}” (unknown place)",
    unknown_report: "“{id}” (unknown report)",
    unknown_note: "Nothing in these data has this id. The link may be for other data.",
    only_named: "Only named here",
    said_by: "Said by",
    named_only: Plural::two_forms(
        "Named in {n} report; no attack reported.",
        "Named in {n} reports; no attack reported.",
    ),
    left_out_here: Plural::two_forms(
        "None under the present filters, which leave out {n} attack or other event reported here.",
        "None under the present filters, which leave out {n} attacks or other events reported here.",
    ),
    events: Plural::two_forms("{n} event", "{n} events"),
    more_may_fall: Plural::two_forms(
        "{n} more may fall in these dates",
        "{n} more may fall in these dates",
    ),
    reports: Plural::two_forms("{n} report", "{n} reports"),
    show_more: Plural::two_forms("Show {n} more", "Show {n} more"),
    published: "published {date}",
    published_unknown: "publication date not known",
    known_from: "How the date is known: {basis}",
    covers: "Covers {date}",
    open_report: "All events of this report",
    public_copy: "Public copy",
    no_public_copy: "no public copy",
    paragraph: "paragraph {n}",
    paragraph_of: "paragraph {n} of {all}",
    paragraph_of_copy: "{paragraph} (in the opened copy {n} of {all})",
    open_source: "Open the source text",
    published_basis: "how the publication date is known",
    in_source: "In the source text: {report}, paragraph {n}",
    show_on_map: "Show on the map",
    copy_citation: "Copy citation",
    copy_link: "Copy link",
    copied: "Copied",
    according_to: "according to {who}",
    relayed_by: "{who}, through {relay}",
    by: "By",
    against: "Against",
    hit: "Hit",
    with_weapon: "With",
    inferred: "inferred",
    as_written: "in the report’s words “{words}”",
    background: "background",
    graphic: "This event tells of harm to children or of bodies. Open it to read.",
    note: "Note",
    date_basis: "Date",
    not_stated: "Figures: not stated",
    unread_figures: "Figures: “{said}” (not read as a number)",
    says: "says {who}",
    at_least: "at least {n}",
    from_to: "{low} to {high}",
    reported_zero: "no one {measure}, as reported",
    reported_zero_things: "no {measure}, as reported",
    figure_as_of: "as of {date}",
    details: "Details",
    when_on: "{date}",
    when_between: "some time in {date}",
    when_throughout: "throughout {date}",
    when_about: "about {date}",
    when_uncertain: "{date} (uncertain)",
    when_or: "{a} or {b}",
    when_until: "by {date}",
    when_from: "from {date} on",
    when_open: "at a time not stated",
    measures: [
        ("killed", Plural::two_forms("{n} killed", "{n} killed")),
        ("injured", Plural::two_forms("{n} injured", "{n} injured")),
        (
            "casualties",
            Plural::two_forms(
                "{n} casualty (killed or injured)",
                "{n} casualties (killed or injured)",
            ),
        ),
        ("displaced", Plural::two_forms("{n} displaced", "{n} displaced")),
        ("places_hit", Plural::two_forms("{n} place hit", "{n} places hit")),
        ("munitions", Plural::two_forms("{n} munition", "{n} munitions")),
    ],
    units: ["people", "families", "places", "items"],
    statuses: ["civilians", "combatants", "civilian or combatant not stated"],
    sums: [
        "may be added to others",
        "could already be inside another figure",
        "not to be added to others",
    ],
    modalities: [
        "occurred",
        "according to a source",
        "said not to have happened",
        "planned",
        "proposed",
        "predicted",
        "threatened",
        "said that it will not happen",
    ],
    precisions: [
        "at the place itself",
        "near",
        "somewhere in the area",
        "the whole area",
    ],
    roles: ["hit", "took place there", "from there", "to there", "only named"],
    links: ["Part of", "Same incident as", "May overlap with", "Contradicts"],
};

pub(super) const AR: ReportsText = ReportsText {
    region: "التقارير",
    all_events: "كل الأماكن",
    back: "رجوع",
    in_window: "ضمن الفترة المحددة",
    outside_window: "خارج الفترة المحددة",
    may_fall: "قد يقع ضمن الفترة",
    undated: "التاريخ غير معروف",
    nothing_in_window: "لا حدث مُبلَّغ عنه ضمن الفترة المحددة.",
    no_events_here: "لم يُبلَّغ عن هجوم أو حدث آخر هنا.",
    unknown_place: "«{id}» (مكان غير معروف)",
    unknown_report: "«{id}» (تقرير غير معروف)",
    unknown_note: "لا شيء في هذه البيانات بهذا المعرّف. قد يكون الرابط لبيانات أخرى.",
    only_named: "ذُكر هنا فقط",
    said_by: "القائل",
    named_only: Plural {
        zero: "لم يُذكر في أي تقرير.",
        one: "ذُكر في تقرير واحد؛ لم يُبلَّغ عن هجوم.",
        two: "ذُكر في تقريرين؛ لم يُبلَّغ عن هجوم.",
        few: "ذُكر في {n} تقارير؛ لم يُبلَّغ عن هجوم.",
        many: "ذُكر في {n} تقريراً؛ لم يُبلَّغ عن هجوم.",
        other: "ذُكر في {n} تقرير؛ لم يُبلَّغ عن هجوم.",
    },
    left_out_here: Plural {
        zero: "لا شيء ضمن المرشّحات الحالية.",
        one: "لا شيء ضمن المرشّحات الحالية، وهي تستبعد هجومًا أو حدثًا واحدًا مُبلَّغًا عنه هنا.",
        two: "لا شيء ضمن المرشّحات الحالية، وهي تستبعد هجومين أو حدثين مُبلَّغًا عنهما هنا.",
        few: "لا شيء ضمن المرشّحات الحالية، وهي تستبعد {n} هجمات أو أحداث مُبلَّغ عنها هنا.",
        many: "لا شيء ضمن المرشّحات الحالية، وهي تستبعد {n} هجومًا أو حدثًا مُبلَّغًا عنه هنا.",
        other: "لا شيء ضمن المرشّحات الحالية، وهي تستبعد {n} هجوم أو حدث مُبلَّغ عنه هنا.",
    },
    events: Plural {
        zero: "لا أحداث",
        one: "حدث واحد",
        two: "حدثان",
        few: "{n} أحداث",
        many: "{n} حدثاً",
        other: "{n} حدث",
    },
    more_may_fall: Plural {
        zero: "لا أحداث أخرى قد تقع ضمن الفترة",
        one: "حدث آخر قد يقع ضمن الفترة",
        two: "حدثان آخران قد يقعان ضمن الفترة",
        few: "{n} أحداث أخرى قد تقع ضمن الفترة",
        many: "{n} حدثاً آخر قد تقع ضمن الفترة",
        other: "{n} حدث آخر قد تقع ضمن الفترة",
    },
    reports: Plural {
        zero: "لا تقارير",
        one: "تقرير واحد",
        two: "تقريران",
        few: "{n} تقارير",
        many: "{n} تقريراً",
        other: "{n} تقرير",
    },
    show_more: Plural {
        zero: "لا مزيد",
        one: "عرض واحد آخر",
        two: "عرض اثنين آخرين",
        few: "عرض {n} أخرى",
        many: "عرض {n} أخرى",
        other: "عرض {n} أخرى",
    },
    published: "نُشر في {date}",
    published_unknown: "تاريخ النشر غير معروف",
    known_from: "مصدر معرفة التاريخ: {basis}",
    covers: "يغطي {date}",
    open_report: "كل أحداث هذا التقرير",
    public_copy: "نسخة منشورة",
    no_public_copy: "لا نسخة منشورة",
    paragraph: "الفقرة {n}",
    paragraph_of: "الفقرة {n} من {all}",
    paragraph_of_copy: "{paragraph} (في النسخة المفتوحة {n} من {all})",
    open_source: "افتح النص المصدر",
    published_basis: "مصدر معرفة تاريخ النشر",
    in_source: "في النص المصدر: {report}، الفقرة {n}",
    show_on_map: "عرض على الخريطة",
    copy_citation: "نسخ الاستشهاد",
    copy_link: "نسخ الرابط",
    copied: "نُسخ",
    according_to: "بحسب {who}",
    relayed_by: "{who}، نقلاً عبر {relay}",
    by: "الفاعل",
    against: "المستهدف",
    hit: "أصاب",
    with_weapon: "السلاح",
    inferred: "مُستنتَج",
    as_written: "بعبارة التقرير «{words}»",
    background: "خلفية",
    graphic: "يتناول هذا الحدث أذى لأطفال أو جثثاً. افتحه لقراءته.",
    note: "ملاحظة",
    date_basis: "التاريخ",
    not_stated: "الأرقام: غير مذكورة",
    unread_figures: "الأرقام: «{said}» (لم تُقرأ عددًا)",
    says: "بحسب {who}",
    at_least: "{n} على الأقل",
    from_to: "من {low} إلى {high}",
    reported_zero: "لا أحد ({measure})، كما ورد",
    reported_zero_things: "لا شيء ({measure})، كما ورد",
    figure_as_of: "حتى {date}",
    details: "تفاصيل",
    when_on: "{date}",
    when_between: "في وقت ما خلال {date}",
    when_throughout: "طوال {date}",
    when_about: "نحو {date}",
    when_uncertain: "{date} (غير مؤكد)",
    when_or: "{a} أو {b}",
    when_until: "حتى {date}",
    when_from: "ابتداءً من {date}",
    when_open: "في وقت غير مذكور",
    measures: [
        (
            "killed",
            Plural {
                zero: "لا قتلى",
                one: "قتيل واحد",
                two: "قتيلان",
                few: "{n} قتلى",
                many: "{n} قتيلاً",
                other: "{n} قتيل",
            },
        ),
        (
            "injured",
            Plural {
                zero: "لا جرحى",
                one: "جريح واحد",
                two: "جريحان",
                few: "{n} جرحى",
                many: "{n} جريحاً",
                other: "{n} جريح",
            },
        ),
        (
            "casualties",
            Plural {
                zero: "لا إصابات (قتلى أو جرحى)",
                one: "إصابة واحدة (قتيل أو جريح)",
                two: "إصابتان (قتلى أو جرحى)",
                few: "{n} إصابات (قتلى أو جرحى)",
                many: "{n} إصابة (قتلى أو جرحى)",
                other: "{n} إصابة (قتلى أو جرحى)",
            },
        ),
        (
            "displaced",
            Plural {
                zero: "لا نازحين",
                one: "نازح واحد",
                two: "نازحان",
                few: "{n} نازحين",
                many: "{n} نازحاً",
                other: "{n} نازح",
            },
        ),
        (
            "places_hit",
            Plural {
                zero: "لا أماكن مستهدفة",
                one: "مكان مستهدف واحد",
                two: "مكانان مستهدفان",
                few: "{n} أماكن مستهدفة",
                many: "{n} مكاناً مستهدفاً",
                other: "{n} مكان مستهدف",
            },
        ),
        (
            "munitions",
            Plural {
                zero: "لا ذخائر",
                one: "ذخيرة واحدة",
                two: "ذخيرتان",
                few: "{n} ذخائر",
                many: "{n} ذخيرة",
                other: "{n} ذخيرة",
            },
        ),
    ],
    units: ["أشخاص", "عائلات", "أماكن", "وحدات"],
    statuses: ["مدنيون", "مقاتلون", "لم يُذكر إن كانوا مدنيين أو مقاتلين"],
    sums: [
        "يجوز جمعه مع غيره",
        "قد يكون محسوباً ضمن رقم آخر",
        "لا يُجمع مع غيره",
    ],
    modalities: [
        "وقع",
        "بحسب مصدر",
        "نُفي وقوعه",
        "مخطط له",
        "مقترح",
        "متوقع",
        "مُهدَّد به",
        "قيل إنه لن يقع",
    ],
    precisions: [
        "في المكان نفسه",
        "بالقرب منه",
        "في مكان ما ضمن المنطقة",
        "المنطقة كلها",
    ],
    roles: ["أُصيب", "جرى فيه", "من هناك", "إلى هناك", "ذُكر فقط"],
    links: ["جزء من", "الحادثة نفسها", "قد يتداخل مع", "يناقض"],
};

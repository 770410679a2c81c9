//! Texts of opening files: progress, what could not be used, rows as they stand in the file.

use super::{Formats, Messages, Plural, fill};
use crate::read::{LoadFailure, Problem, Reason};

/// Texts of opening files.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the name of its sentence")]
pub struct ImportText {
    pub open_data: &'static str,
    pub report: &'static str,
    pub reading: &'static str,
    pub rows: Plural,
    pub cancel: &'static str,
    pub cancelled: &'static str,
    pub open_bundled: &'static str,
    pub fields: &'static str,
    pub row: &'static str,
    pub reading_row: &'static str,
    pub row_gone: &'static str,
    pub undated: &'static str,
    pub problems: Plural,
    pub more_problems: Plural,
    pub problem: &'static str,
    pub failed_empty: &'static str,
    pub failed_format: &'static str,
    pub failed_encoding: &'static str,
    pub failed_columns: &'static str,
    pub failed_features: &'static str,
    pub failed_large: &'static str,
    pub failed_network: &'static str,
    pub failed_http: &'static str,
    pub failed_unreadable: &'static str,
    pub failed_gzip: &'static str,
    pub failed_zip: &'static str,
    pub failed_entries: &'static str,
    pub failed_locked: &'static str,
    pub failed_old_workbook: &'static str,
    pub failed_worker: &'static str,
    pub no_date: &'static str,
    pub bad_date: &'static str,
    pub reversed_dates: &'static str,
    pub no_coordinates: &'static str,
    pub no_place: &'static str,
    pub bad_coordinate: &'static str,
    pub off_the_globe: &'static str,
    pub not_a_point: &'static str,
    pub bad_number: &'static str,
    pub unknown_modality: &'static str,
    pub unclosed_quote: &'static str,
    pub extra_fields: &'static str,
    pub missing_fields: &'static str,
    pub bad_json: &'static str,
    pub too_long: &'static str,
    pub cut_off: &'static str,
    pub ambiguous_date: &'static str,
    pub short_year: &'static str,
    pub number_date: &'static str,
    pub totals_row: &'static str,
    pub broken_text: &'static str,
    pub decimal_comma: &'static str,
    pub swapped_coordinates: &'static str,
    pub zero_coordinates: &'static str,
    pub projected_coordinates: &'static str,
    pub unknown_precision: &'static str,
    pub unused_end: &'static str,
    /// `Reason::SheetError`.
    pub sheet_error: &'static str,
    /// `Reason::RepeatedId`.
    pub repeated_id: &'static str,
    pub empty_row: &'static str,
    pub repeated_header: &'static str,
    pub not_an_event: &'static str,
    pub placed_by_name: &'static str,
    pub placed_by_likely_name: &'static str,
    pub ambiguous_name: &'static str,
    pub unknown_name: &'static str,
    /// `Reason::HalfPosition`.
    pub half_position: &'static str,
    /// `Reason::NameForPosition`.
    pub name_for_position: &'static str,
    /// `Reason::Exchanged`.
    pub exchanged: &'static str,
    /// `Reason::FarFromName`.
    pub far_from_name: &'static str,
    /// `Reason::NameAgainst`.
    pub name_against: &'static str,
    /// `Reason::WrongWeekday`.
    pub wrong_weekday: &'static str,
    /// `Reason::FarYear`.
    pub far_year: &'static str,
    /// `Reason::ZonedTime`.
    pub zoned_time: &'static str,
    /// `Reason::DateOfYear`.
    pub date_of_year: &'static str,
    /// `Reason::UnknownKind`.
    pub unknown_kind: &'static str,
    /// `Reason::FigureOrder`.
    pub figure_order: &'static str,
    /// `Reason::ReadByConvention`.
    pub read_by_convention: &'static str,
}

pub(super) const EN: ImportText = ImportText {
    open_data: "Open data",
    report: "Import report",
    reading: "Reading {file}…",
    rows: Plural::two_forms("{n} row read", "{n} rows read"),
    cancel: "Cancel",
    cancelled: "{file} was not opened: reading was cancelled.",
    open_bundled: "Open the five reports on Idlib",
    fields: "All fields of this row",
    row: "Row {n}",
    reading_row: "Reading the row…",
    row_gone: "This row can no longer be read: the file was moved or changed. Open it again.",
    undated: "Date not stated",
    problems: Plural::two_forms(
        "{n} value of the file could not be used",
        "{n} values of the file could not be used",
    ),
    more_problems: Plural::two_forms("and {n} more", "and {n} more"),
    problem: "{file}, row {row}, {field}: {reason} ({value}).",
    failed_empty: "{file} has no rows. Check that it is the file you mean.",
    failed_format: "{file} is no format that can be read: neither a table of text (CSV, TSV) nor GeoJSON nor this project’s own JSON. Save it as CSV in UTF-8, then open it again.",
    failed_encoding: "{file} is not in an encoding that can be read ({detail}). Save it in UTF-8, then open it again.",
    failed_columns: "{file} does not say by itself what its columns are: {detail}. Say which is the date, and which the place or the coordinates.",
    failed_features: "{file} is JSON, but has no list of GeoJSON features. Check that it is the file you mean.",
    failed_large: "{file} is too large: {detail}. Split it, then open a part.",
    failed_network: "{file} could not be loaded: the server did not answer. Check the connection, then retry.",
    failed_http: "{file} could not be loaded: the server answered {detail}. Check that the file is there, then retry.",
    failed_unreadable: "{file} could not be read: {detail}. If it was moved or changed, choose it again.",
    failed_gzip: "{file} is compressed, and damaged: {detail}. Fetch it anew.",
    failed_zip: "{file} is a zip archive that cannot be unpacked: {detail}. Unpack it yourself, then open the file in it.",
    failed_locked: "{file} is locked with a password. Save it without one, then open it again.",
    failed_old_workbook: "{file} is a document of an older Office format. Save it as XLSX or CSV, then open it again.",
    failed_entries: "{file} holds {detail} files. Open it with “Open data” and choose one.",
    failed_worker: "{file} could not be read: {detail}.",
    no_date: "no date is given; the row is listed without one",
    bad_date: "the date cannot be read; the row is listed without one",
    reversed_dates: "the end comes before the beginning; the row is listed without a date",
    no_coordinates: "no coordinates are given; the row is listed, not drawn",
    no_place: "neither coordinates nor a place are given; the row is listed, not drawn",
    bad_coordinate: "the coordinate is not a number; the row is listed, not drawn",
    off_the_globe: "the coordinate is not on the globe; the row is listed, not drawn",
    not_a_point: "the geometry is not a single point; the row is listed, not drawn",
    bad_number: "the count cannot be read; it is quoted in the list and left out of sums",
    unknown_modality: "this is no known modality; taken as having happened",
    unclosed_quote: "a quote is opened and never closed; quotes of that line are taken as they stand",
    extra_fields: "the row has more fields than the header; those beyond are not used",
    missing_fields: "the row has fewer fields than the header; the missing ones are empty",
    bad_json: "the feature is not well-formed JSON; rejected",
    too_long: "the row is too long; rejected",
    cut_off: "the file ends inside the row; rejected",
    ambiguous_date: "day and month could be either way round; the row is listed without a date",
    short_year: "the year has two digits; the row is listed without a date",
    number_date: "a number stands for the date; the row is listed without one",
    totals_row: "the row sums up others; rejected",
    broken_text: "letters could not be read; choose the file’s encoding under “Columns”",
    decimal_comma: "the coordinate has a comma for its decimal point; the row is listed, not drawn",
    swapped_coordinates: "latitude and longitude seem to have changed places; the row is listed, not drawn",
    zero_coordinates: "the position is 0, 0, which is mostly written where nothing is known; the row is listed, not drawn",
    projected_coordinates: "the coordinates are not degrees but metres; the row is listed, not drawn",
    unknown_precision: "this is no known precision; the day or place is not taken as exact",
    unused_end: "the end is no date after the beginning; only the date is used",
    sheet_error: "the cell holds an error of the workbook; taken as not stated",
    repeated_id: "an earlier row has the same identifier; both are kept and counted",
    empty_row: "there is nothing in the row; rejected",
    repeated_header: "this is the header once more; rejected",
    not_an_event: "this is the title or an era of a timeline, no event; rejected",
    placed_by_name: "placed by its name in the gazetteer",
    placed_by_likely_name: "placed by the name most probably meant; check it",
    ambiguous_name: "the name stands for several places; the row is listed, not drawn",
    unknown_name: "the name is not in the gazetteer; the row is listed, not drawn",
    half_position: "one of the two coordinates is missing; the row is listed, not drawn",
    name_for_position: "the coordinates cannot be used; the name is used in their place",
    exchanged: "latitude and longitude are exchanged, as you said",
    far_from_name: "the gazetteer has this name more than 50 km from there; drawn where the coordinates say",
    name_against: "the gazetteer has the name, but not in the country or division that the row gives; the row is listed, not drawn",
    wrong_weekday: "the day of the week is not that of the date; the date is used",
    far_year: "the year is far from those of the other rows; check it",
    zoned_time: "in UTC it is another day; the day is used as written",
    date_of_year: "the date is empty; the year beside it is used",
    unknown_kind: "this is no known code for a kind; shown as it stands",
    figure_order: "the figures contradict one another; the least and the greatest of them are used",
    read_by_convention: "the words of the date are read by convention (thirds of a month or year, months of a season, days of a week); check it",
};

pub(super) const AR: ImportText = ImportText {
    open_data: "فتح بيانات",
    report: "تقرير الاستيراد",
    reading: "تجري قراءة {file}…",
    rows: Plural {
        zero: "لم يُقرأ أي صف",
        one: "قُرئ صف واحد",
        two: "قُرئ صفّان",
        few: "قُرئت {n} صفوف",
        many: "قُرئ {n} صفًا",
        other: "قُرئ {n} صف",
    },
    cancel: "إلغاء",
    cancelled: "لم يُفتح {file}: أُلغيت القراءة.",
    open_bundled: "افتح التقارير الخمسة عن إدلب",
    fields: "جميع حقول هذا الصف",
    row: "الصف {n}",
    reading_row: "تجري قراءة الصف…",
    row_gone: "لم تعد قراءة هذا الصف ممكنة: نُقل الملف أو تغيّر. افتحه من جديد.",
    undated: "التاريخ غير مذكور",
    problems: Plural {
        zero: "استُخدمت جميع قيم الملف",
        one: "تعذّر استخدام قيمة واحدة من الملف",
        two: "تعذّر استخدام قيمتين من الملف",
        few: "تعذّر استخدام {n} قيم من الملف",
        many: "تعذّر استخدام {n} قيمة من الملف",
        other: "تعذّر استخدام {n} قيمة من الملف",
    },
    more_problems: Plural {
        zero: "ولا شيء غيرها",
        one: "وواحدة أخرى",
        two: "واثنتان أخريان",
        few: "و{n} أخرى",
        many: "و{n} أخرى",
        other: "و{n} أخرى",
    },
    problem: "{file}، الصف {row}، {field}: {reason} ({value}).",
    failed_empty: "لا صفوف في {file}. تحقّق من أنه الملف المقصود.",
    failed_format: "صيغة {file} غير مقروءة: ليس جدولًا نصيًا (CSV أو TSV) ولا GeoJSON ولا صيغة هذا المشروع. احفظه بصيغة CSV وترميز UTF-8 ثم افتحه من جديد.",
    failed_encoding: "ترميز {file} غير مقروء ({detail}). احفظه بترميز UTF-8 ثم افتحه من جديد.",
    failed_columns: "لا يدل {file} بنفسه على معنى أعمدته: {detail}. حدّد أيّها التاريخ وأيّها المكان أو الإحداثيات.",
    failed_features: "{file} ملف JSON لكنه بلا قائمة معالم GeoJSON. تحقّق من أنه الملف المقصود.",
    failed_large: "{file} كبير جدًا: {detail}. قسّمه ثم افتح جزءًا منه.",
    failed_network: "تعذّر تحميل {file}: لم يُجب الخادم. تحقّق من الاتصال ثم أعد المحاولة.",
    failed_http: "تعذّر تحميل {file}: أجاب الخادم {detail}. تحقّق من وجود الملف ثم أعد المحاولة.",
    failed_unreadable: "تعذّرت قراءة {file}: {detail}. إن كان قد نُقل أو تغيّر فاختره من جديد.",
    failed_gzip: "{file} مضغوط وتالف: {detail}. اجلبه من جديد.",
    failed_zip: "{file} أرشيف zip تعذّر فكّه: {detail}. فكّه بنفسك ثم افتح الملف الذي فيه.",
    failed_locked: "{file} مقفل بكلمة مرور. احفظه بلا كلمة مرور ثم افتحه من جديد.",
    failed_old_workbook: "{file} مستند بصيغة Office أقدم. احفظه بصيغة XLSX أو CSV ثم افتحه من جديد.",
    failed_entries: "في {file} {detail} ملفات. افتحه من «فتح بيانات» واختر واحدًا.",
    failed_worker: "تعذّرت قراءة {file}: {detail}.",
    no_date: "لا تاريخ؛ الصف مدرج من دونه",
    bad_date: "التاريخ غير مقروء؛ الصف مدرج من دونه",
    reversed_dates: "النهاية قبل البداية؛ الصف مدرج بلا تاريخ",
    no_coordinates: "لا إحداثيات؛ الصف مدرج وغير مرسوم",
    no_place: "لا إحداثيات ولا مكان؛ الصف مدرج وغير مرسوم",
    bad_coordinate: "الإحداثية ليست عددًا؛ الصف مدرج وغير مرسوم",
    off_the_globe: "الإحداثية خارج الكرة الأرضية؛ الصف مدرج وغير مرسوم",
    not_a_point: "الشكل ليس نقطة واحدة؛ الصف مدرج وغير مرسوم",
    bad_number: "تعذّرت قراءة العدد؛ يُقتبس في القائمة ولا يُجمع",
    unknown_modality: "صيغة غير معروفة؛ تُعدّ واقعة",
    unclosed_quote: "علامة اقتباس لم تُغلق؛ تُقرأ علامات ذلك السطر كما هي",
    extra_fields: "حقول الصف أكثر من الأعمدة؛ لا تُستخدم الزائدة",
    missing_fields: "حقول الصف أقل من الأعمدة؛ الناقصة فارغة",
    bad_json: "المَعلم ليس JSON سليمًا؛ مرفوض",
    too_long: "الصف طويل جدًا؛ مرفوض",
    cut_off: "ينتهي الملف داخل الصف؛ مرفوض",
    ambiguous_date: "قد يكون اليوم أولًا أو الشهر؛ الصف مدرج بلا تاريخ",
    short_year: "السنة من رقمين؛ الصف مدرج بلا تاريخ",
    number_date: "عدد في موضع التاريخ؛ الصف مدرج بلا تاريخ",
    totals_row: "الصف مجموع صفوف أخرى؛ مرفوض",
    broken_text: "حروف تعذّرت قراءتها؛ اختر ترميز الملف ضمن «الأعمدة»",
    decimal_comma: "في الإحداثية فاصلة عشرية؛ الصف مدرج وغير مرسوم",
    swapped_coordinates: "يبدو أن خط العرض وخط الطول تبادلا الموضع؛ الصف مدرج وغير مرسوم",
    zero_coordinates: "الموقع 0، 0 ويُكتب غالبًا حين لا يُعرف شيء؛ الصف مدرج وغير مرسوم",
    projected_coordinates: "الإحداثيات أمتار لا درجات؛ الصف مدرج وغير مرسوم",
    unknown_precision: "درجة دقة غير معروفة؛ لا يُعدّ اليوم أو المكان دقيقًا",
    unused_end: "النهاية ليست تاريخًا بعد البداية؛ استُعمل التاريخ وحده",
    sheet_error: "في الخلية خطأ من المصنّف؛ عُدّت قيمتها غير مذكورة",
    repeated_id: "لصف سابق المعرّف نفسه؛ بقي الصفّان وعُدّا",
    empty_row: "لا شيء في الصف؛ مرفوض",
    repeated_header: "هذا صف العناوين مكررًا؛ مرفوض",
    not_an_event: "هذا عنوان خط زمني أو حقبة، لا حدث؛ مرفوض",
    placed_by_name: "وُضع بحسب اسمه في المعجم الجغرافي",
    placed_by_likely_name: "وُضع بحسب الاسم الأرجح؛ تحقّق منه",
    ambiguous_name: "الاسم لأكثر من مكان؛ الصف مدرج وغير مرسوم",
    unknown_name: "الاسم ليس في المعجم الجغرافي؛ الصف مدرج وغير مرسوم",
    half_position: "إحدى الإحداثيتين مفقودة؛ الصف مدرج وغير مرسوم",
    name_for_position: "تعذّر استعمال الإحداثيات؛ استُعمل الاسم بدلًا منها",
    exchanged: "بُدّل خط العرض بخط الطول كما قلت",
    far_from_name: "في المعجم الجغرافي هذا الاسم على بعد يزيد على 50 كم؛ رُسم حيث تقول الإحداثيات",
    name_against: "الاسم في المعجم الجغرافي، لكن ليس في البلد أو التقسيم الذي يذكره الصف؛ الصف مدرج وغير مرسوم",
    wrong_weekday: "يوم الأسبوع لا يوافق التاريخ؛ استُعمل التاريخ",
    far_year: "السنة بعيدة عن سنوات الصفوف الأخرى؛ تحقّق منها",
    zoned_time: "هو يوم آخر بالتوقيت العالمي؛ استُعمل اليوم كما كُتب",
    date_of_year: "التاريخ فارغ؛ استُعملت السنة المذكورة بجانبه",
    unknown_kind: "رمز نوع غير معروف؛ عُرض كما هو",
    figure_order: "الأرقام متناقضة؛ استُعمل أقلها وأكثرها",
    read_by_convention: "قُرئت كلمات التاريخ بالعُرف (أثلاث الشهر أو السنة، أشهر الفصل، أيام الأسبوع)؛ تحقّق منه",
};

impl ImportText {
    /// What is wrong with a value or a row, and what became of it.
    pub fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::NoDate => self.no_date,
            Reason::BadDate => self.bad_date,
            Reason::ReversedDates => self.reversed_dates,
            Reason::NoCoordinates => self.no_coordinates,
            Reason::NoPlace => self.no_place,
            Reason::BadCoordinate => self.bad_coordinate,
            Reason::OffTheGlobe => self.off_the_globe,
            Reason::NotAPoint => self.not_a_point,
            Reason::BadNumber => self.bad_number,
            Reason::UnknownModality => self.unknown_modality,
            Reason::UnclosedQuote => self.unclosed_quote,
            Reason::ExtraFields => self.extra_fields,
            Reason::MissingFields => self.missing_fields,
            Reason::BadJson => self.bad_json,
            Reason::TooLong => self.too_long,
            Reason::CutOff => self.cut_off,
            Reason::AmbiguousDate => self.ambiguous_date,
            Reason::ShortYear => self.short_year,
            Reason::NumberDate => self.number_date,
            Reason::TotalsRow => self.totals_row,
            Reason::BrokenText => self.broken_text,
            Reason::DecimalComma => self.decimal_comma,
            Reason::SwappedCoordinates => self.swapped_coordinates,
            Reason::ZeroCoordinates => self.zero_coordinates,
            Reason::ProjectedCoordinates => self.projected_coordinates,
            Reason::UnknownPrecision => self.unknown_precision,
            Reason::UnusedEnd => self.unused_end,
            Reason::SheetError => self.sheet_error,
            Reason::RepeatedId => self.repeated_id,
            Reason::EmptyRow => self.empty_row,
            Reason::RepeatedHeader => self.repeated_header,
            Reason::NotAnEvent => self.not_an_event,
            Reason::PlacedByName => self.placed_by_name,
            Reason::PlacedByLikelyName => self.placed_by_likely_name,
            Reason::AmbiguousName => self.ambiguous_name,
            Reason::UnknownName => self.unknown_name,
            Reason::HalfPosition => self.half_position,
            Reason::NameForPosition => self.name_for_position,
            Reason::Exchanged => self.exchanged,
            Reason::FarFromName => self.far_from_name,
            Reason::NameAgainst => self.name_against,
            Reason::WrongWeekday => self.wrong_weekday,
            Reason::FarYear => self.far_year,
            Reason::ZonedTime => self.zoned_time,
            Reason::DateOfYear => self.date_of_year,
            Reason::UnknownKind => self.unknown_kind,
            Reason::FigureOrder => self.figure_order,
            Reason::ReadByConvention => self.read_by_convention,
        }
    }
}

impl Messages {
    /// The sentence for a file that could not be opened: what is wrong, and what to do.
    pub fn load_failure(&self, failure: &LoadFailure) -> String {
        let text = self.import;
        let pattern = match failure.code.as_str() {
            "empty" => text.failed_empty,
            "unknown_format" => text.failed_format,
            "encoding" => text.failed_encoding,
            "no_known_columns" => text.failed_columns,
            "no_features" => text.failed_features,
            "too_large" | "table" => text.failed_large,
            "network" => text.failed_network,
            "http" => text.failed_http,
            "unreadable" => text.failed_unreadable,
            "gzip" => text.failed_gzip,
            "zip" => text.failed_zip,
            "choose_entry" => text.failed_entries,
            "locked" => text.failed_locked,
            "old_workbook" => text.failed_old_workbook,
            _ => text.failed_worker,
        };
        fill(pattern, &[("file", &failure.file), ("detail", &failure.detail)])
    }

    /// The sentence for a value that could not be used.
    pub fn import_problem(&self, file: &str, problem: &Problem, formats: &dyn Formats) -> String {
        let field = if problem.field.is_empty() {
            "–"
        } else {
            &problem.field
        };
        let value = if problem.value.is_empty() {
            "–"
        } else {
            &problem.value
        };
        fill(
            self.import.problem,
            &[
                ("file", file),
                ("row", &formats.number(f64::from(problem.row))),
                ("field", field),
                ("reason", self.import.reason(problem.reason)),
                ("value", value),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{StubFormats, messages};
    use crate::state::Lang;

    #[test]
    fn failures_and_problems_say_what_and_where() {
        let failure = LoadFailure::new("no_known_columns", "a.csv", "x, y");
        let said = messages(Lang::En).load_failure(&failure);
        assert!(
            said.starts_with("a.csv does not say") && said.contains("x, y"),
            "{said}"
        );
        let problem = Problem {
            row: 7,
            offset: 0,
            field: "date".to_owned(),
            value: "soon".to_owned(),
            reason: Reason::BadDate,
        };
        for lang in Lang::ALL {
            let said = messages(lang).import_problem("a.csv", &problem, &StubFormats);
            assert!(
                ["a.csv", "7", "date", "soon"]
                    .iter()
                    .all(|part| said.contains(part)),
                "{said}"
            );
        }
    }
}

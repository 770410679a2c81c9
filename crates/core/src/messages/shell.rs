//! Texts of the page around the panes: header, status, loading, errors, host.

use super::{Messages, Plural, fill};
use crate::table::TableError;

/// Texts of the page around the panes.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the name of its sentence")]
pub struct ShellText {
    pub caveat: &'static str,
    pub language: &'static str,
    pub language_name: &'static str,
    pub loading: &'static str,
    pub loading_files: &'static str,
    pub retry: &'static str,
    pub part_missing: &'static str,
    pub status: &'static str,
    pub status_placeless: &'static str,
    pub status_nothing: &'static str,
    pub status_no_data: &'static str,
    pub places: Plural,
    pub events: Plural,
    pub events_of: &'static str,
    pub talks: Plural,
    pub other_words: Plural,
    pub filtered_by: &'static str,
    pub problems: Plural,
    pub link_problem: &'static str,
    pub error_unreachable: &'static str,
    pub error_status: &'static str,
    pub error_other_origin: &'static str,
    pub error_not_json: &'static str,
    pub error_not_expected: &'static str,
    pub error_version: &'static str,
    pub error_too_large: &'static str,
    pub problem_malformed: &'static str,
    pub problem_unknown_word: &'static str,
    pub problem_duplicate: &'static str,
    pub problem_dangling: &'static str,
    pub problem_undated: &'static str,
    pub problem_unordered: &'static str,
    pub problem_place: &'static str,
    pub problem_file: &'static str,
    pub too_many_rows: &'static str,
    pub too_many_kinds: &'static str,
    pub about: &'static str,
    pub licence: &'static str,
    pub sheet_open: &'static str,
    pub sheet_close: &'static str,
    pub other_kinds: &'static str,
    pub save_or_share: &'static str,
}

impl Messages {
    /// What is too large in a file.
    pub fn table_error(&self, error: &TableError) -> String {
        let text = self.shell;
        match error {
            TableError::TooManyRows { rows } => fill(text.too_many_rows, &[("rows", &rows.to_string())]),
            TableError::TooManyKinds { kinds, places, .. } => fill(
                text.too_many_kinds,
                &[("kinds", &kinds.to_string()), ("places", &places.to_string())],
            ),
            // Only a table that comes from the worker may lack a part of itself.
            error => error.to_string(),
        }
    }
}

pub(super) const EN: ShellText = ShellText {
    caveat: "Shows what these reports say, not what is verified. No mark does not mean that nothing happened.",
    language: "Language",
    language_name: "English",
    loading: "Loading the map and the reports…",
    loading_files: "{done} of {all} files",
    retry: "Retry",
    part_missing: "A part of the page could not be loaded. Check the connection, then retry.",
    status: "{events} at {places}, {dates}",
    status_placeless: "{events}, {dates}",
    status_nothing: "No reported event, {dates}",
    status_no_data: "These data hold no event",
    places: Plural::two_forms("{n} place", "{n} places"),
    events: Plural::two_forms("{n} reported event", "{n} reported events"),
    events_of: "{low} to {high}",
    talks: Plural::two_forms("{n} of talks", "{n} of talks"),
    other_words: Plural::two_forms("{n} statement or allegation", "{n} statements or allegations"),
    filtered_by: "filtered by {filters}",
    problems: Plural::two_forms(
        "{n} entry of the data could not be used in full",
        "{n} entries of the data could not be used in full",
    ),
    link_problem: "The link’s “{key}” ({value}) could not be used; the rest of the view was opened.",
    error_unreachable: "{file} could not be loaded: the server did not answer. Check the connection, then retry.",
    error_status: "{file} could not be loaded: the server answered {status}. Check that the file is there, then retry.",
    error_other_origin: "{file} is on another site. Only files of this site are opened, so that nothing leaves the page.",
    error_not_json: "{file} is not valid JSON: line {line}, column {column}. Mend it there, then retry.",
    error_not_expected: "{file} does not hold what it should: {detail}. Mend it, then retry.",
    error_version: "{file} has version {version} of the format, which this page does not know. Update the page.",
    error_too_large: "{file} is too large: {detail}.",
    problem_malformed: "{file}, entry {record} ({id}): left out, {detail}.",
    problem_unknown_word: "{file}, entry {record} ({id}), {field}: left out, “{detail}” is not a known word.",
    problem_duplicate: "{file}, entry {record}: left out, the id “{detail}” is already taken.",
    problem_dangling: "{file}, entry {record} ({id}), {field}: there is no “{detail}”; the rest is used.",
    problem_undated: "{file}, entry {record} ({id}), {field}: “{detail}” is not a readable date; used without one.",
    problem_unordered: "{file}, entry {record} ({id}): the figure “{detail}” has bounds in the wrong order; left out.",
    problem_place: "{file}, entry {record} ({id}): the place “{detail}” is not in the gazetteer; not on the map.",
    problem_file: "{file} could not be used in full: {detail}.",
    too_many_rows: "{rows} rows are more than can be counted",
    too_many_kinds: "{kinds} kinds at {places} places are more than can be counted",
    about: "About this data",
    licence: "Licence: {licence}",
    sheet_open: "Show all reports",
    sheet_close: "Back to the map",
    other_kinds: "Other",
    save_or_share: "Save or share",
};

pub(super) const AR: ShellText = ShellText {
    caveat: "يعرض ما تقوله هذه التقارير، لا ما تم التحقق منه. عدم وجود علامة لا يعني أن شيئاً لم يحدث.",
    language: "اللغة",
    language_name: "العربية",
    loading: "جارٍ تحميل الخريطة والتقارير…",
    loading_files: "{done} من {all} ملفات",
    retry: "إعادة المحاولة",
    part_missing: "تعذّر تحميل جزء من الصفحة. تحقق من الاتصال ثم أعد المحاولة.",
    status: "{events} في {places}، {dates}",
    status_placeless: "{events}، {dates}",
    status_nothing: "لا حدث مُبلَّغ عنه، {dates}",
    status_no_data: "لا حدث في هذه البيانات",
    places: Plural {
        zero: "لا مكان",
        one: "مكان واحد",
        two: "مكانين",
        few: "{n} أماكن",
        many: "{n} مكاناً",
        other: "{n} مكان",
    },
    events: Plural {
        zero: "لا أحداث مُبلَّغ عنها",
        one: "حدث واحد مُبلَّغ عنه",
        two: "حدثان مُبلَّغ عنهما",
        few: "{n} أحداث مُبلَّغ عنها",
        many: "{n} حدثاً مُبلَّغاً عنه",
        other: "{n} حدث مُبلَّغ عنه",
    },
    events_of: "من {low} إلى {high}",
    talks: Plural {
        zero: "لا محادثات",
        one: "منها محادثات واحدة",
        two: "منها اثنتان محادثات",
        few: "منها {n} محادثات",
        many: "منها {n} محادثات",
        other: "منها {n} محادثات",
    },
    other_words: Plural {
        zero: "لا تصريحات أو اتهامات",
        one: "تصريح أو اتهام واحد",
        two: "تصريحان أو اتهامان",
        few: "{n} تصريحات أو اتهامات",
        many: "{n} تصريحاً أو اتهاماً",
        other: "{n} تصريح أو اتهام",
    },
    filtered_by: "مصفّاة حسب {filters}",
    problems: Plural {
        zero: "استُخدمت كل مدخلات البيانات",
        one: "تعذّر استخدام مدخل واحد من البيانات كاملاً",
        two: "تعذّر استخدام مدخلين من البيانات كاملين",
        few: "تعذّر استخدام {n} مدخلات من البيانات كاملة",
        many: "تعذّر استخدام {n} مدخلاً من البيانات كاملاً",
        other: "تعذّر استخدام {n} مدخل من البيانات كاملاً",
    },
    link_problem: "تعذّر استخدام «{key}» في الرابط ({value})؛ فُتح باقي العرض.",
    error_unreachable: "تعذّر تحميل {file}: لم يُجب الخادم. تحقق من الاتصال ثم أعد المحاولة.",
    error_status: "تعذّر تحميل {file}: أجاب الخادم بالرمز {status}. تحقق من وجود الملف ثم أعد المحاولة.",
    error_other_origin: "الملف {file} في موقع آخر. لا تُفتح إلا ملفات هذا الموقع كي لا يخرج شيء من الصفحة.",
    error_not_json: "الملف {file} ليس JSON صالحاً: السطر {line}، العمود {column}. أصلحه ثم أعد المحاولة.",
    error_not_expected: "الملف {file} لا يحوي ما ينبغي: {detail}. أصلحه ثم أعد المحاولة.",
    error_version: "الملف {file} بإصدار {version} من الصيغة لا تعرفه هذه الصفحة. حدّث الصفحة.",
    error_too_large: "الملف {file} كبير جداً: {detail}.",
    problem_malformed: "{file}، المدخل {record} ({id}): لم يُستخدم، {detail}.",
    problem_unknown_word: "{file}، المدخل {record} ({id})، {field}: لم يُستخدم، «{detail}» كلمة غير معروفة.",
    problem_duplicate: "{file}، المدخل {record}: لم يُستخدم، المعرّف «{detail}» مستخدم من قبل.",
    problem_dangling: "{file}، المدخل {record} ({id})، {field}: لا يوجد «{detail}»؛ استُخدم الباقي.",
    problem_undated: "{file}، المدخل {record} ({id})، {field}: «{detail}» ليس تاريخاً مقروءاً؛ استُخدم دون تاريخ.",
    problem_unordered: "{file}، المدخل {record} ({id}): حدود الرقم «{detail}» بترتيب خاطئ؛ لم يُستخدم.",
    problem_place: "{file}، المدخل {record} ({id}): المكان «{detail}» ليس في المعجم الجغرافي؛ لا يظهر على الخريطة.",
    problem_file: "تعذّر استخدام {file} كاملاً: {detail}.",
    too_many_rows: "عدد الصفوف {rows} أكثر مما يمكن عدّه",
    too_many_kinds: "عدد الأنواع {kinds} في {places} من الأماكن أكثر مما يمكن عدّه",
    about: "عن هذه البيانات",
    licence: "الرخصة: {licence}",
    sheet_open: "عرض كل التقارير",
    sheet_close: "العودة إلى الخريطة",
    other_kinds: "غير ذلك",
    save_or_share: "حفظ أو مشاركة",
};

#[cfg(test)]
mod tests {
    use crate::messages::messages;
    use crate::state::Lang;
    use crate::table::TableError;

    #[test]
    fn what_is_too_large_is_said_with_its_numbers() {
        for lang in [Lang::En, Lang::Ar] {
            let said = messages(lang).table_error(&TableError::TooManyRows { rows: 7 });
            assert!(said.contains('7') && !said.contains('{'), "{said}");
            let error = TableError::TooManyKinds {
                kinds: 8,
                places: 9,
                rows: 1,
            };
            let said = messages(lang).table_error(&error);
            assert!(
                said.contains('8') && said.contains('9') && !said.contains('{'),
                "{said}"
            );
        }
    }
}

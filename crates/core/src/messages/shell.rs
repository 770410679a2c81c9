//! Texts of the page around the panes.

/// Texts of the page around the panes.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the name of its sentence")]
pub struct ShellText {
    pub caveat: &'static str,
    pub language: &'static str,
    pub loading: &'static str,
    pub loading_file: &'static str,
    pub retry: &'static str,
}

pub(super) const EN: ShellText = ShellText {
    caveat: "Shows what these reports say, not what is verified. No mark does not mean that nothing happened.",
    language: "Language",
    loading: "Loading…",
    loading_file: "Loading {file}…",
    retry: "Retry",
};

pub(super) const AR: ShellText = ShellText {
    caveat: "يعرض ما تقوله هذه التقارير، لا ما تم التحقق منه. عدم وجود علامة لا يعني أن شيئاً لم يحدث.",
    language: "اللغة",
    loading: "جارٍ التحميل…",
    loading_file: "جارٍ تحميل {file}…",
    retry: "إعادة المحاولة",
};

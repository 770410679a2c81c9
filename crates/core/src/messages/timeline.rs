//! Texts of the timeline.

use super::{DateStyle, Formats, Plural, fill, named};
use crate::scene::timeline::Preset;
use crate::state::{Speed, TimeMode};
use crate::time::{Day, Granularity, TimeWindow, TypedDateError};

/// Texts of the timeline.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the name of its sentence")]
pub struct TimelineText {
    pub timeline: &'static str,
    pub first_day: &'static str,
    pub last_day: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub play: &'static str,
    pub pause: &'static str,
    pub previous_event: &'static str,
    pub next_event: &'static str,
    pub show_all: &'static str,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub more: &'static str,
    pub looped: &'static str,
    pub backward: &'static str,
    pub skip_empty: &'static str,
    pub speed: &'static str,
    pub speeds: [&'static str; 3],
    pub run_secs: Plural,
    pub run_mins: Plural,
    pub dates: &'static str,
    pub chosen_dates: &'static str,
    pub presets: [&'static str; 6],
    pub bursts: &'static str,
    pub step: &'static str,
    pub steps: [&'static str; 5],
    pub mode: &'static str,
    pub modes: [&'static str; 3],
    pub events: Plural,
    pub events_range: Plural,
    pub events_of: &'static str,
    pub burst: &'static str,
    pub possible: Plural,
    pub no_event: &'static str,
    pub no_report: Plural,
    pub published: &'static str,
    pub covers: &'static str,
    pub lanes_left_out: Plural,
    pub hint: &'static str,
    pub error_empty: &'static str,
    pub error_calendar: &'static str,
    pub error_form: &'static str,
    pub error_reversed: &'static str,
    pub error_outside: &'static str,
}

impl TimelineText {
    /// What one second of playing stands for.
    pub fn speed_name(&self, speed: Speed) -> &'static str {
        named(&Speed::ALL, &speed, &self.speeds)
    }

    /// A preset's name.
    pub fn preset_name(&self, preset: Preset) -> &'static str {
        named(&Preset::ALL, &preset, &self.presets)
    }

    /// A unit's name.
    pub fn step_name(&self, step: Granularity) -> &'static str {
        named(&Granularity::ALL, &step, &self.steps)
    }

    /// A mode's name.
    pub fn mode_name(&self, mode: TimeMode) -> &'static str {
        named(&TimeMode::ALL, &mode, &self.modes)
    }

    /// How many events: "24 events", or "22 to 24 events" where some may lie elsewhere.
    pub fn count(&self, definite: u32, possible: u32, formats: &dyn Formats) -> String {
        let most = u64::from(definite) + u64::from(possible);
        if possible == 0 {
            return self.events.of(most, formats);
        }
        let low = formats.number(f64::from(definite));
        fill(&self.events_range.of(most, formats), &[("low", &low)])
    }

    /// A burst's dates as a title has them: "September 2018", "December 2021 – January 2022".
    pub fn burst_dates(days: TimeWindow, formats: &dyn Formats) -> String {
        formats.date_range(days.first(), days.last(), DateStyle::MonthYear)
    }

    /// A thumb's value in words.
    pub fn day_in_words(day: Day, formats: &dyn Formats) -> String {
        formats.date(day, DateStyle::Long)
    }

    /// How long playing through `days` takes.
    pub fn run_length(&self, days: i32, speed: Speed, formats: &dyn Formats) -> String {
        let secs = (f64::from(days) / speed.days_per_sec()).ceil().max(1.0) as u64;
        if secs < 100 {
            self.run_secs.of(secs, formats)
        } else {
            self.run_mins.of((secs + 30) / 60, formats)
        }
    }

    /// Why a typed date could not be used.
    pub fn typed_error(&self, error: &TypedDateError) -> String {
        let (pattern, text) = match error {
            TypedDateError::Empty => (self.error_empty, ""),
            TypedDateError::NotInCalendar { text } => (self.error_calendar, text.as_str()),
            TypedDateError::NotADate { text } => (self.error_form, text.as_str()),
            TypedDateError::Reversed { text } => (self.error_reversed, text.as_str()),
        };
        fill(pattern, &[("text", text)])
    }
}

pub(super) const EN: TimelineText = TimelineText {
    timeline: "Timeline",
    first_day: "First day",
    last_day: "Last day",
    from: "From",
    to: "To",
    play: "Play",
    pause: "Pause",
    previous_event: "Previous event",
    next_event: "Next event",
    show_all: "Show all time",
    zoom_in: "Show fewer days",
    zoom_out: "Show more days",
    more: "More time controls",
    looped: "Repeat",
    backward: "Backward",
    skip_empty: "Skip empty dates",
    speed: "Speed",
    speeds: ["1 s = 1 day", "1 s = 1 week", "1 s = 1 month"],
    run_secs: Plural::two_forms("run: {n} s", "run: {n} s"),
    run_mins: Plural::two_forms("run: {n} min", "run: {n} min"),
    dates: "Dates",
    chosen_dates: "Chosen dates",
    presets: [
        "One day",
        "One week",
        "One month",
        "3 months",
        "One year",
        "All time",
    ],
    bursts: "Most reported",
    step: "Step",
    steps: ["by day", "by week", "by month", "by quarter", "by year"],
    mode: "Selection",
    modes: ["From – to", "From the start", "Day with trail"],
    events: Plural::two_forms("{n} event", "{n} events"),
    events_range: Plural::two_forms("{low} to {n} event", "{low} to {n} events"),
    events_of: "{events} of {all}",
    burst: "{dates}: {events}",
    possible: Plural::two_forms(
        "{n} of them may fall on other dates",
        "{n} of them may fall on other dates",
    ),
    no_event: "no event reported",
    no_report: Plural::two_forms(
        "no report in this set, {n} day",
        "no report in this set, {n} days",
    ),
    published: "Published {date}",
    covers: "Reports on {dates}",
    lanes_left_out: Plural::two_forms("and {n} more long event", "and {n} more long events"),
    hint: "Drag to select dates, double-click for all time",
    error_empty: "Enter a date, such as 2018, 2018-09 or 2018-09-07.",
    error_calendar: "“{text}” is not in the calendar.",
    error_form: "“{text}” is not a date. Write 2018, 2018-09, 2018-09-07 or a span such as 2018/2019.",
    error_reversed: "“{text}” ends before it begins.",
    error_outside: "{date} is outside these data, which run from {first} to {last}.",
};

pub(super) const AR: TimelineText = TimelineText {
    timeline: "الخط الزمني",
    first_day: "اليوم الأول",
    last_day: "اليوم الأخير",
    from: "من",
    to: "إلى",
    play: "تشغيل",
    pause: "إيقاف مؤقت",
    previous_event: "الحدث السابق",
    next_event: "الحدث التالي",
    show_all: "عرض كامل المدة",
    zoom_in: "عرض أيام أقل",
    zoom_out: "عرض أيام أكثر",
    more: "مزيد من أدوات الزمن",
    looped: "تكرار",
    backward: "إلى الوراء",
    skip_empty: "تخطي التواريخ الخالية",
    speed: "السرعة",
    speeds: ["ثانية = يوم", "ثانية = أسبوع", "ثانية = شهر"],
    run_secs: Plural::two_forms("المدة: {n} ث", "المدة: {n} ث"),
    run_mins: Plural::two_forms("المدة: {n} د", "المدة: {n} د"),
    dates: "التواريخ",
    chosen_dates: "تواريخ مختارة",
    presets: [
        "يوم واحد",
        "أسبوع واحد",
        "شهر واحد",
        "3 أشهر",
        "سنة واحدة",
        "كامل المدة",
    ],
    bursts: "الأكثر ورودًا في التقارير",
    step: "الخطوة",
    steps: ["يوم بيوم", "أسبوع بأسبوع", "شهر بشهر", "ربع بربع", "سنة بسنة"],
    mode: "التحديد",
    modes: ["من – إلى", "من البداية", "يوم مع أثر"],
    events: Plural {
        zero: "لا أحداث",
        one: "حدث واحد",
        two: "حدثان",
        few: "{n} أحداث",
        many: "{n} حدثًا",
        other: "{n} حدث",
    },
    events_range: Plural {
        zero: "من {low} إلى {n} حدث",
        one: "من {low} إلى {n} حدث",
        two: "من {low} إلى {n} حدث",
        few: "من {low} إلى {n} أحداث",
        many: "من {low} إلى {n} حدثًا",
        other: "من {low} إلى {n} حدث",
    },
    events_of: "{events} من أصل {all}",
    burst: "{dates}: {events}",
    possible: Plural {
        zero: "قد يقع {n} منها في تواريخ أخرى",
        one: "قد يقع واحد منها في تواريخ أخرى",
        two: "قد يقع اثنان منها في تواريخ أخرى",
        few: "قد تقع {n} منها في تواريخ أخرى",
        many: "قد يقع {n} منها في تواريخ أخرى",
        other: "قد يقع {n} منها في تواريخ أخرى",
    },
    no_event: "لا حدث مُبلَّغ عنه",
    no_report: Plural {
        zero: "لا تقرير في هذه المجموعة",
        one: "لا تقرير في هذه المجموعة، يوم واحد",
        two: "لا تقرير في هذه المجموعة، يومان",
        few: "لا تقرير في هذه المجموعة، {n} أيام",
        many: "لا تقرير في هذه المجموعة، {n} يومًا",
        other: "لا تقرير في هذه المجموعة، {n} يوم",
    },
    published: "نُشر في {date}",
    covers: "يتناول {dates}",
    lanes_left_out: Plural {
        zero: "ولا أحداث طويلة أخرى",
        one: "وحدث طويل آخر",
        two: "وحدثان طويلان آخران",
        few: "و{n} أحداث طويلة أخرى",
        many: "و{n} حدثًا طويلًا آخر",
        other: "و{n} حدث طويل آخر",
    },
    hint: "اسحب لتحديد التواريخ، وانقر مرتين لعرض كامل المدة",
    error_empty: "أدخل تاريخًا مثل 2018 أو 2018-09 أو 2018-09-07.",
    error_calendar: "«{text}» ليس في التقويم.",
    error_form: "«{text}» ليس تاريخًا. اكتب 2018 أو 2018-09 أو 2018-09-07 أو مدة مثل 2018/2019.",
    error_reversed: "«{text}» ينتهي قبل أن يبدأ.",
    error_outside: "{date} خارج هذه البيانات، وهي من {first} إلى {last}.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::StubFormats;

    #[test]
    fn counts_say_what_is_uncertain() {
        assert_eq!(EN.count(1, 0, &StubFormats), "1 event");
        assert_eq!(EN.count(22, 2, &StubFormats), "22 to 24 events");
        assert_eq!(EN.count(0, 1, &StubFormats), "0 to 1 event");
    }

    #[test]
    fn runs_are_told_in_seconds_then_minutes() {
        assert_eq!(EN.run_length(60, Speed::Month, &StubFormats), "run: 2 s");
        assert_eq!(EN.run_length(1_523, Speed::Week, &StubFormats), "run: 4 min");
    }
}

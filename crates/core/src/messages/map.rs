//! Texts of the map.

use super::{Formats, Plural, fill};
use crate::scene::map::MarkFigure;

/// Texts of the map.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the name of its sentence")]
pub struct MapText {
    pub map: &'static str,
    pub surface: &'static str,
    pub keys: &'static str,
    pub marks: &'static str,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub fit: &'static str,
    pub key: &'static str,
    pub close: &'static str,
    pub events: Plural,
    pub maybe_more: Plural,
    pub maybe_only: Plural,
    pub places: Plural,
    pub areas: Plural,
    /// `{place}`, `{events}`.
    pub mark: &'static str,
    /// `{place}`, `{events}`.
    pub area_mark: &'static str,
    /// `{name}`, `{n}`.
    pub chip: &'static str,
    /// `{name}`, `{n}`.
    pub chip_several: &'static str,
    /// `{mark}`: what the chip stands for.
    pub chip_label: &'static str,
    pub several_kinds: &'static str,
    pub maybe_symbol: &'static str,
    pub near_symbol: &'static str,
    pub area_symbol: &'static str,
    pub cluster_symbol: &'static str,
    pub size: &'static str,
    pub size_shrunk: &'static str,
    pub not_drawn: &'static str,
    pub metres: &'static str,
    pub kilometres: &'static str,
    pub more_in_list: Plural,
    pub press_to_open: &'static str,
    pub fit_selection: &'static str,
    pub find: &'static str,
    pub find_hint: &'static str,
    pub find_none: &'static str,
    pub find_some: Plural,
    pub coordinates_found: &'static str,
    pub box_tool: &'static str,
    pub box_keys: &'static str,
    pub rough: &'static str,
    pub options: &'static str,
    pub size_by: &'static str,
    pub size_events: &'static str,
    /// Measures of the data format, and their names as headings.
    pub measures: [(&'static str, &'static str); 6],
    /// `{measure}`, `{n}`.
    pub figure: &'static str,
    /// `{measure}`, `{n}`, `{low}`, `{high}`.
    pub figure_between: &'static str,
    /// `{measure}`, `{n}`.
    pub figure_open: &'static str,
    /// `{measure}`.
    pub figure_unstated: &'static str,
    pub figure_rings: &'static str,
    pub figure_unstated_symbol: &'static str,
    pub figures_left_out: Plural,
    pub names: &'static str,
    /// As the page, Latin, Arabic, both.
    pub names_in: [&'static str; 4],
    pub layers: &'static str,
    /// In the order of `MapLayer::ALL`.
    pub layer_names: [&'static str; 6],
    pub in_view: &'static str,
    pub in_view_word: &'static str,
    pub shaded: &'static str,
    pub shade_title: &'static str,
    pub shade_zero: &'static str,
    pub shade_none: &'static str,
    pub shade_list: &'static str,
    /// `{area}`, `{events}`.
    pub shade_area: &'static str,
    pub own: &'static str,
    pub own_open: &'static str,
    /// `{name}`.
    pub own_remove: &'static str,
    pub own_drawn: Plural,
    /// `{n}`: the number of the feature.
    pub own_unreadable: &'static str,
    pub own_not_json: &'static str,
    pub own_not_geojson: &'static str,
    /// `{n}`.
    pub own_no_geometry: &'static str,
    /// `{n}`.
    pub own_off_the_globe: &'static str,
    /// `{at}`.
    pub copy_coordinates: &'static str,
    /// `{at}`.
    pub copied: &'static str,
    pub north: &'static str,
    pub north_letter: &'static str,
    pub other_marks: &'static str,
    /// `{events}`.
    pub other_mark: &'static str,
    pub other_symbol: &'static str,
}

pub(super) const EN: MapText = MapText {
    map: "Map",
    surface: "Move and zoom the map",
    keys: "Arrow keys move the map, plus and minus zoom, Home shows all events in the selected dates. Tab goes on to the places.",
    marks: "Places with events",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    fit: "Fit to events",
    key: "Key",
    close: "Close",
    events: Plural::two_forms("{n} event", "{n} events"),
    maybe_more: Plural::two_forms(
        "{n} more may fall in these dates",
        "{n} more may fall in these dates",
    ),
    maybe_only: Plural::two_forms(
        "{n} event may fall in these dates",
        "{n} events may fall in these dates",
    ),
    places: Plural::two_forms("{n} place", "{n} places"),
    areas: Plural::two_forms("{n} area", "{n} areas"),
    mark: "{place}: {events}",
    area_mark: "{place}, area: {events}",
    chip: "{name} {n}",
    chip_several: "{name}: {n}",
    chip_label: "Show on the map: {mark}",
    several_kinds: "Several kinds",
    maybe_symbol: "May fall in these dates",
    near_symbol: "Near a place",
    area_symbol: "Somewhere in an area",
    cluster_symbol: "Several places",
    size: "Events",
    size_shrunk: "Events (smaller scale in this view)",
    not_drawn: "Not drawn on the map",
    metres: "{n} m",
    kilometres: "{n} km",
    more_in_list: Plural::two_forms("and {n} more", "and {n} more"),
    press_to_open: "Click to read the reports",
    fit_selection: "Fit to selection",
    find: "Find a place",
    find_hint: "Name or coordinates",
    find_none: "No place of this name is known here",
    find_some: Plural::two_forms("{n} place found", "{n} places found"),
    coordinates_found: "Coordinates {at}",
    box_tool: "Select places in a box",
    box_keys: "Drag a box around places to select them; Enter selects all in view, Escape ends.",
    rough: "Coasts and borders here are rough: they may be tens of kilometres off.",
    options: "Map options",
    size_by: "Size of symbols",
    size_events: "Number of events",
    measures: [
        ("killed", "Killed"),
        ("injured", "Injured"),
        ("casualties", "Casualties"),
        ("displaced", "Displaced"),
        ("places_hit", "Places hit"),
        ("munitions", "Munitions"),
    ],
    figure: "{measure}: {n}",
    figure_between: "{measure}: {n} ({low} to {high})",
    figure_open: "{measure}: {n} or more",
    figure_unstated: "{measure}: not stated",
    figure_rings: "Inner and outer ring: least and most",
    figure_unstated_symbol: "Not stated",
    figures_left_out: Plural::two_forms(
        "The figures of {n} event for several places are in no size",
        "The figures of {n} events for several places are in no size",
    ),
    names: "Names",
    names_in: ["As the page", "Latin letters", "Arabic letters", "Both"],
    layers: "Base map",
    layer_names: [
        "Governorates",
        "Rivers",
        "Lakes",
        "Roads",
        "Names of places",
        "Longitude and latitude",
    ],
    in_view: "Only events in the map’s view",
    in_view_word: "the map’s view",
    shaded: "Shade governorates by events",
    shade_title: "Events per governorate",
    shade_zero: "None in these dates",
    shade_none: "No event in this data",
    shade_list: "Each governorate",
    shade_area: "{area}: {events}",
    own: "Your own GeoJSON",
    own_open: "Draw a file under the marks",
    own_remove: "Remove {name}",
    own_drawn: Plural::two_forms("{n} feature drawn", "{n} features drawn"),
    own_unreadable: "The file cannot be read: it was moved, or the browser may not read it. Choose it again.",
    own_not_json: "From feature {n} on the file is not JSON, or is cut off. Mend it, then open it again.",
    own_not_geojson: "The file holds no GeoJSON geometry.",
    own_no_geometry: "Feature {n} has no geometry that can be drawn; left out.",
    own_off_the_globe: "Feature {n} has a position that is not on the globe; that position is left out.",
    copy_coordinates: "Copy the coordinates {at}",
    copied: "Copied: {at}",
    north: "North is up",
    north_letter: "N",
    other_marks: "Places of what is planned, predicted, threatened or denied",
    other_mark: "{events}, planned, predicted, threatened or denied",
    other_symbol: "Planned, predicted, threatened or denied: not counted",
};

pub(super) const AR: MapText = MapText {
    map: "الخريطة",
    surface: "تحريك الخريطة وتقريبها",
    keys: "مفاتيح الأسهم تحرّك الخريطة، وزائد وناقص للتقريب والتبعيد، وHome يعرض كل أحداث الفترة المحددة. ينتقل Tab إلى الأماكن.",
    marks: "أماكن فيها أحداث",
    zoom_in: "تقريب",
    zoom_out: "تبعيد",
    fit: "إظهار كل الأحداث",
    key: "المفتاح",
    close: "إغلاق",
    events: Plural {
        zero: "لا أحداث",
        one: "حدث واحد",
        two: "حدثان",
        few: "{n} أحداث",
        many: "{n} حدثاً",
        other: "{n} حدث",
    },
    maybe_more: Plural {
        zero: "لا حدث آخر قد يقع ضمن الفترة",
        one: "حدث آخر قد يقع ضمن الفترة",
        two: "حدثان آخران قد يقعان ضمن الفترة",
        few: "{n} أحداث أخرى قد تقع ضمن الفترة",
        many: "{n} حدثاً آخر قد يقع ضمن الفترة",
        other: "{n} حدث آخر قد يقع ضمن الفترة",
    },
    maybe_only: Plural {
        zero: "لا حدث قد يقع ضمن الفترة",
        one: "حدث واحد قد يقع ضمن الفترة",
        two: "حدثان قد يقعان ضمن الفترة",
        few: "{n} أحداث قد تقع ضمن الفترة",
        many: "{n} حدثاً قد يقع ضمن الفترة",
        other: "{n} حدث قد يقع ضمن الفترة",
    },
    places: Plural {
        zero: "لا أماكن",
        one: "مكان واحد",
        two: "مكانان",
        few: "{n} أماكن",
        many: "{n} مكاناً",
        other: "{n} مكان",
    },
    areas: Plural {
        zero: "لا مناطق",
        one: "منطقة واحدة",
        two: "منطقتان",
        few: "{n} مناطق",
        many: "{n} منطقة",
        other: "{n} منطقة",
    },
    mark: "{place}: {events}",
    area_mark: "{place}، منطقة: {events}",
    chip: "{name} {n}",
    chip_several: "{name}: {n}",
    chip_label: "إظهار على الخريطة: {mark}",
    several_kinds: "أنواع متعددة",
    maybe_symbol: "قد يقع ضمن الفترة",
    near_symbol: "قرب مكان",
    area_symbol: "في موضع ما من منطقة",
    cluster_symbol: "أماكن متعددة",
    size: "الأحداث",
    size_shrunk: "الأحداث (مقياس أصغر في هذا العرض)",
    not_drawn: "غير مرسومة على الخريطة",
    metres: "{n} م",
    kilometres: "{n} كم",
    more_in_list: Plural {
        zero: "ولا غيرها",
        one: "وواحد آخر",
        two: "واثنان آخران",
        few: "و{n} أخرى",
        many: "و{n} أخرى",
        other: "و{n} أخرى",
    },
    press_to_open: "انقر لقراءة التقارير",
    fit_selection: "إظهار المحدَّد",
    find: "البحث عن مكان",
    find_hint: "اسم أو إحداثيات",
    find_none: "لا مكان معروفاً بهذا الاسم هنا",
    find_some: Plural {
        zero: "لا أماكن",
        one: "وُجد مكان واحد",
        two: "وُجد مكانان",
        few: "وُجدت {n} أماكن",
        many: "وُجد {n} مكاناً",
        other: "وُجد {n} مكان",
    },
    coordinates_found: "الإحداثيات {at}",
    box_tool: "تحديد أماكن داخل إطار",
    box_keys: "اسحب إطاراً حول الأماكن لتحديدها؛ Enter يحدد كل ما يظهر، وEscape ينهي.",
    rough: "السواحل والحدود هنا تقريبية، وقد تنحرف عشرات الكيلومترات.",
    options: "خيارات الخريطة",
    size_by: "حجم الرموز",
    size_events: "عدد الأحداث",
    measures: [
        ("killed", "القتلى"),
        ("injured", "الجرحى"),
        ("casualties", "الضحايا"),
        ("displaced", "النازحون"),
        ("places_hit", "الأماكن المستهدفة"),
        ("munitions", "الذخائر"),
    ],
    figure: "{measure}: {n}",
    figure_between: "{measure}: {n} (من {low} إلى {high})",
    figure_open: "{measure}: {n} أو أكثر",
    figure_unstated: "{measure}: غير مذكور",
    figure_rings: "الحلقتان الداخلية والخارجية: الأقل والأكثر",
    figure_unstated_symbol: "غير مذكور",
    figures_left_out: Plural {
        zero: "كل الأرقام داخلة في الأحجام",
        one: "أرقام حدث واحد تخص أماكن عدة وليست في أي حجم",
        two: "أرقام حدثين تخص أماكن عدة وليست في أي حجم",
        few: "أرقام {n} أحداث تخص أماكن عدة وليست في أي حجم",
        many: "أرقام {n} حدثاً تخص أماكن عدة وليست في أي حجم",
        other: "أرقام {n} حدث تخص أماكن عدة وليست في أي حجم",
    },
    names: "الأسماء",
    names_in: ["كلغة الصفحة", "بالأحرف اللاتينية", "بالأحرف العربية", "بكليهما"],
    layers: "الخريطة الأساس",
    layer_names: [
        "المحافظات",
        "الأنهار",
        "البحيرات",
        "الطرق",
        "أسماء الأماكن",
        "خطوط الطول والعرض",
    ],
    in_view: "الأحداث الظاهرة على الخريطة فقط",
    in_view_word: "ما يظهر على الخريطة",
    shaded: "تلوين المحافظات بحسب الأحداث",
    shade_title: "الأحداث في كل محافظة",
    shade_zero: "لا أحداث في هذه الفترة",
    shade_none: "لا أحداث في هذه البيانات",
    shade_list: "كل محافظة",
    shade_area: "{area}: {events}",
    own: "ملف GeoJSON خاص بك",
    own_open: "رسم ملف تحت الرموز",
    own_remove: "إزالة {name}",
    own_drawn: Plural {
        zero: "لم يُرسم شيء",
        one: "رُسم عنصر واحد",
        two: "رُسم عنصران",
        few: "رُسمت {n} عناصر",
        many: "رُسم {n} عنصراً",
        other: "رُسم {n} عنصر",
    },
    own_unreadable: "تعذّرت قراءة الملف: نُقل من مكانه أو لا يُسمح للمتصفح بقراءته. اختره من جديد.",
    own_not_json: "الملف من العنصر {n} فصاعداً ليس JSON أو أنه مقطوع. أصلحه ثم افتحه مجدداً.",
    own_not_geojson: "لا يحوي الملف أي شكل GeoJSON.",
    own_no_geometry: "العنصر {n} بلا شكل يمكن رسمه؛ تُرك.",
    own_off_the_globe: "في العنصر {n} موضع ليس على الكرة الأرضية؛ تُرك ذلك الموضع.",
    copy_coordinates: "نسخ الإحداثيات {at}",
    copied: "نُسخت: {at}",
    north: "الشمال إلى الأعلى",
    north_letter: "ش",
    other_marks: "أماكن ما خُطط له أو توُقع أو هُدد به أو نُفي",
    other_mark: "{events}، مخطط له أو متوقع أو مهدد به أو منفي",
    other_symbol: "مخطط له أو متوقع أو مهدد به أو منفي: غير محسوب",
};

impl MapText {
    /// "2 events, 1 more may fall in these dates".
    pub fn count_phrase(&self, definite: u32, possible: u32, formats: &dyn Formats) -> String {
        let (definite, possible) = (u64::from(definite), u64::from(possible));
        match (definite, possible) {
            (_, 0) => self.events.of(definite, formats),
            (0, _) => self.maybe_only.of(possible, formats),
            _ => {
                let comma = if self.mark.is_ascii() && self.area_mark.is_ascii() {
                    ", "
                } else {
                    "، "
                };
                format!(
                    "{}{comma}{}",
                    self.events.of(definite, formats),
                    self.maybe_more.of(possible, formats)
                )
            }
        }
    }

    /// A measure's name as a heading; one that the data brings is called as it is there.
    pub fn measure_name(&self, measure: &str) -> String {
        let known = self.measures.iter().find(|(id, _)| *id == measure);
        known.map_or_else(|| measure.replace('_', " "), |(_, name)| (*name).to_owned())
    }

    /// "Killed: 12 (10 to 15)".
    pub fn figure_phrase(&self, measure: &str, figure: MarkFigure, formats: &dyn Formats) -> String {
        let number = |n: u32| formats.number(f64::from(n));
        let pattern = match (figure.is_stated, figure.high) {
            (false, _) => self.figure_unstated,
            (true, None) => self.figure_open,
            (true, Some(high)) if high == figure.low => self.figure,
            (true, Some(_)) => self.figure_between,
        };
        fill(
            pattern,
            &[
                ("measure", &self.measure_name(measure)),
                ("n", &number(figure.best)),
                ("low", &number(figure.low)),
                ("high", &number(figure.high.unwrap_or(0))),
            ],
        )
    }

    /// The name of a mark: "`Hass: 1 event`", "`Idlib, area: 2 events`".
    pub fn mark_name(&self, place: &str, is_area: bool, events: &str) -> String {
        let pattern = if is_area { self.area_mark } else { self.mark };
        fill(pattern, &[("place", place), ("events", events)])
    }

    /// "3 places", "2 areas".
    pub fn several(&self, places: u32, are_areas: bool, formats: &dyn Formats) -> String {
        let plural = if are_areas { &self.areas } else { &self.places };
        plural.of(u64::from(places), formats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::StubFormats;

    #[test]
    fn marks_are_named_as_the_design_says() {
        let phrase = |definite, possible| EN.count_phrase(definite, possible, &StubFormats);
        assert_eq!(EN.mark_name("Hass", false, &phrase(1, 0)), "Hass: 1 event");
        assert_eq!(
            EN.mark_name("Idlib", true, &phrase(3, 0)),
            "Idlib, area: 3 events"
        );
        assert_eq!(
            EN.mark_name("Hass", false, &phrase(2, 1)),
            "Hass: 2 events, 1 more may fall in these dates"
        );
        assert_eq!(phrase(0, 1), "1 event may fall in these dates");
        assert_eq!(EN.several(3, false, &StubFormats), "3 places");
    }
}

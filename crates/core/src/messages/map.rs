//! Texts of the map.

use super::{Formats, Plural, fill};

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
    pub size_cap: &'static str,
    pub not_drawn: &'static str,
    pub metres: &'static str,
    pub kilometres: &'static str,
    pub more_in_list: Plural,
    pub press_to_open: &'static str,
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
    size_shrunk: "Events (smaller scale at this zoom)",
    size_cap: "and more",
    not_drawn: "Areas without an outline",
    metres: "{n} m",
    kilometres: "{n} km",
    more_in_list: Plural::two_forms("and {n} more", "and {n} more"),
    press_to_open: "Click to read the reports",
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
    size_shrunk: "الأحداث (مقياس أصغر عند هذا التقريب)",
    size_cap: "وأكثر",
    not_drawn: "مناطق بلا حدود مرسومة",
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

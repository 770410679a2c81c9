//! Texts of the help sheet: keys and gestures.

/// A part of the sheet: its title, and rows of keys or a gesture with what they do.
#[derive(Debug)]
pub struct HelpSection {
    /// What it is about.
    pub title: &'static str,
    /// Keys or a gesture, and what they do.
    pub rows: &'static [(&'static str, &'static str)],
}

/// Texts of the help sheet.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the name of its sentence")]
pub struct HelpText {
    pub title: &'static str,
    pub open: &'static str,
    pub close: &'static str,
    pub single_keys: &'static str,
    pub single_keys_note: &'static str,
    pub sections: [HelpSection; 5],
}

pub(super) const EN: HelpText = HelpText {
    title: "Keys and gestures",
    open: "Keys and gestures",
    close: "Close",
    single_keys: "Single-key shortcuts",
    single_keys_note: "Keys of one character work only while this is on. It is remembered in this browser.",
    sections: [
        HelpSection {
            title: "Everywhere",
            rows: &[
                ("Ctrl+Z, ⌘Z", "Undo the last change of view, as Back does"),
                ("Ctrl+Y, Ctrl+Shift+Z, ⇧⌘Z", "Redo it"),
                ("?", "This sheet"),
                ("Tab, Shift+Tab", "To the next control, or the one before"),
                ("Esc", "Close what is open"),
            ],
        },
        HelpSection {
            title: "Timeline",
            rows: &[
                ("Space, K", "Play or pause"),
                ("← →", "On a handle: one step; elsewhere: the whole selection"),
                ("Shift+← →, Page Up, Page Down", "Ten steps"),
                ("Home, End", "To the first or the last day"),
                (", .", "Previous or next event; also Ctrl+← →"),
                ("[ ]", "First or last day where the pointer is"),
                (
                    "+ − 0",
                    "Show fewer days, more days, the selection and its surroundings",
                ),
                ("< >", "Earlier or later dates"),
                ("L", "Repeat"),
                (
                    "← → ↑ ↓, Enter",
                    "On an event drawn by itself: to the next, to the next lane, open it",
                ),
            ],
        },
        HelpSection {
            title: "Timeline: mouse and touch",
            rows: &[
                ("Drag on empty ground", "Select dates"),
                (
                    "Drag a handle or the selection",
                    "Change or move it; with Shift it does not snap",
                ),
                ("Ctrl or Alt and drag", "Select anew inside the selection"),
                ("Double click", "All time"),
                (
                    "Drag the dates under the bars",
                    "Move the axis; so does the wheel with Shift",
                ),
                ("Ctrl or ⌘ and wheel, two fingers", "Zoom the axis"),
                ("Tap a bar", "Select its dates"),
            ],
        },
        HelpSection {
            title: "Map",
            rows: &[
                (
                    "Drag, arrows",
                    "Move the map; on a mark arrows go to the next mark",
                ),
                ("Wheel, two fingers, + −", "Zoom"),
                ("Double click or tap", "Zoom in"),
                ("Shift and drag", "Zoom to a box"),
                ("Home, 0", "Show all events in the selected dates"),
                ("Shift+Home, F", "Show what is selected"),
                ("Enter, Space", "Select the mark"),
                (
                    "Ctrl or ⌘ and click, Ctrl+Enter, ⌘Enter",
                    "Select one more place, or no longer",
                ),
                ("Ctrl or ⌘ and drag", "Select the places in a box"),
                ("C", "Copy the coordinates"),
                ("Esc", "Close the card, then clear the selection"),
            ],
        },
        HelpSection {
            title: "Edges between panes",
            rows: &[
                ("Drag, arrows", "Move the edge; with Shift farther"),
                ("Enter, double click", "Close the pane, or open it again"),
                (
                    "↑ ↓, Home, End",
                    "On a phone: draw the reports up or let them down",
                ),
            ],
        },
    ],
};

pub(super) const AR: HelpText = HelpText {
    title: "المفاتيح والإيماءات",
    open: "المفاتيح والإيماءات",
    close: "إغلاق",
    single_keys: "اختصارات المفتاح الواحد",
    single_keys_note: "لا تعمل المفاتيح المفردة إلا إذا كان هذا الخيار مفعّلًا. يُحفظ في هذا المتصفح.",
    sections: [
        HelpSection {
            title: "في كل مكان",
            rows: &[
                ("Ctrl+Z, ⌘Z", "تراجع عن آخر تغيير في العرض، كما يفعل الرجوع"),
                ("Ctrl+Y, Ctrl+Shift+Z, ⇧⌘Z", "إعادته"),
                ("?", "هذه الورقة"),
                ("Tab, Shift+Tab", "إلى الأداة التالية أو السابقة"),
                ("Esc", "إغلاق المفتوح"),
            ],
        },
        HelpSection {
            title: "الخط الزمني",
            rows: &[
                ("Space, K", "تشغيل أو إيقاف مؤقت"),
                ("← →", "على مقبض: خطوة واحدة؛ وفي غيره: تحريك التحديد كله"),
                ("Shift+← →, Page Up, Page Down", "عشر خطوات"),
                ("Home, End", "إلى اليوم الأول أو الأخير"),
                (", .", "الحدث السابق أو التالي؛ وكذلك Ctrl+← →"),
                ("[ ]", "اليوم الأول أو الأخير حيث المؤشر"),
                ("+ − 0", "أيام أقل، أيام أكثر، التحديد وما حوله"),
                ("< >", "تواريخ أسبق أو أحدث"),
                ("L", "تكرار"),
                (
                    "← → ↑ ↓، Enter",
                    "على حدث مرسوم وحده: إلى التالي، إلى الصف التالي، فتحه",
                ),
            ],
        },
        HelpSection {
            title: "الخط الزمني: الفأرة واللمس",
            rows: &[
                ("السحب على موضع خالٍ", "تحديد التواريخ"),
                ("سحب مقبض أو التحديد", "تغييره أو نقله؛ ومع Shift دون محاذاة"),
                ("السحب مع Ctrl أو Alt", "تحديد جديد داخل التحديد"),
                ("نقر مزدوج", "كامل المدة"),
                ("سحب التواريخ تحت الأعمدة", "تحريك المحور؛ وكذلك العجلة مع Shift"),
                ("العجلة مع Ctrl أو ⌘، إصبعان", "تكبير المحور أو تصغيره"),
                ("لمس عمود", "تحديد تواريخه"),
            ],
        },
        HelpSection {
            title: "الخريطة",
            rows: &[
                (
                    "السحب، الأسهم",
                    "تحريك الخريطة؛ وعلى علامة تنقل الأسهم إلى العلامة التالية",
                ),
                ("العجلة، إصبعان، + −", "تكبير وتصغير"),
                ("نقر أو لمس مزدوج", "تكبير"),
                ("السحب مع Shift", "التكبير إلى إطار"),
                ("Home, 0", "إظهار كل أحداث الفترة المحددة"),
                ("Shift+Home, F", "إظهار المحدد"),
                ("Enter, Space", "اختيار العلامة"),
                (
                    "نقر مع Ctrl أو ⌘، Ctrl+Enter, ⌘Enter",
                    "اختيار مكان إضافي، أو إلغاء اختياره",
                ),
                ("السحب مع Ctrl أو ⌘", "اختيار الأماكن داخل إطار"),
                ("C", "نسخ الإحداثيات"),
                ("Esc", "إغلاق البطاقة، ثم إلغاء التحديد"),
            ],
        },
        HelpSection {
            title: "الحواف بين الأجزاء",
            rows: &[
                ("السحب، الأسهم", "تحريك الحافة؛ ومع Shift أبعد"),
                ("Enter، نقر مزدوج", "إغلاق الجزء أو فتحه من جديد"),
                ("↑ ↓, Home, End", "على الهاتف: رفع التقارير أو خفضها"),
            ],
        },
    ],
};

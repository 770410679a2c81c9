//! The colours of a picture: those of the page (`style/base.css`), for its two themes.

/// Colours of a theme.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Palette {
    pub(super) focus: &'static str,
    pub(super) land: &'static str,
    pub(super) sea: &'static str,
    pub(super) sea_label: &'static str,
    pub(super) water_line: &'static str,
    pub(super) road: &'static str,
    pub(super) country: &'static str,
    pub(super) admin1: &'static str,
    pub(super) label: &'static str,
    groups: [&'static str; 8],
    pub(super) mixed: &'static str,
    pub(super) on_mark: &'static str,
    pub(super) surface: &'static str,
    pub(super) ink: &'static str,
    pub(super) muted: &'static str,
    pub(super) line: &'static str,
}

impl Palette {
    /// The colour of a slot of the palette.
    pub(super) fn group(&self, slot: u8) -> &'static str {
        self.groups[usize::from(slot.min(7))]
    }
}

pub(super) const LIGHT: Palette = Palette {
    focus: "#faf7f0",
    land: "#eae6dd",
    sea: "#d5e2ea",
    sea_label: "#3f6680",
    water_line: "#9dbccd",
    road: "#d8b48a",
    country: "#7a7468",
    admin1: "#938a7c",
    label: "#33312c",
    groups: [
        "#c44e00", "#0067a3", "#8a6500", "#00795a", "#9b3f7c", "#5b4bb0", "#a8323e", "#6b6862",
    ],
    mixed: "#5e5a52",
    on_mark: "#ffffff",
    surface: "#fffdf9",
    ink: "#26241f",
    muted: "#5f5b53",
    line: "#d8d2c5",
};

pub(super) const DARK: Palette = Palette {
    focus: "#23262b",
    land: "#1a1c20",
    sea: "#10171d",
    sea_label: "#7fa6c0",
    water_line: "#2b4658",
    road: "#5a4a3a",
    country: "#8a8f98",
    admin1: "#6e747e",
    label: "#ece9e2",
    groups: [
        "#f58a45", "#62b5ec", "#e5b93c", "#3cc79c", "#e39ac6", "#ab9df2", "#f08a94", "#a9a69f",
    ],
    mixed: "#b9b4a8",
    on_mark: "#14171b",
    surface: "#1d2024",
    ink: "#ece9e2",
    muted: "#b3aea4",
    line: "#3b4047",
};

//! Pictures of a view as SVG: the map alone, or a figure with title, map, timeline, key, credit and date.
//!
//! Drawn from the same scene values as the page, with no style sheet and no font of its own, so that they can be edited
//! anywhere. Widths of texts come from [`text_width`], never from a browser: the same state gives the same bytes.

mod key;
mod map;
mod palette;
mod svg;

use super::Credit;
use crate::geo::Viewport;
use crate::messages::{Formats, Messages};
use crate::scene::map::{Basemap, GroupStyle, MapLabel, MapPlace, PlaceCounts, text_width};
use crate::scene::timeline::{TimeCounts, px};
use crate::state::Lang;
use crate::time::TimeWindow;
use map::InUse;
use palette::{DARK, LIGHT, Palette};
use std::sync::Arc;
use svg::{FONTS, Svg, Type};

/// Free ground at the edges of a figure.
const MARGIN_PX: f64 = 16.0;
/// Small print.
const SMALL_PX: f64 = 12.0;
/// Lines of small print.
const SMALL_LINE_PX: f64 = 16.0;
/// Title of a figure.
const TITLE_PX: f64 = 20.0;
const TITLE_LINE_PX: f64 = 26.0;
/// The sentence of a figure.
const BODY_PX: f64 = 14.0;
const BODY_LINE_PX: f64 = 20.0;

/// What a picture is drawn from.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    /// The map as it is on screen.
    pub viewport: Viewport,
    /// Width and height of the picture in px.
    pub size: [u32; 2],
    /// In dark colours.
    pub is_dark: bool,
    /// The places that ever have an event to mark.
    pub places: &'a Arc<[MapPlace]>,
    /// The groups of kinds.
    pub groups: &'a Arc<[GroupStyle]>,
    /// Events by place, in the selected dates.
    pub place_counts: &'a dyn PlaceCounts,
    /// Events by time.
    pub time_counts: &'a dyn TimeCounts,
    /// Names that the map may show.
    pub labels: &'a [MapLabel],
    /// Land, borders, waters, roads.
    pub basemap: &'a Basemap,
    /// Codes of the selected places.
    pub selected: &'a [u32],
    /// The selected dates.
    pub window: TimeWindow,
    /// All days of the data set.
    pub bounds: TimeWindow,
    /// The texts.
    pub messages: Messages,
    /// Numbers and dates.
    pub formats: &'a dyn Formats,
    /// Title, sentence, whom to credit.
    pub credit: &'a Credit,
    /// The day on which it is made, as written; empty to leave it out.
    pub date: &'a str,
}

impl Figure<'_> {
    fn palette(&self) -> &'static Palette {
        if self.is_dark { &DARK } else { &LIGHT }
    }

    fn is_rtl(&self) -> bool {
        self.messages.lang == Lang::Ar
    }

    fn small(&self, anchor: &'static str) -> Type<'static> {
        Type {
            size: SMALL_PX,
            weight: "400",
            fill: self.palette().ink,
            anchor,
            is_rtl: self.is_rtl(),
        }
    }
}

/// The map alone, with its scale and credit, at the size that was chosen.
pub fn map_svg(figure: &Figure<'_>) -> String {
    let view = figure.viewport;
    let foot = foot_height(figure, view.width);
    let (width, height) = logical(figure, foot);
    let map = Viewport {
        width,
        height: height - foot,
        ..view
    };
    let mut svg = begin(figure, width, height);
    map::draw(&mut svg, figure, map, 0.0);
    foot_lines(&mut svg, figure, width, height - foot);
    svg.close("svg");
    svg.finish()
}

/// A figure: title, sentence, map, timeline, key, credit and date, at the size that was chosen.
pub fn figure_svg(figure: &Figure<'_>) -> String {
    let view = figure.viewport;
    // Everything but the map is laid out for the width that the map has on screen: it never needs more.
    let room = view.width - 2.0 * MARGIN_PX;
    let title = lines_of(&figure.credit.title, TITLE_PX, room);
    let sentence = lines_of(&figure.credit.view, BODY_PX, room);
    let head = MARGIN_PX + title.len() as f64 * TITLE_LINE_PX + sentence.len() as f64 * BODY_LINE_PX + 8.0;
    let foot = foot_height(figure, view.width);
    // What the key must explain is known once the map is drawn: it is drawn twice, the same both times.
    let with_key = |used: InUse| key::key(None, figure, used, view.width, 0.0);
    let in_time = key::groups_in_time(figure, view.width);
    let draw = |svg: &mut Svg, map, top| {
        let mut used = map::draw(svg, figure, map, top);
        used.groups |= in_time;
        used
    };
    let mut used = draw(&mut Svg::default(), view, 0.0);
    for _ in 0..2 {
        let fixed = head + key::TIMELINE_PX + with_key(used) + foot + 16.0;
        let (width, height) = logical(figure, fixed);
        let map = Viewport {
            width,
            height: height - fixed,
            ..view
        };
        let seen = draw(&mut Svg::default(), map, 0.0);
        if seen == used {
            break;
        }
        used = seen;
    }
    let key_height = with_key(used);
    let fixed = head + key::TIMELINE_PX + key_height + foot + 16.0;
    let (width, height) = logical(figure, fixed);
    let map = Viewport {
        width,
        height: height - fixed,
        ..view
    };
    let mut svg = begin(figure, width, height);
    svg.rect(
        [0.0, 0.0, width, height],
        &[("fill", figure.palette().surface), ("id", "ground")],
    );
    let mut y = MARGIN_PX;
    for (lines, size, line, weight) in [
        (&title, TITLE_PX, TITLE_LINE_PX, "600"),
        (&sentence, BODY_PX, BODY_LINE_PX, "400"),
    ] {
        for words in lines {
            let look = Type {
                size,
                weight,
                ..figure.small("start")
            };
            svg.text([start_x(figure, width), y + size], words, look, &[]);
            y += line;
        }
    }
    draw(&mut svg, map, head);
    let below = head + map.height + 8.0;
    key::key(Some(&mut svg), figure, used, width, below);
    key::timeline(&mut svg, figure, width, below + key_height + 8.0);
    foot_lines(&mut svg, figure, width, height - foot);
    svg.close("svg");
    svg.finish()
}

/// The size in the picture's own units, in which texts and marks are as large as on screen: all of the map on screen is
/// seen, and the shape is that of the size that was chosen. `fixed` is the height of all but the map.
fn logical(figure: &Figure<'_>, fixed: f64) -> (f64, f64) {
    let [width, height] = figure.size.map(|n| f64::from(n.max(1)));
    let scale = (width / figure.viewport.width).min(height / (figure.viewport.height + fixed));
    ((width / scale).round(), (height / scale).round())
}

fn begin(figure: &Figure<'_>, width: f64, height: f64) -> Svg {
    let mut svg = Svg::default();
    let [w, h] = figure.size.map(|n| n.max(1).to_string());
    let view_box = format!("0 0 {} {}", px(width), px(height));
    svg.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &w),
            ("height", &h),
            ("viewBox", &view_box),
            ("lang", figure.messages.lang.tag()),
            ("role", "img"),
            ("font-family", FONTS),
        ],
    );
    let credit = figure.credit;
    svg.with_text("title", &[], &format!("{}: {}", credit.title, credit.view));
    let hashes = credit.hashes();
    let fonts = format!("Fonts: {FONTS}; those of the system that shows it, none is embedded.");
    let lines = [
        credit.attribution.as_str(),
        credit.licence.as_str(),
        &hashes,
        credit.url.as_str(),
        &fonts,
    ];
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    svg.with_text("desc", &[], &lines.join("\n"));
    svg
}

fn start_x(figure: &Figure<'_>, width: f64) -> f64 {
    if figure.is_rtl() {
        width - MARGIN_PX
    } else {
        MARGIN_PX
    }
}

fn foot_height(figure: &Figure<'_>, width: f64) -> f64 {
    let lines = map::credit_lines(figure, width - 2.0 * MARGIN_PX).len();
    lines as f64 * SMALL_LINE_PX + 12.0
}

fn foot_lines(svg: &mut Svg, figure: &Figure<'_>, width: f64, top: f64) {
    let lines = map::credit_lines(figure, figure.viewport.width - 2.0 * MARGIN_PX);
    let height = lines.len() as f64 * SMALL_LINE_PX + 12.0;
    svg.open("g", &[("id", "credit")]);
    svg.rect([0.0, top, width, height], &[("fill", figure.palette().surface)]);
    let mut y = top + 4.0;
    for (line, is_rtl) in lines {
        let look = Type {
            fill: figure.palette().muted,
            is_rtl,
            ..figure.small("start")
        };
        let x = if is_rtl { width - MARGIN_PX } else { MARGIN_PX };
        svg.text([x, y + SMALL_PX], &line, look, &[]);
        y += SMALL_LINE_PX;
    }
    svg.close("g");
}

/// A text in lines that are no wider than `width`.
fn lines_of(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line)
                if text_width(line, size) + text_width(" ", size) + text_width(word, size) <= width =>
            {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LonLat;
    use crate::messages::{StubFormats, messages};
    use crate::scene::map::{GroupCounts, LabelKind, Shape};
    use crate::scene::timeline::{self, Histogram};
    use crate::time::{Bins, Day};
    use proptest::prelude::*;

    struct Counts;

    impl PlaceCounts for Counts {
        fn counts(&self, place: u32, out: &mut GroupCounts) {
            match place {
                0 => out.definite[0] = 3,
                1 => out.possible[1] = 1,
                2 => {
                    out.definite[0] = 2;
                    out.definite[1] = 2;
                }
                _ => {}
            }
        }

        fn near_km(&self, place: u32) -> Option<f64> {
            (place == 1).then_some(5.0)
        }
    }

    impl TimeCounts for Counts {
        fn histogram(&self, bins: &Bins) -> Histogram {
            let counts = |n| timeline::GroupCounts {
                definite: vec![n; bins.len()],
                possible: vec![n; bins.len()],
            };
            Histogram {
                groups: vec![counts(1), counts(0)],
                unfiltered: vec![3; bins.len()],
            }
        }

        fn events_in(&self, _: TimeWindow) -> (u32, u32) {
            (1, 1)
        }

        fn next_event_day(&self, _: Day) -> Option<Day> {
            None
        }

        fn prev_event_day(&self, _: Day) -> Option<Day> {
            None
        }
    }

    fn with_figure<T>(lang: Lang, size: [u32; 2], is_dark: bool, draw: impl Fn(&Figure<'_>) -> T) -> T {
        let place = |code: u32, lon, lat, is_area| MapPlace {
            code,
            id: format!("p{code}"),
            name: format!("Place <{code}>"),
            name_ar: "سراقب".to_owned(),
            lon_lat: LonLat::new(lon, lat),
            is_area,
            has_outline: is_area,
            population: 1000,
            events: 4,
            groups: 3,
            ever_near: code == 1,
        };
        let places: Arc<[MapPlace]> = [
            place(0, 36.5, 35.8, false),
            place(1, 36.8, 35.6, false),
            place(2, 36.3, 35.4, true),
        ]
        .into();
        let group = |name: &str, shape, slot| GroupStyle {
            name: name.to_owned(),
            shape,
            slot,
        };
        let groups: Arc<[GroupStyle]> = [
            group("Bombardment", Shape::Circle, 0),
            group("Ground & more", Shape::Square, 1),
        ]
        .into();
        let labels = [MapLabel {
            id: "p0".to_owned(),
            name: "Place <0>".to_owned(),
            name_ar: "سراقب".to_owned(),
            lon_lat: LonLat { lon: 36.5, lat: 35.8 },
            kind: LabelKind::Town,
            population: 30_000,
        }];
        let credit = Credit {
            title: "A set of reports with a title that does not fit into one line of a narrow figure"
                .to_owned(),
            attribution: "Somebody".to_owned(),
            licence: "CC BY 4.0".to_owned(),
            view: "5 reported events".to_owned(),
            ..Credit::default()
        };
        draw(&Figure {
            viewport: Viewport {
                center: LonLat { lon: 36.6, lat: 35.6 },
                zoom: 8.6,
                width: 600.0,
                height: 400.0,
            },
            size,
            is_dark,
            places: &places,
            groups: &groups,
            place_counts: &Counts,
            time_counts: &Counts,
            labels: &labels,
            basemap: &Basemap::default(),
            selected: &[0],
            window: TimeWindow::new(Day(17_700), Day(17_760)),
            bounds: TimeWindow::new(Day(17_500), Day(18_500)),
            messages: messages(lang),
            formats: &StubFormats,
            credit: &credit,
            date: "22 November 2026",
        })
    }

    /// True if every element that begins ends, in order.
    fn is_balanced(svg: &str) -> bool {
        let mut open: Vec<&str> = Vec::new();
        for tag in svg.split('<').skip(1) {
            let name = tag.split([' ', '>', '/']).next().unwrap_or_default();
            if let Some(closed) = tag.strip_prefix('/') {
                if open.pop() != closed.split('>').next() {
                    return false;
                }
            } else if !tag.contains("/>") {
                open.push(name);
            }
        }
        open.is_empty()
    }

    #[test]
    fn a_figure_holds_title_marks_key_and_credit() {
        let svg = with_figure(Lang::En, [1200, 1000], false, figure_svg);
        for part in [
            "width=\"1200\" height=\"1000\"",
            "id=\"timeline\"",
            "id=\"key\"",
            "Ground &amp; more",
            "<title>Place &lt;0&gt;: 3 events</title>",
            "CC BY 4.0",
            "22 November 2026",
            "id=\"near\"",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        assert!(is_balanced(&svg));
        assert!(!svg.contains("class=") && !svg.contains("style=") && !svg.contains("var("));
    }

    #[test]
    fn the_same_view_gives_the_same_bytes() {
        for draw in [map_svg, figure_svg] {
            let once = with_figure(Lang::Ar, [800, 600], true, draw);
            assert_eq!(once, with_figure(Lang::Ar, [800, 600], true, draw));
            assert!(once.contains("direction=\"rtl\"") && once.contains("سراقب"));
        }
    }

    #[test]
    fn texts_are_cut_into_lines_that_fit() {
        let lines = lines_of("one two three four", 10.0, 60.0);
        assert!(
            lines.len() > 1 && lines.iter().all(|line| text_width(line, 10.0) <= 60.0),
            "{lines:?}"
        );
        assert_eq!(lines.join(" "), "one two three four");
    }

    proptest! {
        #[test]
        fn any_size_shows_all_of_the_map(width in 1u32..5000, height in 1u32..5000) {
            let (w, h) = with_figure(Lang::En, [width, height], false, |figure| logical(figure, 100.0));
            prop_assert!(w >= 599.0 && h >= 499.0);
            let svg = with_figure(Lang::En, [width, height], false, figure_svg);
            prop_assert!(is_balanced(&svg) && !svg.contains("NaN") && !svg.contains("inf"));
        }
    }
}

//! The key and the timeline of a figure.

use super::map::InUse;
use super::svg::{Svg, Type};
use super::{Figure, MARGIN_PX, SMALL_PX};
use crate::messages::DateStyle;
use crate::scene::map::{MAX_GROUPS, Radius, Shape, badge_path, shape_path, text_width};
use crate::scene::timeline::{BarsLayout, Histogram, Scale, bars, px, surroundings};
use crate::time::{BinSize, Bins, Tick, Ticks};

/// Height of a row of the key.
const ROW_PX: f64 = 22.0;
/// Between two entries of the key.
const GAP_PX: f64 = 18.0;
/// From the middle of a swatch to its words.
const SWATCH_PX: f64 = 16.0;
/// Height of the bars of the timeline.
const BARS_PX: f64 = 60.0;
/// Least width of a bar.
const LEAST_BAR_PX: f64 = 3.0;
/// The least distance of two labels of the axis.
const TICK_PX: f64 = 72.0;
/// Height of the timeline with its labels.
pub(super) const TIMELINE_PX: f64 = BARS_PX + 40.0;

/// One entry of the key.
struct Entry {
    sign: Sign,
    words: String,
}

enum Sign {
    Group(Shape, u8),
    Mixed,
    Cluster,
    Hollow,
    Near,
    Area,
}

fn entries(figure: &Figure<'_>, used: InUse) -> Vec<Entry> {
    let text = figure.messages.map;
    let groups = (0..MAX_GROUPS)
        .filter(|g| used.groups & (1 << g) != 0)
        .filter_map(|g| figure.groups.get(g))
        .map(|style| Entry {
            sign: Sign::Group(style.shape, style.slot),
            words: style.name.clone(),
        });
    let signs = [
        (used.mixed, Sign::Mixed, text.several_kinds),
        (used.clusters, Sign::Cluster, text.cluster_symbol),
        (used.hollow, Sign::Hollow, text.maybe_symbol),
        (used.near, Sign::Near, text.near_symbol),
        (used.areas, Sign::Area, text.area_symbol),
    ];
    let signs = signs.into_iter().filter(|(is_used, ..)| *is_used);
    groups
        .chain(signs.map(|(_, sign, words)| Entry {
            sign,
            words: words.to_owned(),
        }))
        .collect()
}

/// Draws the key in rows from `top` on; gives its height. Without `svg`, it only measures.
pub(super) fn key(mut svg: Option<&mut Svg>, figure: &Figure<'_>, used: InUse, width: f64, top: f64) -> f64 {
    let is_rtl = figure.is_rtl();
    let (mut x, mut row) = (MARGIN_PX, 0.0);
    if let Some(svg) = svg.as_deref_mut() {
        svg.open("g", &[("id", "key")]);
    }
    for entry in entries(figure, used) {
        let needed = SWATCH_PX + 12.0 + text_width(&entry.words, SMALL_PX);
        if x + needed > width - MARGIN_PX && x > MARGIN_PX {
            (x, row) = (MARGIN_PX, row + 1.0);
        }
        if let Some(svg) = svg.as_deref_mut() {
            let y = top + row * ROW_PX + ROW_PX / 2.0;
            let along = |x: f64| if is_rtl { width - x } else { x };
            swatch(svg, figure, &entry.sign, [along(x + 8.0), y]);
            let look = figure.small("start");
            svg.text([along(x + 8.0 + SWATCH_PX), y + 4.0], &entry.words, look, &[]);
        }
        x += needed + GAP_PX;
    }
    if let Some(svg) = svg {
        svg.close("g");
    }
    (row + 1.0) * ROW_PX
}

fn swatch(svg: &mut Svg, figure: &Figure<'_>, sign: &Sign, at: [f64; 2]) {
    let palette = figure.palette();
    let start = format!("M{} {}", px(at[0]), px(at[1]));
    let disc = |r: f64| format!("{start}{}", shape_path(Shape::Circle, Radius::from_px(r)));
    match sign {
        Sign::Group(shape, slot) => {
            let d = format!("{start}{}", shape_path(*shape, Radius::from_px(6.0)));
            svg.leaf("path", &[("fill", palette.group(*slot)), ("d", &d)]);
        }
        Sign::Mixed => svg.leaf("path", &[("fill", palette.mixed), ("d", &disc(6.0))]),
        Sign::Cluster => {
            svg.leaf("path", &[("fill", palette.mixed), ("d", &disc(5.0))]);
            svg.circle(
                at,
                8.0,
                &[
                    ("fill", "none"),
                    ("stroke", palette.mixed),
                    ("stroke-width", "1.25"),
                ],
            );
        }
        Sign::Hollow => svg.leaf(
            "path",
            &[
                ("fill", palette.focus),
                ("stroke", palette.group(7)),
                ("stroke-width", "2"),
                ("stroke-dasharray", "3 2.5"),
                ("d", &disc(6.0)),
            ],
        ),
        Sign::Near => svg.circle(at, 9.0, &[("fill", palette.ink), ("fill-opacity", "0.12")]),
        Sign::Area => {
            // The badge is 22 px high; here it stands at two thirds.
            let [x, y] = at.map(px);
            let transform = format!("translate({x} {y}) scale(0.66)");
            let d = format!("M0 0{}", badge_path(1));
            svg.leaf(
                "path",
                &[
                    ("transform", &transform),
                    ("fill", palette.surface),
                    ("stroke", palette.group(7)),
                    ("stroke-width", "3"),
                    ("d", &d),
                ],
            );
        }
    }
}

/// The time that is drawn: the selected dates and what is around them.
fn time(figure: &Figure<'_>, width: f64) -> (Scale, Bins, Histogram) {
    let extent = surroundings(figure.window, figure.bounds);
    let scale = Scale {
        extent,
        width_px: width - 2.0 * MARGIN_PX,
        rtl: figure.is_rtl(),
    };
    let bins = Bins::covering(extent, BinSize::fitting(scale.px_per_day(), LEAST_BAR_PX));
    let histogram = figure.time_counts.histogram(&bins);
    (scale, bins, histogram)
}

/// The groups that the timeline shows: bit `g` for group `g`.
pub(super) fn groups_in_time(figure: &Figure<'_>, width: f64) -> u16 {
    let (_, _, histogram) = time(figure, width);
    let is_shown = |counts: &[u32]| counts.iter().any(|n| *n > 0);
    (0..MAX_GROUPS)
        .zip(&histogram.groups)
        .filter(|(_, group)| is_shown(&group.definite) || is_shown(&group.possible))
        .fold(0, |groups, (g, _)| groups | 1 << g)
}

/// Draws the time around the selected dates: bars by group, what is outside the dates veiled, and an axis.
pub(super) fn timeline(svg: &mut Svg, figure: &Figure<'_>, width: f64, top: f64) {
    let palette = figure.palette();
    let (scale, bins, histogram) = time(figure, width);
    let extent = scale.extent;
    let highest = histogram.highest(bins.overlapping(extent));
    let drawn = bars(
        &histogram,
        &bins,
        extent,
        BarsLayout {
            scale,
            height_px: BARS_PX,
            top: highest,
        },
    );
    let shift = format!("translate({} {})", px(MARGIN_PX), px(top));
    svg.open("g", &[("id", "timeline"), ("transform", &shift)]);
    svg.leaf(
        "path",
        &[("id", "unfiltered"), ("fill", palette.line), ("d", &drawn.ghost)],
    );
    for (g, bar) in drawn.groups.iter().enumerate() {
        let slot = figure.groups.get(g).map_or(7, |style| style.slot);
        svg.leaf("path", &[("fill", palette.group(slot)), ("d", &bar.solid)]);
    }
    for (g, bar) in drawn.groups.iter().enumerate() {
        let slot = figure.groups.get(g).map_or(7, |style| style.slot);
        let look = [
            ("fill", palette.surface),
            ("stroke", palette.group(slot)),
            ("stroke-width", "1"),
            ("d", bar.hollow.as_str()),
        ];
        svg.leaf("path", &look);
    }
    let span = scale.span(figure.window);
    let veil = [("fill", palette.surface), ("fill-opacity", "0.65")];
    svg.rect([0.0, 0.0, span.x, BARS_PX], &veil);
    svg.rect([span.right(), 0.0, scale.width_px - span.right(), BARS_PX], &veil);
    let baseline = format!("M0 {0}h{1}", px(BARS_PX + 0.5), px(scale.width_px));
    svg.leaf("path", &[("stroke", palette.muted), ("d", &baseline)]);
    let frame = [("fill", "none"), ("stroke", palette.ink)];
    svg.rect([span.x, 0.5, span.width.max(1.5), BARS_PX], &frame);
    let ticks = Ticks::new(extent, scale.px_per_day(), TICK_PX);
    for (row, y) in [(&ticks.minor, BARS_PX + 14.0), (&ticks.major, BARS_PX + 29.0)] {
        axis_row(svg, figure, row, scale, y);
    }
    svg.close("g");
}

fn axis_row(svg: &mut Svg, figure: &Figure<'_>, ticks: &[Tick], scale: Scale, y: f64) {
    let ahead = if scale.rtl { -1.0 } else { 1.0 };
    for tick in ticks {
        let x = scale.x_from_day(tick.day);
        let words = figure.formats.date(tick.day, tick.style);
        let room = if scale.rtl { x } else { scale.width_px - x };
        let is_day = matches!(tick.style, DateStyle::Day | DateStyle::DayMonth);
        if x < -0.5 || x > scale.width_px + 0.5 || (room < text_width(&words, SMALL_PX) + 6.0 && !is_day) {
            continue;
        }
        let mark = format!("M{} {}v4", px(x), px(BARS_PX));
        svg.leaf("path", &[("stroke", figure.palette().muted), ("d", &mark)]);
        let look = Type {
            fill: figure.palette().muted,
            ..figure.small("start")
        };
        svg.text([x + 3.0 * ahead, y], &words, look, &[]);
    }
}

//! The map of a picture: land, marks, names, scale; the same scene values that the page draws.

use super::palette::Palette;
use super::svg::{Svg, Type};
use super::{Figure, lines_of};
use crate::geo::{
    PathData, Point, Rect, Viewport, WorldPoint, clip_line, clip_ring, km_per_world_unit, simplify,
};
use crate::messages::fill;
use crate::scene::map::{
    BasemapLayer, Board, Frame, Grouping, LEAST_RIM_RADIUS_PX, LabelKind, LabelScript, LabelShown,
    MAX_GROUPS, MarkLayout, MarkState, POINTER_DISTANCE_PX, PlacedLabel, Shape, Side, Tint, ZoomStep,
    badge_path, place_labels, scale_bar, shape_path,
};
use crate::scene::timeline::px;
use crate::state::MapNames;
use std::sync::Arc;

/// What is left out is nearer than this to what is drawn, in px.
const TOLERANCE_PX: f64 = 0.25;
/// Below this zoom governorates, rivers and roads are left out, as on the page.
const FAR_ZOOM: f64 = 5.75;
/// Between a symbol and the ring that says that it stands for several places.
const STACK_GAP_PX: f64 = 3.0;
/// Half the side of a badge, with its rim.
const BADGE_PX: f64 = 16.0;
/// Longest scale bar.
const SCALE_BAR_PX: f64 = 110.0;
/// How far beyond the edge things may stand that reach into the picture.
const REACH_PX: f64 = 40.0;

/// What the key must explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a row of the key of its own"
)]
pub(super) struct InUse {
    /// Bit `g` for group `g`.
    pub(super) groups: u16,
    pub(super) mixed: bool,
    pub(super) clusters: bool,
    pub(super) hollow: bool,
    pub(super) areas: bool,
    pub(super) near: bool,
}

/// Draws the map of a viewport at `top`; tells what the key must explain.
pub(super) fn draw(svg: &mut Svg, figure: &Figure<'_>, viewport: Viewport, top: f64) -> InUse {
    let palette = figure.palette();
    let (width, height) = (viewport.width, viewport.height);
    let [w, h] = [width, height].map(px);
    svg.open(
        "svg",
        &[
            ("y", px(top).as_str()),
            ("width", &w),
            ("height", &h),
            ("overflow", "hidden"),
            ("id", "map"),
        ],
    );
    svg.rect([0.0, 0.0, width, height], &[("fill", palette.sea), ("id", "sea")]);
    land(svg, figure, viewport);
    let layout = Arc::new(MarkLayout::new(
        figure.places,
        ZoomStep::of(viewport.zoom),
        Grouping {
            distance_px: POINTER_DISTANCE_PX,
        },
    ));
    let mut board = Board::new(
        Arc::clone(figure.places),
        Arc::clone(figure.groups),
        Arc::clone(&layout),
    );
    board.update_all(figure.place_counts);
    board.select(figure.selected);
    let mut used = InUse::default();
    near_discs(svg, figure, viewport, &board, &mut used);
    let placed = place_labels(
        figure.labels,
        figure.places,
        &layout,
        figure.selected,
        LabelScript::of(MapNames::Page, figure.messages.lang),
    );
    let placed: Vec<PlacedLabel> = placed
        .into_iter()
        .filter_map(|label| said_now(label, &board, viewport, figure))
        .collect();
    let inside: Vec<&PlacedLabel> = placed
        .iter()
        .filter(|label| is_near(viewport, label.at))
        .collect();
    spots(svg, viewport, &inside, palette);
    marks(svg, figure, viewport, &board, &mut used);
    names(svg, viewport, &inside, palette);
    scale(svg, figure, viewport);
    svg.close("svg");
    used
}

/// A name as it is shown while its mark stands for what is in the selected dates; `None` if it is not.
fn said_now(
    mut label: PlacedLabel,
    board: &Board,
    viewport: Viewport,
    figure: &Figure<'_>,
) -> Option<PlacedLabel> {
    let mark = label.anchor.and_then(|anchor| board.layout().mark_of(anchor));
    let state = mark.map(|number| board.state(number, Frame::of(viewport)));
    if !label.is_shown(state.as_ref()) {
        return None;
    }
    if label.shown == LabelShown::Several
        && let Some(state) = state
    {
        let messages = figure.messages;
        let named = label.several_text(board, &state, messages.lang);
        let counted = || messages.map.several(state.places, false, figure.formats);
        label.text = named.unwrap_or_else(counted).into();
    }
    Some(label)
}

fn is_near(viewport: Viewport, at: WorldPoint) -> bool {
    let p = viewport.screen_from_world(at);
    (-REACH_PX..=viewport.width + REACH_PX).contains(&p.x)
        && (-REACH_PX..=viewport.height + REACH_PX).contains(&p.y)
}

fn land(svg: &mut Svg, figure: &Figure<'_>, viewport: Viewport) {
    let palette = figure.palette();
    let edge = Rect {
        x0: -REACH_PX,
        y0: -REACH_PX,
        x1: viewport.width + REACH_PX,
        y1: viewport.height + REACH_PX,
    };
    let on_screen = |line: &[Point]| -> Vec<Point> {
        line.iter()
            .map(|p| {
                let s = viewport.screen_from_world(WorldPoint { x: p[0], y: p[1] });
                [s.x, s.y]
            })
            .collect()
    };
    let rings = |lines: &[Vec<Point>]| {
        let mut d = PathData::default();
        for ring in lines {
            d.ring(&simplify(&clip_ring(&on_screen(ring), edge), TOLERANCE_PX));
        }
        d.into_string()
    };
    let open = |lines: &[Vec<Point>]| {
        let mut d = PathData::default();
        for line in lines {
            for run in clip_line(&on_screen(line), edge) {
                d.line(&simplify(&run, TOLERANCE_PX));
            }
        }
        d.into_string()
    };
    svg.open(
        "g",
        &[
            ("id", "basemap"),
            ("fill", "none"),
            ("stroke-linejoin", "round"),
            ("fill-rule", "evenodd"),
        ],
    );
    let is_far = viewport.zoom < FAR_ZOOM;
    for layer in BasemapLayer::ALL {
        let lines = figure.basemap.lines(layer);
        let d = if layer.is_area() {
            rings(lines)
        } else {
            open(lines)
        };
        let d = ("d", d.as_str());
        let id = ("id", layer.name());
        match layer {
            BasemapLayer::World => {
                svg.leaf(
                    "path",
                    &[
                        id,
                        ("fill", palette.land),
                        ("stroke", palette.country),
                        ("stroke-width", "0.5"),
                        d,
                    ],
                );
                if let Some(r) = figure.basemap.extent() {
                    let corners = [
                        [r.x0, r.y0],
                        [r.x1, r.y0],
                        [r.x1, r.y1],
                        [r.x0, r.y1],
                        [r.x0, r.y0],
                    ];
                    let sea = rings(&[corners.to_vec()]);
                    svg.leaf("path", &[("id", "extent"), ("fill", palette.sea), ("d", &sea)]);
                }
            }
            BasemapLayer::Land => svg.leaf("path", &[id, ("fill", palette.land), d]),
            BasemapLayer::Focus => svg.leaf("path", &[id, ("fill", palette.focus), d]),
            BasemapLayer::Lakes => svg.leaf(
                "path",
                &[
                    id,
                    ("fill", palette.sea),
                    ("stroke", palette.water_line),
                    ("stroke-width", "0.75"),
                    d,
                ],
            ),
            BasemapLayer::Rivers | BasemapLayer::Admin1 | BasemapLayer::Roads if is_far => {}
            BasemapLayer::Rivers => {
                svg.leaf(
                    "path",
                    &[id, ("stroke", palette.water_line), ("stroke-width", "1.5"), d],
                );
            }
            BasemapLayer::Admin1 => svg.leaf(
                "path",
                &[
                    id,
                    ("stroke", palette.admin1),
                    ("stroke-width", "0.8"),
                    ("stroke-dasharray", "4 3"),
                    d,
                ],
            ),
            BasemapLayer::Borders => {
                svg.leaf(
                    "path",
                    &[id, ("stroke", palette.country), ("stroke-width", "1.2"), d],
                );
            }
            BasemapLayer::Disputed => svg.leaf(
                "path",
                &[
                    id,
                    ("stroke", palette.country),
                    ("stroke-width", "1.2"),
                    ("stroke-dasharray", "6 4"),
                    d,
                ],
            ),
            BasemapLayer::Roads => {
                svg.leaf("path", &[id, ("stroke", palette.road), ("stroke-width", "2"), d]);
            }
        }
    }
    svg.close("g");
}

/// Discs of the true radius around places that events are said to be near.
fn near_discs(svg: &mut Svg, figure: &Figure<'_>, viewport: Viewport, board: &Board, used: &mut InUse) {
    let palette = figure.palette();
    svg.open(
        "g",
        &[("id", "near"), ("fill", palette.ink), ("fill-opacity", "0.12")],
    );
    for (i, place) in (0..).zip(figure.places.iter()) {
        let Some(lon_lat) = place
            .lon_lat
            .filter(|_| place.ever_near && !board.place_counts(i).is_zero())
        else {
            continue;
        };
        let Some(km) = figure.place_counts.near_km(place.code) else {
            continue;
        };
        let at = viewport.screen_from_lon_lat(lon_lat);
        let r = km / km_per_world_unit(lon_lat.lat) * viewport.scale_px();
        if at.x + r > 0.0 && at.y + r > 0.0 && at.x - r < viewport.width && at.y - r < viewport.height {
            used.near = true;
            svg.circle([at.x, at.y], r, &[]);
        }
    }
    svg.close("g");
}

fn spots(svg: &mut Svg, viewport: Viewport, labels: &[&PlacedLabel], palette: &Palette) {
    svg.open("g", &[("id", "spots"), ("fill", palette.label)]);
    for label in labels.iter().filter(|label| label.kind.is_spot()) {
        let at = viewport.screen_from_world(label.at);
        if let Some([dx, dy]) = label.leader {
            let d = format!("M{:.1} {:.1}l{dx:.1} {dy:.1}", at.x, at.y);
            svg.leaf("path", &[("stroke", palette.label), ("d", &d)]);
        }
        svg.circle([at.x, at.y], 1.8, &[]);
    }
    svg.close("g");
}

fn marks(svg: &mut Svg, figure: &Figure<'_>, viewport: Viewport, board: &Board, used: &mut InUse) {
    let palette = figure.palette();
    let frame = Frame::of(viewport);
    let origin = frame.origin_on_screen(viewport);
    svg.open(
        "g",
        &[
            ("id", "marks"),
            ("stroke", palette.focus),
            ("stroke-width", "1.5"),
        ],
    );
    let mut rings = Vec::new();
    for (number, mark) in (0..).zip(board.layout().marks()) {
        let state = board.state(number, frame);
        let [x, y] = state.at.px();
        let at = [x + origin.x, y + origin.y];
        let is_inside = (-REACH_PX..=viewport.width + REACH_PX).contains(&at[0])
            && (-REACH_PX..=viewport.height + REACH_PX).contains(&at[1]);
        if !state.visible || !is_inside {
            continue;
        }
        let counts = board.mark_counts(number);
        for g in 0..MAX_GROUPS {
            if counts.definite[g] + counts.possible[g] > 0 {
                used.groups |= 1 << g;
            }
        }
        used.mixed |= state.tint == Tint::Mixed && !mark.is_area;
        used.clusters |= state.places > 1;
        used.hollow |= state.hollow || state.possible > 0;
        used.areas |= mark.is_area;
        draw_mark(svg, figure, &state, mark.is_area, at);
        if state.selected {
            rings.push((
                at,
                if mark.is_area {
                    BADGE_PX
                } else {
                    state.radius.px() * 1.26
                } + 3.5,
            ));
        }
    }
    svg.close("g");
    svg.open(
        "g",
        &[
            ("id", "selected"),
            ("fill", "none"),
            ("stroke", palette.ink),
            ("stroke-width", "3"),
        ],
    );
    for (at, r) in rings {
        svg.circle(at, r, &[]);
    }
    svg.close("g");
}

fn draw_mark(svg: &mut Svg, figure: &Figure<'_>, state: &MarkState, is_area: bool, at: [f64; 2]) {
    let palette = figure.palette();
    let (text, formats) = (figure.messages.map, figure.formats);
    let subject = if state.places <= 1 {
        let place = figure.places.get(state.place as usize);
        place.map_or_else(String::new, |p| p.name_in(figure.messages.lang).to_owned())
    } else {
        text.several(state.places, is_area, formats)
    };
    let phrase = text.count_phrase(state.definite, state.possible, formats);
    let name = text.mark_name(&subject, is_area && state.places <= 1, &phrase);
    let colour = match state.tint {
        Tint::Mixed => palette.mixed,
        Tint::Group(g) => {
            let slot = figure.groups.get(usize::from(g)).map_or(7, |style| style.slot);
            palette.group(slot)
        }
    };
    let start = format!("M{} {}", px(at[0]), px(at[1]));
    svg.open("g", &[]);
    svg.with_text("title", &[], &name);
    if state.places > 1 {
        let r = if is_area {
            BADGE_PX
        } else {
            state.radius.px() + STACK_GAP_PX
        };
        svg.circle(
            at,
            r,
            &[
                ("fill", "none"),
                ("stroke", palette.mixed),
                ("stroke-width", "1.25"),
            ],
        );
    }
    let ink = if is_area {
        let d = format!("{start}{}", badge_path(state.count()));
        svg.leaf(
            "path",
            &[
                ("fill", palette.surface),
                ("stroke", colour),
                ("stroke-width", "2"),
                ("d", &d),
            ],
        );
        palette.ink
    } else {
        let d = format!("{start}{}", shape_path(state.shape, state.radius));
        if state.hollow {
            let look = [
                ("fill", palette.focus),
                ("stroke", colour),
                ("stroke-width", "2"),
                ("stroke-dasharray", "3 2.5"),
                ("d", d.as_str()),
            ];
            svg.leaf("path", &look);
        } else {
            svg.leaf("path", &[("fill", colour), ("d", &d)]);
            if state.tint == Tint::Mixed && state.radius.px() >= LEAST_RIM_RADIUS_PX {
                for g in 0..MAX_GROUPS {
                    let d = state.rim.arc_path(g, state.radius, at);
                    let slot = figure.groups.get(g).map_or(7, |style| style.slot);
                    let stroke = palette.group(slot);
                    svg.leaf(
                        "path",
                        &[
                            ("fill", "none"),
                            ("stroke", stroke),
                            ("stroke-width", "3"),
                            ("d", &d),
                        ],
                    );
                }
            }
        }
        if state.hollow || state.shape == Shape::Ring {
            palette.label
        } else {
            palette.on_mark
        }
    };
    if let Some(n) = state.number(is_area) {
        let look = Type {
            size: 12.0,
            weight: "600",
            fill: ink,
            anchor: "middle",
            is_rtl: false,
        };
        let number = figure.formats.number(f64::from(n));
        svg.text([at[0], at[1] + 4.3], &number, look, &[("stroke", "none")]);
    }
    svg.close("g");
}

fn names(svg: &mut Svg, viewport: Viewport, labels: &[&PlacedLabel], palette: &Palette) {
    let halo = [
        ("paint-order", "stroke"),
        ("stroke-width", "5"),
        ("stroke-linejoin", "round"),
    ];
    let mut group = vec![("id", "names")];
    group.extend(halo);
    svg.open("g", &group);
    for label in labels {
        let at = viewport.screen_from_world(label.at);
        let (fill, stroke) = match label.kind {
            LabelKind::Water => (palette.sea_label, palette.sea),
            LabelKind::Country => (palette.label, palette.land),
            _ => (palette.label, palette.focus),
        };
        let is_spaced = label.kind.is_spaced() && !label.is_arabic;
        let look = Type {
            size: label.kind.size_px() + if label.is_arabic { 1.0 } else { 0.0 },
            weight: match label.kind {
                _ if label.selected => "700",
                LabelKind::City | LabelKind::Road => "600",
                LabelKind::Town | LabelKind::Water => "500",
                _ => "400",
            },
            fill,
            // As on the page: a name stands on its side of the point, whichever way it is read.
            anchor: match label.side {
                Side::Right => "start",
                Side::Left => "end",
                _ => "middle",
            },
            is_rtl: false,
        };
        let mut more = vec![("stroke", stroke)];
        if is_spaced {
            more.extend([("letter-spacing", "1.5"), ("fill-opacity", "0.72")]);
        }
        let baseline = at.y + label.dy + look.size * 0.36;
        svg.text([at.x + label.dx, baseline], &label.text, look, &more);
    }
    svg.close("g");
}

fn scale(svg: &mut Svg, figure: &Figure<'_>, viewport: Viewport) {
    let palette = figure.palette();
    let bar = scale_bar(viewport.km_per_px(), SCALE_BAR_PX);
    let text = figure.messages.map;
    let (pattern, n) = if bar.metres >= 1000.0 {
        (text.kilometres, bar.metres / 1000.0)
    } else {
        (text.metres, bar.metres)
    };
    let label = fill(pattern, &[("n", &figure.formats.number(n))]);
    let (x, y) = (12.0, viewport.height - 12.0);
    svg.open("g", &[("id", "scale")]);
    let d = format!("M{} {}v6h{}v-6", px(x), px(y - 6.0), px(bar.width_px));
    for (stroke, width) in [(palette.focus, "4"), (palette.label, "1.5")] {
        svg.leaf(
            "path",
            &[
                ("fill", "none"),
                ("stroke", stroke),
                ("stroke-width", width),
                ("d", &d),
            ],
        );
    }
    let look = Type {
        size: 12.0,
        weight: "400",
        fill: palette.label,
        anchor: "middle",
        is_rtl: false,
    };
    let halo = [
        ("paint-order", "stroke"),
        ("stroke", palette.focus),
        ("stroke-width", "4"),
    ];
    svg.text([x + bar.width_px / 2.0, y - 9.0], &label, look, &halo);
    svg.close("g");
}

/// The lines of the credit that stand under a map, each with whether it is read from right to left.
pub(super) fn credit_lines(figure: &Figure<'_>, width: f64) -> Vec<(String, bool)> {
    let credit = figure.credit;
    let source = [credit.attribution.as_str(), credit.licence.as_str()];
    let source: Vec<&str> = source.into_iter().filter(|part| !part.is_empty()).collect();
    let note = [figure.messages.shell.caveat, figure.date];
    let note: Vec<&str> = note.into_iter().filter(|part| !part.is_empty()).collect();
    let mut lines = Vec::new();
    for paragraph in [source.join(" · "), note.join(" · ")] {
        let is_rtl = first_direction(&paragraph).unwrap_or(figure.is_rtl());
        let wrapped = lines_of(&paragraph, super::SMALL_PX, width);
        lines.extend(wrapped.into_iter().map(|line| (line, is_rtl)));
    }
    lines
}

/// Whether the first letter of a text is of a script that is read from right to left.
fn first_direction(text: &str) -> Option<bool> {
    let first = text.chars().find(|c| c.is_alphabetic())?;
    Some(matches!(first, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'))
}

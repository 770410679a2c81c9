//! Where names stand: no two boxes overlap at any zoom of a step, no name covers a mark that is not its own, and
//! nothing moves while the map is panned.

use super::label_boxes::{Boxes, LabelBox};
use super::text_width::text_width;
use super::{Board, MapPlace, Mark, MarkLayout, MarkState, ZoomStep};
use crate::geo::{LonLat, Rect, WorldPoint, world_from_lon_lat};
use crate::state::{Lang, MapNames};
use std::collections::HashMap;
use std::sync::Arc;

/// More names than this are not considered, the least important first.
const MAX_CANDIDATES: usize = 20_000;
/// For so many names, the most important first, a spot at the end of a line is looked for where there is none beside the
/// point: in a crowd of thousands lines would only add to it.
const MAX_LED: usize = 1_500;
/// Free room around a name.
const MARGIN_PX: f64 = 2.0;
/// Room between a symbol and its name.
const GAP_PX: f64 = 3.0;
/// A name keeps clear of its own symbol up to this radius; larger symbols reach under it.
const OWN_RADIUS_PX: f64 = 20.0;
/// So many of the places of a mark have names of their own, for when they alone have events.
const MAX_NAMED_MEMBERS: usize = 6;
/// Least room for the name of a mark of several places: "12 places" fits.
const LEAST_SEVERAL_PX: f64 = 66.0;
/// How far beyond its symbol a name may stand that a line leads to, in the order in which that is tried.
const LEADER_PX: [f64; 3] = [14.0, 28.0, 44.0];
/// Half the room that a leader line takes, and how far the boxes are apart that stand for it.
const LEADER_HALF_PX: f64 = 1.5;
const LEADER_STEP_PX: f64 = 4.0;

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    /// A state.
    Country,
    /// A governorate.
    Governorate,
    /// A sea, lake or river.
    Water,
    /// A road, by its number.
    Road,
    /// A city.
    City,
    /// A town.
    Town,
    /// A village or another spot.
    Village,
}

impl LabelKind {
    /// A spot, with a dot where no mark stands.
    pub fn is_spot(self) -> bool {
        matches!(self, LabelKind::City | LabelKind::Town | LabelKind::Village)
    }

    /// Font size in px, in Latin letters; Arabic is one px larger.
    pub fn size_px(self) -> f64 {
        match self {
            LabelKind::Country => 14.0,
            LabelKind::Governorate | LabelKind::City => 13.0,
            _ => 12.0,
        }
    }

    /// Written in spaced capitals (Latin only).
    pub fn is_spaced(self) -> bool {
        matches!(self, LabelKind::Country | LabelKind::Governorate)
    }

    /// The zooms at which such a name is shown if nothing happened there.
    fn zooms(self, population: u32) -> (f64, f64) {
        match self {
            LabelKind::Country => (3.0, 8.5),
            LabelKind::Governorate => (6.5, 11.0),
            LabelKind::Water => (5.0, 12.0),
            LabelKind::Road => (8.0, 18.0),
            LabelKind::City if population >= 500_000 => (4.5, 18.0),
            LabelKind::City => (6.0, 18.0),
            LabelKind::Town if population >= 20_000 => (7.5, 18.0),
            LabelKind::Town => (8.5, 18.0),
            LabelKind::Village => (10.0, 18.0),
        }
    }

    /// Greater is placed first.
    fn weight(self) -> u8 {
        match self {
            LabelKind::Country => 8,
            LabelKind::Governorate => 4,
            LabelKind::City => 7,
            LabelKind::Water => 6,
            LabelKind::Town => 3,
            LabelKind::Road => 5,
            LabelKind::Village => 1,
        }
    }
}

/// A name that the map may show.
#[derive(Debug, Clone, PartialEq)]
pub struct MapLabel {
    /// Its id in the gazetteer: a place with this id and a mark is named by the same label.
    pub id: String,
    /// In Latin letters.
    pub name: String,
    /// In Arabic letters; empty if none is known.
    pub name_ar: String,
    /// Where it is.
    pub lon_lat: LonLat,
    /// What it is.
    pub kind: LabelKind,
    /// Inhabitants, 0 if not stated.
    pub population: u32,
}

/// On which side of its point a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Right of it.
    Right,
    /// Left of it.
    Left,
    /// Above.
    Above,
    /// Below.
    Below,
    /// Across it.
    Middle,
}

/// When a name is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabelShown {
    /// Always.
    Always,
    /// While this place, by index, is the only one of its mark with events.
    Alone {
        /// The place.
        place: u32,
        /// Also while none of them has any.
        at_rest: bool,
    },
    /// While several places of its mark have events: it then names the one with the most, and the number of the others.
    Several,
}

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLabel {
    /// Unique among the names placed.
    pub id: Arc<str>,
    /// The text.
    pub text: Arc<str>,
    /// The same in the other letters, on a line of its own.
    pub second: Option<Arc<str>>,
    /// The text is in Arabic letters.
    pub is_arabic: bool,
    /// When it is shown.
    pub shown: LabelShown,
    /// The place at which the mark stands that it names, by index.
    pub anchor: Option<u32>,
    /// Room that is kept for it, in px.
    pub width_px: f64,
    /// Height of its lines, in px.
    pub height_px: f64,
    /// Where a line leads that joins it to its point, in px from the point.
    pub leader: Option<[f64; 2]>,
    /// What it names.
    pub kind: LabelKind,
    /// The point it belongs to.
    pub at: WorldPoint,
    /// Where it stands.
    pub side: Side,
    /// Of the text's anchor from the point: right in px.
    pub dx: f64,
    /// Of the text's middle line from the point: down in px.
    pub dy: f64,
    /// A mark of events stands at the point.
    pub has_mark: bool,
    /// Selected.
    pub selected: bool,
}

impl PlacedLabel {
    /// True if it is shown while its mark is in this state; `None` while the mark is not kept.
    pub fn is_shown(&self, state: Option<&MarkState>) -> bool {
        let places = state.filter(|s| s.visible).map_or(0, |s| s.places);
        match self.shown {
            LabelShown::Always => true,
            LabelShown::Alone { place, at_rest } => match places {
                0 => at_rest,
                1 => state.is_some_and(|s| s.place == place),
                _ => false,
            },
            LabelShown::Several => places > 1,
        }
    }
}

impl PlacedLabel {
    /// The room that is kept for it while its point falls here, in px.
    pub fn area(&self, [x, y]: [f64; 2]) -> Rect {
        let aside = match self.side {
            Side::Right => self.width_px / 2.0,
            Side::Left => -self.width_px / 2.0,
            _ => 0.0,
        };
        Rect::around(x + self.dx + aside, y + self.dy, self.width_px, self.height_px)
    }

    /// What the name of several places says: the place with the most events, and how many others there are; `None` if
    /// that has no room.
    pub fn several_text(&self, board: &Board, state: &MarkState, lang: Lang) -> Option<String> {
        let mark = board.layout().mark_of(self.anchor?)?;
        let mark = board.layout().marks().get(mark as usize)?;
        let place = *board.active_places(mark).first()?;
        let place = board.places().get(place as usize)?;
        let text = format!("{} +{}", place.name_in(lang), state.places.saturating_sub(1));
        (text_width(&text, self.kind.size_px()) <= self.width_px).then_some(text)
    }
}

/// In which letters a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelScript {
    lang: Lang,
    both: bool,
}

impl LabelScript {
    /// The letters for a choice of the user and a language of the page.
    pub fn of(names: MapNames, lang: Lang) -> LabelScript {
        LabelScript {
            lang: match names {
                MapNames::Page | MapNames::Both => lang,
                MapNames::Latin => Lang::En,
                MapNames::Arabic => Lang::Ar,
            },
            both: names == MapNames::Both,
        }
    }

    /// The language whose letters come first.
    pub fn lang(self) -> Lang {
        self.lang
    }

    /// A name in these letters, and in the others if both are wanted and known.
    fn shown(self, name: &str, name_ar: &str, kind: LabelKind) -> (String, Option<String>) {
        let latin = || {
            if kind.is_spaced() {
                name.to_uppercase()
            } else {
                name.to_owned()
            }
        };
        let (first, second) = match self.lang {
            Lang::Ar if !name_ar.is_empty() => (name_ar.to_owned(), latin()),
            _ if name.is_empty() => (name_ar.to_owned(), String::new()),
            _ => (latin(), name_ar.to_owned()),
        };
        let second = (self.both && !second.is_empty() && second != first).then_some(second);
        (first, second)
    }
}

struct Candidate<'a> {
    id: &'a str,
    text: String,
    second: Option<String>,
    kind: LabelKind,
    at: WorldPoint,
    mark: Option<u32>,
    anchor: Option<u32>,
    shown: LabelShown,
    radius_px: f64,
    /// More room is kept than the text takes.
    least_width_px: f64,
    /// Room for what is added to the text.
    extra_px: f64,
    is_selected: bool,
    /// Selected, events, weight, and of a mark its place among all marks, else inhabitants.
    rank: (bool, u32, u8, u32),
}

/// How far a symbol of this radius may reach: shapes of equal area have corners.
fn reach_px(radius: f64) -> f64 {
    if radius <= 14.0 {
        radius * 1.26
    } else {
        radius * 1.1
    }
}

/// Places the names of a step of zoom.
///
/// Ranked by selection, events of all time, kind and inhabitants; a name that finds no room is left out, except that
/// the names of selected places come first and so find it. A name that has no room beside its mark may stand farther
/// off, with a line that leads to it. Which places of a mark have events changes with the dates: each has a name where
/// it would stand alone, and one more is for several.
pub fn place_labels(
    labels: &[MapLabel],
    places: &[MapPlace],
    layout: &MarkLayout,
    selected: &[u32],
    script: LabelScript,
) -> Vec<PlacedLabel> {
    let scale = layout.step().scale_px();
    let mut boxes = Boxes::new(ZoomStep::growth());
    for (number, mark) in (0..).zip(layout.marks()) {
        take_room(&mut boxes, layout, number, mark);
    }
    let mut placed = Vec::new();
    let candidates = candidates(labels, places, layout, selected, script);
    for (candidate, rank) in candidates.into_iter().zip(0..) {
        let Some(spot) = spot(&candidate, scale, &boxes, rank < MAX_LED) else {
            continue;
        };
        boxes.insert(spot.area, candidate.mark);
        for part in spot
            .leader
            .iter()
            .flat_map(|end| leader_boxes(spot.area.at, *end))
        {
            boxes.insert(part, candidate.mark);
        }
        placed.push(PlacedLabel {
            id: candidate.id.into(),
            is_arabic: is_arabic(&candidate.text),
            text: candidate.text.into(),
            second: candidate.second.map(Into::into),
            kind: candidate.kind,
            shown: candidate.shown,
            anchor: candidate.anchor,
            width_px: 2.0 * (spot.area.half[0] - MARGIN_PX),
            height_px: 2.0 * spot.area.half[1],
            at: candidate.at,
            side: spot.side,
            dx: spot.dx,
            dy: spot.dy,
            leader: spot.leader,
            has_mark: candidate.mark.is_some(),
            selected: candidate.is_selected,
        });
    }
    placed
}

/// Keeps names off a mark, wherever it may stand.
fn take_room(boxes: &mut Boxes, layout: &MarkLayout, number: u32, mark: &Mark) {
    let px = |p: WorldPoint| [p.x * layout.step().scale_px(), p.y * layout.step().scale_px()];
    if mark.is_area {
        boxes.insert(LabelBox::around(px(mark.at), 14.0), Some(number));
        return;
    }
    let reach = |members: &[u32]| reach_px(layout.radius_of(members));
    let members = layout.members(mark);
    boxes.insert(LabelBox::around(px(mark.at), reach(members)), Some(number));
    for &i in members {
        let own = layout.position_for(mark, i);
        if own != mark.at {
            boxes.insert(LabelBox::around(px(own), reach(&[i])), Some(number));
        }
    }
}

/// The names to try, the most important first.
fn candidates<'a>(
    labels: &'a [MapLabel],
    places: &'a [MapPlace],
    layout: &MarkLayout,
    selected: &[u32],
    script: LabelScript,
) -> Vec<Candidate<'a>> {
    let zoom = layout.step().zoom();
    let marked: HashMap<&str, u32> = places.iter().zip(0..).map(|(p, i)| (p.id.as_str(), i)).collect();
    let mut all: Vec<Candidate> = Vec::new();
    let mut kinds: Vec<LabelKind> = vec![LabelKind::Village; places.len()];
    for label in labels {
        if let Some(&i) = marked.get(label.id.as_str()) {
            if label.kind.is_spot() {
                kinds[i as usize] = label.kind;
            }
            continue;
        }
        let (from, to) = label.kind.zooms(label.population);
        if !(from..=to).contains(&zoom) {
            continue;
        }
        let (text, second) = script.shown(&label.name, &label.name_ar, label.kind);
        all.push(Candidate {
            id: &label.id,
            text,
            second,
            kind: label.kind,
            at: world_from_lon_lat(label.lon_lat),
            mark: None,
            anchor: None,
            shown: LabelShown::Always,
            radius_px: 2.0,
            least_width_px: 0.0,
            extra_px: 0.0,
            is_selected: false,
            rank: (false, 0, label.kind.weight(), label.population),
        });
    }
    for (number, mark) in (0..).zip(layout.marks()).filter(|(_, mark)| !mark.is_area) {
        let members = layout.members(mark);
        let is_selected = |i: &u32| {
            let place = places.get(*i as usize);
            place.is_some_and(|p| selected.contains(&p.code))
        };
        // The names of a mark come one after another, so that they share their room.
        let rank = |part: u32| {
            let any = members.iter().any(is_selected);
            (any, mark.events.max(1), 0, u32::MAX - number * 8 - part)
        };
        let named = Named {
            places,
            kinds: &kinds,
            layout,
            number,
            mark,
            script,
        };
        if members.len() > 1 {
            all.extend(named.several(members.iter().any(is_selected), rank(0)));
        }
        for (&i, part) in members.iter().take(MAX_NAMED_MEMBERS).zip(1..) {
            all.extend(named.alone(i, is_selected(&i), rank(part)));
        }
    }
    all.retain(|c| !c.text.is_empty());
    crate::sort::by(&mut all, |a, b| b.rank.cmp(&a.rank).then_with(|| a.id.cmp(b.id)));
    all.truncate(MAX_CANDIDATES);
    all
}

/// What the names of a mark are made from.
struct Named<'a, 'b> {
    places: &'a [MapPlace],
    kinds: &'b [LabelKind],
    layout: &'b MarkLayout,
    number: u32,
    mark: &'b Mark,
    script: LabelScript,
}

impl<'a> Named<'a, '_> {
    /// The name of a place where it stands alone.
    fn alone(&self, i: u32, is_selected: bool, rank: (bool, u32, u8, u32)) -> Option<Candidate<'a>> {
        let place = self.places.get(i as usize)?;
        let kind = self.kinds.get(i as usize).copied()?;
        let (text, second) = self.script.shown(&place.name, &place.name_ar, kind);
        let shown = if self.layout.members(self.mark).len() == 1 {
            LabelShown::Always
        } else {
            LabelShown::Alone {
                place: i,
                at_rest: i == self.mark.anchor,
            }
        };
        Some(Candidate {
            id: &place.id,
            text,
            second,
            kind,
            at: self.layout.position_for(self.mark, i),
            mark: Some(self.number),
            anchor: Some(self.mark.anchor),
            shown,
            radius_px: reach_px(self.layout.radius_of(&[i])).min(OWN_RADIUS_PX),
            least_width_px: 0.0,
            extra_px: 0.0,
            is_selected,
            rank,
        })
    }

    /// The name of a mark while several of its places have events.
    fn several(&self, is_selected: bool, rank: (bool, u32, u8, u32)) -> Option<Candidate<'a>> {
        let members = self.layout.members(self.mark);
        let anchor = self.mark.anchor;
        let place = self.places.get(anchor as usize)?;
        let kind = self.kinds.get(anchor as usize).copied()?;
        let (text, second) = self.script.shown(&place.name, &place.name_ar, kind);
        let named = members.iter().take(MAX_NAMED_MEMBERS);
        let widths = named.filter_map(|i| {
            let place = self.places.get(*i as usize)?;
            Some(text_width(place.name_in(self.script.lang), kind.size_px() + 1.0))
        });
        let others = format!(" +{}", members.len() - 1);
        Some(Candidate {
            id: &place.id,
            text,
            second,
            kind,
            at: self.mark.at,
            mark: Some(self.number),
            anchor: Some(anchor),
            shown: LabelShown::Several,
            radius_px: (reach_px(self.layout.radius_of(members)) + 4.0).min(OWN_RADIUS_PX),
            least_width_px: widths.fold(LEAST_SEVERAL_PX, f64::max),
            extra_px: text_width(&others, kind.size_px() + 1.0),
            is_selected,
            rank,
        })
    }
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c))
}

/// Where a name stands.
struct Spot {
    side: Side,
    dx: f64,
    dy: f64,
    area: LabelBox,
    leader: Option<[f64; 2]>,
}

/// Width and height of a line of text.
fn line_size(text: &str, kind: LabelKind) -> (f64, f64) {
    let arabic = is_arabic(text);
    let size = kind.size_px() + if arabic { 1.0 } else { 0.0 };
    let spacing = if kind.is_spaced() && !arabic {
        1.5 * text.chars().count() as f64
    } else {
        0.0
    };
    (
        text_width(text, size) + spacing,
        size * if arabic { 1.6 } else { 1.25 },
    )
}

/// A free spot for a name: its side, the text's anchor from the point, and its box; at the end of a line if it `may_lead`.
fn spot(c: &Candidate, scale: f64, boxes: &Boxes, may_lead: bool) -> Option<Spot> {
    let (mut width, mut height) = line_size(&c.text, c.kind);
    if let Some(second) = &c.second {
        let (w, h) = line_size(second, c.kind);
        (width, height) = (width.max(w), height + h);
    }
    width = width.max(c.least_width_px) + c.extra_px;
    let at = [c.at.x * scale, c.at.y * scale];
    let area = |x: f64, y: f64| LabelBox {
        at,
        offset: [x, y],
        half: [width / 2.0 + MARGIN_PX, height / 2.0],
    };
    let beside = c.radius_px + GAP_PX;
    let over = c.radius_px + height / 2.0;
    let right = (Side::Right, beside, 0.0);
    let left = (Side::Left, -beside, 0.0);
    let (above, below) = ((Side::Above, 0.0, -over), (Side::Below, 0.0, over));
    let sides: &[(Side, f64, f64)] = match (c.kind.is_spot(), is_arabic(&c.text)) {
        (true, false) => &[right, left, above, below],
        (true, true) => &[left, right, above, below],
        (false, _) => &[
            (Side::Middle, 0.0, 0.0),
            (Side::Middle, 0.0, -24.0),
            (Side::Middle, 0.0, 24.0),
            (Side::Middle, 0.0, -48.0),
            (Side::Middle, 0.0, 48.0),
            (Side::Middle, -60.0, 0.0),
            (Side::Middle, 60.0, 0.0),
        ],
    };
    for &(side, dx, dy) in sides {
        let middle = match side {
            Side::Right => dx + width / 2.0,
            Side::Left => dx - width / 2.0,
            _ => dx,
        };
        let area = area(middle, dy);
        if !boxes.meets(&area, c.mark) {
            return Some(Spot {
                side,
                dx,
                dy,
                area,
                leader: None,
            });
        }
    }
    c.mark.filter(|_| may_lead)?;
    for distance in LEADER_PX {
        for (ux, uy) in DIRECTIONS {
            let far = c.radius_px + distance;
            let end = [ux * far, uy * far];
            let (dx, dy) = (
                end[0] + side_of(ux) * width / 2.0,
                end[1] + side_of(uy) * height / 2.0,
            );
            let area = area(dx, dy);
            let is_free = !boxes.meets(&area, c.mark)
                && leader_boxes(at, end)
                    .iter()
                    .all(|part| !boxes.meets(part, c.mark));
            if is_free {
                return Some(Spot {
                    side: Side::Middle,
                    dx,
                    dy,
                    area,
                    leader: Some(end),
                });
            }
        }
    }
    None
}

/// Where a leader line may go, in the order in which that is tried: right and left first.
const DIRECTIONS: [(f64, f64); 8] = [
    (0.707, -0.707),
    (-0.707, -0.707),
    (0.707, 0.707),
    (-0.707, 0.707),
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
];

/// On which side of the line's end the name goes on: -1, 0 or 1.
fn side_of(u: f64) -> f64 {
    if u.abs() < 0.1 { 0.0 } else { u.signum() }
}

/// Small boxes along a leader line.
fn leader_boxes(at: [f64; 2], end: [f64; 2]) -> Vec<LabelBox> {
    let steps = (end[0].hypot(end[1]) / LEADER_STEP_PX).ceil().max(1.0) as u32;
    let part = |i: u32| {
        let share = f64::from(i) / f64::from(steps);
        LabelBox {
            at,
            offset: [end[0] * share, end[1] * share],
            half: [LEADER_HALF_PX, LEADER_HALF_PX],
        }
    };
    (1..=steps).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::places;
    use super::super::{Grouping, POINTER_DISTANCE_PX};
    use super::*;
    use proptest::prelude::*;

    fn labels() -> impl Strategy<Value = Vec<MapLabel>> {
        let kinds = prop::sample::select(vec![
            LabelKind::Country,
            LabelKind::Governorate,
            LabelKind::Water,
            LabelKind::City,
            LabelKind::Town,
            LabelKind::Village,
        ]);
        prop::collection::vec(
            (
                35.0..38.0f64,
                34.0..37.0f64,
                0u32..900_000,
                "[A-Za-z ]{3,14}",
                kinds,
            ),
            0..150,
        )
        .prop_map(|rows| {
            let made = rows
                .into_iter()
                .enumerate()
                .map(|(i, (lon, lat, population, name, kind))| MapLabel {
                    id: format!("l{i}"),
                    name,
                    name_ar: "سراقب".to_owned(),
                    lon_lat: LonLat { lon, lat },
                    kind,
                    population,
                });
            made.collect()
        })
    }

    fn drawn(label: &PlacedLabel, scale: f64) -> Rect {
        let size = label.kind.size_px() + if label.is_arabic { 1.0 } else { 0.0 };
        let width = label.width_px;
        let x = label.at.x * scale
            + label.dx
            + match label.side {
                Side::Right => width / 2.0,
                Side::Left => -width / 2.0,
                _ => 0.0,
            };
        Rect::around(x, label.at.y * scale + label.dy, width, size)
    }

    proptest! {
        #[test]
        fn no_two_names_overlap_at_any_zoom_of_the_step(labels in labels(), places in places(), zoom in 4.0..12.0f64, part in 0.0..0.99f64, arabic: bool, both: bool) {
            let step = ZoomStep::of(zoom);
            let layout = MarkLayout::new(&places, step, Grouping { distance_px: POINTER_DISTANCE_PX });
            let lang = if arabic { Lang::Ar } else { Lang::En };
            let names = if both { MapNames::Both } else { MapNames::Page };
            let placed = place_labels(&labels, &places, &layout, &[3], LabelScript::of(names, lang));
            let scale = step.scale_px() * ZoomStep::growth().powf(part);
            let boxes: Vec<Rect> = placed.iter().map(|l| drawn(l, scale)).collect();
            for (i, a) in boxes.iter().enumerate() {
                for (j, b) in boxes.iter().enumerate().take(i) {
                    // Names of one mark are never shown together.
                    let exclusive = placed[i].anchor.is_some() && placed[i].anchor == placed[j].anchor;
                    prop_assert!(exclusive || !a.overlaps(*b), "{:?} and {:?}", placed[i], placed[j]);
                }
                for mark in layout.marks() {
                    if placed[i].anchor == Some(mark.anchor) {
                        continue;
                    }
                    // Wherever the mark may stand, and however large it may be there.
                    let spots = layout.members(mark).iter().map(|&m| (layout.position_for(mark, m), places[m as usize].events));
                    for (at, events) in spots.chain([(mark.at, mark.events)]) {
                        let radius = if mark.is_area { 11.0 } else { layout.scale().radius(events).px() };
                        let symbol = Rect::around(at.x * scale, at.y * scale, 2.0 * radius, 2.0 * radius);
                        prop_assert!(!a.overlaps(symbol), "{:?} covers {:?}", placed[i], mark);
                    }
                }
            }
        }

        #[test]
        fn of_the_names_of_a_mark_one_is_shown(places in places(), zoom in 4.0..12.0f64, pick in 0usize..200, active in 0u32..4) {
            let layout = MarkLayout::new(&places, ZoomStep::of(zoom), Grouping { distance_px: POINTER_DISTANCE_PX });
            prop_assume!(!layout.marks().is_empty());
            let mark = &layout.marks()[pick % layout.marks().len()];
            let members = layout.members(mark);
            let state = MarkState {
                visible: active > 0,
                places: active,
                place: if active == 1 { members[pick % members.len()] } else { mark.anchor },
                ..MarkState::default()
            };
            let placed = place_labels(&[], &places, &layout, &[], LabelScript::of(MapNames::Page, Lang::En));
            let of_mark = placed.iter().filter(|l| l.anchor == Some(mark.anchor));
            let shown: Vec<_> = of_mark.filter(|l| l.is_shown(Some(&state))).collect();
            prop_assert!(shown.len() <= 1, "{:?}", shown);
            if let (1, [label]) = (active, shown.as_slice()) {
                let place = &places[state.place as usize];
                prop_assert_eq!(&*label.text, place.name.as_str());
                prop_assert_eq!(label.at, layout.position_for(mark, state.place));
            }
        }
    }

    #[test]
    fn crowded_towns_are_named_at_the_end_of_a_line() {
        use super::super::layout::tests::place;
        // A town between four others, whose symbols leave its name no room beside it.
        let around = [(0.08, 0.0), (-0.08, 0.0), (0.0, 0.045), (0.0, -0.045)];
        let mut places = vec![place(0, 36.5, 35.5, 2)];
        places.extend(
            (1..)
                .zip(around)
                .map(|(i, (dx, dy))| place(i, 36.5 + dx, 35.5 + dy, 1)),
        );
        let layout = MarkLayout::new(&places, ZoomStep::of(9.5), Grouping { distance_px: 0.0 });
        let placed = place_labels(
            &[],
            &places,
            &layout,
            &[0],
            LabelScript::of(MapNames::Page, Lang::En),
        );
        let led: Vec<&str> = placed
            .iter()
            .filter(|l| l.leader.is_some())
            .map(|l| &*l.text)
            .collect();
        assert_eq!(led, ["Place 0"]);
    }

    #[test]
    fn the_selected_place_is_named_first() {
        use super::super::layout::tests::place;
        let places: Vec<MapPlace> = (0..12)
            .map(|i| place(i, 36.5 + f64::from(i) * 0.04, 35.5, 1))
            .collect();
        let layout = MarkLayout::new(&places, ZoomStep::of(10.0), Grouping { distance_px: 0.0 });
        let names = |selected: &[u32]| -> Vec<String> {
            let placed = place_labels(
                &[],
                &places,
                &layout,
                selected,
                LabelScript::of(MapNames::Page, Lang::En),
            );
            placed.iter().map(|l| l.text.to_string()).collect()
        };
        assert_eq!(names(&[])[0], "Place 0");
        assert_eq!(names(&[7])[0], "Place 7");
    }
}

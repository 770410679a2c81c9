//! Where names stand: no two boxes overlap at any zoom of a step, and nothing moves while the map is panned.

use super::text_width::text_width;
use super::{MapPlace, MarkLayout, ZoomStep};
use crate::geo::{LonLat, WorldPoint, world_from_lon_lat};
use crate::state::Lang;
use std::collections::HashMap;
use std::sync::Arc;

/// More names than this are not considered, the least important first.
const MAX_CANDIDATES: usize = 20_000;
/// Free room around a name.
const MARGIN_PX: f64 = 2.0;
/// Room between a symbol and its name.
const GAP_PX: f64 = 3.0;
/// A name keeps clear of its own symbol up to this radius; larger symbols reach under it.
const OWN_RADIUS_PX: f64 = 17.0;
/// Names keep clear of the middle of other marks, where the number stands.
const CORE_RADIUS_PX: f64 = 9.0;

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

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLabel {
    /// Unique among the names shown.
    pub id: Arc<str>,
    /// The text.
    pub text: Arc<str>,
    /// The text is in Arabic letters.
    pub is_arabic: bool,
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

/// A box at an offset from a point that moves with the scale.
#[derive(Debug, Clone, Copy)]
struct LabelBox {
    /// The point, in px at the step's least zoom.
    at: [f64; 2],
    /// Middle of the box from the point, in px.
    offset: [f64; 2],
    half: [f64; 2],
}

impl LabelBox {
    /// True if the boxes overlap at any scale from 1 to `growth` times the step's least one: along each axis they do in
    /// one interval of scales, so they do if the two intervals meet.
    fn meets(&self, other: &LabelBox, growth: f64) -> bool {
        let mut from = 1.0f64;
        let mut to = growth;
        for axis in 0..2 {
            let apart = self.at[axis] - other.at[axis];
            let shift = self.offset[axis] - other.offset[axis];
            let room = self.half[axis] + other.half[axis];
            // |k * apart + shift| < room
            if apart.abs() < 1e-9 {
                if shift.abs() >= room {
                    return false;
                }
                continue;
            }
            let (a, b) = ((-room - shift) / apart, (room - shift) / apart);
            from = from.max(a.min(b));
            to = to.min(a.max(b));
        }
        from < to
    }
}

/// Boxes by cells, to find those that may meet another.
struct Boxes {
    cells: HashMap<(i32, i32), Vec<u32>>,
    all: Vec<(LabelBox, Option<u32>)>,
    growth: f64,
}

impl Boxes {
    const CELL_PX: f64 = 96.0;

    /// The cells that a box may be in, in px at the step's least zoom: offsets shrink there as scales grow.
    fn cells_of(b: &LabelBox) -> impl Iterator<Item = (i32, i32)> {
        let range = |axis: usize| {
            let low = b.at[axis] + (b.offset[axis] - b.half[axis]).min(0.0);
            let high = b.at[axis] + (b.offset[axis] + b.half[axis]).max(0.0);
            ((low / Self::CELL_PX).floor() as i32)..=((high / Self::CELL_PX).floor() as i32)
        };
        let ys = range(1);
        range(0).flat_map(move |x| ys.clone().map(move |y| (x, y)))
    }

    fn insert(&mut self, b: LabelBox, owner: Option<u32>) {
        let number = self.all.len() as u32;
        for cell in Self::cells_of(&b) {
            self.cells.entry(cell).or_default().push(number);
        }
        self.all.push((b, owner));
    }

    /// True if the box meets one that does not belong to `owner`.
    fn meets(&self, b: &LabelBox, owner: Option<u32>) -> bool {
        Self::cells_of(b).any(|cell| {
            self.cells.get(&cell).is_some_and(|numbers| {
                numbers.iter().any(|number| {
                    self.all.get(*number as usize).is_some_and(|(other, its)| {
                        (owner.is_none() || *its != owner) && b.meets(other, self.growth)
                    })
                })
            })
        })
    }
}

struct Candidate<'a> {
    id: &'a str,
    text: String,
    kind: LabelKind,
    at: WorldPoint,
    mark: Option<u32>,
    radius_px: f64,
    rank: (bool, u32, u8, u32),
}

/// Places the names of a step of zoom.
///
/// Ranked by selection, events of all time, kind and inhabitants; a name that finds no room is left out, except that
/// the names of selected places come first and so find it. A mark is named after the place it stands at, with the
/// number of the others it stands for.
pub fn place_labels(
    labels: &[MapLabel],
    places: &[MapPlace],
    layout: &MarkLayout,
    selected: &[u32],
    lang: Lang,
) -> Vec<PlacedLabel> {
    let step = layout.step();
    let scale = step.scale_px();
    let mut boxes = Boxes {
        cells: HashMap::new(),
        all: Vec::new(),
        growth: ZoomStep::growth(),
    };
    for (number, mark) in (0..).zip(layout.marks()) {
        let half = if mark.is_area {
            12.0
        } else {
            layout.scale().radius(mark.events).px().min(CORE_RADIUS_PX)
        };
        boxes.insert(
            LabelBox {
                at: [mark.at.x * scale, mark.at.y * scale],
                offset: [0.0, 0.0],
                half: [half, half],
            },
            Some(number),
        );
    }

    let mut placed = Vec::new();
    for candidate in candidates(labels, places, layout, selected, lang) {
        if let Some((side, dx, dy, found)) = spot(&candidate, scale, lang, &boxes) {
            boxes.insert(found, None);
            placed.push(PlacedLabel {
                id: candidate.id.into(),
                is_arabic: is_arabic(&candidate.text),
                text: candidate.text.into(),
                kind: candidate.kind,
                at: candidate.at,
                side,
                dx,
                dy,
                has_mark: candidate.mark.is_some(),
                selected: candidate.rank.0,
            });
        }
    }
    placed
}

/// The names to try, the most important first.
fn candidates<'a>(
    labels: &'a [MapLabel],
    places: &'a [MapPlace],
    layout: &MarkLayout,
    selected: &[u32],
    lang: Lang,
) -> Vec<Candidate<'a>> {
    let zoom = layout.step().zoom();
    let marked: HashMap<&str, u32> = places.iter().zip(0..).map(|(p, i)| (p.id.as_str(), i)).collect();
    let mut all: Vec<Candidate> = labels
        .iter()
        .filter(|label| {
            let (from, to) = label.kind.zooms(label.population);
            (from..=to).contains(&zoom) && !marked.contains_key(label.id.as_str())
        })
        .map(|label| Candidate {
            id: &label.id,
            text: shown(&label.name, &label.name_ar, label.kind, lang),
            kind: label.kind,
            at: world_from_lon_lat(label.lon_lat),
            mark: None,
            radius_px: 2.0,
            rank: (false, 0, label.kind.weight(), label.population),
        })
        .collect();
    let kinds: HashMap<&str, LabelKind> = labels.iter().map(|l| (l.id.as_str(), l.kind)).collect();
    for (number, mark) in (0..).zip(layout.marks()) {
        let Some(place) = places.get(mark.anchor as usize).filter(|p| !p.is_area) else {
            continue;
        };
        let members = layout.members(mark);
        let mut text = place.name_in(lang).to_owned();
        if members.len() > 1 {
            text.push_str(" +");
            text.push_str(&(members.len() - 1).to_string());
        }
        let is_selected = members.iter().any(|i| {
            places
                .get(*i as usize)
                .is_some_and(|p| selected.contains(&p.code))
        });
        all.push(Candidate {
            id: &place.id,
            text,
            kind: kinds
                .get(place.id.as_str())
                .copied()
                .filter(|k| k.is_spot())
                .unwrap_or(LabelKind::Village),
            at: mark.at,
            mark: Some(number),
            radius_px: layout.scale().radius(mark.events).px().min(OWN_RADIUS_PX),
            rank: (is_selected, mark.events.max(1), 0, place.population),
        });
    }
    all.retain(|c| !c.text.is_empty());
    all.sort_by(|a, b| b.rank.cmp(&a.rank).then_with(|| a.id.cmp(b.id)));
    all.truncate(MAX_CANDIDATES);
    all
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c))
}

fn shown(name: &str, name_ar: &str, kind: LabelKind, lang: Lang) -> String {
    match lang {
        Lang::Ar if !name_ar.is_empty() => name_ar.to_owned(),
        _ if kind.is_spaced() => name.to_uppercase(),
        _ => name.to_owned(),
    }
}

/// A free spot for a name: its side, the text's anchor from the point, and its box.
fn spot(c: &Candidate, scale: f64, lang: Lang, boxes: &Boxes) -> Option<(Side, f64, f64, LabelBox)> {
    let arabic = is_arabic(&c.text);
    let size = c.kind.size_px() + if arabic { 1.0 } else { 0.0 };
    let spacing = if c.kind.is_spaced() && !arabic {
        1.5 * c.text.chars().count() as f64
    } else {
        0.0
    };
    let (width, height) = (
        text_width(&c.text, size) + spacing,
        size * if arabic { 1.6 } else { 1.25 },
    );
    let beside = c.radius_px + GAP_PX;
    let over = c.radius_px + height / 2.0;
    let sides: &[(Side, f64, f64)] = if c.kind.is_spot() {
        if lang == Lang::Ar {
            &[
                (Side::Left, -beside, 0.0),
                (Side::Right, beside, 0.0),
                (Side::Above, 0.0, -over),
                (Side::Below, 0.0, over),
            ]
        } else {
            &[
                (Side::Right, beside, 0.0),
                (Side::Left, -beside, 0.0),
                (Side::Above, 0.0, -over),
                (Side::Below, 0.0, over),
            ]
        }
    } else {
        &[
            (Side::Middle, 0.0, 0.0),
            (Side::Middle, 0.0, -24.0),
            (Side::Middle, 0.0, 24.0),
        ]
    };
    sides.iter().find_map(|&(side, dx, dy)| {
        let middle = match side {
            Side::Right => dx + width / 2.0,
            Side::Left => dx - width / 2.0,
            _ => dx,
        };
        let found = LabelBox {
            at: [c.at.x * scale, c.at.y * scale],
            offset: [middle, dy],
            half: [width / 2.0 + MARGIN_PX, height / 2.0],
        };
        (!boxes.meets(&found, c.mark)).then_some((side, dx, dy, found))
    })
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::places;
    use super::super::{Grouping, POINTER_DISTANCE_PX};
    use super::*;
    use crate::geo::Rect;
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
        let width = text_width(&label.text, size);
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
        fn no_two_names_overlap_at_any_zoom_of_the_step(labels in labels(), places in places(), zoom in 4.0..12.0f64, part in 0.0..0.99f64, arabic: bool) {
            let step = ZoomStep::of(zoom);
            let layout = MarkLayout::new(&places, step, Grouping { distance_px: POINTER_DISTANCE_PX }, 1.0);
            let lang = if arabic { Lang::Ar } else { Lang::En };
            let placed = place_labels(&labels, &places, &layout, &[3], lang);
            let scale = step.scale_px() * ZoomStep::growth().powf(part);
            let boxes: Vec<Rect> = placed.iter().map(|l| drawn(l, scale)).collect();
            for (i, a) in boxes.iter().enumerate() {
                for (j, b) in boxes.iter().enumerate().take(i) {
                    prop_assert!(!a.overlaps(*b), "{:?} and {:?}", placed[i], placed[j]);
                }
                for (mark, state) in layout.marks().iter().map(|m| (m, m.at)) {
                    let own = placed[i].has_mark && placed[i].at == state;
                    prop_assert!(own || !a.contains(state.x * scale, state.y * scale), "{:?} covers {:?}", placed[i], mark);
                }
            }
        }
    }

    #[test]
    fn the_selected_place_is_named_first() {
        use super::super::layout::tests::place;
        let places: Vec<MapPlace> = (0..12)
            .map(|i| place(i, 36.5 + f64::from(i) * 0.02, 35.5, 20 - i))
            .collect();
        let layout = MarkLayout::new(&places, ZoomStep::of(10.0), Grouping { distance_px: 0.0 }, 1.0);
        let names = |selected: &[u32]| -> Vec<String> {
            let placed = place_labels(&[], &places, &layout, selected, Lang::En);
            placed.iter().map(|l| l.text.to_string()).collect()
        };
        assert!(names(&[]).len() < 12);
        assert_eq!(names(&[7])[0], "Place 7");
    }
}

//! [`Board`]: counts of places added up to the marks that are drawn, kept in step with the window.

use super::shared::Repeats;
use super::{Beside, MarkSum, pairs_together};
use super::{
    FigureSum, Frame, GroupCounts, GroupStyle, LayerPoint, MAX_GROUPS, MapPlace, Mark, MarkFigure,
    MarkLayout, PlaceCounts, Radius, Rim, Shape, number_fits,
};
use crate::query::Pair;
use std::collections::HashMap;
use std::sync::Arc;

/// What a mark's colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tint {
    /// All events are of this group.
    Group(u8),
    /// Of several groups.
    #[default]
    Mixed,
}

/// Everything about a mark that is drawn or spoken. Two equal states look the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MarkState {
    /// False if there is nothing to show: all else is then as it was.
    pub visible: bool,
    /// The selected and the compared dates, if any are compared: the symbol then shows the change.
    pub compared: Option<Pair>,
    /// How faint it is drawn.
    pub fade: u8,
    /// Where it stands.
    pub at: LayerPoint,
    /// Shape of the symbol.
    pub shape: Shape,
    /// Its size.
    pub radius: Radius,
    /// Its colour.
    pub tint: Tint,
    /// Every event is only possibly in the window.
    pub hollow: bool,
    /// Shares of the groups, for a mixed place.
    pub rim: Rim,
    /// Events definitely in the window.
    pub definite: u32,
    /// Events only possibly in the window.
    pub possible: u32,
    /// How many places have events.
    pub places: u32,
    /// The one place that has events, by index; the anchor if there are several.
    pub place: u32,
    /// One of its places is selected.
    pub selected: bool,
    /// What its events' figures add up to, if symbols are sized by figures.
    pub figure: Option<MarkFigure>,
}

impl MarkState {
    /// The number that the symbol stands for.
    pub fn count(&self) -> u32 {
        if let Some(figure) = self.figure {
            figure.best
        } else if self.definite > 0 {
            self.definite
        } else {
            self.possible
        }
    }

    /// The number inside, if there is one. A badge always has one.
    pub fn number(&self, is_area: bool) -> Option<u32> {
        if self.figure.is_some_and(|figure| !figure.is_stated) {
            return None;
        }
        (is_area || number_fits(self.count(), self.radius)).then_some(self.count())
    }
}

/// What the events of a mark add up to.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    counts: GroupCounts,
    places: u32,
}

/// What symbols are sized by in place of events.
#[derive(Debug)]
struct Figures {
    sums: Vec<FigureSum>,
}

/// Counts of places, added up to marks. A change costs in proportion to the places that changed.
#[derive(Debug)]
pub struct Board {
    places: Arc<[MapPlace]>,
    groups: Arc<[GroupStyle]>,
    index: HashMap<u32, u32>,
    counts: Vec<GroupCounts>,
    beside: Vec<Beside>,
    layout: Arc<MarkLayout>,
    sums: Vec<Sum>,
    repeats: Repeats,
    selected: Vec<bool>,
    /// Figures by place; none while symbols are sized by events.
    figures: Option<Figures>,
    touched: Vec<u32>,
    is_touched: Vec<bool>,
}

impl Board {
    /// A board with no events.
    pub fn new(places: Arc<[MapPlace]>, groups: Arc<[GroupStyle]>, layout: Arc<MarkLayout>) -> Board {
        let index = places.iter().zip(0..).map(|(place, i)| (place.code, i)).collect();
        let mut board = Board {
            counts: vec![GroupCounts::default(); places.len()],
            beside: vec![Beside::default(); places.len()],
            selected: vec![false; places.len()],
            places,
            groups,
            index,
            layout: Arc::clone(&layout),
            sums: Vec::new(),
            repeats: Repeats::default(),
            figures: None,
            touched: Vec::new(),
            is_touched: Vec::new(),
        };
        board.show(layout);
        board
    }

    /// Takes over another layout of the same places.
    pub fn show(&mut self, layout: Arc<MarkLayout>) {
        self.sums = vec![Sum::default(); layout.marks().len()];
        self.is_touched = vec![false; layout.marks().len()];
        self.touched.clear();
        for ((counts, beside), i) in self.counts.iter().zip(&self.beside).zip(0..) {
            if (!counts.is_zero() || beside.has_compared())
                && let Some(mark) = layout.mark_of(i)
                && let Some(sum) = self.sums.get_mut(mark as usize)
            {
                sum.counts += *counts;
                sum.places += 1;
            }
        }
        self.layout = layout;
        self.gather();
    }

    fn gather(&mut self) {
        let (index, layout) = (&self.index, &self.layout);
        self.repeats
            .gather(&|code| index.get(&code).and_then(|i| layout.mark_of(*i)));
    }

    /// Sees to it that marks count events at several of their places once. To be called after another layout was
    /// taken over; changes of counts do it themselves.
    pub fn count_shared(&mut self, source: &dyn PlaceCounts) {
        // By another time of events their rows are others.
        if self.repeats.take(source.shared()) {
            self.gather();
        }
        for mark in self.repeats.count(source) {
            self.touch(mark);
        }
    }

    /// Sizes symbols by figures, or by events again.
    pub fn size_by_figures(&mut self, on: bool, source: &dyn PlaceCounts) {
        self.figures = on.then(|| Figures {
            sums: self.places.iter().map(|p| source.figure(p.code)).collect(),
        });
    }

    /// Reads the figures of all places.
    fn read_figures(&mut self, source: &dyn PlaceCounts) {
        let Some(mut figures) = self.figures.take() else {
            return;
        };
        for ((place, sum), i) in Arc::clone(&self.places).iter().zip(&mut figures.sums).zip(0..) {
            let now = source.figure(place.code);
            if now != *sum {
                *sum = now;
                if let Some(mark) = self.layout.mark_of(i) {
                    self.touch(mark);
                }
            }
        }
        self.figures = Some(figures);
    }

    /// What the figures of some places add up to, if symbols are sized by figures.
    fn figure_of(&self, members: &[u32]) -> Option<MarkFigure> {
        let figures = self.figures.as_ref()?;
        let mut sum = FigureSum::default();
        for i in members {
            sum += figures.sums.get(*i as usize).copied().unwrap_or_default();
        }
        Some(sum.into())
    }

    /// Reads the counts of these places, by code, and returns the marks that hold one whose counts changed.
    pub fn update(&mut self, changed: &[u32], source: &dyn PlaceCounts) -> &[u32] {
        self.begin();
        for code in changed {
            if let Some(&i) = self.index.get(code) {
                self.read(i, source);
            }
        }
        self.read_figures(source);
        self.count_shared(source);
        &self.touched
    }

    /// Reads the counts of all places, and returns the marks that hold one whose counts changed.
    pub fn update_all(&mut self, source: &dyn PlaceCounts) -> &[u32] {
        self.begin();
        for i in 0..self.places.len() as u32 {
            self.read(i, source);
        }
        self.read_figures(source);
        self.count_shared(source);
        &self.touched
    }

    fn begin(&mut self) {
        for mark in self.touched.drain(..) {
            if let Some(flag) = self.is_touched.get_mut(mark as usize) {
                *flag = false;
            }
        }
    }

    fn touch(&mut self, mark: u32) {
        if let Some(flag) = self.is_touched.get_mut(mark as usize)
            && !*flag
        {
            *flag = true;
            self.touched.push(mark);
        }
    }

    fn read(&mut self, i: u32, source: &dyn PlaceCounts) {
        let (Some(place), Some(before)) = (self.places.get(i as usize), self.counts.get_mut(i as usize))
        else {
            return;
        };
        let mut now = GroupCounts::default();
        source.counts(place.code, &mut now);
        let beside = source.beside(place.code);
        let Some(beside_before) = self.beside.get_mut(i as usize) else {
            return;
        };
        if now == *before && beside == *beside_before {
            return;
        }
        let was = std::mem::replace(before, now);
        let was_beside = std::mem::replace(beside_before, beside);
        let Some(mark) = self.layout.mark_of(i) else {
            return;
        };
        if let Some(sum) = self.sums.get_mut(mark as usize) {
            sum.counts += now;
            sum.counts -= was;
            sum.places += u32::from(!now.is_zero() || beside.has_compared());
            sum.places -= u32::from(!was.is_zero() || was_beside.has_compared());
        }
        self.touch(mark);
    }

    /// Selects places by code, no others, and returns the marks for which that may change something.
    pub fn select(&mut self, codes: &[u32]) -> &[u32] {
        self.begin();
        let before: Vec<u32> = (0..)
            .zip(&self.selected)
            .filter_map(|(i, on)| on.then_some(i))
            .collect();
        let now: Vec<u32> = codes
            .iter()
            .filter_map(|code| self.index.get(code).copied())
            .collect();
        self.selected.fill(false);
        for &i in &now {
            self.selected[i as usize] = true;
        }
        for i in before.into_iter().chain(now) {
            if let Some(mark) = self.layout.mark_of(i) {
                self.touch(mark);
            }
        }
        &self.touched
    }

    /// How a mark, by number, is drawn in a frame.
    pub fn state(&self, number: u32, frame: Frame) -> MarkState {
        let (Some(mark), Some(sum)) = (
            self.layout.marks().get(number as usize),
            self.sums.get(number as usize),
        ) else {
            return MarkState::default();
        };
        let members = self.layout.members(mark);
        let selected = members
            .iter()
            .any(|i| self.selected.get(*i as usize) == Some(&true));
        if sum.places == 0 {
            return MarkState {
                at: frame.layer_point(mark.at),
                place: mark.anchor,
                selected,
                ..MarkState::default()
            };
        }
        let place = if sum.places == 1 {
            let active = members.iter().find(|i| self.is_shown(**i));
            active.copied().unwrap_or(mark.anchor)
        } else {
            mark.anchor
        };
        let at = if sum.places == 1 {
            self.layout.position_for(mark, place)
        } else {
            mark.at
        };
        let counts = self.repeats.without(number, sum.counts);
        let (definite, possible) = (counts.all_definite(), counts.all_possible());
        let shown = if definite > 0 {
            &counts.definite
        } else {
            &counts.possible
        };
        let count = if definite > 0 { definite } else { possible };
        let (compared, fade) = self.beside_of(members);
        let compared = self.repeats.pair_without(number, compared);
        // As large as the change.
        let count = compared.map_or(count, Pair::events_apart);
        let tint = match compared {
            Some(_) => Tint::Mixed,
            None => only_group(shown).map_or(Tint::Mixed, Tint::Group),
        };
        let shape = match tint {
            Tint::Group(g) => self
                .groups
                .get(usize::from(g))
                .map_or(Shape::Circle, |style| style.shape),
            Tint::Mixed => Shape::Circle,
        };
        let figure = self.figure_of(members);
        let size = figure.map_or(count, |figure| figure.best);
        MarkState {
            visible: true,
            compared,
            fade,
            at: frame.layer_point(at),
            shape,
            radius: self.layout.scale().radius_or_least(size),
            tint,
            hollow: compared.map_or(definite == 0, |pair| !pair.is_certain()),
            rim: if tint == Tint::Mixed && compared.is_none() {
                Rim::of(shown)
            } else {
                Rim::default()
            },
            definite,
            possible,
            places: sum.places,
            place,
            selected,
            figure,
        }
    }

    /// True if a place has events in the selected dates, or in the compared ones.
    fn is_shown(&self, place: u32) -> bool {
        let has_compared = self.beside.get(place as usize).is_some_and(|b| b.has_compared());
        has_compared || !self.place_counts(place).is_zero()
    }

    /// What some places say together besides their counts: the freshest of them is as faint as all.
    fn beside_of(&self, members: &[u32]) -> (Option<Pair>, u8) {
        let own = members.iter().filter(|i| self.is_shown(**i));
        let own = own.filter_map(|i| self.beside.get(*i as usize));
        let mut fade = None;
        let mut compared = None;
        for beside in own {
            compared = pairs_together(compared, beside.pair);
            fade = Some(fade.map_or(beside.fade, |fade: u8| fade.min(beside.fade)));
        }
        (compared, fade.unwrap_or(0))
    }

    /// What a mark, by number, stands for; `None` if it has no events.
    pub fn sum_of(&self, number: u32) -> Option<MarkSum> {
        let sum = self.sums.get(number as usize).filter(|sum| sum.places > 0)?;
        let mark = self.layout.marks().get(number as usize)?;
        let counts = self.repeats.without(number, sum.counts);
        Some(MarkSum {
            definite: counts.all_definite(),
            possible: counts.all_possible(),
            places: sum.places,
            compared: self
                .repeats
                .pair_without(number, self.beside_of(self.layout.members(mark)).0),
        })
    }

    /// What several marks, by number, stand for together, each event once; `sum` is the sum of what each stands for.
    pub fn across(&self, marks: &[u32], sum: MarkSum, source: &dyn PlaceCounts) -> MarkSum {
        self.repeats.across(marks, sum, source)
    }

    /// The counts of a mark, by number.
    pub fn mark_counts(&self, number: u32) -> GroupCounts {
        self.sums
            .get(number as usize)
            .map_or(GroupCounts::default(), |sum| {
                self.repeats.without(number, sum.counts)
            })
    }

    /// The counts of a place, by index.
    pub fn place_counts(&self, place: u32) -> GroupCounts {
        self.counts.get(place as usize).copied().unwrap_or_default()
    }

    /// The places of a mark that have events, by index, the most first.
    pub fn active_places(&self, mark: &Mark) -> Vec<u32> {
        let mut active: Vec<u32> = self.layout.members(mark).to_vec();
        active.retain(|i| self.is_shown(*i));
        crate::sort::by_key(&mut active, |i| {
            let counts = self.place_counts(*i);
            std::cmp::Reverse((counts.all_definite(), counts.all_possible()))
        });
        active
    }

    /// True if a mark has events.
    pub fn is_active(&self, number: u32) -> bool {
        self.sums.get(number as usize).is_some_and(|sum| sum.places > 0)
    }

    /// The layout shown.
    pub fn layout(&self) -> &Arc<MarkLayout> {
        &self.layout
    }

    /// All places.
    pub fn places(&self) -> &Arc<[MapPlace]> {
        &self.places
    }

    /// The index of a place, by code.
    pub fn place_index(&self, code: u32) -> Option<u32> {
        self.index.get(&code).copied()
    }
}

/// The group of all events, if it is the same.
fn only_group(counts: &[u32; MAX_GROUPS]) -> Option<u8> {
    let mut groups = (0..).zip(counts).filter(|(_, n)| **n > 0);
    let (group, _) = groups.next()?;
    groups.next().is_none().then_some(group)
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::{place, places};
    use super::super::{Grouping, POINTER_DISTANCE_PX, ZoomStep};
    use super::*;
    use crate::geo::{LonLat, Viewport, world_from_lon_lat};
    use proptest::prelude::*;

    struct Fixed(Vec<[u32; 4]>);

    impl PlaceCounts for Fixed {
        fn counts(&self, place: u32, out: &mut GroupCounts) {
            if let Some([a, b, c, d]) = self.0.get(place as usize) {
                out.definite[0] = *a;
                out.definite[3] = *b;
                out.possible[0] = *c;
                out.possible[7] = *d;
            }
        }
    }

    fn groups() -> Arc<[GroupStyle]> {
        let shapes = [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Diamond];
        (0..8u8)
            .map(|slot| GroupStyle {
                name: format!("group {slot}"),
                shape: shapes[usize::from(slot) % 4],
                slot,
            })
            .collect()
    }

    fn layout(places: &[MapPlace], zoom: f64) -> Arc<MarkLayout> {
        let grouping = Grouping {
            distance_px: POINTER_DISTANCE_PX,
        };
        Arc::new(MarkLayout::new(places, ZoomStep::of(zoom), grouping))
    }

    fn viewport(zoom: f64) -> Viewport {
        Viewport {
            center: LonLat { lon: 36.6, lat: 35.7 },
            zoom,
            width: 872.0,
            height: 584.0,
        }
    }

    proptest! {
        #[test]
        fn steps_give_what_a_fresh_board_gives(
            places in places(),
            zooms in (4.0..12.0f64, 4.0..12.0f64),
            first in prop::collection::vec(prop::array::uniform4(0u32..4), 120),
            second in prop::collection::vec(prop::array::uniform4(0u32..4), 120),
        ) {
            let places: Arc<[MapPlace]> = places.into();
            let all: Vec<u32> = places.iter().map(|p| p.code).collect();
            let frame = Frame::of(viewport(zooms.1));
            let mut board = Board::new(Arc::clone(&places), groups(), layout(&places, zooms.0));
            board.update_all(&Fixed(first.clone()));
            let changed: Vec<u32> = all.iter().copied().filter(|c| first[*c as usize] != second[*c as usize]).collect();
            board.update(&changed, &Fixed(second.clone()));
            board.show(layout(&places, zooms.1));
            let mut fresh = Board::new(Arc::clone(&places), groups(), layout(&places, zooms.1));
            fresh.update_all(&Fixed(second));
            let mut events = 0;
            for number in 0..fresh.layout().marks().len() as u32 {
                prop_assert_eq!(board.state(number, frame), fresh.state(number, frame));
                events += fresh.state(number, frame).definite;
            }
            let expected: u32 = places.iter().map(|p| fresh.place_counts(fresh.place_index(p.code).unwrap()).all_definite()).sum();
            prop_assert_eq!(events, expected);
        }

        #[test]
        fn only_marks_that_changed_are_touched(places in places(), zoom in 4.0..12.0f64, which in 0usize..120) {
            let places: Arc<[MapPlace]> = places.into();
            let mut board = Board::new(Arc::clone(&places), groups(), layout(&places, zoom));
            let mut counts = vec![[0; 4]; 120];
            counts[which] = [1, 0, 0, 0];
            let expected: Vec<u32> = board.layout().mark_of(which as u32).into_iter().collect();
            prop_assert_eq!(board.update_all(&Fixed(counts.clone())).to_vec(), expected);
            prop_assert!(board.update_all(&Fixed(counts)).is_empty());
        }
    }

    struct Killed([u32; 3]);

    impl PlaceCounts for Killed {
        fn counts(&self, _place: u32, out: &mut GroupCounts) {
            out.definite[0] = 1;
        }
        fn figure(&self, place: u32) -> FigureSum {
            let best = f64::from(self.0[place as usize]);
            FigureSum {
                low: best / 2.0,
                best,
                high: best * 2.0,
                stated: u32::from(best > 0.0),
            }
        }
    }

    #[test]
    fn symbols_are_sized_by_figures_and_what_is_not_stated_is_least() {
        // Two towns that share a mark, and one far off.
        let places: Arc<[MapPlace]> = [
            place(0, 36.56, 35.61, 9),
            place(1, 36.58, 35.64, 2),
            place(2, 37.5, 36.4, 1),
        ]
        .into();
        let sized = Arc::new(layout(&places, 8.0).sized_by(vec![100, 100, 100]));
        let mut board = Board::new(Arc::clone(&places), groups(), sized);
        let frame = Frame::of(viewport(8.0));
        board.update_all(&Killed([40, 10, 0]));
        board.size_by_figures(true, &Killed([40, 10, 0]));
        let both = board.state(0, frame);
        assert_eq!(
            both.figure.map(|f| (f.low, f.best, f.high)),
            Some((25, 50, Some(100)))
        );
        assert_eq!(both.number(false), Some(50));
        // The scale allows for 200 at the mark of two: area in proportion.
        assert!((both.radius.px() - 14.0).abs() <= 0.5, "{:?}", both.radius);
        let unstated = board.state(1, frame);
        assert_eq!(unstated.figure.map(|f| f.is_stated), Some(false));
        assert_eq!(unstated.number(false), None);
        assert!(unstated.visible && unstated.radius.px() >= 3.0);
        // A figure changes although the count does not.
        assert_eq!(board.update(&[], &Killed([40, 10, 30])).to_vec(), [1]);
        assert_eq!(board.state(1, frame).number(false), Some(30));
        board.size_by_figures(false, &Killed([40, 10, 30]));
        assert_eq!(board.state(0, frame).figure, None);
    }

    #[test]
    fn a_mark_with_one_active_place_stands_there_and_is_named_after_it() {
        // Two places 4 km apart: one mark at this zoom.
        let places: Arc<[MapPlace]> = [place(0, 36.56, 35.61, 9), place(1, 36.58, 35.64, 2)].into();
        let mut board = Board::new(Arc::clone(&places), groups(), layout(&places, 8.0));
        assert_eq!(board.layout().marks().len(), 1);
        let frame = Frame::of(viewport(8.0));
        board.update_all(&Fixed(vec![[0; 4], [0, 1, 1, 0]]));
        let state = board.state(0, frame);
        assert_eq!(
            (state.place, state.places, state.definite, state.possible),
            (1, 1, 1, 1)
        );
        assert_eq!(
            state.at,
            frame.layer_point(world_from_lon_lat(places[1].lon_lat.unwrap()))
        );
        assert_eq!(
            (state.tint, state.shape, state.hollow),
            (Tint::Group(3), Shape::Diamond, false)
        );
        board.update(&[0], &Fixed(vec![[2, 0, 0, 0], [0, 1, 1, 0]]));
        let both = board.state(0, frame);
        assert_eq!(
            (both.place, both.places, both.definite, both.tint),
            (0, 2, 3, Tint::Mixed)
        );
        board.update_all(&Fixed(vec![[0, 0, 1, 0], [0; 4]]));
        assert!(board.state(0, frame).hollow);
        assert_eq!(board.select(&[1]), [0]);
        assert!(board.state(0, frame).selected);
    }
}

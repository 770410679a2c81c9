//! What a step of the window changes goes straight to the marks that it changes. No mark subscribes to anything: a
//! step costs as much as what differs on screen, and one signal tells the rest of the map that something did.

use crate::dom;
use chronotope_core::geo::{BBox, Rect, ScreenPoint, Viewport};
use chronotope_core::scene::map::{
    Board, Frame, GroupStyle, LEAST_RIM_RADIUS_PX, MapPlace, Mark, MarkLayout, MarkState, MarkSum, Outside,
    PlaceCounts, PlaceDetails,
};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::time::Duration;

/// Hears which places changed, by their codes in the event table.
type Listener = Rc<dyn Fn(&[u32])>;

/// Tells maps that counts have changed. The app calls [`CountsFeed::publish`] after each query.
#[derive(Clone)]
pub struct CountsFeed {
    source: Rc<dyn PlaceCounts>,
    listeners: Rc<RefCell<Vec<(usize, Listener)>>>,
    next: Rc<RefCell<usize>>,
}

impl CountsFeed {
    /// A feed of the counts that `source` has.
    pub fn new(source: Rc<dyn PlaceCounts>) -> CountsFeed {
        CountsFeed {
            source,
            listeners: Rc::default(),
            next: Rc::default(),
        }
    }

    /// The counts of these places, by code, have changed. Call it after the query, outside any borrow of its counts.
    pub fn publish(&self, changed: &[u32]) {
        let listeners: Vec<Listener> = self
            .listeners
            .borrow()
            .iter()
            .map(|(_, l)| Rc::clone(l))
            .collect();
        for listener in listeners {
            listener(changed);
        }
    }

    /// The counts.
    pub fn source(&self) -> &dyn PlaceCounts {
        &*self.source
    }

    /// Calls `listener` at each change until the present owner is cleaned up.
    pub fn listen(&self, listener: impl Fn(&[u32]) + 'static) {
        let number = self.next.replace_with(|n| *n + 1);
        self.listeners.borrow_mut().push((number, Rc::new(listener)));
        let listeners = StoredValue::new_local(Rc::clone(&self.listeners));
        on_cleanup(move || {
            listeners.try_with_value(|l| l.borrow_mut().retain(|(n, _)| *n != number));
        });
    }
}

/// A mark that is kept as an element. Marks with equal values are the same element.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a thing that an element has or has not"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeptMark {
    /// The place it stands at, by index.
    pub anchor: u32,
    /// A badge of areas.
    pub is_area: bool,
    /// It stands for several places.
    pub is_cluster: bool,
    /// One element and nothing else: there are very many.
    pub is_plain: bool,
    /// Some count of it has room for a number.
    pub has_number: bool,
    /// Groups whose arcs its rim may need: bit `g` for group `g`; none if it is never mixed, or too small for a rim.
    pub rim: u8,
}

impl KeptMark {
    /// The elements of a mark of a layout, all of whose places may have events: the `rank`th greatest of so many `kept`
    /// ones.
    pub fn of(mark: &Mark, layout: &MarkLayout, rank: usize, kept: usize) -> KeptMark {
        let greatest = layout.radius_of(layout.members(mark));
        let is_crowded = kept > MAX_RICH_MARKS;
        let is_plain = is_crowded && rank >= MAX_NUMBERED_MARKS && !mark.is_area;
        let is_mixed = mark.groups.count_ones() > 1 && !mark.is_area && greatest >= LEAST_RIM_RADIUS_PX;
        KeptMark {
            anchor: mark.anchor,
            is_area: mark.is_area,
            is_plain,
            is_cluster: !is_plain && layout.members(mark).len() > 1,
            has_number: mark.is_area || (!is_plain && greatest >= LEAST_RIM_RADIUS_PX),
            rim: if is_mixed && !is_crowded { mark.groups } else { 0 },
        }
    }
}

/// The elements of a mark.
pub trait DrawMark {
    /// Draws a state as a moving hand needs it: all but words and numbers, shares in a rim, and the last px of
    /// size.
    fn draw(&mut self, state: &MarkState);
    /// Draws it to the last px, with its number, if it has one.
    fn settle(&mut self, state: &MarkState);
    /// The same, and names the mark after it.
    fn name(&mut self, state: &MarkState);
}

/// A mark that is kept as an element.
#[derive(Default)]
struct Slot {
    state: MarkState,
    /// `None` until the element is there.
    element: Option<Box<dyn DrawMark>>,
    /// It is called by a name that is out of date.
    is_misnamed: bool,
    /// It stands out of view, and is drawn as it was.
    is_undrawn: bool,
}

impl Slot {
    /// Draws a state if it differs; out of view, only when somebody may see it.
    fn set(&mut self, state: MarkState, is_in_view: bool) {
        if self.state != state {
            self.state = state;
            self.is_misnamed = true;
            self.is_undrawn = true;
            if is_in_view {
                self.draw();
            }
        }
    }

    fn draw(&mut self) {
        if std::mem::take(&mut self.is_undrawn)
            && let Some(element) = &mut self.element
        {
            element.draw(&self.state);
        }
    }

    fn settle(&mut self) {
        if let Some(element) = self
            .element
            .as_mut()
            .filter(|_| self.is_misnamed && !self.is_undrawn)
        {
            element.settle(&self.state);
        }
    }

    fn name(&mut self) {
        self.draw();
        if let Some(element) = self
            .element
            .as_mut()
            .filter(|_| std::mem::take(&mut self.is_misnamed))
        {
            element.name(&self.state);
        }
    }
}

struct Inner {
    board: Board,
    frame: Frame,
    kept: Rect,
    /// The part of the world in which marks can be seen.
    seen: Rect,
    /// By index of the anchor.
    slots: Vec<Option<Slot>>,
    /// Anchors of marks whose names may be out of date.
    misnamed: Vec<u32>,
}

/// The board of a map, and the marks that are kept as elements.
#[derive(Clone)]
pub struct Fanout {
    inner: Rc<RefCell<Inner>>,
    feed: CountsFeed,
    revision: RwSignal<u64>,
    naming: StoredValue<Naming, LocalStorage>,
}

/// How names and numbers of many marks wait.
#[derive(Debug, Clone, Copy, Default)]
struct Naming {
    is_waiting: bool,
    /// When counts last changed, in ms since the page began.
    changed_ms: f64,
    /// When marks were last settled.
    settled_ms: f64,
}

/// Among more marks than this none has a rim,
const MAX_RICH_MARKS: usize = 350;
/// and only so many, the greatest, have a number; the others are one element each.
const MAX_NUMBERED_MARKS: usize = 350;
/// Names and numbers of up to so many marks are written at once. Of more, numbers, rims and the last px follow a moving
/// hand four times a second, faster than which nobody reads, and names when it rests: a browser lays out what changes.
const MAX_NAMES_AT_ONCE: usize = 12;
/// That often.
const SETTLING_MS: f64 = 240.0;
/// After such a rest.
const NAMING_DELAY: Duration = Duration::from_millis(120);
/// So many names are made in one task.
const MOST_NAMES: usize = 128;

impl Fanout {
    /// A fan-out of a feed. Nothing is kept before the first [`Fanout::show`].
    pub fn new(
        feed: &CountsFeed,
        places: Arc<[MapPlace]>,
        groups: Arc<[GroupStyle]>,
        layout: Arc<MarkLayout>,
        viewport: Viewport,
    ) -> Fanout {
        let mut board = Board::new(places, groups, layout);
        board.update_all(feed.source());
        let fanout = Fanout {
            inner: Rc::new(RefCell::new(Inner {
                slots: board.places().iter().map(|_| None).collect(),
                misnamed: Vec::new(),
                board,
                frame: Frame::of(viewport),
                kept: Rect::default(),
                seen: seen_box(viewport),
            })),
            feed: feed.clone(),
            revision: RwSignal::new(0),
            naming: StoredValue::new_local(Naming::default()),
        };
        let (weak, source) = (Rc::downgrade(&fanout.inner), feed.clone());
        let (revision, naming) = (fanout.revision, fanout.naming);
        feed.listen(move |changed| {
            if let Some(inner) = weak.upgrade()
                && inner.borrow_mut().apply(changed, source.source())
                && !name_soon(&inner, naming, revision)
            {
                revision.update(|n| *n += 1);
            }
        });
        fanout
    }

    /// Changes whenever a mark's counts do; while a hand changes many, as often as they are settled.
    pub fn revision(&self) -> RwSignal<u64> {
        self.revision
    }

    /// Takes over a layout, a frame and the part of the world in which marks are kept as elements; returns those marks
    /// in the order in which they are drawn.
    pub fn show(&self, layout: &Arc<MarkLayout>, frame: Frame, kept: Rect) -> Vec<KeptMark> {
        let marks = self
            .inner
            .borrow_mut()
            .show(layout, frame, kept, self.feed.source());
        name_soon(&self.inner, self.naming, self.revision);
        self.revision.update(|n| *n += 1);
        marks
    }

    /// Draws what comes into view.
    pub fn look(&self, viewport: Viewport) {
        self.inner.borrow_mut().look(seen_box(viewport));
    }

    /// Selects places, by code, and no others.
    pub fn select(&self, codes: &[u32]) {
        self.inner.borrow_mut().select(codes);
        self.revision.update(|n| *n += 1);
    }

    /// Events in the window whose figures no symbol is sized by, as they are for several places.
    pub fn figures_left_out(&self) -> u32 {
        self.feed.source().figures_left_out()
    }

    /// Sizes symbols by figures, or by events again.
    pub fn size_by_figures(&self, on: bool) {
        {
            let mut inner = self.inner.borrow_mut();
            inner.board.size_by_figures(on, self.feed.source());
            let all: Vec<u32> = (0..inner.board.layout().marks().len() as u32).collect();
            inner.redraw(&all);
            inner.name_all();
        }
        self.revision.update(|n| *n += 1);
    }

    /// Takes over the elements of a kept mark, and draws them.
    pub fn attach(&self, anchor: u32, mut element: Box<dyn DrawMark>) {
        let mut inner = self.inner.borrow_mut();
        if let Some(Some(slot)) = inner.slots.get_mut(anchor as usize) {
            element.draw(&slot.state);
            element.name(&slot.state);
            // Whoever named all marks before this one had its elements has let it go.
            (slot.is_undrawn, slot.is_misnamed) = (false, false);
            slot.element = Some(element);
        }
    }

    /// The state of a kept mark, by the index of its anchor.
    pub fn state(&self, anchor: u32) -> Option<MarkState> {
        let inner = self.inner.borrow();
        inner.slots.get(anchor as usize)?.as_ref().map(|slot| slot.state)
    }

    /// The kept marks that are visible, by the index of their anchor, in the order in which they are drawn.
    pub fn visible(&self) -> Vec<(u32, MarkState)> {
        let inner = self.inner.borrow();
        let states = inner.board.layout().marks().iter().filter_map(|mark| {
            let state = inner.slots.get(mark.anchor as usize)?.as_ref()?.state;
            state.visible.then_some((mark.anchor, state))
        });
        states.collect()
    }

    /// True if marks show how the selected dates stand to others.
    pub fn is_compared(&self) -> bool {
        let inner = self.inner.borrow();
        let mut states = inner.slots.iter().flatten().map(|slot| &slot.state);
        states.find(|s| s.visible).is_some_and(|s| s.compared.is_some())
    }

    /// Reads the board.
    pub fn with_board<R>(&self, read: impl FnOnce(&Board) -> R) -> R {
        read(&self.inner.borrow().board)
    }

    /// The marks with events that stand outside a pane.
    pub fn outside(&self, viewport: Viewport) -> Vec<Outside> {
        let inner = self.inner.borrow();
        let pane = world_box(viewport, 0.0);
        let marks = (0..).zip(inner.board.layout().marks());
        let outside = marks.filter(|(_, mark)| !pane.contains(mark.at.x, mark.at.y));
        let told = outside.filter_map(|(number, mark)| {
            Some(Outside {
                mark: number,
                at: mark.at,
                sum: inner.board.sum_of(number)?,
            })
        });
        told.collect()
    }

    /// What several marks stand for together, each event once, of the sum of what each stands for.
    pub fn once(&self, marks: &[u32], sum: MarkSum) -> MarkSum {
        self.inner.borrow().board.across(marks, sum, self.feed.source())
    }

    /// What a card says of places, by index, besides their counts by group.
    pub fn details(&self, board: &Board, places: &[u32]) -> PlaceDetails {
        let codes = places.iter().filter_map(|i| board.places().get(*i as usize));
        let codes: Vec<u32> = codes.map(|place| place.code).collect();
        self.feed.source().details(&codes)
    }

    /// The places with events whose marks stand in a part of the pane, by id.
    pub fn ids_in(&self, viewport: Viewport, area: Rect) -> Vec<String> {
        let inner = self.inner.borrow();
        let board = &inner.board;
        let inside = (0..).zip(board.layout().marks()).filter(|(number, mark)| {
            let at = viewport.screen_from_world(mark.at);
            area.contains(at.x, at.y) && board.is_active(*number)
        });
        let places = inside.flat_map(|(_, mark)| board.active_places(mark));
        places
            .filter_map(|i| board.places().get(i as usize).map(|p| p.id.clone()))
            .collect()
    }

    /// The box around the places with these codes; `None` if none of them has a point.
    pub fn bbox_of(&self, codes: &[u32]) -> Option<BBox> {
        let inner = self.inner.borrow();
        let places = codes.iter().filter_map(|code| inner.board.place_index(*code));
        BBox::around(places.filter_map(|i| inner.board.places().get(i as usize)?.lon_lat))
    }

    /// The box around all places with events; `None` if there are none.
    pub fn active_bbox(&self) -> Option<BBox> {
        let inner = self.inner.borrow();
        let points = inner.board.places().iter().zip(0..).filter_map(|(place, i)| {
            let active = place.is_drawn() && !inner.board.place_counts(i).is_zero();
            place.lon_lat.filter(|_| active)
        });
        BBox::around(points)
    }

    /// Discs of places that events are said to be near: index of the place, radius in km.
    pub fn near_discs(&self) -> Vec<(u32, f64)> {
        near_discs(&self.inner.borrow().board, self.feed.source())
    }
}

/// Marks so far beyond the pane, in px, are drawn with those in it: the largest symbol, and one step of a panning hand.
const SEEN_MARGIN_PX: f64 = 64.0;

/// The part of the world in which marks can be seen.
fn seen_box(viewport: Viewport) -> Rect {
    world_box(viewport, SEEN_MARGIN_PX)
}

/// The part of the world that a pane and a margin around it show.
fn world_box(viewport: Viewport, margin_px: f64) -> Rect {
    let corner = |x, y| viewport.world_from_screen(ScreenPoint { x, y });
    let nw = corner(-margin_px, -margin_px);
    let se = corner(viewport.width + margin_px, viewport.height + margin_px);
    Rect {
        x0: nw.x,
        y0: nw.y,
        x1: se.x,
        y1: se.y,
    }
}

/// Discs of places that events are said to be near: index of the place, radius in km.
pub(crate) fn near_discs(board: &Board, source: &dyn PlaceCounts) -> Vec<(u32, f64)> {
    let discs = board.places().iter().zip(0..).filter_map(|(place, i)| {
        let active =
            place.ever_near && !place.is_area && place.is_drawn() && !board.place_counts(i).is_zero();
        let km = active.then(|| source.near_km(place.code)).flatten()?;
        Some((i, km))
    });
    discs.collect()
}

/// Writes names and numbers that are out of date: at once if they are few, else as the hand allows. True if that is under
/// way already, and will tell of what has changed.
fn name_soon(
    inner: &Rc<RefCell<Inner>>,
    naming: StoredValue<Naming, LocalStorage>,
    revision: RwSignal<u64>,
) -> bool {
    if inner.borrow().misnamed.len() <= MAX_NAMES_AT_ONCE {
        inner.borrow_mut().name_all();
        return false;
    }
    let was_waiting = naming.try_update_value(|naming| {
        naming.changed_ms = dom::now_ms();
        std::mem::replace(&mut naming.is_waiting, true)
    });
    if was_waiting == Some(false) {
        name_later(Rc::downgrade(inner), naming, revision, NAMING_DELAY);
    }
    was_waiting == Some(true)
}

/// Settles marks now and then while counts change, and names them, some to a task, once they do no longer.
fn name_later(
    inner: Weak<RefCell<Inner>>,
    naming: StoredValue<Naming, LocalStorage>,
    revision: RwSignal<u64>,
    pause: Duration,
) {
    let write = move || {
        let (Some(there), Some(waiting)) = (inner.upgrade(), naming.try_get_value()) else {
            return;
        };
        let tell = || revision.try_update(|n| *n += 1);
        let now_ms = dom::now_ms();
        // Timers fire to the millisecond.
        if now_ms - waiting.changed_ms < NAMING_DELAY.as_secs_f64() * 1_000.0 - 1.0 {
            if now_ms - waiting.settled_ms >= SETTLING_MS - 1.0 {
                there.borrow_mut().settle_all();
                naming.update_value(|naming| naming.settled_ms = now_ms);
                tell();
            }
            name_later(inner, naming, revision, NAMING_DELAY);
        } else if there.borrow_mut().name_some(MOST_NAMES) {
            name_later(inner, naming, revision, Duration::ZERO);
        } else {
            naming.set_value(Naming::default());
            tell();
        }
    };
    set_timeout(write, pause);
}

impl Inner {
    /// Reads counts and draws the marks that they change; false if they change none.
    fn apply(&mut self, changed: &[u32], source: &dyn PlaceCounts) -> bool {
        let touched = self.board.update(changed, source).to_vec();
        self.redraw(&touched);
        !touched.is_empty()
    }

    fn select(&mut self, codes: &[u32]) {
        let touched = self.board.select(codes).to_vec();
        self.redraw(&touched);
        self.name_all();
    }

    /// Draws those of these marks whose state differs.
    fn redraw(&mut self, marks: &[u32]) {
        for &number in marks {
            let Some(mark) = self.board.layout().marks().get(number as usize) else {
                continue;
            };
            let anchor = mark.anchor;
            if let Some(Some(slot)) = self.slots.get_mut(anchor as usize) {
                let was_misnamed = slot.is_misnamed;
                let is_in_view = self.seen.contains(mark.at.x, mark.at.y);
                slot.set(self.board.state(number, self.frame), is_in_view);
                if slot.is_misnamed && !was_misnamed {
                    self.misnamed.push(anchor);
                }
            }
        }
    }

    fn look(&mut self, seen: Rect) {
        self.seen = seen;
        let layout = self.board.layout();
        for &anchor in &self.misnamed {
            if let Some(Some(slot)) = self.slots.get_mut(anchor as usize)
                && let Some(mark) = layout
                    .mark_of(anchor)
                    .and_then(|number| layout.marks().get(number as usize))
                && seen.contains(mark.at.x, mark.at.y)
            {
                slot.draw();
            }
        }
    }

    fn settle_all(&mut self) {
        for &anchor in &self.misnamed {
            if let Some(Some(slot)) = self.slots.get_mut(anchor as usize) {
                slot.settle();
            }
        }
    }

    fn name_all(&mut self) {
        self.name_some(usize::MAX);
    }

    /// Names marks, up to so many; true if there are more.
    fn name_some(&mut self, most: usize) -> bool {
        let rest = self.misnamed.len().saturating_sub(most);
        for anchor in self.misnamed.split_off(rest) {
            if let Some(Some(slot)) = self.slots.get_mut(anchor as usize) {
                slot.name();
            }
        }
        rest > 0
    }

    fn show(
        &mut self,
        layout: &Arc<MarkLayout>,
        frame: Frame,
        kept: Rect,
        source: &dyn PlaceCounts,
    ) -> Vec<KeptMark> {
        if !Arc::ptr_eq(layout, self.board.layout()) {
            self.board.show(Arc::clone(layout));
            self.board.count_shared(source);
        }
        self.frame = frame;
        self.kept = kept;
        let inside = (0..)
            .zip(layout.marks())
            .filter(|(_, mark)| kept.contains(mark.at.x, mark.at.y))
            .collect::<Vec<(u32, _)>>();
        let kept = inside.len();
        let mut before = std::mem::take(&mut self.slots);
        self.slots = before.iter().map(|_| None).collect();
        let mut marks = Vec::with_capacity(inside.len());
        for ((number, mark), rank) in inside.into_iter().zip(0..) {
            let state = self.board.state(number, frame);
            let at = mark.anchor as usize;
            let mut slot = before.get_mut(at).and_then(Option::take).unwrap_or_default();
            // In another frame it would be drawn where it is not.
            slot.set(state, true);
            if let Some(place) = self.slots.get_mut(at) {
                *place = Some(slot);
            }
            self.misnamed.push(mark.anchor);
            marks.push(KeptMark::of(mark, layout, rank, kept));
        }
        marks
    }
}

//! One signal a mark, written by the difference that a step of the window makes: the single licensed exception to
//! "no writes in effects". No mark subscribes to the window, so a step costs as much as what changes on screen.

use chronotope_core::geo::{BBox, Rect, Viewport};
use chronotope_core::scene::map::{
    Board, Frame, GroupStyle, MapPlace, MarkLayout, MarkState, Outside, PlaceCounts,
};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Which places changed.
#[derive(Debug, Clone, Copy)]
pub enum Changed<'a> {
    /// These, by their codes in the event table.
    Places(&'a [u32]),
    /// Perhaps all.
    All,
}

type Listener = Rc<dyn Fn(Changed)>;

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
        self.tell(Changed::Places(changed));
    }

    /// All counts may have changed: a filter, another data set.
    pub fn publish_all(&self) {
        self.tell(Changed::All);
    }

    fn tell(&self, changed: Changed) {
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
    pub fn listen(&self, listener: impl Fn(Changed) + 'static) {
        let number = self.next.replace_with(|n| *n + 1);
        self.listeners.borrow_mut().push((number, Rc::new(listener)));
        let listeners = StoredValue::new_local(Rc::clone(&self.listeners));
        on_cleanup(move || {
            listeners.try_with_value(|l| l.borrow_mut().retain(|(n, _)| *n != number));
        });
    }
}

/// A mark that is kept as an element. Marks with equal values are the same element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeptMark {
    /// The place it stands at, by index.
    pub anchor: u32,
    /// A badge of areas.
    pub is_area: bool,
    /// It stands for several places.
    pub is_cluster: bool,
    /// Some count of it has room for a number.
    pub has_number: bool,
    /// Groups whose arcs its rim may need: bit `g` for group `g`; none if it is never mixed, or too small for a rim.
    pub rim: u8,
}

struct Inner {
    board: Board,
    frame: Frame,
    kept: Rect,
    /// By index of the anchor.
    signals: Vec<Option<ArcRwSignal<MarkState>>>,
}

/// The board of a map, and the signal of each mark that is kept as an element.
#[derive(Clone)]
pub struct Fanout {
    inner: Rc<RefCell<Inner>>,
    feed: CountsFeed,
    revision: RwSignal<u64>,
}

/// Symbols smaller than this have no rim: it would fill them.
const LEAST_RIM_RADIUS_PX: f64 = 8.0;

impl Fanout {
    /// A fan-out of a feed. Nothing is kept before the first [`Fanout::show`].
    pub fn new(
        feed: CountsFeed,
        places: Arc<[MapPlace]>,
        groups: Arc<[GroupStyle]>,
        layout: Arc<MarkLayout>,
        viewport: Viewport,
    ) -> Fanout {
        let mut board = Board::new(places, groups, layout);
        board.update_all(feed.source());
        let fanout = Fanout {
            inner: Rc::new(RefCell::new(Inner {
                signals: vec![None; board.places().len()],
                board,
                frame: Frame::of(viewport),
                kept: Rect::default(),
            })),
            feed: feed.clone(),
            revision: RwSignal::new(0),
        };
        let weak = Rc::downgrade(&fanout.inner);
        let (source, revision) = (fanout.feed.clone(), fanout.revision);
        feed.listen(move |changed| {
            if let Some(inner) = weak.upgrade() {
                inner.borrow_mut().apply(changed, source.source(), revision);
            }
        });
        fanout
    }

    /// Changes whenever a mark's counts do.
    pub fn revision(&self) -> RwSignal<u64> {
        self.revision
    }

    /// Takes over a layout, a frame and the part of the world in which marks are kept as elements; returns those marks
    /// in the order in which they are drawn.
    pub fn show(&self, layout: &Arc<MarkLayout>, frame: Frame, kept: Rect) -> Vec<KeptMark> {
        let marks = self.inner.borrow_mut().show(layout, frame, kept);
        self.revision.update(|n| *n += 1);
        marks
    }

    /// Selects places, by code, and no others.
    pub fn select(&self, codes: &[u32]) {
        self.inner.borrow_mut().select(codes);
        self.revision.update(|n| *n += 1);
    }

    /// The state of a kept mark, by the index of its anchor.
    pub fn signal(&self, anchor: u32) -> Option<ArcRwSignal<MarkState>> {
        self.inner
            .borrow()
            .signals
            .get(anchor as usize)
            .cloned()
            .flatten()
    }

    /// The present state of a kept mark, untracked.
    pub fn state(&self, anchor: u32) -> Option<MarkState> {
        self.signal(anchor).map(|signal| signal.get_untracked())
    }

    /// The kept marks that are visible, by the index of their anchor, in the order in which they are drawn.
    pub fn visible(&self) -> Vec<(u32, MarkState)> {
        let inner = self.inner.borrow();
        let states = inner.board.layout().marks().iter().filter_map(|mark| {
            let state = inner.signals.get(mark.anchor as usize)?.as_ref()?.get_untracked();
            state.visible.then_some((mark.anchor, state))
        });
        states.collect()
    }

    /// Reads the board.
    pub fn with_board<R>(&self, read: impl FnOnce(&Board) -> R) -> R {
        read(&self.inner.borrow().board)
    }

    /// The marks with events that stand outside a pane.
    pub fn outside(&self, viewport: Viewport) -> Vec<Outside> {
        let inner = self.inner.borrow();
        let corner = |x, y| viewport.world_from_screen(chronotope_core::geo::ScreenPoint { x, y });
        let (nw, se) = (corner(0.0, 0.0), corner(viewport.width, viewport.height));
        let pane = Rect {
            x0: nw.x,
            y0: nw.y,
            x1: se.x,
            y1: se.y,
        };
        let marks = (0..).zip(inner.board.layout().marks());
        let outside = marks
            .filter(|(number, mark)| !pane.contains(mark.at.x, mark.at.y) && inner.board.is_active(*number));
        outside.map(|(mark, m)| Outside { mark, at: m.at }).collect()
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
        let inner = self.inner.borrow();
        let discs = inner.board.places().iter().zip(0..).filter_map(|(place, i)| {
            let active = place.ever_near && place.is_drawn() && !inner.board.place_counts(i).is_zero();
            let km = active.then(|| self.feed.source().near_km(place.code)).flatten()?;
            Some((i, km))
        });
        discs.collect()
    }
}

impl Inner {
    fn apply(&mut self, changed: Changed, source: &dyn PlaceCounts, revision: RwSignal<u64>) {
        let touched = match changed {
            Changed::Places(codes) => self.board.update(codes, source),
            Changed::All => self.board.update_all(source),
        };
        if touched.is_empty() {
            return;
        }
        let touched = touched.to_vec();
        self.redraw(&touched);
        revision.update(|n| *n += 1);
    }

    fn select(&mut self, codes: &[u32]) {
        let touched = self.board.select(codes).to_vec();
        self.redraw(&touched);
    }

    /// Writes the signals of these marks whose state differs.
    fn redraw(&self, marks: &[u32]) {
        let layout = self.board.layout();
        for &number in marks {
            let Some(mark) = layout.marks().get(number as usize) else {
                continue;
            };
            if let Some(Some(signal)) = self.signals.get(mark.anchor as usize) {
                write(signal, self.board.state(number, self.frame));
            }
        }
    }

    fn show(&mut self, layout: &Arc<MarkLayout>, frame: Frame, kept: Rect) -> Vec<KeptMark> {
        if !Arc::ptr_eq(layout, self.board.layout()) {
            self.board.show(Arc::clone(layout));
        }
        self.frame = frame;
        self.kept = kept;
        let mut before = std::mem::take(&mut self.signals);
        self.signals = vec![None; before.len()];
        let mut marks = Vec::new();
        for (number, mark) in (0..).zip(layout.marks()) {
            if !kept.contains(mark.at.x, mark.at.y) {
                continue;
            }
            let state = self.board.state(number, frame);
            let Some(slot) = self.signals.get_mut(mark.anchor as usize) else {
                continue;
            };
            *slot = match before.get_mut(mark.anchor as usize).and_then(Option::take) {
                Some(signal) => {
                    write(&signal, state);
                    Some(signal)
                }
                None => Some(ArcRwSignal::new(state)),
            };
            let greatest = layout.scale().radius(mark.events).px();
            let is_mixed = mark.groups.count_ones() > 1 && !mark.is_area && greatest >= LEAST_RIM_RADIUS_PX;
            marks.push(KeptMark {
                anchor: mark.anchor,
                is_area: mark.is_area,
                is_cluster: layout.members(mark).len() > 1,
                has_number: mark.is_area || greatest >= LEAST_RIM_RADIUS_PX,
                rim: if is_mixed { mark.groups } else { 0 },
            });
        }
        marks
    }
}

fn write(signal: &ArcRwSignal<MarkState>, state: MarkState) {
    if *signal.read_untracked() != state {
        signal.set(state);
    }
}

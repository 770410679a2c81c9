//! [`MapContext`]: what the parts of one map share.

use super::mark_node::MarkInk;
use super::names::Names;
use super::planes::Ahead;
use super::taken::Taken;
use crate::fanout::Fanout;
use chronotope_core::geo::{Rect, Viewport};
use chronotope_core::messages::{MapText, Messages};
use chronotope_core::scene::map::{Board, Frame, GroupStyle, Mark, MarkLayout, MarkState, ZoomStep};
use chronotope_core::state::{Focus, MapControls, Msg};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// Gives the marks of a step of zoom.
pub(super) type LayoutAt = Box<dyn Fn(ZoomStep) -> Arc<MarkLayout>>;

/// What the parts of one map share: derived from its props once.
#[derive(Clone, Copy)]
pub(crate) struct MapContext {
    pub(super) viewport: Signal<Viewport>,
    /// The viewport that the planes are painted for.
    pub(super) base: Signal<Viewport>,
    /// The viewport at which the hand, or the painting of the planes, rested last.
    pub(super) rested: Signal<Viewport>,
    /// What stands still over the map.
    pub(super) taken: Taken,
    /// A wheel, two fingers or a button are zooming.
    pub(super) zooming: RwSignal<bool>,
    /// What is made before the planes are painted anew.
    pub(super) ahead: Ahead,
    pub(super) frame: Memo<Frame>,
    pub(super) kept: Memo<Rect>,
    /// The same of names: they come after the marks.
    pub(super) kept_names: Memo<Rect>,
    pub(super) layout: Memo<Arc<MarkLayout>>,
    /// The marks of any step of zoom.
    pub(super) layout_at: StoredValue<LayoutAt, LocalStorage>,
    pub(super) fanout: StoredValue<Fanout, LocalStorage>,
    pub(super) revision: RwSignal<u64>,
    pub(super) names: Memo<StoredValue<Rc<Names>, LocalStorage>>,
    pub(super) messages: Signal<Messages>,
    pub(super) groups: Signal<Arc<[GroupStyle]>>,
    pub(super) selected: Signal<Vec<u32>>,
    /// How the map is drawn.
    pub(super) controls: Signal<MapControls>,
    /// The mark that has the keyboard's focus, by the index of its anchor.
    pub(super) focused: RwSignal<Option<u32>>,
    /// The mark under the pointer.
    pub(super) hovered: RwSignal<Option<u32>>,
    /// Id of what describes the mark that has the focus.
    pub(super) describe: RwSignal<Option<String>>,
    /// Radius of a mark's hit area.
    pub(super) reach_px: f64,
    /// Keys of one character do something.
    pub(super) single_keys: Signal<bool>,
    pub(super) on_msg: Callback<Msg>,
    pub(super) id_prefix: StoredValue<String>,
}

impl MapContext {
    /// The marks of the step of zoom that a viewport belongs to.
    pub(super) fn layout_at(self, viewport: Viewport) -> Arc<MarkLayout> {
        let step = ZoomStep::of(viewport.zoom);
        self.layout_at.with_value(|layout_at| layout_at(step))
    }

    pub(super) fn text(self) -> &'static MapText {
        self.messages.get().map
    }

    pub(super) fn names(self) -> Rc<Names> {
        self.names.get().get_value()
    }

    pub(super) fn names_untracked(self) -> Rc<Names> {
        self.names.get_untracked().get_value()
    }

    pub(super) fn ink(self) -> Rc<MarkInk> {
        Rc::new(MarkInk::new(self.names(), self.groups.get()))
    }

    /// An id that is unique on the page.
    pub(super) fn id(self, name: &str) -> String {
        self.id_prefix.with_value(|prefix| format!("{prefix}{name}"))
    }

    pub(super) fn send(self, msg: Msg) {
        self.on_msg.run(msg);
    }

    /// Reads the board, again whenever counts change.
    pub(super) fn with_board<R>(self, read: impl FnOnce(&Board) -> R) -> R {
        self.revision.track();
        self.fanout.with_value(|f| f.with_board(read))
    }

    /// The mark that stands at a place, and its number.
    pub(super) fn mark_at(board: &Board, anchor: u32) -> Option<(u32, Mark)> {
        let number = board.layout().mark_of(anchor)?;
        board
            .layout()
            .marks()
            .get(number as usize)
            .map(|mark| (number, *mark))
    }

    /// The state of a kept mark, tracked.
    pub(super) fn state(self, anchor: u32) -> Option<MarkState> {
        self.revision.track();
        self.fanout.with_value(|f| f.state(anchor))
    }

    /// Selects what a mark stands for. A cluster opens as the list of its places that have events.
    pub(super) fn activate(self, anchor: u32, add: bool) {
        let ids: Vec<String> = self.fanout.with_value(|f| {
            f.with_board(|board| {
                let Some((_, mark)) = Self::mark_at(board, anchor) else {
                    return Vec::new();
                };
                let active = board.active_places(&mark);
                let ids = active.iter().filter_map(|i| board.places().get(*i as usize));
                ids.map(|p| p.id.clone()).collect()
            })
        });
        match <[String; 1]>::try_from(ids) {
            Ok([place]) => self.send(Msg::SelectPlace { place, add }),
            Err(ids) if ids.is_empty() => {}
            Err(ids) => self.select_several(ids, add),
        }
    }

    /// Selects places, or adds them to those selected. All of them selected: no longer.
    pub(super) fn select_several(self, ids: Vec<String>, add: bool) {
        let selected: Vec<String> = self.fanout.with_value(|f| {
            f.with_board(|board| {
                let codes = self.selected.get_untracked();
                let places = codes.iter().filter_map(|code| board.place_index(*code));
                places
                    .filter_map(|i| board.places().get(i as usize).map(|p| p.id.clone()))
                    .collect()
            })
        });
        let all_selected = ids.iter().all(|id| selected.contains(id));
        let focus = match (all_selected, add) {
            (true, false) if selected.len() == ids.len() => Focus::None,
            (true, true) => Focus::Places(selected.into_iter().filter(|id| !ids.contains(id)).collect()),
            (_, false) => Focus::Places(ids),
            (false, true) => {
                let fresh = ids
                    .into_iter()
                    .filter(|id| !selected.contains(id))
                    .collect::<Vec<_>>();
                Focus::Places(selected.iter().cloned().chain(fresh).collect())
            }
        };
        self.send(Msg::SetFocus(focus));
    }
}

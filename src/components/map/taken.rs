//! Where things stand over the map, as the browser laid them out: measured when one of them or the pane gets another size.

use crate::dom;
use chronotope_core::geo::Rect;
use chronotope_core::scene::map::Furniture;
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::sync::Arc;
use web_sys::Element;

/// The things that stand over a map.
#[derive(Clone, Copy)]
pub(super) struct Taken {
    surface: NodeRef<leptos::html::Div>,
    elements: StoredValue<Vec<Element>, LocalStorage>,
    boxes: RwSignal<Arc<Furniture>>,
}

impl Taken {
    /// Nothing stands over this surface.
    pub(super) fn new(surface: NodeRef<leptos::html::Div>) -> Taken {
        Taken {
            surface,
            elements: StoredValue::new_local(Vec::new()),
            boxes: RwSignal::default(),
        }
    }

    /// The boxes, tracked.
    pub(super) fn get(self) -> Arc<Furniture> {
        self.boxes.get()
    }

    /// For an element that stands over the map.
    pub(super) fn place<E>(self) -> NodeRef<E>
    where
        E: ElementType + 'static,
        E::Output: JsCast + Clone + AsRef<Element> + 'static,
    {
        let node: NodeRef<E> = NodeRef::new();
        Effect::new(move || {
            if let Some(element) = node.get() {
                let element: &Element = element.as_ref();
                self.watch(element.clone());
            }
        });
        node
    }

    fn watch(self, element: Element) {
        dom::watch_size(&element, move |_, _| self.measure());
        self.elements.update_value(|all| all.push(element));
    }

    /// Measures all, unless the reader writes in one of them: it is wider and longer meanwhile.
    pub(super) fn measure(self) {
        let Some(surface) = self.surface.try_get_untracked().flatten() else {
            return;
        };
        let pane = surface.get_bounding_client_rect();
        let boxes = self.elements.try_with_value(|all| {
            let is_written_in = all
                .iter()
                .any(|e| e.matches(":has(input:focus)").unwrap_or(false));
            let box_of = |element: &Element| {
                let r = element.get_bounding_client_rect();
                Rect {
                    x0: r.left() - pane.left(),
                    y0: r.top() - pane.top(),
                    x1: r.right() - pane.left(),
                    y1: r.bottom() - pane.top(),
                }
            };
            (!is_written_in).then(|| Furniture::new(all.iter().map(box_of)))
        });
        if let Some(Some(boxes)) = boxes
            && self.boxes.with_untracked(|before| **before != boxes)
        {
            self.boxes.set(Arc::new(boxes));
        }
    }
}

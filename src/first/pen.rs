//! [`Pen`]: makes elements one by one, with the classes that the style sheets know.

use crate::dom;
use web_sys::{Document, Element};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Makes elements of a document.
pub(crate) struct Pen(Document);

impl Pen {
    /// Of the page's document.
    pub(crate) fn new() -> Option<Pen> {
        dom::window().document().map(Pen)
    }

    /// A new HTML element at the end of another, with these attributes.
    pub(crate) fn html(&self, into: &Element, name: &str, attributes: &[(&str, &str)]) -> Element {
        // Names are our own and always valid: what cannot be made is left out.
        let element = self.0.create_element(name).ok();
        placed(element, into, attributes)
    }

    /// A new SVG element at the end of another, with these attributes.
    pub(crate) fn svg(&self, into: &Element, name: &str, attributes: &[(&str, &str)]) -> Element {
        let element = self.0.create_element_ns(Some(SVG), name).ok();
        placed(element, into, attributes)
    }

    /// A new HTML element that holds a text.
    pub(crate) fn text(&self, into: &Element, name: &str, class: &str, text: &str) -> Element {
        let element = self.html(into, name, &[("class", class)]);
        element.set_text_content(Some(text));
        element
    }

    /// A new path.
    pub(crate) fn path(&self, into: &Element, class: &str, d: &str) -> Element {
        self.svg(into, "path", &[("class", class), ("d", d)])
    }
}

fn placed(element: Option<Element>, into: &Element, attributes: &[(&str, &str)]) -> Element {
    let element = element.unwrap_or_else(|| into.clone());
    for (name, value) in attributes {
        dom::set_attr(&element, name, value);
    }
    if !element.is_same_node(Some(into)) {
        into.append_child(&element).ok();
    }
    element
}

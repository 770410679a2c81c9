//! [`Names`]: what marks are called, in one language, each phrase written once.

use chronotope_core::messages::{Formats, MapText};
use chronotope_core::messages::{fill, messages};
use chronotope_core::query::Pair;
use chronotope_core::scene::map::{Board, LabelScript, MapPlace, MarkState, PlacedLabel};
use chronotope_core::scene::timeline::event_count;
use chronotope_core::state::Lang;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Names of marks in one language.
pub(super) struct Names {
    places: Arc<[MapPlace]>,
    lang: Lang,
    text: &'static MapText,
    formats: Rc<dyn Formats>,
    /// What symbols are sized by, if by figures.
    measure: Option<String>,
    phrases: RefCell<HashMap<(u32, u32), Rc<str>>>,
    several: RefCell<HashMap<(u32, bool), Rc<str>>>,
}

impl Names {
    pub(super) fn new(
        places: Arc<[MapPlace]>,
        lang: Lang,
        text: &'static MapText,
        formats: Rc<dyn Formats>,
        measure: Option<String>,
    ) -> Names {
        Names {
            places,
            lang,
            text,
            formats,
            measure,
            phrases: RefCell::default(),
            several: RefCell::default(),
        }
    }

    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    pub(super) fn text(&self) -> &'static MapText {
        self.text
    }

    pub(super) fn formats(&self) -> &dyn Formats {
        &*self.formats
    }

    /// A place's name, by index.
    pub(super) fn place(&self, place: u32) -> &str {
        self.places
            .get(place as usize)
            .map_or("", |p| p.name_in(self.lang))
    }

    /// The name in the other language, if it is another.
    pub(super) fn other(&self, place: u32) -> Option<&str> {
        let place = self.places.get(place as usize)?;
        let other = match self.lang {
            Lang::En => place.name_ar.as_str(),
            Lang::Ar => place.name.as_str(),
        };
        (!other.is_empty() && other != place.name_in(self.lang)).then_some(other)
    }

    /// "2 events, 1 more may fall in these dates".
    pub(super) fn phrase(&self, definite: u32, possible: u32) -> Rc<str> {
        let mut phrases = self.phrases.borrow_mut();
        let phrase = phrases
            .entry((definite, possible))
            .or_insert_with(|| self.text.count_phrase(definite, possible, &*self.formats).into());
        Rc::clone(phrase)
    }

    /// What a mark stands for: a place's name, or "3 places".
    pub(super) fn subject(&self, state: &MarkState, is_area: bool) -> Rc<str> {
        if state.places <= 1 {
            return self.place(state.place).into();
        }
        let mut several = self.several.borrow_mut();
        let subject = several
            .entry((state.places, is_area))
            .or_insert_with(|| self.text.several(state.places, is_area, &*self.formats).into());
        Rc::clone(subject)
    }

    /// The name of a mark.
    pub(super) fn of(&self, state: &MarkState, is_area: bool) -> String {
        let one_area = is_area && state.places <= 1;
        let mut events = self.phrase(state.definite, state.possible).to_string();
        if let Some(figure) = self.figure(state) {
            events.push_str("; ");
            events.push_str(&figure);
        }
        self.text
            .mark_name(&self.subject(state, is_area), one_area, &events)
    }

    /// What the figures of a mark come to, if symbols are sized by figures.
    pub(super) fn figure(&self, state: &MarkState) -> Option<String> {
        let measure = self.measure.as_ref()?;
        Some(self.text.figure_phrase(measure, state.figure?, &*self.formats))
    }

    /// The name of a mark, with how it stands to the compared dates if there are any.
    pub(super) fn compared(&self, name: String, pair: Option<Pair>) -> String {
        let Some((pair, change)) = pair.and_then(|pair| Some((pair, pair.change()?))) else {
            return name;
        };
        let messages = messages(self.lang);
        let text = messages.options;
        let events = event_count(pair.b, messages, &*self.formats);
        fill(
            text.mark_change,
            &[
                ("name", &name),
                ("events", &events),
                ("change", text.change_name(change)),
            ],
        )
    }

    /// What the name beside several places says: the one with the most events, and how many others there are; just how
    /// many if that has no room.
    pub(super) fn several_names(
        &self,
        label: &PlacedLabel,
        board: &Board,
        state: &MarkState,
        script: LabelScript,
    ) -> String {
        let named = label.several_text(board, state, script.lang());
        named.unwrap_or_else(|| self.text.several(state.places, false, &*self.formats))
    }

    /// A number in the language's digits.
    pub(super) fn number(&self, n: u32) -> String {
        self.formats.number(f64::from(n))
    }
}

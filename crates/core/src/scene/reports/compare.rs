//! Two events side by side: where they agree, and where they differ.

use super::{Narrator, figure_words, when_words};
use crate::event::{Event, Figure};
use crate::incidents::Suggestion;
use crate::time::When;

/// One thing in which two events agree or differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What is compared.
    pub name: String,
    /// As the first event has it.
    pub a: String,
    /// As the second has it.
    pub b: String,
    /// They agree.
    pub agrees: bool,
}

/// Two events side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Ids of the events.
    pub ids: [String; 2],
    /// The events in a line each.
    pub events: [String; 2],
    /// What they say, in a sentence each.
    pub summaries: [String; 2],
    /// Date, place, figures, side, kind, how it is told.
    pub fields: Vec<Field>,
    /// Why they are put forward as one, if they are.
    pub reasons: Vec<String>,
}

impl Narrator<'_> {
    /// Compares two events.
    pub fn compare(&self, a: &Event, b: &Event) -> Comparison {
        let text = self.messages.doubt;
        let fields = [
            (
                text.field_date,
                self.date_of(a),
                self.date_of(b),
                dates_meet(a.when.as_ref(), b.when.as_ref()),
            ),
            (
                text.field_place,
                self.places_of(a),
                self.places_of(b),
                places_meet(a, b),
            ),
            (
                text.field_toll,
                self.toll_of(a),
                self.toll_of(b),
                tolls_meet(a, b),
            ),
            (
                text.field_side,
                self.sides_of(a),
                self.sides_of(b),
                sides_meet(a, b),
            ),
            (
                text.field_kind,
                self.kind_of(a),
                self.kind_of(b),
                a.kind == b.kind,
            ),
            (
                text.field_told,
                self.told_of(a),
                self.told_of(b),
                a.modality == b.modality,
            ),
        ];
        let fields = fields.map(|(name, a, b, agrees)| Field {
            name: name.to_owned(),
            a,
            b,
            agrees,
        });
        Comparison {
            ids: [a.id.clone(), b.id.clone()],
            events: [self.event_words(a), self.event_words(b)],
            summaries: [a.summary.clone(), b.summary.clone()],
            fields: fields.to_vec(),
            reasons: Vec::new(),
        }
    }

    /// Two events that may be one incident, and why.
    pub fn suggestion(&self, suggestion: &Suggestion) -> Option<Comparison> {
        let events = &self.dataset.events;
        let (a, b) = (
            events.get(suggestion.a as usize)?,
            events.get(suggestion.b as usize)?,
        );
        let text = self.messages.doubt;
        let agreement = suggestion.agreement;
        let day = match agreement.days_apart {
            0 => text.same_day.to_owned(),
            n => text.days_apart.of(u64::from(n), self.formats),
        };
        let place = match agreement.km_apart {
            0 => text.same_place.to_owned(),
            n => text.km_apart.of(u64::from(n), self.formats),
        };
        let side = if agreement.same_actor {
            text.same_side
        } else {
            text.no_side
        };
        Some(Comparison {
            reasons: vec![day, place, side.to_owned()],
            ..self.compare(a, b)
        })
    }

    fn date_of(&self, event: &Event) -> String {
        match &event.when {
            Some(when) => when_words(when, self.messages, self.formats),
            None => self.messages.reports.undated.to_owned(),
        }
    }

    fn places_of(&self, event: &Event) -> String {
        let places: Vec<String> = event.marks().map(|p| self.place_words(p)).collect();
        self.listed(&places)
    }

    fn toll_of(&self, event: &Event) -> String {
        let name = |n: &str| self.dataset.manifest.name(n, self.messages.lang).to_owned();
        let figures = event.figures.iter();
        let words: Vec<String> = figures
            .map(|f| figure_words(f, self.messages, self.formats, &name))
            .collect();
        words.join(self.apart())
    }

    fn sides_of(&self, event: &Event) -> String {
        let lang = self.messages.lang;
        let actors = event.actors.iter();
        let names: Vec<String> = actors
            .map(|p| self.dataset.manifest.name(&p.name, lang).to_owned())
            .collect();
        self.listed(&names)
    }

    fn kind_of(&self, event: &Event) -> String {
        self.dataset.manifest.kind_name(&event.kind, self.messages.lang)
    }

    fn told_of(&self, event: &Event) -> String {
        self.messages.reports.modality(event.modality).to_owned()
    }

    fn listed(&self, items: &[String]) -> String {
        if items.is_empty() {
            self.messages.doubt.publisher_no_side.to_owned()
        } else {
            self.formats.list(items)
        }
    }
}

/// True if both can have happened on one day.
fn dates_meet(a: Option<&When>, b: Option<&When>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    a.spans()
        .iter()
        .any(|x| b.spans().iter().any(|y| !x.intersection(*y).is_empty()))
}

fn places_meet(a: &Event, b: &Event) -> bool {
    a.marks()
        .any(|p| b.marks().any(|q| p.place.is_some() && p.place == q.place))
}

fn sides_meet(a: &Event, b: &Event) -> bool {
    let names = |event: &Event| -> Vec<String> { event.actors.iter().map(|p| p.name.clone()).collect() };
    let (mut a, mut b) = (names(a), names(b));
    crate::sort::ascending(&mut a);
    crate::sort::ascending(&mut b);
    a == b
}

/// True if no figure of one is ruled out by a like figure of the other.
fn tolls_meet(a: &Event, b: &Event) -> bool {
    let alike = |f: &Figure, g: &Figure| {
        (&f.measure, f.unit, f.status, &f.who) == (&g.measure, g.unit, g.status, &g.who)
    };
    let meets = |f: &Figure, g: &Figure| {
        f.low <= g.high.unwrap_or(f64::INFINITY) && g.low <= f.high.unwrap_or(f64::INFINITY)
    };
    a.figures.is_empty() == b.figures.is_empty()
        && a.figures
            .iter()
            .all(|f| b.figures.iter().filter(|g| alike(f, g)).all(|g| meets(f, g)))
}

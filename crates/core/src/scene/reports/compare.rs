//! Two events side by side: where they agree, and where they differ.

use super::{Narrator, figure_words, when_words};
use crate::event::{Basis, Event, Figure};
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
    /// How the two stand to each other.
    pub how: How,
}

/// How what two events say of one thing stands to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// They say the same, or say nothing both.
    Same,
    /// They may both be right.
    May,
    /// They cannot both be right.
    Differ,
    /// Only one says it: silence does not differ from anything.
    One,
    /// What they count cannot be compared.
    Unlike,
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
        let told = |is_said: [bool; 2], a: String, b: String, meets: bool| {
            let how = match is_said {
                [true, true] if a == b => How::Same,
                [true, true] if meets => How::May,
                [true, true] => How::Differ,
                [false, false] => return (String::new(), String::new(), How::Same),
                _ => How::One,
            };
            (a, b, how)
        };
        let places = |event: &Event| event.marks().next().is_some();
        let (figures, sides) = (
            [!a.figures.is_empty(), !b.figures.is_empty()],
            [!a.actors.is_empty(), !b.actors.is_empty()],
        );
        let sides_alike = {
            let bases = |event: &Event| {
                let mut all: Vec<(String, bool)> = Vec::new();
                for party in &event.actors {
                    all.push((party.name.clone(), party.basis == Basis::Inferred));
                }
                crate::sort::ascending(&mut all);
                all
            };
            bases(a) == bases(b)
        };
        let dates = dates_meet(a.when.as_ref(), b.when.as_ref());
        let dated = [a.when.is_some(), b.when.is_some()];
        let is_like = a.figures.iter().any(|f| b.figures.iter().any(|g| alike(f, g)));
        let toll = match told(figures, self.toll_of(a), self.toll_of(b), tolls_meet(a, b)) {
            (a, b, How::May) if !is_like => (a, b, How::Unlike),
            toll => toll,
        };
        let side = match told(sides, self.sides_of(a), self.sides_of(b), sides_meet(a, b)) {
            // The same sides in another order.
            (a, b, How::May) if sides_alike => (a, b, How::Same),
            side => side,
        };
        let fields = [
            (
                text.field_date,
                told(dated, self.date_of(a), self.date_of(b), dates),
            ),
            (
                text.field_place,
                told(
                    [places(a), places(b)],
                    self.places_of(a),
                    self.places_of(b),
                    places_meet(a, b),
                ),
            ),
            (text.field_toll, toll),
            (text.field_side, side),
            (
                text.field_kind,
                told([true; 2], self.kind_of(a), self.kind_of(b), a.kind == b.kind),
            ),
            (
                text.field_told,
                told(
                    [true; 2],
                    self.told_of(a),
                    self.told_of(b),
                    a.modality == b.modality,
                ),
            ),
        ];
        let fields = fields.map(|(name, (a, b, how))| Field {
            name: name.to_owned(),
            a,
            b,
            how,
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
            .map(|f| figure_words(event, f, self.messages, self.formats, &name, self.place_name))
            .collect();
        words.join(self.apart())
    }

    fn sides_of(&self, event: &Event) -> String {
        let actors = event.actors.iter();
        let names: Vec<String> = actors.map(|p| self.party_words(p)).collect();
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
    let meets = |f: &Figure, g: &Figure| {
        f.low <= g.high.unwrap_or(f64::INFINITY) && g.low <= f.high.unwrap_or(f64::INFINITY)
    };
    let mut figures = a.figures.iter();
    figures.all(|f| b.figures.iter().filter(|g| alike(f, g)).all(|g| meets(f, g)))
}

/// True if two figures count the same sort of thing.
fn alike(f: &Figure, g: &Figure) -> bool {
    (&f.measure, f.unit, f.status, &f.who) == (&g.measure, g.unit, g.status, &g.who)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, Manifest};
    use crate::event::{Status, Sum, Unit};
    use crate::incidents::tests::event;
    use crate::messages::{StubFormats, messages};
    use crate::state::Lang;

    fn killed(n: f64, measure: &str) -> Figure {
        Figure {
            measure: measure.to_owned(),
            low: n,
            best: Some(n),
            high: Some(n),
            unit: Unit::Person,
            who: None,
            status: Status::Unstated,
            place: None,
            as_of: None,
            said_by: Vec::new(),
            sum: Sum::Yes,
            within: None,
        }
    }

    fn toll(a: &[Figure], b: &[Figure]) -> How {
        let dataset = Dataset::new(
            Manifest::default(),
            (Vec::new(), Vec::new()),
            (Vec::new(), Vec::new()),
        );
        let narrator = Narrator {
            dataset: &dataset,
            messages: messages(Lang::En),
            formats: &StubFormats,
            place_name: &|_| None,
        };
        let (mut one, mut two) = (event("a", "2018-09-08"), event("b", "2018-09-08"));
        (one.figures, two.figures) = (a.to_vec(), b.to_vec());
        narrator.compare(&one, &two).fields[2].how
    }

    #[test]
    fn silence_is_no_difference() {
        let fifteen = [killed(15.0, "killed")];
        assert_eq!(toll(&fifteen, &[]), How::One);
        assert_eq!(toll(&[], &[]), How::Same);
        assert_eq!(toll(&fifteen, &fifteen), How::Same);
        assert_eq!(toll(&fifteen, &[killed(13.0, "killed")]), How::Differ);
        assert_eq!(toll(&fifteen, &[killed(13.0, "displaced")]), How::Unlike);
        let open = Figure {
            high: None,
            ..killed(10.0, "killed")
        };
        assert_eq!(toll(&fifteen, &[open]), How::May);
    }
}

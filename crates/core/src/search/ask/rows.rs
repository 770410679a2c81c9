//! The rows that meet what is asked.

use super::certain::{is_certain, weekday_of};
use super::lexicon::english_forms;
use super::{Asked, Demand, Doubted, NamedAs, Part};
use crate::event::{Basis, Event, Link, LinkKind, Modality, Role};
use crate::query::RowSet;
use crate::search::{Bits, Index};
use crate::table::{Dim, EventTable};
use crate::time::TimeWindow;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// What earlier searches found.
#[derive(Debug, Clone, Default)]
pub struct KnownRows {
    /// The rows of their parts: who types a word more asks for the others again.
    parts: RefCell<Vec<(Demand, String, Rc<Bits>)>>,
    /// Rows whose event has figures, or is a part of another or contradicts it: few of many.
    telling: OnceCell<Vec<u32>>,
}

/// Events with parts that are looked for at one place, at most.
const MOST_WHOLES: usize = 16;
/// Parts whose rows are kept.
const KEPT: usize = 24;

impl KnownRows {
    /// Forgets the parts: there is more to look in.
    pub fn clear(&self) {
        self.parts.borrow_mut().clear();
    }

    fn get_or(&self, part: &Part, find: impl FnOnce() -> Bits) -> Rc<Bits> {
        let is_it = |known: &(Demand, String, Rc<Bits>)| known.1 == part.words && known.0 == part.demand;
        if let Some(known) = self.parts.borrow().iter().find(|known| is_it(known)) {
            return Rc::clone(&known.2);
        }
        let found = Rc::new(find());
        let mut all = self.parts.borrow_mut();
        if all.len() == KEPT {
            all.remove(0);
        }
        all.push((part.demand.clone(), part.words.clone(), Rc::clone(&found)));
        found
    }
}

/// Where what is asked is looked for.
pub struct Within<'a> {
    /// What has been found before.
    pub known: &'a KnownRows,
    /// The events.
    pub table: &'a EventTable,
    /// Their words.
    pub index: &'a Index,
    /// An event in full, where the data has it.
    pub event: &'a dyn Fn(u32) -> Option<&'a Event>,
    /// True for a kind of talks.
    pub is_talk: &'a dyn Fn(&str) -> bool,
    /// The values of [`Dim::Area`] that lie in a place, by its id.
    pub areas: &'a dyn Fn(&str) -> Vec<String>,
    /// True if a settlement lies in an area as it is drawn: ids of the area and of the settlement.
    pub is_inside: &'a dyn Fn(&str, &str) -> bool,
    /// The days on which a report was published, by its id.
    pub published: &'a dyn Fn(&str) -> Option<TimeWindow>,
}

impl Asked {
    /// The rows that meet every part, whatever the dates; but for one part, if one is given.
    pub fn rows(&self, within: &Within<'_>, but_for: Option<usize>) -> RowSet {
        let rows = within.table.rows();
        let filters = self.filtering();
        let mut all: Option<Bits> = None;
        let mut group: Option<Bits> = None;
        for (at, part) in self.parts.iter().enumerate() {
            if Some(at) == but_for || !filters(&part.demand) {
                continue;
            }
            let own = match &part.demand {
                Demand::Number(n) => self.counted_rows(within, *n),
                _ => None,
            };
            let find = || {
                within
                    .known
                    .get_or(part, || within.rows_of(&part.demand, &part.words))
            };
            let own = own.map_or_else(find, Rc::new);
            match &mut group {
                Some(group) if part.or => group.or(&own),
                _ => {
                    if let Some(done) = group.replace(Bits::clone(&own)) {
                        match &mut all {
                            Some(all) => all.and(&done),
                            None => all = Some(done),
                        }
                    }
                }
            }
        }
        for more in [group, self.published_rows(within)].into_iter().flatten() {
            match &mut all {
                Some(all) => all.and(&more),
                None => all = Some(more),
            }
        }
        let all = all.unwrap_or_else(|| Bits::all(rows));
        RowSet::of_words(rows, all.into_words())
    }

    /// Where a measure is asked for with a number: the events of which that many are told, if there are any. "15 dead" are
    /// not 15 km.
    fn counted_rows(&self, within: &Within<'_>, n: f64) -> Option<Bits> {
        let measures: Vec<&str> = self.measures().collect();
        let is = |event: &Event| {
            let mut figures = event
                .figures
                .iter()
                .filter(|f| measures.contains(&f.measure.as_str()));
            figures.any(|f| [Some(f.low), f.best, f.high].contains(&Some(n)))
        };
        if measures.is_empty() {
            return None;
        }
        let mut bits = Bits::none(within.table.rows());
        within.by_telling(&is, &mut bits);
        (!bits.is_empty()).then_some(bits)
    }

    /// Which demands choose rows. A measure does only if nothing else is asked for: who asks how many were killed in a
    /// town wants to know of its events without a figure, too.
    fn filtering(&self) -> impl Fn(&Demand) -> bool + use<> {
        // Who asks how many civilians were killed somewhere wants to know of the rest, too, and that it is not said.
        let counts = self.has(|demand| matches!(demand, Demand::Measure(_)));
        let is_counted = move |demand: &Demand| {
            let Demand::Names(names, _) = demand else {
                return false;
            };
            counts
                && names
                    .iter()
                    .all(|name| name.to_lowercase().starts_with("civilian"))
        };
        // Who asks whether children were killed asks for the figures that say so.
        let asks_number = self.asks.number;
        let is_who = move |demand: &Demand| asks_number && matches!(demand, Demand::Counted(_));
        let is_soft = move |demand: &Demand| {
            matches!(demand, Demand::Measure(_) | Demand::OnlyNamed | Demand::Unstated)
                || is_counted(demand)
                || is_who(demand)
        };
        let asks_more = self.dates.is_some() || self.has(|demand| !is_soft(demand));
        move |demand| match demand {
            Demand::Names(..) => !asks_more || !is_counted(demand),
            Demand::Counted(_) => !asks_more || !is_who(demand),
            Demand::Measure(measure) => !asks_more || measure == "displaced",
            Demand::OnlyNamed => false,
            Demand::Unstated => !asks_more,
            _ => true,
        }
    }

    /// What had been published by the end of the dates, if that is what is asked.
    fn published_rows(&self, within: &Within<'_>) -> Option<Bits> {
        let end = self.dates.as_ref().filter(|_| self.published)?.1.end();
        let table = within.table;
        let mut bits = Bits::none(table.rows());
        let is_out = |id: &str| (within.published)(id).is_some_and(|days| days.first() < end);
        let reports = 0..table.code_count(Dim::Report) as u32;
        let wanted: Vec<bool> = reports
            .map(|code| is_out(table.label(Dim::Report, code)))
            .collect();
        table.each_row_with(Dim::Report, &wanted, &mut |row| bits.put(row));
        Some(bits)
    }
}

impl Within<'_> {
    fn text(&self, words: &str) -> Bits {
        let found = self.index.find(words, self.table);
        found.unwrap_or_else(|| Bits::none(self.table.rows()))
    }

    /// Rows with one of some values.
    fn with_values(&self, dim: Dim, values: &[String], bits: &mut Bits) {
        let codes: Vec<u32> = values.iter().filter_map(|v| self.table.code_of(dim, v)).collect();
        self.with_codes(dim, &codes, bits);
    }

    fn with_codes(&self, dim: Dim, codes: &[u32], bits: &mut Bits) {
        let mut wanted = vec![false; self.table.code_count(dim).max(Modality::ALL.len())];
        for &code in codes {
            if let Some(wanted) = wanted.get_mut(code as usize) {
                *wanted = true;
            }
        }
        self.table.each_row_with(dim, &wanted, &mut |row| bits.put(row));
    }

    fn by_event(&self, is: &dyn Fn(&Event) -> bool, bits: &mut Bits) {
        for row in 0..self.table.rows() {
            if (self.event)(row).is_some_and(is) {
                bits.put(row);
            }
        }
    }

    /// As above, of the events that have figures, are a part of another or contradict it. They are looked for once.
    fn by_telling(&self, is: &dyn Fn(&Event) -> bool, bits: &mut Bits) {
        let is_telling = |event: &Event| {
            let mut links = event.links.iter();
            !event.figures.is_empty()
                || links.any(|link| matches!(link.kind, LinkKind::PartOf | LinkKind::Contradicts))
        };
        let find = || {
            let rows = 0..self.table.rows();
            rows.filter(|&row| (self.event)(row).is_some_and(is_telling))
                .collect()
        };
        for &row in self.known.telling.get_or_init(find) {
            if (self.event)(row).is_some_and(is) {
                bits.put(row);
            }
        }
    }

    /// What was done with the arms of these kinds: who answers with rockets and shells shells.
    fn add_armed(&self, kinds: &[String], bits: &mut Bits) {
        const ARMS: [(&str, &[&str]); 3] = [
            ("shell", &["shell", "rocket", "artillery", "mortar", "missile"]),
            ("air", &["air raid", "air strike", "aircraft", "warplane"]),
            ("barrel", &["barrel"]),
        ];
        let meant = ARMS
            .iter()
            .filter(|(kind, _)| kinds.iter().any(|k| k.contains(kind)));
        let arms: Vec<&str> = meant.flat_map(|(_, arms)| arms.iter().copied()).collect();
        if !arms.is_empty() {
            let is = |event: &Event| {
                let weapon = event.weapon.as_deref();
                weapon.is_some_and(|weapon| arms.iter().any(|arm| weapon.contains(arm)))
            };
            self.by_event(&is, bits);
        }
    }

    /// What is part of talks that took place there: what is proposed at a summit is proposed in its town.
    fn add_parts(&self, ids: &[String], bits: &mut Bits) {
        let mut talks = Bits::none(self.table.rows());
        let kinds = 0..self.table.code_count(Dim::Kind) as u32;
        let kinds: Vec<u32> = kinds
            .filter(|&code| (self.is_talk)(self.table.label(Dim::Kind, code)))
            .collect();
        self.with_codes(Dim::Kind, &kinds, &mut talks);
        talks.and(bits);
        let is_there = |event: &Event| {
            let mut places = event.places.iter().filter(|place| place.role == Role::Site);
            places.any(|place| place.place.as_ref().is_some_and(|id| ids.contains(id)))
        };
        let mut wholes: Vec<&str> = Vec::new();
        for row in 0..self.table.rows() {
            let event = if talks.has(row) { (self.event)(row) } else { None };
            if let Some(event) = event.filter(|event| is_there(event)) {
                if wholes.len() == MOST_WHOLES {
                    return;
                }
                wholes.push(&event.id);
            }
        }
        if wholes.is_empty() {
            return;
        }
        let is_part = |event: &Event| {
            let mut links = event.links.iter().filter(|link| link.kind == LinkKind::PartOf);
            links.any(|link| wholes.contains(&link.event.as_str()))
        };
        self.by_telling(&is_part, bits);
    }

    /// Of some events, those tied to some of the others, but for parts; or those that are not.
    fn tied(&self, own: &Bits, others: &Bits, wanted: bool) -> Bits {
        let is_tie = |link: &&Link| link.kind != LinkKind::PartOf;
        let rows = |bits: &'_ Bits| -> Vec<(u32, &Event)> {
            let rows = (0..self.table.rows()).filter(|&row| bits.has(row));
            rows.filter_map(|row| Some((row, (self.event)(row)?))).collect()
        };
        let (own, others) = (rows(own), rows(others));
        let mut ids: Vec<&str> = others.iter().map(|(_, event)| event.id.as_str()).collect();
        let mut of_others: Vec<&str> = Vec::new();
        for (_, event) in &others {
            let links = event.links.iter().filter(is_tie);
            of_others.extend(links.map(|link| link.event.as_str()));
        }
        crate::sort::ascending(&mut ids);
        crate::sort::ascending(&mut of_others);
        let has = |ids: &[&str], id: &str| ids.binary_search(&id).is_ok();
        let mut found = Bits::none(self.table.rows());
        for (row, event) in own {
            let mut links = event.links.iter().filter(is_tie);
            if (has(&of_others, &event.id) || links.any(|link| has(&ids, &link.event))) == wanted {
                found.put(row);
            }
        }
        found
    }

    /// What is tied to an event of another report, but for parts.
    fn add_shared(&self, bits: &mut Bits) {
        let rows = 0..self.table.rows();
        let mut all: Vec<(&str, u32, &Event)> = rows
            .filter_map(|row| (self.event)(row).map(|event| (event.id.as_str(), row, event)))
            .collect();
        all.sort_unstable_by_key(|(id, ..)| *id);
        for (_, row, event) in &all {
            for link in event.links.iter().filter(|link| link.kind != LinkKind::PartOf) {
                let other = all.binary_search_by_key(&link.event.as_str(), |(id, ..)| *id);
                let other = other.ok().and_then(|at| all.get(at));
                if let Some((_, far, _)) = other.filter(|(.., other)| other.report != event.report) {
                    bits.put(*row);
                    bits.put(*far);
                }
            }
        }
    }

    /// Leaves out what others tell of too, or may: a tie between two publishers says so.
    fn keep_own(&self, bits: &mut Bits) {
        let mut others = Bits::all(self.table.rows());
        others.and_not(bits);
        *bits = self.tied(bits, &others, false);
    }

    /// What speaks of accepting or refusing.
    fn answers(&self) -> Bits {
        let mut bits = Bits::none(self.table.rows());
        for word in ["accept", "reject", "refuse", "turned down"] {
            bits.or(&self.text(word));
        }
        bits
    }

    /// What is proposed, and the answers that are tied to it.
    fn add_outcome(&self, bits: &mut Bits) {
        self.with_codes(Dim::Modality, &[Modality::Proposed.code()], bits);
        let answers = self.answers();
        let rows = || 0..self.table.rows();
        let mut offers: Vec<&str> = rows()
            .filter(|&row| bits.has(row))
            .filter_map(|row| (self.event)(row))
            .map(|event| event.id.as_str())
            .collect();
        crate::sort::ascending(&mut offers);
        for row in rows().filter(|&row| answers.has(row)) {
            let is_tied = (self.event)(row).is_some_and(|event| {
                let mut links = event.links.iter();
                links.any(|link| offers.binary_search(&link.event.as_str()).is_ok())
            });
            if is_tied {
                bits.put(row);
            }
        }
    }

    fn rows_of(&self, demand: &Demand, words: &str) -> Bits {
        let mut bits = Bits::none(self.table.rows());
        match demand {
            Demand::Places(ids) => {
                let codes = (0u32..).zip(self.table.places());
                let is_asked = |id: &String| {
                    let mut areas = ids.iter();
                    ids.contains(id) || areas.any(|area| (self.is_inside)(area, id))
                };
                let codes = codes
                    .filter(|(_, place)| is_asked(&place.id))
                    .map(|(code, _)| code);
                let codes: Vec<u32> = codes.collect();
                self.with_codes(Dim::Mention, &codes, &mut bits);
                self.with_codes(Dim::Mark, &codes, &mut bits);
                self.add_parts(ids, &mut bits);
                let areas: Vec<String> = ids.iter().flat_map(|id| (self.areas)(id)).collect();
                self.with_values(Dim::Area, &areas, &mut bits);
                if bits.is_empty() {
                    bits = self.text(words);
                }
            }
            Demand::Names(names, NamedAs::Besides) => {
                let all = 0..self.table.code_count(Dim::Actor) as u32;
                let is_other = |code: &u32| {
                    !names
                        .iter()
                        .any(|name| name == self.table.label(Dim::Actor, *code))
                };
                let others: Vec<u32> = all.filter(is_other).collect();
                self.with_codes(Dim::Actor, &others, &mut bits);
            }
            Demand::Names(names, named) => {
                let dims: &[Dim] = match named {
                    NamedAs::Actor => &[Dim::Actor],
                    NamedAs::Target => &[Dim::Target],
                    NamedAs::Speaker => &[Dim::SaidBy, Dim::Publisher],
                    NamedAs::Alone => &[Dim::Publisher],
                    NamedAs::Any | NamedAs::Besides => {
                        &[Dim::Actor, Dim::Target, Dim::SaidBy, Dim::Publisher]
                    }
                };
                for dim in dims {
                    self.with_values(*dim, names, &mut bits);
                }
                if *named == NamedAs::Alone {
                    self.keep_own(&mut bits);
                }
                // Who is only spoken of did not act, was not hit and says nothing.
                if *named == NamedAs::Any {
                    bits.or(&self.text(words));
                    // Events are told in English, in whichever language is asked.
                    let is_arabic = !words.is_ascii();
                    for name in names.iter().filter(|name| is_arabic && !name.contains(" (")) {
                        bits.or(&self.text(name));
                    }
                }
            }
            Demand::Kinds(kinds, with_text) => {
                self.with_values(Dim::Kind, kinds, &mut bits);
                if *with_text {
                    self.add_armed(kinds, &mut bits);
                    for form in english_forms(words) {
                        bits.or(&self.text(form));
                    }
                    bits.or(&self.text(words));
                }
            }
            Demand::Violence(kinds) => self.with_values(Dim::Kind, kinds, &mut bits),
            Demand::Measure(measure) => {
                if let Some(at) = self.table.measure(measure) {
                    let column = &self.table.figures()[at];
                    (0..self.table.rows())
                        .filter(|&row| column.get(row).range().is_some())
                        .for_each(|row| bits.put(row));
                }
                bits.or(&self.text(measure));
                bits.or(&self.text(words));
            }
            Demand::Modality(told) => {
                let codes: Vec<u32> = told.iter().map(|m: &Modality| m.code()).collect();
                self.with_codes(Dim::Modality, &codes, &mut bits);
            }
            Demand::Contradicted => {
                let is = |event: &Event| event.links.iter().any(|link| link.kind == LinkKind::Contradicts);
                self.by_telling(&is, &mut bits);
            }
            Demand::Certain(what, is) => {
                let is_asked = |event: &Event| *what != Doubted::Places || !event.places.is_empty();
                self.by_event(
                    &|event| is_asked(event) && is_certain(event, *what) == *is,
                    &mut bits,
                );
            }
            Demand::NoActor => self.by_event(&|event| event.actors.is_empty(), &mut bits),
            Demand::Several(false) => self.by_event(&|event| event.said_by.len() > 1, &mut bits),
            Demand::Several(true) => self.add_shared(&mut bits),
            Demand::Inferred => {
                let is = |event: &Event| {
                    let mut parties = event.actors.iter().chain(&event.targets);
                    parties.any(|party| party.basis == Basis::Inferred)
                };
                self.by_event(&is, &mut bits);
            }
            Demand::Tied(first, second, is) => {
                let (mut a, mut b) = (Bits::none(self.table.rows()), Bits::none(self.table.rows()));
                self.with_values(Dim::Publisher, first, &mut a);
                self.with_values(Dim::Publisher, second, &mut b);
                bits = self.tied(&a, &b, *is);
                if *is {
                    bits.or(&self.tied(&b, &a, true));
                }
            }
            Demand::Answered => bits = self.answers(),
            Demand::Outcome => self.add_outcome(&mut bits),
            Demand::Unstated => self.by_event(&|event| event.figures.is_empty(), &mut bits),
            Demand::Weekday(weekday) => {
                for row in 0..self.table.rows() {
                    let days = self.table.hull(row).filter(|days| days.len_days() < 7);
                    if days.is_some_and(|days| {
                        let mut all = (0..days.len_days()).map(|n| days.first().plus(n));
                        all.any(|day| weekday_of(day) == *weekday)
                    }) {
                        bits.put(row);
                    }
                }
                bits.or(&self.text(words));
            }
            Demand::Number(n) => {
                let is = |event: &Event| {
                    let mut values = event.figures.iter().flat_map(|f| [Some(f.low), f.best, f.high]);
                    values.any(|value| value == Some(*n))
                };
                self.by_telling(&is, &mut bits);
                for column in self.table.figures() {
                    column.each_row_of(*n as f32, &mut |row| bits.put(row));
                }
                bits.or(&self.text(words));
            }
            Demand::OnlyNamed | Demand::Relative => {}
            Demand::Combatants(_) => bits = self.text("combatant"),
            Demand::Counted(whos) => {
                let is_one = |who: &String| whos.contains(who);
                let is = |event: &Event| event.figures.iter().any(|f| f.who.as_ref().is_some_and(is_one));
                self.by_telling(&is, &mut bits);
            }
            Demand::Words => bits = self.text(words),
        }
        bits
    }
}

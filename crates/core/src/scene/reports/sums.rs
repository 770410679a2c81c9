//! Sums of figures in words.

use super::figure::{amount_words, figure_words};
use super::{Narrator, when_words};
use crate::event::{Event, Status, Sum as MayAdd, Unit};
use crate::messages::fill;
use crate::state::Lang;
use crate::sums::{Line, Sum, Taken, Why};

/// A figure of a sum, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumLine {
    /// Id of its event.
    pub event: String,
    /// The figure, and who says so.
    pub figure: String,
    /// Its event: kind, date, publisher.
    pub source: String,
    /// What the sum makes of it.
    pub taken: Taken,
    /// Why; `None` where nothing speaks against adding it.
    pub why: Option<String>,
}

/// Like figures of the view and what they come to, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumView {
    /// "Killed, civilians".
    pub heading: String,
    /// "at least 26 killed".
    pub total: String,
    /// "41 of 45 reported events give no such figure".
    pub without: Option<String>,
    /// Every figure: those added first, those left out last.
    pub lines: Vec<SumLine>,
}

impl Narrator<'_> {
    fn join(&self, parts: &[String]) -> String {
        parts.join(if self.messages.lang == Lang::Ar {
            "، "
        } else {
            ", "
        })
    }

    /// A sum in words.
    pub fn sum_view(&self, sum: &Sum) -> SumView {
        let (text, reports) = (self.messages.doubt, self.messages.reports);
        let measure = text.measure(&sum.measure);
        let mut heading = vec![measure.map_or_else(|| sum.measure.replace('_', " "), str::to_owned)];
        if sum.unit == Unit::Person {
            heading.push(reports.status(sum.status).to_owned());
        } else if sum.unit == Unit::Family {
            heading.push(reports.unit(sum.unit).to_owned());
        }
        let number = |n: u32| self.formats.number(f64::from(n));
        let without = (sum.without > 0).then(|| {
            let words = text.without.of(u64::from(sum.without), self.formats);
            fill(&words, &[("all", &number(sum.events))])
        });
        SumView {
            heading: self.join(&heading),
            total: self.total_words(sum),
            without,
            lines: sum.lines.iter().filter_map(|line| self.sum_line(line)).collect(),
        }
    }

    /// "10 to 12 killed", "at least 6 killed, perhaps 8 or more".
    pub fn total_words(&self, sum: &Sum) -> String {
        let (text, formats) = (self.messages.doubt, self.formats);
        let Some(total) = sum.total else {
            return text.none_added.to_owned();
        };
        let amount = |low, high| amount_words(&sum.measure, low, low, high, self.messages, formats);
        let is_surely = |line: &Line| matches!(line.taken, Taken::Added | Taken::Account);
        let may_be_none = total.best == 0.0 && !sum.lines.iter().any(is_surely);
        if may_be_none && (total.perhaps > 0.0 || total.high != Some(0.0)) {
            // Not "0 to 2": they were killed, but may be counted already, or have been elsewhere.
            let perhaps = amount(total.perhaps, total.high);
            return fill(text.only_perhaps, &[("amount", &perhaps)]);
        }
        let mut words = amount(total.low, total.high);
        if total.high == Some(0.0) {
            // That no one was killed is said of these events, and not of what is shown.
            let mut of: Vec<u32> = Vec::new();
            for line in sum.lines.iter().filter(|line| is_surely(line)) {
                if of.last() != Some(&line.record) {
                    of.push(line.record);
                }
            }
            if !of.is_empty() {
                let events = self.messages.reports.events.of(of.len() as u64, formats);
                return fill(text.zero_of, &[("amount", &words), ("events", &events)]);
            }
        }
        if total.high.is_none() && total.perhaps > total.low {
            words = fill(
                text.or_more,
                &[("least", &words), ("n", &formats.number(total.perhaps))],
            );
        }
        let is_between = total.low < total.best && total.high.is_none_or(|high| total.best < high);
        if is_between {
            words = fill(
                text.best,
                &[("range", &words), ("n", &formats.number(total.best))],
            );
        }
        if sum.unit == Unit::Family {
            words = self.join(&[words, self.messages.reports.unit(sum.unit).to_owned()]);
        }
        words
    }

    /// The total with whom it counts, on one line: "Killed, civilians: at least 6 killed".
    pub fn sum_words(&self, sum: &Sum) -> String {
        let total = self.total_words(sum);
        match sum.status {
            Status::Unstated => total,
            status => self.join(&[total, self.messages.reports.status(status).to_owned()]),
        }
    }

    fn sum_line(&self, line: &Line) -> Option<SumLine> {
        let event = self.dataset.events.get(line.record as usize)?;
        // Whether it may be added is said by where it stands.
        let figure = crate::event::Figure {
            sum: MayAdd::Yes,
            ..event.figures.get(line.figure)?.clone()
        };
        let manifest = &self.dataset.manifest;
        let name = |n: &str| manifest.name(n, self.messages.lang).to_owned();
        Some(SumLine {
            event: event.id.clone(),
            figure: figure_words(
                event,
                &figure,
                self.messages,
                self.formats,
                &name,
                self.place_name,
            ),
            source: {
                // Whose deed it is, and with whom, goes with each number.
                let by: Vec<String> = event.actors.iter().map(|p| self.party_words(p)).collect();
                let words = self.event_words(event);
                if by.is_empty() {
                    words
                } else {
                    let by = fill(self.messages.answer.by, &[("who", &self.formats.list(&by))]);
                    self.join(&[words, by])
                }
            },
            taken: line.taken,
            why: self.why(line.why, event),
        })
    }

    /// An event in a line: kind, date, publisher.
    pub fn event_words(&self, event: &Event) -> String {
        let manifest = &self.dataset.manifest;
        let lang = self.messages.lang;
        let mut parts = vec![manifest.kind_name(&event.kind, lang)];
        let places: Vec<String> = event.marks().map(|p| self.place_words(p)).collect();
        if !places.is_empty() {
            parts.push(self.formats.list(&places));
        }
        parts.push(match &event.when {
            Some(when) => when_words(when, self.messages, self.formats),
            None => self.messages.reports.undated.to_owned(),
        });
        if let Some(report) = self.dataset.report(&event.report) {
            parts.push(manifest.name(&report.publisher, lang).to_owned());
        }
        self.join(&parts)
    }

    fn why(&self, why: Why, of: &Event) -> Option<String> {
        let text = self.messages.doubt;
        let naming = |pattern: &str, record: u32| {
            let event = self.dataset.events.get(record as usize);
            let words = event.map_or_else(String::new, |event| self.event_words(event));
            fill(pattern, &[("event", &words)])
        };
        Some(match why {
            Why::MayBeAdded => return None,
            Why::WholeIsElsewhere => text.why_whole_is_elsewhere.to_owned(),
            Why::MayBeInside(Some(record)) => naming(text.why_maybe_inside, record),
            Why::MayBeInside(None) => text.why_maybe_inside_some.to_owned(),
            Why::PartOfSameEvent => text.why_part_of_same.to_owned(),
            Why::Inside(record) => naming(text.why_inside, record),
            Why::OtherUnit => text.why_other_unit.to_owned(),
            Why::PartsAreAdded => text.why_parts_added.to_owned(),
            Why::RunningTotal => text.why_running.to_owned(),
            Why::State => text.why_state.to_owned(),
            Why::SaidNotToAdd => text.why_said_not.to_owned(),
            Why::NotHappened(modality) => {
                let modality = self.messages.reports.modality(modality);
                fill(text.why_not_happened, &[("modality", modality)])
            }
            Why::SameIncident(record) => naming(text.why_same_incident, record),
            Why::Contradicted(record) => naming(text.why_contradicted, record),
            Why::PartOfEvent(record) => naming(text.why_part_of_event, record),
            Why::MayOverlap(record) => naming(text.why_may_overlap, record),
            Why::MayFallOutside => text.why_may_fall_outside.to_owned(),
            Why::ReachesBeyond => {
                let date = of.when.as_ref();
                let date = date.map(|when| when_words(when, self.messages, self.formats));
                fill(text.why_reaches_beyond, &[("date", &date.unwrap_or_default())])
            }
            Why::OtherPlace => text.why_other_place.to_owned(),
            Why::WiderPlace => text.why_wider_place.to_owned(),
        })
    }
}

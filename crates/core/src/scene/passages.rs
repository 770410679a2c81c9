//! What is said of an opened text and of an event's words in it.

use crate::dataset::Dataset;
use crate::event::{Basis, Party};
use crate::messages::{Formats, Messages, PassagesText, fill, passages_text};
use crate::passages::{ClaimKind, Lacking, Passage, Reading, Sureness, Verdict};
use crate::scene::reports::{Narrator, figure_words, time_words};
use crate::state::Lang;

/// What the words of a passage claim: what sort, and the words.
pub type ClaimWords = (ClaimKind, String);

/// Puts an opened text into words.
#[derive(Clone, Copy)]
pub struct TextNarrator<'a> {
    /// The data set.
    pub dataset: &'a Dataset,
    /// Texts.
    pub messages: Messages,
    /// Numbers and dates.
    pub formats: &'a dyn Formats,
}

impl TextNarrator<'_> {
    fn text(&self) -> &'static PassagesText {
        passages_text(self.messages.lang)
    }

    fn number(&self, n: usize) -> String {
        self.formats.number(n as f64)
    }

    /// "Al Jazeera, published 8 September 2018"; the id of a report that is not there.
    pub fn report(&self, id: &str) -> String {
        let Some(report) = self.dataset.report(id) else {
            return id.to_owned();
        };
        let narrator = Narrator {
            dataset: self.dataset,
            messages: self.messages,
            formats: self.formats,
            place_name: &|_| None,
        };
        let line = narrator.report_line(report);
        // No list: the one says something of the other.
        let comma = if self.messages.lang == Lang::Ar { "،" } else { "," };
        format!("{}{comma} {}", line.publisher, line.published)
    }

    /// Which report a text is, and how that is known.
    pub fn verdict(&self, verdict: &Verdict) -> String {
        let text = self.text();
        let counted = |pattern: &str, id: &str, n: u32, all: u32| {
            let (n, all) = (self.number(n as usize), self.number(all as usize));
            fill(pattern, &[("report", &self.report(id)), ("n", &n), ("all", &all)])
        };
        match verdict {
            Verdict::Original(id) => fill(text.original, &[("report", &self.report(id))]),
            Verdict::Likely(id, n, all) => counted(text.likely, id, *n, *all),
            Verdict::Chosen(id, n, all) => counted(text.chosen, id, *n, *all),
            Verdict::Ambiguous(_) => text.ambiguous.to_owned(),
            Verdict::Unknown => text.unknown.to_owned(),
        }
    }

    /// How much of a text no event uses, and how many events are not in it.
    pub fn coverage(&self, reading: &Reading) -> String {
        let text = self.text();
        let (unused, all) = reading.unused();
        let mut words = if unused == 0 {
            text.unused_none.to_owned()
        } else {
            let words = text.unused.of(unused as u64, self.formats);
            fill(&words, &[("all", &self.number(all))])
        };
        if !reading.missing.is_empty() {
            words.push(' ');
            words.push_str(&text.missing_events.of(reading.missing.len() as u64, self.formats));
        }
        words
    }

    /// How sure it is that words are an event's: what they lack, and how many of its passages are not there at all,
    /// comes before what speaks for them.
    pub fn sureness(&self, passage: Option<&Passage>) -> String {
        let text = self.text();
        let Some(passage) = passage else {
            return text.missing_words.to_owned();
        };
        let lacking = self.lacking(passage);
        let mut words = match passage.sureness {
            _ if !lacking.is_empty() => fill(text.lacking, &[("list", &self.formats.list(&lacking))]),
            Sureness::Exact => text.exact_words.to_owned(),
            Sureness::Likely => text.likely_words.to_owned(),
            Sureness::Unsure => text.unsure_words.to_owned(),
        };
        let (lost, all) = passage.lost;
        if lost > 0 {
            let lost = text.lost.of(lost as u64, self.formats);
            words.push(' ');
            words.push_str(&fill(&lost, &[("all", &self.number(all))]));
        }
        words
    }

    /// What an event says and the words found for it do not hold: "26 killed", "Khan Sheikhoun".
    fn lacking(&self, passage: &Passage) -> Vec<String> {
        let Some(event) = self.dataset.events.get(passage.event) else {
            return Vec::new();
        };
        let name = |id: &str| self.dataset.manifest.name(id, self.messages.lang).to_owned();
        let words = passage.lacking.iter().filter_map(|lacking| match *lacking {
            Lacking::Date => {
                let when = event.when.as_ref()?;
                Some(time_words(when, self.messages.reports, self.formats))
            }
            Lacking::Place(at) => event.places.get(at).map(|place| place.toponym.clone()),
            Lacking::Figure(at) => {
                let figure = event.figures.get(at)?;
                Some(figure_words(
                    event,
                    figure,
                    self.messages,
                    self.formats,
                    &name,
                    &|_| None,
                ))
            }
        });
        words.collect()
    }

    /// "paragraph 5 of 30": of the original as its evidence says, in a copy as it was found there.
    pub fn paragraphs(&self, reading: &Reading, event: usize) -> Option<String> {
        let passage = reading.passages.iter().find(|p| p.event == event)?;
        let of = |numbers: &[usize], pattern: &str, extra: (&str, &str)| {
            let numbers: Vec<String> = numbers.iter().map(|n| self.number(*n)).collect();
            let all = self.number(reading.text.paragraphs().len());
            fill(
                pattern,
                &[("n", &self.formats.list(&numbers)), ("all", &all), extra],
            )
        };
        let found: Vec<usize> = passage.paragraphs.iter().map(|n| n + 1).collect();
        let text = self.messages.reports;
        if passage.sureness == Sureness::Exact {
            return Some(of(&found, text.paragraph_of, ("", "")));
        }
        let evidence = &self.dataset.events.get(event)?.evidence;
        let mut filed: Vec<usize> = evidence.iter().map(|e| e.paragraph as usize + 1).collect();
        filed.sort_unstable();
        filed.dedup();
        if filed.is_empty() {
            return Some(of(&found, text.paragraph_of, ("", "")));
        }
        let filed = of(&filed, text.paragraph, ("", ""));
        Some(of(&found, text.paragraph_of_copy, ("paragraph", &filed)))
    }

    /// What a passage claims, each claim once.
    pub fn claims(&self, reading: &Reading, passage: &Passage) -> Vec<ClaimWords> {
        let mut claims: Vec<ClaimWords> = Vec::new();
        for kind in ClaimKind::ALL {
            for claim in passage.claims.iter().filter(|c| c.kind == kind) {
                let words = reading.text.as_str().get(claim.at.clone()).unwrap_or_default();
                let one = (kind, words.to_owned());
                if !claims.contains(&one) {
                    claims.push(one);
                }
            }
        }
        claims
    }

    /// What the event says and its words could not be marked with; `None` if nothing is missing. Who is only inferred,
    /// and what the report says itself, stands nowhere.
    pub fn unmarked(&self, passage: &Passage) -> Option<String> {
        let event = self.dataset.events.get(passage.event)?;
        let publisher = self
            .dataset
            .report(&event.report)
            .map(|report| report.publisher.as_str());
        let is_stated = |parties: &[Party]| parties.iter().any(|party| party.basis == Basis::Stated);
        let says = |kind: ClaimKind| match kind {
            ClaimKind::Date => event.when.is_some(),
            ClaimKind::Place => !event.places.is_empty(),
            ClaimKind::Figure => !event.figures.is_empty(),
            ClaimKind::Actor => is_stated(&event.actors),
            ClaimKind::Target => is_stated(&event.targets),
            ClaimKind::Speaker => {
                let mut heads = event.said_by.iter().filter_map(|chain| chain.first());
                heads.any(|head| Some(head.as_str()) != publisher)
            }
        };
        let text = self.text();
        let is_marked = |kind: ClaimKind| passage.claims.iter().any(|claim| claim.kind == kind);
        let kinds = ClaimKind::ALL
            .into_iter()
            .filter(|&kind| says(kind) && !is_marked(kind));
        let kinds: Vec<String> = kinds.map(|kind| text.claim(kind).to_owned()).collect();
        (!kinds.is_empty()).then(|| fill(text.unmarked, &[("kinds", &self.formats.list(&kinds))]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{StubFormats, messages};
    use crate::passages::OpenedText;

    #[test]
    fn an_opened_text_is_put_into_words() {
        let mut event = crate::incidents::tests::event("a", "2018-09-08");
        event.evidence.push(crate::event::Evidence {
            paragraph: 4,
            start: 0,
            end: 4,
            supports: Vec::new(),
        });
        let dataset = Dataset::bare("x.json", (Vec::new(), Vec::new()), (vec![event], Vec::new()));
        let narrator = TextNarrator {
            dataset: &dataset,
            messages: messages(Lang::En),
            formats: &StubFormats,
        };
        let mut reading = Reading {
            verdict: Verdict::Likely("r".to_owned(), 3, 4),
            text: OpenedText::new("One two\n\nthree".to_owned()),
            passages: vec![Passage {
                event: 0,
                sureness: Sureness::Likely,
                spans: std::iter::once(0..7).collect(),
                paragraphs: vec![0],
                claims: Vec::new(),
                lacking: Vec::new(),
                lost: (0, 1),
            }],
            missing: Vec::new(),
        };
        assert!(narrator.verdict(&reading.verdict).contains("3 of 4 passages fit"));
        assert_eq!(
            narrator.coverage(&reading),
            "1 of 2 paragraphs is used by no event."
        );
        let paragraphs = narrator.paragraphs(&reading, 0);
        assert_eq!(
            paragraphs.as_deref(),
            Some("paragraph 5 (in the opened copy 1 of 2)")
        );
        reading.passages[0].sureness = Sureness::Exact;
        assert_eq!(
            narrator.paragraphs(&reading, 0).as_deref(),
            Some("paragraph 1 of 2")
        );
        assert_eq!(narrator.paragraphs(&reading, 1), None);
        // The event has a date, and no claim is marked.
        let passage = &mut reading.passages[0];
        let unmarked = narrator.unmarked(passage).unwrap_or_default();
        assert!(
            unmarked.starts_with("Coded, and not marked in these words: date."),
            "{unmarked}"
        );
        passage.claims.push(crate::passages::Claim {
            kind: ClaimKind::Date,
            at: 0..3,
        });
        assert_eq!(narrator.unmarked(passage), None);
        assert_eq!(narrator.sureness(None), passages_text(Lang::En).missing_words);
        let passage = &mut reading.passages[0];
        passage.lacking.push(crate::passages::Lacking::Date);
        passage.lost = (1, 3);
        let sureness = narrator.sureness(Some(passage));
        assert!(sureness.contains("coded and not in them: "), "{sureness}");
        assert!(sureness.contains("2018"), "{sureness}");
        assert!(
            sureness.ends_with("1 of the event’s 3 passages was not found in this copy."),
            "{sureness}"
        );
    }
}

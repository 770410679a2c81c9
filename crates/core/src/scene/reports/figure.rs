//! Figures in words.

use crate::event::{Event, Figure, Status, Sum, Unit};
use crate::messages::{DateStyle, Formats, Messages, fill};
use crate::sums::single::runs_on;
use crate::time::Day;

/// A figure of an event in words, who says so included: "at least 26 killed, civilians, says White Helmets". That it is
/// no count of what happened, or is not to be added to others, is said, and why.
pub fn figure_words(
    event: &Event,
    figure: &Figure,
    messages: Messages,
    formats: &dyn Formats,
    name: &dyn Fn(&str) -> String,
    place_name: &dyn Fn(&str) -> Option<String>,
) -> String {
    let text = messages.reports;
    let best = figure.best.unwrap_or(figure.low);
    let mut parts: Vec<String> = Vec::new();
    if !event.modality.marks() {
        parts.push(text.modality(event.modality).to_owned());
    }
    parts.push(amount_words(
        &figure.measure,
        figure.low,
        best,
        figure.high,
        messages,
        formats,
    ));
    if let Some(who) = &figure.who {
        parts.push(name(who));
    }
    if figure.status != Status::Unstated {
        parts.push(text.status(figure.status).to_owned());
    }
    if !matches!(figure.unit, Unit::Person | Unit::Item) && figure.measure != "places_hit" {
        parts.push(text.unit(figure.unit).to_owned());
    }
    if let Some(day) = figure.as_of.as_deref().and_then(Day::parse_iso) {
        parts.push(fill(
            text.figure_as_of,
            &[("date", &formats.date(day, DateStyle::Long))],
        ));
    }
    parts.extend(figure.place.as_deref().and_then(place_name));
    if let Some((speaker, relays)) = figure.said_by.split_first() {
        let who = relays.iter().fold(name(speaker), |who, relay| {
            fill(text.relayed_by, &[("who", &who), ("relay", &name(relay))])
        });
        parts.push(fill(text.says, &[("who", &who)]));
    }
    parts.extend(note(event, figure, messages).map(str::to_owned));
    parts.join(if messages.lang == crate::state::Lang::Ar {
        "، "
    } else {
        ", "
    })
}

/// Why a figure is not to be added to others, in short.
fn note(event: &Event, figure: &Figure, messages: Messages) -> Option<&'static str> {
    let text = messages.doubt;
    // What is not said to have happened is told as such.
    if !event.modality.marks() || figure.sum == Sum::Yes {
        return None;
    }
    if figure.sum == Sum::No {
        if figure.within.as_ref() == Some(&event.id) {
            let is_whole = |f: &&Figure| f.measure == figure.measure && f.within.as_ref() != Some(&event.id);
            let mut wholes = event.figures.iter().filter(is_whole);
            let is_like = wholes.next().is_none_or(|whole| whole.unit == figure.unit);
            return Some(if is_like { text.note_part } else { text.note_unit });
        }
        if figure.within.is_some() {
            return Some(text.note_inside);
        }
        if figure.as_of.is_some() {
            let is_running = runs_on(event);
            return Some(if is_running {
                text.note_running
            } else {
                text.note_state
            });
        }
    }
    Some(messages.reports.sum(figure.sum))
}

/// How many of a measure: "26 killed", "at least 26 killed", "2 to 5 killed", "no one killed, as reported".
pub(super) fn amount_words(
    measure: &str,
    low: f64,
    best: f64,
    high: Option<f64>,
    messages: Messages,
    formats: &dyn Formats,
) -> String {
    let text = messages.reports;
    let known = text.measure(measure);
    let counted = |n: f64| match known {
        Some(plural) => plural.of(n.max(0.0) as u64, formats),
        None => format!("{} {}", formats.number(n), measure.replace('_', " ")),
    };
    match high {
        Some(0.0) => {
            // "No one killed", but "no casualties".
            let zero = match measure {
                "killed" | "injured" | "displaced" => text.reported_zero,
                _ => text.reported_zero_things,
            };
            let what = known.map_or(measure, |plural| plural.other);
            fill(zero, &[("measure", what.replace("{n}", "").trim())])
        }
        // In Arabic "at least" follows the whole.
        None => fill(text.at_least, &[("n", &counted(low))]),
        Some(high) if low < high => {
            let bounds = [("low", formats.number(low)), ("high", formats.number(high))];
            let bounds = bounds.each_ref().map(|(k, v)| (*k, v.as_str()));
            replace_number(&counted(high), high, formats, &fill(text.from_to, &bounds))
        }
        Some(_) => counted(best),
    }
}

/// Puts "at least 26" in place of "26" in "26 killed"; before it, where the language's form has no digits ("قتيلان").
fn replace_number(sentence: &str, n: f64, formats: &dyn Formats, by: &str) -> String {
    let number = formats.number(n);
    if sentence.contains(&number) {
        sentence.replacen(&number, by, 1)
    } else {
        format!("{by}: {sentence}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{StubFormats, messages};
    use crate::state::Lang;

    fn figure(low: f64, high: Option<f64>) -> Figure {
        Figure {
            measure: "killed".to_owned(),
            low,
            best: Some(low),
            high,
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

    fn words(figure: &Figure) -> String {
        let mut event = crate::incidents::tests::event("a", "2018-09-08");
        event.figures = vec![figure.clone()];
        words_of(&event)
    }

    fn words_of(event: &Event) -> String {
        figure_words(
            event,
            &event.figures[0],
            messages(Lang::En),
            &StubFormats,
            &str::to_owned,
            &|_| None,
        )
    }

    #[test]
    fn why_a_figure_is_not_added_follows_from_what_it_is() {
        let not_added = Figure {
            sum: Sum::No,
            as_of: Some("2018-09-08".to_owned()),
            ..figure(5.0, Some(5.0))
        };
        let mut event = crate::incidents::tests::event("a", "2018-09-08");
        event.figures = vec![not_added.clone()];
        let ends = |event: &Event, end: &str| {
            let words = words_of(event);
            assert!(words.ends_with(end), "{words}");
        };
        ends(&event, "how many there were on that day: not to be added");
        event.when = crate::time::When::parse("2018-09-01/2018-09-08", crate::time::Extent::Throughout).ok();
        ends(&event, "a running total: not to be added");
        event.figures[0].as_of = None;
        ends(&event, "not to be added to others");
        event.figures[0].within = Some("b".to_owned());
        ends(&event, "counted in a figure of another event");
        event.figures[0].within = Some("a".to_owned());
        ends(&event, "a part of another figure of this event");
        event.figures[0].unit = Unit::Family;
        event.figures.push(figure(9.0, None));
        ends(&event, "the same people in another unit");
        event.modality = crate::event::Modality::Predicted;
        assert_eq!(words_of(&event), "predicted, 5 killed, families");
    }

    #[test]
    fn bounds_zero_and_sources_are_said() {
        assert_eq!(words(&figure(10.0, Some(10.0))), "10 killed");
        assert_eq!(words(&figure(26.0, None)), "at least 26 killed");
        assert_eq!(words(&figure(2.0, Some(5.0))), "2 to 5 killed");
        assert_eq!(words(&figure(0.0, Some(0.0))), "no one killed, as reported");
        let said = Figure {
            status: Status::Civilian,
            said_by: vec!["A".to_owned(), "B".to_owned()],
            sum: Sum::Maybe,
            ..figure(15.0, Some(15.0))
        };
        assert_eq!(
            words(&said),
            "15 killed, civilians, says A, through B, could already be inside another figure"
        );
    }
}

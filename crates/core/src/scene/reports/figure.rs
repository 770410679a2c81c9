//! Figures in words.

use crate::event::{Figure, Status, Sum, Unit};
use crate::messages::{DateStyle, Formats, Messages, fill};
use crate::time::Day;

/// A figure in words, who says so included: "at least 26 killed, civilians, says White Helmets".
pub fn figure_words(
    figure: &Figure,
    messages: Messages,
    formats: &dyn Formats,
    name: &dyn Fn(&str) -> String,
) -> String {
    let text = messages.reports;
    let best = figure.best.unwrap_or(figure.low);
    let mut parts = vec![amount_words(
        &figure.measure,
        figure.low,
        best,
        figure.high,
        messages,
        formats,
    )];
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
    if let Some((speaker, relays)) = figure.said_by.split_first() {
        let who = relays.iter().fold(name(speaker), |who, relay| {
            fill(text.relayed_by, &[("who", &who), ("relay", &name(relay))])
        });
        parts.push(fill(text.says, &[("who", &who)]));
    }
    if figure.sum != Sum::Yes {
        parts.push(text.sum(figure.sum).to_owned());
    }
    parts.join(if messages.lang == crate::state::Lang::Ar {
        "، "
    } else {
        ", "
    })
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
        None => replace_number(
            &counted(best),
            best,
            formats,
            &fill(text.at_least, &[("n", &formats.number(low))]),
        ),
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
        figure_words(figure, messages(Lang::En), &StubFormats, &str::to_owned)
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
